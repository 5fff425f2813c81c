#include "judge-fixture.h"

#include "model/key.h"

/*
 * The letters of a record's title stand in the text, or nearly, and what stands
 * around them says whether that work is cited.
 */
static const struct {
	const char *name;
	struct facts claim, record;
	const char *text;
	enum verdict want;
} cases[] = {
	{ "a chapter is not the book it stands in",
	    { WORK_TYPE_CHAPTER,
		"Language change, survival, decline: Indian languages in South "
		"Africa",
		"Mesthrie, R.", NULL, 2002, NULL, NULL, NULL, NULL, NULL, NULL,
		NULL },
	    { WORK_TYPE_BOOK, "Language in South Africa", "Mesthrie, Rajend",
		NULL, 2002, NULL, NULL, NULL, "Cambridge University Press",
		NULL, NULL, "mesthrie" },
	    "Mesthrie R. Language change, survival, decline: Indian languages "
	    "in South Africa. In: Language in South Africa. 2002.",
	    VERDICT_NOT_FOUND },
	{ "a chapter in the same people's book is not the book",
	    { WORK_TYPE_CHAPTER, "More on Yidiny", "Dixon, R. M. W.", "AIAS",
		1976, NULL, NULL, NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_BOOK, "Grammatical categories in Australian languages",
		"Dixon, R. M. W.", NULL, 1976, NULL, NULL, NULL, NULL, NULL,
		NULL, "dixon" },
	    "Dixon, R. M. W. “More on Yidiny.” Grammatical categories in "
	    "Australian languages, AIAS, 1976.",
	    VERDICT_NOT_FOUND },
	{ "what is reviewed, misspelt, is not the review",
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Brief grammatical notice of the Siamese language>",
		"Jones, G. T. Lay. Review of J. T.", "Chinese Repository", 1843,
		"12", NULL, "281-7", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_BOOK,
		"Brief grammatical notices of the Siamese language",
		"Jones, J. Taylor", NULL, 1842, NULL, NULL, NULL, NULL, NULL,
		NULL, "jones" },
	    "G. T. Lay. Review of J. T. Jones, <Brief grammatical notice of "
	    "the "
	    "Siamese language>. Chinese Repository, 12:281–7, 1843.",
	    VERDICT_NOT_FOUND },
	{ "a remark on another region is another remark",
	    { WORK_TYPE_CHAPTER, "Prefatory remarks", "Curr, E. M.",
		"The Australian race vol. 3", 1887, NULL, NULL, NULL, NULL,
		NULL, NULL, NULL },
	    { WORK_TYPE_CHAPTER,
		"Prefatory remarks on the languages spoken in "
		"Gippsland",
		"Curr, Edward M.", "The Australian race vol. 3", 1887, NULL,
		NULL, "539-543", NULL, NULL, NULL, "curr" },
	    "Curr E M. Prefatory remarks [North-eastern Victoria][C]//The "
	    "Australian race vol. 3. 1887.",
	    VERDICT_NOT_FOUND },
	{ "a piece of a title is no work's title",
	    { WORK_TYPE_BOOK,
		"The case systems of Australian Aboriginal languages",
		"Blake, B. J.", NULL, 1974, NULL, NULL, NULL, NULL, NULL, NULL,
		NULL },
	    { WORK_TYPE_BOOK, "Australian Aboriginal Languages",
		"Blake, Barry J.", NULL, 1974, NULL, NULL, NULL, NULL, NULL,
		NULL, "blake" },
	    "Blake BJ (1974) The case systems of Australian Aboriginal "
	    "languages.",
	    VERDICT_NOT_FOUND },
	{ "the part behind a title is another work",
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Dynamical theory of nuclear induction", "Bloch, F.",
		"Phys Rev", 1956, "102", "1", NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"The Dynamical Theory of Nuclear Induction",
		"Wangsness, R. K.; Bloch, F.", "Physical Review", 1953, "89",
		"4", "728-739", NULL, NULL, NULL, "bloch" },
	    "Bloch F (1956) Dynamical theory of nuclear induction. II. Phys "
	    "Rev 102(1).",
	    VERDICT_NOT_FOUND },
	{ "another volume of one title is another book",
	    { WORK_TYPE_BOOK, "A survey of Kordofanian", "Schadeberg, T. C.",
		NULL, 1981, "II", NULL, NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_BOOK,
		"A Survey of Kordofanian. Vol. I: The Heiban Group",
		"Schadeberg, Thilo C.", NULL, 1981, NULL, NULL, NULL, NULL,
		NULL, NULL, "heiban" },
	    "T. C. Schadeberg. A survey of Kordofanian. Vol. II: The Talodi "
	    "group. 1981.",
	    VERDICT_NOT_FOUND },
	{ "a number that the reading lost is in the title",
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"ImageNet classification with deep networks", "Hill, A.",
		"Language", 2014, "12", NULL, "1-9", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"ImageNet classification with deep networks, 1998-2012",
		"Hill, Ann", "Language", 2014, "12", NULL, "1-9", NULL, NULL,
		NULL, "hill" },
	    "A. Hill. ImageNet classification with deep networks, 1998--2012. "
	    "Language, 12:1-9, 2014.",
	    VERDICT_VERIFIED },
	{ "a book is not the review of it",
	    { WORK_TYPE_DOCUMENT,
		"Transport justice: Designing fair transportation systems",
		"Martens, Karel", NULL, 2016, NULL, NULL, NULL, NULL, NULL,
		NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Transport justice: designing fair transportation systems",
		"Mladenović, Miloš N.", "Transport Reviews", 2016, NULL, NULL,
		NULL, NULL, "10.1080/01441647.2016.1258599", NULL, NULL },
	    "Martens, Karel. 2016. Transport justice: Designing fair "
	    "transportation systems.",
	    VERDICT_NOT_FOUND },
	{ "two speakers of one panel have one title",
	    { WORK_TYPE_PAPER_CONFERENCE, "Using MT in a Corporate Setting",
		"Cremers, Lou", "Proceedings of Machine Translation Summit VI",
		1997, NULL, NULL, "240-244", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_PAPER_CONFERENCE, "Using MT in a Corporate Setting",
		"Kamprath, Christine",
		"Proceedings of Machine Translation Summit VI", 1997, NULL,
		NULL, NULL, NULL, NULL, NULL, "kamprath" },
	    "Cremers, Lou. 1997. \"Using MT in a Corporate Setting.\" In "
	    "Proceedings of Machine Translation Summit VI, 240-244.",
	    VERDICT_NOT_FOUND },
	{ "the pages of the next volume are those by chance",
	    { WORK_TYPE_PAPER_CONFERENCE,
		"Noisy Spiking Neurons with Temporal Coding have more "
		"Computational Power than Sigmoidal Neurons",
		"Maass, Wolfgang",
		"Advances in Neural Information Processing Systems", 1996, NULL,
		NULL, "211-217", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_PAPER_CONFERENCE,
		"On the Computational Power of Noisy Spiking Neurons",
		"Maass, Wolfgang",
		"Advances in Neural Information Processing Systems", 1995, "8",
		NULL, "211-217", NULL, NULL, NULL, "maass" },
	    "Maass, Wolfgang. \"Noisy Spiking Neurons with Temporal Coding "
	    "have more Computational Power than Sigmoidal Neurons.\" In "
	    "Advances in Neural Information Processing Systems, 211-217. 1996.",
	    VERDICT_NOT_FOUND },
	{ "a title that begins another one is another paper",
	    { WORK_TYPE_CHAPTER, "Phylogenetic networks",
		"Huber, Katharina T.; Moulton, Vincent",
		"Mathematics of evolution & phylogeny", 2005, NULL, NULL,
		"178-204", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Phylogenetic networks from multi-labelled trees",
		"Huber, Katharina T.; Moulton, Vincent",
		"Journal of Mathematical Biology", 2006, "52", NULL, "613-632",
		NULL, "10.1007/s00285-005-0365-z", NULL, NULL },
	    "K. T. Huber and V. Moulton. Phylogenetic networks. In Mathematics "
	    "of evolution & phylogeny, pages 178-204, 2005.",
	    VERDICT_NOT_FOUND },
	{ "a review that names the reviewed author is not the book",
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Searching for Aboriginal Languages: Memoirs of a Field Worker",
		"Dixon, Bob", "Oceania", 1985, "56", NULL, "149-150", NULL,
		NULL, NULL, NULL },
	    { WORK_TYPE_BOOK,
		"Searching for Aboriginal Languages: Memoirs of a Field Worker",
		"Dixon, R. M. W.", NULL, 1984, NULL, NULL, NULL, NULL, NULL,
		NULL, "memoirs" },
	    "M. J. Walsh. Review of Dixon, Bob, 1983 Searching for Aboriginal "
	    "Languages: Memoirs of a Field Worker. Oceania, 56:149-150, 1985.",
	    VERDICT_NOT_FOUND },
	{ "a review in brackets is not the book",
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Alive and kicking: Areyonga teenage Pitjantjatjara",
		"Langlois, Annie", "Aboriginal History", 2005, "29", NULL,
		"168-169", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_BOOK,
		"Alive and Kicking: Areyonga Teenage Pitjantjatjara",
		"Langlois, Annie", NULL, 2004, NULL, NULL, NULL, NULL, NULL,
		NULL, "areyonga" },
	    "P. Naessan. [Review] Langlois, Annie, Alive and kicking: Areyonga "
	    "teenage Pitjantjatjara. Aboriginal History, 29:168-169, 2005.",
	    VERDICT_NOT_FOUND },
	{ "a name that was not read is a name all the same",
	    { WORK_TYPE_ARTICLE_JOURNAL, "Computing machinery and intelligence",
		NULL, "Mind", 1950, "59", NULL, "433-460", NULL, NULL, NULL,
		NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL, "Computing machinery and intelligence",
		"Turing, A. M.", "Mind", 1950, "59", NULL, "433-460", NULL,
		NULL, NULL, "turing" },
	    "Sardjono. Computing machinery and intelligence. Mind, "
	    "59:433-460, 1950.",
	    VERDICT_NOT_FOUND },
	{ "a title that nobody stands in front of needs nobody",
	    { WORK_TYPE_ARTICLE_JOURNAL, "Computing machinery and intelligence",
		NULL, "Mind", 1950, "59", NULL, "433-460", NULL, NULL, NULL,
		NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL, "Computing machinery and intelligence",
		"Turing, A. M.", "Mind", 1950, "59", NULL, "433-460", NULL,
		NULL, NULL, "turing" },
	    "Computing machinery and intelligence. Mind, 59:433-460, 1950.",
	    VERDICT_VERIFIED },
	{ "the third booklet of a row is not the second",
	    { WORK_TYPE_BOOK, "Das Mitteldeutsche in Ostpreußen",
		"Stuhrmann, J.", NULL, 1898, NULL, NULL, NULL, NULL, NULL, NULL,
		NULL },
	    { WORK_TYPE_BOOK,
		"Das Mitteldeutsche in Ostpreußen (1. Teil): Einleitung",
		"Stuhrmann, J.", NULL, 1898, NULL, NULL, NULL, NULL, NULL, NULL,
		"teil1" },
	    "Stuhrmann, J. Das Mitteldeutsche in Ostpreußen (3. Teil): Zur "
	    "Kenntnis der oberländischen Mundart in Ostpreußen. (1898).",
	    VERDICT_NOT_FOUND },
	{ "the number of a part behind a title that was cut is a part's",
	    { WORK_TYPE_ARTICLE_JOURNAL, "Linguistische Studien in Ostafrika",
		"Meinhof, Carl",
		"Mitteilungen des Seminars für Orientalische Sprachen", 1904,
		"7", NULL, NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Linguistische Studien in Ostafrika, I. Suaheli",
		"Meinhof, Carl",
		"Mitteilungen des Seminars für Orientalische Sprachen", 1904,
		"7", NULL, "202-216", NULL, NULL, NULL, "suaheli" },
	    "Meinhof C. Linguistische Studien in Ostafrika, III. Nyamwezi. "
	    "Mitteilungen des Seminars für Orientalische Sprachen. 1904;7.",
	    VERDICT_NOT_FOUND },
	{ "a title that goes on is another than one with its first words",
	    { WORK_TYPE_ARTICLE_JOURNAL, "Stochastic completion fields",
		"Williams, L. R.; Jacobs, D. W.", "Neural Comput", 1997, "9",
		"4", NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Local Parallel Computation of Stochastic Completion Fields",
		"Williams, Lance R.; Jacobs, David W.", "Neural Computation",
		1997, "9", "4", "859-881", NULL, "10.1162/neco.1997.9.4.859",
		NULL, NULL },
	    "Williams LR, Jacobs DW. Stochastic completion fields: A neural "
	    "model of illusory contour shape and salience. Neural Comput. "
	    "1997;9(4).",
	    VERDICT_NOT_FOUND },
	{ "a dictionary is not the article on its language",
	    { WORK_TYPE_BOOK, "Jiwarli", "Austin, P.; Burgman, A.", NULL, 2006,
		NULL, NULL, NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_CHAPTER, "Jiwarli", "Austin, Peter",
		"International Encyclopedia of Language and Linguistics, 2nd "
		"edition",
		2006, NULL, NULL, "125-129", NULL, NULL, NULL, "jiwarli" },
	    "Austin, P., and A. Burgman. 2006. Jiwarli: Draft Jiwarli-English "
	    "Dictionary English-Jiwarli Wordlist.",
	    VERDICT_NOT_FOUND },
	{ "a title of the same authors on the same pages, a year on",
	    { WORK_TYPE_PAPER_CONFERENCE,
		"Testing for homogeneity with kernel Fisher discriminant "
		"analysis",
		"Bach, F. R.; Harchaoui, Z.; Moulines, E.",
		"Advances in Neural Information Processing Systems", 2007, NULL,
		NULL, "609-616", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_PAPER_CONFERENCE, "Kernel Change-point Analysis",
		"Harchaoui, Zaïd; Moulines, Eric; Bach, Francis R.",
		"Advances in Neural Information Processing Systems", 2008, "21",
		NULL, "609-616", NULL, NULL, NULL, "change" },
	    "F. R. Bach, Z. Harchaoui, E. Moulines. Testing for homogeneity "
	    "with kernel Fisher discriminant analysis. In Advances in Neural "
	    "Information Processing Systems, pp. 609-616, 2007.",
	    VERDICT_NOT_FOUND },
	{ "a longer title that another meeting printed is another paper",
	    { WORK_TYPE_PAPER_CONFERENCE,
		"Symmetric probabilistic alignment for example-based "
		"translation",
		"Kim, J. D.; Brown, R. D.; Jansen, P. J.; Carbonell, J. G.",
		"Proceedings of the 10th EAMT Conference: Practical "
		"applications of machine translation",
		2005, NULL, NULL, NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_PAPER_CONFERENCE, "Symmetric Probabilistic Alignment",
		"Brown, Ralf D.; Kim, Jae Dong; Jansen, Peter J.; Carbonell, "
		"Jaime G.",
		"Proceedings of the ACL Workshop on Building and Using "
		"Parallel Texts",
		2005, NULL, NULL, "87-90", NULL, NULL, NULL, "symmetric" },
	    "J. D. Kim, R. D. Brown, P. J. Jansen, and J. G. Carbonell. "
	    "Symmetric probabilistic alignment for example-based translation. "
	    "In Proceedings of the 10th EAMT Conference: Practical "
	    "applications of machine translation, 2005.",
	    VERDICT_NOT_FOUND },
	{ "a namesake of the author did not write it",
	    { WORK_TYPE_PAPER_CONFERENCE,
		"DExperts: Decoding-time controlled text generation with "
		"experts and anti-experts",
		"Liu, Ximing; Ziegler, Zachary M.; Stoyanov, Veselin",
		"Advances in Neural Information Processing Systems", 2021, NULL,
		NULL, NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_PAPER_CONFERENCE,
		"DExperts: Decoding-Time Controlled Text Generation with "
		"Experts and Anti-Experts",
		"Liu, Alisa; Sap, Maarten; Lu, Ximing; Swayamdipta, Swabha",
		"Proceedings of the 59th Annual Meeting of the Association for "
		"Computational Linguistics",
		2021, NULL, NULL, NULL, NULL, NULL, NULL, "dexperts" },
	    "Ximing Liu, Zachary M. Ziegler, and Veselin Stoyanov. DExperts: "
	    "Decoding-time controlled text generation with experts and "
	    "anti-experts. In Advances in Neural Information Processing "
	    "Systems, 2021.",
	    VERDICT_CONFLICT },
	{ "two papers of one volume by the same people",
	    { WORK_TYPE_PAPER_CONFERENCE,
		"Text Readability Assessment in European Portuguese: A "
		"Comparison of Classification and Regression Approaches",
		"Ribeiro, E.; Mamede, N.; Baptista, J.",
		"Proceedings of the 16th International Conference on "
		"Computational Processing of Portuguese",
		2024, NULL, NULL, NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_PAPER_CONFERENCE,
		"Automatic Text Readability Assessment in European Portuguese",
		"Ribeiro, Eugénio; Mamede, Nuno; Baptista, Jorge",
		"Proceedings of the 16th International Conference on "
		"Computational Processing of Portuguese",
		2024, NULL, NULL, "97-107", NULL, NULL, NULL, "readability" },
	    "E. Ribeiro, N. Mamede, and J. Baptista. Text Readability "
	    "Assessment in European Portuguese: A Comparison of Classification "
	    "and Regression Approaches. In Proceedings of the 16th "
	    "International Conference on Computational Processing of "
	    "Portuguese, 2024.",
	    VERDICT_NOT_FOUND },
	{ "a short title is cut at its colon",
	    { WORK_TYPE_ARTICLE_JOURNAL, "*t > k", "Blust, Robert",
		"Oceanic Linguistics", 2004, "43", NULL, "365-410", NULL, NULL,
		NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"*t > k: An Austronesian sound change revisited",
		"Blust, Robert", "Oceanic Linguistics", 2004, "43", NULL,
		"365-410", NULL, NULL, NULL, "blust" },
	    "Robert Blust. *t > k. Oceanic Linguistics, 43:365-410, 2004.",
	    VERDICT_VERIFIED },
	{ "a chapter is of each of its book's editions",
	    { WORK_TYPE_CHAPTER, "Qafar", "Hayward, R. J.",
		"The Handbook of Morphology", 1998, NULL, NULL, "624-647", NULL,
		NULL, NULL, NULL },
	    { WORK_TYPE_CHAPTER, "Qafar", "Hayward, Richard J.",
		"Handbook of Morphology", 2001, NULL, NULL, "624-647", NULL,
		NULL, NULL, "qafar" },
	    "Hayward, R. J. (1998) 'Qafar (East Cushitic)', in The Handbook of "
	    "Morphology, pp. 624-647.",
	    VERDICT_VERIFIED },
	{ "two names read as one, and a slip in a third, leave nobody out",
	    { WORK_TYPE_ARTICLE,
		"Luxical: High-Speed Lexical-Dense Text Embeddings",
		"DatologyAI, Luke Merrick; Fang, Alex; Dorna, Vineeth", "arXiv",
		2025, NULL, NULL, NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE,
		"Luxical: High-Speed Lexical-Dense Text Embeddings",
		"DatologyAI; Merrick, Luke; Fang, Alex; Dorma, Vineeth",
		"arXiv", 2025, NULL, NULL, NULL, NULL, NULL, NULL, "luxical" },
	    "DatologyAI, :, Luke Merrick, Alex Fang, and Vineeth Dorna. "
	    "Luxical: High-Speed Lexical-Dense Text Embeddings. arXiv, 2025.",
	    VERDICT_VERIFIED },
	{ "a title may begin with a bracket and lack its subtitle",
	    { WORK_TYPE_ARTICLE_JOURNAL, "(Implicit) Ensembles of Ensembles",
		"Kirsch, A.", "Trans. Mach. Learn. Res.", 2025, NULL, NULL,
		NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"(Implicit) Ensembles of Ensembles: Epistemic Uncertainty "
		"Collapse in Large Models",
		"Kirsch, Andreas", "Transactions on Machine Learning Research",
		2025, NULL, NULL, NULL, NULL, NULL, NULL, "kirsch" },
	    "A. Kirsch, (Implicit) Ensembles of Ensembles, Trans. Mach. Learn. "
	    "Res. (2025).",
	    VERDICT_VERIFIED },
	{ "a name torn at the first word of the title is no author",
	    { WORK_TYPE_PAPER_CONFERENCE,
		"Domain Robust Fine-Tuning for Open Intent Clustering through "
		"Dependency Parsing",
		"Lee, J.; Seo, S.; Kim, Y.; Lee, Geunbae; DORIC, G.",
		"Proceedings of The Eleventh Dialog System Technology "
		"Challenge",
		2023, NULL, NULL, NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_PAPER_CONFERENCE,
		"DORIC : Domain Robust Fine-Tuning for Open Intent Clustering "
		"through Dependency Parsing",
		"Lee, Jihyun; Seo, Seungyeon; Kim, Yunsu; Geunbae Lee, Gary",
		"Proceedings of The Eleventh Dialog System Technology "
		"Challenge",
		2023, NULL, NULL, "40-47", NULL, NULL, NULL, "doric" },
	    "Lee, J., Seo, S., Kim, Y. & Geunbae Lee, G. DORIC : Domain Robust "
	    "Fine-Tuning for Open Intent Clustering through Dependency "
	    "Parsing. In Proceedings of The Eleventh Dialog System Technology "
	    "Challenge (2023).",
	    VERDICT_VERIFIED },
	{ "foreign words that are written otherwise are no other title",
	    { WORK_TYPE_ARTICLE_JOURNAL, "Several Zhang-zhung Etymologies",
		"Hoffman, Helmut", "Oriens extremus", 1972, "19", NULL,
		"193-201", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL, "Several Zaṅ-žuṅ etymologies",
		"Hoffmann, Helmut", "Oriens Extremus", 1972, "19", NULL,
		"193-201", NULL, NULL, NULL, "zhang" },
	    "Hoffman, Helmut. Several Zhang-zhung Etymologies. Oriens "
	    "extremus 19 (1972), 193-201.",
	    VERDICT_VERIFIED },
};

