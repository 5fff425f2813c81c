/* Items that look like little by themselves: what was lost at the edges of lists, or glued
 * to the item before. */

#include "find-test.h"

#include <stdio.h>

#include "base/banned.h"

static void
the_last_of_paragraphs_needs_no_year(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "Breiman, L. (2001). Random forests. Machine Learning, 45(1), "
	    "5-32.\n\n"
	    "Kuhn, T. S. (1962). The structure of scientific revolutions. "
	    "Chicago: University of Chicago Press.\n\n"
	    "Wittgenstein, L. Tractatus logico-philosophicus. London: "
	    "Routledge.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_body(&f, 2,
	    "Wittgenstein, L. Tractatus logico-philosophicus. London: "
	    "Routledge.");
	done(&f);
}

static void
the_first_and_last_lines_of_a_list_are_of_it(void **state)
{
	struct found f = find_text(
	    "Bibliography\n\n"
	    "Brown v. Board of Education, 347 U.S. 483 (1954).\n"
	    "Charles A. Reich, The New Property, 73 Yale L.J. 733 (1964).\n"
	    "Ronald H. Coase, The Problem of Social Cost, 3 J.L. & Econ. 1 "
	    "(1960).\n"
	    "42 U.S.C. \302\247 1983 (2006).\n"
	    "Samuel D. Warren & Louis D. Brandeis, The Right to Privacy, 4 "
	    "Harv. L. Rev. 193 (1890).\n"
	    "Human Rights Act 1998, s 15(1)(b).\n");

	(void)state;
	assert_int_equal(f.refs.len, 6);
	assert_body(&f, 0, "Brown v. Board of Education, 347 U.S. 483 (1954).");
	assert_body(&f, 3, "42 U.S.C. \302\247 1983 (2006).");
	assert_body(&f, 5, "Human Rights Act 1998, s 15(1)(b).");
	done(&f);
}

static void
works_without_year_are_items_wherever_they_stand(void **state)
{
	struct found f = find_markdown(
	    "## Bibliography\n\n"
	    "Aristotle. *Nicomachean Ethics*. Translated by Terence Irwin. "
	    "Indianapolis: Hackett.\n\n"
	    "Plato. *Republic*.\n\n"
	    "Foucault, Michel. *Discipline and Punish*. New York: Vintage, "
	    "1995.\n\n"
	    "Bible. King James Version.\n\n"
	    "Rawls, John. *A Theory of Justice*. Cambridge, MA: Harvard "
	    "University Press, 1971.\n\n"
	    "Encyclopaedia Britannica. s.v. \"Reference.\"\n");

	(void)state;
	assert_int_equal(f.refs.len, 6);
	assert_body(&f, 1, "Plato. Republic.");
	assert_body(&f, 3, "Bible. King James Version.");
	assert_body(&f, 5, "Encyclopaedia Britannica. s.v. \"Reference.\"");
	done(&f);
}

/* It must not become too wide: what papers have behind their lists. */
static void
what_closes_a_paper_is_no_item(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "All works are listed by the names of their authors.\n\n"
	    "Breiman, L. (2001). Random forests. Machine Learning, 45(1), "
	    "5-32.\n\n"
	    "Kuhn, T. S. (1962). The structure of scientific revolutions. "
	    "Chicago: University of Chicago Press.\n\n"
	    "Received 3 May 2019; accepted 5 June 2020.\n\n"
	    "Leo Breiman is a professor of statistics at the University of "
	    "California, where he was born in 1928.\n");

	(void)state;
	assert_int_equal(f.refs.len, 2);
	done(&f);
}

static void
an_item_a_line_needs_no_full_stop(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "Kuhn, T. S. (1962). The structure of scientific revolutions. "
	    "Chicago: University of Chicago Press.\n"
	    "Popper, K. R. (1959). The logic of scientific discovery. London: "
	    "Hutchinson.\n"
	    "ISO 690:2021. Information and documentation. Guidelines for "
	    "bibliographic references.\n"
	    "3GPP TS 38.211. NR; Physical channels and modulation.\n"
	    "Lakatos, I. (1976). Proofs and refutations. Routledge\n"
	    "Bradner, S. Key words for use in RFCs to Indicate Requirement "
	    "Levels. RFC 2119. March 1997.\n");

	(void)state;
	assert_int_equal(f.refs.len, 6);
	assert_body(
	    &f, 3, "3GPP TS 38.211. NR; Physical channels and modulation.");
	assert_body(
	    &f, 4, "Lakatos, I. (1976). Proofs and refutations. Routledge");
	done(&f);
}

/* Beside the longest line all others seemed to have had room for the next word. */
static void
an_address_longer_than_the_lines_does_not_widen_them(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "Xiao, M., & Ling, J. (2020). Algorithms for\n"
	    "Manipulating Sequential Allocation. The\n"
	    "Thirty-Fourth AAAI Conference on Artificial\n"
	    "Intelligence, AAAI 2020, The Thirty-Second\n"
	    "Innovative Applications of Artificial\n"
	    "Intelligence Conference, IAAI 2020, 2302-2309.\n"
	    "Tversky, B., Franklin, N., Taylor, H. A., &\n"
	    "Bryant, D. J. (1994). Spatial mental models.\n"
	    "https://doi.org/10.1002/(SICI)1097-4571(199410)45:9<656::AID-ASI3"
	    ">3.0.CO;2-1\n"
	    "Breiman, L. (2001). Random forests. Machine\n"
	    "Learning, 45(1), 5-32.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	done(&f);
}

