#ifndef MATCH_EVIDENCE_H
#define MATCH_EVIDENCE_H

#include "match/view.h"

/*
 * Of a reference that no record was found for: add to out->changes, as wrong,
 * what it proves wrong by itself: an identifier that its agency denies or that
 * is a placeholder, an arXiv id given out after the year of the preprint cited,
 * a year to come. What it gives back, if two parts of it cannot both be right, is
 * the change that says so: of the year, by the arXiv id or the DOI, or of the
 * conference, by the DOI. NULL if there is none.
 */
const struct change *evidence_of_claim(struct judgement *out, struct arena *a,
    const struct claim_view *c, const struct match_input *in);

/* The arXiv id that a reference gives, as such or as DOI (arXiv registers
 * 10.48550/arXiv.ID for each of its ids); NULL if none. */
const char *claimed_arxiv(struct arena *a, const struct work *w);

/*
 * The candidate of another title that stands on the very pages of the very
 * volume that the reference names, or NULL. others: only if it is beyond doubt
 * another work, by other people.
 */
const struct comparison *evidence_of_slot(const struct claim_view *c,
    const struct comparison *items, size_t len, bool others);
/* Say so: the pages, as wrong, with the record that has them. */
void evidence_add_slot(struct judgement *out, struct arena *a,
    const struct claim_view *c, const struct comparison *slot);

/*
 * Both are titles in English, so that neither is the other's translation.
 * known_venue: the record is of a venue that publishes in English.
 */
bool titles_are_english(
    const struct title *x, const struct title *y, bool known_venue);

#endif
