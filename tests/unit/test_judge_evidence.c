/* What refutes a reference, and what only seems to: records of real works. */

#include "judge-fixture.h"

/* Two papers of CVPR 2022 and 2023, as dblp and Crossref have them. */
static const struct facts stereopsis_2022 = { WORK_TYPE_PAPER_CONFERENCE,
	"Differentiable Stereopsis: Meshes from multiple views using "
	"differentiable rendering",
	"Goel, Shubham; Gkioxari, Georgia; Malik, Jitendra",
	"IEEE/CVF Conference on Computer Vision and Pattern Recognition, CVPR "
	"2022",
	2022, NULL, NULL, "8625-8634", "IEEE", "10.1109/cvpr52688.2022.00844",
	NULL, NULL };
static const struct facts delta_2021 = { WORK_TYPE_PAPER_CONFERENCE,
	"A Bidirectional Transformer Based Alignment Model for Unsupervised "
	"Word Alignment",
	"Zhang, Jingyi; van Genabith, Josef",
	"Proceedings of the 59th Annual Meeting of the Association for "
	"Computational Linguistics",
	2021, NULL, NULL, "283-292",
	"Association for Computational Linguistics",
	"10.18653/v1/2021.acl-long.24", NULL, NULL };

static void
own_identifier(struct fixture *f, const char *doi, struct facts record)
{
	f->identifier = (struct match_identifier){ IDENTIFIER_DOI, doi,
		IDENTIFIER_EXISTS, candidate(f, record) };
	f->in.identifiers = &f->identifier;
	f->in.identifiers_len = 1;
}

static void
a_title_put_over_anothers_doi_and_authors_is_a_conflict(void **state)
{
	struct fixture *f = *state;
	struct facts c = stereopsis_2022;
	struct judgement j;

	c.title = "Neural Architecture Search with Hardware Constraints";
	c.page = c.publisher = NULL;
	claim(f, c);
	own_identifier(f, c.DOI, stereopsis_2022);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_CONFLICT);
	assert_int_equal(j.parts_len, 1);
	assert_int_equal(
	    j.parts[0].fields, 1U << CLAIM_DOI | 1U << CLAIM_AUTHOR);
}

static void
a_translated_title_under_its_own_doi_is_no_conflict(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_ARTICLE_JOURNAL,
		"On the Electrodynamics of Moving Bodies", "Einstein, A.",
		"Annalen der Physik", 1905, "322", "10", "891-921", NULL,
		"10.1002/andp.19053221004", NULL, NULL };
	struct facts c = r;
	struct judgement j;

	c.title = "Zur Elektrodynamik bewegter Körper";
	claim(f, c);
	own_identifier(f, c.DOI, r);
	j = judged(f);
	assert_int_not_equal(j.verdict, VERDICT_CONFLICT);
}

static void
a_changed_title_by_others_under_a_papers_doi_is_a_conflict(void **state)
{
	struct fixture *f = *state;
	struct facts c = stereopsis_2022;
	struct judgement j;

	c.title = "Differentiable Stereopsis: Improved meshes from views using "
		  "rendering";
	c.author = "Okonkwo, David; Fischer, Laura; Hsu, Wei-Ting";
	c.page = NULL;
	claim(f, c);
	own_identifier(f, c.DOI, stereopsis_2022);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_CONFLICT);
}

static void
a_chapter_under_its_books_doi_is_no_conflict(void **state)
{
	struct fixture *f = *state;
	struct facts book = { WORK_TYPE_BOOK,
		"Neural Networks: Tricks of the Trade",
		"Montavon, Grégoire; Orr, Geneviève B.; Müller, Klaus-Robert",
		NULL, 2012, NULL, NULL, NULL, "Springer",
		"10.1007/978-3-642-35289-8", NULL, NULL };
	struct facts c = { WORK_TYPE_CHAPTER,
		"Stochastic Gradient Descent "
		"Tricks",
		"Bottou, Léon", "Neural Networks: Tricks of the Trade", 2012,
		NULL, NULL, "421-436", "Springer", "10.1007/978-3-642-35289-8",
		NULL, NULL };
	struct judgement j;

	claim(f, c);
	own_identifier(f, c.DOI, book);
	j = judged(f);
	assert_int_not_equal(j.verdict, VERDICT_CONFLICT);
}

