#include "model/work.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void
types_have_their_csl_names(void **state)
{
	(void)state;
	assert_null(work_type_csl(WORK_TYPE_NONE));
	assert_string_equal(
	    work_type_csl(WORK_TYPE_ARTICLE_JOURNAL), "article-journal");
	assert_string_equal(work_type_csl(WORK_TYPE_WEBPAGE), "webpage");
	for (int t = WORK_TYPE_NONE + 1; t < WORK_TYPES; t++)
		assert_int_equal(
		    work_type_from_csl(work_type_csl((enum work_type)t)), t);
	assert_int_equal(work_type_from_csl("novel"), WORK_TYPE_NONE);
	assert_int_equal(work_type_from_csl(NULL), WORK_TYPE_NONE);
}

static void
every_field_is_its_own(void **state)
{
	struct work w = { 0 };
	char values[WORK_FIELDS][8];

	(void)state;
	for (int f = 0; f < WORK_FIELDS; f++) {
		values[f][0] = (char)('0' + f / 10);
		values[f][1] = (char)('0' + f % 10);
		values[f][2] = '\0';
		work_set(&w, (enum work_field)f, values[f]);
	}
	for (int f = 0; f < WORK_FIELDS; f++) {
		assert_ptr_equal(work_get(&w, (enum work_field)f), values[f]);
		assert_int_equal(
		    work_field_from_csl(work_field_csl((enum work_field)f)), f);
	}
	assert_ptr_equal(w.title, values[WORK_title]);
	assert_ptr_equal(w.URL, values[WORK_URL]);
	work_set(&w, WORK_title, "");
	assert_null(w.title);
	assert_int_equal(work_field_from_csl("colour"), WORK_FIELDS);
}

static void
names_and_dates_are_reached_by_field(void **state)
{
	struct work w = { 0 };

	(void)state;
	assert_ptr_equal(work_names(&w, WORK_editor), &w.editor);
	assert_ptr_equal(work_date(&w, WORK_issued), &w.issued);
	assert_string_equal(
	    work_name_field_csl(WORK_collection_editor), "collection-editor");
	assert_string_equal(
	    work_date_field_csl(WORK_original_date), "original-date");
	w.issued.from.year = 1999;
	assert_int_equal(work_year(&w), 1999);
}

static void
copy_outlives_its_source(void **state)
{
	struct arena first = ARENA_INIT, second = ARENA_INIT;
	struct work *w = ARENA_NEW(&first, struct work), *c;
	struct name n = { 0 };

	(void)state;
	w->type = WORK_TYPE_BOOK;
	w->title = arena_strdup(&first, "Peak");
	w->title_rich = arena_strdup(&first, "<i>Peak</i>");
	w->issued.from.year = 2016;
	w->accessed.literal = arena_strdup(&first, "lately");
	n.family = arena_strdup(&first, "Ericsson");
	for (int i = 0; i < 3; i++)
		name_list_add(&first, &w->author, n);
	work_add_custom(&first, w, "file", "a.pdf");
	work_add_custom(&first, w, "owner", "me");
	work_add_relation(&first, w, RELATION_REVIEW_OF, "10.1000/1", NULL);
	c = work_copy(&second, w);
	memset(w, 0xff, sizeof(*w));
	arena_release(&first);

	assert_int_equal(c->type, WORK_TYPE_BOOK);
	assert_string_equal(c->title, "Peak");
	assert_string_equal(c->title_rich, "<i>Peak</i>");
	assert_string_equal(c->accessed.literal, "lately");
	assert_int_equal(c->author.len, 3);
	assert_string_equal(c->author.items[2].family, "Ericsson");
	assert_string_equal(work_custom(c, "file"), "a.pdf");
	assert_string_equal(work_custom(c, "owner"), "me");
	assert_null(work_custom(c, "keywords"));
	assert_string_equal(c->relations->id, "10.1000/1");
	assert_null(c->relations->note);
	/* a copied list can grow */
	n.family = "Pool";
	name_list_add(&second, &c->author, n);
	name_list_add(&second, &c->author, n);
	assert_int_equal(c->author.len, 5);
	arena_release(&second);
}

static const struct {
	struct work work;
	bool preprint;
} preprint_cases[] = {
	{ { .type = WORK_TYPE_ARTICLE }, true },
	{ { .type = WORK_TYPE_ARTICLE, .container_title = "Nature" }, false },
	{ { .DOI = "10.48550/arxiv.1706.03762" }, true },
	{ { .DOI = "10.1101/2020.03.22.002386" }, true },
	{ { .DOI = "10.1101/gr.6744006", .container_title = "Genome Research" },
	    false },
	{ { .container_title = "arXiv preprint arXiv:1706.03762" }, true },
	{ { .container_title = "CoRR" }, true },
	{ { .container_title = "Correspondence" }, false },
	{ { .container_title = "SSRN Electronic Journal" }, true },
	{ { .arXiv = "1706.03762" }, true },
	{ { .arXiv = "1602.03837",
	      .container_title = "Physical Review Letters" },
	    false },
	{ { .type = WORK_TYPE_BOOK, .arXiv = "1701.00001" }, false },
	{ { .publisher = "bioRxiv", .type = WORK_TYPE_REPORT }, true },
};

static void
preprints_are_told_by_type_server_or_identifier(void **state)
{
	(void)state;
	for (size_t i = 0;
	     i < sizeof(preprint_cases) / sizeof(preprint_cases[0]); i++)
		if (work_is_preprint(&preprint_cases[i].work) !=
		    preprint_cases[i].preprint)
			fail_msg("row %zu", i);
}

/* The arena of a record with 3,000 links held each of their sums: 100 MB. */
static void
lines_of_a_custom_value_take_memory_once(void **state)
{
	enum { LINES = 3000, LONGEST = 1 << 20 };
	struct arena a = ARENA_INIT;
	struct work w = { 0 };
	size_t before, len;

	(void)state;
	work_add_custom(&a, &w, "url", "http://example.org/0");
	before = a.total;
	for (int i = 1; i < LINES; i++)
		work_custom_add_line(&a, w.custom, "http://example.org/line");
	len = strlen(w.custom->value);
	assert_int_equal(len, 20 + (LINES - 1) * 24);
	assert_memory_equal(w.custom->value,
	    "http://example.org/0\nhttp://example.org/line\n", 45);
	assert_true(a.total - before < LONGEST);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types_have_their_csl_names),
		cmocka_unit_test(lines_of_a_custom_value_take_memory_once),
		cmocka_unit_test(every_field_is_its_own),
		cmocka_unit_test(names_and_dates_are_reached_by_field),
		cmocka_unit_test(copy_outlives_its_source),
		cmocka_unit_test(
		    preprints_are_told_by_type_server_or_identifier),
	};

	return cmocka_run_group_tests_name("work", tests, NULL, NULL);
}
