#include "source-test.h"
#include "source/retraction-watch.h"

/* Columns as the mirror's README of December 2025 lists them; rows typed. */
#define HEADER                                                           \
	"Record ID,Title,Subject,Institution,Journal,Publisher,Country," \
	"Author,URLS,ArticleType,RetractionDate,RetractionDOI,"          \
	"RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"         \
	"OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes\n"
#define ROW(id, title, date, notice, doi, pmid, nature)                 \
	id "," title ",(HSC) Medicine;,X,The Lancet,Elsevier,UK,\"A J " \
	   "Wakefield;S H Murch\",,Research Article," date "," notice   \
	   ",0,2/28/1998 0:00," doi "," pmid "," nature                 \
	   ",\"+Error in Data;+Ethical Violations;\",No,\"two\nlines\"\n"

static const char csv[] = "\xef\xbb\xbf" HEADER ROW("1",
    "\"Ileal \"\"nodular\"\" hyperplasia, and "
    "colitis\"",
    "2/6/2010 0:00", "10.1016/S0140-6736(10)60175-4",
    "10.1016/S0140-6736(97)11096-0", "9500320", "Retraction") ROW("2", "Ileal",
    "3/6/2004 0:00", "10.1016/S0140-6736(04)15715-2",
    "10.1016/S0140-6736(97)11096-0", "9500320", "Correction") ROW("3", "Undone",
    "1/1/2010 0:00", "10.1/n", "10.1000/undone", "0", "Retraction") ROW("4",
    "Undone", "1/1/2012 0:00", "10.1/r", "10.1000/undone", "0", "Reinstatement")
    ROW("5", "Nobody", "1/1/2012 0:00", "", "unavailable", "0", "Retraction")
	ROW("6", "By PMID", "1/1/2013 0:00", "", "Unavailable", "42",
	    "Expression of concern");

static struct retraction_watch *
read_all(const char *text, size_t len)
{
	struct retraction_watch *rw;
	struct err err = ERR_INIT;

	assert_int_equal(retraction_watch_read(
			     &rw, (struct span){ text, len }, "x.csv", &err),
	    0);
	return rw;
}

static void
what_the_file_says_is_told_of_a_record(void **state)
{
	struct retraction_watch *rw = read_all(csv, sizeof(csv) - 1);
	struct arena a = ARENA_INIT;
	struct work w = { .title = "x",
		.DOI = "10.1016/s0140-6736(97)11096-0" };
	struct work *marked;

	(void)state;
	assert_int_equal(retraction_watch_len(rw), 5);
	marked = retraction_watch_mark(rw, &a, &w);
	assert_ptr_not_equal(marked, &w);
	assert_null(w.relations);
	assert_int_equal(count_relations(marked), 2);
	assert_true(has_relation(marked, RELATION_RETRACTED_BY,
	    "10.1016/s0140-6736(10)60175-4",
	    "Retraction Watch, 2010-02-06: +Error in Data;+Ethical "
	    "Violations"));
	/* twice is as good as once */
	assert_ptr_equal(retraction_watch_mark(rw, &a, marked), marked);
	retraction_watch_free(rw);
	arena_release(&a);
}

static void
a_retraction_that_was_undone_is_none(void **state)
{
	struct retraction_watch *rw = read_all(csv, sizeof(csv) - 1);
	struct arena a = ARENA_INIT;
	struct work undone = { .title = "x", .DOI = "10.1000/undone" };
	struct work other = { .title = "x", .DOI = "10.1000/other" };
	struct work by_pmid = { .title = "x", .PMID = "42" };

	(void)state;
	assert_ptr_equal(retraction_watch_mark(rw, &a, &undone), &undone);
	assert_ptr_equal(retraction_watch_mark(rw, &a, &other), &other);
	assert_int_equal(
	    retraction_watch_mark(rw, &a, &by_pmid)->relations->kind,
	    RELATION_CONCERN_BY);
	retraction_watch_free(rw);
	arena_release(&a);
}

static void
it_tells_the_work_itself(void **state)
{
	struct retraction_watch *rw = read_all(csv, sizeof(csv) - 1);
	struct arena a = ARENA_INIT;
	struct work *w = retraction_watch_work(
	    rw, &a, IDENTIFIER_DOI, "10.1016/s0140-6736(97)11096-0");

	(void)state;
	assert_non_null(w);
	assert_string_equal(w->source, "retraction-watch");
	assert_string_equal(w->container_title, "The Lancet");
	assert_int_equal(w->author.len, 2);
	assert_string_equal(w->author.items[0].family, "Wakefield");
	assert_int_equal(w->issued.from.year, 1998);
	assert_non_null(w->relations);
	assert_null(
	    retraction_watch_work(rw, &a, IDENTIFIER_DOI, "10.1000/nowhere"));
	assert_null(retraction_watch_work(rw, &a, IDENTIFIER_ISBN, "42"));
	retraction_watch_free(rw);
	arena_release(&a);
}

static void
another_file_is_refused_and_a_cut_one_read_as_far_as_it_goes(void **state)
{
	struct retraction_watch *rw;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(retraction_watch_read(
			     &rw, SPAN_LIT("DOI,Title\n1,2\n"), "x.csv", &err),
	    ERR_SYNTAX);
	assert_non_null(strstr(err.text, "x.csv:1: there is no column"));
	assert_int_equal(
	    retraction_watch_read(&rw, SPAN_LIT(""), "x.csv", &err),
	    ERR_SYNTAX);
	for (size_t len = sizeof(HEADER) + 2; len < sizeof(csv); len++) {
		rw = read_all(csv, len);
		assert_true(retraction_watch_len(rw) <= 5);
		retraction_watch_free(rw);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_file_says_is_told_of_a_record),
		cmocka_unit_test(a_retraction_that_was_undone_is_none),
		cmocka_unit_test(it_tells_the_work_itself),
		cmocka_unit_test(
		    another_file_is_refused_and_a_cut_one_read_as_far_as_it_goes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
