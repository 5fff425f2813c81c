#include "app/index.h"
#include "base/file.h"
#include "model/key.h"
#include "source/local.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>

#include "base/banned.h"

/* Real works, among them versions of one work and works of one title. */
static const char works_json[] =
    "{\"id\":\"a\",\"type\":\"article-journal\",\"title\":\"Deep learning\","
    "\"author\":[{\"family\":\"LeCun\",\"given\":\"Yann\"},{\"family\":"
    "\"Bengio\",\"given\":\"Yoshua\"},{\"family\":\"Hinton\",\"given\":"
    "\"Geoffrey\"}],\"issued\":{\"date-parts\":[[2015,5,27]]},"
    "\"container-title\":\"Nature\",\"volume\":\"521\",\"issue\":\"7553\","
    "\"page\":\"436-444\",\"DOI\":\"10.1038/nature14539\",\"source\":"
    "\"crossref\"}\n"
    "{\"id\":\"b\",\"type\":\"book\",\"title\":\"Deep Learning\",\"author\":"
    "[{\"family\":\"Goodfellow\",\"given\":\"Ian\"},{\"family\":\"Bengio\","
    "\"given\":\"Yoshua\"},{\"family\":\"Courville\",\"given\":\"Aaron\"}],"
    "\"issued\":{\"date-parts\":[[2016]]},\"publisher\":\"MIT Press\","
    "\"ISBN\":\"978-0-262-03561-3\"}\n"
    "{\"id\":\"c\",\"type\":\"book\",\"title\":\"Peak: Secrets from the New "
    "Science of Expertise\",\"author\":[{\"family\":\"Ericsson\",\"given\":"
    "\"Anders\"},{\"family\":\"Pool\",\"given\":\"Robert\"}],\"issued\":{"
    "\"date-parts\":[[2016]]},\"publisher\":\"Houghton Mifflin Harcourt\"}\n"
    "{\"id\":\"d\",\"type\":\"paper-conference\",\"title\":\"ImageNet "
    "Classification with Deep Convolutional Neural Networks\",\"author\":[{"
    "\"family\":\"Krizhevsky\",\"given\":\"Alex\"},{\"family\":\"Sutskever\","
    "\"given\":\"Ilya\"},{\"family\":\"Hinton\",\"given\":\"Geoffrey E.\"}],"
    "\"issued\":{\"date-parts\":[[2012]]},\"container-title\":\"Advances in "
    "Neural Information Processing Systems\",\"volume\":\"25\",\"page\":"
    "\"1097-1105\"}\n"
    "{\"id\":\"e\",\"type\":\"article-journal\",\"title\":\"ImageNet "
    "classification with deep convolutional neural networks\",\"author\":[{"
    "\"family\":\"Krizhevsky\",\"given\":\"Alex\"},{\"family\":\"Sutskever\","
    "\"given\":\"Ilya\"},{\"family\":\"Hinton\",\"given\":\"Geoffrey E.\"}],"
    "\"issued\":{\"date-parts\":[[2017]]},\"container-title\":"
    "\"Communications of the ACM\",\"volume\":\"60\",\"issue\":\"6\","
    "\"page\":\"84-90\",\"DOI\":\"10.1145/3065386\"}\n"
    "{\"id\":\"f\",\"type\":\"book\",\"title\":\"乡土中国\",\"author\":[{"
    "\"family\":\"费\",\"given\":\"孝通\"}],\"issued\":{\"date-parts\":"
    "[[1948]]}}\n"
    "{\"id\":\"g\",\"type\":\"article-journal\",\"title\":\"Три подхода к "
    "определению понятия «количество информации»\",\"author\":[{\"family\":"
    "\"Колмогоров\",\"given\":\"А. Н.\"}],\"issued\":{\"date-parts\":"
    "[[1965]]},\"volume\":\"1\",\"page\":\"3-11\"}\n"
    "{\"id\":\"h\",\"type\":\"article\",\"title\":\"Adam: A Method for "
    "Stochastic Optimization\",\"author\":[{\"family\":\"Kingma\",\"given\":"
    "\"Diederik P.\"},{\"family\":\"Ba\",\"given\":\"Jimmy\"}],\"issued\":{"
    "\"date-parts\":[[2014,12]]},\"DOI\":\"10.48550/arXiv.1412.6980\"}\n";

