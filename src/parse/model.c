#include "parse/model.h"

#include <pthread.h>
#include <string.h>

#include "base/banned.h"

static const char magic[8] = "RMFIELD3";

/* Bits of each share, and where they begin. */
static const struct {
	unsigned char shift, bits;
} shares[SHARES] = {
	[SHARE_FAMILY] = { 0, 3 },
	[SHARE_GIVEN] = { 3, 3 },
	[SHARE_CONTAINER] = { 6, 3 },
	[SHARE_PUBLISHER] = { 9, 3 },
	[SHARE_TITLE] = { 12, 2 },
	[SHARE_PLACE] = { 14, 2 },
};

unsigned
model_share(uint32_t all, enum share f)
{
	return all >> shares[f].shift & ((1u << shares[f].bits) - 1);
}

uint16_t
model_pack_shares(const double share[SHARES], double sum,
    uint32_t (*level)(double share, unsigned bits))
{
	uint32_t out = 0;

	for (int f = 0; f < SHARES; f++)
		out |= level(sum > 0 ? share[f] / sum : 0.0, shares[f].bits)
		       << shares[f].shift;
	return (uint16_t)out;
}

uint32_t
model_word(const struct model *m, uint32_t word)
{
	uint16_t check = model_check(word);
	uint32_t i = model_slot(word);

	if (!m->words)
		return 0;
	for (;; i++) {
		const uint16_t *slot = &m->words[2 * (i & m->word_mask)];

		if (!slot[0])
			return 0;
		if (slot[0] == check)
			return slot[1];
	}
}

void
model_prefetch_word(const struct model *m, uint32_t word)
{
	if (m->words)
		__builtin_prefetch(
		    &m->words[2 * (model_slot(word) & m->word_mask)]);
}

/* The slot that holds a feature, or 0. */
static uint32_t
find_feature(const struct model *m, uint32_t feature)
{
	uint32_t check = model_check(feature) & MODEL_CHECK;

	for (uint32_t i = model_slot(feature);; i++) {
		uint32_t slot = m->features[i & m->feature_mask];

		if (!slot || (slot & MODEL_CHECK) == check)
			return slot;
	}
}

/* Sums of rows: a vector holds them as long as there are at most SUMMED. */
typedef uint16_t lanes __attribute__((vector_size(16)));

enum { LANES = sizeof(lanes) / 2, SUMMED = 64 };

_Static_assert((int)SUMMED *MODEL_WEIGHT_MOST <= INT16_MAX, "sums overflow");
_Static_assert(MODEL_ROW == 3 * LANES && (int)LABEL_ROW <= MODEL_ROW,
    "a row is three vectors");

static lanes
lanes_at(const uint16_t *p)
{
	lanes out;

	memcpy(&out, p, sizeof(out));
	return out;
}

static void
add_rows(int32_t sums[MODEL_ROW], const struct model *m, const uint32_t *rows,
    size_t n)
{
	lanes v[3] = { { 0 } }, a = v[0], b = a, c = a;
	int16_t out[MODEL_ROW];

	for (size_t i = 0; i < n; i++) {
		const uint16_t *row = m->rows[rows[i]];

		a += lanes_at(row);
		b += lanes_at(row + LANES);
		c += lanes_at(row + 2 * LANES);
	}
	v[0] = a;
	v[1] = b;
	v[2] = c;
	memcpy(out, v, sizeof(out));
	for (int y = 0; y < MODEL_ROW; y++)
		sums[y] += out[y];
}

static void
add_list(int32_t sums[32], const uint16_t *w)
{
	for (;; w++) {
		sums[*w & 31] += (int32_t)(*w >> 6) - 512;
		if (*w & 32)
			break;
	}
}

static void
add_some(
    int32_t sums[32], const struct model *m, const uint32_t *features, size_t n)
{
	uint32_t rows[SUMMED], lists[SUMMED];
	size_t rows_len = 0, lists_len = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t slot = find_feature(m, features[i]);
		uint32_t place = slot >> MODEL_CHECK_BITS;

		if (!slot)
			continue;
		if (place < m->rows_len) {
			__builtin_prefetch(m->rows[place]);
			__builtin_prefetch(m->rows[place] + MODEL_ROW - 1);
			rows[rows_len++] = place;
		} else {
			place -= (uint32_t)m->rows_len;
			__builtin_prefetch(&m->weights[place]);
			lists[lists_len++] = place;
		}
	}
	add_rows(sums, m, rows, rows_len);
	for (size_t i = 0; i < lists_len; i++)
		add_list(sums, &m->weights[lists[i]]);
}

void
model_prefetch(const struct model *m, const uint32_t *features, size_t n)
{
	for (size_t i = 0; i < n; i++)
		__builtin_prefetch(
		    &m->features[model_slot(features[i]) & m->feature_mask]);
}

void
model_add(float row[LABEL_ROW], const struct model *m, const uint32_t *features,
    size_t n)
{
	int32_t sums[32] = { 0 }; /* of all that 5 bits may say */

	for (size_t i = 0; i < n; i += SUMMED)
		add_some(
		    sums, m, features + i, n - i < SUMMED ? n - i : SUMMED);
	for (int y = 0; y < LABEL_ROW; y++)
		row[y] += (float)sums[y] * m->unit;
}

