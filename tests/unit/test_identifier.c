#include "base/text.h"
#include "model/identifier.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *in;
	const char *want; /* NULL: no DOI in there */
} doi_cases[] = {
	{ "10.1000/182", "10.1000/182" },
	{ "https://doi.org/10.1000/ABC", "10.1000/abc" },
	{ "http://dx.doi.org/10.1038/nature14539.", "10.1038/nature14539" },
	{ "doi:10.1038/nature14539)", "10.1038/nature14539" },
	{ "see (doi:10.1016/0370-2693(94)90006-X).",
	    "10.1016/0370-2693(94)90006-x" },
	{ "(10.1000/a).", "10.1000/a" },
	{ "10.1000/a%2Fb", "10.1000/a/b" },
	{ "10.1000%2Fab", "10.1000/ab" },
	{ "10.1000/a%20b", "10.1000/a" },
	{ "<https://doi.org/10.1000/x>", "10.1000/x" },
	{ "[10.1000/x](https://doi.org/10.1000/x)", "10.1000/x" },
	{ "10.1002/(SICI)1097(1998)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
	    "10.1002/(sici)1097(1998)49:8<693::aid-asi4>3.0.co;2-o" },
	{ "10.1002/(SICI)1097(1998)49:8<693::AID-ASI4>3.0.CO;2-O.",
	    "10.1002/(sici)1097(1998)49:8<693::aid-asi4>3.0.co;2-o" },
	{ "10.1002/(SICI)1097(1998)49:8&lt;693::AID-ASI4&gt;3.0.CO;2-O",
	    "10.1002/(sici)1097(1998)49:8<693::aid-asi4>3.0.co;2-o" },
	{ "10.1111/abc.12345/full", "10.1111/abc.12345" },
	{ "10.1111/abc.12345/pdf", "10.1111/abc.12345" },
	{ "10.1177/0306312715/abstract?x=1", "10.1177/0306312715" },
	{ "10.1007/s11263-015-0816-y.pdf", "10.1007/s11263-015-0816-y" },
	{ "10.1371/journal.pone.0000001#s2", "10.1371/journal.pone.0000001" },
	{ "10.1101/2020.03.22.002386v1.full.pdf", "10.1101/2020.03.22.002386" },
	{ "10.1007/978-3-642-12345-6\\_12", "10.1007/978-3-642-12345-6_12" },
	{ "10.1007/978-3-642-12345-6{\\_}12", "10.1007/978-3-642-12345-6_12" },
	{ "10.1000/abc，后面", "10.1000/abc" },
	{ "10.1000/abc。", "10.1000/abc" },
	{ "（10.1000/abc）", "10.1000/abc" },
	{ "10.1000/abc的", "10.1000/abc" },
	{ "10.1000/abc</a>", "10.1000/abc" },
	{ "10.1000/a,10.1000/b", "10.1000/a" },
	{ "10.1000/a;https://example.org", "10.1000/a" },
	{ "10.1000/abc&amp;foo=1", "10.1000/abc" },
	{ "10.1000/a\u2013b", "10.1000/a-b" },
	{ "10.1000/abc”", "10.1000/abc" },
	{ "10.1000.10/123456", "10.1000.10/123456" },
	{ "10.48550/arXiv.1706.03762", "10.48550/arxiv.1706.03762" },
	{ "10.18653/v1/N19-1423", "10.18653/v1/n19-1423" },
	{ "doi: 10.1000/ abc", NULL },
	{ "10.1/short", NULL },
	{ "110.1000/x", NULL },
	{ "10.1000/", NULL },
	{ "10.1000/.,", NULL },
	{ "10.1000", NULL },
	{ "", NULL },
};

static void
dois_have_one_form(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(doi_cases); i++) {
		const char *in = doi_cases[i].in;
		const char *got = doi_normal(&a, span_of(in));

		if (!got != !doi_cases[i].want ||
		    (got && strcmp(got, doi_cases[i].want) != 0))
			fail_msg("%s: %s", in, got ? got : "none");
		/* the normal form is its own normal form */
		if (got)
			assert_string_equal(doi_normal(&a, span_of(got)), got);
	}
	arena_release(&a);
}

static void
equal_dois_differ_in_form_only(void **state)
{
	(void)state;
	assert_true(doi_equal("10.1000/ABC", "https://doi.org/10.1000/abc."));
	assert_true(doi_equal("10.1000/a\\_b", "10.1000/a_b"));
	assert_true(doi_equal("10.1000/a\u2013b", "10.1000/a-b"));
	assert_false(doi_equal("10.1000/abc", "10.1000/abcd"));
	assert_false(doi_equal("10.1000/abc", "none"));
}

