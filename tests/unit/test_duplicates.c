/* Works that stand twice in a bibliography. */

#include "app/duplicates.h"
#include "bib-test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

struct shelf {
	struct arena arena;
	struct document *document;
	struct references refs;
	const struct work **works;
	const char **keys;
	struct duplicates_request request;
	struct duplicate *found;
	size_t len;
};

static void
look(struct shelf *s, const char *bib, const struct duplicates_request *rules)
{
	memset(s, 0, sizeof(*s));
	s->document = bib_open(&s->refs, bib);
	s->works = ARENA_ARRAY(&s->arena, const struct work *, s->refs.len);
	s->keys = ARENA_ARRAY(&s->arena, const char *, s->refs.len);
	for (size_t i = 0; i < s->refs.len; i++) {
		s->works[i] = reference_work(&s->refs.items[i]);
		s->keys[i] = s->refs.items[i].key;
	}
	if (rules)
		s->request = *rules;
	s->request.works = s->works;
	s->request.keys = s->keys;
	s->request.len = s->refs.len;
	s->len = duplicates_find(&s->found, &s->arena, &s->request);
}

static void
put_away(struct shelf *s)
{
	arena_release(&s->arena);
	document_close(s->document);
}

/* How many pairs of that kind there are in the text. */
static size_t
pairs(const char *bib, enum duplicate_kind kind)
{
	struct shelf s;
	size_t n = 0;

	look(&s, bib, NULL);
	for (size_t i = 0; i < s.len; i++)
		n += s.found[i].kind == kind;
	put_away(&s);
	return n;
}

#define BREIMAN                                                        \
	"@article{one, author={Breiman, Leo}, title={Random Forests}," \
	" journal={Machine Learning}, year=2001, volume=45, number=1," \
	" pages={5--32}, doi={10.1023/A:1010933404324}}\n"

static void
one_identifier_and_title_are_one_work(void **state)
{
	(void)state;
	assert_int_equal(
	    pairs(BREIMAN "@misc{two, author={L. Breiman}, title={Random "
			  "forests}, doi={https://doi.org/10.1023/a:"
			  "1010933404324}}",
		DUPLICATE_SURE),
	    1);
}

static void
a_wrong_identifier_makes_no_duplicate(void **state)
{
	const char *bib = BREIMAN
	    "@article{two, author={Cortes, Corinna and Vapnik, Vladimir}, "
	    "title={Support-Vector Networks}, year=1995, "
	    "doi={10.1023/A:1010933404324}}";

	(void)state;
	assert_int_equal(pairs(bib, DUPLICATE_SURE), 0);
	assert_int_equal(pairs(bib, DUPLICATE_POSSIBLE), 0);
}

static void
a_chapter_is_not_the_book_whose_isbn_it_has(void **state)
{
	(void)state;
	assert_int_equal(
	    pairs("@book{b, editor={Solla, Sara}, title={Advances}, "
		  "year=2000, isbn={9780262194501}}\n"
		  "@incollection{c, author={Roe, A.}, title={On Bees}, "
		  "booktitle={Advances}, year=2000, isbn={9780262194501}}",
		DUPLICATE_SURE),
	    0);
}

static void
volumes_and_editions_are_works_of_their_own(void **state)
{
	const char *volumes =
	    "@book{a, author={Knuth, Donald E.}, title={The Art of Computer "
	    "Programming}, year=1997, volume=1}\n"
	    "@book{b, author={Knuth, Donald E.}, title={The Art of Computer "
	    "Programming}, year=1997, volume=2}";
	const char *editions =
	    "@book{a, author={Lamport, Leslie}, title={LaTeX}, year=1994, "
	    "edition=1}\n"
	    "@book{b, author={Lamport, Leslie}, title={LaTeX}, year=1994, "
	    "edition={Second}}";

	(void)state;
	assert_int_equal(pairs(volumes, DUPLICATE_SURE), 0);
	assert_int_equal(pairs(editions, DUPLICATE_SURE), 0);
}

