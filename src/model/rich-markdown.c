#include "model/rich-markdown.h"
#include "base/sbuf.h"
#include "base/text.h"
#include "model/latex.h"
#include "model/rich.h"

#include "base/banned.h"

/* What a delimiter stands for. */
enum face {
	FACE_ITALIC,
	FACE_BOLD,
	FACE_SUP,
	FACE_SUB,
	FACE_SMALL_CAPS,
	FACE_NOCASE,
	FACE_PLAIN, /* nothing that CSL knows */
};

static const struct {
	struct span open, close;   /* CSL's tags */
	struct span before, after; /* Markdown's */
} faces[] = {
	[FACE_ITALIC] = { SPAN_LIT("<i>"), SPAN_LIT("</i>"), SPAN_LIT("*"),
	    SPAN_LIT("*") },
	[FACE_BOLD] = { SPAN_LIT("<b>"), SPAN_LIT("</b>"), SPAN_LIT("**"),
	    SPAN_LIT("**") },
	[FACE_SUP] = { SPAN_LIT("<sup>"), SPAN_LIT("</sup>"), SPAN_LIT("^"),
	    SPAN_LIT("^") },
	[FACE_SUB] = { SPAN_LIT("<sub>"), SPAN_LIT("</sub>"), SPAN_LIT("~"),
	    SPAN_LIT("~") },
	[FACE_SMALL_CAPS] = { SPAN_LIT("<span style=\"font-variant:"
				       "small-caps;\">"),
	    SPAN_LIT("</span>"), SPAN_LIT("["), SPAN_LIT("]{.smallcaps}") },
	[FACE_NOCASE] = { SPAN_LIT("<span class=\"nocase\">"),
	    SPAN_LIT("</span>"), SPAN_LIT("["), SPAN_LIT("]{.nocase}") },
	[FACE_PLAIN] = { SPAN_LIT(""), SPAN_LIT(""), SPAN_LIT(""),
	    SPAN_LIT("") },
};

enum { DEPTH_MAX = 32 };

static bool
begins(struct span s, struct span with)
{
	return s.len >= with.len && !memcmp(s.ptr, with.ptr, with.len);
}

static bool
is_sign(char c)
{
	return c > ' ' && c < 0x7f && !text_is_letter((unsigned char)c) &&
	       !(c >= '0' && c <= '9');
}

/* Part of a word, as what is beside "_" and "@" in it: any letter beyond ASCII too. */
static bool
is_word(char c)
{
	return (unsigned char)c >= 0x80 || text_is_letter((unsigned char)c) ||
	       (c >= '0' && c <= '9');
}

/* --- writing ------------------------------------------------------------------------ */

struct writing {
	struct sbuf out;
	enum face open[DEPTH_MAX];
	size_t depth;   /* of open, and of tags beyond it */
	size_t pending; /* of open: those that are not written yet */
	unsigned index; /* super- and subscripts around, which end at a blank */
	char closed;    /* the sign that has just closed something, or NUL */
	char opened;    /* that has just opened something */
};

/* Before the next text: what opens stands in front of no blank. */
static void
write_pending(struct writing *w)
{
	while (w->pending) {
		enum face f = w->open[w->depth - w->pending--];
		const char *sign = faces[f].before.ptr;

		/* "*a***b**" is a riddle, "^[" a footnote; pandoc drops
		 * comments */
		if (w->closed == *sign || (w->opened == '^' && *sign == '[') ||
		    (w->opened == '[' && *sign == '^'))
			sbuf_add(&w->out, SPAN_LIT("<!-- -->"));
		w->closed = '\0';
		w->opened = *sign;
		sbuf_add(&w->out, faces[f].before);
	}
}

static void
write_end(struct writing *w, enum face f)
{
	struct span blank = w->index ? SPAN_LIT("\\ ") : SPAN_LIT(" ");
	struct sbuf *out = &w->out;
	size_t blanks = 0;

	/* what closes stands behind no blank */
	while (f != FACE_SUP && f != FACE_SUB && out->len >= blank.len &&
	       !memcmp(out->buf + out->len - blank.len, blank.ptr, blank.len)) {
		out->len -= blank.len;
		blanks++;
	}
	sbuf_add(out, faces[f].after);
	w->closed = blanks ? '\0' : *faces[f].after.ptr;
	w->opened = '\0';
	while (blanks--)
		sbuf_add(out, blank);
}

