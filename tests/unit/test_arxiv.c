#include "source-test.h"

#define FEED(total)                                                          \
	"<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns:opensearch="    \
	"\"http://a9.com/-/spec/opensearch/1.1/\" xmlns:arxiv="              \
	"\"http://arxiv.org/schemas/atom\" xmlns="                           \
	"\"http://www.w3.org/2005/Atom\">\n<id>https://arxiv.org/api/x</id>" \
	"<title>arXiv Query</title><opensearch:totalResults>" total          \
	"</opensearch:totalResults>\n"

#define GELU                                                                   \
	"<entry><id>http://arxiv.org/abs/1606.08415v5</id><title>Gaussian "    \
	"Error Linear\n  Units (GELUs)</title><updated>2023-06-06T01:53:32Z"   \
	"</updated><published>2016-06-27T19:20:40Z</published><arxiv:comment>" \
	"Trimmed version of 2016 draft</arxiv:comment><author><name> Dan "     \
	"Hendrycks</name></author><author><name>Kevin Gimpel</name></author>"  \
	"</entry>\n"

#define ASTRO                                                                \
	"<entry><id>https://arxiv.org/abs/astro-ph/0601001v1</id><title>On " \
	"a &lt; b</title><published>2005-12-30T21:00:00Z</published>"        \
	"<arxiv:journal_ref>Astrophys.J. 644 (2006) 971</arxiv:journal_ref>" \
	"<arxiv:doi>10.1086/503735</arxiv:doi><author><name>ATLAS "          \
	"Collaboration</name></author></entry>\n"

#define ERROR_ENTRY                                                        \
	"<entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_" \
	"abc</id><title>Error</title><summary>incorrect id format for abc" \
	"</summary><author><name>arXiv api core</name></author></entry>"

static const char *const two[] = { "1606.08415", "astro-ph/0601001" };

static void
ids_are_asked_in_one_list(void **state)
{
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_arxiv.records(&r, &a, NULL, IDENTIFIER_ARXIV, two, 2), 0);
	assert_string_equal(r.url,
	    "https://export.arxiv.org/api/query?id_list=1606.08415%2C"
	    "astro-ph%2F0601001&max_results=2");
	assert_int_equal(
	    source_arxiv.records(&r, &a, NULL, IDENTIFIER_DOI, two, 2),
	    ERR_USAGE);
	arena_release(&a);
}

static void
a_search_asks_title_and_author(void **state)
{
	struct name author = { .family = "Hendrycks" };
	struct work claimed = { .title = "Gaussian Error Linear Units",
		.author = { .items = &author, .len = 1 } };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(source_arxiv.search(&r, &a, NULL, &claimed, NULL), 0);
	assert_string_equal(r.url,
	    "https://export.arxiv.org/api/query?search_query="
	    "%28ti%3Agaussian%20AND%20ti%3Alinear%20AND%20ti%3Aerror%20AND%20"
	    "ti%3Aunits%29%20OR%20%28au%3Ahendrycks%20AND%20ti%3Agaussian%20"
	    "AND%20ti%3Alinear%29&max_results=10");
	claimed.title = "\xe8\xae\xba";
	assert_int_equal(
	    source_arxiv.search(&r, &a, NULL, &claimed, "x"), ERR_USAGE);
	arena_release(&a);
}

/* A request takes three seconds: several titles go in one. */
static void
several_titles_are_groups_of_one_query(void **state)
{
	struct name hendrycks = { .family = "Hendrycks" };
	const struct work gelu = { .title = "Gaussian Error Linear Units",
		.author = { .items = &hendrycks, .len = 1 } };
	const struct work seq2seq = { .title = "Sequence Learning" };
	const struct work none = { .title = "\xe8\xae\xba" };
	const struct work *both[] = { &gelu, &seq2seq };
	const struct work *bad[] = { &gelu, &none };
	struct name vinyals = { .family = "Vinyals", .given = "Oriol" };
	const struct work found = {
		.title = "Sequence to Sequence Learning with Neural Networks",
		.author = { .items = &vinyals, .len = 1 },
	};
	const struct work renamed = {
		.title = "Bridging Nonlinearities with Gaussian Errors",
		.author = { .items = &hendrycks, .len = 1 },
	};
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(source_arxiv.search_many(&r, &a, NULL, both, 2), 0);
	assert_string_equal(r.url,
	    "https://export.arxiv.org/api/query?search_query="
	    "%28ti%3Agaussian%20AND%20ti%3Alinear%20AND%20ti%3Aerror%20AND%20"
	    "ti%3Aunits%29%20OR%20%28au%3Ahendrycks%20AND%20ti%3Agaussian%20"
	    "AND%20ti%3Alinear%29%20OR%20%28ti%3Asequence%20AND%20ti%3Alearning"
	    "%29&max_results=20");
	assert_int_equal(
	    source_arxiv.search_many(&r, &a, NULL, bad, 2), ERR_USAGE);
	assert_true(source_arxiv.is_hit(&seq2seq, &found));
	assert_false(source_arxiv.is_hit(&gelu, &found));
	assert_true(source_arxiv.is_hit(&gelu, &renamed));
	assert_false(source_arxiv.is_hit(&seq2seq, &renamed));
	arena_release(&a);
}

