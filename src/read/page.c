#include "read/page.h"
#include "base/text.h"
#include "model/label.h"

#include <stdlib.h>

#include "base/banned.h"

/* A line as it stands, blank ones too. */
struct raw_line {
	struct page_line line;
	bool blank;
	bool page_start; /* a form feed stands before it */
	bool furniture;
	bool intruder; /* furniture without blank lines around it */
	uint64_t mask; /* hash of its text with digits made one: 0 none */
};

enum { FURNITURE_BYTES = 120, FURNITURE_DEPTH = 2 };

static struct raw_line
read_line(const struct document *d, size_t n, size_t skip)
{
	struct span s = d->text;
	size_t from = d->lines[n] + skip;
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

/* A form feed may also end the line before, or be all of it. */
static bool
has_form_feed(const struct document *d, const struct raw_line *l, size_t n)
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
	if (*others && masked[0] == '#')
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
static bool
may_be_attached_head(struct span s)
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

enum {
	FULL_LINE = 40, /* bytes that a wrapped line has at least */
	LABELS_APART =
	    12,      /* lines between numbers that label entries, at most */
	GAP = 6,     /* blanks between a running head and its number */
	BETWEEN = 2, /* lines that a page's end and start put in */
	LINES_ABOVE = 15,  /* of a list are looked at */
	ENTRIES_ABOVE = 3, /* signs of entries in these */
	ABBREVIATION = 5,  /* letters */
};

static struct span
raw_text(const struct document *d, const struct raw_line *l)
{
	return span_sub(d->text, l->line.from, l->line.to);
}

static struct span
line_text(const struct document *d, const struct page_line *l)
{
	return span_sub(d->text, l->from, l->to);
}

static bool
is_labelled(struct span s)
{
	struct label label;

	/* "1984." is the end of an entry */
	return label_read(&label, s) && label.kind != LABEL_BARE &&
	       !(label.kind == LABEL_DOT && label.number >= 1400 &&
		   label.number <= 2100);
}

/* "Proceedings of the Workshop      3", "17", "3      Smith and Jones" */
static bool
has_page_number(struct span s, bool *alone)
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
    const struct document *d, struct raw_line *lines, size_t n, bool paged)
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
				!may_be_attached_head(s)
			  : !digits)
			lines[i].mask = 0;
		/* A page number all by itself needs no repetition, nor does a
		 * head with its number at the very start of a page. */
		lines[i].furniture = digits && digits <= 4 && !others && alone;
		if (lines[i].page_start && !is_labelled(s) &&
		    has_page_number(s, &alone))
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
			    !may_be_attached_head(s))
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

/* --- what stands between the halves of an entry ------------------------------------- */

/* "vol.", "pp.": something follows. */
static bool
ends_in_unit(struct span s)
{
	static const char *const units[] = { " pp.", " p.", " vol.", " no.",
		" vols.", " eds.", " art.", " ser.", " S.", " Bd.", " Nr." };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		size_t len = strlen(units[i]);

		if (s.len > len && !memcmp(s.ptr + s.len - len, units[i], len))
			return true;
	}
	return false;
}

/* Does an entry end with this line? "in Proc." and "Smith, J." are no end. */
static bool
is_open(struct span s)
{
	size_t at = s.len, letters = 0;
	uint32_t c = text_prev(s, &at), first = 0;

	if (c == 0x201d || c == '"' || c == 0x2019)
		c = text_prev(s, &at) == ',' ? ',' : '.';
	else if (ends_in_unit(s))
		return true;
	if (c != '.')
		return text_is_letter(c) || text_is_digit(c) || c == ',' ||
		       c == '&' || c == '(' || c == ';' || text_is_dash(c);
	for (; at; letters++) {
		uint32_t before = text_prev(s, &at);

		if (!text_is_letter(before))
			break;
		first = before;
	}
	return letters && letters <= ABBREVIATION && text_is_upper(first);
}

/*
 * Does the line behind go on the one before, which blank lines or a page's end
 * part from it? It does when it is indented as the entry's other lines are; hang is
 * the indent of such lines further up.
 */
static bool
continues(const struct document *d, const struct page_line *before,
    const struct page_line *behind, unsigned hang)
{
	struct span s = span_sub(d->text, before->from, before->to);
	struct span next = span_sub(d->text, behind->from, behind->to);

	if (!behind->indent || is_labelled(next) || !is_open(s))
		return false;
	if (is_labelled(s) || before->blank_before)
		return behind->indent > before->indent && s.len >= FULL_LINE &&
		       is_labelled(s);
	return behind->indent == before->indent ||
	       (behind->indent > before->indent && behind->indent == hang &&
		   s.len >= FULL_LINE);
}

