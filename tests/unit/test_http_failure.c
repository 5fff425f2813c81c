#include "http-test.h"

#include <stdio.h>

static const char *const passing[] = { "429", "429-date", "429-bare", "408",
	"500", "502", "503", "503=1", "504", "closed", "short-body",
	"truncated-chunks", "truncated-gzip", "garbage-gzip", "unknown-coding",
	"not-http" };

static void
what_passes_is_asked_again(void **state)
{
	struct answer answer = { 0 };
	struct http_options o = quick();
	char specification[64];

	(void)state;
	for (size_t i = 0; i < LEN(passing); i++) {
		struct http_stats stats;

		(void)snprintf(specification, sizeof(specification), "%s:once",
		    passing[i]);
		fault(specification);
		stats = ask_once(&answer, &o, http_test_work);
		if (answer.outcome != HTTP_ANSWERED || stats.retries != 1)
			fail_msg("%s: %s", passing[i], answer.failure);
		assert_non_null(strstr(answer.body.buf, "\"Deep learning\""));
		forget(&answer, 1);
	}
}

static void
what_does_not_pass_fails_and_brings_the_service_down(void **state)
{
	struct http_options o = quick();

	(void)state;
	for (size_t i = 0; i < LEN(passing); i++) {
		struct answer answers[2] = { 0 };
		struct http_client *c = client_of(&o);

		reset(NULL);
		fault(passing[i]);
		ask(c, &answers[0], "crossref", http_test_work);
		run(c);
		assert_int_equal(answers[0].outcome, HTTP_FAILED);
		assert_true(answers[0].failure[0]);
		assert_int_equal(http_client_stats(c).requests, 3);
		assert_int_equal(http_client_stats(c).retries, 2);
		assert_int_equal(http_client_stats(c).failures, 1);
		assert_true(http_client_is_down(c, "crossref"));
		assert_false(http_client_is_down(c, "arxiv"));
		assert_int_equal(asked(), 3);
		/* From now on it is not asked, and says why. */
		ask(c, &answers[1], "crossref", http_test_work);
		run(c);
		assert_int_equal(answers[1].outcome, HTTP_FAILED);
		assert_string_equal(answers[1].failure, answers[0].failure);
		assert_int_equal(asked(), 3);
		http_client_free(c);
		forget(answers, 2);
	}
}

static void
a_failure_has_its_status_and_words(void **state)
{
	struct answer answer = { 0 };
	struct http_options o = quick();

	(void)state;
	fault("429-bare:thrice");
	ask_once(&answer, &o, http_test_work);
	assert_int_equal(answer.status, 429);
	assert_string_equal(answer.failure, "429 Too Many Requests");
	forget(&answer, 1);
	fault("truncated-gzip:thrice");
	ask_once(&answer, &o, http_test_work);
	assert_string_equal(
	    answer.failure, "the compressed answer stops half-way");
	forget(&answer, 1);
	fault("short-body:thrice");
	ask_once(&answer, &o, http_test_work);
	assert_string_equal(answer.failure, "the answer stops half-way");
	assert_int_equal(answer.body.len, 0);
	forget(&answer, 1);
}

static void
waits_at_least_as_long_as_told(void **state)
{
	struct answer answer = { 0 };
	struct http_options o = quick();
	double before = now();

	(void)state;
	fault("429=30:once");
	ask_once(&answer, &o, http_test_work);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_true(now() - before >= 30 * SCALE);
	forget(&answer, 1);
	before = now();
	fault("429-bare:2");
	ask_once(&answer, &o, http_test_work);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_true(now() - before >= (2 + 8) * SCALE);
	forget(&answer, 1);
}

static void
one_bad_request_does_not_bring_a_service_down(void **state)
{
	static const char *const paths[] = {
		"/crossref/works/10.1145/3065386",
		"/crossref/works/10.1038/nature14539",
		"/crossref/works/10.1038/171737a0",
		"/crossref/works/10.1038/318162a0",
		"/crossref/works/10.1038/nm.2471",
	};
	struct answer answers[LEN(paths)] = { 0 };
	struct http_options o = quick();
	struct http_client *c = client_of(&o);

	(void)state;
	fault("crossref:500@3065386");
	for (size_t i = 0; i < LEN(paths); i++)
		ask_as(c, &answers[i], "crossref", paths[i], NULL,
		    (struct http_limits){ 50, 1 }, false);
	run(c);
	assert_int_equal(answers[0].outcome, HTTP_FAILED);
	for (size_t i = 1; i < LEN(paths); i++)
		assert_int_equal(answers[i].outcome, HTTP_ANSWERED);
	http_client_free(c);
	forget(answers, LEN(paths));
}

