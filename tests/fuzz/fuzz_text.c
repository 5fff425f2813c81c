/*
 * Documents: any bytes -> document -> blocks -> references -> one edit. The
 * first byte says whether they are a web page ('h'), LaTeX ('L'), Markdown or plain
 * text.
 */
#include "base/text.h"
#include "parse/parse.h"
#include "read/read.h"
#include "write/write.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
check_text(const struct document *d, const struct mapped_text *t)
{
	must(t->text && t->map);
	must(strlen(t->text) <= t->len && !t->text[t->len]);
	for (size_t i = 0; i < t->len; i++)
		must(t->map[i] <= t->map[i + 1]);
	must(t->map[t->len] <= d->text.len);
	for (size_t i = 0; i < t->runs_len; i++) {
		must(!range_empty(t->runs[i].place));
		must(t->runs[i].place.to <= t->len);
		must(t->runs[i].kind != RUN_LINK || t->runs[i].href);
	}
}

static void
check_blocks(const struct document *d, const struct blocks *b)
{
	size_t from = 0;

	for (size_t i = 0; i < b->len; i++) {
		must(d->order || b->items[i].span.from >= from);
		must(b->items[i].span.to >= b->items[i].span.from);
		must(b->items[i].span.to <= d->bytes.len);
		from = b->items[i].span.from;
		check_text(d, &b->items[i].body);
	}
}

/* A byte of the file is of one reference at most, in columns side by side, too. */
static void
check_own_bytes(const struct document *d, const struct references *r)
{
	char *taken = calloc(d->bytes.len + 1, 1);

	must(taken != NULL);
	for (size_t i = 0; i < r->len; i++) {
		const struct reference *x = &r->items[i];
		const struct range *pieces = x->pieces ? x->pieces : &x->span;
		size_t len = x->pieces ? x->pieces_len : 1;

		for (size_t k = 0; k < len; k++) {
			must(pieces[k].from <= pieces[k].to);
			must(pieces[k].from >= x->span.from &&
			     pieces[k].to <= x->span.to);
			for (size_t at = pieces[k].from; at < pieces[k].to;
			     at++)
				must(!taken[at]++);
		}
	}
	free(taken);
}

static void
check_references(const struct document *d, const struct references *r)
{
	size_t behind = 0, n = 0;

	for (size_t i = 0; i < r->len; i++) {
		const struct reference *x = &r->items[i];

		must(d->order || x->span.from >= behind);
		must(x->span.to >= x->span.from && x->span.to <= d->bytes.len);
		must(
		    x->seq == i + 1 && x->list >= 1 && x->list <= r->lists_len);
		must(x->line >= 1 && x->line <= d->lines_len);
		behind = x->span.to;
		check_text(d, &x->body);
	}
	for (size_t i = 0; i < r->lists_len; i++) {
		must(r->lists[i].first == n && r->lists[i].len);
		n += r->lists[i].len;
	}
	must(n == r->len);
	if (d->order)
		check_own_bytes(d, r);
}

/* Replace a piece of a reference; all else must stay. */
static void
check_edit(const struct document *d, const struct references *r, size_t seed)
{
	struct sbuf out = SBUF_INIT;
	struct err err = ERR_INIT;
	const struct reference *x;
	struct edit edit = { .text = "new\ntext" };
	struct edits edits = { &edit, 1 };
	struct range body;
	size_t tail;

	if (!r->len)
		return;
	x = &r->items[seed % r->len];
	if (!x->body.len)
		return;
	body.from = seed / 7 % x->body.len;
	body.to = body.from + 1 + seed / 3 % (x->body.len - body.from);
	/* what takes another column along is not written */
	if (reference_is_beside_others(d, x, body))
		return;
	edit.range = reference_original(d, x, body);
	must(edit.range.from <= edit.range.to);
	must(edit.range.to <= d->bytes.len);
	must(!write_patched(&out, d, &edits, &err));
	tail = d->bytes.len - edit.range.to;
	must(out.len >= edit.range.from + tail);
	must(!edit.range.from ||
	     !memcmp(out.buf, d->bytes.ptr, edit.range.from));
	must(!tail || !memcmp(out.buf + out.len - tail,
			  d->bytes.ptr + edit.range.to, tail));
	sbuf_release(&out);
}

enum { PARSED_MAX = 8 };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span bytes = { (const char *)data + 1, size - 1 };
	struct document *d = NULL;
	struct blocks blocks = { 0 };
	struct references refs = { 0 };
	struct err err = ERR_INIT;
	const char *name;
	size_t seed = size;

	if (!size)
		return 0;
	name = data[0] == 'h'   ? "a.html"
	       : data[0] == 'L' ? "a.tex"
	       : data[0] & 1    ? "a.md"
				: "a.txt";
	if (document_from_bytes(&d, name, bytes, &err))
		return 0;
	must(text_is_utf8(d->text));
	for (size_t i = 0; i < size; i++)
		seed = seed * 31 + data[i];
	if (d->html)
		must(!read_html(&blocks, d, &err));
	else if (d->format == DOCUMENT_MARKDOWN)
		must(!read_markdown(&blocks, d, &err));
	else if (d->format == DOCUMENT_LATEX)
		must(!read_latex(&blocks, d, &err));
	else
		must(!read_text(&blocks, d, &err));
	check_blocks(d, &blocks);
	refs.document = d;
	must(!parse_find(&refs, &blocks, &err));
	check_references(d, &refs);
	/* slow; it may part entries */
	if (refs.len && refs.len <= PARSED_MAX) {
		parse_references(&refs);
		check_references(d, &refs);
	}
	check_edit(d, &refs, seed);
	document_close(d);
	return 0;
}
