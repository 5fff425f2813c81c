#include "base/err.h"
#include "base/json.h"
#include "model/rich.h"
#include "write/formats.h"
#include "write/write.h"

#include <stdlib.h>

#include "base/banned.h"

/* CSL-JSON by csl-data.json of CSL 1.0.2. */

static json_t *
text(const char *s)
{
	/* Works hold valid UTF-8; from a damaged store nothing may be lost. */
	json_t *out = json_string(s);
	struct sbuf quoted = SBUF_INIT;

	if (!out) {
		sbuf_add_json(&quoted, span_of(s));
		out = json_loadb(quoted.buf, quoted.len, JSON_DECODE_ANY, NULL);
		sbuf_release(&quoted);
	}
	if (!out)
		die_oom(strlen(s));
	return out;
}

static void
set_text(json_t *o, const char *key, const char *value)
{
	if (value)
		(void)json_object_set_new(o, key, text(value));
}

static json_t *
csl_name(const struct name *n)
{
	json_t *o = json_object();

	set_text(o, "family", n->family);
	set_text(o, "given", n->given);
	set_text(o, "dropping-particle", n->dropping_particle);
	set_text(o, "non-dropping-particle", n->non_dropping_particle);
	set_text(o, "suffix", n->suffix);
	if (n->comma_suffix)
		(void)json_object_set_new(o, "comma-suffix", json_true());
	set_text(o, "literal", n->literal);
	set_text(o, "ORCID", n->ORCID);
	return o;
}

/* CSL has no mark for a list that is cut. Zotero, pandoc and biblatex-csl-converter
 * write BibTeX's word, and styles print it well: "Ng, Lee, and others". */
#define OTHERS "others"

json_t *
write_csl_names(const struct name_list *l)
{
	json_t *all = json_array(), *others;

	for (size_t i = 0; i < l->len; i++)
		(void)json_array_append_new(all, csl_name(&l->items[i]));
	if (l->others) {
		others = json_object();
		set_text(others, "literal", OTHERS);
		(void)json_array_append_new(all, others);
	}
	return all;
}

static json_t *
csl_point(const struct date_point *p)
{
	json_t *parts = json_array();

	(void)json_array_append_new(parts, json_integer(p->year));
	if (p->month) {
		(void)json_array_append_new(parts, json_integer(p->month));
		if (p->day)
			(void)json_array_append_new(
			    parts, json_integer(p->day));
	}
	return parts;
}

static json_t *
csl_date(const struct date *d)
{
	json_t *o = json_object(), *points;

	if (d->from.year) {
		points = json_array();
		(void)json_array_append_new(points, csl_point(&d->from));
		if (d->to.year)
			(void)json_array_append_new(points, csl_point(&d->to));
		else if (d->open_end)
			(void)json_array_append_new(
			    points, json_pack("[i]", 0));
		(void)json_object_set_new(o, "date-parts", points);
	}
	if (d->circa)
		(void)json_object_set_new(o, "circa", json_true());
	set_text(o, "literal", date_words(d));
	return o;
}

/*
 * The value of a member that the schema (csl-data.json) has and a work has no field
 * for, to stand beside the others; NULL: it is in "custom".
 */
static json_t *
schema_value(const struct custom_field *c)
{
	static const struct {
		const char *name;
		bool is_array;
	} members[] = {
		{ "categories", true },
		{ "citation-key", false },
		{ "citation-label", false },
		{ "editor-translator", true },
		{ "license", false },
		{ "page-first", false },
		{ "source", false },
		{ "volume-title-short", false },
		{ "year-suffix", false },
	};
	json_t *array;

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		if (c->key[0] != members[i].name[0] ||
		    strcmp(c->key, members[i].name) != 0)
			continue;
		if (!members[i].is_array)
			return text(c->value);
		array = json_loads(c->value, 0, NULL);
		if (json_is_array(array))
			return array;
		json_decref(array);
	}
	return NULL;
}

/*
 * Identifiers that CSL has no name for. The schema allows nothing beside what it
 * names, so that in files they are in "custom"; reports have them beside DOI.
 */
static const enum work_field unnamed[] = { WORK_arXiv, WORK_ACL };

enum { UNNAMED = sizeof(unnamed) / sizeof(unnamed[0]) };

