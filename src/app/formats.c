#include "app/formats.h"
#include "app/format-records.h"
#include "base/file.h"
#include "base/text.h"
#include "base/zip.h"
#include "parse/parse.h"
#include "read/formats.h"
#include "read/read.h"

#include "base/banned.h"

const struct format formats[] = {
#define X(name, title, extensions, media_type, is, read, writer) \
	{ name, title, extensions, media_type, is, read, writer },
#include "app/formats.def"
#undef X
	{ 0 },
};

static bool
has_use(const struct format *f, enum format_use use)
{
	return use == FORMAT_READ ? f->read != NULL : f->writer != NULL;
}

int
format_from_name(const struct format **out, const char *name,
    enum format_use use, struct err *err)
{
	for (const struct format *f = formats; f->name; f++)
		if (has_use(f, use) && !strcmp(f->name, name)) {
			*out = f;
			return OK;
		}
	return err_set(err, ERR_USAGE,
	    "no format '%.40s' to %s: 'refmend convert --formats' lists those "
	    "there are",
	    name, use == FORMAT_READ ? "read" : "write");
}

const struct format *
format_of_text(struct span text)
{
	for (const struct format *f = formats; f->name; f++)
		if (f->is && f->is(text))
			return f;
	return NULL;
}

static bool
ends_with(struct span path, struct span extension)
{
	if (path.len <= extension.len)
		return false;
	path = span_skip(path, path.len - extension.len);
	for (size_t i = 0; i < path.len; i++)
		if (text_ascii_lower(path.ptr[i]) != extension.ptr[i])
			return false;
	return true;
}

const struct format *
format_of_name(const char *path, enum format_use use)
{
	for (const struct format *f = formats; f->name; f++) {
		const char *at = f->extensions;

		if (!has_use(f, use))
			continue;
		while (*at) {
			size_t len = strcspn(at, " ");

			if (ends_with(span_of(path), (struct span){ at, len }))
				return f;
			at += len + (at[len] == ' ');
		}
	}
	return NULL;
}

int
format_must_be_bibtex(const struct document *d, struct err *err)
{
	const struct format *f =
	    bibtex_is(d->text) ? NULL : format_of_text(d->text);

	return f ? err_set(err, ERR_SYNTAX,
		       "%s: is no .bib file, but %s: 'refmend convert' makes "
		       "one of it",
		       d->path, f->title)
		 : OK;
}

const struct format *
format_of_document(const struct document *d)
{
	const struct format *f = format_of_text(d->text);

	if (f)
		return f;
	f = format_of_name(d->path, FORMAT_READ);
	/* ".json" is everybody's: what is no bibliography by its text is none */
	return f && f->is == csl_json_is ? NULL : f;
}

/* ERR_ABSENT: no file of the archive is a bibliography. */
static int
open_member(
    struct document **out, const char *path, struct span bytes, struct err *err)
{
	struct zip_entry entry;
	struct zip zip;
	int rc = zip_open(&zip, bytes, err);
	bool prose = false;

	if (rc)
		return err_context(err, rc, path);
	while (zip_next(&zip, &entry)) {
		struct sbuf text = SBUF_INIT;
		struct err why = ERR_INIT;
		bool is;

		/* ECMA-376, part 1, 11.3.10; OpenDocument 1.3, part 2, 3.1.2 */
		prose = prose ||
			span_eq(entry.name, SPAN_LIT("word/document.xml")) ||
			span_eq(entry.name, SPAN_LIT("content.xml"));
		rc = zip_read(&text, &zip, &entry, &why);
		if (!rc)
			rc = document_from_bytes(out, path,
			    (struct span){ text.buf, text.len }, &why);
		sbuf_release(&text);
		if (rc)
			continue;
		is = format_of_text((*out)->text) != NULL;
		if (is)
			return OK;
		document_close(*out);
		*out = NULL;
	}
	if (prose)
		return err_set(err, ERR_ABSENT,
		    "%s: is a document of a word processor; save it as text or "
		    "as Markdown first",
		    path);
	return err_set(err, ERR_ABSENT,
	    "%s: no file in the ZIP archive is a bibliography that we know",
	    path);
}

int
format_open_document(struct document **out, const char *path, struct err *err)
{
	struct sbuf bytes = SBUF_INIT;
	struct span s;
	int rc;

	bytes.limit = UINT32_MAX;
	rc = file_read(&bytes, path, err);
	s = (struct span){ bytes.buf, bytes.len };
	if (!rc)
		rc = zip_is(s) ? open_member(out, path, s, err)
			       : document_from_file(out, path, &bytes, err);
	sbuf_release(&bytes);
	return rc;
}

int
format_read(struct references *out, const struct format *f, struct document *d,
    struct err *err)
{
	struct arena *a = &d->arena;
	int rc = f->read(out, d, err);

	for (size_t i = 0; i < out->len; i++) {
		struct reference *r = &out->items[i], string = { 0 };

		if (r->parses_len || !r->body.len)
			continue;
		reference_from_string(
		    &string, a, (struct span){ r->body.text, r->body.len });
		parse_reference(a, &string);
		r->parses = string.parses;
		r->parses_len = string.parses_len;
		/* the places are those of the string */
		for (size_t k = 0; k < r->parses_len; k++)
			r->parses[k].places_len = 0;
	}
	return rc;
}

int
format_read_each(const struct format *f, struct document *d,
    int (*each)(void *ctx, const struct references *batch), void *ctx,
    struct err *err)
{
	struct references all = { .document = d };
	int rc, each_rc;

	if (f->read == read_bibtex)
		return read_bibtex_each(d, each, ctx, err);
	rc = format_read(&all, f, d, err);
	/* Of a file that could not be read, only what is wrong with it. */
	if (rc)
		all.len = 0;
	each_rc = each(ctx, &all);
	return rc ? rc : each_rc;
}
