/* JSON in bulk: what services ship and answer, and the ways it is packed. */

#include "bulk-test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

#include "base/banned.h"

#define CROSSREF                                                               \
	"{\"indexed\":{\"date-parts\":[[2024,1,1]]},\"DOI\":\"10.1038/"        \
	"nature14539\",\"type\":\"journal-article\",\"title\":[\"Deep "        \
	"learning\"],\"container-title\":[\"Nature\"],\"author\":[{\"given\":" \
	"\"Yann\",\"family\":\"LeCun\",\"sequence\":\"first\","                \
	"\"affiliation\":"                                                     \
	"[]}],\"volume\":\"521\",\"issue\":\"7553\",\"page\":\"436-444\","     \
	"\"reference\":[{\"key\":\"r1\",\"unstructured\":\"a \\\"}]\"}],"      \
	"\"published-print\":{\"date-parts\":[[2015,5,28]]},\"issued\":{"      \
	"\"date-parts\":[[2015,5,27]]},\"prefix\":\"10.1038\"}"

#define COMPONENT                                                  \
	"{\"DOI\":\"10.1371/journal.pone.0000030.g001\",\"type\":" \
	"\"component\",\"title\":[\"Figure 1\"],\"prefix\":\"10.1371\"}"

#define CSL                                                                  \
	"{\"type\":\"book\",\"title\":\"The Structure of Scientific "        \
	"Revolutions\",\"author\":[{\"family\":\"Kuhn\",\"given\":\"Thomas " \
	"S.\"}],\"issued\":{\"date-parts\":[[1962]]}}"

#define READ(b, text) bulk_read_text(b, "test_bulk_json.json", SPAN_LIT(text))

static void
check_two(struct bulk *b)
{
	bulk_expect(b, 2);
	assert_string_equal(b->works[0]->title, "Deep learning");
	assert_string_equal(b->works[0]->source, "crossref");
	assert_int_equal(b->works[0]->issued.from.day, 28);
	assert_string_equal(
	    b->works[1]->title, "The Structure of Scientific Revolutions");
	bulk_release(b);
}

static void
records_are_found_however_they_are_laid_out(void **state)
{
	struct bulk b;

	(void)state;
	READ(&b, CROSSREF "\n" CSL "\n");
	check_two(&b);
	READ(&b, CROSSREF "\r\n\r\n" CSL);
	check_two(&b);
	READ(&b, "[" CROSSREF "," CSL "]\n");
	check_two(&b);
	READ(&b, " [\n" CROSSREF ",\n\n" CSL "\n]");
	check_two(&b);
	READ(&b, "{\"items\":[" CROSSREF "," CSL "]}");
	check_two(&b);
	READ(&b, "{\n  \"items\" : [ " CROSSREF "\n, " CSL "\n  ]\n}\n");
	check_two(&b);
	READ(&b, "{\"status\":\"ok\",\"message\":{\"facets\":{},\"items\":"
		 "[" CROSSREF "," CSL "],\"total-results\":2}}");
	check_two(&b);
	READ(&b, "{\n\"status\":\"ok\",\n\"message\":\n" CROSSREF "}\n" CSL);
	check_two(&b);
}

static void
components_are_left_out(void **state)
{
	struct bulk b;

	(void)state;
	READ(&b, "{\"items\":[" COMPONENT "," CROSSREF "," CSL "]}");
	assert_int_equal(b.in.left_out, 1);
	check_two(&b);
}

static void
broken_line_costs_no_other(void **state)
{
	struct bulk b;

	(void)state;
	READ(&b,
	    "{\"title\":\"no end\n" CROSSREF "\n{\"title\":[}\n7\n" CSL "\n");
	assert_int_equal(b.len, 2);
	assert_int_equal(b.in.skipped, 3);
	assert_non_null(strstr(b.in.first.text, "line 1: "));
	bulk_release(&b);
}

static void
cut_array_is_read_up_to_the_break(void **state)
{
	static const char text[] = "{\"items\":[" CROSSREF "," CSL "]}";
	struct bulk b;

	(void)state;
	for (size_t n = 11; n + 3 < sizeof(text); n += 5) {
		bulk_read_text(
		    &b, "test_bulk_json.json", (struct span){ text, n });
		assert_int_equal(b.code, 0);
		assert_int_equal(b.in.broken, 1);
		assert_true(b.len == (n >= 10 + strlen(CROSSREF)) ||
			    (b.len == 2 && n >= strlen(text) - 2));
		bulk_release(&b);
	}
}

