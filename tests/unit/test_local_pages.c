#include "base/arena.h"
#include "base/file.h"
#include "source/local-pages.h"

#include <fcntl.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/banned.h"

/* What SQLite wrote, read by its pages and by itself, must be the same. */

static const char file[] = "test_local_pages.db";

static void
run(sqlite3 *db, const char *sql)
{
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
}

/* Rows of 0 to 40,000 bytes, most of them short; many ids in a row, then gaps. */
static void
make_file(int page_size)
{
	sqlite3_stmt *st;
	sqlite3 *db;
	char sql[64];

	(void)unlink(file);
	assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
	snprintf(sql, sizeof(sql), "PRAGMA page_size = %d", page_size);
	run(db, sql);
	run(db, "PRAGMA synchronous = OFF; BEGIN");
	run(db, "CREATE TABLE row(id INTEGER PRIMARY KEY, data BLOB)");
	assert_int_equal(
	    sqlite3_prepare_v2(db,
		"INSERT INTO row VALUES(?1, CASE WHEN ?1 % 97 = 5 THEN "
		"randomblob(?1 * 7919 % 40000) WHEN ?1 % 31 = 0 THEN x'' "
		"ELSE randomblob(?1 * 7919 % 190 + 1) END)",
		-1, &st, NULL),
	    SQLITE_OK);
	for (sqlite3_int64 i = 1; i < 6000; i++) {
		sqlite3_bind_int64(st, 1, i < 3000 ? i : i * (1 + i % 900));
		(void)sqlite3_step(st); /* some are there already */
		sqlite3_reset(st);
	}
	sqlite3_bind_int64(st, 1, INT64_MAX);
	assert_int_equal(sqlite3_step(st), SQLITE_DONE);
	sqlite3_finalize(st);
	run(db, "DELETE FROM row WHERE id % 41 = 7; COMMIT");
	sqlite3_close(db);
}

/* Pages and table of the file; false if they cannot be mapped. */
static bool
open_pages(struct local_pages *pages, struct local_table *table)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	off_t bytes = lseek(fd, 0, SEEK_END);
	bool ok;

	assert_true(fd >= 0 && bytes > 0);
	ok = local_pages_open(pages, fd, (size_t)bytes);
	close(fd);
	*table = (struct local_table){ 2, SBUF_INIT };
	return ok;
}

static void
every_row_is_what_sqlite_says(void **state)
{
	static const int sizes[] = { 512, 4096, 65536 };

	(void)state;
	for (size_t k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++) {
		struct local_pages pages;
		struct local_table table;
		sqlite3_int64 before = 0;
		sqlite3_stmt *st;
		sqlite3 *db;
		int rows = 0;

		make_file(sizes[k]);
		assert_true(open_pages(&pages, &table));
		assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
		assert_int_equal(
		    sqlite3_prepare_v2(db,
			"SELECT id, data FROM row ORDER BY id", -1, &st, NULL),
		    SQLITE_OK);
		while (sqlite3_step(st) == SQLITE_ROW) {
			sqlite3_int64 id = sqlite3_column_int64(st, 0);
			const void *data = sqlite3_column_blob(st, 1);
			size_t len = (size_t)sqlite3_column_bytes(st, 1);
			struct span s;

			assert_int_equal(
			    local_pages_row(&s, &pages, &table, id), 1);
			assert_int_equal(s.len, len);
			if (len)
				assert_memory_equal(s.ptr, data, len);
			assert_true(len > 400 || local_pages_hold(&pages, s));
			if (id - before > 1) {
				assert_int_equal(
				    local_pages_row(&s, &pages, &table, id - 1),
				    0);
				assert_int_equal(local_pages_row(&s, &pages,
						     &table, before + 1),
				    0);
			}
			before = id;
			rows++;
		}
		assert_true(rows > 4000);
		assert_int_equal(
		    local_pages_row(&(struct span){ 0 }, &pages, &table, -1),
		    0);
		sqlite3_finalize(st);
		sqlite3_close(db);
		sbuf_release(&table.room);
		local_pages_close(&pages);
	}
	(void)unlink(file);
}

/* Whatever a damaged file says, only its own bytes are given. */
static void
damage_leads_to_no_byte_outside(void **state)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	unsigned seed = 7, told = 0;
	struct sbuf whole = SBUF_INIT;

	(void)state;
	make_file(512);
	assert_int_equal(file_read(&whole, file, &err), 0);
	for (unsigned round = 0; round < 60; round++) {
		char *copy = arena_strdup_span(
		    &a, (struct span){ whole.buf, whole.len });
		struct local_pages pages;
		struct local_table table;

		for (unsigned i = 0; i < 20U << round % 8; i++) {
			seed = seed * 1664525U + 1013904223U;
			copy[100 + (seed >> 4) % (whole.len - 100)] =
			    (char)(seed >> 24);
		}
		assert_int_equal(
		    file_write_atomic(
			file, (struct span){ copy, whole.len }, false, &err),
		    0);
		if (!open_pages(&pages, &table))
			continue;
		for (int64_t id = 0; id < 9000; id += 3) {
			struct span s = { "", 0 };
			unsigned sum = 0;
			int found = local_pages_row(&s, &pages, &table, id);

			assert_true(found >= -1 && found <= 1);
			for (size_t i = 0; found == 1 && i < s.len; i++)
				sum += (unsigned char)s.ptr[i];
			told += found < 0 ? 1 : sum & 0;
		}
		sbuf_release(&table.room);
		local_pages_close(&pages);
	}
	assert_true(told > 100);
	(void)unlink(file);
	sbuf_release(&whole);
	arena_release(&a);
}

static void
a_tree_that_leads_into_itself_ends(void **state)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct local_pages pages;
	struct local_table table;
	struct sbuf whole = SBUF_INIT;
	struct span s;
	char *copy;

	(void)state;
	make_file(512);
	assert_int_equal(file_read(&whole, file, &err), 0);
	copy = arena_strdup_span(&a, (struct span){ whole.buf, whole.len });
	/* Page 2 is the root; its last child is made page 2. */
	memcpy(copy + 512 + 8, "\0\0\0\2", 4);
	assert_int_equal(file_write_atomic(file,
			     (struct span){ copy, whole.len }, false, &err),
	    0);
	assert_true(open_pages(&pages, &table));
	assert_int_equal(local_pages_row(&s, &pages, &table, INT64_MAX), -1);
	sbuf_release(&table.room);
	local_pages_close(&pages);
	(void)unlink(file);
	sbuf_release(&whole);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_what_sqlite_says),
		cmocka_unit_test(damage_leads_to_no_byte_outside),
		cmocka_unit_test(a_tree_that_leads_into_itself_ends),
	};

	return cmocka_run_group_tests_name("local pages", tests, NULL, NULL);
}