static void
what_stands_around_a_title_tells(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct place places[] = { { CLAIM_AUTHOR, { 0, 1 }, 0.9 },
			{ CLAIM_TITLE, { 0, 1 }, 0.9 } };
		struct judgement j;

		memset(f, 0, sizeof(*f));
		claim_string(f, cases[i].claim, cases[i].text);
		f->parse.places = places;
		f->parse.places_len = sizeof(places) / sizeof(places[0]);
		candidate(f, cases[i].record);
		j = judged(f);
		if (j.verdict != cases[i].want)
			fail_msg("%s: %s, %s", cases[i].name,
			    verdict_name(j.verdict), j.reason);
		arena_release(&f->a);
	}
}

/* How rare a word is, as an index of millions would know it. */
static double
rarity(void *ctx, uint64_t term)
{
	(void)ctx;
	for (size_t i = 0; i < 2; i++) {
		static const char *const common[] = { "novel", "repairing" };
		struct arena a = ARENA_INIT;
		struct term *terms;
		bool same =
		    key_terms(&terms, &a, common[i]) && terms[0].hash == term;

		arena_release(&a);
		if (same)
			return 4;
	}
	return 12;
}

static const struct facts lns2 = { WORK_TYPE_PAPER_CONFERENCE,
	"MAPF-LNS2: Fast Repairing for Multi-Agent Path Finding via Large "
	"Neighborhood Search",
	"Li, Jiaoyang; Chen, Zhe; Harabor, Daniel; Stuckey, Peter J.; Koenig, "
	"Sven",
	"AAAI Conference on Artificial Intelligence", 2022, NULL, NULL, NULL,
	NULL, NULL, NULL, "lns2" };

