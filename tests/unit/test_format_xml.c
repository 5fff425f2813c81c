/* Bibliographies in XML and in the services' JSON: what their records say is kept. */

#include "app/formats.h"
#include "model/work-json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The works of a text in that format, each as a line of JSON. */
static const char *
read_as(struct arena *a, const char *name, const char *text)
{
	struct err err = ERR_INIT;
	const struct format *f;
	struct references refs = { 0 };
	struct sbuf sb = SBUF_INIT;
	struct document *d;
	const char *out;

	assert_int_equal(format_from_name(&f, name, FORMAT_READ, &err), OK);
	assert_int_equal(
	    document_from_bytes(&d, "records", span_of(text), &err), OK);
	assert_int_equal(format_read(&refs, f, d, &err), OK);
	for (size_t i = 0; i < refs.len; i++) {
		struct work w = *refs.items[i].parses->work;

		w.source = NULL;
		if (i)
			sbuf_addc(&sb, '\n');
		work_add_json(&sb, &w);
	}
	out = arena_strdup(a, sb.buf ? sb.buf : "");
	sbuf_release(&sb);
	document_close(d);
	return out;
}

/* Every one of these stands in what is read. */
static void
assert_has(const char *name, const char *text, const char *const *wants)
{
	struct arena a = ARENA_INIT;
	const char *got = read_as(&a, name, text);

	for (; *wants; wants++)
		if (!strstr(got, *wants))
			fail_msg("%s: no %s in %s", name, *wants, got);
	arena_release(&a);
}

#define HAS(name, text, ...) \
	assert_has(name, text, (const char *const[]){ __VA_ARGS__, NULL })

static void
numbers_that_fail_their_check_are_kept(void **state)
{
	(void)state;
	HAS("crossref-json",
	    "{\"DOI\":\"10.1/x\",\"type\":\"book\",\"title\":[\"T\"],"
	    "\"ISBN\":[\"978-3-540-12345-0\"],\"ISSN\":[\"1234-5678\"]}",
	    "[\"doi\",\"10.1/x\"]", "[\"isbn\",\"978-3-540-12345-0\"]",
	    "[\"issn\",\"1234-5678\"]");
	HAS("crossref-xml",
	    "<doi_records><journal><journal_metadata><full_title>J"
	    "</full_title><issn>1234-5678</issn></journal_metadata>"
	    "<journal_article><titles><title>T</title></titles><doi_data>"
	    "<doi>10.1/x</doi></doi_data></journal_article></journal>"
	    "</doi_records>",
	    "[\"doi\",\"10.1/x\"]", "[\"issn\",\"1234-5678\"]");
	HAS("jats",
	    "<ref-list><ref id=\"B1\"><element-citation "
	    "publication-type=\"book\"><source>T</source><isbn>978-3-540-"
	    "12345-0</isbn><issn>1234-5678</issn><pub-id "
	    "pub-id-type=\"doi\">10.1/x</pub-id></element-citation></ref>"
	    "</ref-list>",
	    "[\"doi\",\"10.1/x\"]", "[\"isbn\",\"978-3-540-12345-0\"]",
	    "[\"issn\",\"1234-5678\"]");
	HAS("citavi",
	    "<CitaviExchangeData><References><Reference id=\"r\">"
	    "<ReferenceType>Book</ReferenceType><Title>T</Title>"
	    "<DOI>10.1/x</DOI><ISBN>978-3-540-12345-0</ISBN></Reference>"
	    "</References></CitaviExchangeData>",
	    "[\"doi\",\"10.1/x\"]", "[\"isbn\",\"978-3-540-12345-0\"]");
	HAS("pubmed-xml",
	    "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID>"
	    "<Article><Journal><ISSN>1234-5678</ISSN><Title>J</Title>"
	    "</Journal><ArticleTitle>T.</ArticleTitle></Article>"
	    "</MedlineCitation></PubmedArticle></PubmedArticleSet>",
	    "[\"issn\",\"1234-5678\"]");
	HAS("cff",
	    "cff-version: 1.2.0\nmessage: m\ntitle: T\nauthors:\n- name: N\n"
	    "doi: 10.1/x\nisbn: 978-3-540-12345-0\nissn: 1234-5678\n",
	    "[\"doi\",\"10.1/x\"]", "[\"isbn\",\"978-3-540-12345-0\"]",
	    "[\"issn\",\"1234-5678\"]");
	HAS("hayagriva",
	    "a:\n  type: book\n  title: T\n  serial-number:\n    doi: 10.1/x\n"
	    "    isbn: 978-3-540-12345-0\n    issn: 1234-5678\n",
	    "[\"doi\",\"10.1/x\"]", "[\"isbn\",\"978-3-540-12345-0\"]",
	    "[\"issn\",\"1234-5678\"]");
	HAS("datacite-json",
	    "{\"attributes\":{\"doi\":\"10.1/x\",\"titles\":[{\"title\":"
	    "\"T\"}],\"creators\":[]}}",
	    "[\"doi\",\"10.1/x\"]");
}

