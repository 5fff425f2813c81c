#include "base/json-scan.h"

#include "base/banned.h"

enum { EIGHT = sizeof(uint64_t) };

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = text_ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four digits behind "\u"; -1: they are none. */
static int
hex_unit(const char *at, const char *end)
{
	int unit = 0;

	if (end - at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int digit = hex_digit(at[i]);

		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

/* The character that a backslash, which was read, and what follows it stand for; 0: left
 * to others. */
static uint32_t
escaped(const char **at, const char *end)
{
	int unit, low;

	if (*at == end)
		return 0;
	switch (*(*at)++) {
	case '"': return '"';
	case '\\': return '\\';
	case '/': return '/';
	case 'b': return '\b';
	case 'f': return '\f';
	case 'n': return '\n';
	case 'r': return '\r';
	case 't': return '\t';
	case 'u': break;
	default: return 0;
	}
	unit = hex_unit(*at, end);
	if (unit < 0 || (unit >= 0xdc00 && unit <= 0xdfff))
		return 0;
	*at += 4;
	if (unit < 0xd800 || unit > 0xdbff)
		return (uint32_t)unit;
	/* what UTF-16 has two units for (RFC 8259, section 7) */
	if (end - *at < 2 || (*at)[0] != '\\' || (*at)[1] != 'u')
		return 0;
	low = hex_unit(*at + 2, end);
	if (low < 0xdc00 || low > 0xdfff)
		return 0;
	*at += 6;
	return 0x10000 + ((uint32_t)(unit - 0xd800) << 10) +
	       (uint32_t)(low - 0xdc00);
}

/* Is one of eight bytes a control, a quote, a backslash or not ASCII? */
static bool
has_special(uint64_t eight)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
	uint64_t quote = eight ^ ones * '"', back = eight ^ ones * '\\';

	/* A byte less than n makes the high bit of (byte - n) & ~byte. */
	return (eight | ((eight - ones * ' ') & ~eight) |
		   ((quote - ones) & ~quote) | ((back - ones) & ~back)) &
	       high;
}

static const char *
skip_ordinary(const char *at, const char *end)
{
	uint64_t eight;

	while (end - at >= EIGHT) {
		memcpy(&eight, at, EIGHT);
		if (has_special(eight))
			break;
		at += EIGHT;
	}
	while (
	    at < end && *at >= ' ' && *at < 0x7f && *at != '"' && *at != '\\')
		at++;
	return at;
}

bool
json_scan_string(struct json_scan *s, struct json_string *out)
{
	if (!json_scan_char(s, '"'))
		return false;
	out->raw.ptr = s->at;
	out->escapes = false;
	while ((s->at = skip_ordinary(s->at, s->end)) < s->end) {
		struct span rest = { s->at, (size_t)(s->end - s->at) };
		size_t n = 0;

		if (*s->at == '"') {
			out->raw.len = (size_t)(s->at - out->raw.ptr);
			s->at++;
			return true;
		}
		if (*s->at == '\\') {
			out->escapes = true;
			s->at++;
			if (!escaped(&s->at, s->end))
				return false;
			continue;
		}
		/* a real U+FFFD takes three bytes, a bad byte one */
		if ((unsigned char)*s->at < ' ' ||
		    (text_next(rest, &n) == TEXT_REPLACEMENT && n == 1))
			return false;
		s->at += n;
	}
	return false;
}

size_t
json_unescape(char *out, struct json_string s)
{
	const char *at = s.raw.ptr, *end = at + s.raw.len;
	size_t len = 0;

	while (at < end) {
		const char *back =
		    s.escapes ? memchr(at, '\\', (size_t)(end - at)) : NULL;
		size_t n = (size_t)((back ? back : end) - at);

		memcpy(out + len, at, n);
		len += n;
		at += n;
		if (at < end) {
			at++;
			len += text_put(out + len, escaped(&at, end));
		}
	}
	return len;
}

static size_t
skip_digits(struct json_scan *s)
{
	const char *from = s->at;

	while (s->at < s->end && *s->at >= '0' && *s->at <= '9')
		s->at++;
	return (size_t)(s->at - from);
}

/* RFC 8259, section 6. */
bool
json_scan_number(struct json_scan *s, struct span *out, bool *whole)
{
	const char *digits;

	out->ptr = s->at;
	*whole = true;
	if (s->at < s->end && *s->at == '-')
		s->at++;
	digits = s->at;
	if (!skip_digits(s) || (*digits == '0' && s->at - digits > 1))
		return false;
	if (s->at < s->end && *s->at == '.') {
		s->at++;
		*whole = false;
		if (!skip_digits(s))
			return false;
	}
	if (s->at < s->end && (*s->at | 0x20) == 'e') {
		s->at++;
		*whole = false;
		if (s->at < s->end && (*s->at == '+' || *s->at == '-'))
			s->at++;
		if (!skip_digits(s))
			return false;
	}
	out->len = (size_t)(s->at - out->ptr);
	return true;
}

bool
json_scan_word(struct json_scan *s, struct span word)
{
	if ((size_t)(s->end - s->at) < word.len ||
	    memcmp(s->at, word.ptr, word.len) != 0)
		return false;
	s->at += word.len;
	return true;
}
