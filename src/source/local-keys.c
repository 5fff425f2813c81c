#include "source/local-search.h"

#include "base/text.h"
#include "model/key.h"

#include <math.h>

#include "base/banned.h"

/* Candidates by keys of whole fields: of what is claimed, and of what a text that
 * nobody has taken apart may have meant. */
enum {
	KEY_HITS_MAX = 256,
	TELLING_HITS_MAX = 64,
	RAW_NUMBERS_MAX = 12,
	RAW_WORDS_MAX = 4,
	SENTENCES_MAX = 12, /* of a text, looked for as titles */
	SENTENCE_MIN = 8,   /* bytes */
};

/* Names, years and numbers that were guessed from a text. */
static const float guessed_weight = 0.6F;

/* What a key tells: the more records have it, the less. */
static float
key_weight(const struct search *q, size_t records)
{
	return logf(((float)q->ix->info.works + 1) / (float)(records + 1));
}

static void
slot_add_key(struct search *q, struct local_slot *s, enum local_key_kind kind,
    float weight)
{
	const uint16_t bit = (uint16_t)(1U << kind);
	const uint16_t both =
	    1U << LOCAL_KEY_TITLE | 1U << LOCAL_KEY_AUTHOR_YEAR;

	if (!(s->keys & bit))
		s->bonus += weight;
	s->keys |= bit;
	if ((s->keys & both) == both)
		q->certain = true;
}

static int
add_ids(struct search *q, const struct local_ids *ids, enum local_key_kind kind,
    float weight)
{
	size_t n = ids->len < KEY_HITS_MAX ? ids->len : KEY_HITS_MAX;

	local_slots_reserve(q, n);
	for (size_t i = 0; i < n; i++) {
		uint32_t id = local_ids_get(ids, i);

		if (id)
			slot_add_key(q, local_slot_get(q, id), kind, weight);
	}
	return 0;
}

static int
add_key(struct search *q, enum local_key_kind kind, uint64_t hash)
{
	struct local_ids ids;
	int rc = local_index_ids(&ids, q->ix, kind, hash, q->err);

	if (rc)
		return rc;
	/* A title's weight is that of its words: see slot_score(). */
	return add_ids(q, &ids, kind,
	    kind == LOCAL_KEY_VOLUME_PAGE ? key_weight(q, ids.len) : 0);
}

static const struct name *
first_name(const struct work *w)
{
	if (w->author.len)
		return &w->author.items[0];
	return w->editor.len ? &w->editor.items[0] : NULL;
}

/* The key for those that were found already. */
static void
add_to_found(struct search *q, const struct local_ids *ids,
    enum local_key_kind kind, float weight)
{
	/* a long text has found hundreds of thousands, a name has a few hundred */
	for (size_t i = 0; ids->len < q->used_len && i < ids->len; i++) {
		struct local_slot *s =
		    local_slot_find(q, local_ids_get(ids, i));

		if (s)
			slot_add_key(q, s, kind, weight);
	}
	for (size_t i = 0; ids->len >= q->used_len && i < q->used_len; i++) {
		struct local_slot *s = &q->ix->slots[q->ix->used[i]];

		if (local_ids_have(ids, s->id))
			slot_add_key(q, s, kind, weight);
	}
}

/*
 * Records of that author and year. A frequent name has more of them than are
 * worth adding; then those count that have the title as well.
 */
static int
add_author_year(struct search *q, const struct name *n, int year, float weight)
{
	struct local_index *ix = q->ix;
	struct local_ids ids;
	int rc = local_index_ids(&ids, ix, LOCAL_KEY_AUTHOR_YEAR,
	    key_author_year(&q->scratch, n, year), q->err);

	if (rc)
		return rc;
	weight *= key_weight(q, ids.len);
	if (ids.len <= KEY_HITS_MAX)
		return add_ids(q, &ids, LOCAL_KEY_AUTHOR_YEAR, weight);
	add_to_found(q, &ids, LOCAL_KEY_AUTHOR_YEAR, weight);
	return 0;
}

int
local_add_claimed_keys(struct search *q)
{
	const struct work *w = q->claimed;
	const struct name *first = first_name(w);
	int rc = 0;

	if (w->title)
		rc = add_key(
		    q, LOCAL_KEY_TITLE, key_title(&q->scratch, w->title));
	if (!rc && w->title)
		rc = add_key(q, LOCAL_KEY_TITLE_HEAD,
		    key_title_head(&q->scratch, w->title));
	/* The claimed title may be only the record's head ... */
	if (!rc && w->title)
		rc = add_key(
		    q, LOCAL_KEY_TITLE_HEAD, key_title(&q->scratch, w->title));
	/* ... and the record may have lost its subtitle. */
	if (!rc && w->title)
		rc = add_key(
		    q, LOCAL_KEY_TITLE, key_title_head(&q->scratch, w->title));
	if (!rc && first && work_year(w))
		rc = add_author_year(q, first, work_year(w), 1);
	if (!rc && w->volume && w->page)
		rc = add_key(q, LOCAL_KEY_VOLUME_PAGE,
		    key_volume_page(&q->scratch, w->volume, w->page));
	return rc;
}

