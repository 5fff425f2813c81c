#include "match/compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
	const char *claim, *record;
	enum title_relation want;
} title_cases[] = {
	{ "Deep learning", "Deep Learning", TITLE_EQUAL },
	{ "The people&apos;s speech", "The People's Speech", TITLE_EQUAL },
	{ "Pre-training of LMs", "Pretraining of LMs", TITLE_EQUAL },
	{ "RETRACTED: Ileal-lymphoid-nodular hyperplasia",
	    "Ileal-lymphoid-nodular hyperplasia", TITLE_EQUAL },
	{ "Abstractive Summarization of Papers",
	    "Abstractive Summarisation of Papers", TITLE_SPELLING },
	{ "Learning deep architecturs for AI",
	    "Learning Deep Architectures for AI", TITLE_SPELLING },
	{ "Peak", "Peak: Secrets from the New Science", TITLE_OTHER },
	{ "Gender Trouble", "Gender Trouble: Feminism and the Subversion",
	    TITLE_NO_SUBTITLE },
	{ "Gender Trouble: Feminism and the Subversion", "Gender Trouble",
	    TITLE_SUBTITLE },
	{ "Learning deep architectures", "Learning Deep Architectures for AI",
	    TITLE_PREFIX },
	{ "Asynchronous Event-driven Graph Neural Networks",
	    "Asynchronous Event-based Graph Neural Networks", TITLE_NEAR },
	{ "Towards an Automated Prompting Framework for Text",
	    "Towards an Automatic Prompting Framework for Text", TITLE_NEAR },
	{ "Supervised Learning of Shapes", "Unsupervised Learning of Shapes",
	    TITLE_NEAR },
	{ "Attention is all you need", "Molecular structure of nucleic acids",
	    TITLE_OTHER },
	{ "Re2TAL: Rewiring Backbones",
	    "Re\\(^\\mbox2\\)TAL: Rewiring Backbones", TITLE_EQUAL },
	/* As a .bib file is read, and as a service wrote it. */
	{ "An O(log log m) Prophet Inequality for Subadditive Auctions",
	    "An $O(\\log \\log m)$ Prophet Inequality for Subadditive Auctions",
	    TITLE_EQUAL },
	{ "Learning Algorithms for Markovian Bandits: Is Posterior Sampling "
	  "more Scalable?",
	    "Learning Algorithms for Markovian Bandits:\\\\Is Posterior "
	    "Sampling more Scalable?",
	    TITLE_EQUAL },
	{ "Sparse recovery by \xe2\x84\x93\xe2\x82\x81 minimization",
	    "Sparse recovery by $\\ell_1$ minimization", TITLE_EQUAL },
	{ "Convex Optimization & Euclidean Distance Geometry",
	    "Convex optimization and Euclidean distance geometry",
	    TITLE_EQUAL },
	{ "Geschichte & Gesellschaft im Wandel",
	    "Geschichte und Gesellschaft im Wandel", TITLE_SPELLING },
	{ "Letters of E. T. A. Hoffmann and J. P. Richter",
	    "Letters of E. T. A. Hoffmann and J. P. Richter: a selection",
	    TITLE_NO_SUBTITLE },
	{ "The Language(s) of Love",
	    "The language(s) of love: JRB Love and contesting tongues",
	    TITLE_NO_SUBTITLE },
	{ "深度学习研究综述", "深度学习研究综述", TITLE_EQUAL },
	{ "", "Anything", TITLE_NONE },
};

static void
titles_differ_where_it_matters(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(title_cases) / sizeof(title_cases[0]);
	     i++) {
		struct title x, y;
		struct title_match m;

		title_prepare(&x, &a, title_cases[i].claim);
		title_prepare(&y, &a, title_cases[i].record);
		m = title_compare(&x, &y);
		if (m.relation != title_cases[i].want)
			fail_msg("%s / %s: %d, wanted %d", title_cases[i].claim,
			    title_cases[i].record, m.relation,
			    title_cases[i].want);
	}
	arena_release(&a);
}

static void
parts_and_sizes_are_told_apart(void **state)
{
	static const char *const pairs[][2] = {
		{ "Theory of Sets, Part I", "Theory of Sets, Part II" },
		{ "An image is worth 16x16 words",
		    "An image is worth 32x32 words" },
		{ "Cancer statistics, 2020", "Cancer statistics, 2021" },
		{ "Idiomatik der Echternacher Mundart (XV)",
		    "Idiomatik der Echternacher Mundart (XIV)" },
		{ "CLLD Concepticon [Dataset, Version 3.3.0]",
		    "CLLD Concepticon [Dataset, Version 3.0.0]" },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct title x, y;

		title_prepare(&x, &a, pairs[i][0]);
		title_prepare(&y, &a, pairs[i][1]);
		assert_true(title_compare(&x, &y).numbers_differ);
		assert_true(title_compare(&x, &y).relation > TITLE_SUBTITLE);
	}
	arena_release(&a);
}