static void
a_typo_in_a_title_is_possible_and_no_more(void **state)
{
	const char *bib = BREIMAN
	    "@article{two, author={Breiman, L.}, title={Random Forrests}, "
	    "year=2001}";

	(void)state;
	assert_int_equal(pairs(bib, DUPLICATE_SURE), 0);
	assert_int_equal(pairs(bib, DUPLICATE_POSSIBLE), 1);
}

#define THRICE                                                        \
	"@article{a, author={Breiman, Leo}, title={Random Forests}, " \
	"year=2001, pages={5--32}}\n"                                 \
	"@article{b, author={Breiman, Leo}, title={Random Forests}, " \
	"year=2001, volume=45, journal={Machine Learning}}\n"         \
	"@article{c, author={Breiman, Leo}, title={Random Forests}, " \
	"year=2001}\n"

static void
three_are_paired_with_the_one_that_stays(void **state)
{
	static const struct {
		enum duplicate_keep keep;
		size_t stays;
	} rows[] = { { KEEP_FIRST, 0 }, { KEEP_LAST, 2 }, { KEEP_FULLEST, 1 } };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct shelf s;
		size_t gone = 0;

		look(&s, THRICE,
		    &(struct duplicates_request){ .keep = rows[i].keep });
		assert_int_equal(s.len, 2);
		for (size_t k = 0; k < 2; k++) {
			assert_int_equal(s.found[k].first, rows[i].stays);
			gone |= (size_t)1 << s.found[k].second;
		}
		assert_int_equal(gone, 7u & ~(1u << rows[i].stays));
		put_away(&s);
	}
}

static void
a_chain_of_duplicates_has_one_head(void **state)
{
	struct shelf s;

	(void)state;
	/* a and c have a DOI in common, b and c a PMID: b and c are found before
	 * anything ties them to a. */
	look(&s,
	    "@article{a, author={Breiman, Leo}, title={Random Forests}, "
	    "doi={10.1023/A:1010933404324}}\n"
	    "@article{b, author={Breiman, Leo}, title={Random forests}, "
	    "year=2000, pmid={1234567}}\n"
	    "@article{c, author={Breiman, Leo}, title={Random Forests}, "
	    "year=2001, doi={10.1023/A:1010933404324}, pmid={1234567}}\n",
	    NULL);
	assert_int_equal(s.len, 2);
	assert_int_equal(s.found[0].first, 0);
	assert_int_equal(s.found[1].first, 0);
	put_away(&s);
}

static void
what_was_said_counts(void **state)
{
	const struct key_pair pair = { "two", "one" };
	const char *bib = BREIMAN
	    "@article{two, author={Breiman, Leo}, title={Random Forests}, "
	    "year=2001}\n"
	    "@book{three, author={Knuth, Donald E.}, title={TeX}, year=1984}";
	const struct key_pair other = { "three", "one" };
	struct shelf s;

	(void)state;
	look(&s, bib,
	    &(struct duplicates_request){
		.distinct = &pair, .distinct_len = 1 });
	assert_int_equal(s.len, 0);
	put_away(&s);
	look(&s, bib,
	    &(struct duplicates_request){ .same = &other, .same_len = 1 });
	assert_int_equal(s.len, 2);
	put_away(&s);
	look(&s, bib,
	    &(struct duplicates_request){
		.same = &other, .same_len = 1, .only_said = true });
	assert_int_equal(s.len, 1);
	assert_int_equal(s.found[0].second, 2);
	put_away(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_identifier_and_title_are_one_work),
		cmocka_unit_test(a_wrong_identifier_makes_no_duplicate),
		cmocka_unit_test(a_chapter_is_not_the_book_whose_isbn_it_has),
		cmocka_unit_test(volumes_and_editions_are_works_of_their_own),
		cmocka_unit_test(a_typo_in_a_title_is_possible_and_no_more),
		cmocka_unit_test(three_are_paired_with_the_one_that_stays),
		cmocka_unit_test(a_chain_of_duplicates_has_one_head),
		cmocka_unit_test(what_was_said_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
