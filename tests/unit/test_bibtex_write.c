#include "bib-test.h"
#include "write/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char *
written(struct arena *a, const struct references *refs, bool ascii)
{
	struct sbuf sb = SBUF_INIT;
	const char *out;

	for (size_t i = 0; i < refs->len; i++) {
		const struct reference *ref = &refs->items[i];

		if (ascii)
			write_bibtex_entry_ascii(
			    &sb, a, reference_work(ref), ref->key);
		else
			write_bibtex_entry(
			    &sb, a, reference_work(ref), ref->key);
	}
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}

/* Everything of BibTeX that a work must carry. */
static const char library[] =
    "@string{jml = {Journal of } # \"{ML}\"}\n"
    "@article{knuth, author = {Donald E. Knuth and {\\'E}lise M{\\\"u}ller and "
    "van der Berg, Jr, Jan and {World Health Organization} and others},\n"
    " title = {Literate {P}rogramming of \\emph{E. coli} and $x_2$ -- "
    "``50\\% of it''}, journal = jml, year = 1984, month = may, day = 2,\n"
    " volume = 27, number = {2}, pages = {97--111}, "
    "doi = {10.1093/comjnl/27\\_2.97}, url={http://a.example/~x\\_y}, "
    "note = {A \\& B, $5}, file = {:a\\_b.pdf:PDF}}\n"
    "@misc{arx, author={A. Vaswani}, title={Attention}, year=2017, "
    "eprint={1706.03762v5}, archivePrefix={arXiv}, primaryClass={cs.CL}}\n"
    "@phdthesis{phd, author={\u6bdb \u6cfd\u4e1c}, title={\u6df1\u5ea6\u5b66"
    "\u4e60}, school={ETH}, year={2019a}}\n"
    "@book{german, title={\u00dcber die Natur}, langid={german}, "
    "editor={de la Cruz, Ana and Sukarno}, publisher={X}, "
    "date={1999-10/2001-03},"
    " isbn={978-0-306-40615-7}, edition={2}, series={S}, number={3}}\n"
    "@inproceedings{conf, title={T}, booktitle={Proc}, organization={ACM}, "
    "publisher={P}, editor={others}, urldate={2020-05-01}, url={http://b/}}\n"
    "@techreport{rep, title={R}, institution={I}, number={TR-7}, type={Memo},"
    " year={in press}}\n"
    "@online{web, title={W}, url={http://c/}, keywords={a, b}, "
    "date={1723~}}\n";

static void
a_library_reads_back_as_it_was(void **state)
{
	struct references refs, again;
	struct arena a = ARENA_INIT;
	struct document *d = bib_open(&refs, library), *d2;

	(void)state;
	assert_int_equal(refs.problems_len, 0);
	for (int ascii = 0; ascii < 2; ascii++) {
		const char *text = written(&a, &refs, ascii);

		d2 = bib_open(&again, text);
		assert_int_equal(again.len, refs.len);
		assert_int_equal(again.problems_len, 0);
		for (size_t i = 0; i < refs.len; i++)
			assert_string_equal(
			    bib_shown(
				&a, reference_work(&again.items[i]), true),
			    bib_shown(
				&a, reference_work(&refs.items[i]), true));
		/* the second time, not a byte changes */
		assert_string_equal(written(&a, &again, ascii), text);
		document_close(d2);
	}
	document_close(d);
	arena_release(&a);
}