static const struct {
	struct name claim, record;
	enum name_agreement want;
} name_cases[] = {
	{ { .family = "Hinton", .given = "G. E." },
	    { .family = "Hinton", .given = "Geoffrey E." }, NAME_FORM },
	{ { .family = "Hinton", .given = "G" },
	    { .family = "Hinton", .given = "Geoffrey Everest" }, NAME_FORM },
	{ { .family = "Oliveira",
	      .given = "L.",
	      .non_dropping_particle = "de",
	      .suffix = "Junior" },
	    { .family = "de Oliveira Junior", .given = "Laercio" }, NAME_FORM },
	{ { .literal = "Centre KLR" },
	    { .family = "Centre", .given = "Kimberley Language Resource" },
	    NAME_FORM },
	{ { .family = "Erdos", .given = "Paul" },
	    { .family = "Erdős", .given = "Paul" }, NAME_EQUAL },
	{ { .family = "Mueller", .given = "K." },
	    { .family = "Müller", .given = "Klaus" }, NAME_FORM },
	{ { .family = "Gel", .given = "Yuli" },
	    { .family = "Gel", .given = "Yulia R." }, NAME_VARIANT },
	{ { .family = "Lin", .given = "Ci" },
	    { .family = "Lin", .given = "Ci-Siang" }, NAME_VARIANT },
	{ { .family = "Chang", .given = "M.-W." },
	    { .family = "Chang", .given = "Ming-Wei" }, NAME_FORM },
	{ { .family = "Smith", .given = "Bill" },
	    { .family = "Smith", .given = "William" }, NAME_VARIANT },
	{ { .family = "Oord",
	      .given = "Aaron",
	      .non_dropping_particle = "van den" },
	    { .family = "van den Oord", .given = "Aaron" }, NAME_FORM },
	{ { .family = "Ericsson", .given = "Anders" },
	    { .family = "Ericsson", .given = "K. Anders" }, NAME_FORM },
	{ { .family = "Mao", .given = "Zedong" },
	    { .family = "毛", .given = "泽东" }, NAME_FORM },
	{ { .family = "Wei", .given = "Zhang" },
	    { .family = "Zhang", .given = "Wei" }, NAME_VARIANT },
	{ { .family = "Luong", .given = "Trung Quoc" },
	    { .family = "Trung", .given = "Luong" }, NAME_VARIANT },
	{ { .family = "Trung", .given = "Quoc" },
	    { .family = "Luong", .given = "Trung" }, NAME_OTHER },
	{ { .family = "Hume", .given = "D." },
	    { .family = "Humme", .given = "David" }, NAME_VARIANT },
	{ { .family = "Lee", .given = "D." },
	    { .family = "Le", .given = "David" }, NAME_OTHER },
	{ { .family = "Wang", .given = "Li" },
	    { .family = "Wang", .given = "Jun" }, NAME_WEAK },
	{ { .family = "Brown", .given = "T." },
	    { .family = "Devlin", .given = "Jacob" }, NAME_OTHER },
	{ { .literal = "World Health Organization" },
	    { .literal = "World Health Organization" }, NAME_EQUAL },
	/* "Yu." is one letter, Ю */
	{ { .family = "Abov", .given = "Yu." },
	    { .family = "Abov", .given = "Yu. G." }, NAME_FORM },
	{ { .family = "Hinton", .given = "GE" },
	    { .family = "Hinton", .given = "Geoffrey Everest" }, NAME_FORM },
	{ { .family = "Daumé", .given = "Hal", .suffix = "III" },
	    { .family = "III", .given = "Hal Daumé" }, NAME_EQUAL },
	{ { .family = "Angrosh", .given = "M.A." },
	    { .family = "M.A.", .given = "Angrosh" }, NAME_VARIANT },
	{ { .family = "Miranda",
	      .given = "I. S.",
	      .non_dropping_particle = "de",
	      .suffix = "Jr." },
	    { .family = "de Miranda Jr.", .given = "Isaac Souza" }, NAME_FORM },
	{ { .family = "Sa", .given = "C." },
	    { .family = "De Sa", .given = "Christopher M" }, NAME_VARIANT },
	{ { .family = "Hla Pe", .given = "M." },
	    { .family = "Pe", .given = "Maung Hla" }, NAME_VARIANT },
	{ { .family = "Kim", .given = "J." },
	    { .family = "Jangho", .given = "Kim" }, NAME_VARIANT },
	{ { .literal = "Hayate Iso" }, { .family = "Iso", .given = "Hayate" },
	    NAME_FORM },
	{ { .family = "Li", .given = "W." },
	    { .family = "Wang", .given = "Li" }, NAME_VARIANT },
	{ { .family = "Lin", .given = "W." },
	    { .family = "Wang", .given = "Li" }, NAME_OTHER },
	/* a second surname read as a suffix */
	{ { .family = "S.", .given = "A. H.", .suffix = "Júnior" },
	    { .family = "Júnior", .given = "Ananda H. S." }, NAME_FORM },
};