static bool
is_unnamed(enum work_field f)
{
	for (size_t i = 0; i < UNNAMED; i++)
		if (f == unnamed[i])
			return true;
	return false;
}

static const char *
value_of(struct arena *a, const struct work *w, enum work_field f, bool in_file)
{
	const char *plain = work_get(w, f), *rich = NULL;

	if (!plain && f != WORK_title)
		return NULL;
	if (in_file || f == WORK_title)
		rich = work_rich(a, w, f);
	if (rich)
		return rich_bare(a, span_of(rich));
	if (f == WORK_ISBN && in_file)
		return work_isbn_given(w);
	return f == WORK_DOI && in_file ? work_doi_given(w) : plain;
}

/* It is what the item's ISBN or DOI says. */
static bool
is_given(const struct work *w, const struct custom_field *c)
{
	return !strncmp(c->key, "bibtex:", 7) &&
	       (c->value == work_isbn_given(w) ||
		   c->value == work_doi_given(w));
}

/* Of a field: it is in there. */
static bool
is_markup(const struct custom_field *c)
{
	return !strncmp(c->key, "rich:", 5);
}

/* As the file had it: an object, a number, a text. */
static json_t *
custom_value(const struct custom_field *c)
{
	json_t *value =
	    c->is_json ? json_loads(c->value, JSON_DECODE_ANY, NULL) : NULL;

	return value ? value : text(c->value);
}

static void
set_custom(json_t *o, const struct work *w, bool in_file)
{
	json_t *custom = json_object();

	for (size_t i = 0; i < UNNAMED && in_file; i++)
		set_text(custom, work_field_csl(unnamed[i]),
		    work_get(w, unnamed[i]));
	for (const struct custom_field *c = w->custom; c; c = c->next) {
		json_t *value;

		if ((in_file && is_given(w, c)) || is_markup(c))
			continue;
		value = schema_value(c);
		if (value && !json_object_get(o, c->key))
			(void)json_object_set(o, c->key, value);
		else if (!value && !json_object_get(custom, c->key))
			(void)json_object_set_new(
			    custom, c->key, custom_value(c));
		json_decref(value);
	}
	if (json_object_size(custom))
		(void)json_object_set(o, "custom", custom);
	json_decref(custom);
}

static json_t *
build_item(const struct work *w, bool in_file)
{
	json_t *o = json_object();
	const char *type = work_type_csl(w->type);
	struct arena a = ARENA_INIT;

	if (!o)
		die_oom(0);
	set_text(o, "id", w->id);
	/* The schema wants a type; "document" is its word for any. */
	set_text(o, "type", type ? type : "document");
	for (int i = 0; i < WORK_FIELDS; i++) {
		enum work_field f = (enum work_field)i;

		if (in_file && is_unnamed(f))
			continue;
		set_text(o, work_field_csl(f), value_of(&a, w, f, in_file));
	}
	for (int i = 0; i < WORK_NAME_FIELDS; i++) {
		enum work_name_field f = (enum work_name_field)i;
		const struct name_list *l = work_names((struct work *)w, f);

		if (l->len || l->others)
			(void)json_object_set_new(
			    o, work_name_field_csl(f), write_csl_names(l));
	}
	for (int i = 0; i < WORK_DATE_FIELDS; i++) {
		enum work_date_field f = (enum work_date_field)i;
		const struct date *d = work_date((struct work *)w, f);

		if (!date_is_empty(d))
			(void)json_object_set_new(
			    o, work_date_field_csl(f), csl_date(d));
	}
	if (w->custom || in_file)
		set_custom(o, w, in_file);
	arena_release(&a);
	return o;
}

json_t *
write_csl_item(const struct work *w)
{
	return build_item(w, false);
}

json_t *
write_csl_file_item(const struct work *w)
{
	struct arena a = ARENA_INIT;
	struct work shown = work_shown(&a, w);
	json_t *out = build_item(&shown, true);

	arena_release(&a);
	return out;
}

static void
begin(struct work_writer *w)
{
	sbuf_addc(w->out, '[');
}

/*
 * The same item as write_csl_file_item() makes, without a tree of values: for files,
 * where there are many.
 */
struct item {
	struct sbuf *out;
	bool any; /* a member is written */
};

