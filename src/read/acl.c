#include "base/text.h"
#include "model/identifier.h"
#include "read/xml-format.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * The ACL Anthology's XML (github.com/acl-org/acl-anthology, data/xml; its
 * schema.rnc): <collection id="2020.acl"> has <volume id="main">, a volume has
 * <meta> and <paper id="1">. A paper knows what its volume told.
 */

static const char *const records[] = { "meta", "frontmatter", "paper", NULL };

struct state {
	struct arena arena; /* what is told of the collection and its volume */
	char *collection, *volume;
	bool journal;
	struct work meta; /* of the volume, as of a paper in it */
};

static void *
state_new(void)
{
	struct state *st = calloc(1, sizeof(*st));

	if (!st)
		die_oom(sizeof(*st));
	return st;
}

static void
state_free(void *state)
{
	struct state *st = state;

	arena_release(&st->arena);
	free(st);
}

static void
add_person(struct name_list *out, struct arena *a, const xmlNode *node)
{
	struct name n = { 0 };
	char *whole;

	n.family = xml_child_plain(a, node, "last");
	n.given = xml_child_plain(a, node, "first");
	if (!n.family && n.given) {
		n.family = n.given;
		n.given = NULL;
	}
	if (!n.family)
		return;
	whole = n.given ? arena_printf(a, "%s %s", n.given, n.family)
			: arena_strdup(a, n.family);
	if (name_is_corporate(span_of(whole)))
		n = (struct name){ .literal = whole };
	name_list_add(a, out, n);
}

static void
read_people(struct work *w, struct arena *a, const xmlNode *element)
{
	for (const xmlNode *n = element->children; n; n = n->next) {
		if (xml_is(n, "author"))
			add_person(&w->author, a, n);
		else if (xml_is(n, "editor"))
			add_person(&w->editor, a, n);
	}
}

static void
read_date(struct work *w, struct arena *a, const xmlNode *element)
{
	char *year = xml_child_plain(a, element, "year");
	char *month = xml_child_plain(a, element, "month");

	if (!year)
		return;
	w->issued = (struct date){ 0 };
	date_parse(&w->issued, NULL, a, span_of(year));
	if (month && w->issued.from.year) /* "June-July", "August 1-6" */
		w->issued.from.month =
		    date_month((struct span){ month, strcspn(month, "-/ ") });
}

static char *
doi_of(struct arena *a, const xmlNode *element)
{
	char *text = xml_child_plain(a, element, "doi");

	return text ? doi_normal(a, span_of(text)) : NULL;
}

static char *
isbn_of(struct arena *a, const xmlNode *element)
{
	char *text = xml_child_plain(a, element, "isbn");

	return text ? isbn_normal(a, span_of(text)) : NULL;
}

/*
 * Up to 2019 an id is letter, year, volume and paper in a row ("P19-1001"),
 * the volume having two digits for workshops, else one (acl-anthology,
 * "build_id"); since then "2020.acl-main.1".
 */
static char *
paper_id(struct arena *a, const struct state *st, const char *paper)
{
	const char *c = st->collection, *v = st->volume;
	long volume, number;
	char *end;

	if (!c || !v || !paper)
		return NULL;
	if (strchr(c, '.'))
		return arena_printf(a, "%s-%s.%s", c, v, paper);
	volume = strtol(v, &end, 10);
	if (*end || volume < 0 || volume > 99)
		return NULL;
	number = strtol(paper, &end, 10);
	if (*end || number < 0 || number > 999)
		return NULL;
	if (c[0] == 'W' || !strcmp(c, "C69") ||
	    (!strcmp(c, "D19") && volume >= 5))
		return arena_printf(a, "%s-%02ld%02ld", c, volume, number);
	return arena_printf(a, "%s-%ld%03ld", c, volume, number);
}

/* "Computational Linguistics, Volume 15, Number 1, March 1989" */
static char *
journal_name(struct arena *a, const char *booktitle)
{
	const char *end = booktitle ? strstr(booktitle, ", Volume ") : NULL;

	return end ? arena_strdup_span(a,
			 (struct span){ booktitle, (size_t)(end - booktitle) })
		   : arena_strdup(a, booktitle);
}

