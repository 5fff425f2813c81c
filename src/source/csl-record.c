#include "base/text.h"
#include "model/latex.h"
#include "model/rich.h"
#include "source/answer.h"

#include "base/banned.h"

/*
 * Crossref's types (api.crossref.org/types) and what they are in CSL; skipped
 * ones are containers, parts of the service's own bookkeeping, or nothing that
 * anybody cites. CSL's own names, which content negotiation may send, are in
 * model/types.def.
 */
static const struct {
	const char *name;
	enum work_type type;
	bool skip;
} types[] = {
	{ "journal-article", WORK_TYPE_ARTICLE_JOURNAL, false },
	{ "proceedings-article", WORK_TYPE_PAPER_CONFERENCE, false },
	{ "book-chapter", WORK_TYPE_CHAPTER, false },
	{ "book-section", WORK_TYPE_CHAPTER, false },
	{ "book-part", WORK_TYPE_CHAPTER, false },
	{ "book-track", WORK_TYPE_CHAPTER, false },
	{ "reference-entry", WORK_TYPE_ENTRY, false },
	{ "posted-content", WORK_TYPE_ARTICLE, false },
	{ "book", WORK_TYPE_BOOK, false },
	{ "monograph", WORK_TYPE_BOOK, false },
	{ "edited-book", WORK_TYPE_BOOK, false },
	{ "reference-book", WORK_TYPE_BOOK, false },
	{ "book-set", WORK_TYPE_BOOK, false },
	{ "proceedings", WORK_TYPE_BOOK, false },
	{ "dissertation", WORK_TYPE_THESIS, false },
	{ "report", WORK_TYPE_REPORT, false },
	{ "report-component", WORK_TYPE_CHAPTER, false },
	{ "dataset", WORK_TYPE_DATASET, false },
	{ "database", WORK_TYPE_DATASET, false },
	{ "standard", WORK_TYPE_STANDARD, false },
	{ "peer-review", WORK_TYPE_REVIEW, false },
	{ "other", WORK_TYPE_DOCUMENT, false },
	{ "component", WORK_TYPE_NONE, true },
	{ "sa-component", WORK_TYPE_NONE, true },
	{ "journal", WORK_TYPE_NONE, true },
	{ "journal-volume", WORK_TYPE_NONE, true },
	{ "journal-issue", WORK_TYPE_NONE, true },
	{ "proceedings-series", WORK_TYPE_NONE, true },
	{ "book-series", WORK_TYPE_NONE, true },
	{ "report-series", WORK_TYPE_NONE, true },
	{ "standard-series", WORK_TYPE_NONE, true },
	{ "grant", WORK_TYPE_NONE, true },
};

/* Prefixes under which copies of other people's papers are registered; seen
 * 2026-10 above the real records in searches. */
static const char *const polluted_prefixes[] = { "10.65215/" };

/* Lower-case, longest first where one starts another. */
static const char *const retraction_notices[] = { "retracted article: ",
	"retracted article:", "retracted chapter: ", "retracted paper: ",
	"retracted: ", "retracted:", "[retracted] ", "withdrawn: " };

static const struct {
	const char *name; /* of Crossref's "relation" */
	enum relation_kind kind;
} relation_names[] = {
	{ "is-preprint-of", RELATION_PREPRINT_OF },
	{ "has-preprint", RELATION_HAS_PREPRINT },
	{ "is-version-of", RELATION_VERSION_OF },
	{ "has-version", RELATION_VERSION_OF },
	{ "is-identical-to", RELATION_VERSION_OF },
	{ "is-same-as", RELATION_VERSION_OF },
	{ "is-variant-form-of", RELATION_VERSION_OF },
	{ "is-original-form-of", RELATION_VERSION_OF },
	{ "is-manuscript-of", RELATION_VERSION_OF },
	{ "has-manuscript", RELATION_VERSION_OF },
	{ "is-replaced-by", RELATION_NEWER_VERSION },
	{ "is-review-of", RELATION_REVIEW_OF },
};

