#include "base/zip.h"

#include <zlib.h>

#include "base/banned.h"

enum {
	LOCAL_HEADER = 30,
	CENTRAL_HEADER = 46,
	END_RECORD = 22,
	COMMENT_MAX = 0xffff,
	STORED = 0,
	DEFLATED = 8,
	PIECE = 1 << 16,
};

static unsigned
get16(struct span s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.ptr + at;

	return p[0] | (unsigned)p[1] << 8;
}

static size_t
get32(struct span s, size_t at)
{
	return get16(s, at) | (size_t)get16(s, at + 2) << 16;
}

static bool
has_mark(struct span s, size_t at, const char *mark)
{
	return at + 4 <= s.len && !memcmp(s.ptr + at, mark, 4);
}

bool
zip_is(struct span bytes)
{
	return has_mark(bytes, 0, "PK\003\004");
}

int
zip_open(struct zip *out, struct span bytes, struct err *err)
{
	size_t lowest, at;

	*out = (struct zip){ .bytes = bytes };
	if (bytes.len < END_RECORD)
		return err_set(err, ERR_SYNTAX, "the ZIP archive is cut off");
	lowest = bytes.len > END_RECORD + COMMENT_MAX
		     ? bytes.len - END_RECORD - COMMENT_MAX
		     : 0;
	for (at = bytes.len - END_RECORD;; at--) {
		if (has_mark(bytes, at, "PK\005\006"))
			break;
		if (at == lowest)
			return err_set(
			    err, ERR_SYNTAX, "the ZIP archive is cut off");
	}
	out->left = get16(bytes, at + 10);
	out->at = get32(bytes, at + 16);
	return OK;
}

bool
zip_next(struct zip *z, struct zip_entry *out)
{
	struct span s = z->bytes;
	size_t name, rest;

	if (!z->left || z->at >= s.len || s.len - z->at < CENTRAL_HEADER ||
	    !has_mark(s, z->at, "PK\001\002"))
		return false;
	name = get16(s, z->at + 28);
	rest = get16(s, z->at + 30) + (size_t)get16(s, z->at + 32);
	if (s.len - z->at - CENTRAL_HEADER < name + rest)
		return false;
	*out = (struct zip_entry){
		.name = span_sub(
		    s, z->at + CENTRAL_HEADER, z->at + CENTRAL_HEADER + name),
		.method = get16(s, z->at + 10),
		.packed = get32(s, z->at + 20),
		.size = get32(s, z->at + 24),
		.offset = get32(s, z->at + 42),
	};
	z->at += CENTRAL_HEADER + name + rest;
	z->left--;
	return true;
}

static int
unpack(struct sbuf *out, struct span packed, struct err *err)
{
	unsigned char piece[PIECE];
	z_stream z = { .next_in = (Bytef *)packed.ptr,
		.avail_in = (uInt)packed.len };
	int rc = inflateInit2(&z, -MAX_WBITS);

	if (rc != Z_OK)
		die_oom(sizeof(z));
	while (rc == Z_OK && !out->full) {
		z.next_out = piece;
		z.avail_out = PIECE;
		rc = inflate(&z, Z_NO_FLUSH);
		sbuf_add(out,
		    (struct span){ (const char *)piece, PIECE - z.avail_out });
		if (rc == Z_OK && !z.avail_in && z.avail_out)
			rc = Z_DATA_ERROR; /* it ends too soon */
	}
	(void)inflateEnd(&z);
	if (out->full)
		return err_set(
		    err, ERR_LIMIT, "the file in the ZIP archive is too big");
	return rc == Z_STREAM_END
		   ? OK
		   : err_set(err, ERR_SYNTAX,
			 "the file in the ZIP archive is damaged");
}

int
zip_read(struct sbuf *out, const struct zip *z, const struct zip_entry *entry,
    struct err *err)
{
	struct span s = z->bytes;
	size_t from;

	if (entry->offset >= s.len || s.len - entry->offset < LOCAL_HEADER ||
	    !has_mark(s, entry->offset, "PK\003\004"))
		return err_set(err, ERR_SYNTAX, "the ZIP archive is damaged");
	from = entry->offset + LOCAL_HEADER + get16(s, entry->offset + 26) +
	       get16(s, entry->offset + 28);
	if (from > s.len || s.len - from < entry->packed)
		return err_set(err, ERR_SYNTAX, "the ZIP archive is cut off");
	s = span_sub(s, from, from + entry->packed);
	if (entry->method == DEFLATED)
		return unpack(out, s, err);
	if (entry->method != STORED)
		return err_set(err, ERR_SYNTAX,
		    "the file in the ZIP archive is packed in a way that is "
		    "not known (%u)",
		    entry->method);
	sbuf_add(out, s);
	return out->full ? err_set(err, ERR_LIMIT,
			       "the file in the ZIP archive is too big")
			 : OK;
}
