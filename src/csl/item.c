#include "csl/item.h"
#include "base/json.h"
#include "base/text.h"
#include "csl/particles.h"
#include "model/rich.h"

#include <stdlib.h>

#include "base/banned.h"

static const struct {
	const char *name;
	enum csl_kind kind;
} variables[CSL_VARIABLES] = {
#define X(member, name, kind) { name, CSL_##kind },
#include "csl/variables.def"
#undef X
};

enum csl_variable
csl_variable_from_name(const char *name)
{
	for (int i = 0; i < CSL_VARIABLES; i++)
		if (!strcmp(name, variables[i].name))
			return (enum csl_variable)i;
	return CSL_VARIABLES;
}

const char *
csl_variable_name(enum csl_variable v)
{
	return variables[v].name;
}

enum csl_kind
csl_variable_kind(enum csl_variable v)
{
	return variables[v].kind;
}

int
csl_type(const char *name)
{
	enum work_type t = work_type_from_csl(name);

	return t == WORK_TYPE_NONE ? -1 : (int)t;
}

/* An item that is being made has room for all variables. */
struct draft {
	struct csl_item *item;
	const char *text[CSL_STRINGS];
	struct csl_names names[CSL_NAMES];
	struct csl_date dates[CSL_DATES];
};

_Static_assert(CSL_VARIABLES < 256, "a place is a byte");

static const void *
value_of(const struct csl_item *item, enum csl_variable v)
{
	return item->place[v] ? item->values[item->place[v] - 1] : NULL;
}

const char *
csl_item_text(const struct csl_item *item, enum csl_variable v)
{
	return value_of(item, v);
}

const struct csl_names *
csl_item_names(const struct csl_item *item, enum csl_variable v)
{
	return value_of(item, v);
}

bool
csl_date_is_empty(const struct csl_date *d)
{
	return !d->from.year && !d->from.season && !d->literal;
}

const struct csl_date *
csl_item_date(const struct csl_item *item, enum csl_variable v)
{
	return value_of(item, v);
}

/* The draft's value of a variable, or NULL; copied if it is not a string. */
static const void *
value_of_draft(const struct draft *d, enum csl_variable v, struct arena *a)
{
	const struct csl_names *names;
	const struct csl_date *date;
	struct csl_names *names_copy;
	struct csl_date *date_copy;

	switch (variables[v].kind) {
	case CSL_TEXT:
	case CSL_NUMBER: return d->text[v];
	case CSL_NAME:
		names = &d->names[v - CSL_VAR_author];
		if (!names->len)
			return NULL;
		names_copy = ARENA_NEW(a, struct csl_names);
		*names_copy = *names;
		return names_copy;
	case CSL_DATE:
		date = &d->dates[v - CSL_VAR_accessed];
		if (csl_date_is_empty(date))
			return NULL;
		date_copy = ARENA_NEW(a, struct csl_date);
		*date_copy = *date;
		return date_copy;
	}
	return NULL;
}

static struct csl_item *
finish(const struct draft *d, struct arena *a)
{
	const void *values[CSL_VARIABLES];
	struct csl_item *item = d->item;
	size_t len = 0;

	for (int i = 0; i < CSL_VARIABLES; i++) {
		const void *value = value_of_draft(d, (enum csl_variable)i, a);

		if (!value)
			continue;
		values[len++] = value;
		item->place[i] = (unsigned char)len;
	}
	item->values = ARENA_ARRAY(a, const void *, len ? len : 1);
	for (size_t i = 0; i < len; i++)
		item->values[i] = values[i];
	return item;
}

/* --- CSL-JSON ----------------------------------------------------------------- */

static long
number_of(const json_t *v)
{
	if (json_is_integer(v))
		return (long)json_integer_value(v);
	if (json_is_real(v))
		return (long)json_real_value(v);
	if (json_is_string(v))
		return strtol(json_string_value(v), NULL, 10);
	return 0;
}

static int
bounded(long n)
{
	return n < -99999 || n > 99999 ? 0 : (int)n;
}

/* Months 13..24 are seasons: of EDTF (21..24), and of older programs. */
static void
set_month(struct csl_point *p, long month)
{
	if (month >= 1 && month <= 12)
		p->month = (int)month;
	else if (month >= 13 && month <= 24)
		p->season = (int)((month - 13) % 4) + 1;
}

