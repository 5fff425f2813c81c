/* One reference, all that was found: the verdict. */

#include "match/judge.h"
#include "base/sbuf.h"
#include "base/text.h"
#include "match/asked.h"
#include "match/evidence.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

enum { CANDIDATES_SHOWN = 3 };

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
 * Of a title in quotation marks nothing is left out.
 */
static bool
is_cut_short(const struct claim_view *first, const struct claim_view *later,
    const struct comparison *m)
{
	const struct title *x = &first->view.title, *y = &later->view.title;

	if (claim_title_is_quoted(first) && y->letters_len < x->letters_len &&
	    y->letters_len && !strncmp(x->letters, y->letters, y->letters_len))
		return true;
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
			     comparison_is_container_of(
				 j->a, &j->claim, &items[0]) ||
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

const char *
judge_plain_name(struct arena *a, const struct work *w)
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

bool
judge_has_placeholder(const struct work *w)
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

/* Is it worth a reader's time: like in title, of that identifier, or by these people?
 * One namesake among several authors, or of another given name, tells nothing. */
static bool
is_near_miss(const struct comparison *m)
{
	const struct names_match *n = &m->names;

	return m->title.similarity >= 0.4 || m->same_identifier ||
	       (n->matched > n->given_other &&
		   (n->matched > 1 || n->matched == n->claimed));
}

void
judge_list_candidates(struct judge *j)
{
	for (size_t i = 0;
	     i < j->len && j->out->candidates_len < CANDIDATES_SHOWN; i++) {
		const struct comparison *m = &j->items[i];
		struct candidate *c;

		if (!is_near_miss(m))
			continue;
		c = &ARENA_PUSH(
		    j->a, j->out->candidates, j->out->candidates_len);
		c->work = m->view.work;
		c->score = m->score;
		c->why_not = near_reason(m);
	}
}

/* A work has this very title, and is by wholly other people: not enough to say that
 * it is meant, but worth to be said. */
static const char *
same_title_elsewhere(struct judge *j)
{
	for (size_t i = 0; i < j->len; i++) {
		const struct comparison *m = &j->items[i];

		if (m->title.relation == TITLE_EQUAL && m->names.claimed &&
		    m->names.recorded && !m->names.matched &&
		    !m->names.in_two_scripts && !m->names.group_for_people &&
		    title_is_distinctive(&m->view.title) &&
		    claim_trusted(&j->claim, CLAIM_AUTHOR) &&
		    !claim_raw_has_name(&j->claim, &m->view.names.items[0]))
			return arena_printf(j->a,
			    "; a work with exactly this title is by others: "
			    "%s%s",
			    judge_plain_name(j->a, m->view.work),
			    m->view.year
				? arena_printf(j->a, " (%d)", m->view.year)
				: "");
	}
	return "";
}

static void
judge_nothing_found(struct judge *j)
{
	const struct work *claim = j->claim.view.work;
	const struct comparison *slot;
	const struct change *contradicts;
	const char *why;

	judge_list_candidates(j);
	contradicts = evidence_of_claim(j->out, j->a, &j->claim, j->in);
	slot = evidence_of_slot(&j->claim, j->items, j->len, true);
	if (slot)
		evidence_add_slot(j->out, j->a, &j->claim, slot);
	why = asked_too_little(j);
	if (is_kind_apart(claim->type)) {
		j->out->verdict = VERDICT_NOT_CHECKABLE;
		j->out->reason = arena_printf(j->a,
		    "no source in use covers works of this kind (%s)",
		    work_type_csl(claim->type));
	} else if (why) {
		j->out->verdict = VERDICT_UNRESOLVED;
		j->out->reason = why;
	} else if (contradicts) {
		j->out->verdict = VERDICT_CONFLICT;
		j->out->reason = arena_printf(j->a,
		    "no source asked has it, and it contradicts itself: it is "
		    "said to be %s %s, but %s",
		    contradicts->field == CLAIM_YEAR ? "of" : "in",
		    contradicts->from, contradicts->rule);
	} else {
		j->out->verdict = VERDICT_NOT_FOUND;
		j->out->reason = arena_printf(j->a,
		    "no source asked has it%s%s%s%s", asked_of_how_many(j),
		    judge_has_placeholder(claim)
			? ", and an author is a placeholder"
			: "",
		    slot ? arena_printf(j->a,
			       "; where it is said to stand stands \"%.120s\" "
			       "by %s",
			       slot->view.work->title,
			       judge_plain_name(j->a, slot->view.work))
			 : "",
		    same_title_elsewhere(j));
	}
}

/* --- found -------------------------------------------------------------------------- */

void
judge_add_alerts(struct judge *j, const struct cluster *cluster)
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

void
judge_list_versions(struct judge *j, const struct cluster *cluster, size_t from)
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
	j->out->record = unpinned ? cluster.members[0]->view.work : NULL;
	judge_list_versions(j, &cluster, unpinned ? 0 : 1);
	judge_add_alerts(j, &cluster);
	j->out->distinctive = title_is_distinctive(&m->view.title);
	j->out->verdict =
	    judgement_has_wrong(j->out) ? VERDICT_DIFFERS : VERDICT_VERIFIED;
	j->out->reason = found_reason(j, m, unpinned);
}

