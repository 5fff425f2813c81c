/* What page's ends and lost indents do to entries: figures of tests/bench/find.py. */

#include "find-test.h"

#include <stdio.h>

#include "base/banned.h"

static void
a_head_is_one_with_its_number_on_either_side(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "[1] L. Breiman. Random forests. Machine Learning,\n"
	    "45(1):5-32, 2001.\n"
	    "[2] C. Cortes and V. Vapnik. Support-vector networks. Machine\n"
	    "\n\f\n"
	    "101                                  A long review\n"
	    "\n"
	    "Learning, 20(3):273-297, 1995.\n"
	    "[3] L. R. Rabiner. A tutorial on hidden Markov models. "
	    "Proceedings\n"
	    "\n\f\n"
	    "A long review                                  102\n"
	    "\n"
	    "of the IEEE, 77(2):257-286, 1989.\n"
	    "[4] D. E. Knuth. Literate programming. The Computer\n"
	    "Journal, 27:97-111, 1984.\n");

	(void)state;
	assert_int_equal(f.refs.len, 4);
	assert_body(&f, 1,
	    "C. Cortes and V. Vapnik. Support-vector networks. Machine "
	    "Learning, 20(3):273-297, 1995.");
	assert_body(&f, 2,
	    "L. R. Rabiner. A tutorial on hidden Markov models. Proceedings "
	    "of the IEEE, 77(2):257-286, 1989.");
	done(&f);
}

/* Two pages end in lines that are alike but for their digits. */
static void
ends_of_entries_at_edges_of_pages_are_no_running_heads(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "[1] L. Breiman. Random forests. Machine Learning,\n"
	    "vol. 45, pp. 5-32, 2001.\n"
	    "\n\f\n"
	    "[2] C. Cortes and V. Vapnik. Support-vector networks. Machine\n"
	    "Learning, vol. 20, pp.\n"
	    "273-297, 1995.\n"
	    "\n\f\n"
	    "[3] L. R. Rabiner. A tutorial on hidden Markov models.\n"
	    "Proceedings of the IEEE,\n"
	    "vol. 77, pp. 257-286, 1989.\n"
	    "\n\f\n"
	    "[4] R. A. Fisher. The use of multiple measurements, pp.\n"
	    "179-188, 1936.\n");

	(void)state;
	assert_int_equal(f.refs.len, 4);
	assert_body(&f, 0,
	    "L. Breiman. Random forests. Machine Learning, vol. 45, pp. 5-32, "
	    "2001.");
	assert_body(&f, 1,
	    "C. Cortes and V. Vapnik. Support-vector networks. Machine "
	    "Learning, vol. 20, pp. 273-297, 1995.");
	assert_body(&f, 2,
	    "L. R. Rabiner. A tutorial on hidden Markov models. Proceedings "
	    "of the IEEE, vol. 77, pp. 257-286, 1989.");
	assert_body(&f, 3,
	    "R. A. Fisher. The use of multiple measurements, pp. 179-188, "
	    "1936.");
	done(&f);
}

static const char flat[] =
    "References\n"
    "Breiman, L. (2001). Random forests. Machine Learning, 45(1), 5-32.\n"
    "Vaswani, A., Shazeer, N., Parmar, N., Uszkoreit, J., Jones, L., & "
    "Polosukhin, I.\n"
    "(2017). Attention is all you need. Advances in Neural Information "
    "Processing\n"
    "Systems, 30, 5998-6008.\n"
    "Ginzburg, V. L., & Landau, L. D. (1950). On the theory of "
    "superconductivity II.\n"
    "Zh. Eksp. Teor. Fiz., 20, 1064.\n"
    "van der Maaten, L., & Hinton, G. (2008). Visualizing data using t-SNE. "
    "Journal of\n"
    "Machine Learning Research, 9, 2579-2605.\n"
    "Hochreiter, S., & Schmidhuber, J. (1997). Long short-term memory. Neural\n"
    "Computation, 9(8), 1735-1780.\n";

