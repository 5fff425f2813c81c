/* What surrounds a field, and is no part of it. */

#include "parse/ends.h"
#include "base/text.h"
#include "model/name.h"
#include "parse/numbers.h"
#include "parse/rules.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool
is_attached(const struct scan *s, size_t word, size_t number)
{
	return s->tokens[word].kind == TOKEN_WORD &&
	       s->tokens[word].letters <= 2 && !s->tokens[word].cjk &&
	       !s->tokens[number].blank;
}

/* "vol. 12", "pp. 1-12 S.": without the words. */
void
ends_of_number(const struct scan *s, size_t *from, size_t *to)
{
	size_t first = *to, last = *from;

	for (size_t i = *from; i < *to; i++)
		if (s->tokens[i].kind == TOKEN_NUMBER) {
			if (first == *to)
				first = i;
			last = i;
		}
	if (first == *to) {
		/* roman, or in words: what no word introduces */
		while (*from + 1 < *to && s->tokens[*from].kind == TOKEN_WORD) {
			size_t next = *from + 1;

			if (token_is_point(s, next, ".:"))
				next++;
			if (next >= *to || !numbers_stands_behind_word(s, next))
				break;
			*from = next;
		}
		return;
	}
	/* "iv-12" */
	if (first > *from + 1 && token_is_dash(s, first - 1) &&
	    s->tokens[first - 2].kind == TOKEN_WORD)
		first -= 2;
	else if (first > *from && is_attached(s, first - 1, first))
		first--;
	if (last + 1 < *to && s->tokens[last + 1].kind == TOKEN_WORD &&
	    !s->tokens[last + 1].blank && s->tokens[last + 1].letters == 1 &&
	    !s->tokens[last + 1].cjk)
		last++;
	*from = first;
	*to = last + 1;
}

bool
ends_is_chapter(const struct scan *s, size_t i)
{
	static const char *const words[] = { "chapter", "chap", "kapitel",
		"kap", "capítulo", "chapitre", "глава" };

	return token_is_among(s, i, words, COUNT(words));
}

bool
ends_introduces(const struct scan *s, size_t i)
{
	return s->tokens[i].kind == TOKEN_WORD &&
	       (ends_is_chapter(s, i) || numbers_is_word(s, i));
}

/* "CoRL'24", "SIGCOMM ’97": the year of a conference belongs to its name. The token
 * behind it, or i. */
size_t
ends_skip_short_year(const struct scan *s, size_t i)
{
	return i + 1 < s->len &&
		       (s->tokens[i].c == '\'' || s->tokens[i].c == 0x2019) &&
		       s->tokens[i + 1].kind == TOKEN_NUMBER &&
		       s->tokens[i + 1].digits == 2 && !s->tokens[i + 1].blank
		   ? i + 2
		   : i;
}

/* "521, n. 7553" read as one: the second number is that of the issue; "3):4-5": the pages
 * are what follows the colon. */
size_t
ends_second_number(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from + 1; i + 1 < to; i++)
		if (token_is_comma(s, i) || token_is_point(s, i, ":;)") ||
		    (token_is_point(s, i, "(") && i > from))
			for (size_t k = i + 1; k < to; k++)
				if (s->tokens[k].kind == TOKEN_NUMBER)
					return k;
	return to;
}

size_t
ends_before_identifier(const struct scan *s, size_t from, size_t to)
{
	static const char *const words[] = { "isbn", "issn", "doi", "mr", "zbl",
		"pmid", "ppn", "url", "http", "https", "arxiv" };

	for (size_t i = from + 1; i < to; i++)
		if (token_is_among(s, i, words, COUNT(words)))
			return i;
	return to;
}

static bool
is_quote(const struct scan *s, size_t i)
{
	uint32_t c = s->tokens[i].c;

	/* "Klein 's", "ESEC'05" */
	if ((c == '\'' || c == 0x2019) && !s->tokens[i + 1].blank &&
	    (token_is(s, i + 1, "s") || ends_skip_short_year(s, i) > i))
		return false;
	return s->tokens[i].kind == TOKEN_POINT &&
	       (c == '"' || c == '\'' || c == '`' ||
		   (c >= 0x2018 && c <= 0x201f) || c == 0xab || c == 0xbb ||
		   c == 0x300d || c == 0x300f || c == 0x300b || c == 0x300c ||
		   c == 0x300e || c == 0x300a || c == 0x2039 || c == 0x203a);
}

static size_t
count_quotes(const struct scan *s, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		n += is_quote(s, i);
	return n;
}

static bool
has_closing(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (token_is_point(s, i, ")]"))
			return true;
	return false;
}

static bool
ends_in(struct span word, const char *end)
{
	size_t n = strlen(end);

	return word.len >= n && !memcmp(word.ptr + word.len - n, end, n);
}

