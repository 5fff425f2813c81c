/* Same title, other work; records that err; identifiers that were torn: facts that mislead
 * tools, and what may be said of them. */

#include "judge-fixture.h"

#include "base/banned.h"

/* No field of it is wrong, and nothing is in conflict. */
static void
accuses_nobody(const struct judgement *j)
{
	if (j->verdict == VERDICT_CONFLICT)
		fail_msg("conflict: %s", j->reason);
	for (size_t i = 0; i < j->changes_len; i++)
		if (j->changes[i].kind == CHANGE_WRONG)
			fail_msg("%s is wrong: %s",
			    claim_name(j->changes[i].field),
			    j->changes[i].rule);
}

/* --- torn identifiers ----------------------------------------------------------------- */

static const struct facts lstm_1997 = { WORK_TYPE_ARTICLE_JOURNAL,
	"Long Short-Term Memory", "Hochreiter, Sepp; Schmidhuber, Jürgen",
	"Neural Computation", 1997, "9", "8", "1735-1780", NULL,
	"10.1162/neco.1997.9.8.1735", NULL, NULL };
static const struct facts breiman_2001 = { WORK_TYPE_ARTICLE_JOURNAL,
	"Random Forests", "Breiman, Leo", "Machine Learning", 2001, "45", "1",
	"5-32", NULL, "10.1023/a:1010933404324", NULL, NULL };

/* As the parser leaves a DOI that it has put together, or that may go on. */
static void
claim_torn(struct fixture *f, const char *doi, struct place *place)
{
	struct facts c = lstm_1997;

	c.DOI = doi;
	*place = (struct place){ CLAIM_DOI, { 85, 97 }, 0.45 };
	claim_string(f, c,
	    "Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. Neural Computation. 10.1162/neco. 1997");
	f->parse.places = place;
	f->parse.places_len = 1;
}

static void
a_torn_doi_of_another_work_is_no_conflict(void **state)
{
	struct fixture *f = *state;
	struct judgement j;
	struct place place;

	claim_torn(f, "10.1023/a:1010933404324", &place);
	f->identifier = (struct match_identifier){ .kind = IDENTIFIER_DOI,
		.value = "10.1023/a:1010933404324",
		.work = work_of(&f->a, breiman_2001),
		.status = IDENTIFIER_EXISTS };
	f->in.identifiers = &f->identifier;
	f->in.identifiers_len = 1;
	j = judged(f);
	accuses_nobody(&j);
	candidate(f, lstm_1997);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	accuses_nobody(&j);
}

static void
a_torn_doi_that_nobody_registered_is_not_wrong(void **state)
{
	struct fixture *f = *state;
	struct judgement j;
	struct place place;

	claim_torn(f, "10.1162/neco", &place);
	f->identifier = (struct match_identifier){ .kind = IDENTIFIER_DOI,
		.value = "10.1162/neco",
		.status = IDENTIFIER_NOT_EXISTS };
	f->in.identifiers = &f->identifier;
	f->in.identifiers_len = 1;
	j = judged(f);
	accuses_nobody(&j);
	candidate(f, lstm_1997);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	accuses_nobody(&j);
}

/* --- same title, other work ------------------------------------------------------------- */

struct pair {
	const char *what;
	struct facts claimed, record;
};

/* Judged by itself, as if nothing had been judged before. */
static struct judgement
judged_pair(void **state, const struct pair *p)
{
	struct fixture *f = *state;

	(void)teardown(state);
	(void)setup(state);
	claim(f, p->claimed);
	candidate(f, p->record);
	return judged(f);
}

