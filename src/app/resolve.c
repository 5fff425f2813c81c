#include "app/resolve-plan.h"

#include <time.h>

#include "base/banned.h"

enum { INDEX_HITS_MAX = 20 };

/* --- shared by the stages ------------------------------------------------- */

struct searched *
plan_slot(const struct plan *p, struct look *l, const struct source *s)
{
	for (size_t i = 0; i < p->sources_len; i++)
		if (p->o->sources[i] == s)
			return &l->searched[p->o->indexes_len + i];
	die_bug("an answer of a source that is not in use");
}

static bool
same_record(const struct work *x, const struct work *y)
{
	return x->source && y->source && x->record && y->record &&
	       !strcmp(x->source, y->source) && !strcmp(x->record, y->record);
}

void
plan_add_candidate(struct plan *p, struct look *l, struct work *w)
{
	for (size_t i = 0; i < l->candidates_len; i++)
		if (l->candidates[i] == w || same_record(l->candidates[i], w))
			return;
	ARENA_PUSH(p->a, l->candidates, l->candidates_len) = w;
}

static double
index_idf(void *ctx, uint64_t term_hash)
{
	return local_index_idf(ctx, term_hash);
}

static size_t
searched_len(const struct plan *p)
{
	return p->o->indexes_len + p->sources_len;
}

void
plan_judge(struct plan *p, struct look *l)
{
	struct match_identifier *ids =
	    ARENA_ARRAY(&p->scratch, struct match_identifier, l->ids_len);
	struct match_input in = {
		.reference = l->reference,
		.candidates = (const struct work *const *)l->candidates,
		.candidates_len = l->candidates_len,
		.identifiers = ids,
		.identifiers_len = l->ids_len,
		.searched = l->searched,
		.searched_len = searched_len(p),
		.year_now = p->year_now,
		.prefer = p->o->prefer,
	};

	for (size_t i = 0; i < l->ids_len; i++) {
		const struct known_id *id = &p->ids[l->ids[i]];

		ids[i] = (struct match_identifier){ id->kind, id->value,
			id->status, id->work };
	}
	if (p->o->indexes_len) {
		in.idf = index_idf;
		in.idf_ctx = p->o->indexes[0];
	}
	match_judge(&l->judgement, &p->scratch, &in);
	l->certain = l->judgement.verdict == VERDICT_VERIFIED ||
		     l->judgement.verdict == VERDICT_DIFFERS;
}

/* Take the judgement out of the scratch arena and be done with it. */
static void
settle(struct plan *p, struct look *l)
{
	struct judgement j = l->judgement;

	plan_keep_judgement(&l->judgement, p->a, &j);
	l->finished = true;
	l->candidates = NULL;
	l->candidates_len = 0;
	arena_reset(&p->scratch);
	p->finished++;
	if (p->o->remember && p->http && !p->not_kept.text[0])
		(void)store_put_reference(p->o->store, p->path, l->reference,
		    &l->judgement, &p->not_kept);
	if (p->o->progress)
		p->o->progress(p->finished, p->looks_len, p->o->progress_ctx);
}

