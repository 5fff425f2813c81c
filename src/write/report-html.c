/* The report as a page to be passed on. */

#include "write/report.h"
#include "write/xml.h"

#include "base/banned.h"

enum { NAMES_MAX = 8, CANDIDATES_MAX = 3, PART_PROBLEMS = 0, PART_RANKS };
_Static_assert(PART_RANKS + REPORT_RANKS == REPORT_HTML_PARTS, "parts");

/* --- pieces --------------------------------------------------------------------------- */

/* What is in s, cleaned before, as text of the page; s is empty then. */
static void
add_escaped(struct sbuf *out, struct sbuf *s)
{
	if (s->len)
		xml_add_value(out, s->buf);
	sbuf_reset(s);
}

static void
add_text(struct sbuf *out, const char *text)
{
	struct sbuf s = SBUF_INIT;

	report_add_clean(&s, span_of(text));
	add_escaped(out, &s);
	sbuf_release(&s);
}

static void
add_side(struct sbuf *out, const char *text, const struct name_list *names)
{
	struct sbuf s = SBUF_INIT;

	sbuf_add(out, SPAN_LIT("<td>"));
	report_add_value(&s, text, names, NAMES_MAX);
	add_escaped(out, &s);
	sbuf_add(out, SPAN_LIT("</td>"));
	sbuf_release(&s);
}

static void
add_line(struct sbuf *out, const char *class, const char *name)
{
	sbuf_addf(out, "<p class=\"%s\"><b>%s</b> ", class, name);
}

/* A link if it is one of the web. */
static void
add_address(struct sbuf *out, const struct work *w)
{
	struct sbuf s = SBUF_INIT;
	bool link;

	report_add_address(&s, w);
	link = s.len && (!strncmp(s.buf, "https://", 8) ||
			    !strncmp(s.buf, "http://", 7));
	if (link) {
		sbuf_add(out, SPAN_LIT("<a href=\""));
		xml_add_value(out, s.buf);
		sbuf_add(out, SPAN_LIT("\" rel=\"noreferrer\">"));
	}
	add_escaped(out, &s);
	if (link)
		sbuf_add(out, SPAN_LIT("</a>"));
	sbuf_release(&s);
}

static void
add_work(struct sbuf *out, const struct work *w)
{
	struct sbuf s = SBUF_INIT;

	report_add_names(&s, &w->author, 3);
	if (work_year(w))
		sbuf_addf(&s, " (%d)", work_year(w));
	sbuf_add(&s, SPAN_LIT(": "));
	report_add_clean(&s, span_of(w->title ? w->title : "(no title)"));
	add_escaped(out, &s);
	sbuf_release(&s);
}

/* --- one reference -------------------------------------------------------------------- */

static void
add_change(struct sbuf *out, const struct change *c)
{
	sbuf_addf(out, "<tr class=\"%s\"><th>%s</th>",
	    change_kind_name(c->kind), claim_name(c->field));
	add_side(out, c->from, c->from_names);
	add_side(out, c->to, c->to_names);
	sbuf_addf(out, "<td>%s", change_kind_name(c->kind));
	if (c->rule) {
		sbuf_add(out, SPAN_LIT(": "));
		add_text(out, c->rule);
	}
	sbuf_addf(out, "%s</td></tr>\n", c->applied ? ", put right" : "");
}

/* What is wrong or open first, then what only differs or is missing. */
static void
add_changes(struct sbuf *out, const struct judgement *j)
{
	if (!j->changes_len)
		return;
	sbuf_add(out,
	    SPAN_LIT("<table><tr><th>field</th><th>cited</th><th>found</th>"
		     "<th></th></tr>\n"));
	for (int late = 0; late < 2; late++)
		for (size_t i = 0; i < j->changes_len; i++) {
			const enum change_kind k = j->changes[i].kind;

			if ((k != CHANGE_WRONG && k != CHANGE_UNCONFIRMED) ==
			    late)
				add_change(out, &j->changes[i]);
		}
	sbuf_add(out, SPAN_LIT("</table>\n"));
}