static const struct pair others[] = {
	{ "a book and its review",
	    { WORK_TYPE_BOOK, "The Structure of Scientific Revolutions",
		"Kuhn, Thomas S.", NULL, 1962, NULL, NULL, NULL,
		"University of Chicago Press", NULL, NULL, NULL },
	    { WORK_TYPE_REVIEW_BOOK, "The Structure of Scientific Revolutions",
		"Shapere, Dudley", "The Philosophical Review", 1964, "73", "3",
		"383-394", NULL, "10.2307/2183664", NULL, NULL } },
	{ "a review that is on record as an article",
	    { WORK_TYPE_BOOK, "The Structure of Scientific Revolutions",
		"Kuhn, Thomas S.", NULL, 1962, NULL, NULL, NULL,
		"University of Chicago Press", NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"The Structure of Scientific Revolutions", "Shapere, Dudley",
		"The Philosophical Review", 1964, "73", "3", "383-394", NULL,
		"10.2307/2183664", NULL, NULL } },
	{ "editorials of one title",
	    { WORK_TYPE_ARTICLE_JOURNAL, "Editorial", "Breiman, Leo",
		"Machine Learning", 2001, "45", "1", "5", NULL, NULL, NULL,
		NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL, "Editorial", "Shneiderman, Ben",
		"Interacting with Computers", 1999, "11", "2", "101", NULL,
		"10.1016/s0953-5438(98)00010-x", NULL, NULL } },
	{ "prefaces of one title",
	    { WORK_TYPE_CHAPTER, "Preface", "Knuth, Donald E.",
		"Literate Programming", 1992, NULL, NULL, "ix-xi", "CSLI", NULL,
		NULL, NULL },
	    { WORK_TYPE_CHAPTER, "Preface", "Lamport, Leslie",
		"Specifying Systems", 2002, NULL, NULL, "xv-xviii",
		"Addison-Wesley", NULL, NULL, "pref" } },
	{ "an edition and its text revision",
	    { WORK_TYPE_BOOK,
		"Diagnostic and Statistical Manual of Mental Disorders: "
		"DSM-5-TR",
		"American Psychiatric Association", NULL, 2022, NULL, NULL,
		NULL, "American Psychiatric Association Publishing", NULL, NULL,
		NULL },
	    { WORK_TYPE_BOOK,
		"Diagnostic and Statistical Manual of Mental Disorders: DSM-5",
		"American Psychiatric Association", NULL, 2013, NULL, NULL,
		NULL, "American Psychiatric Publishing",
		"10.1176/appi.books.9780890425596", NULL, NULL } },
	{ "two parts",
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Crystal statistics. II. Partition function evaluated by "
		"spinor analysis",
		"Kaufman, Bruria", "Physical Review", 1949, "76", "8",
		"1232-1243", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Crystal statistics. I. A two-dimensional model with an "
		"order-disorder transition",
		"Onsager, Lars", "Physical Review", 1944, "65", "3-4",
		"117-149", NULL, "10.1103/physrev.65.117", NULL, NULL } },
	{ "a talk with the title of a play",
	    { WORK_TYPE_SPEECH, "Waiting for Godot", "Pausch, Randy", NULL,
		2007, NULL, NULL, NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_BOOK, "Waiting for Godot", "Beckett, Samuel", NULL,
		1954, NULL, NULL, NULL, "Grove Press", NULL, NULL, "godot" } },
	{ "sizes",
	    { WORK_TYPE_ARTICLE, "An image is worth 32x32 words", "Smith, Jane",
		NULL, 2021, NULL, NULL, NULL, "arXiv", NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE, "An image is worth 16x16 words",
		"Dosovitskiy, Alexey; Beyer, Lucas", NULL, 2020, NULL, NULL,
		NULL, "arXiv", NULL, "2010.11929", NULL } },
};

/* Another work of the title proves nothing about the one cited. */
static void
another_work_of_the_title_is_not_it_and_accuses_nobody(void **state)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct judgement j = judged_pair(state, &others[i]);

		if (j.verdict != VERDICT_NOT_FOUND &&
		    j.verdict != VERDICT_NOT_CHECKABLE &&
		    j.verdict != VERDICT_UNRESOLVED)
			fail_msg("%s: %s: %s", others[i].what,
			    verdict_name(j.verdict), j.reason);
		accuses_nobody(&j);
	}
}

/* --- records that err --------------------------------------------------------------------- */

