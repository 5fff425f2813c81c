#include "source-test.h"

static void
ask_agencies(struct asked *t, const char *const *ids, size_t n, int status,
    const char *body)
{
	*t = (struct asked){ 0 };
	assert_int_equal(
	    source_doi_org.agencies(&t->request, &t->arena, NULL, ids, n), 0);
	asked_read(t, status, "application/json;charset=UTF-8", body);
}

static void
all_dois_of_a_document_are_one_request(void **state)
{
	static const char *const ids[] = { "10.1109/cvpr.2016.90",
		"10.1000/a,b", "10.48550/arxiv.1706.03762" };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(source_doi_org.agencies(&r, &a, NULL, ids, 3), 0);
	assert_string_equal(r.url, "https://doi.org/doiRA/10.1109/cvpr.2016.90,"
				   "10.48550/arxiv.1706.03762");
	assert_int_equal(r.kind, SOURCE_AGENCY);
	assert_int_equal(source_doi_org.agencies(&r, &a, NULL, ids + 1, 1), 0);
	assert_string_equal(
	    r.url, "https://doi.org/api/handles/10.1000/a%2Cb?type=URL");
	assert_int_equal(
	    source_doi_org.agencies(&r, &a, NULL, ids, 0), ERR_USAGE);
	arena_release(&a);
}

static void
a_slash_that_a_client_would_resolve_is_encoded(void **state)
{
	static const char *const ids[] = { "10.1000/../x//y/" };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_doi_org.records(&r, &a, NULL, IDENTIFIER_DOI, ids, 1), 0);
	assert_string_equal(r.url, "https://doi.org/10.1000%2F../x%2F/y%2F");
	assert_string_equal(
	    r.accept, "application/vnd.citationstyles.csl+json");
	assert_int_equal(
	    source_doi_org.records(&r, &a, NULL, IDENTIFIER_DOI, ids, 2),
	    ERR_USAGE);
	arena_release(&a);
}

static void
agencies_and_existence_are_told_apart(void **state)
{
	static const char *const ids[] = { "10.1109/cvpr.2016.90",
		"10.9999/nothing", "10.48550/arxiv.1706.03762",
		"10.1234/left-out" };
	struct asked t;

	(void)state;
	ask_agencies(&t, ids, 4, 200,
	    "[\n  {\n    \"DOI\": \"10.1109/CVPR.2016.90\",\n    \"RA\": "
	    "\"Crossref\"\n  },\n  {\n    \"DOI\": \"10.9999/nothing\",\n    "
	    "\"status\": \"DOI does not exist\"\n  },\n  {\n    \"DOI\": "
	    "\"10.48550/arXiv.1706.03762\",\n    \"RA\": \"DataCite\"\n  }\n]");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_EXISTS);
	assert_string_equal(t.answer.ids[0].agency, "Crossref");
	assert_int_equal(t.answer.ids[1].status, IDENTIFIER_NOT_EXISTS);
	assert_null(t.answer.ids[1].agency);
	assert_int_equal(t.answer.ids[2].status, IDENTIFIER_EXISTS);
	assert_string_equal(t.answer.ids[2].agency, "DataCite");
	assert_int_equal(t.answer.ids[3].status, IDENTIFIER_UNKNOWN);
	assert_int_equal(t.answer.works_len, 0);
	asked_release(&t);
}

static void
an_unknown_status_says_nothing(void **state)
{
	static const char *const ids[] = { "10.1000/x" };
	struct asked t;

	(void)state;
	ask_agencies(
	    &t, ids, 1, 200, "[{\"DOI\":\"10.1000/x\",\"status\":\"Error\"}]");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
	ask_agencies(&t, ids, 1, 200, "{\"error\":\"overloaded\"}");
	assert_int_equal(t.code, ERR_AGAIN);
	asked_release(&t);
	ask_agencies(&t, ids, 1, 503, "[]");
	assert_int_equal(t.code, ERR_AGAIN);
	asked_release(&t);
}

