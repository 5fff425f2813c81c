#include "parse/law.h"
#include "parse/numbers.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Where a work of law is printed; a token that is none is s->len. */
struct printed {
	size_t from;               /* first token */
	size_t volume;             /* a number */
	size_t report, report_end; /* "Yale L.J.", "AC", "NJW" */
	size_t page, page_end;
};

/* The first token that is no list's label. */
static size_t
start_of(const struct scan *s)
{
	size_t i = 0;

	while (i < s->len && s->tokens[i].label == PART_SKIP)
		i++;
	return i;
}

/* Nothing but points, dashes and what was told apart as an identifier. */
static bool
is_end(const struct scan *s, size_t i)
{
	for (; i < s->len; i++)
		if (s->tokens[i].kind != TOKEN_POINT &&
		    s->tokens[i].label != PART_ID)
			return false;
	return true;
}

/* "Yale L.J.", "LQR", "All ER", "U.S.": words with capitals, one of which is short for
 * something. The token behind, or i. */
static size_t
skip_report(const struct scan *s, size_t i)
{
	enum { WORDS = 7 };
	size_t at = i, words = 0, shorts = 0;

	for (; at < s->len && words < WORDS; at++) {
		const struct token *t = &s->tokens[at];

		if (t->kind == TOKEN_WORD && t->upper && !t->cjk &&
		    !(t->letters > 1 && numbers_is_word(s, at))) {
			words++;
			shorts += t->caps;
		} else if (words && token_is_point(s, at, ".")) {
			shorts++;
		} else if (!words || !(token_is_point(s, at, "&'") ||
					 token_is(s, at, "of"))) {
			break;
		}
	}
	return shorts ? at : i;
}

/* A page and what is cited of it: "733, 737-38", "562". The token behind, or i. */
static size_t
skip_page(const struct scan *s, size_t i)
{
	size_t at = i;

	while (token_is_number(s, at)) {
		at++;
		if (at + 1 < s->len &&
		    (token_is_dash(s, at) || token_is_comma(s, at)) &&
		    token_is_number(s, at + 1))
			at++;
		else
			break;
	}
	return at;
}

/* "(1964)", "(2d Cir. 1995)": the token behind, or i. */
static size_t
skip_year_of_court(const struct scan *s, size_t i)
{
	enum { MOST = 9 };
	size_t at = i + 1;

	if (!token_is_point(s, i, "("))
		return i;
	while (at < s->len && at < i + MOST && !token_is_point(s, at, "()"))
		at++;
	return token_is_point(s, at, ")") && token_is_year(s, at - 1) ? at + 1
								      : i;
}

/* "347 U.S. 483 (1954)", "73 Yale L.J. 733, 737-38 (1964)" at the end. */
static bool
is_bluebook(const struct scan *s, size_t i, struct printed *out)
{
	size_t end;

	if (!token_is_number(s, i) || s->tokens[i].digits > 3 ||
	    i + 1 >= s->len || (i && !token_is_comma(s, i - 1)))
		return false;
	out->from = out->volume = i;
	out->report = i + 1;
	out->page = out->report_end = skip_report(s, i + 1);
	if (out->page == i + 1 || !token_is_number(s, out->page) ||
	    !s->tokens[out->page].blank)
		return false;
	out->page_end = out->page + 1;
	end = skip_year_of_court(s, skip_page(s, out->page));
	return end > skip_page(s, out->page) && is_end(s, end);
}

/* "[1932] AC 562 (HL)", "[1994] 1 AC 212", "(2005) 121 LQR 657" at the end: journals and
 * reports without points. A round bracket tells that the volume is needed. */
