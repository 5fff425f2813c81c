/*
 * What is right, wrong, missing or not known about each field. A field is held
 * against all versions of the work: citing any of them is right.
 */

#include "match/changes.h"
#include "base/text.h"
#include "match/evidence.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

struct change *
finder_add(
    struct finder *f, enum claim field, enum change_kind kind, const char *rule)
{
	struct change *ch =
	    &ARENA_PUSH(f->a, f->out->changes, f->out->changes_len);

	memset(ch, 0, sizeof(*ch));
	ch->field = field;
	ch->kind = kind;
	ch->rule = rule;
	ch->source = f->best->view.work->source;
	ch->record = f->best->view.work->record;
	return ch;
}

/* What the best version's own record lacks, another record of it told. */
static void
name_teller(const struct finder *f, struct change *ch, enum work_field member)
{
	const char *own = work_get(f->cluster->original, member);

	for (size_t i = 1; !own && ch->to && i < f->cluster->len; i++) {
		const struct work *w = f->cluster->members[i]->view.work;
		const char *value = work_get(w, member);

		if (value && !strcmp(value, ch->to)) {
			ch->source = w->source;
			ch->record = w->record;
			return;
		}
	}
}

void
finder_add_text(struct finder *f, enum claim field, enum change_kind kind,
    const char *from, const char *to, const char *rule)
{
	struct change *ch = finder_add(f, field, kind, rule);

	ch->from = from;
	ch->to = to;
	switch (field) {
	case CLAIM_VOLUME: name_teller(f, ch, WORK_volume); break;
	case CLAIM_ISSUE: name_teller(f, ch, WORK_issue); break;
	case CLAIM_PAGES: name_teller(f, ch, WORK_page); break;
	case CLAIM_PUBLISHER: name_teller(f, ch, WORK_publisher); break;
	case CLAIM_PUBLISHER_PLACE:
		name_teller(f, ch, WORK_publisher_place);
		break;
	case CLAIM_DOI: name_teller(f, ch, WORK_DOI); break;
	case CLAIM_ISBN: name_teller(f, ch, WORK_ISBN); break;
	case CLAIM_PMID: name_teller(f, ch, WORK_PMID); break;
	default: break;
	}
}

enum change_kind
finder_or_unconfirmed(
    const struct finder *f, enum claim field, enum change_kind kind)
{
	return kind == CHANGE_WRONG && (!claim_trusted(f->c, field) ||
					   finder_stands_in_text(f, field))
		   ? CHANGE_UNCONFIRMED
		   : kind;
}

/*
 * The same range of pages, and one that chance does not give to two works: the
 * version that stands there is the one cited.
 */
static bool
has_its_pages(const struct finder *f, const struct comparison *m)
{
	enum { TELLING_FROM = 100 };
	char first[16];

	return !m->view.preprint &&
	       (m->pages == AGREE_EQUAL || m->pages == AGREE_FORM) &&
	       pages_tell_place(f->c->view.work->page) &&
	       pages_tell_place(m->view.work->page) &&
	       pages_first(first, m->view.work->page) &&
	       strtol(first, NULL, 10) >= TELLING_FROM;
}

/* The claim's DOI or its pages say that this version is meant. */
static bool
says_its_place(const struct finder *f, const struct comparison *m)
{
	const char *doi = f->c->view.work->DOI;

	return !m->view.preprint &&
	       (m->same_identifier || has_its_pages(f, m) ||
		   (doi && !f->c->view.work->arXiv &&
		       container_in_doi(&m->view.container, f->a, doi)));
}

bool
finder_version_agrees(const struct finder *f, const struct comparison *m)
{
	return m->same_identifier || has_its_pages(f, m) ||
	       (m->view.preprint && f->c->view.container.preprint) ||
	       (!m->view.preprint &&
		   (m->container == AGREE_EQUAL || m->container == AGREE_FORM ||
		       m->container == AGREE_VARIANT)) ||
	       ((m->volume == AGREE_EQUAL || m->volume == AGREE_FORM) &&
		   (m->pages == AGREE_EQUAL || m->pages == AGREE_FORM));
}

