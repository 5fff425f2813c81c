#include "base/text.h"
#include "model/rich.h"
#include "read/builder.h"
#include "read/html.h"
#include "read/markdown-lines.h"
#include "read/read.h"

#include <md4c.h>

#include "base/banned.h"

/*
 * Markdown by md4c. Its text callbacks point into the input, which gives the
 * map back; of blocks it tells neither start nor end, so those are looked up in
 * the lines between one text and the next: every byte is looked at once.
 */

struct list_level {
	bool ordered;
	char mark;     /* "-", "*", "+"; of an ordered list "." or ")" */
	long first;    /* number of the first item */
	size_t items;  /* seen so far */
	long previous; /* number printed on the item before */
	bool lazy;     /* every item is printed with the same number */
	bool fresh;    /* the current item has no block yet */
	size_t marker; /* of the current item: offset, and behind it */
	size_t behind;
};

struct open_span {
	MD_SPANTYPE type;
	size_t at;
	const char *href;
};

struct reader {
	struct document *document;
	struct blocks *out;
	struct builder builder;
	struct list_level *lists; /* open lists, the innermost last */
	size_t lists_len, lists_room;
	struct open_span *spans; /* open spans */
	size_t spans_len, spans_room;
	unsigned quotes;
	unsigned images;
	enum block_kind kind; /* of the text being gathered */
	unsigned heading;
	bool open;         /* a text is being gathered */
	bool has_text;     /* and something of it came */
	size_t start;      /* where its first piece is */
	size_t scan;       /* everything before it is done with */
	bool after_marker; /* scan is just behind a list marker */
	size_t cell;       /* where the cell of a table starts */
	size_t inline_notes;
	bool lost; /* a marker was not where it must be: do not look again */
};

static struct span
text_of(const struct reader *r)
{
	return r->document->text;
}

/* --- places ------------------------------------------------------------------ */

static size_t
skip_indent(struct span s, size_t at)
{
	while (at < s.len &&
	       (s.ptr[at] == ' ' || s.ptr[at] == '\t' || s.ptr[at] == '>'))
		at++;
	return at;
}

/* Where the content of a line starts whose first text is at that offset; never
 * before limit. */
static size_t
line_start(struct span s, size_t at, size_t limit)
{
	size_t from = at;

	while (
	    from > limit && s.ptr[from - 1] != '\n' && s.ptr[from - 1] != '\r')
		from--;
	from = skip_indent(s, from);
	return from < at ? from : at;
}

/* The end of the line where a text ends, without blanks: closing markup
 * belongs to the block. */
static size_t
block_end(struct span s, size_t at)
{
	size_t end = markdown_line_end(s, at);

	while (end > at && (s.ptr[end - 1] == ' ' || s.ptr[end - 1] == '\t'))
		end--;
	return end;
}

/* "---", "* * *": three or more of one mark and blanks. */
static bool
is_rule(struct span s, size_t at)
{
	size_t marks = 0;
	char mark = s.ptr[at];

	for (; at < s.len && s.ptr[at] != '\n' && s.ptr[at] != '\r'; at++) {
		if (s.ptr[at] == mark)
			marks++;
		else if (s.ptr[at] != ' ' && s.ptr[at] != '\t')
			return false;
	}
	return marks >= 3;
}

/* Is there a list marker of that kind at this place? Returns its end or 0. */
static size_t
marker_at(struct span s, size_t at, const struct list_level *l)
{
	size_t digits = 0, from = at;

	if (at >= s.len)
		return 0;
	if (!l->ordered) {
		if (s.ptr[at] != l->mark || is_rule(s, at))
			return 0;
		at++;
	} else {
		while (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9' &&
		       digits < 9) {
			at++;
			digits++;
		}
		if (!digits || at >= s.len || s.ptr[at] != l->mark)
			return 0;
		at++;
	}
	if (at < s.len && !strchr(" \t\r\n", s.ptr[at]))
		return 0;
	return at > from ? at : 0;
}

/*
 * Find the marker of the item that starts now: behind what was read, at the
 * start of a line or right behind another marker.
 */
