#include "base/sbuf.h"
#include "source-test.h"

static const char *const dois[] = { "10.1038/nature14539", "10.1000/a,b",
	"10.1000/none" };

/* Members as in answers of July 2026; shortened by hand. */
static const char found[] =
    "{\"meta\":{\"count\":3},\"results\":[{\"id\":\"https://openalex.org/"
    "W2919115771\",\"doi\":\"https://doi.org/10.1038/nature14539\",\"title\":"
    "\"Deep learning\",\"publication_year\":2015,\"publication_date\":"
    "\"2015-05-26\",\"type\":\"article\",\"is_retracted\":true,"
    "\"authorships\":[{\"raw_author_name\":\"Yann LeCun\",\"author\":{"
    "\"display_name\":\"Someone Else\"}},{\"raw_author_name\":null,\"author\":"
    "{\"display_name\":\"Yoshua Bengio\"}}],\"primary_location\":{\"source\":{"
    "\"display_name\":\"Nature\",\"type\":\"journal\"}},\"biblio\":{"
    "\"volume\":\"521\",\"issue\":\"7553\",\"first_page\":\"436\","
    "\"last_page\":\"444\"}},{\"id\":\"https://openalex.org/W2626778328\","
    "\"doi\":\"https://doi.org/10.65215/2q58a426\",\"title\":\"Attention Is "
    "All You Need\",\"publication_year\":2025,\"type\":\"article\","
    "\"authorships\":[]},{\"id\":null,\"title\":null}]}";

static const char *
key(const struct source *s, void *ctx)
{
	(void)s;
	return ctx;
}

static void
dois_are_asked_together_by_a_list(void **state)
{
	struct source_config config = { .key = key, .ctx = (void *)"k" };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_openalex.records(&r, &a, &config, IDENTIFIER_DOI, dois, 3),
	    0);
	assert_non_null(strstr(r.url,
	    "/works?filter=doi%3A10.1038%2Fnature14539%7C10.1000%2Fnone&"
	    "per_page=2&select=id%2Cdoi"));
	/* an unknown name is refused: these are gone since 2025 */
	assert_null(strstr(r.url, "type_crossref"));
	assert_null(strstr(r.url, "is_authors_truncated"));
	assert_string_equal(r.secret_parameter, "api_key=k");
	assert_null(strstr(r.url, "api_key"));
	/* one that would break the list out of it */
	assert_int_equal(
	    source_openalex.records(&r, &a, NULL, IDENTIFIER_DOI, dois + 1, 1),
	    ERR_USAGE);
	arena_release(&a);
}

static void
a_title_is_searched_for_without_operators(void **state)
{
	struct work claimed = { .title = "\"Cats\" AND (dogs)? a+b|c, NOT x!" };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_openalex.search(&r, &a, NULL, &claimed, NULL), 0);
	assert_non_null(strstr(
	    r.url, "/works?search=cats%20and%20dogs%20a%20b%20c%20not%20x&"));
	arena_release(&a);
}

static void
names_are_as_printed_and_copies_are_left_out(void **state)
{
	struct asked t;
	const struct work *w;

	(void)state;
	ask_records(&t, &source_openalex, IDENTIFIER_DOI, dois, 1, 200,
	    "application/json", found);
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 1);
	w = t.answer.works[0];
	assert_string_equal(w->source, "openalex");
	assert_string_equal(w->record, "W2919115771");
	assert_string_equal(w->author.items[0].family, "LeCun");
	assert_string_equal(w->author.items[1].family, "Bengio");
	assert_string_equal(w->page, "436-444");
	assert_true(has_relation(w, RELATION_RETRACTED_BY, NULL, "OpenAlex"));
	assert_ptr_equal(t.answer.ids[0].work, w);
	asked_release(&t);
}

/* Records of arXiv papers and of ACM's pages, as they were in 2025. */
static void
titles_and_names_that_ran_together_are_parted(void **state)
{
	static const char record[] =
	    "{\"results\":[{\"id\":\"https://openalex.org/W2998993395\","
	    "\"title\":\"Random search for hyper-parameter\\\\n optimization\","
	    "\"publication_year\":2012,\"type\":\"article\",\"authorships\":["
	    "{\"raw_author_name\":\"BergstraJames\"},{\"raw_author_name\":"
	    "\"LeCun\"},{\"raw_author_name\":\"McDonald\"}]}]}";
	const struct name *names;
	struct asked t;

	(void)state;
	ask_search(&t, &source_openalex, 200, "application/json", record);
	assert_int_equal(t.answer.works_len, 1);
	assert_string_equal(t.answer.works[0]->title,
	    "Random search for hyper-parameter optimization");
	names = t.answer.works[0]->author.items;
	assert_string_equal(names[0].family, "Bergstra");
	assert_string_equal(names[0].given, "James");
	assert_string_equal(names[1].family, "LeCun");
	assert_string_equal(names[2].family, "McDonald");
	assert_false(t.answer.works[0]->author.others);
	asked_release(&t);
}