/*
 * The best agreement that any version has. A preprint's server says nothing
 * about where the paper appeared later, so a published version's word counts.
 */
enum agreement
finder_best_container(const struct finder *f)
{
	enum agreement best = AGREE_NONE;
	bool elsewhere = false;

	for (size_t i = 0; i < f->cluster->len; i++) {
		enum agreement g = f->cluster->members[i]->container;

		elsewhere |= g == AGREE_OTHER;
		if (g != AGREE_NONE && (g < best || best == AGREE_NONE))
			best = g;
	}
	return best == AGREE_UNKNOWN && elsewhere && f->best->view.preprint
		   ? AGREE_OTHER
		   : best;
}

/*
 * A version that no source has: another venue, and volume or pages that are not
 * those on record; or a journal, no earlier than the conference paper that is.
 * Papers are reprinted and extended under their title.
 */
static bool
is_version_apart(const struct finder *f)
{
	bool details = false, later = true;

	if (finder_best_container(f) != AGREE_OTHER)
		return false;
	for (size_t i = 0; i < f->cluster->len; i++) {
		const struct comparison *m = f->cluster->members[i];

		if (m->pages == AGREE_EQUAL || m->pages == AGREE_FORM ||
		    m->volume == AGREE_EQUAL || m->volume == AGREE_FORM ||
		    says_its_place(f, m))
			return false;
		details |= m->pages == AGREE_OTHER || m->volume == AGREE_OTHER;
		later &= m->has_years && m->year_distance >= 0 &&
			 !container_is_journal(&m->view.container);
	}
	return details ||
	       (later && container_is_journal(&f->c->view.container));
}

/*
 * The year is no version's, nothing says where it stood, and neither volume nor
 * pages are any version's: what is cited is another printing (Turing's paper of
 * 1950 in "Computers and Thought", 1963), of which no source has the pages.
 */
static bool
is_version_unknown(const struct finder *f)
{
	if (f->conflict || !f->unpinned)
		return false;
	for (size_t i = 0; i < f->cluster->len; i++) {
		const struct comparison *m = f->cluster->members[i];

		if (m->pages == AGREE_EQUAL || m->pages == AGREE_FORM ||
		    m->volume == AGREE_EQUAL || m->volume == AGREE_FORM ||
		    m->same_identifier)
			return false;
	}
	return true;
}

/* A published version is cited, and only preprints or the thesis that it came
 * from are on record. */
static bool
is_unknown_publication(const struct finder *f)
{
	if (f->conflict || f->pinned || !f->c->view.container.fold ||
	    f->c->view.container.preprint)
		return false;
	for (size_t i = 0; i < f->cluster->len; i++)
		if (!f->cluster->members[i]->view.preprint &&
		    f->cluster->members[i]->view.work->type != WORK_TYPE_THESIS)
			return false;
	return true;
}

/* --- container, volume, issue, pages ------------------------------------------------- */

bool
finder_is_part(const struct work *w)
{
	switch (w->type) {
	case WORK_TYPE_BOOK:
	case WORK_TYPE_THESIS:
	case WORK_TYPE_REPORT:
	case WORK_TYPE_COLLECTION:
	case WORK_TYPE_DATASET:
	case WORK_TYPE_SOFTWARE:
	case WORK_TYPE_WEBPAGE: return false;
	default: return true;
	}
}

/* Does this folded text hold the record's title? */
static bool
names_title(const struct finder *f, const char *fold)
{
	struct title t;

	title_prepare(&t, f->a, fold);
	return t.letters && f->best->view.title.letters &&
	       f->best->view.title.letters_len >= 12 &&
	       strstr(t.letters, f->best->view.title.letters);
}

/*
 * No two conferences print one paper in one year: journals print it again, and
 * workshops have it before.
 */
