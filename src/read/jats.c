#include "base/text.h"
#include "model/document.h"
#include "model/identifier.h"
#include "read/formats.h"
#include "read/xml-works.h"

#include "base/banned.h"

/*
 * The references of an article in JATS (Journal Article Tag Suite, ANSI/NISO
 * Z39.96; BITS and the NLM DTDs before it): <ref> with a citation that is taken
 * apart. One that is not is left as a string, to be parsed as those of a document
 * are.
 */

static const struct {
	const char *name;
	enum work_type type;
} types[] = {
	{ "journal", WORK_TYPE_ARTICLE_JOURNAL },
	{ "article", WORK_TYPE_ARTICLE_JOURNAL },
	{ "book", WORK_TYPE_BOOK },
	{ "book-chapter", WORK_TYPE_CHAPTER },
	{ "chapter", WORK_TYPE_CHAPTER },
	{ "confproc", WORK_TYPE_PAPER_CONFERENCE },
	{ "conference", WORK_TYPE_PAPER_CONFERENCE },
	{ "conf-proc", WORK_TYPE_PAPER_CONFERENCE },
	{ "thesis", WORK_TYPE_THESIS },
	{ "report", WORK_TYPE_REPORT },
	{ "working-paper", WORK_TYPE_REPORT },
	{ "gov", WORK_TYPE_REPORT },
	{ "web", WORK_TYPE_WEBPAGE },
	{ "webpage", WORK_TYPE_WEBPAGE },
	{ "website", WORK_TYPE_WEBPAGE },
	{ "data", WORK_TYPE_DATASET },
	{ "dataset", WORK_TYPE_DATASET },
	{ "software", WORK_TYPE_SOFTWARE },
	{ "patent", WORK_TYPE_PATENT },
	{ "standard", WORK_TYPE_STANDARD },
	{ "preprint", WORK_TYPE_ARTICLE },
	{ "letter", WORK_TYPE_PERSONAL_COMMUNICATION },
	{ "discussion", WORK_TYPE_POST },
	{ "blog", WORK_TYPE_POST_WEBLOG },
	{ "newspaper", WORK_TYPE_ARTICLE_NEWSPAPER },
	{ "legal", WORK_TYPE_LEGISLATION },
	{ "review", WORK_TYPE_REVIEW },
	{ "other", WORK_TYPE_DOCUMENT },
	{ "miscellaneous", WORK_TYPE_DOCUMENT },
	{ "communication", WORK_TYPE_PERSONAL_COMMUNICATION },
};

