#include "app/index.h"
#include "base/file.h"
#include "source/local.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/banned.h"

/* Real works, and, from "rhodes" on, many that met at one place. */
static const char works_json[] =
    "{\"id\":\"adam\",\"type\":\"article\",\"title\":\"Adam: A Method for "
    "Stochastic Optimization\",\"author\":[{\"family\":\"Kingma\","
    "\"given\":\"Diederik\"},{\"family\":\"Ba\",\"given\":\"Jimmy\"}],"
    "\"issued\":{\"date-parts\":[[2014]]}}\n"
    "{\"id\":\"efficient\",\"type\":\"paper-conference\",\"title\":"
    "\"EfficientDet: Scalable and Efficient Object Detection\",\"author\":"
    "[{\"family\":\"Tan\",\"given\":\"Mingxing\"}],\"issued\":{"
    "\"date-parts\":[[2020]]}}\n"
    "{\"id\":\"kolmogorov\",\"type\":\"article-journal\",\"title\":\"Три "
    "подхода к определению понятия «количество информации»\",\"author\":[{"
    "\"family\":\"Колмогоров\",\"given\":\"А. Н.\"}],\"issued\":{"
    "\"date-parts\":[[1965]]}}\n"
    "{\"id\":\"fei\",\"type\":\"book\",\"title\":\"中国家庭的变迁研究\","
    "\"author\":[{\"family\":\"王\",\"given\":\"伟\"}],\"issued\":{"
    "\"date-parts\":[[2008]]}}\n"
    "{\"id\":\"hongloumeng\",\"type\":\"article-journal\",\"title\":"
    "\"红楼梦版本研究述评\",\"author\":[{\"family\":\"李\",\"given\":"
    "\"明\"}],\"issued\":{\"date-parts\":[[2010]]}}\n"
    "{\"id\":\"nihongo\",\"type\":\"article-journal\",\"title\":\"日本語の"
    "形態素解析システムの開発\",\"author\":[{\"family\":\"松本\","
    "\"given\":\"裕治\"}],\"issued\":{\"date-parts\":[[1999]]}}\n"
    "{\"id\":\"kikai\",\"type\":\"article-journal\",\"title\":\"統計的機械"
    "翻訳における語順の推定\",\"author\":[{\"family\":\"永田\",\"given\":"
    "\"昌明\"}],\"issued\":{\"date-parts\":[[2006]]}}\n"
    "{\"id\":\"colossus\",\"type\":\"article-journal\",\"title\":\"Coins of "
    "Rhodes\",\"author\":[{\"family\":\"Ashton\",\"given\":\"Richard\"}],"
    "\"issued\":{\"date-parts\":[[2001]]}}\n"
    "{\"id\":\"short\",\"type\":\"paper-conference\",\"title\":\"Attentive "
    "learning\",\"author\":[{\"family\":\"Doe\",\"given\":\"Jane\"}],"
    "\"issued\":{\"date-parts\":[[2023]]},\"container-title\":\"Conference "
    "on Speech, Rhodes Island, Greece\"}\n";

enum { MORE = 40 };

