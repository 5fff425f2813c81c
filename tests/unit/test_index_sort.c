#include "app/index-sort.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/banned.h"

enum { SMALL = 1, LARGE = 1 << 24 };

/* A sequence without order, the same every time. */
static uint64_t
scramble(uint32_t i)
{
	uint64_t x = (uint64_t)i * 0x9e3779b97f4a7c15U;

	return (x ^ x >> 31) * 0xbf58476d1ce4e5b9U;
}

static void
fill(struct index_sorter *s, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		/* Every third key comes three times. */
		uint32_t k = i % 3 ? i : i / 9 * 9;

		assert_int_equal(index_sorter_add(s, scramble(k), i, NULL), 0);
	}
	assert_int_equal(index_sorter_finish(s, NULL), 0);
}

static void
comes_out_in_order(size_t memory, uint32_t n)
{
	struct index_sorter *s;
	uint64_t key, last_key = 0;
	uint32_t id, last_id = 0, count = 0;
	unsigned char *seen = calloc(n + 1, 1);

	assert_int_equal(
	    index_sorter_open(&s, "test_index_sort.tmp", memory, NULL), 0);
	fill(s, n);
	while (index_sorter_next(s, &key, &id, NULL) == 1) {
		assert_true(id < n);
		assert_int_equal(seen[id]++, 0);
		if (count++) {
			assert_true(key >= last_key);
			if (key == last_key)
				assert_true(id > last_id);
		}
		last_key = key;
		last_id = id;
	}
	assert_int_equal(count, n);
	assert_int_equal(index_sorter_next(s, &key, &id, NULL), 0);
	index_sorter_close(s);
	free(seen);
}

static void
pairs_that_fit_in_memory_come_out_in_order(void **state)
{
	(void)state;
	comes_out_in_order(LARGE, 20000);
}

static void
pairs_that_do_not_fit_come_out_in_order(void **state)
{
	(void)state;
	/* Runs of 1,024 pairs: many, longer and shorter than a read. */
	comes_out_in_order(SMALL, 100000);
	comes_out_in_order(SMALL, 1024);
	comes_out_in_order(SMALL, 1025);
	comes_out_in_order((size_t)24 * 10000, 100000);
}

static void
nothing_comes_out_of_nothing(void **state)
{
	(void)state;
	comes_out_in_order(LARGE, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs_that_fit_in_memory_come_out_in_order),
		cmocka_unit_test(pairs_that_do_not_fit_come_out_in_order),
		cmocka_unit_test(nothing_comes_out_of_nothing),
	};

	return cmocka_run_group_tests_name("index sort", tests, NULL, NULL);
}
