#include "model/hayagriva.h"
#include "base/yaml.h"
#include "model/language.h"
#include "write/formats.h"

#include "base/banned.h"

/* Hayagriva's YAML, the bibliographies of Typst (docs/file-format.md). */

static const struct {
	const char *role;
	enum work_name_field field;
} roles[] = {
	{ "translator", WORK_translator },
	{ "compiler", WORK_compiler },
	{ "organizer", WORK_organizer },
	{ "cast-member", WORK_performer },
	{ "composer", WORK_composer },
	{ "producer", WORK_producer },
	{ "executive-producer", WORK_executive_producer },
	{ "writer", WORK_script_writer },
	{ "director", WORK_director },
	{ "illustrator", WORK_illustrator },
	{ "narrator", WORK_narrator },
	{ "collaborator", WORK_contributor },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
set(json_t *o, const char *key, const char *value)
{
	if (value && *value)
		(void)json_object_set_new(o, key, json_string(value));
}

static json_t *
people(struct arena *a, const struct name_list *l)
{
	json_t *all = json_array();

	for (size_t i = 0; i < l->len; i++) {
		const struct name *n = &l->items[i];
		json_t *o;

		if (!n->literal && !n->suffix && n->given &&
		    !n->non_dropping_particle && !n->dropping_particle) {
			(void)json_array_append_new(
			    all, json_string(arena_printf(
				     a, "%s, %s", n->family, n->given)));
			continue;
		}
		o = json_object();
		set(o, "name", n->literal ? n->literal : n->family);
		set(o, "given-name", n->given);
		set(o, "prefix",
		    n->non_dropping_particle ? n->non_dropping_particle
					     : n->dropping_particle);
		set(o, "suffix", n->suffix);
		(void)json_array_append_new(all, o);
	}
	return all;
}

static void
set_people(
    json_t *o, const char *key, struct arena *a, const struct name_list *l)
{
	if (l->len)
		(void)json_object_set_new(o, key, people(a, l));
}

static void
set_affiliated(json_t *o, struct arena *a, const struct work *work)
{
	struct work copy = *work;
	json_t *all = json_array();

	for (size_t i = 0; i < LENGTH(roles); i++) {
		const struct name_list *l = work_names(&copy, roles[i].field);

		if (l->len)
			(void)json_array_append_new(
			    all, json_pack("{s:s, s:o}", "role", roles[i].role,
				     "names", people(a, l)));
	}
	if (json_array_size(all))
		(void)json_object_set(o, "affiliated", all);
	json_decref(all);
}

static void
set_date(json_t *o, const char *key, const struct date *d)
{
	const struct date_point *p = &d->from;
	const char *about = d->circa ? "~" : "";

	if (!p->year)
		return;
	if (!p->month || p->month > 12)
		(void)json_object_set_new(
		    o, key, json_sprintf("%s%04d", about, p->year));
	else if (!p->day)
		(void)json_object_set_new(o, key,
		    json_sprintf("%s%04d-%02d", about, p->year, p->month));
	else
		(void)json_object_set_new(o, key,
		    json_sprintf(
			"%s%04d-%02d-%02d", about, p->year, p->month, p->day));
}

static void
set_title(json_t *o, const char *title, const char *brief)
{
	if (title && brief)
		(void)json_object_set_new(o, "title",
		    json_pack("{s:s, s:s}", "value", title, "short", brief));
	else
		set(o, "title", title);
}

static void
set_serial(json_t *o, const struct work *w, bool own, bool host)
{
	json_t *all = json_object();

	if (own) {
		set(all, "doi", work_doi_given(w));
		set(all, "pmid", w->PMID);
		set(all, "pmcid", w->PMCID);
		set(all, "arxiv", w->arXiv);
		set(all, "serial", w->number);
		set(all, "version", w->version);
		set(all, "printing", w->printing_number);
	}
	if (host) {
		set(all, "isbn", work_isbn_given(w));
		set(all, "issn", w->ISSN);
	}
	if (json_object_size(all))
		(void)json_object_set(o, "serial-number", all);
	json_decref(all);
}

static void
set_publisher(json_t *o, const char *name, const char *place)
{
	if (name && place)
		(void)json_object_set_new(o, "publisher",
		    json_pack("{s:s, s:s}", "name", name, "location", place));
	else
		set(o, name ? "publisher" : "location", name ? name : place);
}

static void
set_place(json_t *o, const struct work *w)
{
	set_publisher(o, w->publisher, w->publisher_place);
}

static void
set_url(json_t *o, const struct work *w)
{
	json_t *url;

	if (!w->URL)
		return;
	if (date_is_empty(&w->accessed)) {
		set(o, "url", w->URL);
		return;
	}
	url = json_pack("{s:s}", "value", w->URL);
	set_date(url, "date", &w->accessed);
	(void)json_object_set_new(o, "url", url);
}

/* The series: its "volume" is the number in it. */
static void
add_series(json_t *parents, struct arena *a, const struct work *w)
{
	json_t *o;

	if (!w->collection_title && !w->collection_number)
		return;
	o = json_object();
	set(o, "type", "anthology");
	set(o, "title", w->collection_title);
	set(o, "volume", w->collection_number);
	set_people(o, "editor", a, &w->collection_editor);
	(void)json_array_append_new(parents, o);
}

/* One parent, or several; takes the array over. */
static void
set_parents(json_t *o, json_t *parents)
{
	if (json_array_size(parents) == 1)
		(void)json_object_set(o, "parent", json_array_get(parents, 0));
	else if (json_array_size(parents))
		(void)json_object_set(o, "parent", parents);
	json_decref(parents);
}

static json_t *
host_of(struct arena *a, const struct work *w, const char *kind)
{
	json_t *o = json_object(), *parents = json_array();

	set(o, "type", kind);
	set_title(o, w->container_title, w->container_title_short);
	if (w->container_title)
		set_people(o, "author", a, &w->container_author);
	set_people(o, "editor", a, &w->editor);
	set(o, "volume", w->volume);
	set(o, "issue", w->issue);
	set(o, "edition", w->edition);
	set_place(o, w);
	set_serial(o, w, false, true);
	add_series(parents, a, w);
	set_parents(o, parents);
	return o;
}

static void
add_conference(json_t *parents, const struct work *w)
{
	json_t *o = json_object();

	set(o, "type", "conference");
	set(o, "title", w->event_title);
	set(o, "location", w->event_place);
	set_date(o, "date", &w->event_date);
	if (json_object_size(o) > 1)
		(void)json_array_append(parents, o);
	json_decref(o);
}

/* The work that this one is a translation or a new edition of. */
static void
add_original(json_t *parents, struct arena *a, const struct work *w)
{
	json_t *o = json_object();

	set(o, "type", "original");
	set(o, "title", w->original_title);
	set_people(o, "author", a, &w->original_author);
	set_date(o, "date", &w->original_date);
	set_publisher(o, w->original_publisher, w->original_publisher_place);
	if (json_object_size(o) > 1)
		(void)json_array_append(parents, o);
	json_decref(o);
}

/* What a work of that type is in when the table does not say. */
static const char *
usual_parent(const struct work *w)
{
	switch (w->type) {
	case WORK_TYPE_CHAPTER: return w->editor.len ? "anthology" : "book";
	case WORK_TYPE_ENTRY: return "reference";
	case WORK_TYPE_LEGAL_CASE: return "book";
	case WORK_TYPE_LEGISLATION: return "anthology";
	case WORK_TYPE_WEBPAGE: return "web";
	case WORK_TYPE_POST: return "thread";
	case WORK_TYPE_SONG: return "audio";
	default: return "periodical";
	}
}

static enum work_type
nearest(enum work_type t)
{
	switch (t) {
	case WORK_TYPE_ARTICLE_MAGAZINE:
	case WORK_TYPE_REVIEW:
	case WORK_TYPE_REVIEW_BOOK: return WORK_TYPE_ARTICLE_JOURNAL;
	case WORK_TYPE_CLASSIC:
	case WORK_TYPE_PAMPHLET:
	case WORK_TYPE_STANDARD: return WORK_TYPE_BOOK;
	case WORK_TYPE_ENTRY_DICTIONARY: return WORK_TYPE_ENTRY_ENCYCLOPEDIA;
	case WORK_TYPE_DATASET: return WORK_TYPE_SOFTWARE;
	case WORK_TYPE_BILL:
	case WORK_TYPE_REGULATION:
	case WORK_TYPE_TREATY: return WORK_TYPE_LEGISLATION;
	case WORK_TYPE_FIGURE:
	case WORK_TYPE_MAP: return WORK_TYPE_GRAPHIC;
	default: return t;
	}
}

/* The type that its entry had, if the work is of no other since; or NULL. */
static const char *
own_type(const struct work *w, const char *kind)
{
	const char *was = work_custom(w, HAYAGRIVA_TYPE);
	const char *name = was ? hayagriva_name(span_of(was)) : NULL;

	return name && hayagriva_work_type(
			   span_of(name), span_of(kind ? kind : "")) == w->type
		   ? name
		   : NULL;
}

/* "01:42:21,802": anything else makes Typst refuse the whole file. */
static bool
is_duration(const char *s)
{
	return s && strchr(s, ':') && !s[strspn(s, "0123456789:,.")];
}

static void
add(struct work_writer *w, const struct work *work, const char *key)
{
	struct arena *a = &w->scratch;
	const char *name, *kind;
	json_t *o = json_object(), *parents = json_array(), *all;
	bool host;

	name = hayagriva_type(&kind, nearest(work->type), false);
	host = work->container_title ||
	       (kind && (work->volume || work->issue || work->ISSN)) ||
	       work->type == WORK_TYPE_PAPER_CONFERENCE;
	name = own_type(work, kind);
	if (!name)
		name = hayagriva_type(&kind, nearest(work->type), !host);
	if (host && !kind)
		kind = usual_parent(work);
	set(o, "type", name);
	set_title(o, work->title, work->title_short);
	set_people(o, "author", a, &work->author);
	if (!host)
		set_people(o, "editor", a, &work->editor);
	set_affiliated(o, a, work);
	set_date(o, "date", &work->issued);
	if (!host) {
		set(o, "volume", work->volume);
		set(o, "issue", work->issue);
		set(o, "edition", work->edition);
		set_place(o, work);
	}
	set(o, "volume-total", work->number_of_volumes);
	set(o, "chapter", work->chapter_number);
	set(o, "page-range", work->page);
	set(o, "page-total", work->number_of_pages);
	set_url(o, work);
	set_serial(o, work, true, !host);
	/* Typst refuses a file with a language that is no tag */
	set(o, "language",
	    work->language ? language_code(a, work->language) : NULL);
	set(o, "genre", work->genre);
	set(o, "archive", work->archive);
	set(o, "archive-location", work->archive_location);
	set(o, "call-number", work->call_number);
	set(o, "note", work->note);
	set(o, "abstract", work->abstract);
	set(o, "annote", work->annote);
	set(o, "organization", work->authority);
	set(o, "runtime",
	    is_duration(work->dimensions) ? work->dimensions
					  : work_custom(work, "runtime"));
	set(o, "time-range", work_custom(work, "time-range"));
	if (host)
		(void)json_array_append_new(parents, host_of(a, work, kind));
	else
		add_series(parents, a, work);
	add_conference(parents, work);
	add_original(parents, a, work);
	set_parents(o, parents);
	all = json_object();
	(void)json_object_set_new(all, *key ? key : "entry", o);
	if (w->written)
		sbuf_addc(w->out, '\n');
	yaml_add(w->out, all, 0);
	sbuf_addc(w->out, '\n');
	json_decref(all);
}

static void
end(struct work_writer *w)
{
	if (!w->written)
		sbuf_add(w->out, SPAN_LIT("{}\n"));
}

const struct writer_kind writer_hayagriva = {
	.add = add, .end = end, .needs_key = true
};
