#include "source-test.h"

static const char *const pmids[] = { "9500320", "1" };
static const char *const pmcids[] = { "PMC2883744" };

/* Typed after efetch's form (nlm.nih.gov/bsd/licensee/data_elements_doc.html). */
static const char set[] =
    "<?xml version=\"1.0\" ?><PubmedArticleSet><PubmedArticle>"
    "<MedlineCitation><PMID Version=\"1\">9500320</PMID><Article><Journal>"
    "<JournalIssue><Volume>351</Volume><Issue>9103</Issue><PubDate><Year>1998"
    "</Year><Month>Feb</Month></PubDate></JournalIssue><Title>Lancet</Title>"
    "</Journal><ArticleTitle>Ileal-lymphoid-nodular hyperplasia."
    "</ArticleTitle><Pagination><MedlinePgn>637-41</MedlinePgn></Pagination>"
    "<AuthorList><Author ValidYN=\"Y\"><LastName>Wakefield</LastName><ForeName>"
    "A J</ForeName></Author></AuthorList><PublicationTypeList>"
    "<PublicationType>Retracted Publication</PublicationType>"
    "</PublicationTypeList></Article></MedlineCitation><PubmedData>"
    "<ArticleIdList><ArticleId IdType=\"pubmed\">9500320</ArticleId>"
    "<ArticleId IdType=\"pmc\">PMC2883744</ArticleId></ArticleIdList>"
    "</PubmedData></PubmedArticle></PubmedArticleSet>";

static const char *
key(const struct source *s, void *ctx)
{
	assert_ptr_equal(s, &source_pubmed);
	return ctx;
}

static void
records_are_fetched_together_and_the_key_is_apart(void **state)
{
	struct source_config config = {
		.mailto = "a@b.org", .key = key, .ctx = (void *)"s3cret&x"
	};
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_pubmed.records(&r, &a, &config, IDENTIFIER_PMID, pmids, 2),
	    0);
	assert_string_equal(r.url,
	    "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db="
	    "pubmed&id=9500320%2C1&retmode=xml&tool=refmend&email=a%40b.org");
	assert_string_equal(r.secret_parameter, "api_key=s3cret%26x");
	config.ctx = (void *)"line\nbreak: x";
	assert_int_equal(
	    source_pubmed.records(&r, &a, &config, IDENTIFIER_PMID, pmids, 2),
	    0);
	assert_null(r.secret_parameter);
	arena_release(&a);
}

static void
an_article_is_read_and_a_missing_one_stays_unknown(void **state)
{
	struct asked t;
	const struct work *w;

	(void)state;
	ask_records(&t, &source_pubmed, IDENTIFIER_PMID, pmids, 2, 200,
	    "text/xml; charset=UTF-8", set);
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 1);
	w = t.answer.works[0];
	assert_string_equal(w->source, "pubmed");
	assert_string_equal(w->record, "9500320");
	assert_string_equal(w->title, "Ileal-lymphoid-nodular hyperplasia");
	assert_string_equal(w->page, "637-641");
	assert_true(has_relation(w, RELATION_RETRACTED_BY, NULL, "PubMed"));
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_EXISTS);
	assert_int_equal(t.answer.ids[1].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
}

static void
a_search_is_followed_by_a_fetch(void **state)
{
	struct asked t;

	(void)state;
	ask_search(&t, &source_pubmed, 200, "application/json",
	    "{\"header\":{\"type\":\"esearch\"},\"esearchresult\":{\"count\":"
	    "\"1\",\"idlist\":[\"9500320\",\"x\"]}}");
	assert_non_null(strstr(t.request.url,
	    "term=attention%5Bti%5D%20AND%20need%5Bti%5D%20AND%20"));
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 0);
	assert_non_null(t.answer.follow);
	assert_non_null(strstr(t.answer.follow->url, "&id=9500320&"));
	t.request = *t.answer.follow;
	asked_read(&t, 200, "text/xml", set);
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 1);
	assert_null(t.answer.follow);
	asked_release(&t);
	ask_search(&t, &source_pubmed, 200, "application/json",
	    "{\"esearchresult\":{\"count\":\"0\",\"idlist\":[],\"errorlist\":{"
	    "\"phrasesnotfound\":[\"xyzzy\"]}}}");
	assert_int_equal(t.code, 0);
	assert_null(t.answer.follow);
	asked_release(&t);
}

static void
a_pmcid_is_converted_first(void **state)
{
	struct asked t;

	(void)state;
	ask_records(&t, &source_pubmed, IDENTIFIER_PMCID, pmcids, 1, 200,
	    "application/json; charset=ISO-8859-1",
	    "{\"status\":\"ok\",\"records\":[{\"pmcid\":\"PMC2883744\","
	    "\"pmid\":"
	    "\"9500320\",\"doi\":\"10.1038/ng.590\"}]}");
	assert_string_equal(t.request.url,
	    "https://www.ncbi.nlm.nih.gov/pmc/utils/idconv/v1.0/?ids="
	    "PMC2883744&idtype=pmcid&format=json&tool=refmend");
	assert_int_equal(t.code, 0);
	assert_non_null(t.answer.follow);
	t.request = *t.answer.follow;
	asked_read(&t, 200, "text/xml", set);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_EXISTS);
	assert_string_equal(t.answer.ids[0].id, "PMC2883744");
	asked_release(&t);
	/* as a number, and the other way round in its own service */
	ask_records(&t, &source_pubmed, IDENTIFIER_PMCID, pmcids, 1, 200,
	    "application/json",
	    "{\"status\":\"ok\",\"records\":[{\"requested-id\":\"PMC2883744\","
	    "\"status\":\"error\",\"errmsg\":\"Identifier not found in "
	    "PMC\"}]}");
	assert_int_equal(t.code, 0);
	assert_null(t.answer.follow);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
}

static void
errors_under_200_are_none_of_its_records(void **state)
{
	static const char *const bodies[] = {
		"<?xml version=\"1.0\"?>\n<eFetchResult>\n\t<ERROR>ID list is "
		"empty!</ERROR>\n</eFetchResult>",
		"{\"error\":\"API rate limit exceeded\",\"count\":\"4\"}",
		"{\"esearchresult\":{\"ERROR\":\"Search Backend failed\"}}",
		"{\"status\":\"error\",\"message\":\"ID%20type%20mismatch\"}",
		"<PubmedArticleSet><PubmedArticle>",
	};
	struct asked t;

	(void)state;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		ask_records(&t, &source_pubmed, IDENTIFIER_PMID, pmids, 1, 200,
		    "text/plain", bodies[i]);
		assert_int_equal(t.code, ERR_AGAIN);
		assert_int_equal(t.answer.works_len, 0);
		asked_release(&t);
	}
	check_silence(&source_pubmed, IDENTIFIER_PMID, "9500320", set);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    records_are_fetched_together_and_the_key_is_apart),
		cmocka_unit_test(
		    an_article_is_read_and_a_missing_one_stays_unknown),
		cmocka_unit_test(a_search_is_followed_by_a_fetch),
		cmocka_unit_test(a_pmcid_is_converted_first),
		cmocka_unit_test(errors_under_200_are_none_of_its_records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
