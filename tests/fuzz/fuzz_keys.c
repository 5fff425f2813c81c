/* A pattern of citation keys in the first line, and works that it makes keys of. */

#include "base/err.h"
#include "read/read.h"
#include "write/key-pattern.h"
#include "write/write.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A key must stand in a .bib file and in \cite{}. */
static void
check(const char *key)
{
	for (; *key; key++)
		if ((unsigned char)*key <= ' ' || (unsigned char)*key > '~' ||
		    strchr("\"#%'(),={}~\\", *key))
			die_bug("a key has a character that ends it");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span s = { (const char *)data, size };
	const char *end = size ? memchr(data, '\n', size) : NULL;
	struct arena a = ARENA_INIT;
	struct key_pattern *p;
	struct document *d;
	struct references refs;
	struct err err = ERR_INIT;
	size_t n = end ? (size_t)(end - s.ptr) : 0;

	if (!end || memchr(data, '\0', n))
		return 0;
	if (!key_pattern_parse(
		&p, &a, arena_strdup_span(&a, span_sub(s, 0, n)), &err) &&
	    !document_from_bytes(&d, "x.bib", span_skip(s, n + 1), &err)) {
		if (!read_bibtex(&refs, d, &err)) {
			struct key_set *set = key_set_new(&a);

			for (size_t i = 0; i < refs.len; i++) {
				const struct work *w =
				    reference_work(&refs.items[i]);
				const char *key =
				    w ? key_pattern_apply(p, &a, w) : "";

				check(key);
				check(key_set_unique(set, key));
			}
		}
		document_close(d);
	}
	arena_release(&a);
	return 0;
}
