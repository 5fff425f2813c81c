#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/err.h"
#include "base/sbuf.h"

#include <stdbool.h>

/* Append the whole of path ("-" is standard input) to out, up to out->limit:
 * a bigger file is ERR_LIMIT. A directory is ERR_IO. */
int file_read(struct sbuf *out, const char *path, struct err *err);

/*
 * Write data to path so that a reader sees the old file or the new one, never
 * a part: a temporary file beside it, fsync, rename. Mode and, where allowed,
 * owner of an existing file are kept; a symbolic link is followed. With
 * backup, an old file of other bytes stays as "path~", or if there is such a
 * backup already, "path.~2~", "path.~3~" ...: no backup is overwritten. "-" is
 * standard output, unbuffered; a device or pipe is written to as it is.
 */
int file_write_atomic(
    const char *path, struct span data, bool backup, struct err *err);

/* Make the folders that lead to path (not path itself), mode 0700. */
int file_make_parents(const char *path, struct err *err);

bool file_exists(const char *path);

#endif
