/* What the references of a document have in common in their form. */

#include "base/text.h"
#include "model/identifier.h"
#include "write/form.h"

#include "base/banned.h"

/* The texts seen, each with how often: few differ. */
enum { KINDS_MAX = 12 };

struct votes {
	const char *text[KINDS_MAX];
	size_t count[KINDS_MAX];
	size_t len;
};

static void
vote(struct votes *v, const char *text)
{
	for (size_t i = 0; i < v->len; i++)
		if (!strcmp(v->text[i], text)) {
			v->count[i]++;
			return;
		}
	if (v->len == KINDS_MAX)
		return;
	v->text[v->len] = text;
	v->count[v->len++] = 1;
}

static const char *
winner(const struct votes *v)
{
	size_t best = 0;

	for (size_t i = 1; i < v->len; i++)
		if (v->count[i] > v->count[best])
			best = i;
	return v->len ? v->text[best] : NULL;
}

static struct span
text_of(const struct reference *ref, const struct place *p)
{
	return span_sub((struct span){ ref->body.text, ref->body.len },
	    p->range.from, p->range.to);
}

static void
vote_doi(struct votes *v, struct arena *a, const struct reference *ref,
    const struct place *p)
{
	static const char *const resolvers[] = { "http://dx.doi.org/",
		"https://dx.doi.org/", "http://doi.org/" };
	struct identifier *ids;
	size_t n = identifier_find_all(
	    &ids, a, (struct span){ ref->body.text, ref->body.len });

	for (size_t i = 0; i < n; i++) {
		struct range r = ids[i].whole;
		const char *prefix;

		if (ids[i].kind != IDENTIFIER_DOI || r.from > p->range.from ||
		    r.to < p->range.to || ids[i].place.from <= r.from)
			continue;
		prefix = arena_printf(a, "%.*s",
		    (int)(ids[i].place.from - r.from), ref->body.text + r.from);
		/* What Crossref's guidelines of 2017 ask for. */
		for (size_t k = 0; k < sizeof(resolvers) / sizeof(resolvers[0]);
		     k++)
			if (!strcmp(prefix, resolvers[k]))
				prefix = "https://doi.org/";
		vote(v, prefix);
		return;
	}
}

static void
vote_dash(struct votes *v, struct span pages)
{
	static const char *const dashes[] = { "--", "\xe2\x80\x93",
		"\xe2\x80\x94", "-" };

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		size_t len = strlen(dashes[i]);

		for (size_t k = 1; k + len < pages.len; k++)
			if (!memcmp(pages.ptr + k, dashes[i], len)) {
				vote(v, dashes[i]);
				return;
			}
	}
}

static void
vote_and(struct votes *v, struct arena *a, const struct reference *ref,
    const struct place *p)
{
	const struct name_list *l = &ref->parses[0].work->author;
	struct names_form form;

	/* Two names leave open whether three would have a comma. */
	if (l->len < 3 || l->len > 30 || (l->others && !l->last_follows_cut))
		return;
	if (names_form_learn(&form, a, text_of(ref, p), l, NULL) &&
	    strlen(form.last) < 12)
		vote(v, form.last);
}

void
write_list_form(
    struct list_form *out, struct arena *a, const struct references *refs)
{
	struct votes doi = { 0 }, dash = { 0 }, last = { 0 };
	size_t emphasised = 0, containers = 0;

	*out = (struct list_form){ 0 };
	for (size_t i = 0; i < refs->len; i++) {
		const struct reference *ref = &refs->items[i];
		const struct place *p, *title;

		if (ref->form != REFERENCE_STRING || !ref->parses_len)
			continue;
		p = parse_place(ref->parses, CLAIM_DOI);
		if (p)
			vote_doi(&doi, a, ref, p);
		p = parse_place(ref->parses, CLAIM_PAGES);
		if (p)
			vote_dash(&dash, text_of(ref, p));
		p = parse_place(ref->parses, CLAIM_AUTHOR);
		if (p && ref->parses[0].work)
			vote_and(&last, a, ref, p);
		p = parse_place(ref->parses, CLAIM_CONTAINER_TITLE);
		title = parse_place(ref->parses, CLAIM_TITLE);
		if (!p || !title)
			continue;
		containers++;
		emphasised += form_emphasised(ref, p->range) &&
			      !form_emphasised(ref, title->range);
	}
	out->doi_prefix = winner(&doi);
	out->page_dash = winner(&dash);
	out->last_and = winner(&last);
	out->container_emphasis = 2 * emphasised > containers;
}
