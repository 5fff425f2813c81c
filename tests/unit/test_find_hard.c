/* Lists in documents that break tools: lines numbered for reviewers, entries cut by a
 * page's end, lists written from right to left, notes that are counted anew. */

#include "find-test.h"

#include "base/banned.h"

static void
numbers_of_lines_for_reviewers_are_no_labels(void **state)
{
	static const char *const texts[] = {
		"361 References\n\n"
		"362 Breiman, L. (2001). Random forests. Machine Learning, "
		"45(1),\n"
		"363     5-32.\n"
		"364 Hochreiter, S., & Schmidhuber, J. (1997). Long "
		"short-term\n"
		"365     memory. Neural Computation, 9(8), 1735-1780.\n"
		"366 Turing, A. M. (1950). Computing machinery and "
		"intelligence.\n"
		"367     Mind, 59(236), 433-460.\n",
		/* with the lines that are blank numbered, too */
		"540   REFERENCES\n"
		"541\n"
		"542   Breiman, L. (2001). Random forests. Machine Learning, "
		"45(1),\n"
		"543     5-32.\n"
		"544\n"
		"545   Hochreiter, S., & Schmidhuber, J. (1997). Long "
		"short-term\n"
		"546     memory. Neural Computation, 9(8), 1735-1780.\n"
		"547\n"
		"548   Turing, A. M. (1950). Computing machinery and "
		"intelligence.\n"
		"549     Mind, 59(236), 433-460.\n",
		/* the margin's column came first */
		"540\n541\n542\n543\n544\n545\n"
		"References\n\n"
		"Breiman, L. (2001). Random forests. Machine Learning, "
		"45(1), 5-32.\n\n"
		"Hochreiter, S., & Schmidhuber, J. (1997). Long "
		"short-term memory. Neural Computation, 9(8), 1735-1780.\n\n"
		"Turing, A. M. (1950). Computing machinery and "
		"intelligence. Mind, 59(236), 433-460.\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct found f = find_text(texts[i]);

		assert_int_equal(f.refs.len, 3);
		assert_body(&f, 0,
		    "Breiman, L. (2001). Random forests. Machine Learning, "
		    "45(1), 5-32.");
		assert_body(&f, 1,
		    "Hochreiter, S., & Schmidhuber, J. (1997). Long "
		    "short-term memory. Neural Computation, 9(8), "
		    "1735-1780.");
		assert_label(&f, 0, NULL);
		done(&f);
	}
}

static void
labels_behind_the_numbers_of_lines_are_labels(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "1 [1] L. Breiman. Random forests. Machine Learning,\n"
	    "2     45(1):5-32, 2001.\n"
	    "3 [2] S. Hochreiter and J. Schmidhuber. Long short-term memory.\n"
	    "4     Neural Computation, 9(8):1735-1780, 1997.\n"
	    "5 [3] A. M. Turing. Computing machinery and intelligence.\n"
	    "6     Mind, 59(236):433-460, 1950.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_label(&f, 1, "[2]");
	assert_body(&f, 1,
	    "S. Hochreiter and J. Schmidhuber. Long short-term memory. Neural "
	    "Computation, 9(8):1735-1780, 1997.");
	done(&f);
}

/* "1 Smith, J." counts the entries, where no line goes on behind a number. */
static void
bare_numbers_of_entries_stay_labels(void **state)
{
	struct found f = find_text(
	    "1 Breiman, L. (2001). Random forests. Machine Learning, 45(1), "
	    "5-32.\n"
	    "2 Cortes, C., & Vapnik, V. (1995). Support-vector networks. "
	    "Machine Learning, 20(3), 273-297.\n"
	    "3 Fisher, R. A. (1936). The use of multiple measurements. Annals "
	    "of Eugenics, 7, 179-188.\n"
	    "4 Rabiner, L. R. (1989). A tutorial on hidden Markov models. "
	    "Proceedings of the IEEE, 77(2), 257-286.\n"
	    "5 Turing, A. M. (1950). Computing machinery and intelligence. "
	    "Mind, 59(236), 433-460.\n");

	(void)state;
	assert_int_equal(f.refs.len, 5);
	assert_label(&f, 4, "5");
	done(&f);
}

