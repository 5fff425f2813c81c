#ifndef PARSE_LEARNED_H
#define PARSE_LEARNED_H

#include "parse/model.h"
#include "parse/tokens.h"

/*
 * Read a reference by what was learned. s is as the rules leave it: what they found is
 * among what is seen. Its fields, names and dates are replaced by what the chain
 * finds, each with its marginal probability as confidence. False, and s is left
 * alone, if nothing was found.
 */
bool learned_read(struct scan *s, const struct model *model);

#endif
