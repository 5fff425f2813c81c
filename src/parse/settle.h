#ifndef PARSE_SETTLE_H
#define PARSE_SETTLE_H

#include "parse/tokens.h"

/*
 * The last step behind what was learned: fields that were found are set right where the
 * form of the reference leaves no doubt (theses and editions of GOST R 7.0.5, standards,
 * editions and places of German and Polish lists).
 */
void settle_fields(struct scan *s);

/* Are tokens from..to, taken for pages, how many a book has: "384 с.", "644 p.", "XXIV,
 * 995 S.", "ss. 320"? hosted: it stands in something else. */
bool settle_is_count_of_pages(
    const struct scan *s, size_t from, size_t to, bool hosted);

#endif
