#ifndef WRITE_BIBTEX_OUTPUT_H
#define WRITE_BIBTEX_OUTPUT_H

#include "base/sbuf.h"
#include "base/text.h"
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

/* A custom field of that name, in any case, as .bib has them; or NULL. */
static inline const char *
bibtex_custom(const struct work *w, const char *name)
{
	for (const struct custom_field *c = w->custom; c; c = c->next)
		if (text_eq_nocase(span_of(c->key), name))
			return c->value;
	return NULL;
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
