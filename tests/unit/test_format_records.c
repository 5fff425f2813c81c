/* Bibliographies that are records of services: DataCite's XML, schema.org. */

#include "app/formats.h"
#include "model/work-json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The works as lines of JSON; the format by its name, which the text must tell too. */
static const char *
read_as(struct arena *a, const char *name, const char *text)
{
	const struct format *f = format_of_text(span_of(text));
	struct references refs = { 0 };
	struct err err = ERR_INIT;
	struct sbuf sb = SBUF_INIT;
	struct document *d;
	const char *out;

	assert_non_null(f);
	assert_string_equal(f->name, name);
	assert_int_equal(
	    document_from_bytes(&d, "records", span_of(text), &err), OK);
	assert_int_equal(format_read(&refs, f, d, &err), OK);
	for (size_t i = 0; i < refs.len; i++) {
		struct work w = *refs.items[i].parses->work;

		w.id = NULL;
		w.source = NULL;
		w.record = NULL;
		if (i)
			sbuf_addc(&sb, '\n');
		work_add_json(&sb, &w);
	}
	out = arena_strdup(a, sb.buf ? sb.buf : "");
	sbuf_release(&sb);
	document_close(d);
	return out;
}

static void
assert_reads(const char *name, const char *text, const char *want)
{
	struct arena a = ARENA_INIT;

	assert_string_equal(read_as(&a, name, text), want);
	arena_release(&a);
}

/* schema.datacite.org, kernel 4; facts of the work itself. */
static void
datacite_xml_is_read_as_its_json(void **state)
{
	(void)state;
	assert_reads("datacite-xml",
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<resource xmlns=\"http://datacite.org/schema/kernel-4\">"
	    "<identifier "
	    "identifierType=\"DOI\">10.5281/ZENODO.31780</identifier>"
	    "<creators><creator><creatorName nameType=\"Personal\">Druskat, "
	    "Stephan</creatorName><givenName>Stephan</"
	    "givenName><familyName>Druskat"
	    "</familyName><nameIdentifier nameIdentifierScheme=\"ORCID\">"
	    "https://orcid.org/0000-0003-4925-7248</nameIdentifier></creator>"
	    "<creator><creatorName nameType=\"Organizational\">Software "
	    "Sustainability Institute</creatorName></creator></creators>"
	    "<titles><title>A title</title><title titleType=\"Subtitle\">And "
	    "more</title></titles><publisher>Zenodo</publisher>"
	    "<publicationYear>2015</publicationYear>"
	    "<resourceType resourceTypeGeneral=\"Software\"/>"
	    "<subjects><subject>files</subject><subject>citation</subject></"
	    "subjects>"
	    "<contributors><contributor contributorType=\"Editor\">"
	    "<contributorName>Smith, Arfon M.</contributorName></contributor>"
	    "<contributor "
	    "contributorType=\"DataCurator\"><contributorName>Katz, "
	    "Daniel S.</contributorName></contributor></contributors>"
	    "<dates><date dateType=\"Issued\">2015-09-30</date></dates>"
	    "<language>en</language><version>1.2.0</version>"
	    "<rightsList><rights "
	    "rightsURI=\"https://opensource.org/licenses/MIT\">"
	    "MIT</rights></rightsList>"
	    "<descriptions><description descriptionType=\"Abstract\">Of "
	    "files.</description></descriptions></resource>",
	    "{\"type\":\"software\",\"title\":\"A title: And more\","
	    "\"publisher\":\"Zenodo\",\"version\":\"1.2.0\",\"language\":"
	    "\"en\",\"abstract\":\"Of files.\",\"keyword\":\"files, "
	    "citation\",\"DOI\":\"10.5281/zenodo.31780\",\"author\":"
	    "[{\"family\":\"Druskat\",\"given\":\"Stephan\",\"ORCID\":"
	    "\"0000-0003-4925-7248\"},{\"literal\":\"Software Sustainability "
	    "Institute\"}],\"editor\":[{\"family\":\"Smith\",\"given\":"
	    "\"Arfon M.\"}],\"issued\":{\"date-parts\":[[2015,9,30]]},"
	    "\"custom\":[[\"datacite-contributor\",\"DataCurator: Katz, Daniel "
	    "S.\"],[\"copyright\",\"https://opensource.org/licenses/MIT\"]]}");
}

