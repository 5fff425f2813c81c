#include "base/text.h"
#include "bib-test.h"
#include "write/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static struct name names_3[] = {
	{ .family = "Ericsson", .given = "Anders" },
	{ .family = "Müller", .given = "Ulrich" },
	{ .family = "Oord",
	    .given = "Aäron",
	    .non_dropping_particle = "van den" },
};
static const struct name_list three = { .items = names_3, .len = 3 };

/* The first entry of text with these changes done. */
static const char *
mended(struct arena *a, const char *text, struct change *changes, size_t n)
{
	const struct write_policy policy = { .apply = APPLY_SAFE,
		.complete = true };
	const struct work work = { .title = "x",
		.issued = { .from = { 2016, 5, 0 } } };
	struct judgement j = { .verdict = VERDICT_DIFFERS,
		.work = &work,
		.changes = changes,
		.changes_len = n };
	struct references refs;
	struct document *d = bib_open(&refs, text);
	struct edits edits = { 0 };
	struct sbuf out = SBUF_INIT;
	struct err err = ERR_INIT;
	const char *result;

	for (size_t i = 0; i < n; i++)
		if (changes[i].field == CLAIM_AUTHOR)
			changes[i].from_names =
			    &reference_work(&refs.items[0])->author;
	write_bibtex_edits(&edits, a, d, &refs.items[0], &j, &policy);
	assert_int_equal(write_patched(&out, d, &edits, &err), OK);
	result = arena_strdup(a, out.buf);
	sbuf_release(&out);
	document_close(d);
	return result;
}

