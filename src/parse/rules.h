#ifndef PARSE_RULES_H
#define PARSE_RULES_H

#include "parse/segments.h"

/* Reading a reference by rules: what the learned reader looks at, and what stands in
 * for it where there is none. */

struct rules {
	struct segment *segments;
	size_t len;
	struct labelling best, second;
	bool any, other; /* there is a best labelling, a second one */
	double margin;   /* between the two */
	size_t known;    /* fields found before segments were labelled */
};

/*
 * The scan of an entry's first work; body becomes what it stands in. Nothing is to be
 * completed at the end of an entry that is another work's. Sets ref->skip, ref->rest.
 */
void rules_open(struct scan *s, struct arena *a, struct reference *ref,
    struct mapped_text *body);
/* Finds all fields: the best reading is taken. */
void rules_read(struct rules *out, struct scan *s);
/* Takes the best or the second reading of the segments instead of what was taken. */
void rules_take(const struct rules *r, struct scan *s, bool second);
/* How sure the first reading is, by what the second says otherwise. */
double rules_confidence(const struct rules *r);
/* A field's tokens from..to, without what surrounds it, with what closes it. */
void rules_settle_ends(
    const struct scan *s, enum part label, size_t *from, size_t *to);

#endif
