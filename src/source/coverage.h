#ifndef SOURCE_COVERAGE_H
#define SOURCE_COVERAGE_H

#include "model/work.h"

/*
 * Which works a service has, as far as the claim tells: what covers() and
 * can_search() of the sources answer. The reasons are in doc/sources.md.
 * Private to src/source/.
 */
bool coverage_crossref(const struct work *claimed);
bool coverage_crossref_search(const struct work *claimed);
bool coverage_datacite(const struct work *claimed);
bool coverage_datacite_search(const struct work *claimed);
bool coverage_arxiv(const struct work *claimed);
bool coverage_arxiv_search(const struct work *claimed);
bool coverage_open_library(const struct work *claimed);
bool coverage_open_library_search(const struct work *claimed);
/* A book of a house that registers a DOI for each of its books. */
bool coverage_book_at_crossref(const struct work *claimed);
/* What Crossref has, it has too. */
bool coverage_openalex(const struct work *claimed);
/* doi.org is asked by identifier only. */
bool coverage_none(const struct work *claimed);

#endif
