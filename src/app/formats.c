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

/* Text that is only what a list of its kind has around its records: there are none. */
static bool
is_bare(struct span text)
{
	bool tag = false;

	text = text_trim(text);
	if (!text.len || text.ptr[0] != '<') {
		for (size_t i = 0; i < text.len; i++)
			if (!strchr("[]{} \t\r\n", text.ptr[i]))
				return false;
		return true;
	}
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '<')
			tag = true;
		else if (!tag && (unsigned char)text.ptr[i] > ' ')
			return false;
		else if (text.ptr[i] == '>')
			tag = false;
	}
	return true;
}

/* A .bib may have no entry and be one: what stands between entries is a comment. */
static bool
is_comment(struct span text)
{
	while ((text = text_trim(text)).len) {
		const char *end = memchr(text.ptr, '\n', text.len);

		if (text.ptr[0] != '%')
			return false;
		text =
		    span_skip(text, end ? (size_t)(end - text.ptr) : text.len);
	}
	return true;
}

/* May a text that no format is known by be one of that, without a record? */
static bool
may_be_empty(const struct format *f, const struct document *d)
{
	char first = d->text.len ? text_trim(d->text).ptr[0] : '\0';

	if (f->read == read_bibtex)
		return is_comment(d->text) ||
		       (format_of_name(d->path, FORMAT_READ) &&
			   format_of_name(d->path, FORMAT_READ)->read ==
			       f->read);
	if (strstr(f->media_type, "xml") || strstr(f->name, "xml"))
		return first == '<' && is_bare(d->text);
	if (strstr(f->media_type, "json") || strstr(f->media_type, "yaml"))
		return (first == '[' || first == '{') && is_bare(d->text);
	return false;
}

int
format_must_be(
    const struct format *f, const struct document *d, struct err *err)
{
	const struct format *is = format_of_text(d->text);
	const char *what = is                   ? is->title
			   : d->html            ? "a web page"
			   : bibtex_is(d->text) ? "BibTeX"
			   : document_format_of(d->text) == DOCUMENT_LATEX
			       ? "LaTeX"
			       : NULL;

	if (!text_trim(d->text).len || (is && is->read == f->read) ||
	    may_be_empty(f, d))
		return OK;
	if (what)
		return err_set(err, ERR_SYNTAX,
		    "%s: is no %s: it looks like %s; name its format with "
		    "--from, or leave that out",
		    d->path, f->title, what);
	return err_set(err, ERR_SYNTAX,
	    "%s: there is no %s in it: is it of another format?", d->path,
	    f->title);
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
	return format_open_document_in(out, path, NULL, err);
}

int
format_open_document_in(struct document **out, const char *path,
    const char *encoding, struct err *err)
{
	struct sbuf bytes = SBUF_INIT;
	struct span s;
	int rc;

	bytes.limit = UINT32_MAX;
	rc = file_read(&bytes, path, err);
	s = (struct span){ bytes.buf, bytes.len };
	if (!rc)
		rc = zip_is(s) ? open_member(out, path, s, err)
			       : document_from_file_in(
				     out, path, &bytes, encoding, err);
	sbuf_release(&bytes);
	return rc;
}

void
format_add_damage(struct references *out, const struct document *d)
{
	size_t told = 0, last = 0;

	for (size_t i = 0; i < d->damage_len && i < DOCUMENT_DAMAGE; i++) {
		size_t at = document_text_offset(d, d->damage[i]), end = at,
		       line, column;
		unsigned byte = (unsigned char)d->bytes.ptr[d->damage[i]];
		bool read = text_next(d->text, &end) != TEXT_REPLACEMENT;

		document_position(d, at, &line, &column);
		told++;
		if (line == last)
			continue;
		last = line;
		references_add_problem(out, line, NULL,
		    "the byte %02X here is no %s: %s%.*s%s; write the file "
		    "again in UTF-8",
		    byte, d->encoding_name,
		    read ? "it is read as \"" : "it cannot be read",
		    read ? (int)(end - at) : 0, d->text.ptr + at,
		    read ? "\"" : "");
	}
	if (d->damage_len > told)
		references_add_problem(out, last, NULL,
		    "so are %zu more bytes behind this line",
		    d->damage_len - told);
}

/*
 * Lines of tags are what readers of other tags find something in, too; but of a record
 * of RIS or of NBIB the first line leaves no doubt.
 */
static bool
is_of_other_tags(const struct format *f, const struct document *d)
{
	const struct format *is =
	    f->is && f->read != read_bibtex ? format_of_text(d->text) : NULL;

	return is && (is->read == read_ris || is->read == read_nbib) &&
	       is->read != f->read && !f->is(d->text);
}

/* What a reader returned; but of a file of another format, that it is one. */
static int
of_format(const struct format *f, const struct document *d, int rc,
    size_t found, struct err *err)
{
	struct err other = ERR_INIT;

	if ((found && !is_of_other_tags(f, d)) || (rc && rc != ERR_SYNTAX) ||
	    !format_must_be(f, d, &other))
		return rc;
	if (rc && !format_of_text(d->text))
		return rc;
	if (err)
		*err = other;
	return ERR_SYNTAX;
}

int
format_read(struct references *out, const struct format *f, struct document *d,
    struct err *err)
{
	struct arena *a = &d->arena;
	int rc = f->read(out, d, err);

	if (f->read != read_marc) /* MARC-8, of which nothing is known here */
		format_add_damage(out, d);
	rc = of_format(f, d, rc, out->len, err);
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

struct counted {
	read_batch_fn *each;
	void *ctx;
	size_t len;
};

static int
count_batch(void *ctx, const struct references *batch)
{
	struct counted *c = ctx;

	c->len += batch->len;
	return c->each(c->ctx, batch);
}

int
format_read_bibtex_each(struct document *d, size_t *len, read_batch_fn *each,
    void *ctx, struct err *err)
{
	struct references damage = { .document = d };
	struct counted c = { each, ctx, 0 };
	int rc;

	format_add_damage(&damage, d);
	rc = damage.problems_len ? each(ctx, &damage) : OK;
	if (!rc)
		rc = read_bibtex_each(d, count_batch, &c, err);
	*len = c.len;
	return rc;
}

int
format_read_each(const struct format *f, struct document *d,
    int (*each)(void *ctx, const struct references *batch), void *ctx,
    struct err *err)
{
	struct references all = { .document = d };
	int rc, each_rc;

	if (f->read == read_bibtex) {
		size_t len;

		rc = format_read_bibtex_each(d, &len, each, ctx, err);
		return of_format(f, d, rc, len, err);
	}
	rc = format_read(&all, f, d, err);
	/* Of a file that could not be read, only what is wrong with it. */
	if (rc)
		all.len = all.left_len = 0;
	each_rc = each(ctx, &all);
	return rc ? rc : each_rc;
}
