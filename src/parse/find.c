#include "base/text.h"
#include "parse/parse.h"
#include "parse/piece.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * Two passes over the pieces of a document: sections under a heading that says
 * so, then, in what is left, runs of pieces that can be nothing else. What is
 * taken is marked first and written out last, in the order of the document.
 */

enum mark {
	MARK_NONE,
	MARK_ENTRY,
	MARK_SECTION, /* belongs to a section, and is no entry */
};

struct finder {
	struct references *out;
	struct arena *arena;
	const struct piece *pieces;
	size_t len;
	unsigned char *marks;
	size_t *list_of; /* for an entry: 1 + index of its list's heading piece,
			    or SIZE_MAX - n for the n-th run */
};

/* --- which pieces of a section are entries ----------------------------------------- */

static bool
is_strong(const struct piece *p)
{
	const struct look *l = &p->look;

	return l->score >= LOOK_HIGH && (l->year || l->identifier || l->mark) &&
	       (l->author >= 2 || l->mark) && l->prose < 2;
}

/* Where a section ends: at the next heading of its level or higher, or at the
 * heading of another list. */
static size_t
section_end(const struct finder *f, size_t heading)
{
	unsigned level = f->pieces[heading].level;
	size_t i;

	for (i = heading + 1; i < f->len; i++) {
		const struct piece *p = &f->pieces[i];

		if (p->kind == PIECE_HEADING &&
		    (p->level <= level || p->heading != HEADING_NONE))
			break;
	}
	return i;
}

/*
 * A nested item is a note, unless what it is under is no reference but the name
 * of a group ("- Books"), and it is one itself.
 */
static bool
is_group(const struct finder *f, size_t i, size_t end)
{
	const struct piece *p = &f->pieces[i];
	size_t children = 0, good = 0;

	if (p->look.score >= LOOK_LOW || p->look.year)
		return false;
	for (i++; i < end; i++) {
		const struct piece *child = &f->pieces[i];

		if (child->kind == PIECE_ITEM && child->level <= p->level)
			break;
		if (child->kind == PIECE_HEADING || child->kind == PIECE_TEXT)
			break;
		if (child->kind != PIECE_ITEM || child->level != p->level + 1)
			continue;
		children++;
		good += child->look.score >= LOOK_MIDDLE;
	}
	return good && good * 2 >= children;
}

/* Items of a section at their base depth: how many, and how many look right. */
struct tally {
	size_t items;
	size_t good;
	size_t numbered;
};

static bool
is_skip(const struct piece *p)
{
	return look_skip(piece_text(p)) != NULL;
}

/* Mark the items of a section that may be entries (base depth, or in a group). */
static void
collect(struct finder *f, size_t from, size_t end, unsigned char *base,
    struct tally *t)
{
	unsigned group = 0; /* depth of the group's name we are under */

	for (size_t i = from; i < end; i++) {
		const struct piece *p = &f->pieces[i];

		base[i] = 0;
		if (p->kind == PIECE_HEADING || p->kind == PIECE_TEXT)
			group = 0;
		if (p->kind != PIECE_ITEM)
			continue;
		if (p->level <= group)
			group = 0;
		if (p->level != group + 1)
			continue;
		if (is_group(f, i, end)) {
			group = p->level;
			continue;
		}
		base[i] = 1;
		t->items++;
		t->good += p->look.score >= LOOK_LOW && p->look.prose < 3;
		t->numbered += p->number >= 0;
	}
}

/* An item that is no reference, though its neighbours are. */
static bool
is_prose_item(const struct piece *p)
{
	return p->look.prose >= 2 && !p->look.identifier &&
	       p->look.author < 2 && p->look.score < LOOK_LOW;
}

static bool
takes_item(const struct piece *p, enum heading_strength strength, bool list)
{
	if (strength == HEADING_WEAK)
		return p->look.score >= LOOK_MIDDLE || (list && is_skip(p));
	return list && !is_prose_item(p);
}

/* A paragraph without label, by itself. */
static bool
is_good_text(const struct piece *p, enum heading_strength strength)
{
	const struct look *l = &p->look;

	if (is_strong(p))
		return true;
	if (l->prose >= 2)
		return false;
	if (strength == HEADING_WEAK)
		return l->score >= LOOK_MIDDLE + 2 && l->author >= 2;
	return l->score >= LOOK_MIDDLE &&
	       (l->author >= 2 || l->mark || (l->author && l->year) ||
		   (l->identifier && l->year));
}

