/* What biber makes for biblatex: entries with their fields, in two versions of its form. */

#include "model/document.h"
#include "read/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "parse-test.h"

#include "base/banned.h"

struct opened {
	struct document *document;
	struct references refs;
};

static void
open_text(struct opened *o, const char *text)
{
	struct err err = ERR_INIT;

	assert_int_equal(
	    document_from_bytes(&o->document, "list.bbl", span_of(text), &err),
	    OK);
	assert_true(read_is_bbl(o->document->text));
	assert_int_equal(read_bbl(&o->refs, o->document, &err), OK);
}

static void
an_entry_of_biber_is_the_work_that_its_fields_say(void **state)
{
	struct opened o;
	const struct work *w;

	(void)state;
	open_text(&o, "\\refsection{0}\n"
		      "  \\datalist[entry]{nty/global//global/global}\n"
		      "    \\entry{lbh}{article}{}{}\n"
		      "      \\name{author}{3}{}{%\n"
		      "        {{hash=a}{%\n"
		      "           family={LeCun},\n"
		      "           familyi={L\\bibinitperiod},\n"
		      "           given={Yann},\n"
		      "           giveni={Y\\bibinitperiod}}}%\n"
		      "        {{hash=b}{%\n"
		      "           family={Bengio},\n"
		      "           given={Yoshua}}}%\n"
		      "        {{hash=c}{%\n"
		      "           given={Geoffrey\\bibnamedelima E.},\n"
		      "           family={Hinton}}}%\n"
		      "      }\n"
		      "      \\strng{namehash}{d}\n"
		      "      \\field{sortinit}{L}\n"
		      "      \\field{journaltitle}{Nature}\n"
		      "      \\field{month}{5}\n"
		      "      \\field{number}{7553}\n"
		      "      \\field{title}{{D}eep learning}\n"
		      "      \\field{volume}{521}\n"
		      "      \\field{year}{2015}\n"
		      "      \\field{pages}{436\\bibrangedash 444}\n"
		      "      \\range{pages}{9}\n"
		      "      \\verb{doi}\n"
		      "      \\verb 10.1038/nature14539\n"
		      "      \\endverb\n"
		      "    \\endentry\n"
		      "  \\enddatalist\n"
		      "\\endrefsection\n");
	assert_int_equal(o.refs.len, 1);
	assert_string_equal(o.refs.items[0].key, "lbh");
	assert_int_equal(o.refs.items[0].line, 3);
	assert_string_equal(shown(&o.document->arena, o.refs.items[0].parses),
	    "LeCun, Yann; Bengio, Yoshua; Hinton, Geoffrey E. | 2015 | title: "
	    "Deep learning | in: Nature | vol: 521 | no: 7553 | pp: 436-444 | "
	    "doi: 10.1038/nature14539");
	w = reference_work(&o.refs.items[0]);
	assert_int_equal(w->issued.from.month, 5);
	assert_int_equal(w->type, WORK_TYPE_ARTICLE_JOURNAL);
	document_close(o.document);
}

static void
particles_offices_and_cut_lists_of_names_are_kept(void **state)
{
	struct opened o;
	const struct work *w;

	(void)state;
	open_text(&o,
	    "\\entry{b}{book}{}{}\n"
	    "\\true{moreauthor}\n"
	    "\\name{author}{2}{}{%\n"
	    "{{hash=a}{family={Dijk}, prefix={van}, given={Jan}, "
	    "suffix={Jr.}}}%\n"
	    "{{hash=b}{family={World Bank and IMF}}}%\n"
	    "}\n"
	    "\\list{publisher}{2}{%\n{Sage}%\n{Open University Press}%\n}\n"
	    "\\list{location}{1}{%\n{London}%\n}\n"
	    "\\field{title}{The network society, 100\\% new}\n"
	    "\\field{year}{2006}\n"
	    "\\field{urlday}{3}\\field{urlmonth}{11}\\field{urlyear}{2024}\n"
	    "\\endentry\n");
	assert_int_equal(o.refs.len, 1);
	w = reference_work(&o.refs.items[0]);
	assert_int_equal(w->author.len, 2);
	assert_true(w->author.others);
	assert_string_equal(w->author.items[0].family, "Dijk");
	assert_string_equal(w->author.items[0].given, "Jan");
	assert_string_equal(w->author.items[0].suffix, "Jr.");
	assert_string_equal(w->author.items[1].literal, "World Bank and IMF");
	assert_string_equal(w->title, "The network society, 100% new");
	assert_string_equal(w->publisher_place, "London");
	assert_non_null(strstr(w->publisher, "Open University Press"));
	assert_int_equal(w->accessed.from.year, 2024);
	assert_int_equal(w->accessed.from.day, 3);
	document_close(o.document);
}

static void
names_of_the_older_form_are_read(void **state)
{
	struct opened o;

	(void)state;
	open_text(&o, "\\entry{k}{book}{}\n"
		      "  \\name{author}{1}{}{%\n"
		      "    {{hash=1}{Knuth}{K.}{Donald~E.}{D.~E.}{}{}{}{}}%\n"
		      "  }\n"
		      "  \\field{title}{Literate programming}\n"
		      "  \\field{year}{1992}\n"
		      "\\endentry\n");
	assert_int_equal(o.refs.len, 1);
	assert_string_equal(shown(&o.document->arena, o.refs.items[0].parses),
	    "Knuth, Donald E. | 1992 | title: Literate programming");
	document_close(o.document);
}

static void
what_other_lists_repeat_is_one_reference(void **state)
{
	struct opened o;

	(void)state;
	open_text(&o, "\\entry{a}{misc}{}{}\\field{title}{One}\\endentry\n"
		      "\\entry{b}{set}{}{}\\endentry\n"
		      "\\entry{a}{misc}{}{}\\field{title}{Again}\\endentry\n"
		      "% \\entry{c}{misc}{}{}\\field{title}{Remark}\\endentry\n"
		      "\\entry{d}{misc}{}{}\\field{title}{Cut");
	assert_int_equal(o.refs.len, 2);
	assert_string_equal(reference_work(&o.refs.items[0])->title, "One");
	assert_non_null(o.refs.items[1].skip);
	assert_int_equal(o.refs.problems_len, 1);
	assert_int_equal(o.refs.problems[0].line, 5);
	document_close(o.document);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_entry_of_biber_is_the_work_that_its_fields_say),
		cmocka_unit_test(
		    particles_offices_and_cut_lists_of_names_are_kept),
		cmocka_unit_test(names_of_the_older_form_are_read),
		cmocka_unit_test(what_other_lists_repeat_is_one_reference),
	};

	return cmocka_run_group_tests_name("bbl", tests, NULL, NULL);
}
