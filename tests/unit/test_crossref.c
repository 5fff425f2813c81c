#include "source-test.h"

#include <stdio.h>

static const char lecun[] =
    "{\"status\":\"ok\",\"message-type\":\"work\",\"message-version\":\"1.0."
    "0\","
    "\"message\":{\"DOI\":\"10.1038\\/"
    "nature14539\",\"type\":\"journal-article\","
    "\"title\":[\"Deep learning\"],\"subtitle\":[],\"author\":[{\"given\":"
    "\"Yann\",\"family\":\"LeCun\",\"sequence\":\"first\",\"affiliation\":[]},"
    "{\"given\":\"Yoshua\",\"family\":\"Bengio\"},{\"given\":\"Geoffrey\","
    "\"family\":\"Hinton\"}],\"container-title\":[\"Nature\"],"
    "\"short-container-title\":[\"Nature\"],\"volume\":\"521\",\"issue\":"
    "\"7553\","
    "\"page\":\"436-444\",\"publisher\":\"Springer Science and Business Media "
    "LLC\",\"issued\":{\"date-parts\":[[2015,5,27]]},\"published-print\":"
    "{\"date-parts\":[[2015,5,28]]},\"published-online\":{\"date-parts\":"
    "[[2015,5,27]]},\"ISSN\":[\"0028-0836\",\"1476-4687\"],\"language\":\"en\","
    "\"relation\":{},\"URL\":\"https://doi.org/10.1038/nature14539\"}}";

/* One record of a list, with these members beside DOI and type. */
static void
read_item(struct asked *t, const char *members)
{
	char body[8192];

	(void)snprintf(body, sizeof(body),
	    "{\"status\":\"ok\",\"message-type\":\"work-list\",\"message\":"
	    "{\"total-results\":1,\"items\":[{%s%s}],\"items-per-page\":20}}",
	    strstr(members, "\"DOI\":") == members ? ""
						   : "\"DOI\":\"10.1000/182\",",
	    members);
	ask_search(t, &source_crossref, 200, "application/json", body);
	assert_int_equal(t->code, 0);
}

static void
a_lone_doi_is_asked_by_path(void **state)
{
	static const char *const ids[] = { "10.1002/(sici)1097-0258(19980815)"
					   "17:15/16<1661::aid-sim968>3.0."
					   "co;2-2" };
	struct source_config config = { .mailto = "me+x@example.org" };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_crossref.records(&r, &a, &config, IDENTIFIER_DOI, ids, 1),
	    0);
	assert_string_equal(r.url,
	    "https://api.crossref.org/works/10.1002/%28sici%291097-0258%"
	    "2819980815%2917%3A15/16%3C1661%3A%3Aaid-sim968%3E3.0.co%3B2-2"
	    "?mailto=me%2Bx%40example.org");
	assert_false(r.array);
	assert_int_equal(r.kind, SOURCE_RECORDS);
	arena_release(&a);
}

static void
several_dois_are_one_filter(void **state)
{
	static const char *const ids[] = { "10.1038/nature14539", "10.1000/a,b",
		"10.1162/neco.1997.9.8.1735" };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_true(source_crossref.alone(IDENTIFIER_DOI, ids[1]));
	assert_false(source_crossref.alone(IDENTIFIER_DOI, ids[0]));
	assert_int_equal(
	    source_crossref.records(&r, &a, NULL, IDENTIFIER_DOI, ids, 3), 0);
	assert_non_null(strstr(r.url,
	    "/works?filter=doi%3A10.1038%2Fnature14539%2C"
	    "doi%3A10.1162%2Fneco.1997.9.8.1735&rows=2&select=DOI%2Ctitle"));
	assert_null(strstr(r.url, "10.1000"));
	assert_null(strstr(r.url, "mailto"));
	assert_true(r.array);
	assert_int_equal(r.ids_len, 3);
	arena_release(&a);
}

static const char *
local_url(const struct source *s, void *ctx)
{
	(void)s;
	return ctx;
}

static void
the_base_url_can_be_another(void **state)
{
	static const char *const ids[] = { "10.1038/nature14539" };
	char base[] = "http://127.0.0.1:8080/crossref";
	struct source_config config = { .base_url = local_url, .ctx = base };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_crossref.records(&r, &a, &config, IDENTIFIER_DOI, ids, 1),
	    0);
	assert_string_equal(
	    r.url, "http://127.0.0.1:8080/crossref/works/10.1038/nature14539");
	arena_release(&a);
}

