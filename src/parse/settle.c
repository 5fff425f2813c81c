#include "parse/settle.h"
#include "model/name.h"
#include "parse/law.h"
#include "parse/lexicon.h"
#include "parse/numbers.h"
#include "parse/people.h"
#include "parse/types.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

bool
settle_is_count_of_pages(
    const struct scan *s, size_t from, size_t to, bool hosted)
{
	static const char *const behind[] = { "p", "pp", "pages", "s", "seiten",
		"с", "стр", "f", "л", "pág", "págs", "pag", "str", "sid" };

	if (to != from + 1 || !token_is_number(s, from))
		return false;
	if (token_is_among(s, to, behind, COUNT(behind)) &&
	    (to + 1 >= s->len || s->tokens[to + 1].kind == TOKEN_POINT ||
		s->tokens[to + 1].label == PART_ID))
		return true;
	/* Polish: one page is "s." */
	return !hosted && from > 1 && token_is_point(s, from - 1, ".") &&
	       token_is(s, from - 2, "ss");
}

/* "... наук: 08.00.05. СПб., 2010": the place that stands right before the year. */
static void
take_place_before_year(struct scan *s, size_t from)
{
	const struct found *year = scan_found(s, PART_YEAR);
	size_t at;

	if (!year || scan_has(s, PART_PLACE))
		return;
	at = year->from;
	while (at > from && s->tokens[at - 1].kind == TOKEN_POINT)
		at--;
	if (at <= from || !(s->tokens[at - 1].lexicon & LEX_PLACE))
		return;
	scan_end_before(s, PART_CONTAINER, at - 1);
	scan_end_before(s, PART_PUBLISHER, at - 1);
	scan_take(s, PART_PLACE, at - 1, at, 0.8);
}

/* "дис. ... канд. экон. наук", "автореф. дис. ... д-ра экон. наук" behind the title of a
 * Russian thesis: what degree it was for. */
static void
settle_thesis(struct scan *s)
{
	static const char *const words[] = { "дис", "дисс", "диссертация",
		"автореф", "автореферат", "дисертація" };
	enum { DEGREE = 24 };
	size_t from = 1, to;

	while (
	    from < s->len && !(token_is_among(s, from, words, COUNT(words)) &&
				 s->tokens[from - 1].kind == TOKEN_POINT))
		from++;
	to = from;
	while (to < s->len && to < from + DEGREE && !token_is(s, to, "наук"))
		to++;
	if (to >= s->len || !token_is(s, to, "наук"))
		return;
	to++;
	scan_end_before(s, PART_AUTHOR, from);
	scan_end_before(s, PART_TITLE, from);
	for (size_t i = 0; i < s->found_len; i++) {
		const struct found *f = &s->found[i];

		if (f->label != PART_TITLE && f->label != PART_AUTHOR &&
		    f->from < to && f->to > from) {
			scan_drop(s, f->label);
			i = (size_t)-1;
		}
	}
	scan_take(s, PART_GENRE, from, to, 0.9);
	s->type = WORK_TYPE_THESIS;
	take_place_before_year(s, to);
}

/* What stands between an edition's number and the word: "2., erw. Aufl.". */
static bool
is_of_edition(const struct scan *s, size_t i)
{
	static const char *const words[] = { "erw", "erweiterte", "überarb",
		"überarbeitete", "verb", "verbesserte", "durchges",
		"durchgesehene", "neubearb", "neu", "neue", "bearb",
		"bearbeitete", "aktual", "aktualisierte", "erg", "ergänzte",
		"unveränd", "unveränderte", "korr", "vollst", "völlig", "und",
		"u", "испр", "исправленное", "перераб", "переработанное", "доп",
		"дополненное", "стер", "стереотип", "расш", "и" };

	return token_is_among(s, i, words, COUNT(words)) ||
	       token_is_comma(s, i) || token_is_point(s, i, ".");
}

/* "Gesetzbuch, 79. Aufl.", "2., erw. Aufl.": the number of an edition that was found
 * without one. */
