/* What an index has by kind, script and time, and when that is enough. */

#include "source/local-holdings.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/banned.h"

static struct work
work_of(enum work_type type, const char *title, int year)
{
	struct work w = { .type = type, .title = title };

	w.issued.from.year = year;
	return w;
}

static void
add(struct local_holdings *h, size_t n, enum work_type type, const char *title,
    int year)
{
	const struct work w = work_of(type, title, year);

	for (size_t i = 0; i < n; i++)
		local_holdings_count(h, &w, 1);
}

static const char *
enough(const struct local_holdings *h, bool want, enum work_type type,
    const char *title, int year)
{
	static struct arena a = ARENA_INIT;
	const struct work w = work_of(type, title, year);
	const char *why;

	arena_reset(&a);
	if (local_holdings_suffice(&why, &a, h, &w) != want)
		fail_msg("'%s' of %d: %s", title, year, why);
	return why;
}

static const char averintsev[] = "Поэтика ранневизантийской литературы";
static const char ni_hua[] = "基于BERT的中文命名实体识别";

static void
books_in_one_script_are_none_in_another(void **state)
{
	struct local_holdings *h = calloc(1, sizeof(*h));

	(void)state;
	add(h, 300, WORK_TYPE_BOOK, "The Structure of Language", 1975);
	add(h, 16, WORK_TYPE_BOOK, averintsev, 1977);
	add(h, 9, WORK_TYPE_ARTICLE_JOURNAL, ni_hua, 2020);
	enough(h, true, WORK_TYPE_BOOK, "Syntactic Structures", 1972);
	assert_string_equal(enough(h, false, WORK_TYPE_BOOK, averintsev, 1977),
	    "16 books in Cyrillic letters");
	assert_string_equal(
	    enough(h, false, WORK_TYPE_ARTICLE_JOURNAL, ni_hua, 2020),
	    "9 journal articles in Chinese or Japanese characters");
	/* Names with accents and German are in Latin letters. */
	enough(h, true, WORK_TYPE_BOOK, "Grundzüge der Phonologie", 1976);
	add(h, 200, WORK_TYPE_BOOK, averintsev, 1977);
	enough(h, true, WORK_TYPE_BOOK, averintsev, 1977);
	free(h);
}

static void
a_kind_or_a_time_may_be_missing(void **state)
{
	struct local_holdings *h = calloc(1, sizeof(*h));

	(void)state;
	add(h, 5000, WORK_TYPE_PAPER_CONFERENCE, "Attention", 2017);
	assert_string_equal(
	    enough(h, false, WORK_TYPE_BOOK, "Peak", 2016), "0 books");
	enough(h, false, WORK_TYPE_THESIS, "A thesis", 2016);
	/* Papers are cited as chapters, and preprints are published. */
	enough(h, true, WORK_TYPE_CHAPTER, "A paper", 2016);
	enough(h, true, WORK_TYPE_ARTICLE, "A preprint", 2018);
	/* What does not say what it is. */
	enough(h, true, WORK_TYPE_NONE, "Attention", 2017);
	enough(h, true, WORK_TYPE_PAPER_CONFERENCE, "Attention", 0);
	assert_string_equal(
	    enough(h, false, WORK_TYPE_PAPER_CONFERENCE, "Perceptrons", 1969),
	    "0 papers from about 1969");
	/* Ten years around, whatever decade that is. */
	enough(h, true, WORK_TYPE_PAPER_CONFERENCE, "Attention", 2005);
	enough(h, false, WORK_TYPE_PAPER_CONFERENCE, "Attention", 2004);
	free(h);
}

static void
what_is_written_is_read_again(void **state)
{
	struct local_holdings *h = calloc(1, sizeof(*h));
	struct local_holdings *again = calloc(1, sizeof(*again));
	struct sbuf lines = SBUF_INIT, told = SBUF_INIT;
	const struct work book = work_of(WORK_TYPE_BOOK, averintsev, 1977);

	(void)state;
	add(h, 2, WORK_TYPE_BOOK, averintsev, 1977);
	add(h, 1, WORK_TYPE_REPORT, "A report", 0);
	add(h, 1, WORK_TYPE_REPORT, "A report", -300);
	add(h, 1, WORK_TYPE_REPORT, "A report", 2500);
	local_holdings_count(h, &book, -1);
	local_holdings_write(&lines, h);
	local_holdings_read(again, lines.buf);
	assert_memory_equal(h, again, sizeof(*h));
	local_holdings_tell(&told, again);
	assert_string_equal(
	    told.buf, "1 books, 3 reports; 1 in Cyrillic letters");
	/* Somebody's file: nothing is taken, nothing is exceeded. */
	local_holdings_read(again,
	    "book cyrillic 62 9\nbook klingon 1 9\nfilm latin 1 9\n\n"
	    "book cyrillic 48 4294967295\nbook cyrillic 48 99999999999999\n"
	    "book cyrillic 48 -1\nbook");
	assert_int_equal(
	    again->works[HOLDING_BOOK][HOLDING_CYRILLIC][48], UINT32_MAX);
	/* Counting out what was never counted in. */
	local_holdings_count(h, &book, -1);
	local_holdings_count(h, &book, -1);
	assert_int_equal(h->works[HOLDING_BOOK][HOLDING_CYRILLIC][48], 0);
	sbuf_release(&lines);
	sbuf_release(&told);
	free(h);
	free(again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(books_in_one_script_are_none_in_another),
		cmocka_unit_test(a_kind_or_a_time_may_be_missing),
		cmocka_unit_test(what_is_written_is_read_again),
	};

	return cmocka_run_group_tests_name("local-holdings", tests, NULL, NULL);
}
