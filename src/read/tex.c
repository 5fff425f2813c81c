#include "base/text.h"
#include "model/latex.h"
#include "read/builder.h"
#include "read/read.h"

#include "base/banned.h"

/*
 * LaTeX is a program, and this does not run it: it reads what people and BibTeX's styles
 * write into lists. Characters become text, fonts become runs, commands that are not
 * known vanish and leave their braces' text. What is printed out of other arguments
 * than that is not seen.
 */

struct group {
	bool run; /* something ends with it */
	enum run_kind kind;
	size_t from;      /* in the text so far */
	const char *href; /* of a link */
	bool quote;       /* a mark closes it */
};

struct reader {
	struct document *document;
	struct blocks *out;
	struct builder builder;
	struct span in;
	size_t at;
	struct group *groups;
	size_t depth, room;
	/* the block being gathered */
	bool open;
	struct block block;
	size_t from;
	bool heading; /* ends with its group */
	size_t heading_depth;
	bool list; /* in thebibliography */
	long number;
	/* footnotes of that block, which are read behind it */
	struct range *notes;
	size_t notes_len, notes_room;
	size_t note_number;
	bool in_note;
};

/* --- what is read -------------------------------------------------------------------- */

static char
peek(const struct reader *r, size_t ahead)
{
	return r->at + ahead < r->in.len ? r->in.ptr[r->at + ahead] : '\0';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '@';
}

/* A comment, its line's end, and the blanks that TeX skips behind it. */
static void
skip_comment(struct reader *r)
{
	while (r->at < r->in.len && peek(r, 0) != '\n')
		r->at++;
	if (r->at < r->in.len)
		r->at++;
	while (peek(r, 0) == ' ' || peek(r, 0) == '\t')
		r->at++;
}

static void
skip_blanks(struct reader *r)
{
	while (is_blank(peek(r, 0)) || peek(r, 0) == '%') {
		if (peek(r, 0) == '%')
			skip_comment(r);
		else
			r->at++;
	}
}

/* The text between a brace (or bracket) at the place and its other one, which may be
 * several lines away, and behind it; false if it does not close. */
static bool
argument(struct reader *r, char open, char close, struct span *out)
{
	size_t depth = 0, from;

	if (peek(r, 0) != open)
		return false;
	from = r->at + 1;
	for (size_t i = r->at; i < r->in.len; i++) {
		char c = r->in.ptr[i];

		if (c == '\\')
			i++;
		else if (c == '{' || (c == open && open != '{'))
			depth++;
		else if ((c == '}' && (open == '{' || depth > 1)) ||
			 (c == close && close != '}')) {
			if (depth && --depth == 0) {
				*out = span_sub(r->in, from, i);
				r->at = i + 1;
				return true;
			}
		}
	}
	return false;
}

static void
skip_arguments(struct reader *r, int n)
{
	struct span unused;

	for (; n > 0; n--) {
		skip_blanks(r);
		while (peek(r, 0) == '[' && argument(r, '[', ']', &unused))
			skip_blanks(r);
		if (!argument(r, '{', '}', &unused))
			return;
	}
}

/* --- blocks ---------------------------------------------------------------------------- */

static void
close_runs(struct reader *r, size_t depth)
{
	while (r->depth > depth) {
		const struct group *g = &r->groups[--r->depth];
		struct run *run;

		if (!g->run || !r->open || g->from >= r->builder.len)
			continue;
		run = &ARENA_PUSH(
		    r->builder.arena, r->builder.runs, r->builder.runs_len);
		*run = (struct run){ g->kind, { g->from, r->builder.len },
			g->href };
	}
}

static void read_notes(struct reader *r);

static void
finish_block(struct reader *r, size_t end)
{
	struct arena *a = &r->document->arena;
	struct block *b;

	if (!r->open)
		return;
	close_runs(r, 0);
	r->open = r->heading = false;
	while (end > r->from && is_blank(r->in.ptr[end - 1]))
		end--;
	r->block.span = document_original_range(
	    r->document, (struct range){ r->from, end });
	builder_finish(&r->block.body, &r->builder);
	if (!r->block.body.len)
		return;
	b = &ARENA_PUSH(a, r->out->items, r->out->len);
	*b = r->block;
}

