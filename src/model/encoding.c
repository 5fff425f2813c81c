#include "model/encoding.h"
#include "base/sbuf.h"
#include "base/text.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "base/banned.h"

/*
 * Windows-1252, bytes 80 to 9F. Five bytes are undefined; they map to the C1
 * control of the same number, so that every file comes back as it was (WHATWG
 * Encoding Standard, index windows-1252).
 */
const uint16_t encoding_windows_1252[32] = { 0x20ac, 0x81, 0x201a, 0x192,
	0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152,
	0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013,
	0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178 };

/* --- what is it? ----------------------------------------------------------- */

static const struct {
	const char *magic;
	size_t len;
	const char *what;
} not_text[] = {
	{ "%PDF-", 5, "a PDF; extract its text first (pdftotext -layout)" },
	{ "PK\003\004", 4, "a ZIP or office file; save it as text first" },
	{ "\037\213", 2, "gzip data; unpack it first" },
	{ "\050\265\057\375", 4, "zstd data; unpack it first" },
	{ "\320\317\021\340", 4, "an office file; save it as text first" },
	{ "{\\rtf", 5, "RTF; save it as text first" },
	{ "\377\376\0\0", 4, "UTF-32; save it as UTF-8 first" },
	{ "\0\0\376\377", 4, "UTF-32; save it as UTF-8 first" },
};

static bool
starts(struct span s, const char *with, size_t len)
{
	return s.len >= len && !memcmp(s.ptr, with, len);
}

/* How many bytes to look at: enough for any doubt, however big the file. */
enum { GUESS_BYTES = 4 << 20 };

static bool
is_ascii_text(unsigned char c)
{
	return (c >= 0x20 && c < 0x7f) || (c >= '\t' && c <= '\r');
}

/*
 * UTF-16 without a BOM: ASCII (blanks and line ends are, in every language) has a
 * zero in every other byte, on one side only but for a few: U+4E00 is a zero and an
 * N from the other side.
 */
static bool
is_utf16(struct span bytes, enum document_encoding *out)
{
	const unsigned char *p = (const unsigned char *)bytes.ptr;
	size_t little = 0, big = 0, n = bytes.len, most, least;

	if (n > GUESS_BYTES)
		n = GUESS_BYTES;
	for (size_t i = 0; i + 1 < n; i += 2) {
		little += !p[i + 1] && is_ascii_text(p[i]);
		big += !p[i] && is_ascii_text(p[i + 1]);
	}
	most = little > big ? little : big;
	least = little > big ? big : little;
	*out = little > big ? ENCODING_UTF16LE : ENCODING_UTF16BE;
	return most > n / 64 && least * 8 <= most;
}

/*
 * The next GB18030 character's length by its form alone, 0 if ill-formed
 * (GB 18030-2005, chapter 4: one, two and four byte codes).
 */
static size_t
gb_length(struct span s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.ptr + at;
	size_t left = s.len - at;

	if (p[0] < 0x80)
		return 1;
	if (p[0] == 0x80 || p[0] == 0xff || left < 2)
		return 0;
	if ((p[1] >= 0x40 && p[1] <= 0x7e) || (p[1] >= 0x80 && p[1] <= 0xfe))
		return 2;
	if (left >= 4 && p[1] >= 0x30 && p[1] <= 0x39 && p[2] >= 0x81 &&
	    p[2] <= 0xfe && p[3] >= 0x30 && p[3] <= 0x39)
		return 4;
	return 0;
}

/* How a pair or a quadruple of GB18030 speaks for itself, against Windows-1252. */
struct gb_evidence {
	size_t units, good, bad;
	long points;
	size_t common,
	    rare; /* pairs of the row of pairs we are in: GB2312's, and
				the others of GBK */
};

