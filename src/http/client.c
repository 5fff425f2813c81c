#include "base/arena.h"
#include "base/text.h"
#include "http/address.h"
#include "http/cache.h"
#include "http/header.h"
#include "http/http.h"
#include "http/job.h"
#include "http/pipe-signal.h"

#include <curl/curl.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "base/banned.h"

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

/* Ctrl-C is seen at least this often. */
enum { WAKE_UP_MS = 200 };

/* Who did not answer in time is asked once more, not oftener. */
enum { TRIES_IF_LATE = 2 };

/* Answers of which nothing can be made, one after the other. */
enum { REFUSALS_MAX = 5 };

static const char UNASKED_304[] = "304 Not Modified without having been asked";

static const long CONNECTIONS_KEPT = 64;

static double
now_seconds(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t))
		die_bug("no monotonic clock");
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
fill_in_defaults(struct http_options *o)
{
	if (o->connect_timeout_ms <= 0)
		o->connect_timeout_ms = 10000;
	if (o->stall_timeout_ms <= 0)
		o->stall_timeout_ms = 20000;
	if (o->total_timeout_ms <= 0)
		o->total_timeout_ms = 30000;
	if (!o->max_body)
		o->max_body = (size_t)16 << 20;
	if (!o->max_tries)
		o->max_tries = 3;
	if (!(o->time_scale > 0))
		o->time_scale = 1;
}

int
http_client_new(
    struct http_client **out, const struct http_options *o, struct err *err)
{
	struct http_client *c;

	*out = NULL;
	if (curl_global_init(CURL_GLOBAL_DEFAULT))
		return err_set(err, ERR_IO, "cannot start libcurl");
	c = calloc(1, sizeof(*c));
	if (!c)
		die_oom(sizeof(*c));
	c->options = *o;
	fill_in_defaults(&c->options);
	if (o->user_agent)
		c->options.user_agent = arena_strdup(&c->arena, o->user_agent);
	c->deadline = HUGE_VAL;
	queue_init(&c->intake);
	c->multi = curl_multi_init();
	if (!c->multi) {
		http_client_free(c);
		return err_set(err, ERR_IO, "cannot start libcurl");
	}
	/* By default libcurl keeps four times as many as are in use now, which
	 * between two requests is next to none. */
	curl_multi_setopt(c->multi, CURLMOPT_MAXCONNECTS, CONNECTIONS_KEPT);
	*out = c;
	return OK;
}

static void
take_off(struct http_client *c, struct job *job)
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
		curl_multi_remove_handle(c->multi, job->transfer.easy);
	limit_end(&job->lane->limit, job->number, now_seconds());
}

void
http_client_free(struct http_client *c)
{
	struct lane *lane;
	struct job *job;

	if (!c)
		return;
	while ((job = c->running)) {
		take_off(c, job);
		job_free(job);
	}
	queue_release(&c->intake);
	for (lane = c->lanes; lane; lane = lane->next)
		queue_release(&lane->waiting);
	curl_multi_cleanup(c->multi);
	arena_release(&c->arena);
	free(c);
	curl_global_cleanup();
}

static struct lane *
find_lane(const struct http_client *c, const char *name)
{
	struct lane *lane;

	for (lane = c->lanes; lane; lane = lane->next)
		if (!strcmp(lane->name, name))
			return lane;
	return NULL;
}

static struct lane *
get_lane(struct http_client *c, const char *name, const struct http_limits *l)
{
	struct lane *lane = find_lane(c, name);

	if (lane)
		return lane;
	lane = ARENA_NEW(&c->arena, struct lane);
	lane->name = arena_strdup(&c->arena, name);
	/* Two users do not come back in the same moment; one user's runs are
	 * alike. */
	limit_init(&lane->limit, l, c->options.max_tries, c->options.time_scale,
	    text_hash(span_of(c->options.user_agent)) ^
		text_hash(span_of(name)));
	queue_init(&lane->waiting);
	lane->next = c->lanes;
	c->lanes = lane;
	return lane;
}

int
http_client_submit(
    struct http_client *c, const struct http_request *r, struct err *err)
{
	struct job *job;

