#include "base/word-map.h"
#include "base/text.h"

#include "base/banned.h"

static struct word_slot *
slot_of(const struct word_map *m, const char *word, uint64_t hash)
{
	for (size_t i = (size_t)hash;; i++) {
		struct word_slot *slot = &m->slots[i & m->mask];

		if (!slot->word ||
		    (slot->hash == hash && !strcmp(slot->word, word)))
			return slot;
	}
}

void
word_map_add(struct word_map *m, const char *word, uint32_t bits)
{
	uint64_t hash = text_hash(span_of(word));
	struct word_slot *slot = slot_of(m, word, hash);

	slot->word = word;
	slot->hash = hash;
	slot->bits |= bits;
}

uint32_t
word_map_find(const struct word_map *m, const char *word, uint64_t hash)
{
	return slot_of(m, word, hash)->bits;
}
