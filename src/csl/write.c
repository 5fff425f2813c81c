/* The writers: tokens as text with the markup of a format. */

#include "base/text.h"
#include "csl/write-link.h"
#include "csl/write-runs.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/banned.h"

/* What a property of the font is written as, opening and closing. */
struct markup {
	const char *open, *close;
};

struct writer {
	struct markup style[4], variant[3], weight[4], decoration[3], align[4];
	struct markup display[5];
	/* Without markup for blocks: what parts them. NULL: there is. */
	const char *new_line;
	void (*text)(struct sbuf *out, struct span s);
};

#define SPAN_OF(css)                                  \
	{                                             \
		"<span style=\"" css "\">", "</span>" \
	}

static void write_html_text(struct sbuf *out, struct span s);
static void write_plain_text(struct sbuf *out, struct span s);
static void write_markdown_text(struct sbuf *out, struct span s);
static void write_latex_text(struct sbuf *out, struct span s);
static void write_rtf_text(struct sbuf *out, struct span s);
static void write_typst_text(struct sbuf *out, struct span s);
static void write_org_text(struct sbuf *out, struct span s);
static void write_terminal_text(struct sbuf *out, struct span s);

static const struct writer writers[] = {
	[CSL_OUTPUT_TEXT] = { .text = write_plain_text, .new_line = "\n" },
	[CSL_OUTPUT_HTML] = {
	    .style = {
		[FONT_STYLE_NORMAL] = SPAN_OF("font-style:normal;"),
		[FONT_STYLE_ITALIC] = { "<i>", "</i>" },
		[FONT_STYLE_OBLIQUE] = { "<em>", "</em>" },
	    },
	    .variant = {
		[FONT_VARIANT_NORMAL] = SPAN_OF("font-variant:normal;"),
		[FONT_VARIANT_SMALL_CAPS] = SPAN_OF("font-variant:small-caps;"),
	    },
	    .weight = {
		[FONT_WEIGHT_NORMAL] = SPAN_OF("font-weight:normal;"),
		[FONT_WEIGHT_BOLD] = { "<b>", "</b>" },
	    },
	    .decoration = {
		[DECORATION_NONE] = SPAN_OF("text-decoration:none;"),
		[DECORATION_UNDERLINE] = SPAN_OF("text-decoration:underline;"),
	    },
	    .align = {
		[ALIGN_BASELINE] = SPAN_OF("baseline"),
		[ALIGN_SUP] = { "<sup>", "</sup>" },
		[ALIGN_SUB] = { "<sub>", "</sub>" },
	    },
	    .display = {
		[DISPLAY_BLOCK] = {
		    "\n\n    <div class=\"csl-block\">", "</div>\n" },
		[DISPLAY_LEFT_MARGIN] = {
		    "\n    <div class=\"csl-left-margin\">", "</div>" },
		[DISPLAY_RIGHT_INLINE] = {
		    "<div class=\"csl-right-inline\">", "</div>\n  " },
		[DISPLAY_INDENT] = {
		    "<div class=\"csl-indent\">", "</div>\n  " },
	    },
	    .text = write_html_text,
	},
	[CSL_OUTPUT_MARKDOWN] = {
	    .style = {
		[FONT_STYLE_ITALIC] = { "*", "*" },
		[FONT_STYLE_OBLIQUE] = { "*", "*" },
	    },
	    .weight = { [FONT_WEIGHT_BOLD] = { "**", "**" } },
	    .align = {
		[ALIGN_SUP] = { "<sup>", "</sup>" },
		[ALIGN_SUB] = { "<sub>", "</sub>" },
	    },
	    .text = write_markdown_text,
	    .new_line = "  \n",
	},
	[CSL_OUTPUT_RTF] = {
	    .style = {
		[FONT_STYLE_NORMAL] = { "{\\i0 ", "}" },
		[FONT_STYLE_ITALIC] = { "{\\i ", "}" },
		[FONT_STYLE_OBLIQUE] = { "{\\i ", "}" },
	    },
	    .variant = {
		[FONT_VARIANT_NORMAL] = { "{\\scaps0 ", "}" },
		[FONT_VARIANT_SMALL_CAPS] = { "{\\scaps ", "}" },
	    },
	    .weight = {
		[FONT_WEIGHT_NORMAL] = { "{\\b0 ", "}" },
		[FONT_WEIGHT_BOLD] = { "{\\b ", "}" },
	    },
	    .decoration = {
		[DECORATION_NONE] = { "{\\ulnone ", "}" },
		[DECORATION_UNDERLINE] = { "{\\ul ", "}" },
	    },
	    .align = {
		[ALIGN_BASELINE] = { "{\\nosupersub ", "}" },
		[ALIGN_SUP] = { "{\\super ", "}" },
		[ALIGN_SUB] = { "{\\sub ", "}" },
	    },
	    .text = write_rtf_text,
	    .new_line = "\\line ",
	},
	[CSL_OUTPUT_TYPST] = {
	    .style = {
		[FONT_STYLE_NORMAL] = { "#text(style: \"normal\")[", "]" },
		[FONT_STYLE_ITALIC] = { "#emph[", "]" },
		[FONT_STYLE_OBLIQUE] = { "#emph[", "]" },
	    },
	    .variant = { [FONT_VARIANT_SMALL_CAPS] = { "#smallcaps[", "]" } },
	    .weight = {
		[FONT_WEIGHT_NORMAL] = { "#text(weight: \"regular\")[", "]" },
		[FONT_WEIGHT_BOLD] = { "#strong[", "]" },
	    },
	    .decoration = { [DECORATION_UNDERLINE] = { "#underline[", "]" } },
	    .align = {
		[ALIGN_SUP] = { "#super[", "]" },
		[ALIGN_SUB] = { "#sub[", "]" },
	    },
	    .text = write_typst_text,
	    .new_line = " \\\n",
	},
	[CSL_OUTPUT_ORG] = {
	    .style = {
		[FONT_STYLE_ITALIC] = { "/", "/" },
		[FONT_STYLE_OBLIQUE] = { "/", "/" },
	    },
	    .weight = { [FONT_WEIGHT_BOLD] = { "*", "*" } },
	    .decoration = { [DECORATION_UNDERLINE] = { "_", "_" } },
	    .align = {
		[ALIGN_SUP] = { "^{", "}" },
		[ALIGN_SUB] = { "_{", "}" },
	    },
	    .text = write_org_text,
	    .new_line = " \\\\\n",
	},
	/* ECMA-48, 8.3.117 "SGR" */
	[CSL_OUTPUT_TERMINAL] = {
	    .style = {
		[FONT_STYLE_NORMAL] = { "\033[23m", "\033[3m" },
		[FONT_STYLE_ITALIC] = { "\033[3m", "\033[23m" },
		[FONT_STYLE_OBLIQUE] = { "\033[3m", "\033[23m" },
	    },
	    .weight = {
		[FONT_WEIGHT_NORMAL] = { "\033[22m", "\033[1m" },
		[FONT_WEIGHT_BOLD] = { "\033[1m", "\033[22m" },
	    },
	    .decoration = {
		[DECORATION_NONE] = { "\033[24m", "\033[4m" },
		[DECORATION_UNDERLINE] = { "\033[4m", "\033[24m" },
	    },
	    .text = write_terminal_text,
	    .new_line = "\n",
	},
	[CSL_OUTPUT_LATEX] = {
	    .style = {
		[FONT_STYLE_NORMAL] = { "\\textup{", "}" },
		[FONT_STYLE_ITALIC] = { "\\textit{", "}" },
		[FONT_STYLE_OBLIQUE] = { "\\textsl{", "}" },
	    },
	    .variant = { [FONT_VARIANT_SMALL_CAPS] = { "\\textsc{", "}" } },
	    .weight = {
		[FONT_WEIGHT_NORMAL] = { "\\textmd{", "}" },
		[FONT_WEIGHT_BOLD] = { "\\textbf{", "}" },
	    },
	    .decoration = {
		[DECORATION_UNDERLINE] = { "\\underline{", "}" },
	    },
	    .align = {
		[ALIGN_SUP] = { "\\textsuperscript{", "}" },
		[ALIGN_SUB] = { "\\textsubscript{", "}" },
	    },
	    .text = write_latex_text,
	    .new_line = "\\\\\n",
	},
};