static const struct {
	const char *in;
	const char *want;
	int version;
} arxiv_cases[] = {
	{ "1706.03762", "1706.03762", 0 },
	{ "arXiv:1706.03762v5 [cs.CL]", "1706.03762", 5 },
	{ "abs/1706.03762", "1706.03762", 0 },
	{ "CoRR abs/1706.03762", "1706.03762", 0 },
	{ "https://arxiv.org/pdf/1706.03762v2.pdf", "1706.03762", 2 },
	{ "hep-th/9901001", "hep-th/9901001", 0 },
	{ "math.GT/0309136", "math/0309136", 0 },
	{ "cond-mat.stat-mech/0309136v2", "cond-mat/0309136", 2 },
	{ "arXiv:0704.0001", "0704.0001", 0 },
	{ "1713.03762", NULL, 0 },
	{ "1706.0376", NULL, 0 },  /* 2017 has five digits */
	{ "0704.00011", NULL, 0 }, /* 2007 has four */
	{ "9901.0001", NULL, 0 },
	{ "hep-th/0801001", NULL, 0 }, /* the old form ended in 2007 */
	{ "11706.03762", NULL, 0 },
	{ "1706.037621", NULL, 0 },
	{ "", NULL, 0 },
};

static void
arxiv_ids_have_one_form(void **state)
{
	struct arena a = ARENA_INIT;
	int version, year, month;

	(void)state;
	for (size_t i = 0; i < COUNT(arxiv_cases); i++) {
		const char *in = arxiv_cases[i].in;
		const char *got;

		version = 0;
		got = arxiv_normal(&a, span_of(in), &version);
		if (!got != !arxiv_cases[i].want ||
		    (got && strcmp(got, arxiv_cases[i].want) != 0))
			fail_msg("%s: %s", in, got ? got : "none");
		assert_int_equal(version, arxiv_cases[i].version);
	}
	assert_true(arxiv_date("hep-th/9901001", &year, &month));
	assert_int_equal(year, 1999);
	assert_int_equal(month, 1);
	assert_true(arxiv_date("1706.03762", &year, &month));
	assert_int_equal(year, 2017);
	assert_int_equal(month, 6);
	arena_release(&a);
}

static void
an_address_of_arxivs_names_its_id(void **state)
{
	static const struct {
		const char *url, *want;
	} cases[] = {
		{ "http://arxiv.org/abs/1706.03762", "1706.03762" },
		{ "https://www.arxiv.org/pdf/1706.03762v5.pdf", "1706.03762" },
		{ "https://export.arxiv.org/html/math.GT/0309136",
		    "math/0309136" },
		{ "https://arxiv.org/list/cs.CL/1706", NULL },
		{ "https://notarxiv.org/abs/1706.03762", NULL },
		{ "https://example.org/1706.03762", NULL },
		{ "arxiv.org/abs", NULL },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *got = arxiv_of_url(&a, cases[i].url);

		if (!got != !cases[i].want ||
		    (got && strcmp(got, cases[i].want) != 0))
			fail_msg("%s: %s", cases[i].url, got ? got : "none");
	}
	arena_release(&a);
}

typedef char *normaliser(struct arena *a, struct span s);

static const struct {
	normaliser *normal;
	const char *in;
	const char *want;
} number_cases[] = {
	{ isbn_normal, "978-0-306-40615-7", "9780306406157" },
	{ isbn_normal, "ISBN-13: 978-0-306-40615-7", "9780306406157" },
	{ isbn_normal, "0-306-40615-2", "9780306406157" },
	{ isbn_normal, "ISBN 0306406152", "9780306406157" },
	{ isbn_normal, "080442957X", "9780804429573" },
	{ isbn_normal, "978 0 306 40615 7", "9780306406157" },
	{ isbn_normal, "978-0-306-40615-8", NULL },
	{ isbn_normal, "0-306-40615-3", NULL },
	{ isbn_normal, "977-0-306-40615-7", NULL },
	{ isbn_normal, "X804429570", NULL },
	{ isbn_normal, "", NULL },
	{ issn_normal, "ISSN 0028-0836", "0028-0836" },
	{ issn_normal, "00280836", "0028-0836" },
	{ issn_normal, "2434-561x", "2434-561X" },
	{ issn_normal, "0028-0837", NULL },
	{ pmid_normal, "PMID: 26017442", "26017442" },
	{ pmid_normal, "https://pubmed.ncbi.nlm.nih.gov/26017442/",
	    "26017442" },
	{ pmid_normal, "123456789", NULL },
	{ pmcid_normal, "PMC1234567", "PMC1234567" },
	{ pmcid_normal, "PMCID: pmc1234567", "PMC1234567" },
	{ pmcid_normal, "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/",
	    "PMC1234567" },
	{ pmcid_normal, "1234567", NULL },
	{ acl_normal, "N19-1423", "N19-1423" },
	{ acl_normal, "https://aclanthology.org/N19-1423.pdf", "N19-1423" },
	{ acl_normal, "https://aclanthology.org/2020.acl-main.1/",
	    "2020.acl-main.1" },
	{ acl_normal, "N19-142", NULL },
	{ url_normal, "https://www.Example.org/Path/", "example.org/Path" },
	{ url_normal, "http://example.org", "example.org" },
	{ url_normal, "example", NULL },
};

