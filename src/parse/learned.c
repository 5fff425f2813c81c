#include "parse/learned.h"
#include "base/text.h"
#include "model/name.h"
#include "parse/ends.h"
#include "parse/lexicon.h"
#include "parse/names.h"
#include "parse/numbers.h"
#include "parse/people.h"
#include "parse/rules.h"
#include "parse/settle.h"
#include "parse/several.h"
#include "parse/stretches.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const enum part parts[LABELS] = {
#define X(member, name, part) part,
#include "parse/label.def"
#undef X
};

/* Nothing of letters, not even a number. */
static bool
is_empty(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (s->tokens[i].kind != TOKEN_POINT)
			return false;
	return true;
}

/* --- dates ------------------------------------------------------------------------- */

static size_t
year_in(const struct scan *s, const struct stretch *r)
{
	for (size_t i = r->from; i < r->to; i++)
		if (token_is_year(s, i))
			return i;
	return s->len;
}

/* The date of issue: what the rules take for it if it is in a date, else the first
 * year of one. */
static void
read_date(
    struct scan *s, const struct stretches *runs, const struct found *ruled)
{
	const struct stretch *own = NULL, *any = NULL;
	size_t from, to, year;

	for (size_t i = 0; i < runs->len; i++) {
		const struct stretch *r = &runs->items[i];

		if (r->label != LABEL_DATE || year_in(s, r) == s->len)
			continue;
		if (!any)
			any = r;
		if (ruled && !own && ruled->from < r->to && ruled->to > r->from)
			own = r;
	}
	if (own) {
		scan_take(
		    s, PART_YEAR, ruled->from, ruled->to, own->confidence);
		return;
	}
	if (!any) {
		/* "in press" is no number */
		if (s->date.from.year)
			memset(&s->date, 0, sizeof(s->date));
		return;
	}
	year = year_in(s, any);
	numbers_date_around(s, year, &from, &to);
	if (from < any->from)
		from = any->from;
	if (to > any->to)
		to = any->to;
	if (from > year || to <= year) {
		from = year;
		to = year + 1;
	}
	memset(&s->date, 0, sizeof(s->date));
	date_parse(&s->date, NULL, s->a, tokens_text(s, from, to));
	scan_take(s, PART_YEAR, from, to, any->confidence);
}

/* --- names ------------------------------------------------------------------------- */

/* Without "In", "edited by", "(Eds.)"; true if something said that these are
 * editors. */
static bool
trim_names(const struct scan *s, size_t *from, size_t *to)
{
	static const char *const roles[] = { "begr", "begründer", "bearb",
		"verf", "autor", "autorin", "koord", "coord", "comp" };
	/* "под общ. ред. В. Г. Орлова" */
	static const char *const before[] = { "под", "общ", "общей", "ред",
		"редакцией", "отв", "науч", "сост" };
	bool editors = false;
	size_t start = *from, end = *to;

	while (start < end) {
		size_t next = people_editor_phrase(s, start);

		if (next == start && people_editor_mark(s, start) > start)
			next = people_editor_mark(s, start);
		if (next == start && !s->tokens[start].upper &&
		    token_is_among(s, start, before, COUNT(before)))
			next++;
		if (next > start) {
			editors = true;
			start = next;
		} else if (token_is(s, start, "in") ||
			   token_is(s, start, "by") ||
			   (s->tokens[start].kind == TOKEN_POINT &&
			       s->tokens[start].c != '\'' &&
			       s->tokens[start].c != 0x2019)) {
			start++;
		} else {
			break;
		}
	}
	/* "Grzegorz Gorzelak, ebd." */
	for (size_t i = start + 1; i < end; i++)
		if (several_refers_back(s, i))
			end = i;
	for (size_t i = start; i < end; i++) {
		size_t mark = people_editor_mark(s, i);

		/* "in A. Gargani (a cura di)" */
		if (mark == i && scan_has(s, PART_AUTHOR))
			mark = people_editor_phrase(s, i);
		if (mark > i && mark <= end && is_empty(s, mark, end)) {
			editors = true;
			end = i;
		}
	}
	/* "Palandt, Otto (Begr.)" */
	for (size_t i = start + 1; i + 1 < end; i++)
		if (token_is_point(s, i, "(") &&
		    token_is_among(s, i + 1, roles, COUNT(roles)))
			end = i;
	while (end > start && s->tokens[end - 1].kind == TOKEN_POINT &&
	       !(s->tokens[end - 1].c == '.' && end - start > 1 &&
		   s->tokens[end - 2].kind == TOKEN_WORD))
		end--;
	if (start >= end)
		return false;
	*from = start;
	*to = end;
	return editors;
}

