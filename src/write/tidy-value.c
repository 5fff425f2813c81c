/* Values of .bib fields in one spelling. */

#include "base/text.h"
#include "model/latex.h"
#include "write/latex.h"
#include "write/tidy-parts.h"
#include "write/write.h"

#include "base/banned.h"

/* Fields that TeX does not typeset (biblatex manual, section 2.2, "verbatim",
 * "uri", "key" and their like): no escapes. */
static const char verbatim_fields[] =
    "doi,url,file,eprint,urlraw,verba,verbb,verbc,pdf,crossref,xref,xdata,ids,"
    "entryset,related,isbn,issn,pmid,pmcid,bdsk-url-1,bdsk-file-1,options";

static const char key_fields[] = "crossref,xref,xdata,entryset,related";

static const char name_fields[] =
    "author,editor,editora,editorb,editorc,bookauthor,translator,annotator,"
    "commentator,introduction,foreword,afterword,holder,shortauthor,"
    "shorteditor";

static const char title_fields[] =
    "title,subtitle,booktitle,booksubtitle,maintitle,titleaddon";

bool
tidy_touches_values(
    const struct tidy_options *o, const struct tidy_edits *edits)
{
	return o->escape != ESCAPE_KEEP || o->protect != PROTECT_KEEP ||
	       o->months != MONTHS_KEEP || o->max_authors || o->normalize ||
	       o->numeric || o->unwrap || o->wrap || o->strip_enclosing ||
	       o->drop_all_caps || o->encode_urls || o->journal ||
	       (edits && edits->renamed);
}

bool
tidy_is_verbatim(struct span name)
{
	return tidy_listed(verbatim_fields, name);
}

/* --- escapes ------------------------------------------------------------------- */

/* Accents and letters as Unicode; all other LaTeX stays as it is. */
static struct span
as_unicode(struct arena *a, struct span s)
{
	struct sbuf sb = SBUF_INIT;
	size_t i = 0, from = 0;

	while (i < s.len) {
		size_t raw = s.ptr[i] == '$' ? latex_raw_end(s, i) : 0;
		size_t end = latex_character(s, i);
		const char *letter;
		struct span one;
		size_t at = 0;

		if (raw > i) {
			i = raw;
			continue;
		}
		if (end == i) {
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
	return tidy_kept(a, &sb);
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
	return tidy_kept(a, &sb);
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
	return tidy_kept(a, &sb);
}

/* --- all together --------------------------------------------------------------- */

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
	return tidy_kept(a, &sb);
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

/* A value that BibTeX reads without delimiters; "007" would stay one of letters. */
static bool
is_number(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return s.len && (s.ptr[0] != '0' || s.len == 1);
}

/* {{value}} is {value}, but where braces say that several words are one name, or
 * one member of a list. */
static struct span
without_enclosing(struct span name, struct span s)
{
	struct span inner = text_trim(s);

	if (tidy_listed(name_fields, name) || text_eq_nocase(name, "keywords"))
		return s;
	while (bibtex_is_group(inner)) {
		inner = text_trim(span_sub(inner, 1, inner.len - 1));
		for (size_t i = 0; i + 5 <= inner.len; i++)
			if (!memcmp(inner.ptr + i, " and ", 5) &&
			    !tidy_listed(title_fields, name))
				return s;
		s = inner;
	}
	return s;
}

/* In braces; in two if a command begins it, for "{\\emph{a} b}" is a special
 * character, of which styles change the case (btxdoc, section 4). */
static struct span
whole_title(struct arena *a, struct span s)
{
	for (int i = 0;
	     i < 2 && text_trim(s).len && !bibtex_is_group(text_trim(s)); i++)
		s = span_of(arena_printf(a, "{%.*s}", (int)s.len, s.ptr));
	return s;
}

static struct span
title(struct arena *a, struct span s, const struct tidy_options *o)
{
	if (o->drop_all_caps)
		s = tidy_without_caps(a, s);
	switch (o->protect) {
	case PROTECT_KEEP: return s;
	case PROTECT_NONE: s = unprotected(a, s); break;
	case PROTECT_WORDS: s = tidy_protected_words(a, s); break;
	case PROTECT_ALL: return whole_title(a, s);
	}
	/* Braces that are gone leave two blanks. */
	return o->unwrap ? tidy_unwrapped(a, s) : s;
}

/* Values that TeX does not typeset. */
static struct span
verbatim(struct arena *a, struct span name, struct span s,
    const struct tidy_options *o)
{
	if (o->normalize && text_eq_nocase(name, "doi"))
		s = tidy_bare_doi(s);
	if (o->encode_urls && text_eq_nocase(name, "url"))
		s = tidy_encoded_url(a, s);
	return s;
}

static struct span
typeset(struct arena *a, struct span name, struct span v,
    const struct tidy_options *o)
{
	if (o->unwrap || o->wrap)
		v = tidy_unwrapped(a, v);
	if (o->normalize && text_eq_nocase(name, "pages"))
		v = tidy_pages(a, v);
	if (o->max_authors && tidy_listed(name_fields, name))
		v = tidy_people(a, v, o->max_authors);
	if (o->journal && (text_eq_nocase(name, "journal") ||
			      text_eq_nocase(name, "journaltitle")))
		v = journal(a, v, o);
	if (o->strip_enclosing)
		v = without_enclosing(name, v);
	if (o->escape == ESCAPE_UNICODE)
		v = as_unicode(a, v);
	else if (o->escape == ESCAPE_LATEX)
		v = as_latex(a, v);
	return tidy_listed(title_fields, name) ? title(a, v, o) : v;
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
	if ((o->normalize || o->months != MONTHS_KEEP) &&
	    text_eq_nocase(name, "month"))
		v = tidy_month(bare, a, v, o);
	else
		v = tidy_is_verbatim(name) ? verbatim(a, name, v, o)
					   : typeset(a, name, v, o);
	if (o->numeric && !tidy_listed(key_fields, name) &&
	    !text_eq_nocase(name, "ids") && is_number(text_trim(v))) {
		*bare = true;
		v = text_trim(v);
	}
	return v;
}

struct span
tidy_macro_value(struct arena *a, struct span name, struct span macro,
    const struct tidy_options *o)
{
	bool bare;

	if (o->months == MONTHS_NUMBER && text_eq_nocase(name, "month"))
		return tidy_month(&bare, a, macro, o);
	return macro;
}
