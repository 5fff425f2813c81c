/* Volume, issue, pages, edition: fields that are numbers. */

#include "parse/numbers.h"
#include "base/text.h"
#include "parse/lexicon.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool
is_in(const struct scan *s, size_t i, const char *const *words, size_t n)
{
	return token_is_free(s, i) && token_is_among(s, i, words, n);
}

static const char *const volume_words[] = { "vol", "vols", "volume", "volumes",
	"v", "bd", "bde", "band", "jg", "jahrg", "jahrgang", "tome", "tom", "t",
	"т", "том", "vyp", "卷", "巻", "第", "tomo", "deel", "rok", "roč",
	"год" };
static const char *const issue_words[] = { "no", "nos", "nr", "num", "number",
	"issue", "iss", "heft", "h", "fasc", "núm", "n", "вып", "no's", "nº",
	"numéro", "número", "numero", "heftnr", "выпуск", "issues", "号",
	"期" };
static const char *const page_words[] = { "p", "pp", "pg", "pgs", "page",
	"pages", "s", "ss", "seite", "seiten", "с", "сс", "стр", "pág", "págs",
	"pag", "pags", "pagg", "sid", "str", "p.p", "頁", "页" };

bool
numbers_stands_behind_word(const struct scan *s, size_t i)
{
	bool point = i > 1 && token_is_point(s, i - 1, ".");

	if (point)
		i--;
	if (!i || s->tokens[i - 1].kind != TOKEN_WORD)
		return i && point && s->tokens[i - 1].c == 0x2116;
	/* one letter is a word only with its point, but for "p" */
	if (s->tokens[i - 1].letters == 1 && !point && !token_is(s, i - 1, "p"))
		return false;
	return is_in(s, i - 1, page_words, COUNT(page_words)) ||
	       is_in(s, i - 1, issue_words, COUNT(issue_words)) ||
	       (is_in(s, i - 1, volume_words, COUNT(volume_words)) &&
		   !token_is(s, i - 1, "год"));
}

bool
numbers_is_page_word(const struct scan *s, size_t i)
{
	return token_is_among(s, i, page_words, COUNT(page_words));
}

bool
numbers_is_word(const struct scan *s, size_t i)
{
	return numbers_is_page_word(s, i) ||
	       token_is_among(s, i, issue_words, COUNT(issue_words)) ||
	       token_is_among(s, i, volume_words, COUNT(volume_words));
}

static bool
is_roman(const struct scan *s, size_t i)
{
	struct span w = token_text(s, i);

	if (!token_is_free(s, i) || s->tokens[i].kind != TOKEN_WORD ||
	    w.len > 8)
		return false;
	for (size_t k = 0; k < w.len; k++)
		if (!strchr("IVXLCDMivxlcdm", w.ptr[k]))
			return false;
	return true;
}

/*
 * A page: "123", "e123", "S12", "123a", "L45", "R1", "iv". Returns the token
 * behind, or i.
 */
static size_t
skip_page(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];
	size_t at = i;

	if (!token_is_free(s, i))
		return i;
	if (t->kind == TOKEN_WORD && t->letters <= 2 && !t->cjk &&
	    i + 1 < s->len && s->tokens[i + 1].kind == TOKEN_NUMBER &&
	    !s->tokens[i + 1].blank)
		at++;
	if (token_is_free(s, at) && s->tokens[at].kind == TOKEN_NUMBER) {
		at++;
		/* "123a", not "123and" */
		if (at < s->len && s->tokens[at].kind == TOKEN_WORD &&
		    !s->tokens[at].blank && s->tokens[at].letters == 1 &&
		    !s->tokens[at].cjk && token_is_free(s, at))
			at++;
		return at;
	}
	return i;
}

static size_t
skip_dash(const struct scan *s, size_t i)
{
	size_t at = i;

	while (at < i + 3 && token_is_free(s, at) && token_is_dash(s, at))
		at++;
	/* "1~10" in Chinese lists */
	if (at == i && at < s->len &&
	    (s->tokens[at].c == '~' || s->tokens[at].c == 0xff5e ||
		s->tokens[at].c == 0x301c))
		at++;
	return at;
}

