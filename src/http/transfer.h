#ifndef HTTP_TRANSFER_H
#define HTTP_TRANSFER_H

#include "base/arena.h"
#include "base/sbuf.h"
#include "http/decode.h"
#include "http/http.h"
#include "http/libcurl.h"

/*
 * One attempt at one request: asking, the redirects it is sent on, the decoded
 * body. Redirects are followed here and not by libcurl, so that each one is
 * checked before anything is sent, and ends with the address that was asked
 * last.
 */
enum { TRANSFER_REDIRECTS_MAX = 5 };

enum transfer_result {
	TRANSFER_AGAIN,    /* sent on: transfer_begin() the next hop */
	TRANSFER_ANSWERED, /* whole, with a status that says something */
	TRANSFER_FAILED,   /* may be tried again */
	TRANSFER_REFUSED,  /* trying again would give the same */
};

/* Of the last hop's headers; NULL: none came. */
struct transfer_headers {
	const char *content_type, *content_encoding, *etag, *last_modified;
	const char *retry_after, *date;
	const char *rate_limit, *rate_interval, *concurrency_limit;
	/* What is left of a day's budget, what this answer cost of it, and the
	 * seconds until it is filled again: OpenAlex. */
	const char *budget_left, *budget_cost, *budget_reset;
};

struct transfer {
	const struct http_options *options;
	const struct http_request *request;
	struct arena arena; /* of what is below */
	CURL *easy;
	struct curl_slist *request_headers;
	char *url; /* of this hop */
	unsigned redirects;
	bool same_host; /* the next hop goes to the host that was asked */
	bool base_is_local, other_host;
	double started_at, ends_at;

	struct transfer_headers headers;
	size_t header_bytes; /* all hops */
	struct decode decode;
	struct sbuf body;
	bool left; /* this hop's request has */
	bool body_started;
	int status;
	const char *failure; /* in the arena or a literal */
	bool refused;
	bool timed_out;
	bool unreached; /* no status came */
	size_t bytes;   /* on the wire, all hops */
	char curl_message[CURL_ERROR_SIZE];

	/* Called when a hop leaves for the host that was asked. */
	void (*sent)(void *ctx);
	void *sent_ctx;
};

/* Set it up; begin() it next. The request must last as long. etag,
 * last_modified: validators, or NULL. */
void transfer_init(struct transfer *t, const struct http_options *options,
    const struct http_request *request, const char *etag,
    const char *last_modified, double now);

/* Put the next hop into the multi. False: it cannot be; failure says why. */
bool transfer_begin(struct transfer *t, CURLM *multi, double now);

/* Seconds from the hop's leaving to the end of its answer, by libcurl's clock: not
 * when we come to see it, other answers being read before. */
double transfer_took(const struct transfer *t);

/* libcurl is done with the hop, which must be out of the multi again. */
enum transfer_result transfer_end(struct transfer *t, CURLcode code);

/* Seconds to wait, as the answer said: by Retry-After, or because the day's
 * budget is used up. Negative: it said nothing. */
double transfer_retry_after(const struct transfer *t);
/* Such a request could not be paid once more from the day's budget. */
bool transfer_is_spent(const struct transfer *t);

/* A copy whose texts are in the arena. */
struct http_request transfer_request_copy(
    struct arena *a, const struct http_request *r);

/* Not in any multi any more. */
void transfer_release(struct transfer *t);

#endif
