#ifndef MATCH_EVIDENCE_H
#define MATCH_EVIDENCE_H

#include "match/view.h"

/*
 * Of a reference that no record was found for: add to out->changes, as wrong,
 * what it proves wrong by itself: an identifier that its agency denies or that
 * is a placeholder, an arXiv id given out after the year of the preprint cited,
 * a year to come.
 */
void evidence_of_claim(struct judgement *out, struct arena *a,
    const struct claim_view *c, const struct match_input *in);

#endif