/* The plain text of a superscript character, which ordinals of locales are made
 * of; HTML has an element for it. */
static const char *
superscript(struct arena *a, uint32_t c)
{
	/* Superscripts that Unicode does not decompose. */
	static const struct {
		uint32_t c;
		const char *plain;
	} others[] = { { 0x2c0, "ʔ" }, { 0x2c1, "ʕ" }, { 0x6e5, "و" },
		{ 0x6e6, "ي" } };
	UErrorCode code = U_ZERO_ERROR;
	const UNormalizer2 *nfkd;
	UChar wide[16];
	int32_t n;
	char *out;

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (others[i].c == c)
			return others[i].plain;
	if (u_getIntPropertyValue((UChar32)c, UCHAR_DECOMPOSITION_TYPE) !=
	    U_DT_SUPER)
		return NULL;
	nfkd = unorm2_getNFKDInstance(&code);
	n = unorm2_getRawDecomposition(nfkd, (UChar32)c, wide, 16, &code);
	if (U_FAILURE(code) || n < 0)
		return NULL;
	out = arena_alloc(a, 64);
	u_strToUTF8(out, 63, NULL, wide, n, &code);
	return U_FAILURE(code) ? NULL : out;
}

static void
write_html_text(struct sbuf *out, struct span s)
{
	struct arena a = ARENA_INIT;
	size_t at = 0;

	while (at < s.len) {
		size_t from = at;
		uint32_t c = text_next(s, &at);
		const char *sup;

		if (c == '&')
			sbuf_add(out, SPAN_LIT("&#38;"));
		else if (c == '<')
			sbuf_add(out, SPAN_LIT("&#60;"));
		else if (c == '>')
			sbuf_add(out, SPAN_LIT("&#62;"));
		else if (c > 0x7f && (sup = superscript(&a, c)))
			sbuf_addf(out, "<sup>%s</sup>", sup);
		else
			sbuf_add(out, span_sub(s, from, at));
	}
	arena_release(&a);
}

