#ifndef APP_INDEX_PARTS_H
#define APP_INDEX_PARTS_H

#include "app/index-sort.h"
#include "app/index.h"
#include "base/sbuf.h"
#include "model/work.h"

#include <stdio.h>

/*
 * The steps of index_build(): input (files to works), intake (works to records,
 * in one thread, records to keys, in another), keys (work to sorted keys),
 * spool (encoded records, until the dictionary is known), merge (which of them
 * are one work), write (all of it to an SQLite file).
 */

/* --- index-input.c --- */

struct index_input {
	/* Takes each work; what it points to dies with the call. */
	int (*take)(void *ctx, const struct work *w, struct err *err);
	void *ctx;
	size_t skipped;
	struct err first; /* story of the first that was skipped */
};

/* Read one file, whatever of the known it is. */
int index_input_read(struct index_input *in, const char *path, struct err *err);

/* --- index-intake.c --- */

struct index_spool;
struct index_intake;

int index_intake_open(struct index_intake **out, struct index_sorter *sorter,
    struct index_spool *spool, struct err *err);
/* Take a work, or a record as local_record_encode() makes it. Not 0: it has
 * failed, and index_intake_finish() says why. */
int index_intake_work(struct index_intake *in, const struct work *w);
int index_intake_record(struct index_intake *in, struct span record);
/* No more: now spool and sorter are the caller's again. */
int index_intake_finish(struct index_intake *in, struct err *err);
void index_intake_close(struct index_intake *in);

/* --- index-keys.c --- */

/* Give the sorter all keys of a record. *terms: how many of them are terms. */
int index_keys_add(unsigned *terms, struct index_sorter *s, struct arena *a,
    const struct work *w, uint32_t id, struct err *err);

/* --- index-spool.c --- */

struct index_spool {
	FILE *data, *offsets;
	uint64_t bytes;
	uint32_t first; /* id */
	uint32_t len;
};

/* Ids run from `first` on. */
int index_spool_open(struct index_spool *out, const char *path, uint32_t first,
    struct err *err);
int index_spool_add(struct index_spool *s, struct span record, struct err *err);
/* From here on records are read. */
int index_spool_finish(struct index_spool *s, struct err *err);
/* The next record: 1; the end: 0. */
int index_spool_next(struct index_spool *s, struct sbuf *out, struct err *err);
int index_spool_rewind(struct index_spool *s, struct err *err);
/* Any record; does not disturb index_spool_next(). */
int index_spool_get(
    struct index_spool *s, struct sbuf *out, uint32_t id, struct err *err);
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
