#ifndef APP_INDEX_H
#define APP_INDEX_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct index_build_options {
	/*
	 * Files, folders, tar archives; plain, gzip or zstd; known by what is in
	 * them: CSL-JSON, Crossref's, DataCite's, OpenAlex's and arXiv's JSON
	 * (lines, one array, {"items": []}), DBLP's, PubMed's and the ACL
	 * Anthology's XML, .bib. "-" is standard input.
	 */
	const char *const *inputs;
	size_t inputs_len;
	const char *output;
	bool update; /* output is an index, to which the inputs are added */
	/* As local_covers_check() takes it, or NULL: what it covers already;
	 * a new one is general from 100,000 works on, else nothing. */
	const char *covers;
	const char *date; /* ISO 8601 to write, or NULL for today (UTC) */
	void (*progress)(size_t works, void *ctx);
	void *progress_ctx;
	size_t memory; /* for sorting, in bytes; 0 for what is usual */
};

struct index_build_result {
	size_t works;
	size_t skipped;         /* lines or entries that could not be read */
	size_t untitled;        /* records without a title: left out */
	size_t left_out;        /* of what nobody cites: journals, home pages */
	size_t broken;          /* files that break off: read up to there */
	struct err break_story; /* of the first of them */
	size_t duplicates;      /* new records that went into another */
	size_t bytes;           /* of the file written */
};

/*
 * Make an index file, whole or not at all (written beside, then renamed). The
 * same input, options and date make the same bytes. What cannot be read is
 * counted and skipped; the first is told in *err though 0 is returned. ERR_ABSENT:
 * there is no such input, or no work in it, or no index to be updated. ERR_USAGE:
 * covers or date make no sense. ERR_AGAIN: the index was changed meanwhile.
 */
int index_build(struct index_build_result *out,
    const struct index_build_options *o, struct err *err);

#endif
