/* A claim and a record compared. */

#include "base/text.h"
#include "match/features.h"

#include <stdlib.h>

#include "base/banned.h"

enum { RAW_LETTERS_MIN = 12, RAW_NAME_MIN = 7 };

void
view_prepare(struct view *out, struct arena *a, const struct work *w)
{
	out->work = w;
	title_prepare(&out->title, a, w->title);
	names_prepare(&out->names, a, w->author.len ? &w->author : &w->editor);
	container_prepare(&out->container, a, w->container_title);
	out->year = work_year(w);
	out->preprint = work_is_preprint(w);
}

static char *
letters_only(struct arena *a, const char *fold)
{
	char *out = arena_strdup(a, fold), *w = out;

	for (const char *p = fold; *p; p++)
		if (*p != ' ')
			*w++ = *p;
	*w = '\0';
	return out;
}

static void
find_part(struct claim_view *c, struct arena *a)
{
	struct raw_title t;

	claim_find_title(&t, a, c, &c->view.title);
	c->part = t.part;
	c->loose_part = t.loose_part;
	c->goes_on = t.goes_on;
}

void
claim_prepare(struct claim_view *out, struct arena *a,
    const struct reference *reference, const struct parse *parse)
{
	memset(out, 0, sizeof(*out));
	view_prepare(&out->view, a, parse->work);
	out->reference = reference;
	out->parse = parse;
	if (reference && reference->form == REFERENCE_STRING &&
	    reference->body.len) {
		struct span raw = { reference->body.text, reference->body.len };
		const char *fold = text_fold(a, raw);

		out->raw_fold = arena_printf(a, " %s ", fold);
		out->raw_letters = letters_only(a, fold);
		out->raw = raw;
		find_part(out, a);
	}
}

bool
claim_trusted(const struct claim_view *c, enum claim field)
{
	const struct place *p;

	if (!c->reference)
		return true;
	p = parse_place(c->parse, field);
	/* An entry says what is what; but macros may be defined elsewhere. */
	if (c->reference->form == REFERENCE_ENTRY)
		return !p || p->confidence >= 0.5;
	/* People without a place are those of the item before ("---"). */
	if (!p)
		return field != CLAIM_AUTHOR;
	return p->confidence >= 0.5;
}

bool
claim_raw_has(const struct claim_view *c, const char *letters)
{
	return c->raw_letters && strlen(letters) >= RAW_LETTERS_MIN &&
	       strstr(c->raw_letters, letters);
}

bool
claim_raw_has_word(const struct claim_view *c, const char *word)
{
	size_t len = strlen(word);

	if (!c->raw_fold || !len)
		return false;
	for (const char *p = c->raw_fold; (p = strstr(p, word)); p++)
		if (p[-1] == ' ' && p[len] == ' ')
			return true;
	return false;
}

bool
claim_raw_has_name(const struct claim_view *c, const struct folded_name *name)
{
	/* Scripts without blanks have no words to look for. */
	if (c->raw_fold && name->script && strlen(name->script) > 3 &&
	    strstr(c->raw_fold, name->script))
		return true;
	return claim_raw_has_word(c, name->core) ||
	       claim_raw_has_word(c, name->words) ||
	       (c->raw_letters && strlen(name->core) >= RAW_NAME_MIN &&
		   strstr(c->raw_letters, name->core));
}

static bool
same_text(const char *x, const char *y)
{
	return x && y && !strcmp(x, y);
}

/* All papers of a volume share its ISBN. */
static bool
is_whole_book(const struct work *w)
{
	return !w->container_title && (!w->type || w->type == WORK_TYPE_BOOK ||
					  w->type == WORK_TYPE_COLLECTION);
}

static bool
same_identifier(const struct work *x, const struct work *y)
{
	return (x->DOI && y->DOI && doi_equal(x->DOI, y->DOI)) ||
	       same_text(x->arXiv, y->arXiv) || same_text(x->PMID, y->PMID) ||
	       same_text(x->ACL, y->ACL) ||
	       (same_text(x->ISBN, y->ISBN) && is_whole_book(x) &&
		   is_whole_book(y));
}