static void
arxiv_lines_know_version_and_publication(void **state)
{
	const struct work *w;
	struct bulk b;

	(void)state;
	READ(&b,
	    "{\"id\":\"1706.03762\",\"submitter\":\"Llion Jones\",\"authors\":"
	    "\"Ashish Vaswani and others\",\"title\":\"Attention Is All\\n  "
	    "You "
	    "Need\",\"comments\":\"15 pages, 5 figures\",\"journal-ref\":null,"
	    "\"doi\":null,\"categories\":\"cs.CL cs.LG\",\"versions\":[{"
	    "\"version\":\"v1\",\"created\":\"Mon, 12 Jun 2017 17:57:34 "
	    "GMT\"},{"
	    "\"version\":\"v7\",\"created\":\"Wed, 2 Aug 2023 00:41:18 GMT\"}],"
	    "\"update_date\":\"2023-08-03\",\"authors_parsed\":[[\"Vaswani\","
	    "\"Ashish\",\"\"],[\"Shazeer\",\"Noam\",\"\"]]}\n"
	    "{\"id\":\"hep-ph/0105001\",\"title\":\"Schr\\\\\\\"odinger and "
	    "$\\\\alpha$\",\"doi\":\"10.1103/PhysRevD.76.013009\","
	    "\"journal-ref\":\"Phys.Rev.D76:013009,2007\",\"comments\":\"This "
	    "paper has been withdrawn\",\"categories\":\"hep-ph\",\"versions\":"
	    "[],\"authors_parsed\":[[\"Collaboration\",\"CDF\",\"\"],["
	    "\"Smith\","
	    "\"J.\",\"Jr.\"]]}\n");
	bulk_expect(&b, 2);
	w = b.works[0];
	assert_string_equal(w->title, "Attention Is All You Need");
	assert_string_equal(w->arXiv, "1706.03762");
	assert_string_equal(w->source, "arxiv");
	assert_int_equal(w->author.len, 2);
	assert_string_equal(w->author.items[1].family, "Shazeer");
	assert_int_equal(w->issued.from.year, 2017);
	assert_int_equal(w->issued.from.month, 6);
	assert_int_equal(w->issued.from.day, 12);
	assert_int_equal(w->available_date.from.year, 2023);
	assert_null(w->relations);
	w = b.works[1];
	assert_string_equal(w->title, "Schrödinger and α");
	assert_string_equal(w->author.items[0].literal, "CDF Collaboration");
	assert_string_equal(w->author.items[1].suffix, "Jr.");
	assert_int_equal(w->issued.from.year, 2001);
	assert_int_equal(w->relations->kind, RELATION_RETRACTED_BY);
	assert_int_equal(w->relations->next->kind, RELATION_PREPRINT_OF);
	assert_string_equal(
	    w->relations->next->id, "10.1103/physrevd.76.013009");
	bulk_release(&b);
}

static void
datacite_lines_are_with_and_without_envelope(void **state)
{
	static const char *const lines[] = {
		"{\"id\":\"10.5281/zenodo.1239\",\"type\":\"dois\","
		"\"attributes\":{\"doi\":\"10.5281/"
		"zenodo.1239\",\"creators\":[{"
		"\"name\":\"Muster, Anna\"}],\"titles\":[{\"title\":\"A data "
		"set\"}],\"publisher\":\"Zenodo\",\"publicationYear\":2014,"
		"\"types\":{\"resourceTypeGeneral\":\"Dataset\"}},"
		"\"relationships\":{\"client\":{\"data\":{\"id\":\"c\"}}}}",
		"{\"doi\":\"10.5281/zenodo.1239\",\"creators\":[{\"name\":"
		"\"Muster, Anna\"}],\"titles\":[{\"title\":\"A data set\"}],"
		"\"publisher\":{\"name\":\"Zenodo\"},\"publicationYear\":2014,"
		"\"types\":{\"resourceTypeGeneral\":\"Dataset\"}}",
	};
	const struct work *w;
	struct bulk b;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		bulk_read_text(&b, "test_bulk_json.json", span_of(lines[i]));
		bulk_expect(&b, 1);
		w = b.works[0];
		assert_string_equal(w->DOI, "10.5281/zenodo.1239");
		assert_string_equal(w->publisher, "Zenodo");
		assert_int_equal(w->type, WORK_TYPE_DATASET);
		assert_string_equal(w->author.items[0].family, "Muster");
		assert_string_equal(w->source, "datacite");
		bulk_release(&b);
	}
}

