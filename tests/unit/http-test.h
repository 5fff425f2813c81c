#ifndef UNIT_HTTP_TEST_H
#define UNIT_HTTP_TEST_H

/*
 * What the tests of the http client share: the loopback services of
 * tests/endpoint, started for one test program, and short ways of asking them.
 * All waits are shortened; nothing depends on how fast the machine is, only on
 * what was asked how often, and on lower bounds.
 */

#include "base/json.h"
#include "http/http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof((array)[0]))
#define SCALE      0.01

/* A work that the services know. */
extern const char http_test_work[];

/* What became of one request. */
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

/* A response cache in memory, instead of the store's. */
struct store {
	struct arena arena;
	struct kept {
		char *url, *accept;
		struct store_response r;
	} kept[32];
	size_t len, gets, puts, touches;
	bool broken; /* every call fails */
	int64_t age; /* added to that of what is got */
};

/* The callback of all requests; ctx is a struct answer. */
void on_done(const struct http_response *r, void *ctx);

/* Options that tests start from. */
struct http_options quick(void);
struct http_client *client_of(const struct http_options *o);

/* r without url, done and ctx: they are set here. */
void ask_request(struct http_client *c, struct answer *answer,
    struct http_request *r, const char *path);
void ask_as(struct http_client *c, struct answer *answer, const char *key,
    const char *path, const char *accept, struct http_limits limits,
    bool confidential);
void ask(struct http_client *c, struct answer *answer, const char *key,
    const char *path);
void run(struct http_client *c);
/* One request by a client of its own. */
struct http_stats ask_once(
    struct answer *answer, const struct http_options *o, const char *path);
/* Check that each was told once, and make them as new. */
void forget(struct answer *answers, size_t n);

/* The services' /_control/PATH, and .../fault?add=SPECIFICATION. */
void control(const char *path);
void fault(const char *specification);
/* What they were asked since the last reset. */
json_t *server_log(void);
size_t asked(void);

double now(void);

/* For cmocka: faults, variants and limits of the last test gone, Crossref's and
 * arXiv's limits out of the way. */
int reset(void **state);
#define TEST(name) cmocka_unit_test_setup(name, reset)

/* Run the tests with the services; without Python they are skipped. */
#define RUN_HTTP_TESTS(name, tests)                                      \
	(http_test_start() ? http_test_stop(cmocka_run_group_tests_name( \
				 name, tests, NULL, NULL))               \
			   : http_test_skip())
bool http_test_start(void);
int http_test_stop(int failed);
int http_test_skip(void);

#endif
