/* References and situations that break tools: each is read for what it is. */

#include "base/text.h"
#include "model/reference.h"
#include "parse/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "parse-test.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* How what is read begins, its kind in front: all of it, but for what no index of works
 * has. */
static const struct {
	const char *in;
	const char *want;
} rows[] = {
	{ "Brown v. Board of Educ., 347 U.S. 483 (1954).", "legal_case:" },
	{ "Regulation (EU) 2016/679 of the European Parliament and of the "
	  "Council of 27 April 2016, OJ L 119, 4.5.2016, p. 1–88.",
	    "legislation:" },
	{ "Kingma, D. Method for optimisation. U.S. Patent No. 8,697,359, "
	  "2014.",
	    "patent: Kingma, D. | 2014 | title: Method for optimisation" },
	{ "R Core Team. R (v4.4.1). Vienna: R Foundation for Statistical "
	  "Computing, 2024.",
	    "software: R Core Team | 2024 | title: R | pub: R Foundation" },
	{ "OpenAI. (2023). ChatGPT (May 13 version) [Large language model]. "
	  "https://chat.openai.com",
	    "software: OpenAI | 2023 | title: ChatGPT | url: "
	    "https://chat.openai.com" },
	{ "ISO 9001:2015. Quality management systems — Requirements. Geneva: "
	  "ISO, 2015.",
	    "standard:  | 2015 | title: Quality management systems — "
	    "Requirements | pub: ISO | place: Geneva" },
	{ "Fielding, R., & Reschke, J. (2014). Hypertext Transfer Protocol "
	  "(HTTP/1.1): Semantics and Content. RFC 7231.",
	    "standard: Fielding, R.; Reschke, J. | 2014 | title: Hypertext "
	    "Transfer Protocol (HTTP/1.1): Semantics and Content" },
	{ "3GPP TS 38.211. NR; Physical channels and modulation. V15.2.0, "
	  "2018.",
	    "standard:" },
	{ "DIN EN ISO 9241-11:2018-11. Ergonomie der "
	  "Mensch-System-Interaktion.",
	    "standard:" },
	{ "Shannon, C. E. (1940). An algebra for theoretical genetics (PhD "
	  "thesis). Massachusetts Institute of Technology.",
	    "thesis: Shannon, C. E. | 1940 | title: An algebra for theoretical "
	    "genetics | pub: Massachusetts Institute of Technology" },
	{ "Smith, J. Personal communication, 12 May 2019.",
	    "personal_communication: Smith, J. | 2019" },
	{ "Overbye, D. (2016, February 11). Gravitational waves detected, "
	  "confirming Einstein's theory. The New York Times, p. A1.",
	    "article-journal: Overbye, D. | 2016 | title: Gravitational waves "
	    "detected, confirming Einstein's theory | in: The New York Times | "
	    "pp: A1" },
	{ "[7] (a) A. Smith, Phys. Rev. D59, 1999 (1999); (b) idem, 60, 12.",
	    "article-journal: Smith, A. | 1999 | in: Phys. Rev. D | vol: 59 | "
	    "pp: 1999" },
	{ "*Smith, J. (2010). Effects of sleep on memory. Sleep, 33(2), 12-20.",
	    "article-journal: Smith, J. | 2010 | title: Effects of sleep on "
	    "memory | in: Sleep | vol: 33 | no: 2 | pp: 12-20" },
	{ "†Smith, J. (2010). Effects of sleep on memory. Sleep, 33(2), 12-20.",
	    "article-journal: Smith, J. | 2010 | title: Effects of sleep on "
	    "memory | in: Sleep | vol: 33 | no: 2 | pp: 12-20" },
	{ "Marx, K. (1976 [1867]). Capital: A Critique of Political Economy "
	  "(B. Fowkes, Trans.). London: Penguin.",
	    "book: Marx, K. | 1976 | title: Capital: A Critique of Political "
	    "Economy | pub: Penguin | place: London" },
	{ "Smith, J. (2019a). First title here. Nature, 1, 2-3.",
	    "article-journal: Smith, J. | 2019 | title: First title here | in: "
	    "Nature | vol: 1 | pp: 2-3" },
	{ "Smith, J. (n.d.). Undated work. London: Penguin.",
	    "book: Smith, J. | title: Undated work | pub: Penguin | place: "
	    "London" },
	{ "Smith, J. (in press). A title in press. Nature.",
	    "article-journal: Smith, J. | title: A title in press | in: "
	    "Nature" },
	{ "Smith, J. (forthcoming). A title to come. Cambridge: MIT Press.",
	    "book: Smith, J. | title: A title to come | pub: MIT Press | "
	    "place: Cambridge" },
	{ "Müller, H. (o. J.): Ein Titel ohne Jahr. Berlin: Springer.",
	    "book: Müller, H. | title: Ein Titel ohne Jahr | pub: Springer | "
	    "place: Berlin" },
	{ "山田太郎. 日本の歴史. 東京: 岩波書店, 令和5年.",
	    "book: 山田, 太郎 | 2023 | title: 日本の歴史 | pub: 岩波書店 | "
	    "place: 東京" },
	{ "Sukarno (1965). Under the banner of revolution. Jakarta: "
	  "Publication Committee.",
	    "book: Sukarno | 1965 | title: Under the banner of revolution | "
	    "pub: Publication Committee | place: Jakarta" },
	{ "García Márquez, G. (1967). Cien años de soledad. Buenos Aires: "
	  "Sudamericana.",
	    "book: García Márquez, G. | 1967 | title: Cien años de soledad | "
	    "pub: Sudamericana | place: Buenos Aires" },
	{ "'t Hooft, G. (1974). A planar diagram theory for strong "
	  "interactions. Nuclear Physics B, 72, 461-473.",
	    "article-journal: 't Hooft, G. | 1974 | title: A planar diagram "
	    "theory for strong interactions | in: Nuclear Physics B | vol: 72 "
	    "| pp: 461-473" },
	{ "Md. S. Islam, \"Soil fertility history,\" Bangladesh J. Soil Sci., "
	  "vol. 12, pp. 1-9, 1992.",
	    "article-journal: Islam, Md. S. | 1992 | title: Soil fertility "
	    "history | in: Bangladesh J. Soil Sci. | vol: 12 | pp: 1-9" },
	{ "van den Oord, A., Li, Y., & Vinyals, O. (2018). Representation "
	  "learning with contrastive predictive coding. arXiv:1807.03748.",
	    "article: van den Oord, A.; Li, Y.; Vinyals, O. | 2018 | title: "
	    "Representation learning with contrastive predictive coding | "
	    "arxiv: 1807.03748" },
	{ "de Oliveira, J. (2010). A economia brasileira. Revista de Economia, "
	  "3, 1-20.",
	    "article-journal: de Oliveira, J. | 2010 | title: A economia "
	    "brasileira | in: Revista de Economia | vol: 3 | pp: 1-20" },
	{ "Łukasiewicz, J. (1920). O logice trójwartościowej. Ruch "
	  "Filozoficzny, 5, 170-171.",
	    "article-journal: Łukasiewicz, J. | 1920 | title: O logice "
	    "trójwartościowej | in: Ruch Filozoficzny | vol: 5 | pp: 170-171" },
	{ "Groß, A., & Øksendal, B. (2003). Stochastic equations. Berlin: "
	  "Springer.",
	    "book: Groß, A.; Øksendal, B. | 2003 | title: Stochastic equations "
	    "| pub: Springer | place: Berlin" },
	{ "King, M. L., Jr. (1963). Why we can't wait. New York: Harper.",
	    "book: King, M. L. | 1963 | title: Why we can't wait | pub: Harper "
	    "| place: New York" },
	{ "毛泽东. 实践论[M]. 北京: 人民出版社, 1975.",
	    "book: 毛, 泽东 | 1975 | title: 实践论 | pub: 人民出版社 | place: "
	    "北京" },
	{ "毛 泽东. 实践论[M]. 北京: 人民出版社, 1975.",
	    "book: 毛, 泽东 | 1975 | title: 实践论 | pub: 人民出版社 | place: "
	    "北京" },
	{ "ATLAS Collaboration (G. Aad et al.), \"Observation of a new "
	  "particle,\" Phys. Lett. B 716, 1 (2012).",
	    "article-journal: ATLAS Collaboration | 2012 | title: Observation "
	    "of a new particle | in: Phys. Lett. B | vol: 716 | pp: 1" },
	{ "Vaswani A, Shazeer N, et al. Attention is all you need. NeurIPS. "
	  "2017;30:5998-6008.",
	    "paper-conference: Vaswani, A; Shazeer, N; ... | 2017 | title: "
	    "Attention is all you need | in: NeurIPS | vol: 30 | pp: "
	    "5998-6008" },
	{ "Smith, J. and others. Learning things. Nature 521, 436 (2015).",
	    "article-journal: Smith, J.; ... | 2015 | title: Learning things | "
	    "in: Nature | vol: 521 | pp: 436" },
	{ "Müller, H. u.a.: Lehrbuch der Physik. Berlin: Springer 1999.",
	    "book: Müller, H.; ... | 1999 | title: Lehrbuch der Physik | pub: "
	    "Springer | place: Berlin" },
	{ "张三, 李四, 等. 深度学习研究[J]. 计算机学报, 2019, 42(3): 12-18.",
	    "article-journal: 张, 三; 李, 四; ... | 2019 | title: 深度学习研究 "
	    "| in: 计算机学报 | vol: 42 | no: 3 | pp: 12-18" },
	{ "Иванов И.И., Петров П.П. и др. Название статьи // Вестник МГУ. – "
	  "2019. – № 3. – С. 12–18.",
	    "article-journal: Иванов, И.И.; Петров, П.П.; ... | 2019 | title: "
	    "Название статьи | in: Вестник МГУ | no: 3 | pp: 12-18" },
	{ "Иванов И.И. Название // Вестник. – 2019. – № 3. – С. 12–18.",
	    "article-journal: Иванов, И.И. | 2019 | title: Название | in: "
	    "Вестник | no: 3 | pp: 12-18" },
	{ "李航. 统计学习方法[EB/OL]. (2019-05-06)[2020-01-02]. "
	  "https://example.org/li.",
	    "webpage: 李, 航 | 2019 | title: 统计学习方法 | url: "
	    "https://example.org/li" },
	{ "山田太郎，鈴木花子．日本語の文法．言語研究，2001，12巻3号，45－67頁"
	  "．",
	    "article-journal: 山田, 太郎; 鈴木, 花子 | 2001 | title: "
	    "日本語の文法 | in: 言語研究 | vol: 12 | no: 3 | pp: 45-67" },
	{ "Smith, A. Angew. Chem. Int. Ed. 2010, 49, 1; Angew. Chem. 2010, "
	  "122, 1.",
	    "article-journal: Smith, A. | 2010 | in: Angew. Chem. Int. Ed. | "
	    "vol: 49 | pp: 1" },
	{ "V. L. Ginzburg, L. D. Landau, Zh. Eksp. Teor. Fiz. 50, 1 (1966) "
	  "[Sov. Phys. JETP 23, 1 (1966)].",
	    "article-journal: Ginzburg, V. L.; Landau, L. D. | 1966 | in: Zh. "
	    "Eksp. Teor. Fiz. | vol: 50 | pp: 1" },
	{ "J. P. Collman, Acc. Chem. Res. 10, 265 (1977).",
	    "article-journal: Collman, J. P. | 1977 | in: Acc. Chem. Res. | "
	    "vol: 10 | pp: 265" },
	{ "Abbott, B. P. et al. Observation of gravitational waves. Phys. Rev. "
	  "Lett. 116, 061102 (2016).",
	    "article-journal: Abbott, B. P.; ... | 2016 | title: Observation "
	    "of gravitational waves | in: Phys. Rev. Lett. | vol: 116 | pp: "
	    "061102" },
	{ "Smith, J. (1998). A wetland study. Wetlands, 18, 1-9. "
	  "doi:10.1672/0277-5212(1998)018<0001:AWS>2.0.CO;2",
	    "article-journal: Smith, J. | 1998 | title: A wetland study | in: "
	    "Wetlands | vol: 18 | pp: 1-9 | doi: "
	    "10.1672/0277-5212(1998)018<0001:aws>2.0.co;2" },
	{ "Hochreiter, S. Long short-term memory. 10.1162/ neco.1997.9.8.1735",
	    "-: Hochreiter, S. | title: Long short-term memory | doi: "
	    "10.1162/neco.1997.9.8.1735" },
	{ "In: Smith, J. (Ed.), Handbook of Things. Springer, Berlin, 2001, "
	  "pp. 1-20.",
	    "chapter:  | eds: Smith, J. | 2001 | in: Handbook of Things | pp: "
	    "1-20 | pub: Springer | place: Berlin" },
	{ "Müller, H. (2005): Titel des Beitrags. In: Schmidt, K. (Hrsg.): "
	  "Handbuch der Dinge. Berlin: Springer, S. 12-34.",
	    "chapter: Müller, H. | eds: Schmidt, K. | 2005 | title: Titel des "
	    "Beitrags | in: Handbuch der Dinge | pp: 12-34 | pub: Springer | "
	    "place: Berlin" },
	{ "Derselbe: Kritik der Urteilskraft. Berlin 1790.",
	    "book:  | 1790 | title: Kritik der Urteilskraft | place: Berlin" },
	{ "Chen, T., & Guestrin, C. (2016). XGBoost: A scalable tree boosting "
	  "system. KDD, 785-794. doi:10.1145/ 2939672.2939785",
	    "paper-conference: Chen, T.; Guestrin, C. | 2016 | title: XGBoost: "
	    "A scalable tree boosting system | in: KDD | pp: 785-794 | doi: "
	    "10.1145/2939672.2939785" },
	{ "周志华. 机器学习[M]. 北京: 清华大学出版社, 2016. Zhou Z H. Machine "
	  "learning[M]. Beijing: Tsinghua University Press, 2016.",
	    "book: 周, 志华 | 2016 | title: 机器学习 | pub: 清华大学出版社 | "
	    "place: 北京" },
	{ "Ders.: Kritik der Urteilskraft. Berlin: Lagarde 1790.",
	    "book:  | 1790 | title: Kritik der Urteilskraft | pub: Lagarde | "
	    "place: Berlin" },
};

