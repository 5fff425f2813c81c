/* Configuration files: what they say, which wins, what is wrong in them. */

#include "app/config.h"
#include "app/paths.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/banned.h"

/* A home of its own with a project folder in it; the test runs in a folder
 * below that. */
struct home {
	char path[64];
	char back[4096];
};

static void
write_text(const char *path, const char *text)
{
	struct err err = ERR_INIT;

	assert_int_equal(file_make_parents(path, &err), OK);
	assert_int_equal(
	    file_write_atomic(path, span_of(text), false, &err), OK);
}

static int
enter(void **state)
{
	struct home *h = calloc(1, sizeof(*h));

	assert_non_null(h);
	(void)snprintf(h->path, sizeof(h->path), "/tmp/refmend-test-XXXXXX");
	assert_non_null(getcwd(h->back, sizeof(h->back)));
	assert_non_null(mkdtemp(h->path));
	assert_int_equal(chdir(h->path), 0);
	assert_int_equal(mkdir("project", 0700), 0);
	assert_int_equal(mkdir("project/chapter", 0700), 0);
	assert_int_equal(setenv("HOME", h->path, 1), 0);
	(void)unsetenv("XDG_CONFIG_HOME");
	(void)unsetenv("XDG_DATA_HOME");
	(void)unsetenv("XDG_CACHE_HOME");
	(void)unsetenv("REFMEND_MAILTO");
	(void)unsetenv("REFMEND_LIBRARY");
	assert_int_equal(chdir("project/chapter"), 0);
	*state = h;
	return 0;
}

static int
leave(void **state)
{
	static const char *const files[] = { ".config/refmend/config.ini",
		"project/.refmend.ini", "project/other.ini" };
	static const char *const folders[] = { ".config/refmend", ".config",
		"project/chapter", "project" };
	struct home *h = *state;

	assert_int_equal(chdir(h->path), 0);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		(void)unlink(files[i]);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		(void)rmdir(folders[i]);
	assert_int_equal(chdir(h->back), 0);
	assert_int_equal(rmdir(h->path), 0);
	free(h);
	return 0;
}

static void
check_value(const struct config *c, const char *key, const char *want)
{
	const char *got = config_get(c, key);

	if (!want)
		assert_null(got);
	else
		assert_string_equal(got ? got : "(unset)", want);
}

static void
sections_comments_and_quotes_are_read(void **state)
{
	struct err err = ERR_INIT;
	struct config *c;

	(void)state;
	write_text("../other.ini", "\xef\xbb\xbf"
				   "# mine\n"
				   "mailto=a@b.org\r\n"
				   "; also a comment\n"
				   "\n"
				   "empty =\n"
				   "quoted = \" a = b \"\n"
				   "[crossref]\n"
				   "  url =  http://127.0.0.1:8080  \n"
				   "[ http ]\n"
				   "timeout = 2.5\n"
				   "last = no newline");
	assert_int_equal(config_load(&c, "../other.ini", &err), OK);
	check_value(c, "mailto", "a@b.org");
	check_value(c, "empty", "");
	check_value(c, "quoted", " a = b ");
	check_value(c, "crossref.url", "http://127.0.0.1:8080");
	check_value(c, "http.last", "no newline");
	check_value(c, "url", NULL);
	assert_true(config_number(c, "http.timeout", 0) == 2.5);
	config_free(c);
}

static void
the_project_wins_over_the_user_and_the_environment_over_both(void **state)
{
	const struct home *h = *state;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct config *c;

	write_text(arena_printf(&a, "%s/.config/refmend/config.ini", h->path),
	    "mailto = user@a.org\nprefer = cited\nlibrary = u.db\n");
	write_text("../.refmend.ini", "mailto = project@a.org\n");
	assert_int_equal(config_load(&c, NULL, &err), OK);
	check_value(c, "mailto", "project@a.org");
	check_value(c, "prefer", "cited");
	config_set(c, "prefer", "published");
	check_value(c, "prefer", "published");
	config_free(c);
	assert_int_equal(setenv("REFMEND_MAILTO", "me@a.org", 1), 0);
	assert_int_equal(config_load(&c, NULL, &err), OK);
	check_value(c, "mailto", "me@a.org");
	check_value(c, "library", "u.db");
	config_free(c);
	arena_release(&a);
}

static void
no_file_is_no_error_unless_it_is_named(void **state)
{
	struct err err = ERR_INIT;
	struct config *c;

	(void)state;
	assert_int_equal(config_load(&c, NULL, &err), OK);
	check_value(c, "mailto", NULL);
	config_free(c);
	assert_int_equal(config_load(&c, "absent.ini", &err), ERR_ABSENT);
}

