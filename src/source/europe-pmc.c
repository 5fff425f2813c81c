#include "base/text.h"
#include "model/rich.h"
#include "source/answer.h"
#include "source/query.h"
#include "source/subject.h"

#include "base/banned.h"

/*
 * Europe PMC (europepmc.org/RestfulWebService): all of PubMed, and preprints,
 * in whole records by one request.
 */
enum { BATCH = 50, RESULTS = 10, NAMES_MAX = 5000 };

static void
begin(struct source_request *out, struct arena *a, struct sbuf *sb,
    const struct source_config *config, enum source_request_kind kind,
    const char *query, size_t rows)
{
	query_begin(out, a, sb, &source_europe_pmc, config, kind);
	query_path(sb, "/europepmc/webservices/rest/search");
	query_parameter(sb, "query", query);
	query_parameter(sb, "format", "json");
	query_parameter(sb, "resultType", "core");
	query_parameter(sb, "pageSize", arena_printf(a, "%zu", rows));
}

static int
records(struct source_request *out, struct arena *a,
    const struct source_config *config, enum identifier_kind kind,
    const char *const *ids, size_t n)
{
	struct sbuf sb = SBUF_INIT, query = SBUF_INIT;

	if ((kind != IDENTIFIER_PMID && kind != IDENTIFIER_PMCID) || n == 0 ||
	    n > BATCH)
		return ERR_USAGE;
	for (size_t i = 0; i < n; i++) {
		if (i)
			sbuf_add(&query, SPAN_LIT(" OR "));
		if (kind == IDENTIFIER_PMID)
			sbuf_addf(&query, "(EXT_ID:%s AND SRC:MED)", ids[i]);
		else
			sbuf_addf(&query, "PMCID:%s", ids[i]);
	}
	begin(out, a, &sb, config, SOURCE_RECORDS, query.buf, n);
	query_ids(out, a, kind, ids, n);
	out->array = n > 1;
	query_end(out, a, &sb);
	sbuf_release(&query);
	return 0;
}

static const struct query_language language = { .before_words = "TITLE:(",
	.before_word = "",
	.after_word = "",
	.after_words = ")",
	.before_author = "AUTH:",
	.after_author = "",
	.around_words = true };

/* The title's longest words; or two of them and an author. */
static int
search(struct source_request *out, struct arena *a,
    const struct source_config *config, const struct work *claimed,
    const char *raw)
{
	struct sbuf sb = SBUF_INIT, query = SBUF_INIT;

	(void)raw; /* its query language would read it as operators */
	if (!query_title(&query, a, claimed, &language))
		return ERR_USAGE;
	begin(out, a, &sb, config, SOURCE_SEARCH, query.buf, RESULTS);
	out->array = true;
	query_end(out, a, &sb);
	sbuf_release(&query);
	return 0;
}

/* --- a record ---------------------------------------------------------------------- */

static const struct {
	const char *name; /* of pubType */
	enum work_type type;
} types[] = {
	{ "Preprint", WORK_TYPE_ARTICLE },
	{ "Dataset", WORK_TYPE_DATASET },
	{ "Book", WORK_TYPE_BOOK },
	{ "Book Chapter", WORK_TYPE_CHAPTER },
	{ "Academic Dissertation", WORK_TYPE_THESIS },
	{ "Thesis", WORK_TYPE_THESIS },
	{ "Patent", WORK_TYPE_PATENT },
};

