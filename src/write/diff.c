#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "write/write.h"

#include "base/banned.h"

/*
 * Lines are numbered, equal ones alike; then the shortest edit script by
 * E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), in its
 * linear-space form. Where two texts have little in common it would take
 * quadratic time: past COST_MAX steps the best point so far splits the box,
 * which is still a right difference but maybe not the shortest.
 */
enum { COST_MAX = 512, DEPTH_MAX = 48, CONTEXT = 3 };

struct lines {
	struct span *items; /* with their line end */
	uint32_t *ids;
	bool *changed; /* removed, or added */
	size_t len;
};

struct diff {
	struct lines before, after;
	/* furthest x on each diagonal, from both corners */
	long forward[2 * COST_MAX + 5];
	long backward[2 * COST_MAX + 5];
};

struct box {
	long x0, x1; /* lines of before */
	long y0, y1; /* lines of after */
};

/* --- lines ------------------------------------------------------------------ */

static void
split_lines(struct lines *out, struct arena *a, struct span s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.len; n++) {
		const char *end = memchr(s.ptr + at, '\n', s.len - at);

		at = end ? (size_t)(end - s.ptr) + 1 : s.len;
	}
	out->items = ARENA_ARRAY(a, struct span, n + 1);
	out->ids = ARENA_ARRAY(a, uint32_t, n + 1);
	out->changed = ARENA_ARRAY(a, bool, n + 1);
	for (size_t at = 0; at < s.len;) {
		const char *end = memchr(s.ptr + at, '\n', s.len - at);
		size_t to = end ? (size_t)(end - s.ptr) + 1 : s.len;

		out->items[out->len++] = span_sub(s, at, to);
		at = to;
	}
}

struct interned {
	struct span line;
	uint32_t id; /* 0: free */
};

static void
number_lines(
    struct lines *l, struct interned *table, size_t mask, uint32_t *ids)
{
	for (size_t i = 0; i < l->len; i++) {
		size_t slot = text_hash(l->items[i]) & mask;

		while (
		    table[slot].id && !span_eq(table[slot].line, l->items[i]))
			slot = (slot + 1) & mask;
		if (!table[slot].id) {
			table[slot].line = l->items[i];
			table[slot].id = ++*ids;
		}
		l->ids[i] = table[slot].id;
	}
}

static void
number_all(struct diff *d, struct arena *a)
{
	size_t size = 16;
	struct interned *table;
	uint32_t ids = 0;

	while (size < 2 * (d->before.len + d->after.len))
		size *= 2;
	table = ARENA_ARRAY(a, struct interned, size);
	number_lines(&d->before, table, size - 1, &ids);
	number_lines(&d->after, table, size - 1, &ids);
}

/* --- the shortest script ------------------------------------------------------- */

static bool
same(const struct diff *d, long x, long y)
{
	return d->before.ids[x] == d->after.ids[y];
}

/* The band of diagonals that one direction has reached. */
struct band {
	long *v;     /* v[k - middle] */
	long middle; /* the diagonal it starts on */
	long low, high;
	long absent; /* worse than any x */
};

static long *
at_diagonal(const struct band *b, long k)
{
	return &b->v[k - b->middle + COST_MAX + 2];
}

/* One step more to both sides, within the box's diagonals. */
static void
widen(struct band *b, long least, long most)
{
	if (b->low > least)
		*at_diagonal(b, --b->low - 1) = b->absent;
	else
		b->low++;
	if (b->high < most)
		*at_diagonal(b, ++b->high + 1) = b->absent;
	else
		b->high--;
}

static bool
in_band(const struct band *b, long k)
{
	return k >= b->low && k <= b->high;
}

/* The point furthest on, when it takes too long to find the best. */
static void
give_up(const struct band *f, const struct box *b, long *x, long *y)
{
	long best = -1;

	for (long k = f->low; k <= f->high; k += 2) {
		long at = *at_diagonal(f, k);

		if (at > b->x1)
			at = b->x1;
		if (at - k > b->y1)
			at = b->y1 + k;
		if (at >= b->x0 && at - k >= b->y0 && 2 * at - k > best) {
			best = 2 * at - k;
			*x = at;
			*y = at - k;
		}
	}
}

/*
 * A point of a shortest path through the box, which is not empty and starts
 * and ends with differing lines. Diagonal k is where x - y = k.
 */
static void
find_middle(struct diff *d, const struct box *b, long *x, long *y)
{
	struct band f = { d->forward, b->x0 - b->y0, 0, 0, -1 };
	struct band r = { d->backward, b->x1 - b->y1, 0, 0, b->x1 + 1 };
	long least = b->x0 - b->y1, most = b->x1 - b->y0;
	bool odd = (f.middle - r.middle) & 1;

	f.low = f.high = f.middle;
	r.low = r.high = r.middle;
	*at_diagonal(&f, f.middle) = b->x0;
	*at_diagonal(&r, r.middle) = b->x1;
	for (long cost = 1; cost <= COST_MAX; cost++) {
		widen(&f, least, most);
		for (long k = f.high; k >= f.low; k -= 2) {
			long below = *at_diagonal(&f, k - 1);
			long above = *at_diagonal(&f, k + 1);
			long at = below < above ? above : below + 1;

			while (
			    at < b->x1 && at - k < b->y1 && same(d, at, at - k))
				at++;
			*at_diagonal(&f, k) = at;
			if (odd && in_band(&r, k) &&
			    *at_diagonal(&r, k) <= at) {
				*x = at;
				*y = at - k;
				return;
			}
		}
		widen(&r, least, most);
		for (long k = r.high; k >= r.low; k -= 2) {
			long below = *at_diagonal(&r, k - 1);
			long above = *at_diagonal(&r, k + 1);
			long at = below < above ? below : above - 1;

			while (at > b->x0 && at - k > b->y0 &&
			       same(d, at - 1, at - k - 1))
				at--;
			*at_diagonal(&r, k) = at;
			if (!odd && in_band(&f, k) &&
			    at <= *at_diagonal(&f, k)) {
				*x = at;
				*y = at - k;
				return;
			}
		}
	}
	give_up(&f, b, x, y);
}

