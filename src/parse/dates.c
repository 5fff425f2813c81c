/* The date of issue, and the original one. */

#include "base/text.h"
#include "model/date.h"
#include "parse/numbers.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

bool
numbers_is_month(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];
	struct span word = token_text(s, i);
	const char *dash;

	if (!token_is_free(s, i) || t->kind != TOKEN_WORD || t->letters < 3)
		return false;
	if (!t->upper && !text_is_cyrillic(t->c) && !token_is_year(s, i + 1) &&
	    !token_is_dash(s, i + 1))
		return false;
	dash = memchr(word.ptr, '-', word.len);
	if (dash)
		word.len = (size_t)(dash - word.ptr);
	return date_month(word) || date_season(word);
}

bool
numbers_is_day(const struct scan *s, size_t i)
{
	return token_is_free(s, i) && s->tokens[i].kind == TOKEN_NUMBER &&
	       s->tokens[i].digits <= 2 && s->tokens[i].value >= 1 &&
	       s->tokens[i].value <= 31;
}

static bool
is_open(const struct scan *s, size_t i)
{
	return token_is_point(s, i, "([") ||
	       (i < s->len && s->tokens[i].c == 0xff08);
}

static bool
is_close(const struct scan *s, size_t i)
{
	return token_is_point(s, i, ")]") ||
	       (i < s->len && s->tokens[i].c == 0xff09);
}

/* Behind "27": "th", ".", "de". */
static size_t
skip_ordinal(const struct scan *s, size_t i)
{
	if (i < s->len && s->tokens[i].kind == TOKEN_WORD &&
	    !s->tokens[i].blank && s->tokens[i].letters == 2)
		i++;
	if (token_is_point(s, i, "."))
		i++;
	if (token_is(s, i, "de") || token_is(s, i, "of"))
		i++;
	return i;
}

void
numbers_date_around(const struct scan *s, size_t y, size_t *from, size_t *to)
{
	size_t at = y, end = y + 1, i;

	/* 2019a */
	if (end < s->len && s->tokens[end].kind == TOKEN_WORD &&
	    !s->tokens[end].blank && s->tokens[end].letters == 1 &&
	    !s->tokens[end].upper && token_is_free(s, end))
		end++;
	/* 1999-2003, 1998/99 */
	if ((token_is_dash(s, end) || token_is_point(s, end, "/")) &&
	    token_is_free(s, end + 1) &&
	    s->tokens[end + 1].kind == TOKEN_NUMBER &&
	    (token_is_year(s, end + 1) || s->tokens[end + 1].digits == 2) &&
	    !token_is_dash(s, end + 2))
		end += 2;
	/* back: "May 27, ", "27 May ", "Oct-Nov " */
	i = y;
	if (i && token_is_comma(s, i - 1) && i > 1 &&
	    (numbers_is_day(s, i - 2) || numbers_is_month(s, i - 2)))
		i--;
	if (i && (token_is(s, i - 1, "de") || token_is(s, i - 1, "of")))
		i--;
	if (i && numbers_is_day(s, i - 1) && i > 1 &&
	    (numbers_is_month(s, i - 2) ||
		(token_is_point(s, i - 2, ".") && i > 2 &&
		    numbers_is_month(s, i - 3)))) {
		i--;
		if (token_is_point(s, i - 1, "."))
			i--;
		at = i - 1;
	} else {
		size_t m = i;

		if (m && token_is_point(s, m - 1, ".'"))
			m--;
		if (m && numbers_is_month(s, m - 1)) {
			at = m - 1;
			/* "27 May" and "May-June" */
			if (at > 1 &&
			    (token_is_dash(s, at - 1) ||
				token_is_point(s, at - 1, "/")) &&
			    numbers_is_month(s, at - 2))
				at -= 2;
			if (at && numbers_is_day(s, at - 1)) {
				at--;
			} else if (at > 1 && numbers_is_day(s, at - 2) &&
				   skip_ordinal(s, at - 1) == at) {
				at -= 2;
			}
			if (at > 1 && token_is_dash(s, at - 1) &&
			    numbers_is_day(s, at - 2))
				at -= 2;
		}
	}
	/* forth: "2005, October 12", "1995 Oct 12" */
	i = end;
	if (at == y) {
		if (token_is_comma(s, i) || token_is_point(s, i, "."))
			i++;
		if (numbers_is_day(s, i) &&
		    numbers_is_month(s, skip_ordinal(s, i + 1)))
			i = skip_ordinal(s, i + 1);
		if (numbers_is_month(s, i) && i < s->len) {
			end = i + 1;
			if (token_is_point(s, end, "."))
				end++;
			if ((token_is_dash(s, end) ||
				token_is_point(s, end, "/")) &&
			    numbers_is_month(s, end + 1))
				end += 2;
			if (numbers_is_day(s, end) &&
			    !token_is_point(s, end + 1, "(:"))
				end++;
			else if (token_is_point(s, end - 1, "."))
				end--;
			if (token_is_dash(s, end) && numbers_is_day(s, end + 1))
				end += 2;
		}
		/* 2015-05-27 */
		if (token_is_dash(s, end) && numbers_is_day(s, end + 1) &&
		    !s->tokens[end].blank && s->tokens[y].digits == 4 &&
		    token_is_dash(s, end + 2) && numbers_is_day(s, end + 3))
			end += 4;
		/* 2015年5月 */
		if (token_is(s, end, "年")) {
			end++;
			if (numbers_is_day(s, end) &&
			    token_is(s, end + 1, "月"))
				end += 2;
			if (numbers_is_day(s, end) &&
			    token_is(s, end + 1, "日"))
				end += 2;
		}
	}
	*from = at;
	*to = end;
}

