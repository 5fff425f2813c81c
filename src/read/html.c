#include "read/html.h"
#include "base/text.h"
#include "model/rich.h"
#include "read/read.h"

#include "base/banned.h"

enum { ENTITY_MAX = 32, RUNS_BACK = 64 };

/* --- tags --------------------------------------------------------------------- */

struct tag {
	struct span name;
	bool closing;
};

static struct tag
read_tag(struct span tag)
{
	struct tag out = { .closing = tag.len > 1 && tag.ptr[1] == '/' };
	struct span name = span_skip(tag, out.closing ? 2 : 1);
	size_t n = 0;

	while (n < name.len && strchr(" \t\r\n/>", name.ptr[n]) == NULL)
		n++;
	out.name = span_sub(name, 0, n);
	return out;
}

/* The value of href="..." in a tag, or NULL. */
static const char *
href_of(struct arena *a, struct span tag)
{
	for (size_t i = 1; i + 7 < tag.len; i++) {
		size_t from = i + 6, to = from;
		char quote = tag.ptr[i + 5];

		if (!text_starts_nocase(span_skip(tag, i), "href=") ||
		    (quote != '"' && quote != '\''))
			continue;
		while (to < tag.len && tag.ptr[to] != quote)
			to++;
		return rich_plain(a, span_sub(tag, from, to));
	}
	return NULL;
}

static const struct {
	const char *tag;
	enum run_kind kind;
} runs[] = {
	{ "i", RUN_EMPHASIS },
	{ "em", RUN_EMPHASIS },
	{ "cite", RUN_EMPHASIS },
	{ "b", RUN_STRONG },
	{ "strong", RUN_STRONG },
	{ "code", RUN_CODE },
	{ "a", RUN_LINK },
};

void
html_inline(struct builder *b, struct span text, size_t from)
{
	struct tag tag = read_tag(text);

	if (text_eq_nocase(tag.name, "br"))
		builder_line(b, from);
	b->end = from + text.len;
	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++) {
		struct run *run;

		if (!text_eq_nocase(tag.name, runs[i].tag))
			continue;
		if (!tag.closing) {
			const char *href = NULL;

			if (runs[i].kind == RUN_LINK) {
				href = href_of(b->arena, text);
				if (!href)
					return;
			}
			run = &ARENA_PUSH(b->arena, b->runs, b->runs_len);
			run->kind = runs[i].kind;
			/* Open: an empty place, which finishing throws away. */
			run->place = (struct range){ b->len, b->len };
			run->href = href;
			return;
		}
		for (size_t k = b->runs_len, tries = RUNS_BACK; k-- && tries--;)
			if (b->runs[k].kind == runs[i].kind &&
			    range_empty(b->runs[k].place)) {
				b->runs[k].place.to = b->len;
				return;
			}
	}
}

void
html_entity(struct builder *b, struct span entity, size_t from)
{
	char *plain = rich_plain(b->arena, entity);

	/* A no-break space is trimmed away by what cleans titles. */
	builder_put(b, plain[0] ? span_of(plain) : SPAN_LIT(" "), from,
	    from + entity.len);
}

/* --- blocks ------------------------------------------------------------------- */

struct reader {
	struct blocks *out;
	struct document *document;
	struct builder *builder;
	bool open; /* a block's text is being gathered */
	struct block block;
	size_t from;    /* of that text */
	unsigned depth; /* of lists */
	bool in_item;   /* its first paragraph is done */
	size_t notes;   /* so far */
};

static struct span
text_of(const struct reader *r)
{
	return r->document->text;
}

/* The end of a tag or comment that starts at an offset. */
static size_t
tag_end(struct span s, size_t at, size_t to)
{
	const char *end = "-->";

	if (text_starts_nocase(span_sub(s, at, to), "<!--")) {
		for (at += 4; at + 3 <= to; at++)
			if (!memcmp(s.ptr + at, end, 3))
				return at + 3;
		return to;
	}
	while (at < to && s.ptr[at] != '>')
		at++;
	return at < to ? at + 1 : to;
}

bool
html_has_blocks(struct span html)
{
	static const char *const blocks[] = { "li", "p", "h1", "h2", "h3", "h4",
		"h5", "h6" };
	static const char *const others[] = { "table", "pre", "script", "style",
		"svg", "math", "dl", "textarea", "form" };
	bool found = false;

	for (size_t at = 0; at < html.len; at++) {
		struct tag tag;

		if (html.ptr[at] != '<')
			continue;
		tag = read_tag(span_skip(html, at));
		for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
			if (text_eq_nocase(tag.name, others[i]))
				return false;
		for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
			found = found || text_eq_nocase(tag.name, blocks[i]);
	}
	return found;
}

