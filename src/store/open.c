/* Opening and closing a library. */

#include "base/file.h"
#include "store/private.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"

enum {
	/* How long another program's writing is waited for. */
	BUSY_MS = 10000,
	/* The write-ahead log shrinks to this when it is empty. */
	LOG_BYTES = 16 << 20,
};

#define CACHE_LIMIT ((int64_t)256 << 20)

/* A pragma that gives one number. */
static int
pragma_number(int64_t *out, struct store *s, const char *sql, struct err *err)
{
	sqlite3_stmt *st = NULL;
	int code = sqlite3_prepare_v2(s->db, sql, -1, &st, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(st);
	*out = code == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
	(void)sqlite3_finalize(st);
	return code == SQLITE_ROW ? OK : store_fail(s, code, err);
}

/*
 * Ours, or a file with nothing in it, as a kill right after creating leaves it.
 * Read before anything is changed: another program's file is not touched.
 */
static int
check_owner(struct store *s, struct err *err)
{
	enum { INDEX_APPLICATION_ID = 0x72666d69 };
	int64_t id = 0, tables = 0;
	/* Both at one moment: another program may be making the library. */
	int rc = store_exec(s, "BEGIN", err);

	if (!rc)
		rc = pragma_number(&id, s, "PRAGMA application_id", err);
	if (!rc)
		rc = pragma_number(
		    &tables, s, "SELECT count(*) FROM sqlite_schema", err);
	if (!sqlite3_get_autocommit(s->db))
		(void)sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
	if (rc || id == STORE_APPLICATION_ID || (!id && !tables))
		return rc;
	if (id == INDEX_APPLICATION_ID)
		return err_set(err, ERR_SYNTAX,
		    "%s: an index, not a library: use it with --index",
		    s->path);
	return err_set(err, ERR_SYNTAX,
	    "%s: a database of another program, not a refmend library",
	    s->path);
}

/*
 * Readers and a writer at once need the write-ahead log. Changing to it asks for
 * the file alone and does not wait by itself when two programs make a library
 * at the same time.
 */
static int
use_log(struct store *s, struct err *err)
{
	const struct timespec pause = { 0, 10000000 };
	int code = SQLITE_BUSY;

	for (int tries = 0; code == SQLITE_BUSY && tries < 500; tries++) {
		if (tries)
			(void)nanosleep(&pause, NULL);
		code = sqlite3_exec(
		    s->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
	}
	return code == SQLITE_OK ? OK : store_fail(s, code, err);
}

static int
set_up(struct store *s, struct err *err)
{
	char sql[160];
	int rc;

	(void)sqlite3_busy_timeout(s->db, BUSY_MS);
	(void)sqlite3_extended_result_codes(s->db, 1);
	/* The file may come from anybody: its schema must not run anything. */
	(void)sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	(void)sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	(void)sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	(void)sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	rc = check_owner(s, err);
	if (!rc && !sqlite3_db_readonly(s->db, "main"))
		rc = use_log(s, err);
	if (rc)
		return rc;
	/* What savepoints would undo: in a file it is most of what is written. */
	(void)snprintf(sql, sizeof(sql),
	    "PRAGMA journal_size_limit = %d; PRAGMA cell_size_check = ON; "
	    "PRAGMA cache_size = -64000; PRAGMA temp_store = MEMORY",
	    (int)LOG_BYTES);
	rc = store_exec(s, sql, err);
	return rc ? rc : store_migrate(s, store_steps, STORE_FORMAT, err);
}

/* SQLite takes ":memory:" and "file:..." for something else than a name. */
static char *
plain_path(const char *path)
{
	bool special = path[0] == ':' || !strncmp(path, "file:", 5);
	size_t room = strlen(path) + 3;
	char *out = malloc(room);

	if (!out)
		die_oom(room);
	(void)snprintf(out, room, "%s%s", special ? "./" : "", path);
	return out;
}

static int
connect_to(struct store *s, const char *name, int flags, struct err *err)
{
	int code =
	    sqlite3_open_v2(name, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL);

	return code == SQLITE_OK ? set_up(s, err) : store_fail(s, code, err);
}

/* "file:" and the name, with what means something in an address escaped. */
static char *
address_of(const char *path)
{
	struct sbuf out = SBUF_INIT;

	sbuf_add(&out, SPAN_LIT("file:"));
	for (; *path; path++)
		if (strchr("%?#", *path))
			sbuf_addf(&out, "%%%02x", (unsigned char)*path);
		else
			sbuf_addc(&out, *path);
	sbuf_add(&out, SPAN_LIT("?immutable=1"));
	return out.buf;
}

/*
 * A library that uses the write-ahead log needs a file beside it even to be read.
 * Where none can be made nobody is writing either, and with an empty log all is
 * in the library itself.
 */
static bool
is_still(const struct store *s)
{
	char *log = malloc(strlen(s->path) + 5);
	struct stat st;
	bool still;

	if (!log)
		die_oom(strlen(s->path));
	(void)snprintf(log, strlen(s->path) + 5, "%s-wal", s->path);
	still = stat(log, &st) || !st.st_size;
	free(log);
	return still;
}

static int
open_still(struct store *s, struct err *err)
{
	char *address;
	int rc;

	if (!is_still(s))
		return err_set(err, ERR_IO,
		    "%s: there are changes in %s-wal that can only be read "
		    "where files may be written: copy both there",
		    s->path, s->path);
	address = address_of(s->path);
	(void)sqlite3_close(s->db);
	s->db = NULL;
	rc =
	    connect_to(s, address, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
	free(address);
	return rc;
}

/* It is there, and the trouble is that nothing may be written. */
static bool
is_unwritable(const struct store *s)
{
	return (s->failure == SQLITE_READONLY ||
		   s->failure == SQLITE_CANTOPEN) &&
	       !access(s->path, R_OK);
}

int
store_open(struct store **out, const char *path, bool create, struct err *err)
{
	struct store *s;
	struct err story = ERR_INIT;
	struct stat st;
	int rc;

	*out = NULL;
	if (!*path)
		return err_set(err, ERR_USAGE, "the library needs a name");
	if (!file_exists(path)) {
		if (!create)
			return err_set(err, ERR_ABSENT,
			    "%s: there is no such library", path);
		rc = file_make_parents(path, err);
		if (rc)
			return rc;
	} else if (!stat(path, &st) && S_ISDIR(st.st_mode)) {
		return err_set(err, ERR_IO, "%s: is a folder", path);
	}
	s = calloc(1, sizeof(*s));
	if (!s)
		die_oom(sizeof(*s));
	s->path = plain_path(path);
	s->cache_bytes = -1;
	s->cache_limit = CACHE_LIMIT;
	rc = connect_to(s, s->path,
	    SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0), &story);
	if (rc && is_unwritable(s)) {
		story = (struct err)ERR_INIT;
		rc = open_still(s, &story);
	}
	if (rc) {
		store_close(s);
		return err_set(err, rc, "%s", story.text);
	}
	*out = s;
	return OK;
}

bool
store_is_read_only(const struct store *s)
{
	return sqlite3_db_readonly(s->db, "main") == 1;
}

void
store_close(struct store *s)
{
	if (!s)
		return;
	store_cancel(s);
	for (size_t i = 0; i < STATEMENTS; i++)
		(void)sqlite3_finalize(s->statements[i]);
	(void)sqlite3_close(s->db);
	free(s->path);
	free(s);
}

const char *
store_path(const struct store *s)
{
	return s->path;
}

int
store_check(struct store *s, struct err *err)
{
	sqlite3_stmt *st = NULL;
	int code = sqlite3_prepare_v2(
	    s->db, "PRAGMA integrity_check(1)", -1, &st, NULL);
	int rc = OK;

	if (code == SQLITE_OK)
		code = sqlite3_step(st);
	if (code != SQLITE_ROW)
		rc = store_fail(s, code, err);
	else if (strcmp((const char *)sqlite3_column_text(st, 0), "ok") != 0)
		rc = err_set(err, ERR_SYNTAX, "%s: the library is damaged: %s",
		    s->path, (const char *)sqlite3_column_text(st, 0));
	(void)sqlite3_finalize(st);
	if (rc)
		return rc;
	code = sqlite3_prepare_v2(
	    s->db, "PRAGMA foreign_key_check", -1, &st, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(st);
	if (code == SQLITE_ROW)
		rc = err_set(err, ERR_SYNTAX,
		    "%s: the library is damaged: a row of %s has lost its "
		    "other",
		    s->path, (const char *)sqlite3_column_text(st, 0));
	else if (code != SQLITE_DONE)
		rc = store_fail(s, code, err);
	(void)sqlite3_finalize(st);
	return rc;
}
