/* The loop: what may start is started, what has ended is settled. */

#include "http/client.h"
#include "http/pipe-signal.h"

#include <math.h>

#include "base/banned.h"

/* Ctrl-C is seen at least this often. */
enum { WAKE_UP_MS = 200 };

/* No more requests may be made in this run: what was not tried is not done,
 * what failed so far has failed. */
static void
drain(struct http_client *c, struct lane *lane)
{
	struct job *job;

	while ((job = queue_take(&lane->waiting))) {
		if (job->tries)
			client_fail(c, job, job->failure);
		else
			client_interrupt(c, job);
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
	double wake = HUGE_VAL, ready, now = client_now();

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
			client_begin(c, job);
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
			if (ready > client_now()) {
				wake = fmin(wake, ready);
				break;
			}
			queue_take(&lane->waiting);
			/* The same may have been asked and kept meanwhile. */
			if (job->puts_seen == c->puts ||
			    !client_done_by_cache(c, job))
				client_start(c, job);
		}
	}
	return wake;
}

static bool
is_late(const struct http_client *c)
{
	return client_now() >= c->deadline;
}

static void
take_in(struct http_client *c)
{
	struct job *job;

	while ((job = queue_take(&c->intake))) {
		if (client_done_by_cache(c, job))
			continue;
		if (is_late(c))
			client_fail(c, job, c->why_late);
		else if (job->lane->limit.down)
			client_fail(c, job, job->lane->why_down);
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
		client_take_off(c, job);
		client_fail(c, job, c->why_late);
	}
	for (lane = c->lanes; lane; lane = lane->next)
		while ((job = queue_take(&lane->waiting)))
			client_fail(c, job, c->why_late);
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
			client_take_off(c, job);
			client_interrupt(c, job);
		}
		for (lane = c->lanes; lane; lane = lane->next)
			while ((job = queue_take(&lane->waiting)))
				client_interrupt(c, job);
		while ((job = queue_take(&c->intake))) {
			client_interrupt(c, job);
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

	while ((message = libcurl()->multi_info_read(c->multi, &left))) {
		if (message->msg != CURLMSG_DONE)
			continue;
		t = NULL;
		libcurl()->easy_getinfo(
		    message->easy_handle, CURLINFO_PRIVATE, &t);
		for (job = c->running; job; job = job->next)
			if (&job->transfer == t)
				break;
		if (!job)
			die_bug("libcurl ended a transfer that was not begun");
		client_finish(c, job, message->data.result);
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
		rc = libcurl()->multi_perform(c->multi, &running);
		collect(c);
		/* What callbacks asked for, and what just became free, first. */
		if (c->intake.first || !anything_left(c))
			continue;
		wake = fmin(fmin(wake, start_ready(c)), c->deadline);
		wait = fmin(ceil((wake - client_now()) * 1000), WAKE_UP_MS);
		if (rc == CURLM_OK && wait > 0 && !stopped(c))
			rc = libcurl()->multi_poll(
			    c->multi, NULL, 0, (int)wait, NULL);
	}
	interrupt_all(c);
	pipe_signal_let_go(&held);
	if (rc != CURLM_OK)
		return err_set(err, ERR_IO, "libcurl cannot go on: %s",
		    libcurl()->multi_strerror(rc));
	return OK;
}
