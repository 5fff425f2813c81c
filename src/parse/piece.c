#include "parse/piece.h"
#include "base/text.h"
#include "parse/lines.h"
#include "parse/remark.h"
#include "parse/table.h"

#include "base/banned.h"

enum {
	HEADING_LINE = 120, /* bytes of a line that may be a heading */
	NUMBER_GAP = 3,     /* missing numbers that do not break a row */
	LINE_AUTHOR = 2,
	LOOK_BACK = 1600, /* bytes of an entry looked at for its end */
	LOOK_AHEAD = 400,
	INDENT_MAX = 24,
};

struct cutter {
	struct arena *arena;
	struct arena scratch;
	const struct heading_table *table;
	struct pieces *out;
	const struct document *document;
	bool in_section; /* under the heading of a list */
	unsigned level;  /* of that heading */
	/* entries without label there, and those that start with names and year */
	size_t texts, dated;
};

struct span
piece_text(const struct piece *p)
{
	return span_sub(
	    (struct span){ p->block->body.text, p->block->body.len },
	    p->part.from, p->part.to);
}

static struct span
part_of(const struct block *b, size_t from, size_t to)
{
	return span_sub((struct span){ b->body.text, b->body.len }, from, to);
}

static struct piece *
push(struct cutter *c, const struct block *b, enum piece_kind kind, size_t from,
    size_t to)
{
	struct piece *p = &ARENA_PUSH(c->arena, c->out->items, c->out->len);

	while (from < to && b->body.text[from] == ' ')
		from++;
	while (to > from && b->body.text[to - 1] == ' ')
		to--;
	*p = (struct piece){ .kind = kind,
		.block = b,
		.part = { from, to },
		.label = { .kind = LABEL_NONE, .number = -1 },
		.number = -1 };
	return p;
}

static void
set_label(struct cutter *c, struct piece *p, const struct label *l)
{
	p->label = *l;
	p->number = l->number;
	if (l->kind == LABEL_BULLET)
		p->printed = NULL;
	else if (l->kind == LABEL_FOOTNOTE)
		/* the colon is Markdown's */
		p->printed = arena_strdup_span(
		    c->arena, span_sub(l->text, 0, l->text.len - 1));
	else
		p->printed = arena_strdup_span(c->arena, l->text);
	p->part.from += l->skip;
	if (p->part.from > p->part.to)
		p->part.from = p->part.to;
}

/* "[640] [2] Smith": the label that it had where it was copied from. */
static void
skip_second_label(struct piece *p)
{
	struct label second;

	if (p->label.kind == LABEL_BRACKET &&
	    label_read(&second, piece_text(p)) && second.kind == LABEL_BRACKET)
		p->part.from += second.skip;
}

/* --- headings ----------------------------------------------------------------- */

static size_t
first_line(const struct block *b)
{
	for (size_t i = 0; i < b->body.runs_len; i++)
		if (b->body.runs[i].kind == RUN_LINE)
			return b->body.runs[i].place.from;
	return b->body.len;
}

/* Bold from the start: where it ends, else 0. */
static size_t
bold_start(const struct block *b)
{
	for (size_t i = 0; i < b->body.runs_len; i++) {
		const struct run *r = &b->body.runs[i];

		if (r->place.from)
			break;
		if (r->kind == RUN_STRONG)
			return r->place.to;
	}
	return 0;
}

/* "- [References](#references)" is a line of a table of contents. */
static bool
is_link(const struct block *b)
{
	for (size_t i = 0; i < b->body.runs_len; i++)
		if (b->body.runs[i].kind == RUN_LINK)
			return true;
	return false;
}

/*
 * Does a paragraph or an item start with a line that is the heading of a
 * list? Its end, or 0. "7. References" is an item to Markdown.
 */
static size_t
pseudo_heading(
    struct cutter *c, const struct block *b, enum heading_strength *strength)
{
	size_t end = first_line(b), bold = bold_start(b);

	if (end <= HEADING_LINE && !is_link(b)) {
		*strength =
		    heading_match(c->table, &c->scratch, part_of(b, 0, end));
		if (*strength != HEADING_NONE)
			return end;
	}
	if (bold && bold < end && bold <= HEADING_LINE) {
		*strength =
		    heading_match(c->table, &c->scratch, part_of(b, 0, bold));
		while (bold < end &&
		       (b->body.text[bold] == ':' || b->body.text[bold] == ' '))
			bold++;
		if (*strength != HEADING_NONE && bold < end)
			return bold;
	}
	return 0;
}

