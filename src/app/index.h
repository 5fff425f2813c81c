#ifndef APP_INDEX_H
#define APP_INDEX_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct index_build_options {
	const char *const *inputs; /* .jsonl, .bib, each also .gz, .zst */
	size_t inputs_len;
	const char *output;
	const char
	    *covers; /* or NULL: general from 100,000 works on, else nothing */
	const char *date; /* ISO 8601 to write, or NULL for now */
	void (*progress)(size_t works, void *ctx);
	void *progress_ctx;
};

struct index_build_result {
	size_t works;
	size_t skipped; /* lines that could not be read */
	size_t bytes;   /* of the file written */
};

/* Make an index file, whole or not at all (written beside, then renamed).
 * A line that cannot be read is counted and skipped; the first is told in *err. */
int index_build(struct index_build_result *out,
    const struct index_build_options *o, struct err *err);

#endif
