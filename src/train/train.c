/*
 * Trains the chain that reads the fields of references (parse/crf.h) with marked
 * references (train/gold.h), on the logarithm of the likelihood: reference by reference,
 * in steps that get smaller for each weight by itself the more it was moved (AdaGrad:
 * Duchi, Hazan, Singer, 2011), with an L1 term that is taken off a weight when it is
 * used next, for all references since.
 *
 *   train-fields -o MODEL -c RECORDS [-n] [-x FILE]... [-i ROUNDS] [-r RATE] [-1 L1]
 *                [-d DROP] [-t TEMPER] [-m LEAST] FILE[,WEIGHT[,EVERY]]...
 *
 * What is in an -x FILE is not trained with, wherever else it is. TEMPER below 1 makes
 * the model less sure of what it finds, which stays the same. -n says what would be
 * trained with, as a number, and ends.
 *
 * One thread, in one order: the same data give the same bytes, on whatever machine and
 * beside whatever else runs.
 */

#include "base/text.h"
#include "train/data.h"
#include "train/save.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"

enum {
	STEPS = LABELS * LABELS, /* of a class */
	WORD_SLOTS = 1 << 18,
	MODEL_MOST = 4000000
};

/* What is moved by no label that is less likely. */
static const double NOTHING = 1e-6;
/* Keeps the first steps of a weight short. */
static const float FIRST = 1.0f;

/* The weights of a feature. */
struct row {
	uint32_t used; /* number of the reference */
	float weight[LABEL_ROW];
	float moved[LABEL_ROW]; /* sum of squares */
};

struct trainer {
	struct data data;
	struct row *rows;
	struct crf_step *steps, *moved;
	struct crf_exp_step *exp_steps;
	float rate, l1; /* of a reference */
	float drop;     /* share of the features of a place that are left out */
	double temper;  /* what weights are multiplied with in the end */
	uint64_t lot;
	bool *kept; /* of the features of the reference */
	uint32_t now;
	double loss;
	size_t wrong;
	struct timespec start;
};

/* Take off what the references since the last use would have taken. */
static void
shrink(struct row *r, const struct trainer *t)
{
	float by = t->rate * t->l1 * (float)(t->now - r->used);

	if (r->used == t->now)
		return;
	r->used = t->now;
	for (int y = 0; y < LABELS; y++) {
		float less, w = r->weight[y];

		if (w == 0)
			continue;
		less = by / sqrtf(r->moved[y]);
		r->weight[y] = w > less ? w - less : w < -less ? w + less : 0;
	}
}

static uint32_t
draw(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 32);
}

/* What is left out is another part each time, so that no feature leans on others; what
 * stays counts for it. */
static void
score(struct crf_chain *c, struct trainer *t, const struct sequence *q)
{
	const struct data *d = &t->data;
	uint32_t below = (uint32_t)((double)t->drop * 4294967295.0);
	float more = 1.0f / (1.0f - t->drop);
	bool *kept = t->kept;

	for (size_t i = 0; i < q->len; i++) {
		float *row = c->node[i];

		for (size_t k = d->starts[q->at + i];
		     k < d->starts[q->at + i + 1]; k++) {
			struct row *r = &t->rows[d->features[k]];

			*kept = draw(&t->lot) >= below;
			if (!*kept++)
				continue;
			shrink(r, t);
			for (int y = 0; y < LABEL_ROW; y++)
				row[y] += r->weight[y];
		}
		for (int y = 0; y < LABEL_ROW; y++)
			row[y] *= more;
	}
	c->step = d->steps + q->at;
	c->steps = t->steps;
	c->exp_steps = t->exp_steps;
}

static void
move(float *weight, float *moved, float rate, float by)
{
	*moved += by * by;
	*weight -= rate * by / sqrtf(*moved);
}

/* What the chain expects less what is marked, for the features of one place. */
static void
move_place(struct trainer *t, const struct crf_chain *c,
    const struct sequence *q, size_t i)
{
	const struct data *d = &t->data;
	double most = 0;
	float by[LABELS], more = 1.0f / (1.0f - t->drop);
	const bool *kept = t->kept + d->starts[q->at + i] - d->starts[q->at];
	int best = 0, some[LABELS], len = 0;

	for (int y = 0; y < LABELS; y++) {
		double p = crf_place(c, i, (enum label)y);

		if (p > most) {
			most = p;
			best = y;
		}
		if (y == d->labels[q->at + i])
			p -= 1.0;
		/* most labels of most places are out of the question */
		if (p > NOTHING || p < -NOTHING) {
			by[len] = (float)p * q->weight * more;
			some[len++] = y;
		}
	}
	t->wrong += best != d->labels[q->at + i];
	for (size_t k = d->starts[q->at + i]; k < d->starts[q->at + i + 1];
	     k++) {
		struct row *r = &t->rows[d->features[k]];

		if (!*kept++)
			continue;
		for (int y = 0; y < len; y++)
			move(&r->weight[some[y]], &r->moved[some[y]], t->rate,
			    by[y]);
	}
}