/* Crossref's schema up to 4.4 has the author of a dissertation without a list. */
static void
author_of_a_dissertation_is_not_lost(void **state)
{
	(void)state;
	HAS("crossref-xml",
	    "<doi_batch><body><dissertation><person_name sequence=\"first\" "
	    "contributor_role=\"author\"><given_name>Claude</given_name>"
	    "<surname>Shannon</surname></person_name><titles><title>A symbolic "
	    "analysis of relay and switching circuits</title></titles>"
	    "<approval_date><year>1937</year></approval_date>"
	    "</dissertation></body></doi_batch>",
	    "[{\"family\":\"Shannon\",\"given\":\"Claude\"}]");
}

static void
crossref_xml_keeps_second_numbers_and_dates(void **state)
{
	(void)state;
	HAS("crossref-xml",
	    "<doi_records><doi_record><crossref><journal><journal_metadata>"
	    "<full_title>Nature</full_title><issn media_type=\"electronic\">"
	    "1476-4687</issn><issn media_type=\"print\">0028-0836</issn>"
	    "</journal_metadata><journal_issue><publication_date "
	    "media_type=\"print\"><month>05</month><day>28</day><year>2015"
	    "</year></publication_date></journal_issue><journal_article>"
	    "<titles><title>Deep learning</title></titles><publication_date "
	    "media_type=\"online\"><month>05</month><day>27</day><year>2015"
	    "</year></publication_date><pages><first_page>436</first_page>"
	    "<last_page>444</last_page></pages><publisher_item><item_number "
	    "item_number_type=\"article-number\">e5</item_number>"
	    "</publisher_item></journal_article></journal></crossref>"
	    "</doi_record></doi_records>",
	    "\"ISSN\":\"0028-0836\"", "[\"issn\",\"1476-4687\"]",
	    "\"issued\":{\"date-parts\":[[2015,5,28]]}",
	    "\"available-date\":{\"date-parts\":[[2015,5,27]]}",
	    "\"page\":\"436-444\"", "\"number\":\"e5\"");
}

static void
crossref_xml_has_the_days_of_a_conference(void **state)
{
	(void)state;
	HAS("crossref-xml",
	    "<doi_records><conference><event_metadata><conference_name>MICCAI"
	    "</conference_name><conference_date start_year=\"2015\" "
	    "start_month=\"10\" start_day=\"05\" end_day=\"09\"/>"
	    "</event_metadata><proceedings_metadata><proceedings_title>P"
	    "</proceedings_title></proceedings_metadata><conference_paper>"
	    "<titles><title>U-Net</title></titles></conference_paper>"
	    "</conference></doi_records>",
	    "\"event-date\":{\"date-parts\":[[2015,10,5],[2015,10,9]]}");
}