static void
note_section(struct cutter *c, const struct piece *heading)
{
	if (heading->heading != HEADING_NONE) {
		c->in_section = true;
		c->level = heading->level;
		c->texts = c->dated = 0;
	} else if (heading->level <= c->level) {
		c->in_section = false;
	}
}

/* The text of an HTML block without its tags. */
static struct span
strip_tags(struct arena *a, struct span s)
{
	char *out = arena_alloc(a, s.len + 1);
	size_t n = 0;
	bool tag = false;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '<')
			tag = true;
		if (!tag)
			out[n++] = s.ptr[i];
		if (s.ptr[i] == '>')
			tag = false;
	}
	return text_trim((struct span){ out, n });
}

/* "<h2>References</h2>", "<summary>References</summary>" */
static void
take_html(struct cutter *c, const struct block *b)
{
	struct span s = part_of(b, 0, b->body.len);
	struct piece *p = push(c, b, PIECE_OTHER, 0, b->body.len);

	if (s.len > 4 * HEADING_LINE)
		return;
	p->title = strip_tags(c->arena, s);
	p->heading = heading_match(c->table, &c->scratch, p->title);
	if (p->heading == HEADING_NONE)
		return;
	p->kind = PIECE_HEADING;
	p->level = PIECE_LEVEL_PSEUDO;
	if (s.len > 3 && s.ptr[0] == '<' && text_ascii_lower(s.ptr[1]) == 'h' &&
	    s.ptr[2] >= '1' && s.ptr[2] <= '6')
		p->level = (unsigned)(s.ptr[2] - '0');
	note_section(c, p);
}

/* --- cutting a paragraph ---------------------------------------------------------- */

static bool
same_label(const struct label *a, const struct label *b)
{
	return a->kind == b->kind &&
	       (a->kind != LABEL_BULLET || span_eq(a->text, b->text));
}

/* Does a label go on from the piece before, or start a row of its own? */
static bool
goes_on(const struct piece *before, const struct label *l, struct span line)
{
	switch (l->kind) {
	case LABEL_NONE: return false;
	case LABEL_FOOTNOTE: return true;
	case LABEL_BULLET:
	case LABEL_KEY:
		/* "– 2010: Title" is the author before once more */
		if (l->kind == LABEL_BULLET && before &&
		    before->label.kind == LABEL_NONE &&
		    text_is_dash(text_next(l->text, &(size_t){ 0 })))
			return false;
		return !before || same_label(&before->label, l) ||
		       before->label.kind == LABEL_NONE;
	case LABEL_BARE:
		return before && before->label.kind == LABEL_BARE &&
		       l->number == before->label.number + 1;
	default: break;
	}
	if (before && same_label(&before->label, l) && before->number >= 0)
		return (l->number > before->number &&
			   l->number <= before->number + NUMBER_GAP) ||
		       ((l->number > before->number || l->number == 1) &&
			   look_author(span_skip(line, l->skip)) > LINE_AUTHOR);
	return l->number == 1 ||
	       (l->kind == LABEL_BRACKET && (!before || !before->printed));
}

/* Behind this nothing new starts. */
static bool
is_open_end(struct span s)
{
	size_t at = s.len;
	uint32_t c = text_prev(s, &at), before;

	if (c == '.' && text_is_upper(text_prev(s, &at))) {
		/* an initial: "..., A. G." */
		before = text_prev(s, &at);
		return before == ' ' || before == '.' || text_is_dash(before);
	}
	return c == ',' || c == '&' || c == ':' || c == ';' || c == '(' ||
	       c == '/' || text_is_dash(c) || c == 0xff0c || c == 0x3001;
}

/* "https://doi.org/10.1109/cvpr.2019.00186" */
static bool
ends_in_address(struct span s)
{
	size_t from = s.len;

	while (from && s.ptr[from - 1] != ' ')
		from--;
	return text_starts_nocase(span_skip(s, from), "https://") ||
	       text_starts_nocase(span_skip(s, from), "http://");
}

/*
 * Lines without labels, one below the other: does an entry end between the
 * segment so far and the next line? A line that had room for the next word was
 * not wrapped by anybody; the rest is looks. Outside a section only looks
 * count, and must be plain.
 */
