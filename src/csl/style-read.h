#ifndef CSL_STYLE_READ_H
#define CSL_STYLE_READ_H

#include "csl/attributes.h"

/* Between the files of the reader of styles: style-read.c has the elements and the
 * whole, style-names.c what is about names. */

struct reader {
	struct csl_style *style;
	struct arena *arena;
	struct err *err;
	int depth;
};

/* Something of the style has no effect: kept in its warnings, with the line. */
void csl_warn(struct reader *r, const xmlNode *n, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Of all elements and attributes that are not CSL's. */
void csl_warn_unknown(struct reader *r, const xmlNode *root);

extern const struct csl_value csl_flags[], csl_plurals[];

int csl_read_byte(unsigned char *out, struct reader *r, const xmlNode *n,
    const char *name, const struct csl_value *values);
/* A count of names: "0" is read as -1, and 0 is: not said. */
int csl_read_short(
    short *out, struct reader *r, const xmlNode *n, const char *name);
/* On cs:name the attributes go by their own names; where they are inherited from,
 * three of them have a prefix (CSL 1.0.2, "Inheritable Name Options"). */
int csl_read_name_options(struct csl_name_options *o, struct reader *r,
    const xmlNode *n, bool inherited);
int csl_read_names(struct csl_element *e, struct reader *r, const xmlNode *n,
    const struct csl_names_element *within);
/* The rendering elements in parent. within: the cs:names whose cs:substitute they
 * stand in, or NULL. */
int csl_read_elements(struct csl_element **out, struct reader *r,
    const xmlNode *parent, const struct csl_names_element *within);

#endif
