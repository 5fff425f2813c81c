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

static const struct facts yang_2019 = { WORK_TYPE_PAPER_CONFERENCE,
	"Knowledge-enhanced Hierarchical Attention for Community Question "
	"Answering with Multi-task and Adaptive Learning",
	"Yang, Min; Chen, Lei; Chen, Xiaojun; Wu, Qingyao; Zhou, Wei; "
	"Shen, Ying",
	"Proceedings of the Twenty-Eighth International Joint Conference on "
	"Artificial Intelligence",
	2019, NULL, NULL, "5349-5355", NULL, "10.24963/ijcai.2019/743", NULL,
	NULL };

static void
one_of_two_namesakes_is_left_out(void **state)
{
	struct fixture *f = *state;
	struct place sure[] = { { CLAIM_AUTHOR, { 0, 47 }, 0.9 } };
	struct facts c = yang_2019;
	struct judgement j;

	c.author = "Yang, M.; Chen, X.; Wu, Q.; Zhou, W.; Shen, Y.";
	c.container = "IJCAI";
	c.DOI = NULL;
	claim_string(f, c,
	    "Yang M., Chen X., Wu Q., Zhou W., Shen Y. Knowledge-enhanced "
	    "Hierarchical Attention for Community Question Answering with "
	    "Multi-task and Adaptive Learning // IJCAI. 2019. P. 5349-5355.");
	f->parse.places = sure;
	f->parse.places_len = 1;
	candidate(f, yang_2019);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_AUTHOR, CHANGE_WRONG);
	/* Both are there. */
	c.author = "Yang, M.; Chen, L.; Chen, X.; Wu, Q.; Zhou, W.; Shen, Y.";
	claim_string(f, c,
	    "Yang M., Chen L., Chen X., Wu Q., Zhou W., Shen Y. "
	    "Knowledge-enhanced Hierarchical Attention for Community Question "
	    "Answering with Multi-task and Adaptive Learning // IJCAI. 2019. "
	    "P. 5349-5355.");
	assert_int_equal(judged(f).verdict, VERDICT_VERIFIED);
}

static const struct facts masica_1991 = { WORK_TYPE_BOOK,
	"The Indo-Aryan Languages", "Masica, Colin P.", NULL, 1991, NULL, NULL,
	NULL, "Cambridge University Press", NULL, NULL, "masica" };

static void
a_book_of_another_year_is_found(void **state)
{
	struct fixture *f = *state;
	struct facts c = masica_1991;
	struct judgement j;

	c.year = 1971;
	claim(f, c);
	candidate(f, masica_1991);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_YEAR, CHANGE_UNCONFIRMED);
	/* Of another house, with another year, it may be another. */
	c.publisher = "Springer";
	claim(f, c);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

static const struct facts evans_2009 = { WORK_TYPE_ARTICLE_JOURNAL,
	"The myth of language universals: Language diversity and its "
	"importance for cognitive science",
	"Evans, Nicholas; Levinson, Stephen C.",
	"Behavioral and Brain Sciences", 2009, "32", "5", "429-448", NULL,
	"10.1017/s0140525x0999094x", NULL, NULL };

static void
a_last_page_with_digits_in_disorder_is_wrong(void **state)
{
	static const struct {
		const char *pages;
		enum change_kind kind;
	} rows[] = {
		{ "429-484", CHANGE_WRONG },
		{ "429-328", CHANGE_WRONG },
		/* without the references, or with the comments */
		{ "429-445", CHANGE_VARIANT },
		{ "429-492", CHANGE_VARIANT },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct facts c = evans_2009;
		struct judgement j;

		c.page = rows[i].pages;
		c.DOI = NULL;
		f->in.candidates_len = 0;
		claim(f, c);
		candidate(f, evans_2009);
		j = judged(f);
		expect(&j,
		    rows[i].kind == CHANGE_WRONG ? VERDICT_DIFFERS
						 : VERDICT_VERIFIED,
		    CLAIM_PAGES, rows[i].kind);
	}
}

static void
half_of_another_place_is_not_mended(void **state)
{
	struct fixture *f = *state;
	struct facts c = evans_2009;
	struct judgement j;

	/* where a correction to it might stand */
	c.issue = "6";
	c.page = "627";
	c.DOI = NULL;
	claim(f, c);
	candidate(f, evans_2009);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_ISSUE, CHANGE_UNCONFIRMED);
	expect(&j, VERDICT_VERIFIED, CLAIM_PAGES, CHANGE_UNCONFIRMED);
}

static const struct facts bahdanau_2015 = { WORK_TYPE_PAPER_CONFERENCE,
	"Neural Machine Translation by Jointly Learning to Align and Translate",
	"Bahdanau, Dzmitry; Cho, Kyunghyun; Bengio, Yoshua",
	"International Conference on Learning Representations", 2015, NULL,
	NULL, NULL, "OpenReview.net", NULL, "1409.0473", "iclr" };

static void
a_preprint_is_not_completed_from_the_paper(void **state)
{
	struct fixture *f = *state;
	struct facts c = bahdanau_2015;
	struct judgement j;

	c.type = WORK_TYPE_ARTICLE;
	c.container = c.publisher = NULL;
	c.year = 2014;
	claim(f, c);
	candidate(f, bahdanau_2015);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	assert_null(judgement_change(&j, CLAIM_CONTAINER_TITLE));
	assert_null(j.work->container_title);
	assert_int_equal(work_year(j.work), 2014);
	assert_string_equal(j.record->container_title, bahdanau_2015.container);
	assert_true(j.alerts & 1U << ALERT_PUBLISHED_VERSION);
	/* If that is wanted. */
	f->in.prefer = MATCH_PREFER_PUBLISHED;
	assert_string_equal(
	    judged(f).work->container_title, bahdanau_2015.container);
}

