#ifndef TRAIN_DATA_H
#define TRAIN_DATA_H

#include "base/err.h"
#include "parse/unit.h"

#include <stddef.h>
#include <stdint.h>

/* Marked references as what the chain is trained with. */
struct sequence {
	size_t at, len; /* among the units of all */
	float weight;   /* how much it counts */
};

struct data {
	struct sequence *items;
	size_t len;
	unsigned char *labels, *steps; /* of each unit */
	size_t *starts;     /* of each unit's features, and the end */
	uint32_t *features; /* hashes; behind data_number() their numbers */
	size_t units, features_len;
	uint32_t *hashes; /* of each number */
	size_t numbers;
	uint64_t *kept_out; /* hashes of texts that are never trained with */
	size_t kept_out_len;
	size_t dropped; /* of the file that is read */
};

/*
 * The references of a file are kept out of what is read from now on: the same letters
 * and digits, or the same first ones (the same reference cut or ended otherwise).
 */
int data_keep_out(struct data *d, const char *path, struct err *err);

/*
 * All references of a file (gold.h), plain or packed. every > 1 takes one line in so
 * many.
 */
int data_read(struct data *d, const char *path, float weight, size_t every,
    const struct model *words, struct err *err);
/* Numbers the features that are seen in least sequences or more, by weight; others
 * are dropped. */
void data_number(struct data *d, unsigned least);
void data_free(struct data *d);

#endif
