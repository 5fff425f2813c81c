#include "app/resolve-plan.h"

#include <time.h>

#include "base/banned.h"

/* --- shared by the stages ------------------------------------------------- */

struct searched *
plan_slot(const struct plan *p, struct look *l, const struct source *s)
{
	for (size_t i = 0; i < p->sources_len; i++)
		if (p->o->sources[i] == s)
			return &l->searched[p->o->indexes_len + i];
	die_bug("an answer of a source that is not in use");
}

void
searched_answered(struct searched *slot, size_t hits)
{
	slot->hits += hits;
	if (slot->status != SEARCH_FAILED)
		slot->status = SEARCH_OK;
}

void
searched_failed(struct searched *slot, const char *why)
{
	if (slot->status == SEARCH_FAILED)
		return;
	slot->status = why ? SEARCH_FAILED : SEARCH_PENDING;
	slot->detail = why;
}

bool
plan_same_record(const struct work *x, const struct work *y)
{
	return x->source && y->source && x->record && y->record &&
	       !strcmp(x->source, y->source) && !strcmp(x->record, y->record);
}

void
plan_add_candidate(struct plan *p, struct look *l, struct work *w)
{
	for (size_t i = 0; i < l->candidates_len; i++)
		if (l->candidates[i] == w ||
		    plan_same_record(l->candidates[i], w))
			return;
	ARENA_PUSH(p->a, l->candidates, l->candidates_len) = w;
}

static double
index_idf(void *ctx, uint64_t term_hash)
{
	return local_index_idf(ctx, term_hash);
}

size_t
plan_searched_len(const struct plan *p)
{
	return p->o->indexes_len + p->sources_len;
}

void
desk_judge(struct desk *d, const struct plan *p, struct look *l,
    const struct match_identifier *ids)
{
	struct match_input in = {
		.reference = l->reference,
		.candidates = (const struct work *const *)d->found,
		.candidates_len = d->found_len,
		.identifiers = ids,
		.identifiers_len = l->ids_len,
		.searched = l->searched,
		.searched_len = plan_searched_len(p),
		.stopped = l->stopped,
		.year_now = p->year_now,
		.prefer = p->o->prefer,
	};

	if (p->o->indexes_len) {
		in.idf = index_idf;
		in.idf_ctx = d->indexes[0];
	}
	match_judge(l->judgement, &d->scratch, &in);
	l->certain = l->judgement->verdict == VERDICT_VERIFIED ||
		     l->judgement->verdict == VERDICT_DIFFERS;
}

/* What is known by now of the identifiers that a reference carries. */
static struct match_identifier *
known_ids(struct plan *p, const struct look *l)
{
	struct match_identifier *out =
	    ARENA_ARRAY(&p->desk.scratch, struct match_identifier, l->ids_len);

	for (size_t i = 0; i < l->ids_len; i++) {
		const struct known_id *id = &p->ids[l->ids[i]];

		out[i] = (struct match_identifier){ id->kind, id->value,
			id->status, id->work };
	}
	return out;
}

void
plan_judge(struct plan *p, struct look *l)
{
	struct match_identifier *ids = known_ids(p, l);

	(void)desk_find(&p->desk, p, l, ids, p->err);
	desk_judge(&p->desk, p, l, ids);
}

/* Take the judgement out of the scratch arena and be done with it. */
static void
settle(struct plan *p, struct look *l)
{
	struct judgement j = *l->judgement;

	plan_keep_judgement(l->judgement, p->o->judged ? p->a : p->out, &j);
	l->finished = true;
	l->candidates = NULL;
	l->candidates_len = 0;
	arena_reset(&p->desk.scratch);
	p->finished++;
	if (p->o->remember && p->http && !p->not_kept.text[0])
		(void)store_put_reference(p->o->store, p->path, l->reference,
		    l->judgement, &p->not_kept);
	if (p->o->progress)
		p->o->progress(p->finished, p->looks_len, p->o->progress_ctx);
}

static void
skip_services(const struct plan *p, struct look *l)
{
	for (size_t i = p->o->indexes_len; i < plan_searched_len(p); i++)
		if (l->searched[i].status == SEARCH_PENDING)
			l->searched[i].status = SEARCH_SKIPPED;
}

/* The slot of a source that was asked, or is to be; NULL if it is left out. */
static struct searched *
asked_of(const struct plan *p, struct look *l, const struct source *s)
{
	for (size_t i = 0; i < p->sources_len; i++) {
		struct searched *slot = &l->searched[p->o->indexes_len + i];

		if (p->o->sources[i] == s && slot->status != SEARCH_SKIPPED)
			return slot;
	}
	return NULL;
}

