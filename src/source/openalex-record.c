#include "base/text.h"
#include "model/latex.h"
#include "model/rich.h"
#include "source/answer.h"
#include "source/record.h"

#include "base/banned.h"

/*
 * OpenAlex's works (docs.openalex.org, "Work object"), as lines of the snapshot
 * or elements of an answer. Only reading: it is not asked over the network.
 */

static const struct {
	const char
	    *name; /* of "type"; those of "type_crossref" are there too */
	enum work_type type;
	bool skip;
} types[] = {
	{ "article", WORK_TYPE_ARTICLE_JOURNAL, false },
	{ "review", WORK_TYPE_ARTICLE_JOURNAL, false },
	{ "letter", WORK_TYPE_ARTICLE_JOURNAL, false },
	{ "editorial", WORK_TYPE_ARTICLE_JOURNAL, false },
	{ "erratum", WORK_TYPE_ARTICLE_JOURNAL, false },
	{ "retraction", WORK_TYPE_ARTICLE_JOURNAL, false },
	{ "conference-paper", WORK_TYPE_PAPER_CONFERENCE, false },
	{ "preprint", WORK_TYPE_ARTICLE, false },
	{ "book", WORK_TYPE_BOOK, false },
	{ "book-chapter", WORK_TYPE_CHAPTER, false },
	{ "book-section", WORK_TYPE_CHAPTER, false },
	{ "dissertation", WORK_TYPE_THESIS, false },
	{ "report", WORK_TYPE_REPORT, false },
	{ "standard", WORK_TYPE_STANDARD, false },
	{ "dataset", WORK_TYPE_DATASET, false },
	{ "database", WORK_TYPE_DATASET, false },
	{ "software", WORK_TYPE_SOFTWARE, false },
	{ "reference-entry", WORK_TYPE_ENTRY, false },
	{ "peer-review", WORK_TYPE_REVIEW, false },
	{ "other", WORK_TYPE_DOCUMENT, false },
	{ "paratext", WORK_TYPE_NONE, true },
	{ "grant", WORK_TYPE_NONE, true },
	{ "libguides", WORK_TYPE_NONE, true },
	{ "supplementary-materials", WORK_TYPE_NONE, true },
};

/* An API's list of works has the first hundred names of each. */
enum { NAMES_MAX = 10000, NAMES_OF_LIST = 100 };

/* Crossref's type: a member of its own in older answers. */
static const char *
registered_type(const json_t *o)
{
	const char *type = json_str(o, "type_crossref");

	return type ? type
		    : json_str(
			  json_object_get(o, "primary_location"), "raw_type");
}

/* False: to be skipped. */
static bool
read_type(struct work *w, const json_t *o, const json_t *venue)
{
	const char *name = json_str(o, "type");
	const char *at_crossref = registered_type(o);
	const char *kind = json_str(venue, "type");

	w->type = WORK_TYPE_DOCUMENT;
	for (size_t i = 0; name && i < sizeof(types) / sizeof(types[0]); i++) {
		if (strcmp(types[i].name, name) != 0)
			continue;
		if (types[i].skip)
			return false;
		w->type = types[i].type;
	}
	if (json_is_true(json_object_get(o, "is_paratext")))
		return false;
	if (w->type != WORK_TYPE_ARTICLE_JOURNAL)
		return true;
	if ((at_crossref && !strcmp(at_crossref, "proceedings-article")) ||
	    (kind && !strcmp(kind, "conference")))
		w->type = WORK_TYPE_PAPER_CONFERENCE;
	else if (kind && !strcmp(kind, "repository"))
		w->type = WORK_TYPE_ARTICLE;
	return true;
}

/*
 * "BergstraJames": ACM's pages have family and given name in two elements, which
 * ran together. Both parts are long enough here not to be "McDonald".
 */
static bool
split_name(struct name *out, struct arena *a, struct span s)
{
	size_t at = 0, edge = 0, edges = 0;
	uint32_t last = 0;

	while (at < s.len) {
		size_t before = at;
		uint32_t c = text_next(s, &at);

		if (!text_is_letter(c))
			return false;
		if (before && text_is_upper(c) && !text_is_upper(last)) {
			edge = before;
			edges++;
		}
		last = c;
	}
	if (edges != 1 || text_count(span_sub(s, 0, edge)) < 5 ||
	    text_count(span_skip(s, edge)) < 4)
		return false;
	*out = (struct name){
		.family = arena_strdup_span(a, span_sub(s, 0, edge)),
		.given = arena_strdup_span(a, span_skip(s, edge)),
	};
	return true;
}

static void
read_authors(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *list = json_object_get(o, "authorships"), *item;
	size_t i;

	json_array_foreach(list, i, item)
	{
		const json_t *author = json_object_get(item, "author");
		/* as printed; display_name is that of the person */
		char *text = answer_member(a, item, "raw_author_name");
		struct name n;

		if (!text)
			text = answer_member(a, author, "display_name");
		if (!text || w->author.len >= NAMES_MAX)
			continue;
		if (name_is_others(span_of(text))) {
			w->author.others = true;
			continue;
		}
		if (!split_name(&n, a, span_of(text)))
			name_parse(
			    &n, a, span_of(text), NAME_ORDER_GIVEN_FIRST);
		if (!n.family && !n.literal)
			continue;
		n.ORCID = answer_orcid(a, json_str(author, "orcid"));
		name_list_add(a, &w->author, n);
	}
	if (json_is_true(json_object_get(o, "is_authors_truncated")) ||
	    json_array_size(list) == NAMES_OF_LIST)
		w->author.others = true;
}

