#include "base/json-records.h"
#include "base/json.h"
#include "base/text.h"
#include "model/document.h"
#include "model/identifier.h"
#include "model/latex.h"
#include "model/rich.h"
#include "read/fill.h"
#include "read/read.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * CSL-JSON (csl-data.json of CSL 1.0.2) as files have it: also numbers for
 * strings, Crossref's one-element arrays, dates as strings, members that the
 * schema does not know.
 */

enum {
	HEAD_MAX = 256 << 10,
	MEMBERS = WORK_FIELDS + WORK_NAME_FIELDS + WORK_DATE_FIELDS
};

static bool
has_markup(struct span s)
{
	return memchr(s.ptr, '<', s.len) || memchr(s.ptr, '&', s.len);
}

/* NULL if nothing is left. */
static const char *
clean(struct arena *a, struct span s)
{
	char *out;

	if (!s.len)
		return NULL;
	out = fill_plain_line(a, s);
	return *out ? out : NULL;
}

/* A string, or the first one of an array (Crossref: title, ISSN). */
static struct span
string_of(const json_t *v)
{
	if (json_is_array(v))
		v = json_array_get(v, 0);
	if (!json_is_string(v))
		return (struct span){ "", 0 };
	return (struct span){ json_string_value(v), json_string_length(v) };
}