static void
a_search_sends_the_citation_and_no_address(void **state)
{
	struct name author = { .family = "LeCun", .given = "Yann" };
	struct work claimed = {
		.title = "Deep learning, see https://secret.example/x?y=z",
		.author = { .items = &author, .len = 1 },
		.container_title = "Nature",
		.note = "my private note",
		.annote = "my annotation",
		.URL = "https://secret.example/paper.pdf",
		.issued = { .from = { .year = 2015 } },
	};
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_crossref.search(&r, &a, NULL, &claimed, NULL), 0);
	assert_non_null(strstr(r.url,
	    "/works?query.bibliographic=Deep%20learning%2C%20see%20LeCun%20"
	    "Nature%202015&rows=20&select="));
	assert_null(strstr(r.url, "secret"));
	assert_null(strstr(r.url, "private"));
	assert_null(strstr(r.url, "annotation"));
	arena_release(&a);
}

static void
raw_text_is_cut_and_loses_its_addresses(void **state)
{
	struct arena a = ARENA_INIT;
	struct source_request r;
	char raw[4000] = "Smith, J. (2001). On x. See http://a.example/b, "
			 "(www.c.example) or d@e.example. ";
	char *query, *end;

	(void)state;
	for (size_t n = strlen(raw); n + 10 < sizeof(raw); n = strlen(raw))
		(void)snprintf(raw + n, sizeof(raw) - n, "word ");
	assert_int_equal(source_crossref.search(&r, &a, NULL, NULL, raw), 0);
	query = strstr(r.url, "query.bibliographic=") +
		strlen("query.bibliographic=");
	end = strchr(query, '&');
	assert_null(strstr(r.url, "example"));
	assert_int_equal(strncmp(query,
			     "Smith%2C%20J.%20%282001%29.%20On%20x.%20See%20or"
			     "%20word",
			     50),
	    0);
	/* 500 characters, of which every fifth is a blank of three bytes */
	assert_true(end - query < 500 * 2);
	assert_true(end - query > 500);
	arena_release(&a);
}

static void
nothing_to_search_by_is_no_search(void **state)
{
	struct work claimed = { .note = "only a note" };
	struct arena a = ARENA_INIT;
	struct source_request r;

	(void)state;
	assert_int_equal(
	    source_crossref.search(&r, &a, NULL, &claimed, NULL), ERR_USAGE);
	assert_int_equal(
	    source_crossref.search(&r, &a, NULL, NULL, "https://x.example/y"),
	    ERR_USAGE);
	arena_release(&a);
}

static void
a_record_becomes_a_work(void **state)
{
	static const char *const ids[] = { "10.1038/nature14539" };
	struct asked t;
	const struct work *w;

	(void)state;
	ask_records(&t, &source_crossref, IDENTIFIER_DOI, ids, 1, 200,
	    "application/json", lecun);
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 1);
	w = t.answer.works[0];
	assert_int_equal(w->type, WORK_TYPE_ARTICLE_JOURNAL);
	assert_string_equal(w->title, "Deep learning");
	assert_null(w->title_rich);
	assert_string_equal(w->container_title, "Nature");
	assert_string_equal(w->volume, "521");
	assert_string_equal(w->issue, "7553");
	assert_string_equal(w->page, "436-444");
	assert_string_equal(w->DOI, "10.1038/nature14539");
	assert_string_equal(w->ISSN, "0028-0836");
	assert_int_equal(w->issued.from.year, 2015);
	assert_int_equal(w->issued.from.month, 5);
	assert_int_equal(w->issued.from.day, 28);
	assert_int_equal(w->available_date.from.year, 2015);
	assert_int_equal(w->author.len, 3);
	assert_string_equal(w->author.items[0].family, "LeCun");
	assert_string_equal(w->author.items[2].given, "Geoffrey");
	assert_string_equal(w->source, "crossref");
	assert_string_equal(w->record, "10.1038/nature14539");
	assert_null(w->relations);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_EXISTS);
	assert_ptr_equal(t.answer.ids[0].work, w);
	assert_string_equal(t.answer.ids[0].agency, "Crossref");
	asked_release(&t);
}

