#include "model/rich.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
	const char *in;
	const char *plain;
	const char *csl; /* NULL: plain text is enough */
} cases[] = {
	{ "Deep learning", "Deep learning", NULL },
	{ "The <i>E. coli</i> genome", "The E. coli genome",
	    "The <i>E. coli</i> genome" },
	{ "<jats:italic>E. coli</jats:italic>", "E. coli", "<i>E. coli</i>" },
	{ "skua <i> Catharacta</i>", "skua Catharacta",
	    "skua <i>Catharacta</i>" },
	{ "skua<i> Catharacta </i> of", "skua Catharacta of",
	    "skua<i> Catharacta </i>of" },
	{ "H<sub>2</sub>O", "H2O", "H<sub>2</sub>O" },
	{ "<scp>T</scp>ree", "Tree",
	    "<span style=\"font-variant:small-caps;\">T</span>ree" },
	{ "<span class=\"nocase\">iPhone</span> use", "iPhone use",
	    "<span class=\"nocase\">iPhone</span> use" },
	{ "<span style=\"font-variant: small-caps\">x</span>", "x",
	    "<span style=\"font-variant:small-caps;\">x</span>" },
	{ "A &amp; B", "A & B", NULL },
	{ "&amp;lt;i&amp;gt;x&amp;lt;/i&amp;gt; y", "x y", "<i>x</i> y" },
	{ "&lt;i&gt;x&lt;/i&gt; y", "x y", "<i>x</i> y" },
	{ "p &lt; 0.05", "p < 0.05", NULL },
	{ "a < b and <i>c</i>", "a < b and c", "a &lt; b and <i>c</i>" },
	{ "R&amp;D <b>now</b>", "R&D now", "R&amp;D <b>now</b>" },
	{ "Caf&eacute; &#233; &#xE9;", "Café é é", NULL },
	{ "<title>One<br/>two</title>", "One two", NULL },
	{ "<mml:math><mml:mi>x</mml:mi><mml:mo>=</mml:mo>"
	  "<mml:mn>1</mml:mn></mml:math>",
	    "x=1", NULL },
	{ "<alternatives><tex-math>$x$</tex-math><math>x</math>"
	  "</alternatives>",
	    "x", NULL },
	{ "<i>open", "open", "<i>open</i>" },
	{ "close</i>", "close", NULL },
	{ "<i>a<b>b</i>c</b>", "abc", "<i>a<b>b</b></i>c" },
	{ "<unknown>x", "<unknown>x", NULL },
	{ "&nosuch; &", "&nosuch; &", NULL },
	{ "&amp;amp;amp;", "&", NULL },
	{ "", "", NULL },
	{ "  two \n words ", "two words", NULL },
};

static void
markup_is_taken_out_or_made_csl(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *in = cases[i].in;
		const char *plain = rich_plain(&a, span_of(in));
		const char *csl = rich_csl(&a, span_of(in));

		if (strcmp(plain, cases[i].plain) != 0)
			fail_msg("%s: %s", in, plain);
		if (!csl != !cases[i].csl ||
		    (csl && strcmp(csl, cases[i].csl) != 0))
			fail_msg("%s: %s", in, csl ? csl : "none");
	}
	assert_string_equal(rich_plain(&a, (struct span){ NULL, 0 }), "");
	arena_release(&a);
}

static void
nobody_is_shown_what_is_not_seen(void **state)
{
	static const struct {
		const char *in, *out;
	} shown[] = {
		{ "plain", NULL },
		{ "a <span class=\"nocase\">DNA</span>", NULL },
		{ "<span class=\"nocase\">Cu<sub>2</sub>O</span> x",
		    "Cu<sub>2</sub>O x" },
		{ "<span style=\"font-variant:small-caps;\">a<span "
		  "class=\"nocase\">B</span></span>",
		    "<span style=\"font-variant:small-caps;\">aB</span>" },
		{ "</span></span><i>x</i>", "</span></span><i>x</i>" },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		const char *out = rich_visible(&a, span_of(shown[i].in));

		if (!shown[i].out)
			assert_null(out);
		else
			assert_string_equal(out, shown[i].out);
	}
	arena_release(&a);
}

static void
what_markup_says_is_its_plain_text(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct span in = span_of(cases[i].in);

		if (!rich_says(&a, in, cases[i].plain) ||
		    rich_says(&a, in, "Something else") ||
		    (in.len && rich_says(&a, in, "")))
			fail_msg("case %zu: \"%s\"", i, cases[i].in);
	}
	/* the entities make a tag, which is not what the text says */
	assert_false(
	    rich_says(&a, SPAN_LIT("&lt;i&gt;x&lt;/i&gt; y"), "<i>x</i> y"));
	assert_true(rich_says(
	    &a, SPAN_LIT("p &gt;= <i>3</i> &amp; &lt; 5"), "p >= 3 & < 5"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_is_shown_what_is_not_seen),
		cmocka_unit_test(markup_is_taken_out_or_made_csl),
		cmocka_unit_test(what_markup_says_is_its_plain_text),
	};

	return cmocka_run_group_tests_name("rich", tests, NULL, NULL);
}
