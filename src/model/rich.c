#include "model/rich.h"
#include "base/sbuf.h"
#include "base/text.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* What an element means for us. */
enum face {
	FACE_NONE,  /* no element we know: the "<" is a sign */
	FACE_PLAIN, /* its text counts, it itself does not */
	FACE_BLANK, /* parts words */
	FACE_DROP,  /* says again what stands beside it */
	FACE_ITALIC,
	FACE_BOLD,
	FACE_SUP,
	FACE_SUB,
	FACE_SMALL_CAPS,
	FACE_NOCASE,
};

/* HTML, JATS 1.3 (chapter "formatting elements") and MathML 3 names, without
 * namespace prefix. */
static const struct {
	const char *name;
	enum face face;
} elements[] = {
	{ "i", FACE_ITALIC },
	{ "em", FACE_ITALIC },
	{ "italic", FACE_ITALIC },
	{ "b", FACE_BOLD },
	{ "strong", FACE_BOLD },
	{ "bold", FACE_BOLD },
	{ "sup", FACE_SUP },
	{ "sub", FACE_SUB },
	{ "inf", FACE_SUB },
	{ "scp", FACE_SMALL_CAPS },
	{ "sc", FACE_SMALL_CAPS },
	{ "small-caps", FACE_SMALL_CAPS },
	{ "smallcaps", FACE_SMALL_CAPS },
	{ "span", FACE_PLAIN },
	{ "u", FACE_PLAIN },
	{ "underline", FACE_PLAIN },
	{ "overline", FACE_PLAIN },
	{ "strike", FACE_PLAIN },
	{ "s", FACE_PLAIN },
	{ "tt", FACE_PLAIN },
	{ "code", FACE_PLAIN },
	{ "monospace", FACE_PLAIN },
	{ "roman", FACE_PLAIN },
	{ "sans-serif", FACE_PLAIN },
	{ "font", FACE_PLAIN },
	{ "small", FACE_PLAIN },
	{ "big", FACE_PLAIN },
	{ "a", FACE_PLAIN },
	{ "ext-link", FACE_PLAIN },
	{ "xref", FACE_PLAIN },
	{ "styled-content", FACE_PLAIN },
	{ "named-content", FACE_PLAIN },
	{ "title", FACE_PLAIN },
	{ "p", FACE_BLANK },
	{ "br", FACE_BLANK },
	{ "break", FACE_BLANK },
	{ "div", FACE_BLANK },
	{ "sec", FACE_BLANK },
	{ "inline-formula", FACE_PLAIN },
	{ "disp-formula", FACE_PLAIN },
	{ "alternatives", FACE_PLAIN },
	{ "tex-math", FACE_DROP },
	{ "annotation", FACE_DROP },
	{ "fn", FACE_DROP },
	{ "math", FACE_PLAIN },
	{ "semantics", FACE_PLAIN },
	{ "mi", FACE_PLAIN },
	{ "mn", FACE_PLAIN },
	{ "mo", FACE_PLAIN },
	{ "mtext", FACE_PLAIN },
	{ "mspace", FACE_PLAIN },
	{ "mrow", FACE_PLAIN },
	{ "msub", FACE_PLAIN },
	{ "msup", FACE_PLAIN },
	{ "msubsup", FACE_PLAIN },
	{ "mover", FACE_PLAIN },
	{ "munder", FACE_PLAIN },
	{ "munderover", FACE_PLAIN },
	{ "mfrac", FACE_PLAIN },
	{ "msqrt", FACE_PLAIN },
	{ "mroot", FACE_PLAIN },
	{ "mstyle", FACE_PLAIN },
	{ "mfenced", FACE_PLAIN },
	{ "mpadded", FACE_PLAIN },
	{ "mphantom", FACE_PLAIN },
	{ "mprescripts", FACE_PLAIN },
	{ "mmultiscripts", FACE_PLAIN },
	{ "none", FACE_PLAIN },
};

