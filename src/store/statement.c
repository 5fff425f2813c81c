/* SQLite's calls, made to speak err.h. */

#include "store/private.h"

#include "base/banned.h"

static const char *const statement_sql[STATEMENTS] = {
#define X(name, sql) sql,
#include "store/statements.def"
#undef X
};

int
store_fail(struct store *s, int sqlite_code, struct err *err)
{
	const char *story =
	    s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(sqlite_code);

	s->failure = sqlite_code & 0xff;
	switch (s->failure) { /* extended codes share the low byte */
	case SQLITE_NOMEM: die_oom(0);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_INTERRUPT:
		return err_set(err, ERR_AGAIN,
		    "%s: in use by another program, try again", s->path);
	case SQLITE_NOTADB:
		return err_set(
		    err, ERR_SYNTAX, "%s: not a refmend library", s->path);
	case SQLITE_CORRUPT:
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
	case SQLITE_ERROR: /* a table or column is missing */
		return err_set(err, ERR_SYNTAX,
		    "%s: the library is damaged (%s): restore a copy, or save "
		    "what is left with \"sqlite3 FILE .recover\"",
		    s->path, story);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return err_set(
		    err, ERR_IO, "%s: may not be written (%s)", s->path, story);
	case SQLITE_TOOBIG:
		return err_set(err, ERR_LIMIT,
		    "%s: too big for the library (%s)", s->path, story);
	default: return err_set(err, ERR_IO, "%s: %s", s->path, story);
	}
}

sqlite3_stmt *
store_statement(
    struct store *s, enum store_statement which, int *rc, struct err *err)
{
	sqlite3_stmt **st = &s->statements[which];
	int code = SQLITE_OK;

	*rc = OK;
	if (*st) {
		(void)sqlite3_reset(*st);
		(void)sqlite3_clear_bindings(*st);
		return *st;
	}
	code = sqlite3_prepare_v3(s->db, statement_sql[which], -1,
	    SQLITE_PREPARE_PERSISTENT, st, NULL);
	if (code != SQLITE_OK) {
		*st = NULL;
		*rc = store_fail(s, code, err);
	}
	return *st;
}

void
store_bind_span(sqlite3_stmt *st, int at, struct span text)
{
	int code =
	    text.ptr ? sqlite3_bind_text64(st, at, text.ptr,
			   (sqlite3_uint64)text.len, SQLITE_STATIC, SQLITE_UTF8)
		     : sqlite3_bind_null(st, at);

	if (code == SQLITE_NOMEM)
		die_oom(text.len);
	if (code != SQLITE_OK && code != SQLITE_TOOBIG)
		die_bug("a statement has no such parameter");
}

void
store_bind_text(sqlite3_stmt *st, int at, const char *text)
{
	store_bind_span(st, at, span_of(text));
}

void
store_bind_int(sqlite3_stmt *st, int at, int64_t value)
{
	if (sqlite3_bind_int64(st, at, value) != SQLITE_OK)
		die_bug("a statement has no such parameter");
}

int
store_step(struct store *s, sqlite3_stmt *st, struct err *err)
{
	int code = sqlite3_step(st);
	int rc;

	if (code == SQLITE_ROW)
		return 1;
	rc = code == SQLITE_DONE ? OK : store_fail(s, code, err);
	(void)sqlite3_reset(st);
	return rc;
}

int
store_run(struct store *s, sqlite3_stmt *st, struct err *err)
{
	int rc = store_step(s, st, err);

	if (rc > 0) {
		(void)sqlite3_reset(st);
		rc = OK;
	}
	return rc;
}

int
store_number(int64_t *out, struct store *s, sqlite3_stmt *st, int64_t absent,
    struct err *err)
{
	int rc = store_step(s, st, err);

	*out = absent;
	if (rc <= 0)
		return rc;
	if (sqlite3_column_type(st, 0) != SQLITE_NULL)
		*out = sqlite3_column_int64(st, 0);
	(void)sqlite3_reset(st);
	return OK;
}

char *
store_column(struct arena *a, sqlite3_stmt *st, int column)
{
	const char *text = (const char *)sqlite3_column_text(st, column);
	int n = sqlite3_column_bytes(st, column);

	if (sqlite3_column_type(st, column) == SQLITE_NULL)
		return NULL;
	return arena_strdup_span(
	    a, (struct span){ text ? text : "", text ? (size_t)n : 0 });
}

char *
store_needed(struct arena *a, sqlite3_stmt *st, int column)
{
	char *text = store_column(a, st, column);

	return text ? text : arena_strdup(a, "");
}

int
store_exec(struct store *s, const char *sql, struct err *err)
{
	int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? OK : store_fail(s, code, err);
}
