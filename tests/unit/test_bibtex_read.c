#include "bib-test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- the grammar -------------------------------------------------------------- */

static const struct {
	const char *text;
	const char *title; /* of the first entry */
	size_t entries, problems;
} grammar_cases[] = {
	{ "@misc{k, title = {T}}", "T", 1, 0 },
	{ "@misc(k, title = \"T\")", "T", 1, 0 },
	{ "@misc(k, title = {a)b})", "a)b", 1, 0 },
	{ "@ MISC {k ,TITLE={T},}", "T", 1, 0 },
	{ "\xef\xbb\xbf@misc{k,\r\n title = {T\r\n U},\r\n}\r\n", "T U", 1, 0 },
	{ "@misc{k, title = {a {b {c}} d}}", "a b c d", 1, 0 },
	{ "@misc{k, title = \"a {\"}b{\"} c\"}", "a \"b\" c", 1, 0 },
	{ "@misc{k, title = 2001}", "2001", 1, 0 },
	{ "write to me@example.org (soon)\n@misc{k, title={T}}", "T", 1, 0 },
	{ "% @misc{no, title={N}}\n@misc{k,\n% note\ntitle={T}}", "T", 1, 0 },
	{ "@comment{ @misc{no, title={N}} } @misc{k, title={T}}", "T", 1, 0 },
	{ "@preamble{\"\\def\\x{y}\" # \"z\"}@misc{k, title={T}}", "T", 1, 0 },
	{ "@string{a = \"A\"}@STRING(b = a # {B})@misc{k, title=b # \" c\"}",
	    "AB c", 1, 0 },
	{ "@string{A={x}}@misc{k, title = a}", "x", 1, 0 },
	{ "@misc{k, title={T}} @misc{l, title={U}}@misc{m}", "T", 3, 0 },
	{ "", NULL, 0, 0 },
	{ "nothing here", NULL, 0, 0 },
	/* what is wrong is told, and the rest is read */
	{ "@misc{k\n title = {T}\n year = 2001\n}", "T", 1, 2 },
	{ "@misc{title = {T}}", "T", 1, 1 },
	{ "@misc{k, title = nomacro}", "nomacro", 1, 1 },
	{ "@misc{k, title = Two Words, year=2001}", "Two Words", 1, 1 },
	{ "@misc{k, title = {T}, title = {U}}", "T", 1, 1 },
	{ "@misc{k, title = {T}}\n@misc{K, title={U}}", "T", 2, 1 },
	{ "@misc{k, garbage, title = {T}}", "T", 1, 1 },
	{ "@misc{k, title = {T})", "T", 1, 1 },
	{ "@misc{k, title = {T}", "T", 1, 1 },
	{ "@misc{k, title = {T}, note = {cut", "T", 1, 2 },
	{ "@misc{k, title = {T}\n@misc{l,\n title={U}}", "T", 2, 1 },
	{ "@misc{k, title = {T,\n  year = 2001\n}\n\n@misc{l, title={U}}", "T",
	    2, 1 },
	{ "@misc{k, title = \"T,\n  year = 2001\n}\n@misc{l, title={U}}", "T",
	    2, 1 },
	{ "@comment{open\n@misc{k, title={T}}", "T", 1, 1 },
	{ "@misc,\n title = {No}\n}\n@misc{k, title={T}}", "T", 1, 1 },
	{ "@misc no,\n title = {No}\n}\n@misc{k, title={T}}", "T", 1, 1 },
	{ "ask @someone, or two\n@misc{k, title={T}}", "T", 1, 0 },
	/* lines that end with CR alone */
	{ "% note\r\r@misc{k,\r title = {T}\r}\r", "T", 1, 0 },
	{ "@misc{k, title = {T,\r  year = 2001\r}\r\r@misc{l, title={U}}", "T",
	    2, 1 },
	/* what an entry that is not closed ends with is read, too */
	{ "@misc{k, title=\"T\"@misc{l, title=\"U\"}", "T", 2, 1 },
	/* a brace too much */
	{ "@misc{k, title={T}}, year={2001}}\n@misc{l, title={U}}", "T", 2, 1 },
	{ "@misc{k, title={T}}, and so on\n@misc{l, title={U}}", "T", 2, 0 },
	{ "x \"@misc{k, title={T}\" y\n@misc{l, title={U}}", "U", 1, 0 },
};