static const struct {
	const char *before;
	enum claim field;
	const char *from, *to; /* from NULL: it is missing */
	const char *after;
} cases[] = {
	/* replaced between its own delimiters */
	{ "@misc{k, title = {Bert}, year=2018}", CLAIM_TITLE, "Bert",
	    "BERT & co", "@misc{k, title = {{BERT} \\& co}, year=2018}" },
	{ "@misc{k, title = {{Bert}}}", CLAIM_TITLE, "Bert", "BERT x",
	    "@misc{k, title = {{BERT x}}}" },
	{ "@misc{k, title = \"Bert\"}", CLAIM_TITLE, "Bert", "the \"x\" of",
	    "@misc{k, title = \"the {\"}x{\"} of\"}" },
	{ "@misc{k, title = { Bert }}", CLAIM_TITLE, "Bert", "Ernie",
	    "@misc{k, title = { Ernie }}" },
	{ "@misc(k, year = 2014)", CLAIM_YEAR, "2014", "2015",
	    "@misc(k, year = 2015)" },
	{ "@misc{k, year = 2014}", CLAIM_YEAR, "2014", "in press",
	    "@misc{k, year = {in press}}" },
	{ "@misc{k, date = {2014-03-02}}", CLAIM_YEAR, "2014", "2016",
	    "@misc{k, date = {2016-05}}" },
	{ "@article{k, pages = {436-40}}", CLAIM_PAGES, "436-40", "436-444",
	    "@article{k, pages = {436-444}}" },
	{ "@article{k, pages = {436--40}}", CLAIM_PAGES, "436-40", "436-444",
	    "@article{k, pages = {436--444}}" },
	{ "@misc{k, doi = {https://doi.org/10.1000/1}}", CLAIM_DOI, "10.1000/1",
	    "10.1000/x_2", "@misc{k, doi = {https://doi.org/10.1000/x_2}}" },
	{ "@string{nat = \"Natur\"}\n@article{k, journal = nat}",
	    CLAIM_CONTAINER_TITLE, "Natur", "Nature",
	    "@string{nat = \"Natur\"}\n@article{k, journal = {Nature}}" },
	{ "@article{k, journal = \"a\" # \"b\", year=1}", CLAIM_CONTAINER_TITLE,
	    "ab", "Nature", "@article{k, journal = {Nature}, year=1}" },
	/* accents as the entry has them */
	{ "@misc{k, note={M{\\\"u}ller}, publisher={X}}", CLAIM_PUBLISHER, "X",
	    "Müller",
	    "@misc{k, note={M{\\\"u}ller}, publisher={M{\\\"u}ller}}" },
	/* missing: in the entry's own layout */
	{ "@article{k,\n  title = {T},\n  year  = 2015,\n}\n", CLAIM_VOLUME,
	    NULL, "521",
	    "@article{k,\n  title = {T},\n  year  = 2015,\n  volume = "
	    "521,\n}\n" },
	{ "@article{k,\n\ttitle={T},\n\tyear={2015}\n}\n", CLAIM_DOI, NULL,
	    "10.1000/1",
	    "@article{k,\n\ttitle={T},\n\tyear={2015},\n\tdoi={10.1000/"
	    "1}\n}\n" },
	{ "@article{k,\r\n\ttitle={T}\r\n}\r\n", CLAIM_ISSUE, NULL, "7",
	    "@article{k,\r\n\ttitle={T},\r\n\tnumber={7}\r\n}\r\n" },
	{ "@ARTICLE{k,\n  TITLE    = \"T\",\n  YEAR     = \"2015\"}",
	    CLAIM_PAGES, NULL, "1-9",
	    "@ARTICLE{k,\n  TITLE    = \"T\",\n  YEAR     = \"2015\",\n  "
	    "PAGES    = \"1--9\"}" },
	{ "@article{k\n , Title = {T}\n , Year = {2015}\n}",
	    CLAIM_CONTAINER_TITLE, NULL, "Nature",
	    "@article{k\n , Title = {T}\n , Year = {2015}\n , Journal = "
	    "{Nature}\n}" },
	{ "@article{k, title={T}}", CLAIM_ARXIV, NULL, "1706.03762",
	    "@article{k, title={T}, eprint={1706.03762}, "
	    "archivePrefix={arXiv}}" },
	{ "@phdthesis{k, title={T}}", CLAIM_PUBLISHER, NULL, "MIT",
	    "@phdthesis{k, title={T}, school={MIT}}" },
	{ "@misc{k}", CLAIM_TITLE, NULL, "T", "@misc{k,\n  title = {T}}" },
	/* left alone */
	{ "@book{k, title={T}}", CLAIM_CONTAINER_TITLE, NULL,
	    "MIT Press eBooks", "@book{k, title={T}}" },
	{ "@Book{k, title={T}}", CLAIM_PAGES, NULL, "800",
	    "@Book{k, title={T}}" },
	{ "@article{k, title={T}}", CLAIM_PUBLISHER, NULL, "Springer",
	    "@article{k, title={T}}" },
	{ "@misc{k, title={T}}", CLAIM_VOLUME, NULL, "7",
	    "@misc{k, title={T}}" },
	{ "@misc{k, eprint={123}, eprinttype={jstor}}", CLAIM_ARXIV, NULL,
	    "1706.03762", "@misc{k, eprint={123}, eprinttype={jstor}}" },
	{ "@inproceedings{k, crossref={p}, title={T}}\n@proceedings{p, "
	  "year={1999}, booktitle={B}}",
	    CLAIM_YEAR, "1999", "2000",
	    "@inproceedings{k, crossref={p}, title={T}}\n@proceedings{p, "
	    "year={1999}, booktitle={B}}" },
	{ "@misc{k, title={T}, year={20", CLAIM_VOLUME, NULL, "7",
	    "@misc{k, title={T}, year={20" },
	{ "@misc{k, title={T},\n note={a\n year={2001}\n}\n", CLAIM_TITLE, "T",
	    "U", "@misc{k, title={T},\n note={a\n year={2001}\n}\n" },
	{ "@misc{k, title={T}}", CLAIM_TYPE, "article", "book",
	    "@misc{k, title={T}}" },
};

static void
only_the_value_that_changes_is_touched(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct change c = { .field = cases[i].field,
			.kind = cases[i].from ? CHANGE_WRONG : CHANGE_MISSING,
			.from = cases[i].from,
			.to = cases[i].to };
		const char *after = mended(&a, cases[i].before, &c, 1);

		assert_string_equal(after, cases[i].after);
		assert_int_equal(
		    c.applied, strcmp(cases[i].before, cases[i].after) != 0);
	}
	arena_release(&a);
}

