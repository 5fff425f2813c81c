/* What becomes of one attempt: an answer, a failure, another try, and what that
 * means for its service. */

#include "http/cache.h"
#include "http/client.h"

#include <math.h>
#include <time.h>

#include "base/banned.h"

/* Who did not answer in time is asked once more, not oftener. */
enum { TRIES_IF_LATE = 2 };

/* Answers of which nothing can be made, one after the other. */
enum { REFUSALS_MAX = 5 };

static const char UNASKED_304[] = "304 Not Modified without having been asked";

/* Tell the callback, and be done with the job. True: the answer is usable. */
bool
client_deliver(struct http_client *c, struct job *job, struct http_response *r)
{
	bool unusable = false;

	r->unusable = &unusable;
	if (!r->final_url)
		r->final_url = job->request.url;
	c->stats.failures += r->outcome == HTTP_FAILED;
	job->lane->failures += r->outcome == HTTP_FAILED;
	c->stats.from_cache += r->from_cache;
	r->seconds = job->seconds;
	if (job->request.done)
		job->request.done(r, job->request.ctx);
	r->unusable = NULL;
	return !unusable;
}

void
client_fail(struct http_client *c, struct job *job, const char *why)
{
	struct http_response r = {
		.outcome = HTTP_FAILED, .status = job->status, .failure = why
	};

	client_deliver(c, job, &r);
	job_free(job);
}

void
client_interrupt(struct http_client *c, struct job *job)
{
	struct http_response r = { .outcome = HTTP_INTERRUPTED };

	client_deliver(c, job, &r);
	job_free(job);
}

void
client_take_off(struct http_client *c, struct job *job)
{
	struct job **at;

	for (at = &c->running; *at; at = &(*at)->next) {
		if (*at == job) {
			*at = job->next;
			job->next = NULL;
			break;
		}
	}
	if (job->transfer.easy)
		libcurl()->multi_remove_handle(c->multi, job->transfer.easy);
	limit_end(&job->lane->limit, job->number, client_now());
}

static void
fail_lane(struct http_client *c, struct lane *lane, const char *why)
{
	struct job *job;

	if (!lane->why_down)
		lane->why_down = arena_strdup(&c->arena, why);
	while ((job = queue_take(&lane->waiting)))
		client_fail(c, job, lane->why_down);
}

/* A service that could not be reached is so for all that it is asked. */
static void
fail_service(struct http_client *c, const struct lane *which, const char *why)
{
	struct lane *lane;

	for (lane = c->lanes; lane; lane = lane->next)
		if (lane_is_same_service(lane, which)) {
			lane->limit.down = true;
			fail_lane(c, lane, why);
		}
}

/*
 * Of a request nothing can be made, for a reason that may be its own. When it is
 * so with one after the other, it is the service's.
 */
static void
refused(struct http_client *c, struct lane *lane, const char *why)
{
	if (++lane->refusals < REFUSALS_MAX || lane->limit.down)
		return;
	lane->limit.down = true;
	fail_lane(c, lane, why);
}

static void
has_answered(struct lane *lane)
{
	lane->refusals = 0;
	limit_answered(&lane->limit);
}

/* Its time is up, or would be before the service lets anybody ask again. */
static bool
no_time_left(const struct job *job)
{
	double pause = job->lane->limit.paused_until - client_now();
	double max = job->request.seconds_max;

	return max > 0 && job->seconds + fmax(pause, 0) >= max;
}

static void
attempt_failed(struct http_client *c, struct job *job)
{
	struct lane *lane = job->lane;
	struct transfer *t = &job->transfer;
	bool was_down = lane->limit.down, unreached = t->unreached;
	unsigned tries = c->options.max_tries;

	if (t->timed_out) {
		limit_timed_out(&lane->limit, t->started_at, client_now());
		tries = tries < TRIES_IF_LATE ? tries : TRIES_IF_LATE;
	} else {
		if (t->status == 429)
			limit_too_many(&lane->limit);
		limit_failed(&lane->limit, t->started_at, client_now(),
		    transfer_retry_after(t));
	}
	job->failure = arena_strdup(&job->arena, t->failure);
	job->status = t->status;
	transfer_release(t);
	if (lane->limit.down && !was_down) {
		if (unreached)
			fail_service(c, lane, job->failure);
		else
			fail_lane(c, lane, job->failure);
	}
	if (lane->limit.down || job->tries >= tries || no_time_left(job)) {
		client_fail(c, job, job->failure);
		return;
	}
	c->stats.retries++;
	queue_add(&lane->waiting, job);
}

