#ifndef READ_BIBTEX_TAKE_H
#define READ_BIBTEX_TAKE_H

#include "read/bibtex.h"

/*
 * Private to the files that make a work of an entry's fields: a value is taken once,
 * and what nobody took is kept as it is.
 */
struct bibtex_builder {
	struct arena *a;
	struct bibtex_values *values;
	struct work *w;
	struct parse *out;
};

/* The value of a field, if it has one that nothing has used yet; or NULL. */
struct bibtex_value *bibtex_find(
    const struct bibtex_builder *b, enum bibtex_field_id id);

/* As text, biblatex's keys as what they print; NULL if that is empty. */
const char *bibtex_decode(
    const struct bibtex_builder *b, const struct bibtex_value *v);

/* Say where in the entry what the work says of that stands. */
void bibtex_claim(
    struct bibtex_builder *b, enum claim field, const struct bibtex_value *v);

/* Use the field as text; NULL if it is absent or empty. */
const char *bibtex_take_text(struct bibtex_builder *b, enum bibtex_field_id id);
/* The same, and say where it stands. CLAIMS: nowhere. */
const char *bibtex_take_claim(
    struct bibtex_builder *b, enum bibtex_field_id id, enum claim field);
/* The first of several fields that is there; ids ends with FIELD_IDS. */
const char *bibtex_take_first(struct bibtex_builder *b,
    const enum bibtex_field_id *ids, enum claim field);

/* Is the word in the text, ASCII case aside? */
bool bibtex_mentions(const char *text, const char *word);

/* A date of biblatex, or what is written there instead; original may be NULL. */
void bibtex_read_date(
    struct date *out, struct date *original, struct arena *a, const char *text);
/* Date, or year, month and day. */
void bibtex_set_date(struct bibtex_builder *b);

/* DOI, ISBN, eprint ..., and the links and the note that may hold them. */
void bibtex_set_identifiers(struct bibtex_builder *b);
/* Beside the work's DOI, in custom: its capitals, which say nothing, but are the user's;
 * and further DOIs of the field, a line each, as other formats'. After what else goes
 * there. */
void bibtex_keep_dois(struct bibtex_builder *b);

#endif
