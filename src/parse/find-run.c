#include "parse/find.h"

#include "base/banned.h"

/* --- lists without a heading -------------------------------------------------------- */

enum { ALL_LIST_MIN = 3, ALL_LIST_DECENT = 4 };

/* May lie between two entries of a run without ending it. */
static bool
is_gap(const struct piece *p)
{
	return p->kind == PIECE_NOTE ||
	       (p->kind == PIECE_OTHER && p->block->kind == BLOCK_HTML) ||
	       (p->kind == PIECE_ITEM && (p->level > 1 || p->number >= 0));
}

static bool
is_footnote(const struct piece *p)
{
	return p->kind == PIECE_ITEM && p->label.kind == LABEL_FOOTNOTE;
}

/* Everything in the document but headings is a reference: one will do. */
static bool
is_bare_list(const struct finder *f)
{
	size_t strong = 0;

	for (size_t i = 0; i < f->len; i++) {
		const struct piece *p = &f->pieces[i];

		if (p->kind == PIECE_HEADING || p->kind == PIECE_NOTE)
			continue;
		if (!find_is_strong(p))
			return false;
		strong++;
	}
	return strong > 0;
}

static void
mark_run(struct finder *f, size_t from, size_t to, size_t run)
{
	long last = -1;

	for (size_t i = from; i < to; i++) {
		const struct piece *p = &f->pieces[i];
		bool next = p->number >= 0 && p->number == last + 1;

		if (p->kind != PIECE_ITEM && p->kind != PIECE_TEXT)
			continue;
		if (!find_is_strong(p) && !find_is_decent(p) &&
		    !(next && p->level <= 1))
			continue;
		f->marks[i] = MARK_ENTRY;
		f->list_of[i] = SIZE_MAX - run;
		last = p->number;
	}
}

/*
 * A document that is a list and nothing else, one reference a paragraph or line: most
 * are plain, or a third would be entries beside a plain one and most have a year; none is prose. Then those are references
 * too that by themselves look like little (a judgment, a standard, an entry in another
 * script): to pass one over in silence would be worse than to take a line too many.
 */
static bool
is_all_list(const struct finder *f)
{
	size_t strong = 0, weak = 0, decent = 0, dated = 0;

	for (size_t i = 0; i < f->len; i++) {
		const struct piece *p = &f->pieces[i];

		if (p->kind == PIECE_NOTE)
			continue;
		if ((p->kind != PIECE_TEXT && p->kind != PIECE_ITEM) ||
		    p->level > 1 || is_footnote(p) || p->look.prose >= 2)
			return false;
		if (find_is_strong(p))
			strong++;
		else
			weak++;
		decent += find_is_decent(p);
		dated += p->look.year || p->look.identifier;
	}
	return (strong >= ALL_LIST_MIN && strong >= weak) ||
	       (strong && decent >= ALL_LIST_DECENT &&
		   decent * 3 >= strong + weak &&
		   dated * 3 >= (strong + weak) * 2);
}

static void
mark_all(struct finder *f)
{
	size_t run = f->runs++;

	for (size_t i = 0; i < f->len; i++) {
		const struct piece *p = &f->pieces[i];

		if (p->kind == PIECE_NOTE ||
		    (p->look.score < 2 && !look_skip(piece_text(p)) &&
			!(i && look_complete(piece_text(p)))))
			continue;
		f->marks[i] = MARK_ENTRY;
		f->list_of[i] = SIZE_MAX - run;
	}
}

void
find_runs(struct finder *f)
{
	size_t least = is_bare_list(f) ? 1 : 2;

	if (is_all_list(f)) {
		mark_all(f);
		return;
	}

	for (size_t i = 0; i < f->len; i++) {
		size_t end, last = i, strong = 0;
		const struct piece *first = &f->pieces[i];

		if (f->marks[i] != MARK_NONE || is_footnote(first) ||
		    (first->kind != PIECE_ITEM && first->kind != PIECE_TEXT) ||
		    !find_is_strong(first))
			continue;
		for (end = i; end < f->len; end++) {
			const struct piece *p = &f->pieces[end];

			if (f->marks[end] != MARK_NONE || is_footnote(p))
				break;
			if ((p->kind == PIECE_ITEM || p->kind == PIECE_TEXT) &&
			    find_is_strong(p)) {
				strong++;
				last = end;
			} else if (!is_gap(p) && !find_is_decent(p)) {
				break;
			}
		}
		/* what goes on in the same way right behind the last */
		while (strong >= least && last + 1 < end &&
		       find_is_decent(&f->pieces[last + 1]) &&
		       f->pieces[last + 1].kind == f->pieces[last].kind &&
		       f->pieces[last + 1].label.kind ==
			   f->pieces[last].label.kind &&
		       (f->pieces[last].number < 0 ||
			   f->pieces[last + 1].number ==
			       f->pieces[last].number + 1))
			last++;
		if (strong >= least)
			mark_run(f, i, last + 1, f->runs++);
		i = last;
	}
}

