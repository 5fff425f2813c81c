/* Citation keys by patterns. */

#include "bib-test.h"
#include "write/key-pattern.h"
#include "write/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The works, by the letter of their keys. */
static const char works[] =
    /* JabRef's manual has its examples of this title. */
    "@article{a, author={Newton, Isaac and Maxwell, James C. and Einstein, "
    "Albert}, title={An awesome paper on JabRef}, journal={Journal of Fish "
    "Biology}, year=2019, month=mar, day=2, volume={12}, number={3}, "
    "pages={7,41,73--97}, keywords={fish, bees; ants}, doi={10.1002/x}, "
    "owner={me}}\n"
    "@book{b, author={Müller, Jürgen}, title={Die Ölpreise}, year=1999, "
    "publisher={Springer}, language={german}}\n"
    "@article{c, author={van der Aalst, Wil and Berg, Anna}, title={Process "
    "Mining}, year=2011, pages={L7--L12}}\n"
    "@book{d, editor={Roe, Richard and Doe, Jane}, title={Bees}, year=1885}\n"
    "@techreport{e, author={{European Union Aviation Safety Agency}}, "
    "title={Rules}, year=2020}\n"
    "@article{f, author={Weber, Max and others}, title={The Spirit}, "
    "year=1904}\n"
    "@article{g, author={A. Abel and B. Bebel and C. Cebel and D. Debel and "
    "E. Ebel}, title={Five}, year=2005}\n"
    "@misc{h, title={Untitled notes on {DNA}}}\n"
    "@article{i, author={Иванов, Пётр}, title={Война и мир}, year=1869}\n";

static const char *
key_of(struct arena *a, const char *pattern, char of)
{
	struct references refs;
	struct document *d = bib_open(&refs, works);
	struct key_pattern *p;
	struct err err = ERR_INIT;
	const char *out = "no such work";

	if (key_pattern_parse(&p, a, pattern, &err)) {
		print_message("# %s: %s\n", pattern, err.text);
		out = "not read";
	} else {
		for (size_t i = 0; i < refs.len; i++)
			if (refs.items[i].key[0] == of)
				out = arena_strdup(
				    a, key_pattern_apply(p, a,
					   reference_work(&refs.items[i])));
	}
	document_close(d);
	return out;
}

struct row {
	char work;
	const char *pattern, *key;
};

static void
check(const struct row *rows, size_t n)
{
	struct arena a = ARENA_INIT;
	size_t failed = 0;

	for (size_t i = 0; i < n; i++) {
		const char *key = key_of(&a, rows[i].pattern, rows[i].work);

		if (strcmp(key, rows[i].key) != 0) {
			print_message("# %s of %c: '%s', not '%s'\n",
			    rows[i].pattern, rows[i].work, key, rows[i].key);
			failed++;
		}
	}
	arena_release(&a);
	assert_int_equal(failed, 0);
}

