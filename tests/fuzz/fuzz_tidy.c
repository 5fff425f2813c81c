/*
 * A .bib file is tidied by options that the first four bytes say. What is only kept is
 * kept to the byte; what was tidied once stays as it is the second time, and has as
 * many entries as before.
 */

#include "app/tidy.h"
#include "base/err.h"
#include "base/text.h"
#include "read/read.h"

#include <stdint.h>

enum { HEAD = 4 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
tidied(struct tidied *out, struct span s, const struct tidy_request *r)
{
	struct document *d;
	struct err err = ERR_INIT;
	int rc = document_from_bytes(&d, "x.bib", s, &err);

	return rc ? rc : tidy_document(out, d, r, NULL, NULL, &err);
}

static void
must_be_kept(struct span s)
{
	struct tidy_request keep = { .options = { .layout = TIDY_KEEP } };
	struct tidied t;

	if (tidied(&t, s, &keep))
		return;
	if (!span_eq(t.before, t.after))
		die_bug("what was only to be kept has changed");
	tidy_close(&t);
}

static size_t
entries(struct span s)
{
	struct document *d;
	struct references refs;
	struct err err = ERR_INIT;
	size_t len = 0;

	if (document_from_bytes(&d, "x.bib", s, &err))
		return 0;
	if (!read_bibtex(&refs, d, &err))
		len = refs.len;
	document_close(d);
	return len;
}

static void
choose(struct tidy_request *r, const uint8_t *data)
{
	struct tidy_options *o = &r->options;
	const uint8_t a = data[0], b = data[1], c = data[2], d = data[3];

	o->layout = a & 1 ? TIDY_KEEP : TIDY_UNIFORM;
	o->delimiters = (enum tidy_delimiters)((a >> 1) % 3);
	o->escape = (enum tidy_escape)((a >> 3) % 3);
	o->protect = (enum tidy_protect)((a >> 5) % 4);
	o->indent = 2;
	o->align = b & 1 ? 14 : 0;
	o->normalize = b & 2;
	o->unwrap = b & 4;
	o->drop_empty = b & 8;
	o->sort_fields = b & 16;
	o->sort = b & 32 ? "type,-year,key,volume,month" : NULL;
	r->keys = b & 64 ? "[auth:lower][year][veryshorttitle]" : NULL;
	r->merge = b & 128;
	o->numeric = c & 1;
	o->strip_comments = c & 2;
	o->drop_repeated = c & 4;
	o->strip_enclosing = c & 8 && o->protect != PROTECT_ALL;
	o->drop_all_caps = c & 16;
	o->encode_urls = c & 32;
	o->max_authors = c >> 6;
	o->names = (enum tidy_case)(d & 3);
	o->months = (enum tidy_months)((d >> 2) % 3);
	o->wrap = d & 16 && o->layout == TIDY_UNIFORM ? 40 : 0;
	o->blank_lines = !(d & 32);
	o->no_trailing_comma = d & 64;
	o->field_order = d & 128 ? "title,year" : NULL;
	o->remove = d & 128 ? "note" : NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span s = { (const char *)data, size };
	struct tidy_request r = { .merge = false };
	struct tidied first, second;

	/* What encoding a file has is another target's. */
	if (size < HEAD || !text_is_utf8(span_skip(s, HEAD)) ||
	    memchr(data + HEAD, 0, size - HEAD))
		return 0;
	s = span_skip(s, HEAD);
	must_be_kept(s);
	choose(&r, data);
	if (tidied(&first, s, &r))
		return 0;
	if (!tidied(&second, first.after, &r)) {
		if (!r.merge && !span_eq(first.after, second.after))
			die_bug("what was tidy has changed");
		tidy_close(&second);
	}
	if (!r.merge && entries(s) != entries(first.after))
		die_bug("another number of entries was written");
	tidy_close(&first);
	return 0;
}
