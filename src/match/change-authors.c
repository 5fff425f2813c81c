/* Who wrote it: what is said, and what the record says. */

#include "match/changes.h"

#include "base/banned.h"

/* "A Test": the first words of the title ("A Test and Falsification of ..."). */
static bool
begins_title(const struct folded_name *n, const struct title *t)
{
	const char *parts[] = { n->given, n->words };
	size_t at = 0;

	for (size_t k = 0; k < 2; k++)
		for (const char *p = parts[k]; *p; at++) {
			size_t len = strcspn(p, " ");

			if (at >= t->words_len ||
			    !span_eq(t->words[at], (struct span){ p, len }))
				return false;
			p += len;
			p += *p == ' ';
		}
	return at > 1;
}

/* "H.": nobody's name, but a piece of one that was torn. */
static bool
is_initials_alone(const struct folded_name *n)
{
	const char *parts[] = { n->given, n->words };

	for (size_t k = 0; k < 2; k++)
		for (const char *p = parts[k]; *p; p += *p == ' ') {
			size_t len = strcspn(p, " ");

			if (len > 1)
				return false;
			p += len;
		}
	return true;
}

/*
 * Are all words of a claimed name words of the record's people or of its title,
 * more than one whole word among them? "Mann Tom Brown" is two people, "R. Yu.
 * Empowering" the last one and a title.
 */
static bool
is_made_of(const struct folded_name *claim, const struct folded_names *record,
    const struct title *t)
{
	const char *const parts[] = { claim->given, claim->words };
	bool any = false, alone = !*claim->given;
	size_t of_title = 0;

	if (begins_title(claim, t) || is_initials_alone(claim))
		return true;
	for (size_t k = 0; k < 2; k++)
		for (const char *p = parts[k]; *p;) {
			size_t n = strcspn(p, " ");
			bool found = n < 2;

			for (size_t j = 0; !found && j < record->len; j++)
				found =
				    name_has_word(
					record->items[j].words, p, n) ||
				    name_has_word(
					record->items[j].given, p, n) ||
				    /* "Pikmai" for "Pik-Mai" */
				    (n > 2 &&
					strlen(record->items[j].letters) == n &&
					!memcmp(
					    record->items[j].letters, p, n));
			any |= found && n > 1;
			if (!found && !title_has_word(t, (struct span){ p, n }))
				return false;
			of_title += !found && (n > 2 || alone);
			p += n;
			p += *p == ' ';
		}
	/* "DORIC, G.": the initial of the last one, and the title's first word. */
	if (!any && of_title == 1 && t->words_len &&
	    name_has_word(claim->words, t->words[0].ptr, t->words[0].len) &&
	    t->front_len == t->words[0].len)
		return true;
	/* People have given names; "Kr." is a word that follows them. */
	return any || of_title > 1 || (alone && of_title);
}

/*
 * Records run people together: "C. Foster, W. H. Kool, W. F. van der Weg" is one
 * author, "Marcus J. AND Walker, Robert S. Hamilton" another.
 */
static bool
is_run_together(const struct work *w)
{
	const struct name_list *l = w->author.len ? &w->author : &w->editor;

	for (size_t i = 0; i < l->len; i++) {
		const char *given = l->items[i].given;

		if (given && (strchr(given, ',') || strstr(given, " and ") ||
				 strstr(given, " AND ")))
			return true;
	}
	return false;
}

/* "Conway, and Bevil R.": a name of which an "and" made two. */
static bool
is_torn(const struct work *w)
{
	for (size_t i = 1; i < w->author.len; i++) {
		const struct name *n = &w->author.items[i];

		if (w->author.items[i - 1].family &&
		    !w->author.items[i - 1].given && n->family &&
		    name_is_initials(span_of(n->family)))
			return true;
	}
	return false;
}

/*
 * Claimed names that are nobody's. What a reading of a string made of two of
 * the record's people ("Mann Tom Brown") or of its title ("Turing, Alan,
 * Computing Machinery and ...") is its fault, not the reference's.
 */
static size_t
really_extra(const struct finder *f, const struct comparison *m)
{
	const struct folded_names *claim = &f->c->view.names,
				  *record = &m->view.names;
	bool *taken = ARENA_ARRAY(f->a, bool, record->len + 1);
	size_t made = 0;

	if (!m->names.extra ||
	    (f->c->reference->form != REFERENCE_STRING &&
		!is_run_together(m->view.work) && !is_torn(f->c->view.work)))
		return m->names.extra;
	for (size_t i = 0; i < claim->len; i++) {
		bool known = false;

		/* "Noguer" and "Alonso, M." are both Noguer i Alonso, once. */
		for (size_t j = 0; !known && j < record->len; j++) {
			known =
			    !taken[j] && name_compare(&claim->items[i],
					     &record->items[j]) != NAME_OTHER;
			taken[j] |= known;
		}
		made += !known &&
			is_made_of(&claim->items[i], record, &m->view.title);
	}
	return made < m->names.extra ? m->names.extra - made : 0;
}

