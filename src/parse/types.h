#ifndef PARSE_TYPES_H
#define PARSE_TYPES_H

#include "parse/tokens.h"

/* "ГОСТ Р 7.0.5-2008", "IEEE Std 754-2019": begins with a standard's sign. */
bool types_is_standard(const struct scan *s);
/* What kind of work it is, by the fields that were found and the words around
 * them; WORK_TYPE_NONE if nothing tells. */
enum work_type type_of(const struct work *w, const struct scan *s);

#endif