static const struct pair errs[] = {
	{ "all capitals",
	    { WORK_TYPE_ARTICLE_JOURNAL, "Long short-term memory",
		"Hochreiter, Sepp; Schmidhuber, Jürgen", "Neural Computation",
		1997, "9", "8", "1735-1780", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL, "LONG SHORT-TERM MEMORY",
		"HOCHREITER, SEPP; SCHMIDHUBER, JÜRGEN", "NEURAL COMPUTATION",
		1997, "9", "8", "1735-1780", NULL, NULL, NULL, "caps" } },
	{ "authors in the order of the alphabet",
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Learning representations by back-propagating errors",
		"Rumelhart, David E.; Hinton, Geoffrey E.; Williams, Ronald J.",
		"Nature", 1986, "323", "6088", "533-536", NULL, NULL, NULL,
		NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Learning representations by back-propagating errors",
		"Hinton, Geoffrey E.; Rumelhart, David E.; Williams, Ronald J.",
		"Nature", 1986, "323", "6088", "533-536", NULL,
		"10.1038/323533a0", NULL, NULL } },
	{ "the subtitle is missing",
	    { WORK_TYPE_BOOK,
		"Risikogesellschaft. Auf dem Weg in eine andere Moderne",
		"Beck, Ulrich", NULL, 1986, NULL, NULL, NULL, "Suhrkamp", NULL,
		NULL, NULL },
	    { WORK_TYPE_BOOK, "Risikogesellschaft", "Beck, Ulrich", NULL, 1986,
		NULL, NULL, NULL, "Suhrkamp", NULL, NULL, "beck" } },
	{ "a former given name",
	    { WORK_TYPE_BOOK, "Introduction to VLSI Systems",
		"Mead, Carver; Conway, Lynn", NULL, 1980, NULL, NULL, NULL,
		"Addison-Wesley", NULL, NULL, NULL },
	    { WORK_TYPE_BOOK, "Introduction to VLSI Systems",
		"Mead, Carver; Conway, Robert", NULL, 1980, NULL, NULL, NULL,
		"Addison-Wesley", NULL, NULL, "vlsi" } },
	{ "a chapter under its book's DOI",
	    { WORK_TYPE_CHAPTER, "Feature discovery by competitive learning",
		"Rumelhart, David E.; Zipser, David",
		"Parallel Distributed Processing", 1986, NULL, NULL, "151-193",
		"MIT Press", "10.7551/mitpress/5236.001.0001", NULL, NULL },
	    { WORK_TYPE_BOOK, "Parallel Distributed Processing",
		"Rumelhart, David E.; McClelland, James L.", NULL, 1986, NULL,
		NULL, NULL, "MIT Press", "10.7551/mitpress/5236.001.0001", NULL,
		NULL } },
};

static void
what_records_get_wrong_is_no_correction(void **state)
{
	for (size_t i = 0; i < sizeof(errs) / sizeof(errs[0]); i++) {
		struct judgement j = judged_pair(state, &errs[i]);

		for (size_t k = 0; k < j.changes_len; k++)
			if (j.changes[k].kind == CHANGE_WRONG)
				fail_msg("%s: %s is wrong: %s", errs[i].what,
				    claim_name(j.changes[k].field),
				    j.changes[k].rule);
		if (j.verdict == VERDICT_CONFLICT)
			fail_msg("%s: %s", errs[i].what, j.reason);
	}
}

/* The year of a deposit is none of the work's. */
static void
a_year_of_deposit_is_no_correction(void **state)
{
	static const struct facts deposit = { WORK_TYPE_THESIS,
		"An algebra for theoretical genetics", "Shannon, Claude E.",
		NULL, 2005, NULL, NULL, NULL,
		"Massachusetts Institute of Technology", NULL, NULL, "mit" };
	struct fixture *f = *state;
	struct facts c = deposit;
	struct work *w;
	struct judgement j;

	c.year = 1940;
	claim(f, c);
	w = work_of(&f->a, deposit);
	w->issued.circa = true;
	f->candidates[f->in.candidates_len++] = w;
	j = judged(f);
	accuses_nobody(&j);
}

/* A year of a calendar that begins in March is of two of ours: either is right. */
static void
a_year_of_two_years_agrees_with_both(void **state)
{
	static const struct facts book = { WORK_TYPE_BOOK,
		"ایران بین دو انقلاب", "Abrahamian, Ervand", NULL, 2020, NULL,
		NULL, NULL, NULL, NULL, NULL, "nashr" };

	for (int year = 2019; year <= 2020; year++) {
		struct fixture *f = *state;
		struct facts r = book;
		struct judgement j;

		(void)teardown(state);
		(void)setup(state);
		claim(f, book);
		f->parse.work->issued.from.year = 2019;
		f->parse.work->issued.to.year = 2020;
		r.year = year;
		candidate(f, r);
		j = judged(f);
		assert_null(judgement_change(&j, CLAIM_YEAR));
	}
}

/* "Angew. Chem. Int. Ed. 2010, 49, 1; Angew. Chem. 2010, 122, 1": the record is of the
 * edition that stands second. */