static void
numbers_are_checked(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(number_cases); i++) {
		const char *in = number_cases[i].in;
		const char *got = number_cases[i].normal(&a, span_of(in));

		if (!got != !number_cases[i].want ||
		    (got && strcmp(got, number_cases[i].want) != 0))
			fail_msg("%s: %s", in, got ? got : "none");
	}
	assert_true(isbn_has_shape(SPAN_LIT("978-0-306-40615-8")));
	assert_false(isbn_has_shape(SPAN_LIT("978-0-306")));
	arena_release(&a);
}

/* kind=value@place, whole if it is another: what stands in the text. */
static const struct {
	const char *in;
	const char *want;
} find_cases[] = {
	{ "Nature, 521, 436. https://doi.org/10.1038/nature14539.",
	    "DOI 10.1038/nature14539 <https://doi.org/10.1038/nature14539>" },
	{ "Nature. doi: 10.1038/nature14539. PMID: 26017442.",
	    "DOI 10.1038/nature14539 <doi: 10.1038/nature14539> "
	    "PMID 26017442 <PMID: 26017442>" },
	{ "arXiv preprint arXiv:1706.03762v5 [cs.CL].",
	    "arXiv 1706.03762 <arXiv preprint arXiv:1706.03762v5 [cs.CL]>" },
	{ "CoRR abs/1706.03762 (2017)", "arXiv 1706.03762 <abs/1706.03762>" },
	{ "https://arxiv.org/abs/1706.03762v2",
	    "arXiv 1706.03762 <https://arxiv.org/abs/1706.03762v2>" },
	{ "Phys. Lett. B 1 (1999), hep-th/9901001.",
	    "arXiv hep-th/9901001 <hep-th/9901001>" },
	{ "JHEP 04 (2012) 1 [1110.6448].", "arXiv 1110.6448 <1110.6448>" },
	{ "pages 1110.6448", "" },
	{ "https://doi.org/10.48550/arXiv.1706.03762",
	    "DOI 10.48550/arxiv.1706.03762 "
	    "<https://doi.org/10.48550/arXiv.1706.03762>" },
	{ "https://dl.acm.org/doi/10.1145/3065386",
	    "DOI 10.1145/3065386 <https://dl.acm.org/doi/10.1145/3065386>" },
	{ "In: X. ISBN 978-0-306-40615-7, ISSN 0028-0836.",
	    "ISBN 9780306406157 <ISBN 978-0-306-40615-7> "
	    "ISSN 0028-0836 <ISSN 0028-0836>" },
	{ "978-0-306-40615-7", "ISBN 9780306406157 <978-0-306-40615-7>" },
	{ "ISBN 978-0-306-40615-8", "" },
	{ "https://www.aclweb.org/anthology/N19-1423/",
	    "ACL N19-1423 <https://www.aclweb.org/anthology/N19-1423/>" },
	{ "(https://en.wikipedia.org/wiki/Peak_(book)).",
	    "URL https://en.wikipedia.org/wiki/Peak_(book) "
	    "<https://en.wikipedia.org/wiki/Peak_(book)>" },
	{ "www.example.org/a, and more",
	    "URL www.example.org/a <www.example.org/a>" },
	{ "https://example.org/a。后面",
	    "URL https://example.org/a <https://example.org/a>" },
	{ "DOI：10.1000/abc，见", "DOI 10.1000/abc <DOI：10.1000/abc>" },
	{ "doi:10.1002/(SICI)1(1998)49:8<693::AID-A4>3.0.CO;2-O",
	    "DOI 10.1002/(sici)1(1998)49:8<693::aid-a4>3.0.co;2-o "
	    "<doi:10.1002/(SICI)1(1998)49:8<693::AID-A4>3.0.CO;2-O>" },
	{ "https://doi.org/10.1002/(SICI)1(1998)49:8<693::AID-A4>3.0.CO;2-O",
	    "DOI 10.1002/(sici)1(1998)49:8<693::aid-a4>3.0.co;2-o "
	    "<https://doi.org/10.1002/(SICI)1(1998)49:8<693::AID-A4>"
	    "3.0.CO;2-O>" },
	{ "PMCID: PMC1234567", "PMCID PMC1234567 <PMCID: PMC1234567>" },
	{ "doi: 10.1000/ abc", "" },
	{ "The DOI system. http:// and www. nothing", "" },
	{ "", "" },
};

