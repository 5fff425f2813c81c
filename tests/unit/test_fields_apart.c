/* Kinds with rules of their own, scripts and calendars that no model was trained for,
 * DOIs that are torn, the two works of one entry. */

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

/* The kind, the number, the version, where it lies, and the fields. */
static const char *
kind_shown(struct arena *a, const struct parse *p)
{
	const struct work *w = p->work;
	const char *type = work_type_csl(w->type);
	static const enum work_field fields[] = { WORK_number, WORK_version,
		WORK_archive, WORK_archive_location };
	char *out = arena_printf(a, "%s", type ? type : "-");

	for (size_t i = 0; i < COUNT(fields); i++)
		if (work_get(w, fields[i]))
			out = arena_printf(
			    a, "%s <%s>", out, work_get(w, fields[i]));
	return arena_printf(a, "%s: %s", out, shown(a, p));
}

static void
laws_patents_and_trials_have_their_numbers(void **state)
{
	static const struct reading strings[] = {
		{ "ECLI:EU:C:2014:317",
		    "legal_case <ECLI:EU:C:2014:317>:  | 2014" },
		{ "Google Spain SL v Agencia Española de Protección de Datos, "
		  "C-131/12, ECLI:EU:C:2014:317.",
		    "legal_case <ECLI:EU:C:2014:317>:  | 2014 | title: Google "
		    "Spain SL v Agencia Española de Protección de Datos, "
		    "C-131/12" },
		{ "Brown v. Board of Educ., 347 U.S. 483 (1954)",
		    "legal_case:  | 1954 | title: Brown v. Board of Educ. | "
		    "in: U.S. | vol: 347 | pp: 483" },
		{ "U.S. Patent No. 8,697,359", "patent <8,697,359>: " },
		{ "Zhang, F. (2014). CRISPR-Cas systems and methods for "
		  "altering expression of gene products. U.S. Patent No. "
		  "8,697,359.",
		    "patent <8,697,359>: Zhang, F. | 2014 | title: CRISPR-Cas "
		    "systems and methods for altering expression of gene "
		    "products" },
		{ "NCT01234567", "webpage <NCT01234567>: " },
		/* a paper on a trial is a paper */
		{ "Beigel JH, Tomashek KM, Dodd LE. Remdesivir for the "
		  "treatment of Covid-19 (NCT04280705). N Engl J Med. "
		  "2020;383(19):1813-26.",
		    "article-journal: Beigel, JH; Tomashek, KM; Dodd, LE | "
		    "2020 | title: Remdesivir for the treatment of Covid-19 "
		    "(NCT04280705) | in: N Engl J Med | vol: 383 | no: 19 | "
		    "pp: 1813-26" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), kind_shown);
}

static void
archives_are_read_by_their_signatures(void **state)
{
	static const struct reading strings[] = {
		{ "TNA, FO 371/12345, Smith to Jones, 3 Mar. 1921",
		    "manuscript <TNA> <FO 371/12345>:  | 1921 | title: Smith "
		    "to Jones" },
		{ "The National Archives, Kew, FO 371/5227, Lloyd George to "
		  "Curzon, 3 March 1921.",
		    "manuscript <The National Archives> <FO 371/5227>:  | "
		    "1921 | title: Lloyd George to Curzon" },
		{ "FO 371/5227, Lloyd George to Curzon, 3 March 1921.",
		    "manuscript <FO 371/5227>:  | 1921 | title: Lloyd George "
		    "to Curzon" },
		{ "BArch, R 43 I/1, Bl. 12.",
		    "manuscript <BArch> <R 43 I/1>:  | title: Bl. 12" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), kind_shown);
}

static void
programs_are_known_by_their_versions(void **state)
{
	static const struct reading strings[] = {
		{ "R Core Team. R (v4.4.1)",
		    "software <4.4.1>: R Core Team | title: R" },
		{ "OpenAI. ChatGPT (May 13 version) [Large language model]",
		    "software <May 13 version>: OpenAI | title: ChatGPT" },
		{ "Obama, B. (2012, November 6). Four more years [Tweet]. "
		  "Twitter.",
		    "post: Obama, B. | 2012 | title: Four more years | pub: "
		    "Twitter" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), kind_shown);
}