/* Blocks stand in the order of the document: a note goes before text that begins behind
 * it, and one within a note before the next. Nearly all are in order. */
static void
put_in_order(struct blocks *blocks, size_t from)
{
	for (size_t i = from + 1; i < blocks->len; i++) {
		struct block b = blocks->items[i];
		size_t at = i;

		for (;
		     at > from && blocks->items[at - 1].span.from > b.span.from;
		     at--)
			blocks->items[at] = blocks->items[at - 1];
		blocks->items[at] = b;
	}
}

static void
flush(struct reader *r, size_t end)
{
	size_t first = r->out->len;

	finish_block(r, end);
	if (!r->notes_len || r->in_note)
		return;
	read_notes(r);
	put_in_order(r->out, first);
}

static void
start(struct reader *r, enum block_kind kind, unsigned level)
{
	r->open = true;
	r->block = (struct block){
		.kind = kind, .level = level, .number = -1, .blank_before = true
	};
	r->from = r->at;
	r->depth = 0;
	builder_reset(&r->builder);
	r->builder.end = r->at;
}

/* What stands before the first item of a list, or between blocks, starts a
 * paragraph. */
static bool
is_heard(struct reader *r)
{
	if (!r->open && !r->list)
		start(r, BLOCK_PARAGRAPH, 0);
	return r->open;
}

static void
put(struct reader *r, const char *text, size_t from, size_t to)
{
	if (!is_heard(r))
		return;
	builder_put(&r->builder, span_of(text), from, to);
}

static void
put_blank(struct reader *r, size_t from, size_t to)
{
	struct builder *b = &r->builder;

	if (r->open && b->len && b->text[b->len - 1] != ' ')
		builder_put(b, SPAN_LIT(" "), from, to);
}

static void
push(struct reader *r, struct group g)
{
	g.from = r->open ? r->builder.len : 0;
	r->groups = builder_stack(&r->document->arena, r->groups, r->depth,
	    &r->room, sizeof(*r->groups));
	r->groups[r->depth++] = g;
}

/* "{\em ...}": the font holds to the end of the group. */
static void
declare(struct reader *r, enum run_kind kind)
{
	struct group *g = r->depth ? &r->groups[r->depth - 1] : NULL;

	if (g && !g->run) {
		g->run = true;
		g->kind = kind;
		g->from = r->open ? r->builder.len : 0;
	}
}

/* --- lists ------------------------------------------------------------------------------ */

static void
begin_list(struct reader *r, size_t from)
{
	flush(r, from);
	r->at = from;
	start(r, BLOCK_HEADING, 1);
	builder_put(&r->builder, SPAN_LIT("References"), from, from);
	flush(r, from);
	r->list = true;
	r->number = 0;
}

/* "[12]", "[Knu84]" is printed; natbib's "[Knuth(1984)]" is what it cites by. */
static const char *
printed_label(struct reader *r, struct span optional)
{
	enum { LABEL_MOST = 24 };
	const char *text;

	if (!optional.len)
		return arena_printf(&r->document->arena, "[%ld]", r->number);
	text = latex_to_unicode(&r->document->arena, optional);
	if (!*text || strlen(text) > LABEL_MOST || strchr(text, '(') ||
	    strchr(text, '\\'))
		return NULL;
	return arena_printf(&r->document->arena, "[%s]", text);
}

static void
bibitem(struct reader *r, size_t from)
{
	struct span optional = { "", 0 }, key = { "", 0 };

	flush(r, from);
	/* a list by itself, without its environment */
	if (!r->list) {
		size_t at = r->at;

		begin_list(r, from);
		r->at = at;
	}
	r->number++;
	skip_blanks(r);
	if (argument(r, '[', ']', &optional))
		skip_blanks(r);
	(void)argument(r, '{', '}', &key);
	skip_blanks(r);
	start(r, BLOCK_ITEM, 1);
	r->block.ordered = true;
	r->block.number = r->number;
	r->block.label = printed_label(r, optional);
	key = text_trim(key);
	if (key.len)
		r->block.key = arena_strdup_span(&r->document->arena, key);
}

