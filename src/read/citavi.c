#include "base/text.h"
#include "model/document.h"
#include "model/identifier.h"
#include "read/formats.h"
#include "read/keywords.h"
#include "read/xml-works.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * Citavi's exchange XML (CitaviExchangeData, Citavi 4 to 6), the content of its
 * .ctv6bak files: tables of references, persons, periodicals ..., and lists of ids
 * that tie them ("reference;person;person").
 */

static const struct {
	const char *name;
	enum work_type type;
} types[] = {
#define X(name, type) { name, WORK_TYPE_##type },
#include "read/citavi-types.def"
#undef X
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Rows by their id, sorted. */
struct row {
	const char *id;
	const xmlNode *node; /* of a table */
	const char *others;  /* of a list: ";id;id" */
	size_t order;        /* in the file */
};

struct table {
	struct row *rows;
	size_t len;
};

enum list {
	LIST_AUTHORS,
	LIST_EDITORS,
	LIST_COLLABORATORS,
	LIST_ORGANIZATIONS,
	LIST_KEYWORDS,
	LIST_PUBLISHERS,
	LISTS
};

struct citavi {
	struct arena *a;
	struct arena scratch;
	struct table persons, periodicals, publishers, keywords, series,
	    references, parents;
	struct table knowledge; /* by the reference it is taken from */
	struct table lists[LISTS];
};

static int
compare_rows(const void *va, const void *vb)
{
	const struct row *a = va, *b = vb;
	int order = strcmp(a->id, b->id);

	return order ? order : (a->order > b->order) - (a->order < b->order);
}

static void
sort(struct table *t)
{
	if (t->len)
		qsort(t->rows, t->len, sizeof(*t->rows), compare_rows);
}

static const struct row *
find(const struct table *t, struct span id)
{
	size_t low = 0, high = t->len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct span key = span_of(t->rows[middle].id);
		size_t n = key.len < id.len ? key.len : id.len;
		int order = memcmp(key.ptr, id.ptr, n);

		if (!order)
			order = (key.len > id.len) - (key.len < id.len);
		if (!order)
			return &t->rows[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static void
read_table(struct citavi *c, struct table *t, const xmlNode *root,
    const char *name, const char *element)
{
	XML_EACH(node, xml_child(root, name), element)
	{
		const char *id = xml_attr(&c->scratch, node, "id");
		struct row row = { .id = id ? id : "", .node = node };

		ARENA_PUSH(&c->scratch, t->rows, t->len) = row;
	}
	sort(t);
}

/* Excerpts and remarks, in the order of the file for each reference. */
static void
read_knowledge(struct citavi *c, const xmlNode *root)
{
	XML_EACH(node, xml_child(root, "KnowledgeItems"), "KnowledgeItem")
	{
		struct row row = { .node = node,
			.id = xml_span_at(&c->scratch, node, "ReferenceID").ptr,
			.order = c->knowledge.len };

		if (row.id && *row.id)
			ARENA_PUSH(&c->scratch, c->knowledge.rows,
			    c->knowledge.len) = row;
	}
	sort(&c->knowledge);
}

/* reverse: the row is of the second id, and others are the first. */
static void
read_list(struct citavi *c, struct table *t, const xmlNode *root,
    const char *name, bool reverse)
{
	XML_EACH(node, xml_child(root, name), "OnetoN")
	{
		char *text = xml_text(&c->scratch, node);
		char *at = text ? strchr(text, ';') : NULL;
		struct row row;

		if (!at)
			continue;
		row = (struct row){ .id = text,
			.others = arena_strdup(&c->scratch, at) };
		*at = '\0';
		for (const char *id = row.others; reverse && *id == ';';) {
			size_t n = strcspn(id + 1, ";");
			struct row back = { .id = arena_strdup_span(&c->scratch,
						(struct span){ id + 1, n }),
				.others = text };

			ARENA_PUSH(&c->scratch, t->rows, t->len) = back;
			id += 1 + n;
		}
		if (!reverse)
			ARENA_PUSH(&c->scratch, t->rows, t->len) = row;
	}
	sort(t);
}

/* --- one reference ------------------------------------------------------------------ */

static void
add_person(struct citavi *c, struct name_list *l, const xmlNode *person)
{
	struct arena *s = &c->scratch;
	struct span family = xml_span_at(s, person, "LastName"),
		    given = xml_span_at(s, person, "FirstName"),
		    middle = xml_span_at(s, person, "MiddleName"),
		    suffix = xml_span_at(s, person, "Suffix"),
		    prefix = xml_span_at(s, person, "Prefix");

	if (!given.len && !middle.len) {
		fill_literal_name(l, c->a, family);
		return;
	}
	if (middle.len)
		given = span_of(arena_printf(
		    s, "%s%s%s", given.ptr, given.len ? " " : "", middle.ptr));
	fill_name_parts(l, c->a, family, given, suffix);
	if (prefix.len && l->len)
		l->items[l->len - 1].non_dropping_particle =
		    fill_clean(c->a, prefix);
}

static void
add_people(
    struct citavi *c, struct name_list *l, enum list which, struct span id)
{
	const struct row *row = find(&c->lists[which], id);

	for (const char *at = row ? row->others : ""; *at == ';';) {
		size_t n = strcspn(at + 1, ";");
		const struct row *person =
		    find(&c->persons, (struct span){ at + 1, n });

		if (person)
			add_person(c, l, person->node);
		at += 1 + n;
	}
}

/* The names of a list's rows, joined. */
static const char *
names_of(struct citavi *c, enum list which, const struct table *t,
    struct span id, const char *separator)
{
	const struct row *row = find(&c->lists[which], id);
	struct sbuf out = SBUF_INIT;
	const char *text = NULL;

	for (const char *at = row ? row->others : ""; *at == ';';) {
		size_t n = strcspn(at + 1, ";");
		const struct row *one = find(t, (struct span){ at + 1, n });

		if (one && out.len)
			sbuf_add(&out, span_of(separator));
		if (one)
			sbuf_add(
			    &out, xml_span_at(&c->scratch, one->node, "Name"));
		at += 1 + n;
	}
	if (out.len)
		text = fill_lines(c->a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return text;
}

/* Where the first of a reference's publishers is. */
static struct span
place_of(struct citavi *c, struct span id)
{
	const struct row *row = find(&c->lists[LIST_PUBLISHERS], id);
	size_t n = row ? strcspn(row->others + 1, ";") : 0;
	const struct row *one =
	    n ? find(&c->publishers, (struct span){ row->others + 1, n })
	      : NULL;

	return one ? xml_span_at(&c->scratch, one->node, "Place")
		   : (struct span){ "", 0 };
}

/* "<sp>...<os>24</os>...</sp><ep>...": markup that is text. */
static struct span
inside(struct span s, const char *tag)
{
	char open[8] = "<", close[8] = "</";
	size_t n = strlen(tag);
	const char *from, *to;

	if (n > 4)
		return (struct span){ "", 0 };
	memcpy(open + 1, tag, n);
	memcpy(open + 1 + n, ">", 2);
	memcpy(close + 2, tag, n);
	memcpy(close + 2 + n, ">", 2);
	from = s.len ? strstr(s.ptr, open) : NULL;
	if (!from || (size_t)(from - s.ptr) >= s.len)
		return (struct span){ "", 0 };
	from += n + 2;
	to = strstr(from, close);
	return to ? (struct span){ from, (size_t)(to - from) }
		  : (struct span){ "", 0 };
}

/* inside() works on strings: each part is made one. */
static struct span
part(struct arena *a, struct span s, const char *tag)
{
	struct span in = inside(s, tag);

	return (struct span){ arena_strdup_span(a, in), in.len };
}

static void
read_pages(struct citavi *c, struct work *w, const xmlNode *ref)
{
	struct arena *s = &c->scratch;
	struct span range = xml_span_at(s, ref, "PageRange"),
		    count = xml_span_at(s, ref, "PageCount");
	struct span from = part(s, range, "sp"), to = part(s, range, "ep");

	if (range.len && !memchr(range.ptr, '<', range.len))
		fill_pages(w, c->a, range);
	else
		fill_page_range(w, c->a, inside(from, "ps"), inside(to, "ps"));
	if (count.len && memchr(count.ptr, '<', count.len)) {
		struct span number = part(s, count, "c");

		count = number.len ? number : part(s, count, "ps");
	}
	fill_text(w, c->a, WORK_number_of_pages, count, NULL);
}

static void
read_titles(struct citavi *c, struct work *w, const xmlNode *ref)
{
	struct arena *s = &c->scratch;
	struct span title = xml_span_at(s, ref, "Title"),
		    sub = xml_span_at(s, ref, "Subtitle");

	fill_title(w, c->a,
	    sub.len ? span_of(title_with_subtitle(s, title.ptr, sub.ptr))
		    : title);
	fill_custom(
	    w, c->a, "titleaddon", xml_span_at(s, ref, "TitleSupplement"));
	fill_text(w, c->a, WORK_original_title,
	    xml_span_at(s, ref, "OriginalTitle"), NULL);
	fill_custom(
	    w, c->a, "parallel-title", xml_span_at(s, ref, "ParallelTitle"));
}

static void
read_container(
    struct citavi *c, struct work *w, const xmlNode *ref, struct span id)
{
	struct arena *s = &c->scratch;
	const struct row *periodical =
	    find(&c->periodicals, xml_span_at(s, ref, "PeriodicalID"));
	const struct row *series =
	    find(&c->series, xml_span_at(s, ref, "SeriesTitleID"));
	const struct row *up = find(&c->parents, id);
	const struct row *book =
	    up ? find(&c->references, span_of(up->others)) : NULL;

	if (periodical) {
		fill_text(w, c->a, WORK_container_title,
		    xml_span_at(s, periodical->node, "Name"), NULL);
		fill_text(w, c->a, WORK_container_title_short,
		    xml_span_at(s, periodical->node, "StandardAbbreviation"),
		    NULL);
		fill_identifier(w, c->a, WORK_ISSN,
		    xml_span_at(s, periodical->node, "ISSN"));
	}
	if (book) {
		struct work of_book = { 0 };

		read_titles(c, &of_book, book->node);
		if (!w->container_title)
			w->container_title = of_book.title;
		if (!w->editor.len)
			add_people(
			    c, &w->editor, LIST_EDITORS, span_of(book->id));
		if (!w->publisher)
			w->publisher = names_of(c, LIST_PUBLISHERS,
			    &c->publishers, span_of(book->id), "; ");
		fill_text(w, c->a, WORK_publisher_place,
		    w->publisher_place
			? (struct span){ "", 0 }
			: xml_span_at(s, book->node, "PlaceOfPublication"),
		    NULL);
		if (!w->ISBN)
			fill_identifier(w, c->a, WORK_ISBN,
			    xml_span_at(s, book->node, "ISBN"));
		if (date_is_empty(&w->issued))
			fill_date(&w->issued, c->a,
			    xml_span_at(s, book->node, "Year"));
	}
	if (series)
		fill_text(w, c->a, WORK_collection_title,
		    xml_span_at(s, series->node, "Name"), NULL);
}

static void
read_details(struct citavi *c, struct work *w, const xmlNode *ref)
{
	static const struct {
		const char *element;
		enum work_field field;
	} texts[] = {
		{ "Volume", WORK_volume },
		{ "Edition", WORK_edition },
		{ "NumberOfVolumes", WORK_number_of_volumes },
		{ "PlaceOfPublication", WORK_publisher_place },
		{ "StorageMedium", WORK_medium },
	};
	struct arena *s = &c->scratch;
	struct span number = xml_span_at(s, ref, "Number");
	struct span pmid = xml_span_at(s, ref, "PubMedID"),
		    pmcid = xml_span_at(s, ref, "PMCID");

	for (size_t i = 0; i < LENGTH(texts); i++)
		fill_text(w, c->a, texts[i].field,
		    xml_span_at(s, ref, texts[i].element), NULL);
	if (w->type == WORK_TYPE_BOOK)
		fill_text(w, c->a, WORK_collection_number, number, NULL);
	else if (w->type == WORK_TYPE_ARTICLE_JOURNAL ||
		 w->type == WORK_TYPE_ARTICLE_NEWSPAPER)
		fill_text(w, c->a, WORK_issue, number, NULL);
	else
		fill_text(w, c->a, WORK_number, number, NULL);
	fill_identifier(w, c->a, WORK_DOI, xml_span_at(s, ref, "DOI"));
	fill_identifier(w, c->a, WORK_ISBN, xml_span_at(s, ref, "ISBN"));
	fill_url(w, c->a, xml_span_at(s, ref, "OnlineAddress"));
	if (pmid.len)
		w->PMID = pmid_normal(c->a, pmid);
	if (pmcid.len)
		w->PMCID = pmcid_normal(c->a, pmcid);
	fill_text(
	    w, c->a, WORK_language, xml_span_at(s, ref, "LanguageCode"), NULL);
	if (!w->language)
		fill_text(w, c->a, WORK_language,
		    xml_span_at(s, ref, "Language"), NULL);
	fill_date(&w->issued, c->a, xml_span_at(s, ref, "Year"));
	fill_date(&w->issued, c->a, xml_span_at(s, ref, "Date"));
	fill_date(&w->accessed, c->a, xml_span_at(s, ref, "AccessDate"));
	w->abstract = fill_lines(c->a, xml_span_at(s, ref, "Abstract"));
	w->note = fill_lines(c->a, xml_span_at(s, ref, "Notes"));
	fill_custom(
	    w, c->a, "citavi-evaluation", xml_span_at(s, ref, "Evaluation"));
	fill_custom(
	    w, c->a, "contents", xml_span_at(s, ref, "TableOfContents"));
	for (int i = 1; i <= 9; i++) {
		const char *element = arena_printf(s, "CustomField%d", i);

		fill_custom(w, c->a, arena_printf(c->a, "citavi-custom-%d", i),
		    xml_span_at(s, ref, element));
	}
}

/* "# What it says", what is quoted, the pages, and whose words they are. */
static void
add_knowledge(struct citavi *c, struct sbuf *out, const xmlNode *item)
{
	static const char *const kinds[] = { "Image quotation",
		"Direct quotation", "Indirect quotation", "Summary",
		"Comment" };
	struct arena *s = &c->scratch;
	struct span core = xml_span_at(s, item, "CoreStatement"),
		    text = xml_span_at(s, item, "Text"),
		    range = xml_span_at(s, item, "PageRange"),
		    kind = xml_span_at(s, item, "QuotationType");
	struct span from, to;

	if (!core.len && !text.len)
		return;
	if (out->len)
		sbuf_add(out, SPAN_LIT("\n\n"));
	if (core.len)
		sbuf_addf(out, "# %s\n\n", core.ptr);
	if (text.len)
		sbuf_addf(out, "%s\n\n", text.ptr);
	from = inside(part(s, range, "sp"), "ps");
	to = inside(part(s, range, "ep"), "ps");
	if (from.len)
		sbuf_addf(out, "page range: %.*s%s%.*s\n\n", (int)from.len,
		    from.ptr, to.len ? "-" : "", (int)to.len, to.ptr);
	if (kind.len == 1 && kind.ptr[0] >= '0' &&
	    (size_t)(kind.ptr[0] - '0') < LENGTH(kinds))
		sbuf_addf(out, "quotation type: %s", kinds[kind.ptr[0] - '0']);
}

/* As JabRef has them, in "comment". */
static void
read_comment(struct citavi *c, struct work *w, struct span id)
{
	const struct row *row = find(&c->knowledge, id);
	const struct row *end;
	struct sbuf all = SBUF_INIT;
	const char *text;

	if (!row)
		return;
	end = c->knowledge.rows + c->knowledge.len;
	while (row > c->knowledge.rows && !strcmp(row[-1].id, row->id))
		row--;
	for (const char *key = row->id; row < end && !strcmp(row->id, key);
	     row++)
		add_knowledge(c, &all, row->node);
	text = fill_lines(c->a, (struct span){ all.buf, all.len });
	if (text)
		work_add_custom(c->a, w, "comment", text);
	sbuf_release(&all);
}

static const char *
key_of(struct citavi *c, const xmlNode *ref)
{
	static const char *const elements[] = { "BibTeXKey", "CitationKey" };

	for (size_t i = 0; i < LENGTH(elements); i++) {
		struct span s = xml_span_at(&c->scratch, ref, elements[i]);
		struct sbuf out = SBUF_INIT;
		const char *key = NULL;

		for (size_t k = 0; k < s.len; k++)
			if ((unsigned char)s.ptr[k] > ' ')
				sbuf_addc(&out, s.ptr[k]);
		if (out.len)
			key =
			    fill_clean(c->a, (struct span){ out.buf, out.len });
		sbuf_release(&out);
		if (key)
			return key;
	}
	return NULL;
}

static void
read_reference(struct references *out, struct citavi *c, const xmlNode *ref)
{
	struct work *w = ARENA_NEW(c->a, struct work);
	struct span type = xml_span_at(&c->scratch, ref, "ReferenceType");
	const char *id = xml_attr(&c->scratch, ref, "id");
	struct span key = span_of(id ? id : "");
	struct keywords keywords = { .a = c->a };

	w->type = WORK_TYPE_DOCUMENT;
	for (size_t i = 0; i < LENGTH(types); i++)
		if (text_eq_nocase(type, types[i].name))
			w->type = types[i].type;
	read_titles(c, w, ref);
	add_people(c, &w->author, LIST_AUTHORS, key);
	if (!w->author.len)
		add_people(c, &w->author, LIST_ORGANIZATIONS, key);
	add_people(c, &w->editor, LIST_EDITORS, key);
	add_people(c, &w->contributor, LIST_COLLABORATORS, key);
	w->publisher = names_of(c, LIST_PUBLISHERS, &c->publishers, key, "; ");
	keywords_add_lines(
	    &keywords, names_of(c, LIST_KEYWORDS, &c->keywords, key, "\n"));
	keywords_set(&keywords, w);
	read_details(c, w, ref);
	read_pages(c, w, ref);
	if (!w->publisher_place)
		fill_text(
		    w, c->a, WORK_publisher_place, place_of(c, key), NULL);
	read_container(c, w, ref, key);
	read_comment(c, w, key);
	w->id = key_of(c, ref);
	fill_reference(out, w, ref->line);
}

bool
citavi_is(struct span text)
{
	return xml_root_is(text, "CitaviExchangeData");
}

int
read_citavi(struct references *out, struct document *d, struct err *err)
{
	static const char *const lists[LISTS] = { "ReferenceAuthors",
		"ReferenceEditors", "ReferenceCollaborators",
		"ReferenceOrganizations", "ReferenceKeywords",
		"ReferencePublishers" };
	static const char *const records[] = { "Person", "Periodical",
		"Publisher", "Keyword", "SeriesTitle", "Reference", "OnetoN",
		"KnowledgeItem", NULL };
	struct citavi c = { .a = &d->arena };
	const xmlNode *root;
	xmlDoc *doc = xml_tables_read(out, d, "CitaviExchangeData", records);

	(void)err;
	root = xmlDocGetRootElement(doc);
	read_table(&c, &c.persons, root, "Persons", "Person");
	read_table(&c, &c.periodicals, root, "Periodicals", "Periodical");
	read_table(&c, &c.publishers, root, "Publishers", "Publisher");
	read_table(&c, &c.keywords, root, "Keywords", "Keyword");
	read_table(&c, &c.series, root, "SeriesTitles", "SeriesTitle");
	read_table(&c, &c.references, root, "References", "Reference");
	read_list(&c, &c.parents, root, "ReferenceReferences", true);
	read_knowledge(&c, root);
	for (int i = 0; i < LISTS; i++)
		read_list(&c, &c.lists[i], root, lists[i], false);
	XML_EACH(ref, xml_child(root, "References"), "Reference")
	read_reference(out, &c, ref);
	fill_list(out);
	xmlFreeDoc(doc);
	arena_release(&c.scratch);
	return OK;
}
