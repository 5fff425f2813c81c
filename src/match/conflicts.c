/* What contradicts itself: a title of one work by the people of another, an
 * identifier of a third. */

#include "base/text.h"
#include "match/asked.h"
#include "match/evidence.h"
#include "match/judge.h"

#include <stdlib.h>

#include "base/banned.h"

static void
add_part(struct judge *j, unsigned fields, const struct work *w)
{
	struct judgement_part *p =
	    &ARENA_PUSH(j->a, j->out->parts, j->out->parts_len);

	p->fields = fields;
	p->work = w;
}

/* The record of an identifier that the reference itself gives. */
static const struct match_identifier *
own_identifier(const struct judge *j)
{
	for (size_t i = 0; i < j->in->identifiers_len; i++)
		if (j->in->identifiers[i].work)
			return &j->in->identifiers[i];
	return NULL;
}

static unsigned
identifier_bit(enum identifier_kind kind)
{
	switch (kind) {
	case IDENTIFIER_DOI: return 1U << CLAIM_DOI;
	case IDENTIFIER_ARXIV: return 1U << CLAIM_ARXIV;
	case IDENTIFIER_ISBN: return 1U << CLAIM_ISBN;
	case IDENTIFIER_PMID: return 1U << CLAIM_PMID;
	default: return 1U << CLAIM_URL;
	}
}

/* The only work that has this title; NULL if none or several have it. */
static const struct comparison *
only_work_of_title(struct judge *j)
{
	const struct comparison *one = NULL;

	for (size_t i = 0; i < j->len; i++) {
		const struct comparison *m = &j->items[i];

		if (m->title.relation != TITLE_EQUAL)
			continue;
		if (m->view.work->type == WORK_TYPE_REVIEW ||
		    m->view.work->type == WORK_TYPE_REVIEW_BOOK)
			continue;
		if (!one)
			one = m;
		else if (!view_same_work(j->a, &one->view, &m->view))
			return NULL;
	}
	return one;
}

static void
conflict_with(struct judge *j, const struct comparison *m)
{
	struct cluster cluster;
	bool unpinned;

	cluster_make(&cluster, j->a, j->items, j->len, m, &j->claim,
	    (int)j->in->prefer, true);
	changes_find(j->out, j->a, &j->claim, &cluster, j->in, true, &unpinned);
	j->out->verdict = VERDICT_CONFLICT;
	j->out->work = cluster.members[0]->view.work;
	j->out->confidence = m->score;
	judge_list_versions(j, &cluster, 1);
	judge_add_alerts(j, &cluster);
}

static double
rarity(const struct judge *j, const struct title *t)
{
	struct term *terms;
	size_t n = key_terms(&terms, j->a, t->text);
	double sum = 0;

	for (size_t i = 0; i < n; i++) {
		bool seen_before = false;

		for (size_t k = 0; k < i; k++)
			seen_before |= terms[k].hash == terms[i].hash;
		if (!seen_before)
			sum += j->in->idf(j->in->idf_ctx, terms[i].hash);
	}
	return sum;
}

static bool
is_book(const struct view *v)
{
	const struct work *w = v->work;

	return w->type == WORK_TYPE_BOOK || w->type == WORK_TYPE_THESIS ||
	       (!v->preprint && !w->container_title &&
		   (w->publisher || w->ISBN));
}

/* A volume's title has been put for its chapter's, here or there. */
static bool
is_title_of_volume(struct judge *j, const struct comparison *m)
{
	const char *const containers[] = { j->claim.view.work->container_title,
		m->view.work->container_title };

	for (size_t i = 0; i < 2; i++) {
		struct title t;

		title_prepare(&t, j->a, containers[i]);
		if (t.letters && !strcmp(t.letters, m->view.title.letters))
			return true;
	}
	return false;
}

/* Journals print reviews under the books' titles, and discussions. */
static bool
is_known_conference(const struct container *c)
{
	return container_is_known(c) && !container_is_journal(c);
}