static void
what_a_batch_lacks_is_unknown_not_absent(void **state)
{
	static const char *const ids[] = { "10.5281/zenodo.48440",
		"10.1038/nature14539", "10.9999/invented" };
	struct asked t;

	(void)state;
	ask_records(&t, &source_crossref, IDENTIFIER_DOI, ids, 3, 200,
	    "application/json",
	    "{\"status\":\"ok\",\"message-type\":\"work-list\",\"message\":{"
	    "\"items\":[{\"DOI\":\"10.1038/NATURE14539\",\"type\":"
	    "\"journal-article\",\"title\":[\"Deep learning\"]}]}}");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.ids_len, 3);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_UNKNOWN);
	assert_int_equal(t.answer.ids[1].status, IDENTIFIER_EXISTS);
	assert_string_equal(t.answer.ids[1].work->DOI, "10.1038/nature14539");
	assert_int_equal(t.answer.ids[2].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
}

static void
its_own_404_is_absent(void **state)
{
	static const char *const ids[] = { "10.9999/invented" };
	struct asked t;

	(void)state;
	ask_records(&t, &source_crossref, IDENTIFIER_DOI, ids, 1, 404,
	    "text/plain", "Resource not found.");
	assert_int_equal(t.code, ERR_ABSENT);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_UNKNOWN);
	asked_release(&t);
	/* content type JSON, body not: seen too */
	ask_records(&t, &source_crossref, IDENTIFIER_DOI, ids, 1, 404,
	    "application/json;charset=utf-8", "Resource not found.");
	assert_int_equal(t.code, ERR_ABSENT);
	asked_release(&t);
	/* of a search it would mean nothing */
	ask_search(
	    &t, &source_crossref, 404, "text/plain", "Resource not found.");
	assert_int_equal(t.code, ERR_AGAIN);
	asked_release(&t);
}

static void
silence_is_never_absence(void **state)
{
	(void)state;
	check_silence(
	    &source_crossref, IDENTIFIER_DOI, "10.1038/nature14539", lecun);
}

static void
no_hit_is_an_answer(void **state)
{
	struct asked t;

	(void)state;
	ask_search(&t, &source_crossref, 200, "application/json",
	    "{\"status\":\"ok\",\"message-type\":\"work-list\",\"message\":{"
	    "\"total-results\":0,\"items\":[]}}");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 0);
	asked_release(&t);
}

static void
titles_lose_markup_line_breaks_and_doubled_entities(void **state)
{
	struct asked t;

	(void)state;
	read_item(&t,
	    "\"DOI\":\"10.7717/peerj.3162\",\"title\":[\"The genomic sequence "
	    "of\\n                    <i>Exiguobacterium chiriqhucha</i>\\n    "
	    "                str. N139\"]");
	assert_string_equal(t.answer.works[0]->title,
	    "The genomic sequence of Exiguobacterium chiriqhucha str. N139");
	assert_string_equal(t.answer.works[0]->title_rich,
	    "The genomic sequence of <i>Exiguobacterium chiriqhucha</i> str. "
	    "N139");
	asked_release(&t);
	read_item(&t,
	    "\"DOI\":\"10.1002/2050-7038.12616\",\"title\":[\"&lt;scp&gt;MMC"
	    "&lt;/scp&gt; control &amp;amp; more\"]");
	assert_string_equal(t.answer.works[0]->title, "MMC control & more");
	asked_release(&t);
	read_item(&t,
	    "\"DOI\":\"10.1000/caps\",\"title\":[\"A REVIEW OF BASALTS\"],"
	    "\"author\":[{\"family\":\"GUMLEY\",\"given\":\"L.\"}]");
	assert_string_equal(t.answer.works[0]->title, "A REVIEW OF BASALTS");
	assert_string_equal(
	    t.answer.works[0]->author.items[0].family, "GUMLEY");
	asked_release(&t);
}

