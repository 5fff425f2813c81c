#ifndef READ_NAME_TABLE_H
#define READ_NAME_TABLE_H

#include "base/arena.h"
#include "base/span.h"

#include <stdint.h>

/* Names of a .bib file, macros or keys, ASCII case aside. */

/* From a name, ASCII case aside, to a number. Grows; nothing is taken out. */
struct name_row {
	const char *name; /* lower case; NULL: free */
	uint64_t hash;    /* of it */
	size_t value;
};

struct name_table {
	struct name_row *rows;
	size_t size, len;
};

/* In lower case, with blanks for zero bytes, in the arena. */
struct span name_lower(struct arena *a, struct span s);
/* The row of a name in lower case, whether it is new or not; a new one has no name
 * yet. */
struct name_row *name_table_find(
    struct name_table *t, struct arena *a, struct span lower);
/* The row of a name, or NULL. */
struct name_row *name_table_get(
    const struct name_table *t, struct arena *a, struct span name);

#endif
