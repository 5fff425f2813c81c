#include "read/schema-org.h"
#include "base/text.h"
#include "read/fill.h"
#include "read/keywords.h"

#include "base/banned.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { DEPTH_MAX = 8, NAMES_MAX = 10000, COMMAS_MAX = 3 };

static const struct {
	const char *name;
	enum work_type type;
} types[] = {
	{ "Article", WORK_TYPE_ARTICLE },
	{ "ScholarlyArticle", WORK_TYPE_ARTICLE_JOURNAL },
	{ "MedicalScholarlyArticle", WORK_TYPE_ARTICLE_JOURNAL },
	{ "NewsArticle", WORK_TYPE_ARTICLE_NEWSPAPER },
	{ "ReportageNewsArticle", WORK_TYPE_ARTICLE_NEWSPAPER },
	{ "OpinionNewsArticle", WORK_TYPE_ARTICLE_NEWSPAPER },
	{ "TechArticle", WORK_TYPE_ARTICLE },
	{ "BlogPosting", WORK_TYPE_POST_WEBLOG },
	{ "LiveBlogPosting", WORK_TYPE_POST_WEBLOG },
	{ "SocialMediaPosting", WORK_TYPE_POST },
	{ "DiscussionForumPosting", WORK_TYPE_POST },
	{ "Book", WORK_TYPE_BOOK },
	{ "Chapter", WORK_TYPE_CHAPTER },
	{ "Thesis", WORK_TYPE_THESIS },
	{ "Report", WORK_TYPE_REPORT },
	{ "Dataset", WORK_TYPE_DATASET },
	{ "DataDownload", WORK_TYPE_DATASET },
	{ "SoftwareSourceCode", WORK_TYPE_SOFTWARE },
	{ "SoftwareApplication", WORK_TYPE_SOFTWARE },
	{ "WebApplication", WORK_TYPE_SOFTWARE },
	{ "MobileApplication", WORK_TYPE_SOFTWARE },
	{ "WebPage", WORK_TYPE_WEBPAGE },
	{ "WebSite", WORK_TYPE_WEBPAGE },
	{ "VideoObject", WORK_TYPE_MOTION_PICTURE },
	{ "Movie", WORK_TYPE_MOTION_PICTURE },
	{ "MusicRecording", WORK_TYPE_SONG },
	{ "PodcastEpisode", WORK_TYPE_BROADCAST },
	{ "TVEpisode", WORK_TYPE_BROADCAST },
	{ "RadioEpisode", WORK_TYPE_BROADCAST },
	{ "Map", WORK_TYPE_MAP },
	{ "ImageObject", WORK_TYPE_GRAPHIC },
	{ "Photograph", WORK_TYPE_GRAPHIC },
	{ "VisualArtwork", WORK_TYPE_GRAPHIC },
	{ "Legislation", WORK_TYPE_LEGISLATION },
	{ "Manuscript", WORK_TYPE_MANUSCRIPT },
	{ "PresentationDigitalDocument", WORK_TYPE_SPEECH },
	{ "Periodical", WORK_TYPE_PERIODICAL },
	{ "Review", WORK_TYPE_REVIEW },
	{ "CreativeWork", WORK_TYPE_DOCUMENT },
};

/* --- JSON-LD ---------------------------------------------------------------------- */

static bool
is_context(const json_t *context, int depth)
{
	static const char *const known[] = { "schema.org", "codemeta" };
	const char *s = json_string_value(context);
	const json_t *item;
	const char *key;
	size_t i;

	if (!context || depth > DEPTH_MAX)
		return false;
	for (i = 0; s && i < LENGTH(known); i++)
		if (strstr(s, known[i]))
			return true;
	json_array_foreach(
	    context, i, item) if (is_context(item, depth + 1)) return true;
	json_object_foreach((json_t *)context, key, item)
	{
		if (is_context(item, depth + 1))
			return true;
	}
	return false;
}

/* "Book" of "schema:Book", "https://schema.org/Book". */
static const char *
local_name(const char *type)
{
	const char *at = type + strlen(type);

	while (at > type && !strchr(":/#", at[-1]))
		at--;
	return at;
}

/* The first of its types that the table has; of others what somebody made is a
 * document. NONE: nothing that is cited. */
static enum work_type
type_of(const json_t *o)
{
	const json_t *type = json_object_get(o, "@type");
	size_t n = json_is_array(type) ? json_array_size(type) : 1;

	for (size_t i = 0; i < n; i++) {
		const char *s = json_string_value(
		    json_is_array(type) ? json_array_get(type, i) : type);

		for (size_t k = 0; s && k < LENGTH(types); k++)
			if (text_eq_nocase(
				span_of(local_name(s)), types[k].name))
				return types[k].type;
	}
	return type && (json_object_get(o, "author") ||
			   json_object_get(o, "creator"))
		   ? WORK_TYPE_DOCUMENT
		   : WORK_TYPE_NONE;
}

