#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

/* A library in a folder of its own, and works of real people in it. */

#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/banned.h"

/* A folder, an open library in it and an arena. */
struct fixture {
	char folder[64];
	char path[96];
	struct store *store;
	struct arena arena;
	struct err err;
};

static inline int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	(void)snprintf(f->folder, sizeof(f->folder), "/tmp/test_store.XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	(void)snprintf(f->path, sizeof(f->path), "%s/refmend.db", f->folder);
	assert_int_equal(store_open(&f->store, f->path, true, &f->err), OK);
	*state = f;
	return 0;
}

static inline int
tear_down(void **state)
{
	struct fixture *f = *state;
	static const char *const ends[] = { "", "-wal", "-shm" };

	store_close(f->store);
	for (size_t i = 0; i < 3; i++) {
		char path[128];

		(void)snprintf(path, sizeof(path), "%s%s", f->path, ends[i]);
		(void)unlink(path);
	}
	(void)rmdir(f->folder);
	arena_release(&f->arena);
	free(f);
	return 0;
}

static inline void
ok(struct fixture *f, int rc)
{
	if (rc)
		print_message("# %d: %s\n", rc, f->err.text);
	assert_int_equal(rc, OK);
}

static inline struct work *
bengio(struct fixture *f)
{
	struct arena *a = &f->arena;
	struct work *w = ARENA_NEW(a, struct work);

	w->type = WORK_TYPE_ARTICLE_JOURNAL;
	w->title = "Learning Deep Architectures for AI";
	w->container_title = "Foundations and Trends in Machine Learning";
	w->volume = "2";
	w->issue = "1";
	w->page = "1-127";
	w->issued.from.year = 2009;
	name_list_add(a, &w->author,
	    (struct name){ .family = "Bengio", .given = "Yoshua" });
	return w;
}

static inline struct work *
short_work(struct fixture *f, const char *title, const char *family, int year)
{
	struct work *w = ARENA_NEW(&f->arena, struct work);

	w->type = WORK_TYPE_BOOK;
	w->title = title;
	w->issued.from.year = year;
	name_list_add(&f->arena, &w->author, (struct name){ .family = family });
	return w;
}

static inline const char *
add(struct fixture *f, const struct work *w, const char *key,
    enum store_add_result *result)
{
	enum store_add_result unused;
	const char *got = NULL;

	ok(f, store_add_work(f->store, w, key, "test", key, &got, &f->arena,
		  result ? result : &unused, &f->err));
	return got;
}

static inline struct store_work
get(struct fixture *f, const char *key)
{
	struct store_work w = { 0 };

	ok(f, store_get(&w, &f->arena, f->store, key, &f->err));
	return w;
}

static inline size_t
count(struct fixture *f)
{
	struct store_work *works;
	size_t len;

	ok(f, store_list(&works, &len, &f->arena, f->store, &f->err));
	return len;
}

static inline void
reopen(struct fixture *f)
{
	store_close(f->store);
	ok(f, store_open(&f->store, f->path, false, &f->err));
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