/* Not strong by itself, but an entry between strong ones. */
static bool
is_decent(const struct piece *p)
{
	return (p->kind == PIECE_ITEM || p->kind == PIECE_TEXT) &&
	       p->level <= 1 && p->look.score >= LOOK_MIDDLE &&
	       !p->look.prose && (p->look.author >= 2 || p->look.mark) &&
	       (p->look.year || p->look.identifier || p->look.mark);
}

/*
 * The paragraphs of a section that are entries: from the first good one to the
 * last, if most between are good; then those between that are not plainly
 * prose are entries too. What introduces and closes the list stays outside.
 */
struct texts {
	size_t first, last; /* SIZE_MAX: none */
	size_t good;
	bool all; /* those between too */
};

static struct texts
weigh_texts(const struct finder *f, size_t from, size_t end,
    enum heading_strength strength)
{
	struct texts t = { .first = SIZE_MAX, .last = SIZE_MAX };
	size_t since = 0, between = 0;

	for (size_t i = from; i < end; i++) {
		const struct piece *p = &f->pieces[i];

		if (p->kind != PIECE_TEXT)
			continue;
		since++;
		if (!is_good_text(p, strength))
			continue;
		if (t.first == SIZE_MAX) {
			t.first = i;
			since = 1;
		}
		t.last = i;
		t.good++;
		between += since;
		since = 0;
	}
	t.all = strength == HEADING_STRONG && t.good * 2 >= between;
	return t;
}

static bool
takes_text(const struct piece *p, size_t i, const struct texts *t,
    enum heading_strength strength)
{
	if (is_good_text(p, strength))
		return true;
	/* under a weak heading, beside what is plain */
	if (strength == HEADING_WEAK && t->good && is_decent(p))
		return true;
	if (!t->all || p->look.prose >= 2 || strength != HEADING_STRONG)
		return false;
	/* beside the list: what a plain entry has at least */
	if (i < t->first || i > t->last)
		return p->look.author >= 2 && p->look.year && !p->look.prose;
	return p->look.score >= 2 || is_skip(p);
}

static void
take_section(struct finder *f, size_t heading, unsigned char *base)
{
	enum heading_strength strength = f->pieces[heading].heading;
	size_t end = section_end(f, heading), taken = 0;
	struct tally t = { 0 };
	struct texts texts;
	bool list, closed = false;

	collect(f, heading + 1, end, base, &t);
	list = t.good * 3 >= t.items && t.good;
	texts = weigh_texts(f, heading + 1, end, strength);
	for (size_t i = heading + 1; i < end; i++) {
		const struct piece *p = &f->pieces[i];
		bool take = false;

		if (p->kind == PIECE_ITEM && base[i])
			take = takes_item(p, strength, list) &&
			       !(closed && p->label.kind == LABEL_BULLET &&
				   !is_strong(p));
		else if (p->kind == PIECE_TEXT && list && t.items > 2 &&
			 t.items >= texts.good)
			/* paragraphs between items: only what is plain */
			take = is_strong(p);
		else if (p->kind == PIECE_TEXT)
			take = takes_text(p, i, &texts, strength);
		closed = closed || (p->kind == PIECE_TEXT && taken && !take);
		if (!take)
			continue;
		taken++;
		f->marks[i] = MARK_ENTRY;
		f->list_of[i] = heading + 1;
	}
	for (size_t i = heading + 1; taken && i < end; i++)
		if (f->marks[i] == MARK_NONE)
			f->marks[i] = MARK_SECTION;
}

/* --- lists without a heading -------------------------------------------------------- */

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
		if (!is_strong(p))
			return false;
		strong++;
	}
	return strong > 0;
}

/*
 * The list goes on by number: what a run of references begins or ends with says
 * little at times ("[350] Yimin Zhu and Lincoln Xu. Diffusion Prior Sampler. 2025.").
 */
static bool
goes_on(const struct piece *p, const struct piece *next)
{
	return p->kind == next->kind && p->label.kind == next->label.kind &&
	       p->level <= 1 && next->level <= 1 && p->number >= 0 &&
	       next->number == p->number + 1;
}

