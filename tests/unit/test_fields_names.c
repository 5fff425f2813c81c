/* Names in references, where their parts are not where one would look first. */

#include "base/text.h"
#include "model/reference.h"
#include "parse/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "parse-test.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void
and_within_a_family_name_parts_nobody(void **state)
{
	static const struct reading strings[] = {
		{ "Noguer i Alonso M. Large language models reasoning and "
		  "reinforcement learning. SSRN Electron. J. 2023.",
		    "Noguer i Alonso, M." },
		{ "Ortega y Gasset, José (1930): La rebelión de las masas. "
		  "Madrid: Revista de Occidente.",
		    "Ortega y Gasset, José" },
		{ "Ramón y Cajal, Santiago (1899): Textura del sistema "
		  "nervioso del hombre y de los vertebrados. Madrid: Moya.",
		    "Ramón y Cajal, Santiago" },
		{ "García, J. y López, M. (2001). Historia de la educación. "
		  "Madrid: Morata.",
		    "García, J.; López, M." },
		{ "Pérez, Juan y López, Ana (1999). Historia de España. "
		  "Madrid: Morata.",
		    "Pérez, Juan; López, Ana" },
		{ "Kowalski, J. i Nowak, A. (1999). Historia Polski. "
		  "Warszawa: PWN.",
		    "Kowalski, J.; Nowak, A." },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

static void
small_initial_behind_a_hyphen_is_no_and(void **state)
{
	static const struct reading strings[] = {
		{ "T. Qian, K. Hollingshead, S.-y. Yoon, K.-y. Kim, and R. "
		  "Sproat, \"A Python Toolkit for Universal "
		  "Transliteration,\" in Proceedings of the Seventh "
		  "International Conference on Language Resources and "
		  "Evaluation, 2010.",
		    "Qian, T.; Hollingshead, K.; Yoon, S.-y.; Kim, K.-y.; "
		    "Sproat, R." },
		{ "H.-y. Lee, A. Mohamed, S. Watanabe, and K. Kirchhoff, "
		  "\"Self-supervised Representation Learning for Speech "
		  "Processing,\" in Proc. of NAACL-HLT 2022, 2022, pp. "
		  "8-13.",
		    "Lee, H.-y.; Mohamed, A.; Watanabe, S.; Kirchhoff, K." },
		{ "Amari, S.-i., & Nagaoka, H. (2000). Methods of "
		  "information geometry. Oxford University Press.",
		    "Amari, S.-i.; Nagaoka, H." },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

static void
full_stop_of_the_list_makes_no_initial(void **state)
{
	static const struct reading strings[] = {
		{ "Huang, Junhong, Yuguang Yan, Chunmei Qing, Qingyao Wu, and "
		  "Zhuliang Yu. \"Cartoon-to-Photo Facial Translation with "
		  "Generative Adversarial Networks.\" In Asian Conference on "
		  "Machine Learning, 566-581, 2018.",
		    "Huang, Junhong; Yan, Yuguang; Qing, Chunmei; Wu, "
		    "Qingyao; Yu, Zhuliang" },
		{ "Yang, Zhen, and Qi Ju. \"CSP: Code-Switching Pre-training "
		  "for Neural Machine Translation.\" In Proceedings of EMNLP, "
		  "2624-2636, 2020.",
		    "Yang, Zhen; Ju, Qi" },
		{ "Gasparov, M. L., Lotman, Yu. M., & Lotman, Yu. (1985). "
		  "Studies in verse. Tartu: University Press.",
		    "Gasparov, M. L.; Lotman, Yu. M.; Lotman, Yu." },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

static void
a_group_turned_round_is_one(void **state)
{
	static const struct reading strings[] = {
		{ "Committee, Samo Language. 1992. Jisas topo'o nepesi wari "
		  "god.",
		    "Samo Language Committee" },
		{ "Bundesministerium für Familie, Senioren, Frauen und Jugend "
		  "(2013): Unternehmensmonitor Familienfreundlichkeit. "
		  "Berlin: BMFSFJ.",
		    "Bundesministerium für Familie, Senioren, Frauen und "
		    "Jugend" },
		{ "Department of Trade and Industry (1998). Our competitive "
		  "future. London: HMSO.",
		    "Department of Trade and Industry" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

static void
family_names_first_without_a_comma_are_known(void **state)
{
	static const struct reading strings[] = {
		{ "Boltanski Luc et Thévenot Laurent (1991), De la "
		  "justification. Les économies de la grandeur, Paris, "
		  "Gallimard.",
		    "Boltanski, Luc; Thévenot, Laurent" },
		{ "Bacevich Andrew J., Washington rules: America's path to "
		  "permanent war. New York: Metropolitan Books, 2010.",
		    "Bacevich, Andrew J." },
		{ "Thabit S. Al-Obeidi, Baidaa A. Mahdi, and Falih M. "
		  "Al-Naima. A brief overview of music recommender systems. "
		  "Journal of Engineering and Applied Sciences, "
		  "13(15):6156-6167, 2018.",
		    "Al-Obeidi, Thabit S.; Mahdi, Baidaa A.; Al-Naima, Falih "
		    "M." },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

static void
a_family_of_two_words_tells_of_the_others(void **state)
{
	static const struct reading strings[] = {
		{ "Jerez Mir, Miguel, José Real-Dato & Rafael Vázquez García. "
		  "2015. Conclusion: Iberian elites and the European Union. "
		  "Granada: Comares.",
		    "Jerez Mir, Miguel; Real-Dato, José; Vázquez García, "
		    "Rafael" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

static void
names_that_lost_a_blank_are_parted(void **state)
{
	static const struct reading strings[] = {
		{ "Canzler, Weert & AndreasKnie (1997): Die weite Ferne von "
		  "nebenan. Berlin: Springer.",
		    "Canzler, Weert; Knie, Andreas" },
		{ "LeCun, Y. (1998). Efficient backprop. Berlin: Springer.",
		    "LeCun, Y." },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

static void
and_in_capitals_parts_names_in_capitals(void **state)
{
	static const struct reading strings[] = {
		{ "MINSKY, N. AND ROZENSHTEIN, D. 1987. A law-based approach "
		  "to object-oriented programming. ACM SIGPLAN Notices 22, "
		  "12, 482-493.",
		    "MINSKY, N.; ROZENSHTEIN, D." },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

static void
a_place_behind_a_full_stop_is_no_author(void **state)
{
	static const struct reading strings[] = {
		{ "Gütter, Adolf. Schönbach, Kr. Eger. Westsudetenland. 1962.",
		    "Gütter, Adolf" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

static void
ders_stands_for_the_authors(void **state)
{
	struct arena a = ARENA_INIT;
	struct reference ref;

	(void)state;
	reference_from_string(&ref, &a,
	    SPAN_LIT("Weber, Max: Die Lage der Landarbeiter, in: ders. "
		     "(Hrsg.), Gesammelte Schriften, Tübingen 1922, S. "
		     "3-7."));
	parse_reference(&a, &ref);
	assert_string_equal(
	    names_shown(&a, &ref.parses[0].work->editor), "Weber, Max");
	arena_release(&a);
}

static void
works_of_a_note_are_parted(void **state)
{
	static const struct reading strings[] = {
		{ "M. Weber, Wirtschaft und Gesellschaft, Tübingen 1922, S. "
		  "124f., sowie É. Durkheim, De la division du travail social, "
		  "Paris 1893, S. 73.",
		    "Weber, M. | 1922 | title: Wirtschaft und Gesellschaft | "
		    "pp: 124f | place: Tübingen" },
		/* what was named before has nothing to be looked up */
		{ "M. Weber (Anm. 3); G. Simmel (Anm. 8) zur Mode sowie Max "
		  "Horkheimer, Eclipse of Reason, New York 1947, S. 12.",
		    "Horkheimer, Max | 1947 | title: Eclipse of Reason | pp: "
		    "12 "
		    "| place: New York" },
		{ "Georg Simmel, ebd., S. 40.", "Simmel, Georg | pp: 40" },
		/* these are one work each */
		{ "Braudel, F., La Méditerranée, Paris 1949; Armand Colin, "
		  "Paris 1966.",
		    "Braudel, F. | 1966 | title: La Méditerranée | pub: Armand "
		    "Colin | place: Paris" },
		{ "K. Marx, Das Kapital, Hamburg 1867 sowie Neue Ausgabe, "
		  "Berlin 1947.",
		    "Marx, K. | 1947 | title: Das Kapital, Hamburg 1867 sowie "
		    "Neue Ausgabe | place: Berlin" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

/* Where the next one begins; and none is told of where an erratum follows. */
static void
the_rest_of_an_entry_is_its_other_works(void **state)
{
	static const struct {
		const char *in, *rest;
	} rows[] = {
		{ "J. Rawls, A Theory of Justice (Cambridge: Belknap Press, "
		  "1971), 12; see also R. Nozick, Anarchy, State, and Utopia "
		  "(New York: Basic Books, 1974).",
		    "R. Nozick, Anarchy, State, and Utopia (New York: Basic "
		    "Books, 1974)." },
		{ "T. Hwa, M. Kardar, Phys. Rev. Lett. 62, 1813 (1989); Phys. "
		  "Rev. A 45, 7002 (1992).",
		    "Phys. Rev. A 45, 7002 (1992)." },
		{ "(b) LeCun, Y. Deep learning. Nature 2015, 521, 436; (c) "
		  "Turing, A. M. Mind 1950, 59, 433.",
		    "(c) Turing, A. M. Mind 1950, 59, 433." },
		{ "J. P. Perdew, K. Burke, M. Ernzerhof, Phys. Rev. Lett. 77, "
		  "3865 (1996), 78, 1396 (1997).",
		    NULL },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct reference ref;

		reference_from_string(&ref, &a, span_of(rows[i].in));
		parse_reference(&a, &ref);
		assert_int_equal(ref.rest > 0, rows[i].rest != NULL);
		if (rows[i].rest)
			assert_string_equal(
			    ref.body.text + ref.rest, rows[i].rest);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(and_within_a_family_name_parts_nobody),
		cmocka_unit_test(small_initial_behind_a_hyphen_is_no_and),
		cmocka_unit_test(full_stop_of_the_list_makes_no_initial),
		cmocka_unit_test(a_group_turned_round_is_one),
		cmocka_unit_test(family_names_first_without_a_comma_are_known),
		cmocka_unit_test(a_family_of_two_words_tells_of_the_others),
		cmocka_unit_test(names_that_lost_a_blank_are_parted),
		cmocka_unit_test(and_in_capitals_parts_names_in_capitals),
		cmocka_unit_test(a_place_behind_a_full_stop_is_no_author),
		cmocka_unit_test(ders_stands_for_the_authors),
		cmocka_unit_test(works_of_a_note_are_parted),
		cmocka_unit_test(the_rest_of_an_entry_is_its_other_works),
	};

	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
