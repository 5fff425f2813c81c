#include "source-test.h"

#include <stdio.h>

/* A paper of arXiv, as DataCite has it. */
static const char arxiv_record[] =
    "{\"data\":{\"id\":\"10.48550/arxiv.1706.03762\",\"type\":\"dois\","
    "\"attributes\":{\"doi\":\"10.48550/arXiv.1706.03762\",\"creators\":["
    "{\"name\":\"Vaswani, Ashish\",\"nameType\":\"Personal\",\"givenName\":"
    "\"Ashish\",\"familyName\":\"Vaswani\",\"affiliation\":[]},{\"name\":"
    "\"Shazeer, Noam\",\"nameType\":\"Personal\",\"givenName\":\"Noam\","
    "\"familyName\":\"Shazeer\"}],\"titles\":[{\"title\":\"Attention Is All "
    "You Need\"}],\"publisher\":\"arXiv\",\"container\":{},"
    "\"publicationYear\":2017,\"dates\":[{\"date\":\"2017-06-12T17:57:34Z\","
    "\"dateType\":\"Submitted\",\"dateInformation\":\"v1\"},{\"date\":"
    "\"2017-06\",\"dateType\":\"Issued\"}],\"types\":{\"ris\":\"RPRT\","
    "\"citeproc\":\"article-journal\",\"resourceType\":\"Article\","
    "\"resourceTypeGeneral\":\"Preprint\"},\"version\":\"7\","
    "\"relatedIdentifiers\":[]}}}";

/* One record of a list, with these attributes beside the DOI. */
static void
read_item(struct asked *t, const char *attributes)
{
	char body[4096];

	(void)snprintf(body, sizeof(body),
	    "{\"data\":[{\"id\":\"10.5281/zenodo.1\",\"type\":\"dois\","
	    "\"attributes\":{\"doi\":\"10.5281/zenodo.1\",%s}}],\"meta\":{"
	    "\"total\":1}}",
	    attributes);
	ask_search(t, &source_datacite, 200, "application/json", body);
	assert_int_equal(t->code, 0);
	assert_int_equal(t->answer.works_len, 1);
}

static void
one_doi_by_path_and_several_by_ids(void **state)
{
	static const char *const ids[] = { "10.5281/zenodo.48440",
		"10.48550/arxiv.1706.03762" };
	struct source_config config = { .mailto = "me@example.org" };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_datacite.records(&r, &a, &config, IDENTIFIER_DOI, ids, 1),
	    0);
	assert_non_null(
	    strstr(r.url, "https://api.datacite.org/dois/10.5281/zenodo.48440?"
			  "fields%5Bdois%5D=doi%2Ccreators"));
	assert_non_null(strstr(r.url, "&mailto=me%40example.org"));
	assert_false(r.array);
	assert_int_equal(
	    source_datacite.records(&r, &a, NULL, IDENTIFIER_DOI, ids, 2), 0);
	assert_non_null(strstr(r.url,
	    "/dois?ids=10.5281%2Fzenodo.48440%2C10.48550%2F"
	    "arxiv.1706.03762&page%5Bsize%5D=2&fields%5Bdois%5D="));
	assert_true(r.array);
	assert_string_equal(r.accept, "application/vnd.api+json");
	assert_int_equal(
	    source_datacite.records(&r, &a, NULL, IDENTIFIER_ISBN, ids, 1),
	    ERR_USAGE);
	arena_release(&a);
}

static void
a_search_has_no_operator_from_the_title(void **state)
{
	struct work claimed = { .title = "Data: \"x\" OR (basalt) NOT /.*/" };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_datacite.search(&r, &a, NULL, &claimed, NULL), 0);
	assert_non_null(strstr(r.url,
	    "/dois?query=titles.title%3Abasalt%20AND%20titles.title%3Adata"
	    "&page"));
	arena_release(&a);
}

static void
an_arxiv_paper_is_read(void **state)
{
	static const char *const ids[] = { "10.48550/arxiv.1706.03762" };
	struct asked t;
	const struct work *w;

	(void)state;
	ask_records(&t, &source_datacite, IDENTIFIER_DOI, ids, 1, 200,
	    "application/json; charset=utf-8", arxiv_record);
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 1);
	w = t.answer.works[0];
	assert_int_equal(w->type, WORK_TYPE_ARTICLE);
	assert_string_equal(w->title, "Attention Is All You Need");
	assert_string_equal(w->DOI, "10.48550/arxiv.1706.03762");
	assert_string_equal(w->arXiv, "1706.03762");
	assert_string_equal(w->publisher, "arXiv");
	assert_int_equal(w->issued.from.year, 2017);
	assert_int_equal(w->issued.from.month, 6);
	assert_null(w->version);
	assert_null(w->container_title);
	assert_int_equal(w->author.len, 2);
	assert_string_equal(w->author.items[0].family, "Vaswani");
	assert_string_equal(w->author.items[0].given, "Ashish");
	assert_string_equal(w->source, "datacite");
	assert_string_equal(w->record, "10.48550/arxiv.1706.03762");
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_EXISTS);
	assert_string_equal(t.answer.ids[0].agency, "DataCite");
	asked_release(&t);
}

