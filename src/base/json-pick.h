#ifndef BASE_JSON_PICK_H
#define BASE_JSON_PICK_H

#include "base/arena.h"

/*
 * Some members of a JSON object, for lines of which little is wanted and there are
 * many: out[i] becomes the string, or the number as text, of keys[i], or NULL if the
 * object has none. False if the text is no JSON object (RFC 8259), or has what is left to
 * a whole reader: nesting of more than a few levels, surrogates, NUL,
 * numbers that are wanted and not whole. Then json_read()
 * tells what it is.
 */
bool json_pick(const char **out, struct arena *a, struct span text,
    const char *const *keys, size_t n);

#endif
