#include "model/label.h"
#include "base/text.h"

#include "base/banned.h"

static const uint32_t bullets[] = { '-', '*', '+', 0x2022 /* bullet */,
	0xb7 /* middle dot */, 0x2013 /* en dash */, 0x2023, 0x2043, 0x25aa,
	0x25ab, 0x25cf, 0x25cb, 0x25e6, 0x25a0, 0x25a1, 0x2219, 0x30fb,
	0xf0b7 /* Word's, out of the Symbol font */ };

static const struct {
	uint32_t open, close;
} brackets[] = {
	{ '[', ']' },
	{ 0xff3b, 0xff3d },
	{ 0x3010, 0x3011 },
	{ 0x3014, 0x3015 },
};

enum { LABEL_DIGITS = 4, LABEL_KEY_BYTES = 60 };

/* A number of at most LABEL_DIGITS digits of any script; -1 if none. */
static long
read_number(struct span s, size_t *at)
{
	size_t next = *at, digits = 0;
	long number = 0;

	while (next < s.len) {
		size_t before = next;
		int value = text_digit_value(text_next(s, &next));

		if (value < 0) {
			next = before;
			break;
		}
		if (++digits > LABEL_DIGITS)
			return -1;
		number = number * 10 + value;
	}
	if (!digits)
		return -1;
	*at = next;
	return number;
}

static uint32_t
peek(struct span s, size_t at)
{
	return at < s.len ? text_next(s, &at) : 0;
}

static bool
finish(struct label *out, enum label_kind kind, long number, struct span s,
    size_t from, size_t to)
{
	out->kind = kind;
	out->number = number;
	out->text = span_sub(s, from, to);
	out->skip = text_skip_spaces(s, to);
	return true;
}

/* "Key09", "ABC+99", "Knuth, 1984", "Smith et al. 2009b": letters first, a year
 * or a plus at the end; so not "[J]", "[Online]", "[2019-05-06]". */
static bool
is_key(struct span key)
{
	size_t at = 0, letters = 0;
	uint32_t last = 0, before = 0;

	if (!key.len || key.len > LABEL_KEY_BYTES ||
	    !text_is_letter(peek(key, 0)))
		return false;
	while (at < key.len) {
		uint32_t c = text_next(key, &at);

		if (text_is_letter(c))
			letters++;
		else if (!text_is_digit(c) && !text_is_mark(c) &&
			 !(c < 0x80 && strchr(" ,.+:_-&'/", (int)c)) &&
			 !text_is_dash(c))
			return false;
		before = last;
		last = c;
	}
	return letters && (text_is_digit(last) || last == '+' ||
			      (text_is_lower(last) && text_is_digit(before)));
}

static bool
read_bracket(struct label *out, struct span s, size_t from)
{
	size_t at = from, close, next;
	uint32_t open = text_next(s, &at), shut = 0, c = 0;
	struct span inside;
	long number;

	for (size_t i = 0; i < sizeof(brackets) / sizeof(brackets[0]); i++)
		if (brackets[i].open == open)
			shut = brackets[i].close;
	if (!shut)
		return false;
	for (close = at, next = at; next < s.len; close = next) {
		c = text_next(s, &next);
		if (c == shut || next - at > 2 * LABEL_KEY_BYTES)
			break;
	}
	if (c != shut)
		return false;
	if (open == '[' && peek(s, at) == '^') {
		if (peek(s, next) != ':' || close == at + 1)
			return false;
		at++;
		number = read_number(s, &at);
		return finish(out, LABEL_FOOTNOTE, at == close ? number : -1, s,
		    from, next + 1);
	}
	/* "[1](https://...)" is Markdown's, not a list's. */
	if (peek(s, next) == '(')
		return false;
	inside = text_trim(span_sub(s, at, close));
	at = 0;
	number = read_number(inside, &at);
	if (number >= 0 && at == inside.len) {
		finish(out, LABEL_BRACKET, number, s, from, next);
		if (peek(s, next) == ':' &&
		    (next + 1 >= s.len || text_is_space(peek(s, next + 1))))
			out->skip = text_skip_spaces(s, next + 1);
		return true;
	}
	if (next < s.len && text_is_space(peek(s, next)) && is_key(inside))
		return finish(out, LABEL_KEY, -1, s, from, next);
	return false;
}

