#ifndef SOURCE_LOCAL_FILE_H
#define SOURCE_LOCAL_FILE_H

#include "source/local-bucket.h"
#include "source/local-holdings.h"
#include "source/local-pages.h"
#include "source/local-record.h"
#include "source/local.h"

#include <sqlite3.h>
#include <sys/types.h>

/*
 * What local.c and local-search.c share, and what app/index-write.c writes: the tables
 * of an index file. A file whose schema is not exactly this is refused.
 */
extern const char *const local_index_schema[]; /* NULL-terminated */

/* Sums of idf by which candidates are found; see local-search.c. */
struct local_slot {
	uint32_t id;      /* 0: empty */
	float score;      /* of terms */
	float bonus;      /* of author and year, volume and page */
	uint16_t matched; /* query terms that the record has */
	uint16_t keys;    /* bits 1 << enum local_key_kind: keys that it has */
};

/* local-repair.c */
struct local_words;
void local_words_free(struct local_words *w);

enum { LOCAL_IDF_CACHE = 1024 };

/* How a table's rows are read: mapped, or where that cannot be, by SQLite. */
struct local_rows {
	struct local_table table;
	sqlite3_stmt *statement;
};

struct local_index {
	sqlite3 *db;
	sqlite3_stmt *next_record;
	struct local_pages pages;
	struct local_rows record, bucket, list;
	struct local_unpacker *unpacker;
	struct span dictionary;
	struct local_index_info info;
	struct local_holdings *holdings; /* NULL: see local_index_holds() */
	const char *path;
	dev_t device; /* with inode: which file it is, whatever its name */
	ino_t inode;
	unsigned bits; /* of a bucket's number */
	struct arena arena;
	struct local_words *words; /* NULL until a word has to be put right */
	/* Candidates of the search under way, and what it needs besides. */
	struct local_slot *slots; /* empty between searches */
	size_t slots_size;        /* power of two */
	uint32_t *used;           /* places of those that are not empty */
	struct arena scratch;
	struct {
		uint64_t hash;
		double idf;
	} idf[LOCAL_IDF_CACHE];
};

/* ERR_SYNTAX with the file's name and what to do. */
int local_index_damaged(
    const struct local_index *ix, struct err *err, const char *what);

/* A row's bytes, valid until another of the table is read; an empty span if there is
 * none. */
int local_index_row(struct span *out, struct local_index *ix,
    struct local_rows *rows, int64_t row, struct err *err);
/* Bytes of a row for as long as the index and the arena: copied unless they stay. */
struct span local_index_keep(
    const struct local_index *ix, struct arena *a, struct span bytes);
/* The same as local_index_row() by a statement that may be another database's, valid until
 * that is used again. */
int local_index_ask(struct span *out, const struct local_index *ix,
    sqlite3_stmt *statement, int64_t row, struct err *err);
int local_index_ids(struct local_ids *out, struct local_index *ix,
    enum local_key_kind kind, uint64_t hash, struct err *err);
/* *out has df 0 if no record has the term. postings: until the next look-up. */
int local_index_term(struct local_term *out, struct local_index *ix,
    uint64_t hash, struct err *err);
/* How many records have that word in container, publisher or given names. */
int local_index_surrounding(
    uint32_t *out, struct local_index *ix, uint64_t hash, struct err *err);
int local_index_work(struct work **out, struct arena *a, struct local_index *ix,
    uint32_t id, struct err *err);

/* The same from its row of `record`, if that was read already. */
int local_index_decode(struct work **out, struct arena *a,
    struct local_index *ix, uint32_t id, struct span packed, struct err *err);

/* A record as it was encoded, until the next look-up of a record; an empty span
 * if there is none. */
int local_index_record(
    struct span *out, struct local_index *ix, uint32_t id, struct err *err);
int local_index_last_id(uint32_t *out, struct local_index *ix, struct err *err);
/* The record with the lowest id that is not below `from`: 1; none: 0. */
int local_index_next_record(struct span *out, uint32_t *id,
    struct local_index *ix, uint32_t from, struct err *err);

/* Fields as key_identifier() takes them: the record's identifiers of a kind, in
 * normal form. *out is in the arena. */
size_t local_identifiers(const char ***out, struct arena *a,
    const struct work *w, enum identifier_kind kind);

/* Keys of the identifiers that the record's relations say are its versions':
 * of kind LOCAL_KEY_IDENTIFIER, unlike those of the identifiers themselves. */
size_t local_pointers(uint64_t **out, struct arena *a, const struct work *w);

#endif
