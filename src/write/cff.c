#include "model/cff.h"
#include "base/json.h"
#include "base/text.h"
#include "base/yaml.h"
#include "write/formats.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * CITATION.cff (Citation File Format 1.2.0). The file is about a piece of software
 * or a data set: the first work, if it is one; else the first is what is to be
 * cited instead (preferred-citation), or the second, if a CITATION.cff had it there. All
 * others are references.
 */

static const struct {
	const char *name;
	enum work_type type;
} types[] = {
#define X(name, type) { name, WORK_TYPE_##type },
#include "model/cff-types.def"
#undef X
};

static void
set(json_t *o, const char *key, const char *value)
{
	if (value && *value)
		(void)json_object_set_new(o, key, json_string(value));
}

/* A number where the schema has one; what is none is kept as it is. */
static void
set_number(json_t *o, const char *key, const char *value)
{
	size_t n = value ? strspn(value, "0123456789") : 0;

	if (n && n < 10 && !value[n] && (*value != '0' || n == 1))
		(void)json_object_set_new(
		    o, key, json_integer(strtol(value, NULL, 10)));
	else
		set(o, key, value);
}

/* What the file that it comes from had under that name: lists. NULL: nothing. */
static json_t *
kept_json(const struct work *w, const char *key)
{
	const char *text = work_custom(w, key);
	json_t *v = text ? json_loads(text, 0, NULL) : NULL;

	if (!json_is_array(v)) {
		json_decref(v);
		v = NULL;
	}
	return v;
}

static json_t *
people(const struct name_list *l)
{
	json_t *all = json_array();

	for (size_t i = 0; i < l->len; i++) {
		const struct name *n = &l->items[i];
		json_t *o = json_object();

		set(o, "name", n->literal);
		set(o, "family-names", n->family);
		set(o, "given-names", n->given);
		set(o, "name-particle",
		    n->non_dropping_particle ? n->non_dropping_particle
					     : n->dropping_particle);
		set(o, "name-suffix", n->suffix);
		if (n->ORCID)
			(void)json_object_set_new(o, "orcid",
			    json_sprintf("https://orcid.org/%s", n->ORCID));
		(void)json_array_append_new(all, o);
	}
	return all;
}

static void
set_people(json_t *o, const char *key, const struct name_list *l)
{
	if (l->len)
		(void)json_object_set_new(o, key, people(l));
}

static void
set_entity(json_t *o, const char *key, const char *name, const char *place)
{
	json_t *entity;

	if (!name)
		return;
	entity = json_object();
	set(entity, "name", name);
	set(entity, "city", place);
	(void)json_object_set_new(o, key, entity);
}

static void
set_point(json_t *o, const char *key, const struct date_point *p)
{
	if (p->year && p->month && p->month <= 12 && p->day)
		(void)json_object_set_new(o, key,
		    json_sprintf("%04d-%02d-%02d", p->year, p->month, p->day));
}

static void
set_conference(json_t *o, const struct work *w)
{
	json_t *entity;

	set_entity(o, "conference", w->event_title, w->event_place);
	entity = json_object_get(o, "conference");
	if (!entity)
		return;
	set_point(entity, "date-start", &w->event_date.from);
	set_point(entity, "date-end", &w->event_date.to);
}

static void
set_dates(json_t *o, const struct work *w)
{
	set_point(o,
	    w->type == WORK_TYPE_SOFTWARE || w->type == WORK_TYPE_DATASET
		? "date-released"
		: "date-published",
	    &w->issued.from);
	if (w->issued.from.year)
		(void)json_object_set_new(
		    o, "year", json_integer(w->issued.from.year));
	if (w->issued.from.month && w->issued.from.month <= 12)
		(void)json_object_set_new(
		    o, "month", json_integer(w->issued.from.month));
	if (w->original_date.from.year)
		(void)json_object_set_new(o, "year-original",
		    json_integer(w->original_date.from.year));
	set_point(o, "date-accessed", &w->accessed.from);
}

/* --- authors ------------------------------------------------------------------------ */

static bool
same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : !a && !b;
}

/* What the file says of its people beside their names, as long as they are the same. */
static void
add_kept(json_t *people, const struct work *w)
{
	json_t *kept = kept_json(w, "cff-authors"), *p;
	size_t i;

	if (json_array_size(kept) == json_array_size(people)) {
		json_array_foreach(people, i, p)
		{
			const json_t *was = json_array_get(kept, i);

			if (same_text(
				json_str(p, "name"), json_str(was, "name")) &&
			    same_text(json_str(p, "family-names"),
				json_str(was, "family-names")) &&
			    same_text(json_str(p, "given-names"),
				json_str(was, "given-names")))
				(void)json_object_update_missing(
				    p, (json_t *)was);
		}
	}
	json_decref(kept);
}