static enum verdict
verdict_of_altered(struct fixture *f, const char *title)
{
	struct facts c = lns2;
	enum verdict v;

	memset(f, 0, sizeof(*f));
	c.title = title;
	c.author = "Rezaei, Amir; Thompson, Rachel; Morita, Kenji";
	claim(f, c);
	f->in.idf = rarity;
	candidate(f, lns2);
	v = judged(f).verdict;
	arena_release(&f->a);
	return v;
}

static void
a_title_with_a_common_word_put_in_is_no_other_work(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(VERDICT_CONFLICT,
	    verdict_of_altered(f,
		"MAPF-LNS2: Fast Novel for Multi-Agent Path Finding via Large "
		"Neighborhood Search"));
	/* What is in place of it may be what the other paper is about. */
	assert_int_equal(VERDICT_NOT_FOUND,
	    verdict_of_altered(f,
		"MAPF-LNS2: Fast Windowing for Multi-Agent Path Finding via "
		"Large Neighborhood Search"));
	/* One word for two: titles are made after a pattern. */
	assert_int_equal(VERDICT_NOT_FOUND,
	    verdict_of_altered(f,
		"MAPF-LNS2: Fast Novel Repairing for Multi-Agent Path Finding "
		"via Large Neighborhood Search"));
}

static void
a_reproduction_is_not_what_it_reproduces(void **state)
{
	struct fixture *f = *state;
	struct facts c = { WORK_TYPE_ARTICLE_JOURNAL,
		"Explaining RL Decisions with Trajectories",
		"Sadek, K. A. A.; Nulli, M.; Velja, J.; Vincenti, J.",
		"Transactions on Machine Learning Research", 2024, NULL, NULL,
		NULL, NULL, NULL, NULL, NULL };
	struct facts r = { WORK_TYPE_PAPER_CONFERENCE, c.title,
		"Deshmukh, Shripad Vilasrao; Dasgupta, Arpan",
		"International Conference on Learning Representations", 2023,
		NULL, NULL, NULL, NULL, NULL, NULL, "deshmukh" };
	struct place places[] = { { CLAIM_AUTHOR, { 0, 1 }, 0.9 },
		{ CLAIM_TITLE, { 0, 1 }, 0.9 } };

	claim_string(f, c,
	    "Sadek, K. A. A., Nulli, M., Velja, J. & Vincenti, J. 'Explaining "
	    "RL Decisions with Trajectories': A Reproducibility Study. Trans. "
	    "Mach. Learn. Res. (2024).");
	f->parse.places = places;
	f->parse.places_len = 2;
	f->in.idf = rarity;
	candidate(f, r);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

static void
a_catalogues_lines_run_together_have_nobodys_isbn(void **state)
{
	struct fixture *f = *state;
	struct facts c = goodfellow_2016, r = goodfellow_2016;
	struct judgement j;

	c.title = "The story of Zaccheus retold";
	c.author = "Ali, M.";
	c.year = 1997;
	r.title = "The good news, 8 pp. (50), and The big mouth frog";
	r.author = "Babu, Katawer";
	claim(f, c);
	f->parse.work->ISBN = "9780262035613";
	f->identifier = (struct match_identifier){ IDENTIFIER_ISBN,
		f->parse.work->ISBN, IDENTIFIER_EXISTS, candidate(f, r) };
	f->in.identifiers = &f->identifier;
	f->in.identifiers_len = 1;
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_NOT_FOUND);
}