static const char *
read_as(struct arena *a, const char *text)
{
	struct reference ref;
	const char *type;

	reference_from_string(&ref, a, span_of(text));
	parse_reference(a, &ref);
	assert_true(ref.parses_len > 0);
	assert_null(ref.skip);
	type = work_type_csl(ref.parses[0].work->type);
	return arena_printf(
	    a, "%s: %s", type ? type : "-", shown(a, &ref.parses[0]));
}

static void
hard_references_are_read_for_what_they_are(void **state)
{
	struct arena a = ARENA_INIT;
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *got = read_as(&a, rows[i].in);

		if (!strncmp(got, rows[i].want, strlen(rows[i].want)))
			continue;
		print_error("%s\n  got  %s\n  want %s\n", rows[i].in, got,
		    rows[i].want);
		wrong++;
	}
	assert_int_equal(wrong, 0);
	arena_release(&a);
}

/* Nothing to look up: other notes, or the reference before. */
static void
references_to_other_notes_are_skipped(void **state)
{
	static const char *const texts[] = { "Smith (n 12) 45.", "ebd., S. 12",
		"a.a.O., S. 5", "Müller, a.a.O., S. 5.",
		"Smith, op. cit., p. 12.", "Ibid." };
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct reference ref;

		reference_from_string(&ref, &a, span_of(texts[i]));
		parse_reference(&a, &ref);
		if (!ref.skip)
			fail_msg("%s", texts[i]);
	}
	arena_release(&a);
}

