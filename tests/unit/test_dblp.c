#include "source-test.h"

static const char *const dois[] = { "10.1109/cvpr.2016.90" };
static const char *const arxivs[] = { "1512.03385", "math.gt/0309136" };

#define URI(value)     "{\"type\":\"uri\",\"value\":\"" value "\"}"
#define LITERAL(value) "{\"type\":\"literal\",\"value\":\"" value "\"}"
#define ROW(pub, title, venue, more, ord, name)                                                     \
	"{\"pub\":" URI("https://dblp.org/rec/" pub) ",\"title\":" LITERAL(title) ",\"type\":" URI( \
	    "http://purl.org/net/nknouf/ns/"                                                        \
	    "bibtex#Inproceedings") ",\"venue\":" LITERAL(venue) ",\"year\""                        \
								 ":" LITERAL(                       \
								     "2016")                        \
								     more                           \
	    ",\"ord\":" LITERAL(ord) ",\"name\":" LITERAL(name) "}"

/* Typed after the form of SPARQL 1.1's JSON results and what dblp was seen to
 * say in October 2026. */
#define RESNET                                                               \
	",\"doi\":" URI("https://doi.org/10.1109/CVPR.2016.90") ",\"pages\"" \
								":" LITERAL( \
								    "770-778")
#define CORR                                                                 \
	",\"doi\":" URI(                                                     \
	    "https://doi.org/10.48550/ARXIV.1512.03385") ",\"volume\""       \
							 ":" LITERAL("abs/"  \
								     "1512." \
								     "03385")
static const char rows[] =
    "{\"head\":{\"vars\":[\"pub\"]},\"results\":{\"bindings\":[" ROW(
	"conf/cvpr/HeZRS16", "Deep Residual Learning for Image Recognition.",
	"CVPR", RESNET, "1", "Kaiming He") "," ROW("conf/cvpr/HeZRS16",
	"Deep Residual Learning for Image Recognition.", "CVPR", RESNET, "2",
	"Xiangyu Zhang 0005") "," ROW("conf/cvpr/HeZRS16",
	"Deep Residual Learning for Image Recognition.", "CVPR", RESNET, "2",
	"Xiangyu Zhang 0005") "," ROW("journals/corr/HeZRS15",
	"Deep Residual Learning for Image "
	"Recognition.",
	"CoRR", CORR, "1", "Kaiming He") "]}}";

/* As the search API answered until it hid behind a wall. */
static const char hits[] =
    "{\"result\":{\"hits\":{\"@total\":\"2\",\"hit\":[{\"@score\":\"11\","
    "\"info\":{\"authors\":{\"author\":{\"@pid\":\"1\",\"text\":\"Jian Sun "
    "0001\"}},\"title\":\"The &quot;Best&quot; of It.\",\"venue\":[\"ECCV\","
    "\"Other\"],\"pages\":\"1-2\",\"year\":\"2014\",\"type\":\"Conference and "
    "Workshop Papers\",\"key\":\"conf/eccv/S14\",\"doi\":\"10.1007/X\","
    "\"ee\":\"https://doi.org/10.1007/X\"}},{\"info\":{\"authors\":{"
    "\"author\":[{\"text\":\"A. B.\"},{\"text\":\"C. D.\"}]},\"title\":"
    "\"Adam.\",\"venue\":\"ICLR (Poster)\",\"year\":\"2015\",\"type\":"
    "\"Informal and Other Publications\",\"key\":\"journals/corr/KingmaB14\","
    "\"ee\":\"http://arxiv.org/abs/1412.6980\"}}]}}}";

static void
dois_are_asked_for_in_capitals(void **state)
{
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_dblp.records(&r, &a, NULL, IDENTIFIER_DOI, dois, 1), 0);
	assert_non_null(strstr(r.url, "https://sparql.dblp.org/sparql?query="));
	assert_non_null(strstr(r.url,
	    "VALUES%20%3Fdoi%20%7B%20%3Chttps%3A%2F%2Fdoi.org%2F10.1109"
	    "%2FCVPR.2016.90%3E%20%7D"));
	assert_string_equal(r.accept, "application/sparql-results+json");
	assert_int_equal(
	    source_dblp.records(&r, &a, NULL, IDENTIFIER_ARXIV, arxivs, 2), 0);
	assert_non_null(strstr(r.url, "10.48550%2FARXIV.1512.03385"));
	assert_non_null(strstr(r.url, "10.48550%2FARXIV.MATH.GT%2F0309136"));
	arena_release(&a);
}

