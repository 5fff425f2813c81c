#include "model/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *in;
	const char *edtf;
	enum date_state state;
	char suffix;
	const char *literal;
	const char *original;
} cases[] = {
	{ "2015", "2015", 0, 0, NULL, NULL },
	{ "(2015).", "2015", 0, 0, NULL, NULL },
	{ "2019a", "2019", 0, 'a', NULL, NULL },
	{ "May 27, 2015", "2015-05-27", 0, 0, NULL, NULL },
	{ "27 May 2015", "2015-05-27", 0, 0, NULL, NULL },
	{ "27th of May, 2015", "2015-05-27", 0, 0, NULL, NULL },
	{ "2015, May 27", "2015-05-27", 0, 0, NULL, NULL },
	{ "2015-05-27", "2015-05-27", 0, 0, NULL, NULL },
	{ "2015-05-27T10:00:00Z", "2015-05-27", 0, 0, NULL, NULL },
	{ "20150527", "2015-05-27", 0, 0, NULL, NULL },
	{ "2015/05", "2015-05", 0, 0, NULL, NULL },
	{ "2015-05", "2015-05", 0, 0, NULL, NULL },
	{ "27.05.2015", "2015-05-27", 0, 0, NULL, NULL },
	{ "5/27/2015", "2015-05-27", 0, 0, NULL, NULL },
	{ "5/6/2015", "2015", 0, 0, "5/6/2015", NULL },
	{ "1995 Oct 12", "1995-10-12", 0, 0, NULL, NULL },
	{ "1995 Oct-Nov", "1995-10/1995-11", 0, 0, NULL, NULL },
	{ "May–June 2015", "2015-05/2015-06", 0, 0, NULL, NULL },
	{ "27–29 May 2015", "2015-05-27/2015-05-29", 0, 0, NULL, NULL },
	{ "May 30 - June 2, 2015", "2015-05-30/2015-06-02", 0, 0, NULL, NULL },
	{ "1999–2003", "1999/2003", 0, 0, NULL, NULL },
	{ "1999-2003", "1999/2003", 0, 0, NULL, NULL },
	{ "1998-99", "1998/1999", 0, 0, NULL, NULL },
	{ "1998/1999", "1998/1999", 0, 0, NULL, NULL },
	{ "1999/", "1999/", 0, 0, NULL, NULL },
	{ "1999-10/", "1999-10/", 0, 0, NULL, NULL },
	{ "2004-06~", "2004-06~", 0, 0, NULL, NULL },
	{ "c. 1850", "1850~", 0, 0, NULL, NULL },
	{ "ca. 1850", "1850~", 0, 0, NULL, NULL },
	{ "1990?", "1990~", 0, 0, NULL, NULL },
	{ "[1867]", "1867", 0, 0, NULL, NULL },
	{ "1976 [1867]", "1976", 0, 0, NULL, "1867" },
	{ "[1867] 1976", "1976", 0, 0, NULL, "1867" },
	{ "1976 (1867)", "1976", 0, 0, NULL, "1867" },
	{ "2015年5月", "2015-05", 0, 0, NULL, NULL },
	{ "2015年5月27日", "2015-05-27", 0, 0, NULL, NULL },
	{ "２０１５年", "2015", 0, 0, NULL, NULL },
	{ "2015년 5월 27일", "2015-05-27", 0, 0, NULL, NULL },
	{ "n.d.", "", DATE_UNDATED, 0, NULL, NULL },
	{ "n.d.-a", "", DATE_UNDATED, 'a', NULL, NULL },
	{ "o. J.", "", DATE_UNDATED, 0, NULL, NULL },
	{ "s.f.", "", DATE_UNDATED, 0, NULL, NULL },
	{ "in press", "", DATE_IN_PRESS, 0, NULL, NULL },
	{ "2015, in press", "2015", DATE_IN_PRESS, 0, NULL, NULL },
	{ "forthcoming", "", DATE_IN_PRESS, 0, NULL, NULL },
	{ "im Druck", "", DATE_IN_PRESS, 0, NULL, NULL },
	{ "Spring 2001", "2001-21", 0, 0, NULL, NULL },
	{ "Herbst 2001", "2001-23", 0, 0, NULL, NULL },
	{ "27. Mai 2015", "2015-05-27", 0, 0, NULL, NULL },
	{ "1er juillet 2015", "2015-07-01", 0, 0, NULL, NULL },
	{ "27 de mayo de 2015", "2015-05-27", 0, 0, NULL, NULL },
	{ "27 maggio 2015", "2015-05-27", 0, 0, NULL, NULL },
	{ "março de 2015", "2015-03", 0, 0, NULL, NULL },
	{ "27 мая 2015 г.", "2015-05-27", 0, 0, NULL, NULL },
	{ "44 BC", "-0043", 0, 0, NULL, NULL },
	{ "۱۳۹۸", "", 0, 0, "۱۳۹۸", NULL },
	{ "พ.ศ. 2566", "", 0, 0, "พ.ศ. 2566", NULL },
	{ "令和5年", "", 0, 0, "令和5年", NULL },
	{ "the other day", "", 0, 0, "the other day", NULL },
	{ "", "", 0, 0, NULL, NULL },
	{ "()", "", 0, 0, NULL, NULL },
};

