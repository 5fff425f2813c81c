/* What the cache has of a request's answer, and what it keeps. */

#include "http/cache.h"
#include "http/client.h"

#include <time.h>

#include "base/banned.h"

static const char *
accept_of(const struct job *job)
{
	return job->request.accept ? job->request.accept : "";
}

void
client_keep(struct http_client *c, const struct job *job,
    const struct store_response *r)
{
	struct err err = ERR_INIT;

	if (c->cache_shut)
		return;
	if (store_cache_put(
		c->options.cache, job->key, accept_of(job), r, &err)) {
		c->stats.cache_failures++;
		c->cache_shut = true;
	}
	c->puts++;
}

static struct http_response
response_of(const struct store_response *cached)
{
	return (struct http_response){
		.outcome = HTTP_ANSWERED,
		.status = cached->status,
		.content_type = cached->content_type,
		.body = cached->body,
		.from_cache = true,
	};
}

/* Give what the cache has. The service has just confirmed it, or it is fresh. */
static void
give_cached(
    struct http_client *c, struct job *job, const struct store_response *cached)
{
	struct http_response r = response_of(cached);
	struct store_response nothing = *cached;

	if (client_deliver(c, job, &r))
		return;
	/* It was taken for an answer when it was kept: never again. */
	nothing.etag = nothing.last_modified = NULL;
	nothing.fetched_at = 0;
	client_keep(c, job, &nothing);
}

/* "There is none" in an answer with status 200: an empty list. */
static bool
says_none(const struct job *job, const struct store_response *cached)
{
	struct http_response r = response_of(cached);

	r.final_url = job->request.url;
	return job->request.says_none &&
	       job->request.says_none(&r, job->request.ctx);
}

static enum cache_state
ask_cache(struct http_client *c, struct job *job, struct store_response *out)
{
	int64_t now = (int64_t)time(NULL);
	enum cache_state state;
	bool trouble = false;

	job->puts_seen = c->puts;
	if (!job->key)
		return CACHE_NONE;
	state = cache_find(out, &job->arena, &c->options, job->key,
	    job->request.accept, now, &trouble);
	c->stats.cache_failures += trouble;
	if (state == CACHE_FRESH &&
	    cache_is_old_for_none(out, &c->options, now) && says_none(job, out))
		state = CACHE_STALE;
	return state;
}

/* Done without the network? */
bool
client_done_by_cache(struct http_client *c, struct job *job)
{
	struct store_response found = { 0 };
	enum cache_state state = ask_cache(c, job, &found);

	job->has_stale =
	    state == CACHE_STALE && (found.etag || found.last_modified);
	job->stale = found;
	if (state != CACHE_FRESH)
		return false;
	give_cached(c, job, &found);
	job_free(job);
	return true;
}

void
client_give_confirmed(struct http_client *c, struct job *job)
{
	struct err err = ERR_INIT;

	if (!c->cache_shut && store_cache_touch(c->options.cache, job->key,
				  accept_of(job), (int64_t)time(NULL), &err)) {
		c->stats.cache_failures++;
		c->cache_shut = true;
	}
	give_cached(c, job, &job->stale);
}
