#include "base/tar.h"

#include "base/banned.h"

enum {
	BLOCK = 512,
	NAME_AT = 0,
	NAME_LEN = 100,
	SIZE_AT = 124,
	SIZE_LEN = 12,
	SUM_AT = 148,
	SUM_LEN = 8,
	TYPE_AT = 156,
	MAGIC_AT = 257,
	PREFIX_AT = 345,
	PREFIX_LEN = 155,
	EXTRA_MAX = 1 << 20, /* of a long name or pax header */
};

/* Octal digits, or GNU's binary form where the first bit is set. */
static bool
number(uint64_t *out, const char *field, size_t len)
{
	uint64_t n = 0;
	size_t i = 0;

	if ((unsigned char)field[0] & 0x80) {
		for (i = 1; i < len; i++) {
			if (n >> 55)
				return false;
			n = n << 8 | (unsigned char)field[i];
		}
		*out = n;
		return true;
	}
	while (i < len && field[i] == ' ')
		i++;
	for (; i < len && field[i] >= '0' && field[i] <= '7'; i++)
		n = n << 3 | (uint64_t)(field[i] - '0');
	*out = n;
	return i == len || field[i] == ' ' || field[i] == '\0';
}

/* The sum of all bytes, with blanks in its own place. */
static bool
sum_is_right(const char *block)
{
	uint64_t told, sum = 0;

	for (size_t i = 0; i < BLOCK; i++)
		sum += i >= SUM_AT && i < SUM_AT + SUM_LEN
			   ? ' '
			   : (unsigned char)block[i];
	return number(&told, block + SUM_AT, SUM_LEN) && told == sum;
}

bool
tar_is(struct stream *s, struct err *err)
{
	struct span head;

	return !stream_peek(s, &head, BLOCK, err) && head.len >= BLOCK &&
	       !memcmp(head.ptr + MAGIC_AT, "ustar", 5) &&
	       sum_is_right(head.ptr);
}

void
tar_open(struct tar *out, struct stream *in)
{
	*out = (struct tar){ .in = in, .name = SBUF_INIT };
}

void
tar_close(struct tar *t)
{
	stream_close(t->member);
	sbuf_release(&t->name);
}

static int
damaged(struct tar *t, struct err *err)
{
	return err_set(err, ERR_SYNTAX,
	    "'%.150s' is damaged or was cut off while downloading: get it "
	    "again",
	    stream_name(t->in));
}

/* n bytes on. */
static int
skip(struct tar *t, uint64_t n, struct err *err)
{
	while (n) {
		struct span some;
		int rc = stream_peek(t->in, &some, 1, err);

		if (rc)
			return rc;
		if (!some.len)
			return damaged(t, err);
		some = span_sub(some, 0, n < some.len ? (size_t)n : some.len);
		stream_skip(t->in, some.len);
		n -= some.len;
	}
	return OK;
}

static uint64_t
padding(uint64_t size)
{
	return (BLOCK - size % BLOCK) % BLOCK;
}

static struct span
field(const char *block, size_t at, size_t len)
{
	size_t n = 0;

	while (n < len && block[at + n])
		n++;
	return (struct span){ block + at, n };
}

/* "30 mtime=1350244992.023960108\n" lines. */
static void
read_pax(struct tar *t, uint64_t *size, struct span text)
{
	while (text.len) {
		size_t len = 0, at = 0;
		struct span record;

		while (at < text.len && text.ptr[at] >= '0' &&
		       text.ptr[at] <= '9' && len < EXTRA_MAX)
			len = len * 10 + (size_t)(text.ptr[at++] - '0');
		if (len <= at + 1 || len > text.len)
			return;
		record = span_sub(text, at + 1, len - 1);
		if (record.len > 5 && !memcmp(record.ptr, "path=", 5)) {
			sbuf_reset(&t->name);
			sbuf_add(&t->name, span_skip(record, 5));
		} else if (record.len > 5 && !memcmp(record.ptr, "size=", 5)) {
			uint64_t n = 0;

			for (size_t i = 5;
			     i < record.len && n < UINT64_MAX / 16; i++)
				n = n * 10 + (uint64_t)(record.ptr[i] - '0');
			*size = n;
		}
		text = span_skip(text, len);
	}
}

/* A header that says more of the next one. */
static int
read_extra(struct tar *t, char type, uint64_t size, uint64_t *pax_size,
    struct err *err)
{
	struct span text;
	int rc;

	if (size > EXTRA_MAX)
		return damaged(t, err);
	rc = stream_peek(t->in, &text, (size_t)size, err);
	if (rc)
		return rc;
	if (text.len < size)
		return damaged(t, err);
	text = span_sub(text, 0, (size_t)size);
	if (type == 'L') {
		sbuf_reset(&t->name);
		sbuf_add(&t->name, field(text.ptr, 0, text.len));
	} else if (type == 'x') {
		read_pax(t, pax_size, text);
	}
	return skip(t, size + padding(size), err);
}

static void
set_name(struct tar *t, const char *block)
{
	struct span prefix = field(block, PREFIX_AT, PREFIX_LEN);

	if (t->name.len) /* a long one was told before */
		return;
	if (prefix.len && !memcmp(block + MAGIC_AT, "ustar", 6)) {
		sbuf_add(&t->name, prefix);
		sbuf_addc(&t->name, '/');
	}
	sbuf_add(&t->name, field(block, NAME_AT, NAME_LEN));
}

/* Called "archive.tar/folder/file". */
static struct stream *
open_member(struct tar *t, uint64_t size)
{
	struct sbuf name = SBUF_INIT;

	sbuf_addf(&name, "%s/%s", stream_name(t->in), t->name.buf);
	t->padding = padding(size);
	t->member = stream_open_part(t->in, size, name.buf);
	sbuf_release(&name);
	return t->member;
}

int
tar_next(struct tar *t, struct stream **member, struct err *err)
{
	uint64_t size, pax_size = UINT64_MAX;
	struct span head;
	char type;
	int rc = OK;

	*member = NULL;
	stream_close(t->member);
	t->member = NULL;
	rc = skip(t, t->padding, err);
	t->padding = 0;
	sbuf_reset(&t->name);
	for (; !rc; rc = rc ? rc : skip(t, size + padding(size), err)) {
		rc = stream_peek(t->in, &head, BLOCK, err);
		if (rc)
			break;
		if (head.len < BLOCK)
			return damaged(t, err);
		if (!head.ptr[0]) /* blocks of zeros: the end */
			return 0;
		if (!sum_is_right(head.ptr) ||
		    !number(&size, head.ptr + SIZE_AT, SIZE_LEN))
			return damaged(t, err);
		type = head.ptr[TYPE_AT];
		if (type == 'L' || type == 'K' || type == 'x' || type == 'g') {
			stream_skip(t->in, BLOCK);
			rc = read_extra(t, type, size, &pax_size, err);
			size = 0;
			continue;
		}
		set_name(t, head.ptr);
		stream_skip(t->in, BLOCK);
		if (pax_size != UINT64_MAX)
			size = pax_size;
		if (type == '0' || type == '\0' || type == '7') {
			*member = open_member(t, size);
			return 1;
		}
		sbuf_reset(&t->name);
		pax_size = UINT64_MAX;
		if (type >= '1' && type <= '6') /* links, devices, folders */
			size = 0;
	}
	return rc;
}
