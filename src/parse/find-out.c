#include "base/text.h"
#include "parse/find.h"

#include <stdlib.h>

#include "base/banned.h"

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
	static const char *const tags[] = { "<br", "<td", "<th", "<dd" };

	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		if (text.ptr[at] == '<' &&
		    text_starts_nocase(span_skip(text, at), tags[i]))
			return true;
	return false;
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

/* Where the cell ends that a piece is: before the bar, with markup that closes. */
static size_t
cell_end(const struct document *d, const struct piece *p, size_t to)
{
	const struct mapped_text *t = &p->block->body;
	size_t at = p->part.to > p->part.from
			? char_end(d, t->map[p->part.to - 1])
			: t->map[p->part.to];

	while (at < to && !strchr("|\r\n", d->text.ptr[at]))
		at += d->text.ptr[at] == '\\' && at + 1 < to ? 2 : 1;
	return at;
}

/* The tag of HTML that ends right before at, at its "<"; or at. */
static size_t
tag_before(struct span text, size_t at, size_t limit)
{
	enum { TAG_BYTES = 2000 };
	size_t from = at;

	if (at <= limit || text.ptr[at - 1] != '>')
		return at;
	if (limit + TAG_BYTES < at)
		limit = at - TAG_BYTES;
	while (from > limit && text.ptr[from - 1] != '<')
		from--;
	return from > limit ? from - 1 : at;
}

/* How many tags in there close nothing that opens in there. */
static size_t
unopened(struct span s)
{
	size_t open = 0, stray = 0;

	for (size_t i = 0; i + 1 < s.len; i++) {
		const char *end;

		if (s.ptr[i] != '<')
			continue;
		end = memchr(s.ptr + i, '>', s.len - i);
		if (!end)
			break;
		if (s.ptr[i + 1] == '/' && open)
			open--;
		else if (s.ptr[i + 1] == '/')
			stray++;
		else if (((s.ptr[i + 1] | 0x20) >= 'a' &&
			     (s.ptr[i + 1] | 0x20) <= 'z') &&
			 end[-1] != '/' && !is_break(s, i))
			open++;
		i = (size_t)(end - s.ptr);
	}
	return stray;
}

/*
 * As many tags of HTML at the start as close at the end: what replaces the text
 * leaves no half of a pair.
 */
static struct range
with_whole_tags(struct span text, struct range r, size_t limit)
{
	size_t stray = unopened(span_sub(text, r.from, r.to)), at;

	while (stray) {
		at = tag_before(text, r.from, limit);
		if (at == r.from || text.ptr[at + 1] == '/')
			break;
		r.from = at;
		stray--;
	}
	while (stray) {
		size_t to = r.to;

		while (to > r.from && strchr(" \t\r\n", text.ptr[to - 1]))
			to--;
		at = tag_before(text, to, r.from);
		if (at == to || text.ptr[at + 1] != '/')
			break;
		r.to = at;
		stray--;
	}
	return r;
}

/*
 * The document's text from the first character of a piece, with the markup that
 * opens there, to its last, with the markup that closes there: to the end of
 * its line, or to the blank before the next piece.
 */
static struct range
text_range(const struct document *d, const struct piece *p)
{
	const struct mapped_text *t = &p->block->body;
	struct range r;
	size_t limit, block_to;

	/* the block's pieces may stand anywhere in the file */
	block_to = d->order ? t->map[t->len]
			    : document_text_offset(d, p->block->span.to);
	r.from = t->map[p->part.from];
	limit = p->part.from ? char_end(d, t->map[p->part.from - 1])
			     : document_text_offset(d, p->block->span.from);
	/* LaTeX's item begins behind its command, braces and all */
	if (d->format == DOCUMENT_LATEX && !p->part.from)
		r.from = limit;
	else if (opens_markup(p))
		while (
		    r.from > limit && strchr("*_[`<", d->text.ptr[r.from - 1]))
			r.from--;
	if (p->block->kind == BLOCK_TABLE)
		r.to = cell_end(d, p, block_to);
	else if (p->part.to >= t->len)
		r.to = block_to;
	else if (p->parted)
		r.to = t->map[p->part.to];
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
	return d->format == DOCUMENT_MARKDOWN
		   ? with_whole_tags(d->text, r, limit)
		   : r;
}

static void
add_reference(
    struct finder *f, const struct piece *p, struct range place, unsigned list)
{
	struct references *out = f->out;
	struct document *d = out->document;
	struct reference *r = &ARENA_PUSH(f->arena, out->items, out->len);
	size_t column;

	*r = (struct reference){ .form = REFERENCE_STRING, .list = list };
	r->seq = (unsigned)out->len;
	r->key = p->block->key && !p->part.from
		     ? p->block->key
		     : arena_printf(f->arena, "r%zu", out->len);
	r->label = p->printed;
	r->number = p->number;
	mapped_text_part(&r->body, f->arena, &p->block->body, p->part,
	    look_run(&p->block->body, p->part.from));
	document_position(d, place.from, &r->line, &column);
	r->span = document_original_range(d, place);
	if (!document_is_one_piece(d, place))
		r->pieces = document_pieces(&r->pieces_len, f->arena, d, place);
	r->html = p->block->html;
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

/*
 * No two references have the same bytes. A note inside an entry is the entry's; one at
 * its end is another reference, and the entry ends where the note's command begins.
 */
static bool
is_in_last(struct finder *f, struct range place)
{
	struct references *out = f->out;
	const struct document *d = out->document;
	struct reference *last = out->len ? &out->items[out->len - 1] : NULL;
	const struct mapped_text *t = last ? &last->body : NULL;
	struct range before;
	const char *command;

	if (!last || d->order ||
	    document_original_range(d, place).from >= last->span.to)
		return false;
	before.from = t->len ? char_end(d, t->map[t->len - 1]) : place.from;
	if (before.from >= place.from)
		return true;
	command =
	    memchr(d->text.ptr + before.from, '\\', place.from - before.from);
	if (!command)
		return true;
	before.to = (size_t)(command - d->text.ptr);
	last->span.to = document_original_range(d, before).to;
	return false;
}

void
find_write_out(struct finder *f)
{
	struct reference_list *list = NULL;
	size_t current = 0;
	long highest = 0;

	for (size_t i = 0; i < f->len; i++) {
		const struct piece *p = &f->pieces[i];
		struct range place;

		if (f->marks[i] != MARK_ENTRY)
			continue;
		place = text_range(f->out->document, p);
		if (is_in_last(f, place))
			continue;
		if (!list || f->list_of[i] != current) {
			if (list) {
				finish_list(f, list, highest);
				highest = list->highest;
			}
			list = start_list(f, i);
			current = f->list_of[i];
		}
		add_reference(f, p, place, (unsigned)f->out->lists_len);
		list->len++;
		list->span.to = f->out->items[f->out->len - 1].span.to;
	}
	if (list)
		finish_list(f, list, highest);
}
