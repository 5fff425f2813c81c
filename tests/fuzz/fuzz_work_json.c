/*
 * Works as the library keeps them: any JSON -> work -> JSON -> work -> JSON, and
 * the two texts are the same, so that nothing is lost from the second on.
 */
#include "base/json.h"
#include "model/work-json.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
round_trip(struct sbuf *out, struct arena *a, struct span text)
{
	struct err err = ERR_INIT;
	json_t *json;
	int rc = json_read(&json, text, &err);

	if (rc)
		return rc;
	work_add_json(out, work_from_json(a, json));
	json_decref(json);
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct sbuf first = SBUF_INIT, second = SBUF_INIT;
	struct span text = { (const char *)data, size };

	if (!round_trip(&first, &a, text)) {
		struct span once = { first.buf, first.len };

		if (round_trip(&second, &a, once) ||
		    !span_eq(once, (struct span){ second.buf, second.len }))
			abort();
	}
	sbuf_release(&first);
	sbuf_release(&second);
	arena_release(&a);
	return 0;
}
