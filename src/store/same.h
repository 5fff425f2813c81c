#ifndef STORE_SAME_H
#define STORE_SAME_H

#include "model/work.h"

/* Parts of the library's rule of identity (store.h): could two claims be of one
 * work? The comparers are those of match/. */

/* The titles may be one work's, written otherwise; one is absent or in another
 * script. */
bool same_title_possible(
    struct arena *a, const struct work *x, const struct work *y);

/* Nobody is named in one who has no place in the other. */
bool same_people(struct arena *a, const struct work *x, const struct work *y);

/* Somebody is named in both, or nobody in one. */
bool shared_people(struct arena *a, const struct work *x, const struct work *y);

/* Of the same year and people, and nothing else that both have tells them apart.
 * The titles are the same already. */
bool same_as_printed(
    struct arena *a, const struct work *x, const struct work *y);

#endif