/* 10.1145/3448016.3452841 as it was answered in July 2026: a type that is new, and no
 * source of OpenAlex's own. */
static void
a_conference_paper_is_in_its_proceedings(void **state)
{
	static const char record[] =
	    "{\"results\":[{\"id\":\"https://openalex.org/"
	    "W3174427814\",\"doi\":"
	    "\"https://doi.org/10.1145/3448016.3452841\",\"title\":\"Vector "
	    "Quotient Filters\",\"publication_year\":2021,\"type\":"
	    "\"conference-paper\",\"primary_location\":{\"source\":null,"
	    "\"raw_source_name\":\"Proceedings of the 2021 International "
	    "Conference on Management of Data\",\"raw_type\":"
	    "\"proceedings-article\"},\"authorships\":[{\"raw_author_name\":"
	    "\"Prashant Pandey\"}]},{\"id\":\"https://openalex.org/W2\","
	    "\"title\":\"Deposited\",\"type\":\"dataset\","
	    "\"primary_location\":{\"source\":null,\"raw_type\":\"dataset\","
	    "\"raw_source_name\":\"Worldwide Protein Data Bank\"}}]}";
	struct asked t;

	(void)state;
	ask_search(&t, &source_openalex, 200, "application/json", record);
	assert_int_equal(t.answer.works_len, 2);
	assert_int_equal(t.answer.works[0]->type, WORK_TYPE_PAPER_CONFERENCE);
	assert_string_equal(t.answer.works[0]->container_title,
	    "Proceedings of the 2021 International Conference on Management of "
	    "Data");
	assert_null(t.answer.works[1]->container_title);
	asked_release(&t);
}

/* Lists have the first hundred names of a work, and no longer say so. */
static void
a_hundred_names_are_not_all(void **state)
{
	struct sbuf sb = SBUF_INIT;
	struct asked t;

	(void)state;
	sbuf_add(&sb,
	    SPAN_LIT("{\"results\":[{\"id\":\"https://openalex.org/W1\","
		     "\"title\":\"Observation of waves\",\"type\":\"article\","
		     "\"authorships\":["));
	for (int i = 0; i < 100; i++)
		sbuf_addf(&sb, "%s{\"raw_author_name\":\"A. Name%d\"}",
		    i ? "," : "", i);
	sbuf_add(&sb, SPAN_LIT("]}]}"));
	ask_search(&t, &source_openalex, 200, "application/json", sb.buf);
	assert_int_equal(t.answer.works_len, 1);
	assert_int_equal(t.answer.works[0]->author.len, 100);
	assert_true(t.answer.works[0]->author.others);
	asked_release(&t);
	sbuf_release(&sb);
}

static void
its_page_for_nothing_says_nothing(void **state)
{
	struct asked t;

	(void)state;
	ask_records(&t, &source_openalex, IDENTIFIER_DOI, dois, 1, 404,
	    "text/html; charset=utf-8",
	    "<!doctype html>\n<title>404 Not Found</title>");
	assert_int_equal(t.code, ERR_AGAIN);
	asked_release(&t);
	ask_records(&t, &source_openalex, IDENTIFIER_DOI, dois, 1, 200,
	    "application/json", "{\"error\":\"x\",\"id\":1}");
	assert_int_equal(t.code, ERR_AGAIN);
	asked_release(&t);
	ask_search(&t, &source_openalex, 200, "application/json",
	    "{\"meta\":{\"count\":0},\"results\":[]}");
	assert_int_equal(t.code, 0);
	asked_release(&t);
	check_silence(&source_openalex, IDENTIFIER_DOI, dois[0], found);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dois_are_asked_together_by_a_list),
		cmocka_unit_test(a_title_is_searched_for_without_operators),
		cmocka_unit_test(names_are_as_printed_and_copies_are_left_out),
		cmocka_unit_test(titles_and_names_that_ran_together_are_parted),
		cmocka_unit_test(a_conference_paper_is_in_its_proceedings),
		cmocka_unit_test(a_hundred_names_are_not_all),
		cmocka_unit_test(its_page_for_nothing_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
