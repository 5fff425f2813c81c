#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/arena.h"
#include "base/err.h"
#include "base/sbuf.h"

#include <jansson.h>

/*
 * A little on top of jansson. Objects of jansson are reference counted:
 * what json_read() gives is the caller's, to json_decref().
 */

/*
 * Parse one JSON text. A BOM is skipped; NaN, trailing bytes, duplicate keys
 * are forgiven where jansson can; depth and size are limited. ERR_SYNTAX with
 * line and column.
 */
int json_read(json_t **out, struct span text, struct err *err);
/* The same in the arena, for bulk: the value dies with it, and must not be given to
 * json_decref(). */
int json_read_into(
    const json_t **out, struct arena *a, struct span text, struct err *err);

/* The string member, or NULL if it is absent or no string. Borrowed. */
const char *json_str(const json_t *o, const char *key);
/* A string or a number member as text, in the arena; else NULL. */
const char *json_text(struct arena *a, const json_t *o, const char *key);
/* An integer member (or a string of digits), or absent. */
long json_int(const json_t *o, const char *key, long absent);

/*
 * Append a value as json_dumps() would with these flags, but with what terminals
 * and line readers act upon escaped: DEL, C1, U+2028, U+2029 and the controls of
 * writing direction.
 */
void sbuf_add_json_value(struct sbuf *sb, const json_t *value, size_t flags);

/* Append s as a JSON string with its quotes. Valid JSON whatever the bytes:
 * the same escaped, ill-formed UTF-8 as U+FFFD. */
void sbuf_add_json(struct sbuf *sb, struct span s);

#endif
