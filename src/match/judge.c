/* One reference, all that was found: the verdict. */

#include "base/sbuf.h"
#include "base/text.h"
#include "match/evidence.h"
#include "match/view.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

enum { CANDIDATES_SHOWN = 3, PARSES_TRIED = 4 };

/* Everything of one judging. */
struct judge {
	struct judgement *out;
	struct arena *a;
	const struct match_input *in;
	struct claim_view claim;
	struct comparison *items; /* best first */
	size_t len;
};

/* --- candidates ------------------------------------------------------------- */

static bool
seen(const struct work *const *works, size_t n, const struct work *w)
{
	for (size_t i = 0; i < n; i++)
		if (works[i] == w)
			return true;
	return false;
}

/* Candidates and identifiers' records, each once. */
static size_t
gather(const struct work ***out, struct arena *a, const struct match_input *in)
{
	const struct work **works = ARENA_ARRAY(a, const struct work *,
	    in->candidates_len + in->identifiers_len + 1);
	size_t n = 0;

	for (size_t i = 0; i < in->identifiers_len; i++)
		if (in->identifiers[i].work &&
		    !seen(works, n, in->identifiers[i].work))
			works[n++] = in->identifiers[i].work;
	for (size_t i = 0; i < in->candidates_len; i++)
		if (!seen(works, n, in->candidates[i]) &&
		    !work_is_counterfeit(in->candidates[i]))
			works[n++] = in->candidates[i];
	*out = works;
	return n;
}

static int
better_first(const void *x, const void *y)
{
	const struct comparison *p = x, *q = y;
	const char *s, *t;

	if (p->score != q->score)
		return p->score > q->score ? -1 : 1;
	s = p->view.work->record ? p->view.work->record : "";
	t = q->view.work->record ? q->view.work->record : "";
	return strcmp(s, t);
}

static struct comparison *
compare_all(struct arena *a, const struct claim_view *claim,
    const struct work *const *works, size_t n)
{
	struct comparison *items = ARENA_ARRAY(a, struct comparison, n + 1);

	for (size_t i = 0; i < n; i++)
		comparison_make(&items[i], a, claim, works[i]);
	qsort(items, n, sizeof(*items), better_first);
	return items;
}

/*
 * A later reading that is only the beginning of the title as it was read first,
 * and finds a record by its main title, has dropped a subtitle that is another.
 */
static bool
is_cut_short(const struct claim_view *first, const struct claim_view *later,
    const struct comparison *m)
{
	const struct title *x = &first->view.title, *y = &later->view.title;

	return m->title.relation == TITLE_NO_SUBTITLE && !m->title_in_raw &&
	       y->letters_len && y->letters_len < x->letters_len &&
	       claim_trusted(first, CLAIM_TITLE) &&
	       !memcmp(x->letters, y->letters, y->letters_len);
}

/* The reading that a record agrees with best is the one to judge. */
static void
choose_parse(struct judge *j, const struct work *const *works, size_t n)
{
	const struct reference *r = j->in->reference;

	for (size_t i = 0; i < r->parses_len && i < PARSES_TRIED; i++) {
		struct claim_view claim;
		struct comparison *items;

		claim_prepare(&claim, j->a, r, &r->parses[i]);
		items = compare_all(j->a, &claim, works, n);
		if (i && (!n || items[0].score <= j->items[0].score + 0.02 ||
			     comparison_is_read_into(&j->claim, &items[0]) ||
			     is_cut_short(&j->claim, &claim, &items[0])))
			continue;
		j->claim = claim;
		j->items = items;
		j->out->parse = &r->parses[i];
	}
	j->len = n;
}

/* --- reasons ------------------------------------------------------------------- */

static const char *
field_list(struct arena *a, const struct judgement *j, enum change_kind kind)
{
	struct sbuf sb = SBUF_INIT;
	const char *out;

	for (size_t i = 0; i < j->changes_len; i++)
		if (j->changes[i].kind == kind)
			sbuf_addf(&sb, "%s%s", sb.len ? ", " : "",
			    claim_name(j->changes[i].field));
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}

