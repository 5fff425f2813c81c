#include "source/retraction-watch.h"
#include "base/text.h"
#include "source/answer.h"

#include <stdlib.h>

#include "base/banned.h"

enum column {
	RECORD,
	TITLE,
	JOURNAL,
	PUBLISHER,
	AUTHOR,
	NOTICE_DATE,
	NOTICE_DOI,
	WORK_DATE,
	DOI,
	PMID,
	NATURE,
	REASON,
	COLUMNS,
};

static const char *const names[COLUMNS] = {
	[RECORD] = "Record ID",
	[TITLE] = "Title",
	[JOURNAL] = "Journal",
	[PUBLISHER] = "Publisher",
	[AUTHOR] = "Author",
	[NOTICE_DATE] = "RetractionDate",
	[NOTICE_DOI] = "RetractionDOI",
	[WORK_DATE] = "OriginalPaperDate",
	[DOI] = "OriginalPaperDOI",
	[PMID] = "OriginalPaperPubMedID",
	[NATURE] = "RetractionNature",
	[REASON] = "Reason",
};

enum nature {
	RETRACTION,
	CORRECTION,
	CONCERN,
	REINSTATEMENT,
	NATURES,
};

static const char *const natures[NATURES] = {
	[RETRACTION] = "Retraction",
	[CORRECTION] = "Correction",
	[CONCERN] = "Expression of concern",
	[REINSTATEMENT] = "Reinstatement",
};

struct notice {
	enum nature nature;
	long date; /* 20100206; 0: not told */
	const char *doi, *pmid, *by;
	const char *record, *title, *journal, *publisher, *authors, *reason;
	long work_date;
	size_t next_by_doi, next_by_pmid; /* number + 1; 0: the last */
};

struct retraction_watch {
	struct arena arena;
	struct notice *items;
	size_t len;
	size_t *by_doi, *by_pmid; /* chains by hash: number + 1 */
	size_t slots;             /* a power of two */
};

/* More cells than any row of it has; further ones are not looked at. */
enum { CELLS_MAX = 64, REASON_MAX = 200 };

/* --- CSV (RFC 4180) ---------------------------------------------------------------- */

/* One row, its cells in the arena. Returns their number; 0 at the end. *whole
 * is false if the file ends within quotes. */
static size_t
next_row(struct span *cells, struct arena *a, struct span csv, size_t *at,
    bool *whole)
{
	struct sbuf cell = SBUF_INIT;
	size_t n = 0;
	bool quoted = false, more = *at < csv.len;

	*whole = true;
	while (more) {
		char c = *at < csv.len ? csv.ptr[*at] : '\n';
		bool end = *at >= csv.len;

		(*at)++;
		if (quoted && end) {
			*whole = false;
			quoted = false;
		}
		if (quoted && c == '"' && *at < csv.len &&
		    csv.ptr[*at] == '"') {
			sbuf_addc(&cell, '"');
			(*at)++;
		} else if (c == '"' && !end) {
			quoted = !quoted;
		} else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
			sbuf_addc(&cell, c);
		} else if (c != '\r') {
			if (n < CELLS_MAX)
				cells[n++] = span_of(arena_strdup_span(
				    a, (struct span){ cell.buf, cell.len }));
			sbuf_reset(&cell);
			more = c == ',';
		}
	}
	sbuf_release(&cell);
	return n;
}

/* "2/6/2010 0:00", "2010-02-06": a number that later dates are above; or 0. */
static long
read_date(struct span s)
{
	long part[3] = { 0 };
	size_t n = 0, at = 0;

	while (at < s.len && n < 3) {
		char c = s.ptr[at];

		if (c >= '0' && c <= '9' && part[n] < 10000)
			part[n] = part[n] * 10 + (c - '0');
		else if (c == '/' || c == '-')
			n++;
		else
			break;
		at++;
	}
	if (n != 2)
		return 0;
	if (part[0] > 31)
		return part[0] * 10000 + part[1] * 100 + part[2];
	return part[2] * 10000 + part[0] * 100 + part[1];
}

/* --- reading ------------------------------------------------------------------------ */

static const char *
text_of(struct arena *a, struct span s)
{
	char *text = text_is_utf8(s) ? text_clean(a, s) : NULL;

	return text && *text ? text : NULL;
}