/* "1735-1780": pages as likely as years. */
static bool
is_range_of_years(const struct scan *s, size_t from, size_t to)
{
	return to == from + 3 && token_is_year(s, from) &&
	       token_is_dash(s, from + 1) && token_is_year(s, to - 1);
}

/* How much token i looks like the year of issue. */
static int
rate_year(const struct scan *s, size_t i, bool in_quotes)
{
	size_t from, to;
	int score = 0;
	bool open, close;

	numbers_date_around(s, i, &from, &to);
	/* the original year beside it is of one phrase with it */
	while (from > s->body && s->tokens[from - 1].label == PART_YEAR)
		from--;
	while (to < s->len && s->tokens[to].label == PART_YEAR)
		to++;
	open = from && is_open(s, from - 1);
	close = is_close(s, to);
	if (open && close)
		score += 6;
	else if (open)
		score += 3;
	else if (close)
		score += 2;
	if (from == s->body || (from && from - 1 <= s->body + 1 && open) ||
	    (from && from == s->body + 1))
		score += 6;
	if (is_range_of_years(s, from, to) && !open)
		score -= 5;
	else if (to - from > 1)
		score += 2;
	/* of a range the first year counts */
	if (from > 1 && token_is_dash(s, from - 1) &&
	    token_is_year(s, from - 2) && token_is_free(s, from - 2))
		score -= 6;
	if (to >= s->len || (to + 1 >= s->len && token_is_stop(s, to)))
		score += 3;
	else if (token_is_point(s, to, ".,;:)"))
		score += 1;
	else if (s->tokens[to].kind == TOKEN_WORD && token_is_free(s, to) &&
		 !open)
		score -= 3;
	if (token_is_point(s, to, ";") && to + 1 < s->len &&
	    s->tokens[to + 1].kind == TOKEN_NUMBER)
		score += 5;
	/* ACS: "1997, 9, 1735" */
	if (to == i + 1 && token_is_comma(s, to) && to + 3 < s->len &&
	    s->tokens[to + 1].kind == TOKEN_NUMBER &&
	    token_is_comma(s, to + 2) && s->tokens[to + 3].kind == TOKEN_NUMBER)
		score += 5;
	if (from &&
	    (token_is_point(s, from - 1, ",") || token_is_stop(s, from - 1)))
		score += 2;
	else if (from && s->tokens[from - 1].kind == TOKEN_WORD && !open &&
		 from != s->body)
		score -= 2;
	if (to < s->len && s->tokens[to].label == PART_ID)
		score += 1;
	/* inside a page range or behind a colon it may be a page */
	if (from &&
	    (token_is_dash(s, from - 1) || token_is_point(s, from - 1, ":/")))
		score -= 4;
	if (token_is_dash(s, to) && s->tokens[to + 1].kind == TOKEN_NUMBER)
		score -= 5;
	if (numbers_stands_behind_word(s, from))
		score -= 8;
	if (to < s->len && to == i + 1 && is_open(s, to) &&
	    !s->tokens[to].blank && s->tokens[to + 1].kind == TOKEN_NUMBER &&
	    to + 2 < s->len && is_close(s, to + 2) && !token_is_year(s, to + 1))
		score += 0;
	if (s->tokens[i].emphasis)
		score -= 3;
	if (in_quotes)
		score -= 8;
	if (!s->tokens[i].blank && i && s->tokens[i - 1].kind == TOKEN_POINT &&
	    token_is_dash(s, i - 1))
		score -= 2;
	if (s->tokens[i].value < 1700)
		score -= 3;
	return score;
}

