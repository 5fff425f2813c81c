#ifndef STORE_PRIVATE_H
#define STORE_PRIVATE_H

#include "store/store.h"

#include <sqlite3.h>

/* Shared by the files of the store and seen by nobody else. */

enum store_statement {
#define X(name, sql) STATEMENT_##name,
#include "store/statements.def"
#undef X
	STATEMENTS
};

/* How sure a transaction is on the disk when its call returns. Both survive the
 * death of the program; only DURABLE survives that of the machine. */
enum store_durability {
	STORE_QUICK, /* can be had again: answers, judgements */
	STORE_DURABLE,
};

enum { STORE_TIME_SIZE = 24 };

struct store {
	sqlite3 *db;
	char *path;
	sqlite3_stmt *statements[STATEMENTS];
	char *group;            /* command of the open group, or NULL */
	bool whole;             /* it has no savepoints */
	int64_t command;        /* row of the command, 0: none yet */
	int64_t command_before; /* the same when the call began */
	char command_time
	    [STORE_TIME_SIZE]; /* what its assertions are dated by */
	int64_t cache_bytes;   /* what the cache holds, -1: not counted yet */
	int64_t cache_limit;
	int failure; /* SQLite's primary code of the last one */
};

/* --- statements (statement.c) ------------------------------------------------- */

/* The story of a failed SQLite call, and the code for it. */
int store_fail(struct store *s, int sqlite_code, struct err *err);

/*
 * A statement, reset and without values, or NULL with *rc set. Values are bound
 * by position from 1, in the order of the call: a NULL text is SQL's NULL. Texts
 * are not copied: they must live until the statement has run.
 */
sqlite3_stmt *store_statement(
    struct store *s, enum store_statement which, int *rc, struct err *err);
void store_bind_text(sqlite3_stmt *st, int at, const char *text);
void store_bind_span(sqlite3_stmt *st, int at, struct span text);
void store_bind_int(sqlite3_stmt *st, int at, int64_t value);

/* Run a statement that gives no rows. */
int store_run(struct store *s, sqlite3_stmt *st, struct err *err);
/* 1: a row. 0: no more. < 0: error. */
int store_step(struct store *s, sqlite3_stmt *st, struct err *err);
/* First column of the first row as an integer, or absent if there is none; the
 * statement is reset. */
int store_number(int64_t *out, struct store *s, sqlite3_stmt *st,
    int64_t absent, struct err *err);
/* A column's text in a, NULL for NULL. */
char *store_column(struct arena *a, sqlite3_stmt *st, int column);
/* The same where the schema allows no NULL: a file that has been tampered with
 * gives "". */
char *store_needed(struct arena *a, sqlite3_stmt *st, int column);

/* Run plain SQL without values. */
int store_exec(struct store *s, const char *sql, struct err *err);

/* --- transactions and commands (transaction.c) --------------------------------- */

/* Begin a call that writes; end it with its result: committed if that is 0,
 * undone else. store_finish() returns the result or the commit's failure. */
int store_start(struct store *s, enum store_durability d, struct err *err);
int store_finish(struct store *s, int rc, struct err *err);

/* The row that the call's changes belong to: the open group's, else one named
 * name. */
int store_command(
    int64_t *out, struct store *s, const char *name, struct err *err);

/* Now, ISO 8601 in UTC, to the second. */
void store_now(char out[STORE_TIME_SIZE]);

/* A row of the history. before_assertion: what was current, or 0. */
struct store_entry {
	int64_t work;
	const char *key;
	const char *field;
	const char *before;
	const char *after;
	int64_t before_assertion;
	const char *source;
	const char *record;
};
int store_write_change(struct store *s, int64_t command,
    const struct store_entry *entry, struct err *err);

/* --- fields as rows (field.c) ---------------------------------------------------- */

/*
 * Everything a work holds, one row a field: its type, texts, names and dates
 * under their CSL-JSON names, and "title-rich", "custom", "relations".
 */
enum {
	FIELD_TYPE,
	FIELD_TEXTS,
	FIELD_NAMES = FIELD_TEXTS + WORK_FIELDS,
	FIELD_DATES = FIELD_NAMES + WORK_NAME_FIELDS,
	FIELD_TITLE_RICH = FIELD_DATES + WORK_DATE_FIELDS,
	FIELD_CUSTOM,
	FIELD_RELATIONS,
	FIELDS
};

