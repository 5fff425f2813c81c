#ifndef READ_EXTENT_H
#define READ_EXTENT_H

#include "model/work.h"

/*
 * Private to the readers of catalogues: how much there is of a work, as catalogues say it
 * (MARC 21, field 300 $a; MODS, physicalDescription/extent; ISBD, area 5): "xii, 358 p. :
 * ill. ; 24 cm", "2 v. (xx, 1200 p.)". The pages and the volumes, and the words
 * themselves as `extent` in custom where they say more than that.
 */
void extent_read(struct work *w, struct arena *a, struct span text);

#endif
