#ifndef PARSE_FIND_H
#define PARSE_FIND_H

#include "parse/parse.h"
#include "parse/piece.h"

/*
 * Private to the finder. It passes over the pieces of a document: sections under
 * a heading that says so; in what is left, runs of pieces that can be nothing
 * else; the rest of numbered rows of which these are a part; footnotes. What is
 * taken is marked first and written out last, in the order of the document.
 */

enum mark {
	MARK_NONE,
	MARK_ENTRY,
	MARK_SECTION, /* belongs to a section, and is no entry */
};

struct finder {
	struct references *out;
	struct arena *arena;
	const struct piece *pieces;
	size_t len;
	unsigned char *marks;
	size_t *list_of; /* for an entry: 1 + index of its list's heading piece,
			    or SIZE_MAX - n for the n-th run */
	size_t runs;
};

/* Can it be nothing but an entry, whatever stands around it? */
bool find_is_strong(const struct piece *p);
/* Not strong by itself, but an entry between strong ones. */
bool find_is_decent(const struct piece *p);
/* An item that is no reference, though its neighbours are. */
bool find_is_prose(const struct piece *p);

/* Lists without a heading. */
void find_runs(struct finder *f);
/* The rest of the numbered rows that entries are in, and rows of weak ones. */
void find_rows(struct finder *f);
/* Notes at the ends of pages count on from page to page: where most are entries, others
 * need less. Behind find_footnotes(). */
void find_notes(struct finder *f);
/* Footnotes stand where they are, references among other notes. */
void find_footnotes(struct finder *f);
/* What is marked becomes references and their lists. */
void find_write_out(struct finder *f);

#endif
