/* Lines of plain, gzip and zstd files. */

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "base/banned.h"

enum { READ_SIZE = 1 << 17, WINDOW_START = 1 << 18 };

enum packing { PACKING_NONE, PACKING_GZIP, PACKING_ZSTD };

struct line_reader {
	int fd;
	enum packing packing;
	const char *path;
	size_t offset; /* of the file, as read */
	bool file_ended;
	bool stream_open; /* inside a gzip member or zstd frame */
	unsigned char in[READ_SIZE];
	size_t in_at, in_len;
	char *window; /* decoded bytes; a line is given from here */
	size_t at, len, size;
	z_stream gzip;
	ZSTD_DStream *zstd;
	char name[];
};

static int
fill_in(struct line_reader *r, struct err *err)
{
	ssize_t n;

	do
		n = read(r->fd, r->in, sizeof(r->in));
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return err_set(err, ERR_IO, "cannot read '%.150s': %s", r->path,
		    strerror(errno));
	r->in_at = 0;
	r->in_len = (size_t)n;
	r->offset += (size_t)n;
	r->file_ended = n == 0;
	return OK;
}

int
line_reader_open(struct line_reader **out, const char *path, struct err *err)
{
	size_t len = strlen(path);
	struct line_reader *r = calloc(1, sizeof(*r) + len + 1);
	int rc;

	if (!r)
		die_oom(sizeof(*r));
	memcpy(r->name, path, len);
	r->path = r->name;
	*out = NULL;
	r->fd =
	    strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
	if (r->fd < 0) {
		rc = err_set(err, errno == ENOENT ? ERR_ABSENT : ERR_IO,
		    "cannot open '%.150s': %s", path, strerror(errno));
		free(r);
		return rc;
	}
	rc = fill_in(r, err);
	if (rc) {
		line_reader_close(r);
		return rc;
	}
	if (r->in_len >= 2 && r->in[0] == 0x1f && r->in[1] == 0x8b) {
		r->packing = PACKING_GZIP;
		if (inflateInit2(&r->gzip, 15 + 16) != Z_OK)
			die_oom(sizeof(r->gzip));
	} else if (r->in_len >= 4 && !memcmp(r->in, "\x28\xb5\x2f\xfd", 4)) {
		r->packing = PACKING_ZSTD;
		r->zstd = ZSTD_createDStream();
		if (!r->zstd)
			die_oom(sizeof(r->zstd));
	} else if (r->in_len >= 3 && !memcmp(r->in, "\xef\xbb\xbf", 3)) {
		r->in_at = 3;
	}
	*out = r;
	return OK;
}

static int
damaged(struct line_reader *r, struct err *err)
{
	return err_set(err, ERR_SYNTAX,
	    "'%.150s' is damaged or was cut off while downloading: get it "
	    "again",
	    r->path);
}

/* Decode some of in[] to the window's end. */
static int
decode(struct line_reader *r, struct err *err)
{
	size_t room = r->size - r->len, had = r->in_len - r->in_at;

	if (r->packing == PACKING_NONE) {
		size_t n = had < room ? had : room;

		memcpy(r->window + r->len, r->in + r->in_at, n);
		r->in_at += n;
		r->len += n;
	} else if (r->packing == PACKING_GZIP) {
		int z;

		r->gzip.next_in = r->in + r->in_at;
		r->gzip.avail_in = (unsigned)had;
		r->gzip.next_out = (unsigned char *)r->window + r->len;
		r->gzip.avail_out = (unsigned)room;
		z = inflate(&r->gzip, Z_NO_FLUSH);
		if (z != Z_OK && z != Z_STREAM_END && z != Z_BUF_ERROR)
			return damaged(r, err);
		r->in_at += had - r->gzip.avail_in;
		r->len += room - r->gzip.avail_out;
		r->stream_open = z != Z_STREAM_END;
		if (z == Z_STREAM_END) /* members may follow one another */
			(void)inflateReset(&r->gzip);
	} else {
		ZSTD_outBuffer to = { r->window + r->len, room, 0 };
		ZSTD_inBuffer from = { r->in + r->in_at, had, 0 };
		size_t z = ZSTD_decompressStream(r->zstd, &to, &from);

		if (ZSTD_isError(z))
			return damaged(r, err);
		r->in_at += from.pos;
		r->len += to.pos;
		r->stream_open = z != 0;
	}
	return OK;
}

/* Get more bytes into the window. 0 with *more false at the end. */
static int
fill_window(struct line_reader *r, bool *more, struct err *err)
{
	int rc;

	*more = true;
	if (r->at) {
		memmove(r->window, r->window + r->at, r->len - r->at);
		r->len -= r->at;
		r->at = 0;
	}
	if (r->len == r->size) {
		size_t size = r->size ? r->size * 2 : WINDOW_START;
		char *p;

		if (size > SBUF_LIMIT)
			return err_set(err, ERR_LIMIT,
			    "'%.150s' has a line of more than %zu bytes",
			    r->path, SBUF_LIMIT);
		p = realloc(r->window, size);
		if (!p)
			die_oom(size);
		r->window = p;
		r->size = size;
	}
	for (;;) {
		size_t was = r->len;

		if (r->in_at < r->in_len || r->stream_open) {
			rc = decode(r, err);
			if (rc)
				return rc;
			if (r->len > was)
				return OK;
		}
		if (r->in_at < r->in_len)
			continue;
		if (r->file_ended) {
			if (r->stream_open)
				return damaged(r, err);
			*more = false;
			return OK;
		}
		rc = fill_in(r, err);
		if (rc)
			return rc;
	}
}

int
line_reader_next(struct line_reader *r, struct span *line, struct err *err)
{
	size_t seen = 0;
	bool more = true;
	int rc;

	for (;;) {
		char *start = r->window + r->at, *end = NULL;

		if (r->len - r->at > seen)
			end = memchr(start + seen, '\n', r->len - r->at - seen);
		if (!end && more) {
			seen = r->len - r->at;
			rc = fill_window(r, &more, err);
			if (rc)
				return rc;
			continue;
		}
		if (!end && r->at == r->len)
			return 0;
		line->ptr = start;
		line->len = end ? (size_t)(end - start) : r->len - r->at;
		r->at += line->len + (end != NULL);
		if (line->len && line->ptr[line->len - 1] == '\r')
			line->len--;
		return 1;
	}
}

size_t
line_reader_offset(const struct line_reader *r)
{
	return r->offset;
}

void
line_reader_close(struct line_reader *r)
{
	if (!r)
		return;
	if (r->packing == PACKING_GZIP)
		(void)inflateEnd(&r->gzip);
	ZSTD_freeDStream(r->zstd);
	if (r->fd > STDERR_FILENO)
		(void)close(r->fd);
	free(r->window);
	free(r);
}