/* What may follow "1." or "1)": a blank, the end, or a letter at once. */
static bool
may_follow(uint32_t c)
{
	return !c || text_is_space(c) || text_is_upper(c) || text_is_cjk(c) ||
	       c == '[' || c == 0x300a || c == 0x201c;
}

static bool
read_numbered(struct label *out, struct span s, size_t from)
{
	size_t at = from, next;
	bool open = false;
	uint32_t c = peek(s, at);
	long number;

	if (c == '(' || c == 0xff08) {
		open = true;
		(void)text_next(s, &at);
	}
	number = read_number(s, &at);
	if (number < 0)
		return false;
	next = at;
	c = next < s.len ? text_next(s, &next) : 0;
	if (open)
		/* "(2016)" is a year. */
		return (c == ')' || c == 0xff09) && number < 1000 &&
		       finish(out, LABEL_PARENS, number, s, from, next);
	if ((c == '.' || c == 0xff0e || c == 0x3001) &&
	    may_follow(peek(s, next)))
		return finish(out, LABEL_DOT, number, s, from, next);
	if ((c == ')' || c == 0xff09) && may_follow(peek(s, next)))
		return finish(out, LABEL_PAREN, number, s, from, next);
	if (text_is_space(c) && number && number < 1000) {
		next = text_skip_spaces(s, next);
		c = peek(s, next);
		if (text_is_upper(c) || text_is_cjk(c) ||
		    text_starts_nocase(span_skip(s, next), "http"))
			return finish(out, LABEL_BARE, number, s, from, at);
	}
	return false;
}

/*
 * reStructuredText's citations and footnotes, ".. [Key09] Smith", and AsciiDoc's
 * anchors, "[[[key]]] Smith": the marks say that they are labels, so that any key
 * will do. The label is what is printed, "[Key09]".
 */
static bool
read_anchor(struct label *out, struct span s, size_t from)
{
	bool rest = text_starts_nocase(span_skip(s, from), ".. [");
	size_t at = from + (rest ? 3 : 2), close, digits;
	long number;

	if (!rest && !text_starts_nocase(span_skip(s, from), "[[["))
		return false;
	for (close = at + 1; close < s.len && close - at < LABEL_KEY_BYTES;
	     close++)
		if (s.ptr[close] == ']' || s.ptr[close] == ' ')
			break;
	if (close >= s.len || s.ptr[close] != ']' || close == at + 1 ||
	    (!rest && !text_starts_nocase(span_skip(s, close), "]]]")))
		return false;
	digits = at + 1;
	number = read_number(s, &digits);
	if (digits != close)
		number = -1;
	finish(out, number < 0 ? LABEL_KEY : LABEL_BRACKET, number, s, at,
	    close + 1);
	out->skip = text_skip_spaces(s, close + (rest ? 1 : 3));
	return true;
}

static bool
is_closing(uint32_t c)
{
	return c == '.' || c == ',' || c == ':';
}

size_t
label_same_author(struct span line)
{
	size_t at = text_skip_spaces(line, 0), end = 0, dashes = 0;

	while (at < line.len) {
		uint32_t c = text_next(line, &at);

		if (text_is_space(c) && dashes)
			continue;
		if (!text_is_dash(c) && c != '_') {
			/* nothing is between the last one and the sign */
			return dashes > 1 && is_closing(peek(line, end)) ? end
									 : 0;
		}
		/* an em dash is as long as two */
		dashes += c == 0x2014 || c == 0x2015 ? 2 : 1;
		end = at;
	}
	return 0;
}

bool
label_read(struct label *out, struct span line)
{
	size_t from = text_skip_spaces(line, 0), at = from;
	uint32_t c = peek(line, from);

	*out = (struct label){ .kind = LABEL_NONE, .number = -1 };
	if (!c)
		return false;
	(void)text_next(line, &at);
	for (size_t i = 0; i < sizeof(bullets) / sizeof(bullets[0]); i++)
		if (bullets[i] == c) {
			if (at < line.len && !text_is_space(peek(line, at)))
				return false;
			if (label_same_author(line))
				return false;
			return finish(out, LABEL_BULLET, -1, line, from, at);
		}
	return read_anchor(out, line, from) || read_bracket(out, line, from) ||
	       read_numbered(out, line, from);
}
