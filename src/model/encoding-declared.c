/* The encoding that a file says it is in. */

#include "base/text.h"
#include "model/encoding.h"

#include <unicode/ucnv.h>

#include "base/banned.h"

/* How far to look: a declaration of XML, HTML and JabRef is at the start, LaTeX's
 * inputenc in the preamble, Emacs's local variables in the last 3000 characters (its
 * manual, "Specifying File Variables"). */
enum { HEAD_BYTES = 4096, PREAMBLE_BYTES = 16384, TAIL_BYTES = 3000 };

/* Is ASCII itself in it, with no other bytes before or among it? */
static bool
extends_ascii(const char *name)
{
	UErrorCode code = U_ZERO_ERROR;
	UConverter *c = ucnv_open(name, &code);
	UConverterType type;
	char ascii[0x80 - 0x20];
	UChar units[2 * sizeof(ascii)];
	int32_t len;
	bool all;

	if (U_FAILURE(code))
		return false;
	for (size_t i = 0; i < sizeof(ascii); i++)
		ascii[i] = (char)(0x20 + i);
	type = ucnv_getType(c);
	len = ucnv_toUChars(c, units, (int32_t)(sizeof(units) / sizeof(*units)),
	    ascii, (int32_t)sizeof(ascii) - 1, &code);
	all = U_SUCCESS(code) && len == (int32_t)sizeof(ascii) - 1 &&
	      (type == UCNV_SBCS || type == UCNV_MBCS || type == UCNV_LATIN_1);
	for (int32_t i = 0; all && i < len; i++)
		all = units[i] == 0x20 + i;
	ucnv_close(c);
	return all;
}

static bool
is_name_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c && strchr("-_.:+", c));
}

/* Where the name at the start of s stands, in quotes or not, is kept in *out, too. */
static bool
take_name(struct encoding_guess *out, struct span file, struct span s)
{
	static const struct {
		const char *said, *name;
	} others[] = {
		{ "ansinew", "windows-1252" }, /* inputenc's own words */
		{ "applemac", "macintosh" },
		{ "iso-latin-1", "latin1" }, /* Emacs's */
		{ "iso-latin-2", "latin2" },
		{ "iso-latin-9", "latin9" },
	};
	static const char *const line_ends[] = { "-unix", "-dos", "-mac" };
	char name[ENCODING_NAME_SIZE];
	size_t n = 0;

	while (s.len && strchr(" \t\"'=", *s.ptr))
		s = span_skip(s, 1);
	while (n < s.len && is_name_byte(s.ptr[n]))
		n++;
	s = span_sub(s, 0, n);
	for (size_t i = 0; i < sizeof(line_ends) / sizeof(*line_ends); i++) {
		size_t end = strlen(line_ends[i]);

		if (s.len > end &&
		    text_eq_nocase(span_skip(s, s.len - end), line_ends[i]))
			s.len -= end;
	}
	if (!s.len || s.len >= sizeof(name))
		return false;
	memcpy(name, s.ptr, s.len);
	name[s.len] = '\0';
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (text_eq_nocase(s, others[i].said))
			memcpy(
			    name, others[i].name, strlen(others[i].name) + 1);
	if (encoding_named(out, name, (struct span){ "", 0 }) ||
	    out->encoding == ENCODING_UTF8 || !extends_ascii(name))
		return false;
	out->declared = true;
	out->said.from = (size_t)(s.ptr - file.ptr);
	out->said.to = out->said.from + s.len;
	return true;
}

/* What stands behind a word, ASCII case aside; nothing: it is not there. */
static struct span
behind(struct span s, const char *word)
{
	size_t n = strlen(word);

	for (; s.len >= n; s = span_skip(s, 1))
		if (text_starts_nocase(s, word))
			return span_skip(s, n);
	return (struct span){ "", 0 };
}

static bool
in_markup(struct encoding_guess *out, struct span file, struct span head)
{
	const char *end;

	head = text_trim(head);
	if (!text_starts_nocase(head, "<"))
		return false;
	if (!text_starts_nocase(head, "<?xml"))
		return take_name(out, file, behind(head, "charset"));
	end = memmem(head.ptr, head.len, "?>", 2);
	if (!end)
		return false;
	head = span_sub(head, 0, (size_t)(end - head.ptr));
	return take_name(out, file, behind(head, "encoding"));
}

/* A line's own words: without signs of a comment. */
static struct span
uncommented(struct span line)
{
	while (line.len && strchr("%#;/* \t", *line.ptr))
		line = span_skip(line, 1);
	return line;
}

static struct span
take_line(struct span *rest)
{
	size_t n = 0;
	struct span line;

	while (n < rest->len && rest->ptr[n] != '\n' && rest->ptr[n] != '\r')
		n++;
	line = span_sub(*rest, 0, n);
	*rest = span_skip(*rest, n + (n < rest->len));
	return line;
}

/* JabRef's "% Encoding: Cp1252"; "coding: latin-2" of a first or second line. */
static bool
in_lines(struct encoding_guess *out, struct span file, struct span head)
{
	for (int i = 0; head.len; i++) {
		struct span line = take_line(&head), said;

		if (text_starts_nocase(uncommented(line), "encoding:") &&
		    take_name(out, file, behind(line, ":")))
			return true;
		if (i > 1)
			continue;
		said = behind(line, "coding");
		if (said.len && strchr(":=", *said.ptr) &&
		    take_name(out, file, span_skip(said, 1)))
			return true;
	}
	return false;
}

static bool
in_local_variables(struct encoding_guess *out, struct span file)
{
	struct span tail = file.len > TAIL_BYTES
			       ? span_skip(file, file.len - TAIL_BYTES)
			       : file;

	tail = behind(tail, "local variables:");
	while (tail.len) {
		struct span line = uncommented(take_line(&tail));

		if (text_starts_nocase(line, "coding:"))
			return take_name(out, file, behind(line, ":"));
	}
	return false;
}

/* "\usepackage[latin1]{inputenc}", "\inputencoding{cp1251}". */
static bool
in_preamble(struct encoding_guess *out, struct span file, struct span head)
{
	const char *end = memmem(head.ptr, head.len, "]{inputenc}", 11),
		   *from = end;

	if (!end)
		return take_name(out, file, behind(head, "\\inputencoding{"));
	while (from > head.ptr && is_name_byte(from[-1]))
		from--;
	return take_name(
	    out, file, (struct span){ from, (size_t)(end - from) });
}

bool
encoding_declared(struct encoding_guess *out, struct span bytes)
{
	struct span head = span_sub(bytes, 0, HEAD_BYTES);

	return in_markup(out, bytes, head) || in_lines(out, bytes, head) ||
	       in_preamble(out, bytes, span_sub(bytes, 0, PREAMBLE_BYTES)) ||
	       in_local_variables(out, bytes);
}
