/* What the steps of a list's references do to the scores of steps. */

#include "parse/style.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/banned.h"

static void
steps_that_a_list_has_gain_and_others_lose(void **state)
{
	const unsigned char labels[] = { LABEL_AUTHOR, LABEL_AUTHOR,
		LABEL_DATE };
	const unsigned char steps[] = { 0, 5, 9 };
	struct arena a = ARENA_INIT;
	const struct model *m = model_built_in();
	struct style s;
	const float *was, *is;

	(void)state;
	assert_non_null(m);
	style_open(&s, &a, m);
	for (int i = 0; i < 30; i++)
		style_add(&s, labels, steps, sizeof(labels));
	assert_int_equal(s.references, 30);
	style_settle(&s);
	was = m->steps[9].score[LABEL_AUTHOR];
	is = s.steps[9].score[LABEL_AUTHOR];
	assert_true(is[LABEL_DATE] > was[LABEL_DATE]);
	assert_true(is[LABEL_TITLE] < was[LABEL_TITLE]);
	for (int y = 0; y < LABELS; y++)
		assert_true(fabsf(is[y] - was[y]) < 3.01f);
	/* where the list says nothing, nothing changes */
	assert_memory_equal(s.steps[9].score[LABEL_TITLE],
	    m->steps[9].score[LABEL_TITLE], sizeof(m->steps[9].score[0]));
	assert_memory_equal(&s.steps[10], &m->steps[10], sizeof(m->steps[10]));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_that_a_list_has_gain_and_others_lose),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