static void
a_subtitle_is_joined_unless_it_is_there(void **state)
{
	static const struct {
		const char *members, *title;
	} cases[] = {
		{ "\"title\":[\"Peak\"],\"subtitle\":[\"Secrets from the New "
		  "Science of Expertise\"]",
		    "Peak: Secrets from the New Science of Expertise" },
		{ "\"title\":[\"Peak: secrets\"],\"subtitle\":[\"Secrets\"]",
		    "Peak: secrets" },
		{ "\"title\":[\"Peak:\"],\"subtitle\":[\"Secrets\"]",
		    "Peak: Secrets" },
		{ "\"title\":[\"Peak\"],\"subtitle\":[\"\"]", "Peak" },
		{ "\"title\":[\"Peak\"],\"subtitle\":[\"(718982007-001)\"]",
		    "Peak" },
		{ "\"title\":[\"\",\"Peak\",\"some other title\"]", "Peak" },
	};
	struct asked t;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		read_item(&t, cases[i].members);
		assert_string_equal(t.answer.works[0]->title, cases[i].title);
		asked_release(&t);
	}
}

static void
a_date_falls_back(void **state)
{
	static const struct {
		const char *members;
		int year, online;
		bool circa;
	} cases[] = {
		{ "\"issued\":{\"date-parts\":[[null]]},\"created\":{"
		  "\"date-parts\":[[2004,6,22]]}",
		    2004, 0, true },
		{ "\"issued\":{\"date-parts\":[[null]]},\"published-online\":{"
		  "\"date-parts\":[[2003,5]]},\"created\":{\"date-parts\":"
		  "[[2004,6,22]]}",
		    2003, 0, false },
		{ "\"issued\":{\"date-parts\":[[2014,12,30]]},"
		  "\"published-print\":{\"date-parts\":[[2015,3]]},"
		  "\"published-online\":{\"date-parts\":[[2014,12,30]]}",
		    2015, 2014, false },
		/* an old volume, scanned: that is not its year */
		{ "\"published-print\":{\"date-parts\":[[1963,3]]},"
		  "\"published-online\":{\"date-parts\":[[2006,3,27]]}",
		    1963, 0, false },
		{ "\"published\":{\"date-parts\":[[\"1998\",\"7\"]]}", 1998, 0,
		    false },
		{ "\"issued\":{\"date-parts\":[]}", 0, 0, false },
		{ "\"issued\":{\"date-parts\":[[2018,10,21,13]]}", 2018, 0,
		    false },
	};
	struct asked t;
	char members[400];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		(void)snprintf(members, sizeof(members), "\"title\":[\"T\"],%s",
		    cases[i].members);
		read_item(&t, members);
		assert_int_equal(
		    t.answer.works[0]->issued.from.year, cases[i].year);
		assert_int_equal(t.answer.works[0]->available_date.from.year,
		    cases[i].online);
		assert_int_equal(
		    t.answer.works[0]->issued.circa, cases[i].circa);
		asked_release(&t);
	}
}

static void
names_are_taken_as_they_are(void **state)
{
	struct asked t;
	const struct name_list *l;

	(void)state;
	read_item(&t, "\"title\":[\"T\"],\"author\":["
		      "{\"family\":\"Govindjee\"},"
		      "{\"family\":\"Doantam Phan\"},"
		      "{\"family\":\"&NA;\"},"
		      "{\"name\":\"The 23 and Me Research Team\"},"
		      "{\"given\":\"James\",\"family\":\"Powell, Jr.\"},"
		      "{\"given\":\"A&#x301;\",\"family\":\"van den Oord\"},"
		      "{\"given\":\"Anna\",\"family\":\"Andersson\",\"ORCID\":"
		      "\"http:\\/\\/orcid.org\\/0000-0002-1825-0097\"},"
		      "{\"family\":\"et al.\"}]");
	l = &t.answer.works[0]->author;
	assert_int_equal(l->len, 6);
	assert_true(l->others);
	assert_string_equal(l->items[0].family, "Govindjee");
	assert_null(l->items[0].given);
	assert_string_equal(l->items[1].literal, "Doantam Phan");
	assert_null(l->items[1].family);
	assert_string_equal(l->items[2].literal, "The 23 and Me Research Team");
	assert_string_equal(l->items[3].family, "Powell");
	assert_string_equal(l->items[3].suffix, "Jr.");
	assert_string_equal(l->items[4].family, "van den Oord");
	assert_string_equal(l->items[4].given, "\xc3\x81");
	assert_string_equal(l->items[5].ORCID, "0000-0002-1825-0097");
	asked_release(&t);
}