static void
a_title_cut_in_a_word_is_not_wrong(void **state)
{
	struct fixture *f = *state;
	struct facts r = bert_2019, c = bert_2019;
	struct judgement j;

	c.title = "BERT: Pre-training of Deep Bidirectional Transformers for "
		  "Lang";
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_TITLE, CHANGE_VARIANT);
}

static void
the_year_of_an_arxiv_id_is_the_preprints(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_PAPER_CONFERENCE,
		"DESPOT: Online POMDP Planning with Regularization",
		"Somani, Adhiraj; Ye, Nan; Hsu, David; Lee, Wee Sun",
		"Advances in Neural Information Processing Systems", 2013, "26",
		NULL, "1772-1780", NULL, NULL, "1609.03250", "despot" };
	struct facts c = r;
	struct judgement j;

	c.container = "arXiv preprint";
	c.year = 2016;
	c.volume = c.page = NULL;
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
}

static void
a_name_torn_at_and_is_one_author(void **state)
{
	struct fixture *f = *state;
	struct facts r = { WORK_TYPE_ARTICLE_JOURNAL,
		"Color naming across languages reflects color use",
		"Gibson, Edward; Futrell, Richard; Conway, Bevil R.",
		"Proceedings of the National Academy of Sciences", 2017, "114",
		NULL, "10785-10790", NULL, "10.1073/pnas.1619666114", NULL,
		NULL };
	struct facts c = r;
	struct judgement j;

	c.author = "Gibson, Edward; Futrell, Richard; Conway; R., Bevil";
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_stands_around_a_title_tells),
		TEST(a_title_with_a_common_word_put_in_is_no_other_work),
		TEST(a_reproduction_is_not_what_it_reproduces),
		TEST(a_catalogues_lines_run_together_have_nobodys_isbn),
		TEST(a_title_cut_in_a_word_is_not_wrong),
		TEST(the_year_of_an_arxiv_id_is_the_preprints),
		TEST(a_name_torn_at_and_is_one_author),
	};

	return cmocka_run_group_tests_name("judge-text", tests, NULL, NULL);
}
