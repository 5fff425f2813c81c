#include "read/marc.h"
#include "base/text.h"
#include "model/document.h"
#include "read/formats.h"
#include "read/marc8.h"
#include "read/xml-works.h"

#include "base/banned.h"

static struct marc_field *
add_field(struct arena *s, struct marc_record *r, const char *tag)
{
	struct marc_field f = { .tag = "" };

	for (size_t i = 0; i < 3 && tag[i]; i++)
		f.tag[i] = tag[i];
	f.indicators[0] = f.indicators[1] = ' ';
	ARENA_PUSH(s, r->fields, r->len) = f;
	return &r->fields[r->len - 1];
}

/* --- MARCXML (Library of Congress, MARC21slim.xsd) -------------------------------------- */

static void
read_xml_record(
    struct references *out, const xmlNode *record, size_t line, void *ctx)
{
	struct arena *a = &out->document->arena, *s = ctx;
	struct marc_record r = { .leader = { "", 0 } };

	/* SRU's <record> is around MARC's. */
	if (!xml_child(record, "leader") && !xml_child(record, "datafield")) {
		const xmlNode *inner = xml_at(record, "recordData/record");

		if (!inner)
			inner = xml_at(record, "metadata/record");
		if (!inner)
			return;
		record = inner;
	}
	arena_reset(s);
	r.leader = xml_span_at(s, record, "leader");
	XML_EACH(node, record, "controlfield")
	{
		const char *tag = xml_attr(s, node, "tag");
		xmlChar *text = xmlNodeGetContent(node);
		struct marc_field *f = add_field(s, &r, tag ? tag : "");

		/* blanks count: positions are fixed */
		f->value =
		    span_of(arena_strdup(s, text ? (const char *)text : ""));
		xmlFree(text);
	}
	XML_EACH(node, record, "datafield")
	{
		const char *tag = xml_attr(s, node, "tag");
		xmlChar *second = xmlGetProp(node, (const xmlChar *)"ind2");
		struct marc_field *f = add_field(s, &r, tag ? tag : "");

		if (second && *second)
			f->indicators[1] = (char)*second;
		xmlFree(second);
		XML_EACH(child, node, "subfield")
		{
			const char *code = xml_attr(s, child, "code");
			struct marc_subfield one = { code ? *code : ' ',
				xml_span(s, child) };

			ARENA_PUSH(s, f->subfields, f->len) = one;
		}
	}
	if (!r.len) {
		references_add_problem(
		    out, line, NULL, "a record without fields is left out");
		return;
	}
	fill_reference(out, marc_work(a, s, &r), line);
}

bool
marcxml_is(struct span text)
{
	struct span s = text_trim(span_sub(text, 0, FORMAT_HEAD));

	return s.len && s.ptr[0] == '<' && xml_head_has(s, "record") &&
	       xml_head_has(s, "datafield");
}

int
read_marcxml(struct references *out, struct document *d, struct err *err)
{
	static const char *const names[] = { "record", NULL };
	struct arena scratch = ARENA_INIT;
	int rc = xml_works_read(out, d, names, read_xml_record, &scratch, err);

	arena_release(&scratch);
	return rc;
}

/* --- ISO 2709 --------------------------------------------------------------------------------- */

enum {
	LEADER = 24,
	DIRECTORY_ENTRY = 12,
	SUBFIELD = 0x1f,
	FIELD_END = 0x1e,
	RECORD_END = 0x1d,
	ESCAPE = 0x1b,
};

/*
 * The fields one after the other, as their separators part them: the directory's
 * lengths count bytes of an encoding that the text may have no more. Its tags, in
 * its order, are those of the fields.
 */
static void
read_iso_record(
    struct references *out, struct arena *s, struct span bytes, size_t line)
{
	struct arena *a = &out->document->arena;
	const char *end = memchr(bytes.ptr, FIELD_END, bytes.len);
	struct marc_record r = { .leader = span_sub(bytes, 0, LEADER) };
	struct span directory, rest;