/* The head stands once in this excerpt, so that nothing but its place tells. */
static void
a_lone_head_at_a_page_start_is_of_no_entry(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "[1] L. Breiman. Random forests. Machine Learning, 45(1):5-32, "
	    "2001.\n"
	    "[2] S. Hochreiter and J. Schmidhuber. Long short-term memory. "
	    "Neural\n"
	    "\n"
	    "12\n"
	    "\n\f\n"
	    "A Study of Things                                            13\n"
	    "\n"
	    "Computation, 9(8):1735-1780, 1997.\n"
	    "[3] Y. LeCun, Y. Bengio, and G. Hinton. Deep learning. Nature, "
	    "521(7553):436-444, 2015.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_body(&f, 1,
	    "S. Hochreiter and J. Schmidhuber. Long short-term memory. Neural "
	    "Computation, 9(8):1735-1780, 1997.");
	done(&f);
}

static void
lists_from_right_to_left_are_found(void **state)
{
	static const char *const texts[] = {
		/* Hebrew */
		"ביבליוגרפיה\n\n"
		"עוז, עמוס. סיפור על אהבה וחושך. ירושלים: כתר, 2002.\n"
		"עגנון, שמואל יוסף. תמול שלשום. ירושלים: שוקן, 1945.\n"
		"שבתאי, יעקב. זיכרון דברים. תל אביב: הקיבוץ המאוחד, 1977.\n",
		/* Arabic */
		"## المراجع\n\n"
		"- الجابري، محمد عابد. (1984). تكوين العقل العربي. بيروت: دار "
		"الطليعة.\n"
		"- حسين، طه. (1926). في الشعر الجاهلي. القاهرة: دار الكتب "
		"المصرية.\n"
		"- محفوظ، نجيب. (1956). بين القصرين. القاهرة: مكتبة مصر.\n",
		/* Persian */
		"منابع\n\n"
		"آبراهامیان، یرواند (۱۳۷۷). ایران بین دو انقلاب. تهران: نشر "
		"نی.\n"
		"کسروی، احمد (۱۳۵۵). تاریخ مشروطه ایران. تهران: امیرکبیر.\n"
		"کاتوزیان، محمدعلی همایون (۱۳۷۴). اقتصاد سیاسی ایران. تهران: "
		"نشر مرکز.\n",
		/* Thai, which is written from left to right and without blanks */
		"บรรณานุกรม\n\n"
		"นิธิ เอียวศรีวงศ์. (2527). ปากไก่และใบเรือ. กรุงเทพฯ: "
		"อมรินทร์การพิมพ์.\n"
		"ธงชัย วินิจจะกูล. (2556). กำเนิดสยามจากแผนที่. กรุงเทพฯ: "
		"คบไฟ.\n"
		"ชาญวิทย์ เกษตรศิริ. (2544). ประวัติการเมืองไทย. กรุงเทพฯ: "
		"มูลนิธิโครงการตำราฯ.\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct found f = texts[i][0] == '#' ? find_markdown(texts[i])
						    : find_text(texts[i]);

		if (f.refs.len != 3)
			fail_msg("%zu of %s", f.refs.len, texts[i]);
		done(&f);
	}
}

static void
prose_from_right_to_left_is_no_list(void **state)
{
	struct found f = find_text(
	    "עמוס עוז נולד בירושלים בשנת 1939, ופרסם את ספרו הראשון בשנת "
	    "1965.\n\n"
	    "نجيب محفوظ روائي مصري، ولد في القاهرة عام 1911، ونال جائزة نوبل "
	    "عام 1988.\n");

	(void)state;
	assert_int_equal(f.refs.len, 0);
	done(&f);
}