/* "n.d.", "in press", "forthcoming", "o. J.", "to appear". */
static const struct {
	const char *first;
	const char *second; /* "": one word */
	const char *value;
} states[] = {
	{ "in", "press", "in press" },
	{ "forthcoming", "", "forthcoming" },
	{ "to", "appear", "to appear" },
	{ "im", "druck", "im Druck" },
	{ "im", "erscheinen", "im Erscheinen" },
	{ "submitted", "", "submitted" },
	{ "accepted", "", "accepted" },
	{ "n", "d", "n.d." },
	{ "o", "j", "o. J." },
	{ "s", "f", "s.f." },
	{ "s", "d", "s.d." },
	{ "no", "date", "n.d." },
	{ "nd", "", "n.d." },
	{ "à", "paraître", "à paraître" },
	{ "sous", "presse", "sous presse" },
	{ "en", "prensa", "en prensa" },
	{ "no", "prelo", "no prelo" },
	{ "в", "печати", "в печати" },
};

static void
find_state(struct scan *s)
{
	for (size_t i = s->body; i < s->len; i++)
		for (size_t k = 0; k < COUNT(states); k++) {
			size_t end = i + 1, from = i;

			if (!token_is_free(s, i) ||
			    !token_is(s, i, states[k].first))
				continue;
			if (i > s->body && s->tokens[i - 1].kind != TOKEN_POINT)
				continue;
			if (token_is_point(s, end, "."))
				end++;
			if (*states[k].second) {
				if (!token_is(s, end, states[k].second))
					continue;
				end++;
			}
			if (end < s->len && s->tokens[end].kind != TOKEN_POINT)
				continue;
			date_parse(
			    &s->date, NULL, s->a, span_of(states[k].value));
			scan_mark(s, PART_YEAR, from, end);
			return;
		}
}

/* What says that a year in brackets is that of the first edition. */
static bool
is_original_word(const struct scan *s, size_t i)
{
	static const char *const words[] = { "orig", "original", "originally",
		"originalausgabe", "originalausg", "first", "zuerst",
		"erstmals", "erstausgabe", "erstveröffentlichung",
		"ursprünglich", "première", "primera", "originalmente", "ориг",
		"впервые", "original-ausgabe", "orig.-ausg" };

	return token_is_among(s, i, words, COUNT(words));
}

/* "(orig. 1958)", "[1958]", "(Original work published 1900)" at token i: the token
 * behind it, or i; *year is its year, *said whether words say so. */
static size_t
skip_original(const struct scan *s, size_t i, size_t *year, bool *said)
{
	enum { PHRASE = 8 };

	*said = false;
	*year = 0;
	if (!is_open(s, i) || !token_is_free(s, i))
		return i;
	for (size_t at = i + 1; at < s->len && at < i + PHRASE; at++) {
		if (!token_is_free(s, at))
			break;
		if (is_close(s, at))
			return *year && *year + 1 == at ? at + 1 : i;
		if (token_is_year(s, at)) {
			if (*year)
				break;
			*year = at;
		}
		*said = *said || is_original_word(s, at);
	}
	return i;
}

static void
take_original(struct scan *s, size_t year, size_t from, size_t to)
{
	date_parse(&s->original, NULL, s->a, tokens_text(s, year, year + 1));
	scan_mark(s, PART_YEAR, from, to);
}

/*
 * The year of the first edition, beside the year of issue: "1960 [1958]", "[1958]
 * 1960", "1958/1960", "1960 (orig. 1958)". It is put out of the way.
 */
