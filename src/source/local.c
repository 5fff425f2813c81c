#include "source/local-file.h"

#include "base/text.h"
#include "model/key.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

const char *const local_index_schema[] = {
	"CREATE TABLE info(name TEXT PRIMARY KEY, value) WITHOUT ROWID",
	"CREATE TABLE record(id INTEGER PRIMARY KEY, data BLOB)",
	"CREATE TABLE bucket(id INTEGER PRIMARY KEY, data BLOB)",
	"CREATE TABLE list(id INTEGER PRIMARY KEY, data BLOB)",
	/* Made last: a file that lacks it was not finished. */
	"CREATE TABLE finished(mark INTEGER PRIMARY KEY)",
	NULL,
};

int
local_index_damaged(
    const struct local_index *ix, struct err *err, const char *what)
{
	return err_set(err, ERR_SYNTAX,
	    "%s: the index is damaged (%s); build it again, or copy it again",
	    ix->info.name, what);
}

/* --- opening ------------------------------------------------------------- */

/* Places in an SQLite file's first 100 bytes (sqlite.org/fileformat2.html, 1.3). */
enum {
	HEADER_LEN = 100,
	HEADER_PAGE_SIZE = 16,
	HEADER_PAGES = 28,
	HEADER_USER_VERSION = 60,
	HEADER_APPLICATION_ID = 68,
};

static int
check_header(
    struct local_index *ix, const unsigned char *h, size_t n, struct err *err)
{
	const char *name = ix->info.name;
	uint64_t page_size, whole;
	uint32_t version;

	if (n < HEADER_LEN || memcmp(h, "SQLite format 3", 16) != 0)
		return err_set(err, ERR_SYNTAX,
		    "%s is no index: 'refmend index build' makes one", name);
	if (blob_u32(h + HEADER_APPLICATION_ID) != LOCAL_INDEX_APPLICATION_ID)
		return err_set(err, ERR_SYNTAX,
		    "%s is an SQLite file, but no index of refmend", name);
	version = blob_u32(h + HEADER_USER_VERSION);
	ix->info.format = version > INT_MAX ? INT_MAX : (int)version;
	if (version != LOCAL_INDEX_FORMAT)
		return err_set(err, ERR_SYNTAX,
		    "%s has index format %" PRIu32 ", this refmend reads %d: "
		    "%s",
		    name, version, LOCAL_INDEX_FORMAT,
		    version > LOCAL_INDEX_FORMAT
			? "update refmend, or build the index again"
			: "build the index again");
	page_size =
	    (uint64_t)h[HEADER_PAGE_SIZE] << 8 | h[HEADER_PAGE_SIZE + 1];
	if (page_size == 1) /* 65536 does not fit */
		page_size = 65536;
	whole = page_size * blob_u32(h + HEADER_PAGES);
	if (whole != ix->info.bytes)
		return err_set(err, ERR_SYNTAX,
		    "%s has %zu bytes of %" PRIu64 ": it was cut short or not "
		    "finished; build it again, or copy it again",
		    name, ix->info.bytes, whole);
	return 0;
}

static int
read_header(struct local_index *ix, const char *path, struct err *err)
{
	unsigned char header[HEADER_LEN];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	ssize_t n;
	int rc;

	if (fd < 0)
		return err_set(err, errno == ENOENT ? ERR_ABSENT : ERR_IO,
		    "%s: %s", path, strerror(errno));
	if (fstat(fd, &st)) {
		rc = err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
	} else if (!S_ISREG(st.st_mode)) {
		rc = err_set(err, ERR_IO, "%s: not a regular file", path);
	} else if ((n = pread(fd, header, sizeof(header), 0)) < 0) {
		rc = err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
	} else {
		ix->info.bytes = (size_t)st.st_size;
		ix->device = st.st_dev;
		ix->inode = st.st_ino;
		rc = check_header(ix, header, (size_t)n, err);
		if (!rc)
			(void)local_pages_open(&ix->pages, fd, ix->info.bytes);
	}
	close(fd);
	return rc;
}

