#ifndef APP_DUPLICATES_H
#define APP_DUPLICATES_H

#include "model/work.h"

#include <stddef.h>

/*
 * Works that stand twice in a bibliography. Sure is what the library would merge
 * (store/store.h, the rule of identity): one identifier and titles and people
 * that may be one work's, or all that is printed the same; and what somebody said
 * to be one. Possible is what only a person can say: titles of the same people that
 * differ in spelling or in their subtitle.
 */
enum duplicate_kind { DUPLICATE_SURE, DUPLICATE_POSSIBLE };

struct duplicate {
	/* second goes into first, if they are merged; of possible ones first <
	 * second. */
	size_t first, second;
	enum duplicate_kind kind;
	const char *why; /* "DOI", "title, year and people", ... */
};

/* Two keys of which somebody said that they are two works, or one; in any order. */
struct key_pair {
	const char *a, *b;
};

/* Which of several that are one work stays. */
enum duplicate_keep {
	KEEP_FIRST,
	KEEP_LAST,
	KEEP_FULLEST, /* the one with most fields; of equal ones the first */
};

struct duplicates_request {
	const struct work *const *works; /* NULL: none to compare */
	const char *const *keys;
	size_t len;
	const struct key_pair *distinct, *same;
	size_t distinct_len, same_len;
	bool only_said; /* compare nothing: what is in same is all */
	enum duplicate_keep keep;
};

/*
 * *out in the arena, by first, then second. Of a work that stands there three
 * times, the two that go are each paired with the one that stays. Linear but for
 * sorting.
 */
size_t duplicates_find(struct duplicate **out, struct arena *a,
    const struct duplicates_request *r);

#endif
