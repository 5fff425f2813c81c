#include "http-test.h"

static const int64_t day = 86400;

static void
what_is_fresh_is_not_asked(void **state)
{
	struct store cache = { 0 };
	struct http_options o = quick();
	struct answer answer = { 0 };
	struct http_stats stats;

	(void)state;
	o.cache = &cache;
	ask_once(&answer, &o, "/crossref/works/10.1038/nature14539?mailto=a@b");
	assert_false(answer.from_cache);
	forget(&answer, 1);
	cache.age = 29 * day;
	/* Whoever asks. */
	stats = ask_once(&answer, &o, http_test_work);
	assert_true(answer.from_cache);
	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.type, "application/json");
	assert_non_null(strstr(answer.body.buf, "\"Deep learning\""));
	assert_int_equal(stats.requests, 0);
	assert_int_equal(stats.from_cache, 1);
	assert_int_equal(asked(), 1);
	assert_null(strstr(cache.kept[0].url, "mailto"));
	forget(&answer, 1);
	cache.age = 31 * day;
	assert_int_equal(ask_once(&answer, &o, http_test_work).requests, 1);
	assert_false(answer.from_cache);
	forget(&answer, 1);
	arena_release(&cache.arena);
}

static void
absence_is_kept_for_a_day(void **state)
{
	static const char path[] = "/crossref/works/10.1/none";
	struct store cache = { 0 };
	struct http_options o = quick();
	struct answer answer = { 0 };

	(void)state;
	o.cache = &cache;
	ask_once(&answer, &o, path);
	forget(&answer, 1);
	cache.age = day - 100;
	ask_once(&answer, &o, path);
	assert_true(answer.from_cache);
	assert_int_equal(answer.status, 404);
	forget(&answer, 1);
	cache.age = day + 100;
	ask_once(&answer, &o, path);
	assert_false(answer.from_cache);
	forget(&answer, 1);
	arena_release(&cache.arena);
}

static void
what_is_stale_is_asked_for_with_validators(void **state)
{
	struct store cache = { 0 };
	struct http_options o = quick();
	struct answer answer = { 0 };
	json_t *log, *headers;

	(void)state;
	o.cache = &cache;
	control("variant?name=validators");
	ask_once(&answer, &o, http_test_work);
	assert_non_null(cache.kept[0].r.etag);
	assert_non_null(cache.kept[0].r.last_modified);
	forget(&answer, 1);
	cache.age = 40 * day;
	ask_once(&answer, &o, http_test_work);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_int_equal(answer.status, 200);
	assert_true(answer.from_cache);
	assert_non_null(strstr(answer.body.buf, "\"Deep learning\""));
	assert_int_equal(cache.puts, 1);
	assert_int_equal(cache.touches, 1);
	forget(&answer, 1);
	log = server_log();
	assert_int_equal(json_array_size(log), 2);
	assert_int_equal(json_int(json_array_get(log, 1), "status", 0), 304);
	headers = json_object_get(json_array_get(log, 1), "headers");
	assert_string_equal(
	    json_str(headers, "if-none-match"), cache.kept[0].r.etag);
	assert_string_equal(json_str(headers, "if-modified-since"),
	    cache.kept[0].r.last_modified);
	json_decref(log);
	/* Another answer now: it replaces the old one. */
	fault("bom:once");
	ask_once(&answer, &o, http_test_work);
	assert_false(answer.from_cache);
	assert_int_equal(cache.puts, 2);
	forget(&answer, 1);
	arena_release(&cache.arena);
}

static void
accept_tells_answers_apart(void **state)
{
	static const char path[] = "/crossref/works/10.1038/171737a0/transform";
	static const char *const accepts[] = { "application/x-bibtex",
		"application/vnd.citationstyles.csl+json" };
	struct store cache = { 0 };
	struct http_options o = quick();
	struct answer answers[2] = { 0 };
	struct http_client *c;

	(void)state;
	o.cache = &cache;
	c = client_of(&o);
	for (size_t i = 0; i < 2; i++)
		ask_as(c, &answers[i], "k", path, accepts[i],
		    (struct http_limits){ 50, 1 }, false);
	run(c);
	assert_int_equal(answers[0].body.buf[1], '@');
	assert_int_equal(answers[1].body.buf[0], '{');
	http_client_free(c);
	forget(answers, 2);
	arena_release(&cache.arena);
}