/* "123-145", "123–45", "S12–S18", "iv-xx": the token behind, or i. */
static size_t
skip_range(const struct scan *s, size_t i)
{
	size_t first = skip_page(s, i), dash, last;

	if (first == i && is_roman(s, i) && token_is_dash(s, i + 1))
		first = i + 1;
	if (first == i)
		return i;
	dash = skip_dash(s, first);
	if (dash == first)
		return i;
	last = skip_page(s, dash);
	if (last == dash && is_roman(s, dash))
		last = dash + 1;
	return last > dash ? last : i;
}

/* A range or a page, and further ones behind commas ("1-3, 7"). */
static size_t
skip_pages(const struct scan *s, size_t i)
{
	size_t end = skip_range(s, i), more;

	if (end == i)
		end = skip_page(s, i);
	if (end == i && is_roman(s, i))
		end = i + 1;
	while (end > i && (token_is_comma(s, end) || token_is(s, end, "and"))) {
		more = skip_range(s, end + 1);
		if (more == end + 1 || token_is_year(s, end + 1))
			break;
		end = more;
	}
	if (end > i && token_is_point(s, end, "+"))
		end++;
	return end;
}

/* A volume: a number, a letter and a number ("B85", "A12"), a roman numeral. */
static size_t
skip_volume(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (!token_is_free(s, i))
		return i;
	if (t->kind == TOKEN_NUMBER)
		return i + 1;
	if (t->kind == TOKEN_WORD && t->letters == 1 && t->upper &&
	    i + 1 < s->len && s->tokens[i + 1].kind == TOKEN_NUMBER &&
	    !s->tokens[i + 1].blank)
		return i + 2;
	return i;
}

/* An issue: "3", "3-4", "3/4", "Suppl 2", "7553", "1 & 2". */
static size_t
skip_issue(const struct scan *s, size_t i)
{
	size_t at = i, last;

	if (!token_is_free(s, i))
		return i;
	if (token_is_point(s, at, "#"))
		at++;
	if (is_in(s, at, issue_words, COUNT(issue_words)) &&
	    !s->tokens[at].upper) {
		at++;
		while (token_is_point(s, at, ".") || s->tokens[at].c == 0xb0)
			at++;
	}
	if (token_is(s, at, "suppl") || token_is(s, at, "supplement") ||
	    token_is(s, at, "pt") || token_is(s, at, "part") ||
	    token_is(s, at, "spec") || token_is(s, at, "special")) {
		at++;
		if (token_is_point(s, at, "."))
			at++;
		while (at < s->len && at < i + 6 && token_is_free(s, at) &&
		       s->tokens[at].kind != TOKEN_POINT)
			at++;
		return at;
	}
	last = skip_volume(s, at);
	if (last == at)
		return i;
	at = last;
	if ((token_is_dash(s, at) || token_is_point(s, at, "/&,") ||
		token_is(s, at, "and")) &&
	    at + 1 < s->len && s->tokens[at + 1].kind == TOKEN_NUMBER &&
	    token_is_free(s, at + 1) &&
	    !(token_is_comma(s, at) && skip_range(s, at + 1) > at + 1))
		at += 2;
	else if (token_is(s, at, "pt") || token_is(s, at, "suppl"))
		for (at++; at < s->len && at < i + 5 && token_is_free(s, at) &&
			   !token_is_point(s, at, ")");)
			at++;
	return at;
}

/* Behind a field's word: its point, colon, "no.", number sign. */
static size_t
skip_word_end(const struct scan *s, size_t i)
{
	while (i < s->len && token_is_free(s, i) &&
	       (token_is_point(s, i, ".:#") || s->tokens[i].c == 0xb0 ||
		   s->tokens[i].c == 0xba || s->tokens[i].c == 0x2116 ||
		   s->tokens[i].c == 0xff1a))
		i++;
	return i;
}