/* A container goes by several names: any that agrees is the one meant. */
static enum agreement
container_agreement(
    struct arena *a, const struct claim_view *c, const struct view *record)
{
	const struct work *w = record->work;
	const char *const others[] = { w->container_title_short,
		w->collection_title, w->event_title };
	enum agreement best =
	    container_compare(&c->view.container, &record->container);

	for (size_t i = 0;
	     i < 3 && (best == AGREE_NONE || best > AGREE_VARIANT); i++) {
		struct container other;
		enum agreement g;

		if (!others[i])
			continue;
		container_prepare(&other, a, others[i]);
		g = container_compare(&c->view.container, &other);
		if (g != AGREE_NONE && (g < best || best == AGREE_NONE))
			best = g == AGREE_EQUAL ? AGREE_FORM : g;
	}
	return best;
}

bool
comparison_is_container_of(
    struct arena *a, const struct claim_view *c, const struct comparison *m)
{
	const char *x = c->view.title.letters, *y = m->view.title.letters;

	if (!x || !y || m->same_identifier || strlen(y) < RAW_LETTERS_MIN ||
	    !claim_trusted(c, CLAIM_TITLE) || strstr(x, y) || strstr(y, x))
		return false;
	if (c->view.container.fold &&
	    strstr(letters_only(a, c->view.container.fold), y))
		return true;
	return claim_title_is_quoted(c) && claim_raw_has(c, y);
}

/*
 * The record's title stands in the text, but the reference has another title,
 * well read, and other people: it is what the chapter cited stands in.
 */
static bool
is_container_cited(
    struct arena *a, const struct claim_view *c, const struct comparison *m)
{
	const char *letters = m->view.title.letters, *container;

	if (m->title.relation <= TITLE_PREFIX ||
	    !claim_trusted(c, CLAIM_TITLE) || !claim_trusted(c, CLAIM_AUTHOR) ||
	    strstr(c->view.title.letters, letters))
		return false;
	if (m->names.extra || comparison_is_container_of(a, c, m))
		return true;
	if (!c->view.container.fold)
		return false;
	/* The container may have been read without its subtitle. */
	container = letters_only(a, c->view.container.fold);
	return strstr(container, letters) ||
	       (strlen(container) >= RAW_LETTERS_MIN &&
		   !strncmp(letters, container, strlen(container)));
}

/*
 * The record's title is the end, or the middle, of a longer one that was read
 * well, by other people: "A branch-and-bound algorithm for globally optimal
 * hand-eye calibration" is not "Globally optimal hand-eye calibration".
 */
static bool
is_within_title(const struct claim_view *c, const struct comparison *m)
{
	const char *claim = c->view.title.letters, *at;

	return claim &&
	       (m->names.extra || m->names.absent ||
		   (c->view.year && m->view.year &&
		       abs(c->view.year - m->view.year) > 1)) &&
	       claim_trusted(c, CLAIM_TITLE) &&
	       (at = strstr(claim, m->view.title.letters)) && at != claim;
}

/* A journal's name is no title, though a record has it for one. */
static bool
is_own_container(struct arena *a, const struct view *v)
{
	return v->container.fold &&
	       !strcmp(letters_only(a, v->container.fold), v->title.letters);
}

bool
agrees(enum agreement g)
{
	return g == AGREE_EQUAL || g == AGREE_FORM || g == AGREE_VARIANT;
}

/* Reviews have the title of what they review. */
static bool
is_review(const struct work *w)
{
	return w->type == WORK_TYPE_REVIEW || w->type == WORK_TYPE_REVIEW_BOOK;
}

/* A review has the title of what it reviews, and often its people in front. */
static bool
is_of_review(const struct comparison *m, const struct raw_title *t)
{
	return t->stands && t->reviewed && !is_review(m->view.work) &&
	       !title_is_about(&m->view.title) && !agrees(m->container) &&
	       !m->same_identifier;
}

