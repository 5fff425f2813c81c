#ifndef WRITE_BIBTEX_INHERITED_H
#define WRITE_BIBTEX_INHERITED_H

#include "model/bibtex.h"
#include "model/document.h"

/*
 * Where the value stands that the entry has from the one that its crossref or xdata names,
 * by any of the field's names, as the reason why it is not mended in the entry; in the
 * arena. NULL if no such entry has it. text is what the entry's ranges are in. Linear in
 * the document.
 */
const char *bibtex_inherited_place(struct arena *a, const struct document *d,
    const struct bibtex_entry *e, struct span text, const char *const *names,
    size_t names_len);

#endif