static void
write_file(const char *path, const char *text)
{
	struct err err = ERR_INIT;

	assert_int_equal(
	    file_write_atomic(path, span_of(text), false, &err), 0);
}

static int
build_from(const char *input, const char *output, struct index_build_result *r,
    struct err *err)
{
	const char *inputs[] = { input };
	const struct index_build_options o = {
		.inputs = inputs,
		.inputs_len = 1,
		.output = output,
		.date = "2026-11-24",
	};

	return index_build(r, &o, err);
}

/* The works above as an index, opened. */
static int
open_works(void **state)
{
	struct index_build_result r;
	struct err err = ERR_INIT;
	struct local_index *ix;

	write_file("test_local_index.jsonl", works_json);
	if (build_from(
		"test_local_index.jsonl", "test_local_index.idx", &r, &err) ||
	    r.works != 8 || r.skipped || r.duplicates ||
	    local_index_open(&ix, "test_local_index.idx", &err)) {
		fprintf(stderr, "%s\n", err.text);
		return -1;
	}
	*state = ix;
	return 0;
}

static int
close_works(void **state)
{
	local_index_close(*state);
	(void)unlink("test_local_index.jsonl");
	(void)unlink("test_local_index.idx");
	return 0;
}

static size_t
find(struct work ***out, struct arena *a, struct local_index *ix,
    const struct work *claimed, const char *raw)
{
	struct err err = ERR_INIT;
	size_t len = 0;

	*out = NULL;
	assert_int_equal(
	    local_index_search(out, &len, a, ix, claimed, raw, 5, &err), 0);
	assert_true(len <= 5);
	return len;
}

static void
it_tells_what_it_holds(void **state)
{
	const struct local_index_info *i = local_index_info(*state);

	assert_string_equal(i->name, "test_local_index.idx");
	assert_string_equal(i->date, "2026-11-24");
	assert_int_equal(i->works, 8);
	assert_string_equal(i->covers, "");
	assert_false(i->general);
	assert_string_equal(i->sources, "- 7\ncrossref 1\n");
	assert_int_equal(i->format, LOCAL_INDEX_FORMAT);
}

static void
identifiers_find_their_record(void **state)
{
	static const struct {
		enum identifier_kind kind;
		const char *value, *title;
	} cases[] = {
		{ IDENTIFIER_DOI, "10.1038/nature14539", "Deep learning" },
		{ IDENTIFIER_ISBN, "9780262035613", "Deep Learning" },
		{ IDENTIFIER_ARXIV, "1412.6980",
		    "Adam: A Method for Stochastic Optimization" },
		{ IDENTIFIER_DOI, "10.1038/nature14538", NULL },
		{ IDENTIFIER_PMID, "1", NULL },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena a = ARENA_INIT;
		struct work **out = NULL;
		struct err err = ERR_INIT;
		size_t len = 0;

		assert_int_equal(
		    local_index_by_identifier(&out, &len, &a, *state,
			cases[i].kind, cases[i].value, &err),
		    0);
		assert_int_equal(len, cases[i].title ? 1 : 0);
		if (len)
			assert_string_equal(out[0]->title, cases[i].title);
		arena_release(&a);
	}
}

static void
the_author_and_year_tell_works_of_one_title_apart(void **state)
{
	struct name lecun = { .family = "LeCun" };
	struct name goodfellow = { .family = "Goodfellow" };
	struct work claimed = { .title = "Deep Learning" }, **out;
	struct arena a = ARENA_INIT;

	claimed.author = (struct name_list){ &lecun, 1, true, false };
	claimed.issued.from.year = 2015;
	assert_true(find(&out, &a, *state, &claimed, NULL) >= 2);
	assert_string_equal(out[0]->container_title, "Nature");
	assert_string_equal(out[1]->publisher, "MIT Press");
	assert_string_equal(out[0]->source, "test_local_index.idx");
	assert_string_equal(out[0]->record, "1");
	claimed.author.items = &goodfellow;
	claimed.issued.from.year = 2016;
	assert_true(find(&out, &a, *state, &claimed, NULL) >= 2);
	assert_string_equal(out[0]->publisher, "MIT Press");
	assert_string_equal(out[1]->container_title, "Nature");
	arena_release(&a);
}

