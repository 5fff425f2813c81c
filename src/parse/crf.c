#include "parse/crf.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/banned.h"

static const char *const names[] = {
#define X(member, name, part) name,
#include "parse/label.def"
#undef X
};

const char *
label_name(enum label l)
{
	return names[l];
}

enum label
label_from_name(const char *name)
{
	for (int i = 0; i < LABELS; i++)
		if (!strcmp(names[i], name))
			return (enum label)i;
	return LABELS;
}

/* 2 to the k, of a normal number. */
static double
power_of_2(int k)
{
	uint64_t bits = (uint64_t)(k + 1023) << 52;
	double out;

	memcpy(&out, &bits, sizeof(out));
	return out;
}

/* By Taylor's series, behind taking out powers of 2. */
double
crf_exp(double x)
{
	static const double ln2_high = 6.93147180369123816490e-01;
	static const double ln2_low = 1.90821492927058770002e-10;
	/* one over the factorials, from 12 down */
	static const double terms[] = { 2.08767569878680989792e-09,
		2.50521083854417187751e-08, 2.75573192239858906526e-07,
		2.75573192239858906526e-06, 2.48015873015873015873e-05,
		1.98412698412698412698e-04, 1.38888888888888888889e-03,
		8.33333333333333333333e-03, 4.16666666666666666667e-02,
		1.66666666666666666667e-01, 0.5, 1.0, 1.0 };
	double r, sum = terms[0];
	int k;

	if (x < -700.0)
		return 0.0;
	if (x > 700.0)
		x = 700.0;
	k = (int)(x * 1.44269504088896340736 + (x < 0 ? -0.5 : 0.5));
	r = (x - k * ln2_high) - k * ln2_low;
	for (size_t i = 1; i < sizeof(terms) / sizeof(terms[0]); i++)
		sum = sum * r + terms[i];
	return sum * power_of_2(k);
}

/* By the series of the area tangent. */
double
crf_log(double x)
{
	double z, square, sum = 0.0;
	int k;

	x = frexp(x, &k);
	if (x < 0.70710678118654752440) {
		x *= 2.0;
		k--;
	}
	z = (x - 1.0) / (x + 1.0);
	square = z * z;
	for (int i = 25; i > 0; i -= 2)
		sum = sum * square + 1.0 / i;
	return 2.0 * z * sum + k * 0.69314718055994530942;
}

void
crf_open(struct crf_chain *c, struct arena *a, size_t len)
{
	memset(c, 0, sizeof(*c));
	c->len = len;
	c->node = arena_alloc_array(a, len, sizeof(*c->node));
	c->forward = arena_alloc_array(a, len, sizeof(*c->forward));
	c->backward = arena_alloc_array(a, len, sizeof(*c->backward));
	c->weight = arena_alloc_array(a, len, sizeof(*c->weight));
	c->norm = arena_alloc_array(a, len, sizeof(*c->norm));
}

void
crf_best(unsigned char *out, const struct crf_chain *c, struct arena *a)
{
	float(*best)[LABEL_ROW] = arena_alloc_array(a, c->len, sizeof(*best));
	size_t y = 0;

	if (!c->len)
		return;
	memcpy(best[0], c->node[0], sizeof(best[0]));
	for (size_t i = 1; i < c->len; i++) {
		const struct crf_step *step = &c->steps[c->step[i]];
		float row[LABEL_ROW];

		for (int k = 0; k < LABEL_ROW; k++)
			row[k] = best[i - 1][0] + step->score[0][k];
		for (int x = 1; x < LABELS; x++) {
			float before = best[i - 1][x];

			for (int k = 0; k < LABEL_ROW; k++) {
				float s = before + step->score[x][k];

				row[k] = s > row[k] ? s : row[k];
			}
		}
		for (int k = 0; k < LABEL_ROW; k++)
			best[i][k] = row[k] + c->node[i][k];
	}
	for (size_t k = 1; k < LABELS; k++)
		if (best[c->len - 1][k] > best[c->len - 1][y])
			y = k;
	/* which way it came is found again, for this one way alone */
	for (size_t i = c->len; i-- > 0;) {
		const struct crf_step *step;
		size_t from = 0;

		out[i] = (unsigned char)y;
		if (!i)
			break;
		step = &c->steps[c->step[i]];
		for (size_t x = 1; x < LABELS; x++)
			if (best[i - 1][x] + step->score[x][y] >
			    best[i - 1][from] + step->score[from][y])
				from = x;
		y = from;
	}
}

