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
a_doi_that_nobody_registered_is_not_offered(void **state)
{
	static const struct facts paper = { WORK_TYPE_PAPER_CONFERENCE,
		"Attention is all you need", "Vaswani, A.; Shazeer, N.",
		"Advances in Neural Information Processing Systems", 2017, NULL,
		NULL, "5998-6008", NULL, "10.5555/3295222.3295349", NULL, "a" };
	struct fixture *f = *state;
	struct facts c = paper;
	struct judgement j;

	candidate(f, paper);
	c.DOI = NULL;
	claim(f, c);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	assert_null(judgement_change(&j, CLAIM_DOI));
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

static void
a_collaboration_signs_for_its_first_author(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_ARTICLE_JOURNAL,
		"Observation of a new particle in the search for the Standard "
		"Model Higgs boson with the ATLAS detector at the LHC",
		NULL, "Physics Letters B", 2012, "716", "1", "1-29", NULL,
		"10.1016/j.physletb.2012.08.020", NULL, NULL };
	struct facts c = r;
	struct judgement j;
	struct work *record;
	struct name group = { .literal = "ATLAS Collaboration" };

	c.author = "Aad, G.";
	c.DOI = NULL;
	claim(f, c);
	f->parse.work->author.others = true;
	record = work_of(&f->a, r);
	name_list_add(&f->a, &record->author, group);
	f->candidates[f->in.candidates_len++] = record;
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_AUTHOR, CHANGE_UNCONFIRMED);
}

static void
the_next_years_statistics_are_another_work(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_ARTICLE_JOURNAL, "Cancer Statistics, 2021",
		"Siegel, Rebecca L.; Miller, Kimberly D.; Fuchs, Hannah E.; "
		"Jemal, Ahmedin",
		"CA: A Cancer Journal for Clinicians", 2021, "71", "1", "7-33",
		NULL, "10.3322/caac.21654", NULL, NULL };
	struct facts c = r;
	struct judgement j;

	/* They do begin, and end, on the same pages. */
	c.title = "Cancer statistics, 2022";
	c.year = 2022;
	c.volume = "72";
	c.DOI = NULL;
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
	assert_null(judgement_change(&j, CLAIM_VOLUME));
}

/* The record of another work with the title claimed: no accusation. */
static void
expect_not_found(struct fixture *f, struct facts c, struct facts decoy)
{
	struct judgement j;

	claim(f, c);
	candidate(f, decoy);
	j = judged(f);
	if (j.verdict != VERDICT_NOT_FOUND || j.changes_len)
		fail_msg("verdict %s: %s", verdict_name(j.verdict), j.reason);
}

static void
an_article_of_a_books_title_is_about_it(void **state)
{
	struct facts kuhn = { WORK_TYPE_BOOK,
		"The Structure of Scientific Revolutions in the History of "
		"Science",
		"Kuhn, Thomas S.", NULL, 1962, NULL, NULL, NULL,
		"University of Chicago Press", NULL, NULL, NULL };
	struct facts review = { WORK_TYPE_ARTICLE_JOURNAL, kuhn.title,
		"Shapere, Dudley", "The Philosophical Review", 1964, "73", "3",
		"383-394", NULL, "10.2307/2183664", NULL, NULL };

	expect_not_found(*state, kuhn, review);
}

static void
surveys_of_like_titles_are_others(void **state)
{
	struct facts pan = { WORK_TYPE_ARTICLE_JOURNAL,
		"A Survey on Transfer Learning",
		"Pan, Sinno Jialin; Yang, Qiang",
		"IEEE Transactions on Knowledge and Data Engineering", 2010,
		"22", "10", "1345-1359", NULL, "10.1109/tkde.2009.191", NULL,
		NULL };
	struct facts weiss = { WORK_TYPE_ARTICLE_JOURNAL,
		"A survey of transfer learning",
		"Weiss, Karl; Khoshgoftaar, Taghi M.; Wang, DingDing",
		"Journal of Big Data", 2016, "3", "1", "9", NULL, NULL, NULL,
		NULL };

	expect_not_found(*state, weiss, pan);
}

