#ifndef PARSE_MODEL_H
#define PARSE_MODEL_H

#include "base/err.h"
#include "base/span.h"
#include "parse/crf.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	MODEL_CHECK_BITS = 12,
	MODEL_CHECK = (1 << MODEL_CHECK_BITS) - 1,
	MODEL_ROW = 24,     /* labels, and room up to whole vectors */
	MODEL_ROW_FROM = 4, /* features with as many weights have a row */
	MODEL_WEIGHT_MOST = 511
};

/*
 * What was learned, as numbers: how words are shared among the fields of records,
 * and the weights of the chain. The file is used as it lies in memory:
 *
 *   magic            8 bytes, "RMFIELD" and a version
 *   sizes            7 of 32 bits: slots of words, slots of features, rows, weights,
 *                    classes of steps, labels, unit (weights are in 1 / unit)
 *   words            16 bits of check, 16 of shares, a slot
 *   features         12 bits of check, 20 of place, a slot: the number of its
 *                    row, or that of rows and where its weights begin
 *   rows             16 bits a weight, of all labels and some room, of features
 *                    with many weights: these are what is found most
 *   weights          16 bits: label (5), whether it is the last (1), weight (10)
 *   steps            16 bits: from, to, a class
 *
 * all little-endian; slots are of open addressing, their numbers powers of 2.
 */
struct model {
	uint32_t word_mask;
	const uint16_t *words; /* check, shares; 0, 0: free */
	uint32_t feature_mask;
	const uint32_t *features; /* place << 12 | check; 0: free */
	const uint16_t (*rows)[MODEL_ROW];
	size_t rows_len;
	const uint16_t *weights;
	size_t weights_len;
	float unit;
	size_t steps_len;
	struct crf_step *steps;
	struct crf_exp_step *exp_steps;
};

/* Fields that the words of records are counted in. */
enum share {
	SHARE_TITLE,
	SHARE_FAMILY,
	SHARE_GIVEN,
	SHARE_CONTAINER,
	SHARE_PUBLISHER,
	SHARE_PLACE,
	SHARES
};

/* Checks everything that a look-up relies on. The bytes are kept, not copied; the
 * steps are in the arena. ERR_SYNTAX. */
int model_open(
    struct model *out, struct arena *a, struct span bytes, struct err *err);
/* The model that is built in, or NULL on a machine that cannot use it. */
const struct model *model_built_in(void);
void model_prefetch_word(const struct model *m, uint32_t word);
/* How a word's occurrences are shared among fields, 0..7 each; 0: unknown. */
uint32_t model_word(const struct model *m, uint32_t word);
unsigned model_share(uint32_t shares, enum share f);
/* The shares of a word as a model holds them: level says what 0..1 becomes in 2 or 3
 * bits. */
uint16_t model_pack_shares(const double share[SHARES], double sum,
    uint32_t (*level)(double share, unsigned bits));
/* Memory is slow: asks for what model_add() of these features will look at. */
void model_prefetch(const struct model *m, const uint32_t *features, size_t n);
/* Adds the weights of features to the scores of a place. */
void model_add(float row[LABEL_ROW], const struct model *m,
    const uint32_t *features, size_t n);

/* The slot to look at first, and the check that tells features apart there. */
static inline uint32_t
model_slot(uint32_t hash)
{
	return hash * 0x85ebca6bu;
}

static inline uint16_t
model_check(uint32_t hash)
{
	return (uint16_t)(((hash ^ hash >> 15) * 0xc2b2ae35u) >> 16 | 1);
}

#endif
