#include "judge-fixture.h"

/*
 * Fields that a reading of a string took for something else, with confidence:
 * the text has what the record has.
 */
static const struct {
	const char *name;
	enum claim field;
	struct facts claim, record;
	const char *text;
	bool wrong;
} cases[] = {
	{ "a place in the title is no container", CLAIM_CONTAINER_TITLE,
	    { WORK_TYPE_ARTICLE_JOURNAL, "Tone", "Miehe, Gudrun", "Benue-Congo",
		1985, "68", NULL, "233-278", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL, "Tone in Benue-Congo", "Miehe, Gudrun",
		"Afrika und Übersee", 1985, "68", NULL, "233-278", NULL, NULL,
		NULL, "miehe" },
	    "Miehe, G.: Tone in Benue-Congo. Afr. Übersee 68, 233-278 (1985)",
	    false },
	{ "a publisher is no container", CLAIM_CONTAINER_TITLE,
	    { WORK_TYPE_PAPER_CONFERENCE,
		"Uncontrolled Manifolds in Vowel Production",
		"Szabados, Andrew; Perrier, Pascal", "ISCA", 2016, NULL, NULL,
		"3579-3583", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_PAPER_CONFERENCE,
		"Uncontrolled Manifolds in Vowel Production",
		"Szabados, Andrew; Perrier, Pascal",
		"17th Annual Conference on Speech", 2016, NULL, NULL,
		"3579-3583", "ISCA", NULL, NULL, "szabados" },
	    "Szabados, A., and P. Perrier. \"Uncontrolled Manifolds in Vowel "
	    "Production.\" 17th Ann. Conf. Speech, ISCA, 2016, pp. 3579-3583",
	    false },
	{ "the number of a book's name is no volume", CLAIM_VOLUME,
	    { WORK_TYPE_CHAPTER, "Problems of phone assignment in Lisu",
		"Hope, Edward R.", "Papers in South East Asian linguistics",
		1971, "2", NULL, "53-78", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_CHAPTER, "Problems of phone assignment in Lisu",
		"Hope, Edward R.", "Papers in South East Asian linguistics 2",
		1971, "A.29", NULL, "53-78", NULL, NULL, NULL, "hope" },
	    "Hope, E. R. Problems of phone assignment in Lisu. In Papers in "
	    "South East Asian linguistics 2, 53-78. 1971.",
	    false },
	{ "an issue of the title is not the journal's", CLAIM_ISSUE,
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Epigraphic and historical studies no. 12: Inscription 9",
		"Griswold, A. B.; Nagara, Prasert Na",
		"Journal of the Siam Society", 1974, "62", "12", "89-122", NULL,
		NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Epigraphic and historical studies no. 12: Inscription 9",
		"Griswold, A. B.; Nagara, Prasert Na",
		"Journal of the Siam Society", 1974, "62", "1", "89-122", NULL,
		NULL, NULL, "siam" },
	    "Griswold, A. B. and Nagara, P. N. (1974) Epigraphic and "
	    "historical studies no. 12: Inscription 9, Journal of the Siam "
	    "Society, 62(1), pp. 89-122",
	    false },
	{ "an issue of two numbers is not torn in two", CLAIM_ISSUE,
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"On the fricativization of /r/ and the French-Cree connection",
		"Picard, Marc", "Folia Linguistica Historica", 2001, "1", "2",
		"137-147", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"On the fricativization of /r/ and the French-Cree connection",
		"Picard, Marc", "Folia Linguistica Historica", 2001, "XXII",
		"1-2", "137-147", NULL, NULL, NULL, "picard" },
	    "Picard, M. (2001) On the fricativization of /r/ and the "
	    "French-Cree connection, Folia Linguistica Historica, XXII(1-2), "
	    "pp. 137-147.",
	    false },
	{ "half of a volume of two numbers is no issue", CLAIM_ISSUE,
	    { WORK_TYPE_ARTICLE_JOURNAL, "Idiomatik der Echternacher Mundart",
		"Comes, Isidor", "Vierteljahresblätter", 1937, "3", "4", "1-7",
		NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL, "Idiomatik der Echternacher Mundart",
		"Comes, Isidor", "Vierteljahresblätter", 1937, "3/4",
		"H. 12/13", "1-7", NULL, NULL, NULL, "comes" },
	    "Comes, Isidor. Idiomatik der Echternacher Mundart. "
	    "Vierteljahresblätter, vol. 3/4, 1937, pp. 1-7.",
	    false },
	{ "a name parted at its middle is one person", CLAIM_AUTHOR,
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Large language models reasoning and reinforcement learning",
		"Noguer; Alonso, M.", "SSRN Electronic Journal", 2023, NULL,
		NULL, NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Large Language Models Reasoning and Reinforcement Learning",
		"Noguer i Alonso, Miquel", "SSRN Electronic Journal", 2023,
		NULL, NULL, NULL, NULL, NULL, NULL, "noguer" },
	    "Noguer i Alonso M. Large language models reasoning and "
	    "reinforcement learning. SSRN Electronic Journal 2023.",
	    false },
	{ "initials taken for the family name are initials", CLAIM_AUTHOR,
	    { WORK_TYPE_ARTICLE_JOURNAL, "Of cooks, crooks and slum-dwellers",
		"DDFD, Rio; Sovacool, BK", "World Development", 2022, "161",
		NULL, "106093", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL, "Of cooks, crooks and slum-dwellers",
		"Rio, Dylan D. Furszyfer Del; Sovacool, Benjamin K.",
		"World Development", 2022, "161", NULL, "106093", NULL, NULL,
		NULL, "rio" },
	    "Rio DDFD, Sovacool BK. Of cooks, crooks and slum-dwellers. World "
	    "Development 2022;161:106093.",
	    false },
	{ "a word that follows the people is nobody", CLAIM_AUTHOR,
	    { WORK_TYPE_BOOK, "Schönbach, Kr. Eger. Westsudetenland",
		"Gütter, Adolf; Kr.", NULL, 1962, NULL, NULL, NULL, NULL, NULL,
		NULL, NULL },
	    { WORK_TYPE_BOOK, "Schönbach, Kr. Eger. Westsudetenland",
		"Gütter, Adolf", NULL, 1962, NULL, NULL, NULL, NULL, NULL, NULL,
		"guetter" },
	    "Gütter, Adolf. Schönbach, Kr. Eger. Westsudetenland. 1962.",
	    false },
	{ "somebody who is in neither title nor record is wrong", CLAIM_AUTHOR,
	    { WORK_TYPE_BOOK, "Schönbach, Kr. Eger. Westsudetenland",
		"Gütter, Adolf; Stifter", NULL, 1962, NULL, NULL, NULL, NULL,
		NULL, NULL, NULL },
	    { WORK_TYPE_BOOK, "Schönbach, Kr. Eger. Westsudetenland",
		"Gütter, Adolf", NULL, 1962, NULL, NULL, NULL, NULL, NULL, NULL,
		"guetter" },
	    "Gütter, Adolf und Stifter. Schönbach, Kr. Eger. "
	    "Westsudetenland. 1962.",
	    true },
	{ "a volume read as the pages is not another volume", CLAIM_VOLUME,
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Bandgap opening in few-layered monoclinic MoTe2",
		"Keum, Dong Hoon; Cho, Suyeon", "Nature Physics", 2015, "6",
		NULL, "11", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Bandgap opening in few-layered monoclinic MoTe2",
		"Keum, Dong Hoon; Cho, Suyeon", "Nature Physics", 2015, "11",
		NULL, "482-486", NULL, NULL, NULL, "keum" },
	    "Keum, D. H., Cho, S. Bandgap opening in few-layered monoclinic "
	    "MoTe2, 6, Nature Physics, 11 (2015) 482",
	    false },
	{ "an article number read without its letters is there", CLAIM_PAGES,
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"The Dreem headband compared to polysomnography",
		"Arnal, Pierrick J.", "Sleep", 2020, "43", "11", "097", NULL,
		NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"The Dreem headband compared to polysomnography",
		"Arnal, Pierrick J.", "Sleep", 2020, "43", "11", "zsaa097",
		NULL, NULL, NULL, "arnal" },
	    "Arnal, P. J. The Dreem headband compared to polysomnography. "
	    "Sleep 43, 11 (2020), zsaa097",
	    false },
	{ "what no text has is wrong", CLAIM_VOLUME,
	    { WORK_TYPE_ARTICLE_JOURNAL, "Long Short-Term Memory",
		"Hochreiter, Sepp; Schmidhuber, Jürgen", "Neural Computation",
		1997, "19", "8", "1735-1780", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL, "Long Short-Term Memory",
		"Hochreiter, Sepp; Schmidhuber, Jürgen", "Neural Computation",
		1997, "9", "8", "1735-1780", NULL, NULL, NULL, "lstm" },
	    "Hochreiter, S., & Schmidhuber, J. (1997). Long Short-Term Memory. "
	    "Neural Computation, 19(8), 1735-1780.",
	    true },
	{ "a number that is another field's does not count", CLAIM_VOLUME,
	    { WORK_TYPE_ARTICLE_JOURNAL, "Long Short-Term Memory",
		"Hochreiter, Sepp; Schmidhuber, Jürgen", "Neural Computation",
		1997, "19", "9", "1735-1780", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL, "Long Short-Term Memory",
		"Hochreiter, Sepp; Schmidhuber, Jürgen", "Neural Computation",
		1997, "9", "8", "1735-1780", NULL, NULL, NULL, "lstm" },
	    "Hochreiter, S., & Schmidhuber, J. (1997). Long Short-Term Memory. "
	    "Neural Computation, 19(9), 1735-1780.",
	    true },
};