/* docs.jabref.org, "Customize the citation key generator", marker by marker. */
static void
jabref_markers(void **state)
{
	static const struct row rows[] = {
		{ 'a', "[auth][year]", "Newton2019" },
		{ 'a', "[authEtAl]", "NewtonEtAl" },
		{ 'c', "[authEtAl]", "AalstBerg" },
		{ 'c', "[auth]", "Aalst" },
		{ 'c', "[authFirstFull]", "vanderAalst" },
		{ 'a', "[authForeIni]", "I" },
		{ 'a', "[authIni4]", "NeME" },
		{ 'a', "[auth3]", "New" },
		{ 'a', "[auth3_2]", "Max" },
		{ 'a', "[authorIni]", "NewtoME" },
		{ 'a', "[authorLast]", "Einstein" },
		{ 'a', "[authorLastForeIni]", "A" },
		{ 'a', "[authors]", "NewtonMaxwellEinstein" },
		{ 'a', "[authors2]", "NewtonMaxwellEtAl" },
		{ 'f', "[authors]", "WeberEtAl" },
		{ 'd', "[authorsAlpha]", "RD" },
		{ 'a', "[authorsAlpha]", "NME" },
		{ 'b', "[authorsAlpha]", "Mul" },
		{ 'g', "[authorsAlpha]", "ABC+" },
		{ 'a', "[authshort]", "NME" },
		{ 'g', "[authshort]", "ABC+" },
		{ 'b', "[authshort]", "Muller" },
		{ 'a', "[auth.auth.ea]", "Newton.Maxwell.ea" },
		{ 'c', "[auth.auth.ea]", "Aalst.Berg" },
		{ 'a', "[auth.etal]", "Newton.etal" },
		{ 'c', "[auth.etal]", "Aalst.Berg" },
		{ 'd', "[auth]", "Roe" },
		{ 'd', "[pureauth][year]", "1885" },
		{ 'd', "[edtr]", "Roe" },
		{ 'd', "[edtrIni4]", "RoDo" },
		{ 'd', "[editors]", "RoeDoe" },
		{ 'd', "[editorLast]", "Doe" },
		{ 'd', "[editorIni]", "RoeD" },
		{ 'd', "[edtr2]", "Ro" },
		{ 'd', "[edtr2_2]", "Do" },
		{ 'd', "[edtr.edtr.ea]", "Roe.Doe" },
		{ 'd', "[edtrshort]", "RD" },
		{ 'd', "[edtrForeIni]", "R" },
		{ 'd', "[editorLastForeIni]", "J" },
		{ 'e', "[auth]", "EUASA" },
		{ 'a', "[shorttitle]", "AwesomePaperJabref" },
		{ 'a', "[shorttitleINI]", "APJ" },
		{ 'a', "[veryshorttitle]", "Awesome" },
		{ 'a', "[camel]", "AnAwesomePaperOnJabref" },
		{ 'a', "[title]", "AnAwesomePaperonJabref" },
		{ 'a', "[fulltitle]", "AnawesomepaperonJabRef" },
		{ 'a', "[entrytype]", "article" },
		{ 'a', "[firstpage]", "7" },
		{ 'a', "[lastpage]", "97" },
		{ 'c', "[pageprefix][firstpage]", "L7" },
		{ 'a', "[pageprefix][firstpage]", "7" },
		{ 'a', "[keyword2]", "bees" },
		{ 'a', "[keywords2]", "fishbees" },
		{ 'a', "[shortyear]", "19" },
		{ 'a', "[AUTHOR]",
		    "IsaacNewtonandJamesCMaxwelland"
		    "AlbertEinstein" },
		{ 'a', "[DATE]", "2019-03-02" },
		{ 'a', "[DAY]", "2" },
		{ 'a', "[MONTH]", "March" },
		{ 'a', "[YEAR]", "2019" },
		{ 'a', "[OWNER]", "me" },
		{ 'a', "[VOLUME]:[NUMBER]", "12:3" },
		{ 'b', "[VOLUME:(unknown)]", "unknown" },
	};

	(void)state;
	check(rows, COUNT(rows));
}

static void
jabref_modifiers(void **state)
{
	static const struct row rows[] = {
		{ 'a', "demo[TITLE:abbr]", "demoAapoJ" },
		{ 'a', "[title:abbr]", "AAPoJ" },
		{ 'a', "[camel:abbr]", "AAPOJ" },
		{ 'a', "[journal:abbr]", "JoFB" },
		{ 'a', "[auth:lower]", "newton" },
		{ 'a', "[auth:upper]", "NEWTON" },
		{ 'a', "[fulltitle:capitalize]", "AnAwesomePaperOnJabref" },
		{ 'a', "[fulltitle:titlecase]", "AnAwesomePaperonJabref" },
		{ 'a', "[fulltitle:sentencecase]", "Anawesomepaperonjabref" },
		/* "An a" */
		{ 'a', "[fulltitle:truncate4]", "Ana" },
		{ 'c',
		    "[auth.etal:regex(\"\\\\.etal\",\"EtAl\"):regex(\"\\\\.\","
		    "\"And\")]",
		    "AalstAndBerg" },
		{ 'a', "[auth.etal:regex(\"\\\\.etal\",\"EtAl\")]",
		    "NewtonEtAl" },
		{ 'a', "[Title:skipwords:select,1,1:lower]", "awesome" },
		{ 'a', "[auth:(x):lower]-[year]", "newton-2019" },
		{ 'h', "[auth:(anon)][veryshorttitle]", "anonUntitled" },
	};

	(void)state;
	check(rows, COUNT(rows));
}