static const struct {
	const char *element;
	enum work_field field;
} texts[] = {
	{ "volume", WORK_volume },
	{ "issue", WORK_issue },
	{ "edition", WORK_edition },
	{ "publisher-name", WORK_publisher },
	{ "institution", WORK_publisher },
	{ "publisher-loc", WORK_publisher_place },
	{ "series", WORK_collection_title },
	{ "conf-name", WORK_event_title },
	{ "conf-loc", WORK_event_place },
	{ "version", WORK_version },
	{ "patent", WORK_number },
	{ "trans-title", WORK_original_title },
	{ "volume-series", WORK_collection_number },
	{ "supplement", WORK_supplement_number },
	{ "comment", WORK_note },
	{ "std", WORK_number },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
read_name(
    struct name_list *l, struct arena *a, struct arena *s, const xmlNode *name)
{
	struct span family = xml_span_at(s, name, "surname"),
		    given = xml_span_at(s, name, "given-names");

	if (family.len || given.len)
		fill_name_parts(
		    l, a, family, given, xml_span_at(s, name, "suffix"));
	else
		fill_name(l, a, xml_span(s, name), FILL_NAMES_FAMILY_FIRST);
}

static void
read_group(struct work *w, struct arena *a, struct arena *s,
    const xmlNode *group, struct name_list *l)
{
	for (const xmlNode *n = group->children; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (xml_is(n, "name") || xml_is(n, "string-name"))
			read_name(l, a, s, n);
		else if (xml_is(n, "collab"))
			fill_literal_name(l, a, xml_span(s, n));
		else if (xml_is(n, "etal"))
			l->others = true;
		else if (xml_is(n, "person-group"))
			read_group(w, a, s, n,
			    xml_attr_is(n, "person-group-type", "editor")
				? &w->editor
			    : xml_attr_is(n, "person-group-type", "translator")
				? &w->translator
				: &w->author);
		else if (xml_is(n, "name-alternatives"))
			read_name(l, a, s, xml_child(n, "name"));
	}
}

static void
read_identifiers(
    struct work *w, struct arena *a, struct arena *s, const xmlNode *citation)
{
	for (const xmlNode *n = citation->children; n; n = n->next) {
		struct span text;
		char *href;

		if (n->type != XML_ELEMENT_NODE)
			continue;
		text = xml_span(s, n);
		if (xml_is(n, "pub-id") || xml_is(n, "article-id")) {
			if (xml_attr_is(n, "pub-id-type", "doi"))
				fill_identifier(w, a, WORK_DOI, text);
			else if (xml_attr_is(n, "pub-id-type", "pmid"))
				w->PMID = pmid_normal(a, text);
			else if (xml_attr_is(n, "pub-id-type", "pmcid") ||
				 xml_attr_is(n, "pub-id-type", "pmc"))
				w->PMCID = pmcid_normal(a, text);
			else if (xml_attr_is(n, "pub-id-type", "arxiv"))
				w->arXiv = arxiv_normal(a, text, NULL);
			else
				fill_custom(w, a, "pub-id", text);
		} else if (xml_is(n, "isbn") || xml_is(n, "issn")) {
			fill_identifier(w, a,
			    xml_is(n, "isbn") ? WORK_ISBN : WORK_ISSN, text);
		} else if (xml_is(n, "ext-link") || xml_is(n, "uri") ||
			   xml_is(n, "self-uri")) {
			href = xml_attr(s, n, "href");
			if (xml_attr_is(n, "ext-link-type", "doi") ||
			    (href && strstr(href, "doi.org/10.")))
				(void)fill_doi(
				    w, a, span_of(href ? href : text.ptr));
			else if (!w->URL)
				fill_url(w, a, span_of(href ? href : text.ptr));
		}
	}
}

/* As the attribute has it for machines, else in words. */
static struct span
day_of(struct arena *s, const xmlNode *date)
{
	char *iso = xml_attr(s, date, "iso-8601-date");

	return iso ? span_of(iso) : xml_span(s, date);
}

static void
read_date(
    struct work *w, struct arena *a, struct arena *s, const xmlNode *citation)
{
	const xmlNode *date = xml_child(citation, "date");
	struct span year = xml_span_at(s, citation, "year");

	if (!year.len && date) {
		citation = date;
		year = xml_span_at(s, date, "year");
	}
	fill_date(&w->issued, a, year);
	if (w->issued.from.year) {
		struct span month = xml_span_at(s, citation, "month"),
			    day = xml_span_at(s, citation, "day");

		if (!month.len)
			month = xml_span_at(s, citation, "season");
		else if (day.len)
			month = span_of(
			    arena_printf(s, "%s %s", month.ptr, day.ptr));
		fill_month(&w->issued, month);
	}
	date = xml_child(citation, "date-in-citation");
	if (date)
		fill_date(&w->accessed, a, day_of(s, date));
	date = xml_child(citation, "conf-date");
	if (date)
		fill_date(&w->event_date, a, day_of(s, date));
}

static void
set_titles(
    struct work *w, struct arena *a, struct arena *s, const xmlNode *citation)
{
	static const char *const titles[] = { "article-title", "chapter-title",
		"part-title", "data-title" };
	struct span source = xml_span_at(s, citation, "source");
	const char *rich;

	for (size_t i = 0; i < LENGTH(titles) && !w->title; i++) {
		w->title = xml_title_without_stop(
		    &rich, a, xml_child(citation, titles[i]));
		if (!w->title)
			continue;
		w->title_rich = rich;
		if (i == 1 && w->type != WORK_TYPE_PAPER_CONFERENCE)
			w->type = WORK_TYPE_CHAPTER;
	}
	if (w->title) {
		if (w->type == WORK_TYPE_BOOK)
			w->type = WORK_TYPE_CHAPTER;
		fill_text(w, a, WORK_container_title, source, NULL);
	} else if (w->type == WORK_TYPE_ARTICLE_JOURNAL) {
		/* in many journals' lists articles have no titles */
		fill_text(w, a, WORK_container_title, source, NULL);
	} else {
		fill_title(w, a, source);
	}
}

static enum work_type
type_of(struct arena *s, const xmlNode *citation)
{
	static const char *const attributes[] = { "publication-type",
		"citation-type" };

	for (size_t k = 0; k < 2; k++) {
		char *name = xml_attr(s, citation, attributes[k]);

		for (size_t i = 0; name && i < LENGTH(types); i++)
			if (text_eq_nocase(span_of(name), types[i].name))
				return types[i].type;
	}
	return WORK_TYPE_NONE;
}

static bool
is_taken_apart(const xmlNode *citation)
{
	return xml_child(citation, "source") ||
	       xml_child(citation, "article-title") ||
	       xml_child(citation, "chapter-title") ||
	       xml_child(citation, "data-title") ||
	       xml_child(citation, "part-title");
}

static void
add_string(struct references *out, struct arena *s, const xmlNode *citation,
    size_t line, const char *key)
{
	struct arena *a = &out->document->arena;
	struct reference *r =
	    fill_reference(out, ARENA_NEW(a, struct work), line);
	const char *text = fill_clean(a, xml_span(s, citation));

	r->body.text = text ? text : "";
	r->body.len = strlen(r->body.text);
	r->parses = NULL;
	r->parses_len = 0;
	if (key)
		r->key = key;
}

static const xmlNode *
citation_of(const xmlNode *ref)
{
	static const char *const names[] = { "element-citation",
		"mixed-citation", "nlm-citation", "citation" };
	const xmlNode *n = NULL, *inner;

	for (size_t i = 0; !n && i < LENGTH(names); i++)
		n = xml_child(ref, names[i]);
	inner = xml_child(ref, "citation-alternatives");
	return n ? n : inner ? citation_of(inner) : NULL;
}

static void
read_ref(struct references *out, const xmlNode *ref, size_t line, void *ctx)
{
	struct arena *a = &out->document->arena, *s = ctx;
	const xmlNode *citation = citation_of(ref);
	const char *id;
	struct work *w;
	struct span pages;

	arena_reset(s);
	if (!citation)
		return;
	id = xml_attr(a, ref, "id");
	if (!is_taken_apart(citation)) {
		add_string(out, s, citation, line, id);
		return;
	}
	w = ARENA_NEW(a, struct work);
	w->id = id;
	w->type = type_of(s, citation);
	read_group(w, a, s, citation, &w->author);
	set_titles(w, a, s, citation);
	read_date(w, a, s, citation);
	for (size_t i = 0; i < LENGTH(texts); i++)
		fill_text(w, a, texts[i].field,
		    xml_span_at(s, citation, texts[i].element), NULL);
	/* "1-29, 31" is what the first and the last page do not say */
	pages = xml_span_at(s, citation, "page-range");
	if (pages.len)
		fill_pages(w, a, pages);
	else
		fill_page_range(w, a, xml_span_at(s, citation, "fpage"),
		    xml_span_at(s, citation, "lpage"));
	fill_text(w, a, w->page ? WORK_number : WORK_page,
	    xml_span_at(s, citation, "elocation-id"), NULL);
	fill_text(w, a, WORK_number_of_pages,
	    xml_attr_is(xml_child(citation, "size"), "units", "page") ||
		    xml_attr_is(xml_child(citation, "size"), "units", "pages")
		? xml_span_at(s, citation, "size")
		: (struct span){ "", 0 },
	    NULL);
	fill_custom(w, a, "issue-part", xml_span_at(s, citation, "issue-part"));
	read_identifiers(w, a, s, citation);
	if (!w->type)
		w->type = w->container_title ? WORK_TYPE_ARTICLE_JOURNAL
			  : w->publisher     ? WORK_TYPE_BOOK
					     : WORK_TYPE_DOCUMENT;
	fill_reference(out, w, line);
}

bool
jats_is(struct span text)
{
	static const char *const roots[] = { "article", "book", "book-part",
		"ref-list", "pmc-articleset", "back" };

	for (size_t i = 0; i < LENGTH(roots); i++)
		if (xml_root_is(text, roots[i]))
			return i || xml_head_has(text, "front") ||
			       xml_head_has(text, "article-meta") ||
			       xml_head_has(text, "ref");
	return false;
}

int
read_jats(struct references *out, struct document *d, struct err *err)
{
	static const char *const names[] = { "ref", NULL };
	struct arena scratch = ARENA_INIT;
	int rc = xml_works_read(out, d, names, read_ref, &scratch, err);

	arena_release(&scratch);
	return rc;
}