static const struct {
	const char *in, *out;
} cases[] = {
	{ "@article{k, author={Wolfgang von Goethe and King, Jr., Martin and "
	  "{ACM} and others}, title={On DNA}, journal={J}, year=2015, "
	  "month={5}, pages={1-9}, url={https://doi.org/10.1000/x}, "
	  "doi={10.1000/X}, file={f}}",
	    "@article{k,\n"
	    "  author        = {von Goethe, Wolfgang and King, Jr., Martin and "
	    "{ACM} and others},\n"
	    "  title         = {On {DNA}},\n"
	    "  journal       = {J},\n"
	    "  pages         = {1--9},\n"
	    "  year          = {2015},\n"
	    "  month         = may,\n"
	    "  doi           = {10.1000/X},\n"
	    "  url           = {https://doi.org/10.1000/x},\n"
	    "  file          = {f},\n"
	    "}\n" },
	{ "@article{k, title={T}, bookpagination={section}, pages={2--3}}",
	    "@article{k,\n"
	    "  title         = {T},\n"
	    "  pages         = {2--3},\n"
	    "  bookpagination = {section},\n"
	    "}\n" },
	{ "@misc{k, author={{Open Science Group}}, eprint={1706.03762}, "
	  "eprinttype={arxiv}, eprintclass={cs.CL}}",
	    "@misc{k,\n"
	    "  author        = {{Open Science Group}},\n"
	    "  eprint        = {1706.03762},\n"
	    "  archivePrefix = {arXiv},\n"
	    "  eprintclass   = {cs.CL},\n"
	    "}\n" },
};

/* Values that are nobody's but the author's, by field: byte for byte. */
static const struct {
	const char *name, *value;
} foreign[] = {
	{ "note", "see \\cite{x} and $\\alpha$" },
	{ "note", "{\\\"o} 50\\% of 5 & 6" },
	{ "note", "\\url{http://a.example/b\\_c}, C:\\dir" },
	{ "annote", "two\n    lines -- ``so'' it~is" },
	{ "annotation", "plain" },
	{ "abstract", "100% of \\emph{a}_b, {Kept} \\LaTeX\\ is" },
	{ "abstract", "AT&amp;T" },
	{ "url", "http://a.example/x\\_y?q=50\\%25&z=\\~{}k" },
	{ "howpublished", "\\url{http://a.example/x_y}" },
	{ "howpublished", "Talk at {SIGMOD}" },
	{ "file", ":C\\:\\\\dir\\\\x_y.pdf:PDF" },
	{ "langid", "ngerman" },
	{ "keywords", "a,  b & c" },
	{ "isbn", "0-306-40615-2 (print)" },
	{ "entrysubtype", "untitled" },
	{ "origdate", "1900" },
	{ "origdate", "-0349~" },
	{ "urldate", "2019-11-15T20:59:00" },
	{ "year", "late Dec.[?], 1905" },
	{ "year", "[1905?]" },
	{ "year", "submitted" },
	{ "year", "{\\noopsort{a}}1976 [1867]" },
	{ "maintitle", "M" },
	{ "booktitle", "B" },
	{ "journal", "J" },
	{ "unheardof", "\\foo{a_b}%" },
	{ "month", "Summer" },
	{ "eid", "e1_2" },
	{ "title", "{D}eep \\emph{in vivo} $\\alpha$ \\cite{x}" },
	{ "title", "Na{\\\"\\i}ve" },
	{ "author", "{\\noopsort{humboldt}}von Humboldt, Alexander and M. X" },
	{ "editor", "Phi\\foo{x}lip {K\\kern.1em}ing" },
	{ "publisher", "Wiley {\\&} Sons \\foo{x}" },
};

static void
a_field_that_nothing_changed_goes_out_as_it_came_in(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(foreign); i++) {
		const char *year =
		    strcmp(foreign[i].name, "month") ? "" : " year={1999},";
		struct references refs;
		struct document *d = bib_open(
		    &refs, arena_printf(&a, "@misc{k,%s %s = {%s}}", year,
			       foreign[i].name, foreign[i].value));
		const char *want = arena_printf(
		    &a, "  %-13s = {%s},\n", foreign[i].name, foreign[i].value);

		if (!strstr(written(&a, &refs, false), want))
			assert_string_equal(written(&a, &refs, false), want);
		document_close(d);
	}
	arena_release(&a);
}