static const char *
text_of(struct arena *a, const json_t *v)
{
	if (json_is_array(v))
		v = json_array_get(v, 0);
	/* {"name": "DataCite"}: a publisher as other JSON has it */
	if (json_is_object(v))
		v = json_object_get(v, "name");
	if (json_is_integer(v))
		return arena_printf(
		    a, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
	if (json_is_real(v))
		return arena_printf(a, "%.12g", json_real_value(v));
	return clean(a, string_of(v));
}

/* The schema allows strings and numbers for switches, too. */
static bool
is_true(const json_t *v)
{
	return json_is_true(v) || json_integer_value(v) ||
	       (json_is_string(v) && json_string_length(v));
}

/* --- dates ---------------------------------------------------------------------- */

/* A number, or digits in a string; 0 for anything else. */
static int
part_of(const json_t *parts, size_t i)
{
	const json_t *v = json_array_get(parts, i);
	long n = 0;

	if (json_is_integer(v)) {
		json_int_t big = json_integer_value(v);

		n = big > -100000 && big < 100000 ? (long)big : 0;
	} else if (json_is_string(v)) {
		n = strtol(json_string_value(v), NULL, 10);
	}
	return n > -100000 && n < 100000 ? (int)n : 0;
}

static struct date_point
point_of(const json_t *parts)
{
	struct date_point p = { .year = part_of(parts, 0) };

	if (!p.year)
		return p;
	p.month = part_of(parts, 1);
	/* CSL writes seasons as months 13..16 or 21..24 too. */
	if (p.month >= 13 && p.month <= 16)
		p.month += 8;
	if (p.month < 1 || (p.month > 12 && (p.month < 21 || p.month > 24))) {
		p.month = 0;
		return p;
	}
	p.day = part_of(parts, 2);
	if (p.day < 1 || p.day > 31 || p.month > 12)
		p.day = 0;
	return p;
}

static void
set_season(struct date *d, struct arena *a, const json_t *season)
{
	const char *text = text_of(a, season);
	struct date named;

	if (!text || !d->from.year || d->from.month)
		return;
	if (text[0] >= '1' && text[0] <= '4' && !text[1]) {
		d->from.month = 20 + (text[0] - '0');
		return;
	}
	date_parse(&named, NULL, a,
	    span_of(arena_printf(a, "%s %d", text, d->from.year)));
	if (named.from.month)
		d->from.month = named.from.month;
}

/* "in press" beside a year; anything else is kept as it is. */
static void
set_literal(struct date *d, struct arena *a, const char *text)
{
	struct date read;

	date_parse_said(&read, NULL, a, span_of(text));
	d->state = read.state;
	d->literal = read.state == DATE_PLAIN ? text : read.literal;
}

static void
read_date(struct date *out, struct arena *a, const json_t *v)
{
	const json_t *parts = json_object_get(v, "date-parts");
	const char *text;

	if (!json_is_object(v)) {
		/* The schema allows EDTF; exports have years and prose. */
		text = text_of(a, v);
		if (text)
			date_parse_said(out, NULL, a, span_of(text));
		return;
	}
	*out = (struct date){ 0 };
	out->from = point_of(json_array_get(parts, 0));
	if (out->from.year && json_array_size(parts) > 1) {
		out->to = point_of(json_array_get(parts, 1));
		out->open_end = !out->to.year;
	}
	if (!out->from.year &&
	    ((text = text_of(a, json_object_get(v, "raw"))) ||
		(text = text_of(a, json_object_get(v, "literal")))))
		date_parse_said(out, NULL, a, span_of(text));
	else if ((text = text_of(a, json_object_get(v, "literal"))))
		set_literal(out, a, text);
	set_season(out, a, json_object_get(v, "season"));
	out->circa = out->circa || is_true(json_object_get(v, "circa"));
}

/* --- names ---------------------------------------------------------------------- */

/* "https://orcid.org/0000-0002-1825-0097": the last 19 bytes. */
static const char *
orcid_of(struct arena *a, const json_t *v)
{
	struct span s = string_of(v);

	if (s.len < 19)
		return NULL;
	return arena_strdup_span(a, span_skip(s, s.len - 19));
}

static void
read_name(struct name_list *out, struct arena *a, const json_t *v)
{
	struct name n = { 0 };
	const char *key;
	json_t *member;

	if (json_is_string(v)) {
		const char *text = text_of(a, v);

		if (!text)
			return;
		if (name_is_others(span_of(text))) {
			out->others = true;
			return;
		}
		name_parse(&n, a, span_of(text), NAME_ORDER_GUESS);
		ARENA_PUSH(a, out->items, out->len) = n;
		return;
	}
	json_object_foreach((json_t *)v, key, member)
	{
		if (!strcmp(key, "family"))
			n.family = text_of(a, member);
		else if (!strcmp(key, "given"))
			n.given = text_of(a, member);
		else if (!strcmp(key, "literal") || !strcmp(key, "name"))
			n.literal = text_of(a, member); /* name: Crossref */
		else if (!strcmp(key, "suffix"))
			n.suffix = text_of(a, member);
		else if (!strcmp(key, "comma-suffix"))
			n.comma_suffix = is_true(member);
		else if (!strcmp(key, "non-dropping-particle"))
			n.non_dropping_particle = text_of(a, member);
		else if (!strcmp(key, "dropping-particle"))
			n.dropping_particle = text_of(a, member);
		else if (!strcmp(key, "ORCID"))
			n.ORCID = orcid_of(a, member);
	}
	if (n.family || n.literal) {
		const char *text = n.literal ? n.literal : n.family;

		if (n.literal)
			n.family = n.given = NULL;
		/* A reader before us has taken "and others" for a person. */
		if (n.given) {
			const char *const parts[] = { n.given, " ", n.family };

			text = arena_concat(a, parts, 3);
		}
		if (name_is_others(span_of(text)))
			out->others = true;
		else
			ARENA_PUSH(a, out->items, out->len) = n;
	} else if (n.given) {
		n.family = n.given; /* a mononym in the wrong member */
		n.given = NULL;
		ARENA_PUSH(a, out->items, out->len) = n;
	}
}

static void
read_names(struct name_list *out, struct arena *a, const json_t *v)
{
	const json_t *name;
	size_t i;

	*out = (struct name_list){ 0 };
	if (!json_is_array(v)) {
		read_name(out, a, v);
		return;
	}
	json_array_foreach((json_t *)v, i, name) read_name(out, a, name);
}

/* --- members ---------------------------------------------------------------------- */

/*
 * Every member of a work by its CSL name, found with its length and first letter: an
 * item has a dozen members, an index is built from half a million items.
 */
enum member_kind { MEMBER_TEXT, MEMBER_NAMES, MEMBER_DATE };

struct member {
	const char *name;
	size_t len;
	enum member_kind kind;
	int target;
};

static const struct member members[MEMBERS] = {
#define X(field, csl) { csl, sizeof(csl) - 1, MEMBER_TEXT, WORK_##field },
#include "model/fields.def"
#undef X
#define X(field, csl) { csl, sizeof(csl) - 1, MEMBER_NAMES, WORK_##field },
#include "model/name-fields.def"
#undef X
#define X(field, csl) { csl, sizeof(csl) - 1, MEMBER_DATE, WORK_##field },
#include "model/date-fields.def"
#undef X
};

static const struct member *
find_member(struct span name)
{
	for (size_t i = 0; i < MEMBERS; i++)
		if (name.len == members[i].len &&
		    name.ptr[0] == members[i].name[0] &&
		    !memcmp(name.ptr, members[i].name, name.len))
			return &members[i];
	return NULL;
}

static struct custom_field **
add_custom(struct custom_field **end, struct arena *a, const char *key,
    const json_t *v)
{
	char *dump = NULL;

	*end = ARENA_NEW(a, struct custom_field);
	(*end)->key = arena_strdup(a, key);
	if (json_is_string(v)) {
		(*end)->value = arena_strdup(a, json_string_value(v));
	} else {
		dump = json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY);
		(*end)->value = arena_strdup(a, dump ? dump : "");
		(*end)->is_json = dump != NULL;
		free(dump);
	}
	return &(*end)->next;
}

