#include "model/work-json.h"
#include "base/json.h"

#include <limits.h>

#include "base/banned.h"

/* The text parts of a name, by CSL-JSON's names. */
static const struct {
	const char *key;
	size_t offset;
} name_parts[] = {
	{ "family", offsetof(struct name, family) },
	{ "given", offsetof(struct name, given) },
	{ "suffix", offsetof(struct name, suffix) },
	{ "dropping-particle", offsetof(struct name, dropping_particle) },
	{ "non-dropping-particle",
	    offsetof(struct name, non_dropping_particle) },
	{ "literal", offsetof(struct name, literal) },
	{ "ORCID", offsetof(struct name, ORCID) },
};

enum { NAME_PARTS = sizeof(name_parts) / sizeof(name_parts[0]) };

static const char *const date_states[] = {
	[DATE_PLAIN] = "plain",
	[DATE_IN_PRESS] = "in-press",
	[DATE_UNDATED] = "undated",
};

static const char *const relation_kinds[] = {
	[RELATION_PREPRINT_OF] = "preprint-of",
	[RELATION_HAS_PREPRINT] = "has-preprint",
	[RELATION_VERSION_OF] = "version-of",
	[RELATION_RETRACTED_BY] = "retracted-by",
	[RELATION_CORRECTED_BY] = "corrected-by",
	[RELATION_CONCERN_BY] = "concern-by",
	[RELATION_NEWER_VERSION] = "newer-version",
	[RELATION_REVIEW_OF] = "review-of",
};

/* Index of text in an array of names, or n. */
static size_t
find_name(const char *const *names, size_t n, const char *text)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (text && !strcmp(names[i], text))
			break;
	return i;
}

/* "key": "value", with a comma in front unless it is the object's first. */
static void
add_member(struct sbuf *out, bool *first, const char *key, const char *value)
{
	if (!value)
		return;
	if (!*first)
		sbuf_addc(out, ',');
	*first = false;
	sbuf_add_json(out, span_of(key));
	sbuf_addc(out, ':');
	sbuf_add_json(out, span_of(value));
}

static void
add_key(struct sbuf *out, bool *first, const char *key)
{
	if (!*first)
		sbuf_addc(out, ',');
	*first = false;
	sbuf_add_json(out, span_of(key));
	sbuf_addc(out, ':');
}

static const char *
keep(struct arena *a, const json_t *o, const char *key)
{
	const char *text = json_str(o, key);

	return text ? arena_strdup(a, text) : NULL;
}

static void
add_name(struct sbuf *out, const struct name *n)
{
	bool first = true;

	sbuf_addc(out, '{');
	for (size_t i = 0; i < NAME_PARTS; i++) {
		const char *const *part =
		    (const char *const *)(const void *)((const char *)n +
							name_parts[i].offset);

		add_member(out, &first, name_parts[i].key, *part);
	}
	if (n->comma_suffix) {
		add_key(out, &first, "comma-suffix");
		sbuf_add(out, SPAN_LIT("true"));
	}
	sbuf_addc(out, '}');
}

void
name_list_add_json(struct sbuf *out, const struct name_list *l)
{
	size_t cut = l->len;

	if (l->last_follows_cut && l->len)
		cut = l->len - 1;
	sbuf_addc(out, '[');
	for (size_t i = 0; i <= l->len; i++) {
		if (i == cut && l->others) {
			if (i)
				sbuf_addc(out, ',');
			sbuf_add(out, SPAN_LIT("{\"others\":true}"));
		}
		if (i == l->len)
			break;
		if (i || (l->others && !cut))
			sbuf_addc(out, ',');
		add_name(out, &l->items[i]);
	}
	sbuf_addc(out, ']');
}