/* "... and {\v{Z": the last one is a letter, where the list was cut off. */
static bool
is_cut_off(const struct work *w)
{
	const struct name *last =
	    w->author.len > 1 ? &w->author.items[w->author.len - 1] : NULL;
	const char *family = last ? last->family : NULL;

	return family && !last->given &&
	       (strchr(family, '\\') || (family[0] && !family[1]));
}

/* Those of the record that the reading lost may still be in the text. */
static size_t
really_absent(const struct finder *f, const struct comparison *m)
{
	size_t absent = 0;

	if (!f->c->raw_fold)
		return is_run_together(m->view.work) && !really_extra(f, m)
			   ? 0
			   : m->names.absent;
	/* A cut that the reading missed is a cut all the same. */
	if (claim_raw_has_word(f->c, "et al"))
		return 0;
	for (size_t j = 0; j < m->view.names.len; j++) {
		const struct folded_name *n = &m->view.names.items[j];
		bool there = claim_raw_has_name(f->c, n);

		/* "Dorna" is there for "Dorma". */
		for (size_t i = 0; !there && i < f->c->view.names.len; i++)
			there = name_compare(&f->c->view.names.items[i], n) !=
				NAME_OTHER;
		absent += !there;
	}
	return absent < m->names.absent ? absent : m->names.absent;
}

/* So many that it is no chance: services sort names, authors may. */
static bool
is_alphabetical(const struct folded_names *n)
{
	enum { SORTED_FROM = 3 };

	if (n->len < SORTED_FROM)
		return false;
	for (size_t i = 1; i < n->len; i++)
		if (strcmp(n->items[i - 1].core, n->items[i].core) > 0)
			return false;
	return true;
}

static bool
is_another_edition(const struct comparison *m)
{
	return m->view.work->type == WORK_TYPE_BOOK && m->names.first &&
	       (!m->has_years || m->year_distance) && !m->same_identifier;
}

/*
 * The versions of a paper are by a few people more or fewer. Of 3,812 pairs of a
 * preprint and what was published from it none has three others for three.
 */
static bool
are_replaced(const struct names_match *n, size_t extra)
{
	enum { SEVERAL = 3 };

	return extra >= SEVERAL && extra * 3 >= n->claimed &&
	       n->recorded >= n->matched + SEVERAL;
}

static enum change_kind
names_kind(const struct finder *f, const struct comparison *m,
    const char **rule, bool *differs)
{
	const struct names_match *n = &m->names;
	size_t absent = really_absent(f, m), extra = really_extra(f, m);

	*differs = true;
	if (n->extra && is_cut_off(f->c->view.work)) {
		extra -= extra > 0;
		absent = 0;
	}
	if (!n->claimed || !n->recorded) {
		*rule = "nobody is named on one side";
		return CHANGE_UNCONFIRMED;
	}
	if (!extra && !absent && (n->extra || (f->c->raw_fold && n->absent))) {
		/* All are there; only we could not take the names apart. */
		*rule = "the same people";
		*differs = false;
		return CHANGE_FORM;
	}
	if (n->group_for_people) {
		*rule = "a group signs for its people";
		return CHANGE_UNCONFIRMED;
	}
	if (n->in_two_scripts) {
		*rule = "the names are written in another script";
		return CHANGE_UNCONFIRMED;
	}
	if (!n->matched || n->order_only_weak) {
		*rule = "other people wrote it";
		if (n->matched && n->claimed == 1 && n->recorded == 1)
			return CHANGE_VARIANT;
		return CHANGE_WRONG;
	}
	if (extra && n->recorded == 1 && n->claimed > 2) {
		*rule = "the record names one author only";
		return CHANGE_UNCONFIRMED;
	}
	if ((extra || absent) && is_another_edition(m)) {
		*rule = "editions of a book are by more people or fewer";
		return CHANGE_UNCONFIRMED;
	}
	if ((extra || absent) && f->elsewhere && !are_replaced(n, extra) &&
	    (!absent || (n->first && n->matched * 2 >= n->claimed) ||
		(n->claimed > 3 && n->matched * 4 >= n->claimed * 3))) {
		*rule = "the version cited, that no source has, may be by "
			"more people or fewer";
		return CHANGE_UNCONFIRMED;
	}
	if (extra || absent) {
		*rule = extra && absent ? "some authors are others"
			: extra         ? "an author too many"
					: "authors are left out";
		return CHANGE_WRONG;
	}
	if (n->reordered) {
		/*
		 * Some services sort the names of proceedings, and a preprint's
		 * order is not always the paper's.
		 */
		*rule = "the authors stand in another order";
		return f->pinned && !is_alphabetical(&m->view.names)
			   ? CHANGE_WRONG
			   : CHANGE_VARIANT;
	}
	if (n->given_other > 1) {
		/* One may have changed it; of several, somebody made them up. */
		*rule = "given names are others";
		return CHANGE_WRONG;
	}
	if (n->worst <= NAME_VARIANT) {
		*rule = "a name differs a little";
		return CHANGE_VARIANT;
	}
	*rule = "the same people";
	*differs = n->worst == NAME_FORM;
	return CHANGE_FORM;
}

