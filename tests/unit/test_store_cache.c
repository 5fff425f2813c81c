#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/banned.h"

static char path[] = "/tmp/test_store_cache.XXXXXX";

static int
set_up(void **state)
{
	struct err err = ERR_INIT;
	struct store *s;
	int fd;

	memcpy(strrchr(path, '.'), ".XXXXXX", 7);
	fd = mkstemp(path); /* an empty file is an empty library */
	assert_true(fd >= 0);
	(void)close(fd);
	assert_int_equal(store_open(&s, path, true, &err), OK);
	*state = s;
	return 0;
}

static int
tear_down(void **state)
{
	store_close(*state);
	(void)unlink(path);
	return 0;
}

static void
run_sql(const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static struct store_response
answer(struct span body, int64_t when)
{
	return (struct store_response){ 200, "application/json", "\"tag\"",
		"Tue, 24 Nov 2026 03:31:44 GMT", when, body };
}

static void
an_answer_comes_back_byte_for_byte(void **state)
{
	static const char body[] = "{\"a\":\0\"\xff\"}";
	struct span bytes = { body, sizeof(body) - 1 };
	struct store_response r = answer(bytes, 1700000000), got;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;

	assert_int_equal(
	    store_cache_put(*state, "http://h/a", "x/y", &r, &err), OK);
	assert_int_equal(
	    store_cache_get(&got, &a, *state, "http://h/a", "x/y", &err), OK);
	assert_int_equal(got.status, 200);
	assert_string_equal(got.content_type, "application/json");
	assert_string_equal(got.etag, "\"tag\"");
	assert_string_equal(got.last_modified, r.last_modified);
	assert_true(got.fetched_at == 1700000000);
	assert_true(span_eq(got.body, bytes));
	assert_int_equal(
	    store_cache_get(&got, &a, *state, "http://h/a", NULL, &err),
	    ERR_ABSENT);
	arena_release(&a);
}

static void
a_later_answer_replaces_the_earlier(void **state)
{
	struct store_response r = answer(SPAN_LIT("old"), 1), got;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;

	assert_int_equal(store_cache_put(*state, "u", NULL, &r, &err), OK);
	r = (struct store_response){ .status = 404, .fetched_at = 2 };
	assert_int_equal(store_cache_put(*state, "u", NULL, &r, &err), OK);
	assert_int_equal(
	    store_cache_get(&got, &a, *state, "u", NULL, &err), OK);
	assert_int_equal(got.status, 404);
	assert_null(got.etag);
	assert_int_equal(got.body.len, 0);
	assert_int_equal(store_cache_touch(*state, "u", NULL, 99, &err), OK);
	assert_int_equal(
	    store_cache_get(&got, &a, *state, "u", NULL, &err), OK);
	assert_true(got.fetched_at == 99);
	assert_int_equal(
	    store_cache_touch(*state, "none", NULL, 99, &err), ERR_ABSENT);
	arena_release(&a);
}

static char *
noise(struct arena *a, size_t n, uint32_t seed)
{
	char *out = arena_alloc(a, n);

	for (size_t i = 0; i < n; i++) {
		seed = seed * 1664525u + 1013904223u;
		out[i] = (char)(seed >> 24);
	}
	return out;
}

static void
the_oldest_answers_make_room(void **state)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct store_response r, got;
	int kept = 0;

	store_cache_limit(*state, 100000);
	for (int i = 0; i < 60; i++) {
		char url[32];

		(void)snprintf(url, sizeof(url), "http://h/%d", i);
		r = answer((struct span){ noise(&a, 5000, (uint32_t)i), 5000 },
		    1000 + i);
		assert_int_equal(
		    store_cache_put(*state, url, NULL, &r, &err), OK);
		assert_int_equal(
		    store_cache_get(&got, &a, *state, url, NULL, &err), OK);
	}
	for (int i = 0; i < 60; i++) {
		struct err absent = ERR_INIT;
		char url[32];
		int rc;

		(void)snprintf(url, sizeof(url), "http://h/%d", i);
		rc = store_cache_get(&got, &a, *state, url, NULL, &absent);
		if (!rc)
			kept++;
		else
			assert_int_equal(kept, 0); /* oldest go first */
	}
	assert_in_range(kept, 10, 19);
	r = answer((struct span){ noise(&a, 20000, 1), 20000 }, 5000);
	assert_int_equal(store_cache_put(*state, "big", NULL, &r, &err), OK);
	assert_int_equal(
	    store_cache_get(&got, &a, *state, "big", NULL, &err), ERR_ABSENT);
	arena_release(&a);
}

static void
a_damaged_answer_is_asked_again(void **state)
{
	static const char *const damage[] = {
		"UPDATE cache SET body = x'00010203'",
		"UPDATE cache SET length = 1000000000000",
		"UPDATE cache SET length = -1",
		"UPDATE cache SET length = length + 1",
		"UPDATE cache SET body = substr(body, 1, length(body) - 3)",
		"UPDATE cache SET body = ''",
	};
	struct arena a = ARENA_INIT;
	struct store_response r = answer(SPAN_LIT("hello hello hello"), 1), got;

	for (size_t i = 0; i < sizeof(damage) / sizeof(damage[0]); i++) {
		struct err err = ERR_INIT;

		assert_int_equal(
		    store_cache_put(*state, "u", NULL, &r, &err), OK);
		run_sql(damage[i]);
		assert_int_equal(
		    store_cache_get(&got, &a, *state, "u", NULL, &err),
		    ERR_ABSENT);
		run_sql("SELECT CASE WHEN (SELECT count(*) FROM cache) = 0 "
			"THEN 1 ELSE json('not empty') END");
	}
	arena_release(&a);
}

static void
cleared_answers_are_gone_from_the_file(void **state)
{
	struct store_cache_info i;
	struct store_response r = answer(SPAN_LIT("tell-tale"), 1700000000);
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct store_response got;
	char bytes[1 << 16];
	size_t n, len;
	FILE *f;

	assert_int_equal(
	    store_cache_put(*state, "http://h/tell-tale", NULL, &r, &err), OK);
	r = (struct store_response){ .status = 404, .fetched_at = 1600000000 };
	assert_int_equal(store_cache_put(*state, "b", NULL, &r, &err), OK);
	assert_int_equal(store_cache_info(&i, *state, &err), OK);
	assert_int_equal(i.answers, 2);
	assert_int_equal(i.absent, 1);
	assert_true(i.bytes > 0 && i.bytes < i.limit);
	assert_true(i.oldest == 1600000000 && i.newest == 1700000000);
	assert_int_equal(store_cache_clear(&n, *state, &err), OK);
	assert_int_equal(n, 2);
	assert_int_equal(store_cache_info(&i, *state, &err), OK);
	assert_int_equal(i.answers, 0);
	assert_true(i.bytes == 0 && i.oldest == 0 && i.newest == 0);
	assert_int_equal(
	    store_cache_get(&got, &a, *state, "b", NULL, &err), ERR_ABSENT);
	f = fopen(path, "rb");
	assert_non_null(f);
	while ((len = fread(bytes, 1, sizeof(bytes), f)) > 0)
		for (size_t k = 0; k + 9 <= len; k++)
			assert_memory_not_equal(bytes + k, "tell-tale", 9);
	(void)fclose(f);
	arena_release(&a);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(an_answer_comes_back_byte_for_byte),
		T(a_later_answer_replaces_the_earlier),
		T(the_oldest_answers_make_room),
		T(a_damaged_answer_is_asked_again),
		T(cleared_answers_are_gone_from_the_file),
	};

	return cmocka_run_group_tests_name("store-cache", tests, NULL, NULL);
}