static void
every_form_and_fault_of_the_grammar_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(grammar_cases); i++) {
		struct references refs;
		struct document *d = bib_open(&refs, grammar_cases[i].text);

		print_message("# %s\n", grammar_cases[i].text);
		assert_int_equal(refs.len, grammar_cases[i].entries);
		if (refs.len)
			assert_string_equal(
			    reference_work(&refs.items[0])->title,
			    grammar_cases[i].title);
		assert_int_equal(refs.problems_len, grammar_cases[i].problems);
		document_close(d);
	}
}

static void
a_problem_has_its_line_and_its_entry(void **state)
{
	struct references refs;
	struct document *d = bib_open(&refs,
	    "\n@misc{a, title={A}}\n\n@misc{b,\n  title = {B}\n  year = 1}\n");

	(void)state;
	assert_int_equal(refs.problems_len, 1);
	assert_int_equal(refs.problems[0].line, 5);
	assert_string_equal(refs.problems[0].key, "b");
	assert_int_equal(refs.items[1].line, 4);
	document_close(d);
}

/* --- values ---------------------------------------------------------------------- */

static const struct {
	const char *fields; /* of an entry: type, then fields */
	const char *json;   /* of the work, without id and custom */
} value_cases[] = {
	{ "article{k, title={T}, journal={J}, volume=1, number={2}, "
	  "pages={3 -- 5}, year=2015, month=may",
	    "{\"type\":\"article-journal\",\"title\":\"T\",\"container-title\":"
	    "\"J\",\"volume\":\"1\",\"issue\":\"2\",\"page\":\"3-5\","
	    "\"issued\":"
	    "{\"date-parts\":[[2015,5]]}}" },
	{ "article{k, journaltitle={J}, date={2004-07/2004-09}, eid={e12}, "
	  "location={Here}",
	    "{\"type\":\"article-journal\",\"container-title\":\"J\","
	    "\"publisher-place\":\"Here\",\"page\":\"e12\",\"issued\":{\"date-"
	    "parts\":[[2004,7],[2004,9]]}}" },
	{ "misc{k, year=2001, month=\"27~\" # may",
	    "{\"issued\":{\"date-parts\":[[2001,5,27]]}}" },
	{ "misc{k, year={2001}, month={{October}}",
	    "{\"issued\":{\"date-parts\":[[2001,10]]}}" },
	{ "misc{k, year=2002, month={July 30th}",
	    "{\"issued\":{\"date-parts\":[[2002,7,30]]}}" },
	/* days, as proceedings have them; from one year to another is not said here */
	{ "misc{k, year=2019, month={13--18 Jul}",
	    "{\"issued\":{\"date-parts\":[[2019,7,13],[2019,7,18]]}}" },
	{ "misc{k, year=2019, month=\"5--10~\" # jul",
	    "{\"issued\":{\"date-parts\":[[2019,7,5],[2019,7,10]]}}" },
	{ "misc{k, year=2019, month={May 3--5}",
	    "{\"issued\":{\"date-parts\":[[2019,5,3],[2019,5,5]]}}" },
	{ "misc{k, year=2019, month=jul # \" 28--\" # aug # \" 2\"",
	    "{\"issued\":{\"date-parts\":[[2019,7,28],[2019,8,2]]}}" },
	{ "misc{k, year=2019, month={10-12 Oct.}",
	    "{\"issued\":{\"date-parts\":[[2019,10,10],[2019,10,12]]}}" },
	{ "misc{k, year=2019, month={Dec 30--Jan 2}",
	    "{\"issued\":{\"date-parts\":[[2019]]}}" },
	{ "misc{k, year=2019, month={1--30}",
	    "{\"issued\":{\"date-parts\":[[2019]]}}" },
	{ "misc{k, year=2019, month={05/06}",
	    "{\"issued\":{\"date-parts\":[[2019,5],[2019,6]]}}" },
	/* the fields that biblatex had before its dates */
	{ "misc{k, year=1990, origyear={1781/1787}, urlyear=2012, "
	  "urlmonth=feb, "
	  "urlday={3}, eventyear={1999}",
	    "{\"issued\":{\"date-parts\":[[1990]]},\"accessed\":{\"date-"
	    "parts\":[[2012,2,3]]},"
	    "\"original-date\":{\"date-parts\":[[1781],[1787]]},\"event-date\":"
	    "{\"date-parts\":[[1999]]}}" },
	{ "misc{k, origdate={1781}, origyear={1787}",
	    "{\"original-date\":{\"date-parts\":[[1781]]}}" },
	{ "misc{k, date={2012-22}, urldate={199X}",
	    "{\"issued\":{\"date-parts\":[[2012,22]]},\"accessed\":{\"date-"
	    "parts\":[[1990],[1999]]}}" },
	{ "dataset{k, number={ICPSR 1}",
	    "{\"type\":\"dataset\",\"number\":\"ICPSR 1\"}" },
	{ "image{k, type={Clip art}",
	    "{\"type\":\"graphic\",\"genre\":\"Clip art\"}" },
	{ "patent{k, type={patentus}, number=5",
	    "{\"type\":\"patent\",\"number\":\"5\",\"genre\":\"U.S. "
	    "patent\"}" },
	{ "video{k, editor={A, B}, editortype={director}, editora={C, D}, "
	  "editoratype={scriptwriter}, editorb={E, F}, editorbtype={founder}",
	    "{\"type\":\"motion_picture\",\"director\":[{\"family\":\"A\","
	    "\"given\":\"B\"}],\"script-writer\":[{\"family\":\"C\","
	    "\"given\":\"D\"}]}" },
	{ "book{k, illustrator={A, B}, call-number={HV40}, section={3}",
	    "{\"type\":\"book\",\"call-number\":\"HV40\",\"section\":\"3\","
	    "\"illustrator\":[{\"family\":\"A\",\"given\":\"B\"}]}" },
	{ "misc{k, bdsk-url-1={http://a.example/x}",
	    "{\"URL\":\"http://a.example/x\"}" },
	{ "misc{k, language={eng}", "{\"language\":\"en\"}" },
	{ "misc{k, eprint={1706.03762}, archivePrefix={arXiv}",
	    "{\"type\":\"article\",\"arXiv\":\"1706.03762\"}" },
	{ "article{k, journal={arXiv preprint arXiv:1706.03762}",
	    "{\"type\":\"article\",\"container-title\":\"arXiv preprint "
	    "arXiv:1706.03762\",\"arXiv\":\"1706.03762\"}" },
	{ "article{k, journal={CoRR}, volume={abs/1706.03762}",
	    "{\"type\":\"article\",\"container-title\":\"CoRR\",\"volume\":"
	    "\"abs/1706.03762\",\"arXiv\":\"1706.03762\"}" },
	{ "article{k, eprint={12345678}, eprinttype={pubmed}",
	    "{\"type\":\"article-journal\",\"PMID\":\"12345678\"}" },
	{ "misc{k, doi={https://doi.org/10.1000/A\\_b}, isbn={0-306-40615-2}",
	    "{\"DOI\":\"10.1000/a_b\",\"ISBN\":\"9780306406157\"}" },
	/* what LaTeX prints a sign with, and a SICI's check character */
	{ "misc{k, doi={10.1002/(SICI)1097(1998)43:4{\\textless}338::AID-J16"
	  "$>$3.0.CO;2-\\#}",
	    "{\"DOI\":\"10.1002/"
	    "(sici)1097(1998)43:4<338::aid-j16>3.0.co;2-#\"}" },
	{ "misc{k, doi={10.1000/a\\textunderscore b\\textasciitilde{}c}",
	    "{\"DOI\":\"10.1000/a_b~c\"}" },
	{ "misc{k, doi={https://doi.org/10.1000/x#section-2}",
	    "{\"DOI\":\"10.1000/x\"}" },
	{ "misc{k, howpublished={\\url{http://a.example/~x}}",
	    "{\"URL\":\"http://a.example/~x\"}" },
	{ "misc{k, url={https://doi.org/10.1000/x}",
	    "{\"DOI\":\"10.1000/x\",\"URL\":\"https://doi.org/10.1000/x\"}" },
	{ "article{k, pages={2--3}, bookpagination={section}",
	    "{\"type\":\"article-journal\",\"section\":\"2-3\"}" },
	{ "article{k, pages={2}, bookpagination={column}",
	    "{\"type\":\"article-journal\",\"page\":\"2\"}" },
	{ "article{k, series={3}",
	    "{\"type\":\"article-journal\",\"collection-title\":\"3rd "
	    "series\"}" },
	{ "book{k, series={3}",
	    "{\"type\":\"book\",\"collection-title\":\"3\"}" },
	{ "phdthesis{k, school={ETH}, publisher={P}",
	    "{\"type\":\"thesis\",\"publisher\":\"ETH\",\"genre\":\"PhD "
	    "thesis\"}" },
	{ "techreport{k, institution={ETH}, number={7}",
	    "{\"type\":\"report\",\"publisher\":\"ETH\",\"number\":\"7\"}" },
	{ "inproceedings{k, booktitle={Proc}, series={LNCS}, number=3",
	    "{\"type\":\"paper-conference\",\"container-title\":\"Proc\","
	    "\"collection-title\":\"LNCS\",\"collection-number\":\"3\"}" },
	{ "video{k, entrysubtype={tvepisode}", "{\"type\":\"broadcast\"}" },
	{ "suppperiodical{k, entrysubtype={newspaper}",
	    "{\"type\":\"article-newspaper\"}" },
	{ "online{k, entrysubtype={tvepisode}", "{\"type\":\"webpage\"}" },
	{ "misc{k, collaborator={A, B}",
	    "{\"contributor\":[{\"family\":\"A\",\"given\":\"B\"}]}" },
	{ "misc{k, year=865", "{\"issued\":{\"date-parts\":[[865]]}}" },
	{ "article{k, pages={1--9}, number=2, eid={e12}",
	    "{\"type\":\"article-journal\",\"issue\":\"2\",\"page\":\"1-9\","
	    "\"number\":\"e12\"}" },
	{ "book{k, title={A}, subtitle={B}, edition={Second}",
	    "{\"type\":\"book\",\"title\":\"A: B\",\"edition\":\"Second\"}" },
};

