/*
 * What a reference itself proves wrong though no record was found: identifiers
 * that cannot be, and years that its own identifier refutes.
 */

#include "match/evidence.h"
#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

static void
add(struct judgement *out, struct arena *a, enum claim field,
    enum change_kind kind, const char *from, const char *to, const char *rule)
{
	struct change *ch;

	if (judgement_change(out, field))
		return;
	ch = &ARENA_PUSH(a, out->changes, out->changes_len);
	memset(ch, 0, sizeof(*ch));
	ch->field = field;
	ch->kind = kind;
	ch->from = from;
	ch->to = to;
	ch->rule = rule;
}

static void
refute(struct judgement *out, struct arena *a, enum claim field,
    const char *from, const char *to, const char *rule)
{
	add(out, a, field, CHANGE_WRONG, from, to, rule);
}

/* Books are printed with wrong numbers, too: that is no proof. */
static void
doubt(struct judgement *out, struct arena *a, enum claim field,
    const char *from, const char *rule)
{
	add(out, a, field, CHANGE_UNCONFIRMED, from, NULL, rule);
}

/* An identifier that its agency denies is wrong, whatever else is not known. */
static void
refute_dead_identifiers(
    struct judgement *out, struct arena *a, const struct match_input *in)
{
	for (size_t i = 0; i < in->identifiers_len; i++) {
		const struct match_identifier *id = &in->identifiers[i];

		if (id->status != IDENTIFIER_NOT_EXISTS ||
		    (id->kind != IDENTIFIER_DOI &&
			id->kind != IDENTIFIER_ARXIV))
			continue;
		refute(out, a,
		    id->kind == IDENTIFIER_DOI ? CLAIM_DOI : CLAIM_ARXIV,
		    id->value, NULL,
		    "the registration agency does not know it");
	}
}

const char *
claimed_arxiv(struct arena *a, const struct work *w)
{
	static const char prefix[] = "10.48550/arxiv.";

	if (w->arXiv)
		return w->arXiv;
	if (!w->DOI || strncmp(w->DOI, prefix, sizeof(prefix) - 1) != 0)
		return NULL;
	return arxiv_normal(a, span_of(w->DOI + sizeof(prefix) - 1), NULL);
}

/*
 * Conferences whose papers nearly all go to arXiv at once: of 2,712 that appeared
 * since 2019 and have an arXiv id, 3 got it three years later or more. Older ones
 * are put there late, and what appeared in journals may be older than its deposit
 * by any time.
 */
static bool
is_long_before_deposit(const struct claim_view *c, int year)
{
	enum { SINCE = 2019, LATE = 3 };
	const struct container *in = &c->view.container;

	return container_is_known(in) && !container_is_journal(in) &&
	       !in->workshop && !in->series &&
	       claim_trusted(c, CLAIM_CONTAINER_TITLE) &&
	       c->view.year >= SINCE && year >= c->view.year + LATE;
}

/*
 * An arXiv id says in which month it was given out. A preprint of a year before
 * is not that one. What appeared elsewhere may be older than its deposit.
 */
static const struct change *
refute_year_by_arxiv(struct judgement *out, struct arena *a,
    const struct claim_view *c, const struct match_input *in)
{
	const struct work *w = c->view.work;
	const char *id = claimed_arxiv(a, w);
	int year, month;

	if (!id || !arxiv_date(id, &year, &month))
		return NULL;
	if (in->year_now && year > in->year_now) {
		refute(out, a, w->arXiv ? CLAIM_ARXIV : CLAIM_DOI,
		    w->arXiv ? w->arXiv : w->DOI, NULL,
		    "an arXiv id of a month still to come");
		return NULL;
	}
	/* Ids of January are given to what was handed in in December, too. */
	if (!c->view.year || year <= c->view.year ||
	    (year == c->view.year + 1 && month == 1) ||
	    (c->view.container.fold && !c->view.container.preprint &&
		!is_long_before_deposit(c, year)) ||
	    !claim_trusted(c, CLAIM_YEAR))
		return NULL;
	refute(out, a, CLAIM_YEAR, arena_printf(a, "%d", c->view.year),
	    arena_printf(a, "%d", year),
	    arena_printf(
		a, "arXiv:%s was given out in %04d-%02d", id, year, month));
	return judgement_change(out, CLAIM_YEAR);
}

/*
 * The DOI of a conference's paper tells the conference and its year. Conferences at
 * the turn of a year, and papers printed after them, are a year off.
 */
static const struct change *
refute_by_conference(
    struct judgement *out, struct arena *a, const struct claim_view *c)
{
	const char *doi = c->view.work->DOI;
	bool deposited;
	int year = doi ? doi_conference_year(doi, &deposited) : 0;

	if (!year || !claim_trusted(c, CLAIM_DOI))
		return NULL;
	if (c->view.year && claim_trusted(c, CLAIM_YEAR) &&
	    (year > c->view.year + 1 ||
		(year + 1 < c->view.year && !deposited))) {
		refute(out, a, CLAIM_YEAR, arena_printf(a, "%d", c->view.year),
		    arena_printf(a, "%d", year),
		    arena_printf(a, "its DOI is of a paper of %d", year));
		return judgement_change(out, CLAIM_YEAR);
	}
	if (claim_trusted(c, CLAIM_CONTAINER_TITLE) &&
	    container_is_not_of_doi(&c->view.container, a, doi)) {
		refute(out, a, CLAIM_CONTAINER_TITLE,
		    c->view.work->container_title, NULL,
		    "its DOI is of another conference's paper");
		return judgement_change(out, CLAIM_CONTAINER_TITLE);
	}
	return NULL;
}

