#include "parse/several.h"
#include "parse/people.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { ERRATUM_WORDS = 4, NAME_WORDS = 5 };

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
	if (!token_is_number(s, at))
		return i;
	at++;
	while (token_is_dash(s, at) && at < i + 5)
		at++;
	return token_is_number(s, at) && token_is_dash(s, at - 1) ? at + 1 : at;
}

/*
 * "77, 3865 (1996)", "77(18), 3865 (1996)", "77:3865 (1996)": volume, page and a
 * year in brackets. The token behind, or i.
 */
static size_t
skip_place(const struct scan *s, size_t i)
{
	size_t at = i + 1, page;

	if (!token_is_number(s, i))
		return i;
	if (token_is_point(s, at, "(") && token_is_number(s, at + 1) &&
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
	    !token_is_number(s, i + 2))
		return i;
	if (token_is_point(s, at, "(") && token_is_number(s, at + 1) &&
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
	for (size_t i = from; i < s->len && !token_is_number(s, i); i++)
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

/* --- works that a note names one after the other ----------------------------------- */

bool
several_refers_back(const struct scan *s, size_t i)
{
	static const char *const words[] = { "ebd", "ebenda", "ibid",
		"ibidem" };
	static const char *const notes[] = { "anm", "fn", "fußn", "n", "note" };

	if (token_is_among(s, i, words, COUNT(words)) ||
	    (token_is(s, i, "op") && token_is(s, i + 2, "cit")) ||
	    (token_is(s, i, "a") && token_is(s, i + 2, "a") &&
		token_is(s, i + 4, "o")))
		return true;
	if (!token_is_point(s, i, "(") ||
	    !token_is_among(s, i + 1, notes, COUNT(notes)))
		return false;
	i += token_is_point(s, i + 2, ".") ? 3 : 2;
	return token_is_number(s, i) && token_is_point(s, i + 1, ")");
}

static bool
has_year(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (token_is_year(s, i))
			return true;
	return false;
}

/* A year, or the reference to a work named before: what a work in a note has. */
static bool
is_dated(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (several_refers_back(s, i))
			return true;
	return has_year(s, from, to);
}

/* Does it end as a work in a note does: in a year, a page ("124f."), "(Anm. 3)"? */
static bool
is_over(const struct scan *s, size_t from, size_t to)
{
	enum { LAST = 6 };

	for (size_t i = to; i-- > from && to - i <= LAST;) {
		if (token_is_number(s, i) || several_refers_back(s, i))
			return true;
		if (s->tokens[i].kind == TOKEN_WORD && s->tokens[i].letters > 2)
			return false;
	}
	return false;
}

/* "R. V. Daniels,", "Janet Zollinger-Giele/Elke Holst,", "Daniels, R. V.,": names with
 * an initial or a common given name that a comma, a colon or a bracket ends; "K. P.
 * Murphy."; "Mikolov et al. 2013". */
static bool
starts_with_name(const struct scan *s, size_t from)
{
	size_t words = 0, points = 0, at = from;

	for (; at < s->len && words + points < NAME_WORDS; at++) {
		const struct token *t = &s->tokens[at];
		size_t others = token_is_comma(s, at) ? at + 1 : at;

		if (words && others < s->len &&
		    people_skip_others(s, others) > others)
			return true;
		if (token_is_initial(s, at)) {
			points++;
			while (token_is_point(s, at + 1, ".-"))
				at++;
		} else if (t->kind == TOKEN_WORD && t->upper) {
			words++;
		} else if (words && !points && token_is_comma(s, at) &&
			   token_is_initial(s, at + 1)) {
			continue;
		} else if (!(t->kind == TOKEN_WORD && t->letters < 4) &&
			   !(words && token_is_point(s, at, "/"))) {
			break;
		}
	}
	return words && (points || words > 1) &&
	       (token_is_comma(s, at) || token_is_point(s, at, ":(") ||
		   (points && token_is_initial(s, from) &&
		       token_is_point(s, at, "."))) &&
	       !people_are_doubtful(s, from, at);
}

/* "Nozick, R. (1974)": a year in brackets right behind names. */
static bool
starts_dated(const struct scan *s, size_t from)
{
	enum { LONGEST = 12 };

	for (size_t i = from; i < s->len && i < from + LONGEST; i++) {
		const struct token *t = &s->tokens[i];

		if (token_is_point(s, i, "("))
			return i > from && token_is_year(s, i + 1);
		if (t->kind == TOKEN_WORD ? !t->upper && t->letters > 3
					  : !token_is_point(s, i, ",.&-"))
			return false;
	}
	return false;
}

/* What joins the works of a note: the token behind it, or i. */
static size_t
skip_joint(const struct scan *s, size_t i)
{
	static const char *const words[] = { "sowie", "ferner", "cf", "vgl",
		"siehe", "see", "cfr", "voir" };
	static const char *const more[] = { "also", "auch", "anche", "aussi" };
	size_t at = i;

	if (token_is_comma(s, at) || token_is_point(s, at, ";."))
		at++;
	if (token_is(s, at, "und") || token_is(s, at, "and"))
		at++;
	if (!token_is_among(s, at, words, COUNT(words)))
		return i;
	at++;
	if (token_is_point(s, at, "."))
		at++;
	if (token_is_among(s, at, more, COUNT(more)))
		at++;
	while (token_is_comma(s, at) || token_is_point(s, at, ":"))
		at++;
	return at;
}

/*
 * Where the next work of a note begins: behind what is over, or dated at least, with
 * somebody's name, and dated itself. Its first token, or 0.
 */
static size_t
next_of_note(const struct scan *s, size_t from, size_t *end)
{
	for (size_t i = from + 1; i + 1 < s->len; i++) {
		size_t next = skip_joint(s, i);
		bool joint = next > i;

		if (!joint && token_is_point(s, i, ";"))
			next = i + 1;
		if (next == i || !is_dated(s, from, i) ||
		    !(joint || is_over(s, from, i) || starts_dated(s, next)) ||
		    !starts_with_name(s, next) || !is_dated(s, next, s->len))
			continue;
		*end = i;
		return next;
	}
	return 0;
}

/* --- all ----------------------------------------------------------------------------- */

/* "(a) ...; (b) ...", "(c) ...; (d) ...", "a) ...; b) ...": where the second begins,
 * or 0. */
static size_t
next_letter(const struct scan *s, size_t body, size_t *from)
{
	static const char *const letters[] = { "a", "b", "c", "d", "e", "f",
		"g", "h", "i", "j", "k" };
	const char *next = letters[1];
	bool open;

	for (size_t i = 0; i + 1 < COUNT(letters) && *from == body; i++) {
		*from = skip_letter(s, body, letters[i]);
		if (*from > body)
			next = letters[i + 1];
	}
	open = *from == body || token_is_point(s, body, "(");
	for (size_t i = *from; i < s->len; i++)
		if (token_is_point(s, i, ";.,") &&
		    token_is_point(s, i + 1, "(") == open &&
		    skip_letter(s, i + 1, next) > i + 1 &&
		    (*from > body || s->tokens[i].c == ';'))
			return i + 1;
	return 0;
}

/* The works of a note. Those that were named before have nothing that could be looked
 * up: the first other one is read. */
static bool
works_of_note(struct several *out, const struct scan *s)
{
	size_t end = 0, next;
	bool back = false;

	while ((next = next_of_note(s, out->from, &end)) &&
	       !has_year(s, out->from, end)) {
		out->from = next;
		back = true;
	}
	out->rest = next;
	out->to = next ? end : back ? s->len : 0;
	out->more = next > 0;
	return out->to > 0;
}

bool
several_works(struct several *out, const struct scan *s, size_t body)
{
	size_t end = 0;
	bool chemical = false;

	out->from = body;
	out->rest = out->to = next_letter(s, body, &out->from);
	out->more = out->to > 0;
	if (out->more || works_of_note(out, s))
		return true;
	end = end_by_places(s, out->from, &chemical);
	out->more = end && !is_erratum(s, end);
	if (out->more)
		out->rest = token_is_point(s, end, ",;") ? end + 1 : end;
	if (!end) {
		end = end_by_script(s, out->from);
		out->more = end > 0;
	}
	out->to = end;
	return end > 0;
}
