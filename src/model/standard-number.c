/* Standard numbers: ISBN, ISSN, and the numbers of PubMed and PMC. */

#include "base/text.h"
#include "model/identifier.h"

#include "base/banned.h"

/*
 * The digits (and a final X) of s in out, NUL-terminated; hyphens, dashes and
 * blanks between them dropped, "ISBN-13:" and the like before them too. False
 * if s has something else or they are more than max.
 */
static bool
collect(char *out, size_t max, struct span s, const char *label)
{
	size_t at = 0, len = 0;

	s = text_trim(s);
	if (text_starts_nocase(s, label)) {
		at = strlen(label);
		/* "-10", "-13", "13:": digits that are the label's */
		if (at < s.len && s.ptr[at] == '-')
			at++;
		if (at + 2 < s.len &&
		    (!memcmp(s.ptr + at, "10", 2) ||
			!memcmp(s.ptr + at, "13", 2)) &&
		    strchr(": )", s.ptr[at + 2]))
			at += 2;
		while (at < s.len && strchr(" :.=", s.ptr[at]))
			at++;
	}
	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		if (text_is_dash(c) || text_is_space(c) || c == 0xad)
			continue;
		if (c == 'x')
			c = 'X';
		if (len == max || ((c < '0' || c > '9') && c != 'X'))
			return false;
		if (len && out[len - 1] == 'X')
			return false;
		out[len++] = (char)c;
	}
	out[len] = '\0';
	return true;
}

static int
value(char c)
{
	return c == 'X' ? 10 : c - '0';
}

/* ISO 2108:2005, annex C: weights 10 to 1, modulo 11. */
static bool
is_isbn10(const char *d)
{
	int sum = 0;

	for (int i = 0; i < 10; i++)
		sum += (10 - i) * value(d[i]);
	return sum % 11 == 0;
}

/* The check digit of ISBN-13 and EAN: weights 1 and 3, modulo 10. */
static char
check13(const char *d)
{
	int sum = 0;

	for (int i = 0; i < 12; i++)
		sum += (i % 2 ? 3 : 1) * value(d[i]);
	return (char)('0' + (10 - sum % 10) % 10);
}

static bool
isbn_digits(char *d, struct span s)
{
	if (!collect(d, 13, s, "ISBN"))
		return false;
	if (strlen(d) == 10)
		return true;
	return strlen(d) == 13 && !strchr(d, 'X') &&
	       (!memcmp(d, "978", 3) || !memcmp(d, "979", 3));
}

char *
isbn_normal(struct arena *a, struct span s)
{
	char d[14], out[14];

	if (!isbn_digits(d, s))
		return NULL;
	if (strlen(d) == 13)
		return check13(d) == d[12] ? arena_strdup(a, d) : NULL;
	if (!is_isbn10(d))
		return NULL;
	memcpy(out, "978", 3);
	memcpy(out + 3, d, 9);
	out[12] = check13(out);
	out[13] = '\0';
	return arena_strdup(a, out);
}

bool
isbn_has_shape(struct span s)
{
	char d[14];

	return isbn_digits(d, s);
}

/* ISO 3297, annex A: weights 8 to 1, modulo 11. */
char *
issn_normal(struct arena *a, struct span s)
{
	char d[9];
	int sum = 0;

	if (!collect(d, 8, s, "ISSN") || strlen(d) != 8)
		return NULL;
	for (int i = 0; i < 8; i++)
		sum += (8 - i) * value(d[i]);
	if (sum % 11)
		return NULL;
	return arena_printf(a, "%.4s-%s", d, d + 4);
}

/* Digits at s[at..], or 0. */
static size_t
digits_at(struct span s, size_t at)
{
	size_t n = 0;

	while (at + n < s.len && s.ptr[at + n] >= '0' && s.ptr[at + n] <= '9')
		n++;
	return n;
}

/* Behind the last '/' or ':' or blank, if there is any. */
static struct span
last_part(struct span s)
{
	s = text_trim(s);
	while (s.len && strchr("/.", s.ptr[s.len - 1]))
		s.len--;
	for (size_t i = s.len; i; i--)
		if (s.ptr[i - 1] == '/' || s.ptr[i - 1] == ':' ||
		    s.ptr[i - 1] == ' ')
			return span_skip(s, i);
	return s;
}

char *
pmid_normal(struct arena *a, struct span s)
{
	struct span d = last_part(s);
	size_t n = digits_at(d, 0);

	if (!n || n > 8 || n != d.len || d.ptr[0] == '0')
		return NULL;
	return arena_strdup_span(a, d);
}

char *
pmcid_normal(struct arena *a, struct span s)
{
	struct span d = last_part(s);
	size_t n;

	if (!text_starts_nocase(d, "PMC"))
		return NULL;
	n = digits_at(d, 3);
	if (!n || n > 9)
		return NULL;
	/* "PMC1234567.1" names a version */
	if (n + 3 != d.len && d.ptr[n + 3] != '.')
		return NULL;
	return arena_printf(a, "PMC%.*s", (int)n, d.ptr + 3);
}

static bool
is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "2020.acl-main.1" (since 2020): year, venue-volume, number. */
static bool
is_new_acl(struct span s)
{
	size_t at = 5;

	if (digits_at(s, 0) != 4 || s.len < 10 || s.ptr[4] != '.')
		return false;
	while (at < s.len && (is_ascii_letter(s.ptr[at]) || s.ptr[at] == '-' ||
				 digits_at(s, at)))
		at++;
	return at > 7 && at + 1 < s.len && s.ptr[at] == '.' &&
	       memchr(s.ptr + 5, '-', at - 5) &&
	       at + 1 + digits_at(s, at + 1) == s.len;
}

char *
acl_normal(struct arena *a, struct span s)
{
	struct span d = last_part(s);
	char *out;

	if (d.len > 4 && !memcmp(d.ptr + d.len - 4, ".pdf", 4))
		d.len -= 4;
	/* "N19-1423" (until 2019): letter, year, number. */
	if (d.len == 8 && is_ascii_letter(d.ptr[0]) && digits_at(d, 1) == 2 &&
	    d.ptr[3] == '-' && digits_at(d, 4) == 4) {
		out = arena_strdup_span(a, d);
		if (out[0] >= 'a')
			out[0] = (char)(out[0] - 'a' + 'A');
		return out;
	}
	return is_new_acl(d) ? arena_strdup_span(a, d) : NULL;
}
