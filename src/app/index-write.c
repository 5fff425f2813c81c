#include "app/index-parts.h"

#include "source/local-file.h"

#include <stdlib.h>

#include "base/banned.h"

enum {
	PAGE_SIZE_BYTES = 4096,
	LEVEL = 3,            /* zstd's: 9 takes half as long again for 2 % */
	BUCKET_AIM = 32,      /* records a bucket, on average */
	POSTINGS_HERE = 200,  /* bytes; longer ones get a row of their own */
	FREQUENT_MIN = 4096,  /* below it every term has its postings */
	FREQUENT_SHARE = 8,   /* a term of more than 1/8 of all has none */
	GENERAL_MIN = 100000, /* works from which on an index is general */
	DICTIONARY_SAMPLES = 8 << 20, /* bytes to train on */
};

struct writer {
	const char *path;
	sqlite3 *db;
	sqlite3_stmt *record, *bucket, *list, *info;
	unsigned bits;
	uint32_t ids; /* highest */
	/* The bucket that is being filled. */
	bool open;
	int64_t row;
	enum local_key_kind kind;
	struct pair {
		uint32_t suffix, id;
	} * pairs;
	size_t pairs_len, pairs_size;
	struct sbuf data;
	/* The term whose postings are being collected. */
	uint64_t term;
	uint32_t df, last;
	struct sbuf postings;
	int64_t lists;
};

static int
failed(struct writer *wr, struct err *err)
{
	return err_set(err, ERR_IO, "%s: %s", wr->path, sqlite3_errmsg(wr->db));
}

static int
run(struct writer *wr, const char *sql, struct err *err)
{
	return sqlite3_exec(wr->db, sql, NULL, NULL, NULL) ? failed(wr, err)
							   : 0;
}

static int
prepare(struct writer *wr, sqlite3_stmt **out, const char *sql, struct err *err)
{
	return sqlite3_prepare_v2(wr->db, sql, -1, out, NULL) ? failed(wr, err)
							      : 0;
}

static int
insert(struct writer *wr, sqlite3_stmt *st, int64_t row, struct span data,
    struct err *err)
{
	sqlite3_reset(st);
	sqlite3_bind_int64(st, 1, row);
	sqlite3_bind_blob64(st, 2, data.ptr, data.len, SQLITE_STATIC);
	return sqlite3_step(st) == SQLITE_DONE ? 0 : failed(wr, err);
}

static int
writer_open(struct writer *wr, struct err *err)
{
	char settings[256];
	int rc;

	if (sqlite3_open_v2(wr->path, &wr->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL))
		return failed(wr, err);
	/* Nothing to roll back to: a file that is not finished is removed. */
	(void)snprintf(settings, sizeof(settings),
	    "PRAGMA page_size = %d; PRAGMA journal_mode = OFF;"
	    "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
	    "PRAGMA application_id = %d; PRAGMA user_version = %d; BEGIN",
	    PAGE_SIZE_BYTES, LOCAL_INDEX_APPLICATION_ID, LOCAL_INDEX_FORMAT);
	rc = run(wr, settings, err);
	/* All tables but the last, which says that the file is whole. */
	for (size_t i = 0; !rc && local_index_schema[i + 1]; i++)
		rc = run(wr, local_index_schema[i], err);
	if (!rc)
		rc = prepare(
		    wr, &wr->record, "INSERT INTO record VALUES(?, ?)", err);
	if (!rc)
		rc = prepare(
		    wr, &wr->bucket, "INSERT INTO bucket VALUES(?, ?)", err);
	if (!rc)
		rc = prepare(
		    wr, &wr->list, "INSERT INTO list VALUES(?, ?)", err);
	if (!rc)
		rc = prepare(
		    wr, &wr->info, "INSERT INTO info VALUES(?, ?)", err);
	return rc;
}

static void
writer_close(struct writer *wr)
{
	sqlite3_finalize(wr->record);
	sqlite3_finalize(wr->bucket);
	sqlite3_finalize(wr->list);
	sqlite3_finalize(wr->info);
	sqlite3_close(wr->db);
	sbuf_release(&wr->data);
	sbuf_release(&wr->postings);
	free(wr->pairs);
}

static int
info_text(
    struct writer *wr, const char *name, const char *value, struct err *err)
{
	sqlite3_reset(wr->info);
	sqlite3_bind_text(wr->info, 1, name, -1, SQLITE_STATIC);
	sqlite3_bind_text(wr->info, 2, value, -1, SQLITE_STATIC);
	return sqlite3_step(wr->info) == SQLITE_DONE ? 0 : failed(wr, err);
}

static int
info_number(struct writer *wr, const char *name, int64_t value, struct err *err)
{
	sqlite3_reset(wr->info);
	sqlite3_bind_text(wr->info, 1, name, -1, SQLITE_STATIC);
	sqlite3_bind_int64(wr->info, 2, value);
	return sqlite3_step(wr->info) == SQLITE_DONE ? 0 : failed(wr, err);
}

