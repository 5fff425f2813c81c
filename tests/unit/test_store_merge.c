/* Two works of the library that turn out to be one, or two. */

#include "store-fixture.h"

static size_t
assertions(struct fixture *f, const char *key)
{
	struct store_assertion *said;
	size_t len;

	ok(f, store_assertions(&said, &len, &f->arena, f->store, key, &f->err));
	return len;
}

static void
undo(struct fixture *f)
{
	size_t undone;

	ok(f, store_undo(f->store, 0, &undone, &f->err));
}

/* Two that the library keeps apart: their titles differ. */
static void
two_books(struct fixture *f)
{
	struct work *w =
	    short_work(f, "The Art of Computer Programming", "Knuth", 1968);

	add(f, w, "knuth", NULL);
	w = short_work(f, "Art of computer programing, The", "Knuth", 1968);
	w->publisher = "Addison-Wesley";
	w->ISBN = "9780201896831";
	work_add_custom(&f->arena, w, "owner", "me");
	add(f, w, "taocp", NULL);
	assert_int_equal(count(f), 2);
}

static void
what_one_lacks_comes_from_the_other(void **state)
{
	struct fixture *f = *state;
	struct store_work w;

	two_books(f);
	ok(f, store_merge(f->store, "knuth", "taocp", &f->err));
	assert_int_equal(count(f), 1);
	w = get(f, "knuth");
	assert_string_equal(w.work->title, "The Art of Computer Programming");
	assert_string_equal(w.work->publisher, "Addison-Wesley");
	assert_string_equal(work_custom(w.work, "owner"), "me");
	assert_string_equal(w.aliases, "taocp");
	assert_int_equal(get(f, "taocp").id, w.id);
	/* It is found by what it got. */
	w.work = short_work(f, "The Art of Computer Programming", NULL, 0);
	w.work->ISBN = "9780201896831";
	ok(f, store_find(&w, &f->arena, f->store, w.work, NULL, &f->err));
	assert_string_equal(w.key, "knuth");
}

static void
what_is_not_taken_is_kept_aside_with_its_source(void **state)
{
	struct fixture *f = *state;
	struct store_assertion *said;
	size_t len, found = 0;

	two_books(f);
	ok(f, store_merge(f->store, "knuth", "taocp", &f->err));
	ok(f, store_assertions(
		  &said, &len, &f->arena, f->store, "knuth", &f->err));
	for (size_t i = 0; i < len; i++)
		if (!strcmp(said[i].field, "title") && !said[i].current &&
		    !strcmp(said[i].value, "Art of computer programing, The") &&
		    !strcmp(said[i].record, "taocp"))
			found++;
	assert_int_equal(found, 1);
}

static void
undoing_brings_both_back(void **state)
{
	struct fixture *f = *state;
	struct store_work w;
	size_t first, second;

	two_books(f);
	first = assertions(f, "knuth");
	second = assertions(f, "taocp");
	ok(f, store_merge(f->store, "knuth", "taocp", &f->err));
	undo(f);
	assert_int_equal(count(f), 2);
	assert_int_equal(assertions(f, "knuth"), first);
	assert_int_equal(assertions(f, "taocp"), second);
	assert_null(get(f, "knuth").work->publisher);
	assert_int_not_equal(get(f, "knuth").cluster, get(f, "taocp").cluster);
	assert_null(get(f, "knuth").aliases);
	/* It is found again by its own title. */
	w.work =
	    short_work(f, "Art of computer programing, The", "Knuth", 1968);
	ok(f, store_find(&w, &f->arena, f->store, w.work, NULL, &f->err));
	assert_string_equal(w.key, "taocp");
}

static void
further_keys_go_along_and_come_back(void **state)
{
	struct fixture *f = *state;
	struct work *w =
	    short_work(f, "Gödel, Escher, Bach", "Hofstadter", 1979);

	two_books(f);
	work_add_custom(&f->arena, w, "ids", "geb, hof79");
	add(f, w, "hofstadter", NULL);
	assert_string_equal(get(f, "geb").key, "hofstadter");
	ok(f, store_merge(f->store, "taocp", "hofstadter", &f->err));
	ok(f, store_merge(f->store, "knuth", "taocp", &f->err));
	assert_string_equal(get(f, "geb").key, "knuth");
	assert_string_equal(get(f, "hofstadter").key, "knuth");
	assert_string_equal(
	    get(f, "knuth").aliases, "geb,hof79,hofstadter,taocp");
	undo(f);
	assert_string_equal(get(f, "geb").key, "taocp");
	undo(f);
	assert_string_equal(get(f, "geb").key, "hofstadter");
	assert_string_equal(get(f, "hofstadter").aliases, "geb,hof79");
	assert_int_equal(count(f), 3);
}

