#include "model/latex.h"
#include "model/rich.h"
#include "read/read.h"
#include "write/latex.h"
#include "write/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char *const symbol_names[] = {
#define LATEX_SYMBOL(name, c, written) name,
#include "model/latex.def"
#undef LATEX_SYMBOL
};
static const char *const accent_names[] = {
#define LATEX_ACCENT(name, mark, spacing, written) name,
#include "model/latex.def"
#undef LATEX_ACCENT
};
static const char *const command_names[] = {
#define LATEX_COMMAND(name, style, argument) name,
#include "model/latex.def"
#undef LATEX_COMMAND
};

static void
the_tables_are_sorted_for_bisection(void **state)
{
	(void)state;
	for (size_t i = 1; i < COUNT(symbol_names); i++)
		assert_true(strcmp(symbol_names[i - 1], symbol_names[i]) < 0);
	for (size_t i = 1; i < COUNT(accent_names); i++)
		assert_true(strcmp(accent_names[i - 1], accent_names[i]) < 0);
	for (size_t i = 1; i < COUNT(command_names); i++)
		assert_true(strcmp(command_names[i - 1], command_names[i]) < 0);
}

static const struct {
	const char *latex, *text;
} decode_cases[] = {
	/* a tab of HTML's is a blank like another */
	{ " &#9;Bees &#10;&#9; and ants&#9;", "Bees and ants" },
	/* biblatex's commands for what stands in fields */
	{ "Rulers \\mkbibparens{1114--859} "
	  "\\mkbibbrackets{\\mkbibemph{KTB}WNM}",
	    "Rulers (1114–859) [KTBWNM]" },
	{ "Ann\\adddot\\addspace Virg\\adddot{} x\\addcolon\\addnbspace y",
	    "Ann. Virg. x: y" },
	{ "\\textgreek{κτλ} \\foreignlanguage{german}{und so weiter}",
	    "κτλ und so weiter" },
	{ "plain", "plain" },
	{ "", "" },
	/* HTML's entities, only with their semicolon */
	{ "R&amp;D in &#287; &Ouml;", "R&D in ğ Ö" },
	{ "R&D; A&amp B \\&amp;", "R&D; A&amp B &" },
	{ "Science {\\&}amp$\\mathsemicolon$ Art", "Science & Art" },
	{ "a \\(\\frac{x}\\alpha {y}\\) b", "a \\(\\frac{x}\\alpha {y}\\) b" },
	{ "  two   words\n\there ", "two words here" },
	/* one letter, every spelling */
	{ "{\\\"o}", "ö" },
	{ "\\\"{o}", "ö" },
	{ "\\\"o", "ö" },
	{ "\\\" o", "ö" },
	{ "{\\\"{o}}", "ö" },
	{ "{\\'\\i}", "í" },
	{ "{\\'{\\i}}", "í" },
	{ "\\'{i}", "í" },
	{ "\\v{c}\\v c{\\v{c}}{\\v c}", "čččč" },
	{ "\\H{u}", "ű" },
	{ "Heged{\\H u}s", "Hegedűs" },
	{ "\\c{c}\\k{a}\\r{a}\\u{g}\\={a}\\.{z}\\d{s}\\b{d}", "çąåğāżṣḏ" },
	{ "\\'{\\^e}", "ế" },
	{ "Ph{\\d{\\^o}}ng", "Phộng" },
	{ "{\\ss}\\ss{}\\ss \\L\\l{}\\aa{}\\O\\ae", "ßßßŁłåØæ" },
	{ "Stra\\ss e", "Straße" },
	{ "He{\\'}le{\\`}ne", "Hélène" },
	{ "o\xcc\x88", "ö" },
	{ "\\^{}\\~{}\\textbackslash{}", "^~\\" },
	/* punctuation */
	{ "a~b\\ c\\,d", "a b c d" },
	{ "1--2 --- 3", "1–2 — 3" },
	{ "``quoted'' `x'", "“quoted” ‘x’" },
	{ "`don't' and `no'", "‘don't’ and ‘no’" },
	{ "Hawai`i farmers' days", "Hawai‘i farmers' days" },
	{ "?`Qu\\'e? !`Oh!", "¿Qué? ¡Oh!" },
	{ "\\textendash{}\\textemdash", "–—" },
	{ "\\& \\% \\$ \\# \\_ \\{\\}", "& % $ # _ {}" },
	{ "O'Hare", "O'Hare" },
	/* commands */
	{ "{\\em in vivo} and \\emph{in vitro}", "in vivo and in vitro" },
	{ "\\enquote{word}", "“word”" },
	{ "\\url{http://a.example/~b\\_c}", "http://a.example/~b_c" },
	{ "\\href{http://a.example}{the text}", "the text" },
	{ "\\noopsort{1973b}1973", "1973" },
	{ "{DNA} {S}equencing", "DNA Sequencing" },
	{ "The \\LaTeX{} book", "The LaTeX book" },
	{ "el-{\\aftergroup\\ignorespaces} Sadat", "el- Sadat" },
	/* formulae that text can say */
	{ "$O(n^{2})$ and $x$", "O(n²) and x" },
	{ "Cu$_2$O", "Cu₂O" },
	{ "$10^{-3}$ and \\(x_{ij}\\)", "10⁻³ and xᵢⱼ" },
	{ "in $O(n \\log \\log m)$", "in O(n log log m)" },
	{ "$2\\log_2 n$, $\\log(n)$", "2 log\u2082 n, log(n)" },
	{ "$\\sin\\alpha+\\cos x$", "sin \u03b1+cos x" },
	{ "$n^2\\log n$, $-\\ln x$", "n\u00b2 log n, \u2212ln x" },
	{ "$( 000\\bar{1} )$", "(0001\u0304)" },
	{ "$\\alpha$-Fe, $\\leq\\omega$", "α-Fe, ≤ω" },
	{ "20$^\\circ$C, 5$\\times$5", "20°C, 5×5" },
	{ "$\\bar{p}p$, $f'$", "p̄p, f′" },
	{ "$\\rm GaN(000\\bar1)$", "GaN(0001̄)" },
	{ "$4^{\\textrm{ème}}$", "4ème" },
	{ "$\\mathrm{H}_2\\mathrm{O}$", "H₂O" },
	/* what is not ours to read stays */
	{ "$\\frac n 2$ and $\\sqrt{s}$", "$\\frac n 2$ and $\\sqrt{s}$" },
	{ "from $10 and up to $20", "from $10 and up to $20" },
	{ "$if x then y$", "$if x then y$" },
	{ "$\\alpha if it is$", "$\\alpha if it is$" },
	{ "$a & b$ $x_$ $$", "$a & b$ $x_$ $$" },
	{ "costs $5", "costs $5" },
	{ "\\unknown{a}[b] c", "\\unknown{a}[b] c" },
	/* damage */
	{ "open {brace", "open brace" },
	{ "too} many", "too many" },
	{ "end\\", "end\\" },
	{ "\\'", "´" },
	{ "\\emph{open", "open" },
};