static bool
starts_entry(const struct cutter *c, const struct block *b, size_t from,
    size_t before, size_t line, size_t next, const struct lines *lines)
{
	struct span done = part_of(b, from, line - 1);
	struct span last = part_of(b, before, line - 1);
	struct span here = part_of(b, line, next);
	size_t ahead =
	    line + LOOK_AHEAD < b->body.len ? line + LOOK_AHEAD : b->body.len;
	struct look so_far, looks;
	bool had_room =
	    text_count(last) + 1 + lines_first_word(here) <= lines->width;
	bool unwrapped =
	    lines->unwrapped || (had_room && lines->width > LINES_WRAP_MAX);
	/* the entries before start with names and year */
	bool dated = c->in_section && c->dated * 4 > c->texts * 3;
	bool dates = dated && look_dated(part_of(b, line, b->body.len));
	int author, points = 0;

	if (lines->whole && !lines_rest(here) &&
	    (look_complete(last) ||
		text_count(last) + LINES_ROOM < lines->width))
		return true;
	if ((lines_continuation(here) && !dates &&
		!(c->in_section && look_complete(done) &&
		    look_inverted_particle(here))) ||
	    (is_open_end(done) && !unwrapped && !(dates && had_room)))
		return false;
	author = look_author(part_of(b, line, ahead));
	/* "《深度学习》，...": Chinese lists may put the title first */
	if (c->in_section && look_complete(done) &&
	    text_next(here, &(size_t){ 0 }) == 0x300a)
		author = LINE_AUTHOR + 1;
	if (!c->in_section && author < LINE_AUTHOR)
		return false;
	points += unwrapped ? 3 : had_room ? 2 : 0;
	points += author > LINE_AUTHOR ? 2 : author == LINE_AUTHOR;
	points += look_complete(done) ? 1 : -2;
	if (dated && (dates || !look_inverted(here)))
		points += dates ? 2 : -2;
	if (points < 1)
		return false;
	look_at(&so_far, &b->body,
	    (struct range){
		line - from > LOOK_BACK ? line - LOOK_BACK : from, line });
	points += so_far.year || so_far.identifier ? 1 : -1;
	/* nothing goes on behind an address that had room for more */
	points += c->in_section && had_room && ends_in_address(last) ? 2 : 0;
	if (c->in_section)
		return points >= 4;
	look_at(&looks, &b->body, (struct range){ line, ahead });
	return points >= 4 && so_far.author >= LINE_AUTHOR &&
	       so_far.score >= LOOK_MIDDLE && looks.score >= LOOK_MIDDLE;
}

static void
start_piece(struct cutter *c, const struct block *b, size_t from, size_t to,
    const struct label *l)
{
	struct piece *p = push(c, b, PIECE_TEXT, from, to);

	if (l && l->kind != LABEL_NONE) {
		p->kind = PIECE_ITEM;
		p->level = 1;
		set_label(c, p, l);
		skip_second_label(p);
	} else if (c->in_section) {
		c->texts++;
		c->dated += look_dated(part_of(b, from, to));
	}
}

/* Where the line after the next break ends. */
static size_t
line_end(const struct mapped_text *t, size_t run)
{
	for (size_t i = run + 1; i < t->runs_len; i++)
		if (t->runs[i].kind == RUN_LINE)
			return t->runs[i].place.from;
	return t->len;
}

/*
 * Columns before a line of a wrapped paragraph, and one. Only blanks count: a page's end
 * and the numbers of lines may be before them.
 */
static size_t
indent_of(const struct cutter *c, const struct mapped_text *t,
    const struct run *line_break)
{
	struct span text = c->document->text;
	size_t least = t->map[line_break->place.from];
	size_t at = t->map[line_break->place.to], n = 1;

	for (; at > least && at <= text.len && strchr(" \t", text.ptr[at - 1]);
	     at--)
		n++;
	return n;
}

/*
 * Markdown does not mind how its lines are indented, but people do: where some lines
 * hang, each other one starts an entry. The indent of these, or 0.
 */
