#include "cli/listing.h"
#include "base/json.h"
#include "model/work-json.h"
#include "write/write.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

void
listing_flush(struct sbuf *out)
{
	(void)fwrite(out->buf, 1, out->len, stdout);
	sbuf_reset(out);
}

/* --- for people ------------------------------------------------------------------- */

static void
add_clean(struct sbuf *out, const char *text)
{
	report_add_clean(out, span_of(text));
}

void
listing_who(struct sbuf *out, const struct work *w)
{
	const struct name_list *l = w->author.len ? &w->author : &w->editor;
	struct arena a = ARENA_INIT;
	int year = work_year(w);

	for (size_t i = 0; i < l->len && i < 2; i++) {
		if (i)
			sbuf_add(out,
			    l->len > 2 ? SPAN_LIT(" et al.") : SPAN_LIT(" & "));
		if (!i || l->len == 2)
			add_clean(out, name_family_full(&a, &l->items[i]));
	}
	if (l->others && l->len < 3)
		sbuf_add(out, SPAN_LIT(" et al."));
	if (year)
		sbuf_addf(out, "%s%d", l->len ? " " : "", year);
	arena_release(&a);
}

static void
add_names(struct sbuf *out, struct arena *a, const json_t *json)
{
	struct name_list l = name_list_from_json(a, json);

	for (size_t i = 0; i < l.len; i++) {
		if (i)
			sbuf_add(out, SPAN_LIT("; "));
		add_clean(out, name_display(a, &l.items[i]));
	}
	if (l.others)
		sbuf_add(out,
		    l.len ? SPAN_LIT("; and others") : SPAN_LIT("and others"));
}

static void
add_date(struct sbuf *out, struct arena *a, const json_t *json)
{
	struct date d = date_from_json(a, json);

	if (d.from.year || d.from.month || d.to.year)
		date_add_edtf(out, &d);
	else if (d.literal)
		add_clean(out, d.literal);
	else if (d.state == DATE_IN_PRESS)
		sbuf_add(out, SPAN_LIT("in press"));
	else if (d.state == DATE_UNDATED)
		sbuf_add(out, SPAN_LIT("undated"));
}

/* "file = a.pdf; tag = x" */
static void
add_custom(struct sbuf *out, struct arena *a, const json_t *json)
{
	const struct custom_field *c = custom_from_json(a, json);

	for (; c; c = c->next) {
		add_clean(out, c->key);
		sbuf_add(out, SPAN_LIT(" = "));
		add_clean(out, c->value);
		if (c->next)
			sbuf_add(out, SPAN_LIT("; "));
	}
}

static void
add_relations(struct sbuf *out, const json_t *json)
{
	for (size_t i = 0; i < json_array_size(json); i++) {
		const json_t *o = json_array_get(json, i);
		const char *kind = json_str(o, "kind");
		const char *id = json_str(o, "id");

		sbuf_addf(out, "%s%s", i ? "; " : "", kind ? kind : "");
		if (id) {
			sbuf_addc(out, ' ');
			add_clean(out, id);
		}
	}
}

static bool
is_names(const char *field)
{
	for (enum work_name_field f = 0; f < WORK_NAME_FIELDS; f++)
		if (!strcmp(work_name_field_csl(f), field))
			return true;
	return false;
}

static bool
is_date(const char *field)
{
	for (enum work_date_field f = 0; f < WORK_DATE_FIELDS; f++)
		if (!strcmp(work_date_field_csl(f), field))
			return true;
	return false;
}

/* Kept as JSON in the library, other than names and dates. */
static bool
is_other_json(const char *field)
{
	return !strcmp(field, "custom") || !strcmp(field, "relations") ||
	       !strcmp(field, "work");
}

/* A whole work: who, when, what. */
static void
add_work(struct sbuf *out, struct arena *a, const json_t *json)
{
	const struct work *w = work_from_json(a, json);
	size_t start = out->len;

	listing_who(out, w);
	if (w->title) {
		if (out->len > start)
			sbuf_add(out, SPAN_LIT(": "));
		add_clean(out, w->title);
	}
}

