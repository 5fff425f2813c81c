#ifndef HTTP_LIMIT_H
#define HTTP_LIMIT_H

#include "http/http.h"

#include <stdint.h>

/*
 * What one set of limits allows, and when: rate, concurrency, back-off, down.
 * It only computes. Time is the caller's, in seconds on any clock that does
 * not go back.
 *
 * Rate: at most `count` requests arrive in any `interval`, since that is what the
 * service counts. When one arrived nobody tells: after it left, and before it was
 * answered. Until then it blocks its place; then it is taken to have arrived as
 * late as it can have, if the service needed no less time for it than for the
 * one that it was quickest with. So a network or a machine that delivers one late
 * and the next at once makes no two of them come too close.
 */
enum { LIMIT_WINDOW = 256, LIMIT_CONCURRENCY_MAX = 16 };

struct limit {
	unsigned count;
	double interval; /* unscaled */
	unsigned concurrency;
	double scale; /* of all waits */

	/* Of a service that announces nothing: its interval is that much longer
	 * than where we started, since it said "too many". */
	bool announced;
	double slower;
	unsigned good; /* answers since */

	unsigned running;
	uint64_t started; /* requests ever; the next one's number */
	/* By number, modulo; HUGE_VAL: not known. */
	double sent[LIMIT_WINDOW], arrived[LIMIT_WINDOW];
	/* The shortest time from leaving to being answered, of so many. */
	double quickest;
	unsigned timed;

	unsigned strikes; /* failures on end, those at one time counted once */
	unsigned strikes_max;
	double struck_at;
	double paused_until;
	bool down;
	uint64_t seed; /* of the jitter */
};

void limit_init(struct limit *l, const struct http_limits *start,
    unsigned strikes_max, double scale, uint64_t seed);

/* The earliest time at which a request may start: now or before if at once,
 * HUGE_VAL if one of those under way must end (or leave) first. */
double limit_ready_at(const struct limit *l);

/* The same by the rate alone, for one that has its place. */
double limit_rate_ready_at(const struct limit *l);

/* A request starts: its number, for the calls below. It left; it was answered; it
 * is over, answered or not. */
uint64_t limit_start(struct limit *l);
void limit_sent(struct limit *l, uint64_t number, double now);
void limit_replied(struct limit *l, uint64_t number, double now);
void limit_end(struct limit *l, uint64_t number, double now);

/* One that has its place already is sent on within the host: it counts for the
 * rate, by the number that it has from now on. */
uint64_t limit_go_on(struct limit *l);

/*
 * Take over what an answer's headers announce; any of them may be NULL. From
 * another host than the one that was asked (after a redirect), only what is
 * tighter.
 */
void limit_learn(struct limit *l, const char *count, const char *interval,
    const char *concurrency, bool other_host);

/* "429 Too Many Requests": go on slower, and by and by as before, if what it
 * allows is not announced. */
void limit_too_many(struct limit *l);

/* What the service answered made sense. */
void limit_answered(struct limit *l);

/*
 * The service failed an attempt that was started at the given time: hold all
 * requests back, for retry_after seconds if that is not negative, else for
 * 2 s, then 8 s, and so on. After strikes_max failures with no answer between,
 * or if retry_after is longer than anybody waits, the set is down.
 */
/* The same for one that timed out, which counts twice: each costs its user as
 * long as a service has to answer. */
void limit_timed_out(struct limit *l, double started_at, double now);
void limit_failed(
    struct limit *l, double started_at, double now, double retry_after);

#endif
