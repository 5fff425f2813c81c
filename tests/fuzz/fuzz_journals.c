/* A journal's name in the first line, and a list of journals or of words. */

#include "app/journals.h"
#include "base/text.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span s = { (const char *)data, size };
	const char *end = size ? memchr(data, '\n', size) : NULL;
	struct arena a = ARENA_INIT;
	struct journals *j;
	size_t n = end ? (size_t)(end - s.ptr) : 0;
	const char *name, *other;

	if (!end || !text_is_utf8(span_sub(s, 0, n)) || memchr(data, '\0', n))
		return 0;
	j = journals_new(&a);
	name = arena_strdup_span(&a, span_sub(s, 0, n));
	(void)journals_add(j, span_skip(s, n + 1));
	other = journals_abbreviate(j, &a, name);
	if (other && !text_is_utf8(span_of(other)))
		die_bug("an abbreviation is no text");
	if (other && !strcmp(other, name))
		die_bug("an abbreviation is the name itself");
	other = journals_expand(j, &a, name);
	if (other && !text_is_utf8(span_of(other)))
		die_bug("a name is no text");
	arena_release(&a);
	return 0;
}
