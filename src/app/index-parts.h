#ifndef APP_INDEX_PARTS_H
#define APP_INDEX_PARTS_H

#include "app/index-sort.h"
#include "app/index.h"
#include "base/sbuf.h"
#include "model/work.h"

#include <stdio.h>

/*
 * The steps of index_build(): input (files to works), keys (work to sorted
 * keys), spool (encoded records, until the dictionary is known), write (all of
 * it to an SQLite file).
 */

/* --- index-input.c --- */

struct index_input {
	/* Takes each work; what it points to dies with the call. */
	int (*take)(void *ctx, const struct work *w, struct err *err);
	void *ctx;
	size_t skipped;
	struct err first; /* story of the first that was skipped */
	size_t left_out;  /* records of what nobody cites */
	size_t broken;    /* files that break off: read up to there */
	struct err first_break;
};

/*
 * Read one file, whatever of the known it is, or all files of a folder or an
 * archive; there, what is not known is passed over. A negative return is an
 * error of the system, or what take() returned.
 */
int index_input_read(struct index_input *in, const char *path, struct err *err);

/* --- index-keys.c --- */

/* Give the sorter all keys of a record. *terms: how many of them are terms. */
int index_keys_add(unsigned *terms, struct index_sorter *s, struct arena *a,
    const struct work *w, uint32_t id, struct err *err);

/* --- index-spool.c --- */

struct index_spool {
	FILE *data, *offsets;
	uint64_t bytes;
	uint32_t len; /* ids run from 1 to len */
};

int index_spool_open(
    struct index_spool *out, const char *path, struct err *err);
int index_spool_add(struct index_spool *s, struct span record, struct err *err);
/* From here on records are read. */
int index_spool_finish(struct index_spool *s, struct err *err);
/* The next record: 1; the end: 0. */
int index_spool_next(struct index_spool *s, struct sbuf *out, struct err *err);
int index_spool_rewind(struct index_spool *s, struct err *err);
/* Any record; does not disturb index_spool_next(). */
int index_spool_get(
    struct index_spool *s, struct sbuf *out, uint32_t id, struct err *err);
int index_spool_size(
    struct index_spool *s, size_t *out, uint32_t id, struct err *err);
void index_spool_close(struct index_spool *s);

/* --- index-merge.c --- */

/* Which records are the same work told twice: the fuller one stays. */
struct index_merges {
	struct index_merge {
		uint32_t dropped, kept;
	} * by_dropped, *by_kept;
	size_t len;
};

/* Takes the identity keys off the sorter; *key and *id are then the first pair
 * of another kind. Returns what index_sorter_next() does. */
int index_merges_find(struct index_merges *out, struct index_sorter *s,
    struct index_spool *spool, uint64_t *key, uint32_t *id, struct err *err);
/* The record that an id's record went into: often itself. */
uint32_t index_merges_kept(const struct index_merges *m, uint32_t id);
/* Fill gaps of a record, which is `id`, from those that went into it. */
int index_merges_fill(struct sbuf *record, const struct index_merges *m,
    uint32_t id, struct index_spool *spool, struct err *err);
void index_merges_release(struct index_merges *m);

/* --- index-write.c --- */

struct index_description {
	const char *date;
	const char *covers; /* as in struct index_build_options */
	const char *sources;
};

/* Write all to a new file `path`, which exists and is empty. */
int index_write(const char *path, struct index_build_result *result,
    struct index_sorter *keys, struct index_spool *spool,
    const struct index_description *d, struct err *err);

#endif
