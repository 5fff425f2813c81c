/*
 * The bytes of an index file: the first byte says what the rest is taken for,
 * the second, where one is needed, what is looked for in it.
 */

#include "source/local-bucket.h"
#include "source/local-record.h"

#include <stdint.h>

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
record(struct span s)
{
	struct arena a = ARENA_INIT;
	struct sbuf again = SBUF_INIT, third = SBUF_INIT;
	struct err err = ERR_INIT;
	struct work *w;

	if (!local_record_decode(&w, &a, s, &err)) {
		/* What was understood is written and understood again. */
		local_record_encode(&again, w, local_record_terms(s));
		if (local_record_decode(
			&w, &a, (struct span){ again.buf, again.len }, &err))
			die_bug("a record of our own is not understood");
		local_record_encode(&third, w, local_record_terms(s));
		if (!span_eq((struct span){ again.buf, again.len },
			(struct span){ third.buf, third.len }))
			die_bug("a record changes when it is written again");
	}
	sbuf_release(&again);
	sbuf_release(&third);
	arena_release(&a);
}

static void
packed(struct span s)
{
	struct local_unpacker *p = local_unpacker_new(SPAN_LIT(""));
	struct span out;

	if (!local_unpacker_unpack(p, &out, s, NULL))
		record(out);
	local_unpacker_free(p);
}

static void
keys(struct span s, uint32_t suffix)
{
	struct local_ids ids;

	if (!local_bucket_ids(&ids, s, suffix))
		return;
	for (size_t i = 0; i < ids.len; i++)
		(void)local_ids_have(&ids, local_ids_get(&ids, i));
}

static void
terms(struct span s, uint32_t suffix)
{
	struct local_term t;
	struct local_postings p;
	uint32_t last = 0;

	if (local_bucket_term(&t, s, suffix) != 1)
		return;
	p = local_postings_of(t.postings);
	while (local_postings_next(&p)) {
		if (p.id <= last)
			die_bug("postings go back");
		last = p.id;
	}
	/* Seeking passes over what may be damaged: it need only end. */
	p = local_postings_of(t.postings);
	for (uint32_t id = 1;
	     local_postings_seek(&p, id) && id < UINT32_MAX / 2;)
		id = p.id + suffix % 97 + 1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span s;

	if (size < 2)
		return 0;
	s = (struct span){ (const char *)data + 1, size - 1 };
	switch (data[0] % 4) {
	case 0: record(s); break;
	case 1: packed(s); break;
	case 2: keys(span_skip(s, 1), data[1] * 0x01010101U); break;
	default: terms(span_skip(s, 1), data[1] * 0x01010101U); break;
	}
	return 0;
}