static void
a_doi_that_calls_itself_nonexistent_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct facts c = alexnet_2012;
	struct judgement j;

	c.DOI = "10.99999/nonexistent.00000";
	claim(f, c);
	candidate(f, alexnet_2012);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_DOI, CHANGE_WRONG);
}

static void
a_doi_nobody_knows_stays_unconfirmed(void **state)
{
	struct fixture *f = *state;
	struct facts c = alexnet_2012;
	struct judgement j;

	c.DOI = "10.6050/566339";
	claim(f, c);
	candidate(f, alexnet_2012);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_DOI, CHANGE_UNCONFIRMED);
}

static void
a_preprint_older_than_its_arxiv_id_contradicts_itself(void **state)
{
	struct fixture *f = *state;
	struct facts c = { WORK_TYPE_ARTICLE,
		"A Rule-based Computational Model for Gaidhlig Morphology",
		"Okonkwo, David; Fischer, Laura", "arXiv", 2023, NULL, NULL,
		NULL, NULL, "10.48550/arxiv.2602.12132v1", NULL, NULL };
	struct judgement j;

	claim(f, c);
	j = judged(f);
	expect(&j, VERDICT_CONFLICT, CLAIM_YEAR, CHANGE_WRONG);
	assert_string_equal(judgement_change(&j, CLAIM_YEAR)->to, "2026");
	assert_null(j.work);
	/* Who could not ask does not accuse. */
	f->searched.status = SEARCH_FAILED;
	j = judged(f);
	expect(&j, VERDICT_UNRESOLVED, CLAIM_YEAR, CHANGE_WRONG);
}

static void
a_paper_put_on_arxiv_years_later_keeps_its_year(void **state)
{
	struct fixture *f = *state;
	struct facts c = { WORK_TYPE_PAPER_CONFERENCE,
		"On-line Policy Improvement using Monte-Carlo Search",
		"Tesauro, Gerald; Galperin, Gregory R.",
		"Advances in Neural Information Processing Systems", 1996, "9",
		NULL, NULL, NULL, NULL, "2501.05407", NULL };
	struct judgement j;

	claim(f, c);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
	assert_null(judgement_change(&j, CLAIM_YEAR));
}

static void
another_venue_over_a_papers_doi_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct facts c = stereopsis_2022;
	struct judgement j;

	c.container = "Conference on Language Models and Understanding";
	c.page = c.publisher = NULL;
	claim(f, c);
	candidate(f, stereopsis_2022);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_CONTAINER_TITLE, CHANGE_WRONG);
}

static void
pages_that_another_work_stands_on_are_doubted(void **state)
{
	struct fixture *f = *state;
	struct facts c = lecun_2015;
	struct judgement j;

	c.title = "A Theory of Social Structure in Networks of Domestic Cats";
	c.author = "Okonkwo, David; Fischer, Laura";
	c.DOI = NULL;
	claim(f, c);
	candidate(f, lecun_2015);
	j = judged(f);
	expect(&j, VERDICT_NOT_FOUND, CLAIM_PAGES, CHANGE_UNCONFIRMED);
	assert_string_equal(
	    judgement_change(&j, CLAIM_PAGES)->record, lecun_2015.DOI);
}

static void
letters_share_a_page(void **state)
{
	struct fixture *f = *state;
	struct facts r = lecun_2015, c = lecun_2015;
	struct judgement j;

	r.page = c.page = "436";
	c.title = "A Theory of Social Structure in Networks of Domestic Cats";
	c.author = "Okonkwo, David; Fischer, Laura";
	c.DOI = NULL;
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
	assert_null(judgement_change(&j, CLAIM_PAGES));
}

