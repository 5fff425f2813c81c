/* What was changed, and taking it back. */

#include "store/private.h"

#include <stdlib.h>

#include "base/banned.h"

int
store_log(struct store_change **out, size_t *len, struct arena *a,
    struct store *s, const char *key, size_t limit, struct err *err)
{
	struct err absent = ERR_INIT;
	sqlite3_stmt *st;
	int64_t id = -1;
	int rc = OK;

	*out = NULL;
	*len = 0;
	if (key) {
		/* A work that is gone still has its history, by its key. */
		rc = store_id_of_key(&id, s, key, &absent);
		if (rc && rc != ERR_ABSENT)
			return err_set(err, rc, "%s", absent.text);
		if (rc)
			id = -1;
	}
	st = store_statement(
	    s, key ? STATEMENT_LOG_WORK : STATEMENT_LOG, &rc, err);
	if (!st)
		return rc;
	store_bind_int(st, 1, limit && limit < INT64_MAX ? (int64_t)limit : -1);
	if (key) {
		store_bind_text(st, 2, key);
		store_bind_int(st, 3, id);
	}
	while ((rc = store_step(s, st, err)) > 0)
		ARENA_PUSH(a, *out, *len) = (struct store_change){
			.id = sqlite3_column_int64(st, 0),
			.time = store_needed(a, st, 1),
			.command = store_needed(a, st, 2),
			.key = store_needed(a, st, 3),
			.field = store_needed(a, st, 4),
			.before = store_column(a, st, 5),
			.after = store_column(a, st, 6),
			.source = store_column(a, st, 7),
			.undone = sqlite3_column_int(st, 8) != 0,
			.command_id = sqlite3_column_int64(st, 9),
		};
	return rc;
}

/* --- undo ---------------------------------------------------------------------------- */

/* The command that is to be undone. */
static int
find_command(int64_t *out, struct store *s, int64_t id, struct err *err)
{
	int64_t undone = 0;
	int rc;
	sqlite3_stmt *st = store_statement(s,
	    id ? STATEMENT_COMMAND_OF_CHANGE : STATEMENT_LAST_COMMAND, &rc,
	    err);

	if (!st)
		return rc;
	if (id)
		store_bind_int(st, 1, id);
	rc = store_number(out, s, st, 0, err);
	if (rc)
		return rc;
	if (!*out)
		return id ? err_set(err, ERR_ABSENT, "no change %lld in %s",
				(long long)id, s->path)
			  : err_set(err, ERR_ABSENT,
				"nothing is left to undo in %s: 'refmend log' "
				"tells what was done and undone",
				s->path);
	st = store_statement(s, STATEMENT_COMMAND_IS_UNDONE, &rc, err);
	if (!st)
		return rc;
	store_bind_int(st, 1, *out);
	rc = store_number(&undone, s, st, 0, err);
	if (!rc && undone)
		rc = err_set(err, ERR_ABSENT, "change %lld is undone already",
		    (long long)id);
	return rc;
}

static int
refuse_if_changed_since(struct store *s, int64_t command, struct err *err)
{
	struct arena a = ARENA_INIT;
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_FIND_LATER, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, command);
	rc = store_step(s, st, err);
	if (rc > 0) {
		rc = err_set(err, ERR_USAGE,
		    "%s of '%s' was changed since, by '%s': undo change %lld "
		    "first",
		    store_needed(&a, st, 2), store_needed(&a, st, 1),
		    store_needed(&a, st, 3),
		    (long long)sqlite3_column_int64(st, 0));
		(void)sqlite3_reset(st);
	}
	arena_release(&a);
	return rc;
}

/* One row of the history, as undoing needs it. */
struct undo_row {
	int64_t work;
	const char *key;
	const char *field;
	const char *before;
	const char *after;
	int64_t before_assertion;
};

static int
run_with_id(
    struct store *s, enum store_statement which, int64_t id, struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, which, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, id);
	return store_run(s, st, err);
}

/* before: the work that it came from when that one was merged. */
static int
undo_alias(struct store *s, const struct undo_row *r, struct err *err)
{
	int64_t work = 0;
	int rc = r->before ? store_id_of_key(&work, s, r->before, err) : OK;
	sqlite3_stmt *st =
	    rc ? NULL
	       : store_statement(s,
		     work ? STATEMENT_MOVE_ALIAS : STATEMENT_REMOVE_ALIAS, &rc,
		     err);

	if (!st)
		return rc;
	store_bind_text(st, 1, r->after);
	if (work)
		store_bind_int(st, 2, work);
	return store_run(s, st, err);
}

