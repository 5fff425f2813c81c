/* Fields of items: HTML-like markup and quotation marks. */

#include "base/text.h"
#include "csl/node.h"

#include "base/banned.h"

enum { MAX_OPEN = 32 };

enum mark_kind { MARK_TAG, MARK_QUOTE };

/* Something that was opened, and not yet closed. */
struct frame {
	enum mark_kind kind;
	struct span source; /* as it stands, for when it is never closed */
	const char *closer;
	struct csl_node *node;
};

struct rich {
	struct arena *arena;
	const struct csl_locale *locale;
	struct span text;
	size_t at, from; /* here; start of the text not yet in a node */
	struct frame stack[MAX_OPEN];
	size_t depth; /* stack[0] is the whole */
	bool first_straight_seen;
	char outer_straight; /* ' or ", the one that came first */
};

static const struct {
	const char *open, *close;
	struct csl_font font;
	bool no_case, no_decoration;
} tags[] = {
	{ "<i>", "</i>", { .style = FONT_STYLE_ITALIC }, false, false },
	{ "<b>", "</b>", { .weight = FONT_WEIGHT_BOLD }, false, false },
	{ "<sup>", "</sup>", { .align = ALIGN_SUP }, false, false },
	{ "<sub>", "</sub>", { .align = ALIGN_SUB }, false, false },
	{ "<sc>", "</sc>", { .variant = FONT_VARIANT_SMALL_CAPS }, false,
	    false },
	{ "<span class=\"nocase\">", "</span>", { 0 }, true, false },
	{ "<span class=\"nodecor\">", "</span>", { 0 }, false, true },
	{ "<span style=\"font-variant:small-caps;\">", "</span>",
	    { .variant = FONT_VARIANT_SMALL_CAPS }, false, false },
	{ "<span style=\"font-variant: small-caps;\">", "</span>",
	    { .variant = FONT_VARIANT_SMALL_CAPS }, false, false },
};

static bool
at_literal(const struct rich *r, const char *s)
{
	size_t n = strlen(s);

	return n && r->text.len - r->at >= n &&
	       !memcmp(r->text.ptr + r->at, s, n);
}

static struct csl_node *
top(struct rich *r)
{
	return r->stack[r->depth - 1].node;
}

static void
add_text(struct rich *r, struct span s)
{
	struct csl_node *n;

	if (!s.len)
		return;
	n = csl_node_text(r->arena, arena_strdup_span(r->arena, s));
	/* The field itself says how its quotation marks and points stand. */
	n->literal = top(r)->last && top(r)->last->quotes;
	csl_node_append(top(r), n);
}

static void
flush(struct rich *r)
{
	add_text(r, span_sub(r->text, r->from, r->at));
}

static void
skip(struct rich *r, size_t n)
{
	r->at += n;
	r->from = r->at;
}

/* What was opened at the top is text after all; a quote is an apostrophe. */
static void
give_up(struct rich *r)
{
	struct frame f = r->stack[--r->depth];
	struct span s = f.source;

	if (f.kind == MARK_QUOTE && s.len == 1 && *s.ptr == '\'')
		s = SPAN_LIT("\xe2\x80\x99");
	add_text(r, s);
	csl_node_append_all(top(r), f.node);
}

static void
open_frame(struct rich *r, enum mark_kind kind, size_t len, const char *closer,
    struct csl_node *node)
{
	struct frame *f;

	flush(r);
	f = &r->stack[r->depth++];
	f->kind = kind;
	f->source = span_sub(r->text, r->at, r->at + len);
	f->closer = closer;
	f->node = node;
	node->from_field = true;
	skip(r, len);
}

/* Close the innermost frame with that closer; what is open within is given up. */
static bool
close_frame(struct rich *r, enum mark_kind kind, const char *closer, size_t len)
{
	size_t i = r->depth;
	struct csl_node *node;

	while (--i > 0)
		if (r->stack[i].kind == kind &&
		    !strcmp(r->stack[i].closer, closer))
			break;
	if (!i)
		return false;
	/* A quote does not reach across markup. */
	if (kind == MARK_QUOTE)
		for (size_t k = i + 1; k < r->depth; k++)
			if (r->stack[k].kind == MARK_TAG)
				return false;
	flush(r);
	while (r->depth > i + 1)
		give_up(r);
	node = r->stack[--r->depth].node;
	csl_node_append(top(r), node);
	skip(r, len);
	return true;
}

static bool
try_tag(struct rich *r)
{
	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (at_literal(r, tags[i].open) && r->depth < MAX_OPEN) {
			struct csl_node *n = csl_node_group(r->arena);

			n->font = tags[i].font;
			n->no_case = tags[i].no_case;
			n->no_decoration = tags[i].no_decoration;
			open_frame(r, MARK_TAG, strlen(tags[i].open),
			    tags[i].close, n);
			return true;
		}
	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (at_literal(r, tags[i].close))
			return close_frame(
			    r, MARK_TAG, tags[i].close, strlen(tags[i].close));
	return false;
}

static bool
try_entity(struct rich *r)
{
	static const char *const entities[][2] = { { "&lt;", "<" },
		{ "&gt;", ">" }, { "&amp;", "&" } };

	for (size_t i = 0; i < 3; i++)
		if (at_literal(r, entities[i][0])) {
			flush(r);
			add_text(r, span_of(entities[i][1]));
			skip(r, strlen(entities[i][0]));
			return true;
		}
	return false;
}

