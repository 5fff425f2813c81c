/* The XML that DBLP, the ACL Anthology and PubMed ship. */

#include "bulk-test.h"

#include "base/banned.h"

#define DBLP(records)                                       \
	"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" \
	"<!DOCTYPE dblp SYSTEM \"dblp.dtd\">\n<dblp>\n" records "</dblp>\n"

#define VOLUME                                                                 \
	"<proceedings mdate=\"2023-06-24\" "                                   \
	"key=\"conf/cvpr/2016\"><title>2016 "                                  \
	"IEEE Conference on Computer Vision and Pattern Recognition, CVPR "    \
	"2016, Las Vegas, NV, USA, June 27-30, 2016</title><publisher>IEEE "   \
	"Computer Society</publisher><year>2016</year><isbn>978-1-4673-8851-1" \
	"</isbn><booktitle>CVPR</booktitle></proceedings>"

#define RESNET                                                                \
	"<inproceedings mdate=\"2023-08-21\" key=\"conf/cvpr/HeZRS16\">\n"    \
	"<author>Kaiming He</author>\n<author>Xiangyu Zhang 0005</author>\n"  \
	"<author>Shaoqing Ren</author>\n<author "                             \
	"orcid=\"0000-0002-7969-0346\">"                                      \
	"Jian Sun 0001</author>\n<title>Deep Residual Learning for Image "    \
	"Recognition.</title>\n<pages>770-778</pages>\n<year>2016</year>\n"   \
	"<booktitle>CVPR</booktitle>\n<ee>https://doi.org/10.1109/CVPR.2016." \
	"90</ee>\n<crossref>conf/cvpr/2016</crossref>\n<url>db/conf/cvpr/"    \
	"cvpr2016.html#HeZRS16</url>\n</inproceedings>"

#define READ(b, text) bulk_read_text(b, "test_bulk_xml.xml", SPAN_LIT(text))

static void
check_name(const struct name *n, const char *given, const char *family)
{
	assert_string_equal(n->family ? n->family : "", family);
	assert_string_equal(n->given ? n->given : "", given);
}

static void
dblp_paper_takes_what_its_volume_tells(void **state)
{
	const struct work *w;
	struct bulk b;

	(void)state;
	READ(&b, DBLP(VOLUME RESNET "\n"));
	bulk_expect(&b, 2);
	w = b.works[1];
	assert_int_equal(w->type, WORK_TYPE_PAPER_CONFERENCE);
	assert_string_equal(
	    w->title, "Deep Residual Learning for Image Recognition");
	assert_int_equal(w->author.len, 4);
	check_name(&w->author.items[1], "Xiangyu", "Zhang");
	check_name(&w->author.items[3], "Jian", "Sun");
	assert_string_equal(w->author.items[3].ORCID, "0000-0002-7969-0346");
	assert_string_equal(w->DOI, "10.1109/cvpr.2016.90");
	assert_null(w->URL);
	assert_string_equal(w->page, "770-778");
	assert_string_equal(w->container_title_short, "CVPR");
	assert_memory_equal(w->container_title, "2016 IEEE Conference", 20);
	assert_string_equal(w->publisher, "IEEE Computer Society");
	assert_string_equal(w->ISBN, "9781467388511");
	assert_string_equal(w->source, "dblp");
	assert_string_equal(w->record, "conf/cvpr/HeZRS16");
	assert_int_equal(b.works[0]->type, WORK_TYPE_BOOK);
	bulk_release(&b);
}

static void
dblp_named_characters_and_latin1_bytes_are_letters(void **state)
{
	struct bulk b;

	(void)state;
	READ(&b,
	    DBLP("<article key=\"journals/x/1\"><author>Michael H. "
		 "B&ouml;hlen</author><author>Andr\xe9 Kn\xf6"
		 "fel</author><title>Ein "
		 "&Uuml;berblick &amp; mehr: a &lt; b.</title><year>1995</year>"
		 "<journal>Inform., Forsch. Entwickl.</journal></article>"));
	bulk_expect(&b, 1);
	check_name(&b.works[0]->author.items[0], "Michael H.", "Böhlen");
	check_name(&b.works[0]->author.items[1], "André", "Knöfel");
	assert_string_equal(b.works[0]->title, "Ein Überblick & mehr: a < b");
	bulk_release(&b);
}