static void
names_are_compared_as_people_write_them(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(name_cases) / sizeof(name_cases[0]);
	     i++) {
		struct name claim = name_cases[i].claim,
			    record = name_cases[i].record;
		struct name_list x = { &claim, 1, false, false },
				 y = { &record, 1, false, false };
		struct folded_names c, r;
		enum name_agreement got;

		names_prepare(&c, &a, &x);
		names_prepare(&r, &a, &y);
		got = name_compare(&c.items[0], &r.items[0]);
		/* "Mao Zedong": ICU parts the syllables, which is a form. */
		if (got != name_cases[i].want &&
		    !(got == NAME_EQUAL && name_cases[i].want == NAME_FORM))
			fail_msg("%s / %s: %d, wanted %d",
			    claim.family ? claim.family : claim.literal,
			    record.family ? record.family : record.literal, got,
			    name_cases[i].want);
	}
	arena_release(&a);
}

static void
nobody_is_no_author(void **state)
{
	static const char *const nobody[] = { "Anonymous", "____", "[s.n.]",
		"N. N.", "Unknown" };
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(nobody) / sizeof(nobody[0]); i++) {
		struct name n = { .family = nobody[i] };
		struct name_list l = { &n, 1, false, false };
		struct folded_names names;

		names_prepare(&names, &a, &l);
		if (names.len)
			fail_msg("%s", nobody[i]);
	}
	arena_release(&a);
}

static const struct {
	const char *claim, *record;
	enum agreement want;
} container_cases[] = {
	{ "Nature", "Nature", AGREE_EQUAL },
	{ "J. Mach. Learn. Res.", "Journal of Machine Learning Research",
	    AGREE_FORM },
	{ "JMLR", "Journal of Machine Learning Research", AGREE_FORM },
	/* as the proceedings of 2024 have it */
	{ "Proc. IJCAI",
	    "Proceedings of the Thirty-ThirdInternational Joint Conference on "
	    "Artificial Intelligence",
	    AGREE_FORM },
	{ "Comput. Linguist.",
	    "Proceedings of the 2021 Conference of the North American Chapter "
	    "of the Association for Computational Linguistics",
	    AGREE_OTHER },
	{ "(204)", "(204)", AGREE_NONE }, /* a number of an unnamed series */
	{ "Phys. Rev. Lett.", "Physical Review Letters", AGREE_FORM },
	{ "Proc. Natl. Acad. Sci. U.S.A.",
	    "Proceedings of the National Academy of Sciences", AGREE_FORM },
	{ "CVPR",
	    "2024 IEEE/CVF Conference on Computer Vision and Pattern "
	    "Recognition (CVPR)",
	    AGREE_FORM },
	{ "NIPS", "Advances in Neural Information Processing Systems",
	    AGREE_FORM },
	{ "Proc. of the 31st AAAI Conference on Artificial Intelligence",
	    "AAAI", AGREE_FORM },
	{ "EMNLP",
	    "Findings of the Association for Computational Linguistics: "
	    "EMNLP 2021",
	    AGREE_VARIANT },
	{ "arXiv preprint arXiv:1706.03762",
	    "Advances in Neural Information Processing Systems",
	    AGREE_UNKNOWN },
	{ "CoRR", "arXiv", AGREE_FORM },
	/* a column of the journal, by its acronym alone */
	{ "Journal of Machine Learning Research", "MLOSS", AGREE_UNKNOWN },
	{ "Lecture Notes in Computer Science",
	    "Medical Image Computing and Computer-Assisted Intervention",
	    AGREE_UNKNOWN },
	{ "AAAI",
	    "Proceedings of the 2020 Conference on Empirical Methods in "
	    "Natural Language Processing (EMNLP)",
	    AGREE_OTHER },
	{ "Science", "NeurIPS", AGREE_OTHER },
	{ "EMNLP",
	    "Findings of the Association for Computational Linguistics: "
	    "ACL 2022",
	    AGREE_OTHER },
	{ "Symposium on Neural Scaling Laws",
	    "International Conference on Learning Representations",
	    AGREE_OTHER },
	{ "Angewandte Chemie", "Angew. Chem.", AGREE_FORM },
	{ "ICCV'11",
	    "Proc. IEEE/CVF International Conference on Computer Vision",
	    AGREE_FORM },
	{ "CVPR \u201906", "ICML", AGREE_OTHER },
};