static void
move_step(struct trainer *t, const struct crf_chain *c,
    const struct sequence *q, size_t i, double (*by)[LABEL_ROW])
{
	const struct data *d = &t->data;
	const struct crf_exp_step *step = &c->exp_steps[c->step[i]];
	double behind[LABEL_ROW], all = 0;

	for (int y = 0; y < LABELS; y++)
		behind[y] = c->weight[i][y] * c->backward[i][y];
	for (int x = 0; x < LABELS; x++)
		for (int y = 0; y < LABELS; y++) {
			by[x][y] = c->forward[i - 1][x] * step->score[x][y] *
				   behind[y];
			all += by[x][y];
		}
	for (int x = 0; x < LABELS; x++)
		for (int y = 0; y < LABELS; y++)
			by[x][y] /= all;
	by[d->labels[q->at + i - 1]][d->labels[q->at + i]] -= 1.0;
}

/* All steps of a reference are found before one is moved. */
static void
move_steps(struct trainer *t, const struct crf_chain *c,
    const struct sequence *q, struct arena *a)
{
	double(*by)[LABELS][LABEL_ROW] =
	    arena_alloc_array(a, q->len, sizeof(*by));

	for (size_t i = 1; i < q->len; i++)
		move_step(t, c, q, i, by[i]);
	for (size_t i = 1; i < q->len; i++) {
		size_t class = c->step[i];

		for (int x = 0; x < LABELS; x++)
			for (int y = 0; y < LABELS; y++) {
				double p = by[i][x][y];
				float *w = &t->steps[class].score[x][y];

				if (p <= NOTHING && p >= -NOTHING)
					continue;
				move(w, &t->moved[class].score[x][y], t->rate,
				    (float)p * q->weight);
				t->exp_steps[class].score[x][y] =
				    crf_exp((double)*w);
			}
	}
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

static void
learn(struct trainer *t, const struct sequence *q, struct arena *a)
{
	struct crf_chain c;

	t->now++;
	crf_open(&c, a, q->len);
	t->kept = ARENA_ARRAY(a, bool,
	    t->data.starts[q->at + q->len] - t->data.starts[q->at] + 1);
	score(&c, t, q);
	crf_sum(&c);
	t->loss += (double)q->weight *
		   (c.log_sum - score_of_labels(&c, t->data.labels + q->at));
	for (size_t i = 0; i < q->len; i++)
		move_place(t, &c, q, i);
	move_steps(t, &c, q, a);
	arena_reset(a);
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

static void
trainer_open(struct trainer *t)
{
	t->rows = calloc(t->data.numbers, sizeof(*t->rows));
	t->steps = calloc(UNIT_STEPS, sizeof(*t->steps));
	t->exp_steps = calloc(UNIT_STEPS, sizeof(*t->exp_steps));
	t->moved = calloc(UNIT_STEPS, sizeof(*t->moved));
	if (!t->rows || !t->steps || !t->exp_steps || !t->moved)
		abort();
	for (size_t i = 0; i < t->data.numbers; i++)
		for (int y = 0; y < LABELS; y++)
			t->rows[i].moved[y] = FIRST;
	for (size_t c = 0; c < UNIT_STEPS; c++)
		for (int x = 0; x < LABELS; x++)
			for (int y = 0; y < LABELS; y++) {
				t->exp_steps[c].score[x][y] = 1.0;
				t->moved[c].score[x][y] = FIRST;
			}
}

static void
trainer_free(struct trainer *t)
{
	free(t->rows);
	free(t->steps);
	free(t->exp_steps);
	free(t->moved);
	data_free(&t->data);
}

/* Another order for each round. */
static void
shuffle(struct data *d, uint64_t state)
{
	for (size_t i = d->len; i > 1; i--) {
		struct sequence kept = d->items[i - 1];
		size_t k = draw(&state) % i;

		d->items[i - 1] = d->items[k];
		d->items[k] = kept;
	}
}

static void
tell_round(struct trainer *t, int round)
{
	size_t used = 0;
	struct timespec now;

	for (size_t i = 0; i < t->data.numbers; i++) {
		shrink(&t->rows[i], t);
		for (int y = 0; y < LABELS; y++)
			used += t->rows[i].weight[y] != 0;
	}
	clock_gettime(CLOCK_MONOTONIC, &now);
	fprintf(stderr,
	    "%3d  loss %.1f  %zu weights  %.2f%% of places wrong  %ld s\n",
	    round, t->loss, used,
	    100.0 * (double)t->wrong / (double)t->data.units,
	    (long)(now.tv_sec - t->start.tv_sec));
}

/* The later rounds go in shorter steps. */
static void
train(struct trainer *t, int rounds, double rate, double l1)
{
	struct arena a = ARENA_INIT;

	trainer_open(t);
	t->lot = 20261128u;
	t->l1 = (float)(l1 / (double)t->data.len);
	for (int k = 0; k < rounds; k++) {
		t->rate = (float)(rate * (1.0 - (double)k / rounds * 0.9));
		t->loss = 0;
		t->wrong = 0;
		shuffle(&t->data, 20261128u + (uint64_t)k);
		for (size_t i = 0; i < t->data.len; i++)
			learn(t, &t->data.items[i], &a);
		tell_round(t, k + 1);
	}
	arena_release(&a);
}

/* What goes in, as one number: the same number, the same model. */
static uint64_t
data_hash(const struct data *d, const struct words *words)
{
	const struct {
		const void *p;
		size_t len;
	} parts[] = {
		{ words->table, (size_t)words->slots * 4 },
		{ d->hashes, d->numbers * sizeof(*d->hashes) },
		{ d->features, d->features_len * sizeof(*d->features) },
		{ d->labels, d->units },
		{ d->steps, d->units },
	};
	uint64_t h = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		h = h * 0x9e3779b97f4a7c15u +
		    text_hash((struct span){ parts[i].p, parts[i].len });
	for (size_t i = 0; i < d->len; i++)
		h = h * 0x9e3779b97f4a7c15u + d->items[i].at +
		    (uint64_t)((double)d->items[i].weight * 1e6);
	return h;
}

static int
save(const struct trainer *t, const char *path, const struct words *words,
    struct err *err)
{
	size_t n = t->data.numbers * LABELS;
	double *x = malloc((n + UNIT_STEPS * STEPS) * sizeof(*x)), *step;
	int rc;

	if (!x)
		abort();
	for (size_t i = 0; i < n; i++)
		x[i] = (double)t->rows[i / LABELS].weight[i % LABELS];
	step = x + n;
	for (size_t c = 0; c < UNIT_STEPS; c++)
		for (int y = 0; y < STEPS; y++)
			*step++ =
			    (double)t->steps[c].score[y / LABELS][y % LABELS];
	rc = model_save(
	    path, words, &t->data, x, x + n, t->temper, MODEL_MOST, err);
	free(x);
	return rc;
}

int
main(int argc, char **argv)
{
	static struct trainer t;
	struct words words = { 0 };
	struct model shares = { 0 };
	struct err err = ERR_INIT;
	const char *out = NULL, *records = NULL;
	double l1 = 0.4, rate = 0.1;
	int rounds = 10, c, rc = 0;
	unsigned least = 3;
	bool only_data = false;

	t.temper = 1.0;
	clock_gettime(CLOCK_MONOTONIC, &t.start);
	while ((c = getopt(argc, argv, "no:c:x:i:r:1:d:t:m:")) != -1)
		switch (c) {
		case 'n': only_data = true; break;
		case 'o': out = optarg; break;
		case 'c': records = optarg; break;
		case 'x':
			rc = rc ? rc : data_keep_out(&t.data, optarg, &err);
			break;
		case 'i': rounds = (int)strtol(optarg, NULL, 10); break;
		case '1': l1 = strtod(optarg, NULL); break;
		case 'r': rate = strtod(optarg, NULL); break;
		case 'd': t.drop = strtof(optarg, NULL); break;
		case 't': t.temper = strtod(optarg, NULL); break;
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
		fprintf(stderr, "data %016" PRIx64 "\n",
		    data_hash(&t.data, &words));
	}
	if (!rc && !only_data) {
		train(&t, rounds, rate, l1);
		rc = save(&t, out, &words, &err);
	}
	trainer_free(&t);
	if (rc)
		fprintf(stderr, "train-fields: %s\n", err.text);
	words_free(&words);
	return rc != 0;
}