/* The schema wants authors: who made the work, else who edited it. */
static void
set_authors(json_t *o, const struct work *work)
{
	static const enum work_name_field makers[] = { WORK_author,
		WORK_director, WORK_composer, WORK_performer,
		WORK_script_writer, WORK_producer, WORK_host, WORK_organizer,
		WORK_compiler, WORK_editor };
	struct work copy = *work;

	for (size_t i = 0; i < sizeof(makers) / sizeof(makers[0]); i++) {
		const struct name_list *l = work_names(&copy, makers[i]);

		if (!l->len)
			continue;
		set_people(o, "authors", l);
		if (makers[i] == WORK_author)
			add_kept(json_object_get(o, "authors"), work);
		return;
	}
	(void)json_object_set_new(
	    o, "authors", json_pack("[{s:s}]", "name", "anonymous"));
}

/* --- identifiers -------------------------------------------------------------------- */

/* Software Heritage's, by the schema's pattern but for the hexadecimal digits. */
static bool
is_swh(struct span s)
{
	static const char *const kinds[] = { "swh:1:snp:", "swh:1:rel:",
		"swh:1:rev:", "swh:1:dir:", "swh:1:cnt:" };
	bool known = false;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		known |= text_starts_nocase(s, kinds[i]);
	return known && s.len == 50;
}

static void
add_other(json_t *o, const char *kind, struct span value)
{
	json_t *all = json_object_get(o, "identifiers");
	const char *type = is_swh(value) ? "swh" : "other";

	if (!value.len)
		return;
	if (!all) {
		all = json_array();
		(void)json_object_set_new(o, "identifiers", all);
	}
	(void)json_array_append_new(
	    all, json_pack("{s:s, s:o}", "type", type, "value",
		     json_sprintf("%s%s%.*s", kind, *kind ? ":" : "",
			 (int)value.len, value.ptr)));
}

static void
add_others(json_t *o, const char *kind, const char *lines)
{
	while (lines && *lines) {
		size_t n = strcspn(lines, "\n");

		add_other(o, kind, (struct span){ lines, n });
		lines += n + (lines[n] != '\0');
	}
}