static const char *
plain_name(struct arena *a, const struct work *w)
{
	const struct name_list *l = w->author.len ? &w->author : &w->editor;

	if (!l->len)
		return "nobody named";
	return l->len == 1
		   ? name_family_full(a, &l->items[0])
		   : arena_printf(a, "%s%s", name_family_full(a, &l->items[0]),
			 l->len == 2 ? arena_printf(a, " and %s",
					   name_family_full(a, &l->items[1]))
				     : " et al.");
}

static const char *
found_reason(struct judge *j, const struct comparison *m, bool unpinned)
{
	struct sbuf sb = SBUF_INIT;
	const char *wrong = field_list(j->a, j->out, CHANGE_WRONG), *out;
	const char *variant = field_list(j->a, j->out, CHANGE_VARIANT);
	const char *open = field_list(j->a, j->out, CHANGE_UNCONFIRMED);

	sbuf_addf(&sb, "found by %s",
	    m->same_identifier                ? "its identifier"
	    : comparison_title_agrees(m)      ? "title and authors"
	    : m->title.relation != TITLE_NONE ? "authors and details"
					      : "authors, volume and page");
	if (*wrong)
		sbuf_addf(&sb, "; wrong: %s", wrong);
	if (*variant)
		sbuf_addf(&sb, "; a little different: %s", variant);
	if (*open)
		sbuf_addf(&sb, "; not confirmed: %s", open);
	if (unpinned)
		sbuf_addf(&sb, "; no source has the version cited");
	out = arena_strdup(j->a, sb.buf);
	sbuf_release(&sb);
	return out;
}

static bool
has_placeholder(const struct work *w)
{
	for (size_t i = 0; i < w->author.len; i++)
		if (name_is_placeholder(&w->author.items[i]))
			return true;
	return false;
}

/* --- what was asked ----------------------------------------------------------------- */

/* Kinds of works that no index of papers and no catalogue of books covers. */
static bool
is_kind_apart(enum work_type t)
{
	switch (t) {
	case WORK_TYPE_BILL:
	case WORK_TYPE_LEGAL_CASE:
	case WORK_TYPE_LEGISLATION:
	case WORK_TYPE_REGULATION:
	case WORK_TYPE_TREATY:
	case WORK_TYPE_HEARING:
	case WORK_TYPE_WEBPAGE:
	case WORK_TYPE_POST:
	case WORK_TYPE_POST_WEBLOG:
	case WORK_TYPE_SOFTWARE:
	case WORK_TYPE_PERSONAL_COMMUNICATION:
	case WORK_TYPE_INTERVIEW:
	case WORK_TYPE_MANUSCRIPT:
	case WORK_TYPE_STANDARD:
	case WORK_TYPE_PATENT:
	case WORK_TYPE_BROADCAST:
	case WORK_TYPE_MOTION_PICTURE:
	case WORK_TYPE_SONG:
	case WORK_TYPE_SPEECH:
	case WORK_TYPE_PERFORMANCE:
	case WORK_TYPE_MAP:
	case WORK_TYPE_GRAPHIC:
	case WORK_TYPE_FIGURE:
	case WORK_TYPE_EVENT:
	case WORK_TYPE_ARTICLE_NEWSPAPER: return true;
	default: return false;
	}
}

static const char *
near_reason(const struct comparison *m)
{
	if (m->title.numbers_differ)
		return "a number in the title differs";
	if (comparison_title_agrees(m))
		return m->names.claimed && m->names.recorded &&
			       !m->names.matched
			   ? "the same title, by others"
			   : "too little agrees besides the title";
	if (m->names.matched && m->names.matched == m->names.claimed)
		return "by the same authors, under another title";
	if (m->title.relation == TITLE_NEAR ||
	    m->title.relation == TITLE_PREFIX)
		return "a like title, by others";
	return "neither title nor authors agree";
}

static void
list_candidates(struct judge *j)
{
	for (size_t i = 0;
	     i < j->len && j->out->candidates_len < CANDIDATES_SHOWN; i++) {
		const struct comparison *m = &j->items[i];
		struct candidate *c;

		if (m->title.similarity < 0.4 && !m->names.matched &&
		    !m->same_identifier)
			continue;
		c = &ARENA_PUSH(
		    j->a, j->out->candidates, j->out->candidates_len);
		c->work = m->view.work;
		c->score = m->score;
		c->why_not = near_reason(m);
	}
}

/*
 * The reference names its work by an identifier, and the source that would know
 * it could not be asked: whatever else is found, that may be the work meant.
 */
