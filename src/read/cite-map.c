/*
 * Markdown by md4c, which points into its input. It does not know notes: their
 * definitions would be links to it, and their further paragraphs code. So it reads a
 * copy in which both look like text, of the same length.
 */

#include "read/cite-map.h"
#include "base/text.h"
#include "read/markdown-lines.h"

#include <md4c.h>

#include "base/banned.h"

struct reader {
	struct document *document;
	struct cite_map *out;
	const char *copy; /* of the document's text from out->start on */
	size_t copy_len;
	unsigned char *kind;
	bool open; /* a leaf has text */
	struct range leaf;
};

/* --- notes ------------------------------------------------------------------------ */

/* "[^label]:" at the start of a line: where the colon ends, or 0. */
static size_t
definition_at(struct span s, size_t at, struct range *label)
{
	size_t indent = 0;

	while (indent < 3 && at < s.len && s.ptr[at] == ' ') {
		at++;
		indent++;
	}
	if (at + 4 > s.len || s.ptr[at] != '[' || s.ptr[at + 1] != '^')
		return 0;
	label->from = at += 2;
	while (at < s.len && !strchr(" \t\r\n[]", s.ptr[at]))
		at++;
	label->to = at;
	if (label->to == label->from || at + 1 >= s.len || s.ptr[at] != ']' ||
	    s.ptr[at + 1] != ':')
		return 0;
	return at + 2;
}

/* Four columns that make a line part of the note before it. */
static size_t
indent_at(struct span s, size_t at)
{
	size_t n = 0;

	if (at < s.len && s.ptr[at] == '\t')
		return 1;
	while (n < 4 && at + n < s.len && s.ptr[at + n] == ' ')
		n++;
	return n == 4 ? 4 : 0;
}

/* The copy of the text, with the notes found. */
static void
copy_text(struct reader *r, struct span s)
{
	struct arena *a = &r->document->arena;
	char *copy = arena_strdup_span(a, s);
	struct note_definition *note = NULL;
	bool blank = false, fenced = false;

	for (size_t at = 0; at < s.len; at = markdown_next_line(s, at)) {
		struct span line =
		    text_trim(span_sub(s, at, markdown_line_end(s, at)));
		struct range label;
		size_t n;

		if (text_starts_nocase(line, "```") ||
		    text_starts_nocase(line, "~~~"))
			fenced = !fenced;
		n = fenced ? 0 : definition_at(s, at, &label);
		if (n) {
			note = &ARENA_PUSH(a, r->out->notes, r->out->notes_len);
			note->label = arena_strdup_span(
			    a, span_sub(s, label.from, label.to));
			note->open = r->out->start + label.from - 2;
			note->place = (struct range){ r->out->start + n,
				r->out->start + markdown_line_end(s, at) };
			copy[label.from - 2] = 'x';
		} else if (note && line.len) {
			n = indent_at(s, at);
			if (!n && blank) {
				note = NULL;
			} else {
				memset(copy + at, 'x', n);
				note->place.to =
				    r->out->start + markdown_line_end(s, at);
			}
		}
		blank = !line.len;
	}
	r->copy = copy;
	r->copy_len = s.len;
}

/* --- callbacks ---------------------------------------------------------------------- */

static int
on_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct reader *r = ctx;

	(void)type;
	(void)detail;
	if (r->open)
		ARENA_PUSH(&r->document->arena, r->out->leaves, r->out->len) =
		    r->leaf;
	r->open = false;
	return 0;
}

static int
on_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	(void)type;
	(void)detail;
	(void)ctx;
	return 0;
}

static int
on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *ctx)
{
	struct reader *r = ctx;
	size_t from;

	/* Blanks that md4c makes are not of the text. */
	if (text < r->copy || text + size > r->copy + r->copy_len)
		return 0;
	from = r->out->start + (size_t)(text - r->copy);
	if (type == MD_TEXT_HTML)
		memset(r->kind + from, BYTE_HTML, size);
	if (type == MD_TEXT_NORMAL)
		memset(r->kind + from, BYTE_TEXT, size);
	if (!r->open)
		r->leaf.from = from;
	r->leaf.to = from + size;
	r->open = true;
	return 0;
}

int
cite_map_make(struct cite_map *out, struct document *d, struct err *err)
{
	const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_LATEXMATHSPANS,
		.enter_block = on_block,
		.leave_block = on_block,
		.enter_span = on_span,
		.leave_span = on_span,
		.text = on_text,
	};
	struct reader r = { .document = d, .out = out };

	*out = (struct cite_map){ .start = markdown_front_matter(d->text) };
	r.kind = ARENA_ARRAY(&d->arena, unsigned char, d->text.len + 1);
	out->kind = r.kind;
	copy_text(&r, span_skip(d->text, out->start));
	if (md_parse(r.copy, (MD_SIZE)r.copy_len, &parser, &r))
		return err_set(
		    err, ERR_LIMIT, "%s: Markdown could not be read", d->path);
	for (size_t i = 0; i < out->notes_len; i++)
		r.kind[out->notes[i].open] = BYTE_MARKUP;
	return OK;
}

bool
cite_map_is(const struct cite_map *m, struct span text, size_t at, char c)
{
	if (at >= text.len || text.ptr[at] != c || m->kind[at] != BYTE_TEXT)
		return false;
	return !at || text.ptr[at - 1] != '\\' || m->kind[at - 1] == BYTE_TEXT;
}