static void
what_a_batch_lacks_is_unknown(void **state)
{
	static const char *const ids[] = { "10.5281/zenodo.9",
		"10.5281/zenodo.1" };
	struct asked t;

	(void)state;
	ask_records(&t, &source_datacite, IDENTIFIER_DOI, ids, 2, 200,
	    "application/json",
	    "{\"data\":[{\"id\":\"10.5281/zenodo.1\",\"attributes\":{\"doi\":"
	    "\"10.5281/ZENODO.1\",\"titles\":[{\"title\":\"T\"}]}}]}");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_UNKNOWN);
	assert_int_equal(t.answer.ids[1].status, IDENTIFIER_EXISTS);
	asked_release(&t);
	ask_records(&t, &source_datacite, IDENTIFIER_DOI, ids, 1, 404,
	    "application/json; charset=utf-8",
	    "{\"errors\":[{\"status\":\"404\",\"title\":\"The resource you are "
	    "looking for doesn't exist.\"}]}");
	assert_int_equal(t.code, ERR_ABSENT);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
}

static void
names_come_in_many_forms(void **state)
{
	struct asked t;
	const struct name_list *l;

	(void)state;
	read_item(&t,
	    "\"titles\":[{\"title\":\"T\"}],\"creators\":["
	    "{\"name\":\"Steinemann, Ernesto, Fotograf, -1968\"},"
	    "{\"name\":\"CERN\",\"nameType\":\"Organizational\"},"
	    "{\"name\":\"ATLAS Collaboration\",\"nameType\":\"Personal\"},"
	    "{\"name\":\"(:unav)\"},"
	    "{\"name\":\"Heller, Lambert\",\"nameType\":\"Personal\","
	    "\"familyName\":\"Heller\",\"givenName\":\"Lambert\","
	    "\"nameIdentifiers\":[{\"nameIdentifier\":"
	    "\"https://orcid.org/0000-0003-0232-7085\","
	    "\"nameIdentifierScheme\":\"ORCID\"}]}],"
	    "\"contributors\":[{\"name\":\"Smith, Ann\",\"contributorType\":"
	    "\"Editor\"},{\"name\":\"Host\",\"contributorType\":"
	    "\"HostingInstitution\"}]");
	l = &t.answer.works[0]->author;
	assert_int_equal(l->len, 4);
	assert_string_equal(l->items[0].family, "Steinemann");
	assert_string_equal(l->items[0].given, "Ernesto");
	assert_string_equal(l->items[1].literal, "CERN");
	assert_string_equal(l->items[2].literal, "ATLAS Collaboration");
	assert_string_equal(l->items[3].ORCID, "0000-0003-0232-7085");
	assert_int_equal(t.answer.works[0]->editor.len, 1);
	assert_string_equal(t.answer.works[0]->editor.items[0].family, "Smith");
	asked_release(&t);
}

/* As in 10.5063/f1m61h5x and 10.7910/dvn/eqtqyo: one creator for all. */
static void
people_in_one_creator_are_parted(void **state)
{
	const struct name_list *l;
	struct asked t;

	(void)state;
	read_item(&t,
	    "\"titles\":[{\"title\":\"dataone\"}],\"creators\":[{\"name\":"
	    "\"Jones, Matthew B. (UCSB); Slaughter, Peter; Carl Boettiger "
	    ";\"}]");
	l = &t.answer.works[0]->author;
	assert_int_equal(l->len, 3);
	assert_string_equal(l->items[0].family, "Jones");
	assert_string_equal(l->items[0].given, "Matthew B.");
	assert_string_equal(l->items[1].family, "Slaughter");
	assert_string_equal(l->items[2].family, "Boettiger");
	asked_release(&t);
}

static void
the_main_title_is_the_one_without_a_type(void **state)
{
	struct asked t;

	(void)state;
	read_item(&t,
	    "\"titles\":[{\"title\":\"Eine Karte\",\"titleType\":"
	    "\"TranslatedTitle\"},{\"title\":\"A map /\"},{\"title\":\"in "
	    "four sheets\",\"titleType\":\"Subtitle\"}]");
	assert_string_equal(t.answer.works[0]->title, "A map: in four sheets");
	asked_release(&t);
	ask_search(&t, &source_datacite, 200, "application/json",
	    "{\"data\":[{\"id\":\"10.1/x\",\"attributes\":{\"doi\":\"10.1/x\","
	    "\"titles\":[]}}]}");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 0);
	asked_release(&t);
}

