#include "base/text.h"
#include "model/label.h"
#include "read/builder.h"
#include "read/page.h"
#include "read/read.h"

#include "base/banned.h"

/*
 * Plain text has no grammar, only habits: blank lines, labels, indents. Where
 * they leave it open whether two lines are one entry or two, they are left
 * together with a RUN_LINE between them: the finder of reference lists, which
 * knows what references look like, parts them.
 */

struct open_item {
	unsigned indent; /* column of its label */
	unsigned text;   /* column of its text */
	struct label label;
};

struct reader {
	struct document *document;
	struct blocks *out;
	struct builder builder;
	const struct page_line *lines;
	size_t lines_len;

	/* the block being gathered */
	bool open;
	enum block_kind kind;
	unsigned level;
	struct label label;
	size_t from, to;
	unsigned first_indent, rest_indent;
	size_t count;
	bool hanging; /* the run of lines we are in */
	bool blank_before;

	struct open_item *items; /* the items we are inside of */
	size_t items_len, items_room;
	struct label last; /* of the item before, at any depth */
	struct label last_bracket;
};

static struct span
line_text(const struct reader *r, const struct page_line *l)
{
	return span_sub(r->document->text, l->from, l->to);
}

static void
flush(struct reader *r)
{
	struct arena *a = &r->document->arena;
	struct block *b;

	if (!r->open)
		return;
	r->open = false;
	b = &ARENA_PUSH(a, r->out->items, r->out->len);
	*b = (struct block){ .kind = r->kind,
		.level = r->level,
		.number = r->label.number,
		.indent = r->first_indent,
		.blank_before = r->blank_before };
	if (r->label.kind != LABEL_NONE) {
		b->label = arena_strdup_span(a, r->label.text);
		b->ordered = r->label.number >= 0;
	}
	b->span = document_original_range(
	    r->document, (struct range){ r->from, r->to });
	builder_finish(&b->body, &r->builder);
}

static void
add_line(struct reader *r, const struct page_line *l, size_t skip)
{
	struct span s = span_skip(line_text(r, l), skip);
	size_t end = r->to;

	/* blanks at its end are not the indent of the next */
	while (end < l->from && strchr(" \t", r->document->text.ptr[end]))
		end++;
	if (r->count)
		builder_line(&r->builder, end);
	builder_copy(&r->builder, s, l->from + skip);
	r->builder.end = l->to;
	r->to = l->to;
	if (r->count == 1)
		r->rest_indent = l->indent;
	r->count++;
}

static void
start(struct reader *r, enum block_kind kind, unsigned level,
    const struct page_line *l, const struct label *label)
{
	size_t skip = label ? label->skip : 0;

	flush(r);
	r->open = true;
	r->kind = kind;
	r->level = level;
	r->label = (struct label){ .kind = LABEL_NONE, .number = -1 };
	if (label)
		r->label = *label;
	r->from = r->to = l->from;
	r->first_indent = r->rest_indent = l->indent;
	r->count = 0;
	r->blank_before = l->blank_before;
	r->builder.end = l->from;
	add_line(r, l, skip);
}

/* --- headings ------------------------------------------------------------------ */

static bool
is_underline(struct span s)
{
	if (s.len < 3 || !strchr("=-~*_", s.ptr[0]))
		return false;
	for (size_t i = 1; i < s.len; i++)
		if (s.ptr[i] != s.ptr[0])
			return false;
	return true;
}

/* "7.1 Title", "7.1. Title": the depth of the number, 0 if it has no dot
 * inside. */