static void
the_other_edition_of_a_journal_makes_nothing_wrong(void **state)
{
	static const struct facts german = { WORK_TYPE_ARTICLE_JOURNAL,
		"Gold Catalysis", "Hashmi, A. Stephen K.; Hutchings, Graham J.",
		"Angewandte Chemie", 2006, "118", "47", "8064-8105", NULL,
		"10.1002/ange.200602454", NULL, NULL };
	static const struct facts claimed = { WORK_TYPE_ARTICLE_JOURNAL,
		"Gold Catalysis", "Hashmi, A. S. K.; Hutchings, G. J.",
		"Angew. Chem. Int. Ed.", 2006, "45", NULL, "7896", NULL, NULL,
		NULL, NULL };
	struct fixture *f = *state;
	struct judgement j;

	claim_string(f, claimed,
	    "A. S. K. Hashmi, G. J. Hutchings, Gold Catalysis, Angew. Chem. "
	    "Int. Ed. 2006, 45, 7896; Angew. Chem. 2006, 118, 8064.");
	candidate(f, german);
	j = judged(f);
	accuses_nobody(&j);
}

/* Records have the sign, references the word, and the reverse. */
static void
a_greek_letter_spelt_out_is_the_same_title(void **state)
{
	struct facts r = { WORK_TYPE_PAPER_CONFERENCE,
		"Restarted Nonconvex Accelerated Gradient Descent: No More "
		"Polylogarithmic Factor in the O(\u03b5^(-7/4)) Complexity",
		"Li, Huan; Lin, Zhouchen", "ICML", 2022, NULL, NULL, NULL, NULL,
		NULL, NULL, "icml2022" };
	struct fixture *f = *state;
	struct facts c = r;
	struct judgement j;

	c.title = "Restarted Nonconvex Accelerated Gradient Descent: No More "
		  "Polylogarithmic Factor in the O(epsilon(-7/4)) Complexity";
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	/* Small words that were written twice are a slip besides. */
	c.title = "Restarted Nonconvex Accelerated Gradient Descent: No More "
		  "Polylogarithmic Factor in the in the O(epsilon(-7/4)) "
		  "Complexity";
	claim(f, c);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_TITLE, CHANGE_VARIANT);
	/* A word of Greek is no sign. */
	r.title =
	    "\u03a0\u03b5\u03c1\u03af \u03c6\u03cd\u03c3\u03b5\u03c9\u03c2 "
	    "\u03b1 \u03b2";
	c.title = "Alpha beta";
	f->in.candidates_len = 0;
	claim(f, c);
	candidate(f, r);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

/* The same people, venue and year, and the words of the title turned round. */
static void
a_title_told_from_memory_is_wrong(void **state)
{
	struct facts r = { WORK_TYPE_PAPER_CONFERENCE,
		"Control and Calibration of GlueX Central Drift Chamber Using "
		"Gaussian Process Regression",
		"McSpadden, Helen; Jeske, Torri; Jarvis, Naomi; Britton, "
		"Thomas; "
		"Lawrence, David; Kalra, Nikhil",
		"Machine Learning and the Physical Sciences (NeurIPS) 2022, "
		"Virtual, December 3, 2022",
		2022, NULL, NULL, NULL, NULL, "10.2172/1972808", NULL, NULL };
	struct fixture *f = *state;
	struct facts c = r;
	struct judgement j;

	c.DOI = NULL;
	c.title =
	    "Gaussian Process Regression for Managing and Calibrating the "
	    "GlueX Central Drift Chamber";
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_TITLE, CHANGE_WRONG);
	/* Four people, or another order, do not tell it from their next paper. */
	c.author = "Jeske, Torri; McSpadden, Helen; Jarvis, Naomi; Britton, "
		   "Thomas; Lawrence, David; Kalra, Nikhil";
	claim(f, c);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
	c.author = r.author = "McSpadden, Helen; Jeske, Torri; Jarvis, Naomi; "
			      "Britton, Thomas";
	f->in.candidates_len = 0;
	claim(f, c);
	candidate(f, r);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

