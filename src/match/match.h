#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "model/identifier.h"
#include "model/judgement.h"

/* One comparer for every origin: fresh, cached or offline records. Pure: the
 * same input gives the same judgement, byte for byte. */

/* What is known of an identifier that the reference carries. */
struct match_identifier {
	enum identifier_kind kind;
	const char *value; /* normal form */
	enum identifier_status status;
	const struct work *work; /* its record, or NULL */
};

struct match_input {
	const struct reference *reference;
	const struct work *const *candidates; /* from all sources, any order */
	size_t candidates_len;
	const struct match_identifier *identifiers;
	size_t identifiers_len;
	const struct searched
	    *searched; /* what was asked, and what became of it */
	size_t searched_len;
	/* The user stopped it: what is pending among them was still to be asked. */
	bool stopped;
	/* Rarity of a term, or NULL: ln(N/df) as the local index knows it. */
	double (*idf)(void *ctx, uint64_t term_hash);
	void *idf_ctx;
	/* The year it is now, for years still to come; 0: not known. */
	int year_now;
	enum {
		MATCH_PREFER_CITED,
		MATCH_PREFER_PUBLISHED,
		MATCH_PREFER_PREPRINT
	} prefer;
};

/* Judge one reference. out and all that it points to is in a, or borrowed from
 * the input. */
void match_judge(
    struct judgement *out, struct arena *a, const struct match_input *in);

/* Probability that the claim of a parse (and the reference's raw text) is this
 * record; for deciding whether to go on searching. */
double match_score(struct arena *a, const struct parse *p, const char *raw,
    const struct work *record);

/* Two records of one work: same, or versions of one another (preprint,
 * proceedings, journal, reprint). */
bool match_same_work(
    struct arena *a, const struct work *x, const struct work *y);

#endif
