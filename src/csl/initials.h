#ifndef CSL_INITIALS_H
#define CSL_INITIALS_H

#include "base/arena.h"

/*
 * The given name as initials, each followed by `with` ("." or ". " or ""). With
 * hyphen, "Jean-Paul" gives "J.-P.". With all false only initials that are there
 * already are put in that form, and other names stay. Names that are not of a
 * script with capitals come back as they are.
 */
const char *csl_initials(struct arena *a, const char *given, const char *with,
    bool hyphen, bool all);

#endif