static void
what_is_inherited_is_left_with_its_place(void **state)
{
	static const struct {
		const char *text, *place; /* NULL: nothing is said */
	} inherited[] = {
		{ "@inproceedings{k, crossref={P}, title={T}}\n"
		  "@proceedings{pp, year={1999}}\n"
		  "@proceedings{p, booktitle={B},\n year={1999}}",
		    "from \"P\", test.bib:4: mend it there" },
		{ "@inproceedings{k, title={T}, xdata = {x, y}}\n"
		  "@xdata{x,\n date={1999}}",
		    "from \"x\", test.bib:3: mend it there" },
		{ "@inproceedings{k, title={T}, crossref={nobody}}", NULL },
		{ "@inproceedings{k, title={T}, crossref={k}}", NULL },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(inherited); i++) {
		struct change c = { .field = CLAIM_YEAR,
			.kind = CHANGE_WRONG,
			.from = "1999",
			.to = "2000" };

		assert_string_equal(
		    mended(&a, inherited[i].text, &c, 1), inherited[i].text);
		assert_false(c.applied);
		if (!inherited[i].place)
			assert_null(c.refused);
		else
			assert_non_null(strstr(c.refused, inherited[i].place));
	}
	arena_release(&a);
}

static const struct {
	const char *before, *after;
} name_cases[] = {
	{ "@misc{k, author = {Ulrich M{\\\"u}ller}}",
	    "@misc{k, author = {Anders Ericsson and Ulrich M{\\\"u}ller and "
	    "A{\\\"a}ron van den Oord}}" },
	{ "@misc{k, author = {Ericson, A. and\n  M\\\"uller, U.}}",
	    "@misc{k, author = {Ericsson, Anders and\n  M\\\"uller, U. and\n  "
	    "van den Oord, A{\\\"a}ron}}" },
	{ "@misc{k, author = {Smith, J. and Ericsson, A. and others}}",
	    "@misc{k, author = {Ericsson, A. and Müller, Ulrich and "
	    "others}}" },
	{ "@misc{k, title = {T}}",
	    "@misc{k, title = {T}, author = {Ericsson, Anders and Müller, "
	    "Ulrich and van den Oord, Aäron}}" },
};

static void
names_keep_their_order_and_spelling(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(name_cases); i++) {
		struct change c = { .field = CLAIM_AUTHOR,
			.kind = CHANGE_WRONG,
			.to_names = &three };

		assert_string_equal(mended(&a, name_cases[i].before, &c, 1),
		    name_cases[i].after);
		assert_true(c.applied);
	}
	arena_release(&a);
}

static void
several_missing_fields_follow_each_other(void **state)
{
	struct arena a = ARENA_INIT;
	struct change changes[] = {
		{ .field = CLAIM_VOLUME, .kind = CHANGE_MISSING, .to = "521" },
		{ .field = CLAIM_YEAR,
		    .kind = CHANGE_WRONG,
		    .from = "2014",
		    .to = "2015" },
		{ .field = CLAIM_DOI,
		    .kind = CHANGE_MISSING,
		    .to = "10.1038/nature14539" },
	};

	(void)state;
	assert_string_equal(
	    mended(&a, "@article{k,\n  year = {2014}\n}", changes, 3),
	    "@article{k,\n  year = {2015},\n  volume = {521},\n  doi = "
	    "{10.1038/nature14539}\n}");
	arena_release(&a);
}

/* An eprint can be claimed as two things, but is one value. */
static void
a_field_is_edited_once(void **state)
{
	struct arena a = ARENA_INIT;
	struct change changes[] = {
		{ .field = CLAIM_PMID,
		    .kind = CHANGE_WRONG,
		    .from = "1",
		    .to = "12345678" },
		{ .field = CLAIM_ARXIV,
		    .kind = CHANGE_MISSING,
		    .to = "1706.03762" },
	};

	(void)state;
	assert_string_equal(
	    mended(&a, "@misc{k, eprint={1}, eprinttype={pubmed}}", changes, 2),
	    "@misc{k, eprint={12345678}, eprinttype={pubmed}}");
	assert_true(changes[0].applied);
	assert_false(changes[1].applied);
	arena_release(&a);
}

/*
 * Two entries; the year of the first and a volume that it lacks are written.
 * Each in its file's encoding: nothing else may change.
 */
static const char kept_before[] =
    "% r\u00e9sum\u00e9\r\n@string{nat = \"Nature\"}\r\n"
    "@Article{k1 ,\r\n\tauthor\t= {M\u00fcller, \u00c5sa},\r\n"
    "\ttitle\t= \"{D}eep  \\emph{x}\",\r\n"
    "\tjournal\t= nat # \" and \" # {so on} ,\r\n"
    "\tyear\t= 2014, note\t= {\u00fcber \\foo{a}}\r\n}\r\n\r\n"
    "@misc( k2, Title={T\u00ebst},year =  \"1999\" , )  \r\nend\r\n";
