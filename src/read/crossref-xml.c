#include "base/text.h"
#include "model/document.h"
#include "model/identifier.h"
#include "read/formats.h"
#include "read/xml-works.h"

#include "base/banned.h"

/* Crossref's deposits and UNIXREF answers (crossref.org/schema, versions 4 and 5):
 * <doi_record>, or <body> of a deposit, with a journal, book, conference ... */

struct crossref {
	struct arena *a;
	struct arena *s;
	struct work *w;
};

static const struct {
	const char *element;
	enum work_type type;
} kinds[] = {
	{ "journal", WORK_TYPE_ARTICLE_JOURNAL },
	{ "conference", WORK_TYPE_PAPER_CONFERENCE },
	{ "book", WORK_TYPE_BOOK },
	{ "dissertation", WORK_TYPE_THESIS },
	{ "report-paper", WORK_TYPE_REPORT },
	{ "standard", WORK_TYPE_STANDARD },
	{ "posted_content", WORK_TYPE_ARTICLE },
	{ "peer_review", WORK_TYPE_REVIEW },
	{ "database", WORK_TYPE_DATASET },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct span
at(struct crossref *c, const xmlNode *node, const char *path)
{
	return xml_span_at(c->s, node, path);
}

/* A dissertation has its people in <contributors> or, up to schema 4.4, without. */
static void
read_people(struct crossref *c, const xmlNode *of, bool book)
{
	const xmlNode *list = xml_child(of, "contributors");

	if (!list && xml_is(of, "dissertation"))
		list = of;
	if (!list)
		return;
	for (const xmlNode *n = list->children; n; n = n->next) {
		struct name_list *l = &c->w->author;

		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (xml_attr_is(n, "contributor_role", "editor") ||
		    xml_attr_is(n, "contributor_role", "chair"))
			l = &c->w->editor;
		else if (xml_attr_is(n, "contributor_role", "translator"))
			l = &c->w->translator;
		else if (book)
			l = &c->w->container_author;
		if (xml_is(n, "organization")) {
			fill_literal_name(l, c->a, xml_span(c->s, n));
		} else if (xml_is(n, "person_name")) {
			struct span orcid = at(c, n, "ORCID");
			size_t had = l->len;

			fill_name_parts(l, c->a, at(c, n, "surname"),
			    at(c, n, "given_name"), at(c, n, "suffix"));
			if (orcid.len >= 19 && l->len > had)
				l->items[had].ORCID = fill_clean(
				    c->a, span_skip(orcid, orcid.len - 19));
		}
	}
}

static void
read_title(struct crossref *c, const xmlNode *of)
{
	const xmlNode *titles = xml_child(of, "titles");
	struct span sub = at(c, titles, "subtitle");
	const char *rich;

	c->w->title = xml_title(&rich, c->a, xml_child(titles, "title"));
	c->w->title_rich = rich;
	if (c->w->title && sub.len) {
		c->w->title = title_with_subtitle(c->a, c->w->title, sub.ptr);
		if (rich)
			c->w->title_rich =
			    title_with_subtitle(c->a, rich, sub.ptr);
	}
	fill_text(c->w, c->a, WORK_original_title,
	    at(c, titles, "original_language_title"), NULL);
}

static void
fill_day(struct crossref *c, struct date *out, const xmlNode *date)
{
	struct span month = at(c, date, "month"), day = at(c, date, "day");

	fill_date(out, c->a, at(c, date, "year"));
	fill_month(out, day.len && month.len ? span_of(arena_printf(c->s,
						   "%s %s", month.ptr, day.ptr))
					     : month);
}

/* As in Crossref's JSON: online before it was printed or soon after, and not when an
 * old volume was scanned. */
static bool
is_online_first(const struct date *online, const struct date *printed)
{
	int years = printed->from.year - online->from.year;

	return printed->from.year && years >= -1 && years <= 3;
}

/* The printed date before the one online, which is kept beside it. */
static void
read_date(struct crossref *c, const xmlNode *of, const char *element)
{
	const xmlNode *best = NULL, *online = NULL;
	struct date day = { 0 };

	XML_EACH(date, of, element)
	{
		bool is_online = xml_attr_is(date, "media_type", "online");

		if (is_online && !online)
			online = date;
		if (!best || (best == online && !is_online))
			best = date;
	}
	if (best && date_is_empty(&c->w->issued))
		fill_day(c, &c->w->issued, best);
	else
		best = NULL;
	if (online && online != best)
		fill_day(c, &day, online);
	if (is_online_first(&day, &c->w->issued) &&
	    date_is_empty(&c->w->available_date))
		c->w->available_date = day;
}

static void
read_doi(struct crossref *c, const xmlNode *of)
{
	if (c->w->DOI)
		return;
	fill_identifier(c->w, c->a, WORK_DOI, at(c, of, "doi_data/doi"));
	if (!c->w->URL)
		fill_text(
		    c->w, c->a, WORK_URL, at(c, of, "doi_data/resource"), NULL);
}

static void
read_numbers(struct crossref *c, const xmlNode *of)
{
	/* the printed journal's before the others */
	XML_EACH(n, of, "issn")
	if (xml_attr_is(n, "media_type", "print"))
		fill_identifier(c->w, c->a, WORK_ISSN, xml_span(c->s, n));
	XML_EACH(n, of, "issn")
	if (!xml_attr_is(n, "media_type", "print"))
		fill_identifier(c->w, c->a, WORK_ISSN, xml_span(c->s, n));
	XML_EACH(n, of, "isbn")
	fill_identifier(c->w, c->a, WORK_ISBN, xml_span(c->s, n));
}

static void
read_publisher(struct crossref *c, const xmlNode *of)
{
	fill_text(c->w, c->a, WORK_publisher,
	    at(c, of, "publisher/publisher_name"), NULL);
	fill_text(c->w, c->a, WORK_publisher_place,
	    at(c, of, "publisher/publisher_place"), NULL);
	fill_text(c->w, c->a, WORK_publisher,
	    at(c, of, "institution/institution_name"), "institution");
	if (!c->w->publisher_place)
		fill_text(c->w, c->a, WORK_publisher_place,
		    at(c, of, "institution/institution_place"), NULL);
}

static void
read_item(struct crossref *c, const xmlNode *item)
{
	const xmlNode *pages = xml_child(item, "pages");

	read_title(c, item);
	read_people(c, item, false);
	fill_page_range(
	    c->w, c->a, at(c, pages, "first_page"), at(c, pages, "last_page"));
	XML_EACH(n, xml_child(item, "publisher_item"), "item_number")
	if (xml_attr_is(n, "item_number_type", "article_number") ||
	    xml_attr_is(n, "item_number_type", "article-number"))
		fill_text(c->w, c->a, c->w->page ? WORK_number : WORK_page,
		    xml_span(c->s, n), NULL);
	read_doi(c, item);
	fill_append(c->w, c->a, WORK_abstract, at(c, item, "abstract"), "\n");
	fill_text(c->w, c->a, WORK_chapter_number,
	    at(c, item, "component_number"), NULL);
}

static void
read_language(struct crossref *c, const xmlNode *of)
{
	char *language = of ? xml_attr(c->s, of, "language") : NULL;

	if (language && !c->w->language)
		c->w->language = fill_clean(c->a, span_of(language));
}

static void
read_journal(struct crossref *c, const xmlNode *journal)
{
	const xmlNode *meta = xml_child(journal, "journal_metadata"),
		      *issue = xml_child(journal, "journal_issue"),
		      *article = xml_child(journal, "journal_article");

	fill_text(
	    c->w, c->a, WORK_container_title, at(c, meta, "full_title"), NULL);
	fill_text(c->w, c->a, WORK_container_title_short,
	    at(c, meta, "abbrev_title"), NULL);
	read_numbers(c, meta);
	fill_text(c->w, c->a, WORK_volume,
	    at(c, issue, "journal_volume/volume"), NULL);
	fill_text(c->w, c->a, WORK_issue, at(c, issue, "issue"), NULL);
	read_date(c, issue, "publication_date");
	if (article)
		read_item(c, article);
	read_date(c, article, "publication_date");
	read_language(c, article);
	read_language(c, meta);
	if (!article) {
		c->w->type = WORK_TYPE_PERIODICAL;
		c->w->title = c->w->container_title;
		c->w->container_title = NULL;
		read_doi(c, issue ? issue : meta);
	}
}

static const xmlNode *
first_of(const xmlNode *of, const char *const *names)
{
	for (; *names; names++) {
		const xmlNode *n = xml_child(of, *names);

		if (n)
			return n;
	}
	return NULL;
}

static void
read_series(struct crossref *c, const xmlNode *meta)
{
	const xmlNode *series = xml_child(meta, "series_metadata");

	if (!series)
		return;
	fill_text(c->w, c->a, WORK_collection_title,
	    at(c, series, "titles/title"), NULL);
	fill_text(c->w, c->a, WORK_collection_number,
	    at(c, meta, "series_number"), NULL);
	read_numbers(c, series);
}

/* Up to four digits; 0 for anything else. */
static int
number_of(struct span s)
{
	int n = 0;

	if (s.len > 4)
		return 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return 0;
		n = 10 * n + (s.ptr[i] - '0');
	}
	return n;
}

