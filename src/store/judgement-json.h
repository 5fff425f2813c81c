#ifndef STORE_JUDGEMENT_JSON_H
#define STORE_JUDGEMENT_JSON_H

#include "base/sbuf.h"
#include "model/judgement.h"

/* How a reference was read and judged, as JSON for the library's rows; member
 * names are those of the reports where they say the same. */
void parses_add_json(struct sbuf *out, const struct parse *parses, size_t len);
size_t parses_from_json(struct parse **out, struct arena *a, const char *text);
void judgement_add_json(struct sbuf *out, const struct judgement *j);

#endif
