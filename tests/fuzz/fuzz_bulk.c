/* Files of records: archives, packing, JSON and XML in bulk. The first byte says
 * in how small pieces they come. */

#include "app/index-input.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
take(void *ctx, const struct work *w, struct err *err)
{
	struct arena a = ARENA_INIT;

	(void)ctx;
	(void)err;
	(void)work_copy(&a, w);
	arena_release(&a);
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct index_input in = { .take = take };
	struct err err = ERR_INIT;
	struct stream *s;

	if (!size)
		return 0;
	s = stream_open_bytes((struct span){ (const char *)data + 1, size - 1 },
	    data[0] % 64, "x");
	(void)index_input_stream(&in, s, data[0] & 64, &err);
	stream_close(s);
	return 0;
}