static void
set_point(struct date_point *p, const int parts[3])
{
	p->year = parts[0];
	p->month = p->year && parts[1] <= 12 ? parts[1] : 0;
	p->day = p->month && parts[2] <= 31 ? parts[2] : 0;
}

/* In attributes, start_year to end_day, or in words. */
static void
read_event_date(struct crossref *c, const xmlNode *date)
{
	static const char *const names[2][3] = {
		{ "start_year", "start_month", "start_day" },
		{ "end_year", "end_month", "end_day" },
	};
	int parts[2][3] = { { 0 }, { 0 } };

	if (!date)
		return;
	for (int i = 0; i < 2; i++)
		for (int k = 0; k < 3; k++) {
			const char *text = xml_attr(c->s, date, names[i][k]);

			parts[i][k] =
			    text ? number_of(text_trim(span_of(text))) : 0;
		}
	if (!parts[0][0]) {
		fill_date(&c->w->event_date, c->a, xml_span(c->s, date));
		return;
	}
	/* what is not said again is as at the start */
	for (int k = 0; k < 2; k++)
		if (!parts[1][k] && (parts[1][1] || parts[1][2]))
			parts[1][k] = parts[0][k];
	set_point(&c->w->event_date.from, parts[0]);
	if (memcmp(parts[0], parts[1], sizeof(parts[0])) != 0)
		set_point(&c->w->event_date.to, parts[1]);
}