static void
containers_go_by_many_names(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0;
	     i < sizeof(container_cases) / sizeof(container_cases[0]); i++) {
		struct container x, y;
		enum agreement got;

		container_prepare(&x, &a, container_cases[i].claim);
		container_prepare(&y, &a, container_cases[i].record);
		got = container_compare(&x, &y);
		if (got != container_cases[i].want)
			fail_msg("%s / %s: %d, wanted %d",
			    container_cases[i].claim, container_cases[i].record,
			    got, container_cases[i].want);
	}
	arena_release(&a);
}

static const struct {
	const char *claim, *record;
	enum agreement want;
} pages_cases[] = {
	{ "436-444", "436–444", AGREE_FORM },
	{ "436--444", "436-44", AGREE_FORM },
	{ "pp. 1-127", "1-127", AGREE_FORM },
	{ "436", "436-444", AGREE_FORM },
	{ "1097-1105", "1106-1114", AGREE_OTHER },
	{ "e123", "e123", AGREE_EQUAL },
	{ "e0123", "12-20", AGREE_UNKNOWN },
	{ "12-20", NULL, AGREE_NONE },
	{ "346-349", "161-352", AGREE_VARIANT },
	{ "629-646", "282-285 (Topic A); 629-646 (Topic E)", AGREE_VARIANT },
	{ "282-290", "629-646 (Topic E)", AGREE_OTHER },
	{ "94", "S94", AGREE_VARIANT },
	{ "13", "13pp", AGREE_VARIANT },
	{ "94", "S49", AGREE_OTHER },
};

static void
pages_in_every_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pages_cases) / sizeof(pages_cases[0]);
	     i++)
		if (pages_compare(pages_cases[i].claim,
			pages_cases[i].record) != pages_cases[i].want)
			fail_msg("%s / %s", pages_cases[i].claim,
			    pages_cases[i].record);
	assert_int_equal(volume_compare("XII", "12"), AGREE_FORM);
	assert_int_equal(volume_compare("vol. 3", "03"), AGREE_FORM);
	assert_int_equal(volume_compare("D59", "59"), AGREE_FORM);
	assert_int_equal(volume_compare("3", "4"), AGREE_OTHER);
	/* the issue, the series or the part with it on one side */
	assert_int_equal(volume_compare("31", "31.1"), AGREE_VARIANT);
	assert_int_equal(volume_compare("34", "H. 33/34"), AGREE_VARIANT);
	assert_int_equal(volume_compare("35", "H. 33/34"), AGREE_OTHER);
	assert_int_equal(volume_compare("34", "34(4)"), AGREE_VARIANT);
	assert_int_equal(volume_compare("26:1", "26"), AGREE_VARIANT);
	assert_int_equal(volume_compare("LVI", "LVI:2"), AGREE_VARIANT);
	assert_int_equal(volume_compare("n.s. 14", "14"), AGREE_VARIANT);
	assert_int_equal(
	    volume_compare("02", "Special Issue 02"), AGREE_VARIANT);
	assert_int_equal(volume_compare("31.1", "31.2"), AGREE_OTHER);
	assert_int_equal(volume_compare("8", "Suppl."), AGREE_UNKNOWN);
	assert_int_equal(volume_compare("31", "3.1"), AGREE_OTHER);
}

static void
houses_and_their_imprints(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_int_equal(publisher_compare(&a, "ACM",
			     "Association for Computing Machinery (ACM)"),
	    AGREE_FORM);
	assert_int_equal(publisher_compare(&a, "Nature Publishing Group",
			     "Springer Science and Business Media LLC"),
	    AGREE_FORM);
	assert_int_equal(
	    publisher_compare(&a, "Elsevier", "IEEE"), AGREE_OTHER);
	assert_int_equal(
	    publisher_compare(&a, "Éditions du Seuil", "IEEE"), AGREE_UNKNOWN);
	assert_int_equal(place_compare(&a, "New York, NY, USA", "Lake Tahoe"),
	    AGREE_UNKNOWN);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(titles_differ_where_it_matters),
		cmocka_unit_test(parts_and_sizes_are_told_apart),
		cmocka_unit_test(names_are_compared_as_people_write_them),
		cmocka_unit_test(nobody_is_no_author),
		cmocka_unit_test(containers_go_by_many_names),
		cmocka_unit_test(pages_in_every_form),
		cmocka_unit_test(houses_and_their_imprints),
	};

	return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
