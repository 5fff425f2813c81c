#include "read/page.h"
#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

/* A line as it stands, blank ones too. */
struct raw_line {
	struct page_line line;
	bool blank;
	bool page_start; /* a form feed stands before it */
	bool furniture;
	uint64_t mask; /* hash of its text with digits made one: 0 none */
};

enum { FURNITURE_BYTES = 120, FURNITURE_DEPTH = 2 };

static struct raw_line
read_line(const struct document *d, size_t n)
{
	struct span s = d->text;
	size_t from = d->lines[n];
	size_t to = n + 1 < d->lines_len ? d->lines[n + 1] : s.len;
	struct raw_line l = { 0 };

	while (to > from && strchr(" \t\r\n\f\v", s.ptr[to - 1]))
		to--;
	for (; from < to; from++) {
		if (s.ptr[from] == '\t')
			l.line.indent = (l.line.indent / 8 + 1) * 8;
		else if (s.ptr[from] == ' ')
			l.line.indent++;
		else if (s.ptr[from] == '\f') {
			l.page_start = true;
			l.line.indent = 0;
		} else {
			break;
		}
	}
	l.line.from = from;
	l.line.to = to;
	l.blank = from == to;
	return l;
}

/* A form feed may also end the line before. */
static bool
has_form_feed(const struct document *d, const struct raw_line *l, size_t n)
{
	size_t to = n + 1 < d->lines_len ? d->lines[n + 1] : d->text.len;
	size_t from = l->line.to;

	return to > from && memchr(d->text.ptr + from, '\f', to - from);
}

/* The text without blanks and with runs of digits made one; counts both. */
static uint64_t
mask_of(struct span s, size_t *digits, size_t *others)
{
	char masked[FURNITURE_BYTES + 1];
	size_t n = 0;

	*digits = *others = 0;
	if (s.len > FURNITURE_BYTES)
		return 0;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if (c >= '0' && c <= '9') {
			++*digits;
			if (n && masked[n - 1] == '#')
				continue;
			c = '#';
		} else if (c == ' ' || c == '\t') {
			continue;
		} else if (!strchr("-|.[]", c)) {
			++*others;
		}
		masked[n++] = c;
	}
	return n ? text_hash((struct span){ masked, n }) : 0;
}

static int
compare_hashes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static size_t
count_hash(const uint64_t *sorted, size_t n, uint64_t h)
{
	size_t low = 0, high = n, count = 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sorted[middle] < h)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + count < n && sorted[low + count] == h && count < 3)
		count++;
	return count;
}

/*
 * Candidates: within two lines of a page's edge, or, in a text without form
 * feeds, alone between blank lines. Sets their masks.
 */
static void
find_candidates(
    const struct document *d, struct raw_line *lines, size_t n, bool paged)
{
	size_t near = FURNITURE_DEPTH; /* the first page's top counts too */

	for (size_t i = 0; i < n; i++) {
		size_t digits, others;
		bool alone = (!i || lines[i - 1].blank) &&
			     (i + 1 == n || lines[i + 1].blank);
		bool candidate;

		if (lines[i].page_start)
			near = FURNITURE_DEPTH;
		if (lines[i].blank)
			continue;
		candidate = paged ? near > 0 : alone;
		if (near)
			near--;
		if (!candidate)
			continue;
		lines[i].mask = mask_of(
		    span_sub(d->text, lines[i].line.from, lines[i].line.to),
		    &digits, &others);
		if (!paged && !digits)
			lines[i].mask = 0;
		/* A page number all by itself needs no repetition. */
		lines[i].furniture = digits && digits <= 4 && !others && alone;
	}
	if (!paged)
		return;
	near = FURNITURE_DEPTH;
	for (size_t i = n; i-- > 0;) {
		size_t digits, others;

		if (!lines[i].blank && near) {
			near--;
			lines[i].mask =
			    mask_of(span_sub(d->text, lines[i].line.from,
					lines[i].line.to),
				&digits, &others);
			if (digits && digits <= 4 && !others)
				lines[i].furniture = true;
		}
		if (lines[i].page_start)
			near = FURNITURE_DEPTH;
	}
}

static void
mark_furniture(struct raw_line *lines, size_t n, bool paged)
{
	uint64_t *hashes = malloc((n ? n : 1) * sizeof(*hashes));
	size_t len = 0;

	if (!hashes)
		die_oom(n * sizeof(*hashes));
	for (size_t i = 0; i < n; i++)
		if (lines[i].mask)
			hashes[len++] = lines[i].mask;
	qsort(hashes, len, sizeof(*hashes), compare_hashes);
	for (size_t i = 0; i < n; i++)
		if (lines[i].mask &&
		    count_hash(hashes, len, lines[i].mask) >= (paged ? 2u : 3u))
			lines[i].furniture = true;
	free(hashes);
}

/* Is the text before the page's end a sentence or an entry cut in two? */
static bool
is_cut(struct span before, struct span behind)
{
	size_t at = before.len, next = 0;
	uint32_t last = text_prev(before, &at);
	uint32_t first = text_next(behind, &next);

	if (last == '.' || last == '!' || last == '?' || last == 0x3002)
		return false;
	return text_is_lower(first) ||
	       ((last == ',' || last == '-' || last == '&' || last == ':') &&
		   text_is_letter(first));
}

size_t
page_lines(const struct page_line **out, struct document *d)
{
	size_t n = d->lines_len, len = 0;
	struct raw_line *raw = calloc(n ? n : 1, sizeof(*raw));
	struct page_line *lines = NULL;
	bool paged = false, blank = true, page_break = false, carry = false;

	if (!raw)
		die_oom(n * sizeof(*raw));
	for (size_t i = 0; i < n; i++) {
		raw[i] = read_line(d, i);
		raw[i].page_start = raw[i].page_start || carry;
		carry = has_form_feed(d, &raw[i], i) && !raw[i].blank;
		if (raw[i].blank && raw[i].page_start)
			carry = true;
		paged = paged || raw[i].page_start;
	}
	find_candidates(d, raw, n, paged);
	mark_furniture(raw, n, paged);
	for (size_t i = 0; i < n; i++) {
		struct page_line *l;

		page_break =
		    page_break || raw[i].page_start || raw[i].furniture;
		if (raw[i].blank || raw[i].furniture || raw[i].page_start)
			blank = true;
		if (raw[i].blank || raw[i].furniture)
			continue;
		l = &ARENA_PUSH(&d->arena, lines, len);
		*l = raw[i].line;
		l->blank_before = blank;
		if (blank && page_break && len > 1 &&
		    is_cut(span_sub(d->text, l[-1].from, l[-1].to),
			span_sub(d->text, l->from, l->to)))
			l->blank_before = false;
		blank = page_break = false;
	}
	free(raw);
	*out = lines;
	return len;
}
