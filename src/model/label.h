#ifndef MODEL_LABEL_H
#define MODEL_LABEL_H

#include "base/span.h"

#include <stdbool.h>

/*
 * What stands in front of an item of a list, when nothing but the text tells.
 * Readers of plain text and the finder of reference lists share it.
 */
enum label_kind {
	LABEL_NONE,
	LABEL_BULLET,   /* "-", "*", a dot */
	LABEL_DOT,      /* "1." */
	LABEL_PAREN,    /* "1)" */
	LABEL_PARENS,   /* "(1)" */
	LABEL_BRACKET,  /* "[1]", also full-width */
	LABEL_KEY,      /* "[Key09]", "[Knuth, 1984]", "[[[key]]]" */
	LABEL_FOOTNOTE, /* "[^1]:" */
	LABEL_BARE,     /* "1 Smith": sure only in a row of them */
};

struct label {
	enum label_kind kind;
	long number;      /* or -1 */
	struct span text; /* as printed, without the blanks around it */
	size_t skip;      /* bytes of the line before what is labelled */
};

/*
 * Read the label at the start of a line (blanks before it are skipped). False
 * and LABEL_NONE if there is none.
 */
bool label_read(struct label *out, struct span line);

/*
 * The dashes at the start of a line that stand for the author of the entry before, up to
 * the sign behind them: "---.", "———,", "– – –.", "_____." Their bytes, or 0. One dash
 * alone, with a blank behind it, is a bullet.
 */
size_t label_same_author(struct span line);

#endif
