#include "model/document.h"
#include "base/file.h"
#include "base/text.h"
#include "model/encoding.h"

#include <stdlib.h>

#include "base/banned.h"

static const struct {
	const char *suffix;
	enum document_format format;
} suffixes[] = {
	{ ".bib", DOCUMENT_BIBTEX },
	{ ".bibtex", DOCUMENT_BIBTEX },
	{ ".biblatex", DOCUMENT_BIBTEX },
	{ ".tex", DOCUMENT_LATEX },
	{ ".ltx", DOCUMENT_LATEX },
	{ ".latex", DOCUMENT_LATEX },
	{ ".bbl", DOCUMENT_LATEX },
	{ ".md", DOCUMENT_MARKDOWN },
	{ ".markdown", DOCUMENT_MARKDOWN },
	{ ".mdown", DOCUMENT_MARKDOWN },
	{ ".mdwn", DOCUMENT_MARKDOWN },
	{ ".mkd", DOCUMENT_MARKDOWN },
	{ ".mkdn", DOCUMENT_MARKDOWN },
	{ ".qmd", DOCUMENT_MARKDOWN },
	{ ".rmd", DOCUMENT_MARKDOWN },
	{ ".txt", DOCUMENT_TEXT },
	{ ".text", DOCUMENT_TEXT },
};

static bool
format_by_name(enum document_format *out, const char *path)
{
	struct span name = span_of(path);

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		size_t len = strlen(suffixes[i].suffix);

		if (name.len > len &&
		    text_eq_nocase(
			span_skip(name, name.len - len), suffixes[i].suffix)) {
			*out = suffixes[i].format;
			return true;
		}
	}
	return false;
}

static bool
ends_html(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot && (text_eq_nocase(span_of(dot), ".html") ||
			  text_eq_nocase(span_of(dot), ".htm") ||
			  text_eq_nocase(span_of(dot), ".xhtml"));
}

/* How pages start (HTML Living Standard, 13.1.1), behind comments and XML's own. */
static bool
looks_html(struct span text)
{
	struct span s = text_trim(text);

	while (
	    text_starts_nocase(s, "<!--") || text_starts_nocase(s, "<?xml")) {
		const char *end = s.ptr[1] == '?' ? "?>" : "-->";
		const char *at = memmem(s.ptr, s.len, end, strlen(end));

		if (!at)
			return false;
		s = text_trim(span_skip(s, (size_t)(at - s.ptr) + strlen(end)));
	}
	return text_starts_nocase(s, "<!doctype html") ||
	       text_starts_nocase(s, "<html");
}

static struct span
skip_blanks(struct span s)
{
	while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t'))
		s = span_skip(s, 1);
	return s;
}

/* "@article{", "@string(": how an entry of a .bib starts. */
static bool
starts_entry(struct span line)
{
	size_t n = 1;

	if (!line.len || line.ptr[0] != '@')
		return false;
	while (n < line.len && text_ascii_lower(line.ptr[n]) >= 'a' &&
	       text_ascii_lower(line.ptr[n]) <= 'z')
		n++;
	line = n > 1 ? skip_blanks(span_skip(line, n)) : span_skip(line, n);
	return n > 1 && line.len && (line.ptr[0] == '{' || line.ptr[0] == '(');
}

/* How LaTeX documents, and lists for them, start. */
static bool
looks_latex(struct span line)
{
	static const char *const starts[] = { "\\documentclass",
		"\\begin{thebibliography}", "\\bibitem" };

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (line.len >= strlen(starts[i]) &&
		    !memcmp(line.ptr, starts[i], strlen(starts[i])))
			return true;
	return false;
}

/* A line as only Markdown has it. */
static bool
looks_markdown(struct span line)
{
	size_t hashes = 0;

	while (hashes < line.len && line.ptr[hashes] == '#')
		hashes++;
	if (hashes >= 1 && hashes <= 6 && hashes < line.len &&
	    line.ptr[hashes] == ' ')
		return true;
	if (text_starts_nocase(line, "```") ||
	    text_starts_nocase(line, "[^1]:"))
		return true;
	for (size_t i = 0; i + 2 < line.len; i++)
		if (line.ptr[i] == ']' && line.ptr[i + 1] == '(' &&
		    text_starts_nocase(span_skip(line, i + 2), "http"))
			return true;
	return false;
}