/* A tag of CSL's at the start of s, taken in; its length, 0 if there is none. */
static size_t
write_tag(struct writing *w, struct span s)
{
	for (enum face f = FACE_ITALIC; f < FACE_PLAIN; f++) {
		if (begins(s, faces[f].open)) {
			if (w->depth == DEPTH_MAX)
				return 0;
			w->open[w->depth++] = f;
			w->pending++;
			w->index += f == FACE_SUP || f == FACE_SUB;
			return faces[f].open.len;
		}
		if (begins(s, faces[f].close)) {
			if (!w->depth)
				return faces[f].close.len;
			f = w->open[--w->depth];
			w->index -= f == FACE_SUP || f == FACE_SUB;
			if (w->pending)
				w->pending--; /* nothing in it */
			else
				write_end(w, f);
			return faces[f].close.len;
		}
	}
	return 0;
}

/* Would c at this place be markup? */
static bool
is_markup(const struct sbuf *out, char c, struct span rest)
{
	char before = out->len ? out->buf[out->len - 1] : '\n';
	char next = rest.len ? *rest.ptr : '\n';

	switch (c) {
	case '\\':
	case '`':
	case '*':
	case '^':
	case '~':
	case '[':
	case ']':
	case '$': return true;
	case '_': return !is_word(before) || !is_word(next);
	case '@': return !is_word(before);
	case '-': return next == '-';
	case '.': return begins(rest, SPAN_LIT(".."));
	case '<':
		return text_is_letter((unsigned char)next) || next == '/' ||
		       next == '!' || next == '?';
	case '!': return begins(rest, SPAN_LIT("<span"));
	case '&': return rich_opens_entity(rest);
	case '>':
	case '#': return before == '\n';
	default: return false;
	}
}

/* Does an index open in front of the next text? */
static bool
is_index_pending(const struct writing *w)
{
	for (size_t i = w->depth - w->pending; i < w->depth; i++)
		if (w->open[i] == FACE_SUP || w->open[i] == FACE_SUB)
			return true;
	return false;
}

static void
write_char(struct writing *w, char c, struct span rest)
{
	if (c != ' ' || is_index_pending(w))
		write_pending(w);
	w->closed = w->opened = '\0';
	if (c == '\n') {
		sbuf_add(&w->out, SPAN_LIT("\\\n"));
		return;
	}
	if (c == ' ' && w->index) {
		sbuf_add(&w->out, SPAN_LIT("\\ "));
		return;
	}
	if (is_markup(&w->out, c, rest))
		sbuf_addc(&w->out, '\\');
	sbuf_addc(&w->out, c);
}

char *
rich_to_markdown(struct arena *a, struct span rich)
{
	struct writing w = { .out = SBUF_INIT };
	char *copy;

	for (size_t i = 0; i < rich.len;) {
		struct span s = span_skip(rich, i);
		char c = *s.ptr;
		size_t n = 1;

		if (c == '<' && (n = write_tag(&w, s)) != 0) {
			i += n;
			continue;
		}
		n = rich_sign(s, &c);
		n += !n;
		write_char(&w, c, span_skip(s, n));
		i += n;
	}
	copy = arena_strdup_span(a, (struct span){ w.out.buf, w.out.len });
	sbuf_release(&w.out);
	return copy;
}

/* --- reading ------------------------------------------------------------------------ */

/* A delimiter, and where in the text it stands; a sign like others unless it finds its
 * like. */
struct mark {
	size_t at;
	char sign;
	unsigned n; /* of the sign */
	enum { MARK_SIGN, MARK_OPEN, MARK_CLOSE } is;
	enum face face;
};

struct reading {
	struct arena *a;
	struct span in;
	size_t at;
	struct sbuf text;
	struct mark *marks; /* in the arena */
	size_t marks_len;
	size_t open[DEPTH_MAX]; /* of marks, that may still find their like */
	size_t depth;
	/* there is none of them in what is left */
	bool no_math, no_comment, no_code, no_address;
};

static void
add_mark(struct reading *r, char sign, unsigned n, bool opens)
{
	struct mark m = { .at = r->text.len, .sign = sign, .n = n };

	if (opens && r->depth < DEPTH_MAX)
		r->open[r->depth++] = r->marks_len;
	ARENA_PUSH(r->a, r->marks, r->marks_len) = m;
}

static void
close_mark(struct reading *r, size_t depth, enum face f)
{
	struct mark *open = &r->marks[r->open[depth]];
	struct mark m = { .at = r->text.len,
		.sign = open->sign,
		.n = open->n,
		.is = MARK_CLOSE,
		.face = f };

	open->is = MARK_OPEN;
	open->face = f;
	r->depth = depth;
	ARENA_PUSH(r->a, r->marks, r->marks_len) = m;
}