/* "file:" URI of a path (RFC 3986), as sqlite.org/uri.html asks: what is not
 * plain is percent-encoded. */
static char *
file_uri(struct arena *a, const char *path)
{
	static const char hex[] = "0123456789ABCDEF";
	struct sbuf uri = SBUF_INIT;
	char *out;

	sbuf_add(&uri, SPAN_LIT("file:"));
	/* "//x" at the start would be read as a host. */
	if (path[0] == '/' && path[1] == '/')
		sbuf_add(&uri, SPAN_LIT("//"));
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || strchr("/._-~", c)) {
			sbuf_addc(&uri, (char)c);
			continue;
		}
		sbuf_addc(&uri, '%');
		sbuf_addc(&uri, hex[c >> 4]);
		sbuf_addc(&uri, hex[c & 15]);
	}
	sbuf_add(&uri, SPAN_LIT("?mode=ro&immutable=1"));
	out = arena_strdup(a, uri.buf);
	sbuf_release(&uri);
	return out;
}

static int
prepare(struct local_index *ix, sqlite3_stmt **out, const char *sql,
    struct err *err)
{
	if (sqlite3_prepare_v3(
		ix->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL))
		return local_index_damaged(ix, err, sqlite3_errmsg(ix->db));
	return 0;
}

/* The n-th table of the schema has its root in that page; 0 is no page. */
static void
note_root(struct local_index *ix, size_t n, int64_t root)
{
	struct local_rows *rows[] = { NULL, &ix->record, &ix->bucket,
		&ix->list };

	if (n < sizeof(rows) / sizeof(rows[0]) && rows[n])
		rows[n]->table.root =
		    root > 0 && root <= UINT32_MAX ? (uint32_t)root : 0;
}

/* Our tables and nothing else: no view, trigger or virtual table that somebody
 * put into the file is ever run. Where they are is noted. */
static int
check_schema(struct local_index *ix, struct err *err)
{
	sqlite3_stmt *st = NULL;
	size_t n = 0;
	int rc = prepare(ix, &st,
	    "SELECT sql, rootpage FROM sqlite_schema ORDER BY rowid", err);

	while (!rc && sqlite3_step(st) == SQLITE_ROW) {
		const char *sql = (const char *)sqlite3_column_text(st, 0);
		const char *want = local_index_schema[n];

		if (!sql || !want || strcmp(sql, want) != 0)
			rc = local_index_damaged(ix, err, "unknown tables");
		else
			note_root(ix, n, sqlite3_column_int64(st, 1));
		n++;
	}
	if (!rc && (!local_index_schema[n] ? false : true))
		rc = local_index_damaged(ix, err, "tables are missing");
	sqlite3_finalize(st);
	return rc;
}

static const char *
info_text(struct local_index *ix, sqlite3_stmt *st)
{
	struct span s = { (const char *)sqlite3_column_text(st, 1), 0 };

	s.len = (size_t)sqlite3_column_bytes(st, 1);
	if (!s.ptr || !text_is_utf8(s))
		return "";
	return arena_strdup_span(&ix->arena, s);
}