static void
names_and_year_part_entries_whose_indents_are_lost(void **state)
{
	struct found f = find_text(flat);

	(void)state;
	assert_int_equal(f.refs.len, 5);
	assert_body(&f, 2,
	    "Ginzburg, V. L., & Landau, L. D. (1950). On the theory of "
	    "superconductivity II. Zh. Eksp. Teor. Fiz., 20, 1064.");
	assert_body(&f, 3,
	    "van der Maaten, L., & Hinton, G. (2008). Visualizing data using "
	    "t-SNE. Journal of Machine Learning Research, 9, 2579-2605.");
	done(&f);
}

static void
an_entry_at_the_margin_goes_on_behind_a_page_end(void **state)
{
	struct found f = find_text(
	    "References\n"
	    "Breiman, L. (2001). Random forests. Machine Learning, 45(1), "
	    "5-32.\n"
	    "Ginzburg, V. L., & Landau, L. D. (1950). On the theory of the "
	    "superconductivity\n"
	    "\n\f\n"
	    "Annals of Examples                                        12\n"
	    "\n"
	    "Of metals. Zhurnal Eksperimental'noi i Teoreticheskoi Fiziki, "
	    "20, 1064-1082.\n"
	    "Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. Neural\n"
	    "Computation, 9(8), 1735-1780.\n"
	    "\n\f\n"
	    "Annals of Examples                                        13\n"
	    "\n"
	    "Rabiner, L. R. (1989). A tutorial on hidden Markov models. "
	    "Proceedings of the\n"
	    "IEEE, 77(2), 257-286.\n");

	(void)state;
	assert_int_equal(f.refs.len, 4);
	assert_body(&f, 1,
	    "Ginzburg, V. L., & Landau, L. D. (1950). On the theory of the "
	    "superconductivity Of metals. Zhurnal Eksperimental'noi i "
	    "Teoreticheskoi Fiziki, 20, 1064-1082.");
	done(&f);
}

/* The day of a conference begins a block: no entry has the number 3. */
static void
a_day_at_the_start_of_a_page_is_no_label(void **state)
{
	struct found f = find_text(
	    "References\n"
	    "Breiman, L. (2001). Random forests. Machine Learning, 45(1), "
	    "5-32.\n"
	    "Fujimoto, M., & Kawai, H. (2021). Noise robust acoustic "
	    "modeling.\n"
	    "Interspeech 2021, 22nd Annual Conference, Brno, Czechia,\n"
	    "30 August -\n"
	    "\n"
	    "3 September 2021, 281-285.\n"
	    "Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. Neural\n"
	    "Computation, 9(8), 1735-1780.\n"
	    "Rabiner, L. R. (1989). A tutorial on hidden Markov models. "
	    "Proceedings of the\n"
	    "IEEE, 77(2), 257-286.\n");

	(void)state;
	assert_true(f.refs.len >= 4);
	assert_body(&f, f.refs.len - 2,
	    "Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. Neural Computation, 9(8), 1735-1780.");
	for (size_t i = 0; i < f.refs.len; i++)
		assert_true(f.refs.items[i].number < 0);
	done(&f);
}

/* "speech - / - computational": a dash that was wrapped is no item. */
static void
a_dash_under_a_hanging_entry_is_of_it(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "Baird, A., & Schuller, B. W. (2020). An Evaluation of the "
	    "Effect\n"
	    "  of Anxiety on Speech\n"
	    "  - Computational Prediction of Anxiety. Interspeech 2020.\n"
	    "Breiman, L. (2001). Random forests. Machine Learning,\n"
	    "  45(1), 5-32.\n");

	(void)state;
	assert_int_equal(f.refs.len, 2);
	assert_body(&f, 0,
	    "Baird, A., & Schuller, B. W. (2020). An Evaluation of the Effect "
	    "of Anxiety on Speech - Computational Prediction of Anxiety. "
	    "Interspeech 2020.");
	done(&f);
}

