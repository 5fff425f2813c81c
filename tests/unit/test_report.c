/* What the reports say of judged references. */

#include "base/json.h"
#include "base/text.h"
#include "write/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/banned.h"

/* --- a judged file -------------------------------------------------------- */

struct world {
	struct arena a;
	struct document *d;
	struct references refs;
	struct judgement j[6];
	struct report_file file;
	struct sbuf out;
};

static void
add(struct world *w, const char *label, const char *raw)
{
	struct reference *r = &ARENA_PUSH(&w->a, w->refs.items, w->refs.len);
	struct parse *p = ARENA_NEW(&w->a, struct parse);
	size_t n = w->refs.len;

	p->work = ARENA_NEW(&w->a, struct work);
	*r = (struct reference){
		.list = 1,
		.seq = (unsigned)n,
		.key = arena_printf(&w->a, "r%zu", n),
		.label = label,
		.line = 10 + n,
		.span = { 100 * n, 100 * n + strlen(raw) },
		.body = { .text = raw, .len = strlen(raw) },
		.parses = p,
		.parses_len = 1,
	};
}

static struct change *
change(struct world *w, struct judgement *j, enum claim field,
    enum change_kind kind, const char *from, const char *to)
{
	struct change *c = &ARENA_PUSH(&w->a, j->changes, j->changes_len);

	*c = (struct change){
		.field = field,
		.kind = kind,
		.from = from,
		.to = to,
		.source = "works.idx",
		.record = "7",
		.rule = "because",
	};
	return c;
}

static struct work *
record(struct world *w, const char *title, int year, const char *doi)
{
	struct work *out = ARENA_NEW(&w->a, struct work);

	out->type = WORK_TYPE_ARTICLE_JOURNAL;
	out->title = title;
	out->issued.from.year = year;
	out->DOI = doi;
	name_list_add(&w->a, &out->author,
	    (struct name){ .family = "LeCun", .given = "Yann" });
	return out;
}

static void
setup(struct world *w)
{
	struct err err = ERR_INIT;
	struct name_list *from, *to;
	struct change *c;

	*w = (struct world){ .out = SBUF_INIT };
	assert_int_equal(document_from_bytes(&w->d, "paper.md",
			     SPAN_LIT("# References\n"), &err),
	    OK);
	w->refs.document = w->d;
	add(w, "[1]", "Verified one.");
	add(w, "[2]", "Wrong year.");
	add(w, "[3]", "A conflict.");
	add(w, "[4]", "Nowhere.");
	add(w, NULL, "Retracted.");
	add(w, "[6]", "Not asked.");
	w->j[0] = (struct judgement){
		.verdict = VERDICT_VERIFIED,
		.confidence = 0.99876,
		.reason = "all agrees",
		.work = record(w, "Deep learning", 2015, "10.1038/nature14539"),
	};
	change(w, &w->j[0], CLAIM_VOLUME, CHANGE_MISSING, NULL, "521");
	w->j[1] = (struct judgement){
		.verdict = VERDICT_DIFFERS,
		.confidence = 1,
		.reason = "the year differs",
		.work = record(w, "Deep learning", 2015, "10.1038/nature14539"),
	};
	change(w, &w->j[1], CLAIM_YEAR, CHANGE_WRONG, "2014", "2015");
	w->j[2] = (struct judgement){
		.verdict = VERDICT_CONFLICT,
		.confidence = 0.9,
		.reason = "a work with exactly this title exists, by others",
		.work = record(w, "BERT", 2019, NULL),
		.distinctive = true,
	};
	from = ARENA_NEW(&w->a, struct name_list);
	to = ARENA_NEW(&w->a, struct name_list);
	name_list_add(
	    &w->a, from, (struct name){ .family = "Brown", .given = "T." });
	from->others = true;
	name_list_add(
	    &w->a, to, (struct name){ .family = "Devlin", .given = "Jacob" });
	c = change(w, &w->j[2], CLAIM_AUTHOR, CHANGE_WRONG, NULL, NULL);
	c->from_names = from;
	c->to_names = to;
	w->j[3] = (struct judgement){
		.verdict = VERDICT_NOT_FOUND,
		.reason = "no source has it",
	};
	w->j[4] = (struct judgement){
		.verdict = VERDICT_VERIFIED,
		.work = record(w, "Bad", 1998, "10.1/x"),
		.alerts = 1U << ALERT_RETRACTED,
	};
	w->j[5] = (struct judgement){ .verdict = VERDICT_UNRESOLVED };
	w->j[5].searched = ARENA_NEW(&w->a, struct searched);
	w->j[5].searched_len = 1;
	w->j[5].searched[0] = (struct searched){ .source = "crossref",
		.status = SEARCH_FAILED,
		.covers = true,
		.detail = "429 Too Many Requests" };
	w->file =
	    (struct report_file){ .references = &w->refs, .judgements = w->j };
}

