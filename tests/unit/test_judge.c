/* Verdicts, on claims and records of real works. */

#include "judge-fixture.h"

static void
a_title_cut_in_mid_phrase_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct facts c = bengio_2009;
	struct judgement j;

	c.title = "Learning deep architectures";
	c.author = "Bengio, Y.";
	c.DOI = c.publisher = NULL;
	claim(f, c);
	candidate(f, bengio_2009);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_TITLE, CHANGE_WRONG);
	expect(&j, VERDICT_DIFFERS, CLAIM_DOI, CHANGE_MISSING);
	expect(&j, VERDICT_DIFFERS, CLAIM_AUTHOR, CHANGE_FORM);
	assert_string_equal(judgement_change(&j, CLAIM_TITLE)->to,
	    "Learning Deep Architectures for AI");
}

static void
a_distinctive_title_by_wholly_others_is_a_conflict(void **state)
{
	struct fixture *f = *state;
	struct facts c = { 0 };
	struct judgement j;
	const struct work *published;

	c.title = "Bert: Pre-training of deep bidirectional transformers for "
		  "language understanding";
	c.author =
	    "Brown, T.; Subramanian, D.; Zhang, J.; Child, R.; Bahdanau, "
	    "D.; Hinton, G.";
	c.year = 2017;
	claim(f, c);
	candidate(f, bert_2018);
	published = candidate(f, bert_2019);
	j = judged(f);
	expect(&j, VERDICT_CONFLICT, CLAIM_AUTHOR, CHANGE_WRONG);
	expect(&j, VERDICT_CONFLICT, CLAIM_YEAR, CHANGE_WRONG);
	assert_true(
	    j.work == published); /* 2017 fits none: the published one */
	assert_true(j.distinctive);
	assert_true(j.parts_len >= 1);
	assert_int_equal(j.parts[0].fields, 1U << CLAIM_TITLE);
}

static void
of_two_versions_the_cited_year_decides(void **state)
{
	struct fixture *f = *state;
	struct facts c = { 0 };
	struct judgement j;
	const struct work *first;

	c.title = "Imagenet classification with deep convolutional neural "
		  "networks";
	c.author = "Krizhevsky, A.; Sutskever, I.; Hinton, G. E.";
	c.year = 2012;
	claim(f, c);
	candidate(f, alexnet_2017);
	first = candidate(f, alexnet_2012);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	assert_true(j.work == first);
	assert_int_equal(j.versions_len, 1);
	assert_null(judgement_change(&j, CLAIM_YEAR));
}

static void
a_version_nobody_has_keeps_its_year(void **state)
{
	struct fixture *f = *state;
	struct facts c = { 0 };
	struct judgement j;
	const struct work *reprint;

	c.title = "Imagenet classification with deep convolutional neural "
		  "networks";
	c.author = "Krizhevsky, A.; Sutskever, I.; Hinton, G. E.";
	c.year = 2012;
	claim(f, c);
	reprint = candidate(f, alexnet_2017);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_YEAR, CHANGE_UNCONFIRMED);
	assert_int_equal(j.versions_len, 1);
	assert_true(j.versions[0] == reprint);
	/* The reprint's details are offered, never written. */
	assert_null(judgement_change(&j, CLAIM_DOI));
	assert_null(judgement_change(&j, CLAIM_CONTAINER_TITLE));
	assert_int_equal(work_year(j.work), 2012);
	assert_null(j.work->container_title);
}

static void
an_article_is_not_taken_for_the_book_of_its_title(void **state)
{
	struct fixture *f = *state;
	struct facts c = { 0 };
	struct judgement j;
	const struct work *article;

	c.title = "Deep learning";
	c.author = "LeCun, Y.; Bengio, Y.; Hinton, G.";
	c.year = 2015;
	claim(f, c);
	candidate(f, goodfellow_2016);
	article = candidate(f, lecun_2015);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_DOI, CHANGE_MISSING);
	assert_true(j.work == article);
	assert_int_equal(j.versions_len, 0);
}

