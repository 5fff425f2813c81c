/*
 * A .bib file is tidied by options that the first two bytes say. What is only kept is
 * kept to the byte; what was tidied once stays as it is the second time, and has as
 * many entries as before.
 */

#include "app/tidy.h"
#include "base/err.h"
#include "base/text.h"
#include "read/read.h"

#include <stdint.h>

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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span s = { (const char *)data, size };
	struct tidy_request r = { .merge = false };
	struct tidy_options *o = &r.options;
	struct tidied first, second;

	/* What encoding a file has is another target's. */
	if (size < 2 || !text_is_utf8(span_skip(s, 2)) ||
	    memchr(data + 2, 0, size - 2))
		return 0;
	s = span_skip(s, 2);
	must_be_kept(s);
	o->layout = data[0] & 1 ? TIDY_KEEP : TIDY_UNIFORM;
	o->delimiters = (enum tidy_delimiters)((data[0] >> 1) % 3);
	o->escape = (enum tidy_escape)((data[0] >> 3) % 3);
	o->protect = (enum tidy_protect)((data[0] >> 5) % 3);
	o->indent = 2;
	o->align = data[1] & 1 ? 14 : 0;
	o->normalize = data[1] & 2;
	o->unwrap = data[1] & 4;
	o->drop_empty = data[1] & 8;
	o->sort_fields = data[1] & 16;
	o->sort = data[1] & 32 ? "type,year,key" : NULL;
	r.keys = data[1] & 64 ? "[auth:lower][year][veryshorttitle]" : NULL;
	r.merge = data[1] & 128;
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
