#include "csl-test.h"

#include "base/banned.h"

static void
names_title_and_year_make_an_entry(void **state)
{
	(void)state;
	check_bibliography(CITATION
	    "<bibliography><layout suffix='.'><group delimiter='. '>"
	    "<names variable='author'><name name-as-sort-order='all' "
	    "initialize-with='. '/></names>"
	    "<date variable='issued'><date-part name='year' prefix='(' "
	    "suffix=')'/></date><text variable='title' font-style='italic'/>"
	    "</group></layout></bibliography>",
	    "[" KNUTH "]", "Knuth, D. E. (1984). The TeXbook.\n");
}

static void
a_group_of_empty_variables_says_nothing(void **state)
{
	(void)state;
	check_bibliography(CITATION
	    "<bibliography><layout><text variable='title'/>"
	    "<group prefix=', '><text value='vol. '/><text variable='volume'/>"
	    "</group></layout></bibliography>",
	    "[" KNUTH "]", "The TeXbook\n");
}

static void
entries_are_sorted_by_the_styles_keys(void **state)
{
	(void)state;
	check_bibliography(CITATION
	    "<bibliography><sort><key variable='issued' sort='descending'/>"
	    "</sort><layout><text variable='citation-number' suffix=' '/>"
	    "<text variable='title'/></layout></bibliography>",
	    "[" KNUTH ", " LAMPORT "]",
	    "1 LaTeX: A Document Preparation System\n2 The TeXbook\n");
}

static void
a_mark_that_is_there_already_is_not_doubled(void **state)
{
	(void)state;
	check_bibliography(CITATION
	    "<bibliography><layout suffix='.'><text variable='title'/>"
	    "</layout></bibliography>",
	    "[{\"id\": \"t\", \"type\": \"article-journal\", \"title\": "
	    "\"Computing machinery and intelligence: can machines think?\"}]",
	    "Computing machinery and intelligence: can machines think?\n");
}

static void
check_refused(const char *xml, const char *story)
{
	struct csl_style *s;
	struct err err = ERR_INIT;

	assert_int_equal(csl_style_read(&s, span_of(xml), &err), ERR_SYNTAX);
	assert_null(s);
	if (!strstr(err.text, story))
		fail_msg("\"%s\" is not in \"%s\"", story, err.text);
}

static void
errors_name_line_and_element(void **state)
{
	(void)state;
	check_refused("<style><citation><layout>\n<text/></layout></citation>"
		      "</style>",
	    "line 2: cs:text: it has no variable");
	check_refused("<style>\n<citation/></style>",
	    "line 2: cs:citation: it has no cs:layout");
	check_refused("<style><citation><layout><text macro='m'/></layout>"
		      "</citation></style>",
	    "there is no macro \"m\"");
	check_refused("<style><macro name='m'><text macro='m'/></macro>"
		      "<citation><layout/></citation></style>",
	    "\"m\" calls itself");
	check_refused("<html/>", "it is no CSL style");
	check_refused("<style", "not XML");
}

static void
a_dependent_style_needs_no_layout(void **state)
{
	struct csl_style *s;
	struct err err = ERR_INIT;
	const char *xml =
	    "<style><info><link rel='independent-parent' "
	    "href='http://www.zotero.org/styles/apa'/></info></style>";

	(void)state;
	assert_int_equal(csl_style_read(&s, span_of(xml), &err), OK);
	assert_string_equal(s->parent, "http://www.zotero.org/styles/apa");
	csl_style_free(s);
}

static void
an_items_language_chooses_its_layout(void **state)
{
	(void)state;
	check_bibliography(
	    "<locale xml:lang='zh'><terms><term name='et-al'>等</term></terms>"
	    "</locale>" CITATION "<bibliography>"
	    "<layout locale='zh'><names variable='author'><name "
	    "et-al-min='2' et-al-use-first='1'/></names>"
	    "<text variable='title' prefix='：'/></layout>"
	    "<layout><names variable='author'><name "
	    "et-al-min='2' et-al-use-first='1'/></names>"
	    "<text variable='title' prefix=': '/></layout></bibliography>",
	    "[{\"id\": \"a\", \"title\": \"Deep learning\", \"author\": "
	    "[{\"family\": \"LeCun\"}, {\"family\": \"Bengio\"}]}, "
	    "{\"id\": \"b\", \"language\": \"zh-CN\", \"title\": "
	    "\"深度学习\", \"author\": [{\"family\": \"周\", \"given\": "
	    "\"志华\"}, {\"family\": \"李\", \"given\": \"航\"}]}]",
	    "LeCun et al.: Deep learning\n周志华等：深度学习\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_title_and_year_make_an_entry),
		cmocka_unit_test(a_group_of_empty_variables_says_nothing),
		cmocka_unit_test(entries_are_sorted_by_the_styles_keys),
		cmocka_unit_test(a_mark_that_is_there_already_is_not_doubled),
		cmocka_unit_test(errors_name_line_and_element),
		cmocka_unit_test(a_dependent_style_needs_no_layout),
		cmocka_unit_test(an_items_language_chooses_its_layout),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