/* Nothing but a blank line is between: is it plain that an entry is torn there? What
 * hangs under a complete one is a note. */
static bool
is_torn(const struct document *d, const struct page_line *before,
    const struct page_line *behind)
{
	struct span s = span_sub(d->text, before->from, before->to);
	size_t at = s.len, next = behind->from;
	uint32_t c = text_prev(s, &at);

	return c == ',' || c == '&' || c == '(' || text_is_dash(c) ||
	       (c != '.' && text_is_lower(text_next(d->text, &next)));
}

/* Of entries that are counted; "1984." ends one. */
static bool
is_numbering(const struct label *l)
{
	return l->number >= 0 && l->number < 1000 && l->kind != LABEL_NONE &&
	       l->kind != LABEL_BARE;
}

/*
 * A page's end between two lines: is the one behind the rest of an entry, since the
 * entries' numbers go on from the one before to the next behind? n lines are behind.
 */
static bool
is_inside_row(const struct document *d, const struct page_line *lines,
    size_t len, const struct raw_line *behind, size_t n)
{
	struct label before = { .kind = LABEL_NONE }, next;
	size_t seen = 0;

	if (is_labelled(raw_text(d, behind)))
		return false;
	for (size_t i = len; i-- > 0 && seen < LABELS_APART; seen++)
		if (label_read(&before, line_text(d, &lines[i])) &&
		    is_numbering(&before))
			break;
	if (!is_numbering(&before))
		return false;
	for (size_t i = 1, count = 0; i < n && count < LABELS_APART; i++) {
		if (behind[i].blank || behind[i].furniture)
			continue;
		count++;
		if (label_read(&next, raw_text(d, &behind[i])) &&
		    next.kind == before.kind)
			return next.number == before.number + 1;
	}
	return false;
}

/* The indent of lines that hang under the one before, as far as is known. */
static unsigned
hang_of(unsigned hang, const struct page_line *before,
    const struct page_line *line, bool blank)
{
	return !blank && line->indent > before->indent + 1 ? line->indent
							   : hang;
}

/*
 * A page's end between two lines: does the one behind hang as the lines of entries
 * do? more: another line follows at once; a centred heading stands alone.
 */
static bool
hangs_on(const struct document *d, const struct page_line *before,
    const struct page_line *behind, unsigned hang, bool more)
{
	struct span next = line_text(d, behind);

	return hang && behind->indent == hang && before->indent <= hang &&
	       !is_labelled(next) &&
	       (more || (next.len && next.ptr[next.len - 1] == '.'));
}

/*
 * A page's end between two lines that start at one margin: was the one before, which is
 * full, wrapped? If it was not, what finds the entries parts them again. Lines that
 * stand alone, and short ones, may be headings.
 */
static bool
was_wrapped(const struct document *d, const struct page_line *before,
    const struct page_line *behind, bool more)
{
	struct span s = line_text(d, before), next = line_text(d, behind);
	bool full = next.len >= FULL_LINE ||
		    (next.len && next.ptr[next.len - 1] == '.');

	size_t at = 0;
	/* "... 30 August / - 3 September" is no item */
	bool dash = next.len > 2 && next.ptr[1] == ' ' && is_open(s) &&
		    text_is_dash(text_next(next, &at));

	if ((is_labelled(next) && !dash) || before->indent != behind->indent)
		return false;
	/* the title may begin behind "(2016)." */
	if (!is_open(s) && (s.len < 2 || s.ptr[s.len - 2] != ')'))
		return text_starts_nocase(next, "http");
	return text_starts_nocase(next, "http") ||
	       (s.len >= FULL_LINE && full && (more || s.len > next.len));
}

/* Are there such numbers on lines of their own close by that count the entries? */
static bool
is_label_of_row(
    const struct document *d, const struct raw_line *lines, size_t n, size_t i)
{
	long value = strtol(d->text.ptr + lines[i].line.from, NULL, 10);
	size_t from = i > LABELS_APART ? i - LABELS_APART : 0;

	/* the entry behind has its own */
	if (i + 1 < n && is_labelled(raw_text(d, &lines[i + 1])))
		return false;

	for (size_t k = from; k < n && k <= i + LABELS_APART; k++) {
		bool alone;
		long other;

		if (k == i || lines[k].blank ||
		    !has_page_number(raw_text(d, &lines[k]), &alone) || !alone)
			continue;
		other = strtol(d->text.ptr + lines[k].line.from, NULL, 10);
		if (other == value + 1 || other == value - 1)
			return true;
	}
	return false;
}

