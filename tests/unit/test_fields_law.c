/* Works of law: cases, acts, and articles as lawyers cite them. */

#include "base/text.h"
#include "model/reference.h"
#include "parse/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "parse-test.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Of what kind, and what was read. */
static const char *
kind_shown(struct arena *a, const struct parse *p)
{
	return arena_printf(
	    a, "%s: %s", work_type_csl(p->work->type), shown(a, p));
}

static const char *
type_shown(struct arena *a, const struct parse *p)
{
	(void)a;
	return work_type_csl(p->work->type);
}

static void
cases_are_named_by_their_parties(void **state)
{
	static const struct reading strings[] = {
		{ "Donoghue v Stevenson [1932] AC 562 (HL).",
		    "legal_case:  | 1932 | title: Donoghue v Stevenson | in: "
		    "AC | pp: 562" },
		{ "White v Jones [1995] 2 AC 207 (HL).",
		    "legal_case:  | 1995 | title: White v Jones | in: AC | "
		    "vol: 2 | pp: 207" },
		{ "Regal (Hastings) Ltd v Gulliver [1967] 2 AC 134 (HL).",
		    "legal_case:  | 1967 | title: Regal (Hastings) Ltd v "
		    "Gulliver | in: AC | vol: 2 | pp: 134" },
		{ "Miranda v. Arizona, 384 U.S. 436 (1966).",
		    "legal_case:  | 1966 | title: Miranda v. Arizona | in: "
		    "U.S. | vol: 384 | pp: 436" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), kind_shown);
}

static void
judgments_are_named_by_court_and_date(void **state)
{
	static const struct reading strings[] = {
		{ "BGH, Urt. v. 12.07.2018 - III ZR 183/17, NJW 2018, 3178.",
		    "legal_case:  | 2018 | title: BGH, Urt. v. 12.07.2018 - "
		    "III ZR 183/17 | in: NJW | pp: 3178" },
		{ "Bundesverfassungsgericht, Urteil vom 15.12.1983, BVerfGE "
		  "65, 1.",
		    "legal_case:  | 1983 | title: Bundesverfassungsgericht, "
		    "Urteil vom 15.12.1983 | in: BVerfGE | vol: 65 | pp: 1" },
		{ "Conseil d'État, 19 mai 1933, Benjamin, Rec. p. 541.",
		    "legal_case:  | 1933 | title: Conseil d'État, 19 mai 1933, "
		    "Benjamin | in: Rec | pp: 541" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), kind_shown);
}

static void
no_judgment_is_seen_where_there_is_none(void **state)
{
	static const struct reading strings[] = {
		{ "Conseil d'État. Rapport public du 19 mai 1999. Paris: La "
		  "Documentation française, 1999.",
		    "book" },
		{ "Aristotle v. Plato reconsidered: a study. Mind 12, 3-4 "
		  "(1990).",
		    "article-journal" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), type_shown);
}

static void
acts_are_legislation(void **state)
{
	static const struct reading strings[] = {
		{ "Human Rights Act 1998, s 15(1)(b).",
		    "legislation:  | 1998 | title: Human Rights Act" },
		{ "Human Rights Act 1998.",
		    "legislation:  | 1998 | title: Human Rights Act" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), kind_shown);
}

static void
articles_of_lawyers_have_the_volume_before_the_journal(void **state)
{
	static const struct reading strings[] = {
		{ "Charles A. Reich, The New Property, 73 Yale L.J. 733, "
		  "737-38 (1964).",
		    "article-journal: Reich, Charles A. | 1964 | title: The "
		    "New Property | in: Yale L.J. | vol: 73 | pp: 733" },
		{ "Timothy Endicott and Michael Spence, 'Vagueness in the "
		  "Scope of Copyright' (2005) 121 LQR 657.",
		    "article-journal: Endicott, Timothy; Spence, Michael | "
		    "2005 | title: Vagueness in the Scope of Copyright | in: "
		    "LQR | vol: 121 | pp: 657" },
		{ "Paul Craig, 'Theory, \"Pure Theory\" and Values in Public "
		  "Law' [2005] PL 440.",
		    "article-journal: Craig, Paul | 2005 | title: Theory, "
		    "\"Pure Theory\" and Values in Public Law | in: PL | pp: "
		    "440" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), kind_shown);
}

static void
id_refers_to_the_reference_before(void **state)
{
	static const char *const strings[] = { "Id.", "Id. at 45." };
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(strings); i++) {
		struct reference ref;

		reference_from_string(&ref, &a, span_of(strings[i]));
		parse_reference(&a, &ref);
		assert_non_null(ref.skip);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases_are_named_by_their_parties),
		cmocka_unit_test(judgments_are_named_by_court_and_date),
		cmocka_unit_test(no_judgment_is_seen_where_there_is_none),
		cmocka_unit_test(acts_are_legislation),
		cmocka_unit_test(
		    articles_of_lawyers_have_the_volume_before_the_journal),
		cmocka_unit_test(id_refers_to_the_reference_before),
	};

	return cmocka_run_group_tests_name("law", tests, NULL, NULL);
}
