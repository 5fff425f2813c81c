/*
 * Every reader of a bibliography: the first line names the format, the rest is the
 * file. What was read is written in every format, and what was written is read.
 */

#include "app/formats.h"
#include "base/err.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
write_and_read(const struct references *refs, const struct format *f)
{
	struct sbuf out = SBUF_INIT;
	struct references again = { 0 };
	struct document *d;
	struct work_writer w;
	struct err err = ERR_INIT;

	work_writer_begin(&w, f->writer, &out);
	for (size_t i = 0; i < refs->len; i++) {
		const struct work *work = reference_work(&refs->items[i]);

		if (work)
			work_writer_add(&w, work, refs->items[i].key);
	}
	work_writer_end(&w);
	if (f->read) {
		if (document_from_bytes(
			&d, "-", (struct span){ out.buf, out.len }, &err))
			die_bug("the output is no text");
		(void)format_read(&again, f, d, &err);
		if (!strcmp(f->name, "csl-json") && again.len != w.written)
			die_bug("the output does not read back");
		document_close(d);
	}
	sbuf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span s = { (const char *)data, size };
	const char *end = size ? memchr(data, '\n', size) : NULL;
	const struct format *f = formats;
	struct references refs = { 0 };
	struct document *d;
	struct err err = ERR_INIT;
	struct span name;

	if (!end)
		return 0;
	name = span_sub(s, 0, (size_t)(end - s.ptr));
	while (f->name && !span_eq(name, span_of(f->name)))
		f++;
	s = span_skip(s, name.len + 1);
	if (document_from_bytes(&d, "-", s, &err))
		return 0;
	(void)format_of_text(d->text);
	if (f->name && f->read) {
		(void)format_read(&refs, f, d, &err);
		for (f = formats; f->name; f++)
			if (f->writer)
				write_and_read(&refs, f);
	}
	document_close(d);
	return 0;
}
