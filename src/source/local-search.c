#include "source/local-search.h"

#include "base/text.h"
#include "model/key.h"

#include <math.h>
#include <stdlib.h>

#include "base/banned.h"

/*
 * Candidates by sums of idf over postings, rarest terms first, until a budget
 * of postings is spent; then the best are scored again with further lists (the
 * "continue" strategy of Moffat and Zobel, Self-indexing inverted files, ACM
 * TOIS 14(4), 1996). Keys of whole fields come before, and are bonuses.
 */
enum {
	POSTINGS_BUDGET = 20000,
	BUDGET_SHARE = 200, /* and one more for so many works */
	LISTS_MIN = 2,      /* read whatever their length */
	LIST_MAX = 120000,  /* unless a list is as long as this */
	CONTINUE_LISTS = 10,
	CONTINUE_BUDGET = 3000000,
	CONTINUE_BEST = 300,      /* candidates that are scored again, */
	CONTINUE_SHARE = 4000,    /* one more for so many works, */
	CONTINUE_BEST_MAX = 2000, /* but not more */
	TERMS_MAX = 160,          /* of a query */
	NAMES_MAX = 3,            /* authors whose names are searched for */
	SLOTS_MIN = 16384,
	REPAIRED_BUDGET = 30000,
};

/* A word of the text that the parsed title and names lack is mostly of the
 * container or the publisher, by which no record is found. */
static const float unparsed_weight = 0.4F;
/* When a record has so much of the parsed title and names, the text is left alone. */
static const float enough_of_claim = 0.75F;
/* A word that was put right may have been another. */
static const float repaired_weight = 0.8F;
/* What a title and three names weigh; a raw text weighs more, of no use. */
static const float whole_most = 100;

/* --- the table of candidates --------------------------------------------- */

/* Places of the slots in use: at most half of them are. */
static uint32_t *
new_used(size_t slots)
{
	uint32_t *used = malloc(slots / 2 * sizeof(*used));

	if (!used)
		die_oom(slots / 2 * sizeof(*used));
	return used;
}

/* A table for the first search; those after it find it empty. */
static void
slots_open(struct search *q)
{
	struct local_index *ix = q->ix;

	if (ix->slots)
		return;
	ix->slots = calloc(SLOTS_MIN, sizeof(*ix->slots));
	if (!ix->slots)
		die_oom(SLOTS_MIN * sizeof(*ix->slots));
	ix->slots_size = SLOTS_MIN;
	ix->used = new_used(SLOTS_MIN);
}

/* Only what was used is made empty again: the table is big, most searches small. */
static void
slots_empty(struct search *q)
{
	for (size_t i = 0; i < q->used_len; i++)
		q->ix->slots[q->ix->used[i]] = (struct local_slot){ 0 };
}

/*
 * Postings ascend, so neighbours in a list stay near each other in the table, and
 * blocks of ids are spread.
 */
static inline size_t
slot_home(size_t size, uint32_t id)
{
	return (id + (id >> 12) * 0x9e3779b1U) & (size - 1);
}

static inline size_t
slot_place(const struct local_slot *slots, size_t size, uint32_t id)
{
	size_t i = slot_home(size, id);

	while (slots[i].id && slots[i].id != id)
		i = (i + 1) & (size - 1);
	return i;
}

/* Room for more candidates, so that the table stays at most half full. */
void
local_slots_reserve(struct search *q, size_t more)
{
	struct local_index *ix = q->ix;
	struct local_slot *kept;
	size_t size = ix->slots_size;

	while (size / 2 < q->used_len + more)
		size *= 2;
	if (size == ix->slots_size)
		return;
	kept = arena_alloc_array(&q->scratch, q->used_len + 1, sizeof(*kept));
	for (size_t i = 0; i < q->used_len; i++)
		kept[i] = ix->slots[ix->used[i]];
	free(ix->slots);
	free(ix->used);
	ix->slots = calloc(size, sizeof(*ix->slots));
	if (!ix->slots)
		die_oom(size * sizeof(*ix->slots));
	ix->slots_size = size;
	ix->used = new_used(size);
	for (size_t i = 0; i < q->used_len; i++) {
		size_t at = slot_place(ix->slots, size, kept[i].id);

		ix->slots[at] = kept[i];
		ix->used[i] = (uint32_t)at;
	}
}