struct name_list
name_list_from_json(struct arena *a, const json_t *array)
{
	struct name_list l = { 0 };
	size_t n = json_array_size(array);

	for (size_t i = 0; i < n; i++) {
		const json_t *o = json_array_get(array, i);
		struct name name = { 0 };
		bool empty = true;

		if (json_is_true(json_object_get(o, "others"))) {
			l.others = true;
			l.last_follows_cut = i + 2 == n;
			continue;
		}
		for (size_t k = 0; k < NAME_PARTS; k++) {
			const char *text = keep(a, o, name_parts[k].key);
			const char **part =
			    (const char **)(void *)((char *)&name +
						    name_parts[k].offset);

			*part = text;
			empty = empty && !text;
		}
		name.comma_suffix =
		    json_is_true(json_object_get(o, "comma-suffix"));
		if (!empty)
			ARENA_PUSH(a, l.items, l.len) = name;
	}
	return l;
}

static void
add_point(struct sbuf *out, const struct date_point *p)
{
	sbuf_addf(out, "[%d", p->year);
	if (p->month || p->day)
		sbuf_addf(out, ",%d", p->month);
	if (p->day)
		sbuf_addf(out, ",%d", p->day);
	sbuf_addc(out, ']');
}

static bool
point_is_empty(const struct date_point *p)
{
	return !p->year && !p->month && !p->day;
}

void
date_add_json(struct sbuf *out, const struct date *d)
{
	char suffix[2] = { d->year_suffix, '\0' };
	bool first = true;

	sbuf_addc(out, '{');
	if (!point_is_empty(&d->from) || !point_is_empty(&d->to)) {
		add_key(out, &first, "date-parts");
		sbuf_addc(out, '[');
		add_point(out, &d->from);
		if (!point_is_empty(&d->to)) {
			sbuf_addc(out, ',');
			add_point(out, &d->to);
		}
		sbuf_addc(out, ']');
	}
	if (d->circa) {
		add_key(out, &first, "circa");
		sbuf_add(out, SPAN_LIT("true"));
	}
	if (d->open_end) {
		add_key(out, &first, "open-end");
		sbuf_add(out, SPAN_LIT("true"));
	}
	if (d->state != DATE_PLAIN)
		add_member(out, &first, "state", date_states[d->state]);
	if (d->year_suffix)
		add_member(out, &first, "year-suffix", suffix);
	add_member(out, &first, "literal", d->literal);
	sbuf_addc(out, '}');
}

static int
part_of(const json_t *parts, size_t at)
{
	json_int_t v = json_integer_value(json_array_get(parts, at));

	return v < INT_MIN || v > INT_MAX ? 0 : (int)v;
}

static struct date_point
point_from_json(const json_t *parts)
{
	return (struct date_point){ part_of(parts, 0), part_of(parts, 1),
		part_of(parts, 2) };
}

struct date
date_from_json(struct arena *a, const json_t *object)
{
	enum { STATES = sizeof(date_states) / sizeof(date_states[0]) };
	const json_t *parts = json_object_get(object, "date-parts");
	const char *suffix = json_str(object, "year-suffix");
	struct date d = { 0 };
	size_t state =
	    find_name(date_states, STATES, json_str(object, "state"));

	d.from = point_from_json(json_array_get(parts, 0));
	d.to = point_from_json(json_array_get(parts, 1));
	d.circa = json_is_true(json_object_get(object, "circa"));
	d.open_end = json_is_true(json_object_get(object, "open-end"));
	if (state < STATES)
		d.state = (enum date_state)state;
	if (suffix)
		d.year_suffix = suffix[0];
	d.literal = keep(a, object, "literal");
	return d;
}

void
custom_add_json(struct sbuf *out, const struct custom_field *first)
{
	sbuf_addc(out, '[');
	for (const struct custom_field *c = first; c; c = c->next) {
		sbuf_add(out, c == first ? SPAN_LIT("[") : SPAN_LIT(",["));
		sbuf_add_json(out, span_of(c->key));
		sbuf_addc(out, ',');
		sbuf_add_json(out, span_of(c->value));
		sbuf_add(out, c->is_json ? SPAN_LIT(",true]") : SPAN_LIT("]"));
	}
	sbuf_addc(out, ']');
}

