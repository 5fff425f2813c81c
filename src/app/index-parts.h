#ifndef APP_INDEX_PARTS_H
#define APP_INDEX_PARTS_H

#include "app/index-sort.h"
#include "app/index.h"
#include "base/sbuf.h"
#include "model/work.h"

#include <stdio.h>
#include <sys/stat.h>

struct local_holdings;
struct local_index;

/*
 * The steps of index_build(): input (files to works), intake (works to records,
 * in one thread, records to keys, in another), keys (work to sorted keys),
 * spool (encoded records, until the dictionary is known), merge (which of them
 * are one work), write (all of it to an SQLite file).
 */

enum { INDEX_BUCKET_AIM = 32 }; /* records a bucket, on average */

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

/* --- index-intake.c --- */

struct index_spool;
struct index_surroundings;
struct index_intake;

int index_intake_open(struct index_intake **out, struct index_sorter *sorter,
    struct index_spool *spool, struct index_surroundings *surroundings,
    struct local_holdings *holdings, struct err *err);
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

/* --- index-surroundings.c --- */

enum { INDEX_SURROUNDING_MIN = 2 }; /* records that a word is counted from */

struct index_word {
	uint64_t hash;
	uint32_t count;
	uint32_t last; /* the record it was last seen in, counted from 1 on */
};

/* Counts the words of containers, publishers and given names. */
struct index_surroundings;

struct index_surroundings *index_surroundings_new(void);
void index_surroundings_add(
    struct index_surroundings *s, struct arena *a, const struct work *w);
/* What was counted, in the order of keys. Nothing can be added after that. */
size_t index_surroundings_words(
    const struct index_word **out, struct index_surroundings *s);
void index_surroundings_free(struct index_surroundings *s);

/* --- index-spool.c --- */

struct index_spool {
	FILE *data, *offsets;
	uint64_t bytes;
	uint32_t first; /* id */
	uint32_t len;
};

/* Ids run from `first` on. */
int index_spool_open(
    struct index_spool *out, const char *path, uint32_t first, struct err *err);
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

/* --- index-update.c --- */

/* Records by id: below spool->first of the index that is updated, if any. */
struct index_records {
	struct index_spool *spool;
	struct local_index *old; /* or NULL */
	/* What the spool's records are; those that go into others are taken off it
	 * while all are packed. */
	struct local_holdings *holdings;
};

int index_records_get(const struct index_records *r, struct sbuf *out,
    uint32_t id, struct err *err);

/* The index that is updated. */
struct index_old {
	struct local_index *ix; /* NULL: there is none */
	int fd;
	struct stat st;
	uint32_t last; /* id */
};

/* ERR_ABSENT: there is none. To be closed in any case. */
int index_old_open(struct index_old *out, const char *path, struct err *err);
void index_old_close(struct index_old *old);
/* ERR_AGAIN: another file has taken its place. */
int index_old_unchanged(
    const struct index_old *old, const char *path, struct err *err);
/* Its bytes into a file that exists. */
int index_old_copy(
    const struct index_old *old, const char *to, struct err *err);
/* True: with ids up to that one it had better be built again. */
bool index_old_is_outgrown(const struct index_old *old, uint32_t ids);
/* Give the intake all of its records, then those of the spool. */
int index_old_take(struct index_intake *in, const struct index_old *old,
    struct index_spool *added, struct err *err);

/* --- index-merge.c --- */

/* Which records are the same work told twice: the one with the lowest id stays,
 * and what the fuller one says. */
struct index_merges {
	struct index_merge {
		uint32_t dropped, kept;
	} * by_dropped, *by_kept;
	size_t len;
};

/* Takes the identity keys off the sorter; *key and *id are then the first pair
 * of another kind. Returns what index_sorter_next() does. */
int index_merges_find(struct index_merges *out, struct index_sorter *s,
    const struct index_records *records, uint64_t *key, uint32_t *id,
    struct err *err);
/* The record that an id's record went into: often itself. */
uint32_t index_merges_kept(const struct index_merges *m, uint32_t id);
/* Make a record, which is `id`, of itself and of those that went into it. */
int index_merges_fill(struct sbuf *record, const struct index_merges *m,
    uint32_t id, const struct index_records *records, struct err *err);
void index_merges_release(struct index_merges *m);

/* --- index-pack.c --- */

struct index_packing;

/*
 * Start a thread that merges and compresses the records of the spool, and
 * those of the old index that something went into. Until index_packing_end()
 * nobody else may use the records, nor its rows of records.
 */
int index_packing_start(struct index_packing **out,
    const struct index_records *records, const struct index_merges *merges,
    struct err *err);
/* 1: the next, ids ascending; 0: end. */
int index_packing_next(struct index_packing *p, uint32_t *id,
    struct span *packed, struct err *err);
/* Wait for the thread. Returns the dictionary. */
struct span index_packing_end(struct index_packing *p);
void index_packing_close(struct index_packing *p);

/* --- index-write.c --- */

struct index_description {
	const char *date;
	/* All works, counted, or NULL. */
	const struct local_holdings *holdings;
	const char *covers; /* NULL: what is usual for so many works */
	const char *sources;
	/* Lines of those before, and what stands in the new one behind the date
	 * and the number of new works. */
	const char *segments_before, *segment;
	size_t works_before;
	size_t works; /* set by index_write() */
};

/*
 * Write all to a file `path`: to a new one, which exists and is empty, or, if
 * records->old is set, to a copy of that index.
 */
int index_write(const char *path, struct index_sorter *keys,
    struct index_surroundings *surroundings,
    const struct index_records *records, struct index_description *d,
    size_t *duplicates, struct err *err);

#endif
