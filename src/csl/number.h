#ifndef CSL_NUMBER_H
#define CSL_NUMBER_H

#include "csl/style.h"

/* Number variables: what is numeric, ordinals, roman numerals, ranges of pages. */

/* Numbers, each perhaps with letters around it ("D2", "2b"), parted by commas,
 * hyphens, ampersands. */
bool csl_is_numeric(const char *s);
/* More than one number: "1-3", "2 & 4". */
bool csl_is_plural(const struct csl_locale *l, const char *s);
/* The number that s is, or -1. */
long csl_number_value(const char *s);

/* As cs:number renders it; what is not numeric, as it is. variable's term tells the
 * gender. */
const char *csl_number_format(struct arena *a, const struct csl_locale *l,
    const char *s, enum csl_number_form form, enum csl_variable variable);
const char *csl_ordinal(struct arena *a, const struct csl_locale *l,
    unsigned long n, enum csl_gender gender);

/* Page ranges in the style's form, with the locale's delimiter. */
const char *csl_page_format(struct arena *a, const struct csl_locale *l,
    const char *s, enum csl_page_format format);

#endif