static void
notes_of_later_pages_are_of_the_row(void **state)
{
	struct found f = find_text(
	    "The device was built in the workshop, and it has been in use.\n"
	    "\n"
	    "1 Y. LeCun, Y. Bengio and G. Hinton, “Deep learning,” Nature, "
	    "vol. "
	    "521, pp. 436-444, 2015.\n"
	    "2 C. Cortes and V. Vapnik, “Support-vector networks,” Machine "
	    "Learning, vol. 20, pp. 273-297, 1995.\n"
	    "3 L. Breiman, “Random forests,” Machine Learning, vol. 45, pp. "
	    "5-32, 2001.\n"
	    "\n12\n\n\f\n"
	    "We come back to it below, since it is not what was expected.\n"
	    "\n"
	    "4 A. M. Turing, “Computing machinery and intelligence,” Mind, "
	    "1950.\n"
	    "\n13\n\n\f\n"
	    "Nobody had seen such data, and the theory was not ready.\n"
	    "\n"
	    "5 The “workshop” of 1951 was another one.\n"
	    "6 H. v. Helmholtz, “Über die Erhaltung der Kraft,” Reimer, pp. "
	    "1-72, 1847.\n");

	(void)state;
	assert_int_equal(f.refs.len, 5);
	assert_body(&f, 3,
	    "A. M. Turing, “Computing machinery and intelligence,” Mind, "
	    "1950.");
	assert_body(&f, 4,
	    "H. v. Helmholtz, “Über die Erhaltung der Kraft,” Reimer, pp. "
	    "1-72, 1847.");
	done(&f);
}

static void
a_footnote_with_odd_names_is_one_among_others(void **state)
{
	struct found f = find_markdown(
	    "Nets.[^1] Trees.[^2] Force.[^3] Both.[^4] None.[^5]\n\n"
	    "[^1]: C. Cortes and V. Vapnik, “Support-vector networks,” Machine "
	    "Learning, vol. 20, pp. 273-297, 1995.\n"
	    "[^2]: L. Breiman, “Random forests,” Machine Learning, vol. 45, "
	    "pp. 5-32, 2001.\n"
	    "[^3]: D. E. Knuth, “Literate programming,” The Computer Journal, "
	    "vol. 27, pp. 97-111, 1984.\n"
	    "[^4]: N. (Bourbaki, “Sur les espaces de Banach,” Comptes rendus, "
	    "pp. 1701-1704, 1938.\n"
	    "[^5]: The “workshop” was another one.\n");

	(void)state;
	assert_int_equal(f.refs.len, 4);
	done(&f);
}

static void
a_wrapped_range_of_days_is_no_bullet(void **state)
{
	struct found f = find_text(
	    "Literature\n"
	    "\n"
	    "1. M. Fujimoto and H. Kawai, “Noise robust acoustic modeling,” "
	    "in\n"
	    "   Interspeech 2021, Brno, Czechia, 30 August\n"
	    "   - 3 September 2021, pp. 281\n"
	    "   - 285, April 27\n"
	    "   - May 2, 2021.\n"
	    "2. L. Breiman, “Random forests,” Machine Learning, vol. 45, 2001\n"
	    "   - 3 copies in the library\n");

	(void)state;
	assert_int_equal(f.refs.len, 2);
	assert_body(&f, 0,
	    "M. Fujimoto and H. Kawai, “Noise robust acoustic modeling,” in "
	    "Interspeech 2021, Brno, Czechia, 30 August - 3 September 2021, "
	    "pp. 281 - 285, April 27 - May 2, 2021.");
	assert_body(&f, 1,
	    "L. Breiman, “Random forests,” Machine Learning, vol. 45, 2001");
	done(&f);
}

