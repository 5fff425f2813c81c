/* Which work of the library is this one? */

#include "base/text.h"
#include "model/identifier.h"
#include "model/key.h"
#include "store/private.h"
#include "store/same.h"

#include "base/banned.h"

/*
 * The identifiers by which works are found. `shared`: parts of one thing carry
 * it too (a chapter its book's ISBN, two pages one address), so the title has
 * to agree.
 */
static const struct {
	enum work_field field;
	enum identifier_kind kind;
	bool shared;
} identity_fields[] = {
	{ WORK_DOI, IDENTIFIER_DOI, false },
	{ WORK_arXiv, IDENTIFIER_ARXIV, false },
	{ WORK_PMID, IDENTIFIER_PMID, false },
	{ WORK_PMCID, IDENTIFIER_PMCID, false },
	{ WORK_ACL, IDENTIFIER_ACL, false },
	{ WORK_ISBN, IDENTIFIER_ISBN, true },
	{ WORK_URL, IDENTIFIER_URL, true },
};

enum { IDENTITY_FIELDS = sizeof(identity_fields) / sizeof(identity_fields[0]) };

struct identity {
	enum identifier_kind kind;
	const char *value;
	bool shared;
};

static const char *
normal_form(struct arena *a, enum identifier_kind kind, struct span s)
{
	switch (kind) {
	case IDENTIFIER_DOI: return doi_normal(a, s);
	case IDENTIFIER_ARXIV: return arxiv_normal(a, s, NULL);
	case IDENTIFIER_PMID: return pmid_normal(a, s);
	case IDENTIFIER_PMCID: return pmcid_normal(a, s);
	case IDENTIFIER_ACL: return acl_normal(a, s);
	case IDENTIFIER_ISBN: return isbn_normal(a, s);
	case IDENTIFIER_URL: return url_normal(a, s);
	default: return NULL;
	}
}

static bool
add_identity(struct identity **ids, size_t *len, struct arena *a, size_t row,
    struct span text)
{
	enum identifier_kind kind = identity_fields[row].kind;
	const char *value = normal_form(a, kind, text);

	if (!value || !*value)
		return false;
	ARENA_PUSH(a, *ids, *len) =
	    (struct identity){ kind, value, identity_fields[row].shared };
	return true;
}

/* ISBN fields hold several ("0262035618, 9780262035613", also without the
 * comma, which the grouping of a single one may have too); the others one. */
static size_t
identities(struct identity **out, struct arena *a, const struct work *w)
{
	size_t len = 0;

	*out = NULL;
	for (size_t i = 0; i < IDENTITY_FIELDS; i++) {
		const char *at = work_get(w, identity_fields[i].field);

		if (!at || add_identity(out, &len, a, i, span_of(at)) ||
		    identity_fields[i].kind != IDENTIFIER_ISBN)
			continue;
		while (*at) {
			size_t n = strcspn(at, ",; ");

			(void)add_identity(
			    out, &len, a, i, (struct span){ at, n });
			at += n;
			at += strspn(at, ",; ");
		}
	}
	return len;
}

static const struct name *
first_name(const struct work *w)
{
	if (w->author.len)
		return &w->author.items[0];
	return w->editor.len ? &w->editor.items[0] : NULL;
}

static int64_t
title_key(struct arena *a, const struct work *w)
{
	return w->title ? (int64_t)key_title(a, w->title) : 0;
}

static int64_t
name_key(struct arena *a, const struct work *w)
{
	const struct name *n = first_name(w);

	return n ? (int64_t)text_hash(span_of(key_family(a, n))) : 0;
}

int
store_index_work(
    struct store *s, int64_t id, const struct work *w, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct identity *ids;
	size_t n = identities(&ids, &a, w);
	sqlite3_stmt *st;
	int rc;

	st = store_statement(s, STATEMENT_CLEAR_IDENTIFIERS, &rc, err);
	if (st) {
		store_bind_int(st, 1, id);
		rc = store_run(s, st, err);
	}
	for (size_t i = 0; !rc && i < n; i++) {
		st = store_statement(s, STATEMENT_ADD_IDENTIFIER, &rc, err);
		if (!st)
			break;
		store_bind_text(st, 1, identifier_name(ids[i].kind));
		store_bind_text(st, 2, ids[i].value);
		store_bind_int(st, 3, id);
		rc = store_run(s, st, err);
	}
	if (!rc) {
		st = store_statement(s, STATEMENT_SET_KEYS, &rc, err);
		if (st) {
			store_bind_int(st, 1, id);
			store_bind_int(st, 2, title_key(&a, w));
			store_bind_int(st, 3, name_key(&a, w));
			rc = store_run(s, st, err);
		}
	}
	arena_release(&a);
	return rc;
}

/* --- comparing two works --------------------------------------------------------- */

