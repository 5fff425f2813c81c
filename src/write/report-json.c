/* The report for programs: one JSON object a line. Names never change. */

#include "base/json.h"
#include "write/report.h"

#include <math.h>

#include "base/banned.h"

enum { CONTRACT = 1 };

/* All text is valid UTF-8 by the model's contract; a path may be anything. */
static json_t *
string(const char *s)
{
	struct sbuf clean = SBUF_INIT;
	json_t *j;

	if (!s)
		return json_null();
	j = json_string(s);
	if (!j) {
		report_add_clean(&clean, span_of(s));
		j = json_stringn_nocheck(clean.buf, clean.len);
		sbuf_release(&clean);
	}
	return j;
}

static json_t *
number(size_t n)
{
	return json_integer((json_int_t)n);
}

/* Probabilities to three places: what is behind them is noise. */
static json_t *
probability(double p)
{
	return json_real(round(1000 * p) / 1000);
}

static void
set(json_t *o, const char *key, json_t *value)
{
	if (!value || json_object_set_new(o, key, value))
		die_oom(0);
}

static void
append(json_t *array, json_t *value)
{
	if (!value || json_array_append_new(array, value))
		die_oom(0);
}

static void
line(struct sbuf *out, json_t *o)
{
	sbuf_add_json_value(out, o, JSON_COMPACT | JSON_REAL_PRECISION(6));
	sbuf_addc(out, '\n');
	json_decref(o);
}

static json_t *
work_or_null(const struct work *w)
{
	return w ? write_csl_item(w) : json_null();
}

/* --- run ------------------------------------------------------------------------ */

/* "general" or "book 1900-2020, thesis": a list of what is between commas. */
static json_t *
covers(const char *s)
{
	json_t *list = json_array();
	struct span rest = span_of(s);

	while (rest.len) {
		const char *comma = memchr(rest.ptr, ',', rest.len);
		size_t len = comma ? (size_t)(comma - rest.ptr) : rest.len;
		struct span item = span_sub(rest, 0, len);

		while (item.len && item.ptr[0] == ' ')
			item = span_skip(item, 1);
		if (item.len)
			append(list, json_stringn(item.ptr, item.len));
		rest = span_skip(rest, len + 1);
	}
	return list;
}

void
report_json_run(struct sbuf *out, const struct report_source *told, size_t n)
{
	json_t *o = json_object(), *list = json_array();

	set(o, "type", string("run"));
	set(o, "refmend", string(PACKAGE_VERSION));
	set(o, "contract", json_integer(CONTRACT));
	for (size_t i = 0; i < n; i++) {
		json_t *s = json_object();
		bool is_index = !strcmp(told[i].kind, "index");

		set(s, "name", string(told[i].name));
		set(s, "kind", string(told[i].kind));
		set(s, "date", string(told[i].date));
		set(s, "works", is_index ? number(told[i].works) : json_null());
		set(s, "covers",
		    is_index ? covers(told[i].covers ? told[i].covers : "")
			     : json_null());
		append(list, s);
	}
	set(o, "sources", list);
	line(out, o);
}

/* --- a reference ------------------------------------------------------------------ */

static json_t *
side(const char *text, const struct name_list *names)
{
	if (names)
		return names->len ? write_csl_names(names) : json_null();
	return string(text);
}

static json_t *
changes(const struct judgement *j)
{
	json_t *list = json_array();

	for (size_t i = 0; i < j->changes_len; i++) {
		const struct change *c = &j->changes[i];
		json_t *o = json_object();

		set(o, "field", string(claim_name(c->field)));
		set(o, "kind", string(change_kind_name(c->kind)));
		set(o, "from", side(c->from, c->from_names));
		set(o, "to", side(c->to, c->to_names));
		set(o, "source", string(c->source));
		set(o, "record", string(c->record));
		set(o, "rule", string(c->rule));
		set(o, "applied", json_boolean(c->applied));
		if (c->refused)
			set(o, "refused", string(c->refused));
		append(list, o);
	}
	return list;
}

static json_t *
parts(const struct judgement *j)
{
	json_t *list = json_array();

	for (size_t i = 0; i < j->parts_len; i++) {
		json_t *o = json_object(), *fields = json_array();

		for (int k = 0; k < CLAIMS; k++)
			if (j->parts[i].fields >> k & 1)
				append(
				    fields, string(claim_name((enum claim)k)));
		set(o, "fields", fields);
		set(o, "work", work_or_null(j->parts[i].work));
		append(list, o);
	}
	return list;
}

/* Is it printed as the work already? */
static bool
is_record(const struct judgement *j, const struct work *version)
{
	const struct work *r = j->record;

	return r && r->record && version->record &&
	       !strcmp(r->record, version->record) && r->source &&
	       version->source && !strcmp(r->source, version->source);
}

