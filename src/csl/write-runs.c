/* Tokens as runs: text with the font in force and the field it came from. */

#include "csl/write-runs.h"
#include "base/json.h"

#include "base/banned.h"

enum { MAX_DEPTH = 64 };

struct runs {
	struct sbuf *out;
	struct sbuf text; /* of the run that is open */
	struct csl_font font;
	short variable;
	bool any;
};

static bool
same_font(const struct csl_font *a, const struct csl_font *b)
{
	return a->style == b->style && a->variant == b->variant &&
	       a->weight == b->weight && a->decoration == b->decoration &&
	       a->align == b->align;
}

static void
add_flag(struct runs *r, bool set, const char *name)
{
	if (set)
		sbuf_addf(r->out, ", \"%s\": true", name);
}

static void
close_run(struct runs *r)
{
	const struct csl_font *f = &r->font;

	if (!r->text.len)
		return;
	sbuf_add(r->out, r->any ? SPAN_LIT(", ") : SPAN_LIT("["));
	sbuf_add(r->out, SPAN_LIT("{\"text\": "));
	sbuf_add_json(r->out, (struct span){ r->text.buf, r->text.len });
	if (r->variable >= 0)
		sbuf_addf(r->out, ", \"field\": \"%s\"",
		    csl_variable_name((enum csl_variable)r->variable));
	add_flag(r, f->style > FONT_STYLE_NORMAL, "italic");
	add_flag(r, f->weight == FONT_WEIGHT_BOLD, "bold");
	add_flag(r, f->variant == FONT_VARIANT_SMALL_CAPS, "small-caps");
	add_flag(r, f->decoration == DECORATION_UNDERLINE, "underline");
	add_flag(r, f->align == ALIGN_SUP, "superscript");
	add_flag(r, f->align == ALIGN_SUB, "subscript");
	sbuf_addc(r->out, '}');
	r->any = true;
	sbuf_reset(&r->text);
}

static void
add_text(
    struct runs *r, struct span s, const struct csl_font *font, short variable)
{
	if (!s.len)
		return;
	if (variable != r->variable || !same_font(font, &r->font)) {
		close_run(r);
		r->font = *font;
		r->variable = variable;
	}
	sbuf_add(&r->text, s);
}

static struct csl_font
within(const struct csl_font *now, const struct csl_font *f)
{
	struct csl_font font = *now;

	if (f->style)
		font.style = f->style;
	if (f->variant)
		font.variant = f->variant;
	if (f->weight)
		font.weight = f->weight;
	if (f->decoration)
		font.decoration = f->decoration;
	if (f->align)
		font.align = f->align;
	return font;
}

void
csl_tokens_write_runs(struct sbuf *out, const struct csl_tokens *t)
{
	struct runs r = { .out = out, .text = SBUF_INIT, .variable = -1 };
	struct csl_font stack[MAX_DEPTH] = { 0 };
	size_t depth = 0;

	for (size_t i = 0; i < t->len; i++) {
		const struct csl_token *x = &t->items[i];
		const struct csl_font *now =
		    &stack[depth < MAX_DEPTH ? depth : MAX_DEPTH - 1];

		switch (x->kind) {
		case TOKEN_TEXT: add_text(&r, x->text, now, x->variable); break;
		case TOKEN_QUOTE_OPEN:
		case TOKEN_QUOTE_CLOSE: add_text(&r, x->text, now, -1); break;
		case TOKEN_OPEN:
			if (depth + 1 < MAX_DEPTH)
				stack[depth + 1] = within(now, &x->font);
			depth++;
			break;
		case TOKEN_CLOSE: depth--; break;
		case TOKEN_DISPLAY_OPEN:
		case TOKEN_DISPLAY_CLOSE:
			if (r.text.len || r.any)
				add_text(&r, SPAN_LIT(" "), now, -1);
			break;
		}
	}
	close_run(&r);
	if (r.any)
		sbuf_addc(out, ']');
	sbuf_release(&r.text);
}
