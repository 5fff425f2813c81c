#ifndef CSL_ATTRIBUTES_H
#define CSL_ATTRIBUTES_H

#include "base/xml.h"
#include "csl/style.h"

/* Attributes of elements of styles and locales, read with their tables of values.
 * Each reader returns 0, or ERR_SYNTAX with a story of line and element. */

struct csl_value {
	const char *name;
	int number;
};

/* "line 12: cs:text: story" */
int csl_element_error(struct err *err, const xmlNode *n, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

bool csl_is(const xmlNode *n, const char *name); /* an element of that name */
/* The attribute in the arena, "" too; NULL if absent. */
const char *csl_string(struct arena *a, const xmlNode *n, const char *name);
/* *out is left alone if the attribute is absent. values ends with a NULL name. */
int csl_choice(int *out, const xmlNode *n, const char *name,
    const struct csl_value *values, struct err *err);
int csl_truth(bool *out, const xmlNode *n, const char *name, struct err *err);
/* 0..30000 */
int csl_count(int *out, const xmlNode *n, const char *name, struct err *err);
int csl_read_format(
    struct csl_format *out, struct arena *a, const xmlNode *n, struct err *err);
int csl_read_date_format(struct csl_date_format **out, struct arena *a,
    const xmlNode *n, struct err *err);

extern const struct csl_value csl_term_forms[];

#endif