static void
latex_becomes_unicode(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(decode_cases); i++)
		assert_string_equal(
		    latex_to_unicode(&a, span_of(decode_cases[i].latex)),
		    decode_cases[i].text);
	arena_release(&a);
}

static const struct {
	const char *latex, *rich;
} rich_cases[] = {
	{ "no markup", NULL },
	{ "{\\\"O}l", NULL },
	{ "{}", NULL },
	{ "The {DNA} of \\emph{E. coli}",
	    "The <span class=\"nocase\">DNA</span> of <i>E. coli</i>" },
	{ "{\\bf A} \\textsc{b}",
	    "<b>A</b> <span style=\"font-variant:small-caps;\">b</span>" },
	{ "H\\textsubscript{2}O \\& x\\textsuperscript{<2>}",
	    "H<sub>2</sub>O &amp; x<sup>&lt;2&gt;</sup>" },
	{ "Cu$_2$O", "Cu<sub>2</sub>O" },
	{ "$x^2 + \\bar{y}$", "x<sup>2</sup> + \u0233" },
	{ "$K$-means with $k < 5$",
	    "<span class=\"nocase\">K</span>-means with k &lt; 5" },
	{ "{$K$}-means", "<span class=\"nocase\">K</span>-means" },
	{ "$\\alpha$", NULL },
	{ "{A {B} C}", "<span class=\"nocase\">A B C</span>" },
};

