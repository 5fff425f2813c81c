#include "base/text.h"
#include "model/name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Names as tests write them: family|given|particle|dropping|suffix|literal, the
 * empty ones at the end left out. */
static const char *
shown(struct arena *a, const struct name *n)
{
	const char *part[] = { n->family, n->given, n->non_dropping_particle,
		n->dropping_particle, n->suffix, n->literal };
	size_t last = 0;
	char *out = arena_strdup(a, "");

	for (size_t i = 0; i < COUNT(part); i++)
		if (part[i])
			last = i;
	for (size_t i = 0; i <= last; i++) {
		/* absent is NULL and never "" */
		if (part[i])
			assert_true(*part[i]);
		out = arena_printf(
		    a, "%s%s%s", out, i ? "|" : "", part[i] ? part[i] : "");
	}
	return out;
}

static const struct {
	const char *in;
	enum name_order order;
	const char *want;
} parse_cases[] = {
	{ "Hinton, Geoffrey E.", 0, "Hinton|Geoffrey E." },
	{ "Geoffrey E. Hinton", 0, "Hinton|Geoffrey E." },
	{ "G.E. Hinton", 0, "Hinton|G.E." },
	{ "G.E.Hinton", 0, "Hinton|G.E." },
	{ "Hinton GE", 0, "Hinton|GE" },
	{ "Hinton G. E.", 0, "Hinton|G. E." },
	{ "HINTON G.", 0, "HINTON|G." },
	{ "JOHN LEE", 0, "LEE|JOHN" },
	{ "Sukarno", 0, "Sukarno" },
	{ "García Márquez, G.", 0, "García Márquez|G." },
	{ "'t Hooft, G.", 0, "Hooft|G.|'t" },
	{ "Gerard 't Hooft", 0, "Hooft|Gerard|'t" },
	{ "’t Hooft G", 0, "Hooft|G|’t" },
	{ "Md. S. Islam", 0, "Islam|Md. S." },
	{ "Islam, Md. S.", 0, "Islam|Md. S." },
	{ "van den Oord, Aäron", 0, "Oord|Aäron|van den" },
	{ "Aäron van den Oord", 0, "Oord|Aäron|van den" },
	{ "Oord, A. van den", 0, "Oord|A.||van den" },
	{ "van der Berg GE", 0, "Berg|GE|van der" },
	{ "de Oliveira, M.", 0, "Oliveira|M.|de" },
	{ "Vincent Van Gogh", 0, "Van Gogh|Vincent" },
	{ "Beethoven, Ludwig van", 0, "Beethoven|Ludwig||van" },
	{ "José Ortega y Gasset", 0, "Ortega y Gasset|José" },
	{ "danah boyd", 0, "boyd|danah" },
	{ "King, Jr., Martin Luther", 0, "King|Martin Luther|||Jr." },
	{ "King, Martin Luther, Jr.", 0, "King|Martin Luther|||Jr." },
	{ "Martin Luther King, Jr.", 0, "King|Martin Luther|||Jr." },
	{ "Martin Luther King Jr.", 0, "King|Martin Luther|||Jr." },
	{ "Henry Gates III", 0, "Gates|Henry|||III" },
	{ "Smith JA Jr", 0, "Smith|JA|||Jr" },
	{ "Łukasz Kaiser", 0, "Kaiser|Łukasz" },
	{ "Işık, Ö.", 0, "Işık|Ö." },
	{ "Großmann, ß", 0, "Großmann|ß" },
	{ "Søren Kierkegaard", 0, "Kierkegaard|Søren" },
	{ "Wei Li 0001", 0, "Li|Wei" },
	{ "Jean-Pierre Serre", 0, "Serre|Jean-Pierre" },
	{ "O'Hare, S.", 0, "O'Hare|S." },
	{ "Smith, John,", 0, "Smith|John" },
	{ "*Smith, J.", 0, "Smith|J." },
	{ "Smith, J.†", 0, "Smith|J." },
	{ "Иванов И.И.", 0, "Иванов|И.И." },
	{ "Иванов, И. И.", 0, "Иванов|И. И." },
	{ "Ландау Лев Давидович", NAME_ORDER_FAMILY_FIRST,
	    "Ландау|Лев Давидович" },
	{ "Беспалов Дмитрий Николаевич", NAME_ORDER_GIVEN_FIRST,
	    "Беспалов|Дмитрий Николаевич" },
	{ "Анна Ильинична Петрова", 0, "Петрова|Анна Ильинична" },
	{ "Иван Иванович Петрович", 0, "Петрович|Иван Иванович" },
	{ "毛泽东", 0, "毛|泽东" },
	{ "毛 泽东", 0, "毛|泽东" },
	{ "然，K", 0, "然|K" },
	{ "欧阳修", 0, "欧阳|修" },
	{ "欧阳自远", 0, "欧阳|自远" },
	{ "山田太郎", 0, "山田|太郎" },
	{ "김철수", 0, "김|철수" },
	{ "安德斯·艾利克森", 0, "艾利克森|安德斯" },
	{ "マイケル・ジョーダン", 0, "ジョーダン|マイケル" },
	{ "Mao Zedong", NAME_ORDER_FAMILY_FIRST, "Mao|Zedong" },
	{ "Mao Zedong", NAME_ORDER_GIVEN_FIRST, "Zedong|Mao" },
	{ "{Barnes and Noble}", 0, "|||||Barnes and Noble" },
	{ "ATLAS Collaboration", 0, "|||||ATLAS Collaboration" },
	{ "University of Oxford", 0, "|||||University of Oxford" },
	{ "Statistisches Bundesamt", 0, "|||||Statistisches Bundesamt" },
	{ "中国科学院计算技术研究所", 0, "|||||中国科学院计算技术研究所" },
	{ "Siemens GmbH", 0, "|||||Siemens GmbH" },
	{ "College, A. B.", 0, "College|A. B." },
	{ "a, b, c, d, e", 0, "|||||a, b, c, d, e" },
	{ "", 0, "" },
	{ " , ", 0, "" },
};