/*
 * A claim that says nothing of where it appeared may be an article or a book.
 * Crossref alone does not cover it, nor does a catalogue of books: both do. If one
 * of them fails, it is that one which is missing.
 */
static void
cover_together(const struct plan *p, struct look *l)
{
	const struct work *w = l->claimed;
	struct searched *articles, *books;

	if (!w || w->container_title || w->event_title || w->publisher ||
	    w->DOI || w->arXiv || !w->title || !w->author.len ||
	    (w->type && w->type != WORK_TYPE_BOOK &&
		w->type != WORK_TYPE_DOCUMENT && w->type != WORK_TYPE_ARTICLE &&
		w->type != WORK_TYPE_ARTICLE_JOURNAL))
		return;
	articles = asked_of(p, l, &source_crossref);
	books = asked_of(p, l, &source_open_library);
	if (articles && books)
		articles->covers = books->covers = true;
}

/* The slot of the source that tells whether a DOI exists, or NULL. */
static const struct searched *
agency_slot(const struct plan *p, const struct look *l)
{
	for (size_t i = 0; i < p->sources_len; i++)
		if (p->o->sources[i]->agency)
			return &l->searched[p->o->indexes_len + i];
	return NULL;
}

/*
 * The work is not found, and whether its DOI exists nobody has said: that is said,
 * with the reason, lest silence be taken for assent.
 */
static void
tell_unknown_doi(struct desk *d, const struct plan *p, struct look *l,
    const struct match_identifier *ids)
{
	struct judgement *j = l->judgement;
	const struct searched *agency = agency_slot(p, l);
	struct change *all;

	if (j->work || judgement_change(j, CLAIM_DOI))
		return;
	for (size_t i = 0; i < l->ids_len; i++) {
		if (ids[i].kind != IDENTIFIER_DOI ||
		    ids[i].status != IDENTIFIER_UNKNOWN)
			continue;
		all =
		    ARENA_ARRAY(&d->scratch, struct change, j->changes_len + 1);
		for (size_t k = 0; k < j->changes_len; k++)
			all[k] = j->changes[k];
		all[j->changes_len] = (struct change){
			.field = CLAIM_DOI,
			.kind = CHANGE_UNCONFIRMED,
			.from = ids[i].value,
			.rule = agency && agency->status == SEARCH_FAILED
				    ? arena_printf(&d->scratch,
					  "whether it exists could not be "
					  "asked: %s: %s",
					  agency->source,
					  agency->detail ? agency->detail
							 : "no answer")
				    : "whether it exists was not asked",
		};
		j->changes = all;
		j->changes_len++;
		return;
	}
}

void
desk_conclude(struct desk *d, const struct plan *p, struct look *l,
    const struct match_identifier *ids)
{
	if (p->sources_len) {
		skip_services(p, l);
		cover_together(p, l);
		desk_judge(d, p, l, ids);
	}
	tell_unknown_doi(d, p, l, ids);
}

void
plan_finish(struct plan *p, struct look *l)
{
	struct match_identifier *ids;

	if (l->finished)
		return;
	ids = known_ids(p, l);
	(void)desk_find(&p->desk, p, l, ids, p->err);
	if (!p->sources_len)
		desk_judge(&p->desk, p, l, ids);
	desk_conclude(&p->desk, p, l, ids);
	settle(p, l);
}

/* Stopped before all was asked: what was not is still to be. */
static void
cut_short(struct plan *p, struct look *l)
{
	struct match_identifier *ids = known_ids(p, l);

	cover_together(p, l);
	l->stopped = true;
	(void)desk_find(&p->desk, p, l, ids, p->err);
	desk_judge(&p->desk, p, l, ids);
	tell_unknown_doi(&p->desk, p, l, ids);
	settle(p, l);
}

/* --- the plan ------------------------------------------------------------------ */

static void
judge_nothing(struct look *l)
{
	*l->judgement = (struct judgement){
		.verdict = VERDICT_NOT_CHECKABLE,
		.reason = l->reference->skip ? l->reference->skip
					     : "nothing in it to look up",
	};
	l->finished = true;
}

/*
 * No work is of a year still to come: that year is a slip, and no reason why an
 * index of older works should lack the work.
 */
static bool
index_covers(const struct plan *p, const struct local_index *ix,
    const struct work *claimed)
{
	struct work undated = *claimed;

	if (!p->year_now || work_year(claimed) <= p->year_now + 1)
		return local_index_covers(ix, claimed);
	undated.issued = (struct date){ 0 };
	return local_index_covers(ix, &undated);
}