static void
teardown(struct world *w)
{
	sbuf_release(&w->out);
	document_close(w->d);
	arena_release(&w->a);
}

static void
assert_has(const struct world *w, const char *part)
{
	if (!strstr(w->out.buf, part))
		fail_msg("not in the report: %s\n%s", part, w->out.buf);
}

static void
assert_lacks(const struct world *w, const char *part)
{
	if (strstr(w->out.buf, part))
		fail_msg("in the report: %s\n%s", part, w->out.buf);
}

/* --- for people ----------------------------------------------------------- */

static void
write_text(struct world *w, const struct report_options *o)
{
	struct report_text t;

	report_text_init(&t, o);
	report_text_problems(&t, &w->file);
	for (size_t i = 0; i < w->refs.len; i++)
		report_text_reference(&t, &w->file, i);
	report_text_end(&t, "    refmend fix x");
	for (int i = 0; i < REPORT_PIECES; i++)
		sbuf_add(
		    &w->out, (struct span){ t.pieces[i].buf, t.pieces[i].len });
	report_text_release(&t);
}

static void
counts_come_first_and_the_worst_next(void **state)
{
	struct report_options o = { .verbose = false };
	const char *conflict, *differs, *failed;
	struct world w;

	(void)state;
	setup(&w);
	write_text(&w, &o);
	assert_memory_equal(w.out.buf,
	    "6 references: 1 verified, 1 differs (1 can be fixed safely), "
	    "1 conflict, 1 not found, 1 retracted, 1 not asked\n",
	    110);
	conflict = strstr(w.out.buf, "paper.md:13: [3] conflict: a work");
	differs = strstr(w.out.buf, "paper.md:12: [2] differs: the year");
	failed = strstr(w.out.buf, "crossref: 429 Too Many Requests");
	assert_non_null(conflict);
	assert_non_null(differs);
	assert_non_null(failed);
	assert_true(conflict < differs && differs < failed);
	assert_has(&w, "Brown, T.; et al.");
	assert_has(&w, "Devlin, Jacob");
	assert_has(&w, "https://doi.org/10.1038/nature14539");
	assert_has(&w, "the work has been retracted");
	assert_lacks(&w, "Verified one.");
	assert_has(&w, "\n\n    refmend fix x\n");
	assert_string_equal(
	    strstr(w.out.buf, "    refmend"), "    refmend fix x\n");
	teardown(&w);
}

static void
verified_ones_show_when_asked_for(void **state)
{
	struct report_options o = { .verbose = true };
	struct world w;

	(void)state;
	setup(&w);
	write_text(&w, &o);
	assert_has(&w, "paper.md:11: [1] verified: all agrees");
	assert_has(&w, "missing         volume 521");
	assert_lacks(&w, "\033");
	teardown(&w);
}

static void
what_was_fixed_is_told_with_its_consequences(void **state)
{
	struct report_options o = { 0 };
	struct world w;

	(void)state;
	setup(&w);
	w.j[1].changes[0].applied = true;
	write_text(&w, &o);
	assert_has(&w, "1 differs (1 fixed)");
	assert_has(&w, "2015 (fixed)");
	assert_has(&w, "the year changed: look at its citations in the text");
	teardown(&w);
}

/* "———." stands for the authors of the entry above. */
static void
a_dash_below_changed_authors_is_told(void **state)
{
	static const char text[] = "———. (1984). Soziale Systeme.";
	struct report_options o = { 0 };
	struct world w;

	(void)state;
	setup(&w);
	w.j[2].changes[0].applied = true;
	w.refs.items[3].body.text = text;
	w.refs.items[3].body.len = sizeof(text) - 1;
	write_text(&w, &o);
	assert_has(&w, "the author changed: look at its citations in the text");
	assert_has(&w, "its dash, or \"Ders.\", stands for these authors");
	teardown(&w);
	setup(&w);
	w.j[2].changes[0].applied = true;
	write_text(&w, &o);
	assert_lacks(&w, "its dash");
	teardown(&w);
}

static void
numbers_that_are_missing_are_told(void **state)
{
	struct reference_list list = {
		.first = 0,
		.len = 43,
		.missing_from = 44,
		.highest = 45,
	};
	struct report_options o = { 0 };
	struct world w;

	(void)state;
	setup(&w);
	w.refs.lists = &list;
	w.refs.lists_len = 1;
	references_add_problem(&w.refs, 3, "key", "a brace is not closed");
	write_text(&w, &o);
	assert_has(&w, "go to 45, but 43 references were found: 44 is missing");
	assert_has(&w, "paper.md:3: key a brace is not closed");
	teardown(&w);
}

