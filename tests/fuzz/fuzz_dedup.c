/* Duplicates among the entries of a .bib file. */

#include "app/duplicates.h"
#include "app/tidy.h"
#include "base/err.h"
#include "read/read.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
look(const struct references *refs, struct document *d)
{
	struct arena a = ARENA_INIT;
	const struct work **works =
	    ARENA_ARRAY(&a, const struct work *, refs->len + 1);
	const char **keys = ARENA_ARRAY(&a, const char *, refs->len + 1);
	bool *gone = ARENA_ARRAY(&a, bool, refs->len + 1);
	struct duplicate *found;
	struct key_pair *pairs;
	size_t n;

	for (size_t i = 0; i < refs->len; i++) {
		works[i] = reference_work(&refs->items[i]);
		keys[i] = refs->items[i].key;
	}
	n = tidy_distinct(&pairs, &a, d->text);
	n = duplicates_find(&found, &a,
	    &(struct duplicates_request){ .works = works,
		.keys = keys,
		.len = refs->len,
		.distinct = pairs,
		.distinct_len = n,
		.keep = (enum duplicate_keep)(d->text.len % 3) });
	for (size_t i = 0; i < n; i++) {
		if (found[i].first == found[i].second ||
		    found[i].first >= refs->len || found[i].second >= refs->len)
			die_bug("a pair is none");
		if (found[i].kind != DUPLICATE_SURE)
			continue;
		if (gone[found[i].second] || gone[found[i].first])
			die_bug("what was merged is merged again");
		gone[found[i].second] = true;
	}
	arena_release(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct document *d;
	struct references refs;
	struct err err = ERR_INIT;

	if (document_from_bytes(
		&d, "x.bib", (struct span){ (const char *)data, size }, &err))
		return 0;
	if (!read_bibtex(&refs, d, &err))
		look(&refs, d);
	document_close(d);
	return 0;
}
