/* Does a footnote name a work, as the humanities do: "Vgl. Max Weber, Die
 * protestantische Ethik, Tübingen 1920, S. 12"? */

#include "base/text.h"
#include "parse/look-word.h"
#include "parse/look.h"

#include "base/banned.h"

enum {
	NOTE_BYTES = 600,
	NAME_WORDS =
	    9, /* "Janet Zollinger-Giele/Elke Holst/Hans von der ..." */
	TITLE_LETTERS = 6, /* what a title has at least */
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool
is_quote(uint32_t c)
{
	static const uint32_t quotes[] = { '"', 0x201c, 0x201e, 0xab, 0xbb,
		0x2018, 0x300a, 0x300c };

	for (size_t i = 0; i < COUNT(quotes); i++)
		if (c == quotes[i])
			return true;
	return false;
}

/* "Ibid., 416; see also": a work that was named before, and the sign before another. */
static size_t
skip_named_before(struct span s, size_t at)
{
	static const char *const words[] = { "ibid", "ibidem", "ebd", "ebenda",
		"idem", "там" };
	enum { PLACE_BYTES = 60 }; /* what is cited of it */
	size_t next = at;
	struct look_word w = look_word(s, &next);

	if (!text_is_among(w.text, words, COUNT(words)))
		return at;
	while (next < s.len && next < at + PLACE_BYTES)
		if (s.ptr[next++] == ';')
			return text_skip_spaces(s, next);
	return at;
}

/* "Vgl. auch", "See", "a)", "Cfr.", "См.:": what stands before the names. */
static struct span
skip_lead(struct span s)
{
	static const char *const words[] = { "see", "cf", "compare", "vgl",
		"siehe", "s", "dazu", "so", "cfr", "voir", "véase", "ver",
		"vedi", "zie", "se", "см", "ср", "цит", "also", "auch", "aussi",
		"anche", "también", "ook", "z", "b", "e", "g", "eg", "etwa",
		"по", "nach", "zit", "zitiert", "cited", "quoted", "in", "from",
		"for", "example", "например", "также" };
	static const char *const first[] = { "see", "cf", "compare", "vgl",
		"siehe", "dazu", "so", "cfr", "voir", "véase", "vedi", "zie",
		"см", "ср", "цит", "См", "Ср", "Цит", "zit", "zitiert", "cited",
		"quoted" };
	size_t at = skip_named_before(s, text_skip_spaces(s, 0)), next = at;
	struct look_word w = { 0 };

	/* "(a) ", "a) " */
	if (look_peek(s, at) == '(')
		next++;
	w = look_word(s, &next);
	if (w.letters == 1 && !w.capital && look_peek(s, next) == ')')
		at = text_skip_spaces(s, next + 1);
	next = at;
	w = look_word(s, &next);
	if (!text_is_among(w.text, first, COUNT(first)))
		return span_skip(s, at);
	do {
		at = next;
		while (look_peek(s, at) == '.' || look_peek(s, at) == ',' ||
		       look_peek(s, at) == ':')
			at++;
		at = next = text_skip_spaces(s, at);
		w = look_word(s, &next);
	} while (w.letters && text_is_among(w.text, words, COUNT(words)));
	return span_skip(s, at);
}

/* Do names go on behind a comma: "Rawls, J.", "Rawls, J., & Nozick, R."? */
static bool
names_go_on(struct span s, size_t at)
{
	size_t next = text_skip_spaces(s, at);
	struct look_word w;

	if (look_peek(s, next) == '&')
		return true;
	w = look_word(s, &next);
	return w.capital && w.letters <= 2 && look_peek(s, next) == '.';
}

/* Names, and the comma, colon or bracket that ends them: where that is, or 0. */
static size_t
names_end(struct span s)
{
	static const char *const small[] = { "van", "von", "de", "der", "den",
		"del", "della", "di", "da", "dos", "du", "la", "le", "ten",
		"ter", "zu", "af", "av", "and", "und", "et", "y", "e", "i", "и",
		"en", "og", "och", "al", "u", "a", "др" };
	size_t at = 0, words = 0, names = 0;

	while (words < NAME_WORDS) {
		size_t next = text_skip_spaces(s, at);
		struct look_word w = look_word(s, &next);
		uint32_t c;

		if (!w.letters ||
		    !(w.capital || text_is_among(w.text, small, COUNT(small))))
			return 0;
		if (!names && !w.capital && w.letters == 1)
			return 0;
		words++;
		names += w.capital && w.letters > 1;
		at = next;
		c = look_peek(s, at);
		if (c == '.' && (w.letters <= 2 || !w.capital)) {
			at++; /* an initial, "et al.", "u. a." */
			c = look_peek(s, at);
			/* "Бахтин М. М. Проблемы поэтики" */
			if (names && w.capital && names < words &&
			    text_is_space(c)) {
				next = text_skip_spaces(s, at);
				w = look_word(s, &next);
				if (w.capital && w.letters > 2)
					return at;
			}
		}
		if (c == ',' && names && names_go_on(s, at + 1)) {
			at = text_skip_spaces(s, at + 1);
			at += look_peek(s, at) == '&';
			continue;
		}
		if (c == ',' || c == ':')
			return names ? at + 1 : 0;
		if (text_is_space(c)) {
			next = text_skip_spaces(s, at);
			c = look_peek(s, next);
			if (names && (c == '(' || is_quote(c)))
				return next;
			if (c == '&' || c == '/')
				at = next + 1;
		} else if (c == '/') {
			at++;
		} else if (c != '.' && !text_is_dash(c) && !text_is_letter(c)) {
			return 0;
		}
	}
	return 0;
}

/* A year at s[at], of the centuries in which books are printed. */
static bool
is_year(struct span s, size_t at)
{
	unsigned value = 0;
	size_t n = 0;

	for (; at + n < s.len && text_is_digit((unsigned char)s.ptr[at + n]);
	     n++)
		value =
		    n < 4 ? value * 10 + (unsigned)(s.ptr[at + n] - '0') : 9999;
	return n == 4 && value >= 1450 && value <= 2100;
}

/* Does the year stand as an imprint's does: behind a comma, a bracket, a place? */
static bool
year_is_placed(struct span s, size_t at)
{
	size_t before = at, from;
	uint32_t c;

	while (before && text_is_space((unsigned char)s.ptr[before - 1]))
		before--;
	if (!before)
		return false;
	from = before;
	c = text_prev(s, &from);
	if (c == ',' || c == '(' || c == '.' || c == ':' || text_is_digit(c))
		return true;
	/* "Tübingen 1920": the word before has a capital */
	while (from && !text_is_space((unsigned char)s.ptr[from - 1]))
		from--;
	return before < at && text_is_upper(look_peek(s, from));
}

/* "S. 12", "p. 30", "pp. 3", "С. 30", "Bd. 2", "vol. 3", "): 1740" at s[at], where a
 * number is? */
static bool
is_locator(struct span s, size_t at)
{
	static const char *const words[] = { "s", "p", "pp", "с", "стр", "bd",
		"vol", "col", "sp", "str", "fol", "f", "ff", "т", "pag",
		"págs" };
	size_t from = at;
	struct look_word w;
	size_t next;

	while (from && (text_is_space((unsigned char)s.ptr[from - 1]) ||
			   s.ptr[from - 1] == '.'))
		from--;
	if (from && s.ptr[from - 1] == ':')
		return true;
	for (next = from; next;) {
		size_t before = next;

		if (!text_is_letter(text_prev(s, &before)))
			break;
		next = before;
	}
	w = look_word(s, &next);
	return from < at && w.letters &&
	       text_is_among(w.text, words, COUNT(words));
}

/* Is nothing behind s[at] but full stops, brackets, digits and "f."? */
static bool
is_end(struct span s, size_t at)
{
	size_t letters = 0;

	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		letters = text_is_letter(c) ? letters + 1 : 0;
		if (letters > 2)
			return false;
	}
	return true;
}

