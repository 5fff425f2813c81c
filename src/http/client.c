#include "http/client.h"
#include "base/text.h"
#include "http/address.h"
#include "http/cache.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "base/banned.h"

static const long CONNECTIONS_KEPT = 64;

double
client_now(void)
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
	if (!libcurl())
		return libcurl_missing(err);
	if (libcurl()->global_init(CURL_GLOBAL_DEFAULT))
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
	c->multi = libcurl()->multi_init();
	if (!c->multi) {
		http_client_free(c);
		return err_set(err, ERR_IO, "cannot start libcurl");
	}
	/* By default libcurl keeps four times as many as are in use now, which
	 * between two requests is next to none. */
	libcurl()->multi_setopt(
	    c->multi, CURLMOPT_MAXCONNECTS, CONNECTIONS_KEPT);
	*out = c;
	return OK;
}

void
http_client_free(struct http_client *c)
{
	struct lane *lane;
	struct job *job;

	if (!c)
		return;
	while ((job = c->running)) {
		client_take_off(c, job);
		job_free(job);
	}
	queue_release(&c->intake);
	for (lane = c->lanes; lane; lane = lane->next)
		queue_release(&lane->waiting);
	libcurl()->multi_cleanup(c->multi);
	arena_release(&c->arena);
	free(c);
	libcurl()->global_cleanup();
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

void
http_client_limit_run(struct http_client *c, double seconds, const char *why)
{
	c->deadline = client_now() + seconds;
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
