#include "model/cff.h"
#include "base/json.h"
#include "base/text.h"
#include "base/yaml.h"
#include "model/document.h"
#include "model/identifier.h"
#include "read/fill.h"
#include "read/formats.h"
#include "read/keywords.h"
#include "read/yaml.h"

#include <stdlib.h>

#include "base/banned.h"

/* CITATION.cff (Citation File Format 1.2.0, schema-guide.md): the software, what
 * is rather to be cited (preferred-citation), and its references. */

static const struct {
	const char *name;
	enum work_type type;
} types[] = {
#define X(name, type) { name, WORK_TYPE_##type },
#include "model/cff-types.def"
#undef X
};

static const struct {
	const char *key;
	enum work_field field;
} texts[] = {
	{ "abstract", WORK_abstract },
	{ "journal", WORK_container_title },
	{ "edition", WORK_edition },
	{ "issue", WORK_issue },
	{ "volume", WORK_volume },
	{ "volume-title", WORK_volume_title },
	{ "number-volumes", WORK_number_of_volumes },
	{ "number", WORK_number },
	{ "pages", WORK_number_of_pages },
	{ "section", WORK_section },
	{ "version", WORK_version },
	{ "status", WORK_status },
	{ "notes", WORK_note },
	{ "thesis-type", WORK_genre },
	{ "medium", WORK_medium },
	{ "abbreviation", WORK_title_short },
};

/* Kept under their names; the rest of a file is of no reference. */
static const char *const kept[] = { "repository-code", "repository",
	"repository-artifact", "commit", "department", "copyright", "filename",
	"format", "scope", "loc-start", "loc-end", "data-type", "database",
	"date-downloaded", "collection-type", "collection-doi", "entry",
	"issue-title", "license-url", "nihmsid", "term", NULL };

