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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(and_within_a_family_name_parts_nobody),
		cmocka_unit_test(a_group_turned_round_is_one),
		cmocka_unit_test(family_names_first_without_a_comma_are_known),
		cmocka_unit_test(a_family_of_two_words_tells_of_the_others),
		cmocka_unit_test(names_that_lost_a_blank_are_parted),
		cmocka_unit_test(and_in_capitals_parts_names_in_capitals),
		cmocka_unit_test(a_place_behind_a_full_stop_is_no_author),
		cmocka_unit_test(ders_stands_for_the_authors),
	};

	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