/* The end of what stands between two separators. */
static size_t
chunk_end(const struct scan *s, size_t from, size_t to)
{
	size_t i = from;

	while (i < to && !token_is_comma(s, i) && !token_is_point(s, i, ";/") &&
	       !people_is_and(s, i))
		i++;
	return i;
}

static bool
has_cjk(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (s->tokens[i].cjk)
			return true;
	return false;
}

/* "ders.", "dies.", "idem" for the editors: the authors. */
static bool
is_the_same(const struct scan *s, size_t i)
{
	static const char *const words[] = { "ders", "derselbe", "dies",
		"dieselbe", "dieselben", "idem", "eadem" };

	for (size_t k = 0; k < COUNT(words); k++)
		if (token_is(s, i, words[k]))
			return s->authors.len > 0;
	return false;
}

/* "AA.VV.", "AA. VV.": autori vari. */
static bool
is_various(const struct scan *s, size_t from, size_t to)
{
	return token_is(s, from, "aa") && token_is_point(s, from + 1, ".") &&
	       token_is(s, from + 2, "vv") && to <= from + 4 && to > from + 2;
}

/* 中国互联网络信息中心, 国务院 between separators: the token behind, or i. */
static size_t
end_of_office(const struct scan *s, size_t i, size_t to)
{
	return s->tokens[i].cjk && chunk_end(s, i, to) == i + 1 &&
		       people_cjk_is_office(token_text(s, i))
		   ? i + 1
		   : i;
}

/* All names in tokens from..to. */
static void
read_names(struct name_list *out, struct scan *s, const struct model *m,
    size_t from, size_t to)
{
	size_t at = from, end = ends_without_stop(s, from, to);
	enum part behind = s->tokens[to].label;

	scan_mark(s, PART_FREE, from, to);
	s->tokens[to].label = PART_SKIP;
	if (is_the_same(s, from)) {
		*out = s->authors;
	} else if ((name_is_corporate(tokens_text(s, from, end)) ||
		       is_various(s, from, end)) &&
		   chunk_end(s, from, to) == to) {
		people_add(out, s, from, end, FORM_CORPORATE);
	} else if (has_cjk(s, from, to)) {
		while (at < to) {
			size_t next = end_of_office(s, at, end);

			if (next > at)
				people_add(out, s, at, next, FORM_CORPORATE);
			else
				next = people_read(out, s, at, to);
			at = next > at ? next : at + 1;
		}
	} else {
		names_read(out, s, m, from, end);
	}
	s->tokens[to].label = behind;
}

/* "(B. Fowkes, Trans.)" */
static bool
has_translated(const struct scan *s, size_t from, size_t to)
{
	static const char *const words[] = { "trans", "transl", "translator",
		"translators", "übers", "übersetzer", "tr", "trad" };

	for (size_t i = from; i < s->len && i < to + 6; i++) {
		if (token_is_among(s, i, words, COUNT(words)))
			return true;
		if (i >= to && token_is_point(s, i, ")"))
			break;
	}
	return false;
}

/* "под ред. В. Г. Орлова": the "В." that was taken for "in" belongs to the name. */
static size_t
first_initial(const struct scan *s, size_t from)
{
	return from > 3 && token_is_initial(s, from) &&
		       token_is_point(s, from - 1, ".") &&
		       s->tokens[from - 2].letters == 1 &&
		       s->tokens[from - 2].upper &&
		       token_is_point(s, from - 3, ".") &&
		       token_is(s, from - 4, "ред")
		   ? from - 2
		   : from;
}

/* "S.", "H.-y.": a name was torn, and the list was not read as it is meant. */
static bool
has_lone_initial(const struct name_list *l)
{
	for (size_t i = 0; i < l->len; i++)
		if (name_is_lone_initial(&l->items[i]))
			return true;
	return false;
}

static void
take_names(struct scan *s, const struct model *m, const struct stretches *runs,
    enum label label)
{
	/* no evidence, and no place to write to */
	const double torn = 0.2;