static bool
is_identifier_pending(const struct judge *j, const char **who)
{
	bool unknown = false;

	for (size_t i = 0; i < j->in->identifiers_len; i++) {
		const struct match_identifier *id = &j->in->identifiers[i];

		if (id->work)
			return false;
		unknown |= id->status == IDENTIFIER_UNKNOWN;
	}
	for (size_t i = 0; unknown && i < j->in->searched_len; i++) {
		const struct searched *s = &j->in->searched[i];

		if (s->status == SEARCH_FAILED || s->status == SEARCH_PENDING) {
			*who = s->source;
			return true;
		}
	}
	return false;
}

static void
judge_nothing_found(struct judge *j)
{
	const struct work *claim = j->claim.view.work;
	const struct comparison *slot;
	bool answered = false, failed = false;
	const char *who = NULL;

	for (size_t i = 0; i < j->in->searched_len; i++) {
		const struct searched *s = &j->in->searched[i];

		if (!s->covers)
			continue;
		answered |= s->status == SEARCH_OK;
		if (s->status == SEARCH_FAILED || s->status == SEARCH_PENDING) {
			failed = true;
			who = s->source;
		}
	}
	list_candidates(j);
	evidence_of_claim(j->out, j->a, &j->claim, j->in);
	slot = evidence_of_slot(&j->claim, j->items, j->len, true);
	if (slot)
		evidence_add_slot(j->out, j->a, &j->claim, slot);
	failed |= is_identifier_pending(j, &who);
	if (is_kind_apart(claim->type)) {
		j->out->verdict = VERDICT_NOT_CHECKABLE;
		j->out->reason = arena_printf(j->a,
		    "no source in use covers works of this kind (%s)",
		    work_type_csl(claim->type));
	} else if (failed) {
		j->out->verdict = VERDICT_UNRESOLVED;
		j->out->reason = arena_printf(
		    j->a, "%s could not be asked: try again later", who);
	} else if (!answered) {
		j->out->verdict = VERDICT_UNRESOLVED;
		j->out->reason = "no source that covers such works was asked";
	} else {
		j->out->verdict = VERDICT_NOT_FOUND;
		j->out->reason = arena_printf(j->a,
		    "no source asked has it%s%s",
		    has_placeholder(claim) ? ", and an author is a placeholder"
					   : "",
		    slot ? arena_printf(j->a,
			       "; where it is said to stand stands \"%.120s\" "
			       "by %s",
			       slot->view.work->title,
			       plain_name(j->a, slot->view.work))
			 : "");
	}
}

/* --- found -------------------------------------------------------------------------- */

static void
add_alerts(struct judge *j, const struct cluster *cluster)
{
	bool published = false;

	for (size_t i = 0; i < cluster->len; i++) {
		const struct work *w = cluster->members[i]->view.work;

		published |= !cluster->members[i]->view.preprint;
		for (const struct relation *r = w->relations; r; r = r->next) {
			if (r->kind == RELATION_RETRACTED_BY)
				j->out->alerts |= 1U << ALERT_RETRACTED;
			else if (r->kind == RELATION_CORRECTED_BY)
				j->out->alerts |= 1U << ALERT_CORRECTION;
			else if (r->kind == RELATION_CONCERN_BY)
				j->out->alerts |=
				    1U << ALERT_EXPRESSION_OF_CONCERN;
			else if (r->kind == RELATION_NEWER_VERSION)
				j->out->alerts |= 1U << ALERT_NEWER_VERSION;
		}
		if (w->title &&
		    text_starts_nocase(span_of(w->title), "RETRACTED"))
			j->out->alerts |= 1U << ALERT_RETRACTED;
	}
	if (cluster->members[0]->view.preprint && published)
		j->out->alerts |= 1U << ALERT_PUBLISHED_VERSION;
}

/*
 * The cited version is none that a source has: what holds for every version
 * (title, people) from the record, the rest as it is claimed. The versions that
 * exist are offered beside it.
 */
static const struct work *
version_as_cited(struct judge *j, const struct comparison *m)
{
	const struct work *claim = j->claim.view.work;
	const struct work *record = m->view.work;
	struct work *w = work_copy(j->a, claim);

	w->title = record->title;
	w->title_rich = record->title_rich;
	if (record->author.len)
		w->author = record->author;
	if (!w->type)
		w->type = WORK_TYPE_DOCUMENT;
	w->source = record->source;
	w->record = record->record;
	return w;
}

