#ifndef PARSE_LEARNED_H
#define PARSE_LEARNED_H

#include "parse/decode.h"

/* A reference that was read by what was learned, and how it may be read otherwise. */
struct learned {
	struct decoder decoder;
	struct scan before;   /* as the rules left it */
	unsigned char *ruled; /* what they took each token for */
	const unsigned char *others[DECODER_OTHERS];
	size_t others_len, taken;
	bool asked; /* for the others */
};

/*
 * Read a reference by what was learned. s is as the rules leave it: what they found is
 * among what is seen. Its fields, names and dates are replaced by what the chain
 * finds, each with its marginal probability as confidence. style is that of the list
 * it stands in, or NULL. False, and s is left alone, if nothing was found.
 */
bool learned_read(struct learned *l, struct scan *s, const struct model *model,
    const struct style *style);
/* What the rules have left, once more. */
void learned_undo(const struct learned *l, struct scan *s);
/* The next best reading, into s. False if there is none. */
bool learned_next(struct learned *l, struct scan *s);

#endif