static bool
may_be_entry(const struct piece *p)
{
	return p->look.score >= LOOK_LOW && p->look.prose < 2 &&
	       (p->look.author || p->look.mark) &&
	       (p->look.year || p->look.identifier || p->look.mark);
}

/* The last of a numbered list's items that may be entries, a few others between. */
static size_t
end_of_numbers(const struct finder *f, size_t last)
{
	enum { ODD_MAX = 3 };

	for (size_t i = last; i + 1 < f->len && i < last + ODD_MAX; i++) {
		const struct piece *next = &f->pieces[i + 1];

		if (f->marks[i + 1] != MARK_NONE || next->look.prose > 2 ||
		    !goes_on(&f->pieces[i], next))
			break;
		if (may_be_entry(next))
			last = i + 1;
	}
	return last;
}

static void
mark_run(struct finder *f, size_t from, size_t to, size_t run)
{
	long last = f->pieces[from].number - 1;

	for (size_t i = from; i < to; i++) {
		const struct piece *p = &f->pieces[i];
		bool next = p->number >= 0 && p->number == last + 1;

		if (p->kind != PIECE_ITEM && p->kind != PIECE_TEXT)
			continue;
		if (!is_strong(p) && !is_decent(p) && !(next && p->level <= 1))
			continue;
		f->marks[i] = MARK_ENTRY;
		f->list_of[i] = SIZE_MAX - run;
		last = p->number;
	}
}

static void
take_runs(struct finder *f)
{
	size_t least = is_bare_list(f) ? 1 : 2, run = 0;

	for (size_t i = 0; i < f->len; i++) {
		size_t end, from = i, last = i, strong = 0;
		const struct piece *first = &f->pieces[i];

		if (f->marks[i] != MARK_NONE || is_footnote(first) ||
		    (first->kind != PIECE_ITEM && first->kind != PIECE_TEXT) ||
		    !is_strong(first))
			continue;
		for (end = i; end < f->len; end++) {
			const struct piece *p = &f->pieces[end];

			if (f->marks[end] != MARK_NONE || is_footnote(p))
				break;
			if ((p->kind == PIECE_ITEM || p->kind == PIECE_TEXT) &&
			    is_strong(p)) {
				strong++;
				last = end;
			} else if (!is_gap(p) && !is_decent(p)) {
				break;
			}
		}
		/* what goes on in the same way right behind the last */
		while (strong >= least && last + 1 < end &&
		       is_decent(&f->pieces[last + 1]) &&
		       f->pieces[last + 1].kind == f->pieces[last].kind &&
		       f->pieces[last + 1].label.kind ==
			   f->pieces[last].label.kind &&
		       (f->pieces[last].number < 0 ||
			   f->pieces[last + 1].number ==
			       f->pieces[last].number + 1))
			last++;
		if (strong >= least)
			last = end_of_numbers(f, last);
		while (strong >= least && from &&
		       f->marks[from - 1] == MARK_NONE &&
		       goes_on(&f->pieces[from - 1], &f->pieces[from]) &&
		       may_be_entry(&f->pieces[from - 1]))
			from--;
		if (strong >= least)
			mark_run(f, from, last + 1, run++);
		i = last;
	}
}

/* "Leo Breiman, “Random Forests,” Machine Learning 45 (2001): 5": given names first,
 * and a title that is set off. */
static bool
cites_in_a_note(const struct look *l)
{
	return l->author && l->title && l->year && !l->prose;
}

/* Footnotes stand where they are, references among other notes. */
static void
take_footnotes(struct finder *f)
{
	for (size_t i = 0; i < f->len; i++) {
		const struct piece *p = &f->pieces[i];

		if (f->marks[i] != MARK_NONE || !is_footnote(p) ||
		    p->look.prose >= 2)
			continue;
		if (!p->look.work_id && !p->look.mark &&
		    (p->look.score < LOOK_MIDDLE + 1 ||
			(p->look.author < 2 && !cites_in_a_note(&p->look)) ||
			(!p->look.year && !p->look.identifier)))
			continue;
		f->marks[i] = MARK_ENTRY;
		f->list_of[i] = SIZE_MAX / 2;
	}
}

/* --- writing out ---------------------------------------------------------------------- */