/* Texts that have paragraphs. */
static bool
has_lines(enum work_field f)
{
	return f == WORK_abstract || f == WORK_note || f == WORK_annote;
}

static void
set_text(struct work *w, struct arena *a, enum work_field f, const json_t *v)
{
	struct span s = string_of(v);
	const char *text;

	if (f == WORK_DOI || f == WORK_URL) {
		/* "<", ";" and "&" are theirs, not markup. */
		text = s.len ? arena_strdup_span(a, text_trim(s)) : NULL;
		if (text && f == WORK_DOI) {
			const char *normal = doi_normal(a, span_of(text));

			text = normal ? normal : text;
		}
		work_set(w, f, text && *text ? text : NULL);
		return;
	}
	if (f == WORK_title && has_markup(s))
		w->title_rich = rich_csl(a, s);
	if (f == WORK_keyword && json_is_array(v)) {
		struct sbuf all = SBUF_INIT;
		const json_t *word;
		size_t i;

		json_array_foreach((json_t *)v, i, word)
		{
			if (all.len)
				sbuf_add(&all, SPAN_LIT(", "));
			sbuf_add(&all, string_of(word));
		}
		work_set(w, f, clean(a, (struct span){ all.buf, all.len }));
		sbuf_release(&all);
		return;
	}
	if (has_lines(f) && memchr(s.ptr, '\n', s.len))
		work_set(w, f, text_lines(a, s, fill_plain_line));
	else
		work_set(w, f, text_of(a, v));
}

static void
set_identifiers(struct work *w, struct arena *a)
{
	static const struct {
		enum work_field field;
		char *(*normal)(struct arena *, struct span);
	} kinds[] = {
		{ WORK_ISBN, isbn_normal },
		{ WORK_ISSN, issn_normal },
		{ WORK_PMID, pmid_normal },
		{ WORK_PMCID, pmcid_normal },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const char *text = work_get(w, kinds[i].field);
		char *normal = text ? kinds[i].normal(a, span_of(text)) : NULL;

		if (!normal)
			continue;
		work_set(w, kinds[i].field, normal);
		if (kinds[i].field == WORK_ISBN)
			work_keep_isbn(a, w, span_of(text));
	}
	if (w->arXiv) {
		char *normal = arxiv_normal(a, span_of(w->arXiv), NULL);

		w->arXiv = normal ? normal : w->arXiv;
	} else if (w->URL) {
		w->arXiv = arxiv_of_url(a, w->URL);
	}
}