static void
a_title_and_its_subtitle_are_taken_apart_again(void **state)
{
	struct arena a = ARENA_INIT;
	struct references refs;
	struct document *d = bib_open(&refs,
	    "@article{k, title={Main}, subtitle={A Sub}, journaltitle={J}, "
	    "journalsubtitle={K}, organization={O}}");
	const char *text = written(&a, &refs, false);

	(void)state;
	assert_non_null(strstr(text, "  title         = {Main},\n"
				     "  subtitle      = {A Sub},\n"
				     "  journaltitle  = {J},\n"
				     "  journalsubtitle = {K},\n"));
	assert_non_null(strstr(text, "  organization  = {O},\n"));
	document_close(d);
	arena_release(&a);
}

static void
a_value_that_changed_is_written_anew(void **state)
{
	struct arena a = ARENA_INIT;
	struct references refs;
	struct document *d =
	    bib_open(&refs, "@misc{k, note={see \\cite{x}}, title={{A} b}}");
	struct work w = *reference_work(&refs.items[0]);
	struct sbuf sb = SBUF_INIT;

	(void)state;
	w.note = NULL;
	w.title = "C & d";
	w.title_rich = NULL;
	write_bibtex_entry(&sb, &a, &w, "k");
	assert_string_equal(
	    sb.buf, "@misc{k,\n  title         = {C \\& d},\n}\n");
	sbuf_release(&sb);
	document_close(d);
	arena_release(&a);
}

/* Without the LaTeX it came from: math and macros are known by themselves. */
static const struct {
	const char *text, *latex;
} raw_cases[] = {
	{ "see \\cite{x_y}", "see \\cite{x_y}" },
	{ "\\foo[a]{b}{c} d_e", "\\foo[a]{b}{c} d\\_e" },
	{ "in \\LaTeX", "in \\LaTeX" },
	{ "Input\\Output", "Input\\textbackslash{}Output" },
	{ "C:\\temp", "C:\\textbackslash{}temp" },
	{ "\\foo{a", "\\foo\\textbraceleft{}a" },
	{ "\\(x_2\\) y", "\\(x_2\\) y" },
	{ "{a $b}$ c", "\\{a \\$b\\}\\$ c" },
	{ "a $b}$", "a \\$b\\textbraceright{}\\$" },
};

static void
macros_survive_and_braces_come_in_pairs(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(raw_cases); i++)
		assert_string_equal(
		    unicode_to_latex(&a, raw_cases[i].text, false),
		    raw_cases[i].latex);
	arena_release(&a);
}

static void
a_key_or_type_cannot_break_its_entry(void **state)
{
	struct custom_field type = { .key = "bibtex-type", .value = "x{y" };
	struct work w = { .title = "T", .custom = &type };
	struct arena a = ARENA_INIT;
	struct sbuf sb = SBUF_INIT;

	(void)state;
	write_bibtex_entry(&sb, &a, &w, " http://a/{b},c=d\n\"e\" ");
	assert_memory_equal(sb.buf, "@misc{http://a/bcde,\n", 21);
	sbuf_reset(&sb);
	type.value = "comment";
	write_bibtex_entry(&sb, &a, &w, "=");
	assert_memory_equal(sb.buf, "@misc{ref,\n", 11);
	sbuf_release(&sb);
	arena_release(&a);
}

static void
a_list_that_was_cut_in_the_middle_ends_with_others(void **state)
{
	struct name items[] = { { .family = "Brown" }, { .family = "Hinton" } };
	struct work w = { .author = { .items = items,
			      .len = 2,
			      .others = true,
			      .last_follows_cut = true } };
	struct arena a = ARENA_INIT;
	struct sbuf sb = SBUF_INIT;

	(void)state;
	write_bibtex_entry(&sb, &a, &w, "k");
	assert_string_equal(sb.buf, "@misc{k,\n"
				    "  author        = {Brown and Hinton and "
				    "others},\n}\n");
	sbuf_release(&sb);
	arena_release(&a);
}

static void
an_entry_has_this_layout(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct references refs;
		struct document *d = bib_open(&refs, cases[i].in);

		assert_string_equal(written(&a, &refs, false), cases[i].out);
		document_close(d);
	}
	arena_release(&a);
}

