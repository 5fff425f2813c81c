#include "http-test.h"

#include <stdio.h>

/* Ask for the same thing n times; different addresses. */
static void
ask_many(struct http_client *c, struct answer *answers, size_t n,
    const char *key, struct http_limits limits)
{
	char path[128];

	for (size_t i = 0; i < n; i++) {
		(void)snprintf(path, sizeof(path),
		    "/crossref/works/10.1038/nature14539?mailto=a@b.c&n=%zu",
		    i);
		ask_as(c, &answers[i], key, path, NULL, limits, false);
	}
}

/* The most at once that the server saw from request number from on. */
static int
most_at_once(size_t from)
{
	json_t *log = server_log(), *entry;
	int most = 0, at_once;
	size_t i;

	json_array_foreach(log, i, entry)
	{
		at_once = (int)json_int(entry, "at_once", 0);
		if (i >= from && at_once > most)
			most = at_once;
	}
	json_decref(log);
	return most;
}

static void
never_more_at_once_than_allowed(void **state)
{
	struct answer answers[20] = { 0 };
	struct http_options o = quick();
	struct http_client *c = client_of(&o);

	(void)state;
	/* The server would have taken 64. */
	control("limit?set=crossref/polite-single=5000/1/64");
	control("reset");
	control("limit?set=crossref/polite-single=5000/1/2");
	ask_many(
	    c, answers, LEN(answers), "k", (struct http_limits){ 5000, 2 });
	run(c);
	assert_int_equal(asked(), LEN(answers));
	assert_in_range(most_at_once(0), 1, 2);
	assert_int_equal(http_client_stats(c).retries, 0);
	http_client_free(c);
	forget(answers, LEN(answers));
}

static void
a_rate_takes_its_time(void **state)
{
	struct answer answers[7] = { 0 };
	struct http_options o = quick();
	struct http_client *c;
	double before;

	(void)state;
	/* 1 in 3 s, as arXiv wants it. */
	o.time_scale = 0.02;
	c = client_of(&o);
	before = now();
	for (size_t i = 0; i < LEN(answers); i++)
		ask_as(c, &answers[i], "arxiv",
		    "/arxiv/api/query?id_list=1706.03762", NULL,
		    (struct http_limits){ 1 / 3.0, 1 }, false);
	run(c);
	assert_true(now() - before >= 6 * 3 * 0.02);
	http_client_free(c);
	forget(answers, LEN(answers));
}

static void
learns_limits_from_headers_in_any_case_and_obeys_them(void **state)
{
	static const char *const cases[] = { "reset",
		"variant?name=title-case-headers" };
	struct http_options o = quick();

	(void)state;
	o.max_tries = 50;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct answer answers[6] = { 0 };
		struct http_client *c = client_of(&o);
		double before = now();

		control("reset");
		control(cases[i]);
		/* Ten seconds an answer, as if in trouble; scaled, 0.1 s. */
		control("limit?set=crossref/polite-single=1/10/1");
		/* The client thinks that it may do a lot. */
		ask_many(c, answers, 1, "k", (struct http_limits){ 5000, 16 });
		run(c);
		ask_many(
		    c, answers + 1, 5, "k", (struct http_limits){ 5000, 16 });
		run(c);
		assert_true(now() - before >= 5 * 10 * SCALE);
		assert_int_equal(most_at_once(0), 1);
		http_client_free(c);
		forget(answers, LEN(answers));
	}
}

static void
adapts_up_and_down_in_mid_run(void **state)
{
	struct answer answers[40] = { 0 };
	struct http_options o = quick();
	struct http_client *c;

	(void)state;
	o.max_tries = 50;
	c = client_of(&o);
	control("reset");
	control("limit?set=crossref/polite-single=5000/1/8");
	control("limit?set=crossref/polite-single=5000/1/1@20");
	/* Each answer takes a while, so that they overlap. */
	fault("slow=2");
	ask_many(
	    c, answers, LEN(answers), "k", (struct http_limits){ 5000, 1 });
	run(c);
	for (size_t i = 0; i < LEN(answers); i++)
		assert_int_equal(answers[i].outcome, HTTP_ANSWERED);
	/* It began with one, and learned of eight; those that were under way
	 * when the eight became one are refused, and then it is one. */
	assert_in_range(most_at_once(0), 2, 8);
	assert_int_equal(most_at_once(20 + 2 * 8), 1);
	http_client_free(c);
	forget(answers, LEN(answers));
}