/* "(3)" with whatever brackets: the token behind ")", or i; *from, *to: inside. */
static size_t
skip_bracketed_issue(const struct scan *s, size_t i, size_t *from, size_t *to)
{
	if (!token_is_free(s, i) ||
	    (!token_is_point(s, i, "([") && s->tokens[i].c != 0xff08))
		return i;
	*from = i + 1;
	*to = skip_issue(s, *from);
	if (*to == *from || *to >= s->len)
		return i;
	if (!token_is_point(s, *to, ")]") && s->tokens[*to].c != 0xff09)
		return i;
	if (token_is_year(s, *from) && *to == *from + 1)
		return i;
	return *to + 1;
}

/* Fields that a word introduces. */
static void
by_words(struct scan *s)
{
	for (size_t i = s->body; i < s->len; i++) {
		size_t from, end;
		bool point;

		if (!token_is_free(s, i) || s->tokens[i].emphasis)
			continue;
		/* "№ 3", "#3" */
		if (s->tokens[i].c == 0x2116) {
			from = skip_word_end(s, i + 1);
			end = skip_issue(s, from);
			if (end > from && !scan_has(s, PART_ISSUE)) {
				scan_mark(s, PART_NOTE, i, from);
				scan_take(s, PART_ISSUE, from, end, 0.9);
				i = end - 1;
			}
			continue;
		}
		if (s->tokens[i].kind != TOKEN_WORD)
			continue;
		from = skip_word_end(s, i + 1);
		if (from >= s->len)
			break;
		point = from > i + 1;
		/* one letter is a word only with a point or a number at once */
		if (is_in(s, i, page_words, COUNT(page_words)) &&
		    (s->tokens[i].letters > 1 || point ||
			!s->tokens[i].upper)) {
			end = skip_pages(s, from);
			if (end > from && !scan_has(s, PART_PAGES)) {
				scan_mark(s, PART_NOTE, i, from);
				scan_take(s, PART_PAGES, from, end, 0.95);
				i = end - 1;
			}
			continue;
		}
		if (is_in(s, i, volume_words, COUNT(volume_words)) &&
		    !scan_has(s, PART_VOLUME) &&
		    (s->tokens[i].letters > 1 || point)) {
			end = skip_volume(s, from);
			if (end == from && is_roman(s, from) &&
			    s->tokens[from].upper)
				end = from + 1;
			if (end > from && !token_is_year(s, from)) {
				size_t a, b, after;

				scan_mark(s, PART_NOTE, i, from);
				scan_take(s, PART_VOLUME, from, end, 0.95);
				after = skip_bracketed_issue(s, end, &a, &b);
				if (after > end) {
					scan_take(s, PART_ISSUE, a, b, 0.95);
					scan_mark(s, PART_NOTE, end, a);
					scan_mark(s, PART_NOTE, b, after);
					end = after;
				}
				i = end - 1;
			}
			continue;
		}
		if (is_in(s, i, issue_words, COUNT(issue_words)) &&
		    !scan_has(s, PART_ISSUE) &&
		    (s->tokens[i].letters > 1 || point) &&
		    !(i && (s->tokens[i - 1].lexicon & LEX_GENRE))) {
			end = skip_issue(s, from);
			if (end > from && !token_is_year(s, from)) {
				scan_mark(s, PART_NOTE, i, from);
				scan_take(s, PART_ISSUE, from, end, 0.9);
				i = end - 1;
			}
		}
	}
}