static const struct {
	const char *name; /* of "updated-by" entries' type */
	enum relation_kind kind;
} update_names[] = {
	{ "retraction", RELATION_RETRACTED_BY },
	{ "partial_retraction", RELATION_RETRACTED_BY },
	{ "withdrawal", RELATION_RETRACTED_BY },
	{ "removal", RELATION_RETRACTED_BY },
	{ "correction", RELATION_CORRECTED_BY },
	{ "corrigendum", RELATION_CORRECTED_BY },
	{ "erratum", RELATION_CORRECTED_BY },
	{ "addendum", RELATION_CORRECTED_BY },
	{ "clarification", RELATION_CORRECTED_BY },
	{ "expression_of_concern", RELATION_CONCERN_BY },
	{ "concern", RELATION_CONCERN_BY },
	{ "new_version", RELATION_NEWER_VERSION },
	{ "new_edition", RELATION_NEWER_VERSION },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* False: this record is to be skipped. */
static bool
read_type(struct work *w, const json_t *o)
{
	const char *name = json_str(o, "type");

	if (!name)
		return true; /* select=DOI,title gives records without */
	for (size_t i = 0; i < LENGTH(types); i++) {
		if (strcmp(types[i].name, name) != 0)
			continue;
		w->type = types[i].type;
		return !types[i].skip;
	}
	w->type = work_type_from_csl(name);
	return true;
}

static bool
is_polluted(const char *doi)
{
	for (size_t i = 0; i < LENGTH(polluted_prefixes); i++)
		if (text_starts_nocase(span_of(doi), polluted_prefixes[i]))
			return true;
	return false;
}

const char *
title_without_notice(const char *s, bool *retracted)
{
	struct span t = span_of(s);

	for (size_t i = 0; i < LENGTH(retraction_notices); i++) {
		size_t n = strlen(retraction_notices[i]);

		if (!text_starts_nocase(t, retraction_notices[i]))
			continue;
		while (s[n] == ' ')
			n++;
		if (!s[n])
			break;
		*retracted = true;
		return s + n;
	}
	return s;
}

/* Does the subtitle say more than "(718982007-001)", and is it not in the
 * title already? */
static bool
subtitle_adds(struct arena *a, const char *title, const char *subtitle)
{
	char *t = text_fold(a, span_of(rich_plain(a, span_of(title))));
	char *s = text_fold(a, span_of(rich_plain(a, span_of(subtitle))));
	struct span rest = span_of(s);
	size_t at = 0;

	while (at < rest.len)
		if (text_is_letter(text_next(rest, &at)))
			return !strstr(t, s);
	return false;
}

/* A notice that retracts another work is not itself retracted, whatever its
 * title starts with. */
static bool
retracts_another(const json_t *o)
{
	const json_t *item;
	size_t i;

	json_array_foreach(json_object_get(o, "update-to"), i, item)
	{
		const char *type = json_str(item, "type");

		if (type && (!strcmp(type, "retraction") ||
				!strcmp(type, "withdrawal") ||
				!strcmp(type, "removal")))
			return true;
	}
	return false;
}

static void
read_title(struct work *w, struct arena *a, const json_t *o)
{
	const char *title = answer_first(o, "title");
	const char *subtitle = answer_first(o, "subtitle");
	const char *joined = title;
	bool retracted = false;
	char *original;

	if (!title)
		return;
	if (subtitle && subtitle_adds(a, title, subtitle)) {
		size_t n = strlen(title);

		while (n && strchr(" \t\r\n:", title[n - 1]))
			n--;
		joined = arena_printf(a, "%.*s: %s", (int)n, title, subtitle);
	}
	joined = latex_title_to_rich(a, joined);
	w->title = answer_text(a, joined);
	w->title_rich = rich_csl(a, span_of(joined));
	if (w->title && !retracts_another(o)) {
		const char *bare = title_without_notice(w->title, &retracted);

		if (w->title_rich && retracted)
			w->title_rich =
			    title_without_notice(w->title_rich, &retracted);
		w->title = bare;
	}
	if (retracted)
		work_add_relation(
		    a, w, RELATION_RETRACTED_BY, NULL, "says its own title");
	w->title_short = answer_member(a, o, "short-title");
	if (!w->title_short)
		w->title_short = answer_member(a, o, "title-short");
	original = answer_member(a, o, "original-title");
	if (original && (!w->title || strcmp(original, w->title) != 0))
		w->original_title = original;
}

/*
 * Crossref names the series before the volume it is in: ["Lecture Notes in
 * Computer Science", "Computer Vision - ECCV 2014"]. A journal article's
 * second container is another form of the journal's name.
 */
static void
read_container(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *list = json_object_get(o, "container-title");
	size_t n = json_array_size(list);
	bool in_book = w->type == WORK_TYPE_CHAPTER ||
		       w->type == WORK_TYPE_PAPER_CONFERENCE ||
		       w->type == WORK_TYPE_ENTRY;
	char *shorter;

	w->container_title = answer_member(a, o, "container-title");
	w->collection_title = answer_member(a, o, "collection-title");
	if (in_book && n >= 2) {
		char *last = answer_text(
		    a, json_string_value(json_array_get(list, n - 1)));

		if (last && w->container_title &&
		    strcmp(last, w->container_title) != 0) {
			w->collection_title = w->container_title;
			w->container_title = last;
		}
	} else if (w->type == WORK_TYPE_BOOK && w->container_title &&
		   !w->collection_title) {
		w->collection_title = w->container_title;
		w->container_title = NULL;
	}
	shorter = answer_member(a, o, "short-container-title");
	if (!shorter)
		shorter = answer_member(a, o, "container-title-short");
	if (shorter && w->container_title && n < 2 &&
	    strcmp(shorter, w->container_title) != 0)
		w->container_title_short = shorter;
}

static void
read_names(struct work *w, struct arena *a, const json_t *o)
{
	for (enum work_name_field f = 0; f < WORK_NAME_FIELDS; f++) {
		const json_t *item;
		size_t i;

		json_array_foreach(json_object_get(o, work_name_field_csl(f)),
		    i, item) answer_add_name(work_names(w, f), a, item);
	}
}

/* Online before it was printed or soon after; not the day when an old volume
 * was scanned. */
static bool
is_online_first(const struct date *online, const struct date *issued)
{
	int years = issued->from.year - online->from.year;

	return years >= -1 && years <= 3;
}

/*
 * What a bibliography calls the year is the printed one; "issued" is the
 * earlier of print and online at Crossref. When both are known, the online date
 * is kept too. "created" is when the DOI was deposited, which for an old paper
 * may be decades late: it is only ever "circa".
 */
static void
read_dates(struct work *w, struct arena *a, const json_t *o)
{
	static const char *const fallbacks[] = { "published-online",
		"published", "published-other", "posted", "approved",
		"content-created" };
	struct date online = { 0 };
	bool print, found;

	print = found =
	    answer_date(&w->issued, a, json_object_get(o, "published-print"));
	if (!found)
		found =
		    answer_date(&w->issued, a, json_object_get(o, "issued"));
	for (size_t i = 0; !found && i < LENGTH(fallbacks); i++)
		found = answer_date(
		    &w->issued, a, json_object_get(o, fallbacks[i]));
	if (!found && answer_date(&w->issued, a, json_object_get(o, "created")))
		w->issued.circa = true;
	if (answer_date(&online, a, json_object_get(o, "published-online")) &&
	    is_online_first(&online, &w->issued) &&
	    (print || online.from.year != w->issued.from.year))
		w->available_date = online;
	(void)answer_date(
	    &w->original_date, a, json_object_get(o, "original-date"));
}

static char *
first_normal(struct arena *a, const json_t *o, const char *key,
    char *(*normal)(struct arena *, struct span))
{
	const json_t *value = json_object_get(o, key);
	size_t n = json_is_string(value) ? 1 : json_array_size(value);

	for (size_t i = 0; i < n; i++) {
		const json_t *item =
		    json_is_string(value) ? value : json_array_get(value, i);
		const char *s = json_string_value(item);
		const char *slash = s ? strrchr(s, '/') : NULL;
		char *found;

		/* older records: "http://id.crossref.org/isbn/978..." */
		if (slash)
			s = slash + 1;
		found = s ? normal(a, span_of(s)) : NULL;
		if (found)
			return found;
	}
	return NULL;
}

static void
read_numbers(struct work *w, struct arena *a, const json_t *o)
{
	static const struct {
		enum work_field field;
		const char *key;
	} plain[] = {
		{ WORK_volume, "volume" },
		{ WORK_issue, "issue" },
		{ WORK_page, "page" },
		{ WORK_publisher, "publisher" },
		{ WORK_publisher_place, "publisher-location" },
		{ WORK_edition, "edition-number" },
		{ WORK_language, "language" },
		/* CSL-JSON's names, from content negotiation */
		{ WORK_publisher_place, "publisher-place" },
		{ WORK_edition, "edition" },
		{ WORK_number, "number" },
		{ WORK_genre, "genre" },
		{ WORK_event_title, "event-title" },
		{ WORK_event_place, "event-place" },
		{ WORK_collection_number, "collection-number" },
		{ WORK_number_of_pages, "number-of-pages" },
		{ WORK_PMID, "PMID" },
		{ WORK_PMCID, "PMCID" },
	};

	for (size_t i = 0; i < LENGTH(plain); i++)
		if (!work_get(w, plain[i].field))
			work_set(w, plain[i].field,
			    answer_member(a, o, plain[i].key));
	/* Crossref's "version" is an object: {"version": "v1"} */
	if (json_is_string(json_object_get(o, "version")))
		w->version = answer_member(a, o, "version");
	/* journals without pages: the article's number stands in their place */
	if (!w->page)
		w->page = answer_member(a, o, "article-number");
	w->ISBN = first_normal(a, o, "ISBN", isbn_normal);
	w->ISSN = first_normal(a, o, "ISSN", issn_normal);
}

static void
read_event(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *event = json_object_get(o, "event");

	if (json_is_string(event) && !w->event_title)
		w->event_title = answer_member(a, o, "event");
	if (!json_is_object(event))
		return;
	w->event_title = answer_member(a, event, "name");
	w->event_place = answer_member(a, event, "location");
	(void)answer_date(&w->event_date, a, json_object_get(event, "start"));
}

static void
read_institution(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *list = json_object_get(o, "institution");
	const json_t *first =
	    json_is_array(list) ? json_array_get(list, 0) : list;
	char *name = answer_member(a, first, "name");

	if (w->type == WORK_TYPE_THESIS) {
		/* CSL: a thesis is published by its university */
		if (name)
			w->publisher = name;
		if (!w->genre)
			w->genre = answer_member(a, o, "degree");
	} else if (!w->publisher) {
		w->publisher = name;
	}
}

/* Real records have a few; a list without end must not cost its square. */
enum { RELATIONS_MAX = 200 };

/* Is there no room for it, or is it there? Both sides may assert the same. */
static bool
has_relation(const struct work *w, enum relation_kind kind, const char *id)
{
	size_t n = 0;

	for (const struct relation *r = w->relations; r; r = r->next)
		if (++n == RELATIONS_MAX ||
		    (r->kind == kind && r->id && !strcmp(r->id, id)))
			return true;
	return false;
}

/* PLOS says that a work is a new version of itself: that is no relation. */
void
answer_relation(struct arena *a, struct work *w, enum relation_kind kind,
    const char *doi, const char *note)
{
	char *id = doi ? doi_normal(a, span_of(doi)) : NULL;

	if (!id || (w->DOI && !strcmp(id, w->DOI)) || has_relation(w, kind, id))
		return;
	work_add_relation(a, w, kind, id, note);
}

static void
read_relations(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *relation = json_object_get(o, "relation");
	const json_t *item;
	size_t i;

	for (size_t k = 0; k < LENGTH(relation_names); k++) {
		const json_t *list =
		    json_object_get(relation, relation_names[k].name);

		json_array_foreach(list, i, item)
		{
			const char *kind = json_str(item, "id-type");

			if (kind && text_eq_nocase(span_of(kind), "doi"))
				answer_relation(a, w, relation_names[k].kind,
				    json_str(item, "id"), NULL);
		}
	}
}

/* "retraction-watch 2010-02-06" */
static const char *
update_note(struct arena *a, const json_t *item)
{
	struct sbuf sb = SBUF_INIT;
	struct date d = { 0 };
	const char *by = json_str(item, "source");
	char *note;

	if (by)
		sbuf_add(&sb, span_of(by));
	if (answer_date(&d, a, json_object_get(item, "updated"))) {
		if (sb.len)
			sbuf_addc(&sb, ' ');
		date_add_edtf(&sb, &d);
	}
	note = sb.len ? answer_text(a, sb.buf) : NULL;
	sbuf_release(&sb);
	return note;
}

static void
read_updates(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *item;
	size_t i;

	json_array_foreach(json_object_get(o, "updated-by"), i, item)
	{
		const char *type = json_str(item, "type");

		for (size_t k = 0; type && k < LENGTH(update_names); k++) {
			if (strcmp(update_names[k].name, type) != 0)
				continue;
			answer_relation(a, w, update_names[k].kind,
			    json_str(item, "DOI"), update_note(a, item));
			break;
		}
	}
}

struct work *
csl_work(struct arena *a, const json_t *o, const char *source)
{
	struct work *w;
	const char *doi, *url, *subtype;

	if (!json_is_object(o))
		return NULL;
	w = ARENA_NEW(a, struct work);
	w->source = source;
	doi = json_str(o, "DOI");
	if (doi)
		w->DOI = doi_normal(a, span_of(doi));
	if (!read_type(w, o) || (w->DOI && is_polluted(w->DOI)))
		return NULL;
	subtype = json_str(o, "subtype");
	if (subtype && w->type == WORK_TYPE_ARTICLE) {
		if (!strcmp(subtype, "preprint"))
			w->genre = "preprint";
		else if (!strcmp(subtype, "blog"))
			w->type = WORK_TYPE_POST_WEBLOG;
	}
	read_title(w, a, o);
	read_container(w, a, o);
	read_names(w, a, o);
	read_dates(w, a, o);
	read_numbers(w, a, o);
	read_event(w, a, o);
	read_institution(w, a, o);
	read_relations(w, a, o);
	read_updates(w, a, o);
	url = json_str(o, "URL");
	if (url && !w->DOI)
		w->URL = arena_strdup(a, url);
	w->record = w->DOI;
	if (!w->record)
		w->record = json_text(a, o, "id");
	return w;
}

struct work *
csl_record(struct arena *a, const json_t *o, const char *source)
{
	struct work *w = csl_work(a, o, source);

	/* nothing that could be compared: front matter, deleted records */
	return w && (w->title || w->author.len || w->editor.len) ? w : NULL;
}
