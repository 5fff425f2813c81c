/* Dates, numbers, text-case, quotation marks, markup of fields. */

#include "csl-test.h"

#include "csl/number.h"

#include "base/banned.h"

#define TEXT(element, json)                                                   \
	CITATION "<bibliography><layout>" element "</layout></bibliography>", \
	    "[{\"id\": \"a\", " json "}]"

static void
check_html(const char *inside, const char *items, const char *expected)
{
	struct rendering r;

	rendering_open(&r, inside, items);
	csl_write_bibliography(&r.out, r.processor, CSL_OUTPUT_HTML);
	if (!strstr(r.out.buf, expected))
		fail_msg("\"%s\" is not in \"%s\"", expected, r.out.buf);
	rendering_close(&r);
}

static void
a_range_of_dates_says_once_what_is_the_same(void **state)
{
	(void)state;
#define DATE                                                         \
	"<date variable='issued'><date-part name='day' suffix=' '/>" \
	"<date-part name='month' suffix=' '/><date-part name='year'/></date>"
	check_bibliography(TEXT(DATE, "\"issued\": {\"date-parts\": [[2008, 5, "
				      "1], [2008, 5, 4]]}"),
	    "1–4 May 2008\n");
	check_bibliography(
	    TEXT(DATE, "\"issued\": {\"date-parts\": [[2008, 5], "
		       "[2008, 7]]}"),
	    "May–July 2008\n");
	check_bibliography(
	    TEXT(DATE, "\"issued\": {\"date-parts\": [[2008, 5], "
		       "[2009, 6]]}"),
	    "May 2008–June 2009\n");
	check_bibliography(
	    TEXT(DATE, "\"issued\": {\"date-parts\": [[2008]], \"season\": 2}"),
	    "Summer 2008\n");
}

static void
page_ranges_take_the_styles_form(void **state)
{
	static const struct {
		enum csl_page_format format;
		const char *pages, *expected;
	} table[] = {
		{ PAGES_EXPANDED, "42-5", "42–45" },
		{ PAGES_MINIMAL, "42-45", "42–5" },
		{ PAGES_MINIMAL_TWO, "321-328", "321–28" },
		{ PAGES_CHICAGO_15, "1496-1504", "1496–1504" },
		{ PAGES_CHICAGO_16, "321-328", "321–28" },
		{ PAGES_CHICAGO_16, "100-104", "100–104" },
		{ PAGES_AS_IS, "12-15, 20", "12–15, 20" },
		{ PAGES_AS_IS, "3\\-B", "3-B" },
		{ PAGES_EXPANDED, "Michaelson-Morley", "Michaelson-Morley" },
	};
	struct arena a = ARENA_INIT;
	struct csl_locale *l;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(
	    csl_locale_load(&l, &a, "en-US", NULL, NULL, &err), OK);
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		assert_string_equal(
		    csl_page_format(&a, l, table[i].pages, table[i].format),
		    table[i].expected);
	arena_release(&a);
}

static void
numbers_are_known_by_their_looks(void **state)
{
	(void)state;
	assert_true(csl_is_numeric("2"));
	assert_true(csl_is_numeric("D2, 2b & L2d"));
	assert_true(csl_is_numeric("3–5"));
	assert_false(csl_is_numeric("second"));
	assert_false(csl_is_numeric("2nd edition"));
	assert_false(csl_is_numeric(""));
}

static void
titles_get_capitals_only_where_english_has_them(void **state)
{
	(void)state;
#define TITLE "<text variable='title' text-case='title'/>"
	check_bibliography(
	    TEXT(TITLE, "\"title\": \"on the origin of species: a history\""),
	    "On the Origin of Species: A History\n");
	check_bibliography(
	    TEXT(TITLE, "\"title\": \"roe v. wade\""), "Roe v. Wade\n");
	check_bibliography(
	    TEXT(TITLE, "\"title\": \"an mRNA from β-carotine\""),
	    "An mRNA from β-Carotine\n");
	check_bibliography(TEXT(TITLE, "\"language\": \"de\", \"title\": "
				       "\"die welt von gestern\""),
	    "die welt von gestern\n");
}