/* A note's link back to its mark, "↩", is no part of it: where it ends without. */
static size_t
without_link_back(struct reader *r, size_t to)
{
	struct builder *b = r->builder;
	size_t from = b->len;

	for (size_t i = 0; i < b->runs_len; i++) {
		const struct run *run = &b->runs[i];

		if (run->kind == RUN_LINK && run->href && run->href[0] == '#' &&
		    run->place.from && run->place.from < from &&
		    run->place.to + 4 >= b->len &&
		    !text_is_letter(
			text_next(span_skip((struct span){ b->text, b->len },
				      run->place.from),
			    &(size_t){ 0 })))
			from = run->place.from;
	}
	if (from == b->len)
		return to;
	to = b->map[from];
	while (to > r->from && text_of(r).ptr[to] != '<')
		to--;
	while (b->runs_len && b->runs[b->runs_len - 1].place.from >= from)
		b->runs_len--;
	b->len = from;
	b->end = to;
	return to;
}

static void
end_block(struct reader *r, size_t to)
{
	struct span s = text_of(r);

	if (!r->open)
		return;
	r->open = false;
	if (r->block.label)
		to = without_link_back(r, to);
	while (to > r->from && strchr(" \t\r\n", s.ptr[to - 1]))
		to--;
	if (r->block.kind == BLOCK_ITEM)
		r->in_item = true;
	if (to <= r->from || !r->builder->len) {
		builder_reset(r->builder);
		return;
	}
	r->block.span =
	    document_original_range(r->document, (struct range){ r->from, to });
	r->block.html = true;
	builder_finish(&r->block.body, r->builder);
	ARENA_PUSH(&r->document->arena, r->out->items, r->out->len) = r->block;
}

static void
start_block(struct reader *r, enum block_kind kind, unsigned level, size_t from)
{
	r->open = true;
	r->from = from;
	r->block = (struct block){
		.kind = kind, .level = level, .number = -1, .blank_before = true
	};
	r->builder->end = from;
}

static void
start_paragraph(struct reader *r, size_t from)
{
	if (r->in_item)
		start_block(r, BLOCK_ITEM_MORE, r->depth, from);
	else
		start_block(r, BLOCK_PARAGRAPH, 0, from);
}

static void
take_list(struct reader *r, const struct tag *tag, size_t from)
{
	end_block(r, from);
	if (!tag->closing)
		r->depth++;
	else if (r->depth)
		r->depth--;
	r->in_item = r->depth > 0 && r->in_item;
}

/* Elements that paragraphs and lists are in, and no text of its own is (HTML Living
 * Standard, 15.3.3). */
static bool
ends_text(struct span name)
{
	static const char *const blocks[] = { "address", "article", "aside",
		"blockquote", "body", "center", "dl", "fieldset", "figcaption",
		"figure", "footer", "form", "header", "hr", "html", "main",
		"nav", "pre", "section", "table", "tbody", "tfoot", "thead" };

	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		if (text_eq_nocase(name, blocks[i]))
			return true;
	return false;
}

/* Where the element ends that starts with the tag from at to end, if its content is
 * no text; else the end of the tag. */
static size_t
skip_content(struct span s, size_t at, size_t end, size_t to)
{
	static const char *const raw[] = { "head", "script", "style", "svg",
		"math", "template", "textarea", "select" };
	struct tag tag = read_tag(span_sub(s, at, to));
	const char *name = NULL;

	for (size_t i = 0; i < sizeof(raw) / sizeof(raw[0]); i++)
		if (text_eq_nocase(tag.name, raw[i]))
			name = raw[i];
	if (!name || tag.closing || s.ptr[end - 2] == '/')
		return end;
	for (size_t i = end; i + 2 < to; i++) {
		const char *open = memchr(s.ptr + i, '<', to - i);
		struct tag other;

		if (!open)
			return to;
		i = (size_t)(open - s.ptr);
		other = read_tag(span_sub(s, i, to));
		if (other.closing && text_eq_nocase(other.name, name))
			return tag_end(s, i, to);
	}
	return to;
}

/* Does an item's tag say that it is a note: <li id="fn1">, <li id="user-content-fn-1">,
 * <li role="doc-endnote">, <li epub:type="footnote">? */
static bool
is_note(struct span tag)
{
	static const char *const marks[] = { "id=\"fn", "id='fn",
		"id=\"footnote", "id=\"user-content-fn", "id=\"endnote",
		"doc-footnote", "doc-endnote", "epub:type=\"footnote",
		"epub:type=\"endnote", "id=\"easy-footnote" };

	for (size_t at = 3; at < tag.len; at++)
		for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
			if (tag.ptr[at] == marks[i][0] &&
			    text_starts_nocase(span_skip(tag, at), marks[i]))
				return true;
	return false;
}