/* "unavailable", "Unavailable", "0", "" are none: no DOI, no PMID. */
static bool
read_notice(struct notice *out, struct arena *a, const struct span *cells)
{
	*out = (struct notice){ .nature = NATURES };
	for (int i = 0; i < NATURES; i++)
		if (text_eq_nocase(text_trim(cells[NATURE]), natures[i]))
			out->nature = (enum nature)i;
	out->doi = doi_normal(a, cells[DOI]);
	out->pmid = pmid_normal(a, text_trim(cells[PMID]));
	if (out->pmid && !strcmp(out->pmid, "0"))
		out->pmid = NULL;
	if (out->nature == NATURES || (!out->doi && !out->pmid))
		return false;
	out->date = read_date(text_trim(cells[NOTICE_DATE]));
	out->work_date = read_date(text_trim(cells[WORK_DATE]));
	out->by = doi_normal(a, cells[NOTICE_DOI]);
	if (out->by && out->doi && doi_equal(out->by, out->doi))
		out->by = NULL;
	out->record = text_of(a, cells[RECORD]);
	out->title = text_of(a, cells[TITLE]);
	out->journal = text_of(a, cells[JOURNAL]);
	out->publisher = text_of(a, cells[PUBLISHER]);
	out->authors = text_of(a, cells[AUTHOR]);
	out->reason = text_of(a, cells[REASON]);
	return true;
}

static void
chain(size_t *slots, size_t mask, const char *id, size_t *next, size_t number)
{
	size_t *slot;

	if (!id)
		return;
	slot = &slots[text_hash(span_of(id)) & mask];
	*next = *slot;
	*slot = number + 1;
}

static void
build_chains(struct retraction_watch *rw)
{
	rw->slots = 64;
	while (rw->slots < 2 * rw->len)
		rw->slots *= 2;
	rw->by_doi = ARENA_ARRAY(&rw->arena, size_t, rw->slots);
	rw->by_pmid = ARENA_ARRAY(&rw->arena, size_t, rw->slots);
	for (size_t i = 0; i < rw->len; i++) {
		struct notice *n = &rw->items[i];

		chain(rw->by_doi, rw->slots - 1, n->doi, &n->next_by_doi, i);
		chain(rw->by_pmid, rw->slots - 1, n->pmid, &n->next_by_pmid, i);
	}
}

/* Where each column stands; -1: nowhere. */
static int
read_header(int *where, const struct span *cells, size_t n, const char *path,
    struct err *err)
{
	for (int i = 0; i < COLUMNS; i++) {
		where[i] = -1;
		for (size_t k = 0; k < n; k++)
			if (text_eq_nocase(text_trim(cells[k]), names[i]))
				where[i] = (int)k;
		if (where[i] < 0)
			return err_set(err, ERR_SYNTAX,
			    "%s:1: there is no column '%s': this is not the "
			    "Retraction Watch file",
			    path, names[i]);
	}
	return 0;
}

int
retraction_watch_read(struct retraction_watch **out, struct span csv,
    const char *path, struct err *err)
{
	struct span cells[CELLS_MAX], wanted[COLUMNS];
	struct arena row = ARENA_INIT;
	struct retraction_watch *rw;
	size_t at = 0, n;
	int where[COLUMNS], rc;
	bool whole;

	*out = NULL;
	if (csv.len >= 3 && !memcmp(csv.ptr, "\xef\xbb\xbf", 3))
		at = 3;
	n = next_row(cells, &row, csv, &at, &whole);
	rc = read_header(where, cells, n, path, err);
	if (rc) {
		arena_release(&row);
		return rc;
	}
	rw = calloc(1, sizeof(*rw));
	if (!rw)
		die_oom(sizeof(*rw));
	while (arena_reset(&row),
	    (n = next_row(cells, &row, csv, &at, &whole)) > 0) {
		struct notice notice;
		bool enough = whole;

		for (int i = 0; i < COLUMNS; i++) {
			enough = enough && (size_t)where[i] < n;
			if (enough)
				wanted[i] = cells[where[i]];
		}
		if (enough && read_notice(&notice, &rw->arena, wanted))
			ARENA_PUSH(&rw->arena, rw->items, rw->len) = notice;
	}
	arena_release(&row);
	build_chains(rw);
	*out = rw;
	return 0;
}

void
retraction_watch_free(struct retraction_watch *rw)
{
	if (!rw)
		return;
	arena_release(&rw->arena);
	free(rw);
}

size_t
retraction_watch_len(const struct retraction_watch *rw)
{
	return rw->len;
}

/* --- asking ------------------------------------------------------------------------- */

/* The next notice of that DOI or PMID behind number (0: from the first on); its
 * own number + 1, or 0. */