static void
each_part_of_a_chimera_is_said_to_be_whose(void **state)
{
	struct fixture *f = *state;
	struct facts c = lecun_2015;
	struct judgement j;
	const struct work *pages;

	c.title = bert_2019.title;
	c.author = "Bengio, Yoshua";
	c.DOI = bengio_2009.DOI;
	claim(f, c);
	own_identifier(f, c.DOI, bengio_2009);
	candidate(f, bert_2019);
	pages = candidate(f, lecun_2015);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_CONFLICT);
	assert_int_equal(j.parts_len, 3);
	assert_int_equal(j.parts[0].fields, 1U << CLAIM_TITLE);
	assert_int_equal(
	    j.parts[1].fields, 1U << CLAIM_DOI | 1U << CLAIM_AUTHOR);
	assert_true(j.parts[2].work == pages);
	assert_true(j.parts[2].fields & 1U << CLAIM_PAGES);
}

static void
an_isbn_with_a_wrong_check_digit_is_pointed_out(void **state)
{
	struct fixture *f = *state;
	struct facts c = goodfellow_2016;
	struct judgement j;

	claim(f, c);
	f->parse.work->ISBN = "978-0-262-03561-4";
	j = judged(f);
	expect(&j, VERDICT_NOT_FOUND, CLAIM_ISBN, CHANGE_UNCONFIRMED);
}

static void
a_paper_is_not_of_years_before_it_was_anywhere(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_PAPER_CONFERENCE,
		"Video Contrastive Learning with Global Context",
		"Kuang, Haofei; Zhu, Yi; Zhang, Zhi; Li, Xinyu",
		"IEEE/CVF International Conference on Computer Vision "
		"Workshops, ICCVW 2021",
		2021, NULL, NULL, NULL, NULL, NULL, NULL, "iccvw" };
	struct facts preprint = { WORK_TYPE_ARTICLE, r.title, r.author, NULL,
		2021, NULL, NULL, NULL, "arXiv", NULL, "2108.02722", NULL };
	struct facts c = r;
	struct judgement j;

	c.container = "ICLR";
	c.year = 2019;
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	/* The conference alone proves nothing: it may have been there twice. */
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	candidate(f, preprint);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_YEAR, CHANGE_WRONG);
}

static void
a_record_that_is_cut_does_not_tell_who_is_left_out(void **state)
{
	struct fixture *f = *state;
	struct facts c = stereopsis_2022;
	struct judgement j;
	struct work *cut = work_of(&f->a, stereopsis_2022);

	cut->record = "cut";
	cut->DOI = NULL;
	cut->author.len = 1;
	cut->author.others = true;
	c.author = "Goel, Shubham; Malik, Jitendra";
	claim(f, c);
	f->candidates[f->in.candidates_len++] = cut;
	candidate(f, stereopsis_2022);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_AUTHOR, CHANGE_WRONG);
}

static void
a_corrected_venue_brings_its_year(void **state)
{
	struct fixture *f = *state;
	struct facts c = stereopsis_2022;
	struct judgement j;

	c.container = "ICML";
	c.year = 2023;
	c.DOI = c.publisher = c.page = NULL;
	claim(f, c);
	candidate(f, stereopsis_2022);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_CONTAINER_TITLE, CHANGE_WRONG);
	expect(&j, VERDICT_DIFFERS, CLAIM_YEAR, CHANGE_WRONG);
}

static void
a_doi_that_names_the_venue_says_which_is_meant(void **state)
{
	struct fixture *f = *state;
	struct facts r = stereopsis_2022, c = stereopsis_2022;
	struct judgement j;

	r.DOI = NULL;
	c.container = "Transactions on Meta-Learning and Adaptation";
	c.page = c.publisher = NULL;
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_CONTAINER_TITLE, CHANGE_WRONG);
}

static void
a_siggraph_paper_stands_in_its_journal(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_ARTICLE_JOURNAL,
		"Instant Neural Graphics Primitives with a Multiresolution "
		"Hash Encoding",
		"Müller, Thomas; Evans, Alex; Schied, Christoph; Keller, "
		"Alexander",
		"ACM Transactions on Graphics", 2022, "41", "4", "1-15",
		"Association for Computing Machinery (ACM)",
		"10.1145/3528223.3530127", NULL, NULL };
	struct facts c = r;
	struct judgement j;

	c.container = "SIGGRAPH";
	c.volume = c.issue = c.page = NULL;
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_CONTAINER_TITLE, CHANGE_VARIANT);
}