static inline struct local_slot *
slot_get(struct search *q, uint32_t id)
{
	struct local_index *ix = q->ix;
	size_t at = slot_place(ix->slots, ix->slots_size, id);
	struct local_slot *s = &ix->slots[at];

	if (!s->id) {
		s->id = id;
		ix->used[q->used_len++] = (uint32_t)at;
	}
	return s;
}

struct local_slot *
local_slot_get(struct search *q, uint32_t id)
{
	return slot_get(q, id);
}

struct local_slot *
local_slot_find(struct search *q, uint32_t id)
{
	struct local_index *ix = q->ix;
	struct local_slot *s =
	    &ix->slots[slot_place(ix->slots, ix->slots_size, id)];

	return s->id ? s : NULL;
}

/* --- terms --------------------------------------------------------------- */

static struct query_term *
add_term(struct search *q, uint64_t hash)
{
	for (size_t k = 0; k < q->terms_len; k++)
		if (q->terms[k].hash == hash)
			return NULL;
	if (q->terms_len == TERMS_MAX)
		return NULL;
	q->terms[q->terms_len] = (struct query_term){ .hash = hash };
	return &q->terms[q->terms_len++];
}

static void
add_terms(struct search *q, const char *text)
{
	struct term *terms;
	size_t n = key_terms(&terms, &q->scratch, text);

	for (size_t i = 0; i < n; i++) {
		struct query_term *t = add_term(q, terms[i].hash);

		if (!t)
			continue;
		t->number = terms[i].number;
		t->word = terms[i].word;
		if (i)
			t->before = terms[i - 1].word;
		if (i + 1 < n)
			t->after = terms[i + 1].word;
	}
}

/* Words by weight, then numbers: years and pages are in many titles by chance. */
static int
compare_terms(const void *va, const void *vb)
{
	const struct query_term *a = va, *b = vb;

	if (a->number != b->number)
		return a->number ? 1 : -1;
	if (a->idf != b->idf)
		return a->idf > b->idf ? -1 : 1;
	return a->hash < b->hash ? -1 : a->hash > b->hash;
}

static void
add_unknown(struct search *q, const struct query_term *t, float weight)
{
	if (t->number || !t->word.len ||
	    text_is_cjk(text_next(t->word, &(size_t){ 0 })) ||
	    q->unknown_len == LOCAL_UNKNOWN_MAX)
		return;
	q->unknown[q->unknown_len++] = *t;
	q->unknown_weight += weight;
}

/*
 * Look up a term. A word of a raw text counts for as much as it is likely to be
 * of title or names, and not of what surrounds them.
 */
static int
weigh_term(struct search *q, struct query_term *t, float weight, bool raw)
{
	float works = (float)q->ix->info.works;
	struct span *p = &t->found.postings;
	uint32_t around = 0;
	int rc = local_index_term(&t->found, q->ix, t->hash, q->err);

	if (!rc)
		*p = local_index_keep(q->ix, &q->scratch, *p);
	if (!rc && raw)
		rc = local_index_surrounding(&around, q->ix, t->hash, q->err);
	if (rc)
		return rc;
	if (!t->found.df) {
		if (!around)
			add_unknown(q, t, weight * logf(works + 1));
		return 0;
	}
	t->idf = logf((works + 1) / (float)t->found.df);
	if (t->idf < 0.01F)
		t->idf = 0.01F;
	t->idf *=
	    weight * (float)t->found.df / ((float)t->found.df + (float)around);
	return 0;
}

/* Look up the terms from `from` on, drop what no record has, sort the rest. */
static int
weigh_terms(struct search *q, size_t from, float weight, bool raw)
{
	size_t kept = from;

	for (size_t i = from; i < q->terms_len; i++) {
		struct query_term t = q->terms[i];
		int rc = weigh_term(q, &t, weight, raw);

		if (rc)
			return rc;
		if (t.found.df)
			q->terms[kept++] = t;
	}
	q->terms_len = kept;
	qsort(q->terms + from, kept - from, sizeof(*q->terms), compare_terms);
	return 0;
}

