/* The identifiers of a whole document, asked for in as few requests as the
 * services allow. */

#include "app/resolve-plan.h"
#include "model/key.h"

#include "base/banned.h"

/* --- collecting ------------------------------------------------------------ */

static void
table_put(struct plan *p, size_t number)
{
	const struct known_id *id = &p->ids[number];
	size_t mask = p->id_table_len - 1;
	size_t at = key_identifier((int)id->kind, id->value) & mask;

	while (p->id_table[at])
		at = (at + 1) & mask;
	p->id_table[at] = number + 1;
}

static void
table_grow(struct plan *p)
{
	if (2 * (p->ids_len + 1) <= p->id_table_len)
		return;
	p->id_table_len = p->id_table_len ? 2 * p->id_table_len : 64;
	p->id_table = ARENA_ARRAY(p->a, size_t, p->id_table_len);
	for (size_t i = 0; i < p->ids_len; i++)
		table_put(p, i);
}

struct known_id *
plan_id(struct plan *p, enum identifier_kind kind, const char *value, bool make)
{
	size_t at;
	struct known_id *id;

	table_grow(p);
	at = key_identifier((int)kind, value) & (p->id_table_len - 1);
	for (; p->id_table[at]; at = (at + 1) & (p->id_table_len - 1)) {
		id = &p->ids[p->id_table[at] - 1];
		if (id->kind == kind && !strcmp(id->value, value))
			return id;
	}
	if (!make)
		return NULL;
	id = &ARENA_PUSH(p->a, p->ids, p->ids_len);
	*id = (struct known_id){ .kind = kind, .value = value };
	table_put(p, p->ids_len - 1);
	return id;
}

static char *
arxiv_bare(struct arena *a, struct span s)
{
	return arxiv_normal(a, s, NULL);
}

void
plan_collect_ids(struct plan *p, struct look *l, size_t number)
{
	static const struct {
		enum work_field field;
		enum identifier_kind kind;
		char *(*normal)(struct arena *, struct span);
	} known[] = {
		{ WORK_DOI, IDENTIFIER_DOI, doi_normal },
		{ WORK_arXiv, IDENTIFIER_ARXIV, arxiv_bare },
		{ WORK_ISBN, IDENTIFIER_ISBN, isbn_normal },
		{ WORK_PMID, IDENTIFIER_PMID, pmid_normal },
		{ WORK_PMCID, IDENTIFIER_PMCID, pmcid_normal },
		{ WORK_ACL, IDENTIFIER_ACL, acl_normal },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const char *claimed = work_get(l->claimed, known[i].field);
		struct known_id *id;
		char *value =
		    claimed ? known[i].normal(p->a, span_of(claimed)) : NULL;

		if (!value)
			continue;
		id = plan_id(p, known[i].kind, value, true);
		ARENA_PUSH(p->a, id->looks, id->looks_len) = number;
		ARENA_PUSH(p->a, l->ids, l->ids_len) = (size_t)(id - p->ids);
	}
}

/* --- answers --------------------------------------------------------------- */

static void
told_works(struct asked *asked, struct known_id *id, const struct work *work)
{
	struct plan *p = asked->plan;

	id->status = IDENTIFIER_EXISTS;
	id->work = work;
	for (size_t i = 0; i < id->looks_len; i++) {
		struct look *l = &p->looks[id->looks[i]];
		struct searched *slot = plan_slot(p, l, asked->request.source);

		plan_add_candidate(p, l, (struct work *)work);
		searched_answered(slot, 1);
	}
}

static void
told_failure(struct asked *asked, struct known_id *id, const char *why)
{
	struct plan *p = asked->plan;

	for (size_t i = 0; i < id->looks_len; i++) {
		struct searched *slot = plan_slot(
		    p, &p->looks[id->looks[i]], asked->request.source);

		searched_failed(slot, why);
	}
}