/* A comma parts DOIs in a list of them. */
static void
a_doi_with_a_comma_is_asked_as_a_handle(void **state)
{
	static const char *const ids[] = { "10.1000/a,b" };
	static const struct {
		int status;
		const char *body;
		int code;
		enum identifier_status says;
	} cases[] = {
		{ 200,
		    "{\"responseCode\":1,\"handle\":\"10.1000/A,B\",\"values\":"
		    "[{\"index\":1,\"type\":\"URL\"}]}",
		    0, IDENTIFIER_EXISTS },
		{ 404, "{\"responseCode\":100,\"handle\":\"10.1000/a,b\"}", 0,
		    IDENTIFIER_NOT_EXISTS },
		{ 200, "{\"responseCode\":200,\"handle\":\"10.1000/a,b\"}", 0,
		    IDENTIFIER_EXISTS },
		/* an error of its own; another's answer; a proxy's 404 */
		{ 500, "{\"responseCode\":2,\"handle\":\"10.1000/a,b\"}",
		    ERR_AGAIN, IDENTIFIER_UNKNOWN },
		{ 200, "{\"responseCode\":2,\"handle\":\"10.1000/a,b\"}",
		    ERR_AGAIN, IDENTIFIER_UNKNOWN },
		{ 404, "{\"responseCode\":100,\"handle\":\"10.1000/a\"}",
		    ERR_AGAIN, IDENTIFIER_UNKNOWN },
		{ 404, "<html>404 Not Found</html>", ERR_AGAIN,
		    IDENTIFIER_UNKNOWN },
		{ 404, "", ERR_AGAIN, IDENTIFIER_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct asked t = { 0 };

		assert_int_equal(
		    source_doi_org.agencies(&t.request, &t.arena, NULL, ids, 1),
		    0);
		asked_read(
		    &t, cases[i].status, "application/json", cases[i].body);
		if (t.code != cases[i].code ||
		    t.answer.ids[0].status != cases[i].says)
			fail_msg("case %zu: %d, %d", i, t.code,
			    t.answer.ids[0].status);
		asked_release(&t);
	}
}

/* CSL-JSON as mEDRA or DataCite give it: texts, not arrays. */
static const char csl[] =
    "{\"type\":\"article-journal\",\"DOI\":\"10.1430/8105\",\"title\":"
    "\"La qualit\xc3\xa0\",\"author\":[{\"family\":\"Attanasio\",\"given\":"
    "\"Piero\"},{\"literal\":\"AIE\"}],\"container-title\":\"Economia\","
    "\"issued\":{\"date-parts\":[[\"2002\"]]},\"volume\":\"5\",\"ISBN\":"
    "\"978-0-262-03561-3\",\"page\":\"3-17\"}";

static void
content_negotiation_gives_any_agencys_record(void **state)
{
	static const char *const ids[] = { "10.1430/8105" };
	struct asked t;
	const struct work *w;

	(void)state;
	/* without content type: seen when the body was compressed */
	ask_records(
	    &t, &source_doi_org, IDENTIFIER_DOI, ids, 1, 200, NULL, csl);
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 1);
	w = t.answer.works[0];
	assert_int_equal(w->type, WORK_TYPE_ARTICLE_JOURNAL);
	assert_string_equal(w->title, "La qualit\xc3\xa0");
	assert_string_equal(w->container_title, "Economia");
	assert_int_equal(w->issued.from.year, 2002);
	assert_int_equal(w->author.len, 2);
	assert_string_equal(w->author.items[1].literal, "AIE");
	assert_string_equal(w->ISBN, "9780262035613");
	assert_string_equal(w->source, "doi-org");
	assert_string_equal(w->record, "10.1430/8105");
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_EXISTS);
	assert_ptr_equal(t.answer.ids[0].work, w);
	asked_release(&t);
}

static void
each_404_says_its_own(void **state)
{
	static const char *const ids[] = { "10.1126/foo" };
	static const struct {
		int status;
		const char *type, *body;
		int code;
		enum identifier_status id;
	} cases[] = {
		{ 404, "text/html;charset=utf-8",
		    "<html><head><title>Error: DOI Not Found</title>",
		    ERR_ABSENT, IDENTIFIER_NOT_EXISTS },
		{ 400, "text/html;charset=utf-8",
		    "<html><head><title>Error: Not a DOI</title>", ERR_ABSENT,
		    IDENTIFIER_NOT_EXISTS },
		{ 404, "text/plain", "Resource not found.", ERR_ABSENT,
		    IDENTIFIER_UNKNOWN },
		{ 404, "text/plain",
		    "The resource you are looking for doesn't exist.",
		    ERR_ABSENT, IDENTIFIER_UNKNOWN },
		{ 406, "text/plain", "", ERR_ABSENT, IDENTIFIER_UNKNOWN },
		{ 204, NULL, "", ERR_ABSENT, IDENTIFIER_UNKNOWN },
		{ 404, "text/html", "<html>nginx</html>", ERR_AGAIN,
		    IDENTIFIER_UNKNOWN },
		/* the agency knows no content negotiation: a landing page */
		{ 200, "text/html", "<html><body>Article</body></html>",
		    ERR_AGAIN, IDENTIFIER_UNKNOWN },
	};
	struct asked t;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ask_records(&t, &source_doi_org, IDENTIFIER_DOI, ids, 1,
		    cases[i].status, cases[i].type, cases[i].body);
		assert_int_equal(t.code, cases[i].code);
		assert_int_equal(t.answer.ids[0].status, cases[i].id);
		asked_release(&t);
	}
}

static void
silence_is_never_absence(void **state)
{
	(void)state;
	check_silence(&source_doi_org, IDENTIFIER_DOI, "10.1430/8105", csl);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_dois_of_a_document_are_one_request),
		cmocka_unit_test(
		    a_slash_that_a_client_would_resolve_is_encoded),
		cmocka_unit_test(agencies_and_existence_are_told_apart),
		cmocka_unit_test(an_unknown_status_says_nothing),
		cmocka_unit_test(a_doi_with_a_comma_is_asked_as_a_handle),
		cmocka_unit_test(content_negotiation_gives_any_agencys_record),
		cmocka_unit_test(each_404_says_its_own),
		cmocka_unit_test(silence_is_never_absence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