static void
dblp_title_keeps_its_faces_and_loses_its_stop(void **state)
{
	struct bulk b;

	(void)state;
	READ(&b,
	    DBLP("<article key=\"journals/x/1\"><title>Finding <i>k</i>-paths "
		 "in O(n<sup>2</sup>).</title><year>2001</year></article>"
		 "<article key=\"journals/x/2\"><title>What "
		 "next?</title></article><article key=\"journals/x/3\"><title>"
		 "To be continued...</title></article>"));
	bulk_expect(&b, 3);
	assert_string_equal(b.works[0]->title, "Finding k-paths in O(n2)");
	assert_string_equal(b.works[0]->title_rich,
	    "Finding <i>k</i>-paths in O(n<sup>2</sup>)");
	assert_string_equal(b.works[1]->title, "What next?");
	assert_string_equal(b.works[2]->title, "To be continued...");
	bulk_release(&b);
}

static void
dblp_corr_is_arxiv_and_home_pages_are_no_works(void **state)
{
	const struct work *w;
	struct bulk b;

	(void)state;
	READ(&b,
	    DBLP(
		"<article publtype=\"informal\" key=\"journals/corr/"
		"VaswaniSPUJGKP17\"><author>Ashish Vaswani</author><title>"
		"Attention Is All You Need.</title><year>2017</year><volume>"
		"abs/1706.03762</volume><journal>CoRR</journal><ee>http://"
		"arxiv.org/abs/1706.03762</ee></article><www key=\"homepages/"
		"g/OdedGoldreich\"><author>Oded Goldreich</author><title>Home "
		"Page</title></www><phdthesis key=\"phd/x\"><author>Leslie "
		"Gabriel Valiant</author><title>Decision procedures for "
		"families of deterministic pushdown automata.</title><year>1974"
		"</year><school>University of Warwick, Coventry, UK</school>"
		"</phdthesis>"));
	bulk_expect(&b, 2);
	assert_int_equal(b.in.left_out, 1);
	w = b.works[0];
	assert_int_equal(w->type, WORK_TYPE_ARTICLE);
	assert_string_equal(w->arXiv, "1706.03762");
	assert_string_equal(w->container_title, "CoRR");
	w = b.works[1];
	assert_int_equal(w->type, WORK_TYPE_THESIS);
	assert_string_equal(
	    w->publisher, "University of Warwick, Coventry, UK");
	bulk_release(&b);
}

static void
bad_record_costs_no_other(void **state)
{
	struct bulk b;

	(void)state;
	/* one not well-formed, one with an unknown entity, one without an end */
	READ(&b, DBLP("<article key=\"a\"><title>One.</title></article>\n"
		      "<article key=\"b\"><title>Two</titel></article>\n"
		      "<article key=\"c\"><title>&nosuch;</title></article>\n"
		      "<article key=\"d\"><title>Four\n"
		      "<article key=\"e\"><title>Five.</title></article>\n"));
	assert_int_equal(b.code, 0);
	assert_int_equal(b.len, 2);
	assert_string_equal(b.works[1]->title, "Five");
	assert_int_equal(b.in.skipped, 3);
	assert_int_equal(b.in.broken, 0);
	assert_non_null(strstr(b.in.first.text, "test_bulk_xml.xml, line 5: "));
	bulk_release(&b);
}

