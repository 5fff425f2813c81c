#ifndef APP_CHECK_H
#define APP_CHECK_H

#include "app/resolve.h"
#include "write/write.h"

/* A file's references: document read, lists found, references parsed. */
struct checked_file {
	struct document *document;
	struct references references;
	struct resolve_result result;
	struct arena arena; /* owns the result */
};

/* Open, read, find and parse. ERR_ABSENT: readable, but no reference in it. */
int checked_file_open(
    struct checked_file *out, const char *path, struct err *err);
/* The same from memory; name tells the format. */
int checked_file_from_bytes(struct checked_file *out, const char *name,
    struct span bytes, struct err *err);
/* Right after a failure too. */
void checked_file_close(struct checked_file *f);

/* Look up and judge. */
int checked_file_resolve(
    struct checked_file *f, const struct resolve_options *o, struct err *err);

/* The mended document; sets `applied` on the changes that were made. */
int checked_file_mend(struct sbuf *out, struct checked_file *f,
    const struct write_policy *policy, struct err *err);

/* A .bib of all references: found works, and as claimed what was not found. */
void checked_file_bibtex(struct sbuf *out, const struct checked_file *f,
    const struct write_policy *policy);

#endif
