#include "app/index-parts.h"

#include "source/local-blob.h"

#include <errno.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/banned.h"

enum { LENGTH_LEN = 4, OFFSET_LEN = 8 };

static int
failed(struct err *err)
{
	return err_set(err, ERR_IO, "temporary file: %s",
	    errno ? strerror(errno) : "cut short");
}

static FILE *
open_one(const char *path, struct err *err)
{
	int fd = index_scratch_file(path, err);
	FILE *f;

	if (fd < 0)
		return NULL;
	f = fdopen(fd, "w+b");
	if (!f) {
		(void)failed(err);
		close(fd);
	}
	return f;
}

int
index_spool_open(
    struct index_spool *out, const char *path, uint32_t first, struct err *err)
{
	*out = (struct index_spool){ .first = first };
	out->data = open_one(path, err);
	if (out->data)
		out->offsets = open_one(path, err);
	if (out->offsets)
		return 0;
	index_spool_close(out);
	return ERR_IO;
}

int
index_spool_add(struct index_spool *s, struct span record, struct err *err)
{
	unsigned char head[LENGTH_LEN];
	uint64_t at = s->bytes;

	if (record.len > UINT32_MAX || s->len == UINT32_MAX - s->first)
		return err_set(err, ERR_LIMIT, "too many records");
	blob_put_u32(head, (uint32_t)record.len);
	errno = 0;
	if (fwrite(head, sizeof(head), 1, s->data) != 1 ||
	    fwrite(record.ptr, record.len, 1, s->data) != 1 ||
	    fwrite(&at, OFFSET_LEN, 1, s->offsets) != 1)
		return failed(err);
	s->bytes += LENGTH_LEN + record.len;
	s->len++;
	return 0;
}

int
index_spool_finish(struct index_spool *s, struct err *err)
{
	errno = 0;
	if (fflush(s->data) || fflush(s->offsets))
		return failed(err);
	return index_spool_rewind(s, err);
}

int
index_spool_rewind(struct index_spool *s, struct err *err)
{
	errno = 0;
	return fseeko(s->data, 0, SEEK_SET) ? failed(err) : 0;
}

/* Room for n bytes in out, to be read into. */
static char *
room(struct sbuf *out, size_t n)
{
	static const char zeros[512];

	sbuf_reset(out);
	while (out->len < n && !out->full)
		sbuf_add(out, (struct span){ zeros, n - out->len < sizeof(zeros)
							? n - out->len
							: sizeof(zeros) });
	return out->len == n ? out->buf : NULL;
}

int
index_spool_next(struct index_spool *s, struct sbuf *out, struct err *err)
{
	unsigned char head[LENGTH_LEN];
	char *p;

	errno = 0;
	if (fread(head, sizeof(head), 1, s->data) != 1)
		return ferror(s->data) ? failed(err) : 0;
	p = room(out, blob_u32(head));
	if (!p || fread(p, out->len, 1, s->data) != 1)
		return failed(err);
	return 1;
}

static int
read_at(FILE *f, void *out, size_t n, uint64_t at, struct err *err)
{
	ssize_t k = pread(fileno(f), out, n, (off_t)at);

	if (k < 0 || (size_t)k != n)
		return failed(err);
	return 0;
}

static int
find(struct index_spool *s, uint64_t *at, size_t *len, uint32_t id,
    struct err *err)
{
	unsigned char head[LENGTH_LEN];
	int rc;

	errno = 0;
	rc = read_at(s->offsets, at, OFFSET_LEN,
	    (uint64_t)(id - s->first) * OFFSET_LEN, err);
	if (!rc)
		rc = read_at(s->data, head, sizeof(head), *at, err);
	*at += LENGTH_LEN;
	*len = rc ? 0 : blob_u32(head);
	return rc;
}

int
index_spool_get(
    struct index_spool *s, struct sbuf *out, uint32_t id, struct err *err)
{
	uint64_t at;
	size_t len;
	char *p;
	int rc = find(s, &at, &len, id, err);

	if (rc)
		return rc;
	p = room(out, len);
	return p ? read_at(s->data, p, len, at, err) : failed(err);
}

void
index_spool_close(struct index_spool *s)
{
	if (s->data)
		fclose(s->data);
	if (s->offsets)
		fclose(s->offsets);
	*s = (struct index_spool){ 0 };
}
