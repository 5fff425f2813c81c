#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/span.h"

#include <stddef.h>

/*
 * An arena owns everything allocated from it, and gives it all back at once.
 *
 * One arena per unit of work: one input document, one HTTP reply, one command.
 * There is no way to free a single thing, so there is nothing to leak and no
 * order to get wrong. What must outlive its arena is copied into a longer one
 * (work_copy() and friends); never keep a pointer past arena_release().
 *
 * Allocation does not fail: out of memory ends the program (see die_oom()).
 */
struct arena {
	struct arena_chunk *chunk;
	size_t total; /* bytes handed out, for --stats and for tests */
};

#define ARENA_INIT \
	{          \
		0  \
	}

void *arena_alloc(struct arena *a, size_t size); /* zeroed, max-aligned */
/* The same with anything in it, for what is written over at once. */
void *arena_alloc_bytes(struct arena *a, size_t size);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strdup_span(struct arena *a, struct span s);
/* One string of n, one behind the other; NULL is an empty one. */
char *arena_concat(struct arena *a, const char *const *parts, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Empty it but keep its memory, up to some megabytes, for loops that need a fresh
 * arena a round. Every pointer given out before is dead.
 */
void arena_reset(struct arena *a);

/* Free all of it. The arena is empty and usable again afterwards. */
void arena_release(struct arena *a);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
/* n zeroed elements; the size is checked against overflow. */
#define ARENA_ARRAY(a, type, n) \
	((type *)arena_alloc_array((a), (n), sizeof(type)))
void *arena_alloc_array(struct arena *a, size_t n, size_t size);

/*
 * Make room for one more element in an array that lives in the arena and has
 * len elements. Growth doubles, so appending is linear in all; the old copy is
 * given back with the arena. Use: ARENA_PUSH(a, list->items, list->len) = x;
 */
#define ARENA_PUSH(a, items, len)                                       \
	(*((items) = arena_grow((a), (items), (len), sizeof(*(items))), \
	    &(items)[(len)++]))
void *arena_grow(struct arena *a, void *items, size_t len, size_t size);

#endif
