#include "parse/several.h"

#include "base/banned.h"

enum { ERRATUM_WORDS = 4 };

static bool
is_number(const struct scan *s, size_t i)
{
	return i < s->len && s->tokens[i].kind == TOKEN_NUMBER;
}

/* "(a)" or "a)" with that letter: the token behind, or i. */
static size_t
skip_letter(const struct scan *s, size_t i, const char *letter)
{
	size_t at = i;

	if (token_is_point(s, at, "("))
		at++;
	return at < s->len && token_is(s, at, letter) &&
		       token_is_point(s, at + 1, ")")
		   ? at + 2
		   : i;
}

/* "3865", "3865-8", "L17": the token behind, or i. */
static size_t
skip_page(const struct scan *s, size_t i)
{
	size_t at = i;

	if (at < s->len && s->tokens[at].kind == TOKEN_WORD &&
	    s->tokens[at].letters <= 2)
		at++;
	if (!is_number(s, at))
		return i;
	at++;
	while (token_is_dash(s, at) && at < i + 5)
		at++;
	return is_number(s, at) && token_is_dash(s, at - 1) ? at + 1 : at;
}

/*
 * "77, 3865 (1996)", "77(18), 3865 (1996)", "77:3865 (1996)": volume, page and a
 * year in brackets. The token behind, or i.
 */
static size_t
skip_place(const struct scan *s, size_t i)
{
	size_t at = i + 1, page;

	if (!is_number(s, i))
		return i;
	if (token_is_point(s, at, "(") && is_number(s, at + 1) &&
	    token_is_point(s, at + 2, ")"))
		at += 3;
	if (!token_is_point(s, at, ",:"))
		return i;
	at++;
	if (token_is(s, at, "p") || token_is(s, at, "pp"))
		at += token_is_point(s, at + 1, ".") ? 2 : 1;
	page = skip_page(s, at);
	if (page == at)
		return i;
	if (token_is_point(s, page, ","))
		page++;
	return token_is_point(s, page, "(") && page + 2 < s->len &&
		       token_is_year(s, page + 1) &&
		       token_is_point(s, page + 2, ")")
		   ? page + 3
		   : i;
}

/* "1996, 118, 11225", "1996, 118 (3), 11225": as chemists write it. */
static size_t
skip_chemical_place(const struct scan *s, size_t i)
{
	size_t at = i + 3, page;

	if (i >= s->len || !token_is_year(s, i) || !token_is_comma(s, i + 1) ||
	    !is_number(s, i + 2))
		return i;
	if (token_is_point(s, at, "(") && is_number(s, at + 1) &&
	    token_is_point(s, at + 2, ")"))
		at += 3;
	if (!token_is_comma(s, at))
		return i;
	page = skip_page(s, at + 1);
	return page > at + 1 ? page : i;
}

/* Where the first work's place ends, when another place follows; else 0. */
static size_t
end_by_places(const struct scan *s, size_t from, bool *chemical)
{
	size_t first = 0;

	for (size_t i = from; i < s->len; i++) {
		size_t end = skip_place(s, i);
		bool year_first = end == i;

		if (year_first)
			end = skip_chemical_place(s, i);
		if (end == i)
			continue;
		if (first)
			return year_first == *chemical ? first : 0;
		*chemical = year_first;
		/* "(1996). Title" is a label of another form */
		if (!token_is_point(s, end, year_first ? ";" : ",;[("))
			return 0;
		first = end;
		i = end - 1;
	}
	return 0;
}

/* Is what follows nothing but the place, or the erratum, of the same work? */
static bool
is_erratum(const struct scan *s, size_t from)
{
	size_t words = 0;

	for (size_t i = from; i < s->len && i < from + ERRATUM_WORDS; i++)
		if (token_is(s, i, "erratum") || token_is(s, i, "errata") ||
		    token_is(s, i, "corrigendum") || token_is(s, i, "ibid") ||
		    token_is(s, i, "correction"))
			return true;
	for (size_t i = from; i < s->len && !is_number(s, i); i++)
		words += s->tokens[i].kind == TOKEN_WORD;
	return !words;
}

/* GB/T 7714's mark of the kind, "[J]": the token behind, or i. */
static size_t
skip_marker(const struct scan *s, size_t i)
{
	size_t end = i + 2;

	if (!token_is_point(s, i, "[") || i + 2 >= s->len ||
	    s->tokens[i + 1].letters > 2 ||
	    !s->tokens[i + 1].caps == (s->tokens[i + 1].letters > 1))
		return i;
	if (token_is_point(s, end, "/"))
		end += 2;
	return token_is_point(s, end, "]") ? end + 1 : i;
}

/*
 * An entry and its twin in English, as Chinese journals want them: the first ends with
 * the full stop between two marks where the script changes. 0: there is no twin.
 */
static size_t
end_by_script(const struct scan *s, size_t from)
{
	size_t first = 0, end = 0;
	bool cjk = false;

	for (size_t i = from; i < s->len; i++) {
		size_t mark = skip_marker(s, i);
		const struct token *t = &s->tokens[i];

		if (mark > i) {
			if (first)
				return end;
			first = mark;
			for (size_t k = from; k < i; k++)
				cjk = cjk || s->tokens[k].cjk;
		} else if (first && !end && i && t->kind == TOKEN_WORD &&
			   t->cjk != cjk &&
			   (token_is_point(s, i - 1, ".]") ||
			       s->tokens[i - 1].c == 0xff0e)) {
			end = i;
		}
	}
	return 0;
}

bool
several_works(struct several *out, const struct scan *s, size_t body)
{
	size_t from = skip_letter(s, body, "a"), end = 0;
	bool chemical = false;

	out->from = from;
	for (size_t i = from; i < s->len && !end; i++)
		if (token_is_point(s, i, ";.,") &&
		    token_is_point(s, i + 1, "(") &&
		    skip_letter(s, i + 1, "b") > i + 1 &&
		    (from > body || s->tokens[i].c == ';'))
			end = i + 1;
	out->more = end > 0;
	if (!end) {
		end = end_by_places(s, from, &chemical);
		out->more = end && !is_erratum(s, end);
	}
	if (!end) {
		end = end_by_script(s, from);
		out->more = end > 0;
	}
	out->to = end;
	return end > 0;
}