const char *field_name(unsigned f);
/* FIELDS if there is none of that name. */
unsigned field_from_name(const char *name);
/* The value as text, or NULL if the work has none. */
const char *field_value(unsigned f, struct arena *a, const struct work *w);
/* NULL takes the value away. What cannot be read is left out. */
void field_set(unsigned f, struct arena *a, struct work *w, const char *value);
/* The fields that belong to a claim: at most CLAIM_FIELDS of them. */
enum { CLAIM_FIELDS = 2 };
size_t claim_fields(unsigned out[CLAIM_FIELDS], enum claim c);
/* The claim that protects a field, or CLAIMS. */
enum claim field_claim(unsigned f);

/* "title year" <-> bits. */
const char *claims_text(struct arena *a, unsigned claims);
unsigned claims_from_text(const char *text);

/* --- what is said of works (assert.c) --------------------------------------------------- */

/* One call's worth of what asserting needs to know. */
struct store_asserting {
	struct store *s;
	struct arena *a;
	int64_t work;
	const char *key;
	int64_t command;
	const char *source;
	const char *record;
	/* By field, where they are not one for all; or NULL. */
	const struct store_origin {
		const char *source, *record;
	} * origins;
	size_t changes;
};

/* What somebody says without its being taken for the value: kept once. */
int store_assert_aside(bool *added, const struct store_asserting *c, unsigned f,
    const char *value, struct err *err);
/* The field's value is from now on this one (NULL: it has none). */
int store_replace_value(struct store_asserting *c, unsigned f,
    const char *before, const char *after, struct err *err);
int store_log_change(const struct store_asserting *c, const char *field,
    const char *before, const char *after, int64_t before_assertion,
    struct err *err);
/*
 * Take from w what the work lacks, and keep aside what else it says: another
 * value, or that it says the same (so that show can name who agrees). *news:
 * something was kept aside.
 */
int store_fill(struct store_asserting *c, const struct store_work *old,
    const struct work *w, bool *news, struct err *err);

/* --- works (work.c, find.c) --------------------------------------------------------- */

/* The works that a statement gives (columns as STATEMENT_GET_WORK). */
int store_read_works(struct store_work **out, size_t *len, struct arena *a,
    struct store *s, sqlite3_stmt *st, struct err *err);
int store_get_id(struct store_work *out, struct arena *a, struct store *s,
    int64_t id, struct err *err);
/* The same without its aliases, of which there may be many. */
int store_get_alone(struct store_work *out, struct arena *a, struct store *s,
    int64_t id, struct err *err);

/* By key or alias; ERR_ABSENT if there is none. */
int store_id_of_key(
    int64_t *out, struct store *s, const char *key, struct err *err);

int store_set_protection(
    struct store *s, int64_t work, unsigned claims, struct err *err);
int store_set_cluster(
    struct store *s, int64_t work, int64_t cluster, struct err *err);
/* All works of other's cluster into work's, each a change of the command. */
int store_join(struct store *s, int64_t command, int64_t work, int64_t other,
    struct err *err);

/* Write a work's keys anew, by which store_find_same() finds it. */
int store_index_work(
    struct store *s, int64_t id, const struct work *w, struct err *err);

/*
 * The work of the library that w is, or 0. *version gets one that is another
 * version of it (a preprint of the article), or 0.
 */
int store_find_same(int64_t *out, int64_t *version, struct store *s,
    const struct work *w, const char *key, struct err *err);

/* A key that is free: wanted, wanteda, wantedb, ... */
int store_free_key(char **out, struct arena *a, struct store *s,
    const char *wanted, struct err *err);

/* --- two works or one (merge.c) ------------------------------------------------------------ */

/* A work that was merged into another is one of its own again; its keys have to be
 * written anew. */
int store_unmerge(struct store *s, int64_t work, struct err *err);
int store_set_distinct_ids(struct store *s, int64_t work, int64_t other,
    bool distinct, struct err *err);

/* --- schema (schema.c) ------------------------------------------------------------------ */

/* Bring a file from its user_version to n, a transaction a step. steps[i]
 * makes version i + 1. ERR_SYNTAX if it is newer than that. */
int store_migrate(
    struct store *s, const char *const *steps, size_t n, struct err *err);
extern const char *const store_steps[STORE_FORMAT];

#endif
