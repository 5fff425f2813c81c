#ifndef PARSE_NUMBERS_H
#define PARSE_NUMBERS_H

#include "parse/tokens.h"

/* Each finds its fields in what is still free behind the authors, and takes them. */

/* "Retrieved May 3, 2010, from ...", "[2010-05-03]", "[Online]", "[s. l.]". */
void numbers_find_access(struct scan *s);
/*
 * The date around the year at y: month and day before it or behind it, the letter of
 * "2019a", a range's second year. *from and *to are set to it.
 */
void numbers_date_around(
    const struct scan *s, size_t y, size_t *from, size_t *to);
/* A day of the month. */
bool numbers_is_day(const struct scan *s, size_t i);
/* "May", "Sep-Oct", and before a year also "mai". */
bool numbers_is_month(const struct scan *s, size_t i);
/* "pp", "Seiten": the word alone, whatever it was taken for. */
bool numbers_is_page_word(const struct scan *s, size_t i);
/* That, or a word for volumes or issues. */
bool numbers_is_word(const struct scan *s, size_t i);
/* "ed", "Aufl", "изд". */
bool numbers_is_edition_word(const struct scan *s, size_t i);
/* Does a word for pages, issue or volume stand right before token i ("pp. 1735")? */
bool numbers_stands_behind_word(const struct scan *s, size_t i);
/* The date of issue, and the original one. */
void numbers_find_date(struct scan *s);
/* Volume, issue, pages, by their words or by their places. */
void numbers_find_locators(struct scan *s);
/* "2nd ed.", "3. Aufl.", "2e éd.". */
void numbers_find_edition(struct scan *s);
/* GB/T 7714's "[J]", "[M/OL]". */
void numbers_find_marker(struct scan *s);

#endif
