#ifndef HTTP_CACHE_H
#define HTTP_CACHE_H

#include "base/arena.h"
#include "http/http.h"

/*
 * What is kept of answers and for how long. The store keeps the bytes; here are
 * the rules: keys without the user's addresses and passwords, freshness,
 * validators, what is never kept.
 */

/* The URL without what says who asks (mailto=, api_key= and the like) and
 * without a fragment; the parameters that stay keep their order. Behind a posted
 * body's "#" stands what is posted; NULL: nothing is. */
char *cache_key(struct arena *a, const char *url, const char *body);

enum cache_state {
	CACHE_NONE,
	CACHE_STALE, /* to be asked for again, with its validators */
	CACHE_FRESH,
};

/* Look it up. Trouble with the store is CACHE_NONE with *trouble set. */
enum cache_state cache_find(struct store_response *out, struct arena *a,
    const struct http_options *o, const char *key, const char *accept,
    int64_t now, bool *trouble);

/* Is a fresh answer older than one may be that says "there is none"? */
bool cache_is_old_for_none(
    const struct store_response *r, const struct http_options *o, int64_t now);

/* Is this an answer to keep? */
bool cache_may_keep(int status, const char *content_type, struct span body);

#endif