/* --- rows of numbers --------------------------------------------------------------- */

/*
 * A row: items with one form of label whose numbers go up. Where some of its items
 * are entries, the others are, too: "[17] Smith. Title. 2025." looks like little by
 * itself.
 */
struct row {
	size_t first, last; /* pieces */
	size_t len;
	size_t entries;
	size_t good;   /* would do under a heading */
	size_t likely; /* start with names and have a year */
	enum label_kind kind;
};

enum {
	ROW_GAP = 3,       /* numbers that may be absent */
	ROW_FURNITURE = 2, /* lines of a page's end between two items */
	FURNITURE_LEN = 100,
	ROW_MIN = 3,
};

static bool
is_member(const struct piece *p)
{
	return p->kind == PIECE_ITEM && p->level <= 1 && p->number >= 0 &&
	       (p->label.kind == LABEL_BRACKET || p->label.kind == LABEL_DOT ||
		   p->label.kind == LABEL_PAREN ||
		   p->label.kind == LABEL_PARENS);
}

/* A running head that the reader took for text or for a heading. */
static bool
is_furniture(const struct piece *p)
{
	return (p->kind == PIECE_TEXT ||
		   (p->kind == PIECE_HEADING && p->heading == HEADING_NONE)) &&
	       p->part.to - p->part.from <= FURNITURE_LEN;
}

static bool
is_likely(const struct look *l)
{
	return l->author >= 2 && (l->year || l->identifier) && !l->prose;
}

static void
count_member(const struct finder *f, struct row *r, size_t i)
{
	const struct piece *p = &f->pieces[i];

	if (!r->len++) {
		r->first = i;
		r->kind = p->label.kind;
	}
	r->last = i;
	r->entries += f->marks[i] == MARK_ENTRY;
	r->good += p->look.score >= LOOK_LOW && p->look.prose < 3;
	r->likely += is_likely(&p->look);
}

/* The row that starts with a member. */
static struct row
read_row(const struct finder *f, size_t from)
{
	struct row r = { 0 };
	size_t furniture = 0;

	count_member(f, &r, from);
	for (size_t i = from + 1; i < f->len; i++) {
		const struct piece *p = &f->pieces[i];
		long before = f->pieces[r.last].number;

		if (is_member(p)) {
			if (p->label.kind != r.kind || p->number <= before ||
			    p->number > before + ROW_GAP + 1)
				break;
			count_member(f, &r, i);
			furniture = 0;
		} else if (is_furniture(p) && f->marks[i] != MARK_ENTRY) {
			if (++furniture > ROW_FURNITURE)
				break;
		} else if (p->kind != PIECE_NOTE &&
			   !(p->kind == PIECE_ITEM && p->level > 1) &&
			   !(p->kind == PIECE_OTHER &&
			       p->block->kind == BLOCK_HTML)) {
			break;
		}
	}
	return r;
}

/* "**Sport**: ten thousand hours ...": a point of an enumeration. */
static bool
is_point(const struct piece *p)
{
	const struct mapped_text *t = &p->block->body;

	for (size_t i = look_run(t, p->part.from); i < t->runs_len; i++) {
		struct range r = t->runs[i].place;

		if (r.from > p->part.from)
			break;
		if (t->runs[i].kind == RUN_STRONG && r.from == p->part.from &&
		    r.to < p->part.to)
			return true;
	}
	return false;
}

/* Only brackets are nothing but references; "1." numbers all kinds of things. */
static bool
takes_member(const struct piece *p, enum label_kind kind)
{
	if (find_is_prose(p))
		return false;
	return kind == LABEL_BRACKET ||
	       (!is_point(p) && (p->look.prose ? p->look.score >= LOOK_LOW &&
						     p->look.prose < 2
					       : true));
}

static bool
is_list(const struct row *r)
{
	if (r->kind == LABEL_BRACKET)
		return r->entries
			   ? r->good * 3 >= r->len
			   : r->len >= ROW_MIN && r->likely * 3 >= r->len * 2;
	return r->entries * 2 >= r->len;
}

static void
take_row(struct finder *f, const struct row *r)
{
	size_t list = 0;

	for (size_t i = r->first; i <= r->last && !list; i++)
		if (f->marks[i] == MARK_ENTRY && is_member(&f->pieces[i]))
			list = f->list_of[i];
	if (!list)
		list = SIZE_MAX - f->runs++;
	for (size_t i = r->first; i <= r->last; i++) {
		const struct piece *p = &f->pieces[i];

		if (!is_member(p) ||
		    (f->marks[i] != MARK_ENTRY && !takes_member(p, r->kind)))
			continue;
		f->marks[i] = MARK_ENTRY;
		f->list_of[i] = list;
	}
}

