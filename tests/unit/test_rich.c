#include "model/rich-markdown.h"
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

/* CSL-JSON has tags and no entities: processors print "&amp;" as it is. */
static void
csl_json_has_no_entities(void **state)
{
	static const struct {
		const char *rich, *bare;
	} rows[] = {
		{ "<i>Drosophila</i> &amp; p &lt; 0.05, q &gt; 1",
		    "<i>Drosophila</i> & p < 0.05, q > 1" },
		{ "<b>R&amp;D</b> if a &lt;b", "<b>R&D</b> if a <b" },
		/* it would be a tag */
		{ "<b>x</b> &lt;i&gt;", "<b>x</b> &lt;i>" },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(
		    rich_bare(&a, span_of(rows[i].rich)), rows[i].bare);
	arena_release(&a);
}

#define SC "<span style=\"font-variant:small-caps;\">"
#define NC "<span class=\"nocase\">"

/* What pandoc 2.17 makes of the second column is the first. */
static void
markdown_is_pandocs(void **state)
{
	static const struct {
		const char *rich, *markdown;
	} rows[] = {
		{ "Deep learning, it's \"new\"",
		    "Deep learning, it's \"new\"" },
		{ "The <i>E. coli</i> genome", "The *E. coli* genome" },
		{ "<b>b</b> H<sub>2</sub>O, 10<sup>-3</sup>",
		    "**b** H~2~O, 10^-3^" },
		{ NC "DNA</span> of " SC "lxx</span>",
		    "[DNA]{.nocase} of [lxx]{.smallcaps}" },
		{ "5 * 3 _x_ a_b $5 #1 @foo a@b.c ~ ^ ` \\ [y]",
		    "5 \\* 3 \\_x\\_ a_b \\$5 #1 \\@foo a@b.c \\~ \\^ \\` "
		    "\\\\ \\[y\\]" },
		{ "p &lt; 1, a &lt;b&gt;, R&amp;D, &amp;copy;",
		    "p < 1, a \\<b>, R&D, \\&copy;" },
		{ "a -- b --- c ... d", "a \\-- b \\-\\-- c \\... d" },
		{ "<i> x </i>y<i></i>", " *x* y" },
		{ "P<sub>a b</sub>", "P~a\\ b~" },
		{ "<i>a</i><b>b</b>", "*a*<!-- -->**b**" },
		{ "<sup>" NC "K</span></sup>", "^<!-- -->[K]{.nocase}^" },
		{ "<i>a <b>b</b></i>", "*a **b***" },
		{ "<i><b>a</b> b</i>", "***a** b*" },
		{ "<b><i>a</i> b</b>", "***a* b**" },
		{ "one\ntwo", "one\\\ntwo" },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *out = rich_to_markdown(&a, span_of(rows[i].rich));
		const char *plain = rich_plain(&a, span_of(rows[i].rich));
		const char *in =
		    rich_from_markdown(&a, span_of(rows[i].markdown));

		if (strcmp(out, rows[i].markdown) != 0)
			fail_msg("%s: %s", rows[i].rich, out);
		if (strcmp(rich_plain(&a, span_of(in)), plain) != 0)
			fail_msg("%s: %s", rows[i].markdown, in);
	}
	arena_release(&a);
}

static void
markdown_of_others_is_read(void **state)
{
	static const struct {
		const char *markdown, *rich;
	} rows[] = {
		{ "_x_ and __y__", "<i>x</i> and <b>y</b>" },
		{ "snake_case_word, *open, 2 * 3 * 4",
		    "snake_case_word, *open, 2 * 3 * 4" },
		{ "**a* b**, a^b c^, *a**b**c*",
		    "<b>a* b</b>, a^b c^, <i>a<b>b</b>c</i>" },
		{ "a -- b --- c...", "a \u2013 b \u2014 c\u2026" },
		{ "see [it](https://a.org/b_c_) or <https://b.org/*>",
		    "see it (https://a.org/b_c_) or https://b.org/*" },
		{ "`a*b*` ~~gone~~ [u]{.underline} [x] {y}",
		    "a*b* gone u [x] {y}" },
		{ "The $10^3$ genes, $5 and $6",
		    "The 10<sup>3</sup> genes, $5 and $6" },
		/* CSL-JSON's markup, as other programs have it in YAML */
		{ "<i>E. coli</i> &amp; " NC "a*b</span>",
		    "<i>E. coli</i> &amp; " NC "a*b</span>" },
		{ "\\textbf{x} \\<i>", "\\textbf{x} &lt;i>" },
		{ "[[a]{.smallcaps} b]{.nocase}", NC SC "a</span> b</span>" },
		{ "[a *b]{.nocase} c*", NC "a *b</span> c*" },
		{ "", "" },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *out =
		    rich_from_markdown(&a, span_of(rows[i].markdown));

		if (strcmp(out, rows[i].rich) != 0)
			fail_msg("%s: %s", rows[i].markdown, out);
	}
	assert_string_equal(
	    markdown_unescaped(&a, SPAN_LIT(" <https://a.org/b\\_c> ")),
	    "https://a.org/b_c");
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_is_shown_what_is_not_seen),
		cmocka_unit_test(csl_json_has_no_entities),
		cmocka_unit_test(markdown_is_pandocs),
		cmocka_unit_test(markdown_of_others_is_read),
		cmocka_unit_test(markup_is_taken_out_or_made_csl),
		cmocka_unit_test(what_markup_says_is_its_plain_text),
	};

	return cmocka_run_group_tests_name("rich", tests, NULL, NULL);
}