static size_t
find_next(const struct retraction_watch *rw, const char *doi, const char *pmid,
    size_t number)
{
	size_t i;

	if (doi) {
		i = number
			? rw->items[number - 1].next_by_doi
			: rw->by_doi[text_hash(span_of(doi)) & (rw->slots - 1)];
		while (i && (!rw->items[i - 1].doi ||
				strcmp(rw->items[i - 1].doi, doi) != 0))
			i = rw->items[i - 1].next_by_doi;
		return i;
	}
	if (!pmid)
		return 0;
	i = number ? rw->items[number - 1].next_by_pmid
		   : rw->by_pmid[text_hash(span_of(pmid)) & (rw->slots - 1)];
	while (i && (!rw->items[i - 1].pmid ||
			strcmp(rw->items[i - 1].pmid, pmid) != 0))
		i = rw->items[i - 1].next_by_pmid;
	return i;
}

static const char *
note_of(struct arena *a, const struct notice *n)
{
	const char *reason = n->reason ? n->reason : "";
	size_t len = strlen(reason);

	/* "+Data error;+Concerns about results;" */
	if (len > REASON_MAX)
		len = 0;
	while (len && strchr("; ", reason[len - 1]))
		len--;
	if (n->date)
		return arena_printf(a,
		    "Retraction Watch, %04ld-%02ld-%02ld%s%.*s",
		    n->date / 10000, n->date / 100 % 100, n->date % 100,
		    len ? ": " : "", (int)len, reason);
	return arena_printf(
	    a, "Retraction Watch%s%.*s", len ? ": " : "", (int)len, reason);
}

/* Add it to *marked, a copy of w as soon as there is anything to add. */
static void
add(struct work **marked, struct arena *a, const struct work *w,
    const struct notice *n)
{
	static const enum relation_kind kinds[NATURES] = {
		[RETRACTION] = RELATION_RETRACTED_BY,
		[CORRECTION] = RELATION_CORRECTED_BY,
		[CONCERN] = RELATION_CONCERN_BY,
	};
	const char *note = note_of(a, n);

	for (const struct relation *r = w->relations; r; r = r->next)
		if (r->kind == kinds[n->nature] && r->note &&
		    !strcmp(r->note, note))
			return;
	if (!*marked)
		*marked = work_copy(a, w);
	work_add_relation(a, *marked, kinds[n->nature], n->by, note);
}

struct work *
retraction_watch_mark(
    const struct retraction_watch *rw, struct arena *a, struct work *w)
{
	const char *doi = w->DOI ? doi_normal(a, span_of(w->DOI)) : NULL;
	const char *pmid = doi ? NULL : w->PMID;
	const struct notice *retraction = NULL;
	struct work *marked = NULL;
	long undone = -1;
	size_t i;

	for (i = 0; (i = find_next(rw, doi, pmid, i));) {
		const struct notice *n = &rw->items[i - 1];

		if (n->nature == REINSTATEMENT && n->date > undone)
			undone = n->date;
		if (n->nature == RETRACTION &&
		    (!retraction || n->date > retraction->date))
			retraction = n;
	}
	for (i = 0; (i = find_next(rw, doi, pmid, i));) {
		const struct notice *n = &rw->items[i - 1];

		if (n->nature == REINSTATEMENT ||
		    (n->nature == RETRACTION &&
			(n != retraction || undone >= n->date)))
			continue;
		add(&marked, a, w, n);
	}
	return marked ? marked : w;
}

/* "A. J. Wakefield;S. H. Murch" */
static void
read_authors(struct work *w, struct arena *a, const char *s)
{
	while (s && *s) {
		size_t n = strcspn(s, ";");

		answer_add_full_name(&w->author, a,
		    arena_strdup_span(a, text_trim((struct span){ s, n })));
		s += n;
		s += *s == ';';
	}
}

struct work *
retraction_watch_work(const struct retraction_watch *rw, struct arena *a,
    enum identifier_kind kind, const char *id)
{
	size_t i = find_next(rw, kind == IDENTIFIER_DOI ? id : NULL,
	    kind == IDENTIFIER_PMID ? id : NULL, 0);
	const struct notice *n;
	struct work *w;
	bool retracted;

	if (!i)
		return NULL;
	n = &rw->items[i - 1];
	if (!n->title)
		return NULL;
	w = ARENA_NEW(a, struct work);
	w->type = WORK_TYPE_ARTICLE_JOURNAL;
	w->source = "retraction-watch";
	w->record = n->record ? n->record : id;
	w->title = title_without_notice(n->title, &retracted);
	w->container_title = n->journal;
	w->publisher = n->publisher;
	w->DOI = n->doi;
	w->PMID = n->pmid;
	read_authors(w, a, n->authors);
	if (date_year_plausible((int)(n->work_date / 10000)))
		w->issued.from.year = (int)(n->work_date / 10000);
	return retraction_watch_mark(rw, a, w);
}