static const char *
why_skipped(struct arena *a, const char *text)
{
	struct reference ref;

	reference_from_string(&ref, a, span_of(text));
	parse_reference(a, &ref);
	return ref.skip;
}

static void
what_is_withheld_or_classical_is_not_looked_up(void **state)
{
	static const char *const skipped[] = {
		"Anonymous. Title withheld for review.",
		"Author(s). Reference removed for double-blind review.",
		"Pl. Resp. 514a-520a",
		"Hom. Il. 1.1-7; Verg. Aen. 6.847-853.",
		"Arist. Eth. Nic. 1094a1-3.",
		"Thuc. 1.22",
	};
	static const char *const read[] = {
		"Plato. Republic. Indianapolis: Hackett, 1992.",
		"Men, X. Graph learning. Nature 521, 436 (2015).",
		"Godlee, F. (2002). Making reviewers visible: openness and "
		"why names are no longer withheld for review. JAMA, 287, "
		"2762-2765.",
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(skipped); i++)
		if (!why_skipped(&a, skipped[i]))
			fail_msg("%s", skipped[i]);
	for (size_t i = 0; i < COUNT(read); i++)
		if (why_skipped(&a, read[i]))
			fail_msg("%s", read[i]);
	arena_release(&a);
}

static void
years_of_other_calendars_are_those_of_ours(void **state)
{
	static const struct {
		const char *text;
		int from, to;
	} rows[] = {
		{ "آبراهامیان، یرواند (۱۳۹۸). ایران بین دو انقلاب. تهران: نشر "
		  "نی.",
		    2019, 2020 },
		{ "کسروی، احمد. (1355). تاریخ مشروطه ایران. تهران: امیرکبیر.",
		    1976, 1977 },
		{ "طه حسين. الأيام. القاهرة: دار المعارف، ١٩٢٩.", 1929, 0 },
		{ "الجابري، محمد عابد. (1405 هـ). تكوين العقل العربي. بيروت: "
		  "دار الطليعة.",
		    1984, 1985 },
		{ "สมชาย ใจดี. (พ.ศ. 2566). ประวัติศาสตร์ไทย. กรุงเทพฯ: มติชน.", 2023,
		    0 },
		{ "นิธิ เอียวศรีวงศ์. (๒๕๒๗). ปากไก่และใบเรือ. กรุงเทพฯ: "
		  "อมรินทร์การพิมพ์.",
		    1984, 0 },
		{ "山田太郎. 日本の歴史. 東京: 岩波書店, 令和5年.", 2023, 0 },
		{ "山田太郎. 日本の歴史. 東京: 岩波書店, 平成元年.", 1989, 0 },
		{ "丸山眞男. 日本政治思想史研究. 東京大学出版会, 昭和27年.",
		    1952, 0 },
		{ "余英時. 中國近世宗教倫理與商人精神. 臺北: 聯經, 民國76年.",
		    1987, 0 },
		/* pages and years of ours stay what they are */
		{ "Thongchai, W. (1994). Siam mapped. Honolulu: University of "
		  "Hawaii Press.",
		    1994, 0 },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct reference ref;
		const struct date *d;

		reference_from_string(&ref, &a, span_of(rows[i].text));
		parse_reference(&a, &ref);
		d = &ref.parses[0].work->issued;
		if (d->from.year != rows[i].from || d->to.year != rows[i].to)
			fail_msg("%s: %d to %d", rows[i].text, d->from.year,
			    d->to.year);
		/* what stands there is never written over by a year of ours */
		if (d->literal)
			assert_null(parse_place(&ref.parses[0], CLAIM_YEAR));
	}
	arena_release(&a);
}

