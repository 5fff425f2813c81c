/* Which entries are the same work, and what is made of them. */

#include "store-fixture.h"

/* --- merging -------------------------------------------------------------------------------- */

static void
the_same_entry_again_adds_nothing(void **state)
{
	struct fixture *f = *state;
	struct work *undated = short_work(f, "No Year Here", "Weber", 0);
	struct work *untitled = ARENA_NEW(&f->arena, struct work);
	enum store_add_result result;
	struct store_change *log;
	size_t len, again;

	untitled->note = "only a note";
	add(f, bengio(f), "b", NULL);
	add(f, undated, "u", NULL);
	add(f, untitled, "n", NULL);
	ok(f, store_log(&log, &len, &f->arena, f->store, NULL, 0, &f->err));
	assert_string_equal(add(f, bengio(f), "b", &result), "b");
	assert_int_equal(result, STORE_MERGED);
	assert_string_equal(add(f, undated, "u", &result), "u");
	assert_int_equal(result, STORE_MERGED);
	assert_string_equal(add(f, untitled, "n", &result), "n");
	assert_int_equal(result, STORE_MERGED);
	assert_int_equal(count(f), 3);
	ok(f, store_log(&log, &again, &f->arena, f->store, NULL, 0, &f->err));
	assert_int_equal(again, len);
}

static void
merging_fills_what_is_absent_and_overwrites_nothing(void **state)
{
	struct fixture *f = *state;
	struct work *w = bengio(f), *other = bengio(f);
	enum store_add_result result;
	struct store_assertion *said;
	struct store_work got;
	size_t len, aside = 0;

	w->DOI = "10.1561/2200000006";
	other->DOI = "https://doi.org/10.1561/2200000006";
	other->title = "Learning deep architectures";
	other->publisher = "Now";
	add(f, w, "b", NULL);
	assert_string_equal(add(f, other, "bengio", &result), "b");
	assert_int_equal(result, STORE_MERGED);
	got = get(f, "bengio"); /* an alias now */
	assert_string_equal(got.key, "b");
	assert_string_equal(got.work->title, w->title);
	assert_string_equal(got.work->publisher, "Now");
	ok(f, store_assertions(&said, &len, &f->arena, f->store, "b", &f->err));
	for (size_t i = 0; i < len; i++) {
		if (strcmp(said[i].field, "title") || said[i].current)
			continue;
		assert_string_equal(said[i].value, other->title);
		assert_string_equal(said[i].source, "test");
		assert_string_equal(said[i].record, "bengio");
		aside++;
	}
	assert_int_equal(aside, 1);
	assert_string_equal(
	    add(f, short_work(f, "Other", "Weber", 1), "bengio", NULL),
	    "bengioa");
}

static void
lists_are_joined_when_merging(void **state)
{
	struct fixture *f = *state;
	struct work *w = bengio(f), *other = bengio(f);
	struct store_work got;

	work_add_custom(&f->arena, w, "file", "a.pdf");
	work_add_custom(&f->arena, other, "file", "b.pdf");
	work_add_custom(&f->arena, other, "tag", "x");
	work_add_relation(&f->arena, w, RELATION_CORRECTED_BY, "10.1/c", NULL);
	work_add_relation(
	    &f->arena, other, RELATION_CORRECTED_BY, "10.1/c", NULL);
	work_add_relation(
	    &f->arena, other, RELATION_RETRACTED_BY, "10.1/r", NULL);
	add(f, w, "b", NULL);
	add(f, other, "b", NULL);
	got = get(f, "b");
	assert_string_equal(work_custom(got.work, "file"), "a.pdf");
	assert_string_equal(work_custom(got.work, "tag"), "x");
	assert_int_equal(got.work->relations->kind, RELATION_CORRECTED_BY);
	assert_int_equal(
	    got.work->relations->next->kind, RELATION_RETRACTED_BY);
	assert_null(got.work->relations->next->next);
}

