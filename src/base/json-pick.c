#include "base/json-pick.h"
#include "base/text.h"

#include "base/banned.h"

enum { DEPTH = 16 };

struct reader {
	const char *at, *end;
};

static void
skip_blanks(struct reader *r)
{
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' ||
				     *r->at == '\n' || *r->at == '\r'))
		r->at++;
}

static bool
take(struct reader *r, char c)
{
	skip_blanks(r);
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = text_ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character that a backslash and what follows it stand for; 0: left to others. */
static uint32_t
escaped(struct reader *r)
{
	uint32_t c = 0;

	if (r->at == r->end)
		return 0;
	switch (*r->at++) {
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
	for (int i = 0; i < 4; i++, r->at++) {
		int digit = r->at < r->end ? hex_digit(*r->at) : -1;

		if (digit < 0)
			return 0;
		c = c * 16 + (uint32_t)digit;
	}
	return c >= 0xd800 && c <= 0xdfff ? 0 : c;
}

/* A string; out, if not NULL, gets its bytes, room as many as there are to the end. */
static bool
take_string(struct reader *r, char *out, size_t *len)
{
	if (!take(r, '"'))
		return false;
	*len = 0;
	while (r->at < r->end) {
		struct span rest = { r->at, (size_t)(r->end - r->at) };
		size_t n = 0;
		uint32_t c = (unsigned char)*r->at;

		if (c == '"') {
			r->at++;
			return true;
		}
		if (c < 0x20)
			return false;
		if (c == '\\') {
			r->at++;
			c = escaped(r);
			if (!c)
				return false;
			if (out)
				*len += text_put(out + *len, c);
			continue;
		}
		if (c >= 0x80 && text_next(rest, &n) == TEXT_REPLACEMENT)
			return false;
		if (!n)
			n = 1;
		if (out)
			memcpy(out + *len, r->at, n);
		*len += n;
		r->at += n;
	}
	return false;
}

static size_t
skip_digits(struct reader *r)
{
	const char *from = r->at;

	while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
		r->at++;
	return (size_t)(r->at - from);
}

/* RFC 8259, section 6. */
static bool
take_number(struct reader *r)
{
	const char *digits;

	if (r->at < r->end && *r->at == '-')
		r->at++;
	digits = r->at;
	if (!skip_digits(r) || (*digits == '0' && r->at - digits > 1))
		return false;
	if (r->at < r->end && *r->at == '.') {
		r->at++;
		if (!skip_digits(r))
			return false;
	}
	if (r->at < r->end && (*r->at | 0x20) == 'e') {
		r->at++;
		if (r->at < r->end && (*r->at == '+' || *r->at == '-'))
			r->at++;
		if (!skip_digits(r))
			return false;
	}
	return true;
}

static bool
take_word(struct reader *r, struct span word)
{
	if ((size_t)(r->end - r->at) < word.len ||
	    memcmp(r->at, word.ptr, word.len) != 0)
		return false;
	r->at += word.len;
	return true;
}

static bool
skip_value(struct reader *r, int depth)
{
	size_t len;
	bool object;

	skip_blanks(r);
	if (r->at == r->end || depth == DEPTH)
		return false;
	switch (*r->at) {
	case '"': return take_string(r, NULL, &len);
	case 't': return take_word(r, SPAN_LIT("true"));
	case 'f': return take_word(r, SPAN_LIT("false"));
	case 'n': return take_word(r, SPAN_LIT("null"));
	case '{':
	case '[': break;
	default: return take_number(r);
	}
	object = *r->at++ == '{';
	if (take(r, object ? '}' : ']'))
		return true;
	do {
		if (object && (!take_string(r, NULL, &len) || !take(r, ':')))
			return false;
		if (!skip_value(r, depth + 1))
			return false;
	} while (take(r, ','));
	return take(r, object ? '}' : ']');
}

/* A value that is wanted: a string or a whole number. */
static bool
pick_value(const char **out, struct arena *a, struct reader *r)
{
	const char *from;

	skip_blanks(r);
	from = r->at;
	*out = NULL;
	if (r->at < r->end && *r->at == '"') {
		/* no value is longer than what it is written as */
		struct reader probe = *r;
		size_t len;
		char *value;

		if (!take_string(&probe, NULL, &len))
			return false;
		value = arena_alloc(a, (size_t)(probe.at - from) + 1);
		*out = value;
		return take_string(r, value, &len);
	}
	if (r->at < r->end && *r->at >= '1' && *r->at <= '9') {
		*out =
		    arena_strdup_span(a, (struct span){ from, skip_digits(r) });
		return r->at == r->end || !strchr(".eE", *r->at);
	}
	/* other numbers have more than one form */
	if (r->at < r->end && strchr("-0", *r->at))
		return false;
	return skip_value(r, 1);
}

bool
json_pick(const char **out, struct arena *a, struct span text,
    const char *const *keys, size_t n)
{
	struct reader r = { text.ptr, text.ptr + text.len };

	for (size_t i = 0; i < n; i++)
		out[i] = NULL;
	if (!text.len || !take(&r, '{'))
		return false;
	if (take(&r, '}'))
		return skip_blanks(&r), r.at == r.end;
	do {
		struct span key;
		size_t i, len;

		skip_blanks(&r);
		key.ptr = r.at + 1;
		if (!take_string(&r, NULL, &len))
			return false;
		key.len = (size_t)(r.at - key.ptr) - 1;
		if (!take(&r, ':') || memchr(key.ptr, '\\', key.len))
			return false;
		for (i = 0; i < n; i++)
			if (span_eq(key, span_of(keys[i])))
				break;
		if (i < n ? !pick_value(&out[i], a, &r) : !skip_value(&r, 1))
			return false;
	} while (take(&r, ','));
	if (!take(&r, '}'))
		return false;
	skip_blanks(&r);
	return r.at == r.end;
}