static void
entries_are_found_in_any_order(void **state)
{
	struct asked t;
	const struct work *w;

	(void)state;
	ask_records(&t, &source_arxiv, IDENTIFIER_ARXIV, two, 2, 200,
	    "application/atom+xml", FEED("2") ASTRO GELU "</feed>");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 2);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_EXISTS);
	w = t.answer.ids[0].work;
	assert_string_equal(w->title, "Gaussian Error Linear Units (GELUs)");
	assert_string_equal(w->arXiv, "1606.08415");
	assert_string_equal(w->record, "1606.08415v5");
	assert_string_equal(w->source, "arxiv");
	assert_int_equal(w->type, WORK_TYPE_ARTICLE);
	assert_int_equal(w->issued.from.year, 2016);
	assert_int_equal(w->issued.from.month, 6);
	assert_int_equal(w->available_date.from.year, 2023);
	assert_int_equal(w->author.len, 2);
	assert_string_equal(w->author.items[0].family, "Hendrycks");
	assert_string_equal(w->author.items[0].given, "Dan");
	assert_null(w->relations);
	w = t.answer.ids[1].work;
	assert_string_equal(w->title, "On a < b");
	assert_string_equal(w->arXiv, "astro-ph/0601001");
	assert_string_equal(w->author.items[0].literal, "ATLAS Collaboration");
	assert_true(has_relation(w, RELATION_PREPRINT_OF, "10.1086/503735",
	    "Astrophys.J. 644 (2006) 971"));
	asked_release(&t);
}

static void
an_id_left_out_does_not_exist(void **state)
{
	struct asked t;

	(void)state;
	ask_records(&t, &source_arxiv, IDENTIFIER_ARXIV, two, 2, 200,
	    "application/atom+xml", FEED("1") GELU "</feed>");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_EXISTS);
	assert_int_equal(t.answer.ids[1].status, IDENTIFIER_NOT_EXISTS);
	asked_release(&t);
	ask_records(&t, &source_arxiv, IDENTIFIER_ARXIV, two, 1, 200,
	    "application/atom+xml", FEED("0") "</feed>");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_NOT_EXISTS);
	asked_release(&t);
}

static void
a_feed_that_is_cut_says_nothing_of_the_rest(void **state)
{
	struct asked t;

	(void)state;
	ask_records(&t, &source_arxiv, IDENTIFIER_ARXIV, two, 2, 200,
	    "application/atom+xml", FEED("2") GELU "</feed>");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_EXISTS);
	assert_int_equal(t.answer.ids[1].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
}

static void
an_error_feed_is_no_paper(void **state)
{
	static const char *const bad[] = { "abc", "1606.08415" };
	struct asked t;

	(void)state;
	for (int status = 200; status <= 400; status += 200) {
		ask_records(&t, &source_arxiv, IDENTIFIER_ARXIV, bad, 1, status,
		    "application/atom+xml", FEED("1") ERROR_ENTRY "</feed>");
		assert_int_equal(t.code, ERR_ABSENT);
		assert_int_equal(t.answer.works_len, 0);
		assert_int_equal(t.answer.ids[0].status, IDENTIFIER_NOT_EXISTS);
		asked_release(&t);
		/* of the other id it says nothing */
		ask_records(&t, &source_arxiv, IDENTIFIER_ARXIV, bad, 2, status,
		    "application/atom+xml", FEED("1") ERROR_ENTRY "</feed>");
		assert_int_equal(t.code, 0);
		assert_int_equal(t.answer.ids[0].status, IDENTIFIER_NOT_EXISTS);
		assert_int_equal(t.answer.ids[1].status, IDENTIFIER_UNKNOWN);
		asked_release(&t);
		ask_search(&t, &source_arxiv, status, "application/atom+xml",
		    FEED("1") ERROR_ENTRY "</feed>");
		assert_int_equal(t.code, ERR_AGAIN);
		asked_release(&t);
	}
	/* a 400 without a word about the id */
	ask_records(&t, &source_arxiv, IDENTIFIER_ARXIV, two, 1, 400,
	    "application/atom+xml", FEED("0") "</feed>");
	assert_int_equal(t.code, ERR_AGAIN);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
}