static void
find_marker(struct reader *r, struct list_level *l)
{
	struct span s = text_of(r);
	size_t at = r->scan;

	l->marker = l->behind = SIZE_MAX;
	if (r->lost)
		return;
	/* Only behind text or code that ends in the middle of a line. */
	if (!r->after_marker && at && s.ptr[at - 1] != '\n' &&
	    s.ptr[at - 1] != '\r')
		at = markdown_next_line(s, at);
	while (at < s.len) {
		size_t from = skip_indent(s, at), end;

		end = marker_at(s, from, l);
		if (end) {
			l->marker = from;
			l->behind = end;
			r->scan = end;
			r->after_marker = true;
			return;
		}
		at = markdown_next_line(s, at);
	}
	r->lost = true;
}

/* Does a blank line lie between from and to? */
static bool
has_blank_line(struct span s, size_t from, size_t to)
{
	unsigned breaks = 0;

	for (size_t i = from; i < to && i < s.len; i++) {
		char c = s.ptr[i];

		if (c == '\n' ||
		    (c == '\r' && !(i + 1 < s.len && s.ptr[i + 1] == '\n')))
			breaks++;
		else if (c != ' ' && c != '\t' && c != '>' && c != '\r')
			breaks = 0;
		if (breaks >= 2)
			return true;
	}
	return false;
}

/* --- blocks -------------------------------------------------------------------- */

static struct block *
push_block(struct reader *r, enum block_kind kind, size_t from, size_t to)
{
	struct arena *a = &r->document->arena;
	struct block *b = &ARENA_PUSH(a, r->out->items, r->out->len);

	*b = (struct block){ .kind = kind, .number = -1 };
	b->span =
	    document_original_range(r->document, (struct range){ from, to });
	return b;
}

/*
 * "[^1]: https://..." alone on its line is, to CommonMark, the definition of
 * a link, and md4c passes over it without a word. It may be a reference.
 */
static void
recover_definitions(struct reader *r, size_t from, size_t to)
{
	struct span s = text_of(r);
	size_t at = from;

	if (at && at < to && s.ptr[at - 1] != '\n')
		at = markdown_next_line(s, at);
	while (at < to) {
		size_t start = skip_indent(s, at),
		       end = markdown_line_end(s, at), close;
		struct block *b;

		at = markdown_next_line(s, at);
		if (start >= end || end > to || s.ptr[start] != '[')
			continue;
		close = start;
		while (close < end && s.ptr[close] != ']')
			close++;
		if (close + 1 >= end || s.ptr[close + 1] != ':')
			continue;
		builder_copy(&r->builder, span_sub(s, start, end), start);
		b = push_block(r, BLOCK_PARAGRAPH, start, block_end(s, start));
		b->blank_before = has_blank_line(s, r->scan, start);
		builder_finish(&b->body, &r->builder);
		r->scan = end;
	}
}

static void
set_item(struct reader *r, struct block *b, struct list_level *l)
{
	struct arena *a = &r->document->arena;
	struct span marker;
	long number = 0;

	l->items++;
	b->ordered = l->ordered;
	if (l->marker == SIZE_MAX) {
		b->number = l->ordered ? l->first + (long)l->items - 1 : -1;
		return;
	}
	marker = span_sub(text_of(r), l->marker, l->behind);
	b->label = arena_strdup_span(a, marker);
	if (!l->ordered)
		return;
	for (size_t i = 0; i + 1 < marker.len; i++)
		number = number * 10 + (marker.ptr[i] - '0');
	/*
	 * "1. 1. 1.": CommonMark counts for the writer; what is printed is
	 * then the count. Any other odd numbering is kept as it stands.
	 */
	if (l->items == 2)
		l->lazy = number == l->first;
	if (l->lazy && l->items >= 2 && number == l->first) {
		number = l->first + (long)l->items - 1;
		b->label = arena_printf(a, "%ld%c", number, l->mark);
	} else {
		l->lazy = false;
	}
	b->number = number;
	l->previous = number;
}

