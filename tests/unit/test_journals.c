/* Names of journals, full and abbreviated, by lists. */

#include "app/journals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* JabRef's form with both separators, quotes and more columns; and the old one. */
static const char list[] = "\xef\xbb\xbf"
			   "# a remark\n"
			   "Annalen der Physik;Ann. Phys.;AnnPhys;2\n"
			   "\"Proceedings, Series A\",\"Proc. A\"\r\n"
			   "Physical Review Letters,Phys. Rev. Lett.\n"
			   "Machine Learning = Mach. Learn.\n"
			   "Physical review letters,Phys. Rev. Lett.\n"
			   "The Cato Journal;Cato J.\n"
			   "Cato journal;Cato J.\n"
			   "IEEE Transactions on Computers;#IEEE_J_C#\n"
			   "Journal of Things; J. Th.\n"
			   "Journal of Thoughts; J. Th.\n"
			   "Nature;Nature\n"
			   "Zeitschrift für Physik;Z. Phys.\n";

/* The List of Title Word Abbreviations, with tabs. */
static const char words[] = "WORDS\tABBREVIATIONS\tLANGUAGES\n"
			    "journal\tj.\teng\n"
			    "chemical\tchem.\teng\n"
			    "chemi-\tchem.\tmul\n"
			    "statist-\tstat.\teng, fre\n"
			    "bulletin\tbull.\tmul\n"
			    "-ologie\t-ol.\tger\n"
			    "american\tam.\teng\n"
			    "water\tn.a.\teng\n"
			    "universit-\tuniv.\tmul\n";

struct row {
	const char *name, *other;
};

static void
check(const struct journals *j, struct arena *a, const struct row *rows,
    size_t n, bool expand)
{
	size_t failed = 0;

	for (size_t i = 0; i < n; i++) {
		const char *other =
			       expand ? journals_expand(j, a, rows[i].name)
				      : journals_abbreviate(j, a, rows[i].name),
			   *want = rows[i].other;

		if (!other != !want || (want && strcmp(other, want) != 0)) {
			print_message("# %s: %s, not %s\n", rows[i].name,
			    other ? other : "(nothing)",
			    want ? want : "(nothing)");
			failed++;
		}
	}
	assert_int_equal(failed, 0);
}

static void
a_list_of_journals(void **state)
{
	static const struct row abbreviate[] = {
		{ "Annalen der Physik", "Ann. Phys." },
		{ "ANNALEN DER PHYSIK", "Ann. Phys." },
		{ "Proceedings, Series A", "Proc. A" },
		{ "Machine Learning", "Mach. Learn." },
		{ "Zeitschrift fur Physik", "Z. Phys." },
		{ "Physical Review Letters", "Phys. Rev. Lett." },
		/* JabRef took "Nature" for an abbreviation. */
		{ "Nature", NULL },
		{ "Ann. Phys.", NULL },
		{ "Journal of Nothing", NULL },
		{ "IEEE Transactions on Computers", NULL },
		{ "Journal of Things", "J. Th." },
	};
	static const struct row expand[] = {
		{ "Ann. Phys.", "Annalen der Physik" },
		{ "Ann Phys", "Annalen der Physik" },
		{ "Mach. Learn.", "Machine Learning" },
		/* Two spellings of one journal, and two journals. */
		{ "Phys. Rev. Lett.", "Physical Review Letters" },
		{ "Cato J.", "The Cato Journal" },
		{ "J. Th.", NULL },
		{ "Nature", NULL },
		{ "Machine Learning", NULL },
	};
	struct arena a = ARENA_INIT;
	struct journals *j = journals_new(&a);

	(void)state;
	assert_int_equal(journals_add(j, span_of(list)), 11);
	check(j, &a, abbreviate, COUNT(abbreviate), false);
	check(j, &a, expand, COUNT(expand), true);
	arena_release(&a);
}

/* ISO 4:1997: articles and prepositions go, a title of one word stays, what has no
 * abbreviation stays. */
static void
a_list_of_words(void **state)
{
	static const struct row rows[] = {
		{ "Journal of Chemical Physics", "J. Chem. Physics" },
		{ "Journal of Statistical Software", "J. Stat. Software" },
		{ "Bulletin of the American Chemists", "Bull. Am. Chem." },
		{ "Water", NULL },
		{ "Journal", NULL },
		{ "Journal of Water", "J. Water" },
		{ "Universitäts Journal", "Univ. J." },
		{ "Journal of Water, The", "J. Water" },
		{ "J. Chem. Phys.", NULL },
		/* the letter of a section is no article */
		{ "Journal of Water A", "J. Water A" },
		{ "Journal of Water E: A Bulletin", "J. Water E: Bull." },
		{ "Journal of Water D: The Bulletin of an American",
		    "J. Water D: Bull. Am." },
		{ "A Bulletin of Water", "Bull. Water" },
		{ "Water - A Journal", "Water J." },
		{ "JOURNAL D HISTOIRE", "J. HISTOIRE" },
		{ "Journal de l'Eau, et d’air", "J. Eau air" },
	};
	struct arena a = ARENA_INIT;
	struct journals *j = journals_new(&a);

	(void)state;
	assert_true(journals_add(j, span_of(words)) >= 8);
	check(j, &a, rows, COUNT(rows), false);
	arena_release(&a);
}

static void
journals_go_before_words(void **state)
{
	static const struct row rows[] = {
		{ "Annalen der Physik", "Ann. Phys." },
		{ "Journal of Annals", "J. Annals" },
	};
	struct arena a = ARENA_INIT;
	struct journals *j = journals_new(&a);

	(void)state;
	(void)journals_add(j, span_of(words));
	(void)journals_add(j, span_of(list));
	check(j, &a, rows, COUNT(rows), false);
	arena_release(&a);
}

static void
what_is_no_list_is_told(void **state)
{
	struct arena a = ARENA_INIT;
	struct journals *j = journals_new(&a);
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(journals_add(j, SPAN_LIT("just prose\n# x\n\n")), 0);
	assert_int_equal(journals_add(j, SPAN_LIT("a\xff,b\n")), 0);
	assert_true(journals_read(j, "/nowhere/list.csv", &err) < 0);
	assert_non_null(strstr(err.text, "/nowhere/list.csv"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_of_journals),
		cmocka_unit_test(a_list_of_words),
		cmocka_unit_test(journals_go_before_words),
		cmocka_unit_test(what_is_no_list_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
