#ifndef PARSE_LINES_H
#define PARSE_LINES_H

#include "model/block.h"

/*
 * Private to the finder: how the lines of a paragraph look, one below the other without
 * labels. Have they been wrapped, or is each an entry?
 */
struct lines {
	size_t width;   /* of the longest, in characters */
	bool unwrapped; /* an entry a line: nobody has wrapped them */
	/* ... and nearly each ends as an entry may, some starting as one */
	bool whole;
};

enum {
	LINES_WRAP_MAX = 120, /* nobody wraps lines as long as that */
	LINES_ROOM = 20, /* characters that a wrapped line leaves at most */
};

/* The lines of a block from an offset of its text on. */
struct lines lines_of(const struct block *b, size_t from);
/* Characters of a line's first word: what wrapping goes by. */
size_t lines_first_word(struct span line);
/* A line that goes on in small letters, or with what nothing starts with. */
bool lines_continuation(struct span line);
/* Where lines are whole: does this one belong to the one before nevertheless? */
bool lines_rest(struct span line);

#endif