static bool
is_oscola(const struct scan *s, size_t i, struct printed *out)
{
	bool square = token_is_point(s, i, "["), caps = false;
	size_t at = i + 3;

	if (!(square || token_is_point(s, i, "(")) ||
	    !token_is_year(s, i + 1) ||
	    !token_is_point(s, i + 2, square ? "]" : ")"))
		return false;
	out->from = i;
	out->volume = s->len;
	if (token_is_number(s, at) && s->tokens[at].digits <= 3)
		out->volume = at++;
	else if (!square)
		return false;
	if (token_is_point(s, at, "(") && token_is_number(s, at + 1) &&
	    token_is_point(s, at + 2, ")"))
		at += 3;
	out->report = at;
	while (at < s->len && at < out->report + 4 &&
	       s->tokens[at].kind == TOKEN_WORD && s->tokens[at].upper) {
		caps = caps || s->tokens[at].caps || token_is(s, at, "ch") ||
		       token_is(s, at, "fam");
		at++;
	}
	out->report_end = out->page = at;
	if (!caps || !token_is_number(s, at) || token_is_year(s, at))
		return false;
	out->page_end = at + 1;
	at = skip_page(s, at);
	/* "(HL)", "[12]" */
	if (token_is_point(s, at, "([")) {
		while (at < s->len && !token_is_point(s, at, ")]"))
			at++;
		at++;
	}
	return is_end(s, at);
}

/* "BGHZ 219, 243", "NJW 2018, 3178", "BVerfGE 65, 1" at the end. */
static bool
is_german(const struct scan *s, size_t i, struct printed *out)
{
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_WORD || !t->upper || t->letters < 2 ||
	    t->letters > 8 || !token_is_number(s, i + 1) ||
	    !token_is_comma(s, i + 2) || !token_is_number(s, i + 3))
		return false;
	out->from = out->report = i;
	out->report_end = i + 1;
	out->volume = token_is_year(s, i + 1) ? s->len : i + 1;
	out->page = i + 3;
	out->page_end = i + 4;
	return is_end(s, skip_page(s, i + 3)) ||
	       token_is_point(s, i + 4, "(") || token_is(s, i + 4, "f") ||
	       token_is(s, i + 4, "ff");
}

/* "Rec. p. 541", "Lebon p. 12" at the end. */
static bool
is_french(const struct scan *s, size_t i, struct printed *out)
{
	static const char *const reports[] = { "rec", "recueil", "lebon",
		"bull" };
	size_t at = i + 1;

	if (!token_is_among(s, i, reports, COUNT(reports)))
		return false;
	out->from = out->report = i;
	out->report_end = i + 1;
	out->volume = s->len;
	while (at < s->len && !token_is_number(s, at)) {
		if (!token_is_point(s, at, ".,") && !token_is(s, at, "p") &&
		    !token_is(s, at, "lebon"))
			return false;
		at++;
	}
	out->page = at;
	out->page_end = at + 1;
	return at < s->len && is_end(s, at + 1);
}

static bool
find_printed(const struct scan *s, struct printed *out,
    bool (*is)(const struct scan *, size_t, struct printed *))
{
	for (size_t i = start_of(s); i < s->len; i++)
		if (is(s, i, out))
			return true;
	return false;
}

/* The "v" between two parties in tokens from..to: nothing but firms' short words parts
 * what is before it, and what follows it. */
static bool
has_parties(const struct scan *s, size_t from, size_t to)
{
	static const char *const firms[] = { "inc", "ltd", "llc", "co", "corp",
		"lp", "llp", "na", "plc" };
	size_t v = to;

	for (size_t i = from; i < to; i++) {
		const struct token *t = &s->tokens[i];

		if (v == to && i > from && i + 1 < to && !t->upper &&
		    (token_is(s, i, "v") || token_is(s, i, "vs"))) {
			size_t next =
			    token_is_point(s, i + 1, ".") ? i + 2 : i + 1;

			if ((t[-1].upper || token_is_point(s, i - 1, ".)")) &&
			    !(t[-1].c == '.' && t[-2].letters == 1) &&
			    next < to && s->tokens[next].upper)
				v = i;
		}
		if (token_is_point(s, i, ":;\"?!") || t->c == 0x201c ||
		    t->c == 0x2018 ||
		    (token_is_comma(s, i) && i + 1 < to &&
			!token_is_among(s, i + 1, firms, COUNT(firms))))
			return false;
	}
	return v < to;
}

