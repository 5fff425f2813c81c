#ifndef PARSE_NUMBERS_H
#define PARSE_NUMBERS_H

#include "parse/tokens.h"

/* Each finds its fields in what is still free behind the authors, and takes them. */

/* "Retrieved May 3, 2010, from ...", "[Accessed 2010-05-03]", "[Online]". */
void numbers_find_access(struct scan *s);
/* The date of issue, and the original one. */
void numbers_find_date(struct scan *s);
/* Volume, issue, pages, by their words or by their places. */
void numbers_find_locators(struct scan *s);
/* "2nd ed.", "3. Aufl.", "2e éd.". */
void numbers_find_edition(struct scan *s);
/* GB/T 7714's "[J]", "[M/OL]". */
void numbers_find_marker(struct scan *s);

#endif
