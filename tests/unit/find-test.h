#ifndef FIND_TEST_H
#define FIND_TEST_H

#include "parse/parse.h"
#include "read/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The references of a document, by the reader of its format. */
struct found {
	struct document *document;
	struct blocks blocks;
	struct references refs;
};

static struct found
find_in(const char *path, struct span bytes)
{
	struct found f = { 0 };
	struct err err = ERR_INIT;
	int rc = document_from_bytes(&f.document, path, bytes, &err);

	if (!rc && f.document->html)
		rc = read_html(&f.blocks, f.document, &err);
	else if (!rc && f.document->format == DOCUMENT_MARKDOWN)
		rc = read_markdown(&f.blocks, f.document, &err);
	else if (!rc && f.document->format == DOCUMENT_LATEX)
		rc = read_latex(&f.blocks, f.document, &err);
	else if (!rc)
		rc = read_text(&f.blocks, f.document, &err);
	f.refs.document = f.document;
	if (!rc)
		rc = parse_find(&f.refs, &f.blocks, &err);
	if (rc)
		fail_msg("%s", err.text);
	return f;
}

static inline struct found
find_markdown(const char *text)
{
	return find_in("a.md", span_of(text));
}

static inline struct found
find_text(const char *text)
{
	return find_in("a.txt", span_of(text));
}

static void
done(struct found *f)
{
	document_close(f->document);
}

static inline void
assert_body(const struct found *f, size_t i, const char *expected)
{
	assert_true(i < f->refs.len);
	assert_string_equal(f->refs.items[i].body.text, expected);
}

/* The original bytes of a reference. */
static inline void
assert_raw(const struct found *f, size_t i, const char *expected)
{
	struct range r;

	assert_true(i < f->refs.len);
	r = f->refs.items[i].span;
	assert_true(r.to <= f->document->bytes.len);
	assert_int_equal(r.to - r.from, strlen(expected));
	assert_memory_equal(
	    f->document->bytes.ptr + r.from, expected, r.to - r.from);
}

static inline void
assert_label(const struct found *f, size_t i, const char *expected)
{
	assert_true(i < f->refs.len);
	if (expected)
		assert_string_equal(f->refs.items[i].label, expected);
	else
		assert_null(f->refs.items[i].label);
}

#endif