static json_t *
versions(const struct judgement *j)
{
	json_t *list = json_array();

	for (size_t i = 0; i < j->versions_len; i++)
		if (!is_record(j, j->versions[i]))
			append(list, write_csl_item(j->versions[i]));
	return list;
}

static json_t *
alerts(const struct judgement *j)
{
	json_t *list = json_array();

	for (int i = 0; i < ALERTS; i++)
		if (j->alerts >> i & 1)
			append(list, string(alert_name((enum alert)i)));
	return list;
}

static json_t *
candidates(const struct judgement *j)
{
	json_t *list = json_array();

	for (size_t i = 0; i < j->candidates_len; i++) {
		json_t *o = json_object();

		set(o, "work", work_or_null(j->candidates[i].work));
		set(o, "score", probability(j->candidates[i].score));
		set(o, "why_not", string(j->candidates[i].why_not));
		append(list, o);
	}
	return list;
}

static json_t *
searched(const struct judgement *j)
{
	json_t *list = json_array();

	for (size_t i = 0; i < j->searched_len; i++) {
		const struct searched *s = &j->searched[i];
		json_t *o = json_object();

		set(o, "source", string(s->source));
		set(o, "status", string(search_status_name(s->status)));
		set(o, "covers", json_boolean(s->covers));
		set(o, "hits", number(s->hits));
		if (s->detail)
			set(o, "detail", string(s->detail));
		append(list, o);
	}
	return list;
}

void
report_json_reference(struct sbuf *out, const struct report_file *f, size_t at)
{
	const struct document *d = f->references->document;
	const struct reference *ref = &f->references->items[at];
	const struct judgement *j = &f->judgements[at];
	json_t *o = json_object();

	set(o, "type", string("reference"));
	set(o, "file", string(d->path));
	set(o, "list", json_integer(ref->list));
	set(o, "seq", json_integer(ref->seq));
	set(o, "key", string(ref->key));
	set(o, "label", string(ref->label));
	set(o, "line", number(ref->line));
	set(o, "raw", string(ref->body.text));
	set(o, "span",
	    json_pack("[I, I]", (json_int_t)ref->span.from,
		(json_int_t)ref->span.to));
	set(o, "verdict", string(verdict_name(j->verdict)));
	set(o, "match_confidence",
	    j->work ? probability(j->confidence) : json_null());
	set(o, "reason", string(j->reason));
	set(o, "changes", changes(j));
	set(o, "work", work_or_null(j->record ? j->record : j->work));
	set(o, "parts", parts(j));
	set(o, "versions", versions(j));
	set(o, "alerts", alerts(j));
	set(o, "candidates", candidates(j));
	set(o, "searched", searched(j));
	line(out, o);
}

void
report_json_problems(struct sbuf *out, const struct report_file *f)
{
	const struct references *refs = f->references;
	struct arena a = ARENA_INIT;
	struct problem *problems;
	size_t n = report_problems(&problems, &a, f);

	for (size_t i = 0; i < n; i++) {
		const struct problem *p = &problems[i];
		json_t *o = json_object();

		set(o, "type", string("problem"));
		set(o, "file", string(refs->document->path));
		set(o, "line", number(p->line));
		set(o, "key", string(p->key));
		set(o, "text", string(p->text));
		line(out, o);
	}
	arena_release(&a);
}

void
report_json_file(struct sbuf *out, const struct report_file *f)
{
	report_json_problems(out, f);
	for (size_t i = 0; i < f->references->len; i++)
		report_json_reference(out, f, i);
}

void
report_json_service(struct sbuf *out, const struct report_service *s)
{
	json_t *o = json_object();

	set(o, "type", string("source"));
	set(o, "name", string(s->name));
	set(o, "state",
	    string(s->down       ? "down"
		   : s->requests ? "up"
				 : "not_asked"));
	set(o, "requests", number(s->requests));
	set(o, "failures", number(s->failures));
	set(o, "reason", string(s->down ? s->why_down : NULL));
	line(out, o);
}

void
report_json_summary(struct sbuf *out, const struct report_counts *c)
{
	json_t *o = json_object();

	set(o, "type", string("summary"));
	set(o, "references", number(c->references));
	for (int i = 0; i < VERDICTS; i++)
		set(o, verdict_name((enum verdict)i), number(c->verdicts[i]));
	set(o, "fixable", number(c->fixable));
	set(o, "applied", number(c->applied));
	for (int i = 0; i < ALERTS; i++)
		set(o, alert_name((enum alert)i), number(c->alerts[i]));
	line(out, o);
}
