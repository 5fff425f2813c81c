#include "base/text.h"
#include "model/identifier.h"
#include "model/xml-text.h"
#include "source/record.h"

#include "base/banned.h"

/*
 * PubMed's XML (PubmedArticleSet, dtd.nlm.nih.gov/ncbi/pubmed; "MEDLINE/PubMed
 * XML Data Elements", nlm.nih.gov/bsd/licensee/data_elements_doc.html), as in
 * the baseline and update files and in efetch's answers.
 */

/* CommentsCorrections' RefType, where it says something of this work. */
static const struct {
	const char *name;
	enum relation_kind kind;
} corrections[] = {
	{ "RetractionIn", RELATION_RETRACTED_BY },
	{ "RetractedandRepublishedIn", RELATION_RETRACTED_BY },
	{ "PartialRetractionIn", RELATION_RETRACTED_BY },
	{ "ErratumIn", RELATION_CORRECTED_BY },
	{ "ExpressionOfConcernIn", RELATION_CONCERN_BY },
	{ "CorrectedandRepublishedIn", RELATION_NEWER_VERSION },
};

/* PublicationType, where it is not an article in a journal. */
static const struct {
	const char *name;
	enum work_type type;
} types[] = {
	{ "Preprint", WORK_TYPE_ARTICLE },
	{ "Dataset", WORK_TYPE_DATASET },
	{ "Video-Audio Media", WORK_TYPE_MOTION_PICTURE },
	{ "Dissertation, Academic", WORK_TYPE_THESIS },
	{ "Academic Dissertation", WORK_TYPE_THESIS },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static bool
attr_is(const xmlNode *node, const char *name, const char *value)
{
	struct arena a = ARENA_INIT;
	char *s = xml_attr(&a, node, name);
	bool is = s && text_eq_nocase(span_of(s), value);

	arena_release(&a);
	return is;
}

/* --- names ------------------------------------------------------------------------ */

static char *
orcid_of(struct arena *a, const xmlNode *author)
{
	for (const xmlNode *n = xml_child(author, "Identifier"); n;
	     n = xml_next(n, "Identifier")) {
		char *s = xml_plain(a, n);
		size_t len = s ? strlen(s) : 0;

		/* with or without "https://orcid.org/" */
		if (len >= 19 && attr_is(n, "Source", "ORCID") &&
		    s[len - 15] == '-')
			return s + len - 19;
	}
	return NULL;
}

static void
add_author(struct name_list *out, struct arena *a, const xmlNode *author)
{
	struct name n = { 0 };

	if (author->properties && attr_is(author, "ValidYN", "N"))
		return; /* as misprinted; the right form stands beside it */
	n.literal = xml_child_plain(a, author, "CollectiveName");
	n.family = xml_child_plain(a, author, "LastName");
	n.given = xml_child_plain(a, author, "ForeName");
	if (!n.given)
		n.given = xml_child_plain(a, author, "FirstName");
	if (!n.given)
		n.given = xml_child_plain(a, author, "Initials");
	n.suffix = xml_child_plain(a, author, "Suffix");
	if (n.family)
		n.literal = NULL;
	else if (n.literal) /* "ATLAS Collaboration." */
		n = (struct name){ .literal = n.literal };
	else
		return;
	n.ORCID = orcid_of(a, author);
	name_list_add(a, out, n);
}

static void
read_authors(struct work *w, struct arena *a, const xmlNode *parent)
{
	for (const xmlNode *list = xml_child(parent, "AuthorList"); list;
	     list = xml_next(list, "AuthorList")) {
		bool editors = attr_is(list, "Type", "editors");
		struct name_list *out = editors ? &w->editor : &w->author;

		for (const xmlNode *n = xml_child(list, "Author"); n;
		     n = xml_next(n, "Author"))
			add_author(out, a, n);
		if (out->len && attr_is(list, "CompleteYN", "N"))
			out->others = true;
	}
}

/* --- dates ------------------------------------------------------------------------ */

/*
 * <Year>2018</Year><Month>Apr</Month>, with a <Season>, or in one piece:
 * <MedlineDate>1998 Dec-1999 Jan</MedlineDate>, which begins with its year.
 */
static bool
read_date(struct date *out, struct arena *a, const xmlNode *node)
{
	char *year = xml_child_plain(a, node, "Year");
	char *month = xml_child_plain(a, node, "Month");
	char *day = xml_child_plain(a, node, "Day");
	char *season = xml_child_plain(a, node, "Season");
	char *free_text = xml_child_plain(a, node, "MedlineDate");
	struct date d = { 0 };

	if (!year && free_text && strlen(free_text) >= 4)
		year = arena_strdup_span(a, span_sub(span_of(free_text), 0, 4));
	if (!year)
		return false;
	date_parse(&d, NULL, a, span_of(year));
	if (!d.from.year || d.to.year)
		return false;
	if (month)
		d.from.month = date_month(span_of(month));
	else if (season)
		d.from.month = date_season(span_of(season));
	if (day && d.from.month && d.from.month <= 12 && strlen(day) <= 2) {
		int n = 0;

		for (const char *p = day; *p >= '0' && *p <= '9'; p++)
			n = n * 10 + (*p - '0');
		d.from.day = n >= 1 && n <= 31 ? n : 0;
	}
	*out = d;
	return true;
}

/* The year of the issue is what is cited; that of the electronic version is
 * kept where it is another. */
static void
read_dates(struct work *w, struct arena *a, const xmlNode *article,
    const xmlNode *issue)
{
	struct date electronic = { 0 };
	bool printed = read_date(&w->issued, a, xml_child(issue, "PubDate"));

	if (!read_date(&electronic, a, xml_child(article, "ArticleDate")))
		return;
	if (!printed)
		w->issued = electronic;
	else if (electronic.from.year != w->issued.from.year)
		w->available_date = electronic;
}

/* --- the rest --------------------------------------------------------------------- */

/* "436-44" is 436-444; "R29-30" and "1243-249, 1301" are left alone. */
static char *
whole_pages(struct arena *a, const char *pages)
{
	size_t first = strspn(pages, "0123456789"), last;
	const char *to = pages + first + 1;

	if (!first || pages[first] != '-')
		return arena_strdup(a, pages);
	last = strspn(to, "0123456789");
	if (!last || to[last] || last >= first)
		return arena_strdup(a, pages);
	return arena_printf(a, "%.*s-%.*s%s", (int)first, pages,
	    (int)(first - last), pages, to);
}

static void
read_pages(struct work *w, struct arena *a, const xmlNode *article)
{
	const xmlNode *pages = xml_child(article, "Pagination");
	char *medline = xml_child_plain(a, pages, "MedlinePgn");

	if (medline)
		w->page = whole_pages(a, medline);
	else
		w->page = xml_pages(a, xml_child_plain(a, pages, "StartPage"),
		    xml_child_plain(a, pages, "EndPage"));
	if (w->page)
		return;
	for (const xmlNode *n = xml_child(article, "ELocationID"); n;
	     n = xml_next(n, "ELocationID"))
		if (attr_is(n, "EIdType", "pii"))
			w->number = xml_plain(a, n);
}

/*
 * What is not in English is in brackets: "[Title in English].", and the work's
 * own title is the vernacular one where it is told.
 */
static void
read_title(struct work *w, struct arena *a, const xmlNode *article)
{
	const char *rich;
	size_t n;

	w->title = xml_title_without_stop(
	    &w->title_rich, a, xml_child(article, "ArticleTitle"));
	w->original_title = xml_title_without_stop(
	    &rich, a, xml_child(article, "VernacularTitle"));
	n = w->title ? strlen(w->title) : 0;
	if (n > 2 && w->title[0] == '[' && w->title[n - 1] == ']') {
		struct span inner = span_sub(span_of(w->title), 1, n - 1);

		if (inner.ptr[inner.len - 1] == '.')
			inner.len--;
		w->title = arena_strdup_span(a, inner);
		w->title_rich = NULL;
	}
	if (!w->title) {
		w->title = w->original_title;
		w->original_title = NULL;
	}
}

static void
set_identifier(
    struct work *w, struct arena *a, const char *kind, const xmlNode *node)
{
	char *text = xml_plain(a, node);

	if (!text || !kind)
		return;
	if (!w->DOI && !strcmp(kind, "doi"))
		w->DOI = doi_normal(a, span_of(text));
	else if (!w->PMCID && !strcmp(kind, "pmc"))
		w->PMCID = pmcid_normal(a, span_of(text));
	else if (!w->PMID && !strcmp(kind, "pubmed"))
		w->PMID = pmid_normal(a, span_of(text));
}

static void
read_identifiers(struct work *w, struct arena *a, const xmlNode *citation,
    const xmlNode *article, const xmlNode *data)
{
	set_identifier(w, a, "pubmed", xml_child(citation, "PMID"));
	for (const xmlNode *n = xml_child(article, "ELocationID"); n;
	     n = xml_next(n, "ELocationID"))
		if (!attr_is(n, "ValidYN", "N"))
			set_identifier(w, a, xml_attr(a, n, "EIdType"), n);
	/* not the lists of <Reference>, which are deeper */
	for (const xmlNode *n =
		 xml_child(xml_child(data, "ArticleIdList"), "ArticleId");
	     n; n = xml_next(n, "ArticleId"))
		set_identifier(w, a, xml_attr(a, n, "IdType"), n);
	w->record = w->PMID;
}

static void
read_types(struct work *w, struct arena *a, const xmlNode *article)
{
	const xmlNode *list = xml_child(article, "PublicationTypeList");

	w->type = WORK_TYPE_ARTICLE_JOURNAL;
	for (const xmlNode *n = xml_child(list, "PublicationType"); n;
	     n = xml_next(n, "PublicationType")) {
		char *name = xml_plain(a, n);

		for (size_t i = 0; name && i < LENGTH(types); i++)
			if (!strcmp(types[i].name, name))
				w->type = types[i].type;
		if (name && !strcmp(name, "Preprint"))
			w->genre = "preprint";
		if (name && !strcmp(name, "Retracted Publication"))
			work_add_relation(
			    a, w, RELATION_RETRACTED_BY, NULL, "PubMed");
	}
}

static void
read_corrections(struct work *w, struct arena *a, const xmlNode *citation)
{
	const xmlNode *list = xml_child(citation, "CommentsCorrectionsList");

	for (const xmlNode *n = xml_child(list, "CommentsCorrections"); n;
	     n = xml_next(n, "CommentsCorrections")) {
		char *kind = xml_attr(a, n, "RefType");

		for (size_t i = 0; kind && i < LENGTH(corrections); i++)
			if (!strcmp(corrections[i].name, kind))
				work_add_relation(a, w, corrections[i].kind,
				    NULL, xml_child_plain(a, n, "RefSource"));
	}
}

static void
read_journal(struct work *w, struct arena *a, const xmlNode *article)
{
	const xmlNode *journal = xml_child(article, "Journal");
	const xmlNode *issue = xml_child(journal, "JournalIssue");
	char *issn = xml_child_plain(a, journal, "ISSN");
	char *brief = xml_child_plain(a, journal, "ISOAbbreviation");

	w->container_title = xml_child_plain(a, journal, "Title");
	if (!w->container_title)
		w->container_title = brief;
	else if (brief && strcmp(brief, w->container_title) != 0)
		w->container_title_short = brief;
	w->ISSN = issn ? issn_normal(a, span_of(issn)) : NULL;
	w->volume = xml_child_plain(a, issue, "Volume");
	w->issue = xml_child_plain(a, issue, "Issue");
	read_dates(w, a, article, issue);
}

static struct work *
read_article(struct arena *a, const xmlNode *element)
{
	const xmlNode *citation = xml_child(element, "MedlineCitation");
	const xmlNode *article = xml_child(citation, "Article");
	struct work *w = ARENA_NEW(a, struct work);

	read_types(w, a, article);
	read_title(w, a, article);
	read_authors(w, a, article);
	read_journal(w, a, article);
	read_pages(w, a, article);
	read_identifiers(
	    w, a, citation, article, xml_child(element, "PubmedData"));
	read_corrections(w, a, citation);
	return w;
}

/* A chapter of a book at NCBI's Bookshelf, or the book. */
static struct work *
read_book(struct arena *a, const xmlNode *element)
{
	const xmlNode *document = xml_child(element, "BookDocument");
	const xmlNode *book = xml_child(document, "Book");
	const xmlNode *publisher = xml_child(book, "Publisher");
	struct work *w = ARENA_NEW(a, struct work);
	const char *rich;
	char *isbn;

	w->type = WORK_TYPE_CHAPTER;
	read_title(w, a, document);
	read_authors(w, a, document);
	w->container_title =
	    xml_title_without_stop(&rich, a, xml_child(book, "BookTitle"));
	if (!w->title) {
		w->type = WORK_TYPE_BOOK;
		w->title = w->container_title;
		w->container_title = NULL;
	}
	if (w->author.len) {
		struct work of_book = { 0 };

		read_authors(&of_book, a, book);
		w->editor = of_book.editor;
	} else {
		read_authors(w, a, book);
	}
	w->publisher = xml_child_plain(a, publisher, "PublisherName");
	w->publisher_place = xml_child_plain(a, publisher, "PublisherLocation");
	isbn = xml_child_plain(a, book, "Isbn");
	w->ISBN = isbn ? isbn_normal(a, span_of(isbn)) : NULL;
	if (!read_date(&w->issued, a, xml_child(document, "ContributionDate")))
		(void)read_date(&w->issued, a, xml_child(book, "PubDate"));
	read_identifiers(
	    w, a, document, document, xml_child(element, "PubmedBookData"));
	return w;
}

struct work *
pubmed_record(struct arena *a, const xmlNode *element)
{
	if (xml_is(element, "PubmedArticle"))
		return read_article(a, element);
	if (xml_is(element, "PubmedBookArticle"))
		return read_book(a, element);
	return NULL;
}
