/* A public call is a transaction; a group of them is one, and one command. */

#include "store/private.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/banned.h"

void
store_now(char out[STORE_TIME_SIZE])
{
	time_t now = time(NULL);
	struct tm tm;

	if (!gmtime_r(&now, &tm) || tm.tm_year > 8099)
		tm = (struct tm){ .tm_mday = 1, .tm_year = 70 };
	(void)snprintf(out, STORE_TIME_SIZE, "%04u-%02u-%02uT%02u:%02u:%02uZ",
	    (unsigned)(tm.tm_year + 1900) % 10000u,
	    (unsigned)(tm.tm_mon + 1) % 100u, (unsigned)tm.tm_mday % 100u,
	    (unsigned)tm.tm_hour % 100u, (unsigned)tm.tm_min % 100u,
	    (unsigned)tm.tm_sec % 100u);
}

static int
begin(struct store *s, enum store_durability d, struct err *err)
{
	/* Only between transactions, and free of cost (sqlite.org/pragma.html). */
	int rc = store_exec(s,
	    d == STORE_DURABLE ? "PRAGMA synchronous = FULL"
			       : "PRAGMA synchronous = NORMAL",
	    err);

	return rc ? rc : store_exec(s, "BEGIN IMMEDIATE", err);
}

/* SQLite itself rolls everything back when the disk is full or fails. */
static int
group_is_whole(struct store *s, struct err *err)
{
	if (!sqlite3_get_autocommit(s->db))
		return OK;
	return err_set(err, ERR_IO,
	    "%s: an earlier failure undid the changes of '%s'", s->path,
	    s->group);
}

/* Parsed once: a group has very many calls. */
static int
run(struct store *s, enum store_statement which, struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, which, &rc, err);

	return st ? store_run(s, st, err) : rc;
}

int
store_start(struct store *s, enum store_durability d, struct err *err)
{
	int rc;

	s->command_before = s->command;
	if (s->group) {
		rc = group_is_whole(s, err);
		return rc || s->whole ? rc : run(s, STATEMENT_SAVEPOINT, err);
	}
	s->command = 0;
	return begin(s, d, err);
}

int
store_finish(struct store *s, int rc, struct err *err)
{
	if (!rc && s->group)
		rc = s->whole ? OK : run(s, STATEMENT_RELEASE, err);
	else if (!rc)
		rc = store_exec(s, "COMMIT", err);
	if (!rc)
		return rc;
	/* The story is told already; there may be nothing left to roll back. */
	(void)sqlite3_exec(s->db,
	    s->group && !s->whole ? "ROLLBACK TO call; RELEASE call"
				  : "ROLLBACK",
	    NULL, NULL, NULL);
	s->command = s->group && !s->whole ? s->command_before : 0;
	s->cache_bytes = -1;
	return rc;
}

int
store_begin(struct store *s, const char *command, struct err *err)
{
	int rc;

	if (s->group)
		die_bug("groups of changes do not nest");
	s->command = 0;
	rc = begin(s, STORE_DURABLE, err);
	if (rc)
		return rc;
	s->group = strdup(command);
	if (!s->group)
		die_oom(strlen(command));
	return OK;
}

int
store_begin_whole(struct store *s, const char *command, struct err *err)
{
	int rc = store_begin(s, command, err);

	s->whole = !rc;
	return rc;
}

static void
leave_group(struct store *s)
{
	s->whole = false;
	free(s->group);
	s->group = NULL;
	s->command = 0;
}

int
store_save(struct store *s, struct err *err)
{
	int rc = group_is_whole(s, err);

	if (!rc)
		rc = store_exec(s, "COMMIT", err);
	if (!rc)
		rc = begin(s, STORE_DURABLE, err);
	if (rc) {
		(void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
		leave_group(s);
	}
	return rc;
}

int
store_end(struct store *s, struct err *err)
{
	int rc;

	if (!s->group)
		return OK;
	rc = group_is_whole(s, err);
	if (!rc)
		rc = store_exec(s, "COMMIT", err);
	if (rc)
		(void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	leave_group(s);
	return rc;
}

void
store_cancel(struct store *s)
{
	if (!s->group)
		return;
	(void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	s->cache_bytes = -1;
	leave_group(s);
}

int
store_command(int64_t *out, struct store *s, const char *name, struct err *err)
{
	char now[STORE_TIME_SIZE];
	sqlite3_stmt *st;
	int rc = OK;

	if (!s->command) {
		store_now(now);
		st = store_statement(s, STATEMENT_ADD_COMMAND, &rc, err);
		if (!st)
			return rc;
		store_bind_text(st, 1, s->group ? s->group : name);
		store_bind_text(st, 2, now);
		rc = store_run(s, st, err);
		if (!rc) {
			s->command = sqlite3_last_insert_rowid(s->db);
			memcpy(s->command_time, now, sizeof(now));
		}
	}
	*out = s->command;
	return rc;
}

int
store_write_change(struct store *s, int64_t command,
    const struct store_entry *entry, struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_ADD_CHANGE, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, command);
	store_bind_int(st, 2, entry->work);
	store_bind_text(st, 3, entry->key);
	store_bind_text(st, 4, entry->field);
	store_bind_text(st, 5, entry->before);
	store_bind_text(st, 6, entry->after);
	if (entry->before_assertion)
		store_bind_int(st, 7, entry->before_assertion);
	store_bind_text(st, 8, entry->source);
	store_bind_text(st, 9, entry->record);
	return store_run(s, st, err);
}
