#include "base/text.h"
#include "read/page.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * Two columns side by side, as `pdftotext -layout` and copies of pages have them. Nothing
 * says so but a gutter: blanks that the lines of a page share, with text on both sides.
 * Read across it, each entry is mixed with the one that stands beside it.
 */

enum {
	GUTTER = 2,        /* blanks at least */
	SIDE = 24,         /* what a column of text is wide at least */
	COLUMNS_MAX = 256, /* where the last column may start */
	GAPS_MAX = 12,     /* of a line; tables and justified lines have more */
	AHEAD = 12,        /* lines whose gaps may be the gutter of one */
	PAGE_LINES = 300,  /* no page has more */
	BLANKS_MAX = 8,    /* blank lines within one */
	PAIRS = 5,         /* lines with text on both sides */
	PAIRS_MORE = 2,    /* where another page of the text has columns */
	PAIRS_MANY = 10,
	DEPTH = 2, /* three columns */
};

/* A gap within a line: columns without text. */
struct gap {
	unsigned from, to;
};

struct line {
	size_t from, to; /* in the text, without the line's end */
	size_t next;     /* where the line behind starts; 0: a part of a line */
	unsigned indent, end; /* columns of its text */
	size_t gaps, gaps_len;
	bool blank;
	bool page_start;
	bool edge;     /* belongs to the page, to no column of it */
	bool followed; /* text of another column is behind it */
};

struct lines {
	struct line *items;
	size_t len;
	struct gap *gaps;
	size_t gaps_len;
};

/* Lines that stand in two columns. */
struct region {
	size_t first, end;
	unsigned gutter; /* where the text behind it starts at the earliest */
	/* lines with text before it, behind it, on both sides; and of those with text on
	 * one side how many follow one with text on the other alone */
	size_t left, right, both, turns;
};

struct unfolder {
	struct document *document;
	struct arena scratch;
	struct document_part *parts;
	size_t parts_len;
	size_t pairs; /* that columns must have */
	bool any, many;
};

static unsigned
next_column(unsigned column, char c)
{
	return c == '\t' ? (column / 8 + 1) * 8 : column + 1;
}

static void
measure(struct unfolder *u, struct lines *all, struct line *l)
{
	struct span s = span_sub(u->document->text, l->from, l->to);
	unsigned column = 0, blank = 0;

	l->blank = true;
	l->gaps = all->gaps_len;
	for (size_t at = 0; at < s.len;) {
		char c = s.ptr[at];

		if (c == '\f') {
			column = blank = 0;
			at++;
			continue;
		}
		if (strchr(" \t\r\n\v", c)) {
			column = next_column(column, c);
			at++;
			continue;
		}
		if (l->blank)
			l->indent = column;
		else if (column >= blank + GUTTER && l->gaps_len < GAPS_MAX) {
			ARENA_PUSH(&u->scratch, all->gaps, all->gaps_len) =
			    (struct gap){ blank, column };
			l->gaps_len++;
		}
		l->blank = false;
		(void)text_next(s, &at);
		blank = l->end = ++column;
	}
}

/* The first byte of a line's text that stands in that column or behind it. */
static size_t
byte_at(const struct document *d, const struct line *l, unsigned where)
{
	struct span s = span_sub(d->text, l->from, l->to);
	unsigned column = 0;
	size_t at = 0;

	while (at < s.len && (column < where || s.ptr[at] == '\f')) {
		char c = s.ptr[at];

		column = c == '\f' ? 0 : next_column(column, c);
		(void)text_next(s, &at);
	}
	return l->from + at;
}

static struct span
text_of(const struct document *d, const struct line *l)
{
	return text_trim(span_sub(d->text, l->from, l->to));
}

/* --- lines of the page ---------------------------------------------------------------- */

static bool
is_blank(const struct lines *all, size_t i)
{
	return i >= all->len || all->items[i].blank;
}

/*
 * Heads and numbers of pages, where blank lines part them from the text; and whatever
 * stands alone at a page's start.
 */
static void
find_edges(struct unfolder *u, struct lines *all)
{
	bool top = true;

	for (size_t i = 0; i < all->len; i++) {
		struct line *l = &all->items[i];
		bool above = !i || all->items[i - 1].blank, alone;
		bool below = is_blank(all, i + 1);

		top = top || l->page_start;
		if (l->blank)
			continue;
		l->edge = (above || below || l->page_start) &&
			  page_has_number(text_of(u->document, l), &alone);
		l->edge = l->edge || (top && below);
		top = false;
	}
}

