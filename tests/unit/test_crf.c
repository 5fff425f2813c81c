/* The chain's sums against all labellings written out; models that are damaged. */

#include "parse/crf.h"
#include "parse/model.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/banned.h"

enum { PLACES = 4, CLASSES = 2 };

/* Scores by lot, the same each time. */
static float
lot(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return (float)(*state >> 8) / (float)(1 << 24) * 6.0f - 3.0f;
}

static void
fill(struct crf_chain *c, struct arena *a)
{
	struct crf_step *steps = ARENA_ARRAY(a, struct crf_step, CLASSES);
	struct crf_exp_step *exp_steps =
	    ARENA_ARRAY(a, struct crf_exp_step, CLASSES);
	unsigned char *step = ARENA_ARRAY(a, unsigned char, PLACES);
	uint32_t state = 7;

	crf_open(c, a, PLACES);
	for (size_t i = 0; i < PLACES; i++) {
		step[i] = (unsigned char)(i % CLASSES);
		for (int y = 0; y < LABELS; y++)
			c->node[i][y] = lot(&state);
	}
	for (int k = 0; k < CLASSES; k++) {
		for (int x = 0; x < LABELS; x++)
			for (int y = 0; y < LABELS; y++)
				steps[k].score[x][y] = lot(&state);
		crf_exp_step(&exp_steps[k], &steps[k]);
	}
	c->step = step;
	c->steps = steps;
	c->exp_steps = exp_steps;
}

static double
score(const struct crf_chain *c, const unsigned char *y)
{
	double s = 0;

	for (size_t i = 0; i < c->len; i++) {
		s += (double)c->node[i][y[i]];
		if (i)
			s += (double)c->steps[c->step[i]].score[y[i - 1]][y[i]];
	}
	return s;
}

/* The next labelling; false behind the last. */
static bool
next(unsigned char y[PLACES])
{
	for (size_t i = 0; i < PLACES; i++) {
		if (++y[i] < LABELS)
			return true;
		y[i] = 0;
	}
	return false;
}

static void
sums_are_those_of_all_labellings(void **state)
{
	struct arena a = ARENA_INIT;
	struct crf_chain c;
	unsigned char y[PLACES] = { 0 }, best[PLACES], found[PLACES];
	double all = 0, place = 0, field = 0, most = -INFINITY;
	const unsigned char label = 5;

	(void)state;
	fill(&c, &a);
	do {
		double s = score(&c, y), p = exp(s);

		all += p;
		if (y[2] == label)
			place += p;
		if (y[0] != label && y[1] == label && y[2] == label &&
		    y[3] != label)
			field += p;
		if (s > most) {
			most = s;
			memcpy(best, y, sizeof(best));
		}
	} while (next(y));
	crf_best(found, &c, &a);
	crf_sum(&c);
	assert_memory_equal(found, best, sizeof(best));
	assert_true(fabs(c.log_sum - log(all)) < 1e-5);
	assert_true(fabs(crf_place(&c, 2, label) - place / all) < 1e-5);
	assert_true(fabs(crf_field(&c, 1, 3, label) - field / all) < 1e-5);
	arena_release(&a);
}

/* The best five of all labellings, in their order. */
static void
the_next_best_labellings_are_those_of_all(void **state)
{
	enum { MOST = 5 };
	struct arena a = ARENA_INIT;
	struct crf_chain c;
	unsigned char y[PLACES] = { 0 }, found[MOST * PLACES];
	double most[MOST];

	(void)state;
	for (int i = 0; i < MOST; i++)
		most[i] = -INFINITY;
	fill(&c, &a);
	do {
		double s = score(&c, y);
		int i = MOST;

		for (; i > 0 && most[i - 1] < s; i--)
			if (i < MOST)
				most[i] = most[i - 1];
		if (i < MOST)
			most[i] = s;
	} while (next(y));
	assert_int_equal(crf_best_of(found, MOST, &c, &a), MOST);
	for (int i = 0; i < MOST; i++)
		assert_true(
		    fabs(score(&c, found + i * PLACES) - most[i]) < 1e-4);
	crf_best(y, &c, &a);
	assert_memory_equal(found, y, sizeof(y));
	arena_release(&a);
}

static void
chances_of_a_place_add_up_in_long_chains(void **state)
{
	struct arena a = ARENA_INIT;
	struct crf_chain c, small;
	unsigned char *step;

	(void)state;
	fill(&small, &a);
	crf_open(&c, &a, 5000);
	step = ARENA_ARRAY(&a, unsigned char, c.len);
	for (size_t i = 0; i < c.len; i++)
		for (int y = 0; y < LABELS; y++)
			c.node[i][y] = 9.0f * small.node[i % PLACES][y];
	c.step = step;
	c.steps = small.steps;
	c.exp_steps = small.exp_steps;
	crf_sum(&c);
	assert_true(isfinite(c.log_sum));
	for (size_t i = 0; i < c.len; i += 499) {
		double sum = 0;

		for (int y = 0; y < LABELS; y++)
			sum += crf_place(&c, i, (enum label)y);
		assert_true(fabs(sum - 1.0) < 1e-9);
	}
	arena_release(&a);
}

static void
own_exponentials_are_those_of_the_library(void **state)
{
	(void)state;
	for (double x = -80.0; x < 80.0; x += 0.137) {
		assert_true(fabs(crf_exp(x) / exp(x) - 1.0) < 1e-13);
		assert_true(fabs(crf_log(exp(x)) - x) < 1e-12);
	}
	assert_true(crf_exp(-1e9) == 0.0);
	assert_true(isfinite(crf_exp(1e9)));
}