static void
fields_go_where_csl_has_them(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(value_cases); i++) {
		struct references refs;
		struct document *d = bib_open(
		    &refs, arena_printf(&a, "@%s}", value_cases[i].fields));
		struct work w = *reference_work(&refs.items[0]);

		w.id = NULL;
		w.custom = NULL;
		assert_string_equal(
		    bib_shown(&a, &w, true), value_cases[i].json);
		assert_int_equal(refs.problems_len, 0);
		document_close(d);
	}
	arena_release(&a);
}

static void
what_csl_lacks_is_kept_raw(void **state)
{
	struct references refs;
	struct document *d = bib_open(&refs,
	    "@Online{k, title={T}, file={:a\\_b.pdf:PDF}, Bdsk-Url = \"x\", "
	    "crossref = {gone}, eprint={1706.03762v5}, eprinttype={arxiv}}");
	const struct work *w = reference_work(&refs.items[0]);

	(void)state;
	assert_string_equal(work_custom(w, "bibtex-type"), "online");
	assert_string_equal(work_custom(w, "file"), ":a\\_b.pdf:PDF");
	assert_string_equal(work_custom(w, "bdsk-url"), "x");
	assert_string_equal(work_custom(w, "crossref"), "gone");
	/* the id has no version; the field keeps it */
	assert_string_equal(w->arXiv, "1706.03762");
	assert_string_equal(work_custom(w, "eprint"), "1706.03762v5");
	assert_null(work_custom(w, "title"));
	document_close(d);
}