static uint32_t
numeric_entity(struct span name)
{
	bool hex = name.len > 2 && (name.ptr[1] | 0x20) == 'x';
	uint32_t c = 0;

	for (size_t i = hex ? 2 : 1; i < name.len; i++) {
		char d = name.ptr[i];
		uint32_t v;

		if (d >= '0' && d <= '9')
			v = (uint32_t)(d - '0');
		else if (hex && (d | 0x20) >= 'a' && (d | 0x20) <= 'f')
			v = (uint32_t)((d | 0x20) - 'a') + 10;
		else
			return 0;
		c = c * (hex ? 16 : 10) + v;
		if (c > 0x10ffff)
			return 0;
	}
	if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0xd800 && c < 0xe000))
		return c == '\t' || c == '\n' ? ' ' : 0;
	return c;
}

uint32_t
rich_entity(struct span s, size_t *len)
{
	struct span name;
	size_t end = 1;

	if (!s.len || s.ptr[0] != '&')
		return 0;
	while (end < s.len && end < 12 && s.ptr[end] != ';')
		end++;
	if (end >= s.len || s.ptr[end] != ';' || end < 3)
		return 0;
	name = span_sub(s, 1, end);
	*len = end + 1;
	if (name.ptr[0] == '#')
		return numeric_entity(name);
	return text_entity(name);
}

/*
 * All entities become characters. What an "&amp;" opens is looked at again, for
 * texts that were escaped twice or three times: "&amp;lt;i&amp;gt;" is a tag.
 */
struct span
rich_decode(struct arena *a, struct span s)
{
	char *out = arena_alloc(a, s.len + 1);
	size_t len = 0, at = 0;

	while (at < s.len) {
		size_t n = 0, skip = 0;
		uint32_t c;

		if (s.ptr[at] != '&') {
			out[len++] = s.ptr[at++];
			continue;
		}
		c = rich_entity(span_skip(s, at), &n);
		while (c == '&' && s.len - at - n > 2) {
			/* "amp;" after the "&" this one stands for */
			size_t more = 0;
			struct span rest = span_skip(s, at + n);
			char again[16] = "&";

			if (rest.len > sizeof(again) - 1)
				rest.len = sizeof(again) - 1;
			memcpy(again + 1, rest.ptr, rest.len);
			c = rich_entity(
			    (struct span){ again, rest.len + 1 }, &more);
			if (!c) {
				c = '&';
				break;
			}
			n += more - 1;
			skip++;
			if (skip > 4)
				break;
		}
		if (!c) {
			out[len++] = s.ptr[at++];
			continue;
		}
		len += text_put(out + len, c);
		at += n;
	}
	out[len] = '\0';
	return (struct span){ out, len };
}

struct tag {
	enum face face;
	bool end;   /* </i> */
	bool empty; /* <br/> */
	size_t len;
};

static bool
is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
}

static bool
contains(struct span s, const char *what)
{
	size_t n = strlen(what);

	for (size_t i = 0; i + n <= s.len; i++)
		if (!memcmp(s.ptr + i, what, n))
			return true;
	return false;
}

/* The tag at the start of s ("<"); face is FACE_NONE if it is none we know. */
static struct tag
tag_at(struct span s)
{
	struct tag t = { FACE_NONE, false, false, 0 };
	size_t from = 1, at, end;
	struct span name;

	if (from < s.len && s.ptr[from] == '/') {
		t.end = true;
		from++;
	}
	for (at = from; at < s.len && is_name_char(s.ptr[at]); at++)
		if (s.ptr[at] == ':')
			from = at + 1;
	if (at == from || at >= s.len)
		return t;
	name = span_sub(s, from, at);
	for (end = at; end < s.len && end < 1024 && s.ptr[end] != '>'; end++)
		if (s.ptr[end] == '<')
			return t;
	if (end >= s.len || s.ptr[end] != '>' ||
	    (end > at && s.ptr[at] != ' ' && s.ptr[at] != '/'))
		return t;
	t.empty = s.ptr[end - 1] == '/';
	t.len = end + 1;
	for (size_t i = 0; i < COUNT(elements); i++)
		if (text_ascii_lower(name.ptr[0]) == elements[i].name[0] &&
		    text_eq_nocase(name, elements[i].name)) {
			t.face = elements[i].face;
			break;
		}
	if (text_eq_nocase(name, "span") && !t.end) {
		struct span rest = span_sub(s, at, end);

		if (contains(rest, "small-caps"))
			t.face = FACE_SMALL_CAPS;
		else if (contains(rest, "nocase"))
			t.face = FACE_NOCASE;
	}
	return t;
}