static void
what_the_text_has_is_not_called_wrong(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct place places[] = { { CLAIM_AUTHOR, { 0, 1 }, 0.9 },
			{ CLAIM_TITLE, { 0, 1 }, 0.9 },
			{ cases[i].field, { 0, 1 }, 0.9 } };
		const struct change *c;
		struct judgement j;

		memset(f, 0, sizeof(*f));
		claim_string(f, cases[i].claim, cases[i].text);
		f->parse.places = places;
		f->parse.places_len = sizeof(places) / sizeof(places[0]);
		candidate(f, cases[i].record);
		j = judged(f);
		c = judgement_change(&j, cases[i].field);
		if ((c && c->kind == CHANGE_WRONG) != cases[i].wrong)
			fail_msg("%s: %s", cases[i].name, j.reason);
		arena_release(&f->a);
	}
}

static void
another_subtitle_is_not_cut_off_to_fit(void **state)
{
	static const struct facts record = { WORK_TYPE_ARTICLE,
		"NoveltyBench: Evaluating Creativity and Diversity in Language "
		"Models",
		"Zhang, Yiming; Diddee, Harshita; Holm, Susan", NULL, 2025,
		NULL, NULL, NULL, "arXiv", NULL, "2504.05228", "nb" };
	struct fixture *f = *state;
	struct facts c = record;
	struct parse parses[2];
	struct judgement j;

	c.title = "NoveltyBench: Benchmarking novelty in text generation";
	c.arXiv = NULL;
	claim_string(f, c,
	    "Zhang, Y., Diddee, H., Holm, S. NoveltyBench: Benchmarking "
	    "novelty in text generation. arXiv preprint, 2025.");
	parses[0] = parses[1] = f->parse;
	c.title = "NoveltyBench";
	parses[1].work = work_of(&f->a, c);
	f->reference.parses = parses;
	f->reference.parses_len = 2;
	candidate(f, record);
	j = judged(f);
	assert_ptr_equal(j.parse, &parses[0]);
}

