#include "find-test.h"

#include "base/banned.h"

/* Lists that are known by their numbers, not by each item's look. */

static void
weak_items_around_strong_ones_are_of_the_list(void **state)
{
	struct found f = find_text(
	    "[1] Abhijit Banerjee and Esther Duflo. Poor Economics. 2011.\n"
	    "[2] Unicode Consortium. The Unicode Standard.\n"
	    "[3] S. Hochreiter, J. Schmidhuber. Long short-term memory. Neural "
	    "Computation, 9(8):1735-1780, 1997.\n"
	    "[4] Y. LeCun, Y. Bengio, G. Hinton. Deep learning. Nature, "
	    "521(7553):436-444, 2015.\n"
	    "[5] Leslie Lamport. Paxos made simple. 2001.\n"
	    "[6] Edsger Dijkstra. Notes on structured programming. 1970.\n");

	(void)state;
	assert_int_equal(f.refs.lists_len, 1);
	assert_int_equal(f.refs.len, 6);
	assert_label(&f, 0, "[1]");
	assert_body(&f, 1, "Unicode Consortium. The Unicode Standard.");
	assert_label(&f, 5, "[6]");
	assert_int_equal(f.refs.lists[0].missing, 0);
	done(&f);
}

static void
a_row_of_weak_items_is_a_list(void **state)
{
	struct found f = find_text(
	    "[1] Abhijit Banerjee and Esther Duflo. Poor Economics. 2011.\n"
	    "[2] Leslie Lamport. Paxos made simple. 2001.\n"
	    "[3] Edsger Dijkstra. Notes on structured programming. 1970.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	done(&f);
}

/* The judgment and the Japanese article between plain references were passed over. */
static void
a_file_of_references_alone_is_read_whole(void **state)
{
	struct found f = find_text(
	    "Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. Neural Computation, 9(8), 1735-1780.\n"
	    "Bundesverfassungsgericht, Urteil vom 15.12.1983, BVerfGE 65, 1.\n"
	    "LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. "
	    "Nature, 521(7553), 436-444.\n"
	    "柳田國男「蝸牛考」『人類學雜誌』42巻4号、1927年、125-135頁。\n"
	    "Lamport, L. (1978). Time, clocks, and the ordering of events in a "
	    "distributed system. Communications of the ACM, 21(7), 558-565.\n"
	    "The Unicode Consortium. The Unicode Standard.\n");

	(void)state;
	assert_int_equal(f.refs.lists_len, 1);
	assert_int_equal(f.refs.len, 6);
	assert_body(&f, 1,
	    "Bundesverfassungsgericht, Urteil vom 15.12.1983, BVerfGE 65, 1.");
	done(&f);
}

static void
a_row_goes_on_behind_a_running_head(void **state)
{
	struct found f = find_text(
	    "We trained it with care.\n"
	    "\n"
	    "REFERENCES\n"
	    "\n"
	    "[1] S. Hochreiter, J. Schmidhuber. Long short-term memory. Neural "
	    "Computation, 9(8):1735-1780, 1997.\n"
	    "[2] Leslie Lamport. Paxos made simple. 2001.\n"
	    "\n"
	    "SMITH AND JONES\n"
	    "\n"
	    "[3] Edsger Dijkstra. Notes on structured programming. 1970.\n"
	    "[4] Unicode Consortium. The Unicode Standard.\n");

	(void)state;
	assert_int_equal(f.refs.lists_len, 1);
	assert_int_equal(f.refs.len, 4);
	assert_string_equal(f.refs.lists[0].heading, "REFERENCES");
	assert_label(&f, 3, "[4]");
	done(&f);
}

static void
points_of_an_enumeration_are_no_entries(void **state)
{
	struct found f = find_markdown(
	    "Four things to know:\n"
	    "\n"
	    "1. **Sport**: ten thousand hours make nobody fast.\n"
	    "2. **Chess**: openings are learnt by heart.\n"
	    "3. Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. *Neural Computation*, 9(8), 1735-1780.\n"
	    "4. LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. "
	    "*Nature*, 521(7553), 436-444.\n"
	    "5. **Go**: see the two above.\n");

	(void)state;
	assert_int_equal(f.refs.len, 2);
	assert_label(&f, 0, "3.");
	done(&f);
}

static void
weak_items_of_a_numbered_list_are_of_it(void **state)
{
	struct found f = find_text(
	    "1. Unicode Consortium. The Unicode Standard.\n"
	    "2. S. Hochreiter, J. Schmidhuber. Long short-term memory. Neural "
	    "Computation, 9(8):1735-1780, 1997.\n"
	    "3. Y. LeCun, Y. Bengio, G. Hinton. Deep learning. Nature, "
	    "521(7553):436-444, 2015.\n"
	    "4. Leslie Lamport. Paxos made simple.\n");

	(void)state;
	assert_int_equal(f.refs.len, 4);
	done(&f);
}

static void
a_label_of_the_list_copied_from_is_no_text(void **state)
{
	struct found f = find_text(
	    "[1] [13] S. Hochreiter, J. Schmidhuber. Long short-term memory. "
	    "Neural Computation, 9(8):1735-1780, 1997.\n"
	    "[2] [2]Y. LeCun, Y. Bengio, G. Hinton. Deep learning. Nature, "
	    "521(7553):436-444, 2015.\n");

	(void)state;
	assert_int_equal(f.refs.len, 2);
	assert_label(&f, 0, "[1]");
	assert_label(&f, 1, "[2]");
	assert_body(&f, 1,
	    "Y. LeCun, Y. Bengio, G. Hinton. Deep learning. Nature, "
	    "521(7553):436-444, 2015.");
	done(&f);
}

static const char torn_by_pages[] =
    "REFERENCES\n"
    "\n"
    "[1] S. Hochreiter, J. Schmidhuber, “Long short-term\n"
    "memory,” Neural Computation, vol. 9, no. 8, pp.\n"
    "\n"
    "\f\n"
    "A STUDY OF THINGS                    17\n"
    "\n"
    "1735-1780, 1997.\n"
    "[2] Y. LeCun, Y. Bengio, G. Hinton, “Deep learning:\n"
    "A Review,” Nature, vol. 521, pp. 436-444,\n"
    "\n"
    "\f\n"
    "A STUDY OF THINGS                    18\n"
    "\n"
    "2015.\n"
    "[3] D. E. Knuth, “Literate programming,” The\n"
    "\n"
    "\f\n"
    "A STUDY OF THINGS                    19\n"
    "\n"
    "Computer Journal, vol. 27, pp. 97-111, 1984.\n"
    "[4] L. Lamport, “The part-time parliament,” ACM\n"
    "Trans. Comput. Syst., vol. 16, pp. 133-169, 1998.\n";

static void
entries_torn_by_a_page_go_on_when_their_numbers_do(void **state)
{
	struct found f = find_text(torn_by_pages);

	(void)state;
	assert_int_equal(f.refs.len, 4);
	assert_body(&f, 0,
	    "S. Hochreiter, J. Schmidhuber, “Long short-term memory,” Neural "
	    "Computation, vol. 9, no. 8, pp. 1735-1780, 1997.");
	assert_body(&f, 1,
	    "Y. LeCun, Y. Bengio, G. Hinton, “Deep learning: A Review,” "
	    "Nature, vol. 521, pp. 436-444, 2015.");
	assert_body(&f, 2,
	    "D. E. Knuth, “Literate programming,” The Computer Journal, vol. "
	    "27, pp. 97-111, 1984.");
	done(&f);
}

static void
lines_that_hang_start_no_entry(void **state)
{
	struct found f =
	    find_text("References\n"
		      "\n"
		      "Goyal, N., & Fan, A. (2022). The Flores-101 Benchmark.\n"
		      "    Transactions of the Association for Computational\n"
		      "    Linguistics, 10, 522-538.\n"
		      "Knuth, D. E. (1984). Literate programming.\n"
		      "    The Computer Journal, 27, 97-111.\n");

	(void)state;
	assert_int_equal(f.refs.len, 2);
	assert_body(&f, 1,
	    "Knuth, D. E. (1984). Literate programming. The Computer Journal, "
	    "27, 97-111.");
	done(&f);
}

static void
a_hanging_entry_goes_on_on_the_next_page(void **state)
{
	struct found f =
	    find_text("References\n"
		      "\n"
		      "Goyal, N., & Fan, A. (2022). The Flores-101 Benchmark.\n"
		      "    Transactions of the Association for Computational\n"
		      "    Linguistics, 10, 522-538.\n"
		      "Knuth, D. E. (1984). Literate programming.\n"
		      "\n"
		      "\f\n"
		      "Journal of Examples                        12\n"
		      "\n"
		      "    The Computer Journal, 27, 97-111.\n"
		      "Lamport, L. (1998). The part-time parliament. ACM\n"
		      "    Transactions on Computer Systems, 16, 133-169.\n"
		      "\n"
		      "\f\n"
		      "Journal of Examples                        13\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_body(&f, 1,
	    "Knuth, D. E. (1984). Literate programming. The Computer Journal, "
	    "27, 97-111.");
	done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weak_items_around_strong_ones_are_of_the_list),
		cmocka_unit_test(a_row_of_weak_items_is_a_list),
		cmocka_unit_test(a_file_of_references_alone_is_read_whole),
		cmocka_unit_test(a_row_goes_on_behind_a_running_head),
		cmocka_unit_test(points_of_an_enumeration_are_no_entries),
		cmocka_unit_test(weak_items_of_a_numbered_list_are_of_it),
		cmocka_unit_test(a_label_of_the_list_copied_from_is_no_text),
		cmocka_unit_test(
		    entries_torn_by_a_page_go_on_when_their_numbers_do),
		cmocka_unit_test(lines_that_hang_start_no_entry),
		cmocka_unit_test(a_hanging_entry_goes_on_on_the_next_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
