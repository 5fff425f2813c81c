/* Requests of sources through the http client, or on paper with --dry-run. */

#include "app/resolve-plan.h"
#include "app/sources.h"
#include "base/text.h"

#include <math.h>

#include "base/banned.h"

/* For all look-ups of a document, when nothing else is said. */
static const double RUN_SECONDS = 300, RUN_SECONDS_EACH = 5;
static const double RUN_SECONDS_LEAST = 10;
/* For one reference, not counting that its requests wait for their turn. */
static const double REFERENCE_SECONDS = 90, REFERENCE_SECONDS_LEAST = 3;

struct flight {
	struct asked asked;
	plan_done done;
	/* References with the same words ask the same: one request for all. Its
	 * URL, and what is posted. */
	const char *what;
	struct flight *others;
	bool landed;
};

/* The slot of a request in the table of them: open addressing. */
static struct flight **
flight_slot(struct plan *p, const char *what)
{
	size_t at = text_hash(span_of(what)) & (p->flights_size - 1);

	while (p->flights[at] && strcmp(p->flights[at]->what, what) != 0)
		at = (at + 1) & (p->flights_size - 1);
	return &p->flights[at];
}

static void
flights_grow(struct plan *p)
{
	struct flight **old = p->flights;
	size_t size = p->flights_size;

	if (2 * (p->flights_len + 1) <= size)
		return;
	p->flights_size = size ? 2 * size : 64;
	p->flights = ARENA_ARRAY(p->a, struct flight *, p->flights_size);
	for (size_t i = 0; i < size; i++)
		if (old[i])
			*flight_slot(p, old[i]->what) = old[i];
}

/* Seconds of the configuration by the scale, but never so short that a machine
 * with other work to do cannot answer in time. */
static double
scaled(const struct config *c, const char *key, double absent, double least)
{
	return fmax(config_number(c, key, absent) *
			config_number(c, "http.time-scale", 1),
	    least);
}

/*
 * The time for all look-ups: as configured, from the first one of the run; else
 * for each document by itself and by the number of its references, so that a
 * service that does not answer is not waited for without end.
 */
static void
limit_run(struct plan *p, bool is_new)
{
	const struct config *c = p->o->config;
	double scale = config_number(c, "http.time-scale", 1);
	double seconds = config_number(c, "http.run-timeout", -1);
	bool configured = seconds >= 0;

	if (configured && !is_new)
		return;
	if (!configured)
		seconds = RUN_SECONDS + RUN_SECONDS_EACH * (double)p->looks_len;
	if (configured && seconds == 0) /* no limit */
		return;
	http_client_limit_run(p->http,
	    configured ? seconds * scale
		       : fmax(seconds * scale, RUN_SECONDS_LEAST),
	    arena_printf(
		p->a, "the time limit of %g s for look-ups is up", seconds));
}

int
plan_connect(struct plan *p, struct err *err)
{
	const struct config *c = p->o->config;
	const char *mailto = config_get(c, "mailto");
	struct http_options o = {
		.cache = p->o->confidential ? NULL : p->o->store,
		.found_days = (long)config_number(c, "cache.found-days", 30),
		.absent_days = (long)config_number(c, "cache.absent-days", 1),
		.connect_timeout_ms =
		    (long)(1000 * scaled(c, "http.connect-timeout", 10, 1)),
		.stall_timeout_ms =
		    (long)(1000 * scaled(c, "http.stall-timeout", 20, 1)),
		.total_timeout_ms =
		    (long)(1000 * scaled(c, "http.timeout", 30, 2)),
		.max_body = (size_t)config_number(
		    c, "http.max-body", (double)((size_t)32 << 20)),
		.max_tries = (unsigned)config_number(c, "http.max-tries", 3),
		.time_scale = config_number(c, "http.time-scale", 1),
		.max_requests =
		    (size_t)config_number(c, "http.max-requests", 0),
		.allow_plain = config_flag(c, "http.plain", false),
		.refresh = config_flag(c, "cache.refresh", false),
		.stop = p->o->stop,
	};
	int rc;

	p->source_config = sources_config(c);
	o.user_agent =
	    mailto ? arena_printf(p->a, "%s/%s (mailto:%s)", PACKAGE_NAME,
			 PACKAGE_VERSION, mailto)
		   : arena_printf(p->a, "%s/%s", PACKAGE_NAME, PACKAGE_VERSION);
	if (p->o->dry_run)
		return OK;
	if (p->o->client && *p->o->client) {
		p->http = *p->o->client;
		p->before = http_client_stats(p->http);
		limit_run(p, false);
		return OK;
	}
	rc = http_client_new(&p->http, &o, err);
	if (!rc)
		limit_run(p, true);
	if (!rc && p->o->client)
		*p->o->client = p->http;
	return rc;
}

