#include "match/asked.h"

#include "base/banned.h"

/* So many services must have been searched in, before "nobody has it". */
enum { SERVICES_LEAST = 2 };

bool
asked_identifier_is_pending(const struct judge *j, const char **who)
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

/* An identifier exists, so the work does; only its record is nowhere. */
static bool
exists_without_record(const struct judge *j)
{
	for (size_t i = 0; i < j->in->identifiers_len; i++)
		if (j->in->identifiers[i].status == IDENTIFIER_EXISTS &&
		    !j->in->identifiers[i].work)
			return true;
	return false;
}

/* "; works.idx has 16 books in Cyrillic letters". */
static const char *
what_indexes_hold(const struct judge *j)
{
	const char *out = "";

	for (size_t i = 0; i < j->in->searched_len; i++) {
		const struct searched *s = &j->in->searched[i];

		if (s->holds && s->status == SEARCH_OK && !s->covers)
			out = arena_printf(
			    j->a, "%s; %s has %s", out, s->source, s->holds);
	}
	return out;
}

/*
 * One who would have such works must have been searched in, and, if that is a
 * service, a second one too. And nobody who was to be asked may have failed,
 * whether works of the kind are said to be there or not: it may be the one that
 * has this work.
 */
const char *
asked_too_little(const struct judge *j)
{
	size_t services = 0;
	bool index = false, service = false;
	const char *who = NULL;

	for (size_t i = 0; i < j->in->searched_len; i++) {
		const struct searched *s = &j->in->searched[i];

		if (s->status == SEARCH_FAILED || s->status == SEARCH_PENDING)
			who = s->source;
		if (s->status != SEARCH_OK || !s->for_work)
			continue;
		services += !s->is_index;
		index |= s->is_index && s->covers;
		service |= !s->is_index && s->covers;
	}
	if (who || asked_identifier_is_pending(j, &who))
		return arena_printf(
		    j->a, "%s could not be asked: try again later", who);
	if (exists_without_record(j))
		return "its identifier exists, but no source in use has its "
		       "record";
	if (!index && !service)
		return arena_printf(j->a,
		    "no source that covers such works was asked%s",
		    what_indexes_hold(j));
	if (!index && services < SERVICES_LEAST)
		return "one source alone was asked, which may lack it";
	return NULL;
}

const char *
asked_of_how_many(const struct judge *j)
{
	const char *out = "";

	switch (j->claim.view.work->type) {
	case WORK_TYPE_BOOK:
	case WORK_TYPE_COLLECTION:
	case WORK_TYPE_CHAPTER:
	case WORK_TYPE_THESIS:
	case WORK_TYPE_REPORT: break;
	default: return out;
	}
	for (size_t i = 0; i < j->in->searched_len; i++) {
		const struct searched *s = &j->in->searched[i];

		if (s->holds && s->status == SEARCH_OK && s->covers)
			out = arena_printf(
			    j->a, "%s; %s has %s", out, s->source, s->holds);
	}
	return out;
}

/* Who failed, or was not asked because the run was stopped; NULL: nobody. */
static const char *
who_is_missing(const struct judge *j)
{
	for (size_t i = 0; i < j->in->searched_len; i++)
		if (j->in->searched[i].status == SEARCH_FAILED ||
		    (j->in->stopped &&
			j->in->searched[i].status == SEARCH_PENDING))
			return j->in->searched[i].source;
	return NULL;
}

static bool
was_searched_for(const struct judge *j)
{
	for (size_t i = 0; i < j->in->searched_len; i++)
		if (j->in->searched[i].status == SEARCH_OK &&
		    j->in->searched[i].for_work)
			return true;
	return false;
}

static bool
is_its_own(const struct match_identifier *id, const struct work *w)
{
	switch (id->kind) {
	case IDENTIFIER_DOI: return w->DOI && doi_equal(w->DOI, id->value);
	case IDENTIFIER_ARXIV: return w->arXiv && !strcmp(w->arXiv, id->value);
	case IDENTIFIER_PMID: return w->PMID && !strcmp(w->PMID, id->value);
	case IDENTIFIER_PMCID: return w->PMCID && !strcmp(w->PMCID, id->value);
	case IDENTIFIER_ACL: return w->ACL && !strcmp(w->ACL, id->value);
	case IDENTIFIER_ISBN: return w->ISBN && strstr(w->ISBN, id->value);
	default: return false;
	}
}

/* A record that was found has it. */
static bool
is_known_from_search(const struct judge *j, const struct match_identifier *id)
{
	for (size_t i = 0; i < j->len; i++)
		if (is_its_own(id, j->items[i].view.work) &&
		    comparison_accepts(&j->claim, &j->items[i]))
			return true;
	return false;
}

/* One of the reference's identifiers has no record yet, so that it may be another
 * work's. */
static bool
lacks_record(const struct judge *j)
{
	for (size_t i = 0; i < j->in->identifiers_len; i++) {
		const struct match_identifier *id = &j->in->identifiers[i];

		if (id->status != IDENTIFIER_NOT_EXISTS && !id->work &&
		    !is_known_from_search(j, id))
			return true;
	}
	return false;
}

/*
 * Right is what a record says, unless an identifier may still turn out to be
 * another work's. Wrong is only what no version of the work has, so the versions
 * must have been looked for: a record of the reference's own identifier and one
 * search for others, or as many searches as there were to be.
 */
static bool
may_change(const struct judge *j, const struct comparison *found)
{
	bool own = found && found->same_identifier;

	if (j->out->verdict == VERDICT_VERIFIED)
		return lacks_record(j);
	return !own || !was_searched_for(j);
}

void
asked_hold_back(struct judge *j, const struct comparison *found)
{
	const char *who = who_is_missing(j);
	struct judgement *out = j->out;
	struct candidate *c;

	if (!who || !may_change(j, found))
		return;
	c = ARENA_NEW(j->a, struct candidate);
	*c = (struct candidate){ .work = out->work,
		.score = out->confidence,
		.why_not = arena_strdup(j->a, out->reason) };
	*out = (struct judgement){
		.verdict = VERDICT_UNRESOLVED,
		.parse = out->parse,
		.alerts = out->alerts,
		.candidates = c,
		.candidates_len = 1,
		.searched = out->searched,
		.searched_len = out->searched_len,
		.reason = arena_printf(
		    j->a, "%s could not be asked: try again later", who),
	};
}
