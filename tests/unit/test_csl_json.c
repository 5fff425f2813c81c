#include "base/json.h"
#include "bib-test.h"
#include "write/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *item;
	const char *work; /* in the model's own JSON */
} cases[] = {
	{ "{\"id\":1,\"type\":\"article-journal\",\"volume\":3,\"page\":\"1-"
	  "2\"}",
	    "{\"id\":\"1\",\"type\":\"article-journal\",\"volume\":\"3\","
	    "\"page\":"
	    "\"1-2\"}" },
	/* Crossref's shapes */
	{ "{\"type\":\"journal-article\",\"title\":[\"A &amp; B\",\"x\"],"
	  "\"container-title\":[\"J\"],\"ISSN\":[\"0028-0836\",\"1476-4687\"],"
	  "\"issued\":{\"date-parts\":[[null]]}}",
	    "{\"type\":\"article-journal\",\"title\":\"A & B\",\"container-"
	    "title\":\"J\",\"ISSN\":\"0028-0836\"}" },
	{ "{\"title\":\"The <i>E. coli</i>  genome\"}",
	    "{\"title\":\"The E. coli genome\",\"title-rich\":\"The <i>E. "
	    "coli</i> genome\"}" },
	{ "{\"title\":\"He\xcc\x81le\xcc\x80ne\",\"DOI\":"
	  "\"10.1002/(SICI)1<2::A>3.0;2-O\"}",
	    "{\"title\":\"H\u00e9l\u00e8ne\",\"DOI\":\"10.1002/"
	    "(sici)1<2::a>3.0;2-o\"}" },
	/* dates */
	{ "{\"issued\":{\"date-parts\":[[\"2004\",\"7\",1],[2005]]}}",
	    "{\"issued\":{\"date-parts\":[[2004,7,1],[2005]]}}" },
	{ "{\"issued\":{\"date-parts\":[[2004]],\"circa\":true,\"season\":2}}",
	    "{\"issued\":{\"date-parts\":[[2004,22]],\"circa\":true}}" },
	{ "{\"issued\":{\"raw\":\"2015-05-27\"}}",
	    "{\"issued\":{\"date-parts\":[[2015,5,27]]}}" },
	{ "{\"issued\":2015}", "{\"issued\":{\"date-parts\":[[2015]]}}" },
	{ "{\"issued\":{\"date-parts\":[[2015,13,40]]}}",
	    "{\"issued\":{\"date-parts\":[[2015,21]]}}" },
	{ "{\"issued\":{\"date-parts\":\"no\"}}", "{}" },
	/* names */
	{ "{\"author\":[{\"family\":\"Berg\",\"given\":\"J\",\"non-dropping-"
	  "particle\":\"van den\",\"suffix\":\"Jr\"},{\"literal\":\"WHO\"},"
	  "{\"name\":\"CERN\"},\"Doe, Jo\",{\"given\":\"Sukarno\"},{},"
	  "{\"literal\":\"et al.\"}]}",
	    "{\"author\":[{\"family\":\"Berg\",\"given\":\"J\",\"suffix\":"
	    "\"Jr\","
	    "\"non-dropping-particle\":\"van den\"},{\"literal\":\"WHO\"},"
	    "{\"literal\":\"CERN\"},{\"family\":\"Doe\",\"given\":\"Jo\"},"
	    "{\"family\":\"Sukarno\"},{\"others\":true}]}" },
	{ "{\"author\":[{\"family\":\"Doe\",\"given\":\"J\",\"suffix\":\"Jr.\","
	  "\"comma-suffix\":1}]}",
	    "{\"author\":[{\"family\":\"Doe\",\"given\":\"J\",\"suffix\":"
	    "\"Jr.\",\"comma-suffix\":true}]}" },
	/* other names of members */
	{ "{\"event\":\"E\",\"shortTitle\":\"S\",\"journalAbbreviation\":\"J\","
	  "\"part\":1,\"printing\":2,\"supplement\":3}",
	    "{\"title-short\":\"S\",\"container-title-short\":\"J\",\"event-"
	    "title\":\"E\",\"part-number\":\"1\",\"printing-number\":\"2\","
	    "\"supplement-number\":\"3\"}" },
	{ "{\"event\":\"Old\",\"event-title\":\"New\"}",
	    "{\"event-title\":\"New\",\"custom\":[[\"event\",\"Old\"]]}" },
	/* variables in the note */
	{ "{\"volume\":1,\"note\":\"PMID: 44\\nvolume: 2\\nhand: in\\n"
	  "reviewed-author: Hall || W. C.\\nreviewed-author: WHO\\n"
	  "event-date: 2004-10-01/2004-10-14\\nissue 3: no\\nissue: 4\"}",
	    "{\"volume\":\"1\",\"note\":\"PMID: 44\\nvolume: 2\\nhand: in\\n"
	    "reviewed-author: Hall || W. C.\\nreviewed-author: WHO\\n"
	    "event-date: 2004-10-01/2004-10-14\\nissue 3: no\\nissue: "
	    "4\",\"PMID\":\"44\","
	    "\"reviewed-author\":[{\"family\":\"Hall\",\"given\":\"W. C.\"},"
	    "{\"literal\":\"WHO\"}],\"event-date\":{\"date-parts\":[[2004,10,1]"
	    ","
	    "[2004,10,14]]}}" },
	{ "{\"note\":\"Told by hand. issue: 4\\nissue: 5\"}",
	    "{\"note\":\"Told by hand. issue: 4\\nissue: 5\"}" },
	/* what the schema does not have */
	{ "{\"arXiv\":\"arXiv:1706.03762v5\",\"ACL\":\"N19-1423\",\"PMID\":123,"
	  "\"x\":{\"y\":[1]},\"z\":\"t\",\"custom\":{\"k\":\"v\"},\"nothing\":"
	  "null,\"type\":\"odd\"}",
	    "{\"arXiv\":\"1706.03762\",\"PMID\":\"123\",\"ACL\":\"N19-1423\","
	    "\"custom\":[[\"x\",\"{\\\"y\\\":[1]}\",true],[\"z\",\"t\"],[\"k\","
	    "\"v\"],"
	    "[\"type\",\"odd\"]]}" },
	{ "{\"ISBN\":\"0-306-40615-2\",\"keyword\":[\"a\",\"b\"]}",
	    "{\"keyword\":\"a, b\",\"ISBN\":\"9780306406157\",\"custom\":"
	    "[[\"bibtex:isbn\",\"0-306-40615-2\"]]}" },
};

