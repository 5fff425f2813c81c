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

/*
 * Two numbers at a time, in every loop over labels: any machine adds in the same order.
 */
typedef double pair __attribute__((vector_size(16)));
typedef int64_t pair_bits __attribute__((vector_size(16)));
typedef float pair_float __attribute__((vector_size(8)));

enum { PAIRS = LABEL_ROW / 2, BLOCK = 5 };

_Static_assert(LABEL_ROW % (2 * BLOCK) == 0, "a row is whole blocks");

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
static pair
exp_pair(pair x)
{
	static const double ln2_high = 6.93147180369123816490e-01;
	static const double ln2_low = 1.90821492927058770002e-10;
	/* what is added to it has its whole part in the last bits */
	static const double whole = 6755399441055744.0;
	pair_bits keep = x >= -700.0, high = x > 700.0, bits;
	pair k, r, sum;

	x = (pair)(((pair_bits)x & ~high) |
		   ((pair_bits)(pair){ 700.0, 700.0 } & high));
	x = (pair)((pair_bits)x & keep);
	k = x * 1.44269504088896340736 + whole;
	bits = (pair_bits)k;
	k -= whole;
	r = (x - k * ln2_high) - k * ln2_low;
	/* one over the factorials, from 12 down */
	sum = r * 2.08767569878680989792e-09 + 2.50521083854417187751e-08;
	sum = sum * r + 2.75573192239858906526e-07;
	sum = sum * r + 2.75573192239858906526e-06;
	sum = sum * r + 2.48015873015873015873e-05;
	sum = sum * r + 1.98412698412698412698e-04;
	sum = sum * r + 1.38888888888888888889e-03;
	sum = sum * r + 8.33333333333333333333e-03;
	sum = sum * r + 4.16666666666666666667e-02;
	sum = sum * r + 1.66666666666666666667e-01;
	sum = sum * r + 0.5;
	sum = sum * r + 1.0;
	sum = sum * r + 1.0;
	sum *= (pair)((bits + 1023) << 52);
	return (pair)((pair_bits)sum & keep);
}

double
crf_exp(double x)
{
	return exp_pair((pair){ x, x })[0];
}

void
crf_exp_row(double out[LABEL_ROW], const float row[LABEL_ROW])
{
	for (int k = 0; k < PAIRS; k++) {
		pair x = { (double)row[2 * k], (double)row[2 * k + 1] };

		x = exp_pair(x);
		memcpy(&out[2 * k], &x, sizeof(x));
	}
	for (int y = LABELS; y < LABEL_ROW; y++)
		out[y] = 0.0;
}

