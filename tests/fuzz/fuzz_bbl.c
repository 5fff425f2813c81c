/* The reader of biber's lists. */

#include "base/err.h"
#include "read/read.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct document *d, const struct reference *ref, size_t *behind)
{
	if (ref->form != REFERENCE_ENTRY || !reference_work(ref) || !*ref->key)
		die_bug("an entry is none");
	if (ref->span.from < *behind || ref->span.to > d->bytes.len ||
	    range_empty(ref->span))
		die_bug("an entry is outside its document");
	*behind = ref->span.to;
	for (size_t i = 0; i < ref->parses_len; i++)
		if (ref->parses[i].places_len)
			die_bug("what is not written to has a place");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct document *d;
	struct references refs;
	struct err err = ERR_INIT;
	size_t behind = 0;

	if (document_from_bytes(
		&d, "x.bbl", (struct span){ (const char *)data, size }, &err))
		return 0;
	if (read_bbl(&refs, d, &err))
		die_bug("what is wrong in it is no reason not to read");
	if (refs.len && !read_is_bbl(d->text))
		die_bug("it has entries and is no such list");
	for (size_t i = 0; i < refs.len; i++)
		check(d, &refs.items[i], &behind);
	document_close(d);
	return 0;
}