static void
items_of_every_shape_are_read(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct err err = ERR_INIT;
		struct work *w = NULL;

		assert_int_equal(
		    read_csl_line(&w, &a, span_of(cases[i].item), &err), OK);
		assert_string_equal(bib_shown(&a, w, false), cases[i].work);
	}
	arena_release(&a);
}

static void
a_work_survives_writing_and_reading(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct err err = ERR_INIT;
		struct work *w = NULL, *again;
		json_t *item;

		assert_int_equal(
		    read_csl_line(&w, &a, span_of(cases[i].item), &err), OK);
		/* no type is written as "document" */
		if (!w->type)
			w->type = WORK_TYPE_DOCUMENT;
		item = write_csl_item(w);
		again = read_csl_item(&a, item);
		json_decref(item);
		assert_string_equal(
		    bib_shown(&a, again, false), bib_shown(&a, w, false));
	}
	arena_release(&a);
}

static void
the_source_goes_to_its_own_member(void **state)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct work *w = NULL;

	(void)state;
	assert_int_equal(
	    read_csl_line(
		&w, &a, SPAN_LIT("{\"id\":\"x\",\"source\":\"dblp\"}"), &err),
	    OK);
	assert_string_equal(w->source, "dblp");
	assert_null(w->custom);
	assert_int_equal(
	    read_csl_line(&w, &a, SPAN_LIT("[1]"), &err), ERR_SYNTAX);
	assert_int_equal(
	    read_csl_line(&w, &a, SPAN_LIT("{\"id\":"), &err), ERR_SYNTAX);
	arena_release(&a);
}