static bool
is_of_type(const json_t *o, const char *name)
{
	const json_t *type = json_object_get(o, "@type");
	const char *s = json_string_value(
	    json_is_array(type) ? json_array_get(type, 0) : type);

	return s && text_eq_nocase(span_of(local_name(s)), name);
}

static const json_t *
property(const json_t *o, const char *name)
{
	const json_t *value = json_object_get(o, name);
	char prefixed[64];

	if (value || strlen(name) > 48)
		return value;
	memcpy(prefixed, "schema:", 7);
	memcpy(prefixed + 7, name, strlen(name) + 1);
	return json_object_get(o, prefixed);
}

/* The first of these properties that is there. */
static const json_t *
first_of(const json_t *o, const char *const *names)
{
	const json_t *value = NULL;

	for (; *names && !value; names++) {
		value = property(o, *names);
		if (json_is_null(value) ||
		    (json_is_string(value) && !json_string_length(value)))
			value = NULL;
	}
	return value;
}

/* The i-th of an array, or the value itself as the first. */
static const json_t *
nth(const json_t *value, size_t i)
{
	if (json_is_array(value))
		return json_array_get(value, i);
	return i == 0 ? value : NULL;
}

/* A text, a number, a value object, the name of a thing; of an array the first. */
static struct span
text_of(struct arena *a, const json_t *value)
{
	static const char *const inside[] = { "@value", "name", "legalName",
		"alternateName", "value", "url", "@id" };

	for (int depth = 0; depth < DEPTH_MAX && value; depth++) {
		const json_t *v = nth(value, 0), *inner = NULL;

		if (json_is_string(v))
			return span_of(json_string_value(v));
		if (json_is_integer(v))
			return span_of(arena_printf(
			    a, "%" JSON_INTEGER_FORMAT, json_integer_value(v)));
		if (json_is_real(v))
			return span_of(
			    arena_printf(a, "%.12g", json_real_value(v)));
		for (size_t i = 0; !inner && i < LENGTH(inside); i++)
			inner = property(v, inside[i]);
		value = inner;
	}
	return (struct span){ "", 0 };
}

/* --- people ----------------------------------------------------------------------- */

static const char *
orcid_of(struct arena *a, const json_t *person)
{
	static const char *const names[] = { "@id", "sameAs", "identifier",
		"url", NULL };

	for (size_t i = 0; names[i]; i++) {
		const char *s = text_of(a, property(person, names[i])).ptr;
		const char *at = strstr(s, "orcid.org/");

		if (at && strlen(at) >= 10 + 19)
			return fill_clean(a, (struct span){ at + 10, 19 });
	}
	return NULL;
}

/*
 * A name as one text: "Doe, J.", "Jane Doe". Several that one text has are parted
 * where ";" parts them; a longer list with commas is kept as it is, for it cannot be
 * told which of them part names.
 */
static void
add_text(struct name_list *l, struct arena *a, struct span s)
{
	size_t commas = 0, from = 0;

	for (size_t i = 0; i < s.len; i++)
		commas += s.ptr[i] == ',';
	if (!memchr(s.ptr, ';', s.len)) {
		if (commas >= COMMAS_MAX)
			fill_literal_name(l, a, s);
		else
			fill_name(l, a, s, FILL_NAMES_GUESS);
		return;
	}
	for (size_t i = 0; i <= s.len && l->len < NAMES_MAX; i++) {
		if (i < s.len && s.ptr[i] != ';')
			continue;
		fill_name(
		    l, a, text_trim(span_sub(s, from, i)), FILL_NAMES_GUESS);
		from = i + 1;
	}
}

static void
add_person(struct name_list *l, struct arena *a, const json_t *person)
{
	struct span family, given, name = text_of(a, person);
	size_t had = l->len;

	if (l->len >= NAMES_MAX)
		return;
	if (!json_is_object(person)) {
		add_text(l, a, name);
		return;
	}
	family = text_of(a, property(person, "familyName"));
	given = text_of(a, property(person, "givenName"));
	if (family.len)
		fill_name_parts(l, a, family, given,
		    text_of(a, property(person, "honorificSuffix")));
	else if (is_of_type(person, "Organization") ||
		 is_of_type(person, "Corporation") ||
		 (!property(person, "@type") && name_is_corporate(name)))
		fill_literal_name(l, a, name);
	else
		add_text(l, a, name);
	if (l->len == had + 1)
		l->items[had].ORCID = orcid_of(a, person);
}

