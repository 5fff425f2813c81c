/* Where the value stands that an entry has from another one. */

#include "write/bibtex-inherited.h"
#include "base/text.h"

#include "base/banned.h"

/* Of parents' parents; biblatex and BibTeX need one or two. */
enum { DEPTH_MAX = 4, SHOWN_MAX = 80 };

/* Does an entry of that key begin at the "@" there? */
static bool
heads(struct span s, size_t at, const char *key)
{
	size_t i = at + 1, len = strlen(key);

	while (i < s.len && (text_is_blank(s.ptr[i]) ||
				text_is_letter((unsigned char)s.ptr[i])))
		i++;
	if (i >= s.len || (s.ptr[i] != '{' && s.ptr[i] != '('))
		return false;
	i = text_skip_blanks(s, i + 1);
	if (!text_starts_nocase(span_skip(s, i), key))
		return false;
	i = text_skip_blanks(s, i + len);
	return i < s.len && s.ptr[i] == ',';
}

/* The first entry of that key, as for the reader. */
static bool
find(struct bibtex_entry *out, struct arena *a, struct span text,
    const char *key)
{
	const char *p = text.ptr, *end = text.ptr + text.len;

	for (; (p = memchr(p, '@', (size_t)(end - p))); p++) {
		struct bibtex_scanner s = { .text = text,
			.at = (size_t)(p - text.ptr) };

		if (heads(text, s.at, key))
			return bibtex_next(out, a, &s);
	}
	return false;
}

/* The parent's key, the first of several; NULL if it has none. */
static const char *
parent(struct arena *a, const struct bibtex_entry *e, struct span text)
{
	static const char *const names[] = { "crossref", "xdata" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct bibtex_field *f = bibtex_field(e, text, names[i]);
		struct span key;
		size_t n = 0;

		if (!f || f->pieces_len != 1 ||
		    f->pieces[0].kind == BIBTEX_MACRO)
			continue;
		key = text_trim(bibtex_span(text, f->pieces[0].inside));
		while (n < key.len && key.ptr[n] != ',')
			n++;
		key = text_trim(span_sub(key, 0, n));
		if (key.len)
			return arena_strdup_span(a, key);
	}
	return NULL;
}

const char *
bibtex_inherited_place(struct arena *a, const struct document *d,
    const struct bibtex_entry *e, struct span text, const char *const *names,
    size_t names_len)
{
	const char *key = parent(a, e, text);
	struct bibtex_entry above;

	for (int i = 0; key && i < DEPTH_MAX && find(&above, a, d->text, key);
	     i++) {
		for (size_t k = 0; k < names_len && names[k]; k++) {
			const struct bibtex_field *f =
			    bibtex_field(&above, d->text, names[k]);
			size_t line, column;

			if (!f)
				continue;
			document_position(d, f->name.from, &line, &column);
			return arena_printf(a,
			    "it is from \"%.*s\", %s:%zu: mend it there",
			    SHOWN_MAX, key, d->path, line);
		}
		key = parent(a, &above, d->text);
	}
	return NULL;
}