static void
years_may_be_strings_or_of_another_calendar(void **state)
{
	struct asked t;

	(void)state;
	read_item(&t,
	    "\"titles\":[{\"title\":\"T\"}],\"publicationYear\":\"2013\","
	    "\"dates\":[{\"date\":\"2011-05-04\",\"dateType\":\"Issued\"}]");
	assert_int_equal(t.answer.works[0]->issued.from.year, 2013);
	assert_int_equal(t.answer.works[0]->issued.from.month, 0);
	asked_release(&t);
	read_item(
	    &t, "\"titles\":[{\"title\":\"T\"}],\"publicationYear\":2549");
	assert_int_equal(t.answer.works[0]->issued.from.year, 0);
	assert_string_equal(t.answer.works[0]->issued.literal, "2549");
	asked_release(&t);
	read_item(
	    &t, "\"titles\":[{\"title\":\"T\"}],\"publicationYear\":\"0000\"");
	assert_true(date_is_empty(&t.answer.works[0]->issued));
	asked_release(&t);
}

static void
containers_and_relations_are_read(void **state)
{
	struct asked t;

	(void)state;
	read_item(&t,
	    "\"titles\":[{\"title\":\"T\"}],\"types\":{\"resourceTypeGeneral\":"
	    "\"JournalArticle\"},\"publisher\":{\"name\":\"Copernicus\"},"
	    "\"container\":{\"type\":\"Journal\",\"title\":\"Drift\","
	    "\"volume\":\"7\",\"issue\":\"2\",\"firstPage\":\"181\","
	    "\"lastPage\":\"190\"},\"relatedIdentifiers\":[{\"relationType\":"
	    "\"IsPreviousVersionOf\",\"relatedIdentifier\":"
	    "\"10.5281/ZENODO.2\",\"relatedIdentifierType\":\"DOI\"},"
	    "{\"relationType\":\"Cites\",\"relatedIdentifier\":\"10.1/x\","
	    "\"relatedIdentifierType\":\"DOI\"}]");
	assert_int_equal(t.answer.works[0]->type, WORK_TYPE_ARTICLE_JOURNAL);
	assert_string_equal(t.answer.works[0]->container_title, "Drift");
	assert_string_equal(t.answer.works[0]->page, "181-190");
	assert_string_equal(t.answer.works[0]->publisher, "Copernicus");
	assert_int_equal(count_relations(t.answer.works[0]), 1);
	assert_true(has_relation(t.answer.works[0], RELATION_NEWER_VERSION,
	    "10.5281/zenodo.2", NULL));
	asked_release(&t);
	read_item(&t,
	    "\"titles\":[{\"title\":\"T\"}],\"publisher\":\":unav\","
	    "\"types\":{\"resourceTypeGeneral\":\"Text\",\"resourceType\":"
	    "\"PhD Thesis\",\"citeproc\":\"article-journal\"},\"container\":"
	    "{\"type\":\"Series\",\"title\":\"Reports\"}");
	assert_int_equal(t.answer.works[0]->type, WORK_TYPE_THESIS);
	assert_null(t.answer.works[0]->publisher);
	assert_string_equal(t.answer.works[0]->collection_title, "Reports");
	asked_release(&t);
}

static void
silence_is_never_absence(void **state)
{
	(void)state;
	check_silence(&source_datacite, IDENTIFIER_DOI,
	    "10.48550/arxiv.1706.03762", arxiv_record);
}

static void
it_covers_what_names_one_of_its_repositories(void **state)
{
	struct work zenodo = { .type = WORK_TYPE_DATASET,
		.title = "Some data",
		.publisher = "Zenodo" };
	struct work other = { .type = WORK_TYPE_DATASET,
		.title = "Some data",
		.publisher = "NCBI" };

	(void)state;
	assert_true(source_datacite.covers(&zenodo));
	assert_false(source_datacite.covers(&other));
	assert_true(source_datacite.can_search(&other));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_doi_by_path_and_several_by_ids),
		cmocka_unit_test(a_search_has_no_operator_from_the_title),
		cmocka_unit_test(an_arxiv_paper_is_read),
		cmocka_unit_test(what_a_batch_lacks_is_unknown),
		cmocka_unit_test(names_come_in_many_forms),
		cmocka_unit_test(people_in_one_creator_are_parted),
		cmocka_unit_test(the_main_title_is_the_one_without_a_type),
		cmocka_unit_test(years_may_be_strings_or_of_another_calendar),
		cmocka_unit_test(containers_and_relations_are_read),
		cmocka_unit_test(silence_is_never_absence),
		cmocka_unit_test(it_covers_what_names_one_of_its_repositories),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
