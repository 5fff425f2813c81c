#include "base/text.h"
#include "base/yaml.h"
#include "write/formats.h"

#include "base/banned.h"

/*
 * CITATION.cff (Citation File Format 1.2.0). The file is about a piece of software
 * or a data set: the first work, if it is one; else the first is what is to be
 * cited instead (preferred-citation). All others are references.
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
set_day(json_t *o, const char *key, const struct date *d)
{
	if (d->from.year && d->from.month && d->from.month <= 12 && d->from.day)
		(void)json_object_set_new(o, key,
		    json_sprintf("%04d-%02d-%02d", d->from.year, d->from.month,
			d->from.day));
}

static void
set_dates(json_t *o, const struct work *w)
{
	set_day(o, "date-released", &w->issued);
	if (w->issued.from.year)
		(void)json_object_set_new(
		    o, "year", json_integer(w->issued.from.year));
	if (w->issued.from.month && w->issued.from.month <= 12)
		(void)json_object_set_new(
		    o, "month", json_integer(w->issued.from.month));
	set_day(o, "date-accessed", &w->accessed);
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

/* What the software itself and a reference have in common. */
static void
set_common(struct work_writer *w, json_t *o, const struct work *work)
{
	set(o, "title", work->title);
	set_people(o, "authors", &work->author);
	set(o, "version", work->version);
	set(o, "doi", work_doi_given(work));
	set(o, "url", work->URL);
	set(o, "abstract", work->abstract);
	set_keywords(w, o, work->keyword);
	set(o, "license", work_custom(work, "license"));
	set(o, "repository-code", work_custom(work, "repository-code"));
	set(o, "repository", work_custom(work, "repository"));
	set(o, "repository-artifact", work_custom(work, "repository-artifact"));
	set(o, "commit", work_custom(work, "commit"));
}

static const char *
type_of(enum work_type t)
{
	if (t == WORK_TYPE_ARTICLE || t == WORK_TYPE_REVIEW)
		t = WORK_TYPE_ARTICLE_JOURNAL;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (types[i].type == t)
			return types[i].name;
	return "generic";
}

static json_t *
reference(struct work_writer *w, const struct work *work)
{
	json_t *o = json_object();
	const char *dash = work->page ? strchr(work->page, '-') : NULL;
	bool journal = work->type == WORK_TYPE_ARTICLE_JOURNAL ||
		       work->type == WORK_TYPE_ARTICLE_MAGAZINE ||
		       work->type == WORK_TYPE_ARTICLE_NEWSPAPER ||
		       work->type == WORK_TYPE_ARTICLE;

	set(o, "type", type_of(work->type));
	set_common(w, o, work);
	/* the schema wants them */
	if (!work->author.len)
		(void)json_object_set_new(o, "authors",
		    work->editor.len
			? people(&work->editor)
			: json_pack("[{s:s}]", "name", "anonymous"));
	if (!work->title)
		set(o, "title", "untitled");
	set_people(o, "editors", &work->editor);
	set_people(o, "translators", &work->translator);
	set_people(o, "recipients", &work->recipient);
	set_people(o, "editors-series", &work->collection_editor);
	set_dates(o, work);
	set(o, journal ? "journal" : "collection-title",
	    work->container_title ? work->container_title
				  : work->collection_title);
	set(o, "volume", work->volume);
	set(o, "issue", work->issue);
	set(o, "number", work->number);
	set(o, "edition", work->edition);
	set(o, "section", work->section);
	set(o, "number-volumes", work->number_of_volumes);
	if (dash && dash[1] && !strchr(dash + 1, '-')) {
		set(o, "start",
		    arena_strdup_span(
			&w->scratch, span_sub(span_of(work->page), 0,
					 (size_t)(dash - work->page))));
		set(o, "end", dash + 1);
	} else {
		set(o, "start", work->page);
	}
	set(o, "pages", work->number_of_pages);
	set_entity(o,
	    work->type == WORK_TYPE_THESIS || work->type == WORK_TYPE_REPORT
		? "institution"
		: "publisher",
	    work->publisher, work->publisher_place);
	set_entity(o, "conference", work->event_title, work->event_place);
	set(o, "isbn", work_isbn_given(work));
	set(o, "issn", work->ISSN);
	set(o, "pmcid", work->PMCID);
	set(o, "thesis-type",
	    work->type == WORK_TYPE_THESIS ? work->genre : NULL);
	set(o, "medium", work->medium);
	set(o, "notes", work->note);
	if (work->language)
		(void)json_object_set_new(
		    o, "languages", json_pack("[s]", work->language));
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
	json_t *o = json_object();

	sbuf_add(w->out, SPAN_LIT("cff-version: 1.2.0\n"));
	set(o, "message",
	    software ? "If you use this, please cite it as below."
		     : "Please cite the work in preferred-citation.");
	if (software) {
		set(o, "type",
		    work->type == WORK_TYPE_DATASET ? "dataset" : "software");
		set_common(w, o, work);
		set_day(o, "date-released", &work->issued);
	} else {
		set(o, "title", work->title ? work->title : "untitled");
		set_people(o, "authors", &work->author);
	}
	if (!json_object_get(o, "authors"))
		(void)json_object_set_new(o, "authors",
		    work->editor.len
			? people(&work->editor)
			: json_pack("[{s:s}]", "name", "anonymous"));
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
	if (w->written == 1)
		sbuf_add(w->out, SPAN_LIT("references:\n"));
	o = reference(w, work);
	sbuf_add(w->out, SPAN_LIT("- "));
	yaml_add(w->out, o, 2);
	sbuf_addc(w->out, '\n');
	json_decref(o);
}

const struct writer_kind writer_cff = { .add = add_cff };