/* "19. Jg.", "345 pp.", "第12卷", "210 S.": the number before its word. */
static void
by_words_behind(struct scan *s)
{
	for (size_t i = s->body; i + 1 < s->len; i++) {
		size_t word = i + 1;

		if (!token_is_free(s, i) || s->tokens[i].kind != TOKEN_NUMBER ||
		    s->tokens[i].emphasis)
			continue;
		if (token_is_point(s, word, "."))
			word++;
		if (!token_is_free(s, word) ||
		    s->tokens[word].kind != TOKEN_WORD)
			continue;
		if (!scan_has(s, PART_VOLUME) &&
		    (token_is(s, word, "jg") || token_is(s, word, "jahrgang") ||
			token_is(s, word, "卷") || token_is(s, word, "巻") ||
			token_is(s, word, "권") || token_is(s, word, "vols") ||
			token_is(s, word, "bde"))) {
			scan_take(s, PART_VOLUME, i, i + 1, 0.9);
			scan_mark(s, PART_NOTE, i + 1, word + 1);
		} else if (!scan_has(s, PART_ISSUE) &&
			   (token_is(s, word, "期") ||
			       token_is(s, word, "号") ||
			       token_is(s, word, "호"))) {
			scan_take(s, PART_ISSUE, i, i + 1, 0.9);
			scan_mark(s, PART_NOTE, i + 1, word + 1);
		} else if (word == i + 1 && !scan_has(s, PART_PAGES) &&
			   !scan_has(s, PART_VOLUME) &&
			   (token_is(s, word, "pp") || token_is(s, word, "p") ||
			       token_is(s, word, "s") ||
			       token_is(s, word, "с") ||
			       token_is(s, word, "pages") ||
			       token_is(s, word, "seiten") ||
			       token_is(s, word, "页")) &&
			   (word + 1 >= s->len ||
			       s->tokens[word + 1].kind == TOKEN_POINT ||
			       token_is(s, word + 1, "isbn"))) {
			scan_take(s, PART_PAGES, i, i + 1, 0.6);
			scan_mark(s, PART_NOTE, word, word + 1);
		}
	}
}

/* A separator between numbers: comma, colon, semicolon, full stop. */
static size_t
skip_mark(const struct scan *s, size_t i)
{
	size_t at = i;

	/* "version 1.2" */
	if (token_is_point(s, at, ".") && at + 1 < s->len &&
	    !s->tokens[at + 1].blank && !s->tokens[at].blank)
		return i;
	while (at < i + 3 && token_is_free(s, at) &&
	       (token_is_point(s, at, ",:;.") || s->tokens[at].c == 0xff0c ||
		   s->tokens[at].c == 0xff1a))
		at++;
	return at;
}

/*
 * ACM's style gives the year twice ("2000. Title. Journal 26 (2000), 319-338"),
 * and conferences carry theirs ("In UAI 2022, 180"): it is no other number.
 */
static bool
is_year_again(const struct scan *s, size_t i)
{
	return token_is_year(s, i) && token_is_free(s, i) &&
	       scan_has(s, PART_YEAR) &&
	       s->date.from.year == (int)s->tokens[i].value;
}

/* Behind a volume with its issue: a year in brackets may stand before pages. */
static size_t
skip_year(const struct scan *s, size_t i)
{
	size_t at = i;

	while (at < s->len && at < i + 8 &&
	       (s->tokens[at].label == PART_YEAR ||
		   (token_is_point(s, at, "(),;.:") && token_is_free(s, at)) ||
		   (token_is_year(s, at) && token_is_point(s, at - 1, "(") &&
		       token_is_point(s, at + 1, ")"))))
		at++;
	return at;
}

/* What is before token i lets a bare number be a volume. */
static bool
may_be_volume(const struct scan *s, size_t i)
{
	const struct token *before;

	if (i <= s->body)
		return false;
	before = &s->tokens[i - 1];
	if (before->label != PART_FREE)
		return true;
	if (before->kind == TOKEN_WORD)
		return true;
	return token_is_point(s, i - 1, ",.;:)\"") || before->c == 0x201d ||
	       before->c == 0xff0c || before->c == 0xbb || before->c == 0x2019;
}

/* No software has seen as many; "Eurobarometer 55.2" is a volume. */
enum { VERSION_MAX = 20 };

/* "3.2" at token i, and no date ("3.2.2010") or section. */
static bool
is_decimal(const struct scan *s, size_t i)
{
	return i + 2 < s->len && s->tokens[i].kind == TOKEN_NUMBER &&
	       token_is_point(s, i + 1, ".") && !s->tokens[i + 1].blank &&
	       s->tokens[i + 2].kind == TOKEN_NUMBER && !s->tokens[i + 2].blank;
}

/* Does the rest of a locator stand here: a year, or pages? */
static bool
locates_behind(const struct scan *s, size_t i)
{
	if (s->tokens[i].label == PART_YEAR || s->tokens[i].label == PART_PAGES)
		return true;
	while (token_is_point(s, i, ",:;.("))
		i++;
	return s->tokens[i].label == PART_YEAR ||
	       s->tokens[i].label == PART_PAGES ||
	       (i < s->len && s->tokens[i].kind == TOKEN_NUMBER);
}