static void
types_become_csl_types(void **state)
{
	static const struct {
		const char *name;
		enum work_type type;
	} cases[] = {
		{ "proceedings-article", WORK_TYPE_PAPER_CONFERENCE },
		{ "book-chapter", WORK_TYPE_CHAPTER },
		{ "posted-content", WORK_TYPE_ARTICLE },
		{ "monograph", WORK_TYPE_BOOK },
		{ "edited-book", WORK_TYPE_BOOK },
		{ "dissertation", WORK_TYPE_THESIS },
		{ "peer-review", WORK_TYPE_REVIEW },
		{ "standard", WORK_TYPE_STANDARD },
		{ "something-unknown", WORK_TYPE_NONE },
	};
	struct asked t;
	char members[200];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		(void)snprintf(members, sizeof(members),
		    "\"title\":[\"T\"],\"type\":\"%s\"", cases[i].name);
		read_item(&t, members);
		assert_int_equal(t.answer.works_len, 1);
		assert_int_equal(t.answer.works[0]->type, cases[i].type);
		asked_release(&t);
	}
}

static void
junk_and_fakes_are_skipped(void **state)
{
	static const char *const ids[] = {
		"10.1371/journal.pone.0033693.g001"
	};
	struct asked t;

	(void)state;
	read_item(&t, "\"DOI\":\"10.1371/journal.pone.0033693.g001\",\"type\":"
		      "\"component\",\"title\":[\"Figure 1\"]");
	assert_int_equal(t.answer.works_len, 0);
	asked_release(&t);
	read_item(&t,
	    "\"DOI\":\"10.1002/x.v1\",\"type\":\"journal-issue\",\"title\":"
	    "[\"Volume 1\"]");
	assert_int_equal(t.answer.works_len, 0);
	asked_release(&t);
	read_item(&t,
	    "\"DOI\":\"10.65215/2q58a426\",\"type\":\"posted-content\","
	    "\"title\":[\"Attention Is All You Need\"]");
	assert_int_equal(t.answer.works_len, 0);
	asked_release(&t);
	/* but the DOI exists */
	ask_records(&t, &source_crossref, IDENTIFIER_DOI, ids, 1, 200, NULL,
	    "{\"status\":\"ok\",\"message\":{\"DOI\":"
	    "\"10.1371/journal.pone.0033693.g001\",\"type\":\"component\"}}");
	assert_int_equal(t.code, 0);
	assert_int_equal(t.answer.works_len, 0);
	assert_int_equal(t.answer.ids[0].status, IDENTIFIER_EXISTS);
	assert_null(t.answer.ids[0].work);
	asked_release(&t);
}

static void
a_chapters_series_is_not_its_book(void **state)
{
	struct asked t;

	(void)state;
	read_item(&t,
	    "\"type\":\"book-chapter\",\"title\":[\"T\"],\"container-title\":["
	    "\"Lecture Notes in Computer Science\",\"Computer Vision \\u2013 "
	    "ECCV 2014\"],\"ISBN\":[\"http:\\/\\/id.crossref.org\\/isbn\\/"
	    "9783319106014\"],\"page\":\"740-755\"");
	assert_string_equal(t.answer.works[0]->container_title,
	    "Computer Vision \xe2\x80\x93 ECCV 2014");
	assert_string_equal(t.answer.works[0]->collection_title,
	    "Lecture Notes in Computer Science");
	assert_string_equal(t.answer.works[0]->ISBN, "9783319106014");
	asked_release(&t);
}

static void
an_article_number_stands_for_pages(void **state)
{
	struct asked t;

	(void)state;
	read_item(&t, "\"type\":\"journal-article\",\"title\":[\"T\"],"
		      "\"article-number\":\"e33693\"");
	assert_string_equal(t.answer.works[0]->page, "e33693");
	asked_release(&t);
}

