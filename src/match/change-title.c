/* What is right, wrong or missing of the title: see changes.c. */

#include "base/text.h"
#include "match/changes.h"
#include "match/evidence.h"

#include "base/banned.h"

static bool
all_capitals(const char *s)
{
	struct span t = span_of(s);
	size_t i = 0, upper = 0, lower = 0;

	while (i < t.len) {
		uint32_t c = text_next(t, &i);

		upper += text_is_upper(c);
		lower += text_is_lower(c);
	}
	return upper > 3 && !lower;
}

/* The version whose title is nearest to the one claimed. */
static const struct comparison *
nearest_title(const struct finder *f)
{
	const struct comparison *best = f->best;

	for (size_t i = 1; i < f->cluster->len; i++)
		if (f->cluster->members[i]->title.relation <
			best->title.relation &&
		    f->cluster->members[i]->title.relation != TITLE_NONE)
			best = f->cluster->members[i];
	return best;
}

/* The preprint is cited, and only what was published from it is on record. */
static bool
is_preprint_of_published(const struct finder *f)
{
	if (!f->c->view.container.preprint && !f->c->view.work->arXiv)
		return false;
	for (size_t i = 0; i < f->cluster->len; i++)
		if (f->cluster->members[i]->view.preprint ||
		    f->cluster->members[i]->same_identifier)
			return false;
	return true;
}

/* Cut off in the middle of a word, as programs do: "... with especial re". */
static bool
is_cut_in_word(const struct title *claim, const struct title *record)
{
	enum { CUT_FROM = 40 };
	size_t len = 0;

	if (claim->letters_len < CUT_FROM ||
	    claim->letters_len >= record->letters_len ||
	    memcmp(claim->letters, record->letters, claim->letters_len) != 0)
		return false;
	for (size_t i = 0; len < claim->letters_len; i++)
		len += record->words[i].len;
	return len > claim->letters_len;
}

/* Folded words of a text that have letters beyond ASCII. */
static bool
has_foreign_word(struct arena *a, const char *text, struct span word)
{
	while (*text) {
		size_t len = strcspn(text, " "), high = 0;
		const char *fold;

		for (size_t i = 0; i < len; i++)
			high += (unsigned char)text[i] >= 0x80;
		fold = high ? text_fold(a, (struct span){ text, len }) : "";
		if (name_has_word(fold, word.ptr, word.len))
			return true;
		text += len;
		text += *text == ' ';
	}
	return false;
}

/*
 * "Several Zhang-zhung Etymologies" for "Several Zaṅ-žuṅ etymologies": at least half
 * of the words in which the record differs have letters that others write otherwise.
 */
static bool
is_transliterated(
    struct arena *a, const struct title *claim, const struct title *record)
{
	struct title_replaced r;
	size_t foreign = 0;

	if (!title_replaced(&r, claim, record) || !r.claimed || !r.recorded)
		return false;
	for (size_t i = r.at; i < r.at + r.recorded; i++)
		foreign += has_foreign_word(a, record->text, record->words[i]);
	return foreign && foreign * 2 >= r.recorded;
}

/* "XGBoost", as its publisher registered it, for "XGBoost: A scalable tree boosting
 * system": one word tells nothing of which work it is, but of this one, by these people, the
 * record has lost the subtitle. */
static bool
lacks_subtitle(const struct title *claim, const struct comparison *m)
{
	const struct title *record = &m->view.title;

	return claim->front_len && claim->front_len == record->letters_len &&
	       !memcmp(claim->letters, record->letters, claim->front_len) &&
	       comparison_shares_author(m);
}

/*
 * "Adam: A Method for Stochastic Optimization of Quantum Circuits": an entry's title,
 * which nobody had to find the end of, goes on without a mark where the record's ends.
 * Of 40,529 pairs of records of the same pages 11 differ so, since one of them was cut:
 * so it takes two records, or a title of which hardly anything is the record's.
 */
static bool
is_made_longer(const struct finder *f, const struct comparison *m)
{
	enum { HARDLY = 3 };
	const struct title *x = &f->c->view.title, *y = &m->view.title;
	size_t records = 0;
	bool published = false;

	if (f->conflict || f->c->reference->form != REFERENCE_ENTRY ||
	    m->title.relation != TITLE_PREFIX || !title_goes_on(x, y) ||
	    !claim_trusted(f->c, CLAIM_TITLE))
		return false;
	for (size_t i = 0; i < f->cluster->len; i++) {
		const struct view *v = &f->cluster->members[i]->view;

		records += !strcmp(v->title.letters, y->letters);
		published |= !v->preprint;
	}
	return (records > 1 && published) ||
	       y->words_len * HARDLY < x->words_len;
}