static void
other_scripts_are_read_part_by_part(void **state)
{
	static const struct reading strings[] = {
		{ "עוז, עמוס. סיפור על אהבה וחושך. ירושלים: כתר, 2002.",
		    "עוז, עמוס | 2002 | title: סיפור על אהבה וחושך | pub: כתר "
		    "| place: ירושלים" },
		{ "עגנון, שמואל יוסף. תמול שלשום. ירושלים: שוקן, 1945.",
		    "עגנון, שמואל יוסף | 1945 | title: תמול שלשום | pub: שוקן "
		    "| place: ירושלים" },
		{ "الجابري، محمد عابد. (1984). تكوين العقل العربي. بيروت: دار "
		  "الطليعة.",
		    "الجابري, محمد عابد | 1984 | title: تكوين العقل العربي | "
		    "pub: دار الطليعة | place: بيروت" },
		{ "طه حسين. الأيام. القاهرة: دار المعارف، 1929.",
		    "طه حسين | 1929 | title: الأيام | pub: دار المعارف | "
		    "place: القاهرة" },
		{ "آبراهامیان، یرواند (۱۳۷۷). ایران بین دو انقلاب. ترجمه احمد "
		  "گل‌محمدی. تهران: نشر نی.",
		    "آبراهامیان, یرواند | 1998 | title: ایران بین دو انقلاب | "
		    "pub: نشر نی | place: تهران" },
		{ "สมชาย ใจดี. (พ.ศ. 2566). ประวัติศาสตร์ไทย. กรุงเทพฯ: มติชน.",
		    "สมชาย ใจดี | 2023 | title: ประวัติศาสตร์ไทย | pub: มติชน "
		    "| place: กรุงเทพฯ" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

/* Whoever is read so is evidence against nobody. */
static void
other_scripts_are_read_without_confidence(void **state)
{
	struct arena a = ARENA_INIT;
	struct reference ref;

	(void)state;
	reference_from_string(&ref, &a,
	    SPAN_LIT("עוז, עמוס. סיפור על אהבה וחושך. ירושלים: כתר, 2002."));
	parse_reference(&a, &ref);
	assert_true(parse_place(&ref.parses[0], CLAIM_TITLE)->confidence < 0.5);
	assert_true(
	    parse_place(&ref.parses[0], CLAIM_AUTHOR)->confidence < 0.5);
	arena_release(&a);
}

static const char *
doi_shown(struct arena *a, const struct parse *p)
{
	const struct place *at = parse_place(p, CLAIM_DOI);

	return arena_printf(a, "%s%s", p->work->DOI ? p->work->DOI : "",
	    at && at->confidence < 0.5 ? " ?" : "");
}

static void
a_torn_doi_is_put_together_and_held_against_nobody(void **state)
{
	static const struct reading strings[] = {
		{ "Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
		  "memory. Neural Computation, 9(8), 1735-1780. "
		  "https://doi.org/10.1162/neco. 1997.9.8.1735",
		    "10.1162/neco.1997.9.8.1735 ?" },
		{ "Cohen, P. The independence of the continuum hypothesis. "
		  "Proc. Natl. Acad. Sci. 50, 1143-1148. doi:10.1073/pnas. "
		  "50.6.1143",
		    "10.1073/pnas.50.6.1143 ?" },
		{ "Ronneberger, O. (2015). U-Net. "
		  "doi:10.1007/978-3-319-24574- 4_28.",
		    "10.1007/978-3-319-24574-4_28 ?" },
		{ "Rabiner, L. R. A tutorial on hidden Markov models. doi: 10. "
		  "1109/5.18626",
		    "10.1109/5.18626" },
		{ "Chen, T., & Guestrin, C. (2016). XGBoost. "
		  "doi:10.1145/ 2939672.2939785",
		    "10.1145/2939672.2939785" },
		/* the year behind it may be its rest or not */
		{ "Jones, K. Deep things of the sea. "
		  "https://doi.org/10.1162/neco. 1997.",
		    "10.1162/neco ?" },
		/* what is whole is whole */
		{ "LeCun, Y. (2015). Deep learning. doi:10.1038/nature14539. "
		  "Accessed 12 May 2020.",
		    "10.1038/nature14539" },
		{ "Smith, J. (1998). A wetland study. Wetlands, 18, 1-9. "
		  "doi:10.1672/0277-5212(1998)018<0001:AWS>2.0.CO;2",
		    "10.1672/0277-5212(1998)018<0001:aws>2.0.co;2" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), doi_shown);
}

static void
latex_and_serial_numbers_are_no_parts_of_names(void **state)
{
	static const struct reading strings[] = {
		{ "Heged{\\H u}s, A. (1976). Socialism and bureaucracy. "
		  "London: "
		  "Allison & Busby.",
		    "Hegedűs, A." },
		{ "M. Wei{\\ss} and P. Erd{\\H{o}}s. On random graphs I. Publ. "
		  "Math. Debrecen 6, 290 (1959).",
		    "Weiß, M.; Erdős, P." },
		{ "Wei Wang 0001, Jie Tang 0001. Mining social networks. KDD "
		  "2012: 12-20.",
		    "Wang, Wei; Tang, Jie" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

static void
ders_within_an_entry_is_its_author(void **state)
{
	static const struct reading strings[] = {
		{ "Gauck, J.: Freiheit. In: Ders.: Reden. München: Kösel 2012, "
		  "S. 3-9.",
		    "Gauck, J. | eds: Gauck, J. | 2012 | title: Freiheit | "
		    "in: Reden | pp: 3-9 | pub: Kösel | place: München" },
		{ "K. G. Wilson, Phys. Rev. D 10, 2445 (1974); idem, Phys. "
		  "Rev. B 4, 3174 (1971).",
		    "Wilson, K. G. | 1974 | in: Phys. Rev. D | vol: 10 | pp: "
		    "2445" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

/* An entry and its twin in the other language, either first. */
static void
of_twins_in_two_languages_the_first_is_read(void **state)
{
	static const struct reading strings[] = {
		{ "Zhou Z H. Machine learning[M]. Beijing: Tsinghua University "
		  "Press, 2016. 周志华. 机器学习[M]. 北京: 清华大学出版社, "
		  "2016.",
		    "Zhou, Z H. | 2016 | title: Machine learning | pub: "
		    "Tsinghua University Press | place: Beijing" },
		{ "周志华. 机器学习[M]. 北京: 清华大学出版社, 2016. Zhou Z H. "
		  "Machine learning[M]. Beijing: Tsinghua University Press, "
		  "2016.",
		    "周, 志华 | 2016 | title: 机器学习 | pub: 清华大学出版社 | "
		    "place: 北京" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

/* Two works of a year under one letter each, of which the reference is to both. */
static void
two_letters_of_a_year_are_one_year(void **state)
{
	static const struct reading strings[] = {
		{ "Geertz, C. (1973a/b). The interpretation of cultures. New "
		  "York: Basic Books.",
		    "Geertz, C. | 1973 | title: The interpretation of cultures "
		    "| pub: Basic Books | place: New York" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

/* 等 and "et al." side by side in one list, each of them in either script's entry. */
static void
a_cut_is_a_cut_in_either_language(void **state)
{
	static const struct reading strings[] = {
		{ "Vaswani A, Shazeer N, Parmar N, 等. Attention is all you "
		  "need[C]. NeurIPS, 2017: 5998-6008.",
		    "Vaswani, A; Shazeer, N; Parmar, N; ..." },
		{ "VASWANI A, SHAZEER N, PARMAR N, et al. Attention is all you "
		  "need[C]//Advances in Neural Information Processing "
		  "Systems. 2017: 5998-6008.",
		    "VASWANI, A; SHAZEER, N; PARMAR, N; ..." },
		{ "张钹, 朱军, 苏航, 等. 迈向第三代人工智能[J]. 中国科学: "
		  "信息科学, 2020, 50(9): 1281-1302.",
		    "张, 钹; 朱, 军; 苏, 航; ..." },
		{ "张钹, 朱军, 苏航, et al. 迈向第三代人工智能[J]. 中国科学: "
		  "信息科学, 2020, 50(9): 1281-1302.",
		    "张, 钹; 朱, 军; 苏, 航; ..." },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(laws_patents_and_trials_have_their_numbers),
		cmocka_unit_test(archives_are_read_by_their_signatures),
		cmocka_unit_test(programs_are_known_by_their_versions),
		cmocka_unit_test(
		    what_is_withheld_or_classical_is_not_looked_up),
		cmocka_unit_test(years_of_other_calendars_are_those_of_ours),
		cmocka_unit_test(other_scripts_are_read_part_by_part),
		cmocka_unit_test(other_scripts_are_read_without_confidence),
		cmocka_unit_test(
		    a_torn_doi_is_put_together_and_held_against_nobody),
		cmocka_unit_test(
		    latex_and_serial_numbers_are_no_parts_of_names),
		cmocka_unit_test(ders_within_an_entry_is_its_author),
		cmocka_unit_test(of_twins_in_two_languages_the_first_is_read),
		cmocka_unit_test(two_letters_of_a_year_are_one_year),
		cmocka_unit_test(a_cut_is_a_cut_in_either_language),
	};

	return cmocka_run_group_tests_name("apart", tests, NULL, NULL);
}