static uint32_t
number_at(struct span bytes, size_t at)
{
	uint32_t n;

	memcpy(&n, bytes.ptr + at, sizeof(n));
	return n;
}

static bool
is_power(uint32_t n)
{
	return n && !(n & (n - 1));
}

/* A search ends at a free slot. */
static bool
has_free_word(const struct model *m)
{
	for (size_t i = 0; i <= m->word_mask; i++)
		if (!m->words[2 * i])
			return true;
	return false;
}

static bool
has_free_feature(const struct model *m)
{
	for (size_t i = 0; i <= m->feature_mask; i++)
		if (!m->features[i])
			return true;
	return false;
}

/* Every offset leads to weights that end, of labels that there are. */
static bool
is_sound(const struct model *m)
{
	uint32_t places = (uint32_t)(m->rows_len + m->weights_len);

	if (!m->weights_len || !(m->weights[m->weights_len - 1] & 32) ||
	    !has_free_word(m) || !has_free_feature(m))
		return false;
	for (size_t i = 0; i <= m->feature_mask; i++)
		if (m->features[i] >> MODEL_CHECK_BITS >= places)
			return false;
	for (size_t i = 0; i < m->weights_len; i++)
		if ((m->weights[i] & 31) >= LABELS)
			return false;
	return true;
}

int
model_open(struct model *out, struct arena *a, struct span b, struct err *err)
{
	const uint16_t order = 1;
	uint32_t words, slots, rows, weights, steps, labels, unit;
	const int16_t *scores;
	size_t want, at = sizeof(magic) + 7 * 4;

	memset(out, 0, sizeof(*out));
	if (b.len < at || memcmp(b.ptr, magic, sizeof(magic)) != 0 ||
	    (uintptr_t)b.ptr % 4 || *(const unsigned char *)&order != 1)
		return err_set(err, ERR_SYNTAX, "not a model of this program");
	words = number_at(b, 8);
	slots = number_at(b, 12);
	rows = number_at(b, 16);
	weights = number_at(b, 20);
	steps = number_at(b, 24);
	labels = number_at(b, 28);
	unit = number_at(b, 32);
	want = at + (size_t)words * 4 + (size_t)slots * 4 +
	       (size_t)rows * sizeof(*out->rows) + (size_t)weights * 2 +
	       (size_t)steps * LABELS * LABELS * 2;
	if (!is_power(words) || !is_power(slots) || labels != LABELS || !unit ||
	    weights % 2 || want != b.len)
		return err_set(err, ERR_SYNTAX, "the model's sizes are wrong");
	out->word_mask = words - 1;
	out->words = (const uint16_t *)(const void *)(b.ptr + at);
	at += (size_t)words * 4;
	out->feature_mask = slots - 1;
	out->features = (const uint32_t *)(const void *)(b.ptr + at);
	at += (size_t)slots * 4;
	out->rows = (const void *)(b.ptr + at);
	out->rows_len = rows;
	at += (size_t)rows * sizeof(*out->rows);
	out->weights = (const uint16_t *)(const void *)(b.ptr + at);
	out->weights_len = weights;
	at += (size_t)weights * 2;
	scores = (const int16_t *)(const void *)(b.ptr + at);
	out->unit = 1.0f / (float)unit;
	out->steps_len = steps;
	if (!is_sound(out))
		return err_set(err, ERR_SYNTAX, "the model is damaged");
	out->steps = ARENA_ARRAY(a, struct crf_step, steps);
	out->exp_steps = ARENA_ARRAY(a, struct crf_exp_step, steps);
	for (size_t c = 0; c < steps; c++) {
		for (int x = 0; x < LABELS; x++)
			for (int y = 0; y < LABELS; y++)
				out->steps[c].score[x][y] =
				    (float)*scores++ * out->unit;
		crf_exp_step(&out->exp_steps[c], &out->steps[c]);
	}
	return 0;
}

/* --- the one that is built in ------------------------------------------------------ */

/* Bytes into the program as they are, and how many: C has no #embed yet. */
__asm__(".pushsection .rodata\n"
	".balign 16\n"
	".global refmend_model\n"
	".hidden refmend_model\n"
	"refmend_model:\n"
	".incbin \"" MODEL_FILE "\"\n"
	"refmend_model_end:\n"
	".balign 16\n"
	".global refmend_model_size\n"
	".hidden refmend_model_size\n"
	"refmend_model_size:\n"
	".quad refmend_model_end - refmend_model\n"
	".popsection\n");
extern const char refmend_model[];
extern const uint64_t refmend_model_size;

/* Written once, before anybody reads it: the same bytes in another form. */
static struct model built_in;
static bool usable;

static void
open_built_in(void)
{
	static struct arena keep = ARENA_INIT;
	struct err err = ERR_INIT;
	struct span bytes = { refmend_model, (size_t)refmend_model_size };

	usable = !model_open(&built_in, &keep, bytes, &err);
}

const struct model *
model_built_in(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	(void)pthread_once(&once, open_built_in);
	return usable ? &built_in : NULL;
}