	if (bytes.len < LEADER || !end || (size_t)(end - bytes.ptr) < LEADER) {
		references_add_problem(out, line, NULL,
		    "no MARC record: it has no directory, and is left out");
		return;
	}
	arena_reset(s);
	directory = span_sub(bytes, LEADER, (size_t)(end - bytes.ptr));
	rest = span_skip(bytes, (size_t)(end - bytes.ptr) + 1);
	while (directory.len >= DIRECTORY_ENTRY && rest.len) {
		const char *stop = memchr(rest.ptr, FIELD_END, rest.len);
		size_t len = stop ? (size_t)(stop - rest.ptr) : rest.len, at;
		struct span field = span_sub(rest, 0, len);
		char tag[4] = { directory.ptr[0], directory.ptr[1],
			directory.ptr[2], 0 };
		struct marc_field *f = add_field(s, &r, tag);

		directory = span_skip(directory, DIRECTORY_ENTRY);
		rest = span_skip(rest, len + 1);
		if (tag[0] == '0' && tag[1] == '0') {
			f->value = field;
			continue;
		}
		if (field.len > 1)
			f->indicators[1] = field.ptr[1];
		for (at = 0; at < field.len;) {
			const char *mark =
			    memchr(field.ptr + at, SUBFIELD, field.len - at);
			struct marc_subfield one;
			size_t from, to;

			if (!mark)
				break;
			from = (size_t)(mark - field.ptr) + 1;
			to = from;
			while (to < field.len && field.ptr[to] != SUBFIELD)
				to++;
			at = to;
			if (from == to)
				continue;
			one.code = field.ptr[from];
			one.value = span_sub(field, from + 1, to);
			ARENA_PUSH(s, f->subfields, f->len) = one;
		}
	}
	fill_reference(out, marc_work(a, s, &r), line);
}

bool
marc_is(struct span text)
{
	/* five digits of length, and "22" (indicators, subfield codes) */
	for (size_t i = 0; i < 5; i++)
		if (i >= text.len ||
		    !(text.ptr[i] >= '0' && text.ptr[i] <= '9'))
			return false;
	return text.len > LEADER && text.ptr[10] == '2' && text.ptr[11] == '2';
}

static bool
is_utf16(const struct document *d)
{
	return d->encoding == ENCODING_UTF16LE ||
	       d->encoding == ENCODING_UTF16BE;
}

/* The bytes that records are of. */
static struct span
file_of(const struct document *d)
{
	return is_utf16(d) ? d->text : d->bytes;
}

/*
 * The record's text. What is not UTF-8 is MARC-8 if it can be (position 9 of the
 * leader says so, but is a blank in many a record of Unicode), else in the encoding
 * that the file seems to have.
 */
static struct span
record_text(
    struct references *out, struct arena *a, struct range bytes, size_t number)
{
	struct document *d = out->document;
	struct span record = span_sub(file_of(d), bytes.from, bytes.to), text;
	bool lost = false;

	if (is_utf16(d) ||
	    (text_is_utf8(record) && !memchr(record.ptr, ESCAPE, record.len)))
		return record;
	if (!marc8_is(record)) {
		size_t from = document_text_offset(d, bytes.from);

		return span_sub(
		    d->text, from, document_text_offset(d, bytes.to));
	}
	text = marc8_decode(a, record, &lost);
	if (lost)
		references_add_problem(out, number, NULL,
		    "a character set of MARC-8 that is not known here: its "
		    "characters are lost");
	return text;
}

int
read_marc(struct references *out, struct document *d, struct err *err)
{
	struct arena scratch = ARENA_INIT, texts = ARENA_INIT;
	struct span file = file_of(d);
	struct range rest = { d->encoding == ENCODING_UTF8 ? d->shift : 0,
		file.len };
	size_t number = 0;

	(void)err;
	*out = (struct references){ .document = d };
	while (text_trim(span_sub(file, rest.from, rest.to)).len) {
		const char *start = file.ptr + rest.from;
		const char *end =
		    memchr(start, RECORD_END, rest.to - rest.from);
		struct range record = { rest.from,
			end ? (size_t)(end - file.ptr) : rest.to };

		rest.from = record.to + (end != NULL);
		number++;
		while (record.from < record.to &&
		       strchr("\n\r", file.ptr[record.from]))
			record.from++;
		arena_reset(&texts);
		read_iso_record(out, &scratch,
		    record_text(out, &texts, record, number), number);
		if (!end)
			references_add_problem(out, number, NULL,
			    "the last record has no end: is the file cut "
			    "off?");
	}
	arena_release(&scratch);
	arena_release(&texts);
	fill_list(out);
	return OK;
}
