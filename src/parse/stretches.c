/* What the chain's stretches are taken for, before fields are made of them. */

#include "parse/stretches.h"
#include "parse/lexicon.h"
#include "parse/names.h"

#include "base/banned.h"

bool
stretch_has_word(const struct scan *s, const struct stretch *r)
{
	for (size_t i = r->from; i < r->to; i++)
		if (s->tokens[i].kind != TOKEN_POINT)
			return true;
	return false;
}

const struct stretch *
stretches_first(
    const struct scan *s, const struct stretches *runs, enum label label)
{
	for (size_t i = 0; i < runs->len; i++)
		if (runs->items[i].label == label &&
		    stretch_has_word(s, &runs->items[i]))
			return &runs->items[i];
	return NULL;
}

/* "Gütter, Adolf. Schönbach, Kr. Eger.": a full stop behind a given name in full ends the
 * authors, if nobody's name follows. The token behind it, or to. */
static size_t
authors_end(const struct scan *s, const struct model *m, size_t from, size_t to)
{
	bool comma = false;

	for (size_t i = from + 1; i + 2 < to; i++) {
		const struct token *t = &s->tokens[i];

		comma = comma || token_is_comma(s, i - 1);
		if (!comma || !token_is_stop(s, i) ||
		    t[-1].kind != TOKEN_WORD || t[-1].letters < 4 ||
		    token_is_comma(s, i + 1) || !t[1].blank || !t[1].upper)
			continue;
		/* another name may follow: "Smith, Anna. Jones, Peter." */
		for (size_t k = i + 1; k < to; k++)
			if (token_is_initial(s, k) ||
			    (s->tokens[k].letters > 2 &&
				names_lean(s, m, k) < -0.7))
				return to;
		return token_is_comma(s, i + 2) ? i + 1 : to;
	}
	return to;
}

/* 'Md. S. | Islam, "Soil fertility history,"': a title begins with the mark that opens
 * it, where nothing but a name and a comma is before. The token of the mark, or from. */
static size_t
names_before_quote(const struct scan *s, size_t from, size_t to)
{
	enum { NAME = 3 };
	size_t words = 0;

	for (size_t i = from; i < to && words <= NAME; i++) {
		const struct token *t = &s->tokens[i];

		if (t->kind == TOKEN_WORD && t->upper)
			words++;
		else if (i > from && t->blank &&
			 (t->c == '"' || t->c == 0x201c || t->c == 0x201e))
			return token_is_comma(s, i - 1) ? i : from;
		else if (!token_is_point(s, i, ",."))
			return from;
	}
	return from;
}

/* "Παπαδόπουλος, Α. και Γεωργίου, Β. (2010)": what stands between the first author's "and"
 * and the year. */
static void
join_authors(const struct scan *s, struct stretches *runs)
{
	enum { MOST = 12 };

	for (size_t i = 0; i + 2 < runs->len; i++) {
		struct stretch *r = &runs->items[i];
		size_t k = i + 1;

		if (r->label != LABEL_AUTHOR)
			continue;
		if (!names_is_far_and(s, r->to) || r[1].from != r->to)
			return;
		while (k < runs->len && runs->items[k].label != LABEL_DATE)
			k++;
		if (k == runs->len || runs->items[k].from > r->to + MOST)
			return;
		r->to = runs->items[k].from;
		for (k--; k > i; k--) {
			runs->items[k].from = runs->items[k].to = r->to;
			runs->items[k].label = LABEL_NOTE;
		}
		return;
	}
}

static void
settle_authors(
    const struct scan *s, const struct model *m, struct stretches *runs)
{
	for (size_t i = 0; i + 1 < runs->len; i++) {
		struct stretch *r = &runs->items[i];
		size_t end;

		if (r->label != LABEL_AUTHOR)
			continue;
		end = r[1].label == LABEL_TITLE
			  ? names_before_quote(s, r[1].from, r[1].to)
			  : r[1].from;
		if (end > r[1].from) {
			r->to = r[1].from = end;
			return;
		}
		end = authors_end(s, m, r->from, r->to);
		if (end < r->to && r[1].label == LABEL_TITLE) {
			r->to = end;
			r[1].from = end;
			r[1].confidence /= 2;
		}
		return;
	}
}

