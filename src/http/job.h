#ifndef HTTP_JOB_H
#define HTTP_JOB_H

#include "http/limit.h"
#include "http/transfer.h"

/*
 * A request is a job. It waits at the client's intake until http_client_run()
 * looks at it: answered from the cache, or put in its lane, where it waits for
 * the lane's limit to let it start; a failed attempt puts it at the end of its
 * lane again, so that one bad request does not hold up, or bring down, what a
 * service answers well otherwise.
 */
struct job {
	struct job *next;
	struct arena arena;
	struct http_client *client;
	struct lane *lane;
	struct http_request request;
	const char *key; /* NULL if not to be cached */
	unsigned tries;
	double seconds; /* that its attempts took; not what it waited between */
	const char *failure; /* of the last attempt */
	int status;
	bool held; /* sent on, and waits until its lane lets it go there */
	bool has_stale;
	struct store_response stale;
	size_t puts_seen; /* the client's count when the cache was asked */
	uint64_t number;  /* in the limit's count */
	double sent_at;
	struct transfer transfer;
};

struct queue {
	struct job *first, **end;
};

struct lane {
	struct lane *next;
	char *name;
	struct limit limit;
	struct queue waiting;
	const char *why_down;
	unsigned refusals; /* on end: answers of which nothing can be made */
	size_t requests, failures;
};

void job_free(struct job *job);

void queue_init(struct queue *q);
void queue_add(struct queue *q, struct job *job);
/* NULL: there is none. */
struct job *queue_take(struct queue *q);
void queue_release(struct queue *q);

/* Is the lane a service's of that name ("crossref")? Lanes of one name are one
 * host's: "crossref", "crossref/array". */
bool lane_is_of(const struct lane *lane, const char *service);
bool lane_is_same_service(const struct lane *x, const struct lane *y);

#endif
