/* Documents, their references, decisions about them, and look-ups to be made. */

#include "base/text.h"
#include "store/judgement-json.h"
#include "store/private.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * One name for one file, from wherever the program is run. What does not exist
 * ("-", a name a test made up) is kept as it is.
 */
static char *
full_path(struct arena *a, const char *path)
{
	char *real = realpath(path, NULL);
	char *out = arena_strdup(a, real ? real : path);

	free(real);
	return out;
}

static int
put_document(int64_t *id, struct store *s, const char *path, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *full = full_path(&a, path);
	char now[STORE_TIME_SIZE];
	sqlite3_stmt *st;
	int rc;

	store_now(now);
	st = store_statement(s, STATEMENT_PUT_DOCUMENT, &rc, err);
	if (st) {
		store_bind_text(st, 1, full);
		store_bind_text(st, 2, now);
		rc = store_run(s, st, err);
	}
	if (!rc)
		st = store_statement(s, STATEMENT_DOCUMENT_OF_PATH, &rc, err);
	if (!rc) {
		store_bind_text(st, 1, full);
		rc = store_number(id, s, st, 0, err);
	}
	arena_release(&a);
	return rc;
}

static int
put_reference(struct store *s, int64_t document, const struct reference *ref,
    const struct judgement *j, struct err *err)
{
	struct sbuf parses = SBUF_INIT, judgement = SBUF_INIT;
	char now[STORE_TIME_SIZE];
	struct span raw = { ref->body.text ? ref->body.text : "",
		ref->body.text ? ref->body.len : 0 };
	int rc;
	sqlite3_stmt *st =
	    store_statement(s, STATEMENT_PUT_REFERENCE, &rc, err);

	if (!st)
		return rc;
	parses_add_json(&parses, ref->parses, ref->parses_len);
	if (j)
		judgement_add_json(&judgement, j);
	store_now(now);
	store_bind_int(st, 1, document);
	store_bind_int(st, 2, ref->seq);
	store_bind_int(st, 3, ref->list);
	store_bind_text(st, 4, ref->key);
	store_bind_text(st, 5, ref->label);
	store_bind_span(st, 6, raw);
	store_bind_int(st, 7, (int64_t)ref->span.from);
	store_bind_int(st, 8, (int64_t)ref->span.to);
	store_bind_int(st, 9, (int64_t)ref->line);
	store_bind_text(st, 10, parses.buf);
	store_bind_text(st, 11, ref->skip);
	store_bind_text(st, 12, j ? verdict_name(j->verdict) : NULL);
	store_bind_text(st, 13, j ? judgement.buf : NULL);
	store_bind_text(st, 14, now);
	rc = store_run(s, st, err);
	sbuf_release(&parses);
	sbuf_release(&judgement);
	return rc;
}

static int
put_references(struct store *s, const struct references *refs,
    const struct judgement *judgements, bool others_stay, struct err *err)
{
	int64_t id = 0;
	sqlite3_stmt *st;
	int rc = store_start(s, STORE_QUICK, err);

	if (rc)
		return rc;
	rc = put_document(&id, s, refs->document->path, err);
	if (!rc && !others_stay) {
		st = store_statement(s, STATEMENT_CLEAR_REFERENCES, &rc, err);
		if (st) {
			store_bind_int(st, 1, id);
			rc = store_run(s, st, err);
		}
	}
	for (size_t i = 0; !rc && i < refs->len; i++)
		rc = put_reference(s, id, &refs->items[i],
		    judgements ? &judgements[i] : NULL, err);
	return store_finish(s, rc, err);
}

int
store_put_document(struct store *s, const struct references *refs,
    const struct judgement *judgements, struct err *err)
{
	return put_references(s, refs, judgements, false, err);
}

int
store_add_references(
    struct store *s, const struct references *refs, struct err *err)
{
	return put_references(s, refs, NULL, true, err);
}

int
store_put_reference(struct store *s, const char *path,
    const struct reference *ref, const struct judgement *j, struct err *err)
{
	int64_t id = 0;
	int rc = store_start(s, STORE_QUICK, err);

	if (rc)
		return rc;
	rc = put_document(&id, s, path, err);
	if (!rc)
		rc = put_reference(s, id, ref, j, err);
	return store_finish(s, rc, err);
}

int
store_references(struct reference **out, size_t *len, struct arena *a,
    struct store *s, const char *path, const char *key, size_t line,
    struct err *err)
{
	const char *full = full_path(a, path);
	int rc;
	sqlite3_stmt *st = store_statement(s,
	    key ? STATEMENT_REFERENCES_OF_KEY : STATEMENT_REFERENCES_AT_LINE,
	    &rc, err);