void
listing_value(struct sbuf *out, const char *field, const char *value)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	json_t *json = NULL;

	if (!value)
		sbuf_add(out, SPAN_LIT("(none)"));
	else if ((!is_names(field) && !is_date(field) &&
		     !is_other_json(field)) ||
		 json_read(&json, span_of(value), &err))
		add_clean(out, value);
	else if (is_names(field))
		add_names(out, &a, json);
	else if (is_date(field))
		add_date(out, &a, json);
	else if (!strcmp(field, "custom"))
		add_custom(out, &a, json);
	else if (!strcmp(field, "relations"))
		add_relations(out, json);
	else
		add_work(out, &a, json);
	json_decref(json);
	arena_release(&a);
}

/* --- for programs ----------------------------------------------------------------- */

void
listing_member(struct sbuf *out, const char *key, const char *value)
{
	sbuf_addf(out, ",\"%s\":", key);
	if (value)
		sbuf_add_json(out, span_of(value));
	else
		sbuf_add(out, SPAN_LIT("null"));
}

void
listing_member_value(
    struct sbuf *out, const char *key, const char *field, const char *value)
{
	struct err err = ERR_INIT;
	json_t *json = NULL;

	/* Through the parser, so that a library that somebody tampered with
	 * cannot break the line. */
	if (!value ||
	    !(is_names(field) || is_date(field) || is_other_json(field)) ||
	    json_read(&json, span_of(value), &err)) {
		listing_member(out, key, value);
		return;
	}
	sbuf_addf(out, ",\"%s\":", key);
	sbuf_add_json_value(out, json, JSON_COMPACT | JSON_ENCODE_ANY);
	json_decref(json);
}

static void
add_protected(struct sbuf *out, unsigned claims)
{
	const char *comma = "";

	sbuf_add(out, SPAN_LIT(",\"protected\":["));
	for (enum claim c = 0; c < CLAIMS; c++)
		if (claims & 1u << c) {
			sbuf_addf(out, "%s\"%s\"", comma, claim_name(c));
			comma = ",";
		}
	sbuf_addc(out, ']');
}

void
listing_work_members(struct sbuf *out, const struct store_work *w)
{
	json_t *item = write_csl_item(w->work);

	sbuf_add(out, SPAN_LIT("\"type\":\"work\""));
	listing_member(out, "key", w->key);
	sbuf_addf(out, ",\"cluster\":%lld", (long long)w->cluster);
	listing_member(out, "resolved", w->resolved_at);
	add_protected(out, w->protected_fields);
	sbuf_add(out, SPAN_LIT(",\"work\":"));
	sbuf_add_json_value(out, item, JSON_COMPACT | JSON_PRESERVE_ORDER);
	json_decref(item);
}

void
listing_change_json(struct sbuf *out, const struct store_change *c)
{
	sbuf_addf(out, "{\"type\":\"change\",\"id\":%lld", (long long)c->id);
	sbuf_addf(out, ",\"command_id\":%lld", (long long)c->command_id);
	listing_member(out, "command", c->command);
	listing_member(out, "time", c->time);
	listing_member(out, "key", c->key);
	listing_member(out, "field", c->field);
	listing_member_value(out, "before", c->field, c->before);
	listing_member_value(out, "after", c->field, c->after);
	listing_member(out, "source", c->source);
	sbuf_addf(out, ",\"undone\":%s}\n", c->undone ? "true" : "false");
}

void
listing_problem(
    const char *path, size_t line, const char *key, const char *text)
{
	struct sbuf out = SBUF_INIT;

	report_add_clean(&out, span_of(path));
	if (line)
		sbuf_addf(&out, ":%zu", line);
	sbuf_add(&out, SPAN_LIT(": "));
	if (key) {
		report_add_clean(&out, span_of(key));
		sbuf_add(&out, SPAN_LIT(": "));
	}
	report_add_clean(&out, span_of(text));
	fprintf(stderr, "%s\n", out.buf);
	sbuf_release(&out);
}

void
listing_guessed(const char *path, const char *encoding)
{
	struct sbuf text = SBUF_INIT;

	sbuf_addf(&text,
	    "is no UTF-8 and is read as %s: if letters come out wrong, name "
	    "its encoding with --encoding",
	    encoding);
	listing_problem(path, 0, NULL, text.buf);
	sbuf_release(&text);
}

void
listing_warning(const char *path, size_t line, const char *text, void *ctx)
{
	(void)ctx;
	listing_problem(path, line, NULL, text);
}
