#include "http-test.h"

#include <stdio.h>

/* What a request carries for the service alone: keys, and a body. */

static const char isbn[] = "/googlebooks/books/v1/volumes?q=isbn:9780262035613";
static const char batch[] =
    "/semanticscholar/graph/v1/paper/batch?fields=title";
static const char ids[] = "{\"ids\":[\"DOI:10.1038/nature14539\"]}";

static struct http_request
request_of(const char *key)
{
	return (struct http_request){ .limit_key = key, .limits = { 50, 1 } };
}

static void
ask_one(struct answer *answer, const struct http_options *o,
    struct http_request *r, const char *path)
{
	struct http_client *c = client_of(o);

	ask_request(c, answer, r, path);
	run(c);
	http_client_free(c);
}

static void
a_key_reaches_the_service_and_nobody_else(void **state)
{
	struct store cache = { 0 };
	struct http_options o = quick();
	struct answer answer = { 0 };
	struct http_request r = request_of("google-books");
	json_t *log;

	(void)state;
	o.cache = &cache;
	r.secret_parameter = "key=s3cret";
	ask_one(&answer, &o, &r, isbn);
	assert_int_equal(answer.status, 200);
	assert_null(strstr(answer.url, "s3cret"));
	assert_int_equal(cache.puts, 1);
	assert_null(strstr(cache.kept[0].url, "s3cret"));
	log = server_log();
	assert_non_null(
	    strstr(json_str(json_array_get(log, 0), "path"), "&key=s3cret"));
	json_decref(log);
	forget(&answer, 1);
	/* another's key, or none: the same answer */
	r.secret_parameter = NULL;
	ask_one(&answer, &o, &r, isbn);
	assert_true(answer.from_cache);
	forget(&answer, 1);
	arena_release(&cache.arena);
}

static void
a_refused_key_is_not_shown(void **state)
{
	struct http_options o = quick();
	struct answer answer = { 0 };
	struct http_request r = request_of("semantic-scholar");

	(void)state;
	o.max_tries = 1;
	r.secret_header = "x-api-key: bad";
	ask_one(&answer, &o, &r,
	    "/semanticscholar/graph/v1/paper/search/match?query=x");
	assert_int_equal(answer.status, 403);
	forget(&answer, 1);
	r.secret_parameter = "api_key=s3cret";
	fault("eutils:closed:ever");
	ask_one(&answer, &o, &r, "/eutils/entrez/eutils/esearch.fcgi?term=x");
	assert_int_equal(answer.outcome, HTTP_FAILED);
	assert_null(strstr(answer.failure, "s3cret"));
	assert_null(strstr(answer.url, "s3cret"));
	forget(&answer, 1);
}

static void
a_key_is_carried_to_nobody_that_a_redirect_names(void **state)
{
	static const struct http_request with[] = {
		{ .secret_parameter = "api_key=s3cret" },
		{ .secret_header = "x-api-key: s3cret" },
		{ .body = "x", .body_type = "text/plain" },
	};
	struct http_options o = quick();
	struct answer answer = { 0 };
	struct http_request r;

	(void)state;
	for (size_t i = 0; i < LEN(with); i++) {
		fault("openalex:redirect-again:once");
		r = with[i];
		r.limit_key = "openalex";
		r.limits = (struct http_limits){ 50, 1 };
		ask_one(&answer, &o, &r, "/openalex/works?search=x");
		assert_int_equal(answer.outcome, HTTP_FAILED);
		assert_non_null(strstr(answer.failure, "redirected a request"));
		assert_int_equal(asked(), i + 1);
		forget(&answer, 1);
	}
}

static void
a_body_is_posted_and_told_apart_in_the_cache(void **state)
{
	struct store cache = { 0 };
	struct http_options o = quick();
	struct answer answer = { 0 };
	struct http_request r = request_of("semantic-scholar");
	json_t *log;

	(void)state;
	o.cache = &cache;
	r.body = ids;
	r.body_type = "application/json";
	ask_one(&answer, &o, &r, batch);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body.buf, "Deep learning"));
	forget(&answer, 1);
	log = server_log();
	assert_string_equal(json_str(json_array_get(log, 0), "method"), "POST");
	assert_string_equal(json_str(json_array_get(log, 0), "body"), ids);
	json_decref(log);
	ask_one(&answer, &o, &r, batch);
	assert_true(answer.from_cache);
	forget(&answer, 1);
	r.body = "{\"ids\":[\"DOI:10.1/none\"]}";
	ask_one(&answer, &o, &r, batch);
	assert_false(answer.from_cache);
	assert_string_equal(answer.body.buf, "[null]");
	forget(&answer, 1);
	arena_release(&cache.arena);
}

static void
a_used_up_budget_is_not_overdrawn(void **state)
{
	struct http_options o = quick();
	struct answer answers[4] = { 0 };
	struct http_client *c = client_of(&o);
	char path[64];
	json_t *log, *entry;
	size_t i;

	(void)state;
	control("budget?left=25"); /* pays two searches */
	for (i = 0; i < LEN(answers); i++) {
		(void)snprintf(
		    path, sizeof(path), "/openalex/works?search=x%zu", i);
		ask_as(c, &answers[i], "openalex", path, NULL,
		    (struct http_limits){ 50, 1 }, false);
	}
	run(c);
	assert_int_equal(answers[1].outcome, HTTP_ANSWERED);
	assert_int_equal(answers[2].outcome, HTTP_FAILED);
	assert_non_null(strstr(answers[3].failure, "budget"));
	http_client_free(c);
	log = server_log();
	assert_int_equal(json_array_size(log), 2);
	json_array_foreach(log, i, entry)
	    assert_false(json_is_true(json_object_get(entry, "over_limit")));
	json_decref(log);
	forget(answers, LEN(answers));
}

static void
a_budget_that_others_used_up_is_not_waited_for(void **state)
{
	struct http_options o = quick();
	struct answer answer = { 0 };
	struct http_stats stats;

	(void)state;
	control("budget?left=0");
	stats = ask_once(&answer, &o, "/openalex/works?search=x");
	assert_int_equal(answer.outcome, HTTP_FAILED);
	assert_string_equal(answer.failure, "429 Too Many Requests");
	/* it is filled again in twelve hours */
	assert_int_equal(stats.requests, 1);
	forget(&answer, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_key_reaches_the_service_and_nobody_else),
		TEST(a_refused_key_is_not_shown),
		TEST(a_key_is_carried_to_nobody_that_a_redirect_names),
		TEST(a_body_is_posted_and_told_apart_in_the_cache),
		TEST(a_used_up_budget_is_not_overdrawn),
		TEST(a_budget_that_others_used_up_is_not_waited_for),
	};

	return RUN_HTTP_TESTS("http_keys", tests);
}
