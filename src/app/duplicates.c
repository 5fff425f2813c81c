#include "app/duplicates.h"
#include "base/text.h"
#include "match/compare.h"
#include "model/identifier.h"
#include "model/key.h"
#include "store/same.h"

#include <stdlib.h>

#include "base/banned.h"

/* Of a block of works with the same key each is compared with so many before
 * it: "Editorial" by nobody may stand there a thousand times. */
enum { BLOCK_MAX = 24, RESET_EACH = 64 };

enum duplicate_block {
	BLOCK_IDENTIFIER,
	BLOCK_ISBN,
	BLOCK_TITLE,
	BLOCK_PEOPLE
};

struct row {
	uint64_t hash;
	uint32_t work;
	uint8_t block;
	uint8_t kind; /* of identifier */
};

/* The ends of a folded title: titles that differ in spelling or by a subtitle
 * have one of them in common. */
enum { ENDS = 5 };

struct ends {
	char front[ENDS], back[ENDS];
	uint64_t first; /* the first one's family name, or 0 */
};

struct finder {
	struct ends *ends;
	struct arena *a;
	struct arena scratch;
	const struct duplicates_request *r;
	const struct work *const *works;
	const char *const *keys;
	struct row *rows;
	size_t len, size;
	uint32_t *leader; /* the first of a work's group */
	struct duplicate *found;
	size_t found_len;
	unsigned compared;
};

static void
add_row(struct finder *f, uint64_t hash, size_t work,
    enum duplicate_block block, int kind)
{
	if (hash)
		ARENA_PUSH(f->a, f->rows, f->len) = (struct row){ hash,
			(uint32_t)work, (uint8_t)block, (uint8_t)kind };
}

static void
add_rows(struct finder *f, size_t i)
{
	const struct work *w = f->works[i];
	const struct name_list *l = w->author.len ? &w->author : &w->editor;
	const struct {
		const char *value;
		enum identifier_kind kind;
	} ids[] = {
		{ w->DOI, IDENTIFIER_DOI },
		{ w->arXiv, IDENTIFIER_ARXIV },
		{ w->PMID, IDENTIFIER_PMID },
		{ w->PMCID, IDENTIFIER_PMCID },
		{ w->ACL, IDENTIFIER_ACL },
		{ w->ISBN, IDENTIFIER_ISBN },
	};

	for (size_t k = 0; k < sizeof(ids) / sizeof(ids[0]); k++)
		if (ids[k].value)
			add_row(f,
			    key_identifier((int)ids[k].kind, ids[k].value), i,
			    ids[k].kind == IDENTIFIER_ISBN ? BLOCK_ISBN
							   : BLOCK_IDENTIFIER,
			    (int)ids[k].kind);
	if (w->title) {
		const char *folded = text_fold(&f->scratch, span_of(w->title));
		size_t len = strlen(folded), n = len < ENDS ? len : ENDS;

		memcpy(f->ends[i].front, folded, n);
		memcpy(f->ends[i].back, folded + len - n, n);
	}
	if (l->len)
		f->ends[i].first =
		    text_hash(span_of(key_family(&f->scratch, &l->items[0])));
	if (w->title)
		add_row(f, key_title(&f->scratch, w->title), i, BLOCK_TITLE, 0);
	if (w->title && l->len && work_year(w))
		add_row(f,
		    key_author_year(&f->scratch, &l->items[0], work_year(w)), i,
		    BLOCK_PEOPLE, 0);
	arena_reset(&f->scratch);
}

static int
compare_rows(const void *x, const void *y)
{
	const struct row *a = x, *b = y;

	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->work < b->work ? -1 : a->work > b->work;
}

static uint32_t
leader(struct finder *f, uint32_t i)
{
	while (f->leader[i] != i)
		i = f->leader[i] = f->leader[f->leader[i]];
	return i;
}

static bool
has_pair(const struct key_pair *pairs, size_t len, const char *x, const char *y)
{
	for (size_t i = 0; i < len; i++)
		if ((!strcmp(pairs[i].a, x) && !strcmp(pairs[i].b, y)) ||
		    (!strcmp(pairs[i].a, y) && !strcmp(pairs[i].b, x)))
			return true;
	return false;
}

static bool
is_distinct(const struct finder *f, size_t x, size_t y)
{
	return has_pair(
	    f->r->distinct, f->r->distinct_len, f->keys[x], f->keys[y]);
}

/* Is that key in a list of keys, with commas between? */
static bool
has_key(const char *list, const char *key)
{
	size_t n = strlen(key);

	for (const char *s = list; s && *s; s += *s == ',') {
		s += strspn(s, " \t\n");
		if (!strncmp(s, key, n) && (!s[n] || strchr(", \t\n", s[n])))
			return true;
		s += strcspn(s, ",");
	}
	return false;
}