static void
several_names_in_one_creator_are_several_people(void **state)
{
	(void)state;
	assert_reads("datacite-xml",
	    "<ns0:resource xmlns:ns0=\"http://datacite.org/schema/kernel-3\">"
	    "<ns0:creators><ns0:creator><ns0:creatorName>Grošelj, "
	    "Blaž</ns0:creatorName><ns0:creatorName>Kovač, "
	    "Viljem</ns0:creatorName></ns0:creator></ns0:creators>"
	    "<ns0:titles><ns0:title>A draft</ns0:title></ns0:titles>"
	    "</ns0:resource>",
	    "{\"title\":\"A draft\",\"author\":[{\"family\":\"Grošelj\","
	    "\"given\":\"Blaž\"},{\"family\":\"Kovač\",\"given\":"
	    "\"Viljem\"}]}");
}

static void
series_information_is_taken_apart_if_it_has_numbers(void **state)
{
	static const struct {
		const char *series;
		const char *want;
	} rows[] = {
		{ "DataCite Blog, 2(9), 3-4",
		    "{\"type\":\"article-journal\",\"title\":\"A\","
		    "\"container-title\":\"DataCite Blog\",\"volume\":\"2\","
		    "\"issue\":\"9\",\"page\":\"3-4\",\"DOI\":\"10.5438/x\","
		    "\"custom\":[[\"datacite-description\","
		    "\"SeriesInformation: DataCite Blog, 2(9), 3-4\"]]}" },
		{ "Onkologija, 22",
		    "{\"type\":\"article-journal\",\"title\":\"A\","
		    "\"container-title\":\"Onkologija\",\"volume\":\"22\","
		    "\"DOI\":\"10.5438/x\",\"custom\":"
		    "[[\"datacite-description\",\"SeriesInformation: "
		    "Onkologija, "
		    "22\"]]}" },
		{ "Onkologija, leto XXII",
		    "{\"type\":\"article-journal\",\"title\":\"A\","
		    "\"container-title\":\"Onkologija, leto XXII\",\"DOI\":"
		    "\"10.5438/x\",\"custom\":[[\"datacite-description\","
		    "\"SeriesInformation: Onkologija, leto XXII\"]]}" },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_reads("datacite-xml",
		    arena_printf(&a,
			"<resource "
			"xmlns=\"http://datacite.org/schema/kernel-4\">"
			"<identifier "
			"identifierType=\"DOI\">10.5438/x</identifier>"
			"<titles><title>A</title></titles>"
			"<resourceType resourceTypeGeneral=\"JournalArticle\"/>"
			"<descriptions><description "
			"descriptionType=\"SeriesInformation\">%s</description>"
			"</descriptions></resource>",
			rows[i].series),
		    rows[i].want);
	arena_release(&a);
}

static void
a_related_item_is_what_the_work_is_published_in(void **state)
{
	(void)state;
	assert_reads("datacite-xml",
	    "<resource xmlns=\"http://datacite.org/schema/kernel-4\">"
	    "<identifier identifierType=\"DOI\">10.5072/x</identifier>"
	    "<titles><title>A</title></titles>"
	    "<resourceType resourceTypeGeneral=\"JournalArticle\"/>"
	    "<relatedIdentifiers><relatedIdentifier "
	    "relatedIdentifierType=\"ISSN\" relationType=\"IsPublishedIn\">"
	    "0040-4411</relatedIdentifier></relatedIdentifiers>"
	    "<relatedItems><relatedItem relatedItemType=\"Journal\" "
	    "relationType=\"IsPublishedIn\"><titles><title>Texas Law "
	    "Review</title>"
	    "</titles><volume>74</volume><issue>1</issue><firstPage>1</"
	    "firstPage>"
	    "<lastPage>48</lastPage></relatedItem></relatedItems></resource>",
	    "{\"type\":\"article-journal\",\"title\":\"A\","
	    "\"container-title\":\"Texas Law Review\",\"volume\":\"74\","
	    "\"issue\":\"1\",\"page\":\"1-48\",\"DOI\":\"10.5072/x\","
	    "\"ISSN\":\"0040-4411\",\"custom\":[[\"datacite-related-"
	    "identifier\",\"IsPublishedIn: 0040-4411\"]]}");
}

static void
datacite_json_of_before_2019_spells_its_members_otherwise(void **state)
{
	(void)state;
	assert_reads("datacite-json",
	    "{\"doi\":\"10.5063/F1M61H5X\",\"types\":"
	    "{\"resource-type-general\":\"Software\"},\"creators\":"
	    "[{\"familyName\":\"Jones\",\"givenName\":\"Matthew B.\"}],"
	    "\"titles\":[{\"title\":\"dataone\"}],\"publication-year\":"
	    "\"2016\",\"dates\":{\"date\":\"2016-03-27\",\"dateType\":"
	    "\"Issued\"}}",
	    "{\"type\":\"software\",\"title\":\"dataone\",\"DOI\":"
	    "\"10.5063/f1m61h5x\",\"author\":[{\"family\":\"Jones\","
	    "\"given\":\"Matthew B.\"}],\"issued\":{\"date-parts\":[[2016,"
	    "3,27]]}}");
}

/* schema.org's own way: an article of an issue of a volume of a periodical. */
static void
schema_org_nests_issue_volume_and_journal(void **state)
{
	(void)state;
	assert_reads("schema-org",
	    "{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":"
	    "\"WebSite\",\"url\":\"https://a.example\"},{\"@context\":"
	    "\"https://schema.org\",\"@type\":[\"schema:ScholarlyArticle\"],"
	    "\"@id\":\"https://doi.org/10.1038/171737a0\",\"headline\":"
	    "\"Molecular Structure of Nucleic Acids\",\"author\":"
	    "[{\"@type\":\"Person\",\"name\":\"J. D. Watson\"},\"Crick, F. "
	    "H. C.\"],\"datePublished\":\"1953-04-25\",\"pageStart\":737, "
	    "\"pageEnd\":\"738\",\"inLanguage\":{\"@type\":\"Language\","
	    "\"name\":\"English\",\"alternateName\":\"en\"},\"keywords\":"
	    "[\"DNA\",{\"@type\":\"DefinedTerm\",\"name\":\"helix\"}],"
	    "\"isPartOf\":{\"@type\":\"PublicationIssue\",\"issueNumber\":"
	    "4356, \"isPartOf\":{\"@type\":\"PublicationVolume\","
	    "\"volumeNumber\":\"171\",\"isPartOf\":{\"@type\":"
	    "\"Periodical\",\"name\":\"Nature\",\"issn\":"
	    "\"0028-0836\"}}}}]}",
	    "{\"type\":\"article-journal\",\"title\":\"Molecular Structure of "
	    "Nucleic Acids\",\"container-title\":\"Nature\",\"volume\":"
	    "\"171\",\"issue\":\"4356\",\"page\":\"737-738\",\"language\":"
	    "\"en\",\"keyword\":\"DNA, helix\",\"DOI\":"
	    "\"10.1038/171737a0\",\"ISSN\":\"0028-0836\",\"author\":"
	    "[{\"family\":\"Watson\",\"given\":\"J. D.\"},{\"family\":"
	    "\"Crick\",\"given\":\"F. H. C.\"}],\"issued\":{\"date-parts\":"
	    "[[1953,4,25]]}}");
}

static void
a_graph_whose_things_have_lines_of_their_own_is_one_text(void **state)
{
	(void)state;
	assert_reads("schema-org",
	    "{\"@context\":\"https://schema.org\",\"@graph\":[\n"
	    "{\"@type\":\"Book\",\"name\":\"A\"},\n"
	    "{\"@type\":\"Book\",\"name\":\"B\"}]}\n",
	    "{\"type\":\"book\",\"title\":\"A\"}\n"
	    "{\"type\":\"book\",\"title\":\"B\"}");
}

static void
codemeta_is_software(void **state)
{
	(void)state;
	assert_reads("schema-org",
	    "{\"@context\":\"https://doi.org/10.5063/schema/codemeta-2.0\","
	    "\"@type\":\"SoftwareSourceCode\",\"name\":\"NumPy\","
	    "\"agents\":[{\"@type\":\"person\",\"@id\":"
	    "\"https://orcid.org/0000-0002-1825-0097\",\"familyName\":"
	    "\"Oliphant\",\"givenName\":\"Travis\"},{\"@type\":"
	    "\"organization\",\"name\":\"NumFOCUS\",\"role\":"
	    "{\"roleCode\":\"copyrightHolder\"}}],\"softwareVersion\":"
	    "\"1.26\",\"dateCreated\":\"2006\",\"codeRepository\":"
	    "\"https://github.com/numpy/numpy\",\"license\":"
	    "\"https://spdx.org/licenses/BSD-3-Clause\","
	    "\"programmingLanguage\":\"Python\"}",
	    "{\"type\":\"software\",\"title\":\"NumPy\",\"version\":"
	    "\"1.26\",\"URL\":\"https://github.com/numpy/numpy\",\"author\":"
	    "[{\"family\":\"Oliphant\",\"given\":\"Travis\",\"ORCID\":"
	    "\"0000-0002-1825-0097\"}],\"issued\":{\"date-parts\":"
	    "[[2006]]},\"custom\":[[\"copyright\","
	    "\"https://spdx.org/licenses/BSD-3-Clause\"],"
	    "[\"schema-programmingLanguage\",\"Python\"]]}");
}

static void
a_list_of_names_in_one_text_is_not_one_person(void **state)
{
	(void)state;
	assert_reads("schema-org",
	    "{\"@context\":{\"@vocab\":\"http://schema.org/\"},\"@type\":"
	    "\"Dataset\",\"name\":\"Bulk density\",\"author\":\"McNeill, "
	    "L.C., Dugan, B., and Zhao, X.\"}",
	    "{\"type\":\"dataset\",\"title\":\"Bulk density\",\"author\":"
	    "[{\"literal\":\"McNeill, L.C., Dugan, B., and Zhao, X.\"}]}");
}

static void
json_of_other_things_is_no_bibliography(void **state)
{
	static const char *const texts[] = {
		"{\"name\":\"left-pad\",\"version\":\"1.3.0\",\"author\":"
		"\"azer\"}",
		"{\"id\":\"https://doi.org/10.7554/elife.01567\",\"type\":"
		"\"JournalArticle\",\"title\":\"A\"}",
		"{\"items\":[{\"id\":\"a\",\"title\":\"A post\",\"authors\":"
		"[{\"name\":\"B\"}],\"url\":\"https://a.example\"}]}",
		"{\"@context\":\"https://schema.org\",\"@type\":"
		"\"Organization\",\"name\":\"CERN\"}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_null(format_of_text(span_of(texts[i])));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(datacite_xml_is_read_as_its_json),
		cmocka_unit_test(
		    several_names_in_one_creator_are_several_people),
		cmocka_unit_test(
		    series_information_is_taken_apart_if_it_has_numbers),
		cmocka_unit_test(
		    a_related_item_is_what_the_work_is_published_in),
		cmocka_unit_test(
		    datacite_json_of_before_2019_spells_its_members_otherwise),
		cmocka_unit_test(schema_org_nests_issue_volume_and_journal),
		cmocka_unit_test(
		    a_graph_whose_things_have_lines_of_their_own_is_one_text),
		cmocka_unit_test(codemeta_is_software),
		cmocka_unit_test(a_list_of_names_in_one_text_is_not_one_person),
		cmocka_unit_test(json_of_other_things_is_no_bibliography),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
