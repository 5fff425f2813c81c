/* What is the same under another name, and what is another work under the same. */

#include "judge-fixture.h"

#include "match/compare.h"

static const struct facts kumar_2016 = { WORK_TYPE_PAPER_CONFERENCE,
	"Towards a dialogue system that supports rich visualizations of data",
	"Kumar, Abhinav; Aurisano, Jillian; Di Eugenio, Barbara; "
	"Johnson, Andrew; Gonzalez, Alberto; Leigh, Jason",
	"Proceedings of the 17th Annual Meeting of the Special Interest Group "
	"on Discourse and Dialogue",
	2016, NULL, NULL, "304-309", NULL, "10.18653/v1/w16-3639", NULL, NULL };

static void
an_acronym_for_the_long_name_is_no_other_venue(void **state)
{
	static const struct {
		const char *claim, *record;
		enum agreement g;
	} rows[] = {
		{ "Proc. SIGDIAL",
		    "Proceedings of the 17th Annual Meeting of the Special "
		    "Interest Group on Discourse and Dialogue",
		    AGREE_FORM },
		{ "Proceedings of the SIGDIAL Conference",
		    "Proceedings of the 16th Annual Meeting of the Special "
		    "Interest Group on Discourse and Dialogue",
		    AGREE_FORM },
		{ "Proc. CoNLL",
		    "Proceedings of the Seventh Conference on Natural Language "
		    "Learning at HLT-NAACL 2003",
		    AGREE_FORM },
		{ "CL", "Computational Linguistics", AGREE_FORM },
		{ "JL", "Journal of Linguistics", AGREE_FORM },
		{ "Proceedings of EAMT",
		    "Proceedings of the 15th Annual Conference of the European "
		    "Association for Machine Translation",
		    AGREE_FORM },
		{ "Proceedings of GWC",
		    "Proceedings of the 10th Global Wordnet Conference",
		    AGREE_FORM },
		{ "Proceedings of SCiL",
		    "Proceedings of the Society for Computation in Linguistics",
		    AGREE_FORM },
		/* Nobody here knows it, and it is not the initials: it may be. */
		{ "STUF", "Sprachtypologie und Universalienforschung",
		    AGREE_UNKNOWN },
		{ "Proc. CLPsych", "Clinical Psychology Review",
		    AGREE_UNKNOWN },
		/* This one is known, and is another. */
		{ "Proc. ICML",
		    "Proceedings of the AAAI Conference on Artificial "
		    "Intelligence",
		    AGREE_OTHER },
	};

	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct container claim, record;

		container_prepare(&claim, &f->a, rows[i].claim);
		container_prepare(&record, &f->a, rows[i].record);
		if (container_compare(&claim, &record) != rows[i].g)
			fail_msg("%s: %d", rows[i].claim,
			    container_compare(&claim, &record));
	}
}

static void
a_paper_cited_by_its_meetings_acronym_is_verified(void **state)
{
	struct fixture *f = *state;
	struct facts c = kumar_2016;
	struct judgement j;

	c.container = "Proc. SIGDIAL";
	c.page = c.DOI = NULL;
	claim(f, c);
	candidate(f, kumar_2016);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	assert_false(judgement_has_wrong(&j));
}

static const struct facts luo_2018 = { WORK_TYPE_ARTICLE_JOURNAL,
	"未登錄詞之向量表示法模型於中文機器閱讀理解之應用 "
	"(An OOV Word Embedding Framework for Chinese Machine Reading "
	"Comprehension)",
	"Luo, Shang-Bao; Lee, Ching-Hsien; Tu, Jia-Jang; Chen, Kuan-Yu",
	"International Journal of Computational Linguistics and Chinese "
	"Language Processing",
	2018, "23", "2", NULL, NULL, NULL, NULL, "2018.ijclclp-2.5" };

static void
chinese_names_are_no_others_than_the_romanised_ones(void **state)
{
	struct fixture *f = *state;
	struct facts c = luo_2018;
	struct judgement j;

	c.title = "未登錄詞之向量表示法模型於中文機器閱讀理解之應用";
	c.author = "羅, 上堡; 李, 青憲; 涂, 家章; 陳, 冠宇";
	c.container = c.volume = c.issue = NULL;
	claim(f, c);
	candidate(f, luo_2018);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_AUTHOR, CHANGE_VARIANT);
}

static void
names_in_two_scripts_that_cannot_be_told_are_no_conflict(void **state)
{
	struct fixture *f = *state;
	struct facts c = luo_2018, r = luo_2018;
	struct judgement j;

	c.author = "李, 青憲; 林, 冠宇";
	r.author = "Yi, Cheong-heon; Hayashi, Kanu";
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_AUTHOR, CHANGE_UNCONFIRMED);
}

static const struct facts shah_1991 = { WORK_TYPE_PAPER_CONFERENCE,
	"Segmentation by nonlinear diffusion", "Shah, Jayant",
	"Proceedings of the IEEE Conference on Computer Vision and Pattern "
	"Recognition",
	1991, NULL, NULL, "202-207", "IEEE", "10.1109/cvpr.1991.139688", NULL,
	NULL };