static void
labels_that_count_on_within_a_line_part_it(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "[1] L. Breiman. Random forests. Machine Learning, 45(1):5-32, "
	    "2001. [2] T. S. Kuhn. The structure of scientific revolutions. "
	    "University of Chicago Press, 1962. [3] Y. LeCun, Y. Bengio, and "
	    "G. Hinton. Deep learning. Nature, 521:436-444, 2015.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_label(&f, 1, "[2]");
	assert_body(&f, 1,
	    "T. S. Kuhn. The structure of scientific revolutions. University "
	    "of Chicago Press, 1962.");
	assert_int_equal(f.refs.items[2].number, 3);
	/* what replaces one leaves the next alone */
	for (size_t i = 0; i + 1 < f.refs.len; i++)
		assert_true(
		    f.refs.items[i].span.to < f.refs.items[i + 1].span.from);
	done(&f);
}

static void
bare_numbers_go_on_before_addresses(void **state)
{
	struct found f = find_text(
	    "References\n"
	    "1 Breiman L. Random forests. Mach Learn. 2001;45(1):5-32.\n"
	    "2 Hochreiter S, Schmidhuber J. Long short-term memory. Neural "
	    "Comput. 1997;9(8):1735-80.\n"
	    "3 World Medical Association. Declaration of Helsinki.\n"
	    "4 http://www.who.int/mediacentre/factsheets/fs310/en/\n"
	    "5 FDA. Guidance for industry. https://www.fda.gov/x (accessed 3 "
	    "May 2019)\n");

	(void)state;
	assert_int_equal(f.refs.len, 5);
	assert_int_equal(f.refs.items[3].number, 4);
	assert_int_equal(f.refs.lists_len, 1);
	assert_int_equal(f.refs.lists[0].missing, 0);
	done(&f);
}

/* MLA 9, 5.126: three hyphens stand for the author of the entry before. */
static void
dashes_for_the_same_author_begin_an_entry(void **state)
{
	static const char *const marks[] = { "---", "- -", "– – –", "———",
		"___", "----" };

	(void)state;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		char text[1000];
		struct found f;

		(void)snprintf(text, sizeof(text),
		    "Works Cited\n\n"
		    "Dryer, Matthew S. \"Polar Questions.\" The World Atlas of "
		    "Language Structures, Oxford UP, 2005, pp. 470-73.\n"
		    "%s. \"Position of Polar Question Particles.\" The World "
		    "Atlas of Language Structures, Oxford UP, 2005, pp. "
		    "374-77.\n"
		    "%s. \"What Determines Antipassive in Dyirbal?\" "
		    "Proceedings of ESCOL 7, Ohio State U, 1990, pp. 90-101.\n"
		    "Masica, Colin P. The Indo-Aryan Languages. Cambridge UP, "
		    "1991.\n",
		    marks[i], marks[i]);
		f = find_text(text);
		assert_int_equal(f.refs.len, 4);
		assert_true(reference_repeats_author(&f.refs.items[1]));
		assert_true(reference_repeats_author(&f.refs.items[2]));
		done(&f);
	}
}

static void
an_anonymous_entry_begins_one(void **state)
{
	struct found f = find_text(
	    "Bibliography\n\n"
	    "Masica, Colin P. The Indo-Aryan languages. 2nd ed. Cambridge: "
	    "Cambridge University Press, 1991.\n"
	    "Hale, K. (1976) On ergative and locative suffixial alternations "
	    "in Australian languages. In Dixon 1976: 414-417.\n"
	    "[Anonymous]. Erratum. Computational Linguistics 26(3), 2000.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	done(&f);
}

/* "Ibid." refers to the note before, and what follows is another work. */
static void
a_work_behind_ibid_in_a_note_is_found(void **state)
{
	struct found f = find_markdown(
	    "Text[^1] and[^2].\n\n"
	    "[^1]: Kenneth L. Hale, \"On Ergative and Locative Suffixial "
	    "Alternations,\" in *Grammatical Categories in Australian "
	    "Languages*, ed. R. M. W. Dixon (Canberra: AIAS, 1976), 415.\n"
	    "[^2]: Ibid., 416; see also Alan Rumsey, *An Intra-Sentence "
	    "Grammar of Ungarinjin* (Canberra: Pacific Linguistics, 1982), "
	    "20.\n");

	(void)state;
	assert_int_equal(f.refs.len, 2);
	assert_null(f.refs.items[1].skip);
	done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dashes_for_the_same_author_begin_an_entry),
		cmocka_unit_test(an_anonymous_entry_begins_one),
		cmocka_unit_test(a_work_behind_ibid_in_a_note_is_found),
		cmocka_unit_test(the_last_of_paragraphs_needs_no_year),
		cmocka_unit_test(the_first_and_last_lines_of_a_list_are_of_it),
		cmocka_unit_test(
		    works_without_year_are_items_wherever_they_stand),
		cmocka_unit_test(what_closes_a_paper_is_no_item),
		cmocka_unit_test(an_item_a_line_needs_no_full_stop),
		cmocka_unit_test(
		    an_address_longer_than_the_lines_does_not_widen_them),
		cmocka_unit_test(labels_that_count_on_within_a_line_part_it),
		cmocka_unit_test(bare_numbers_go_on_before_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
