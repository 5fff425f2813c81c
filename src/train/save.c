#include "train/save.h"
#include "base/file.h"
#include "base/sbuf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

enum { UNIT = 64 };

static int
rounded(double w, int most)
{
	double v = floor(w * UNIT + 0.5);

	return v > most ? most : v < -most ? -most : (int)v;
}

/* Rows of features with many weights, and weights of those with few. */
struct kept {
	size_t rows, weights;
};

/* How big the file is if weights below least are left out. */
static size_t
size_of(const struct data *d, const double *weights, int least, uint32_t *slots,
    struct kept *kept)
{
	size_t found = 0;

	memset(kept, 0, sizeof(*kept));
	for (size_t i = 0; i < d->numbers; i++) {
		size_t n = 0;

		for (int y = 0; y < LABELS; y++)
			n += abs(rounded(weights[i * LABELS + (size_t)y],
				 MODEL_WEIGHT_MOST)) >= least;
		found += n > 0;
		if (n >= MODEL_ROW_FROM)
			kept->rows++;
		else
			kept->weights += n;
	}
	*slots = 1024;
	while (*slots < found + found / 12)
		*slots *= 2;
	return (size_t)*slots * 4 + kept->rows * MODEL_ROW * 2 +
	       kept->weights * 2;
}

static void
put_number(struct sbuf *out, uint32_t n)
{
	sbuf_add(out, (struct span){ (const char *)&n, sizeof(n) });
}

static void
put_bytes(struct sbuf *out, const void *p, size_t n)
{
	sbuf_add(out, (struct span){ p, n });
}

struct features {
	uint32_t *slots;
	int16_t (*rows)[MODEL_ROW];
	uint16_t *weights;
	size_t rows_len, len;
};

/* Where the weights of a feature are put: its place, or UINT32_MAX without any. */
static uint32_t
place_weights(
    struct features *f, const double weights[LABELS], int least, size_t rows)
{
	int v[LABELS];
	size_t n = 0, start = f->len;

	for (int y = 0; y < LABELS; y++) {
		v[y] = rounded(weights[y], MODEL_WEIGHT_MOST);
		if (abs(v[y]) < least)
			v[y] = 0;
		n += v[y] != 0;
	}
	if (!n)
		return UINT32_MAX;
	if (n >= MODEL_ROW_FROM) {
		for (int y = 0; y < LABELS; y++)
			f->rows[f->rows_len][y] = (int16_t)v[y];
		return (uint32_t)f->rows_len++;
	}
	for (int y = 0; y < LABELS; y++)
		if (v[y])
			f->weights[f->len++] =
			    (uint16_t)(y | (v[y] + 512) << 6);
	f->weights[f->len - 1] |= 32;
	return (uint32_t)(rows + start);
}

static void
place_features(struct features *f, const struct data *d, const double *weights,
    int least, uint32_t slots, size_t rows)
{
	for (size_t i = 0; i < d->numbers; i++) {
		uint32_t k = model_slot(d->hashes[i]);
		uint32_t place =
		    place_weights(f, &weights[i * LABELS], least, rows);

		if (place == UINT32_MAX)
			continue;
		while (f->slots[k & (slots - 1)])
			k++;
		f->slots[k & (slots - 1)] =
		    place << MODEL_CHECK_BITS |
		    (model_check(d->hashes[i]) & MODEL_CHECK);
	}
	/* an even number keeps what follows aligned, and none is no model */
	while (f->len % 2 || !f->len)
		f->weights[f->len++] = (uint16_t)(32 | 512 << 6);
}

int
model_save(const char *path, const struct words *words, const struct data *d,
    const double *weights, const double *steps, double temper, size_t most,
    struct err *err)
{
	struct sbuf out = SBUF_INIT;
	struct features f = { 0 };
	struct kept kept;
	uint32_t slots;
	size_t fixed = 36 + (size_t)words->slots * 4 +
		       (size_t)UNIT_STEPS * LABELS * LABELS * 2;
	int least = 1, rc;

	while (size_of(d, weights, least, &slots, &kept) + fixed + 4 > most ||
	       kept.rows + kept.weights + 2 > 1 << (32 - MODEL_CHECK_BITS))
		least++;
	f.slots = calloc(slots, sizeof(*f.slots));
	f.rows = calloc(kept.rows + 1, sizeof(*f.rows));
	f.weights = calloc(kept.weights + 2, sizeof(*f.weights));
	if (!f.slots || !f.rows || !f.weights)
		abort();
	place_features(&f, d, weights, least, slots, kept.rows);
	sbuf_add(&out, SPAN_LIT("RMFIELD3"));
	put_number(&out, words->slots);
	put_number(&out, slots);
	put_number(&out, (uint32_t)kept.rows);
	put_number(&out, (uint32_t)f.len);
	put_number(&out, UNIT_STEPS);
	put_number(&out, LABELS);
	put_number(&out, (uint32_t)(UNIT / temper + 0.5));
	put_bytes(&out, words->table, (size_t)words->slots * 4);
	put_bytes(&out, f.slots, (size_t)slots * 4);
	put_bytes(&out, f.rows, kept.rows * sizeof(*f.rows));
	put_bytes(&out, f.weights, f.len * 2);
	for (size_t i = 0; i < (size_t)UNIT_STEPS * LABELS * LABELS; i++) {
		int16_t v = (int16_t)rounded(steps[i], 32000);

		put_bytes(&out, &v, sizeof(v));
	}
	fprintf(stderr,
	    "%zu rows, %zu weights from %d / %d on, %u slots, %zu bytes\n",
	    f.rows_len, f.len, least, UNIT, slots, out.len);
	rc = file_write_atomic(
	    path, (struct span){ out.buf, out.len }, false, err);
	free(f.slots);
	free(f.rows);
	free(f.weights);
	sbuf_release(&out);
	return rc;
}