/* Put on a server after the paper cited was printed: perhaps somebody's copy. */
static bool
is_later_deposit(const struct judge *j, const struct comparison *m)
{
	const struct container *in = &j->claim.view.container;

	return m->view.preprint && in->fold && !in->preprint && m->has_years &&
	       m->year_distance < 0;
}

static bool
is_anonymous(const struct work *w)
{
	for (size_t i = 0; i < w->author.len; i++) {
		const struct name *n = &w->author.items[i];
		const char *name = n->literal  ? n->literal
				   : n->family ? n->family
					       : "";

		if (text_starts_nocase(span_of(name), "anonym") ||
		    !strcmp(name, "佚"))
			return true;
	}
	return false;
}

/*
 * A title of so many rare words, as the index knows words, that no two people
 * hit on it by chance. The more speaks for another work of that title, the rarer
 * it must be: there is "Real-time functional magnetic resonance imaging" of 1995
 * and of 2001. Books are named after what they describe ("Korku-Hindi-English
 * Dictionary"), and replies after what they answer. Small indexes know too few
 * works to tell how rare a word is, there it takes more words.
 */
static bool
is_title_of_one(struct judge *j, const struct comparison *m)
{
	static const double RARITY_MIN = 22, RARITY_EACH = 9, KNOWING_MIN = 11;
	enum { SEVERAL = 3, YEARS_NEAR = 2 };
	const uint64_t nobodys_word = 0x9e3779b97f4a7c15;
	const struct title *t = &m->view.title;
	unsigned against = (m->container == AGREE_OTHER) +
			   (m->volume == AGREE_OTHER) +
			   (m->pages == AGREE_OTHER) +
			   (m->has_years && abs(m->year_distance) > 1);
	const struct match_identifier *id = own_identifier(j);

	/* What speaks for another work is known to be of a third one. */
	if ((id && id->work != m->view.work &&
		!match_same_work(j->a, id->work, m->view.work)) ||
	    evidence_of_slot(&j->claim, j->items, j->len, false))
		against = 0;
	else if (m->pages == AGREE_OTHER || m->pages == AGREE_UNKNOWN)
		return false;
	/* Books have the title of the reviews of them, theses that of papers, and
	 * strangers give one title years apart: whoever makes a reference up from
	 * a work that there is stays near its year. */
	if (m->container == AGREE_NONE &&
	    (m->names.claimed < SEVERAL ||
		(m->has_years && abs(m->year_distance) > YEARS_NEAR)))
		return false;
	if (!title_is_distinctive(t) || title_is_about(t) ||
	    is_later_deposit(j, m) || is_book(&j->claim.view) ||
	    is_book(&m->view) || is_title_of_volume(j, m))
		return false;
	/* Of one author's name for another's, records are to blame as often, and
	 * talks of a panel have the panel's title. */
	if (m->names.claimed == 1 && m->pages != AGREE_EQUAL &&
	    m->pages != AGREE_FORM && !is_known_conference(&m->view.container))
		return false;
	/* No volume has two papers of one title, but one and what is said to it. */
	if (m->has_years && !m->year_distance &&
	    (m->container == AGREE_EQUAL || m->container == AGREE_FORM)) {
		if (m->pages == AGREE_EQUAL || m->pages == AGREE_FORM ||
		    is_known_conference(&m->view.container))
			return true;
		/* But of a panel, a newsletter or a discussion, where the pages
		 * do not tell. */
		against++;
	}
	/* "Smith, John and Doe, Jane" wrote no other work of that title; a
	 * submission that is anonymous still is its authors'. */
	if (judge_has_placeholder(j->claim.view.work) && m->names.claimed > 1 &&
	    !is_anonymous(j->claim.view.work))
		return true;
	if (!j->in->idf ||
	    j->in->idf(j->in->idf_ctx, nobodys_word) < KNOWING_MIN)
		return t->significant > 4 + 2 * against;
	return rarity(j, t) >= RARITY_MIN + RARITY_EACH * against;
}

