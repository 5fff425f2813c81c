#include "http/limit.h"
#include "http/header.h"

#include <math.h>

#include "base/banned.h"

/* arXiv blocks for hours; nobody waits for that with a document open. */
static const double RETRY_AFTER_MAX = 120;
/* "Retry-After: 0" and dates that have passed must not mean a busy loop. */
static const double RETRY_AFTER_MIN = 1;
static const double INTERVAL_MAX = 3600;
static const double BACK_OFF_FIRST = 2, BACK_OFF_FACTOR = 4, BACK_OFF_MAX = 60;

/* Down at once, up with care: so it settles just below what is allowed. */
static const double SLOWER = 1.25, SLOWER_MAX = 10, FASTER = 0.9;
enum { GOOD_ENOUGH = 5 };

/* A little more than asked: clocks differ. */
static const double MARGIN = 1.02;
/* From so many answers on, the quickest tells what the service needs at least. */
enum { TIMED_ENOUGH = 8 };

static void
set_rate(struct limit *l, double count, double interval)
{
	/* More than is remembered: as many as are, so often that no interval
	 * has more than its count. */
	if (count > LIMIT_WINDOW) {
		if (count > 2 * LIMIT_WINDOW)
			interval *= LIMIT_WINDOW / (count - LIMIT_WINDOW);
		count = LIMIT_WINDOW;
	}
	/* "2.5", "0.33": one at a time. */
	if (count < 1 || count > floor(count)) {
		interval /= count;
		count = 1;
	}
	l->count = (unsigned)count;
	l->interval = fmin(interval, INTERVAL_MAX);
}

static void
set_concurrency(struct limit *l, double concurrency)
{
	if (concurrency > LIMIT_CONCURRENCY_MAX)
		concurrency = LIMIT_CONCURRENCY_MAX;
	l->concurrency = concurrency < 1 ? 1 : (unsigned)concurrency;
}

void
limit_init(struct limit *l, const struct http_limits *start,
    unsigned strikes_max, double scale, uint64_t seed)
{
	*l = (struct limit){ .scale = scale,
		.slower = 1,
		.strikes_max = strikes_max,
		.struck_at = -HUGE_VAL,
		.quickest = HUGE_VAL,
		.paused_until = -HUGE_VAL,
		.seed = seed };
	set_rate(l, start->per_second > 0 ? start->per_second : 1, 1);
	set_concurrency(l, start->concurrency);
}

double
limit_rate_ready_at(const struct limit *l)
{
	double ready = l->paused_until, before;

	if (l->started >= l->count) {
		before = l->arrived[(l->started - l->count) % LIMIT_WINDOW];
		ready = fmax(ready,
		    before + l->interval * l->slower * l->scale * MARGIN);
	}
	return ready;
}

double
limit_ready_at(const struct limit *l)
{
	return l->running >= l->concurrency ? HUGE_VAL : limit_rate_ready_at(l);
}

uint64_t
limit_go_on(struct limit *l)
{
	l->sent[l->started % LIMIT_WINDOW] = HUGE_VAL;
	l->arrived[l->started % LIMIT_WINDOW] = HUGE_VAL;
	return l->started++;
}

uint64_t
limit_start(struct limit *l)
{
	l->running++;
	return limit_go_on(l);
}

static bool
is_remembered(const struct limit *l, uint64_t number)
{
	return l->started - number <= LIMIT_WINDOW;
}

void
limit_sent(struct limit *l, uint64_t number, double now)
{
	if (is_remembered(l, number))
		l->sent[number % LIMIT_WINDOW] = now;
}

void
limit_replied(struct limit *l, uint64_t number, double now)
{
	size_t at = number % LIMIT_WINDOW;
	double took = now - l->sent[at];

	if (!is_remembered(l, number) || l->sent[at] == HUGE_VAL ||
	    l->arrived[at] != HUGE_VAL)
		return;
	l->quickest = fmin(l->quickest, took);
	if (l->timed < TIMED_ENOUGH)
		l->timed++;
	l->arrived[at] = l->timed < TIMED_ENOUGH ? now : now - l->quickest;
}

void
limit_end(struct limit *l, uint64_t number, double now)
{
	/* Never left, since it could not connect, or never answered: that counts
	 * too. */
	if (is_remembered(l, number) &&
	    l->arrived[number % LIMIT_WINDOW] == HUGE_VAL)
		l->arrived[number % LIMIT_WINDOW] = now;
	l->running--;
}

void
limit_learn(struct limit *l, const char *count, const char *interval,
    const char *concurrency, bool other_host)
{
	double n = header_number(count), seconds = header_interval(interval);
	double at_once = header_number(concurrency);

	if (seconds < 0)
		seconds = 1;
	if (n > 0 && (!other_host || n / seconds < l->count / l->interval)) {
		set_rate(l, n, seconds);
		l->announced = true;
		l->slower = 1;
	}
	if (at_once > 0 && (!other_host || at_once < l->concurrency))
		set_concurrency(l, at_once);
}

void
limit_too_many(struct limit *l)
{
	if (!l->announced)
		l->slower = fmin(l->slower * SLOWER, SLOWER_MAX);
	l->good = 0;
}

void
limit_answered(struct limit *l)
{
	l->strikes = 0;
	if (l->slower > 1 && ++l->good >= GOOD_ENOUGH) {
		l->slower = fmax(l->slower * FASTER, 1);
		l->good = 0;
	}
}

/* 0 to 1, from the splitmix64 sequence of the seed. */
static double
next_jitter(struct limit *l)
{
	uint64_t z;

	l->seed += 0x9e3779b97f4a7c15u;
	z = l->seed;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	z ^= z >> 31;
	return (double)(z >> 11) / 9007199254740992.0;
}

void
limit_failed(struct limit *l, double started_at, double now, double retry_after)
{
	double wait = BACK_OFF_FIRST;
	unsigned i;

	/* Several at a time that fail together are one failure of the
	 * service. What it says of waiting still counts. */
	if (started_at >= l->struck_at) {
		l->strikes++;
		l->struck_at = now;
	}
	if (l->strikes >= l->strikes_max || retry_after > RETRY_AFTER_MAX) {
		l->down = true;
		return;
	}
	if (retry_after >= 0) {
		wait = fmax(retry_after, RETRY_AFTER_MIN);
	} else {
		for (i = 1; i < l->strikes && wait < BACK_OFF_MAX; i++)
			wait *= BACK_OFF_FACTOR;
		wait = fmin(wait, BACK_OFF_MAX);
		wait *= 1 + 0.25 * next_jitter(l);
	}
	l->paused_until = fmax(l->paused_until, now + wait * l->scale);
}

void
limit_timed_out(struct limit *l, double started_at, double now)
{
	if (started_at >= l->struck_at)
		l->strikes++;
	limit_failed(l, started_at, now, -1);
}
