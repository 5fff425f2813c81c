#ifndef APP_JOURNALS_H
#define APP_JOURNALS_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>

/*
 * Names of journals, full and abbreviated, from lists that the user names:
 *
 * - JabRef's: CSV lines "full, abbreviation[, ...]", parted by comma or
 *   semicolon, or "full = abbreviation";
 * - the List of Title Word Abbreviations (ISO 4): lines of word, abbreviation,
 *   languages, parted by tabs, commas or semicolons; "word-" stands for all that
 *   begins with it, "-word" for all that ends so, "n.a." for words that stay.
 *
 * A title that a list of journals has is taken from there, the words of others
 * are abbreviated by ISO 4 if there is a list of words: articles and
 * prepositions go, a title of one word stays.
 */
struct journals;

struct journals *journals_new(struct arena *a);
/* Files may be read one after the other; of two that name a journal the first
 * counts. ERR_SYNTAX: nothing in it is a list. */
int journals_read(struct journals *j, const char *path, struct err *err);

/* The same of the bytes of a file: how many lines had a journal or a word. */
size_t journals_add(struct journals *j, struct span text);

/* The other name, in the arena; NULL if it is not known, not clear (an
 * abbreviation of two journals), or the same. */
const char *journals_abbreviate(
    const struct journals *j, struct arena *a, const char *title);
const char *journals_expand(
    const struct journals *j, struct arena *a, const char *title);

#endif
