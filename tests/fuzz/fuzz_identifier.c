/* Identifiers in any text: places lie inside, none in another, normal forms are
 * their own normal forms. */

#include "base/err.h"
#include "base/text.h"
#include "model/date.h"
#include "model/identifier.h"
#include "model/name.h"
#include "model/rich.h"

#include <stdint.h>

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span text = { (const char *)data, size };
	struct arena a = ARENA_INIT;
	struct identifier *found;
	struct date date, original;
	struct name name;
	enum identifier_kind kind;
	const char *value;
	size_t n, last = 0;

	if (size > 1 << 16)
		return 0;
	n = identifier_find_all(&found, &a, text);
	for (size_t i = 0; i < n; i++) {
		struct range w = found[i].whole, p = found[i].place;

		if (w.from < last || p.from < w.from || p.to > w.to ||
		    p.from >= p.to || w.to > size || !found[i].value)
			die_bug("an identifier outside of its text");
		last = w.to;
		if (found[i].kind == IDENTIFIER_DOI) {
			value = doi_normal(&a, span_of(found[i].value));
			if (!value || strcmp(value, found[i].value) != 0)
				die_bug("a DOI that is not normal");
		}
	}
	(void)identifier_parse(&kind, &value, &a, text);
	(void)rich_plain(&a, text);
	(void)rich_csl(&a, text);
	date_parse(&date, &original, &a, text);
	name_parse(&name, &a, text, NAME_ORDER_GUESS);
	arena_release(&a);
	return 0;
}