/* The bit of the authors, if they are those of this work. */
static unsigned
people_bit(const struct judge *j, const struct work *w)
{
	for (size_t i = 0; i < j->len; i++) {
		const struct names_match *n = &j->items[i].names;

		if (j->items[i].view.work == w && n->claimed &&
		    n->matched == n->claimed && !n->order_only_weak)
			return 1U << CLAIM_AUTHOR;
	}
	return 0;
}

/* "'Explaining RL Decisions': A Reproducibility Study" is not what it is about. */
static bool
is_title_going_on(const struct judge *j, const struct comparison *m)
{
	struct raw_title t;

	claim_find_title(&t, j->a, &j->claim, &m->view.title);
	return t.stands && (t.goes_on || t.runs_on || t.part);
}

/*
 * The work whose people, all of them and in this order, are those of the reference,
 * though its title is another's: people who have a work of theirs on record do write
 * another, but not one of the very title that somebody else's has. Fewer than four
 * must be said to stand where that work does. NULL if there is none.
 */
static const struct comparison *
work_of_people(const struct judge *j, const struct comparison *m)
{
	enum { FEW = 3, MANY = 4 };

	for (size_t i = 0; i < j->len; i++) {
		const struct comparison *o = &j->items[i];
		const struct names_match *n = &o->names;
		bool there =
		    o->has_years && !o->year_distance &&
		    (o->container == AGREE_EQUAL || o->container == AGREE_FORM);

		if (o != m && n->claimed >= (there ? FEW : MANY) &&
		    n->matched == n->claimed && n->recorded == n->claimed &&
		    !n->reordered && n->worst >= NAME_FORM &&
		    !view_same_work(j->a, &m->view, &o->view))
			return o;
	}
	return NULL;
}

/* A title of one work, of papers not of books, by the people of another. */
static bool
is_chimera(struct judge *j, const struct comparison *m)
{
	const struct title *t = &m->view.title;

	return title_is_distinctive(t) && !title_is_about(t) &&
	       !title_is_generic(t) && m->container != AGREE_NONE &&
	       !is_book(&j->claim.view) && !is_book(&m->view) &&
	       !is_title_of_volume(j, m) && work_of_people(j, m);
}

/*
 * Other people, and another journal, volume and time: nothing but the title is the
 * record's, and two works may have one title.
 */
static bool
is_printed_elsewhere(const struct comparison *m)
{
	return (m->container == AGREE_OTHER || m->container == AGREE_UNKNOWN) &&
	       m->volume == AGREE_OTHER && m->has_years &&
	       abs(m->year_distance) > 1;
}

/* Who wrote it, with a given name where the family name is the other's, too. */
static const char *
name_beside(struct arena *a, const struct work *w, const struct work *other)
{
	const char *name = judge_plain_name(a, w);
	const struct name *first = w->author.len ? &w->author.items[0] : NULL;

	return first && first->given &&
		       !strcmp(name, judge_plain_name(a, other))
		   ? arena_printf(a, "%s %s", first->given, name)
		   : name;
}

/*
 * The family name of the record's first author stands in the text, once, and is that
 * of somebody else who was read there: "Ximing Liu" is not "Alisa Liu".
 */
static bool
is_name_of_another(const struct judge *j, const struct comparison *m)
{
	const struct claim_view *c = &j->claim;
	const char *core = m->view.names.items[0].core;
	size_t len = strlen(core), found = 0, read = 0;

	if (m->names.claimed < 2 || m->names.recorded < 2 || !len)
		return false;
	for (size_t i = 0; i < c->view.names.len; i++)
		read += !strcmp(c->view.names.items[i].core, core);
	for (const char *p = c->raw_fold; p && (p = strstr(p, core)); p += len)
		found += p[-1] == ' ' && p[len] == ' ';
	return found == 1 && read == 1;
}