static void
add_key(struct item *i, const char *key)
{
	sbuf_add(i->out, i->any ? SPAN_LIT(",\n  \"") : SPAN_LIT("\n  \""));
	i->any = true;
	sbuf_add(i->out, span_of(key)); /* CSL's own names */
	sbuf_add(i->out, SPAN_LIT("\": "));
}

static void
add_text(struct item *i, const char *key, const char *value)
{
	if (!value)
		return;
	add_key(i, key);
	sbuf_add_json(i->out, span_of(value));
}

static void
add_part(struct sbuf *out, const char *key, const char *value, bool *any)
{
	if (!value)
		return;
	sbuf_add(out, *any ? SPAN_LIT(",\n      \"") : SPAN_LIT("\n      \""));
	*any = true;
	sbuf_add(out, span_of(key));
	sbuf_add(out, SPAN_LIT("\": "));
	sbuf_add_json(out, span_of(value));
}

static void
add_names(struct item *i, const char *key, const struct name_list *l)
{
	struct sbuf *out = i->out;
	static const struct name others = { .literal = OTHERS };

	if (!l->len && !l->others)
		return;
	add_key(i, key);
	sbuf_addc(out, '[');
	for (size_t k = 0; k < l->len + l->others; k++) {
		const struct name *n = k < l->len ? &l->items[k] : &others;
		bool any = false;

		sbuf_add(out, k ? SPAN_LIT(",\n    {") : SPAN_LIT("\n    {"));
		add_part(out, "family", n->family, &any);
		add_part(out, "given", n->given, &any);
		add_part(out, "dropping-particle", n->dropping_particle, &any);
		add_part(out, "non-dropping-particle", n->non_dropping_particle,
		    &any);
		add_part(out, "suffix", n->suffix, &any);
		if (n->comma_suffix && any)
			sbuf_add(
			    out, SPAN_LIT(",\n      \"comma-suffix\": true"));
		add_part(out, "literal", n->literal, &any);
		add_part(out, "ORCID", n->ORCID, &any);
		sbuf_add(out, SPAN_LIT("\n    }"));
	}
	sbuf_add(out, SPAN_LIT("\n  ]"));
}

