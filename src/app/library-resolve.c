/* Works of the library looked up, judged and put right. */

#include "app/library.h"
#include "model/work-json.h"

#include <stdlib.h>

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
 * another version of the work, whose volume and pages are not this one's. Its type
 * is for whom nobody chose one.
 */
static struct work *
unclaimed_fields(
    struct arena *a, const struct work *record, const struct work *claim)
{
	struct work *w = work_copy(a, record);

	if (claim->type)
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

static bool
is_another(const struct judgement *j, enum claim field)
{
	const struct change *c = judgement_change(j, field);

	return c && c->kind != CHANGE_MISSING && c->kind != CHANGE_FORM;
}

/* The same version: nothing that is claimed parts them. */
static bool
is_same_version(const struct judgement *j)
{
	return (j->verdict == VERDICT_VERIFIED ||
		   j->verdict == VERDICT_DIFFERS) &&
	       !is_another(j, CLAIM_CONTAINER_TITLE) &&
	       !is_another(j, CLAIM_YEAR);
}

/* Each change by itself, because each names its own source. */
static int
apply_changes(struct library_resolution *r, struct store *s,
    const struct store_work *w, const struct judgement *j,
    const struct write_policy *policy, struct err *err)
{
	unsigned protected = policy->protected_fields | w->protected_fields;
	struct write_policy may = *policy;
	struct arena a = ARENA_INIT;
	int rc = OK;

	may.protected_fields = 0;
	for (size_t i = 0; !rc && i < j->changes_len; i++) {
		const struct change *c = &j->changes[i];
		unsigned field = 1u << c->field;
		struct work values = { 0 };

		if (is_unwritten(c->field) || !write_applies(&may, j, c))
			continue;
		if (protected & field) {
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

/*
 * The record's people, where the claim is cut ("and others"): its own names stay
 * as they are written, but bare initials.
 */
static struct name_list
whole_list(
    struct arena *a, const struct name_list *cut, const struct name_list *all)
{
	struct name_list out = { 0 };

	for (size_t i = 0; i < all->len; i++)
		name_list_add(a, &out, all->items[i]);
	for (size_t i = 0; i < cut->len; i++) {
		bool last = cut->last_follows_cut && i + 1 == cut->len;
		const char *given = cut->items[i].given;

		if (given && !name_is_initials(span_of(given)))
			out.items[last ? all->len - 1 : i] = cut->items[i];
	}
	return out;
}

/* A list that ends in "et al." is no error, so no change says it; but whoever
 * has the library has the whole list then. */
static int
complete_people(struct library_resolution *r, struct store *s,
    const struct store_work *w, const struct judgement *j,
    const struct write_policy *policy, struct err *err)
{
	const struct name_list *cut = &w->work->author, *all;
	const struct change *c = judgement_change(j, CLAIM_AUTHOR);
	unsigned field = 1u << CLAIM_AUTHOR;
	struct arena a = ARENA_INIT;
	struct work values = { 0 };
	int rc;

	if (!policy->complete || !j->work || !cut->others ||
	    r->applied & field || (c && c->kind == CHANGE_WRONG) ||
	    (j->verdict != VERDICT_VERIFIED && j->verdict != VERDICT_DIFFERS))
		return OK;
	all = &j->work->author;
	if (all->others || all->len <= cut->len)
		return OK;
	if ((policy->protected_fields | w->protected_fields) & field) {
		r->held |= field;
		return OK;
	}
	values.author = whole_list(&a, cut, all);
	rc = store_apply(s, w->key, &values, field, j->work->source,
	    j->work->record, "resolve", err);
	r->applied |= field;
	arena_release(&a);
	return rc;
}

/* What a reference does not claim, such as ISSN and series, is never judged. */
static int
fill_unclaimed(struct library_resolution *r, struct store *s,
    const struct store_work *w, const struct judgement *j,
    const struct write_policy *policy, struct err *err)
{
	unsigned protected = policy->protected_fields | w->protected_fields;
	unsigned type = 1u << CLAIM_TYPE;
	struct arena a = ARENA_INIT;
	struct work *more;
	int rc;

	if (!policy->complete || !j->work || !is_same_version(j) ||
	    protected + 1 == 1u << CLAIMS)
		return OK;
	more = unclaimed_fields(&a, j->work, w->work);
	if (protected & type)
		more->type = WORK_TYPE_NONE;
	if (more->type)
		r->applied |= type;
	rc = store_fill_work(
	    s, w->key, more, j->work->source, j->work->record, "resolve", err);
	arena_release(&a);
	return rc;
}

static int
apply_judgement(struct library_resolution *r, struct store *s,
    const struct store_work *w, const struct judgement *j,
    const struct write_policy *policy, struct err *err)
{
	int rc = apply_changes(r, s, w, j, policy, err);

	if (!rc)
		rc = complete_people(r, s, w, j, policy, err);
	if (!rc)
		rc = fill_unclaimed(r, s, w, j, policy, err);
	/* One that could not be asked stays what it was: pending, or stale. */
	if (!rc && j->verdict != VERDICT_UNRESOLVED)
		rc = store_set_resolved(s, w->key, true, err);
	return rc;
}

/* Nothing was done to the work since it was read so. */
static bool
is_as_read(struct arena *a, const struct work *w, const struct work *read)
{
	struct sbuf x = SBUF_INIT, y = SBUF_INIT;
	struct work *copy;
	bool same;

	if (!read)
		return false;
	copy = work_copy(a, w);
	copy->id = read->id;
	work_add_json(&x, copy);
	work_add_json(&y, read);
	same = x.len == y.len && !memcmp(x.buf, y.buf, x.len);
	sbuf_release(&x);
	sbuf_release(&y);
	return same;
}

/*
 * The reference that the work was made from, with all that its text says beside
 * the fields, so that the verdict is the one that check gives. Once the work was
 * changed, or merged with another, its fields are the claim.
 */
static int
find_reference(struct reference *out, bool *found, struct arena *a,
    struct store *s, const struct store_work *w, struct err *err)
{
	const char *path = w->work->source, *record = w->work->record;
	static const char line[] = "line ";
	struct reference *all;
	size_t len;
	bool text;
	int rc;

	*found = false;
	if (!path || !record)
		return OK;
	text = !strncmp(record, line, sizeof(line) - 1);
	rc = store_references(&all, &len, a, s, path, text ? NULL : record,
	    text ? strtoul(record + sizeof(line) - 1, NULL, 10) : 0, err);
	for (size_t i = 0; !rc && i < len; i++)
		if (!all[i].skip &&
		    is_as_read(a, w->work, reference_work(&all[i]))) {
			*out = all[i];
			*found = true;
			break;
		}
	return rc;
}

/* A work of the library as a reference that claims it. */
static int
as_reference(struct reference *out, struct arena *a, struct store *s,
    const struct store_work *w, size_t number, struct err *err)
{
	const char *text = w->work->title ? w->work->title : w->key;
	bool found;
	int rc = find_reference(out, &found, a, s, w, err);

	if (rc)
		return rc;
	if (!found) {
		*out = (struct reference){ .form = REFERENCE_ENTRY };
		out->number = -1;
		out->body.text = text;
		out->body.len = strlen(text);
		out->parses = ARENA_NEW(a, struct parse);
		out->parses[0] =
		    (struct parse){ .work = w->work, .confidence = 1 };
		out->parses_len = 1;
	}
	out->list = 1;
	out->seq = (unsigned)number + 1;
	out->key = w->key;
	return OK;
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
	for (size_t i = 0; !rc && i < refs.len; i++)
		rc = as_reference(&refs.items[i], a, s, &works[i], i, err);
	if (rc)
		return rc;
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