static void
groups_and_commands_become_csl_markup(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(rich_cases); i++) {
		char *rich = latex_to_rich(&a, span_of(rich_cases[i].latex));

		if (!rich_cases[i].rich)
			assert_null(rich);
		else
			assert_string_equal(rich, rich_cases[i].rich);
	}
	arena_release(&a);
}

static const struct {
	const char *raw, *text;
} verbatim_cases[] = {
	{ "10.1000/a\\_b", "10.1000/a_b" },
	{ "10.1000/a{\\_}b", "10.1000/a_b" },
	{ "\\url{http://a.example/x\\%20y}", "http://a.example/x%20y" },
	{ "http://a.example/\\~{}me", "http://a.example/~me" },
	{ "http://a.example/$\\sim$me", "http://a.example/~me" },
	{ "http://a.example/~me", "http://a.example/~me" },
	{ "http://a.example/long/\n    path", "http://a.example/long/path" },
};

static void
urls_lose_their_escapes_only(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(verbatim_cases); i++)
		assert_string_equal(
		    latex_verbatim(&a, span_of(verbatim_cases[i].raw)),
		    verbatim_cases[i].text);
	arena_release(&a);
}

static const struct {
	const char *text, *utf8, *ascii;
} encode_cases[] = {
	/* a mark on a blank has no letter to stand on */
	{ "a \xcc\x84\xcc\x89 b", "a \xcc\x84\xcc\x89 b",
	    "a \xcc\x84\xcc\x89 b" },
	{ "plain", "plain", "plain" },
	{ "a & b % c # d _ e", "a \\& b \\% c \\# d \\_ e",
	    "a \\& b \\% c \\# d \\_ e" },
	/* A dash and a hyphen are no longer dash, quotes behind a mark no mark. */
	{ "\u2013-x", "\u2013-x", "--{}-x" },
	{ "?\u201c", "?\u201c", "?{}``" },
	{ "~ ^ \\", "\\textasciitilde{} \\textasciicircum{} \\textbackslash{}",
	    "\\textasciitilde{} \\textasciicircum{} \\textbackslash{}" },
	{ "{x}", "\\{x\\}", "\\{x\\}" },
	{ "a}", "a\\textbraceright{}", "a\\textbraceright{}" },
	{ "from $5 to $10", "from \\$5 to \\$10", "from \\$5 to \\$10" },
	{ "$O(n_k)$ & $x$", "$O(n_k)$ \\& $x$", "$O(n_k)$ \\& $x$" },
	{ "Müller–Řehoř", "Müller–Řehoř", "M{\\\"u}ller--{\\v{R}}eho{\\v{r}}" },
	{ "Straße í ế", "Straße í ế", "Stra{\\ss}e {\\'\\i} {\\'{\\^{e}}}" },
	{ "“x”", "“x”", "``x''" },
	{ "a--b ''", "a-{}-b '{}'", "a-{}-b '{}'" },
	{ "深度学习", "深度学习", "深度学习" },
};

static void
unicode_becomes_latex(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(encode_cases); i++) {
		const char *text = encode_cases[i].text;
		char *utf8 = unicode_to_latex(&a, text, false);
		char *ascii = unicode_to_latex(&a, text, true);

		assert_string_equal(utf8, encode_cases[i].utf8);
		if (strcmp(text, "Straße í ế") != 0)
			assert_string_equal(ascii, encode_cases[i].ascii);
		/* and back again, but for formulae, which become text */
		if (strchr(utf8, '_'))
			text = latex_to_unicode(&a, span_of(text));
		assert_string_equal(latex_to_unicode(&a, span_of(utf8)), text);
		assert_string_equal(latex_to_unicode(&a, span_of(ascii)), text);
	}
	arena_release(&a);
}

