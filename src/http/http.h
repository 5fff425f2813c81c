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
 *
 * GET, and POST of a small body; https, and http to this machine, to others only
 * if it is asked for; certificates verified (TLS 1.2 or later), no cookies, no
 * .netrc, proxies only from the environment. At most 5 redirects, never to
 * another scheme, never between a public and a local network, never without the query
 * that was asked: the answer would be one to another question.
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
	/* How long answers are fresh; 0: always ask whether they still hold.
	 * Failures are never kept. */
	long found_days;  /* 2xx; 30 is usual */
	long absent_days; /* 404, 410; 1 is usual */
	/* In all of these 0 is the default, which stands behind. */
	long connect_timeout_ms; /* 10,000 */
	long stall_timeout_ms;   /* with next to no byte coming; 20,000 */
	long total_timeout_ms;   /* one attempt with its redirects; 30,000 */
	size_t max_body;         /* bytes after decoding; 16 MiB */
	/* With back-off between; 3. One that timed out is tried once more at
	 * most: who waits so long twice waits for nothing. */
	unsigned max_tries;
	double time_scale;   /* of all waits, for tests; 1 */
	size_t max_requests; /* of the run, retries too; no limit */
	bool refresh;        /* do not read the cache, still fill it */
	bool allow_plain;    /* http to other machines, too */
	/* Set by a signal handler: finish nothing more, return. May be NULL. */
	const volatile sig_atomic_t *stop;
};

enum http_outcome {
	HTTP_ANSWERED,    /* 2xx, and 4xx but for 408, 425, 429 */
	HTTP_FAILED,      /* no answer, or 408, 425, 429, 5xx to the last */
	HTTP_INTERRUPTED, /* not made: stop was set, or max_requests is used up */
};

/* All of it is valid during the callback. */
struct http_response {
	enum http_outcome outcome;
	int status;               /* 0 if none came */
	const char *content_type; /* or NULL */
	const char *final_url;
	struct span body;
	bool from_cache;
	double seconds; /* that the attempts took */
	/* Of HTTP_FAILED: "429 Too Many Requests", "timed out". */
	const char *failure;
	/*
	 * For the callback to set when the answer says nothing (a challenge
	 * page, an error feed with status 200): it is not kept in the cache,
	 * and, unless it only refuses the request (4xx but 403), counts as a
	 * failure of the service.
	 */
	bool *unusable;
};

typedef void (*http_done)(const struct http_response *response, void *ctx);

struct http_request {
	const char *url;    /* copied */
	const char *accept; /* or NULL; copied */
	/* To be posted: text, and what it is; NULL: nothing, a GET. Copied. */
	const char *body, *body_type;
	/*
	 * What only the service may see, or NULL: a header ("x-api-key: K"), or
	 * a parameter ("api_key=K") that joins the URL on the wire alone. Neither
	 * is in any key of the cache, message or URL that is told; a request
	 * that has one is not redirected. Copied.
	 */
	const char *secret_header, *secret_parameter;
	/* Names the set of limits the request counts against: "crossref",
	 * "crossref/array". Requests of one set share rate and concurrency. */
	const char *limit_key;
	struct http_limits limits; /* to start from; headers change them */
	bool confidential;         /* neither read nor fill the cache */
	/* It fails when its attempts have taken so many seconds together (by the
	 * clock, not scaled), or would have to wait for longer than what is left
	 * of them. How long it waits for its turn does not count. 0: no limit. */
	double seconds_max;
	http_done done;
	/*
	 * Does an answer (2xx) say that there is none of what was asked for?
	 * Then it is kept as long as a 404 is. Called for what the cache has,
	 * before done and perhaps without it; r->unusable is NULL. NULL: it
	 * never does.
	 */
	bool (*says_none)(const struct http_response *r, void *ctx);
	void *ctx;
};

int http_client_new(
    struct http_client **out, const struct http_options *o, struct err *err);
void http_client_free(struct http_client *c);

/* Queue a request. done is called once for each, from http_client_run(); it may
 * queue further ones. */
int http_client_submit(
    struct http_client *c, const struct http_request *r, struct err *err);

/* Run until every request is done, or stop is set: then what is not done is
 * HTTP_INTERRUPTED. What became of each request, its callback was told; an
 * error is only that the loop itself could not go on. */
int http_client_run(struct http_client *c, struct err *err);

/*
 * From now on all requests together may take so many seconds (by the clock, not
 * scaled; HUGE_VAL: no limit). Then those that are not done fail, and so do
 * further ones but for those that the cache answers; why is their failure
 * (copied).
 */
void http_client_limit_run(
    struct http_client *c, double seconds, const char *why);

/* A source that failed to the last (max_tries failures with no answer between,
 * or two time-outs), or that refused five requests on end, is down for the run: its further requests fail at once. If it
 * could not be reached at all, that holds for all sets of its name ("crossref",
 * "crossref/array"). */
bool http_client_is_down(const struct http_client *c, const char *limit_key);

/* What became of a service in this run. */
struct http_service {
	size_t requests;      /* that went out, retries too */
	size_t failures;      /* that came to nothing in the end */
	bool down;            /* one of its sets is: not asked any more */
	const char *why_down; /* or NULL; lasts as long as the client */
};
/* name as in limit_key: "crossref" is "crossref" and "crossref/array". */
struct http_service http_client_service(
    const struct http_client *c, const char *name);

struct http_stats {
	size_t requests;   /* attempts that went to the network */
	size_t from_cache; /* answers, of these or without asking */
	size_t retries, failures;
	size_t bytes;          /* of answers' bodies on the wire */
	size_t cache_failures; /* the cache could not be read or written */
};
struct http_stats http_client_stats(const struct http_client *c);

#endif