static void
records_done(struct asked *asked, const struct source_answer *answer, int code,
    const char *why)
{
	const struct source_request *r = &asked->request;
	struct plan *p = asked->plan;

	for (size_t i = 0; i < r->ids_len; i++) {
		struct known_id *id = plan_id(p, r->id_kind, r->ids[i], false);
		const struct source_id_answer *said =
		    i < answer->ids_len ? &answer->ids[i] : NULL;

		if (!id)
			continue;
		if (code == ERR_AGAIN) {
			told_failure(asked, id, why);
		} else if (said && said->work) {
			told_works(asked, id, said->work);
		} else if (said && r->id_kind != IDENTIFIER_DOI &&
			   id->status == IDENTIFIER_UNKNOWN) {
			/* That one registry lacks a DOI says nothing: the
			 * agencies know whether it exists. */
			id->status = said->status;
		}
	}
}

/* The agency said something of it: it was asked, whatever it said. */
static void
told_agency(struct asked *asked, const struct known_id *id)
{
	struct plan *p = asked->plan;

	for (size_t i = 0; i < id->looks_len; i++) {
		struct searched *slot = plan_slot(
		    p, &p->looks[id->looks[i]], asked->request.source);

		searched_answered(slot, id->status == IDENTIFIER_EXISTS);
	}
}

static void
agencies_done(struct asked *asked, const struct source_answer *answer, int code,
    const char *why)
{
	const struct source_request *r = &asked->request;

	for (size_t i = 0; i < r->ids_len; i++) {
		struct known_id *id =
		    plan_id(asked->plan, IDENTIFIER_DOI, r->ids[i], false);
		const struct source_id_answer *said =
		    i < answer->ids_len ? &answer->ids[i] : NULL;

		if (!id)
			continue;
		if (code == ERR_AGAIN)
			told_failure(asked, id, why);
		if (!said || said->status == IDENTIFIER_UNKNOWN)
			continue;
		id->status = said->status;
		id->agency = said->agency;
		told_agency(asked, id);
	}
}

/* --- asking ------------------------------------------------------------------ */

/* The wanted identifiers of one kind that one source is to be asked for. */
struct batch {
	const char **ids;
	size_t len;
};

static int
send_records(struct plan *p, const struct source *s, enum identifier_kind kind,
    const struct batch *b, size_t max, struct err *err)
{
	struct source_request r = { 0 };
	int rc = OK;

	for (size_t at = 0; !rc && at < b->len; at += max) {
		size_t n = b->len - at < max ? b->len - at : max;

		rc = s->records(
		    &r, p->a, &p->source_config, kind, b->ids + at, n);
		if (!rc)
			rc = plan_submit(p, &r, NULL, records_done, err);
		else if (rc == ERR_USAGE)
			rc = OK; /* nothing in it that it can be asked for */
	}
	return rc;
}

/* Does a source of one field have works like those that carry the identifier? */
static bool
is_of_its_field(
    const struct plan *p, const struct source *s, const struct known_id *id)
{
	if (!s->can_search)
		return true;
	for (size_t i = 0; i < id->looks_len; i++) {
		const struct work *w = p->looks[id->looks[i]].claimed;

		if (!w || s->can_search(w))
			return true;
	}
	return false;
}

static bool
source_wants(
    const struct plan *p, const struct source *s, const struct known_id *id)
{
	if (!id->wanted || !(s->by_identifier & 1U << id->kind) || id->work ||
	    id->status == IDENTIFIER_NOT_EXISTS)
		return false;
	if (s->second && !is_of_its_field(p, s, id))
		return false;
	return id->kind != IDENTIFIER_DOI || !s->holds || s->holds(id->agency);
}

/* Ask one source for all of a kind. */
static int
ask_records(struct plan *p, const struct source *s, enum identifier_kind kind,
    struct err *err)
{
	struct batch together = { 0 }, alone = { 0 };
	size_t max = s->batch_max ? s->batch_max : 1;
	int rc;

