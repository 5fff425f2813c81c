#include "train/save.h"
#include "base/file.h"
#include "base/sbuf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

enum { UNIT = 64, WEIGHT_MOST = 511 };

static int
rounded(double w, int most)
{
	double v = floor(w * UNIT + 0.5);

	return v > most ? most : v < -most ? -most : (int)v;
}

/* How big the file is if weights below least are left out. */
static size_t
size_of(const struct data *d, const double *weights, int least, uint32_t *slots,
    size_t *kept)
{
	size_t rows = 0;

	*kept = 0;
	for (size_t i = 0; i < d->numbers; i++) {
		size_t n = 0;

		for (int y = 0; y < LABELS; y++)
			n += abs(rounded(weights[i * LABELS + (size_t)y],
				 WEIGHT_MOST)) >= least;
		rows += n > 0;
		*kept += n;
	}
	*slots = 1024;
	while (*slots < rows + rows / 12)
		*slots *= 2;
	return (size_t)*slots * 4 + *kept * 2;
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
	uint16_t *weights;
	size_t len;
};

static void
place_features(struct features *f, const struct data *d, const double *weights,
    int least, uint32_t slots)
{
	for (size_t i = 0; i < d->numbers; i++) {
		uint32_t k = model_slot(d->hashes[i]);
		size_t start = f->len;

		for (int y = 0; y < LABELS; y++) {
			int v = rounded(
			    weights[i * LABELS + (size_t)y], WEIGHT_MOST);

			if (abs(v) >= least)
				f->weights[f->len++] =
				    (uint16_t)(y | (v + 512) << 6);
		}
		if (f->len == start)
			continue;
		f->weights[f->len - 1] |= 32;
		while (f->slots[k & (slots - 1)])
			k++;
		f->slots[k & (slots - 1)] =
		    (uint32_t)start << MODEL_CHECK_BITS |
		    (model_check(d->hashes[i]) & MODEL_CHECK);
	}
	/* an even number keeps what follows aligned */
	if (f->len % 2)
		f->weights[f->len++] = (uint16_t)(32 | 512 << 6);
}

int
model_save(const char *path, const struct words *words, const struct data *d,
    const double *weights, const double *steps, size_t most, struct err *err)
{
	struct sbuf out = SBUF_INIT;
	struct features f = { 0 };
	uint32_t slots;
	size_t kept, fixed = 32 + (size_t)words->slots * 4 +
			     (size_t)UNIT_STEPS * LABELS * LABELS * 2;
	int least = 1, rc;

	while (size_of(d, weights, least, &slots, &kept) + fixed + 2 > most ||
	       kept + 2 > 1 << (32 - MODEL_CHECK_BITS))
		least++;
	f.slots = calloc(slots, sizeof(*f.slots));
	f.weights = calloc(kept + 2, sizeof(*f.weights));
	if (!f.slots || !f.weights)
		abort();
	place_features(&f, d, weights, least, slots);
	sbuf_add(&out, SPAN_LIT("RMFIELD2"));
	put_number(&out, words->slots);
	put_number(&out, slots);
	put_number(&out, (uint32_t)f.len);
	put_number(&out, UNIT_STEPS);
	put_number(&out, LABELS);
	put_number(&out, UNIT);
	put_bytes(&out, words->table, (size_t)words->slots * 4);
	put_bytes(&out, f.slots, (size_t)slots * 4);
	put_bytes(&out, f.weights, f.len * 2);
	for (size_t i = 0; i < (size_t)UNIT_STEPS * LABELS * LABELS; i++) {
		int16_t v = (int16_t)rounded(steps[i], 32000);

		put_bytes(&out, &v, sizeof(v));
	}
	fprintf(stderr, "%zu weights from %d / %d on, %u slots, %zu bytes\n",
	    f.len, least, UNIT, slots, out.len);
	rc = file_write_atomic(
	    path, (struct span){ out.buf, out.len }, false, err);
	free(f.slots);
	free(f.weights);
	sbuf_release(&out);
	return rc;
}