/* HTML whose items and paragraphs are blocks of their own. */
static bool
flush_html(struct reader *r)
{
	struct range place = { r->start, r->builder.end };

	if (!html_has_blocks(span_sub(text_of(r), place.from, place.to)))
		return false;
	builder_reset(&r->builder);
	html_blocks(r->out, r->document, &r->builder, place);
	r->scan = place.to;
	r->after_marker = false;
	return true;
}

/* "[^1]: ...": the paragraph is of such notes already. */
static bool
has_note(struct mapped_text t)
{
	for (size_t i = 0; i + 1 < t.len; i++) {
		if (t.text[i] != '[' || t.text[i + 1] != '^')
			continue;
		for (i += 2; i < t.len && !strchr(" []\n", t.text[i]);)
			i++;
		if (i + 1 < t.len && t.text[i] == ']' && t.text[i + 1] == ':')
			return true;
		i--;
	}
	return false;
}

/* pandoc's "^[See Arendt, *Human Condition*, 22.]" in a paragraph, as items by the
 * label of notes. */
static void
take_inline_notes(struct reader *r, struct mapped_text t)
{
	struct document *d = r->document;

	if (has_note(t))
		return;
	for (size_t at = 0; at + 2 < t.len; at++) {
		size_t from = at + 2, to = from, depth = 1;
		struct block *b;

		if (t.text[at] != '^' || t.text[at + 1] != '[' ||
		    t.map[at + 1] != t.map[at] + 1)
			continue;
		for (; to < t.len; to++) {
			depth += t.text[to] == '[';
			if (t.text[to] == ']' && !--depth)
				break;
		}
		if (to == t.len)
			return;
		if (to == from)
			continue;
		b = push_block(r, BLOCK_ITEM, t.map[at + 1] + 1, t.map[to]);
		b->level = 1;
		b->label =
		    arena_printf(&d->arena, "[^i%zu]:", ++r->inline_notes);
		mapped_text_part(
		    &b->body, &d->arena, &t, (struct range){ from, to }, 0);
		at = to;
	}
}

/* The text gathered becomes a block, if one is open. */
static void
flush(struct reader *r)
{
	struct span s = text_of(r);
	struct list_level *l =
	    r->lists_len ? &r->lists[r->lists_len - 1] : NULL;
	enum block_kind kind = r->kind;
	struct block *b;
	size_t from, to;
	bool item = false;

	if (!r->open)
		return;
	r->open = false;
	if (kind == BLOCK_PARAGRAPH && l) {
		item = l->fresh;
		kind = item ? BLOCK_ITEM : BLOCK_ITEM_MORE;
	} else if (kind == BLOCK_PARAGRAPH && r->quotes) {
		kind = BLOCK_QUOTE;
	}
	if (!r->has_text && !item)
		return;
	if (kind == BLOCK_HTML && !l && !r->quotes && r->has_text &&
	    flush_html(r))
		return;
	if (l)
		l->fresh = false;
	if (r->has_text) {
		from = line_start(s, r->start, r->scan);
		to = block_end(s, r->builder.end);
	} else {
		from = to = l && l->behind != SIZE_MAX ? l->behind : r->scan;
		r->builder.end = to;
	}
	if (item && l->marker < from)
		from = l->marker;
	b = push_block(r, kind, from, to);
	b->level = kind == BLOCK_HEADING ? r->heading
		   : l                   ? (unsigned)r->lists_len
					 : 0;
	if (item)
		set_item(r, b, l);
	if (r->out->len > 1) {
		size_t before = r->out->items[r->out->len - 2].span.to;

		b->blank_before = has_blank_line(
		    s, document_text_offset(r->document, before), from);
	}
	builder_finish(&b->body, &r->builder);
	if (kind == BLOCK_PARAGRAPH || kind == BLOCK_QUOTE)
		take_inline_notes(r, b->body);
	if (r->has_text) {
		r->scan = to;
		r->after_marker = false;
		if (kind == BLOCK_HEADING && s.ptr[from] != '#')
			/* its underline, which may pass for a marker */
			r->scan =
			    markdown_line_end(s, markdown_next_line(s, to));
	}
}

