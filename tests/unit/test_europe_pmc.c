#include "source-test.h"

/* Members as in an answer of July 2026; shortened by hand. */
static const char wakefield[] =
    "{\"version\":\"6.9\",\"hitCount\":1,\"resultList\":{\"result\":[{\"id\":"
    "\"9500320\",\"source\":\"MED\",\"pmid\":\"9500320\",\"doi\":"
    "\"10.1016/s0140-6736(97)11096-0\",\"title\":\"Ileal-lymphoid-nodular "
    "hyperplasia, non-specific colitis, and pervasive developmental disorder "
    "in children.\",\"authorString\":\"Wakefield AJ, Murch SH.\","
    "\"authorList\":{\"author\":[{\"fullName\":\"Wakefield AJ\",\"firstName\":"
    "\"A J\",\"lastName\":\"Wakefield\",\"initials\":\"AJ\"},{\"fullName\":"
    "\"Walker-Smith JA\",\"lastName\":\"Walker-Smith\",\"initials\":\"JA\"},{"
    "\"collectiveName\":\"The Study Group\"}]},\"journalInfo\":{\"issue\":"
    "\"9103\",\"volume\":\"351\",\"monthOfPublication\":2,"
    "\"yearOfPublication\":1998,\"journal\":{\"title\":\"Lancet (London, "
    "England)\",\"issn\":\"0140-6736\",\"isoabbreviation\":\"Lancet\"}},"
    "\"pubYear\":\"1998\",\"pageInfo\":\"637-641\",\"pubTypeList\":{"
    "\"pubType\":[\"Retracted Publication\",\"Journal Article\"]},"
    "\"commentCorrectionList\":{\"commentCorrection\":[{\"reference\":\"Murch "
    "SH. Lancet. 2004\",\"type\":\"Partial retraction in\"},{\"reference\":"
    "\"Lancet. 2010;375(9713):445. doi: "
    "10.1016/S0140-6736(10)60175-4\",\"type\":\"Retraction in\"},{"
    "\"reference\":\"A letter\",\"type\":\"Comment in\"}]}}]}}";

static const char *const pmids[] = { "9500320", "1" };

static void
identifiers_are_asked_together(void **state)
{
	static const char *const pmcids[] = { "PMC2883744" };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_europe_pmc.records(&r, &a, NULL, IDENTIFIER_PMID, pmids, 2),
	    0);
	assert_string_equal(r.url,
	    "https://www.ebi.ac.uk/europepmc/webservices/rest/search?query="
	    "%28EXT_ID%3A9500320%20AND%20SRC%3AMED%29%20OR%20%28EXT_ID%3A1"
	    "%20AND%20SRC%3AMED%29&format=json&resultType=core&pageSize=2");
	assert_int_equal(source_europe_pmc.records(
			     &r, &a, NULL, IDENTIFIER_PMCID, pmcids, 1),
	    0);
	assert_non_null(strstr(r.url, "query=PMCID%3APMC2883744&"));
	assert_int_equal(
	    source_europe_pmc.records(&r, &a, NULL, IDENTIFIER_DOI, pmids, 1),
	    ERR_USAGE);
	arena_release(&a);
}

static void
a_title_is_searched_for_by_words_alone(void **state)
{
	struct name author = { .family = "Wakefield", .given = "A. J." };
	struct work claimed = { .title = "Colitis) OR (AUTH:x \"and\" disorder",
		.author = { .items = &author, .len = 1 } };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_europe_pmc.search(&r, &a, NULL, &claimed, NULL), 0);
	assert_non_null(strstr(r.url,
	    "query=TITLE%3A%28disorder%20AND%20colitis%20AND%20auth%29%20OR%20"
	    "%28AUTH%3Awakefield%20AND%20TITLE%3A%28disorder%20AND%20colitis"
	    "%29%29&"));
	arena_release(&a);
}

