/* What the ends of pages do to entries: read/page-torn.h. */

#include "read/page-torn.h"
#include "base/text.h"
#include "model/label.h"

#include <stdlib.h>

#include "base/banned.h"

enum {
	FULL_LINE = 40, /* bytes that a wrapped line has at least */
	LABELS_APART =
	    12,      /* lines between numbers that label entries, at most */
	BETWEEN = 2, /* lines that a page's end and start put in */
	LINES_ABOVE = 15,  /* of a list are looked at */
	ENTRIES_ABOVE = 3, /* signs of entries in these */
	ABBREVIATION = 5,  /* letters */
};

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

	if (!behind->indent || page_is_labelled(next) || !is_open(s))
		return false;
	if (page_is_labelled(s) || before->blank_before)
		return behind->indent > before->indent && s.len >= FULL_LINE &&
		       page_is_labelled(s);
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
    size_t len, const struct page_raw *behind, size_t n)
{
	struct label before = { .kind = LABEL_NONE }, next;
	size_t seen = 0;

	if (page_is_labelled(page_raw_text(d, behind)))
		return false;
	for (size_t i = len; i-- > 0 && seen < LABELS_APART; seen++)
		if (label_read(&before, page_line_text(d, &lines[i])) &&
		    is_numbering(&before))
			break;
	if (!is_numbering(&before))
		return false;
	for (size_t i = 1, count = 0; i < n && count < LABELS_APART; i++) {
		if (behind[i].blank || behind[i].furniture)
			continue;
		count++;
		if (label_read(&next, page_raw_text(d, &behind[i])) &&
		    next.kind == before.kind)
			return next.number == before.number + 1;
	}
	return false;
}

/* The indent of lines that hang under the one before, as far as is known. */
unsigned
page_hang(unsigned hang, const struct page_line *before,
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
	struct span next = page_line_text(d, behind);

	return hang && behind->indent == hang && before->indent <= hang &&
	       !page_is_labelled(next) &&
	       (more || (next.len && next.ptr[next.len - 1] == '.'));
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

	if (page_is_labelled(s))
		return true;
	for (size_t i = 0; i + 3 < s.len && i < NEAR; i++)
		if (s.ptr[i] == ',' && s.ptr[i + 1] == ' ' &&
		    text_is_upper((unsigned char)s.ptr[i + 2] & 0x7f) &&
		    s.ptr[i + 3] == '.')
			return true;
	return false;
}

/* The line of text above, which furniture and blank lines may part from it, or i. */
static size_t
line_above(const struct page_raw *lines, size_t i)
{
	size_t k = i;

	while (k-- > 0)
		if (!lines[k].blank && !lines[k].furniture)
			return k;
	return i;
}

/* What a line has at least that was wrapped: two thirds of the longest one above. */
static size_t
full_line(const struct document *d, const struct page_raw *lines, size_t i)
{
	size_t most = 0;

	for (size_t n = 0; n < LINES_ABOVE; n++) {
		size_t above = line_above(lines, i), len;

		if (above == i)
			break;
		i = above;
		len = page_raw_text(d, &lines[i]).len;
		most = len > most ? len : most;
	}
	return most * 2 / 3 < FULL_LINE ? most * 2 / 3 : FULL_LINE;
}

/* Where "(2011). " ends in a line, or 0. */
static size_t
behind_year(struct span s)
{
	for (size_t i = 0; i + 6 < s.len; i++)
		if (s.ptr[i] == '(' && has_year(span_sub(s, i + 1, i + 5)))
			for (size_t k = i + 5; k + 1 < s.len; k++)
				if (s.ptr[k] == ')')
					return s.ptr[k + 1] == '.' ? k + 2 : 0;
	return 0;
}

/*
 * Are the lines above an entry that has no more than a title behind its year: "Baumann, P.
 * (2011). Large-scale array analytics: taming the data tsunami."?
 */