/* An entry that says that another one is related to it - a reprint, a translation,
 * a volume - says that it is another one (biblatex manual, section 3.4). */
static bool
is_related(const struct finder *f, size_t x, size_t y)
{
	return has_key(work_custom(f->works[x], "related"), f->keys[y]) ||
	       has_key(work_custom(f->works[y], "related"), f->keys[x]);
}

static bool
same_title(struct finder *f, const struct work *x, const struct work *y)
{
	uint64_t key = x->title ? key_title(&f->scratch, x->title) : 0;

	/* A title of one letter has no key. */
	return key && y->title && key == key_title(&f->scratch, y->title);
}

/* A part and its whole: an identifier in common says nothing then. What has the
 * same title and is no book is the same thing, typed as @misc. */
static bool
is_part_of(struct finder *f, const struct work *x, const struct work *y)
{
	return x->container_title && y->title && !y->container_title &&
	       x->type != y->type &&
	       (y->type == WORK_TYPE_BOOK || y->type == WORK_TYPE_COLLECTION ||
		   !same_title(f, x, y));
}

static const char *
same_work(struct finder *f, const struct row *r, const struct work *x,
    const struct work *y)
{
	switch ((enum duplicate_block)r->block) {
	case BLOCK_IDENTIFIER:
		return !is_part_of(f, x, y) && !is_part_of(f, y, x) &&
			       same_title_possible(&f->scratch, x, y) &&
			       shared_people(&f->scratch, x, y)
			   ? identifier_name((enum identifier_kind)r->kind)
			   : NULL;
	case BLOCK_ISBN:
		return same_title(f, x, y) && shared_people(&f->scratch, x, y)
			   ? "ISBN and title"
			   : NULL;
	case BLOCK_TITLE:
		return same_as_printed(&f->scratch, x, y)
			   ? "title, year and people"
			   : NULL;
	default: return NULL;
	}
}

/* What only a person can say. */
static const char *
may_be_same(struct finder *f, const struct row *r, size_t i, size_t k)
{
	const struct work *x = f->works[i], *y = f->works[k];
	struct title a, b;
	struct title_match m;

	/* Comparing all people costs more than all the rest. */
	if (!f->ends[i].first || f->ends[i].first != f->ends[k].first)
		return NULL;
	if (r->block == BLOCK_TITLE)
		return x->title && strlen(x->title) > 20 &&
			       same_people(&f->scratch, x, y) &&
			       (x->author.len || x->editor.len)
			   ? "title and people"
			   : NULL;
	if (r->block != BLOCK_PEOPLE)
		return NULL;
	if (memcmp(f->ends[i].front, f->ends[k].front, ENDS) != 0 &&
	    memcmp(f->ends[i].back, f->ends[k].back, ENDS) != 0)
		return NULL;
	if (!same_people(&f->scratch, x, y))
		return NULL;
	title_prepare(&a, &f->scratch, x->title);
	title_prepare(&b, &f->scratch, y->title);
	m = title_compare(&a, &b);
	if (m.numbers_differ)
		return NULL;
	switch (m.relation) {
	case TITLE_SPELLING: return "people, year and nearly the title";
	case TITLE_NO_SUBTITLE:
	case TITLE_SUBTITLE:
		return "people, year and the title but for its subtitle";
	default: return NULL;
	}
}

static void
add_found(struct finder *f, uint32_t i, uint32_t k, enum duplicate_kind kind,
    const char *why)
{
	struct duplicate d = { i < k ? i : k, i < k ? k : i, kind, why };

	if (kind == DUPLICATE_SURE) {
		uint32_t a = leader(f, i), b = leader(f, k);

		d.first = a < b ? a : b;
		d.second = a < b ? b : a;
		f->leader[d.second] = (uint32_t)d.first;
	}
	ARENA_PUSH(f->a, f->found, f->found_len) = d;
}

static void
compare(struct finder *f, const struct row *r, uint32_t i, uint32_t k)
{
	const struct work *x = f->works[i], *y = f->works[k];
	enum duplicate_kind kind = DUPLICATE_SURE;
	const char *why;

	if (leader(f, i) == leader(f, k) || is_distinct(f, i, k) ||
	    is_related(f, i, k))
		return;
	why = same_work(f, r, x, y);
	if (!why) {
		kind = DUPLICATE_POSSIBLE;
		why = may_be_same(f, r, i, k);
	}
	if (why)
		add_found(f, i, k, kind, why);
	if (++f->compared % RESET_EACH == 0)
		arena_reset(&f->scratch);
}

/* The first work of that key. */
static size_t
find_key(const struct finder *f, const char *key)
{
	size_t i = 0;

	while (i < f->r->len && (!f->works[i] || strcmp(f->keys[i], key) != 0))
		i++;
	return i;
}

