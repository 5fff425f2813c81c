/* What a reference says against itself, and what only seems to: real works, some with
 * a field put wrong. */

#include "judge-fixture.h"

static const struct facts explanation_2019 = { WORK_TYPE_PAPER_CONFERENCE,
	"Attention is not Explanation", "Jain, Sarthak; Wallace, Byron C.",
	"NAACL", 2019, NULL, NULL, NULL, NULL, "10.18653/v1/n19-1357", NULL,
	NULL };
static const struct facts fairness_2022 = { WORK_TYPE_PAPER_CONFERENCE,
	"Longitudinal Fairness with Censorship",
	"Zhang, Wenbin; Weiss, Jeremy C.", "AAAI", 2022, NULL, NULL, NULL, NULL,
	"10.1609/aaai.v36i11.21484", NULL, NULL };

static void
expect_silent(struct fixture *f, struct facts c)
{
	struct judgement j;

	claim(f, c);
	j = judged(f);
	if (j.verdict != VERDICT_NOT_FOUND)
		fail_msg("%s: %s", verdict_name(j.verdict), j.reason);
	assert_false(judgement_has_wrong(&j));
}

static void
a_year_that_its_conferences_doi_denies_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct facts c = explanation_2019;
	struct judgement j;

	c.year = 2023;
	claim(f, c);
	j = judged(f);
	expect(&j, VERDICT_CONFLICT, CLAIM_YEAR, CHANGE_WRONG);
	assert_string_equal(judgement_change(&j, CLAIM_YEAR)->to, "2019");
	assert_null(j.work);
}

static void
a_year_off_that_of_the_doi_is_none(void **state)
{
	struct fixture *f = *state;
	struct facts c = explanation_2019;

	expect_silent(f, c);
	c.year = 2020;
	expect_silent(f, c);
}

/* AAAI deposited its volumes up to the 33rd in 2021 and later, with that year. */
static void
an_old_volume_may_have_the_year_of_its_deposit(void **state)
{
	struct fixture *f = *state;
	struct facts c = { WORK_TYPE_PAPER_CONFERENCE,
		"Optimal Rewards versus Leaf-Evaluation Heuristics in Planning "
		"Agents",
		"Sorg, Jonathan; Singh, Satinder; Lewis, Richard", "AAAI", 2021,
		NULL, NULL, NULL, NULL, "10.1609/aaai.v25i1.7931", NULL, NULL };

	expect_silent(f, c);
}

static void
another_conference_than_the_dois_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct facts c = fairness_2022;
	struct judgement j;

	c.container = "CVPR";
	claim(f, c);
	j = judged(f);
	expect(&j, VERDICT_CONFLICT, CLAIM_CONTAINER_TITLE, CHANGE_WRONG);
	/* Its own, and a workshop's or a series' name beside it, are right. */
	expect_silent(f, fairness_2022);
	c.container = "CVPR Workshops";
	expect_silent(f, c);
}

static void
a_conference_years_before_its_arxiv_id_contradicts_itself(void **state)
{
	struct fixture *f = *state;
	struct facts c = { WORK_TYPE_PAPER_CONFERENCE,
		"A Rule-based Computational Model for Gaidhlig Morphology",
		"Okonkwo, David; Fischer, Laura", "ICLR", 2022, NULL, NULL,
		NULL, NULL, "10.48550/arxiv.2602.12132", NULL, NULL };
	struct judgement j;

	claim(f, c);
	j = judged(f);
	expect(&j, VERDICT_CONFLICT, CLAIM_YEAR, CHANGE_WRONG);
	/* Papers go to arXiv a year or two late, and from journals any time. */
	c.year = 2024;
	expect_silent(f, c);
	c.year = 2022;
	c.container = "Computational Linguistics Journal";
	expect_silent(f, c);
}

/* --- chimeras ------------------------------------------------------------------ */

/* Words that any title of the field has, as an index of millions would know them. */
static double
common(void *ctx, uint64_t term)
{
	(void)ctx;
	return term == 0x9e3779b97f4a7c15 ? 15 : 3;
}

static const struct facts batches_2022 = { WORK_TYPE_PAPER_CONFERENCE,
	"Communication-efficient Distributed Learning for Large Batch "
	"Optimization",
	"Liu, Rui; Mozafari, Barzan",
	"International Conference on Machine Learning, ICML 2022", 2022, NULL,
	NULL, "13925-13946", NULL, NULL, NULL, "batches" };
static const struct facts failures_2021 = { WORK_TYPE_PAPER_CONFERENCE,
	"Understanding Failures of Deep Networks via Robust Feature Extraction",
	"Singla, Sahil; Nushi, Besmira; Shah, Shital; Kamar, Ece; Horvitz, "
	"Eric",
	"IEEE Conference on Computer Vision and Pattern Recognition, CVPR 2021",
	2021, NULL, NULL, "12853-12862", NULL, NULL, NULL, "failures" };

static void
the_title_of_one_work_by_the_people_of_another_is_a_conflict(void **state)
{
	struct fixture *f = *state;
	struct facts c = failures_2021;
	struct judgement j;

	c.title = batches_2022.title;
	c.page = c.record = NULL;
	claim(f, c);
	candidate(f, batches_2022);
	candidate(f, failures_2021);
	f->in.idf = common;
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_CONFLICT);
	assert_int_equal(j.parts_len, 2);
	assert_int_equal(j.parts[0].fields, 1U << CLAIM_TITLE);
	assert_string_equal(j.parts[0].work->record, "batches");
	assert_int_equal(j.parts[1].fields, 1U << CLAIM_AUTHOR);
	assert_string_equal(j.parts[1].work->record, "failures");
}