static void
failures_and_empty_words_are_not_kept(void **state)
{
	static const char *const kinds[] = { "429-bare:thrice", "500:thrice",
		"truncated-gzip:thrice", "challenge:once", "empty:once",
		"403:once", "redirect-ftp:once" };
	struct store cache = { 0 };
	struct http_options o = quick();
	struct answer answer = { 0 };

	(void)state;
	o.cache = &cache;
	for (size_t i = 0; i < LEN(kinds); i++) {
		fault(kinds[i]);
		ask_once(&answer, &o, http_test_work);
		assert_int_equal(cache.len, 0);
		forget(&answer, 1);
	}
	/* What only the caller knows to be nothing. */
	answer.says_nothing = true;
	fault("error-feed:once");
	ask_once(&answer, &o, http_test_work);
	assert_int_equal(cache.len, 0);
	forget(&answer, 1);
	/* And if it learns of it late. */
	ask_once(&answer, &o, http_test_work);
	assert_int_equal(cache.len, 1);
	forget(&answer, 1);
	answer.says_nothing = true;
	assert_int_equal(ask_once(&answer, &o, http_test_work).requests, 0);
	forget(&answer, 1);
	assert_int_equal(ask_once(&answer, &o, http_test_work).requests, 1);
	forget(&answer, 1);
	arena_release(&cache.arena);
}

static void
confidential_requests_leave_no_trace(void **state)
{
	struct store cache = { 0 };
	struct http_options o = quick();
	struct answer answer = { 0 };
	struct http_client *c;

	(void)state;
	o.cache = &cache;
	c = client_of(&o);
	ask_as(c, &answer, "k", http_test_work, NULL,
	    (struct http_limits){ 50, 1 }, true);
	run(c);
	http_client_free(c);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_int_equal(cache.gets + cache.puts + cache.touches, 0);
	forget(&answer, 1);
}

static void
refreshing_asks_again_and_keeps_that(void **state)
{
	struct store cache = { 0 };
	struct http_options o = quick();
	struct answer answer = { 0 };

	(void)state;
	o.cache = &cache;
	ask_once(&answer, &o, http_test_work);
	forget(&answer, 1);
	o.refresh = true;
	assert_int_equal(ask_once(&answer, &o, http_test_work).requests, 1);
	assert_int_equal(cache.puts, 2);
	forget(&answer, 1);
	arena_release(&cache.arena);
}

static void
a_service_that_is_down_still_has_its_cache(void **state)
{
	struct store cache = { 0 };
	struct http_options o = quick();
	struct answer answers[3] = { 0 };
	struct http_client *c;

	(void)state;
	o.cache = &cache;
	c = client_of(&o);
	ask(c, &answers[0], "k", http_test_work);
	run(c);
	fault("503");
	ask(c, &answers[1], "k", "/crossref/works/10.1145/3065386");
	run(c);
	assert_true(http_client_is_down(c, "k"));
	ask(c, &answers[2], "k", http_test_work);
	run(c);
	assert_int_equal(answers[2].outcome, HTTP_ANSWERED);
	assert_true(answers[2].from_cache);
	http_client_free(c);
	forget(answers, 3);
	arena_release(&cache.arena);
}

static void
a_broken_cache_costs_no_answer(void **state)
{
	struct store cache = { .broken = true };
	struct http_options o = quick();
	struct answer answer = { 0 };

	(void)state;
	o.cache = &cache;
	assert_int_equal(
	    ask_once(&answer, &o, http_test_work).cache_failures, 2);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	forget(&answer, 1);
}

static void
the_same_is_asked_once_in_a_run(void **state)
{
	struct store cache = { 0 };
	struct http_options o = quick();
	struct answer answers[4] = { 0 };
	struct http_client *c;

	(void)state;
	o.cache = &cache;
	c = client_of(&o);
	for (size_t i = 0; i < LEN(answers); i++)
		ask_as(c, &answers[i], "k", http_test_work, NULL,
		    (struct http_limits){ 50, 1 }, false);
	run(c);
	assert_int_equal(asked(), 1);
	for (size_t i = 0; i < LEN(answers); i++)
		assert_non_null(
		    strstr(answers[i].body.buf, "\"Deep learning\""));
	http_client_free(c);
	forget(answers, LEN(answers));
	arena_release(&cache.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_fresh_is_not_asked),
		TEST(absence_is_kept_for_a_day),
		TEST(what_is_stale_is_asked_for_with_validators),
		TEST(accept_tells_answers_apart),
		TEST(failures_and_empty_words_are_not_kept),
		TEST(confidential_requests_leave_no_trace),
		TEST(refreshing_asks_again_and_keeps_that),
		TEST(a_service_that_is_down_still_has_its_cache),
		TEST(a_broken_cache_costs_no_answer),
		TEST(the_same_is_asked_once_in_a_run),
	};

	return RUN_HTTP_TESTS("http cache", tests);
}
