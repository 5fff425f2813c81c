#include "source-test.h"

static const char *const isbns[] = { "9780544456235", "9780262035613" };

static const char peak[] =
    "{\"ISBN:9780544456235\":{\"url\":\"https://openlibrary.org/books/"
    "OL26353472M/Peak\",\"key\":\"/books/OL26353472M\",\"title\":\"Peak\","
    "\"subtitle\":\"secrets from the new science of expertise\",\"authors\":["
    "{\"url\":\"https://openlibrary.org/authors/OL1A\",\"name\":\"Anders "
    "Ericsson\"},{\"name\":\"Robert Pool\"}],\"number_of_pages\":307,"
    "\"identifiers\":{\"isbn_13\":[\"9780544456235\"]},\"publishers\":["
    "{\"name\":\"Houghton Mifflin Harcourt\"}],\"publish_places\":[{\"name\":"
    "\"Boston\"}],\"publish_date\":\"April 5, 2016\"}}";

static void
isbns_are_asked_together(void **state)
{
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(source_open_library.records(
			     &r, &a, NULL, IDENTIFIER_ISBN, isbns, 2),
	    0);
	assert_string_equal(r.url,
	    "https://openlibrary.org/api/books?bibkeys=ISBN%3A9780544456235"
	    "%2CISBN%3A9780262035613&format=json&jscmd=data");
	assert_int_equal(
	    source_open_library.records(&r, &a, NULL, IDENTIFIER_DOI, isbns, 2),
	    ERR_USAGE);
	arena_release(&a);
}

static void
a_search_asks_the_title_proper_and_an_author(void **state)
{
	struct name author = { .family = "Ericsson", .given = "Anders" };
	struct work claimed = { .type = WORK_TYPE_BOOK,
		.title = "Peak: Secrets from the New Science of Expertise",
		.author = { .items = &author, .len = 1 } };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_open_library.search(&r, &a, NULL, &claimed, NULL), 0);
	assert_non_null(strstr(
	    r.url, "/search.json?title=Peak&author=Ericsson&fields=key"));
	arena_release(&a);
}

static void
an_edition_becomes_a_book(void **state)
{
	struct asked t;
	const struct work *w;

	(void)state;
	ask_records(&t, &source_open_library, IDENTIFIER_ISBN, isbns, 2, 200,
	    "application/json", peak);
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 1);
	w = t.answer.works[0];
	assert_int_equal(w->type, WORK_TYPE_BOOK);
	assert_string_equal(
	    w->title, "Peak: secrets from the new science of expertise");
	assert_string_equal(w->publisher, "Houghton Mifflin Harcourt");
	assert_string_equal(w->publisher_place, "Boston");
	assert_string_equal(w->number_of_pages, "307");
	assert_string_equal(w->ISBN, "9780544456235");
	assert_string_equal(w->record, "OL26353472M");
	assert_string_equal(w->source, "open-library");
	assert_int_equal(w->issued.from.year, 2016);
	assert_int_equal(w->author.len, 2);
	assert_string_equal(w->author.items[0].family, "Ericsson");
	assert_string_equal(w->author.items[1].given, "Robert");
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_EXISTS);
	/* no catalogue has every book */
	assert_int_equal(t.answer.ids[1].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
}

static void
nothing_found_is_an_answer(void **state)
{
	struct asked t;

	(void)state;
	ask_records(&t, &source_open_library, IDENTIFIER_ISBN, isbns, 1, 200,
	    "application/json", "{}");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 0);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
	ask_search(&t, &source_open_library, 200, "application/json",
	    "{\"numFound\":0,\"start\":0,\"docs\":[]}");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 0);
	asked_release(&t);
}

static void
a_found_work_has_the_years_of_all_editions(void **state)
{
	struct asked t;

	(void)state;
	ask_search(&t, &source_open_library, 200, "application/json",
	    "{\"numFound\":1,\"docs\":[{\"key\":\"/works/OL17829409W\","
	    "\"title\":\"Peak\",\"author_name\":[\"Anders Ericsson\","
	    "\"Robert Pool\"],\"first_publish_year\":2016,\"publish_year\":"
	    "[2017,2016,2017,0],\"publisher\":[\"Eamon Dolan\",\"Vintage\"],"
	    "\"isbn\":[\"0544456238\"],\"edition_count\":4}]}");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 2);
	assert_int_equal(t.answer.works[0]->issued.from.year, 2016);
	assert_int_equal(t.answer.works[1]->issued.from.year, 2017);
	assert_string_equal(t.answer.works[1]->title, "Peak");
	assert_string_equal(t.answer.works[1]->record, "OL17829409W");
	assert_int_equal(t.answer.works[1]->author.len, 2);
	assert_null(t.answer.works[0]->publisher);
	assert_null(t.answer.works[0]->ISBN);
	asked_release(&t);
	ask_search(&t, &source_open_library, 200, "application/json",
	    "{\"docs\":[{\"title\":\"Peak\",\"publisher\":[\"Eamon Dolan\"],"
	    "\"isbn\":[\"bad\",\"0544456238\"],\"edition_count\":1}]}");
	assert_int_equal(t.answer.works_len, 1);
	assert_string_equal(t.answer.works[0]->publisher, "Eamon Dolan");
	assert_string_equal(t.answer.works[0]->ISBN, "9780544456235");
	asked_release(&t);
}

static void
silence_is_never_absence(void **state)
{
	(void)state;
	check_silence(&source_open_library, IDENTIFIER_ISBN, isbns[0], peak);
}

static void
it_covers_books(void **state)
{
	static const struct {
		struct work claimed;
		bool covers;
	} cases[] = {
		{ { .type = WORK_TYPE_BOOK, .title = "Peak" }, true },
		{ { .title = "Peak", .publisher = "HMH" }, true },
		{ { .title = "Peak", .ISBN = "9780544456235" }, true },
		{ { .title = "Peak" }, false },
		{ { .title = "Peak",
		      .publisher = "Springer",
		      .container_title = "Nature" },
		    false },
		{ { .type = WORK_TYPE_ARTICLE_JOURNAL, .title = "Peak" },
		    false },
		{ { .type = WORK_TYPE_BOOK,
		      .title =
			  "\xe5\x88\xbb\xe6\x84\x8f\xe7\xbb\x83\xe4\xb9\xa0" },
		    false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(source_open_library.covers(&cases[i].claimed),
		    cases[i].covers);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(isbns_are_asked_together),
		cmocka_unit_test(a_search_asks_the_title_proper_and_an_author),
		cmocka_unit_test(an_edition_becomes_a_book),
		cmocka_unit_test(nothing_found_is_an_answer),
		cmocka_unit_test(a_found_work_has_the_years_of_all_editions),
		cmocka_unit_test(silence_is_never_absence),
		cmocka_unit_test(it_covers_books),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
