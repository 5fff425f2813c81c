/*
 * A program that writes to a library is killed (SIGKILL) over and over: at each
 * single write to the disk, in the middle of it, and at odd moments. What it had
 * finished must be there afterwards, whole, and nothing by halves.
 */

#include "store/store.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/banned.h"

enum { WORKS_MAX = 4000, AUTHORS = 3, GROUP = 4 };

/* How the child writes. */
enum mode { ONE_BY_ONE, IN_GROUPS, AND_APPLY, AND_UNDO, MODES };

static char path[] = "/tmp/test_store_kill.XXXXXX";

/* --- a disk that kills ------------------------------------------------------------ */

/* SQLite has one set of methods for the database and another for its log. */
static struct {
	const sqlite3_io_methods *real;
	sqlite3_io_methods killing;
} methods[4];
static sqlite3_vfs *real_vfs;
static int writes_left;

static void
die(void)
{
	(void)kill(getpid(), SIGKILL);
}

static const sqlite3_io_methods *
real_of(const sqlite3_file *f)
{
	size_t i = 0;

	while (f->pMethods != &methods[i].killing)
		i++;
	return methods[i].real;
}

static int
killing_write(sqlite3_file *f, const void *bytes, int n, sqlite3_int64 at)
{
	if (--writes_left == 0) {
		(void)real_of(f)->xWrite(f, bytes, n / 2, at);
		die();
	}
	return real_of(f)->xWrite(f, bytes, n, at);
}

static int
killing_sync(sqlite3_file *f, int flags)
{
	if (--writes_left == 0)
		die();
	return real_of(f)->xSync(f, flags);
}

static int
killing_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	if (--writes_left == 0)
		die();
	return real_of(f)->xTruncate(f, size);
}

static int
killing_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags,
    int *flags_out)
{
	int code = real_vfs->xOpen(vfs, name, f, flags, flags_out);

	if (code != SQLITE_OK || !f->pMethods)
		return code;
	for (size_t i = 0; i < 4; i++) {
		if (!methods[i].real) {
			methods[i].real = f->pMethods;
			methods[i].killing = *f->pMethods;
			methods[i].killing.xWrite = killing_write;
			methods[i].killing.xSync = killing_sync;
			methods[i].killing.xTruncate = killing_truncate;
		}
		if (f->pMethods == methods[i].real) {
			f->pMethods = &methods[i].killing;
			break;
		}
	}
	return code;
}

static void
kill_at_write(int n)
{
	static sqlite3_vfs vfs;

	writes_left = n;
	real_vfs = sqlite3_vfs_find(NULL);
	vfs = *real_vfs;
	vfs.zName = "killing";
	vfs.xOpen = killing_open;
	(void)sqlite3_vfs_register(&vfs, 1);
}

/* --- the program that is killed ------------------------------------------------------ */

/* Work i of a round; volume as apply leaves it. */
static struct work *
make_work(struct arena *a, int round, int i, const char *volume)
{
	struct work *w = ARENA_NEW(a, struct work);

	w->type = WORK_TYPE_ARTICLE_JOURNAL;
	w->title = arena_printf(a, "Work %d of round %d", i, round);
	w->container_title = "Journal of Finished Work";
	w->volume = volume;
	w->DOI = arena_printf(a, "10.1234/r%d.w%d", round, i);
	w->issued.from.year = 2000;
	for (int k = 0; k < AUTHORS; k++)
		name_list_add(a, &w->author,
		    (struct name){ .family = "Weber",
			.given = arena_printf(a, "Max %d", k) });
	return w;
}

static void
tell(int to, int i)
{
	if (write(to, &i, sizeof(i)) != (ssize_t)sizeof(i))
		_exit(2);
}

static void
must(int rc)
{
	if (rc)
		_exit(1);
}

static void
add(struct store *s, struct arena *a, int round, int i)
{
	enum store_add_result result;
	struct err err = ERR_INIT;

	must(store_add_work(s, make_work(a, round, i, "1"),
	    arena_printf(a, "r%d-w%d", round, i), "test", "1", NULL, a, &result,
	    &err));
	must(result != STORE_ADDED);
}

static void
write_works(enum mode mode, int round, int to)
{
	struct err err = ERR_INIT;
	struct arena a = ARENA_INIT;
	struct store *s;
	size_t undone;

	must(store_open(&s, path, true, &err));
	for (int i = 0; i < 200; i++) {
		const char *key = arena_printf(&a, "r%d-w%d", round, i);

		if (mode == IN_GROUPS && i % GROUP == 0)
			must(store_begin(s, "import", &err));
		add(s, &a, round, i);
		if (mode == AND_APPLY)
			must(store_apply(s, key, make_work(&a, round, i, "2"),
			    1u << CLAIM_VOLUME, "x", "1", "resolve", &err));
		if (mode == AND_UNDO) {
			must(store_apply(s, key, make_work(&a, round, i, "3"),
			    1u << CLAIM_VOLUME, "x", "1", "resolve", &err));
			must(store_undo(s, 0, &undone, &err));
		}
		if (mode == IN_GROUPS) {
			if (i % GROUP != GROUP - 1)
				continue;
			must(store_end(s, &err));
			for (int k = GROUP - 1; k >= 0; k--)
				tell(to, i - k);
		} else {
			tell(to, i);
		}
		arena_reset(&a);
	}
	store_close(s);
	arena_release(&a);
	_exit(0);
}

