/* Identifiers: the work's own, another's, a copy's, or nobody's. */

#include "match/changes.h"

#include "base/banned.h"

/*
 * Prefixes under which a copy of a published work gets a DOI of its own:
 * arXiv, Zenodo, SSRN, ResearchGate, bioRxiv, figshare, OSF, JSTOR, Research
 * Square, TechRxiv, PsyArXiv, HAL, institutional repositories.
 */
static const char *const copy_prefixes[] = { "10.48550/", "10.5281/",
	"10.2139/", "10.13140/", "10.1101/", "10.6084/", "10.17605/",
	"10.31219/", "10.2307/", "10.21203/", "10.36227/", "10.31234/",
	"10.20944/", "10.26434/", "10.17863/", "10.3929/", "10.5167/",
	"10.7916/", "10.17615/", "10.18452/", "10.17169/", "10.14279/" };

static bool
may_be_copy(const char *doi)
{
	for (size_t i = 0; i < sizeof(copy_prefixes) / sizeof(copy_prefixes[0]);
	     i++)
		if (!strncmp(doi, copy_prefixes[i], strlen(copy_prefixes[i])))
			return true;
	return false;
}

static bool
same_registrant(const char *x, const char *y)
{
	size_t n = strcspn(x, "/");

	return n == strcspn(y, "/") && !memcmp(x, y, n);
}

static const struct match_identifier *
asked(const struct finder *f, enum identifier_kind kind, const char *value)
{
	for (size_t i = 0; i < f->in->identifiers_len; i++) {
		const struct match_identifier *id = &f->in->identifiers[i];

		if (id->kind == kind && !strcmp(id->value, value))
			return id;
	}
	return NULL;
}

static bool
is_member(const struct finder *f, const struct work *w)
{
	struct view v;

	for (size_t i = 0; i < f->cluster->len; i++)
		if (f->cluster->members[i]->view.work == w)
			return true;
	view_prepare(&v, f->a, w);
	return view_same_work(f->a, &f->best->view, &v);
}

/* The first member's value of an identifier; any != NULL: is it one of them? */
static bool
member_has(const struct finder *f, enum work_field member, const char *value)
{
	for (size_t i = 0; i < f->cluster->len; i++) {
		const char *other =
		    work_get(f->cluster->members[i]->view.work, member);

		if (other && (member == WORK_DOI ? doi_equal(other, value)
						 : !strcmp(other, value)))
			return true;
	}
	return false;
}

/* An arXiv DOI names the id that a record may keep as such. */
static bool
is_members_arxiv(const struct finder *f, const char *doi)
{
	static const char prefix[] = "10.48550/arxiv.";

	return !strncmp(doi, prefix, sizeof(prefix) - 1) &&
	       member_has(f, WORK_arXiv, doi + sizeof(prefix) - 1);
}

void
changes_find_identifier(struct finder *f, enum claim field,
    enum identifier_kind kind, enum work_field member)
{
	const struct work *w = f->best->view.work;
	const char *from = work_get(f->c->view.work, member);
	const char *to = work_get(w, member);
	const struct match_identifier *id;

	/* to be recognised by, not to be given to anybody */
	if (kind == IDENTIFIER_DOI && to && doi_is_unregistered(to))
		to = NULL;
	if (!from) {
		if (to &&
		    (kind == IDENTIFIER_DOI ||
			(kind == IDENTIFIER_ARXIV && f->best->view.preprint)))
			finder_add_text(
			    f, field, CHANGE_MISSING, NULL, to, "not given");
		return;
	}
	if (member_has(f, member, from) ||
	    (kind == IDENTIFIER_DOI && is_members_arxiv(f, from)))
		return;
	id = asked(f, kind, from);
	if (id && id->status == IDENTIFIER_NOT_EXISTS) {
		finder_add_text(f, field, CHANGE_WRONG, from, to,
		    "the registration agency does not know it");
	} else if (kind == IDENTIFIER_DOI && doi_is_placeholder(from) &&
		   !(id && id->status == IDENTIFIER_EXISTS)) {
		finder_add_text(f, field, CHANGE_WRONG, from, to,
		    "a placeholder, not a DOI that was ever registered");
	} else if (id && id->work && is_member(f, id->work)) {
		return;
	} else if (claim_identifier_is_torn(f->c, from)) {
		finder_add_text(f, field, CHANGE_UNCONFIRMED, from, to,
		    "a blank in the text cuts it short");
	} else if (id && id->work && kind != IDENTIFIER_ISBN) {
		/* An ISBN is its volume's: other papers have it too. */
		finder_add_text(
		    f, field, CHANGE_WRONG, from, to, "it is another work's");
	} else if (kind == IDENTIFIER_DOI && to && f->pinned &&
		   claim_trusted(f->c, field) && !same_registrant(from, to) &&
		   !may_be_copy(from) && !may_be_copy(to) &&
		   !(id && id->status == IDENTIFIER_EXISTS) &&
		   finder_is_part(w)) {
		finder_add_text(f, field, CHANGE_WRONG, from, to,
		    "the record has another, of another registrant");
	} else {
		finder_add_text(f, field, CHANGE_UNCONFIRMED, from, to,
		    "no source in use knows it");
	}
}
