#ifndef BASE_YAML_H
#define BASE_YAML_H

#include "base/err.h"
#include "base/sbuf.h"

#include <jansson.h>

/*
 * YAML by libyaml, as jansson's values: mappings are objects, sequences arrays. Of
 * several documents in a text the first counts. Anchors and aliases are resolved,
 * as long as they do not make the text much longer; depth is limited.
 *
 * Plain scalars of the core schema (YAML 1.2, section 10.3) become null, booleans
 * and integers, all others strings (a date stays as it is written). *out is the
 * caller's, to json_decref(). ERR_SYNTAX with the line, ERR_LIMIT.
 */
int yaml_read(json_t **out, struct span text, struct err *err);
/*
 * The same, but all scalars are strings, which "2015" and "007" are to a
 * bibliography; only ~ and nothing are null. After ERR_SYNTAX *out is what came
 * before the fault, or NULL.
 */
int yaml_read_text(json_t **out, struct span text, struct err *err);

/* A value as YAML in block style, indented; a scalar without a line end. */
void yaml_add(struct sbuf *out, const json_t *value, unsigned indent);
/* A scalar, quoted where it has to be. */
void yaml_add_scalar(struct sbuf *out, const char *text);

#endif