/* --- commands --------------------------------------------------------------------------- */

enum action {
	ACT_DROP,     /* its n arguments go */
	ACT_FONT,     /* of its argument */
	ACT_DECLARE,  /* of what follows in the group */
	ACT_VERBATIM, /* a URL, a DOI */
	ACT_LINK,     /* target, then text */
	ACT_SECTION,  /* level n */
	ACT_BLANK,
	ACT_QUOTE,
};

static const struct {
	const char *name;
	enum action action;
	int n;
	enum run_kind kind;
} commands[] = {
	{ "emph", ACT_FONT, 0, RUN_EMPHASIS },
	{ "textit", ACT_FONT, 0, RUN_EMPHASIS },
	{ "textsl", ACT_FONT, 0, RUN_EMPHASIS },
	{ "textbf", ACT_FONT, 0, RUN_STRONG },
	{ "em", ACT_DECLARE, 0, RUN_EMPHASIS },
	{ "it", ACT_DECLARE, 0, RUN_EMPHASIS },
	{ "sl", ACT_DECLARE, 0, RUN_EMPHASIS },
	{ "itshape", ACT_DECLARE, 0, RUN_EMPHASIS },
	{ "slshape", ACT_DECLARE, 0, RUN_EMPHASIS },
	{ "bf", ACT_DECLARE, 0, RUN_STRONG },
	{ "bfseries", ACT_DECLARE, 0, RUN_STRONG },
	{ "url", ACT_VERBATIM, 0, RUN_CODE },
	{ "nolinkurl", ACT_VERBATIM, 0, RUN_CODE },
	{ "path", ACT_VERBATIM, 0, RUN_CODE },
	{ "doi", ACT_VERBATIM, 0, RUN_CODE },
	{ "href", ACT_LINK, 0, RUN_LINK },
	{ "enquote", ACT_QUOTE, 0, RUN_CODE },
	{ "newblock", ACT_BLANK, 0, RUN_CODE },
	{ "quad", ACT_BLANK, 0, RUN_CODE },
	{ "qquad", ACT_BLANK, 0, RUN_CODE },
	{ "space", ACT_BLANK, 0, RUN_CODE },
	{ "linebreak", ACT_BLANK, 0, RUN_CODE },
	{ "newline", ACT_BLANK, 0, RUN_CODE },
	{ "chapter", ACT_SECTION, 1, RUN_CODE },
	{ "section", ACT_SECTION, 2, RUN_CODE },
	{ "subsection", ACT_SECTION, 3, RUN_CODE },
	{ "subsubsection", ACT_SECTION, 4, RUN_CODE },
	{ "paragraph", ACT_SECTION, 5, RUN_CODE },
	/* revtex and natbib: what kind of field follows */
	{ "bibinfo", ACT_DROP, 1, RUN_CODE },
	{ "bibfield", ACT_DROP, 1, RUN_CODE },
	{ "Eprint", ACT_DROP, 1, RUN_CODE },
	{ "href@noop", ACT_DROP, 1, RUN_CODE },
	{ "BibitemShut", ACT_DROP, 1, RUN_CODE },
	{ "bibAnnoteFile", ACT_DROP, 2, RUN_CODE },
	{ "noopsort", ACT_DROP, 1, RUN_CODE },
	{ "SortNoop", ACT_DROP, 1, RUN_CODE },
	{ "cite", ACT_DROP, 1, RUN_CODE },
	{ "citep", ACT_DROP, 1, RUN_CODE },
	{ "citet", ACT_DROP, 1, RUN_CODE },
	{ "label", ACT_DROP, 1, RUN_CODE },
	{ "ref", ACT_DROP, 1, RUN_CODE },
	{ "vspace", ACT_DROP, 1, RUN_CODE },
	{ "hspace", ACT_DROP, 1, RUN_CODE },
	{ "setlength", ACT_DROP, 2, RUN_CODE },
	{ "addtolength", ACT_DROP, 2, RUN_CODE },
	{ "bibliographystyle", ACT_DROP, 1, RUN_CODE },
	{ "bibliography", ACT_DROP, 1, RUN_CODE },
	{ "input", ACT_DROP, 1, RUN_CODE },
	{ "include", ACT_DROP, 1, RUN_CODE },
	{ "includegraphics", ACT_DROP, 1, RUN_CODE },
	{ "documentclass", ACT_DROP, 1, RUN_CODE },
	{ "usepackage", ACT_DROP, 1, RUN_CODE },
	{ "newcommand", ACT_DROP, 2, RUN_CODE },
	{ "renewcommand", ACT_DROP, 2, RUN_CODE },
	{ "providecommand", ACT_DROP, 2, RUN_CODE },
	{ "expandafter", ACT_DROP, 0, RUN_CODE },
};