/* Books and proceedings: a part, or the whole. */
static void
read_book(struct crossref *c, const xmlNode *book)
{
	static const char *const metas[] = { "book_metadata",
		"book_series_metadata", "book_set_metadata",
		"proceedings_metadata", "proceedings_series_metadata", NULL };
	const xmlNode *meta = first_of(book, metas),
		      *event = xml_child(book, "event_metadata"),
		      *part = xml_child(book, "content_item");
	bool paper = xml_is(book, "conference");

	if (!part)
		part = xml_child(book, "conference_paper");
	if (part) {
		read_item(c, part);
		read_people(c, meta, true);
		if (paper)
			read_people(c, book, true);
		c->w->type =
		    paper ? WORK_TYPE_PAPER_CONFERENCE : WORK_TYPE_CHAPTER;
		fill_text(c->w, c->a, WORK_container_title,
		    paper ? at(c, meta, "proceedings_title")
			  : at(c, meta, "titles/title"),
		    NULL);
		if (xml_attr_is(part, "component_type", "reference_entry"))
			c->w->type = WORK_TYPE_ENTRY;
	} else {
		read_title(c, meta);
		read_people(c, meta, false);
		fill_title(c->w, c->a, at(c, meta, "proceedings_title"));
		c->w->type = WORK_TYPE_BOOK;
		read_doi(c, meta);
	}
	fill_text(c->w, c->a, WORK_event_title, at(c, event, "conference_name"),
	    NULL);
	fill_text(c->w, c->a, WORK_event_place,
	    at(c, event, "conference_location"), NULL);
	read_event_date(c, xml_child(event, "conference_date"));
	read_date(c, part, "publication_date");
	read_date(c, meta, "publication_date");
	read_numbers(c, meta);
	read_series(c, meta);
	read_publisher(c, meta);
	fill_text(
	    c->w, c->a, WORK_edition, at(c, meta, "edition_number"), NULL);
	fill_text(c->w, c->a, WORK_volume, at(c, meta, "volume"), NULL);
	read_language(c, part);
	read_language(c, meta);
}