static void
a_comprehensive_survey_is_not_the_survey(void **state)
{
	struct facts pan = { WORK_TYPE_ARTICLE_JOURNAL,
		"A Survey on Transfer Learning",
		"Pan, Sinno Jialin; Yang, Qiang",
		"IEEE Transactions on Knowledge and Data Engineering", 2010,
		"22", "10", "1345-1359", NULL, "10.1109/tkde.2009.191", NULL,
		NULL };
	struct facts zhuang = { WORK_TYPE_ARTICLE_JOURNAL,
		"A Comprehensive Survey on Transfer Learning",
		"Zhuang, Fuzhen; Qi, Zhiyuan; Duan, Keyu",
		"Proceedings of the IEEE", 2021, "109", "1", "43-76", NULL,
		NULL, NULL, NULL };

	expect_not_found(*state, zhuang, pan);
}

static void
a_correction_is_not_the_paper(void **state)
{
	struct facts c = { WORK_TYPE_ARTICLE_JOURNAL,
		"On computable numbers, with an application to the "
		"Entscheidungsproblem",
		"Turing, Alan M.",
		"Proceedings of the London Mathematical Society", 1936, "s2-42",
		NULL, "230-265", NULL, NULL, NULL, NULL };
	struct facts correction = c;

	correction.title = "On computable numbers, with an application to the "
			   "Entscheidungsproblem: a correction";
	correction.year = 1938;
	correction.volume = "s2-43";
	correction.page = "544-546";
	expect_not_found(*state, c, correction);
}

static void
an_introduction_elsewhere_is_another(void **state)
{
	struct facts c = { WORK_TYPE_CHAPTER, "Introduction", "Smith, Adrian",
		"Bayesian Theory", 2008, NULL, NULL, "1-10", NULL, NULL, NULL,
		NULL };
	struct facts other = c;

	other.container = "Markov Chain Monte Carlo in Practice";
	other.year = 2005;
	other.page = "1-12";
	expect_not_found(*state, c, other);
}

static void
two_papers_of_one_title_are_years_and_journals_apart(void **state)
{
	struct facts c = { WORK_TYPE_ARTICLE_JOURNAL,
		"Real-time functional magnetic resonance imaging",
		"Cohen, Mark S.", "Methods", 2001, "25", NULL, "201-220", NULL,
		NULL, NULL, NULL };
	struct facts other = { WORK_TYPE_ARTICLE_JOURNAL, c.title,
		"Cox, Robert W.; Jesmanowicz, Andrzej; Hyde, James S.",
		"Magnetic Resonance in Medicine", 1995, "33", NULL, "230-236",
		NULL, NULL, NULL, NULL };

	expect_not_found(*state, c, other);
}

static void
what_is_said_to_a_paper_stands_behind_it(void **state)
{
	struct facts c = { WORK_TYPE_ARTICLE_JOURNAL,
		"Computing machinery, intelligence and the imitation game",
		"Sproat, Richard", "Computational Linguistics", 1994, "20", "3",
		"493-494", NULL, NULL, NULL, NULL };
	struct facts other = c;

	other.author = "Coleman, John";
	other.page = "486-492";
	expect_not_found(*state, c, other);
}

static void
a_review_as_subtitle_is_the_papers_own(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_ARTICLE_JOURNAL,
		"Affect and memory: A review", "Blaney, Paul H.",
		"Psychological Bulletin", 1986, "99", "2", "229-246", NULL,
		NULL, NULL, NULL };
	struct facts c = r;
	struct judgement j;

	c.title = "Affect and memory";
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_TITLE, CHANGE_VARIANT);
}

static void
a_systems_name_in_front_is_left_out(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_PAPER_CONFERENCE,
		"AttrSeg: Open-Vocabulary Semantic Segmentation via Attribute "
		"Decomposition-Aggregation",
		"Ma, Chaofan; Yang, Yuhuan; Ju, Chen", "NeurIPS", 2023, NULL,
		NULL, NULL, NULL, NULL, NULL, "nips" };
	struct facts c = r;
	struct judgement j;

	c.title = "Open-Vocabulary Semantic Segmentation via Attribute "
		  "Decomposition-Aggregation";
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_TITLE, CHANGE_VARIANT);
}

