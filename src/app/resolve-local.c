/*
 * The local indexes: each reference is looked up and judged by itself, so that
 * this is done on several threads, each with its own handle of every index and its
 * own arenas. The references go through in slices: a slice's judgements are handed
 * out, in order, while the next one is under way, and then their memory is used
 * again.
 */

#include "app/resolve-plan.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/banned.h"

enum {
	INDEX_HITS_MAX = 20,
	SLICE = 1024,
	THREADS_MAX = 256,
	/* For fewer references a further thread takes longer to get ready. */
	REFERENCES_A_THREAD = 32,
};

/* --- one reference ----------------------------------------------------------- */

static void
add_found(struct desk *d, struct work *w)
{
	for (size_t i = 0; i < d->found_len; i++)
		if (d->found[i] == w || plan_same_record(d->found[i], w))
			return;
	ARENA_PUSH(&d->scratch, d->found, d->found_len) = w;
}

/* learn: set in ids what the index knows of them. */
static int
find_identifiers(struct desk *d, const struct look *l, size_t number,
    struct match_identifier *ids, bool learn, size_t *hits, struct err *err)
{
	int rc = OK;

	for (size_t i = 0; !rc && i < l->ids_len; i++) {
		struct match_identifier *id = &ids[i];
		struct work **found = NULL;
		size_t len = 0;

		rc = local_index_by_identifier(&found, &len, &d->scratch,
		    d->indexes[number], id->kind, id->value, err);
		if (rc == ERR_ABSENT)
			rc = OK;
		if (!rc && len && learn) {
			id->status = IDENTIFIER_EXISTS;
			if (!id->work)
				id->work = found[0];
		}
		for (size_t k = 0; !rc && k < len; k++)
			add_found(
			    d, id->work && plan_same_record(found[k], id->work)
				   ? (struct work *)id->work
				   : found[k]);
		*hits += len;
	}
	return rc;
}

static int
find_reading(struct desk *d, size_t number, const struct work *claimed,
    const char *raw, size_t *hits, struct err *err)
{
	struct work **found = NULL;
	size_t len = 0;
	int rc = local_index_search(&found, &len, &d->scratch,
	    d->indexes[number], claimed, raw, INDEX_HITS_MAX, err);

	if (rc == ERR_ABSENT)
		rc = OK;
	for (size_t i = 0; !rc && i < len; i++)
		add_found(d, found[i]);
	*hits += len;
	return rc;
}

static int
find_first(struct desk *d, const struct plan *p, struct look *l,
    struct match_identifier *ids, bool learn, struct err *err)
{
	int rc = OK;

	d->found = NULL;
	d->found_len = 0;
	for (size_t i = 0; !rc && i < p->o->indexes_len; i++) {
		size_t hits = 0;

		rc = find_identifiers(d, l, i, ids, learn, &hits, err);
		if (!rc)
			rc = find_reading(d, i, l->claimed, l->raw, &hits, err);
		if (learn) {
			l->searched[i].hits += hits;
			l->searched[i].status = SEARCH_OK;
			l->searched[i].for_work = true;
		}
	}
	return rc;
}

static int
find_second(struct desk *d, const struct plan *p, struct look *l, bool learn,
    struct err *err)
{
	int rc = OK;

	for (size_t i = 0; !rc && i < p->o->indexes_len; i++) {
		size_t hits = 0;

		rc = find_reading(
		    d, i, l->reference->parses[1].work, NULL, &hits, err);
		if (learn)
			l->searched[i].hits += hits;
	}
	return rc;
}

/* The matcher takes the same record to be the same pointer. */
static void
mark(struct desk *d, const struct retraction_watch *rw, size_t number,
    struct match_identifier *ids, size_t ids_len)
{
	struct work *before = d->found[number];
	struct work *after = retraction_watch_mark(rw, &d->scratch, before);

	d->found[number] = after;
	for (size_t i = 0; i < ids_len; i++)
		if (ids[i].work == before)
			ids[i].work = after;
}

