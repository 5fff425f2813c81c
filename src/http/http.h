#ifndef HTTP_HTTP_H
#define HTTP_HTTP_H

#include "base/err.h"
#include "base/sbuf.h"
#include "store/store.h"

#include <signal.h>

/*
 * One curl multi loop, one thread. Requests are queued and run host by host
 * within each host's limits; every host goes on by itself. Knows nothing of
 * bibliographies.
 */
struct http_client;

struct http_limits {
	double per_second;
	unsigned concurrency;
};

struct http_options {
	const char *user_agent; /* "refmend/0.1 (...; mailto:a@b)" */
	/* Response cache, or NULL for none. Borrowed. */
	struct store *cache;
	long found_days;  /* freshness of a 2xx answer, default 30 */
	long absent_days; /* of a 404, default 1; failures are never cached */
	long connect_timeout_ms, total_timeout_ms; /* one attempt */
	size_t max_body;    /* bytes after decoding; bigger is a failure */
	unsigned max_tries; /* with back-off between */
	double
	    time_scale; /* 1; tests shorten the waits (never the limits' order) */
	size_t max_requests; /* of the whole run; 0: no limit */
	bool refresh;        /* do not read the cache, still fill it */
	/* Set by a signal handler: finish nothing more, return. May be NULL. */
	const volatile sig_atomic_t *stop;
};

enum http_outcome {
	HTTP_ANSWERED, /* any status that is an answer: 2xx, 404, 410, 400 */
	HTTP_FAILED, /* no answer, or 429/5xx to the last: may be tried again */
	HTTP_INTERRUPTED, /* not made: stop was set, or max_requests is used up */
};

struct http_response {
	enum http_outcome outcome;
	int status;               /* 0 if none came */
	const char *content_type; /* or NULL */
	const char *final_url;
	struct span body; /* valid during the callback */
	bool from_cache;
	const char
	    *failure; /* HTTP_FAILED: "429 Too Many Requests", "timed out" */
};

typedef void (*http_done)(const struct http_response *response, void *ctx);

struct http_request {
	const char *url;    /* copied */
	const char *accept; /* or NULL; copied */
	/* Names the set of limits the request counts against: "crossref",
	 * "crossref/array". Requests of one set share rate and concurrency. */
	const char *limit_key;
	struct http_limits limits; /* to start from; headers change them */
	bool confidential;         /* neither read nor fill the cache */
	http_done done;
	void *ctx;
};

int http_client_new(
    struct http_client **out, const struct http_options *o, struct err *err);
void http_client_free(struct http_client *c);

/* Queue a request. done is called once for each, from http_client_run(); it may
 * queue further ones. */
int http_client_submit(
    struct http_client *c, const struct http_request *r, struct err *err);

/* Run until every request is done. */
int http_client_run(struct http_client *c, struct err *err);

/* A source that failed to the last is down for the run: its further requests
 * fail at once. */
bool http_client_is_down(const struct http_client *c, const char *limit_key);

struct http_stats {
	size_t requests, from_cache, retries, failures, bytes;
};
struct http_stats http_client_stats(const struct http_client *c);

#endif