static void
openalex_lines_are_works(void **state)
{
	const struct work *w;
	struct bulk b;

	(void)state;
	READ(&b,
	    "{\"id\":\"https://openalex.org/W2919115771\",\"doi\":\"https://"
	    "doi.org/10.1038/nature14539\",\"title\":\"Deep learning\","
	    "\"publication_year\":2015,\"publication_date\":\"2015-05-26\","
	    "\"ids\":{\"pmid\":\"https://pubmed.ncbi.nlm.nih.gov/26017442\"},"
	    "\"type\":\"article\",\"primary_location\":{\"source\":{"
	    "\"display_name\":\"Nature\",\"issn_l\":\"0028-0836\",\"type\":"
	    "\"journal\"}},\"authorships\":[{\"author\":{\"display_name\":"
	    "\"Yann "
	    "LeCun\",\"orcid\":\"https://orcid.org/0000-0002-1825-0097\"},"
	    "\"raw_author_name\":\"Yann "
	    "LeCun\"}],\"biblio\":{\"volume\":\"521\","
	    "\"issue\":\"7553\",\"first_page\":\"436\",\"last_page\":\"444\"},"
	    "\"is_retracted\":false}\n"
	    "{\"id\":\"https://openalex.org/W1\",\"title\":\"Front Cover\","
	    "\"type\":\"paratext\"}\n"
	    "{\"id\":\"https://openalex.org/W2626778328\",\"doi\":\"https://"
	    "doi.org/10.48550/arxiv.1706.03762\",\"title\":\"RETRACTED: "
	    "Attention\",\"publication_year\":2017,\"publication_date\":"
	    "\"2017-01-01\",\"type\":\"preprint\",\"primary_location\":{"
	    "\"source\":{\"display_name\":\"arXiv (Cornell University)\","
	    "\"type\":\"repository\"}},\"authorships\":[]}\n"
	    "{\"id\":\"https://openalex.org/W3\",\"title\":\"Introduction to "
	    "the book\",\"type\":\"book-chapter\",\"primary_location\":{"
	    "\"source\":{\"display_name\":\"Cambridge University Press eBooks"
	    "\",\"host_organization_name\":\"Cambridge University Press\","
	    "\"type\":\"ebook platform\"}}}\n");
	bulk_expect(&b, 3);
	assert_null(b.works[2]->container_title);
	assert_string_equal(
	    b.works[2]->publisher, "Cambridge University Press");
	assert_int_equal(b.in.left_out, 1);
	w = b.works[0];
	assert_int_equal(w->type, WORK_TYPE_ARTICLE_JOURNAL);
	assert_string_equal(w->PMID, "26017442");
	assert_string_equal(w->ISSN, "0028-0836");
	assert_string_equal(w->page, "436-444");
	assert_string_equal(w->container_title, "Nature");
	assert_int_equal(w->issued.from.day, 26);
	assert_string_equal(w->author.items[0].ORCID, "0000-0002-1825-0097");
	assert_string_equal(w->record, "W2919115771");
	w = b.works[1];
	assert_int_equal(w->type, WORK_TYPE_ARTICLE);
	assert_string_equal(w->arXiv, "1706.03762");
	assert_string_equal(w->title, "Attention");
	assert_null(w->container_title);
	assert_int_equal(w->issued.from.month, 0);
	assert_int_equal(w->relations->kind, RELATION_RETRACTED_BY);
	bulk_release(&b);
}

/* --- packing ------------------------------------------------------------------- */