/* The DOI's own record has the one word, which was written over the whole title. */
static void
a_record_that_lost_its_subtitle_corrects_nothing(void **state)
{
	struct fixture *f = *state;
	struct facts record = { WORK_TYPE_PAPER_CONFERENCE, "XGBoost",
		"Chen, Tianqi; Guestrin, Carlos",
		"Proceedings of the 22nd ACM SIGKDD International Conference "
		"on Knowledge Discovery and Data Mining",
		2016, NULL, NULL, "785-794", NULL, "10.1145/2939672.2939785",
		NULL, NULL };
	struct facts c = record;
	struct judgement j;

	c.title = "XGBoost: A scalable tree boosting system";
	claim(f, c);
	candidate(f, record);
	f->identifier = (struct match_identifier){ IDENTIFIER_DOI, c.DOI,
		IDENTIFIER_EXISTS, f->candidates[0] };
	f->in.identifiers = &f->identifier;
	f->in.identifiers_len = 1;
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	assert_null(judgement_change(&j, CLAIM_TITLE));
}

static void
a_reading_may_not_drop_another_subtitle(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_ARTICLE,
		"NoveltyBench: Evaluating Creativity and Diversity in Language "
		"Models",
		"Zhang, Yiming; Diddee, Harshita; Holm, Susan", NULL, 2025,
		NULL, NULL, NULL, "arXiv", NULL, "2504.05228", NULL };
	struct facts c = r;
	struct parse parses[2];
	struct place places[2] = { { .field = CLAIM_TITLE, .confidence = 0.9 },
		{ .field = CLAIM_AUTHOR, .confidence = 0.9 } };
	struct judgement j;

	c.title = "NoveltyBench: Benchmarking novelty in text generation";
	c.author = "Zhang, Y.";
	c.arXiv = NULL;
	claim_string(f, c,
	    "Zhang, Y.; et al. 2025. NoveltyBench: Benchmarking novelty in "
	    "text generation. arXiv preprint.");
	f->parse.work->author.others = true;
	parses[0] = parses[1] = f->parse;
	parses[0].places = parses[1].places = places;
	parses[0].places_len = parses[1].places_len = 2;
	parses[1].work = work_copy(&f->a, f->parse.work);
	parses[1].work->title = "NoveltyBench";
	f->reference.parses = parses;
	f->reference.parses_len = 2;
	candidate(f, r);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
}

static void
copies_under_a_foreign_prefix_prove_nothing(void **state)
{
	struct facts c = { WORK_TYPE_PAPER_CONFERENCE,
		"Attention Is All You Need",
		"Vaswani, Ashish; Shazeer, Noam; Parmar, Niki",
		"Advances in Neural Information Processing Systems", 2017, NULL,
		NULL, NULL, NULL, NULL, NULL, NULL };
	struct facts copy = c;

	copy.year = 2025;
	copy.DOI = "10.65215/ctdc8e75";
	copy.container = NULL;
	expect_not_found(*state, c, copy);
}

static void
a_thesis_has_one_author_its_paper_more(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_THESIS,
		"Architectural Styles and the Design of Network-based Software "
		"Architectures",
		"Fielding, Roy Thomas", NULL, 2000, NULL, NULL, NULL,
		"University of California, Irvine", NULL, NULL, "thesis" };
	struct facts c = r;
	struct judgement j;

	c.type = WORK_TYPE_ARTICLE_JOURNAL;
	c.author = "Fielding, Roy T.; Taylor, Richard N.";
	c.container = "ACM Transactions on Internet Technology";
	c.publisher = NULL;
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_AUTHOR, CHANGE_UNCONFIRMED);
}

