#ifndef SOURCE_RETRACTION_WATCH_H
#define SOURCE_RETRACTION_WATCH_H

#include "base/err.h"
#include "model/identifier.h"
#include "model/work.h"

/*
 * The Retraction Watch database, a CSV file that Crossref gives out
 * (gitlab.com/crossref/retraction-watch-data): what was retracted, corrected,
 * doubted or reinstated, by the DOI and the PMID of the work concerned. Read
 * once, never changed: any thread may look in it.
 */
struct retraction_watch;

/*
 * Read the whole file; path is for messages alone. ERR_SYNTAX: it is not that
 * file, a column is not there. A row that tells no DOI and no PMID is left out;
 * one that is cut or has too few cells, too.
 */
int retraction_watch_read(struct retraction_watch **out, struct span csv,
    const char *path, struct err *err);
void retraction_watch_free(struct retraction_watch *rw);

/* Notices that it holds. */
size_t retraction_watch_len(const struct retraction_watch *rw);

/*
 * w with what is said of it as relations, in the arena; w itself if nothing
 * is, or w says it already. A retraction that was undone later is none.
 */
struct work *retraction_watch_mark(
    const struct retraction_watch *rw, struct arena *a, struct work *w);

/* The work that the file tells by itself, for an identifier (DOI, PMID) in
 * normal form, marked; NULL: it has none. */
struct work *retraction_watch_work(const struct retraction_watch *rw,
    struct arena *a, enum identifier_kind kind, const char *id);

#endif