/* An item; a note by Markdown's label of notes. */
static void
start_item(struct reader *r, struct span tag, size_t to)
{
	start_block(r, BLOCK_ITEM, r->depth ? r->depth : 1, to);
	if (is_note(tag)) {
		r->block.level = 1;
		r->block.label =
		    arena_printf(&r->document->arena, "[^%zu]:", ++r->notes);
	}
}

static void
take_tag(struct reader *r, size_t from, size_t to)
{
	struct span text = span_sub(text_of(r), from, to);
	struct tag tag = read_tag(text);

	if (text_eq_nocase(tag.name, "ol") || text_eq_nocase(tag.name, "ul")) {
		take_list(r, &tag, from);
	} else if (text_eq_nocase(tag.name, "li")) {
		end_block(r, from);
		r->in_item = false;
		if (!tag.closing)
			start_item(r, text, to);
	} else if (text_eq_nocase(tag.name, "p") ||
		   text_eq_nocase(tag.name, "div")) {
		/* "<li><p>": the item itself */
		if (r->open && r->block.kind == BLOCK_ITEM &&
		    !r->builder->len && !tag.closing) {
			const char *label = r->block.label;

			start_block(r, BLOCK_ITEM, r->block.level, to);
			r->block.label = label;
			return;
		}
		end_block(r, from);
		if (!tag.closing)
			start_paragraph(r, to);
	} else if (text_eq_nocase(tag.name, "tr") ||
		   text_eq_nocase(tag.name, "dt")) {
		end_block(r, from);
		r->in_item = false;
		if (!tag.closing)
			start_paragraph(r, to);
	} else if (text_eq_nocase(tag.name, "td") ||
		   text_eq_nocase(tag.name, "th") ||
		   text_eq_nocase(tag.name, "dd")) {
		/* what it stands beside is its label, or more of it */
		if (r->open && !tag.closing)
			builder_line(r->builder, from);
	} else if (ends_text(tag.name)) {
		end_block(r, from);
	} else if (tag.name.len == 2 &&
		   text_ascii_lower(tag.name.ptr[0]) == 'h' &&
		   tag.name.ptr[1] >= '1' && tag.name.ptr[1] <= '6') {
		end_block(r, from);
		r->in_item = false;
		if (!tag.closing)
			start_block(r, BLOCK_HEADING,
			    (unsigned)(tag.name.ptr[1] - '0'), to);
	} else if (r->open) {
		html_inline(r->builder, text, from);
	} else if (!tag.closing) {
		/* markup that opens a text is its text's */
		start_paragraph(r, from);
		html_inline(r->builder, text, from);
	}
}

void
html_blocks(struct blocks *out, struct document *d, struct builder *b,
    struct range place)
{
	struct reader r = { .out = out, .document = d, .builder = b };
	struct span s = d->text;
	size_t at = place.from, next;

	for (; at < place.to; at = next) {
		char c = s.ptr[at];

		next = at + 1;
		if (c == '<') {
			size_t end = tag_end(s, at, place.to);

			next = skip_content(s, at, end, place.to);
			/* a comment, a declaration, what is no text */
			if (strchr("!?", s.ptr[at + (at + 1 < place.to)]) ||
			    next > end)
				continue;
			take_tag(&r, at, next);
			continue;
		}
		if (c == '\n' || c == '\r') {
			next = text_skip_blanks(span_sub(s, 0, place.to), at);
			if (r.open)
				builder_line(b, at);
			continue;
		}
		if (!r.open) {
			next = text_skip_blanks(span_sub(s, 0, place.to), at);
			if (next > at)
				continue;
			start_paragraph(&r, at);
		}
		if (c == '&') {
			size_t len;

			if (rich_entity(span_sub(s, at, place.to), &len) &&
			    len && len <= ENTITY_MAX) {
				next = at + len;
				html_entity(b, span_sub(s, at, next), at);
				continue;
			}
			next = at + 1;
		}
		while (next < place.to && !strchr("<&\r\n", s.ptr[next]))
			next++;
		builder_copy(b, span_sub(s, at, next), at);
	}
	end_block(&r, place.to);
}

int
read_html(struct blocks *out, struct document *d, struct err *err)
{
	struct builder builder;

	(void)err;
	*out = (struct blocks){ 0 };
	builder_init(&builder, &d->arena);
	html_blocks(out, d, &builder, (struct range){ 0, d->text.len });
	return OK;
}
