#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include "base/span.h"

#include <stdint.h>

/*
 * Eight bytes at a time, for scanners that pass over most of a file: each of these
 * is not 0 if any of the bytes is one that is looked for. (Which of them it is,
 * cannot be told.)
 */
#define BYTES_EACH(c) (UINT64_C(0x0101010101010101) * (unsigned char)(c))

static inline uint64_t
bytes_at(const char *p)
{
	uint64_t eight;

	memcpy(&eight, p, sizeof(eight));
	return eight;
}

/* A byte less than c, which is at most 0x80. */
static inline uint64_t
bytes_less(uint64_t eight, unsigned char c)
{
	return (eight - BYTES_EACH(c)) & ~eight & BYTES_EACH(0x80);
}

static inline uint64_t
bytes_equal(uint64_t eight, char c)
{
	return bytes_less(eight ^ BYTES_EACH(c), 1);
}

/* A byte that is none of ASCII. */
static inline uint64_t
bytes_high(uint64_t eight)
{
	return eight & BYTES_EACH(0x80);
}

#endif
