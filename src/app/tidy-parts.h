#ifndef APP_TIDY_PARTS_H
#define APP_TIDY_PARTS_H

#include "app/tidy.h"
#include "model/bibtex.h"
#include "model/reference.h"
#include "read/name-table.h"

/* Shared by the files that tidy a .bib file and seen by nobody else. */

struct tidy_macro {
	struct span name;
	size_t offset; /* where its @string begins */
};

/* A key by which an entry is to be found still. */
struct tidy_alias {
	const char *key;
	size_t entry;
};

struct tidier {
	struct tidied *out;
	struct arena *a;
	const struct tidy_request *r;
	tidy_problem_fn *problem;
	void *ctx;
	struct references refs;
	struct tidy_edit *edits; /* by reference */
	bool *faulty;            /* the entry is written as it was */
	size_t *offsets;         /* where it begins */
	bool fault;
	struct tidy_macro *macros;
	size_t macros_len;
	struct tidy_alias *aliases; /* as they come */
	size_t aliases_len;
	size_t *instead;        /* of one that is left out: what it went into */
	struct name_table keys; /* to the first entry of a key */
	struct journals *journals;
	size_t faults; /* that the scanner told */
};

struct tidy_field *tidy_add_field(
    struct tidier *t, size_t i, const char *name, const char *value);
bool tidy_scan_entry(struct bibtex_entry *e, struct tidier *t, size_t i);
/* The key finds the entry still, by its field ids. */
void tidy_keep_alias(struct tidier *t, size_t i, const char *old);

/* --- tidy-merge.c ------------------------------------------------------------- */

/* ERR_USAGE: a key of request->same is none of the file's. */
int tidy_merge(struct tidier *t, struct err *err);
int tidy_add_distinct(
    struct tidied *out, const struct tidy_request *r, struct err *err);

#endif
