#ifndef SOURCE_LOCAL_PAGES_H
#define SOURCE_LOCAL_PAGES_H

#include "base/sbuf.h"

#include <stdint.h>

/*
 * Rows of a finished SQLite file, read where they lie: a search reads 160 rows,
 * and SQLite takes longer to run a statement than to find a row. Only what an index has is
 * understood: tables of an integer key and one blob (sqlite.org/fileformat2.html, 1.5,
 * 1.6 and 2). No byte of the file is trusted.
 */
struct local_pages {
	const unsigned char *map; /* NULL: not mapped, ask SQLite */
	size_t bytes;
	size_t page;   /* bytes of one */
	size_t usable; /* of them */
};

struct local_table {
	uint32_t root;    /* page, from 1 on */
	struct sbuf room; /* a row that lies on several pages */
};

/* Map the file of `bytes` bytes that fd is open for, whose header was checked. False: it
 * cannot be mapped, or is laid out otherwise; pages is then not mapped. */
bool local_pages_open(struct local_pages *pages, int fd, size_t bytes);
void local_pages_close(struct local_pages *pages);

/*
 * 1: *out is the row's blob; 0: there is no such row; -1: the file is damaged. It is valid
 * as long as the map, or, unless local_pages_hold() it, until the table's next row.
 */
int local_pages_row(struct span *out, const struct local_pages *pages,
    struct local_table *table, int64_t row);
bool local_pages_hold(const struct local_pages *pages, struct span row);

#endif