static void
write_plain_text(struct sbuf *out, struct span s)
{
	sbuf_add(out, s);
}

static void
write_markdown_text(struct sbuf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (strchr("\\*_`[]<>", s.ptr[i]))
			sbuf_addc(out, '\\');
		sbuf_addc(out, s.ptr[i]);
	}
}

static void
write_latex_text(struct sbuf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		switch (s.ptr[i]) {
		case '\\': sbuf_add(out, SPAN_LIT("\\textbackslash{}")); break;
		case '~': sbuf_add(out, SPAN_LIT("\\textasciitilde{}")); break;
		case '^': sbuf_add(out, SPAN_LIT("\\textasciicircum{}")); break;
		case '{':
		case '}':
		case '$':
		case '&':
		case '#':
		case '_':
		case '%':
			sbuf_addc(out, '\\');
			sbuf_addc(out, s.ptr[i]);
			break;
		default: sbuf_addc(out, s.ptr[i]); break;
		}
}

/* RTF is ASCII; a character is a UTF-16 number, with "?" for old readers. */
static void
write_rtf_text(struct sbuf *out, struct span s)
{
	size_t at = 0;

	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		if (c == '\\' || c == '{' || c == '}')
			sbuf_addf(out, "\\%c", (int)c);
		else if (c < 0x80)
			sbuf_addc(out, (char)c);
		else if (c < 0x10000)
			sbuf_addf(out, "\\u%d?", (int)(int16_t)c);
		else
			sbuf_addf(out, "\\u%d?\\u%d?",
			    (int)(int16_t)(0xd7c0 + (c >> 10)),
			    (int)(int16_t)(0xdc00 | (c & 0x3ff)));
	}
}

static void
write_typst_text(struct sbuf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (strchr("\\#*_`$<>@[]~/", s.ptr[i]))
			sbuf_addc(out, '\\');
		sbuf_addc(out, s.ptr[i]);
	}
}

/* Org's own markup, at the start of a word: a zero width space keeps it text (Org
 * manual, "Escape Character"); subscripts and superscripts have entities. */
static void
write_org_text(struct sbuf *out, struct span s)
{
	char before = ' ';

	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if (c == '_')
			sbuf_add(out, SPAN_LIT("\\under{}"));
		else if (c == '^')
			sbuf_add(out, SPAN_LIT("\\asciicirc{}"));
		else if (c == '\\')
			sbuf_add(out, SPAN_LIT("\\backslash{}"));
		else if (strchr("*/+=~[|", c) && strchr(" -({'\"[", before))
			sbuf_addf(out, "\xe2\x80\x8b%c", c);
		else
			sbuf_addc(out, c);
		before = c;
	}
}

/* Nothing that a terminal acts upon. */
static void
write_terminal_text(struct sbuf *out, struct span s)
{
	size_t at = 0;

	while (at < s.len) {
		size_t from = at;
		uint32_t c = text_next(s, &at);

		if (c < 0x20 || (c >= 0x7f && c < 0xa0) ||
		    (c >= 0x202a && c <= 0x202e) ||
		    (c >= 0x2066 && c <= 0x2069))
			sbuf_add(out, SPAN_LIT("\xef\xbf\xbd"));
		else
			sbuf_add(out, span_sub(s, from, at));
	}
}

static void
put(struct sbuf *out, const char *s)
{
	if (s)
		sbuf_add(out, span_of(s));
}

/* Outermost first: position, decoration, weight, variant, style. */
static void
open_font(struct sbuf *out, const struct writer *w, const struct csl_font *f)
{
	put(out, w->align[f->align].open);
	put(out, w->decoration[f->decoration].open);
	put(out, w->weight[f->weight].open);
	put(out, w->variant[f->variant].open);
	put(out, w->style[f->style].open);
}

static void
close_font(struct sbuf *out, const struct writer *w, const struct csl_font *f)
{
	put(out, w->style[f->style].close);
	put(out, w->variant[f->variant].close);
	put(out, w->weight[f->weight].close);
	put(out, w->decoration[f->decoration].close);
	put(out, w->align[f->align].close);
}