static void
cut_file_is_read_up_to_the_break(void **state)
{
	static const char text[] = DBLP(VOLUME "\n" RESNET "\n");
	struct bulk b;

	(void)state;
	for (size_t n = 120; n + 9 < sizeof(text); n += 7) {
		size_t volume = strstr(text, "</proceedings>") - text;

		bulk_read_text(
		    &b, "test_bulk_xml.xml", (struct span){ text, n });
		assert_int_equal(b.code, 0);
		assert_int_equal(b.in.broken, 1);
		assert_int_equal(b.in.skipped, 0);
		assert_true(b.len == 0 || n >= volume + 14);
		assert_non_null(strstr(b.in.first_break.text, "breaks off"));
		bulk_release(&b);
	}
}

static void
no_entity_is_expanded(void **state)
{
	struct bulk b;

	(void)state;
	READ(&b,
	    "<!DOCTYPE dblp [<!ENTITY a \"x]>x\"><!ENTITY b \"&a;&a;&a;\"><!"
	    "ENTITY f SYSTEM \"file:///etc/passwd\">]><dblp><article key=\"1\">"
	    "<title>&b;</title></article><article key=\"2\"><title>&f;</title>"
	    "</article><article key=\"3\"><title>Fine.</title></article>"
	    "</dblp>");
	assert_int_equal(b.code, 0);
	assert_int_equal(b.len, 1);
	assert_string_equal(b.works[0]->title, "Fine");
	assert_int_equal(b.in.skipped, 2);
	bulk_release(&b);
}

#define ACL_META                                                            \
	"<meta><booktitle>Proceedings of the 2019 Conference of the North " \
	"<fixed-case>A</fixed-case>merican Chapter of the Association for " \
	"Computational "                                                    \
	"Linguistics</booktitle><editor><first>Jill</first><last>"          \
	"Burstein</last></editor><publisher>Association for Computational " \
	"Linguistics</publisher><address>Minneapolis, Minnesota</address>"  \
	"<month>June</month><year>2019</year></meta>"

static void
acl_paper_has_its_volume_and_id(void **state)
{
	const struct work *w;
	struct bulk b;

	(void)state;
	READ(&b,
	    "<?xml version='1.0' encoding='UTF-8'?>\n<collection id=\"N19\">\n"
	    "<volume id=\"1\" ingest-date=\"2019-05-29\">\n" ACL_META
	    "<frontmatter><url hash=\"0\">N19-1000</url></frontmatter>\n"
	    "<paper id=\"423\"><title><fixed-case>BERT</fixed-case>: "
	    "Pre-training of Deep Bidirectional Transformers for Language "
	    "Understanding</title><author><first>Jacob</first><last>Devlin"
	    "</last></author><author><first>Ming-Wei</first><last>Chang</last>"
	    "</author><author><first>Kenton</first><last>Lee</last></author>"
	    "<author><first>Kristina</first><last>Toutanova</last></author>"
	    "<pages>4171–4186</pages><abstract>x &lt; y</abstract><url "
	    "hash=\"1\">N19-1423</url><doi>10.18653/v1/N19-1423</doi><bibkey>"
	    "devlin-etal-2019-bert</bibkey></paper></volume></collection>\n");
	bulk_expect(&b, 2);
	assert_int_equal(b.works[0]->type, WORK_TYPE_BOOK);
	check_name(&b.works[0]->editor.items[0], "Jill", "Burstein");
	w = b.works[1];
	assert_string_equal(w->title,
	    "BERT: Pre-training of Deep Bidirectional Transformers for "
	    "Language Understanding");
	assert_int_equal(w->author.len, 4);
	check_name(&w->author.items[3], "Kristina", "Toutanova");
	assert_string_equal(w->ACL, "N19-1423");
	assert_string_equal(w->DOI, "10.18653/v1/n19-1423");
	assert_int_equal(w->issued.from.year, 2019);
	assert_int_equal(w->issued.from.month, 6);
	assert_string_equal(w->container_title,
	    "Proceedings of the 2019 Conference of the North American Chapter "
	    "of the Association for Computational Linguistics");
	assert_string_equal(w->publisher_place, "Minneapolis, Minnesota");
	assert_string_equal(w->source, "acl");
	bulk_release(&b);
}