/* Was an identifier put together of pieces, or read with as little confidence? */
static bool
is_doubtful(const struct reference *ref, const struct match_identifier *id)
{
	for (size_t i = 0; i < ref->parses_len; i++) {
		const struct parse *p = &ref->parses[i];
		const struct place *at = parse_place(p, CLAIM_DOI);

		if (id->kind == IDENTIFIER_DOI && at && at->confidence < 0.5 &&
		    p->work->DOI && !strcmp(p->work->DOI, id->value))
			return true;
	}
	return false;
}

/*
 * The input with the records of doubtful identifiers among the candidates alone: they
 * may be the work, but that they are another's, or nobody's, proves nothing.
 */
static const struct match_input *
without_doubtful(struct arena *a, const struct match_input *in)
{
	struct match_input *out;
	struct match_identifier *kept;
	const struct work **works;
	size_t doubtful = 0;

	for (size_t i = 0; i < in->identifiers_len; i++)
		doubtful += is_doubtful(in->reference, &in->identifiers[i]);
	if (!doubtful)
		return in;
	out = ARENA_NEW(a, struct match_input);
	*out = *in;
	kept = ARENA_ARRAY(a, struct match_identifier, in->identifiers_len);
	works =
	    ARENA_ARRAY(a, const struct work *, in->candidates_len + doubtful);
	if (in->candidates_len)
		memcpy(
		    works, in->candidates, in->candidates_len * sizeof(*works));
	out->identifiers_len = 0;
	for (size_t i = 0; i < in->identifiers_len; i++) {
		const struct match_identifier *id = &in->identifiers[i];

		if (!is_doubtful(in->reference, id))
			kept[out->identifiers_len++] = *id;
		else if (id->work)
			works[out->candidates_len++] = id->work;
	}
	out->identifiers = kept;
	out->candidates = works;
	return out;
}

/* Two works of these people and this year have the short name that is cited. */
static bool
is_of_two_works(struct judge *j, const struct comparison *m)
{
	for (size_t i = 0; m->nickname && i < j->len; i++)
		if (j->items[i].nickname &&
		    !view_same_work(j->a, &m->view, &j->items[i].view))
			return true;
	return false;
}

static void
judge_first_work(
    struct judgement *out, struct arena *a, const struct match_input *given)
{
	const struct match_input *in = without_doubtful(a, given);
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
		if (comparison_accepts(&j.claim, &j.items[i]) &&
		    !is_of_two_works(&j, &j.items[i])) {
			if (judge_place_of_namesake(&j, &j.items[i])) {
				asked_hold_back(&j, NULL);
				return;
			}
			judge_found(&j, &j.items[i]);
			asked_hold_back(&j, &j.items[i]);
			return;
		}
	if (judge_conflict(&j))
		asked_hold_back(&j, NULL);
	else
		judge_nothing_found(&j);
}

void
match_judge(
    struct judgement *out, struct arena *a, const struct match_input *in)
{
	judge_first_work(out, a, in);
	/* What was found of one work says nothing of the others. */
	if (in->reference->rest && out->verdict != VERDICT_NOT_CHECKABLE)
		out->reason = arena_printf(a,
		    "%s; this is the first of the works in this entry, the "
		    "others were not checked",
		    out->reason);
}