static void
settle_edition(struct scan *s)
{
	struct found *f = scan_found(s, PART_EDITION);
	size_t from;

	if (!f)
		return;
	for (size_t i = f->from; i < f->to; i++)
		if (token_is_number(s, i) || !s->tokens[i].small)
			return;
	from = f->from;
	while (from > 1 && is_of_edition(s, from - 1))
		from--;
	if (!from || from == f->from || !token_is_number(s, from - 1) ||
	    s->tokens[from - 1].digits > 3 || !token_is_point(s, from, "."))
		return;
	from--;
	scan_end_before(s, PART_TITLE, from);
	scan_end_before(s, PART_CONTAINER, from);
	f = scan_found(s, PART_EDITION);
	if (!f)
		return;
	f->from = from;
	scan_mark(s, PART_EDITION, from, f->to);
}

/* "2-е изд., перераб. и доп." taken for where the work is in; "Изд. 5, испр." too, of which
 * the number is left. */
static void
settle_hosted_edition(struct scan *s)
{
	const struct found *f = scan_found(s, PART_CONTAINER);
	enum { NEAR = 4 };
	size_t from, to;
	bool said;

	if (!f || scan_has(s, PART_EDITION) || !token_is_number(s, f->from) ||
	    s->tokens[f->from].digits > 2)
		return;
	from = f->from;
	to = f->to;
	said = from > 1 && (numbers_is_edition_word(s, from - 1) ||
			       (token_is_point(s, from - 1, ".") &&
				   numbers_is_edition_word(s, from - 2)));
	for (size_t i = from + 1; said && i < to; i++)
		said = is_of_edition(s, i) || numbers_is_edition_word(s, i);
	if (said)
		to = from + 1;
	for (size_t i = from + 1; !said && i < to && i < from + NEAR; i++)
		said = numbers_is_edition_word(s, i);
	if (!said)
		return;
	scan_drop(s, PART_CONTAINER);
	scan_take(s, PART_EDITION, from, to, 0.8);
}

/* "2-е изд., перераб. и доп.", of which no more than the number was found, or what it is
 * revised by was taken for where the work is in. */
static void
settle_revised_edition(struct scan *s)
{
	const struct found *host, *f = scan_found(s, PART_EDITION);
	size_t from, to, end;

	if (!f || !token_is_number(s, f->from) || s->tokens[f->from].digits > 2)
		return;
	from = f->from;
	end = f->to;
	/* "2-е" */
	if (token_is_dash(s, end) && !s->tokens[end].blank &&
	    !s->tokens[end + 1].blank && s->tokens[end + 1].letters <= 2)
		end += 2;
	else if (token_is_dash(s, end - 1) && !s->tokens[end].blank &&
		 s->tokens[end].letters <= 2)
		end++;
	to = end;
	if (token_is_point(s, to, ".") && numbers_is_edition_word(s, to + 1))
		to++;
	if (!numbers_is_edition_word(s, to))
		return;
	while (to < s->len &&
	       (is_of_edition(s, to) || numbers_is_edition_word(s, to)))
		to++;
	while (to > end && s->tokens[to - 1].kind == TOKEN_POINT)
		to--;
	if (to == f->to || to == end)
		return;
	host = scan_found(s, PART_CONTAINER);
	if (host && host->from < to && host->to > from) {
		if (host->from < from || host->to > to + 1)
			return;
		scan_drop(s, PART_CONTAINER);
	}
	scan_drop(s, PART_EDITION);
	scan_take(s, PART_EDITION, from, to, 0.8);
}

/* "Изд. 5, испр.": the word before the number only says what it is. */
static void
settle_numbered_edition(struct scan *s)
{
	struct found *f = scan_found(s, PART_EDITION);
	size_t at = f ? f->from : 0, end;

	if (!f || !numbers_is_edition_word(s, at))
		return;
	at++;
	if (token_is_point(s, at, "."))
		at++;
	if (at >= f->to || !token_is_number(s, at))
		return;
	end = at + 1;
	/* "6-е" */
	if (end + 1 < f->to && token_is_dash(s, end) && !s->tokens[end].blank &&
	    !s->tokens[end + 1].blank && s->tokens[end + 1].letters <= 2)
		end += 2;
	f->from = at;
	f->to = end;
}