/* A distinctive title that is exactly one work's, by wholly other people. */
static bool
judge_title_of_others(struct judge *j)
{
	const struct comparison *m = only_work_of_title(j), *slot, *people;
	const struct match_identifier *id = own_identifier(j);
	struct work *claimed;
	const char *who;

	if (!m || asked_identifier_is_pending(j, &who) ||
	    (!is_title_of_one(j, m) && !is_chimera(j, m)) ||
	    is_title_going_on(j, m) || !m->names.claimed ||
	    !m->view.work->author.len || !m->names.recorded ||
	    comparison_shares_author(m) || m->names.group_for_people ||
	    m->names.in_two_scripts || m->reviewed || is_printed_elsewhere(m) ||
	    !claim_trusted(&j->claim, CLAIM_AUTHOR) ||
	    !claim_trusted(&j->claim, CLAIM_TITLE))
		return false;
	/* The people may be there, only our reading did not see them. */
	if (claim_raw_has_name(&j->claim, &m->view.names.items[0]) &&
	    !is_name_of_another(j, m))
		return false;
	conflict_with(j, m);
	add_part(j, 1U << CLAIM_TITLE, m->view.work);
	if (id && id->work != m->view.work &&
	    !match_same_work(j->a, id->work, m->view.work))
		add_part(j, identifier_bit(id->kind) | people_bit(j, id->work),
		    id->work);
	slot = evidence_of_slot(&j->claim, j->items, j->len, false);
	if (slot && (!id || slot->view.work != id->work))
		add_part(j,
		    1U << CLAIM_CONTAINER_TITLE | 1U << CLAIM_VOLUME |
			1U << CLAIM_PAGES | people_bit(j, slot->view.work),
		    slot->view.work);
	people = work_of_people(j, m);
	if (people && (!id || people->view.work != id->work) &&
	    (!slot || people->view.work != slot->view.work))
		add_part(j, 1U << CLAIM_AUTHOR, people->view.work);
	claimed = work_copy(j->a, j->claim.view.work);
	j->out->distinctive = true;
	j->out->reason = arena_printf(j->a,
	    "a work with exactly this title exists, by others: %s (%d), not %s",
	    name_beside(j->a, j->out->work, claimed), work_year(j->out->work),
	    name_beside(j->a, claimed, j->out->work));
	return true;
}

/* Nothing of where the claim is said to stand is the record's. */
static bool
stands_nowhere_here(const struct comparison *m)
{
	return !m->same_identifier && !agrees(m->container) &&
	       !agrees(m->volume) && !agrees(m->pages);
}

/* The very pages of the very volume of the same journal. */
static bool
stands_here(const struct claim_view *c, const struct comparison *m)
{
	return (m->container == AGREE_EQUAL || m->container == AGREE_FORM) &&
	       (m->volume == AGREE_EQUAL || m->volume == AGREE_FORM) &&
	       (m->pages == AGREE_EQUAL || m->pages == AGREE_FORM) &&
	       pages_tell_place(c->view.work->page) &&
	       pages_tell_place(m->view.work->page);
}

/*
 * "Goodfellow, Ian. Deep learning. Nature 521 (2015): 436-444": a title of several
 * works, by the people of m, a book, and where the article of others stands.
 */