void
find_rows(struct finder *f)
{
	for (size_t i = 0; i < f->len; i++) {
		struct row r;

		if (!is_member(&f->pieces[i]))
			continue;
		r = read_row(f, i);
		if (is_list(&r))
			take_row(f, &r);
		i = r.last;
	}
}

/* The list of all footnotes, which stand anywhere. */
static const size_t FOOTNOTES = SIZE_MAX / 2;

/* --- footnotes ---------------------------------------------------------------------- */

/* "Leo Breiman, “Random Forests,” Machine Learning 45 (2001): 5": given names first,
 * and a title that is set off. */
static bool
cites_in_a_note(const struct look *l)
{
	return l->author && l->title && l->year && !l->prose;
}

/* "Vgl. Max Weber, Die protestantische Ethik, Tübingen 1920, S. 12" */
static bool
names_a_work(const struct piece *p)
{
	const struct mapped_text *t = &p->block->body;

	return !p->look.prose &&
	       look_cites(span_sub(
		   (struct span){ t->text, t->len }, p->part.from, p->part.to));
}

void
find_footnotes(struct finder *f)
{
	for (size_t i = 0; i < f->len; i++) {
		const struct piece *p = &f->pieces[i];

		if (f->marks[i] != MARK_NONE || !is_footnote(p) ||
		    p->look.prose >= 2)
			continue;
		if (!p->look.work_id && !p->look.mark &&
		    (p->look.score < LOOK_MIDDLE + 1 ||
			(p->look.author < 2 && !cites_in_a_note(&p->look)) ||
			(!p->look.year && !p->look.identifier)) &&
		    !names_a_work(p))
			continue;
		f->marks[i] = MARK_ENTRY;
		f->list_of[i] = FOOTNOTES;
	}
}

/*
 * Notes that count on, whatever text is between: by themselves, "37 D. A. Belmore,
 * “Programming Aspects,” Research in Translation, 1957." and "[^4]: V. B. (Kasevich,
 * “..." look like little.
 */
static bool
is_note(const struct piece *p)
{
	return p->kind == PIECE_ITEM && p->level <= 1 &&
	       (p->label.kind == LABEL_BARE || is_footnote(p));
}

static bool
is_next_note(const struct piece *p, const struct piece *before)
{
	return is_note(p) && p->label.kind == before->label.kind &&
	       (p->label.kind == LABEL_FOOTNOTE ||
		   (p->number > before->number &&
		       p->number <= before->number + ROW_GAP + 1));
}

static bool
is_decent_note(const struct piece *p)
{
	const struct look *l = &p->look;

	return find_is_decent(p) ||
	       (l->title && l->year && !l->prose && l->score >= LOOK_MIDDLE);
}

/* The last note of the row that starts with one, and how many of it are entries. */
static size_t
read_notes(const struct finder *f, size_t from, size_t *len, size_t *entries)
{
	size_t last = from;

	*len = 1;
	*entries = f->marks[from] == MARK_ENTRY;
	for (size_t i = from + 1; i < f->len; i++) {
		const struct piece *p = &f->pieces[i];

		if (!is_note(p))
			continue;
		if (!is_next_note(p, &f->pieces[last]))
			break;
		last = i;
		++*len;
		*entries += f->marks[i] == MARK_ENTRY;
	}
	return last;
}

/* Without text between, notes that look like little are of the list nevertheless. */
static bool
takes_note(const struct finder *f, size_t i, size_t from)
{
	const struct piece *p = &f->pieces[i];

	if (is_decent_note(p))
		return true;
	return p->label.kind == LABEL_BARE && i > from &&
	       is_note(&f->pieces[i - 1]) && !p->look.prose &&
	       (p->look.score >= 2 || look_skip(piece_text(p)));
}

static void
take_notes(struct finder *f, size_t from, size_t last)
{
	bool bare = f->pieces[from].label.kind == LABEL_BARE;
	size_t list = is_footnote(&f->pieces[from]) ? FOOTNOTES : 0;

	for (size_t i = from; i <= last; i++) {
		bool entry = f->marks[i] == MARK_ENTRY;

		/* what has no heading is one list, as its numbers say */
		if (entry && !(bare && list && f->list_of[i] > f->len))
			list = f->list_of[i];
		if (!is_note(&f->pieces[i]) ||
		    (!entry &&
			(f->marks[i] != MARK_NONE || !takes_note(f, i, from))))
			continue;
		if (!list)
			list = SIZE_MAX - f->runs++;
		f->marks[i] = MARK_ENTRY;
		f->list_of[i] = list;
	}
}

void
find_notes(struct finder *f)
{
	for (size_t i = 0; i < f->len; i++) {
		size_t len, entries, last;

		if (!is_note(&f->pieces[i]))
			continue;
		last = read_notes(f, i, &len, &entries);
		if (entries >= ROW_MIN && entries * 2 >= len)
			take_notes(f, i, last);
		i = last;
	}
}
