/* Answers of services, compressed, up to a size. */

#include "store/private.h"

#include <zstd.h>

#include "base/banned.h"

/* Fast, and metadata JSON shrinks to a fifth already. */
enum { CACHE_LEVEL = 3 };

/* What a row costs beside its body, so that ten million empty answers count. */
enum { CACHE_ROW = 256 };

/* No answer is bigger: a damaged length must not eat the machine. */
#define CACHE_BODY_MAX ((int64_t)256 << 20)

void
store_cache_limit(struct store *s, int64_t bytes)
{
	s->cache_limit = bytes;
}

static const char *
or_empty(const char *text)
{
	return text ? text : "";
}

/* The body of the row that st stands on; false if it is damaged. */
static bool
read_body(struct span *out, struct arena *a, sqlite3_stmt *st)
{
	int64_t length = sqlite3_column_int64(st, 6);
	const void *packed = sqlite3_column_blob(st, 7);
	size_t packed_len = (size_t)sqlite3_column_bytes(st, 7);
	char *body;
	size_t got;

	if (length < 0 || length > CACHE_BODY_MAX || !packed)
		return false;
	/* The frame must say the same before that much memory is asked for. */
	if (ZSTD_getFrameContentSize(packed, packed_len) !=
	    (unsigned long long)length)
		return false;
	body = ARENA_ARRAY(a, char, (size_t)length + 1);
	got = ZSTD_decompress(body, (size_t)length, packed, packed_len);
	*out = (struct span){ body, (size_t)length };
	return !ZSTD_isError(got) && got == (size_t)length;
}

static int
remove_row(struct store *s, int64_t id, struct err *err)
{
	int rc = store_start(s, STORE_QUICK, err);
	sqlite3_stmt *st;

	if (rc)
		return rc;
	st = store_statement(s, STATEMENT_CACHE_REMOVE, &rc, err);
	if (st) {
		store_bind_int(st, 1, id);
		rc = store_run(s, st, err);
	}
	s->cache_bytes = -1;
	return store_finish(s, rc, err);
}

int
store_cache_get(struct store_response *out, struct arena *a, struct store *s,
    const char *url, const char *accept, struct err *err)
{
	bool whole = true;
	int64_t id = 0;
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_CACHE_GET, &rc, err);

	*out = (struct store_response){ 0 };
	if (!st)
		return rc;
	store_bind_text(st, 1, url);
	store_bind_text(st, 2, or_empty(accept));
	rc = store_step(s, st, err);
	if (rc < 0)
		return rc;
	if (rc > 0) {
		id = sqlite3_column_int64(st, 0);
		out->status = sqlite3_column_int(st, 1);
		out->content_type = store_column(a, st, 2);
		out->etag = store_column(a, st, 3);
		out->last_modified = store_column(a, st, 4);
		out->fetched_at = sqlite3_column_int64(st, 5);
		whole = read_body(&out->body, a, st);
		(void)sqlite3_reset(st);
		if (whole)
			return OK;
	}
	/* A body that does not unpack is as good as none: ask again. */
	if (!whole)
		rc = remove_row(s, id, err);
	return rc < 0 ? rc : err_set(err, ERR_ABSENT, "not in the cache");
}

/* Drop the oldest answers until there is an eighth of room to spare. */
static int
make_room(struct store *s, struct err *err)
{
	int64_t goal = s->cache_limit - s->cache_limit / 8;
	int rc = OK;

	while (!rc && s->cache_bytes > goal) {
		sqlite3_stmt *st =
		    store_statement(s, STATEMENT_CACHE_OLDEST, &rc, err);
		int64_t id;

		if (!st)
			return rc;
		rc = store_step(s, st, err);
		if (rc <= 0)
			return rc;
		id = sqlite3_column_int64(st, 0);
		s->cache_bytes -= sqlite3_column_int64(st, 1);
		(void)sqlite3_reset(st);
		st = store_statement(s, STATEMENT_CACHE_REMOVE, &rc, err);
		if (!st)
			return rc;
		store_bind_int(st, 1, id);
		rc = store_run(s, st, err);
	}
	return rc;
}

/* Other programs fill the cache too, so what is counted here is only a reason to
 * count anew. */
static int
keep_bounded(struct store *s, int64_t added, struct err *err)
{
	int rc = OK;

	if (s->cache_bytes >= 0)
		s->cache_bytes += added;
	if (s->cache_bytes < 0 || s->cache_bytes > s->cache_limit) {
		sqlite3_stmt *st =
		    store_statement(s, STATEMENT_CACHE_TOTAL, &rc, err);

		if (!st)
			return rc;
		rc = store_number(&s->cache_bytes, s, st, 0, err);
	}
	if (!rc && s->cache_bytes > s->cache_limit)
		rc = make_room(s, err);
	return rc;
}

