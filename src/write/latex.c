#include "write/latex.h"
#include "base/text.h"
#include "write/write.h"

#include <unicode/unorm2.h>

#include "base/banned.h"

/* Longer LaTeX than that is no longer looked to the end of. */
enum { ACCENTS_MAX = 4, RAW_MAX = 8192 };

static const struct {
	uint32_t c;
	const char *name;
	bool written;
} symbols[] = {
#define LATEX_SYMBOL(name, c, written) { c, name, written },
#include "model/latex.def"
#undef LATEX_SYMBOL
};

static const struct {
	uint32_t mark;
	const char *name;
	bool written;
} accents[] = {
#define LATEX_ACCENT(name, mark, spacing, written) { mark, name, written },
#include "model/latex.def"
#undef LATEX_ACCENT
};

static const char *
symbol_name(uint32_t c)
{
	for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++)
		if (symbols[i].c == c && symbols[i].written)
			return symbols[i].name;
	return NULL;
}

static const char *
accent_name(uint32_t mark)
{
	for (size_t i = 0; i < sizeof(accents) / sizeof(accents[0]); i++)
		if (accents[i].mark == mark && accents[i].written)
			return accents[i].name;
	return NULL;
}

static bool
is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void
add(struct sbuf *out, const char *s)
{
	sbuf_add(out, span_of(s));
}

static void
add_code(struct sbuf *out, uint32_t c)
{
	char bytes[4];

	sbuf_add(out, (struct span){ bytes, text_put(bytes, c) });
}

/*
 * Pandoc's rule for dollars (manual, "tex_math_dollars"): math has no blank
 * inside its dollars, and no digit follows the second one.
 */
static size_t
math_end(struct span s, size_t at)
{
	char next = at + 1 < s.len ? s.ptr[at + 1] : ' ';
	size_t end = at + 1;

	if (next == ' ' || next == '$')
		return 0;
	while (end < s.len && s.ptr[end] != '$')
		end += s.ptr[end] == '\\' ? 2 : 1;
	if (end >= s.len || s.ptr[end - 1] == ' ')
		return 0;
	if (end + 1 < s.len && s.ptr[end + 1] >= '0' && s.ptr[end + 1] <= '9')
		return 0;
	return end + 1;
}

/* As BibTeX counts braces: "\{" is one too. */
static bool
is_balanced(struct span s)
{
	size_t depth = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '{')
			depth++;
		else if (s.ptr[i] == '}' && depth-- == 0)
			return false;
	}
	return depth == 0;
}

/* The end of the bracketed argument at s[at], as the reader takes it; or 0. */
static size_t
argument_end(struct span s, size_t at)
{
	char close = s.ptr[at] == '{' ? '}' : ']';
	size_t depth = 0;

	for (size_t i = at; i < s.len; i++) {
		char c = s.ptr[i];

		if (c == '\\' && i + 1 < s.len)
			i++;
		else if (c == '{' || c == s.ptr[at])
			depth++;
		else if (c == close && depth == 1)
			return i + 1;
		else if (c == '}' && depth-- == 0)
			return 0;
	}
	return 0;
}

static size_t
formula_end(struct span s, size_t at)
{
	char close = s.ptr[at + 1] == '(' ? ')' : ']';

	for (size_t i = at + 2; i + 1 < s.len; i++) {
		if (s.ptr[i] != '\\')
			continue;
		if (s.ptr[i + 1] == close)
			return i + 2;
		i++;
	}
	return 0;
}

/* A control word with its arguments. One without any ("Input\Output") must at
 * least stand apart, or the backslash is no LaTeX. */
static size_t
macro_end(struct span s, size_t at)
{
	size_t end = at + 1, name;

	while (end < s.len && is_ascii_letter(s.ptr[end]))
		end++;
	name = end;
	if (name == at + 1)
		return 0;
	while (end < s.len && (s.ptr[end] == '{' || s.ptr[end] == '[')) {
		size_t more = argument_end(s, end);

		if (!more)
			break;
		end = more;
	}
	if (end == name && at) {
		size_t before = at;
		uint32_t c = text_prev(s, &before);

		if (text_is_letter(c) || text_is_digit(c) || c == ':' ||
		    c == '\\')
			return 0;
	}
	return end;
}

size_t
latex_raw_end(struct span s, size_t at)
{
	char next = at + 1 < s.len ? s.ptr[at + 1] : ' ';
	size_t end = 0;

	s = span_sub(s, 0, at + RAW_MAX);
	if (at >= s.len)
		return 0;
	if (s.ptr[at] == '$')
		end = math_end(s, at);
	else if (s.ptr[at] == '\\' && (next == '(' || next == '['))
		end = formula_end(s, at);
	else if (s.ptr[at] == '\\')
		end = macro_end(s, at);
	return end && is_balanced(span_sub(s, at, end)) ? end : 0;
}