enum document_format
document_format_of(struct span text)
{
	size_t lines = 0;

	for (size_t at = 0; at < text.len && lines < 2000; lines++) {
		struct span rest = span_skip(text, at), line;
		const char *end = memchr(rest.ptr, '\n', rest.len);

		line = end ? span_sub(rest, 0, (size_t)(end - rest.ptr)) : rest;
		at += line.len + 1;
		if (starts_entry(skip_blanks(line)))
			return DOCUMENT_BIBTEX;
		if (looks_latex(skip_blanks(line)))
			return DOCUMENT_LATEX;
		if (looks_markdown(line))
			return DOCUMENT_MARKDOWN;
	}
	return DOCUMENT_TEXT;
}

static const char *
line_end(const char *p, const char *to)
{
	while (p < to && *p != '\n' && *p != '\r')
		p++;
	return p < to ? p : NULL;
}

/* Where lines start. LF, CR LF, and a lone CR end one, as in CommonMark. */
static void
find_lines(struct document *d)
{
	const char *at = d->text.ptr, *to = at + d->text.len, *next;
	size_t *starts, n = 1, ends = 0, crlf = 0;
	bool cr = d->text.len && memchr(at, '\r', d->text.len);

	for (const char *p = at; p < to; p = next + 1) {
		next = cr ? line_end(p, to) : memchr(p, '\n', (size_t)(to - p));
		if (!next)
			break;
		ends++;
		if (*next == '\r' && next + 1 < to && next[1] == '\n') {
			crlf++;
			next++;
		}
	}
	starts = ARENA_ARRAY(&d->arena, size_t, ends + 1);
	starts[0] = 0;
	for (const char *p = at; p < to; p = next + 1) {
		next = cr ? line_end(p, to) : memchr(p, '\n', (size_t)(to - p));
		if (!next)
			break;
		if (*next == '\r' && next + 1 < to && next[1] == '\n')
			next++;
		starts[n++] = (size_t)(next + 1 - at);
	}
	d->lines = starts;
	d->lines_len = n;
	d->crlf = crlf > ends - crlf;
}

static int
find_encoding(struct encoding_guess *out, struct span bytes,
    const char *encoding, struct err *err)
{
	if (!encoding)
		return encoding_guess(out, bytes, err);
	return encoding_named(out, encoding, bytes)
		   ? document_encoding_named(encoding, err)
		   : OK;
}

int
document_encoding_named(const char *name, struct err *err)
{
	struct encoding_guess unused;
	struct span none = { "", 0 };

	return encoding_named(&unused, name, none)
		   ? err_set(err, ERR_USAGE,
			 "no encoding '%.40s': 'UTF-8', 'windows-1251', "
			 "'Shift_JIS', 'Big5' are some",
			 name)
		   : OK;
}

/* file is whose the bytes are, or NULL: they are copied. */
static int
make(struct document **out, const char *path, struct span bytes,
    struct sbuf *file, const char *encoding, struct err *err)
{
	struct encoding_guess guess;
	struct encoding_text decoded;
	struct document *d;
	struct span body;
	int rc;

	if (!path)
		path = "-";
	if (bytes.len >= UINT32_MAX)
		return err_set(err, ERR_LIMIT, "%s: 4 GiB or more", path);
	rc = find_encoding(&guess, bytes, encoding, err);
	if (rc)
		return err_context(err, rc, path);
	d = calloc(1, sizeof(*d));
	if (!d)
		die_oom(sizeof(*d));
	d->path = arena_strdup(&d->arena, path);
	d->file = (struct sbuf)SBUF_INIT;
	d->bytes = bytes;
	if (file) {
		d->file = *file;
		*file = (struct sbuf)SBUF_INIT;
	} else {
		d->bytes.ptr = arena_strdup_span(&d->arena, bytes);
	}
	d->encoding = guess.encoding;
	d->bom = guess.bom > 0;
	d->shift = guess.bom;
	body = span_skip(d->bytes, guess.bom);
	encoding_decode(
	    &decoded, &d->arena, body, guess.bom, d->encoding, encoding);
	d->text = decoded.text;
	d->map = decoded.map;
	d->damaged = decoded.damage_len > 0;
	d->damage_len = decoded.damage_len;
	memcpy(d->damage, decoded.damage, sizeof(d->damage));
	d->guessed = !encoding && !guess.bom &&
		     (d->encoding == ENCODING_WINDOWS_1252 ||
			 d->encoding == ENCODING_GB18030);
	find_lines(d);
	d->html = ends_html(path) || looks_html(d->text);
	if (d->html)
		d->format = DOCUMENT_MARKDOWN;
	else if (!format_by_name(&d->format, path))
		d->format = document_format_of(d->text);
	*out = d;
	return OK;
}