static void
a_file_is_an_array_or_one_item(void **state)
{
	static const struct {
		const char *text;
		size_t len, problems;
	} files[] = {
		{ "[]", 0, 0 },
		{ "[{\"id\":\"a\"},{\"id\":\"b\"}]", 2, 0 },
		{ "{\"id\":\"a\"}", 1, 0 },
		{ "{\"items\":[{\"id\":\"a\"}]}", 1, 0 },
		{ "[{\"id\":\"a\"},7,{\"title\":\"t\"}]", 2, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++) {
		struct references refs;
		struct document *d;
		struct err err = ERR_INIT;

		assert_int_equal(document_from_bytes(&d, "a.json",
				     span_of(files[i].text), &err),
		    OK);
		assert_int_equal(read_csl_json(&refs, d, &err), OK);
		assert_int_equal(refs.len, files[i].len);
		assert_int_equal(refs.problems_len, files[i].problems);
		if (refs.len)
			assert_string_equal(refs.items[0].key, "a");
		if (files[i].problems)
			assert_string_equal(refs.items[1].key, "r2");
		document_close(d);
	}
}

/* What a file has for the work is what write_csl_file_item() makes of it. */
static void
assert_file_has_item(struct work *w)
{
	struct sbuf out = SBUF_INIT;
	const struct work *works[] = { w };
	json_t *file, *item;

	write_csl_json(&out, works, 1);
	item = write_csl_file_item(w);
	file = json_loads(out.buf, 0, NULL);
	assert_non_null(file);
	if (!w->id) /* a file's items are numbered */
		(void)json_object_del(json_array_get(file, 0), "id");
	assert_true(json_equal(json_array_get(file, 0), item));
	json_decref(file);
	json_decref(item);
	sbuf_release(&out);
}

/*
 * Works that only have what .bib has are written without a tree of values, others
 * with one: both must be the same.
 */
static void
a_file_of_many_is_written_as_one_item_is(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct err err = ERR_INIT;
		struct work *w = NULL;

		assert_int_equal(
		    read_csl_line(&w, &a, span_of(cases[i].item), &err), OK);
		w->custom = NULL;
		assert_file_has_item(w);
		work_add_custom(&a, w, "bibtex-type", "misc");
		work_add_custom(&a, w, "bibtex:title", "{\\\"A}\n\\b");
		assert_file_has_item(w);
		work_add_custom(&a, w, "license", "CC0");
		work_add_custom(&a, w, "categories", "[\"x\"]");
		assert_file_has_item(w);
	}
	arena_release(&a);
}

/* csl-data.json allows nothing beside what it names. */
static void
identifiers_without_a_name_are_custom_in_files(void **state)
{
	struct arena a = ARENA_INIT;
	struct work w = {
		.title = "T", .arXiv = "1706.03762", .ACL = "P18-1001"
	};
	const struct work *works[] = { &w };
	struct sbuf out = SBUF_INIT;
	json_t *file, *item, *custom;
	struct work *again;

	(void)state;
	write_csl_json(&out, works, 1);
	file = json_loads(out.buf, 0, NULL);
	item = json_array_get(file, 0);
	custom = json_object_get(item, "custom");
	assert_null(json_object_get(item, "arXiv"));
	assert_null(json_object_get(item, "ACL"));
	assert_string_equal(
	    json_string_value(json_object_get(custom, "arXiv")), "1706.03762");
	again = read_csl_item(&a, item);
	assert_string_equal(again->arXiv, "1706.03762");
	assert_string_equal(again->ACL, "P18-1001");
	assert_null(again->custom);
	json_decref(file);
	sbuf_release(&out);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_of_every_shape_are_read),
		cmocka_unit_test(a_work_survives_writing_and_reading),
		cmocka_unit_test(the_source_goes_to_its_own_member),
		cmocka_unit_test(a_file_is_an_array_or_one_item),
		cmocka_unit_test(a_file_of_many_is_written_as_one_item_is),
		cmocka_unit_test(
		    identifiers_without_a_name_are_custom_in_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
