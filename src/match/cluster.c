/* The versions of one work, and which of them is cited. */

#include "match/view.h"
#include "model/identifier.h"

#include <stdlib.h>

#include "base/banned.h"

static double
agreement_points(enum agreement g, double same, double variant, double other)
{
	switch (g) {
	case AGREE_EQUAL:
	case AGREE_FORM: return same;
	case AGREE_VARIANT: return variant;
	case AGREE_OTHER: return other;
	case AGREE_NONE:
	case AGREE_UNKNOWN: break;
	}
	return 0;
}

static int
filled_fields(const struct work *w)
{
	int n = w->author.len > 0;

	for (int f = 0; f < WORK_FIELDS; f++)
		n += work_get(w, (enum work_field)f) != NULL;
	return n;
}

/* How well a version fits what is said of it. */
static double
fit(const struct comparison *m, const struct claim_view *c, int prefer,
    bool conflict)
{
	const struct work *w = m->view.work;
	int gap = abs(m->year_distance);
	bool claims_preprint =
	    c->view.container.preprint || c->view.work->arXiv;
	double points = 0;

	if (m->has_years) {
		if (!gap)
			points += 3;
		else if (gap == 1 && !m->view.preprint && !conflict &&
			 !work_is_mixed(w))
			points += 1;
		else
			points -= 0.3 * (gap < 4 ? gap : 4) * !conflict;
	}
	points += agreement_points(m->container, 3, 1.5, -2);
	points += agreement_points(m->volume, 1.5, 0.5, -1);
	points += agreement_points(m->pages, 2.5, 1, -1);
	points += 5 * m->same_identifier;
	if (c->view.work->type && c->view.work->type == w->type)
		points += 0.5;
	if (claims_preprint)
		points += m->view.preprint ? 2 : 0;
	else
		points += m->view.preprint ? 0 : 0.8;
	points += m->title.relation == TITLE_EQUAL ? 0.3 : 0;
	points -= work_is_mixed(w) ? 0.5 : 0;
	if (prefer == MATCH_PREFER_PUBLISHED)
		points += m->view.preprint ? -20 : 0;
	else if (prefer == MATCH_PREFER_PREPRINT)
		points += m->view.preprint ? 20 : 0;
	points -= w->author.others ? 0.3 : 0;
	/* Between equals, the record that says more. */
	return points + 0.01 * filled_fields(w);
}

/* A total order, so that the order in which sources answer is no matter. */
static int
record_order(const struct work *x, const struct work *y)
{
	const char *p = x->record ? x->record : "",
		   *q = y->record ? y->record : "";
	int c = strcmp(x->source ? x->source : "", y->source ? y->source : "");

	return c ? c : strcmp(p, q);
}

/* Fields that two records of one printing have in common. */
static const enum work_field printed_fields[] = { WORK_volume, WORK_issue,
	WORK_page, WORK_publisher, WORK_publisher_place, WORK_DOI, WORK_ISBN,
	WORK_ISSN, WORK_PMID, WORK_PMCID, WORK_ACL };

static bool
agrees_or_silent(enum agreement g)
{
	return g != AGREE_OTHER && g != AGREE_UNKNOWN;
}

/* Two records of the same printing, from two sources. */
static bool
is_twin(const struct view *x, const struct view *y)
{
	enum agreement container =
	    container_compare(&x->container, &y->container);

	return !x->preprint && !y->preprint && !work_is_mixed(x->work) &&
	       !work_is_mixed(y->work) && x->year && x->year == y->year &&
	       (container == AGREE_EQUAL || container == AGREE_FORM ||
		   container == AGREE_VARIANT) &&
	       x->container.findings == y->container.findings &&
	       x->container.workshop == y->container.workshop &&
	       agrees_or_silent(
		   volume_compare(x->work->volume, y->work->volume)) &&
	       agrees_or_silent(pages_compare(x->work->page, y->work->page)) &&
	       !(x->work->DOI && y->work->DOI &&
		   !doi_equal(x->work->DOI, y->work->DOI));
}

/* members[0] completed from its twins. */
static void
complete_best(struct cluster *out, struct arena *a, const struct claim_view *c)
{
	const struct comparison *best = out->members[0];
	struct work *whole = NULL;

	for (size_t i = 1; i < out->len; i++) {
		const struct work *w = out->members[i]->view.work;

		if (!is_twin(&best->view, &out->members[i]->view))
			continue;
		if (title_is_better(w, whole ? whole : best->view.work) &&
		    title_compare(
			&best->view.title, &out->members[i]->view.title)
			    .relation == TITLE_EQUAL) {
			if (!whole)
				whole = work_copy(a, best->view.work);
			whole->title = w->title;
			whole->title_rich = w->title_rich;
		}
		/* "et al." of one is spelt out by the other. */
		if ((whole ? whole : best->view.work)->author.others &&
		    !w->author.others &&
		    w->author.len >= best->view.work->author.len) {
			if (!whole)
				whole = work_copy(a, best->view.work);
			whole->author = w->author;
		}
		for (size_t k = 0;
		     k < sizeof(printed_fields) / sizeof(printed_fields[0]);
		     k++) {
			enum work_field f = printed_fields[k];

			if (!work_get(w, f) ||
			    work_get(whole ? whole : best->view.work, f))
				continue;
			if (!whole)
				whole = work_copy(a, best->view.work);
			work_set(whole, f, work_get(w, f));
		}
	}
	if (whole) {
		struct comparison *m = ARENA_NEW(a, struct comparison);

		comparison_make(m, a, c, whole);
		m->score = best->score;
		out->members[0] = m;
	}
}

void
cluster_make(struct cluster *out, struct arena *a,
    const struct comparison *items, size_t len, const struct comparison *seed,
    const struct claim_view *c, int prefer, bool conflict)
{
	double *points = ARENA_ARRAY(a, double, len + 1);

	out->members = ARENA_ARRAY(a, const struct comparison *, len + 1);
	out->len = 0;
	for (size_t i = 0; i < len; i++) {
		const struct comparison *m = &items[i];
		double p;
		size_t at;

		if (m != seed && !view_same_work(a, &seed->view, &m->view))
			continue;
		p = fit(m, c, prefer, conflict);
		for (at = out->len; at > 0; at--) {
			const struct comparison *before = out->members[at - 1];

			if (points[at - 1] > p ||
			    (points[at - 1] >= p &&
				record_order(before->view.work, m->view.work) <=
				    0))
				break;
			out->members[at] = before;
			points[at] = points[at - 1];
		}
		out->members[at] = m;
		points[at] = p;
		out->len++;
	}
	out->original = out->members[0]->view.work;
	complete_best(out, a, c);
}
