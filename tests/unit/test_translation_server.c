#include "source-test.h"

static const char *const dois[] = { "10.1038/nature14539" };
static const char *const arxivs[] = { "1706.03762" };

/* Typed after the fields of Zotero's API. */
static const char items[] =
    "[{\"itemType\":\"journalArticle\",\"title\":\"Deep learning\","
    "\"creators\":[{\"creatorType\":\"author\",\"firstName\":\"Yann\","
    "\"lastName\":\"LeCun\"},{\"creatorType\":\"author\",\"name\":\"A "
    "Group\"},{\"creatorType\":\"reviewedAuthor\",\"lastName\":\"X\"}],"
    "\"date\":\"2015-05\",\"DOI\":\"10.1038/nature14539\",\"ISSN\":"
    "\"0028-0836, 1476-4687\",\"publicationTitle\":\"Nature\","
    "\"journalAbbreviation\":\"\",\"volume\":\"521\",\"pages\":\"436-444\","
    "\"extra\":\"Publisher: X\\nPMID: 26017442\"},{\"itemType\":\"note\","
    "\"title\":\"x\"},{\"itemType\":\"book\",\"title\":\"Another\",\"DOI\":"
    "\"10.1000/other\"}]";

static void
an_identifier_is_posted_and_never_fetched(void **state)
{
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(source_translation_server.records(
			     &r, &a, NULL, IDENTIFIER_ARXIV, arxivs, 1),
	    0);
	assert_string_equal(r.url, "http://127.0.0.1:1969/search");
	assert_string_equal(r.body, "arXiv:1706.03762");
	assert_string_equal(r.body_type, "text/plain");
	/* only where the user has said that there is one */
	assert_false(source_is_default(&source_translation_server, NULL));
	arena_release(&a);
}

static void
items_are_read(void **state)
{
	struct asked t;
	const struct work *w;

	(void)state;
	ask_records(&t, &source_translation_server, IDENTIFIER_DOI, dois, 1,
	    200, "application/json", items);
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 1);
	w = t.answer.works[0];
	assert_int_equal(w->type, WORK_TYPE_ARTICLE_JOURNAL);
	assert_string_equal(w->container_title, "Nature");
	assert_null(w->container_title_short);
	assert_string_equal(w->ISSN, "0028-0836");
	assert_string_equal(w->PMID, "26017442");
	assert_int_equal(w->author.len, 2);
	assert_string_equal(w->author.items[1].literal, "A Group");
	assert_int_equal(w->issued.from.month, 5);
	assert_ptr_equal(t.answer.ids[0].work, w);
	asked_release(&t);
}

static void
what_it_does_not_find_may_be_there(void **state)
{
	struct asked t;

	(void)state;
	ask_records(&t, &source_translation_server, IDENTIFIER_DOI, dois, 1,
	    501, "text/plain", "No items returned from any translator\n");
	assert_int_equal(t.code, ERR_ABSENT);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
	check_silence(
	    &source_translation_server, IDENTIFIER_DOI, dois[0], items);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_identifier_is_posted_and_never_fetched),
		cmocka_unit_test(items_are_read),
		cmocka_unit_test(what_it_does_not_find_may_be_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
