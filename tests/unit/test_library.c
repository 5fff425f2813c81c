#include "app/index.h"
#include "app/library.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/banned.h"

/* What the index knows. */
static const char records[] =
    "{\"id\":\"1\",\"type\":\"article-journal\",\"title\":\"Learning Deep "
    "Architectures for AI\",\"author\":[{\"family\":\"Bengio\",\"given\":"
    "\"Yoshua\"}],\"container-title\":\"Foundations and Trends in Machine "
    "Learning\",\"volume\":\"2\",\"issue\":\"1\",\"page\":\"1-127\","
    "\"issued\":{\"date-parts\":[[2009]]},\"DOI\":\"10.1561/2200000006\","
    "\"ISSN\":\"1935-8237\"}\n"
    "{\"id\":\"2\",\"type\":\"article-journal\",\"title\":\"Deep learning\","
    "\"author\":[{\"family\":\"LeCun\",\"given\":\"Yann\"},{\"family\":"
    "\"Bengio\",\"given\":\"Yoshua\"},{\"family\":\"Hinton\",\"given\":"
    "\"Geoffrey\"}],\"container-title\":\"Nature\",\"volume\":\"521\","
    "\"issue\":\"7553\",\"page\":\"436-444\",\"issued\":{\"date-parts\":"
    "[[2015,5,27]]},\"DOI\":\"10.1038/nature14539\"}\n"
    "{\"id\":\"3\",\"type\":\"book\",\"title\":\"Wirtschaft und "
    "Gesellschaft\",\"author\":[{\"family\":\"Weber\",\"given\":\"Max\"}],"
    "\"publisher\":\"Mohr\",\"issued\":{\"date-parts\":[[1922]]}}\n";

struct fixture {
	char folder[64], path[96], index_path[96], lines_path[96];
	struct store *store;
	struct local_index *index;
	struct local_index *indexes[1];
	struct config *config;
	struct resolve_options options;
	struct write_policy policy;
	struct arena arena;
	struct err err;
};

static void
ok(struct fixture *f, int rc)
{
	if (rc)
		print_message("# %d: %s\n", rc, f->err.text);
	assert_int_equal(rc, OK);
}

static void
build_index(struct fixture *f)
{
	const char *inputs[] = { f->lines_path };
	struct index_build_options o = { .inputs = inputs,
		.inputs_len = 1,
		.output = f->index_path,
		.covers = "general",
		.date = "2026-11-01" };
	struct index_build_result result;

	ok(f,
	    file_write_atomic(f->lines_path,
		(struct span){ records, sizeof(records) - 1 }, false, &f->err));
	ok(f, index_build(&result, &o, &f->err));
	assert_int_equal(result.works, 3);
	ok(f, local_index_open(&f->index, f->index_path, &f->err));
}

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	(void)snprintf(
	    f->folder, sizeof(f->folder), "/tmp/test_library.XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	(void)snprintf(f->path, sizeof(f->path), "%s/lib.db", f->folder);
	(void)snprintf(
	    f->index_path, sizeof(f->index_path), "%s/w.idx", f->folder);
	(void)snprintf(
	    f->lines_path, sizeof(f->lines_path), "%s/w.jsonl", f->folder);
	build_index(f);
	ok(f, store_open(&f->store, f->path, true, &f->err));
	f->indexes[0] = f->index;
	f->options.indexes = f->indexes;
	f->options.indexes_len = 1;
	f->options.store = f->store;
	f->policy.apply = APPLY_SAFE;
	f->policy.complete = true;
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	local_index_close(f->index);
	store_close(f->store);
	(void)unlink(f->path);
	(void)unlink(f->index_path);
	(void)unlink(f->lines_path);
	assert_int_equal(rmdir(f->folder), 0);
	arena_release(&f->arena);
	free(f);
	return 0;
}

/* The article of 2009 with its volume wrong and its pages missing. */
static void
add_bengio(struct fixture *f)
{
	struct work w = { .type = WORK_TYPE_ARTICLE_JOURNAL,
		.title = "Learning Deep Architectures for AI",
		.container_title = "Foundations and Trends in Machine Learning",
		.volume = "7" };
	enum store_add_result result;

	w.issued.from.year = 2009;
	name_list_add(&f->arena, &w.author,
	    (struct name){ .family = "Bengio", .given = "Yoshua" });
	ok(f, store_add_work(f->store, &w, "bengio", "refs.bib", "bengio", NULL,
		  NULL, &result, &f->err));
}