/* retorque.re/zotero-better-bibtex/citing */
static void
formulas(void **state)
{
	static const struct row rows[] = {
		{ 'a', "auth.lower + shorttitle(3,3) + year",
		    "newtonAwesomePaperJabRef2019" },
		{ 'a', "auth.lower + shorttitle + year",
		    "newtonawesomepaperJabRef2019" },
		{ 'c', "auth.lower + year", "vanderaalst2011" },
		/* the whole name of an organisation, as in a field of one part */
		{ 'e', "auth.lower + year",
		    "europeanunionaviationsafetyagency2020" },
		{ 'a', "auth(3, 2)", "Max" },
		{ 'a', "auth(n=3, m=2)", "Max" },
		{ 'd', "auth(creator='editor')", "Roe" },
		{ 'a', "auth(initials=true)", "NewtonI" },
		{ 'a', "authAuthEa", "Newton.Maxwell.ea" },
		{ 'a', "authEtAl", "NewtonEtAl" },
		{ 'a', "authEtal2", "Newton.etal" },
		{ 'a', "authEtal2.replace(find='.etal',replace='&etal')",
		    "Newtonetal" },
		{ 'a', "authEtal2.replace('.ETAL', '-x')", "Newton-x" },
		{ 'a', "authEtal2.replace(/[aeiou]/g, '')", "Nwtn.tl" },
		{ 'a', "authorIni", "Newto.M.E" },
		{ 'a', "authIni(4)", "Ne.M.E" },
		{ 'a', "authorIni(joiner='')", "NewtoME" },
		{ 'a', "authors(2, etal='EtAl', joiner='-')",
		    "Newton-Maxwell-EtAl" },
		{ 'a', "authors(n=1) + year", "Newton2019" },
		{ 'a', "authors(max=2); year", "2019" },
		{ 'a', "authors(min=3)", "NewtonMaxwellEinstein" },
		{ 'a', "authorsAlpha", "NME" },
		{ 'a', "veryshorttitle(2, 1)", "Awesomepaper" },
		{ 'a', "title", "AwesomePaperJabRef" },
		{ 'a', "Title.skipwords.select(2, 1)", "paper" },
		{ 'a', "Title.select(n=2)", "Anawesome" },
		{ 'a', "Title.condense('_')", "An_awesome_paper_on_JabRef" },
		{ 'a', "Title.skipwords.capitalize.abbr", "APJ" },
		{ 'a', "Title.substring(4, 7)", "awesome" },
		{ 'a', "PublicationTitle.abbr", "JoFB" },
		{ 'a', "journal.abbr + '-' + Volume", "JoFB-12" },
		{ 'a', "firstpage + '_' + lastpage", "7_97" },
		{ 'a', "date('%Y-%m')", "2019-03" },
		{ 'd', "date", "1885" },
		{ 'a', "month + day", "0302" },
		{ 'a', "shortyear", "19" },
		{ 'a', "keyword(2)", "bees" },
		{ 'a', "DOI", "101002x" },
		{ 'a', "zotero", "newton_awesome_2019" },
		{ 'a', "type('journalArticle') + auth; 'other' + year",
		    "Newton" },
		{ 'a', "type('book') + auth; 'other' + year", "other2019" },
		{ 'b', "language('de') + auth; year", "Muller" },
		{ 'a', "language('de') + auth; year", "2019" },
		{ 'b', "auth.transliterate('german')", "Mueller" },
		{ 'b', "auth.fold", "Muller" },
		{ 'a', "auth.len('>', 10); year", "2019" },
		{ 'a', "auth.prefix('x-').postfix('-y')", "x-Newton-y" },
		{ 'h', "auth.prefix('x-') + Title.abbr", "UnoD" },
		{ 'h', "auth.default('anon') + year", "anon" },
		{ 'h', "(auth || Title).lower.substring(1,8) + year",
		    "untitled" },
		{ 'd', "(auth || Title).lower + year", "roe1885" },
		{ 'a', "Volume.numeric + Title.numeric", "12" },
		{ 'a', "auth.discard + year", "2019" },
		{ 'i', "auth.lower + year", "ivanov1869" },
	};

	(void)state;
	check(rows, COUNT(rows));
}

static void
what_is_not_known_is_a_usage_error(void **state)
{
	static const char *const patterns[] = { "[colour]", "[auth:shiny]",
		"[auth", "auth.shiny", "colour + year", "(auth", "auth)",
		"auth % year", "[auth:regex(\"(\",\"\")]", "auth.replace('a')",
		"inspireHep" };
	struct arena a = ARENA_INIT;
	struct key_pattern *p;

	(void)state;
	for (size_t i = 0; i < COUNT(patterns); i++) {
		struct err err = ERR_INIT;
		int rc = key_pattern_parse(&p, &a, patterns[i], &err);

		if (rc != ERR_USAGE)
			print_message("# %s is read\n", patterns[i]);
		assert_int_equal(rc, ERR_USAGE);
		assert_true(*err.text);
	}
	arena_release(&a);
}

static void
keys_are_unique_in_any_case(void **state)
{
	struct arena a = ARENA_INIT;
	struct key_set *set = key_set_new(&a);

	(void)state;
	assert_string_equal(key_set_unique(set, "Roe2000"), "Roe2000");
	assert_string_equal(key_set_unique(set, "roe2000"), "roe2000a");
	assert_string_equal(key_set_unique(set, "Roe2000"), "Roe2000b");
	assert_false(key_set_add(set, "ROE2000B"));
	for (int i = 3; i <= 26; i++)
		(void)key_set_unique(set, "Roe2000");
	assert_string_equal(key_set_unique(set, "Roe2000"), "Roe2000aa");
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(jabref_markers),
		cmocka_unit_test(jabref_modifiers),
		cmocka_unit_test(formulas),
		cmocka_unit_test(what_is_not_known_is_a_usage_error),
		cmocka_unit_test(keys_are_unique_in_any_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
