#ifndef MODEL_RELATOR_H
#define MODEL_RELATOR_H

#include "model/work.h"

/* Roles of people as MARC and MODS name them (model/relators.def). */

/* The name variable of a code ("aut") or term ("author", "author."); false: none. */
bool relator_field(enum work_name_field *out, struct span code_or_term);
/* Bodies that are no people of the work: who published it ("pbl"), and the university that
 * granted the degree for it ("dgg"). */
bool relator_publishes(struct span code_or_term);
bool relator_grants_degree(struct span code_or_term);
/* MARC's code, NULL if it has none. */
const char *relator_code(enum work_name_field f);

#endif
