#ifndef MODEL_ARXIV_H
#define MODEL_ARXIV_H

#include "base/arena.h"
#include "base/span.h"

#include <stdbool.h>

/* Private to src/model: an arXiv id at the start of a text. */
struct arxiv_match {
	size_t len;         /* with version */
	size_t id_len;      /* without */
	size_t archive_len; /* "math" of "math.GT/0309136"; 0: new form */
	size_t number_from; /* "0309136" */
	int version;        /* or 0 */
};

/* True if s starts with an id's shape; whether such an id can exist says
 * arxiv_date(). */
bool arxiv_at(struct arxiv_match *out, struct span s);
char *arxiv_match_normal(
    struct arena *a, struct span s, const struct arxiv_match *m);

#endif