	*out = NULL;
	*len = 0;
	if (!st)
		return rc;
	store_bind_text(st, 1, full);
	store_bind_text(st, 2, path);
	if (key)
		store_bind_text(st, 3, key);
	else
		store_bind_int(st, 3, (int64_t)line);
	while ((rc = store_step(s, st, err)) > 0) {
		struct reference *r = &ARENA_PUSH(a, *out, *len);

		*r = (struct reference){ .number = -1, .key = key };
		r->form = key ? REFERENCE_ENTRY : REFERENCE_STRING;
		r->seq = (unsigned)sqlite3_column_int(st, 0);
		r->list = (unsigned)sqlite3_column_int(st, 1);
		r->label = store_column(a, st, 2);
		r->body.text = store_needed(a, st, 3);
		r->body.len = strlen(r->body.text);
		r->line = (size_t)sqlite3_column_int64(st, 4);
		r->parses_len =
		    parses_from_json(&r->parses, a, store_needed(a, st, 5));
		r->skip = store_column(a, st, 6);
	}
	return rc;
}

/* --- decisions ------------------------------------------------------------------------ */

int
store_decide(
    struct store *s, const char *raw, const char *decision, struct err *err)
{
	struct arena a = ARENA_INIT;
	char now[STORE_TIME_SIZE];
	sqlite3_stmt *st;
	int rc = store_start(s, STORE_DURABLE, err);

	if (rc)
		return rc;
	store_now(now);
	st = store_statement(
	    s, decision ? STATEMENT_DECIDE : STATEMENT_UNDECIDE, &rc, err);
	if (st) {
		store_bind_text(st, 1, text_fold(&a, span_of(raw)));
		if (decision) {
			store_bind_text(st, 2, decision);
			store_bind_text(st, 3, now);
		}
		rc = store_run(s, st, err);
	}
	rc = store_finish(s, rc, err);
	arena_release(&a);
	return rc;
}

int
store_decision(char **out, struct arena *a, struct store *s, const char *raw,
    struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_DECISION, &rc, err);

	*out = NULL;
	if (!st)
		return rc;
	store_bind_text(st, 1, text_fold(a, span_of(raw)));
	rc = store_step(s, st, err);
	if (!rc)
		return err_set(err, ERR_ABSENT, "nothing was decided");
	if (rc > 0) {
		*out = store_column(a, st, 0);
		(void)sqlite3_reset(st);
		rc = OK;
	}
	return rc;
}

/* --- pending look-ups -------------------------------------------------------------------- */

int
store_add_pending(struct store *s, const char *path, const char *raw,
    const char *source, const char *reason, struct err *err)
{
	struct arena a = ARENA_INIT;
	char now[STORE_TIME_SIZE];
	sqlite3_stmt *st;
	int rc = store_start(s, STORE_QUICK, err);

	if (rc)
		return rc;
	store_now(now);
	st = store_statement(s, STATEMENT_ADD_PENDING, &rc, err);
	if (st) {
		store_bind_text(st, 1, full_path(&a, path));
		store_bind_text(st, 2, raw ? raw : "");
		store_bind_text(st, 3, source);
		store_bind_text(st, 4, reason ? reason : "");
		store_bind_text(st, 5, now);
		rc = store_run(s, st, err);
	}
	rc = store_finish(s, rc, err);
	arena_release(&a);
	return rc;
}

int
store_count_pending(struct store *s, size_t *out, struct err *err)
{
	int64_t n;
	int rc;
	sqlite3_stmt *st =
	    store_statement(s, STATEMENT_COUNT_PENDING, &rc, err);

	*out = 0;
	if (!st)
		return rc;
	rc = store_number(&n, s, st, 0, err);
	if (!rc)
		*out = (size_t)n;
	return rc;
}

int
store_clear_pending(struct store *s, const char *path, struct err *err)
{
	struct arena a = ARENA_INIT;
	sqlite3_stmt *st;
	int rc = store_start(s, STORE_QUICK, err);

	if (rc)
		return rc;
	st = store_statement(s, STATEMENT_CLEAR_PENDING, &rc, err);
	if (st) {
		store_bind_text(st, 1, full_path(&a, path));
		rc = store_run(s, st, err);
	}
	rc = store_finish(s, rc, err);
	arena_release(&a);
	return rc;
}