static void
crossref_json_keeps_second_numbers_and_institutions(void **state)
{
	(void)state;
	HAS("crossref-json",
	    "{\"DOI\":\"10.1007/x\",\"type\":\"book\",\"title\":[\"T\"],"
	    "\"ISBN\":[\"http://id.crossref.org/isbn/9783319245737\","
	    "\"9783319245744\"],\"ISSN\":[\"0302-9743\",\"1611-3349\"],"
	    "\"event\":{\"name\":\"M\",\"start\":{\"date-parts\":[[2015,10,5]]}"
	    ",\"end\":{\"date-parts\":[[2015,10,9]]}}}",
	    "\"ISBN\":\"9783319245737\"", "[\"isbn\",\"9783319245744\"]",
	    "[\"issn\",\"1611-3349\"]",
	    "\"event-date\":{\"date-parts\":[[2015,10,5],[2015,10,9]]}");
	HAS("crossref-json",
	    "{\"DOI\":\"10.1101/x\",\"type\":\"posted-content\",\"title\":"
	    "[\"T\"],\"institution\":[{\"name\":\"bioRxiv\"}],\"publisher\":"
	    "\"Cold Spring Harbor Laboratory\",\"group-title\":\"Genomics\"}",
	    "\"publisher\":\"Cold Spring Harbor Laboratory\"",
	    "[\"institution\",\"bioRxiv\"]", "[\"group-title\",\"Genomics\"]");
	HAS("crossref-json",
	    "{\"DOI\":\"10.7/d\",\"type\":\"dissertation\",\"title\":[\"T\"],"
	    "\"institution\":[{\"name\":\"MIT\"}],\"publisher\":\"MIT Press\"}",
	    "\"publisher\":\"MIT\"", "[\"publisher\",\"MIT Press\"]");
}

/* Front matter: an index has no use for it, but it was in the file. */
static void
crossref_json_without_a_title_is_a_work(void **state)
{
	(void)state;
	HAS("crossref-json",
	    "{\"DOI\":\"10.1038/nature01\",\"type\":\"journal-article\","
	    "\"title\":[],\"container-title\":[\"Nature\"],\"volume\":\"1\"}",
	    "\"DOI\":\"10.1038/nature01\"", "\"container-title\":\"Nature\"");
}

static void
openalex_keeps_the_second_issn(void **state)
{
	(void)state;
	HAS("openalex-json",
	    "{\"id\":\"https://openalex.org/W2919115771\",\"title\":\"Deep "
	    "learning\",\"type\":\"article\",\"primary_location\":{\"source\":"
	    "{\"display_name\":\"Nature\",\"issn_l\":\"0028-0836\",\"issn\":"
	    "[\"0028-0836\",\"1476-4687\"],\"type\":\"journal\"}},"
	    "\"authorships\":[]}",
	    "\"ISSN\":\"0028-0836\"", "[\"issn\",\"1476-4687\"]");
}

