#ifndef TRAIN_WORDS_H
#define TRAIN_WORDS_H

#include "base/err.h"

#include <stdint.h>

/*
 * How the words of records are shared among their fields, as the table that a model
 * holds (parse/model.h).
 */
struct words {
	uint16_t *table; /* check, shares, for each slot */
	uint32_t slots;
};

/* Counts the words of a file of CSL-JSON records, one a line; the rarest are dropped
 * until the rest fits in slots. words_free() it. */
int words_count(
    struct words *out, const char *path, uint32_t slots, struct err *err);
void words_free(struct words *w);

#endif