/* Scale a row by a power of 2, so that it adds up to about 1; returns it. */
static int
scale_row(double row[LABEL_ROW])
{
	double sum = 0;
	int k;

	for (int y = 0; y < LABELS; y++)
		sum += row[y];
	(void)frexp(sum, &k);
	if (k) {
		double by = power_of_2(-k);

		for (int y = 0; y < LABELS; y++)
			row[y] *= by;
	}
	return k;
}

void
crf_sum(struct crf_chain *c)
{
	long scale = 0;
	double sum = 0;

	if (!c->len)
		return;
	for (size_t i = 0; i < c->len; i++)
		for (int y = 0; y < LABELS; y++)
			c->weight[i][y] = crf_exp((double)c->node[i][y]);
	memcpy(c->forward[0], c->weight[0], sizeof(c->forward[0]));
	scale += scale_row(c->forward[0]);
	for (size_t i = 1; i < c->len; i++) {
		const struct crf_step *step = &c->exp_steps[c->step[i]];
		double row[LABEL_ROW] = { 0 };

		for (int x = 0; x < LABELS; x++) {
			double f = c->forward[i - 1][x];

			for (int y = 0; y < LABEL_ROW; y++)
				row[y] += f * (double)step->score[x][y];
		}
		for (int y = 0; y < LABEL_ROW; y++)
			row[y] *= c->weight[i][y];
		scale += scale_row(row);
		memcpy(c->forward[i], row, sizeof(row));
	}
	for (int y = 0; y < LABELS; y++) {
		sum += c->forward[c->len - 1][y];
		c->backward[c->len - 1][y] = 1.0;
	}
	c->log_sum = crf_log(sum) + (double)scale * 0.69314718055994530942;
	for (size_t i = c->len - 1; i-- > 0;) {
		const struct crf_step *step = &c->exp_steps[c->step[i + 1]];
		double row[LABEL_ROW] = { 0 }, behind[LABEL_ROW] = { 0 };

		for (int y = 0; y < LABELS; y++)
			behind[y] = c->backward[i + 1][y] * c->weight[i + 1][y];
		for (int x = 0; x < LABELS; x++) {
			double s = 0;

			for (int y = 0; y < LABEL_ROW; y++)
				s += (double)step->score[x][y] * behind[y];
			row[x] = s;
		}
		(void)scale_row(row);
		memcpy(c->backward[i], row, sizeof(row));
	}
	for (size_t i = 0; i < c->len; i++) {
		double all = 0;

		for (int y = 0; y < LABELS; y++)
			all += c->forward[i][y] * c->backward[i][y];
		c->norm[i] = all;
	}
}

double
crf_place(const struct crf_chain *c, size_t at, enum label y)
{
	return c->forward[at][y] * c->backward[at][y] / c->norm[at];
}

double
crf_field(const struct crf_chain *c, size_t from, size_t to, enum label y)
{
	double p, all;

	if (from >= to)
		return 0;
	/*
	 * The chance of each step follows from the chances of its two places, so
	 * that no scale matters: p(y at i + 1 | y at i) is
	 * step * weight * backward, over the same of all labels.
	 */
	p = crf_place(c, from, y);
	if (from) { /* not y before */
		const struct crf_step *step = &c->exp_steps[c->step[from]];
		double own = 0;

		all = 0;
		for (int x = 0; x < LABELS; x++) {
			double s =
			    c->forward[from - 1][x] * (double)step->score[x][y];

			all += s;
			if (x == (int)y)
				own = s;
		}
		p *= all > 0 ? 1.0 - own / all : 0.0;
	}
	for (size_t i = from + 1; i < to + 1 && i < c->len; i++) {
		const struct crf_step *step = &c->exp_steps[c->step[i]];
		double own = 0, share;

		all = 0;
		for (int x = 0; x < LABELS; x++) {
			double s = (double)step->score[y][x] * c->weight[i][x] *
				   c->backward[i][x];

			all += s;
			if (x == (int)y)
				own = s;
		}
		share = all > 0 ? own / all : 0.0;
		p *= i < to ? share : 1.0 - share;
	}
	return p;
}