static void
dates_are_read(void **state)
{
	struct arena a = ARENA_INIT;
	struct sbuf sb = SBUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *in = cases[i].in;
		struct date d, original;

		date_parse(&d, &original, &a, span_of(in));
		sbuf_reset(&sb);
		date_add_edtf(&sb, &d);
		if (strcmp(sb.buf, cases[i].edtf) != 0)
			fail_msg("%s: %s", in, sb.buf);
		if (d.state != cases[i].state)
			fail_msg("%s: state %d", in, d.state);
		if (d.year_suffix != cases[i].suffix)
			fail_msg("%s: suffix %d", in, d.year_suffix);
		if (!d.literal != !cases[i].literal ||
		    (d.literal && strcmp(d.literal, cases[i].literal) != 0))
			fail_msg("%s: literal %s", in,
			    d.literal ? d.literal : "none");
		sbuf_reset(&sb);
		date_add_edtf(&sb, &original);
		assert_string_equal(
		    sb.buf, cases[i].original ? cases[i].original : "");
		assert_int_equal(date_is_empty(&d), !*in || !strcmp(in, "()"));
	}
	sbuf_release(&sb);
	arena_release(&a);
}

static const struct {
	const char *name;
	int month;
} month_cases[] = {
	{ "January", 1 },
	{ "Jan.", 1 },
	{ "janv.", 1 },
	{ "ene", 1 },
	{ "Februar", 2 },
	{ "févr.", 2 },
	{ "März", 3 },
	{ "mar", 3 },
	{ "mars", 3 },
	{ "avr.", 4 },
	{ "Mai", 5 },
	{ "мая", 5 },
	{ "may", 5 },
	{ "juin", 6 },
	{ "juil.", 7 },
	{ "jui", 0 },
	{ "июл", 7 },
	{ "août", 8 },
	{ "AUG", 8 },
	{ "Sept.", 9 },
	{ "set", 9 },
	{ "Okt", 10 },
	{ "ottobre", 10 },
	{ "noviembre", 11 },
	{ "dez", 12 },
	{ "12", 12 },
	{ "1", 1 },
	{ "13", 0 },
	{ "0", 0 },
	{ "monday", 0 },
	{ "ja", 0 },
	{ "", 0 },
	{ "decade", 0 },
};

static void
months_have_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(month_cases); i++)
		if (date_month(span_of(month_cases[i].name)) !=
		    month_cases[i].month)
			fail_msg("%s: %d", month_cases[i].name,
			    date_month(span_of(month_cases[i].name)));
	assert_string_equal(date_month_macro(9), "sep");
	assert_null(date_month_macro(0));
	assert_null(date_month_macro(13));
	assert_int_equal(date_season(SPAN_LIT("Winter")), 24);
	assert_int_equal(date_season(SPAN_LIT("May")), 0);
}

static void
years_are_plausible_or_not(void **state)
{
	(void)state;
	assert_true(date_year_plausible(1400));
	assert_true(date_year_plausible(2026));
	assert_false(date_year_plausible(1399));
	assert_false(date_year_plausible(2566));
	assert_false(date_year_plausible(0));
}

static void
dates_of_biblatex_are_edtf(void **state)
{
	static const struct {
		const char *in, *out; /* NULL: no EDTF */
	} dates[] = {
		{ "2004", "2004" },
		{ "2004-06~", "2004-06~" },
		{ "2004-06-11?/2004-06-13", "2004-06-11~/2004-06-13~" },
		{ "2016-07-18T20:26:06+10:00", "2016-07-18" },
		{ "2012-22/2012-23", "2012-22/2012-23" },
		{ "199X", "1990/1999" },
		{ "19uu", "1900/1999" },
		{ "1999-XX", "1999" },
		{ "1999-01-uu", "1999-01" },
		{ "-0044", "-0044" },
		{ "0000", "0000" },
		{ "0100-12", "0100-12" },
		{ "1999-10/", "1999-10/" },
		{ "1999/open", "1999/" },
		{ "1998/unknown", "1998/" },
		{ "1999/..", "1999/" },
		{ "Y17000002", "Y17000002" },
		{ "Y-17000002", "Y-17000002" },
		{ "Y1700", NULL },
		{ "2012-13", NULL },
		{ "1998-99", NULL },
		{ "2004-06-32", NULL },
		{ "04", NULL },
		{ "X999", NULL },
		{ "May 2004", NULL },
		{ "/2004", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(dates); i++) {
		struct sbuf sb = SBUF_INIT;
		struct date d;
		bool ok = date_parse_edtf(&d, span_of(dates[i].in));

		if (ok)
			date_add_edtf(&sb, &d);
		if (ok != (dates[i].out != NULL) ||
		    (ok && strcmp(sb.buf, dates[i].out) != 0))
			fail_msg("%s: %s", dates[i].in, ok ? sb.buf : "none");
		sbuf_release(&sb);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_read),
		cmocka_unit_test(dates_of_biblatex_are_edtf),
		cmocka_unit_test(months_have_numbers),
		cmocka_unit_test(years_are_plausible_or_not),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
