#ifndef HTTP_HEADER_H
#define HTTP_HEADER_H

#include "base/span.h"

#include <stdbool.h>
#include <time.h>

/*
 * Values of answer headers. All of it is hostile input: what cannot be
 * understood reads as absent.
 */

/*
 * Retry-After (RFC 9110, 10.2.3): seconds, or an HTTP-date. A date is counted
 * from the answer's own Date header if it has a good one, so that a clock that
 * is wrong here does no harm, else from now. A date that has passed is 0.
 * Returns the seconds to wait, or -1. value and date may be NULL.
 */
double header_retry_after(const char *value, const char *date, time_t now);

/* Crossref's x-rate-limit-interval: "1s", "500ms", "5m", "1h", "2" (seconds).
 * Returns seconds, or -1. */
double header_interval(const char *value);

/* A number above zero and below a million, or -1. */
double header_number(const char *value);

/* A number, zero too, or -1. */
double header_count(const char *value);

/* The media type without its parameters is type ("text/html; charset=..."). */
bool header_type_is(const char *content_type, const char *type);

#endif