/* " (1990): 45-67", ": 45": an issue stands before, then, and no page. */
static bool
has_pages_behind(const struct scan *s, size_t i)
{
	size_t at = skip_year(s, skip_mark(s, i));

	while (token_is_point(s, at, ",:;"))
		at++;
	if (is_in(s, at, page_words, COUNT(page_words)))
		return true;
	return at > i && skip_page(s, at) > at && !token_is_year(s, at);
}

/*
 * ACM's "9, 8 (1997), 1735-1780": is the number at i the issue? "9, 1735 (1997)" has
 * a page there.
 */
static bool
is_issue_before_year(const struct scan *s, size_t i)
{
	size_t pages = skip_year(s, i + 1);

	return token_is_free(s, i) && s->tokens[i].kind == TOKEN_NUMBER &&
	       token_is_point(s, i + 1, "(") &&
	       (s->tokens[i + 2].label == PART_YEAR ||
		   token_is_year(s, i + 2)) &&
	       token_is_point(s, pages - 1, ",:;.") &&
	       skip_range(s, pages) > pages;
}

/*
 * A year that was left over: of a second part's date ("; no. 4 (October 1948): 623"),
 * or before the volume ("2021, 596(7873)").
 */
static bool
is_year_beside(const struct scan *s, size_t i)
{
	size_t from, to, a, b, v;

	if (!token_is_year(s, i))
		return false;
	numbers_date_around(s, i, &from, &to);
	if (to - from > 1 || token_is_point(s, to, ")") ||
	    (from && token_is_point(s, from - 1, "(")))
		return true;
	v = skip_mark(s, i + 1);
	return v > i + 1 && skip_volume(s, v) > v &&
	       skip_bracketed_issue(s, skip_volume(s, v), &a, &b) >
		   skip_volume(s, v);
}

/* "70-71, 434-438", "114–115: 71–85": a double volume, then pages. */
static size_t
skip_double_volume(const struct scan *s, size_t i, size_t v)
{
	size_t next = skip_dash(s, v), p;

	if (next == v || s->tokens[i].kind != TOKEN_NUMBER ||
	    s->tokens[next].kind != TOKEN_NUMBER || !token_is_free(s, next) ||
	    s->tokens[next].value <= s->tokens[i].value ||
	    s->tokens[next].value > s->tokens[i].value + 3)
		return v;
	p = skip_year(s, skip_mark(s, next + 1));
	return p > next + 1 && skip_range(s, p) > p ? next + 1 : v;
}

/* Volume (issue), pages by shape, the volume at token i. Returns what is behind or
 * i. */
