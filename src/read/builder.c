#include "read/builder.h"

#include <stdlib.h>

#include "base/banned.h"

void
builder_init(struct builder *b, struct arena *a)
{
	*b = (struct builder){ .arena = a };
}

void
builder_reset(struct builder *b)
{
	b->len = 0;
	/* Runs are handed over with the text, so their array starts anew. */
	b->runs = NULL;
	b->runs_len = 0;
}

static void
make_room(struct builder *b, size_t more)
{
	size_t room = b->room ? b->room : 256;
	size_t *map;
	char *text;

	if (b->len + more < b->room)
		return;
	while (room <= b->len + more)
		room *= 2;
	text = arena_alloc(b->arena, room);
	map = ARENA_ARRAY(b->arena, size_t, room);
	if (b->len) {
		memcpy(text, b->text, b->len);
		memcpy(map, b->map, b->len * sizeof(*map));
	}
	b->text = text;
	b->map = map;
	b->room = room;
}

void
builder_copy(struct builder *b, struct span bytes, size_t from)
{
	if (!bytes.len)
		return;
	make_room(b, bytes.len);
	memcpy(b->text + b->len, bytes.ptr, bytes.len);
	for (size_t i = 0; i < bytes.len; i++)
		b->map[b->len + i] = from + i;
	b->len += bytes.len;
	b->end = from + bytes.len;
}

void
builder_put(struct builder *b, struct span bytes, size_t from, size_t to)
{
	make_room(b, bytes.len);
	memcpy(b->text + b->len, bytes.ptr, bytes.len);
	for (size_t i = 0; i < bytes.len; i++)
		b->map[b->len + i] = from;
	b->len += bytes.len;
	b->end = to;
}

void
builder_line(struct builder *b, size_t from)
{
	struct run *r;

	while (b->len &&
	       (b->text[b->len - 1] == ' ' || b->text[b->len - 1] == '\t')) {
		b->len--;
		from = b->map[b->len] < from ? b->map[b->len] : from;
	}
	if (!b->len)
		return;
	r = &ARENA_PUSH(b->arena, b->runs, b->runs_len);
	r->kind = RUN_LINE;
	r->place = (struct range){ b->len, b->len + 1 };
	r->href = NULL;
	builder_put(b, SPAN_LIT(" "), from, from);
}

/* In the order of the text, outer before inner. */
static int
compare_runs(const void *a, const void *b)
{
	const struct run *x = a, *y = b;

	if (x->place.from != y->place.from)
		return x->place.from < y->place.from ? -1 : 1;
	if (x->place.to != y->place.to)
		return x->place.to > y->place.to ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

/* Cut the runs to what is left of the text, from..to; empty ones go. */
static void
cut_runs(struct builder *b, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = 0; i < b->runs_len; i++) {
		struct run r = b->runs[i];

		if (r.place.from < from)
			r.place.from = from;
		if (r.place.to > to)
			r.place.to = to;
		if (range_empty(r.place))
			continue;
		r.place.from -= from;
		r.place.to -= from;
		b->runs[n++] = r;
	}
	b->runs_len = n;
	if (n > 1)
		qsort(b->runs, n, sizeof(*b->runs), compare_runs);
}

void
builder_finish(struct mapped_text *out, struct builder *b)
{
	size_t from = 0, to = b->len, *map;

	while (from < to && strchr(" \t\r\n", b->text[from]))
		from++;
	while (to > from && strchr(" \t\r\n", b->text[to - 1]))
		to--;
	cut_runs(b, from, to);
	map = ARENA_ARRAY(b->arena, size_t, to - from + 1);
	if (to > from)
		memcpy(map, b->map + from, (to - from) * sizeof(*map));
	map[to - from] = to < b->len ? b->map[to] : b->end;
	out->text = arena_strdup_span(b->arena,
	    (struct span){ to > from ? b->text + from : "", to - from });
	out->len = to - from;
	out->map = map;
	out->runs = b->runs;
	out->runs_len = b->runs_len;
	builder_reset(b);
}

void *
builder_stack(
    struct arena *a, void *items, size_t len, size_t *room, size_t size)
{
	void *grown;

	if (len < *room)
		return items;
	*room = *room ? 2 * *room : 8;
	grown = arena_alloc_array(a, *room, size);
	if (len)
		memcpy(grown, items, len * size);
	return grown;
}