static struct lines
lines_of(struct unfolder *u)
{
	const struct document *d = u->document;
	struct lines all = { 0 };
	bool start = false;

	all.items = ARENA_ARRAY(&u->scratch, struct line, d->lines_len);
	all.len = d->lines_len;
	for (size_t i = 0; i < all.len; i++) {
		struct line *l = &all.items[i];

		l->from = d->lines[i];
		l->next = l->to =
		    i + 1 < all.len ? d->lines[i + 1] : d->text.len;
		while (l->to > l->from &&
		       strchr(" \t\r\n\v", d->text.ptr[l->to - 1]))
			l->to--;
		measure(u, &all, l);
		l->page_start =
		    start || memchr(d->text.ptr + l->from, '\f',
				 byte_at(d, l, l->indent) - l->from);
		/* a form feed may be all of a line, or end it */
		start = (l->blank && l->page_start) ||
			(l->to > l->from && d->text.ptr[l->to - 1] == '\f');
	}
	find_edges(u, &all);
	return all;
}

/* --- finding columns --------------------------------------------------------------------- */

/* Are there but blanks right before that column? */
static bool
is_clear(const struct lines *all, const struct line *l, unsigned gutter)
{
	if (l->blank || l->end + GUTTER <= gutter || l->indent >= gutter)
		return true;
	for (size_t i = l->gaps; i < l->gaps + l->gaps_len; i++)
		if (all->gaps[i].from + GUTTER <= gutter &&
		    all->gaps[i].to >= gutter)
			return true;
	return false;
}

/* Where the text behind the gutter starts in a line, or 0. */
static unsigned
right_start(const struct lines *all, const struct line *l, unsigned gutter)
{
	if (l->blank || l->end <= gutter)
		return 0;
	if (l->indent >= gutter)
		return l->indent;
	for (size_t i = l->gaps; i < l->gaps + l->gaps_len; i++)
		if (all->gaps[i].to >= gutter)
			return all->gaps[i].to;
	return 0;
}

/* Where the text before it ends, or 0. */
static unsigned
left_end(const struct lines *all, const struct line *l, unsigned gutter)
{
	if (l->blank || l->indent >= gutter)
		return 0;
	for (size_t i = l->gaps; i < l->gaps + l->gaps_len; i++)
		if (all->gaps[i].to >= gutter)
			return all->gaps[i].from;
	return l->end;
}

/* The lines around one that a gutter goes through, from floor to `to` at most. */
static struct region
grow(
    const struct lines *all, size_t i, unsigned gutter, size_t floor, size_t to)
{
	struct region r = { .first = i, .end = i, .gutter = gutter };
	bool before_left = false, before_right = false;

	for (size_t blanks = 0; r.end < to && r.end < i + PAGE_LINES; r.end++) {
		const struct line *l = &all->items[r.end];

		blanks = l->blank ? blanks + 1 : 0;
		if ((r.end > i && l->page_start) || l->edge ||
		    !is_clear(all, l, gutter) || blanks > BLANKS_MAX)
			break;
	}
	for (size_t blanks = 0;
	     r.first > floor && !all->items[r.first].page_start &&
	     r.first + PAGE_LINES > i;
	     r.first--) {
		const struct line *l = &all->items[r.first - 1];

		blanks = l->blank ? blanks + 1 : 0;
		if (l->edge || !is_clear(all, l, gutter) || blanks > BLANKS_MAX)
			break;
	}
	while (r.end > r.first && all->items[r.end - 1].blank)
		r.end--;
	while (r.first < r.end && all->items[r.first].blank)
		r.first++;
	for (size_t k = r.first; k < r.end; k++) {
		const struct line *l = &all->items[k];
		bool left = left_end(all, l, gutter) > 0;
		bool right = right_start(all, l, gutter) > 0;

		if (l->blank)
			continue;
		r.left += left;
		r.right += right;
		r.both += left && right;
		r.turns += (left && !right && !before_left && before_right) ||
			   (right && !left && !before_right && before_left);
		before_left = left;
		before_right = right;
	}
	return r;
}

static int
compare_lengths(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;

	return x < y ? -1 : x > y;
}

/*
 * Are the lines of a column full, as wrapped text is, and no cells of a table? len lengths;
 * what nine of ten have is its width.
 */
static bool
is_full(unsigned *lengths, size_t len)
{
	size_t full = 0;
	unsigned width;

	if (!len)
		return false;
	qsort(lengths, len, sizeof(*lengths), compare_lengths);
	width = lengths[(len - 1) * 9 / 10];
	for (size_t i = 0; i < len; i++)
		full += lengths[i] * 10 >= width * 6;
	return width >= SIDE && full * 2 >= len;
}

