/* What the references of a document have in common in their form. */

#include "base/text.h"
#include "model/identifier.h"
#include "write/form.h"

#include "base/banned.h"

/* The texts seen, each with how often: few differ. */
enum { KINDS_MAX = 12, BETWEEN_MAX = 16, LETTERS_MAX = 6 };

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

/* How given names are written: with points or in full, "RM", "P M". */
struct given_votes {
	size_t dotted, bare, apart;
};

static void
vote_given(struct given_votes *v, const struct names_form *form)
{
	if (form->given == GIVEN_BARE)
		v->bare++;
	else if (form->given == GIVEN_APART)
		v->apart++;
	else
		v->dotted++;
}

static void
vote_names(struct votes *v, struct given_votes *given, struct arena *a,
    const struct reference *ref, const struct place *p)
{
	const struct name_list *l = &ref->parses[0].work->author;
	struct names_form form;

	/* The point behind the only initial of one name may close the list. */
	if (l->len < 2 || l->len > 30 ||
	    !names_form_learn(&form, a, text_of(ref, p), l, NULL))
		return;
	vote_given(given, &form);

	/* Two names leave open whether three would have a comma. */
	if (l->len < 3 || (l->others && !l->last_follows_cut))
		return;
	if (strlen(form.last) < 12)
		vote(v, form.last);
}

/* --- volume, issue, pages ------------------------------------------------------ */

struct number_votes {
	struct votes volume[2], issue[2], pages[2]; /* [are they named?] */
	size_t named, bare;
};

/* What stands between two fields, if it can be no field itself: "", or with
 * the name of what follows. */
static const char *
between(struct arena *a, const struct reference *ref, const struct place *from,
    const struct place *to)
{
	struct span s;
	size_t at = 0, letters = 0;

	if (!from || !to || from->range.to >= to->range.from)
		return NULL;
	s = span_sub((struct span){ ref->body.text, ref->body.len },
	    from->range.to, to->range.from);
	/* The bracket of the issue is written with it. */
	if (from->field == CLAIM_ISSUE && s.len && s.ptr[0] == ')')
		s = span_skip(s, 1);
	if (!s.len || s.len > BETWEEN_MAX)
		return NULL;
	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		letters += text_is_letter(c);
		if (text_is_digit(c) || strchr("*_[]<>\\\"", (int)(c & 0x7f)))
			return NULL;
	}
	return letters <= LETTERS_MAX ? arena_strdup_span(a, s) : NULL;
}

static bool
has_letter(const char *s)
{
	struct span all = span_of(s);
	size_t at = 0;

	while (at < all.len)
		if (text_is_letter(text_next(all, &at)))
			return true;
	return false;
}

static void
vote_numbers(
    struct number_votes *v, struct arena *a, const struct reference *ref)
{
	const struct place *container, *volume, *issue, *pages;
	const char *s;

	container = parse_place(ref->parses, CLAIM_CONTAINER_TITLE);
	volume = parse_place(ref->parses, CLAIM_VOLUME);
	issue = parse_place(ref->parses, CLAIM_ISSUE);
	pages = parse_place(ref->parses, CLAIM_PAGES);
	if ((s = between(a, ref, container, volume))) {
		vote(&v->volume[has_letter(s)], s);
		if (has_letter(s))
			v->named++;
		else
			v->bare++;
	}
	if ((s = between(a, ref, volume, issue)))
		vote(&v->issue[has_letter(s)], s);
	if ((s = between(a, ref, issue ? issue : volume, pages)))
		vote(&v->pages[has_letter(s)], s);
}

static void
take_numbers(
    struct list_separators *out, const struct number_votes *v, int named)
{
	out->volume = winner(&v->volume[named]);
	out->issue = winner(&v->issue[named]);
	out->pages = winner(&v->pages[named]);
}

void
write_list_form(
    struct list_form *out, struct arena *a, const struct references *refs)
{
	struct votes doi = { 0 }, dash = { 0 }, last = { 0 };
	struct given_votes given = { 0, 0, 0 };
	struct number_votes *numbers =
	    ARENA_ARRAY(a, struct number_votes, LIST_SHAPES);
	size_t emphasised = 0, containers = 0;

	*out = (struct list_form){ 0 };
	for (size_t i = 0; i < refs->len; i++) {
		const struct reference *ref = &refs->items[i];
		const struct form f = { .ref = ref, .parse = ref->parses };
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
			vote_names(&last, &given, a, ref, p);
		vote_numbers(&numbers[form_shape(&f)], a, ref);
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
	out->initials_bare = given.bare + given.apart > given.dotted;
	out->initials_apart = out->initials_bare && given.apart;
	for (size_t i = 0; i < LIST_SHAPES; i++) {
		take_numbers(&out->numbers[i].bare, &numbers[i], 0);
		take_numbers(&out->numbers[i].named, &numbers[i], 1);
		out->numbers[i].numbers_named =
		    numbers[i].named > numbers[i].bare;
	}
	out->container_emphasis = 2 * emphasised > containers;
}