static void
all_numbers_of_a_gap_are_told(void **state)
{
	struct reference_list list = { .len = 1,
		.missing_from = 1,
		.missing_to = 4,
		.missing = 4,
		.highest = 5 };
	struct report_options o = { 0 };
	struct world w;

	(void)state;
	setup(&w);
	w.refs.lists = &list;
	w.refs.lists_len = 1;
	write_text(&w, &o);
	assert_has(
	    &w, "go to 5, but 1 reference was found: 1 to 4 are missing");
	teardown(&w);
}

static void
foreign_text_cannot_steer_the_terminal(void **state)
{
	struct report_options o = { .verbose = true };
	struct world w;

	(void)state;
	setup(&w);
	w.refs.items[3].body.text = "A\033]0;owned\007 \xc2\x9b"
				    "31m \xe2\x80\xae"
				    "abc\n\tz";
	w.j[3].reason = "\033[2J";
	write_text(&w, &o);
	assert_lacks(&w, "\033");
	assert_lacks(&w, "\007");
	assert_lacks(&w, "\xc2\x9b");
	assert_lacks(&w, "\xe2\x80\xae");
	assert_has(&w, "abc  z");
	/* what programs print of the JSON goes to a terminal in the end */
	sbuf_reset(&w.out);
	report_json_file(&w.out, &w.file);
	assert_lacks(&w, "\xc2\x9b");
	assert_has(&w, "\\u009b31m \\u202eabc\\n\\tz");
	teardown(&w);
}

static void
every_report_tells_what_could_not_be_read(void **state)
{
	struct report_options o = { 0 };
	struct reference_list list = {
		.len = 2, .missing_from = 2, .highest = 3
	};
	struct world w;

	(void)state;
	setup(&w);
	references_add_problem(&w.refs, 7, "k,1", "no \"end\" of it");
	w.refs.lists = &list;
	w.refs.lists_len = 1;
	write_text(&w, &o);
	assert_has(&w, ":7: k,1 no \"end\" of it\n");
	assert_has(&w, "2 is missing\n");
	sbuf_reset(&w.out);
	report_json_file(&w.out, &w.file);
	assert_has(&w, "\"line\":7,\"key\":\"k,1\",\"text\":\"no \\\"end\\\"");
	assert_has(&w, "2 is missing\"}\n");
	sbuf_reset(&w.out);
	report_csv_file(&w.out, &w.file);
	assert_has(&w, ",7,,\"k,1\",problem,,,,\"no \"\"end\"\" of it\",\r\n");
	assert_has(&w, "2 is missing\",\r\n");
	sbuf_reset(&w.out);
	report_github_file(&w.out, &w.file);
	assert_has(&w, ",line=7,title=problem::k,1: no \"end\" of it\n");
	teardown(&w);
}

/* --- for programs ----------------------------------------------------------- */

static void
csv_quotes_what_has_to_be_quoted(void **state)
{
	struct world w;

	(void)state;
	setup(&w);
	w.refs.items[1].body.text = "Say \"no\", then";
	report_csv_head(&w.out);
	report_csv_file(&w.out, &w.file);
	assert_has(&w,
	    "file,line,seq,key,verdict,wrong,alerts,record,reason,"
	    "reference\r\n"
	    "paper.md,11,1,r1,verified,,,https://doi.org/10.1038/nature14539,"
	    "all agrees,Verified one.\r\n"
	    "paper.md,12,2,r2,differs,year,,"
	    "https://doi.org/10.1038/nature14539,the year differs,"
	    "\"Say \"\"no\"\", then\"\r\n");
	assert_has(&w, "r5,verified,,retracted,https://doi.org/10.1/x,,");
	teardown(&w);
}

static void
github_gets_an_annotation_for_each_finding(void **state)
{
	struct world w;

	(void)state;
	setup(&w);
	w.j[1].reason = "100% wrong\n::error::x";
	report_github_file(&w.out, &w.file);
	assert_has(&w,
	    "::warning file=paper.md,line=12,title=differs::100%25 wrong "
	    "::error::x; year: 2014 -> 2015\n");
	assert_has(&w, "::error file=paper.md,line=13,title=conflict::");
	assert_has(&w, "::error file=paper.md,line=15,title=retracted::");
	assert_has(&w, "::notice file=paper.md,line=14,title=not found::");
	assert_lacks(&w, "line=11");
	teardown(&w);
}

/* The line number n of the output, parsed. */
static json_t *
json_line(const struct world *w, size_t n)
{
	struct err err = ERR_INIT;
	const char *p = w->out.buf, *end;
	json_t *o;

	while (n--)
		p = strchr(p, '\n') + 1;
	end = strchr(p, '\n');
	assert_non_null(end);
	assert_int_equal(
	    json_read(&o, (struct span){ p, (size_t)(end - p) }, &err), OK);
	return o;
}

