#ifndef PARSE_UNIT_H
#define PARSE_UNIT_H

#include "parse/model.h"
#include "parse/tokens.h"

/*
 * What the learned reader labels: a token, or an identifier with all of its tokens.
 * Its features are numbers: hashes of what is seen at it and around it.
 */
struct unit {
	size_t from, to; /* tokens */
	uint32_t word;   /* hash of its small letters, or of what it is */
	uint32_t shape;  /* kind, capitals, length, in small numbers */
	uint32_t shares; /* model_word() */
	uint32_t rule;   /* what the rules take it for, and whether it begins */
	uint32_t lexicon;
	unsigned kind; /* of character, for steps */
	bool stop;     /* ends a segment */
	bool opens, quoted, bracket;
	bool identifier;
	size_t segment;
};

/* Units between two separators. */
struct unit_segment {
	size_t from, to;
	uint32_t lexicon; /* of all words */
	uint32_t form;    /* how long, how written, in small numbers */
	uint32_t ends;    /* the separator behind it */
};

struct units {
	struct scan *scan;
	const struct model *model;
	struct unit *items;
	size_t len;
	struct unit_segment *segments;
	size_t segments_len;
	unsigned char *years_before; /* of each unit */
	unsigned years;
	uint32_t *region; /* the rules' labels, as runs: before, own, behind */
	uint32_t outline; /* what the rules find in the whole */
};

enum {
	UNIT_FEATURES = 112, /* at most, of a unit */
	UNIT_STEPS = 64      /* classes of steps */
};

/* The scan as the rules leave it; model gives the words' shares. */
void units_open(struct units *out, struct scan *s, const struct model *model);
/* Writes the features of a unit, UNIT_FEATURES at most; returns how many. */
size_t units_features(uint32_t *out, const struct units *u, size_t i);
/* The class of the step to a unit. */
unsigned char units_step(const struct units *u, size_t i);

#endif
