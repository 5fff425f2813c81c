/* Works, as they are, and what is known about them as wholes. */

#include "store/private.h"

#include "base/banned.h"

/* --- reading ------------------------------------------------------------------------- */

int
store_read_works(struct store_work **out, size_t *len, struct arena *a,
    struct store *s, sqlite3_stmt *st, struct err *err)
{
	struct store_work *w = NULL;
	int rc;

	*out = NULL;
	*len = 0;
	while ((rc = store_step(s, st, err)) > 0) {
		int64_t id = sqlite3_column_int64(st, 0);
		const char *field = (const char *)sqlite3_column_text(st, 5);
		unsigned f = field ? field_from_name(field) : FIELDS;

		if (!w || w->id != id) {
			w = &ARENA_PUSH(a, *out, *len);
			*w = (struct store_work){ .id = id };
			w->key = store_needed(a, st, 1);
			w->cluster = sqlite3_column_int64(st, 2);
			w->resolved_at = store_column(a, st, 3);
			w->protected_fields = claims_from_text(
			    (const char *)sqlite3_column_text(st, 4));
			w->aliases = store_column(a, st, 9);
			w->work = ARENA_NEW(a, struct work);
			w->work->id = w->key;
		}
		if (f == FIELDS) /* of a later version's making: not ours */
			continue;
		field_set(
		    f, a, w->work, (const char *)sqlite3_column_text(st, 6));
		/* The work counts as the record that gave its title. */
		if (f == FIELD_TEXTS + WORK_title || !w->work->source) {
			w->work->source = store_column(a, st, 7);
			w->work->record = store_column(a, st, 8);
		}
	}
	return rc;
}

static int
get_one(struct store_work *out, struct arena *a, struct store *s,
    enum store_statement statement, int64_t id, struct err *err)
{
	struct store_work *works = NULL;
	size_t len = 0;
	int rc;
	sqlite3_stmt *st = store_statement(s, statement, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, id);
	rc = store_read_works(&works, &len, a, s, st, err);
	if (rc)
		return rc;
	if (!works)
		return err_set(err, ERR_ABSENT, "no such work");
	*out = works[0];
	return OK;
}

int
store_get_id(struct store_work *out, struct arena *a, struct store *s,
    int64_t id, struct err *err)
{
	return get_one(out, a, s, STATEMENT_GET_WORK, id, err);
}

int
store_get_alone(struct store_work *out, struct arena *a, struct store *s,
    int64_t id, struct err *err)
{
	return get_one(out, a, s, STATEMENT_GET_WORK_ALONE, id, err);
}

int
store_id_of_key(int64_t *out, struct store *s, const char *key, struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_WORK_OF_KEY, &rc, err);

	if (!st)
		return rc;
	store_bind_text(st, 1, key);
	rc = store_number(out, s, st, 0, err);
	if (!rc && !*out)
		rc = err_set(
		    err, ERR_ABSENT, "no work '%s' in %s", key, s->path);
	return rc;
}

int
store_get(struct store_work *out, struct arena *a, struct store *s,
    const char *key, struct err *err)
{
	int64_t id = 0;
	int rc = store_id_of_key(&id, s, key, err);

	return rc ? rc : store_get_id(out, a, s, id, err);
}

int
store_list(struct store_work **out, size_t *len, struct arena *a,
    struct store *s, struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_LIST_WORKS, &rc, err);

	return st ? store_read_works(out, len, a, s, st, err) : rc;
}

int
store_pending(struct store_work **out, size_t *len, struct arena *a,
    struct store *s, const char *before, struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_LIST_PENDING, &rc, err);

	if (!st)
		return rc;
	store_bind_text(st, 1, before);
	return store_read_works(out, len, a, s, st, err);
}

int
store_assertions(struct store_assertion **out, size_t *len, struct arena *a,
    struct store *s, const char *key, struct err *err)
{
	int64_t id = 0;
	sqlite3_stmt *st;
	int rc = store_id_of_key(&id, s, key, err);

	*out = NULL;
	*len = 0;
	if (rc)
		return rc;
	st = store_statement(s, STATEMENT_ASSERTIONS, &rc, err);
	if (!st)
		return rc;
	store_bind_int(st, 1, id);
	while ((rc = store_step(s, st, err)) > 0)
		ARENA_PUSH(a, *out, *len) = (struct store_assertion){
			.field = store_needed(a, st, 0),
			.value = store_needed(a, st, 1),
			.source = store_column(a, st, 2),
			.record = store_column(a, st, 3),
			.time = store_needed(a, st, 4),
			.current = sqlite3_column_int(st, 5) != 0,
		};
	return rc;
}

/* --- state, protection -------------------------------------------------------------------- */