static void
works_of_other_origin_get_a_fitting_type(void **state)
{
	static const struct {
		enum work_type type;
		const char *genre, *head;
	} types[] = {
		{ WORK_TYPE_ARTICLE_JOURNAL, NULL, "@article{k," },
		{ WORK_TYPE_PAPER_CONFERENCE, NULL, "@inproceedings{k," },
		{ WORK_TYPE_CHAPTER, NULL, "@inbook{k," },
		{ WORK_TYPE_THESIS, NULL, "@phdthesis{k," },
		{ WORK_TYPE_THESIS, "Master thesis", "@mastersthesis{k," },
		{ WORK_TYPE_REPORT, NULL, "@techreport{k," },
		{ WORK_TYPE_DATASET, NULL, "@misc{k," },
		{ WORK_TYPE_ARTICLE, NULL, "@misc{k," },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(types); i++) {
		struct work w = { .type = types[i].type,
			.genre = types[i].genre,
			.title = "T" };
		struct sbuf sb = SBUF_INIT;

		write_bibtex_entry(&sb, &a, &w, "k");
		assert_memory_equal(
		    sb.buf, types[i].head, strlen(types[i].head));
		sbuf_release(&sb);
	}
	arena_release(&a);
}

static void
a_chapter_keeps_its_book_in_each_dialect(void **state)
{
	struct work w = {
		.type = WORK_TYPE_CHAPTER, .title = "T", .container_title = "B"
	};
	struct sbuf classic = SBUF_INIT, modern = SBUF_INIT;
	struct arena a = ARENA_INIT;

	(void)state;
	/* plain.bst and its like print no booktitle of an @inbook */
	write_bibtex_entry(&classic, &a, &w, "k");
	write_biblatex_entry(&modern, &a, &w, "k");
	assert_non_null(strstr(classic.buf, "@incollection{k,"));
	assert_non_null(strstr(modern.buf, "@inbook{k,"));
	sbuf_release(&classic);
	sbuf_release(&modern);
	arena_release(&a);
}

/* What a record says that the type of entry has no field for. */
static const struct {
	enum work_type type;
	const char *container, *page, *want;
} type_fields[] = {
	{ WORK_TYPE_BOOK, "MIT Press eBooks", "800",
	    "  pagetotal     = {800},\n" },
	{ WORK_TYPE_BOOK, "Lecture Notes in Physics", NULL,
	    "  series        = {Lecture Notes in Physics},\n" },
	{ WORK_TYPE_BOOK, "P Series", "3-9", "  pages         = {3--9},\n" },
	{ WORK_TYPE_THESIS, "T", "120", "  pagetotal     = {120},\n" },
	{ WORK_TYPE_PAPER_CONFERENCE, "Proc", "7",
	    "  booktitle     = {Proc},\n  pages         = {7},\n" },
	{ WORK_TYPE_CHAPTER, "Book", "7",
	    "  booktitle     = {Book},\n  pages         = {7},\n" },
	{ WORK_TYPE_ARTICLE_JOURNAL, "J", "7",
	    "  journal       = {J},\n  pages         = {7},\n" },
	{ WORK_TYPE_DATASET, "Zenodo", NULL, "  howpublished  = {Zenodo},\n" },
};

static void
the_type_of_entry_decides_on_its_fields(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(type_fields); i++) {
		struct work w = { .type = type_fields[i].type,
			.title = "T",
			.publisher = "P",
			.container_title = type_fields[i].container,
			.page = type_fields[i].page };
		struct sbuf sb = SBUF_INIT;

		write_bibtex_entry(&sb, &a, &w, "k");
		if (!strstr(sb.buf, type_fields[i].want))
			assert_string_equal(sb.buf, type_fields[i].want);
		if (strncmp(sb.buf, "@article", 8) != 0)
			assert_null(strstr(sb.buf, "  journal "));
		sbuf_release(&sb);
	}
	arena_release(&a);
}

