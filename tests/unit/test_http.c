#include "http-test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>

/* --- answers ---- */

static void
an_answer_comes_whole(void **state)
{
	struct answer answer = { 0 };
	struct http_options o = quick();
	struct http_stats stats = ask_once(&answer, &o, http_test_work);

	(void)state;
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.type, "application/json");
	assert_non_null(strstr(answer.url, http_test_work));
	assert_non_null(strstr(answer.body.buf, "\"Deep learning\""));
	assert_int_equal(answer.body.buf[answer.body.len - 1], '}');
	assert_false(answer.from_cache);
	assert_int_equal(stats.requests, 1);
	assert_int_equal(stats.retries + stats.failures, 0);
	/* It came compressed: the server does that with long ones. */
	assert_in_range(stats.bytes, 1, answer.body.len - 1);
	forget(&answer, 1);
}

static const struct {
	const char *path;
	int status;
	const char *body;
} answers_of_other_kinds[] = {
	{ "/crossref/works/10.1/none", 404, "Resource not found." },
	{ "/crossref/works?rows=x", 400, "integer-not-valid" },
	{ "/doi/10.5555/nothing", 404, "DOI Not Found" },
	{ "/arxiv/api/query?id_list=abc", 400, "incorrect id format for abc" },
	{ "/openlibrary/api/books?bibkeys=ISBN:1", 200, "{}" },
};

static void
absent_and_refused_are_answers(void **state)
{
	struct answer answer = { 0 };
	struct http_options o = quick();

	(void)state;
	for (size_t i = 0; i < LEN(answers_of_other_kinds); i++) {
		struct http_stats stats =
		    ask_once(&answer, &o, answers_of_other_kinds[i].path);

		assert_int_equal(answer.outcome, HTTP_ANSWERED);
		assert_int_equal(
		    answer.status, answers_of_other_kinds[i].status);
		assert_non_null(
		    strstr(answer.body.buf, answers_of_other_kinds[i].body));
		assert_int_equal(stats.requests, 1);
		forget(&answer, 1);
	}
	fault("crossref:403");
	ask_once(&answer, &o, http_test_work);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_int_equal(answer.status, 403);
	forget(&answer, 1);
}

static void
decodes_both_deflates(void **state)
{
	static const char *const kinds[] = { "deflate:once",
		"raw-deflate:once" };
	struct answer answer = { 0 };
	struct http_options o = quick();

	(void)state;
	for (size_t i = 0; i < LEN(kinds); i++) {
		fault(kinds[i]);
		assert_int_equal(
		    ask_once(&answer, &o, http_test_work).retries, 0);
		assert_int_equal(answer.outcome, HTTP_ANSWERED);
		assert_non_null(strstr(answer.body.buf, "\"Deep learning\""));
		forget(&answer, 1);
	}
}

static void
says_who_asks_and_what_it_accepts_to_the_end(void **state)
{
	static const char bibtex[] = "application/x-bibtex";
	struct answer answer = { 0 };
	struct http_options o = quick();
	struct http_client *c;
	json_t *log, *headers;
	size_t i;

	(void)state;
	o.user_agent = "refmend-test/1 (mailto:a@b.example)";
	c = client_of(&o);
	ask_as(c, &answer, "doi", "/doi/10.1126%2Fscience.1225829", bibtex,
	    (struct http_limits){ 50, 1 }, false);
	run(c);
	http_client_free(c);
	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.type, bibtex);
	assert_non_null(strstr(answer.body.buf, " @article{Jinek_2012"));
	/* Where it came from in the end, its slash still encoded. */
	assert_non_null(strstr(answer.url,
	    "/crossref/v1/works/10.1126%2Fscience.1225829/transform"));
	forget(&answer, 1);
	log = server_log();
	assert_int_equal(json_array_size(log), 2);
	for (i = 0; i < 2; i++) {
		headers = json_object_get(json_array_get(log, i), "headers");
		assert_string_equal(
		    json_str(headers, "user-agent"), o.user_agent);
		assert_string_equal(json_str(headers, "accept"), bibtex);
		assert_non_null(
		    strstr(json_str(headers, "accept-encoding"), "gzip"));
		assert_null(json_object_get(headers, "cookie"));
		assert_null(json_object_get(headers, "authorization"));
	}
	/* The mailto made it a polite one. */
	assert_string_equal(
	    json_str(json_array_get(log, 1), "pool"), "polite-single");
	json_decref(log);
}