static void
names_are_taken_apart(void **state)
{
	struct arena a = ARENA_INIT;
	struct name n;

	(void)state;
	for (size_t i = 0; i < COUNT(parse_cases); i++) {
		name_parse(
		    &n, &a, span_of(parse_cases[i].in), parse_cases[i].order);
		if (strcmp(shown(&a, &n), parse_cases[i].want) != 0)
			fail_msg("%s: %s, wanted %s", parse_cases[i].in,
			    shown(&a, &n), parse_cases[i].want);
	}
	arena_release(&a);
}

static void
cut_lists_are_seen(void **state)
{
	static const char *const yes[] = { "et al.", "et al", "Et Al.",
		"and others", "others", "u.a.", "u. a.", "u.\u00a0a.", "等",
		"ほか", "외", "и др.", "...", "…", ". . .", "[et al.]",
		"(et al.)", "[...]", "等人" };
	static const char *const no[] = { "Al", "Etal A", ".", "", "J.", "and",
		"等着" };

	(void)state;
	for (size_t i = 0; i < COUNT(yes); i++)
		if (!name_is_others(span_of(yes[i])))
			fail_msg("%s is others", yes[i]);
	for (size_t i = 0; i < COUNT(no); i++)
		if (name_is_others(span_of(no[i])))
			fail_msg("%s is a name", no[i]);
}

static void
words_of_names_are_told_apart(void **state)
{
	static const char *const initials[] = { "G. E.", "GE", "G.-E.", "J",
		"J.", "J.A.", "И.И.", "Yu. V.", "Ł.", "J-P" };
	static const char *const no_initials[] = { "Jo", "Smith", "SMITH", "",
		"J. Smith", "毛", "3", "." };

	(void)state;
	for (size_t i = 0; i < COUNT(initials); i++)
		if (!name_is_initials(span_of(initials[i])))
			fail_msg("%s: initials", initials[i]);
	for (size_t i = 0; i < COUNT(no_initials); i++)
		if (name_is_initials(span_of(no_initials[i])))
			fail_msg("%s: no initials", no_initials[i]);
	assert_true(name_is_particle(SPAN_LIT("van")));
	assert_true(name_is_particle(SPAN_LIT("'t")));
	assert_false(name_is_particle(SPAN_LIT("Van")));
	assert_false(name_is_particle(SPAN_LIT("vanish")));
	assert_true(name_is_suffix(SPAN_LIT("Jr.")));
	assert_true(name_is_suffix(SPAN_LIT("III")));
	assert_true(name_is_suffix(SPAN_LIT("filho")));
	assert_false(name_is_suffix(SPAN_LIT("Md.")));
	assert_false(name_is_suffix(SPAN_LIT("V")));
}