static bool
has_any_word(const struct title *t, const char *const *words, size_t n)
{
	for (size_t i = 0; i < t->words_len; i++)
		for (size_t k = 0; k < n; k++)
			if (span_eq(t->words[i], span_of(words[k])))
				return true;
	return false;
}

/* Has it words of English that titles of other languages do not have? */
static bool
is_english(const struct title *t)
{
	static const char *const words[] = { "and", "at", "by", "for", "from",
		"how", "is", "of", "the", "to", "towards", "using", "via",
		"what", "why", "with" };

	for (size_t i = 0; i < t->words_len; i++)
		if (t->words[i].len > 5 &&
		    !memcmp(t->words[i].ptr + t->words[i].len - 3, "ing", 3))
			return true;
	return has_any_word(t, words, sizeof(words) / sizeof(words[0]));
}

/* Nothing in it that English does not have. */
static bool
may_be_english(const struct title *t)
{
	/* No lone letters: "U-Net", "e-mail". */
	static const char *const words[] = { "con", "da", "das", "de", "del",
		"della", "dem", "der", "des", "di", "die", "du", "ein", "eine",
		"el", "em", "en", "et", "fur", "il", "im", "la", "las", "le",
		"les", "los", "mit", "na", "og", "para", "por", "pour", "sur",
		"um", "un", "una", "und", "une", "van", "von", "zu", "zur" };
	struct span text = span_of(t->text);
	size_t i = 0;

	while (i < text.len) {
		uint32_t c = text_next(text, &i);

		/* Dashes and quotation marks are no letters. */
		if (c >= 0x80 && text_is_letter(c))
			return false;
	}
	return !has_any_word(t, words, sizeof(words) / sizeof(words[0]));
}

bool
titles_are_english(
    const struct title *x, const struct title *y, bool known_venue)
{
	return may_be_english(x) && may_be_english(y) &&
	       ((is_english(x) && is_english(y)) || known_venue);
}

/* The issues of some volumes are paged by themselves. */
static bool
is_same_issue(const struct work *x, const struct work *y)
{
	enum agreement g = volume_compare(x->issue, y->issue);

	return g == AGREE_NONE || g == AGREE_EQUAL || g == AGREE_FORM;
}

/* Letters, abstracts and reviews share a page, so it takes a range. */
static bool
stands_on_pages(const struct claim_view *c, const struct comparison *m)
{
	return (m->volume == AGREE_EQUAL || m->volume == AGREE_FORM) &&
	       (m->pages == AGREE_EQUAL || m->pages == AGREE_FORM) &&
	       (m->container == AGREE_EQUAL || m->container == AGREE_FORM) &&
	       pages_tell_place(c->view.work->page) &&
	       pages_tell_place(m->view.work->page) && m->has_years &&
	       !m->year_distance && m->title.relation == TITLE_OTHER &&
	       is_same_issue(c->view.work, m->view.work) &&
	       !title_is_review(&c->view.title) &&
	       !title_is_review(&m->view.title) &&
	       claim_trusted(c, CLAIM_TITLE) && claim_trusted(c, CLAIM_PAGES) &&
	       claim_trusted(c, CLAIM_VOLUME);
}

/* No translation of this work, nor a record of it under another title. */
static bool
is_by_others(const struct claim_view *c, const struct comparison *m)
{
	return m->title.similarity < 0.3 && m->names.claimed &&
	       m->names.recorded && !m->names.matched &&
	       titles_are_english(&c->view.title, &m->view.title,
		   container_is_known(&m->view.container)) &&
	       claim_trusted(c, CLAIM_AUTHOR) &&
	       !claim_raw_has_word(c, m->view.names.items[0].core);
}

const struct comparison *
evidence_of_slot(const struct claim_view *c, const struct comparison *items,
    size_t len, bool others)
{
	for (size_t i = 0; i < len; i++)
		if (stands_on_pages(c, &items[i]) &&
		    (!others || is_by_others(c, &items[i])))
			return &items[i];
	return NULL;
}

void
evidence_add_slot(struct judgement *out, struct arena *a,
    const struct claim_view *c, const struct comparison *slot)
{
	const struct work *w = slot->view.work;
	struct change *ch;

	doubt(out, a, CLAIM_PAGES, c->view.work->page,
	    "another work is on record for these pages of this volume");
	ch = judgement_change(out, CLAIM_PAGES);
	ch->source = w->source;
	ch->record = w->record;
}

const struct change *
evidence_of_claim(struct judgement *out, struct arena *a,
    const struct claim_view *c, const struct match_input *in)
{
	const struct work *w = c->view.work;
	const struct change *contradicts;

	refute_dead_identifiers(out, a, in);
	if (w->ISBN && isbn_has_shape(span_of(w->ISBN)) &&
	    !isbn_normal(a, span_of(w->ISBN)))
		doubt(out, a, CLAIM_ISBN, w->ISBN, "its check digit is wrong");
	if (w->DOI && doi_is_placeholder(w->DOI))
		refute(out, a, CLAIM_DOI, w->DOI, NULL,
		    "a placeholder, not a DOI that was ever registered");
	contradicts = refute_year_by_arxiv(out, a, c, in);
	if (!contradicts)
		contradicts = refute_by_conference(out, a, c);
	if (in->year_now && c->view.year > in->year_now + 1 &&
	    claim_trusted(c, CLAIM_YEAR))
		refute(out, a, CLAIM_YEAR, arena_printf(a, "%d", c->view.year),
		    NULL, "that year is still to come");
	return contradicts;
}
