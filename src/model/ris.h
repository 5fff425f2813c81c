#ifndef MODEL_RIS_H
#define MODEL_RIS_H

#include "model/work.h"

/*
 * What the readers and writers of RIS, Refer and EndNote's XML share: one model of
 * a reference, in three spellings. Tags and types are RIS's.
 */
struct ris_type {
	const char *tag;     /* "JOUR" */
	const char *endnote; /* "Journal Article" */
	int number;          /* of EndNote's XML, or 0 */
	enum work_type type;
	const char *genre; /* or NULL */
};

/* ASCII case aside; NULL if there is none. */
const struct ris_type *ris_type_of_tag(struct span tag);
const struct ris_type *ris_type_of_endnote(struct span name);
const struct ris_type *ris_type_of_number(int number);
/* What a work is written as; never NULL. */
const struct ris_type *ris_type_of_work(const struct work *w);

/* The tag of RIS that a work's own file had, of a type that nobody knows (as long as the
 * work is of no other since); else that of ris_type_of_work(). */
const char *ris_tag_of_work(const struct work *w);

#endif
