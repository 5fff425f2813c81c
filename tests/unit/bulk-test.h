#ifndef TESTS_UNIT_BULK_TEST_H
#define TESTS_UNIT_BULK_TEST_H

#include "app/index-input.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

/* What a file of records gives: the works in order, and what is said of the
 * rest. */
struct bulk {
	struct arena arena;
	struct work **works;
	size_t len;
	struct index_input in;
	struct err err;
	int code;
};

static inline int
bulk_keep(void *ctx, const struct work *w, struct err *err)
{
	struct bulk *b = ctx;

	(void)err;
	ARENA_PUSH(&b->arena, b->works, b->len) = work_copy(&b->arena, w);
	return 0;
}

static inline void
bulk_read(struct bulk *b, const char *path)
{
	*b = (struct bulk){ .in = { .take = bulk_keep } };
	b->in.ctx = b;
	b->code = index_input_read(&b->in, path, &b->err);
}

static inline void
bulk_release(struct bulk *b)
{
	arena_release(&b->arena);
}

/* It makes no difference in how small pieces the bytes come. */
static inline void
bulk_compare(const struct bulk *b, const char *name, struct span text)
{
	static const size_t steps[] = { 1, 7, 64 };

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		struct stream *s = stream_open_bytes(
		    text, text.len > 20000 ? 1000 : steps[i], name);
		struct bulk c = { .in = { .take = bulk_keep } };

		c.in.ctx = &c;
		assert_int_equal(
		    index_input_stream(&c.in, s, true, &c.err), b->code);
		assert_int_equal(c.len, b->len);
		assert_int_equal(c.in.skipped, b->in.skipped);
		assert_int_equal(c.in.left_out, b->in.left_out);
		assert_int_equal(c.in.broken, b->in.broken);
		assert_string_equal(c.in.first.text, b->in.first.text);
		assert_string_equal(
		    c.in.first_break.text, b->in.first_break.text);
		for (size_t k = 0; k < c.len; k++)
			assert_string_equal(
			    c.works[k]->title, b->works[k]->title);
		stream_close(s);
		bulk_release(&c);
	}
}

/* Read text as a file of that name. */
static inline void
bulk_read_text(struct bulk *b, const char *name, struct span text)
{
	struct err err = ERR_INIT;

	assert_int_equal(file_write_atomic(name, text, false, &err), 0);
	bulk_read(b, name);
	(void)unlink(name);
	bulk_compare(b, name, text);
}

/* All was read, and there are so many works. */
#define bulk_expect(b, n)                                    \
	do {                                                 \
		assert_int_equal((b)->code, 0);              \
		assert_string_equal((b)->in.first.text, ""); \
		assert_int_equal((b)->in.broken, 0);         \
		assert_int_equal((b)->len, n);               \
	} while (0)

#endif
