#include "base/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "base/banned.h"

enum {
	READ_SIZE = 1 << 17,
	WINDOW_START = 1 << 18,
	MAGIC = 4, /* bytes that tell the packing */
};

enum packing { PACKING_NONE, PACKING_GZIP, PACKING_ZSTD };

struct stream {
	int fd;            /* or: */
	struct span bytes; /* of which step at a time, or: */
	size_t step;
	struct stream *from; /* whose next `left` bytes these are */
	uint64_t left;
	size_t lent; /* bytes peeked at in from, and not yet skipped there */
	enum packing packing;
	uint64_t offset; /* of the packed bytes, as read */
	bool ended;      /* there are no more packed bytes */
	bool unit_open;  /* inside a gzip member or zstd frame */
	bool started;
	int broken; /* the code that comes behind the window's bytes, or 0 */
	struct err why;
	const unsigned char *in;
	size_t in_len;
	unsigned char *buffer; /* of fd */
	char *window;          /* unpacked bytes from at to len */
	size_t at, len, size;
	z_stream gzip;
	ZSTD_DStream *zstd;
	char name[];
};

static struct stream *
stream_new(const char *name)
{
	size_t len = strlen(name);
	struct stream *s = calloc(1, sizeof(*s) + len + 1);

	if (!s)
		die_oom(sizeof(*s));
	memcpy(s->name, name, len);
	s->fd = -1;
	return s;
}

static int
cut_off(struct stream *s)
{
	return err_set(&s->why, ERR_SYNTAX,
	    "'%.150s' is damaged or was cut off while downloading: get it "
	    "again",
	    s->name);
}

static int
fill_from_part(struct stream *s)
{
	struct span more;
	int rc;

	stream_skip(s->from, s->lent);
	s->lent = 0;
	if (!s->left) {
		s->ended = true;
		return OK;
	}
	rc = stream_peek(s->from, &more,
	    !s->started && s->left >= MAGIC ? MAGIC : 1, &s->why);
	if (rc)
		return rc;
	if (!more.len)
		return cut_off(s);
	more = span_sub(
	    more, 0, s->left < READ_SIZE ? (size_t)s->left : READ_SIZE);
	s->in = (const unsigned char *)more.ptr;
	s->in_len = s->lent = more.len;
	s->left -= more.len;
	return OK;
}

