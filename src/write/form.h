#ifndef WRITE_FORM_H
#define WRITE_FORM_H

#include "write/write.h"

/*
 * Private to form*.c: mending one reference string in its own form. Changes are
 * collected as pieces over the reference's body text, and turned into edits of
 * the original bytes at the end, where markup is looked after.
 */

/* Replace body bytes by text; an empty place inserts. */
struct piece {
	struct range place;
	const char *text;
	bool raw; /* text is markup already: not to be escaped */
};

struct form {
	struct arena *a;
	const struct document *d;
	const struct reference *ref;
	const struct parse *parse;
	struct judgement *judgement;
	const struct write_policy *policy;
	struct list_form list;
	struct piece *pieces;
	size_t pieces_len;
};

/* The body text of a place, or an empty span. */
struct span form_text(const struct form *f, const struct place *p);
struct span form_body(const struct form *f);
/* The place of a field that is in the body and not empty, or NULL. */
const struct place *form_place(const struct form *f, enum claim field);
/* The code point before, at an offset of the body; 0 at its ends. */
uint32_t form_before(const struct form *f, size_t at);
uint32_t form_at(const struct form *f, size_t at);
void form_replace(struct form *f, struct range place, const char *text);
void form_insert(struct form *f, size_t at, const char *text, bool raw);
/* Text as the document's markup needs it. */
const char *form_escape(const struct form *f, const char *s);
/* A DOI that is to stand behind `before`: encoded if that makes it a URL. */
const char *form_doi(const struct form *f, const char *doi, struct span before);
/* Is the range inside emphasis? */
bool form_emphasised(const struct reference *ref, struct range place);
/* "436-444" with the dash, and the cut of the last page, that the document uses. */
const char *form_pages(
    const struct form *f, const char *pages, struct span old);

/* --- form-guard.c: was the reference read well enough to write to it? */

/* Do these words stand in the reference, outside of its title? */
bool form_says(const struct form *f, const char *text);

/* Why a field may not be written to its place; NULL if it may. */
const char *form_doubt(
    const struct form *f, const struct change *c, const struct place *place);
/* Does the place of the title hold all of it, as far as can be told? */
bool form_title_read(const struct form *f);

/* --- form-complete.c: put missing fields in their places. */

/* The families of styles that differ in where and how these stand. */
enum shape {
	SHAPE_APA,       /* A (2015). T. C, 521(7553), 436-444. */
	SHAPE_PLAIN,     /* A. T. C, 521(7553):436-444, 2015. */
	SHAPE_VANCOUVER, /* A. T. C. 2015;521(7553):436-444. */
	SHAPE_IEEE,      /* A, "T," C, vol. 521, no. 7553, pp. 436-444, 2015. */
	SHAPE_MLA,       /* A. "T." C, vol. 521, no. 7553, 2015, pp. 436-444. */
	SHAPE_CHICAGO,   /* A. 2015. "T." C 521 (7553): 436-444. */
	SHAPE_GB,        /* A. T[J]. C, 2015, 521(7553): 436-444. GB/T 7714 */
};
/* By its ref and parse alone. */
enum shape form_shape(const struct form *f);
void form_complete(struct form *f);

/* --- form-names.c */
enum given_form {
	GIVEN_NONE,   /* LeCun */
	GIVEN_FULL,   /* Geoffrey E. */
	GIVEN_SPACED, /* G. E. */
	GIVEN_DOTTED, /* G.E. */
	GIVEN_BARE,   /* GE */
	GIVEN_APART,  /* G E */
};

/* How a list of names is written. Texts are in the arena. */
struct names_form {
	bool inverted;      /* the first name: family name first */
	bool rest_inverted; /* the others */
	bool capitals;      /* FAMILY NAMES */
	const char *inner;  /* between family and given name: ", " */
	const char *separator;
	const char *last;     /* before the last of three and more */
	const char *last_two; /* before the last of two */
	const char *cut;      /* what stands for those left out in the middle */
	const char *tail;     /* after the last name: ", et al.", or "" */
	enum given_form given;
	bool stop; /* the last point closes the list, and is no initial's */
	struct range *places; /* of the claimed names in the text; or NULL */
};

/* Read the form off a list of names as it is written. False if the names cannot
 * be found in the text: then out has the usual form. */
bool names_form_learn(struct names_form *out, struct arena *a, struct span text,
    const struct name_list *claimed, const struct list_form *usual);
/* The names of a record in that form: who is in text already, stays as he is. */
const char *names_form_write(struct arena *a, const struct names_form *form,
    struct span text, const struct name_list *claimed,
    const struct name_list *record);

#endif