/* "人民日报, 2019-03-05(7)": behind a newspaper's date stands its page (GB/T 7714, 4.4). */
static void
settle_newspaper(struct scan *s)
{
	if (s->marker == 'N' && !scan_has(s, PART_VOLUME))
		scan_drop(s, PART_ISSUE);
}

/* "岩波書店編『岩波講座日本歴史 中世1』岩波書店": what corner brackets hold is the work, who
 * edited it stands before, who published it behind. */
static void
settle_cornered_host(struct scan *s)
{
	const struct found *f = scan_found(s, PART_CONTAINER);
	size_t from, open, close, to;
	double confidence;
	enum part behind;

	if (!f || scan_has(s, PART_EDITOR))
		return;
	from = f->from;
	to = f->to;
	confidence = f->confidence;
	for (open = from; open < to && s->tokens[open].c != 0x300e;)
		open++;
	for (close = open; close < to && s->tokens[close].c != 0x300f;)
		close++;
	if (open != from + 1 || close >= to || close < open + 2 ||
	    !s->tokens[from].cjk ||
	    people_cjk_without_role(token_text(s, from)).len ==
		token_text(s, from).len)
		return;
	scan_drop(s, PART_CONTAINER);
	scan_take(s, PART_CONTAINER, open + 1, close, confidence);
	behind = s->tokens[open].label;
	s->tokens[open].label = PART_SKIP;
	s->editors = (struct name_list){ NULL, 0, false, false };
	(void)people_read(&s->editors, s, from, open);
	s->tokens[open].label = behind;
	if (s->editors.len)
		scan_take(s, PART_EDITOR, from, open, confidence);
	if (close + 1 < to && !scan_has(s, PART_PUBLISHER))
		scan_take(s, PART_PUBLISHER, close + 1, to, confidence);
}

/* "Traktat o dobrej robocie, wyd." before 4 */
static void
settle_polish_edition(struct scan *s)
{
	const struct found *edition = scan_found(s, PART_EDITION);
	const struct found *title = scan_found(s, PART_TITLE);

	if (!edition || !title || title->to > edition->from ||
	    title->to < title->from + 3 || !token_is(s, title->to - 1, "wyd") ||
	    !token_is_comma(s, title->to - 2))
		return;
	scan_end_before(s, PART_TITLE, title->to - 1);
}

/* "XXIV, 995 S.": the pages before the first are no work that this one is in. */
static void
settle_roman_pages(struct scan *s)
{
	const struct found *f = scan_found(s, PART_CONTAINER);
	const struct found *pages = scan_found(s, PART_PAGES);
	struct span text;

	if (!f || !pages || pages->from < f->to || f->to != f->from + 1 ||
	    !settle_is_count_of_pages(s, pages->from, pages->to, false))
		return;
	text = token_text(s, f->from);
	for (size_t i = 0; i < text.len; i++)
		if (!strchr("IVXLCivxlc", text.ptr[i]))
			return;
	scan_drop(s, PART_CONTAINER);
}

/* "Köln u. a.": and other places. */
static void
settle_place(struct scan *s)
{
	struct found *f = scan_found(s, PART_PLACE);
	size_t to;

	if (!f)
		return;
	to = f->to;
	while (to > f->from && s->tokens[to - 1].kind == TOKEN_POINT)
		to--;
	if (to > f->from + 1 && token_is(s, to - 1, "a") &&
	    token_is_point(s, to - 2, "."))
		to -= 2;
	if (to > f->from + 1 && token_is(s, to - 1, "u") &&
	    !s->tokens[to - 1].upper && token_is_point(s, to, "."))
		scan_end_before(s, PART_PLACE, to - 1);
}