static size_t
gzipped(unsigned char *out, size_t room, struct span s)
{
	z_stream z = { .next_in = (z_const Bytef *)s.ptr,
		.avail_in = (unsigned)s.len,
		.next_out = out,
		.avail_out = (unsigned)room };

	assert_int_equal(
	    deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY),
	    Z_OK);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(deflateEnd(&z), Z_OK);
	return (size_t)z.total_out;
}

/* A tar archive's header and the file behind it, filled up. */
static void
add_member(struct sbuf *tar, const char *name, char type, struct span data)
{
	char block[512] = { 0 };
	unsigned sum = 0;

	(void)snprintf(block, 100, "%s", name);
	(void)snprintf(block + 100, 8, "%07o", 0644u);
	(void)snprintf(block + 124, 12, "%011o", (unsigned)data.len);
	memcpy(block + 257,
	    "ustar\0"
	    "00",
	    8);
	block[156] = type;
	memset(block + 148, ' ', 8);
	for (size_t i = 0; i < 512; i++)
		sum += (unsigned char)block[i];
	(void)snprintf(block + 148, 8, "%06o", sum);
	sbuf_add(tar, (struct span){ block, 512 });
	sbuf_add(tar, data);
	while (tar->len % 512)
		sbuf_addc(tar, '\0');
}

/* As DataCite's and Crossref's archives: packed members among others. */
static void
make_tar(struct sbuf *tar)
{
	unsigned char gz[4096], zst[4096];
	size_t gz_len = gzipped(gz, sizeof(gz), SPAN_LIT(CROSSREF "\n"));
	size_t zst_len =
	    ZSTD_compress(zst, sizeof(zst), CSL "\n", sizeof(CSL), 3);

	add_member(tar, "dois/", '5', SPAN_LIT(""));
	add_member(tar, "dois/2024-01.csv", '0', SPAN_LIT("doi,state\n1,x\n"));
	add_member(
	    tar, "PaxHeader", 'x', SPAN_LIT("29 path=dois/part_0000.jsonl\n"));
	add_member(
	    tar, "short", '0', (struct span){ (const char *)gz, gz_len });
	add_member(tar, "dois/empty.json", '0', SPAN_LIT(""));
	add_member(tar, "dois/part_0001.jsonl.zst", '0',
	    (struct span){ (const char *)zst, zst_len });
	for (int i = 0; i < 1024; i++)
		sbuf_addc(tar, '\0');
}

/* What is broken is named as "archive/member", by its long name. */
static void
broken_line_of_a_member_is_found(void **state)
{
	struct sbuf tar = SBUF_INIT;
	struct bulk b;

	(void)state;
	add_member(
	    &tar, "PaxHeader", 'x', SPAN_LIT("29 path=dois/part_0000.jsonl\n"));
	add_member(&tar, "short", '0', SPAN_LIT(CSL "\n{\n" CSL "\n"));
	for (int i = 0; i < 1024; i++)
		sbuf_addc(&tar, '\0');
	bulk_read_text(
	    &b, "test_bulk_json.tar", (struct span){ tar.buf, tar.len });
	assert_int_equal(b.len, 2);
	assert_int_equal(b.in.skipped, 1);
	assert_memory_equal(b.in.first.text,
	    "test_bulk_json.tar/dois/part_0000.jsonl, line 2: ", 49);
	bulk_release(&b);
	sbuf_release(&tar);
}

static void
archives_are_read_member_by_member(void **state)
{
	struct sbuf tar = SBUF_INIT;
	unsigned char packed[8192];
	struct bulk b;
	size_t n;

	(void)state;
	make_tar(&tar);
	bulk_read_text(
	    &b, "test_bulk_json.tar", (struct span){ tar.buf, tar.len });
	check_two(&b);
	n = gzipped(packed, sizeof(packed), (struct span){ tar.buf, tar.len });
	bulk_read_text(&b, "test_bulk_json.tar.gz",
	    (struct span){ (const char *)packed, n });
	check_two(&b);
	sbuf_release(&tar);
}

static void
cut_archive_is_read_up_to_the_break(void **state)
{
	struct sbuf tar = SBUF_INIT;
	struct bulk b;

	(void)state;
	make_tar(&tar);
	for (size_t n = 512; n + 1024 < tar.len; n += 100) {
		bulk_read_text(
		    &b, "test_bulk_json.tar", (struct span){ tar.buf, n });
		assert_int_equal(b.code, 0);
		assert_int_equal(b.in.broken, 1);
		bulk_release(&b);
	}
	sbuf_release(&tar);
}