static bool
ends_in_title(const struct document *d, const struct page_raw *lines, size_t i)
{
	enum { TITLE_LINES = 8 };
	bool dated = false;

	for (size_t n = 0; n < TITLE_LINES; n++) {
		size_t above = line_above(lines, i), from = 0;
		struct span s;

		if (above == i)
			return false;
		i = above;
		s = page_raw_text(d, &lines[i]);
		if (!dated) {
			from = behind_year(s);
			dated = from > 0;
			for (size_t k = from; k + 1 < s.len; k++)
				if (strchr(".?!", s.ptr[k]) &&
				    s.ptr[k + 1] == ' ' && k > from)
					return false;
			/* pages, a number, an address */
			if (!n && s.len > from &&
			    strchr("0123456789/", s.ptr[s.len - 2]))
				return false;
		}
		if (starts_as_entry(s))
			return dated;
	}
	return false;
}

/*
 * A page's end between two lines that start at one margin: was the one before, which is
 * full, wrapped? If it was not, what finds the entries parts them again. Lines that
 * stand alone, and short ones, may be headings.
 */
static bool
was_wrapped(const struct document *d, const struct page_line *before,
    const struct page_raw *lines, size_t i, bool more)
{
	const struct page_line *behind = &lines[i].line;
	struct span s = page_line_text(d, before),
		    next = page_line_text(d, behind);
	size_t least = full_line(d, lines, i);
	bool full =
	    next.len >= least || (next.len && next.ptr[next.len - 1] == '.');

	size_t at = 0;
	/* "... 30 August / - 3 September" is no item */
	bool dash = next.len > 2 && next.ptr[1] == ' ' && is_open(s) &&
		    text_is_dash(text_next(next, &at));

	if ((page_is_labelled(next) && !dash) ||
	    before->indent != behind->indent)
		return false;
	/* the title may begin behind "(2016).", or end with the page */
	if (!is_open(s) && (s.len < 2 || s.ptr[s.len - 2] != ')') &&
	    !(more && !starts_as_entry(next) && ends_in_title(d, lines, i)))
		return text_starts_nocase(next, "http");
	return text_starts_nocase(next, "http") ||
	       (s.len >= least && full && (more || s.len > next.len));
}

/* Are there such numbers on lines of their own close by that count the entries? */
bool
page_is_label_of_row(
    const struct document *d, const struct page_raw *lines, size_t n, size_t i)
{
	long value = strtol(d->text.ptr + lines[i].line.from, NULL, 10);
	size_t from = i > LABELS_APART ? i - LABELS_APART : 0;

	/* the entry behind has its own */
	if (i + 1 < n && page_is_labelled(page_raw_text(d, &lines[i + 1])))
		return false;

	for (size_t k = from; k < n && k <= i + LABELS_APART; k++) {
		bool alone;
		long other;

		if (k == i || lines[k].blank ||
		    !page_has_number(page_raw_text(d, &lines[k]), &alone) ||
		    !alone)
			continue;
		other = strtol(d->text.ptr + lines[k].line.from, NULL, 10);
		if (other == value + 1 || other == value - 1)
			return true;
	}
	return false;
}

