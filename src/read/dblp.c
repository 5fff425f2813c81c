#include "base/text.h"
#include "model/identifier.h"
#include "read/xml-format.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * DBLP's dblp.xml (dblp.org/xml, dblp.dtd; Michael Ley, "DBLP - Some Lessons
 * Learned", 2009). Titles end with a full stop that is not theirs, persons of
 * one name have numbers, <booktitle> is a short name whose long form only the
 * volume's own record has.
 */

static const char *const records[] = { "article", "inproceedings",
	"proceedings", "book", "incollection", "phdthesis", "mastersthesis",
	"www", "data", "person", NULL };

static const struct {
	const char *element;
	enum work_type type; /* NONE: not a work (home pages) */
	const char *genre;
} types[] = {
	{ "article", WORK_TYPE_ARTICLE_JOURNAL, NULL },
	{ "inproceedings", WORK_TYPE_PAPER_CONFERENCE, NULL },
	{ "proceedings", WORK_TYPE_BOOK, NULL },
	{ "book", WORK_TYPE_BOOK, NULL },
	{ "incollection", WORK_TYPE_CHAPTER, NULL },
	{ "phdthesis", WORK_TYPE_THESIS, "PhD thesis" },
	{ "mastersthesis", WORK_TYPE_THESIS, "Master's thesis" },
	{ "data", WORK_TYPE_DATASET, NULL },
	{ "www", WORK_TYPE_NONE, NULL },
	{ "person", WORK_TYPE_NONE, NULL },
};

/* Elements that become a field as they are. */
static const struct {
	const char *element;
	enum work_field field;
} fields[] = {
	{ "pages", WORK_page },
	{ "volume", WORK_volume },
	{ "number", WORK_issue },
	{ "publisher", WORK_publisher },
	{ "school", WORK_publisher },
	{ "address", WORK_publisher_place },
	{ "series", WORK_collection_title },
	{ "chapter", WORK_chapter_number },
};

/* What papers take from the record of the volume they are in. */
struct volume {
	uint64_t key;
	const char *title, *publisher, *series, *number, *isbn;
};

enum {
	VOLUMES_MAX = 400000, /* DBLP has some 60,000 */
	VALUE_MAX = 400,      /* bytes of a remembered value */
};

struct state {
	struct arena arena;
	struct volume *slots; /* by key, open addressing; key 0: free */
	size_t room, len;
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

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
	free(st->slots);
	free(st);
}

static uint64_t
key_of(const char *s)
{
	uint64_t key = text_hash(span_of(s));

	return key ? key : 1;
}

/* Where that key is, or would be. */
static struct volume *
slot(const struct state *st, uint64_t key)
{
	size_t at = (size_t)key & (st->room - 1);

	while (st->slots[at].key && st->slots[at].key != key)
		at = (at + 1) & (st->room - 1);
	return &st->slots[at];
}

static void
grow(struct state *st)
{
	struct volume *old = st->slots;
	size_t n = st->room;

	st->room = n ? 2 * n : 1024;
	st->slots = calloc(st->room, sizeof(*st->slots));
	if (!st->slots)
		die_oom(st->room * sizeof(*st->slots));
	for (size_t i = 0; i < n; i++)
		if (old[i].key)
			*slot(st, old[i].key) = old[i];
	free(old);
}

static const char *
remembered(struct state *st, const char *s)
{
	return s && strlen(s) <= VALUE_MAX ? arena_strdup(&st->arena, s) : NULL;
}

static void
remember_volume(struct state *st, const char *key, const struct work *w)
{
	struct volume *v;

	if (st->len >= VOLUMES_MAX)
		return;
	if (2 * st->len >= st->room)
		grow(st);
	v = slot(st, key_of(key));
	if (v->key)
		return;
	st->len++;
	v->key = key_of(key);
	v->title = remembered(st, w->title);
	v->publisher = remembered(st, w->publisher);
	v->series = remembered(st, w->collection_title);
	v->number = remembered(st, w->collection_number);
	v->isbn = remembered(st, w->ISBN);
}

/* The volume's record may come behind its papers': then they have the short
 * name only. */
static void
use_volume(
    struct work *w, struct arena *a, const struct state *st, const char *key)
{
	const struct volume *v = st->room ? slot(st, key_of(key)) : NULL;

	if (!v || !v->key)
		return;
	if (v->title) {
		w->container_title_short = w->container_title;
		w->container_title = arena_strdup(a, v->title);
	}
	if (!w->publisher)
		w->publisher = arena_strdup(a, v->publisher);
	if (!w->collection_title)
		w->collection_title = arena_strdup(a, v->series);
	if (!w->collection_number)
		w->collection_number = arena_strdup(a, v->number);
	if (!w->ISBN)
		w->ISBN = arena_strdup(a, v->isbn);
}

/* --- elements ------------------------------------------------------------------ */

static void
add_name(struct name_list *out, struct arena *a, const xmlNode *node)
{
	char *text = xml_plain(a, node);
	struct name n;

	if (!text)
		return;
	name_parse(&n, a, span_of(text), NAME_ORDER_GIVEN_FIRST);
	if (!n.family && !n.literal)
		return;
	if (node->properties)
		n.ORCID = xml_attr(a, node, "orcid");
	name_list_add(a, out, n);
}

