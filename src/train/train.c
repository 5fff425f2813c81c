/*
 * Trains the chain that reads the fields of references (parse/crf.h) with marked
 * references (train/gold.h): by L-BFGS, in liblbfgs (Okazaki, 2010; OWL-QN where
 * weights are to vanish), on the logarithm of the likelihood.
 *
 *   train-fields -o MODEL -c RECORDS [-x FILE]... [-i ITERATIONS] [-1 L1] [-2 L2] [-m LEAST]
 *                FILE[,WEIGHT[,EVERY]]...
 *
 * What is in an -x FILE is not trained with, wherever else it is.
 *
 * Two threads share the references in two fixed halves, and what they find is added
 * up in one order: the same data give the same bytes.
 */

#include "base/text.h"
#include "train/data.h"
#include "train/save.h"

#include <lbfgs.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"

enum {
	HALVES = 2,
	STEP_WEIGHTS = UNIT_STEPS * LABELS * LABELS,
	WORD_SLOTS = 1 << 18,
	MODEL_MOST = 4000000
};

/* What is added up of no label that is less likely. */
static const double NOTHING = 1e-7;

struct half {
	const struct trainer *t;
	size_t from, to; /* sequences */
	double *gradient;
	double loss;
	size_t wrong, units, whole, sequences;
};

struct trainer {
	struct data data;
	size_t weights; /* of features: numbers * LABELS; steps follow */
	float (*rows)[LABEL_ROW];
	struct crf_step *steps;
	struct crf_exp_step *exp_steps;
	struct half halves[HALVES];
	double l2;
	struct timespec start;
};

static void
score(struct crf_chain *c, const struct trainer *t, const struct sequence *q)
{
	const struct data *d = &t->data;

	for (size_t i = 0; i < q->len; i++) {
		float *row = c->node[i];

		for (size_t k = d->starts[q->at + i];
		     k < d->starts[q->at + i + 1]; k++) {
			const float *w = t->rows[d->features[k]];

			for (int y = 0; y < LABEL_ROW; y++)
				row[y] += w[y];
		}
	}
	c->step = d->steps + q->at;
	c->steps = t->steps;
	c->exp_steps = t->exp_steps;
}

/* What the chain expects less what is marked, for the features of one place. */
static void
add_place(struct half *h, const struct crf_chain *c, const struct sequence *q,
    size_t i)
{
	const struct data *d = &h->t->data;
	double p[LABELS], most = 0;
	int best = 0, some[LABELS], len = 0;

	for (int y = 0; y < LABELS; y++) {
		p[y] = crf_place(c, i, (enum label)y);
		if (p[y] > most) {
			most = p[y];
			best = y;
		}
		p[y] *= (double)q->weight;
	}
	h->wrong += best != d->labels[q->at + i];
	p[d->labels[q->at + i]] -= (double)q->weight;
	/* most labels of most places are out of the question */
	for (int y = 0; y < LABELS; y++)
		if (p[y] > NOTHING || p[y] < -NOTHING)
			some[len++] = y;
	if (!len)
		return;
	for (size_t k = d->starts[q->at + i]; k < d->starts[q->at + i + 1];
	     k++) {
		double *g = h->gradient + (size_t)d->features[k] * LABELS;

		for (int y = 0; y < len; y++)
			g[some[y]] += p[some[y]];
	}
}

static void
add_step(struct half *h, const struct crf_chain *c, const struct sequence *q,
    size_t i)
{
	const struct data *d = &h->t->data;
	const struct crf_exp_step *step = &c->exp_steps[c->step[i]];
	double *g =
	    h->gradient + h->t->weights + (size_t)c->step[i] * LABELS * LABELS;
	double behind[LABEL_ROW], all = 0, scale;

	for (int y = 0; y < LABELS; y++)
		behind[y] = c->weight[i][y] * c->backward[i][y];
	for (int x = 0; x < LABELS; x++)
		for (int y = 0; y < LABELS; y++)
			all += c->forward[i - 1][x] * step->score[x][y] *
			       behind[y];
	scale = (double)q->weight / all;
	for (int x = 0; x < LABELS; x++)
		for (int y = 0; y < LABELS; y++)
			g[x * LABELS + y] += c->forward[i - 1][x] *
					     step->score[x][y] * behind[y] *
					     scale;
	g[d->labels[q->at + i - 1] * LABELS + d->labels[q->at + i]] -=
	    (double)q->weight;
}