static void
acl_ids_are_of_three_kinds(void **state)
{
	struct bulk b;

	(void)state;
	READ(&b,
	    "<collection id=\"2020.acl\"><volume id=\"main\"><paper id=\"1\">"
	    "<title>A</title></paper></volume></collection>");
	bulk_expect(&b, 1);
	assert_string_equal(b.works[0]->ACL, "2020.acl-main.1");
	bulk_release(&b);
	READ(&b,
	    "<collection id=\"W19\"><volume id=\"2\"><paper id=\"3\"><title>A"
	    "</title></paper></volume></collection>");
	bulk_expect(&b, 1);
	assert_string_equal(b.works[0]->ACL, "W19-0203");
	bulk_release(&b);
	READ(&b,
	    "<collection id=\"D19\"><volume id=\"1\"><paper id=\"3\"><title>A"
	    "</title></paper></volume><volume id=\"50\"><paper id=\"3\"><title>"
	    "B</title></paper></volume></collection>");
	bulk_expect(&b, 2);
	assert_string_equal(b.works[0]->ACL, "D19-1003");
	assert_string_equal(b.works[1]->ACL, "D19-5003");
	bulk_release(&b);
}

static void
acl_journal_papers_are_articles(void **state)
{
	const struct work *w;
	struct bulk b;

	(void)state;
	READ(&b,
	    "<collection id=\"Q17\"><volume id=\"1\" type=\"journal\"><meta>"
	    "<booktitle>Transactions of the Association for Computational "
	    "Linguistics, Volume 5</booktitle><editor><first>Lillian</first>"
	    "<last>Lee</last></editor><publisher>MIT Press</publisher><address>"
	    "Cambridge, MA</address><year>2017</year><journal-volume>5"
	    "</journal-volume><journal-title>Transactions of the Association "
	    "for Computational Linguistics</journal-title></meta><paper id=\"10"
	    "\"><title>Enriching Word Vectors with Subword Information</title>"
	    "<author><first>Piotr</first><last>Bojanowski</last></author>"
	    "<doi>10.1162/tacl_a_00051</doi><pages>135–146</pages></paper>"
	    "</volume></collection>");
	bulk_expect(&b, 1);
	w = b.works[0];
	assert_int_equal(w->type, WORK_TYPE_ARTICLE_JOURNAL);
	assert_string_equal(w->volume, "5");
	assert_string_equal(w->container_title,
	    "Transactions of the Association for Computational Linguistics");
	assert_int_equal(w->editor.len, 0);
	assert_string_equal(w->ACL, "Q17-1010");
	bulk_release(&b);
	READ(&b,
	    "<collection id=\"J89\"><volume id=\"1\" type=\"journal\"><meta>"
	    "<booktitle>Computational Linguistics, Volume 15, Number 1, March "
	    "1989</booktitle><year>1989</year><venue>cl</venue><journal-volume>"
	    "15</journal-volume><journal-issue>1</journal-issue></meta><paper "
	    "id=\"1\"><title>Parsing with Flexibility, Dynamic Strategies, and "
	    "Idioms in Mind</title></paper></volume></collection>");
	bulk_expect(&b, 1);
	w = b.works[0];
	assert_string_equal(w->container_title, "Computational Linguistics");
	assert_string_equal(w->issue, "1");
	bulk_release(&b);
}

#define PUBMED(records)                                                      \
	"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE "             \
	"PubmedArticleSet PUBLIC \"-//NLM//DTD PubMedArticle, 1st January "  \
	"2025//EN\" \"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101" \
	".dtd\">\n<PubmedArticleSet>\n" records "</PubmedArticleSet>"