bool
look_cites(struct span note)
{
	struct span s = skip_lead(span_sub(note, 0, NOTE_BYTES));
	size_t at = names_end(s), letters = 0, end;
	bool year = false, locator = false, dated = false;
	struct look_word w;
	size_t next;
	uint32_t c;

	if (!at)
		return false;
	/* what follows is a title, "(1920), " before it or not: a capital, a quote */
	next = text_skip_spaces(s, at);
	if (look_peek(s, next) == '(') {
		dated = true;
		while (next < s.len && s.ptr[next] != ')')
			next++;
		next = text_skip_spaces(s, next + 1);
		while (next < s.len && strchr(",.:", s.ptr[next]))
			next++;
		next = text_skip_spaces(s, next);
	}
	c = look_peek(s, next);
	w = look_word(s, &next);
	if (!w.capital && !is_quote(c))
		return false;
	end = at;
	while (end < s.len && s.ptr[end] != ';')
		end++;
	s = span_sub(s, 0, end);
	while (at < s.len) {
		size_t before = at;

		c = text_next(s, &at);
		letters += text_is_letter(c);
		if (!text_is_digit(c) ||
		    (before && text_is_digit((unsigned char)s.ptr[before - 1])))
			continue;
		if (is_year(s, before) && year_is_placed(s, before)) {
			year = true;
			dated = dated || is_end(s, before + 4);
		}
		locator = locator || is_locator(s, before);
	}
	return year && (locator || dated) && letters >= TITLE_LETTERS;
}
