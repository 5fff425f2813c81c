#include "model/latex.h"
#include "base/sbuf.h"
#include "base/text.h"
#include "model/latex-parts.h"
#include "model/rich.h"

#include <stdlib.h>
#include <unicode/unorm2.h>

#include "base/banned.h"

enum { GROUPS_MAX = 64, MARKS_MAX = 4, WASTE_FACTOR = 4 };

enum style {
	STYLE_PLAIN,
	STYLE_ITALIC,
	STYLE_BOLD,
	STYLE_SMALL_CAPS,
	STYLE_SUPERSCRIPT,
	STYLE_SUBSCRIPT,
	STYLE_NOCASE,
	STYLE_QUOTED,
	STYLE_PARENTHESES,
	STYLE_BRACKETS,
	STYLE_DROPPED, /* the argument is for sorting only, or a length */
	STYLE_BLANK,
	STYLE_VERBATIM,
	STYLE_LINK, /* two arguments, of which the second is text */
};

/* CSL-JSON's HTML (model/rich.h); styles without a tag have none. */
static const struct {
	const char *open, *close;
} tags[] = {
	[STYLE_ITALIC] = { "<i>", "</i>" },
	[STYLE_BOLD] = { "<b>", "</b>" },
	[STYLE_SMALL_CAPS] = { "<span style=\"font-variant:small-caps;\">",
	    "</span>" },
	[STYLE_SUPERSCRIPT] = { "<sup>", "</sup>" },
	[STYLE_SUBSCRIPT] = { "<sub>", "</sub>" },
	[STYLE_NOCASE] = { "<span class=\"nocase\">", "</span>" },
	[STYLE_LINK] = { NULL, NULL },
};

/* Styles that are characters around the text. */
static const struct {
	uint32_t open, close;
} marks[] = {
	[STYLE_QUOTED] = { 0x201c, 0x201d },
	[STYLE_PARENTHESES] = { '(', ')' },
	[STYLE_BRACKETS] = { '[', ']' },
	[STYLE_LINK] = { 0, 0 },
};

struct symbol {
	const char *name;
	uint32_t c;
};

struct accent {
	const char *name;
	uint32_t mark;
	uint32_t spacing;
};

struct command {
	const char *name;
	enum style style;
	bool has_argument;
};

static const struct symbol symbols[] = {
#define LATEX_SYMBOL(name, c, written) { name, c },
#include "model/latex.def"
#undef LATEX_SYMBOL
};

static const struct accent accents[] = {
#define LATEX_ACCENT(name, mark, spacing, written) { name, mark, spacing },
#include "model/latex.def"
#undef LATEX_ACCENT
};

static const struct command commands[] = {
#define LATEX_COMMAND(name, style, argument) { name, STYLE_##style, argument },
#include "model/latex.def"
#undef LATEX_COMMAND
};

/* An open brace: what is to be written when it closes. */
struct group {
	enum style style; /* its tag is open */
	size_t tag_from;  /* where the tag was written */
	size_t tag_to;    /* and ended: nothing since means an empty group */
	size_t marks;     /* accents waiting when it opened */
};

struct decoder {
	struct span in;
	size_t at;
	struct sbuf out;
	bool rich;
	bool marked_up; /* a tag was written */
	bool quoted;    /* "‘" was written */
	bool wide;      /* something that NFC could change was written */
	struct group groups[GROUPS_MAX];
	size_t depth;
	size_t nocase_depth; /* of the outermost protected group; 0: none */
	/* Accents read, whose letter is still to come; outermost first. */
	const struct accent *marks[MARKS_MAX];
	size_t marks_len;
	size_t wasted; /* bytes looked through for a brace that is not there */
};

/* --- tables ----------------------------------------------------------------- */

/* All three tables have the name first. */
int
latex_compare_name(const void *key, const void *row)
{
	const struct span *s = key;
	const char *name = *(const char *const *)row;
	int order = strncmp(s->ptr, name, s->len);

	return order ? order : (name[s->len] ? -1 : 0);
}

#define FIND(table, name)                                           \
	bsearch(&(name), table, sizeof(table) / sizeof((table)[0]), \
	    sizeof((table)[0]), latex_compare_name)

uint32_t
latex_symbol(struct span name)
{
	const struct symbol *symbol = FIND(symbols, name);

	return symbol ? symbol->c : 0;
}

/* --- output ------------------------------------------------------------------ */