/* A letter with accents, "{\'{\^e}}": the last mark goes outermost. */
static bool
add_accented(struct sbuf *out, uint32_t base, const uint32_t *marks, size_t len)
{
	const char *symbol = base == 'i' ? "i" : base == 'j' ? "j" : NULL;
	const char *names[ACCENTS_MAX];

	for (size_t i = 0; i < len; i++)
		if (!(names[i] = accent_name(marks[i])))
			return false;
	if (base >= 0x80 && !(symbol = symbol_name(base)))
		return false;
	sbuf_addc(out, '{');
	for (size_t i = len; i-- > 0;) {
		bool word = text_is_letter((unsigned char)names[i][0]);

		sbuf_addf(out, "\\%s%s", names[i], i || word ? "{" : "");
	}
	if (symbol)
		sbuf_addf(out, "\\%s", symbol);
	else
		add_code(out, base);
	for (size_t i = 0; i < len; i++)
		if (i || text_is_letter((unsigned char)names[i][0]))
			sbuf_addc(out, '}');
	sbuf_addc(out, '}');
	return true;
}

/* Would TeX's fonts take the two for one sign, or for the start of one? */
static bool
is_joined(char before, char c)
{
	return (before == c && (c == '-' || c == '\'' || c == '`')) ||
	       (c == '`' && (before == '?' || before == '!'));
}

/*
 * The character at s[*at] in ASCII, with the combining marks that follow, and
 * move *at behind them. What LaTeX has no macro for stays UTF-8.
 */
static void
add_ascii(struct sbuf *out, struct span s, size_t *at)
{
	static const struct {
		uint32_t c;
		const char *text;
	} ligatures[] = {
		{ 0x2013, "--" },
		{ 0x2014, "---" },
		{ 0x201c, "``" },
		{ 0x201d, "''" },
		{ 0xa0, "~" },
	};
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	uint32_t c = text_next(s, at), base = c, marks[ACCENTS_MAX];
	size_t len = 0, next = *at, with_marks = *at;
	const char *symbol;
	UChar pair[8];

	for (size_t i = 0; i < sizeof(ligatures) / sizeof(ligatures[0]); i++)
		if (ligatures[i].c == c) {
			if (out->len && is_joined(out->buf[out->len - 1],
					    ligatures[i].text[0]))
				sbuf_add(out, SPAN_LIT("{}"));
			add(out, ligatures[i].text);
			return;
		}
	/* Each step takes one mark off: U+1EBF is U+00EA and acute. */
	while (base >= 0x80 && !symbol_name(base) && len < ACCENTS_MAX &&
	       !U_FAILURE(status) &&
	       unorm2_getRawDecomposition(
		   nfc, (UChar32)base, pair, 8, &status) == 2) {
		for (size_t i = len; i > 0; i--)
			marks[i] = marks[i - 1];
		marks[0] = pair[1];
		base = pair[0];
		len++;
	}
	while (len < ACCENTS_MAX && next < s.len) {
		uint32_t mark = text_next(s, &next);

		if (!accent_name(mark) || !text_is_mark(mark))
			break;
		marks[len++] = mark;
		with_marks = next;
	}
	/* "\={ }" is a macron of its own. */
	if (len && base > ' ' && add_accented(out, base, marks, len)) {
		*at = with_marks;
		return;
	}
	symbol = c >= 0x80 ? symbol_name(c) : NULL;
	if (symbol)
		sbuf_addf(out, "{\\%s}", symbol);
	else
		add_code(out, c);
}

/* An ASCII character that means something to TeX; NULL if c does not. */
static const char *
escaped(char c, char before, bool even)
{
	switch (c) {
	case '&': return "\\&";
	case '%': return "\\%";
	case '$': return "\\$";
	case '#': return "\\#";
	case '_': return "\\_";
	case '{': return even ? "\\{" : "\\textbraceleft{}";
	case '}': return even ? "\\}" : "\\textbraceright{}";
	case '~': return "\\textasciitilde{}";
	case '^': return "\\textasciicircum{}";
	case '`': return "\\textasciigrave{}";
	case '\\': return "\\textbackslash{}";
	/* Two of them would be a dash, or quotes. */
	case '-': return is_joined(before, c) ? "{}-" : NULL;
	case '\'': return is_joined(before, c) ? "{}'" : NULL;
	default: return NULL;
	}
}

static void
add_text(struct sbuf *out, struct span s, bool even, bool ascii)
{
	size_t at = 0, start = out->len;

	while (at < s.len) {
		char c = s.ptr[at];
		char before = out->len > start ? out->buf[out->len - 1] : '\0';
		size_t raw = latex_raw_end(s, at), was = at;
		const char *macro = escaped(c, before, even);

		if (raw) {
			sbuf_add(out, span_sub(s, at, raw));
			at = raw;
		} else if (macro) {
			add(out, macro);
			at++;
		} else if ((unsigned char)c < 0x80 && !ascii) {
			sbuf_addc(out, c);
			at++;
		} else if (ascii) {
			add_ascii(out, s, &at);
		} else {
			(void)text_next(s, &at);
			sbuf_add(out, span_sub(s, was, at));
		}
	}
}

void
latex_add(struct sbuf *out, struct span text, bool ascii)
{
	/* BibTeX counts "\{" as a brace, so only pairs may be written that
	 * way. */
	add_text(out, text, is_balanced(text), ascii);
}

char *
unicode_to_latex(struct arena *a, const char *s, bool ascii)
{
	struct sbuf sb = SBUF_INIT;
	char *out;

	latex_add(&sb, span_of(s), ascii);
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}