static void
identifiers_are_found_in_text(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(find_cases); i++) {
		struct span in = span_of(find_cases[i].in);
		struct identifier *found;
		size_t n = identifier_find_all(&found, &a, in);
		char *got = arena_strdup(&a, "");

		for (size_t k = 0; k < n; k++) {
			struct range w = found[k].whole, p = found[k].place;

			assert_true(w.from <= p.from && p.from < p.to &&
				    p.to <= w.to && w.to <= in.len);
			got = arena_printf(&a, "%s%s%s %s <%.*s>", got,
			    k ? " " : "", identifier_name(found[k].kind),
			    found[k].value, (int)(w.to - w.from),
			    in.ptr + w.from);
		}
		if (strcmp(got, find_cases[i].want) != 0)
			fail_msg("%s: %s", find_cases[i].in, got);
	}
	arena_release(&a);
}

static void
place_is_the_bare_identifier(void **state)
{
	struct arena a = ARENA_INIT;
	struct span in = SPAN_LIT("x https://doi.org/10.1000/AB/full y");
	struct identifier *found;

	(void)state;
	assert_int_equal(identifier_find_all(&found, &a, in), 1);
	assert_int_equal(found[0].place.from, 18);
	assert_string_equal(found[0].value, "10.1000/ab");
	arena_release(&a);
}

static const struct {
	const char *in;
	int kind; /* -1: none */
	const char *value;
} parse_cases[] = {
	{ "10.1038/NATURE14539", IDENTIFIER_DOI, "10.1038/nature14539" },
	{ "https://doi.org/10.1038/nature14539", IDENTIFIER_DOI,
	    "10.1038/nature14539" },
	{ "doi:10.1038/nature14539", IDENTIFIER_DOI, "10.1038/nature14539" },
	{ "1706.03762", IDENTIFIER_ARXIV, "1706.03762" },
	{ "1706.03762v3", IDENTIFIER_ARXIV, "1706.03762" },
	{ "arXiv:1706.03762", IDENTIFIER_ARXIV, "1706.03762" },
	{ "hep-th/9901001", IDENTIFIER_ARXIV, "hep-th/9901001" },
	{ "https://arxiv.org/abs/1706.03762", IDENTIFIER_ARXIV, "1706.03762" },
	{ "9780306406157", IDENTIFIER_ISBN, "9780306406157" },
	{ "0-306-40615-2", IDENTIFIER_ISBN, "9780306406157" },
	{ "ISBN 0-306-40615-2", IDENTIFIER_ISBN, "9780306406157" },
	{ "0028-0836", IDENTIFIER_ISSN, "0028-0836" },
	{ "PMID:26017442", IDENTIFIER_PMID, "26017442" },
	{ "PMC1234567", IDENTIFIER_PMCID, "PMC1234567" },
	{ "N19-1423", IDENTIFIER_ACL, "N19-1423" },
	{ "https://example.org/x", IDENTIFIER_URL, "https://example.org/x" },
	{ "<https://example.org/x>", IDENTIFIER_URL, "https://example.org/x" },
	{ "Deep learning", -1, NULL },
	{ "12345", -1, NULL },
	{ "", -1, NULL },
};

static void
a_lone_identifier_is_recognised(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(parse_cases); i++) {
		const char *in = parse_cases[i].in, *value = NULL;
		enum identifier_kind kind = IDENTIFIER_KINDS;
		bool is = identifier_parse(&kind, &value, &a, span_of(in));

		if (is != (parse_cases[i].kind >= 0))
			fail_msg("%s: %d", in, is);
		if (!is)
			continue;
		if (strcmp(value, parse_cases[i].value) != 0)
			fail_msg("%s: %s", in, value);
		assert_int_equal(kind, parse_cases[i].kind);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dois_have_one_form),
		cmocka_unit_test(equal_dois_differ_in_form_only),
		cmocka_unit_test(arxiv_ids_have_one_form),
		cmocka_unit_test(an_address_of_arxivs_names_its_id),
		cmocka_unit_test(numbers_are_checked),
		cmocka_unit_test(identifiers_are_found_in_text),
		cmocka_unit_test(place_is_the_bare_identifier),
		cmocka_unit_test(a_lone_identifier_is_recognised),
	};

	return cmocka_run_group_tests_name("identifier", tests, NULL, NULL);
}
