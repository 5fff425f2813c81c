/* A file that is said to be a model: it is refused, or a reference is read by it without
 * harm. */

#include "base/arena.h"
#include "parse/model.h"

#include <stdint.h>
#include <string.h>

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct model m;
	char *bytes;

	if (size > 1 << 20)
		return 0;
	bytes = arena_alloc(&a, size + 1);
	if (size)
		memcpy(bytes, data, size);
	if (!model_open(&m, &a, (struct span){ bytes, size }, &err)) {
		float row[LABEL_ROW] = { 0 };
		uint32_t features[64];

		for (uint32_t i = 0; i < 4096; i++) {
			(void)model_word(&m, i * 2654435761u);
			features[i % 64] = i * 2246822519u;
			if (i % 64 == 63)
				model_add(row, &m, features, 64);
		}
	}
	arena_release(&a);
	return 0;
}