static const char *const torn_first =
    "References\n\n"
    "Breiman, L. (2001). Random forests. Machine\n"
    "Learning, 45(1), 5-32.\n"
    "Kuhn, T. S. (1962). The structure of scientific\n"
    "revolutions. Chicago: University of Chicago Press.\n"
    "Ostrom, E. (1990). Governing the commons: The\n"
    "evolution of institutions for collective\n";
static const char *const torn_rest =
    "action. Cambridge: Cambridge University Press.\n"
    "Rawls, J. (1971). A theory of justice. Cambridge:\n"
    "Harvard University Press.\n";

/* What a page's end may put between the two: each once, number and head apart. */
static const char *const page_ends[] = {
	"\n1\n\fJ. Doe et al.\n\n",
	"\n101\n\fSocial Norms and Choice\n\n",
	"\nDownloaded from https://academic.oup.com by a reader on 12 May "
	"2021\n\fSocial Norms and Choice\n\n",
	"\n102\n",
};

static void
an_item_goes_on_behind_a_head_that_occurs_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(page_ends) / sizeof(*page_ends); i++) {
		char text[1000];
		struct found f;

		(void)snprintf(text, sizeof(text), "%s%s%s", torn_first,
		    page_ends[i], torn_rest);
		f = find_text(text);
		assert_int_equal(f.refs.len, 4);
		assert_body(&f, 2,
		    "Ostrom, E. (1990). Governing the commons: The evolution "
		    "of institutions for collective action. Cambridge: "
		    "Cambridge University Press.");
		assert_body(&f, 3,
		    "Rawls, J. (1971). A theory of justice. Cambridge: "
		    "Harvard University Press.");
		done(&f);
	}
}

/* With hanging indents: no form feed, blank lines on one side or both. */
static const char *const heads[] = {
	"\nA Note on Forests and Trees\n\n",
	"12                     K. Smith et al.\n\n",
	"\nJournal of Things 12 (2021) 1-20\n",
	"\n\fJournal of Things 12 (2021) 1-20\n",
	"                              12\n\fSmith et al.              Journal "
	"of Things\n\n",
};

static void
a_head_that_occurs_once_parts_no_hanging_item(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		char text[1000];
		struct found f;

		(void)snprintf(text, sizeof(text),
		    "References\n"
		    "[1] L. Breiman. Random forests. Machine Learning,\n"
		    "    45(1):5-32, 2001.\n"
		    "[2] K. He, X. Zhang, S. Ren, and J. Sun. Deep residual\n"
		    "    learning for image recognition. In Proceedings\n"
		    "%s    of the IEEE Conference on Computer Vision and\n"
		    "    Pattern Recognition, pages 770-778, 2016.\n"
		    "[3] S. Hochreiter and J. Schmidhuber. Long short-term\n"
		    "    memory. Neural Computation, 9(8):1735-1780, 1997.\n",
		    heads[i]);
		f = find_text(text);
		assert_int_equal(f.refs.len, 3);
		assert_body(&f, 1,
		    "K. He, X. Zhang, S. Ren, and J. Sun. Deep residual "
		    "learning for image recognition. In Proceedings of the "
		    "IEEE Conference on Computer Vision and Pattern "
		    "Recognition, pages 770-778, 2016.");
		done(&f);
	}
}

/* It must not be taken for a head: the first item of a page. */
static void
the_first_item_of_a_page_is_no_head(void **state)
{
	struct found f =
	    find_text("References\n\n"
		      "Kuhn, T. S. (1962). The structure of scientific\n"
		      "  revolutions. Chicago: University of Chicago Press.\n"
		      "Breiman, L. (2001). Random forests. Machine Learning.\n"
		      "  https://doi.org/10.1023/A:1010933404324\n"
		      "\n12\n\fA Study of Forests\n\n"
		      "Hochreiter, S., &\n"
		      "  Schmidhuber, J. (1997). Long short-term memory.\n"
		      "  Neural Computation, 9(8), 1735-1780.\n"
		      "LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep\n"
		      "  learning. Nature, 521(7553), 436-444.\n");

	(void)state;
	assert_int_equal(f.refs.len, 4);
	assert_body(&f, 2,
	    "Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. Neural Computation, 9(8), 1735-1780.");
	done(&f);
}