static int
undo_distinct(struct store *s, const struct undo_row *r, struct err *err)
{
	int64_t other = 0;
	int rc =
	    store_id_of_key(&other, s, r->after ? r->after : r->before, err);

	return rc ? rc
		  : store_set_distinct_ids(s, r->work, other, !r->after, err);
}

/* The command's own assertions are gone: what was current before is again. */
static int
undo_value(struct store *s, const struct undo_row *r, struct err *err)
{
	int rc;
	sqlite3_stmt *st;

	if (!r->before_assertion)
		return OK;
	st = store_statement(s, STATEMENT_SET_CURRENT, &rc, err);
	if (!st)
		return rc;
	store_bind_int(st, 1, r->before_assertion);
	store_bind_int(st, 2, 1);
	return store_run(s, st, err);
}

static int
undo_row(struct store *s, const struct undo_row *r, struct err *err)
{
	if (!strcmp(r->field, "work"))
		return run_with_id(s, STATEMENT_REMOVE_WORK, r->work, err);
	if (!strcmp(r->field, "merged"))
		return OK;
	if (!strcmp(r->field, "alias"))
		return undo_alias(s, r, err);
	if (!strcmp(r->field, "protected"))
		return store_set_protection(
		    s, r->work, claims_from_text(r->before), err);
	if (!strcmp(r->field, "cluster"))
		return store_set_cluster(s, r->work,
		    r->before ? strtoll(r->before, NULL, 10) : 0, err);
	if (!strcmp(r->field, "merged-into"))
		return store_unmerge(s, r->work, err);
	if (!strcmp(r->field, "distinct"))
		return undo_distinct(s, r, err);
	return undo_value(s, r, err);
}

/* The keys of the works that are left. */
static int
index_again(
    struct store *s, const struct undo_row *rows, size_t len, struct err *err)
{
	struct arena a = ARENA_INIT;
	int rc = OK;

	for (size_t i = 0; !rc && i < len; i++) {
		struct err absent = ERR_INIT;
		struct store_work w;

		if (i && rows[i].work == rows[i - 1].work)
			continue;
		rc = store_get_id(&w, &a, s, rows[i].work, &absent);
		if (!rc)
			rc = store_index_work(s, w.id, w.work, err);
		else if (rc == ERR_ABSENT)
			rc = OK;
		else
			(void)err_set(err, rc, "%s", absent.text);
		arena_reset(&a);
	}
	arena_release(&a);
	return rc;
}

static int
undo_command(struct store *s, int64_t command, size_t *undone, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct undo_row *rows = NULL;
	char now[STORE_TIME_SIZE];
	size_t len = 0;
	int rc;
	sqlite3_stmt *st =
	    store_statement(s, STATEMENT_COMMAND_CHANGES, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, command);
	while ((rc = store_step(s, st, err)) > 0)
		ARENA_PUSH(&a, rows, len) = (struct undo_row){
			.work = sqlite3_column_int64(st, 0),
			.key = store_needed(&a, st, 1),
			.field = store_needed(&a, st, 2),
			.before = store_column(&a, st, 3),
			.after = store_column(&a, st, 4),
			.before_assertion = sqlite3_column_int64(st, 5),
		};
	if (!rc)
		rc = run_with_id(s, STATEMENT_FORGET_ASSERTIONS, command, err);
	for (size_t i = 0; !rc && i < len; i++)
		rc = undo_row(s, &rows[i], err);
	if (!rc)
		rc = index_again(s, rows, len, err);
	if (!rc)
		st = store_statement(s, STATEMENT_SET_UNDONE, &rc, err);
	if (!rc) {
		store_now(now);
		store_bind_int(st, 1, command);
		store_bind_text(st, 2, now);
		rc = store_run(s, st, err);
	}
	*undone = len;
	arena_release(&a);
	return rc;
}

int
store_undo(struct store *s, int64_t id, size_t *undone, struct err *err)
{
	int64_t command = 0;
	int rc;

	if (s->group)
		die_bug("undo inside a group of changes");
	*undone = 0;
	rc = store_start(s, STORE_DURABLE, err);
	if (rc)
		return rc;
	rc = find_command(&command, s, id, err);
	if (!rc)
		rc = refuse_if_changed_since(s, command, err);
	if (!rc)
		rc = undo_command(s, command, undone, err);
	rc = store_finish(s, rc, err);
	if (rc)
		*undone = 0;
	return rc;
}