/*
 * The records at hand with the retractions that the user's file tells; and what
 * the file tells of the reference's own identifiers, if no record is theirs. Twice
 * is as good as once.
 */
static void
add_retractions(struct desk *d, const struct plan *p, const struct look *l,
    struct match_identifier *ids)
{
	const struct retraction_watch *rw = p->o->retractions;
	size_t len = d->found_len;

	for (size_t i = 0; rw && i < len; i++)
		mark(d, rw, i, ids, l->ids_len);
	for (size_t i = 0; rw && i < l->ids_len; i++) {
		struct work *w = ids[i].work
				     ? NULL
				     : retraction_watch_work(rw, &d->scratch,
					   ids[i].kind, ids[i].value);

		if (w)
			add_found(d, w);
	}
}

int
desk_find(struct desk *d, const struct plan *p, struct look *l,
    struct match_identifier *ids, struct err *err)
{
	int rc = OK;

	d->found = NULL;
	d->found_len = 0;
	if (l->readings)
		rc = find_first(d, p, l, ids, false, err);
	if (!rc && l->readings > 1)
		rc = find_second(d, p, l, false, err);
	for (size_t i = 0; i < l->candidates_len; i++)
		add_found(d, l->candidates[i]);
	add_retractions(d, p, l, ids);
	return rc;
}

/* The titles of two readings differ, so that the second is worth a search. */
static bool
other_title(const struct work *x, const struct work *y)
{
	return y && y->title && (!x->title || strcmp(x->title, y->title) != 0);
}

static int
search_indexes(struct desk *d, const struct plan *p, struct look *l,
    struct match_identifier *ids, struct err *err)
{
	const struct reference *ref = l->reference;
	int rc = find_first(d, p, l, ids, true, err);

	if (rc)
		return rc;
	l->readings = 1;
	add_retractions(d, p, l, ids);
	desk_judge(d, p, l, ids);
	if (l->certain || ref->parses_len < 2 || !p->o->indexes_len ||
	    !other_title(l->claimed, ref->parses[1].work))
		return OK;
	rc = find_second(d, p, l, true, err);
	if (rc)
		return rc;
	l->readings = 2;
	add_retractions(d, p, l, ids);
	desk_judge(d, p, l, ids);
	return OK;
}

/* Nothing that a service could say is still wanted. */
static bool
is_settled(const struct plan *p, const struct look *l,
    const struct match_identifier *ids)
{
	if (!p->sources_len)
		return true;
	if (!l->certain || p->o->always)
		return false;
	for (size_t i = 0; i < l->ids_len; i++)
		if (ids[i].status == IDENTIFIER_UNKNOWN)
			return false;
	return true;
}

static struct match_identifier *
unknown_ids(struct arena *a, const struct plan *p, const struct look *l)
{
	struct match_identifier *out =
	    ARENA_ARRAY(a, struct match_identifier, l->ids_len);

	for (size_t i = 0; i < l->ids_len; i++) {
		const struct known_id *id = &p->ids[l->ids[i]];

		out[i] = (struct match_identifier){ id->kind, id->value,
			IDENTIFIER_UNKNOWN, NULL };
	}
	return out;
}

/* Finish the look, or leave what the indexes know of its identifiers; in a. */
static int
ask_indexes(struct desk *d, struct arena *a, const struct plan *p,
    struct look *l, struct err *err)
{
	struct match_identifier *ids = unknown_ids(&d->scratch, p, l);
	int rc = search_indexes(d, p, l, ids, err);

	if (!rc && is_settled(p, l, ids)) {
		struct judgement j;

		desk_conclude(d, p, l, ids);
		j = *l->judgement;
		plan_keep_judgement(l->judgement, a, &j);
		l->finished = true;
	} else if (!rc) {
		l->found_ids =
		    ARENA_ARRAY(a, struct match_identifier, l->ids_len);
		for (size_t i = 0; i < l->ids_len; i++) {
			l->found_ids[i] = ids[i];
			if (ids[i].work)
				l->found_ids[i].work =
				    work_copy(a, ids[i].work);
		}
	}
	arena_reset(&d->scratch);
	return rc;
}

