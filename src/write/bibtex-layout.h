#ifndef WRITE_BIBTEX_LAYOUT_H
#define WRITE_BIBTEX_LAYOUT_H

#include "base/arena.h"
#include "base/sbuf.h"
#include "model/bibtex.h"

/* How an entry is laid out, so that a new field looks like its neighbours. */
struct bibtex_layout {
	bool can_insert;    /* the entry is whole, and has a key or a field */
	size_t at;          /* where new fields go, in the entry's text */
	const char *before; /* what stands before a field's name: line end and
			     * indent, or a blank */
	bool comma_first;   /* a comma is needed before the first new field */
	bool comma_last;    /* one after each */
	bool comma_leads;   /* `before` has it: "\n  , " */
	size_t align;       /* offset of '=' from the name's start, or 0 */
	const char *before_equals;
	const char *after_equals;
	bool quoted; /* values are in quotation marks */
	bool bare;   /* numbers have no delimiters */
	enum { NAMES_LOWER, NAMES_UPPER, NAMES_CAPITAL } names;
	bool biblatex; /* journaltitle, date, location, eprinttype */
};

void bibtex_layout_read(struct bibtex_layout *out, struct arena *a,
    const struct bibtex_entry *e, struct span text);

/* Append one field in that layout; calls for one entry follow each other. */
void bibtex_layout_add(struct sbuf *out, struct bibtex_layout *layout,
    const char *name, const char *value);

#endif
