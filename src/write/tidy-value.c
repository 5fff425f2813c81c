/* Values of .bib fields in one spelling. */

#include "base/text.h"
#include "model/date.h"
#include "model/identifier.h"
#include "model/latex.h"
#include "write/latex.h"
#include "write/tidy.h"
#include "write/write.h"

#include "base/banned.h"

enum { GROUP_MAX = 24 };

/* Fields that TeX does not typeset (biblatex manual, section 2.2, "verbatim",
 * "uri", "key" and their like): no escapes. */
static const char verbatim_fields[] =
    "doi,url,file,eprint,urlraw,verba,verbb,verbc,pdf,crossref,xref,xdata,ids,"
    "entryset,related,isbn,issn,pmid,pmcid,bdsk-url-1,bdsk-file-1,options";

static const char key_fields[] = "crossref,xref,xdata,entryset,related";

static const char title_fields[] =
    "title,subtitle,booktitle,booksubtitle,maintitle,titleaddon";

bool
tidy_touches_values(
    const struct tidy_options *o, const struct tidy_edits *edits)
{
	return o->escape != ESCAPE_KEEP || o->protect != PROTECT_KEEP ||
	       o->normalize || o->unwrap || o->journal ||
	       (edits && edits->renamed);
}

/* What the sbuf holds, in the arena. */
static struct span
kept(struct arena *a, struct sbuf *sb)
{
	struct span out = {
		arena_strdup_span(a, (struct span){ sb->buf, sb->len }), sb->len
	};

	sbuf_release(sb);
	return out;
}

static struct span
unwrapped(struct arena *a, struct span s)
{
	struct sbuf sb = SBUF_INIT;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
			if (sb.len && sb.buf[sb.len - 1] != ' ')
				sbuf_addc(&sb, ' ');
		} else {
			sbuf_addc(&sb, c);
		}
	}
	return kept(a, &sb);
}

/* --- escapes ------------------------------------------------------------------- */

/* Where the accent or letter that starts at i ends: "{\"o}", "\'{e}", "\v{c}",
 * "\ss{}", "{\o}"; 0 if none does. */
