#include "base/text.h"
#include "model/latex.h"
#include "model/rich.h"
#include "source/answer.h"
#include "source/coverage.h"
#include "source/query.h"
#include "source/record.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * DataCite's REST API (support.datacite.org, "DataCite REST API Guide";
 * JSON:API). Fields and their controlled values are those of the DataCite
 * Metadata Schema 4.
 */
enum { BATCH = 50, ROWS = 10, NAMES_MAX = 10000 };

/* Without this a record carries its XML, base64-encoded, and its statistics. */
static const char fields[] =
    "doi,creators,contributors,titles,publisher,container,publicationYear,"
    "dates,language,types,relatedIdentifiers,version";

static int
records(struct source_request *out, struct arena *a,
    const struct source_config *config, enum identifier_kind kind,
    const char *const *ids, size_t n)
{
	struct sbuf sb = SBUF_INIT, list = SBUF_INIT;
	size_t asked = 0;

	if (kind != IDENTIFIER_DOI || n == 0 || n > BATCH)
		return ERR_USAGE;
	query_begin(out, a, &sb, &source_datacite, config, SOURCE_RECORDS);
	query_ids(out, a, kind, ids, n);
	out->accept = "application/vnd.api+json";
	if (n == 1) {
		query_path(&sb, "/dois/");
		query_path_id(&sb, ids[0]);
		asked = 1;
	} else {
		out->array = true;
		query_path(&sb, "/dois");
		for (size_t i = 0; i < n; i++)
			if (!query_has_comma(kind, ids[i]))
				sbuf_addf(
				    &list, "%s%s", asked++ ? "," : "", ids[i]);
		query_parameter(&sb, "ids", list.buf);
		query_parameter(
		    &sb, "page[size]", arena_printf(a, "%zu", asked));
	}
	query_parameter(&sb, "fields[dois]", fields);
	query_mailto(&sb, config);
	query_end(out, a, &sb);
	sbuf_release(&list);
	return asked ? 0 : ERR_USAGE;
}

static int
search(struct source_request *out, struct arena *a,
    const struct source_config *config, const struct work *claimed,
    const char *raw)
{
	struct sbuf sb = SBUF_INIT, query = SBUF_INIT;
	const char *words[8];
	size_t n = 0;

	(void)raw; /* its query language would read it as operators */
	if (claimed && claimed->title)
		n = query_words(words, a, claimed->title, 8);
	if (n == 0)
		return ERR_USAGE;
	/* folded words have no character that the query language knows */
	for (size_t i = 0; i < n; i++)
		sbuf_addf(
		    &query, "%stitles.title:%s", i ? " AND " : "", words[i]);
	query_begin(out, a, &sb, &source_datacite, config, SOURCE_SEARCH);
	out->array = true;
	out->accept = "application/vnd.api+json";
	query_path(&sb, "/dois");
	query_parameter(&sb, "query", query.buf);
	query_parameter(&sb, "page[size]", arena_printf(a, "%d", ROWS));
	query_parameter(&sb, "fields[dois]", fields);
	query_mailto(&sb, config);
	query_end(out, a, &sb);
	sbuf_release(&query);
	return 0;
}

/* resourceTypeGeneral, schema 4.6, appendix 1, table 7. What is missing here
 * ("Text", "Other") is left to types.citeproc. */
static const struct {
	const char *name;
	enum work_type type;
} types[] = {
	{ "Audiovisual", WORK_TYPE_MOTION_PICTURE },
	{ "Book", WORK_TYPE_BOOK },
	{ "BookChapter", WORK_TYPE_CHAPTER },
	{ "Collection", WORK_TYPE_COLLECTION },
	{ "ComputationalNotebook", WORK_TYPE_SOFTWARE },
	{ "ConferencePaper", WORK_TYPE_PAPER_CONFERENCE },
	{ "ConferenceProceeding", WORK_TYPE_BOOK },
	{ "DataPaper", WORK_TYPE_ARTICLE_JOURNAL },
	{ "Dataset", WORK_TYPE_DATASET },
	{ "Dissertation", WORK_TYPE_THESIS },
	{ "Event", WORK_TYPE_EVENT },
	{ "Film", WORK_TYPE_MOTION_PICTURE },
	{ "Image", WORK_TYPE_GRAPHIC },
	{ "InteractiveResource", WORK_TYPE_WEBPAGE },
	{ "Journal", WORK_TYPE_PERIODICAL },
	{ "JournalArticle", WORK_TYPE_ARTICLE_JOURNAL },
	{ "PeerReview", WORK_TYPE_REVIEW },
	{ "Preprint", WORK_TYPE_ARTICLE },
	{ "Report", WORK_TYPE_REPORT },
	{ "Software", WORK_TYPE_SOFTWARE },
	{ "Sound", WORK_TYPE_SONG },
	{ "Standard", WORK_TYPE_STANDARD },
};

