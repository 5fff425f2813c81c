/* What may be said when not everybody has answered. */

#include "judge-fixture.h"

#define LEN(array) (sizeof(array) / sizeof((array)[0]))

/*
 * Fisher's "Iris" (10.24432/C56C76) looks like a book, and only OpenAlex of those
 * that are searched for books has it. It failed once, and Open Library's and
 * Crossref's silence was taken for everybody's.
 */
static void
a_work_is_not_missing_while_one_who_may_have_it_failed(void **state)
{
	struct fixture *f = *state;
	struct facts c = { 0 };
	struct searched asked[] = {
		{ .source = "open-library",
		    .status = SEARCH_OK,
		    .covers = true,
		    .for_work = true },
		{ .source = "crossref", .status = SEARCH_OK, .for_work = true },
		{ .source = "openalex", .status = SEARCH_FAILED },
		{ .source = "arxiv", .status = SEARCH_SKIPPED },
	};
	struct judgement j;

	c.title = "Iris";
	c.author = "Fisher, R. A.";
	c.publisher = "UCI Machine Learning Repository";
	c.year = 1936;
	claim(f, c);
	f->in.searched = asked;
	f->in.searched_len = LEN(asked);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_UNRESOLVED);
	assert_non_null(strstr(j.reason, "openalex could not be asked"));
	asked[2].status = SEARCH_OK;
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
	asked[2].status = SEARCH_PENDING;
	assert_int_equal(judged(f).verdict, VERDICT_UNRESOLVED);
}

static void
one_service_alone_does_not_make_a_work_missing(void **state)
{
	struct fixture *f = *state;
	struct facts c = { 0 };
	struct searched asked[] = {
		{ .source = "crossref",
		    .status = SEARCH_OK,
		    .covers = true,
		    .for_work = true },
		{ .source = "openalex", .status = SEARCH_SKIPPED },
		/* it told who has the DOI, and was not searched in */
		{ .source = "doi-org", .status = SEARCH_OK },
	};

	c.title = "A Theoretical Analysis of Style Transfer";
	c.author = "Karpathy, A.";
	c.year = 2014;
	claim(f, c);
	f->in.searched = asked;
	f->in.searched_len = LEN(asked);
	assert_int_equal(judged(f).verdict, VERDICT_UNRESOLVED);
	asked[1].status = SEARCH_OK;
	asked[1].for_work = true;
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
	/* a local index that has such works speaks for itself */
	asked[1].status = SEARCH_SKIPPED;
	asked[0].is_index = true;
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

/* An index of articles says nothing of Russian books, and says so. */
static void
what_an_index_has_of_a_kind_is_told(void **state)
{
	struct fixture *f = *state;
	struct facts c = { 0 };
	struct searched asked[] = { { .source = "works.idx",
	    .status = SEARCH_OK,
	    .is_index = true,
	    .for_work = true,
	    .holds = "16 books in Cyrillic letters" } };
	struct judgement j;

	c.type = WORK_TYPE_BOOK;
	c.title = "Поэтика ранневизантийской литературы";
	c.author = "Аверинцев, С. С.";
	c.year = 1977;
	claim(f, c);
	f->in.searched = asked;
	f->in.searched_len = LEN(asked);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_UNRESOLVED);
	assert_non_null(
	    strstr(j.reason, "works.idx has 16 books in Cyrillic letters"));
	asked[0].covers = true;
	asked[0].holds = "18374 books";
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
	assert_non_null(strstr(j.reason, "works.idx has 18374 books"));
	c.type = WORK_TYPE_ARTICLE_JOURNAL;
	claim(f, c);
	f->in.searched = asked;
	f->in.searched_len = LEN(asked);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
	assert_null(strstr(j.reason, "18374"));
}