static void
a_proxy_is_not_asked_for_this_machine(void **state)
{
	struct answer answer = { 0 };
	struct http_options o = quick();

	(void)state;
	assert_int_equal(setenv("http_proxy", "http://127.0.0.1:1", 1), 0);
	ask_once(&answer, &o, http_test_work);
	unsetenv("http_proxy");
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	forget(&answer, 1);
}

static void
only_http_can_be_asked(void **state)
{
	static const char *const urls[] = { "ftp://127.0.0.1/x",
		"file:///etc/passwd", "", "127.0.0.1", "https:/x",
		"javascript:1" };
	struct http_options o = quick();
	struct http_client *c = client_of(&o);
	struct http_request r = { .limit_key = "x", .done = on_done };

	(void)state;
	for (size_t i = 0; i < LEN(urls); i++) {
		struct err err = ERR_INIT;

		r.url = urls[i];
		assert_int_equal(http_client_submit(c, &r, &err), ERR_USAGE);
		assert_true(err.text[0]);
	}
	http_client_free(c);
}

static void
other_machines_are_not_asked_in_the_clear(void **state)
{
	struct http_options o = quick();
	struct http_request r = { .url = "http://192.0.2.1/works",
		.limits = { 1, 1 } };
	struct http_client *c = client_of(&o);
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(http_client_submit(c, &r, &err), ERR_USAGE);
	assert_non_null(strstr(err.text, "http.plain"));
	http_client_free(c);
	o.allow_plain = true;
	c = client_of(&o);
	assert_int_equal(http_client_submit(c, &r, &err), OK);
	http_client_free(c);
}

static void
what_cannot_be_a_url_fails_without_trying_again(void **state)
{
	static const char *const urls[] = { "http://", "http://[::1",
		"http://a b/", "http://127.0.0.1:99999/" };
	struct http_options o = quick();
	struct answer answer = { 0 };
	struct http_request r = {
		.limit_key = "x", .done = on_done, .ctx = &answer
	};

	(void)state;
	for (size_t i = 0; i < LEN(urls); i++) {
		struct http_client *c = client_of(&o);
		struct err err = ERR_INIT;

		r.url = urls[i];
		assert_int_equal(http_client_submit(c, &r, &err), OK);
		run(c);
		assert_int_equal(answer.outcome, HTTP_FAILED);
		assert_int_equal(http_client_stats(c).requests, 1);
		http_client_free(c);
		forget(&answer, 1);
	}
}

/* --- ends ---- */

static volatile sig_atomic_t stop;

static void
on_alarm(int signal_number)
{
	(void)signal_number;
	stop = 1;
}

static void
stopping_interrupts_what_is_under_way(void **state)
{
	struct answer answers[3] = { 0 };
	struct http_options o = quick();
	struct http_client *c;
	struct sigaction action = { .sa_handler = on_alarm };
	struct itimerval soon = { .it_value = { 0, 100000 } };
	double before = now();

	(void)state;
	stop = 0;
	o.stop = &stop;
	c = client_of(&o);
	fault("never");
	ask(c, &answers[0], "a", http_test_work);
	ask(c, &answers[1], "a", http_test_work);
	ask_as(c, &answers[2], "b", http_test_work, NULL,
	    (struct http_limits){ 1, 1 }, false);
	assert_int_equal(sigaction(SIGALRM, &action, NULL), 0);
	assert_int_equal(setitimer(ITIMER_REAL, &soon, NULL), 0);
	run(c);
	/* The time-out is 30 s. */
	assert_true(now() - before < 15);
	for (size_t i = 0; i < LEN(answers); i++)
		assert_int_equal(answers[i].outcome, HTTP_INTERRUPTED);
	http_client_free(c);
	forget(answers, LEN(answers));
}