static void
a_common_title_by_others_accuses_nobody(void **state)
{
	struct fixture *f = *state;
	struct facts c = { 0 };

	c.title = "Deep learning";
	c.author = "Schmidhuber, J.";
	c.year = 2015;
	claim(f, c);
	candidate(f, goodfellow_2016);
	candidate(f, lecun_2015);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

static void
what_is_not_found_depends_on_who_was_asked(void **state)
{
	struct fixture *f = *state;
	struct facts c = { 0 };

	c.title = "A Theoretical Analysis of Style Transfer";
	c.author = "Karpathy, A.";
	c.year = 2014;
	claim(f, c);
	candidate(f, lecun_2015);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
	f->searched.status = SEARCH_FAILED;
	assert_int_equal(judged(f).verdict, VERDICT_UNRESOLVED);
	f->searched.status = SEARCH_OK;
	f->searched.covers = false;
	assert_int_equal(judged(f).verdict, VERDICT_UNRESOLVED);
	f->searched.covers = true;
	f->parse.work->type = WORK_TYPE_LEGAL_CASE;
	assert_int_equal(judged(f).verdict, VERDICT_NOT_CHECKABLE);
}

static void
authors_may_be_cut_but_not_left_out(void **state)
{
	struct fixture *f = *state;
	struct facts c = bert_2019;
	struct judgement j;

	c.author = "Devlin, J.; Chang, M.-W.";
	claim(f, c);
	candidate(f, bert_2019);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_AUTHOR, CHANGE_WRONG);
	f->parse.work->author.others = true;
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_AUTHOR, CHANGE_FORM);
	c.author = "Devlin, J.; Chang, M.-W.; Lee, K.; Toutanova, K.; Voss, E.";
	claim(f, c);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_AUTHOR, CHANGE_WRONG);
}

/* "Zheng Zhao" is not Zihao Zhao, nor Sheng Feng Shi Feng. */
static void
several_other_given_names_are_wrong_authors(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_PAPER_CONFERENCE,
		"Calibrate Before Use: Improving Few-shot Performance of "
		"Language Models",
		"Zhao, Zihao; Wallace, Eric; Feng, Shi; Klein, Dan; Singh, "
		"Sameer",
		"Proceedings of the 38th International Conference on Machine "
		"Learning, ICML 2021",
		2021, "139", NULL, "12697-12706", NULL, NULL, NULL, "icml" };
	struct facts c = r;
	struct judgement j;

	c.author = "Zhao, Zheng; Wallace, Eric; Feng, Sheng; Klein, Dan; "
		   "Singh, Sameer";
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_AUTHOR, CHANGE_WRONG);
}

/* Short forms, spellings of one name and second names are no other people. */
static void
given_names_in_other_spellings_are_the_same_people(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_PAPER_CONFERENCE,
		"Calibrate Before Use: Improving Few-shot Performance of "
		"Language Models",
		"Ivanov, Aleksandr; Wallace, Robert; Kim, Jeong-hun; Klein, "
		"Dan; Petrov, Dmitrii",
		"Proceedings of the 38th International Conference on Machine "
		"Learning, ICML 2021",
		2021, "139", NULL, "12697-12706", NULL, NULL, NULL, "icml" };
	struct facts c = r;
	struct judgement j;

	c.author = "Ivanov, Alexander; Wallace, Rob; Kim, Junghoon; Klein, "
		   "Daniel; Petrov, Dimitry";
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_AUTHOR, CHANGE_VARIANT);
}

static void
another_given_name_is_only_a_variant(void **state)
{
	struct fixture *f = *state;
	struct facts c = bert_2019;
	struct judgement j;

	c.author =
	    "Devlin, Jacob; Chang, Ming-Wei; Lee, Kent; Toutanova, Xenia";
	claim(f, c);
	candidate(f, bert_2019);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_AUTHOR, CHANGE_VARIANT);
}

static void
citing_the_preprint_is_right(void **state)
{
	struct fixture *f = *state;
	struct facts c = bert_2019;
	struct judgement j;

	c.container = "arXiv preprint arXiv:1810.04805";
	c.year = 2018;
	c.page = c.DOI = c.publisher = NULL;
	claim(f, c);
	candidate(f, bert_2019);
	candidate(f, bert_2018);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	assert_null(judgement_change(&j, CLAIM_YEAR));
	assert_null(judgement_change(&j, CLAIM_CONTAINER_TITLE));
	assert_true(j.alerts & 1U << ALERT_PUBLISHED_VERSION);
}

static void
another_venue_and_year_are_wrong(void **state)
{
	struct fixture *f = *state;
	struct facts c = lecun_2015;
	struct judgement j;

	c.title = "Deep learning";
	c.container = "Science";
	c.DOI = NULL;
	claim(f, c);
	candidate(f, lecun_2015);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_CONTAINER_TITLE, CHANGE_WRONG);
	c = lecun_2015;
	c.year = 2012;
	claim(f, c);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_YEAR, CHANGE_WRONG);
	c.year = 2014; /* online first, perhaps */
	claim(f, c);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_YEAR, CHANGE_VARIANT);
	c.year = 2016; /* but volume 521 is of 2015 */
	claim(f, c);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_YEAR, CHANGE_WRONG);
	c.year = 2035;
	claim(f, c);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_YEAR, CHANGE_WRONG);
}