static size_t
margin_of(const struct cutter *c, const struct mapped_text *t, size_t from)
{
	size_t least = SIZE_MAX, most = 0;

	for (size_t i = 0; i < t->runs_len; i++) {
		size_t indent;

		if (t->runs[i].kind != RUN_LINE || t->runs[i].place.to <= from)
			continue;
		indent = indent_of(c, t, &t->runs[i]);
		/* a page's end is between */
		if (indent >= INDENT_MAX)
			continue;
		least = indent < least ? indent : least;
		most = indent > most ? indent : most;
	}
	return most > least + 1 ? least : 0;
}

/* The indent of the line that starts at an offset of a block, as above. */
static size_t
indent_before(const struct cutter *c, const struct block *b, size_t at)
{
	for (size_t i = 0; at && i < b->body.runs_len; i++)
		if (b->body.runs[i].kind == RUN_LINE &&
		    b->body.runs[i].place.to == at)
			return indent_of(c, &b->body, &b->body.runs[i]);
	return b->indent + 1;
}

/* Does a line hang under the first, which starts an entry? It starts none then. */
static bool
hangs(const struct cutter *c, const struct mapped_text *t,
    const struct run *line_break, size_t first)
{
	size_t breaks = 2; /* of CRLF, one more than the first may have */
	size_t indent = indent_of(c, t, line_break);

	return first != SIZE_MAX && indent >= first + breaks &&
	       indent < INDENT_MAX;
}

/*
 * "3 September 2021, 281-285.": a bare number is a label where one before or one behind
 * counts with it.
 */
static bool
is_counted(const struct cutter *c, const struct block *b, const struct label *l)
{
	const struct mapped_text *t = &b->body;
	struct label next;

	long before = 0;

	for (size_t i = c->out->len; !before && i-- > 0;)
		if (c->out->items[i].label.kind == LABEL_BARE)
			before = c->out->items[i].label.number;
	if (l->number > before && l->number <= before + 1 + NUMBER_GAP &&
	    (before || l->number == 1))
		return true;
	for (size_t i = 0; i < t->runs_len; i++)
		if (t->runs[i].kind == RUN_LINE &&
		    label_read(
			&next, part_of(b, t->runs[i].place.to, t->len)) &&
		    next.kind == LABEL_BARE && next.number == l->number + 1)
			return true;
	return false;
}

/*
 * "[1] ..., 2001. [2] ...": a paragraph whose lines are lost. Where the next label stands
 * behind a whole entry, and something starts there in a capital, it starts one. 0: there
 * is none.
 */
static size_t
next_label(
    const struct block *b, size_t from, size_t end, const struct label *now)
{
	for (size_t at = from; at + 2 < end; at++) {
		struct span rest = part_of(b, at + 1, end);
		struct label label;
		struct look look;
		uint32_t first;

		if (b->body.text[at] != ' ' || rest.ptr[0] != '[' ||
		    !label_read(&label, rest) || label.kind != now->kind ||
		    label.number != now->number + 1 || label.skip >= rest.len ||
		    !look_complete(part_of(b, from, at)))
			continue;
		first = text_next(rest, &label.skip);
		look_at(&look, &b->body, (struct range){ from, at });
		if ((text_is_upper(first) || text_is_cjk(first)) &&
		    (look.year || look.identifier ||
			look.author >= LINE_AUTHOR))
			return at + 1;
	}
	return 0;
}

/* Labels that count on within the last piece part it. */
static void
cut_inside(struct cutter *c, const struct block *b)
{
	for (;;) {
		struct piece *p = &c->out->items[c->out->len - 1];
		struct label label = p->label;
		size_t to = p->part.to, at;

		if (label.kind != LABEL_BRACKET || label.number < 0)
			return;
		at = next_label(b, p->part.from, to, &label);
		if (!at)
			return;
		p->part.to = at - 1;
		p->parted = true;
		(void)label_read(&label, part_of(b, at, to));
		start_piece(c, b, at, to, &label);
	}
}

