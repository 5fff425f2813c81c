#ifndef PARSE_REMARK_H
#define PARSE_REMARK_H

#include "parse/piece.h"

/*
 * Private to the finder: remarks in plain prose under an entry, without a mark
 * before them ("The review that started it; read chapter 3 first."). They start on
 * a line of their own, where nobody had to break the line; how wide lines are where
 * somebody did is learnt from all entries of the document. Where the line was full, the
 * entry must be over, and the remark name nothing.
 */
struct wrapping {
	size_t
	    width; /* of the longest line that is broken inside a sentence; 0:
			 none is */
};

/* Learn from one more piece. */
void remark_learn(struct wrapping *w, const struct piece *p);
/*
 * Does a remark start behind a line break of a piece (a RUN_LINE), at run? before
 * is where the line before the break starts.
 */
bool remark_starts(
    const struct wrapping *w, const struct piece *p, size_t run, size_t before);

#endif
