/* Fields whose form leaves no doubt, where what was learned went wrong. */

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

static void
a_full_stop_behind_a_short_last_word_is_the_fields(void **state)
{
	static const struct reading strings[] = {
		{ "ANDRADE, Mário de. Macunaíma: o herói sem nenhum caráter. "
		  "33. ed. Rio de Janeiro: Agir, 2008.",
		    "ANDRADE, Mário" },
		{ "Li, Bo. A title of a paper. Nature 530, 1-2, 2016.",
		    "Li, Bo" },
		{ "Pellert, Ada. (1999). Die Universität als Organisation. Die "
		  "Kunst, Experten zu managen. Wien: Böhlau.",
		    "Pellert, Ada" },
		{ "D. P. Kingma and J. Ba. Adam: A method for stochastic "
		  "optimization. arXiv preprint arXiv:1412.6980, 2014.",
		    "Kingma, D. P.; Ba, J." },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

/* "de.", the particle of the first author, and "III." */
static void
particles_and_suffixes_have_no_full_stop(void **state)
{
	struct arena a = ARENA_INIT;
	struct reference ref;

	(void)state;
	reference_from_string(&ref, &a,
	    SPAN_LIT("HOLANDA, Sérgio Buarque de. Raízes do Brasil. 26. ed. "
		     "São Paulo: Companhia das Letras, 1995."));
	parse_reference(&a, &ref);
	assert_string_equal(
	    ref.parses[0].work->author.items[0].dropping_particle, "de");
	reference_from_string(&ref, &a,
	    SPAN_LIT("Smith, John, III. A title of a paper. Nature 530, 1-2, "
		     "2016."));
	parse_reference(&a, &ref);
	assert_string_equal(ref.parses[0].work->author.items[0].suffix, "III");
	arena_release(&a);
}

static void
three_points_cut_the_authors(void **state)
{
	static const struct reading strings[] = {
		{ "van den Oord, A., Dieleman, S., Zen, H., Simonyan, K., "
		  "Vinyals, O., Graves, A., ... & Kavukcuoglu, K. (2016). "
		  "WaveNet: A generative model for raw audio. arXiv preprint "
		  "arXiv:1609.03499.",
		    "van den Oord, A.; Dieleman, S.; Zen, H.; Simonyan, K.; "
		    "Vinyals, O.; Graves, A.; Kavukcuoglu, K.; (cut)" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

static void
chinese_offices_and_foreigners_are_not_parted(void **state)
{
	static const struct reading strings[] = {
		{ "国务院. 新一代人工智能发展规划[EB/OL]. "
		  "(2017-07-20)[2020-05-01]. "
		  "http://www.gov.cn/zhengce/content/2017-07/20/"
		  "content_5211996.htm.",
		    "国务院" },
		{ "中国互联网络信息中心. "
		  "第45次中国互联网络发展状况统计报告[R]. 北京: CNNIC, 2020.",
		    "中国互联网络信息中心" },
		{ "全国信息与文献标准化技术委员会. 信息与文献 "
		  "参考文献著录规则: GB/T 7714—2015[S]. 北京: 中国标准出版社, "
		  "2015.",
		    "全国信息与文献标准化技术委员会" },
		{ "哈贝马斯. 公共领域的结构转型[M]. 曹卫东, 等译. 上海: "
		  "学林出版社, 1999.",
		    "哈贝马斯" },
		{ "马克思, 恩格斯. 共产党宣言[M]. 北京: 人民出版社, 2014.",
		    "马克思; 恩格斯" },
		{ "司马迁. 史记[M]. 北京: 中华书局, 1982.", "司马, 迁" },
		{ "费孝通.乡土中国[M].上海:上海人民出版社,2006.", "费, 孝通" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

static void
and_of_more_languages_parts_names(void **state)
{
	static const struct reading strings[] = {
		{ "Yıldırım, A. ve Şimşek, H. (2013). Sosyal bilimlerde nitel "
		  "araştırma yöntemleri (9. baskı). Ankara: Seçkin Yayıncılık.",
		    "Yıldırım, A.; Şimşek, H." },
		{ "Virtanen, A. ja Korhonen, B. (2010). Kirjan nimi. Helsinki: "
		  "Otava.",
		    "Virtanen, A.; Korhonen, B." },
		{ "Nagy, A. és Kovács, B. (2010). A könyv címe. Budapest: "
		  "Akadémiai Kiadó.",
		    "Nagy, A.; Kovács, B." },
		{ "Popescu, A. și Ionescu, B. (2010). Titlul cărții. "
		  "București: Humanitas.",
		    "Popescu, A.; Ionescu, B." },
		{ "Παπαδόπουλος, Α. και Γεωργίου, Β. (2010). Τίτλος βιβλίου. "
		  "Αθήνα: Κάκτος.",
		    "Παπαδόπουλος, Α.; Γεωργίου, Β." },
		{ "Шевченко, А. та Коваленко, Б. (2010). Назва книги. Київ: "
		  "Наукова думка.",
		    "Шевченко, А.; Коваленко, Б." },
		{ "AA.VV., La società italiana, Roma, Donzelli, 2001.",
		    "AA.VV." },
	};

	(void)state;
	check_readings(strings, COUNT(strings), authors_shown);
}

/* How many pages, and the rest. */
static const char *
counted(struct arena *a, const struct parse *p)
{
	const char *n = p->work->number_of_pages;

	return arena_printf(a, "%s pages | %s", n ? n : "no", shown(a, p));
}

static void
how_many_pages_a_book_has_is_no_place_in_it(void **state)
{
	static const struct reading strings[] = {
		{ "Лотман Ю.М. Структура художественного текста. М.: "
		  "Искусство, 1970. 384 с.",
		    "384 pages | Лотман, Ю.М. | 1970 | title: Структура "
		    "художественного текста | pub: Искусство | place: М" },
		{ "Sartre, Jean-Paul. L'être et le néant. Paris: Gallimard, "
		  "1943. 722 p.",
		    "722 pages | Sartre, Jean-Paul | 1943 | title: L'être et "
		    "le néant | pub: Gallimard | place: Paris" },
		{ "Kotarbiński T., Traktat o dobrej robocie, wyd. 4, "
		  "Ossolineum, Wrocław 1969, ss. 320.",
		    "320 pages | Kotarbiński, T. | 1969 | title: Traktat o "
		    "dobrej robocie | pub: Ossolineum | place: Wrocław | ed: "
		    "4" },
		{ "Kant, Immanuel: Kritik der reinen Vernunft. Hrsg. von Jens "
		  "Timmermann. Hamburg: Meiner, 1998. XXIV, 995 S.",
		    "995 pages | Kant, Immanuel | eds: Timmermann, Jens | 1998 "
		    "| title: Kritik der reinen Vernunft | pub: Meiner | "
		    "place: Hamburg" },
		{ "Смирнов, Н. Н. Теория управления : учебник для вузов / Н. "
		  "Н. Смирнов, П. П. Волков ; под общ. ред. В. Г. Орлова. – "
		  "2-е изд., перераб. и доп. – Санкт-Петербург : Питер, 2018. "
		  "– 464 с. – ISBN 978-5-496-00000-1.",
		    "464 pages | Смирнов, Н. Н.; Волков, П. П. | eds: Орлова, "
		    "В. Г. | 2018 | title: Теория управления : учебник для "
		    "вузов | pub: Питер | place: Санкт-Петербург | ed: 2-е "
		    "изд., перераб. и доп" },
		{ "История России / под ред. А. Н. Сахарова. – М.: АСТ, 2003. "
		  "– 943 с.",
		    "943 pages |  | eds: Сахарова, А. Н. | 2003 | title: "
		    "История России | pub: АСТ | place: М" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), counted);
}

static const char *
kind_shown(struct arena *a, const struct parse *p)
{
	return arena_printf(
	    a, "%s: %s", work_type_csl(p->work->type), shown(a, p));
}

static void
theses_and_standards_of_russia_are_known(void **state)
{
	static const struct reading strings[] = {
		{ "Иванов И.И. Методы оценки качества: дис. ... канд. экон. "
		  "наук: 08.00.05. СПб., 2010. 180 с.",
		    "thesis: Иванов, И.И. | 2010 | title: Методы оценки "
		    "качества | place: СПб" },
		{ "Сидоров П. П. Экономика региона: автореф. дис. ... д-ра "
		  "экон. наук. М., 2005. 42 с.",
		    "thesis: Сидоров, П. П. | 2005 | title: Экономика региона "
		    "| place: М" },
		{ "ГОСТ Р 7.0.5-2008. Библиографическая ссылка. Общие "
		  "требования и правила составления. М.: Стандартинформ, 2008.",
		    "standard:  | 2008 | title: ГОСТ Р 7.0.5-2008. "
		    "Библиографическая ссылка. Общие требования и правила "
		    "составления | pub: Стандартинформ | place: М" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), kind_shown);
}

static void
editions_places_and_numbers_have_their_ends(void **state)
{
	static const struct reading strings[] = {
		{ "Palandt, Otto (Begr.): Bürgerliches Gesetzbuch, 79. Aufl., "
		  "München 2020.",
		    "book: Palandt, Otto | 2020 | title: Bürgerliches "
		    "Gesetzbuch | place: München | ed: 79. Aufl" },
		{ "Blumenberg, Hans: Die Legitimität der Neuzeit. 2., erw. "
		  "Aufl. Frankfurt/M. 1988.",
		    "book: Blumenberg, Hans | 1988 | title: Die Legitimität "
		    "der Neuzeit | place: Frankfurt/M | ed: 2., erw. Aufl" },
		{ "Wehler, Hans-Ulrich (Hg.): Moderne deutsche "
		  "Sozialgeschichte, Köln u. a. 1966.",
		    "book:  | eds: Wehler, Hans-Ulrich | 1966 | title: Moderne "
		    "deutsche Sozialgeschichte | place: Köln" },
		{ "Wiles, A., Modular elliptic curves and Fermat's last "
		  "theorem, Ann. of Math. (2) 141 (1995), no. 3, 443–551. "
		  "MR1333035",
		    "article-journal: Wiles, A. | 1995 | title: Modular "
		    "elliptic curves and Fermat's last theorem | in: Ann. of "
		    "Math. | vol: 141 | no: 3 | pp: 443-551" },
		{ "赵明. 论新时代的教育改革[N]. 人民日报, 2019-03-05(7).",
		    "article-newspaper: 赵, 明 | 2019 | title: "
		    "论新时代的教育改革 | in: 人民日报" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), kind_shown);
}

static void
journals_and_issues_are_known_by_what_follows(void **state)
{
	static const struct reading strings[] = {
		{ "CANDIDO, Antonio. Dialética da malandragem. Revista do "
		  "Instituto de Estudos Brasileiros, São Paulo, n. 8, p. "
		  "67-89, 1970.",
		    "article-journal: CANDIDO, Antonio | 1970 | title: "
		    "Dialética da malandragem | in: Revista do Instituto de "
		    "Estudos Brasileiros | no: 8 | pp: 67-89 | place: São "
		    "Paulo" },
		{ "Левада Ю. «Человек советский»: проблема реконструкции "
		  "исходных форм // Вестник общественного мнения. 2001. № 2 "
		  "(52). С. 7–16.",
		    "article-journal: Левада, Ю. | 2001 | title: «Человек "
		    "советский»: проблема реконструкции исходных форм | in: "
		    "Вестник общественного мнения | no: 2 (52) | pp: 7-16" },
		{ "Топоров В. Н. Пространство и текст // Текст: семантика и "
		  "структура / отв. ред. Т. В. Цивьян. М.: Наука, 1983. С. "
		  "227–284.",
		    "chapter: Топоров, В. Н. | eds: Цивьян, Т. В. | 1983 | "
		    "title: Пространство и текст | in: Текст: семантика и "
		    "структура | pp: 227-284 | pub: Наука | place: М" },
		{ "SILVA, Tomaz Tadeu da. A produção social da identidade e da "
		  "diferença. In: ______ (Org.). Identidade e diferença. "
		  "Petrópolis: Vozes, 2000. p. 73-102.",
		    "chapter: SILVA, Tomaz Tadeu | eds: SILVA, Tomaz Tadeu | "
		    "2000 | title: A produção social da identidade e da "
		    "diferença | in: Identidade e diferença | pp: 73-102 | "
		    "pub: Vozes | place: Petrópolis" },
		{ "Бахтин М. М. Проблемы поэтики Достоевского. 4-е изд. М.: "
		  "Советская Россия, 1979. 320 с.",
		    "book: Бахтин, М. М. | 1979 | title: Проблемы поэтики "
		    "Достоевского | pub: Советская Россия | place: М | ed: "
		    "4-е изд" },
		{ "钱钟书.管锥编[M].北京:中华书局,1979.",
		    "book: 钱, 钟书 | 1979 | title: 管锥编 | pub: 中华书局 | "
		    "place: 北京" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), kind_shown);
}

static void
a_title_of_one_word_before_a_colon_is_no_name_in_gost(void **state)
{
	static const struct reading strings[] = {
		{ "Hardman M. J. Jaqaru: Outline of Phonological and "
		  "Morphological Structure. — The Hague: Mouton, 1966.",
		    "book: Hardman, M. J. | 1966 | title: Jaqaru: Outline of "
		    "Phonological and Morphological Structure | pub: Mouton | "
		    "place: The Hague" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), kind_shown);
}

/* The host is an entry of the same list: its editor is no title, its year no volume. */
static void
a_host_named_by_editors_and_year_is_no_container(void **state)
{
	struct arena a = ARENA_INIT;
	struct reference ref;
	const struct work *w;

	(void)state;
	reference_from_string(&ref, &a,
	    SPAN_LIT("Payne, D. (1987) Information structuring in Papago. In "
		     "Hyman & Li 1988, 63-84."));
	parse_reference(&a, &ref);
	w = ref.parses[0].work;
	assert_null(w->container_title);
	assert_null(w->volume);
	assert_string_equal(w->page, "63-84");
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_title_of_one_word_before_a_colon_is_no_name_in_gost),
		cmocka_unit_test(
		    a_host_named_by_editors_and_year_is_no_container),
		cmocka_unit_test(
		    a_full_stop_behind_a_short_last_word_is_the_fields),
		cmocka_unit_test(particles_and_suffixes_have_no_full_stop),
		cmocka_unit_test(three_points_cut_the_authors),
		cmocka_unit_test(chinese_offices_and_foreigners_are_not_parted),
		cmocka_unit_test(and_of_more_languages_parts_names),
		cmocka_unit_test(how_many_pages_a_book_has_is_no_place_in_it),
		cmocka_unit_test(theses_and_standards_of_russia_are_known),
		cmocka_unit_test(editions_places_and_numbers_have_their_ends),
		cmocka_unit_test(journals_and_issues_are_known_by_what_follows),
	};

	return cmocka_run_group_tests_name("settled", tests, NULL, NULL);
}