static void
json_keeps_to_the_contract(void **state)
{
	static const char *const keys[] = { "type", "file", "list", "seq",
		"key", "label", "raw", "span", "verdict", "match_confidence",
		"reason", "changes", "work", "parts", "versions", "alerts",
		"candidates", "searched" };
	struct world w;
	json_t *o, *c;

	(void)state;
	setup(&w);
	report_json_file(&w.out, &w.file);
	o = json_line(&w, 1);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (!json_object_get(o, keys[i]))
			fail_msg("no member \"%s\"", keys[i]);
	assert_string_equal(json_str(o, "verdict"), "differs");
	assert_int_equal(
	    json_integer_value(json_array_get(json_object_get(o, "span"), 0)),
	    200);
	assert_string_equal(
	    json_str(json_object_get(o, "work"), "DOI"), "10.1038/nature14539");
	c = json_array_get(json_object_get(o, "changes"), 0);
	assert_string_equal(json_str(c, "field"), "year");
	assert_string_equal(json_str(c, "kind"), "wrong");
	assert_string_equal(json_str(c, "from"), "2014");
	assert_string_equal(json_str(c, "to"), "2015");
	assert_string_equal(json_str(c, "source"), "works.idx");
	assert_true(json_is_false(json_object_get(c, "applied")));
	json_decref(o);

	/* Names are arrays of CSL names. */
	o = json_line(&w, 2);
	c = json_array_get(json_object_get(o, "changes"), 0);
	assert_string_equal(
	    json_str(json_array_get(json_object_get(c, "to"), 0), "family"),
	    "Devlin");
	json_decref(o);

	/* What is absent is null. */
	o = json_line(&w, 3);
	assert_true(json_is_null(json_object_get(o, "work")));
	assert_true(json_is_null(json_object_get(o, "match_confidence")));
	json_decref(o);
	o = json_line(&w, 0);
	assert_true(
	    json_real_value(json_object_get(o, "match_confidence")) == 0.999);
	c = json_array_get(json_object_get(o, "changes"), 0);
	assert_true(json_is_null(json_object_get(c, "from")));
	json_decref(o);
	o = json_line(&w, 4);
	assert_true(json_is_null(json_object_get(o, "label")));
	assert_string_equal(
	    json_string_value(json_array_get(json_object_get(o, "alerts"), 0)),
	    "retracted");
	json_decref(o);
	teardown(&w);
}

static void
json_says_what_was_asked_and_what_came_of_it(void **state)
{
	static const struct report_source told[] = {
		{ "works.idx", "index", "2026-11-01", 503783,
		    "book 1900-2020, thesis" },
		{ "crossref", "service", NULL, 0, NULL },
	};
	struct report_counts counts = { 0 };
	struct world w;
	json_t *o, *s;

	(void)state;
	setup(&w);
	report_count(&counts, &w.file);
	report_json_run(&w.out, told, 2);
	report_json_summary(&w.out, &counts);
	o = json_line(&w, 0);
	assert_string_equal(json_str(o, "type"), "run");
	assert_int_equal(json_int(o, "contract", 0), 1);
	s = json_array_get(json_object_get(o, "sources"), 0);
	assert_int_equal(json_int(s, "works", 0), 503783);
	assert_string_equal(
	    json_string_value(json_array_get(json_object_get(s, "covers"), 1)),
	    "thesis");
	json_decref(o);
	o = json_line(&w, 1);
	assert_string_equal(json_str(o, "type"), "summary");
	assert_int_equal(json_int(o, "references", 0), 6);
	assert_int_equal(json_int(o, "verified", 0), 2);
	assert_int_equal(json_int(o, "not_found", 0), 1);
	assert_int_equal(json_int(o, "retracted", 0), 1);
	json_decref(o);
	teardown(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_come_first_and_the_worst_next),
		cmocka_unit_test(verified_ones_show_when_asked_for),
		cmocka_unit_test(what_was_fixed_is_told_with_its_consequences),
		cmocka_unit_test(a_dash_below_changed_authors_is_told),
		cmocka_unit_test(numbers_that_are_missing_are_told),
		cmocka_unit_test(all_numbers_of_a_gap_are_told),
		cmocka_unit_test(foreign_text_cannot_steer_the_terminal),
		cmocka_unit_test(every_report_tells_what_could_not_be_read),
		cmocka_unit_test(csv_quotes_what_has_to_be_quoted),
		cmocka_unit_test(github_gets_an_annotation_for_each_finding),
		cmocka_unit_test(json_keeps_to_the_contract),
		cmocka_unit_test(json_says_what_was_asked_and_what_came_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