/* Words in a range of a line. */
static size_t
words_in(const struct document *d, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		n += d->text.ptr[i] != ' ' &&
		     (i + 1 == to || d->text.ptr[i + 1] == ' ');
	return n;
}

/* Is it text on both sides? */
static bool
is_columns(struct unfolder *u, const struct lines *all, const struct region *r)
{
	enum { WORDS = 3 };
	unsigned *left, *right;
	size_t lefts = 0, rights = 0, words_left = 0, words_right = 0;
	size_t gaps = 0;
	bool out;

	if (r->both + r->turns < u->pairs || r->right < u->pairs)
		return false;
	left = malloc((r->end - r->first) * sizeof(*left));
	right = malloc((r->end - r->first) * sizeof(*right));
	if (!left || !right)
		die_oom((r->end - r->first) * sizeof(*left));
	for (size_t i = r->first; i < r->end; i++) {
		const struct line *l = &all->items[i];
		unsigned end = left_end(all, l, r->gutter);
		unsigned start = right_start(all, l, r->gutter);

		if (end) {
			left[lefts++] = end - l->indent;
			words_left += words_in(u->document,
			    byte_at(u->document, l, l->indent),
			    byte_at(u->document, l, end));
			gaps += l->gaps_len > 1 &&
				all->gaps[l->gaps + 1].to < r->gutter;
		}
		if (start) {
			right[rights++] = l->end - start;
			words_right += words_in(
			    u->document, byte_at(u->document, l, start), l->to);
		}
	}
	out = is_full(left, lefts) && is_full(right, rights) &&
	      words_left >= WORDS * lefts && words_right >= WORDS * rights &&
	      gaps * 4 <= lefts;
	free(left);
	free(right);
	return out;
}

/*
 * The columns that line i is in. Lines that hang may come first: where the column starts
 * is known by the lines behind. Of three, the first gutter.
 */
static bool
find_region(struct region *out, struct unfolder *u, const struct lines *all,
    size_t i, size_t floor, size_t to, size_t *rejected)
{
	size_t most = 0;
	bool tried[COLUMNS_MAX] = { false }, found = false;

	for (size_t k = i; k < to && k < i + AHEAD; k++) {
		const struct line *l = &all->items[k];

		if ((k > i && l->page_start) || l->edge)
			break;
		for (size_t g = 0; g <= l->gaps_len && !l->blank; g++) {
			unsigned at = g < l->gaps_len
					  ? all->gaps[l->gaps + g].to
					  : l->indent;
			struct region r;
			size_t pairs;

			if (at < SIDE || at >= COLUMNS_MAX || tried[at] ||
			    i < rejected[at])
				continue;
			tried[at] = true;
			r = grow(all, i, at, floor, to);
			pairs = r.both + r.turns;
			if (!is_columns(u, all, &r)) {
				rejected[at] = r.end;
				continue;
			}
			if (found && (at < out->gutter ? pairs * 5 < most * 4
						       : pairs * 4 <= most * 5))
				continue;
			most = pairs;
			*out = r;
			found = true;
		}
	}
	return found;
}

/* --- the columns, one below the other ------------------------------------------------ */

static void
add_part(
    struct unfolder *u, size_t from, size_t to, bool line_end, bool followed)
{
	struct document_part *last =
	    u->parts_len ? &u->parts[u->parts_len - 1] : NULL;

	if (last && !line_end && !last->line_end && last->text.to == from) {
		last->text.to = to;
		return;
	}
	ARENA_PUSH(&u->scratch, u->parts, u->parts_len) =
	    (struct document_part){ { from, to }, line_end, followed };
}

static void
add_line(struct unfolder *u, const struct line *l)
{
	if (l->next)
		add_part(u, l->from, l->next, false, false);
	else
		add_part(u, l->from, l->to, true, l->followed);
}

/* The indent that a column has: hardly a line has less. */
static unsigned
margin_of(const unsigned *starts, size_t len)
{
	enum { SHARE = 20 };
	size_t counts[COLUMNS_MAX] = { 0 }, sum = 0;

	for (size_t i = 0; i < len; i++)
		counts[starts[i] < COLUMNS_MAX ? starts[i] : COLUMNS_MAX - 1]++;
	for (unsigned i = 0; i < COLUMNS_MAX; i++)
		if ((sum += counts[i]) * SHARE > len)
			return i;
	return 0;
}

/*
 * A column's lines. Where the other column alone has text, a line is a blank one, but for
 * columns whose lines stand in turns: then two are.
 */
