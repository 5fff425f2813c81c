/* The public library: check and mend documents in memory with an index. */

#include "app/index.h"
#include "app/refmend.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/banned.h"

static const char records[] =
    "{\"type\":\"article-journal\",\"title\":\"Learning Deep Architectures "
    "for AI\",\"author\":[{\"family\":\"Bengio\",\"given\":\"Yoshua\"}],"
    "\"issued\":{\"date-parts\":[[2009]]},\"container-title\":\"Foundations "
    "and Trends in Machine Learning\",\"volume\":\"2\",\"issue\":\"1\","
    "\"page\":\"1-127\",\"DOI\":\"10.1561/2200000006\"}\n";

struct files {
	char folder[64];
	char input[96];
	char index[96];
};

static int
build(void **state)
{
	struct files *f = calloc(1, sizeof(*f));
	struct index_build_result result;
	const char *inputs[1];
	struct index_build_options o = { .inputs = inputs, .inputs_len = 1 };
	struct err err = ERR_INIT;

	assert_non_null(f);
	(void)snprintf(
	    f->folder, sizeof(f->folder), "/tmp/refmend-test-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	(void)snprintf(f->input, sizeof(f->input), "%s/works.jsonl", f->folder);
	(void)snprintf(f->index, sizeof(f->index), "%s/works.idx", f->folder);
	assert_int_equal(
	    file_write_atomic(f->input, span_of(records), false, &err), OK);
	inputs[0] = f->input;
	o.output = f->index;
	o.covers = "general";
	assert_int_equal(index_build(&result, &o, &err), OK);
	assert_int_equal(result.works, 1);
	*state = f;
	return 0;
}

static int
clear(void **state)
{
	struct files *f = *state;

	(void)unlink(f->input);
	(void)unlink(f->index);
	(void)rmdir(f->folder);
	free(f);
	return 0;
}

static void
a_version_is_told(void **state)
{
	(void)state;
	assert_string_equal(refmend_version(), PACKAGE_VERSION);
}

static void
a_list_is_mended_in_its_own_form(void **state)
{
	static const char text[] =
	    "# References\n\n"
	    "1. Bengio, Y. (2007). *Learning Deep Architectures for AI*. "
	    "Foundations and Trends in Machine Learning, 2(1), 1-127.\n";
	const struct files *f = *state;
	struct refmend *r;
	char *out, *report;
	size_t len;

	assert_int_equal(refmend_open(&r), REFMEND_OK);
	assert_int_equal(refmend_index(r, f->index), REFMEND_OK);
	assert_int_equal(
	    refmend_mend(r, "x.md", text, sizeof(text) - 1, REFMEND_APPLY_SAFE,
		REFMEND_COMPLETE, &out, &len, &report),
	    REFMEND_OK);
	assert_string_equal(out,
	    "# References\n\n"
	    "1. Bengio, Y. (2009). *Learning Deep Architectures for AI*. "
	    "Foundations and Trends in Machine Learning, 2(1), 1-127. "
	    "https://doi.org/10.1561/2200000006\n");
	assert_int_equal(len, strlen(out));
	assert_non_null(strstr(report, "\"applied\":true"));
	refmend_free(out);
	refmend_free(report);
	refmend_close(r);
}

static void
a_bib_in_memory_is_checked(void **state)
{
	static const char text[] =
	    "@article{a, author={Bengio, Yoshua}, title={Learning Deep "
	    "Architectures for AI}, year={2009}}\n";
	const struct files *f = *state;
	struct refmend *r;
	char *report;

	assert_int_equal(refmend_open(&r), REFMEND_OK);
	assert_int_equal(refmend_index(r, f->index), REFMEND_OK);
	assert_int_equal(
	    refmend_check_buffer(r, "x.bib", text, sizeof(text) - 1, &report),
	    REFMEND_OK);
	assert_non_null(strstr(report, "\"verdict\":\"verified\""));
	assert_non_null(strstr(report, "\"key\":\"a\""));
	refmend_free(report);
	refmend_close(r);
}

static void
failures_have_a_story(void **state)
{
	struct refmend *r;
	char *report;

	(void)state;
	assert_int_equal(refmend_open(&r), REFMEND_OK);
	assert_string_equal(refmend_error(r), "");
	assert_int_not_equal(refmend_index(r, "/nowhere/x.idx"), REFMEND_OK);
	assert_non_null(strstr(refmend_error(r), "/nowhere/x.idx"));
	assert_int_equal(refmend_check_buffer(r, "x.md", "prose", 5, &report),
	    REFMEND_ABSENT);
	assert_null(report);
	assert_true(strlen(refmend_error(r)) > 0);
	assert_int_equal(
	    refmend_online(r, "crossref, scholar", NULL), REFMEND_USAGE);
	assert_non_null(strstr(refmend_error(r), "scholar"));
	refmend_close(r);
	refmend_close(NULL);
}

static void
a_style_writes_citations_and_list(void **state)
{
	static const char style[] =
	    "<style version='1.0' class='in-text'><citation><layout prefix='(' "
	    "suffix=')' delimiter='; '><text variable='title'/><text "
	    "variable='locator' prefix=', '/></layout></citation><bibliography>"
	    "<layout suffix='.'><text variable='title'/></layout>"
	    "</bibliography></style>";
	char path[] = "./refmend-style.csl";
	struct refmend *r;
	struct refmend_styled *s;
	FILE *f = fopen(path, "w");
	char *text;

	(void)state;
	assert_non_null(f);
	fputs(style, f);
	fclose(f);
	assert_int_equal(refmend_open(&r), REFMEND_OK);
	assert_int_equal(refmend_styled_open(r, &s, path, NULL), REFMEND_OK);
	assert_int_equal(refmend_styled_items(s,
			     "[{\"id\": \"a\", \"title\": \"The "
			     "TeXbook\"}, {\"id\": 2, \"title\": \"LaTeX\"}]"),
	    REFMEND_OK);
	assert_int_equal(
	    refmend_styled_cite(
		s, "[{\"id\": 2, \"locator\": \"3-5\"}, {\"id\": \"a\"}]", 0),
	    REFMEND_OK);
	assert_int_equal(
	    refmend_styled_cite(s, "[{\"id\": \"b\"}]", 0), REFMEND_ABSENT);
	assert_non_null(strstr(refmend_error(r), "'b'"));
	assert_int_equal(
	    refmend_styled_citation(s, 0, "text", &text), REFMEND_OK);
	assert_string_equal(text, "(LaTeX, 3–5; The TeXbook)");
	refmend_free(text);
	assert_int_equal(
	    refmend_styled_citation(s, 1, "text", &text), REFMEND_ABSENT);
	assert_int_equal(
	    refmend_styled_bibliography(s, "text", &text), REFMEND_OK);
	assert_string_equal(text, "The TeXbook.\nLaTeX.\n");
	refmend_free(text);
	assert_int_equal(
	    refmend_styled_bibliography(s, "word", &text), REFMEND_USAGE);
	refmend_styled_close(s);
	assert_int_equal(
	    refmend_styled_open(r, &s, "no-such-style", NULL), REFMEND_ABSENT);
	assert_null(s);
	refmend_close(r);
	remove(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_style_writes_citations_and_list),
		cmocka_unit_test(a_version_is_told),
		cmocka_unit_test(a_list_is_mended_in_its_own_form),
		cmocka_unit_test(a_bib_in_memory_is_checked),
		cmocka_unit_test(failures_have_a_story),
	};

	return cmocka_run_group_tests(tests, build, clear);
}