static void
a_title_is_a_range_and_never_a_query(void **state)
{
	struct work claimed = { .title = "Say \"x\\\" . } and more <i>of</i> "
					 "the rest of this very long title" };
	struct work brief = { .title = "Peak" };
	struct work quiz = { .title = "A Small Quizz" };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(source_dblp.search(&r, &a, NULL, &claimed, NULL), 0);
	/* the first forty characters; "thj" ends the range */
	assert_non_null(strstr(r.url,
	    "FILTER%28%3Ftitle%20%3E%3D%20%22say%20%5C%22x%5C%5C%5C%22%20.%20"
	    "%7D%20and%20more%20of%20the%20rest%20of%20thi%22%20%26%26%20%"
	    "3Ftitle"
	    "%20%3C%20%22say%20%5C%22x%5C%5C%5C%22%20.%20%7D%20and%20more%20of"
	    "%20the%20rest%20of%20thj%22%29"));
	/* QLever's order has signs before letters: "{" would not be behind "z" */
	assert_int_equal(source_dblp.search(&r, &a, NULL, &quiz, NULL), 0);
	assert_non_null(strstr(r.url, "%22a%20small%20qui%22"));
	assert_non_null(strstr(r.url, "%22a%20small%20quj%22"));
	assert_int_equal(
	    source_dblp.search(&r, &a, NULL, &brief, NULL), ERR_USAGE);
	arena_release(&a);
}

static void
rows_become_records(void **state)
{
	struct asked t;
	const struct work *w;

	(void)state;
	ask_records(&t, &source_dblp, IDENTIFIER_DOI, dois, 1, 200,
	    "application/sparql-results+json", rows);
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 2);
	w = t.answer.works[0];
	assert_string_equal(w->record, "conf/cvpr/HeZRS16");
	assert_string_equal(
	    w->title, "Deep Residual Learning for Image Recognition");
	assert_int_equal(w->type, WORK_TYPE_PAPER_CONFERENCE);
	assert_string_equal(w->container_title, "CVPR");
	assert_string_equal(w->DOI, dois[0]);
	assert_string_equal(w->page, "770-778");
	assert_int_equal(w->author.len, 2);
	assert_string_equal(w->author.items[1].family, "Zhang");
	assert_string_equal(w->author.items[1].given, "Xiangyu");
	assert_ptr_equal(t.answer.ids[0].work, w);
	w = t.answer.works[1];
	assert_int_equal(w->type, WORK_TYPE_ARTICLE);
	assert_string_equal(w->arXiv, "1512.03385");
	assert_string_equal(w->publisher, "arXiv");
	assert_null(w->volume);
	assert_null(w->container_title);
	asked_release(&t);
	ask_records(&t, &source_dblp, IDENTIFIER_ARXIV, arxivs, 1, 200,
	    "application/sparql-results+json", rows);
	assert_ptr_equal(t.answer.ids[0].work, t.answer.works[1]);
	asked_release(&t);
}

static void
the_search_apis_answers_can_be_read(void **state)
{
	struct asked t;
	const struct work *w;

	(void)state;
	ask_search(&t, &source_dblp, 200, "application/json", hits);
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 2);
	w = t.answer.works[0];
	assert_string_equal(w->title, "The \"Best\" of It");
	assert_string_equal(w->container_title, "ECCV");
	assert_string_equal(w->author.items[0].given, "Jian");
	assert_string_equal(w->DOI, "10.1007/x");
	/* a paper of ICLR under a key of CoRR */
	w = t.answer.works[1];
	assert_int_equal(w->type, WORK_TYPE_PAPER_CONFERENCE);
	assert_string_equal(w->container_title, "ICLR (Poster)");
	assert_string_equal(w->arXiv, "1412.6980");
	asked_release(&t);
	ask_search(&t, &source_dblp, 200, "application/json",
	    "{\"result\":{\"hits\":{\"@total\":\"0\",\"@sent\":\"0\"}}}");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 0);
	asked_release(&t);
}

static void
the_wall_is_no_answer(void **state)
{
	struct asked t;

	(void)state;
	ask_search(
	    &t, &source_dblp, 200, "text/html; charset=utf-8", CHALLENGE);
	assert_int_equal(t.code, ERR_AGAIN);
	assert_non_null(strstr(t.err.text, "a page for people"));
	asked_release(&t);
	ask_search(&t, &source_dblp, 400, "application/json",
	    "{\"exception\":\"Invalid SPARQL query: ...\"}");
	assert_int_equal(t.code, ERR_AGAIN);
	asked_release(&t);
	check_silence(&source_dblp, IDENTIFIER_DOI, dois[0], rows);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dois_are_asked_for_in_capitals),
		cmocka_unit_test(a_title_is_a_range_and_never_a_query),
		cmocka_unit_test(rows_become_records),
		cmocka_unit_test(the_search_apis_answers_can_be_read),
		cmocka_unit_test(the_wall_is_no_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