static void
cut_download_is_read_up_to_the_break(void **state)
{
	struct sbuf lines = SBUF_INIT;
	size_t n, room;
	unsigned char *packed;
	struct bulk b;

	(void)state;
	for (int i = 0; i < 3000; i++)
		sbuf_addf(
		    &lines, "{\"type\":\"book\",\"title\":\"Book %d\"}\n", i);
	room = lines.len + 1024;
	packed = malloc(room);
	assert_non_null(packed);
	n = gzipped(packed, room, (struct span){ lines.buf, lines.len });
	bulk_read_text(&b, "test_bulk_json.jsonl.gz",
	    (struct span){ (const char *)packed, n / 2 });
	assert_int_equal(b.code, 0);
	assert_int_equal(b.in.broken, 1);
	assert_int_equal(b.in.skipped, 0); /* nor is half a line a record */
	assert_true(b.len > 1000 && b.len < 2999);
	assert_string_equal(b.works[0]->title, "Book 0");
	assert_non_null(strstr(b.in.first_break.text, "cut off"));
	bulk_release(&b);

	n = ZSTD_compress(packed, room, lines.buf, lines.len, 3);
	bulk_read_text(&b, "test_bulk_json.jsonl.zst",
	    (struct span){ (const char *)packed, n - 5 });
	assert_int_equal(b.in.broken, 1);
	assert_int_equal(b.in.skipped, 0);
	bulk_release(&b);
	free(packed);
	sbuf_release(&lines);
}

static void
folders_are_read_in_the_order_of_names(void **state)
{
	struct err err = ERR_INIT;
	struct bulk b;

	(void)state;
	(void)mkdir("test_bulk_json.d", 0700);
	(void)mkdir("test_bulk_json.d/a", 0700);
	assert_int_equal(file_write_atomic("test_bulk_json.d/b.json",
			     SPAN_LIT(CSL), false, &err),
	    0);
	assert_int_equal(file_write_atomic("test_bulk_json.d/a/1.json",
			     SPAN_LIT(CROSSREF), false, &err),
	    0);
	assert_int_equal(file_write_atomic("test_bulk_json.d/README",
			     SPAN_LIT("Read me\n"), false, &err),
	    0);
	assert_int_equal(file_write_atomic("test_bulk_json.d/.hidden.json",
			     SPAN_LIT(CSL), false, &err),
	    0);
	bulk_read(&b, "test_bulk_json.d");
	check_two(&b);
	(void)unlink("test_bulk_json.d/b.json");
	(void)unlink("test_bulk_json.d/a/1.json");
	(void)unlink("test_bulk_json.d/README");
	(void)unlink("test_bulk_json.d/.hidden.json");
	(void)rmdir("test_bulk_json.d/a");
	(void)rmdir("test_bulk_json.d");
}

static void
what_must_be_unpacked_first_is_said(void **state)
{
	struct bulk b;

	(void)state;
	READ(&b, "BZh91AY&SY");
	assert_int_equal(b.code, 0);
	assert_int_equal(b.in.skipped, 1);
	assert_non_null(strstr(b.in.first.text, "bzip2: unpack it first"));
	bulk_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_are_found_however_they_are_laid_out),
		cmocka_unit_test(components_are_left_out),
		cmocka_unit_test(broken_line_costs_no_other),
		cmocka_unit_test(cut_array_is_read_up_to_the_break),
		cmocka_unit_test(arxiv_lines_know_version_and_publication),
		cmocka_unit_test(datacite_lines_are_with_and_without_envelope),
		cmocka_unit_test(openalex_lines_are_works),
		cmocka_unit_test(broken_line_of_a_member_is_found),
		cmocka_unit_test(archives_are_read_member_by_member),
		cmocka_unit_test(cut_archive_is_read_up_to_the_break),
		cmocka_unit_test(cut_download_is_read_up_to_the_break),
		cmocka_unit_test(folders_are_read_in_the_order_of_names),
		cmocka_unit_test(what_must_be_unpacked_first_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