static bool
is_of_other_conference(const struct finder *f)
{
	bool known = false;

	for (size_t i = 0; i < f->cluster->len; i++) {
		const struct comparison *m = f->cluster->members[i];

		if (m->view.preprint)
			continue;
		if (!m->has_years || m->year_distance || m->names.extra ||
		    m->names.absent ||
		    !container_is_other_conference(
			f->a, &f->c->view.container, &m->view.container))
			return false;
		known = true;
	}
	return known;
}

static void
find_container(struct finder *f)
{
	const struct work *claim = f->c->view.work;
	const char *from = claim->container_title;
	const char *to = f->best->view.work->container_title;
	enum agreement g = finder_best_container(f);
	enum change_kind kind;
	const char *rule;

	if (!from) {
		if (to && finder_is_part(f->best->view.work) &&
		    !f->best->view.preprint)
			finder_add_text(f, CLAIM_CONTAINER_TITLE,
			    CHANGE_MISSING, NULL, to,
			    "where it appeared is not said");
		return;
	}
	/* Citing the preprint of a published work is right. */
	if (f->c->view.container.preprint && !f->conflict)
		return;
	/* A reading may take the title for what it stands in. */
	if (f->c->reference->form == REFERENCE_STRING &&
	    names_title(f, f->c->view.container.fold))
		return;
	switch (g) {
	case AGREE_EQUAL: return;
	case AGREE_FORM:
		kind = CHANGE_FORM;
		rule = "the same under another name";
		break;
	case AGREE_VARIANT:
		kind = CHANGE_VARIANT;
		rule = "a part or relative of it";
		break;
	case AGREE_OTHER:
		/* The record's own name is misspelt ("ThirdInternational"). */
		if (to && f->best->same_identifier && f->best->view.work->DOI &&
		    container_in_doi(
			&f->c->view.container, f->a, f->best->view.work->DOI))
			return;
		kind = f->apart || !to ? CHANGE_UNCONFIRMED : CHANGE_WRONG;
		rule = f->apart ? "perhaps another version, that no source has"
				: "it appeared elsewhere";
		break;
	default:
		kind = CHANGE_UNCONFIRMED;
		rule = f->best->view.preprint
			   ? "only the preprint is on record"
			   : "no source says that it appeared there";
		if (to && says_its_place(f, f->best) &&
		    container_is_foreign(
			&f->c->view.container, &f->best->view.container)) {
			kind = CHANGE_WRONG;
			rule = "its DOI or its pages are of another venue";
		} else if (is_of_other_conference(f)) {
			kind = CHANGE_WRONG;
			rule = "another conference printed it that year";
		}
	}
	if (f->conflict && kind == CHANGE_UNCONFIRMED && to)
		kind = CHANGE_WRONG;
	if (kind == CHANGE_FORM && to && !strcmp(from, to))
		return;
	finder_add_text(f, CLAIM_CONTAINER_TITLE,
	    finder_or_unconfirmed(f, CLAIM_CONTAINER_TITLE, kind), from, to,
	    rule);
}

typedef enum agreement (*comparer)(const char *claim, const char *record);

/* How many pages a booklet has is counted in several ways. */
static bool
is_count_of_pages(
    const struct finder *f, enum claim field, const char *from, const char *to)
{
	static const char digits[] = "0123456789";

	return field == CLAIM_PAGES && !f->conflict &&
	       !f->best->view.work->container_title &&
	       !from[strspn(from, digits)] && !to[strspn(to, digits)];
}

/* "on the 18th, 19th and 20th of March": a reading may take a day for a volume. */
static bool
is_number_of_container(const struct finder *f, const char *number)
{
	const char *name = f->best->view.work->container_title;
	size_t n = strlen(number);

	if (f->c->reference->form != REFERENCE_STRING ||
	    number[strspn(number, "0123456789")])
		return false;
	for (const char *p = name; p && (p = strstr(p, number)); p++)
		if ((p == name || p[-1] < '0' || p[-1] > '9') &&
		    !(p[n] >= '0' && p[n] <= '9'))
			return true;
	return false;
}