static void
pubmed_article_is_read_whole(void **state)
{
	const struct work *w;
	struct bulk b;

	(void)state;
	READ(&b,
	    PUBMED(
		"<PubmedArticle><MedlineCitation Status=\"MEDLINE\"><PMID "
		"Version=\"1\">9500320</PMID><Article PubModel=\"Print\">"
		"<Journal><ISSN IssnType=\"Print\">0140-6736</ISSN>"
		"<JournalIssue "
		"CitedMedium=\"Print\"><Volume>351</Volume><Issue>"
		"9103</Issue><PubDate><Year>1998</Year><Month>Feb</"
		"Month><Day>28"
		"</Day></PubDate></JournalIssue><Title>Lancet (London, England)"
		"</Title><ISOAbbreviation>Lancet</ISOAbbreviation></Journal>"
		"<ArticleTitle>Ileal-lymphoid-nodular hyperplasia, "
		"non-specific "
		"colitis, and pervasive developmental disorder in children."
		"</ArticleTitle><Pagination><StartPage>637</StartPage><EndPage>"
		"641</EndPage><MedlinePgn>637-41</MedlinePgn></Pagination>"
		"<AuthorList CompleteYN=\"N\"><Author ValidYN=\"Y\"><LastName>"
		"Wakefield</LastName><ForeName>A J</ForeName><Initials>AJ"
		"</Initials></Author><Author ValidYN=\"Y\"><CollectiveName>The "
		"Study Group</CollectiveName></Author></AuthorList>"
		"<PublicationTypeList><PublicationType "
		"UI=\"D016441\">Retracted "
		"Publication</PublicationType></PublicationTypeList></Article>"
		"<CommentsCorrectionsList><CommentsCorrections RefType=\""
		"RetractionIn\"><RefSource>Lancet. 2010 Feb 6;375(9713):445"
		"</RefSource></CommentsCorrections></CommentsCorrectionsList>"
		"</MedlineCitation><PubmedData><ArticleIdList><ArticleId "
		"IdType="
		"\"pubmed\">9500320</ArticleId><ArticleId "
		"IdType=\"doi\">10.1016/"
		"s0140-6736(97)11096-0</ArticleId></"
		"ArticleIdList><ReferenceList>"
		"<Reference><ArticleIdList><ArticleId IdType=\"pmc\">PMC1"
		"</ArticleId></ArticleIdList></Reference></ReferenceList>"
		"</PubmedData></PubmedArticle>"));
	bulk_expect(&b, 1);
	w = b.works[0];
	assert_string_equal(w->PMID, "9500320");
	assert_string_equal(w->DOI, "10.1016/s0140-6736(97)11096-0");
	assert_null(w->PMCID); /* that of a reference */
	assert_string_equal(w->page, "637-641");
	assert_string_equal(w->container_title, "Lancet (London, England)");
	assert_string_equal(w->container_title_short, "Lancet");
	assert_string_equal(w->volume, "351");
	assert_string_equal(w->issue, "9103");
	assert_int_equal(w->issued.from.year, 1998);
	assert_int_equal(w->issued.from.month, 2);
	assert_int_equal(w->issued.from.day, 28);
	assert_int_equal(w->author.len, 2);
	check_name(&w->author.items[0], "A J", "Wakefield");
	assert_string_equal(w->author.items[1].literal, "The Study Group");
	assert_true(w->author.others);
	assert_int_equal(w->relations->kind, RELATION_RETRACTED_BY);
	assert_string_equal(w->source, "pubmed");
	bulk_release(&b);
}

static void
pubmed_translated_title_loses_its_brackets(void **state)
{
	const struct work *w;
	struct bulk b;

	(void)state;
	READ(&b,
	    PUBMED("<PubmedArticle><MedlineCitation><PMID>1</PMID><Article>"
		   "<Journal><JournalIssue><PubDate><MedlineDate>1998 Dec-1999 "
		   "Jan</MedlineDate></PubDate></JournalIssue></Journal>"
		   "<ArticleTitle>[On the nature of CO<sub>2</sub>].</"
		   "ArticleTitle><Pagination><MedlinePgn>R29-30</MedlinePgn>"
		   "</Pagination><VernacularTitle>Zur Natur.</VernacularTitle>"
		   "</Article></MedlineCitation></PubmedArticle>"));
	bulk_expect(&b, 1);
	w = b.works[0];
	assert_string_equal(w->title, "On the nature of CO2");
	assert_string_equal(w->original_title, "Zur Natur");
	assert_string_equal(w->page, "R29-30");
	assert_int_equal(w->issued.from.year, 1998);
	bulk_release(&b);
}