static void
all_versions_of_a_work_come(void **state)
{
	struct work **out;
	struct arena a = ARENA_INIT;

	assert_true(find(&out, &a, *state, NULL,
			"Krizhevsky, A., Sutskever, I., & Hinton, G. (2012). "
			"Imagenet classificaton with deep convolutional neural "
			"networks. NIPS 25, 1097-1105.") >= 2);
	assert_int_equal(work_year(out[0]), 2012);
	assert_int_equal(work_year(out[1]), 2017);
	arena_release(&a);
}

static void
a_lost_subtitle_is_no_hindrance(void **state)
{
	struct work claimed = { .title = "Peak" }, **out;
	struct work more = { .title =
				 "Adam: a method for stochastic optimisation" };
	struct name ericsson = { .family = "Ericsson" };
	struct arena a = ARENA_INIT;

	claimed.author = (struct name_list){ &ericsson, 1, false, false };
	assert_true(find(&out, &a, *state, &claimed, NULL) >= 1);
	assert_string_equal(out[0]->publisher, "Houghton Mifflin Harcourt");
	assert_true(find(&out, &a, *state, &more, NULL) >= 1);
	assert_string_equal(
	    out[0]->title, "Adam: A Method for Stochastic Optimization");
	arena_release(&a);
}

static void
titles_of_other_scripts_are_found(void **state)
{
	struct work **out;
	struct arena a = ARENA_INIT;

	assert_true(
	    find(&out, &a, *state, NULL,
		"[3] 费孝通. 乡土中国[M]. 北京: 北京大学出版社, 2012.") >= 1);
	assert_string_equal(out[0]->title, "乡土中国");
	assert_true(
	    find(&out, &a, *state, NULL,
		"Колмогоров А.Н. Три подхода к определению понятия "
		"количества информации // Пробл. передачи информ. 1965. "
		"Т. 1, № 1. С. 3-11.") >= 1);
	assert_string_equal(out[0]->author.items[0].family, "Колмогоров");
	arena_release(&a);
}

static void
volume_and_page_find_what_has_no_title(void **state)
{
	struct work claimed = { .volume = "521", .page = "436" }, **out;
	struct arena a = ARENA_INIT;

	assert_true(find(&out, &a, *state, &claimed, NULL) >= 1);
	assert_string_equal(out[0]->DOI, "10.1038/nature14539");
	assert_true(
	    find(&out, &a, *state, NULL, "Nature 521, 436 (2015)") >= 1);
	assert_string_equal(out[0]->DOI, "10.1038/nature14539");
	arena_release(&a);
}

static void
what_is_not_there_is_not_found(void **state)
{
	struct work **out;
	struct arena a = ARENA_INIT;

	assert_int_equal(find(&out, &a, *state, NULL, "zzyzx qwxyz"), 0);
	assert_int_equal(find(&out, &a, *state, NULL, ""), 0);
	assert_int_equal(find(&out, &a, *state, NULL, NULL), 0);
	arena_release(&a);
}

static void
rare_terms_weigh_more(void **state)
{
	struct arena a = ARENA_INIT;
	struct term *t;

	assert_int_equal(key_terms(&t, &a, "deep expertise zzyzx"), 3);
	assert_true(local_index_idf(*state, t[0].hash) <
		    local_index_idf(*state, t[1].hash));
	assert_true(local_index_idf(*state, t[1].hash) <=
		    local_index_idf(*state, t[2].hash));
	/* ln(8 + 1), also when asked again. */
	assert_float_equal(local_index_idf(*state, t[2].hash), 2.197, 0.001);
	assert_float_equal(local_index_idf(*state, t[2].hash), 2.197, 0.001);
	arena_release(&a);
}

/* --- building ------------------------------------------------------------ */

static char *
whole_file(struct arena *a, const char *path, size_t *len)
{
	struct sbuf s = SBUF_INIT;
	struct err err = ERR_INIT;
	char *out;

	assert_int_equal(file_read(&s, path, &err), 0);
	*len = s.len;
	out = arena_strdup_span(a, (struct span){ s.buf, s.len });
	sbuf_release(&s);
	return out;
}

