/* What stands in a title's text and is not of the title, or is written otherwise. */

#include "match/title-text.h"
#include "base/sbuf.h"
#include "base/text.h"
#include "model/latex.h"

#include <string.h>

#include "base/banned.h"

/* What services put in front of a title that is not of it. */
static const char *
without_marks(const char *text)
{
	static const char *const marks[] = { "RETRACTED:", "RETRACTED ARTICLE:",
		"WITHDRAWN:", "Retraction:", "[Retracted]" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (text_starts_nocase(span_of(text), marks[i]))
			return text + strlen(marks[i]);
	return text;
}

/* Letters of the Latin script, and of others, in s. */
static void
count_scripts(size_t *latin, size_t *others, struct span s)
{
	enum {
		LATIN_END = 0x250,
		LATIN_MORE = 0x1e00,
		LATIN_MORE_END = 0x1f00
	};
	size_t i = 0;

	*latin = *others = 0;
	while (i < s.len) {
		uint32_t c = text_next(s, &i);

		if (!text_is_letter(c))
			continue;
		if (c < LATIN_END || (c >= LATIN_MORE && c < LATIN_MORE_END))
			++*latin;
		else
			++*others;
	}
}

/* Is one of the two in Latin letters alone, the other without any? */
static bool
are_in_two_scripts(struct span x, struct span y)
{
	size_t x_latin, x_others, y_latin, y_others;

	count_scripts(&x_latin, &x_others, x);
	count_scripts(&y_latin, &y_others, y);
	return (!x_latin && x_others && y_latin && !y_others) ||
	       (x_latin && !x_others && !y_latin && y_others);
}

const char *
title_without_additions(struct arena *a, const char *given)
{
	const char *text = without_marks(given);
	struct span t = span_of(text), inside;
	const char *slash = strstr(text, " / "), *open;

	if (slash) {
		struct span front = { text, (size_t)(slash - text) };

		if (are_in_two_scripts(front, span_of(slash + 3)))
			t = front;
	}
	open = t.len > 1 && t.ptr[t.len - 1] == ']' ? strrchr(text, '[') : NULL;
	if (open && open > text && open < t.ptr + t.len) {
		inside = (struct span){ open + 1,
			(size_t)(t.ptr + t.len - open - 2) };
		if (text_starts_nocase(inside, "in ") ||
		    text_starts_nocase(inside, "translat"))
			t.len = (size_t)(open - text);
	}
	return t.len == strlen(text) ? text
				     : arena_strdup_span(a, text_trim(t));
}

/*
 * TeX that a reader or a service left in and that no text can say: commands and
 * their delimiters go, so that "Re\\(^\\mbox2\\)TAL" and "Re2TAL" have the same letters.
 */
static const char *
without_tex(struct arena *a, const char *text)
{
	char *out = arena_strdup(a, text), *w = out;

	for (const char *p = text; *p;) {
		if (*p == '\\' &&
		    ((p[1] | 0x20) >= 'a' && (p[1] | 0x20) <= 'z')) {
			for (p++; (*p | 0x20) >= 'a' && (*p | 0x20) <= 'z'; p++)
				continue;
		} else if (strchr("\\${}^_", *p)) {
			p++;
		} else {
			*w++ = *p++;
		}
	}
	*w = '\0';
	return out;
}

/* "Science & Technology" is "Science and Technology". */
static const char *
with_and(struct arena *a, const char *text)
{
	char *out = ARENA_ARRAY(a, char, strlen(text) * 5 + 1), *w = out;

	for (; *text; text++) {
		if (*text != '&') {
			*w++ = *text;
			continue;
		}
		memcpy(w, " and ", 5);
		w += 5;
	}
	*w = '\0';
	return out;
}

const char *
title_without_signs(struct arena *a, const char *text)
{
	if (strpbrk(text, "\\$"))
		text = without_tex(a, latex_to_unicode(a, span_of(text)));
	return strchr(text, '&') ? with_and(a, text) : text;
}

/* Names of the Greek letters from alpha on, as titles spell them out; folded. */
static const char *const greek_names[] = { "alpha", "beta", "gamma", "delta",
	"epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
	"nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon",
	"phi", "chi", "psi", "omega" };

static bool
is_greek(uint32_t c)
{
	return c >= 0x370 && c < 0x400;
}

static const char *
greek_name(uint32_t c)
{
	switch (c) {
	case 0x3d1: return "theta";
	case 0x3d5: return "phi";
	case 0x3d6: return "pi";
	case 0x3f0: return "kappa";
	case 0x3f1: return "rho";
	case 0x3f5: return "epsilon";
	default: break;
	}
	return c >= 0x3b1 &&
		       c - 0x3b1 < sizeof(greek_names) / sizeof(greek_names[0])
		   ? greek_names[c - 0x3b1]
		   : NULL;
}

/* Letters as signs ("γδ T cells") come one or two at a time, Greek words do not. */
static bool
has_greek_signs(struct span fold)
{
	size_t run = 0, i = 0;
	bool any = false;

	while (i < fold.len) {
		run = is_greek(text_next(fold, &i)) ? run + 1 : 0;
		any |= run == 1;
		if (run > 2)
			return false;
	}
	return any;
}

const char *
title_with_greek_names(struct arena *a, const char *fold)
{
	struct span s = span_of(fold);
	struct sbuf sb = SBUF_INIT;
	const char *out;
	size_t i = 0;

	if (!has_greek_signs(s))
		return NULL;
	while (i < s.len) {
		size_t was = i;
		const char *name = greek_name(text_next(s, &i));

		sbuf_add(&sb, name ? span_of(name) : span_sub(s, was, i));
	}
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}