/* The volume is a book of its own, or the issue of a journal. */
static struct work *
read_meta(struct state *st, struct arena *a, const xmlNode *meta)
{
	struct work *w = &st->meta, *book;
	char *collection = arena_strdup(a, st->collection);
	char *volume = arena_strdup(a, st->volume);
	const char *rich;
	char *issue;

	arena_reset(&st->arena);
	st->collection = arena_strdup(&st->arena, collection);
	st->volume = arena_strdup(&st->arena, volume);
	*w = (struct work){ .type = WORK_TYPE_PAPER_CONFERENCE };
	w->container_title =
	    xml_title(&rich, &st->arena, xml_child(meta, "booktitle"));
	w->publisher = xml_child_plain(&st->arena, meta, "publisher");
	w->publisher_place = xml_child_plain(&st->arena, meta, "address");
	w->ISBN = isbn_of(&st->arena, meta);
	read_date(w, &st->arena, meta);
	read_people(w, &st->arena, meta);
	w->volume = xml_child_plain(&st->arena, meta, "journal-volume");
	issue = xml_child_plain(&st->arena, meta, "journal-issue");
	if (w->volume || issue || st->journal) {
		char *name = xml_child_plain(&st->arena, meta, "journal-title");

		w->type = WORK_TYPE_ARTICLE_JOURNAL;
		w->issue = issue;
		w->container_title =
		    name ? name : journal_name(&st->arena, w->container_title);
		w->editor = (struct name_list){ 0 };
		w->ISBN = NULL;
		return NULL;
	}
	book = work_copy(a, w);
	book->type = WORK_TYPE_BOOK;
	book->title = book->container_title;
	book->container_title = NULL;
	book->DOI = doi_of(a, meta);
	if (st->collection && st->volume)
		book->record =
		    arena_printf(a, "%s-%s", st->collection, st->volume);
	return book;
}

static struct work *
read_paper(const struct state *st, struct arena *a, const xmlNode *paper)
{
	struct work *w = work_copy(a, &st->meta);
	char *id = xml_attr(a, paper, "id");
	const xmlNode *withdrawn;
	struct name_list editors = w->editor;

	w->editor = (struct name_list){ 0 };
	w->title = xml_title(&w->title_rich, a, xml_child(paper, "title"));
	read_people(w, a, paper);
	if (!w->editor.len)
		w->editor = editors;
	read_date(w, a, paper);
	w->page = xml_child_plain(a, paper, "pages");
	w->DOI = doi_of(a, paper);
	w->ACL = paper_id(a, st, id);
	w->record = w->ACL;
	if (w->ACL && !w->DOI)
		w->URL = arena_printf(a, "https://aclanthology.org/%s", w->ACL);
	withdrawn = xml_child(paper, "retracted");
	if (!withdrawn)
		withdrawn = xml_child(paper, "removed");
	if (withdrawn) {
		char *why = xml_plain(a, withdrawn);

		work_add_relation(a, w, RELATION_RETRACTED_BY, NULL,
		    why ? why : "retracted (ACL Anthology)");
	}
	return w;
}

/* A new collection or volume. */
static void
read_around(struct state *st, struct arena *a, const xmlNode *tag)
{
	char *id = xml_attr(a, tag, "id");
	char *kind = xml_attr(a, tag, "type");

	if (xml_is(tag, "collection")) {
		st->collection = arena_strdup(&st->arena, id);
		st->volume = NULL;
	} else if (xml_is(tag, "volume")) {
		st->volume = arena_strdup(&st->arena, id);
		st->journal = kind && !strcmp(kind, "journal");
	} else {
		return;
	}
	st->meta = (struct work){ .type = WORK_TYPE_PAPER_CONFERENCE };
}

static struct work *
read(void *state, struct arena *a, const xmlNode *element)
{
	struct state *st = state;

	if (xml_is(element, "meta"))
		return read_meta(st, a, element);
	if (xml_is(element, "paper"))
		return read_paper(st, a, element);
	if (!xml_is(element, "frontmatter"))
		read_around(st, a, element);
	return NULL;
}

const struct xml_format xml_format_acl = {
	.name = "acl",
	.root = "collection",
	.records = records,
	.state_new = state_new,
	.state_free = state_free,
	.read = read,
};