static void
the_same_input_makes_the_same_bytes(void **state)
{
	struct index_build_result r;
	struct err err = ERR_INIT;
	struct arena a = ARENA_INIT;
	char *one, *two;
	size_t n, m;

	(void)state;
	assert_int_equal(build_from("test_local_index.jsonl",
			     "test_local_index2.idx", &r, &err),
	    0);
	one = whole_file(&a, "test_local_index.idx", &n);
	two = whole_file(&a, "test_local_index2.idx", &m);
	assert_int_equal(n, m);
	assert_int_equal(r.bytes, n);
	assert_memory_equal(one, two, n);
	(void)unlink("test_local_index2.idx");
	arena_release(&a);
}

static void
bad_lines_are_counted_and_the_first_is_told(void **state)
{
	struct index_build_result r;
	struct err err = ERR_INIT;

	(void)state;
	write_file("test_local_index2.jsonl",
	    "\xef\xbb\xbf{\"title\":\"Syntactic Structures\"}\r\n"
	    "\r\n"
	    "{\"title\":\n"
	    "[]]\n"
	    "{\"type\":\"book\"}\n"
	    "{\"title\":\"The Nature of the Firm\"}");
	assert_int_equal(build_from("test_local_index2.jsonl",
			     "test_local_index2.idx", &r, &err),
	    0);
	assert_int_equal(r.works, 2);
	assert_int_equal(r.skipped, 2);
	assert_int_equal(r.untitled, 1);
	assert_non_null(strstr(err.text, "line 3"));
	(void)unlink("test_local_index2.jsonl");
	(void)unlink("test_local_index2.idx");
}

static void
a_record_told_twice_is_one_and_has_all_that_is_known(void **state)
{
	struct index_build_result r;
	struct err err = ERR_INIT;
	struct arena a = ARENA_INIT;
	struct local_index *ix;
	struct work **out = NULL;
	size_t len = 0;

	(void)state;
	write_file("test_local_index2.jsonl",
	    "{\"type\":\"article-journal\",\"title\":\"Prospect Theory\","
	    "\"DOI\":\"10.2307/1914185\",\"PMID\":\"123\"}\n"
	    "{\"type\":\"article-journal\",\"title\":\"Prospect theory.\","
	    "\"DOI\":\"https://doi.org/10.2307/1914185\",\"container-title\":"
	    "\"Econometrica\",\"volume\":\"47\",\"page\":\"263-291\"}\n"
	    "{\"type\":\"article-journal\",\"title\":\"Prospect theory\","
	    "\"DOI\":\"10.2307/1914186\"}\n");
	assert_int_equal(build_from("test_local_index2.jsonl",
			     "test_local_index2.idx", &r, &err),
	    0);
	assert_int_equal(r.works, 2);
	assert_int_equal(r.duplicates, 1);
	assert_int_equal(
	    local_index_open(&ix, "test_local_index2.idx", &err), 0);
	assert_int_equal(local_index_by_identifier(
			     &out, &len, &a, ix, IDENTIFIER_PMID, "123", &err),
	    0);
	assert_int_equal(len, 1);
	assert_string_equal(out[0]->container_title, "Econometrica");
	local_index_close(ix);
	arena_release(&a);
	(void)unlink("test_local_index2.jsonl");
	(void)unlink("test_local_index2.idx");
}

static void
arrays_and_packed_files_are_read(void **state)
{
	static const char array[] =
	    "[\n {\"title\": \"Brackets ] } \\\" in a title\",\n"
	    "  \"author\": [{\"family\": \"A\"}]},\n"
	    " {\"title\": \"On Computable Numbers\"}, {\"title\": \"x\"\n}]\n";
	struct index_build_result r;
	struct err err = ERR_INIT;
	gzFile f;

	(void)state;
	write_file("test_local_index2.json", array);
	assert_int_equal(build_from("test_local_index2.json",
			     "test_local_index2.idx", &r, &err),
	    0);
	assert_int_equal(r.works, 3);
	assert_int_equal(r.skipped, 0);
	f = gzopen("test_local_index2.gz", "wb");
	gzputs(f, works_json);
	gzclose(f);
	assert_int_equal(build_from("test_local_index2.gz",
			     "test_local_index2.idx", &r, &err),
	    0);
	assert_int_equal(r.works, 8);
	write_file("test_local_index2.bib",
	    "@book{kuhn, author = {Kuhn, Thomas S.}, title = {The Structure of "
	    "Scientific Revolutions}, year = 1962}\n");
	assert_int_equal(build_from("test_local_index2.bib",
			     "test_local_index2.idx", &r, &err),
	    0);
	assert_int_equal(r.works, 1);
	(void)unlink("test_local_index2.json");
	(void)unlink("test_local_index2.gz");
	(void)unlink("test_local_index2.bib");
	(void)unlink("test_local_index2.idx");
}