static struct csl_point
point_from_json(const json_t *parts)
{
	struct csl_point p = { 0 };
	long day;

	p.year = bounded(number_of(json_array_get(parts, 0)));
	set_month(&p, number_of(json_array_get(parts, 1)));
	day = number_of(json_array_get(parts, 2));
	if (p.month && day >= 1 && day <= 31)
		p.day = (int)day;
	return p;
}

/* "2003-04/2004-05~" and whatever model/date.h reads. */
static void
date_from_text(struct csl_date *out, struct arena *a, const char *s)
{
	struct date d;

	date_parse(&d, NULL, a, span_of(s));
	if (!d.from.year || d.state != DATE_PLAIN) {
		out->literal = arena_strdup(a, s);
		return;
	}
	out->from.year = d.from.year;
	set_month(&out->from, d.from.month);
	out->from.day = d.from.day;
	out->to.year = d.to.year;
	set_month(&out->to, d.to.month);
	out->to.day = d.to.day;
	out->range = d.to.year || d.open_end;
	out->circa = d.circa;
}

static void
date_from_object(struct csl_date *out, struct arena *a, const json_t *o)
{
	const json_t *parts, *season, *circa, *v;
	const char *text;
	long n;

	if (json_is_string(o)) {
		date_from_text(out, a, json_string_value(o));
		return;
	}
	parts = json_object_get(o, "date-parts");
	if (json_array_size(parts)) {
		out->from = point_from_json(json_array_get(parts, 0));
		if (json_array_size(parts) > 1) {
			out->to = point_from_json(json_array_get(parts, 1));
			out->range = true;
		}
	}
	season = json_object_get(o, "season");
	n = number_of(season);
	if (n >= 1 && n <= 4 && !out->from.month)
		out->from.season = (int)n;
	circa = json_object_get(o, "circa");
	out->circa = circa && !json_is_false(circa) && !json_is_null(circa) &&
		     !(json_is_integer(circa) && !json_integer_value(circa));
	v = json_object_get(o, "raw");
	if (json_is_string(v) && !json_array_size(parts)) {
		bool was = out->circa;

		date_from_text(out, a, json_string_value(v));
		out->circa = out->circa || was;
	}
	text = json_text(a, o, "literal");
	if (text && *text && !out->from.year)
		out->literal = text;
}

static char *
name_text(struct arena *a, const json_t *o, const char *key)
{
	const char *s = json_text(a, o, key);
	struct span t;

	if (!s)
		return NULL;
	t = text_trim(span_of(s));
	return t.len ? arena_strdup_span(a, t) : NULL;
}

static bool
truthy(const json_t *v)
{
	return v && !json_is_false(v) && !json_is_null(v) &&
	       !(json_is_integer(v) && !json_integer_value(v)) &&
	       !(json_is_string(v) &&
		   (!*json_string_value(v) ||
		       !strcmp(json_string_value(v), "false")));
}

static struct csl_name
name_from_json(struct arena *a, const json_t *o)
{
	struct csl_name n = { 0 };

	n.family = name_text(a, o, "family");
	n.given = name_text(a, o, "given");
	n.suffix = name_text(a, o, "suffix");
	n.dropping = name_text(a, o, "dropping-particle");
	n.non_dropping = name_text(a, o, "non-dropping-particle");
	n.literal = name_text(a, o, "literal");
	n.comma_suffix = truthy(json_object_get(o, "comma-suffix"));
	n.static_ordering = truthy(json_object_get(o, "static-ordering"));
	if (truthy(json_object_get(o, "isInstitution")) && n.family) {
		n.literal = n.family;
		n.family = n.given = NULL;
	}
	if (!n.literal && !n.family && n.given) {
		n.family = n.given;
		n.given = NULL;
	}
	if (n.literal && !n.family && !n.given)
		return n;
	n.literal = NULL;
	csl_name_split_particles(a, &n);
	return n;
}