static void
add_parts(struct sbuf *out, const struct judgement *j)
{
	for (size_t i = 0; i < j->parts_len; i++) {
		const struct judgement_part *p = &j->parts[i];
		bool first = true;

		add_line(out, "part", "part");
		for (int f = 0; f < CLAIMS; f++)
			if (p->fields >> f & 1) {
				sbuf_addf(out, "%s%s", first ? "" : ", ",
				    claim_name((enum claim)f));
				first = false;
			}
		sbuf_add(out, SPAN_LIT(" of "));
		add_work(out, p->work);
		sbuf_add(out, SPAN_LIT("</p>\n"));
	}
}

static void
add_found(struct sbuf *out, const struct judgement *j)
{
	if (j->work) {
		add_line(out, "record", "record");
		add_address(out, j->work);
		sbuf_add(out, SPAN_LIT("</p>\n"));
		return;
	}
	for (size_t i = 0; i < j->candidates_len && i < CANDIDATES_MAX; i++) {
		const struct candidate *c = &j->candidates[i];

		add_line(out, "near", "near");
		add_work(out, c->work);
		if (c->why_not) {
			sbuf_add(out, SPAN_LIT(" \xe2\x80\x93 "));
			add_text(out, c->why_not);
		}
		sbuf_add(out, SPAN_LIT("</p>\n"));
	}
}

static void
add_searched(struct sbuf *out, const struct judgement *j)
{
	size_t n = 0;

	for (size_t i = 0; i < j->searched_len; i++) {
		const struct searched *s = &j->searched[i];

		if (!n++)
			add_line(out, "searched", "searched");
		else
			sbuf_add(out, SPAN_LIT(", "));
		add_text(out, s->source);
		sbuf_addf(out, " (%s", search_status_name(s->status));
		if (s->detail) {
			sbuf_add(out, SPAN_LIT(": "));
			add_text(out, s->detail);
		}
		sbuf_addc(out, ')');
	}
	if (n)
		sbuf_add(out, SPAN_LIT("</p>\n"));
}

static void
add_reference(struct sbuf *out, const struct report_file *f,
    const struct reference *ref, const struct judgement *j)
{
	const bool entry = ref->form == REFERENCE_ENTRY;
	const struct work *w = entry ? reference_work(ref) : NULL;
	const char *label = entry ? ref->key : ref->label;

	sbuf_add(out, SPAN_LIT("<article>\n<h3>"));
	add_text(out, f->references->document->path);
	sbuf_addf(out, ":%zu", ref->line);
	if (label) {
		sbuf_addc(out, ' ');
		add_text(out, label);
	}
	sbuf_add(out, SPAN_LIT("</h3>\n"));
	if (j->reason) {
		sbuf_add(out, SPAN_LIT("<p class=\"reason\">"));
		add_text(out, j->reason);
		sbuf_add(out, SPAN_LIT("</p>\n"));
	}
	sbuf_add(out, SPAN_LIT("<blockquote>"));
	if (w)
		add_work(out, w);
	else
		add_text(out, ref->body.text);
	sbuf_add(out, SPAN_LIT("</blockquote>\n"));
	for (int i = 0; i < ALERTS; i++)
		if (j->alerts >> i & 1) {
			add_line(out, "alert", "alert");
			sbuf_addf(
			    out, "%s</p>\n", report_alert_words((enum alert)i));
		}
	add_changes(out, j);
	add_parts(out, j);
	add_found(out, j);
	if (j->verdict != VERDICT_VERIFIED)
		add_searched(out, j);
	sbuf_add(out, SPAN_LIT("</article>\n"));
}

/* --- the page ------------------------------------------------------------------------- */

void
report_html_init(struct report_html *h)
{
	*h = (struct report_html){ .retracted_only = 0 };
	for (int i = 0; i < REPORT_HTML_PARTS; i++)
		h->parts[i] = (struct sbuf)SBUF_INIT;
}

void
report_html_problems(struct report_html *h, const struct report_file *f)
{
	struct sbuf *out = &h->parts[PART_PROBLEMS], s = SBUF_INIT;
	struct arena a = ARENA_INIT;
	struct problem *all;
	size_t n = report_problems(&all, &a, f);

	for (size_t i = 0; i < n; i++) {
		sbuf_add(out, SPAN_LIT("<p class=\"problem\">"));
		add_text(out, f->references->document->path);
		sbuf_addf(out, ":%zu: ", all[i].line);
		report_add_problem(&s, &all[i]);
		add_escaped(out, &s);
		sbuf_add(out, SPAN_LIT("</p>\n"));
	}
	sbuf_release(&s);
	arena_release(&a);
}