static void
copy_body(struct mapped_text *out, struct arena *a, const struct piece *p)
{
	const struct mapped_text *t = &p->block->body;
	size_t from = p->part.from, to = p->part.to;

	out->text = arena_strdup_span(a, piece_text(p));
	out->len = to - from;
	out->map = t->map + from;
	for (size_t i = look_run(t, from); i < t->runs_len; i++) {
		struct run r = t->runs[i];

		if (r.place.from >= to)
			break;
		if (r.place.from < from)
			r.place.from = from;
		if (r.place.to > to)
			r.place.to = to;
		if (range_empty(r.place))
			continue;
		r.place.from -= from;
		r.place.to -= from;
		ARENA_PUSH(a, out->runs, out->runs_len) = r;
	}
}

/* Where the character at a text offset of the document ends. */
static size_t
char_end(const struct document *d, size_t at)
{
	(void)text_next(d->text, &at);
	return at;
}

/* Does markup open right before the first character of a piece? */
static bool
opens_markup(const struct piece *p)
{
	const struct mapped_text *t = &p->block->body;

	for (size_t i = look_run(t, p->part.from); i < t->runs_len; i++) {
		if (t->runs[i].place.from > p->part.from)
			break;
		if (t->runs[i].kind != RUN_LINE &&
		    t->runs[i].place.from == p->part.from)
			return true;
	}
	return false;
}

/* Is a line break of HTML here? It ends a line as one of the text does. */
static bool
is_break(struct span text, size_t at)
{
	return text_starts_nocase(span_skip(text, at), "<br");
}

/* Back from to over comments of HTML that stand behind the last character. */
static size_t
without_comments(struct span text, size_t last, size_t to)
{
	for (;;) {
		size_t at = to;

		while (at > last && strchr(" \t\r\n", text.ptr[at - 1]))
			at--;
		if (at < last + 7 || memcmp(text.ptr + at - 3, "-->", 3) != 0)
			return to;
		for (at -= 7;
		     at > last && memcmp(text.ptr + at, "<!--", 4) != 0;)
			at--;
		if (memcmp(text.ptr + at, "<!--", 4) != 0)
			return to;
		to = at;
	}
}

/*
 * The document's text from the first character of a piece, with the markup that
 * opens there, to its last, with the markup that closes there: to the end of
 * its line.
 */
static struct range
text_range(const struct document *d, const struct piece *p)
{
	const struct mapped_text *t = &p->block->body;
	struct range r;
	size_t limit, block_to = document_text_offset(d, p->block->span.to);

	r.from = t->map[p->part.from];
	limit = p->part.from ? char_end(d, t->map[p->part.from - 1])
			     : document_text_offset(d, p->block->span.from);
	if (opens_markup(p))
		while (
		    r.from > limit && strchr("*_[`<>", d->text.ptr[r.from - 1]))
			r.from--;
	if (p->part.to >= t->len)
		r.to = block_to;
	else
		for (r.to = t->map[p->part.to];
		     r.to < block_to && !strchr("\r\n", d->text.ptr[r.to]) &&
		     !is_break(d->text, r.to);)
			r.to++;
	if (r.to < r.from)
		r.to = r.from;
	if (p->part.to > p->part.from && d->format == DOCUMENT_MARKDOWN)
		r.to = without_comments(
		    d->text, char_end(d, t->map[p->part.to - 1]), r.to);
	while (r.to > r.from && strchr(" \t\\", d->text.ptr[r.to - 1]))
		r.to--;
	return r;
}

static void
add_reference(struct finder *f, const struct piece *p, unsigned list)
{
	struct references *out = f->out;
	struct document *d = out->document;
	struct reference *r = &ARENA_PUSH(f->arena, out->items, out->len);
	struct range place;
	size_t column;

	*r = (struct reference){ .form = REFERENCE_STRING, .list = list };
	r->seq = (unsigned)out->len;
	r->key = arena_printf(f->arena, "r%zu", out->len);
	r->label = p->printed;
	r->number = p->number;
	copy_body(&r->body, f->arena, p);
	place = text_range(d, p);
	document_position(d, place.from, &r->line, &column);
	r->span = document_original_range(d, place);
	r->skip = look_skip(piece_text(p));
	r->cut = look_is_cut(piece_text(p));
}

static int
compare_numbers(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return x < y ? -1 : x > y;
}

/* What numbers a list prints, and which of them it lacks. */
static void
check_numbers(
    struct finder *f, struct reference_list *list, long highest_before)
{
	long *numbers = malloc((list->len ? list->len : 1) * sizeof(*numbers));
	size_t n = 0;
	long expected = 1;