/* The end of the element whose open tag ends at from: behind its close tag. */
static size_t
skip_element(struct span s, size_t from)
{
	for (size_t at = from; at < s.len; at++) {
		struct tag t;

		if (s.ptr[at] != '<')
			continue;
		t = tag_at(span_skip(s, at));
		if (t.face == FACE_DROP && t.end)
			return at + t.len;
	}
	return from;
}

char *
rich_plain(struct arena *a, struct span s)
{
	struct sbuf out = SBUF_INIT;
	char *copy;

	if (memchr(s.ptr ? s.ptr : "", '&', s.len))
		s = rich_decode(a, s);
	if (!s.len || !memchr(s.ptr, '<', s.len))
		return text_clean(a, s);
	for (size_t at = 0; at < s.len;) {
		const char *next = memchr(s.ptr + at, '<', s.len - at);
		size_t sign = next ? (size_t)(next - s.ptr) : s.len;
		struct tag t;

		sbuf_add(&out, span_sub(s, at, sign));
		at = sign;
		if (!next)
			break;
		t = tag_at(span_skip(s, at));
		if (t.face == FACE_NONE) {
			sbuf_addc(&out, s.ptr[at++]);
			continue;
		}
		at += t.len;
		if (t.face == FACE_BLANK)
			sbuf_addc(&out, ' ');
		else if (t.face == FACE_DROP && !t.end && !t.empty)
			at = skip_element(s, at);
	}
	copy = text_clean(a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return copy;
}

/* From at on, up to what may be a tag or an entity. */
static size_t
skip_characters(struct span s, size_t at)
{
	for (; s.len - at >= 8; at += 8) {
		uint64_t eight = bytes_at(s.ptr + at);

		if (bytes_equal(eight, '&') | bytes_equal(eight, '<'))
			break;
	}
	while (at < s.len && s.ptr[at] != '&' && s.ptr[at] != '<')
		at++;
	return at;
}

/* An entity at the start of s that stands for its sign and nothing else: what is
 * behind it makes no tag and no other entity of it. */
static char
lone_entity(struct span s, size_t *len)
{
	uint32_t c = rich_entity(s, len);
	char next = c && *len < s.len ? s.ptr[*len] : 'x';

	return c == '>' || ((c == '<' || c == '&') && next == ' ') ? (char)c
								   : '\0';
}

/* Is it the text with tags between its characters, and nothing harder to decode?
 * False does not mean that it is not. */
static bool
is_text_tagged(struct span s, const char *text)
{
	size_t left = strlen(text);

	for (size_t at = 0; at < s.len;) {
		size_t n = skip_characters(s, at) - at, len = 0;
		struct tag t;

		if (n > left || memcmp(s.ptr + at, text, n) != 0)
			return false;
		text += n;
		left -= n;
		at += n;
		if (at == s.len)
			break;
		if (s.ptr[at] == '&') {
			if (!left ||
			    lone_entity(span_skip(s, at), &len) != *text)
				return false;
			text++;
			left--;
			at += len;
			continue;
		}
		t = tag_at(span_skip(s, at));
		if (t.face == FACE_NONE || t.face == FACE_BLANK ||
		    t.face == FACE_DROP)
			return false;
		at += t.len;
	}
	return left == 0;
}

bool
rich_says(struct arena *a, struct span s, const char *text)
{
	return is_text_tagged(s, text) || !strcmp(rich_plain(a, s), text);
}

static const char *
open_tag(enum face f)
{
	switch (f) {
	case FACE_ITALIC: return "<i>";
	case FACE_BOLD: return "<b>";
	case FACE_SUP: return "<sup>";
	case FACE_SUB: return "<sub>";
	case FACE_SMALL_CAPS:
		return "<span style=\"font-variant:small-caps;\">";
	case FACE_NOCASE: return "<span class=\"nocase\">";
	default: return "";
	}
}

static const char *
close_tag(enum face f)
{
	switch (f) {
	case FACE_ITALIC: return "</i>";
	case FACE_BOLD: return "</b>";
	case FACE_SUP: return "</sup>";
	case FACE_SUB: return "</sub>";
	case FACE_SMALL_CAPS:
	case FACE_NOCASE: return "</span>";
	default: return "";
	}
}

enum { DEPTH_MAX = 16 };

struct faces {
	enum face items[DEPTH_MAX];
	size_t len;
	bool any;
};

/* Take a tag in; the markup that goes out is always balanced. */
static void
add_tag(struct sbuf *out, struct faces *open, const struct tag *t)
{
	size_t i;

	if (!t->end) {
		if (t->empty || open->len == DEPTH_MAX)
			return;
		open->items[open->len++] = t->face;
		sbuf_add(out, span_of(open_tag(t->face)));
		open->any = open->any || *open_tag(t->face);
		return;
	}
	for (i = open->len; i; i--) {
		enum face f = open->items[i - 1];

		/* </span> closes whatever <span ...> opened */
		if (f == t->face ||
		    (t->face == FACE_PLAIN &&
			(f == FACE_SMALL_CAPS || f == FACE_NOCASE)))
			break;
	}
	while (i && open->len >= i)
		sbuf_add(out, span_of(close_tag(open->items[--open->len])));
}

char *
rich_csl(struct arena *a, struct span s)
{
	struct sbuf out = SBUF_INIT;
	struct faces open = { { FACE_NONE }, 0, false };
	bool blank = false; /* before a tag, so that none is needed behind it */
	char *copy;

	if (memchr(s.ptr ? s.ptr : "", '&', s.len))
		s = rich_decode(a, s);
	for (size_t at = 0; at < s.len;) {
		struct tag t = { FACE_NONE, false, false, 0 };

		if (s.ptr[at] == '<')
			t = tag_at(span_skip(s, at));
		if (t.face == FACE_NONE) {
			bool again = blank;

			blank = text_is_blank(s.ptr[at]);
			if (blank && again)
				; /* text_clean() sees no tags between them */
			else if (s.ptr[at] == '<')
				sbuf_add(&out, SPAN_LIT("&lt;"));
			else if (s.ptr[at] == '>')
				sbuf_add(&out, SPAN_LIT("&gt;"));
			else if (s.ptr[at] == '&')
				sbuf_add(&out, SPAN_LIT("&amp;"));
			else
				sbuf_addc(&out, s.ptr[at]);
			at++;
			continue;
		}
		at += t.len;
		if (t.face == FACE_BLANK)
			sbuf_addc(&out, ' ');
		else if (t.face == FACE_DROP && !t.end && !t.empty)
			at = skip_element(s, at);
		else if (t.face != FACE_DROP)
			add_tag(&out, &open, &t);
	}
	while (open.len)
		sbuf_add(&out, span_of(close_tag(open.items[--open.len])));
	copy =
	    open.any ? text_clean(a, (struct span){ out.buf, out.len }) : NULL;
	sbuf_release(&out);
	return copy;
}

static bool
begins(struct span s, struct span with)
{
	return s.len >= with.len && !memcmp(s.ptr, with.ptr, with.len);
}

char *
rich_visible(struct arena *a, struct span s)
{
	static const struct span nocase = SPAN_LIT("<span class=\"nocase\">"),
				 span = SPAN_LIT("<span"),
				 end = SPAN_LIT("</span>");
	char *out = arena_alloc(a, s.len + 1);
	uint64_t dropped = 0; /* a bit for each open span, the innermost last */
	size_t len = 0;
	bool any = false;

	for (size_t i = 0; i < s.len;) {
		struct span rest = span_skip(s, i);

		if (begins(rest, span)) {
			bool drop = begins(rest, nocase);

			dropped = dropped << 1 | drop;
			if (drop) {
				i += nocase.len;
				continue;
			}
		} else if (begins(rest, end)) {
			bool drop = dropped & 1;

			dropped >>= 1;
			if (drop) {
				i += end.len;
				continue;
			}
		}
		any |= s.ptr[i] == '<';
		out[len++] = s.ptr[i++];
	}
	out[len] = '\0';
	return any ? out : NULL;
}

bool
rich_opens_entity(struct span s)
{
	char with[16] = "&";
	size_t n = s.len < sizeof(with) - 1 ? s.len : sizeof(with) - 1, len;

	memcpy(with + 1, s.ptr, n);
	return rich_entity((struct span){ with, n + 1 }, &len) != 0;
}

size_t
rich_sign(struct span s, char *sign)
{
	static const struct {
		const char *escaped;
		char sign;
	} signs[] = { { "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' } };

	if (!s.len || *s.ptr != '&')
		return 0;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (begins(s, span_of(signs[i].escaped))) {
			*sign = signs[i].sign;
			return strlen(signs[i].escaped);
		}
	return 0;
}

/* The three signs that rich_csl() escapes, as they are. With kept, not where a tag or
 * an entity may begin: is there such a place? */
static char *
unescaped(struct arena *a, struct span s, bool *kept)
{
	char *out = arena_alloc(a, s.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++) {
		struct span rest = span_skip(s, i);
		const char *next = memchr(rest.ptr, '&', rest.len);
		size_t n = next ? (size_t)(next - rest.ptr) : rest.len;
		char c = '&';

		memcpy(out + len, rest.ptr, n);
		len += n;
		i += n;
		if (i == s.len)
			break;
		rest = span_skip(s, i);
		n = rich_sign(rest, &c);
		rest = span_skip(rest, n);
		/* as markup it would be more than a sign */
		if (kept && n && rest.len &&
		    ((c == '<' && (text_is_letter((unsigned char)*rest.ptr) ||
				      *rest.ptr == '/' || *rest.ptr == '!')) ||
			(c == '&' && rich_opens_entity(rest)))) {
			memcpy(out + len, s.ptr + i, n);
			len += n;
			i += n - 1;
			*kept = true;
			continue;
		}
		out[len++] = c;
		i += n ? n - 1 : 0;
	}
	out[len] = '\0';
	return out;
}

char *
rich_bare(struct arena *a, struct span s)
{
	bool kept = false;
	char *careful, *bare, *again;

	if (!memchr(s.ptr, '&', s.len))
		return arena_strdup_span(a, s);
	careful = unescaped(a, s, &kept);
	if (!kept)
		return careful;
	bare = unescaped(a, s, NULL);
	again = rich_csl(a, span_of(bare));
	return again && !strcmp(again, text_clean(a, s)) ? bare : careful;
}

const char *
rich_escaped(struct arena *a, const char *s)
{
	struct sbuf out = SBUF_INIT;
	char *copy;

	if (!s || !strpbrk(s, "<&"))
		return s;
	for (; *s; s++) {
		if (*s == '<')
			sbuf_add(&out, SPAN_LIT("&lt;"));
		else if (*s == '&' && s[1] != ' ')
			sbuf_add(&out, SPAN_LIT("&amp;"));
		else
			sbuf_addc(&out, *s);
	}
	copy = arena_strdup(a, out.buf);
	sbuf_release(&out);
	return copy;
}