/* How many of the lines above are an entry's first, and how many have a year? */
static void
count_above(const struct document *d, const struct page_raw *lines, size_t i,
    size_t *starts, size_t *years)
{
	*starts = *years = 0;
	for (size_t n = 0; i-- > 0 && n < LINES_ABOVE;) {
		struct span s = page_raw_text(d, &lines[i]);

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

/* The nearest line with text above or below another, or n. */
static size_t
neighbour(const struct page_raw *lines, size_t n, size_t i, bool below)
{
	do {
		if (below ? i + 1 >= n : !i)
			return n;
		i += below ? 1 : -1;
	} while (lines[i].blank);
	return i;
}

/*
 * "A Paper about Things     13", "12   H. Author et al.": what stands beside the number, if
 * the number is a page's by its form. A year in a column of its own is none.
 */
static bool
has_page_number(struct span s, size_t gap, struct span *rest, long *number)
{
	enum { DIGITS = 4, YEAR_FROM = 1400, YEAR_TO = 2100 };
	size_t from = 0, to = s.len, n = 0;
	bool front;

	while (from < s.len && text_is_digit((unsigned char)s.ptr[from]))
		from++;
	while (to > from && text_is_digit((unsigned char)s.ptr[to - 1]))
		to--;
	front = from > 0;
	if (from == s.len || front == (to < s.len))
		return false;
	*number = strtol(s.ptr + (front ? 0 : to), NULL, 10);
	if ((front ? from : s.len - to) > DIGITS ||
	    (*number >= YEAR_FROM && *number <= YEAR_TO))
		return false;
	while (front ? s.ptr[from + n] == ' ' : s.ptr[to - n - 1] == ' ')
		n++;
	*rest = front ? span_skip(s, from + n) : span_sub(s, 0, to - n);
	return n >= gap;
}

/* Is it what a running head says: short, no date, no sentence, no entry? */
static bool
is_head_text(struct span s)
{
	enum { LONGEST = 80, LEAST = 4 };
	size_t letters = 0;

	for (size_t at = 0; at < s.len;) {
		uint32_t c = text_next(s, &at);

		letters += text_is_letter(c);
		if (text_is_digit(c))
			return false;
	}
	if (letters < LEAST || s.len > LONGEST || starts_as_entry(s))
		return false;
	return !strchr(".,;:-", s.ptr[s.len - 1]) ||
	       (s.len > 6 && !memcmp(s.ptr + s.len - 6, "et al.", 6));
}

/*
 * A running head among the entries of a list, which occurs once and starts no page: a
 * number stands far from the rest, as it does in no line around; a blank line parts it from
 * the text on one side at least, or it is centred. In a row of contents the next line has
 * such a number, too, and a number that counts on is an entry's.
 */
static bool
is_head_in_list(
    const struct document *d, const struct page_raw *lines, size_t n, size_t i)
{
	enum { FAR = 3, CENTRED = 16 };
	struct span s = page_raw_text(d, &lines[i]), rest, other;
	size_t above = neighbour(lines, n, i, false), starts, years;
	size_t below = neighbour(lines, n, i, true);
	bool parted =
	    (i && lines[i - 1].blank) || (i + 1 < n && lines[i + 1].blank);
	long number, last;

	if (above == n || below == n ||
	    !has_page_number(s, FAR, &rest, &number) || !is_head_text(rest) ||
	    has_page_number(
		page_raw_text(d, &lines[above]), FAR, &other, &last) ||
	    has_page_number(
		page_raw_text(d, &lines[below]), FAR, &other, &last))
		return false;
	if (!parted &&
	    (lines[i].line.indent < lines[above].line.indent + CENTRED ||
		lines[i].line.indent < lines[below].line.indent + CENTRED))
		return false;
	count_above(d, lines, i, &starts, &years);
	if (starts + 1 < ENTRIES_ABOVE || years + 1 < ENTRIES_ABOVE)
		return false;
	for (size_t k = i, seen = 0;
	     text_is_digit((unsigned char)d->text.ptr[lines[i].line.from]) &&
	     k-- > 0 && seen < LINES_ABOVE;) {
		s = page_raw_text(d, &lines[k]);
		seen += s.len > 0;
		if (s.len && text_is_digit((unsigned char)s.ptr[0]) &&
		    strtol(s.ptr, NULL, 10) == number - 1)
			return false;
	}
	return true;
}

/* A running head or a page number among an entry's lines, without blank ones. */
bool
page_is_intruder(
    const struct document *d, const struct page_raw *lines, size_t n, size_t i)
{
	struct span s = page_raw_text(d, &lines[i]), before;
	bool alone;
	size_t at;
	uint32_t c;

	if (is_head_in_list(d, lines, n, i))
		return true;
	if (!i || lines[i - 1].blank || lines[i - 1].furniture ||
	    !page_has_number(s, &alone))
		return false;
	before = page_raw_text(d, &lines[i - 1]);
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
		       !page_is_labelled(page_raw_text(d, &lines[next])) &&
		       (next == i + 1 ? lines[next].line.indent >=
					    lines[i - 1].line.indent
				      : lines[next].line.indent ==
					    lines[i - 1].line.indent) &&
		       !page_has_number(page_raw_text(d, &lines[next]), &alone);
	}
	/* "vol.", "pp.": the number is what they announce; a year is no page */
	if (c == '.' && is_open(before))
		return false;
	return !(s.len == 4 && (s.ptr[0] == '1' || s.ptr[0] == '2')) &&
	       !page_is_label_of_row(d, lines, n, i);
}

/*
 * Does the line that lines[k] is go on the one before what is between? By its indent; or,
 * since a page plainly ends there, by going on in the middle of a sentence.
 */
static bool
goes_on_line(const struct document *d, const struct page_line *before,
    const struct page_raw *lines, size_t n, size_t k, unsigned hang,
    const struct between *b)
{
	const struct page_line *l = &lines[k].line;
	struct span s = page_line_text(d, before), next = page_line_text(d, l);
	bool cut = is_cut(s, next) && is_open(s);
	bool hanging = continues(d, before, l, hang), alone;
	struct span above = page_raw_text(d, &lines[k - 1]);
	size_t starts, years;

	if (hanging) {
		/* a head may stand right above the text */
		if (lines[k - 1].furniture || lines[k - 1].blank)
			return b->digits || b->edge || cut;
		return l->indent > lines[k - 1].line.indent &&
		       page_may_be_head(above);
	}
	if (!b->edge || starts_as_entry(next))
		return false;
	/* within a list only: a line between may be the heading of one */
	count_above(d, lines, k, &starts, &years);
	if (!lines[k - 1].furniture && !lines[k - 1].blank)
		return page_has_number(above, &alone) && alone && cut &&
		       starts + years >= ENTRIES_ABOVE;
	return (cut && starts + years >= ENTRIES_ABOVE) ||
	       (starts >= ENTRIES_ABOVE - 1 &&
		   was_wrapped(
		       d, before, lines, k, k + 1 < n && !lines[k + 1].blank));
}

/*
 * Lines between blank ones that stand between an entry's line and the one that
 * goes on from it: a page's end. Once is enough, since the entry says so.
 */
void
page_mark_between(const struct document *d, struct page_raw *lines, size_t n)
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
			struct span s = page_raw_text(d, &lines[k]);
			bool alone;

			b.edge =
			    b.edge || lines[k].page_start || lines[k].furniture;
			if (lines[k].blank || lines[k].furniture)
				continue;
			if (b.count &&
			    goes_on_line(d, &before, lines, n, k, hang, &b))
				break;
			b.count++;
			for (size_t at = 0; at < s.len; at++)
				b.digits = b.digits || (s.ptr[at] >= '0' &&
							   s.ptr[at] <= '9');
			b.edge = b.edge ||
				 (page_has_number(s, &alone) && alone &&
				     !page_is_label_of_row(d, lines, n, k));
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
			hang = page_hang(hang, &before, l, blank);
		before = *l;
		any = true;
		blank = edge = false;
	}
}

bool
page_goes_on(const struct document *d, const struct page_line *lines,
    size_t len, const struct page_raw *raw, size_t n, size_t i, bool page_break,
    unsigned hang)
{
	const struct page_line *before = &lines[len - 1], *line = &raw[i].line;
	bool more = i + 1 < n && !raw[i + 1].blank;
	struct span last = page_line_text(d, before);

	if (page_break && (is_cut(last, page_line_text(d, line)) ||
			      (is_open(last) && is_inside_row(d, lines, len,
						    &raw[i], n - i)) ||
			      was_wrapped(d, before, raw, i, more) ||
			      hangs_on(d, before, line, hang, more)))
		return true;
	return continues(d, before, line, hang) &&
	       (page_break || is_torn(d, before, line));
}
