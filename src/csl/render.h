#ifndef CSL_RENDER_H
#define CSL_RENDER_H

#include "csl/node.h"

/*
 * The evaluator: elements of a style and an item in, nodes out. One struct
 * csl_render for one rendering of one item.
 */

/* Did what was rendered call variables, and was any of them there? Groups are
 * left out when all that they called are empty (CSL 1.0.2, "Group"). */
enum csl_status { STATUS_PLAIN, STATUS_EMPTY, STATUS_FULL };

enum { CSL_NAME_LISTS = 6 }; /* name lists of a cite that can be expanded */

/* How much of a given name is shown: as the style says, or more. */
enum csl_given_level { GIVEN_AS_STYLED, GIVEN_INITIALS, GIVEN_FULL };

/* What disambiguation found that an item needs. */
struct csl_disambiguation {
	short more_names[CSL_NAME_LISTS];      /* beyond et-al-use-first */
	unsigned char *levels[CSL_NAME_LISTS]; /* enum csl_given_level a name */
	short level_count[CSL_NAME_LISTS];
	short cite_shows[CSL_NAME_LISTS]; /* names, once they are more */
	int conditions;  /* this many of disambiguate="true" hold, in order */
	int year_suffix; /* 1: "a"; 0: none */
};

struct csl_cite {
	const struct csl_item *item;
	const char *prefix, *suffix; /* rich text; NULL: none */
	const char *locator, *label; /* label NULL: page */
	bool suppress_author, author_only;
	bool in_sentence; /* it begins no sentence: "ibid." has no capital */
	enum csl_position position;
	bool near_note;
	int first_note; /* of the first cite of the item; 0: none */
	/* position and near_note are told from outside */
	bool position_forced;
};

struct csl_render {
	struct arena *arena;
	const struct csl_style *style;
	const struct csl_locale *locale;
	const struct csl_layout *layout; /* of the item's language */
	const struct csl_item *item;
	const struct csl_cite *cite; /* NULL in a bibliography */
	enum csl_area_kind area;
	const struct csl_sort_key *key; /* rendering a sort key, or NULL */
	const struct csl_disambiguation *disambiguation; /* or NULL */
	size_t citation_number;

	/* found while rendering */
	unsigned long suppressed[2]; /* variables, by cs:substitute */
	bool substituting;
	unsigned long used[2]; /* variables rendered within it */
	int name_lists;        /* rendered so far */
	/* of each list: how many are shown, and what it is made with */
	int names_shown[CSL_NAME_LISTS];
	const struct csl_names *lists[CSL_NAME_LISTS];
	const struct csl_names_element *list_elements[CSL_NAME_LISTS];
	const struct csl_name_options *list_options[CSL_NAME_LISTS];
	struct csl_node *first_names;
	long name_count; /* form="count" */
	bool has_count;
	bool year_suffix_done;
	int conditions_met; /* of disambiguate="true" */
	int depth;
	long
	    steps; /* elements rendered, against styles that grow without end */
	bool
	    comparing; /* for disambiguation: dates other than issued are out */
};

/* Append what the elements give to the parent; the status of them all. */
enum csl_status csl_render_elements(struct csl_render *r,
    const struct csl_element *first, struct csl_node *parent);

enum csl_status csl_render_names(
    struct csl_render *r, const struct csl_element *e, struct csl_node *parent);
enum csl_status csl_render_date(
    struct csl_render *r, const struct csl_element *e, struct csl_node *parent);

/* The text of a variable, with what the processor knows (citation-number, locator,
 * ...), or NULL. */
const char *csl_render_variable(struct csl_render *r, enum csl_variable v);
bool csl_render_is_suppressed(const struct csl_render *r, enum csl_variable v);
void csl_render_use(struct csl_render *r, enum csl_variable v);
/* text-case, strip-periods, then the rest of the format. */
void csl_render_apply(
    struct csl_render *r, struct csl_node *n, const struct csl_format *f);
enum csl_status csl_status_join(enum csl_status a, enum csl_status b);
/* "a", "b", ... "z", "aa" */
const char *csl_year_suffix(struct arena *a, int n);
/* The node of the year-suffix if one is due here, else NULL. */
struct csl_node *csl_render_year_suffix(struct csl_render *r);
/* Options of cs:name with all that is inherited and the defaults. */
void csl_name_options_resolve(struct csl_name_options *out,
    const struct csl_style *style, enum csl_area_kind area,
    const struct csl_name_options *own);
/* "Family, Given", as it sorts. */
void csl_name_sort_text(
    struct sbuf *out, const struct csl_style *style, const struct csl_name *n);
/* The name as form and options have it at that level, for comparing names. */
struct csl_node *csl_name_node(struct csl_render *r,
    const struct csl_names_element *e, const struct csl_name_options *o,
    const struct csl_name *n, bool inverted, int level);
/* YYYYMMDD of a date, for sorting; "" if it is empty. */
const char *csl_date_sort_text(struct arena *a, const struct csl_date *d,
    enum csl_date_precision precision);

#endif
