#ifndef READ_BIBTEX_H
#define READ_BIBTEX_H

#include "model/bibtex.h"
#include "model/reference.h"

/*
 * Inside of the .bib reader: the fields of one entry, their values put together,
 * macros expanded, what is inherited filled in; and the work made of them.
 */
enum bibtex_field_id {
#define X(member, name, handling, target) FIELD_##member,
#include "read/bibtex-fields.def"
#undef X
	FIELD_IDS, /* any other */
};

struct bibtex_value {
	enum bibtex_field_id id;
	struct span name; /* as written */
	struct span raw;  /* LaTeX, macros expanded */
	struct range
	    place; /* inside the delimiters, in the entry's text; empty if
			     * the value is in several pieces or inherited */
	/* Set if a macro in it is defined nowhere: where it, or what it was
	 * inherited by, stands. */
	struct range unknown;
	bool used;
};

struct bibtex_values {
	struct span type; /* as written */
	struct bibtex_value *items;
	size_t len;
	/* The first of each known field, or NULL. */
	struct bibtex_value *known[FIELD_IDS];
};

enum bibtex_field_id bibtex_field_id(struct span name);
struct span bibtex_field_name(enum bibtex_field_id id);

/* What becomes of a field's value: it goes to the member of the work that is the
 * field's target, as it is; or bibtex-work.c says how. */
enum bibtex_handling { BIBTEX_TEXT, BIBTEX_NAMES, BIBTEX_DATE, BIBTEX_SPECIAL };
enum bibtex_handling bibtex_field_handling(enum bibtex_field_id id);
/* enum work_field, work_name_field or work_date_field, by the handling. */
int bibtex_field_target(enum bibtex_field_id id);

/* Is a work of that type in a container that is a book? */
bool bibtex_is_part(enum work_type t);

/* Put into custom what the work does not say: what was not used, and the LaTeX
 * of what was, where it says more. */
void bibtex_keep_rest(
    struct work *w, struct arena *a, const struct bibtex_values *values);

/* Marks the values it used. Everything is copied into the arena. */
void bibtex_work(
    struct parse *out, struct arena *a, struct bibtex_values *values);

#endif