static enum face
face_of(char sign, unsigned n)
{
	if (sign == '^')
		return FACE_SUP;
	if (sign == '~')
		return n == 1 ? FACE_SUB : FACE_PLAIN;
	return n == 1 ? FACE_ITALIC : FACE_BOLD;
}

/* "***a** b*": of three signs in one place either may be the outer pair. */
static void
swap_pair(struct reading *r, size_t depth)
{
	struct mark *outer, *inner;

	if (!depth || r->open[depth - 1] + 1 != r->open[depth])
		return;
	outer = &r->marks[r->open[depth - 1]];
	inner = &r->marks[r->open[depth]];
	if (outer->at != inner->at || outer->sign != inner->sign)
		return;
	outer->n = 3 - outer->n;
	inner->n = 3 - inner->n;
}

/* The innermost open mark of that sign that n of it can close; DEPTH_MAX: none. Two that
 * may open as well close two only ("*a**b**c*"). */
static size_t
find_open(struct reading *r, char sign, unsigned n, bool opens)
{
	for (size_t d = r->depth; d-- > 0;) {
		const struct mark *m = &r->marks[r->open[d]];

		if (m->sign != sign)
			continue;
		if (m->n == 1 && n == 2)
			swap_pair(r, d);
		if (m->n == n || (m->n < n && !(n == 2 && opens)))
			return d;
	}
	return DEPTH_MAX;
}

static void
read_run(struct reading *r, char sign)
{
	char before = r->at ? r->in.ptr[r->at - 1] : ' ', after;
	unsigned n = 0;
	bool opens, closes;
	size_t d;

	while (r->at < r->in.len && r->in.ptr[r->at] == sign && n < 1000) {
		r->at++;
		n++;
	}
	after = r->at < r->in.len ? r->in.ptr[r->at] : ' ';
	opens = !text_is_blank(after) && !(sign == '_' && is_word(before)) &&
		!(sign == '^' && after == '[');
	closes = (!text_is_blank(before) || sign == '^' || sign == '~') &&
		 !(sign == '_' && is_word(after));
	while (n && closes && (d = find_open(r, sign, n, opens)) != DEPTH_MAX) {
		const struct mark *m = &r->marks[r->open[d]];

		n -= m->n;
		close_mark(r, d, face_of(sign, m->n));
	}
	opens = opens && n <= (sign == '^' ? 1U : sign == '~' ? 2U : 3U);
	if (n == 3 && opens) {
		add_mark(r, sign, 2, true);
		n = 1;
	}
	if (n)
		add_mark(r, sign, n, opens);
}

/* Super- and subscripts end at a blank. */
static void
end_indices(struct reading *r)
{
	size_t kept = 0;

	for (size_t d = 0; d < r->depth; d++) {
		const struct mark *m = &r->marks[r->open[d]];

		if (m->sign != '^' && !(m->sign == '~' && m->n == 1))
			r->open[kept++] = r->open[d];
	}
	r->depth = kept;
}

static void
add_escaped(struct sbuf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] == '<')
			sbuf_add(out, SPAN_LIT("&lt;"));
		else if (s.ptr[i] == '&')
			sbuf_add(out, SPAN_LIT("&amp;"));
		else
			sbuf_addc(out, s.ptr[i]);
}

/* {.nocase}: how long, and what it says; 0 if it is none. */
static size_t
read_attributes(struct span s, enum face *f)
{
	enum { LENGTH_MAX = 256 };
	const char *end =
	    memchr(s.ptr, '}', s.len < LENGTH_MAX ? s.len : LENGTH_MAX);
	size_t n = end ? (size_t)(end - s.ptr) : 0;
	struct span inner;

	if (n < 2 || *s.ptr != '{')
		return 0;
	inner = span_sub(s, 1, n);
	if (!strchr(".#", *inner.ptr) && !memchr(inner.ptr, '=', inner.len))
		return 0;
	*f = FACE_PLAIN;
	if (memmem(inner.ptr, inner.len, "nocase", 6))
		*f = FACE_NOCASE;
	else if (memmem(inner.ptr, inner.len, ".smallcaps", 10) ||
		 memmem(inner.ptr, inner.len, "small-caps", 10))
		*f = FACE_SMALL_CAPS;
	return n + 1;
}

