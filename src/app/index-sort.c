#include "app/index-sort.h"

#include "base/sbuf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/banned.h"

enum {
	PAIRS_MIN = 1024,
	READ_PAIRS = 4096, /* read at once of a run */
	RADIX = 256,
	PASSES = 8, /* digits of a key */
};

/* 12 bytes, where a uint64_t member would make it 16. */
struct pair {
	uint32_t high, low; /* of the key */
	uint32_t id;
};

struct run {
	off_t at, end; /* of what was not read yet, in the file */
	struct pair *pairs;
	size_t len, next;
};

struct index_sorter {
	char *path;
	int fd; /* -1 until memory was full */
	off_t size;
	struct pair *pairs, *spare; /* room for max each */
	size_t len, max, next;
	struct run *runs;
	size_t runs_len;
	size_t *heap; /* runs by their next pair, lowest first */
	size_t heap_len;
};

int
index_scratch_file(const char *path, struct err *err)
{
	struct sbuf name = SBUF_INIT;
	int fd;

	sbuf_addf(&name, "%s.XXXXXX", path);
	fd = mkstemp(name.buf);
	if (fd < 0)
		fd = err_set(err, ERR_IO, "%s: %s", name.buf, strerror(errno));
	else
		(void)unlink(name.buf);
	sbuf_release(&name);
	return fd;
}

static void *
allocate(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (!p)
		die_oom(n * size);
	return p;
}

int
index_sorter_open(
    struct index_sorter **out, const char *path, size_t memory, struct err *err)
{
	struct index_sorter *s = allocate(1, sizeof(*s));

	(void)err;
	s->fd = -1;
	s->path = allocate(strlen(path) + 1, 1);
	memcpy(s->path, path, strlen(path));
	s->max = memory / (2 * sizeof(struct pair));
	if (s->max < PAIRS_MIN)
		s->max = PAIRS_MIN;
	/* malloc: pages that are never touched cost nothing. */
	s->pairs = malloc(s->max * sizeof(*s->pairs));
	s->spare = malloc(s->max * sizeof(*s->spare));
	if (!s->pairs || !s->spare)
		die_oom(s->max * sizeof(*s->pairs));
	*out = s;
	return 0;
}

static unsigned
digit(const struct pair *p, unsigned pass)
{
	return (pass < 4 ? p->low >> (8 * pass) : p->high >> (8 * (pass - 4))) &
	       (RADIX - 1);
}

/* Least significant digit first: stable, so ids keep their order. */
static void
sort_pairs(struct index_sorter *s)
{
	size_t counts[PASSES][RADIX] = { { 0 } };

	/* How often a digit occurs does not depend on the order. */
	for (size_t i = 0; i < s->len; i++)
		for (unsigned pass = 0; pass < PASSES; pass++)
			counts[pass][digit(&s->pairs[i], pass)]++;
	for (unsigned pass = 0; pass < PASSES; pass++) {
		size_t *count = counts[pass], sum = 0;
		struct pair *swap = s->pairs;

		for (size_t d = 0; d < RADIX; d++) {
			size_t n = count[d];

			count[d] = sum;
			sum += n;
		}
		for (size_t i = 0; i < s->len; i++) {
			unsigned d = digit(&s->pairs[i], pass);

			s->spare[count[d]++] = s->pairs[i];
		}
		s->pairs = s->spare;
		s->spare = swap;
	}
}

static int
write_all(int fd, const void *data, size_t n, off_t at, struct err *err)
{
	const char *p = data;

	while (n) {
		ssize_t k = pwrite(fd, p, n, at);

		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return err_set(
			    err, ERR_IO, "temporary file: %s", strerror(errno));
		p += k;
		at += k;
		n -= (size_t)k;
	}
	return 0;
}

static int
read_all(int fd, void *data, size_t n, off_t at, struct err *err)
{
	char *p = data;

	while (n) {
		ssize_t k = pread(fd, p, n, at);

		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return err_set(err, ERR_IO, "temporary file: %s",
			    k ? strerror(errno) : "cut short");
		p += k;
		at += k;
		n -= (size_t)k;
	}
	return 0;
}

