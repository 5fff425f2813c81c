/* Formulae that plain text can say: "$\alpha$", "Cu$_2$O", "$10^{-3}$". */

#include "base/sbuf.h"
#include "base/text.h"
#include "model/latex-parts.h"

#include <stdlib.h>

#include "base/banned.h"

enum { DEPTH_MAX = 8, WORD_LETTERS = 2 };

static const struct symbol {
	const char *name, *text;
} symbols[] = {
#define LATEX_MATH(name, text) { name, text },
#include "model/latex-math.def"
#undef LATEX_MATH
};

static const struct accent {
	const char *name;
	uint32_t mark;
} accents[] = {
#define LATEX_MATH_ACCENT(name, mark) { name, mark },
#include "model/latex-math.def"
#undef LATEX_MATH_ACCENT
};

/* Indices that Unicode has, above and below. */
static const struct {
	const char *plain, *above, *below;
} indices[] = {
	{ "0", "\u2070", "\u2080" },
	{ "1", "\u00b9", "\u2081" },
	{ "2", "\u00b2", "\u2082" },
	{ "3", "\u00b3", "\u2083" },
	{ "4", "\u2074", "\u2084" },
	{ "5", "\u2075", "\u2085" },
	{ "6", "\u2076", "\u2086" },
	{ "7", "\u2077", "\u2087" },
	{ "8", "\u2078", "\u2088" },
	{ "9", "\u2079", "\u2089" },
	{ "+", "\u207a", "\u208a" },
	{ "\u2212", "\u207b", "\u208b" },
	{ "a", "\u1d43", "\u2090" },
	{ "b", "\u1d47", NULL },
	{ "c", "\u1d9c", NULL },
	{ "d", "\u1d48", NULL },
	{ "e", "\u1d49", "\u2091" },
	{ "f", "\u1da0", NULL },
	{ "g", "\u1d4d", NULL },
	{ "h", "\u02b0", "\u2095" },
	{ "i", "\u2071", "\u1d62" },
	{ "j", "\u02b2", "\u2c7c" },
	{ "k", "\u1d4f", "\u2096" },
	{ "l", "\u02e1", "\u2097" },
	{ "m", "\u1d50", "\u2098" },
	{ "n", "\u207f", "\u2099" },
	{ "o", "\u1d52", "\u2092" },
	{ "p", "\u1d56", "\u209a" },
	{ "r", "\u02b3", "\u1d63" },
	{ "s", "\u02e2", "\u209b" },
	{ "t", "\u1d57", "\u209c" },
	{ "u", "\u1d58", "\u1d64" },
	{ "v", "\u1d5b", "\u1d65" },
	{ "w", "\u02b7", NULL },
	{ "x", "\u02e3", "\u2093" },
	{ "y", "\u02b8", NULL },
	{ "z", "\u1dbb", NULL },
};

struct formula {
	struct sbuf *out;
	bool rich;
	bool capital; /* a letter whose case has a meaning was written */
	bool marked_up;
	bool
	    after_operator; /* "log" was written: letters stand apart from it */
	unsigned depth;
};

static bool add(struct formula *f, struct span s, bool text);

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void
put_blank(struct formula *f)
{
	if (f->out->len && f->out->buf[f->out->len - 1] != ' ')
		sbuf_addc(f->out, ' ');
}

static void
put(struct formula *f, struct span s)
{
	size_t at = 0;
	uint32_t c = text_next(s, &at);

	if (f->after_operator && (text_is_letter(c) || text_is_digit(c)))
		put_blank(f);
	f->after_operator = false;
	if (f->rich && s.len == 1 && strchr("&<>", s.ptr[0]))
		sbuf_add(f->out, span_of(s.ptr[0] == '&'   ? "&amp;"
					 : s.ptr[0] == '<' ? "&lt;"
							   : "&gt;"));
	else
		sbuf_add(f->out, s);
}

/* "log", which TeX sets apart from letters on both sides (TeXbook, chapter 18). */
static void
put_operator(struct formula *f, const char *name)
{
	struct span before = { f->out->buf, f->out->len };
	size_t at = before.len;
	uint32_t c = at ? text_prev(before, &at) : 0;

	/* '>' ends an index that is marked up, the others are indices of
	 * Unicode's. */
	if (text_is_letter(c) || text_is_digit(c) || c == ')' || c == '>' ||
	    c == 0xb2 || c == 0xb3 || c == 0xb9 || (c >= 0x2070 && c < 0x20a0))
		put_blank(f);
	sbuf_add(f->out, span_of(name));
	f->after_operator = true;
}

/* Is it written in letters, as "log" is? Greek ones have one. */
static bool
is_operator(const char *text)
{
	return is_letter(text[0]) && text[1];
}