static void
list_versions(struct judge *j, const struct cluster *cluster, size_t from)
{
	j->out->versions = ARENA_ARRAY(j->a, const struct work *, cluster->len);
	for (size_t i = from; i < cluster->len; i++)
		j->out->versions[j->out->versions_len++] =
		    cluster->members[i]->view.work;
}

static void
judge_found(struct judge *j, const struct comparison *m)
{
	struct cluster cluster;
	bool unpinned;

	cluster_make(&cluster, j->a, j->items, j->len, m, &j->claim,
	    (int)j->in->prefer, false);
	changes_find(
	    j->out, j->a, &j->claim, &cluster, j->in, false, &unpinned);
	j->out->confidence = m->score;
	j->out->work = unpinned ? version_as_cited(j, cluster.members[0])
				: cluster.members[0]->view.work;
	list_versions(j, &cluster, unpinned ? 0 : 1);
	add_alerts(j, &cluster);
	j->out->distinctive = title_is_distinctive(&m->view.title);
	j->out->verdict =
	    judgement_has_wrong(j->out) ? VERDICT_DIFFERS : VERDICT_VERIFIED;
	j->out->reason = found_reason(j, m, unpinned);
}

/* --- conflicts ----------------------------------------------------------------------- */

static void
add_part(struct judge *j, unsigned fields, const struct work *w)
{
	struct judgement_part *p =
	    &ARENA_PUSH(j->a, j->out->parts, j->out->parts_len);

	p->fields = fields;
	p->work = w;
}

/* The record of an identifier that the reference itself gives. */
static const struct match_identifier *
own_identifier(const struct judge *j)
{
	for (size_t i = 0; i < j->in->identifiers_len; i++)
		if (j->in->identifiers[i].work)
			return &j->in->identifiers[i];
	return NULL;
}

static unsigned
identifier_bit(enum identifier_kind kind)
{
	switch (kind) {
	case IDENTIFIER_DOI: return 1U << CLAIM_DOI;
	case IDENTIFIER_ARXIV: return 1U << CLAIM_ARXIV;
	case IDENTIFIER_ISBN: return 1U << CLAIM_ISBN;
	case IDENTIFIER_PMID: return 1U << CLAIM_PMID;
	default: return 1U << CLAIM_URL;
	}
}

/* The only work that has this title; NULL if none or several have it. */
static const struct comparison *
only_work_of_title(struct judge *j)
{
	const struct comparison *one = NULL;

	for (size_t i = 0; i < j->len; i++) {
		const struct comparison *m = &j->items[i];

		if (m->title.relation != TITLE_EQUAL)
			continue;
		if (m->view.work->type == WORK_TYPE_REVIEW ||
		    m->view.work->type == WORK_TYPE_REVIEW_BOOK)
			continue;
		if (!one)
			one = m;
		else if (!view_same_work(j->a, &one->view, &m->view))
			return NULL;
	}
	return one;
}

static void
conflict_with(struct judge *j, const struct comparison *m)
{
	struct cluster cluster;
	bool unpinned;

	cluster_make(&cluster, j->a, j->items, j->len, m, &j->claim,
	    (int)j->in->prefer, true);
	changes_find(j->out, j->a, &j->claim, &cluster, j->in, true, &unpinned);
	j->out->verdict = VERDICT_CONFLICT;
	j->out->work = cluster.members[0]->view.work;
	j->out->confidence = m->score;
	list_versions(j, &cluster, 1);
	add_alerts(j, &cluster);
}

static double
rarity(const struct judge *j, const struct title *t)
{
	struct term *terms;
	size_t n = key_terms(&terms, j->a, t->text);
	double sum = 0;

	for (size_t i = 0; i < n; i++) {
		bool seen_before = false;

		for (size_t k = 0; k < i; k++)
			seen_before |= terms[k].hash == terms[i].hash;
		if (!seen_before)
			sum += j->in->idf(j->in->idf_ctx, terms[i].hash);
	}
	return sum;
}

static bool
is_book(const struct view *v)
{
	const struct work *w = v->work;

	return w->type == WORK_TYPE_BOOK || w->type == WORK_TYPE_THESIS ||
	       (!v->preprint && !w->container_title &&
		   (w->publisher || w->ISBN));
}

