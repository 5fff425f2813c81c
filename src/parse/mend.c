#include "parse/mend.h"
#include "base/text.h"
#include "model/rich.h"
#include "parse/lexicon.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* A mark that stands alone, its combining form, how HTML calls it, and the letters
 * that have it in the languages of names: of two neighbours these win. */
static const struct accent {
	uint32_t c;
	uint32_t combining;
	const char *entity;
	const char *letters;
	bool behind; /* TeX sets it behind its letter */
} accents[] = {
	{ 0xb4, 0x301, "acute", "aeiouyAEIOUY", false },
	{ '`', 0x300, "grave", "aeiouAEIOU", false },
	{ 0xa8, 0x308, "uml", "aeiouyAEIOUY", false },
	{ 0x2c6, 0x302, "circ", "aeiouAEIOU", false },
	{ 0x2dc, 0x303, "tilde", "naoNAO", false },
	{ 0x2c7, 0x30c, "caron", "cszrendtCSZRENDT", false },
	{ 0xb8, 0x327, "cedil", "cstCST", true },
	{ 0x2da, 0x30a, "ring", "auAU", false },
	{ 0x2d8, 0x306, "breve", "aguAGU", false },
	{ 0x2dd, 0x30b, "dblac", "ouOU", false },
	{ 0x2d9, 0x307, "dot", "zegIZEG", false },
	{ 0xaf, 0x304, "macr", "aeiouAEIOU", false },
	{ 0x2db, 0x328, "ogon", "aeAE", true },
};

struct mender {
	struct arena *a;
	struct span in;
	char *out;
	size_t *map;
	size_t len;
};

static void
put(struct mender *m, uint32_t c, size_t from)
{
	size_t n = text_put(m->out + m->len, c);

	for (size_t i = 0; i < n; i++)
		m->map[m->len + i] = from;
	m->len += n;
}

static const struct accent *
accent_find(uint32_t c)
{
	for (size_t i = 0; i < COUNT(accents); i++)
		if (accents[i].c == c)
			return &accents[i];
	return NULL;
}

/* The letter with its accent as one character, or 0. */
static uint32_t
compose(struct mender *m, uint32_t letter, const struct accent *accent)
{
	char buf[8];
	size_t len, at = 0;
	struct span s;
	uint32_t c;

	if (!text_is_letter(letter) || text_is_cjk(letter))
		return 0;
	if (letter == 0x131)
		letter = 'i';
	len = text_put(buf, letter);
	len += text_put(buf + len, accent->combining);
	s = span_of(text_nfc(m->a, (struct span){ buf, len }));
	c = text_next(s, &at);
	return at == s.len ? c : 0;
}

static bool
is_usual(uint32_t letter, const struct accent *accent)
{
	if (letter == 0x131)
		letter = 'i';
	return letter && letter < 0x80 && strchr(accent->letters, (int)letter);
}

/* The last character written, and the one before it. */
static uint32_t
last_written(const struct mender *m, uint32_t *before)
{
	struct span done = { m->out, m->len };
	size_t at = m->len;
	uint32_t c = text_prev(done, &at);

	*before = text_prev(done, &at);
	return c;
}

/* Is it an apostrophe: "O´Connor", "d´Alembert"? */
static bool
is_apostrophe(uint32_t before, uint32_t last, uint32_t next)
{
	if (!text_is_letter(last) || !text_is_letter(next))
		return false;
	if (text_is_upper(next))
		return !(text_is_upper(last) && text_is_letter(before));
	return !text_is_letter(before) && last < 0x80 &&
	       strchr("dljsnmtc", (int)last);
}

/* A small word that stands between others: nothing to join. */
static bool
is_joint(struct span s, size_t at)
{
	static const char *const words[] = { "and", "und", "et", "y", "e", "i",
		"or", "oder", "to", "bis", "o", "ou", "u", "of", "in", "de",
		"da", "del", "di", "der", "van", "von", "la", "le", "as", "for",
		"with", "on", "en", "och", "og", "both", "bzw", "a", "the" };
	size_t end = at;

	while (end < s.len) {
		size_t next = end;

		if (!text_is_letter(text_next(s, &next)))
			break;
		end = next;
	}
	for (size_t i = 0; i < COUNT(words); i++)
		if (span_eq(span_sub(s, at, end), span_of(words[i])))
			return true;
	return false;
}

