#include "base/arena.h"
#include "base/json.h"
#include "base/sbuf.h"
#include "http/http.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/*
 * The client against the loopback services of tests/endpoint, with every fault
 * that they know. All waits are shortened; nothing here depends on how fast the
 * machine is, only on what was asked how often, and on lower bounds.
 */

#define LEN(array) (sizeof(array) / sizeof((array)[0]))
#define SCALE      0.01

static const char nature[] = "/crossref/works/10.1038/nature14539";

/* --- the server -------------------------------------------------------------- */

static pid_t server;
static int server_stdin;
static char base[64];

static bool
start_server(const char *python)
{
	int in[2], out[2];
	char port[16] = "";
	size_t len = 0;
	struct arena a = ARENA_INIT;
	const char *dir = getenv("TESTS_DIR");
	char *script, *corpus;

	script = arena_printf(&a, "%s/endpoint/server.py", dir ? dir : ".");
	corpus = arena_printf(&a, "%s/endpoint/works.jsonl", dir ? dir : ".");
	if (pipe(in) || pipe(out))
		return false;
	server = fork();
	if (server == 0) {
		dup2(in[0], 0);
		dup2(out[1], 1);
		close(in[1]);
		close(out[0]);
		execlp(python, python, script, "--corpus", corpus,
		    "--exit-with-stdin", "--time-scale", "0.01", "--latency",
		    "2", "--port", "0", (char *)NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	server_stdin = in[1];
	while (len + 1 < sizeof(port) && read(out[0], port + len, 1) == 1 &&
	       port[len] != '\n')
		len++;
	port[len] = '\0';
	close(out[0]);
	arena_release(&a);
	(void)snprintf(base, sizeof(base), "http://127.0.0.1:%s", port);
	return len > 0;
}

static void
stop_server(void)
{
	close(server_stdin);
	waitpid(server, NULL, 0);
}

/* --- asking -------------------------------------------------------------------- */

struct answer {
	int calls;
	enum http_outcome outcome;
	int status;
	char type[64], url[512], failure[256];
	struct sbuf body;
	bool from_cache, says_nothing;
	unsigned order; /* of the callbacks */
	/* Asked for when this is answered. */
	struct http_client *then;
	const char *then_path;
	struct answer *then_answer;
	volatile sig_atomic_t *then_stop;
};

static unsigned order;

static void ask(struct http_client *c, struct answer *answer, const char *key,
    const char *path);

static void
on_done(const struct http_response *r, void *ctx)
{
	struct answer *answer = ctx;

	answer->calls++;
	answer->order = ++order;
	answer->outcome = r->outcome;
	answer->status = r->status;
	answer->from_cache = r->from_cache;
	(void)snprintf(answer->type, sizeof(answer->type), "%s",
	    r->content_type ? r->content_type : "none");
	(void)snprintf(answer->url, sizeof(answer->url), "%s", r->final_url);
	(void)snprintf(answer->failure, sizeof(answer->failure), "%s",
	    r->failure ? r->failure : "");
	if (!answer->body.buf)
		answer->body = (struct sbuf)SBUF_INIT;
	sbuf_reset(&answer->body);
	sbuf_add(&answer->body, r->body);
	if (answer->says_nothing)
		*r->unusable = true;
	if (answer->then_stop)
		*answer->then_stop = 1;
	if (answer->then)
		ask(answer->then, answer->then_answer, "then",
		    answer->then_path);
}

/* Options that tests start from. */
static struct http_options
quick(void)
{
	return (struct http_options){ .user_agent = "refmend-test/1 (tests)",
		.time_scale = SCALE };
}

static struct http_client *
client_of(const struct http_options *o)
{
	struct http_client *c;
	struct err err = ERR_INIT;

	assert_int_equal(http_client_new(&c, o, &err), OK);
	return c;
}

static void
ask_as(struct http_client *c, struct answer *answer, const char *key,
    const char *path, const char *accept, struct http_limits limits,
    bool confidential)
{
	struct err err = ERR_INIT;
	char url[512];
	struct http_request r = { .url = url,
		.accept = accept,
		.limit_key = key,
		.limits = limits,
		.confidential = confidential,
		.done = on_done,
		.ctx = answer };

	(void)snprintf(url, sizeof(url), "%s%s", base, path);
	assert_int_equal(http_client_submit(c, &r, &err), OK);
}

static void
ask(struct http_client *c, struct answer *answer, const char *key,
    const char *path)
{
	ask_as(
	    c, answer, key, path, NULL, (struct http_limits){ 50, 4 }, false);
}

static void
run(struct http_client *c)
{
	struct err err = ERR_INIT;

	assert_int_equal(http_client_run(c, &err), OK);
}

static void
forget(struct answer *answers, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		/* Whatever happened, it was told, and once. */
		assert_int_equal(answers[i].calls, 1);
		if (answers[i].body.buf)
			sbuf_release(&answers[i].body);
		answers[i] = (struct answer){ 0 };
	}
}

/* One request by a client of its own. */
static struct http_stats
ask_once(struct answer *answer, const struct http_options *o, const char *path)
{
	struct http_client *c = client_of(o);
	struct http_stats stats;

	ask(c, answer, "once", path);
	run(c);
	stats = http_client_stats(c);
	http_client_free(c);
	return stats;
}

static void
control(const char *path)
{
	struct answer answer = { 0 };
	struct http_options o = quick();
	char full[512];

	(void)snprintf(full, sizeof(full), "/_control/%s", path);
	ask_once(&answer, &o, full);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	if (answer.status != 200)
		fail_msg("%s: %s", path, answer.body.buf);
	forget(&answer, 1);
}

static void
fault(const char *specification)
{
	char path[256];

	(void)snprintf(path, sizeof(path), "fault?add=%s", specification);
	control(path);
}

/* What the server was asked since the last reset. */
static json_t *
server_log(void)
{
	struct answer answer = { 0 };
	struct http_options o = quick();
	struct err err = ERR_INIT;
	json_t *log = NULL;

	ask_once(&answer, &o, "/_control/log");
	assert_int_equal(
	    json_read(
		&log, (struct span){ answer.body.buf, answer.body.len }, &err),
	    OK);
	forget(&answer, 1);
	return log;
}

static size_t
asked(void)
{
	json_t *log = server_log();
	size_t n = json_array_size(log);

	json_decref(log);
	return n;
}

/* Faults, variants and limits of the last test gone, limits out of the way. */
static int
reset(void **state)
{
	static const char *const pools[] = { "public-single", "public-array",
		"polite-single", "polite-array" };
	char path[128];

	(void)state;
	control("reset");
	for (size_t i = 0; i < LEN(pools); i++) {
		(void)snprintf(path, sizeof(path),
		    "limit?set=crossref/%s=5000/1/64", pools[i]);
		control(path);
	}
	control("limit?set=arxiv=5000/1/64");
	return 0;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* --- a cache in memory, instead of the store's ------------------------------------ */

struct store {
	struct arena arena;
	struct kept {
		char *url, *accept;
		struct store_response r;
	} kept[32];
	size_t len, gets, puts, touches;
	int64_t age; /* added to that of what is got */
};

static struct kept *
kept_of(struct store *s, const char *url, const char *accept)
{
	for (size_t i = 0; i < s->len; i++)
		if (!strcmp(s->kept[i].url, url) &&
		    !strcmp(s->kept[i].accept, accept))
			return &s->kept[i];
	return NULL;
}

int
store_cache_get(struct store_response *out, struct arena *a, struct store *s,
    const char *url, const char *accept, struct err *err)
{
	struct kept *kept = kept_of(s, url, accept);

	(void)a;
	s->gets++;
	if (!kept)
		return err_set(err, ERR_ABSENT, "not kept");
	*out = kept->r;
	out->fetched_at -= s->age;
	return OK;
}

int
store_cache_put(struct store *s, const char *url, const char *accept,
    const struct store_response *r, struct err *err)
{
	struct kept *kept = kept_of(s, url, accept);

	(void)err;
	s->puts++;
	assert_non_null(accept);
	if (!kept) {
		assert_in_range(s->len, 0, LEN(s->kept) - 1);
		kept = &s->kept[s->len++];
		kept->url = arena_strdup(&s->arena, url);
		kept->accept = arena_strdup(&s->arena, accept);
	}
	kept->r = *r;
	kept->r.body.ptr = arena_strdup_span(&s->arena, r->body);
	if (r->content_type)
		kept->r.content_type = arena_strdup(&s->arena, r->content_type);
	if (r->etag)
		kept->r.etag = arena_strdup(&s->arena, r->etag);
	if (r->last_modified)
		kept->r.last_modified =
		    arena_strdup(&s->arena, r->last_modified);
	return OK;
}

int
store_cache_touch(struct store *s, const char *url, const char *accept,
    int64_t fetched_at, struct err *err)
{
	struct kept *kept = kept_of(s, url, accept);

	(void)err;
	assert_non_null(kept);
	kept->r.fetched_at = fetched_at;
	s->touches++;
	return OK;
}

/* --- answers ------------------------------------------------------------------------ */

static void
an_answer_comes_whole(void **state)
{
	struct answer answer = { 0 };
	struct http_options o = quick();
	struct http_stats stats = ask_once(&answer, &o, nature);

	(void)state;
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.type, "application/json");
	assert_non_null(strstr(answer.url, nature));
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
	ask_once(&answer, &o, nature);
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
		assert_int_equal(ask_once(&answer, &o, nature).retries, 0);
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
	ask_once(&answer, &o, nature);
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

/* --- failures ------------------------------------------------------------------------- */

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
		stats = ask_once(&answer, &o, nature);
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
		ask(c, &answers[0], "crossref", nature);
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
		ask(c, &answers[1], "crossref", nature);
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
	ask_once(&answer, &o, nature);
	assert_int_equal(answer.status, 429);
	assert_string_equal(answer.failure, "429 Too Many Requests");
	forget(&answer, 1);
	fault("truncated-gzip:thrice");
	ask_once(&answer, &o, nature);
	assert_string_equal(
	    answer.failure, "the compressed answer stops half-way");
	forget(&answer, 1);
	fault("short-body:thrice");
	ask_once(&answer, &o, nature);
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
	ask_once(&answer, &o, nature);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_true(now() - before >= 30 * SCALE);
	forget(&answer, 1);
	before = now();
	fault("429-bare:2");
	ask_once(&answer, &o, nature);
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

static void
services_fail_one_by_one(void **state)
{
	struct answer answers[3] = { 0 };
	struct http_options o = quick();
	struct http_client *c = client_of(&o);

	(void)state;
	fault("crossref:503=100:once");
	ask(c, &answers[0], "crossref", nature);
	ask(c, &answers[1], "arxiv", "/arxiv/api/query?id_list=1706.03762");
	ask(c, &answers[2], "datacite", "/datacite/dois/10.24432/c56c76");
	run(c);
	for (size_t i = 0; i < LEN(answers); i++)
		assert_int_equal(answers[i].outcome, HTTP_ANSWERED);
	/* The others did not wait. */
	assert_int_equal(answers[0].order,
	    1 + (answers[1].order > answers[2].order ? answers[1].order
						     : answers[2].order));
	http_client_free(c);
	forget(answers, LEN(answers));
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
	o.max_tries = 2;
	for (size_t i = 0; i < LEN(kinds); i++) {
		reset(NULL);
		fault(kinds[i]);
		ask_once(&answer, &o, nature);
		assert_int_equal(answer.outcome, HTTP_FAILED);
		assert_string_equal(answer.failure, "timed out");
		assert_int_equal(asked(), 2);
		forget(&answer, 1);
	}
	/* Slow, but not too slow. */
	reset(NULL);
	o.total_timeout_ms = 20000;
	fault("slow=10:once");
	assert_int_equal(ask_once(&answer, &o, nature).retries, 0);
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
		ask_once(&answer, &o, nature);
		assert_int_equal(answer.outcome, HTTP_FAILED);
		assert_string_equal(answer.failure, "the answer is too big");
		/* It would be as big again. */
		assert_int_equal(asked(), 1);
		forget(&answer, 1);
	}
	reset(NULL);
	o.max_body = 100;
	ask_once(&answer, &o, nature);
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
		assert_int_equal(ask_once(&answer, &o, nature).retries, 0);
		assert_int_equal(answer.outcome, HTTP_FAILED);
		assert_string_equal(answer.failure, bad_redirects[i].why);
		assert_int_equal(asked(), bad_redirects[i].requests);
		forget(&answer, 1);
	}
}