/* Redirects to nowhere, and a 304 that nobody asked for: asking a thousand times
 * more would be asking a wall. */
static void
who_refuses_one_after_the_other_is_down(void **state)
{
	static const char *const kinds[] = { "redirect-ftp", "redirect-loop",
		"not-modified", "endless-gzip" };
	struct answer answers[9] = { 0 };
	struct http_options o = quick();
	struct http_client *c;
	char path[64];

	(void)state;
	o.max_body = 1 << 16;
	for (size_t i = 0; i < LEN(kinds); i++) {
		reset(NULL);
		fault(kinds[i]);
		c = client_of(&o);
		for (size_t k = 0; k < LEN(answers); k++) {
			(void)snprintf(path, sizeof(path),
			    "/datacite/dois/10.24432/c56c76?n=%zu", k);
			ask_as(c, &answers[k], "datacite", path, NULL,
			    (struct http_limits){ 500, 1 }, false);
		}
		run(c);
		for (size_t k = 0; k < LEN(answers); k++)
			assert_int_equal(answers[k].outcome, HTTP_FAILED);
		assert_int_equal(http_client_stats(c).requests, 5);
		assert_true(http_client_is_down(c, "datacite"));
		assert_true(http_client_service(c, "datacite").down);
		assert_non_null(http_client_service(c, "datacite").why_down);
		assert_int_equal(
		    http_client_service(c, "datacite").failures, 9);
		assert_int_equal(http_client_service(c, "data").requests, 0);
		http_client_free(c);
		forget(answers, LEN(answers));
	}
	/* An answer between, and it is each one's own trouble. */
	reset(NULL);
	fault("datacite:redirect-ftp:4");
	c = client_of(&o);
	for (size_t k = 0; k < LEN(answers); k++) {
		if (k == 5)
			fault("datacite:redirect-ftp:4");
		(void)snprintf(path, sizeof(path),
		    "/datacite/dois/10.24432/c56c76?n=%zu", k);
		ask_as(c, &answers[k], "datacite", path, NULL,
		    (struct http_limits){ 500, 1 }, false);
		run(c);
	}
	assert_int_equal(answers[4].outcome, HTTP_ANSWERED);
	assert_int_equal(http_client_stats(c).requests, LEN(answers));
	assert_false(http_client_is_down(c, "datacite"));
	http_client_free(c);
	forget(answers, LEN(answers));
}

static void
a_request_has_its_time_with_all_that_is_tried(void **state)
{
	struct answer answer = { 0 }, many[20] = { 0 };
	struct http_options o = quick();
	struct http_client *c;
	struct http_request r = {
		.limit_key = "crossref", .limits = { 50, 1 }, .seconds_max = 0.4
	};
	double before = now();

	(void)state;
	o.total_timeout_ms = 60000;
	o.max_tries = 9;
	fault("never");
	c = client_of(&o);
	ask_request(c, &answer, &r, http_test_work);
	run(c);
	assert_int_equal(answer.outcome, HTTP_FAILED);
	assert_string_equal(answer.failure, "timed out");
	http_client_free(c);
	forget(&answer, 1);
	/* Waiting for its turn, behind others, costs it nothing. */
	reset(NULL);
	fault("datacite:500:once");
	c = client_of(&o);
	for (size_t i = 0; i < LEN(many); i++) {
		char path[64];

		(void)snprintf(path, sizeof(path),
		    "/datacite/dois/10.24432/c56c76?n=%zu", i);
		r = (struct http_request){ .limit_key = "datacite",
			.limits = { 0.2, 1 },
			.seconds_max = 0.4 };
		ask_request(c, &many[i], &r, path);
	}
	run(c);
	for (size_t i = 0; i < LEN(many); i++)
		assert_int_equal(many[i].outcome, HTTP_ANSWERED);
	http_client_free(c);
	forget(many, LEN(many));
	/* It would be let go again too late. */
	reset(NULL);
	fault("429=100");
	r.limit_key = "crossref";
	c = client_of(&o);
	ask_request(c, &answer, &r, http_test_work);
	run(c);
	assert_int_equal(answer.outcome, HTTP_FAILED);
	assert_int_equal(http_client_stats(c).requests, 1);
	assert_true(now() - before < 20);
	http_client_free(c);
	forget(&answer, 1);
}