static void
add_number(struct sbuf *out, int n)
{
	char digits[12];
	size_t at = sizeof(digits);
	unsigned rest = n < 0 ? 0U - (unsigned)n : (unsigned)n;

	do
		digits[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (n < 0)
		digits[--at] = '-';
	sbuf_add(out, (struct span){ digits + at, sizeof(digits) - at });
}

static void
add_point(struct sbuf *out, const struct date_point *p)
{
	sbuf_addc(out, '[');
	add_number(out, p->year);
	if (p->month) {
		sbuf_add(out, SPAN_LIT(", "));
		add_number(out, p->month);
	}
	if (p->month && p->day) {
		sbuf_add(out, SPAN_LIT(", "));
		add_number(out, p->day);
	}
	sbuf_addc(out, ']');
}

static void
add_date(struct item *i, const char *key, const struct date *d)
{
	struct sbuf *out = i->out;
	const char *literal = date_words(d);
	bool any = false;

	if (date_is_empty(d))
		return;
	add_key(i, key);
	sbuf_addc(out, '{');
	if (d->from.year) {
		sbuf_add(out, SPAN_LIT("\n    \"date-parts\": ["));
		add_point(out, &d->from);
		if (d->to.year) {
			sbuf_add(out, SPAN_LIT(", "));
			add_point(out, &d->to);
		} else if (d->open_end) {
			sbuf_add(out, SPAN_LIT(", [0]"));
		}
		sbuf_addc(out, ']');
		any = true;
	}
	if (d->circa) {
		sbuf_add(out, any ? SPAN_LIT(",\n    \"circa\": true")
				  : SPAN_LIT("\n    \"circa\": true"));
		any = true;
	}
	if (literal) {
		sbuf_add(out, any ? SPAN_LIT(",\n    \"literal\": ")
				  : SPAN_LIT("\n    \"literal\": "));
		sbuf_add_json(out, span_of(literal));
	}
	sbuf_add(out, SPAN_LIT("\n  }"));
}

static bool
is_first(const struct work *w, const struct custom_field *c)
{
	const struct custom_field *other = w->custom;

	while (other != c && strcmp(other->key, c->key) != 0)
		other = other->next;
	return other == c;
}

static void
add_value(struct item *i, const char *key, const json_t *value)
{
	char *dump = json_dumps(value, JSON_ENCODE_ANY);

	if (!dump)
		die_oom(0);
	add_key(i, key);
	sbuf_add(i->out, span_of(dump));
	free(dump);
}

static void
open_custom(struct item *i, bool *any)
{
	if (!*any) {
		add_key(i, "custom");
		sbuf_addc(i->out, '{');
	}
	sbuf_add(i->out, *any ? SPAN_LIT(",\n    ") : SPAN_LIT("\n    "));
	*any = true;
}

static void
add_custom(struct item *i, const struct work *w)
{
	bool any = false;
	size_t n = 0;

	for (const struct custom_field *c = w->custom; c; c = c->next, n++) {
		json_t *value = schema_value(c);

		if (value && n < 1000 && is_first(w, c))
			add_value(i, c->key, value);
		json_decref(value);
	}
	for (size_t k = 0; k < UNNAMED; k++) {
		const char *id = work_get(w, unnamed[k]);

		if (!id)
			continue;
		open_custom(i, &any);
		sbuf_add_json(i->out, span_of(work_field_csl(unnamed[k])));
		sbuf_add(i->out, SPAN_LIT(": "));
		sbuf_add_json(i->out, span_of(id));
	}
	n = 0;
	for (const struct custom_field *c = w->custom; c; c = c->next) {
		json_t *value = schema_value(c);

		json_decref(value);
		if (is_given(w, c) || is_markup(c))
			continue;
		/* of two of a name the first; looked for as long as that does
		 * not take long */
		if (value || (n++ < 1000 && !is_first(w, c)))
			continue;
		open_custom(i, &any);
		sbuf_add_json(i->out, span_of(c->key));
		sbuf_add(i->out, SPAN_LIT(": "));
		if (c->is_json)
			sbuf_add(i->out, span_of(c->value));
		else
			sbuf_add_json(i->out, span_of(c->value));
	}
	if (any)
		sbuf_add(i->out, SPAN_LIT("\n  }"));
}

static void
add(struct work_writer *writer, const struct work *work, const char *key)
{
	struct item item = { .out = writer->out };
	const char *type = work_type_csl(work->type);
	struct work shown = work_shown(&writer->scratch, work);
	const struct work *w = &shown;

	sbuf_add(
	    item.out, writer->written ? SPAN_LIT(",\n{") : SPAN_LIT("\n{"));
	add_text(&item, "id", w->id ? w->id : key);
	add_text(&item, "type", type ? type : "document");
	for (int i = 0; i < WORK_FIELDS; i++) {
		enum work_field f = (enum work_field)i;

		if (!work_get(w, f) && f != WORK_title)
			continue;
		if (is_unnamed(f))
			continue;
		add_text(&item, work_field_csl(f),
		    value_of(&writer->scratch, w, f, true));
	}
	for (int i = 0; i < WORK_NAME_FIELDS; i++) {
		enum work_name_field f = (enum work_name_field)i;

		add_names(&item, work_name_field_csl(f),
		    work_names((struct work *)w, f));
	}
	for (int i = 0; i < WORK_DATE_FIELDS; i++) {
		enum work_date_field f = (enum work_date_field)i;

		add_date(&item, work_date_field_csl(f),
		    work_date((struct work *)w, f));
	}
	add_custom(&item, w);
	sbuf_add(item.out, SPAN_LIT("\n}"));
}

static void
end(struct work_writer *w)
{
	sbuf_add(w->out, span_of(w->written ? "\n]\n" : "]\n"));
}

const struct writer_kind writer_csl_json = {
	.begin = begin,
	.add = add,
	.end = end,
	.keeps_custom = true,
	.needs_key = true,
};

void
write_csl_json(struct sbuf *out, const struct work *const *works, size_t n)
{
	struct work_writer w;

	work_writer_begin(&w, &writer_csl_json, out);
	for (size_t i = 0; i < n; i++)
		work_writer_add(&w, works[i], NULL);
	work_writer_end(&w);
}