/* "Re Ellenborough Park [1956] Ch 131", "Ex parte Quirin, 317 U.S. 1 (1942)" */
static bool
has_matter(const struct scan *s, size_t i)
{
	return token_is(s, i, "re") ||
	       (token_is(s, i, "in") && token_is(s, i + 1, "re")) ||
	       (token_is(s, i, "ex") && token_is(s, i + 1, "parte"));
}

/* "Urteil vom 12.7.2018", "Urt. v. 12.07.2018" near the start. */
static bool
has_judgment(const struct scan *s, size_t from)
{
	static const char *const words[] = { "urteil", "urt", "beschluss",
		"beschluß", "beschl" };
	enum { NEAR = 8 };

	for (size_t i = from; i < s->len && i < from + NEAR; i++) {
		size_t at = i + 1;

		if (!token_is_among(s, i, words, COUNT(words)))
			continue;
		if (token_is_point(s, at, "."))
			at++;
		if (!token_is(s, at, "vom") && !token_is(s, at, "v"))
			continue;
		at++;
		if (token_is_point(s, at, "."))
			at++;
		return token_is_number(s, at);
	}
	return false;
}

/* "BVerfGE 65, 1" alone: collections of one court's judgments. */
static bool
is_collection(const struct scan *s, size_t from)
{
	static const char *const reports[] = { "bverfge", "bghz", "bghst",
		"bverwge", "bage", "bsge", "rgz", "rgst", "bfhe", "bge" };

	return token_is_among(s, from, reports, COUNT(reports)) &&
	       token_is_number(s, from + 1);
}

/* "Conseil d'État, 19 mai 1933", "Cass. civ. 1re, 6 avril 1999": a court of France, then
 * a day. */
static bool
is_french_court(const struct scan *s, size_t from)
{
	static const char *const courts[][3] = { { "conseil", "d'état", "" },
		{ "conseil", "d’état", "" },
		{ "conseil", "constitutionnel", "" },
		{ "cour", "de", "cassation" }, { "cass", "", "" },
		{ "ce", "", "" }, { "cjue", "", "" }, { "cjce", "", "" },
		{ "cedh", "", "" }, { "cour", "d'appel", "" } };
	enum { NEAR = 10, SHORT = 5 };
	bool court = false;

	for (size_t k = 0; k < COUNT(courts); k++) {
		bool all = true;

		for (size_t n = 0; n < 3; n++)
			all = all && (!*courts[k][n] ||
					 token_is(s, from + n, courts[k][n]));
		court = court || all;
	}
	/* "Ce 12 mai 1968" */
	if (!court || (token_is(s, from, "ce") && !s->tokens[from].caps))
		return false;
	for (size_t i = from + 1; i + 2 < s->len && i < from + NEAR; i++) {
		if (token_is_number(s, i) && s->tokens[i].digits <= 2 &&
		    s->tokens[i + 1].kind == TOKEN_WORD &&
		    s->tokens[i + 1].letters > 2 && token_is_year(s, i + 2))
			return true;
		/* "Conseil d'État. Rapport public du 19 mai 1999" */
		if (i > from + 2 && s->tokens[i].letters > SHORT)
			return false;
	}
	return false;
}

/* "Case C-131/12", "Joined Cases C-6/90", "Rs. C-131/12", "affaire C-131/12" */
static bool
is_european(const struct scan *s, size_t from)
{
	static const char *const words[] = { "case", "cases", "rs",
		"rechtssache", "affaire", "aff", "causa", "asunto" };
	size_t at = from;

	if (token_is(s, at, "joined"))
		at++;
	if (!token_is_among(s, at, words, COUNT(words)))
		return false;
	at++;
	if (token_is_point(s, at, "."))
		at++;
	return (token_is(s, at, "c") || token_is(s, at, "t")) &&
	       token_is_dash(s, at + 1) && token_is_number(s, at + 2) &&
	       token_is_point(s, at + 3, "/") && token_is_number(s, at + 4);
}

/* The word "Act" before the year in "Human Rights Act 1998, s 15": nothing but a section
 * follows. s->len if it is no act. */
