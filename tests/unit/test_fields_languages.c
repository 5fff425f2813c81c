/* References of many languages, in forms that are usual there. */

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

struct string {
	const char *in;
	const char *want;
};

static void
check(const struct string *strings, size_t n)
{
	struct arena a = ARENA_INIT;
	int wrong = 0;

	for (size_t i = 0; i < n; i++) {
		struct reference ref;
		const char *got;

		reference_from_string(&ref, &a, span_of(strings[i].in));
		parse_reference(&a, &ref);
		assert_true(ref.parses_len > 0);
		got = shown(&a, &ref.parses[0]);
		if (strcmp(got, strings[i].want) != 0) {
			print_error("%s\n  got  %s\n  want %s\n", strings[i].in,
			    got, strings[i].want);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
	arena_release(&a);
}

static void
german_references_are_read(void **state)
{
	static const struct string strings[] = {
		{ "Habermas, Jürgen: Theorie des "
		  "kommunikativen Handelns. Bd. 1. Frankfurt "
		  "am Main: Suhrkamp, 1981.",
		    "Habermas, Jürgen | 1981 | title: Theorie "
		    "des kommunikativen Handelns | vol: 1 | pub: "
		    "Suhrkamp | place: Frankfurt am Main" },
		{ "Beck, Ulrich (1986): Risikogesellschaft. "
		  "Auf dem Weg in eine andere Moderne. "
		  "Frankfurt a. M.: Suhrkamp.",
		    "Beck, Ulrich | 1986 | title: "
		    "Risikogesellschaft. Auf dem Weg in eine "
		    "andere Moderne | pub: Suhrkamp | place: "
		    "Frankfurt a. M." },
		{ "Esser, Hartmut/Friedrichs, Jürgen (Hrsg.) "
		  "(1990): Generation und Identität. Opladen: "
		  "Westdeutscher Verlag.",
		    " | eds: Esser, Hartmut; Friedrichs, Jürgen | "
		    "1990 | title: Generation und Identität | "
		    "pub: Westdeutscher Verlag | place: Opladen" },
		{ "Claus Offe, Politische Herrschaft und "
		  "Klassenstrukturen, in: Gisela Kress/Dieter "
		  "Senghaas (Hrsg.), Politikwissenschaft, "
		  "Frankfurt/M. 1969, S. 155-189.",
		    "Offe, Claus | eds: Kress, Gisela; Senghaas, "
		    "Dieter | 1969 | title: Politische "
		    "Herrschaft und Klassenstrukturen | in: "
		    "Politikwissenschaft | pp: 155-189 | place: "
		    "Frankfurt/M" },
	};

	(void)state;
	check(strings, COUNT(strings));
}

static void
french_references_are_read(void **state)
{
	static const struct string strings[] = {
		{ "Bourdieu P., La distinction. Critique "
		  "sociale du jugement, Paris, Les Éditions de "
		  "Minuit, 1979.",
		    "Bourdieu, P. | 1979 | title: La "
		    "distinction. Critique sociale du jugement | "
		    "pub: Les Éditions de Minuit | place: Paris" },
		{ "Braudel, Fernand, « Histoire et sciences "
		  "sociales : la longue durée », Annales ESC, "
		  "vol. 13, n° 4, 1958, p. 725-753.",
		    "Braudel, Fernand | 1958 | title: Histoire "
		    "et sciences sociales : la longue durée | "
		    "in: Annales ESC | vol: 13 | no: 4 | pp: "
		    "725-753" },
	};

	(void)state;
	check(strings, COUNT(strings));
}

static void
spanish_references_are_read(void **state)
{
	static const struct string strings[] = {
		{ "García Canclini, Néstor (1990). Culturas "
		  "híbridas. México: Grijalbo.",
		    "García Canclini, Néstor | 1990 | title: "
		    "Culturas híbridas | pub: Grijalbo | place: "
		    "México" },
		{ "Germani, G. (1969). Política y sociedad en "
		  "una época de transición. Buenos Aires: "
		  "Paidós.",
		    "Germani, G. | 1969 | title: Política y "
		    "sociedad en una época de transición | pub: "
		    "Paidós | place: Buenos Aires" },
	};

	(void)state;
	check(strings, COUNT(strings));
}

static void
portuguese_references_are_read(void **state)
{
	static const struct string strings[] = {
		{ "FREYRE, Gilberto. Casa-grande & senzala. "
		  "Rio de Janeiro: Maia & Schmidt, 1933.",
		    "FREYRE, Gilberto | 1933 | title: "
		    "Casa-grande & senzala | pub: Maia & Schmidt "
		    "| place: Rio de Janeiro" },
		{ "CANDIDO, A. O direito à literatura. In: "
		  "______. Vários escritos. São Paulo: Duas "
		  "Cidades, 1995. p. 235-263.",
		    "CANDIDO, A. | 1995 | title: O direito à "
		    "literatura | in: Vários escritos | pp: "
		    "235-263 | pub: Duas Cidades | place: São "
		    "Paulo" },
	};

	(void)state;
	check(strings, COUNT(strings));
}

static void
italian_references_are_read(void **state)
{
	static const struct string strings[] = {
		{ "C. Ginzburg, Il formaggio e i vermi, "
		  "Torino, Einaudi, 1976.",
		    "Ginzburg, C. | 1976 | title: Il formaggio e "
		    "i vermi | pub: Einaudi | place: Torino" },
		{ "Momigliano A., Per un riesame della storia "
		  "dell'idea di cesarismo, «Rivista storica "
		  "italiana», 68 (1956), pp. 220-229.",
		    "Momigliano, A. | 1956 | title: Per un "
		    "riesame della storia dell'idea di cesarismo "
		    "| in: Rivista storica italiana | vol: 68 | "
		    "pp: 220-229" },
	};

	(void)state;
	check(strings, COUNT(strings));
}

static void
russian_references_are_read(void **state)
{
	static const struct string strings[] = {
		{ "Лотман Ю.М. Структура художественного "
		  "текста. М.: Искусство, 1970. 384 с.",
		    "Лотман, Ю.М. | 1970 | title: Структура "
		    "художественного текста | pp: 384 | pub: "
		    "Искусство | place: М" },
		{ "Колмогоров А.Н. Три подхода к определению "
		  "понятия «количество информации» // Проблемы "
		  "передачи информации. 1965. Т. 1. № 1. С. "
		  "3-11.",
		    "Колмогоров, А.Н. | 1965 | title: Три "
		    "подхода к определению понятия «количество "
		    "информации» | in: Проблемы передачи "
		    "информации | vol: 1 | no: 1 | pp: 3-11" },
	};

	(void)state;
	check(strings, COUNT(strings));
}

static void
chinese_references_are_read(void **state)
{
	static const struct string strings[] = {
		{ "费孝通. 乡土中国[M]. 北京: 三联书店, 1985.",
		    "费, 孝通 | 1985 | title: 乡土中国 | pub: 三联书店 | "
		    "place: 北京" },
		{ "周志华, 陈世福. 神经网络集成[J]. 计算机学报, 2002, 25(1): "
		  "1-8.",
		    "周, 志华; 陈, 世福 | 2002 | title: 神经网络集成 | in: "
		    "计算机学报 | vol: 25 | no: 1 | pp: 1-8" },
	};

	(void)state;
	check(strings, COUNT(strings));
}

static void
japanese_references_are_read(void **state)
{
	static const struct string strings[] = {
		{ "福島邦彦. "
		  "位置ずれに影響されないパターン認識機構の神経回路のモデル. "
		  "電子通信学会論文誌A, 62(10), 658-665, 1979.",
		    "福島, 邦彦 | 1979 | title: "
		    "位置ずれに影響されないパターン認識機構の神経回路のモデル "
		    "| in: "
		    "電子通信学会論文誌A | vol: 62 | no: 10 | pp: 658-665" },
		{ "丸山眞男: 日本の思想. 岩波書店, 東京, 1961.",
		    "丸山, 眞男 | 1961 | title: 日本の思想 | pub: 岩波書店 | "
		    "place: 東京" },
	};

	(void)state;
	check(strings, COUNT(strings));
}

static void
korean_references_are_read(void **state)
{
	static const struct string strings[] = {
		{ "이기문. 국어사개설. 서울: 민중서관, 1961.",
		    "이, 기문 | 1961 | title: 국어사개설 | pub: 민중서관 | "
		    "place: 서울" },
	};

	(void)state;
	check(strings, COUNT(strings));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(german_references_are_read),
		cmocka_unit_test(french_references_are_read),
		cmocka_unit_test(spanish_references_are_read),
		cmocka_unit_test(portuguese_references_are_read),
		cmocka_unit_test(italian_references_are_read),
		cmocka_unit_test(russian_references_are_read),
		cmocka_unit_test(chinese_references_are_read),
		cmocka_unit_test(japanese_references_are_read),
		cmocka_unit_test(korean_references_are_read),
	};

	return cmocka_run_group_tests_name("languages", tests, NULL, NULL);
}