/* Take over into the plan what an index knows of a look's identifiers. */
static void
learn_ids(
    struct plan *p, const struct look *l, const struct match_identifier *ids)
{
	for (size_t i = 0; i < l->ids_len; i++) {
		struct known_id *id = &p->ids[l->ids[i]];

		if (ids[i].status == IDENTIFIER_EXISTS)
			id->status = IDENTIFIER_EXISTS;
		if (ids[i].work && !id->work)
			id->work = work_copy(p->a, ids[i].work);
	}
}

int
plan_find_identifiers(struct plan *p, struct look *l, struct err *err)
{
	struct desk *d = &p->desk;
	struct match_identifier *ids = unknown_ids(&d->scratch, p, l);
	int rc = OK;

	for (size_t i = 0; !rc && i < p->o->indexes_len; i++)
		rc = find_identifiers(
		    d, l, i, ids, true, &l->searched[i].hits, err);
	learn_ids(p, l, ids);
	for (size_t i = 0; !rc && i < d->found_len; i++) {
		struct work *w = d->found[i];
		const struct work *known = p->ids[l->ids[0]].work;

		plan_add_candidate(p, l,
		    plan_same_record(w, known) ? (struct work *)known
					       : work_copy(p->a, w));
	}
	return rc;
}

/* --- several threads ----------------------------------------------------------- */

struct stage;

struct worker {
	struct stage *stage;
	struct desk desk;
	struct local_index **own; /* handles to be closed in the end */
	size_t own_len;
	struct arena results[2]; /* of this slice, and of the one before */
	pthread_t thread;
	int rc;
	struct err err;
	size_t failed; /* the reference at which it did */
};

struct stage {
	struct plan *plan;
	struct worker *workers; /* the first is the calling thread */
	size_t len;
	size_t slice;
	size_t end;         /* of the slice under way */
	atomic_size_t next; /* the next reference to be taken */
	atomic_size_t settled;
	atomic_bool halted; /* by failure or signal */
};

/* For the calling thread alone: a signal reaches no other. */
static void
look_up(struct stage *s)
{
	struct plan *p = s->plan;

	if (plan_stopped(p))
		atomic_store(&s->halted, true);
	if (p->o->progress)
		p->o->progress(p->finished + atomic_load(&s->settled),
		    p->looks_len, p->o->progress_ctx);
}

static void
work(struct worker *w)
{
	struct stage *s = w->stage;
	struct plan *p = s->plan;
	bool leads = w == s->workers;

	while (!atomic_load(&s->halted)) {
		size_t i = atomic_fetch_add(&s->next, 1);
		struct look *l;

		if (i >= s->end)
			break;
		l = &p->looks[i];
		if (!l->claimed)
			continue;
		w->rc = ask_indexes(
		    &w->desk, &w->results[s->slice % 2], p, l, &w->err);
		if (w->rc) {
			w->failed = i;
			atomic_store(&s->halted, true);
		}
		if (l->finished)
			atomic_fetch_add(&s->settled, 1);
		if (leads)
			look_up(s);
	}
}

static void *
run_thread(void *worker)
{
	work(worker);
	return NULL;
}

/* As many threads as can be had; the calling one is always there. */
static size_t
start_threads(struct stage *s)
{
	sigset_t all, before;
	size_t n = 1;

	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	while (n < s->len && !pthread_create(&s->workers[n].thread, NULL,
				 run_thread, &s->workers[n]))
		n++;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return n;
}

/* Of several that failed, the one which came first: whatever was before it was
 * looked up, so that one thread alone would have failed there too. */
static int
failure(const struct stage *s, struct err *err)
{
	const struct worker *first = NULL;

	for (size_t i = 0; i < s->len; i++)
		if (s->workers[i].rc &&
		    (!first || s->workers[i].failed < first->failed))
			first = &s->workers[i];
	return first ? err_set(err, first->rc, "%s", first->err.text) : OK;
}

