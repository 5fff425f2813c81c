#ifndef SOURCE_LOCAL_H
#define SOURCE_LOCAL_H

#include "base/err.h"
#include "model/identifier.h"
#include "model/work.h"

#include <stdint.h>

/*
 * A local index: one SQLite file that holds slim records and the keys to find
 * them by. Opened read-only; any number of handles may read one file, each on a
 * thread of its own. Built by
 * app/index.h. Format: doc/index-format.md.
 */
struct local_index;

/* LOCAL_INDEX_FORMAT changes when files of another version cannot be read. */
enum { LOCAL_INDEX_FORMAT = 1, LOCAL_INDEX_APPLICATION_ID = 0x72666d69 };

struct local_index_info {
	const char *name; /* file name without folders */
	const char *date; /* when it was built or last updated, ISO 8601 */
	size_t works;
	bool general; /* covers scholarly works of any kind */
	/* "general", or kinds and years as given to build; "": nothing. */
	const char *covers;
	/* local_holdings_write()'s lines, or "": not counted, or told what to
	 * cover. */
	const char *holdings;
	int format;
	/* "crossref 1234\nacl-anthology 99\n": records by the source they name. */
	const char *sources;
	/*
	 * "2026-11-24 990 1000 crossref 1000\n": how it was built, and updated,
	 * a line each: the date, works that came new, records read, and those
	 * by source.
	 */
	const char *segments;
	size_t bytes;
};

/* ERR_ABSENT: no such file. ERR_SYNTAX: not an index, damaged, or of a version
 * this program does not know; the story says which and what to do. */
int local_index_open(
    struct local_index **out, const char *path, struct err *err);
/* A further handle of the same file, for another thread. ERR_AGAIN: another file
 * has its name by now. */
int local_index_open_again(
    struct local_index **out, const struct local_index *ix, struct err *err);
void local_index_close(struct local_index *ix);
const struct local_index_info *local_index_info(const struct local_index *ix);

/*
 * Do works of this kind and year fall under what the index says it covers, and has
 * it enough of them, if it was not told but counts as general by its size? What
 * is newer than the index never does; nor do, unless they are named, the kinds
 * that no index of the literature has as a whole (laws, web pages, standards).
 */
bool local_index_covers(
    const struct local_index *ix, const struct work *claimed);
/*
 * "16 books in Cyrillic letters": what there is of the claimed work's kind, where the
 * index counts as general by its size alone; too little of it is not covered. NULL if
 * it was told what it covers, or was not counted.
 */
const char *local_index_holds(
    struct arena *a, const struct local_index *ix, const struct work *claimed);

/* ERR_USAGE for what `index build --covers` cannot mean: it takes "general",
 * "none", or CSL types and a range of years ("article-journal 1990-2024"). */
int local_covers_check(const char *covers, struct err *err);

/* Records with that identifier (normal form). Appends to *out (array in a). */
int local_index_by_identifier(struct work ***out, size_t *len, struct arena *a,
    struct local_index *ix, enum identifier_kind kind, const char *value,
    struct err *err);

/*
 * Records that could be the claimed work, at most max, best first: by exact
 * title (and title head), by author and year, by volume and page, by rare
 * words of the parsed title and first author, then of the raw text. claimed
 * or raw may be NULL. Works have source (the file's name) and record (row).
 * Versions of one work all come, for exact titles at least.
 */
int local_index_search(struct work ***out, size_t *len, struct arena *a,
    struct local_index *ix, const struct work *claimed, const char *raw,
    size_t max, struct err *err);

/* How rare a term is: ln(N / df), for the matcher's weights; ln(N + 1) for an
 * unknown term. */
double local_index_idf(struct local_index *ix, uint64_t term_hash);

#endif
