#include "app/index-parts.h"

#include "base/file.h"
#include "base/text.h"
#include "read/read.h"

#include "base/banned.h"

/* What the first byte that is not blank tells of a file. */
enum input_kind { INPUT_LINES, INPUT_ARRAY, INPUT_BIBTEX };

/* A JSON array, taken apart without being read: where its elements end. */
struct splitter {
	struct sbuf element;
	unsigned depth; /* 1: between elements */
	bool string, escape;
};

static void
skip(struct index_input *in, const char *path, size_t line,
    const struct err *why)
{
	in->skipped++;
	(void)err_set(&in->first, ERR_SYNTAX, "%.90s, line %zu: %.130s", path,
	    line, why->text);
}

static int
take_json(struct index_input *in, struct arena *a, const char *path,
    size_t line, struct span text, struct err *err)
{
	struct err why = ERR_INIT;
	struct work *w;
	int rc;

	arena_reset(a);
	rc = read_csl_line(&w, a, text, &why);
	if (rc) {
		skip(in, path, line, &why);
		return 0;
	}
	return in->take(in->ctx, w, err);
}

/* One line more of an array. Elements that it ends are taken. */
static int
take_array_line(struct index_input *in, struct arena *a, struct splitter *sp,
    const char *path, size_t line, struct span text, struct err *err)
{
	size_t from = 0;
	int rc = 0;

	for (size_t i = 0; !rc && i < text.len; i++) {
		char c = text.ptr[i];

		if (sp->string) {
			if (sp->escape)
				sp->escape = false;
			else if (c == '\\')
				sp->escape = true;
			else if (c == '"')
				sp->string = false;
		} else if (c == '"') {
			sp->string = true;
		} else if (c == '[' || c == '{') {
			if (sp->depth++ == 1)
				from = i;
		} else if ((c == ']' || c == '}') && sp->depth) {
			if (--sp->depth != 1)
				continue;
			sbuf_add(&sp->element, span_sub(text, from, i + 1));
			rc = take_json(in, a, path, line,
			    (struct span){ sp->element.buf, sp->element.len },
			    err);
			sbuf_reset(&sp->element);
			from = i + 1;
		}
	}
	if (sp->depth > 1) {
		sbuf_add(&sp->element, span_skip(text, from));
		sbuf_addc(&sp->element, '\n');
	}
	return rc;
}

static int
take_bibtex(
    struct index_input *in, const char *path, struct span text, struct err *err)
{
	struct references refs = { 0 };
	struct document *d;
	int rc = document_from_bytes(&d, path, text, err);

	if (rc)
		return rc;
	d->format = DOCUMENT_BIBTEX;
	rc = read_bibtex(&refs, d, err);
	for (size_t i = 0; !rc && i < refs.len; i++) {
		const struct work *w = reference_work(&refs.items[i]);

		if (w)
			rc = in->take(in->ctx, w, err);
	}
	for (size_t i = 0; i < refs.problems_len; i++) {
		struct err why = ERR_INIT;

		(void)err_set(&why, ERR_SYNTAX, "%s", refs.problems[i].text);
		skip(in, path, refs.problems[i].line, &why);
	}
	document_close(d);
	return rc;
}

static struct span
without_bom(struct span s)
{
	return s.len >= 3 && !memcmp(s.ptr, "\xef\xbb\xbf", 3) ? span_skip(s, 3)
							       : s;
}

static int
read_lines(struct index_input *in, struct line_reader *r, const char *path,
    struct err *err)
{
	enum input_kind kind = INPUT_LINES;
	struct splitter sp = { .element = SBUF_INIT };
	struct sbuf bib = SBUF_INIT;
	struct arena a = ARENA_INIT;
	struct span text;
	size_t line = 0;
	bool started = false;
	int rc;

	while ((rc = line_reader_next(r, &text, err)) == 1) {
		struct span trimmed;

		if (!line++)
			text = without_bom(text);
		trimmed = text_trim(text);
		if (!started && !trimmed.len)
			continue;
		if (!started)
			kind = trimmed.ptr[0] == '{'   ? INPUT_LINES
			       : trimmed.ptr[0] == '[' ? INPUT_ARRAY
						       : INPUT_BIBTEX;
		started = true;
		if (kind == INPUT_ARRAY) {
			rc =
			    take_array_line(in, &a, &sp, path, line, text, err);
		} else if (kind == INPUT_BIBTEX) {
			sbuf_add(&bib, text);
			sbuf_addc(&bib, '\n');
		} else if (trimmed.len) {
			rc = take_json(in, &a, path, line, trimmed, err);
		}
		if (rc < 0)
			break;
	}
	if (!rc && kind == INPUT_ARRAY && sp.depth) {
		struct err why = ERR_INIT;

		(void)err_set(&why, ERR_SYNTAX, "the array does not end");
		skip(in, path, line, &why);
	}
	if (!rc && bib.full)
		rc = err_set(
		    err, ERR_LIMIT, "%s is too big for a .bib file", path);
	if (!rc && kind == INPUT_BIBTEX)
		rc = take_bibtex(
		    in, path, (struct span){ bib.buf, bib.len }, err);
	arena_release(&a);
	sbuf_release(&bib);
	sbuf_release(&sp.element);
	return rc < 0 ? rc : 0;
}

int
index_input_read(struct index_input *in, const char *path, struct err *err)
{
	struct line_reader *r;
	int rc = line_reader_open(&r, path, err);

	if (rc)
		return rc;
	rc = read_lines(in, r, path, err);
	line_reader_close(r);
	return rc;
}