/* A URL or DOI: each byte of it where it stands, unless it is written otherwise. */
static void
put_verbatim(struct reader *r)
{
	size_t from = r->at + 1;
	struct span s;

	if (!argument(r, '{', '}', &s) || !is_heard(r))
		return;
	push(r, (struct group){ .run = true, .kind = RUN_CODE });
	if (memchr(s.ptr, '\\', s.len) || memchr(s.ptr, '{', s.len))
		put(r, latex_verbatim(&r->document->arena, s), from,
		    from + s.len);
	else
		builder_copy(&r->builder, s, from);
	close_runs(r, r->depth - 1);
}

/* Behind "[...]" and "*", the brace of the argument is of this group. */
static bool
open_argument(struct reader *r, struct group g)
{
	struct span unused;

	if (peek(r, 0) == '*')
		r->at++;
	skip_blanks(r);
	if (argument(r, '[', ']', &unused))
		skip_blanks(r);
	if (peek(r, 0) != '{')
		return false;
	r->at++;
	push(r, g);
	return true;
}

static void
section(struct reader *r, size_t from, unsigned level)
{
	size_t at = r->at;

	flush(r, from);
	r->list = false;
	start(r, BLOCK_HEADING, level);
	r->at = at;
	if (!open_argument(r, (struct group){ 0 })) {
		r->open = false;
		return;
	}
	r->from = r->at;
	r->heading = true;
	r->heading_depth = r->depth;
}

/* \footnote[3]{...}: a block of its own, behind the one it stands in. */
static void
footnote(struct reader *r)
{
	enum { NOTE_BYTES = 20000 };
	struct span whole = r->in, note;

	skip_blanks(r);
	r->in = span_sub(whole, 0, r->at + NOTE_BYTES);
	if (argument(r, '[', ']', &note))
		skip_blanks(r);
	if (argument(r, '{', '}', &note)) {
		r->notes = builder_stack(&r->document->arena, r->notes,
		    r->notes_len, &r->notes_room, sizeof(*r->notes));
		r->notes[r->notes_len++] =
		    (struct range){ (size_t)(note.ptr - whole.ptr),
			    (size_t)(note.ptr - whole.ptr) + note.len };
	}
	r->in = whole;
}

/* Behind \begin or \end. Programs and the like are passed over. */
static void
environment(struct reader *r, size_t from, bool begins)
{
	static const char *const skipped[] = { "verbatim", "lstlisting",
		"minted", "comment", "filecontents", "equation", "align",
		"tabular", "tikzpicture", "equation*", "align*" };
	struct arena *a = &r->document->arena;
	struct span name, unused;

	skip_blanks(r);
	if (!argument(r, '{', '}', &name))
		return;
	if (span_eq(name, SPAN_LIT("document"))) {
		/* the preamble is no text */
		if (begins)
			r->open = false;
		flush(r, from);
		return;
	}
	if (span_eq(name, SPAN_LIT("thebibliography"))) {
		size_t at = r->at;

		if (begins) {
			begin_list(r, from);
			r->at = at;
			skip_blanks(r);
			(void)argument(r, '{', '}', &unused);
		} else {
			flush(r, from);
			r->list = false;
		}
		return;
	}
	flush(r, from);
	for (size_t i = 0; begins && i < sizeof(skipped) / sizeof(skipped[0]);
	     i++) {
		const char *end;
		const void *found;

		if (!span_eq(name, span_of(skipped[i])))
			continue;
		end = arena_printf(a, "\\end{%s}", skipped[i]);
		found = memmem(
		    r->in.ptr + r->at, r->in.len - r->at, end, strlen(end));
		if (found)
			r->at = (size_t)((const char *)found - r->in.ptr) +
				strlen(end);
	}
}