	if (!text_starts_nocase(span_of(r->url), "http://") &&
	    !text_starts_nocase(span_of(r->url), "https://"))
		return err_set(err, ERR_USAGE,
		    "%.200s: not an http or https address", r->url);
	if (!c->options.allow_plain && address_is_plain(r->url))
		return err_set(err, ERR_USAGE,
		    "%.200s: http, which anybody on the way can read and "
		    "change, is for servers of this machine; use https, or set "
		    "http.plain = yes",
		    r->url);
	job = calloc(1, sizeof(*job));
	if (!job)
		die_oom(sizeof(*job));
	job->client = c;
	job->request = transfer_request_copy(&job->arena, r);
	if (c->options.cache && !r->confidential)
		job->key = cache_key(&job->arena, r->url, r->body);
	job->lane = get_lane(c, r->limit_key ? r->limit_key : "", &r->limits);
	queue_add(&c->intake, job);
	return OK;
}

/* Tell the callback, and be done with the job. True: the answer is usable. */
static bool
deliver(struct http_client *c, struct job *job, struct http_response *r)
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

static void
fail(struct http_client *c, struct job *job, const char *why)
{
	struct http_response r = {
		.outcome = HTTP_FAILED, .status = job->status, .failure = why
	};

	deliver(c, job, &r);
	job_free(job);
}

static void
interrupt(struct http_client *c, struct job *job)
{
	struct http_response r = { .outcome = HTTP_INTERRUPTED };

	deliver(c, job, &r);
	job_free(job);
}

static const char *
accept_of(const struct job *job)
{
	return job->request.accept ? job->request.accept : "";
}

static void
keep(struct http_client *c, const struct job *job,
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

	if (deliver(c, job, &r))
		return;
	/* It was taken for an answer when it was kept: never again. */
	nothing.etag = nothing.last_modified = NULL;
	nothing.fetched_at = 0;
	keep(c, job, &nothing);
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
static bool
done_by_cache(struct http_client *c, struct job *job)
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

static void
fail_lane(struct http_client *c, struct lane *lane, const char *why)
{
	struct job *job;

	if (!lane->why_down)
		lane->why_down = arena_strdup(&c->arena, why);
	while ((job = queue_take(&lane->waiting)))
		fail(c, job, lane->why_down);
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
	double pause = job->lane->limit.paused_until - now_seconds();
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
		limit_timed_out(&lane->limit, t->started_at, now_seconds());
		tries = tries < TRIES_IF_LATE ? tries : TRIES_IF_LATE;
	} else {
		if (t->status == 429)
			limit_too_many(&lane->limit);
		limit_failed(&lane->limit, t->started_at, now_seconds(),
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
		fail(c, job, job->failure);
		return;
	}
	c->stats.retries++;
	queue_add(&lane->waiting, job);
}

/* 304: what the cache has is still so. */
static void
confirmed(struct http_client *c, struct job *job)
{
	struct err err = ERR_INIT;

	if (!c->cache_shut && store_cache_touch(c->options.cache, job->key,
				  accept_of(job), (int64_t)time(NULL), &err)) {
		c->stats.cache_failures++;
		c->cache_shut = true;
	}
	has_answered(job->lane);
	give_cached(c, job, &job->stale);
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

	if (!deliver(c, job, &r)) {
		if (r.status >= 400 && r.status != 403) {
			refused(c, job->lane, "it refuses what it is asked");
			return;
		}
		/* Asking again gives the same page; the service is ailing. */
		limit_failed(limit, t->started_at, now_seconds(), -1);
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
		keep(c, job, &kept);
}

/* An attempt came to an end. */
static void
settle(struct http_client *c, struct job *job, enum transfer_result result)
{
	struct transfer *t = &job->transfer;

	take_off(c, job);
	job->seconds += now_seconds() - t->started_at;
	c->stats.bytes += t->bytes;
	if (result == TRANSFER_FAILED) {
		attempt_failed(c, job);
		return;
	}
	job->status = t->status;
	if (result == TRANSFER_REFUSED) {
		if (t->status)
			refused(c, job->lane, t->failure);
		fail(c, job, t->failure);
		return;
	}
	if (t->status != 304)
		answered(c, job);
	else if (job->has_stale)
		confirmed(c, job);
	if (t->status == 304 && !job->has_stale) {
		refused(c, job->lane, UNASKED_304);
		fail(c, job, UNASKED_304);
	} else {
		job_free(job);
	}
}

/* Put the next hop under way; what cannot even start ends here. */
static void
begin(struct http_client *c, struct job *job)
{
	struct transfer *t = &job->transfer;

	if (!transfer_begin(t, c->multi, now_seconds()))
		settle(c, job, t->refused ? TRANSFER_REFUSED : TRANSFER_FAILED);
}

/* libcurl is done with this one. */
static void
finish(struct http_client *c, struct job *job, CURLcode code)
{
	struct transfer *t = &job->transfer;
	enum transfer_result result;

	curl_multi_remove_handle(c->multi, t->easy);
	if (code == CURLE_OK && !t->other_host)
		limit_replied(&job->lane->limit, job->number, now_seconds());
	result = transfer_end(t, code);
	limit_learn(&job->lane->limit, t->headers.rate_limit,
	    t->headers.rate_interval, t->headers.concurrency_limit,
	    t->other_host);
	/* On the same host it counts like any other request, and waits like
	 * one. */
	if (result == TRANSFER_AGAIN && t->same_host)
		job->held = true;
	else if (result == TRANSFER_AGAIN)
		begin(c, job);
	else
		settle(c, job, result);
}

static void
on_sent(void *ctx)
{
	struct job *job = ctx;

	limit_sent(&job->lane->limit, job->number, now_seconds());
}

/* Its lane's limit allows it now. */
static void
start(struct http_client *c, struct job *job)
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
	    job->has_stale ? job->stale.last_modified : NULL, now_seconds());
	if (job->request.seconds_max > 0)
		t->ends_at = fmin(t->ends_at,
		    t->started_at - job->seconds + job->request.seconds_max);
	t->sent = on_sent;
	t->sent_ctx = job;
	begin(c, job);
}