/* A running head or a page number among an entry's lines, without blank ones. */
static bool
is_intruder(
    const struct document *d, const struct raw_line *lines, size_t n, size_t i)
{
	struct span s = raw_text(d, &lines[i]), before;
	bool alone;
	size_t at;
	uint32_t c;

	if (!i || lines[i - 1].blank || lines[i - 1].furniture ||
	    !has_page_number(s, &alone))
		return false;
	before = raw_text(d, &lines[i - 1]);
	at = before.len;
	c = text_prev(before, &at);
	if (c == ',' || c == '(' || c == ':' || c == '&' || text_is_dash(c) ||
	    (c != '.' && before.len < FULL_LINE))
		return false;
	if (!alone) {
		size_t next = i + 1;

		/* blank lines part the head from the text */
		while (next < n && next <= i + BETWEEN && lines[next].blank)
			next++;
		return next < n && !lines[next].blank && is_open(before) &&
		       !is_labelled(raw_text(d, &lines[next])) &&
		       (next == i + 1 ? lines[next].line.indent >=
					    lines[i - 1].line.indent
				      : lines[next].line.indent ==
					    lines[i - 1].line.indent) &&
		       !has_page_number(raw_text(d, &lines[next]), &alone);
	}
	/* "vol.", "pp.": the number is what they announce; a year is no page */
	if (c == '.' && is_open(before))
		return false;
	return !(s.len == 4 && (s.ptr[0] == '1' || s.ptr[0] == '2')) &&
	       !is_label_of_row(d, lines, n, i);
}

/* "1998", "2016a" in a line. */
static bool
has_year(struct span s)
{
	for (size_t i = 0; i + 4 <= s.len; i++) {
		const char *p = s.ptr + i;

		if ((p[0] == '1' || p[0] == '2') &&
		    text_is_digit(p[1] & 0x7f) && text_is_digit(p[2] & 0x7f) &&
		    text_is_digit(p[3] & 0x7f) &&
		    (!i || !text_is_digit(p[-1] & 0x7f)) &&
		    (i + 4 == s.len || !text_is_digit(p[4] & 0x7f)))
			return true;
	}
	return false;
}

/* Does a line begin as an entry does: with a label, or soon an initial behind a comma? */
static bool
starts_as_entry(struct span s)
{
	enum { NEAR = 60 };

	if (is_labelled(s))
		return true;
	for (size_t i = 0; i + 3 < s.len && i < NEAR; i++)
		if (s.ptr[i] == ',' && s.ptr[i + 1] == ' ' &&
		    text_is_upper((unsigned char)s.ptr[i + 2] & 0x7f) &&
		    s.ptr[i + 3] == '.')
			return true;
	return false;
}

/* How many of the lines above are an entry's first, and how many have a year? */
static void
count_above(const struct document *d, const struct raw_line *lines, size_t i,
    size_t *starts, size_t *years)
{
	*starts = *years = 0;
	for (size_t n = 0; i-- > 0 && n < LINES_ABOVE;) {
		struct span s = raw_text(d, &lines[i]);

		if (lines[i].blank || lines[i].furniture)
			continue;
		n++;
		*starts += starts_as_entry(s);
		*years += has_year(s);
	}
}

/* What a page's end may have put between two lines. */
struct between {
	size_t count; /* lines with text */
	bool digits;  /* in one of them */
	bool edge;    /* a form feed, or a number alone, is among them */
};

/*
 * Does the line that lines[k] is go on the one before what is between? By its indent; or,
 * since a page plainly ends there, by going on in the middle of a sentence.
 */