static void
a_server_that_enforces_its_limits_answers_all_in_the_end(void **state)
{
	struct answer answers[15] = { 0 };
	struct http_options o = quick();
	struct http_client *c;

	(void)state;
	o.max_tries = 50;
	c = client_of(&o);
	control("reset");
	/* polite-single is 10/1/3, and the client begins wrongly. */
	ask_many(
	    c, answers, LEN(answers), "k", (struct http_limits){ 5000, 5 });
	run(c);
	for (size_t i = 0; i < LEN(answers); i++)
		assert_int_equal(answers[i].outcome, HTTP_ANSWERED);
	http_client_free(c);
	forget(answers, LEN(answers));
}

static void
requests_of_a_run_can_be_limited(void **state)
{
	struct answer answers[5] = { 0 };
	struct http_options o = quick();
	struct http_client *c;

	(void)state;
	o.max_requests = 3;
	c = client_of(&o);
	fault("500:once");
	ask_many(c, answers, LEN(answers), "k", (struct http_limits){ 50, 1 });
	run(c);
	assert_int_equal(asked(), 3);
	/* The first was tried, and may not be tried again. */
	assert_int_equal(answers[0].outcome, HTTP_FAILED);
	assert_int_equal(answers[1].outcome, HTTP_ANSWERED);
	assert_int_equal(answers[2].outcome, HTTP_ANSWERED);
	assert_int_equal(answers[3].outcome, HTTP_INTERRUPTED);
	assert_int_equal(answers[4].outcome, HTTP_INTERRUPTED);
	http_client_free(c);
	forget(answers, LEN(answers));
}

static void
a_run_ends_when_its_time_is_up(void **state)
{
	struct answer answers[3] = { 0 };
	struct http_options o = quick();
	struct http_client *c;

	(void)state;
	o.total_timeout_ms = 60000;
	c = client_of(&o);
	http_client_limit_run(c, 0.2, "late");
	fault("never");
	ask_many(c, answers, LEN(answers), "k", (struct http_limits){ 50, 1 });
	run(c);
	for (size_t i = 0; i < LEN(answers); i++)
		assert_int_equal(answers[i].outcome, HTTP_FAILED);
	forget(answers, LEN(answers));
	/* The time is the client's, not that of each call. */
	ask_many(c, answers, LEN(answers), "k", (struct http_limits){ 50, 1 });
	run(c);
	assert_int_equal(asked(), 1);
	assert_int_equal(answers[0].outcome, HTTP_FAILED);
	http_client_free(c);
	forget(answers, LEN(answers));
}

/* What is sent on within a host is one more request to it. */
static void
redirects_on_a_host_wait_for_their_turn(void **state)
{
	struct answer answer = { 0 };
	struct http_options o = quick();
	struct http_client *c;
	double before = now();
	json_t *log, *entry;
	size_t i;

	(void)state;
	o.time_scale = 0.05;
	fault("datacite:redirect-again:2");
	c = client_of(&o);
	ask_as(c, &answer, "datacite", "/datacite/dois/10.24432/c56c76", NULL,
	    (struct http_limits){ 0.5, 1 }, false);
	run(c);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_int_equal(answer.status, 200);
	assert_true(now() - before >= 2 * 2 * 0.05);
	log = server_log();
	assert_int_equal(json_array_size(log), 3);
	json_array_foreach(log, i, entry)
	    assert_int_equal(json_int(entry, "at_once", 0), 1);
	json_decref(log);
	http_client_free(c);
	forget(&answer, 1);
}

static void
a_service_that_announces_nothing_is_asked_slower(void **state)
{
	struct answer answers[4] = { 0 };
	struct http_options o = quick();
	struct http_client *c = client_of(&o);
	double before;

	(void)state;
	o.time_scale = 0.1;
	http_client_free(c);
	c = client_of(&o);
	fault("datacite:429=0:once");
	before = now();
	for (size_t i = 0; i < LEN(answers); i++) {
		char path[64];

		(void)snprintf(path, sizeof(path),
		    "/datacite/dois/10.24432/c56c76?n=%zu", i);
		ask_as(c, &answers[i], "datacite", path, NULL,
		    (struct http_limits){ 1, 1 }, false);
	}
	run(c);
	/* Five requests, four intervals of a quarter as long again. */
	assert_true(now() - before >= 4 * 1.25 * 0.1);
	http_client_free(c);
	forget(answers, LEN(answers));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(redirects_on_a_host_wait_for_their_turn),
		TEST(a_service_that_announces_nothing_is_asked_slower),
		TEST(never_more_at_once_than_allowed),
		TEST(a_rate_takes_its_time),
		TEST(learns_limits_from_headers_in_any_case_and_obeys_them),
		TEST(adapts_up_and_down_in_mid_run),
		TEST(a_server_that_enforces_its_limits_answers_all_in_the_end),
		TEST(requests_of_a_run_can_be_limited),
		TEST(a_run_ends_when_its_time_is_up),
	};

	return RUN_HTTP_TESTS("http limits", tests);
}