static void
own_identifier(struct fixture *f, const char *doi, struct facts record)
{
	f->identifier = (struct match_identifier){ IDENTIFIER_DOI, doi,
		IDENTIFIER_EXISTS, work_of(&f->a, record) };
	f->in.identifiers = &f->identifier;
	f->in.identifiers_len = 1;
}

static void
anothers_doi_is_one_wrong_field_or_a_conflict(void **state)
{
	struct fixture *f = *state;
	struct facts c = lecun_2015;
	struct judgement j;

	c.DOI = bengio_2009.DOI;
	claim(f, c);
	candidate(f, lecun_2015);
	own_identifier(f, c.DOI, bengio_2009);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_DOI, CHANGE_WRONG);
	assert_string_equal(
	    judgement_change(&j, CLAIM_DOI)->to, lecun_2015.DOI);

	c.title = "Measuring the Harms of Invented References in Reviews";
	c.author = "Voss, Elena; Sato, Yuki";
	c.container = NULL;
	c.volume = c.issue = c.page = NULL;
	claim(f, c);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_CONFLICT);
	assert_int_equal(j.parts[0].fields, 1U << CLAIM_DOI);
}

static void
an_unknown_doi_is_unconfirmed_until_the_agency_denies_it(void **state)
{
	struct fixture *f = *state;
	struct facts c = goodfellow_2016;
	struct judgement j;

	c.DOI = "10.5555/3086952";
	claim(f, c);
	candidate(f, goodfellow_2016);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_DOI, CHANGE_UNCONFIRMED);
	f->identifier = (struct match_identifier){ IDENTIFIER_DOI, c.DOI,
		IDENTIFIER_NOT_EXISTS, NULL };
	f->in.identifiers = &f->identifier;
	f->in.identifiers_len = 1;
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_DOI, CHANGE_WRONG);
}

static void
a_version_with_details_of_its_own_is_left_alone(void **state)
{
	static const struct facts conference = { WORK_TYPE_PAPER_CONFERENCE,
		"Latent Dirichlet Allocation",
		"Blei, David M.; Ng, Andrew Y.; Jordan, Michael I.",
		"Advances in Neural Information Processing Systems", 2001, "14",
		NULL, "601-608", NULL, NULL, NULL, "nips2001" };
	struct fixture *f = *state;
	struct facts c = conference;
	struct judgement j;

	c.type = WORK_TYPE_ARTICLE_JOURNAL;
	c.container = "Journal of Machine Learning Research";
	c.year = 2003;
	c.volume = "3";
	c.page = "993-1022";
	claim(f, c);
	candidate(f, conference);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_CONTAINER_TITLE, CHANGE_UNCONFIRMED);
	assert_false(judgement_has_wrong(&j));
	assert_string_equal(j.work->container_title, c.container);
	assert_int_equal(j.versions_len, 1);
}

static void
the_isbn_of_a_volume_is_no_papers_own(void **state)
{
	struct fixture *f = *state;
	struct facts c = bert_2019;
	struct work *neighbour;
	struct judgement j;

	c.DOI = c.arXiv = NULL;
	claim(f, c);
	f->parse.work->ISBN = "9781950737130";
	candidate(f, bert_2019);
	neighbour = (struct work *)candidate(f, alexnet_2012);
	neighbour->ISBN = "9781950737130";
	f->identifier = (struct match_identifier){ IDENTIFIER_ISBN,
		"9781950737130", IDENTIFIER_EXISTS, neighbour };
	f->in.identifiers = &f->identifier;
	f->in.identifiers_len = 1;
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_ISBN, CHANGE_UNCONFIRMED);
}

static void
a_dead_doi_is_told_of_what_is_not_found_too(void **state)
{
	struct fixture *f = *state;
	struct facts c = { 0 };
	struct judgement j;

	c.title = "A Theoretical Analysis of Style Transfer";
	c.author = "Karpathy, A.";
	c.DOI = "10.5555/0000000";
	claim(f, c);
	f->identifier = (struct match_identifier){ IDENTIFIER_DOI, c.DOI,
		IDENTIFIER_NOT_EXISTS, NULL };
	f->in.identifiers = &f->identifier;
	f->in.identifiers_len = 1;
	j = judged(f);
	expect(&j, VERDICT_NOT_FOUND, CLAIM_DOI, CHANGE_WRONG);
}