void
changes_find_title(struct finder *f)
{
	const char *from = f->c->view.work->title;
	const char *to = f->best->view.title.text;
	const struct comparison *m = nearest_title(f);
	bool longer;

	if (!to)
		return;
	if (!from) {
		finder_add_text(f, CLAIM_TITLE, CHANGE_MISSING, NULL, to,
		    "the reference has no title");
		return;
	}
	if (m->title_in_raw && m->title.relation > TITLE_SUBTITLE)
		return; /* it is all there; only our reading cut it otherwise */
	if (!f->conflict && lacks_subtitle(&f->c->view.title, m))
		return;
	if (!f->conflict && m->nickname) {
		finder_add_text(f, CLAIM_TITLE, CHANGE_VARIANT, from,
		    m->view.title.text, "the subtitle is left out");
		return;
	}
	switch (m->title.relation) {
	case TITLE_NONE:
	case TITLE_SUBTITLE: /* records lose subtitles */ return;
	case TITLE_EQUAL:
		if (m != f->best && f->best->title.relation != TITLE_EQUAL)
			return;
		/* A record in capitals is no model for anybody. */
		if (strcmp(from, to) && !all_capitals(to) &&
		    !title_is_broken(to))
			finder_add_text(f, CLAIM_TITLE, CHANGE_FORM, from, to,
			    "the same words");
		return;
	case TITLE_SPELLING:
		if (title_is_broken(to))
			return;
		finder_add_text(f, CLAIM_TITLE, CHANGE_VARIANT, from,
		    m->view.title.text, "another spelling");
		return;
	case TITLE_NO_SUBTITLE:
		finder_add_text(f, CLAIM_TITLE, CHANGE_VARIANT, from,
		    m->view.title.text, "the subtitle is left out");
		return;
	case TITLE_PREFIX:
	case TITLE_NEAR:
	case TITLE_OTHER: break;
	}
	longer = f->c->view.title.letters_len > m->view.title.letters_len;
	if (!f->conflict && m->title.relation >= TITLE_NEAR &&
	    is_transliterated(f->a, &f->c->view.title, &m->view.title)) {
		finder_add_text(f, CLAIM_TITLE, CHANGE_VARIANT, from, to,
		    "its foreign words are written otherwise");
		return;
	}
	if (m->title.relation == TITLE_PREFIX && longer &&
	    !is_made_longer(f, m)) {
		/* Records get cut, and so do our readings run on. */
		finder_add_text(f, CLAIM_TITLE, CHANGE_UNCONFIRMED, from, to,
		    "the record's title is shorter");
		return;
	}
	/* "*t > k: An Austronesian sound change revisited" */
	if (m->title.relation == TITLE_PREFIX &&
	    m->view.title.front_len == f->c->view.title.letters_len) {
		finder_add_text(f, CLAIM_TITLE, CHANGE_VARIANT, from, to,
		    "the subtitle is left out");
		return;
	}
	if (m->title.relation == TITLE_PREFIX &&
	    is_cut_in_word(&f->c->view.title, &m->view.title)) {
		finder_add_text(f, CLAIM_TITLE, CHANGE_VARIANT, from, to,
		    "the title is cut off");
		return;
	}
	if (m->title.similarity < 0.25 && !f->conflict &&
	    !titles_are_english(&f->c->view.title, &m->view.title,
		container_is_known(&m->view.container))) {
		finder_add_text(f, CLAIM_TITLE, CHANGE_UNCONFIRMED, from, to,
		    "perhaps a translation");
		return;
	}
	if (!f->conflict &&
	    title_is_volume(&f->c->view.title, &m->view.title)) {
		finder_add_text(f, CLAIM_TITLE, CHANGE_VARIANT, from, to,
		    "the volume's title alone, or that of all volumes");
		return;
	}
	if ((f->best->view.preprint || is_preprint_of_published(f)) &&
	    !f->conflict &&
	    (m->title.similarity >= 0.5 || m->names.matched > 2)) {
		finder_add_text(f, CLAIM_TITLE, CHANGE_VARIANT, from, to,
		    "preprints change their titles between versions");
		return;
	}
	finder_add_text(f, CLAIM_TITLE,
	    finder_or_unconfirmed(f, CLAIM_TITLE, CHANGE_WRONG), from, to,
	    m->title.relation != TITLE_PREFIX ? "the title differs"
	    : longer                          ? "the record's title ends before"
		     : "a part of the title is missing");
}
