/*
 * Every reader of a bibliography: the first line names the format, the rest is the
 * file. What was read is written in every format, and what was written is read.
 *
 * With FUZZ_FORMAT=ris in the environment all of the input is a file of that format,
 * and of the writers two have a turn: to hunt in one reader for a while.
 */

#include "app/formats.h"
#include "base/err.h"

#include <stdint.h>
#include <stdlib.h>

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

static void
read_and_write(const struct format *f, struct span s, unsigned turn)
{
	struct references refs = { 0 };
	struct document *d;
	struct err err = ERR_INIT;
	unsigned writers = 0, at = 0;

	if (document_from_bytes(&d, "-", s, &err))
		return;
	(void)format_of_text(d->text);
	if (f->name && f->read) {
		(void)format_read(&refs, f, d, &err);
		for (f = formats; f->name; f++)
			writers += f->writer != NULL;
		for (f = formats; f->name; f++)
			if (f->writer && (!turn || at++ % (writers / 2) ==
						       turn % (writers / 2)))
				write_and_read(&refs, f);
	}
	document_close(d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span s = { (const char *)data, size };
	const char *end = size ? memchr(data, '\n', size) : NULL;
	const char *only = getenv("FUZZ_FORMAT");
	const struct format *f = formats;
	struct span name;
	unsigned turn = 1;

	if (!end && !only)
		return 0;
	name = only ? span_of(only) : span_sub(s, 0, (size_t)(end - s.ptr));
	while (f->name && !span_eq(name, span_of(f->name)))
		f++;
	for (size_t i = 0; i < size; i++)
		turn = turn * 31 + data[i];
	if (only)
		read_and_write(f, s, turn | 1);
	else
		read_and_write(f, span_skip(s, name.len + 1), 0);
	return 0;
}