static const struct facts shah_1992 = { WORK_TYPE_PAPER_CONFERENCE,
	"Segmentation by nonlinear diffusion. II", "Shah, Jayant",
	"Proceedings of the IEEE Conference on Computer Vision and Pattern "
	"Recognition",
	1992, NULL, NULL, "644-647", "IEEE", "10.1109/cvpr.1992.223119", NULL,
	NULL };

static void
the_second_part_is_no_version_of_the_first(void **state)
{
	struct fixture *f = *state;
	struct facts c = shah_1991;
	struct judgement j;

	c.page = shah_1992.page;
	c.year = shah_1992.year;
	c.DOI = NULL;
	claim(f, c);
	candidate(f, shah_1991);
	candidate(f, shah_1992);
	j = judged(f);
	assert_false(match_same_work(
	    &f->a, work_of(&f->a, shah_1991), work_of(&f->a, shah_1992)));
	/* It is one of the two: what the other has is said. */
	assert_true(j.changes_len > 0);
	assert_int_equal(j.versions_len, 0);
}

static void
a_third_part_that_nobody_has_is_not_the_second(void **state)
{
	struct fixture *f = *state;
	struct facts c = shah_1992;

	c.title = "Segmentation by nonlinear diffusion. III";
	c.page = "101-105";
	c.year = 1993;
	c.DOI = NULL;
	claim(f, c);
	candidate(f, shah_1991);
	candidate(f, shah_1992);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

static void
a_place_of_another_work_of_the_title_is_a_conflict(void **state)
{
	struct fixture *f = *state;
	struct facts c = lecun_2015;
	struct judgement j;

	c.author = "Goodfellow, Ian";
	c.DOI = NULL;
	claim(f, c);
	candidate(f, lecun_2015);
	candidate(f, goodfellow_2016);
	j = judged(f);
	expect(&j, VERDICT_CONFLICT, CLAIM_AUTHOR, CHANGE_WRONG);
	assert_int_equal(j.parts_len, 2);
	/* The book itself is still the book. */
	f->in.candidates_len = 0;
	c = goodfellow_2016;
	claim(f, c);
	candidate(f, lecun_2015);
	candidate(f, goodfellow_2016);
	assert_int_equal(judged(f).verdict, VERDICT_VERIFIED);
}

static void
the_record_matched_is_not_the_version_that_nobody_has(void **state)
{
	struct fixture *f = *state;
	struct facts c = alexnet_2012;
	struct judgement j;

	c.container = "Journal of Imaginary Topic Studies";
	c.year = 2020;
	c.volume = "77";
	c.page = "1-2";
	claim(f, c);
	candidate(f, alexnet_2012);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	assert_non_null(j.record);
	assert_string_equal(j.record->container_title, alexnet_2012.container);
	assert_string_equal(j.work->container_title, c.container);
}

static const struct facts he_2015 = { WORK_TYPE_ARTICLE,
	"Deep Residual Learning for Image Recognition",
	"He, Kaiming; Zhang, Xiangyu; Ren, Shaoqing; Sun, Jian", "CoRR", 2015,
	NULL, NULL, NULL, NULL, NULL, "1512.03385", NULL };
static const struct facts he_2016 = { WORK_TYPE_PAPER_CONFERENCE,
	"Deep Residual Learning for Image Recognition",
	"He, Kaiming; Zhang, Xiangyu; Ren, Shaoqing; Sun, Jian",
	"2016 IEEE Conference on Computer Vision and Pattern Recognition "
	"(CVPR)",
	2016, NULL, NULL, "770-778", "IEEE", "10.1109/cvpr.2016.90", NULL,
	NULL };

static double
all_are_common(void *ctx, uint64_t term)
{
	(void)ctx;
	/* the word that nobody has tells how much the index knows */
	return term == 0x9e3779b97f4a7c15 ? 13 : 3;
}

static void
a_placeholder_has_no_other_work_of_that_title(void **state)
{
	struct fixture *f = *state;
	struct facts c = { WORK_TYPE_ARTICLE_JOURNAL, he_2016.title,
		"Smith, John; Doe, Jane", "Nature", 2018, NULL, NULL, NULL,
		NULL, NULL, NULL, NULL };
	struct judgement j;

	claim(f, c);
	f->in.idf = all_are_common;
	candidate(f, he_2015);
	candidate(f, he_2016);
	j = judged(f);
	expect(&j, VERDICT_CONFLICT, CLAIM_AUTHOR, CHANGE_WRONG);
	/* People there are may have another of common words: it is said. */
	c.author = "Johnson, Emily; Brown, Robert";
	claim(f, c);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
	assert_non_null(strstr(j.reason, "exactly this title"));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(an_acronym_for_the_long_name_is_no_other_venue),
		TEST(a_paper_cited_by_its_meetings_acronym_is_verified),
		TEST(chinese_names_are_no_others_than_the_romanised_ones),
		TEST(names_in_two_scripts_that_cannot_be_told_are_no_conflict),
		TEST(the_second_part_is_no_version_of_the_first),
		TEST(a_third_part_that_nobody_has_is_not_the_second),
		TEST(a_place_of_another_work_of_the_title_is_a_conflict),
		TEST(the_record_matched_is_not_the_version_that_nobody_has),
		TEST(a_placeholder_has_no_other_work_of_that_title),
	};

	return cmocka_run_group_tests_name("judge-apart", tests, NULL, NULL);
}