static int
put_row(struct store *s, const char *url, const char *accept,
    const struct store_response *r, struct span packed, int64_t size,
    struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_CACHE_PUT, &rc, err);

	if (!st)
		return rc;
	store_bind_text(st, 1, url);
	store_bind_text(st, 2, or_empty(accept));
	store_bind_int(st, 3, r->status);
	store_bind_text(st, 4, r->content_type);
	store_bind_text(st, 5, r->etag);
	store_bind_text(st, 6, r->last_modified);
	store_bind_int(st, 7, r->fetched_at);
	store_bind_int(st, 8, (int64_t)r->body.len);
	store_bind_int(st, 9, size);
	if (sqlite3_bind_blob64(st, 10, packed.ptr, (sqlite3_uint64)packed.len,
		SQLITE_STATIC) == SQLITE_NOMEM)
		die_oom(packed.len);
	return store_run(s, st, err);
}

int
store_cache_put(struct store *s, const char *url, const char *accept,
    const struct store_response *r, struct err *err)
{
	struct arena a = ARENA_INIT;
	size_t room = ZSTD_compressBound(r->body.len), n;
	int64_t size;
	char *packed;
	int rc = OK;

	if ((int64_t)r->body.len > CACHE_BODY_MAX)
		return OK;
	packed = ARENA_ARRAY(&a, char, room);
	n = ZSTD_compress(packed, room, r->body.ptr ? r->body.ptr : "",
	    r->body.len, CACHE_LEVEL);
	if (ZSTD_isError(n))
		die_oom(room);
	size = (int64_t)n + (int64_t)strlen(url) + CACHE_ROW;
	if (size > s->cache_limit / 8)
		goto out;
	rc = store_start(s, STORE_QUICK, err);
	if (rc)
		goto out;
	rc = put_row(s, url, accept, r, (struct span){ packed, n }, size, err);
	if (!rc)
		rc = keep_bounded(s, size, err);
	rc = store_finish(s, rc, err);
out:
	arena_release(&a);
	return rc;
}

int
store_cache_touch(struct store *s, const char *url, const char *accept,
    int64_t fetched_at, struct err *err)
{
	int rc = store_start(s, STORE_QUICK, err);
	sqlite3_stmt *st;

	if (rc)
		return rc;
	st = store_statement(s, STATEMENT_CACHE_TOUCH, &rc, err);
	if (st) {
		store_bind_text(st, 1, url);
		store_bind_text(st, 2, or_empty(accept));
		store_bind_int(st, 3, fetched_at);
		rc = store_run(s, st, err);
	}
	if (!rc && !sqlite3_changes(s->db))
		rc = err_set(err, ERR_ABSENT, "not in the cache");
	return store_finish(s, rc, err);
}

int
store_cache_info(struct store_cache_info *out, struct store *s, struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_CACHE_INFO, &rc, err);

	*out = (struct store_cache_info){ .limit = s->cache_limit };
	if (!st)
		return rc;
	rc = store_step(s, st, err);
	if (rc > 0) {
		out->answers = (size_t)sqlite3_column_int64(st, 0);
		out->bytes = sqlite3_column_int64(st, 1);
		out->absent = (size_t)sqlite3_column_int64(st, 2);
		out->oldest = sqlite3_column_int64(st, 3);
		out->newest = sqlite3_column_int64(st, 4);
		(void)sqlite3_reset(st);
	}
	return rc < 0 ? rc : OK;
}

int
store_cache_clear(size_t *out, struct store *s, struct err *err)
{
	int rc = store_start(s, STORE_QUICK, err);
	sqlite3_stmt *st;

	*out = 0;
	if (rc)
		return rc;
	st = store_statement(s, STATEMENT_CACHE_CLEAR, &rc, err);
	if (st)
		rc = store_run(s, st, err);
	if (!rc)
		*out = (size_t)sqlite3_changes(s->db);
	s->cache_bytes = -1;
	rc = store_finish(s, rc, err);
	/* What was said of whom is to be gone from the file, not only from the
	 * table. Another program that reads it may prevent that, for now. */
	if (!rc) {
		(void)sqlite3_exec(s->db, "VACUUM", NULL, NULL, NULL);
		(void)sqlite3_exec(
		    s->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
	}
	return rc;
}