/* All of it in Unicode's indices, if there are. */
static bool
add_indices(struct sbuf *out, struct span s, bool above)
{
	struct sbuf all = SBUF_INIT;
	const char *index;
	bool ok = true;

	while (s.len && ok) {
		size_t i = 0, n = sizeof(indices) / sizeof(indices[0]);

		while (i < n && (s.len < strlen(indices[i].plain) ||
				    memcmp(s.ptr, indices[i].plain,
					strlen(indices[i].plain)) != 0))
			i++;
		index = i == n  ? NULL
			: above ? indices[i].above
				: indices[i].below;
		ok = index != NULL;
		if (!ok)
			break;
		sbuf_add(&all, span_of(index));
		s = span_skip(s, strlen(indices[i].plain));
	}
	if (ok)
		sbuf_add(out, (struct span){ all.buf, all.len });
	sbuf_release(&all);
	return ok;
}

/* The argument of a script or an accent: a group, a command, or a character. */
static bool
take_argument(struct span *out, struct span s, size_t *at)
{
	size_t from;

	while (*at < s.len && s.ptr[*at] == ' ')
		++*at;
	if (*at >= s.len)
		return false;
	if (s.ptr[*at] == '{')
		return latex_argument(out, at, s);
	from = *at;
	if (s.ptr[*at] == '\\') {
		++*at;
		while (*at < s.len && is_letter(s.ptr[*at]))
			++*at;
		*out = span_sub(s, from, *at);
		while (*at < s.len && s.ptr[*at] == ' ')
			++*at;
		return out->len > 1;
	} else {
		(void)text_next(s, at);
	}
	*out = span_sub(s, from, *at);
	return true;
}

/* What a script or an accent is set on, apart; *text: without blanks around it. */
static bool
add_inner(struct formula *f, struct sbuf *inner, struct span argument,
    struct span *text, bool *marked_up)
{
	struct formula g = {
		.out = inner, .rich = f->rich, .depth = f->depth + 1
	};
	bool ok = add(&g, argument, false);

	*text = text_trim((struct span){ inner->buf, inner->len });
	*marked_up = g.marked_up;
	f->capital |= g.capital;
	return ok;
}

static bool
add_script(struct formula *f, struct span argument, bool above)
{
	struct sbuf inner = SBUF_INIT;
	struct span text;
	bool marked_up, ok = add_inner(f, &inner, argument, &text, &marked_up);

	if (ok && above && span_eq(text, SPAN_LIT("\u2218"))) {
		put(f, SPAN_LIT("\u00b0")); /* 20$^\circ$C */
	} else if (ok && above && span_eq(text, SPAN_LIT("\u2032"))) {
		sbuf_add(f->out, text);
	} else if (ok && text.len && f->rich) {
		sbuf_add(f->out, above ? SPAN_LIT("<sup>") : SPAN_LIT("<sub>"));
		sbuf_add(f->out, text);
		sbuf_add(
		    f->out, above ? SPAN_LIT("</sup>") : SPAN_LIT("</sub>"));
		f->marked_up = true;
	} else if (ok && text.len && !add_indices(f->out, text, above)) {
		sbuf_add(f->out, text);
	}
	sbuf_release(&inner);
	return ok;
}

static bool
add_accent(struct formula *f, struct span argument, uint32_t mark)
{
	struct sbuf inner = SBUF_INIT;
	struct span text;
	size_t at = 0;
	char bytes[4];
	bool marked_up, ok = add_inner(f, &inner, argument, &text, &marked_up);

	if (ok && text.len)
		(void)text_next(text, &at);
	ok = ok && !marked_up && at && at == text.len;
	if (ok) {
		put(f, text);
		sbuf_add(f->out, (struct span){ bytes, text_put(bytes, mark) });
	}
	sbuf_release(&inner);
	return ok;
}

/* Commands that say how what they hold looks, which text does not. */
static bool
is_font(struct span name, bool *text)
{
	static const char *const math[] = { "mathbf", "mathcal", "mathit",
		"mathrm", "mathsf", "mathtt", "boldsymbol", "bm",
		"operatorname", "rm", "it", "bf", "sf", "tt", "displaystyle",
		"textstyle", "scriptstyle", "limits", "nolimits", "left",
		"right" };
	static const char *const words[] = { "text", "textrm", "textnormal",
		"textup", "mbox", "hbox", "textit", "textbf", "textsf" };

	*text = false;
	for (size_t i = 0; i < sizeof(math) / sizeof(math[0]); i++)
		if (span_eq(name, span_of(math[i])))
			return true;
	*text = true;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (span_eq(name, span_of(words[i])))
			return true;
	return false;
}