	for (size_t i = 0; i < runs->len; i++) {
		const struct stretch *r = &runs->items[i];
		size_t from = r->from, to = r->to;
		struct name_list names = { NULL, 0, false, false };
		bool editors;

		if (r->label != label || !stretch_has_word(s, r))
			continue;
		scan_mark(s, PART_FREE, from, to);
		if (label == LABEL_EDITOR && has_translated(s, r->from, r->to))
			continue;
		editors = trim_names(s, &from, &to) || label == LABEL_EDITOR;
		if (editors ? scan_has(s, PART_EDITOR)
			    : scan_has(s, PART_AUTHOR))
			continue;
		if (editors)
			from = first_initial(s, from);
		read_names(&names, s, m, from, to);
		if (!names.len)
			continue;
		to = ends_without_stop(s, from, to);
		if (editors)
			s->editors = names;
		else
			s->authors = names;
		scan_take(s, editors ? PART_EDITOR : PART_AUTHOR, from, to,
		    has_lone_initial(&names) && r->confidence > torn
			? torn
			: r->confidence);
	}
}

/* "Nature, London, v. 521", "Proc. NeurIPS, Long Beach, | CA, USA": a place behind a comma,
 * which the rules know for one, where no other place was found, or the rest of it:
 * where it begins, or to. */
static size_t
place_behind(
    const struct units *u, const struct stretch *place, size_t from, size_t to)
{
	enum { PLACE_MOST = 6 };
	const struct scan *s = u->scan;
	size_t start = to;

	if (place && place->from != to)
		return to;
	for (size_t i = u->len; i-- > 0;) {
		const struct unit *p = &u->items[i];

		if (p->from >= to || p->from < from + 1)
			continue;
		if (token_is(s, p->from, "and") ||
		    token_is(s, p->from, "und") || to - p->from > PLACE_MOST)
			break;
		if ((p->rule & 31) == PART_PLACE)
			start = p->from;
		else if (s->tokens[p->from].kind != TOKEN_POINT)
			break;
		else if (start < to && token_is_comma(s, p->from))
			return start;
	}
	return to;
}

/* --- all ---------------------------------------------------------------------------- */

static void
take_text(
    struct scan *s, enum label label, size_t from, size_t to, double confidence)
{
	ends_of_text(s, parts[label], &from, &to);
	/* "Mind as Motion, chapter" 14 */
	if (label == LABEL_CONTAINER && to > from + 2 &&
	    ends_introduces(s, to - 1) && s->tokens[to].kind != TOKEN_POINT) {
		to--;
		rules_settle_ends(s, PART_CONTAINER, &from, &to);
	}
	if (label == LABEL_CONTAINER && to > from)
		to = ends_skip_short_year(s, to);
	scan_take(s, parts[label], from, to, confidence);
}

/* A place that the rules know and the chain calls a remark. */
static void
take_ruled_place(struct scan *s, const struct stretches *runs)
{
	for (size_t i = 0; i < runs->len; i++) {
		const struct stretch *r = &runs->items[i];
		size_t from = r->from, to = r->to;

		if (r->label != LABEL_NOTE)
			continue;
		while (from < to && runs->ruled[from] != PART_PLACE)
			from++;
		while (to > from && runs->ruled[to - 1] != PART_PLACE)
			to--;
		if (from < to) {
			take_text(s, LABEL_PLACE, from, to, r->confidence / 2);
			return;
		}
	}
}

/* "(Portland, OR, Sept. 26-28)": the state that the rules have with the place. */
static size_t
end_of_state(const struct scan *s, const struct stretches *runs, size_t to)
{
	size_t end = token_is_comma(s, to) ? to + 1 : to;

	return to && end < s->len && token_is_comma(s, end - 1) &&
		       s->tokens[end].caps && s->tokens[end].letters <= 3 &&
		       runs->ruled[end] == PART_PLACE &&
		       runs->ruled[to - 1] == PART_PLACE
		   ? end + 1
		   : to;
}