	if (!numbers)
		die_oom(list->len * sizeof(*numbers));
	for (size_t i = 0; i < list->len; i++) {
		const struct reference *r = &f->out->items[list->first + i];

		if (r->number >= 0 &&
		    !(r->label && r->label[0] == '[' && r->label[1] == '^'))
			numbers[n++] = r->number;
	}
	/* Mostly numbers, or they are something else ("1984. ..."). */
	if (n && n * 2 > list->len) {
		qsort(numbers, n, sizeof(*numbers), compare_numbers);
		list->highest = numbers[n - 1];
		if (numbers[0] == highest_before + 1 || numbers[0] == 0)
			expected = numbers[0];
		for (size_t i = 0; i < n; i++) {
			if (numbers[i] < expected)
				continue;
			if (numbers[i] > expected && !list->missing_from) {
				list->missing_from = expected;
				list->missing_to = numbers[i] - 1;
			}
			list->missing += numbers[i] - expected;
			expected = numbers[i] + 1;
		}
	}
	free(numbers);
}

/* Where nearly all entries end as such do, one that ends in a bare word is cut. */
static void
check_ends(struct finder *f, const struct reference_list *list)
{
	struct reference *items = f->out->items + list->first;
	size_t complete = 0, open = 0;

	for (size_t i = 0; i < list->len; i++) {
		open += items[i].cut;
		complete += look_complete(
		    (struct span){ items[i].body.text, items[i].body.len });
	}
	if (list->len < 3 || complete * 3 < (list->len - open) * 2)
		return;
	for (size_t i = 0; i < list->len; i++) {
		struct span s = { items[i].body.text, items[i].body.len };
		size_t at = s.len;

		if (!look_complete(s) && text_is_letter(text_prev(s, &at)))
			items[i].cut = true;
	}
}

static void
finish_list(struct finder *f, struct reference_list *list, long highest_before)
{
	check_numbers(f, list, highest_before);
	check_ends(f, list);
}

static struct reference_list *
start_list(struct finder *f, size_t piece)
{
	struct references *out = f->out;
	struct reference_list *list =
	    &ARENA_PUSH(f->arena, out->lists, out->lists_len);
	const struct piece *first = &f->pieces[piece];

	*list = (struct reference_list){ .first = out->len };
	if (f->list_of[piece] <= f->len) {
		const struct piece *h = &f->pieces[f->list_of[piece] - 1];

		list->heading =
		    arena_strdup_span(f->arena, text_trim(h->title));
		list->span = h->block->span;
	} else {
		list->span = first->block->span;
	}
	return list;
}

static void
write_out(struct finder *f)
{
	struct reference_list *list = NULL;
	size_t current = 0;
	long highest = 0;

	for (size_t i = 0; i < f->len; i++) {
		const struct piece *p = &f->pieces[i];

		if (f->marks[i] != MARK_ENTRY)
			continue;
		if (!list || f->list_of[i] != current) {
			if (list) {
				finish_list(f, list, highest);
				highest = list->highest;
			}
			list = start_list(f, i);
			current = f->list_of[i];
		}
		add_reference(f, p, (unsigned)f->out->lists_len);
		list->len++;
		list->span.to = f->out->items[f->out->len - 1].span.to;
	}
	if (list)
		finish_list(f, list, highest);
}

int
parse_find(struct references *out, const struct blocks *blocks, struct err *err)
{
	struct finder f = { .out = out, .arena = &out->document->arena };
	struct pieces pieces;
	unsigned char *base;

	(void)err;
	pieces_of(&pieces, f.arena, blocks);
	f.pieces = pieces.items;
	f.len = pieces.len;
	f.marks = ARENA_ARRAY(f.arena, unsigned char, f.len + 1);
	f.list_of = ARENA_ARRAY(f.arena, size_t, f.len + 1);
	base = ARENA_ARRAY(f.arena, unsigned char, f.len + 1);
	for (size_t i = 0; i < f.len; i++)
		if (f.pieces[i].kind == PIECE_HEADING &&
		    f.pieces[i].heading != HEADING_NONE)
			take_section(&f, i, base);
	take_runs(&f);
	take_footnotes(&f);
	write_out(&f);
	return OK;
}