static void
a_line_that_is_none_is_told_with_its_place(void **state)
{
	struct err err = ERR_INIT;
	struct config *c;

	(void)state;
	write_text("../other.ini", "a = 1\nnonsense\n");
	assert_int_equal(config_load(&c, "../other.ini", &err), ERR_SYNTAX);
	assert_non_null(strstr(err.text, "../other.ini:2:"));
	err = (struct err)ERR_INIT;
	write_text("../other.ini", "a = 1\n\n[open\n");
	assert_int_equal(config_load(&c, "../other.ini", &err), ERR_SYNTAX);
	assert_non_null(strstr(err.text, "../other.ini:3:"));
}

static void
a_value_that_cannot_be_meant_is_told_with_its_place(void **state)
{
	static const char *const bad[] = { "http.timeout = 30s", "mailto = me",
		"[cache]\nrefresh = perhaps", "sources.arxiv = never",
		"http.max-tries = -1", "crossref.url = api.crossref.org",
		"crossref.url = htp://127.0.0.1", "doi-org.url = file:///etc",
		"arxiv.url = https://", "arxiv.url = http://[::1",
		"arxiv.url = http://127.0.0.1:99999",
		"openalex.url = https://me:secret@127.0.0.1",
		"openalex.url = https://127.0.0.1/?q=secret",
		"openalex.url = https://127.0.0.1/a b" };
	struct config *c;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err err = ERR_INIT;

		write_text("../other.ini", bad[i]);
		assert_int_equal(
		    config_load(&c, "../other.ini", &err), ERR_USAGE);
		assert_non_null(
		    strstr(err.text, i == 2 ? "other.ini:2:" : "other.ini:1:"));
		assert_null(strstr(err.text, "secret"));
	}
}

static void
an_address_may_be_left_empty_or_have_a_path(void **state)
{
	struct err err = ERR_INIT;
	struct config *c;

	(void)state;
	write_text("../other.ini", "crossref.url =\n"
				   "doi-org.url = http://127.0.0.1:8080/doi/\n"
				   "arxiv.url = HTTPS://[::1]/x\n");
	assert_int_equal(config_load(&c, "../other.ini", &err), OK);
	config_free(c);
}

static void
flags_and_numbers_fall_back_when_they_are_neither(void **state)
{
	struct config *c = config_new();

	(void)state;
	config_set(c, "a", "Yes");
	config_set(c, "b", "off");
	config_set(c, "c", "perhaps");
	config_set(c, "n", "30");
	config_set(c, "m", "3x");
	config_set(c, "k", "-3");
	assert_true(config_flag(c, "a", false));
	assert_false(config_flag(c, "b", true));
	assert_true(config_flag(c, "c", true));
	assert_false(config_flag(c, "absent", false));
	assert_true(config_number(c, "n", 1) == 30);
	assert_true(config_number(c, "m", 1) == 1);
	assert_true(config_number(c, "k", 1) == 1);
	config_free(c);
}

static void
folders_are_those_of_the_xdg_specification(void **state)
{
	const struct home *h = *state;
	struct arena a = ARENA_INIT;

	assert_string_equal(paths_cache(&a),
	    arena_printf(&a, "%s/.cache/refmend/cache.db", h->path));
	assert_int_equal(setenv("XDG_CACHE_HOME", "/var/x", 1), 0);
	assert_string_equal(paths_cache(&a), "/var/x/refmend/cache.db");
	/* A relative path is invalid and to be ignored. */
	assert_int_equal(setenv("XDG_CACHE_HOME", "x", 1), 0);
	assert_string_equal(paths_cache(&a),
	    arena_printf(&a, "%s/.cache/refmend/cache.db", h->path));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    sections_comments_and_quotes_are_read, enter, leave),
		cmocka_unit_test_setup_teardown(
		    the_project_wins_over_the_user_and_the_environment_over_both,
		    enter, leave),
		cmocka_unit_test_setup_teardown(
		    no_file_is_no_error_unless_it_is_named, enter, leave),
		cmocka_unit_test_setup_teardown(
		    a_line_that_is_none_is_told_with_its_place, enter, leave),
		cmocka_unit_test_setup_teardown(
		    a_value_that_cannot_be_meant_is_told_with_its_place, enter,
		    leave),
		cmocka_unit_test_setup_teardown(
		    an_address_may_be_left_empty_or_have_a_path, enter, leave),
		cmocka_unit_test_setup_teardown(
		    flags_and_numbers_fall_back_when_they_are_neither, enter,
		    leave),
		cmocka_unit_test_setup_teardown(
		    folders_are_those_of_the_xdg_specification, enter, leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
