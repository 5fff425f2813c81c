#include "csl/flatten.h"
#include "base/text.h"

#include "base/banned.h"

struct flatten {
	struct arena *arena;
	const struct csl_locale *locale;
	struct csl_tokens *out;
};

struct state {
	struct csl_font font; /* in force */
	bool quoted, inner;
	short variable;
	bool term;
};

static struct csl_token *
push(struct flatten *f, enum csl_token_kind kind)
{
	struct csl_token *t;

	ARENA_PUSH(f->arena, f->out->items, f->out->len) =
	    (struct csl_token){ .kind = kind, .variable = -1 };
	t = &f->out->items[f->out->len - 1];
	return t;
}

static void
push_text(struct flatten *f, const char *s, const struct state *st, bool own)
{
	struct csl_token *t;

	if (!s || !*s)
		return;
	t = push(f, TOKEN_TEXT);
	t->text = span_of(s);
	if (own) {
		t->variable = st->variable;
		t->term = st->term;
	}
}

static unsigned char
flip(unsigned char wanted, unsigned char current, unsigned char normal)
{
	return wanted && wanted == current && wanted != normal ? normal
							       : wanted;
}

/* What a node's font adds to the one in force. */
static struct csl_font
effective(const struct csl_node *n, const struct csl_font *now)
{
	struct csl_font font = n->font;

	if (n->no_decoration) {
		font = (struct csl_font){ 0 };
		if (now->style > FONT_STYLE_NORMAL)
			font.style = FONT_STYLE_NORMAL;
		if (now->variant > FONT_VARIANT_NORMAL)
			font.variant = FONT_VARIANT_NORMAL;
		if (now->weight > FONT_WEIGHT_NORMAL)
			font.weight = FONT_WEIGHT_NORMAL;
		if (now->decoration > DECORATION_NONE)
			font.decoration = DECORATION_NONE;
		return font;
	}
	if (n->from_field) {
		font.style = flip(font.style, now->style, FONT_STYLE_NORMAL);
		font.variant =
		    flip(font.variant, now->variant, FONT_VARIANT_NORMAL);
		font.weight =
		    flip(font.weight, now->weight, FONT_WEIGHT_NORMAL);
	}
	/* What is normal already needs no saying so. */
	if (font.style == FONT_STYLE_NORMAL && now->style <= FONT_STYLE_NORMAL)
		font.style = 0;
	if (font.variant == FONT_VARIANT_NORMAL &&
	    now->variant <= FONT_VARIANT_NORMAL)
		font.variant = 0;
	if (font.weight == FONT_WEIGHT_NORMAL &&
	    now->weight <= FONT_WEIGHT_NORMAL)
		font.weight = 0;
	if (font.decoration == DECORATION_NONE &&
	    now->decoration <= DECORATION_NONE)
		font.decoration = 0;
	if (font.align == ALIGN_BASELINE && now->align <= ALIGN_BASELINE)
		font.align = 0;
	return font;
}

static bool
is_set(const struct csl_font *f)
{
	return f->style || f->variant || f->weight || f->decoration || f->align;
}

static void
merge_font(struct csl_font *now, const struct csl_font *f)
{
	if (f->style)
		now->style = f->style;
	if (f->variant)
		now->variant = f->variant;
	if (f->weight)
		now->weight = f->weight;
	if (f->decoration)
		now->decoration = f->decoration;
	if (f->align)
		now->align = f->align;
}

static void flatten_node(
    struct flatten *f, const struct csl_node *n, struct state st);

static void
flatten_content(
    struct flatten *f, const struct csl_node *n, const struct state *st)
{
	bool first = true;

	push_text(f, n->text, st, true);
	if (n->literal && f->out->len)
		f->out->items[f->out->len - 1].literal = true;
	for (const struct csl_node *c = n->first; c; c = c->next) {
		if (csl_node_is_empty(c))
			continue;
		if (!first && n->delimiter)
			push_text(f, n->delimiter, st, false);
		first = false;
		flatten_node(f, c, *st);
	}
}

static void
flatten_node(struct flatten *f, const struct csl_node *n, struct state st)
{
	struct csl_font font;
	const struct state outer = st;

	if (csl_node_is_empty(n))
		return;
	if (n->variable >= 0)
		st.variable = n->variable;
	if (n->tag == TAG_TERM)
		st.term = true;
	font = effective(n, &st.font);
	if (n->display)
		push(f, TOKEN_DISPLAY_OPEN)->display = n->display;
	push_text(f, n->prefix, &outer, false);
	if (is_set(&font) || n->no_decoration) {
		struct csl_token *t = push(f, TOKEN_OPEN);

		t->font = font;
		t->no_decoration = n->no_decoration;
		merge_font(&st.font, &font);
	}
	if (n->quotes) {
		st.inner = st.quoted ? !st.inner : n->inner;
		st.quoted = true;
		push(f, TOKEN_QUOTE_OPEN)->text =
		    span_of(f->locale->quotes[st.inner ? 2 : 0]);
	}
	flatten_content(f, n, &st);
	if (n->quotes)
		push(f, TOKEN_QUOTE_CLOSE)->text =
		    span_of(f->locale->quotes[st.inner ? 3 : 1]);
	if (is_set(&font) || n->no_decoration) {
		struct csl_token *t = push(f, TOKEN_CLOSE);

		t->font = font;
		t->no_decoration = n->no_decoration;
	}
	push_text(f, n->suffix, &outer, false);
	if (n->display)
		push(f, TOKEN_DISPLAY_CLOSE)->display = n->display;
}

