#ifndef APP_DUPLICATES_H
#define APP_DUPLICATES_H

#include "model/work.h"

#include <stddef.h>

/*
 * Works that stand twice in a bibliography. Sure is what the library would merge
 * (store/store.h, the rule of identity): one identifier and titles and people
 * that may be one work's, or all that is printed the same. Possible is what only
 * a person can say: titles of the same people that differ in spelling or in
 * their subtitle.
 */
enum duplicate_kind { DUPLICATE_SURE, DUPLICATE_POSSIBLE };

struct duplicate {
	size_t first, second; /* first < second */
	enum duplicate_kind kind;
	const char *why; /* "DOI", "title, year and people", ... */
};

/* Pairs that somebody said to be two works: keys, in either order. */
struct distinct {
	const char *a, *b;
};

/*
 * *out in the arena, by first, then second. Of a work that stands there three
 * times, the second and the third are each paired with the first. Linear but for
 * sorting.
 */
size_t duplicates_find(struct duplicate **out, struct arena *a,
    const struct work *const *works, const char *const *keys, size_t len,
    const struct distinct *distinct, size_t distinct_len);

#endif
