#include "source/local-search.h"

#include "base/text.h"
#include "model/key.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * Versions of a work that was found: the preprint and what was published from
 * it, the paper and its article. They have the same title; or share an
 * identifier (the article names its arXiv id); or one of them says that it is the
 * other's; or title and first author are nearly the same, within a few years.
 */
enum {
	SAME_TITLE_MAX = 256,
	SAME_IDENTIFIER_MAX = 8, /* more are parts of one book */
	WORD_RECORDS_MAX = 512,  /* of a word by which others are looked for */
	WORDS_MAX = 2,
	YEARS_APART = 2,
	LIKE_MAX = 6,      /* records whose titles are compared */
	COMMON_SHARE = 60, /* percent of the longer title's words */
};

/* --- what relations point to ---------------------------------------------- */

static bool
is_version(enum relation_kind kind)
{
	return kind == RELATION_PREPRINT_OF || kind == RELATION_HAS_PREPRINT ||
	       kind == RELATION_VERSION_OF || kind == RELATION_NEWER_VERSION;
}

/* Key of the records that point to an identifier: of a kind behind all kinds. */
static uint64_t
pointer_key(enum identifier_kind kind, const char *value)
{
	return key_identifier(IDENTIFIER_KINDS + 1 + (int)kind, value);
}

size_t
local_pointers(uint64_t **out, struct arena *a, const struct work *w)
{
	size_t len = 0;

	*out = NULL;
	for (const struct relation *r = w->relations; r; r = r->next) {
		enum identifier_kind kind;
		const char *value;

		if (is_version(r->kind) && r->id &&
		    identifier_parse(&kind, &value, a, span_of(r->id)))
			ARENA_PUSH(a, *out, len) = pointer_key(kind, value);
	}
	return len;
}

/* --- finding them ----------------------------------------------------------- */

struct versions {
	struct search *q;
	uint32_t of; /* the record whose versions these are */
	uint32_t *ids;
	size_t len;
};

static void
add_version(struct versions *v, uint32_t id)
{
	if (!id || id == v->of)
		return;
	for (size_t i = 0; i < v->len; i++)
		if (v->ids[i] == id)
			return;
	ARENA_PUSH(&v->q->scratch, v->ids, v->len) = id;
}

static int
add_key(struct versions *v, enum local_key_kind kind, uint64_t hash, size_t max)
{
	struct local_ids ids;
	int rc = local_index_ids(&ids, v->q->ix, kind, hash, v->q->err);

	for (size_t i = 0; !rc && ids.len <= max && i < ids.len; i++)
		add_version(v, local_ids_get(&ids, i));
	return rc;
}

/* Who has that identifier, and who points to it. */
static int
add_identifier(struct versions *v, enum identifier_kind kind, const char *value)
{
	int rc = add_key(v, LOCAL_KEY_IDENTIFIER,
	    key_identifier((int)kind, value), SAME_IDENTIFIER_MAX);

	return rc ? rc
		  : add_key(v, LOCAL_KEY_IDENTIFIER, pointer_key(kind, value),
			SAME_IDENTIFIER_MAX);
}

static int
add_linked(struct versions *v, const struct work *w)
{
	/* An ISBN is its chapters', too; an address may be a list's. */
	static const enum identifier_kind kinds[] = { IDENTIFIER_DOI,
		IDENTIFIER_ARXIV, IDENTIFIER_PMID, IDENTIFIER_PMCID,
		IDENTIFIER_ACL };
	struct arena *a = &v->q->scratch;
	int rc = 0;

	for (size_t k = 0; !rc && k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		const char **values;
		size_t n = local_identifiers(&values, a, w, kinds[k]);

		for (size_t i = 0; !rc && i < n; i++)
			rc = add_identifier(v, kinds[k], values[i]);
	}
	for (const struct relation *r = w->relations; !rc && r; r = r->next) {
		enum identifier_kind kind;
		const char *value;

		if (is_version(r->kind) && r->id &&
		    identifier_parse(&kind, &value, a, span_of(r->id)))
			rc = add_identifier(v, kind, value);
	}
	return rc;
}

/* --- titles that are nearly the same ---------------------------------------- */

static bool
has_term(const struct term *terms, size_t n, uint64_t hash)
{
	for (size_t i = 0; i < n; i++)
		if (terms[i].hash == hash)
			return true;
	return false;
}

