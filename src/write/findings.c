#include "write/findings.h"
#include "base/json.h"
#include "write/report.h"
#include "write/sarif.h"

#include "base/banned.h"

static void
add_text(struct sbuf *out, const char *path, const struct finding *f)
{
	const struct finding_kind *k = &finding_kinds[f->rule];

	report_add_clean(out, span_of(path));
	sbuf_addf(out, ":%zu:%zu: %s: ", f->line, f->column,
	    finding_level_name(k->level));
	if (f->key) {
		report_add_clean(out, span_of(f->key));
		sbuf_add(out, SPAN_LIT(": "));
	}
	report_add_clean(out, span_of(f->text));
	sbuf_addf(out, " [%s]\n", k->name);
}

static void
add_github(struct sbuf *out, const char *path, const struct finding *f)
{
	const struct finding_kind *k = &finding_kinds[f->rule];

	sbuf_addf(out, "::%s file=",
	    k->level == FINDING_NOTE ? "notice" : finding_level_name(k->level));
	report_add_github(out, path, true);
	sbuf_addf(out, ",line=%zu,col=%zu,title=", f->line, f->column);
	report_add_github(out, k->name, true);
	sbuf_add(out, SPAN_LIT("::"));
	if (f->key) {
		report_add_github(out, f->key, false);
		sbuf_add(out, SPAN_LIT(": "));
	}
	report_add_github(out, f->text, false);
	sbuf_addc(out, '\n');
}

static void
add_member(struct sbuf *out, const char *name, const char *value)
{
	sbuf_addf(out, ",\"%s\":", name);
	if (value)
		sbuf_add_json(out, span_of(value));
	else
		sbuf_add(out, SPAN_LIT("null"));
}

static void
add_json(struct sbuf *out, const char *path, const struct finding *f)
{
	const struct finding_kind *k = &finding_kinds[f->rule];

	sbuf_add(out, SPAN_LIT("{\"type\":\"finding\""));
	add_member(out, "file", path);
	sbuf_addf(out, ",\"line\":%zu,\"column\":%zu", f->line, f->column);
	add_member(out, "key", f->key);
	add_member(out, "level", finding_level_name(k->level));
	add_member(out, "rule", k->name);
	add_member(out, "text", f->text);
	sbuf_add(out, SPAN_LIT("}\n"));
}

static void
add_sarif(struct sbuf *out, const char *path, const struct finding *f, size_t n)
{
	const struct finding_kind *k = &finding_kinds[f->rule];
	struct sbuf text = SBUF_INIT;

	if (f->key)
		sbuf_addf(&text, "%s: ", f->key);
	sbuf_add(&text, span_of(f->text));
	sarif_add_result(out, n, k->name, finding_level_name(k->level),
	    (struct span){ text.buf, text.len }, path, f->line, f->column);
	sbuf_release(&text);
}

void
findings_begin(struct sbuf *out, enum findings_form form)
{
	if (form != FINDINGS_SARIF)
		return;
	sarif_begin(out);
	for (int i = 0; i < FINDING_RULES; i++)
		sarif_add_rule(out, (size_t)i, finding_kinds[i].name,
		    finding_kinds[i].text);
	sarif_begin_results(out);
}

void
findings_add(struct sbuf *out, enum findings_form form, const char *path,
    const struct finding *f, size_t n)
{
	switch (form) {
	case FINDINGS_TEXT: add_text(out, path, f); break;
	case FINDINGS_GITHUB: add_github(out, path, f); break;
	case FINDINGS_SARIF: add_sarif(out, path, f, n); break;
	case FINDINGS_JSON: add_json(out, path, f); break;
	}
}

void
findings_end(struct sbuf *out, enum findings_form form)
{
	if (form == FINDINGS_SARIF)
		sarif_end(out);
}