static void
a_failed_build_leaves_the_old_file(void **state)
{
	struct index_build_result r;
	struct err err = ERR_INIT;
	struct arena a = ARENA_INIT;
	size_t n;

	(void)state;
	write_file("test_local_index2.idx", "old");
	write_file("test_local_index2.jsonl", "\n\n");
	assert_int_equal(build_from("test_local_index2.jsonl",
			     "test_local_index2.idx", &r, &err),
	    ERR_ABSENT);
	assert_string_equal(whole_file(&a, "test_local_index2.idx", &n), "old");
	err = (struct err)ERR_INIT;
	assert_int_equal(
	    build_from("no such file", "test_local_index2.idx", &r, &err),
	    ERR_ABSENT);
	assert_non_null(strstr(err.text, "no such file"));
	assert_string_equal(whole_file(&a, "test_local_index2.idx", &n), "old");
	(void)unlink("test_local_index2.jsonl");
	(void)unlink("test_local_index2.idx");
	arena_release(&a);
}

/* --- coverage ------------------------------------------------------------ */

static bool
covers(const char *what, enum work_type type, int year)
{
	const char *inputs[] = { "test_local_index.jsonl" };
	struct index_build_options o = {
		.inputs = inputs,
		.inputs_len = 1,
		.output = "test_local_index2.idx",
		.covers = what,
		.date = "2020",
	};
	struct work claimed = { .type = type };
	struct index_build_result r;
	struct err err = ERR_INIT;
	struct local_index *ix;
	bool out;

	claimed.issued.from.year = year;
	assert_int_equal(index_build(&r, &o, &err), 0);
	assert_int_equal(
	    local_index_open(&ix, "test_local_index2.idx", &err), 0);
	out = local_index_covers(ix, &claimed);
	local_index_close(ix);
	(void)unlink("test_local_index2.idx");
	return out;
}

static void
it_covers_what_it_was_told_to(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_false(covers(NULL, WORK_TYPE_BOOK, 1990));
	assert_false(covers("none", WORK_TYPE_BOOK, 1990));
	assert_true(covers("general", WORK_TYPE_BOOK, 1990));
	assert_true(covers("general", WORK_TYPE_NONE, 0));
	assert_false(covers("general", WORK_TYPE_WEBPAGE, 1990));
	assert_false(covers("general", WORK_TYPE_BOOK, 2021));
	assert_true(covers("book chapter 1980-2000", WORK_TYPE_BOOK, 1990));
	assert_false(covers("book chapter 1980-2000", WORK_TYPE_BOOK, 1979));
	assert_false(covers("book chapter 1980-2000", WORK_TYPE_BOOK, 0));
	assert_false(covers("book,1980-", WORK_TYPE_THESIS, 1990));
	assert_true(covers("webpage,-2020", WORK_TYPE_WEBPAGE, 1990));
	assert_true(covers("1990", WORK_TYPE_THESIS, 1990));
	assert_int_equal(local_covers_check("general", &err), 0);
	assert_int_equal(local_covers_check("novels", &err), ERR_USAGE);
	assert_non_null(strstr(err.text, "novels"));
	assert_int_equal(local_covers_check("2000-1990", NULL), ERR_USAGE);
	assert_int_equal(local_covers_check("19x0", NULL), ERR_USAGE);
}

/* --- files that are none ------------------------------------------------- */

static int
open_bytes(struct span bytes, struct err *err)
{
	struct local_index *ix;
	int rc;

	assert_int_equal(
	    file_write_atomic("test_local_index2.idx", bytes, false, err), 0);
	rc = local_index_open(&ix, "test_local_index2.idx", err);
	if (!rc)
		local_index_close(ix);
	(void)unlink("test_local_index2.idx");
	return rc;
}

