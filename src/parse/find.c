#include "parse/find.h"
#include "base/text.h"

#include "base/banned.h"

/* --- which pieces of a section are entries ----------------------------------------- */

bool
find_is_strong(const struct piece *p)
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

bool
find_is_prose(const struct piece *p)
{
	return p->look.prose >= 2 && !p->look.identifier &&
	       p->look.author < 2 && p->look.score < LOOK_LOW;
}

static bool
takes_item(const struct piece *p, enum heading_strength strength, bool list)
{
	if (strength == HEADING_WEAK)
		return p->look.score >= LOOK_MIDDLE || (list && is_skip(p));
	return list && !find_is_prose(p);
}

/* A paragraph without label, by itself. */
static bool
is_good_text(const struct piece *p, enum heading_strength strength)
{
	const struct look *l = &p->look;

	if (find_is_strong(p))
		return true;
	if (l->prose >= 2)
		return false;
	if (strength == HEADING_WEAK)
		return l->score >= LOOK_MIDDLE + 2 && l->author >= 2;
	return l->score >= LOOK_MIDDLE &&
	       (l->author >= 2 || l->mark || (l->author && l->year) ||
		   (l->identifier && l->year));
}

bool
find_is_decent(const struct piece *p)
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
	if (strength == HEADING_WEAK && t->good && find_is_decent(p))
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
				   !find_is_strong(p));
		else if (p->kind == PIECE_TEXT && list && t.items > 2 &&
			 t.items >= texts.good)
			/* paragraphs between items: only what is plain */
			take = find_is_strong(p);
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
	find_runs(&f);
	find_rows(&f);
	find_footnotes(&f);
	find_notes(&f);
	find_write_out(&f);
	return OK;
}
