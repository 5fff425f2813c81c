#include "source/local-bucket.h"

#include "base/banned.h"

enum { SUFFIX_LEN = 4, ID_WIDTH_MAX = 4 };

uint32_t
local_ids_get(const struct local_ids *ids, size_t i)
{
	const unsigned char *p = ids->at + i * ids->width;
	uint32_t id = 0;

	for (unsigned k = 0; k < ids->width; k++)
		id = id << 8 | p[k];
	return id;
}

bool
local_ids_have(const struct local_ids *ids, uint32_t id)
{
	size_t from = 0, to = ids->len;

	while (from < to) {
		size_t mid = from + (to - from) / 2;
		uint32_t there = local_ids_get(ids, mid);

		if (there == id)
			return true;
		if (there < id)
			from = mid + 1;
		else
			to = mid;
	}
	return false;
}

/* First of the n suffixes at p that is not below suffix. */
static size_t
lower_bound(const unsigned char *p, size_t n, uint64_t suffix)
{
	size_t from = 0, to = n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (blob_u32(p + mid * SUFFIX_LEN) < suffix)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

bool
local_bucket_ids(struct local_ids *out, struct span bucket, uint32_t suffix)
{
	const unsigned char *p = (const unsigned char *)bucket.ptr;
	size_t n, first;

	*out = (struct local_ids){ 0 };
	if (!bucket.len)
		return true;
	out->width = p[0];
	if (!out->width || out->width > ID_WIDTH_MAX ||
	    (bucket.len - 1) % (SUFFIX_LEN + out->width))
		return false;
	n = (bucket.len - 1) / (SUFFIX_LEN + out->width);
	first = lower_bound(p + 1, n, suffix);
	out->len = lower_bound(p + 1, n, (uint64_t)suffix + 1);
	/* Only a damaged bucket, whose suffixes do not ascend, has it so. */
	if (out->len < first)
		return false;
	out->len -= first;
	out->at = p + 1 + n * SUFFIX_LEN + first * out->width;
	return true;
}

bool
local_bucket_len(size_t *out, struct span bucket)
{
	size_t width = bucket.len ? (unsigned char)bucket.ptr[0] : 1;

	*out = 0;
	if (!bucket.len)
		return true;
	if (!width || width > ID_WIDTH_MAX ||
	    (bucket.len - 1) % (SUFFIX_LEN + width))
		return false;
	*out = (bucket.len - 1) / (SUFFIX_LEN + width);
	return true;
}

void
local_bucket_pair(uint32_t *suffix, uint32_t *id, struct span bucket, size_t i)
{
	const unsigned char *p = (const unsigned char *)bucket.ptr;
	size_t n;

	(void)local_bucket_len(&n, bucket);
	*suffix = blob_u32(p + 1 + i * SUFFIX_LEN);
	*id = local_ids_get(
	    &(struct local_ids){ p + 1 + n * SUFFIX_LEN, n, p[0] }, i);
}

void
local_bucket_add_ids(struct sbuf *out, const uint32_t *suffixes,
    const uint32_t *ids, size_t n, uint32_t biggest_id)
{
	unsigned width = 1;
	unsigned char b[4];

	while (width < ID_WIDTH_MAX && biggest_id >> (8 * width))
		width++;
	sbuf_addc(out, (char)width);
	for (size_t i = 0; i < n; i++) {
		blob_put_u32(b, suffixes[i]);
		sbuf_add(out, (struct span){ (char *)b, SUFFIX_LEN });
	}
	for (size_t i = 0; i < n; i++) {
		blob_put_u32(b, ids[i]);
		sbuf_add(out, (struct span){ (char *)b + 4 - width, width });
	}
}

/*
 * A term in its bucket: suffix, df, then a number whose low two bits are the
 * form and whose rest is the length of what follows or the list's row.
 */
enum { FORM_BITS = 2, FORM_MASK = 3 };

int
local_bucket_next_term(
    uint32_t *suffix, struct local_term *out, struct blob_reader *r)
{
	struct span s;
	uint64_t df, head;
	unsigned form;

	if (!blob_left(r))
		return r->bad ? -1 : 0;
	s = blob_bytes(r, SUFFIX_LEN);
	df = blob_varint(r);
	head = blob_varint(r);
	form = head & FORM_MASK;
	*out = (struct local_term){ 0 };
	if (form == LOCAL_POSTINGS_HERE)
		out->postings = blob_bytes(r, head >> FORM_BITS);
	if (r->bad || !df || df > UINT32_MAX || form > LOCAL_POSTINGS_NONE)
		return -1;
	*suffix = blob_u32((const unsigned char *)s.ptr);
	out->df = (uint32_t)df;
	out->form = (enum local_postings_form)form;
	if (form == LOCAL_POSTINGS_LIST)
		out->list = head >> FORM_BITS;
	return 1;
}

int
local_bucket_term(struct local_term *out, struct span bucket, uint32_t suffix)
{
	struct blob_reader r = blob_reader_of(bucket);
	uint32_t there;
	int more;

	while ((more = local_bucket_next_term(&there, out, &r)) == 1)
		if (there == suffix)
			return 1;
	return more;
}

void
local_bucket_add_term(
    struct sbuf *out, uint32_t suffix, const struct local_term *t)
{
	unsigned char b[SUFFIX_LEN];
	uint64_t rest = 0;

	blob_put_u32(b, suffix);
	sbuf_add(out, (struct span){ (char *)b, SUFFIX_LEN });
	blob_add_varint(out, t->df);
	if (t->form == LOCAL_POSTINGS_HERE)
		rest = t->postings.len;
	else if (t->form == LOCAL_POSTINGS_LIST)
		rest = t->list;
	blob_add_varint(out, rest << FORM_BITS | (unsigned)t->form);
	if (t->form == LOCAL_POSTINGS_HERE)
		sbuf_add(out, t->postings);
}
