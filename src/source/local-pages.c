#include "source/local-pages.h"

#include "base/text.h"
#include "source/local-blob.h"

#include <sys/mman.h>

#include "base/banned.h"

/* Places in the file's and in a page's header (fileformat2.html, 1.3 and 1.6). */
enum {
	FILE_PAGE_SIZE = 16,
	FILE_RESERVED = 20,
	FILE_HEADER_LEN = 100,
	PAGE_CELLS = 3,
	PAGE_LAST_CHILD = 8,
	INTERIOR_CELLS_AT = 12,
	LEAF_CELLS_AT = 8,
	PAGE_INTERIOR = 5,
	PAGE_LEAF = 13,
	PAGE_SIZE_MIN = 512,
	PAGE_SIZE_MAX = 65536,
	USABLE_MIN = 480,
	VARINT_MAX = 9,
	CHILD_LEN = 4,
	DEPTH_MAX = 20, /* of a tree: SQLite's own bound */
};

bool
local_pages_open(struct local_pages *pages, int fd, size_t bytes)
{
	const unsigned char *map;
	void *p;

	*pages = (struct local_pages){ .bytes = bytes };
	if (bytes < FILE_HEADER_LEN)
		return false;
	p = mmap(NULL, bytes, PROT_READ, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		return false;
	map = pages->map = p;
	pages->page =
	    (size_t)map[FILE_PAGE_SIZE] << 8 | map[FILE_PAGE_SIZE + 1];
	if (pages->page == 1) /* 65536 does not fit */
		pages->page = PAGE_SIZE_MAX;
	pages->usable = pages->page - map[FILE_RESERVED];
	if (pages->page >= PAGE_SIZE_MIN && pages->usable >= USABLE_MIN &&
	    pages->usable <= pages->page)
		return true;
	local_pages_close(pages);
	return false;
}

void
local_pages_close(struct local_pages *pages)
{
	if (pages->map)
		munmap((void *)(uintptr_t)pages->map, pages->bytes);
	pages->map = NULL;
}

bool
local_pages_hold(const struct local_pages *pages, struct span row)
{
	uintptr_t at = (uintptr_t)row.ptr, map = (uintptr_t)pages->map;

	return pages->map && at >= map && at - map < pages->bytes;
}

/* --- pages ----------------------------------------------------------------- */

/* A page of a tree, and its cells, which ascend by their keys. */
struct node {
	const unsigned char *page, *cells;
	size_t usable, len;
	bool leaf;
};

/* Page `number`, from 1 on; NULL if the file has none. */
static const unsigned char *
page_at(const struct local_pages *pages, uint32_t number)
{
	if (!number || number > pages->bytes / pages->page)
		return NULL;
	return pages->map + (size_t)(number - 1) * pages->page;
}

static bool
open_node(struct node *n, const struct local_pages *pages, uint32_t number)
{
	const unsigned char *p = page_at(pages, number);
	size_t at;

	/* The first page is the schema's. */
	if (!p || number == 1 || (p[0] != PAGE_LEAF && p[0] != PAGE_INTERIOR))
		return false;
	n->page = p;
	n->leaf = p[0] == PAGE_LEAF;
	n->usable = pages->usable;
	n->len = (size_t)p[PAGE_CELLS] << 8 | p[PAGE_CELLS + 1];
	at = n->leaf ? LEAF_CELLS_AT : INTERIOR_CELLS_AT;
	n->cells = p + at;
	return at + 2 * n->len <= n->usable;
}

/* SQLite's numbers: seven bits a byte, high ones first, the ninth byte whole. Bytes past
 * the end are zeros. */
static const unsigned char *
read_varint(uint64_t *out, const unsigned char *p, const unsigned char *end)
{
	uint64_t v = 0;

	for (int i = 0; p < end; i++) {
		if (i == VARINT_MAX - 1) {
			*out = v << 8 | *p;
			return p + 1;
		}
		v = v << 7 | (*p & 0x7f);
		if (*p++ < 0x80)
			break;
	}
	*out = v;
	return p;
}

/* The cell's bytes after what comes before its key, and the key. */
static const unsigned char *
read_key(int64_t *key, const struct node *n, size_t i)
{
	const unsigned char *end = n->page + n->usable, *p;
	size_t at = (size_t)n->cells[2 * i] << 8 | n->cells[2 * i + 1];
	uint64_t v;

	p = at < n->usable ? n->page + at : end;
	if (n->leaf) /* its length */
		while (p < end && *p++ >= 0x80)
			;
	else
		p = end - p > CHILD_LEN ? p + CHILD_LEN : end;
	p = read_varint(&v, p, end);
	*key = (int64_t)v;
	return p;
}

/*
 * The first cell whose key is not below `row`; n->len if there is none. Keys are above
 * *low and, unless it is less, at most *high; both are narrowed. Ids have few gaps, so that
 * a cell is mostly where it would be if they had none; each other step halves what is left.
 */
static size_t
find_cell(const struct node *n, int64_t row, int64_t *low, int64_t *high)
{
	size_t from = 0, to = n->len;

	for (bool halve = *high < row; from < to; halve = !halve) {
		uint64_t between = (uint64_t)*high - (uint64_t)*low;
		uint64_t above = (uint64_t)row - (uint64_t)*low - 1;
		size_t mid = from + (to - from) / 2;
		int64_t key;

		if (!halve && between && above < between &&
		    between <= UINT32_MAX)
			mid = from + (size_t)(above * (to - from) / between);
		(void)read_key(&key, n, mid);
		if (key < row) {
			from = mid + 1;
			*low = key;
			continue;
		}
		to = mid;
		*high = key;
		if (key == row)
			break;
	}
	return to;
}

/* --- rows ------------------------------------------------------------------ */

/* How much of a row of `len` bytes lies in the tree's page (1.6, "payload"). */
static uint64_t
local_part(const struct local_pages *pages, uint64_t len)
{
	uint64_t most = pages->usable - 35;
	uint64_t least = (pages->usable - 12) * 32 / 255 - 23, part;

	if (len <= most)
		return len;
	part = least + (len - least) % (pages->usable - 4);
	return part <= most ? part : least;
}

/* What a row has beyond its page: a chain of pages, each with the next one's number. */
static bool
add_rest(struct sbuf *out, const struct local_pages *pages, uint32_t number,
    uint64_t left)
{
	while (left) {
		const unsigned char *p = page_at(pages, number);
		size_t n = pages->usable - 4;

		if (!p)
			return false;
		if (n > left)
			n = (size_t)left;
		left -= n;
		number = blob_u32(p);
		sbuf_add(out, (struct span){ (const char *)p + 4, n });
	}
	return !out->full;
}

/* The blob of a row: a header (its length, the key's type: null, the blob's), the blob (2.1). */
static int
take_blob(struct span *out, struct span row)
{
	const unsigned char *p = (const unsigned char *)row.ptr, *at;
	const unsigned char *end = p + row.len;
	uint64_t header, key, type, len;

	at = read_varint(&header, p, end);
	at = read_varint(&key, at, end);
	at = read_varint(&type, at, end);
	if (key || type < 12 || type % 2 || header != (uint64_t)(at - p))
		return -1;
	len = (type - 12) / 2;
	if (len > (uint64_t)(end - at))
		return -1;
	*out = (struct span){ (const char *)at, (size_t)len };
	return 1;
}

static int
read_row(struct span *out, const struct local_pages *pages,
    struct local_table *table, const struct node *n, size_t i)
{
	size_t at = (size_t)n->cells[2 * i] << 8 | n->cells[2 * i + 1];
	const unsigned char *end = n->page + n->usable, *p = n->page + at;
	uint64_t len, key, part;

	if (at >= n->usable)
		return -1;
	p = read_varint(&len, p, end);
	p = read_varint(&key, p, end);
	part = local_part(pages, len);
	if (len > pages->bytes || part > (uint64_t)(end - p))
		return -1;
	if (part == len)
		return take_blob(
		    out, (struct span){ (const char *)p, (size_t)len });
	if (end - p - (ptrdiff_t)part < 4)
		return -1;
	sbuf_reset(&table->room);
	sbuf_add(&table->room, (struct span){ (const char *)p, (size_t)part });
	if (!add_rest(&table->room, pages, blob_u32(p + part), len - part))
		return -1;
	return take_blob(
	    out, (struct span){ table->room.buf, table->room.len });
}

int
local_pages_row(struct span *out, const struct local_pages *pages,
    struct local_table *table, int64_t row)
{
	uint32_t number = table->root;
	int64_t low = -1, high = -1;

	/* Nothing has a negative id. */
	for (int depth = 0; row >= 0 && depth < DEPTH_MAX; depth++) {
		struct node n;
		size_t i;

		if (!open_node(&n, pages, number))
			return -1;
		i = find_cell(&n, row, &low, &high);
		if (n.leaf && (i == n.len || high != row))
			return 0;
		if (n.leaf)
			return read_row(out, pages, table, &n, i);
		if (i == n.len) {
			number = blob_u32(n.page + PAGE_LAST_CHILD);
			continue;
		}
		i = (size_t)n.cells[2 * i] << 8 | n.cells[2 * i + 1];
		if (i + CHILD_LEN > n.usable)
			return -1;
		number = blob_u32(n.page + i);
	}
	return row < 0 ? 0 : -1;
}