/*
 * Volume, or container, year and first page are the record's: another last page is of
 * no other version. It is not in the text, so that no reading lost it.
 */
static bool
is_end_mistaken(const struct finder *f, const char *from, const char *to)
{
	const struct comparison *m = f->best;
	bool there = m->volume == AGREE_EQUAL || m->volume == AGREE_FORM ||
		     m->container == AGREE_EQUAL || m->container == AGREE_FORM;
	const char *end = strrchr(to, '-');

	return there && !f->apart && m->has_years && !m->year_distance &&
	       m->volume != AGREE_OTHER && m->container != AGREE_OTHER && end &&
	       pages_end_is_slip(from, to) &&
	       claim_trusted(f->c, CLAIM_PAGES) &&
	       !claim_raw_has_word(f->c, end + 1);
}

static void
find_number(struct finder *f, enum claim field, enum work_field member,
    comparer compare)
{
	const char *from = work_get(f->c->view.work, member);
	const char *to = work_get(f->best->view.work, member);
	enum agreement g = AGREE_NONE, container = finder_best_container(f);
	enum change_kind kind;
	const char *rule;

	if (!from) {
		if (to && finder_is_part(f->best->view.work) &&
		    !f->best->view.preprint)
			finder_add_text(
			    f, field, CHANGE_MISSING, NULL, to, "not given");
		return;
	}
	for (size_t i = 0; i < f->cluster->len; i++) {
		const struct work *w = f->cluster->members[i]->view.work;
		enum agreement other = compare(from, work_get(w, member));

		if (other != AGREE_NONE && (other < g || g == AGREE_NONE))
			g = other;
	}
	if (g == AGREE_EQUAL || g == AGREE_FORM)
		return;
	/* "abs/1706.03762" is no volume. */
	if (f->c->view.container.preprint)
		return;
	if (g == AGREE_VARIANT && field == CLAIM_PAGES && to &&
	    is_end_mistaken(f, from, to)) {
		finder_add_text(f, field, CHANGE_WRONG, from, to,
		    "the last page is a slip");
		return;
	}
	if (g == AGREE_OTHER && field == CLAIM_PAGES && to &&
	    pages_are_shifted(from, to)) {
		kind = CHANGE_VARIANT;
		rule = "the same length, in another printing";
	} else if (g == AGREE_VARIANT) {
		kind = CHANGE_VARIANT;
		rule = "partly the same";
	} else if (g == AGREE_NONE || !to) {
		kind = CHANGE_UNCONFIRMED;
		rule = "the record does not say";
	} else if (f->apart || is_version_unknown(f)) {
		kind = CHANGE_UNCONFIRMED;
		rule = "perhaps another version's";
	} else if (!f->conflict && field == CLAIM_VOLUME &&
		   f->best->view.year < 1960 &&
		   (f->best->pages == AGREE_EQUAL ||
		       f->best->pages == AGREE_FORM)) {
		/* "Annalen der Physik (4) 49" is volume 354. */
		kind = CHANGE_UNCONFIRMED;
		rule = "old journals count their volumes in several ways";
	} else if (g == AGREE_UNKNOWN || f->best->view.preprint ||
		   !finder_is_part(f->best->view.work) ||
		   is_count_of_pages(f, field, from, to)) {
		kind = CHANGE_UNCONFIRMED;
		rule = "the record counts in another way";
	} else if (!f->conflict && f->c->view.work->container_title &&
		   container == AGREE_UNKNOWN) {
		kind = CHANGE_UNCONFIRMED;
		rule = "another version may have it";
	} else if (!f->conflict && field == CLAIM_VOLUME &&
		   is_number_of_container(f, from)) {
		kind = CHANGE_UNCONFIRMED;
		rule = "it is a number in the container's name";
	} else if (!f->conflict && field == CLAIM_ISSUE &&
		   f->best->pages == AGREE_UNKNOWN) {
		/* "34(4), 627" for "34(3), 357-389": half of a place is none. */
		kind = CHANGE_UNCONFIRMED;
		rule = "the pages are not those of the record, either";
	} else if (!f->conflict && field == CLAIM_ISSUE &&
		   f->best->view.work->type != WORK_TYPE_ARTICLE_JOURNAL) {
		kind = CHANGE_UNCONFIRMED;
		rule = "numbered otherwise in the record";
	} else {
		kind = CHANGE_WRONG;
		rule = "the record has another";
	}
	if (f->conflict && kind == CHANGE_UNCONFIRMED && to)
		kind = CHANGE_WRONG;
	finder_add_text(
	    f, field, finder_or_unconfirmed(f, field, kind), from, to, rule);
}