/* "«Spie», in A. Gargani (a cura di), Crisi della ragione": what is taken for a second
 * title, behind "in" or the editors, holds the first. */
static void
settle_host(const struct scan *s, struct stretches *runs)
{
	const struct stretch *title = stretches_first(s, runs, LABEL_TITLE);
	bool in = false;

	if (!title || stretches_first(s, runs, LABEL_CONTAINER))
		return;
	for (struct stretch *r = runs->items; r < runs->items + runs->len;
	     r++) {
		if (r <= title)
			continue;
		in = in || r->label == LABEL_IN || r->label == LABEL_EDITOR;
		if (r->label == LABEL_TITLE && in && stretch_has_word(s, r)) {
			r->label = LABEL_CONTAINER;
			return;
		}
	}
}

/* "История России / под ред. А. Н. Сахарова": without a title, what is before the editors
 * is neither an author nor what holds the work. */
static void
settle_edited_title(const struct scan *s, struct stretches *runs)
{
	if (stretches_first(s, runs, LABEL_TITLE))
		return;
	for (size_t i = 0; i < runs->len; i++) {
		struct stretch *r = &runs->items[i];
		size_t to = r->to;

		if (!stretch_has_word(s, r))
			continue;
		if (r->label != LABEL_AUTHOR && r->label != LABEL_CONTAINER)
			return;
		while (to > r->from && token_is_point(s, to - 1, "/"))
			to--;
		if (token_is_point(s, to, "/") && token_is(s, to + 1, "под"))
			r->label = LABEL_TITLE;
		return;
	}
}

/* "Attention is all you need. NeurIPS.": what is published by nobody but a name that the
 * rules know for a conference or a journal is no publisher. */
static void
settle_container(const struct scan *s, struct stretches *runs)
{
	const struct stretch *publisher =
	    stretches_first(s, runs, LABEL_PUBLISHER);
	bool known = false, periodical = s->marker == 'J' || s->marker == 'N';

	if (!publisher || stretches_first(s, runs, LABEL_CONTAINER) ||
	    stretches_first(s, runs, LABEL_PLACE) ||
	    (publisher->confidence > 0.9 && !periodical))
		return;
	/* GB/T 7714 says that it is an article: "[J]. 经济研究, 2004(10)" */
	known = periodical;
	for (size_t i = publisher->from; i < publisher->to; i++) {
		const struct token *t = &s->tokens[i];

		if (t->kind == TOKEN_WORD && !periodical &&
		    runs->ruled[i] != PART_CONTAINER)
			return;
		known = known || t->caps ||
			(t->lexicon & (LEX_CONFERENCE | LEX_JOURNAL));
	}
	if (!known)
		return;
	for (size_t i = 0; i < runs->len; i++)
		if (&runs->items[i] == publisher)
			runs->items[i].label = LABEL_CONTAINER;
}

enum { NUMERO = 0x2116 }; /* № */

/* Numbers with a dash between: "150-161". */
static bool
is_range(const struct scan *s, const struct stretch *r)
{
	for (size_t i = r->from + 1; i + 1 < r->to; i++)
		if (token_is_dash(s, i) && token_is_number(s, i - 1) &&
		    token_is_number(s, i + 1))
			return true;
	return false;
}

static bool
is_number_alone(const struct scan *s, const struct stretch *r)
{
	size_t numbers = 0;

	for (size_t i = r->from; i < r->to; i++) {
		if (s->tokens[i].kind == TOKEN_WORD)
			return false;
		numbers += s->tokens[i].kind == TOKEN_NUMBER;
	}
	return numbers == 1;
}