static void
start_text(struct reader *r, enum block_kind kind)
{
	flush(r);
	r->kind = kind;
	r->open = true;
	r->has_text = false;
	builder_reset(&r->builder);
}

static void
enter_item(struct reader *r)
{
	struct list_level *l;

	flush(r);
	l = &r->lists[r->lists_len - 1];
	l->fresh = true;
	find_marker(r, l);
	start_text(r, BLOCK_PARAGRAPH);
}

static void
enter_list(struct reader *r, MD_BLOCKTYPE type, void *detail)
{
	struct list_level *l;

	flush(r);
	r->lists = builder_stack(&r->document->arena, r->lists, r->lists_len,
	    &r->lists_room, sizeof(*r->lists));
	l = &r->lists[r->lists_len++];
	*l = (struct list_level){ 0 };
	if (type == MD_BLOCK_OL) {
		const MD_BLOCK_OL_DETAIL *ol = detail;

		l->ordered = true;
		l->mark = ol->mark_delimiter;
		l->first = ol->start;
	} else {
		l->mark = ((const MD_BLOCK_UL_DETAIL *)detail)->mark;
	}
}

static int
on_enter_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct reader *r = ctx;

	switch (type) {
	case MD_BLOCK_QUOTE:
		flush(r);
		r->quotes++;
		break;
	case MD_BLOCK_UL:
	case MD_BLOCK_OL: enter_list(r, type, detail); break;
	case MD_BLOCK_LI: enter_item(r); break;
	case MD_BLOCK_H:
		start_text(r, BLOCK_HEADING);
		r->heading = ((const MD_BLOCK_H_DETAIL *)detail)->level;
		break;
	case MD_BLOCK_CODE: start_text(r, BLOCK_CODE); break;
	case MD_BLOCK_HTML: start_text(r, BLOCK_HTML); break;
	case MD_BLOCK_P:
		/* A loose item's first paragraph is the item itself. */
		if (!(r->open && r->lists_len && !r->has_text &&
			r->lists[r->lists_len - 1].fresh))
			start_text(r, BLOCK_PARAGRAPH);
		break;
	case MD_BLOCK_TR: start_text(r, BLOCK_TABLE); break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		if (r->builder.len)
			builder_put(&r->builder, SPAN_LIT(" | "),
			    r->builder.end, r->builder.end);
		r->cell = r->builder.len;
		break;
	case MD_BLOCK_HR: flush(r); break;
	default: break;
	}
	return 0;
}

static void
end_cell(struct reader *r)
{
	struct builder *b = &r->builder;
	struct run *run = &ARENA_PUSH(b->arena, b->runs, b->runs_len);

	run->kind = RUN_CELL;
	run->place = (struct range){ r->cell, b->len };
	run->href = NULL;
}

static int
on_leave_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct reader *r = ctx;

	(void)detail;
	switch (type) {
	case MD_BLOCK_QUOTE:
		flush(r);
		r->quotes--;
		break;
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		flush(r);
		r->lists_len--;
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD: end_cell(r); break;
	default: flush(r); break;
	}
	return 0;
}

/* --- inline ---------------------------------------------------------------------- */

/* A link's target as text, entities resolved. */
static const char *
attribute_text(struct arena *a, const MD_ATTRIBUTE *at)
{
	struct sbuf sb = SBUF_INIT;
	const char *out;

	if (!at->text || !at->size)
		return "";
	for (size_t i = 0; at->substr_offsets[i] < at->size; i++) {
		struct span part = span_sub((struct span){ at->text, at->size },
		    at->substr_offsets[i], at->substr_offsets[i + 1]);

		if (at->substr_types[i] == MD_TEXT_ENTITY)
			part = span_of(rich_plain(a, part));
		sbuf_add(&sb, part);
	}
	out = arena_strdup_span(a, (struct span){ sb.buf, sb.len });
	sbuf_release(&sb);
	return out;
}

static void
push_span(struct reader *r, MD_SPANTYPE type, const char *href)
{
	struct open_span *s;

	r->spans = builder_stack(&r->document->arena, r->spans, r->spans_len,
	    &r->spans_room, sizeof(*r->spans));
	s = &r->spans[r->spans_len++];
	s->type = type;
	s->at = r->builder.len;
	s->href = href;
}

