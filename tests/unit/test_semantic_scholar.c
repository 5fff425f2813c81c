#include "source-test.h"

static const char *const dois[] = { "10.18653/v1/n19-1423", "10.1000/none" };
static const char *const pmcids[] = { "PMC2883744" };

/* Typed after the documentation of the Academic Graph API. */
static const char batch[] =
    "[{\"paperId\":\"df2b0e26d0599ce3e70df8a9da02e51594e0e992\",\"title\":"
    "\"BERT: Pre-training of Deep Bidirectional Transformers\",\"year\":2018,"
    "\"venue\":\"North American Chapter\",\"publicationVenue\":{\"name\":"
    "\"North American Chapter of the Association for Computational "
    "Linguistics\"},\"journal\":{\"pages\":\"4171-4186\"},"
    "\"publicationTypes\":[\"JournalArticle\",\"Conference\"],\"externalIds\":{"
    "\"DOI\":\"10.18653/v1/N19-1423\",\"ArXiv\":\"1810.04805\",\"ACL\":"
    "\"N19-1423\"},\"authors\":[{\"name\":\"Jacob Devlin\"},{\"name\":"
    "\"Ming-Wei Chang\"}]},null]";

static const char *
key(const struct source *s, void *ctx)
{
	(void)s;
	return ctx;
}

static void
a_batch_is_posted_with_the_key_as_a_header(void **state)
{
	struct source_config config = { .key = key, .ctx = (void *)"s3cret" };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(source_semantic_scholar.records(
			     &r, &a, &config, IDENTIFIER_DOI, dois, 2),
	    0);
	assert_string_equal(r.body,
	    "{\"ids\":[\"DOI:10.18653/v1/n19-1423\",\"DOI:10.1000/none\"]}");
	assert_string_equal(r.body_type, "application/json");
	assert_string_equal(r.secret_header, "x-api-key: s3cret");
	assert_null(strstr(r.url, "s3cret"));
	assert_int_equal(source_semantic_scholar.records(
			     &r, &a, NULL, IDENTIFIER_PMCID, pmcids, 1),
	    0);
	assert_string_equal(r.body, "{\"ids\":[\"PMCID:2883744\"]}");
	assert_null(r.secret_header);
	assert_false(source_is_default(&source_semantic_scholar, NULL));
	assert_true(source_is_default(&source_semantic_scholar, &config));
	arena_release(&a);
}

static void
papers_come_in_the_order_of_asking(void **state)
{
	struct asked t;
	const struct work *w;

	(void)state;
	ask_records(&t, &source_semantic_scholar, IDENTIFIER_DOI, dois, 2, 200,
	    "application/json", batch);
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 1);
	w = t.answer.works[0];
	assert_int_equal(w->type, WORK_TYPE_PAPER_CONFERENCE);
	assert_string_equal(w->DOI, "10.18653/v1/n19-1423");
	assert_string_equal(w->arXiv, "1810.04805");
	assert_string_equal(w->ACL, "N19-1423");
	assert_string_equal(w->page, "4171-4186");
	/* the year of the first version, not of the conference */
	assert_int_equal(w->issued.from.year, 2018);
	assert_true(w->issued.circa);
	assert_string_equal(w->author.items[1].family, "Chang");
	assert_ptr_equal(t.answer.ids[0].work, w);
	assert_int_equal(t.answer.ids[1].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
}

static void
only_its_own_words_are_a_miss(void **state)
{
	struct asked t;

	(void)state;
	ask_search(&t, &source_semantic_scholar, 404, "application/json",
	    "{\"error\":\"Title match not found\"}");
	assert_int_equal(t.code, ERR_ABSENT);
	asked_release(&t);
	ask_search(&t, &source_semantic_scholar, 404, "application/json",
	    "{\"message\":\"Endpoint not found\"}");
	assert_int_equal(t.code, ERR_AGAIN);
	asked_release(&t);
	ask_search(&t, &source_semantic_scholar, 403, "application/json",
	    "{\"message\":\"Forbidden\"}");
	assert_int_equal(t.code, ERR_AGAIN);
	asked_release(&t);
	ask_search(&t, &source_semantic_scholar, 200, "application/json",
	    "{\"data\":[{\"paperId\":\"1\",\"title\":\"RETRACTED: A thing\","
	    "\"venue\":\"arXiv.org\",\"journal\":{\"volume\":\"abs/1\"},"
	    "\"authors\":[]}]}");
	assert_int_equal(t.code, 0);
	assert_string_equal(t.answer.works[0]->title, "A thing");
	assert_int_equal(t.answer.works[0]->type, WORK_TYPE_ARTICLE);
	assert_null(t.answer.works[0]->volume);
	asked_release(&t);
	check_silence(&source_semantic_scholar, IDENTIFIER_DOI, dois[0], batch);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_batch_is_posted_with_the_key_as_a_header),
		cmocka_unit_test(papers_come_in_the_order_of_asking),
		cmocka_unit_test(only_its_own_words_are_a_miss),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