static void
add_said(struct finder *f)
{
	for (size_t i = 0; i < f->r->same_len; i++) {
		size_t a = find_key(f, f->r->same[i].a),
		       b = find_key(f, f->r->same[i].b);

		if (a < f->r->len && b < f->r->len &&
		    leader(f, (uint32_t)a) != leader(f, (uint32_t)b))
			add_found(f, (uint32_t)a, (uint32_t)b, DUPLICATE_SURE,
			    "work, as was said");
	}
}

/* --- which one stays --------------------------------------------------------------- */

static unsigned
fields(const struct work *w)
{
	struct work copy = *w; /* for the functions that want it writable */
	unsigned n = 0;

	for (int i = 0; i < WORK_FIELDS; i++)
		n += work_get(w, (enum work_field)i) != NULL;
	for (int i = 0; i < WORK_NAME_FIELDS; i++)
		n += work_names(&copy, (enum work_name_field)i)->len > 0;
	for (int i = 0; i < WORK_DATE_FIELDS; i++)
		n += !date_is_empty(work_date(&copy, (enum work_date_field)i));
	for (const struct custom_field *c = w->custom; c; c = c->next)
		n++;
	return n;
}

static bool
stays(const struct finder *f, size_t was, size_t other)
{
	switch (f->r->keep) {
	case KEEP_LAST: return other > was;
	case KEEP_FULLEST:
		return fields(f->works[other]) > fields(f->works[was]);
	default: return false;
	}
}

/* Each group is paired anew: all of it with the one that stays. */
static void
choose(struct finder *f)
{
	uint32_t *kept = ARENA_ARRAY(f->a, uint32_t, f->r->len + 1);

	for (size_t i = 0; i < f->r->len; i++)
		kept[i] = (uint32_t)i;
	for (size_t i = 0; i < f->found_len; i++) {
		const struct duplicate *d = &f->found[i];
		uint32_t l = leader(f, (uint32_t)d->second);

		if (d->kind == DUPLICATE_SURE && stays(f, kept[l], d->second))
			kept[l] = (uint32_t)d->second;
	}
	for (size_t i = 0; i < f->found_len; i++) {
		struct duplicate *d = &f->found[i];
		uint32_t l = leader(f, (uint32_t)d->second);

		if (d->kind != DUPLICATE_SURE)
			continue;
		/* The leader goes in the place of the one that stays. */
		if (d->second == kept[l])
			d->second = l;
		d->first = kept[l];
	}
}

static int
compare_found(const void *x, const void *y)
{
	const struct duplicate *a = x, *b = y;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->second != b->second)
		return a->second < b->second ? -1 : 1;
	return (int)a->kind - (int)b->kind;
}

/* A pair once, and none that is possible where it is sure. */
static size_t
without_repeats(struct finder *f)
{
	size_t to = 0;

	for (size_t i = 0; i < f->found_len; i++) {
		struct duplicate d = f->found[i];

		if (d.kind == DUPLICATE_POSSIBLE &&
		    leader(f, (uint32_t)d.first) ==
			leader(f, (uint32_t)d.second))
			continue;
		if (to && f->found[to - 1].first == d.first &&
		    f->found[to - 1].second == d.second)
			continue;
		f->found[to++] = d;
	}
	return to;
}

size_t
duplicates_find(
    struct duplicate **out, struct arena *a, const struct duplicates_request *r)
{
	struct finder f = {
		.a = a, .r = r, .works = r->works, .keys = r->keys
	};
	size_t len;

	f.ends = ARENA_ARRAY(a, struct ends, r->len + 1);
	f.leader = ARENA_ARRAY(a, uint32_t, r->len + 1);
	for (size_t i = 0; i < r->len; i++) {
		f.leader[i] = (uint32_t)i;
		if (r->works[i] && !r->only_said)
			add_rows(&f, i);
	}
	add_said(&f);
	if (f.len)
		qsort(f.rows, f.len, sizeof(*f.rows), compare_rows);
	for (size_t i = 1, start = 0; i < f.len; i++) {
		const struct row *row = &f.rows[i];

		if (row->block != f.rows[start].block ||
		    row->hash != f.rows[start].hash) {
			start = i;
			continue;
		}
		for (size_t k = i - start > BLOCK_MAX ? i - BLOCK_MAX : start;
		     k < i; k++)
			if (f.rows[k].work != row->work)
				compare(&f, row, f.rows[k].work, row->work);
	}
	choose(&f);
	if (f.found_len)
		qsort(f.found, f.found_len, sizeof(*f.found), compare_found);
	len = without_repeats(&f);
	arena_release(&f.scratch);
	*out = f.found;
	return len;
}