static void
children_inherit_what_is_theirs(void **state)
{
	struct references refs;
	struct arena a = ARENA_INIT;
	struct document *d = bib_open(&refs,
	    "@inproceedings{c, title={C}, crossref={p}}"
	    "@incollection{i, title={I}, crossref={q}}"
	    "@proceedings{p, title={P}, booktitle={Proc}, year=1999, "
	    "doi={10.1000/p}, pages={1--900}, publisher={Pub}, xdata={x}}"
	    "@book{q, title={Q}, editor={E, F}, year=2000}"
	    "@xdata{x, address={Here}}"
	    "@misc{loop, crossref={loop2}}@misc{loop2, crossref={loop}}");
	const struct work *c = reference_work(&refs.items[0]);
	const struct work *i = reference_work(&refs.items[1]);

	(void)state;
	assert_string_equal(c->container_title, "Proc");
	assert_string_equal(c->title, "C");
	assert_int_equal(work_year(c), 1999);
	assert_string_equal(c->publisher, "Pub");
	assert_string_equal(c->publisher_place, "Here");
	assert_null(c->DOI);
	assert_null(c->page);
	assert_string_equal(i->container_title, "Q");
	assert_int_equal(i->editor.len, 1);
	/* an inherited value has no place in the child */
	assert_null(parse_place(&refs.items[0].parses[0], CLAIM_YEAR));
	assert_non_null(refs.items[4].skip);
	assert_int_equal(refs.problems_len, 0);
	document_close(d);
	arena_release(&a);
}