/* "Review of J. T. Jones, <Brief grammatical notice of ...>": the title that was read
 * is that of the work reviewed. */
static bool
is_read_in_review(const struct claim_view *c, const struct comparison *m)
{
	const char *review = strstr(c->raw_letters, "reviewof");
	const char *letters = c->view.title.letters;
	const char *title = letters ? strstr(c->raw_letters, letters) : NULL;

	return review && title && review < title && !is_review(m->view.work) &&
	       !title_is_about(&m->view.title) && !agrees(m->container) &&
	       !m->same_identifier;
}

/* Names that were not read as such are names all the same. */
static bool
is_by_unread(const struct claim_view *c, const struct comparison *m,
    const struct raw_title *t)
{
	enum { NAME_LETTERS = 3 };

	if (!t->stands || t->letters_before < NAME_LETTERS ||
	    m->names.claimed || !m->names.recorded)
		return false;
	for (size_t i = 0; i < m->view.names.len; i++)
		if (claim_raw_has_name(c, &m->view.names.items[i]))
			return false;
	return true;
}

/*
 * Primers, catalogue cards and sequences that stand nowhere else are told by a number
 * behind their common title alone: without it any of them may be meant.
 */
static bool
lacks_its_number(
    struct arena *a, const struct claim_view *c, const struct comparison *m)
{
	struct span number;

	if (m->title.relation != TITLE_NO_SUBTITLE || m->same_identifier ||
	    m->view.preprint || agrees(m->container) ||
	    (agrees(m->pages) && pages_tell_place(m->view.work->page)))
		return false;
	number = title_number_behind(&c->view.title, &m->view.title);
	return number.len &&
	       !claim_raw_has_word(c, arena_strdup_span(a, number));
}

/*
 * What the text itself says: whether the record's title is in it, and that another
 * part of the work is meant.
 */
static void
look_into_text(
    struct comparison *out, struct arena *a, const struct claim_view *c)
{
	bool read = out->title.relation != TITLE_NONE &&
		    out->title.relation <= TITLE_SUBTITLE;
	struct raw_title t = { 0 };
	unsigned part;

	if (!c->raw_letters || !out->view.title.letters)
		return;
	claim_find_title(&t, a, c, &out->view.title);
	out->title_in_raw =
	    t.stands && !t.is_container && !t.runs_on &&
	    !is_within_title(c, out) && !is_container_cited(a, c, out) &&
	    title_is_about(&c->view.title) ==
		title_is_about(&out->view.title) &&
	    (read || (!is_own_container(a, &out->view) &&
			 !(t.comma && out->title.relation == TITLE_PREFIX &&
			     claim_trusted(c, CLAIM_TITLE))));
	out->reviewed = is_of_review(out, &t) || is_read_in_review(c, out);
	out->by_unread = is_by_unread(c, out, &t);
	if (!read && !out->title_in_raw && out->title.relation != TITLE_PREFIX)
		return;
	part = t.stands ? t.part : c->part;
	/* "I. Experiment" beside the record's "II. Computer simulation". */
	if (!part && title_names_part(&out->view.title))
		part = t.stands ? t.loose_part : c->loose_part;
	if (out->title_in_raw && !t.number)
		out->title.numbers_differ = false;
	if (part && !title_has_part(&out->view.title, part))
		out->title.numbers_differ = true;
}