	for (size_t i = 0; i < p->ids_len; i++) {
		const struct known_id *id = &p->ids[i];
		struct batch *b = &together;

		if (id->kind != kind || !source_wants(p, s, id))
			continue;
		if (s->alone && s->alone(kind, id->value))
			b = &alone;
		ARENA_PUSH(p->a, b->ids, b->len) = id->value;
	}
	rc = send_records(p, s, kind, &together, max, err);
	if (!rc)
		rc = send_records(p, s, kind, &alone, 1, err);
	return rc;
}

static int
send_agencies(struct plan *p, const struct source *s, const struct batch *b,
    size_t max, struct err *err)
{
	struct source_request r = { 0 };
	int rc = OK;

	for (size_t at = 0; !rc && at < b->len; at += max) {
		size_t n = b->len - at < max ? b->len - at : max;

		rc = s->agencies(&r, p->a, &p->source_config, b->ids + at, n);
		if (!rc)
			rc = plan_submit(p, &r, NULL, agencies_done, err);
	}
	return rc;
}

static int
ask_agencies(struct plan *p, const struct source *s, struct err *err)
{
	struct batch together = { 0 }, alone = { 0 };
	size_t max = s->agency_batch_max ? s->agency_batch_max : 1;
	int rc;

	for (size_t i = 0; i < p->ids_len; i++) {
		const struct known_id *id = &p->ids[i];
		struct batch *b = &together;

		if (id->kind != IDENTIFIER_DOI || !id->wanted ||
		    id->status != IDENTIFIER_UNKNOWN)
			continue;
		if (s->alone && s->alone(id->kind, id->value))
			b = &alone;
		ARENA_PUSH(p->a, b->ids, b->len) = id->value;
	}
	rc = send_agencies(p, s, &together, max, err);
	if (!rc)
		rc = send_agencies(p, s, &alone, 1, err);
	return rc;
}

/* What nobody had a record of so far, or could say. One source after the other:
 * what one has, the next is not asked for. */
static int
ask_second(struct plan *p, struct err *err)
{
	const struct source *const *s;
	int rc = OK;

	plan_note(p, p->o->dry_run ? "identifiers that have no record there"
				   : "identifiers that had no record there");
	for (s = p->o->sources; !rc && *s && !p->interrupted; s++) {
		for (int kind = 0;
		     !rc && (*s)->second && kind < IDENTIFIER_KINDS; kind++)
			rc =
			    ask_records(p, *s, (enum identifier_kind)kind, err);
		if (!rc && (*s)->second)
			rc = plan_run(p, err);
	}
	return rc;
}

int
plan_ask_identifiers(struct plan *p, struct err *err)
{
	const struct source *const *s;
	int rc = OK;

	plan_note(p, "identifiers that no index settled");
	/* First who has which DOI, and meanwhile what is not a DOI. */
	for (s = p->o->sources; !rc && *s; s++) {
		if ((*s)->agency)
			rc = ask_agencies(p, *s, err);
		for (int kind = 0; !rc && kind < IDENTIFIER_KINDS; kind++)
			if (kind != IDENTIFIER_DOI && !(*s)->second)
				rc = ask_records(
				    p, *s, (enum identifier_kind)kind, err);
	}
	if (!rc)
		rc = plan_run(p, err);
	plan_note(p, "DOIs where they are registered");
	/* Who is asked for which DOI hangs on what the agencies say. */
	for (s = p->o->sources; *s; s++)
		p->depends |= (*s)->agency;
	for (s = p->o->sources; !rc && *s; s++)
		if (!(*s)->second)
			rc = ask_records(p, *s, IDENTIFIER_DOI, err);
	if (!rc)
		rc = plan_run(p, err);
	p->depends = true; /* on what these have */
	if (!rc)
		rc = ask_second(p, err);
	p->depends = false;
	return rc;
}
