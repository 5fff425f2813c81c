#include "write/title-words.h"
#include "base/text.h"
#include "write/latex.h"

#include "base/banned.h"

static const struct {
	const char *open;
	const char *close;
	unsigned bit;
} tags[] = {
	{ "<i>", "</i>", BIT_ITALIC },
	{ "<b>", "</b>", BIT_BOLD },
	{ "<sup>", "</sup>", BIT_SUPERSCRIPT },
	{ "<sub>", "</sub>", BIT_SUBSCRIPT },
	{ "<span style=\"font-variant:small-caps;\">", "</span>",
	    BIT_SMALL_CAPS },
	{ "<span style=\"font-variant: small-caps;\">", "</span>",
	    BIT_SMALL_CAPS },
	{ "<span class=\"nocase\">", "</span>", BIT_PROTECTED },
};

enum { TAGS = sizeof(tags) / sizeof(tags[0]), OPEN_MAX = 16 };

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
take_markup(struct title *m, struct arena *a, struct span s)
{
	size_t open[OPEN_MAX], depth = 0;
	unsigned bits = 0;

	m->text = arena_alloc(a, s.len + 1);
	m->bits = arena_alloc(a, s.len + 1);
	m->places = ARENA_ARRAY(a, size_t, s.len + 1);
	for (const char *start = s.ptr; s.len;) {
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
			m->places[m->len] = (size_t)(s.ptr - start);
			m->bits[m->len++] = (unsigned char)bits;
			n = n ? n : 1;
		}
		s = span_skip(s, n);
	}
}

static void
take_plain(struct title *m, struct arena *a, const char *title)
{
	m->len = strlen(title);
	m->text = arena_strdup(a, title);
	m->bits = arena_alloc(a, m->len + 1);
}

void
title_set_bits(struct title *m, size_t from, size_t to, unsigned bit)
{
	for (size_t i = from; i < to; i++)
		m->bits[i] |= (unsigned char)bit;
}

/* Math is never taken apart, nor is a macro; with a capital in it, math must be
 * protected. */
static void
mark_math(struct title *m)
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
		title_set_bits(
		    m, at, end, BIT_MATH | (capital ? BIT_PROTECTED : 0));
		at = end - 1;
	}
}

void
title_read(
    struct title *out, struct arena *a, const char *title, const char *rich)
{
	*out = (struct title){ 0 };
	if (rich)
		take_markup(out, a, span_of(rich));
	else
		take_plain(out, a, title);
	mark_math(out);
}

/* --- words ------------------------------------------------------------------------ */

bool
title_next_word(struct title_word *w, const struct title *m, size_t *at)
{
	struct span s = { m->text, m->len };
	size_t i = *at;
	bool colon = false, any = *at == 0;

	*w = (struct title_word){ 0 };
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

struct title_manner
title_manner(const struct title *m)
{
	struct title_manner out = { false, false };
	size_t at = 0, words = 0, small = 0, capital = 0, lower = 0;
	struct title_word w;

	while (title_next_word(&w, m, &at)) {
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

bool
title_word_counts(const struct title_word *w, const struct title_manner *manner)
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