static void
skip_services(struct plan *p, struct look *l)
{
	for (size_t i = p->o->indexes_len; i < searched_len(p); i++)
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
tell_unknown_doi(struct plan *p, struct look *l)
{
	struct judgement *j = &l->judgement;
	const struct searched *agency = agency_slot(p, l);
	struct change *all;

	if (j->work || judgement_change(j, CLAIM_DOI))
		return;
	for (size_t i = 0; i < l->ids_len; i++) {
		const struct known_id *id = &p->ids[l->ids[i]];

		if (id->kind != IDENTIFIER_DOI ||
		    id->status != IDENTIFIER_UNKNOWN)
			continue;
		all =
		    ARENA_ARRAY(&p->scratch, struct change, j->changes_len + 1);
		for (size_t k = 0; k < j->changes_len; k++)
			all[k] = j->changes[k];
		all[j->changes_len] = (struct change){
			.field = CLAIM_DOI,
			.kind = CHANGE_UNCONFIRMED,
			.from = id->value,
			.rule = agency && agency->status == SEARCH_FAILED
				    ? arena_printf(&p->scratch,
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
plan_finish(struct plan *p, struct look *l)
{
	if (l->finished)
		return;
	skip_services(p, l);
	cover_together(p, l);
	plan_judge(p, l);
	tell_unknown_doi(p, l);
	settle(p, l);
}

/* --- the local indexes ------------------------------------------------------- */

static int
index_identifiers(struct plan *p, struct look *l, size_t number, size_t *hits,
    struct err *err)
{
	struct local_index *ix = p->o->indexes[number];
	int rc = OK;

	for (size_t i = 0; !rc && i < l->ids_len; i++) {
		struct known_id *id = &p->ids[l->ids[i]];
		struct work **found = NULL;
		size_t len = 0;

		rc = local_index_by_identifier(
		    &found, &len, &p->scratch, ix, id->kind, id->value, err);
		if (rc == ERR_ABSENT)
			rc = OK;
		if (!rc && len) {
			id->status = IDENTIFIER_EXISTS;
			if (!id->work)
				id->work = work_copy(p->a, found[0]);
		}
		/* The matcher takes the same record to be the same pointer. */
		for (size_t k = 0; !rc && k < len; k++)
			plan_add_candidate(p, l,
			    same_record(found[k], id->work)
				? (struct work *)id->work
				: found[k]);
		*hits += len;
	}
	return rc;
}

static int
index_search(struct plan *p, struct look *l, size_t number,
    const struct work *claimed, const char *raw, size_t *hits, struct err *err)
{
	struct work **found = NULL;
	size_t len = 0;
	int rc = local_index_search(&found, &len, &p->scratch,
	    p->o->indexes[number], claimed, raw, INDEX_HITS_MAX, err);

	if (rc == ERR_ABSENT)
		rc = OK;
	for (size_t i = 0; !rc && i < len; i++)
		plan_add_candidate(p, l, found[i]);
	*hits += len;
	return rc;
}

/* The titles of two readings differ, so that the second is worth a search. */
static bool
other_title(const struct work *x, const struct work *y)
{
	return y && y->title && (!x->title || strcmp(x->title, y->title) != 0);
}

static int
search_indexes(struct plan *p, struct look *l, struct err *err)
{
	const struct reference *ref = l->reference;
	int rc = OK;

	for (size_t i = 0; !rc && i < p->o->indexes_len; i++) {
		struct searched *slot = &l->searched[i];

		rc = index_identifiers(p, l, i, &slot->hits, err);
		if (!rc)
			rc = index_search(
			    p, l, i, l->claimed, l->raw, &slot->hits, err);
		slot->status = SEARCH_OK;
	}
	if (rc)
		return rc;
	plan_judge(p, l);
	if (l->certain || ref->parses_len < 2 || !p->o->indexes_len ||
	    !other_title(l->claimed, ref->parses[1].work))
		return OK;
	for (size_t i = 0; !rc && i < p->o->indexes_len; i++)
		rc = index_search(p, l, i, ref->parses[1].work, NULL,
		    &l->searched[i].hits, err);
	if (!rc)
		plan_judge(p, l);
	return rc;
}

/* Nothing that a service could say is still wanted. */
static bool
is_settled(const struct plan *p, const struct look *l)
{
	if (!p->sources_len)
		return true;
	if (!l->certain || p->o->always)
		return false;
	for (size_t i = 0; i < l->ids_len; i++)
		if (p->ids[l->ids[i]].status == IDENTIFIER_UNKNOWN)
			return false;
	return true;
}

/* These are kept already. */
static bool
is_of_identifier(
    const struct plan *p, const struct look *l, const struct work *w)
{
	for (size_t i = 0; i < l->ids_len; i++)
		if (p->ids[l->ids[i]].work == w)
			return true;
	return false;
}

static int
ask_indexes(struct plan *p, struct look *l, struct err *err)
{
	int rc = search_indexes(p, l, err);

	if (!rc && is_settled(p, l)) {
		if (p->sources_len) {
			plan_finish(p, l);
		} else {
			tell_unknown_doi(p, l);
			settle(p, l);
		}
		return OK;
	}
	/* The services' answers will be judged together with these. */
	for (size_t i = 0; i < l->candidates_len; i++)
		if (!is_of_identifier(p, l, l->candidates[i]))
			l->candidates[i] = work_copy(p->a, l->candidates[i]);
	arena_reset(&p->scratch);
	return rc;
}

/* --- the plan ------------------------------------------------------------------ */

static void
start_look(struct plan *p, size_t number, const struct reference *ref)
{
	struct look *l = &p->looks[number];

	*l = (struct look){ .reference = ref };
	l->searched = ARENA_ARRAY(p->a, struct searched, searched_len(p));
	if (ref->skip)
		return;
	l->claimed = reference_work(ref);
	if (!l->claimed)
		return;
	l->raw = ref->form == REFERENCE_STRING ? ref->body.text : NULL;
	for (size_t i = 0; i < p->o->indexes_len; i++)
		l->searched[i] = (struct searched){
			.source = local_index_info(p->o->indexes[i])->name,
			.status = SEARCH_PENDING,
			.covers =
			    local_index_covers(p->o->indexes[i], l->claimed),
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

			for (size_t k = p->o->indexes_len; k < searched_len(p);
			     k++)
				answered |= l->searched[k].hits > 0;
			l->certain &= answered;
		}
		if (l->certain && !p->interrupted)
			plan_finish(p, l);
		arena_reset(&p->scratch);
	}
	if (!rc && !p->interrupted)
		rc = plan_search(p, err);
	return rc;
}

static bool
stopped(const struct plan *p)
{
	return p->o->stop && *p->o->stop;
}

static void
judge_nothing(struct look *l)
{
	l->judgement = (struct judgement){
		.verdict = VERDICT_NOT_CHECKABLE,
		.reason = l->reference->skip ? l->reference->skip
					     : "nothing in it to look up",
	};
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

		if (l->judgement.verdict != VERDICT_UNRESOLVED)
			continue;
		for (size_t k = 0; !rc && k < searched_len(p); k++) {
			const struct searched *slot = &l->searched[k];

			if (slot->status == SEARCH_FAILED ||
			    (slot->status == SEARCH_PENDING && slot->covers))
				rc = store_add_pending(s, p->path,
				    l->reference->body.text, slot->source,
				    slot->detail ? slot->detail : "not asked",
				    err);
		}
	}
	if (!rc && p->o->remember) {
		struct judgement *all =
		    ARENA_ARRAY(p->a, struct judgement, p->looks_len);

		for (size_t i = 0; i < p->looks_len; i++)
			all[i] = p->looks[i].judgement;
		rc = store_put_document(s, refs, all, err);
	}
}

static void
plan_init(struct plan *p, struct arena *a, const struct resolve_options *o,
    struct err *err)
{
	time_t now = time(NULL);
	struct tm tm;

	*p = (struct plan){ .a = a, .o = o, .err = err };
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
	struct plan p;
	int rc = OK;
	bool cut;

	plan_init(&p, a, o, &later);
	p.path = refs->document ? refs->document->path : "-";
	p.looks_len = refs->len;
	p.looks = ARENA_ARRAY(a, struct look, refs->len);
	for (size_t i = 0; i < refs->len; i++)
		start_look(&p, i, &refs->items[i]);
	for (size_t i = 0; !rc && i < refs->len && !stopped(&p); i++)
		if (p.looks[i].claimed)
			rc = ask_indexes(&p, &p.looks[i], err);
	if (!rc && p.sources_len && !stopped(&p))
		rc = ask_services(&p, err);
	plan_disconnect(&p);
	out->interrupted = stopped(&p);
	cut = p.interrupted || out->interrupted;
	out->judgements = ARENA_ARRAY(a, struct judgement, refs->len);
	for (size_t i = 0; !rc && i < refs->len; i++) {
		struct look *l = &p.looks[i];

		if (!l->claimed) {
			judge_nothing(l);
		} else if (cut && !l->finished && !l->certain) {
			cover_together(&p, l);
			plan_judge(&p, l);
			tell_unknown_doi(&p, l);
			settle(&p, l);
		} else {
			plan_finish(&p, l);
		}
	}
	if (!rc)
		keep(&p, refs);
	if (p.not_kept.text[0])
		out->not_kept = arena_strdup(a, p.not_kept.text);
	for (size_t i = 0; !rc && i < refs->len; i++)
		out->judgements[i] = p.looks[i].judgement;
	if (!rc && later.text[0])
		rc = err_set(err, ERR_IO, "%s", later.text);
	arena_release(&p.scratch);
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
	l.searched = ARENA_ARRAY(a, struct searched, searched_len(&p));
	for (size_t i = 0; i < searched_len(&p); i++)
		l.searched[i].status = SEARCH_PENDING;
	id = plan_id(&p, kind, arena_strdup(a, value), true);
	ARENA_PUSH(a, id->looks, id->looks_len) = 0;
	ARENA_PUSH(a, l.ids, l.ids_len) = 0;
	for (size_t i = 0; !rc && i < o->indexes_len; i++)
		rc = index_identifiers(&p, &l, i, &l.searched[i].hits, err);
	if (!rc && p.sources_len && (!l.candidates_len || o->always)) {
		id->wanted = true;
		if (o->always)
			id->work = NULL;
		rc = plan_connect(&p, err);
		if (!rc)
			rc = plan_ask_identifiers(&p, err);
		plan_disconnect(&p);
	}
	for (size_t i = 0; i < l.candidates_len; i++)
		if (!is_of_identifier(&p, &l, l.candidates[i]))
			l.candidates[i] = work_copy(a, l.candidates[i]);
	*out = l.candidates;
	*len = l.candidates_len;
	arena_release(&p.scratch);
	if (rc || *len || o->dry_run)
		return rc;
	for (size_t i = o->indexes_len; i < searched_len(&p); i++) {
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
		    : searched_len(&p)
			? "no source in use knows such identifiers"
			: "there is no index to look in, and no service is "
			  "in use");
	return err_set(err, ERR_ABSENT, "no source in use has %s %s",
	    identifier_name(kind), value);
}