/* --- records ------------------------------------------------------------- */

/* Train on every k-th record, as many as are useful. */
static int
make_dictionary(struct writer *wr, struct sbuf *out, struct index_spool *spool,
    struct err *err)
{
	uint64_t step = spool->bytes / DICTIONARY_SAMPLES + 1, n = 0;
	struct sbuf record = SBUF_INIT, samples = SBUF_INIT;
	size_t *sizes = calloc(spool->len / step + 1, sizeof(*sizes));
	size_t len = 0;
	int more;

	if (!sizes)
		die_oom(spool->len * sizeof(*sizes));
	while ((more = index_spool_next(spool, &record, err)) == 1) {
		if (n++ % step)
			continue;
		/* The packer leaves the first byte out, too. */
		sizes[len] = record.len - 1;
		sbuf_add(
		    &samples, (struct span){ record.buf + 1, sizes[len++] });
	}
	if (!more && !samples.full)
		local_dictionary_train(
		    out, (struct span){ samples.buf, samples.len }, sizes, len);
	if (!more && out->len) {
		sqlite3_reset(wr->info);
		sqlite3_bind_text(wr->info, 1, "dictionary", -1, SQLITE_STATIC);
		sqlite3_bind_blob64(
		    wr->info, 2, out->buf, out->len, SQLITE_STATIC);
		if (sqlite3_step(wr->info) != SQLITE_DONE)
			more = failed(wr, err);
	}
	free(sizes);
	sbuf_release(&record);
	sbuf_release(&samples);
	return more;
}

static int
write_records(struct writer *wr, struct index_spool *spool,
    const struct index_merges *merges, struct err *err)
{
	struct sbuf dictionary = SBUF_INIT, record = SBUF_INIT,
		    packed = SBUF_INIT;
	struct local_packer *packer;
	uint32_t id = 0;
	int more = make_dictionary(wr, &dictionary, spool, err);

	packer = local_packer_new(
	    (struct span){ dictionary.buf, dictionary.len }, LEVEL);
	if (!more)
		more = index_spool_rewind(spool, err);
	while (!more && (more = index_spool_next(spool, &record, err)) == 1) {
		more = 0;
		id++;
		if (index_merges_kept(merges, id) != id)
			continue;
		more = index_merges_fill(&record, merges, id, spool, err);
		if (more)
			break;
		sbuf_reset(&packed);
		local_packer_pack(
		    packer, &packed, (struct span){ record.buf, record.len });
		more = insert(wr, wr->record, id,
		    (struct span){ packed.buf, packed.len }, err);
	}
	local_packer_free(packer);
	sbuf_release(&dictionary);
	sbuf_release(&record);
	sbuf_release(&packed);
	return more;
}

/* --- keys ---------------------------------------------------------------- */

