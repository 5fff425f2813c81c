#include "parse/settle.h"
#include "model/name.h"
#include "parse/law.h"
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
		"u" };

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

/* "2-е изд., перераб. и доп." taken for where the work is in. */
static void
settle_hosted_edition(struct scan *s)
{
	const struct found *f = scan_found(s, PART_CONTAINER);
	enum { NEAR = 4 };
	size_t from, to;

	if (!f || scan_has(s, PART_EDITION) || !token_is_number(s, f->from) ||
	    s->tokens[f->from].digits > 2)
		return;
	from = f->from;
	to = f->to;
	for (size_t i = from + 1; i < to && i < from + NEAR; i++)
		if (numbers_is_edition_word(s, i)) {
			scan_drop(s, PART_CONTAINER);
			scan_take(s, PART_EDITION, from, to, 0.8);
			return;
		}
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

void
settle_fields(struct scan *s)
{
	settle_thesis(s);
	settle_polish_edition(s);
	settle_edition(s);
	settle_hosted_edition(s);
	settle_roman_pages(s);
	settle_place(s);
	settle_standard(s);
	settle_chinese_office(s);
	law_settle(s);
}
