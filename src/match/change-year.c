/* The year: of the version cited, of another, or of none. */

#include "base/text.h"
#include "match/changes.h"
#include "match/evidence.h"

#include <stdlib.h>

#include "base/banned.h"

static const char *
year_text(struct arena *a, int year)
{
	return year ? arena_printf(a, "%d", year) : NULL;
}

/* The printed version is meant, and found: its year is no online-first one. */
static bool
volume_and_pages_agree(const struct finder *f)
{
	const struct comparison *m = f->best;

	return (m->volume == AGREE_EQUAL || m->volume == AGREE_FORM) &&
	       (m->pages == AGREE_EQUAL || m->pages == AGREE_FORM) &&
	       (m->container == AGREE_EQUAL || m->container == AGREE_FORM) &&
	       m->view.work->type == WORK_TYPE_ARTICLE_JOURNAL;
}

/*
 * Both dates of a journal article are on record, the online one and that of
 * the issue, and the year cited is neither's.
 */
static bool
both_dates_differ(const struct finder *f, int year)
{
	const struct work *w = f->best->view.work;

	return w->type == WORK_TYPE_ARTICLE_JOURNAL &&
	       !f->best->view.preprint && volume_and_pages_agree(f) &&
	       w->available_date.from.year &&
	       w->available_date.from.year != year &&
	       f->best->view.year != year;
}

static bool
is_published_by_arxiv(const struct work *w)
{
	return !w->publisher || text_eq_nocase(span_of(w->publisher), "arxiv");
}

static bool
is_venue_wrong(const struct finder *f)
{
	const struct change *ch =
	    judgement_change(f->out, CLAIM_CONTAINER_TITLE);

	return ch && ch->kind == CHANGE_WRONG;
}

/*
 * A conference's paper is cited, years before the paper was anywhere: before it
 * was put on arXiv, and before the conference that it is known from. Papers do go
 * to journals later, and old ones to arXiv, but not both to arXiv and to a second
 * conference.
 */
static bool
is_before_all(const struct finder *f, int claimed)
{
	enum { EARLY = 2 };
	bool arxiv = false, conference = false;

	if (f->conflict || !container_is_known(&f->c->view.container) ||
	    container_is_journal(&f->c->view.container))
		return false;
	for (size_t i = 0; i < f->cluster->len; i++) {
		const struct view *v = &f->cluster->members[i]->view;
		int year, month;

		if (v->work->arXiv &&
		    arxiv_date(v->work->arXiv, &year, &month)) {
			if (year < claimed + EARLY)
				return false;
			arxiv = true;
		}
		if (v->year && v->year < claimed + EARLY)
			return false;
		if (v->preprint)
			continue;
		if (!v->container.fold || container_is_journal(&v->container))
			return false;
		conference = true;
	}
	return arxiv && conference;
}

/*
 * A preprint on arXiv alone is cited, with the work's own id, as of a year before that
 * id was given out: when. 0: it may be. Ids of January are given to what was handed
 * in in December.
 */
static int
arxiv_year_after(const struct finder *f, int claimed, const char **rule)
{
	const struct work *w = f->c->view.work;
	const char *id = claimed_arxiv(f->a, w);
	int year, month;
	bool own = false;

	if (!id || f->conflict || !arxiv_date(id, &year, &month) ||
	    year <= claimed || (year == claimed + 1 && month == 1) ||
	    (f->c->view.container.fold && !f->c->view.container.preprint) ||
	    w->type == WORK_TYPE_THESIS || w->type == WORK_TYPE_BOOK ||
	    w->type == WORK_TYPE_REPORT || !is_published_by_arxiv(w))
		return 0;
	for (size_t i = 0; i < f->cluster->len; i++) {
		const char *known = f->cluster->members[i]->view.work->arXiv;

		own |= known && !strcmp(known, id);
	}
	*rule = arena_printf(
	    f->a, "arXiv:%s was given out in %04d-%02d", id, year, month);
	return own ? year : 0;
}

/* The arXiv id cited was given out in that year, and is the work's. */
static bool
is_year_of_arxiv(const struct finder *f, int claimed)
{
	const char *id = f->c->view.work->arXiv;
	int year, month;

	return id && arxiv_date(id, &year, &month) && year == claimed &&
	       f->best->same_identifier && !f->conflict;
}