static struct judgement
judged_at(struct fixture *f, const char *place, const char *met,
    const char *publisher)
{
	struct facts c = delta_2021;
	struct work *record;

	c.publisher = publisher;
	claim(f, c);
	f->parse.work->publisher_place = place;
	record = work_of(&f->a, delta_2021);
	record->publisher_place = met;
	f->candidates[0] = record;
	f->in.candidates_len = 1;
	return judged(f);
}

static void
a_town_where_nobody_met_is_wrong(void **state)
{
	struct fixture *f = *state;
	static const char acl[] = "Association for Computational Linguistics";
	struct judgement j =
	    judged_at(f, "Berlin, Germany", "Toronto, Canada", acl);

	expect(&j, VERDICT_DIFFERS, CLAIM_PUBLISHER_PLACE, CHANGE_WRONG);
	/* The publisher's seat, and the town of a meeting gone online. */
	j = judged_at(f, "Stroudsburg, PA, USA", "Toronto, Canada", acl);
	expect(&j, VERDICT_VERIFIED, CLAIM_PUBLISHER_PLACE, CHANGE_UNCONFIRMED);
	j = judged_at(f, "Bangkok, Thailand", "Online", acl);
	expect(&j, VERDICT_VERIFIED, CLAIM_PUBLISHER_PLACE, CHANGE_UNCONFIRMED);
	/* Another house's seat, when no house is named. */
	j = judged_at(f, "New York, NY, USA", "Toronto, Canada", NULL);
	expect(&j, VERDICT_VERIFIED, CLAIM_PUBLISHER_PLACE, CHANGE_UNCONFIRMED);
}

static void
the_pages_tell_which_printing_is_cited(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_PAPER_CONFERENCE,
		"RadFlag: A Black-Box Hallucination Detection Method for "
		"Medical Vision Language Models",
		"Zhang, Serena; Sambara, Sraavya; Banerjee, Oishi",
		"ML4H@NeurIPS", 2024, NULL, NULL, "1087-1103", NULL, NULL, NULL,
		"ml4h" };
	struct facts c = r;
	struct judgement j;

	c.container = "EMNLP";
	c.year = 2022;
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_YEAR, CHANGE_WRONG);
}

static void
a_made_up_title_at_a_papers_pages_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct facts c = delta_2021;
	struct judgement j;

	c.title = "Phrase Pairs Learned Jointly by Two Encoders";
	c.DOI = NULL;
	claim(f, c);
	candidate(f, delta_2021);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_TITLE, CHANGE_WRONG);
}

static void
two_records_of_one_printing_complete_each_other(void **state)
{
	struct fixture *f = *state;
	struct facts dblp = delta_2021, crossref = delta_2021, c = delta_2021;
	struct judgement j;

	dblp.DOI = NULL;
	dblp.record = "dblp";
	crossref.page = NULL;
	c.DOI = c.page = NULL;
	claim(f, c);
	candidate(f, dblp);
	candidate(f, crossref);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_DOI, CHANGE_MISSING);
	expect(&j, VERDICT_VERIFIED, CLAIM_PAGES, CHANGE_MISSING);
	assert_string_equal(j.work->DOI, delta_2021.DOI);
	assert_string_equal(j.work->page, delta_2021.page);
	/* Each is said to be from the record that has it. */
	assert_string_equal(
	    judgement_change(&j, CLAIM_DOI)->record, delta_2021.DOI);
	assert_string_equal(judgement_change(&j, CLAIM_PAGES)->record, "dblp");
}

static void
a_preprints_doi_with_the_papers_pages_is_not_the_paper(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_ARTICLE_JOURNAL,
		"T2I-Adapter: Learning Adapters to Dig Out More Controllable "
		"Ability for Text-to-Image Diffusion Models",
		"Mou, Chong; Wang, Xintao; Xie, Liangbin",
		"Proceedings of the AAAI Conference on Artificial Intelligence",
		2024, "38", NULL, "4296-4304", NULL, "10.1609/aaai.v38i5.28226",
		NULL, NULL };
	struct facts mixed = r, c = r;
	struct judgement j;

	mixed.container = "AAAI Conference on Artificial Intelligence";
	mixed.year = 2023;
	mixed.volume = NULL;
	mixed.DOI = "10.48550/arxiv.2302.08453";
	mixed.arXiv = "2302.08453";
	c.DOI = NULL;
	c.year = 2022;
	claim(f, c);
	candidate(f, mixed);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_YEAR, CHANGE_WRONG);
	assert_string_equal(judgement_change(&j, CLAIM_YEAR)->to, "2024");
}

