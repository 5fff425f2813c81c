#include "http/decode.h"
#include "base/text.h"

#include "base/banned.h"

/* zlib: a window of 2^15, and tell gzip from zlib by the first bytes. */
enum { ANY_FRAME = 15 + 32, RAW = -15 };

bool
decode_init(struct decode *d, const char *content_encoding)
{
	struct span coding =
	    text_trim(span_of(content_encoding ? content_encoding : ""));

	*d = (struct decode){ .kind = DECODE_UNKNOWN };
	if (!coding.len || text_eq_nocase(coding, "identity"))
		d->kind = DECODE_IDENTITY;
	else if (text_eq_nocase(coding, "gzip") ||
		 text_eq_nocase(coding, "x-gzip") ||
		 text_eq_nocase(coding, "deflate"))
		d->kind = DECODE_ZLIB;
	return d->kind != DECODE_UNKNOWN;
}

void
decode_release(struct decode *d)
{
	if (d->started)
		inflateEnd(&d->z);
	*d = (struct decode){ 0 };
}

/* "deflate" means zlib's frame, but some servers send the bare stream. Its
 * first byte tells: a frame's says method 8 in the low half. */
static bool
start(struct decode *d, struct span piece)
{
	unsigned char first = (unsigned char)piece.ptr[0];
	bool framed = first == 0x1f || (first & 0x0f) == 8;

	d->started = inflateInit2(&d->z, framed ? ANY_FRAME : RAW) == Z_OK;
	return d->started;
}

bool
decode_add(struct decode *d, struct sbuf *out, struct span piece)
{
	unsigned char block[16384];
	int rc;

	if (d->kind == DECODE_IDENTITY) {
		sbuf_add(out, piece);
		return true;
	}
	if (!piece.len || d->ended)
		return true; /* padding behind the end: gzip(1) forgives it too */
	if (!d->started && !start(d, piece))
		return false;
	d->z.next_in = (z_const Bytef *)piece.ptr;
	d->z.avail_in = (uInt)piece.len;
	do {
		d->z.next_out = block;
		d->z.avail_out = sizeof(block);
		rc = inflate(&d->z, Z_NO_FLUSH);
		if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR)
			return false;
		sbuf_add(out, (struct span){ (const char *)block,
				  sizeof(block) - d->z.avail_out });
		if (rc == Z_STREAM_END) {
			d->ended = true;
			/* RFC 1952, 2.2: more members may follow. */
			if (d->z.avail_in && d->z.next_in[0] == 0x1f) {
				d->ended = false;
				if (inflateReset(&d->z) != Z_OK)
					return false;
			}
		}
	} while (!out->full && !d->ended &&
		 (d->z.avail_in || d->z.avail_out == 0) && rc != Z_BUF_ERROR);
	return true;
}

bool
decode_end(const struct decode *d)
{
	/* No byte at all is an empty body, whatever the header says (a 304, or
	 * a server that names the coding for nothing). */
	return d->kind == DECODE_IDENTITY || !d->started || d->ended;
}
