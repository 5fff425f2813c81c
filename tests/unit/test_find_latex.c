/* Lists in LaTeX documents, and those that BibTeX has made. */

#include "find-test.h"

#include "base/banned.h"

static struct found
find_tex(const char *text)
{
	return find_in("a.tex", span_of(text));
}

static void
items_of_a_list_are_entries(void **state)
{
	struct found f = find_tex(
	    "\\documentclass{article}\n"
	    "\\usepackage[utf8]{inputenc}\n"
	    "\\begin{document}\n"
	    "\\section{Introduction}\n"
	    "As Hochreiter and Schmidhuber \\cite{lstm} have shown in 1997.\n"
	    "\n"
	    "\\begin{thebibliography}{9}\n"
	    "\n"
	    "\\bibitem{breiman} % the forest\n"
	    "L.~Breiman.\n"
	    "\\newblock Random forests.\n"
	    "\\newblock {\\em Machine Learning}, 45(1):5--32, 2001.\n"
	    "\n"
	    "\\bibitem[LBH15]{lbh}\n"
	    "Y.~LeCun, Y.~Bengio, and G.~Hinton.\n"
	    "\\newblock {D}eep learning.\n"
	    "\\newblock \\emph{Nature}, \\textbf{521}(7553), 436--444 "
	    "(2015).\n"
	    "\\url{https://doi.org/10.1038/nature14539}\n"
	    "\n"
	    "\\bibitem{erdos} P. Erd\\H{o}s and A. R\\'enyi, ``On random "
	    "graphs~I,'' \\textit{Publ. Math. Debrecen}, vol. 6, 1959.\n"
	    "\\end{thebibliography}\n"
	    "Not a reference (2001).\n"
	    "\\end{document}\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_body(&f, 0,
	    "L. Breiman. Random forests. Machine Learning, 45(1):5–32, 2001.");
	assert_raw(&f, 0,
	    "L.~Breiman.\n\\newblock Random forests.\n\\newblock {\\em Machine "
	    "Learning}, 45(1):5--32, 2001.");
	assert_label(&f, 0, "[1]");
	assert_string_equal(f.refs.items[0].key, "breiman");
	assert_int_equal(f.refs.items[0].line, 10);
	assert_label(&f, 1, "[LBH15]");
	assert_body(&f, 1,
	    "Y. LeCun, Y. Bengio, and G. Hinton. Deep learning. Nature, "
	    "521(7553), 436–444 (2015). https://doi.org/10.1038/nature14539");
	assert_body(&f, 2,
	    "P. Erdős and A. Rényi, “On random graphs I,” Publ. Math. "
	    "Debrecen, vol. 6, 1959.");
	assert_string_equal(f.refs.lists[0].heading, "References");
	assert_int_equal(f.refs.lists[0].missing, 0);
	parse_references(&f.refs);
	assert_string_equal(
	    f.refs.items[1].parses[0].work->DOI, "10.1038/nature14539");
	done(&f);
}

