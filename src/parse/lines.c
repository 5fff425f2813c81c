#include "parse/lines.h"
#include "base/text.h"
#include "model/label.h"
#include "parse/look.h"

#include "base/banned.h"

enum {
	LENGTHS = 64, /* starts that are looked at closely */
	WHOLE_MIN = 3,
	WHOLE_MANY = 5, /* lines that tell more by their ends */
	LINE_AUTHOR = 2,
	REST_LETTERS = 3,
};

size_t
lines_first_word(struct span s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.len; n++) {
		uint32_t c = text_next(s, &at);

		if (text_is_space(c))
			break;
		/* such lines are wrapped anywhere */
		if (text_is_cjk(c))
			return n + 1;
	}
	return n;
}

bool
lines_continuation(struct span line)
{
	size_t at = 0;
	uint32_t c = text_next(line, &at);

	if (label_same_author(line))
		return false;
	return text_is_lower(c) || text_is_digit(c) ||
	       (c < 0x80 && strchr(",.;:)&/-", (int)c));
}

/* "1735-1780." and "45(1), 5-32." are the rest of an entry, "42 U.S.C. § 1983 (2006)." and
 * "3GPP TS 38.211. Physical channels" are one. */
static bool
is_digits(struct span line)
{
	size_t capitals = 0, letters = 0;

	for (size_t at = 0; at < line.len;) {
		uint32_t c = text_next(line, &at);

		letters += text_is_letter(c);
		capitals += text_is_upper(c) || text_is_cjk(c);
	}
	return letters < REST_LETTERS || !capitals;
}

bool
lines_rest(struct span line)
{
	uint32_t first = text_next(line, &(size_t){ 0 });

	if (!lines_continuation(line))
		return false;
	if (text_is_digit(first))
		return is_digits(line);
	return !look_dated(line);
}

static bool
starts_plainly(struct span line)
{
	struct mapped_text text = { .text = line.ptr, .len = line.len };
	struct look look;

	if (look_author(line) < LINE_AUTHOR)
		return false;
	look_at(&look, &text, (struct range){ 0, line.len });
	return look.year && look.score >= LOOK_MIDDLE;
}

struct count {
	size_t lines, starts, rests, roomy;
	size_t
	    torn; /* starts behind a line that was full, and no entry's end */
	size_t plain; /* starts with names and a year */
	size_t tight; /* others, for whose first word there was no room above */
};

/* The next line of a block from an offset of its text on; false behind the last. */
static bool
next_line(const struct block *b, size_t *run, size_t *from, struct span *line)
{
	const struct mapped_text *t = &b->body;
	size_t start = *from;

	if (start > t->len)
		return false;
	for (; *run < t->runs_len; ++*run) {
		struct range place = t->runs[*run].place;

		if (t->runs[*run].kind != RUN_LINE || place.to <= start)
			continue;
		*line = span_sub(
		    (struct span){ t->text, t->len }, start, place.from);
		*from = place.to;
		++*run;
		return true;
	}
	*line = span_sub((struct span){ t->text, t->len }, start, t->len);
	*from = t->len + 1;
	return true;
}

static struct count
count_lines(const struct block *b, size_t from, size_t width)
{
	struct count n = { 0 };
	struct span line;
	size_t run = 0, above = 0;
	bool ended = true;

	while (next_line(b, &run, &from, &line)) {
		size_t len = text_count(line);
		bool roomy = len + LINES_ROOM < width, plain;

		n.roomy += roomy;
		if (n.lines++ && lines_rest(line)) {
			n.rests++;
		} else {
			n.starts++;
			n.torn += !ended;
			plain = n.starts <= LENGTHS && starts_plainly(line);
			n.plain += plain;
			n.tight += !plain && n.lines > 1 &&
				   above + 1 + lines_first_word(line) > width;
		}
		above = len;
		ended = roomy || look_complete(line);
	}
	return n;
}

/*
 * Nearly no line starts behind one that is not complete, and a part of them starts as
 * entries do: with names and a year. The more lines, the less the starts must say.
 */
static bool
is_whole(const struct count *n)
{
	size_t looked_at = n->starts < LENGTHS ? n->starts : LENGTHS;
	size_t share = n->starts >= WHOLE_MANY ? 4 : 2;

	return n->starts >= WHOLE_MIN && n->torn * 8 <= n->starts &&
	       n->rests * 2 <= n->starts && n->plain * share >= looked_at &&
	       n->tight * 3 <= n->starts - n->plain;
}

/* Where lines are long, and most end well before the longest, an end of line is one
 * that was meant. */
struct lines
lines_of(const struct block *b, size_t from)
{
	struct lines out = { 0 };
	struct count count;
	struct span line;
	size_t run = 0;

	for (size_t at = from; next_line(b, &run, &at, &line);) {
		size_t n = text_count(line);

		/* an address that could not be broken says nothing */
		if (n > out.width && memchr(line.ptr, ' ', line.len))
			out.width = n;
	}
	out.width += !out.width;
	count = count_lines(b, from, out.width);
	out.unwrapped =
	    out.width > LINES_WRAP_MAX && count.roomy * 2 >= count.lines;
	out.whole = is_whole(&count);
	return out;
}