/*
 * A string whose names were parted otherwise, in a reading that the record agrees with
 * no less, does not say that they are others: the reading may have torn them.
 */
static bool
another_reading_agrees(struct finder *f, enum change_kind *kind,
    const char **rule, bool *differs, const struct name_list **from)
{
	const struct reference *r = f->c->reference;

	for (size_t i = 0; i < r->parses_len && i < PARSES_TRIED; i++) {
		struct claim_view claim;
		struct comparison m;
		struct finder other = *f;
		enum change_kind k;
		const char *why;
		bool d;

		if (&r->parses[i] == f->c->parse)
			continue;
		claim_prepare(&claim, f->a, r, &r->parses[i]);
		comparison_make(&m, f->a, &claim, f->best->view.work);
		other.c = &claim;
		k = names_kind(&other, &m, &why, &d);
		if (!m.names.claimed || k == CHANGE_WRONG ||
		    m.score + 0.005 < f->best->score)
			continue;
		*kind = k;
		*rule = why;
		*differs = d;
		*from = &claim.view.work->author;
		return true;
	}
	return false;
}

/* An editor in the place of an author and the reverse are no error. */
static const struct name_list *
people(const struct work *w)
{
	return w->author.len ? &w->author : &w->editor;
}

void
changes_find_authors(struct finder *f)
{
	const struct work *claim = f->c->view.work;
	const struct name_list *to = people(f->best->view.work);
	const struct name_list *from = people(claim);
	const char *rule = NULL, *other_rule;
	enum change_kind kind;
	struct change *ch;
	bool differs, other_differs;

	if (!to->len)
		return;
	if (!people(claim)->len) {
		if (f->c->reference->form == REFERENCE_STRING &&
		    claim_raw_has_word(f->c, f->best->view.names.items[0].core))
			return;
		ch = finder_add(f, CLAIM_AUTHOR, CHANGE_MISSING,
		    "the reference names no author");
		ch->to_names = to;
		return;
	}
	kind = names_kind(f, f->best, &rule, &differs);
	for (size_t i = 1; i < f->cluster->len && !f->conflict &&
			   (kind == CHANGE_WRONG || kind == CHANGE_VARIANT);
	     i++) {
		const struct comparison *m = f->cluster->members[i];
		enum change_kind other =
		    names_kind(f, m, &other_rule, &other_differs);

		/* "Zitao Liu" and "Jerry Zitao Liu" are both on record. */
		if (kind == CHANGE_VARIANT) {
			if (m->names.recorded && !other_differs &&
			    !m->view.names.others &&
			    m->names.worst == NAME_EQUAL)
				return;
			continue;
		}

		/* A list that is cut itself cannot tell who is left out. */
		if (m->view.names.others && !f->best->view.names.others)
			continue;
		if (m->names.recorded && other != CHANGE_WRONG) {
			kind = other;
			rule = other_rule;
			differs = other_differs;
			to = people(m->view.work);
		}
	}
	if (kind == CHANGE_WRONG && !f->conflict &&
	    f->c->reference->form == REFERENCE_STRING)
		(void)another_reading_agrees(f, &kind, &rule, &differs, &from);
	if (!differs)
		return;
	/*
	 * A name list that was read without confidence proves nothing, but
	 * people that are not in the text at all are not cited.
	 */
	if (kind == CHANGE_WRONG && !f->conflict)
		kind = finder_or_unconfirmed(f, CLAIM_AUTHOR, kind);
	ch = finder_add(
	    f, claim->author.len ? CLAIM_AUTHOR : CLAIM_EDITOR, kind, rule);
	ch->from_names = from->len ? from : people(claim);
	ch->to_names = to;
	/* The best version's own list may have been cut. */
	for (size_t i = 1; i < f->cluster->len; i++) {
		const struct work *w = f->cluster->members[i]->view.work;

		if (f->cluster->original->author.others &&
		    people(w)->items == to->items) {
			ch->source = w->source;
			ch->record = w->record;
		}
	}
}