static void
names_from_json(struct csl_names *out, struct arena *a, const json_t *array)
{
	size_t n = json_array_size(array);

	out->items = ARENA_ARRAY(a, struct csl_name, n ? n : 1);
	out->len = 0;
	for (size_t i = 0; i < n; i++) {
		const json_t *o = json_array_get(array, i);
		struct csl_name name;

		if (json_is_string(o))
			name = (struct csl_name){ .literal = arena_strdup(a,
						      json_string_value(o)) };
		else if (truthy(json_object_get(o, "others"))) {
			out->others = true;
			continue;
		} else
			name = name_from_json(a, o);
		if (name.family || name.literal)
			out->items[out->len++] = name;
	}
}

static void
set_variable(
    struct draft *d, struct arena *a, const char *key, const json_t *value)
{
	/* Names that other programs give them: X(name, CSL 1.0.2). */
	static const char *const aliases[][2] = {
		{ "shortTitle", "title-short" },
		{ "journalAbbreviation", "container-title-short" },
	};
	enum csl_variable v;
	char number[32];

	for (size_t i = 0; i < sizeof(aliases) / sizeof(*aliases); i++)
		if (!strcmp(key, aliases[i][0]))
			key = aliases[i][1];
	v = csl_variable_from_name(key);
	if (v == CSL_VARIABLES)
		return;
	switch (variables[v].kind) {
	case CSL_NAME:
		if (json_is_array(value))
			names_from_json(
			    &d->names[v - CSL_VAR_author], a, value);
		break;
	case CSL_DATE:
		date_from_object(&d->dates[v - CSL_VAR_accessed], a, value);
		break;
	case CSL_TEXT:
	case CSL_NUMBER:
		if (json_is_integer(value)) {
			snprintf(number, sizeof(number),
			    "%" JSON_INTEGER_FORMAT, json_integer_value(value));
			d->text[v] = arena_strdup(a, number);
		} else if (json_is_real(value)) {
			snprintf(number, sizeof(number), "%.10g",
			    json_real_value(value));
			d->text[v] = arena_strdup(a, number);
		} else if (json_is_string(value) && *json_string_value(value))
			d->text[v] = arena_strdup(a, json_string_value(value));
		break;
	}
}

/* "event" is the old name of "event-title"; the short forms have variables. */
static void
complete(struct draft *d)
{
	const char **t = d->text;

	if (!t[CSL_VAR_event_title])
		t[CSL_VAR_event_title] = t[CSL_VAR_event];
	else if (!t[CSL_VAR_event])
		t[CSL_VAR_event] = t[CSL_VAR_event_title];
}

/* "Hall || W. C." as a list of one name. */
static json_t *
name_of_note(struct arena *a, const char *s)
{
	const char *bar = strstr(s, "||");
	struct span family = span_of(s), given = { "", 0 };

	if (!bar)
		return json_pack("[{s:s}]", "literal", s);
	family.len = (size_t)(bar - s);
	given = span_of(bar + 2);
	return json_pack("[{s:s, s:s}]", "family",
	    arena_strdup_span(a, text_trim(family)), "given",
	    arena_strdup_span(a, text_trim(given)));
}

/* Programs without fields for all variables have them in lines at the start of the
 * note: "event-date: 2004-10-01". What the item has itself wins. */
