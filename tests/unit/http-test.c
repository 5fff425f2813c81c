#include "http-test.h"

#include "base/arena.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const char http_test_work[] = "/crossref/works/10.1038/nature14539";

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
		    "--exit-with-stdin", "--time-scale", "0.01", "--slack",
		    "0.5", "--latency", "2", "--port", "0", (char *)NULL);
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

/* --- asking -------------------------------------------------------------------- */

static unsigned order;

void
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
struct http_options
quick(void)
{
	return (struct http_options){ .user_agent = "refmend-test/1 (tests)",
		.found_days = 30,
		.absent_days = 1,
		.time_scale = SCALE };
}

struct http_client *
client_of(const struct http_options *o)
{
	struct http_client *c;
	struct err err = ERR_INIT;

	assert_int_equal(http_client_new(&c, o, &err), OK);
	return c;
}

void
ask_request(struct http_client *c, struct answer *answer,
    struct http_request *r, const char *path)
{
	struct err err = ERR_INIT;
	char url[512];

	(void)snprintf(url, sizeof(url), "%s%s", base, path);
	r->url = url;
	r->done = on_done;
	r->ctx = answer;
	assert_int_equal(http_client_submit(c, r, &err), OK);
}

void
ask_as(struct http_client *c, struct answer *answer, const char *key,
    const char *path, const char *accept, struct http_limits limits,
    bool confidential)
{
	struct http_request r = { .accept = accept,
		.limit_key = key,
		.limits = limits,
		.confidential = confidential };

	ask_request(c, answer, &r, path);
}

void
ask(struct http_client *c, struct answer *answer, const char *key,
    const char *path)
{
	ask_as(
	    c, answer, key, path, NULL, (struct http_limits){ 50, 4 }, false);
}

void
run(struct http_client *c)
{
	struct err err = ERR_INIT;

	assert_int_equal(http_client_run(c, &err), OK);
}

void
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
struct http_stats
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

void
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

void
fault(const char *specification)
{
	char path[256];

	(void)snprintf(path, sizeof(path), "fault?add=%s", specification);
	control(path);
}

/* What the server was asked since the last reset. */
json_t *
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

size_t
asked(void)
{
	json_t *log = server_log();
	size_t n = json_array_size(log);

	json_decref(log);
	return n;
}

/* Faults, variants and limits of the last test gone, limits out of the way. */
int
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

double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* --- a cache in memory, instead of the store's ------------------------------------ */

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
	if (s->broken)
		return err_set(err, ERR_IO, "the disk is on fire");
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

	s->puts++;
	if (s->broken)
		return err_set(err, ERR_IO, "the disk is on fire");
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

	if (!kept)
		return err_set(err, ERR_ABSENT, "not kept");
	kept->r.fetched_at = fetched_at;
	s->touches++;
	return OK;
}

bool
http_test_start(void)
{
	const char *python = getenv("PYTHON3");

	if (!python || !*python || !strcmp(python, "no"))
		return false;
	(void)signal(SIGPIPE, SIG_IGN);
	if (!start_server(python)) {
		puts("Bail out! the loopback services do not start");
		exit(1);
	}
	return true;
}

int
http_test_stop(int failed)
{
	close(server_stdin);
	waitpid(server, NULL, 0);
	return failed;
}

int
http_test_skip(void)
{
	puts("1..0 # SKIP no python3 to run the loopback services");
	return 0;
}