static int
compare_pairs(const void *va, const void *vb)
{
	const struct pair *a = va, *b = vb;

	if (a->suffix != b->suffix)
		return a->suffix < b->suffix ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static void
pairs_to_data(struct writer *wr)
{
	uint32_t *suffixes, *ids;
	size_t n = 0;

	qsort(wr->pairs, wr->pairs_len, sizeof(*wr->pairs), compare_pairs);
	suffixes = malloc(2 * wr->pairs_len * sizeof(*suffixes));
	if (!suffixes)
		die_oom(2 * wr->pairs_len * sizeof(*suffixes));
	ids = suffixes + wr->pairs_len;
	for (size_t i = 0; i < wr->pairs_len; i++) {
		if (i && !compare_pairs(&wr->pairs[i - 1], &wr->pairs[i]))
			continue;
		suffixes[n] = wr->pairs[i].suffix;
		ids[n++] = wr->pairs[i].id;
	}
	local_bucket_add_ids(&wr->data, suffixes, ids, n, wr->ids);
	free(suffixes);
}

static int
close_term(struct writer *wr, struct err *err)
{
	struct local_term t = { .df = wr->df };
	uint32_t suffix = local_key_suffix(wr->term, wr->bits);
	int rc = 0;

	if (!wr->df)
		return 0;
	if (wr->df > FREQUENT_MIN && wr->df > wr->ids / FREQUENT_SHARE) {
		t.form = LOCAL_POSTINGS_NONE;
	} else if (wr->postings.len > POSTINGS_HERE) {
		t.form = LOCAL_POSTINGS_LIST;
		t.list = (uint64_t)++wr->lists;
		rc = insert(wr, wr->list, wr->lists,
		    (struct span){ wr->postings.buf, wr->postings.len }, err);
	} else {
		t.postings =
		    (struct span){ wr->postings.buf, wr->postings.len };
	}
	local_bucket_add_term(&wr->data, suffix, &t);
	sbuf_reset(&wr->postings);
	wr->df = 0;
	wr->last = 0;
	return rc;
}

static int
close_bucket(struct writer *wr, struct err *err)
{
	int rc = 0;

	if (!wr->open)
		return 0;
	if (wr->kind == LOCAL_KEY_TERM)
		rc = close_term(wr, err);
	else if (wr->pairs_len)
		pairs_to_data(wr);
	if (!rc && wr->data.len)
		rc = insert(wr, wr->bucket, wr->row,
		    (struct span){ wr->data.buf, wr->data.len }, err);
	sbuf_reset(&wr->data);
	wr->pairs_len = 0;
	wr->open = false;
	return rc;
}

static void
add_pair(struct writer *wr, uint32_t suffix, uint32_t id)
{
	if (wr->pairs_len == wr->pairs_size) {
		wr->pairs_size = wr->pairs_size ? wr->pairs_size * 2 : 256;
		wr->pairs =
		    realloc(wr->pairs, wr->pairs_size * sizeof(*wr->pairs));
		if (!wr->pairs)
			die_oom(wr->pairs_size * sizeof(*wr->pairs));
	}
	wr->pairs[wr->pairs_len++] = (struct pair){ suffix, id };
}

static int
add_key(struct writer *wr, const struct index_merges *merges, uint64_t key,
    uint32_t id, struct err *err)
{
	enum local_key_kind kind = local_key_kind(key);
	int64_t row = local_key_bucket(key, wr->bits);
	uint32_t kept = index_merges_kept(merges, id);
	int rc = 0;

	if (!wr->open || row != wr->row) {
		rc = close_bucket(wr, err);
		wr->open = true;
		wr->row = row;
		wr->kind = kind;
	}
	if (rc)
		return rc;
	if (kind != LOCAL_KEY_TERM) {
		add_pair(wr, local_key_suffix(key, wr->bits), kept);
		return 0;
	}
	/* The words of a record that went into another are the other's, too. */
	if (kept != id)
		return 0;
	if (wr->df && key != wr->term)
		rc = close_term(wr, err);
	wr->term = key;
	blob_add_varint(&wr->postings, id - wr->last);
	wr->last = id;
	wr->df++;
	return rc;
}

static unsigned
bucket_bits(uint32_t records)
{
	unsigned bits = 0;

	while (bits < LOCAL_BUCKET_BITS_MAX &&
	       records >> bits > (uint32_t)BUCKET_AIM)
		bits++;
	return bits;
}

static int
write_all(struct writer *wr, struct index_build_result *result,
    struct index_sorter *keys, struct index_spool *spool,
    struct index_merges *merges, struct err *err)
{
	uint64_t key;
	uint32_t id;
	int more = index_merges_find(merges, keys, spool, &key, &id, err);
	int rc;

	if (more < 0)
		return more;
	result->duplicates = merges->len;
	result->works = spool->len - merges->len;
	rc = write_records(wr, spool, merges, err);
	while (!rc && more == 1) {
		rc = add_key(wr, merges, key, id, err);
		if (!rc)
			more = index_sorter_next(keys, &key, &id, err);
	}
	if (rc || more < 0)
		return rc ? rc : more;
	return close_bucket(wr, err);
}

static const char *
covers_of(const struct index_description *d, size_t works)
{
	if (!d->covers)
		return works >= GENERAL_MIN ? "general" : "";
	return strcmp(d->covers, "none") != 0 ? d->covers : "";
}

int
index_write(const char *path, struct index_build_result *result,
    struct index_sorter *keys, struct index_spool *spool,
    const struct index_description *d, struct err *err)
{
	struct index_merges merges = { 0 };
	struct writer wr = {
		.path = path,
		.data = SBUF_INIT,
		.postings = SBUF_INIT,
		.bits = bucket_bits(spool->len),
		.ids = spool->len,
	};
	int rc = writer_open(&wr, err);

	/* A list of all records of the biggest index there can be. */
	wr.postings.limit = wr.data.limit = SIZE_MAX / 4;
	if (!rc)
		rc = write_all(&wr, result, keys, spool, &merges, err);
	if (!rc)
		rc = info_text(&wr, "date", d->date, err);
	if (!rc)
		rc = info_text(&wr, "covers", covers_of(d, result->works), err);
	if (!rc)
		rc = info_text(&wr, "sources", d->sources, err);
	if (!rc)
		rc = info_number(&wr, "works", (int64_t)result->works, err);
	if (!rc)
		rc = info_number(&wr, "bits", wr.bits, err);
	for (size_t i = 0; !rc && local_index_schema[i]; i++)
		if (!local_index_schema[i + 1])
			rc = run(&wr, local_index_schema[i], err);
	if (!rc)
		rc = run(&wr, "COMMIT", err);
	writer_close(&wr);
	index_merges_release(&merges);
	return rc;
}