static const struct {
	const char *what;
	struct facts claim, record;
} others_of_these_people[] = {
	{ "what the conference's journal has of it, in another volume",
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Vortex lattice disorder in YBa2Cu3O7 probed using beta-NMR",
		"Saadaoui, H.; MacFarlane, W. A.; Salman, Z.", "Phys. Rev. B",
		2009, "80", "22", "224503", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Vortex lattice disorder in YBa2Cu3O7 studied with beta-NMR",
		"Saadaoui, H.; MacFarlane, W. A.; Salman, Z.", "Physica B",
		2009, "404", "5", "730-733", NULL,
		"10.1016/j.physb.2008.11.229", NULL, "physb" } },
	{ "the second part, in the same year's next volume",
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"A dialect study of Kambaata-Hadiyya (Ethiopia)",
		"Korhonen, Elsa; Saksa, M.; Sim, R. J.",
		"Afrikanistische Arbeitspapiere", 1986, "5", NULL, "5-41", NULL,
		NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"A Dialect Study of Kambaata-Hadiyya (Ethiopia) - Part 2",
		"Korhonen, Elsa; Saksa, Mirja; Sim, Ronald J.",
		"Afrikanistische Arbeitspapiere", 1986, "6", NULL, "71-122",
		NULL, NULL, NULL, "part2" } },
	{ "an editorial on the same pages",
	    { WORK_TYPE_ARTICLE_JOURNAL, "Have you a plan?", "Griffin, Margie",
		"READ", 1969, "4", "3", "2-3", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL, "Editorial", "Griffin, Margie", "READ",
		1969, "4", "2", "2-3", NULL, NULL, NULL, "read" } },
	{ "a shorter paper in the volume of that number, elsewhere",
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Dynamic Cell Structure Learns Perfectly Topology Preserving "
		"Map",
		"Bruske, J.; Sommer, G.", "Neural Computation", 1995, "7", "4",
		"845-865", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_PAPER_CONFERENCE, "Dynamic Cell Structures",
		"Bruske, Jorg; Sommer, Gerald",
		"Advances in Neural Information Processing Systems", 1994, "7",
		NULL, "497-504", NULL, NULL, NULL, "nips7" } },
	{ "another issue's part of a series",
	    { WORK_TYPE_ARTICLE_JOURNAL, "Language as Heritage",
		"Tunbridge, Dorothy",
		"Journal of the Anthropological Society of South Australia",
		1985, "23", "7", NULL, NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Language as heritage: artefacts of the Flinders Ranges",
		"Tunbridge, Dorothy",
		"Journal of the Anthropological Society of South Australia",
		1985, "23", "4", "7-12", NULL, NULL, NULL, "tunbridge" } },
	{ "their other paper of the conference",
	    { WORK_TYPE_PAPER_CONFERENCE,
		"Web Interface for Estimating Articulatory Movements in Speech "
		"Production from Acoustics and Text",
		"Udupa, Sathvik; Roy, Anwesha; Singh, Abhayjeet; Illa, "
		"Aravind; "
		"Ghosh, Prasanta Kumar",
		"Interspeech 2021", 2021, NULL, NULL, NULL, NULL, NULL, NULL,
		NULL },
	    { WORK_TYPE_PAPER_CONFERENCE,
		"Estimating Articulatory Movements in Speech Production with "
		"Transformer Networks",
		"Udupa, Sathvik; Roy, Anwesha; Singh, Abhayjeet; Illa, "
		"Aravind; "
		"Ghosh, Prasanta Kumar",
		"Interspeech 2021", 2021, NULL, NULL, "1154-1158", NULL, NULL,
		NULL, "udupa" } },
	{ "another fascicle, of another volume, by one more",
	    { WORK_TYPE_ARTICLE_JOURNAL, "Languages of the world",
		"Voegelin, C. F.; Voegelin, F. M.",
		"Anthropological Linguistics", 1965, "7", NULL, NULL, NULL,
		NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Languages of the World: Indo-Pacific fascicle 6",
		"O'Grady, Geoffrey N.; Voegelin, C. F.; Voegelin, F. M.",
		"Anthropological Linguistics", 1966, "8", NULL, "1-199", NULL,
		NULL, NULL, "ogrady" } },
	{ "the next paper on it, by more people",
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Observations of the failure of conservation of parity and "
		"charge conjugation in meson decays: the magnetic moment of "
		"the free muon",
		"Garwin, R. L.; Lederman, L. M.; Weinrich, M.", "Phys Rev",
		1957, "105", "4", NULL, NULL, "10.1103/physrev.105.1415", NULL,
		NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL, "Magnetic Moment of the Free Muon",
		"Coffin, T.; Garwin, R. L.; Penman, S.; Lederman, L. M.; "
		"Sachs, "
		"A. M.",
		"Phys. Rev.", 1958, "109", "3", "973-979", NULL,
		"10.1103/physrev.109.973", NULL, NULL } },
	{ "the other half of a grammar",
	    { WORK_TYPE_BOOK,
		"Estudios gramaticales de la lengua paez (nasa yuwe)",
		"Rojas Curieux, Tulio; Oviedo, Rocío Nieves; Yatacué, Marcos "
		"Yule",
		NULL, 1991, "7", NULL, NULL, "Universidad de los Andes", NULL,
		NULL, NULL },
	    { WORK_TYPE_BOOK,
		"Estudios fonológicos de la lengua paez (nasa yuwe)",
		"Nieves Oviedo, Rocío; Rojas Curieux, Tulio; Yatacué, Marcos "
		"Yule",
		NULL, 1991, "6", NULL, NULL, NULL, NULL, NULL, "nieves" } },
	{ "the paper that is put right",
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"Erratum: High resolution β-NMR study of 8Li+ implanted in "
		"gold",
		"Parolin, T. J.; Salman, Z.; Chow, K. H.", "Phys. Rev. B", 2019,
		"100", NULL, "209904", NULL, NULL, NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL,
		"High resolution β-NMR study of 8Li+ implanted in gold",
		"Parolin, T. J.; Salman, Z.; Chow, K. H.", "Phys. Rev. B", 2008,
		"77", NULL, "214107", NULL, "10.1103/physrevb.77.214107", NULL,
		NULL } },
	{ "another booklet of an unnamed series",
	    { WORK_TYPE_ARTICLE_JOURNAL, "Labe prep school workbook",
		"Nagai, Yasuko", "(204)", 1991, "I", NULL, "24", NULL, NULL,
		NULL, NULL },
	    { WORK_TYPE_ARTICLE_JOURNAL, "Labe prep school workbook: term 3",
		"Nagai, Yasuko", "(204)", 1991, "I", NULL, "24", NULL, NULL,
		NULL, "nagai" } },
};