/* Lines of a paragraph into pieces, from the offset on. */
static void
cut_lines(struct cutter *c, const struct block *b, size_t from)
{
	const struct mapped_text *t = &b->body;
	struct label label;
	struct piece *piece;
	size_t start = from, before;
	struct lines lines = { 0 };
	size_t pieces = 1, labels; /* few labels are no labels */
	size_t margin = c->in_section && t->map ? margin_of(c, t, from) : 0;
	size_t indent = t->map ? indent_before(c, b, from) : SIZE_MAX;

	while (start < t->len && t->text[start] == ' ')
		start++;
	if (start >= t->len)
		return;
	if (!label_read(&label, part_of(b, start, t->len)) ||
	    (label.kind == LABEL_BARE && !is_counted(c, b, &label)))
		label.kind = LABEL_NONE;
	start_piece(c, b, start, t->len, &label);
	before = start;
	labels = label.kind != LABEL_NONE;
	for (size_t i = 0; i < t->runs_len; i++) {
		size_t line = t->runs[i].place.to;
		bool split = false;

		if (t->runs[i].kind != RUN_LINE || line <= start)
			continue;
		piece = &c->out->items[c->out->len - 1];
		if (label_read(&label, part_of(b, line, t->len)))
			split =
			    goes_on(piece, &label, part_of(b, line, t->len));
		if (!split &&
		    (piece->label.kind == LABEL_NONE || labels * 2 < pieces)) {
			label.kind = LABEL_NONE;
			if (!lines.width)
				lines = lines_of(b, start);
			if (margin && indent_of(c, t, &t->runs[i]) < INDENT_MAX)
				split = indent_of(c, t, &t->runs[i]) == margin;
			else if (!hangs(c, t, &t->runs[i], indent))
				split = starts_entry(c, b, start, before, line,
				    line_end(t, i), &lines);
		}
		before = line;
		if (!split)
			continue;
		piece->part.to = t->runs[i].place.from;
		/* "[1]" alone on its line: its blank is the break itself */
		if (piece->part.from > piece->part.to)
			piece->part.from = piece->part.to;
		cut_inside(c, b);
		start = line;
		start_piece(c, b, start, t->len, &label);
		pieces++;
		labels += label.kind != LABEL_NONE;
	}
	cut_inside(c, b);
}

static void
take_item(struct cutter *c, const struct block *b)
{
	struct piece *p = push(c, b, PIECE_ITEM, 0, b->body.len);
	struct label inner;

	p->level = b->level ? b->level : 1;
	p->number = b->number;
	if (b->label && b->number >= 0) {
		p->printed = b->label;
		p->label.kind = LABEL_DOT;
		p->label.number = b->number;
	} else {
		p->label.kind = LABEL_BULLET;
	}
	if (b->label)
		(void)label_read(&p->label, span_of(b->label));
	skip_second_label(p);
	/* "- [1] Smith": the inner one is the reference's. */
	if (p->label.kind != LABEL_BRACKET &&
	    label_read(&inner, piece_text(p)) &&
	    (inner.kind == LABEL_BRACKET || inner.kind == LABEL_KEY))
		set_label(c, p, &inner);
	else if (p->label.kind == LABEL_FOOTNOTE && p->label.text.len)
		p->printed = arena_strdup_span(c->arena,
		    span_sub(p->label.text, 0, p->label.text.len - 1));
	else if (p->label.kind == LABEL_BULLET)
		p->printed = NULL;
	else
		p->printed = b->label;
	if (p->level == 1)
		cut_inside(c, b);
}

/* The rows of a table; those of a column of references are items. */
static void
take_table(struct cutter *c, const struct block *rows, size_t n)
{
	size_t column = table_column(rows, n);
	bool head = column != TABLE_NO_COLUMN && table_has_head(rows, column);

	for (size_t i = 0; i < n; i++) {
		struct range cell = table_cell(&rows[i], column);
		struct piece *p;

		if (column == TABLE_NO_COLUMN || (head && !i) ||
		    range_empty(cell)) {
			push(c, &rows[i], PIECE_OTHER, 0, rows[i].body.len);
			continue;
		}
		p = push(c, &rows[i], PIECE_ITEM, cell.from, cell.to);
		p->level = 1;
		p->label.kind = LABEL_BULLET;
		if (column)
			p->number = table_number(&rows[i]);
		if (p->number < 0)
			continue;
		cell = table_cell(&rows[i], 0);
		p->label.kind = LABEL_DOT;
		p->label.number = p->number;
		p->printed = arena_strdup_span(
		    c->arena, text_trim(part_of(&rows[i], cell.from, cell.to)));
	}
}

/* Rows that follow one another without a blank line. */
static size_t
table_rows(const struct blocks *blocks, size_t from)
{
	size_t n = 1;

	while (from + n < blocks->len &&
	       blocks->items[from + n].kind == BLOCK_TABLE &&
	       !blocks->items[from + n].blank_before)
		n++;
	return n;
}