static void
retractions_and_corrections_are_relations(void **state)
{
	struct asked t;
	const struct work *w;

	(void)state;
	read_item(&t,
	    "\"DOI\":\"10.1016/s0140-6736(97)11096-0\",\"type\":"
	    "\"journal-article\",\"title\":[\"RETRACTED: "
	    "Ileal-lymphoid-nodular "
	    "hyperplasia\"],\"updated-by\":[{\"DOI\":"
	    "\"10.1016/"
	    "s0140-6736(04)15715-2\",\"type\":\"correction\",\"source\":"
	    "\"retraction-watch\",\"updated\":{\"date-parts\":[[2004,3,6]]}},"
	    "{\"DOI\":\"10.1016/"
	    "S0140-6736(10)60175-4\",\"type\":\"retraction\","
	    "\"source\":\"retraction-watch\",\"updated\":{\"date-parts\":"
	    "[[2010,2,6]]},\"record-id\":\"1\"}]");
	assert_string_equal(
	    t.answer.works[0]->title, "Ileal-lymphoid-nodular hyperplasia");
	w = t.answer.works[0];
	assert_true(has_relation(w, RELATION_CORRECTED_BY,
	    "10.1016/s0140-6736(04)15715-2", "retraction-watch 2004-03-06"));
	assert_true(has_relation(w, RELATION_RETRACTED_BY,
	    "10.1016/s0140-6736(10)60175-4", "retraction-watch 2010-02-06"));
	asked_release(&t);
	/* the notice is not retracted itself */
	read_item(&t,
	    "\"DOI\":\"10.1155/2023/9999999\",\"title\":[\"Retracted: On x\"],"
	    "\"update-to\":[{\"DOI\":\"10.1155/2021/1111111\",\"type\":"
	    "\"retraction\"}]");
	assert_string_equal(t.answer.works[0]->title, "Retracted: On x");
	assert_int_equal(count_relations(t.answer.works[0]), 0);
	asked_release(&t);
	/* PLOS: a new version of itself */
	read_item(&t,
	    "\"DOI\":\"10.1371/journal.ppat.1008184\",\"title\":[\"T\"],"
	    "\"updated-by\":[{\"DOI\":\"10.1371/journal.ppat.1008184\","
	    "\"type\":\"new_version\",\"source\":\"publisher\"}]");
	assert_null(t.answer.works[0]->relations);
	asked_release(&t);
}

static void
preprints_are_tied_to_what_became_of_them(void **state)
{
	struct asked t;

	(void)state;
	read_item(&t,
	    "\"DOI\":\"10.1002/essoar.10503377.3\",\"type\":\"posted-content\","
	    "\"subtype\":\"preprint\",\"title\":[\"Leaf Wax\"],\"relation\":{"
	    "\"is-preprint-of\":[{\"id-type\":\"doi\",\"id\":"
	    "\"10.1029/"
	    "2020JG005891\",\"asserted-by\":\"subject\"},{\"id-type\":"
	    "\"doi\",\"id\":\"10.1029/2020jg005891\",\"asserted-by\":"
	    "\"object\"}],\"has-review\":[{\"id-type\":\"doi\",\"id\":"
	    "\"10.1/x\"}]}");
	assert_int_equal(count_relations(t.answer.works[0]), 1);
	assert_true(has_relation(t.answer.works[0], RELATION_PREPRINT_OF,
	    "10.1029/2020jg005891", NULL));
	asked_release(&t);
}