void
changes_find_year(struct finder *f)
{
	const struct work *claim = f->c->view.work;
	int from = f->c->view.year, to = f->best->view.year, next = 0;
	int given_out;
	enum change_kind kind;
	const char *rule;

	if (!from) {
		if (to && claim->issued.state != DATE_IN_PRESS)
			finder_add_text(f, CLAIM_YEAR, CHANGE_MISSING,
			    claim->issued.literal, year_text(f->a, to),
			    "the reference has no year");
		return;
	}
	for (size_t i = 0; i < f->cluster->len; i++) {
		const struct work *w = f->cluster->members[i]->view.work;
		int year = f->cluster->members[i]->view.year;

		/* Online first, or the last revision: both dates are right. */
		if (year == from || w->available_date.from.year == from)
			return;
		if (year && !next && abs(year - from) == 1 &&
		    (!i || !work_is_mixed(w)) &&
		    (!f->pinned ||
			finder_version_agrees(f, f->cluster->members[i])))
			next = year;
	}
	/* "1990/1999", "199X": any of them. */
	if (to > from && to <= claim->issued.to.year)
		return;
	if (claim->original_date.from.year &&
	    claim->original_date.from.year == to)
		return;
	if (is_year_of_arxiv(f, from))
		return;
	given_out = arxiv_year_after(f, from, &rule);
	if (!to) {
		kind = CHANGE_UNCONFIRMED;
		rule = "the record has no year";
	} else if (f->best->view.work->issued.circa) {
		kind = CHANGE_UNCONFIRMED;
		rule = "the record's date is only that of its deposit";
	} else if (f->in->year_now && from > f->in->year_now + 1) {
		kind = CHANGE_WRONG;
		rule = "that year is still to come";
	} else if (given_out) {
		kind = CHANGE_WRONG;
		to = to > given_out && f->best->view.preprint ? to : given_out;
	} else if (next && !f->conflict && next < from &&
		   volume_and_pages_agree(f)) {
		kind = CHANGE_WRONG;
		rule = "that volume is of the year before";
		to = next;
	} else if (next && !f->conflict && both_dates_differ(f, from)) {
		kind = CHANGE_WRONG;
		rule = "it appeared then neither online nor in print";
	} else if (next && !f->conflict && is_venue_wrong(f)) {
		/* No online date of the one venue is a year of the other. */
		kind = CHANGE_WRONG;
		rule = "the version on record is of another year";
		to = next;
	} else if (next && !f->conflict) {
		kind = CHANGE_VARIANT;
		rule = "a year apart, as online and printed dates are";
		to = next;
	} else if (f->c->view.container.preprint && f->best->view.preprint &&
		   !f->conflict) {
		/* A later year may be that of a revision. */
		kind = from < to ? CHANGE_WRONG : CHANGE_UNCONFIRMED;
		rule = from < to ? "the preprint did not exist then"
				 : "no source has a version of that year";
	} else if (f->best->view.work->type == WORK_TYPE_CHAPTER &&
		   !f->conflict && !f->best->same_identifier &&
		   !container_is_known(&f->best->view.container)) {
		kind = CHANGE_UNCONFIRMED;
		rule = "a book's editions are of several years";
	} else if (f->conflict || (f->pinned && !f->apart)) {
		kind = CHANGE_WRONG;
		rule = "the version cited is of another year";
	} else if (finder_best_container(f) == AGREE_OTHER && !f->apart &&
		   claim_trusted(f->c, CLAIM_CONTAINER_TITLE)) {
		kind = CHANGE_WRONG;
		rule = "no version is of that year";
	} else if (is_before_all(f, from)) {
		kind = CHANGE_WRONG;
		rule = "it was nowhere to be read then";
	} else {
		kind = CHANGE_UNCONFIRMED;
		rule = "no source has a version of that year";
		f->unpinned = true;
	}
	/* "10.1109/cvpr52688. 2022.00844": what was read is a piece of it. */
	if (kind == CHANGE_WRONG && claim->DOI &&
	    claim_identifier_is_torn(f->c, claim->DOI))
		kind = CHANGE_UNCONFIRMED;
	finder_add_text(f, CLAIM_YEAR,
	    finder_or_unconfirmed(f, CLAIM_YEAR, kind), year_text(f->a, from),
	    year_text(f->a, to), rule);
}
