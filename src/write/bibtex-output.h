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
	bool standard; /* nothing that only biblatex prints */
	/* Its fields "bibtex:NAME", by name; of those with one name the first. */
	const struct custom_field **latex;
	size_t latex_len;
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

/* Sets latex. */
void bibtex_index_latex(struct bibtex_output *e);

/* The LaTeX that a field of the .bib had which the work comes from; NULL if there
 * is none, or if it would break the entry. */
const char *bibtex_latex_of(const struct bibtex_output *e, const char *name);

/* name = {latex}, */
void bibtex_add_braced(
    struct bibtex_output *e, const char *name, const char *latex);

/* The same, if it still says this. */
const char *bibtex_kept_latex(
    const struct bibtex_output *e, const char *name, const char *text);

/* Has the entry a field of that name by now? */
bool bibtex_was_emitted(const struct bibtex_output *e, const char *name);

/* LaTeX that leaves the entry whole, and in which nobody sees another one begin. */
bool bibtex_is_whole(const char *value);

/* name = value, where value is LaTeX with its delimiters or a macro. */
void bibtex_add_field(
    struct bibtex_output *e, const char *name, const char *value);

/* A text as LaTeX, as the entry had it if that still says the same; nothing for NULL or
 * if there is such a field. */
void bibtex_add_text(
    struct bibtex_output *e, const char *name, const char *text);

/* By the name the entry had for it; names[0] unless it had one. NULL-ended. */
void bibtex_add_text_as(
    struct bibtex_output *e, const char *const *names, const char *text);

/* A field that styles print with \url or as a link: no escapes. */
void bibtex_add_verbatim_field(
    struct bibtex_output *e, const char *name, const char *text);

/* The date of issue, and any other in a field of biblatex's. */
void bibtex_add_date(struct bibtex_output *e);
void bibtex_add_edtf(
    struct bibtex_output *e, const char *name, const struct date *d);

/* All whom the work names. */
void bibtex_add_people(struct bibtex_output *e);

#endif
