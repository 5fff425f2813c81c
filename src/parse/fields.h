#ifndef PARSE_FIELDS_H
#define PARSE_FIELDS_H

#include "parse/parse.h"
#include "parse/style.h"

/* A reading whose least certain field is as sure says what the list's style is; one that
 * is not is read by it, and in other ways. */
static const double FIELDS_SURE = 0.9, FIELDS_DOUBTFUL = 0.8;

/* parse_reference(), in a list of that style (or NULL); what is read with confidence is
 * added to learn, if that is not NULL. */
void fields_read(struct arena *a, struct reference *ref,
    const struct style *style, struct style *learn);
/* The confidence of the least certain of author, title, container and year. */
double fields_doubt(const struct parse *p);

#endif
