/* Records read into an arena: what jansson makes of the same bytes, or its error. */

#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/banned.h"

/* Both readers are asked. True: it is JSON, and they agree on the value. */
static bool
is_read_as_jansson_does(struct span text)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT, want_err = ERR_INIT;
	const json_t *got;
	json_t *want;
	int rc = json_read_into(&got, &a, text, &err);
	int want_rc = json_read(&want, text, &want_err);

	assert_int_equal(rc, want_rc);
	assert_string_equal(err.text, want_err.text);
	if (!rc) {
		/* names of members in the same order as well */
		char *g = json_dumps(got, JSON_COMPACT | JSON_ENCODE_ANY);
		char *w = json_dumps(want, JSON_COMPACT | JSON_ENCODE_ANY);

		assert_true(json_equal(got, want));
		assert_string_equal(g, w);
		free(g);
		free(w);
	}
	json_decref(want);
	arena_release(&a);
	return !rc;
}

static void
values_are_those_of_jansson(void **state)
{
	static const char *const texts[] = {
		"{}",
		"[]",
		" [ ] ",
		"[1,-1,0,-0,999999999999999999,9223372036854775807,"
		"-9223372036854775808]",
		"[0.5,-2.5e+3,1E2,1e-400,0.1,123456789012345678901.0]",
		"[true,false,null,[[[]]],{\"a\":{\"b\":{}}}]",
		"\t{ \"title\" :\r\n \"x\" , \"author\" : [ ] }\n",
		"{\"\":\"\",\"b\":1,\"a\":2,\"b\":3}",
		"\"\\\"x\\\\y\\/\\b\\f\\n\\r\\t\\u00e9\\u4E2D\\ud83d\\ude00\"",
		"{\"\\u0061\\n\":\"é中😀\xef\xbf\xbd\x7f\"}",
		"[\"seven b\",\"eight by\",\"nine byte\",\"seven b\\n\","
		"\"eight by\\n\",\"nine byté\",\"eight byé\"]",
		"\xef\xbb\xbf{\"a\":1}",
		"7",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (!is_read_as_jansson_does(span_of(texts[i])))
			fail_msg("not read: %s", texts[i]);
	/* forgiven: NUL in a value */
	assert_true(is_read_as_jansson_does(SPAN_LIT("[\"a\\u0000b\"]")));
}

static void
errors_are_those_of_jansson(void **state)
{
	static const char *const texts[] = {
		"",
		" ",
		"{",
		"[",
		"{\"a\"}",
		"{\"a\":}",
		"{\"a\":1,}",
		"[1,]",
		"[,1]",
		"{a:1}",
		"[01]",
		"[1.]",
		"[-]",
		"[+1]",
		"[1e]",
		"[9223372036854775808]",
		"[1e999]",
		"[tru]",
		"[nul",
		"[truee]",
		"[\"\n\"]",
		"[\"eight by\x01\"]",
		"[\"\\q\"]",
		"[\"\\u12\"]",
		"[\"\\u12g4\"]",
		"[\"\\ud800\"]",
		"[\"\\ud800\\u0041\"]",
		"[\"\\udc00\\ud800\"]",
		"[\"\\ud83dx\"]",
		"[\"\xff\"]",
		"[\"\xc3\"]",
		"[\"\xed\xa0\x80\"]",
		"[\"b",
		"[\"b\\",
		"[\"eight by",
		"[1}",
		"{\"a\":1]",
		"{\"a\":1}x",
		"{\"\\u0000\":1}",
		"NaN",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (is_read_as_jansson_does(span_of(texts[i])))
			fail_msg("read: %s", texts[i]);
}

/* Every byte of a record lost, doubled, or made another. */
static void
spoilt_records_are_read_as_jansson_does(void **state)
{
	static const char text[] =
	    "{\"id\":\"a\\u00e9\\\"\",\"issued\":{\"date-parts\":[[1962,-1,"
	    "0.5e1]]},\"x\":[true,null,\"\\ud83d\\ude00中\"], \"y\":{}}";
	static const char other[] = "\"\\{}[],:0e.-u \x01\x80\xe4";
	const size_t n = sizeof(text) - 1;
	char spoilt[sizeof(text) + 1];
	size_t good = 0;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		memcpy(spoilt, text, i);
		memcpy(spoilt + i, text + i + 1, n - i - 1);
		good += is_read_as_jansson_does((struct span){ spoilt, n - 1 });
		spoilt[i] = text[i];
		memcpy(spoilt + i + 1, text + i, n - i);
		good += is_read_as_jansson_does((struct span){ spoilt, n + 1 });
		memcpy(spoilt, text, n);
		for (size_t k = 0; k + 1 < sizeof(other); k++) {
			spoilt[i] = other[k];
			good +=
			    is_read_as_jansson_does((struct span){ spoilt, n });
		}
	}
	/* neither all of them nor none */
	assert_in_range(good, n, n * sizeof(other));
}

static void
deep_nesting_is_left_to_jansson(void **state)
{
	char text[6001];

	(void)state;
	for (size_t depth = 60; depth < 3000; depth += depth < 70 ? 1 : 970) {
		memset(text, '[', depth);
		memset(text + depth, ']', depth);
		assert_int_equal(
		    is_read_as_jansson_does((struct span){ text, 2 * depth }),
		    depth <= 2048);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_those_of_jansson),
		cmocka_unit_test(errors_are_those_of_jansson),
		cmocka_unit_test(spoilt_records_are_read_as_jansson_does),
		cmocka_unit_test(deep_nesting_is_left_to_jansson),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
