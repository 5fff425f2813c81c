#ifndef MODEL_WORK_H
#define MODEL_WORK_H

#include "base/arena.h"
#include "model/date.h"
#include "model/name.h"

#include <stdbool.h>

enum work_type {
	WORK_TYPE_NONE, /* not known */
#define X(member, csl) WORK_TYPE_##member,
#include "model/types.def"
#undef X
	WORK_TYPES
};

enum work_field {
#define X(member, csl) WORK_##member,
#include "model/fields.def"
#undef X
	WORK_FIELDS
};

enum work_name_field {
#define X(member, csl) WORK_##member,
#include "model/name-fields.def"
#undef X
	WORK_NAME_FIELDS
};

enum work_date_field {
#define X(member, csl) WORK_##member,
#include "model/date-fields.def"
#undef X
	WORK_DATE_FIELDS
};

/* What a format has and CSL has not: "bibtex-type", "file", ... In file order. */
struct custom_field {
	const char *key;
	const char *value;
	bool is_json; /* a value of JSON, not a text: {"a": 1}, 5, true */
	struct custom_field *next;
	size_t len, room; /* of a value that grows line by line, else 0 */
};

/* How a source ties this work to another. */
enum relation_kind {
	RELATION_PREPRINT_OF,  /* other is the published version */
	RELATION_HAS_PREPRINT, /* other is the preprint */
	RELATION_VERSION_OF,
	RELATION_RETRACTED_BY,
	RELATION_CORRECTED_BY,
	RELATION_CONCERN_BY, /* expression of concern */
	RELATION_NEWER_VERSION,
	RELATION_REVIEW_OF,
};

struct relation {
	enum relation_kind kind;
	const char *id;   /* DOI or arXiv id of the other, or NULL */
	const char *note; /* "retraction-watch", a date: for people; or NULL */
	struct relation *next;
};

/*
 * One citable thing, as claimed by a document or as told by a source: CSL's
 * data model.
 *
 * A work is plain data in somebody's arena: no hidden state, no destructor,
 * never changed once handed on. A correction is a new work (work_copy()) plus
 * the list of differences, not an edit in place. Absent is NULL, never "". All
 * text is valid UTF-8, NFC, without markup.
 */
struct work {
	enum work_type type;
	const char
	    *id; /* the format's own key (citation key, CSL id), or NULL */
#define X(member, csl) const char *member;
#include "model/fields.def"
#undef X
#define X(member, csl) struct name_list member;
#include "model/name-fields.def"
#undef X
#define X(member, csl) struct date member;
#include "model/date-fields.def"
#undef X
	/* The title with CSL's markup (model/rich.h), only if it has any. */
	const char *title_rich;
	struct custom_field *custom;
	struct relation *relations;
	/* Where it came from: "crossref", "works.idx", "document"; and that
	 * source's own id of the record (a DOI, a row). NULL if not known. */
	const char *source;
	const char *record;
};

const char *work_type_csl(enum work_type t); /* NULL for WORK_TYPE_NONE */
enum work_type work_type_from_csl(const char *name); /* or WORK_TYPE_NONE */

const char *work_field_csl(enum work_field f);
const char *work_get(const struct work *w, enum work_field f);
/* The value is kept, not copied: it must live as long as w. */
void work_set(struct work *w, enum work_field f, const char *value);
/* The field of a CSL-JSON name, or WORK_FIELDS. */
enum work_field work_field_from_csl(const char *name);

const char *work_name_field_csl(enum work_name_field f);
struct name_list *work_names(struct work *w, enum work_name_field f);
const char *work_date_field_csl(enum work_date_field f);
struct date *work_date(struct work *w, enum work_date_field f);

/* Year of issue, or 0. */
int work_year(const struct work *w);

/* A deep copy into a, which then owns all of it. */
struct work *work_copy(struct arena *a, const struct work *w);

void work_add_custom(
    struct arena *a, struct work *w, const char *key, const char *value);
/* One more line at the end of a custom value, which is linear in all lines. */
void work_custom_add_line(
    struct arena *a, struct custom_field *c, const char *line);
/* NULL if absent. */
const char *work_custom(const struct work *w, const char *key);
/*
 * What stands where styles print the publisher: it, or in a work without one how it
 * was published ("howpublished" of a .bib, which BibTeX's styles print there), unless
 * that is a link. NULL if there is neither.
 */
const char *work_publisher_shown(struct arena *a, const struct work *w);
/* The note, and how it was published, if the publisher is another: for formats that keep
 * nothing beside CSL's variables. */
const char *work_note_shown(struct arena *a, const struct work *w);
/*
 * The work as CSL's styles should print it: with its publisher as above, what a .bib
 * adds to the title and to the book's ("titleaddon") behind them, as pandoc and Better BibTeX have it, and
 * a link to its eprint if it has no other. For files and styles, not for matching.
 */
struct work work_shown(struct arena *a, const struct work *w);
/* Undo that, but for the publisher, in a work that came from such a file. */
void work_hide(struct arena *a, struct work *w);
/*
 * The ISBN as its source gave it, with its hyphens or its ten digits, if that is
 * known ("bibtex:isbn" in custom) and still the same number; else in its normal
 * form. NULL if there is none.
 */
const char *work_isbn_given(const struct work *w);
/* The DOI with the capitals its source gave it ("bibtex:doi" in custom), if it is
 * still the same; else in its normal form. NULL if there is none. */
const char *work_doi_given(const struct work *w);
/* Keep the DOI that the text has, if the work's differs from it in case alone. */
void work_keep_doi(struct arena *a, struct work *w, struct span text);
/* Keep what stood there, if it is not the normal form that the work has. */
void work_keep_isbn(struct arena *a, struct work *w, struct span given);
/*
 * CSL's markup of a field: the title's, or what was kept of another field in custom
 * ("rich:container-title"), as long as that still says the field's text. NULL: there
 * is none.
 */
const char *work_rich(struct arena *a, const struct work *w, enum work_field f);
/* Keep it, if it has italics or the like and is the field's text. */
void work_keep_rich(
    struct arena *a, struct work *w, enum work_field f, const char *rich);
void work_add_relation(struct arena *a, struct work *w, enum relation_kind kind,
    const char *id, const char *note);

/* "Title: subtitle", with no colon behind a mark of its own. Either may be NULL. */
const char *title_with_subtitle(
    struct arena *a, const char *title, const char *subtitle);

/* A preprint by type, server, DOI prefix or container ("arXiv", "CoRR",
 * "bioRxiv", "SSRN"). */
bool work_is_preprint(const struct work *w);
/* A registrant's copy of other people's work: no record to believe. */
bool work_is_counterfeit(const struct work *w);
/* A record that services made of both: the preprint's DOI and date, and the
 * container and pages of the publication. */
bool work_is_mixed(const struct work *w);

#endif