/* "『監獄の誕生』田村俶訳": where the title ends that corner brackets hold, if who translated,
 * edited or wrote it is behind them ("『源氏物語』研究" is all title); or to. */
static size_t
bracketed_end(const struct scan *s, size_t from, size_t to)
{
	static const char *const roles[] = { "訳", "著", "編", "監修", "編著",
		"校注", "編集", "譯" };
	uint32_t open = s->tokens[from].c;
	uint32_t close = open == 0x300c ? 0x300d : open == 0x300e ? 0x300f : 0;
	size_t i = from + 1;

	while (close && i < to && s->tokens[i].c != close)
		i++;
	for (size_t at = i + 1; close && i < to && at < to; at++)
		for (size_t k = 0; s->tokens[at].cjk && k < COUNT(roles); k++)
			if (ends_in(token_text(s, at), roles[k]))
				return i + 1;
	return to;
}

/* "“Title,” to appear", "‘Title’, paper presented at": where a title ends that is quoted
 * from its first word on, if what ends a field is at its last mark; or to. */
static size_t
quoted_end(const struct scan *s, size_t from, size_t to)
{
	static const struct {
		uint32_t open, close;
	} pairs[] = { { 0x201c, 0x201d }, { '"', '"' }, { 0x2018, 0x2019 },
		{ 0x201e, 0x201c } };
	size_t words = 0, depth = 1;
	uint32_t close = 0;

	for (size_t k = 0; k < COUNT(pairs); k++)
		if (s->tokens[from].c == pairs[k].open)
			close = pairs[k].close;
	for (size_t i = from + 1; close && i + 1 < to; i++) {
		const struct token *t = &s->tokens[i];

		words += t->kind == TOKEN_WORD;
		if (t->c == s->tokens[from].c && t->c != close)
			depth++;
		if (t->c != close || (t[1].kind == TOKEN_WORD && !t[1].blank))
			continue;
		if (--depth == 0)
			return words > 2 && (token_is_point(s, i - 1, ",.") ||
						token_is_point(s, i + 1, ","))
				   ? i + 1
				   : to;
	}
	return to;
}

/* "Труды по знаковым системам. Вып." before 17, "Мышление и речь. – Изд." before 5: the
 * word that introduces the number behind is no part of it. */
static size_t
without_introduction(const struct scan *s, size_t from, size_t to)
{
	size_t number = to, word = to;

	if (token_is_point(s, number, ".:"))
		number++;
	if (word > from + 1 && token_is_point(s, word - 1, "."))
		word--;
	if (number >= s->len || s->tokens[number].kind != TOKEN_NUMBER ||
	    word < from + 3 || !s->tokens[word - 1].upper ||
	    s->tokens[word - 1].letters < 2 ||
	    !(token_is_stop(s, word - 2) || token_is_comma(s, word - 2) ||
		token_is_dash(s, word - 2)) ||
	    !(numbers_is_word(s, word - 1) ||
		numbers_is_edition_word(s, word - 1)))
		return to;
	return word - 1;
}

/* "«Человек советский»: проблема реконструкции": nothing but its first words is quoted. */
static bool
quotes_its_beginning(const struct scan *s, size_t from, size_t to)
{
	static const struct {
		uint32_t open, close;
	} pairs[] = { { 0xab, 0xbb }, { 0x201c, 0x201d }, { 0x201e, 0x201c } };
	uint32_t close = 0;
	size_t i = from + 1;

	for (size_t k = 0; k < COUNT(pairs); k++)
		if (s->tokens[from].c == pairs[k].open)
			close = pairs[k].close;
	while (close && i < to && s->tokens[i].c != close)
		i++;
	return close && i + 1 < to && !token_is_point(s, i - 1, ",.") &&
	       (token_is_point(s, i + 1, ":") ||
		   (s->tokens[i + 1].kind == TOKEN_WORD &&
		       !s->tokens[i + 1].upper)) &&
	       s->tokens[i + 1].label == s->tokens[from].label;
}

/* A title without the quotation marks around it, what GB/T 7714 says of its kind, and
 * what ends it. */