static void
read_people(struct work *w, struct arena *a, const json_t *o)
{
	/* authors, agents: CodeMeta 1 */
	static const struct {
		const char *names[5];
		enum work_name_field field;
	} roles[] = {
		{ { "author", "creator", "authors", "agents" }, WORK_author },
		{ { "editor" }, WORK_editor },
		{ { "translator" }, WORK_translator },
		{ { "director" }, WORK_director },
		{ { "illustrator" }, WORK_illustrator },
		{ { "producer" }, WORK_producer },
	};

	for (size_t r = 0; r < LENGTH(roles); r++) {
		const json_t *list = first_of(o, roles[r].names), *person;

		for (size_t i = 0; (person = nth(list, i)); i++) {
			/* a Role has the person under the same name again */
			if (is_of_type(person, "Role"))
				person = first_of(person, roles[r].names);
			/* CodeMeta's agents are not all authors */
			if (text_eq_nocase(
				text_of(a, property(property(person, "role"),
					       "roleCode")),
				"copyrightHolder"))
				continue;
			add_person(work_names(w, roles[r].field), a, person);
		}
	}
}

/* --- what it is part of ------------------------------------------------------------- */

static void
read_place(struct work *w, struct arena *a, const json_t *place)
{
	struct span name = text_of(a,
	    first_of(place, (const char *const[]){ "name", "headline", NULL }));

	if (is_of_type(place, "PublicationIssue")) {
		fill_text(w, a, WORK_issue,
		    text_of(a, property(place, "issueNumber")), NULL);
	} else if (is_of_type(place, "PublicationVolume")) {
		fill_text(w, a, WORK_volume,
		    text_of(a, property(place, "volumeNumber")), NULL);
	} else if (is_of_type(place, "BookSeries") ||
		   (is_of_type(place, "CreativeWorkSeries") &&
		       w->type == WORK_TYPE_BOOK)) {
		fill_text(w, a, WORK_collection_title, name, "series");
	} else if (!w->container_title) {
		fill_text(w, a, WORK_container_title, name, NULL);
	}
	(void)fill_standard_number(w, a, text_of(a, property(place, "issn")));
	(void)fill_standard_number(w, a, text_of(a, property(place, "isbn")));
	/* an issue is dated, not its articles */
	if (date_is_empty(&w->issued))
		fill_date(&w->issued, a,
		    text_of(a, property(place, "datePublished")));
	if (!w->publisher)
		fill_text(w, a, WORK_publisher,
		    text_of(a, property(place, "publisher")), NULL);
}

/* Issue, volume and journal are parts of one another, or stand side by side. */
static void
read_places(struct work *w, struct arena *a, const json_t *o, int depth)
{
	const json_t *all = property(o, "isPartOf"), *place;

	if (depth > DEPTH_MAX)
		return;
	for (size_t i = 0; (place = nth(all, i)) && i < DEPTH_MAX; i++) {
		if (!json_is_object(place))
			continue;
		read_place(w, a, place);
		read_places(w, a, place, depth + 1);
	}
}

/* --- the rest ----------------------------------------------------------------------- */

static void
read_pages(struct work *w, struct arena *a, const json_t *o)
{
	struct span from = text_of(a, property(o, "pageStart"));
	struct span to = text_of(a, property(o, "pageEnd"));

	if (from.len)
		fill_page_range(w, a, from, to);
	else
		fill_pages(w, a, text_of(a, property(o, "pagination")));
}

/* A DOI, an ISBN, an ISSN; other ones go to custom. */
static void
read_identifiers(struct work *w, struct arena *a, const json_t *o)
{
	static const char *const names[] = { "@id", "identifier", "sameAs",
		"doi", NULL };
	struct sbuf other = SBUF_INIT;

	for (size_t k = 0; names[k]; k++) {
		const json_t *all = property(o, names[k]), *one;

		for (size_t i = 0; (one = nth(all, i)); i++) {
			const json_t *value = property(one, "value");
			struct span s = text_of(a, value ? value : one);

			/* sameAs may be another version's */
			if (!s.len || (k == 2 && w->DOI) || fill_doi(w, a, s) ||
			    k != 1 || fill_standard_number(w, a, s))
				continue;
			if (other.len)
				sbuf_addc(&other, '\n');
			sbuf_add(&other, s);
		}
	}
	(void)fill_standard_number(w, a, text_of(a, property(o, "isbn")));
	(void)fill_standard_number(w, a, text_of(a, property(o, "issn")));
	fill_custom(
	    w, a, "schema-identifier", (struct span){ other.buf, other.len });
	sbuf_release(&other);
}

static void
read_keywords(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *all =
	    first_of(o, (const char *const[]){ "keywords", "tags", NULL });
	struct keywords words = { .a = a };
	const json_t *one;

	if (json_is_string(all)) {
		fill_text(w, a, WORK_keyword, text_of(a, all), NULL);
		return;
	}
	for (size_t i = 0; (one = nth(all, i)); i++)
		keywords_add(&words, text_of(a, one));
	keywords_set(&words, w);
}

