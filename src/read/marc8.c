#include "read/marc8.h"
#include "base/sbuf.h"
#include "base/text.h"

#include "base/banned.h"

enum {
	ESCAPE = 0x1b,
	FIRST = 0xa1,
	MARKS = 0xe0,
	LAST = 0xfe,
	MARKS_MAX = 8,
	FIELD_END = 0x1e
};

/* ANSEL from A1 on (Code Table Extended Latin); 0: not used. */
static const uint16_t ansel[LAST - FIRST + 1] = {
	/* A1 */ 0x0141,
	0x00d8,
	0x0110,
	0x00de,
	0x00c6,
	0x0152,
	0x02b9,
	/* A8 */ 0x00b7,
	0x266d,
	0x00ae,
	0x00b1,
	0x01a0,
	0x01af,
	0x02be,
	0,
	/* B0 */ 0x02bb,
	0x0142,
	0x00f8,
	0x0111,
	0x00fe,
	0x00e6,
	0x0153,
	0x02ba,
	/* B8 */ 0x0131,
	0x00a3,
	0x00f0,
	0,
	0x01a1,
	0x01b0,
	0,
	0,
	/* C0 */ 0x00b0,
	0x2113,
	0x2117,
	0x00a9,
	0x266f,
	0x00bf,
	0x00a1,
	0x00df,
	/* C8 */ 0x20ac,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	/* D0 */ 0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	/* D8 */ 0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	/* E0 */ 0x0309,
	0x0300,
	0x0301,
	0x0302,
	0x0303,
	0x0304,
	0x0306,
	0x0307,
	/* E8 */ 0x0308,
	0x030c,
	0x030a,
	0xfe20,
	0xfe21,
	0x0315,
	0x030b,
	0x0310,
	/* F0 */ 0x0327,
	0x0328,
	0x0323,
	0x0324,
	0x0325,
	0x0333,
	0x0332,
	0x0326,
	/* F8 */ 0x031c,
	0x032e,
	0xfe22,
	0xfe23,
	0,
	0,
	0x0313,
};

/* What escapes change to. */
enum set {
	SET_ASCII,
	SET_GREEK,
	SET_BELOW,
	SET_ABOVE,
	SET_OTHER, /* of one byte a character */
	SET_CJK,   /* of three */
};

struct decoder {
	struct span in;
	size_t at;
	enum set low; /* what bytes below 80 are */
	bool high;    /* bytes above are ANSEL */
	struct sbuf out;
	uint32_t marks[MARKS_MAX]; /* that wait for their letter */
	size_t marks_len;
	bool lost;
};

static uint32_t
of_ansel(unsigned char c)
{
	return c >= FIRST && c <= LAST ? ansel[c - FIRST] : 0;
}

static void
put(struct decoder *d, uint32_t c)
{
	char bytes[4];

	sbuf_add(&d->out, (struct span){ bytes, text_put(bytes, c) });
}

/* A letter, behind it its marks. */
static void
put_letter(struct decoder *d, uint32_t c)
{
	put(d, c);
	for (size_t i = 0; i < d->marks_len; i++)
		put(d, d->marks[i]);
	d->marks_len = 0;
}

static void
put_lost(struct decoder *d)
{
	put_letter(d, 0xfffd);
	d->lost = true;
}

/* Behind ESC: "g", "b", "p", "s", or which set becomes which half, "(N", ")E", "$1",
 * "$,1". */
static void
escape(struct decoder *d)
{
	char c = d->at < d->in.len ? d->in.ptr[d->at] : 0;
	bool upper = c == ')' || c == '-';
	bool many = c == '$';

	if (c == 'g' || c == 'b' || c == 'p' || c == 's') {
		d->low = c == 'g'   ? SET_GREEK
			 : c == 'b' ? SET_BELOW
			 : c == 'p' ? SET_ABOVE
				    : SET_ASCII;
		d->at++;
		return;
	}
	if (c != '(' && c != ',' && !upper && !many)
		return;
	d->at++;
	if (many && d->at < d->in.len && strchr(",)-", d->in.ptr[d->at])) {
		upper = d->in.ptr[d->at] != ',';
		d->at++;
	}
	if (d->at < d->in.len && d->in.ptr[d->at] == '!')
		d->at++; /* "(!E": ANSEL's name has two letters */
	c = d->at < d->in.len ? d->in.ptr[d->at++] : 0;
	if (upper)
		d->high = !many && c == 'E';
	else
		d->low = many ? SET_CJK : c == 'B' ? SET_ASCII : SET_OTHER;
}