static size_t
shape_at(struct scan *s, size_t i)
{
	size_t v = skip_volume(s, i), a = 0, b = 0, after, p, end;
	bool in_brackets;

	if (v == i || !may_be_volume(s, i) ||
	    (s->tokens[i].kind == TOKEN_NUMBER && s->tokens[i].digits > 5))
		return i;
	if (i > s->body + 1 && is_decimal(s, i - 2) && token_is_free(s, i - 2))
		return i;
	if (is_year_beside(s, i))
		return i;
	if (is_year_again(s, i) && !token_is_point(s, v, "("))
		return i;
	v = skip_double_volume(s, i, v);
	after = skip_bracketed_issue(s, v, &a, &b);
	in_brackets = after > v;
	if (!in_brackets)
		a = b = 0;
	if (!in_brackets && token_is_point(s, v, "/") &&
	    s->tokens[v + 1].kind == TOKEN_NUMBER && token_is_free(s, v + 1)) {
		a = v + 1;
		b = after = v + 2;
	}
	if (!in_brackets && token_is_comma(s, v) &&
	    is_issue_before_year(s, v + 1)) {
		a = v + 1;
		b = after = v + 2;
	}
	/* "12.3 (1990)": volume and issue with a point, but "MrBayes 3.2: ..." */
	if (is_decimal(s, i) && s->tokens[i].value < VERSION_MAX &&
	    !in_brackets && !locates_behind(s, i + 3))
		return i;
	if (is_decimal(s, i) && !in_brackets && s->tokens[i + 2].digits <= 3 &&
	    has_pages_behind(s, i + 3)) {
		a = i + 2;
		b = after = i + 3;
	}
	p = skip_mark(s, after);
	p = skip_year(s, p);
	if (p < s->len && is_in(s, p, page_words, COUNT(page_words)))
		p = skip_word_end(s, p + 1);
	end = skip_range(s, p);
	if (end == p && (in_brackets || p > after)) {
		/* one page: an article number, or a first page alone */
		end = skip_page(s, p);
		if (end > p && token_is_year(s, p) && !in_brackets &&
		    !scan_has(s, PART_YEAR))
			return i;
		/* "12, 3 words": no locator */
		if (end > p && end < s->len && token_is_free(s, end) &&
		    s->tokens[end].kind == TOKEN_WORD)
			end = p;
	} else if (token_is(s, end, "and") || token_is_point(s, end, "&"))
		end = skip_pages(s, p);
	if (end == p && !in_brackets && !(b > a && locates_behind(s, after)) &&
	    !(token_is_point(s, v, "(") && is_year_again(s, v + 1)))
		return i;
	if (token_is_year(s, i) && !in_brackets && !scan_has(s, PART_YEAR))
		return i;
	scan_take(s, PART_VOLUME, i, v, end > p ? 0.9 : 0.7);
	if (b > a && !scan_has(s, PART_ISSUE)) {
		scan_take(s, PART_ISSUE, a, b, 0.9);
		scan_mark(s, PART_NOTE, v, a);
		scan_mark(s, PART_NOTE, b, after);
	}
	if (end > p && !scan_has(s, PART_PAGES)) {
		scan_take(s, PART_PAGES, p, end, 0.9);
		after = end;
	}
	return after;
}

/* A number left alone before the year or the pages: "Nature 521, 2015, 436". */
static void
lone_numbers(struct scan *s)
{
	for (size_t i = s->body + 1; i < s->len; i++) {
		size_t v = skip_volume(s, i), next;
		const struct token *before = &s->tokens[i - 1];

		if (v == i || s->tokens[i].emphasis || is_year_again(s, i))
			continue;
		next = v;
		while (next < s->len && token_is_point(s, next, ",;:.("))
			next++;
		if (!scan_has(s, PART_VOLUME) && next < s->len &&
		    (s->tokens[next].label == PART_YEAR ||
			s->tokens[next].label == PART_PAGES ||
			s->tokens[next].label == PART_ISSUE ||
			(s->tokens[next].label == PART_NOTE &&
			    (scan_has(s, PART_PAGES) ||
				scan_has(s, PART_ISSUE)))) &&
		    s->tokens[i].digits < 5 &&
		    (before->kind == TOKEN_WORD || before->c == '.' ||
			before->c == ',') &&
		    before->label == PART_FREE && i > s->body + 3) {
			scan_take(s, PART_VOLUME, i, v, 0.6);
			continue;
		}
		/* "84, (2000), 891" and "1982, 72, 899." */
		if (scan_has(s, PART_VOLUME) && !scan_has(s, PART_PAGES) &&
		    (before->label != PART_FREE ||
			token_is_point(s, i - 1, ",:)")) &&
		    (v >= s->len || s->tokens[v].kind == TOKEN_POINT ||
			s->tokens[v].label != PART_FREE) &&
		    !token_is_year(s, i)) {
			size_t back = i - 1;

			while (
			    back > s->body && token_is_point(s, back, ",:;.)("))
				back--;
			if (s->tokens[back].label == PART_VOLUME ||
			    s->tokens[back].label == PART_ISSUE ||
			    s->tokens[back].label == PART_NOTE ||
			    s->tokens[back].label == PART_YEAR)
				scan_take(s, PART_PAGES, i,
				    skip_page(s, i) > i ? skip_page(s, i) : v,
				    0.7);
		}
	}
}

