#include "app/index-parts.h"
#include "base/file.h"
#include "source/local-file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/banned.h"

static const char path[] = "test_local_versions.idx";

/* An index of these works, opened; as index_build() makes it of files. */
static struct local_index *
index_of(const struct work *const *works, size_t n)
{
	struct index_sorter *sorter = NULL;
	struct index_spool spool;
	struct index_surroundings *around = index_surroundings_new();
	struct index_intake *in = NULL;
	struct local_holdings holdings = { 0 };
	const struct index_records records = { &spool, NULL, &holdings };
	struct index_description d = { .date = "2026-11-24",
		.sources = "",
		.segments_before = "",
		.segment = "0" };
	struct local_index *ix = NULL;
	struct err err = ERR_INIT;
	size_t duplicates;

	(void)unlink(path);
	assert_int_equal(index_spool_open(&spool, path, 1, &err), 0);
	assert_int_equal(index_sorter_open(&sorter, path, 1 << 16, &err), 0);
	assert_int_equal(
	    index_intake_open(&in, sorter, &spool, around, &holdings, &err), 0);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(index_intake_work(in, works[i]), 0);
	assert_int_equal(index_intake_finish(in, &err), 0);
	assert_int_equal(index_spool_finish(&spool, &err), 0);
	assert_int_equal(index_sorter_finish(sorter, &err), 0);
	assert_int_equal(file_write_atomic(path, SPAN_LIT(""), false, &err), 0);
	assert_int_equal(
	    index_write(path, sorter, around, &records, &d, &duplicates, &err),
	    0);
	assert_int_equal(duplicates, 0);
	index_intake_close(in);
	index_surroundings_free(around);
	index_sorter_close(sorter);
	index_spool_close(&spool);
	assert_int_equal(local_index_open(&ix, path, &err), 0);
	(void)unlink(path);
	return ix;
}

static struct work *
work_of(struct arena *a, enum work_type type, const char *title,
    const char *family, int year)
{
	struct work *w = ARENA_NEW(a, struct work);

	w->type = type;
	w->title = title;
	w->author.items = ARENA_NEW(a, struct name);
	w->author.len = 1;
	w->author.items[0].family = family;
	w->issued.from.year = year;
	return w;
}

/* Does asking for `claimed`, as a reference to it is, bring `other`, too? */
static bool
brings(struct local_index *ix, const struct work *claimed,
    const struct work *other)
{
	struct arena a = ARENA_INIT;
	const struct work reference = { .title = claimed->title,
		.author = claimed->author,
		.issued = claimed->issued };
	struct work **found = NULL;
	struct err err = ERR_INIT;
	size_t len = 0;
	bool first, there = false;

	assert_int_equal(local_index_search(
			     &found, &len, &a, ix, &reference, NULL, 10, &err),
	    0);
	assert_true(len > 0);
	first = !strcmp(found[0]->title, claimed->title);
	for (size_t i = 0; i < len; i++)
		there = there || !strcmp(found[i]->title, other->title);
	arena_release(&a);
	assert_true(first);
	return there;
}

/* Each of the two brings the other. */
static void
are_versions(const struct work *x, const struct work *y, const struct work *z)
{
	const struct work *const works[] = { x, y, z };
	struct local_index *ix = index_of(works, 3);

	assert_true(brings(ix, x, y));
	assert_true(brings(ix, y, x));
	assert_false(brings(ix, x, z));
	local_index_close(ix);
}

/* AlphaGo Zero's algorithm for chess: the preprint has another title. */
static void
a_relation_of_the_preprint_brings_either(void **state)
{
	struct arena a = ARENA_INIT;
	struct work *preprint = work_of(&a, WORK_TYPE_ARTICLE,
	    "Mastering Chess and Shogi by Self-Play", "Silver", 2017);
	struct work *article = work_of(&a, WORK_TYPE_ARTICLE_JOURNAL,
	    "A general reinforcement learning algorithm", "Silver", 2018);
	struct work *other = work_of(
	    &a, WORK_TYPE_ARTICLE_JOURNAL, "Deep blue", "Campbell", 2002);

	(void)state;
	article->DOI = "10.1126/science.aar6404";
	preprint->arXiv = "1712.01815";
	work_add_relation(&a, preprint, RELATION_PREPRINT_OF,
	    "10.1126/science.aar6404", NULL);
	are_versions(preprint, article, other);
	preprint->relations = NULL;
	work_add_relation(&a, article, RELATION_HAS_PREPRINT,
	    "https://arxiv.org/abs/1712.01815", NULL);
	are_versions(preprint, article, other);
	arena_release(&a);
}

static void
an_arxiv_id_that_both_have_brings_either(void **state)
{
	struct arena a = ARENA_INIT;
	struct work *preprint = work_of(&a, WORK_TYPE_ARTICLE,
	    "Mastering Chess and Shogi by Self-Play", "Silver", 2017);
	struct work *article = work_of(&a, WORK_TYPE_ARTICLE_JOURNAL,
	    "A general reinforcement learning algorithm", "Silver", 2018);
	struct work *other = work_of(
	    &a, WORK_TYPE_ARTICLE_JOURNAL, "Deep blue", "Campbell", 2002);

	(void)state;
	preprint->DOI = "10.48550/arXiv.1712.01815";
	article->arXiv = "1712.01815v1";
	are_versions(preprint, article, other);
	arena_release(&a);
}

static void
a_title_that_was_changed_a_little_brings_either(void **state)
{
	struct arena a = ARENA_INIT;
	struct work *preprint = work_of(&a, WORK_TYPE_ARTICLE,
	    "Distilling the Knowledge of Large Neural Networks", "Hinton",
	    2014);
	struct work *paper = work_of(&a, WORK_TYPE_PAPER_CONFERENCE,
	    "Distilling the Knowledge of a Neural Network", "Hinton", 2016);
	struct work *other = work_of(&a, WORK_TYPE_ARTICLE_JOURNAL,
	    "Distilling free-form natural laws from experimental data",
	    "Hinton", 2015);

	(void)state;
	are_versions(preprint, paper, other);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_relation_of_the_preprint_brings_either),
		cmocka_unit_test(an_arxiv_id_that_both_have_brings_either),
		cmocka_unit_test(
		    a_title_that_was_changed_a_little_brings_either),
	};

	return cmocka_run_group_tests_name(
	    "versions in an index", tests, NULL, NULL);
}
