/* Members of JSON objects, as a whole reader gives them or not at all. */

#include "base/json-pick.h"
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/banned.h"

static const char *const keys[] = { "id", "text" };

static void
members_are_those_of_a_whole_reader(void **state)
{
	static const char *const texts[] = {
		"{\"id\":\"a\",\"text\":\"Knuth, D. (1984).\"}",
		" { \"text\" : \"\\\"x\\\\y\\/\\b\\f\\n\\r\\t\\u00e9\\u4e2d\" "
		", "
		"\"id\": 12 } ",
		"{\"fields\":{\"author\":[[\"a\",{\"b\":[1,-2.5e+3,true,false,"
		"null]}]]},\"text\":\"é中\",\"id\":\"\"}",
		"{}",
		"{\"id\":null,\"text\":[\"no\"]}",
		"{\"text\":\"first\",\"text\":\"second\"}",
	};
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const char *got[2];
		json_t *o;

		assert_true(json_pick(got, &a, span_of(texts[i]), keys, 2));
		assert_int_equal(json_read(&o, span_of(texts[i]), &err), OK);
		for (int k = 0; k < 2; k++) {
			const char *want = json_text(&a, o, keys[k]);

			if (!want)
				assert_null(got[k]);
			else
				assert_string_equal(got[k], want);
		}
		json_decref(o);
	}
	arena_release(&a);
}

static void
what_is_no_object_is_left_to_others(void **state)
{
	static const char *const texts[] = {
		"",
		"{",
		"[]",
		"{\"a\"}",
		"{\"a\":}",
		"{\"a\":1,}",
		"{a:1}",
		"{\"a\":01}",
		"{\"a\":1.}",
		"{\"a\":-}",
		"{\"a\":1e}",
		"{\"a\":tru}",
		"{\"a\":\"\n\"}",
		"{\"a\":\"\\q\"}",
		"{\"a\":\"\\u12\"}",
		"{\"a\":\"\\u0000\"}",
		"{\"a\":\"\\ud800\"}",
		"{\"a\":\"\xff\"}",
		"{\"a\":1}x",
		"{\"a\":[1,2}",
		"{\"a\":\"b",
		"{\"id\":1.5}",
		"{\"id\":-1}",
		"{\"a\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}",
	};
	struct arena a = ARENA_INIT;
	const char *got[2];

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (json_pick(got, &a, span_of(texts[i]), keys, 2))
			fail_msg("%s", texts[i]);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_are_those_of_a_whole_reader),
		cmocka_unit_test(what_is_no_object_is_left_to_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