static void
a_withdrawn_paper_is_told_by_its_comment(void **state)
{
	struct asked t;

	(void)state;
	ask_search(&t, &source_arxiv, 200, "application/atom+xml",
	    FEED("2") "<entry><id>http://arxiv.org/abs/0808.0001v2</"
		      "id><title>T</title>"
		      "<arxiv:comment>This paper has been withdrawn by the "
		      "author due to "
		      "an "
		      "error</arxiv:comment></entry><entry><id>http://"
		      "arxiv.org/abs/"
		      "0808.0002v1</id><title>On withdrawn "
		      "bids</title><arxiv:comment>"
		      "10 pages; we study withdrawn "
		      "bids</arxiv:comment></entry></feed>");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 2);
	assert_true(has_relation(t.answer.works[0], RELATION_RETRACTED_BY, NULL,
	    "This paper has been withdrawn by the author due to an error"));
	assert_null(t.answer.works[1]->relations);
	asked_release(&t);
}

static void
no_hit_is_an_answer(void **state)
{
	struct asked t;

	(void)state;
	ask_search(&t, &source_arxiv, 200, "application/atom+xml",
	    FEED("0") "</feed>");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 0);
	asked_release(&t);
}

static void
silence_is_never_absence(void **state)
{
	(void)state;
	check_silence(
	    &source_arxiv, IDENTIFIER_ARXIV, two[0], FEED("1") GELU "</feed>");
}

static void
it_covers_what_says_that_it_is_there(void **state)
{
	struct work by_container = { .title = "T on things",
		.container_title = "arXiv preprint arXiv:1606.08415" };
	struct work corr = { .title = "T on things",
		.container_title = "CoRR" };
	struct work journal = { .type = WORK_TYPE_ARTICLE_JOURNAL,
		.title = "T on things",
		.container_title = "Nature" };
	struct work neurips = { .type = WORK_TYPE_PAPER_CONFERENCE,
		.title = "T on things",
		.container_title = "NeurIPS",
		.issued = { .from = { .year = 2020 } } };

	(void)state;
	assert_true(source_arxiv.covers(&by_container));
	assert_true(source_arxiv.covers(&corr));
	assert_false(source_arxiv.covers(&journal));
	assert_false(source_arxiv.can_search(&journal));
	assert_false(source_arxiv.covers(&neurips));
	assert_true(source_arxiv.can_search(&neurips));
	neurips.issued.from.year = 1989;
	assert_false(source_arxiv.can_search(&neurips));
}

/* GELU (1606.08415) had another title until its third version. */
static void
earlier_versions_of_what_was_renamed_are_asked_for(void **state)
{
	struct name author = { .family = "Hendrycks", .given = "Dan" };
	struct name other = { .family = "Elfwing" };
	const struct work claimed = {
		.title = "Bridging Nonlinearities and Stochastic Regularizers "
			 "with Gaussian Error Linear Units",
		.author = { .items = &author, .len = 1 },
	};
	struct work latest = {
		.title = "Gaussian Error Linear Units (GELUs)",
		.author = { .items = &author, .len = 1 },
		.arXiv = "1606.08415",
		.source = "arxiv",
		.record = "1606.08415v3",
	};
	struct work elsewhere = latest, unlike = latest, others = latest;
	struct work first = latest;
	struct work *records[] = { &unlike, &others, &first, &latest };
	struct work *known_elsewhere[] = { &elsewhere };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	elsewhere.source = "openalex";
	elsewhere.record = "W1";
	unlike.title = "Natural Adversarial Examples";
	others.author.items = &other;
	first.record = "1606.08415v1";
	assert_int_equal(
	    source_arxiv.earlier(&r, &a, NULL, &claimed, records, 4), 0);
	assert_non_null(strstr(
	    r.url, "?id_list=1606.08415v1%2C1606.08415v2&max_results=2"));
	assert_int_equal(
	    source_arxiv.earlier(&r, &a, NULL, &claimed, known_elsewhere, 1),
	    0);
	assert_non_null(strstr(r.url, "?id_list=1606.08415v1&"));
	assert_int_equal(
	    source_arxiv.earlier(&r, &a, NULL, &claimed, records, 3),
	    ERR_USAGE);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_are_asked_in_one_list),
		cmocka_unit_test(a_search_asks_title_and_author),
		cmocka_unit_test(several_titles_are_groups_of_one_query),
		cmocka_unit_test(entries_are_found_in_any_order),
		cmocka_unit_test(an_id_left_out_does_not_exist),
		cmocka_unit_test(a_feed_that_is_cut_says_nothing_of_the_rest),
		cmocka_unit_test(an_error_feed_is_no_paper),
		cmocka_unit_test(a_withdrawn_paper_is_told_by_its_comment),
		cmocka_unit_test(no_hit_is_an_answer),
		cmocka_unit_test(silence_is_never_absence),
		cmocka_unit_test(it_covers_what_says_that_it_is_there),
		cmocka_unit_test(
		    earlier_versions_of_what_was_renamed_are_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
