#ifndef READ_MARC8_H
#define READ_MARC8_H

#include "base/arena.h"
#include "base/span.h"

#include <stdbool.h>

/*
 * MARC-8, the character sets of MARC 21 records before Unicode ("MARC 21
 * Specifications for Record Structure, Character Sets, and Exchange Media", Character
 * Sets, part 2): ASCII and ANSEL (Extended Latin), whose marks stand before their
 * letter; Greek symbols, subscripts and superscripts.
 */

/* Can it be that? It has bytes beyond ASCII or escapes, and none that ANSEL has not. */
bool marc8_is(struct span bytes);

/*
 * As UTF-8 in NFD, in the arena. A character of another set is U+FFFD, and *lost is
 * set. MARC's separators stay where they are.
 */
struct span marc8_decode(struct arena *a, struct span bytes, bool *lost);

#endif