int
store_set_resolved(
    struct store *s, const char *key, bool resolved, struct err *err)
{
	char now[STORE_TIME_SIZE];
	int64_t id = 0;
	sqlite3_stmt *st;
	int rc = store_start(s, STORE_DURABLE, err);

	if (rc)
		return rc;
	rc = store_id_of_key(&id, s, key, err);
	if (!rc) {
		st = store_statement(s, STATEMENT_SET_RESOLVED, &rc, err);
		store_now(now);
		if (st) {
			store_bind_int(st, 1, id);
			store_bind_text(st, 2, resolved ? now : NULL);
			rc = store_run(s, st, err);
		}
	}
	return store_finish(s, rc, err);
}

int
store_set_protection(
    struct store *s, int64_t work, unsigned claims, struct err *err)
{
	int rc;
	sqlite3_stmt *st =
	    store_statement(s, STATEMENT_CLEAR_PROTECTION, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, work);
	rc = store_run(s, st, err);
	for (enum claim c = 0; !rc && c < CLAIMS; c++) {
		if (!(claims & 1u << c))
			continue;
		st = store_statement(s, STATEMENT_PROTECT, &rc, err);
		if (!st)
			break;
		store_bind_int(st, 1, work);
		store_bind_text(st, 2, claim_name(c));
		rc = store_run(s, st, err);
	}
	return rc;
}

int
store_protect(struct store *s, const char *key, unsigned fields, bool protect,
    struct err *err)
{
	struct arena scratch = ARENA_INIT;
	struct store_work w = { 0 };
	int64_t command = 0;
	unsigned now;
	int rc = store_start(s, STORE_DURABLE, err);

	if (rc)
		goto out;
	rc = store_get(&w, &scratch, s, key, err);
	if (rc)
		goto finish;
	now = protect ? w.protected_fields | fields
		      : w.protected_fields & ~fields;
	if (now == w.protected_fields)
		goto finish;
	rc = store_set_protection(s, w.id, now, err);
	if (!rc)
		rc = store_command(&command, s, "protect", err);
	if (!rc)
		rc = store_write_change(s, command,
		    &(struct store_entry){ .work = w.id,
			.key = w.key,
			.field = "protected",
			.before = claims_text(&scratch, w.protected_fields),
			.after = claims_text(&scratch, now) },
		    err);
finish:
	rc = store_finish(s, rc, err);
out:
	arena_release(&scratch);
	return rc;
}

/* --- versions ------------------------------------------------------------------------------ */

static int
cluster_of(int64_t *out, struct store *s, int64_t work, struct err *err)
{
	int rc;
	sqlite3_stmt *st =
	    store_statement(s, STATEMENT_CLUSTER_OF_WORK, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, work);
	return store_number(out, s, st, 0, err);
}

int
store_set_cluster(
    struct store *s, int64_t work, int64_t cluster, struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_SET_CLUSTER, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, work);
	store_bind_int(st, 2, cluster);
	return store_run(s, st, err);
}

/* Every work of other's cluster into work's, each a change. */
int
store_join(struct store *s, int64_t command, int64_t work, int64_t other,
    struct err *err)
{
	struct arena scratch = ARENA_INIT;
	struct store_entry *moved = NULL;
	int64_t to = 0, from = 0;
	size_t len = 0;
	sqlite3_stmt *st;
	int rc = cluster_of(&to, s, work, err);

	if (!rc)
		rc = cluster_of(&from, s, other, err);
	if (rc || to == from)
		goto out;
	st = store_statement(s, STATEMENT_CLUSTER_WORKS, &rc, err);
	if (!st)
		goto out;
	store_bind_int(st, 1, from);
	while ((rc = store_step(s, st, err)) > 0)
		ARENA_PUSH(&scratch, moved, len) = (struct store_entry){
			.work = sqlite3_column_int64(st, 0),
			.key = store_needed(&scratch, st, 1),
			.field = "cluster",
			.before =
			    arena_printf(&scratch, "%lld", (long long)from),
			.after = arena_printf(&scratch, "%lld", (long long)to),
		};
	for (size_t i = 0; !rc && i < len; i++) {
		rc = store_set_cluster(s, moved[i].work, to, err);
		if (!rc)
			rc = store_write_change(s, command, &moved[i], err);
	}
out:
	arena_release(&scratch);
	return rc;
}

int
store_link_versions(
    struct store *s, const char *key, const char *other, struct err *err)
{
	int64_t work = 0, second = 0, command = 0;
	int rc = store_start(s, STORE_DURABLE, err);

	if (rc)
		return rc;
	rc = store_id_of_key(&work, s, key, err);
	if (!rc)
		rc = store_id_of_key(&second, s, other, err);
	if (!rc)
		rc = store_command(&command, s, "link", err);
	if (!rc)
		rc = store_join(s, command, work, second, err);
	return store_finish(s, rc, err);
}