static void
an_earlier_merging_is_not_undone_first(void **state)
{
	struct fixture *f = *state;
	struct store_change *log;
	size_t len, undone;
	int64_t first;

	two_books(f);
	add(f, short_work(f, "Gödel, Escher, Bach", "Hofstadter", 1979), "geb",
	    NULL);
	ok(f, store_merge(f->store, "taocp", "geb", &f->err));
	ok(f, store_log(&log, &len, &f->arena, f->store, NULL, 1, &f->err));
	first = log[0].id;
	ok(f, store_merge(f->store, "knuth", "taocp", &f->err));
	assert_int_equal(
	    store_undo(f->store, first, &undone, &f->err), ERR_USAGE);
	assert_int_equal(count(f), 1);
}

static void
a_value_that_the_user_protected_holds(void **state)
{
	struct fixture *f = *state;
	struct store_work w;

	two_books(f);
	ok(f,
	    store_protect(f->store, "taocp", 1u << CLAIM_TITLE, true, &f->err));
	ok(f, store_merge(f->store, "knuth", "taocp", &f->err));
	w = get(f, "knuth");
	assert_string_equal(w.work->title, "Art of computer programing, The");
	assert_int_equal(w.protected_fields, 1u << CLAIM_TITLE);
	undo(f);
	w = get(f, "knuth");
	assert_string_equal(w.work->title, "The Art of Computer Programming");
	assert_int_equal(w.protected_fields, 0);
}

static void
a_pair_that_is_two_works_is_not_merged(void **state)
{
	struct fixture *f = *state;
	struct store_pair *pairs;
	size_t len;

	two_books(f);
	ok(f, store_set_distinct(f->store, "taocp", "knuth", true, &f->err));
	assert_int_equal(
	    store_merge(f->store, "knuth", "taocp", &f->err), ERR_USAGE);
	f->err = (struct err)ERR_INIT;
	ok(f, store_distinct(&pairs, &len, &f->arena, f->store, &f->err));
	assert_int_equal(len, 1);
	assert_string_equal(pairs[0].a, "knuth");
	assert_string_equal(pairs[0].b, "taocp");
	undo(f);
	ok(f, store_distinct(&pairs, &len, &f->arena, f->store, &f->err));
	assert_int_equal(len, 0);
	ok(f, store_merge(f->store, "knuth", "taocp", &f->err));
}

static void
a_work_is_not_merged_into_itself(void **state)
{
	struct fixture *f = *state;

	two_books(f);
	assert_int_equal(
	    store_merge(f->store, "knuth", "knuth", &f->err), ERR_USAGE);
	f->err = (struct err)ERR_INIT;
	assert_int_equal(
	    store_merge(f->store, "knuth", "nobody", &f->err), ERR_ABSENT);
	assert_int_equal(count(f), 2);
}

static void
the_same_entry_imported_again_finds_what_it_became(void **state)
{
	struct fixture *f = *state;
	enum store_add_result result;
	struct work *w;

	two_books(f);
	ok(f, store_merge(f->store, "knuth", "taocp", &f->err));
	w = short_work(f, "Art of computer programing, The", "Knuth", 1968);
	w->publisher = "Addison-Wesley";
	w->ISBN = "9780201896831";
	assert_string_equal(add(f, w, "taocp", &result), "knuth");
	assert_int_equal(result, STORE_MERGED);
	assert_int_equal(count(f), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(what_one_lacks_comes_from_the_other),
		T(what_is_not_taken_is_kept_aside_with_its_source),
		T(undoing_brings_both_back),
		T(further_keys_go_along_and_come_back),
		T(an_earlier_merging_is_not_undone_first),
		T(a_value_that_the_user_protected_holds),
		T(a_pair_that_is_two_works_is_not_merged),
		T(a_work_is_not_merged_into_itself),
		T(the_same_entry_imported_again_finds_what_it_became),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
