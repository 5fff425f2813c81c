#include "model/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena a = ARENA_INIT;

static int
release(void **state)
{
	(void)state;
	arena_release(&a);
	return 0;
}

static void
titles_that_look_alike_share_a_key(void **state)
{
	uint64_t key = key_title(&a, "Béla Bollobás–Erdős graphs");

	(void)state;
	assert_true(key);
	assert_int_equal(key, key_title(&a, "Bela Bollobas-Erdos Graphs."));
	assert_int_equal(key, key_title(&a, "BELABOLLOBAS ERDOS GRAPHS"));
	assert_int_not_equal(key, key_title(&a, "Bela Bollobas graphs"));
	assert_int_equal(key_title(&a, "X"), 0);
	assert_int_equal(key_title(&a, "..."), 0);
	assert_int_equal(key_title(&a, NULL), 0);
	assert_true(key_title(&a, "深度"));
}

static void
heads_are_titles_without_subtitle(void **state)
{
	(void)state;
	assert_int_equal(
	    key_title_head(&a, "Deep learning: methods and applications"),
	    key_title(&a, "Deep Learning"));
	assert_int_equal(key_title_head(&a, "Deep learning. Methods"),
	    key_title(&a, "Deep Learning"));
	assert_int_equal(key_title_head(&a, "Deep learning - methods"),
	    key_title(&a, "Deep Learning"));
	assert_int_equal(key_title_head(&a, "Photosynthesis: a review"),
	    key_title(&a, "photosynthesis"));
	/* too short to mean anything, or no subtitle */
	assert_int_equal(key_title_head(&a, "Peak: Secrets"), 0);
	assert_int_equal(key_title_head(&a, "Deep learning"), 0);
	assert_int_equal(key_title_head(&a, "Well-being in towns"), 0);
	assert_int_equal(key_title_head(&a, NULL), 0);
}

static void
an_author_and_a_year_make_a_key(void **state)
{
	struct name oord = { .family = "Oord",
		.non_dropping_particle = "van den",
		.given = "Aäron" };
	struct name flat = { .family = "van den Oord", .given = "A." };
	struct name nobody = { .given = "A." };
	uint64_t key = key_author_year(&a, &oord, 2016);

	(void)state;
	assert_true(key);
	assert_int_equal(key, key_author_year(&a, &flat, 2016));
	assert_int_not_equal(key, key_author_year(&a, &flat, 2017));
	assert_int_equal(key_author_year(&a, &oord, 0), 0);
	assert_int_equal(key_author_year(&a, NULL, 2016), 0);
	assert_int_equal(key_author_year(&a, &nobody, 2016), 0);
	assert_string_equal(key_family(&a, &oord), "vandenoord");
}

static void
volume_and_first_page_make_a_key(void **state)
{
	uint64_t key = key_volume_page(&a, "521", "436-444");

	(void)state;
	assert_true(key);
	assert_int_equal(key, key_volume_page(&a, "521", "436"));
	assert_int_equal(key, key_volume_page(&a, "521(7553)", "436–44"));
	assert_int_not_equal(key, key_volume_page(&a, "52", "1436"));
	assert_int_not_equal(key, key_volume_page(&a, "521", "437"));
	assert_int_equal(
	    key_volume_page(&a, "3", "E12"), key_volume_page(&a, "3", "e12"));
	assert_int_equal(key_volume_page(&a, NULL, "1"), 0);
	assert_int_equal(key_volume_page(&a, "1", "-"), 0);
}

static void
identifiers_of_two_kinds_never_meet(void **state)
{
	(void)state;
	assert_true(key_identifier(0, "10.1000/1"));
	assert_int_not_equal(
	    key_identifier(0, "123"), key_identifier(4, "123"));
	assert_int_equal(key_identifier(0, NULL), 0);
	assert_int_equal(key_identifier(0, ""), 0);
}

static const struct {
	const char *in;
	const char *want;
} term_cases[] = {
	{ "Deep Learning, a review", "deep learning review" },
	{ "16x16 words in 2020", "16x16 words in 2020#" },
	{ "深度学习", "深度 度学 学习" },
	{ "论 deep学习", "论 deep 学习" },
	{ "deep deep", "deep deep" },
	{ "7 sins", "7# sins" },
	{ "", "" },
	{ NULL, "" },
};

static void
terms_are_words_and_pairs(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(term_cases) / sizeof(term_cases[0]);
	     i++) {
		struct term *t;
		size_t n = key_terms(&t, &a, term_cases[i].in);
		char *got = arena_strdup(&a, "");

		for (size_t k = 0; k < n; k++)
			got = arena_printf(&a, "%s%s%.*s%s", got, k ? " " : "",
			    (int)t[k].word.len, t[k].word.ptr,
			    t[k].number ? "#" : "");
		assert_string_equal(got, term_cases[i].want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(titles_that_look_alike_share_a_key),
		cmocka_unit_test(heads_are_titles_without_subtitle),
		cmocka_unit_test(an_author_and_a_year_make_a_key),
		cmocka_unit_test(volume_and_first_page_make_a_key),
		cmocka_unit_test(identifiers_of_two_kinds_never_meet),
		cmocka_unit_test(terms_are_words_and_pairs),
	};

	return cmocka_run_group_tests_name("key", tests, NULL, release);
}
