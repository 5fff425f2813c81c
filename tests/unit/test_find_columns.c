/* Columns side by side: read one below the other, with places in the file as it is. */

#include "find-test.h"

#include "base/banned.h"

/* As `pdftotext -layout` has it: [2] goes on at the top of the right column. */
static const char two_columns[] =
    "REFERENCES\n"
    "\n"
    "[1] L. Breiman. Random forests. Machine            Learning, "
    "20(3):273-297, "
    "1995.\n"
    "    Learning, 45(1):5-32, 2001.                [3] L. R. Rabiner. A "
    "tutorial "
    "on hidden\n"
    "[2] C. Cortes and V. Vapnik. Support-              Markov models and "
    "selected applications\n"
    "    vector networks, a new learning                in speech recognition. "
    "Proceedings of\n"
    "    machine for two-group problems. Machine        the IEEE, "
    "77(2):257-286, 1989.\n";

static void
entries_side_by_side_are_not_mixed(void **state)
{
	struct found f = find_text(two_columns);

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_body(&f, 0,
	    "L. Breiman. Random forests. Machine Learning, 45(1):5-32, 2001.");
	assert_body(&f, 1,
	    "C. Cortes and V. Vapnik. Support- vector networks, a new learning "
	    "machine for two-group problems. Machine Learning, 20(3):273-297, "
	    "1995.");
	assert_body(&f, 2,
	    "L. R. Rabiner. A tutorial on hidden Markov models and selected "
	    "applications in speech recognition. Proceedings of the IEEE, "
	    "77(2):257-286, 1989.");
	done(&f);
}

static void
assert_bytes(const struct found *f, struct range r, const char *expected)
{
	assert_int_equal(r.to - r.from, strlen(expected));
	assert_memory_equal(
	    f->document->bytes.ptr + r.from, expected, r.to - r.from);
}

static void
an_entry_in_a_column_is_in_pieces_of_the_file(void **state)
{
	struct found f = find_text(two_columns);
	const struct reference *torn = &f.refs.items[1];

	(void)state;
	assert_int_equal(torn->line, 5);
	assert_int_equal(torn->pieces_len, 4);
	assert_bytes(&f, torn->pieces[0], "C. Cortes and V. Vapnik. Support-");
	assert_bytes(
	    &f, torn->pieces[2], "    machine for two-group problems. Machine");
	assert_bytes(&f, torn->pieces[3], "    Learning, 20(3):273-297, 1995.");
	/* from the first byte to the last */
	assert_true(torn->span.from < torn->pieces[0].from);
	assert_int_equal(torn->span.to, torn->pieces[2].to);
	assert_int_equal(f.refs.items[2].line, 4);
	done(&f);
}

/* Nothing is written where the text beside it would move, or stand within. */
static void
what_stands_beside_another_column_cannot_be_replaced(void **state)
{
	struct found f = find_text(two_columns);
	const struct reference *left = &f.refs.items[0];
	const struct reference *right = &f.refs.items[2];
	size_t year = left->body.len - 5;

	(void)state;
	assert_false(reference_is_whole(
	    f.document, left, (struct range){ year, year + 4 }));
	year = right->body.len - 5;
	assert_true(reference_is_whole(
	    f.document, right, (struct range){ year, year + 4 }));
	assert_false(reference_is_whole(
	    f.document, right, (struct range){ 0, right->body.len }));
	done(&f);
}