/* By the schema's pattern. */
static bool
is_doi(const char *s)
{
	return s && !s[strspn(s, "abcdefghijklmnopqrstuvwxyz"
				 "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "0123456789:/_;-.()[]\\")];
}

/* What is no one of the kind that the schema has a member for is beside it. */
static void
set_identifiers(json_t *o, const struct work *w, bool is_reference)
{
	const char *doi = work_doi_given(w), *isbn = work_isbn_given(w);

	if (is_doi(doi))
		set(o, "doi", doi);
	else
		add_others(o, "doi", doi);
	add_others(o, "doi", work_custom(w, "doi"));
	if (isbn && isbn[strspn(isbn, "0123456789- Xx")])
		isbn = w->ISBN;
	if (is_reference && isbn && strlen(isbn) <= 18)
		set(o, "isbn", isbn);
	else
		add_others(o, "isbn", isbn);
	add_others(o, "isbn", work_custom(w, "isbn"));
	if (is_reference && w->ISSN) {
		struct span first = span_sub(span_of(w->ISSN), 0, 9),
			    rest = span_skip(span_of(w->ISSN), 9);

		while (rest.len && strchr(" ,;", *rest.ptr))
			rest = span_skip(rest, 1);
		(void)json_object_set_new(
		    o, "issn", json_stringn(first.ptr, first.len));
		add_other(o, "issn", rest);
	} else {
		add_others(o, "issn", w->ISSN);
	}
	add_others(o, "issn", work_custom(w, "issn"));
	if (is_reference && w->PMCID && strlen(w->PMCID) == 10)
		set(o, "pmcid", w->PMCID);
	else
		add_others(o, "pmcid", w->PMCID);
	add_others(o, "pmid", w->PMID);
	add_others(o, "arxiv", w->arXiv);
	add_others(o, "", work_custom(w, "identifier"));
}

/* --- words and lists ------------------------------------------------------------------ */

/* A language's code without the country, or none (schema.json, "languages"). */
static void
add_language(json_t *all, const char *tag)
{
	size_t n = strspn(tag, "abcdefghijklmnopqrstuvwxyz");

	if (n >= 2 && n <= 3 && strchr("-_\n", tag[n]))
		(void)json_array_append_new(all, json_stringn(tag, n));
}

static void
set_languages(json_t *o, const struct work *w)
{
	json_t *all = json_array();
	const char *more = work_custom(w, "language");

	if (w->language)
		add_language(all, w->language);
	while (w->language && more && *more) {
		add_language(all, more);
		more += strcspn(more, "\n");
		more += *more == '\n';
	}
	if (json_array_size(all))
		(void)json_object_set(o, "languages", all);
	json_decref(all);
}

/* "Apache-2.0 OR MIT" is a list of both. */
static void
set_license(json_t *o, const struct work *w)
{
	const char *text = work_custom(w, "license"), * or ;
	json_t *all;

	if (!text || !strstr(text, " OR ") || strchr(text, '(')) {
		set(o, "license", text);
		return;
	}
	all = json_array();
	for (; (or = strstr(text, " OR ")); text = or +4)
		(void)json_array_append_new(
		    all, json_stringn(text, (size_t)(or -text)));
	(void)json_array_append_new(all, json_string(text));
	(void)json_object_set_new(o, "license", all);
}

static void
set_keywords(struct work_writer *w, json_t *o, const char *text)
{
	json_t *all = json_array();
	const char *separator = text && strchr(text, ';') ? ";" : ",";

	while (text && *text) {
		size_t n = strcspn(text, separator);
		struct span word = text_trim((struct span){ text, n });

		if (word.len)
			(void)json_array_append_new(all,
			    json_string(arena_strdup_span(&w->scratch, word)));
		text += n + (text[n] != '\0');
	}
	if (json_array_size(all))
		(void)json_object_set(o, "keywords", all);
	json_decref(all);
}

/* A word of the schema's list, or nothing. */
static void
set_status(json_t *o, const char *status)
{
	static const char *const known[] = { "abstract", "advance-online",
		"in-preparation", "in-press", "preprint", "submitted" };

	/* biblatex writes it together */
	if (status && !strcmp(status, "inpress"))
		status = "in-press";
	if (status && text_is_among(span_of(status), known,
			  sizeof(known) / sizeof(known[0])))
		set(o, "status", status);
}

static void
set_kept(json_t *o, const struct work *w, const char *const *names)
{
	for (; *names; names++)
		set(o, *names, work_custom(w, *names));
}

static void
set_kept_list(
    json_t *o, const char *key, const struct work *w, const char *kept)
{
	json_t *v = kept_json(w, kept);

	if (json_array_size(v))
		(void)json_object_set(o, key, v);
	json_decref(v);
}

/* What the software itself and a reference have in common. */
static void
set_common(struct work_writer *w, json_t *o, const struct work *work,
    bool is_reference)
{
	static const char *const names[] = { "repository-code", "repository",
		"repository-artifact", "commit", "license-url", NULL };

	set(o, "title", work->title ? work->title : "untitled");
	set_authors(o, work);
	set(o, "version", work->version);
	set_identifiers(o, work, is_reference);
	/* readers take it for the link, if there is no other */
	if (!same_text(work->URL, work_custom(work, "repository-code")))
		set(o, "url", work->URL);
	set(o, "abstract", work->abstract);
	set_keywords(w, o, work->keyword);
	set_license(o, work);
	set_kept(o, work, names);
	set_kept_list(o, "contact", work, "cff-contact");
}

static const char *
type_of(enum work_type t)
{
	if (t == WORK_TYPE_ARTICLE || t == WORK_TYPE_REVIEW)
		t = WORK_TYPE_ARTICLE_JOURNAL;
	else if (t == WORK_TYPE_BROADCAST)
		t = WORK_TYPE_MOTION_PICTURE;
	else if (t == WORK_TYPE_POST)
		t = WORK_TYPE_WEBPAGE;
	else if (t == WORK_TYPE_ENTRY)
		t = WORK_TYPE_ENTRY_ENCYCLOPEDIA;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (types[i].type == t)
			return types[i].name;
	return "generic";
}

static json_t *
reference(struct work_writer *w, const struct work *work)
{
	static const char *const names[] = { "department", "copyright",
		"filename", "format", "scope", "data-type", "database",
		"date-downloaded", "collection-type", "collection-doi", "entry",
		"issue-title", "nihmsid", "term", NULL };
	json_t *o = json_object();
	const char *dash = work->page ? strchr(work->page, '-') : NULL;
	bool journal = work->type == WORK_TYPE_ARTICLE_JOURNAL ||
		       work->type == WORK_TYPE_ARTICLE_MAGAZINE ||
		       work->type == WORK_TYPE_ARTICLE_NEWSPAPER ||
		       work->type == WORK_TYPE_ARTICLE;

	set(o, "type", type_of(work->type));
	set_common(w, o, work, true);
	set_people(o, "editors", &work->editor);
	set_people(o, "translators", &work->translator);
	set_people(o, "recipients", &work->recipient);
	set_people(o, "editors-series", &work->collection_editor);
	set_dates(o, work);
	if (journal)
		set(o, "journal", work->container_title);
	set(o, "collection-title",
	    journal || !work->container_title ? work->collection_title
					      : work->container_title);
	set(o, "volume-title", work->volume_title);
	set(o, "abbreviation", work->title_short);
	set_number(o, "volume", work->volume);
	set(o, "issue", work->issue);
	set(o, "number", work->number);
	set(o, "edition", work->edition);
	set(o, "section", work->section);
	set_number(o, "number-volumes", work->number_of_volumes);
	if (dash && dash[1] && !strchr(dash + 1, '-') &&
	    !strchr(work->page, ',')) {
		set_number(o, "start",
		    arena_strdup_span(
			&w->scratch, span_sub(span_of(work->page), 0,
					 (size_t)(dash - work->page))));
		set_number(o, "end", dash + 1);
	} else {
		set_number(o, "start", work->page);
	}
	set_number(o, "pages", work->number_of_pages);
	set_entity(o,
	    work->type == WORK_TYPE_THESIS || work->type == WORK_TYPE_REPORT
		? "institution"
		: "publisher",
	    work->publisher, work->publisher_place);
	set_conference(o, work);
	set_entity(o, "location", work->archive, work->archive_place);
	set(o, "thesis-type",
	    work->type == WORK_TYPE_THESIS ? work->genre : NULL);
	set(o, "medium", work->medium);
	set_status(o, work->status);
	set(o, "notes", work->note);
	set_languages(o, work);
	set_kept(o, work, names);
	set_number(o, "loc-start", work_custom(work, "loc-start"));
	set_number(o, "loc-end", work_custom(work, "loc-end"));
	set_kept_list(o, "senders", work, "cff-senders");
	set_kept_list(o, "patent-states", work, "cff-patent-states");
	return o;
}

static void
add_members(struct sbuf *out, json_t *o)
{
	yaml_add(out, o, 0);
	sbuf_addc(out, '\n');
	json_decref(o);
}

static void
add_main(struct work_writer *w, const struct work *work)
{
	bool software =
	    work->type == WORK_TYPE_SOFTWARE || work->type == WORK_TYPE_DATASET;
	const char *message = work_custom(work, "cff-message");
	json_t *o = json_object();

	sbuf_add(w->out, SPAN_LIT("cff-version: 1.2.0\n"));
	set(o, "message",
	    !software ? "Please cite the work in preferred-citation."
	    : message ? message
		      : CFF_MESSAGE);
	if (software) {
		set(o, "type",
		    work->type == WORK_TYPE_DATASET ? "dataset" : "software");
		set_common(w, o, work, false);
		set_point(o, "date-released", &work->issued.from);
	} else {
		set(o, "title", work->title ? work->title : "untitled");
		set_authors(o, work);
	}
	if (!software) {
		json_t *preferred = reference(w, work);

		(void)json_object_set_new(o, "preferred-citation", preferred);
	}
	add_members(w->out, o);
}

static void
add_cff(struct work_writer *w, const struct work *work, const char *key)
{
	json_t *o;

	(void)key; /* the format has no place for it */
	if (!w->written) {
		add_main(w, work);
		return;
	}
	o = reference(w, work);
	if (w->written == 1 && work_custom(work, CFF_PREFERRED)) {
		json_t *both = json_object();

		(void)json_object_set_new(both, "preferred-citation", o);
		add_members(w->out, both);
		return;
	}
	if (!w->state)
		sbuf_add(w->out, SPAN_LIT("references:\n"));
	w->state = w; /* there are some */
	sbuf_add(w->out, SPAN_LIT("- "));
	yaml_add(w->out, o, 2);
	sbuf_addc(w->out, '\n');
	json_decref(o);
}

const struct writer_kind writer_cff = { .add = add_cff };