static void
services_wait_one_by_one(void **state)
{
	struct answer crossref = { 0 }, arxiv = { 0 }, datacite = { 0 };
	volatile sig_atomic_t stop = 0;
	struct http_options o = quick();
	struct http_client *c;

	(void)state;
	/* Crossref wants two minutes; the others are done long before. */
	fault("crossref:503=119");
	o.time_scale = 1;
	o.stop = &stop;
	c = client_of(&o);
	ask(c, &crossref, "crossref", http_test_work);
	ask(c, &arxiv, "arxiv", "/arxiv/api/query?id_list=1706.03762");
	arxiv.then = c;
	arxiv.then_path = "/datacite/dois/10.24432/c56c76";
	arxiv.then_answer = &datacite;
	datacite.then_stop = &stop;
	run(c);
	assert_int_equal(arxiv.outcome, HTTP_ANSWERED);
	assert_int_equal(datacite.outcome, HTTP_ANSWERED);
	assert_int_equal(crossref.outcome, HTTP_INTERRUPTED);
	http_client_free(c);
	forget(&crossref, 1);
	forget(&arxiv, 1);
	forget(&datacite, 1);
}

static void
slow_answers_time_out(void **state)
{
	static const char *const kinds[] = { "never", "slow=6000",
		"trickle=20" };
	struct http_options o = quick();
	struct answer answer = { 0 };

	(void)state;
	o.total_timeout_ms = 150;
	o.max_tries = 5;
	for (size_t i = 0; i < LEN(kinds); i++) {
		reset(NULL);
		fault(kinds[i]);
		assert_int_equal(
		    ask_once(&answer, &o, http_test_work).requests, 2);
		assert_int_equal(answer.outcome, HTTP_FAILED);
		assert_string_equal(answer.failure, "timed out");
		forget(&answer, 1);
	}
	/* Slow, but not too slow. */
	reset(NULL);
	o.total_timeout_ms = 20000;
	fault("slow=10:once");
	assert_int_equal(ask_once(&answer, &o, http_test_work).retries, 0);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	forget(&answer, 1);
}

static void
endless_answers_are_cut_off(void **state)
{
	static const char *const kinds[] = { "endless", "endless-gzip" };
	struct http_options o = quick();
	struct answer answer = { 0 };

	(void)state;
	o.max_body = 1 << 20;
	for (size_t i = 0; i < LEN(kinds); i++) {
		reset(NULL);
		fault(kinds[i]);
		ask_once(&answer, &o, http_test_work);
		assert_int_equal(answer.outcome, HTTP_FAILED);
		assert_string_equal(answer.failure, "the answer is too big");
		/* It would be as big again. */
		assert_int_equal(asked(), 1);
		forget(&answer, 1);
	}
	reset(NULL);
	fault("endless-header:once");
	assert_int_equal(ask_once(&answer, &o, http_test_work).retries, 0);
	assert_string_equal(answer.failure, "the answer's header does not end");
	forget(&answer, 1);
	o.max_body = 100;
	ask_once(&answer, &o, http_test_work);
	assert_int_equal(answer.outcome, HTTP_FAILED);
	forget(&answer, 1);
}

static void
nobody_there_is_a_failure(void **state)
{
	struct http_options o = quick();
	struct http_client *c = client_of(&o);
	struct answer answer = { 0 };
	struct err err = ERR_INIT;
	struct http_request r = { .url = "http://127.0.0.1:1/",
		.limit_key = "x",
		.done = on_done,
		.ctx = &answer };

	(void)state;
	assert_int_equal(http_client_submit(c, &r, &err), OK);
	run(c);
	assert_int_equal(answer.outcome, HTTP_FAILED);
	assert_int_equal(answer.status, 0);
	assert_non_null(strstr(answer.failure, "127.0.0.1"));
	assert_int_equal(http_client_stats(c).requests, 3);
	http_client_free(c);
	forget(&answer, 1);
}

static const struct {
	const char *fault, *why;
	size_t requests;
} bad_redirects[] = {
	{ "redirect-loop", "redirected too many times", 6 },
	{ "redirect-again:6", "redirected too many times", 6 },
	{ "redirect-ftp", "redirected to something that is not HTTP", 1 },
	{ "redirect-file", "redirected to a bad address", 1 },
	{ "redirect-foreign", "redirected out of the local network", 1 },
	{ "redirect-nowhere", "redirected without saying where", 1 },
	{ "not-modified", "304 Not Modified without having been asked", 1 },
};

