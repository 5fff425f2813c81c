#ifndef PARSE_STRETCHES_H
#define PARSE_STRETCHES_H

#include "parse/decode.h"

/*
 * The chain's labelling in stretches, before fields are made of them. Training sees nothing
 * of it, so that it may change without a new model.
 */

/* Has it more than points? */
bool stretch_has_word(const struct scan *s, const struct stretch *r);
/* The first of a label that has, or NULL. */
const struct stretch *stretches_first(
    const struct scan *s, const struct stretches *runs, enum label label);
/* Labels and ends are set right where the form of the whole leaves little doubt: hosts of
 * what is quoted, journals taken for publishers, issues for pages, authors' ends. */
void stretches_settle(
    const struct scan *s, const struct model *m, struct stretches *runs);

#endif