static void
a_mistyped_identifier_swallows_no_other_work(void **state)
{
	struct fixture *f = *state;
	struct work *w = bengio(f);
	struct work *other = short_work(f, "Wirtschaft", "Weber", 1922);
	enum store_add_result result;

	w->DOI = other->DOI = "10.1561/2200000006";
	add(f, w, "b", NULL);
	assert_string_equal(add(f, other, "w", &result), "w");
	assert_int_equal(result, STORE_ADDED);
}

/* "Family, Given" of each; a last "others" cuts the list. */
static struct work *
paper(struct fixture *f, const char *const *families, const char *const *given)
{
	struct work *w = ARENA_NEW(&f->arena, struct work);

	w->type = WORK_TYPE_PAPER_CONFERENCE;
	w->title = "Attention Is All You Need";
	w->issued.from.year = 2017;
	for (size_t i = 0; families[i]; i++) {
		if (!strcmp(families[i], "others"))
			w->author.others = true;
		else
			name_list_add(&f->arena, &w->author,
			    (struct name){
				.family = families[i], .given = given[i] });
	}
	return w;
}

#define NAMES(...)                \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}

static void
other_people_are_another_work(void **state)
{
	struct fixture *f = *state;

	add(f, paper(f, NAMES("Smith"), NAMES("John")), "smith", NULL);
	add(f, paper(f, NAMES("Smith"), NAMES("A.")), "smith", NULL);
	assert_int_equal(count(f), 2);
	add(f, paper(f, NAMES("Smith", "Johnson"), NAMES("A.", "B.")), "smith",
	    NULL);
	assert_int_equal(count(f), 3);
	add(f, paper(f, NAMES("Smith"), NAMES("James")), "smith", NULL);
	assert_int_equal(count(f), 4);
	add(f, paper(f, NAMES("Smith", "others"), NAMES("K.", NULL)), "smith",
	    NULL);
	assert_int_equal(count(f), 5);
	add(f, paper(f, NAMES("Smith"), NAMES("J.")), "j", NULL); /* John's */
	assert_int_equal(count(f), 5);
}

static void
people_written_otherwise_are_the_same(void **state)
{
	struct fixture *f = *state;
	struct work *whole = paper(f, NAMES("Vaswani", "Shazeer", "Parmar"),
	    NAMES("Ashish", "Noam", "Niki"));
	enum store_add_result result;
	struct store_work w;

	add(f, paper(f, NAMES("Vaswani", "others"), NAMES("A.", NULL)), "v",
	    NULL);
	whole->title = "Attention is all you need";
	add(f, whole, "vaswani2017", &result);
	assert_int_equal(result, STORE_MERGED);
	add(f,
	    paper(f, NAMES("Vaswani", "Shazeer", "Parmar"),
		NAMES("A.", "N.", "N.")),
	    "v3", &result);
	assert_int_equal(result, STORE_MERGED);
	add(f, paper(f, NAMES("Vaswani", "others"), NAMES(NULL, NULL)), "v4",
	    &result);
	assert_int_equal(result, STORE_MERGED);
	w = get(f, "v");
	assert_int_equal(w.work->author.len, 3); /* of the complete list */
	assert_false(w.work->author.others);
	add(f, paper(f, NAMES("Vaswani", "Shazeer"), NAMES("A.", "N.")), "two",
	    &result);
	assert_int_equal(result, STORE_ADDED);
}

static void
other_kinds_and_places_are_another_work(void **state)
{
	struct fixture *f = *state;
	struct work *article = short_work(f, "Deep Learning", "Weber", 2016);
	struct work *book = short_work(f, "Deep learning", "Weber", 2016);
	struct work *unknown = short_work(f, "Deep learning.", "Weber", 2016);
	enum store_add_result result;

	article->type = WORK_TYPE_ARTICLE_JOURNAL;
	article->container_title = "Nature";
	add(f, article, "a", NULL);
	add(f, book, "b", &result);
	assert_int_equal(result, STORE_ADDED);
	unknown->type = WORK_TYPE_DOCUMENT; /* a guess says nothing */
	add(f, unknown, "u", &result);
	assert_int_equal(result, STORE_MERGED);
	article->container_title = "Journal of Financial Economics";
	add(f, article, "j", &result);
	assert_int_equal(result, STORE_ADDED);
}