static void
variables_of_note(struct draft *d, struct arena *a)
{
	const char *s = d->text[CSL_VAR_note];

	while (s && *s) {
		size_t line = strcspn(s, "\n");
		size_t key = strspn(s,
		    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_");
		const char *name;
		enum csl_variable v;
		json_t *value;

		if (!key || key + 1 >= line || s[key] != ':')
			return;
		name = arena_strdup_span(a, (struct span){ s, key });
		v = csl_variable_from_name(name);
		if (v == CSL_VARIABLES) {
			s += line + (s[line] == '\n');
			continue;
		}
		name = arena_strdup_span(
		    a, text_trim((struct span){ s + key + 1, line - key - 1 }));
		value = variables[v].kind == CSL_NAME ? name_of_note(a, name)
						      : json_string(name);
		if (!value_of_draft(d, v, a))
			set_variable(d, a, csl_variable_name(v), value);
		json_decref(value);
		s += line + (s[line] == '\n');
	}
}

struct csl_item *
csl_item_from_json(struct arena *a, const json_t *object)
{
	struct csl_item *item = ARENA_NEW(a, struct csl_item);
	struct draft d = { .item = item };
	const char *key;
	json_t *value;

	item->id = json_text(a, object, "id");
	if (!item->id)
		item->id = "";
	item->type = json_text(a, object, "type");
	item->type_number = item->type ? csl_type(item->type) : -1;
	json_object_foreach((json_t *)object, key, value)
	    set_variable(&d, a, key, value);
	variables_of_note(&d, a);
	complete(&d);
	return finish(&d, a);
}

/* --- works ---------------------------------------------------------------------- */

static struct csl_point
point_from_work(struct date_point p)
{
	struct csl_point out = { .year = p.year };

	set_month(&out, p.month);
	if (out.month)
		out.day = p.day;
	return out;
}

static void
date_from_work(struct csl_date *out, const struct date *d)
{
	out->from = point_from_work(d->from);
	out->to = point_from_work(d->to);
	out->range = d->to.year || d->open_end;
	out->circa = d->circa;
	if (!d->from.year)
		out->literal = d->literal;
	if (!d->from.year && !d->literal && d->state == DATE_IN_PRESS)
		out->literal = "in press";
}

static void
names_from_work(
    struct csl_names *out, struct arena *a, const struct name_list *l)
{
	out->items = ARENA_ARRAY(a, struct csl_name, l->len);
	out->len = l->len;
	out->others = l->others;
	out->last_follows = l->others && l->last_follows_cut && l->len > 1;
	for (size_t i = 0; i < l->len; i++) {
		const struct name *n = &l->items[i];
		struct csl_name *to = &out->items[i];

		to->family = n->family;
		to->given = n->given;
		to->suffix = n->suffix;
		to->comma_suffix = n->comma_suffix;
		to->dropping = n->dropping_particle;
		to->non_dropping = n->non_dropping_particle;
		to->literal = n->literal;
		if (!to->literal && !to->family) {
			to->family = to->given;
			to->given = NULL;
		}
		if (!to->literal)
			csl_name_split_particles(a, to);
	}
}

/* Variables that a work has no field for are kept beside them, names as JSON. */
static void
set_custom(struct draft *d, struct arena *a, const struct custom_field *c)
{
	enum csl_variable v = csl_variable_from_name(c->key);
	json_t *value = NULL;

	switch (v) {
	case CSL_VAR_citation_key:
	case CSL_VAR_citation_label:
	case CSL_VAR_license:
	case CSL_VAR_page_first:
	case CSL_VAR_source: value = json_string(c->value); break;
	case CSL_VAR_editor_translator:
		value = json_loads(c->value, 0, NULL);
		break;
	default: break;
	}
	if (value)
		set_variable(d, a, c->key, value);
	json_decref(value);
}

struct csl_item *
csl_item_from_work(struct arena *a, const struct work *of)
{
	struct csl_item *item = ARENA_NEW(a, struct csl_item);
	struct draft d = { .item = item };
	struct work shown = work_shown(a, of), *w = &shown;

	item->id = w->id ? w->id : "";
	item->type = work_type_csl(w->type);
	item->type_number = w->type == WORK_TYPE_NONE ? -1 : (int)w->type;
	for (int i = 0; i < WORK_FIELDS; i++) {
		const char *s = work_get(w, (enum work_field)i);
		enum csl_variable v;

		if (!s)
			continue;
		v = csl_variable_from_name(work_field_csl((enum work_field)i));
		if ((int)v < (int)CSL_STRINGS)
			d.text[v] = v == CSL_VAR_URL || v == CSL_VAR_DOI
					? s
					: rich_escaped(a, s);
	}
	if (w->title_rich)
		d.text[CSL_VAR_title] = w->title_rich;
	for (int i = 0; i < WORK_NAME_FIELDS; i++) {
		enum work_name_field f = (enum work_name_field)i;

		names_from_work(
		    &d.names[csl_variable_from_name(work_name_field_csl(f)) -
			     CSL_VAR_author],
		    a, work_names(w, f));
	}
	for (int i = 0; i < WORK_DATE_FIELDS; i++) {
		enum work_date_field f = (enum work_date_field)i;

		date_from_work(
		    &d.dates[csl_variable_from_name(work_date_field_csl(f)) -
			     CSL_VAR_accessed],
		    work_date(w, f));
	}
	for (const struct custom_field *c = w->custom; c; c = c->next)
		set_custom(&d, a, c);
	complete(&d);
	return finish(&d, a);
}
