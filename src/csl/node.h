#ifndef CSL_NODE_H
#define CSL_NODE_H

#include "base/sbuf.h"
#include "csl/style.h"

/*
 * What rendering makes: a tree of text and formatted groups, in the arena of the
 * rendering. Affixes, delimiters and quotation marks are kept apart from the text
 * until csl_flatten() (csl/flatten.h) joins everything, for only then is it known
 * which punctuation meets which.
 */

/* What a node is, for those who come later: grouping, collapsing, the writers. */
enum csl_tag {
	TAG_NONE,
	TAG_NAMES,     /* the output of a cs:names */
	TAG_NAME_LIST, /* the names of one variable, without label */
	TAG_NAME,      /* one name in it */
	TAG_YEAR,      /* where a year-suffix goes */
	TAG_YEAR_SUFFIX,
	TAG_CITATION_NUMBER,
	TAG_TERM,
	TAG_CITE,
};

struct csl_node {
	bool group; /* else text */
	struct csl_font font;
	unsigned char display;
	bool quotes;     /* within the locale's quotation marks */
	bool inner;      /* the inner ones, where nothing says otherwise */
	bool from_field; /* markup of a field: flips where it meets its like */
	bool no_case;    /* text-case passes by */
	bool no_decoration;
	bool
	    literal; /* its first mark stays out of quotation marks before it */
	unsigned char tag;
	short variable;                          /* enum csl_variable, or -1 */
	const char *text;                        /* of a text node */
	const char *prefix, *suffix, *delimiter; /* NULL: none */
	const void
	    *owner; /* TAG_CITE: the cite; TAG_NAME: its struct csl_name */
	struct csl_node *first, *last, *next;
};

struct csl_node *csl_node_group(struct arena *a);
struct csl_node *csl_node_text(struct arena *a, const char *text);
/* NULL child: nothing. */
void csl_node_append(struct csl_node *parent, struct csl_node *child);
/* Move the children of one to the end of another. */
void csl_node_append_all(struct csl_node *parent, struct csl_node *from);
bool csl_node_is_empty(const struct csl_node *n);
/* Font, affixes, display and quotes of an element. text-case and strip-periods
 * are done by the functions below. */
void csl_node_format(struct csl_node *n, const struct csl_format *f);
/* The first node with that tag in the tree, itself included, or NULL. */
struct csl_node *csl_node_find(struct csl_node *n, enum csl_tag tag);
struct csl_node *csl_node_copy(struct arena *a, const struct csl_node *n);

/*
 * The text of a field, with CSL-JSON's markup (<i> <b> <sup> <sub> <sc> <span
 * class="nocase"> ...) and with quotation marks of any kind as nodes; straight
 * apostrophes become curly ones.
 */
struct csl_node *csl_node_rich(
    struct arena *a, const struct csl_locale *l, const char *text);

/* text-case on all text within, as one text. lang is the text's language. */
void csl_node_text_case(struct arena *a, struct csl_node *n,
    enum csl_text_case text_case, const char *lang, bool english);
void csl_node_strip_periods(struct arena *a, struct csl_node *n);

/* A capital for a term that all begins with. */
void csl_node_capitalize_term(struct arena *a, struct csl_node *n);

/* All its text in one string, with affixes and delimiters, without markup. */
void csl_node_add_text(struct sbuf *out, const struct csl_node *n);
const char *csl_node_all_text(struct arena *a, const struct csl_node *n);

#endif