void
report_html_reference(
    struct report_html *h, const struct report_file *f, size_t number)
{
	const struct judgement *j = &f->judgements[number];

	report_count_one(&h->counts, j);
	h->retracted_only +=
	    report_is_retracted(j) && j->verdict == VERDICT_VERIFIED;
	add_reference(&h->parts[PART_RANKS + report_rank(j)], f,
	    &f->references->items[number], j);
}

static const char head[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
    "'none'; style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<title>References checked by refmend</title>\n<style>\n"
    "body{font:1rem/1.45 system-ui,sans-serif;max-width:52rem;margin:2rem "
    "auto;padding:0 1rem;color:#1b1b1b;background:#fff}\n"
    "article{border-top:1px solid #ccc;padding:.6rem 0}\n"
    "h3{font-size:1rem;margin:.2rem 0;overflow-wrap:anywhere}\n"
    "p{margin:.25rem 0}\n"
    "blockquote{margin:.4rem 0;padding-left:.8rem;border-left:3px solid "
    "#bbb;overflow-wrap:anywhere}\n"
    "table{border-collapse:collapse;margin:.5rem 0}\n"
    "th,td{text-align:left;vertical-align:top;padding:.15rem .8rem .15rem "
    "0;overflow-wrap:anywhere}\n"
    "tr.wrong th{color:#a40000}\n"
    ".alert,.problem{color:#a40000}\n"
    ".near,.part,.searched,tr.form,tr.missing{color:#555}\n"
    "</style>\n</head>\n<body>\n<h1>References checked by refmend</h1>\n";

static void
add_part(struct sbuf *out, const struct sbuf *part, const char *title, size_t n)
{
	const bool folded = n && !strcmp(title, "verified");

	if (!part->len)
		return;
	if (folded)
		sbuf_addf(
		    out, "<details><summary>%s (%zu)</summary>\n", title, n);
	else if (n)
		sbuf_addf(out, "<h2>%s (%zu)</h2>\n", title, n);
	else
		sbuf_addf(out, "<h2>%s</h2>\n", title);
	sbuf_add(out, (struct span){ part->buf, part->len });
	if (folded)
		sbuf_add(out, SPAN_LIT("</details>\n"));
}

void
report_html_end(struct sbuf *out, struct report_html *h)
{
	const struct report_counts *c = &h->counts;
	const size_t *v = c->verdicts;
	size_t retracted = c->alerts[ALERT_RETRACTED];

	sbuf_add(out, span_of(head));
	sbuf_addf(out, "<p class=\"counts\">%zu reference%s: %zu verified",
	    c->references, c->references == 1 ? "" : "s",
	    v[VERDICT_VERIFIED] - h->retracted_only);
	for (int i = 0; i < VERDICTS; i++)
		if (i != VERDICT_VERIFIED && v[i])
			sbuf_addf(out, ", %zu %s", v[i],
			    report_verdict_words((enum verdict)i));
	if (h->retracted_only)
		sbuf_addf(out, ", %zu retracted", h->retracted_only);
	sbuf_add(out, SPAN_LIT(".</p>\n"));
	add_part(out, &h->parts[PART_PROBLEMS], "could not be read", 0);
	for (int rank = 0; rank < REPORT_RANKS; rank++) {
		static const enum verdict verdicts[REPORT_RANKS] = {
			VERDICT_CONFLICT, VERDICTS, VERDICT_DIFFERS,
			VERDICT_NOT_FOUND, VERDICT_UNRESOLVED,
			VERDICT_NOT_CHECKABLE, VERDICT_VERIFIED
		};
		const enum verdict is = verdicts[rank];
		const struct sbuf *part = &h->parts[PART_RANKS + rank];

		if (is == VERDICTS)
			add_part(out, part, "retracted", retracted);
		else
			add_part(out, part, report_verdict_words(is),
			    is == VERDICT_VERIFIED ? v[is] - h->retracted_only
						   : v[is]);
	}
	sbuf_add(out, SPAN_LIT("</body>\n</html>\n"));
}

void
report_html_release(struct report_html *h)
{
	for (int i = 0; i < REPORT_HTML_PARTS; i++)
		sbuf_release(&h->parts[i]);
}
