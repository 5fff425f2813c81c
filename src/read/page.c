#include "base/text.h"
#include "model/label.h"
#include "read/page-torn.h"

#include <stdlib.h>

#include "base/banned.h"

static struct page_raw
read_line(const struct document *d, size_t n, size_t skip)
{
	struct span s = d->text;
	size_t from = d->lines[n] + skip;
	size_t to = n + 1 < d->lines_len ? d->lines[n + 1] : s.len;
	struct page_raw l = { 0 };

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

/* A form feed may also end the line before, or be all of it. */
static bool
has_form_feed(const struct document *d, const struct page_raw *l, size_t n)
{
	size_t to = n + 1 < d->lines_len ? d->lines[n + 1] : d->text.len;
	size_t from = l->line.to;

	return to > from && memchr(d->text.ptr + from, '\f', to - from);
}

/* "2015." is no page number but the end of an entry. */
static bool
ends_with_year(struct span s)
{
	return s.len == 5 && s.ptr[4] == '.' &&
	       (s.ptr[0] == '1' || s.ptr[0] == '2');
}

/*
 * A hash of the text without blanks and with runs of digits made one; counts both.
 * The page's number stands before the head on one page and behind it on the next.
 */
static uint64_t
mask_of(struct span s, size_t *digits, size_t *others)
{
	char masked[FURNITURE_BYTES + 1];
	size_t n = 0, from = 0;

	*digits = *others = 0;
	if (s.len > FURNITURE_BYTES || ends_with_year(s))
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
	/* "899-919." ends an entry */
	if (!*others && (*digits > 4 || s.ptr[s.len - 1] == '.'))
		return 0;
	if (*others && n && masked[0] == '#')
		from++;
	if (*others && n > from && masked[n - 1] == '#')
		n--;
	return n > from ? text_hash((struct span){ masked + from, n - from })
			: 0;
}

/*
 * May a line that no blank one parts from the text be a running head? The rest of an
 * entry ("vol. 12, pp. 1-9, 2019.") is at the edge of more than one page, too.
 */
bool
page_may_be_head(struct span s)
{
	size_t letters = 0;

	for (size_t at = 0; at < s.len;)
		letters += text_is_letter(text_next(s, &at));
	return letters > 3 && !strchr(".,;-", s.ptr[s.len - 1]) &&
	       ((s.ptr[0] >= '0' && s.ptr[0] <= '9') ||
		   (s.ptr[s.len - 1] >= '0' && s.ptr[s.len - 1] <= '9'));
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

bool
page_is_labelled(struct span s)
{
	struct label label;

	/* "1984." is the end of an entry */
	return label_read(&label, s) && label.kind != LABEL_BARE &&
	       !(label.kind == LABEL_DOT && label.number >= 1400 &&
		   label.number <= 2100);
}

enum { GAP = 6 }; /* blanks between a running head and its number */

/* "Proceedings of the Workshop      3", "17", "3      Smith and Jones" */
bool
page_has_number(struct span s, bool *alone)
{
	size_t from = 0, to = s.len, n = 0;

	while (from < s.len && s.ptr[from] >= '0' && s.ptr[from] <= '9')
		from++;
	*alone = from == s.len && from && from <= 4;
	if (*alone)
		return true;
	while (from && from <= 4 && from + n < s.len && s.ptr[from + n] == ' ')
		n++;
	if (n >= GAP)
		return true;
	while (to && s.ptr[to - 1] >= '0' && s.ptr[to - 1] <= '9')
		to--;
	for (n = 0; to < s.len && s.len - to <= 4 && to > n; n++)
		if (s.ptr[to - n - 1] != ' ')
			break;
	return n >= GAP;
}

/*
 * Candidates: within two lines of a page's edge, or, in a text without form
 * feeds, alone between blank lines. Sets their masks.
 */
static void
find_candidates(
    const struct document *d, struct page_raw *lines, size_t n, bool paged)
{
	size_t near = FURNITURE_DEPTH; /* the first page's top counts too */

	for (size_t i = 0; i < n; i++) {
		struct span s;
		size_t digits, others;
		bool alone = (!i || lines[i - 1].blank) &&
			     (i + 1 == n || lines[i + 1].blank);
		bool candidate;

		if (lines[i].page_start)
			near = FURNITURE_DEPTH;
		if (lines[i].blank || lines[i].intruder)
			continue;
		candidate = paged ? near > 0 : alone;
		if (near)
			near--;
		if (!candidate)
			continue;
		s = span_sub(d->text, lines[i].line.from, lines[i].line.to);
		lines[i].mask = mask_of(s, &digits, &others);
		if (paged ? others && i + 1 < n && !lines[i + 1].blank &&
				!page_may_be_head(s)
			  : !digits)
			lines[i].mask = 0;
		/* A page number all by itself needs no repetition, nor does a
		 * head with its number at the very start of a page. */
		lines[i].furniture = digits && digits <= 4 && !others && alone;
		if (lines[i].page_start && !page_is_labelled(s) &&
		    page_has_number(s, &alone))
			lines[i].furniture = true;
	}
	if (!paged)
		return;
	near = FURNITURE_DEPTH;
	for (size_t i = n; i-- > 0;) {
		size_t digits, others;

		if (!lines[i].blank && !lines[i].intruder && near) {
			struct span s = span_sub(
			    d->text, lines[i].line.from, lines[i].line.to);

			near--;
			lines[i].mask = mask_of(s, &digits, &others);
			if (others && i && !lines[i - 1].blank &&
			    !page_may_be_head(s))
				lines[i].mask = 0;
			if (digits && digits <= 4 && !others &&
			    !(i && !lines[i - 1].blank &&
				s.ptr[s.len - 1] == '.'))
				lines[i].furniture = true;
		}
		if (lines[i].page_start)
			near = FURNITURE_DEPTH;
	}
}

static void
mark_furniture(struct page_raw *lines, size_t n, bool paged)
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

/*
 * Numbers of pages that blank lines part from the text above, but not from that below.
 * The pages' numbers count on, far from one another.
 */
static void
mark_numbers(const struct document *d, struct page_raw *lines, size_t n)
{
	enum { PAGES = 10000 };
	unsigned char *seen = calloc(PAGES + 2, 1);

	if (!seen)
		die_oom(PAGES);
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 1; i < n; i++) {
			bool alone;
			long value;

			if (lines[i].blank || lines[i].furniture ||
			    !(lines[i - 1].blank || lines[i].page_start) ||
			    !page_has_number(
				page_raw_text(d, &lines[i]), &alone) ||
			    !alone || page_is_label_of_row(d, lines, n, i))
				continue;
			value =
			    strtol(d->text.ptr + lines[i].line.from, NULL, 10);
			if (!pass)
				seen[value + 1] = 1;
			else if (seen[value] || seen[value + 2])
				lines[i].furniture = true;
		}
	free(seen);
}

size_t
page_lines(const struct page_line **out, struct document *d)
{
	size_t n = d->lines_len, len = 0;
	struct page_raw *raw = calloc(n ? n : 1, sizeof(*raw));
	struct page_line *lines = NULL;
	bool paged = false, blank = true, page_break = false, carry = false;
	unsigned hang = 0;
	size_t *skip;

	if (!raw)
		die_oom(n * sizeof(*raw));
	skip = ARENA_ARRAY(&d->arena, size_t, n + 1);
	line_numbers_find(skip, d);
	for (size_t i = 0; i < n; i++) {
		raw[i] = read_line(d, i, skip[i]);
		raw[i].page_start = raw[i].page_start || carry;
		carry = has_form_feed(d, &raw[i], i) ||
			(raw[i].blank && raw[i].page_start);
		paged = paged || raw[i].page_start;
	}
	/* lines' numbers among the lines part nothing */
	for (size_t i = 1; i + 1 < n; i++)
		if (skip[i] && raw[i].blank && !raw[i - 1].blank &&
		    !raw[i + 1].blank)
			raw[i].furniture = raw[i].intruder = true;
	for (size_t i = 0; i < n; i++)
		raw[i].blank = raw[i].blank && !raw[i].intruder;
	find_candidates(d, raw, n, paged);
	mark_furniture(raw, n, paged);
	for (size_t i = 0; i < n; i++)
		if (!raw[i].blank && page_is_intruder(d, raw, n, i))
			raw[i].furniture = raw[i].intruder = true;
	mark_numbers(d, raw, n);
	page_mark_between(d, raw, n);
	for (size_t i = 0; i < n; i++) {
		struct page_line *l;

		page_break =
		    page_break || raw[i].page_start || raw[i].furniture;
		if (raw[i].blank || (raw[i].furniture && !raw[i].intruder) ||
		    raw[i].page_start)
			blank = true;
		if (raw[i].blank || raw[i].furniture)
			continue;
		l = &ARENA_PUSH(&d->arena, lines, len);
		*l = raw[i].line;
		l->blank_before = blank;
		if (blank && len > 1 &&
		    page_goes_on(
			d, lines, len - 1, raw, n, i, page_break, hang))
			l->blank_before = false;
		if (len > 1)
			hang = page_hang(hang, &l[-1], l, blank);
		blank = page_break = false;
	}
	free(raw);
	*out = lines;
	return len;
}