/* Lists that are kept as they are, in the file's own form (see write/cff.c). */
static const char *const kept_lists[][2] = {
	{ "contact", "cff-contact" },
	{ "senders", "cff-senders" },
	{ "patent-states", "cff-patent-states" },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
keep_json(struct work *w, struct arena *a, const char *key, const json_t *v)
{
	char *dump = json_dumps(v, JSON_COMPACT);
	struct custom_field *c = w->custom;

	if (!dump)
		return;
	work_add_custom(a, w, key, dump);
	for (c = w->custom; c->next;)
		c = c->next;
	c->is_json = true;
	free(dump);
}

/* Does one of them say what a name has no place for: an address, where they work? */
static bool
has_more(const json_t *people)
{
	static const char *const parts[] = { "family-names", "given-names",
		"name-particle", "name-suffix", "name", "orcid", NULL };
	const json_t *p, *value;
	const char *key;
	size_t i, k;

	json_array_foreach(people, i, p)
	{
		json_object_foreach((json_t *)p, key, value)
		{
			(void)value;
			for (k = 0; parts[k] && strcmp(parts[k], key) != 0;)
				k++;
			if (!parts[k])
				return true;
		}
	}
	return false;
}

static struct span
text_of(const json_t *o, const char *key)
{
	const char *s = json_str(o, key);

	return span_of(s ? s : "");
}

static void
read_people(struct name_list *l, struct arena *a, const json_t *people)
{
	const json_t *p;
	size_t i;

	json_array_foreach(people, i, p)
	{
		struct span family = text_of(p, "family-names"),
			    given = text_of(p, "given-names"),
			    particle = text_of(p, "name-particle"),
			    orcid = text_of(p, "orcid"),
			    alias = text_of(p, "alias");
		size_t had = l->len;

		if (family.len || given.len)
			fill_name_parts(
			    l, a, family, given, text_of(p, "name-suffix"));
		else
			fill_literal_name(l, a,
			    json_str(p, "name") ? text_of(p, "name") : alias);
		if (l->len == had)
			continue;
		if (particle.len)
			l->items[had].non_dropping_particle =
			    fill_clean(a, particle);
		if (orcid.len >= 19)
			l->items[had].ORCID =
			    fill_clean(a, span_skip(orcid, orcid.len - 19));
	}
}

/* A name, or {name, city, ...}. */
static void
read_entity(struct work *w, struct arena *a, const json_t *v,
    enum work_field name, enum work_field place)
{
	if (json_is_string(v)) {
		fill_text(w, a, name, span_of(json_string_value(v)), NULL);
		return;
	}
	fill_text(w, a, name, text_of(v, "name"), NULL);
	if (name == WORK_event_title) {
		struct date end = { 0 };

		fill_date(&w->event_date, a, text_of(v, "date-start"));
		fill_date(&end, a, text_of(v, "date-end"));
		if (w->event_date.from.year && !w->event_date.to.year)
			w->event_date.to = end.from;
	}
	if (!work_get(w, place))
		fill_text(w, a, place,
		    json_str(v, "city") ? text_of(v, "city")
					: text_of(v, "location"),
		    NULL);
}

/* "pmid:26017442": what the format has no member for, or not twice. False: something
 * else. */
static bool
read_other(struct work *w, struct arena *a, struct span value)
{
	const char *colon = memchr(value.ptr, ':', value.len);
	size_t n = colon ? (size_t)(colon - value.ptr) : 0;
	struct span kind = span_sub(value, 0, n),
		    id = text_trim(span_skip(value, n + 1));

	if (!n || !id.len)
		return false;
	if (text_eq_nocase(kind, "doi"))
		return fill_doi(w, a, id);
	if (text_eq_nocase(kind, "isbn") || text_eq_nocase(kind, "issn"))
		return fill_standard_number(w, a, id);
	if (text_eq_nocase(kind, "pmid") && !w->PMID)
		return (w->PMID = pmid_normal(a, id)) != NULL;
	if (text_eq_nocase(kind, "pmcid") && !w->PMCID)
		return (w->PMCID = pmcid_normal(a, id)) != NULL;
	if (text_eq_nocase(kind, "arxiv") && !w->arXiv)
		return (w->arXiv = arxiv_normal(a, id, NULL)) != NULL;
	return false;
}

static void
read_identifiers(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *id;
	size_t i;

	fill_identifier(w, a, WORK_DOI, text_of(o, "doi"));
	fill_identifier(w, a, WORK_ISBN, text_of(o, "isbn"));
	fill_identifier(w, a, WORK_ISSN, text_of(o, "issn"));
	if (text_of(o, "pmcid").len)
		w->PMCID = pmcid_normal(a, text_of(o, "pmcid"));
	json_array_foreach(json_object_get(o, "identifiers"), i, id)
	{
		struct span type = text_of(id, "type"),
			    value = text_of(id, "value");

		if (text_eq_nocase(type, "doi") && !w->DOI)
			(void)fill_doi(w, a, value);
		else if (text_eq_nocase(type, "url") && !w->URL)
			fill_url(w, a, value);
		else if (!text_eq_nocase(type, "doi") &&
			 !read_other(w, a, value))
			fill_custom(w, a, "identifier", value);
	}
	if (json_str(o, "url"))
		fill_url(w, a, text_of(o, "url"));
	else if (!w->URL)
		fill_url(w, a,
		    json_str(o, "repository-code")
			? text_of(o, "repository-code")
			: text_of(o, "repository"));
}

static void
read_dates(struct work *w, struct arena *a, const json_t *o)
{
	struct span year = text_of(o, "year"), month = text_of(o, "month");

	fill_date(&w->issued, a, text_of(o, "date-published"));
	fill_date(&w->issued, a, text_of(o, "date-released"));
	if (!w->issued.from.year) {
		fill_date(&w->issued, a, year);
		fill_month(&w->issued, month);
	}
	if (date_is_empty(&w->issued))
		fill_date(&w->issued, a, text_of(o, "issue-date"));
	fill_date(&w->original_date, a, text_of(o, "year-original"));
	fill_date(&w->accessed, a, text_of(o, "date-accessed"));
}

static void
read_lists(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *item, *languages = json_object_get(o, "languages");
	struct keywords keywords = { .a = a };
	size_t i;

	json_array_foreach(json_object_get(o, "keywords"), i, item)
	{
		if (json_is_string(item) && i < 1000)
			keywords_add(
			    &keywords, span_of(json_string_value(item)));
	}
	keywords_set(&keywords, w);
	json_array_foreach(languages, i, item)
	{
		if (json_is_string(item) && i < 100)
			fill_text(w, a, WORK_language,
			    span_of(json_string_value(item)), NULL);
	}
	for (i = 0; kept[i]; i++)
		fill_custom(w, a, kept[i], text_of(o, kept[i]));
	for (i = 0; i < LENGTH(kept_lists); i++)
		if (json_is_array(json_object_get(o, kept_lists[i][0])))
			keep_json(w, a, kept_lists[i][1],
			    json_object_get(o, kept_lists[i][0]));
}

/* Of several, any may be chosen (schema.json, "license"), which SPDX writes so. */
static void
read_license(struct work *w, struct arena *a, const json_t *v)
{
	struct sbuf all = SBUF_INIT;
	const json_t *one;
	size_t i;

	if (json_is_string(v))
		fill_custom(w, a, "license", span_of(json_string_value(v)));
	json_array_foreach(v, i, one)
	{
		if (json_is_string(one) && i < 100)
			sbuf_addf(&all, "%s%s", all.len ? " OR " : "",
			    json_string_value(one));
	}
	if (all.len)
		fill_custom(w, a, "license", (struct span){ all.buf, all.len });
	sbuf_release(&all);
}

/* The schema wants authors: where there are none, writers put the editors, or this. */
static bool
is_nobody(const json_t *o)
{
	const json_t *authors = json_object_get(o, "authors");
	const char *name = json_str(json_array_get(authors, 0), "name");

	return json_array_size(authors) == 1 && name &&
	       !strcmp(name, "anonymous");
}

static void
read_authors(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *authors = json_object_get(o, "authors"),
		     *editors = json_object_get(o, "editors");

	if (is_nobody(o) || (editors && json_equal(authors, editors)))
		return;
	read_people(&w->author, a, authors);
	if (has_more(authors) && json_array_size(authors) == w->author.len)
		keep_json(w, a, "cff-authors", authors);
}

static struct work *
read_item(struct arena *a, const json_t *o, enum work_type usual)
{
	struct work *w = ARENA_NEW(a, struct work);
	struct span type = text_of(o, "type"), pages;

	w->type = usual;
	for (size_t i = 0; i < LENGTH(types); i++)
		if (text_eq_nocase(type, types[i].name)) {
			w->type = types[i].type;
			break;
		}
	if (!text_eq_nocase(text_of(o, "title"), "untitled"))
		fill_title(w, a, text_of(o, "title"));
	read_authors(w, a, o);
	read_people(&w->editor, a, json_object_get(o, "editors"));
	read_people(&w->translator, a, json_object_get(o, "translators"));
	read_people(&w->recipient, a, json_object_get(o, "recipients"));
	read_people(
	    &w->collection_editor, a, json_object_get(o, "editors-series"));
	for (size_t i = 0; i < LENGTH(texts); i++)
		fill_text(w, a, texts[i].field, text_of(o, texts[i].key), NULL);
	fill_text(w, a,
	    w->type == WORK_TYPE_BOOK || w->container_title
		? WORK_collection_title
		: WORK_container_title,
	    text_of(o, "collection-title"), NULL);
	read_entity(w, a, json_object_get(o, "publisher"), WORK_publisher,
	    WORK_publisher_place);
	read_entity(w, a, json_object_get(o, "institution"), WORK_publisher,
	    WORK_publisher_place);
	read_entity(w, a, json_object_get(o, "conference"), WORK_event_title,
	    WORK_event_place);
	read_entity(w, a, json_object_get(o, "location"), WORK_archive,
	    WORK_archive_place);
	pages = text_of(o, "start");
	fill_page_range(w, a, pages, text_of(o, "end"));
	read_identifiers(w, a, o);
	read_dates(w, a, o);
	read_lists(w, a, o);
	read_license(w, a, json_object_get(o, "license"));
	return w;
}

bool
cff_is(struct span text)
{
	static const char *const keys[] = { "cff-version:", NULL };

	return yaml_head_has(text, keys);
}

/* The head of a file about a work that is no software: the schema wants a title and
 * authors of each, and what they are of is preferred-citation, which has the same. */
static bool
is_stand_in(json_t *all)
{
	static const char *const says_nothing[] = { "cff-version", "message",
		"title", "authors", "preferred-citation", "references" };
	json_t *preferred = json_object_get(all, "preferred-citation"), *value;
	const char *name;

	if (!json_is_object(preferred) ||
	    !json_equal(json_object_get(all, "title"),
		json_object_get(preferred, "title")))
		return false;
	json_object_foreach(all, name, value)
	{
		bool nothing = false;

		(void)value;
		for (size_t i = 0;
		     i < sizeof(says_nothing) / sizeof(says_nothing[0]); i++)
			nothing |= !strcmp(name, says_nothing[i]);
		if (!nothing)
			return false;
	}
	return true;
}

int
read_cff(struct references *out, struct document *d, struct err *err)
{
	struct arena *a = &d->arena;
	json_t *all, *item;
	struct err why = ERR_INIT;
	size_t i;
	int rc = yaml_read_text(&all, d->text, &why);

	*out = (struct references){ .document = d };
	if (rc && !json_is_object(all)) {
		json_decref(all);
		return err_set(err, rc, "%s: %s", d->path, why.text);
	}
	if (rc)
		references_add_problem(out, 1, NULL,
		    "%s: what comes behind it is left out", why.text);
	if (!is_stand_in(all) &&
	    (json_str(all, "title") || json_object_get(all, "authors"))) {
		struct work *w = read_item(a, all, WORK_TYPE_SOFTWARE);
		struct span message = text_of(all, "message");

		if (!text_eq_nocase(message, CFF_MESSAGE))
			fill_custom(w, a, "cff-message", message);
		fill_reference(out, w, 1);
	}
	item = json_object_get(all, "preferred-citation");
	if (json_is_object(item)) {
		struct work *w = read_item(a, item, WORK_TYPE_DOCUMENT);

		if (out->len)
			fill_custom(w, a, CFF_PREFERRED, SPAN_LIT("true"));
		fill_reference(out, w, 1);
	}
	json_array_foreach(json_object_get(all, "references"), i, item)
	{
		if (json_is_object(item))
			fill_reference(
			    out, read_item(a, item, WORK_TYPE_DOCUMENT), 1);
	}
	json_decref(all);
	fill_list(out);
	return OK;
}