static void
a_translated_title_is_found_where_it_stands(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_ARTICLE_JOURNAL,
		"Die Grundlage der allgemeinen Relativitätstheorie",
		"Einstein, A.", "Annalen der Physik", 1916, "354", "7",
		"769-822", NULL, "10.1002/andp.19163540702", NULL, NULL };
	struct facts c = r;
	struct judgement j;

	c.title = "The foundation of the general theory of relativity";
	c.DOI = NULL;
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_TITLE, CHANGE_UNCONFIRMED);
}

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

static void
papers_paged_one_by_one_share_no_place(void **state)
{
	static const struct facts other = { WORK_TYPE_ARTICLE_JOURNAL,
		"Contextual Stochastic Block Model: Sharp Thresholds and "
		"Contiguity",
		"Lu, Chen; Sen, Subhabrata",
		"Journal of Machine Learning Research", 2023, "24", NULL,
		"1-34", NULL, NULL, NULL, "jmlr" };
	struct fixture *f = *state;
	struct facts c = other;
	struct judgement j;

	c.title = "A Unified Theory of Diversity in Ensemble Learning";
	c.author = "Wood, Danny; Mu, Tingting; Brown, Gavin";
	claim(f, c);
	candidate(f, other);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
	assert_false(judgement_has_wrong(&j));
}

