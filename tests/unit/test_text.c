#include "base/file.h"
#include "base/sbuf.h"
#include "base/stream.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cmocka.h>

static const struct {
	const char *in, *want;
} fold_cases[] = {
	{ "Béla Bollobás–Erdős", "bela bollobas erdos" },
	{ "O'Hare & O’Neill", "ohare oneill" },
	{ "Straße, ÆGIR, Łódź, ıso, Øre", "strasse aegir lodz iso ore" },
	{ "  Deep\tLearning:  a (short) view! ", "deep learning a short view" },
	{ "ﬁne-tuning ＡＢＣ ½", "fine tuning abc 1 2" },
	{ "深度学习——综述", "深度学习 综述" },
	{ "Иванов И.И.", "иванов и и" },
	{ "۱۳۹۸", "1398" },
	{ "", "" },
	{ "...", "" },
};

static void
folds_what_is_not_told_apart(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(fold_cases) / sizeof(fold_cases[0]); i++)
		assert_string_equal(text_fold(&a, span_of(fold_cases[i].in)),
		    fold_cases[i].want);
	arena_release(&a);
}

static void
latin_letters_for_other_scripts(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(text_latin_fold(&a, span_of("Иванов")), "ivanov");
	assert_string_equal(
	    text_latin_fold(&a, span_of("毛泽东")), "mao ze dong");
	assert_string_equal(text_ascii(&a, span_of("Müller's")), "mullers");
	arena_release(&a);
}

static void
ill_formed_bytes_never_come_out(void **state)
{
	static const char *const bad[] = { "a\xff", "\xc0\xaf", "\xed\xa0\x80",
		"\xf5\x80\x80\x80", "\xe4\xb8", "\x80" };
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(text_is_utf8(span_of(bad[i])));
		assert_true(
		    text_is_utf8(span_of(text_clean(&a, span_of(bad[i])))));
		assert_true(
		    text_is_utf8(span_of(text_fold(&a, span_of(bad[i])))));
	}
	assert_true(text_is_utf8(span_of("\xef\xbf\xbd 毛 \xf0\x9f\x98\x80")));
	arena_release(&a);
}

static void
walks_both_ways(void **state)
{
	struct span s = span_of("aé毛\xf0\x9f\x98\x80\xff");
	uint32_t forward[8];
	size_t i = 0, n = 0;

	(void)state;
	while (i < s.len)
		forward[n++] = text_next(s, &i);
	assert_int_equal(n, 5);
	while (n--)
		assert_int_equal(text_prev(s, &i), forward[n]);
	assert_int_equal(i, 0);
}

static void
cleans_blanks_and_composes(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(text_clean(&a, span_of(" \xe3\x80\x80"
						   "Be\xcc\x81la\n  x ")),
	    "Béla x");
	/* alpha with its accent apart, an Angstrom sign, an en dash */
	assert_string_equal(
	    text_clean(&a, span_of("\xce\xb1\xcc\x81\xe2\x80\x93"
				   "\xe2\x84\xab\xe2\x80\xa8z")),
	    "\xce\xac\xe2\x80\x93\xc3\x85 z");
	/* a Greek question mark is a semicolon */
	assert_string_equal(text_clean(&a, span_of("\xcd\xbe")), ";");
	assert_string_equal(text_clean(&a, span_of("\xce\xb1\xe2\x80\x94x")),
	    "\xce\xb1\xe2\x80\x94x");
	arena_release(&a);
}

static const struct {
	const char *a, *b;
	size_t limit, want;
} distance_cases[] = {
	{ "kitten", "sitting", 5, 3 },
	{ "kitten", "sitting", 2, 3 },
	{ "", "abc", 5, 3 },
	{ "毛泽东", "毛澤东", 2, 1 },
	{ "same", "same", 0, 0 },
	{ "abcdef", "abdef", 1, 1 },
	{ "abc", "xyz", 1, 2 },
	{ "a", "bbbbbbb", 3, 4 },
};

static void
distance_is_cut_off_at_its_limit(void **state)
{
	(void)state;
	for (size_t i = 0;
	     i < sizeof(distance_cases) / sizeof(distance_cases[0]); i++) {
		assert_int_equal(
		    text_distance(span_of(distance_cases[i].a),
			span_of(distance_cases[i].b), distance_cases[i].limit),
		    distance_cases[i].want);
		assert_int_equal(
		    text_distance(span_of(distance_cases[i].b),
			span_of(distance_cases[i].a), distance_cases[i].limit),
		    distance_cases[i].want);
	}
}

/* Index files hold these: a change makes every index unreadable. */
static void
hash_is_for_ever(void **state)
{
	(void)state;
	assert_true(text_hash(span_of("")) == 0xefd01f60ba992926u);
	assert_true(text_hash(span_of("deep")) != text_hash(span_of("peed")));
}