/* A work of one author, as somebody remembers it. */
static void
add(struct fixture *f, const char *key, const char *title, const char *family,
    const char *given, int year)
{
	struct work w = { .type = WORK_TYPE_ARTICLE_JOURNAL, .title = title };
	enum store_add_result result;

	w.issued.from.year = year;
	name_list_add(&f->arena, &w.author,
	    (struct name){ .family = family, .given = given });
	ok(f, store_add_work(f->store, &w, key, "refs.bib", key, NULL, NULL,
		  &result, &f->err));
	assert_int_equal(result, STORE_ADDED);
}

static struct store_work
get(struct fixture *f, const char *key)
{
	struct store_work w = { 0 };

	ok(f, store_get(&w, &f->arena, f->store, key, &f->err));
	return w;
}

static struct library_resolution *
resolve(struct fixture *f, const char *key, size_t wanted)
{
	struct library_resolution *out;
	bool interrupted;
	size_t len;

	ok(f,
	    library_resolve(&out, &len, &f->arena, f->store, &key, key ? 1 : 0,
		NULL, &f->policy, &f->options, &interrupted, &f->err));
	assert_int_equal(len, wanted);
	assert_false(interrupted);
	return out;
}

static void
a_wrong_volume_is_put_right_and_the_rest_completed(void **state)
{
	struct fixture *f = *state;
	struct library_resolution *r;
	struct store_work w;
	size_t undone;

	add_bengio(f);
	r = resolve(f, NULL, 1);
	assert_string_equal(r->key, "bengio");
	assert_int_equal(r->judgement->verdict, VERDICT_DIFFERS);
	assert_true(r->applied & 1u << CLAIM_VOLUME);
	w = get(f, "bengio");
	assert_string_equal(w.work->volume, "2");
	assert_string_equal(w.work->DOI, "10.1561/2200000006");
	assert_string_equal(w.work->page, "1-127");
	assert_non_null(w.resolved_at);
	(void)resolve(f, NULL, 0); /* nothing is pending */
	ok(f, store_undo(f->store, 0, &undone, &f->err));
	w = get(f, "bengio");
	assert_string_equal(w.work->volume, "7");
	assert_null(w.work->DOI);
}

static void
protected_fields_are_held(void **state)
{
	struct fixture *f = *state;
	struct library_resolution *r;

	add_bengio(f);
	ok(f, store_protect(
		  f->store, "bengio", 1u << CLAIM_VOLUME, true, &f->err));
	r = resolve(f, "bengio", 1);
	assert_true(r->held & 1u << CLAIM_VOLUME);
	assert_false(r->applied & 1u << CLAIM_VOLUME);
	assert_string_equal(get(f, "bengio").work->volume, "7");
}

static void
nothing_is_filled_into_a_wholly_protected_work(void **state)
{
	struct fixture *f = *state;

	add_bengio(f);
	ok(f, store_protect(
		  f->store, "bengio", (1u << CLAIMS) - 1, true, &f->err));
	assert_int_equal(resolve(f, "bengio", 1)->applied, 0);
	assert_null(get(f, "bengio").work->ISSN);
}

static void
without_completing_nothing_is_filled_in(void **state)
{
	struct fixture *f = *state;
	struct store_work w;

	add_bengio(f);
	f->policy.complete = false;
	(void)resolve(f, "bengio", 1);
	w = get(f, "bengio");
	assert_string_equal(w.work->volume, "2");
	assert_null(w.work->DOI);
	assert_null(w.work->ISSN);
}

/* A reference that names no journal has no type; with Nature's volume and issue
 * it must not stay one. */
