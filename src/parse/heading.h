#ifndef PARSE_HEADING_H
#define PARSE_HEADING_H

#include "base/arena.h"
#include "base/span.h"

#include <stdbool.h>

/* Is a line the heading of a reference list? */
enum heading_strength {
	HEADING_NONE,
	HEADING_WEAK, /* "Notes", "Further reading" */
	HEADING_STRONG,
};

struct heading_table;

/* headings.def, folded; in a. */
const struct heading_table *heading_table_new(struct arena *a);

/*
 * What a heading's text says: "7. References", "附录B：参考文献", "REFERENCES AND
 * NOTES", "参考文献 (References)". All of the text must be understood, so
 * "References to authority" is none. scratch is reset.
 */
enum heading_strength heading_match(
    const struct heading_table *t, struct arena *scratch, struct span text);

#endif
