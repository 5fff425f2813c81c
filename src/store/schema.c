/* What a library file holds, version by version: doc/library-format.md tells it
 * in words. A step that has been released is never changed; a new version is
 * a new step and a larger STORE_FORMAT. */

#include "store/private.h"

#include <stdio.h>

#include "base/banned.h"

static const char version_1[] =
    /* Each run of a program's command that changed something; undone is when
     * it was taken back. */
    "CREATE TABLE commands ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " name TEXT NOT NULL,"
    " time TEXT NOT NULL,"
    " undone TEXT);"

    "CREATE TABLE clusters ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " time TEXT NOT NULL);"

    /* title_key, name_key: hashes of the current title and of the first
     * author's or editor's family name, 0 without one. */
    "CREATE TABLE works ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " key TEXT NOT NULL UNIQUE,"
    " cluster INTEGER NOT NULL REFERENCES clusters (id),"
    " added TEXT NOT NULL,"
    " resolved TEXT,"
    " title_key INTEGER NOT NULL DEFAULT 0,"
    " name_key INTEGER NOT NULL DEFAULT 0);"
    "CREATE INDEX works_keys ON works (title_key, name_key);"
    "CREATE INDEX works_cluster ON works (cluster);"

    "CREATE TABLE aliases ("
    " key TEXT PRIMARY KEY,"
    " work INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE"
    ") WITHOUT ROWID;"
    "CREATE INDEX aliases_work ON aliases (work);"

    /* Identifiers of the current values, in normal form. */
    "CREATE TABLE identifiers ("
    " kind TEXT NOT NULL,"
    " value TEXT NOT NULL,"
    " work INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,"
    " PRIMARY KEY (kind, value, work)"
    ") WITHOUT ROWID;"
    "CREATE INDEX identifiers_work ON identifiers (work);"

    /* Every value that anybody said a field of a work has. */
    "CREATE TABLE assertions ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " work INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,"
    " field TEXT NOT NULL,"
    " value TEXT NOT NULL,"
    " source TEXT,"
    " record TEXT,"
    " time TEXT NOT NULL,"
    " command INTEGER NOT NULL REFERENCES commands (id),"
    " current INTEGER NOT NULL CHECK (current IN (0, 1)));"
    "CREATE INDEX assertions_work ON assertions (work, field);"
    "CREATE UNIQUE INDEX assertions_current ON assertions (work, field)"
    " WHERE current = 1;"
    "CREATE INDEX assertions_command ON assertions (command);"

    "CREATE TABLE protected ("
    " work INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,"
    " claim TEXT NOT NULL,"
    " PRIMARY KEY (work, claim)"
    ") WITHOUT ROWID;"

    /* The history. It outlives the work, so work is no foreign key. */
    "CREATE TABLE changes ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " command INTEGER NOT NULL REFERENCES commands (id),"
    " work INTEGER NOT NULL,"
    " key TEXT NOT NULL,"
    " field TEXT NOT NULL,"
    " before TEXT,"
    " after TEXT,"
    " before_assertion INTEGER,"
    " source TEXT,"
    " record TEXT);"
    "CREATE INDEX changes_command ON changes (command);"
    "CREATE INDEX changes_work ON changes (work);"

    /* References as documents have them, and what was made of them. parses and
     * judgement are JSON. */
    "CREATE TABLE documents ("
    " id INTEGER PRIMARY KEY,"
    " path TEXT NOT NULL UNIQUE,"
    " time TEXT NOT NULL);"
    "CREATE TABLE refs ("
    " id INTEGER PRIMARY KEY,"
    " document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " list INTEGER NOT NULL,"
    " key TEXT,"
    " label TEXT,"
    " raw TEXT NOT NULL,"
    " span_from INTEGER NOT NULL,"
    " span_to INTEGER NOT NULL,"
    " line INTEGER NOT NULL,"
    " parses TEXT NOT NULL,"
    " skip TEXT,"
    " verdict TEXT,"
    " judgement TEXT,"
    " time TEXT NOT NULL,"
    " UNIQUE (document, seq));"
    "CREATE INDEX refs_key ON refs (document, key);"
    "CREATE INDEX refs_line ON refs (document, line);"

    "CREATE TABLE decisions ("
    " text TEXT PRIMARY KEY,"
    " decision TEXT NOT NULL,"
    " time TEXT NOT NULL"
    ") WITHOUT ROWID;"

    "CREATE TABLE pending ("
    " id INTEGER PRIMARY KEY,"
    " path TEXT NOT NULL,"
    " raw TEXT NOT NULL,"
    " source TEXT NOT NULL,"
    " reason TEXT NOT NULL,"
    " time TEXT NOT NULL,"
    " UNIQUE (path, raw, source));"

    /* body is one zstd frame of length bytes; size is what the row costs. */
    "CREATE TABLE cache ("
    " id INTEGER PRIMARY KEY,"
    " url TEXT NOT NULL,"
    " accept TEXT NOT NULL,"
    " status INTEGER NOT NULL,"
    " content_type TEXT,"
    " etag TEXT,"
    " last_modified TEXT,"
    " fetched INTEGER NOT NULL,"
    " length INTEGER NOT NULL,"
    " size INTEGER NOT NULL,"
    " body BLOB NOT NULL,"
    " UNIQUE (url, accept));"
    "CREATE INDEX cache_age ON cache (fetched, size);";

