#include "app/index-parts.h"

#include "source/local-file.h"

#include <stdlib.h>

#include "base/banned.h"

enum {
	PAGE_SIZE_BYTES = 4096,
	POSTINGS_HERE = 200,  /* bytes; longer ones get a row of their own */
	FREQUENT_MIN = 4096,  /* below it every term has its postings */
	FREQUENT_SHARE = 8,   /* a term of more than 1/8 of all has none */
	GENERAL_MIN = 100000, /* works from which on an index is general */
};

struct writer {
	const char *path;
	sqlite3 *db;
	sqlite3_stmt *record, *bucket, *list, *info;
	sqlite3_stmt *old_bucket, *old_list; /* to read what a copy has */
	unsigned bits;
	uint32_t ids; /* highest */
	/* The index whose copy is written to, or NULL. Another thread reads its
	 * rows: here those of the copy are read. */
	struct local_index *old;
	/* The bucket that is being filled. */
	bool open;
	int64_t row;
	enum local_key_kind kind;
	struct pair {
		uint32_t suffix, id;
	} * pairs;
	size_t pairs_len, pairs_size;
	struct sbuf data;
	/* The term whose records are being collected. */
	uint64_t term;
	uint32_t *records;
	size_t records_len, records_size;
	struct sbuf postings;
	int64_t lists;
	/* What the old index has in that bucket, and of that what comes next. */
	struct sbuf old_data;
	struct blob_reader old_terms;
	struct local_term old_term;
	uint32_t old_suffix;
	bool old_more;
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

/* A new file: its settings and tables. */
static int
make_tables(struct writer *wr, struct err *err)
{
	char settings[256];
	int rc;

	(void)snprintf(settings, sizeof(settings),
	    "PRAGMA page_size = %d; PRAGMA application_id = %d;"
	    "PRAGMA user_version = %d; BEGIN",
	    PAGE_SIZE_BYTES, LOCAL_INDEX_APPLICATION_ID, LOCAL_INDEX_FORMAT);
	rc = run(wr, settings, err);
	/* All tables but the last, which says that the file is whole. */
	for (size_t i = 0; !rc && local_index_schema[i + 1]; i++)
		rc = run(wr, local_index_schema[i], err);
	return rc;
}

/* A copy of another: where its lists end. */
static int
find_lists(struct writer *wr, struct err *err)
{
	sqlite3_stmt *st = NULL;
	int rc = run(wr, "BEGIN", err);

	if (!rc)
		rc = prepare(wr, &st, "SELECT max(id) FROM list", err);
	if (!rc && sqlite3_step(st) == SQLITE_ROW)
		wr->lists = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	if (!rc)
		rc = prepare(wr, &wr->old_bucket,
		    "SELECT data FROM bucket WHERE id = ?", err);
	if (!rc)
		rc = prepare(wr, &wr->old_list,
		    "SELECT data FROM list WHERE id = ?", err);
	return rc;
}

static int
writer_open(struct writer *wr, struct err *err)
{
	int rc;

	if (sqlite3_open_v2(wr->path, &wr->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL))
		return failed(wr, err);
	/* Nothing to roll back to: a file that is not finished is removed. */
	rc = run(wr,
	    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
	    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536",
	    err);
	if (!rc)
		rc = wr->old ? find_lists(wr, err) : make_tables(wr, err);
	if (!rc)
		rc = prepare(wr, &wr->record,
		    "INSERT OR REPLACE INTO record VALUES(?, ?)", err);
	if (!rc)
		rc = prepare(wr, &wr->bucket,
		    "INSERT OR REPLACE INTO bucket VALUES(?, ?)", err);
	if (!rc)
		rc = prepare(wr, &wr->list,
		    "INSERT OR REPLACE INTO list VALUES(?, ?)", err);
	if (!rc)
		rc = prepare(wr, &wr->info,
		    "INSERT OR REPLACE INTO info VALUES(?, ?)", err);
	return rc;
}

static void
writer_close(struct writer *wr)
{
	sqlite3_finalize(wr->record);
	sqlite3_finalize(wr->bucket);
	sqlite3_finalize(wr->list);
	sqlite3_finalize(wr->info);
	sqlite3_finalize(wr->old_bucket);
	sqlite3_finalize(wr->old_list);
	sqlite3_close(wr->db);
	sbuf_release(&wr->data);
	sbuf_release(&wr->postings);
	sbuf_release(&wr->old_data);
	free(wr->pairs);
	free(wr->records);
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

static int
write_records(struct writer *wr, struct index_packing *packing, struct err *err)
{
	struct span packed;
	uint32_t id;
	int more = 0;

	while (!more &&
	       (more = index_packing_next(packing, &id, &packed, err)) == 1)
		more = insert(wr, wr->record, id, packed, err);
	return more;
}

static int
write_dictionary(struct writer *wr, struct span dictionary, struct err *err)
{
	if (!dictionary.len)
		return 0;
	sqlite3_reset(wr->info);
	sqlite3_bind_text(wr->info, 1, "dictionary", -1, SQLITE_STATIC);
	sqlite3_bind_blob64(
	    wr->info, 2, dictionary.ptr, dictionary.len, SQLITE_STATIC);
	return sqlite3_step(wr->info) == SQLITE_DONE ? 0 : failed(wr, err);
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

static void
add_record(struct writer *wr, uint32_t id)
{
	if (wr->records_len == wr->records_size) {
		wr->records_size =
		    wr->records_size ? wr->records_size * 2 : 4096;
		wr->records = realloc(
		    wr->records, wr->records_size * sizeof(*wr->records));
		if (!wr->records)
			die_oom(wr->records_size * sizeof(*wr->records));
	}
	wr->records[wr->records_len++] = id;
}

static int
compare_u32(const void *va, const void *vb)
{
	uint32_t a = *(const uint32_t *)va, b = *(const uint32_t *)vb;

	return a < b ? -1 : a > b;
}

/* Records that went into others of lower ids make the list go back. */
static void
put_records_in_order(struct writer *wr)
{
	size_t i = 1, n = 0;

	while (i < wr->records_len && wr->records[i - 1] < wr->records[i])
		i++;
	if (i >= wr->records_len)
		return;
	qsort(wr->records, wr->records_len, sizeof(*wr->records), compare_u32);
	for (i = 0; i < wr->records_len; i++)
		if (!n || wr->records[n - 1] != wr->records[i])
			wr->records[n++] = wr->records[i];
	wr->records_len = n;
}

static int
next_old_term(struct writer *wr, struct err *err)
{
	int more = local_bucket_next_term(
	    &wr->old_suffix, &wr->old_term, &wr->old_terms);

	wr->old_more = more == 1;
	return more < 0 ? local_index_damaged(wr->old, err, "a table of words")
			: 0;
}

/* Terms of the old index that come before, as they are. */
static int
copy_old_terms(struct writer *wr, uint64_t below, struct err *err)
{
	int rc = 0;

	while (!rc && wr->old_more && wr->old_suffix < below) {
		local_bucket_add_term(&wr->data, wr->old_suffix, &wr->old_term);
		rc = next_old_term(wr, err);
	}
	return rc;
}

/* The records that the old index has of this term. */
static int
add_old_records(struct writer *wr, struct err *err)
{
	struct span list = wr->old_term.postings;
	struct local_postings p;
	int rc = 0;

	if (wr->old_term.form == LOCAL_POSTINGS_LIST &&
	    wr->old_term.list <= INT64_MAX)
		rc = local_index_ask(&list, wr->old, wr->old_list,
		    (int64_t)wr->old_term.list, err);
	p = local_postings_of(list);
	while (!rc && local_postings_next(&p))
		add_record(wr, p.id);
	if (!rc && p.reader.bad)
		rc = local_index_damaged(wr->old, err, "a list of words");
	sqlite3_reset(wr->old_list);
	return rc;
}

/* A term's records as they are written. A list that is there is replaced. */
static int
write_term(struct writer *wr, uint32_t suffix, int64_t list, struct err *err)
{
	struct local_term t = { .df = (uint32_t)wr->records_len };
	uint32_t last = 0;
	int rc = 0;

	for (size_t i = 0; i < wr->records_len; i++) {
		blob_add_varint(&wr->postings, wr->records[i] - last);
		last = wr->records[i];
	}
	if (t.df > FREQUENT_MIN && t.df > wr->ids / FREQUENT_SHARE && !list) {
		t.form = LOCAL_POSTINGS_NONE;
	} else if (wr->postings.len > POSTINGS_HERE || list) {
		t.form = LOCAL_POSTINGS_LIST;
		t.list = (uint64_t)(list ? list : ++wr->lists);
		rc = insert(wr, wr->list, (int64_t)t.list,
		    (struct span){ wr->postings.buf, wr->postings.len }, err);
	} else {
		t.postings =
		    (struct span){ wr->postings.buf, wr->postings.len };
	}
	local_bucket_add_term(&wr->data, suffix, &t);
	sbuf_reset(&wr->postings);
	return rc;
}

/* The term that comes has been in the old index. *list: where its list is. */
static int
join_old_term(struct writer *wr, int64_t *list, struct err *err)
{
	struct local_term old = wr->old_term;
	int rc;

	if (old.form == LOCAL_POSTINGS_NONE) {
		/* Which records have it is not known any more. */
		old.df = wr->records_len < UINT32_MAX - old.df
			     ? old.df + (uint32_t)wr->records_len
			     : UINT32_MAX;
		local_bucket_add_term(&wr->data, wr->old_suffix, &old);
		wr->records_len = 0;
		return next_old_term(wr, err);
	}
	if (old.form == LOCAL_POSTINGS_LIST)
		*list = (int64_t)old.list;
	rc = add_old_records(wr, err);
	return rc ? rc : next_old_term(wr, err);
}

static int
close_term(struct writer *wr, struct err *err)
{
	uint32_t suffix = local_key_suffix(wr->term, wr->bits);
	int64_t list = 0;
	int rc = 0;

	if (!wr->records_len)
		return 0;
	rc = copy_old_terms(wr, suffix, err);
	if (!rc && wr->old_more && wr->old_suffix == suffix)
		rc = join_old_term(wr, &list, err);
	put_records_in_order(wr);
	if (!rc && wr->records_len)
		rc = write_term(wr, suffix, list, err);
	wr->records_len = 0;
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

/* What the old index has in the bucket that is opened. */
static int
open_old_bucket(struct writer *wr, struct err *err)
{
	struct span data;
	size_t n;
	int rc = local_index_ask(&data, wr->old, wr->old_bucket, wr->row, err);

	if (rc)
		return rc;
	sbuf_reset(&wr->old_data);
	sbuf_add(&wr->old_data, data);
	sqlite3_reset(wr->old_bucket);
	data = (struct span){ wr->old_data.buf, wr->old_data.len };
	if (wr->kind >= LOCAL_KEY_TERM) {
		wr->old_terms = blob_reader_of(data);
		return next_old_term(wr, err);
	}
	if (!local_bucket_len(&n, data))
		return local_index_damaged(wr->old, err, "a table of keys");
	for (size_t i = 0; i < n; i++) {
		uint32_t suffix, id;

		local_bucket_pair(&suffix, &id, data, i);
		add_pair(wr, suffix, id);
	}
	return 0;
}

static int
close_bucket(struct writer *wr, struct err *err)
{
	int rc = 0;

	if (!wr->open)
		return 0;
	if (wr->kind >= LOCAL_KEY_TERM) {
		rc = close_term(wr, err);
		if (!rc)
			rc = copy_old_terms(wr, UINT64_MAX, err);
	} else if (wr->pairs_len) {
		pairs_to_data(wr);
	}
	if (!rc && wr->data.len)
		rc = insert(wr, wr->bucket, wr->row,
		    (struct span){ wr->data.buf, wr->data.len }, err);
	sbuf_reset(&wr->data);
	wr->pairs_len = 0;
	wr->open = wr->old_more = false;
	return rc;
}

/* Make the bucket of a key the one that is filled. */
static int
open_bucket(struct writer *wr, uint64_t key, struct err *err)
{
	int64_t row = local_key_bucket(key, wr->bits);
	int rc = 0;

	if (wr->open && row == wr->row)
		return 0;
	rc = close_bucket(wr, err);
	wr->open = true;
	wr->row = row;
	wr->kind = local_key_kind(key);
	if (!rc && wr->old)
		rc = open_old_bucket(wr, err);
	return rc;
}

static int
add_key(struct writer *wr, const struct index_merges *merges, uint64_t key,
    uint32_t id, struct err *err)
{
	uint32_t kept = index_merges_kept(merges, id);
	int rc = open_bucket(wr, key, err);

	if (rc)
		return rc;
	if (wr->kind != LOCAL_KEY_TERM) {
		add_pair(wr, local_key_suffix(key, wr->bits), kept);
		return 0;
	}
	if (wr->records_len && key != wr->term)
		rc = close_term(wr, err);
	wr->term = key;
	if (!wr->records_len || wr->records[wr->records_len - 1] != kept)
		add_record(wr, kept);
	return rc;
}

static int
add_word(struct writer *wr, const struct index_word *word, struct err *err)
{
	uint64_t key = local_key(LOCAL_KEY_SURROUNDING, word->hash);
	uint32_t suffix = local_key_suffix(key, wr->bits);
	struct local_term t = { word->count, LOCAL_POSTINGS_NONE, 0,
		SPAN_LIT("") };
	int rc = open_bucket(wr, key, err);

	if (!rc)
		rc = copy_old_terms(wr, suffix, err);
	if (rc)
		return rc;
	if (wr->old_more && wr->old_suffix == suffix) {
		t.df = t.df < UINT32_MAX - wr->old_term.df
			   ? t.df + wr->old_term.df
			   : UINT32_MAX;
		rc = next_old_term(wr, err);
	}
	local_bucket_add_term(&wr->data, suffix, &t);
	return rc;
}

static unsigned
bucket_bits(uint32_t records)
{
	unsigned bits = 0;

	while (bits < LOCAL_BUCKET_BITS_MAX &&
	       records >> bits > (uint32_t)INDEX_BUCKET_AIM)
		bits++;
	return bits;
}

static int
write_keys(struct writer *wr, struct index_sorter *keys,
    struct index_surroundings *surroundings, const struct index_merges *merges,
    uint64_t key, uint32_t id, struct err *err)
{
	const struct index_word *words;
	size_t n = index_surroundings_words(&words, surroundings);
	int more = 1, rc = 0;

	while (!rc && more == 1) {
		rc = add_key(wr, merges, key, id, err);
		if (!rc)
			more = index_sorter_next(keys, &key, &id, err);
	}
	if (!rc && more < 0)
		rc = more;
	for (size_t i = 0; !rc && i < n; i++)
		rc = add_word(wr, &words[i], err);
	return rc ? rc : close_bucket(wr, err);
}

/* Keys, while a thread compresses the records; then those. */
static int
write_all(struct writer *wr, struct index_sorter *keys,
    struct index_surroundings *surroundings,
    const struct index_records *records, struct index_merges *merges,
    struct err *err)
{
	struct index_packing *packing = NULL;
	uint64_t key;
	uint32_t id;
	int more = index_merges_find(merges, keys, records, &key, &id, err);
	int rc;

	if (more < 0)
		return more;
	rc = index_packing_start(&packing, records, merges, err);
	if (!rc && more)
		rc = write_keys(wr, keys, surroundings, merges, key, id, err);
	if (!rc)
		rc = write_records(wr, packing, err);
	if (!rc && !records->old)
		rc = write_dictionary(wr, index_packing_end(packing), err);
	index_packing_close(packing);
	return rc;
}

static const char *
covers_of(const struct index_description *d)
{
	if (!d->covers)
		return d->works >= GENERAL_MIN ? "general" : "";
	return strcmp(d->covers, "none") != 0 ? d->covers : "";
}

static int
write_info(
    struct writer *wr, const struct index_description *d, struct err *err)
{
	struct sbuf segments = SBUF_INIT, holdings = SBUF_INIT;
	int rc = info_text(wr, "date", d->date, err);

	if (d->holdings)
		local_holdings_write(&holdings, d->holdings);

	sbuf_addf(&segments, "%s%s %zu %s\n", d->segments_before, d->date,
	    d->works > d->works_before ? d->works - d->works_before : 0,
	    d->segment);
	if (!rc)
		rc = info_text(wr, "covers", covers_of(d), err);
	if (!rc)
		rc = info_text(
		    wr, "holdings", holdings.len ? holdings.buf : "", err);
	if (!rc)
		rc = info_text(wr, "sources", d->sources, err);
	if (!rc)
		rc = info_text(wr, "segments", segments.buf, err);
	if (!rc)
		rc = info_number(wr, "works", (int64_t)d->works, err);
	if (!rc)
		rc = info_number(wr, "bits", wr->bits, err);
	sbuf_release(&holdings);
	sbuf_release(&segments);
	return rc;
}

/* The last table, which says that the file is whole. */
static int
finish(struct writer *wr, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && !wr->old && local_index_schema[i]; i++)
		if (!local_index_schema[i + 1])
			rc = run(wr, local_index_schema[i], err);
	return rc ? rc : run(wr, "COMMIT", err);
}

int
index_write(const char *path, struct index_sorter *keys,
    struct index_surroundings *surroundings,
    const struct index_records *records, struct index_description *d,
    size_t *duplicates, struct err *err)
{
	const struct index_spool *spool = records->spool;
	struct index_merges merges = { 0 };
	struct writer wr = {
		.path = path,
		.data = SBUF_INIT,
		.postings = SBUF_INIT,
		.old_data = SBUF_INIT,
		.old = records->old,
		.bits =
		    records->old ? records->old->bits : bucket_bits(spool->len),
		.ids = spool->first + spool->len - 1,
	};
	int rc = writer_open(&wr, err);

	/* A list of all records of the biggest index there can be. */
	wr.postings.limit = wr.data.limit = wr.old_data.limit = SIZE_MAX / 4;
	if (!rc)
		rc = write_all(&wr, keys, surroundings, records, &merges, err);
	d->works = spool->len - merges.len;
	if (records->old)
		d->works += d->works_before;
	*duplicates = merges.len;
	if (!rc)
		rc = write_info(&wr, d, err);
	if (!rc)
		rc = finish(&wr, err);
	writer_close(&wr);
	index_merges_release(&merges);
	return rc;
}
