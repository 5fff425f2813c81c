/* Judgements are made in a scratch arena, with all that was looked at on the way;
 * what is to last is copied out of it. */

#include "app/resolve-plan.h"

#include "base/banned.h"

static const char *
keep(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

static const struct name_list *
keep_names(struct arena *a, const struct name_list *l)
{
	struct name_list *out;

	if (!l)
		return NULL;
	out = ARENA_NEW(a, struct name_list);
	*out = name_list_copy(a, l);
	return out;
}

static const struct work *
keep_work(struct arena *a, const struct work *w)
{
	return w ? work_copy(a, w) : NULL;
}

static struct change *
keep_changes(struct arena *a, const struct judgement *j)
{
	struct change *out = ARENA_ARRAY(a, struct change, j->changes_len);

	for (size_t i = 0; i < j->changes_len; i++) {
		out[i] = j->changes[i];
		out[i].from = keep(a, out[i].from);
		out[i].to = keep(a, out[i].to);
		out[i].from_names = keep_names(a, out[i].from_names);
		out[i].to_names = keep_names(a, out[i].to_names);
		out[i].source = keep(a, out[i].source);
		out[i].record = keep(a, out[i].record);
		out[i].rule = keep(a, out[i].rule);
	}
	return out;
}

static struct candidate *
keep_candidates(struct arena *a, const struct judgement *j)
{
	struct candidate *out =
	    ARENA_ARRAY(a, struct candidate, j->candidates_len);

	for (size_t i = 0; i < j->candidates_len; i++) {
		out[i] = j->candidates[i];
		out[i].work = keep_work(a, out[i].work);
		out[i].why_not = keep(a, out[i].why_not);
	}
	return out;
}

static struct searched *
keep_searched(struct arena *a, const struct judgement *j)
{
	struct searched *out = ARENA_ARRAY(a, struct searched, j->searched_len);

	for (size_t i = 0; i < j->searched_len; i++) {
		out[i] = j->searched[i];
		out[i].source = keep(a, out[i].source);
		out[i].detail = keep(a, out[i].detail);
	}
	return out;
}

void
plan_keep_judgement(
    struct judgement *out, struct arena *a, const struct judgement *j)
{
	*out = *j;
	out->reason = keep(a, j->reason);
	out->work = keep_work(a, j->work);
	out->record = j->record ? keep_work(a, j->record) : NULL;
	out->changes = keep_changes(a, j);
	out->parts = ARENA_ARRAY(a, struct judgement_part, j->parts_len);
	for (size_t i = 0; i < j->parts_len; i++)
		out->parts[i] = (struct judgement_part){ j->parts[i].fields,
			keep_work(a, j->parts[i].work) };
	out->versions = ARENA_ARRAY(a, const struct work *, j->versions_len);
	for (size_t i = 0; i < j->versions_len; i++)
		out->versions[i] = keep_work(a, j->versions[i]);
	out->candidates = keep_candidates(a, j);
	out->searched = keep_searched(a, j);
}