void
crf_exp_step(struct crf_exp_step *out, const struct crf_step *step)
{
	for (int x = 0; x < LABELS; x++) {
		crf_exp_row(out->score[x], step->score[x]);
		for (int y = 0; y < LABELS; y++)
			out->score[x][y] = (double)(float)out->score[x][y];
	}
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

/* --- more than one labelling ------------------------------------------------------- */

enum { WAYS = 16 };

/* The best ways to a label of a place, in their order. */
struct ways {
	float score[WAYS];
	unsigned char from[WAYS], rank[WAYS];
	size_t len;
};

static void
add_way(struct ways *w, size_t most, float score, size_t from, size_t rank)
{
	size_t i = w->len < most ? w->len++ : most - 1;

	for (; i > 0 && w->score[i - 1] < score; i--) {
		w->score[i] = w->score[i - 1];
		w->from[i] = w->from[i - 1];
		w->rank[i] = w->rank[i - 1];
	}
	w->score[i] = score;
	w->from[i] = (unsigned char)from;
	w->rank[i] = (unsigned char)rank;
}

/* The ways from all labels of the place before; step: scores of steps to this label, or
 * NULL where all ends. */
static void
gather_ways(struct ways *out, size_t most, const struct ways before[LABELS],
    const struct crf_step *step, size_t to)
{
	for (size_t x = 0; x < LABELS; x++)
		for (size_t k = 0; k < before[x].len; k++) {
			float score = before[x].score[k] +
				      (step ? step->score[x][to] : 0.0f);

			if (out->len == most && score <= out->score[most - 1])
				break;
			add_way(out, most, score, x, k);
		}
}

size_t
crf_best_of(
    unsigned char *out, size_t most, const struct crf_chain *c, struct arena *a)
{
	struct ways(*ways)[LABELS], end = { .len = 0 };

	if (!c->len)
		return 0;
	if (most > WAYS)
		most = WAYS;
	ways = arena_alloc_array(a, c->len, sizeof(*ways));
	for (size_t y = 0; y < LABELS; y++)
		add_way(&ways[0][y], most, c->node[0][y], 0, 0);
	for (size_t i = 1; i < c->len; i++)
		for (size_t y = 0; y < LABELS; y++) {
			struct ways *w = &ways[i][y];

			gather_ways(
			    w, most, ways[i - 1], &c->steps[c->step[i]], y);
			for (size_t k = 0; k < w->len; k++)
				w->score[k] += c->node[i][y];
		}
	gather_ways(&end, most, ways[c->len - 1], NULL, 0);
	for (size_t k = 0; k < end.len; k++) {
		size_t y = end.from[k], rank = end.rank[k];

		for (size_t i = c->len; i-- > 0;) {
			const struct ways *w = &ways[i][y];

			out[k * c->len + i] = (unsigned char)y;
			y = w->from[rank];
			rank = w->rank[rank];
		}
	}
	return end.len;
}

static void
load(pair out[PAIRS], const double row[LABEL_ROW])
{
	memcpy(out, row, PAIRS * sizeof(*out));
}

static void
store(double row[LABEL_ROW], const pair in[PAIRS])
{
	memcpy(row, in, PAIRS * sizeof(*in));
}

static pair
two_of(const double *p)
{
	pair out;

	memcpy(&out, p, sizeof(out));
	return out;
}

static double
sum_of(const pair row[PAIRS])
{
	pair sum = row[0];

	for (int k = 1; k < PAIRS; k++)
		sum += row[k];
	return sum[0] + sum[1];
}

/* Scale a row by a power of 2, so that it adds up to about 1; returns it. */
static int
scale_row(pair row[PAIRS])
{
	double sum = sum_of(row);
	int k;

	(void)frexp(sum, &k);
	if (k) {
		double by = power_of_2(-k);

		for (int y = 0; y < PAIRS; y++)
			row[y] *= by;
	}
	return k;
}

/* All ways on from the place before. Written out, since what is added up must stay in
 * registers. */
static void
step_forward(pair out[PAIRS], const double before[LABEL_ROW],
    const struct crf_exp_step *step)
{
	for (int k = 0; k < PAIRS; k += BLOCK) {
		pair a = { 0.0, 0.0 }, b = a, c = a, d = a, e = a;

		for (int x = 0; x < LABELS; x++) {
			const double *s = &step->score[x][2 * k];
			double f = before[x];

			a += f * two_of(s);
			b += f * two_of(s + 2);
			c += f * two_of(s + 4);
			d += f * two_of(s + 6);
			e += f * two_of(s + 8);
		}
		out[k] = a;
		out[k + 1] = b;
		out[k + 2] = c;
		out[k + 3] = d;
		out[k + 4] = e;
	}
}

/* All ways that come from the place behind. */
static void
step_backward(double out[LABEL_ROW], const pair behind[PAIRS],
    const struct crf_exp_step *step)
{
	pair sums[LABELS] = { { 0.0, 0.0 } };

	for (int k = 0; k < PAIRS; k += BLOCK) {
		pair a = behind[k], b = behind[k + 1], c = behind[k + 2],
		     d = behind[k + 3], e = behind[k + 4];

		for (int x = 0; x < LABELS; x++) {
			const double *s = &step->score[x][2 * k];

			sums[x] += a * two_of(s) + b * two_of(s + 2) +
				   c * two_of(s + 4) + d * two_of(s + 6) +
				   e * two_of(s + 8);
		}
	}
	for (int x = 0; x < LABELS; x++)
		out[x] = sums[x][0] + sums[x][1];
	for (int x = LABELS; x < LABEL_ROW; x++)
		out[x] = 0.0;
}

void
crf_sum(struct crf_chain *c)
{
	pair row[PAIRS], other[PAIRS];
	long scale = 0;

	if (!c->len)
		return;
	for (size_t i = 0; i < c->len; i++)
		crf_exp_row(c->weight[i], c->node[i]);
	load(row, c->weight[0]);
	for (size_t i = 0;;) {
		scale += scale_row(row);
		store(c->forward[i], row);
		if (++i == c->len)
			break;
		step_forward(row, c->forward[i - 1], &c->exp_steps[c->step[i]]);
		load(other, c->weight[i]);
		for (int k = 0; k < PAIRS; k++)
			row[k] *= other[k];
	}
	c->log_sum =
	    crf_log(sum_of(row)) + (double)scale * 0.69314718055994530942;
	for (int y = 0; y < LABELS; y++)
		c->backward[c->len - 1][y] = 1.0;
	for (size_t i = c->len - 1; i > 0; i--) {
		load(row, c->backward[i]);
		load(other, c->weight[i]);
		for (int k = 0; k < PAIRS; k++)
			row[k] *= other[k];
		step_backward(
		    c->backward[i - 1], row, &c->exp_steps[c->step[i]]);
		load(row, c->backward[i - 1]);
		(void)scale_row(row);
		store(c->backward[i - 1], row);
	}
	for (size_t i = 0; i < c->len; i++) {
		load(row, c->forward[i]);
		load(other, c->backward[i]);
		for (int k = 0; k < PAIRS; k++)
			row[k] *= other[k];
		c->norm[i] = sum_of(row);
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
		const struct crf_exp_step *step = &c->exp_steps[c->step[from]];
		double own = 0;

		all = 0;
		for (int x = 0; x < LABELS; x++) {
			double s = c->forward[from - 1][x] * step->score[x][y];

			all += s;
			if (x == (int)y)
				own = s;
		}
		p *= all > 0 ? 1.0 - own / all : 0.0;
	}
	for (size_t i = from + 1; i < to + 1 && i < c->len; i++) {
		const struct crf_exp_step *step = &c->exp_steps[c->step[i]];
		double own = 0, share;

		all = 0;
		for (int x = 0; x < LABELS; x++) {
			double s = step->score[y][x] * c->weight[i][x] *
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