static void
a_place_is_the_value_between_its_delimiters(void **state)
{
	struct references refs;
	struct document *d = bib_open(&refs,
	    "x\n@article{k,\n title = { T~x },\n year = 2015,\n journal = "
	    "\"J\" # \"K\", doi={10.1000/1}}");
	const struct reference *ref = &refs.items[0];
	const struct parse *p = &ref->parses[0];
	struct range r;

	(void)state;
	r = parse_place(p, CLAIM_TITLE)->range;
	assert_memory_equal(ref->body.text + r.from, "T~x", 3);
	assert_int_equal(r.to - r.from, 3);
	r = reference_original(d, ref, r);
	assert_memory_equal(d->bytes.ptr + r.from, "T~x", 3);
	r = parse_place(p, CLAIM_YEAR)->range;
	assert_memory_equal(ref->body.text + r.from, "2015", 4);
	r = parse_place(p, CLAIM_DOI)->range;
	assert_memory_equal(ref->body.text + r.from, "10.1000/1", 9);
	assert_null(parse_place(p, CLAIM_CONTAINER_TITLE));
	assert_int_equal(ref->span.from, 2);
	assert_int_equal(ref->span.to, d->bytes.len);
	assert_string_equal(ref->key, "k");
	assert_int_equal(refs.lists_len, 1);
	document_close(d);
}

/* --- names ------------------------------------------------------------------------ */

