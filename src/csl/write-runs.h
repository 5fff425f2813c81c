#ifndef CSL_WRITE_RUNS_H
#define CSL_WRITE_RUNS_H

#include "csl/flatten.h"

/* CSL_OUTPUT_RUNS, for csl_tokens_write(). */
void csl_tokens_write_runs(struct sbuf *out, const struct csl_tokens *t);

#endif
