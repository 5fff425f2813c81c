#include "source-test.h"

static const char *const isbns[] = { "9780544456235" };

/* Typed after the documentation of its API. */
static const char found[] =
    "{\"kind\":\"books#volumes\",\"totalItems\":2,\"items\":[{\"id\":\"other\","
    "\"volumeInfo\":{\"title\":\"A Review of Peak\",\"industryIdentifiers\":[{"
    "\"type\":\"OTHER\",\"identifier\":\"UOM:1\"}]}},{\"id\":\"peak\","
    "\"volumeInfo\":{\"title\":\"Peak\",\"subtitle\":\"Secrets from the New "
    "Science of Expertise\",\"authors\":[\"Anders Ericsson\",\"Robert Pool\"],"
    "\"publisher\":\"Houghton Mifflin Harcourt\",\"publishedDate\":"
    "\"2016-04-05\",\"industryIdentifiers\":[{\"type\":\"ISBN_10\","
    "\"identifier\":\"0544456238\"},{\"type\":\"ISBN_13\",\"identifier\":"
    "\"9780544456235\"}],\"pageCount\":336,\"language\":\"en\"}}]}";

static void
a_book_is_asked_for_by_isbn_or_words(void **state)
{
	struct name author = { .family = "O\"Brien" };
	struct work claimed = { .title = "Peak \"One\": Secrets",
		.author = { .items = &author, .len = 1 } };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(source_google_books.records(
			     &r, &a, NULL, IDENTIFIER_ISBN, isbns, 1),
	    0);
	assert_string_equal(r.url,
	    "https://www.googleapis.com/books/v1/volumes?q=isbn%3A"
	    "9780544456235&maxResults=5&printType=books");
	assert_int_equal(
	    source_google_books.search(&r, &a, NULL, &claimed, NULL), 0);
	assert_non_null(strstr(r.url,
	    "q=intitle%3A%22Peak%20%20One%20%22%20inauthor%3A%22O%20Brien"
	    "%22&"));
	assert_false(source_is_default(&source_google_books, NULL));
	arena_release(&a);
}

static void
only_the_book_asked_for_is_it(void **state)
{
	struct asked t;
	const struct work *w;

	(void)state;
	ask_records(&t, &source_google_books, IDENTIFIER_ISBN, isbns, 1, 200,
	    "application/json; charset=UTF-8", found);
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 1);
	w = t.answer.works[0];
	assert_string_equal(
	    w->title, "Peak: Secrets from the New Science of Expertise");
	assert_string_equal(w->ISBN, isbns[0]);
	assert_string_equal(w->record, "peak");
	assert_int_equal(w->author.len, 2);
	assert_int_equal(w->issued.from.year, 2016);
	assert_string_equal(w->number_of_pages, "336");
	assert_ptr_equal(t.answer.ids[0].work, w);
	asked_release(&t);
	ask_search(&t, &source_google_books, 200, "application/json", found);
	assert_int_equal(t.answer.works_len, 2);
	asked_release(&t);
}

static void
a_used_up_quota_is_no_miss(void **state)
{
	struct asked t;

	(void)state;
	ask_records(&t, &source_google_books, IDENTIFIER_ISBN, isbns, 1, 200,
	    "application/json", "{\"kind\":\"x\",\"totalItems\":0}");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
	ask_records(&t, &source_google_books, IDENTIFIER_ISBN, isbns, 1, 400,
	    "application/json",
	    "{\"error\":{\"code\":400,\"message\":\"API key not valid\"}}");
	assert_int_equal(t.code, ERR_AGAIN);
	asked_release(&t);
	check_silence(&source_google_books, IDENTIFIER_ISBN, isbns[0], found);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_book_is_asked_for_by_isbn_or_words),
		cmocka_unit_test(only_the_book_asked_for_is_it),
		cmocka_unit_test(a_used_up_quota_is_no_miss),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