void
plan_disconnect(struct plan *p)
{
	if (p->http && !p->o->client)
		http_client_free(p->http);
	p->http = NULL;
}

int
plan_run(struct plan *p, struct err *err)
{
	return p->http ? http_client_run(p->http, err) : OK;
}

double
plan_seconds_left(const struct plan *p, const struct look *l)
{
	double max = scaled(p->o->config, "http.reference-timeout",
	    REFERENCE_SECONDS, REFERENCE_SECONDS_LEAST);

	return fmax(max - l->seconds, 0);
}

static void
answer_one(struct flight *f, const struct http_response *r)
{
	struct plan *p = f->asked.plan;
	const struct source_request *request = &f->asked.request;
	struct source_answer answer = { 0 };
	struct source_reply reply = {
		.status = r->status,
		.content_type = r->content_type,
		.body = r->body,
	};
	struct err story = ERR_INIT;
	int code = ERR_AGAIN;

	if (f->asked.look)
		f->asked.look->seconds += r->seconds;
	if (r->outcome == HTTP_ANSWERED)
		code = request->source->read(
		    &answer, p->a, request, &reply, &story);
	else if (r->outcome == HTTP_INTERRUPTED)
		p->interrupted = true;
	/* A source that cannot make sense of an answer has not said "no". */
	if (code && code != ERR_ABSENT)
		code = ERR_AGAIN;
	if (code == ERR_AGAIN && r->outcome == HTTP_ANSWERED && r->unusable)
		*r->unusable = true;
	if (r->failure)
		err_set(&story, ERR_AGAIN, "%s", r->failure);
	if (code == OK && answer.follow) {
		if (plan_submit(
			p, answer.follow, f->asked.look, f->done, &story) == OK)
			return;
		code = ERR_AGAIN;
	}
	f->done(&f->asked, &answer, code,
	    code == ERR_AGAIN && r->outcome != HTTP_INTERRUPTED
		? arena_strdup(p->a, story.text)
		: NULL);
}

/* Nothing was found, or not all that was asked for. */
static bool
lacks_some(
    const struct source_request *request, const struct source_answer *answer)
{
	if (answer->follow)
		return false;
	if (request->kind == SOURCE_SEARCH)
		return !answer->works_len;
	for (size_t i = 0; i < answer->ids_len; i++) {
		const struct source_id_answer *said = &answer->ids[i];

		if (request->kind == SOURCE_AGENCY
			? said->status != IDENTIFIER_EXISTS
			: !said->work)
			return true;
	}
	return false;
}

static bool
says_none(const struct http_response *r, void *ctx)
{
	const struct flight *f = ctx;
	const struct source_request *request = &f->asked.request;
	struct source_reply reply = {
		.status = r->status,
		.content_type = r->content_type,
		.body = r->body,
	};
	struct source_answer answer = { 0 };
	struct arena a = ARENA_INIT;
	struct err story = ERR_INIT;
	int code = request->source->read(&answer, &a, request, &reply, &story);
	bool none =
	    code == ERR_ABSENT || (!code && lacks_some(request, &answer));

	arena_release(&a);
	return none;
}

static void
done(const struct http_response *r, void *ctx)
{
	struct flight *f = ctx, *next;

	f->landed = true;
	for (; f; f = next) {
		next = f->others;
		answer_one(f, r);
	}
}

