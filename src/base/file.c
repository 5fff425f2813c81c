#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

static int
failed(struct err *err, const char *what, const char *path)
{
	return err_set(err, errno == ENOENT ? ERR_ABSENT : ERR_IO,
	    "cannot %s '%.150s': %s", what, path, strerror(errno));
}

/* Read the next bytes of the file, at most so many, or one where none is allowed. */
static ssize_t
read_some(struct sbuf *out, int fd, size_t most)
{
	size_t room = out->limit - out->len;
	char one;
	ssize_t n;

	if (room)
		(void)sbuf_reserve(out, most < room ? most : room);
	do
		n = room ? read(fd, out->buf + out->len,
			       most < room ? most : room)
			 : read(fd, &one, 1);
	while (n < 0 && errno == EINTR);
	if (n > 0 && room) {
		out->len += (size_t)n;
		out->buf[out->len] = '\0';
	}
	out->full = n > 0 && !room;
	return n;
}

int
file_read(struct sbuf *out, const char *path, struct err *err)
{
	enum { STEP = 1 << 16 };
	bool standard = !strcmp(path, "-");
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	size_t most = STEP;
	struct stat st;
	ssize_t n = 0;
	int rc = OK;

	if (fd < 0)
		return failed(err, "open", path);
	if (!fstat(fd, &st) && S_ISDIR(st.st_mode)) {
		if (!standard)
			(void)close(fd);
		return err_set(
		    err, ERR_IO, "'%.150s' is a folder, not a file", path);
	}
	/* Memory for all of it at once, and a byte to see that it ends. */
	if (S_ISREG(st.st_mode) && st.st_size > STEP)
		most = (size_t)st.st_size + 1;
	while ((n = read_some(out, fd, most)) > 0 && !out->full)
		most = STEP;
	if (n < 0)
		rc = failed(err, "read", path);
	else if (out->full)
		rc = err_set(err, ERR_LIMIT,
		    "'%.150s' is bigger than %zu bytes", path, out->limit);
	if (!standard)
		(void)close(fd);
	return rc;
}

static int
write_all(int fd, struct span data)
{
	while (data.len) {
		ssize_t n = write(fd, data.ptr, data.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		data = span_skip(data, (size_t)n);
	}
	return 0;
}

/* The two files have the same bytes. */
static bool
same_bytes(const char *x, const char *y)
{
	struct sbuf bx = SBUF_INIT, by = SBUF_INIT;
	struct err unused = ERR_INIT;
	struct stat sx, sy;
	bool same = false;

	bx.limit = by.limit = (size_t)-1 / 2;
	if (!stat(x, &sx) && !stat(y, &sy) && S_ISREG(sx.st_mode) &&
	    sx.st_size == sy.st_size && !file_read(&bx, x, &unused) &&
	    !file_read(&by, y, &unused))
		same = span_eq((struct span){ bx.buf, bx.len },
		    (struct span){ by.buf, by.len });
	sbuf_release(&bx);
	sbuf_release(&by);
	return same;
}

/* A hard link is a backup that costs nothing and leaves path in place; where
 * links are not to be had, the bytes are copied. */
static int
back_up_as(const char *name, const char *path, struct err *err)
{
	struct sbuf old = SBUF_INIT;
	int rc;

	if (!link(path, name))
		return OK;
	old.limit = (size_t)-1 / 2;
	rc = file_read(&old, path, err);
	if (!rc)
		rc = file_write_atomic(
		    name, (struct span){ old.buf, old.len }, false, err);
	sbuf_release(&old);
	return rc;
}

/* What is in a backup is never overwritten: the next gets a number, as GNU's
 * numbered backups have it. */
static int
keep_backup(const char *path, struct err *err)
{
	enum { MOST = 9999 };
	struct sbuf name = SBUF_INIT;
	struct stat st;
	int rc = OK;

	sbuf_addf(&name, "%s~", path);
	for (int n = 2; !lstat(name.buf, &st); n++) {
		if (same_bytes(name.buf, path))
			goto out;
		if (n > MOST) {
			rc = err_set(err, ERR_LIMIT,
			    "'%.150s' has too many backups: remove some of "
			    "'%.150s.~N~'",
			    path, path);
			goto out;
		}
		sbuf_reset(&name);
		sbuf_addf(&name, "%s.~%d~", path, n);
	}
	rc = back_up_as(name.buf, path, err);
out:
	sbuf_release(&name);
	return rc;
}

/* The rename is on the disk only when the folder is. */
static void
sync_folder(const char *path)
{
	struct sbuf folder = SBUF_INIT;
	const char *slash = strrchr(path, '/');
	int fd;

	if (slash)
		sbuf_add(
		    &folder, (struct span){ path, (size_t)(slash - path) + 1 });
	else
		sbuf_addc(&folder, '.');
	fd = open(folder.buf, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd);
		(void)close(fd);
	}
	sbuf_release(&folder);
}