void
numbers_find_locators(struct scan *s)
{
	by_words(s);
	by_words_behind(s);
	for (size_t i = s->body; i < s->len && !scan_has(s, PART_VOLUME); i++) {
		size_t end;

		if (s->tokens[i].emphasis && s->tokens[i].kind != TOKEN_NUMBER)
			continue;
		end = shape_at(s, i);
		if (end > i)
			i = end - 1;
	}
	/* a range alone: pages */
	for (size_t i = s->body; i < s->len && !scan_has(s, PART_PAGES); i++) {
		size_t end = skip_range(s, i);

		if (end == i || s->tokens[i].emphasis)
			continue;
		if (s->tokens[i].kind == TOKEN_NUMBER && i > s->body + 1 &&
		    (token_is_point(s, i - 1, ",:;.)") ||
			s->tokens[i - 1].label != PART_FREE ||
			s->tokens[i - 1].c == 0xff0c ||
			s->tokens[i - 1].c == 0xff1a ||
			s->tokens[i - 1].c == 0x201d) &&
		    (end >= s->len || s->tokens[end].kind == TOKEN_POINT ||
			s->tokens[end].label != PART_FREE ||
			is_in(s, end, page_words, COUNT(page_words))) &&
		    !(token_is_year(s, i) && token_is_year(s, end - 1) &&
			s->tokens[i - 1].label == PART_FREE &&
			s->tokens[i - 2].label != PART_ISSUE &&
			s->tokens[i - 2].label != PART_VOLUME &&
			!token_is_point(s, i - 1, ":")))
			scan_take(s, PART_PAGES, i, end, 0.85);
	}
	lone_numbers(s);
}

static const char *const edition_words[] = { "ed", "edn", "edition", "aufl",
	"auflage", "éd", "édition", "edición", "edição", "edizione", "изд",
	"издание", "vyd", "uitgave", "druk", "版", "판", "upplagan", "ausg",
	"ausgabe", "edit", "edición" };
static const char *const before_edition[] = { "erw", "überarb", "und", "bearb",
	"verb", "u", "and", "第" };
static const char *const ordinals[] = { "first", "second", "third", "fourth",
	"fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "revised",
	"rev", "zweite", "dritte", "vierte", "erweiterte", "überarbeitete",
	"neue", "deuxième", "segunda", "tercera", "international", "1st",
	"student", "new", "enlarged", "expanded", "updated", "paperback",
	"unabridged" };

bool
numbers_is_edition_word(const struct scan *s, size_t i)
{
	return token_is_among(s, i, edition_words, COUNT(edition_words));
}

void
numbers_find_edition(struct scan *s)
{
	for (size_t i = s->body; i < s->len; i++) {
		size_t from = i, end;

		if (!is_in(s, i, edition_words, COUNT(edition_words)))
			continue;
		/* back over "2", "nd", ".", "rev.", "erw." */
		while (from > s->body && from + 8 > i &&
		       token_is_free(s, from - 1)) {
			const struct token *t = &s->tokens[from - 1];

			if (t->kind == TOKEN_NUMBER && t->digits <= 3) {
				from--;
				break;
			}
			if (is_in(s, from - 1, ordinals, COUNT(ordinals)) ||
			    (t->kind == TOKEN_WORD && !t->blank &&
				t->letters <= 3) ||
			    token_is_among(s, from - 1, before_edition,
				COUNT(before_edition)))
				from--;
			else if (token_is_point(s, from - 1, ".,") &&
				 from > s->body + 1 &&
				 (s->tokens[from - 2].kind == TOKEN_NUMBER ||
				     is_in(s, from - 2, ordinals,
					 COUNT(ordinals)) ||
				     s->tokens[from - 2].letters <= 8) &&
				 (s->tokens[from - 2].digits ||
				     s->tokens[from - 2].lexicon &
					 LEX_ABBREVIATION))
				from--;
			else
				break;
		}
		while (from < i && (s->tokens[from].kind == TOKEN_POINT ||
				       token_is(s, from, "and")))
			from++;
		if (from == i)
			continue;
		/* a number or an ordinal must be there */
		end = i + 1;
		if (s->tokens[from].kind != TOKEN_NUMBER &&
		    !is_in(s, from, ordinals, COUNT(ordinals)))
			continue;
		if (s->tokens[from].kind == TOKEN_NUMBER &&
		    s->tokens[from].value > 60)
			continue;
		scan_take(s, PART_EDITION, from, end, 0.9);
		return;
	}
}