static double
score_of_labels(const struct crf_chain *c, const unsigned char *labels)
{
	double sum = 0;

	for (size_t i = 0; i < c->len; i++) {
		sum += (double)c->node[i][labels[i]];
		if (i)
			sum += (double)c->steps[c->step[i]]
				   .score[labels[i - 1]][labels[i]];
	}
	return sum;
}

static void *
run_half(void *closure)
{
	struct half *h = closure;
	const struct trainer *t = h->t;
	struct arena a = ARENA_INIT;

	h->loss = 0;
	h->wrong = h->units = 0;
	memset(
	    h->gradient, 0, (t->weights + STEP_WEIGHTS) * sizeof(*h->gradient));
	for (size_t k = h->from; k < h->to; k++) {
		const struct sequence *q = &t->data.items[k];
		struct crf_chain c;

		crf_open(&c, &a, q->len);
		score(&c, t, q);
		crf_sum(&c);
		h->loss +=
		    (double)q->weight *
		    (c.log_sum - score_of_labels(&c, t->data.labels + q->at));
		for (size_t i = 0; i < q->len; i++)
			add_place(h, &c, q, i);
		for (size_t i = 1; i < q->len; i++)
			add_step(h, &c, q, i);
		h->units += q->len;
		arena_reset(&a);
	}
	arena_release(&a);
	return NULL;
}

static lbfgsfloatval_t
evaluate(void *closure, const lbfgsfloatval_t *x, lbfgsfloatval_t *g,
    const int n, const lbfgsfloatval_t step)
{
	struct trainer *t = closure;
	pthread_t thread;
	double loss = 0;

	(void)step;
	for (size_t i = 0; i < t->data.numbers; i++)
		for (int y = 0; y < LABELS; y++)
			t->rows[i][y] = (float)x[i * LABELS + (size_t)y];
	for (size_t i = 0; i < STEP_WEIGHTS; i++) {
		size_t c = i / (LABELS * LABELS), xy = i % (LABELS * LABELS);

		t->steps[c].score[xy / LABELS][xy % LABELS] =
		    (float)x[t->weights + i];
	}
	for (size_t c = 0; c < UNIT_STEPS; c++)
		crf_exp_step(&t->exp_steps[c], &t->steps[c]);
	if (pthread_create(&thread, NULL, run_half, &t->halves[1]))
		abort();
	run_half(&t->halves[0]);
	(void)pthread_join(thread, NULL);
	for (int i = 0; i < n; i++) {
		g[i] = t->halves[0].gradient[i] + t->halves[1].gradient[i] +
		       t->l2 * x[i];
		loss += 0.5 * t->l2 * x[i] * x[i];
	}
	return loss + t->halves[0].loss + t->halves[1].loss;
}

static int
progress(void *closure, const lbfgsfloatval_t *x, const lbfgsfloatval_t *g,
    const lbfgsfloatval_t fx, const lbfgsfloatval_t xnorm,
    const lbfgsfloatval_t gnorm, const lbfgsfloatval_t step, int n, int k,
    int ls)
{
	struct trainer *t = closure;
	size_t used = 0;
	struct timespec now;

	(void)g;
	(void)ls;
	(void)xnorm;
	for (int i = 0; i < n; i++)
		used += x[i] != 0;
	clock_gettime(CLOCK_MONOTONIC, &now);
	fprintf(stderr,
	    "%3d  loss %.1f  gradient %.1f  step %.3g  %zu weights  "
	    "%.2f%% of places wrong  %ld s\n",
	    k, fx, gnorm, step, used,
	    100.0 * (double)(t->halves[0].wrong + t->halves[1].wrong) /
		(double)t->data.units,
	    (long)(now.tv_sec - t->start.tv_sec));
	return 0;
}

/* "FILE[,WEIGHT[,EVERY]]" */
static int
read_set(struct trainer *t, const char *argument, const struct model *words,
    struct err *err)
{
	struct arena a = ARENA_INIT;
	char *path = arena_strdup(&a, argument);
	char *comma = strchr(path, ','), *end = NULL;
	double weight = 1.0;
	unsigned long every = 1;
	int rc;

	if (comma) {
		*comma = '\0';
		weight = strtod(comma + 1, &end);
		if (*end == ',')
			every = strtoul(end + 1, NULL, 10);
	}
	rc = data_read(
	    &t->data, path, (float)weight, every ? every : 1, words, err);
	arena_release(&a);
	return rc;
}