static void
a_work_of_no_type_gets_the_one_of_its_record(void **state)
{
	static const char *const authors[][2] = { { "LeCun", "Y." },
		{ "Bengio", "Y." }, { "Hinton", "G." } };
	struct fixture *f = *state;
	struct work w = { .title = "Deep learning" };
	enum store_add_result result;
	struct library_resolution *r;
	size_t undone;

	w.issued.from.year = 2015;
	for (size_t i = 0; i < 3; i++)
		name_list_add(&f->arena, &w.author,
		    (struct name){
			.family = authors[i][0], .given = authors[i][1] });
	ok(f, store_add_work(f->store, &w, "lecun", "paper.md", "line 3", NULL,
		  NULL, &result, &f->err));
	r = resolve(f, "lecun", 1);
	assert_true(r->applied & 1u << CLAIM_TYPE);
	assert_int_equal(get(f, "lecun").work->type, WORK_TYPE_ARTICLE_JOURNAL);
	assert_string_equal(get(f, "lecun").work->container_title, "Nature");
	ok(f, store_undo(f->store, 0, &undone, &f->err));
	assert_int_equal(get(f, "lecun").work->type, WORK_TYPE_NONE);
	ok(f,
	    store_protect(f->store, "lecun", 1u << CLAIM_TYPE, true, &f->err));
	r = resolve(f, "lecun", 1);
	assert_false(r->applied & 1u << CLAIM_TYPE);
	assert_int_equal(get(f, "lecun").work->type, WORK_TYPE_NONE);
}

static void
apply_none_changes_nothing_but_says_when_it_looked(void **state)
{
	struct fixture *f = *state;
	struct store_change *log;
	struct store_work w;
	size_t len;

	f->policy = (struct write_policy){ .apply = APPLY_NONE };
	add_bengio(f);
	(void)resolve(f, NULL, 1);
	w = get(f, "bengio");
	assert_string_equal(w.work->volume, "7");
	assert_non_null(w.resolved_at);
	ok(f, store_log(&log, &len, &f->arena, f->store, NULL, 0, &f->err));
	assert_int_equal(len, 1);
}

static void
what_is_not_found_stays_as_it_is(void **state)
{
	struct fixture *f = *state;
	struct library_resolution *r;

	add(f, "x", "Of Invented Things and Their Sorrows", "Nobody", "Ada",
	    1987);
	r = resolve(f, NULL, 1);
	assert_int_equal(r->judgement->verdict, VERDICT_NOT_FOUND);
	assert_int_equal(r->applied, 0);
	assert_string_equal(get(f, "x").work->author.items[0].family, "Nobody");
}

static void
an_identifier_is_added_and_merged(void **state)
{
	struct fixture *f = *state;
	enum store_add_result result;
	const char *key;

	ok(f, library_add(&key, &f->arena, f->store,
		  "https://doi.org/10.1038/nature14539", &f->options, &result,
		  &f->err));
	assert_int_equal(result, STORE_ADDED);
	assert_string_equal(get(f, key).work->container_title, "Nature");
	assert_non_null(get(f, key).resolved_at);
	ok(f, library_add(&key, &f->arena, f->store, "doi:10.1038/NATURE14539",
		  &f->options, &result, &f->err));
	assert_int_equal(result, STORE_MERGED);
	assert_int_equal(library_add(&key, &f->arena, f->store, "no such thing",
			     &f->options, &result, &f->err),
	    ERR_USAGE);
}

static void
the_last_command_is_shown_in_order(void **state)
{
	struct fixture *f = *state;
	struct store_change *changes;
	size_t len;

	assert_int_equal(library_last_changes(&changes, &len, &f->arena,
			     f->store, NULL, &f->err),
	    ERR_ABSENT);
	add(f, "a", "One Title", "Weber", "Max", 1904);
	add(f, "b", "Other Title", "Weber", "Max", 1905);
	ok(f, library_last_changes(
		  &changes, &len, &f->arena, f->store, NULL, &f->err));
	assert_int_equal(len, 1);
	assert_string_equal(changes[0].key, "b");
	ok(f, library_last_changes(
		  &changes, &len, &f->arena, f->store, "a", &f->err));
	assert_string_equal(changes[0].key, "a");
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(a_wrong_volume_is_put_right_and_the_rest_completed),
		T(protected_fields_are_held),
		T(nothing_is_filled_into_a_wholly_protected_work),
		T(without_completing_nothing_is_filled_in),
		T(a_work_of_no_type_gets_the_one_of_its_record),
		T(apply_none_changes_nothing_but_says_when_it_looked),
		T(what_is_not_found_stays_as_it_is),
		T(an_identifier_is_added_and_merged),
		T(the_last_command_is_shown_in_order),
	};

	return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
