#include "app/index-parts.h"

#include "base/text.h"
#include "match/compare.h"
#include "model/key.h"
#include "source/local-file.h"
#include "store/same.h"

#include <stdlib.h>

#include "base/banned.h"

/* --- two records of one work --------------------------------------------- */

/* Name for name the same, in another form perhaps: "J. Zhou", "Joey Zhou". */
static bool
names_agree(struct arena *a, const struct work *x, const struct work *y)
{
	struct folded_names nx, ny;

	if (!x->author.len || !y->author.len)
		return true;
	if (x->author.len != y->author.len)
		return false;
	names_prepare(&nx, a, &x->author);
	names_prepare(&ny, a, &y->author);
	for (size_t i = 0; i < nx.len; i++)
		if (name_compare(&nx.items[i], &ny.items[i]) < NAME_FORM)
			return false;
	return true;
}

/*
 * Sources that disagree about people, pages, year or venue of one work are both
 * kept: a reference that follows either of them is right.
 */
static bool
agree(struct arena *a, const struct work *x, const struct work *y)
{
	if (work_year(x) && work_year(y) && work_year(x) != work_year(y))
		return false;
	return names_agree(a, x, y) && !places_contradict(a, x, y);
}

/* A preprint and what was published from it are two, and linked as versions. */
static bool
is_same_work(struct arena *a, const struct work *x, const struct work *y)
{
	if (key_title(a, x->title) != key_title(a, y->title) ||
	    work_is_preprint(x) != work_is_preprint(y))
		return false;
	if (x->DOI && y->DOI)
		return doi_equal(x->DOI, y->DOI) && agree(a, x, y);
	return same_as_printed(a, x, y) && agree(a, x, y);
}

/* --- which went into which ----------------------------------------------- */

/* Dropped id to the one it went into, which may have been dropped as well:
 * open addressing, 0 is empty. */
struct links {
	struct index_merge *slots;
	size_t size, len;
};

static struct index_merge *
links_slot(const struct links *l, uint32_t id)
{
	size_t i = ((uint64_t)id * 0x9e3779b97f4a7c15U) >> 32 & (l->size - 1);

	while (l->slots[i].dropped && l->slots[i].dropped != id)
		i = (i + 1) & (l->size - 1);
	return &l->slots[i];
}

static uint32_t
links_root(const struct links *l, uint32_t id)
{
	while (l->size) {
		const struct index_merge *s = links_slot(l, id);

		if (!s->dropped)
			break;
		id = s->kept;
	}
	return id;
}

static void
links_add(struct links *l, uint32_t dropped, uint32_t kept)
{
	struct links old = *l;

	if (l->len * 2 >= l->size) {
		l->size = l->size ? l->size * 2 : 256;
		l->slots = calloc(l->size, sizeof(*l->slots));
		if (!l->slots)
			die_oom(l->size * sizeof(*l->slots));
		for (size_t i = 0; i < old.size; i++)
			if (old.slots[i].dropped)
				*links_slot(l, old.slots[i].dropped) =
				    old.slots[i];
		free(old.slots);
	}
	*links_slot(l, dropped) = (struct index_merge){ dropped, kept };
	l->len++;
}

/* --- groups of one identity ---------------------------------------------- */

/* A group may be thousands of "Editorial": so many are told apart, the rest
 * stays as it is. */
enum { KEPT_MAX = 16, OLD_MAX = 64 };

struct group {
	uint32_t *ids;
	size_t len, size;
};

struct finder {
	struct links links;
	const struct index_records *records;
	struct sbuf record;
	/* For all of a group, and for one comparison. */
	struct arena arena, scratch;
};

static void
group_push(struct group *g, uint32_t id)
{
	if (g->len == g->size) {
		g->size = g->size ? g->size * 2 : 64;
		g->ids = realloc(g->ids, g->size * sizeof(*g->ids));
		if (!g->ids)
			die_oom(g->size * sizeof(*g->ids));
	}
	g->ids[g->len++] = id;
}

static int
get_work(struct work **out, struct finder *f, struct arena *a, uint32_t id,
    struct err *err)
{
	int rc = index_records_get(f->records, &f->record, id, err);

	return rc ? rc
		  : local_record_decode(out, a,
			(struct span){ f->record.buf, f->record.len }, err);
}

