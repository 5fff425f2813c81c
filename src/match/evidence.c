/*
 * What a reference itself proves wrong though no record was found: identifiers
 * that cannot be, and years that its own identifier refutes.
 */

#include "match/evidence.h"
#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

static void
refute(struct judgement *out, struct arena *a, enum claim field,
    const char *from, const char *to, const char *rule)
{
	struct change *ch;

	if (judgement_change(out, field))
		return;
	ch = &ARENA_PUSH(a, out->changes, out->changes_len);
	memset(ch, 0, sizeof(*ch));
	ch->field = field;
	ch->kind = CHANGE_WRONG;
	ch->from = from;
	ch->to = to;
	ch->rule = rule;
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

/* The arXiv id that a reference gives, as such or as DOI (arXiv registers
 * 10.48550/arXiv.ID for each of its ids). */
static const char *
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
 * An arXiv id says in which month it was given out. A preprint of a year before
 * is not that one. What appeared elsewhere may well be older than its deposit.
 */
static void
refute_year_by_arxiv(struct judgement *out, struct arena *a,
    const struct claim_view *c, const struct match_input *in)
{
	const struct work *w = c->view.work;
	const char *id = claimed_arxiv(a, w);
	int year, month;

	if (!id || !arxiv_date(id, &year, &month))
		return;
	if (in->year_now && year > in->year_now) {
		refute(out, a, w->arXiv ? CLAIM_ARXIV : CLAIM_DOI,
		    w->arXiv ? w->arXiv : w->DOI, NULL,
		    "an arXiv id of a month still to come");
		return;
	}
	if (!c->view.year || year <= c->view.year ||
	    (c->view.container.fold && !c->view.container.preprint) ||
	    !claim_trusted(c, CLAIM_YEAR))
		return;
	refute(out, a, CLAIM_YEAR, arena_printf(a, "%d", c->view.year),
	    arena_printf(a, "%d", year),
	    arena_printf(
		a, "arXiv:%s was given out in %04d-%02d", id, year, month));
}

void
evidence_of_claim(struct judgement *out, struct arena *a,
    const struct claim_view *c, const struct match_input *in)
{
	const struct work *w = c->view.work;

	refute_dead_identifiers(out, a, in);
	if (w->DOI && doi_is_placeholder(w->DOI))
		refute(out, a, CLAIM_DOI, w->DOI, NULL,
		    "a placeholder, not a DOI that was ever registered");
	refute_year_by_arxiv(out, a, c, in);
	if (in->year_now && c->view.year > in->year_now + 1 &&
	    claim_trusted(c, CLAIM_YEAR))
		refute(out, a, CLAIM_YEAR, arena_printf(a, "%d", c->view.year),
		    NULL, "that year is still to come");
}