static size_t
act_of(const struct scan *s, size_t from)
{
	static const char *const sections[] = { "s", "ss", "c", "ch", "sch",
		"pt", "art", "section" };
	size_t i = from, at;

	for (; i < s->len && !token_is(s, i, "act"); i++)
		if (s->tokens[i].kind != TOKEN_POINT
			? !s->tokens[i].upper && s->tokens[i].letters > 3
			: !token_is_point(s, i, "()'&"))
			return s->len;
	at = i + 1;
	if (i == from || i >= s->len || !s->tokens[i].upper ||
	    !token_is_year(s, at))
		return s->len;
	at++;
	if (token_is_comma(s, at))
		at++;
	if (!is_end(s, at) && !token_is_point(s, at, "(") &&
	    !token_is_among(s, at, sections, COUNT(sections)))
		return s->len;
	return i;
}

static bool
has_case_in_print(const struct scan *s, size_t from, struct printed *out)
{
	return (find_printed(s, out, is_bluebook) ||
		   find_printed(s, out, is_oscola)) &&
	       (has_parties(s, from, out->from) || has_matter(s, from));
}

enum work_type
law_type(const struct scan *s)
{
	struct printed place;
	size_t from = start_of(s);

	if (from >= s->len)
		return WORK_TYPE_NONE;
	if (has_judgment(s, from) || is_collection(s, from) ||
	    is_french_court(s, from) || is_european(s, from) ||
	    has_case_in_print(s, from, &place))
		return WORK_TYPE_LEGAL_CASE;
	return act_of(s, from) < s->len ? WORK_TYPE_LEGISLATION
					: WORK_TYPE_NONE;
}

static void
put_printed(struct scan *s, const struct printed *place)
{
	enum { SURE = 90 };
	const double sure = SURE / 100.0;

	scan_drop(s, PART_CONTAINER);
	scan_drop(s, PART_VOLUME);
	scan_drop(s, PART_ISSUE);
	scan_drop(s, PART_PAGES);
	scan_take(s, PART_CONTAINER, place->report, place->report_end, sure);
	if (place->volume < s->len)
		scan_take(
		    s, PART_VOLUME, place->volume, place->volume + 1, sure);
	scan_take(s, PART_PAGES, place->page, place->page_end, sure);
}

/* The case's name, and nobody who wrote it. */
static void
put_case(struct scan *s, size_t from, size_t to)
{
	static const enum part none[] = { PART_AUTHOR, PART_EDITOR, PART_TITLE,
		PART_CONTAINER, PART_VOLUME, PART_ISSUE, PART_PAGES,
		PART_PUBLISHER, PART_PLACE };
	const double sure = 0.8;

	for (size_t k = 0; k < COUNT(none); k++)
		scan_drop(s, none[k]);
	s->authors = s->editors = (struct name_list){ NULL, 0, false, false };
	while (to > from + 1 &&
	       (token_is_comma(s, to - 1) || token_is_dash(s, to - 1) ||
		   token_is_point(s, to - 1, "(")))
		to--;
	if (is_end(s, to) && to > from + 1 && token_is_point(s, to - 1, "."))
		to--;
	scan_take(s, PART_TITLE, from, to, sure);
}

void
law_settle(struct scan *s)
{
	struct printed place;
	size_t from = start_of(s), act;
	bool printed;

	if (s->type != WORK_TYPE_NONE || from >= s->len)
		return;
	switch (law_type(s)) {
	case WORK_TYPE_LEGAL_CASE:
		printed = find_printed(s, &place, is_bluebook) ||
			  find_printed(s, &place, is_oscola) ||
			  find_printed(s, &place, is_german) ||
			  find_printed(s, &place, is_french);
		put_case(s, from, printed ? place.from : s->len);
		if (printed)
			put_printed(s, &place);
		return;
	case WORK_TYPE_LEGISLATION:
		act = act_of(s, from);
		put_case(s, from, act + 1);
		return;
	default: break;
	}
	if (!find_printed(s, &place, is_bluebook) &&
	    !find_printed(s, &place, is_oscola))
		return;
	/* an article */
	scan_end_before(s, PART_TITLE, place.from);
	scan_end_before(s, PART_AUTHOR, place.from);
	put_printed(s, &place);
}