/* Both have an identifier that names one thing, and not the same one. */
static bool
identifiers_differ(struct arena *a, const struct work *x, const struct work *y)
{
	for (size_t i = 0; i < IDENTITY_FIELDS; i++) {
		const char *vx = work_get(x, identity_fields[i].field);
		const char *vy = work_get(y, identity_fields[i].field);
		const char *fx, *fy;

		if (!vx || !vy || identity_fields[i].shared)
			continue;
		fx = normal_form(a, identity_fields[i].kind, span_of(vx));
		fy = normal_form(a, identity_fields[i].kind, span_of(vy));
		if (fx && fy && strcmp(fx, fy) != 0)
			return true;
	}
	return false;
}

/* --- looking ------------------------------------------------------------------------ */

/* Ids that a statement gives; not more than anybody would compare. */
static int
read_ids(int64_t **out, size_t *len, struct arena *a, struct store *s,
    sqlite3_stmt *st, struct err *err)
{
	enum { MAX = 50 };
	int rc;

	*out = NULL;
	*len = 0;
	while ((rc = store_step(s, st, err)) > 0) {
		ARENA_PUSH(a, *out, *len) = sqlite3_column_int64(st, 0);
		if (*len == MAX) {
			(void)sqlite3_reset(st);
			return OK;
		}
	}
	return rc;
}

static int
was_asserted(int64_t *out, struct store *s, int64_t id, unsigned f,
    const char *value, struct err *err)
{
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_WAS_ASSERTED, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, id);
	store_bind_text(st, 2, field_name(f));
	store_bind_text(st, 3, value);
	return store_number(out, s, st, 0, err);
}

/*
 * Was every field of w said of this work before? Then it is the entry that the
 * work was made from, even if the work has been mended since. What the entry of that
 * key said is looked at first: others may be many.
 */
static int
all_asserted(bool *out, struct store *s, int64_t id, const struct work *w,
    const char *key, struct arena *a, struct err *err)
{
	int rc = OK;
	size_t n = 0;

	*out = true;
	for (unsigned f = 0; !rc && *out && f < FIELDS; f++) {
		const char *value = field_value(f, a, w);
		sqlite3_stmt *st;
		int64_t found;

		if (!value)
			continue;
		n++;
		st = store_statement(
		    s, STATEMENT_WAS_ASSERTED_OF_RECORD, &rc, err);
		if (!st)
			break;
		store_bind_int(st, 1, id);
		store_bind_text(st, 2, field_name(f));
		store_bind_text(st, 3, value);
		store_bind_text(st, 4, key);
		rc = store_number(&found, s, st, 0, err);
		if (!rc && found != 1)
			rc = was_asserted(&found, s, id, f, value, err);
		*out = found == 1;
	}
	*out = *out && n;
	return rc;
}

static int
find_by_key(int64_t *out, struct store *s, const struct work *w,
    const char *key, struct arena *a, struct err *err)
{
	bool same = false;
	int64_t id = 0;
	sqlite3_stmt *st;
	int rc;

	st = store_statement(s, STATEMENT_WORK_OF_KEY, &rc, err);
	if (!st)
		return rc;
	store_bind_text(st, 1, key);
	rc = store_number(&id, s, st, 0, err);
	if (!rc && id)
		rc = all_asserted(&same, s, id, w, key, a, err);
	if (!rc && same)
		*out = id;
	return rc;
}

/* An identifier that names one thing: the title only has to be possible. */
static int
find_by_own(int64_t *out, struct store *s, const struct work *w,
    const struct identity *id, struct arena *a, struct err *err)
{
	int64_t *found;
	size_t len;
	int rc;
	sqlite3_stmt *st =
	    store_statement(s, STATEMENT_BY_IDENTIFIER, &rc, err);

	if (!st)
		return rc;
	store_bind_text(st, 1, identifier_name(id->kind));
	store_bind_text(st, 2, id->value);
	rc = read_ids(&found, &len, a, s, st, err);
	for (size_t i = 0; !rc && !*out && i < len; i++) {
		struct store_work other;

		rc = store_get_alone(&other, a, s, found[i], err);
		if (!rc && same_title_possible(a, w, other.work) &&
		    shared_people(a, w, other.work))
			*out = found[i];
	}
	return rc;
}

/* One that parts of a thing have in common: the title has to be the same, and
 * nothing tells them apart (each issue's "Calendar", all at one address). */
static int
find_by_shared(int64_t *out, struct store *s, const struct work *w,
    const struct identity *id, struct arena *a, struct err *err)
{
	int64_t key = title_key(a, w), *found;
	size_t len;
	int rc;
	sqlite3_stmt *st;

	if (!key)
		return OK;
	st = store_statement(s, STATEMENT_BY_IDENTIFIER_AND_TITLE, &rc, err);
	if (!st)
		return rc;
	store_bind_text(st, 1, identifier_name(id->kind));
	store_bind_text(st, 2, id->value);
	store_bind_int(st, 3, key);
	rc = read_ids(&found, &len, a, s, st, err);
	for (size_t i = 0; !rc && !*out && i < len; i++) {
		struct store_work other;

		rc = store_get_alone(&other, a, s, found[i], err);
		if (!rc && !places_contradict(a, w, other.work) &&
		    !identifiers_differ(a, w, other.work))
			*out = found[i];
	}
	return rc;
}