/* "ГОСТ Р 7.0.5-2008. Библиографическая ссылка": a standard's sign names nobody. */
static void
settle_standard(struct scan *s)
{
	const struct found *author = scan_found(s, PART_AUTHOR);
	struct found *title = scan_found(s, PART_TITLE);
	size_t from = 0;

	while (from < s->len && s->tokens[from].kind != TOKEN_WORD)
		from++;
	if (!author || !title || author->from > from || author->to <= from ||
	    !types_is_standard(s))
		return;
	from = author->from;
	scan_drop(s, PART_AUTHOR);
	s->authors = (struct name_list){ NULL, 0, false, false };
	title = scan_found(s, PART_TITLE);
	if (!title)
		return;
	title->from = from;
	scan_mark(s, PART_TITLE, from, title->to);
}

/* "全国信息与文献标准化技术委员会. 信息与文献": an office before the title is its author. */
static void
settle_chinese_office(struct scan *s)
{
	struct found *title = scan_found(s, PART_TITLE);
	size_t from, stop;

	if (!title || scan_has(s, PART_AUTHOR))
		return;
	from = title->from;
	stop = from + 1;
	if (!s->tokens[from].cjk || stop + 1 >= title->to ||
	    !(token_is_point(s, stop, ".") || s->tokens[stop].c == 0xff0e) ||
	    !people_cjk_is_office(token_text(s, from)))
		return;
	title->from = stop + 1;
	s->authors = (struct name_list){ NULL, 0, false, false };
	people_add(&s->authors, s, from, stop, FORM_CORPORATE);
	scan_take(s, PART_AUTHOR, from, stop, title->confidence);
}

/* "Текст: семантика и структура / отв." before "ред. Т. В. Цивьян": what begins to say who
 * made it is no part of it. */
static void
settle_responsibility(struct scan *s)
{
	static const enum part labels[] = { PART_TITLE, PART_CONTAINER };
	static const char *const words[] = { "отв", "под", "общ", "общей",
		"науч", "ред", "сост", "пер", "авт" };

	for (size_t k = 0; k < COUNT(labels); k++) {
		const struct found *f = scan_found(s, labels[k]);
		size_t at = f ? f->to : 0;

		while (f && at > f->from &&
		       (token_is_among(s, at - 1, words, COUNT(words)) ||
			   token_is_point(s, at - 1, ".")))
			at--;
		if (f && at < f->to && at > f->from + 1 &&
		    token_is_point(s, at - 1, "/"))
			scan_end_before(s, labels[k], at - 1);
	}
}

/* "In: ______ (Org.). Identidade e diferença" (ABNT NBR 6023): the line stands for the
 * authors. */
static void
settle_line_for_editors(struct scan *s)
{
	enum { LINE = 3 };
	const struct found *author = scan_found(s, PART_AUTHOR);
	size_t from, to;

	for (from = author ? author->to : s->len; from < s->len;
	     from = to + 1) {
		to = from;
		while (to < s->len && token_is_point(s, to, "_"))
			to++;
		if (to < from + LINE || people_editor_mark(s, to) == to)
			continue;
		for (size_t i = 0; i < s->found_len; i++)
			if (s->found[i].label == PART_EDITOR ||
			    (s->found[i].from < to && s->found[i].to > from)) {
				scan_drop(s, s->found[i].label);
				i = (size_t)-1;
			}
		s->editors = s->authors;
		scan_take(s, PART_EDITOR, from, to, 0.8);
		return;
	}
}

/* Does " — " part what follows, as GOST R 7.0.5 has it between the areas? */
static bool
has_area_dash(const struct scan *s, size_t from)
{
	for (size_t i = from; i + 1 < s->len; i++)
		if (token_is_point(s, i, ".") && token_is_dash(s, i + 1) &&
		    s->tokens[i + 1].blank && s->tokens[i + 1].c != '-')
			return true;
	return false;
}

/*
 * "Hardman M. J. Jaqaru: Outline of ... — The Hague": in lists of GOST, where initials
 * follow the family name, the word before the colon is the title's first, and not the
 * name that "Thomas H. Cormen: Introduction" would have there.
 */
