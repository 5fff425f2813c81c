#ifndef PARSE_NAMES_CUT_H
#define PARSE_NAMES_CUT_H

#include "parse/names.h"

/*
 * Private to names.c: a list of names cut into pieces at commas and what is like them, and
 * what each is made of.
 */

struct name_piece {
	size_t from, to; /* tokens */
	bool comma;      /* a comma parts it from the next, nothing stronger */
	/* what it is made of */
	size_t words;       /* that are no initials, no particles */
	size_t initials;    /* "G.", "GE" at the end */
	size_t first, last; /* word tokens */
	bool initials_first, initials_last;
	bool corporate, suffix;
	bool particle; /* one that is written large */
	size_t joint;  /* the token "y" of "Ramón y Cajal", or 0 */
};

struct names {
	struct scan *s;
	const struct model *model;
	struct name_piece *items;
	size_t len;
	size_t cut; /* pieces before an "et al." with names behind it; or 0 */
	bool
	    doubled; /* the first has a family name of two words, and a comma */
};

/* By how much a word is rather a family name (above 0) than a given name. */
static inline double
lean(const struct names *n, size_t token)
{
	return names_lean(n->s, n->model, token);
}

/* Cuts tokens from..to into n's pieces; out learns of an "et al.". */
void names_cut(struct names *n, struct name_list *out, size_t from, size_t to);
/* A particle that is written large: "Van", "De", before token `to`. */
bool names_is_large_particle(const struct scan *s, size_t i, size_t to);
/* A word that begins with a capital and is no initial. */
bool names_is_full_word(const struct scan *s, size_t i);
/* "undMcCaig": how long the "and" is that lost the blank behind it, or 0. */
size_t names_glued_and(struct span word);

#endif
