/* Citations: disambiguation, grouping, collapsing, positions. */

#include "csl-test.h"

#include "base/banned.h"

/* "a b; c": citations, each the ids of its cites. */
static void
check_citations(const char *inside, const char *items, const char *citations,
    const char *expected)
{
	struct rendering r;
	struct csl_citation list[8] = { 0 };
	struct csl_cite cites[8][8] = { 0 };
	size_t n = 0;
	int note = 0;

	rendering_open(&r, inside, items);
	for (const char *s = citations; *s; s++) {
		char id[2] = { *s, '\0' };

		if (*s == ';') {
			n++;
		} else if (*s != ' ') {
			list[n].cites = cites[n];
			cites[n][list[n].len++].item =
			    csl_find_item(r.processor, id);
		}
	}
	n++;
	for (size_t i = 0; i < n; i++)
		list[i].note = ++note;
	csl_prepare(r.processor, list, n);
	for (size_t i = 0; i < n; i++) {
		csl_write_citation(
		    &r.out, r.processor, &list[i], CSL_OUTPUT_TEXT);
		sbuf_addc(&r.out, '\n');
	}
	assert_string_equal(r.out.buf, expected);
	rendering_close(&r);
}

#define WORK(id, given, family, year)                                \
	"{\"id\": \"" id "\", \"title\": \"T" id "\", \"author\": "  \
	"[{\"family\": \"" family "\", \"given\": \"" given "\"}], " \
	"\"issued\": {\"date-parts\": [[" year "]]}}"
#define LAYOUT                                                       \
	"><layout prefix='(' suffix=')' delimiter='; '><group "      \
	"delimiter=' '><names variable='author'><name form='short' " \
	"initialize-with='. '/></names><date variable='issued'>"     \
	"<date-part name='year'/></date></group></layout></citation>"

static void
years_of_the_same_author_get_letters(void **state)
{
	(void)state;
	check_citations("<citation disambiguate-add-year-suffix='true'" LAYOUT,
	    "[" WORK("a", "J", "Doe", "2000") ", " WORK(
		"b", "J", "Doe", "2000") ", " WORK("c", "J", "Doe", "2001") "]",
	    "a; b; c", "(Doe 2000a)\n(Doe 2000b)\n(Doe 2001)\n");
}

static void
given_names_tell_authors_apart(void **state)
{
	(void)state;
	check_citations("<citation disambiguate-add-givenname='true'" LAYOUT,
	    "[" WORK("a", "Jane", "Doe", "2000") ", " WORK(
		"b", "Mary", "Doe", "2000") "]",
	    "a; b", "(J. Doe 2000)\n(M. Doe 2000)\n");
	check_citations("<citation disambiguate-add-givenname='true'" LAYOUT,
	    "[" WORK("a", "Jane", "Doe", "2000") ", " WORK(
		"b", "John", "Doe", "2000") "]",
	    "a; b", "(Jane Doe 2000)\n(John Doe 2000)\n");
	check_citations("<citation disambiguate-add-givenname='true'" LAYOUT,
	    "[" WORK("a", "Jane", "Doe", "2000") ", " WORK(
		"b", "John", "Doe", "2001") "]",
	    "a; b", "(Doe 2000)\n(Doe 2001)\n");
}

static void
all_names_are_told_apart_if_the_style_says_so(void **state)
{
	(void)state;
	check_citations("<citation disambiguate-add-givenname='true' "
			"givenname-disambiguation-rule='all-names'" LAYOUT,
	    "[" WORK("a", "Jane", "Doe", "2000") ", " WORK("b", "Mary", "Doe",
		"2001") ", " WORK("c", "X", "Roe", "2001") "]",
	    "a; b; c", "(J. Doe 2000)\n(M. Doe 2001)\n(Roe 2001)\n");
}

static void
cites_of_one_author_collapse(void **state)
{
	(void)state;
	check_citations("<citation collapse='year'" LAYOUT,
	    "[" WORK("a", "J", "Doe", "2000") ", " WORK(
		"b", "M", "Roe", "2000") ", " WORK("c", "J", "Doe", "2001") "]",
	    "a b c", "(Doe 2000, 2001; Roe 2000)\n");
	check_citations("<citation collapse='year-suffix-ranged' "
			"year-suffix-delimiter=',' "
			"disambiguate-add-year-suffix='true'" LAYOUT,
	    "[" WORK("a", "J", "Doe", "2000") ", " WORK(
		"b", "J", "Doe", "2000") ", " WORK("c", "J", "Doe",
		"2000") ", " WORK("d", "M", "Roe", "2000") "]",
	    "a b c d; a c", "(Doe 2000a–c; Roe 2000)\n(Doe 2000a,c)\n");
}

static void
numbers_collapse_from_three_on(void **state)
{
	(void)state;
	check_citations(
	    "<citation collapse='citation-number'><sort>"
	    "<key variable='citation-number'/></sort>"
	    "<layout prefix='[' suffix=']' delimiter=', '>"
	    "<text variable='citation-number'/></layout></citation>",
	    "[" WORK("a", "J", "D", "1") ", " WORK(
		"b", "J", "D", "2") ", " WORK("c", "J", "D", "3") ", " WORK("d",
		"J", "D", "4") ", " WORK("e", "J", "D", "5") "]",
	    "c a b e; a b", "[1–3, 5]\n[1, 2]\n");
}

static void
ibid_is_said_of_the_cite_before_alone(void **state)
{
	(void)state;
	check_citations(
	    "<citation><layout delimiter='; '><choose><if position='ibid'>"
	    "<text term='ibid'/></if><else-if position='subsequent'>"
	    "<text value='op. cit.'/></else-if><else><text variable='title'/>"
	    "</else></choose></layout></citation>",
	    "[" WORK("a", "J", "D", "1") ", " WORK("b", "J", "D", "2") "]",
	    "a; a; b; a; a b; b",
	    "Ta\nibid.\nTb\nop. cit.\nibid.; op. cit.\nop. cit.\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(years_of_the_same_author_get_letters),
		cmocka_unit_test(given_names_tell_authors_apart),
		cmocka_unit_test(all_names_are_told_apart_if_the_style_says_so),
		cmocka_unit_test(cites_of_one_author_collapse),
		cmocka_unit_test(numbers_collapse_from_three_on),
		cmocka_unit_test(ibid_is_said_of_the_cite_before_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
