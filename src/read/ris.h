#ifndef READ_RIS_H
#define READ_RIS_H

#include "model/ris.h"
#include "read/tagged.h"

/* A record of RIS's tags, from whatever format, as a work. type: of its TY or what
 * the format has for it; NULL: not known. prefix: of custom fields ("ris"). */
struct work *ris_work(struct arena *a, struct tagged_record *r,
    const struct ris_type *type, const char *prefix);

/* In EndNote's template of a part of a book, the number is that of the series; RIS has a
 * tag of its own for that. */
void ris_number_of_endnote(
    struct tagged_record *r, const struct ris_type *type);

#endif