/* --- punctuation --------------------------------------------------------------------- */

/* What a mark and the one behind it become: one of them, or 0 for both. */
static char
merged(char a, char b)
{
	static const struct {
		char first, second, result;
	} table[] = {
		{ '!', '.', '!' },
		{ '!', ':', '!' },
		{ '?', '.', '?' },
		{ '?', ':', '?' },
		{ ':', '!', '!' },
		{ ':', '?', '?' },
		{ ':', '.', ':' },
		{ ';', '!', '!' },
		{ ';', '?', '?' },
		{ ';', ':', ';' },
		{ ';', '.', ';' },
	};

	if (a == b)
		return a;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (table[i].first == a && table[i].second == b)
			return table[i].result;
	return 0;
}

static bool
is_mark(char c)
{
	return c && strchr("!?.:,;", c);
}

static char
last_char(struct span s)
{
	return s.len ? s.ptr[s.len - 1] : '\0';
}

static bool
ends_in_space(struct span s)
{
	return last_char(s) == ' ' ||
	       (s.len >= 2 && !memcmp(s.ptr + s.len - 2, "\xc2\xa0", 2));
}

static struct span
with_char(struct arena *a, struct span s, char c)
{
	return span_of(arena_printf(a, "%.*s%c", (int)s.len, s.ptr, c));
}

/* Two texts that follow each other. */
static void
merge_texts(struct csl_token *a, struct csl_token *b, struct arena *arena)
{
	while (a->text.len && b->text.len) {
		char x = last_char(a->text), y = *b->text.ptr;
		char m;

		if (y == ' ' && ends_in_space(a->text)) {
			b->text = span_skip(b->text, 1);
			continue;
		}
		if (!is_mark(x) || !is_mark(y))
			return;
		m = merged(x, y);
		if (!m)
			return;
		if (m != x) {
			a->text.len--;
			a->text = with_char(arena, a->text, m);
		}
		b->text = span_skip(b->text, 1);
	}
}

/* A text within quotation marks and the one behind them. */
static void
swap_quote(struct csl_token *a, struct csl_token *b, struct arena *arena,
    bool in_quote)
{
	while (a->text.len && b->text.len) {
		char x = last_char(a->text), y = *b->text.ptr;

		if (in_quote) {
			char m;

			if (y != '.' && y != ',' && y != '!' && y != '?')
				return;
			m = is_mark(x) ? merged(x, y) : 0;
			if (!m)
				a->text = with_char(arena, a->text, y);
			else if (m != x) {
				a->text.len--;
				a->text = with_char(arena, a->text, m);
			}
			b->text = span_skip(b->text, 1);
		} else {
			if (x != ',' && x != ';' && x != ':')
				return;
			a->text.len--;
			if (x != y)
				b->text = span_of(arena_printf(arena, "%c%.*s",
				    x, (int)b->text.len, b->text.ptr));
			return;
		}
	}
}

/* Texts that follow each other, with nothing but fonts between. */
static void
merge_all(struct csl_tokens *t, struct arena *a)
{
	struct csl_token *before = NULL;

	for (size_t i = 0; i < t->len; i++) {
		struct csl_token *x = &t->items[i];

		switch (x->kind) {
		case TOKEN_TEXT:
			if (before)
				merge_texts(before, x, a);
			if (x->text.len)
				before = x;
			break;
		case TOKEN_QUOTE_OPEN:
		case TOKEN_QUOTE_CLOSE:
		case TOKEN_DISPLAY_OPEN:
		case TOKEN_DISPLAY_CLOSE: before = NULL; break;
		case TOKEN_OPEN:
		case TOKEN_CLOSE: break;
		}
	}
}

static void
swap_all(struct csl_tokens *t, struct arena *a, bool in_quote)
{
	struct csl_token *before = NULL;
	bool closed = false; /* a quotation mark was, behind `before` */

	for (size_t i = 0; i < t->len; i++) {
		struct csl_token *x = &t->items[i];

		switch (x->kind) {
		case TOKEN_TEXT:
			if (before && closed && !x->literal)
				swap_quote(before, x, a, in_quote);
			if (!x->text.len)
				break;
			before = x;
			closed = false;
			break;
		case TOKEN_QUOTE_CLOSE: closed = before != NULL; break;
		case TOKEN_QUOTE_OPEN:
		case TOKEN_DISPLAY_OPEN:
		case TOKEN_DISPLAY_CLOSE:
			before = NULL;
			closed = false;
			break;
		case TOKEN_OPEN:
		case TOKEN_CLOSE: break;
		}
	}
}

void
csl_flatten(struct csl_tokens *out, struct arena *a, const struct csl_locale *l,
    const struct csl_node *n)
{
	struct flatten f = { .arena = a, .locale = l, .out = out };
	struct state st = { .variable = -1 };

	flatten_node(&f, n, st);
	merge_all(out, a);
	swap_all(out, a, l->punctuation_in_quote);
	merge_all(out, a);
}