static const struct {
	const char *value, *json;
} name_cases[] = {
	{ "Donald E. Knuth",
	    "[{\"family\":\"Knuth\",\"given\":\"Donald E.\"}]" },
	{ "Ludwig van der Berg and de la Cruz, Ana",
	    "[{\"family\":\"Berg\",\"given\":\"Ludwig\",\"non-dropping-"
	    "particle\":\"van der\"},{\"family\":\"Cruz\",\"given\":\"Ana\","
	    "\"non-dropping-particle\":\"de la\"}]" },
	{ "King, Jr., Martin Luther",
	    "[{\"family\":\"King\",\"given\":\"Martin Luther\",\"suffix\":"
	    "\"Jr.\"}]" },
	{ "Martin Luther King Jr.",
	    "[{\"family\":\"King\",\"given\":\"Martin Luther\",\"suffix\":"
	    "\"Jr.\"}]" },
	{ "d' Aubignac, abb{\\'e} d', Fran{\\c c}ois",
	    "[{\"family\":\"Aubignac\",\"given\":\"François\",\"suffix\":"
	    "\"abbé d'\",\"non-dropping-particle\":\"d'\"}]" },
	{ "ann lee, bob ray, carl may",
	    "[{\"family\":\"lee\",\"given\":\"ann\"},{\"family\":\"ray\","
	    "\"given\":\"bob\"},{\"family\":\"may\",\"given\":\"carl\"}]" },
	{ "Vasques Filho, Demival and Costa Jr., P. T.",
	    "[{\"family\":\"Vasques Filho\",\"given\":\"Demival\"},{\"family\":"
	    "\"Costa\",\"given\":\"P. T.\",\"suffix\":\"Jr.\"}]" },
	{ "{World Health Organization} and {Barnes and Noble, Inc.}",
	    "[{\"literal\":\"World Health "
	    "Organization\"},{\"literal\":\"Barnes "
	    "and Noble, Inc.\"}]" },
	{ "A. Smith and others",
	    "[{\"family\":\"Smith\",\"given\":\"A.\"},{\"others\":true}]" },
	{ "Jacob Devlin et al.",
	    "[{\"family\":\"Devlin\",\"given\":\"Jacob\"},{\"others\":true}]" },
	{ "{\\'E}lise Bj{\\\"o}rn",
	    "[{\"family\":\"Björn\",\"given\":\"Élise\"}]" },
	{ "{\\'E}mile {\\'a} Z{\\\"o}",
	    "[{\"family\":\"Zö\",\"given\":\"Émile\","
	    "\"non-dropping-particle\":\"á\"}]" },
	{ "T.~S. {Garc{\\'\\i}a M{\\'a}rquez}",
	    "[{\"family\":\"García Márquez\",\"given\":\"T. S.\"}]" },
	{ "Sukarno", "[{\"family\":\"Sukarno\"}]" },
	{ "Wei Li 0001", "[{\"family\":\"Li\",\"given\":\"Wei\"}]" },
	{ "yoshua bengio", "[{\"family\":\"bengio\",\"given\":\"yoshua\"}]" },
	{ "family=Doe, given=John, prefix=van, suffix=Jr, useprefix=true",
	    "[{\"family\":\"Doe\",\"given\":\"John\",\"suffix\":\"Jr\",\"non-"
	    "dropping-particle\":\"van\"}]" },
	{ "A. Aa, B. Bb, C. Cc, and D. Dd",
	    "[{\"family\":\"Aa\",\"given\":\"A.\"},{\"family\":\"Bb\","
	    "\"given\":"
	    "\"B.\"},{\"family\":\"Cc\",\"given\":\"C.\"},{\"family\":\"Dd\","
	    "\"given\":\"D.\"}]" },
	{ "Aa, A.; Bb, B.", "[{\"family\":\"Aa\",\"given\":\"A.\"},{\"family\":"
			    "\"Bb\",\"given\":\"B.\"}]" },
	{ "Cullis A.G. and van Berg J.-P.; G. A. Miller",
	    "[{\"family\":\"Cullis\",\"given\":\"A.G.\"},{\"family\":\"Berg\","
	    "\"given\":\"J.-P.\",\"non-dropping-particle\":\"van\"},"
	    "{\"family\":\"Miller\",\"given\":\"G. A.\"}]" },
	{ "{given=David, family=Spoel, prefix=van der}",
	    "[{\"family\":\"Spoel\",\"given\":\"David\",\"non-dropping-"
	    "particle\":\"van der\"}]" },
	{ "Francesco d&apos;Amore and Mu&#287;la, Ay&#x15F;e; B&eacute; C",
	    "[{\"family\":\"d'Amore\",\"given\":\"Francesco\"},{\"family\":"
	    "\"Muğla\",\"given\":\"Ayşe\"},{\"family\":\"C\",\"given\":"
	    "\"Bé\"}]" },
	{ "  and  Ann  Lee\n and\n\tBob Ray ",
	    "[{\"family\":\"Lee\",\"given\":\"Ann\"},{\"family\":\"Ray\","
	    "\"given\":\"Bob\"}]" },
	{ "Sandra Anderson",
	    "[{\"family\":\"Anderson\",\"given\":\"Sandra\"}]" },
	{ "毛泽东", "[{\"family\":\"毛\",\"given\":\"泽东\"}]" },
	{ "", "[]" },
};

static void
names_are_read_in_all_their_forms(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(name_cases); i++) {
		struct name_list l;
		struct sbuf sb = SBUF_INIT;

		read_bibtex_names(&l, &a, span_of(name_cases[i].value));
		name_list_add_json(&sb, &l);
		assert_string_equal(sb.buf, name_cases[i].json);
		sbuf_release(&sb);
	}
	arena_release(&a);
}

/* --- size ------------------------------------------------------------------------- */

static void
three_thousand_authors_are_read(void **state)
{
	struct sbuf sb = SBUF_INIT;
	struct references refs;
	struct document *d;

	(void)state;
	sbuf_add(&sb, SPAN_LIT("@misc{k, author={A, B"));
	for (int i = 1; i < 3000; i++)
		sbuf_addf(&sb, " and Family%d, G.", i);
	sbuf_add(&sb, SPAN_LIT("}}"));
	d = bib_open(&refs, sb.buf);
	assert_int_equal(reference_work(&refs.items[0])->author.len, 3000);
	document_close(d);
	sbuf_release(&sb);
}

