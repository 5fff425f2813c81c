#include "store/private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/banned.h"

/* Each test has a name in an empty folder. */
static char folder[] = "/tmp/test_store_open.XXXXXX";
static char path[sizeof(folder) + 16];

static int
set_up(void **state)
{
	(void)state;
	memcpy(strrchr(folder, '.'), ".XXXXXX", 7);
	if (!mkdtemp(folder))
		return -1;
	(void)snprintf(path, sizeof(path), "%s/lib.db", folder);
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		char file[sizeof(path) + 16];

		(void)snprintf(file, sizeof(file), "%s%s", path, ends[i]);
		(void)unlink(file);
	}
	return rmdir(folder);
}

static void
run_sql(const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int64_t
number(const char *sql)
{
	sqlite3_stmt *st;
	sqlite3 *db;
	int64_t out;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	out = sqlite3_column_int64(st, 0);
	assert_int_equal(sqlite3_finalize(st), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	return out;
}

static void
write_bytes(const char *bytes, size_t n)
{
	FILE *out = fopen(path, "wb");

	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, n, out), n);
	assert_int_equal(fclose(out), 0);
}

/* Opening fails with that code and a story that has that word in it. */
static void
refused(int code, const char *word)
{
	struct err err = ERR_INIT;
	struct store *s;

	assert_int_equal(store_open(&s, path, true, &err), code);
	assert_null(s);
	if (!strstr(err.text, word))
		print_message("# %s\n", err.text);
	assert_non_null(strstr(err.text, word));
}

static void
add_one(struct store *s, const char *title)
{
	struct work w = { .type = WORK_TYPE_BOOK, .title = title };
	enum store_add_result result;
	struct err err = ERR_INIT;

	assert_int_equal(store_add_work(s, &w, "key", "test", "1", NULL, NULL,
			     &result, &err),
	    OK);
}

static void
an_absent_library_is_made_only_when_asked(void **state)
{
	struct err err = ERR_INIT;
	struct store *s;

	(void)state;
	assert_int_equal(store_open(&s, path, false, &err), ERR_ABSENT);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_equal(store_open(&s, path, true, &err), OK);
	assert_string_equal(store_path(s), path);
	store_close(s);
	assert_int_equal(number("PRAGMA user_version"), STORE_FORMAT);
	assert_int_equal(number("PRAGMA application_id"), STORE_APPLICATION_ID);
	assert_int_equal(store_open(&s, path, false, &err), OK);
	assert_int_equal(store_check(s, &err), OK);
	store_close(s);
}

static void
what_is_no_library_is_refused_and_left_alone(void **state)
{
	char text[4096];

	(void)state;
	memset(text, 'x', sizeof(text));
	write_bytes(text, sizeof(text));
	refused(ERR_SYNTAX, "not a refmend library");
	assert_int_equal(unlink(path), 0);
	run_sql("CREATE TABLE theirs (x)");
	refused(ERR_SYNTAX, "another program");
	assert_int_equal(number("SELECT count(*) FROM sqlite_schema"), 1);
	run_sql("PRAGMA application_id = 0x72666d69");
	refused(ERR_SYNTAX, "--index");
	run_sql("PRAGMA application_id = 77");
	refused(ERR_SYNTAX, "another program");
}

static void
a_folder_and_no_name_are_refused(void **state)
{
	struct err err = ERR_INIT;
	struct store *s;

	(void)state;
	assert_int_equal(store_open(&s, folder, true, &err), ERR_IO);
	assert_int_equal(store_open(&s, "", true, &err), ERR_USAGE);
}

static void
a_newer_library_is_refused_and_left_alone(void **state)
{
	struct err err = ERR_INIT;
	struct store *s;

	(void)state;
	assert_int_equal(store_open(&s, path, true, &err), OK);
	store_close(s);
	run_sql("PRAGMA user_version = 1000");
	refused(ERR_SYNTAX, "newer");
	assert_int_equal(number("PRAGMA user_version"), 1000);
}

static void
damage_is_told(void **state)
{
	struct err err = ERR_INIT;
	struct arena a = ARENA_INIT;
	struct store_work *works;
	struct store *s;
	size_t len;
	FILE *file;

	(void)state;
	assert_int_equal(store_open(&s, path, true, &err), OK);
	for (int i = 0; i < 400; i++)
		add_one(s, arena_printf(&a, "The title of number %d", i));
	store_close(s);
	/* All but the first page overwritten. */
	file = fopen(path, "r+b");
	assert_non_null(file);
	assert_int_equal(fseek(file, 4096, SEEK_SET), 0);
	for (int i = 0; i < 4096 * 30; i++)
		(void)fputc(0xa5, file);
	assert_int_equal(fclose(file), 0);
	if (!store_open(&s, path, false, &err)) {
		int rc = store_list(&works, &len, &a, s, &err);

		assert_int_equal(rc, ERR_SYNTAX);
		assert_non_null(strstr(err.text, "damaged"));
		err.text[0] = '\0';
		assert_int_equal(store_check(s, &err), ERR_SYNTAX);
		store_close(s);
	}
	assert_non_null(strstr(err.text, "damaged"));
	arena_release(&a);
}

static void
a_missing_table_is_damage(void **state)
{
	struct err err = ERR_INIT;
	struct store *s;
	size_t n;

	(void)state;
	assert_int_equal(store_open(&s, path, true, &err), OK);
	store_close(s);
	run_sql("DROP TABLE pending");
	assert_int_equal(store_open(&s, path, false, &err), OK);
	assert_int_equal(store_count_pending(s, &n, &err), ERR_SYNTAX);
	assert_non_null(strstr(err.text, "damaged"));
	store_close(s);
}