/* Crossref's and DataCite's names of types, where they differ from CSL's. */
static enum work_type
type_of(struct span name)
{
	static const struct {
		const char *name;
		enum work_type type;
	} other[] = {
		{ "journal-article", WORK_TYPE_ARTICLE_JOURNAL },
		{ "proceedings-article", WORK_TYPE_PAPER_CONFERENCE },
		{ "book-chapter", WORK_TYPE_CHAPTER },
		{ "monograph", WORK_TYPE_BOOK },
		{ "edited-book", WORK_TYPE_BOOK },
		{ "reference-book", WORK_TYPE_BOOK },
		{ "proceedings", WORK_TYPE_BOOK },
		{ "posted-content", WORK_TYPE_ARTICLE },
		{ "dissertation", WORK_TYPE_THESIS },
		{ "reference-entry", WORK_TYPE_ENTRY },
	};
	enum work_type t = work_type_from_csl(name.ptr);

	for (size_t i = 0; !t && i < sizeof(other) / sizeof(other[0]); i++)
		if (!strcmp(name.ptr, other[i].name))
			t = other[i].type;
	return t;
}

static void
set_member(
    struct work *w, struct arena *a, const struct member *m, const json_t *v)
{
	switch (m->kind) {
	case MEMBER_TEXT: set_text(w, a, (enum work_field)m->target, v); break;
	case MEMBER_NAMES:
		read_names(
		    work_names(w, (enum work_name_field)m->target), a, v);
		break;
	case MEMBER_DATE:
		read_date(work_date(w, (enum work_date_field)m->target), a, v);
		break;
	}
}

/*
 * A member by the names that CSL 1.0.1, the JSON schema and Zotero have for it; NULL if
 * it is none of them, or if the item has it by its own name too.
 */
static const struct member *
find_alias(const char *name, const json_t *item)
{
	static const char *const aliases[][2] = {
		{ "event", "event-title" },
		{ "journalAbbreviation", "container-title-short" },
		{ "part", "part-number" },
		{ "printing", "printing-number" },
		{ "shortTitle", "title-short" },
		{ "supplement", "supplement-number" },
	};

	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (!strcmp(name, aliases[i][0]))
			return json_object_get(item, aliases[i][1])
				   ? NULL
				   : find_member(span_of(aliases[i][1]));
	return NULL;
}

/* --- the note ------------------------------------------------------------------------- */

static bool
has_member(struct work *w, const struct member *m)
{
	switch (m->kind) {
	case MEMBER_TEXT: return work_get(w, (enum work_field)m->target);
	case MEMBER_NAMES:
		return work_names(w, (enum work_name_field)m->target)->len;
	default:
		return !date_is_empty(
		    work_date(w, (enum work_date_field)m->target));
	}
}

/* "Hall || W. C."; without the bars it is an institution. */
static json_t *
name_of_note(struct arena *a, struct span s)
{
	const char *bars = memmem(s.ptr, s.len, "||", 2);
	size_t n = bars ? (size_t)(bars - s.ptr) : s.len;
	const char *whole = arena_strdup_span(a, text_trim(span_sub(s, 0, n)));

	if (!bars)
		return json_pack("{s:s}", "literal", whole);
	return json_pack("{s:s, s:s}", "family", whole, "given",
	    arena_strdup_span(a, text_trim(span_skip(s, n + 2))));
}

static void
add_of_note(
    struct work *w, struct arena *a, const struct member *m, struct span value)
{
	json_t *v;

	if (m->kind == MEMBER_NAMES) {
		v = name_of_note(a, value);
		read_name(work_names(w, (enum work_name_field)m->target), a, v);
	} else {
		v = json_stringn(value.ptr, value.len);
		set_member(w, a, m, v);
	}
	json_decref(v);
}

/*
 * Programs that lack fields keep them in lines at the start of the note:
 * "event-date: 2004-10-01", "reviewed-author: Hall || W. C.", a name a line. What the
 * item has itself wins; the note stays as it is.
 */
