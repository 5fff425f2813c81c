/* How the start of a text looks like names. */

#include "base/text.h"
#include "model/label.h"
#include "parse/look-word.h"
#include "parse/look.h"

#include "base/banned.h"

enum { NAME_WORDS = 5 };

uint32_t
look_peek(struct span s, size_t at)
{
	return at < s.len ? text_next(s, &at) : 0;
}

#define IS_ONE_OF(word, list) \
	text_is_among((word), (list), sizeof(list) / sizeof((list)[0]))

/* --- names at the start ----------------------------------------------------- */

/* "Sve˘tlík", "Mu¨ller", of a PDF whose accents stand beside their letters. */
static bool
is_loose_accent(uint32_t c)
{
	return c == 0xa8 || c == 0xb4 || c == 0xb8 ||
	       (c >= 0x2c6 && c <= 0x2c7) || (c >= 0x2d8 && c <= 0x2dd);
}

struct look_word
look_word(struct span s, size_t *at)
{
	struct look_word w = { .capitals = true };
	size_t from = *at, next = from;

	while (next < s.len) {
		size_t before = next;
		uint32_t c = text_next(s, &next);

		if (text_is_letter(c) && !text_is_cjk(c)) {
			if (!w.letters++)
				w.capital = text_is_upper(c);
			w.capitals = w.capitals && text_is_upper(c);
		} else if (!((text_is_mark(c) || is_loose_accent(c)) &&
			       w.letters) &&
			   !((text_is_dash(c) || c == '\'' || c == 0x2019) &&
			       text_is_letter(look_peek(s, next)) &&
			       c != 0x2013 && c != 0x2014)) {
			next = before;
			break;
		}
		*at = next;
	}
	w.text = span_sub(s, from, *at);
	w.capitals = w.capitals && w.letters;
	return w;
}

static const char *const particles[] = { "van", "von", "de", "der", "den",
	"del", "della", "di", "da", "das", "do", "dos", "du", "la", "le", "les",
	"el", "al", "bin", "ibn", "ben", "ter", "ten", "zu", "zur", "af", "av",
	"st", "d", "y", "e", "dal", "vom", "zum", "t" };
static const char *const joints[] = { "and", "und", "et", "y", "e", "i", "и",
	"en", "og", "och" };

static bool
is_closing(uint32_t c)
{
	return !c || c == ',' || c == '.' || c == ';' || c == ':' || c == '(' ||
	       c == '&' || c == 0xff0c || c == 0xff1b || c == '[';
}

/* "O. v. Greyerz", "K. F. d. Blois": a particle that is an initial itself, behind others. */
static bool
is_small_initial(const struct look_word *w, struct span s, size_t at)
{
	size_t next = text_skip_spaces(s, at + 1);

	return w->letters == 1 && !w->capital && look_peek(s, at) == '.' &&
	       text_is_upper(look_peek(s, next));
}

/* Initials at s[*at]: "J. R.", "JR", "J.-P."; a single capital needs its dot
 * or what ends a name. */
static bool
read_initials(struct span s, size_t *at)
{
	bool found = false;

	for (;;) {
		size_t next = text_skip_spaces(s, *at);
		struct look_word w;
		uint32_t c;

		if (text_is_dash(look_peek(s, next)))
			(void)text_next(s, &next);
		w = look_word(s, &next);
		c = look_peek(s, next);
		if (found && is_small_initial(&w, s, next)) {
			*at = next + 1;
			continue;
		}
		if (!w.capital ||
		    !(w.letters <= 2 || (w.capitals && w.letters <= 3)))
			break;
		if (c == '.')
			(void)text_next(s, &next);
		else if (!w.capitals || !(is_closing(c) || text_is_space(c)))
			break;
		*at = next;
		found = true;
		if (c != '.')
			break;
	}
	return found;
}

/* 毛泽东, 김철수, 山田太郎: a short run of characters, closed. */
static int
cjk_author(struct span s, size_t at)
{
	size_t n = 0, names = 0;

	while (at < s.len) {
		size_t before = at;
		uint32_t c = text_next(s, &at);

		if (text_is_cjk(c) && c != 0x7b49) {
			n++;
			continue;
		}
		if (text_is_space(c) && n && n <= 3 && !names &&
		    text_is_cjk(look_peek(s, at)))
			continue; /* "山田 太郎", "李 明" */
		if (c == 0x7b49)  /* 等, "and others" */
			return n >= 2 && (n <= 5 || names) ? 4 : 1;
		if (c == ',' || c == 0xff0c || c == 0x3001 || c == ';' ||
		    c == 0xff1b || c == 0xb7 || c == 0x30fb) {
			if (n < 2 || n > 6)
				return names ? 3 : 0;
			names++;
			n = 0;
			at = text_skip_spaces(s, at);
			if (names == 3)
				return 4;
			continue;
		}
		at = before;
		break;
	}
	if (look_peek(s, text_skip_spaces(s, at)) == '(')
		at = text_skip_spaces(s, at);
	switch (look_peek(s, at)) {
	case '.':
	case 0xff0e:
	case ':':
	case 0xff1a:
	case '(':
	case 0xff08: return n >= 2 && n <= 6 ? (names ? 4 : 3) : names ? 3 : 0;
	default: return names ? 2 : 0;
	}
}

