/* Works of the library looked up, judged and put right. */

#include "app/library.h"

#include "base/banned.h"

static bool
is_unwritten(enum claim c)
{
	/* Kept as it is: whoever chose the type of an entry had a reason, and
	 * services name the same thing differently. */
	return c == CLAIM_TYPE;
}

static enum work_field
text_field(enum claim c)
{
	return c == CLAIM_PAGES ? WORK_page
				: work_field_from_csl(claim_name(c));
}

/* A year's date: the record's if it is of that year, month and day too. */
static struct date
date_of_change(
    struct arena *a, const struct change *c, const struct work *record)
{
	struct date d = { 0 };

	if (!c->to)
		return d;
	date_parse(&d, NULL, a, span_of(c->to));
	if (record && record->issued.from.year == d.from.year)
		return record->issued;
	return d;
}

/* What the change makes of the field, into out. */
static void
take_change(struct work *out, struct arena *a, const struct change *c,
    const struct work *record)
{
	const struct name_list none = { 0 };

	switch (c->field) {
	case CLAIM_AUTHOR:
		out->author = c->to_names ? *c->to_names : none;
		return;
	case CLAIM_EDITOR:
		out->editor = c->to_names ? *c->to_names : none;
		return;
	case CLAIM_YEAR: out->issued = date_of_change(a, c, record); return;
	case CLAIM_TITLE:
		out->title = c->to;
		if (record && record->title && c->to &&
		    !strcmp(record->title, c->to))
			out->title_rich = record->title_rich;
		return;
	default: work_set(out, text_field(c->field), c->to);
	}
}

/*
 * The record's other fields, for filling: those that a reference can claim are
 * judged, so only a change may bring them in. The one it is compared with may be
 * another version of the work, whose volume and pages are not this one's.
 */
static struct work *
unclaimed_fields(struct arena *a, const struct work *record)
{
	struct work *w = work_copy(a, record);

	w->type = WORK_TYPE_NONE;
	w->author = w->editor = (struct name_list){ 0 };
	w->issued = (struct date){ 0 };
	w->title_rich = w->container_title_short = NULL;
	for (enum claim c = 0; c < CLAIMS; c++)
		if (text_field(c) < WORK_FIELDS)
			work_set(w, text_field(c), NULL);
	w->custom = NULL;
	return w;
}

/* The same version: one identifier in common, or nothing that parts them. */
static bool
is_same_version(const struct judgement *j)
{
	return (j->verdict == VERDICT_VERIFIED ||
		   j->verdict == VERDICT_DIFFERS) &&
	       !judgement_change(j, CLAIM_CONTAINER_TITLE) &&
	       !judgement_change(j, CLAIM_YEAR);
}

/* Each change by itself, because each names its own source. */
static int
apply_changes(struct library_resolution *r, struct store *s,
    const struct store_work *w, const struct judgement *j,
    const struct write_policy *policy, struct err *err)
{
	struct arena a = ARENA_INIT;
	int rc = OK;

	for (size_t i = 0; !rc && i < j->changes_len; i++) {
		const struct change *c = &j->changes[i];
		unsigned field = 1u << c->field;
		struct work values = { 0 };

		if (is_unwritten(c->field) || !write_applies(policy, j, c))
			continue;
		if (w->protected_fields & field) {
			r->held |= field;
			continue;
		}
		take_change(&values, &a, c, j->work);
		rc = store_apply(s, w->key, &values, field, c->source,
		    c->record, "resolve", err);
		r->applied |= field;
	}
	arena_release(&a);
	return rc;
}

static int
apply_judgement(struct library_resolution *r, struct store *s,
    const struct store_work *w, const struct judgement *j,
    const struct write_policy *policy, struct err *err)
{
	struct arena a = ARENA_INIT;
	int rc = apply_changes(r, s, w, j, policy, err);

	if (!rc && j->work && is_same_version(j) && policy->apply != APPLY_NONE)
		rc = store_fill_work(s, w->key, unclaimed_fields(&a, j->work),
		    j->work->source, j->work->record, "resolve", err);
	/* One that could not be asked stays what it was: pending, or stale. */
	if (!rc && j->verdict != VERDICT_UNRESOLVED)
		rc = store_set_resolved(s, w->key, true, err);
	arena_release(&a);
	return rc;
}

/* A work of the library as a reference that claims it. */
static struct reference
as_reference(struct arena *a, const struct store_work *w, size_t number)
{
	struct reference r = { .form = REFERENCE_ENTRY, .list = 1 };
	const char *text = w->work->title ? w->work->title : w->key;

	r.seq = (unsigned)number + 1;
	r.key = w->key;
	r.number = -1;
	r.body.text = text;
	r.body.len = strlen(text);
	r.parses = ARENA_NEW(a, struct parse);
	r.parses[0] = (struct parse){ .work = w->work, .confidence = 1 };
	r.parses_len = 1;
	return r;
}

static int
apply_all(struct library_resolution *out, struct store *s,
    const struct store_work *works, size_t len,
    const struct write_policy *policy, struct err *err)
{
	int rc = store_begin(s, "resolve", err);

	for (size_t i = 0; !rc && i < len; i++)
		rc = apply_judgement(
		    &out[i], s, &works[i], out[i].judgement, policy, err);
	if (!rc)
		rc = store_end(s, err);
	store_cancel(s);
	return rc;
}

int
library_resolve(struct library_resolution **out, size_t *len, struct arena *a,
    struct store *s, const char *const *keys, size_t n, const char *stale,
    const struct write_policy *policy, const struct resolve_options *o,
    bool *interrupted, struct err *err)
{
	struct resolve_options options = *o;
	struct resolve_result result = { 0 };
	struct references refs = { 0 };
	struct document d = { 0 };
	struct store_work *works;
	int rc;

	*out = NULL;
	*len = 0;
	*interrupted = false;
	if (n)
		rc = library_select(&works, &refs.len, a, s, keys, n, err);
	else
		rc = store_pending(&works, &refs.len, a, s, stale, err);
	if (rc || !refs.len)
		return rc;
	d.path = store_path(s);
	refs.document = &d;
	refs.items = ARENA_ARRAY(a, struct reference, refs.len);
	for (size_t i = 0; i < refs.len; i++)
		refs.items[i] = as_reference(a, &works[i], i);
	options.remember = false; /* they are works, not references */
	rc = resolve_references(&result, a, &refs, &options, err);
	if (rc)
		return rc;
	*interrupted = result.interrupted;
	*out = ARENA_ARRAY(a, struct library_resolution, refs.len);
	*len = refs.len;
	for (size_t i = 0; i < refs.len; i++) {
		(*out)[i].key = works[i].key;
		(*out)[i].judgement = &result.judgements[i];
	}
	if (o->dry_run)
		return OK;
	return apply_all(*out, s, works, refs.len, policy, err);
}