/* x is to be one with y; if one of them has gone into another, that has to
 * agree as well. The lowest id stays. */
static int
link_works(bool *linked, struct finder *f, uint32_t x, const struct work *wx,
    uint32_t y, const struct work *wy, struct err *err)
{
	uint32_t rx = links_root(&f->links, x), ry = links_root(&f->links, y);
	uint32_t first = f->records->spool->first;
	struct work *w;
	int rc = 0;

	*linked = rx == ry;
	/* What the index has as two stays two. */
	if (*linked || (rx < first && ry < first) ||
	    !is_same_work(&f->scratch, wx, wy))
		return 0;
	if (rx != x) {
		rc = get_work(&w, f, &f->scratch, rx, err);
		wx = w;
	}
	if (!rc && ry != y) {
		rc = get_work(&w, f, &f->scratch, ry, err);
		wy = w;
	}
	if (rc || ((rx != x || ry != y) && !is_same_work(&f->scratch, wx, wy)))
		return rc;
	links_add(&f->links, rx < ry ? ry : rx, rx < ry ? rx : ry);
	*linked = true;
	return 0;
}

/* Records of the index that is updated with that DOI or title. */
static int
add_old(struct group *old, struct finder *f, uint32_t id, struct err *err)
{
	struct local_index *ix = f->records->old;
	const enum local_key_kind kinds[] = { LOCAL_KEY_IDENTIFIER,
		LOCAL_KEY_TITLE };
	uint64_t hashes[2] = { 0 };
	struct work *w;
	int rc = get_work(&w, f, &f->scratch, id, err);

	old->len = 0;
	if (rc)
		return rc;
	if (w->DOI)
		hashes[0] = key_identifier(
		    IDENTIFIER_DOI, doi_normal(&f->scratch, span_of(w->DOI)));
	hashes[1] = key_title(&f->scratch, w->title);
	for (size_t k = 0; k < 2; k++) {
		struct local_ids ids;

		rc = local_index_ids(&ids, ix, kinds[k], hashes[k], err);
		if (rc)
			return rc;
		for (size_t i = 0; i < ids.len && i < OLD_MAX; i++)
			group_push(old, local_ids_get(&ids, i));
	}
	return 0;
}

static int
find_in_group(struct finder *f, const struct group *g, const struct group *old,
    struct err *err)
{
	struct {
		uint32_t id;
		struct work *work;
	} kept[KEPT_MAX + 2 * OLD_MAX];
	size_t kept_len = 0;
	int rc = 0;

	for (size_t i = 0; !rc && i < old->len; i++) {
		kept[kept_len].id = old->ids[i];
		rc = get_work(
		    &kept[kept_len++].work, f, &f->arena, old->ids[i], err);
	}
	for (size_t i = 0; !rc && i < g->len; i++) {
		bool linked = false;
		struct work *w;

		arena_reset(&f->scratch);
		rc = get_work(&w, f, &f->scratch, g->ids[i], err);
		for (size_t k = 0; !rc && !linked && k < kept_len; k++)
			rc = link_works(&linked, f, kept[k].id, kept[k].work,
			    g->ids[i], w, err);
		if (rc || linked || kept_len >= KEPT_MAX + old->len)
			continue;
		kept[kept_len].id = g->ids[i];
		rc = get_work(
		    &kept[kept_len++].work, f, &f->arena, g->ids[i], err);
	}
	arena_reset(&f->arena);
	arena_reset(&f->scratch);
	return rc;
}

static int
end_group(struct finder *f, struct group *g, struct group *old, struct err *err)
{
	int rc = 0;

	if (g->len && f->records->old)
		rc = add_old(old, f, g->ids[0], err);
	if (!rc && g->len + old->len > 1)
		rc = find_in_group(f, g, old, err);
	g->len = old->len = 0;
	return rc;
}

/* --- the result ---------------------------------------------------------- */

static int
compare_dropped(const void *va, const void *vb)
{
	const struct index_merge *a = va, *b = vb;

	return a->dropped < b->dropped ? -1 : a->dropped > b->dropped;
}

static int
compare_kept(const void *va, const void *vb)
{
	const struct index_merge *a = va, *b = vb;

	if (a->kept != b->kept)
		return a->kept < b->kept ? -1 : 1;
	return compare_dropped(va, vb);
}