static void
a_hostile_schema_runs_nothing(void **state)
{
	struct err err = ERR_INIT;
	struct store *s;

	(void)state;
	assert_int_equal(store_open(&s, path, true, &err), OK);
	store_close(s);
	run_sql("CREATE TRIGGER bad AFTER INSERT ON works BEGIN "
		"DELETE FROM works; END");
	assert_int_equal(store_open(&s, path, false, &err), OK);
	add_one(s, "Stays");
	store_close(s);
	assert_int_equal(number("SELECT count(*) FROM works"), 1);
}

/* --- migrations ------------------------------------------------------------------------ */

static const char *const steps[] = {
	"CREATE TABLE t (a); INSERT INTO t VALUES (1)",
	"ALTER TABLE t ADD COLUMN b; UPDATE t SET b = a + 1",
	"UPDATE t SET b = b * 10",
};

static struct store
bare(void)
{
	struct store s = { .path = path };

	assert_int_equal(sqlite3_open(path, &s.db), SQLITE_OK);
	return s;
}

static void
an_older_file_is_brought_up_step_by_step(void **state)
{
	struct err err = ERR_INIT;
	struct store s;

	(void)state;
	run_sql("CREATE TABLE t (a); INSERT INTO t VALUES (7);"
		"PRAGMA user_version = 1");
	s = bare();
	assert_int_equal(store_migrate(&s, steps, 3, &err), OK);
	assert_int_equal(store_migrate(&s, steps, 3, &err), OK);
	(void)sqlite3_close(s.db);
	assert_int_equal(number("SELECT b FROM t"), 80);
	assert_int_equal(number("PRAGMA user_version"), 3);
	assert_int_equal(number("PRAGMA application_id"), STORE_APPLICATION_ID);
}

static void
a_step_that_fails_leaves_the_version_before_it(void **state)
{
	const char *const broken[] = { steps[0],
		"INSERT INTO t VALUES (2); SELECT * FROM nowhere" };
	struct err err = ERR_INIT;
	struct store s;

	(void)state;
	s = bare();
	assert_int_equal(store_migrate(&s, broken, 2, &err), ERR_SYNTAX);
	(void)sqlite3_close(s.db);
	assert_int_equal(number("PRAGMA user_version"), 1);
	assert_int_equal(number("SELECT count(*) FROM t"), 1);
}

/* --- several programs --------------------------------------------------------------------- */

static void
two_programs_make_one_library(void **state)
{
	pid_t children[4];

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (!children[i]) {
			struct err err = ERR_INIT;
			struct store *s;

			if (store_open(&s, path, true, &err)) {
				print_message("# %s\n", err.text);
				_exit(1);
			}
			store_close(s);
			_exit(0);
		}
	}
	for (size_t i = 0; i < 4; i++) {
		int status;

		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(number("PRAGMA user_version"), STORE_FORMAT);
}

static void
readers_see_whole_works_while_one_writes(void **state)
{
	struct err err = ERR_INIT;
	struct arena a = ARENA_INIT;
	struct store *s, *reader;
	struct store_work *works;
	size_t len;

	(void)state;
	assert_int_equal(store_open(&s, path, true, &err), OK);
	assert_int_equal(store_open(&reader, path, false, &err), OK);
	assert_int_equal(store_begin(s, "import", &err), OK);
	add_one(s, "First Book");
	assert_int_equal(store_list(&works, &len, &a, reader, &err), OK);
	assert_int_equal(len, 0);
	assert_int_equal(store_save(s, &err), OK);
	add_one(s, "Second Book");
	assert_int_equal(store_list(&works, &len, &a, reader, &err), OK);
	assert_int_equal(len, 1);
	assert_int_equal(store_end(s, &err), OK);
	assert_int_equal(store_list(&works, &len, &a, reader, &err), OK);
	assert_int_equal(len, 2);
	store_close(reader);
	store_close(s);
	arena_release(&a);
}

static void
a_second_writer_waits_its_turn(void **state)
{
	struct err err = ERR_INIT;
	struct store *s;
	pid_t child;
	int status, ready[2];
	char byte;

	(void)state;
	assert_int_equal(store_open(&s, path, true, &err), OK);
	store_close(s);
	assert_int_equal(pipe(ready), 0);
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		if (store_open(&s, path, false, &err) ||
		    store_begin(s, "import", &err))
			_exit(1);
		add_one(s, "First Book");
		(void)!write(ready[1], "x", 1);
		(void)usleep(200000);
		if (store_end(s, &err))
			_exit(1);
		store_close(s);
		_exit(0);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_int_equal(store_open(&s, path, false, &err), OK);
	add_one(s, "Second Book");
	store_close(s);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	(void)close(ready[0]);
	(void)close(ready[1]);
	assert_int_equal(number("SELECT count(*) FROM works"), 2);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(an_absent_library_is_made_only_when_asked),
		T(what_is_no_library_is_refused_and_left_alone),
		T(a_folder_and_no_name_are_refused),
		T(a_newer_library_is_refused_and_left_alone),
		T(damage_is_told),
		T(a_missing_table_is_damage),
		T(a_hostile_schema_runs_nothing),
		T(an_older_file_is_brought_up_step_by_step),
		T(a_step_that_fails_leaves_the_version_before_it),
		T(two_programs_make_one_library),
		T(readers_see_whole_works_while_one_writes),
		T(a_second_writer_waits_its_turn),
	};

	return cmocka_run_group_tests_name("store-open", tests, NULL, NULL);
}