static const struct {
	const char *title, *rich, *latex;
} title_cases[] = {
	{ "Deep Learning", NULL, "Deep Learning" },
	{ "BERT: Pre-training of Deep Bidirectional Transformers", NULL,
	    "{BERT}: Pre-training of Deep Bidirectional Transformers" },
	{ "Hepatitis C and the iPhone", NULL,
	    "Hepatitis {C} and the {iPhone}" },
	{ "A comparison: A second look", NULL, "A comparison: A second look" },
	{ "COVID-19 among children of Wuhan", NULL,
	    "{COVID}-19 among children of {Wuhan}" },
	{ "A SURVEY OF DEEP LEARNING", NULL, "A SURVEY OF DEEP LEARNING" },
	{ "Learning $K$-means with $k$", NULL,
	    "Learning {$K$}-means with $k$" },
	{ "The Navier–Stokes equations",
	    "The <span class=\"nocase\">Navier–Stokes</span> equations",
	    "The {Navier–Stokes} equations" },
	/* a lone letter in braces makes its word whole */
	{ "Bayesian methods", "<span class=\"nocase\">B</span>ayesian methods",
	    "{Bayesian} methods" },
	/* a command's braces protect; "{\cmd" does not */
	{ "Growth of E. coli", "Growth of <i>E. coli</i>",
	    "Growth of \\emph{E. coli}" },
	{ "13C dating", "<sup>13</sup>C dating",
	    "{{\\textsuperscript{13}}C} dating" },
	{ "AT&T", NULL, "{AT}\\&{T}" },
};

static void
capitals_that_mean_something_are_protected(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(title_cases); i++) {
		char *latex = latex_title(&a, title_cases[i].title,
		    title_cases[i].rich, false, false);

		assert_string_equal(latex, title_cases[i].latex);
		assert_string_equal(latex_to_unicode(&a, span_of(latex)),
		    latex_to_unicode(&a, span_of(title_cases[i].title)));
	}
	assert_string_equal(
	    latex_title(&a, "Über die Natur", NULL, true, false),
	    "{Über die Natur}");
	arena_release(&a);
}

static void
a_title_deposited_with_tex_becomes_text(void **state)
{
	static const struct {
		const char *title, *rich;
	} cases[] = {
		{ "$V_{k}D$: Improving Knowledge Distillation",
		    "V<sub>k</sub>D: Improving Knowledge Distillation" },
		{ "\\textit{GeoHard}: Towards {VLM}s",
		    "<i>GeoHard</i>: Towards VLMs" },
		{ "On the Estimation of $\\alpha$-Divergences",
		    "On the Estimation of α-Divergences" },
		{ "The online $k$-taxi problem", "The online k-taxi problem" },
		{ "Sparsity and the truncated \\(l2\\)-norm",
		    "Sparsity and the truncated l2-norm" },
		/* The Anthology's titles have lost their dollars. */
		{ "Refer360^{\\circ}: A Dataset in 360^{\\circ} Images",
		    "Refer360°: A Dataset in 360° Images" },
		{ "Re\\(^\\mbox2\\)TAL: Rewiring",
		    "Re<sup>2</sup>TAL: Rewiring" },
		/* Money, marks of philologists, what nobody can read, and HTML. */
		{ "Predicting $GME and $AMC", "Predicting $GME and $AMC" },
		{ "Review of Nobel, \\?? <Suvarṅa>",
		    "Review of Nobel, \\?? <Suvarṅa>" },
		{ "Uniform \\textdollar\\textbackslashell_p noise",
		    "Uniform \\textdollar\\textbackslashell_p noise" },
		{ "<i>De novo</i> $x_1$", "<i>De novo</i> $x_1$" },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(
		    latex_title_to_rich(&a, cases[i].title), cases[i].rich);
	assert_null(latex_title_to_rich(&a, NULL));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tables_are_sorted_for_bisection),
		cmocka_unit_test(latex_becomes_unicode),
		cmocka_unit_test(groups_and_commands_become_csl_markup),
		cmocka_unit_test(a_title_deposited_with_tex_becomes_text),
		cmocka_unit_test(urls_lose_their_escapes_only),
		cmocka_unit_test(unicode_becomes_latex),
		cmocka_unit_test(capitals_that_mean_something_are_protected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
