/* Normal forms and folding, through ICU. */

#include "base/err.h"
#include "base/sbuf.h"
#include "base/text.h"

#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/banned.h"

/*
 * Letters that NFKD does not take apart, as libraries and name authorities
 * spell them in ASCII (Unicode CLDR, Latin-ASCII transform). Sorted.
 */
static const struct {
	uint32_t c;
	const char *ascii;
} letters[] = {
	{ 0x00c6, "ae" },
	{ 0x00d0, "d" },
	{ 0x00d8, "o" },
	{ 0x00de, "th" },
	{ 0x00df, "ss" },
	{ 0x00e6, "ae" },
	{ 0x00f0, "d" },
	{ 0x00f8, "o" },
	{ 0x00fe, "th" },
	{ 0x0110, "d" },
	{ 0x0111, "d" },
	{ 0x0126, "h" },
	{ 0x0127, "h" },
	{ 0x0131, "i" },
	{ 0x0141, "l" },
	{ 0x0142, "l" },
	{ 0x0152, "oe" },
	{ 0x0153, "oe" },
	{ 0x0166, "t" },
	{ 0x0167, "t" },
	{ 0x0180, "b" },
	{ 0x0192, "f" },
	{ 0x0197, "i" },
	{ 0x019a, "l" },
	{ 0x01b5, "z" },
	{ 0x01b6, "z" },
	{ 0x0237, "j" },
	{ 0x023a, "a" },
	{ 0x0259, "e" },
	{ 0x1e9e, "ss" },
};

static const char *
letter_ascii(uint32_t c)
{
	size_t lo = 0, hi = sizeof(letters) / sizeof(letters[0]);

	if (c < letters[0].c || c > letters[hi - 1].c)
		return NULL;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (letters[mid].c == c)
			return letters[mid].ascii;
		if (letters[mid].c < c)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

/* Joins words instead of parting them: "O'Hare", "don’t", "ʻOkina". */
static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02bc ||
	       c == 0x02bb || c == 0x02b9 || c == 0x60 || c == 0xb4 ||
	       c == 0x2032 || c == 0xff07;
}

/*
 * Nothing below U+0300 changes in NFC, nor do without a mark behind them U+0388 to
 * U+047F and U+2010 to U+2027, Greek, Russian and what prose has for quotation marks
 * and dashes (DerivedNormalizationProps.txt, NFC_QC).
 */
static bool
is_nfc_by_bytes(struct span s)
{
	bool ascii = true;

	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		unsigned char next =
		    i + 1 < s.len ? (unsigned char)s.ptr[i + 1] : 0;

		ascii &= c < 0x80;
		if (c < 0xcc || (c >= 0xcf && c <= 0xd1) ||
		    (c == 0xce && next >= 0x88))
			continue;
		if (c != 0xe2 || next != 0x80 || i + 2 >= s.len ||
		    (unsigned char)s.ptr[i + 2] < 0x90 ||
		    (unsigned char)s.ptr[i + 2] > 0xa7)
			return false;
	}
	return ascii || text_is_utf8(s);
}

static const UNormalizer2 *
normalizer(bool compatibility, bool compose)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *n;

	if (compose)
		n = unorm2_getNFCInstance(&status);
	else
		n = compatibility ? unorm2_getNFKDInstance(&status)
				  : unorm2_getNFDInstance(&status);
	if (U_FAILURE(status))
		die_bug("ICU has no normalizer data");
	return n;
}

/* UTF-8 to UTF-16, ill-formed bytes as U+FFFD. *out is malloc'd. */
static int32_t
to_utf16(UChar **out, struct span s)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t len = 0;

	if (s.len > INT32_MAX / 4)
		die_oom(s.len);
	*out = malloc((s.len + 1) * sizeof(**out));
	if (!*out)
		die_oom(s.len);
	(void)u_strFromUTF8WithSub(*out, (int32_t)s.len + 1, &len, s.ptr,
	    (int32_t)s.len, TEXT_REPLACEMENT, NULL, &status);
	return U_FAILURE(status) ? 0 : len;
}

