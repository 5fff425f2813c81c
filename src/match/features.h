#ifndef MATCH_FEATURES_H
#define MATCH_FEATURES_H

#include "match/view.h"

/* The rows of weights.def, in its order. */
enum feature {
#define X(name, weight, direction, meaning) FEATURE_##name,
#include "match/weights.def"
#undef X
	MATCH_FEATURES
};

/* The name of a row, as weights.def has it. */
const char *feature_name(enum feature f);

/* What a comparison (all but its score) says, one number a row. */
void comparison_features(double x[MATCH_FEATURES], const struct claim_view *c,
    const struct comparison *m);

/* The probability that weights.def gives for these features. */
double features_probability(const double x[MATCH_FEATURES]);

#endif