static bool
is_ascii_letter(unsigned char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool
is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

/* A letter of Windows-1252 that is none of ASCII. */
static bool
is_western_letter(unsigned char c)
{
	return c >= 0xc0 && c != 0xd7 && c != 0xf7;
}

/*
 * Two high bytes. In GB2312's plane rows A1 to A9 are signs, B0 to D7 the common
 * characters, D8 to F7 the rarer ones. Alone between ASCII letters they are rather two
 * letters of a word ("Gr\xf6\xdfe") than one character: left and right are the
 * bytes beside them, 0 where there is none.
 */
static void
weigh_pair(struct gb_evidence *e, const unsigned char *p, unsigned char left,
    unsigned char right)
{
	bool letters = is_western_letter(p[0]) && is_western_letter(p[1]);
	bool rare = p[0] >= 0xd8;
	bool alone = left < 0x80 && right < 0x80;
	int beside = is_ascii_letter(left) + is_ascii_letter(right);

	if (p[1] < 0xa1 || (p[0] > 0xa9 && p[0] < 0xb0) || p[0] < 0xa1 ||
	    p[0] > 0xf7) {
		e->rare++;
		return;
	}
	e->common++;
	e->good++;
	if (letters && alone && (beside == 2 || (rare && beside)))
		e->points -= 2;
	else
		e->points += rare ? 1 : 2;
}

/*
 * The end of a row of pairs. Among characters of GB2312 those that only GBK has are
 * plausible; by themselves they are Western letters with ASCII ones behind.
 */
static void
end_row(struct gb_evidence *e)
{
	if (e->common >= 2 && e->common * 3 >= e->rare) {
		e->good += e->rare;
		e->points += (long)e->rare;
	} else {
		e->points -= 2 * (long)e->rare;
	}
	e->common = e->rare = 0;
}

/* Codes of four bytes: from 81 to 84 the letters of other alphabets, 81 being
 * nothing in Windows-1252; 94 and 95 emoji and rare characters. */
static void
weigh_four(struct gb_evidence *e, const unsigned char *p)
{
	if ((p[0] < 0x81 || p[0] > 0x84) && p[0] != 0x94 && p[0] != 0x95)
		return;
	e->good++;
	e->points += p[0] == 0x81 ? 6 : 3;
}

/*
 * GB18030 or Windows-1252? In European text a high byte mostly stands alone among
 * ASCII letters, which the form of GB18030 allows but its common characters do not.
 */
static bool
is_gb18030(struct span bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.ptr;
	struct gb_evidence e = { 0 };
	size_t n = bytes.len;
	unsigned char before = 0;

	if (n > GUESS_BYTES)
		n = GUESS_BYTES;
	for (size_t at = 0; at < n;) {
		size_t len = gb_length(bytes, at);

		e.units += p[at] >= 0x80;
		if (len != 2)
			end_row(&e);
		if (!len) {
			e.bad++;
			e.points -= 4;
		} else if (len == 4) {
			weigh_four(&e, p + at);
		} else if (len == 2 && p[at + 1] >= 0x80) {
			weigh_pair(&e, p + at, before,
			    at + 2 < bytes.len ? p[at + 2] : 0);
		} else if (len == 2 && p[at] == 0xa8 && p[at + 1] >= 0x40 &&
			   p[at + 1] <= 0x45) {
			e.good++; /* dashes: "12\xa8\x43" "17" */
			e.points += is_digit(before) && at + 2 < n &&
				    is_digit(p[at + 2]);
		} else if (len == 2) {
			e.rare++;
		}
		at += len ? len : 1;
		before = p[at - 1];
	}
	end_row(&e);
	return e.points > 0 && e.good * 10 >= e.units * 8 &&
	       e.bad * 50 <= e.units;
}

static void
count_utf8(struct span bytes, size_t *good, size_t *sure, size_t *bad)
{
	size_t n = bytes.len > GUESS_BYTES ? GUESS_BYTES : bytes.len;

	*good = *sure = *bad = 0;
	for (size_t at = 0; (at = text_skip_ascii(bytes, at)) < n;) {
		size_t before = at;
		unsigned char lead = (unsigned char)bytes.ptr[at];

		(void)text_next(bytes, &at);
		if (at - before > 1)
			++*good;
		else
			++*bad;
		*sure += at - before > 2 || (at - before == 2 && lead <= 0xc3);
	}
}

/*
 * What is declared holds, but for Latin-1 where the bytes pair as those of GB 18030:
 * editors and templates have put that into files of all sorts.
 */
static void
guess_legacy(struct encoding_guess *out, struct span bytes)
{
	struct encoding_guess declared;
	bool paired = is_gb18030(bytes);

	if (encoding_declared(&declared, bytes) &&
	    (!paired || declared.encoding != ENCODING_WINDOWS_1252))
		*out = declared;
	else
		out->encoding =
		    paired ? ENCODING_GB18030 : ENCODING_WINDOWS_1252;
}

static int
guess_without_bom(
    struct encoding_guess *out, struct span bytes, struct err *err)
{
	struct encoding_guess legacy = *out;
	size_t good, sure, bad, zeros = 0;
	struct span start = span_sub(bytes, 0, GUESS_BYTES);

	if (start.len && memchr(start.ptr, '\0', start.len))
		for (size_t i = 0; i < start.len; i++)
			zeros += start.ptr[i] == '\0';
	if (zeros && is_utf16(bytes, &out->encoding))
		return OK;
	if (zeros > bytes.len / 256)
		return err_set(err, ERR_SYNTAX, "is no text (NUL bytes)");
	count_utf8(bytes, &good, &sure, &bad);
	/*
	 * A few wrong bytes do not make a UTF-8 file something else; and what is no
	 * Chinese has next to no sequences of UTF-8 by chance, so that where there
	 * are some, another program has put the wrong bytes among them. Those of
	 * Western letters, dashes and quotes are surest: in Windows-1252 they would
	 * be an A with a tilde or a circumflex before a sign.
	 */
	if (bad * 4 <= good || !(good + bad))
		return OK;
	guess_legacy(&legacy, bytes);
	if (legacy.declared || legacy.encoding == ENCODING_GB18030 ||
	    (bad > good * 4 && bad > sure * 16))
		*out = legacy;
	return OK;
}

int
encoding_guess(struct encoding_guess *out, struct span bytes, struct err *err)
{
	*out = (struct encoding_guess){ .encoding = ENCODING_UTF8 };
	for (size_t i = 0; i < sizeof(not_text) / sizeof(not_text[0]); i++)
		if (starts(bytes, not_text[i].magic, not_text[i].len))
			return err_set(
			    err, ERR_SYNTAX, "is %s", not_text[i].what);
	if (starts(bytes, "\357\273\277", 3)) {
		out->bom = 3;
	} else if (starts(bytes, "\377\376", 2)) {
		out->bom = 2;
		out->encoding = ENCODING_UTF16LE;
	} else if (starts(bytes, "\376\377", 2)) {
		out->bom = 2;
		out->encoding = ENCODING_UTF16BE;
	} else if (starts(bytes, "\204\061\225\063", 4)) {
		out->bom = 4;
		out->encoding = ENCODING_GB18030;
	} else {
		return guess_without_bom(out, bytes, err);
	}
	return OK;
}

/* --- to UTF-8 ---------------------------------------------------------------- */

struct decoder {
	struct span bytes;
	size_t at;
	enum document_encoding encoding;
	UConverter *gb;            /* or that of the encoding that was named */
	struct encoding_text *out; /* where damage is told */
	bool torn;                 /* the byte before is no UTF-8 either */
};

/* Nothing more, though there are bytes: a change of state at the end. */
#define NOTHING_LEFT (UINT32_MAX - 1)

static void
encoding_tell(struct encoding_text *out, size_t at)
{
	if (out->damage_len < DOCUMENT_DAMAGE)
		out->damage[out->damage_len] = (uint32_t)at;
	out->damage_len++;
}

static uint32_t
utf16_unit(const struct decoder *d, size_t at)
{
	const unsigned char *p = (const unsigned char *)d->bytes.ptr + at;

	return d->encoding == ENCODING_UTF16LE
		   ? (uint32_t)p[0] | (uint32_t)p[1] << 8
		   : (uint32_t)p[1] | (uint32_t)p[0] << 8;
}

static uint32_t
decode_utf16(struct decoder *d)
{
	uint32_t c, low;

	if (d->bytes.len - d->at < 2) {
		d->at = d->bytes.len;
		return UINT32_MAX;
	}
	c = utf16_unit(d, d->at);
	d->at += 2;
	if (c < 0xd800 || c > 0xdfff)
		return c;
	if (c > 0xdbff || d->bytes.len - d->at < 2)
		return UINT32_MAX;
	low = utf16_unit(d, d->at);
	if (low < 0xdc00 || low > 0xdfff)
		return UINT32_MAX;
	d->at += 2;
	return 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
}

static uint32_t
decode_gb18030(struct decoder *d)
{
	size_t len = gb_length(d->bytes, d->at);
	const char *from = d->bytes.ptr + d->at, *p = from;
	UErrorCode code = U_ZERO_ERROR;
	UChar32 c;

	d->at += len ? len : 1;
	if (!len)
		return UINT32_MAX;
	if (len == 1)
		return (unsigned char)*from;
	ucnv_resetToUnicode(d->gb);
	c = ucnv_getNextUChar(d->gb, &p, from + len, &code);
	if (U_FAILURE(code) || p != from + len || c == TEXT_REPLACEMENT)
		return UINT32_MAX;
	return (uint32_t)c;
}

static bool
is_continuation(const struct decoder *d, size_t at)
{
	return at < d->bytes.len && (d->bytes.ptr[at] & 0xc0) == 0x80;
}

/*
 * A byte that is no UTF-8 by itself is a character of Windows-1252 that another
 * program has left there ("M\xfcller"); one of a sequence that was cut is nothing.
 */
static uint32_t
stray_byte(struct decoder *d, size_t at)
{
	unsigned char byte = (unsigned char)d->bytes.ptr[at];
	bool cut =
	    (byte >= 0xc2 && byte <= 0xf4 && is_continuation(d, at + 1)) ||
	    (d->torn && is_continuation(d, at));
	uint32_t c = byte > 0x9f ? byte : encoding_windows_1252[byte & 0x1f];

	return cut || (c >= 0x80 && c <= 0x9f) ? UINT32_MAX : c;
}

static uint32_t
decode_utf8(struct decoder *d)
{
	size_t before = d->at;
	uint32_t c = text_next(d->bytes, &d->at);

	if (d->at == before)
		d->at++; /* cannot be: a reader that stops */
	if (c != TEXT_REPLACEMENT || d->at - before != 1) {
		d->torn = false;
		return c;
	}
	c = stray_byte(d, before);
	d->torn = true;
	encoding_tell(d->out, before);
	return c;
}

static uint32_t
decode_named(struct decoder *d)
{
	const char *from = d->bytes.ptr + d->at, *p = from,
		   *end = d->bytes.ptr + d->bytes.len;
	UErrorCode code = U_ZERO_ERROR;
	UChar32 c = ucnv_getNextUChar(d->gb, &p, end, &code);

	d->at += p > from ? (size_t)(p - from) : 1;
	if (code == U_INDEX_OUTOFBOUNDS_ERROR) {
		d->at = d->bytes.len;
		return NOTHING_LEFT;
	}
	return U_FAILURE(code) || c == TEXT_REPLACEMENT ? UINT32_MAX
							: (uint32_t)c;
}

/* The next character; what means nothing, and NUL, is U+FFFD. */
static uint32_t
decode_next(struct decoder *d)
{
	size_t before = d->at;
	uint32_t c = UINT32_MAX;

	switch (d->encoding) {
	case ENCODING_UTF8: c = decode_utf8(d); break;
	case ENCODING_UTF16LE:
	case ENCODING_UTF16BE: c = decode_utf16(d); break;
	case ENCODING_WINDOWS_1252:
		c = (unsigned char)d->bytes.ptr[d->at++];
		if (c >= 0x80 && c <= 0x9f)
			c = encoding_windows_1252[c - 0x80];
		break;
	case ENCODING_GB18030: c = decode_gb18030(d); break;
	case ENCODING_NAMED: c = decode_named(d); break;
	}
	if (c == UINT32_MAX || !c) {
		if (d->encoding != ENCODING_UTF8 || !c)
			encoding_tell(d->out, before);
		return TEXT_REPLACEMENT;
	}
	return c;
}

int
encoding_named(struct encoding_guess *out, const char *name, struct span bytes)
{
	static const struct {
		const char *name;
		enum document_encoding encoding;
	} own[] = { { "UTF-8", ENCODING_UTF8 },
		/* the bigger one of a kind for all, as in WHATWG's Encoding
		 * Standard, 4.2 */
		{ "windows-1252", ENCODING_WINDOWS_1252 },
		{ "ISO-8859-1", ENCODING_WINDOWS_1252 },
		{ "gb18030", ENCODING_GB18030 }, { "GBK", ENCODING_GB18030 },
		{ "GB2312", ENCODING_GB18030 },
		{ "UTF-16LE", ENCODING_UTF16LE },
		{ "UTF-16BE", ENCODING_UTF16BE } };
	UErrorCode code = U_ZERO_ERROR;
	UConverter *c = ucnv_open(name, &code);
	const char *known;

	*out = (struct encoding_guess){ .encoding = ENCODING_NAMED };
	if (!*name || strlen(name) >= sizeof(out->name) || U_FAILURE(code) ||
	    !c)
		return ERR_USAGE;
	memcpy(out->name, name, strlen(name) + 1);
	known = ucnv_getName(c, &code);
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		UConverter *o = ucnv_open(own[i].name, &code);

		if (U_SUCCESS(code) && !strcmp(ucnv_getName(o, &code), known))
			out->encoding = own[i].encoding;
		ucnv_close(o);
	}
	ucnv_close(c);
	if (out->encoding == ENCODING_UTF8 && starts(bytes, "\357\273\277", 3))
		out->bom = 3;
	if ((out->encoding == ENCODING_UTF16LE &&
		starts(bytes, "\377\376", 2)) ||
	    (out->encoding == ENCODING_UTF16BE && starts(bytes, "\376\377", 2)))
		out->bom = 2;
	return OK;
}