static void
names_that_bibtex_would_part_are_held_together(void **state)
{
	struct name items[] = {
		{ .family = "Smith and Sons" },
		{ .family = "O", .given = "A, B" },
		{ .family = "da Vinci", .given = "Leonardo" },
		{ .literal = "Barnes and Noble, Inc." },
	};
	struct work w = { .author = { .items = items, .len = 4 } };
	struct arena a = ARENA_INIT;
	struct sbuf sb = SBUF_INIT;
	struct references refs;
	struct document *d;
	const struct name_list *l;

	(void)state;
	write_bibtex_entry(&sb, &a, &w, "k");
	d = bib_open(&refs, sb.buf);
	l = &reference_work(&refs.items[0])->author;
	assert_int_equal(l->len, 4);
	assert_string_equal(l->items[0].literal, "Smith and Sons");
	assert_string_equal(l->items[1].given, "A, B");
	assert_string_equal(l->items[2].family, "Vinci");
	assert_string_equal(l->items[2].non_dropping_particle, "da");
	assert_string_equal(l->items[3].literal, "Barnes and Noble, Inc.");
	document_close(d);
	sbuf_release(&sb);
	arena_release(&a);
}

static void
keys_are_name_year_word(void **state)
{
	struct name vaswani = { .family = "Vaswani", .given = "A." },
		    moll = { .family = "Moll", .non_dropping_particle = "von" },
		    muller = { .family = "Müller" }, mao = { .family = "毛" },
		    who = { .literal = "The World Health Organization" };
	const struct {
		struct name *name;
		int year;
		const char *title, *key;
	} keys[] = {
		{ &vaswani, 2017, "Attention Is All You Need",
		    "vaswani2017attention" },
		{ &moll, 2014, "A review of it", "vonmoll2014review" },
		{ &muller, 2001, "The {Über}-ich", "muller2001uber" },
		{ &mao, 2016, "深度学习", NULL },
		{ &who, 2020, "On health", "world2020health" },
		{ NULL, 0, "Title", "title" },
		{ NULL, 0, NULL, "ref" },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(keys); i++) {
		struct work w = { .title = keys[i].title };
		char *key;

		w.issued.from.year = keys[i].year;
		if (keys[i].name)
			w.author = (struct name_list){ .items = keys[i].name,
				.len = 1 };
		key = write_citation_key(&a, &w);
		if (keys[i].key)
			assert_string_equal(key, keys[i].key);
		/* ASCII letters and digits, whatever the script */
		assert_int_equal(strspn(key, "abcdefghijklmnopqrstuvwxyz"
					     "0123456789"),
		    strlen(key));
		assert_true(strlen(key) > 0);
	}
	arena_release(&a);
}

static void
keys_are_handed_out_once(void **state)
{
	struct arena a = ARENA_INIT;
	struct key_set *s = key_set_new(&a);

	(void)state;
	assert_true(key_set_add(s, "xb"));
	assert_false(key_set_add(s, "XB"));
	assert_string_equal(key_set_unique(s, "x"), "x");
	assert_string_equal(key_set_unique(s, "x"), "xa");
	assert_string_equal(key_set_unique(s, "x"), "xc");
	for (int i = 0; i < 1000; i++)
		(void)key_set_unique(s, "y");
	assert_string_equal(key_set_unique(s, "y"), "yall");
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_library_reads_back_as_it_was),
		cmocka_unit_test(an_entry_has_this_layout),
		cmocka_unit_test(
		    a_field_that_nothing_changed_goes_out_as_it_came_in),
		cmocka_unit_test(
		    a_title_and_its_subtitle_are_taken_apart_again),
		cmocka_unit_test(a_value_that_changed_is_written_anew),
		cmocka_unit_test(macros_survive_and_braces_come_in_pairs),
		cmocka_unit_test(a_key_or_type_cannot_break_its_entry),
		cmocka_unit_test(
		    a_list_that_was_cut_in_the_middle_ends_with_others),
		cmocka_unit_test(works_of_other_origin_get_a_fitting_type),
		cmocka_unit_test(a_chapter_keeps_its_book_in_each_dialect),
		cmocka_unit_test(
		    names_that_bibtex_would_part_are_held_together),
		cmocka_unit_test(the_type_of_entry_decides_on_its_fields),
		cmocka_unit_test(keys_are_name_year_word),
		cmocka_unit_test(keys_are_handed_out_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
