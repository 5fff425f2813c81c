#include "app/formats.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void
every_format_is_found_by_its_name(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	for (const struct format *f = formats; f->name; f++) {
		const struct format *found = NULL;

		assert_true(f->read || f->writer);
		if (f->read)
			assert_int_equal(format_from_name(&found, f->name,
					     FORMAT_READ, &err),
			    OK);
		else
			assert_int_equal(format_from_name(&found, f->name,
					     FORMAT_WRITTEN, &err),
			    OK);
		assert_ptr_equal(found, f);
	}
}

static void
an_unknown_name_is_wrong_usage(void **state)
{
	const struct format *found;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(
	    format_from_name(&found, "word", FORMAT_READ, &err), ERR_USAGE);
	assert_non_null(strstr(err.text, "word"));
}

static void
texts_are_known_by_how_they_start(void **state)
{
	static const struct {
		const char *text;
		const char *name; /* NULL: no bibliography */
	} rows[] = {
		{ "", NULL },
		{ "A letter.\n\nReferences\n\n[1] Weber, M. 1904.", NULL },
		{ "@book{a, title = {B}}", "bibtex" },
		{ "Free text first.\n\n @Book (a, title = {B})", "bibtex" },
		{ "TY  - JOUR\nTI  - A\nER  - ", "ris" },
		{ "\nPMID- 123\nTI  - A", "nbib" },
		{ "%0 Journal Article\n%T A", "refer" },
		{ "<?xml "
		  "version=\"1.0\"?><xml><records><record/></records></xml>",
		    "endnote-xml" },
		{ "<CitaviExchangeData/>", "citavi" },
		{ "<m:modsCollection "
		  "xmlns:m=\"x\"><m:mods/></m:modsCollection>",
		    "mods" },
		{ "<mets><dmdSec><mods/></dmdSec></mets>", "mets" },
		{ "<b:Sources/>", "msbib" },
		{ "<collection><record><leader/><datafield/></record></"
		  "collection>",
		    "marcxml" },
		{ "00024nam a2200000 i 4500\x1e\x1d", "marc" },
		{ "<PubmedArticleSet></PubmedArticleSet>", "pubmed-xml" },
		{ "<doi_records><doi_record/></doi_records>", "crossref-xml" },
		{ "<article><front/><back><ref-list/></back></article>",
		    "jats" },
		{ "{\"message\": {\"DOI\": \"10.1/a\", \"title\": [\"A\"]}}",
		    "crossref-json" },
		{ "{\"data\": {\"id\": \"10.1/a\", \"attributes\": "
		  "{\"titles\": []}}}",
		    "datacite-json" },
		{ "<resource xmlns=\"http://datacite.org/schema/kernel-4\"/>",
		    "datacite-xml" },
		{ "<resource><title>Of a build</title></resource>", NULL },
		{ "{\"@context\": \"http://schema.org\", \"@type\": \"Book\", "
		  "\"name\": \"A\"}",
		    "schema-org" },
		{ "{\"results\": [{\"id\": \"https://openalex.org/W1\"}]}",
		    "openalex-json" },
		{ "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J",
		    "isi" },
		{ "RT Journal Article\nT1 A", "refworks" },
		{ "<1>\nTitle\n  A", "ovid" },
		{ "--AU-- A", "biblioscape" },
		{ "TI- A", "copac" },
		{ "cff-version: 1.2.0\ntitle: A", "cff" },
		{ "---\nreferences:\n- id: a\n...", "csl-yaml" },
		{ "- id: a\n  title: B", "csl-yaml" },
		{ "key:\n  type: Book\n  title: A", "hayagriva" },
		{ "---\ntitle: A paper\nreferences:\n- id: a\n---\n\n# Text",
		    NULL },
		{ "Dear all,\nTY for the book.\n", NULL },
		{ "<html><body>record</body></html>", NULL },
		{ "[]", "csl-json" },
		{ " [ {\"id\": 1}]", "csl-json" },
		{ "{\"id\": \"a\", \"type\": \"book\"}", "csl-json" },
		{ "[1] Weber, M. 1904.", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct format *f = format_of_text(span_of(rows[i].text));

		if (rows[i].name) {
			assert_non_null(f);
			assert_string_equal(f->name, rows[i].name);
		} else {
			assert_null(f);
		}
	}
}

static void
names_of_files_tell_formats(void **state)
{
	(void)state;
	assert_string_equal(
	    format_of_name("a/b.BIB", FORMAT_READ)->name, "bibtex");
	assert_string_equal(
	    format_of_name("x.json", FORMAT_WRITTEN)->name, "csl-json");
	assert_null(format_of_name(".bib", FORMAT_READ));
	assert_null(format_of_name("paper.txt", FORMAT_READ));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_format_is_found_by_its_name),
		cmocka_unit_test(an_unknown_name_is_wrong_usage),
		cmocka_unit_test(texts_are_known_by_how_they_start),
		cmocka_unit_test(names_of_files_tell_formats),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