static size_t
letter_end(struct span s, size_t i)
{
	size_t depth = 0, start = i;
	bool word;

	if (s.ptr[i] == '{') {
		if (i + 1 >= s.len || s.ptr[i + 1] != '\\')
			return 0;
		for (; i < s.len && i - start < GROUP_MAX; i++) {
			if (s.ptr[i] == '{')
				depth++;
			else if (s.ptr[i] == '}' && --depth == 0)
				return i + 1;
		}
		return 0;
	}
	if (++i >= s.len)
		return 0;
	word = (s.ptr[i] >= 'a' && s.ptr[i] <= 'z') ||
	       (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z');
	if (!word && !strchr("\"'`^~=.", s.ptr[i]))
		return 0;
	do
		i++;
	while (word && i < s.len &&
	       ((s.ptr[i] >= 'a' && s.ptr[i] <= 'z') ||
		   (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z')));
	if (i < s.len && s.ptr[i] == '{') {
		for (; i < s.len && i - start < GROUP_MAX; i++) {
			if (s.ptr[i] == '{')
				depth++;
			else if (s.ptr[i] == '}' && --depth == 0)
				return i + 1;
		}
		return 0;
	}
	if (word) /* "\v c": what belongs to it is not sure */
		return 0;
	if (i < s.len && s.ptr[i] == '\\')
		return i + 1 < s.len ? i + 2 : 0; /* "\'\i" */
	return i < s.len ? i + 1 : 0;
}

/* Accents and letters as Unicode; all other LaTeX stays as it is. */
static struct span
as_unicode(struct arena *a, struct span s)
{
	struct sbuf sb = SBUF_INIT;
	size_t i = 0, from = 0;

	while (i < s.len) {
		size_t raw = s.ptr[i] == '$' ? latex_raw_end(s, i) : 0, end;
		const char *letter;
		struct span one;
		size_t at = 0;

		if (raw > i) {
			i = raw;
			continue;
		}
		end =
		    s.ptr[i] == '\\' || s.ptr[i] == '{' ? letter_end(s, i) : 0;
		if (!end) {
			/* "\{" is no group. */
			i += s.ptr[i] == '\\' && i + 1 < s.len ? 2 : 1;
			continue;
		}
		letter = latex_to_unicode(a, span_sub(s, i, end));
		one = span_of(letter);
		if (text_count(one) != 1 ||
		    !text_is_letter(text_next(one, &at)) ||
		    (unsigned char)*letter < 0x80) {
			i++;
			continue;
		}
		sbuf_add(&sb, span_sub(s, from, i));
		sbuf_add(&sb, one);
		from = i = end;
	}
	sbuf_add(&sb, span_sub(s, from, s.len));
	return kept(a, &sb);
}

/* Letters beyond ASCII as macros; LaTeX stays as it is. */
static struct span
as_latex(struct arena *a, struct span s)
{
	struct sbuf sb = SBUF_INIT;
	size_t at = 0;

	while (at < s.len) {
		size_t from = at;
		uint32_t c = text_next(s, &at);

		if (c < 0x80 || c == TEXT_REPLACEMENT)
			sbuf_add(&sb, span_sub(s, from, at));
		else
			sbuf_add(&sb,
			    span_of(unicode_to_latex(a,
				arena_strdup_span(a, span_sub(s, from, at)),
				true)));
	}
	return kept(a, &sb);
}

/* --- braces -------------------------------------------------------------------- */

/* Without the braces that only keep capitals: "{DNA}", not "\emph{DNA}" or
 * "{\"o}". */
static struct span
unprotected(struct arena *a, struct span s)
{
	bool *drop = ARENA_ARRAY(a, bool, s.len + 1);
	size_t open[64], depth = 0;
	struct sbuf sb = SBUF_INIT;

	for (size_t i = 0; i < s.len; i++) {
		size_t raw = s.ptr[i] == '$' || s.ptr[i] == '\\'
				 ? latex_raw_end(s, i)
				 : 0;

		if (raw > i) {
			i = raw - 1;
		} else if (s.ptr[i] == '\\') {
			/* A command's groups are its arguments. */
			size_t end = i + 1;

			while (end < s.len && ((s.ptr[end] | 32) >= 'a' &&
						  (s.ptr[end] | 32) <= 'z'))
				end++;
			i = end == i + 1 ? end : end - 1;
			if (i + 1 < s.len && s.ptr[i + 1] == '{') {
				if (depth == 64)
					return s;
				open[depth++] = SIZE_MAX;
				i++;
			}
		} else if (s.ptr[i] == '{') {
			if (depth == 64)
				return s;
			open[depth++] = i + 1 < s.len && s.ptr[i + 1] == '\\'
					    ? SIZE_MAX
					    : i;
		} else if (s.ptr[i] == '}' && depth) {
			depth--;
			if (open[depth] != SIZE_MAX)
				drop[open[depth]] = drop[i] = true;
		}
	}
	if (depth)
		return s;
	for (size_t i = 0; i < s.len; i++)
		if (!drop[i])
			sbuf_addc(&sb, s.ptr[i]);
	return kept(a, &sb);
}

static struct span
protected_words(struct arena *a, struct span s, bool ascii)
{
	const char *text = latex_to_unicode(a, s);
	const char *out =
	    latex_title(a, text, latex_to_rich(a, s), false, ascii);

	/* What the words say must not change. */
	return !strcmp(latex_to_unicode(a, span_of(out)), text) ? span_of(out)
								: s;
}

/* --- forms --------------------------------------------------------------------- */

static struct span
month(bool *bare, struct arena *a, struct span s)
{
	int n = date_month(text_trim(s));

	if (n < 1 || n > 12)
		return s;
	*bare = true;
	(void)a;
	return span_of(date_month_macro(n));
}

/* "12-34", "12 – 34" as "12--34"; anything else stays. */
static struct span
pages(struct arena *a, struct span s)
{
	struct sbuf sb = SBUF_INIT;
	size_t at = 0;
	bool digit = false;

	while (at < s.len) {
		size_t from = at, dash;
		uint32_t c = text_next(s, &at);

		if (digit && (text_is_dash(c) || c == ' ')) {
			bool dashes = text_is_dash(c);

			for (dash = at; dash < s.len; at = dash) {
				c = text_next(s, &dash);
				if (!text_is_dash(c) && c != ' ')
					break;
				dashes |= text_is_dash(c);
			}
			if (dash >= s.len && (text_is_dash(c) || c == ' '))
				at = s.len;
			if (dashes && at < s.len && s.ptr[at] >= '0' &&
			    s.ptr[at] <= '9')
				sbuf_add(&sb, SPAN_LIT("--"));
			else
				sbuf_add(&sb, span_sub(s, from, at));
			digit = false;
			continue;
		}
		sbuf_add(&sb, span_sub(s, from, at));
		digit = c >= '0' && c <= '9';
	}
	return kept(a, &sb);
}

/* Without the resolver; the case of its letters stays. */
static struct span
bare_doi(struct span s)
{
	static const char *const fronts[] = { "https://doi.org/",
		"http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/",
		"https://www.doi.org/", "doi.org/", "doi:" };
	struct span t = text_trim(s);

	for (size_t i = 0; i < sizeof(fronts) / sizeof(fronts[0]); i++)
		if (text_starts_nocase(t, fronts[i])) {
			t = text_trim(span_skip(t, strlen(fronts[i])));
			return text_starts_nocase(t, "10.") ? t : s;
		}
	return s;
}

/* Keys that have another name now, in a comma-separated list. */
static struct span
renamed_keys(struct arena *a, struct span s, const struct tidy_edits *edits)
{
	struct sbuf sb = SBUF_INIT;
	bool changed = false;

	while (s.len) {
		const char *comma = memchr(s.ptr, ',', s.len);
		size_t n = comma ? (size_t)(comma - s.ptr) : s.len;
		struct span key = text_trim(span_sub(s, 0, n));
		const char *now = edits->renamed(edits->ctx, key);

		if (now) {
			changed = true;
			sbuf_add(
			    &sb, span_sub(s, 0, (size_t)(key.ptr - s.ptr)));
			sbuf_add(&sb, span_of(now));
		} else {
			sbuf_add(&sb, span_sub(s, 0, n));
		}
		if (comma)
			sbuf_addc(&sb, ',');
		s = span_skip(s, n + 1);
	}
	if (!changed) {
		sbuf_release(&sb);
		return (struct span){ NULL, 0 };
	}
	return kept(a, &sb);
}

static struct span
journal(struct arena *a, struct span s, const struct tidy_options *o)
{
	const char *now = o->journal(
	    o->journal_ctx, a, latex_to_unicode(a, s), o->abbreviate);

	return now ? span_of(
			 unicode_to_latex(a, now, o->escape == ESCAPE_LATEX))
		   : s;
}

struct span
tidy_value(bool *bare, struct arena *a, struct span name, struct span value,
    const struct tidy_options *o, const struct tidy_edits *edits)
{
	struct span v = value;

	if (edits && edits->renamed && tidy_listed(key_fields, name)) {
		struct span keys = renamed_keys(a, v, edits);

		return keys.ptr ? keys : v;
	}
	if (o->normalize && text_eq_nocase(name, "month"))
		return month(bare, a, v);
	if (o->normalize && text_eq_nocase(name, "doi"))
		return bare_doi(v);
	if (tidy_listed(verbatim_fields, name))
		return v;
	if (o->unwrap)
		v = unwrapped(a, v);
	if (o->normalize && text_eq_nocase(name, "pages"))
		v = pages(a, v);
	if (o->journal && (text_eq_nocase(name, "journal") ||
			      text_eq_nocase(name, "journaltitle")))
		v = journal(a, v, o);
	if (o->escape == ESCAPE_UNICODE)
		v = as_unicode(a, v);
	else if (o->escape == ESCAPE_LATEX)
		v = as_latex(a, v);
	if (o->protect != PROTECT_KEEP && tidy_listed(title_fields, name)) {
		if (o->protect == PROTECT_NONE)
			v = unprotected(a, v);
		else
			v = protected_words(a, v, o->escape == ESCAPE_LATEX);
		/* Braces that are gone leave two blanks. */
		if (o->unwrap)
			v = unwrapped(a, v);
	}
	return v;
}
