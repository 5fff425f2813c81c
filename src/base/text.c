#include "base/text.h"
#include "base/err.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "base/banned.h"

uint32_t
text_next_sequence(struct span s, size_t *at)
{
	unsigned char lead;
	uint32_t c;
	size_t i = *at, need;

	lead = (unsigned char)s.ptr[i];
	/* Unicode, table 3-7: well-formed byte sequences. */
	if (lead >= 0xc2 && lead <= 0xdf)
		need = 1, c = lead & 0x1f;
	else if (lead >= 0xe0 && lead <= 0xef)
		need = 2, c = lead & 0x0f;
	else if (lead >= 0xf0 && lead <= 0xf4)
		need = 3, c = lead & 0x07;
	else
		goto bad;
	if (s.len - i <= need)
		goto bad;
	for (size_t k = 1; k <= need; k++) {
		unsigned char b = (unsigned char)s.ptr[i + k];

		if ((b & 0xc0) != 0x80)
			goto bad;
		c = c << 6 | (b & 0x3f);
	}
	if ((need == 2 && (c < 0x800 || (c >= 0xd800 && c <= 0xdfff))) ||
	    (need == 3 && (c < 0x10000 || c > 0x10ffff)))
		goto bad;
	*at = i + need + 1;
	return c;
bad:
	*at = i + 1;
	return TEXT_REPLACEMENT;
}

uint32_t
text_prev(struct span s, size_t *at)
{
	size_t start = *at, end = *at, i;
	uint32_t c;

	if (!start)
		return 0;
	if (end > s.len)
		start = end = s.len;
	for (i = 1; i <= 4 && i <= end; i++) {
		start = end - i;
		if (((unsigned char)s.ptr[start] & 0xc0) != 0x80)
			break;
	}
	i = start;
	c = text_next(s, &i);
	if (i != end) { /* not a whole character: one bad byte */
		*at = end - 1;
		return TEXT_REPLACEMENT;
	}
	*at = start;
	return c;
}

size_t
text_put(char *out, uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if ((c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff)
		c = TEXT_REPLACEMENT;
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

bool
text_is_utf8(struct span s)
{
	size_t i = text_skip_ascii(s, 0);

	for (; i < s.len; i = text_skip_ascii(s, i)) {
		size_t was = i;

		/* A real U+FFFD takes three bytes, a bad byte one. */
		if (text_next(s, &i) == TEXT_REPLACEMENT && i - was == 1)
			return false;
	}
	return true;
}

size_t
text_count(struct span s)
{
	size_t n = 0, i = 0;

	for (; i < s.len; n++)
		(void)text_next(s, &i);
	return n;
}

bool
text_is_space(uint32_t c)
{
	if (c <= 0x20)
		return c == ' ' || (c >= 9 && c <= 13);
	if (c < 0x80)
		return false;
	return c == 0x85 || c == 0xa0 || c == 0x1680 || c == 0x180e ||
	       (c >= 0x2000 && c <= 0x200b) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202f || c == 0x205f || c == 0x2060 || c == 0x3000 ||
	       c == 0xfeff;
}

bool
text_is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
	return u_isalpha((UChar32)c);
}

bool
text_is_digit(uint32_t c)
{
	if (c < 0x80)
		return c >= '0' && c <= '9';
	return u_isdigit((UChar32)c);
}

int
text_digit_value(uint32_t c)
{
	if (c < 0x80)
		return c >= '0' && c <= '9' ? (int)c - '0' : -1;
	return u_charDigitValue((UChar32)c);
}

bool
text_is_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	return u_isupper((UChar32)c) || u_istitle((UChar32)c);
}

bool
text_is_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z';
	return u_islower((UChar32)c);
}

bool
text_is_mark(uint32_t c)
{
	return c >= 0x300 &&
	       (U_GET_GC_MASK((UChar32)c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

bool
text_is_han(uint32_t c)
{
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) ||
	       c == 0x3005 || c == 0x3007 || (c >= 0xf900 && c <= 0xfaff) ||
	       (c >= 0x20000 && c <= 0x3ffff);
}

bool
text_is_cjk(uint32_t c)
{
	return c >= 0x1100 && (text_is_han(c) || (c >= 0x3040 && c <= 0x30ff) ||
				  (c >= 0x31f0 && c <= 0x31ff) ||
				  (c >= 0xac00 && c <= 0xd7a3) ||
				  (c >= 0x1100 && c <= 0x11ff) ||
				  (c >= 0x3130 && c <= 0x318f) ||
				  (c >= 0xff66 && c <= 0xff9f));
}

bool
text_has_cjk(struct span s)
{
	size_t at = 0;

	while (at < s.len)
		if (text_is_cjk(text_next(s, &at)))
			return true;
	return false;
}

bool
text_is_cyrillic(uint32_t c)
{
	return (c >= 0x400 && c <= 0x52f) || (c >= 0x1c80 && c <= 0x1c8f) ||
	       (c >= 0x2de0 && c <= 0x2dff) || (c >= 0xa640 && c <= 0xa69f);
}

bool
text_is_dash(uint32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ||
	       c == 0xfe58 || c == 0xfe63 || c == 0xff0d;
}

uint32_t
text_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
	return (uint32_t)u_tolower((UChar32)c);
}

uint32_t
text_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z' ? c & ~0x20U : c;
	return (uint32_t)u_toupper((UChar32)c);
}