/* An "electronic edition": a link to the work, often by DOI. */
static void
add_edition(struct work *w, struct arena *a, const xmlNode *node)
{
	char *url = xml_plain(a, node);

	if (!url || strchr(url, ' ')) /* cut or run together */
		return;
	if (!w->DOI && strstr(url, "10."))
		w->DOI = doi_normal(a, span_of(url));
	if (!w->arXiv && strstr(url, "arxiv"))
		w->arXiv = arxiv_normal(a, span_of(url), NULL);
	if (!w->ACL && strstr(url, "acl"))
		w->ACL = acl_normal(a, span_of(url));
	if (!w->URL && !strstr(url, "wikidata.org"))
		w->URL = url;
}

static void
set_year(struct work *w, struct arena *a, const xmlNode *node)
{
	char *text = xml_plain(a, node);
	long year = text ? strtol(text, NULL, 10) : 0;

	if (year > 0 && year < 10000 && date_year_plausible((int)year))
		w->issued.from.year = (int)year;
}

/* "July", also "July/August": the first. */
static void
set_month(struct work *w, struct arena *a, const xmlNode *node)
{
	char *text = xml_plain(a, node);

	if (text)
		w->issued.from.month =
		    date_month((struct span){ text, strcspn(text, "/- ") });
}

/* True: it is a field that goes in as it is. */
static bool
set_field(struct work *w, struct arena *a, const xmlNode *node)
{
	for (size_t i = 0; i < LENGTH(fields); i++) {
		if (!xml_is(node, fields[i].element))
			continue;
		if (!work_get(w, fields[i].field))
			work_set(w, fields[i].field, xml_plain(a, node));
		return true;
	}
	return false;
}

static void
read_element(
    struct work *w, struct arena *a, const xmlNode *node, const char **crossref)
{
	if (xml_is(node, "author"))
		add_name(&w->author, a, node);
	else if (xml_is(node, "editor"))
		add_name(&w->editor, a, node);
	else if (xml_is(node, "title") && !w->title)
		w->title = xml_title_without_stop(&w->title_rich, a, node);
	else if (xml_is(node, "year"))
		set_year(w, a, node);
	else if (xml_is(node, "month"))
		set_month(w, a, node);
	else if (xml_is(node, "journal") || xml_is(node, "booktitle"))
		w->container_title = xml_plain(a, node);
	else if (xml_is(node, "ee"))
		add_edition(w, a, node);
	else if (xml_is(node, "isbn") && !w->ISBN) {
		char *text = xml_plain(a, node);

		w->ISBN = text ? isbn_normal(a, span_of(text)) : NULL;
	} else if (xml_is(node, "crossref"))
		*crossref = xml_plain(a, node);
	else
		(void)set_field(w, a, node);
}

/* CoRR is arXiv: "abs/1706.03762" or "cs.CL/0001001" stands as its volume. */
static void
put_preprint_right(struct work *w, struct arena *a)
{
	const char *number = w->volume;

	if (!number || !w->container_title ||
	    strcmp(w->container_title, "CoRR") != 0)
		return;
	if (!strncmp(number, "abs/", 4))
		number += 4;
	if (!w->arXiv)
		w->arXiv = arxiv_normal(a, span_of(number), NULL);
	w->type = WORK_TYPE_ARTICLE;
	w->genre = "preprint";
}

static void
put_volume_right(struct work *w)
{
	if (w->type == WORK_TYPE_BOOK) {
		/* a volume of the series; <booktitle> is its short name */
		if (w->collection_title) {
			w->collection_number = w->volume;
			w->volume = NULL;
		}
		w->container_title = NULL;
	} else if (w->type != WORK_TYPE_ARTICLE_JOURNAL && w->issue) {
		w->number = w->issue;
		w->issue = NULL;
	}
	if (w->DOI)
		w->URL = NULL;
}

static bool
find_type(struct work *w, const xmlNode *element)
{
	for (size_t i = 0; i < LENGTH(types); i++)
		if (xml_is(element, types[i].element)) {
			w->type = types[i].type;
			w->genre = types[i].genre;
			return w->type != WORK_TYPE_NONE;
		}
	return false;
}

static struct work *
read(void *state, struct arena *a, const xmlNode *element)
{
	struct work *w = ARENA_NEW(a, struct work);
	const char *crossref = NULL;
	char *key, *kind;

	if (!find_type(w, element))
		return NULL;
	for (const xmlNode *n = element->children; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			read_element(w, a, n, &crossref);
	key = xml_attr(a, element, "key");
	w->record = key;
	if (key && w->type == WORK_TYPE_ARTICLE_JOURNAL &&
	    !strncmp(key, "tr/", 3))
		w->type = WORK_TYPE_REPORT;
	put_volume_right(w);
	put_preprint_right(w, a);
	kind = xml_attr(a, element, "publtype");
	if (kind && strstr(kind, "withdrawn"))
		work_add_relation(
		    a, w, RELATION_RETRACTED_BY, NULL, "withdrawn (DBLP)");
	if (key && xml_is(element, "proceedings"))
		remember_volume(state, key, w);
	if (crossref && w->type != WORK_TYPE_BOOK)
		use_volume(w, a, state, crossref);
	return w;
}

const struct xml_format xml_format_dblp = {
	.name = "dblp",
	.root = "dblp",
	.records = records,
	.state_new = state_new,
	.state_free = state_free,
	.read = read,
};