static int
read_info(struct local_index *ix, struct err *err)
{
	struct span dictionary = { "", 0 };
	sqlite3_stmt *st = NULL;
	int64_t bits = -1, works = -1;
	int rc = prepare(ix, &st, "SELECT name, value FROM info", err), step;

	if (rc)
		return rc;
	ix->info.date = ix->info.covers = "";
	ix->info.sources = ix->info.segments = ix->info.holdings = "";
	while ((step = sqlite3_step(st)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(st, 0);

		if (!name)
			continue;
		if (!strcmp(name, "date"))
			ix->info.date = info_text(ix, st);
		else if (!strcmp(name, "covers"))
			ix->info.covers = info_text(ix, st);
		else if (!strcmp(name, "holdings"))
			ix->info.holdings = info_text(ix, st);
		else if (!strcmp(name, "sources"))
			ix->info.sources = info_text(ix, st);
		else if (!strcmp(name, "segments"))
			ix->info.segments = info_text(ix, st);
		else if (!strcmp(name, "works"))
			works = sqlite3_column_int64(st, 1);
		else if (!strcmp(name, "bits"))
			bits = sqlite3_column_int64(st, 1);
		else if (!strcmp(name, "dictionary")) {
			const void *p = sqlite3_column_blob(st, 1);
			int n = sqlite3_column_bytes(st, 1);

			if (p && n > 0)
				dictionary = (struct span){
					arena_strdup_span(&ix->arena,
					    (struct span){ p, (size_t)n }),
					(size_t)n
				};
		}
	}
	sqlite3_finalize(st);
	if (step != SQLITE_DONE || works < 0 || works > UINT32_MAX ||
	    bits < 0 || bits > LOCAL_BUCKET_BITS_MAX)
		return local_index_damaged(ix, err, "its description is gone");
	ix->info.works = (size_t)works;
	ix->info.general = !strcmp(ix->info.covers, "general");
	if (ix->info.general && *ix->info.holdings) {
		ix->holdings = ARENA_NEW(&ix->arena, struct local_holdings);
		local_holdings_read(ix->holdings, ix->info.holdings);
	}
	ix->bits = (unsigned)bits;
	ix->dictionary = dictionary;
	ix->unpacker = local_unpacker_new(dictionary);
	return 0;
}

static int
open_database(struct local_index *ix, const char *path, struct err *err)
{
	const int flags =
	    SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
	/* The whole file, as far as SQLite goes; the system pages it in. */
	static const char settings[] =
	    "PRAGMA mmap_size = 2147418112; PRAGMA trusted_schema = OFF;"
	    "PRAGMA cell_size_check = OFF; PRAGMA query_only = ON";
	int rc;

	if (sqlite3_open_v2(file_uri(&ix->arena, path), &ix->db, flags, NULL))
		return err_set(err, ERR_IO, "%s: %s", path,
		    ix->db ? sqlite3_errmsg(ix->db) : "out of memory");
	if (sqlite3_exec(ix->db, settings, NULL, NULL, NULL))
		return local_index_damaged(ix, err, sqlite3_errmsg(ix->db));
	rc = check_schema(ix, err);
	if (!rc)
		rc = read_info(ix, err);
	if (!rc)
		rc = prepare(ix, &ix->record.statement,
		    "SELECT data FROM record WHERE id = ?", err);
	if (!rc)
		rc = prepare(ix, &ix->bucket.statement,
		    "SELECT data FROM bucket WHERE id = ?", err);
	if (!rc)
		rc = prepare(ix, &ix->list.statement,
		    "SELECT data FROM list WHERE id = ?", err);
	if (!rc)
		rc = prepare(ix, &ix->next_record,
		    "SELECT data, id FROM record WHERE id >= ? ORDER BY id "
		    "LIMIT 1",
		    err);
	return rc;
}

int
local_index_open(struct local_index **out, const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	struct local_index *ix = calloc(1, sizeof(*ix));
	int rc;

	if (!ix)
		die_oom(sizeof(*ix));
	ix->record.table.room = (struct sbuf)SBUF_INIT;
	ix->bucket.table.room = (struct sbuf)SBUF_INIT;
	ix->list.table.room = (struct sbuf)SBUF_INIT;
	ix->path = arena_strdup(&ix->arena, path);
	ix->info.name = arena_strdup(&ix->arena, slash ? slash + 1 : path);
	rc = read_header(ix, path, err);
	if (!rc)
		rc = open_database(ix, path, err);
	if (rc) {
		local_index_close(ix);
		return rc;
	}
	*out = ix;
	return 0;
}

int
local_index_open_again(
    struct local_index **out, const struct local_index *ix, struct err *err)
{
	int rc = local_index_open(out, ix->path, err);

	if (rc)
		return rc;
	if ((*out)->device == ix->device && (*out)->inode == ix->inode)
		return 0;
	local_index_close(*out);
	*out = NULL;
	return err_set(err, ERR_AGAIN, "%s was replaced", ix->path);
}

static void
close_rows(struct local_rows *rows)
{
	sqlite3_finalize(rows->statement);
	sbuf_release(&rows->table.room);
}

void
local_index_close(struct local_index *ix)
{
	if (!ix)
		return;
	close_rows(&ix->record);
	close_rows(&ix->bucket);
	close_rows(&ix->list);
	sqlite3_finalize(ix->next_record);
	sqlite3_close(ix->db);
	local_pages_close(&ix->pages);
	local_unpacker_free(ix->unpacker);
	local_words_free(ix->words);
	free(ix->slots);
	free(ix->used);
	arena_release(&ix->scratch);
	arena_release(&ix->arena);
	free(ix);
}

const struct local_index_info *
local_index_info(const struct local_index *ix)
{
	return &ix->info;
}

/* --- rows ---------------------------------------------------------------- */

int
local_index_ask(struct span *out, const struct local_index *ix,
    sqlite3_stmt *statement, int64_t row, struct err *err)
{
	int rc;

	*out = (struct span){ "", 0 };
	sqlite3_reset(statement);
	sqlite3_bind_int64(statement, 1, row);
	rc = sqlite3_step(statement);
	if (rc == SQLITE_DONE)
		return 0;
	if (rc != SQLITE_ROW)
		return local_index_damaged(ix, err, sqlite3_errmsg(ix->db));
	out->ptr = sqlite3_column_blob(statement, 0);
	out->len = (size_t)sqlite3_column_bytes(statement, 0);
	if (!out->ptr)
		*out = (struct span){ "", 0 };
	return 0;
}

int
local_index_row(struct span *out, struct local_index *ix,
    struct local_rows *rows, int64_t row, struct err *err)
{
	int found;

	if (!ix->pages.map)
		return local_index_ask(out, ix, rows->statement, row, err);
	*out = (struct span){ "", 0 };
	found = local_pages_row(out, &ix->pages, &rows->table, row);
	return found < 0 ? local_index_damaged(ix, err, "its pages") : 0;
}

struct span
local_index_keep(
    const struct local_index *ix, struct arena *a, struct span bytes)
{
	if (bytes.len && !local_pages_hold(&ix->pages, bytes))
		bytes.ptr = arena_strdup_span(a, bytes);
	return bytes;
}

int
local_index_ids(struct local_ids *out, struct local_index *ix,
    enum local_key_kind kind, uint64_t hash, struct err *err)
{
	uint64_t key = local_key(kind, hash);
	struct span bucket;
	int rc;

	*out = (struct local_ids){ 0 };
	if (!hash)
		return 0;
	rc = local_index_row(
	    &bucket, ix, &ix->bucket, local_key_bucket(key, ix->bits), err);
	if (!rc &&
	    !local_bucket_ids(out, bucket, local_key_suffix(key, ix->bits)))
		rc = local_index_damaged(ix, err, "a table of keys");
	return rc;
}

static int
find_term(struct local_term *out, struct local_index *ix,
    enum local_key_kind kind, uint64_t hash, struct err *err)
{
	uint64_t key = local_key(kind, hash);
	struct span bucket;
	int rc = local_index_row(
	    &bucket, ix, &ix->bucket, local_key_bucket(key, ix->bits), err);
	int found;

	*out = (struct local_term){ 0 };
	if (rc)
		return rc;
	found = local_bucket_term(out, bucket, local_key_suffix(key, ix->bits));
	if (found < 0)
		return local_index_damaged(ix, err, "a table of words");
	if (!found)
		*out = (struct local_term){ 0 };
	return 0;
}

int
local_index_term(struct local_term *out, struct local_index *ix, uint64_t hash,
    struct err *err)
{
	return find_term(out, ix, LOCAL_KEY_TERM, hash, err);
}

int
local_index_surrounding(
    uint32_t *out, struct local_index *ix, uint64_t hash, struct err *err)
{
	struct local_term t;
	int rc = find_term(&t, ix, LOCAL_KEY_SURROUNDING, hash, err);

	*out = t.df;
	return rc;
}

int
local_index_record(
    struct span *out, struct local_index *ix, uint32_t id, struct err *err)
{
	struct span packed;
	int rc = local_index_row(&packed, ix, &ix->record, id, err);

	*out = (struct span){ "", 0 };
	if (rc || !packed.len)
		return rc;
	if (local_unpacker_unpack(ix->unpacker, out, packed, NULL))
		return local_index_damaged(ix, err, "a record");
	return 0;
}

int
local_index_last_id(uint32_t *out, struct local_index *ix, struct err *err)
{
	sqlite3_stmt *st = NULL;
	int rc = prepare(ix, &st, "SELECT max(id) FROM record", err);
	int64_t id = -1;

	if (!rc && sqlite3_step(st) == SQLITE_ROW)
		id = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	if (!rc && (id < 0 || id > UINT32_MAX))
		rc = local_index_damaged(ix, err, "its records");
	*out = rc ? 0 : (uint32_t)id;
	return rc;
}

int
local_index_next_record(struct span *out, uint32_t *id, struct local_index *ix,
    uint32_t from, struct err *err)
{
	sqlite3_stmt *st = ix->next_record;
	struct span packed;
	int64_t row;
	int rc = local_index_ask(&packed, ix, st, from, err);

	if (rc || !packed.len)
		return rc;
	row = sqlite3_column_int64(st, 1);
	if (row < from || row > UINT32_MAX ||
	    local_unpacker_unpack(ix->unpacker, out, packed, NULL))
		return local_index_damaged(ix, err, "a record");
	*id = (uint32_t)row;
	return 1;
}

int
local_index_decode(struct work **out, struct arena *a, struct local_index *ix,
    uint32_t id, struct span packed, struct err *err)
{
	struct span record;

	*out = NULL;
	/* An unlikely collision of keys cannot name a row that is not there. */
	if (!packed.len)
		return local_index_damaged(ix, err, "a record is missing");
	if (local_unpacker_unpack(ix->unpacker, &record, packed, NULL) ||
	    local_record_decode(out, a, record, NULL))
		return local_index_damaged(ix, err, "a record");
	(*out)->source = ix->info.name;
	(*out)->record = arena_printf(a, "%" PRIu32, id);
	return 0;
}

int
local_index_work(struct work **out, struct arena *a, struct local_index *ix,
    uint32_t id, struct err *err)
{
	struct span packed;
	int rc = local_index_row(&packed, ix, &ix->record, id, err);

	*out = NULL;
	return rc ? rc : local_index_decode(out, a, ix, id, packed, err);
}

double
local_index_idf(struct local_index *ix, uint64_t term_hash)
{
	size_t at = term_hash % LOCAL_IDF_CACHE;
	double works = (double)ix->info.works;
	struct local_term t = { 0 };

	if (ix->idf[at].hash == term_hash && ix->idf[at].idf > 0)
		return ix->idf[at].idf;
	/* A damaged row weighs like an unknown word; a search will say it. */
	(void)local_index_term(&t, ix, term_hash, NULL);
	ix->idf[at].hash = term_hash;
	ix->idf[at].idf = t.df ? log((works + 1) / t.df) : log(works + 1);
	if (ix->idf[at].idf < 0.01)
		ix->idf[at].idf = 0.01;
	return ix->idf[at].idf;
}