static void
write_file(const char *path, const void *bytes, size_t len)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

static void
expect_lines(const char *path, int want_end)
{
	struct stream *s;
	struct err err = ERR_INIT;
	struct span line;
	int rc, n = 0;

	assert_int_equal(stream_open(&s, path, &err), 0);
	while ((rc = stream_line(s, &line, &err)) > 0) {
		char want[32];

		(void)snprintf(want, sizeof(want), "line %d", n++);
		assert_true(span_eq(line, span_of(want)));
	}
	assert_int_equal(rc, want_end);
	if (!want_end)
		assert_int_equal(n, 40000);
	stream_close(s);
}

static void
reads_lines_of_plain_gzip_and_zstd(void **state)
{
	char path[] = "/tmp/test_text.XXXXXX";
	struct sbuf sb = SBUF_INIT;
	size_t bound, len;
	gzFile gz;
	char *packed;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	for (int i = 0; i < 40000; i++)
		sbuf_addf(&sb, "line %d%s", i, i % 2 ? "\r\n" : "\n");
	write_file(path, sb.buf, sb.len - 1); /* no last line end */
	expect_lines(path, 0);

	gz = gzopen(path, "wb");
	assert_int_equal(gzwrite(gz, sb.buf, 1000), 1000);
	assert_int_equal(gzclose(gz), Z_OK);
	gz = gzopen(path, "ab"); /* a second member */
	assert_int_equal(gzwrite(gz, sb.buf + 1000, (unsigned)(sb.len - 1000)),
	    sb.len - 1000);
	assert_int_equal(gzclose(gz), Z_OK);
	expect_lines(path, 0);

	bound = ZSTD_compressBound(sb.len);
	packed = malloc(bound);
	assert_non_null(packed);
	len = ZSTD_compress(packed, bound, sb.buf, sb.len, 3);
	assert_false(ZSTD_isError(len));
	write_file(path, packed, len);
	expect_lines(path, 0);
	write_file(path, packed, len / 2); /* a truncated download */
	expect_lines(path, ERR_SYNTAX);
	free(packed);
	sbuf_release(&sb);
	unlink(path);
}

static void
a_file_is_replaced_whole_and_backed_up(void **state)
{
	char path[] = "/tmp/test_text.XXXXXX", old[64];
	struct sbuf sb = SBUF_INIT;
	struct err err = ERR_INIT;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(
	    file_write_atomic(path, span_of("one"), false, &err), 0);
	assert_int_equal(
	    file_write_atomic(path, span_of("two"), true, &err), 0);
	(void)snprintf(old, sizeof(old), "%s~", path);
	assert_int_equal(file_read(&sb, path, &err), 0);
	assert_int_equal(file_read(&sb, old, &err), 0);
	assert_string_equal(sb.buf, "twoone");
	sbuf_reset(&sb);
	sb.limit = 3; /* exactly what it has */
	assert_int_equal(file_read(&sb, path, &err), 0);
	assert_string_equal(sb.buf, "two");
	sbuf_reset(&sb);
	sb.limit = 2;
	assert_int_equal(file_read(&sb, path, &err), ERR_LIMIT);
	sbuf_release(&sb);
	unlink(path);
	unlink(old);
}

static void
arena_arrays_grow_and_resets_are_clean(void **state)
{
	struct arena a = ARENA_INIT;
	int *items = NULL;
	size_t len = 0;

	(void)state;
	for (int i = 0; i < 1000; i++)
		ARENA_PUSH(&a, items, len) = i;
	for (int i = 0; i < 1000; i++)
		assert_int_equal(items[i], i);
	for (int round = 0; round < 3; round++) {
		arena_reset(&a);
		for (int i = 0; i < 3000; i++) {
			char *p = ARENA_NEW(&a, char);

			assert_int_equal(*p, 0);
			*p = 1;
			assert_string_equal(
			    arena_strdup_span(&a, SPAN_LIT("dirt")), "dirt");
		}
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds_what_is_not_told_apart),
		cmocka_unit_test(latin_letters_for_other_scripts),
		cmocka_unit_test(ill_formed_bytes_never_come_out),
		cmocka_unit_test(walks_both_ways),
		cmocka_unit_test(cleans_blanks_and_composes),
		cmocka_unit_test(distance_is_cut_off_at_its_limit),
		cmocka_unit_test(hash_is_for_ever),
		cmocka_unit_test(reads_lines_of_plain_gzip_and_zstd),
		cmocka_unit_test(a_file_is_replaced_whole_and_backed_up),
		cmocka_unit_test(arena_arrays_grow_and_resets_are_clean),
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