static const char kept_after[] =
    "% r\u00e9sum\u00e9\r\n@string{nat = \"Nature\"}\r\n"
    "@Article{k1 ,\r\n\tauthor\t= {M\u00fcller, \u00c5sa},\r\n"
    "\ttitle\t= \"{D}eep  \\emph{x}\",\r\n"
    "\tjournal\t= nat # \" and \" # {so on} ,\r\n"
    "\tyear\t= 2015, note\t= {\u00fcber \\foo{a}}, volume\t= 521\r\n"
    "}\r\n\r\n"
    "@misc( k2, Title={T\u00ebst},year =  \"1999\" , )  \r\nend\r\n";

enum code { CODE_UTF8, CODE_UTF8_BOM, CODE_LATIN1, CODE_UTF16LE, CODE_UTF16BE };

/* Two-byte UTF-8 is all that is in there. */
static struct span
encoded(struct arena *a, const char *text, enum code code)
{
	struct span s = span_of(text);
	struct sbuf out = SBUF_INIT;
	size_t at = 0;

	if (code == CODE_UTF8_BOM)
		sbuf_add(&out, SPAN_LIT("\xef\xbb\xbf"));
	if (code == CODE_UTF16LE)
		sbuf_add(&out, SPAN_LIT("\xff\xfe"));
	if (code == CODE_UTF16BE)
		sbuf_add(&out, SPAN_LIT("\xfe\xff"));
	while (at < s.len) {
		size_t was = at;
		uint32_t c = text_next(s, &at);

		if (code == CODE_UTF16BE)
			sbuf_addc(&out, (char)(c >> 8));
		if (code == CODE_UTF8 || code == CODE_UTF8_BOM)
			sbuf_add(&out, span_sub(s, was, at));
		else
			sbuf_addc(&out, (char)c);
		if (code == CODE_UTF16LE)
			sbuf_addc(&out, (char)(c >> 8));
	}
	s = (struct span){
		arena_strdup_span(a, (struct span){ out.buf, out.len }), out.len
	};
	sbuf_release(&out);
	return s;
}

static void
a_file_keeps_its_encoding_and_all_other_bytes(void **state)
{
	const struct write_policy policy = { .apply = APPLY_SAFE,
		.complete = true };
	const struct work work = { .title = "x" };

	(void)state;
	for (int code = CODE_UTF8; code <= CODE_UTF16BE; code++) {
		struct change changes[] = {
			{ .field = CLAIM_YEAR, .from = "2014", .to = "2015" },
			{ .field = CLAIM_VOLUME,
			    .kind = CHANGE_MISSING,
			    .to = "521" },
		};
		struct judgement j = { .verdict = VERDICT_DIFFERS,
			.work = &work,
			.changes = changes,
			.changes_len = 2 };
		struct arena a = ARENA_INIT;
		struct span want = encoded(&a, kept_after, (enum code)code);
		struct edits edits = { 0 };
		struct sbuf out = SBUF_INIT;
		struct err err = ERR_INIT;
		struct references refs;
		struct document *d;

		assert_int_equal(
		    document_from_bytes(&d, "x.bib",
			encoded(&a, kept_before, (enum code)code), &err),
		    OK);
		assert_int_equal(read_bibtex(&refs, d, &err), OK);
		assert_int_equal(refs.len, 2);
		write_bibtex_edits(&edits, &a, d, &refs.items[0], &j, &policy);
		assert_int_equal(write_patched(&out, d, &edits, &err), OK);
		assert_int_equal(out.len, want.len);
		assert_memory_equal(out.buf, want.ptr, want.len);
		/* and with nothing to do, not one byte changes */
		sbuf_reset(&out);
		edits.len = 0;
		assert_int_equal(write_patched(&out, d, &edits, &err), OK);
		assert_int_equal(out.len, d->bytes.len);
		assert_memory_equal(out.buf, d->bytes.ptr, out.len);
		sbuf_release(&out);
		document_close(d);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_keeps_its_encoding_and_all_other_bytes),
		cmocka_unit_test(only_the_value_that_changes_is_touched),
		cmocka_unit_test(what_is_inherited_is_left_with_its_place),
		cmocka_unit_test(names_keep_their_order_and_spelling),
		cmocka_unit_test(a_field_is_edited_once),
		cmocka_unit_test(several_missing_fields_follow_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
