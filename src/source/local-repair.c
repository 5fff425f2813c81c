#include "source/local-search.h"

#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * Words that no record has are mostly misspelt. All words that are one letter
 * away are tried, and the commonest slips of scanners: lost ligatures, words
 * run together. That is hundreds of words for one, so those that exist are
 * first looked for in a filter (Bloom, Space/time trade-offs in hash coding with
 * allowable errors, CACM 13(7), 1970), made of the index's words when it is needed.
 */
enum {
	FILTER_BITS = 24, /* a work; it has one or two words of its own */
	FILTER_MIN = 1 << 16,
	BUCKET_BITS_MAX = 20, /* beyond, reading all words takes seconds */
	WORD_MIN = 4,
	WORD_MAX = 40,
	FOUND_MAX = 6, /* for one word */
};

struct local_words {
	uint64_t *bits;
	uint64_t mask;
};

void
local_words_free(struct local_words *w)
{
	if (w)
		free(w->bits);
	free(w);
}

/* Of a key only that is known which the file keeps. */
static uint64_t
mix(int64_t row, uint32_t suffix)
{
	uint64_t x = ((uint64_t)row << 32 ^ suffix) * 0x9e3779b97f4a7c15U;

	x = (x ^ x >> 29) * 0xbf58476d1ce4e5b9U;
	return x ^ x >> 32;
}

/* Both bits of a word are in one line of the processor's cache. */
enum { LINE_BITS = 512 };

static uint64_t
second_bit(uint64_t first, uint64_t h)
{
	return (first & ~(uint64_t)(LINE_BITS - 1)) |
	       (h >> 40 & (LINE_BITS - 1));
}

static void
add_word(struct local_words *w, uint64_t h)
{
	uint64_t i = h & w->mask, k = second_bit(i, h);

	w->bits[i / 64] |= UINT64_C(1) << i % 64;
	w->bits[k / 64] |= UINT64_C(1) << k % 64;
}

static bool
may_have(const struct local_words *w, uint64_t h)
{
	uint64_t i = h & w->mask, k = second_bit(i, h);

	return w->bits[i / 64] >> i % 64 & 1 && w->bits[k / 64] >> k % 64 & 1;
}

static int
take_bucket(
    struct local_words *w, struct local_index *ix, int64_t row, struct err *err)
{
	struct span bucket;
	struct blob_reader r;
	struct local_term t;
	uint32_t suffix;
	int more, rc = local_index_row(&bucket, ix, &ix->bucket, row, err);

	if (rc)
		return rc;
	r = blob_reader_of(bucket);
	while ((more = local_bucket_next_term(&suffix, &t, &r)) == 1)
		add_word(w, mix(row, suffix));
	return more ? local_index_damaged(ix, err, "a table of words") : 0;
}

static int
make_filter(struct local_index *ix, struct err *err)
{
	struct local_words *w = calloc(1, sizeof(*w));
	int64_t first = (int64_t)LOCAL_KEY_TERM << ix->bits;
	int64_t end = (int64_t)(LOCAL_KEY_TERM + 1) << ix->bits;
	size_t bits = FILTER_MIN;
	int rc = 0;

	if (!w)
		die_oom(sizeof(*w));
	ix->words = w;
	while (bits < ix->info.works * FILTER_BITS)
		bits *= 2;
	w->bits = calloc(bits / 64, sizeof(*w->bits));
	if (!w->bits)
		die_oom(bits / 8);
	w->mask = bits - 1;
	for (int64_t row = first; !rc && row < end; row++)
		rc = take_bucket(w, ix, row, err);
	return rc;
}

/* --- words that are near -------------------------------------------------- */

/* A word that may exist; `mixed` is its place in the filter. */
struct guess {
	uint64_t hash, mixed;
};

enum { GUESSES = 64 };

struct repair {
	struct search *q;
	char word[WORD_MAX + 8];
	struct guess guesses[GUESSES];
	size_t guesses_len;
	uint64_t hashes[FOUND_MAX];
	size_t len;
	int rc;
};

static struct guess
guess_of(const struct repair *r, struct span word)
{
	struct guess g = { .hash = text_hash(word) };
	uint64_t key = local_key(LOCAL_KEY_TERM, g.hash);
	unsigned bits = r->q->ix->bits;

	g.mixed = mix(local_key_bucket(key, bits), local_key_suffix(key, bits));
	return g;
}

static bool
is_known(struct repair *r, const struct guess *g)
{
	struct local_term t;

	if (r->rc || !may_have(r->q->ix->words, g->mixed))
		return false;
	r->rc = local_index_term(&t, r->q->ix, g->hash, r->q->err);
	return !r->rc && t.df;
}

static void
add_hash(struct repair *r, uint64_t hash)
{
	for (size_t i = 0; i < r->len; i++)
		if (r->hashes[i] == hash)
			return;
	if (r->len < FOUND_MAX)
		r->hashes[r->len++] = hash;
}