static void
add_run(struct reader *r, enum run_kind kind, const struct open_span *from)
{
	struct builder *b = &r->builder;
	struct run *run;

	if (b->len <= from->at)
		return;
	run = &ARENA_PUSH(b->arena, b->runs, b->runs_len);
	run->kind = kind;
	run->place = (struct range){ from->at, b->len };
	run->href = from->href;
}

static int
on_enter_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	struct reader *r = ctx;
	const char *href = NULL;

	if (type == MD_SPAN_IMG)
		r->images++;
	if (type == MD_SPAN_A)
		href = attribute_text(&r->document->arena,
		    &((const MD_SPAN_A_DETAIL *)detail)->href);
	push_span(r, type, href);
	return 0;
}

static void
close_span(struct reader *r, MD_SPANTYPE type, const struct open_span *s)
{
	switch (type) {
	case MD_SPAN_EM: add_run(r, RUN_EMPHASIS, s); break;
	case MD_SPAN_STRONG: add_run(r, RUN_STRONG, s); break;
	case MD_SPAN_A: add_run(r, RUN_LINK, s); break;
	case MD_SPAN_CODE: add_run(r, RUN_CODE, s); break;
	default: break;
	}
}

static int
on_leave_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	struct reader *r = ctx;

	(void)detail;
	if (type == MD_SPAN_IMG && r->images)
		r->images--;
	if (r->spans_len) {
		r->spans_len--;
		close_span(r, type, &r->spans[r->spans_len]);
	}
	return 0;
}

static int
on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *ctx)
{
	struct reader *r = ctx;
	struct builder *b = &r->builder;
	struct span s = text_of(r), piece = { text, size };
	bool inside = text >= s.ptr && text + size <= s.ptr + s.len;
	size_t from = inside ? (size_t)(text - s.ptr) : b->end;

	if (!r->open) {
		/* A tight item's text behind a nested list. */
		start_text(r, BLOCK_PARAGRAPH);
	}
	if (!r->has_text && inside) {
		size_t scan = r->scan;

		if (r->kind != BLOCK_CODE && r->kind != BLOCK_HTML &&
		    !r->after_marker)
			recover_definitions(r, scan, from);
		r->has_text = true;
		r->start = from;
		b->end = from;
	}
	if (r->images || !r->has_text)
		return 0;
	switch (type) {
	case MD_TEXT_BR:
	case MD_TEXT_SOFTBR:
		builder_line(b, markdown_line_end(s, b->end));
		break;
	case MD_TEXT_ENTITY:
		if (inside)
			html_entity(b, piece, from);
		break;
	case MD_TEXT_HTML:
		if (r->kind == BLOCK_HTML) {
			if (inside)
				builder_copy(b, piece, from);
			else
				builder_put(b, piece, b->end, b->end);
		} else if (inside) {
			html_inline(b, piece, from);
		}
		break;
	default:
		if (inside)
			builder_copy(b, piece, from);
		else
			builder_put(b, piece, b->end, b->end);
	}
	return 0;
}

/* --- the document ------------------------------------------------------------------ */

int
read_markdown(struct blocks *out, struct document *d, struct err *err)
{
	const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES,
		.enter_block = on_enter_block,
		.leave_block = on_leave_block,
		.enter_span = on_enter_span,
		.leave_span = on_leave_span,
		.text = on_text,
	};
	struct reader r = { .document = d, .out = out };
	size_t skip = markdown_front_matter(d->text);
	struct span rest = span_skip(d->text, skip);

	*out = (struct blocks){ 0 };
	builder_init(&r.builder, &d->arena);
	if (skip) {
		struct block *b = push_block(&r, BLOCK_CODE, 0, skip);

		builder_finish(&b->body, &r.builder);
		r.scan = skip;
	}
	if (md_parse(rest.ptr, (MD_SIZE)rest.len, &parser, &r))
		return err_set(
		    err, ERR_LIMIT, "%s: Markdown could not be read", d->path);
	recover_definitions(&r, r.scan, d->text.len);
	return OK;
}