/* s.ptr[*at] is behind the backslash. */
static bool
add_command(struct formula *f, struct span s, size_t *at)
{
	size_t from = *at;
	struct span name, argument;
	const struct symbol *symbol;
	const struct accent *accent;
	uint32_t c;
	bool text;
	char bytes[4];

	if (*at >= s.len)
		return false;
	if (!is_letter(s.ptr[*at])) {
		char sign = s.ptr[(*at)++];

		if (strchr(",;: ", sign))
			put_blank(f);
		else if (strchr("&%$#_{}|", sign))
			put(f, (struct span){ &s.ptr[from], 1 });
		else
			return sign == '!' || sign == '/';
		return true;
	}
	while (*at < s.len && is_letter(s.ptr[*at]))
		++*at;
	name = span_sub(s, from, *at);
	if (is_font(name, &text)) {
		while (*at < s.len && s.ptr[*at] == ' ')
			++*at;
		if (*at >= s.len || s.ptr[*at] != '{')
			return !text;
		if (!latex_argument(&argument, at, s))
			return false;
		f->depth++;
		text = add(f, argument, text);
		f->depth--;
		return text;
	}
	symbol = bsearch(&name, symbols, sizeof(symbols) / sizeof(symbols[0]),
	    sizeof(symbols[0]), latex_compare_name);
	accent = bsearch(&name, accents, sizeof(accents) / sizeof(accents[0]),
	    sizeof(accents[0]), latex_compare_name);
	if (symbol && is_operator(symbol->text)) {
		put_operator(f, symbol->text);
	} else if (symbol) {
		put(f, span_of(symbol->text));
	} else if (accent) {
		return take_argument(&argument, s, at) &&
		       add_accent(f, argument, accent->mark);
	} else if ((c = latex_symbol(name))) {
		put(f, (struct span){ bytes, text_put(bytes, c) });
	} else {
		return false;
	}
	while (*at < s.len && s.ptr[*at] == ' ')
		++*at;
	return true;
}

/*
 * Words among blanks: "$10 and $20" is about money, and "$if x then y$" is not to be
 * told without the blanks that TeX makes.
 */
static bool
has_words(struct span s)
{
	size_t run = 0, eaten = 0; /* blanks that end a command stop here */

	for (size_t i = 0; i <= s.len; i++) {
		if (i < s.len && is_letter(s.ptr[i])) {
			run++;
			continue;
		}
		if (run >= WORD_LETTERS && ((i < s.len && s.ptr[i] == ' ') ||
					       (i > run && i - run != eaten &&
						   s.ptr[i - run - 1] == ' ')))
			return true;
		run = 0;
		if (i >= s.len || s.ptr[i] != '\\')
			continue;
		/* a command's name is no word */
		while (i + 1 < s.len && is_letter(s.ptr[i + 1]))
			i++;
		while (i + 1 < s.len && s.ptr[i + 1] == ' ')
			i++;
		eaten = i + 1;
	}
	return false;
}

/* TeX sets no blanks on the inner side of brackets, whatever stands there. */
static bool
opens(const struct formula *f)
{
	char last = f->out->len ? f->out->buf[f->out->len - 1] : 0;

	return last == '(' || last == '[';
}

static void
drop_blank(struct formula *f)
{
	if (f->out->len && f->out->buf[f->out->len - 1] == ' ')
		f->out->buf[--f->out->len] = '\0';
}

/* text: in words, where blanks are seen. */
static bool
add(struct formula *f, struct span s, bool text)
{
	struct span argument;
	size_t at = 0;
	bool ok = f->depth < DEPTH_MAX && (text || !has_words(s));

	while (ok && at < s.len) {
		size_t from = at;
		char c = s.ptr[at];

		switch (c) {
		case '{':
			ok = latex_argument(&argument, &at, s);
			f->depth++;
			ok = ok && add(f, argument, text);
			f->depth--;
			break;
		case '^':
		case '_':
			at++;
			ok = take_argument(&argument, s, &at) &&
			     add_script(f, argument, c == '^');
			break;
		case '\\':
			at++;
			ok = add_command(f, s, &at);
			break;
		case '-':
			at++;
			put(f, text ? SPAN_LIT("-") : SPAN_LIT("\u2212"));
			break;
		case '\'':
			at++;
			put(f, text ? SPAN_LIT("\u2019") : SPAN_LIT("\u2032"));
			break;
		case '~':
		case ' ':
		case '\t':
		case '\n':
		case '\r':
			at++;
			if (text || !opens(f))
				put_blank(f);
			break;
		case ')':
		case ']':
			at++;
			if (!text)
				drop_blank(f);
			put(f, span_sub(s, from, at));
			break;
		case '&':
		case '#':
		case '%':
		case '$':
		case '}':
		case '"': ok = false; break;
		default:
			(void)text_next(s, &at);
			f->capital |= c >= 'A' && c <= 'Z';
			put(f, span_sub(s, from, at));
		}
	}
	return ok;
}

bool
latex_add_math(
    struct sbuf *out, struct span inside, bool rich, bool *capital, bool *tags)
{
	struct sbuf inner = SBUF_INIT;
	struct formula f = { .out = &inner, .rich = rich };
	bool ok = add(&f, inside, false);

	if (ok) {
		sbuf_add(out, (struct span){ inner.buf, inner.len });
		*capital = f.capital;
		*tags = f.marked_up;
	}
	sbuf_release(&inner);
	return ok;
}
