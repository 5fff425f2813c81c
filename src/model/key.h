#ifndef MODEL_KEY_H
#define MODEL_KEY_H

#include "model/work.h"

#include <stdint.h>

/*
 * Matching keys: the same for index, matcher and store, so they must never
 * change without a new index format version.
 */

/* Hash of the title's folded letters and digits, blanks aside; 0 if there are
 * fewer than two. */
uint64_t key_title(struct arena *a, const char *title);
/* Hash of the part before the first ':' or '. ' or ' - ' when that part has at
 * least two words or 10 letters, else 0: finds records that lost their subtitle. */
uint64_t key_title_head(struct arena *a, const char *title);
/* Hash of first author's (else editor's) folded family name and the year; 0 if either is
 * missing. */
uint64_t key_author_year(struct arena *a, const struct name *first, int year);
/* Hash of volume and first page, 0 if either is missing. */
uint64_t key_volume_page(struct arena *a, const char *volume, const char *page);
/* Hash of kind and normal form. */
uint64_t key_identifier(int kind, const char *value);

/* A folded word of a text. */
struct term {
	struct span word; /* into the folded text */
	uint64_t hash;
	bool number; /* digits only */
};

/*
 * The terms of a text for postings and overlap: words of text_fold(), CJK runs
 * as 2-grams (a lone CJK letter as itself), single Latin letters left out. Each
 * as often as it occurs, in order.
 */
size_t key_terms(struct term **out, struct arena *a, const char *text);

/* Family name folded for comparing, particles kept, blanks dropped. */
char *key_family(struct arena *a, const struct name *n);

#endif