static void
notes_that_are_counted_anew_are_lists_each(void **state)
{
	struct found f = find_markdown(
	    "# Chapter 1\n\nText.\n\n## Notes\n\n"
	    "1. Fritz Fischer, *Griff nach der Weltmacht* (Düsseldorf: Droste, "
	    "1961), 33-40.\n"
	    "2. Ibid., 45.\n"
	    "3. A. J. P. Taylor, *The Origins of the Second World War* "
	    "(London: Hamish Hamilton, 1961), 7-8.\n\n"
	    "# Chapter 2\n\nMore text.\n\n## Notes\n\n"
	    "1. E. P. Thompson, *The Making of the English Working Class* "
	    "(London: Gollancz, 1963), 9-11.\n"
	    "2. Eric Hobsbawm, *The Age of Revolution* (London: Weidenfeld & "
	    "Nicolson, 1962), 44.\n");

	(void)state;
	assert_int_equal(f.refs.len, 5);
	assert_int_equal(f.refs.lists_len, 2);
	assert_string_equal(f.refs.items[1].skip, "refers to the entry before");
	assert_int_equal(f.refs.items[3].number, 1);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(f.refs.lists[i].missing, 0);
	done(&f);
}

static void
entries_in_two_languages_are_one_list(void **state)
{
	struct found f = find_markdown(
	    "## 参考文献\n\n"
	    "[1] 周志华. 机器学习[M]. 北京: 清华大学出版社, 2016.\n"
	    "[2] VASWANI A, SHAZEER N, PARMAR N, et al. Attention is all you "
	    "need[C]//Advances in Neural Information Processing Systems. "
	    "2017: 5998-6008.\n"
	    "[3] 张钹, 朱军, 苏航, 等. 迈向第三代人工智能[J]. 中国科学: "
	    "信息科学, 2020, 50(9): 1281-1302.\n"
	    "[4] LECUN Y, BENGIO Y, HINTON G. Deep learning[J]. Nature, 2015, "
	    "521(7553): 436-444.\n");

	(void)state;
	assert_int_equal(f.refs.len, 4);
	assert_int_equal(f.refs.lists_len, 1);
	parse_references(&f.refs);
	assert_true(f.refs.items[1].parses[0].work->author.others);
	assert_true(f.refs.items[2].parses[0].work->author.others);
	assert_int_equal(f.refs.items[1].parses[0].work->author.len, 3);
	assert_int_equal(f.refs.items[2].parses[0].work->author.len, 3);
	assert_int_equal(f.refs.items[3].parses[0].work->author.len, 3);
	done(&f);
}

/* No heading, each line an item: kinds that look like little among plain ones. */
static void
a_document_of_lines_that_are_items_is_a_list(void **state)
{
	struct found list = find_text(
	    "Kuhn, T. S. (1962). The structure of scientific revolutions. "
	    "Chicago: University of Chicago Press.\n"
	    "Popper, K. R. (1959). The logic of scientific discovery. London: "
	    "Hutchinson.\n"
	    "ISO 690:2021. Information and documentation. Guidelines for "
	    "references.\n"
	    "Bradner, S. Key words for use in RFCs to indicate requirement "
	    "levels. RFC 2119. March 1997.\n"
	    "3GPP TS 38.211. NR; Physical channels and modulation.\n"
	    "Lakatos, I. (in press). Proofs. CUP.\n");
	struct found diary = find_text(
	    "Monday, 3 May 2021. Rain. Read Kuhn, T. S., and liked it.\n"
	    "Tuesday, 4 May 2021. Went to London.\n"
	    "Wednesday, 5 May 2021. Popper in the evening.\n"
	    "Thursday, 6 May 2021. Nothing.\n"
	    "Friday, 7 May 2021. Smith, J. came to dinner.\n");

	(void)state;
	assert_int_equal(list.refs.len, 6);
	assert_int_equal(list.refs.lists_len, 1);
	assert_int_equal(diary.refs.len, 0);
	done(&list);
	done(&diary);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_of_lines_for_reviewers_are_no_labels),
		cmocka_unit_test(labels_behind_the_numbers_of_lines_are_labels),
		cmocka_unit_test(bare_numbers_of_entries_stay_labels),
		cmocka_unit_test(a_lone_head_at_a_page_start_is_of_no_entry),
		cmocka_unit_test(lists_from_right_to_left_are_found),
		cmocka_unit_test(prose_from_right_to_left_is_no_list),
		cmocka_unit_test(notes_that_are_counted_anew_are_lists_each),
		cmocka_unit_test(entries_in_two_languages_are_one_list),
		cmocka_unit_test(a_document_of_lines_that_are_items_is_a_list),
	};

	return cmocka_run_group_tests_name("hard lists", tests, NULL, NULL);
}