/* "en", or {"@type": "Language", "name": "English", "alternateName": "en"}. */
static void
read_language(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *language = nth(property(o, "inLanguage"), 0);
	const json_t *code = property(language, "alternateName");

	fill_text(
	    w, a, WORK_language, text_of(a, code ? code : language), NULL);
}

static const struct {
	const char *names[4];
	enum work_field field;
} texts[] = {
	{ { "publisher" }, WORK_publisher },
	{ { "softwareVersion", "version" }, WORK_version },
	{ { "bookEdition" }, WORK_edition },
	{ { "numberOfPages" }, WORK_number_of_pages },
	{ { "volumeNumber" }, WORK_volume },
	{ { "issueNumber" }, WORK_issue },
	{ { "reportNumber" }, WORK_number },
	{ { "abstract", "description" }, WORK_abstract },
	{ { "inSupportOf" }, WORK_genre },
	{ { "alternativeHeadline" }, WORK_title_short },
};

/* Properties that are read above, or that say nothing of the work. */
static const char *const read_above[] = { "inLanguage", "name", "headline",
	"title", "datePublished", "dateCreated", "url", "codeRepository",
	"isbn", "issn", "pageStart", "pageEnd", "pagination", "identifier",
	"keywords", "tags", "license", "sameAs", "doi", "schemaVersion",
	"author", "creator", "authors", "agents", "editor", "translator",
	"director", "illustrator", "producer", "isPartOf" };

static bool
is_read(const char *key)
{
	for (size_t i = 0; i < LENGTH(read_above); i++)
		if (!strcmp(key, read_above[i]))
			return true;
	for (size_t i = 0; i < LENGTH(texts); i++)
		for (size_t k = 0; texts[i].names[k]; k++)
			if (!strcmp(key, texts[i].names[k]))
				return true;
	return *key == '@';
}

/* Other texts and numbers under their name; things within things are left. */
static void
read_others(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *value;
	const char *key;

	json_object_foreach((json_t *)o, key, value)
	{
		if (!strncmp(key, "schema:", 7))
			key += 7;
		if (!is_read(key) &&
		    (json_is_string(value) || json_is_number(value)))
			fill_custom(w, a, arena_printf(a, "schema-%s", key),
			    text_of(a, value));
	}
}

bool
schema_org_is_work(const json_t *o)
{
	return type_of(o) != WORK_TYPE_NONE &&
	       is_context(json_object_get(o, "@context"), 0);
}

const json_t *
schema_org_graph(const json_t *o)
{
	const json_t *graph = json_object_get(o, "@graph");

	return json_is_array(graph) &&
		       is_context(json_object_get(o, "@context"), 0)
		   ? graph
		   : NULL;
}

static bool
is_page(enum work_type type)
{
	return type == WORK_TYPE_WEBPAGE || type == WORK_TYPE_GRAPHIC ||
	       type == WORK_TYPE_DOCUMENT;
}

bool
schema_org_is_meant(const json_t *graph, const json_t *item)
{
	enum work_type type = type_of(item), other;
	const json_t *one;
	size_t i;

	if (type == WORK_TYPE_NONE || !is_page(type))
		return type != WORK_TYPE_NONE;
	json_array_foreach(graph, i, one)
	{
		other = type_of(one);
		if (other != WORK_TYPE_NONE && !is_page(other))
			return false;
	}
	return true;
}

struct work *
schema_org_work(struct arena *a, const json_t *o)
{
	static const char *const titles[] = { "name", "headline", "title",
		NULL };
	static const char *const dates[] = { "datePublished", "dateCreated",
		NULL };
	static const char *const links[] = { "url", "codeRepository", NULL };
	struct work *w = ARENA_NEW(a, struct work);
	const json_t *title = first_of(o, titles);

	w->type = type_of(o);
	if (!title || w->type == WORK_TYPE_NONE)
		return NULL;
	fill_title(w, a, text_of(a, title));
	read_people(w, a, o);
	fill_date(&w->issued, a, text_of(a, first_of(o, dates)));
	for (size_t i = 0; i < LENGTH(texts); i++)
		fill_text(w, a, texts[i].field,
		    text_of(a, first_of(o, texts[i].names)), NULL);
	read_places(w, a, o, 0);
	/* an article is one of a journal if that is what it is part of */
	if (w->type == WORK_TYPE_ARTICLE && (w->ISSN || w->volume))
		w->type = WORK_TYPE_ARTICLE_JOURNAL;
	read_pages(w, a, o);
	read_identifiers(w, a, o);
	fill_url(w, a, text_of(a, first_of(o, links)));
	read_language(w, a, o);
	read_keywords(w, a, o);
	fill_custom(w, a, "copyright", text_of(a, property(o, "license")));
	read_others(w, a, o);
	return w->title ? w : NULL;
}
