#include "csl/number.h"
#include "base/sbuf.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

static bool
is_ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_ascii_alnum(char c)
{
	return is_ascii_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static bool
is_range_mark(uint32_t c)
{
	return text_is_dash(c);
}

/* The separator at s: its bytes with the blanks around it, and what it is: ',',
 * '&', '-' or 0. "\-" is no separator. */
static char
separator(struct span s, size_t *len)
{
	size_t at = 0, was;
	uint32_t c;
	char kind = 0;

	while (at < s.len && s.ptr[at] == ' ')
		at++;
	was = at;
	c = at < s.len ? text_next(s, &at) : 0;
	if (c == ',' || c == '&' || c == ';')
		kind = (char)c;
	else if (is_range_mark(c))
		kind = '-';
	else
		return 0;
	(void)was;
	while (at < s.len && s.ptr[at] == ' ')
		at++;
	*len = at;
	return kind;
}

/* The bytes of a number with its letters at s, or 0. */
static size_t
number_at(struct span s)
{
	size_t n = 0;
	bool digit = false;

	while (n < s.len && (is_ascii_alnum(s.ptr[n]) || s.ptr[n] == '.' ||
				s.ptr[n] == '\'')) {
		if (s.ptr[n] == '.' &&
		    !(n + 1 < s.len && is_ascii_alnum(s.ptr[n + 1])))
			break;
		digit = digit || is_ascii_digit(s.ptr[n]);
		n++;
	}
	return digit ? n : 0;
}

bool
csl_is_numeric(const char *text)
{
	struct span s = text_trim(span_of(text));

	for (;;) {
		size_t n = number_at(s), sep;

		if (!n)
			return false;
		s = span_skip(s, n);
		if (!s.len)
			return true;
		if (!separator(s, &sep))
			return false;
		s = span_skip(s, sep);
	}
}

/* A word that could be a number: digits, or a roman numeral. */
static bool
is_number_like(struct span w)
{
	bool digit = false;

	for (size_t i = 0; i < w.len; i++)
		digit = digit || is_ascii_digit(w.ptr[i]);
	if (digit)
		return true;
	for (size_t i = 0; i < w.len; i++)
		if (!strchr("ivxlcdmIVXLCDM", w.ptr[i]))
			return false;
	return w.len > 0;
}

/* Blanks, a comma perhaps, and a word for "and", at s: their bytes. */
static size_t
and_between(const struct csl_locale *l, struct span s)
{
	const char *words[2] = { "and",
		csl_locale_term(l, "and", TERM_LONG, false) };
	size_t at = 0;

	if (at < s.len && s.ptr[at] == ',')
		at++;
	while (at < s.len && s.ptr[at] == ' ')
		at++;
	for (int i = 0; at && i < 2; i++) {
		size_t n = words[i] ? strlen(words[i]) : 0;

		if (n && s.len - at > n && !memcmp(s.ptr + at, words[i], n) &&
		    s.ptr[at + n] == ' ')
			return at + n + 1;
	}
	return 0;
}

bool
csl_is_plural(const struct csl_locale *l, const char *text)
{
	struct span s = text_trim(span_of(text));
	size_t at = 0;

	while (at < s.len) {
		size_t from = at, sep, next;

		if (s.ptr[at] == '\\') {
			at += 2;
			continue;
		}
		while (at < s.len && is_ascii_alnum(s.ptr[at]))
			at++;
		if (at == from) {
			text_next(s, &at);
			continue;
		}
		if (!is_number_like(span_sub(s, from, at)))
			continue;
		sep = and_between(l, span_skip(s, at));
		if (!sep && !separator(span_skip(s, at), &sep))
			continue;
		next = at + sep;
		at = next;
		while (at < s.len && is_ascii_alnum(s.ptr[at]))
			at++;
		if (is_number_like(span_sub(s, next, at)))
			return true;
		at = next;
	}
	return false;
}

long
csl_number_value(const char *s)
{
	char *end;
	long n;

	if (!is_ascii_digit(*s))
		return -1;
	n = strtol(s, &end, 10);
	return *end || n > 1000000 ? -1 : n;
}

/* --- ordinals ------------------------------------------------------------------- */

static const struct csl_term *
ordinal_term(const struct csl_locale *l, unsigned n, unsigned long number,
    enum csl_gender gender)
{
	char name[16];
	const struct csl_term *t = NULL;
	unsigned match;

	snprintf(name, sizeof(name), "ordinal-%02u", n % 100);
	if (gender != GENDER_NEUTER)
		t = csl_locale_find(l, name, TERM_LONG, (int)gender);
	if (!t)
		t = csl_locale_find(l, name, TERM_LONG, GENDER_NEUTER);
	if (!t)
		return NULL;
	match = t->match;
	if (match == ORDINAL_DEFAULT)
		match = n < 10 ? ORDINAL_LAST_DIGIT : ORDINAL_LAST_TWO_DIGITS;
	if (match == ORDINAL_WHOLE_NUMBER && number != n)
		return NULL;
	if (match == ORDINAL_LAST_TWO_DIGITS && number % 100 != n)
		return NULL;
	return t;
}

const char *
csl_ordinal(struct arena *a, const struct csl_locale *l, unsigned long n,
    enum csl_gender gender)
{
	const struct csl_term *t = NULL;

	if (n % 100 >= 10)
		t = ordinal_term(l, (unsigned)(n % 100), n, gender);
	else
		t = ordinal_term(l, (unsigned)(n % 100), n, gender);
	if (!t)
		t = ordinal_term(l, (unsigned)(n % 10), n, gender);
	if (!t && gender != GENDER_NEUTER)
		t = csl_locale_find(l, "ordinal", TERM_LONG, (int)gender);
	if (!t)
		t = csl_locale_find(l, "ordinal", TERM_LONG, GENDER_NEUTER);
	/* CSL 1.0 had no "ordinal", but "ordinal-04" for the rest. */
	if (!t)
		t = csl_locale_find(l, "ordinal-04", TERM_LONG, GENDER_NEUTER);
	return arena_printf(a, "%lu%s", n, t ? t->single : "");
}

static const char *
long_ordinal(struct arena *a, const struct csl_locale *l, unsigned long n,
    enum csl_gender gender)
{
	const struct csl_term *t = NULL;
	char name[24];

	if (n < 1 || n > 10)
		return csl_ordinal(a, l, n, gender);
	snprintf(name, sizeof(name), "long-ordinal-%02lu", n);
	if (gender != GENDER_NEUTER)
		t = csl_locale_find(l, name, TERM_LONG, (int)gender);
	if (!t)
		t = csl_locale_find(l, name, TERM_LONG, GENDER_NEUTER);
	return t && *t->single ? t->single : csl_ordinal(a, l, n, gender);
}

static const char *
roman(struct arena *a, unsigned long n)
{
	static const struct {
		unsigned value;
		const char *letters;
	} steps[] = { { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" },
		{ 100, "c" }, { 90, "xc" }, { 50, "l" }, { 40, "xl" },
		{ 10, "x" }, { 9, "ix" }, { 5, "v" }, { 4, "iv" }, { 1, "i" } };
	char text[64];
	size_t len = 0;

	if (n < 1 || n > 3999)
		return arena_printf(a, "%lu", n);
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		for (; n >= steps[i].value; n -= steps[i].value)
			for (const char *p = steps[i].letters; *p; p++)
				text[len++] = *p;
	return arena_strdup_span(a, (struct span){ text, len });
}

static const char *
one_number(struct arena *a, const struct csl_locale *l, struct span s,
    enum csl_number_form form, enum csl_gender gender)
{
	const char *text = arena_strdup_span(a, s);
	long n = csl_number_value(text);

	if (n < 0)
		return text;
	switch (form) {
	case NUMBER_ORDINAL: return csl_ordinal(a, l, (unsigned long)n, gender);
	case NUMBER_LONG_ORDINAL:
		return long_ordinal(a, l, (unsigned long)n, gender);
	case NUMBER_ROMAN: return roman(a, (unsigned long)n);
	case NUMBER_NUMERIC: break;
	}
	return text;
}

static const char *
range_delimiter(const struct csl_locale *l)
{
	const char *s =
	    csl_locale_term(l, "page-range-delimiter", TERM_LONG, false);

	return s ? s : "\xe2\x80\x93";
}

/* The letters before a number's digits: a range has the same at both ends ("L2-L3"),
 * and "s2-42" is volume 42 of the second series. */
static struct span
letters_before(struct span number)
{
	size_t n = 0;

	while (n < number.len && !is_ascii_digit(number.ptr[n]))
		n++;
	return span_sub(number, 0, n);
}

const char *
csl_number_format(struct arena *a, const struct csl_locale *l, const char *text,
    enum csl_number_form form, enum csl_variable variable)
{
	struct span s = text_trim(span_of(text));
	struct sbuf out = SBUF_INIT;
	enum csl_gender gender =
	    csl_locale_gender(l, csl_variable_name(variable));
	const char *copy;

	if (!csl_is_numeric(text))
		return text;
	while (s.len) {
		struct span number = span_sub(s, 0, number_at(s)), next;
		size_t sep = 0;
		char kind;

		sbuf_add(&out, span_of(one_number(a, l, number, form, gender)));
		s = span_skip(s, number.len);
		kind = separator(s, &sep);
		next = span_skip(s, sep);
		if (kind == '-' &&
		    !span_eq(letters_before(number),
			letters_before(span_sub(next, 0, number_at(next))))) {
			sbuf_add(&out, span_sub(s, 0, sep));
			s = next;
			continue;
		}
		switch (kind) {
		case ',': sbuf_add(&out, SPAN_LIT(", ")); break;
		case ';': sbuf_add(&out, SPAN_LIT("; ")); break;
		case '&': sbuf_add(&out, SPAN_LIT(" & ")); break;
		case '-': sbuf_add(&out, span_of(range_delimiter(l))); break;
		default: sep = s.len; break;
		}
		s = span_skip(s, sep);
	}
	copy = arena_strdup(a, out.buf);
	sbuf_release(&out);
	return copy;
}

/* --- pages ------------------------------------------------------------------------- */

/* A page: letters, then digits, then perhaps letters. */
struct page {
	struct span prefix, digits;
	size_t len;
};

static bool
page_at(struct page *p, struct span s)
{
	size_t n = 0, from;

	while (n < s.len && is_ascii_alnum(s.ptr[n]))
		n++;
	p->len = from = n;
	while (from && is_ascii_digit(s.ptr[from - 1]))
		from--;
	p->prefix = span_sub(s, 0, from);
	p->digits = span_sub(s, from, n);
	return p->digits.len > 0;
}

/* The digits of b that differ from a's, but at least min of them. */
static struct span
minimal(struct span a, struct span b, size_t min)
{
	size_t same = 0;

	if (a.len != b.len)
		return b;
	while (same < b.len && a.ptr[same] == b.ptr[same])
		same++;
	if (b.len - same < min)
		same = b.len > min ? b.len - min : 0;
	return span_skip(b, same);
}

/* The end of a range, in The Chicago Manual of Style's manner (9.60 of the 15th,
 * 9.61 of the 16th edition). */
static struct span
chicago(struct span a, struct span b, bool fifteenth)
{
	unsigned long first = strtoul(a.ptr, NULL, 10);
	struct span two;

	if (a.len != b.len || first < 100 || first % 100 == 0)
		return b;
	if (first % 100 < 10)
		return minimal(a, b, 1);
	two = minimal(a, b, 2);
	/* four digits, three of which change: all are given */
	if (fifteenth && a.len == 4 && two.len >= 3)
		return b;
	return two;
}

static struct span
word_before(struct span s, size_t at)
{
	size_t from = at;

	while (from && is_ascii_alnum(s.ptr[from - 1]))
		from--;
	return span_sub(s, from, at);
}

static struct span
word_at(struct span s, size_t at)
{
	size_t to = at;

	while (to < s.len && is_ascii_alnum(s.ptr[to]))
		to++;
	return span_sub(s, at, to);
}

static void
add_range(struct sbuf *out, const struct page *a, const struct page *b,
    const char *dash, enum csl_page_format format)
{
	char full[32];
	struct span end = b->digits;

	sbuf_add(out, a->prefix);
	sbuf_add(out, a->digits);
	if (format != PAGES_AS_IS && !span_eq(a->prefix, b->prefix)) {
		/* no range of pages that we know */
		sbuf_addc(out, '-');
		sbuf_add(out, b->prefix);
		sbuf_add(out, b->digits);
		return;
	}
	/* "321-8" stands for "321-328"; the formats begin with that. */
	if (format != PAGES_AS_IS && b->digits.len < a->digits.len &&
	    a->digits.len < sizeof(full)) {
		memcpy(full, a->digits.ptr, a->digits.len);
		memcpy(full + a->digits.len - b->digits.len, b->digits.ptr,
		    b->digits.len);
		if (memcmp(full, a->digits.ptr, a->digits.len) >= 0)
			end = (struct span){ full, a->digits.len };
	}
	sbuf_add(out, span_of(dash));
	switch (format) {
	case PAGES_AS_IS: sbuf_add(out, b->prefix); break;
	case PAGES_EXPANDED: sbuf_add(out, a->prefix); break;
	case PAGES_MINIMAL: end = minimal(a->digits, end, 1); break;
	case PAGES_MINIMAL_TWO: end = minimal(a->digits, end, 2); break;
	case PAGES_CHICAGO_15:
	case PAGES_CHICAGO_16:
		end = chicago(a->digits, end, format == PAGES_CHICAGO_15);
		break;
	}
	sbuf_add(out, end);
}

const char *
csl_page_format(struct arena *arena, const struct csl_locale *l,
    const char *text, enum csl_page_format format)
{
	const char *dash = range_delimiter(l), *copy;
	const struct csl_term *sign =
	    csl_locale_find(l, "and", TERM_SYMBOL, GENDER_NEUTER);
	const char *and_sign = sign ? sign->single : NULL;
	struct span s = span_of(text);
	struct sbuf out = SBUF_INIT;
	size_t at = 0;
	bool boundary = true;

	while (at < s.len) {
		struct span rest = span_skip(s, at);
		struct page a, b;
		size_t sep = 0;

		if (s.ptr[at] == '\\' && rest.len > 1) {
			sbuf_addc(&out, s.ptr[at + 1]);
			at += 2;
			continue;
		}
		if (boundary && page_at(&a, rest) &&
		    separator(span_skip(rest, a.len), &sep) == '-' &&
		    page_at(&b, span_skip(rest, a.len + sep))) {
			add_range(&out, &a, &b, dash, format);
			at += a.len + sep + b.len;
			boundary = false;
			continue;
		}
		boundary = !is_ascii_alnum(s.ptr[at]);
		if (s.ptr[at] == '&' && and_sign && strcmp(and_sign, "&")) {
			sbuf_add(&out, span_of(and_sign));
			at++;
			continue;
		}
		if (separator(rest, &sep) == '-' &&
		    is_number_like(word_before(s, at)) &&
		    is_number_like(word_at(s, at + sep))) {
			/* numbers that are no plain pages */
			sbuf_add(&out, span_of(dash));
			at += sep;
			boundary = true;
			continue;
		}
		sbuf_addc(&out, s.ptr[at]);
		at++;
	}
	copy = arena_strdup(arena, out.buf);
	sbuf_release(&out);
	return copy;
}