static const char version_2[] =
    /* The work that this one was merged into; it is kept for its history and for
     * taking the merging back. */
    "ALTER TABLE works ADD COLUMN merged INTEGER REFERENCES works (id);"
    "CREATE INDEX works_merged ON works (merged) WHERE merged IS NOT NULL;"

    /* Pairs of which the user said that they are two works; a < b. */
    "CREATE TABLE distinct_works ("
    " a INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,"
    " b INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,"
    " PRIMARY KEY (a, b)"
    ") WITHOUT ROWID;"
    "CREATE INDEX distinct_b ON distinct_works (b);";

static const char version_3[] =
    /* What one record said of a field, however many said something of it. */
    "DROP INDEX assertions_work;"
    "CREATE INDEX assertions_work ON assertions (work, field, record);";

const char *const store_steps[STORE_FORMAT] = { version_1, version_2,
	version_3 };

static int
read_version(int64_t *out, struct store *s, struct err *err)
{
	sqlite3_stmt *st = NULL;
	int code =
	    sqlite3_prepare_v2(s->db, "PRAGMA user_version", -1, &st, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(st);
	*out = code == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
	(void)sqlite3_finalize(st);
	return code == SQLITE_ROW ? OK : store_fail(s, code, err);
}

/* One step in one transaction, unless another program has made it meanwhile. */
static int
make_step(struct store *s, const char *sql, int64_t version, struct err *err)
{
	char pragmas[96];
	int64_t now = 0;
	int rc = store_exec(s, "BEGIN IMMEDIATE", err);

	if (rc)
		return rc;
	(void)snprintf(pragmas, sizeof(pragmas),
	    "PRAGMA user_version = %d; PRAGMA application_id = %d",
	    (int)version, (int)STORE_APPLICATION_ID);
	rc = read_version(&now, s, err);
	if (!rc && now < version) {
		rc = store_exec(s, sql, err);
		if (!rc)
			rc = store_exec(s, pragmas, err);
	}
	if (!rc)
		rc = store_exec(s, "COMMIT", err);
	if (rc)
		(void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}

int
store_migrate(
    struct store *s, const char *const *steps, size_t n, struct err *err)
{
	int64_t version;
	int rc = read_version(&version, s, err);

	if (rc)
		return rc;
	if (version < 0 || version > (int64_t)n)
		return err_set(err, ERR_SYNTAX,
		    "%s: written by a newer refmend (library format %lld, "
		    "this one knows %zu): use the newer program",
		    s->path, (long long)version, n);
	if (version && version < (int64_t)n &&
	    sqlite3_db_readonly(s->db, "main"))
		return err_set(err, ERR_IO,
		    "%s: of an older format, and may not be written, so that "
		    "it cannot be brought up to date: open it once where it "
		    "can, or work on a copy",
		    s->path);
	for (; !rc && version < (int64_t)n; version++)
		rc = make_step(s, steps[version], version + 1, err);
	return rc;
}