/* --- publisher, place, edition ----------------------------------------------------- */

static void
find_publisher(struct finder *f)
{
	const char *from = f->c->view.work->publisher;
	const char *to = f->best->view.work->publisher;
	enum agreement g = AGREE_NONE, container = finder_best_container(f);

	if (!from) {
		if (to && !finder_is_part(f->best->view.work))
			finder_add_text(f, CLAIM_PUBLISHER, CHANGE_MISSING,
			    NULL, to, "not given");
		return;
	}
	if (f->c->view.preprint)
		return;
	for (size_t i = 0; i < f->cluster->len; i++) {
		enum agreement other = publisher_compare(
		    f->a, from, f->cluster->members[i]->view.work->publisher);

		if (other != AGREE_NONE && (other < g || g == AGREE_NONE))
			g = other;
	}
	if (g == AGREE_EQUAL)
		return;
	if (g == AGREE_FORM) {
		finder_add_text(f, CLAIM_PUBLISHER, CHANGE_FORM, from, to,
		    "the same house");
		return;
	}
	/* Books are reprinted elsewhere; a paper in its volume is not. */
	if (g == AGREE_OTHER && to && f->best->view.year >= 2005 &&
	    finder_is_part(f->best->view.work) && !f->best->view.preprint &&
	    (container == AGREE_EQUAL || container == AGREE_FORM) &&
	    claim_trusted(f->c, CLAIM_PUBLISHER)) {
		finder_add_text(f, CLAIM_PUBLISHER, CHANGE_WRONG, from, to,
		    "another house publishes it");
		return;
	}
	finder_add_text(f, CLAIM_PUBLISHER, CHANGE_UNCONFIRMED, from, to,
	    to ? "houses and imprints change" : "the record does not say");
}

static bool
is_acl(const struct finder *f, const char *publisher)
{
	enum agreement g = publisher_compare(
	    f->a, publisher, "Association for Computational Linguistics");

	return g == AGREE_EQUAL || g == AGREE_FORM;
}

/* The record's place is the town that a conference met in. */
static bool
is_town_of_conference(const struct finder *f)
{
	enum agreement g = f->best->container;

	return finder_is_part(f->best->view.work) && !f->best->view.preprint &&
	       is_acl(f, f->best->view.work->publisher) &&
	       (g == AGREE_EQUAL || g == AGREE_FORM ||
		   f->best->same_identifier);
}

/* "Association for Computational Linguistics, Shoumen, Bulgaria" */
static bool
is_in_publisher(const struct finder *f, const char *place)
{
	const char *publisher = f->best->view.work->publisher;

	return publisher && strstr(text_fold(f->a, span_of(publisher)),
				text_fold(f->a, span_of(place)));
}

static void
find_loose(struct finder *f, enum claim field, enum work_field member,
    enum agreement (*compare)(struct arena *, const char *, const char *))
{
	const char *from = work_get(f->c->view.work, member);
	const char *to = work_get(f->best->view.work, member);
	enum agreement g = AGREE_NONE;