void
comparison_make(struct comparison *out, struct arena *a,
    const struct claim_view *c, const struct work *record)
{
	double x[MATCH_FEATURES];

	memset(out, 0, sizeof(*out));
	view_prepare(&out->view, a, record);
	out->title = title_compare(&c->view.title, &out->view.title);
	names_compare(&out->names, a, &c->view.names, &out->view.names);
	out->container = container_agreement(a, c, &out->view);
	out->volume = volume_compare(c->view.work->volume, record->volume);
	out->pages = pages_compare(c->view.work->page, record->page);
	out->same_identifier = same_identifier(c->view.work, record);
	look_into_text(out, a, c);
	if (out->title.relation == TITLE_NO_SUBTITLE && c->view.work->volume &&
	    !record->container_title &&
	    title_is_other_volume(a, &out->view.title, c->view.work->volume))
		out->title.numbers_differ = true;
	if (lacks_its_number(a, c, out))
		out->title.numbers_differ = true;
	out->has_years = c->view.year && out->view.year;
	out->year_distance = c->view.year - out->view.year;
	if (c->view.year && record->available_date.from.year == c->view.year)
		out->year_distance = 0;
	out->nickname = comparison_is_by_nickname(c, out);
	comparison_features(x, c, out);
	out->score = features_probability(x);
}

bool
comparison_title_agrees(const struct comparison *m)
{
	return m->title_in_raw || m->title.relation == TITLE_EQUAL ||
	       m->title.relation == TITLE_SPELLING ||
	       m->title.relation == TITLE_NO_SUBTITLE ||
	       m->title.relation == TITLE_SUBTITLE;
}

bool
comparison_shares_author(const struct comparison *m)
{
	return m->names.matched &&
	       (!m->names.order_only_weak ||
		   (m->names.claimed == 1 && m->names.recorded == 1));
}

bool
comparison_is_read_into(
    const struct claim_view *first, const struct comparison *m)
{
	const char *x = first->view.title.letters, *y = m->view.title.letters;

	return x && y && (m->names.extra || m->names.absent) &&
	       claim_trusted(first, CLAIM_TITLE) && !strstr(x, y) &&
	       !strstr(y, x);
}

static bool
relates(const struct work *x, const struct work *y)
{
	for (const struct relation *r = x->relations; r; r = r->next)
		if (r->id && r->kind <= RELATION_VERSION_OF &&
		    ((y->DOI && doi_equal(r->id, y->DOI)) ||
			same_text(r->id, y->arXiv)))
			return true;
	return false;
}

bool
view_same_work(struct arena *a, const struct view *x, const struct view *y)
{
	struct title_match t;
	struct names_match n;
	int gap = abs(x->year - y->year);
	size_t fewer;

	if (is_review(x->work) != is_review(y->work))
		return false;
	if (relates(x->work, y->work) || relates(y->work, x->work))
		return true;
	t = title_compare(&x->title, &y->title);
	/* Chapters carry their book's DOI at times. */
	if (same_identifier(x->work, y->work) && t.relation != TITLE_OTHER)
		return true;
	if (t.relation == TITLE_NONE || t.relation > TITLE_SUBTITLE ||
	    t.numbers_differ || title_is_other_part(&x->title, &y->title))
		return false;
	if (!x->names.len || !y->names.len)
		return gap == 0 && container_compare(&x->container,
				       &y->container) != AGREE_OTHER;
	names_compare(&n, a, &x->names, &y->names);
	fewer = n.claimed < n.recorded ? n.claimed : n.recorded;
	if (n.order_only_weak || n.matched * 2 < fewer || !n.matched)
		return false;
	if (title_is_distinctive(&x->title) && title_is_distinctive(&y->title))
		return true;
	return gap <= 1 || (n.matched == n.claimed && n.claimed == n.recorded &&
			       n.claimed > 1);
}

bool
match_same_work(struct arena *a, const struct work *x, const struct work *y)
{
	struct view v, w;

	view_prepare(&v, a, x);
	view_prepare(&w, a, y);
	return view_same_work(a, &v, &w);
}

double
match_score(struct arena *a, const struct parse *p, const char *raw,
    const struct work *record)
{
	struct claim_view c;
	struct comparison m;

	claim_prepare(&c, a, NULL, p);
	if (raw) {
		const char *fold = text_fold(a, span_of(raw));

		c.raw_fold = arena_printf(a, " %s ", fold);
		c.raw_letters = letters_only(a, fold);
		c.raw = span_of(raw);
		find_part(&c, a);
	}
	comparison_make(&m, a, &c, record);
	return m.score;
}
