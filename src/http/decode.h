#ifndef HTTP_DECODE_H
#define HTTP_DECODE_H

#include "base/sbuf.h"

#include <zlib.h>

/*
 * Content codings of an answer (RFC 9110, 8.4.1): identity, gzip, deflate with
 * and without its zlib frame. libcurl takes a gzip body that stops half-way
 * for a whole one when the length fits; this does not.
 */
enum decode_kind { DECODE_IDENTITY, DECODE_ZLIB, DECODE_UNKNOWN };

struct decode {
	enum decode_kind kind;
	bool started, ended;
	z_stream z;
};

#define DECODE_ACCEPT "gzip, deflate"

/* content_encoding is the header's value or NULL. False: not one we know. */
bool decode_init(struct decode *d, const char *content_encoding);
void decode_release(struct decode *d);

/* Decode a piece of the body to out. False: not what the header says. Stops
 * early when out is full, which the caller sees there. */
bool decode_add(struct decode *d, struct sbuf *out, struct span piece);

/* The body ended: was it whole? */
bool decode_end(const struct decode *d);

#endif
