#ifndef BASE_TAR_H
#define BASE_TAR_H

#include "base/sbuf.h"
#include "base/stream.h"

/*
 * The files of a tar archive (POSIX.1-2008, pax: "ustar Interchange Format" and
 * "pax Interchange Format"; GNU's long names too), one after the other, as
 * streams.
 */
struct tar {
	struct stream *in;
	struct stream *member; /* of the last call */
	struct sbuf name;
	uint64_t padding; /* bytes behind the member */
};

/* Do the bytes that s begins with make it an archive? */
bool tar_is(struct stream *s, struct err *err);
void tar_open(struct tar *out, struct stream *in);
/* 1: the next file; the member stays the archive's, until the next call. 0: the
 * end. ERR_SYNTAX: damaged or cut off. */
int tar_next(struct tar *t, struct stream **member, struct err *err);
void tar_close(struct tar *t);

#endif