/* publication_date is often the first of January for want of a better one. */
static void
read_dates(struct work *w, struct arena *a, const json_t *o)
{
	long year = json_int(o, "publication_year", 0);
	const char *day = json_str(o, "publication_date");
	struct date d = { 0 };

	if (year > 0 && year < 10000 && date_year_plausible((int)year))
		w->issued.from.year = (int)year;
	if (!day || !*day)
		return;
	date_parse(&d, NULL, a, span_of(day));
	if (d.from.year == w->issued.from.year && d.from.year &&
	    (d.from.month != 1 || d.from.day != 1))
		w->issued = d;
}

/* What a paper is in, as it was registered, where OpenAlex knows no such source:
 * volumes of proceedings. Of anything else it is a publisher or a web site. */
static char *
registered_container(struct arena *a, const json_t *o)
{
	const char *type = registered_type(o);

	if (!type || (strcmp(type, "journal-article") != 0 &&
			 strcmp(type, "proceedings-article") != 0 &&
			 strcmp(type, "book-chapter") != 0))
		return NULL;
	return answer_member(
	    a, json_object_get(o, "primary_location"), "raw_source_name");
}

static void
read_container(
    struct work *w, struct arena *a, const json_t *o, const json_t *venue)
{
	const json_t *biblio = json_object_get(o, "biblio");
	const char *kind = json_str(venue, "type");
	char *name = answer_member(a, venue, "display_name");
	char *issn = answer_member(a, venue, "issn_l");
	char *first, *last;

	/* "Cambridge University Press eBooks" is no title either */
	if (w->type == WORK_TYPE_BOOK || w->type == WORK_TYPE_THESIS ||
	    (kind && !strcmp(kind, "ebook platform")))
		w->publisher =
		    answer_member(a, venue, "host_organization_name");
	/* "arXiv (Cornell University)": where it lies, not what it is in */
	else if (kind && !strcmp(kind, "repository"))
		w->publisher = name;
	else
		w->container_title = name ? name : registered_container(a, o);
	w->ISSN = issn ? issn_normal(a, span_of(issn)) : NULL;
	w->volume = answer_member(a, biblio, "volume");
	w->issue = answer_member(a, biblio, "issue");
	first = answer_member(a, biblio, "first_page");
	last = answer_member(a, biblio, "last_page");
	w->page = first && last && strcmp(first, last) != 0
		      ? arena_printf(a, "%s-%s", first, last)
		      : first;
}

static void
read_identifiers(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *ids = json_object_get(o, "ids");
	const json_t *place = json_object_get(o, "primary_location");
	const char *doi = json_str(o, "doi"), *s;

	if (!doi)
		doi = json_str(ids, "doi");
	w->DOI = doi ? doi_normal(a, span_of(doi)) : NULL;
	/* "https://pubmed.ncbi.nlm.nih.gov/26017442" */
	s = json_str(ids, "pmid");
	if (s)
		w->PMID = pmid_normal(
		    a, span_of(strrchr(s, '/') ? strrchr(s, '/') + 1 : s));
	/* ".../pmc/articles/5815332", with "PMC" or without */
	s = json_str(ids, "pmcid");
	if (s) {
		s = strrchr(s, '/') ? strrchr(s, '/') + 1 : s;
		w->PMCID = pmcid_normal(
		    a, span_of(text_starts_nocase(span_of(s), "PMC")
				   ? s
				   : arena_printf(a, "PMC%s", s)));
	}
	if (w->DOI && text_starts_nocase(span_of(w->DOI), "10.48550/arxiv."))
		w->arXiv = arxiv_normal(a, span_of(w->DOI + 15), NULL);
	s = json_str(place, "landing_page_url");
	if (!w->arXiv && s && strstr(s, "arxiv.org/abs/"))
		w->arXiv = arxiv_normal(a, span_of(s), NULL);
	if (!w->DOI && s)
		w->URL = arena_strdup(a, s);
}

/* "Binding for Egocentric Action\\n Recognition": with a backslash and an n,
 * where DataCite's title of an arXiv paper has a line break. */
static const char *
without_line_breaks(struct arena *a, const char *title)
{
	char *out, *at;

	if (!strstr(title, "\\n "))
		return title;
	out = arena_strdup(a, title);
	while ((at = strstr(out, "\\n ")))
		at[0] = at[1] = ' ';
	return out;
}

struct work *
openalex_record(struct arena *a, const json_t *o)
{
	const json_t *venue =
	    json_object_get(json_object_get(o, "primary_location"), "source");
	struct work *w = ARENA_NEW(a, struct work);
	const char *title = answer_first(o, "title"), *id = json_str(o, "id");
	bool retracted = json_is_true(json_object_get(o, "is_retracted"));

	w->source = "openalex";
	if (!title)
		title = answer_first(o, "display_name");
	if (!title || !read_type(w, o, venue))
		return NULL;
	title = without_line_breaks(a, title_without_notice(title, &retracted));
	title = latex_title_to_rich(a, title);
	w->title = answer_text(a, title);
	w->title_rich = w->title ? rich_csl(a, span_of(title)) : NULL;
	read_authors(w, a, o);
	read_dates(w, a, o);
	read_container(w, a, o, venue);
	read_identifiers(w, a, o);
	w->language = answer_member(a, o, "language");
	if (retracted)
		work_add_relation(
		    a, w, RELATION_RETRACTED_BY, NULL, "OpenAlex");
	if (id)
		w->record = arena_strdup(
		    a, strrchr(id, '/') ? strrchr(id, '/') + 1 : id);
	return w->title ? w : NULL;
}