static unsigned
section_depth(struct span s)
{
	unsigned depth = 0;
	size_t at = 0;

	for (;;) {
		size_t digits = at;

		while (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9')
			at++;
		if (at == digits || at - digits > 2)
			break;
		depth++;
		if (at >= s.len || s.ptr[at] != '.')
			break;
		at++;
	}
	if (depth < 2 || at >= s.len || s.ptr[at] != ' ')
		return 0;
	return depth;
}

/* Short, and no sentence: what a heading on a line of its own looks like. */
static bool
is_title_line(struct span s, bool *capitals)
{
	size_t at = 0, letters = 0, words = 1, digits = 0, lower = 0;
	size_t commas = 0, word = 0; /* letters of the word so far */
	uint32_t c = 0, first = text_next(s, &at);

	if (!text_is_upper(first) && !text_is_cjk(first) &&
	    !text_is_digit(first))
		return false;
	for (at = 0; at < s.len;) {
		c = text_next(s, &at);
		letters += text_is_letter(c);
		lower += text_is_lower(c);
		digits += text_is_digit(c);
		words += text_is_space(c);
		commas += c == ',';
		/* "E. Yi, ...": an initial makes it an entry */
		if (c == '.' && word == 1 && at < s.len)
			commas += 2;
		word = text_is_letter(c) ? word + 1 : 0;
	}
	*capitals = letters > 1 && !lower && !text_is_cjk(first);
	if (c == '.' || c == ',' || c == ';' || c == 0x3002 || c == 0xff0c ||
	    c == 0xff1b || c == '!' || c == '?' || c == ')' || c == '-')
		return false;
	return letters > 1 && words <= 8 && digits < 4 && commas < 2;
}

enum {
	YEAR_MIN = 1400,
	YEAR_MAX = 2100,
	HEADING_BYTES = 100,
	HEADING_LEVELS = 6
};

/*
 * The level of the heading that line i is, or 0. alone: blank lines on both
 * sides.
 */
static unsigned
heading_level(const struct reader *r, size_t i)
{
	const struct page_line *l = &r->lines[i];
	struct span s = line_text(r, l);
	bool last = i + 1 >= r->lines_len || r->lines[i + 1].blank_before;
	unsigned depth, hashes = 0;
	bool capitals;

	while (hashes < s.len && s.ptr[hashes] == '#')
		hashes++;
	if (hashes && hashes <= HEADING_LEVELS && hashes < s.len &&
	    s.ptr[hashes] == ' ')
		return hashes;
	if (!l->blank_before || s.len > HEADING_BYTES)
		return 0;
	if (!last) {
		const struct page_line *below = &r->lines[i + 1];
		struct span rule = line_text(r, below);

		if (!is_underline(rule) || rule.len * 2 < s.len)
			return 0;
		return rule.ptr[0] == '=' ? 1 : 2;
	}
	depth = section_depth(s);
	if (depth)
		return depth > HEADING_LEVELS ? HEADING_LEVELS : depth;
	if (!is_title_line(s, &capitals))
		return 0;
	return capitals ? 1 : HEADING_LEVELS;
}

/* --- items ------------------------------------------------------------------------ */

static bool
same_kind(const struct label *a, const struct label *b)
{
	return a->kind == b->kind &&
	       (a->kind != LABEL_BULLET || span_eq(a->text, b->text));
}

/* Does the text gathered so far end where a list may start? A dash between two
 * words may also be wrapped to the start of a line. */
static bool
ends_sentence(const struct reader *r)
{
	struct span s = span_sub(r->document->text, r->from, r->to);
	size_t at = s.len;
	uint32_t c = text_prev(s, &at);

	return c == '.' || c == ':' || c == ';' || c == '!' || c == '?' ||
	       c == 0x3002 || c == 0xff1a;
}

/* Digits from an offset on. */
static size_t
digits_at(struct span s, size_t at)
{
	size_t n = 0;

	while (at + n < s.len && text_is_digit((unsigned char)s.ptr[at + n]))
		n++;
	return n;
}

/* A word with a capital: where it ends, or at. */
static size_t
skip_month(struct span s, size_t at)
{
	size_t end = at;

	if (at >= s.len || !text_is_upper((unsigned char)s.ptr[at]))
		return at;
	while (end < s.len && text_is_letter((unsigned char)s.ptr[end]))
		end++;
	return end > at + 2 ? end : at;
}

/* A number of at most two digits. */
static size_t
skip_day(struct span s, size_t at)
{
	size_t n = digits_at(s, at);

	return n <= 2 ? at + n : at;
}

/* "30 August\n- 3 September 2021", "April 27\n- May 2, 2013", "pp. 415\n- 420": a range
 * that was wrapped. */
static bool
is_range(const struct reader *r, const struct page_line *l,
    const struct label *label)
{
	struct span done =
	    text_trim(span_sub(r->document->text, r->from, r->to));
	struct span rest = span_skip(line_text(r, l), label->skip);
	size_t digits = 0, end;

	if (!done.len || !text_is_dash(text_next(label->text, &(size_t){ 0 })))
		return false;
	while (digits < done.len &&
	       text_is_digit((unsigned char)done.ptr[done.len - digits - 1]))
		digits++;
	if (digits && digits_at(rest, 0))
		return digits <= digits_at(rest, 0);
	if (digits) {
		end = skip_month(rest, 0);
		return digits <= 2 && end &&
		       skip_day(rest, text_skip_spaces(rest, end)) > end + 1;
	}
	end = skip_day(rest, 0);
	return end && text_is_letter((unsigned char)done.ptr[done.len - 1]) &&
	       skip_month(rest, text_skip_spaces(rest, end)) > end + 1;
}

/* "  1." alone on its line, nothing hanging under it: so does that. */
static bool
is_rest(const struct reader *r, const struct page_line *l,
    const struct label *label)
{
	return label->skip >= l->to - l->from &&
	       l + 1 < r->lines + r->lines_len && !l[1].blank_before &&
	       l[1].indent < l->indent;
}

/* "2017." alone on its line ends an entry that a page's end has torn. */
static bool
is_year(const struct reader *r, const struct page_line *l,
    const struct label *label)
{
	return label->kind == LABEL_DOT && label->number >= YEAR_MIN &&
	       label->number <= YEAR_MAX &&
	       label->number != r->last.number + 1 &&
	       label->skip >= l->to - l->from;
}

/*
 * Is a label at the start of a line one, or the wrapped rest of a sentence
 * ("...in Volume\n12. New York")? Behind a blank line it is; else it goes on
 * from the one before, or starts a list.
 */
static bool
is_label(const struct reader *r, const struct page_line *l,
    const struct label *label)
{
	/* What interrupts a row of brackets does not end it. */
	const struct label *before =
	    label->kind == LABEL_BRACKET ? &r->last_bracket : &r->last;
	bool goes_on = same_kind(label, before);

	if (label->kind == LABEL_BARE || is_year(r, l, label) ||
	    is_rest(r, l, label))
		return false;
	if (label->kind == LABEL_BULLET && !l->blank_before &&
	    r->label.kind != LABEL_NONE && is_range(r, l, label))
		return false;
	if (l->blank_before || label->kind == LABEL_FOOTNOTE)
		return true;
	if (label->kind == LABEL_BULLET && r->label.kind == LABEL_NONE)
		return r->kind == BLOCK_HEADING ||
		       (l->indent > r->first_indent && !r->hanging) ||
		       ends_sentence(r);
	if (label->kind == LABEL_BULLET)
		return goes_on || l->indent > r->first_indent;
	if (label->kind == LABEL_KEY)
		return true;
	if (label->number < 0)
		return false;
	if (goes_on && before->number >= 0 && label->number > before->number)
		/* back at the margin of a hanging indent: any number */
		return label->number <= before->number + 3 ||
		       (r->count > 1 && r->rest_indent > r->first_indent &&
			   l->indent <= r->first_indent);
	/* "(1): 17-39." in a numbered item is no list inside it. */
	return label->number == 1 && r->label.number < 0;
}

static void
add_item(struct reader *r, const struct page_line *l, const struct label *label)
{
	struct open_item *item;
	unsigned width =
	    (unsigned)text_count(span_sub(line_text(r, l), 0, label->skip));

	/* Numbers are set flush right: " 9." and "10." are of one level. */
	while (
	    r->items_len && l->indent <= r->items[r->items_len - 1].indent + 1)
		r->items_len--;
	/* The same kind of label is the same list, whatever the indent. */
	while (r->items_len &&
	       same_kind(label, &r->items[r->items_len - 1].label) &&
	       label->number > 1)
		r->items_len--;
	r->items = builder_stack(&r->document->arena, r->items, r->items_len,
	    &r->items_room, sizeof(*r->items));
	item = &r->items[r->items_len++];
	item->indent = l->indent;
	item->text = l->indent + width;
	item->label = *label;
	start(r, BLOCK_ITEM, (unsigned)r->items_len, l, label);
	r->last = *label;
	if (label->kind == LABEL_BRACKET)
		r->last_bracket = *label;
}

/* --- lines ------------------------------------------------------------------------- */

/*
 * A run of lines without a blank one between: is its first line at the margin
 * and another indented? Then each line at the margin starts an entry.
 */
static bool
is_hanging(const struct reader *r, size_t i)
{
	unsigned margin = r->lines[i].indent;
	bool deeper = false;

	for (size_t k = i + 1; k < r->lines_len && !r->lines[k].blank_before;
	     k++) {
		if (r->lines[k].indent < margin)
			return false;
		deeper = deeper || r->lines[k].indent > margin + 1;
	}
	return deeper;
}

/* Without a blank line: does this one go on the block before? */
static bool
continues(const struct reader *r, const struct page_line *l)
{
	if (!r->open || r->kind == BLOCK_HEADING)
		return false;
	if (r->hanging)
		return l->indent > r->first_indent;
	if (r->label.kind != LABEL_NONE)
		return true;
	/* first line indented: the next indented one is a new paragraph */
	if (r->count >= 2 && r->rest_indent < r->first_indent)
		return l->indent < r->first_indent;
	return true;
}

static void
take_line(struct reader *r, size_t *i)
{
	const struct page_line *l = &r->lines[*i];
	struct span s = line_text(r, l);
	unsigned level = heading_level(r, *i);
	struct label label;
	bool labelled = label_read(&label, s) && is_label(r, l, &label);

	if (l->blank_before || r->kind == BLOCK_HEADING)
		r->hanging = is_hanging(r, *i);
	if (level && !labelled) {
		r->items_len = 0;
		start(r, BLOCK_HEADING, level, l, NULL);
		if (s.ptr[0] != '#' && *i + 1 < r->lines_len &&
		    !r->lines[*i + 1].blank_before)
			++*i; /* its underline */
		else if (s.ptr[0] == '#') {
			size_t hashes = level;

			while (hashes < s.len && s.ptr[hashes] == ' ')
				hashes++;
			builder_reset(&r->builder);
			builder_copy(&r->builder, span_skip(s, hashes),
			    l->from + hashes);
		}
		flush(r);
		r->kind = BLOCK_HEADING;
	} else if (labelled) {
		add_item(r, l, &label);
	} else if (!l->blank_before && continues(r, l)) {
		add_line(r, l, 0);
	} else {
		while (r->items_len && l->blank_before &&
		       l->indent <= r->items[r->items_len - 1].indent)
			r->items_len--;
		if (r->items_len && l->blank_before)
			start(r, BLOCK_ITEM_MORE, (unsigned)r->items_len, l,
			    NULL);
		else
			start(r, BLOCK_PARAGRAPH, 0, l, NULL);
	}
}

int
read_text(struct blocks *out, struct document *d, struct err *err)
{
	struct reader r = { .document = d, .out = out };

	(void)err;
	*out = (struct blocks){ 0 };
	builder_init(&r.builder, &d->arena);
	r.last.number = -1;
	r.kind = BLOCK_HEADING;
	columns_unfold(d);
	r.lines_len = page_lines(&r.lines, d);
	for (size_t i = 0; i < r.lines_len; i++)
		take_line(&r, &i);
	flush(&r);
	return OK;
}