static void
start_look(struct plan *p, size_t number, const struct reference *ref)
{
	struct look *l = &p->looks[number];

	*l = (struct look){
		.reference = ref,
		.judgement = &p->judgements[number],
	};
	l->searched = ARENA_ARRAY(p->a, struct searched, plan_searched_len(p));
	if (!ref->skip)
		l->claimed = reference_work(ref);
	if (!l->claimed) {
		judge_nothing(l);
		p->finished++;
		return;
	}
	l->raw = ref->form == REFERENCE_STRING ? ref->body.text : NULL;
	for (size_t i = 0; i < p->o->indexes_len; i++)
		l->searched[i] = (struct searched){
			.source = local_index_info(p->o->indexes[i])->name,
			.status = SEARCH_PENDING,
			.is_index = true,
			.covers = index_covers(p, p->o->indexes[i], l->claimed),
			.holds = local_index_holds(
			    p->a, p->o->indexes[i], l->claimed),
		};
	for (size_t i = 0; i < p->sources_len; i++) {
		const struct source *s = p->o->sources[i];

		l->searched[p->o->indexes_len + i] = (struct searched){
			.source = s->name,
			.status = SEARCH_PENDING,
			.covers = s->covers && s->covers(l->claimed),
		};
	}
	plan_collect_ids(p, l, number);
}

/* An identifier that nothing has confirmed yet is worth one place in a batch,
 * even if the reference is certain otherwise. */
static bool
want_identifiers(struct plan *p, const struct look *l)
{
	bool wanted = false;

	for (size_t i = 0; i < l->ids_len; i++) {
		struct known_id *id = &p->ids[l->ids[i]];

		if (id->status == IDENTIFIER_UNKNOWN || p->o->always) {
			if (p->o->always)
				id->work = NULL;
			id->wanted = true;
			wanted = true;
		}
	}
	return wanted;
}

static int
ask_services(struct plan *p, struct err *err)
{
	bool any = false;
	int rc = OK;

	for (size_t i = 0; i < p->looks_len; i++) {
		struct look *l = &p->looks[i];

		if (!l->claimed || l->finished)
			continue;
		any |= want_identifiers(p, l);
		any |= !l->certain || p->o->always;
	}
	if (!any)
		return OK;
	rc = plan_connect(p, err);
	if (!rc)
		rc = plan_ask_identifiers(p, err);
	for (size_t i = 0; !rc && i < p->looks_len; i++) {
		struct look *l = &p->looks[i];

		if (!l->claimed || l->finished)
			continue;
		plan_judge(p, l);
		if (p->o->always && !p->o->dry_run) {
			bool answered = false;

			for (size_t k = p->o->indexes_len;
			     k < plan_searched_len(p); k++)
				answered |= l->searched[k].hits > 0;
			l->certain &= answered;
		}
		if (l->certain && !p->interrupted)
			plan_finish(p, l);
		arena_reset(&p->desk.scratch);
	}
	if (!rc && !p->interrupted)
		rc = plan_search(p, err);
	return rc;
}

bool
plan_stopped(const struct plan *p)
{
	return p->o->stop && *p->o->stop;
}

/* One that is locked, or full, keeps nothing; what was found is told anyway. */
static void
keep(struct plan *p, const struct references *refs)
{
	struct err *err = &p->not_kept;
	struct store *s = p->o->store;
	int rc;

	if (!s || p->o->confidential || p->o->dry_run ||
	    store_is_read_only(s) || err->text[0])
		return;
	rc = store_clear_pending(s, p->path, err);
	for (size_t i = 0; !rc && i < p->looks_len; i++) {
		const struct look *l = &p->looks[i];

		if (p->judgements[i].verdict != VERDICT_UNRESOLVED)
			continue;
		for (size_t k = 0; !rc && k < plan_searched_len(p); k++) {
			const struct searched *slot = &l->searched[k];

			if (slot->status == SEARCH_FAILED ||
			    (slot->status == SEARCH_PENDING && slot->covers))
				rc = store_add_pending(s, p->path,
				    l->reference->body.text, slot->source,
				    slot->detail ? slot->detail : "not asked",
				    err);
		}
	}
	if (!rc && p->o->remember)
		rc = store_put_document(s, refs, p->judgements, err);
}

/* --- the result ----------------------------------------------------------------- */

/* For the call the judgement is where it was made; to last, it is copied. */
static void
hand_out(struct plan *p, size_t number)
{
	struct judgement *j = &p->judgements[number], all;

	if (!p->o->judged)
		return;
	p->o->judged(number, j, p->o->judged_ctx);
	all = *j;
	if (p->o->remember)
		plan_keep_judgement(j, p->out, &all);
	else
		*j = (struct judgement){
			.verdict = all.verdict,
			.alerts = all.alerts,
		};
}

void
plan_hand_out(struct plan *p, size_t to)
{
	while (p->handed_out < to && p->looks[p->handed_out].finished)
		hand_out(p, p->handed_out++);
}

