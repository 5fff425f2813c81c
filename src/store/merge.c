/* Two works of the library that are one, and pairs that are two. */

#include "store/private.h"

#include "base/banned.h"

/* --- pairs --------------------------------------------------------------------------- */

/* The ids of two keys, the smaller first. */
static int
pair_of_keys(int64_t out[2], struct store *s, const char *key,
    const char *other, struct err *err)
{
	int rc = store_id_of_key(&out[0], s, key, err);

	if (!rc)
		rc = store_id_of_key(&out[1], s, other, err);
	if (!rc && out[0] == out[1])
		rc = err_set(err, ERR_USAGE, "'%s' and '%s' are one work in %s",
		    key, other, s->path);
	if (!rc && out[0] > out[1]) {
		int64_t first = out[1];

		out[1] = out[0];
		out[0] = first;
	}
	return rc;
}

static int
run_with_pair(struct store *s, enum store_statement which,
    const int64_t pair[2], struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, which, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, pair[0]);
	store_bind_int(st, 2, pair[1]);
	return store_run(s, st, err);
}

static int
is_distinct(bool *out, struct store *s, const int64_t pair[2], struct err *err)
{
	int64_t found = 0;
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_IS_DISTINCT, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, pair[0]);
	store_bind_int(st, 2, pair[1]);
	rc = store_number(&found, s, st, 0, err);
	*out = found == 1;
	return rc;
}

int
store_set_distinct_ids(struct store *s, int64_t work, int64_t other,
    bool distinct, struct err *err)
{
	const int64_t pair[2] = { work < other ? work : other,
		work < other ? other : work };

	return run_with_pair(s,
	    distinct ? STATEMENT_ADD_DISTINCT : STATEMENT_REMOVE_DISTINCT, pair,
	    err);
}

int
store_set_distinct(struct store *s, const char *key, const char *other,
    bool distinct, struct err *err)
{
	struct arena scratch = ARENA_INIT;
	struct store_work first = { 0 }, second = { 0 };
	int64_t pair[2] = { 0, 0 }, command = 0;
	bool is = false;
	int rc = store_start(s, STORE_DURABLE, err);

	if (rc)
		goto out;
	rc = pair_of_keys(pair, s, key, other, err);
	if (!rc)
		rc = is_distinct(&is, s, pair, err);
	if (rc || is == distinct)
		goto finish;
	rc = store_set_distinct_ids(s, pair[0], pair[1], distinct, err);
	if (!rc)
		rc = store_get_id(&first, &scratch, s, pair[0], err);
	if (!rc)
		rc = store_get_id(&second, &scratch, s, pair[1], err);
	if (!rc)
		rc = store_command(&command, s, "dedup", err);
	if (!rc)
		rc = store_write_change(s, command,
		    &(struct store_entry){ .work = pair[0],
			.key = first.key,
			.field = "distinct",
			.before = distinct ? NULL : second.key,
			.after = distinct ? second.key : NULL },
		    err);
finish:
	rc = store_finish(s, rc, err);
out:
	arena_release(&scratch);
	return rc;
}

int
store_distinct(struct store_pair **out, size_t *len, struct arena *a,
    struct store *s, struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_DISTINCT, &rc, err);

	*out = NULL;
	*len = 0;
	if (!st)
		return rc;
	while ((rc = store_step(s, st, err)) > 0)
		ARENA_PUSH(a, *out, *len) =
		    (struct store_pair){ store_needed(a, st, 0),
			    store_needed(a, st, 1) };
	return rc;
}

/* --- merging ------------------------------------------------------------------------- */

/* One row of what was said of the work that goes. */
struct said {
	unsigned field;
	bool current;
	const char *value;
	struct store_origin origin;
};

static int
read_said(struct said **out, size_t *len, const struct store_asserting *c,
    int64_t work, struct err *err)
{
	int rc;
	sqlite3_stmt *st =
	    store_statement(c->s, STATEMENT_ALL_ASSERTIONS, &rc, err);

	*out = NULL;
	*len = 0;
	if (!st)
		return rc;
	store_bind_int(st, 1, work);
	while ((rc = store_step(c->s, st, err)) > 0) {
		unsigned f = field_from_name(store_needed(c->a, st, 0));

		if (f < FIELDS) /* not one of a later version's making */
			ARENA_PUSH(c->a, *out, *len) = (struct said){
				f,
				sqlite3_column_int(st, 4) != 0,
				store_needed(c->a, st, 1),
				{ store_column(c->a, st, 2),
				    store_column(c->a, st, 3) },
			};
	}
	return rc;
}

/* The user stands behind what is protected: where that is so in one of them only,
 * its value holds. */
static int
take_protected(struct store_asserting *c, struct store_work *into,
    const struct store_work *from, const struct store_origin *origins,
    struct err *err)
{
	unsigned claims = from->protected_fields & ~into->protected_fields;
	unsigned all = from->protected_fields | into->protected_fields;
	int rc = OK;