static void
as_many_pages_are_no_place(void **state)
{
	static const struct facts other = { WORK_TYPE_BOOK,
		"The Tale of Peter Rabbit", "Potter, Beatrix", NULL, 1905, NULL,
		NULL, "86", "Frederick Warne", NULL, NULL, "rabbit" };
	struct fixture *f = *state;
	struct facts c = other;

	c.title = "The Tale of Mrs. Tiggy-Winkle";
	claim(f, c);
	candidate(f, other);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

static void
a_part_with_its_number_in_brackets_is_another_work(void **state)
{
	static const struct facts first = { WORK_TYPE_ARTICLE_JOURNAL,
		"Dynamical Theory of Nuclear Induction",
		"Wangsness, Roald K.; Bloch, Felix", "Physical Review", 1953,
		"89", "4", "728-739", NULL, NULL, NULL, "part1" };
	struct fixture *f = *state;
	struct facts c = first;

	c.author = "Bloch, Felix";
	c.volume = "102";
	c.issue = "1";
	c.page = "104-135";
	c.year = 1956;
	claim_string(f, c,
	    "Bloch, F. Dynamical Theory of Nuclear Induction (II). Physical "
	    "Review 102(1), 104-135, 1956.");
	candidate(f, first);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

static void
a_publishers_correction_is_not_the_paper(void **state)
{
	struct fixture *f = *state;
	struct facts correction = lecun_2015;

	correction.title = "Publisher Correction: Deep learning";
	correction.page = "444";
	correction.DOI = correction.record = "10.1038/nature14540";
	claim(f, lecun_2015);
	f->parse.work->DOI = NULL;
	candidate(f, correction);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

/* A record that names only the editors of a book does not say who wrote it. */
static void
editors_alone_do_not_contradict_authors(void **state)
{
	struct fixture *f = *state;
	struct facts record = { WORK_TYPE_BOOK,
		"Parallel Distributed Processing: Explorations in the "
		"Microstructure of Cognition",
		NULL, NULL, 1986, NULL, NULL, NULL, "MIT Press", NULL, NULL,
		"pdp" };
	struct facts c = record;
	struct work *w;

	c.author = "Hinton, Geoffrey; Sejnowski, Terrence";
	claim(f, c);
	w = (struct work *)candidate(f, record);
	w->editor = people(&f->a, "Feldman, Jerome; Hayes, Patrick");
	assert_int_not_equal(judged(f).verdict, VERDICT_CONFLICT);
}

/* Two papers of one workshop by the same two people. */
static void
another_doi_of_the_publisher_under_a_like_title_is_another_work(void **state)
{
	struct facts record = { WORK_TYPE_PAPER_CONFERENCE,
		"KBody: Towards general, robust, and aligned monocular "
		"whole-body estimation",
		"Zioulis, Nikolaos; O'Brien, James F.",
		"IEEE/CVF Conference on Computer Vision and Pattern "
		"Recognition Workshops",
		2023, NULL, NULL, "6215-6225", NULL,
		"10.1109/cvprw59228.2023.00661", NULL, NULL };
	struct facts c = record;
	struct fixture *f = *state;

	c.title = "KBody: Balanced monocular whole-body estimation";
	c.DOI = "10.1109/cvprw59228.2023.00361";
	c.page = NULL;
	claim(f, c);
	candidate(f, record);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

static double
all_are_rare(void *ctx, uint64_t term)
{
	(void)ctx, (void)term;
	return 12;
}

/* Both papers exist. */
static void
one_title_in_two_journals_years_apart_is_no_conflict(void **state)
{
	struct facts record = { WORK_TYPE_ARTICLE_JOURNAL,
		"Is there a geometric module for spatial orientation? Squaring "
		"theory and evidence",
		"Cheng, Ken; Newcombe, Nora S.",
		"Psychonomic Bulletin and Review", 2005, "12", "1", "1-23",
		NULL, NULL, NULL, "cheng" };
	struct facts c = record;
	struct fixture *f = *state;

	c.author = "Sheynikhovich, Denis; Chavarriaga, Ricardo; Arleo, Angelo";
	c.container = "Psychological Review";
	c.volume = "116";
	c.issue = "3";
	c.page = NULL;
	c.year = 2009;
	claim(f, c);
	f->in.idf = all_are_rare;
	candidate(f, record);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
	/* In the same journal it is the same paper, by others. */
	f->in.candidates_len = 0;
	c.container = record.container;
	c.volume = record.volume;
	c.year = record.year;
	claim(f, c);
	candidate(f, record);
	assert_int_equal(judged(f).verdict, VERDICT_CONFLICT);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(one_shared_author_and_a_common_title_are_no_match),
		TEST(a_chapter_is_not_taken_for_its_book),
		TEST(a_doi_that_nobody_registered_is_not_offered),
		TEST(a_name_read_out_of_the_title_is_nobody),
		TEST(an_edition_may_have_another_author),
		TEST(a_journal_is_perhaps_a_later_version),
		TEST(a_year_that_is_neither_of_both_dates_is_wrong),
		TEST(a_preprints_authors_are_not_held_against_the_paper),
		TEST(a_collaboration_signs_for_its_first_author),
		TEST(the_next_years_statistics_are_another_work),
		TEST(an_article_of_a_books_title_is_about_it),
		TEST(surveys_of_like_titles_are_others),
		TEST(a_comprehensive_survey_is_not_the_survey),
		TEST(a_correction_is_not_the_paper),
		TEST(an_introduction_elsewhere_is_another),
		TEST(two_papers_of_one_title_are_years_and_journals_apart),
		TEST(what_is_said_to_a_paper_stands_behind_it),
		TEST(a_review_as_subtitle_is_the_papers_own),
		TEST(a_systems_name_in_front_is_left_out),
		TEST(a_record_that_lost_its_subtitle_corrects_nothing),
		TEST(a_reading_may_not_drop_another_subtitle),
		TEST(copies_under_a_foreign_prefix_prove_nothing),
		TEST(a_thesis_has_one_author_its_paper_more),
		TEST(a_translated_title_is_found_where_it_stands),
		TEST(pages_of_a_reprint_that_nobody_has_are_not_wrong),
		TEST(a_volume_may_be_cited_by_its_own_title),
		TEST(no_conflict_while_the_identifier_could_not_be_asked),
		TEST(papers_paged_one_by_one_share_no_place),
		TEST(as_many_pages_are_no_place),
		TEST(
		    another_doi_of_the_publisher_under_a_like_title_is_another_work),
		TEST(one_title_in_two_journals_years_apart_is_no_conflict),
		TEST(a_part_with_its_number_in_brackets_is_another_work),
		TEST(a_publishers_correction_is_not_the_paper),
		TEST(editors_alone_do_not_contradict_authors),
	};

	return cmocka_run_group_tests_name("judge-others", tests, NULL, NULL);
}
