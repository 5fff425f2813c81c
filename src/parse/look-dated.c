/* Does a text start with names and, at once behind them, a year? */

#include "base/text.h"
#include "parse/look-word.h"
#include "parse/look.h"

#include "base/banned.h"

enum {
	FAR = 1500, /* bytes that the names of a long list take */
	INITIALS = 3,
	YEAR_FIRST = 1400,
	YEAR_LAST = 2099,
};

static const char *const small_words[] = { "van", "von", "de", "der", "den",
	"del", "della", "di", "da", "das", "do", "dos", "du", "la", "le", "les",
	"el", "al", "bin", "ibn", "ben", "ter", "ten", "zu", "zur", "af", "av",
	"d", "y", "e", "dal", "vom", "zum", "t", "and", "und", "et", "i", "и",
	"en", "og", "och", "others", "eds", "ed", "hrsg", "hg", "jr", "coord",
	"orgs", "org" };
/* What stands for a year. */
static const char *const undated[] = { "n.d", "n. d", "in press", "forthcoming",
	"o.j", "o. j", "im druck", "s.f", "s.d", "sous presse", "en prensa",
	"accepted", "submitted", "to appear" };

static bool
is_small_word(struct span word)
{
	for (size_t i = 0; i < sizeof(small_words) / sizeof(*small_words); i++)
		if (text_eq_nocase(word, small_words[i]))
			return true;
	return false;
}

/* "2016", "2016a" and no more digits. */
static bool
is_year(struct span s, size_t at)
{
	long year = 0;
	size_t n = 0;

	for (; n < 5 && text_is_digit(look_peek(s, at + n)); n++)
		year = year * 10 + (s.ptr[at + n] - '0');
	return n == 4 && year >= YEAR_FIRST && year <= YEAR_LAST;
}

/* A bracket behind the names: with the year, with "Eds.", or with something else. */
static bool
dates(struct span s, size_t *at)
{
	size_t inner = text_skip_spaces(s, *at + 1);
	struct look_word word;

	if (is_year(s, inner))
		return true;
	for (size_t i = 0; i < sizeof(undated) / sizeof(*undated); i++)
		if (text_starts_nocase(span_skip(s, inner), undated[i]))
			return true;
	word = look_word(s, &inner);
	*at = is_small_word(word.text) && look_peek(s, inner) == '.' ? inner + 1
								     : s.len;
	return false;
}

bool
look_dated(struct span s)
{
	size_t at = text_skip_spaces(s, 0), words = 0;
	bool initial = false;

	s = span_sub(s, 0, at + FAR);
	while (at < s.len) {
		uint32_t c = look_peek(s, at);
		struct look_word word;
		size_t next = at;

		if (c == '(' || c == '[') {
			if (dates(s, &at))
				return words && look_author(s) > 1;
			continue;
		}
		if (text_is_digit(c))
			return words && is_year(s, at) && look_author(s) > 2;
		word = look_word(s, &next);
		if (word.letters) {
			if (!word.capital && word.letters > 1 &&
			    !is_small_word(word.text))
				return false;
			words++;
			initial = word.letters <= INITIALS ||
				  is_small_word(word.text);
			at = next;
			continue;
		}
		(void)text_next(s, &at);
		/* an organisation's name may end in a full stop before the year */
		if (c == '.' && !initial) {
			next = text_skip_spaces(s, at);
			if (look_peek(s, next) != '(' && !is_year(s, next))
				return false;
		}
		if (!text_is_space(c) && !text_is_dash(c) &&
		    !(c < 0x80 && strchr(".,&;)'", (int)c)) && c != 0x2019)
			return false;
	}
	return false;
}

bool
look_inverted(struct span s)
{
	enum { WORDS = 4 };
	size_t at = text_skip_spaces(s, 0);

	for (int i = 0; i < WORDS; i++) {
		struct look_word word = look_word(s, &at);

		if (!word.letters)
			return false;
		if (look_peek(s, at) == ',')
			break;
		at = text_skip_spaces(s, at);
	}
	if (look_peek(s, at) != ',')
		return false;
	at = text_skip_spaces(s, at + 1);
	return text_is_upper(look_peek(s, at)) &&
	       look_word(s, &at).letters <= 2 && look_peek(s, at) == '.';
}