/* (https://example.org): the address; .len 0 if it is none. */
static struct span
read_target(struct span s)
{
	enum { LENGTH_MAX = 4096 };
	size_t n = 1, max = s.len < LENGTH_MAX ? s.len : LENGTH_MAX;

	if (!s.len || *s.ptr != '(')
		return (struct span){ s.ptr, 0 };
	while (n < max && s.ptr[n] != ')' && !text_is_blank(s.ptr[n]))
		n++;
	if (n == max || s.ptr[n] != ')')
		n = 1;
	return span_sub(s, 1, n);
}

static void
read_bracket(struct reading *r)
{
	struct span rest = span_skip(r->in, ++r->at), target;
	size_t d = r->depth, n;
	enum face f = FACE_PLAIN;

	while (d && r->marks[r->open[d - 1]].sign != '[')
		d--;
	if (!d) {
		sbuf_addc(&r->text, ']');
		return;
	}
	d--;
	n = rest.len ? read_attributes(rest, &f) : 0;
	target = read_target(rest);
	if (n) {
		close_mark(r, d, f);
		r->at += n;
		return;
	}
	if (!target.len) {
		/* signs, and what is open in them goes on */
		memmove(r->open + d, r->open + d + 1,
		    (--r->depth - d) * sizeof(r->open[0]));
		sbuf_addc(&r->text, ']');
		return;
	}
	close_mark(r, d, FACE_PLAIN);
	sbuf_add(&r->text, SPAN_LIT(" ("));
	add_escaped(&r->text, span_of(markdown_unescaped(r->a, target)));
	sbuf_addc(&r->text, ')');
	r->at += target.len + 2;
}

/* `code`; false: the sign. */
static bool
read_code(struct reading *r)
{
	struct span rest = span_skip(r->in, r->at + 1);
	const char *end = r->no_code || !rest.len || *rest.ptr == '`'
			      ? NULL
			      : memchr(rest.ptr, '`', rest.len);

	if (!end) {
		r->no_code = r->no_code || !rest.len || *rest.ptr != '`';
		return false;
	}
	add_escaped(&r->text, span_sub(rest, 0, (size_t)(end - rest.ptr)));
	r->at += (size_t)(end - rest.ptr) + 2;
	return true;
}

/* Where a formula ends that begins in front of s: at a dollar behind no blank and before
 * no digit (pandoc's manual, "Math"). */
static size_t
math_end(struct span s)
{
	for (size_t i = 1; i < s.len; i++)
		if (s.ptr[i] == '$' && s.ptr[i - 1] != '\\' &&
		    !text_is_blank(s.ptr[i - 1]) &&
		    !(i + 1 < s.len && s.ptr[i + 1] >= '0' &&
			s.ptr[i + 1] <= '9'))
			return i;
	return 0;
}

static bool
read_math(struct reading *r)
{
	struct span rest = span_skip(r->in, r->at + 1), formula;
	size_t end = 0;
	char *rich;

	if (r->no_math || !rest.len || text_is_blank(*rest.ptr) ||
	    *rest.ptr == '$')
		return false;
	end = math_end(rest);
	if (!end) {
		r->no_math = true;
		return false;
	}
	formula = span_sub(r->in, r->at, r->at + end + 2);
	rich = latex_to_rich(r->a, formula);
	if (rich)
		sbuf_add(&r->text, span_of(rich));
	else
		add_escaped(&r->text, span_of(latex_to_unicode(r->a, formula)));
	r->at += formula.len;
	return true;
}

/* <!-- --> and <https://example.org>; other tags go through. */
static bool
read_angle(struct reading *r)
{
	struct span rest = span_skip(r->in, r->at);
	const char *end;
	struct span inner;

	if (begins(rest, SPAN_LIT("<!--"))) {
		end =
		    r->no_comment ? NULL : memmem(rest.ptr, rest.len, "-->", 3);
		r->no_comment = !end;
		if (end)
			r->at += (size_t)(end - rest.ptr) + 3;
		return end != NULL;
	}
	if (!begins(rest, SPAN_LIT("<http")) || r->no_address)
		return false;
	end = memchr(rest.ptr, '>', rest.len);
	r->no_address = !end;
	if (!end)
		return false;
	inner = span_sub(rest, 1, (size_t)(end - rest.ptr));
	if (!memmem(inner.ptr, inner.len, "://", 3) ||
	    memchr(inner.ptr, ' ', inner.len))
		return false;
	add_escaped(&r->text, inner);
	r->at += inner.len + 2;
	return true;
}

