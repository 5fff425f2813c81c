/* The report as a log of SARIF. */

#include "base/json.h"
#include "write/report.h"
#include "write/sarif.h"

#include "base/banned.h"

static const char problem_rule[] = "problem", retracted_rule[] = "retracted";

void
report_sarif_begin(struct sbuf *out)
{
	static const struct {
		const char *id, *text;
	} rules[] = {
		{ problem_rule, "A part of the file could not be read" },
		{ retracted_rule, "The work has been retracted" },
		{ "differs", "The work exists, and a field is wrong" },
		{ "conflict", "The fields are those of several works" },
		{ "not_found",
		    "Sources that would have such a work do not have it" },
		{ "unresolved", "Sources that could tell were not asked" },
		{ "not_checkable", "There is too little to search for" },
	};

	sarif_begin(out);
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		sarif_add_rule(out, i, rules[i].id, rules[i].text);
	sarif_begin_results(out);
}

void
report_sarif_problems(struct sbuf *out, const struct report_file *f)
{
	struct arena a = ARENA_INIT;
	struct problem *problems;
	size_t n = report_problems(&problems, &a, f);

	for (size_t i = 0; i < n; i++) {
		struct sbuf s = SBUF_INIT;

		report_add_problem(&s, &problems[i]);
		sarif_add_result(out, (*f->results)++, problem_rule, "warning",
		    (struct span){ s.buf, s.len },
		    f->references->document->path, problems[i].line, 0);
		sbuf_release(&s);
	}
	arena_release(&a);
}

void
report_sarif_reference(
    struct sbuf *out, const struct report_file *f, size_t number)
{
	const struct reference *ref = &f->references->items[number];
	const struct judgement *j = &f->judgements[number];
	const char *level = report_level(j);
	struct sbuf s = SBUF_INIT;

	if (!level)
		return;
	if (ref->key) {
		report_add_clean(&s, span_of(ref->key));
		sbuf_add(&s, SPAN_LIT(": "));
	}
	report_add_message(&s, j);
	sarif_add_result(out, (*f->results)++,
	    report_is_retracted(j) ? retracted_rule : verdict_name(j->verdict),
	    level, (struct span){ s.buf, s.len }, f->references->document->path,
	    ref->line, 0);
	sbuf_release(&s);
}

void
report_sarif_end(struct sbuf *out)
{
	sarif_end(out);
}