static void
a_preprint_of_a_year_before_its_id_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct facts c = bert_2018, r = bert_2018;
	struct judgement j;

	c.year = 2017;
	claim(f, c);
	candidate(f, bert_2018);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_YEAR, CHANGE_WRONG);
	assert_string_equal(judgement_change(&j, CLAIM_YEAR)->to, "2018");
	assert_string_equal(judgement_change(&j, CLAIM_YEAR)->rule,
	    "arXiv:1810.04805 was given out in 2018-10");
	/* What was handed in at the end of December gets an id of January. */
	f->in.candidates_len = 0;
	c.arXiv = r.arXiv = "1801.04805";
	c.DOI = r.DOI = "10.48550/arxiv.1801.04805";
	claim(f, c);
	candidate(f, r);
	assert_int_equal(judged(f).verdict, VERDICT_VERIFIED);
	/* A paper may be deposited years later. */
	f->in.candidates_len = 0;
	c = bert_2019;
	c.year = 2017;
	c.page = c.DOI = NULL;
	claim(f, c);
	candidate(f, bert_2018);
	j = judged(f);
	assert_true(judgement_change(&j, CLAIM_YEAR) == NULL ||
		    judgement_change(&j, CLAIM_YEAR)->kind != CHANGE_WRONG ||
		    !strstr(judgement_change(&j, CLAIM_YEAR)->rule, "given"));
}

static const struct facts domashnev_1993 = { WORK_TYPE_BOOK,
	"Языки и диалекты Люксембурга / IAzyki i dialekty Liuksemburga",
	"Domashnev, A. I.", NULL, 1993, NULL, NULL, NULL, "Nauka", NULL, NULL,
	"domashnev" };

static void
a_title_is_found_without_its_form_in_another_script(void **state)
{
	struct fixture *f = *state;
	struct facts c = domashnev_1993, r = domashnev_1993;
	struct work *record;

	c.title = "Языки и диалекты Люксембурга";
	c.author = "Домашнев, А. И.";
	c.publisher = "Наука";
	claim(f, c);
	record = work_of(&f->a, r);
	/* Catalogues name the body beside the author. */
	name_list_add(&f->a, &record->author,
	    (struct name){ .literal = "Institut lingvisticheskikh "
				      "issledovanii" });
	f->candidates[f->in.candidates_len++] = record;
	assert_int_equal(judged(f).verdict, VERDICT_VERIFIED);
	f->in.candidates_len = 0;
	r.title = "Dialekte in Luxemburg [translation]";
	c.title = "Dialekte in Luxemburg";
	claim(f, c);
	candidate(f, r);
	assert_int_equal(judged(f).verdict, VERDICT_VERIFIED);
}

static const struct facts breiman_2001 = { WORK_TYPE_ARTICLE_JOURNAL,
	"Random Forests", "Breiman, Leo", "Machine Learning", 2001, "45", "1",
	"5-32", NULL, "10.1023/a:1010933404324", NULL, NULL };

static void
a_title_made_much_longer_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct facts c = breiman_2001;
	struct judgement j;

	c.title = "Random forests for regression trees: theory and practice";
	c.DOI = NULL;
	claim(f, c);
	candidate(f, breiman_2001);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_TITLE, CHANGE_WRONG);
	/* By a word or two, the record may be cut. */
	c.title = "Random forests explained again";
	claim(f, c);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_TITLE, CHANGE_UNCONFIRMED);
}

static void
a_date_in_the_containers_name_is_not_the_year(void **state)
{
	static const char container[] =
	    "Proceedings of the Thirtieth AAAI Conference on Artificial "
	    "Intelligence, February 12-17, 2016, Phoenix, Arizona, USA";
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_PAPER_CONFERENCE,
		"Temporal Topic Analysis with Endogenous and Exogenous "
		"Processes",
		"Wang, Baiyang; Klabjan, Diego", container, 2016, NULL, NULL,
		"3045-3051", "AAAI Press", "10.1609/aaai.v30i1.10371", NULL,
		NULL };
	struct facts c = r;
	struct judgement j;

	c.container = "Proceedings of the Thirtieth AAAI Conference on "
		      "Artificial Intelligence";
	c.publisher = c.DOI = NULL;
	c.year = 2019;
	claim_string(f, c,
	    "Wang, B., & Klabjan, D. (2019). Temporal Topic Analysis with "
	    "Endogenous and Exogenous Processes. In Proceedings of the "
	    "Thirtieth AAAI Conference on Artificial Intelligence, February "
	    "12-17, 2016, Phoenix, Arizona, USA (pp. 3045-3051).");
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_YEAR, CHANGE_WRONG);
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
		TEST(one_of_two_namesakes_is_left_out),
		TEST(a_book_of_another_year_is_found),
		TEST(a_last_page_with_digits_in_disorder_is_wrong),
		TEST(half_of_another_place_is_not_mended),
		TEST(a_preprint_is_not_completed_from_the_paper),
		TEST(a_preprint_of_a_year_before_its_id_is_wrong),
		TEST(a_title_is_found_without_its_form_in_another_script),
		TEST(a_title_made_much_longer_is_wrong),
		TEST(a_date_in_the_containers_name_is_not_the_year),
	};

	return cmocka_run_group_tests_name("judge-apart", tests, NULL, NULL);
}
