#ifndef PARSE_MEND_H
#define PARSE_MEND_H

#include "model/block.h"

/*
 * A reference's text as it was meant: accents that a PDF has parted from their
 * letters ("Arbel´aez", "Sch¨ utze"), HTML's entities outside of HTML
 * ("Dibeklio&#287;lu"), words parted at the end of a line ("Cam- bridge").
 * map[i] is the offset in the body of what byte i stands for, map[len] the body's
 * length; NULL where nothing had to be mended.
 */
struct mended {
	struct span text;
	const size_t *map;
};

void mend_text(
    struct mended *out, struct arena *a, const struct mapped_text *body);

#endif