/* Does the file have these bytes already? Then it needs no backup. */
static bool
has_bytes(const char *path, struct span data)
{
	struct sbuf old = SBUF_INIT;
	struct err unused = ERR_INIT;
	bool same;

	old.limit = data.len + 1;
	same = !file_read(&old, path, &unused) &&
	       span_eq((struct span){ old.buf, old.len }, data);
	sbuf_release(&old);
	return same;
}

static int
replace(const char *path, struct span data, bool backup, struct err *err)
{
	struct sbuf name = SBUF_INIT;
	struct stat st;
	bool exists = !stat(path, &st);
	mode_t mask;
	int rc = OK, fd;

	sbuf_addf(&name, "%s.XXXXXX", path);
	fd = mkstemp(name.buf);
	if (fd < 0) {
		rc = failed(err, "write beside", path);
		goto out;
	}
	mask = umask(0);
	(void)umask(mask);
	if (fchmod(fd, exists ? st.st_mode & 07777 : 0666 & ~mask) ||
	    write_all(fd, data) || fsync(fd))
		rc = failed(err, "write", path);
	if (exists && fchown(fd, st.st_uid, st.st_gid))
		errno = 0; /* allowed to fail: not ours to give away */
	if (close(fd) && !rc)
		rc = failed(err, "write", path);
	if (!rc && backup && exists && !has_bytes(path, data))
		rc = keep_backup(path, err);
	if (!rc && rename(name.buf, path))
		rc = failed(err, "replace", path);
	if (rc)
		(void)unlink(name.buf);
	else
		sync_folder(path);
out:
	sbuf_release(&name);
	return rc;
}

/* A device or a pipe is written to, never replaced. */
static int
write_into(const char *path, struct span data, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC), rc = OK;

	if (fd < 0)
		return failed(err, "open", path);
	if (write_all(fd, data))
		rc = failed(err, "write", path);
	if (close(fd) && !rc)
		rc = failed(err, "write", path);
	return rc;
}

int
file_write_atomic(
    const char *path, struct span data, bool backup, struct err *err)
{
	struct stat st;
	char *real;
	int rc;

	if (!strcmp(path, "-")) {
		(void)fflush(stdout);
		return write_all(STDOUT_FILENO, data)
			   ? failed(err, "write", "standard output")
			   : OK;
	}
	if (!stat(path, &st) && !S_ISREG(st.st_mode))
		return S_ISDIR(st.st_mode)
			   ? err_set(err, ERR_IO,
				 "'%.150s' is a folder, not a file", path)
			   : write_into(path, data, err);
	real = realpath(path, NULL);
	rc = replace(real ? real : path, data, backup, err);
	free(real);
	return rc;
}

int
file_make_parents(const char *path, struct err *err)
{
	struct sbuf part = SBUF_INIT;
	int rc = OK;

	for (const char *p = path; *p && !rc; p++) {
		if (*p == '/' && p != path) {
			sbuf_reset(&part);
			sbuf_add(
			    &part, (struct span){ path, (size_t)(p - path) });
			if (mkdir(part.buf, 0700) && errno != EEXIST)
				rc = failed(err, "make folder", part.buf);
		}
	}
	sbuf_release(&part);
	return rc;
}

bool
file_exists(const char *path)
{
	return !access(path, F_OK);
}