int
local_open_postings(
    struct local_postings *out, struct search *q, const struct query_term *t)
{
	struct span list = t->found.postings;
	int rc = 0;

	if (t->found.form == LOCAL_POSTINGS_LIST && t->found.list <= INT64_MAX)
		rc = local_index_row(
		    &list, q->ix, &q->ix->list, (int64_t)t->found.list, q->err);
	*out = local_postings_of(list);
	return rc;
}

/* The next ids of a list, at most `max`; their slots are on the way to the processor. */
static size_t
next_ids(uint32_t *ids, size_t max, struct search *q, struct local_postings *p)
{
	const struct local_slot *slots = q->ix->slots;
	size_t size = q->ix->slots_size, n = 0;

	while (n < max && local_postings_next(p)) {
		__builtin_prefetch(&slots[slot_home(size, p->id)], 1);
		ids[n++] = p->id;
	}
	return n;
}

static int
accumulate(struct search *q, struct query_term *t)
{
	enum { TOGETHER = 32 };
	uint32_t ids[TOGETHER];
	struct local_postings p;
	int rc = local_open_postings(&p, q, t);
	size_t n = 0, most, k;

	if (rc)
		return rc;
	/* No list has more postings than bytes. */
	most = blob_left(&p.reader);
	if (most > t->found.df)
		most = t->found.df;
	local_slots_reserve(q, most);
	do {
		k = most - n < TOGETHER ? most - n : TOGETHER;
		k = next_ids(ids, k, q, &p);
		for (size_t i = 0; i < k; i++) {
			struct local_slot *s = slot_get(q, ids[i]);

			s->score += t->idf;
			s->matched++;
			if (s->score > q->best)
				q->best = s->score;
		}
		n += k;
	} while (k);
	if (p.reader.bad)
		return local_index_damaged(q->ix, q->err, "a list of words");
	t->read = true;
	q->postings += n;
	q->lists++;
	return 0;
}

/*
 * Read lists, rarest first, while the budget lasts and while a record that is
 * in none of those read could still overtake the best.
 */
static int
accumulate_all(struct search *q, size_t from)
{
	float left = 0;

	for (size_t i = from; i < q->terms_len; i++)
		left += q->terms[i].idf;
	for (size_t i = from; i < q->terms_len; i++) {
		struct query_term *t = &q->terms[i];
		int rc;

		if (q->lists >= LISTS_MIN && left < q->best)
			break;
		left -= t->idf;
		if (t->found.form == LOCAL_POSTINGS_NONE ||
		    t->found.df > LIST_MAX)
			continue;
		if (q->lists >= LISTS_MIN &&
		    q->postings + t->found.df >
			POSTINGS_BUDGET + q->ix->info.works / BUDGET_SHARE)
			continue;
		rc = accumulate(q, t);
		if (rc)
			return rc;
	}
	return 0;
}

/* When the work is certain, what only shares author and year is no rival. */
static const unsigned telling_keys = 1U << LOCAL_KEY_TITLE |
				     1U << LOCAL_KEY_TITLE_HEAD |
				     1U << LOCAL_KEY_VOLUME_PAGE;

/* --- the best ------------------------------------------------------------ */

static float
slot_score(const struct local_slot *s, float whole)
{
	float bonus = s->bonus;

	if (s->keys & 1U << LOCAL_KEY_TITLE)
		bonus += whole;
	if (s->keys & 1U << LOCAL_KEY_TITLE_HEAD)
		bonus += whole * 0.25F;
	return s->score + bonus;
}

static float
whole_query(const struct search *q)
{
	float sum = 0;

	for (size_t i = 0; i < q->terms_len; i++)
		if (!q->terms[i].number)
			sum += q->terms[i].idf;
	if (sum > whole_most)
		return whole_most;
	return sum > 1 ? sum : 1;
}

static bool
ranks_before(const struct ranked *a, const struct ranked *b)
{
	if (a->score != b->score)
		return a->score > b->score;
	return a->id < b->id;
}

