#include "base/arena.h"
#include "base/err.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

enum {
	ARENA_CHUNK_MIN = 4 * 1024,
	ARENA_CHUNK_MAX = 256 * 1024,
	ARENA_KEPT_MAX = 4 * 1024 * 1024,
};

struct arena_chunk {
	struct arena_chunk *next;
	size_t used;
	size_t size;
	size_t dirty; /* so much of it was in use before the last reset */
	alignas(max_align_t) unsigned char data[];
};

static struct arena_chunk *
chunk_new(size_t need, size_t usual)
{
	size_t size = need > usual ? need : usual;
	struct arena_chunk *c = NULL;

	if (size <= SIZE_MAX - sizeof(*c))
		c = calloc(1, sizeof(*c) + size);
	if (!c)
		die_oom(size);
	c->size = size;
	return c;
}

/* So many bytes, with in them what was left there. */
static unsigned char *
take(struct arena *a, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct arena_chunk *c = a->chunk;
	unsigned char *p;

	if (size > SIZE_MAX - align)
		die_oom(size);
	size = (size + align - 1) / align * align;
	if (!c || c->size - c->used < size) {
		size_t usual = c ? c->size * 2 : ARENA_CHUNK_MIN;

		if (usual > ARENA_CHUNK_MAX)
			usual = ARENA_CHUNK_MAX;
		c = chunk_new(size, usual);
		c->next = a->chunk;
		a->chunk = c;
	}
	p = c->data + c->used;
	c->used += size;
	a->total += size;
	return p;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	unsigned char *p = take(a, size);
	struct arena_chunk *c = a->chunk;
	size_t from = (size_t)(p - c->data);

	/* calloc() has zeroed the rest, mostly for nothing */
	if (from < c->dirty)
		memset(p, 0, size < c->dirty - from ? size : c->dirty - from);
	return p;
}

void *
arena_alloc_bytes(struct arena *a, size_t size)
{
	return take(a, size);
}

void *
arena_alloc_array(struct arena *a, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		die_oom(SIZE_MAX);
	return arena_alloc(a, n * size);
}

void *
arena_grow(struct arena *a, void *items, size_t len, size_t size)
{
	void *copy;

	/* The room is the next power of two, so only those lengths are full. */
	if (len & (len - 1))
		return items;
	copy = arena_alloc_array(a, len ? len * 2 : 1, size);
	if (len)
		memcpy(copy, items, len * size);
	return copy;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strdup_span(a, span_of(s)) : NULL;
}

char *
arena_strdup_span(struct arena *a, struct span s)
{
	char *p = arena_alloc_bytes(a, s.len + 1);

	if (s.len)
		memcpy(p, s.ptr, s.len);
	p[s.len] = '\0';
	return p;
}

char *
arena_concat(struct arena *a, const char *const *parts, size_t n)
{
	size_t len = 0;
	char *out, *p;

	for (size_t i = 0; i < n; i++)
		len += parts[i] ? strlen(parts[i]) : 0;
	p = out = arena_alloc_bytes(a, len + 1);
	for (size_t i = 0; i < n; i++) {
		size_t k = parts[i] ? strlen(parts[i]) : 0;

		if (k)
			memcpy(p, parts[i], k);
		p += k;
	}
	*p = '\0';
	return out;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		die_bug("arena_printf: bad format");
	p = arena_alloc_bytes(a, (size_t)n + 1);
	va_start(ap, fmt);
	(void)vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}

void
arena_reset(struct arena *a)
{
	struct arena_chunk *c = a->chunk, *keep = c, *next;
	size_t all = 0;

	for (; c; c = c->next) {
		all += c->size;
		if (c->size > keep->size)
			keep = c;
	}
	/* The next round will need as much: then it is in one piece. */
	if (keep && keep->size < all && all <= ARENA_KEPT_MAX)
		keep = NULL;
	for (c = a->chunk; c; c = next) {
		next = c->next;
		if (c != keep)
			free(c);
	}
	if (keep) {
		if (keep->dirty < keep->used)
			keep->dirty = keep->used;
		keep->used = 0;
		keep->next = NULL;
	} else if (all) {
		keep = chunk_new(all, 0);
	}
	a->chunk = keep;
	a->total = 0;
}

void
arena_release(struct arena *a)
{
	struct arena_chunk *c = a->chunk;

	while (c) {
		struct arena_chunk *next = c->next;

		free(c);
		c = next;
	}
	*a = (struct arena)ARENA_INIT;
}
