#ifndef SOURCE_LOCAL_BLOB_H
#define SOURCE_LOCAL_BLOB_H

#include "base/sbuf.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The bytes of an index file, read with every step checked: a reader that runs
 * past its end goes bad, stays bad, and gives zeros from then on, so a decoder
 * asks once, at its end.
 */
struct blob_reader {
	const unsigned char *at;
	const unsigned char *end;
	bool bad;
};

static inline struct blob_reader
blob_reader_of(struct span s)
{
	const unsigned char *p = (const unsigned char *)(s.ptr ? s.ptr : "");

	return (struct blob_reader){ p, p + s.len, false };
}

static inline size_t
blob_left(const struct blob_reader *r)
{
	return r->bad ? 0 : (size_t)(r->end - r->at);
}

static inline unsigned
blob_byte(struct blob_reader *r)
{
	if (r->at == r->end)
		r->bad = true;
	return r->bad ? 0 : *r->at++;
}

/* LEB128: seven bits a byte, low ones first. */
static inline uint64_t
blob_varint(struct blob_reader *r)
{
	uint64_t v = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		unsigned b = blob_byte(r);

		v |= (uint64_t)(b & 0x7f) << shift;
		if (b < 0x80)
			return v;
	}
	r->bad = true;
	return 0;
}

/* n bytes; an empty span, and bad, if there are fewer. */
static inline struct span
blob_bytes(struct blob_reader *r, uint64_t n)
{
	struct span s = { (const char *)r->at, 0 };

	if (n > blob_left(r))
		r->bad = true;
	if (r->bad)
		return s;
	s.len = (size_t)n;
	r->at += s.len;
	return s;
}

/* Big-endian, so that the bytes sort as the numbers do. */
static inline uint32_t
blob_u32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

static inline void
blob_put_u32(unsigned char *p, uint32_t v)
{
	p[0] = (unsigned char)(v >> 24);
	p[1] = (unsigned char)(v >> 16);
	p[2] = (unsigned char)(v >> 8);
	p[3] = (unsigned char)v;
}

static inline void
blob_add_varint(struct sbuf *out, uint64_t v)
{
	char b[10];
	size_t n = 0;

	for (; v >= 0x80; v >>= 7)
		b[n++] = (char)(0x80 | (v & 0x7f));
	b[n++] = (char)v;
	sbuf_add(out, (struct span){ b, n });
}

static inline void
blob_add_string(struct sbuf *out, const char *s)
{
	struct span v = span_of(s);

	blob_add_varint(out, v.len);
	sbuf_add(out, v);
}

#endif