static void
quotation_marks_turn_within_each_other(void **state)
{
	(void)state;
#define QUOTED \
	"<text variable='title' quotes='true' suffix=', '/><text value='x'/>"
	check_bibliography(TEXT(QUOTED, "\"title\": \"The \\\"new\\\" logic\""),
	    "“The ‘new’ logic,” x\n");
	check_bibliography(TEXT(QUOTED, "\"title\": \"Why?\""), "“Why?,” x\n");
	check_bibliography(
	    TEXT("<text variable='title'/>", "\"title\": \"God isn't dead\""),
	    "God isn’t dead\n");
}

static void
markup_turns_where_it_meets_its_like(void **state)
{
	(void)state;
	check_html(TEXT("<text variable='title' font-style='italic'/>",
		       "\"title\": \"On <i>E. coli</i> & H<sub>2</sub>O\""),
	    "<i>On <span style=\"font-style:normal;\">E. coli</span> &#38; "
	    "H<sub>2</sub>O</i>");
	check_html(TEXT("<text variable='title'/>",
		       "\"title\": \"a < b <i>never closed\""),
	    "a &#60; b &#60;i&#62;never closed");
}

static void
han_titles_are_not_slanted(void **state)
{
	(void)state;
	check_html(TEXT("<text variable='title' font-style='italic'/>",
		       "\"title\": \"论语译注\""),
	    "<div class=\"csl-entry\">论语译注</div>");
}

static void
an_address_is_left_alone(void **state)
{
	(void)state;
	check_bibliography(TEXT("<text variable='URL'/>",
			       "\"URL\": \"http://example.org/O'Neil\""),
	    "http://example.org/O'Neil\n");
}

static void
ordinals_follow_the_locale(void **state)
{
	(void)state;
#define ORDINAL "<number variable='edition' form='ordinal'/>"
	check_bibliography(TEXT(ORDINAL, "\"edition\": 2"), "2nd\n");
	check_bibliography(TEXT(ORDINAL, "\"edition\": \"13\""), "13th\n");
	check_bibliography(TEXT(ORDINAL, "\"edition\": \"new\""), "new\n");
}

static void
a_hyphen_between_unlike_numbers_is_no_range(void **state)
{
	(void)state;
#define VOLUME "<text variable='volume'/>"
	check_bibliography(TEXT(VOLUME, "\"volume\": \"s2-42\""), "s2-42\n");
	check_bibliography(TEXT(VOLUME, "\"volume\": \"B1-12\""), "B1-12\n");
	check_bibliography(TEXT(VOLUME, "\"volume\": \"3-4\""), "3–4\n");
	check_bibliography(TEXT(VOLUME, "\"volume\": \"2a-3b\""), "2a–3b\n");
	check_bibliography(TEXT(VOLUME, "\"volume\": \"L2-L3\""), "L2–L3\n");
}

static void
lines_of_the_note_are_variables(void **state)
{
	(void)state;
	check_bibliography(
	    TEXT("<text variable='genre'/><date variable='event-date' prefix=' "
		 "'><date-part name='year'/></date>",
		"\"note\": \"genre: Lecture\\nevent-date: 2004-10-01\""),
	    "Lecture 2004\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_range_of_dates_says_once_what_is_the_same),
		cmocka_unit_test(page_ranges_take_the_styles_form),
		cmocka_unit_test(numbers_are_known_by_their_looks),
		cmocka_unit_test(
		    titles_get_capitals_only_where_english_has_them),
		cmocka_unit_test(quotation_marks_turn_within_each_other),
		cmocka_unit_test(markup_turns_where_it_meets_its_like),
		cmocka_unit_test(han_titles_are_not_slanted),
		cmocka_unit_test(an_address_is_left_alone),
		cmocka_unit_test(ordinals_follow_the_locale),
		cmocka_unit_test(a_hyphen_between_unlike_numbers_is_no_range),
		cmocka_unit_test(lines_of_the_note_are_variables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
