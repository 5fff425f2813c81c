#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/*
 * A span is a borrowed piece of somebody else's bytes: not owned, not
 * NUL-terminated, valid only as long as what it points into. Scanners take and
 * give spans; what is kept is copied into an arena with arena_strdup_span().
 */
struct span {
	const char *ptr;
	size_t len;
};

#define SPAN_LIT(lit) ((struct span){ "" lit, sizeof(lit) - 1 })

static inline struct span
span_of(const char *s)
{
	return (struct span){ s, s ? strlen(s) : 0 };
}

static inline bool
span_eq(struct span a, struct span b)
{
	return a.len == b.len && (a.len == 0 || !memcmp(a.ptr, b.ptr, a.len));
}

static inline struct span
span_skip(struct span s, size_t n)
{
	return n > s.len ? (struct span){ s.ptr + s.len, 0 }
			 : (struct span){ s.ptr + n, s.len - n };
}

/* The bytes from..to of s; out-of-range ends are cut to it. */
static inline struct span
span_sub(struct span s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return (struct span){ s.ptr + from, to - from };
}

/*
 * A place: bytes from..to (to is the first byte after it) of some text. Which
 * text, the declaration says: the original file, or a reference's own text.
 */
struct range {
	size_t from;
	size_t to;
};

static inline bool
range_empty(struct range r)
{
	return r.to <= r.from;
}

#endif
