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

/* Of an answer to several, those that are this one's. Returns how many. */
static size_t
add_hits(struct plan *p, struct look *l, const struct source *s,
    const struct source_answer *answer, bool several)
{
	size_t n = 0;

	for (size_t i = 0; i < answer->works_len; i++) {
		if (several && !s->is_hit(l->claimed, answer->works[i]))
			continue;
		plan_add_candidate(p, l, answer->works[i]);
		n++;
	}
	return n;
}

static void
take_answer(const struct asked *asked, struct look *l,
    const struct source_answer *answer, int code, const char *why)
{
	struct plan *p = asked->plan;
	const struct source *s = asked->request.source;
	struct searched *slot = plan_slot(p, l, s);
	bool several = asked->looks_len > 0;
	struct err story = ERR_INIT;

	if (code == ERR_AGAIN) {
		searched_failed(slot, why);
	} else {
		size_t hits = add_hits(p, l, s, answer, several);

		bool crowded = several && answer->cut;

		if (crowded) {
			plan_judge(p, l);
			crowded = plan_goes_on(l);
		}
		if (crowded) {
			l->next_source--; /* alone, then */
		} else {
			searched_answered(slot, hits);
			slot->for_work = slot->status == SEARCH_OK;
			l->answered++;
		}
		plan_judge(p, l);
		arena_reset(&p->desk.scratch);
	}
	if (p->interrupted)
		return;
	if (next(p, l, &story))
		err_set(p->err, ERR_AGAIN, "%s", story.text);
}

static void
search_done(struct asked *asked, const struct source_answer *answer, int code,
    const char *why)
{
	if (asked->look)
		take_answer(asked, asked->look, answer, code, why);
	for (size_t i = 0; i < asked->looks_len; i++)
		take_answer(asked, asked->looks[i], answer, code, why);
}

/* One more version of the work may be the one that is cited, so that nothing is
 * wrong: a record that contradicts is not the last word, a second source is. */
enum { ENOUGH_IF_CERTAIN = 2 };

bool
plan_goes_on(const struct look *l)
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

	while (plan_goes_on(l) && (s = choose(p, l))) {
		if (!s->can_search || !s->can_search(l->claimed))
			continue;
		if (!p->o->dry_run && plan_seconds_left(p, l) <= 0) {
			struct searched *slot = plan_slot(p, l, s);

			searched_failed(
			    slot, "the time limit for one reference is up");
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

/* --- several in one request -------------------------------------------------- */

/* Would it be searched for in s first of all? */
static bool
begins_with(struct plan *p, const struct look *l, const struct source *s)
{
	struct look first = { .claimed = l->claimed };
	struct source_request r;

	return l->claimed && choose(p, &first) == s &&
	       s->can_search(l->claimed) &&
	       s->search_many(&r, &p->desk.scratch, &p->source_config,
		   &l->claimed, 1) == OK;
}

static int
send_together(struct plan *p, const struct source *s, struct look *const *group,
    size_t n, struct err *err)
{
	const struct work **claimed = ARENA_ARRAY(p->a, const struct work *, n);
	struct look **looks = ARENA_ARRAY(p->a, struct look *, n);
	struct source_request r = { 0 };
	int rc;

	for (size_t i = 0; i < n; i++) {
		looks[i] = group[i];
		claimed[i] = group[i]->claimed;
	}
	rc = s->search_many(&r, p->a, &p->source_config, claimed, n);
	if (rc)
		return rc == ERR_USAGE ? OK : rc;
	p->depends = false;
	for (size_t i = 0; i < n; i++) {
		looks[i]->together = true;
		looks[i]->waits = !p->o->dry_run;
		/* if it is crowded out, it is searched for alone as well */
		if (!p->o->dry_run)
			(void)choose(p, looks[i]);
		p->depends |= asks_identifiers(p, looks[i]);
	}
	plan_note(p, arena_printf(p->a, "%s to %s, first in %s",
			 looks[0]->reference->key, looks[n - 1]->reference->key,
			 s->title));
	return plan_submit_many(p, &r, looks, n, search_done, err);
}

/*
 * Those that begin with one source, many in a request. Who is in a request with
 * whom depends on the document alone, not on what is settled or cached, so that
 * a later run asks the same.
 */
static int
search_together(struct plan *p, const struct source *s, struct err *err)
{
	struct look **group = ARENA_ARRAY(p->a, struct look *, s->searches_max);
	size_t members = 0, n = 0;
	int rc = OK;

	for (size_t i = 0; !rc && i < p->looks_len; i++) {
		struct look *l = &p->looks[i];
		bool begins = begins_with(p, l, s);

		arena_reset(&p->desk.scratch);
		if (!begins)
			continue;
		if (!l->finished && plan_goes_on(l))
			group[n++] = l;
		if (++members % s->searches_max)
			continue;
		rc = n > 1 ? send_together(p, s, group, n, err) : OK;
		n = 0;
	}
	if (!rc && n > 1)
		rc = send_together(p, s, group, n, err);
	return rc;
}

int
plan_search(struct plan *p, struct err *err)
{
	const struct source *const *s;
	int rc = OK;

	for (s = p->o->sources; !rc && *s; s++)
		if ((*s)->search_many)
			rc = search_together(p, *s, err);
	for (size_t i = 0; !rc && i < p->looks_len; i++) {
		struct look *l = &p->looks[i];

		p->depends = l->together || asks_identifiers(p, l);
		if (l->claimed && !l->finished && !l->waits)
			rc = next(p, l, err);
	}
	if (!rc)
		rc = plan_run(p, err);
	return rc;
}