static int
fill_from_file(struct stream *s)
{
	size_t least = s->started ? 1 : MAGIC;
	ssize_t n = 1;

	s->in = s->buffer;
	s->in_len = 0;
	while (n && s->in_len < least) {
		n = read(s->fd, s->buffer + s->in_len, READ_SIZE - s->in_len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(&s->why, ERR_IO,
			    "cannot read '%.150s': %s", s->name,
			    strerror(errno));
		s->in_len += (size_t)n;
	}
	s->ended = s->in_len == 0;
	return OK;
}

static int
fill_from_bytes(struct stream *s)
{
	struct span some = span_sub(
	    s->bytes, 0, s->started || s->step > MAGIC ? s->step : MAGIC);

	s->bytes = span_skip(s->bytes, some.len);
	s->in = (const unsigned char *)some.ptr;
	s->in_len = some.len;
	s->ended = !some.len;
	return OK;
}

/* The next packed bytes into in. */
static int
fill_in(struct stream *s)
{
	int rc = s->from      ? fill_from_part(s)
		 : s->fd >= 0 ? fill_from_file(s)
			      : fill_from_bytes(s);

	s->offset += rc ? 0 : s->in_len;
	return rc;
}

/* Before the first byte is unpacked. */
static void
find_packing(struct stream *s)
{
	s->started = true;
	if (s->in_len >= 2 && s->in[0] == 0x1f && s->in[1] == 0x8b) {
		s->packing = PACKING_GZIP;
		if (inflateInit2(&s->gzip, 15 + 16) != Z_OK)
			die_oom(sizeof(s->gzip));
	} else if (s->in_len >= 4 && !memcmp(s->in, "\x28\xb5\x2f\xfd", 4)) {
		s->packing = PACKING_ZSTD;
		s->zstd = ZSTD_createDStream();
		if (!s->zstd)
			die_oom(sizeof(s->zstd));
	}
}

int
stream_open(struct stream **out, const char *path, struct err *err)
{
	struct stream *s = stream_new(path);
	int rc;

	*out = NULL;
	s->fd =
	    strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
	if (s->fd < 0) {
		rc = err_set(err, errno == ENOENT ? ERR_ABSENT : ERR_IO,
		    "cannot open '%.150s': %s", path, strerror(errno));
		free(s);
		return rc;
	}
	s->buffer = malloc(READ_SIZE);
	if (!s->buffer)
		die_oom(READ_SIZE);
	rc = fill_in(s);
	if (rc) {
		(void)err_set(err, rc, "%s", s->why.text);
		stream_close(s);
		return rc;
	}
	find_packing(s);
	*out = s;
	return OK;
}

struct stream *
stream_open_bytes(struct span bytes, size_t step, const char *name)
{
	struct stream *s = stream_new(name);

	s->bytes = bytes;
	s->step = step ? step : bytes.len;
	return s;
}

struct stream *
stream_open_part(struct stream *from, uint64_t len, const char *name)
{
	struct stream *s = stream_new(name);

	s->from = from;
	s->left = len;
	return s;
}

static int
decode_gzip(struct stream *s, size_t room)
{
	int z;

	/* What follows the last member is padding, as gzip(1) has it. */
	if (!s->unit_open && s->in[0] != 0x1f) {
		s->in_len = 0;
		s->ended = true;
		return OK;
	}
	s->gzip.next_in = (z_const Bytef *)s->in;
	s->gzip.avail_in = (unsigned)s->in_len;
	s->gzip.next_out = (unsigned char *)s->window + s->len;
	s->gzip.avail_out =
	    room > UINT32_MAX / 2 ? UINT32_MAX / 2 : (unsigned)room;
	room = s->gzip.avail_out;
	z = inflate(&s->gzip, Z_NO_FLUSH);
	s->in += s->in_len - s->gzip.avail_in;
	s->in_len = s->gzip.avail_in;
	s->len += room - s->gzip.avail_out;
	if (z != Z_OK && z != Z_STREAM_END && z != Z_BUF_ERROR)
		return cut_off(s);
	s->unit_open = z != Z_STREAM_END;
	if (z == Z_STREAM_END) /* members may follow one another */
		(void)inflateReset(&s->gzip);
	return OK;
}

/* Unpack some of in to the window's end. */
static int
decode(struct stream *s)
{
	size_t room = s->size - s->len;

	if (s->packing == PACKING_NONE) {
		size_t n = s->in_len < room ? s->in_len : room;

		memcpy(s->window + s->len, s->in, n);
		s->in += n;
		s->in_len -= n;
		s->len += n;
	} else if (s->packing == PACKING_GZIP) {
		return s->in_len ? decode_gzip(s, room) : OK;
	} else {
		ZSTD_outBuffer to = { s->window + s->len, room, 0 };
		ZSTD_inBuffer from = { s->in, s->in_len, 0 };
		size_t z = ZSTD_decompressStream(s->zstd, &to, &from);

		s->in += from.pos;
		s->in_len -= from.pos;
		s->len += to.pos;
		if (ZSTD_isError(z))
			return cut_off(s);
		s->unit_open = z != 0;
	}
	return OK;
}

static void
make_room(struct stream *s, size_t want)
{
	size_t size = s->size ? s->size : WINDOW_START;
	char *p;

	if (s->at && s->len - s->at < s->at) {
		memmove(s->window, s->window + s->at, s->len - s->at);
		s->len -= s->at;
		s->at = 0;
	}
	while (size - s->len < WINDOW_START / 4 || size - s->at < want)
		size *= 2;
	if (size == s->size)
		return;
	p = realloc(s->window, size);
	if (!p)
		die_oom(size);
	s->window = p;
	s->size = size;
}

/* More bytes into the window; or s->broken, or the end. */
static void
fill_window(struct stream *s)
{
	size_t was = s->len;

	while (!s->broken && s->len == was) {
		if (s->in_len || (s->unit_open && s->len < s->size)) {
			size_t had = s->in_len;

			s->broken = decode(s);
			if (s->broken || s->len > was || s->in_len != had)
				continue;
			if (s->in_len) /* neither takes nor gives */
				s->broken = cut_off(s);
		}
		if (s->ended) {
			if (s->unit_open)
				s->broken = cut_off(s);
			return;
		}
		if (s->in_len == 0)
			s->broken = fill_in(s);
		if (!s->broken && !s->started)
			find_packing(s);
	}
}

int
stream_peek(struct stream *s, struct span *out, size_t want, struct err *err)
{
	bool first = !s->window;

	if (want > STREAM_WANT_MAX)
		return err_set(err, ERR_LIMIT,
		    "'%.150s' has a record of more than %zu bytes", s->name,
		    STREAM_WANT_MAX);
	while (s->len - s->at < want + (first ? 3 : 0) && !s->broken) {
		size_t was;

		make_room(s, want + 3);
		was = s->len - s->at;
		fill_window(s);
		if (s->len - s->at == was)
			break;
	}
	if (first && s->len >= 3 && !memcmp(s->window, "\xef\xbb\xbf", 3))
		s->at = 3;
	if (s->at == s->len && s->broken)
		return err_set(err, s->broken, "%s", s->why.text);
	*out =
	    (struct span){ s->window ? s->window + s->at : "", s->len - s->at };
	return OK;
}

void
stream_skip(struct stream *s, size_t n)
{
	s->at += n;
	if (s->at == s->len)
		s->at = s->len = 0;
}

bool
stream_is_broken(const struct stream *s)
{
	return s->broken != 0;
}

const char *
stream_name(const struct stream *s)
{
	return s->name;
}

uint64_t
stream_offset(const struct stream *s)
{
	return s->offset;
}

void
stream_close(struct stream *s)
{
	if (!s)
		return;
	while (s->from && (s->lent || s->left)) {
		s->in_len = 0;
		if (fill_from_part(s))
			break;
	}
	if (s->packing == PACKING_GZIP)
		(void)inflateEnd(&s->gzip);
	ZSTD_freeDStream(s->zstd);
	if (s->fd > STDERR_FILENO)
		(void)close(s->fd);
	free(s->buffer);
	free(s->window);
	free(s);
}

int
stream_line(struct stream *s, struct span *line, struct err *err)
{
	size_t seen = 0, want = 1;
	struct span all;
	const char *end;
	int rc;

	for (;;) {
		rc = stream_peek(s, &all, want, err);
		if (rc)
			return rc;
		end = all.len > seen
			  ? memchr(all.ptr + seen, '\n', all.len - seen)
			  : NULL;
		if (end || all.len < want)
			break;
		seen = all.len;
		want = all.len + 1;
	}
	if (!end && s->broken) {
		stream_skip(s, all.len);
		return stream_peek(s, &all, 1, err);
	}
	if (!end && !all.len)
		return 0;
	*line = span_sub(all, 0, end ? (size_t)(end - all.ptr) : all.len);
	stream_skip(s, line->len + (end != NULL));
	if (line->len && line->ptr[line->len - 1] == '\r')
		line->len--;
	return 1;
}
