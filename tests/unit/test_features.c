/* The table of weights: each has the sign its row allows, and better agreement
 * never says less than worse, whatever they are fitted to. */

#include "judge-fixture.h"

#include "match/features.h"

enum direction { FOR = 1, AGAINST = -1, EITHER = 0 };

static const double weights[MATCH_FEATURES] = {
#define X(name, weight, direction, meaning) [FEATURE_##name] = weight,
#include "match/weights.def"
#undef X
};
static const enum direction directions[MATCH_FEATURES] = {
#define X(name, weight, direction, meaning) [FEATURE_##name] = direction,
#include "match/weights.def"
#undef X
};

static void
every_weight_says_what_its_row_means(void **state)
{
	(void)state;
	for (size_t i = 0; i < MATCH_FEATURES; i++)
		if (weights[i] * directions[i] < 0)
			fail_msg("%s has the wrong sign",
			    feature_name((enum feature)i));
}

static void
better_agreement_says_no_less(void **state)
{
	static const enum feature orders[][5] = {
		{ FEATURE_title_distinctive, FEATURE_title_common,
		    FEATURE_title_near, FEATURE_title_other },
		{ FEATURE_authors_half, FEATURE_authors_some,
		    FEATURE_authors_weak, FEATURE_authors_none },
		{ FEATURE_year_same, FEATURE_year_next, FEATURE_year_near,
		    FEATURE_year_far },
		{ FEATURE_container_same, FEATURE_container_variant,
		    FEATURE_container_other },
		{ FEATURE_pages_same, FEATURE_pages_other },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++)
		for (size_t k = 1; k < 5 && orders[i][k]; k++)
			if (weights[orders[i][k - 1]] < weights[orders[i][k]])
				fail_msg("%s says less than %s",
				    feature_name(orders[i][k - 1]),
				    feature_name(orders[i][k]));
	assert_true(
	    weights[FEATURE_authors_all] + weights[FEATURE_authors_each] >=
	    weights[FEATURE_authors_half]);
}

static void
features_are_what_the_records_share(void **state)
{
	struct fixture *f = *state;
	static const enum feature shared[] = { FEATURE_prior,
		FEATURE_title_common, FEATURE_authors_all, FEATURE_authors_each,
		FEATURE_year_same, FEATURE_container_same,
		FEATURE_pages_other };
	struct facts facts = lecun_2015;
	double x[MATCH_FEATURES];
	struct claim_view c;
	struct comparison m;
	size_t n = 0;

	facts.DOI = NULL;
	facts.volume = NULL;
	facts.page = "1-9";
	claim(f, facts);
	claim_prepare(&c, &f->a, &f->reference, &f->parse);
	comparison_make(&m, &f->a, &c, candidate(f, lecun_2015));
	comparison_features(x, &c, &m);
	for (size_t i = 0; i < sizeof(shared) / sizeof(shared[0]); i++)
		assert_true(x[shared[i]] > 0);
	for (size_t i = 0; i < MATCH_FEATURES; i++)
		n += x[i] < 0 || x[i] > 0;
	assert_int_equal(n, sizeof(shared) / sizeof(shared[0]));
	assert_int_equal((int)x[FEATURE_authors_each], 3);
	assert_true(m.score > 0.9 && m.score < 1);
}

static void
score_of_another_book_of_the_same_title_is_low(void **state)
{
	struct fixture *f = *state;

	claim(f, lecun_2015);
	assert_true(match_score(&f->a, &f->parse, NULL,
			candidate(f, goodfellow_2016)) < 0.5);
	assert_true(match_score(&f->a, &f->parse, NULL,
			candidate(f, lecun_2015)) > 0.99);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_weight_says_what_its_row_means),
		cmocka_unit_test(better_agreement_says_no_less),
		cmocka_unit_test_setup_teardown(
		    features_are_what_the_records_share, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    score_of_another_book_of_the_same_title_is_low, setup,
		    teardown),
	};

	return cmocka_run_group_tests_name("features", tests, NULL, NULL);
}