/* No more requests may be made in this run: what was not tried is not done,
 * what failed so far has failed. */
static void
drain(struct http_client *c, struct lane *lane)
{
	struct job *job;

	while ((job = queue_take(&lane->waiting))) {
		if (job->tries)
			fail(c, job, job->failure);
		else
			interrupt(c, job);
	}
}

static bool
used_up(const struct http_client *c)
{
	return c->options.max_requests &&
	       c->stats.requests >= c->options.max_requests;
}

/* Let those go on that were sent on within their host. Returns when the next one
 * may, or HUGE_VAL. */
static double
go_on(struct http_client *c)
{
	struct job *job = c->running;
	double wake = HUGE_VAL, ready, now = now_seconds();

	while (job) {
		struct limit *limit = &job->lane->limit;

		ready = limit_rate_ready_at(limit);
		if (!job->held) {
			job = job->next;
		} else if (ready > now) {
			wake = fmin(wake, ready);
			job = job->next;
		} else {
			job->held = false;
			job->number = limit_go_on(limit);
			begin(c, job);
			job = c->running; /* it may have ended already */
		}
	}
	return wake;
}

/* Start what may start. Returns when the next one may, or HUGE_VAL. */
static double
start_ready(struct http_client *c)
{
	struct lane *lane;
	struct job *job;
	double wake = go_on(c), ready;

	for (lane = c->lanes; lane; lane = lane->next) {
		while ((job = lane->waiting.first)) {
			if (used_up(c)) {
				drain(c, lane);
				break;
			}
			ready = limit_ready_at(&lane->limit);
			if (ready > now_seconds()) {
				wake = fmin(wake, ready);
				break;
			}
			queue_take(&lane->waiting);
			/* The same may have been asked and kept meanwhile. */
			if (job->puts_seen == c->puts || !done_by_cache(c, job))
				start(c, job);
		}
	}
	return wake;
}

static bool
is_late(const struct http_client *c)
{
	return now_seconds() >= c->deadline;
}