/* Each of 60 macros is eight times the one before. */
static void
macros_that_multiply_are_cut(void **state)
{
	struct sbuf sb = SBUF_INIT;
	struct references refs;
	struct document *d;

	(void)state;
	sbuf_add(&sb, SPAN_LIT("@string{m0 = \"0123456789\"}\n"));
	for (int i = 1; i < 60; i++)
		sbuf_addf(&sb,
		    "@string{m%d = m%d#m%d#m%d#m%d#m%d#m%d#m%d#m%d}\n", i,
		    i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
	for (int i = 0; i < 100; i++)
		sbuf_addf(&sb, "@misc{k%d, note = m59 # m59}\n", i);
	d = bib_open(&refs, sb.buf);
	assert_int_equal(refs.len, 100);
	assert_true(refs.problems_len > 0);
	assert_true(d->arena.total < (size_t)400 << 20);
	document_close(d);
	sbuf_release(&sb);
}

/* Files that once could have cost the square of their length. */
static void
unclosed_braces_by_the_thousand_are_survived(void **state)
{
	static const char *const parts[] = { "@misc{k, title = {\n",
		"@misc{k title={{\nyear=1}\n", "title = {a,\n", "{",
		"@comment{\n", "\\url{", "@misc{k,", "\"", "\n",
		"@a{k,x={}}\n@comment{" };

	(void)state;
	for (size_t i = 0; i < COUNT(parts); i++) {
		struct sbuf sb = SBUF_INIT;
		struct references refs;
		struct document *d;

		sbuf_add(&sb, SPAN_LIT("@misc{start, title = {x},\n"));
		for (int k = 0; k < 50000; k++)
			sbuf_add(&sb, span_of(parts[i]));
		d = bib_open(&refs, sb.buf);
		assert_true(refs.len >= 1);
		document_close(d);
		sbuf_release(&sb);
	}
}

/* "= T, year =" was somebody's name. */
static void
a_field_swallowed_by_a_broken_value_is_no_author(void **state)
{
	static const char *const broken[] = {
		"@article{a, author = {Smith, J., title = {T}, year = 2000}\n"
		"\n@article{b, title={X}, year=1999}\n",
		"@article{a, author = \"Smith, J., title = {T}, year = 2000}\n"
		"\n@article{b, title={X}, year=1999}\n",
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct references refs;
		struct document *d = bib_open(&refs, broken[i]);
		const struct work *w;

		assert_int_equal(refs.len, 2);
		assert_true(refs.problems_len > 0);
		w = reference_work(&refs.items[0]);
		assert_int_equal(w->author.len, 1);
		assert_string_equal(w->author.items[0].family, "Smith");
		assert_string_equal(w->title, "T");
		assert_int_equal(work_year(w), 2000);
		document_close(d);
	}
}

static void
languages_are_tags(void **state)
{
	struct references refs;
	struct document *d =
	    bib_open(&refs, "@book{a, title={T}, langid={ngerman}}\n"
			    "@book{b, title={T}, language={Fran\\c{c}ais}}\n"
			    "@book{c, title={T}, language={en-GB}}\n");

	(void)state;
	assert_string_equal(reference_work(&refs.items[0])->language, "de-DE");
	assert_string_equal(reference_work(&refs.items[1])->language, "fr-FR");
	assert_string_equal(reference_work(&refs.items[2])->language, "en-GB");
	document_close(d);
}

static void
blanks_at_the_end_of_a_macro_count(void **state)
{
	struct references refs;
	struct document *d = bib_open(&refs, "@string{j = {Journal of }}\n"
					     "@article{a, journal = j # "
					     "{Things}}\n");

	(void)state;
	assert_string_equal(reference_work(&refs.items[0])->container_title,
	    "Journal of Things");
	document_close(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_and_fault_of_the_grammar_is_read),
		cmocka_unit_test(a_problem_has_its_line_and_its_entry),
		cmocka_unit_test(fields_go_where_csl_has_them),
		cmocka_unit_test(what_csl_lacks_is_kept_raw),
		cmocka_unit_test(children_inherit_what_is_theirs),
		cmocka_unit_test(a_place_is_the_value_between_its_delimiters),
		cmocka_unit_test(names_are_read_in_all_their_forms),
		cmocka_unit_test(three_thousand_authors_are_read),
		cmocka_unit_test(macros_that_multiply_are_cut),
		cmocka_unit_test(
		    a_field_swallowed_by_a_broken_value_is_no_author),
		cmocka_unit_test(languages_are_tags),
		cmocka_unit_test(blanks_at_the_end_of_a_macro_count),
		cmocka_unit_test(unclosed_braces_by_the_thousand_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