static void
stopping_ends_what_has_not_begun(void **state)
{
	struct answer answers[10] = { 0 }, late = { 0 };
	struct http_options o = quick();
	struct http_client *c;
	size_t answered = 0;

	(void)state;
	stop = 0;
	o.stop = &stop;
	c = client_of(&o);
	control("limit?set=crossref/public-single=5000/1/1");
	for (size_t i = 0; i < LEN(answers); i++)
		ask_as(c, &answers[i], "a", http_test_work, NULL,
		    (struct http_limits){ 50, 1 }, false);
	answers[2].then_stop = &stop;
	answers[5].then = c;
	answers[5].then_path = http_test_work;
	answers[5].then_answer = &late;
	run(c);
	for (size_t i = 0; i < LEN(answers); i++)
		answered += answers[i].outcome == HTTP_ANSWERED;
	assert_int_equal(answered, 3);
	assert_int_equal(late.outcome, HTTP_INTERRUPTED);
	assert_int_equal(asked(), 3);
	http_client_free(c);
	forget(answers, LEN(answers));
	forget(&late, 1);
}

static void
an_answer_can_lead_to_the_next_question(void **state)
{
	struct answer answers[3] = { 0 };
	struct http_options o = quick();
	struct http_client *c = client_of(&o);

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		answers[i].then = c;
		answers[i].then_path = http_test_work;
		answers[i].then_answer = &answers[i + 1];
	}
	ask(c, &answers[0], "k", http_test_work);
	run(c);
	assert_int_equal(answers[2].outcome, HTTP_ANSWERED);
	http_client_free(c);
	forget(answers, LEN(answers));
}

static void
hang_up(const struct http_response *r, void *ctx)
{
	(void)r;
	(void)ctx;
	/* As if OpenSSL had written to a service that is gone. */
	assert_int_equal(raise(SIGPIPE), 0);
}

static void
a_broken_pipe_ends_no_program(void **state)
{
	struct sigaction usual = { .sa_handler = SIG_DFL }, before;
	struct http_options o = quick();
	struct http_client *c = client_of(&o);
	struct err err = ERR_INIT;
	struct http_request r = {
		.url = "http://127.0.0.1:1/", .limit_key = "k", .done = hang_up
	};
	sigset_t mask;

	(void)state;
	assert_int_equal(sigaction(SIGPIPE, &usual, &before), 0);
	assert_int_equal(http_client_submit(c, &r, &err), OK);
	run(c);
	assert_int_equal(sigpending(&mask), 0);
	assert_false(sigismember(&mask, SIGPIPE));
	assert_int_equal(pthread_sigmask(SIG_BLOCK, NULL, &mask), 0);
	assert_false(sigismember(&mask, SIGPIPE));
	assert_int_equal(sigaction(SIGPIPE, &before, NULL), 0);
	http_client_free(c);
}

static void
what_was_never_run_is_freed(void **state)
{
	struct answer answer = { 0 };
	struct http_options o = quick();
	struct http_client *c = client_of(&o);

	(void)state;
	ask(c, &answer, "k", http_test_work);
	http_client_free(c);
	http_client_free(NULL);
	assert_int_equal(answer.calls, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_answer_comes_whole),
		TEST(absent_and_refused_are_answers),
		TEST(decodes_both_deflates),
		TEST(says_who_asks_and_what_it_accepts_to_the_end),
		TEST(a_proxy_is_not_asked_for_this_machine),
		TEST(only_http_can_be_asked),
		TEST(other_machines_are_not_asked_in_the_clear),
		TEST(what_cannot_be_a_url_fails_without_trying_again),
		TEST(stopping_interrupts_what_is_under_way),
		TEST(stopping_ends_what_has_not_begun),
		TEST(an_answer_can_lead_to_the_next_question),
		TEST(a_broken_pipe_ends_no_program),
		TEST(what_was_never_run_is_freed),
	};

	return RUN_HTTP_TESTS("http", tests);
}
