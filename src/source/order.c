#include "source/coverage.h"
#include "source/source.h"
#include "source/subject.h"

#include "base/banned.h"

/*
 * Whom to search in for which kind of reference, those that know the kind best
 * first. Each row has at least two services that a user without keys has, so
 * that no work is said to be nowhere on the word of one.
 */
enum { FIT_MAX = 6 };

static bool
is_book(const struct work *w)
{
	return coverage_open_library(w) || w->type == WORK_TYPE_BOOK;
}

static bool
is_part_of_book(const struct work *w)
{
	return w->type == WORK_TYPE_CHAPTER || w->type == WORK_TYPE_ENTRY ||
	       w->type == WORK_TYPE_ENTRY_DICTIONARY ||
	       w->type == WORK_TYPE_ENTRY_ENCYCLOPEDIA;
}

static bool
is_biomedical_preprint(const struct work *w)
{
	return work_is_preprint(w) && subject_may_be_biomedical(w);
}

static bool
is_data(const struct work *w)
{
	return w->type == WORK_TYPE_DATASET || w->type == WORK_TYPE_SOFTWARE ||
	       coverage_datacite(w);
}

/* Venues of computer science that give their papers no DOIs. */
static bool
is_computing_without_doi(const struct work *w)
{
	return subject_may_be_computing(w) && !coverage_crossref(w);
}

static bool
says_nothing_of_place(const struct work *w)
{
	return coverage_open_library_search(w);
}

static bool
is_grey(const struct work *w)
{
	return w->type == WORK_TYPE_THESIS || w->type == WORK_TYPE_REPORT;
}

static bool
is_any(const struct work *w)
{
	(void)w;
	return true;
}

/* The first row that fits. */
static const struct {
	bool (*is)(const struct work *claimed);
	const struct source *fit[FIT_MAX];
} rows[] = {
	{ coverage_book_at_crossref,
	    { &source_crossref, &source_open_library, &source_google_books,
		&source_openalex } },
	{ is_book, { &source_open_library, &source_google_books,
		       &source_crossref, &source_openalex } },
	{ is_part_of_book, { &source_crossref, &source_openalex,
			       &source_open_library, &source_google_books } },
	{ is_data, { &source_datacite, &source_crossref, &source_openalex } },
	{ is_biomedical_preprint, { &source_europe_pmc, &source_crossref,
				      &source_openalex, &source_arxiv } },
	{ work_is_preprint, { &source_arxiv, &source_crossref, &source_openalex,
				&source_semantic_scholar, &source_datacite } },
	{ is_computing_without_doi,
	    { &source_dblp, &source_arxiv, &source_openalex, &source_crossref,
		&source_semantic_scholar } },
	{ subject_may_be_computing,
	    { &source_crossref, &source_dblp, &source_openalex, &source_arxiv,
		&source_semantic_scholar } },
	{ subject_may_be_biomedical, { &source_europe_pmc, &source_crossref,
					 &source_pubmed, &source_openalex } },
	{ is_grey, { &source_crossref, &source_openalex, &source_datacite,
		       &source_arxiv } },
	{ says_nothing_of_place,
	    { &source_crossref, &source_open_library, &source_openalex,
		&source_arxiv, &source_google_books } },
	{ is_any, { &source_crossref, &source_openalex, &source_arxiv,
		      &source_datacite, &source_semantic_scholar } },
};

const struct source *const *
source_order(const struct work *claimed)
{
	size_t i = 0;

	while (!rows[i].is(claimed))
		i++;
	return rows[i].fit;
}
