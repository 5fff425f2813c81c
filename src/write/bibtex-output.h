#ifndef WRITE_BIBTEX_OUTPUT_H
#define WRITE_BIBTEX_OUTPUT_H

#include "base/sbuf.h"
#include "model/work.h"

#include <stdbool.h>

/* Private to the files that write an entry. */
enum { BIBTEX_EMITTED_MAX = 64 };

struct bibtex_output {
	struct sbuf *out;
	struct arena *a;
	const struct work *w;
	const char *type;
	bool ascii;
	bool biblatex;
	const char *emitted[BIBTEX_EMITTED_MAX];
	size_t emitted_len;
};

/* The same text, or none. */
static inline bool
bibtex_same(const char *x, const char *y)
{
	return x && y ? !strcmp(x, y) : x == y;
}

/* The LaTeX that a field of the .bib had which the work comes from; NULL if there
 * is none, or if it would break the entry. */
const char *bibtex_latex_of(const struct bibtex_output *e, const char *name);

/* name = {latex}, */
void bibtex_add_braced(
    struct bibtex_output *e, const char *name, const char *latex);

/* All whom the work names. */
void bibtex_add_people(struct bibtex_output *e);

#endif