static void
another_work_of_these_people_is_not_the_one_cited(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(others_of_these_people) /
				   sizeof(others_of_these_people[0]);
	     i++) {
		struct judgement j;

		f->in.candidates_len = 0;
		claim(f, others_of_these_people[i].claim);
		candidate(f, others_of_these_people[i].record);
		j = judged(f);
		if (j.verdict != VERDICT_NOT_FOUND)
			fail_msg("%s: %s: %s", others_of_these_people[i].what,
			    verdict_name(j.verdict), j.reason);
	}
}

static void
a_later_deposit_by_another_is_no_conflict(void **state)
{
	struct facts r = { WORK_TYPE_ARTICLE,
		"Spatio-Temporal Pyramid Graph Convolutions for Human Action "
		"Recognition and Postural Assessment",
		"Khan, Jawad", NULL, 2021, NULL, NULL, NULL,
		"Center for Open Science", "10.31219/osf.io/jr2cm", NULL,
		NULL };
	struct fixture *f = *state;
	struct facts c = r;

	c.type = WORK_TYPE_PAPER_CONFERENCE;
	c.author = "Parsa, Behnoosh; Narayanan, Athma; Dariush, Behzad";
	c.container = "IEEE/CVF Winter Conference on Applications of Computer "
		      "Vision";
	c.year = 2020;
	c.publisher = "IEEE";
	c.DOI = NULL;
	claim(f, c);
	candidate(f, r);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

/* Two groups studied the same paper, for the same challenge. */
static void
two_reproducibility_studies_are_no_conflict(void **state)
{
	struct facts r = { WORK_TYPE_ARTICLE_JOURNAL,
		"Reproducibility study of \"Robust Fair Clustering: A Novel "
		"Fairness Attack and Defense Framework\"",
		"Ponticelli, Lucas; Loos, Vincent; Kocadag, Eren; Bartosik, "
		"Kacper",
		"Transactions on Machine Learning Research", 2024, NULL, NULL,
		NULL, NULL, NULL, NULL, "tmlr" };
	struct fixture *f = *state;
	struct facts c = r;

	c.author = "Skylitsis, Iason; Feng, Zheng; Nasim, Idries; Niessink, "
		   "Camille";
	claim(f, c);
	candidate(f, r);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

static double
every_word_is_rare(void *ctx, uint64_t hash)
{
	(void)ctx;
	(void)hash;
	return 13;
}

/* A journal's review has the title of the book that is cited. */
static void
a_books_review_by_another_is_no_conflict(void **state)
{
	struct facts r = { WORK_TYPE_ARTICLE_JOURNAL,
		"Affix Positions and Cooccurrences: The Paradigm Program",
		"Brandson, R.L.", "Computational Linguistics", 1985, "11", NULL,
		NULL, NULL, NULL, NULL, "brandson" };
	struct fixture *f = *state;
	struct facts c = r;

	c.author = "Grimes, J. E.";
	c.container = "Summer Institute of Linguistics";
	c.year = 1983;
	c.volume = NULL;
	claim_string(f, c,
	    "Grimes, J. E. (1983). Affix positions and cooccurrences : the "
	    "PARADIGM program. Summer Institute of Linguistics [u.a.].");
	f->in.idf = every_word_is_rare;
	candidate(f, r);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

/* Two papers of one discussion, the one cited without its subtitle. */
static void
a_discussions_papers_may_share_a_title(void **state)
{
	struct facts r = { WORK_TYPE_ARTICLE_JOURNAL,
		"User Models and Discourse Models", "Chin, David N.",
		"Computational Linguistics", 1988, "14", NULL, NULL, NULL, NULL,
		NULL, "chin" };
	struct fixture *f = *state;
	struct facts c = r;

	c.author = "Kobsa, A.";
	c.issue = "3";
	claim(f, c);
	candidate(f, r);
	assert_int_equal(judged(f).verdict, VERDICT_NOT_FOUND);
}

static void
a_day_in_a_colloquiums_name_is_no_volume(void **state)
{
	struct facts r = { WORK_TYPE_CHAPTER,
		"Genetic classification and Ethiopian Semitic",
		"Hetzron, Robert",
		"Hamito-Semitica: proceedings of a colloquium held by the "
		"Linguistics Association (Great Britain) on the 18th, 19th and "
		"20th of March 1970",
		1975, "200", NULL, "103-127", "Mouton", NULL, NULL, "hetzron" };
	struct fixture *f = *state;
	struct facts c = r;
	struct judgement j;

	c.volume = "19";
	c.page = NULL;
	claim_string(f, c,
	    "Hetzron, R. (1975). Genetic classification and Ethiopian Semitic. "
	    "In Hamito-Semitica: proceedings of a colloquium held by the "
	    "Linguistics Association (Great Britain) on the 18th, 19th & 20th "
	    "of March 1970. The Hague: Mouton.");
	candidate(f, r);
	j = judged(f);
	expect(&j, VERDICT_VERIFIED, CLAIM_VOLUME, CHANGE_UNCONFIRMED);
}

/* One source has lost the braces of its TeX, another has the title whole. */
static void
of_two_records_the_clean_title_is_offered(void **state)
{
	struct facts r = { WORK_TYPE_PAPER_CONFERENCE,
		"ES\\(^\\mbox3\\): Evolving Self-Supervised Learning of Robust "
		"Audio-Visual Speech Representations",
		"Zhang, Yuanhang; Yang, Shuang; Shan, Shiguang; Chen, Xilin",
		"IEEE/CVF Conference on Computer Vision and Pattern "
		"Recognition, CVPR 2024, Seattle, WA, USA",
		2024, NULL, NULL, "27059-27069", "IEEE", NULL, NULL, "dblp" };
	struct facts clean = r, c = r;
	struct fixture *f = *state;
	struct judgement j;

	clean.title = "ES3: Evolving Self-Supervised Learning of Robust "
		      "Audio-Visual Speech Representations";
	clean.record = "crossref";
	clean.container = "2024 IEEE/CVF Conference on Computer Vision and "
			  "Pattern Recognition (CVPR)";
	c.title = "ES3: Evolving self-supervised learning of robust "
		  "audio-visual representations of speech";
	claim(f, c);
	candidate(f, r);
	candidate(f, clean);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_TITLE, CHANGE_WRONG);
	assert_string_equal(judgement_change(&j, CLAIM_TITLE)->to, clean.title);
}

static void
broken_tex_is_no_correction_of_a_title(void **state)
{
	struct facts r = { WORK_TYPE_PAPER_CONFERENCE,
		"\\textdollarV_\\k\\D\\textdollar: Improving Knowledge "
		"Distillation Using Orthogonal Projections",
		"Miles, Roy; Elezi, Ismail; Deng, Jiankang", "CVPR", 2024, NULL,
		NULL, "15720-15730", NULL, NULL, NULL, "dblp" };
	struct fixture *f = *state;
	struct facts c = r;
	struct judgement j;

	c.title = "VkD: Improving Knowledge Distillation Using Orthogonal "
		  "Projections";
	claim(f, c);
	candidate(f, r);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	assert_null(judgement_change(&j, CLAIM_TITLE));
}

static const struct facts submodular_2021 = { WORK_TYPE_PAPER_CONFERENCE,
	"Regularized Submodular Maximization at Scale",
	"Kazemi, Ehsan; Minaee, Shervin; Feldman, Moran; Karbasi, Amin",
	"Proceedings of the 38th International Conference on Machine "
	"Learning, ICML 2021, 18-24 July 2021, Virtual Event",
	2021, NULL, NULL, NULL, NULL, NULL, NULL, "icml2021" };

static void
a_conference_of_another_topic_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct facts c = submodular_2021;
	struct judgement j;

	c.container = "International Conference on Quantum Machine Learning";
	claim(f, c);
	candidate(f, submodular_2021);
	j = judged(f);
	expect(&j, VERDICT_DIFFERS, CLAIM_CONTAINER_TITLE, CHANGE_WRONG);
}

/* Other names of the conference, and places where a paper may be besides. */
static void
a_conference_by_another_name_is_not_wrong(void **state)
{
	static const char *const names[] = {
		"International Conference of Machine Learning",
		"Internationl Conference on Machine Lerning",
		"Conference on Machine Learning, Lake Tahoe",
		"Thirty-Eighth Conference on Machine-Learning (virtual venue)",
		"Workshop on Submodular Machine Learning",
		"Journal of Statistical Machine Learning Theory",
		"Joint Conference on Machine Learning and Statistics",
		"Conference of the Society for Machine Learning",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct facts c = submodular_2021;
		struct judgement j;

		c.container = names[i];
		f->in.candidates_len = 0;
		claim(f, c);
		candidate(f, submodular_2021);
		j = judged(f);
		if (judgement_has_wrong(&j))
			fail_msg("%s: %s", names[i], j.reason);
	}
}

/* The record has "The simplest", the journal "A simplest". */
static void
another_article_is_another_spelling(void **state)
{
	static const struct facts sacks_1974 = { WORK_TYPE_ARTICLE_JOURNAL,
		"A simplest systematics for the organization of turn-taking "
		"for "
		"conversation",
		"Sacks, Harvey; Schegloff, Emanuel A.; Jefferson, Gail",
		"Language", 1974, "50", "4", "696-735", NULL, "10.2307/412243",
		NULL, NULL };
	struct fixture *f = *state;
	struct facts record = sacks_1974;
	struct judgement j;

	record.title = "The simplest systematics for the organization of "
		       "turn-taking for conversation";
	record.DOI = NULL;
	record.record = "sacks";
	claim(f, sacks_1974);
	candidate(f, record);
	j = judged(f);
	assert_int_equal(j.verdict, VERDICT_VERIFIED);
	assert_false(judgement_has_wrong(&j));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(another_article_is_another_spelling),
		TEST(a_greek_letter_spelt_out_is_the_same_title),
		TEST(a_title_told_from_memory_is_wrong),
		TEST(another_work_of_these_people_is_not_the_one_cited),
		TEST(a_later_deposit_by_another_is_no_conflict),
		TEST(two_reproducibility_studies_are_no_conflict),
		TEST(a_books_review_by_another_is_no_conflict),
		TEST(a_discussions_papers_may_share_a_title),
		TEST(a_day_in_a_colloquiums_name_is_no_volume),
		TEST(of_two_records_the_clean_title_is_offered),
		TEST(broken_tex_is_no_correction_of_a_title),
		TEST(a_conference_of_another_topic_is_wrong),
		TEST(a_conference_by_another_name_is_not_wrong),
		TEST(a_torn_doi_of_another_work_is_no_conflict),
		TEST(a_torn_doi_that_nobody_registered_is_not_wrong),
		TEST(another_work_of_the_title_is_not_it_and_accuses_nobody),
		TEST(what_records_get_wrong_is_no_correction),
		TEST(a_year_of_deposit_is_no_correction),
		TEST(a_year_of_two_years_agrees_with_both),
		TEST(the_other_edition_of_a_journal_makes_nothing_wrong),
	};

	return cmocka_run_group_tests_name(
	    "hard judgements", tests, NULL, NULL);
}