/* *from normalised; the result is malloc'd. */
static int32_t
normalize(UChar **out, const UNormalizer2 *n, const UChar *from, int32_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t size = len * 2 + 16, got;

	for (;;) {
		*out = malloc((size_t)size * sizeof(**out));
		if (!*out)
			die_oom((size_t)size);
		got = unorm2_normalize(n, from, len, *out, size, &status);
		if (status != U_BUFFER_OVERFLOW_ERROR)
			break;
		free(*out);
		size = got + 1;
		status = U_ZERO_ERROR;
	}
	return U_FAILURE(status) ? 0 : got;
}

static char *
from_utf16(struct arena *a, const UChar *s, int32_t len)
{
	char *out = arena_alloc(a, (size_t)len * 3 + 1);
	size_t n = 0;

	for (int32_t i = 0; i < len;) {
		UChar32 c;

		U16_NEXT(s, i, len, c);
		n += text_put(out + n, (uint32_t)c);
	}
	out[n] = '\0';
	return out;
}

char *
text_nfc(struct arena *a, struct span s)
{
	UChar *wide, *normal;
	int32_t len;
	char *out;

	if (is_nfc_by_bytes(s))
		return arena_strdup_span(a, s);
	len = to_utf16(&wide, s);
	len = normalize(&normal, normalizer(false, true), wide, len);
	out = from_utf16(a, normal, len);
	free(normal);
	free(wide);
	return out;
}

/* ASCII without a double blank: what nothing needs to be done to. */
static bool
is_clean(struct span s)
{
	bool blank = true;

	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];

		if (c < ' ' || c >= 0x7f || (c == ' ' && blank))
			return false;
		blank = c == ' ';
	}
	return !blank;
}

/* Of text in NFC: is there nothing else to be done to it? Of Unicode's white space
 * all but U+2028 and the like begin with few bytes. */
static bool
is_collapsed(struct span s)
{
	bool blank = true;

	for (size_t i = 0; i < s.len;) {
		unsigned char c = (unsigned char)s.ptr[i];

		if (c < ' ' || (c == ' ' && blank))
			return false;
		blank = c == ' ';
		if (c == 0xc2 || (c >= 0xe1 && c <= 0xe3) || c == 0xef) {
			if (text_is_space(text_next(s, &i)))
				return false;
			continue;
		}
		i++;
	}
	return !blank;
}

char *
text_lines(struct arena *a, struct span s,
    char *(*line)(struct arena *a, struct span s))
{
	struct sbuf all = SBUF_INIT;
	size_t blank = 0;
	char *out;

	while (s.len) {
		const char *end = memchr(s.ptr, '\n', s.len);
		size_t len = end ? (size_t)(end - s.ptr) : s.len;
		const char *text = line(a, span_sub(s, 0, len));

		if (text && *text) {
			if (all.len)
				sbuf_add(&all,
				    blank ? SPAN_LIT("\n\n") : SPAN_LIT("\n"));
			sbuf_add(&all, span_of(text));
			blank = 0;
		} else {
			blank++;
		}
		s = span_skip(s, len + 1);
	}
	out = arena_strdup_span(a, (struct span){ all.buf, all.len });
	sbuf_release(&all);
	return out;
}

char *
text_clean(struct arena *a, struct span s)
{
	bool clean = is_clean(s), blank = false;
	char *text = clean ? arena_strdup_span(a, s) : text_nfc(a, s);
	struct span all = { text, strlen(text) };
	char *w = text;
	size_t i = 0;

	if (clean || is_collapsed(all)) /* as most texts are */
		return text;
	while (i < all.len) {
		size_t was = i;
		unsigned char c = (unsigned char)text[i];

		if (c > ' ' && c < 0x80) {
			i++;
		} else if (text_is_space(text_next(all, &i))) {
			blank = w != text;
			continue;
		}
		if (blank)
			*w++ = ' ';
		blank = false;
		if (i - was == 1) {
			*w++ = (char)c;
			continue;
		}
		memmove(w, text + was, i - was);
		w += i - was;
	}
	*w = '\0';
	return text;
}