static void
tell_merges(struct index_merges *out, const struct links *l)
{
	if (!l->len)
		return;
	out->by_dropped = malloc(l->len * sizeof(*out->by_dropped));
	out->by_kept = malloc(l->len * sizeof(*out->by_kept));
	if (!out->by_dropped || !out->by_kept)
		die_oom(l->len * sizeof(*out->by_kept));
	for (size_t i = 0; i < l->size; i++)
		if (l->slots[i].dropped)
			out->by_dropped[out->len++] =
			    (struct index_merge){ l->slots[i].dropped,
				    links_root(l, l->slots[i].dropped) };
	memcpy(out->by_kept, out->by_dropped, out->len * sizeof(*out->by_kept));
	qsort(out->by_dropped, out->len, sizeof(*out->by_dropped),
	    compare_dropped);
	qsort(out->by_kept, out->len, sizeof(*out->by_kept), compare_kept);
}

int
index_merges_find(struct index_merges *out, struct index_sorter *s,
    const struct index_records *records, uint64_t *key, uint32_t *id,
    struct err *err)
{
	struct finder f = { .records = records, .record = SBUF_INIT };
	struct group g = { 0 }, old = { 0 };
	uint64_t last = 0;
	int more, rc = 0;

	*out = (struct index_merges){ 0 };
	while ((more = index_sorter_next(s, key, id, err)) == 1) {
		if (g.len && *key != last)
			rc = end_group(&f, &g, &old, err);
		if (rc || local_key_kind(*key) != LOCAL_KEY_IDENTITY)
			break;
		group_push(&g, *id);
		last = *key;
	}
	if (!rc && more == 0)
		rc = end_group(&f, &g, &old, err);
	if (!rc && more >= 0)
		tell_merges(out, &f.links);
	free(f.links.slots);
	free(g.ids);
	free(old.ids);
	sbuf_release(&f.record);
	arena_release(&f.arena);
	arena_release(&f.scratch);
	return rc ? rc : more;
}

uint32_t
index_merges_kept(const struct index_merges *m, uint32_t id)
{
	struct index_merge want = { id, 0 }, *found;

	if (!m->len)
		return id;
	found = bsearch(
	    &want, m->by_dropped, m->len, sizeof(want), compare_dropped);
	return found ? found->kept : id;
}

/* --- one record of several ----------------------------------------------- */

/* Fields that belong to the work whichever record tells them. */
static const enum work_field identifiers[] = { WORK_DOI, WORK_arXiv, WORK_ISBN,
	WORK_ISSN, WORK_PMID, WORK_PMCID, WORK_ACL, WORK_URL };

static void
fill_relations(struct arena *a, struct work *w, const struct work *from)
{
	for (const struct relation *r = from->relations; r; r = r->next) {
		const struct relation *k = w->relations;

		while (k && (k->kind != r->kind || !k->id != !r->id ||
				(r->id && strcmp(k->id, r->id) != 0)))
			k = k->next;
		if (!k)
			work_add_relation(a, w, r->kind, r->id, r->note);
	}
}

/* Does it stand in a journal or a volume, as far as its type tells? */
static bool
is_paper(const struct work *w)
{
	switch (w->type) {
	case WORK_TYPE_NONE:
	case WORK_TYPE_ARTICLE:
	case WORK_TYPE_ARTICLE_JOURNAL:
	case WORK_TYPE_PAPER_CONFERENCE: return true;
	default: return false;
	}
}

/*
 * Of other kinds, the same field may mean another thing; but one service calls a
 * proceedings' paper what another calls an article, and both tell where it is.
 */
static void
fill_place(struct work *w, const struct work *from)
{
	static const enum work_field places[] = { WORK_volume, WORK_issue,
		WORK_page, WORK_publisher, WORK_publisher_place };

	if (!is_paper(w) || !is_paper(from) || !w->container_title ||
	    !from->container_title || work_year(w) != work_year(from))
		return;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (!work_get(w, places[i]))
			work_set(w, places[i], work_get(from, places[i]));
}