static void
take_texts(struct scan *s, const struct units *u, const struct stretches *runs)
{
	static const enum label labels[] = { LABEL_TITLE, LABEL_CONTAINER,
		LABEL_PUBLISHER, LABEL_EDITION, LABEL_GENRE };
	const struct stretch *place = stretches_first(s, runs, LABEL_PLACE);

	for (size_t k = 0; k < COUNT(labels); k++) {
		const struct stretch *r = stretches_first(s, runs, labels[k]);
		size_t to;

		if (!r)
			continue;
		to = scan_has(s, PART_PLACE)
			 ? r->to
			 : place_behind(u, place, r->from, r->to);
		if (to < r->to)
			take_text(s, LABEL_PLACE, to, place ? place->to : r->to,
			    r->confidence / 2);
		if (labels[k] == LABEL_TITLE &&
		    !stretches_first(s, runs, LABEL_CONTAINER)) {
			size_t end = to;

			to = ends_quoted_journal(s, r->from, to);
			if (to < end)
				take_text(
				    s, LABEL_CONTAINER, to, end, r->confidence);
		}
		take_text(s, labels[k], r->from, to, r->confidence);
	}
	if (place && !scan_has(s, PART_PLACE))
		take_text(s, LABEL_PLACE, place->from,
		    end_of_state(s, runs, place->to), place->confidence);
	if (!scan_has(s, PART_PLACE))
		take_ruled_place(s, runs);
}

static bool
has_open_bracket(const struct scan *s, size_t from, size_t to)
{
	int depth = 0;

	for (size_t i = from; i < to; i++)
		depth += token_is_point(s, i, "(")   ? 1
			 : token_is_point(s, i, ")") ? -1
						     : 0;
	return depth > 0;
}

static void
take_number(struct scan *s, const struct stretches *runs, enum label label,
    size_t from, size_t to, double confidence)
{
	enum label next = label == LABEL_VOLUME ? LABEL_ISSUE : LABEL_PAGES;
	size_t second = to;

	scan_mark(s, PART_FREE, from, to);
	if (label == LABEL_PAGES)
		to = second = ends_before_identifier(s, from, to);
	/* "Ann. of Math. (2) 141": the series is no volume */
	for (size_t i = from + 1; label == LABEL_VOLUME && i + 1 < to; i++)
		if (token_is_point(s, i, ")") && from &&
		    (token_is_point(s, from, "(") ||
			token_is_point(s, from - 1, "(")) &&
		    s->tokens[i + 1].kind == TOKEN_NUMBER)
			from = i + 1;
	/* "Band 22 (pp. 57-84)" taken for pages as a whole */
	for (size_t i = from + 1; label == LABEL_PAGES && i + 1 < to; i++)
		if (numbers_is_page_word(s, i) && s->tokens[i].letters > 1)
			from = i;
	/* "2002 Jul 25;347(4)", "596 (August 26)": days are no volumes */
	while (from + 1 < to && runs->ruled[from] == PART_YEAR)
		from++;
	if (runs->ruled[from] == PART_YEAR && from + 1 == to &&
	    confidence < 0.9)
		return;
	if (label != LABEL_PAGES && !stretches_first(s, runs, next) &&
	    !scan_has(s, parts[next]))
		second = ends_second_number(s, from, to);
	if (second < to)
		take_number(s, runs, next, second, to, confidence);
	to = second;
	ends_of_number(s, &from, &to);
	if (is_empty(s, from, to) ||
	    (from && ends_skip_short_year(s, from - 1) == from + 1))
		return;
	while (to > from + 1 && s->tokens[to - 1].kind == TOKEN_POINT)
		to--;
	while (from + 1 < to && s->tokens[from].kind == TOKEN_POINT)
		from++;
	if (label == LABEL_VOLUME && from && ends_is_chapter(s, from - 1))
		return;
	/* "no." alone, or the mark of "n.º" */
	if (to == from + 1 &&
	    (ends_introduces(s, from) || s->tokens[from].c == 0xba ||
		s->tokens[from].c == 0xb0))
		return;
	/* "№ 2 (52)" */
	if (token_is_point(s, to, ")") && has_open_bracket(s, from, to))
		to++;
	scan_take(s, parts[label], from, to, confidence);
}

/* "«Rivista storica», 68 (1956)", "v. 521, n. 7553": a volume or an issue that the rules
 * know, in what the chain calls a date or a remark. */
static void
take_ruled_number(struct scan *s, const struct stretches *runs, enum part part)
{
	for (size_t i = 0; i < runs->len; i++) {
		const struct stretch *r = &runs->items[i];

		/* an issue stands behind its volume */
		if (part == PART_VOLUME ? r->label != LABEL_DATE
					: (r->label != LABEL_NOTE &&
					      r->label != LABEL_NUMBER) ||
					      !i || r[-1].label != LABEL_VOLUME)
			continue;
		for (size_t k = r->from; k < r->to; k++) {
			size_t to = k;

			while (to < r->to && runs->ruled[to] == part)
				to++;
			if (to > k && !is_empty(s, k, to)) {
				scan_take(s, part, k, to, r->confidence / 2);
				return;
			}
		}
	}
}

