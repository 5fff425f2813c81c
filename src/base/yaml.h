#ifndef BASE_YAML_H
#define BASE_YAML_H

#include "base/err.h"
#include "base/sbuf.h"

#include <jansson.h>

/*
 * YAML 1.1 by libyaml, as jansson's values: mappings are objects, sequences
 * arrays, scalars strings ("2015" is text to a bibliography), ~ and nothing null.
 * Of several documents in a file the first counts. Aliases are followed as long as
 * they do not make the text much longer.
 */

/*
 * ERR_SYNTAX with the line: *out is then what came before it, or NULL. *out is the
 * caller's, to json_decref().
 */
int yaml_read(json_t **out, struct span text, struct err *err);

/* A value as YAML in block style, indented; a scalar without a line end. */
void yaml_add(struct sbuf *out, const json_t *value, unsigned indent);
/* A scalar, quoted where it has to be. */
void yaml_add_scalar(struct sbuf *out, const char *text);

#endif