static void
a_file_that_is_no_index_is_refused_in_words(void **state)
{
	struct err err = ERR_INIT;
	struct arena a = ARENA_INIT;
	struct local_index *ix;
	size_t n;
	char *bytes = whole_file(&a, "test_local_index.idx", &n);

	(void)state;
	assert_int_equal(
	    local_index_open(&ix, "no such.idx", &err), ERR_ABSENT);
	err = (struct err)ERR_INIT;
	assert_int_equal(open_bytes(SPAN_LIT(""), &err), ERR_SYNTAX);
	assert_non_null(strstr(err.text, "is no index"));
	err = (struct err)ERR_INIT;
	assert_int_equal(
	    open_bytes((struct span){ bytes, n - 4096 }, &err), ERR_SYNTAX);
	assert_non_null(strstr(err.text, "cut short"));
	err = (struct err)ERR_INIT;
	bytes[63]++; /* user_version */
	assert_int_equal(
	    open_bytes((struct span){ bytes, n }, &err), ERR_SYNTAX);
	assert_non_null(strstr(err.text, "update refmend"));
	err = (struct err)ERR_INIT;
	bytes[63]--;
	bytes[68] ^= 1; /* application_id */
	assert_int_equal(
	    open_bytes((struct span){ bytes, n }, &err), ERR_SYNTAX);
	assert_non_null(strstr(err.text, "no index of refmend"));
	arena_release(&a);
}

/* Ask an index that may be damaged anywhere for all that it can give. */
static void
ask_everything(const char *path)
{
	struct arena a = ARENA_INIT;
	struct work claimed = { .title = "Deep learning" }, **out = NULL;
	struct err err = ERR_INIT;
	struct local_index *ix;
	size_t len = 0;

	if (local_index_open(&ix, path, &err)) {
		assert_true(err.text[0] != '\0');
		return;
	}
	(void)local_index_search(&out, &len, &a, ix, &claimed,
	    "Krizhevsky 2012 classification with deep neural networks", 20,
	    &err);
	(void)local_index_by_identifier(
	    &out, &len, &a, ix, IDENTIFIER_ISBN, "9780262035613", &err);
	for (size_t i = 0; i < len; i++)
		assert_non_null(out[i]->title);
	(void)local_index_covers(ix, &claimed);
	local_index_close(ix);
	arena_release(&a);
}

static void
no_damage_does_more_than_an_error(void **state)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	unsigned seed = 1;
	size_t n;
	char *bytes = whole_file(&a, "test_local_index.idx", &n);

	(void)state;
	for (unsigned round = 0; round < 300; round++) {
		char *copy = arena_strdup_span(&a, (struct span){ bytes, n });

		for (unsigned i = 0; i <= round % 8; i++) {
			seed = seed * 1664525U + 1013904223U;
			/* Behind the header, which is another test's. */
			copy[100 + (seed >> 4) % (n - 100)] =
			    (char)(seed >> 24);
		}
		assert_int_equal(file_write_atomic("test_local_index2.idx",
				     (struct span){ copy, n }, false, &err),
		    0);
		ask_everything("test_local_index2.idx");
		arena_reset(&a);
		bytes = whole_file(&a, "test_local_index.idx", &n);
	}
	(void)unlink("test_local_index2.idx");
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_tells_what_it_holds),
		cmocka_unit_test(identifiers_find_their_record),
		cmocka_unit_test(
		    the_author_and_year_tell_works_of_one_title_apart),
		cmocka_unit_test(all_versions_of_a_work_come),
		cmocka_unit_test(a_lost_subtitle_is_no_hindrance),
		cmocka_unit_test(titles_of_other_scripts_are_found),
		cmocka_unit_test(volume_and_page_find_what_has_no_title),
		cmocka_unit_test(what_is_not_there_is_not_found),
		cmocka_unit_test(rare_terms_weigh_more),
		cmocka_unit_test(the_same_input_makes_the_same_bytes),
		cmocka_unit_test(bad_lines_are_counted_and_the_first_is_told),
		cmocka_unit_test(
		    a_record_told_twice_is_one_and_has_all_that_is_known),
		cmocka_unit_test(arrays_and_packed_files_are_read),
		cmocka_unit_test(a_failed_build_leaves_the_old_file),
		cmocka_unit_test(it_covers_what_it_was_told_to),
		cmocka_unit_test(a_file_that_is_no_index_is_refused_in_words),
		cmocka_unit_test(no_damage_does_more_than_an_error),
	};

	return cmocka_run_group_tests_name(
	    "local index", tests, open_works, close_works);
}
