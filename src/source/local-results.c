#include "source/local-search.h"

#include <stdlib.h>

#include "base/banned.h"

enum { VERSIONS_OF = 3 }; /* of how many of the best */

/*
 * A record whose words are nearly all in the query is more likely than one that has
 * as many of them but is far longer.
 */
static int
weigh_coverage(struct search *q, struct ranked *r)
{
	const struct local_slot *s = &q->ix->slots[r->slot];
	struct span packed;
	unsigned terms;
	int rc = local_index_row(&packed, q->ix, &q->ix->record, r->id, q->err);

	if (rc)
		return rc;
	r->packed = ARENA_NEW(&q->scratch, struct span);
	*r->packed = local_index_keep(q->ix, &q->scratch, packed);
	terms = local_packed_terms(packed);
	if (terms)
		r->score -=
		    s->score * 0.5F *
		    (1 - (float)(s->matched < terms ? s->matched : terms) /
			     (float)terms);
	return 0;
}

/*
 * The best, weighed so, in order. Weighing only takes away and reads a row: when what
 * is left is worse even without it, none of that can be among them.
 */
static int
best_by_coverage(struct search *q, struct ranked **out, size_t *len)
{
	size_t room = q->max + 40, n;
	struct ranked *all = ARENA_ARRAY(&q->scratch, struct ranked, room);
	struct ranked *best = ARENA_ARRAY(&q->scratch, struct ranked, room);
	int rc = 0;

	*len = 0;
	*out = best;
	n = local_pick_scored_again(q, all, room);
	qsort(all, n, sizeof(*all), local_compare_ranked);
	for (size_t i = 0; i < n; i++) {
		if (*len == q->max && all[i].score < best[0].score)
			break;
		rc = weigh_coverage(q, &all[i]);
		if (rc)
			return rc;
		local_keep_best(best, len, q->max, &all[i]);
	}
	qsort(best, *len, sizeof(*best), local_compare_ranked);
	return 0;
}

static int
add_work(
    struct search *q, struct work ***out, size_t *len, const struct ranked *r)
{
	struct work *w;
	int rc = r->packed ? local_index_decode(
				 &w, q->a, q->ix, r->id, *r->packed, q->err)
			   : local_index_work(&w, q->a, q->ix, r->id, q->err);

	if (!rc)
		ARENA_PUSH(q->a, *out, *len) = w;
	return rc;
}

static bool
is_among(const struct ranked *r, size_t n, uint32_t id)
{
	for (size_t i = 0; i < n; i++)
		if (r[i].id == id)
			return true;
	return false;
}

/* Versions of the best come behind it and, when there is no room, instead of
 * the last ones. */
static int
insert_versions(struct search *q, struct ranked *r, size_t *n)
{
	for (size_t i = 0; i < VERSIONS_OF && i < *n; i++) {
		uint32_t *ids;
		size_t len;
		int rc = local_versions(&ids, &len, q, r[i].id, i == 0);

		if (rc)
			return rc;
		for (size_t k = 0, at = i + 1; k < len && at < q->max; k++) {
			if (is_among(r, *n, ids[k]))
				continue;
			if (*n == q->max)
				--*n;
			memmove(r + at + 1, r + at, (*n - at) * sizeof(*r));
			++*n;
			r[at++] =
			    (struct ranked){ ids[k], r[i].score, 0, NULL };
		}
	}
	return 0;
}

int
local_results(struct search *q, struct work ***out, size_t *len)
{
	struct ranked *r;
	size_t n;
	int rc = best_by_coverage(q, &r, &n);

	if (!rc)
		rc = insert_versions(q, r, &n);
	for (size_t i = 0; !rc && i < n; i++)
		rc = add_work(q, out, len, &r[i]);
	return rc;
}
