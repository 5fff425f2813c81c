#include "read/ris.h"
#include "base/text.h"
#include "model/document.h"
#include "read/formats.h"

#include "base/banned.h"

/*
 * RIS (Research Information Systems; "RIS Format Specifications", Reference
 * Manager). A line is "TY  - value"; what writes it is not always exact about the
 * blanks, and wraps long values.
 */

static bool
is_tag_char(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* "TY  - ", "TY - ", "TY  -" and the like. */
static bool
tag_line(struct span line, struct span *tag, struct span *value)
{
	size_t at = 0, from;

	while (at < line.len && line.len - at >= 3 &&
	       !memcmp(line.ptr + at, "\xef\xbb\xbf", 3))
		at += 3;
	from = at;
	if (line.len - at < 3 || !is_upper(line.ptr[at]) ||
	    !is_tag_char(line.ptr[at + 1]))
		return false;
	at += 2;
	while (at < line.len && line.ptr[at] == ' ' && at < from + 5)
		at++;
	if (at >= line.len || line.ptr[at] != '-' || at == from + 2)
		return false;
	at++;
	if (at < line.len && line.ptr[at] != ' ' && line.ptr[at] != '\t')
		return false;
	*tag = span_sub(line, from, from + 2);
	*value = span_skip(line, at);
	return true;
}

static void
read_record(struct references *out, struct tagged_record *r)
{
	struct arena *a = &out->document->arena;
	struct span ty = tagged_take(r, "TY");
	const struct ris_type *type = ris_type_of_tag(ty);
	struct work *w;

	if (!ty.len && !tagged_has(r, "TI") && !tagged_has(r, "T1")) {
		references_add_problem(out, r->line, NULL,
		    "no entry of RIS: it does not begin with TY, and is left "
		    "out");
		return;
	}
	w = ris_work(a, r, type, "ris");
	if (ty.len && (!type || ris_type_of_work(w) != type))
		fill_custom(w, a, "ris-type", ty);
	fill_reference(out, w, r->line);
	if (!ty.len)
		references_add_problem(out, r->line, w->id,
		    "the entry does not begin with its type (TY)");
	if (!r->ended)
		references_add_problem(out, r->line, w->id,
		    "the entry has no end (ER): is the file cut off?");
}

/* "Content: text/plain", "Content:text/plain; charset=...", "Record #1 of 2", "1.": lines
 * before the first entry of what publishers, dblp and J-STAGE export. Other formats begin
 * with a sign, and no line of a list of references is that short and has TY below it. */
static bool
is_preamble(struct span line)
{
	enum { PREAMBLE_LINE = 120 };

	return line.len <= PREAMBLE_LINE &&
	       (text_is_letter((unsigned char)line.ptr[0]) ||
		   text_is_digit((unsigned char)line.ptr[0]));
}

bool
ris_is(struct span text)
{
	enum { PREAMBLE = 4 }; /* Zotero looks as far */
	struct span tag, value;

	text = span_sub(text, 0, FORMAT_HEAD);
	for (size_t before = 0; before <= PREAMBLE; before++) {
		struct span line = tagged_first_line(text);

		if (tag_line(line, &tag, &value))
			return span_eq(tag, SPAN_LIT("TY"));
		if (!line.len || !is_preamble(line))
			return false;
		text =
		    span_skip(text, (size_t)(line.ptr - text.ptr) + line.len);
	}
	return false;
}

int
read_ris(struct references *out, struct document *d, struct err *err)
{
	static const struct tagged_format format = { .line = tag_line,
		.begin = "TY",
		.end = "ER",
		.read = read_record };

	(void)err;
	return tagged_read(out, d, &format);
}
