#ifndef READ_MARC_H
#define READ_MARC_H

#include "read/fill.h"

/*
 * Private to the readers of MARC 21 (Library of Congress; and the basics of
 * UNIMARC) in XML and in ISO 2709: a record as it is, and the work it tells.
 */
struct marc_subfield {
	char code;
	struct span value;
};

struct marc_field {
	char tag[4];
	char indicators[2];
	struct span value; /* of a control field */
	struct marc_subfield *subfields;
	size_t len;
};

struct marc_record {
	struct span leader;
	struct marc_field *fields;
	size_t len;
};

/* Everything is copied into a; s is for what is not kept. */
struct work *marc_work(
    struct arena *a, struct arena *s, const struct marc_record *r);

#endif