/* --- looking afterwards ----------------------------------------------------------------- */

/* What was finished, of all rounds. */
struct finished {
	int round, i;
	enum mode mode;
};

struct record {
	struct finished items[WORKS_MAX];
	size_t len;
	int kills;
	int finished_early;
};

static void
check_library(const struct record *r)
{
	struct err err = ERR_INIT;
	struct arena a = ARENA_INIT;
	struct store_work *works, w;
	struct store *s;
	size_t len;
	int rc = store_open(&s, path, true, &err);

	if (!rc)
		rc = store_check(s, &err);
	if (rc)
		print_message("# %s\n", err.text);
	assert_int_equal(rc, OK);
	for (size_t i = 0; i < r->len; i++) {
		const struct finished *f = &r->items[i];
		const char *key = arena_printf(&a, "r%d-w%d", f->round, f->i);

		assert_int_equal(store_get(&w, &a, s, key, &err), OK);
		assert_string_equal(
		    w.work->volume, f->mode == AND_APPLY ? "2" : "1");
	}
	assert_int_equal(store_list(&works, &len, &a, s, &err), OK);
	assert_true(len >= r->len);
	for (size_t i = 0; i < len; i++) {
		int round, n;
		struct work *wanted;
		struct store_assertion *said;
		size_t said_len;

		assert_int_equal(
		    sscanf(works[i].key, "r%d-w%d", &round, &n), 2);
		wanted = make_work(&a, round, n, "1");
		assert_string_equal(works[i].work->title, wanted->title);
		assert_string_equal(works[i].work->DOI, wanted->DOI);
		assert_int_equal(works[i].work->author.len, AUTHORS);
		assert_non_null(works[i].work->container_title);
		assert_int_equal(works[i].work->issued.from.year, 2000);
		assert_int_equal(store_assertions(&said, &said_len, &a, s,
				     works[i].key, &err),
		    OK);
		assert_true(said_len >= 7);
	}
	store_close(s);
	arena_release(&a);
}

/* One child: killed at a write (or after a while), then the library looked at. */
static void
one_round(
    struct record *r, enum mode mode, int round, int at_write, useconds_t after)
{
	int ends[2], status, i;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		(void)close(ends[0]);
		if (at_write)
			kill_at_write(at_write);
		write_works(mode, round, ends[1]);
	}
	(void)close(ends[1]);
	if (!at_write) {
		(void)usleep(after);
		(void)kill(child, SIGKILL);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFSIGNALED(status)) {
		assert_int_equal(WTERMSIG(status), SIGKILL);
		r->kills++;
	} else {
		assert_int_equal(status, 0);
		r->finished_early++;
	}
	while (read(ends[0], &i, sizeof(i)) == (ssize_t)sizeof(i)) {
		assert_true(r->len < WORKS_MAX);
		r->items[r->len++] = (struct finished){ round, i, mode };
	}
	(void)close(ends[0]);
	check_library(r);
}

static int
set_up(void **state)
{
	int fd;

	memcpy(strrchr(path, '.'), ".XXXXXX", 7);
	fd = mkstemp(path);
	if (fd < 0)
		return -1;
	(void)close(fd);
	*state = calloc(1, sizeof(struct record));
	return *state ? 0 : -1;
}

static int
tear_down(void **state)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

	for (size_t i = 0; i < 4; i++) {
		char file[sizeof(path) + 16];

		(void)snprintf(file, sizeof(file), "%s%s", path, ends[i]);
		(void)unlink(file);
	}
	free(*state);
	return 0;
}

static void
a_kill_while_the_library_is_made_leaves_it_usable(void **state)
{
	struct record *r = *state;

	for (int n = 1; n <= 60; n++) {
		char file[sizeof(path) + 16];

		(void)unlink(path);
		(void)snprintf(file, sizeof(file), "%s-wal", path);
		(void)unlink(file);
		(void)snprintf(file, sizeof(file), "%s-shm", path);
		(void)unlink(file);
		r->len = 0;
		one_round(r, ONE_BY_ONE, n, n, 0);
	}
	assert_int_equal(r->kills, 60);
}

static void
a_kill_at_any_write_loses_no_finished_work(void **state)
{
	struct record *r = *state;

	for (int n = 1; n <= 60; n++)
		one_round(r, (enum mode)(n % MODES), n, n * 3 - n % 2, 0);
	/* Far enough for the log to be written back into the database. */
	for (int n = 61; n <= 70; n++)
		one_round(r, (enum mode)(n % MODES), n, (n - 60) * 211, 0);
	assert_int_equal(r->kills, 70);
	assert_true(r->len > 70);
}

static void
a_kill_at_any_time_loses_no_finished_work(void **state)
{
	struct record *r = *state;
	uint32_t seed = 1;

	for (int round = 1; round <= 24; round++) {
		seed = seed * 1664525u + 1013904223u;
		one_round(r, (enum mode)(round % MODES), round, 0,
		    (useconds_t)(1000 + (seed >> 8) % 40000));
	}
	assert_int_equal(r->kills + r->finished_early, 24);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(a_kill_while_the_library_is_made_leaves_it_usable),
		T(a_kill_at_any_write_loses_no_finished_work),
		T(a_kill_at_any_time_loses_no_finished_work),
	};

	return cmocka_run_group_tests_name("store-kill", tests, NULL, NULL);
}
