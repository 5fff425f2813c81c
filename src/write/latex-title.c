#include "base/text.h"
#include "write/latex.h"

#include "base/banned.h"

/*
 * BibTeX styles lower-case a title but for its first letter, the one after a
 * colon, and what is in braces (bibtex.web, "change.case$"). Braces go round
 * whole words: round letters they spoil kerning, and round the title they stop
 * styles that want their own case.
 */

/* Styles of a byte, as bits. */
enum {
	BIT_ITALIC = 1,
	BIT_BOLD = 2,
	BIT_SUPERSCRIPT = 4,
	BIT_SUBSCRIPT = 8,
	BIT_SMALL_CAPS = 16,
	BIT_STYLES = 31,
	BIT_PROTECTED = 32,
	BIT_MATH = 64,
};

static const struct {
	const char *open;
	const char *close;
	unsigned bit;
	const char *command;
} tags[] = {
	{ "<i>", "</i>", BIT_ITALIC, "\\emph{" },
	{ "<b>", "</b>", BIT_BOLD, "\\textbf{" },
	{ "<sup>", "</sup>", BIT_SUPERSCRIPT, "\\textsuperscript{" },
	{ "<sub>", "</sub>", BIT_SUBSCRIPT, "\\textsubscript{" },
	{ "<span style=\"font-variant:small-caps;\">", "</span>",
	    BIT_SMALL_CAPS, "\\textsc{" },
	{ "<span style=\"font-variant: small-caps;\">", "</span>",
	    BIT_SMALL_CAPS, "\\textsc{" },
	{ "<span class=\"nocase\">", "</span>", BIT_PROTECTED, NULL },
};

enum { TAGS = sizeof(tags) / sizeof(tags[0]), OPEN_MAX = 16 };

/* A title without its markup, and what holds for each byte of it. */
struct marked {
	char *text;
	unsigned char *bits;
	size_t len;
};

static bool
starts(struct span s, const char *with)
{
	size_t len = strlen(with);

	return s.len >= len && !memcmp(s.ptr, with, len);
}

static size_t
take_entity(struct span s, char *out)
{
	static const struct {
		const char *entity;
		char c;
	} entities[] = {
		{ "&amp;", '&' },
		{ "&lt;", '<' },
		{ "&gt;", '>' },
		{ "&quot;", '"' },
		{ "&#39;", '\'' },
	};

	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++)
		if (starts(s, entities[i].entity)) {
			*out = entities[i].c;
			return strlen(entities[i].entity);
		}
	return 0;
}

static void
take_markup(struct marked *m, struct arena *a, struct span s)
{
	size_t open[OPEN_MAX], depth = 0;
	unsigned bits = 0;

	m->text = arena_alloc(a, s.len + 1);
	m->bits = arena_alloc(a, s.len + 1);
	while (s.len) {
		char c = s.ptr[0];
		size_t n = 0, i = TAGS;

		if (c == '<') {
			if (depth && starts(s, tags[open[depth - 1]].close)) {
				i = open[--depth];
				n = strlen(tags[i].close);
				bits = 0;
				for (size_t k = 0; k < depth; k++)
					bits |= tags[open[k]].bit;
			}
			for (i = 0; !n && i < TAGS && depth < OPEN_MAX; i++) {
				if (!starts(s, tags[i].open))
					continue;
				n = strlen(tags[i].open);
				bits |= tags[i].bit;
				open[depth++] = i;
			}
		}
		if (!n) {
			n = c == '&' ? take_entity(s, &c) : 0;
			m->text[m->len] = c;
			m->bits[m->len++] = (unsigned char)bits;
			n = n ? n : 1;
		}
		s = span_skip(s, n);
	}
}

static void
take_plain(struct marked *m, struct arena *a, const char *title)
{
	m->len = strlen(title);
	m->text = arena_strdup(a, title);
	m->bits = arena_alloc(a, m->len + 1);
}

static void
set_bits(struct marked *m, size_t from, size_t to, unsigned bit)
{
	for (size_t i = from; i < to; i++)
		m->bits[i] |= (unsigned char)bit;
}

/* Math is never taken apart, nor is a macro; with a capital in it, math must be
 * protected. */
static void
mark_math(struct marked *m)
{
	struct span s = { m->text, m->len };

	for (size_t at = 0; at < m->len; at++) {
		size_t end = latex_raw_end(s, at);
		bool capital = false;

		if (!end)
			continue;
		for (size_t i = at; i < end; i++)
			capital |= m->text[at] == '$' && m->text[i] >= 'A' &&
				   m->text[i] <= 'Z';
		set_bits(m, at, end, BIT_MATH | (capital ? BIT_PROTECTED : 0));
		at = end - 1;
	}
}

/* --- words ------------------------------------------------------------------------ */

struct word {
	size_t from, to;
	size_t letters;
	bool capital;        /* begins with one */
	bool capital_inside; /* has one further on, or a digit after it */
	bool first;          /* of the title or after a colon: kept by styles */
	bool marked;         /* some of it is protected already */
};

