/* A reference's text: whatever it is, reading it does no harm, and every place
 * lies inside it. */

#include "base/err.h"
#include "parse/parse.h"

#include <stdint.h>

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct reference ref;

	if (size > 1 << 16)
		return 0;
	reference_from_string(
	    &ref, &a, (struct span){ (const char *)data, size });
	parse_reference(&a, &ref);
	if (!ref.parses_len)
		die_bug("a reference without a parse");
	for (size_t i = 0; i < ref.parses_len; i++)
		for (size_t k = 0; k < ref.parses[i].places_len; k++) {
			const struct place *p = &ref.parses[i].places[k];

			if (p->range.from >= p->range.to ||
			    p->range.to > size || p->confidence < 0 ||
			    p->confidence > 1)
				die_bug("a place outside of the text");
		}
	arena_release(&a);
	return 0;
}
