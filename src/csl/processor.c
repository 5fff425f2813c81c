#include "base/json.h"
#include "base/text.h"
#include "csl/csl.h"

#include <stdlib.h>

#include "base/banned.h"

/* The locales of an area's localized layouts: one for each language that they name. */
static int
load_localized(struct csl_processor *p, enum csl_area_kind kind,
    const char *const *dirs, struct err *err)
{
	const struct csl_area *area = &p->style->areas[kind];

	for (size_t i = 0; i < area->localized_count; i++) {
		const struct csl_layout *layout = &area->localized[i];

		for (const char *s = layout->locale; *s;) {
			size_t n = strcspn(s, " ");
			struct csl_localized l = { .layout = layout };
			int rc = OK;

			l.lang =
			    arena_strdup_span(&p->arena, (struct span){ s, n });
			s += n;
			s += strspn(s, " ");
			if (!n)
				continue;
			rc = csl_locale_load(&l.locale, &p->arena, l.lang, dirs,
			    p->style->locales, err);
			if (rc)
				return rc;
			ARENA_PUSH(&p->arena, p->localized[kind],
			    p->localized_count[kind]) = l;
		}
	}
	return OK;
}

static bool
same_language(const char *a, const char *b)
{
	size_t n = strcspn(a, "-_");

	if (strcspn(b, "-_") != n)
		return false;
	while (n-- > 0)
		if (text_ascii_lower(a[n]) != text_ascii_lower(b[n]))
			return false;
	return true;
}

/* The localized layout of an item's language, an exact one before that of another
 * dialect; or NULL. */
static const struct csl_localized *
localized(const struct csl_processor *p, const struct csl_item *item,
    enum csl_area_kind area)
{
	const char *lang = csl_item_text(item, CSL_VAR_language);
	const struct csl_localized *found = NULL;

	for (size_t i = 0; lang && *lang && i < p->localized_count[area]; i++) {
		const struct csl_localized *l = &p->localized[area][i];

		if (text_eq_nocase(span_of(lang), l->lang))
			return l;
		if (!found && same_language(lang, l->lang))
			found = l;
	}
	return found;
}

const struct csl_locale *
csl_item_locale(const struct csl_processor *p, const struct csl_item *item,
    enum csl_area_kind area)
{
	const struct csl_localized *l = localized(p, item, area);

	return l ? l->locale : p->locale;
}

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
	for (int area = 0; !rc && area < CSL_AREAS; area++)
		rc = load_localized(
		    p, (enum csl_area_kind)area, locale_dirs, err);
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

static struct csl_item **
item_slot(const struct csl_processor *p, const char *id)
{
	size_t i = text_hash(span_of(id)) & (p->bucket_count - 1);

	while (p->by_id[i] && strcmp(p->by_id[i]->id, id) != 0)
		i = (i + 1) & (p->bucket_count - 1);
	return &p->by_id[i];
}

static void
make_room(struct csl_processor *p)
{
	if (p->bucket_count > 2 * p->len)
		return;
	p->bucket_count = p->bucket_count ? 2 * p->bucket_count : 64;
	p->by_id = ARENA_ARRAY(&p->arena, struct csl_item *, p->bucket_count);
	for (size_t i = 0; i < p->len; i++)
		*item_slot(p, p->items[i]->id) = p->items[i];
}

void
csl_add_item(struct csl_processor *p, struct csl_item *item)
{
	struct csl_item **slot;

	make_room(p);
	slot = item_slot(p, item->id);
	/* Without an id, all are different. */
	if (*slot && *item->id) {
		item->index = (*slot)->index;
		p->items[item->index] = item;
	} else {
		item->index = p->len;
		ARENA_PUSH(&p->arena, p->items, p->len) = item;
	}
	*slot = item;
}

struct csl_item *
csl_find_item(const struct csl_processor *p, const char *id)
{
	return p->bucket_count ? *item_slot(p, id) : NULL;
}

static bool
is_true(const json_t *v)
{
	return json_is_true(v) || (json_is_integer(v) && json_integer_value(v));
}

static const char *
trimmed(struct arena *a, const char *s)
{
	struct span t = text_trim(span_of(s));

	return t.len ? arena_strdup_span(a, t) : NULL;
}

int
csl_cite_from_json(struct csl_cite *out, struct csl_processor *p,
    const json_t *object, struct err *err)
{
	const char *id = json_text(&p->arena, object, "id");

	*out = (struct csl_cite){ .item = id ? csl_find_item(p, id) : NULL };
	if (!out->item)
		return err_set(err, ERR_ABSENT, "there is no item '%s'",
		    id ? id : "(without id)");
	out->prefix = json_text(&p->arena, object, "prefix");
	out->suffix = json_text(&p->arena, object, "suffix");
	out->locator =
	    trimmed(&p->arena, json_text(&p->arena, object, "locator"));
	out->label = json_text(&p->arena, object, "label");
	out->suppress_author =
	    is_true(json_object_get(object, "suppress-author"));
	out->author_only = is_true(json_object_get(object, "author-only"));
	return OK;
}

void
csl_render_start(struct csl_render *r, struct csl_processor *p, struct arena *a,
    const struct csl_item *item, enum csl_area_kind area)
{
	const struct csl_localized *l =
	    p->localized_count[area] ? localized(p, item, area) : NULL;

	*r = (struct csl_render){
		.arena = a,
		.style = p->style,
		.locale = l ? l->locale : p->locale,
		.layout = l ? l->layout : &p->style->areas[area].layout,
		.item = item,
		.area = area,
		.citation_number =
		    p->number && !(p->no_numbers && area == CSL_BIBLIOGRAPHY)
			? p->number[item->index]
			: 0,
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
