/* Records that are near, and not the work cited; and what is not known. */

#include "judge-fixture.h"

static void
one_shared_author_and_a_common_title_are_no_match(void **state)
{
	struct fixture *f = *state;
	struct judgement j;

	claim(f, goodfellow_2016);
	candidate(f, lecun_2015);
	f->searched.status = SEARCH_FAILED;
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_UNRESOLVED);
	assert_false(judgement_has_wrong(&j));
}

static void
a_chapter_is_not_taken_for_its_book(void **state)
{
	static const struct facts book = { WORK_TYPE_BOOK,
		"Parallel Distributed Processing",
		"Rumelhart, David E.; McClelland, James L.", NULL, 1986, NULL,
		NULL, NULL, "MIT Press", NULL, NULL, "pdp" };
	static const struct facts chapter = { WORK_TYPE_CHAPTER,
		"Feature discovery by competitive learning",
		"Rumelhart, D. E.; Zipser, D.",
		"Parallel Distributed Processing", 1986, NULL, NULL, NULL, NULL,
		NULL, NULL, NULL };
	struct fixture *f = *state;
	struct place places[] = { { CLAIM_AUTHOR, { 0, 18 }, 0.9 } };
	struct facts c = chapter;
	struct judgement j;

	candidate(f, book);
	for (int i = 0; i < 3; i++) {
		claim_string(f, c,
		    "Rumelhart, D. E., & Zipser, D. (1986). Feature discovery "
		    "by competitive learning. In Parallel Distributed "
		    "Processing.");
		f->parse.places = places;
		f->parse.places_len = 1;
		j = judged(f);
		assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
		c.author = "Rumelhart, D. E.";
		if (i)
			c.container = "Parallel Distributed";
	}
}

static void
a_name_read_out_of_the_title_is_nobody(void **state)
{
	static const struct facts turing = { WORK_TYPE_ARTICLE_JOURNAL,
		"Computing Machinery and Intelligence", "Turing, Alan M.",
		"Mind", 1950, "59", "236", "433-460", NULL, NULL, NULL, "t" };
	struct fixture *f = *state;
	struct facts c = turing;
	struct place places[] = { { CLAIM_AUTHOR, { 0, 34 }, 0.9 } };
	struct judgement j;

	c.author = "Turing, Alan; Machinery, Computing";
	claim_string(f, c,
	    "Turing, Alan, Computing Machinery and Intelligence, Mind 59, "
	    "pp 433-460 (1950)");
	f->parse.places = places;
	f->parse.places_len = 1;
	candidate(f, turing);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
}

static void
an_edition_may_have_another_author(void **state)
{
	static const struct facts sixth = { WORK_TYPE_BOOK,
		"Mathematical Methods for Physicists",
		"Arfken, George B.; Weber, Hans J.", NULL, 2005, NULL, NULL,
		NULL, "Elsevier", NULL, NULL, "sixth" };
	struct fixture *f = *state;
	struct facts c = sixth;
	struct judgement j;

	c.author = "Arfken, G. B.; Weber, H. J.; Harris, F. E.";
	c.year = 2012;
	claim(f, c);
	candidate(f, sixth);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_AUTHOR, CHANGE_UNCONFIRMED);
}

static void
a_journal_is_perhaps_a_later_version(void **state)
{
	static const struct facts cvpr = { WORK_TYPE_PAPER_CONFERENCE,
		"Putting Objects in Perspective",
		"Hoiem, Derek; Efros, Alexei A.; Hebert, Martial",
		"Proceedings of the IEEE/CVF Conference on Computer Vision and "
		"Pattern Recognition",
		2006, NULL, NULL, "2137-2144", NULL, "10.1109/cvpr.2006.232",
		NULL, NULL };
	struct fixture *f = *state;
	struct facts c = cvpr;
	struct judgement j;

	c.container = "IJCV";
	c.year = 2008;
	c.page = c.DOI = NULL;
	claim(f, c);
	candidate(f, cvpr);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_CONTAINER_TITLE, CHANGE_UNCONFIRMED);
	expect(&j, VERDICT_VERIFIED, CLAIM_YEAR, CHANGE_UNCONFIRMED);
}