struct custom_field *
custom_from_json(struct arena *a, const json_t *array)
{
	struct custom_field *first = NULL, **end = &first;

	for (size_t i = 0; i < json_array_size(array); i++) {
		const json_t *pair = json_array_get(array, i);
		const char *key = json_string_value(json_array_get(pair, 0));
		const char *value = json_string_value(json_array_get(pair, 1));

		if (!key || !value)
			continue;
		*end = ARENA_NEW(a, struct custom_field);
		(*end)->key = arena_strdup(a, key);
		(*end)->value = arena_strdup(a, value);
		(*end)->is_json = json_is_true(json_array_get(pair, 2));
		end = &(*end)->next;
	}
	return first;
}

void
relations_add_json(struct sbuf *out, const struct relation *first)
{
	sbuf_addc(out, '[');
	for (const struct relation *r = first; r; r = r->next) {
		bool empty = true;

		sbuf_add(out, r == first ? SPAN_LIT("{") : SPAN_LIT(",{"));
		add_member(out, &empty, "kind", relation_kinds[r->kind]);
		add_member(out, &empty, "id", r->id);
		add_member(out, &empty, "note", r->note);
		sbuf_addc(out, '}');
	}
	sbuf_addc(out, ']');
}

struct relation *
relations_from_json(struct arena *a, const json_t *array)
{
	enum { KINDS = sizeof(relation_kinds) / sizeof(relation_kinds[0]) };
	struct relation *first = NULL, **end = &first;

	for (size_t i = 0; i < json_array_size(array); i++) {
		const json_t *o = json_array_get(array, i);
		size_t kind =
		    find_name(relation_kinds, KINDS, json_str(o, "kind"));

		if (kind == KINDS)
			continue;
		*end = ARENA_NEW(a, struct relation);
		(*end)->kind = (enum relation_kind)kind;
		(*end)->id = keep(a, o, "id");
		(*end)->note = keep(a, o, "note");
		end = &(*end)->next;
	}
	return first;
}

void
work_add_json(struct sbuf *out, const struct work *w)
{
	struct work copy = *w; /* work_names() and work_date() want it so */
	bool first = true;

	sbuf_addc(out, '{');
	add_member(out, &first, "id", w->id);
	add_member(out, &first, "type", work_type_csl(w->type));
	for (enum work_field f = 0; f < WORK_FIELDS; f++)
		add_member(out, &first, work_field_csl(f), work_get(w, f));
	add_member(out, &first, "title-rich", w->title_rich);
	for (enum work_name_field f = 0; f < WORK_NAME_FIELDS; f++) {
		const struct name_list *l = work_names(&copy, f);

		if (!l->len && !l->others)
			continue;
		add_key(out, &first, work_name_field_csl(f));
		name_list_add_json(out, l);
	}
	for (enum work_date_field f = 0; f < WORK_DATE_FIELDS; f++) {
		const struct date *d = work_date(&copy, f);

		if (date_is_empty(d))
			continue;
		add_key(out, &first, work_date_field_csl(f));
		date_add_json(out, d);
	}
	if (w->custom) {
		add_key(out, &first, "custom");
		custom_add_json(out, w->custom);
	}
	if (w->relations) {
		add_key(out, &first, "relations");
		relations_add_json(out, w->relations);
	}
	sbuf_addc(out, '}');
}

struct work *
work_from_json(struct arena *a, const json_t *object)
{
	struct work *w = ARENA_NEW(a, struct work);
	const char *type = json_str(object, "type");

	w->id = keep(a, object, "id");
	if (type)
		w->type = work_type_from_csl(type);
	for (enum work_field f = 0; f < WORK_FIELDS; f++)
		work_set(w, f, keep(a, object, work_field_csl(f)));
	w->title_rich = keep(a, object, "title-rich");
	for (enum work_name_field f = 0; f < WORK_NAME_FIELDS; f++)
		*work_names(w, f) = name_list_from_json(
		    a, json_object_get(object, work_name_field_csl(f)));
	for (enum work_date_field f = 0; f < WORK_DATE_FIELDS; f++)
		*work_date(w, f) = date_from_json(
		    a, json_object_get(object, work_date_field_csl(f)));
	w->custom = custom_from_json(a, json_object_get(object, "custom"));
	w->relations =
	    relations_from_json(a, json_object_get(object, "relations"));
	return w;
}