static void
pubmed_book_chapter_names_its_book(void **state)
{
	const struct work *w;
	struct bulk b;

	(void)state;
	READ(&b,
	    PUBMED(
		"<PubmedBookArticle><BookDocument><PMID>20301295</PMID>"
		"<Book><Publisher><PublisherName>University of Washington, "
		"Seattle</PublisherName><PublisherLocation>Seattle (WA)"
		"</PublisherLocation></Publisher><BookTitle book=\"gene\">"
		"GeneReviews</BookTitle><PubDate><Year>1993</Year></PubDate>"
		"<AuthorList Type=\"editors\"><Author><LastName>Adam"
		"</LastName><ForeName>Margaret P</ForeName></Author>"
		"</AuthorList></Book><ArticleTitle>Alzheimer Disease "
		"Overview</ArticleTitle><AuthorList Type=\"authors\"><Author>"
		"<LastName>Bird</LastName><ForeName>Thomas D</ForeName>"
		"</Author></AuthorList></BookDocument></PubmedBookArticle>"));
	bulk_expect(&b, 1);
	w = b.works[0];
	assert_int_equal(w->type, WORK_TYPE_CHAPTER);
	assert_string_equal(w->container_title, "GeneReviews");
	check_name(&w->author.items[0], "Thomas D", "Bird");
	check_name(&w->editor.items[0], "Margaret P", "Adam");
	bulk_release(&b);
}

static void
other_xml_is_said_to_be_other(void **state)
{
	struct bulk b;

	(void)state;
	READ(&b, "<?xml version=\"1.0\"?><rss><channel/></rss>");
	assert_int_equal(b.code, 0);
	assert_int_equal(b.in.skipped, 1);
	assert_non_null(strstr(b.in.first.text, "<rss>"));
	bulk_release(&b);
}

static void
tags_in_comments_and_cdata_are_text(void **state)
{
	struct bulk b;

	(void)state;
	READ(&b,
	    DBLP("<!-- <article key=\"0\"><title>No</title></article> -->"
		 "<article key=\"1\"><!-- </article> --><title><![CDATA["
		 "</article> &ouml; R&D]]></title><note a=\">\"/></article>"));
	bulk_expect(&b, 1);
	assert_string_equal(b.works[0]->title, "</article> ö R&D");
	bulk_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dblp_paper_takes_what_its_volume_tells),
		cmocka_unit_test(
		    dblp_named_characters_and_latin1_bytes_are_letters),
		cmocka_unit_test(dblp_title_keeps_its_faces_and_loses_its_stop),
		cmocka_unit_test(
		    dblp_corr_is_arxiv_and_home_pages_are_no_works),
		cmocka_unit_test(bad_record_costs_no_other),
		cmocka_unit_test(cut_file_is_read_up_to_the_break),
		cmocka_unit_test(no_entity_is_expanded),
		cmocka_unit_test(acl_paper_has_its_volume_and_id),
		cmocka_unit_test(acl_ids_are_of_three_kinds),
		cmocka_unit_test(acl_journal_papers_are_articles),
		cmocka_unit_test(pubmed_article_is_read_whole),
		cmocka_unit_test(pubmed_translated_title_loses_its_brackets),
		cmocka_unit_test(pubmed_book_chapter_names_its_book),
		cmocka_unit_test(other_xml_is_said_to_be_other),
		cmocka_unit_test(tags_in_comments_and_cdata_are_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