int
local_compare_ranked(const void *va, const void *vb)
{
	const struct ranked *a = va, *b = vb;

	if (ranks_before(a, b))
		return -1;
	return ranks_before(b, a);
}

/* heap[0] is the worst of those kept. */
static void
heap_sink(struct ranked *heap, size_t n, size_t i)
{
	for (;;) {
		size_t k = 2 * i + 1;
		struct ranked swap;

		if (k >= n)
			return;
		if (k + 1 < n && ranks_before(&heap[k], &heap[k + 1]))
			k++;
		if (!ranks_before(&heap[i], &heap[k]))
			return;
		swap = heap[i];
		heap[i] = heap[k];
		heap[k] = swap;
		i = k;
	}
}

void
local_keep_best(
    struct ranked *heap, size_t *len, size_t n, const struct ranked *r)
{
	if (*len < n) {
		heap[(*len)++] = *r;
		for (size_t k = n / 2; *len == n && k-- > 0;)
			heap_sink(heap, n, k);
	} else if (n && ranks_before(r, &heap[0])) {
		heap[0] = *r;
		heap_sink(heap, n, 0);
	}
}

size_t
local_pick_best(struct search *q, struct ranked *out, size_t n)
{
	const struct local_slot *slots = q->ix->slots;
	const uint32_t *used = q->ix->used;
	float whole = whole_query(q);
	size_t len = 0;

	for (size_t i = 0; i < q->used_len; i++) {
		const struct local_slot *s = &slots[used[i]];
		struct ranked r;

		if (q->certain && !(s->keys & telling_keys))
			continue;
		r = (struct ranked){ s->id, slot_score(s, whole), used[i],
			NULL };
		if (len < n || r.score >= out[0].score)
			local_keep_best(out, &len, n, &r);
	}
	return len;
}

size_t
local_pick_scored_again(struct search *q, struct ranked *out, size_t n)
{
	float whole = whole_query(q);
	size_t len = 0;

	if (!q->scored_again || n > q->scored_again_max)
		return local_pick_best(q, out, n);
	for (size_t i = 0; i < q->scored_again_len; i++) {
		struct ranked r = q->scored_again[i];

		r.score = slot_score(&q->ix->slots[r.slot], whole);
		local_keep_best(out, &len, n, &r);
	}
	return len;
}

/* By id: eight bits at a time, low ones first. */
static void
sort_by_id(struct search *q, struct ranked *r, size_t n)
{
	enum { DIGITS = 256 };
	struct ranked *from = r;
	struct ranked *to = ARENA_ARRAY(&q->scratch, struct ranked, n);
	uint32_t most = 0;

	for (size_t i = 0; i < n; i++)
		if (r[i].id > most)
			most = r[i].id;
	for (unsigned shift = 0; shift < 32 && most >> shift; shift += 8) {
		size_t at[DIGITS + 1] = { 0 };
		struct ranked *swap = from;

		for (size_t i = 0; i < n; i++)
			at[(from[i].id >> shift & (DIGITS - 1)) + 1]++;
		for (size_t d = 1; d < DIGITS; d++)
			at[d] += at[d - 1];
		for (size_t i = 0; i < n; i++)
			to[at[from[i].id >> shift & (DIGITS - 1)]++] = from[i];
		from = to;
		to = swap;
	}
	if (from != r && n)
		memcpy(r, from, n * sizeof(*r));
}