/* As the humanities cite: in notes, with what is no reference beside. */
static void
footnotes_that_name_works_are_entries(void **state)
{
	struct found f = find_tex(
	    "\\documentclass{article}\n"
	    "\\newcommand{\\note}[1]{\\footnote{#1}}\n"
	    "\\begin{document}\n"
	    "\\section{Work\\footnote{Thanks to all.}}\n"
	    "Labour is not work.\\footnote{See Hannah Arendt, \\emph{The "
	    "Human\n"
	    "Condition} (Chicago: University of Chicago Press, 1958), 22.} "
	    "Nor\n"
	    "is it play.\\footnote[7]{A remark.} Nets\n"
	    "remember.\\endnote{Sepp Hochreiter and J{\\\"u}rgen Schmidhuber,\n"
	    "``Long Short-Term Memory,'' \\emph{Neural Computation} 9, no. 8\n"
	    "(1997): 1735.\\footnote{Leo Breiman, ``Random Forests,''\n"
	    "\\emph{Machine Learning} 45, no. 1 (2001): 5--32.}}\n"
	    "\n"
	    "\\footnote{never closed\n"
	    "\\end{document}\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_label(&f, 0, "[^2]");
	assert_body(&f, 0,
	    "See Hannah Arendt, The Human Condition (Chicago: University of "
	    "Chicago Press, 1958), 22.");
	assert_raw(&f, 0,
	    "See Hannah Arendt, \\emph{The Human\nCondition} (Chicago: "
	    "University of Chicago Press, 1958), 22.");
	assert_body(&f, 1,
	    "Sepp Hochreiter and Jürgen Schmidhuber, “Long Short-Term Memory,” "
	    "Neural Computation 9, no. 8 (1997): 1735.");
	assert_body(&f, 2,
	    "Leo Breiman, “Random Forests,” Machine Learning 45, no. 1 (2001): "
	    "5–32.");
	assert_int_equal(f.refs.items[2].line, 10);
	done(&f);
}

/* pandoc's notes have a link back, which is none of the reference. */
static void
notes_of_a_web_page_end_before_their_link_back(void **state)
{
	struct found f = find_in("a.html",
	    SPAN_LIT(
		"<p>Labour.<a href=\"#fn1\">1</a> Nets.<a "
		"href=\"#fn2\">2</a></p>\n"
		"<section class=\"footnotes\"><hr /><ol>\n"
		"<li id=\"fn1\"><p>Vgl. Max Weber, <em>Die protestantische "
		"Ethik</em>, Tübingen 1920, S. 12.<a href=\"#fnref1\" "
		"role=\"doc-backlink\">↩︎</a></p></li>\n"
		"<li id=\"fn2\"><p>A remark.<a "
		"href=\"#fnref2\">↩︎</a></p></li>\n"
		"</ol></section>\n"));

	(void)state;
	assert_int_equal(f.refs.len, 1);
	assert_label(&f, 0, "[^1]");
	assert_body(&f, 0,
	    "Vgl. Max Weber, Die protestantische Ethik, Tübingen 1920, S. 12.");
	assert_raw(&f, 0,
	    "Vgl. Max Weber, <em>Die protestantische Ethik</em>, Tübingen "
	    "1920, S. 12.");
	done(&f);
}

/* revtex's lists are more command than text. */
static void
what_bibtex_made_for_physicists_is_read(void **state)
{
	struct found f = find_in("paper.bbl",
	    SPAN_LIT(
		"\\begin{thebibliography}{3}%\n"
		"\\makeatletter\n"
		"\\providecommand \\@ifxundefined [1]{%\n"
		" \\@ifx{#1\\undefined}\n"
		"}%\n"
		"\\providecommand \\href@noop [0]{\\@secondoftwo}%\n"
		"%</preamble>\n"
		"\\bibitem [{\\citenamefont {Hochreiter}\\ and\\ "
		"\\citenamefont "
		"{Schmidhuber}(1997)}]{lstm}%\n"
		"  \\BibitemOpen\n"
		"  \\bibfield  {author} {\\bibinfo {author} {\\bibfnamefont "
		"{S.}~\\bibnamefont {Hochreiter}}\\ and\\ \\bibinfo {author} "
		"{\\bibfnamefont {J.}~\\bibnamefont {Schmidhuber}},\\ "
		"}\\bibfield  {title} {\\enquote {\\bibinfo {title} {Long "
		"short-term memory},}\\ }\\href {\\doibase "
		"10.1162/neco.1997.9.8.1735} {\\bibfield  {journal} {\\bibinfo "
		" {journal} {Neural Computation}\\ }\\textbf {\\bibinfo "
		"{volume} {9}},\\ \\bibinfo {pages} {1735} (\\bibinfo {year} "
		"{1997})}\\BibitemShut {NoStop}%\n"
		"\\end{thebibliography}%\n"));

	(void)state;
	assert_int_equal(f.refs.len, 1);
	assert_body(&f, 0,
	    "S. Hochreiter and J. Schmidhuber, “Long short-term memory,” "
	    "Neural Computation 9, 1735 (1997)");
	assert_label(&f, 0, NULL);
	parse_references(&f.refs);
	assert_string_equal(
	    f.refs.items[0].parses[0].work->DOI, "10.1162/neco.1997.9.8.1735");
	done(&f);
}

static void
a_list_without_its_environment_is_one(void **state)
{
	struct found f = find_in(
	    "-", SPAN_LIT("\\bibitem{a} L. Breiman. Random forests. Machine "
			  "Learning, 45(1):5--32, 2001.\n"
			  "\\bibitem{b} A.~M. Turing. Computing machinery and "
			  "intelligence. Mind, 59:433--460, 1950.\n"));

	(void)state;
	assert_int_equal(f.document->format, DOCUMENT_LATEX);
	assert_int_equal(f.refs.len, 2);
	done(&f);
}

/* Nothing that is not closed, and no command at the end of all, is read past it. */
static void
torn_documents_are_read_to_their_end(void **state)
{
	static const char *const texts[] = { "\\bibitem", "\\bibitem[", "\\",
		"\\bibitem{a} Turing, A. M. (1950). $x", "{{{{}", "}}}}",
		"\\emph{", "\\begin{thebibliography}", "\\begin{verbatim}",
		"\\url{a", "%", "\\bibitem{a}\\'", "\\bibitem{a}\\href{",
		"\\section{A", "~", "\\bibitem{a}\\enquote{Turing", "\\'{",
		"{\\", "``" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct found f = find_tex(texts[i]);

		parse_references(&f.refs);
		for (size_t k = 0; k < f.refs.len; k++)
			assert_true(
			    f.refs.items[k].span.to <= f.document->bytes.len);
		done(&f);
	}
}

static void
notes_stand_in_the_order_of_the_document(void **state)
{
	static const char text[] =
	    "\\e\\footnote{A\\footnote{B} C}\\footnote{D} Text.\n";
	struct found f = find_in("a.tex", span_of(text));

	(void)state;
	assert_int_equal(f.blocks.len, 4);
	for (size_t i = 0; i + 1 < f.blocks.len; i++)
		assert_true(f.blocks.items[i].span.from <
			    f.blocks.items[i + 1].span.from);
	done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_of_a_list_are_entries),
		cmocka_unit_test(footnotes_that_name_works_are_entries),
		cmocka_unit_test(notes_stand_in_the_order_of_the_document),
		cmocka_unit_test(
		    notes_of_a_web_page_end_before_their_link_back),
		cmocka_unit_test(what_bibtex_made_for_physicists_is_read),
		cmocka_unit_test(a_list_without_its_environment_is_one),
		cmocka_unit_test(torn_documents_are_read_to_their_end),
	};

	return cmocka_run_group_tests_name("LaTeX lists", tests, NULL, NULL);
}