/* In one volume stand "Alawa" and "Alawa, Mara and Warndarang". */
static void
nothing_is_left_out_of_a_quoted_title(void **state)
{
	static const struct facts record = { WORK_TYPE_CHAPTER, "Alawa",
		"Sharpe, Margaret C.",
		"Grammatical categories in Australian languages", 1976, NULL,
		NULL, "257-263 (Topic A); 505-515 (Topic D)", "AIAS", NULL,
		NULL, "alawa" };
	struct fixture *f = *state;
	struct facts c = record;
	struct parse parses[2];

	c.title = "Alawa, Mara and Warndarang";
	c.author = "Sharpe, M.";
	c.page = "708-734";
	claim_string(f, c,
	    "Sharpe, M. (1976) ‘Alawa, Mara and Warndarang’, in Grammatical "
	    "categories in Australian languages, pp. 708-734 (Topic E).");
	parses[0] = parses[1] = f->parse;
	c.title = "Alawa";
	parses[1].work = work_of(&f->a, c);
	f->reference.parses = parses;
	f->reference.parses_len = 2;
	candidate(f, record);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

static void
initials_alone_are_nobody(void **state)
{
	struct fixture *f = *state;
	struct facts c = lecun_2015;
	struct place places[] = { { CLAIM_AUTHOR, { 0, 1 }, 0.99 },
		{ CLAIM_TITLE, { 0, 1 }, 0.99 } };
	struct judgement j;
	struct work *w;

	c.author = "LeCun, Y.; Bengio, Y.; Hinton, G.";
	claim_string(f, c,
	    "LeCun, Y., Bengio, Y., Hinton, G. E.: Deep learning. Nature 521, "
	    "436-444 (2015). https://doi.org/10.1038/nature14539");
	w = work_of(&f->a, c);
	name_list_add(&f->a, &w->author, (struct name){ .literal = "E." });
	f->parse.work = w;
	f->parse.places = places;
	f->parse.places_len = sizeof(places) / sizeof(places[0]);
	candidate(f, lecun_2015);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
}

static void
names_torn_in_one_reading_alone_are_not_wrong(void **state)
{
	struct fixture *f = *state;
	struct facts c = lecun_2015;
	struct place places[] = { { CLAIM_AUTHOR, { 0, 1 }, 0.99 },
		{ CLAIM_TITLE, { 0, 1 }, 0.99 } };
	struct parse parses[2];
	struct judgement j;
	const struct change *ch;

	c.author = "LeCun, Y.; Bengio, Y.; Hinton, G.; Deeper, Q.";
	claim_string(f, c,
	    "LeCun, Y., Bengio, Y., Hinton, G.: Deep learning. Nature 521, "
	    "436-444 (2015). https://doi.org/10.1038/nature14539");
	f->parse.places = places;
	f->parse.places_len = sizeof(places) / sizeof(places[0]);
	parses[0] = parses[1] = f->parse;
	c.author = "LeCun, Y.; Bengio, Y.; Hinton, G.";
	parses[1].work = work_of(&f->a, c);
	f->reference.parses = parses;
	f->reference.parses_len = 1;
	candidate(f, lecun_2015);
	j = judged(f);
	ch = judgement_change(&j, CLAIM_AUTHOR);
	assert_non_null(ch);
	assert_int_equal(ch->kind, CHANGE_WRONG);

	f->reference.parses_len = 2;
	j = judged(f);
	ch = judgement_change(&j, CLAIM_AUTHOR);
	assert_true(!ch || ch->kind != CHANGE_WRONG);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
}

static void
a_title_that_is_there_is_no_other_works(void **state)
{
	struct fixture *f = *state;
	struct facts c = bert_2018;
	struct place places[] = { { CLAIM_AUTHOR, { 0, 1 }, 0.9 },
		{ CLAIM_TITLE, { 0, 1 }, 0.9 } };

	/* the authors were read amiss, and so was the title */
	c.author = "Pre, BERT; Training, Deep";
	c.title = "Devlin, Chang, Lee and Toutanova";
	claim_string(f, c,
	    "Devlin P, J., Chang, M.-W.: BERT: Pre-training of Deep "
	    "Bidirectional Transformers for Language Understanding. "
	    "arXiv:1810.04805 (2018)");
	f->parse.places = places;
	f->parse.places_len = 2;
	f->identifier.kind = IDENTIFIER_ARXIV;
	f->identifier.value = "1810.04805";
	f->identifier.status = IDENTIFIER_EXISTS;
	f->identifier.work = candidate(f, bert_2018);
	f->in.identifiers = &f->identifier;
	f->in.identifiers_len = 1;
	assert_int_not_equal(judged(f).verdict, VERDICT_CONFLICT);
}

static void
the_end_of_a_title_is_not_the_title(void **state)
{
	static const struct facts record = { WORK_TYPE_PAPER_CONFERENCE,
		"Globally optimal hand-eye calibration",
		"Ruland, Thomas; Pajdla, Tomas; Krüger, Lars",
		"Proceedings of the IEEE Conference on Computer Vision and "
		"Pattern Recognition",
		2012, NULL, NULL, "1035-1042", NULL, NULL, NULL, "ruland" };
	struct fixture *f = *state;
	struct facts c = record;
	struct place places[] = { { CLAIM_AUTHOR, { 0, 1 }, 0.9 },
		{ CLAIM_TITLE, { 0, 1 }, 0.9 } };

	c.title = "A branch-and-bound algorithm for globally optimal hand-eye "
		  "calibration";
	c.author = "Heller, Jan; Havlena, Michal; Pajdla, Tomas";
	c.page = "1608-1615";
	claim_string(f, c,
	    "Heller, J., Havlena, M., Pajdla, T.: A branch-and-bound algorithm "
	    "for globally optimal hand-eye calibration. In: CVPR, pp. "
	    "1608-1615 (2012)");
	f->parse.places = places;
	f->parse.places_len = 2;
	candidate(f, record);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_the_text_has_is_not_called_wrong),
		TEST(nothing_is_left_out_of_a_quoted_title),
		TEST(another_subtitle_is_not_cut_off_to_fit),
		TEST(initials_alone_are_nobody),
		TEST(names_torn_in_one_reading_alone_are_not_wrong),
		TEST(a_title_that_is_there_is_no_other_works),
		TEST(the_end_of_a_title_is_not_the_title),
	};

	return cmocka_run_group_tests_name("judge-read", tests, NULL, NULL);
}