static void
put_raw(struct decoder *d, struct span s)
{
	sbuf_add(&d->out, s);
}

static void
put_blank(struct decoder *d)
{
	if (d->out.len && d->out.buf[d->out.len - 1] != ' ')
		sbuf_addc(&d->out, ' ');
}

/* From i on, past what HTML needs no entity for. */
static size_t
skip_unescaped(struct span s, size_t i)
{
	for (; s.len - i >= 8; i += 8) {
		uint64_t eight = bytes_at(s.ptr + i);

		if (bytes_equal(eight, '&') | bytes_equal(eight, '<') |
		    bytes_equal(eight, '>'))
			break;
	}
	while (
	    i < s.len && s.ptr[i] != '&' && s.ptr[i] != '<' && s.ptr[i] != '>')
		i++;
	return i;
}

/* Text that was read as it is, escaped for HTML if need be. */
static void
put_text(struct decoder *d, struct span s)
{
	size_t from = 0;

	for (size_t i = 0; d->rich && (i = skip_unescaped(s, i)) < s.len; i++) {
		put_raw(d, span_sub(s, from, i));
		put_raw(d, s.ptr[i] == '&'   ? SPAN_LIT("&amp;")
			   : s.ptr[i] == '<' ? SPAN_LIT("&lt;")
					     : SPAN_LIT("&gt;"));
		from = i + 1;
	}
	put_raw(d, span_sub(s, from, s.len));
}

static void
put_code(struct decoder *d, uint32_t c)
{
	char bytes[4];

	d->wide |= c >= 0x300;
	put_text(d, (struct span){ bytes, text_put(bytes, c) });
}

/* A letter and the accents that waited for it: the innermost goes on first. */
static void
put_letter(struct decoder *d, uint32_t c)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = NULL;

	if (d->marks_len) {
		nfc = unorm2_getNFCInstance(&status);
		/* "\'\i": the dot goes anyway. */
		c = c == 0x131 ? 'i' : c == 0x237 ? 'j' : c;
	}
	while (d->marks_len) {
		uint32_t mark = d->marks[--d->marks_len]->mark;
		UChar32 both =
		    U_FAILURE(status)
			? U_SENTINEL
			: unorm2_composePair(nfc, (UChar32)c, (UChar32)mark);

		if (both >= 0) {
			c = (uint32_t)both;
			continue;
		}
		put_code(d, c);
		c = mark;
	}
	put_code(d, c);
}

/* Accents that got no letter: "\^{}" is a caret. */
static void
put_lone_marks(struct decoder *d)
{
	for (size_t i = 0; i < d->marks_len; i++) {
		uint32_t c = d->marks[i]->spacing;

		if (c)
			put_code(d, c);
	}
	d->marks_len = 0;
}

/*
 * A group holds an accent and nothing more: "He{\'}le{\`}ne", as Crossref's own
 * BibTeX spells a combining mark. It belongs to the letter before.
 */
static void
put_trailing_marks(struct decoder *d)
{
	size_t at = d->out.len;
	struct span all = { d->out.buf, d->out.len };
	uint32_t c = text_prev(all, &at);

	if (!text_is_letter(c)) {
		put_lone_marks(d);
		return;
	}
	d->out.len = at;
	d->out.buf[at] = '\0';
	put_letter(d, c);
}

/* --- groups ------------------------------------------------------------------ */

static void
open_tag(struct decoder *d, struct group *g, enum style style)
{
	g->style = style;
	g->tag_from = d->out.len;
	if (marks[style].open)
		put_code(d, marks[style].open);
	else if (d->rich && tags[style].open)
		put_raw(d, span_of(tags[style].open));
	g->tag_to = d->out.len;
}

static void
close_tag(struct decoder *d, const struct group *g)
{
	if (g->tag_from == g->tag_to)
		return;
	if (d->out.len == g->tag_to) {
		d->out.len = g->tag_from;
		d->out.buf[d->out.len] = '\0';
	} else if (marks[g->style].open) {
		put_code(d, marks[g->style].close);
	} else {
		d->marked_up = true;
		put_raw(d, span_of(tags[g->style].close));
	}
}

static void
open_group(struct decoder *d, enum style style)
{
	struct group none = { 0 };
	struct group *g = d->depth < GROUPS_MAX ? &d->groups[d->depth] : &none;

	d->depth++;
	g->marks = d->marks_len;
	/* Deeper than anything real: the text is kept, its markup is not. */
	open_tag(d, g, d->depth <= GROUPS_MAX ? style : STYLE_PLAIN);
	if (style == STYLE_NOCASE)
		d->nocase_depth = d->depth;
}