void
encoding_decode(struct encoding_text *out, struct arena *a, struct span bytes,
    size_t base, enum document_encoding encoding, const char *name)
{
	struct decoder d = { .bytes = bytes, .encoding = encoding, .out = out };
	UErrorCode code = U_ZERO_ERROR;
	char one[4], *text;
	uint32_t *places, c;
	size_t len = 0, n;

	*out = (struct encoding_text){ .text = bytes };
	if (encoding == ENCODING_UTF8 && text_is_utf8(bytes) &&
	    (!bytes.len || !memchr(bytes.ptr, '\0', bytes.len)))
		return;
	if (encoding == ENCODING_NAMED || encoding == ENCODING_GB18030) {
		d.gb = ucnv_open(
		    encoding == ENCODING_NAMED ? name : "gb18030", &code);
		if (U_FAILURE(code))
			die_bug("ICU has no longer a converter");
	}
	/* Twice over, so that text and map are as big as they must be. */
	while (d.at < bytes.len && (c = decode_next(&d)) != NOTHING_LEFT)
		len += text_put(one, c);
	text = arena_alloc(a, len + 1);
	places = ARENA_ARRAY(a, uint32_t, len + 1);
	len = 0;
	out->damage_len = 0;
	d.torn = false;
	if (d.gb)
		ucnv_resetToUnicode(d.gb);
	for (d.at = 0; d.at < bytes.len; len += n) {
		size_t from = d.at;

		c = decode_next(&d);
		if (c == NOTHING_LEFT)
			break;
		n = text_put(one, c);
		memcpy(text + len, one, n);
		for (size_t i = 0; i < n; i++)
			places[len + i] = (uint32_t)(base + from);
	}
	places[len] = (uint32_t)(base + bytes.len);
	if (d.gb)
		ucnv_close(d.gb);
	out->text = (struct span){ text, len };
	out->map = places;
	for (size_t i = 0; i < out->damage_len && i < DOCUMENT_DAMAGE; i++)
		out->damage[i] += (uint32_t)base;
}