static int
open_works(void **state)
{
	const char *inputs[] = { "test_local_search.jsonl" };
	const struct index_build_options o = {
		.inputs = inputs,
		.inputs_len = 1,
		.output = "test_local_search.idx",
		.date = "2026-11-24",
	};
	struct index_build_result r;
	struct sbuf text = SBUF_INIT;
	struct err err = ERR_INIT;
	struct local_index *ix;
	int rc;

	sbuf_add(&text, span_of(works_json));
	for (int i = 0; i < MORE; i++)
		sbuf_addf(&text,
		    "{\"id\":\"rhodes%d\",\"type\":\"paper-conference\","
		    "\"title\":\"On learning, part %d\",\"author\":[{"
		    "\"family\":\"Roe%c\",\"given\":\"Jane\"}],\"issued\":{"
		    "\"date-parts\":[[2023]]},\"container-title\":"
		    "\"Conference on Speech, Rhodes Island, Greece\"}\n",
		    i, i, 'a' + i % 26);
	rc = file_write_atomic(
	    inputs[0], (struct span){ text.buf, text.len }, false, &err);
	sbuf_release(&text);
	if (rc || index_build(&r, &o, &err) || r.skipped ||
	    local_index_open(&ix, o.output, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return -1;
	}
	*state = ix;
	return 0;
}

static int
close_works(void **state)
{
	local_index_close(*state);
	(void)unlink("test_local_search.jsonl");
	(void)unlink("test_local_search.idx");
	return 0;
}

static void
finds(struct local_index *ix, const char *claimed_title, const char *raw,
    const char *title)
{
	const struct work claimed = { .title = claimed_title };
	struct arena a = ARENA_INIT;
	struct work **found = NULL;
	struct err err = ERR_INIT;
	size_t len = 0;

	assert_int_equal(local_index_search(&found, &len, &a, ix,
			     claimed_title ? &claimed : NULL, raw, 5, &err),
	    0);
	assert_true(len > 0);
	assert_string_equal(found[0]->title, title);
	arena_release(&a);
}

static void
a_word_with_a_wrong_letter_is_put_right(void **state)
{
	static const char adam[] = "Adam: A Method for Stochastic Optimization";

	finds(*state, "Stochastik", NULL, adam);  /* another */
	finds(*state, "Stochasic", NULL, adam);   /* one less */
	finds(*state, "Stochastiic", NULL, adam); /* one more */
	finds(*state, "Stohcastic", NULL, adam);  /* in the wrong order */
	finds(*state, "xtochastic", NULL, adam);
	finds(*state, "Stochastix", NULL, adam);
	finds(*state, NULL, "Kxngma, D. Optimizatiom", adam);
	finds(*state, "Колмагоров", NULL,
	    "Три подхода к определению понятия «количество информации»");
}

static void
what_scanners_do_to_words_is_put_right(void **state)
{
	static const char efficient[] =
	    "EfficientDet: Scalable and Efficient Object Detection";

	finds(*state, "Ecient", NULL, efficient);
	finds(*state, "objectdetection", NULL, efficient);
	finds(*state, NULL, "Tan M. (2020) Scal able", efficient);
}

static void
chinese_titles_are_found_by_pairs_of_letters(void **state)
{
	finds(*state, "中国家庭的变迁", NULL, "中国家庭的变迁研究");
	finds(*state, "中国家廷的变迁研究", NULL, "中国家庭的变迁研究");
	finds(*state, NULL, "王伟：《中国家庭之变迁研究》，北京，2008年。",
	    "中国家庭的变迁研究");
	finds(*state, NULL, "李明. 红楼梦版本研究[J]. 2010.",
	    "红楼梦版本研究述评");
}

static void
japanese_titles_are_found_by_pairs_of_letters(void **state)
{
	finds(*state, "日本語形態素解析システム", NULL,
	    "日本語の形態素解析システムの開発");
	finds(*state, NULL,
	    "松本裕治（1999）「日本語の形態素解折システムの開発」",
	    "日本語の形態素解析システムの開発");
	finds(*state, NULL, "永田昌明. 統計的機械翻訳の語順推定, 2006.",
	    "統計的機械翻訳における語順の推定");
}

/* "Rhodes" is rarer in titles than "learning", but all that met there name it. */
static void
where_a_conference_was_is_no_word_of_the_title(void **state)
{
	finds(*state, NULL,
	    "Whitcombe (2022) Attentive learning: Conference on Speech, Rhodes "
	    "Island, Greece",
	    "Attentive learning");
	finds(*state, NULL, "Ashton, Coins of Rhodes", "Coins of Rhodes");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_with_a_wrong_letter_is_put_right),
		cmocka_unit_test(what_scanners_do_to_words_is_put_right),
		cmocka_unit_test(chinese_titles_are_found_by_pairs_of_letters),
		cmocka_unit_test(japanese_titles_are_found_by_pairs_of_letters),
		cmocka_unit_test(
		    where_a_conference_was_is_no_word_of_the_title),
	};

	return cmocka_run_group_tests_name(
	    "search in an index", tests, open_works, close_works);
}
