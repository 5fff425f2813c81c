#ifndef APP_LINT_H
#define APP_LINT_H

#include "base/arena.h"
#include "base/err.h"
#include "model/bibtex.h"
#include "model/finding.h"
#include "model/reference.h"

/* What is wrong with a .bib file by itself: nothing is looked up. */
struct lint {
	struct arena arena;
	struct references refs;
	struct finding *items; /* in order of their places */
	size_t len;
	bool ignored[FINDING_RULES]; /* set before lint_open() */
	bool *faulty; /* by line: the reader told something of it */
};

/* path is the file's, "-" standard input. After it, even a failed one, lint_close(). */
int lint_open(struct lint *l, const char *path, struct err *err);
void lint_close(struct lint *l);

/* --- inside ------------------------------------------------------------------- */

/* at: an offset in the document's text. The text is copied. */
void lint_add(struct lint *l, enum finding_rule rule, size_t at,
    const char *key, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* The value of one field (lint-value.c); text is the whole document's, or the
 * entry's that starts at base in it. */
void lint_value(struct lint *l, const struct bibtex_field *f, struct span text,
    size_t base, const char *key);

/* A list of names as its field has it, at that place in the document (lint-names.c). */
void lint_names(struct lint *l, struct span list, size_t at, const char *key);

#endif