bool
judge_place_of_namesake(struct judge *j, const struct comparison *m)
{
	const struct claim_view *c = &j->claim;

	if (!stands_nowhere_here(m) || !claim_trusted(c, CLAIM_AUTHOR) ||
	    !claim_trusted(c, CLAIM_PAGES) || !claim_trusted(c, CLAIM_VOLUME))
		return false;
	for (size_t i = 0; i < j->len; i++) {
		const struct comparison *o = &j->items[i];

		if (o->title.relation != TITLE_EQUAL || !stands_here(c, o) ||
		    !o->names.claimed || !o->names.recorded ||
		    o->names.matched || o->names.group_for_people ||
		    o->names.in_two_scripts ||
		    claim_raw_has_name(c, &o->view.names.items[0]) ||
		    title_is_about(&o->view.title) ||
		    title_is_review(&o->view.title) ||
		    title_is_generic(&o->view.title) ||
		    view_same_work(j->a, &m->view, &o->view))
			continue;
		conflict_with(j, o);
		add_part(j,
		    1U << CLAIM_TITLE | 1U << CLAIM_CONTAINER_TITLE |
			1U << CLAIM_VOLUME | 1U << CLAIM_PAGES,
		    o->view.work);
		add_part(j, 1U << CLAIM_AUTHOR, m->view.work);
		j->out->reason = arena_printf(j->a,
		    "where it is said to stand stands the work of this title "
		    "by %s, not that by %s",
		    name_beside(j->a, o->view.work, m->view.work),
		    name_beside(j->a, m->view.work, o->view.work));
		return true;
	}
	return false;
}

static double
word_rarity(const struct judge *j, struct span word)
{
	struct term *terms;
	const char *text = arena_strdup_span(j->a, word);

	return key_terms(&terms, j->a, text)
		   ? j->in->idf(j->in->idf_ctx, terms[0].hash)
		   : 0;
}

/*
 * A title that is another work's but for one word or two in its middle or at an
 * end, in the same volume of a known venue, by wholly other people: "Is Homophily
 * Improved Necessity for Graph Neural Networks?". What remains must be of rare
 * words, and as many common ones put in as were taken out: the papers of a shared task
 * differ in the name of a system or a language, others in one word for two.
 */
static bool
is_title_altered(struct judge *j, const struct comparison *m)
{
	static const double RARITY_MIN = 36, COMMON_MAX = 7;
	enum { REPLACED_MAX = 2, KEPT_MIN = 7, SIGNIFICANT_MIN = 4 };
	const struct title *x = &j->claim.view.title, *y = &m->view.title;
	struct title_replaced r;
	double sum = 0;

	if (m->title.relation != TITLE_NEAR || m->title.numbers_differ ||
	    !m->has_years || m->year_distance || !j->in->idf ||
	    (m->container != AGREE_EQUAL && m->container != AGREE_FORM) ||
	    !container_is_known(&m->view.container) ||
	    m->pages == AGREE_OTHER || m->pages == AGREE_UNKNOWN ||
	    m->names.claimed < 2 || title_is_about(x) != title_is_about(y) ||
	    !title_replaced(&r, x, y) || r.claimed > REPLACED_MAX ||
	    r.recorded != r.claimed || x->words_len < r.claimed + KEPT_MIN)
		return false;
	for (size_t i = 0; i < x->words_len; i++) {
		double rare = word_rarity(j, x->words[i]);

		if (i < r.at || i >= r.at + r.claimed)
			sum += rare;
		else if (rare > COMMON_MAX)
			return false;
	}
	return x->significant >= SIGNIFICANT_MIN && sum >= RARITY_MIN;
}

/* A title made of one work's, by wholly other people. */
static bool
judge_altered_title(struct judge *j)
{
	const char *who;

	if (asked_identifier_is_pending(j, &who) ||
	    !claim_trusted(&j->claim, CLAIM_AUTHOR) ||
	    !claim_trusted(&j->claim, CLAIM_TITLE))
		return false;
	for (size_t i = 0; i < j->len; i++) {
		const struct comparison *m = &j->items[i];

		if (!m->names.recorded || m->names.matched ||
		    m->names.group_for_people || m->names.in_two_scripts ||
		    !is_title_altered(j, m) ||
		    claim_raw_has_name(&j->claim, &m->view.names.items[0]))
			continue;
		conflict_with(j, m);
		add_part(j, 1U << CLAIM_TITLE, m->view.work);
		j->out->reason = arena_printf(j->a,
		    "its title is that of a work in the same volume, by "
		    "others, with a word altered: \"%.120s\" by %s",
		    m->view.work->title, judge_plain_name(j->a, m->view.work));
		return true;
	}
	return false;
}