static void
add_column(struct unfolder *u, struct lines *out, const struct lines *all,
    const struct region *r, bool right)
{
	unsigned *starts =
	    ARENA_ARRAY(&u->scratch, unsigned, r->end - r->first);
	size_t len = 0, missing = 0;
	bool in_turns = r->turns > r->both;
	unsigned margin;

	for (size_t i = r->first; i < r->end; i++) {
		const struct line *l = &all->items[i];

		if (right ? right_start(all, l, r->gutter)
			  : left_end(all, l, r->gutter))
			starts[len++] =
			    right ? right_start(all, l, r->gutter) : l->indent;
	}
	margin = margin_of(starts, len);
	for (size_t i = r->first, n = 0; i < r->end; i++) {
		const struct line *l = &all->items[i];
		unsigned start =
		    right ? right_start(all, l, r->gutter) : l->indent;
		unsigned end = right ? l->end : left_end(all, l, r->gutter);
		struct line part = { .from = l->from, .to = l->from };

		if (right ? !start : !end) {
			missing += l->blank ? 2 : 1;
			continue;
		}
		part.blank = true;
		if (n++ && missing > in_turns)
			ARENA_PUSH(&u->scratch, out->items, out->len) = part;
		missing = 0;
		part.from =
		    byte_at(u->document, l, start < margin ? start : margin);
		part.to = byte_at(u->document, l, end);
		part.followed =
		    l->followed || (!right && right_start(all, l, r->gutter));
		measure(u, out, &part);
		ARENA_PUSH(&u->scratch, out->items, out->len) = part;
	}
}

static void unfold(struct unfolder *u, const struct lines *all, unsigned depth);

static void
add_region(struct unfolder *u, const struct lines *all, const struct region *r,
    unsigned depth)
{
	const struct line *first = &all->items[r->first];
	struct lines left = { 0 }, right = { 0 };
	const char *feed = memchr(
	    u->document->text.ptr + first->from, '\f', first->to - first->from);

	u->any = true;
	u->many = u->many || r->both + r->turns >= PAIRS_MANY;
	if (feed)
		add_part(u, first->from,
		    (size_t)(feed - u->document->text.ptr) + 1, false, false);
	add_column(u, &left, all, r, false);
	add_column(u, &right, all, r, true);
	for (size_t i = 0; i < left.len; i++)
		add_line(u, &left.items[i]);
	unfold(u, &right, depth + 1);
}

/*
 * Lines that are in larger columns further on are of those, though their gutter may pass
 * through a gap of the lines before.
 */
static bool
find_larger(struct region *r, struct unfolder *u, const struct lines *all,
    size_t floor, size_t to, size_t *rejected)
{
	for (size_t i = r->first + 1; i < r->end; i++) {
		struct region other;

		if (all->items[i].blank || all->items[i].edge ||
		    !find_region(&other, u, all, i, floor, to, rejected) ||
		    other.gutter == r->gutter ||
		    other.both + other.turns <= r->both + r->turns)
			continue;
		*r = other;
		return true;
	}
	return false;
}

/* Lines from..to, which no larger columns reach into. */
static void
unfold_lines(struct unfolder *u, const struct lines *all, size_t from,
    size_t to, size_t *rejected, unsigned depth)
{
	size_t done = from;
	struct region r;

	for (size_t i = from; depth < DEPTH && i < to; i++) {
		bool larger = false;

		if (i < done || all->items[i].blank || all->items[i].edge ||
		    !find_region(&r, u, all, i, done, to, rejected))
			continue;
		while (find_larger(&r, u, all, done, to, rejected))
			larger = true;
		if (larger)
			unfold_lines(u, all, done, r.first, rejected, depth);
		else
			while (done < r.first)
				add_line(u, &all->items[done++]);
		add_region(u, all, &r, depth);
		done = r.end;
	}
	while (done < to)
		add_line(u, &all->items[done++]);
}

static void
unfold(struct unfolder *u, const struct lines *all, unsigned depth)
{
	unfold_lines(u, all, 0, all->len,
	    ARENA_ARRAY(&u->scratch, size_t, COLUMNS_MAX), depth);
}

void
columns_unfold(struct document *d)
{
	struct unfolder u = { .document = d, .scratch = ARENA_INIT };
	struct lines all = lines_of(&u);

	for (u.pairs = PAIRS;; u.pairs = PAIRS_MORE) {
		u.parts = NULL;
		u.parts_len = 0;
		u.any = u.many = false;
		unfold(&u, &all, 0);
		if (!u.many || u.pairs == PAIRS_MORE)
			break;
	}
	if (u.any)
		document_arrange(d, u.parts, u.parts_len);
	arena_release(&u.scratch);
}
