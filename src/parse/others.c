/* Authors that are not named: "et al.", "and 33 others". */

#include "parse/people.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* "and 33 others", "(and 12 co-authors)", "+ 5 more": the token behind, or i. */
static size_t
skip_number_of_others(const struct scan *s, size_t i)
{
	static const char *const words[] = { "others", "more", "authors",
		"coauthors", "co-authors", "colleagues", "weitere", "autres",
		"otros", "outros", "altri" };
	bool open = token_is_point(s, i, "([");
	size_t at = open ? i + 1 : i;

	if (!token_is_free(s, i) ||
	    !(people_is_and(s, at) || token_is_point(s, at, "+")))
		return i;
	at++;
	if (at >= s->len || s->tokens[at].kind != TOKEN_NUMBER)
		return i;
	at++;
	if (token_is(s, at, "other") || token_is(s, at, "more"))
		at += token_is(s, at + 1, "authors") ||
		      token_is(s, at + 1, "coauthors") ||
		      token_is(s, at + 1, "co-authors");
	if (!token_is_among(s, at, words, COUNT(words)))
		return i;
	return open && token_is_point(s, at + 1, ")]") ? at + 2 : at + 1;
}

size_t
people_skip_others(const struct scan *s, size_t i)
{
	size_t end = skip_number_of_others(s, i);

	if (end > i)
		return end;
	for (size_t n = 5; n; n--) {
		struct span text;

		if (i + n > s->len)
			continue;
		text = tokens_text(s, i, i + n);
		if (text.len < 24 && token_is_free(s, i + n - 1) &&
		    !token_is_point(s, i + n - 1, ",;:([") &&
		    name_is_others(text))
			return i + n;
	}
	/* "等. 题目" and "et al": the sign alone */
	if (s->tokens[i].c == 0x2026)
		return i + 1;
	return i;
}