static void
one_identifier_with_like_titles_needs_the_same_people(void **state)
{
	struct fixture *f = *state;
	struct work *w = short_work(
	    f, "Deep Learning for Protein Structure Prediction", "Weber", 2016);
	struct work *like = short_work(
	    f, "Deep Learning for Protein Sequence Prediction", "Maier", 2016);
	enum store_add_result result;

	w->DOI = like->DOI = "10.1000/mistyped";
	add(f, w, "w", NULL);
	add(f, like, "l", &result);
	assert_int_equal(result, STORE_ADDED);
}

static void
chapters_of_one_book_stay_apart(void **state)
{
	struct fixture *f = *state;
	struct work *w = short_work(f, "First Chapter", "Weber", 1990);
	struct work *other = short_work(f, "Second Chapter", "Weber", 1990);

	w->ISBN = "978-3-16-148410-0";
	other->ISBN = "9783161484100";
	add(f, w, "a", NULL);
	add(f, other, "b", NULL);
	assert_int_equal(count(f), 2);
	other->title = w->title;
	other->issued.from.year = 1991;
	add(f, other, "c", NULL);
	assert_int_equal(count(f), 2);
}

static void
same_title_in_other_volume_is_another_work(void **state)
{
	struct fixture *f = *state;
	struct work *w = short_work(f, "Editorial", "Weber", 1990);

	w->volume = "1";
	add(f, w, "e", NULL);
	w->volume = "2";
	add(f, w, "e", NULL);
	w->page = "3-5";
	add(f, w, "e", NULL); /* tells more of the second */
	assert_int_equal(count(f), 2);
	w->page = "7";
	add(f, w, "e", NULL);
	assert_int_equal(count(f), 3);
	/* also if all issues have it at one address */
	w = short_work(f, "Calendar", "Weber", 1990);
	w->URL = "https://example.org/calendar";
	w->volume = "1";
	add(f, w, "c", NULL);
	w->volume = "2";
	add(f, w, "c", NULL);
	assert_int_equal(count(f), 5);
	w->issue = "1";
	add(f, w, "c", NULL); /* tells more of the second */
	w->issue = "2";
	add(f, w, "c", NULL);
	assert_int_equal(count(f), 6);
}

static void
a_preprint_is_a_version_of_its_article(void **state)
{
	struct fixture *f = *state;
	struct work *w = bengio(f), *preprint = bengio(f);
	enum store_add_result result;

	preprint->type = WORK_TYPE_ARTICLE;
	preprint->container_title = "arXiv";
	preprint->arXiv = "0911.0001";
	preprint->volume = preprint->issue = preprint->page = NULL;
	preprint->issued.from.year = 2008;
	add(f, w, "b", NULL);
	add(f, preprint, "p", &result);
	assert_int_equal(result, STORE_ADDED);
	assert_int_equal(get(f, "p").cluster, get(f, "b").cluster);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_same_entry_again_adds_nothing),
		T(merging_fills_what_is_absent_and_overwrites_nothing),
		T(lists_are_joined_when_merging),
		T(a_mistyped_identifier_swallows_no_other_work),
		T(other_people_are_another_work),
		T(people_written_otherwise_are_the_same),
		T(other_kinds_and_places_are_another_work),
		T(one_identifier_with_like_titles_needs_the_same_people),
		T(chapters_of_one_book_stay_apart),
		T(same_title_in_other_volume_is_another_work),
		T(a_preprint_is_a_version_of_its_article),
	};

	return cmocka_run_group_tests_name("store_same", tests, NULL, NULL);
}