static int
spill(struct index_sorter *s, struct err *err)
{
	size_t bytes = s->len * sizeof(*s->pairs);
	struct run *runs;
	int rc;

	sort_pairs(s);
	if (s->fd < 0)
		s->fd = index_scratch_file(s->path, err);
	if (s->fd < 0)
		return ERR_IO;
	rc = write_all(s->fd, s->pairs, bytes, s->size, err);
	if (rc)
		return rc;
	runs = realloc(s->runs, (s->runs_len + 1) * sizeof(*runs));
	if (!runs)
		die_oom((s->runs_len + 1) * sizeof(*runs));
	s->runs = runs;
	s->runs[s->runs_len++] = (struct run){
		.at = s->size,
		.end = s->size + (off_t)bytes,
	};
	s->size += (off_t)bytes;
	s->len = 0;
	return 0;
}

int
index_sorter_add(
    struct index_sorter *s, uint64_t key, uint32_t id, struct err *err)
{
	int rc = s->len == s->max ? spill(s, err) : 0;

	if (!rc)
		s->pairs[s->len++] =
		    (struct pair){ (uint32_t)(key >> 32), (uint32_t)key, id };
	return rc;
}

/* --- merging ------------------------------------------------------------- */

static uint64_t
run_key(const struct run *r)
{
	const struct pair *p = &r->pairs[r->next];

	return (uint64_t)p->high << 32 | p->low;
}

/* Runs were written in the order of ids, which breaks ties. */
static bool
run_before(const struct index_sorter *s, size_t a, size_t b)
{
	uint64_t ka = run_key(&s->runs[a]), kb = run_key(&s->runs[b]);

	return ka != kb ? ka < kb : a < b;
}

static void
sink(struct index_sorter *s, size_t i)
{
	for (;;) {
		size_t k = 2 * i + 1, swap;

		if (k >= s->heap_len)
			return;
		if (k + 1 < s->heap_len &&
		    run_before(s, s->heap[k + 1], s->heap[k]))
			k++;
		if (!run_before(s, s->heap[k], s->heap[i]))
			return;
		swap = s->heap[i];
		s->heap[i] = s->heap[k];
		s->heap[k] = swap;
		i = k;
	}
}

static int
run_fill(struct index_sorter *s, struct run *r, struct err *err)
{
	size_t left = (size_t)(r->end - r->at) / sizeof(*r->pairs);
	size_t n = left < READ_PAIRS ? left : READ_PAIRS;
	int rc = read_all(s->fd, r->pairs, n * sizeof(*r->pairs), r->at, err);

	r->at += (off_t)(n * sizeof(*r->pairs));
	r->len = rc ? 0 : n;
	r->next = 0;
	return rc;
}

int
index_sorter_finish(struct index_sorter *s, struct err *err)
{
	if (!s->runs_len) {
		sort_pairs(s);
		free(s->spare);
		s->spare = NULL;
		return 0;
	}
	if (s->len) {
		int rc = spill(s, err);

		if (rc)
			return rc;
	}
	free(s->pairs);
	free(s->spare);
	s->pairs = s->spare = NULL;
	s->heap = allocate(s->runs_len, sizeof(*s->heap));
	for (size_t i = 0; i < s->runs_len; i++) {
		int rc;

		s->runs[i].pairs = allocate(READ_PAIRS, sizeof(struct pair));
		rc = run_fill(s, &s->runs[i], err);
		if (rc)
			return rc;
		s->heap[s->heap_len++] = i;
	}
	for (size_t i = s->heap_len / 2; i-- > 0;)
		sink(s, i);
	return 0;
}

int
index_sorter_next(
    struct index_sorter *s, uint64_t *key, uint32_t *id, struct err *err)
{
	struct run *r;

	if (!s->runs_len) {
		const struct pair *p = &s->pairs[s->next];

		if (s->next == s->len)
			return 0;
		*key = (uint64_t)p->high << 32 | p->low;
		*id = p->id;
		s->next++;
		return 1;
	}
	if (!s->heap_len)
		return 0;
	r = &s->runs[s->heap[0]];
	*key = run_key(r);
	*id = r->pairs[r->next++].id;
	if (r->next == r->len && r->at < r->end) {
		int rc = run_fill(s, r, err);

		if (rc)
			return rc;
	}
	if (r->next == r->len)
		s->heap[0] = s->heap[--s->heap_len];
	sink(s, 0);
	return 1;
}

void
index_sorter_close(struct index_sorter *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->runs_len; i++)
		free(s->runs[i].pairs);
	if (s->fd >= 0)
		close(s->fd);
	free(s->runs);
	free(s->heap);
	free(s->pairs);
	free(s->spare);
	free(s->path);
	free(s);
}