static bool
ends_in_blank(const struct sbuf *out)
{
	char c = out->len ? out->buf[out->len - 1] : '\n';

	return c == ' ' || c == '\n';
}

/* Blocks where there is no markup for them: a blank behind the margin, a line of its
 * own for the rest. */
static void
part_blocks(struct sbuf *out, const struct writer *w, const struct csl_token *x,
    bool any)
{
	bool margin = x->display == DISPLAY_LEFT_MARGIN;

	if (x->kind == TOKEN_DISPLAY_CLOSE && margin) {
		if (!ends_in_blank(out))
			sbuf_addc(out, ' ');
	} else if (x->kind == TOKEN_DISPLAY_OPEN && any &&
		   x->display != DISPLAY_RIGHT_INLINE) {
		while (out->len && out->buf[out->len - 1] == ' ')
			out->buf[--out->len] = '\0';
		put(out, w->new_line);
	}
}

static void
write_text(struct sbuf *out, const struct writer *w, struct span s, bool block)
{
	/* A block that begins with a blank has one before it already. */
	if (block && w->new_line && ends_in_blank(out))
		while (s.len && *s.ptr == ' ')
			s = span_skip(s, 1);
	w->text(out, s);
}

const char *
csl_output_name(enum csl_output o)
{
	static const char *const names[] = {
		[CSL_OUTPUT_TEXT] = "text",
		[CSL_OUTPUT_HTML] = "html",
		[CSL_OUTPUT_MARKDOWN] = "markdown",
		[CSL_OUTPUT_LATEX] = "latex",
		[CSL_OUTPUT_RTF] = "rtf",
		[CSL_OUTPUT_TYPST] = "typst",
		[CSL_OUTPUT_ORG] = "org",
		[CSL_OUTPUT_TERMINAL] = "terminal",
		[CSL_OUTPUT_RUNS] = "runs",
	};

	return names[o];
}

/* The token as a link, with what the style prints before the identifier. */
static void
write_link(struct sbuf *out, enum csl_output format, const struct csl_tokens *t,
    size_t i, struct span url, size_t shown)
{
	const struct writer *w = &writers[format];
	struct sbuf text = SBUF_INIT;
	struct span all;

	if (shown) {
		struct span before = t->items[i - 1].text;

		sbuf_add(&text, span_skip(before, before.len - shown));
	}
	sbuf_add(&text, t->items[i].text);
	all = (struct span){ text.buf, text.len };
	csl_link_open(out, format, url, all);
	if (csl_link_is_all(format, url, all))
		sbuf_add(out, all);
	else
		w->text(out, all);
	csl_link_close(out, format, url, all);
	sbuf_release(&text);
}

/* The text of a token, without what belongs to the link behind it. */
static struct span
before_link(const struct csl_tokens *t, size_t i, struct sbuf *url)
{
	struct span s = t->items[i].text;
	size_t shown;

	if (i + 1 < t->len && csl_link_target(url, &shown, t, i + 1))
		s.len -= shown;
	return s;
}

void
csl_tokens_write(struct sbuf *out, const struct csl_tokens *t,
    enum csl_output format, bool links)
{
	const struct writer *w = &writers[format];
	const size_t start = out->len;
	bool block = true; /* at the beginning of one */
	struct sbuf url = SBUF_INIT;
	size_t shown;

	if (format == CSL_OUTPUT_RUNS) {
		csl_tokens_write_runs(out, t);
		return;
	}
	links = links && csl_link_in(format);
	for (size_t i = 0; i < t->len; i++) {
		const struct csl_token *x = &t->items[i];

		switch (x->kind) {
		case TOKEN_TEXT:
			if (links && csl_link_target(&url, &shown, t, i))
				write_link(out, format, t, i,
				    (struct span){ url.buf, url.len }, shown);
			else
				write_text(out, w,
				    links ? before_link(t, i, &url) : x->text,
				    block);
			block = block && !x->text.len;
			break;
		case TOKEN_QUOTE_OPEN:
		case TOKEN_QUOTE_CLOSE:
			w->text(out, x->text);
			block = false;
			break;
		case TOKEN_OPEN: open_font(out, w, &x->font); break;
		case TOKEN_CLOSE: close_font(out, w, &x->font); break;
		case TOKEN_DISPLAY_OPEN:
		case TOKEN_DISPLAY_CLOSE:
			if (w->new_line)
				part_blocks(out, w, x, out->len > start);
			else if (x->kind == TOKEN_DISPLAY_OPEN)
				put(out, w->display[x->display].open);
			else
				put(out, w->display[x->display].close);
			block = true;
			break;
		}
	}
	while (w->new_line && out->len > start && out->buf[out->len - 1] == ' ')
		out->buf[--out->len] = '\0';
	sbuf_release(&url);
}