/* A volume's title has been put for its chapter's, here or there. */
static bool
is_title_of_volume(struct judge *j, const struct comparison *m)
{
	const char *const containers[] = { j->claim.view.work->container_title,
		m->view.work->container_title };

	for (size_t i = 0; i < 2; i++) {
		struct title t;

		title_prepare(&t, j->a, containers[i]);
		if (t.letters && !strcmp(t.letters, m->view.title.letters))
			return true;
	}
	return false;
}

/*
 * A title of so many rare words, as the index knows words, that no two people
 * hit on it by chance. The more speaks for another work of that title, the rarer
 * it must be: there is "Real-time functional magnetic resonance imaging" of 1995
 * and of 2001. Books are named after what they describe ("Korku-Hindi-English
 * Dictionary"), and replies after what they answer. Small indexes know too few
 * works to tell how rare a word is, there it takes more words.
 */
static bool
is_title_of_one(struct judge *j, const struct comparison *m)
{
	static const double RARITY_MIN = 22, RARITY_EACH = 9, KNOWING_MIN = 11;
	const uint64_t nobodys_word = 0x9e3779b97f4a7c15;
	const struct title *t = &m->view.title;
	unsigned against = (m->container == AGREE_OTHER) +
			   (m->volume == AGREE_OTHER) +
			   (m->pages == AGREE_OTHER) +
			   (m->has_years && abs(m->year_distance) > 1);
	const struct match_identifier *id = own_identifier(j);

	/* What speaks for another work is known to be of a third one. */
	if ((id && id->work != m->view.work &&
		!match_same_work(j->a, id->work, m->view.work)) ||
	    evidence_of_slot(&j->claim, j->items, j->len, false))
		against = 0;
	if (!title_is_distinctive(t) || title_is_about(t) ||
	    is_book(&j->claim.view) || is_book(&m->view) ||
	    is_title_of_volume(j, m))
		return false;
	/* No volume has two papers of one title, but one and what is said to it. */
	if (m->has_years && !m->year_distance &&
	    (m->container == AGREE_EQUAL || m->container == AGREE_FORM))
		return m->pages != AGREE_OTHER;
	if (!j->in->idf ||
	    j->in->idf(j->in->idf_ctx, nobodys_word) < KNOWING_MIN)
		return t->significant > 4 + 2 * against;
	return rarity(j, t) >= RARITY_MIN + RARITY_EACH * against;
}

/* The bit of the authors, if they are those of this work. */
static unsigned
people_bit(const struct judge *j, const struct work *w)
{
	for (size_t i = 0; i < j->len; i++) {
		const struct names_match *n = &j->items[i].names;

		if (j->items[i].view.work == w && n->claimed &&
		    n->matched == n->claimed && !n->order_only_weak)
			return 1U << CLAIM_AUTHOR;
	}
	return 0;
}

/* A distinctive title that is exactly one work's, by wholly other people. */
static bool
judge_title_of_others(struct judge *j)
{
	const struct comparison *m = only_work_of_title(j), *slot;
	const struct match_identifier *id = own_identifier(j);
	struct work *claimed;
	const char *who;

	if (!m || is_identifier_pending(j, &who) || !is_title_of_one(j, m) ||
	    !m->names.claimed || !m->names.recorded ||
	    comparison_shares_author(m) || m->names.group_for_people ||
	    !claim_trusted(&j->claim, CLAIM_AUTHOR) ||
	    !claim_trusted(&j->claim, CLAIM_TITLE))
		return false;
	/* The people may be there, only our reading did not see them. */
	if (claim_raw_has_name(&j->claim, &m->view.names.items[0]))
		return false;
	conflict_with(j, m);
	add_part(j, 1U << CLAIM_TITLE, m->view.work);
	if (id && id->work != m->view.work &&
	    !match_same_work(j->a, id->work, m->view.work))
		add_part(j, identifier_bit(id->kind) | people_bit(j, id->work),
		    id->work);
	slot = evidence_of_slot(&j->claim, j->items, j->len, false);
	if (slot && (!id || slot->view.work != id->work))
		add_part(j,
		    1U << CLAIM_CONTAINER_TITLE | 1U << CLAIM_VOLUME |
			1U << CLAIM_PAGES | people_bit(j, slot->view.work),
		    slot->view.work);
	claimed = work_copy(j->a, j->claim.view.work);
	j->out->distinctive = true;
	j->out->reason = arena_printf(j->a,
	    "a work with exactly this title exists, by others: %s (%d), not %s",
	    plain_name(j->a, j->out->work), work_year(j->out->work),
	    plain_name(j->a, claimed));
	return true;
}

