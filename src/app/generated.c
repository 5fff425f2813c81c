/* Is a list made by a program out of a .bib file that is there? */

#include "app/check.h"
#include "base/file.h"
#include "base/text.h"

#include "base/banned.h"

enum { TEXT_MAX = 16 << 20 };

/* The path without its ending, which is of `ending` length. */
static struct span
stem_of(const char *path, const char *ending)
{
	struct span s = span_of(path);

	s.len -= strlen(ending);
	return s;
}

/* "refs" of \bibdata{refs}, in the folder of the list. */
static const char *
beside(struct arena *a, const char *path, struct span name)
{
	const char *slash = strrchr(path, '/');
	int folder = slash ? (int)(slash - path) + 1 : 0;
	bool ends = name.len > 4 &&
		    text_eq_nocase(span_skip(name, name.len - 4), ".bib");

	return arena_printf(a, "%.*s%.*s%s", folder, path, (int)name.len,
	    name.ptr, ends ? "" : ".bib");
}

/* Behind "%" nothing of a line counts, unless that is "\\%". */
static bool
is_commented(const char *text, const char *at)
{
	while (at > text && at[-1] != '\n') {
		at--;
		if (*at == '%' && (at == text || at[-1] != '\\'))
			return true;
	}
	return false;
}

/* What a command's braces hold, behind its options; NULL if it has none. */
static const char *
argument(const char *at)
{
	if (*at == '[')
		at += strcspn(at, "]{}\n") + 1;
	return *at == '{' ? at + 1 : NULL;
}

/* The first .bib that exists of those that a command of a text names; else, if
 * `absent`, the first. */
static const char *
named_in(struct arena *a, const char *path, const char *text,
    const char *command, bool absent)
{
	const char *first = NULL, *at = text;

	while ((at = strstr(at, command))) {
		const char *start = at, *end;

		at = argument(at += strlen(command));
		end = at ? strchr(at, '}') : NULL;
		if (!end || is_commented(text, start)) {
			at = start + 1;
			continue;
		}
		while (at < end) {
			size_t len = strcspn(at, ",}");
			struct span name = text_trim((struct span){ at, len });
			const char *bib = beside(a, path, name);

			if (name.len && file_exists(bib))
				return bib;
			if (name.len && !first)
				first = bib;
			at += len + 1;
		}
	}
	return absent ? first : NULL;
}

/* The same of a file, which need not be there. */
static const char *
named(struct arena *a, const char *path, const char *file, const char *command)
{
	struct sbuf text = SBUF_INIT;
	struct err unused = ERR_INIT;
	const char *found = NULL;

	text.limit = TEXT_MAX;
	if (file_exists(file) && !file_read(&text, file, &unused) && text.len)
		found = named_in(a, path, text.buf, command, false);
	sbuf_release(&text);
	return found;
}

const char *
checked_cites_from(struct arena *a, const struct document *d)
{
	static const char *const commands[] = { "\\bibliography",
		"\\addbibresource" };
	const char *found = NULL;

	if (d->format != DOCUMENT_LATEX)
		return NULL;
	for (int absent = 0; absent < 2; absent++)
		for (size_t i = 0; !found && i < 2; i++)
			found = named_in(a, d->path,
			    arena_strdup_span(a, d->text), commands[i], absent);
	return found;
}

const char *
checked_generated_from(struct arena *a, const char *path)
{
	static const char ending[] = ".bbl";
	struct span stem;
	const char *bib, *tex;

	if (strlen(path) <= sizeof(ending) ||
	    !text_eq_nocase(span_of(path + strlen(path) - 4), ending))
		return NULL;
	stem = stem_of(path, ending);
	bib = arena_printf(a, "%.*s.bib", (int)stem.len, stem.ptr);
	if (file_exists(bib))
		return bib;
	bib = named(a, path,
	    arena_printf(a, "%.*s.aux", (int)stem.len, stem.ptr), "\\bibdata");
	if (bib)
		return bib;
	tex = arena_printf(a, "%.*s.tex", (int)stem.len, stem.ptr);
	bib = named(a, path, tex, "\\bibliography");
	return bib ? bib : named(a, path, tex, "\\addbibresource");
}
