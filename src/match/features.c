/* From a comparison to the probability that the record is the work cited: a
 * logistic model, its weights in weights.def. */

#include "match/features.h"

#include <math.h>
#include <stdlib.h>

#include "base/banned.h"

static const struct {
	const char *name;
	double weight;
} rows[MATCH_FEATURES] = {
#define X(name, weight, direction, meaning) { #name, weight },
#include "match/weights.def"
#undef X
};

const char *
feature_name(enum feature f)
{
	return rows[f].name;
}

static void
title_features(
    double *x, const struct claim_view *c, const struct comparison *m)
{
	const struct title_match *t = &m->title;
	bool distinctive = title_is_distinctive(&m->view.title) &&
			   (t->relation != TITLE_NO_SUBTITLE ||
			       title_is_distinctive(&c->view.title));
	enum feature same =
	    distinctive ? FEATURE_title_distinctive : FEATURE_title_common;

	if (m->title_in_raw && t->relation > TITLE_SPELLING) {
		x[same] = 1;
		x[FEATURE_title_spelling] = 1;
		return;
	}
	if (m->nickname) {
		x[FEATURE_title_common] = 1;
		x[FEATURE_title_part] = 1;
		return;
	}
	switch (t->relation) {
	case TITLE_NONE: return;
	case TITLE_EQUAL: x[same] = 1; return;
	case TITLE_SPELLING:
		x[same] = 1;
		x[FEATURE_title_spelling] = 1;
		return;
	case TITLE_NO_SUBTITLE:
	case TITLE_SUBTITLE:
		x[same] = 1;
		x[FEATURE_title_part] = 1;
		return;
	case TITLE_PREFIX: x[FEATURE_title_prefix] = 1; break;
	case TITLE_NEAR:
		x[FEATURE_title_near] = 1;
		x[FEATURE_title_similarity] = t->similarity - 0.4;
		break;
	case TITLE_OTHER: x[FEATURE_title_other] = 1; break;
	}
	x[FEATURE_title_numbers] = t->numbers_differ;
}

static void
author_features(
    double *x, const struct claim_view *c, const struct comparison *m)
{
	const struct names_match *n = &m->names;

	if (!n->claimed)
		return;
	if (!n->recorded || n->group_for_people || n->in_two_scripts)
		x[FEATURE_authors_unrecorded] = 1;
	else if (!n->matched && !claim_trusted(c, CLAIM_AUTHOR) &&
		 claim_raw_has_word(c, m->view.names.items[0].core))
		/* A list that was read badly may still hold the name. */
		x[FEATURE_authors_some] = 1;
	else if (n->matched && n->order_only_weak && n->claimed == 1)
		x[FEATURE_authors_weak] = 1;
	else if (!n->matched || n->order_only_weak)
		x[FEATURE_authors_none] = 1;
	else if (n->matched == n->claimed) {
		x[FEATURE_authors_all] = 1;
		x[FEATURE_authors_each] =
		    n->claimed < 4 ? (double)n->claimed : 4;
	} else if (n->first && n->matched * 2 >= n->claimed)
		x[FEATURE_authors_half] = 1;
	else
		x[FEATURE_authors_some] = 1;
}

static void
detail_features(double *x, const struct comparison *m)
{
	int gap = abs(m->year_distance);

	if (m->has_years)
		x[gap == 0     ? FEATURE_year_same
		    : gap == 1 ? FEATURE_year_next
		    : gap <= 3 ? FEATURE_year_near
			       : FEATURE_year_far] = 1;
	if (m->container == AGREE_EQUAL || m->container == AGREE_FORM)
		x[FEATURE_container_same] = 1;
	else if (m->container == AGREE_VARIANT)
		x[FEATURE_container_variant] = 1;
	else if (m->container == AGREE_OTHER)
		x[FEATURE_container_other] = 1;
	if (m->volume == AGREE_EQUAL || m->volume == AGREE_FORM)
		x[FEATURE_volume_same] = 1;
	if (m->pages == AGREE_EQUAL || m->pages == AGREE_FORM)
		x[FEATURE_pages_same] = 1;
	else if (m->pages == AGREE_OTHER)
		x[FEATURE_pages_other] = 1;
	if (m->same_identifier)
		x[FEATURE_identifier_same] = 1;
}

void
comparison_features(double x[MATCH_FEATURES], const struct claim_view *c,
    const struct comparison *m)
{
	memset(x, 0, MATCH_FEATURES * sizeof(*x));
	x[FEATURE_prior] = 1;
	title_features(x, c, m);
	author_features(x, c, m);
	detail_features(x, m);
}

double
features_probability(const double x[MATCH_FEATURES])
{
	double odds = 0;

	for (size_t i = 0; i < MATCH_FEATURES; i++)
		odds += rows[i].weight * x[i];
	return 1 / (1 + exp(-odds));
}