static void
mark(struct lines *l, long from, long to)
{
	for (long i = from; i < to; i++)
		l->changed[i] = true;
}

/*
 * Mark what changed in a box. The second half is done in the loop, the first
 * by recursion: its cost is at most half, so the depth is a logarithm.
 */
static void
compare(struct diff *d, struct box b, unsigned depth)
{
	for (;;) {
		struct box first;
		long x = b.x0, y = b.y0;

		while (b.x0 < b.x1 && b.y0 < b.y1 && same(d, b.x0, b.y0)) {
			b.x0++;
			b.y0++;
		}
		while (
		    b.x0 < b.x1 && b.y0 < b.y1 && same(d, b.x1 - 1, b.y1 - 1)) {
			b.x1--;
			b.y1--;
		}
		if (b.x0 == b.x1 || b.y0 == b.y1 || depth >= DEPTH_MAX)
			break;
		find_middle(d, &b, &x, &y);
		if ((x == b.x0 && y == b.y0) || (x == b.x1 && y == b.y1))
			break;
		first = b;
		first.x1 = x;
		first.y1 = y;
		compare(d, first, depth + 1);
		b.x0 = x;
		b.y0 = y;
	}
	mark(&d->before, b.x0, b.x1);
	mark(&d->after, b.y0, b.y1);
}

/* --- printing ------------------------------------------------------------------- */

static void
add_line(struct sbuf *out, char sign, struct span line)
{
	sbuf_addc(out, sign);
	sbuf_add(out, line);
	if (!line.len || line.ptr[line.len - 1] != '\n')
		sbuf_add(out, SPAN_LIT("\n\\ No newline at end of file\n"));
}

/* "12,3", as POSIX diff -u counts: an empty range is named by the line
 * before it. */
static void
add_range(struct sbuf *out, char sign, size_t from, size_t len)
{
	sbuf_addf(out, "%c%zu", sign, len ? from + 1 : from);
	if (len != 1)
		sbuf_addf(out, ",%zu", len);
}

struct hunk {
	size_t x0, x1, y0, y1;
};

static void
add_hunk(struct sbuf *out, const struct diff *d, const struct hunk *h)
{
	size_t x = h->x0, y = h->y0;

	sbuf_add(out, SPAN_LIT("@@ "));
	add_range(out, '-', h->x0, h->x1 - h->x0);
	sbuf_addc(out, ' ');
	add_range(out, '+', h->y0, h->y1 - h->y0);
	sbuf_add(out, SPAN_LIT(" @@\n"));
	while (x < h->x1 || y < h->y1) {
		if (x < h->x1 && d->before.changed[x])
			add_line(out, '-', d->before.items[x++]);
		else if (y < h->y1 && d->after.changed[y])
			add_line(out, '+', d->after.items[y++]);
		else {
			add_line(out, ' ', d->before.items[x++]);
			y++;
		}
	}
}

/* The next change at or behind x, y: true, and where it is. */
static bool
next_change(const struct diff *d, size_t *x, size_t *y)
{
	while (*x < d->before.len || *y < d->after.len) {
		if ((*x < d->before.len && d->before.changed[*x]) ||
		    (*y < d->after.len && d->after.changed[*y]))
			return true;
		++*x;
		++*y;
	}
	return false;
}

static void
skip_change(const struct diff *d, size_t *x, size_t *y)
{
	while (*x < d->before.len && d->before.changed[*x])
		++*x;
	while (*y < d->after.len && d->after.changed[*y])
		++*y;
}

static void
print(struct sbuf *out, const struct diff *d)
{
	size_t x = 0, y = 0;

	while (next_change(d, &x, &y)) {
		size_t back = x < CONTEXT ? x : CONTEXT, behind, nx, ny;
		struct hunk h = { x - back, 0, y - back, 0 };

		/* Changes with no more than two contexts between are one. */
		for (;;) {
			skip_change(d, &x, &y);
			nx = x;
			ny = y;
			if (!next_change(d, &nx, &ny) || nx - x > 2 * CONTEXT)
				break;
			x = nx;
			y = ny;
		}
		behind = d->before.len - x;
		if (behind > CONTEXT)
			behind = CONTEXT;
		h.x1 = x + behind;
		h.y1 = y + behind;
		add_hunk(out, d, &h);
	}
}

void
write_diff(struct sbuf *out, struct span before, struct span after,
    const char *name_before, const char *name_after)
{
	struct arena a = ARENA_INIT;
	struct diff *d;
	struct box all;

	if (span_eq(before, after))
		return;
	d = ARENA_NEW(&a, struct diff);
	split_lines(&d->before, &a, before);
	split_lines(&d->after, &a, after);
	number_all(d, &a);
	all = (struct box){ 0, (long)d->before.len, 0, (long)d->after.len };
	compare(d, all, 0);
	sbuf_addf(out, "--- %s\n+++ %s\n", name_before, name_after);
	print(out, d);
	arena_release(&a);
}