/* The next word at or after *at. */
static bool
next_word(struct word *w, const struct marked *m, size_t *at)
{
	struct span s = { m->text, m->len };
	size_t i = *at;
	bool colon = false, any = *at == 0;

	*w = (struct word){ 0 };
	while (i < s.len) {
		size_t next = i;
		uint32_t c = text_next(s, &next);

		if ((text_is_letter(c) || text_is_digit(c)) &&
		    !(m->bits[i] & BIT_MATH))
			break;
		colon |= c == ':';
		i = next;
	}
	w->from = i;
	while (i < s.len) {
		size_t next = i;
		uint32_t c = text_next(s, &next);
		bool letter = text_is_letter(c);

		if ((!letter && !text_is_digit(c) && !text_is_mark(c) &&
			c != '\'' && c != 0x2019) ||
		    m->bits[i] & BIT_MATH)
			break;
		if (i == w->from)
			w->capital = text_is_upper(c);
		else if (text_is_upper(c) || (w->capital && text_is_digit(c)))
			w->capital_inside = true;
		w->letters += letter;
		w->marked |= (m->bits[i] & BIT_PROTECTED) != 0;
		i = next;
	}
	w->to = i;
	w->first = colon || any;
	*at = i;
	return w->to > w->from;
}

/* How the title is written: its words, the first ones aside. */
struct manner {
	bool all_capitals;
	bool sentence; /* small letters are the rule, so a capital is a name */
};

static struct manner
manner_of(const struct marked *m)
{
	struct manner out = { false, false };
	size_t at = 0, words = 0, small = 0, capital = 0, lower = 0;
	struct word w;

	while (next_word(&w, m, &at)) {
		words++;
		if (!w.capital || !w.capital_inside)
			lower += w.letters > 1;
		if (w.first || w.letters < 4)
			continue;
		if (w.capital)
			capital++;
		else
			small++;
	}
	out.all_capitals = lower == 0 && words > 2;
	out.sentence = small >= 2 && small > capital;
	return out;
}

static bool
needs_braces(const struct word *w, const struct manner *manner)
{
	if (w->marked)
		return true;
	if (manner->all_capitals)
		return false;
	if (w->capital_inside)
		return true;
	if (w->first || !w->capital)
		return false;
	return w->letters == 1 || manner->sentence;
}

/* A command's argument is in braces, so what is all styled needs no more. */
static bool
is_styled(const struct marked *m, size_t from, size_t to)
{
	for (; from < to; from++)
		if (!(m->bits[from] & BIT_STYLES))
			return false;
	return true;
}

static void
mark_words(struct marked *m)
{
	struct manner manner = manner_of(m);
	size_t at = 0;
	struct word w;

	while (next_word(&w, m, &at))
		if (needs_braces(&w, &manner) &&
		    (w.marked || !is_styled(m, w.from, w.to)))
			set_bits(m, w.from, w.to, BIT_PROTECTED);
}

/* --- output ----------------------------------------------------------------------- */

static size_t
run_end(const struct marked *m, size_t at, unsigned mask)
{
	unsigned bits = m->bits[at] & mask;

	while (at < m->len && (m->bits[at] & mask) == bits)
		at++;
	return at;
}

static void
add_run(struct sbuf *out, const struct marked *m, size_t from, size_t to,
    bool braces, bool ascii)
{
	while (from < to) {
		size_t end = run_end(m, from, BIT_STYLES);
		unsigned bits = m->bits[from], closes = 0;

		end = end < to ? end : to;
		if (braces && bits & BIT_STYLES) {
			/* "{\cmd" would be a special character: no shield. */
			sbuf_addc(out, '{');
			closes++;
		}
		for (size_t i = 0; i < TAGS; i++) {
			if (!tags[i].command || !(bits & tags[i].bit))
				continue;
			sbuf_add(out, span_of(tags[i].command));
			bits &= ~tags[i].bit;
			closes++;
		}
		latex_add(
		    out, (struct span){ m->text + from, end - from }, ascii);
		while (closes--)
			sbuf_addc(out, '}');
		from = end;
	}
}

char *
latex_title(struct arena *a, const char *title, const char *rich, bool whole,
    bool ascii)
{
	struct marked m = { 0 };
	struct sbuf sb = SBUF_INIT;
	char *out;

	if (rich)
		take_markup(&m, a, span_of(rich));
	else
		take_plain(&m, a, title);
	mark_math(&m);
	if (whole)
		set_bits(&m, 0, m.len, BIT_PROTECTED);
	else
		mark_words(&m);
	for (size_t at = 0; at < m.len;) {
		size_t end = run_end(&m, at, BIT_PROTECTED);
		bool braces = m.bits[at] & BIT_PROTECTED &&
			      (whole || !is_styled(&m, at, end));

		if (braces)
			sbuf_addc(&sb, '{');
		add_run(&sb, &m, at, end, braces, ascii);
		if (braces)
			sbuf_addc(&sb, '}');
		at = end;
	}
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}