static void
names_read_together_are_no_other_people(void **state)
{
	static const char text[] =
	    "Jacob Devlin, Ming-Wei Chang, Kenton Lee, and "
	    "Kristina Toutanova. BERT. 2019.";
	struct fixture *f = *state;
	struct facts c = bert_2019;
	struct judgement j;

	c.author =
	    "Jacob Devlin, Ming-Wei Chang; Lee, Kenton; Toutanova, Kristina";
	claim_string(f, c, text);
	candidate(f, bert_2019);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	assert_false(judgement_has_wrong(&j));
}

static void
a_retracted_work_is_told(void **state)
{
	struct fixture *f = *state;
	struct judgement j;

	claim(f, lecun_2015);
	work_add_relation(&f->a, (struct work *)candidate(f, lecun_2015),
	    RELATION_RETRACTED_BY, "10.1000/notice", NULL);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	assert_true(j.alerts & 1U << ALERT_RETRACTED);
}

static void
the_order_of_answers_does_not_matter(void **state)
{
	struct fixture *f = *state;
	struct facts c = { 0 };
	struct judgement j, k;
	const struct work *swap;

	c.title = bert_2019.title;
	c.author = "Devlin, J.; Chang, M.; Lee, K.; Toutanova, K.";
	c.year = 2019;
	claim(f, c);
	candidate(f, bert_2018);
	candidate(f, bert_2019);
	candidate(f, lecun_2015);
	j = judged(f);
	swap = f->candidates[0];
	f->candidates[0] = f->candidates[2];
	f->candidates[2] = swap;
	k = judged(f);
	assert_true(j.work == k.work);
	assert_string_equal(j.reason, k.reason);
	assert_int_equal(j.changes_len, k.changes_len);
}

static void
low_confidence_is_no_evidence(void **state)
{
	static const char text[] =
	    "LeCun Bengio Hinton 2015 Deep learning Nature 521 436";
	struct fixture *f = *state;
	struct facts c = { 0 };
	struct place places[] = {
		{ CLAIM_AUTHOR, { 0, 5 }, 0.2 },
		{ CLAIM_TITLE, { 25, 45 }, 0.3 },
		{ CLAIM_CONTAINER_TITLE, { 0, 5 }, 0.2 },
	};
	struct judgement j;

	c.title = "Deep learning";
	c.author = "Lecun, Bengio; Nobody, Else";
	c.container = "Bengio Hinton";
	c.year = 2015;
	c.volume = "521";
	c.page = "436";
	claim_string(f, c, text);
	f->parse.places = places;
	f->parse.places_len = 3;
	candidate(f, lecun_2015);
	j = judged(f);
	assert_false(judgement_has_wrong(&j));
	assert_int_not_equal(j.verdict, VERDICT_CONFLICT);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_title_cut_in_mid_phrase_is_wrong),
		TEST(a_distinctive_title_by_wholly_others_is_a_conflict),
		TEST(of_two_versions_the_cited_year_decides),
		TEST(a_version_nobody_has_keeps_its_year),
		TEST(an_article_is_not_taken_for_the_book_of_its_title),
		TEST(a_common_title_by_others_accuses_nobody),
		TEST(what_is_not_found_depends_on_who_was_asked),
		TEST(authors_may_be_cut_but_not_left_out),
		TEST(several_other_given_names_are_wrong_authors),
		TEST(given_names_in_other_spellings_are_the_same_people),
		TEST(another_given_name_is_only_a_variant),
		TEST(citing_the_preprint_is_right),
		TEST(another_venue_and_year_are_wrong),
		TEST(anothers_doi_is_one_wrong_field_or_a_conflict),
		TEST(an_unknown_doi_is_unconfirmed_until_the_agency_denies_it),
		TEST(a_version_with_details_of_its_own_is_left_alone),
		TEST(the_isbn_of_a_volume_is_no_papers_own),
		TEST(a_dead_doi_is_told_of_what_is_not_found_too),
		TEST(names_read_together_are_no_other_people),
		TEST(a_retracted_work_is_told),
		TEST(the_order_of_answers_does_not_matter),
		TEST(low_confidence_is_no_evidence),
	};

	return cmocka_run_group_tests_name("judge", tests, NULL, NULL);
}
