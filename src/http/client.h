#ifndef HTTP_CLIENT_H
#define HTTP_CLIENT_H

#include "http/job.h"

/*
 * Private to client*.c: what they share of a client. client.c makes it and takes
 * requests, client-run.c is the loop, client-attempt.c what becomes of one attempt,
 * client-cache.c what the cache has to do with it.
 */
struct http_client {
	struct arena arena;
	struct http_options options;
	CURLM *multi;
	struct lane *lanes;
	struct queue intake;
	struct job *running;
	size_t puts;     /* into the cache */
	bool cache_shut; /* writing failed: each try may wait for a lock */
	double deadline; /* of all requests, HUGE_VAL: none */
	const char *why_late;
	struct http_stats stats;
};

/* Seconds on a clock that does not go back. */
double client_now(void);

/* client-attempt.c */
/* Its lane's limit allows it: put it under way. */
void client_start(struct http_client *c, struct job *job);
/* Put the next hop under way; what cannot even start ends here. */
void client_begin(struct http_client *c, struct job *job);
/* libcurl is done with this one. */
void client_finish(struct http_client *c, struct job *job, CURLcode code);
/* Out of what is under way, however far it is. */
void client_take_off(struct http_client *c, struct job *job);
/* Tell the callback. True: the answer is usable. */
bool client_deliver(
    struct http_client *c, struct job *job, struct http_response *r);
/* The same, and be done with the job. */
void client_fail(struct http_client *c, struct job *job, const char *why);
void client_interrupt(struct http_client *c, struct job *job);

/* client-cache.c */
/* Is it answered without the network? Then the job is done with; else it knows what
 * there is to be confirmed. */
bool client_done_by_cache(struct http_client *c, struct job *job);
/* Put an answer into the cache. */
void client_keep(struct http_client *c, const struct job *job,
    const struct store_response *r);
/* 304: give what the cache has, which is still so. */
void client_give_confirmed(struct http_client *c, struct job *job);

#endif