	for (enum claim claim = 0; !rc && claim < CLAIMS; claim++) {
		unsigned fields[CLAIM_FIELDS];
		size_t n =
		    claims & 1u << claim ? claim_fields(fields, claim) : 0;

		for (size_t i = 0; !rc && i < n; i++) {
			unsigned f = fields[i];
			const char *before = field_value(f, c->a, into->work);
			const char *after = field_value(f, c->a, from->work);

			if (before == after ||
			    (before && after && !strcmp(before, after)))
				continue;
			c->source = origins[f].source;
			c->record = origins[f].record;
			rc = store_replace_value(c, f, before, after, err);
			field_set(f, c->a, into->work, after);
		}
	}
	if (rc || !claims)
		return rc;
	rc = store_set_protection(c->s, into->id, all, err);
	if (!rc)
		rc = store_log_change(c, "protected",
		    claims_text(c->a, into->protected_fields),
		    claims_text(c->a, all), 0, err);
	into->protected_fields = all;
	return rc;
}

/* The keys that found the work that goes find the other one. */
static int
move_keys(
    struct store_asserting *c, const struct store_work *from, struct err *err)
{
	const char **keys = NULL;
	size_t len = 0;
	int rc;
	sqlite3_stmt *st = store_statement(c->s, STATEMENT_ALIASES, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, from->id);
	while ((rc = store_step(c->s, st, err)) > 0)
		ARENA_PUSH(c->a, keys, len) = store_needed(c->a, st, 0);
	for (size_t i = 0; !rc && i < len; i++) {
		st = store_statement(c->s, STATEMENT_MOVE_ALIAS, &rc, err);
		if (!st)
			return rc;
		store_bind_text(st, 1, keys[i]);
		store_bind_int(st, 2, c->work);
		rc = store_run(c->s, st, err);
		if (!rc)
			rc = store_log_change(
			    c, "alias", from->key, keys[i], 0, err);
	}
	st = rc ? NULL : store_statement(c->s, STATEMENT_ADD_ALIAS, &rc, err);
	if (!st)
		return rc;
	store_bind_text(st, 1, from->key);
	store_bind_int(st, 2, c->work);
	rc = store_run(c->s, st, err);
	return rc ? rc : store_log_change(c, "alias", NULL, from->key, 0, err);
}

/* It is there no more, and is found by nothing but its history. */
static int
put_away(
    struct store_asserting *c, const struct store_work *from, struct err *err)
{
	const struct work nothing = { .title = NULL };
	int rc = store_index_work(c->s, from->id, &nothing, err);
	sqlite3_stmt *st =
	    rc ? NULL : store_statement(c->s, STATEMENT_SET_MERGED, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, from->id);
	store_bind_int(st, 2, c->work);
	rc = store_run(c->s, st, err);
	return rc ? rc
		  : store_write_change(c->s, c->command,
			&(struct store_entry){ .work = from->id,
			    .key = from->key,
			    .field = "merged-into",
			    .after = c->key },
			err);
}

static int
merge(struct store_asserting *c, struct store_work *into,
    const struct store_work *from, struct err *err)
{
	struct store_origin origins[FIELDS];
	struct said *said;
	size_t len = 0;
	bool news = false;
	int rc = read_said(&said, &len, c, from->id, err);

	memset(origins, 0, sizeof(origins));
	for (size_t i = 0; i < len; i++)
		if (said[i].current)
			origins[said[i].field] = said[i].origin;
	if (!rc)
		rc = take_protected(c, into, from, origins, err);
	c->origins = origins;
	if (!rc)
		rc = store_fill(c, into, from->work, &news, err);
	c->origins = NULL;
	/* What was not believed there either is not forgotten. */
	for (size_t i = 0; !rc && i < len; i++) {
		if (said[i].current)
			continue;
		c->source = said[i].origin.source;
		c->record = said[i].origin.record;
		rc = store_assert_aside(
		    &news, c, said[i].field, said[i].value, err);
	}
	c->source = c->record = NULL;
	if (!rc)
		rc = store_join(c->s, c->command, into->id, from->id, err);
	if (!rc)
		rc = move_keys(c, from, err);
	/* Last, since undoing goes backwards: first the work is there again. */
	if (!rc)
		rc = put_away(c, from, err);
	return rc ? rc : store_log_change(c, "merged", NULL, from->key, 0, err);
}

int
store_merge(
    struct store *s, const char *key, const char *other, struct err *err)
{
	struct arena scratch = ARENA_INIT;
	struct store_asserting c = { .s = s, .a = &scratch };
	struct store_work into = { 0 }, from = { 0 };
	int64_t pair[2] = { 0, 0 };
	bool distinct = false;
	int rc = store_start(s, STORE_DURABLE, err);

	if (rc)
		goto out;
	rc = pair_of_keys(pair, s, key, other, err);
	if (!rc)
		rc = is_distinct(&distinct, s, pair, err);
	if (!rc && distinct)
		rc = err_set(err, ERR_USAGE,
		    "'%s' and '%s' were said to be two works", key, other);
	if (!rc)
		rc = store_get(&into, &scratch, s, key, err);
	if (!rc)
		rc = store_get(&from, &scratch, s, other, err);
	if (!rc)
		rc = store_command(&c.command, s, "dedup", err);
	c.work = into.id;
	c.key = into.key;
	if (!rc)
		rc = merge(&c, &into, &from, err);
	rc = store_finish(s, rc, err);
out:
	arena_release(&scratch);
	return rc;
}

int
store_unmerge(struct store *s, int64_t work, struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_SET_MERGED, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, work);
	return store_run(s, st, err); /* into nothing */
}