/* Types of commentCorrection, where they say something of this record. */
static const struct {
	const char *name;
	enum relation_kind kind;
} corrections[] = {
	{ "Retraction in", RELATION_RETRACTED_BY },
	{ "Partial retraction in", RELATION_RETRACTED_BY },
	{ "Erratum in", RELATION_CORRECTED_BY },
	{ "Expression of concern in", RELATION_CONCERN_BY },
	{ "Corrected and republished in", RELATION_NEWER_VERSION },
	{ "Retracted and republished in", RELATION_RETRACTED_BY },
	{ "Update in", RELATION_NEWER_VERSION },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
read_types(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *list =
	    json_object_get(json_object_get(o, "pubTypeList"), "pubType");
	const char *stock = json_str(o, "source");
	const json_t *item;
	size_t i;

	w->type = WORK_TYPE_ARTICLE_JOURNAL;
	if (stock && !strcmp(stock, "PPR"))
		w->type = WORK_TYPE_ARTICLE;
	json_array_foreach(list, i, item)
	{
		const char *name = json_string_value(item);

		for (size_t k = 0; name && k < LENGTH(types); k++)
			if (text_eq_nocase(span_of(name), types[k].name))
				w->type = types[k].type;
		if (name && !strcmp(name, "Retracted Publication"))
			work_add_relation(
			    a, w, RELATION_RETRACTED_BY, NULL, "Europe PMC");
	}
	if (w->type == WORK_TYPE_ARTICLE)
		w->genre = "preprint";
}

static void
read_authors(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *list =
	    json_object_get(json_object_get(o, "authorList"), "author");
	const json_t *item;
	size_t i;

	json_array_foreach(list, i, item)
	{
		struct name n = { 0 };

		if (w->author.len >= NAMES_MAX)
			break;
		n.family = answer_member(a, item, "lastName");
		n.given = answer_member(a, item, "firstName");
		if (!n.given)
			n.given = answer_member(a, item, "initials");
		n.suffix = answer_member(a, item, "suffix");
		n.ORCID = answer_orcid(
		    a, json_str(json_object_get(item, "authorId"), "value"));
		if (!n.family) {
			n = (struct name){ 0 };
			n.literal = answer_member(a, item, "collectiveName");
			if (!n.literal) {
				answer_add_full_name(
				    &w->author, a, json_str(item, "fullName"));
				continue;
			}
		}
		name_list_add(a, &w->author, n);
	}
}

static void
read_dates(
    struct work *w, struct arena *a, const json_t *o, const json_t *issue)
{
	long year = json_int(issue, "yearOfPublication", 0);
	long month = json_int(issue, "monthOfPublication", 0);
	const char *first = json_str(o, "firstPublicationDate");
	struct date online = { 0 };

	if (!year)
		year = json_int(o, "pubYear", 0);
	if (year > 0 && year < 10000 && date_year_plausible((int)year))
		w->issued.from.year = (int)year;
	if (w->issued.from.year && month >= 1 && month <= 12)
		w->issued.from.month = (int)month;
	if (first)
		date_parse(&online, NULL, a, span_of(first));
	if (!w->issued.from.year)
		w->issued = online;
	else if (online.from.year &&
		 online.from.year == w->issued.from.year - 1)
		w->available_date = online; /* before the issue */
}

static void
read_container(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *issue = json_object_get(o, "journalInfo");
	const json_t *journal = json_object_get(issue, "journal");
	const json_t *book = json_object_get(o, "bookOrReportDetails");
	char *issn = answer_member(a, journal, "issn");
	char *isbn = answer_member(a, book, "isbn13");

	w->container_title = answer_member(a, journal, "title");
	w->container_title_short = answer_member(a, journal, "isoabbreviation");
	if (!isbn)
		isbn = answer_member(a, book, "isbn10");
	w->publisher = answer_member(a, book, "publisher");
	w->ISBN = isbn ? isbn_normal(a, span_of(isbn)) : NULL;
	/* a preprint's server */
	if (w->type == WORK_TYPE_ARTICLE && !w->container_title) {
		w->ISBN = NULL;
	} else if (!w->container_title && book) {
		char *in = answer_member(a, book, "comprisingTitle");

		if (in && (!w->title || strcmp(in, w->title) != 0)) {
			w->container_title = in;
			w->type = WORK_TYPE_CHAPTER;
		} else {
			w->type = WORK_TYPE_BOOK;
		}
	}
	w->ISSN = issn ? issn_normal(a, span_of(issn)) : NULL;
	w->volume = answer_member(a, issue, "volume");
	w->issue = answer_member(a, issue, "issue");
	w->page = answer_member(a, o, "pageInfo");
	read_dates(w, a, o, issue);
}

/* "Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4": the
 * notice's own DOI, or NULL. */
static const char *
doi_within(struct arena *a, const char *s)
{
	const char *at = s ? strstr(s, "doi: 10.") : NULL;
	struct span doi;

	if (!at)
		return NULL;
	doi = (struct span){ at + 5, strcspn(at + 5, " ;,") };
	if (doi.ptr[doi.len - 1] == '.')
		doi.len--;
	return doi_normal(a, doi);
}

static void
tie(struct work *w, struct arena *a, enum relation_kind kind,
    const json_t *item)
{
	char *reference = answer_member(a, item, "reference");

	work_add_relation(a, w, kind, doi_within(a, reference), reference);
}

static void
read_corrections(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *list = json_object_get(
	    json_object_get(o, "commentCorrectionList"), "commentCorrection");
	const json_t *item;
	size_t i;

	json_array_foreach(list, i, item)
	{
		const char *name = json_str(item, "type");

		for (size_t k = 0; name && k < LENGTH(corrections); k++)
			if (text_eq_nocase(span_of(name), corrections[k].name))
				tie(w, a, corrections[k].kind, item);
		/* of a preprint: the article; of an article: the preprint */
		if (name && text_eq_nocase(span_of(name), "Preprint of"))
			tie(w, a, RELATION_PREPRINT_OF, item);
		else if (name && text_eq_nocase(span_of(name), "Preprint in"))
			tie(w, a, RELATION_HAS_PREPRINT, item);
	}
}

static struct work *
read_result(struct arena *a, const json_t *o)
{
	struct work *w = ARENA_NEW(a, struct work);
	const char *s;
	bool retracted = false;

	w->source = source_europe_pmc.name;
	w->title = answer_title(&w->title_rich, a, o, "title");
	if (!w->title)
		return NULL;
	s = title_without_notice(w->title, &retracted);
	if (s != w->title) {
		w->title = arena_strdup(a, s);
		w->title_rich = NULL;
	}
	read_types(w, a, o);
	read_authors(w, a, o);
	read_container(w, a, o);
	read_corrections(w, a, o);
	w->language = NULL; /* "eng": not BCP 47 */
	s = json_str(o, "doi");
	w->DOI = s ? doi_normal(a, span_of(s)) : NULL;
	s = json_str(o, "pmid");
	w->PMID = s ? pmid_normal(a, span_of(s)) : NULL;
	s = json_str(o, "pmcid");
	w->PMCID = s ? pmcid_normal(a, span_of(s)) : NULL;
	s = json_text(a, o, "id");
	w->record =
	    s         ? arena_printf(a, "%s:%s",
                    json_str(o, "source") ? json_str(o, "source") : "MED", s)
	    : w->PMID ? w->PMID
		      : w->DOI;
	if (retracted && !w->relations)
		work_add_relation(
		    a, w, RELATION_RETRACTED_BY, NULL, "Europe PMC");
	return w->record ? w : NULL;
}

static bool
read_form(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *root)
{
	const json_t *results =
	    json_object_get(json_object_get(root, "resultList"), "result");
	const json_t *item;
	size_t i;

	json_array_foreach(results, i, item)
	{
		struct work *w = read_result(a, item);

		if (!w)
			continue;
		answer_add(out, a, w);
		if (w->PMID && request->id_kind == IDENTIFIER_PMID)
			answer_exists(out, w->PMID, w, NULL);
		if (w->PMCID && request->id_kind == IDENTIFIER_PMCID)
			answer_exists(out, w->PMCID, w, NULL);
	}
	return json_is_array(results);
}

static int
read(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	return answer_read_json(out, a, request, reply, read_form, err);
}

const struct source source_europe_pmc = {
	.name = "europe-pmc",
	.title = "Europe PMC",
	.base_url = "https://www.ebi.ac.uk",
	.by_identifier = 1u << IDENTIFIER_PMID | 1u << IDENTIFIER_PMCID,
	.batch_max = BATCH,
	/* none are published */
	.single = { 2, 1 },
	.array = { 2, 1 },
	.polite_single = { 2, 1 },
	.polite_array = { 2, 1 },
	.covers = subject_is_biomedical_article,
	.can_search = subject_may_be_biomedical,
	.records = records,
	.search = search,
	.read = read,
};