/* A tag as it is, so that no sign in it is a delimiter. */
static void
read_tag(struct reading *r)
{
	enum { LENGTH_MAX = 256 };
	struct span rest = span_skip(r->in, r->at);
	const char *end = memchr(
	    rest.ptr, '>', rest.len < LENGTH_MAX ? rest.len : LENGTH_MAX);
	size_t n = 1;

	if (end && rest.len > 1 &&
	    (text_is_letter((unsigned char)rest.ptr[1]) || rest.ptr[1] == '/'))
		n = (size_t)(end - rest.ptr) + 1;
	sbuf_add(&r->text, span_sub(rest, 0, n));
	r->at += n;
}

static void
read_backslash(struct reading *r)
{
	char next = r->at + 1 < r->in.len ? r->in.ptr[r->at + 1] : '\0';

	if (next == '\n' || next == ' ') {
		sbuf_addc(&r->text, next);
		r->at += 2;
	} else if (is_sign(next)) {
		add_escaped(&r->text, span_sub(r->in, r->at + 1, r->at + 2));
		r->at += 2;
	} else {
		sbuf_addc(&r->text, '\\'); /* TeX's, most likely */
		r->at++;
	}
}

/* "--", "---", "..."; false: the sign. */
static bool
read_smart(struct reading *r)
{
	static const struct {
		struct span signs, text;
	} table[] = {
		{ SPAN_LIT("---"), SPAN_LIT("\xe2\x80\x94") },
		{ SPAN_LIT("--"), SPAN_LIT("\xe2\x80\x93") },
		{ SPAN_LIT("..."), SPAN_LIT("\xe2\x80\xa6") },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (begins(span_skip(r->in, r->at), table[i].signs)) {
			sbuf_add(&r->text, table[i].text);
			r->at += table[i].signs.len;
			return true;
		}
	return false;
}

static void
read_next(struct reading *r)
{
	char c = r->in.ptr[r->at];

	switch (c) {
	case '\\': read_backslash(r); return;
	case '*':
	case '_':
	case '^':
	case '~': read_run(r, c); return;
	case '[':
		r->at++;
		add_mark(r, c, 1, true);
		return;
	case ']': read_bracket(r); return;
	case '<':
		if (!read_angle(r))
			read_tag(r);
		return;
	case '`':
		if (read_code(r))
			return;
		break;
	case '$':
		if (read_math(r))
			return;
		break;
	case '-':
	case '.':
		if (read_smart(r))
			return;
		break;
	case ' ':
	case '\n': end_indices(r); break;
	default: break;
	}
	sbuf_addc(&r->text, c);
	r->at++;
}

static char *
assembled(struct reading *r)
{
	struct sbuf out = SBUF_INIT;
	size_t at = 0;
	char *copy;

	for (size_t i = 0; i < r->marks_len; i++) {
		const struct mark *m = &r->marks[i];

		sbuf_add(&out, (struct span){ r->text.buf + at, m->at - at });
		at = m->at;
		if (m->is == MARK_OPEN)
			sbuf_add(&out, faces[m->face].open);
		else if (m->is == MARK_CLOSE)
			sbuf_add(&out, faces[m->face].close);
		for (unsigned k = 0; m->is == MARK_SIGN && k < m->n; k++)
			sbuf_addc(&out, m->sign);
	}
	if (r->text.len)
		sbuf_add(
		    &out, (struct span){ r->text.buf + at, r->text.len - at });
	copy = arena_strdup_span(r->a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return copy;
}

char *
rich_from_markdown(struct arena *a, struct span markdown)
{
	struct reading r = { .a = a, .in = markdown, .text = SBUF_INIT };
	char *out;

	while (r.at < markdown.len)
		read_next(&r);
	out = assembled(&r);
	sbuf_release(&r.text);
	return out;
}

char *
markdown_unescaped(struct arena *a, struct span s)
{
	char *out;
	size_t n = 0;

	s = text_trim(s);
	if (s.len > 2 && s.ptr[0] == '<' && s.ptr[s.len - 1] == '>' &&
	    memmem(s.ptr, s.len, "://", 3))
		s = span_sub(s, 1, s.len - 1);
	out = arena_alloc(a, s.len + 1);
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '\\' && i + 1 < s.len && is_sign(s.ptr[i + 1]))
			i++;
		out[n++] = s.ptr[i];
	}
	out[n] = '\0';
	return out;
}
