/* The reader of CSL-JSON, and the writer on what it read; JSON in bulk, against
 * jansson. */

#include "base/json.h"
#include "read/read.h"
#include "write/write.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is read into an arena is what jansson reads. */
static void
compare_readers(struct span text)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	const json_t *got;
	json_t *want;
	int rc = json_read_into(&got, &a, text, &err);

	if (rc != json_read(&want, text, &err))
		die_bug("one reader refuses it");
	if (!rc && !json_equal(got, want))
		die_bug("one reader reads another value");
	json_decref(want);
	arena_release(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct document *d;
	struct references refs, again;
	struct err err = ERR_INIT;
	struct sbuf out = SBUF_INIT;
	const struct work **works;

	compare_readers((struct span){ (const char *)data, size });
	if (document_from_bytes(
		&d, "x.json", (struct span){ (const char *)data, size }, &err))
		return 0;
	if (!read_csl_json(&refs, d, &err)) {
		works =
		    ARENA_ARRAY(&d->arena, const struct work *, refs.len + 1);
		for (size_t i = 0; i < refs.len; i++)
			works[i] = reference_work(&refs.items[i]);
		write_csl_json(&out, works, refs.len);
		document_close(d);
		if (document_from_bytes(
			&d, "y.json", (struct span){ out.buf, out.len }, &err))
			die_bug("the output is no text");
		if (read_csl_json(&again, d, &err) || again.len != refs.len)
			die_bug("the output does not read back");
	}
	sbuf_release(&out);
	document_close(d);
	return 0;
}