/* Behind a family name: how sure is it one? */
static int
after_family(struct span s, size_t at, size_t words)
{
	uint32_t c = look_peek(s, at);
	size_t next = text_skip_spaces(s, at);
	struct look_word w;

	if (c == ',' || c == 0xff0c) {
		(void)text_next(s, &at);
		next = at;
		if (read_initials(s, &next))
			return 4;
		next = text_skip_spaces(s, at);
		w = look_word(s, &next);
		if (w.capital && w.letters > 1 &&
		    (is_closing(look_peek(s, next)) ||
			text_is_space(look_peek(s, next))))
			return words <= 2 ? 3 : 2;
		/* "Neural Computation, 9(8)" is no name. */
		c = look_peek(s, text_skip_spaces(s, at));
		return text_is_letter(c) || c == '(' ? 1 : 0;
	}
	if (next > at && read_initials(s, &next) &&
	    is_closing(look_peek(s, text_skip_spaces(s, next))))
		return 4;
	return 0;
}

/* Is "et al." or its like at s[at]? */
static bool
is_et_al(struct span s, size_t at)
{
	static const char *const others[] = { "et al", "u.a.", "u. a.", "и др",
		"и соавт", "and others", "y otros", "et coll" };

	s = span_skip(s, text_skip_spaces(s, at));
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (s.len >= strlen(others[i]) &&
		    span_eq(
			span_sub(s, 0, strlen(others[i])), span_of(others[i])))
			return true;
	return false;
}

/* "..., 9(8)": volumes follow journals, not names. */
static bool
followed_by_number(struct span s, size_t at)
{
	if (look_peek(s, at) != ',')
		return false;
	return text_is_digit(look_peek(s, text_skip_spaces(s, at + 1)));
}

static int
latin_author(struct span s, size_t at)
{
	size_t words = 0, next;
	int sure;

	next = at;
	if (read_initials(s, &next) && next > at) {
		struct look_word w;

		next = text_skip_spaces(s, next);
		w = look_word(s, &next);
		while (
		    w.letters && !w.capital && IS_ONE_OF(w.text, particles)) {
			next = text_skip_spaces(s, next);
			w = look_word(s, &next);
		}
		if (w.capital && w.letters > 1)
			return 4;
	}
	for (words = 0; words < NAME_WORDS; words++) {
		struct look_word w;

		next = at;
		w = look_word(s, &next);
		if (!w.letters || (!w.capital && !IS_ONE_OF(w.text, particles)))
			break;
		at = next;
		if (w.capital) {
			sure = after_family(s, at, words + 1);
			if (sure > 1)
				return sure;
			if (is_et_al(s, at))
				return 3;
			if (sure)
				return words ? 2 : 1;
		}
		next = text_skip_spaces(s, at);
		if (next == at) {
			/* "Leo Breiman, ...": this word counts, too */
			words++;
			break;
		}
		at = next;
	}
	if (words < 2)
		return words && look_peek(s, at) == '(' ? 1 : 0;
	if (words <= 4 && !followed_by_number(s, at)) {
		/* "Ashish Vaswani and Noam Shazeer", "Ian Goodfellow." */
		struct look_word w = { 0 };

		next = at;
		w = look_word(s, &next);
		if (IS_ONE_OF(w.text, joints) || is_closing(look_peek(s, at)))
			return 2;
	}
	return 1;
}

bool
look_inverted_particle(struct span s)
{
	size_t at = text_skip_spaces(s, 0);
	struct look_word w = look_word(s, &at);

	return !w.capital && IS_ONE_OF(w.text, particles) && look_inverted(s);
}

/* "[Anonymous]. Erratum": nobody is named, and the brackets say who says so. */
static bool
is_anonymous(struct span s, size_t at)
{
	static const char *const words[] = { "anonymous", "anon", "anonym",
		"anonyme", "anónimo", "anonimo", "anônimo", "аноним" };
	struct look_word w;

	if (look_peek(s, at) != '[')
		return false;
	at++;
	w = look_word(s, &at);
	if (!IS_ONE_OF(w.text, words))
		return false;
	at += look_peek(s, at) == '.';
	return look_peek(s, at) == ']';
}

int
look_author(struct span s)
{
	size_t at = text_skip_spaces(s, 0);
	uint32_t c = look_peek(s, at);

	s = span_sub(s, 0, at + 400);
	/* marks of a meta-analysis, a country before the name: [美] */
	while (c == '*' || c == 0x2020 || c == 0x2021) {
		(void)text_next(s, &at);
		at = text_skip_spaces(s, at);
		c = look_peek(s, at);
	}
	if (c == '[' || c == 0x3014 || c == 0xff3b || c == 0xff08) {
		size_t next = at;

		(void)text_next(s, &next);
		if (text_is_han(text_next(s, &next))) {
			while (next < s.len && text_is_han(look_peek(s, next)))
				(void)text_next(s, &next);
			c = look_peek(s, next);
			if (c == ']' || c == 0x3015 || c == 0xff3d ||
			    c == 0xff09) {
				(void)text_next(s, &next);
				at = text_skip_spaces(s, next);
				c = look_peek(s, at);
			}
		}
	}
	if (label_same_author(span_skip(s, at)) || is_anonymous(s, at))
		return 3;
	if (text_is_dash(c)) {
		/* "———." for the author of the entry before */
		size_t dashes = 0;

		while (text_is_dash(look_peek(s, at))) {
			(void)text_next(s, &at);
			dashes++;
		}
		c = look_peek(s, text_skip_spaces(s, at));
		return (dashes >= 2 || c == '.' || c == ',') && is_closing(c)
			   ? 3
			   : 0;
	}
	if (c == '_' && s.len - at >= 3 && s.ptr[at + 1] == '_' &&
	    s.ptr[at + 2] == '_')
		return 3;
	if (text_is_cjk(c))
		return cjk_author(s, at);
	if (look_is_script(c))
		return look_script_author(span_skip(s, at));
	return latin_author(s, at);
}