static void
settle_title_of_one_word(struct scan *s)
{
	const struct found *author = scan_found(s, PART_AUTHOR);
	const struct found *title = scan_found(s, PART_TITLE);
	size_t from, to, last, end, initials = 0;
	double sure, found;
	struct name *n;

	if (!author || !title || s->authors.len != 1 ||
	    title->from <= author->to || author->to < author->from + 4)
		return;
	from = author->from;
	last = author->to - 1;
	end = title->to;
	sure = author->confidence;
	found = title->confidence;
	if (!s->tokens[from].upper || s->tokens[from].letters < 2 ||
	    (s->tokens[from].lexicon & LEX_GIVEN) ||
	    s->tokens[last].kind != TOKEN_WORD || s->tokens[last].letters < 3 ||
	    !token_is_point(s, last + 1, ":") || !has_area_dash(s, last))
		return;
	for (to = from + 1; to < last; to++) {
		initials += token_is_initial(s, to);
		if (!token_is_initial(s, to) && !token_is_point(s, to, ".-"))
			return;
	}
	if (!initials || !token_is_point(s, last - 1, "."))
		return;
	n = ARENA_NEW(s->a, struct name);
	n->family = arena_strdup_span(s->a, token_text(s, from));
	n->given = arena_strdup_span(s->a, tokens_text(s, from + 1, last));
	scan_drop(s, PART_AUTHOR);
	scan_drop(s, PART_TITLE);
	scan_take(s, PART_AUTHOR, from, last, sure);
	scan_take(s, PART_TITLE, last, end, found);
	s->authors = (struct name_list){ .items = n, .len = 1 };
}

/*
 * "In Dixon 1976: 414-417.", "In Hyman & Li 1988, 63-84.": the host is an entry of the list,
 * named by its people and year. They are no title, and the year is no volume.
 */
static void
settle_host_of_list(struct scan *s)
{
	static const char *const joints[] = { "and", "und", "et", "al", "y" };
	const struct found *host = scan_found(s, PART_CONTAINER);
	const struct found *volume = scan_found(s, PART_VOLUME);
	size_t from, to, names = 0;
	bool dated;

	if (!host || !host->from || !token_is_number(s, host->to))
		return;
	from = host->from;
	to = host->to;
	if (!token_is(s, from - 1, "in") &&
	    !(from > 1 && token_is_point(s, from - 1, ":") &&
		token_is(s, from - 2, "in")))
		return;
	for (size_t i = from; i < to; i++) {
		const struct token *t = &s->tokens[i];

		if (t->kind == TOKEN_WORD && t->upper)
			names++;
		else if (!token_is_among(s, i, joints, COUNT(joints)) &&
			 !token_is_point(s, i, "&.,"))
			return;
		if (t->lexicon & (LEX_JOURNAL | LEX_CONFERENCE |
				     LEX_WEAK_JOURNAL | LEX_ABBREVIATION))
			return;
	}
	if (names != 1 && !(names < 4 && names * 2 > to - from))
		return;
	if (!token_is_year(s, to) || !token_is_point(s, to + 1, ":,") ||
	    !token_is_number(s, to + 2))
		return;
	if (names > 1 && to - from == names)
		return;
	dated = volume && volume->from <= to && volume->to > to;
	scan_drop(s, PART_CONTAINER);
	if (dated)
		scan_drop(s, PART_VOLUME);
}

void
settle_fields(struct scan *s)
{
	settle_title_of_one_word(s);
	settle_host_of_list(s);
	settle_thesis(s);
	settle_polish_edition(s);
	settle_edition(s);
	settle_hosted_edition(s);
	settle_revised_edition(s);
	settle_numbered_edition(s);
	settle_newspaper(s);
	settle_cornered_host(s);
	settle_roman_pages(s);
	settle_place(s);
	settle_standard(s);
	settle_chinese_office(s);
	settle_responsibility(s);
	settle_line_for_editors(s);
	law_settle(s);
}