static bool
titles_are_alike(struct arena *a, const struct work *x, const struct work *y)
{
	struct term *tx, *ty;
	size_t nx = key_terms(&tx, a, x->title);
	size_t ny = key_terms(&ty, a, y->title), common = 0;
	uint64_t hx = key_title_head(a, x->title);
	uint64_t hy = key_title_head(a, y->title);

	if ((hx && (hx == hy || hx == key_title(a, y->title))) ||
	    (hy && hy == key_title(a, x->title)))
		return true;
	for (size_t i = 0; i < nx; i++)
		common += has_term(ty, ny, tx[i].hash);
	return common * 100 >= (nx > ny ? nx : ny) * COMMON_SHARE;
}

/* Records that have one of the rarest words, of those that others have. */
static int
with_rare_word(
    uint32_t **out, size_t *len, struct search *q, const struct work *w)
{
	struct query_term best[WORDS_MAX];
	struct term *terms;
	size_t n = key_terms(&terms, &q->scratch, w->title), best_len = 0;
	int rc = 0;

	*out = NULL;
	*len = 0;
	for (size_t i = 0; i < n; i++) {
		struct query_term t = { .hash = terms[i].hash };
		size_t at = best_len;

		rc = local_index_term(&t.found, q->ix, t.hash, q->err);
		if (rc)
			return rc;
		if (terms[i].number || t.found.df < 2 ||
		    t.found.df > WORD_RECORDS_MAX)
			continue;
		for (size_t k = 0; k < best_len; k++)
			if (best[k].hash == t.hash)
				t.found.df = UINT32_MAX;
		while (at && best[at - 1].found.df > t.found.df)
			at--;
		if (at == WORDS_MAX || t.found.df == UINT32_MAX)
			continue;
		t.found.postings =
		    local_index_keep(q->ix, &q->scratch, t.found.postings);
		best_len += best_len < WORDS_MAX;
		memmove(best + at + 1, best + at,
		    (best_len - at - 1) * sizeof(*best));
		best[at] = t;
	}
	for (size_t i = 0; i < best_len; i++) {
		struct local_postings p;

		rc = local_open_postings(&p, q, &best[i]);
		if (rc)
			return rc;
		while (local_postings_next(&p))
			ARENA_PUSH(&q->scratch, *out, *len) = p.id;
	}
	return 0;
}

/* Of those, who has that first author within a few years. */
static int
add_like(struct versions *v, const struct work *w)
{
	struct search *q = v->q;
	const struct name_list *names = w->author.len ? &w->author : &w->editor;
	uint32_t *near, like[LIKE_MAX];
	size_t near_len, like_len = 0;
	int rc;

	if (!names->len || !work_year(w))
		return 0;
	rc = with_rare_word(&near, &near_len, q, w);
	for (int d = -YEARS_APART; !rc && near_len && d <= YEARS_APART; d++) {
		struct local_ids ids;

		rc = local_index_ids(&ids, q->ix, LOCAL_KEY_AUTHOR_YEAR,
		    key_author_year(
			&q->scratch, &names->items[0], work_year(w) + d),
		    q->err);
		for (size_t i = 0; !rc && i < near_len && like_len < LIKE_MAX;
		     i++)
			if (near[i] != v->of && local_ids_have(&ids, near[i]))
				like[like_len++] = near[i];
	}
	for (size_t i = 0; !rc && i < like_len; i++) {
		struct work *other;

		rc = local_index_work(
		    &other, &q->scratch, q->ix, like[i], q->err);
		if (!rc && titles_are_alike(&q->scratch, w, other))
			add_version(v, like[i]);
	}
	return rc;
}

int
local_versions(
    uint32_t **out, size_t *len, struct search *q, uint32_t id, bool like)
{
	struct versions v = { .q = q, .of = id };
	struct work *w;
	int rc = local_index_work(&w, &q->scratch, q->ix, id, q->err);

	if (!rc)
		rc = add_linked(&v, w);
	if (!rc)
		rc = add_key(&v, LOCAL_KEY_TITLE,
		    key_title(&q->scratch, w->title), SAME_TITLE_MAX);
	if (!rc && like)
		rc = add_like(&v, w);
	*out = v.ids;
	*len = v.len;
	return rc;
}