/*
 * The slice is done: hand out its judgements as far as all before them are there
 * too. What has to wait for those is copied, since the slices' arenas are used
 * again. The next slice may be under way.
 */
static void
end_slice(struct plan *p, size_t from, size_t to)
{
	struct arena *a = p->o->judged ? p->a : p->out;

	if (p->o->judged)
		plan_hand_out(p, to);
	if (from < p->handed_out)
		from = p->handed_out;
	for (size_t i = from; i < to; i++) {
		struct look *l = &p->looks[i];
		struct judgement j = *l->judgement;

		if (l->claimed && l->finished)
			plan_keep_judgement(l->judgement, a, &j);
		else if (l->found_ids)
			learn_ids(p, l, l->found_ids);
		l->found_ids = NULL;
	}
	plan_hand_out(p, to);
}

static int
run_slices(struct stage *s, struct err *err)
{
	struct plan *p = s->plan;
	size_t from = 0, to = 0; /* the slice that waits for its end */
	int rc = OK;

	do {
		size_t begin = to, n;

		s->end =
		    p->looks_len - begin < SLICE ? p->looks_len : begin + SLICE;
		atomic_store(&s->next, begin);
		n = start_threads(s);
		end_slice(p, from, to);
		for (size_t i = 0; i < s->len; i++)
			arena_reset(&s->workers[i].results[(s->slice + 1) % 2]);
		work(&s->workers[0]);
		for (size_t i = 1; i < n; i++)
			(void)pthread_join(s->workers[i].thread, NULL);
		p->finished += atomic_exchange(&s->settled, 0);
		look_up(s);
		rc = failure(s, err);
		from = begin;
		to = s->end;
		s->slice++;
	} while (!rc && to < p->looks_len && !atomic_load(&s->halted));
	if (!rc)
		end_slice(p, from, to);
	return rc;
}

/* Its own handle of every index; false if it cannot have them. */
static bool
open_again(struct worker *w, const struct plan *p)
{
	const struct resolve_options *o = p->o;
	struct err unused = ERR_INIT;

	w->own = calloc(o->indexes_len, sizeof(struct local_index *));
	if (!w->own)
		die_oom(o->indexes_len);
	w->desk.indexes = w->own;
	while (w->own_len < o->indexes_len &&
	       !local_index_open_again(
		   &w->own[w->own_len], o->indexes[w->own_len], &unused))
		w->own_len++;
	return w->own_len == o->indexes_len;
}

static void
close_worker(struct worker *w)
{
	for (size_t i = 0; i < w->own_len; i++)
		local_index_close(w->own[i]);
	free(w->own);
	arena_release(&w->desk.scratch);
	arena_release(&w->results[0]);
	arena_release(&w->results[1]);
}

static size_t
threads_wanted(const struct plan *p)
{
	size_t n = 1 + p->looks_len / REFERENCES_A_THREAD;

	if (!p->o->indexes_len || !p->o->jobs)
		return 1;
	if (n > p->o->jobs)
		n = p->o->jobs;
	return n < THREADS_MAX ? n : THREADS_MAX;
}

int
plan_ask_indexes(struct plan *p, struct err *err)
{
	size_t wanted = threads_wanted(p), opened = 1;
	struct stage s = { .plan = p, .len = 1 };
	int rc;

	s.workers = calloc(wanted, sizeof(*s.workers));
	if (!s.workers)
		die_oom(wanted);
	for (size_t i = 0; i < wanted; i++)
		s.workers[i].stage = &s;
	s.workers[0].desk.indexes = p->o->indexes;
	/* A thread that cannot be had is one that the others do without. */
	while (opened < wanted && open_again(&s.workers[opened++], p))
		s.len++;
	if (plan_stopped(p))
		atomic_store(&s.halted, true);
	rc = run_slices(&s, err);
	for (size_t i = 0; i < opened; i++)
		close_worker(&s.workers[i]);
	free(s.workers);
	return rc;
}