static void
find_original(struct scan *s)
{
	for (size_t i = s->body; i < s->len; i++) {
		size_t year, end;
		bool said, square = token_is_point(s, i, "[");

		end = skip_original(s, i, &year, &said);
		if (end > i) {
			bool lone = year == i + 1;
			long y = s->tokens[year].value;
			/* the year that is in the same phrase */
			size_t with = i > s->body && token_is_year(s, i - 1)
					  ? i - 1
				      : token_is_year(s, end) ? end
							      : 0;

			if (said ||
			    (with && lone && y < s->tokens[with].value &&
				(square || i <= s->body + 2))) {
				take_original(s, year, i, end);
				return;
			}
			continue;
		}
		/* "1958/1960", not the "2007/2008" of a volume */
		if (token_is_year(s, i) && token_is_point(s, i + 1, "/") &&
		    token_is_year(s, i + 2) && token_is_free(s, i) &&
		    token_is_free(s, i + 2) &&
		    s->tokens[i + 2].value > s->tokens[i].value + 1) {
			take_original(s, i, i, i + 2);
			return;
		}
	}
}

/* Chicago's "(August 26)" of a weekly, with the year elsewhere: out of the way. */
static void
mark_bracketed_days(struct scan *s)
{
	for (size_t i = s->body; i + 2 < s->len; i++) {
		size_t month = i + 1, end;

		if (!is_open(s, i) || !token_is_free(s, month))
			continue;
		if (numbers_is_day(s, month) && s->tokens[month + 1].upper)
			month++;
		if (!numbers_is_month(s, month))
			continue;
		end = month + 1;
		if (token_is_point(s, end, "."))
			end++;
		if (month == i + 1 && numbers_is_day(s, end))
			end++;
		if (is_close(s, end))
			scan_mark(s, PART_YEAR, i + 1, end);
	}
}

void
numbers_find_date(struct scan *s)
{
	size_t best = 0, from = 0, to = 0, second = 0, range = 0;
	int best_score = -3, second_score = -100;
	bool quoted = false, low = false;

	find_original(s);

	for (size_t i = s->body; i < s->len; i++) {
		uint32_t c = s->tokens[i].c;
		int score;

		if (c == 0x201e)
			quoted = low = true;
		else if (c == 0x201c && low) /* German closes with it */
			quoted = low = false;
		else if (c == 0x201c || c == 0xab)
			quoted = true;
		else if (c == 0x201d || c == 0xbb)
			quoted = false;
		else if (c == '"')
			quoted = !quoted;
		if (!token_is_free(s, i) || !token_is_year(s, i))
			continue;
		score = rate_year(s, i, quoted);
		numbers_date_around(s, i, &from, &to);
		/* when no year stands alone, that of a range will do */
		if (!range && is_range_of_years(s, from, to) &&
		    !numbers_stands_behind_word(s, from) &&
		    !(i > 1 && token_is_point(s, i - 1, ",:") &&
			s->tokens[i - 2].kind == TOKEN_NUMBER))
			range = i;
		/* of equals the last: titles come before; of "(July 1948): 379;
		 * (October 1948): 623" the first */
		if (score > best_score ||
		    (score == best_score &&
			!(numbers_is_month(s, i - 1) && is_open(s, i - 2)))) {
			second = best;
			second_score = best_score;
			best = i;
			best_score = score;
		} else if (score > second_score) {
			second = i;
			second_score = score;
		}
	}
	if (!best)
		best = range;
	if (!best) {
		find_state(s);
		return;
	}
	numbers_date_around(s, best, &from, &to);
	if (from < s->body)
		from = s->body;
	/* "1976 [1867]", "(1976/1867)": both are one phrase */
	if (second && second > to && second <= to + 1 && is_open(s, to) &&
	    is_close(s, second + 1)) {
		date_parse(&s->date, &s->original, s->a,
		    tokens_text(s, from, second + 2));
		scan_mark(s, PART_YEAR, to, second + 2);
	} else {
		date_parse(&s->date, NULL, s->a, tokens_text(s, from, to));
	}
	s->year_first = from <= s->body + 2;
	scan_take(s, PART_YEAR, from, to, best_score >= 3 ? 0.95 : 0.7);
	mark_bracketed_days(s);
}