static void
read_note(struct work *w, struct arena *a, struct span note)
{
	bool had[MEMBERS];

	if (!memchr(note.ptr, ':', note.len))
		return;
	for (int i = 0; i < MEMBERS; i++)
		had[i] = has_member(w, &members[i]);
	while (note.len) {
		const char *end = memchr(note.ptr, '\n', note.len);
		struct span line = span_sub(
		    note, 0, end ? (size_t)(end - note.ptr) : note.len);
		const char *colon = memchr(line.ptr, ':', line.len);
		size_t n = colon ? (size_t)(colon - line.ptr) : 0;
		const struct member *m;
		struct span value;

		for (size_t i = 0; i < n; i++)
			if (!text_is_letter((unsigned char)line.ptr[i]) &&
			    line.ptr[i] != '-' && line.ptr[i] != '_')
				n = 0;
		if (!n)
			return;
		m = find_member(span_sub(line, 0, n));
		value = text_trim(span_skip(line, n + 1));
		if (m && value.len && !had[m - members])
			add_of_note(w, a, m, value);
		note = span_skip(note, line.len + (end != NULL));
	}
}

/* Texts that styles print with markup. */
static const enum work_field marked[] = { WORK_container_title,
	WORK_collection_title, WORK_title_short, WORK_original_title,
	WORK_event_title, WORK_abstract, WORK_note, WORK_annote };

struct work *
read_csl_item(struct arena *a, const json_t *item)
{
	struct work *w = ARENA_NEW(a, struct work);
	struct custom_field **end = &w->custom;
	const char *key;
	size_t len;
	json_t *v;

	json_object_keylen_foreach((json_t *)item, key, len, v)
	{
		const struct member *m;

		if (json_is_null(v))
			continue;
		m = find_member((struct span){ key, len });
		if (!m)
			m = find_alias(key, item);
		if (m) {
			set_member(w, a, m, v);
		} else if (!strcmp(key, "type")) {
			w->type = type_of(string_of(v));
			if (!w->type)
				end = add_custom(end, a, key, v);
		} else if (!strcmp(key, "id")) {
			w->id = text_of(a, v);
		} else if (!strcmp(key, "source")) {
			w->source = text_of(a, v);
		} else if (!strcmp(key, "custom") && json_is_object(v)) {
			const char *name;
			json_t *value;

			json_object_foreach(v, name, value)
			{
				/* ids that the schema has no name for */
				if (!strcmp(name, "arXiv") && !w->arXiv)
					set_text(w, a, WORK_arXiv, value);
				else if (!strcmp(name, "ACL") && !w->ACL)
					set_text(w, a, WORK_ACL, value);
				else
					end = add_custom(end, a, name, value);
			}
		} else {
			end = add_custom(end, a, key, v);
		}
	}
	work_hide(a, w);
	for (size_t i = 0; i < sizeof(marked) / sizeof(marked[0]); i++) {
		v = json_object_get(item, work_field_csl(marked[i]));
		if (v && has_markup(string_of(v)))
			work_keep_rich(a, w, marked[i],
			    has_lines(marked[i])
				? text_lines(a, string_of(v), fill_rich_line)
				: rich_csl(a, string_of(v)));
	}
	read_note(w, a, string_of(json_object_get(item, "note")));
	set_identifiers(w, a);
	return w;
}

int
read_csl_line(
    struct work **out, struct arena *a, struct span line, struct err *err)
{
	json_t *item = NULL;
	int rc = json_read(&item, line, err);

	if (rc)
		return rc;
	if (json_is_object(item))
		*out = read_csl_item(a, item);
	else
		rc = err_set(err, ERR_SYNTAX, "not a CSL-JSON item");
	json_decref(item);
	return rc;
}

/*
 * Other JSON has titles, languages and versions as well. An item of CSL's has a type
 * of CSL's, or a member that only CSL spells so; one without a type has at least a
 * title, and nothing that feeds have.
 */