/* Words of the free "resourceType" that a "Text" is told apart by. */
static const struct {
	const char *word;
	enum work_type type;
} type_words[] = {
	{ "thesis", WORK_TYPE_THESIS },
	{ "dissertation", WORK_TYPE_THESIS },
	{ "conference", WORK_TYPE_PAPER_CONFERENCE },
	{ "proceedings", WORK_TYPE_PAPER_CONFERENCE },
	{ "report", WORK_TYPE_REPORT },
	{ "working paper", WORK_TYPE_REPORT },
	{ "preprint", WORK_TYPE_ARTICLE },
	{ "chapter", WORK_TYPE_CHAPTER },
	{ "journal", WORK_TYPE_ARTICLE_JOURNAL },
	{ "blog", WORK_TYPE_POST_WEBLOG },
};

static const struct {
	const char *name;
	enum relation_kind kind;
} relations[] = {
	{ "IsVersionOf", RELATION_VERSION_OF },
	{ "HasVersion", RELATION_VERSION_OF },
	{ "IsNewVersionOf", RELATION_VERSION_OF },
	{ "IsIdenticalTo", RELATION_VERSION_OF },
	{ "IsVariantFormOf", RELATION_VERSION_OF },
	{ "IsOriginalFormOf", RELATION_VERSION_OF },
	{ "IsPreviousVersionOf", RELATION_NEWER_VERSION },
	{ "IsObsoletedBy", RELATION_NEWER_VERSION },
	{ "Reviews", RELATION_REVIEW_OF },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/*
 * The member, however DataCite spelt it: "publicationYear", and in the files that its
 * content negotiation gave before 2019 "publication-year" and "publication_year".
 */
static const json_t *
member(const json_t *o, const char *key)
{
	static const char joints[] = "-_";
	const json_t *value = json_object_get(o, key);

	for (size_t i = 0; !value && joints[i]; i++) {
		char other[64];
		size_t n = 0;

		for (const char *c = key; *c && n + 2 < sizeof(other); c++) {
			if (*c >= 'A' && *c <= 'Z')
				other[n++] = joints[i];
			other[n++] = text_ascii_lower(*c);
		}
		other[n] = '\0';
		value = json_object_get(o, other);
	}
	return value;
}

static enum work_type
read_type(struct arena *a, const json_t *o)
{
	const json_t *t = json_object_get(o, "types");
	const char *general =
	    json_string_value(member(t, "resourceTypeGeneral"));
	const char *free_text = json_string_value(member(t, "resourceType"));
	const char *citeproc = json_str(t, "citeproc");
	char *folded;

	for (size_t i = 0; general && i < LENGTH(types); i++)
		if (!strcmp(types[i].name, general))
			return types[i].type;
	folded = text_fold(a, span_of(free_text));
	for (size_t i = 0; i < LENGTH(type_words); i++)
		if (strstr(folded, type_words[i].word))
			return type_words[i].type;
	return citeproc ? work_type_from_csl(citeproc) : WORK_TYPE_NONE;
}

/* The standard values for what is not known (schema 4.6, appendix 3): ":unav",
 * ":tba", "(:unkn) unknown". */
static bool
is_unknown(const char *s)
{
	static const char *const words[] = { "unknown", "anonymous", "n.a.",
		"n/a", "none", "unpublished" };
	static const char *const codes[] = { ":una", ":unk", ":non", ":nul",
		":tba", ":eta" };

	for (size_t i = 0; i < LENGTH(words); i++)
		if (text_eq_nocase(span_of(s), words[i]))
			return true;
	if (*s == '(')
		s++;
	for (size_t i = 0; i < LENGTH(codes); i++)
		if (text_starts_nocase(span_of(s), codes[i]))
			return true;
	return false;
}

static char *
known_text(struct arena *a, const json_t *o, const char *key)
{
	char *text = answer_member(a, o, key);

	return text && !is_unknown(text) ? text : NULL;
}

/* The text before "(University of Florence)", "(1564-1637)" at its end. */
static struct span
without_brackets(struct span s)
{
	s = text_trim(s);
	while (s.len && s.ptr[s.len - 1] == ')') {
		size_t open = s.len - 1;

		while (open && s.ptr[open] != '(')
			open--;
		if (!open)
			break;
		s = text_trim(span_sub(s, 0, open));
	}
	return s;
}

/*
 * "Steinemann, Ernesto, Fotograf, -1968": a library's heading. Family and given
 * name are the first two parts, whatever follows.
 */
static void
parse_name(struct name *out, struct arena *a, struct span s)
{
	struct span second;
	size_t comma = 0, end;

	while (comma < s.len && s.ptr[comma] != ',')
		comma++;
	for (end = comma + 1; end < s.len && s.ptr[end] != ',';)
		end++;
	second = text_trim(span_sub(s, comma + 1, end));
	if (end < s.len && !name_is_suffix(second))
		s = span_sub(s, 0, end);
	name_parse(out, a, s, NAME_ORDER_GUESS);
}

static char *
name_orcid(struct arena *a, const json_t *o)
{
	const json_t *item;
	size_t i;

	json_array_foreach(json_object_get(o, "nameIdentifiers"), i, item)
	{
		const char *scheme = json_str(item, "nameIdentifierScheme");

		if (scheme && text_eq_nocase(span_of(scheme), "orcid"))
			return answer_orcid(
			    a, json_str(item, "nameIdentifier"));
	}
	return NULL;
}

/* "Jones, Matthew B.; Slaughter, Peter; Nahf, Rob": one creator of many. */
static void
add_several(struct name_list *out, struct arena *a, struct span s)
{
	for (size_t from = 0, at = 0; at <= s.len; at++) {
		struct span one;
		struct name n;

		if (at < s.len && s.ptr[at] != ';')
			continue;
		one = without_brackets(span_sub(s, from, at));
		from = at + 1;
		if (!one.len || out->len >= NAMES_MAX)
			continue;
		parse_name(&n, a, one);
		if (n.family || n.literal)
			name_list_add(a, out, n);
	}
}

static void
add_name(struct name_list *out, struct arena *a, const json_t *o)
{
	char *name = known_text(a, o, "name");
	char *family = known_text(a, o, "familyName");
	const char *kind = json_str(o, "nameType");
	struct name n = { 0 };

	if (out->len >= NAMES_MAX)
		return;
	if (kind && !strcmp(kind, "Organizational")) {
		n.literal = name;
	} else if (family) {
		n.family = family;
		n.given = known_text(a, o, "givenName");
	} else if (name && name_is_others(span_of(name))) {
		out->others = true;
		return;
	} else if (name && strchr(name, ';')) {
		add_several(out, a, span_of(name));
		return;
	} else if (name && !strchr(name, ',') &&
		   name_is_corporate(span_of(name))) {
		n.literal = name;
	} else if (name) {
		parse_name(&n, a, without_brackets(span_of(name)));
	}
	if (!n.family && !n.literal)
		return;
	n.ORCID = name_orcid(a, o);
	name_list_add(a, out, n);
}

static void
read_names(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *item;
	size_t i;

	json_array_foreach(json_object_get(o, "creators"), i, item)
	    add_name(&w->author, a, item);
	json_array_foreach(json_object_get(o, "contributors"), i, item)
	{
		const char *role = json_str(item, "contributorType");

		if (role && !strcmp(role, "Editor"))
			add_name(&w->editor, a, item);
		else if (role && !strcmp(role, "Translator"))
			add_name(&w->translator, a, item);
	}
}

/* The first title without a type is the work's own; the others are of type
 * Subtitle, AlternativeTitle or TranslatedTitle. */
static void
read_title(struct work *w, struct arena *a, const json_t *o)
{
	const char *title = NULL, *subtitle = NULL, *fallback = NULL;
	const json_t *item;
	size_t i, n;

	json_array_foreach(json_object_get(o, "titles"), i, item)
	{
		const char *kind = json_str(item, "titleType");
		const char *text = answer_first(item, "title");

		if (!text || is_unknown(text))
			continue;
		if (!title && (!kind || !*kind))
			title = text;
		else if (!subtitle && kind && !strcmp(kind, "Subtitle"))
			subtitle = text;
		else if (!fallback)
			fallback = text;
	}
	if (!title)
		title = fallback;
	if (!title)
		return;
	/* "Title /" of a library's description (ISBD, area 1) */
	for (n = strlen(title); n && strchr(" \t\r\n/", title[n - 1]); n--)
		;
	title = arena_strdup_span(a, (struct span){ title, n });
	if (subtitle && !strstr(text_fold(a, span_of(title)),
			    text_fold(a, span_of(subtitle))))
		title = arena_printf(a, "%s: %s", title, subtitle);
	title = latex_title_to_rich(a, title);
	w->title = answer_text(a, title);
	w->title_rich = w->title ? rich_csl(a, span_of(title)) : NULL;
}

/*
 * publicationYear is the year to cite; the date of type Issued has month and
 * day, if it is of that year.
 */
static void
read_dates(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *dates = json_object_get(o, "dates"), *item;
	const json_t *given = member(o, "publicationYear");
	long year = json_is_string(given)
			? strtol(json_string_value(given), NULL, 10)
			: (long)json_integer_value(given);
	struct date d;
	size_t i;

	if (year > 0 && year < 10000) {
		if (date_year_plausible((int)year))
			w->issued.from.year = (int)year;
		else
			w->issued.literal = arena_printf(a, "%ld", year);
	}
	for (i = 0; i < (json_is_object(dates) ? 1 : json_array_size(dates));
	     i++) {
		const char *kind, *text;

		item = json_is_object(dates) ? dates : json_array_get(dates, i);
		kind = json_str(item, "dateType");
		text = answer_first(item, "date");
		if (!kind || !text || strcmp(kind, "Issued") != 0)
			continue;
		d = (struct date){ 0 };
		date_parse(&d, NULL, a, text_trim(span_of(text)));
		if (d.literal || !d.from.year)
			continue;
		if (date_is_empty(&w->issued) ||
		    d.from.year == w->issued.from.year)
			w->issued = d;
		break;
	}
}

/* A volume, issue or page: one word that begins with a digit, or with a letter
 * or two before it ("S12" and "IV" are, "Korea" and "IPAC2016" are not). */
static char *
number_text(struct arena *a, const json_t *o, const char *key)
{
	char *text = known_text(a, o, key);
	size_t letters = text ? strcspn(text, "0123456789") : 0;

	if (!text || strlen(text) > 12 || strchr(text, ' ') ||
	    (letters > 2 && text[strspn(text, "IVXLC")]))
		return NULL;
	return text;
}

/* From a deposit's free "series information", so it may be misread: "5th Conf.,
 * Busan, Korea" has the first page "Korea". */
static void
read_container(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *c = json_object_get(o, "container");
	const char *kind = json_str(c, "type");
	char *title = known_text(a, c, "title");
	char *first, *last;

	/* DataRepository is the publisher once more */
	if (!title || (kind && !strcmp(kind, "DataRepository")))
		return;
	if (w->type == WORK_TYPE_BOOK || w->type == WORK_TYPE_REPORT ||
	    w->type == WORK_TYPE_THESIS || w->type == WORK_TYPE_DATASET ||
	    w->type == WORK_TYPE_SOFTWARE) {
		w->collection_title = title;
		return;
	}
	w->container_title = title;
	w->volume = number_text(a, c, "volume");
	w->issue = number_text(a, c, "issue");
	first = number_text(a, c, "firstPage");
	last = number_text(a, c, "lastPage");
	if (first && last && strcmp(first, last) != 0)
		w->page = arena_printf(a, "%s-%s", first, last);
	else
		w->page = first;
}

static void
read_relations(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *item;
	size_t i;

	json_array_foreach(json_object_get(o, "relatedIdentifiers"), i, item)
	{
		const char *how = json_str(item, "relationType");
		const char *kind = json_str(item, "relatedIdentifierType");
		const char *id = json_str(item, "relatedIdentifier");

		if (!how || !kind || !id || strcmp(kind, "DOI") != 0)
			continue;
		for (size_t k = 0; k < LENGTH(relations); k++)
			if (!strcmp(relations[k].name, how))
				answer_relation(
				    a, w, relations[k].kind, id, NULL);
	}
}

static void
read_publisher(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *p = json_object_get(o, "publisher");

	w->publisher = json_is_object(p) ? known_text(a, p, "name")
					 : known_text(a, o, "publisher");
}

/* arXiv registers its papers here as 10.48550/arXiv.ID. */
static void
read_arxiv(struct work *w, struct arena *a)
{
	static const char prefix[] = "10.48550/arxiv.";

	if (!w->DOI || !text_starts_nocase(span_of(w->DOI), prefix))
		return;
	w->arXiv = arxiv_normal(a, span_of(w->DOI + sizeof(prefix) - 1), NULL);
	w->type = WORK_TYPE_ARTICLE;
	/* the number of the latest version, which is not the work's */
	w->version = NULL;
}

struct work *
datacite_work(struct arena *a, const json_t *data)
{
	const json_t *attributes = json_object_get(data, "attributes");
	const json_t *o = attributes ? attributes : data;
	struct work *w = ARENA_NEW(a, struct work);
	const char *doi = json_str(o, "doi");

	w->source = source_datacite.name;
	if (!doi)
		doi = json_str(data, "id");
	w->DOI = doi ? doi_normal(a, span_of(doi)) : NULL;
	w->record = w->DOI;
	w->type = read_type(a, o);
	read_title(w, a, o);
	read_names(w, a, o);
	read_publisher(w, a, o);
	read_dates(w, a, o);
	read_container(w, a, o);
	w->language = known_text(a, o, "language");
	w->version = known_text(a, o, "version");
	read_relations(w, a, o);
	read_arxiv(w, a);
	return w->title ? w : NULL;
}

struct work *
datacite_record(struct arena *a, const json_t *data)
{
	struct work *w = datacite_work(a, data);

	return w && w->DOI ? w : NULL;
}

static void
read_item(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *data)
{
	struct work *w = datacite_record(a, data);
	const char *doi = json_str(json_object_get(data, "attributes"), "doi");

	if (!doi)
		doi = json_str(data, "id");
	if (w)
		answer_add(out, a, w);
	if (doi && request->ids_len)
		answer_exists(out, doi, w, "DataCite");
}

static bool
read_form(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *root)
{
	const json_t *data = json_object_get(root, "data"), *item;
	size_t i;

	if (!request->array) {
		if (json_is_object(data))
			read_item(out, a, request, data);
		return json_is_object(data);
	}
	json_array_foreach(data, i, item) read_item(out, a, request, item);
	return json_is_array(data);
}

static int
read(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	if (request->kind == SOURCE_RECORDS && !request->array &&
	    reply->status == 404 &&
	    answer_says(reply, "The resource you are looking for")) {
		answer_init(out, a, request);
		return err_set(err, ERR_ABSENT, "DataCite has no such DOI");
	}
	return answer_read_json(out, a, request, reply, read_form, err);
}

static bool
holds(const char *agency)
{
	return !agency || !strcmp(agency, "DataCite");
}

const struct source source_datacite = {
	.name = "datacite",
	.title = "DataCite",
	.base_url = "https://api.datacite.org",
	.by_identifier = 1u << IDENTIFIER_DOI,
	.batch_max = BATCH,
	.alone = query_has_comma,
	.holds = holds,
	.single = { 1, 1 },
	.array = { 1, 1 },
	.polite_single = { 3, 1 },
	.polite_array = { 3, 1 },
	.covers = coverage_datacite,
	.can_search = coverage_datacite_search,
	.records = records,
	.search = search,
	.read = read,
};
