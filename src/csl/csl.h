#ifndef CSL_CSL_H
#define CSL_CSL_H

#include "csl/flatten.h"
#include "csl/render.h"
#include "csl/style.h"

/*
 * A document's citations and its list of references in a style.
 *
 * Items are added in the order in which they are first cited (or listed). After
 * csl_prepare() they have their numbers and places, and cites are unambiguous; then
 * citations and entries can be written in any order. To change anything, add what
 * is new and prepare again.
 */

struct csl_citation {
	struct csl_cite *cites;
	size_t len;
	int note; /* number of the note it stands in; 0: in the text */
	bool unsorted;
};

struct csl_processor {
	struct arena arena;
	struct arena scratch; /* of one rendering */
	const struct csl_style *style;
	struct csl_locale *locale;
	/* of localized layouts (CSL-M): for which languages, in which locale */
	struct csl_localized {
		const char *lang;
		const struct csl_layout *layout;
		struct csl_locale *locale;
	} * localized[CSL_AREAS];
	size_t localized_count[CSL_AREAS];
	struct csl_item **items; /* as added */
	size_t len;
	struct csl_item **by_id; /* open addressing */
	size_t bucket_count;
	size_t *order;  /* of the list of references: indexes of items */
	size_t *number; /* citation-number of each item */
	struct csl_disambiguation *disambiguation; /* of each item */
	struct csl_citation *citations; /* as given to csl_prepare() */
	size_t citation_count;
	bool links; /* identifiers are written as links; false unless set */
	bool no_numbers; /* the list has its own: entries are written without */
	/* In a numbered list, what an entry says of which the style prints nothing,
	 * behind its number; NULL: it is left out. Ids of such are in without_text once the list is written. */
	const char *no_text;
	const char **without_text;
	size_t without_text_count;
};

/* lang NULL: the style's default. The style is kept and has to live longer. */
int csl_processor_new(struct csl_processor **out, const struct csl_style *style,
    const char *lang, const char *const *locale_dirs, struct err *err);
void csl_processor_free(struct csl_processor *p);

/* Kept, not copied. One of an id that is there already takes its place. */
void csl_add_item(struct csl_processor *p, struct csl_item *item);
struct csl_item *csl_find_item(const struct csl_processor *p, const char *id);
/*
 * A cite of the processor's item from CSL's JSON (csl-citation.json): id, prefix,
 * suffix, locator, label, suppress-author, author-only. ERR_ABSENT names an id that is
 * not there. Strings are in the processor's arena.
 */
int csl_cite_from_json(struct csl_cite *out, struct csl_processor *p,
    const json_t *object, struct err *err);
/* The order, numbers, positions and disambiguation of all. citations may be NULL;
 * positions of their cites are set. */
void csl_prepare(
    struct csl_processor *p, struct csl_citation *citations, size_t n);

void csl_write_citation(struct sbuf *out, struct csl_processor *p,
    const struct csl_citation *c, enum csl_output format);
/* Who the work of a cite is by, as part of a sentence ("Doe and Roe" say ...): the
 * names as the style cites them, without what is around them; in short form where the
 * style cites without names. */
void csl_write_cited_author(struct sbuf *out, struct csl_processor *p,
    const struct csl_cite *cite, enum csl_output format);
/* The i-th entry of the list, in its order. The tokens are valid until the next
 * call. */
void csl_entry(struct csl_tokens *out, struct csl_processor *p, size_t i);
/* All entries, with what the format wants around them. */
void csl_write_bibliography(
    struct sbuf *out, struct csl_processor *p, enum csl_output format);

/* --- between the files of this room ------------------------------------------------- */

/* Sort indexes of items (stable) by keys, in the area's style. */
void csl_sort_items(struct csl_processor *p, size_t *indexes, size_t n,
    enum csl_area_kind area);
/* Sort the cites of a citation. */
void csl_sort_cites(
    struct csl_processor *p, const struct csl_cite **cites, size_t n);
void csl_disambiguate(struct csl_processor *p);
/* A rendering of an item in an area, with what disambiguation found. */
void csl_render_start(struct csl_render *r, struct csl_processor *p,
    struct arena *a, const struct csl_item *item, enum csl_area_kind area);
/* The locale of what is rendered of an item. */
const struct csl_locale *csl_item_locale(const struct csl_processor *p,
    const struct csl_item *item, enum csl_area_kind area);
/* The node of a citation. */
struct csl_node *csl_citation_node(
    struct csl_processor *p, const struct csl_citation *c, struct arena *a);
/* Change the names of an entry that are those of the entry before, and keep the
 * names for the next one. */
struct csl_author_memory {
	struct arena arena;
	const char **names;
	size_t len;
	bool any;
	const char *whole;
};
void csl_substitute_authors(struct csl_processor *p, struct arena *a,
    struct csl_render *r, struct csl_author_memory *before);

#endif