int
document_from_bytes(
    struct document **out, const char *path, struct span bytes, struct err *err)
{
	return make(out, path, bytes, NULL, NULL, err);
}

int
document_from_file(
    struct document **out, const char *path, struct sbuf *file, struct err *err)
{
	return document_from_file_in(out, path, file, NULL, err);
}

int
document_from_file_in(struct document **out, const char *path,
    struct sbuf *file, const char *encoding, struct err *err)
{
	return make(out, path, (struct span){ file->buf, file->len }, file,
	    encoding, err);
}

int
document_open(struct document **out, const char *path, struct err *err)
{
	struct sbuf sb = SBUF_INIT;
	int rc;

	sb.limit = UINT32_MAX;
	rc = file_read(&sb, path, err);
	if (!rc)
		rc = document_from_file(out, path, &sb, err);
	sbuf_release(&sb);
	return rc;
}

void
document_close(struct document *d)
{
	if (!d)
		return;
	arena_release(&d->arena);
	sbuf_release(&d->file);
	free(d);
}

size_t
document_original(const struct document *d, size_t text_offset)
{
	if (text_offset > d->text.len)
		text_offset = d->text.len;
	return d->map ? d->map[text_offset] : text_offset + d->shift;
}

struct range
document_original_range(const struct document *d, struct range r)
{
	return (struct range){ document_original(d, r.from),
		document_original(d, r.to) };
}

size_t
document_text_offset(const struct document *d, size_t original)
{
	size_t low = 0, high = d->text.len;

	if (!d->map) {
		original = original < d->shift ? 0 : original - d->shift;
		return original > d->text.len ? d->text.len : original;
	}
	/* The first text byte that starts at or behind it. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (d->map[middle] < original)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
document_position(
    const struct document *d, size_t text_offset, size_t *line, size_t *column)
{
	size_t low = 0, high = d->lines_len - 1;

	if (text_offset > d->text.len)
		text_offset = d->text.len;
	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;

		if (d->lines[middle] <= text_offset)
			low = middle;
		else
			high = middle - 1;
	}
	*line = low + 1;
	*column = text_count(span_sub(d->text, d->lines[low], text_offset)) + 1;
}

/* LF as the document has it; a CR LF stays one. */
static struct span
with_line_ends(struct arena *a, const struct document *d, struct span utf8)
{
	struct sbuf sb = SBUF_INIT;
	struct span out;

	if (!d->crlf || !utf8.len || !memchr(utf8.ptr, '\n', utf8.len))
		return utf8;
	for (size_t i = 0; i < utf8.len; i++) {
		if (utf8.ptr[i] == '\n' && !(i && utf8.ptr[i - 1] == '\r'))
			sbuf_addc(&sb, '\r');
		sbuf_addc(&sb, utf8.ptr[i]);
	}
	out.len = sb.len;
	out.ptr = arena_strdup_span(a, (struct span){ sb.buf, sb.len });
	sbuf_release(&sb);
	return out;
}

int
document_encode(struct span *out, struct arena *a, const struct document *d,
    struct span utf8, struct err *err)
{
	if (!text_is_utf8(utf8))
		return err_set(err, ERR_SYNTAX, "text to write is not UTF-8");
	return encoding_encode(
	    out, a, with_line_ends(a, d, utf8), d->encoding, err);
}

const char *
document_encoding_name(enum document_encoding e)
{
	static const char *const names[] = { "UTF-8", "UTF-16LE", "UTF-16BE",
		"windows-1252", "GB18030", "the encoding that was named" };

	return names[e];
}
