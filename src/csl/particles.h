#ifndef CSL_PARTICLES_H
#define CSL_PARTICLES_H

#include "csl/item.h"

/*
 * Take the particles that stand in a personal name's family or given part ("van
 * der Vlist"; "Jean de"), and the suffix that stands behind the given part ("John,
 * Jr."), into their own parts. A family in straight double quotes is left whole,
 * without its quotes. Parts that are there already stay.
 */
void csl_name_split_particles(struct arena *a, struct csl_name *n);

#endif