/*
 * In plain text a short line between blank ones is taken for a heading. In a list it may
 * be a running head ("Social Norms and Choice") or name a group ("Books"): where entries
 * go on behind it, the list does.
 */
static bool
is_inside_list(
    const struct cutter *c, const struct block *b, const struct block *next)
{
	enum { LINES = 6 };
	size_t from = 0;
	struct label label;

	if (c->document->format != DOCUMENT_TEXT || !c->in_section ||
	    !c->texts || !next || b->kind != BLOCK_HEADING ||
	    next->kind != BLOCK_PARAGRAPH)
		return false;
	for (size_t n = 0, run = 0; n < LINES && from < next->body.len; n++) {
		size_t to = from + LOOK_AHEAD < next->body.len
				? from + LOOK_AHEAD
				: next->body.len;
		struct span rest = part_of(next, from, to);
		struct look look;

		if (label_read(&label, rest))
			return false;
		look_at(&look, &next->body, (struct range){ from, to });
		if (look_dated(rest) ||
		    (!n && look.author > LINE_AUTHOR && look.year &&
			look.score >= LOOK_HIGH && !look.prose))
			return true;
		while (run < next->body.runs_len &&
		       next->body.runs[run].kind != RUN_LINE)
			run++;
		from = run < next->body.runs_len
			   ? next->body.runs[run++].place.to
			   : next->body.len;
	}
	return false;
}

static void
take_block(struct cutter *c, const struct block *b, const struct block *next)
{
	enum heading_strength strength = HEADING_NONE;
	struct piece *p;
	size_t end = 0;

	switch (b->kind) {
	case BLOCK_HEADING:
		p = push(c, b, PIECE_HEADING, 0, b->body.len);
		p->level = b->level;
		p->title = piece_text(p);
		p->heading = heading_match(c->table, &c->scratch, p->title);
		if (p->heading == HEADING_NONE && is_inside_list(c, b, next))
			p->level = PIECE_LEVEL_INSIDE;
		note_section(c, p);
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_ITEM:
	case BLOCK_QUOTE:
		if (b->kind != BLOCK_ITEM || b->level <= 1)
			end = pseudo_heading(c, b, &strength);
		if (end) {
			p = push(c, b, PIECE_HEADING, 0, end);
			p->level = PIECE_LEVEL_PSEUDO;
			p->title = piece_text(p);
			p->heading = strength;
			note_section(c, p);
			cut_lines(c, b, end);
		} else if (b->kind == BLOCK_ITEM) {
			take_item(c, b);
		} else {
			cut_lines(c, b, 0);
		}
		break;
	case BLOCK_ITEM_MORE: push(c, b, PIECE_NOTE, 0, b->body.len); break;
	case BLOCK_HTML: take_html(c, b); break;
	default: push(c, b, PIECE_OTHER, 0, b->body.len);
	}
}

void
pieces_of(struct pieces *out, struct arena *a, const struct blocks *blocks,
    const struct document *document)
{
	struct cutter c = { .arena = a,
		.scratch = ARENA_INIT,
		.table = heading_table_new(a),
		.out = out,
		.document = document };
	struct wrapping wrapping = { 0 };

	*out = (struct pieces){ 0 };
	for (size_t i = 0; i < blocks->len; i++) {
		size_t rows;

		if (blocks->items[i].kind != BLOCK_TABLE) {
			take_block(&c, &blocks->items[i],
			    i + 1 < blocks->len ? &blocks->items[i + 1] : NULL);
			continue;
		}
		rows = table_rows(blocks, i);
		take_table(&c, &blocks->items[i], rows);
		i += rows - 1;
	}
	arena_release(&c.scratch);
	for (size_t i = 0; i < out->len; i++)
		if (out->items[i].kind == PIECE_ITEM ||
		    out->items[i].kind == PIECE_TEXT)
			remark_learn(&wrapping, &out->items[i]);
	for (size_t i = 0; i < out->len; i++) {
		struct piece *p = &out->items[i];

		if (p->kind != PIECE_ITEM && p->kind != PIECE_TEXT)
			continue;
		remark_trim(p, &wrapping);
		look_at(&p->look, &p->block->body, p->part);
	}
}