enum {
	SLOTS_AT = 11, /* numbers of 32 bits before */
	ROW_AT = SLOTS_AT + 4,
	WEIGHTS_AT = ROW_AT + MODEL_ROW / 2
};

static void
put_slot(uint32_t slots[4], uint32_t feature, uint32_t place)
{
	uint32_t i = model_slot(feature);

	while (slots[i & 3])
		i++;
	slots[i & 3] =
	    place << MODEL_CHECK_BITS | (model_check(feature) & MODEL_CHECK);
}

/* A model of two slots of words, four of features, and two features: one with weights
 * of its own, one with a row. */
static size_t
small_model(uint32_t *out, size_t room)
{
	const uint32_t sizes[] = { 2, 4, 1, 2, 1, LABELS, 64 };
	unsigned char *at = (unsigned char *)out;
	size_t len = 8 + sizeof(sizes) + 2 * 4 + 4 * 4 + 2 * MODEL_ROW + 2 * 2 +
		     (size_t)LABELS * LABELS * 2;
	uint16_t weights[] = { 3 | (512 + 64) << 6, 32 | 4 | (512 - 64) << 6 };
	const int16_t row[] = { 64, 0, -128, 32, MODEL_WEIGHT_MOST };

	assert_true(len <= room);
	memset(out, 0, room);
	memcpy(at, "RMFIELD3", 8);
	memcpy(at + 8, sizes, sizeof(sizes));
	put_slot(&out[SLOTS_AT], 77, 1);
	put_slot(&out[SLOTS_AT], 78, 0);
	memcpy(&out[ROW_AT], row, sizeof(row));
	memcpy(&out[WEIGHTS_AT], weights, sizeof(weights));
	return len;
}

static int
try_model(const uint32_t *bytes, size_t len, struct model *out)
{
	static struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	int rc;

	arena_reset(&a);
	rc = model_open(
	    out, &a, (struct span){ (const char *)bytes, len }, &err);
	assert_true(!rc == !err.text[0]);
	return rc;
}

static void
damaged_models_are_refused(void **state)
{
	uint32_t bytes[256], kept[256];
	struct model m;
	size_t len = small_model(kept, sizeof(kept));
	float row[LABEL_ROW] = { 0 };
	const uint32_t features[] = { 77, 79 };

	(void)state;
	assert_int_equal(try_model(kept, len, &m), OK);
	model_add(row, &m, features, 2);
	assert_true(row[3] == 1.0f && row[4] == -1.0f && row[5] == 0.0f);
	assert_int_equal(try_model(kept, len - 2, &m), ERR_SYNTAX);
	assert_int_equal(try_model(kept, 0, &m), ERR_SYNTAX);
	/* each size wrong in its turn */
	for (size_t i = 2; i < 8; i++) {
		memcpy(bytes, kept, sizeof(bytes));
		bytes[i] += 1;
		assert_int_equal(try_model(bytes, len, &m), ERR_SYNTAX);
	}
	/* weights that do not end, and of a label that is none */
	memcpy(bytes, kept, sizeof(bytes));
	bytes[WEIGHTS_AT] &= ~(32u << 16);
	assert_int_equal(try_model(bytes, len, &m), ERR_SYNTAX);
	memcpy(bytes, kept, sizeof(bytes));
	bytes[WEIGHTS_AT] |= 31;
	assert_int_equal(try_model(bytes, len, &m), ERR_SYNTAX);
	/* no free slot would be searched for ever; weights behind the last */
	memcpy(bytes, kept, sizeof(bytes));
	for (size_t i = 0; i < 4; i++)
		bytes[SLOTS_AT + i] = 1;
	assert_int_equal(try_model(bytes, len, &m), ERR_SYNTAX);
	memcpy(bytes, kept, sizeof(bytes));
	for (size_t i = 0; i < 4; i++)
		bytes[SLOTS_AT + i] |= (uint32_t)!i * 5 << MODEL_CHECK_BITS;
	assert_int_equal(try_model(bytes, len, &m), ERR_SYNTAX);
}

/* A vector holds the sums of so many rows only. */
static void
sums_of_many_rows_do_not_overflow(void **state)
{
	uint32_t bytes[256], features[200];
	size_t len = small_model(bytes, sizeof(bytes));
	float row[LABEL_ROW] = { 0 };
	struct model m;

	(void)state;
	for (size_t i = 0; i < 200; i++)
		features[i] = 78;
	assert_int_equal(try_model(bytes, len, &m), OK);
	model_add(row, &m, features, 200);
	assert_true(row[0] == 200.0f && row[1] == 0.0f && row[2] == -400.0f);
	assert_true(row[4] == 200.0f * MODEL_WEIGHT_MOST / 64.0f);
}

static void
the_model_that_is_built_in_is_sound(void **state)
{
	const struct model *m = model_built_in();

	(void)state;
	assert_non_null(m);
	assert_true(m->weights_len > 10000);
	assert_ptr_equal(m, model_built_in());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_are_those_of_all_labellings),
		cmocka_unit_test(the_next_best_labellings_are_those_of_all),
		cmocka_unit_test(chances_of_a_place_add_up_in_long_chains),
		cmocka_unit_test(own_exponentials_are_those_of_the_library),
		cmocka_unit_test(damaged_models_are_refused),
		cmocka_unit_test(sums_of_many_rows_do_not_overflow),
		cmocka_unit_test(the_model_that_is_built_in_is_sound),
	};

	return cmocka_run_group_tests_name("crf", tests, NULL, NULL);
}