/* Score the best again, with lists that were too long to be read for all. */
static int
continue_best(struct search *q)
{
	struct ranked *best;
	size_t most = CONTINUE_BEST + q->ix->info.works / CONTINUE_SHARE;
	size_t n, lists = 0, budget = CONTINUE_BUDGET;

	if (most > CONTINUE_BEST_MAX)
		most = CONTINUE_BEST_MAX;
	best = ARENA_ARRAY(&q->scratch, struct ranked, most);
	n = local_pick_best(q, best, most);
	sort_by_id(q, best, n);
	q->scored_again = best;
	q->scored_again_len = n;
	q->scored_again_max = most;
	for (size_t i = 0; n && i < q->terms_len && lists < CONTINUE_LISTS;
	     i++) {
		struct query_term *t = &q->terms[i];
		struct local_postings p;
		size_t k = 0;
		int rc;

		if (t->read || t->found.form == LOCAL_POSTINGS_NONE ||
		    t->found.df > budget)
			continue;
		rc = local_open_postings(&p, q, t);
		if (rc)
			return rc;
		while (k < n && local_postings_seek(&p, best[k].id)) {
			if (best[k].id == p.id) {
				struct local_slot *s =
				    &q->ix->slots[best[k].slot];

				s->score += t->idf;
				s->matched++;
				if (s->score > q->best)
					q->best = s->score;
			}
			k++;
		}
		if (p.reader.bad)
			return local_index_damaged(
			    q->ix, q->err, "a list of words");
		t->read = true;
		budget -= t->found.df;
		lists++;
	}
	return 0;
}

/* Words that are misspelt, if what was found lacks so much that they matter. */
static int
search_repaired(struct search *q, float weight, bool raw)
{
	size_t from = q->terms_len, unknown = q->unknown_len;
	size_t budget = REPAIRED_BUDGET;
	int rc = 0;

	if (q->best >= enough_of_claim * (whole_query(q) + q->unknown_weight))
		unknown = 0;
	for (size_t i = 0; !rc && i < unknown; i++) {
		const struct query_term *t = &q->unknown[i];
		uint64_t *hashes;
		size_t n;

		rc = local_repair(&hashes, &n, q, t->before, t->word, t->after);
		for (size_t k = 0; k < n; k++)
			(void)add_term(q, hashes[k]);
	}
	q->unknown_len = 0;
	q->unknown_weight = 0;
	if (!rc)
		rc = weigh_terms(q, from, weight * repaired_weight, raw);
	for (size_t i = from; !rc && i < q->terms_len; i++) {
		if (q->terms[i].found.df > budget)
			continue;
		budget -= q->terms[i].found.df;
		rc = accumulate(q, &q->terms[i]);
	}
	return rc;
}

/* By the terms from `from` on. */
static int
search_terms(struct search *q, size_t from, bool raw)
{
	float weight = from ? unparsed_weight : 1;
	int rc = weigh_terms(q, from, weight, raw);

	if (!rc)
		rc = accumulate_all(q, from);
	if (!rc && q->unknown_len)
		rc = search_repaired(q, weight, raw);
	if (!rc)
		rc = continue_best(q);
	return rc;
}

static int
search_claimed(struct search *q)
{
	const struct work *w = q->claimed;
	int rc = local_add_claimed_keys(q);

	if (rc || q->certain || !w->title)
		return rc;
	add_terms(q, w->title);
	for (size_t i = 0; i < w->author.len && i < NAMES_MAX; i++)
		add_terms(
		    q, name_family_full(&q->scratch, &w->author.items[i]));
	return search_terms(q, 0, false);
}

static int
search_raw(struct search *q)
{
	size_t from = q->terms_len;
	int rc = local_add_raw_keys(q);

	if (rc)
		return rc;
	add_terms(q, q->raw);
	return search_terms(q, from, true);
}

int
local_index_search(struct work ***out, size_t *len, struct arena *a,
    struct local_index *ix, const struct work *claimed, const char *raw,
    size_t max, struct err *err)
{
	struct search q = {
		.ix = ix,
		.a = a,
		.err = err,
		.claimed = claimed,
		.raw = raw,
		.max = max,
		.scratch = ix->scratch,
	};
	int rc = 0;

	if (!max)
		return 0;
	slots_open(&q);
	q.terms = ARENA_ARRAY(&q.scratch, struct query_term, TERMS_MAX);
	if (claimed)
		rc = search_claimed(&q);
	if (!rc && raw && !q.certain &&
	    q.best < enough_of_claim * whole_query(&q))
		rc = search_raw(&q);
	if (!rc)
		rc = local_results(&q, out, len);
	slots_empty(&q);
	arena_reset(&q.scratch);
	ix->scratch = q.scratch;
	return rc;
}