static void
silence_counts_only_where_it_would_know(void **state)
{
	static const struct {
		struct work claimed;
		bool covers;
	} cases[] = {
		{ { .type = WORK_TYPE_ARTICLE_JOURNAL,
		      .title = "On things",
		      .container_title = "Nature" },
		    true },
		{ { .type = WORK_TYPE_ARTICLE_JOURNAL, .title = "On things" },
		    false },
		{ { .type = WORK_TYPE_ARTICLE_JOURNAL,
		      .title = "On things",
		      .container_title =
			  "Journal of Machine Learning Research" },
		    false },
		{ { .type = WORK_TYPE_ARTICLE_JOURNAL,
		      .title = "On things",
		      .container_title = "arXiv preprint arXiv:1706.03762" },
		    false },
		{ { .type = WORK_TYPE_ARTICLE_JOURNAL,
		      .title = "\xe5\x85\xb3\xe4\xba\x8e\xe7\x89\xa9",
		      .container_title =
			  "\xe8\xae\xa1\xe7\xae\x97\xe6\x9c\xba" },
		    false },
		{ { .type = WORK_TYPE_PAPER_CONFERENCE,
		      .title = "On things",
		      .container_title = "Advances in Neural Information "
					 "Processing Systems 30" },
		    false },
		{ { .type = WORK_TYPE_PAPER_CONFERENCE,
		      .title = "On things",
		      .container_title = "CVPR" },
		    true },
		{ { .type = WORK_TYPE_PAPER_CONFERENCE,
		      .title = "On things",
		      .container_title = "Proceedings of AAAI",
		      .issued = { .from = { .year = 2010 } } },
		    false },
		{ { .type = WORK_TYPE_PAPER_CONFERENCE,
		      .title = "On things",
		      .container_title = "Proceedings of AAAI",
		      .issued = { .from = { .year = 2021 } } },
		    true },
		{ { .type = WORK_TYPE_BOOK,
		      .title = "On things",
		      .publisher = "Houghton Mifflin Harcourt",
		      .issued = { .from = { .year = 2016 } } },
		    false },
		{ { .type = WORK_TYPE_BOOK,
		      .title = "On things",
		      .publisher = "Springer",
		      .issued = { .from = { .year = 2016 } } },
		    true },
		{ { .type = WORK_TYPE_THESIS, .title = "On things" }, false },
		{ { .type = WORK_TYPE_SOFTWARE, .title = "things" }, false },
		{ { .type = WORK_TYPE_LEGISLATION, .title = "Things Act" },
		    false },
		{ { .title = "On things",
		      .issued = { .from = { .year = 2016 } } },
		    false },
		{ { .title = "On things", .DOI = "10.1000/x" }, true },
		{ { .title = "On things", .DOI = "10.48550/arxiv.1706.03762" },
		    false },
		{ { .title = "On things",
		      .container_title = "Nature",
		      .arXiv = "1706.03762" },
		    true },
		{ { .title = "On things",
		      .container_title = "Nature",
		      .issued = { .state = DATE_IN_PRESS } },
		    false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(
		    source_crossref.covers(&cases[i].claimed), cases[i].covers);
}

static void
sources_are_found_by_name(void **state)
{
	(void)state;
	assert_ptr_equal(source_by_name("crossref"), &source_crossref);
	assert_ptr_equal(source_by_name("open-library"), &source_open_library);
	assert_null(source_by_name("web"));
	for (size_t i = 0; sources[i]; i++)
		assert_ptr_equal(source_by_name(sources[i]->name), sources[i]);
	assert_true(source_crossref.holds("Crossref"));
	assert_true(source_crossref.holds(NULL));
	assert_false(source_crossref.holds("JaLC"));
	assert_true(source_doi_org.holds("JaLC"));
	assert_false(source_doi_org.holds("DataCite"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_lone_doi_is_asked_by_path),
		cmocka_unit_test(several_dois_are_one_filter),
		cmocka_unit_test(the_base_url_can_be_another),
		cmocka_unit_test(a_search_sends_the_citation_and_no_address),
		cmocka_unit_test(raw_text_is_cut_and_loses_its_addresses),
		cmocka_unit_test(nothing_to_search_by_is_no_search),
		cmocka_unit_test(a_record_becomes_a_work),
		cmocka_unit_test(what_a_batch_lacks_is_unknown_not_absent),
		cmocka_unit_test(its_own_404_is_absent),
		cmocka_unit_test(silence_is_never_absence),
		cmocka_unit_test(no_hit_is_an_answer),
		cmocka_unit_test(
		    titles_lose_markup_line_breaks_and_doubled_entities),
		cmocka_unit_test(a_subtitle_is_joined_unless_it_is_there),
		cmocka_unit_test(a_date_falls_back),
		cmocka_unit_test(names_are_taken_as_they_are),
		cmocka_unit_test(types_become_csl_types),
		cmocka_unit_test(junk_and_fakes_are_skipped),
		cmocka_unit_test(a_chapters_series_is_not_its_book),
		cmocka_unit_test(an_article_number_stands_for_pages),
		cmocka_unit_test(retractions_and_corrections_are_relations),
		cmocka_unit_test(preprints_are_tied_to_what_became_of_them),
		cmocka_unit_test(silence_counts_only_where_it_would_know),
		cmocka_unit_test(sources_are_found_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