/* The lines of the columns are not level with one another. */
static void
columns_whose_lines_stand_in_turns_are_two(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "[1] L. Breiman. Random forests. Machine\n"
	    "                                               [3] L. R. Rabiner. "
	    "A tutorial on hidden\n"
	    "    Learning, 45(1):5-32, 2001.\n"
	    "                                                   Markov models "
	    "and selected applications\n"
	    "[2] C. Cortes and V. Vapnik. Support-\n"
	    "                                                   in speech "
	    "recognition. Proceedings of\n"
	    "    vector networks. Machine Learning,\n"
	    "                                                   the IEEE, "
	    "77(2):257-286, 1989.\n"
	    "    20(3):273-297, 1995.\n"
	    "                                               [4] R. A. Fisher. "
	    "The use of multiple\n"
	    "                                                   measurements, "
	    "pp. 179-188, 1936.\n");

	(void)state;
	assert_int_equal(f.refs.len, 4);
	assert_body(&f, 0,
	    "L. Breiman. Random forests. Machine Learning, 45(1):5-32, 2001.");
	assert_body(&f, 1,
	    "C. Cortes and V. Vapnik. Support- vector networks. Machine "
	    "Learning, 20(3):273-297, 1995.");
	assert_body(&f, 2,
	    "L. R. Rabiner. A tutorial on hidden Markov models and selected "
	    "applications in speech recognition. Proceedings of the IEEE, "
	    "77(2):257-286, 1989.");
	done(&f);
}

/* Each key stands in a column of its own, and is no text of one. */
static void
labels_beside_their_entries_are_no_column(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "[Breiman2001]    L. Breiman. Random forests. Machine\n"
	    "                 Learning, 45(1):5-32, 2001.\n"
	    "[Cortes1995]     C. Cortes and V. Vapnik. Support-\n"
	    "                 vector networks. Machine Learning,\n"
	    "                 20(3):273-297, 1995.\n"
	    "[Rabiner1989]    L. R. Rabiner. A tutorial on hidden\n"
	    "                 Markov models. Proceedings of the\n"
	    "                 IEEE, 77(2):257-286, 1989.\n"
	    "[Knuth1984]      D. E. Knuth. Literate programming.\n"
	    "                 The Computer Journal, 27:97-111, 1984.\n"
	    "[Fisher1936]     R. A. Fisher. The use of multiple\n"
	    "                 measurements, pp. 179-188, 1936.\n");

	(void)state;
	assert_null(f.document->order);
	assert_int_equal(f.refs.len, 5);
	assert_body(&f, 0,
	    "L. Breiman. Random forests. Machine Learning, 45(1):5-32, 2001.");
	done(&f);
}

/* Windows' line ends and another encoding: places count the file's bytes. */
static void
places_in_columns_count_the_bytes_of_the_file(void **state)
{
	struct found f = find_in("a.txt",
	    SPAN_LIT("Literatur\r\n\r\n"
		     "[1] L. Breiman. Random forests. Machine        "
		     "[3] L. R. Rabiner. A tutorial on hidden\r\n"
		     "    Learning, 45(1):5-32, 2001.                "
		     "    Markov models and selected applications\r\n"
		     "[2] K. G\xf6"
		     "del. \xdc"
		     "ber formal unentscheid-        "
		     "    in speech recognition. Proceedings of\r\n"
		     "    bare S\xe4tze der Principia Mathematica.      "
		     "    the IEEE, 77(2):257-286, 1989.\r\n"
		     "    Monatshefte f\xfcr Mathematik, 38, 1931.       "
		     "[4] R. A. Fisher. The use of multiple\r\n"
		     "                                               "
		     "    measurements, pp. 179-188, 1936.\r\n"));
	const struct reference *r = &f.refs.items[1];

	(void)state;
	assert_int_equal(f.refs.len, 4);
	assert_int_equal(r->pieces_len, 3);
	assert_bytes(&f, r->pieces[0],
	    "K. G\xf6"
	    "del. \xdc"
	    "ber formal unentscheid-");
	assert_bytes(
	    &f, r->pieces[2], "    Monatshefte f\xfcr Mathematik, 38, 1931.");
	assert_int_equal(document_text_offset(f.document, r->pieces[2].to),
	    r->body.map[r->body.len - 1] + 1);
	done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_side_by_side_are_not_mixed),
		cmocka_unit_test(an_entry_in_a_column_is_in_pieces_of_the_file),
		cmocka_unit_test(
		    what_stands_beside_another_column_cannot_be_replaced),
		cmocka_unit_test(columns_whose_lines_stand_in_turns_are_two),
		cmocka_unit_test(labels_beside_their_entries_are_no_column),
		cmocka_unit_test(places_in_columns_count_the_bytes_of_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