static void
plan_init(struct plan *p, struct arena *a, const struct resolve_options *o,
    struct err *err)
{
	time_t now = time(NULL);
	struct tm tm;

	*p = (struct plan){ .a = a, .o = o, .err = err };
	p->desk.indexes = o->indexes;
	p->year_now = gmtime_r(&now, &tm) ? tm.tm_year + 1900 : 0;
	while (!o->confidential && o->sources && o->sources[p->sources_len])
		p->sources_len++;
}

int
resolve_references(struct resolve_result *out, struct arena *a,
    const struct references *refs, const struct resolve_options *o,
    struct err *err)
{
	struct err later = ERR_INIT;
	struct arena lookups = ARENA_INIT;
	struct plan p;
	int rc = OK;
	bool cut;

	plan_init(&p, &lookups, o, &later);
	p.out = a;
	p.path = refs->document ? refs->document->path : "-";
	p.looks_len = refs->len;
	p.looks = ARENA_ARRAY(&lookups, struct look, refs->len);
	p.judgements = ARENA_ARRAY(a, struct judgement, refs->len);
	*out = (struct resolve_result){ .judgements = p.judgements };
	for (size_t i = 0; i < refs->len; i++)
		start_look(&p, i, &refs->items[i]);
	rc = plan_ask_indexes(&p, err);
	if (!rc && p.sources_len && !plan_stopped(&p))
		rc = ask_services(&p, err);
	plan_sum_up(&p);
	plan_disconnect(&p);
	out->interrupted = plan_stopped(&p);
	cut = p.interrupted || out->interrupted;
	for (size_t i = 0; !rc && i < refs->len; i++) {
		struct look *l = &p.looks[i];

		if (!l->finished && cut && plan_goes_on(l))
			cut_short(&p, l);
		else
			plan_finish(&p, l);
	}
	if (!rc) {
		plan_hand_out(&p, refs->len);
		keep(&p, refs);
	}
	if (!rc && later.text[0])
		rc = err_set(err, ERR_IO, "%s", later.text);
	if (p.not_kept.text[0])
		out->not_kept = arena_strdup(a, p.not_kept.text);
	arena_release(&p.desk.scratch);
	arena_release(&lookups);
	return rc;
}

/* --- one identifier ------------------------------------------------------------ */

int
resolve_identifier(struct work ***out, size_t *len, struct arena *a,
    enum identifier_kind kind, const char *value,
    const struct resolve_options *o, struct err *err)
{
	struct plan p;
	struct look l = { 0 };
	struct known_id *id;
	bool failed = false, asked = false;
	int rc = OK;

	plan_init(&p, a, o, err);
	p.path = "-";
	p.looks = &l;
	p.looks_len = 1;
	l.searched = ARENA_ARRAY(a, struct searched, plan_searched_len(&p));
	for (size_t i = 0; i < plan_searched_len(&p); i++)
		l.searched[i].status = SEARCH_PENDING;
	id = plan_id(&p, kind, arena_strdup(a, value), true);
	ARENA_PUSH(a, id->looks, id->looks_len) = 0;
	ARENA_PUSH(a, l.ids, l.ids_len) = 0;
	rc = plan_find_identifiers(&p, &l, err);
	if (!rc && p.sources_len && (!l.candidates_len || o->always)) {
		id->wanted = true;
		if (o->always)
			id->work = NULL;
		rc = plan_connect(&p, err);
		if (!rc)
			rc = plan_ask_identifiers(&p, err);
		plan_disconnect(&p);
	}
	*out = l.candidates;
	*len = l.candidates_len;
	arena_release(&p.desk.scratch);
	if (rc || *len || o->dry_run)
		return rc;
	for (size_t i = o->indexes_len; i < plan_searched_len(&p); i++) {
		failed |= l.searched[i].status == SEARCH_FAILED;
		asked |= (o->sources[i - o->indexes_len]->by_identifier &
			     1U << kind) != 0;
		if (l.searched[i].detail)
			err_set(err, ERR_AGAIN, "%s: %s",
			    o->sources[i - o->indexes_len]->name,
			    l.searched[i].detail);
	}
	if (id->status == IDENTIFIER_NOT_EXISTS)
		return err_set(err, ERR_ABSENT, "%s %s does not exist",
		    identifier_name(kind), value);
	if (failed || p.interrupted || !asked)
		return err_set(err, ERR_AGAIN, "%s",
		    asked ? "could not be asked"
		    : plan_searched_len(&p)
			? "no source in use knows such identifiers"
			: "there is no index to look in, and no service is "
			  "in use");
	return err_set(err, ERR_ABSENT, "no source in use has %s %s",
	    identifier_name(kind), value);
}