/*
 * The same people wrote both, but nobody could take the one title for the other:
 * no translation, no short form, no other name of one work.
 */
static bool
is_other_title(const struct claim_view *c, const struct comparison *m)
{
	const struct title *x = &c->view.title, *y = &m->view.title;

	return m->title.relation == TITLE_OTHER && m->title.similarity < 0.25 &&
	       x->significant >= 3 && y->significant >= 3 &&
	       titles_are_english(x, y, container_is_known(&m->view.container));
}

/* A chapter under its book's identifier: the record is what it stands in. */
static bool
is_container_of_claim(struct judge *j, const struct comparison *m)
{
	const char *container = j->claim.view.work->container_title;
	struct title t;

	if (!container)
		return false;
	title_prepare(&t, j->a, container);
	return title_compare(&t, &m->view.title).relation < TITLE_NEAR;
}

/* The reference's own identifier is another work's, and nothing rescues it. */
static bool
judge_identifier_of_other(struct judge *j)
{
	const struct match_identifier *id = own_identifier(j);
	const struct comparison *m = NULL;
	bool shared, half;

	for (size_t i = 0; id && i < j->len; i++)
		if (j->items[i].view.work == id->work)
			m = &j->items[i];
	if (!m || comparison_title_agrees(m) ||
	    !claim_trusted(&j->claim, CLAIM_TITLE) ||
	    !claim_trusted(&j->claim, CLAIM_AUTHOR) ||
	    is_container_of_claim(j, m))
		return false;
	shared = comparison_shares_author(m);
	half = m->names.matched * 2 >= m->names.claimed;
	/* The title is there, only our reading did not see it. */
	if (m->view.title.letters &&
	    claim_raw_has(&j->claim, m->view.title.letters))
		return false;
	if (m->title.relation == TITLE_NONE && (!m->names.claimed || shared))
		return false;
	/* A like title needs people, and wholly other ones, to be another's. */
	if (m->title.similarity >= 0.5 &&
	    (shared || !m->names.claimed || !m->names.recorded ||
		claim_raw_has_word(&j->claim, m->view.names.items[0].core)))
		return false;
	/* The same people, a like title: perhaps the same work. */
	if (shared &&
	    (half ? !is_other_title(&j->claim, m) : m->title.similarity >= 0.3))
		return false;
	conflict_with(j, m);
	add_part(j,
	    identifier_bit(id->kind) |
		(shared && half ? 1U << CLAIM_AUTHOR : 0),
	    id->work);
	list_candidates(j);
	j->out->reason = arena_printf(j->a,
	    "its %s %s is another work's%s: \"%.120s\" by %s",
	    identifier_name(id->kind), id->value,
	    shared && half ? " by the same people" : "",
	    id->work->title ? id->work->title : "untitled",
	    plain_name(j->a, id->work));
	return true;
}

void
match_judge(
    struct judgement *out, struct arena *a, const struct match_input *in)
{
	struct judge j = { .out = out, .a = a, .in = in };
	const struct work **works;
	size_t n;

	memset(out, 0, sizeof(*out));
	out->searched_len = in->searched_len;
	out->searched = ARENA_ARRAY(a, struct searched, in->searched_len + 1);
	if (in->searched_len)
		memcpy(out->searched, in->searched,
		    in->searched_len * sizeof(*out->searched));
	if (in->reference->skip || !in->reference->parses_len) {
		out->verdict = VERDICT_NOT_CHECKABLE;
		out->reason = in->reference->skip ? in->reference->skip
						  : "nothing to read in it";
		return;
	}
	n = gather(&works, a, in);
	choose_parse(&j, works, n);
	for (size_t i = 0; i < n; i++)
		if (comparison_accepts(&j.claim, &j.items[i])) {
			judge_found(&j, &j.items[i]);
			return;
		}
	if (judge_title_of_others(&j) || judge_identifier_of_other(&j))
		return;
	judge_nothing_found(&j);
}
