#ifndef APP_TIDY_H
#define APP_TIDY_H

#include "app/duplicates.h"
#include "base/arena.h"
#include "model/document.h"
#include "write/tidy.h"

/* A .bib file written again, with what needs its works: keys and duplicates. */

struct tidy_request {
	struct tidy_options options;
	const char *keys; /* a pattern (write/key-pattern.h), or NULL */
	bool merge;       /* sure duplicates into one of them */
	enum { JOURNALS_KEEP, JOURNALS_FULL, JOURNALS_ABBREV } journals;
	const char *const *lists; /* files (app/journals.h) */
	size_t lists_len;
	/* Pairs that are two works from now on, and such as are one. */
	const struct key_pair *distinct, *same;
	size_t distinct_len, same_len;
	enum duplicate_keep keep; /* of what is merged */
	bool utf8;                /* whatever the file's encoding was */
};

typedef void tidy_problem_fn(
    void *ctx, size_t line, const char *key, const char *text);

struct tidied {
	struct document *document;
	struct arena arena;
	struct sbuf text;
	struct span before, after; /* the file's bytes */
	struct tidy_counts counts;
};

/* After it, even a failed one, tidy_close(). ERR_SYNTAX also where bytes of the
 * file could not be read as text, so that they could not be written either. */
int tidy_open(struct tidied *out, const char *path,
    const struct tidy_request *r, tidy_problem_fn *problem, void *ctx,
    struct err *err);
/* The same of a document, which is the tidied's from now on. */
int tidy_document(struct tidied *out, struct document *d,
    const struct tidy_request *r, tidy_problem_fn *problem, void *ctx,
    struct err *err);
void tidy_close(struct tidied *t);

/* The pairs that a .bib says are two works: @comment{refmend-distinct: a, b}. */
size_t tidy_distinct(struct key_pair **out, struct arena *a, struct span text);

#endif