static void
close_group(struct decoder *d)
{
	if (!d->depth)
		return; /* one brace too many: drop it */
	if (d->depth <= GROUPS_MAX) {
		const struct group *g = &d->groups[d->depth - 1];

		if (d->marks_len > g->marks)
			put_trailing_marks(d);
		else
			put_lone_marks(d);
		close_tag(d, g);
	}
	if (d->nocase_depth == d->depth)
		d->nocase_depth = 0;
	d->depth--;
}

/*
 * "{\em ...}": the tag belongs to the group that is already open. A second one
 * in the same group replaces nothing and is not written.
 */
static void
declare(struct decoder *d, enum style style)
{
	struct group *g;

	if (!d->depth || d->depth > GROUPS_MAX || !tags[style].open)
		return;
	g = &d->groups[d->depth - 1];
	if (g->tag_from == g->tag_to)
		open_tag(d, g, style);
}

/* --- input ------------------------------------------------------------------- */

static char
peek(const struct decoder *d, size_t ahead)
{
	return d->at + ahead < d->in.len ? d->in.ptr[d->at + ahead] : '\0';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void
skip_blank(struct decoder *d)
{
	while (is_blank(peek(d, 0)))
		d->at++;
}

/* As latex_argument(), at d->at. What is looked through in vain is bounded. */
static bool
take_argument(struct decoder *d, struct span *out)
{
	size_t at = d->at;

	if (d->wasted > WASTE_FACTOR * d->in.len)
		return false;
	if (!latex_argument(out, &at, d->in)) {
		d->wasted += at - d->at;
		return false;
	}
	d->at = at;
	return true;
}

/* A macro that we do not know stays as it is, with its arguments. */
static void
keep_macro(struct decoder *d, size_t from)
{
	struct span argument;

	while ((peek(d, 0) == '{' || peek(d, 0) == '[') &&
	       take_argument(d, &argument))
		;
	put_text(d, span_sub(d->in, from, d->at));
	d->wide = true; /* there may be line breaks in it */
}

static void
put_verbatim(struct decoder *d, struct span s)
{
	struct sbuf sb = SBUF_INIT;
	struct span all;

	latex_add_verbatim(&sb, s);
	all = (struct span){ sb.buf, sb.len };
	if (all.len && all.ptr[0] == ' ') {
		put_blank(d);
		all = span_skip(all, 1);
	}
	put_text(d, all);
	sbuf_release(&sb);
}

static void
run_command(struct decoder *d, const struct command *c, size_t from)
{
	struct span argument;

	if (c->style == STYLE_BLANK) {
		put_blank(d);
		return;
	}
	if (!c->has_argument) {
		declare(d, c->style);
		return;
	}
	skip_blank(d);
	if (peek(d, 0) != '{') {
		if (c->style == STYLE_VERBATIM || c->style == STYLE_LINK)
			put_text(d, span_sub(d->in, from, d->at));
		return;
	}
	switch (c->style) {
	case STYLE_DROPPED:
		if (!take_argument(d, &argument))
			d->at++;
		break;
	case STYLE_VERBATIM:
		if (take_argument(d, &argument))
			put_verbatim(d, argument);
		else
			d->at++;
		break;
	case STYLE_LINK:
		if (!take_argument(d, &argument))
			d->at++;
		skip_blank(d);
		break;
	default: d->at++; open_group(d, c->style);
	}
}

/* d->at is at the ampersand, or at the brace of a garbled one. */
static bool
entity(struct decoder *d)
{
	struct span rest = span_skip(d->in, d->at);
	size_t len = 0;
	uint32_t c = d->in.ptr[d->at] == '&' ? rich_entity(rest, &len)
					     : latex_garbled_entity(rest, &len);

	if (!c)
		return false;
	d->at += len;
	if (c == ' ') /* of a tab or a line's end */
		put_blank(d);
	else
		put_letter(d, c);
	return true;
}

/* A control word: letters after the backslash at `from`. */
static void
control_word(struct decoder *d, size_t from)
{
	const struct symbol *symbol;
	const struct accent *accent;
	const struct command *command;
	struct span name;

	while (is_ascii_letter(peek(d, 0)))
		d->at++;
	name = span_sub(d->in, from + 1, d->at);
	symbol = FIND(symbols, name);
	accent = symbol ? NULL : FIND(accents, name);
	command = symbol || accent ? NULL : FIND(commands, name);
	if (!symbol && !accent && !command && latex_is_logo(name)) {
		put_text(d, name);
		if (peek(d, 0) == '{' && peek(d, 1) == '}')
			d->at += 2;
		return;
	}
	if (!symbol && !accent && !command) {
		keep_macro(d, from);
		return;
	}
	/* TeX swallows blanks after a control word; so "\ss " needs "{}". */
	skip_blank(d);
	if (symbol) {
		if (peek(d, 0) == '{' && peek(d, 1) == '}')
			d->at += 2;
		put_letter(d, symbol->c);
	} else if (accent) {
		if (d->marks_len < MARKS_MAX)
			d->marks[d->marks_len++] = accent;
	} else {
		run_command(d, command, from);
	}
}

/*
 * A formula: as text, if text can say it, or as it is, with its delimiters. Where
 * BibTeX would keep its letters' case, CSL is told to.
 */
static void
put_formula(struct decoder *d, struct span whole, size_t delimiter)
{
	struct span inside = span_sub(whole, delimiter, whole.len - delimiter);
	struct sbuf text = SBUF_INIT;
	bool capital = false, markup = false, protect;

	d->wide = true;
	if (!text_trim(inside).len ||
	    !latex_add_math(&text, inside, d->rich, &capital, &markup)) {
		put_text(d, whole);
		sbuf_release(&text);
		return;
	}
	protect = d->rich && capital && !d->nocase_depth;
	if (protect)
		put_raw(d, span_of(tags[STYLE_NOCASE].open));
	put_raw(d, (struct span){ text.buf, text.len });
	if (protect)
		put_raw(d, span_of(tags[STYLE_NOCASE].close));
	d->marked_up |= markup || protect;
	sbuf_release(&text);
}

/* "\(x_2\)", "\[...\]": math. d->at is behind the backslash. */
static bool
formula(struct decoder *d, size_t from)
{
	char open = peek(d, 0), close = open == '(' ? ')' : ']';
	size_t i = d->at + 1;

	if ((open != '(' && open != '[') ||
	    d->wasted > WASTE_FACTOR * d->in.len)
		return false;
	while (i + 1 < d->in.len &&
	       (d->in.ptr[i] != '\\' || d->in.ptr[i + 1] != close))
		i += d->in.ptr[i] == '\\' ? 2 : 1;
	if (i + 1 >= d->in.len) {
		d->wasted += d->in.len - d->at;
		return false;
	}
	put_lone_marks(d);
	put_formula(d, span_sub(d->in, from, i + 2), 2);
	d->at = i + 2;
	return true;
}

static void
control(struct decoder *d)
{
	size_t from = d->at++;
	char c = peek(d, 0);
	struct span name = span_sub(d->in, d->at, d->at + 1);
	const struct accent *accent;

	if (is_ascii_letter(c)) {
		control_word(d, from);
		return;
	}
	if (c == '&' && entity(d))
		return;
	if (formula(d, from))
		return;
	accent = name.len ? FIND(accents, name) : NULL;
	if (d->at < d->in.len)
		d->at++;
	if (accent) {
		if (d->marks_len < MARKS_MAX)
			d->marks[d->marks_len++] = accent;
	} else if (is_blank(c) || (c && strchr("\\,;:> ", c))) {
		put_blank(d);
	} else if (c && strchr("-/!@*", c)) {
		return; /* hyphenation, italic correction, thin negative blank */
	} else if (c && strchr("&%$#_{}", c)) {
		put_letter(d, (unsigned char)c);
	} else {
		/* "\(" of math, a lone backslash at the end, ... */
		d->at = c && (unsigned char)c < 0x80 ? d->at : from + 1;
		put_text(d, span_sub(d->in, from, d->at));
	}
}

/* $...$, $$...$$. A dollar without a partner is one. */
static void
math(struct decoder *d)
{
	size_t end = d->at + 1, delimiter = 1;

	put_lone_marks(d);
	if (peek(d, 1) == '$')
		end++;
	while (end < d->in.len && d->in.ptr[end] != '$')
		end += d->in.ptr[end] == '\\' ? 2 : 1;
	if (end >= d->in.len) {
		d->at++;
		sbuf_addc(&d->out, '$');
		return;
	}
	end++;
	if (peek(d, 1) == '$' && end < d->in.len && d->in.ptr[end] == '$') {
		end++;
		delimiter = 2;
	}
	put_formula(d, span_sub(d->in, d->at, end), delimiter);
	d->at = end;
}

static void
brace(struct decoder *d)
{
	char c = peek(d, 1);
	bool protects =
	    !d->marks_len && !d->nocase_depth && c != '\\' && c != '}';

	d->at++;
	open_group(d, protects ? STYLE_NOCASE : STYLE_PLAIN);
}

static bool
ligature(struct decoder *d)
{
	size_t len = 0;
	uint32_t c = latex_ligature(span_skip(d->in, d->at), &len);

	if (!c)
		return false;
	put_letter(d, c);
	d->quoted |= c == 0x2018;
	d->at += len;
	return true;
}

/* Field by field: the groups are many, and few texts have any. */
static void
start(struct decoder *d, struct span in, bool rich)
{
	d->in = in;
	d->at = 0;
	d->out = (struct sbuf)SBUF_INIT;
	(void)sbuf_reserve(&d->out, in.len);
	d->rich = rich;
	d->marked_up = d->quoted = d->wide = false;
	d->depth = d->nocase_depth = 0;
	d->marks_len = 0;
	d->wasted = 0;
}

static void
decode(struct decoder *d)
{
	while (d->at < d->in.len) {
		char c = d->in.ptr[d->at];
		size_t from = d->at, end;

		if (d->marks_len && (is_blank(c) || c == '\0')) {
			d->at++; /* "\' e" */
		} else if (c != ' ' && !d->marks_len &&
			   (end = latex_skip_text(d->in, from, &d->wide)) >
			       from) {
			put_text(d, span_sub(d->in, from, end));
			d->at = end;
		} else if (c == '\\') {
			control(d);
		} else if (c == '{') {
			if (!entity(d))
				brace(d);
		} else if (c == '}') {
			d->at++;
			close_group(d);
		} else if (c == '~' || (unsigned char)c <= ' ') {
			d->at++;
			put_blank(d);
		} else if (c == '$') {
			math(d);
		} else if (c == '&' && entity(d)) {
			continue;
		} else if (!ligature(d)) {
			put_letter(d, text_next(d->in, &d->at));
		}
	}
	put_lone_marks(d);
	while (d->depth)
		close_group(d);
	while (d->out.len && d->out.buf[d->out.len - 1] == ' ')
		d->out.buf[--d->out.len] = '\0';
}

/* What came out, in the arena. */
static char *
finish(struct arena *a, struct decoder *d)
{
	struct span all;
	char *out;

	if (d->quoted)
		latex_close_quotes(&d->out);
	all = (struct span){ d->out.buf, d->out.len };
	out = d->wide ? text_clean(a, all) : arena_strdup_span(a, all);
	sbuf_release(&d->out);
	return out;
}

static bool
is_simple(struct span s)
{
	bool wide = false;

	return s.len && s.ptr[0] != ' ' &&
	       latex_skip_text(s, 0, &wide) == s.len && !wide;
}

char *
latex_to_unicode(struct arena *a, struct span s)
{
	struct decoder d;

	if (is_simple(s))
		return arena_strdup_span(a, s);
	start(&d, s, false);
	decode(&d);
	return finish(a, &d);
}

char *
latex_to_rich(struct arena *a, struct span s)
{
	struct decoder d;

	/* All of CSL's markup comes from groups and formulae. */
	if (!s.len ||
	    (!memchr(s.ptr, '{', s.len) && !memchr(s.ptr, '$', s.len) &&
		!memmem(s.ptr, s.len, "\\(", 2)))
		return NULL;
	start(&d, s, true);
	decode(&d);
	if (!d.marked_up) {
		sbuf_release(&d.out);
		return NULL;
	}
	return finish(a, &d);
}

bool
latex_has_command(struct span s)
{
	for (size_t i = 0; i + 1 < s.len; i++) {
		size_t end = i + 1;
		struct span name;

		if (s.ptr[i] != '\\')
			continue;
		while (end < s.len && is_ascii_letter(s.ptr[end]))
			end++;
		name = span_sub(s, i + 1, end);
		if (name.len && !FIND(symbols, name) && !FIND(accents, name))
			return true;
		i = end == i + 1 ? end : end - 1;
	}
	return false;
}