/*
 * What a source's requests count against. Lists have limits of their own only
 * where those are others; a service without such counts all together.
 */
static void
set_limits(
    struct plan *p, struct http_request *out, const struct source_request *r)
{
	const struct source *s = r->source;
	bool polite = p->source_config.mailto;
	bool keyed = s->keyed.per_second > 0 &&
		     p->source_config.key(s, p->source_config.ctx);
	bool apart = s->single.per_second != s->array.per_second;
	const struct source_limits *limits =
	    keyed      ? &s->keyed
	    : r->array ? (polite ? &s->polite_array : &s->array)
		       : (polite ? &s->polite_single : &s->single);

	out->limit_key = arena_printf(
	    p->a, "%s%s", s->name, r->array && apart ? "/array" : "");
	out->limits =
	    (struct http_limits){ limits->per_second, limits->concurrency };
}

void
plan_note(struct plan *p, const char *text)
{
	if (p->o->plan)
		p->note = text;
}

/* As it goes out, but for the key. */
static void
print_request(struct plan *p, const struct source_request *r)
{
	bool key = r->secret_header || r->secret_parameter;

	if (p->note)
		sbuf_addf(p->o->plan, "# %s\n", p->note);
	p->note = NULL;
	if (!p->requests_to)
		p->requests_to = ARENA_ARRAY(p->a, size_t, p->sources_len);
	for (size_t i = 0; i < p->sources_len; i++)
		p->requests_to[i] += p->o->sources[i] == r->source;
	sbuf_addf(p->o->plan, "%s %s%s%s\n", r->body ? "POST" : "GET", r->url,
	    key ? " (and a key)" : "",
	    p->o->dry_run && p->depends ? " (if needed)" : "");
	if (r->body)
		sbuf_addf(p->o->plan, "     %s\n", r->body);
}

void
plan_sum_up(struct plan *p)
{
	size_t n = 0;

	if (!p->o->plan || !p->requests_to)
		return;
	for (size_t i = 0; i < p->sources_len; i++)
		n += p->requests_to[i];
	sbuf_addf(p->o->plan,
	    "# %s%zu request%s:", p->o->dry_run ? "at most " : "", n,
	    n == 1 ? "" : "s");
	for (size_t i = 0, told = 0; i < p->sources_len; i++)
		if (p->requests_to[i])
			sbuf_addf(p->o->plan, "%s %zu to %s", told++ ? "," : "",
			    p->requests_to[i], p->o->sources[i]->name);
	if (p->http) {
		struct http_stats now = http_client_stats(p->http);

		sbuf_addf(p->o->plan,
		    "; %zu went out, %zu were answered from the cache",
		    now.requests - p->before.requests,
		    now.from_cache - p->before.from_cache);
	}
	sbuf_addc(p->o->plan, '\n');
}

int
plan_submit(struct plan *p, const struct source_request *r, struct look *look,
    plan_done then, struct err *err)
{
	struct http_request request = {
		.url = r->url,
		.accept = r->accept,
		.body = r->body,
		.body_type = r->body_type,
		.secret_header = r->secret_header,
		.secret_parameter = r->secret_parameter,
		.confidential = p->o->confidential,
		.done = done,
		.says_none = says_none,
	};
	struct flight *f, **slot;

	const char *what =
	    r->body ? arena_printf(p->a, "%s\n%s", r->url, r->body) : r->url;

	set_limits(p, &request, r);
	flights_grow(p);
	slot = flight_slot(p, what);
	f = ARENA_NEW(p->a, struct flight);
	f->asked = (struct asked){ .plan = p, .request = *r, .look = look };
	f->done = then;
	f->what = what;
	if (*slot && !(*slot)->landed) {
		f->others = (*slot)->others;
		(*slot)->others = f;
		return OK;
	}
	p->flights_len += !*slot;
	*slot = f;
	if (p->o->plan)
		print_request(p, r);
	if (p->o->dry_run)
		return OK;
	if (look)
		request.seconds_max = fmax(plan_seconds_left(p, look), 0.001);
	request.ctx = f;
	return http_client_submit(p->http, &request, err);
}