static int
find_by_identifier(int64_t *out, struct store *s, const struct work *w,
    struct arena *a, struct err *err)
{
	struct identity *ids;
	size_t n = identities(&ids, a, w);
	int rc = OK;

	for (size_t i = 0; !rc && !*out && i < n; i++)
		rc = ids[i].shared ? find_by_shared(out, s, w, &ids[i], a, err)
				   : find_by_own(out, s, w, &ids[i], a, err);
	return rc;
}

static int
find_by_title(int64_t *out, int64_t *version, struct store *s,
    const struct work *w, struct arena *a, struct err *err)
{
	int64_t key = title_key(a, w);
	int64_t *found;
	size_t len;
	sqlite3_stmt *st;
	int rc;

	if (!key)
		return OK;
	st = store_statement(s, STATEMENT_BY_KEYS, &rc, err);
	if (!st)
		return rc;
	store_bind_int(st, 1, key);
	store_bind_int(st, 2, name_key(a, w));
	rc = read_ids(&found, &len, a, s, st, err);
	for (size_t k = 0; !rc && k < len; k++) {
		struct store_work other;

		rc = store_get_alone(&other, a, s, found[k], err);
		if (rc)
			break;
		if (work_is_preprint(w) != work_is_preprint(other.work)) {
			if (!*version && first_name(w) &&
			    same_people(a, w, other.work))
				*version = found[k];
			continue;
		}
		if (same_as_printed(a, w, other.work) &&
		    !identifiers_differ(a, w, other.work)) {
			*out = found[k];
			break;
		}
	}
	return rc;
}

int
store_find_same(int64_t *out, int64_t *version, struct store *s,
    const struct work *w, const char *key, struct err *err)
{
	struct arena a = ARENA_INIT;
	int rc = OK;

	*out = 0;
	*version = 0;
	if (key)
		rc = find_by_key(out, s, w, key, &a, err);
	if (!rc && !*out)
		rc = find_by_identifier(out, s, w, &a, err);
	if (!rc && !*out)
		rc = find_by_title(out, version, s, w, &a, err);
	arena_release(&a);
	return rc;
}

int
store_find(struct store_work *out, struct arena *a, struct store *s,
    const struct work *w, const char *key, struct err *err)
{
	struct store_work named;
	int64_t id, version;
	int rc = store_find_same(&id, &version, s, w, key, err);

	if (rc || id)
		return rc ? rc : store_get_id(out, a, s, id, err);
	rc = key ? store_get(&named, a, s, key, err)
		 : err_set(err, ERR_ABSENT, "no such work");
	if (rc)
		return rc;
	if (!same_title_possible(a, w, named.work))
		return err_set(
		    err, ERR_ABSENT, "'%s' is another work there", key);
	*out = named;
	return OK;
}

/* --- free keys ------------------------------------------------------------------------ */

static int
is_taken(bool *out, struct store *s, const char *key, struct err *err)
{
	int64_t found;
	int rc;
	sqlite3_stmt *st = store_statement(s, STATEMENT_KEY_TAKEN, &rc, err);

	if (!st)
		return rc;
	store_bind_text(st, 1, key);
	rc = store_number(&found, s, st, 0, err);
	*out = found != 0;
	return rc;
}

/* wanted itself for 0, then with a, b, ... z, aa, ab, ... */
static char *
numbered_key(struct arena *a, const char *wanted, uint64_t n)
{
	char suffix[16];
	size_t at = sizeof(suffix) - 1;

	suffix[at] = '\0';
	for (; n; n = (n - 1) / 26)
		suffix[--at] = (char)('a' + (n - 1) % 26);
	return arena_printf(a, "%s%s", wanted, suffix + at);
}

/*
 * By steps that double, then by halving, so that a file whose entries all have
 * one key costs n log n and not n * n. With keys given out in order, as here,
 * it finds the first that is free.
 */
int
store_free_key(char **out, struct arena *a, struct store *s, const char *wanted,
    struct err *err)
{
	uint64_t low = 0, high = 0;
	bool taken = false;
	int rc;

	*out = numbered_key(a, wanted, 0);
	rc = is_taken(&taken, s, *out, err);
	while (!rc && taken && high < (uint64_t)1 << 32) {
		low = high;
		high = high ? high * 2 : 1;
		*out = numbered_key(a, wanted, high);
		rc = is_taken(&taken, s, *out, err);
	}
	while (!rc && high - low > 1) {
		uint64_t middle = low + (high - low) / 2;
		char *key = numbered_key(a, wanted, middle);

		rc = is_taken(&taken, s, key, err);
		if (taken) {
			low = middle;
		} else {
			high = middle;
			*out = key;
		}
	}
	return rc;
}
