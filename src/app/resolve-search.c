/* Searches for what identifiers did not settle: for each reference one source
 * after the other, in the order in which they know its kind best
 * (source_order()), until one settles it. All references go on side by side. */

#include "app/resolve-plan.h"

#include "base/banned.h"

static int next(struct plan *p, struct look *l, struct err *err);

/* The next source in use that is fit for the reference's kind, or NULL. */
static const struct source *
choose(const struct plan *p, struct look *l)
{
	const struct source *const *order = source_order(l->claimed);

	while (order[l->next_source]) {
		const struct source *s = order[l->next_source++];

		for (size_t i = 0; i < p->sources_len; i++)
			if (p->o->sources[i] == s)
				return s;
	}
	return NULL;
}

static void
search_done(struct asked *asked, const struct source_answer *answer, int code,
    const char *why)
{
	struct plan *p = asked->plan;
	struct look *l = asked->look;
	struct searched *slot = plan_slot(p, l, asked->request.source);
	struct err story = ERR_INIT;

	if (code == ERR_AGAIN) {
		slot->status = why ? SEARCH_FAILED : SEARCH_PENDING;
		slot->detail = why;
	} else {
		slot->status = SEARCH_OK;
		slot->detail = NULL;
		slot->hits += answer->works_len;
		l->answered++;
		for (size_t i = 0; i < answer->works_len; i++)
			plan_add_candidate(p, l, answer->works[i]);
		plan_judge(p, l);
		arena_reset(&p->desk.scratch);
	}
	if (p->interrupted)
		return;
	if (next(p, l, &story))
		err_set(p->err, ERR_AGAIN, "%s", story.text);
}

/* One more version of the work may be the one that is cited, so that nothing is
 * wrong: a record that contradicts is not the last word, a second source is. */
enum { ENOUGH_IF_CERTAIN = 2 };

static bool
goes_on(const struct look *l)
{
	if (!l->certain)
		return true;
	return l->judgement->verdict != VERDICT_VERIFIED &&
	       l->answered < ENOUGH_IF_CERTAIN;
}

static const char *
why_next(const struct plan *p, const struct look *l, bool first)
{
	if (!p->o->dry_run)
		return arena_printf(p->a, "%s is %s so far", l->reference->key,
		    verdict_name(l->judgement->verdict));
	return arena_printf(p->a, "%s%s", l->reference->key,
	    first ? "" : ", if that does not settle it");
}

/* No source has it; but what they have may be a later version under another
 * title. ERR_ABSENT: there is nothing of that kind. */
static int
ask_earlier(struct plan *p, struct look *l, struct err *err)
{
	const struct source *const *s;
	struct source_request r = { 0 };

	for (s = p->o->sources; !l->certain && !l->asked_earlier && *s; s++) {
		if (!(*s)->earlier ||
		    (*s)->earlier(&r, p->a, &p->source_config, l->claimed,
			l->candidates, l->candidates_len))
			continue;
		l->asked_earlier = true;
		plan_note(p, arena_printf(p->a, "%s may be an earlier version",
				 l->reference->key));
		return plan_submit(p, &r, l, search_done, err);
	}
	return ERR_ABSENT;
}

/* Send the next search of a reference, or finish it. */
static int
next(struct plan *p, struct look *l, struct err *err)
{
	const struct source *s;
	struct source_request r = { 0 };
	bool first = true;
	int rc;

	while (goes_on(l) && (s = choose(p, l))) {
		if (!s->can_search || !s->can_search(l->claimed))
			continue;
		if (!p->o->dry_run && plan_seconds_left(p, l) <= 0) {
			struct searched *slot = plan_slot(p, l, s);

			slot->status = SEARCH_FAILED;
			slot->detail = "the time limit for one reference is up";
			continue;
		}
		rc = s->search(&r, p->a, &p->source_config, l->claimed, l->raw);
		if (rc == ERR_USAGE)
			continue;
		if (!rc && p->o->plan)
			plan_note(p, why_next(p, l, first));
		first = false;
		if (!rc)
			rc = plan_submit(p, &r, l, search_done, err);
		if (rc || !p->o->dry_run)
			return rc;
		p->depends = true; /* on what this one finds */
	}
	rc = ask_earlier(p, l, err);
	if (rc == ERR_ABSENT) {
		plan_finish(p, l);
		rc = OK;
	}
	return rc;
}

/* Its identifiers may settle it. */
static bool
asks_identifiers(const struct plan *p, const struct look *l)
{
	for (size_t i = 0; i < l->ids_len; i++)
		if (p->ids[l->ids[i]].wanted)
			return true;
	return false;
}

int
plan_search(struct plan *p, struct err *err)
{
	int rc = OK;

	for (size_t i = 0; !rc && i < p->looks_len; i++) {
		struct look *l = &p->looks[i];

		p->depends = asks_identifiers(p, l);
		if (l->claimed && !l->finished)
			rc = next(p, l, err);
	}
	if (!rc)
		rc = plan_run(p, err);
	return rc;
}