static void
numbers_of_lines_on_lines_of_their_own_part_nothing(void **state)
{
	struct found f = find_text(
	    "References\n620\n"
	    "Breiman, L. (2001). Random forests. Machine Learning, 45(1),\n"
	    "621\n5-32.\n622\n"
	    "Kuhn, T. S. (1962). The structure of scientific revolutions.\n"
	    "623\nChicago: University of Chicago Press.\n624\n"
	    "LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning.\n"
	    "625\nNature, 521(7553), 436-444.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_body(&f, 0,
	    "Breiman, L. (2001). Random forests. Machine Learning, 45(1), "
	    "5-32.");
	assert_body(&f, 1,
	    "Kuhn, T. S. (1962). The structure of scientific revolutions. "
	    "Chicago: University of Chicago Press.");
	done(&f);
}

/* A page that ends with a title, a list whose lines are short, nothing hangs. */
static void
a_title_at_the_end_of_a_page_goes_on_behind_it(void **state)
{
	struct found f =
	    find_text("References\n"
		      "Breiman, L. (2001). Random forests. Machine\n"
		      "Learning, 45(1), 5-32.\n"
		      "Cortes, C., & Vapnik, V. (1995). Support-vector\n"
		      "networks. Machine Learning, 20(3), 273-297.\n"
		      "Ostrom, E. (1990). Governing the commons.\n"
		      "\n101\n\fA. Author and B. Writer\n\n"
		      "Cambridge University Press, volume 11 of its\n"
		      "series on institutions, 1-280.\n"
		      "Kuhn, T. S. (1962). The structure of\n"
		      "Scientific Revolutions and What They\n"
		      "\n102\n\fA study of things\n\n"
		      "Leave Behind. Chicago: University of\n"
		      "Chicago Press, 1-210.\n"
		      "Rawls, J. (1971). A theory of justice.\n"
		      "Cambridge: Harvard University Press, 1-607.\n"
		      "\n103\n\fA. Author and B. Writer\n\n"
		      "World Bank. (2010). World development report:\n"
		      "Development and climate change. Washington.\n");

	(void)state;
	assert_int_equal(f.refs.len, 6);
	assert_body(&f, 2,
	    "Ostrom, E. (1990). Governing the commons. Cambridge University "
	    "Press, volume 11 of its series on institutions, 1-280.");
	assert_body(&f, 3,
	    "Kuhn, T. S. (1962). The structure of Scientific Revolutions and "
	    "What They Leave Behind. Chicago: University of Chicago Press, "
	    "1-210.");
	assert_body(&f, 5,
	    "World Bank. (2010). World development report: Development and "
	    "climate change. Washington.");
	done(&f);
}

