#ifndef SOURCE_LOCAL_SEARCH_H
#define SOURCE_LOCAL_SEARCH_H

#include "source/local-file.h"

/*
 * A search under way: what local-search.c, which finds candidates by words,
 * local-keys.c, which finds them by keys, local-repair.c, which puts words right, and local-results.c, which ranks
 * what was found and adds versions, share.
 */
enum { LOCAL_UNKNOWN_MAX = 6 };

struct query_term {
	uint64_t hash;
	float idf;
	struct span word, before, after; /* as folded, and its neighbours */
	struct local_term found;         /* postings copied */
	bool number;
	bool read;
};

struct ranked;

struct search {
	struct local_index *ix;
	struct arena *a; /* the caller's: results */
	struct arena scratch;
	struct err *err;
	const struct work *claimed;
	const char *raw;
	size_t max;
	struct query_term *terms;
	size_t terms_len;
	/* Words that are in no record, in the order of the text. */
	struct query_term unknown[LOCAL_UNKNOWN_MAX];
	size_t unknown_len;
	float unknown_weight;
	size_t postings; /* read so far */
	size_t lists;
	size_t used_len; /* slots in use, whose places are in ix->used */
	struct ranked *scored_again; /* those that were last, at most so many */
	size_t scored_again_len, scored_again_max;
	float best;   /* highest score so far */
	bool certain; /* a record has the title, the first author, the year */
};

struct ranked {
	uint32_t id;
	float score;
	uint32_t slot;       /* its place in the table of candidates */
	struct span *packed; /* NULL, or its record's row */
};

/* Room for more candidates; what local_slot_get() gave out is dead. */
void local_slots_reserve(struct search *q, size_t more);
struct local_slot *local_slot_get(struct search *q, uint32_t id);
/* NULL: it is no candidate. */
struct local_slot *local_slot_find(struct search *q, uint32_t id);
/* local-keys.c */
int local_add_claimed_keys(struct search *q);
int local_add_raw_keys(struct search *q);

/* Keep the n best of those that are offered: heap, of n, is in no order until it is
 * full, then its first is the worst of those kept. */
void local_keep_best(
    struct ranked *heap, size_t *len, size_t n, const struct ranked *r);
/* The n best slots, in no order. */
size_t local_pick_best(struct search *q, struct ranked *out, size_t n);
/*
 * The same when every search by words is over. What was not scored again ranked behind
 * all that was, which only gained: the best are among those.
 */
size_t local_pick_scored_again(struct search *q, struct ranked *out, size_t n);
int local_compare_ranked(const void *va, const void *vb);

/*
 * Words that the index has and that `word`, which it has not, may have been meant
 * to be; before and after are its neighbours in the text, or empty. *out are
 * their hashes, in the search's scratch.
 */
int local_repair(uint64_t **out, size_t *len, struct search *q,
    struct span before, struct span word, struct span after);

int local_open_postings(
    struct local_postings *out, struct search *q, const struct query_term *t);

/* Versions of a record that was found, those first that say so; like: also
 * records whose title is only like its title. *out is in the search's scratch. */
int local_versions(
    uint32_t **out, size_t *len, struct search *q, uint32_t id, bool like);

/* The records that were found, best first, each with its versions behind. */
int local_results(struct search *q, struct work ***out, size_t *len);

#endif
