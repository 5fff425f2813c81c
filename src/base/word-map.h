#ifndef BASE_WORD_MAP_H
#define BASE_WORD_MAP_H

#include <stddef.h>
#include <stdint.h>

/*
 * Words that a program knows, found by their hash (text_hash()): each with bits of
 * what it is. The slots are the owner's, a power of 2 and more than the words are; a
 * map is filled once and never changed behind it.
 */
struct word_slot {
	const char *word; /* NULL: free */
	uint64_t hash;
	uint32_t bits;
};

struct word_map {
	struct word_slot *slots;
	size_t mask; /* slots - 1 */
};

/* The bits are added to those that the word has already. */
void word_map_add(struct word_map *m, const char *word, uint32_t bits);
/* The word's bits, 0 if it is not there. */
uint32_t word_map_find(
    const struct word_map *m, const char *word, uint64_t hash);

#endif
