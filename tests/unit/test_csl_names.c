/* Names, as styles want them. */

#include "csl-test.h"

#include <time.h>

#include "base/banned.h"

#define NAMES(name, json)                                               \
	CITATION "<bibliography><layout><names variable='author'>" name \
		 "</names></layout></bibliography>",                    \
	    "[{\"id\": \"a\", \"author\": [" json "]}]"

static void
initials_keep_the_hyphen(void **state)
{
	(void)state;
	check_bibliography(
	    NAMES("<name initialize-with='.'/>",
		"{\"family\": \"Serre\", \"given\": \"Jean-Pierre\"}"),
	    "J.-P. Serre\n");
}

static void
a_name_joined_by_a_hyphen_has_one_initial(void **state)
{
	(void)state;
	check_bibliography(
	    NAMES("<name initialize-with='' "
		  "name-as-sort-order='all' sort-separator=' '/>",
		"{\"family\": \"Chen\", \"given\": \"Guo-ping\"}"),
	    "Chen G\n");
}

static void
uninitialized_names_keep_their_hyphens(void **state)
{
	(void)state;
	check_bibliography(
	    NAMES("<name initialize='false' initialize-with='.'/>",
		"{\"family\": \"Sartre\", \"given\": \"Jean-Paul C\"}"),
	    "Jean-Paul C. Sartre\n");
}

static void
particles_are_found_in_family_and_given(void **state)
{
	(void)state;
	check_bibliography(
	    NAMES("<name name-as-sort-order='all' initialize-with='. '/>",
		"{\"family\": \"van Gogh\", \"given\": \"Vincent\"}, "
		"{\"family\": \"Beethoven\", \"given\": \"Ludwig van\"}, "
		"{\"family\": \"d'Alembert\", \"given\": \"Jean\"}"),
	    "Gogh, V. van, Beethoven, L. van, Alembert, J. d’\n");
	check_bibliography(NAMES("<name form='short'/>",
			       "{\"family\": \"van Gogh\", \"given\": "
			       "\"Vincent\"}, {\"family\": \"Beethoven\", "
			       "\"given\": \"Ludwig van\"}"),
	    "van Gogh, Beethoven\n");
}

static void
a_list_is_cut_and_its_last_name_told(void **state)
{
	(void)state;
#define FIVE                                                              \
	"{\"family\": \"A\"}, {\"family\": \"B\"}, {\"family\": \"C\"}, " \
	"{\"family\": \"D\"}, {\"family\": \"E\"}"
	check_bibliography(
	    NAMES("<name et-al-min='3' et-al-use-first='1'/>", FIVE),
	    "A et al.\n");
	check_bibliography(NAMES("<name et-al-min='3' et-al-use-first='2' "
				 "delimiter-precedes-et-al='never'/>",
			       FIVE),
	    "A, B et al.\n");
	check_bibliography(NAMES("<name et-al-min='3' et-al-use-first='2' "
				 "et-al-use-last='true'/>",
			       FIVE),
	    "A, B, … E\n");
	check_bibliography(NAMES("<name et-al-min='3' et-al-use-first='4' "
				 "et-al-use-last='true'/>",
			       FIVE),
	    "A, B, C, D, et al.\n");
}

static void
the_last_name_is_joined_by_and(void **state)
{
	(void)state;
	check_bibliography(NAMES("<name and='text'/>",
			       "{\"family\": \"A\"}, {\"family\": \"B\"}"),
	    "A and B\n");
	check_bibliography(
	    NAMES("<name and='symbol'/>", "{\"family\": \"A\"}, {\"family\": "
					  "\"B\"}, {\"family\": \"C\"}"),
	    "A, B, & C\n");
	check_bibliography(NAMES("<name and='text' "
				 "delimiter-precedes-last='always'/>",
			       "{\"family\": \"A\"}, {\"family\": \"B\"}"),
	    "A, and B\n");
}

static void
han_names_stand_family_first_without_a_blank(void **state)
{
	(void)state;
	check_bibliography(NAMES("<name initialize-with='.'/>",
			       "{\"family\": \"杨\", \"given\": \"伯峻\"}, "
			       "{\"family\": \"Turing\", \"given\": \"Alan\"}"),
	    "杨伯峻, A. Turing\n");
}

static void
an_organisation_is_left_whole(void **state)
{
	(void)state;
	check_bibliography(
	    NAMES("<name name-as-sort-order='all' initialize-with='.'/>",
		"{\"literal\": \"World Health Organization\"}"),
	    "World Health Organization\n");
}

static void
what_is_substituted_is_not_said_again(void **state)
{
	(void)state;
	check_bibliography(CITATION
	    "<bibliography><layout><group delimiter='. '>"
	    "<names variable='author'><name/><substitute>"
	    "<names variable='editor'/><text variable='title'/></substitute>"
	    "</names><text variable='title'/><names variable='editor'/>"
	    "</group></layout></bibliography>",
	    "[{\"id\": \"a\", \"title\": \"Perceptrons\", \"editor\": "
	    "[{\"family\": \"Minsky\"}]}, {\"id\": \"b\", \"title\": "
	    "\"Beowulf\"}]",
	    "Minsky. Perceptrons\nBeowulf\n");
}

