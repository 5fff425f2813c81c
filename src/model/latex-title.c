/* TeX in the titles of records that are no TeX. */

#include "base/sbuf.h"
#include "model/latex.h"
#include "model/rich.h"

#include "base/banned.h"

static bool
is_ascii_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* "$k$", "$V_{k}D$": no sum of money, and nothing that begins in one. */
static bool
is_formula(const char *s, size_t len)
{
	bool marked = false;

	for (size_t i = 0; i < len; i++)
		marked |= strchr("\\^_{", s[i]) != NULL;
	return marked || (len == 1 && is_ascii_letter(*s));
}

static bool
has_commands(const char *s)
{
	for (; (s = strchr(s, '\\')); s++)
		if (is_ascii_letter(s[1]) || s[1] == '(')
			return true;
	return false;
}

/* A command ("\\alpha", "\\textit{"), "\\(", or a formula between dollars. */
static bool
has_tex(const char *s)
{
	if (has_commands(s))
		return true;
	for (const char *p = strchr(s, '$'), *q; p; p = q) {
		q = strchr(p + 1, '$');
		if (q && is_formula(p + 1, (size_t)(q - p) - 1))
			return true;
	}
	return false;
}

static const char *
to_rich(struct arena *a, const char *s)
{
	const char *rich = latex_to_rich(a, span_of(s));

	if (rich)
		rich = rich_visible(a, span_of(rich));
	return rich ? rich : latex_to_unicode(a, span_of(s));
}

static bool
is_clear(const char *s)
{
	return !has_commands(s) && !strchr(s, '^');
}

/* "360^{\circ} Images": formulas whose dollars a service has taken off. */
static const char *
with_dollars(struct arena *a, const char *s)
{
	char *out = ARENA_ARRAY(a, char, strlen(s) * 3 + 1), *w = out;

	while (*s) {
		size_t n = strcspn(s, " ");
		bool formula = memchr(s, '\\', n) || memchr(s, '^', n);

		if (formula)
			*w++ = '$';
		memcpy(w, s, n);
		w += n;
		s += n;
		if (formula)
			*w++ = '$';
		if (*s)
			*w++ = *s++;
	}
	*w = '\0';
	return out;
}

/* "Re\\(^\\mbox2\\)TAL": what tools that drop all braces make of dblp's
 * "\\(^{\\mbox{2}}\\)". */
static const char *
with_braces(struct arena *a, const char *s)
{
	static const char box[] = "\\mbox";
	struct sbuf sb = SBUF_INIT;
	const char *p, *out;

	if (strpbrk(s, "{}") || !strstr(s, box))
		return s;
	while ((p = strstr(s, box))) {
		const char *inside = p + sizeof(box) - 1;
		size_t n = strcspn(inside, "\\");

		sbuf_add(&sb, (struct span){ s, (size_t)(p - s) });
		sbuf_addf(&sb, "{%.*s}", (int)n, inside);
		s = inside + n;
	}
	sbuf_add(&sb, span_of(s));
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}

const char *
latex_title_to_rich(struct arena *a, const char *text)
{
	const char *rich, *again, *s;

	/* What has both is left to those who wrote it so. */
	if (!text || !has_tex(text) || strchr(text, '<'))
		return text;
	s = with_braces(a, text);
	rich = to_rich(a, s);
	if (is_clear(rich) || strchr(s, '$'))
		return has_commands(rich) ? text : rich;
	again = to_rich(a, with_dollars(a, s));
	if (is_clear(again))
		return again;
	return has_commands(rich) ? text : rich;
}
