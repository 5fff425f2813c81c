#include "source/local-record.h"

#include <limits.h>
#include <stdlib.h>
#include <zdict.h>
#include <zstd.h>

#include "base/banned.h"

enum {
	PACKED_RAW = 0,
	PACKED_ZSTD = 1,
	PACKED_HEAD = 2, /* the terms byte and one of the above */
	ZSTD_MAGIC_LEN = 4,
	/* 3,000 authors with all their parts are 200 KB. */
	RECORD_MAX = 16 << 20,
	DICTIONARY_MAX = 112640, /* zstd's own default */
	DICTIONARY_SAMPLES_MIN = 64,
};

/* A frame starts with these (RFC 8878, section 3.1.1); the file leaves them out. */
static const char zstd_magic[ZSTD_MAGIC_LEN] = { '\x28', '\xb5', '\x2f',
	'\xfd' };

struct local_packer {
	ZSTD_CCtx *ctx;
	char *room;
	size_t room_size;
};

struct local_unpacker {
	ZSTD_DCtx *ctx;
	ZSTD_DDict *dictionary;
	struct sbuf frame;
	char *room;
	size_t room_size;
};

static void
make_room(char **room, size_t *size, size_t need)
{
	char *p;

	if (need <= *size)
		return;
	need += need / 2;
	p = realloc(*room, need);
	if (!p)
		die_oom(need);
	*room = p;
	*size = need;
}

struct local_packer *
local_packer_new(struct span dictionary, int level)
{
	struct local_packer *p = calloc(1, sizeof(*p));

	if (!p)
		die_oom(sizeof(*p));
	p->ctx = ZSTD_createCCtx();
	if (!p->ctx)
		die_oom(sizeof(*p));
	ZSTD_CCtx_setParameter(p->ctx, ZSTD_c_compressionLevel, level);
	ZSTD_CCtx_setParameter(p->ctx, ZSTD_c_checksumFlag, 0);
	ZSTD_CCtx_setParameter(p->ctx, ZSTD_c_dictIDFlag, 0);
	if (dictionary.len && ZSTD_isError(ZSTD_CCtx_loadDictionary(
				  p->ctx, dictionary.ptr, dictionary.len)))
		die_oom(dictionary.len);
	return p;
}

void
local_packer_pack(struct local_packer *p, struct sbuf *out, struct span record)
{
	struct span body = span_skip(record, 1);
	size_t bound = ZSTD_compressBound(body.len), n;

	make_room(&p->room, &p->room_size, bound);
	n = ZSTD_compress2(p->ctx, p->room, bound, body.ptr, body.len);
	sbuf_add(out, span_sub(record, 0, 1));
	if (ZSTD_isError(n) || n - ZSTD_MAGIC_LEN >= body.len) {
		sbuf_addc(out, (char)PACKED_RAW);
		sbuf_add(out, body);
	} else {
		sbuf_addc(out, (char)PACKED_ZSTD);
		sbuf_add(out, (struct span){ p->room + ZSTD_MAGIC_LEN,
				  n - ZSTD_MAGIC_LEN });
	}
}

void
local_packer_free(struct local_packer *p)
{
	if (!p)
		return;
	ZSTD_freeCCtx(p->ctx);
	free(p->room);
	free(p);
}

struct local_unpacker *
local_unpacker_new(struct span dictionary)
{
	struct local_unpacker *p = calloc(1, sizeof(*p));

	if (!p)
		die_oom(sizeof(*p));
	p->frame = (struct sbuf)SBUF_INIT;
	p->ctx = ZSTD_createDCtx();
	if (!p->ctx)
		die_oom(sizeof(*p));
	if (dictionary.len)
		p->dictionary =
		    ZSTD_createDDict(dictionary.ptr, dictionary.len);
	return p;
}

static int
unpack_frame(struct local_unpacker *p, struct span *out, struct span packed,
    struct err *err)
{
	unsigned long long size;
	size_t n;

	sbuf_reset(&p->frame);
	sbuf_add(&p->frame, (struct span){ zstd_magic, ZSTD_MAGIC_LEN });
	sbuf_add(&p->frame, span_skip(packed, PACKED_HEAD));
	size = ZSTD_getFrameContentSize(p->frame.buf, p->frame.len);
	if (size == ZSTD_CONTENTSIZE_ERROR ||
	    size == ZSTD_CONTENTSIZE_UNKNOWN || size > RECORD_MAX)
		return err_set(err, ERR_SYNTAX, "a packed record is damaged");
	make_room(&p->room, &p->room_size, (size_t)size + 1);
	/* Without a DDict this is plain decompression. */
	n = ZSTD_decompress_usingDDict(p->ctx, p->room + 1, (size_t)size,
	    p->frame.buf, p->frame.len, p->dictionary);
	if (ZSTD_isError(n) || n != size)
		return err_set(err, ERR_SYNTAX, "a packed record is damaged");
	p->room[0] = packed.ptr[0];
	*out = (struct span){ p->room, n + 1 };
	return 0;
}

int
local_unpacker_unpack(struct local_unpacker *p, struct span *out,
    struct span packed, struct err *err)
{
	if (packed.len < PACKED_HEAD)
		return err_set(err, ERR_SYNTAX, "a packed record is damaged");
	if (packed.ptr[1] == PACKED_ZSTD)
		return unpack_frame(p, out, packed, err);
	if (packed.ptr[1] != PACKED_RAW)
		return err_set(err, ERR_SYNTAX, "a packed record is damaged");
	make_room(&p->room, &p->room_size, packed.len);
	p->room[0] = packed.ptr[0];
	memcpy(p->room + 1, packed.ptr + PACKED_HEAD, packed.len - PACKED_HEAD);
	*out = (struct span){ p->room, packed.len - 1 };
	return 0;
}

void
local_unpacker_free(struct local_unpacker *p)
{
	if (!p)
		return;
	ZSTD_freeDCtx(p->ctx);
	ZSTD_freeDDict(p->dictionary);
	sbuf_release(&p->frame);
	free(p->room);
	free(p);
}

unsigned
local_packed_terms(struct span packed)
{
	return local_record_terms(packed);
}

void
local_dictionary_train(
    struct sbuf *out, struct span records, const size_t *sizes, size_t n)
{
	char *room;
	size_t len;

	/* zstd refuses what is too little; a dictionary as big as the records
	 * would be no gain. */
	if (n < DICTIONARY_SAMPLES_MIN || n > UINT_MAX ||
	    records.len < (size_t)4 * DICTIONARY_MAX)
		return;
	room = malloc(DICTIONARY_MAX);
	if (!room)
		die_oom(DICTIONARY_MAX);
	len = ZDICT_trainFromBuffer(
	    room, DICTIONARY_MAX, records.ptr, sizes, (unsigned)n);
	if (!ZDICT_isError(len))
		sbuf_add(out, (struct span){ room, len });
	free(room);
}
