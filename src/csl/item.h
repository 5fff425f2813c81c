#ifndef CSL_ITEM_H
#define CSL_ITEM_H

#include "base/arena.h"
#include "model/work.h"

#include <jansson.h>
#include <stdbool.h>

/*
 * What a style is applied to: an item with all variables of CSL 1.0.2. Struct
 * work knows the variables that lists of references have; an item can be made of
 * a work, or of CSL-JSON without loss.
 */

enum csl_kind { CSL_TEXT, CSL_NUMBER, CSL_NAME, CSL_DATE };

enum csl_variable {
#define X(member, name, kind) CSL_VAR_##member,
#include "csl/variables.def"
#undef X
	CSL_VARIABLES
};

enum {
	CSL_STRINGS = CSL_VAR_author, /* text and number variables */
	CSL_NAMES = CSL_VAR_accessed - CSL_VAR_author,
	CSL_DATES = CSL_VARIABLES - CSL_VAR_accessed,
};

struct csl_name {
	const char *family, *given, *suffix;
	const char *dropping, *non_dropping; /* particles */
	const char *literal;
	bool comma_suffix;    /* "John Smith, Jr." */
	bool static_ordering; /* family first, wherever it stands */
};

struct csl_names {
	struct csl_name *items;
	size_t len;
	bool others;       /* the item itself says that there are more */
	bool last_follows; /* and the last one here is the last of all */
};

/* Year 0: not known; 1 BC is -1. */
struct csl_point {
	int year, month, day;
	int season; /* 1..4, or 0 */
};

struct csl_date {
	struct csl_point from, to; /* to.year 0: no range */
	bool range;                /* to is set, or the range is open */
	bool circa;
	const char *literal;
};

/*
 * Most items have a dozen of a hundred variables: only those have room. place says
 * where a variable's value is, from 1 on; 0: the item has none.
 */
struct csl_item {
	const char *id;
	const char *type; /* CSL's name, or NULL */
	/* Interned (csl_type()), for conditions; -1: none that CSL knows. */
	int type_number;
	unsigned char place[CSL_VARIABLES];
	const void **values;
	size_t index; /* its place in the processor */
};

/* CSL_VARIABLES if there is none of that name. */
enum csl_variable csl_variable_from_name(const char *name);
const char *csl_variable_name(enum csl_variable v);
enum csl_kind csl_variable_kind(enum csl_variable v);

/* The number of a type's name, or -1. */
int csl_type(const char *name);

/* NULL if the item has none. Text and numbers are rich text. */
const char *csl_item_text(const struct csl_item *item, enum csl_variable v);
const struct csl_names *csl_item_names(
    const struct csl_item *item, enum csl_variable v);
const struct csl_date *csl_item_date(
    const struct csl_item *item, enum csl_variable v);
bool csl_date_is_empty(const struct csl_date *d);

/* In the arena; strings are copied. What has the wrong shape is absent. */
struct csl_item *csl_item_from_json(struct arena *a, const json_t *object);
/* Strings are the work's, which has to live as long. */
struct csl_item *csl_item_from_work(struct arena *a, const struct work *w);

#endif
