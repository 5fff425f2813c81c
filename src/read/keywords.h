#ifndef READ_KEYWORDS_H
#define READ_KEYWORDS_H

#include "model/work.h"

/*
 * Keywords that a format has one by one. In a work they are one text: parted by
 * ", ", or by "; " if there is one with a comma in it ("Aged, 80 and over"), so that
 * writers find them again.
 */
struct keywords {
	struct arena *a;
	const char **words;
	size_t len;
};

/* Empty ones are left out. */
void keywords_add(struct keywords *k, struct span word);
/* One a line; NULL is none. */
void keywords_add_lines(struct keywords *k, const char *lines);
/* Behind those that the work has. */
void keywords_set(const struct keywords *k, struct work *w);

#endif
