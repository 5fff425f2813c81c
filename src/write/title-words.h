#ifndef WRITE_TITLE_WORDS_H
#define WRITE_TITLE_WORDS_H

#include "base/arena.h"
#include "base/span.h"

#include <stdbool.h>

/* Private to the writers of titles: the words of one, and which of their capitals
 * mean something. */

/* Styles of a byte, as bits. */
enum {
	BIT_ITALIC = 1,
	BIT_BOLD = 2,
	BIT_SUPERSCRIPT = 4,
	BIT_SUBSCRIPT = 8,
	BIT_SMALL_CAPS = 16,
	BIT_STYLES = 31,
	BIT_PROTECTED = 32,
	BIT_MATH = 64,
};

/* A title without its markup, and what holds for each byte of it. */
struct title {
	char *text;
	unsigned char *bits;
	size_t *places; /* of the bytes in the marked up title; NULL: plain */
	size_t len;
};

/* Both in the arena; rich is NULL without markup. Formulae are marked, and protected
 * if they have capitals. */
void title_read(
    struct title *out, struct arena *a, const char *title, const char *rich);

void title_set_bits(struct title *m, size_t from, size_t to, unsigned bit);

struct title_word {
	size_t from, to;
	size_t letters;
	bool capital;        /* begins with one */
	bool capital_inside; /* has one further on, or a digit after it */
	bool first;          /* of the title or after a colon: kept by styles */
	bool marked;         /* some of it is protected already */
};

/* The next word at or after *at. */
bool title_next_word(struct title_word *w, const struct title *m, size_t *at);

/* How the title is written: its words, the first ones aside. */
struct title_manner {
	bool all_capitals;
	bool sentence; /* small letters are the rule, so a capital is a name */
};

struct title_manner title_manner(const struct title *m);

/* Do the word's capitals mean something, so that they must stay? */
bool title_word_counts(
    const struct title_word *w, const struct title_manner *manner);

#endif
