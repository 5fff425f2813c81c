#ifndef MODEL_NAME_H
#define MODEL_NAME_H

#include "base/arena.h"
#include "base/sbuf.h"

#include <stdbool.h>

/*
 * One name, in CSL's parts (CSL 1.0.2, "Names"; csl-data.json). A personal name
 * has a family name and perhaps the others; an organisation or a name that is
 * not to be taken apart has only `literal`. A mononym ("Sukarno") is a family
 * name alone. Absent is NULL, never "".
 */
struct name {
	const char *family;
	const char *given;  /* full or initials, as the source has it */
	const char *suffix; /* Jr., III */
	const char *dropping_particle;
	const char *non_dropping_particle; /* van der, de la */
	const char *literal;
	bool comma_suffix; /* "John Smith, Jr.", not "John Smith Jr." */
	const char *ORCID; /* the bare 0000-0000-0000-000X, or NULL */
};

/*
 * Names in order. others: the list is cut by "et al.", "and others", "等",
 * "и др.", "..." in the middle and the like: more names exist than are here.
 */
struct name_list {
	struct name *items;
	size_t len;
	bool others;
	/* The cut is in the middle ("A, B, ..., & Z"): the last name here is the
	 * last of the work. */
	bool last_follows_cut;
};

/* How a string is to be read when it has no comma. */
enum name_order {
	NAME_ORDER_GUESS,
	NAME_ORDER_GIVEN_FIRST,
	NAME_ORDER_FAMILY_FIRST,
};

/*
 * One person or organisation from a string: "Family, Given", "Family, Jr.,
 * Given" (BibTeX's three forms, btxdoc section 4), "Given van Family", "Family GE"
 * (initials last), CJK names (family first, without a blank), "Sukarno". A dblp
 * homonym number ("Wei Li 0001") is dropped. An organisation, by its words, is
 * kept as literal. Never fails: what cannot be taken apart is literal, or
 * a lone family name.
 */
void name_parse(
    struct name *out, struct arena *a, struct span s, enum name_order order);

/* True if s is only a mark for further names: "et al.", "and others", "u.a.",
 * "等", "ほか", "외", "и др.", "...", "…" (case aside, brackets aside). */
bool name_is_others(struct span s);
/* Quickly, by the first byte: false if nothing that begins so is such a mark. */
bool name_may_be_others(char first);
/* True if s looks like an organisation ("University of ...", "ATLAS
 * Collaboration", "... GmbH", "...协会"). */
bool name_is_corporate(struct span s);
/* True for "John Doe", "Firstname Lastname", "A. Author", "Anonymous" and such:
 * names that stand for nobody. */
bool name_is_placeholder(const struct name *n);
/* True for "S.", "H.-y.": nobody's name, but a piece of one that was torn. */
bool name_is_lone_initial(const struct name *n);
/* True if the word is a particle written small: van, der, de, la, von, al, 't. */
bool name_is_particle(struct span word);
/* True if s is Jr, Sr, II, III, IV, filho... (with or without point). */
bool name_is_suffix(struct span s);
bool name_may_be_suffix(char first); /* as name_may_be_others() */
/* True if s is only initials: "G. E.", "GE", "G.-E.", "J". */
bool name_is_initials(struct span s);

/* "G. E." from "Geoffrey Everest"; "J.-P." from "Jean-Pierre"; CJK given names
 * as they are. NULL from NULL. */
char *name_initials(struct arena *a, const char *given);

/* Family name with particles: "van den Oord", or the literal. For people. */
char *name_family_full(struct arena *a, const struct name *n);
/* What stands behind a comma: "Ludwig van", with the particle that is dropped
 * elsewhere; NULL if there is neither. */
const char *name_given_full(struct arena *a, const struct name *n);
/* The way back from both: takes particles off the family and the given name, and a
 * suffix behind a comma off the latter ("Martin Luther, Jr."), unless the name has
 * them already. */
void name_split_particles(struct arena *a, struct name *n);
/* "Given particle Family suffix", or the literal. */
char *name_display(struct arena *a, const struct name *n);

struct name_list name_list_copy(struct arena *a, const struct name_list *l);
void name_list_add(struct arena *a, struct name_list *l, struct name n);

#endif