static void
take_in(struct http_client *c)
{
	struct job *job;

	while ((job = queue_take(&c->intake))) {
		if (done_by_cache(c, job))
			continue;
		if (is_late(c))
			fail(c, job, c->why_late);
		else if (job->lane->limit.down)
			fail(c, job, job->lane->why_down);
		else
			queue_add(&job->lane->waiting, job);
	}
}

/* The time is up: what is under way or waits has failed. */
static void
fail_all(struct http_client *c)
{
	struct lane *lane;
	struct job *job;

	while ((job = c->running)) {
		take_off(c, job);
		fail(c, job, c->why_late);
	}
	for (lane = c->lanes; lane; lane = lane->next)
		while ((job = queue_take(&lane->waiting)))
			fail(c, job, c->why_late);
}

static void
interrupt_all(struct http_client *c)
{
	struct lane *lane;
	struct job *job;
	bool any = true;

	/* A callback may ask for more: that is not made either. */
	while (any) {
		any = false;
		while ((job = c->running)) {
			take_off(c, job);
			interrupt(c, job);
		}
		for (lane = c->lanes; lane; lane = lane->next)
			while ((job = queue_take(&lane->waiting)))
				interrupt(c, job);
		while ((job = queue_take(&c->intake))) {
			interrupt(c, job);
			any = true;
		}
	}
}

static bool
anything_left(const struct http_client *c)
{
	const struct lane *lane;

	for (lane = c->lanes; lane; lane = lane->next)
		if (lane->waiting.first)
			return true;
	return c->running || c->intake.first;
}

static void
collect(struct http_client *c)
{
	CURLMsg *message;
	struct transfer *t;
	struct job *job;
	int left;

	while ((message = curl_multi_info_read(c->multi, &left))) {
		if (message->msg != CURLMSG_DONE)
			continue;
		t = NULL;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &t);
		for (job = c->running; job; job = job->next)
			if (&job->transfer == t)
				break;
		if (!job)
			die_bug("libcurl ended a transfer that was not begun");
		finish(c, job, message->data.result);
	}
}

static bool
stopped(const struct http_client *c)
{
	return c->options.stop && *c->options.stop;
}

int
http_client_run(struct http_client *c, struct err *err)
{
	struct pipe_signal held;
	double wake, wait;
	CURLMcode rc = CURLM_OK;
	int running;

	pipe_signal_hold(&held);
	while (rc == CURLM_OK && anything_left(c) && !stopped(c)) {
		take_in(c);
		if (is_late(c)) {
			fail_all(c);
			continue;
		}
		wake = start_ready(c);
		rc = curl_multi_perform(c->multi, &running);
		collect(c);
		/* What callbacks asked for, and what just became free, first. */
		if (c->intake.first || !anything_left(c))
			continue;
		wake = fmin(fmin(wake, start_ready(c)), c->deadline);
		wait = fmin(ceil((wake - now_seconds()) * 1000), WAKE_UP_MS);
		if (rc == CURLM_OK && wait > 0 && !stopped(c))
			rc =
			    curl_multi_poll(c->multi, NULL, 0, (int)wait, NULL);
	}
	interrupt_all(c);
	pipe_signal_let_go(&held);
	if (rc != CURLM_OK)
		return err_set(err, ERR_IO, "libcurl cannot go on: %s",
		    curl_multi_strerror(rc));
	return OK;
}

void
http_client_limit_run(struct http_client *c, double seconds, const char *why)
{
	c->deadline = now_seconds() + seconds;
	c->why_late = arena_strdup(&c->arena, why);
}

bool
http_client_is_down(const struct http_client *c, const char *limit_key)
{
	const struct lane *lane = find_lane(c, limit_key ? limit_key : "");

	return lane && lane->limit.down;
}

struct http_service
http_client_service(const struct http_client *c, const char *name)
{
	struct http_service out = { 0 };
	const struct lane *lane;

	for (lane = c->lanes; lane; lane = lane->next) {
		if (!lane_is_of(lane, name))
			continue;
		out.requests += lane->requests;
		out.failures += lane->failures;
		out.down |= lane->limit.down;
		if (lane->why_down)
			out.why_down = lane->why_down;
	}
	return out;
}

struct http_stats
http_client_stats(const struct http_client *c)
{
	return c->stats;
}