/* Blanks before the next argument, which is text. */
static void
skip_to_brace(struct reader *r)
{
	size_t at = r->at;

	skip_blanks(r);
	if (peek(r, 0) != '{')
		r->at = at;
}

static void
run_known(struct reader *r, size_t i, size_t from)
{
	struct group g = { .run = true, .kind = commands[i].kind };
	struct span target;

	switch (commands[i].action) {
	case ACT_DROP:
		skip_arguments(r, commands[i].n);
		skip_to_brace(r);
		break;
	case ACT_FONT: (void)open_argument(r, g); break;
	case ACT_DECLARE: declare(r, g.kind); break;
	case ACT_VERBATIM: put_verbatim(r); break;
	case ACT_LINK:
		skip_blanks(r);
		if (!argument(r, '{', '}', &target))
			break;
		g.href = latex_verbatim(&r->document->arena, target);
		(void)open_argument(r, g);
		break;
	case ACT_SECTION: section(r, from, (unsigned)commands[i].n); break;
	case ACT_BLANK: put_blank(r, from, r->at); break;
	case ACT_QUOTE:
		g.run = false;
		g.quote = true;
		skip_blanks(r);
		if (peek(r, 0) != '{')
			break;
		put(r, "\xe2\x80\x9c", from, r->at + 1);
		(void)open_argument(r, g);
		break;
	}
}

static void
skip_glue(struct reader *r)
{
	/* "\hskip 1em plus 0.5em minus 0.4em\relax", "\penalty0" */
	while (
	    r->at < r->in.len && (strchr(" .-", peek(r, 0)) ||
				     (peek(r, 0) >= '0' && peek(r, 0) <= '9') ||
				     is_letter(peek(r, 0))))
		r->at++;
}

static void
word(struct reader *r, size_t from)
{
	struct span name;

	while (is_letter(peek(r, 0)))
		r->at++;
	name = span_sub(r->in, from + 1, r->at);
	/* TeX swallows blanks behind a word, but a blank line is one */
	while (peek(r, 0) == ' ' || peek(r, 0) == '\t')
		r->at++;
	if (span_eq(name, SPAN_LIT("bibitem"))) {
		bibitem(r, from);
	} else if (span_eq(name, SPAN_LIT("begin")) ||
		   span_eq(name, SPAN_LIT("end"))) {
		environment(r, from, name.len > 3);
	} else if (span_eq(name, SPAN_LIT("footnote")) ||
		   span_eq(name, SPAN_LIT("footnotetext")) ||
		   span_eq(name, SPAN_LIT("endnote"))) {
		footnote(r);
	} else if (span_eq(name, SPAN_LIT("item"))) {
		struct span unused;

		flush(r, from);
		skip_blanks(r);
		if (argument(r, '[', ']', &unused))
			skip_blanks(r);
		start(r, BLOCK_ITEM, 1);
	} else if (span_eq(name, SPAN_LIT("par"))) {
		if (r->open && r->block.kind == BLOCK_PARAGRAPH)
			flush(r, from);
		else
			put_blank(r, from, r->at);
	} else if (span_eq(name, SPAN_LIT("hskip")) ||
		   span_eq(name, SPAN_LIT("kern")) ||
		   span_eq(name, SPAN_LIT("vskip"))) {
		skip_glue(r);
		put_blank(r, from, r->at);
	} else if (span_eq(name, SPAN_LIT("penalty"))) {
		while (peek(r, 0) == '-' ||
		       (peek(r, 0) >= '0' && peek(r, 0) <= '9'))
			r->at++;
	} else {
		for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]);
		     i++)
			if (span_eq(name, span_of(commands[i].name))) {
				run_known(r, i, from);
				return;
			}
	}
}