static int
train(struct trainer *t, double **x, int iterations, double l1)
{
	size_t n = t->weights + STEP_WEIGHTS;
	lbfgs_parameter_t p;

	*x = lbfgs_malloc((int)n);
	t->rows = calloc(t->data.numbers, sizeof(*t->rows));
	t->steps = calloc(UNIT_STEPS, sizeof(*t->steps));
	t->exp_steps = calloc(UNIT_STEPS, sizeof(*t->exp_steps));
	if (!*x || !t->rows || !t->steps || !t->exp_steps)
		abort();
	memset(*x, 0, n * sizeof(**x));
	for (size_t i = 0; i < HALVES; i++) {
		t->halves[i].t = t;
		t->halves[i].from = i * t->data.len / HALVES;
		t->halves[i].to = (i + 1) * t->data.len / HALVES;
		t->halves[i].gradient = calloc(n, sizeof(double));
		if (!t->halves[i].gradient)
			abort();
	}
	lbfgs_parameter_init(&p);
	p.max_iterations = iterations;
	p.m = 5;
	p.epsilon = 1e-4;
	p.past = 10;
	p.delta = 1e-4;
	if (l1 > 0) {
		p.orthantwise_c = l1;
		p.orthantwise_end = (int)t->weights;
		p.linesearch = LBFGS_LINESEARCH_BACKTRACKING;
	}
	return lbfgs((int)n, *x, NULL, evaluate, progress, t, &p);
}

static void
trainer_free(struct trainer *t, double *x)
{
	for (size_t i = 0; i < HALVES; i++)
		free(t->halves[i].gradient);
	free(t->rows);
	free(t->steps);
	free(t->exp_steps);
	data_free(&t->data);
	lbfgs_free(x);
}

/* Long references and short ones, languages and kinds, in both halves alike. */
static void
shuffle(struct data *d)
{
	uint64_t state = 20261128;

	for (size_t i = d->len; i > 1; i--) {
		struct sequence kept = d->items[i - 1];
		size_t k;

		state = state * 6364136223846793005u + 1442695040888963407u;
		k = (size_t)(state >> 33) % i;
		d->items[i - 1] = d->items[k];
		d->items[k] = kept;
	}
}

int
main(int argc, char **argv)
{
	static struct trainer t;
	struct words words = { 0 };
	struct model shares = { 0 };
	struct err err = ERR_INIT;
	const char *out = NULL, *records = NULL;
	double l1 = 0.4, *x = NULL;
	int iterations = 51, c, rc = 0;
	unsigned least = 3;

	t.l2 = 0.1;
	clock_gettime(CLOCK_MONOTONIC, &t.start);
	while ((c = getopt(argc, argv, "o:c:x:i:1:2:m:")) != -1)
		switch (c) {
		case 'o': out = optarg; break;
		case 'c': records = optarg; break;
		case 'x':
			rc = rc ? rc : data_keep_out(&t.data, optarg, &err);
			break;
		case 'i': iterations = (int)strtol(optarg, NULL, 10); break;
		case '1': l1 = strtod(optarg, NULL); break;
		case '2': t.l2 = strtod(optarg, NULL); break;
		case 'm': least = (unsigned)strtoul(optarg, NULL, 10); break;
		default: return 2;
		}
	if (!out || !records || optind == argc) {
		fprintf(stderr, "train-fields -o MODEL -c RECORDS FILE...\n");
		return 2;
	}
	if (!rc)
		rc = words_count(&words, records, WORD_SLOTS, &err);
	shares.words = words.table;
	shares.word_mask = words.slots - 1;
	for (int i = optind; i < argc && !rc; i++)
		rc = read_set(&t, argv[i], &shares, &err);
	if (!rc && !t.data.len)
		rc = err_set(&err, ERR_ABSENT, "no marked references");
	if (!rc) {
		data_number(&t.data, least);
		shuffle(&t.data);
		t.weights = t.data.numbers * LABELS;
		c = train(&t, &x, iterations, l1);
		fprintf(stderr, "L-BFGS ends with %d\n", c);
		rc = model_save(
		    out, &words, &t.data, x, x + t.weights, MODEL_MOST, &err);
		trainer_free(&t, x);
	}
	if (rc)
		fprintf(stderr, "train-fields: %s\n", err.text);
	words_free(&words);
	return rc != 0;
}