static void
pubmed_has_dates_in_one_piece_and_electronic_ones(void **state)
{
	static const struct {
		const char *date;
		const char *want;
	} rows[] = {
		{ "2014 Oct-Nov",
		    "\"issued\":{\"date-parts\":[[2014,10],[2014,11]]}" },
		{ "1998 Dec-1999 Jan",
		    "\"issued\":{\"date-parts\":[[1998,12],[1999,1]]}" },
		{ "Winter 2014-2015",
		    "\"issued\":{\"date-parts\":[[2014,24],[2015]]}" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct arena a = ARENA_INIT;

		HAS("pubmed-xml",
		    arena_printf(&a,
			"<PubmedArticleSet><PubmedArticle><MedlineCitation>"
			"<PMID>1</PMID><Article><Journal><JournalIssue>"
			"<PubDate><MedlineDate>%s</MedlineDate></PubDate>"
			"</JournalIssue><Title>J</Title></Journal>"
			"<ArticleTitle>T.</ArticleTitle><ArticleDate>"
			"<Year>2014</Year><Month>9</Month><Day>03</Day>"
			"</ArticleDate></Article></MedlineCitation>"
			"</PubmedArticle></PubmedArticleSet>",
			rows[i].date),
		    rows[i].want, "[\"electronic-publication\",\"20140903\"]");
		arena_release(&a);
	}
}

static void
pubmed_keeps_the_number_at_the_bookshelf(void **state)
{
	(void)state;
	HAS("pubmed-xml",
	    "<PubmedBookArticle><BookDocument><PMID>20301425</PMID>"
	    "<ArticleIdList><ArticleId IdType=\"bookaccession\">NBK1247"
	    "</ArticleId></ArticleIdList><Book><BookTitle>GeneReviews"
	    "</BookTitle></Book><ArticleTitle>BRCA1</ArticleTitle>"
	    "</BookDocument></PubmedBookArticle>",
	    "[\"nbib-aid\",\"NBK1247 [bookaccession]\"]");
}

static void
jats_has_faces_and_what_belongs_to_the_issue(void **state)
{
	(void)state;
	HAS("jats",
	    "<ref-list><ref><element-citation publication-type=\"journal\">"
	    "<article-title>Of <italic>E. coli</italic> <bold>b</bold> "
	    "<sc>c</sc></article-title><source>J</source><year>2012</year>"
	    "<season>Spring</season><supplement>S1</supplement>"
	    "<issue-part>B</issue-part><page-range>1-29, 31</page-range>"
	    "<fpage>1</fpage><lpage>29</lpage></element-citation></ref>"
	    "<ref><element-citation publication-type=\"confproc\">"
	    "<article-title>T</article-title><source>P</source>"
	    "<conf-date iso-8601-date=\"2017-12-04\">Dec 4 2017</conf-date>"
	    "</element-citation></ref></ref-list>",
	    "Of <i>E. coli</i> <b>b</b> <span "
	    "style=\\\"font-variant:small-caps;\\\">c</span>",
	    "\"date-parts\":[[2012,21]]", "\"supplement-number\":\"S1\"",
	    "[\"issue-part\",\"B\"]", "\"page\":\"1-29, 31\"",
	    "\"event-date\":{\"date-parts\":[[2017,12,4]]}");
}

#define MARC(fields)                                                         \
	"<record xmlns=\"http://www.loc.gov/MARC21/slim\"><leader>01142cam " \
	" 2200301 a 4500</leader>" fields "</record>"
#define FIELD(tag, second, subfields)                                          \
	"<datafield tag=\"" tag "\" ind1=\" \" ind2=\"" second "\">" subfields \
	"</datafield>"
#define SUB(code, text) "<subfield code=\"" code "\">" text "</subfield>"

static void
marc_keeps_numbers_originals_and_scripts(void **state)
{
	(void)state;
	HAS("marcxml",
	    MARC(FIELD("010", " ", SUB("a", "   92005291 ")) FIELD("020", " ",
		SUB("a", "978-3-540-12345-0")
		    SUB("z", "3540123456")) FIELD("240", "0",
		SUB("a", "Crime et châtiment.") SUB("l", "English"))
		    FIELD("245", "0", SUB("a", "Suan shu"))
			FIELD("300", " ", SUB("a", "3 v. ;")) FIELD("534", " ",
			    SUB("p", "Reprint. Originally:")
				SUB("c", "London, 1890")) FIELD("880", "0",
			    SUB("6", "245-01/$1") SUB("a", "算術"))),
	    "[\"lccn\",\"92005291\"]", "[\"isbn\",\"978-3-540-12345-0\"]",
	    "[\"invalid-isbn\",\"3540123456\"]",
	    "\"original-title\":\"Crime et châtiment\"",
	    "\"number-of-volumes\":\"3\"",
	    "\"original-date\":{\"date-parts\":[[1890]]}",
	    "[\"original-version\",\"Reprint. Originally: London, 1890\"]",
	    "[\"vernacular-title\",\"算術\"]");
	HAS("marcxml",
	    MARC(FIELD("240", "0", SUB("a", "Works.") SUB("k", "Selections"))
		    FIELD("245", "0", SUB("a", "T"))
			FIELD("300", " ", SUB("a", "1 v. (unpaged)"))),
	    "[\"uniform-title\",\"Works. Selections\"]",
	    "[\"extent\",\"1 v. (unpaged)\"]");
}

static void
marc_keeps_when_people_lived(void **state)
{
	(void)state;
	HAS("marcxml",
	    MARC(FIELD("100", " ",
		SUB("a", "Borges, Jorge Luis,") SUB("d", "1899-1986."))
		    FIELD("245", "0", SUB("a", "T"))),
	    "[{\"family\":\"Borges\",\"given\":\"Jorge Luis\"}]",
	    "[\"name-dates\",\"Borges, Jorge Luis, 1899-1986\"]");
}

/* Field 010 of UNIMARC is the ISBN. */
static void
unimarc_has_its_isbn_where_marc_21_has_lccn(void **state)
{
	(void)state;
	HAS("marcxml",
	    MARC(FIELD("010", " ", SUB("a", "978-0-262-03561-3"))
		    FIELD("200", "0", SUB("a", "Deep learning"))),
	    "\"ISBN\":\"9780262035613\"");
}

static void
the_university_of_a_thesis_publishes_it(void **state)
{
	(void)state;
	HAS("marcxml",
	    MARC(FIELD("245", "0", SUB("a", "T")) FIELD(
		"502", " ", SUB("a", "Thesis (Ph.D.), 1937.")) FIELD("264", "1",
		SUB("b", "UMI,")) FIELD("710", " ",
		SUB("a", "MIT,") SUB("e", "degree granting institution."))),
	    "\"publisher\":\"MIT\"", "[\"publisher\",\"UMI\"]");
}

static void
mods_keeps_numbers_bodies_dates_and_classes(void **state)
{
	(void)state;
	HAS("mods",
	    "<mods><titleInfo><nonSort>L’</nonSort><title>étranger</title>"
	    "</titleInfo><name type=\"personal\"><namePart type=\"family\">"
	    "Borges</namePart><namePart type=\"given\">Jorge Luis</namePart>"
	    "<namePart type=\"date\">1899-1986</namePart></name>"
	    "<name type=\"corporate\"><namePart>CERN</namePart><namePart>IT"
	    "</namePart></name><identifier type=\"doi\">10.1/x</identifier>"
	    "<identifier type=\"lccn\">92005291</identifier><identifier "
	    "type=\"isbn\" invalid=\"yes\">3540123456</identifier>"
	    "<relatedItem type=\"series\"><titleInfo><nonSort>The</nonSort>"
	    "<title>Series</title></titleInfo></relatedItem><location>"
	    "<shelfLocator>PQ 1</shelfLocator></location><classification "
	    "authority=\"ddc\">863</classification></mods>",
	    "\"title\":\"L’étranger\"", "{\"literal\":\"CERN. IT\"}",
	    "[\"name-dates\",\"Borges, Jorge Luis, 1899-1986\"]",
	    "[\"doi\",\"10.1/x\"]", "[\"lccn\",\"92005291\"]",
	    "[\"invalid-isbn\",\"3540123456\"]",
	    "\"collection-title\":\"The Series\"",
	    "[\"mods-classification\",\"ddc: 863\"]");
}

static void
mods_has_the_university_that_grants_a_degree_as_publisher(void **state)
{
	(void)state;
	HAS("mods",
	    "<mods><titleInfo><title>T</title></titleInfo><genre>thesis"
	    "</genre><name type=\"corporate\"><namePart>MIT</namePart><role>"
	    "<roleTerm type=\"code\">dgg</roleTerm></role></name></mods>",
	    "\"publisher\":\"MIT\"}");
}

static void
word_has_courts_reporters_and_distributors(void **state)
{
	(void)state;
	HAS("msbib",
	    "<b:Sources xmlns:b=\"http://schemas.openxmlformats.org/"
	    "officeDocument/2006/bibliography\"><b:Source><b:SourceType>Case"
	    "</b:SourceType><b:Title>Brown v. Board of Education</b:Title>"
	    "<b:CaseNumber>1</b:CaseNumber><b:Court>Supreme Court</b:Court>"
	    "<b:Reporter>U.S.</b:Reporter></b:Source><b:Source><b:SourceType>"
	    "Film</b:SourceType><b:Title>Metropolis</b:Title><b:Distributor>"
	    "UFA</b:Distributor></b:Source><b:Source><b:SourceType>Report"
	    "</b:SourceType><b:Title>R</b:Title><b:ThesisType>Technical report"
	    "</b:ThesisType></b:Source></b:Sources>",
	    "\"authority\":\"Supreme Court\"", "\"container-title\":\"U.S.\"",
	    "\"number\":\"1\"", "\"publisher\":\"UFA\"", "\"type\":\"report\"",
	    "\"genre\":\"Technical report\"");
}

static void
word_keeps_numbers_that_fail_their_check(void **state)
{
	(void)state;
	HAS("msbib",
	    "<Sources><Source><SourceType>Book</SourceType><Title>T</Title>"
	    "<StandardNumber>978-3-540-12345-0</StandardNumber><DOI>10.1/x"
	    "</DOI></Source></Sources>",
	    "[\"isbn\",\"978-3-540-12345-0\"]", "[\"doi\",\"10.1/x\"]");
}

static void
citavi_that_is_cut_off_keeps_what_is_whole(void **state)
{
	static const char *const wants[] = { "\"title\":\"The first\"",
		"\"family\":\"Roe\"", NULL };
	struct arena a = ARENA_INIT;
	const char *got;

	(void)state;
	got = read_as(&a, "citavi",
	    "<CitaviExchangeData><Persons><Person id=\"p1\"><FirstName>Jo"
	    "</FirstName><LastName>Roe</LastName></Person></Persons>"
	    "<ReferenceAuthors><OnetoN>r1;p1</OnetoN></ReferenceAuthors>"
	    "<References><Reference id=\"r1\"><Title>The first</Title>"
	    "</Reference><Reference id=\"r2\"><Title>The sec");
	for (size_t i = 0; wants[i]; i++)
		assert_non_null(strstr(got, wants[i]));
	assert_null(strstr(got, "The sec"));
	arena_release(&a);
}

static void
datacite_xml_keeps_funders_places_sizes_and_breaks(void **state)
{
	(void)state;
	HAS("datacite-xml",
	    "<resource xmlns=\"http://datacite.org/schema/kernel-4\">"
	    "<identifier identifierType=\"DOI\">10.1/x</identifier>"
	    "<creators><creator><creatorName>Roe, Jo</creatorName>"
	    "<affiliation>CERN</affiliation></creator></creators><titles>"
	    "<title>T</title></titles><sizes><size>15 pages</size><size>1.2 "
	    "GB</size></sizes><fundingReferences><fundingReference>"
	    "<funderName>European Commission</funderName><awardNumber>654039"
	    "</awardNumber></fundingReference></fundingReferences>"
	    "<descriptions><description descriptionType=\"Abstract\">One."
	    "<br/>Two.</description></descriptions></resource>",
	    "[\"doi\",\"10.1/x\"]", "[\"affiliation\",\"CERN\"]",
	    "\"number-of-pages\":\"15\"", "[\"datacite-size\",\"1.2 GB\"]",
	    "[\"funder\",\"European Commission, 654039\"]",
	    "\"abstract\":\"One. Two.\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_that_fail_their_check_are_kept),
		cmocka_unit_test(author_of_a_dissertation_is_not_lost),
		cmocka_unit_test(crossref_xml_keeps_second_numbers_and_dates),
		cmocka_unit_test(crossref_xml_has_the_days_of_a_conference),
		cmocka_unit_test(
		    crossref_json_keeps_second_numbers_and_institutions),
		cmocka_unit_test(crossref_json_without_a_title_is_a_work),
		cmocka_unit_test(openalex_keeps_the_second_issn),
		cmocka_unit_test(
		    pubmed_has_dates_in_one_piece_and_electronic_ones),
		cmocka_unit_test(pubmed_keeps_the_number_at_the_bookshelf),
		cmocka_unit_test(jats_has_faces_and_what_belongs_to_the_issue),
		cmocka_unit_test(marc_keeps_numbers_originals_and_scripts),
		cmocka_unit_test(marc_keeps_when_people_lived),
		cmocka_unit_test(unimarc_has_its_isbn_where_marc_21_has_lccn),
		cmocka_unit_test(the_university_of_a_thesis_publishes_it),
		cmocka_unit_test(
		    datacite_xml_keeps_funders_places_sizes_and_breaks),
		cmocka_unit_test(mods_keeps_numbers_bodies_dates_and_classes),
		cmocka_unit_test(
		    mods_has_the_university_that_grants_a_degree_as_publisher),
		cmocka_unit_test(word_has_courts_reporters_and_distributors),
		cmocka_unit_test(word_keeps_numbers_that_fail_their_check),
		cmocka_unit_test(citavi_that_is_cut_off_keeps_what_is_whole),
	};

	return cmocka_run_group_tests_name("format_xml", tests, NULL, NULL);
}