static void
a_year_that_is_neither_of_both_dates_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct facts c = lecun_2015;
	struct work *record;
	struct judgement j;

	c.year = 2014;
	claim(f, c);
	record = (struct work *)candidate(f, lecun_2015);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_YEAR, CHANGE_VARIANT);
	record->available_date.from.year = 2015;
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_YEAR, CHANGE_WRONG);
	record->available_date.from.year = 2014;
	j = judged(f);
	assert_null(judgement_change(&j, CLAIM_YEAR));
}

static void
a_preprints_authors_are_not_held_against_the_paper(void **state)
{
	struct fixture *f = *state;
	struct facts c = bert_2018;
	struct judgement j;

	c.author = "Devlin, Jacob; Chang, Ming-Wei; Lee, Kenton; Toutanova, "
		   "Kristina; Brunk, Clifford";
	c.type = WORK_TYPE_ARTICLE_JOURNAL;
	c.container = "Computational Linguistics";
	c.DOI = c.arXiv = c.publisher = NULL;
	c.year = 2019;
	claim(f, c);
	candidate(f, bert_2018);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_AUTHOR, CHANGE_UNCONFIRMED);
}

static void
no_conflict_while_the_identifier_could_not_be_asked(void **state)
{
	struct fixture *f = *state;
	struct facts c = bert_2019;
	struct judgement j;

	c.author = "Brown, T.; Subramanian, D.";
	c.arXiv = NULL;
	claim(f, c);
	f->identifier = (struct match_identifier){ IDENTIFIER_DOI, c.DOI,
		IDENTIFIER_UNKNOWN, NULL };
	f->in.identifiers = &f->identifier;
	f->in.identifiers_len = 1;
	f->searched.status = SEARCH_FAILED;
	candidate(f, bert_2018);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_UNRESOLVED);
}

/* Turing's paper of 1950, as reprinted in 1963 with other pages. */
static void
pages_of_a_reprint_that_nobody_has_are_not_wrong(void **state)
{
	static const struct facts mind_1950 = { WORK_TYPE_ARTICLE_JOURNAL,
		"Computing Machinery and Intelligence", "Turing, A. M.", "Mind",
		1950, "LIX", "236", "433-460", NULL, "10.1093/mind/lix.236.433",
		NULL, NULL };
	struct fixture *f = *state;
	struct facts c = { 0 };
	struct judgement j;

	c.title = "Computing machinery and intelligence";
	c.author = "Turing, Alan M.";
	c.year = 1963;
	c.page = "11-35";
	c.publisher = "McGraw-Hill";
	claim(f, c);
	candidate(f, mind_1950);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_PAGES, CHANGE_UNCONFIRMED);
}

static void
a_volume_may_be_cited_by_its_own_title(void **state)
{
	static const struct facts knuth_1997 = { WORK_TYPE_BOOK,
		"The Art of Computer Programming, Volume 1: Fundamental "
		"Algorithms",
		"Knuth, Donald E.", NULL, 1997, NULL, NULL, NULL,
		"Addison-Wesley", "10.5555/260999", NULL, NULL };
	static const char *const titles[] = { "Fundamental Algorithms",
		"The Art of Computer Programming" };

	for (size_t i = 0; i < 2; i++) {
		struct fixture *f = *state;
		struct facts c = knuth_1997;
		struct judgement j;

		c.title = titles[i];
		c.volume = "1";
		claim(f, c);
		if (!i)
			candidate(f, knuth_1997);
		j = judged(f);
		expect(&j, VERDICT_VERIFIED, CLAIM_TITLE, CHANGE_VARIANT);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(one_shared_author_and_a_common_title_are_no_match),
		TEST(a_chapter_is_not_taken_for_its_book),
		TEST(a_name_read_out_of_the_title_is_nobody),
		TEST(an_edition_may_have_another_author),
		TEST(a_journal_is_perhaps_a_later_version),
		TEST(a_year_that_is_neither_of_both_dates_is_wrong),
		TEST(a_preprints_authors_are_not_held_against_the_paper),
		TEST(no_conflict_while_the_identifier_could_not_be_asked),
		TEST(pages_of_a_reprint_that_nobody_has_are_not_wrong),
		TEST(a_volume_may_be_cited_by_its_own_title),
	};

	return cmocka_run_group_tests_name("judge-others", tests, NULL, NULL);
}
