#include "csl/csl.h"

#include <stdlib.h>

#include "base/banned.h"

int
csl_processor_new(struct csl_processor **out, const struct csl_style *style,
    const char *lang, const char *const *locale_dirs, struct err *err)
{
	struct csl_processor *p = calloc(1, sizeof(*p));
	int rc;

	*out = NULL;
	if (!p)
		die_oom(sizeof(*p));
	p->style = style;
	if (!lang)
		lang = style->default_locale ? style->default_locale : "en-US";
	rc = csl_locale_load(&p->locale, &p->arena,
	    arena_strdup(&p->arena, lang), locale_dirs, style->locales, err);
	if (rc)
		csl_processor_free(p);
	else
		*out = p;
	return rc;
}

void
csl_processor_free(struct csl_processor *p)
{
	if (!p)
		return;
	arena_release(&p->scratch);
	arena_release(&p->arena);
	free(p);
}

void
csl_add_item(struct csl_processor *p, struct csl_item *item)
{
	item->index = p->len;
	ARENA_PUSH(&p->arena, p->items, p->len) = item;
}

struct csl_item *
csl_find_item(const struct csl_processor *p, const char *id)
{
	for (size_t i = 0; i < p->len; i++)
		if (!strcmp(p->items[i]->id, id))
			return p->items[i];
	return NULL;
}

void
csl_render_start(struct csl_render *r, struct csl_processor *p, struct arena *a,
    const struct csl_item *item, enum csl_area_kind area)
{
	*r = (struct csl_render){
		.arena = a,
		.style = p->style,
		.locale = p->locale,
		.item = item,
		.area = area,
		.citation_number = p->number ? p->number[item->index] : 0,
		.disambiguation =
		    p->disambiguation ? &p->disambiguation[item->index] : NULL,
	};
}

/* --- positions ------------------------------------------------------------------------ */

static bool
same_locator(const struct csl_cite *a, const struct csl_cite *b)
{
	const char *x = a->locator ? a->locator : "";
	const char *y = b->locator ? b->locator : "";
	const char *label_x = a->label ? a->label : "page";
	const char *label_y = b->label ? b->label : "page";

	return !strcmp(x, y) && (!*x || !strcmp(label_x, label_y));
}

/* The citation before, among those of the text or among those of notes. */
static const struct csl_citation *
citation_before(const struct csl_processor *p, size_t i)
{
	bool in_note = p->citations[i].note != 0;

	while (i-- > 0)
		if ((p->citations[i].note != 0) == in_note)
			return &p->citations[i];
	return NULL;
}

/* The cite that "ibid." would refer to: the one before in the citation, or that of
 * the citation before if it has no other. */
static const struct csl_cite *
cite_before(const struct csl_processor *p, size_t citation, size_t cite)
{
	const struct csl_citation *here = &p->citations[citation];
	const struct csl_citation *c = citation_before(p, citation), *other;

	if (cite)
		return &here->cites[cite - 1];
	if (!c || !c->len)
		return NULL;
	for (size_t i = 1; i < c->len; i++)
		if (c->cites[i].item != c->cites[0].item)
			return NULL;
	/* A note with several citations does not say which one is meant. */
	other = citation_before(p, (size_t)(c - p->citations));
	if (c->note && c->note != here->note && other && other->note == c->note)
		return NULL;
	return &c->cites[c->len - 1];
}

static void
set_position(struct csl_cite *cite, const struct csl_cite *before)
{
	bool has = cite->locator && *cite->locator;

	cite->position = POSITION_SUBSEQUENT;
	if (!before || before->item != cite->item)
		return;
	if (before->locator && *before->locator) {
		if (has)
			cite->position = same_locator(cite, before)
					     ? POSITION_IBID
					     : POSITION_IBID_WITH_LOCATOR;
	} else
		cite->position =
		    has ? POSITION_IBID_WITH_LOCATOR : POSITION_IBID;
}

static void
find_positions(struct csl_processor *p)
{
	/* of each item, in notes and in the text */
	int *first = ARENA_ARRAY(&p->arena, int, 2 * p->len + 1);
	int *last = ARENA_ARRAY(&p->arena, int, 2 * p->len + 1);
	bool *seen = ARENA_ARRAY(&p->arena, bool, 2 * p->len + 1);

	for (size_t i = 0; i < p->citation_count; i++) {
		struct csl_citation *c = &p->citations[i];

		for (size_t k = 0; k < c->len; k++) {
			struct csl_cite *cite = &c->cites[k];
			size_t item = 2 * cite->item->index + (c->note != 0);

			if (!cite->position_forced) {
				cite->near_note = false;
				cite->position = POSITION_FIRST;
				if (seen[item]) {
					set_position(
					    cite, cite_before(p, i, k));
					cite->near_note =
					    !p->style->note || !c->note ||
					    c->note - last[item] <=
						p->style->near_note_distance;
				}
			}
			cite->first_note = seen[item] ? first[item] : 0;
			if (!seen[item])
				first[item] = c->note;
			seen[item] = true;
			last[item] = c->note;
		}
	}
}

void
csl_prepare(struct csl_processor *p, struct csl_citation *citations, size_t n)
{
	p->order = ARENA_ARRAY(&p->arena, size_t, p->len + 1);
	p->number = ARENA_ARRAY(&p->arena, size_t, p->len + 1);
	p->disambiguation =
	    ARENA_ARRAY(&p->arena, struct csl_disambiguation, p->len + 1);
	for (size_t i = 0; i < p->len; i++) {
		p->order[i] = i;
		p->number[i] = i + 1;
	}
	csl_sort_items(p, p->order, p->len, CSL_BIBLIOGRAPHY);
	for (size_t i = 0; i < p->len; i++)
		p->number[p->order[i]] = i + 1;
	p->citations = citations;
	p->citation_count = n;
	find_positions(p);
	csl_disambiguate(p);
}
