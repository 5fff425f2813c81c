#ifndef READ_RECORD_MORE_H
#define READ_RECORD_MORE_H

#include "model/work.h"
#include "model/xml-text.h"

#include <jansson.h>

/*
 * What a bibliography wants of a service's record beside what a reference is
 * compared by: abstract, keywords, language. The readers of records
 * (source/record.h) leave it out, since an index has no use for it. Fields that
 * are set stay.
 */
void crossref_more(struct work *w, struct arena *a, const json_t *o);
void datacite_more(struct work *w, struct arena *a, const json_t *o);
void openalex_more(struct work *w, struct arena *a, const json_t *o);
/* PubmedArticle or PubmedBookArticle. */
void pubmed_more(struct work *w, struct arena *a, const xmlNode *element);

#endif
