#ifndef PARSE_PARTS_H
#define PARSE_PARTS_H

#include "model/reference.h"

/*
 * Private to this room. Every entry of a list that holds several works becomes a
 * reference for each (reference.part): references, their numbers and made-up keys, and
 * the extents of the lists are new. All are parsed already.
 */
void part_entries(struct references *refs);

#endif