/* A word goes on behind one blank; its first letter is c. */
static bool
goes_on(const struct mender *m, size_t at, uint32_t *c)
{
	size_t next = at, word;
	uint32_t blank = text_next(m->in, &next);

	if (!text_is_space(blank))
		return false;
	word = next;
	*c = text_next(m->in, &next);
	return text_is_lower(*c) && !is_joint(m->in, word);
}

/* An accent at *at, in the text from from on: true if it was put on a letter. */
static bool
take_accent(struct mender *m, const struct accent *accent, size_t *at)
{
	size_t from = *at, next = from, behind;
	uint32_t before, last = last_written(m, &before), c, with = 0, joined;
	bool inside = text_is_letter(last), ahead;

	(void)text_next(m->in, &next);
	behind = next;
	c = text_next(m->in, &next);
	/* ASCII's is a quote as well */
	if (accent->c == '`' && !(inside && text_is_lower(c)))
		return false;
	if (accent->c == 0xb4 && is_apostrophe(before, last, c)) {
		put(m, 0x2019, from);
		*at = behind;
		return true;
	}
	/* "Sch¨ utze", "´ Alvarez" */
	if (text_is_space(c) && accent->c != '`') {
		size_t word = next;

		joined = text_next(m->in, &next);
		with = compose(m, joined, accent);
		if (with && !accent->behind && is_usual(joined, accent) &&
		    !is_joint(m->in, word) &&
		    (inside ? text_is_lower(joined) : text_is_upper(joined)) &&
		    !(inside && is_usual(last, accent))) {
			put(m, with, from);
			*at = next;
			return true;
		}
		with = 0;
		c = 0;
		next = behind;
	}
	ahead = !accent->behind || !inside;
	if (ahead && c && (is_usual(c, accent) || !is_usual(last, accent)))
		with = compose(m, c, accent);
	if (with) {
		/* "M ¨uller" */
		if (text_is_space(last) && text_is_upper(before) &&
		    text_is_lower(c) && m->len > 1 &&
		    (m->len == 2 || m->out[m->len - 3] == ' '))
			m->len--;
		put(m, with, from);
		*at = next;
		return true;
	}
	with = inside ? compose(m, last, accent) : 0;
	if (!with)
		return false;
	(void)text_prev((struct span){ m->out, m->len }, &m->len);
	put(m, with, m->map[m->len]);
	*at = behind;
	/* "Mu¨ ller" */
	if (goes_on(m, behind, &c)) {
		put(m, c, behind);
		(void)text_next(m->in, at);
		(void)text_next(m->in, at);
	}
	return true;
}

/* "&#287;", "&uuml;", "&rcaron;" at *at. */
static bool
take_entity(struct mender *m, size_t *at)
{
	struct span rest = span_skip(m->in, *at), name;
	size_t len = 0, end = 1;
	uint32_t c = rich_entity(rest, &len);

	if (c) {
		put(m, c, *at);
		*at += len;
		return true;
	}
	while (end < rest.len && end < 10 && rest.ptr[end] != ';')
		end++;
	if (end >= rest.len || rest.ptr[end] != ';' || end < 4)
		return false;
	name = span_sub(rest, 2, end);
	for (size_t i = 0; i < COUNT(accents) && !c; i++)
		if (span_eq(name, span_of(accents[i].entity)))
			c = compose(m, (unsigned char)rest.ptr[1], &accents[i]);
	if (!c)
		return false;
	put(m, c, *at);
	*at += end + 1;
	return true;
}

/* What a hyphen at the end of a line belongs to, rather than to the parting. */
static bool
keeps_hyphen(struct span word)
{
	static const char *const words[] = { "self", "non", "multi", "semi",
		"pre", "post", "co", "cross", "end", "state", "real", "high",
		"low", "large", "long", "short", "fine", "deep", "well", "data",
		"task", "time", "two", "one", "three", "zero", "few", "open",
		"image", "text", "human", "graph", "meta", "sub", "inter",
		"intra", "micro", "macro", "quasi", "anti", "neuro", "spatio",
		"socio", "case", "full", "in", "on", "off", "out", "re", "so",
		"part", "point", "user", "word", "video", "vision", "light",
		"model", "many", "far", "near", "first", "second", "third" };
	char buf[24];
	size_t at = 0, len = 0;

	while (at < word.len && len + 5 < sizeof(buf))
		len += text_put(buf + len, text_lower(text_next(word, &at)));
	for (size_t i = 0; i < COUNT(words); i++)
		if (span_eq((struct span){ buf, len }, span_of(words[i])))
			return true;
	return false;
}