static void
bad_redirects_are_refused_and_not_retried(void **state)
{
	struct http_options o = quick();
	struct answer answer = { 0 };

	(void)state;
	for (size_t i = 0; i < LEN(bad_redirects); i++) {
		reset(NULL);
		fault(bad_redirects[i].fault);
		assert_int_equal(
		    ask_once(&answer, &o, http_test_work).retries, 0);
		assert_int_equal(answer.outcome, HTTP_FAILED);
		assert_string_equal(answer.failure, bad_redirects[i].why);
		assert_int_equal(asked(), bad_redirects[i].requests);
		forget(&answer, 1);
	}
}

/* "GET /works?query=..." sent on to "/works" lists whatever there is: of what was
 * asked for there is nothing in it, which looks like "none". */
static void
an_answer_to_another_question_is_none(void **state)
{
	static const char search[] =
	    "/crossref/works?query.bibliographic=deep%20learning&rows=2";
	struct http_options o = quick();
	struct answer answer = { 0 };

	(void)state;
	fault("redirect-elsewhere");
	(void)ask_once(&answer, &o, search);
	assert_int_equal(answer.outcome, HTTP_FAILED);
	assert_string_equal(answer.failure,
	    "redirected to where something else would be asked");
	assert_int_equal(asked(), 1);
	forget(&answer, 1);
	reset(NULL);
	fault("redirect-again:1");
	(void)ask_once(&answer, &o, search);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	forget(&answer, 1);
}

static void
five_redirects_are_followed(void **state)
{
	struct http_options o = quick();
	struct answer answer = { 0 };

	(void)state;
	fault("redirect-again:5");
	assert_int_equal(ask_once(&answer, &o, http_test_work).requests, 1);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_non_null(strstr(answer.body.buf, "\"Deep learning\""));
	assert_int_equal(asked(), 6);
	forget(&answer, 1);
}

static void
odd_answers_are_passed_on_as_they_came(void **state)
{
	struct http_options o = quick();
	struct answer answer = { 0 };

	(void)state;
	fault("challenge:once");
	ask_once(&answer, &o, http_test_work);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_string_equal(answer.type, "text/html; charset=utf-8");
	assert_non_null(strstr(answer.body.buf, "not a bot"));
	forget(&answer, 1);
	fault("empty:once");
	ask_once(&answer, &o, http_test_work);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_int_equal(answer.body.len, 0);
	forget(&answer, 1);
	fault("no-content-type:once");
	ask_once(&answer, &o, http_test_work);
	assert_string_equal(answer.type, "none");
	forget(&answer, 1);
	fault("bom:once");
	ask_once(&answer, &o, http_test_work);
	assert_memory_equal(answer.body.buf, "\xef\xbb\xbf{", 4);
	forget(&answer, 1);
}

static void
answers_that_say_nothing_bring_a_service_down(void **state)
{
	struct answer answers[5] = { 0 };
	struct http_options o = quick();
	struct http_client *c = client_of(&o);

	(void)state;
	control("limit?set=crossref/public-single=5000/1/1");
	fault("challenge");
	for (size_t i = 0; i < LEN(answers); i++) {
		answers[i].says_nothing = true;
		ask_as(c, &answers[i], "crossref", http_test_work, NULL,
		    (struct http_limits){ 50, 1 }, false);
	}
	run(c);
	assert_true(http_client_is_down(c, "crossref"));
	assert_int_equal(asked(), 3);
	assert_int_equal(answers[2].outcome, HTTP_ANSWERED);
	assert_int_equal(answers[3].outcome, HTTP_FAILED);
	http_client_free(c);
	forget(answers, LEN(answers));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_passes_is_asked_again),
		TEST(what_does_not_pass_fails_and_brings_the_service_down),
		TEST(a_failure_has_its_status_and_words),
		TEST(waits_at_least_as_long_as_told),
		TEST(one_bad_request_does_not_bring_a_service_down),
		TEST(who_refuses_one_after_the_other_is_down),
		TEST(a_request_has_its_time_with_all_that_is_tried),
		TEST(services_wait_one_by_one),
		TEST(slow_answers_time_out),
		TEST(endless_answers_are_cut_off),
		TEST(nobody_there_is_a_failure),
		TEST(bad_redirects_are_refused_and_not_retried),
		TEST(an_answer_to_another_question_is_none),
		TEST(five_redirects_are_followed),
		TEST(odd_answers_are_passed_on_as_they_came),
		TEST(answers_that_say_nothing_bring_a_service_down),
	};

	return RUN_HTTP_TESTS("http failures", tests);
}
