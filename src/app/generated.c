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

/* The first .bib that exists of those that a command of a file names. */
static const char *
named(struct arena *a, const char *path, const char *file, const char *command)
{
	struct sbuf text = SBUF_INIT;
	struct err unused = ERR_INIT;
	const char *found = NULL, *at;

	text.limit = TEXT_MAX;
	if (!file_exists(file) || file_read(&text, file, &unused) ||
	    !text.len) {
		sbuf_release(&text);
		return NULL;
	}
	for (at = text.buf; !found && (at = strstr(at, command));) {
		const char *end = strchr(at += strlen(command), '}');

		while (end && at < end && !found) {
			size_t len = strcspn(at, ",}");
			struct span name = text_trim((struct span){ at, len });
			const char *bib = beside(a, path, name);

			if (name.len && file_exists(bib))
				found = bib;
			at += len + 1;
		}
		if (!end)
			break;
	}
	sbuf_release(&text);
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
	    arena_printf(a, "%.*s.aux", (int)stem.len, stem.ptr), "\\bibdata{");
	if (bib)
		return bib;
	tex = arena_printf(a, "%.*s.tex", (int)stem.len, stem.ptr);
	bib = named(a, path, tex, "\\bibliography{");
	return bib ? bib : named(a, path, tex, "\\addbibresource{");
}