static uint32_t
char_before(const struct rich *r)
{
	size_t at = r->at;

	return at ? text_prev(r->text, &at) : 0;
}

static uint32_t
char_after(const struct rich *r, size_t len)
{
	size_t at = r->at + len;

	return at < r->text.len ? text_next(r->text, &at) : 0;
}

static bool
is_word(uint32_t c)
{
	return text_is_letter(c) || text_is_digit(c);
}

/* May a straight quotation mark open here? Behind a tag that opens, too. */
static bool
may_open(const struct rich *r)
{
	uint32_t before = char_before(r), after = char_after(r, 1);
	bool behind_tag = r->at == r->from && r->depth > 1 &&
			  !r->stack[r->depth - 1].node->first;

	return after && !text_is_space(after) &&
	       (!before || text_is_space(before) || before == '(' ||
		   before == '[' || before == 0x2014 || behind_tag);
}

static bool
has_open_quote(const struct rich *r, const char *closer)
{
	for (size_t i = r->depth; --i > 0;)
		if (r->stack[i].kind == MARK_QUOTE &&
		    !strcmp(r->stack[i].closer, closer))
			return true;
	return false;
}

static void
replace(struct rich *r, size_t len, const char *by)
{
	flush(r);
	add_text(r, span_of(by));
	skip(r, len);
}

static void
open_quote(struct rich *r, size_t len, const char *closer, bool inner)
{
	struct csl_node *n = csl_node_group(r->arena);

	n->quotes = true;
	n->inner = inner;
	open_frame(r, MARK_QUOTE, len, closer, n);
}

static bool
try_straight(struct rich *r)
{
	char c = r->text.ptr[r->at];
	char closer[2] = { c, '\0' };
	uint32_t after = char_after(r, 1);

	if (c != '"' && c != '\'')
		return false;
	if (has_open_quote(r, closer) && !is_word(after) &&
	    !text_is_space(char_before(r)) &&
	    close_frame(r, MARK_QUOTE, closer, 1))
		return true;
	if (may_open(r) && r->depth < MAX_OPEN) {
		if (!r->outer_straight)
			r->outer_straight = c;
		open_quote(r, 1, c == '"' ? "\"" : "'", c != r->outer_straight);
		return true;
	}
	if (c == '\'') {
		replace(r, 1, "\xe2\x80\x99");
		return true;
	}
	return false;
}

static bool
try_curly(struct rich *r)
{
	const char *pairs[][2] = {
		{ r->locale->quotes[0], r->locale->quotes[1] },
		{ r->locale->quotes[2], r->locale->quotes[3] },
		{ "\xe2\x80\x9c", "\xe2\x80\x9d" },
		{ "\xe2\x80\x98", "\xe2\x80\x99" },
	};

	for (size_t i = 0; i < 4; i++) {
		size_t n = strlen(pairs[i][1]);

		if (!at_literal(r, pairs[i][1]) ||
		    !has_open_quote(r, pairs[i][1]))
			continue;
		/* ’ between letters is an apostrophe. */
		if (!strcmp(pairs[i][1], "\xe2\x80\x99") &&
		    is_word(char_after(r, n)))
			return false;
		if (close_frame(r, MARK_QUOTE, pairs[i][1], n))
			return true;
	}
	for (size_t i = 0; i < 4; i++)
		if (at_literal(r, pairs[i][0]) && r->depth < MAX_OPEN) {
			open_quote(
			    r, strlen(pairs[i][0]), pairs[i][1], i % 2 == 1);
			return true;
		}
	return false;
}

/* French spacing: the blank before a high mark and within guillemets is narrow
 * and does not break. */
static bool
try_spacing(struct rich *r)
{
	static const char *const marks[] = { " :", " ;", " ?", " !",
		" \xc2\xbb" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (at_literal(r, marks[i])) {
			replace(r, 1, "\xe2\x80\xaf");
			return true;
		}
	if (at_literal(r, "\xc2\xab ")) {
		replace(r, 3, "\xc2\xab\xe2\x80\xaf");
		return true;
	}
	return false;
}

static bool
is_plain(const char *s)
{
	for (; *s; s++)
		switch (*s) {
		case '<':
		case '&':
		case '"':
		case '\'': return false;
		case ' ':
			if (s[1] == '\xc2' || strchr(":;?!", s[1]))
				return false;
			break;
		case '\xc2': /* « » */
		case '\xe2': /* ‘ ’ “ ” „ ‹ › */
		case '\xe3': /* 「 」 『 』 */ return false;
		default: break;
		}
	return true;
}

struct csl_node *
csl_node_rich(struct arena *a, const struct csl_locale *l, const char *text)
{
	struct rich r = { .arena = a, .locale = l, .text = span_of(text) };
	struct csl_node *whole;

	if (is_plain(text))
		return csl_node_text(a, text);
	whole = csl_node_group(a);
	r.stack[0] = (struct frame){ .node = whole, .closer = "" };
	r.depth = 1;
	while (r.at < r.text.len) {
		char c = r.text.ptr[r.at];

		if ((c == '<' && try_tag(&r)) || (c == '&' && try_entity(&r)) ||
		    try_straight(&r) ||
		    ((unsigned char)c >= 0x80 && try_curly(&r)) ||
		    try_spacing(&r))
			continue;
		text_next(r.text, &r.at);
	}
	flush(&r);
	while (r.depth > 1)
		give_up(&r);
	return whole;
}
