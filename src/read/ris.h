#ifndef READ_RIS_H
#define READ_RIS_H

#include "model/ris.h"
#include "read/tagged.h"

/* A record of RIS's tags, from whatever format, as a work. type: of its TY or what
 * the format has for it; NULL: not known. prefix: of custom fields ("ris"). */
struct work *ris_work(struct arena *a, struct tagged_record *r,
    const struct ris_type *type, const char *prefix);

/* In EndNote's template of a part of a book, the number is that of the series, and in that
 * of a report the number of volumes is; RIS has a tag of its own for that, which they get.
 * The type, but that of a talk if it is a "Conference Paper" that says so. */
const struct ris_type *ris_type_settled(
    struct tagged_record *r, const struct ris_type *type);

/* What a tag means in that type alone (model/ris-own.def, EndNote's templates), into the
 * work, whose type is set; before all else is read. */
void ris_take_own(struct work *w, struct arena *a, struct tagged_record *r,
    const struct ris_type *type);

#endif
