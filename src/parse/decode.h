#ifndef PARSE_DECODE_H
#define PARSE_DECODE_H

#include "parse/style.h"
#include "parse/unit.h"

/* Places of one label, one behind the other. */
struct stretch {
	enum label label;
	size_t from, to; /* tokens */
	double confidence;
};

struct stretches {
	struct stretch *items;
	size_t len;
	const unsigned char *ruled; /* what the rules took each token for */
};

enum {
	DECODER_WAYS = 12,  /* labellings that others are looked for among */
	DECODER_OTHERS = 2, /* others, at most */
};

/* A reference's units, their chain and its best labelling. */
struct decoder {
	struct arena *arena;
	struct units units;
	struct crf_chain chain;
	unsigned char *labels;
};

/* The scan is as the rules leave it; style is that of its list, or NULL. False if there
 * is nothing to label. In the scan's arena. */
bool decoder_open(struct decoder *d, struct scan *s, const struct model *model,
    const struct style *style);
/* The labelling in stretches, each with its confidence. */
void decoder_stretches(struct stretches *out, const struct decoder *d,
    const unsigned char *labels);
/* The next best labellings that give words or numbers other labels: how many. */
size_t decoder_others(
    const unsigned char *out[DECODER_OTHERS], const struct decoder *d);
/* What the rules have found for a part, or NULL. */
const struct found *found_by_rules(const struct scan *s, enum part part);

#endif
