#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include "base/err.h"
#include "base/span.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The bytes of a plain, gzip or zstd file, unpacked; told apart by the first
 * bytes. They are looked at in a window that grows with what is asked for, so a
 * reader needs no buffer of its own.
 *
 * A file that is damaged or cut off gives all bytes up to the break, and only
 * then ERR_SYNTAX.
 */
struct stream;

/* "-" is standard input. ERR_ABSENT: no such file. */
int stream_open(struct stream **out, const char *path, struct err *err);
/* The same of bytes in memory, which are kept: step of them at a time, as a slow
 * pipe gives them; 0: all at once. */
struct stream *stream_open_bytes(
    struct span bytes, size_t step, const char *name);
/*
 * The next len bytes of from, unpacked in their turn: a member of an archive.
 * Until it is closed, which skips what was not read of it, from is not to be
 * used.
 */
struct stream *stream_open_part(
    struct stream *from, uint64_t len, const char *name);
/*
 * *out is what comes next: `want` bytes or more, fewer only at the end (or the
 * break: the error comes when nothing is left before it). Empty: the end.
 * Valid until the next call. ERR_LIMIT: want is more than STREAM_WANT_MAX.
 */
int stream_peek(
    struct stream *s, struct span *out, size_t want, struct err *err);
/* Go n bytes on, of those that were peeked at. */
void stream_skip(struct stream *s, size_t n);
/* Is the next thing the break of a damaged file? The peeked bytes are then
 * all that there is. */
bool stream_is_broken(const struct stream *s);
/* As it was opened. */
const char *stream_name(const struct stream *s);
/* Bytes of the packed file read so far, for progress. */
uint64_t stream_offset(const struct stream *s);
void stream_close(struct stream *s);

#define STREAM_WANT_MAX ((size_t)256 << 20)

/*
 * Lines. A line ends at LF only (titles may hold U+2028); a CR before it is
 * dropped. 1: *line is the next one, valid until the next call. 0: the end.
 * < 0: error; a line that the break tears is not given.
 */
int stream_line(struct stream *s, struct span *line, struct err *err);

#endif