static void
answered(struct http_client *c, struct job *job)
{
	struct transfer *t = &job->transfer;
	struct limit *limit = &job->lane->limit;
	struct span body = { t->body.buf, t->body.len };
	struct http_response r = { .outcome = HTTP_ANSWERED,
		.status = t->status,
		.content_type = t->headers.content_type,
		.final_url = t->url,
		.body = body };
	struct store_response kept = { .status = t->status,
		.content_type = t->headers.content_type,
		.etag = t->headers.etag,
		.last_modified = t->headers.last_modified,
		.fetched_at = (int64_t)time(NULL),
		.body = body };

	if (!client_deliver(c, job, &r)) {
		if (r.status >= 400 && r.status != 403) {
			refused(c, job->lane, "it refuses what it is asked");
			return;
		}
		/* Asking again gives the same page; the service is ailing. */
		limit_failed(limit, t->started_at, client_now(), -1);
		if (limit->down)
			fail_lane(c, job->lane, "its answers say nothing");
		return;
	}
	has_answered(job->lane);
	if (transfer_is_spent(t)) {
		limit->down = true;
		fail_lane(c, job->lane, "its budget for today is used up");
	}
	if (job->key && cache_may_keep(r.status, r.content_type, body))
		client_keep(c, job, &kept);
}

/* An attempt came to an end. */
static void
settle(struct http_client *c, struct job *job, enum transfer_result result)
{
	struct transfer *t = &job->transfer;

	client_take_off(c, job);
	job->seconds += client_now() - t->started_at;
	c->stats.bytes += t->bytes;
	if (result == TRANSFER_FAILED) {
		attempt_failed(c, job);
		return;
	}
	job->status = t->status;
	if (result == TRANSFER_REFUSED) {
		if (t->status)
			refused(c, job->lane, t->failure);
		client_fail(c, job, t->failure);
		return;
	}
	if (t->status != 304)
		answered(c, job);
	else if (job->has_stale) {
		has_answered(job->lane);
		client_give_confirmed(c, job);
	}
	if (t->status == 304 && !job->has_stale) {
		refused(c, job->lane, UNASKED_304);
		client_fail(c, job, UNASKED_304);
	} else {
		job_free(job);
	}
}

/* Put the next hop under way; what cannot even start ends here. */
void
client_begin(struct http_client *c, struct job *job)
{
	struct transfer *t = &job->transfer;

	if (!transfer_begin(t, c->multi, client_now()))
		settle(c, job, t->refused ? TRANSFER_REFUSED : TRANSFER_FAILED);
}

/* libcurl is done with this one. */
void
client_finish(struct http_client *c, struct job *job, CURLcode code)
{
	struct transfer *t = &job->transfer;
	enum transfer_result result;

	libcurl()->multi_remove_handle(c->multi, t->easy);
	if (code == CURLE_OK && !t->other_host)
		limit_replied(&job->lane->limit, job->number,
		    job->sent_at + transfer_took(t));
	result = transfer_end(t, code);
	limit_learn(&job->lane->limit, t->headers.rate_limit,
	    t->headers.rate_interval, t->headers.concurrency_limit,
	    t->other_host);
	/* On the same host it counts like any other request, and waits like
	 * one. */
	if (result == TRANSFER_AGAIN && t->same_host)
		job->held = true;
	else if (result == TRANSFER_AGAIN)
		client_begin(c, job);
	else
		settle(c, job, result);
}

static void
on_sent(void *ctx)
{
	struct job *job = ctx;

	job->sent_at = client_now();
	limit_sent(&job->lane->limit, job->number, job->sent_at);
}

/* Its lane's limit allows it now. */
void
client_start(struct http_client *c, struct job *job)
{
	struct transfer *t = &job->transfer;

	job->number = limit_start(&job->lane->limit);
	job->tries++;
	c->stats.requests++;
	job->lane->requests++;
	job->next = c->running;
	c->running = job;
	transfer_init(t, &c->options, &job->request,
	    job->has_stale ? job->stale.etag : NULL,
	    job->has_stale ? job->stale.last_modified : NULL, client_now());
	if (job->request.seconds_max > 0)
		t->ends_at = fmin(t->ends_at,
		    t->started_at - job->seconds + job->request.seconds_max);
	t->sent = on_sent;
	t->sent_ctx = job;
	client_begin(c, job);
}