static void
names_whose_accents_stand_beside_their_letters_begin_an_item(void **state)
{
	struct found f = find_text(
	    "References\n"
	    "Breiman, L. (2001). Random forests. Machine Learning, 45(1), "
	    "5-32.\n"
	    "Sve\u02d8tli\u00b4k, J., & Veizerova\u00b4, L. (2008). A case of "
	    "steric "
	    "control\n"
	    "in dicarboxylates. Tetrahedron Letters, 49(21).\n"
	    "Cortes, C., & Vapnik, V. (1995). Support-vector networks. "
	    "Machine\n"
	    "Learning, 20(3), 273-297.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	done(&f);
}

/* No form feed, and the head, which occurs once, stands right below the text. */
static void
a_centred_head_below_the_text_parts_no_list(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "Blei, D.M., Ng, A.Y., Jordan, M.I.: Latent Dirichlet allocation. "
	    "Adv. Neural Inf.\n"
	    "Process. Syst. 14, 601-608 (2001)\n"
	    "Clark, S., Weir, D.: Class-based probability estimation using a "
	    "semantic\n"
	    "hierarchy. Comput. Linguist. 28(2), 187-206 (2002)\n"
	    "                                    A Paper about Things          "
	    "               13\n"
	    "\n"
	    "de Kort, J., Fischer, M.A.G.J., Bast, A., Koek, G.H.: Oxidative "
	    "stress in patients\n"
	    "with active HCV infection. J. Hepatol. 38, 110-111 (2003)\n"
	    "Cutting, J.E., Readinger, W.O., Wang, R.F.: Walking, looking to "
	    "the side, and\n"
	    "taking curved paths. Percept. Psychophys. 64(3), 415-425 (2002)\n"
	    "von Glasersfeld, E., Perschke, S., Samet, E.: Human translation "
	    "and translation\n"
	    "by machine II. In: Proceedings, Teddington (1961)\n");

	(void)state;
	assert_int_equal(f.refs.len, 5);
	assert_body(&f, 1,
	    "Clark, S., Weir, D.: Class-based probability estimation using a "
	    "semantic hierarchy. Comput. Linguist. 28(2), 187-206 (2002)");
	assert_body(&f, 2,
	    "de Kort, J., Fischer, M.A.G.J., Bast, A., Koek, G.H.: Oxidative "
	    "stress in patients with active HCV infection. J. Hepatol. 38, "
	    "110-111 (2003)");
	done(&f);
}

/* "12   H. Author et al." between blank lines, and a head in an entry. */
static void
a_running_head_is_never_a_reference(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "Blei, D.M., Ng, A.Y., Jordan, M.I.: Latent Dirichlet allocation. "
	    "Adv. Neural Inf.\n"
	    "Process. Syst. 14, 601-608 (2001)\n"
	    "Clark, S., Weir, D.: Class-based probability estimation using a "
	    "semantic\n"
	    "hierarchy. Comput. Linguist. 28(2), 187-206 (2002)\n"
	    "\n"
	    "12   H. Author et al.\n"
	    "\n"
	    "Cutting, J.E., Readinger, W.O., Wang, R.F.: Walking, looking to "
	    "the side. In:\n"
	    "A Paper about Things     13\n"
	    "\n"
	    "Perception and Psychophysics 64(3), 415-425 (2002)\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_body(&f, 2,
	    "Cutting, J.E., Readinger, W.O., Wang, R.F.: Walking, looking to "
	    "the side. In: Perception and Psychophysics 64(3), 415-425 "
	    "(2002)");
	done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_centred_head_below_the_text_parts_no_list),
		cmocka_unit_test(a_running_head_is_never_a_reference),
		cmocka_unit_test(a_head_is_one_with_its_number_on_either_side),
		cmocka_unit_test(
		    ends_of_entries_at_edges_of_pages_are_no_running_heads),
		cmocka_unit_test(
		    names_and_year_part_entries_whose_indents_are_lost),
		cmocka_unit_test(
		    an_entry_at_the_margin_goes_on_behind_a_page_end),
		cmocka_unit_test(a_day_at_the_start_of_a_page_is_no_label),
		cmocka_unit_test(a_dash_under_a_hanging_entry_is_of_it),
		cmocka_unit_test(notes_of_later_pages_are_of_the_row),
		cmocka_unit_test(a_footnote_with_odd_names_is_one_among_others),
		cmocka_unit_test(a_wrapped_range_of_days_is_no_bullet),
		cmocka_unit_test(
		    an_item_goes_on_behind_a_head_that_occurs_once),
		cmocka_unit_test(a_head_that_occurs_once_parts_no_hanging_item),
		cmocka_unit_test(the_first_item_of_a_page_is_no_head),
		cmocka_unit_test(
		    numbers_of_lines_on_lines_of_their_own_part_nothing),
		cmocka_unit_test(
		    a_title_at_the_end_of_a_page_goes_on_behind_it),
		cmocka_unit_test(
		    names_whose_accents_stand_beside_their_letters_begin_an_item),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