/* What text_fold() makes of ASCII: 0 is nothing, a blank parts words. */
static const char folded[0x80 + 1] = "                "
				     "                "
				     "       \0        "
				     "0123456789      "
				     " abcdefghijklmno"
				     "pqrstuvwxyz     "
				     "\0abcdefghijklmno"
				     "pqrstuvwxyz     ";

/* The ASCII road of text_fold(): most titles take it. */
static char *
fold_ascii(struct arena *a, struct span s)
{
	char *out = arena_alloc(a, s.len + 1), *w = out;
	bool blank = false;

	for (size_t i = 0; i < s.len; i++) {
		char c = folded[(unsigned char)s.ptr[i]];

		if (c == ' ') {
			blank = true;
		} else if (c) {
			if (blank && w != out)
				*w++ = ' ';
			blank = false;
			*w++ = c;
		}
	}
	*w = '\0';
	return out;
}

static void
fold_one(struct sbuf *sb, uint32_t c, bool *blank)
{
	const char *ascii = letter_ascii(c);
	char bytes[4];
	int digit;

	if (!ascii && (text_is_mark(c) || is_apostrophe(c) || c == 0xad))
		return;
	if (!ascii && !text_is_letter(c) && !text_is_digit(c)) {
		*blank = true;
		return;
	}
	if (*blank && sb->len)
		sbuf_addc(sb, ' ');
	*blank = false;
	digit = text_digit_value(c);
	if (ascii)
		sbuf_add(sb, span_of(ascii));
	else if (digit >= 0 && text_is_digit(c))
		sbuf_addc(sb, (char)('0' + digit));
	else
		sbuf_add(
		    sb, (struct span){ bytes, text_put(bytes, text_lower(c)) });
}

char *
text_fold(struct arena *a, struct span s)
{
	struct sbuf sb = SBUF_INIT;
	UChar *wide, *normal;
	bool blank = false;
	int32_t len;
	char *out;

	if (text_is_ascii(s))
		return fold_ascii(a, s);
	len = to_utf16(&wide, s);
	len = normalize(&normal, normalizer(true, false), wide, len);
	for (int32_t i = 0; i < len;) {
		UChar32 c;

		U16_NEXT(normal, i, len, c);
		/* Hangul is compared in syllables as it is written. */
		fold_one(&sb, (uint32_t)c, &blank);
	}
	free(normal);
	free(wide);
	out = arena_strdup_span(a, (struct span){ sb.buf, sb.len });
	sbuf_release(&sb);
	return out;
}

char *
text_latin_fold(struct arena *a, struct span s)
{
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *latin;
	UChar id[] = { 'A', 'n', 'y', '-', 'L', 'a', 't', 'i', 'n' };
	UChar *wide;
	int32_t len, size, limit;
	char *text;

	if (text_is_ascii(s))
		return fold_ascii(a, s);
	len = to_utf16(&wide, s);
	latin = utrans_openU(id, (int32_t)(sizeof(id) / sizeof(id[0])),
	    UTRANS_FORWARD, NULL, 0, NULL, &status);
	if (U_FAILURE(status)) {
		free(wide);
		return text_fold(a, s);
	}
	for (size = len * 8 + 64;;) {
		UChar *work = malloc((size_t)size * sizeof(*work));

		if (!work)
			die_oom((size_t)size);
		memcpy(work, wide, (size_t)len * sizeof(*work));
		limit = len;
		status = U_ZERO_ERROR;
		{
			int32_t got = len;

			utrans_transUChars(
			    latin, work, &got, size, 0, &limit, &status);
			if (status == U_BUFFER_OVERFLOW_ERROR &&
			    size < INT32_MAX / 4) {
				size *= 2;
				free(work);
				continue;
			}
			text = U_FAILURE(status) ? arena_strdup_span(a, s)
						 : from_utf16(a, work, got);
		}
		free(work);
		break;
	}
	utrans_close(latin);
	free(wide);
	return text_fold(a, span_of(text));
}

char *
text_ascii(struct arena *a, struct span s)
{
	char *out = text_latin_fold(a, s), *w = out;

	for (const char *p = out; *p; p++)
		if ((unsigned char)*p < 0x80)
			*w++ = *p;
	*w = '\0';
	return out;
}