static bool
is_wide_stop(const struct scan *s, size_t i)
{
	return token_is_point(s, i, ".") || s->tokens[i].c == 0xff0e ||
	       s->tokens[i].c == 0x3002;
}

/* "Estudos Cebrap, São Paulo, n. 3, p. 150-161": what has an issue and runs over pages is
 * an article, and nobody's but its journal's name stands right behind the title. */
static void
settle_article(const struct scan *s, struct stretches *runs)
{
	static const double SURE = 0.8;
	const struct stretch *title = stretches_first(s, runs, LABEL_TITLE);
	const struct stretch *pages = stretches_first(s, runs, LABEL_PAGES);
	const struct stretch *issue = stretches_first(s, runs, LABEL_ISSUE);

	if (!title || !pages || !issue ||
	    stretches_first(s, runs, LABEL_CONTAINER))
		return;
	for (size_t i = 0; i + 1 < runs->len; i++) {
		struct stretch *next = &runs->items[i + 1];

		if (&runs->items[i] != title)
			continue;
		if (next->label == LABEL_PUBLISHER && next->confidence < SURE &&
		    next < issue && is_range(s, pages))
			next->label = LABEL_CONTAINER;
		return;
	}
}

/* "521, 7553 (2015), 436–444": a number alone right behind the volume is the issue where
 * others are the pages. */
static void
settle_issue(const struct scan *s, struct stretches *runs)
{
	struct stretch *number = NULL;

	if (stretches_first(s, runs, LABEL_ISSUE))
		return;
	for (size_t i = 1; i < runs->len; i++) {
		struct stretch *r = &runs->items[i];

		if (r->label != LABEL_PAGES || !stretch_has_word(s, r))
			continue;
		if (number) {
			if (is_range(s, r))
				number->label = LABEL_ISSUE;
			return;
		}
		if (r[-1].label != LABEL_VOLUME || !is_number_alone(s, r))
			return;
		number = r;
	}
}

/* "№ 2 (52)": the number since the journal began goes with that of the year. */
static void
settle_running_number(const struct scan *s, struct stretches *runs)
{
	for (size_t i = 0; i + 1 < runs->len; i++) {
		struct stretch *r = &runs->items[i];

		if (r->label != LABEL_ISSUE || r[1].label != LABEL_VOLUME ||
		    r[1].from != r->to || !token_is_point(s, r->to, "(") ||
		    !is_number_alone(s, &r[1]) || !r->from)
			continue;
		if (s->tokens[r->from].c == NUMERO ||
		    s->tokens[r->from - 1].c == NUMERO) {
			r->to = r[1].to;
			r[1].from = r[1].to;
			r[1].label = LABEL_NOTE;
		}
		return;
	}
}

/* "费孝通.乡土中国[M]": the title stands before its mark (GB/T 7714), behind a full stop. */
static void
settle_marked_title(const struct scan *s, struct stretches *runs)
{
	size_t mark = s->markers ? s->markers - 1 : 0;

	if (!mark || stretches_first(s, runs, LABEL_TITLE))
		return;
	for (size_t i = 0; i < runs->len; i++) {
		struct stretch *r = &runs->items[i];
		size_t at = mark;

		if (r->label != LABEL_AUTHOR || r->to != mark ||
		    i + 1 == runs->len)
			continue;
		while (at > r->from + 1 && !is_wide_stop(s, at - 1))
			at--;
		/* the mark stands with the title, as a title's own end does */
		if (at > r->from + 1 && r[1].label == LABEL_NOTE) {
			r->to = r[1].from = at;
			r[1].label = LABEL_TITLE;
			r[1].confidence = r->confidence;
		}
		return;
	}
}

void
stretches_settle(
    const struct scan *s, const struct model *m, struct stretches *runs)
{
	settle_host(s, runs);
	settle_container(s, runs);
	settle_article(s, runs);
	settle_issue(s, runs);
	settle_running_number(s, runs);
	settle_marked_title(s, runs);
	join_authors(s, runs);
	settle_authors(s, m, runs);
	settle_edited_title(s, runs);
}
