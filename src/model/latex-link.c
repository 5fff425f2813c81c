/* What TeX prints as it is: URLs, DOIs, file names. */

#include "base/text.h"
#include "model/latex-parts.h"
#include "model/latex.h"

#include "base/banned.h"

bool
latex_argument(struct span *out, size_t *at, struct span in)
{
	size_t depth = 0, i = *at, start = i;
	char open = i < in.len ? in.ptr[i] : '{',
	     close = open == '{' ? '}' : ']';

	for (; i < in.len; i++) {
		char c = in.ptr[i];

		if (c == '\\' && i + 1 < in.len)
			i++;
		else if (c == '{' || c == open)
			depth++;
		else if (c == close && depth == 1)
			break;
		else if (c == '}' && depth-- == 0)
			break;
	}
	*at = i < in.len ? i : in.len;
	if (i >= in.len || in.ptr[i] != close)
		return false;
	*out = span_sub(in, start + 1, i);
	*at = i + 1;
	return true;
}

/* Ways to print what TeX has other uses for: in a DOI or a link it is that sign. */
static const struct {
	const char *latex;
	char sign;
} printed[] = {
	{ "$\\sim$", '~' },
	{ "$<$", '<' },
	{ "$>$", '>' },
	{ "\\textless", '<' },
	{ "\\textgreater", '>' },
	{ "\\textasciitilde", '~' },
	{ "\\textasciicircum", '^' },
	{ "\\textunderscore", '_' },
	{ "\\textbar", '|' },
};

/* The sign that is printed so at s.ptr[at], and behind it in *end, with the blank that a
 * word swallows; 0: none is. */
static char
printed_sign(struct span s, size_t at, size_t *end)
{
	struct span rest = span_skip(s, at);

	for (size_t i = 0; i < sizeof(printed) / sizeof(printed[0]); i++) {
		size_t n = strlen(printed[i].latex);
		char next = n < rest.len ? rest.ptr[n] : '\0';

		if (rest.len < n || memcmp(rest.ptr, printed[i].latex, n) != 0)
			continue;
		if (rest.ptr[0] == '\\' &&
		    ((next | 32) >= 'a' && (next | 32) <= 'z'))
			continue; /* a longer word */
		*end = at + n + (rest.ptr[0] == '\\' && next == ' ');
		return printed[i].sign;
	}
	return 0;
}

void
latex_add_verbatim(struct sbuf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i], next = i + 1 < s.len ? s.ptr[i + 1] : '\0';
		size_t end = i;
		char sign =
		    c == '$' || c == '\\' ? printed_sign(s, i, &end) : 0;

		if (sign) {
			sbuf_addc(out, sign);
			i = end - 1;
		} else if (c == '\\' && next == '~') {
			sbuf_addc(out, '~');
			i += i + 3 < s.len && s.ptr[i + 2] == '{' ? 3 : 1;
		} else if (c == '\\' && next && strchr("_%&#$^{}", next)) {
			sbuf_addc(out, s.ptr[++i]);
		} else if (c == '\\' && next == '-') {
			i++; /* a hyphenation point */
		} else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			if (!out->len || out->buf[out->len - 1] != ' ')
				sbuf_addc(out, ' ');
		} else if (c != '{' && c != '}') {
			sbuf_addc(out, c);
		}
	}
}

struct span
latex_find_url(struct span s)
{
	static const char *const names[] = { "\\url", "\\href", "\\path" };
	struct span out = { s.ptr, 0 };
	size_t wasted = 0; /* looked through for braces that are not there */

	for (size_t i = 0; i < s.len && wasted <= 4 * s.len; i++) {
		if (s.ptr[i] != '\\')
			continue;
		for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
			size_t at = i + strlen(names[k]);

			if (s.len - i < strlen(names[k]) ||
			    memcmp(s.ptr + i, names[k], strlen(names[k])) != 0)
				continue;
			/* "\href {https://...}": TeX skips the blank. */
			while (at < s.len && s.ptr[at] == ' ')
				at++;
			if (at >= s.len || s.ptr[at] != '{')
				continue;
			if (latex_argument(&out, &at, s))
				return text_trim(out);
			wasted += at - i;
		}
	}
	return (struct span){ s.ptr, 0 };
}

char *
latex_verbatim(struct arena *a, struct span s)
{
	struct sbuf sb = SBUF_INIT;
	struct span url = latex_find_url(s);
	char *out, *from, *to;
	bool broken;

	latex_add_verbatim(&sb, text_trim(url.len ? url : s));
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	/* Only a line break parts a URL; a blank says that this is prose. */
	broken = memchr(s.ptr, '\n', s.len) != NULL && s.len;
	for (from = to = out; *from; from++)
		if (!broken || *from != ' ')
			*to++ = *from;
	*to = '\0';
	return out;
}