static void
a_condition_asks_the_item_not_what_was_substituted(void **state)
{
	(void)state;
	check_bibliography(CITATION
	    "<bibliography><layout><names variable='author'><name/>"
	    "<substitute><names variable='editor'/></substitute></names>"
	    "<choose><if variable='editor'><text value=' (ed.)'/></if></choose>"
	    "</layout></bibliography>",
	    "[{\"id\": \"a\", \"editor\": [{\"family\": \"Minsky\"}]}]",
	    "Minsky (ed.)\n");
}

static void
the_same_author_again_is_a_dash(void **state)
{
	(void)state;
#define LISTED                                                                \
	"<layout><names variable='author'><name form='short'/></names>"       \
	"<text variable='title' prefix=': '/></layout></bibliography>",       \
	    "[{\"id\": \"a\", \"title\": \"X\", \"author\": [{\"family\": "   \
	    "\"Doe\", \"given\": \"Jane\"}]}, {\"id\": \"b\", \"title\": "    \
	    "\"Y\", \"author\": [{\"family\": \"Doe\", \"given\": \"Jane\"}]" \
	    "}, {\"id\": \"c\", \"title\": \"Z\", \"author\": [{\"family\": " \
	    "\"Doe\", \"given\": \"John\"}]}]"
	check_bibliography(CITATION
	    "<bibliography subsequent-author-substitute='---'>" LISTED,
	    "Doe: X\n---: Y\nDoe: Z\n");
}

/* "A, B, ... Z": what stands before the last name is not "et al." behind it. */
static void
a_list_cut_in_the_middle_ends_with_its_last_name(void **state)
{
	struct arena a = ARENA_INIT;
	struct work w = { .title = "T" };
	struct rendering r;

	(void)state;
	name_list_add(&a, &w.author, (struct name){ .family = "A" });
	name_list_add(&a, &w.author, (struct name){ .family = "Z" });
	w.author.others = w.author.last_follows_cut = true;
	rendering_open(&r,
	    CITATION "<bibliography><layout><names variable='author'/></layout>"
		     "</bibliography>",
	    "[]");
	csl_add_item(r.processor, csl_item_from_work(&a, &w));
	csl_prepare(r.processor, NULL, 0);
	csl_write_bibliography(&r.out, r.processor, CSL_OUTPUT_TEXT);
	assert_string_equal(r.out.buf, "A, … Z\n");
	rendering_close(&r);
	arena_release(&a);
}

/* Nor is each of their names tried with all cites rendered anew: 6,000 took 9 s. */
static void
works_of_thousands_of_authors_are_told_apart_in_time(void **state)
{
	enum { AUTHORS = 6000, WORKS = 3 };
	struct sbuf items = SBUF_INIT;
	struct rendering r;
	clock_t start;

	(void)state;
	for (int i = 0; i < WORKS; i++) {
		sbuf_addf(&items, "%s{\"id\": \"w%d\", \"author\": [",
		    i ? ", " : "[", i);
		for (int k = 0; k + 1 < AUTHORS; k++)
			sbuf_addf(&items,
			    "{\"family\": \"A%d\", \"given\": \"%s\"}, ", k,
			    i ? "J." : "Jo");
		sbuf_addf(
		    &items, "{\"family\": \"%s\"}]}", i == 2 ? "Roe" : "Doe");
	}
	sbuf_addc(&items, ']');
	start = clock();
	rendering_open(&r,
	    "<citation et-al-min='3' et-al-use-first='1' "
	    "disambiguate-add-names='true' disambiguate-add-year-suffix='true'>"
	    "<layout><names variable='author'><name form='short'/></names>"
	    "<text variable='year-suffix' prefix=' '/></layout></citation>",
	    items.buf);
	assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
	for (size_t i = 0; i < WORKS; i++) {
		struct csl_cite cite = { .item = r.processor->items[i] };
		struct csl_citation c = { .cites = &cite, .len = 1 };
		const char *end = i == 0   ? "A5998, Doe a"
				  : i == 1 ? "A5998, Doe b"
					   : "A5998, Roe";

		r.out.len = 0;
		csl_write_citation(&r.out, r.processor, &c, CSL_OUTPUT_TEXT);
		assert_true(r.out.len > strlen(end));
		assert_string_equal(r.out.buf + r.out.len - strlen(end), end);
	}
	rendering_close(&r);
	sbuf_release(&items);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(initials_keep_the_hyphen),
		cmocka_unit_test(a_name_joined_by_a_hyphen_has_one_initial),
		cmocka_unit_test(uninitialized_names_keep_their_hyphens),
		cmocka_unit_test(particles_are_found_in_family_and_given),
		cmocka_unit_test(a_list_is_cut_and_its_last_name_told),
		cmocka_unit_test(the_last_name_is_joined_by_and),
		cmocka_unit_test(han_names_stand_family_first_without_a_blank),
		cmocka_unit_test(an_organisation_is_left_whole),
		cmocka_unit_test(what_is_substituted_is_not_said_again),
		cmocka_unit_test(
		    a_condition_asks_the_item_not_what_was_substituted),
		cmocka_unit_test(the_same_author_again_is_a_dash),
		cmocka_unit_test(
		    a_list_cut_in_the_middle_ends_with_its_last_name),
		cmocka_unit_test(
		    works_of_thousands_of_authors_are_told_apart_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