static void
five_redirects_are_followed(void **state)
{
	struct http_options o = quick();
	struct answer answer = { 0 };

	(void)state;
	fault("redirect-again:5");
	assert_int_equal(ask_once(&answer, &o, nature).requests, 1);
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
	ask_once(&answer, &o, nature);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_string_equal(answer.type, "text/html; charset=utf-8");
	assert_non_null(strstr(answer.body.buf, "not a bot"));
	forget(&answer, 1);
	fault("empty:once");
	ask_once(&answer, &o, nature);
	assert_int_equal(answer.outcome, HTTP_ANSWERED);
	assert_int_equal(answer.body.len, 0);
	forget(&answer, 1);
	fault("no-content-type:once");
	ask_once(&answer, &o, nature);
	assert_string_equal(answer.type, "none");
	forget(&answer, 1);
	fault("bom:once");
	ask_once(&answer, &o, nature);
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
		ask_as(c, &answers[i], "crossref", nature, NULL,
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

/* --- limits ------------------------------------------------------------------------------ */

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
	struct http_client *c = client_of(&o);

	(void)state;
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
	struct http_client *c = client_of(&o);

	(void)state;
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

/* --- the cache ------------------------------------------------------------------------------ */

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
	stats = ask_once(&answer, &o, nature);
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
	assert_int_equal(ask_once(&answer, &o, nature).requests, 1);
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
	ask_once(&answer, &o, nature);
	assert_non_null(cache.kept[0].r.etag);
	assert_non_null(cache.kept[0].r.last_modified);
	forget(&answer, 1);
	cache.age = 40 * day;
	ask_once(&answer, &o, nature);
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
	ask_once(&answer, &o, nature);
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
		ask_once(&answer, &o, nature);
		assert_int_equal(cache.len, 0);
		forget(&answer, 1);
	}
	/* What only the caller knows to be nothing. */
	answer.says_nothing = true;
	fault("error-feed:once");
	ask_once(&answer, &o, nature);
	assert_int_equal(cache.len, 0);
	forget(&answer, 1);
	/* And if it learns of it late. */
	ask_once(&answer, &o, nature);
	assert_int_equal(cache.len, 1);
	forget(&answer, 1);
	answer.says_nothing = true;
	assert_int_equal(ask_once(&answer, &o, nature).requests, 0);
	forget(&answer, 1);
	assert_int_equal(ask_once(&answer, &o, nature).requests, 1);
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
	ask_as(
	    c, &answer, "k", nature, NULL, (struct http_limits){ 50, 1 }, true);
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
	ask_once(&answer, &o, nature);
	forget(&answer, 1);
	o.refresh = true;
	assert_int_equal(ask_once(&answer, &o, nature).requests, 1);
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
	ask(c, &answers[0], "k", nature);
	run(c);
	fault("503");
	ask(c, &answers[1], "k", "/crossref/works/10.1145/3065386");
	run(c);
	assert_true(http_client_is_down(c, "k"));
	ask(c, &answers[2], "k", nature);
	run(c);
	assert_int_equal(answers[2].outcome, HTTP_ANSWERED);
	assert_true(answers[2].from_cache);
	http_client_free(c);
	forget(answers, 3);
	arena_release(&cache.arena);
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
		ask_as(c, &answers[i], "k", nature, NULL,
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

/* --- ends -------------------------------------------------------------------------------------- */

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
	ask(c, &answers[0], "a", nature);
	ask(c, &answers[1], "a", nature);
	ask_as(c, &answers[2], "b", nature, NULL, (struct http_limits){ 1, 1 },
	    false);
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
		ask_as(c, &answers[i], "a", nature, NULL,
		    (struct http_limits){ 50, 1 }, false);
	answers[2].then_stop = &stop;
	answers[5].then = c;
	answers[5].then_path = nature;
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
an_answer_can_lead_to_the_next_question(void **state)
{
	struct answer answers[3] = { 0 };
	struct http_options o = quick();
	struct http_client *c = client_of(&o);

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		answers[i].then = c;
		answers[i].then_path = nature;
		answers[i].then_answer = &answers[i + 1];
	}
	ask(c, &answers[0], "k", nature);
	run(c);
	assert_int_equal(answers[2].outcome, HTTP_ANSWERED);
	http_client_free(c);
	forget(answers, LEN(answers));
}

static void
what_was_never_run_is_freed(void **state)
{
	struct answer answer = { 0 };
	struct http_options o = quick();
	struct http_client *c = client_of(&o);

	(void)state;
	ask(c, &answer, "k", nature);
	http_client_free(c);
	http_client_free(NULL);
	assert_int_equal(answer.calls, 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, reset)
	const struct CMUnitTest tests[] = {
		TEST(an_answer_comes_whole),
		TEST(absent_and_refused_are_answers),
		TEST(decodes_both_deflates),
		TEST(says_who_asks_and_what_it_accepts_to_the_end),
		TEST(a_proxy_is_not_asked_for_this_machine),
		TEST(only_http_can_be_asked),
		TEST(what_cannot_be_a_url_fails_without_trying_again),
		TEST(what_passes_is_asked_again),
		TEST(what_does_not_pass_fails_and_brings_the_service_down),
		TEST(a_failure_has_its_status_and_words),
		TEST(waits_at_least_as_long_as_told),
		TEST(one_bad_request_does_not_bring_a_service_down),
		TEST(services_fail_one_by_one),
		TEST(slow_answers_time_out),
		TEST(endless_answers_are_cut_off),
		TEST(nobody_there_is_a_failure),
		TEST(bad_redirects_are_refused_and_not_retried),
		TEST(five_redirects_are_followed),
		TEST(odd_answers_are_passed_on_as_they_came),
		TEST(answers_that_say_nothing_bring_a_service_down),
		TEST(never_more_at_once_than_allowed),
		TEST(a_rate_takes_its_time),
		TEST(learns_limits_from_headers_in_any_case_and_obeys_them),
		TEST(adapts_up_and_down_in_mid_run),
		TEST(a_server_that_enforces_its_limits_answers_all_in_the_end),
		TEST(what_is_fresh_is_not_asked),
		TEST(absence_is_kept_for_a_day),
		TEST(what_is_stale_is_asked_for_with_validators),
		TEST(accept_tells_answers_apart),
		TEST(failures_and_empty_words_are_not_kept),
		TEST(confidential_requests_leave_no_trace),
		TEST(refreshing_asks_again_and_keeps_that),
		TEST(a_service_that_is_down_still_has_its_cache),
		TEST(the_same_is_asked_once_in_a_run),
		TEST(stopping_interrupts_what_is_under_way),
		TEST(stopping_ends_what_has_not_begun),
		TEST(requests_of_a_run_can_be_limited),
		TEST(an_answer_can_lead_to_the_next_question),
		TEST(what_was_never_run_is_freed),
	};
	const char *python = getenv("PYTHON3");
	int failed;

	if (!python || !*python || !strcmp(python, "no")) {
		puts("1..0 # SKIP no python3 to run the loopback services");
		return 0;
	}
	(void)signal(SIGPIPE, SIG_IGN);
	if (!start_server(python)) {
		puts("Bail out! the loopback services do not start");
		return 1;
	}
	failed = cmocka_run_group_tests_name("http", tests, NULL, NULL);
	stop_server();
	return failed;
}