static void
plus_signs_are_part_of_a_name(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_ARTICLE_JOURNAL,
		"CrossFormer++: A Versatile Vision Transformer Hinging on "
		"Cross-Scale Attention",
		"Wang, Wenxiao; Chen, Wei; Qiu, Qibo",
		"IEEE Transactions on Pattern Analysis and Machine "
		"Intelligence",
		2024, "46", NULL, "3123-3136", NULL,
		"10.1109/tpami.2023.3341806", NULL, NULL };
	struct facts other = { WORK_TYPE_PAPER_CONFERENCE,
		"CrossFormer: A Versatile Vision Transformer Hinging on "
		"Cross-scale Attention",
		"Wang, Wenxiao; Yao, Lu; Chen, Long", "ICLR", 2022, NULL, NULL,
		NULL, NULL, NULL, NULL, "iclr" };
	struct facts c = r;
	struct judgement j;

	c.year = 2022;
	c.DOI = NULL;
	claim(f, c);
	candidate(f, r);
	candidate(f, other);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_YEAR, CHANGE_WRONG);
	assert_int_equal(j.versions_len, 0);
}

static void
a_name_parted_elsewhere_is_the_same(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_PAPER_CONFERENCE,
		"Learning Complete 3D Morphable Face Models From Images and "
		"Videos",
		"R., Mallikarjun B.; Tewari, Ayush; Theobalt, Christian",
		"CVPR", 2021, NULL, NULL, NULL, NULL,
		"10.1109/cvpr46437.2021.00337", NULL, NULL };
	struct facts c = r;
	struct judgement j;

	c.author = "Mallikarjun, B. R.; Tewari, Ayush; Theobalt, Christian";
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_AUTHOR, CHANGE_VARIANT);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_title_put_over_anothers_doi_and_authors_is_a_conflict),
		TEST(a_translated_title_under_its_own_doi_is_no_conflict),
		TEST(
		    a_changed_title_by_others_under_a_papers_doi_is_a_conflict),
		TEST(a_chapter_under_its_books_doi_is_no_conflict),
		TEST(a_doi_that_calls_itself_nonexistent_is_wrong),
		TEST(a_doi_nobody_knows_stays_unconfirmed),
		TEST(a_preprint_older_than_its_arxiv_id_contradicts_itself),
		TEST(a_paper_put_on_arxiv_years_later_keeps_its_year),
		TEST(another_venue_over_a_papers_doi_is_wrong),
		TEST(pages_that_another_work_stands_on_are_doubted),
		TEST(letters_share_a_page),
		TEST(each_part_of_a_chimera_is_said_to_be_whose),
		TEST(an_isbn_with_a_wrong_check_digit_is_pointed_out),
		TEST(a_paper_is_not_of_years_before_it_was_anywhere),
		TEST(a_record_that_is_cut_does_not_tell_who_is_left_out),
		TEST(a_corrected_venue_brings_its_year),
		TEST(a_doi_that_names_the_venue_says_which_is_meant),
		TEST(a_siggraph_paper_stands_in_its_journal),
		TEST(a_town_where_nobody_met_is_wrong),
		TEST(the_pages_tell_which_printing_is_cited),
		TEST(a_made_up_title_at_a_papers_pages_is_wrong),
		TEST(two_records_of_one_printing_complete_each_other),
		TEST(a_preprints_doi_with_the_papers_pages_is_not_the_paper),
		TEST(plus_signs_are_part_of_a_name),
		TEST(a_name_parted_elsewhere_is_the_same),
	};

	return cmocka_run_group_tests_name("judge-evidence", tests, NULL, NULL);
}