static void
what_exists_by_its_identifier_is_not_missing(void **state)
{
	struct fixture *f = *state;
	struct facts c = { 0 };

	c.title = "A Theoretical Analysis of Style Transfer";
	c.author = "Karpathy, A.";
	c.year = 2014;
	c.DOI = "10.1609/aimag.v27i4.1904";
	claim(f, c);
	f->identifier = (struct match_identifier){ IDENTIFIER_DOI, c.DOI,
		IDENTIFIER_EXISTS, NULL };
	f->in.identifiers = &f->identifier;
	f->in.identifiers_len = 1;
	assert_int_equal(judged(f).verdict, VERDICT_UNRESOLVED);
	f->identifier.status = IDENTIFIER_UNKNOWN;
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

/* "Smith" of the four authors named stood in the list of near misses, and so did a work
 * of another Foucault's. */
static void
a_namesake_is_no_near_miss(void **state)
{
	struct fixture *f = *state;
	struct facts c = { 0 }, other = { 0 };

	c.title = "Surveiller et punir. Naissance de la prison";
	c.author = "Foucault, Michel";
	c.year = 1975;
	other.title = "Hadamard Binary and Sparse Ternary Orthogonal Networks";
	other.author = "Foucault, Armand; Malgouyres, François";
	other.year = 2025;
	claim(f, c);
	candidate(f, other);
	assert_int_equal(judged(f).candidates_len, 0);
	c.author = "Foucault, Armand; Devlin, Jacob";
	claim(f, c);
	assert_int_equal(judged(f).candidates_len, 0);
	/* both of them, or the only one, may have been meant */
	c.author = "Foucault, Armand; Malgouyres, François";
	claim(f, c);
	assert_int_equal(judged(f).candidates_len, 1);
	c.author = "Foucault, A.";
	claim(f, c);
	assert_int_equal(judged(f).candidates_len, 1);
}

/* The version that is cited may be the one whose source did not answer. */
static void
nothing_is_wrong_while_a_version_may_be_missing(void **state)
{
	struct fixture *f = *state;
	struct facts c = bert_2019;
	struct judgement j;

	c.year = 2021;
	claim(f, c);
	candidate(f, bert_2019);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_YEAR, CHANGE_WRONG);
	c.DOI = NULL;
	claim(f, c);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_YEAR, CHANGE_WRONG);
	f->searched.status = SEARCH_FAILED;
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_UNRESOLVED);
	assert_int_equal(j.changes_len, 0);
	assert_null(j.work);
	assert_int_equal(j.candidates_len, 1);
	/* stopped by the user before it was asked: the same */
	f->searched.status = SEARCH_PENDING;
	assert_int_equal(judged(f).verdict, VERDICT_DIFFERS);
	f->in.stopped = true;
	assert_int_equal(judged(f).verdict, VERDICT_UNRESOLVED);
}

static void
nothing_is_right_while_its_identifier_may_be_anothers(void **state)
{
	struct fixture *f = *state;
	struct facts c = bert_2019, record = bert_2019;

	record.DOI = NULL;
	c.DOI = "10.1162/tacl_a_00349";
	claim(f, c);
	candidate(f, record);
	f->identifier = (struct match_identifier){ IDENTIFIER_DOI, c.DOI,
		IDENTIFIER_UNKNOWN, NULL };
	f->in.identifiers = &f->identifier;
	f->in.identifiers_len = 1;
	assert_int_equal(judged(f).verdict, VERDICT_VERIFIED);
	f->searched.status = SEARCH_FAILED;
	assert_int_equal(judged(f).verdict, VERDICT_UNRESOLVED);
	/* what is found has that very identifier */
	c.DOI = bert_2019.DOI;
	claim(f, c);
	candidate(f, bert_2019);
	f->identifier.value = c.DOI;
	f->searched.status = SEARCH_FAILED;
	assert_int_equal(judged(f).verdict, VERDICT_VERIFIED);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_work_is_not_missing_while_one_who_may_have_it_failed),
		TEST(what_an_index_has_of_a_kind_is_told),
		TEST(one_service_alone_does_not_make_a_work_missing),
		TEST(what_exists_by_its_identifier_is_not_missing),
		TEST(a_namesake_is_no_near_miss),
		TEST(nothing_is_wrong_while_a_version_may_be_missing),
		TEST(nothing_is_right_while_its_identifier_may_be_anothers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