	if (!from)
		return;
	for (size_t i = 0; i < f->cluster->len; i++) {
		enum agreement other = compare(f->a, from,
		    work_get(f->cluster->members[i]->view.work, member));

		if (other != AGREE_NONE && (other < g || g == AGREE_NONE))
			g = other;
	}
	if (g == AGREE_EQUAL || g == AGREE_FORM)
		return;
	if (g == AGREE_UNKNOWN && field == CLAIM_PUBLISHER_PLACE && to &&
	    is_town_of_conference(f) && !is_in_publisher(f, from) &&
	    place_is_foreign(
		f->a, from, to, is_acl(f, f->c->view.work->publisher))) {
		finder_add_text(f, field,
		    finder_or_unconfirmed(f, field, CHANGE_WRONG), from, to,
		    "it was held elsewhere, and the publisher is elsewhere");
		return;
	}
	finder_add_text(f, field, CHANGE_UNCONFIRMED, from, to,
	    g == AGREE_NONE ? "the record does not say"
			    : "the record has another");
}

bool
claim_cites_preprint(struct arena *a, const struct claim_view *c,
    const struct comparison *m, int prefer)
{
	enum work_type type = c->view.work->type;

	if (m->view.preprint || prefer == MATCH_PREFER_PUBLISHED)
		return false;
	if (c->view.container.fold)
		return c->view.container.preprint;
	if (!claimed_arxiv(a, c->view.work) ||
	    type == WORK_TYPE_PAPER_CONFERENCE || type == WORK_TYPE_CHAPTER)
		return false;
	/* An @article that has lost its journal is completed. */
	return type != WORK_TYPE_ARTICLE_JOURNAL ||
	       c->reference->form == REFERENCE_STRING || !m->has_years ||
	       m->year_distance;
}

/* What can be said of a preprint, too. */
static bool
is_of_all_versions(enum claim field)
{
	return field == CLAIM_TITLE || field == CLAIM_AUTHOR ||
	       field == CLAIM_ARXIV;
}

void
changes_find(struct judgement *out, struct arena *a, const struct claim_view *c,
    const struct cluster *cluster, const struct match_input *in, bool conflict,
    bool *unpinned)
{
	struct finder f = { .out = out,
		.a = a,
		.c = c,
		.cluster = cluster,
		.best = cluster->members[0],
		.in = in,
		.conflict = conflict };
	bool preprint;

	for (size_t i = 0; i < cluster->len; i++)
		f.pinned |= finder_version_agrees(&f, cluster->members[i]);
	f.apart = !conflict && is_version_apart(&f);
	f.unpinned = f.apart;
	f.elsewhere = f.apart || is_unknown_publication(&f);
	changes_find_authors(&f);
	changes_find_title(&f);
	find_container(&f);
	changes_find_year(&f);
	find_number(&f, CLAIM_VOLUME, WORK_volume, volume_compare);
	find_number(&f, CLAIM_ISSUE, WORK_issue, volume_compare);
	find_number(&f, CLAIM_PAGES, WORK_page, pages_compare);
	find_publisher(&f);
	find_loose(
	    &f, CLAIM_PUBLISHER_PLACE, WORK_publisher_place, place_compare);
	find_loose(&f, CLAIM_EDITION, WORK_edition, edition_compare);
	changes_find_identifier(&f, CLAIM_DOI, IDENTIFIER_DOI, WORK_DOI);
	changes_find_identifier(&f, CLAIM_ARXIV, IDENTIFIER_ARXIV, WORK_arXiv);
	changes_find_identifier(&f, CLAIM_ISBN, IDENTIFIER_ISBN, WORK_ISBN);
	changes_find_identifier(&f, CLAIM_PMID, IDENTIFIER_PMID, WORK_PMID);
	*unpinned = f.unpinned;
	preprint = !conflict && claim_cites_preprint(a, c, f.best, in->prefer);
	if (f.unpinned || preprint) {
		/* Another version's details are not this one's to be given. */
		size_t n = 0;

		for (size_t i = 0; i < out->changes_len; i++)
			if (out->changes[i].kind != CHANGE_MISSING ||
			    (!f.unpinned &&
				is_of_all_versions(out->changes[i].field)))
				out->changes[n++] = out->changes[i];
		out->changes_len = n;
	}
}
