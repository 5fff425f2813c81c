#ifndef PARSE_STYLE_H
#define PARSE_STYLE_H

#include "parse/model.h"
#include "parse/unit.h"

/*
 * References of one list share a style: where the year stands, what ends a title, in
 * which order volume and pages come. What the steps of those references say that are
 * read with confidence changes the scores of steps for the others.
 */
struct style {
	struct arena *arena;
	const struct model *model;
	size_t references;                  /* that it was learned from */
	uint16_t (*counts)[LABELS][LABELS]; /* of steps, a class each */
	/* after style_settle() */
	struct crf_step *steps;
	struct crf_exp_step *exp_steps;
};

void style_open(struct style *out, struct arena *a, const struct model *model);
/* One more reference of the list. */
void style_add(struct style *s, const unsigned char *labels,
    const unsigned char *steps, size_t len);
/* The scores of steps in this list. */
void style_settle(struct style *s);

#endif