/* Of several runs of pages the one that says so, else the first: "Sept. 26-28), ...,
 * pages 140-152". */
static const struct stretch *
best_pages(const struct scan *s, const struct stretches *runs)
{
	const struct stretch *first = stretches_first(s, runs, LABEL_PAGES);

	for (size_t i = 0; i < runs->len; i++) {
		const struct stretch *r = &runs->items[i];
		bool number = false, said = false;

		for (size_t k = r->from; r->label == LABEL_PAGES && k < r->to;
		     k++) {
			number = number || s->tokens[k].kind == TOKEN_NUMBER;
			said = said || numbers_is_page_word(s, k);
		}
		if (said && number)
			return r;
	}
	return first;
}

static void
take_numbers(struct scan *s, const struct stretches *runs)
{
	static const enum label labels[] = { LABEL_PAGES, LABEL_ISSUE,
		LABEL_VOLUME };

	for (size_t k = 0; k < COUNT(labels); k++) {
		const struct stretch *r =
		    labels[k] == LABEL_PAGES
			? best_pages(s, runs)
			: stretches_first(s, runs, labels[k]);

		if (r && !scan_has(s, parts[labels[k]]))
			take_number(
			    s, runs, labels[k], r->from, r->to, r->confidence);
	}
	if (!scan_has(s, PART_VOLUME))
		take_ruled_number(s, runs, PART_VOLUME);
	if (!scan_has(s, PART_ISSUE))
		take_ruled_number(s, runs, PART_ISSUE);
}

/* GOST 7.1 gives the first author in the heading and all behind the title: the rules
 * have read both. */
static void
complete_authors(struct scan *s, const struct name_list *ruled)
{
	const struct name_list *own = &s->authors;

	if (own->len == 1 && ruled->len > 1 && own->items[0].family &&
	    ruled->items[0].family &&
	    text_eq_nocase(
		span_of(own->items[0].family), ruled->items[0].family) &&
	    memmem(s->text.ptr, s->text.len, " / ", 3))
		s->authors = *ruled;
}

void
learned_undo(const struct learned *l, struct scan *s)
{
	*s = l->before;
	for (size_t i = 0; i < s->len; i++)
		s->tokens[i].label = (enum part)l->ruled[i];
}

/* Fields, names and dates of a labelling; s is as the rules leave it. */
static void
take(struct learned *l, struct scan *s, const unsigned char *labels)
{
	const struct model *model = l->decoder.units.model;
	const struct found *found = found_by_rules(s, PART_YEAR);
	struct name_list authors = s->authors;
	struct stretches runs;

	decoder_stretches(&runs, &l->decoder, labels);
	runs.ruled = l->ruled;
	stretches_settle(s, model, &runs);
	s->found = NULL; /* the rules keep theirs */
	s->found_len = 0;
	s->authors = (struct name_list){ NULL, 0, false, false };
	s->editors = s->authors;
	for (size_t i = 0; i < runs.len; i++)
		scan_mark(s, parts[runs.items[i].label], runs.items[i].from,
		    runs.items[i].to);
	take_names(s, model, &runs, LABEL_AUTHOR);
	take_names(s, model, &runs, LABEL_EDITOR);
	complete_authors(s, &authors);
	take_texts(s, &l->decoder.units, &runs);
	take_numbers(s, &runs);
	read_date(s, &runs, found);
	settle_fields(s);
}

bool
learned_read(struct learned *l, struct scan *s, const struct model *model,
    const struct style *style)
{
	memset(l, 0, sizeof(*l));
	if (!decoder_open(&l->decoder, s, model, style))
		return false;
	l->before = *s;
	l->ruled = ARENA_ARRAY(s->a, unsigned char, s->len + 1);
	for (size_t i = 0; i < s->len; i++)
		l->ruled[i] = (unsigned char)s->tokens[i].label;
	take(l, s, l->decoder.labels);
	return true;
}

bool
learned_next(struct learned *l, struct scan *s)
{
	if (!l->asked)
		l->others_len = decoder_others(l->others, &l->decoder);
	l->asked = true;
	if (l->taken == l->others_len)
		return false;
	learned_undo(l, s);
	take(l, s, l->others[l->taken++]);
	return true;
}