static void
placeholders_are_nobody(void **state)
{
	static const char *const yes[] = { "John Doe", "Firstname Lastname",
		"A. Author", "Anonymous", "Doe, J.", "Author, Another",
		"佚名" };
	static const char *const no[] = { "John Smith", "Doerr, J.",
		"Johann Wolfgang", "Test, A." };
	struct arena a = ARENA_INIT;
	struct name n;

	(void)state;
	for (size_t i = 0; i < COUNT(yes); i++) {
		name_parse(&n, &a, span_of(yes[i]), NAME_ORDER_GUESS);
		if (!name_is_placeholder(&n))
			fail_msg("%s is nobody", yes[i]);
	}
	for (size_t i = 0; i < COUNT(no); i++) {
		name_parse(&n, &a, span_of(no[i]), NAME_ORDER_GUESS);
		if (name_is_placeholder(&n))
			fail_msg("%s is somebody", no[i]);
	}
	arena_release(&a);
}

static const struct {
	const char *given;
	const char *want;
} initials_cases[] = {
	{ "Geoffrey Everest", "G. E." },
	{ "Geoffrey E.", "G. E." },
	{ "Jean-Pierre", "J.-P." },
	{ "J.-P.", "J.-P." },
	{ "GE", "G. E." },
	{ "G.E.", "G. E." },
	{ "Ł.", "Ł." },
	{ "Иван Иванович", "И. И." },
	{ "Yu. V.", "Yu. V." },
	{ "Md. Shafiqul", "Md. S." },
	{ "Juan de", "J. de" },
	{ "泽东", "泽东" },
	{ "J", "J." },
	{ "Øyvind", "Ø." },
};

static void
given_names_become_initials(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_null(name_initials(&a, NULL));
	for (size_t i = 0; i < COUNT(initials_cases); i++)
		assert_string_equal(name_initials(&a, initials_cases[i].given),
		    initials_cases[i].want);
	arena_release(&a);
}

static const struct {
	const char *in;
	const char *family;
	const char *display;
} display_cases[] = {
	{ "van den Oord, Aäron", "van den Oord", "Aäron van den Oord" },
	{ "Beethoven, Ludwig van", "Beethoven", "Ludwig van Beethoven" },
	{ "'t Hooft, Gerard", "'t Hooft", "Gerard 't Hooft" },
	{ "King, Jr., Martin Luther", "King", "Martin Luther King Jr." },
	{ "毛泽东", "毛", "毛泽东" },
	{ "ATLAS Collaboration", "ATLAS Collaboration", "ATLAS Collaboration" },
	{ "d' Alembert, Jean", "d'Alembert", "Jean d'Alembert" },
};

static void
names_are_shown_whole(void **state)
{
	struct arena a = ARENA_INIT;
	struct name n;

	(void)state;
	for (size_t i = 0; i < COUNT(display_cases); i++) {
		name_parse(
		    &n, &a, span_of(display_cases[i].in), NAME_ORDER_GUESS);
		assert_string_equal(
		    name_family_full(&a, &n), display_cases[i].family);
		assert_string_equal(
		    name_display(&a, &n), display_cases[i].display);
	}
	arena_release(&a);
}

static void
three_thousand_words_are_no_name(void **state)
{
	struct arena a = ARENA_INIT;
	struct sbuf sb = SBUF_INIT;
	struct name n;

	(void)state;
	for (int i = 0; i < 3000; i++)
		sbuf_add(&sb, SPAN_LIT("Aad G. "));
	name_parse(&n, &a, (struct span){ sb.buf, sb.len }, NAME_ORDER_GUESS);
	assert_non_null(n.literal);
	assert_null(n.family);
	sbuf_release(&sb);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_taken_apart),
		cmocka_unit_test(cut_lists_are_seen),
		cmocka_unit_test(words_of_names_are_told_apart),
		cmocka_unit_test(placeholders_are_nobody),
		cmocka_unit_test(given_names_become_initials),
		cmocka_unit_test(names_are_shown_whole),
		cmocka_unit_test(three_thousand_words_are_no_name),
	};

	return cmocka_run_group_tests_name("name", tests, NULL, NULL);
}
