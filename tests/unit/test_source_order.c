#include "source-test.h"

#include <stdio.h>

/* The first sources for a claim, comma-separated. */
static const struct {
	struct work claimed;
	const char *first, *second;
} rows[] = {
	{ { .type = WORK_TYPE_BOOK, .title = "Peak" }, "open-library",
	    "google-books" },
	{ { .title = "Peak: Secrets", .publisher = "Harcourt" }, "open-library",
	    "google-books" },
	{ { .type = WORK_TYPE_CHAPTER, .title = "A part", .publisher = "X" },
	    "crossref", "openalex" },
	{ { .type = WORK_TYPE_ARTICLE,
	      .title = "Attention is all you need",
	      .publisher = "arXiv",
	      .arXiv = "1706.03762" },
	    "arxiv", "crossref" },
	{ { .type = WORK_TYPE_ARTICLE,
	      .title = "Worms sleep",
	      .container_title = "bioRxiv" },
	    "europe-pmc", "crossref" },
	{ { .type = WORK_TYPE_ARTICLE_JOURNAL,
	      .title = "Ileal hyperplasia",
	      .container_title = "The Lancet" },
	    "europe-pmc", "crossref" },
	{ { .title = "Something", .PMID = "9500320" }, "europe-pmc",
	    "crossref" },
	{ { .type = WORK_TYPE_ARTICLE_JOURNAL,
	      .title = "On carcinoma",
	      .container_title = "J. Clin. Oncol." },
	    "europe-pmc", "crossref" },
	{ { .type = WORK_TYPE_PAPER_CONFERENCE,
	      .title = "Attention",
	      .container_title = "Advances in Neural Information Processing "
				 "Systems" },
	    "dblp", "arxiv" },
	{ { .type = WORK_TYPE_PAPER_CONFERENCE,
	      .title = "Deep residual",
	      .container_title = "IEEE Conference on Computer Vision and "
				 "Pattern Recognition",
	      .issued = { .from = { .year = 2016 } } },
	    "crossref", "dblp" },
	{ { .type = WORK_TYPE_BOOK,
	      .title = "Functional data analysis",
	      .publisher = "Springer",
	      .issued = { .from = { .year = 2006 } } },
	    "crossref", "open-library" },
	{ { .type = WORK_TYPE_PAPER_CONFERENCE,
	      .title = "Front-door adjustment",
	      .container_title =
		  "Conference on Health, Inference, and Learning",
	      .publisher = "PMLR" },
	    "dblp", "arxiv" },
	{ { .title = "Antibody sequences",
	      .publisher = "openRxiv",
	      .issued = { .from = { .year = 2022 } } },
	    "europe-pmc", "crossref" },
	/* full names of conferences without DOIs */
	{ { .type = WORK_TYPE_PAPER_CONFERENCE,
	      .title = "Lexical adaptation",
	      .container_title =
		  "Proceedings of Human Language Technologies: The 2009 Annual "
		  "Conference of the North American Chapter of the ACL",
	      .issued = { .from = { .year = 2009 } } },
	    "dblp", "arxiv" },
	/* a publisher that is a preprint server is none of books */
	{ { .title = "HookMIL",
	      .publisher = "arXiv",
	      .issued = { .from = { .year = 2026 } } },
	    "arxiv", "crossref" },
	{ { .type = WORK_TYPE_DATASET, .title = "Data" }, "datacite",
	    "crossref" },
	{ { .type = WORK_TYPE_THESIS, .title = "A thesis" }, "crossref",
	    "openalex" },
	{ { .title = "Said of nothing" }, "crossref", "open-library" },
	{ { .type = WORK_TYPE_ARTICLE_JOURNAL,
	      .title = "On style",
	      .container_title = "Journal of Aesthetics" },
	    "crossref", "openalex" },
};

static void
each_kind_has_those_who_know_it_first(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct source *const *order =
		    source_order(&rows[i].claimed);

		if (strcmp(order[0]->name, rows[i].first) != 0 ||
		    strcmp(order[1]->name, rows[i].second) != 0)
			fail_msg("row %zu: %s, %s", i, order[0]->name,
			    order[1]->name);
	}
}

/* Lest a work be said to be nowhere on the word of one. */
static void
each_kind_has_two_that_ask_for_no_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct source *const *order =
		    source_order(&rows[i].claimed);
		size_t n = 0;

		for (; *order; order++)
			n += (*order)->use == SOURCE_ALWAYS &&
			     (*order)->can_search(&rows[i].claimed);
		if (n < 2)
			fail_msg("row %zu: %zu", i, n);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_has_those_who_know_it_first),
		cmocka_unit_test(each_kind_has_two_that_ask_for_no_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
