#ifndef BASE_ZIP_H
#define BASE_ZIP_H

#include "base/err.h"
#include "base/sbuf.h"

/*
 * The files of a ZIP archive in memory (PKWARE's APPNOTE 6.3; no ZIP64, no
 * encryption), by its central directory.
 */
struct zip {
	struct span bytes;
	size_t at;   /* in the central directory */
	size_t left; /* entries */
};

struct zip_entry {
	struct span name;
	unsigned method;
	size_t packed;
	size_t size;
	size_t offset; /* of its local header */
};

bool zip_is(struct span bytes);
/* ERR_SYNTAX: damaged or cut off. bytes are kept. */
int zip_open(struct zip *out, struct span bytes, struct err *err);
/* false: the end, or the directory is damaged from here on. */
bool zip_next(struct zip *z, struct zip_entry *out);
/* Append a file's content. ERR_SYNTAX: damaged, or packed in a way we do not know;
 * ERR_LIMIT: more than out takes. */
int zip_read(struct sbuf *out, const struct zip *z,
    const struct zip_entry *entry, struct err *err);

#endif