/* Two people of five wrote something else: so do most. */
static void
some_of_the_people_of_another_work_prove_nothing(void **state)
{
	struct fixture *f = *state;
	struct facts c = failures_2021;

	c.title = batches_2022.title;
	c.author = "Singla, Sahil; Horvitz, Eric";
	c.page = c.record = NULL;
	candidate(f, batches_2022);
	candidate(f, failures_2021);
	f->in.idf = common;
	expect_silent(f, c);
}

/* "Vowel Tenseness and Assimilation in Yi" is Lama's; one index has another name. */
static void
one_name_for_another_in_a_volume_is_a_doubt(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_ARTICLE_JOURNAL,
		"Vowel tenseness and assimilation in Yi: a feature geometry "
		"study",
		"Lahaussois, Aimée", "Linguistics of the Tibeto-Burman Area",
		2002, "25", "1", "211-238", NULL, NULL, NULL, "yi" };
	struct facts c = r;

	c.author = "Lama, Ziwo";
	c.page = "211-254";
	candidate(f, r);
	expect_silent(f, c);
}

/* --- identifiers ---------------------------------------------------------------- */

static void
a_doi_torn_at_a_blank_accuses_nobody(void **state)
{
	struct fixture *f = *state;
	struct facts other = { WORK_TYPE_ARTICLE_JOURNAL,
		"Front matter of the proceedings of that year", "Smith, Ann",
		"Proceedings", 2019, NULL, NULL, NULL, NULL, "10.1145/3292500",
		NULL, NULL };
	struct facts c = { WORK_TYPE_PAPER_CONFERENCE,
		"Optuna: A Next-generation Hyperparameter Optimization "
		"Framework",
		"Akiba, Takuya; Sano, Shotaro", "KDD", 2019, NULL, NULL, NULL,
		NULL, "10.1145/3292500", NULL, NULL };
	struct place places[] = { { CLAIM_AUTHOR, { 0, 1 }, 0.9 },
		{ CLAIM_TITLE, { 0, 1 }, 0.9 } };
	static const char *const texts[] = {
		"Takuya Akiba and Shotaro Sano. Optuna: A Next-generation "
		"Hyperparameter Optimization Framework. KDD, 2019. "
		"doi:10.1145/3292500",
		"Takuya Akiba and Shotaro Sano. Optuna: A Next-generation "
		"Hyperparameter Optimization Framework. KDD, 2019. "
		"doi:10.1145/3292500. 3301",
	};
	static const enum verdict want[] = { VERDICT_CONFLICT,
		VERDICT_NOT_FOUND };

	for (size_t i = 0; i < 2; i++) {
		struct judgement j;

		memset(f, 0, sizeof(*f));
		claim_string(f, c, texts[i]);
		f->parse.places = places;
		f->parse.places_len = 2;
		f->identifier = (struct match_identifier){ IDENTIFIER_DOI,
			c.DOI, IDENTIFIER_EXISTS, candidate(f, other) };
		f->in.identifiers = &f->identifier;
		f->in.identifiers_len = 1;
		j = judged(f);
		if (j.verdict != want[i])
			fail_msg("%s: %s: %s", texts[i],
			    verdict_name(j.verdict), j.reason);
		arena_release(&f->a);
	}
}

/* --- years ------------------------------------------------------------------------ */

static void
any_year_of_a_range_is_the_works(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_BOOK,
		"Australian Languages: Their Nature and Development",
		"Dixon, R. M. W.", NULL, 2002, NULL, NULL, NULL,
		"Cambridge University Press", NULL, NULL, "dixon" };
	static const struct {
		int from, to;
		bool right;
	} cases[] = { { 1999, 2003, true }, { 1999, 2002, true },
		{ 2002, 2004, true }, { 1990, 2000, false } };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct facts c = r;
		struct judgement j;

		c.year = cases[i].from;
		memset(f, 0, sizeof(*f));
		claim(f, c);
		f->parse.work->issued.to.year = cases[i].to;
		candidate(f, r);
		j = judged(f);
		if (!judgement_change(&j, CLAIM_YEAR) != cases[i].right)
			fail_msg("%d/%d", cases[i].from, cases[i].to);
		arena_release(&f->a);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_year_that_its_conferences_doi_denies_is_wrong),
		TEST(a_year_off_that_of_the_doi_is_none),
		TEST(an_old_volume_may_have_the_year_of_its_deposit),
		TEST(another_conference_than_the_dois_is_wrong),
		TEST(a_conference_years_before_its_arxiv_id_contradicts_itself),
		TEST(
		    the_title_of_one_work_by_the_people_of_another_is_a_conflict),
		TEST(some_of_the_people_of_another_work_prove_nothing),
		TEST(one_name_for_another_in_a_volume_is_a_doubt),
		TEST(a_doi_torn_at_a_blank_accuses_nobody),
		TEST(any_year_of_a_range_is_the_works),
	};

	return cmocka_run_group_tests_name("judge-itself", tests, NULL, NULL);
}