/* Look up what was guessed, in order. */
static void
try_guesses(struct repair *r)
{
	for (size_t i = 0; i < r->guesses_len && r->len < FOUND_MAX; i++)
		if (is_known(r, &r->guesses[i]))
			add_hash(r, r->guesses[i].hash);
	r->guesses_len = 0;
}

/* The filter is bigger than the processor's cache: many words are asked for at once, so
 * that their waiting falls together. */
static void
try_word(struct repair *r, size_t len)
{
	const struct local_words *w = r->q->ix->words;
	struct guess *g = &r->guesses[r->guesses_len];

	if (len <= 1 || r->len == FOUND_MAX)
		return;
	*g = guess_of(r, (struct span){ r->word, len });
	__builtin_prefetch(&w->bits[(g->mixed & w->mask) / 64]);
	if (++r->guesses_len == GUESSES)
		try_guesses(r);
}

/* s with the bytes from..to replaced. */
static void
try_replaced(
    struct repair *r, struct span s, size_t from, size_t to, const char *with)
{
	size_t n = strlen(with);

	memcpy(r->word, s.ptr, from);
	memcpy(r->word + from, with, n);
	memcpy(r->word + from + n, s.ptr + to, s.len - to);
	try_word(r, from + n + s.len - to);
}

/* Letters of the script that a folded word is in: a range of code points. */
static void
alphabet(uint32_t *first, uint32_t *last, struct span s)
{
	size_t at = 0;
	uint32_t c = text_next(s, &at);

	*first = 'a';
	*last = 'z';
	if (text_is_cyrillic(c)) {
		*first = 0x430;
		*last = 0x44f;
	} else if (c >= 0x3b1 && c <= 0x3c9) {
		*first = 0x3b1;
		*last = 0x3c9;
	}
}

/* One letter less, another, one more, or two in the wrong order. */
static void
try_letters(struct repair *r, struct span s)
{
	uint32_t first, last;

	alphabet(&first, &last, s);
	for (size_t at = 0; at < s.len;) {
		size_t from = at, next;
		char with[12];

		(void)text_next(s, &at);
		try_replaced(r, s, from, at, "");
		next = at;
		if (next < s.len) {
			size_t n;

			(void)text_next(s, &next);
			n = next - at;
			memcpy(with, s.ptr + at, n);
			memcpy(with + n, s.ptr + from, at - from);
			with[next - from] = '\0';
			try_replaced(r, s, from, next, with);
		}
		for (uint32_t c = first; c <= last; c++) {
			with[text_put(with, c)] = '\0';
			try_replaced(r, s, from, at, with);
			try_replaced(r, s, from, from, with);
			if (at == s.len)
				try_replaced(r, s, at, at, with);
		}
	}
}

/* "efcient": what PDFs lose where two letters were one sign. */
static void
try_ligatures(struct repair *r, struct span s)
{
	static const char *const ligatures[] = { "fi", "ff", "fl", "ffi",
		"ffl" };

	for (size_t i = 0; i < sizeof(ligatures) / sizeof(ligatures[0]); i++)
		for (size_t at = 0; at <= s.len; at++)
			if (at == s.len || (s.ptr[at] & 0xc0) != 0x80)
				try_replaced(r, s, at, at, ligatures[i]);
}

/* "deeplearning": both parts are words. */
static void
try_two(struct repair *r, struct span s)
{
	enum { PART_MIN = 3 };

	for (size_t at = PART_MIN; at + PART_MIN <= s.len; at++) {
		struct guess a = guess_of(r, span_sub(s, 0, at));
		struct guess b = guess_of(r, span_skip(s, at));

		if ((s.ptr[at] & 0xc0) == 0x80 || r->len + 2 > FOUND_MAX ||
		    !is_known(r, &a) || !is_known(r, &b))
			continue;
		add_hash(r, a.hash);
		add_hash(r, b.hash);
		return;
	}
}

/* "neu ral": this and the word behind it are one. */
static void
try_joined(struct repair *r, struct span s, struct span next)
{
	if (!s.len || !next.len || s.len + next.len > WORD_MAX)
		return;
	memcpy(r->word, s.ptr, s.len);
	memcpy(r->word + s.len, next.ptr, next.len);
	try_word(r, s.len + next.len);
}

int
local_repair(uint64_t **out, size_t *len, struct search *q, struct span before,
    struct span word, struct span after)
{
	struct repair r = { .q = q };
	int rc = 0;

	*len = 0;
	if (q->ix->bits > BUCKET_BITS_MAX || word.len > WORD_MAX)
		return 0;
	if (!q->ix->words)
		rc = make_filter(q->ix, q->err);
	if (rc)
		return rc;
	try_joined(&r, word, after);
	try_joined(&r, before, word);
	if (text_count(word) >= WORD_MIN) {
		try_letters(&r, word);
		try_ligatures(&r, word);
		try_guesses(&r);
		try_two(&r, word);
	}
	try_guesses(&r);
	*out = arena_alloc_array(&q->scratch, r.len + 1, sizeof(**out));
	memcpy(*out, r.hashes, r.len * sizeof(**out));
	*len = r.len;
	return r.rc;
}