bool
text_starts_nocase(struct span t, const char *s)
{
	size_t i;

	for (i = 0; s[i]; i++)
		if (i >= t.len ||
		    text_ascii_lower(t.ptr[i]) != text_ascii_lower(s[i]))
			return false;
	return true;
}

bool
text_eq_nocase(struct span t, const char *s)
{
	return t.len == strlen(s) && text_starts_nocase(t, s);
}

bool
text_is_among(struct span t, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text_eq_nocase(t, words[i]))
			return true;
	return false;
}

size_t
text_skip_spaces(struct span s, size_t at)
{
	size_t next = at;

	while (next < s.len && text_is_space(text_next(s, &next)))
		at = next;
	return at;
}

static bool
is_graphic(char c)
{
	return c > ' ' && c < 0x7f;
}

struct span
text_trim(struct span s)
{
	size_t from, to = s.len, next;

	if (s.len && is_graphic(s.ptr[0]) && is_graphic(s.ptr[s.len - 1]))
		return s; /* as most are */
	from = text_skip_spaces(s, 0);
	while (to > from) {
		next = to;
		if (!text_is_space(text_prev(s, &next)))
			break;
		to = next;
	}
	return span_sub(s, from, to);
}

uint64_t
text_hash(struct span s)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < s.len; i++) {
		h ^= (unsigned char)s.ptr[i];
		h *= 0x100000001b3u;
	}
	/* FNV's high bits are weak for short words: finish as MurmurHash3 does. */
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	h ^= h >> 33;
	h *= 0xc4ceb9fe1a85ec53u;
	h ^= h >> 33;
	return h;
}

/* Code points of s into out; returns how many. out has room for s.len. */
static size_t
decode(uint32_t *out, struct span s)
{
	size_t i = 0, n = 0;

	while (i < s.len)
		out[n++] = text_next(s, &i);
	return n;
}

static size_t
least(size_t x, size_t y, size_t z)
{
	size_t m = x < y ? x : y;

	return m < z ? m : z;
}

size_t
text_distance(struct span a, struct span b, size_t limit)
{
	uint32_t stack[384], *x = stack, *y, *row, *heap = NULL;
	size_t n, m, over = limit + 1, room = a.len + b.len + b.len + 1;

	if (room > sizeof(stack) / sizeof(stack[0])) {
		heap = x = malloc(room * sizeof(*x));
		if (!x)
			die_oom(room * sizeof(*x));
	}
	y = x + a.len;
	row = y + b.len;
	n = decode(x, a);
	m = decode(y, b);
	while (n && m && x[n - 1] == y[m - 1])
		n--, m--;
	while (n && m && x[0] == y[0])
		x++, y++, n--, m--;
	if ((n > m ? n - m : m - n) > limit)
		goto out;
	for (size_t j = 0; j <= m; j++)
		row[j] = (uint32_t)j;
	for (size_t i = 1; i <= n; i++) {
		/* Only a band of width limit around the diagonal can matter. */
		size_t lo = i > limit ? i - limit : 1;
		size_t hi = i + limit < m ? i + limit : m, best;
		uint32_t diagonal = row[lo - 1];

		row[lo - 1] = (uint32_t)(lo == 1 ? i : over);
		best = row[lo - 1];
		for (size_t j = lo; j <= hi; j++) {
			size_t up = j < i + limit ? row[j] : over;
			size_t v = least(up + 1, row[j - 1] + 1U,
			    diagonal + (x[i - 1] != y[j - 1]));

			diagonal = row[j];
			row[j] = (uint32_t)(v < over ? v : over);
			if (row[j] < best)
				best = row[j];
		}
		if (best > limit)
			goto out;
	}
	over = row[m] < over ? row[m] : over;
out:
	free(heap);
	return over;
}