static bool
is_item(const json_t *o)
{
	static const char *const only_csl[] = { "container-title", "issued",
		"DOI", "URL", "ISBN", "ISSN", "PMID", "page", "citation-key",
		"publisher-place", "collection-title" };
	const char *type = json_str(o, "type");

	if (json_object_get(o, "@type") || json_object_get(o, "@context"))
		return false;
	if (type && work_type_from_csl(type) != WORK_TYPE_NONE)
		return true;
	for (size_t i = 0; i < sizeof(only_csl) / sizeof(only_csl[0]); i++)
		if (json_object_get(o, only_csl[i]))
			return true;
	if (json_object_size(o) == 1 && json_object_get(o, "id"))
		return true;
	return !type && json_str(o, "title") &&
	       !json_object_get(o, "authors") && !json_object_get(o, "url");
}

/*
 * An array of objects or an object, whatever the file's name: a list in prose may
 * start with a bracket ("[1] ..."), but never like this. The first object tells
 * whether it is CSL's; what is no JSON at all is this reader's to complain of.
 */
bool
csl_json_is(struct span text)
{
	struct span s = text_trim(text);
	struct span rest = text_trim(span_skip(s, 1));
	struct json_records records;
	struct json_record first;
	struct err err = ERR_INIT;
	json_t *o = NULL;
	struct stream *in;
	bool is = true;

	if (s.len < 2 || !rest.len)
		return false;
	if (s.ptr[0] == '[' && rest.ptr[0] == ']')
		return rest.len == 1;
	if (!(s.ptr[0] == '[' && rest.ptr[0] == '{') &&
	    !(s.ptr[0] == '{' && rest.ptr[0] == '"'))
		return false;
	in = stream_open_bytes(span_sub(s, 0, HEAD_MAX), 0, "-");
	json_records_init(&records, in);
	if (json_records_next(&records, &first, &err) == 1 &&
	    !json_read(&o, first.text, &err)) {
		const json_t *items = json_object_get(o, "items");

		is = json_is_array(items)
			 ? !json_array_size(items) ||
			       is_item(json_array_get(items, 0))
			 : is_item(o);
	}
	json_decref(o);
	stream_close(in);
	return is;
}

static void
add_item(struct references *out, const json_t *item, size_t number)
{
	struct arena *a = &out->document->arena;
	struct reference ref = { .form = REFERENCE_ENTRY,
		.list = 1,
		.seq = (unsigned)out->len + 1,
		.number = -1,
		.line = 1 };
	struct parse *parse;

	if (!json_is_object(item)) {
		references_add_problem(out, 1, NULL,
		    "item %zu of the array is no object: it is left out",
		    number);
		return;
	}
	parse = ARENA_NEW(a, struct parse);
	parse->work = read_csl_item(a, item);
	work_keep_doi(a, parse->work, string_of(json_object_get(item, "DOI")));
	parse->confidence = 1.0;
	ref.parses = parse;
	ref.parses_len = 1;
	ref.body.text = "";
	ref.key =
	    parse->work->id ? parse->work->id : arena_printf(a, "r%u", ref.seq);
	/* CSL's "source" is where somebody found the work; ours, who tells it. */
	if (parse->work->source)
		work_add_custom(a, parse->work, "source", parse->work->source);
	parse->work->source = "document";
	ARENA_PUSH(a, out->items, out->len) = ref;
}

int
read_csl_json(struct references *out, struct document *d, struct err *err)
{
	struct reference_list list = { 0 };
	json_t *all = NULL, *item;
	size_t i;
	int rc;

	*out = (struct references){ .document = d };
	rc = json_read(&all, d->text, err);
	if (rc)
		return rc;
	if (json_is_object(all)) {
		/* One item, or a list under a name. */
		json_t *items = json_object_get(all, "items");

		if (json_is_array(items)) {
			json_incref(items);
			json_decref(all);
			all = items;
		} else {
			add_item(out, all, 1);
		}
	}
	json_array_foreach(all, i, item) add_item(out, item, i + 1);
	json_decref(all);
	if (out->len) {
		list.len = out->len;
		list.span = document_original_range(
		    d, (struct range){ 0, d->text.len });
		ARENA_PUSH(&d->arena, out->lists, out->lists_len) = list;
	}
	return OK;
}
