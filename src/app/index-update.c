#include "app/index-parts.h"

#include "source/local-file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/banned.h"

/*
 * An index is updated in a copy of it: of the new records' keys and words the
 * rows are read, added to and written again, and the copy takes the index's
 * place when it is whole. So the time goes with what comes, the copying
 * aside; and who kills it kills the copy.
 */

int
index_records_get(const struct index_records *r, struct sbuf *out, uint32_t id,
    struct err *err)
{
	struct span record;
	int rc;

	if (id >= r->spool->first)
		return index_spool_get(r->spool, out, id, err);
	rc = local_index_record(&record, r->old, id, err);
	if (rc)
		return rc;
	if (!record.len)
		return local_index_damaged(r->old, err, "a record is missing");
	sbuf_reset(out);
	sbuf_add(out, record);
	return 0;
}

/* --- the file that is updated --------------------------------------------- */

int
index_old_open(struct index_old *out, const char *path, struct err *err)
{
	int rc;

	*out = (struct index_old){ .fd = open(path, O_RDONLY | O_CLOEXEC) };
	if (out->fd < 0)
		return err_set(err, errno == ENOENT ? ERR_ABSENT : ERR_IO,
		    "%s: %s%s", path, strerror(errno),
		    errno == ENOENT ? ": 'refmend index build' makes it" : "");
	if (fstat(out->fd, &out->st))
		return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
	rc = local_index_open(&out->ix, path, err);
	return rc ? rc : local_index_last_id(&out->last, out->ix, err);
}

void
index_old_close(struct index_old *old)
{
	local_index_close(old->ix);
	if (old->fd >= 0)
		close(old->fd);
	*old = (struct index_old){ .fd = -1 };
}

int
index_old_unchanged(
    const struct index_old *old, const char *path, struct err *err)
{
	struct stat now;

	if (!stat(path, &now) && now.st_dev == old->st.st_dev &&
	    now.st_ino == old->st.st_ino && now.st_size == old->st.st_size)
		return 0;
	return err_set(err, ERR_AGAIN,
	    "%s was changed by somebody else meanwhile; update it again", path);
}

static int
write_all(int fd, const char *p, size_t n, const char *path, struct err *err)
{
	while (n) {
		ssize_t k = write(fd, p, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return err_set(
			    err, ERR_IO, "%s: %s", path, strerror(errno));
		p += k;
		n -= (size_t)k;
	}
	return 0;
}

int
index_old_copy(const struct index_old *old, const char *to, struct err *err)
{
	static const size_t room = 1 << 20;
	int fd = open(to, O_WRONLY | O_CLOEXEC), rc = 0;
	struct arena a = ARENA_INIT;
	char *buf = arena_alloc(&a, room);
	off_t at = 0;

	if (fd < 0)
		rc = err_set(err, ERR_IO, "%s: %s", to, strerror(errno));
	while (!rc && at < old->st.st_size) {
		ssize_t n = pread(old->fd, buf, room, at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			rc = err_set(err, ERR_IO, "%s: %s", to,
			    n ? strerror(errno) : "the index was cut short");
		else
			rc = write_all(fd, buf, (size_t)n, to, err);
		at += n > 0 ? n : 0;
	}
	if (fd >= 0 && close(fd) && !rc)
		rc = err_set(err, ERR_IO, "%s: %s", to, strerror(errno));
	arena_release(&a);
	return rc;
}

/* --- building it again ----------------------------------------------------- */

bool
index_old_is_outgrown(const struct index_old *old, uint32_t ids)
{
	/* A bucket four times as full is as slow as it may get. */
	return ids / 4 > (uint32_t)INDEX_BUCKET_AIM << old->ix->bits;
}

int
index_old_take(struct index_intake *in, const struct index_old *old,
    struct index_spool *added, struct err *err)
{
	struct sbuf record = SBUF_INIT;
	struct span s;
	uint32_t id = 0;
	int more;

	while ((more = local_index_next_record(
		    &s, &id, old->ix, id + 1, err)) == 1)
		if (index_intake_record(in, s))
			return ERR_IO;
	if (!more)
		more = index_spool_rewind(added, err);
	while (!more && (more = index_spool_next(added, &record, err)) == 1)
		more = index_intake_record(
		    in, (struct span){ record.buf, record.len });
	sbuf_release(&record);
	return more;
}
