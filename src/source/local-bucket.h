#ifndef SOURCE_LOCAL_BUCKET_H
#define SOURCE_LOCAL_BUCKET_H

#include "base/sbuf.h"
#include "source/local-blob.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Keys of an index file. A key is a kind (3 bits) and a hash (61 bits). The
 * first bits of the hash say in which bucket, a row of the file, it is; the 32
 * bits after those tell it from the others there. The rest of the hash is
 * not kept: what a key finds is looked at before it is believed.
 */
enum local_key_kind {
	LOCAL_KEY_IDENTITY, /* only while building: equal works */
	LOCAL_KEY_IDENTIFIER,
	LOCAL_KEY_TITLE,
	LOCAL_KEY_TITLE_HEAD,
	LOCAL_KEY_AUTHOR_YEAR,
	LOCAL_KEY_VOLUME_PAGE,
	LOCAL_KEY_TERM,
	LOCAL_KEY_SURROUNDING, /* how many records have a word elsewhere */
};

enum { LOCAL_KEY_KIND_BITS = 3, LOCAL_BUCKET_BITS_MAX = 24 };

static inline uint64_t
local_key(enum local_key_kind kind, uint64_t hash)
{
	return (uint64_t)kind << (64 - LOCAL_KEY_KIND_BITS) |
	       hash >> LOCAL_KEY_KIND_BITS;
}

static inline enum local_key_kind
local_key_kind(uint64_t key)
{
	return (enum local_key_kind)(key >> (64 - LOCAL_KEY_KIND_BITS));
}

/* Row of the bucket, and what tells the key from the others in it. */
static inline int64_t
local_key_bucket(uint64_t key, unsigned bits)
{
	return (int64_t)(key >> (64 - LOCAL_KEY_KIND_BITS - bits));
}

static inline uint32_t
local_key_suffix(uint64_t key, unsigned bits)
{
	return (uint32_t)((key << (LOCAL_KEY_KIND_BITS + bits)) >> 32);
}

/* The records of a key, ascending; borrowed from the bucket. */
struct local_ids {
	const unsigned char *at;
	size_t len;
	unsigned width; /* bytes an id */
};

uint32_t local_ids_get(const struct local_ids *ids, size_t i);
bool local_ids_have(const struct local_ids *ids, uint32_t id);

/* Of all kinds but terms. True: *out is right, perhaps empty. False: damaged. */
bool local_bucket_ids(
    struct local_ids *out, struct span bucket, uint32_t suffix);

/* How many pairs there are; false: damaged. And one of them. */
bool local_bucket_len(size_t *out, struct span bucket);
void local_bucket_pair(
    uint32_t *suffix, uint32_t *id, struct span bucket, size_t i);

/* Build one: pairs in ascending order. */
void local_bucket_add_ids(struct sbuf *out, const uint32_t *suffixes,
    const uint32_t *ids, size_t n, uint32_t biggest_id);

/* How a term's postings are kept. */
enum local_postings_form {
	LOCAL_POSTINGS_HERE, /* in the bucket */
	LOCAL_POSTINGS_LIST, /* in a row of their own */
	LOCAL_POSTINGS_NONE, /* so frequent that they would find nothing */
};

struct local_term {
	uint32_t df; /* records that have it */
	enum local_postings_form form;
	uint64_t list;        /* row, of LOCAL_POSTINGS_LIST */
	struct span postings; /* of LOCAL_POSTINGS_HERE */
};

/* 1: found; 0: not there; -1: damaged. */
int local_bucket_term(
    struct local_term *out, struct span bucket, uint32_t suffix);
/* From a reader of the whole bucket, one after the other. 1; 0: the end; -1:
 * damaged. */
int local_bucket_next_term(
    uint32_t *suffix, struct local_term *out, struct blob_reader *r);
void local_bucket_add_term(
    struct sbuf *out, uint32_t suffix, const struct local_term *t);

/* Postings: gaps between ascending record numbers, from 0 on. */
struct local_postings {
	struct blob_reader reader;
	uint32_t id;
};

static inline struct local_postings
local_postings_of(struct span s)
{
	return (struct local_postings){ blob_reader_of(s), 0 };
}

/* False at the end. Damage ends them early (reader.bad). */
static inline bool
local_postings_next(struct local_postings *p)
{
	uint64_t gap;

	if (p->reader.at == p->reader.end)
		return false;
	gap = *p->reader.at < 0x80 ? *p->reader.at++ : blob_varint(&p->reader);
	if (!gap || gap > UINT32_MAX - p->id) {
		p->reader.bad = true;
		p->reader.at = p->reader.end;
		return false;
	}
	p->id += (uint32_t)gap;
	return true;
}

/* Eight gaps at p; *wide gets the bits of bytes that are not a gap of their own. */
static inline uint64_t
local_postings_pairs(const unsigned char *p, uint64_t *wide)
{
	uint64_t x;

	memcpy(&x, p, sizeof(x));
	*wide |= x & 0x8080808080808080U;
	return (x & 0x00ff00ff00ff00ffU) + (x >> 8 & 0x00ff00ff00ff00ffU);
}

/*
 * On to the first record that is not below `id`; false if there is none. Many
 * gaps of one byte are passed at once, by their sum, while they end below it.
 */
static inline bool
local_postings_seek(struct local_postings *p, uint32_t id)
{
	enum { EIGHT = 8, MANY = 32 };
	const uint64_t lanes = 0x0001000100010001U;

	while (p->id < id) {
		uint64_t sum, wide;

		while (p->reader.end - p->reader.at >= MANY) {
			const unsigned char *at = p->reader.at;

			wide = 0;
			sum = local_postings_pairs(at, &wide) +
			      local_postings_pairs(at + EIGHT, &wide) +
			      local_postings_pairs(at + 2 * EIGHT, &wide) +
			      local_postings_pairs(at + 3 * EIGHT, &wide);
			sum = sum * lanes >> 48;
			if (wide || sum >= id - p->id)
				break;
			p->id += (uint32_t)sum;
			p->reader.at += MANY;
		}
		while (p->reader.end - p->reader.at >= EIGHT) {
			wide = 0;
			sum =
			    local_postings_pairs(p->reader.at, &wide) * lanes >>
			    48;
			if (wide || sum >= id - p->id)
				break;
			p->id += (uint32_t)sum;
			p->reader.at += EIGHT;
		}
		/* It is among the next, or one of them is wide. */
		for (int i = 0; i < EIGHT && p->id < id; i++)
			if (!local_postings_next(p))
				return false;
	}
	return true;
}

#endif
