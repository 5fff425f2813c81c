#include "app/index-parts.h"

#include "model/key.h"
#include "source/local-bucket.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * In a reference that nobody has taken apart, a word may be of the title, or of
 * what stands around it: the container, the publisher, given names, none of
 * which records are found by. "Rhodes" is rare in titles, but a conference has
 * been there. How often words stand there is counted, so that a search knows
 * how much one of them can mean.
 */
enum { SLOTS_MIN = 4096, SLOTS_MAX = 1 << 22, TERMS_MAX = 60, NAMES_MAX = 6 };

struct index_surroundings {
	struct index_word *slots; /* open addressing; hash 0 is empty */
	size_t size, len;
	uint32_t records;
};

struct index_surroundings *
index_surroundings_new(void)
{
	struct index_surroundings *s = calloc(1, sizeof(*s));

	if (!s)
		die_oom(sizeof(*s));
	s->size = SLOTS_MIN;
	s->slots = calloc(s->size, sizeof(*s->slots));
	if (!s->slots)
		die_oom(s->size * sizeof(*s->slots));
	return s;
}

static struct index_word *
slot_of(const struct index_surroundings *s, uint64_t hash)
{
	size_t i = (size_t)hash & (s->size - 1);

	while (s->slots[i].hash && s->slots[i].hash != hash)
		i = (i + 1) & (s->size - 1);
	return &s->slots[i];
}

static void
grow(struct index_surroundings *s)
{
	struct index_surroundings old = *s;

	s->size *= 2;
	s->slots = calloc(s->size, sizeof(*s->slots));
	if (!s->slots)
		die_oom(s->size * sizeof(*s->slots));
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].hash)
			*slot_of(s, old.slots[i].hash) = old.slots[i];
	free(old.slots);
}

/* A record counts once, however often it has the word. */
static void
count(struct index_surroundings *s, uint64_t hash)
{
	struct index_word *w = slot_of(s, hash);

	if (!w->hash) {
		/* Words that come so late are rare. */
		if (s->len * 2 >= SLOTS_MAX || !hash)
			return;
		w->hash = hash;
		s->len++;
	}
	if (w->last != s->records && w->count < UINT32_MAX)
		w->count++;
	w->last = s->records;
	if (s->len * 2 > s->size)
		grow(s);
}

static void
add_words(struct sbuf *text, const char *s)
{
	if (!s)
		return;
	sbuf_addc(text, ' ');
	sbuf_add(text, span_of(s));
}

void
index_surroundings_add(
    struct index_surroundings *s, struct arena *a, const struct work *w)
{
	const char *const fields[] = { w->container_title, w->collection_title,
		w->event_title, w->publisher };
	struct sbuf text = SBUF_INIT;
	struct term *terms;
	size_t n;

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		add_words(&text, fields[i]);
	for (size_t i = 0; i < w->author.len && i < NAMES_MAX; i++)
		add_words(&text, w->author.items[i].given);
	s->records++;
	n = key_terms(&terms, a, text.buf);
	for (size_t i = 0; i < n && i < TERMS_MAX; i++)
		if (!terms[i].number)
			count(s, terms[i].hash);
	sbuf_release(&text);
}

static int
compare_keys(const void *va, const void *vb)
{
	const struct index_word *a = va, *b = vb;
	uint64_t ka = local_key(LOCAL_KEY_SURROUNDING, a->hash),
		 kb = local_key(LOCAL_KEY_SURROUNDING, b->hash);

	if (ka != kb)
		return ka < kb ? -1 : 1;
	return a->hash < b->hash ? -1 : a->hash > b->hash;
}

size_t
index_surroundings_words(
    const struct index_word **out, struct index_surroundings *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->size; i++)
		if (s->slots[i].count >= INDEX_SURROUNDING_MIN)
			s->slots[n++] = s->slots[i];
	qsort(s->slots, n, sizeof(*s->slots), compare_keys);
	*out = s->slots;
	return n;
}

void
index_surroundings_free(struct index_surroundings *s)
{
	if (s)
		free(s->slots);
	free(s);
}