/* "Cam- bridge": the hyphen at *at. */
static bool
take_hyphen(struct mender *m, size_t *at)
{
	size_t from = *at + 1, start = m->len;
	uint32_t c, before, last = last_written(m, &before);

	if (!text_is_lower(last) || !goes_on(m, from, &c))
		return false;
	while (start) {
		size_t back = start;

		if (!text_is_letter(
			text_prev((struct span){ m->out, m->len }, &back)))
			break;
		start = back;
	}
	if (start && m->out[start - 1] == '-')
		return false; /* "state-of- the-art" */
	if (m->len - start < 2)
		return false;
	if (keeps_hyphen((struct span){ m->out + start, m->len - start }))
		put(m, '-', *at);
	(void)text_next(m->in, &from); /* the blank */
	*at = from;
	return true;
}

/* "10.1145/ 3292500": is what was written a DOI's prefix, and does the blank at *at part
 * it from its suffix? */
static bool
take_doi_blank(struct mender *m, size_t *at)
{
	size_t next = *at, end = m->len, digits = 0;
	uint32_t c;

	if (!end || m->out[end - 1] != '/')
		return false;
	while (digits + 1 < end && m->out[end - 2 - digits] >= '0' &&
	       m->out[end - 2 - digits] <= '9')
		digits++;
	if (digits < 4 || digits > 9 || end < digits + 4 ||
	    memcmp(m->out + end - digits - 4, "10.", 3) != 0)
		return false;
	(void)text_next(m->in, &next);
	c = next < m->in.len ? (unsigned char)m->in.ptr[next] : 0;
	if (!text_is_digit(c) && !(c < 0x80 && text_is_lower(c)))
		return false;
	*at = next;
	return true;
}

/* Nothing of all that is in most texts. */
static bool
is_sound(struct span s)
{
	for (size_t i = 0; i + 1 < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		unsigned char d = (unsigned char)s.ptr[i + 1];

		if (c == '&' && d != ' ')
			return false;
		if (c == '-' && (d == ' ' || d == '\n'))
			return false;
		if (c == '`' || c == 0xcb)
			return false;
		if (c == '/' && (d == ' ' || d == '\n') && i &&
		    s.ptr[i - 1] >= '0' && s.ptr[i - 1] <= '9')
			return false;
		if (c == 0xc2 &&
		    (d == 0xb4 || d == 0xa8 || d == 0xb8 || d == 0xaf))
			return false;
	}
	return true;
}

void
mend_text(struct mended *out, struct arena *a, const struct mapped_text *body)
{
	struct mender m = { .a = a };

	m.in = (struct span){ body->text, body->len };
	*out = (struct mended){ m.in, NULL };
	if (is_sound(m.in))
		return;
	/* An ill-formed byte becomes three; "&#1;" is never shorter than what it is. */
	m.out = arena_alloc(a, 3 * m.in.len + 8);
	m.map = ARENA_ARRAY(a, size_t, 3 * m.in.len + 8);
	for (size_t at = 0; at < m.in.len;) {
		size_t from = at, next = at;
		uint32_t c = text_next(m.in, &next);
		const struct accent *accent =
		    c == '`' || c >= 0x80 ? accent_find(c) : NULL;

		if (accent && take_accent(&m, accent, &at))
			continue;
		if (c == '&' && take_entity(&m, &at))
			continue;
		if (c == '-' && take_hyphen(&m, &at))
			continue;
		if ((c == ' ' || c == '\n') && take_doi_blank(&m, &at))
			continue;
		put(&m, c, from);
		at = next;
	}
	m.map[m.len] = m.in.len;
	m.out[m.len] = '\0';
	out->text = (struct span){ m.out, m.len };
	out->map = m.map;
}