static void
a_retracted_article_is_read_whole(void **state)
{
	struct asked t;
	const struct work *w;

	(void)state;
	ask_records(&t, &source_europe_pmc, IDENTIFIER_PMID, pmids, 2, 200,
	    "application/json", wakefield);
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 1);
	w = t.answer.works[0];
	assert_int_equal(w->type, WORK_TYPE_ARTICLE_JOURNAL);
	assert_string_equal(w->title,
	    "Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and "
	    "pervasive developmental disorder in children");
	assert_string_equal(w->record, "MED:9500320");
	assert_string_equal(w->DOI, "10.1016/s0140-6736(97)11096-0");
	assert_string_equal(w->PMID, "9500320");
	assert_string_equal(w->container_title, "Lancet (London, England)");
	assert_string_equal(w->container_title_short, "Lancet");
	assert_string_equal(w->volume, "351");
	assert_string_equal(w->page, "637-641");
	assert_int_equal(w->issued.from.year, 1998);
	assert_int_equal(w->issued.from.month, 2);
	assert_int_equal(w->author.len, 3);
	assert_string_equal(w->author.items[0].given, "A J");
	assert_string_equal(w->author.items[1].given, "JA");
	assert_string_equal(w->author.items[2].literal, "The Study Group");
	assert_true(has_relation(w, RELATION_RETRACTED_BY,
	    "10.1016/s0140-6736(10)60175-4",
	    "Lancet. 2010;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4"));
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_EXISTS);
	assert_ptr_equal(t.answer.ids[0].work, w);
	/* it may be too new for Europe PMC */
	assert_int_equal(t.answer.ids[1].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
}

static void
a_preprint_is_one_and_markup_goes(void **state)
{
	struct asked t;
	const struct work *w;

	(void)state;
	ask_search(&t, &source_europe_pmc, 200, "application/json",
	    "{\"resultList\":{\"result\":[{\"id\":\"PPR1\",\"source\":\"PPR\","
	    "\"title\":\"<i>C. elegans</i> sleeps\",\"doi\":\"10.1101/1\","
	    "\"pubYear\":\"2020\",\"firstPublicationDate\":\"2020-03-01\","
	    "\"bookOrReportDetails\":{\"publisher\":\"bioRxiv\","
	    "\"yearOfPublication\":2020},\"pubTypeList\":{\"pubType\":["
	    "\"Preprint\"]}},{\"id\":\"2\",\"source\":\"MED\",\"title\":"
	    "\"[A translated "
	    "title.]\",\"pubYear\":\"1980\"},{\"id\":\"3\"}]}}");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 2);
	w = t.answer.works[0];
	assert_int_equal(w->type, WORK_TYPE_ARTICLE);
	assert_string_equal(w->title, "C. elegans sleeps");
	assert_string_equal(w->title_rich, "<i>C. elegans</i> sleeps");
	assert_string_equal(w->publisher, "bioRxiv");
	assert_null(w->container_title);
	assert_int_equal(w->issued.from.year, 2020);
	assert_string_equal(t.answer.works[1]->title, "A translated title");
	asked_release(&t);
}

static void
nothing_found_is_an_answer(void **state)
{
	struct asked t;

	(void)state;
	ask_search(&t, &source_europe_pmc, 200, "application/json",
	    "{\"hitCount\":0,\"resultList\":{\"result\":[]}}");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 0);
	asked_release(&t);
	ask_search(&t, &source_europe_pmc, 200, "application/json",
	    "{\"errCode\":404,\"errMsg\":\"Please specify a query.\"}");
	assert_int_equal(t.code, ERR_AGAIN);
	asked_release(&t);
}

static void
silence_is_never_a_miss(void **state)
{
	(void)state;
	check_silence(
	    &source_europe_pmc, IDENTIFIER_PMID, "9500320", wakefield);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(identifiers_are_asked_together),
		cmocka_unit_test(a_title_is_searched_for_by_words_alone),
		cmocka_unit_test(a_retracted_article_is_read_whole),
		cmocka_unit_test(a_preprint_is_one_and_markup_goes),
		cmocka_unit_test(nothing_found_is_an_answer),
		cmocka_unit_test(silence_is_never_a_miss),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
