/* Titles without their subtitle: a short name, a main title, a title cut short. */

#include "judge-fixture.h"

static const struct facts adam_2015 = { WORK_TYPE_PAPER_CONFERENCE,
	"Adam: A Method for Stochastic Optimization",
	"Kingma, Diederik P.; Ba, Jimmy",
	"International Conference on Learning Representations", 2015, NULL,
	NULL, NULL, NULL, NULL, NULL, "adam" };
static const struct facts adam_2014 = { WORK_TYPE_ARTICLE,
	"Adam: A Method for Stochastic Optimization",
	"Kingma, Diederik P.; Ba, Jimmy", NULL, 2014, NULL, NULL, NULL, "arXiv",
	"10.48550/arxiv.1412.6980", "1412.6980", NULL };
static const struct facts kbody_2023 = { WORK_TYPE_PAPER_CONFERENCE,
	"KBody: Balanced monocular whole-body estimation",
	"Zioulis, Nikolaos; O'Brien, James F.",
	"IEEE/CVF Conference on Computer Vision and Pattern Recognition "
	"Workshops",
	2023, NULL, NULL, "3540-3545", NULL, "10.1109/cvprw59228.2023.00361",
	NULL, NULL };

static struct facts
by_name(struct facts of, const char *name)
{
	of.title = name;
	of.page = of.DOI = of.arXiv = NULL;
	return of;
}

static void
a_short_name_is_found_by_its_people_and_year(void **state)
{
	struct fixture *f = *state;
	struct judgement j;

	claim(f, by_name(adam_2015, "Adam"));
	candidate(f, adam_2015);
	candidate(f, adam_2014);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_TITLE, CHANGE_VARIANT);
	assert_string_equal(
	    judgement_change(&j, CLAIM_TITLE)->to, adam_2015.title);
	assert_null(judgement_change(&j, CLAIM_YEAR));
}

static void
a_short_name_with_its_identifier_needs_one_author(void **state)
{
	struct fixture *f = *state;
	struct facts c = by_name(adam_2014, "Adam");
	struct judgement j;

	c.author = "Kingma, Diederik P.";
	c.arXiv = adam_2014.arXiv;
	claim(f, c);
	f->parse.work->author.others = true;
	candidate(f, adam_2014);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_TITLE, CHANGE_VARIANT);
}

static void
a_short_name_tells_no_work_of_others_or_of_another_year(void **state)
{
	struct fixture *f = *state;
	struct facts c = by_name(adam_2015, "Adam");
	struct judgement j;

	candidate(f, adam_2015);
	c.author = "Kingma, Diederik P.; Welling, Max";
	claim(f, c);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
	c.author = adam_2015.author;
	c.year = 2018;
	claim(f, c);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
	/* One author, and nothing that says where it stood. */
	c.author = "Kingma, Diederik P.";
	c.year = 2015;
	c.container = NULL;
	claim(f, c);
	f->parse.work->author.others = true;
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
}

static void
two_papers_of_one_short_name_are_not_chosen_from(void **state)
{
	static const struct facts other = { WORK_TYPE_PAPER_CONFERENCE,
		"KBody: Towards general, robust, and aligned monocular "
		"whole-body estimation",
		"Zioulis, Nikolaos; O'Brien, James F.",
		"IEEE/CVF Conference on Computer Vision and Pattern "
		"Recognition Workshops",
		2023, NULL, NULL, "6215-6225", NULL,
		"10.1109/cvprw59228.2023.00661", NULL, NULL };
	struct fixture *f = *state;
	struct facts c = by_name(kbody_2023, "KBody");
	struct judgement j;

	claim(f, c);
	candidate(f, kbody_2023);
	candidate(f, other);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
	/* The pages tell which. */
	c.page = "6215-6225";
	claim(f, c);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_TITLE, CHANGE_VARIANT);
	assert_string_equal(j.work->DOI, other.DOI);
}

static void
a_title_cut_short_is_found_though_another_house_printed_it(void **state)
{
	struct fixture *f = *state;
	struct facts record = alexnet_2012;
	struct judgement j;

	record.page = "1106-1114";
	claim(f, (struct facts){ alexnet_2012.type, "ImageNet classification",
		     alexnet_2012.author, alexnet_2012.container, 2012, "25",
		     NULL, "1097-1105", NULL, NULL, NULL, NULL });
	candidate(f, record);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_TITLE, CHANGE_WRONG);
}

static void
a_paper_of_a_series_is_not_the_next_one(void **state)
{
	static const struct facts second = { WORK_TYPE_ARTICLE_JOURNAL,
		"List-strength effect: II. Theoretical mechanisms",
		"Shiffrin, Richard M.; Ratcliff, Roger; Clark, Steven E.",
		"Journal of Experimental Psychology: Learning, Memory, and "
		"Cognition",
		1990, "16", NULL, "179-195", NULL, NULL, NULL, "ls2" };
	static const struct facts dynamics = { WORK_TYPE_PAPER_CONFERENCE,
		"Weight Space Probability Densities in Stochastic Learning: "
		"II. Transients and Basin Hopping Times",
		"Orr, Genevieve B.; Leen, Todd K.",
		"Advances in Neural Information Processing Systems", 1992, "5",
		NULL, "507-514", NULL, NULL, NULL, "ws2" };
	struct fixture *f = *state;
	struct facts c = by_name(second, "List-strength effect");
	struct judgement j;

	candidate(f, second);
	candidate(f, dynamics);
	c.author = "Ratcliff, R.; Clark, S. E.; Shiffrin, R. M.";
	claim(f, c);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
	c = by_name(dynamics,
	    "Weight Space Probability Densities in Stochastic Learning");
	c.author = "Leen, Todd; Moody, John";
	claim(f, c);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_short_name_is_found_by_its_people_and_year),
		TEST(a_short_name_with_its_identifier_needs_one_author),
		TEST(a_short_name_tells_no_work_of_others_or_of_another_year),
		TEST(two_papers_of_one_short_name_are_not_chosen_from),
		TEST(
		    a_title_cut_short_is_found_though_another_house_printed_it),
		TEST(a_paper_of_a_series_is_not_the_next_one),
	};

	return cmocka_run_group_tests_name("judge-subtitle", tests, NULL, NULL);
}
