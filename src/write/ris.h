#ifndef WRITE_RIS_H
#define WRITE_RIS_H

#include "base/sbuf.h"
#include "model/ris.h"

/*
 * A work as the fields of a reference in RIS's tags, which RIS, Refer and EndNote's
 * XML spell each in its own way (read/ris-work.c is the way back).
 */
struct ris_field {
	char tag[3];
	const char *value; /* may have several lines */
};

struct ris_fields {
	struct arena *arena;
	struct ris_field *items;
	size_t len;
};

/* All but the type and the end. */
void ris_fields(struct ris_fields *out, struct arena *a, const struct work *w,
    const char *key);

/* The same for Refer and EndNote's XML, which have one field for what RIS calls IS, M1
 * and SV, and one for the pages. */
void ris_fields_of_endnote(
    struct ris_fields *out, struct arena *a, const struct work *w);

#endif