/* Letters of the given names; 0 if the family names are not the same. */
static size_t
given_letters(const struct folded_names *n, const struct folded_names *other)
{
	size_t letters = 0;

	if (n->len != other->len || n->others != other->others)
		return 0;
	for (size_t i = 0; i < n->len; i++) {
		if (strcmp(n->items[i].family, other->items[i].family) != 0)
			return 0;
		letters += strlen(n->items[i].letters);
	}
	return letters;
}

/* The same people: whose given names are written out? */
static bool
are_fuller_names(struct arena *a, const struct work *from, const struct work *w)
{
	struct folded_names nf, nw;

	names_prepare(&nf, a, &from->author);
	names_prepare(&nw, a, &w->author);
	return given_letters(&nf, &nw) > given_letters(&nw, &nf);
}

static void
fill(struct arena *a, struct work *w, struct work *from)
{
	size_t n = sizeof(identifiers) / sizeof(identifiers[0]);

	if (title_is_better(from, w)) {
		w->title = from->title;
		w->title_rich = from->title_rich;
	}
	if (are_fuller_names(a, from, w))
		w->author = from->author;

	for (size_t i = 0; i < n; i++)
		if (!work_get(w, identifiers[i]))
			work_set(
			    w, identifiers[i], work_get(from, identifiers[i]));
	fill_relations(a, w, from);
	/* The longer record may still have cut its authors. */
	if (w->author.others && !from->author.others &&
	    from->author.len >= w->author.len)
		w->author = from->author;
	if (w->type != from->type) {
		fill_place(w, from);
		return;
	}
	for (unsigned f = 0; f < WORK_FIELDS; f++)
		if (!work_get(w, (enum work_field)f))
			work_set(w, (enum work_field)f,
			    work_get(from, (enum work_field)f));
	for (unsigned f = 0; f < WORK_NAME_FIELDS; f++) {
		struct name_list *to = work_names(w, (enum work_name_field)f);

		if (!to->len)
			*to = *work_names(from, (enum work_name_field)f);
	}
	for (unsigned f = 0; f < WORK_DATE_FIELDS; f++) {
		struct date *to = work_date(w, (enum work_date_field)f);

		if (date_is_empty(to))
			*to = *work_date(from, (enum work_date_field)f);
	}
}

struct member {
	uint32_t id;
	size_t size;
	unsigned terms;
	struct work *work;
};

/* The longest record knows most; of equals the first. */
static int
compare_members(const void *va, const void *vb)
{
	const struct member *x = va, *y = vb;

	if (x->size != y->size)
		return x->size > y->size ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static int
get_member(struct member *out, struct arena *a, struct span record, uint32_t id,
    struct err *err)
{
	out->id = id;
	out->size = record.len;
	out->terms = local_record_terms(record);
	return local_record_decode(&out->work, a, record, err);
}

int
index_merges_fill(struct sbuf *record, const struct index_merges *m,
    uint32_t id, const struct index_records *records, struct err *err)
{
	struct sbuf other = SBUF_INIT;
	struct arena a = ARENA_INIT;
	struct member *members;
	size_t low = 0, high = m->len, len = 1;
	int rc;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (m->by_kept[mid].kept < id)
			low = mid + 1;
		else
			high = mid;
	}
	for (high = low; high < m->len && m->by_kept[high].kept == id; high++)
		continue;
	if (low == high)
		return 0;
	members = ARENA_ARRAY(&a, struct member, high - low + 1);
	rc = get_member(&members[0], &a,
	    (struct span){ record->buf, record->len }, id, err);
	for (; !rc && low < high; low++) {
		rc = index_records_get(
		    records, &other, m->by_kept[low].dropped, err);
		if (!rc)
			rc = get_member(&members[len++], &a,
			    (struct span){ other.buf, other.len },
			    m->by_kept[low].dropped, err);
	}
	if (!rc) {
		qsort(members, len, sizeof(*members), compare_members);
		for (size_t i = 1; i < len; i++)
			fill(&a, members[0].work, members[i].work);
		sbuf_reset(record);
		local_record_encode(record, members[0].work, members[0].terms);
	}
	sbuf_release(&other);
	arena_release(&a);
	return rc;
}

void
index_merges_release(struct index_merges *m)
{
	free(m->by_dropped);
	free(m->by_kept);
	*m = (struct index_merges){ 0 };
}