static void
read_other(struct crossref *c, const xmlNode *of)
{
	static const char *const metas[] = { "report-paper_metadata",
		"report-paper_series_metadata", "standard_metadata",
		"database_metadata", NULL };
	const xmlNode *meta = first_of(of, metas), *set;

	if (!meta)
		meta = of;
	set = xml_child(of, "dataset");
	if (set) {
		read_item(c, set);
		fill_text(c->w, c->a, WORK_container_title,
		    at(c, meta, "titles/title"), NULL);
		read_date(
		    c, xml_child(set, "database_date"), "publication_date");
	} else {
		read_title(c, meta);
		read_people(c, meta, false);
		read_doi(c, meta);
	}
	read_date(c, meta, "publication_date");
	read_date(c, meta, "approval_date");
	read_date(c, meta, "posted_date");
	read_date(c, meta, "review_date");
	read_publisher(c, meta);
	read_numbers(c, meta);
	fill_text(c->w, c->a, WORK_genre, at(c, meta, "degree"), NULL);
	fill_text(c->w, c->a, WORK_number,
	    at(c, meta, "publisher_item/item_number"), NULL);
	/* bioRxiv's subject, which is nothing that the preprint is in */
	fill_custom(c->w, c->a, "group-title", at(c, meta, "group_title"));
	fill_append(c->w, c->a, WORK_abstract, at(c, meta, "abstract"), "\n");
	read_language(c, meta);
}

static void
read_kind(struct references *out, const xmlNode *node, size_t line, void *ctx)
{
	struct crossref c = { .a = &out->document->arena, .s = ctx };

	arena_reset(ctx);
	c.w = ARENA_NEW(c.a, struct work);
	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (xml_is(node, kinds[i].element))
			c.w->type = kinds[i].type;
	if (xml_is(node, "journal"))
		read_journal(&c, node);
	else if (xml_is(node, "book") || xml_is(node, "conference"))
		read_book(&c, node);
	else
		read_other(&c, node);
	if (!c.w->title && !c.w->DOI) {
		references_add_problem(out, line, NULL,
		    "a record that tells of no work is left out");
		return;
	}
	fill_reference(out, c.w, line);
}

bool
crossref_xml_is(struct span text)
{
	return xml_root_is(text, "doi_records") ||
	       xml_root_is(text, "doi_record") ||
	       xml_root_is(text, "doi_batch") ||
	       xml_root_is(text, "crossref_result") ||
	       xml_root_is(text, "crossref");
}

int
read_crossref_xml(struct references *out, struct document *d, struct err *err)
{
	static const char *const names[] = { "journal", "conference", "book",
		"dissertation", "report-paper", "standard", "posted_content",
		"peer_review", "database", NULL };
	struct arena scratch = ARENA_INIT;
	int rc = xml_works_read(out, d, names, read_kind, &scratch, err);

	arena_release(&scratch);
	return rc;
}
