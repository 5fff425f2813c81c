#ifndef SOURCE_RECORD_H
#define SOURCE_RECORD_H

#include "base/json.h"
#include "base/xml.h"
#include "model/work.h"

/*
 * Single records of the services, as their answers and their files for bulk
 * download hold them. The work is in the arena, source and record are set; NULL:
 * it is nothing that anybody cites, or nothing to tell it by.
 */

/* Crossref's "work". */
struct work *crossref_record(struct arena *a, const json_t *o);
/* The same, also with nothing but a DOI and where it is published: of a file. */
struct work *crossref_work(struct arena *a, const json_t *o);
/* DataCite's "doi": {"id", "attributes"}, or the attributes alone. */
struct work *datacite_record(struct arena *a, const json_t *o);
/* The same, also without a DOI: of a file, which may be a draft. */
struct work *datacite_work(struct arena *a, const json_t *o);
/* OpenAlex's "work". */
struct work *openalex_record(struct arena *a, const json_t *o);
/* PubMed's PubmedArticle and PubmedBookArticle; source and record are not set. */
struct work *pubmed_record(struct arena *a, const xmlNode *element);
/* A line of arXiv's metadata snapshot at Kaggle (Cornell-University/arxiv). */
struct work *arxiv_record(struct arena *a, const json_t *o);

/* Whose record is it, by its members? NULL: none of these. */
typedef struct work *(*record_reader)(struct arena *a, const json_t *o);
record_reader record_reader_of(const json_t *o);

#endif
