#ifndef SOURCE_LOCAL_RECORD_H
#define SOURCE_LOCAL_RECORD_H

#include "base/arena.h"
#include "base/err.h"
#include "base/sbuf.h"
#include "model/work.h"

/*
 * A record as an index keeps it: the fields of local-fields.def, names, dates,
 * relations; tag, length, bytes. Layout: doc/index-format.md, "Records".
 */

/* Append w's record. Its first byte is how many terms it is found by. */
void local_record_encode(
    struct sbuf *out, const struct work *w, unsigned terms);

/* How many terms the record is found by, capped at 255. 0 of an empty one. */
unsigned local_record_terms(struct span record);
void local_record_set_terms(struct sbuf *record, unsigned terms);

/* The work in the arena. ERR_SYNTAX: damaged. No byte of it is trusted. */
int local_record_decode(
    struct work **out, struct arena *a, struct span record, struct err *err);

/*
 * Records as they lie in the file: each a zstd frame of its own, with a
 * dictionary that all of them share, or as it is where that is smaller.
 */
struct local_packer;
struct local_packer *local_packer_new(struct span dictionary, int level);
/* Append the packed form. */
void local_packer_pack(
    struct local_packer *p, struct sbuf *out, struct span record);
void local_packer_free(struct local_packer *p);

struct local_unpacker;
struct local_unpacker *local_unpacker_new(struct span dictionary);
/* The record, valid until the next call. ERR_SYNTAX: damaged. */
int local_unpacker_unpack(struct local_unpacker *p, struct span *out,
    struct span packed, struct err *err);
void local_unpacker_free(struct local_unpacker *p);

/* Terms of a packed record, without unpacking it. */
unsigned local_packed_terms(struct span packed);

/* A dictionary from records laid end to end, or an empty one if they are too
 * few. Appends to out. */
void local_dictionary_train(
    struct sbuf *out, struct span records, const size_t *sizes, size_t n);

#endif