/* "Ders.", "Idem": the author of the entry before, and no part of the title. */
static void
the_same_author_is_that_of_the_entry_before(void **state)
{
	struct document d = { .path = "-" };
	struct reference items[3];
	struct references refs = { .document = &d, .items = items, .len = 3 };

	(void)state;
	reference_from_string(&items[0], &d.arena,
	    SPAN_LIT("Kant, I.: Kritik der reinen Vernunft. Riga: Hartknoch "
		     "1781."));
	reference_from_string(&items[1], &d.arena,
	    SPAN_LIT("Ders.: Kritik der Urteilskraft. Berlin: Lagarde 1790."));
	reference_from_string(&items[2], &d.arena,
	    SPAN_LIT("Derselbe: Zum ewigen Frieden. Königsberg: Nicolovius "
		     "1795."));
	parse_references(&refs);
	for (size_t i = 1; i < 3; i++)
		assert_string_equal(
		    items[i].parses[0].work->author.items[0].family, "Kant");
	assert_string_equal(
	    items[1].parses[0].work->title, "Kritik der Urteilskraft");
	assert_string_equal(
	    items[2].parses[0].work->title, "Zum ewigen Frieden");
	arena_release(&d.arena);
}

/* Of several works in one entry the first is read, and nothing is completed behind it. */
static void
an_entry_of_several_works_is_open_at_its_end(void **state)
{
	static const char *const texts[] = {
		"[7] (a) A. Smith, Phys. Rev. D59, 1999 (1999); (b) idem, "
		"60, 12.",
		"周志华. 机器学习[M]. 北京: 清华大学出版社, 2016. Zhou Z H. "
		"Machine learning[M]. Beijing: Tsinghua University Press, "
		"2016.",
	};
	static const char *const ends[] = { "1999", "清华大学出版社" };
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct reference ref;
		const struct work *w;

		reference_from_string(&ref, &a, span_of(texts[i]));
		parse_reference(&a, &ref);
		w = ref.parses[0].work;
		assert_true(ref.cut);
		assert_int_equal(w->author.len, 1);
		assert_string_equal(w->page ? w->page : w->publisher, ends[i]);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hard_references_are_read_for_what_they_are),
		cmocka_unit_test(references_to_other_notes_are_skipped),
		cmocka_unit_test(the_same_author_is_that_of_the_entry_before),
		cmocka_unit_test(an_entry_of_several_works_is_open_at_its_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
