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

/* Of those that have a name by themselves, in the order of enum document_encoding. */
static const char *const encoding_names[] = { "UTF-8", "UTF-16LE", "UTF-16BE",
	"windows-1252", "GB18030" };

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
	d->encoding_name = guess.encoding == ENCODING_NAMED
			       ? arena_strdup(&d->arena, guess.name)
			       : encoding_names[guess.encoding];
	d->bom = guess.bom > 0;
	d->shift = guess.bom;
	body = span_skip(d->bytes, guess.bom);
	encoding_decode(&decoded, &d->arena, body, guess.bom, d->encoding,
	    d->encoding_name);
	d->text = decoded.text;
	d->map = decoded.map;
	d->damaged = decoded.damage_len > 0;
	d->damage_len = decoded.damage_len;
	memcpy(d->damage, decoded.damage, sizeof(d->damage));
	d->guessed = !encoding && !guess.bom && !guess.declared &&
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

/* --- the file's order, and another ------------------------------------------------ */

struct file_place {
	size_t from, to, part;
};

/* The text as the file has it, and where its parts are now. */
struct document_order {
	struct span text;
	const uint32_t *map;
	const size_t *lines;
	size_t lines_len;
	const struct document_part *parts; /* as they follow one another now */
	const size_t *starts;              /* of these in the text now */
	const struct file_place *places;   /* of these, by the file */
	size_t len;
};

static size_t
original_of(const struct document *d, const uint32_t *map, size_t len,
    size_t text_offset)
{
	if (text_offset > len)
		text_offset = len;
	return map ? map[text_offset] : text_offset + d->shift;
}