static bool
goes_on(const struct document *d, const struct page_line *before,
    const struct raw_line *lines, size_t n, size_t k, unsigned hang,
    const struct between *b)
{
	const struct page_line *l = &lines[k].line;
	struct span s = line_text(d, before), next = line_text(d, l);
	bool cut = is_cut(s, next) && is_open(s);
	bool hanging = continues(d, before, l, hang), alone;
	struct span above = raw_text(d, &lines[k - 1]);
	size_t starts, years;

	if (hanging) {
		/* a head may stand right above the text */
		if (lines[k - 1].furniture || lines[k - 1].blank)
			return b->digits || b->edge || cut;
		return l->indent > lines[k - 1].line.indent &&
		       may_be_attached_head(above);
	}
	if (!b->edge || starts_as_entry(next))
		return false;
	/* within a list only: a line between may be the heading of one */
	count_above(d, lines, k, &starts, &years);
	if (!lines[k - 1].furniture && !lines[k - 1].blank)
		return has_page_number(above, &alone) && alone && cut &&
		       starts + years >= ENTRIES_ABOVE;
	return (cut && starts + years >= ENTRIES_ABOVE) ||
	       (starts >= ENTRIES_ABOVE - 1 &&
		   was_wrapped(d, before, l, k + 1 < n && !lines[k + 1].blank));
}

/*
 * Lines between blank ones that stand between an entry's line and the one that
 * goes on from it: a page's end. Once is enough, since the entry says so.
 */
static void
mark_between(const struct document *d, struct raw_line *lines, size_t n)
{
	struct page_line before = { 0 };
	bool any = false, blank = true, edge = false;
	unsigned hang = 0;

	for (size_t i = 0; i < n; i++) {
		struct page_line *l = &lines[i].line;
		struct between b = { .edge = edge };
		size_t k = i;

		if (lines[i].intruder)
			continue;
		if (lines[i].blank || lines[i].furniture) {
			blank = true;
			edge =
			    edge || lines[i].furniture || lines[i].page_start;
			continue;
		}
		for (; any && (blank || lines[i].page_start) && k < n &&
		       b.count <= BETWEEN;
		     k++) {
			struct span s = raw_text(d, &lines[k]);
			bool alone;

			b.edge =
			    b.edge || lines[k].page_start || lines[k].furniture;
			if (lines[k].blank || lines[k].furniture)
				continue;
			if (b.count &&
			    goes_on(d, &before, lines, n, k, hang, &b))
				break;
			b.count++;
			for (size_t at = 0; at < s.len; at++)
				b.digits = b.digits || (s.ptr[at] >= '0' &&
							   s.ptr[at] <= '9');
			b.edge =
			    b.edge || (has_page_number(s, &alone) && alone &&
					  !is_label_of_row(d, lines, n, k));
			if (s.len > FURNITURE_BYTES || starts_as_entry(s) ||
			    !(lines[k].page_start || lines[k - 1].blank ||
				lines[k - 1].furniture) ||
			    continues(d, &before, &lines[k].line, hang))
				b.count = BETWEEN + 1;
		}
		if (any && k < n && b.count && b.count <= BETWEEN &&
		    (blank || lines[i].page_start))
			for (; i < k; i++)
				lines[i].furniture = !lines[i].blank;
		l = &lines[i].line;
		l->blank_before = blank;
		if (any)
			hang = hang_of(hang, &before, l, blank);
		before = *l;
		any = true;
		blank = edge = false;
	}
}

/*
 * Numbers of pages that blank lines part from the text above, but not from that below.
 * The pages' numbers count on, far from one another.
 */
static void
mark_numbers(const struct document *d, struct raw_line *lines, size_t n)
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
			    !has_page_number(raw_text(d, &lines[i]), &alone) ||
			    !alone || is_label_of_row(d, lines, n, i))
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
	struct raw_line *raw = calloc(n ? n : 1, sizeof(*raw));
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
		if (!raw[i].blank && is_intruder(d, raw, n, i))
			raw[i].furniture = raw[i].intruder = true;
	mark_numbers(d, raw, n);
	mark_between(d, raw, n);
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
		    ((page_break &&
			 (is_cut(line_text(d, &l[-1]), line_text(d, l)) ||
			     (is_open(line_text(d, &l[-1])) &&
				 is_inside_row(
				     d, lines, len - 1, &raw[i], n - i)) ||
			     was_wrapped(d, &l[-1], l,
				 i + 1 < n && !raw[i + 1].blank) ||
			     hangs_on(d, &l[-1], l, hang,
				 i + 1 < n && !raw[i + 1].blank))) ||
			(continues(d, &l[-1], l, hang) &&
			    (page_break || is_torn(d, &l[-1], l)))))
			l->blank_before = false;
		if (len > 1)
			hang = hang_of(hang, &l[-1], l, blank);
		blank = page_break = false;
	}
	free(raw);
	*out = lines;
	return len;
}