/* An index of Unicode's, for what the sets of indices have. */
static uint32_t
index_of(unsigned char c, bool above)
{
	switch (c) {
	case '(': return above ? 0x207d : 0x208d;
	case ')': return above ? 0x207e : 0x208e;
	case '+': return above ? 0x207a : 0x208a;
	case '-': return above ? 0x207b : 0x208b;
	case '1': return above ? 0xb9 : 0x2081;
	case '2': return above ? 0xb2 : 0x2082;
	case '3': return above ? 0xb3 : 0x2083;
	default:
		if (c >= '0' && c <= '9')
			return (above ? 0x2070U : 0x2080U) + c - '0';
		return c;
	}
}

static void
decode_low(struct decoder *d, unsigned char c)
{
	/* separators and blanks are the same in all sets */
	if (c <= ' ') {
		while (d->marks_len) /* that no letter came for */
			put(d, d->marks[--d->marks_len]);
		put(d, c);
		return;
	}
	switch (d->low) {
	case SET_ASCII: put_letter(d, c); break;
	case SET_GREEK:
		put_letter(d, c >= 'a' && c <= 'c' ? 0x3b1U + c - 'a' : c);
		break;
	case SET_BELOW:
	case SET_ABOVE: put_letter(d, index_of(c, d->low == SET_ABOVE)); break;
	case SET_OTHER: put_lost(d); break;
	case SET_CJK:
		put_lost(d);
		for (int i = 0; i < 2 && d->at < d->in.len &&
				(unsigned char)d->in.ptr[d->at] > ' ';
		     i++)
			d->at++;
		break;
	}
}

static void
decode_high(struct decoder *d, unsigned char c)
{
	uint32_t to = d->high ? of_ansel(c) : 0;

	/* the marks of the rules of filing, which print nothing */
	if (c == 0x88 || c == 0x89)
		return;
	if (c == 0x8d || c == 0x8e)
		put(d, c == 0x8d ? 0x200d : 0x200c);
	else if (!to)
		put_lost(d);
	else if (c < MARKS)
		put_letter(d, to);
	else if (d->marks_len < MARKS_MAX)
		d->marks[d->marks_len++] = to;
}

bool
marc8_is(struct span bytes)
{
	bool any = false;

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i], next;

		if (c == ESCAPE)
			return true; /* no other encoding of MARC has them */
		if (c < 0x80)
			continue;
		any = true;
		if (c < FIRST) {
			if (c != 0x88 && c != 0x89 && c != 0x8d && c != 0x8e)
				return false;
			continue;
		}
		if (!of_ansel(c))
			return false;
		next = i + 1 < bytes.len ? (unsigned char)bytes.ptr[i + 1] : 0;
		/* a mark is on something: another mark, or a letter */
		if (c >= MARKS && next < MARKS && !of_ansel(next) &&
		    !text_is_letter(next))
			return false;
	}
	return any;
}

struct span
marc8_decode(struct arena *a, struct span bytes, bool *lost)
{
	struct decoder d = { .in = bytes, .out = SBUF_INIT, .high = true };
	struct span out;

	while (d.at < bytes.len) {
		unsigned char c = (unsigned char)bytes.ptr[d.at++];

		if (c == ESCAPE)
			escape(&d);
		else if (c < 0x80)
			decode_low(&d, c);
		else
			decode_high(&d, c);
		/* A field starts in ASCII and ANSEL. */
		if (c == FIELD_END) {
			d.low = SET_ASCII;
			d.high = true;
		}
	}
	*lost |= d.lost;
	out.ptr = arena_strdup_span(a, (struct span){ d.out.buf, d.out.len });
	out.len = d.out.len;
	sbuf_release(&d.out);
	return out;
}
