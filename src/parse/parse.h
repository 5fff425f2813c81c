#ifndef PARSE_PARSE_H
#define PARSE_PARSE_H

#include "model/reference.h"

/*
 * Find the reference lists of a document in its blocks: by heading, in many
 * languages, or without one by their look. Fills out->items (form STRING,
 * not yet parsed) and out->lists, in the order of the document. No list found
 * is no error: out->len is 0.
 */
int parse_find(
    struct references *out, const struct blocks *blocks, struct err *err);

/*
 * Read one reference's fields. Fills ref->parses, best first, at least one, in
 * arena a; a reference that is none (a lone "ibid.") gets ref->skip. The
 * interface is for any reader, by rules or learned.
 */
void parse_reference(struct arena *a, struct reference *ref);

/* The best reading alone: half the work, for those who ask for no other. */
void parse_best(struct arena *a, struct reference *ref);

/* The strings of one list that were not read yet: as above, with the style that they
 * share in view. What is read is in arena a. */
void parse_list(struct arena *a, struct reference *refs, size_t len);

/*
 * All of a document: as above, and what only the list as a whole tells
 * (repeated-author dashes, the style they share). An entry that holds several works
 * ("(a) ... (b) ...", a note's "X 1990; Y 1991") becomes a reference for each.
 */
void parse_references(struct references *refs);

/* A reference from a lone string (`parse`, tests): body without markup, map to
 * the string's own bytes. */
void reference_from_string(
    struct reference *out, struct arena *a, struct span text);

#endif