void
ends_of_text(const struct scan *s, enum part part, size_t *from, size_t *to)
{
	size_t mark = s->markers ? s->markers - 1 : s->len, first;
	bool quoted;

	if (mark > *from && mark < *to)
		*to = mark;
	/* "[M]. 2版" */
	for (size_t i = mark; mark == *from && i < *to; i++)
		if (token_is_point(s, i, "]"))
			*from = i + 1;
	/* "(Portland", OR */
	if (part != PART_TITLE && token_is_point(s, *from, "([") &&
	    !has_closing(s, *from, *to))
		(*from)++;
	if (part == PART_TITLE && *from < *to)
		*to = quoted_end(s, *from, bracketed_end(s, *from, *to));
	first = *from;
	quoted = part == PART_TITLE && quotes_its_beginning(s, *from, *to);
	/* '' and `` are two */
	while (*from < *to && is_quote(s, *from) && !quoted &&
	       (count_quotes(s, *from, *to) % 2 == 0 ||
		   s->tokens[*from].c != '\'' || is_quote(s, *from + 1)))
		(*from)++;
	if (part == PART_TITLE || part == PART_CONTAINER)
		*to = without_introduction(s, *from, *to);
	rules_settle_ends(s, part, from, to);
	if (part == PART_EDITION && *to > *from + 1 &&
	    token_is_point(s, *to - 1, "."))
		(*to)--;
	while (
	    *to > *from &&
	    ((is_quote(s, *to - 1) &&
		 (count_quotes(s, *from, *to) % 2 == 1 || *to - *from < 2)) ||
		token_is_point(s, *to - 1, "/([*") ||
		token_is_dash(s, *to - 1))) {
		(*to)--;
		rules_settle_ends(s, part, from, to);
	}
	if (quoted)
		*from = first;
}

size_t
ends_quoted_journal(const struct scan *s, size_t from, size_t to)
{
	size_t open = to;

	while (to > from && s->tokens[to - 1].kind == TOKEN_POINT &&
	       s->tokens[to - 1].c != 0xbb)
		to--;
	if (to == from || s->tokens[to - 1].c != 0xbb)
		return open;
	for (size_t i = to - 1; i-- > from;)
		if (s->tokens[i].c == 0xab)
			return i > from + 1 && token_is_comma(s, i - 1) ? i
									: open;
	return open;
}

/* "Bo", "Jan", "de", "III": a short word that is short for nothing. What has no vowel
 * is ("Chr.", "Wm."), and so are these. */
static bool
is_whole_word(const struct scan *s, size_t i)
{
	static const char *const shortened[] = { "al", "ed", "eds", "jos",
		"joh", "geo", "aug", "inc", "co", "cie", "dir", "org", "hg",
		"jr", "sr", "ben", "dan", "sam", "tom", "jac", "jo", "nic",
		"mich", "and", "alf", "ant", "др", "ebd", "id", "ib" };
	static const char vowels[] = "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýıőűąęěůyа"
				     "еёиоуыэюяіїєαεηιουωάέήίόύώ";
	const struct token *t = &s->tokens[i];
	struct span text = t->small ? span_of(t->small) : token_text(s, i);

	if (t->cjk)
		return true;
	if (t->letters < 2 || token_is_initial(s, i) ||
	    token_is_among(s, i, shortened, COUNT(shortened)))
		return false;
	if (name_is_suffix(token_text(s, i)))
		return token_is(s, i, "ii") || token_is(s, i, "iii") ||
		       token_is(s, i, "iv");
	if (t->caps)
		return false;
	for (size_t at = 0; at < text.len;) {
		size_t here = at;

		(void)text_next(text, &at);
		if (memmem(
			vowels, sizeof(vowels) - 1, text.ptr + here, at - here))
			return true;
	}
	return false;
}

/* "Junhong", not "J", "JH" or "Ju.". */
static bool
is_name_in_full(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return t->kind == TOKEN_WORD && t->upper && !t->caps &&
	       t->letters > 1 && !token_is_initial(s, i);
}

/*
 * "Huang, Junhong, Yuguang Yan, and Zhuliang Yu.": "Yu." could be an initial
 * (token_is_initial()), but the list has given names in full, and here before the
 * family name.
 */
static bool
follows_given_name(const struct scan *s, size_t from, size_t i)
{
	bool initials = false;
	size_t pairs = 0;

	if (i < from + 2 || s->tokens[i].letters != 2 || s->tokens[i].caps ||
	    !is_name_in_full(s, i - 1))
		return false;
	for (size_t k = from; k + 2 < i; k++) {
		initials |=
		    s->tokens[k].upper && s->tokens[k].kind == TOKEN_WORD &&
		    (s->tokens[k].letters == 1 || token_is_initial(s, k));
		pairs += is_name_in_full(s, k) && is_name_in_full(s, k + 1);
	}
	return pairs || (!initials && is_name_in_full(s, from) &&
			    token_is_comma(s, from + 1) &&
			    is_name_in_full(s, from + 2) && from + 3 < i);
}

size_t
ends_without_stop(const struct scan *s, size_t from, size_t to)
{
	return to > from + 1 && token_is_point(s, to - 1, ".") &&
		       s->tokens[to - 2].kind == TOKEN_WORD &&
		       (s->tokens[to - 2].letters > 3 ||
			   is_whole_word(s, to - 2) ||
			   follows_given_name(s, from, to - 2))
		   ? to - 1
		   : to;
}