/*
 * The same people wrote both, but nobody could take the one title for the other:
 * no translation, no short form, no other name of one work.
 */
static bool
is_other_title(const struct claim_view *c, const struct comparison *m)
{
	const struct title *x = &c->view.title, *y = &m->view.title;

	return m->title.relation == TITLE_OTHER && m->title.similarity < 0.25 &&
	       x->significant >= 3 && y->significant >= 3 &&
	       titles_are_english(x, y, container_is_known(&m->view.container));
}

/* A chapter under its book's identifier: the record is what it stands in. */
static bool
is_container_of_claim(struct judge *j, const struct comparison *m)
{
	const char *container = j->claim.view.work->container_title;
	struct title t;

	if (!container)
		return false;
	title_prepare(&t, j->a, container);
	return title_compare(&t, &m->view.title).relation < TITLE_NEAR;
}

/*
 * A record whose title holds the number of pages or the ISBN of a book has run
 * several into one: that it has an ISBN says nothing about any of them.
 */
static bool
is_run_of_books(const struct comparison *m)
{
	const struct title *t = &m->view.title;

	for (size_t i = 1; i < t->words_len; i++)
		if (span_eq(t->words[i], SPAN_LIT("isbn")) ||
		    (span_eq(t->words[i], SPAN_LIT("pp")) &&
			t->words[i - 1].ptr[0] >= '0' &&
			t->words[i - 1].ptr[0] <= '9'))
			return true;
	return false;
}

/* The reference's own identifier is another work's, and nothing rescues it. */
static bool
judge_identifier_of_other(struct judge *j)
{
	const struct match_identifier *id = own_identifier(j);
	const struct comparison *m = NULL;
	bool shared, half;

	for (size_t i = 0; id && i < j->len; i++)
		if (j->items[i].view.work == id->work)
			m = &j->items[i];
	if (!m || comparison_title_agrees(m) ||
	    claim_identifier_is_torn(&j->claim, id->value) ||
	    (id->kind == IDENTIFIER_ISBN && is_run_of_books(m)) ||
	    !claim_trusted(&j->claim, CLAIM_TITLE) ||
	    !claim_trusted(&j->claim, CLAIM_AUTHOR) ||
	    is_container_of_claim(j, m))
		return false;
	shared = comparison_shares_author(m);
	half = m->names.matched * 2 >= m->names.claimed;
	/* The title is there, only our reading did not see it. */
	if (m->view.title.letters &&
	    claim_raw_has(&j->claim, m->view.title.letters))
		return false;
	if (m->title.relation == TITLE_NONE && (!m->names.claimed || shared))
		return false;
	/* A like title needs people, and wholly other ones, to be another's. */
	if (m->title.similarity >= 0.5 &&
	    (shared || !m->names.claimed || !m->names.recorded ||
		claim_raw_has_word(&j->claim, m->view.names.items[0].core)))
		return false;
	/* The same people, a like title: perhaps the same work. */
	if (shared &&
	    (half ? !is_other_title(&j->claim, m) : m->title.similarity >= 0.3))
		return false;
	conflict_with(j, m);
	add_part(j,
	    identifier_bit(id->kind) |
		(shared && half ? 1U << CLAIM_AUTHOR : 0),
	    id->work);
	judge_list_candidates(j);
	j->out->reason = arena_printf(j->a,
	    "its %s %s is another work's%s: \"%.120s\" by %s",
	    identifier_name(id->kind), id->value,
	    shared && half ? " by the same people" : "",
	    id->work->title ? id->work->title : "untitled",
	    judge_plain_name(j->a, id->work));
	return true;
}

bool
judge_conflict(struct judge *j)
{
	return judge_title_of_others(j) || judge_identifier_of_other(j) ||
	       judge_altered_title(j);
}
