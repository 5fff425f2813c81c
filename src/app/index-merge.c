#include "app/index-parts.h"

#include "source/local-file.h"

#include <stdlib.h>

#include "base/banned.h"

/* Works that are equal by their identity key (index-keys.c), in one group. */
struct group {
	uint32_t *ids;
	size_t len, size;
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

/* A record of a group, decoded. */
struct member {
	uint32_t id;
	size_t size;
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

/*
 * Sources that disagree about pages, year or venue of one work are both kept: a
 * reference that follows either of them is right.
 */
static bool
agree(struct work *x, struct work *y)
{
	static const enum work_field fields[] = { WORK_container_title,
		WORK_volume, WORK_issue, WORK_page, WORK_edition };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const char *p = work_get(x, fields[i]),
			   *q = work_get(y, fields[i]);

		if (p && q && strcmp(p, q))
			return false;
	}
	if (work_year(x) && work_year(y) && work_year(x) != work_year(y))
		return false;
	return !x->author.len || !y->author.len ||
	       x->author.len == y->author.len;
}

static void
add_merge(struct index_merges *m, size_t *size, uint32_t dropped, uint32_t kept)
{
	if (m->len == *size) {
		*size = *size ? *size * 2 : 256;
		m->by_dropped =
		    realloc(m->by_dropped, *size * sizeof(*m->by_dropped));
		if (!m->by_dropped)
			die_oom(*size * sizeof(*m->by_dropped));
	}
	m->by_dropped[m->len++] = (struct index_merge){ dropped, kept };
}

/* Groups are small; a file that repeats one record for ever must not be slow. */
enum { KEPT_MAX = 16 };

static int
add_group(struct index_merges *m, size_t *size, const struct group *g,
    struct index_spool *spool, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct sbuf record = SBUF_INIT;
	struct member *members = ARENA_ARRAY(&a, struct member, g->len);
	size_t kept[KEPT_MAX], kept_len = 0;
	int rc = 0;

	for (size_t i = 0; !rc && i < g->len; i++) {
		members[i].id = g->ids[i];
		rc = index_spool_get(spool, &record, g->ids[i], err);
		members[i].size = record.len;
		if (!rc)
			rc = local_record_decode(&members[i].work, &a,
			    (struct span){ record.buf, record.len }, err);
	}
	if (!rc)
		qsort(members, g->len, sizeof(*members), compare_members);
	for (size_t i = 0; !rc && i < g->len; i++) {
		size_t k = 0;

		while (k < kept_len &&
		       !agree(members[kept[k]].work, members[i].work))
			k++;
		if (k < kept_len)
			add_merge(m, size, members[i].id, members[kept[k]].id);
		else if (kept_len < KEPT_MAX)
			kept[kept_len++] = i;
	}
	sbuf_release(&record);
	arena_release(&a);
	return rc;
}

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

int
index_merges_find(struct index_merges *out, struct index_sorter *s,
    struct index_spool *spool, uint64_t *key, uint32_t *id, struct err *err)
{
	struct group g = { 0 };
	uint64_t last = 0;
	size_t size = 0;
	int more, rc = 0;

	*out = (struct index_merges){ 0 };
	while ((more = index_sorter_next(s, key, id, err)) == 1) {
		bool same = g.len && *key == last;

		if (!same && g.len > 1)
			rc = add_group(out, &size, &g, spool, err);
		if (!same)
			g.len = 0;
		if (rc || local_key_kind(*key) != LOCAL_KEY_IDENTITY)
			break;
		group_push(&g, *id);
		last = *key;
	}
	if (!rc && more == 0 && g.len > 1)
		rc = add_group(out, &size, &g, spool, err);
	free(g.ids);
	if (rc)
		return rc;
	if (!out->len)
		return more;
	out->by_kept = malloc(out->len * sizeof(*out->by_kept));
	if (!out->by_kept)
		die_oom(out->len * sizeof(*out->by_kept));
	memcpy(out->by_kept, out->by_dropped, out->len * sizeof(*out->by_kept));
	qsort(out->by_dropped, out->len, sizeof(*out->by_dropped),
	    compare_dropped);
	qsort(out->by_kept, out->len, sizeof(*out->by_kept), compare_kept);
	return more;
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

/* Fields that belong to the work whichever record tells them. */
static const enum work_field identifiers[] = { WORK_DOI, WORK_arXiv, WORK_ISBN,
	WORK_ISSN, WORK_PMID, WORK_PMCID, WORK_ACL, WORK_URL };

static void
fill(struct work *w, struct work *from)
{
	size_t n = sizeof(identifiers) / sizeof(identifiers[0]);

	for (size_t i = 0; i < n; i++)
		if (!work_get(w, identifiers[i]))
			work_set(
			    w, identifiers[i], work_get(from, identifiers[i]));
	/* A preprint's record has another container and other dates. */
	if (w->type != from->type)
		return;
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
	if (!w->relations)
		w->relations = from->relations;
}

int
index_merges_fill(struct sbuf *record, const struct index_merges *m,
    uint32_t id, struct index_spool *spool, struct err *err)
{
	struct sbuf other = SBUF_INIT;
	struct arena a = ARENA_INIT;
	struct work *w, *from;
	size_t low = 0, high = m->len;
	unsigned terms;
	int rc;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (m->by_kept[mid].kept < id)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == m->len || m->by_kept[low].kept != id)
		return 0;
	terms = local_record_terms((struct span){ record->buf, record->len });
	rc = local_record_decode(
	    &w, &a, (struct span){ record->buf, record->len }, err);
	for (; !rc && low < m->len && m->by_kept[low].kept == id; low++) {
		rc = index_spool_get(
		    spool, &other, m->by_kept[low].dropped, err);
		if (!rc)
			rc = local_record_decode(&from, &a,
			    (struct span){ other.buf, other.len }, err);
		if (!rc)
			fill(w, from);
	}
	if (!rc) {
		sbuf_reset(record);
		local_record_encode(record, w, terms);
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
