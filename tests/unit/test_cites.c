/* Citations in Markdown: where they are, and what they say. */

#include "app/cite-locator.h"
#include "base/sbuf.h"
#include "read/cites.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/banned.h"

/* Each citation as "note[+]:[prefix|key|suffix;...]", "@" before one in the text. */
static void
check_cites(const char *markdown, const char *expected)
{
	struct cited_document c;
	struct document *d;
	struct sbuf out = SBUF_INIT;
	struct err err = ERR_INIT;

	assert_int_equal(
	    document_from_bytes(&d, "a.md", span_of(markdown), &err), OK);
	assert_int_equal(read_cites(&c, d, &err), OK);
	for (size_t i = 0; i < c.len; i++) {
		sbuf_addf(&out, "%s%zu%s:", c.items[i].in_text ? "@" : "",
		    c.items[i].note, c.items[i].in_note ? "+" : "");
		for (size_t k = 0; k < c.items[i].len; k++) {
			const struct cited *x = &c.items[i].cites[k];

			sbuf_addf(&out, "%s%.*s|%s%s|%.*s", k ? ";" : "",
			    (int)x->prefix.len, x->prefix.ptr,
			    x->suppress_author ? "-" : "", x->key,
			    (int)x->suffix.len, x->suffix.ptr);
		}
		sbuf_addc(&out, '\n');
	}
	assert_string_equal(out.len ? out.buf : "", expected);
	cited_document_release(&c);
	document_close(d);
	sbuf_release(&out);
}

static void
citations_have_affixes_and_several_keys(void **state)
{
	(void)state;
	check_cites("a [@k1].\n", "1:|k1|\n");
	check_cites("a [see @k1, pp. 3-5 and *more*; cf. @b:2/x_y].\n",
	    "1:see |k1|, pp. 3-5 and *more*;cf. |b:2/x_y|\n");
	check_cites("a [-@k1] @k2 says, @k3 [p. 3; @k4] too. @k5. End\n",
	    "1:|-k1|\n@2:|k2|\n@3:|k3|p. 3;|k4|\n@4:|k5|\n");
	check_cites("[@{a b; c}, 3] @{x.}\n", "1:|a b; c|, 3\n@2:|x.|\n");
	check_cites("[@a, {p. 1; 2}; @b]\n", "1:|a|, {p. 1; 2};|b|\n");
	check_cites("[@日本2001; @Müller]\n", "1:|日本2001|;|Müller|\n");
	check_cites("wrapped [see\n  @a; @b]\n", "1:see\n|a|;|b|\n");
}

static void
what_is_no_citation_is_left_alone(void **state)
{
	(void)state;
	check_cites("mail a@b.org, `[@a]`, \\@b, <c@d.org> $x_@k$\n", "");
	check_cites("```\n[@a]\n```\n\n    [@code]\n", "");
	check_cites("<!-- [@a] -->\n\n<p>[@b]</p>\n", "");
	check_cites("[text](http://x.org/@a) [no key; here] [a@b]\n", "");
	check_cites("a\\[@b\\]\n", "@1:|b|\n");
	/* one piece without a key: no citation in brackets */
	check_cites("[@a; nothing]\n", "@1:|a|\n");
}

static void
notes_are_numbered_as_the_text_refers_to_them(void **state)
{
	(void)state;
	check_cites("A [@a].[^n] B [@b].\n\n[^n]: See @c.\n\n    More [@d].\n\n"
		    "C ^[inline @e, [@f]] [@g].\n",
	    "1:|a|\n@2+:|c|\n2+:|d|\n3:|b|\n@4+:|e|\n4+:|f|\n5:|g|\n");
	/* a definition that is nothing but a citation is no link's */
	check_cites("A.[^1]\n\n[^1]: @a\n", "@1+:|a|\n");
	check_cites("A.[^1]\n\n[^1]: [@a]\n", "1+:|a|\n");
}

static void
the_list_and_the_metadata_are_found(void **state)
{
	static const char text[] = "---\nbibliography: x.bib\n---\n\n[@a]\n\n"
				   "::: {#refs}\nold\n:::\n\nend\n";
	struct cited_document c;
	struct document *d;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(
	    document_from_bytes(&d, "a.md", span_of(text), &err), OK);
	assert_int_equal(read_cites(&c, d, &err), OK);
	assert_true(c.has_list);
	assert_memory_equal(text + c.list.from, "old\n", 4);
	assert_int_equal(c.list.to - c.list.from, 4);
	assert_string_equal(
	    json_string_value(json_object_get(c.metadata, "bibliography")),
	    "x.bib");
	cited_document_release(&c);
	document_close(d);
}

static void
check_locator(const char *suffix, const char *expected)
{
	struct arena a = ARENA_INIT;
	struct csl_locale *locales[CITE_LOCALES] = { NULL };
	struct cite_locator l;
	struct err err = ERR_INIT;
	char text[200];

	assert_int_equal(
	    csl_locale_load(&locales[0], &a, "en-US", NULL, NULL, &err), OK);
	cite_locator_read(&l, locales, span_of(suffix));
	snprintf(text, sizeof(text), "%s|%.*s|%.*s", l.label ? l.label : "",
	    (int)l.value.len, l.value.ptr ? l.value.ptr : "", (int)l.rest.len,
	    l.rest.ptr);
	assert_string_equal(text, expected);
	arena_release(&a);
}

static void
locators_have_labels(void **state)
{
	(void)state;
	check_locator(", p. 3", "page|3|");
	check_locator(", pp. 33-35, 38-39 and *passim*",
	    "page|33-35, 38-39| and *passim*");
	check_locator(", 12", "page|12|");
	check_locator("chap. 3, with more", "chapter|3|, with more");
	check_locator(", § 12a", "section|12a|");
	check_locator(", sec. iv", "section|iv|");
	check_locator(", {p. A, B}, rest", "page|A, B|, rest");
	check_locator(", {A--D}", "page|A--D|");
	check_locator(", for instance", "||, for instance");
	check_locator(", paged", "||, paged");
	check_locator("", "||");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(citations_have_affixes_and_several_keys),
		cmocka_unit_test(what_is_no_citation_is_left_alone),
		cmocka_unit_test(notes_are_numbered_as_the_text_refers_to_them),
		cmocka_unit_test(the_list_and_the_metadata_are_found),
		cmocka_unit_test(locators_have_labels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