/* The first text byte that starts at or behind an original one. */
static size_t
text_offset_of(
    const struct document *d, const uint32_t *map, size_t len, size_t original)
{
	size_t low = 0, high = len;

	if (!map) {
		original = original < d->shift ? 0 : original - d->shift;
		return original > len ? len : original;
	}
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (map[middle] < original)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The last of n numbers that go up which is not above one; the first if all are. */
static size_t
last_not_above(const size_t *numbers, size_t n, size_t number)
{
	size_t low = 0, high = n ? n - 1 : 0;

	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;

		if (numbers[middle] <= number)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

/* The part that a place of the text is in. */
static size_t
part_of(const struct document_order *o, size_t text_offset)
{
	return last_not_above(o->starts, o->len, text_offset);
}

/* Where a place of that part, or its end, was in the text of the file. */
static size_t
file_offset(const struct document_order *o, size_t part, size_t text_offset)
{
	const struct document_part *p = &o->parts[part];
	size_t at = p->text.from + (text_offset - o->starts[part]);

	return at < p->text.to ? at : p->text.to;
}

static int
compare_places(const void *a, const void *b)
{
	const struct file_place *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return x->part < y->part ? -1 : x->part > y->part;
}

void
document_arrange(
    struct document *d, const struct document_part *parts, size_t n)
{
	struct document_order *o = ARENA_NEW(&d->arena, struct document_order);
	struct document_part *kept =
	    ARENA_ARRAY(&d->arena, struct document_part, n + 1);
	size_t *starts = ARENA_ARRAY(&d->arena, size_t, n + 1);
	struct file_place *places =
	    ARENA_ARRAY(&d->arena, struct file_place, n + 1);
	bool crlf = d->crlf;
	size_t len = 0;
	uint32_t *map;
	char *text;

	for (size_t i = 0; i < n; i++) {
		kept[i] = parts[i];
		starts[i] = len;
		places[i] = (struct file_place){ parts[i].text.from,
			parts[i].text.to, i };
		len +=
		    parts[i].text.to - parts[i].text.from + parts[i].line_end;
	}
	qsort(places, n, sizeof(*places), compare_places);
	*o = (struct document_order){ d->text, d->map, d->lines, d->lines_len,
		kept, starts, places, n };
	text = arena_alloc(&d->arena, len + 1);
	map = ARENA_ARRAY(&d->arena, uint32_t, len + 1);
	for (size_t i = 0; i < n; i++) {
		size_t from = kept[i].text.from, to = kept[i].text.to;

		if (to > from)
			memcpy(text + starts[i], d->text.ptr + from, to - from);
		for (size_t k = from; k < to + kept[i].line_end; k++)
			map[starts[i] + k - from] =
			    (uint32_t)document_original(d, k);
		if (kept[i].line_end)
			text[starts[i] + to - from] = '\n';
	}
	text[len] = '\0';
	map[len] = (uint32_t)document_original(d, d->text.len);
	d->text = (struct span){ text, len };
	d->map = map;
	find_lines(d);
	d->crlf = crlf;
	d->order = n ? o : NULL;
}

bool
document_is_one_piece(const struct document *d, struct range text)
{
	const struct document_order *o = d->order;
	size_t part;

	if (!o || text.to <= text.from)
		return true;
	part = part_of(o, text.from);
	return part_of(o, text.to - 1) == part;
}

bool
document_is_followed(const struct document *d, size_t text_offset)
{
	return d->order &&
	       d->order->parts[part_of(d->order, text_offset)].followed;
}

struct range *
document_pieces(
    size_t *n, struct arena *a, const struct document *d, struct range text)
{
	const struct document_order *o = d->order;
	struct range *out = NULL;
	size_t first, last;

	*n = 0;
	if (document_is_one_piece(d, text)) {
		ARENA_PUSH(a, out, *n) = document_original_range(d, text);
		return out;
	}
	first = part_of(o, text.from);
	last = part_of(o, text.to - 1);
	for (size_t i = first; i <= last; i++) {
		const struct document_part *p = &o->parts[i];
		struct range r = p->text;

		if (i == first)
			r.from = file_offset(o, i, text.from);
		if (i == last)
			r.to = file_offset(o, i, text.to);
		if (range_empty(r))
			continue;
		r.from = original_of(d, o->map, o->text.len, r.from);
		r.to = original_of(d, o->map, o->text.len, r.to);
		ARENA_PUSH(a, out, *n) = r;
	}
	return out;
}

size_t
document_original(const struct document *d, size_t text_offset)
{
	return original_of(d, d->map, d->text.len, text_offset);
}

struct range
document_original_range(const struct document *d, struct range r)
{
	const struct document_order *o = d->order;
	struct range all = { SIZE_MAX, 0 };

	if (!o || r.to <= r.from)
		return (struct range){ document_original(d, r.from),
			document_original(d, r.to) };
	for (size_t i = part_of(o, r.from), last = part_of(o, r.to - 1);
	     i <= last; i++) {
		size_t from = r.from > o->starts[i] ? r.from : o->starts[i];
		size_t to = i < last ? o->starts[i + 1] : r.to;

		from = file_offset(o, i, from);
		to = file_offset(o, i, to);
		all.from = from < all.from ? from : all.from;
		all.to = to > all.to ? to : all.to;
	}
	return (struct range){ original_of(d, o->map, o->text.len, all.from),
		original_of(d, o->map, o->text.len, all.to) };
}

size_t
document_text_offset(const struct document *d, size_t original)
{
	const struct document_order *o = d->order;
	size_t low = 0, high, at;
	const struct file_place *p;

	if (!o)
		return text_offset_of(d, d->map, d->text.len, original);
	at = text_offset_of(d, o->map, o->text.len, original);
	high = o->len - 1;
	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;

		if (o->places[middle].from <= at)
			low = middle;
		else
			high = middle - 1;
	}
	p = &o->places[low];
	at = at < p->from ? p->from : at > p->to ? p->to : at;
	return o->starts[p->part] + (at - p->from);
}

void
document_position(
    const struct document *d, size_t text_offset, size_t *line, size_t *column)
{
	const struct document_order *o = d->order;
	struct span text = o ? o->text : d->text;
	const size_t *lines = o ? o->lines : d->lines;
	size_t low;

	if (text_offset > d->text.len)
		text_offset = d->text.len;
	if (o)
		text_offset =
		    file_offset(o, part_of(o, text_offset), text_offset);
	low =
	    last_not_above(lines, o ? o->lines_len : d->lines_len, text_offset);
	*line = low + 1;
	*column = text_count(span_sub(text, lines[low], text_offset)) + 1;
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
	return encoding_encode(out, a, with_line_ends(a, d, utf8), d->encoding,
	    d->encoding_name, err);
}

struct range
document_declared(struct span text)
{
	struct encoding_guess said = { 0 };

	return encoding_declared(&said, text) ? said.said : (struct range){ 0 };
}