static int
year_of(struct span word)
{
	int year = 0;

	if (word.len != 4)
		return 0;
	for (size_t i = 0; i < 4; i++) {
		if (word.ptr[i] < '0' || word.ptr[i] > '9')
			return 0;
		year = year * 10 + (word.ptr[i] - '0');
	}
	return date_year_plausible(year) ? year : 0;
}

/* Where the sentence that starts at `from` ends, and (*next) the next starts. */
static size_t
sentence_end(struct span s, size_t from, size_t *next)
{
	size_t at = from;

	while (at < s.len) {
		size_t end = at;
		uint32_t c = text_next(s, &at);
		bool blank = at == s.len || s.ptr[at] == ' ';

		*next = at;
		if (c == '"' || c == 0x201c || c == 0x201d || c == 0x3002)
			return end;
		if (blank && (c == '.' || c == '?' || c == '!' || c == ';'))
			return end;
	}
	*next = s.len;
	return s.len;
}

/* A sentence of the text may be a title, as it stands. */
static int
add_sentences(struct search *q)
{
	struct span s = span_of(q->raw);
	size_t from = 0, n = 0, next;
	int rc = 0;

	for (; !rc && from < s.len && n < SENTENCES_MAX; from = next) {
		size_t end = sentence_end(s, from, &next);
		struct local_ids ids;

		if (end - from < SENTENCE_MIN)
			continue;
		n++;
		rc = local_index_ids(&ids, q->ix, LOCAL_KEY_TITLE,
		    key_title(&q->scratch,
			arena_strdup_span(&q->scratch, span_sub(s, from, end))),
		    q->err);
		/* A bit that no key of the file has: it is a guess. */
		if (!rc && ids.len <= TELLING_HITS_MAX)
			rc = add_ids(q, &ids, LOCAL_KEY_IDENTITY,
			    guessed_weight * key_weight(q, ids.len));
	}
	return rc;
}

/* "e53253" is a page, like any number. */
static bool
has_digit(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] >= '0' && word.ptr[i] <= '9')
			return true;
	return false;
}

/* Words that may be the first author's name, and numbers, of a text. */
enum { COMMON_MAX = 16 };

struct guesses {
	struct local_ids common[COMMON_MAX]; /* of two numbers */
	size_t common_len;
	const char *words[RAW_WORDS_MAX], *numbers[RAW_NUMBERS_MAX];
	int years[RAW_NUMBERS_MAX];
	size_t words_len, numbers_len, years_len;
};

static void
find_guesses(struct guesses *g, struct search *q)
{
	struct term *terms;
	size_t n = key_terms(&terms, &q->scratch, q->raw);

	*g = (struct guesses){ .words_len = 0 };
	for (size_t i = 0; i < n; i++) {
		bool number = has_digit(terms[i].word);
		const char *s;

		if (number ? g->numbers_len == RAW_NUMBERS_MAX
			   : g->words_len == RAW_WORDS_MAX)
			continue;
		s = arena_strdup_span(&q->scratch, terms[i].word);
		if (!number) {
			g->words[g->words_len++] = s;
			continue;
		}
		g->numbers[g->numbers_len++] = s;
		if (year_of(terms[i].word))
			g->years[g->years_len++] = year_of(terms[i].word);
	}
}

/*
 * Two numbers of a text may be volume and page; but 1 and 1 are no news, unless of a record
 * that something else speaks for.
 */
static int
add_numbers(
    struct search *q, struct guesses *g, const char *volume, const char *page)
{
	struct local_ids ids;
	int rc = local_index_ids(&ids, q->ix, LOCAL_KEY_VOLUME_PAGE,
	    key_volume_page(&q->scratch, volume, page), q->err);
	struct span bytes = { (const char *)ids.at, ids.len * ids.width };

	if (rc)
		return rc;
	if (ids.len <= TELLING_HITS_MAX)
		return add_ids(q, &ids, LOCAL_KEY_VOLUME_PAGE,
		    guessed_weight * key_weight(q, ids.len));
	bytes = local_index_keep(q->ix, &q->scratch, bytes);
	ids.at = (const unsigned char *)bytes.ptr;
	if (g->common_len < COMMON_MAX)
		g->common[g->common_len++] = ids;
	return 0;
}

/*
 * The same from a text that nobody could take apart: its first words may be
 * the author's name, two numbers near each other volume and page.
 */
int
local_add_raw_keys(struct search *q)
{
	struct guesses g;
	int rc = add_sentences(q);

	find_guesses(&g, q);
	for (size_t i = 0; !rc && i < g.numbers_len; i++)
		for (size_t k = i + 1; !rc && k < i + 4 && k < g.numbers_len;
		     k++)
			rc = add_numbers(q, &g, g.numbers[i], g.numbers[k]);
	for (size_t i = 0; !rc && i < g.words_len; i++)
		for (size_t k = 0; !rc && k < g.years_len && k < 3; k++) {
			struct name name = { .family = g.words[i] };

			rc = add_author_year(
			    q, &name, g.years[k], guessed_weight);
		}
	for (size_t i = 0; !rc && i < g.common_len; i++)
		add_to_found(q, &g.common[i], LOCAL_KEY_VOLUME_PAGE,
		    guessed_weight * key_weight(q, g.common[i].len));
	q->certain = false;
	return rc;
}