static void
command(struct reader *r)
{
	size_t from = r->at, end = latex_unit(r->in, r->at);
	char c = peek(r, 1);

	if (latex_character(r->in, from) > from || c == '(') {
		put(r,
		    latex_to_unicode(
			&r->document->arena, span_sub(r->in, from, end)),
		    from, end);
		r->at = end;
	} else if (is_letter(c)) {
		r->at++;
		word(r, from);
	} else {
		struct span unused;

		r->at = end;
		if (c == '\\') {
			if (peek(r, 0) == '*')
				r->at++;
			(void)argument(r, '[', ']', &unused);
		}
		if (c && strchr("\\ ,;:>\n\t", c))
			put_blank(r, from, r->at);
	}
}

/* --- all --------------------------------------------------------------------------------- */

static void
blanks(struct reader *r)
{
	size_t from = r->at, lines = 0;

	while (is_blank(peek(r, 0)))
		lines += r->in.ptr[r->at++] == '\n';
	if (lines > 1 && r->open && r->block.kind == BLOCK_PARAGRAPH)
		flush(r, from);
	else
		put_blank(r, from, r->at);
}

static void
close_brace(struct reader *r)
{
	size_t from = r->at++;

	if (r->depth && r->groups[r->depth - 1].quote && r->open)
		put(r, "\xe2\x80\x9d", from, r->at);
	if (r->depth)
		close_runs(r, r->depth - 1);
	if (r->heading && r->depth < r->heading_depth)
		flush(r, from);
}

static bool
is_special(char c)
{
	return is_blank(c) || (c && strchr("\\%{}~$-`'?!", c));
}

static void
plain(struct reader *r)
{
	size_t from = r->at, end = from + 1;

	while (end < r->in.len && !is_special(r->in.ptr[end]))
		end++;
	r->at = end;
	if (is_heard(r)) {
		if (r->block.kind == BLOCK_PARAGRAPH && !r->builder.len)
			r->from = from;
		builder_copy(&r->builder, span_sub(r->in, from, end), from);
	}
}

static void
unit(struct reader *r)
{
	size_t from = r->at, end = latex_unit(r->in, from);

	r->at = end;
	if (end == from + 1 && is_heard(r))
		builder_copy(&r->builder, span_sub(r->in, from, end), from);
	else if (end > from + 1)
		put(r,
		    latex_to_unicode(
			&r->document->arena, span_sub(r->in, from, end)),
		    from, end);
}

/* To the end of what is to be read. */
static void
read_text_of(struct reader *r)
{
	while (r->at < r->in.len) {
		size_t before = r->at;
		char c = r->in.ptr[r->at];

		if (is_blank(c))
			blanks(r);
		else if (c == '%')
			skip_comment(r);
		else if (c == '{' && latex_character(r->in, r->at) > r->at)
			command(r);
		else if (c == '{') {
			r->at++;
			push(r, (struct group){ .run = false });
		} else if (c == '}')
			close_brace(r);
		else if (c == '~') {
			put_blank(r, r->at, r->at + 1);
			r->at++;
		} else if (c == '\\')
			command(r);
		else if (is_special(c))
			unit(r);
		else
			plain(r);
		if (r->at == before)
			r->at++;
	}
	flush(r, r->in.len);
}

/* Each note as an item, by Markdown's label of notes; a note in a note is the next. */
static void
read_notes(struct reader *r)
{
	struct reader before = *r;

	r->in_note = true;
	for (size_t i = 0; i < r->notes_len; i++) {
		r->in = span_sub(before.in, 0, r->notes[i].to);
		r->at = r->notes[i].from;
		start(r, BLOCK_ITEM, 1);
		r->block.label = arena_printf(
		    &r->document->arena, "[^%zu]:", ++r->note_number);
		read_text_of(r);
	}
	r->in_note = false;
	r->notes_len = 0;
	r->in = before.in;
	r->at = before.at;
	r->list = before.list;
	r->number = before.number;
}

int
read_latex(struct blocks *out, struct document *d, struct err *err)
{
	struct reader r = { .document = d, .out = out, .in = d->text };

	(void)err;
	*out = (struct blocks){ 0 };
	builder_init(&r.builder, &d->arena);
	read_text_of(&r);
	return OK;
}
