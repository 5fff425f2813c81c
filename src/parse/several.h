#ifndef PARSE_SEVERAL_H
#define PARSE_SEVERAL_H

#include "parse/tokens.h"

/* What an entry holds beside its first work. */
struct several {
	size_t from, to; /* tokens of the first work, without its "(a)" */
	bool more; /* another work follows; not only an erratum of the first */
	size_t
	    rest; /* token that the other works begin with, or 0: what follows
			is the first one's erratum, or its title in English */
};

/*
 * Entries of chemists and physicists may hold several works: "(a) ...; (b) ...",
 * "Phys. Rev. Lett. 77, 3865 (1996); Phys. Rev. A 78, 13 (1997)", or a work and its
 * erratum: "77, 3865 (1996), 78, 1396 (1997)"; notes do: "A. Rosenberg, Geschichte des
 * Bolschewismus, Frankfurt 1966, S. 124, sowie R. V. Daniels, Das Gewissen ...".
 * Nothing that belongs to the others is the first one's. False if there is only one work.
 */
bool several_works(struct several *out, const struct scan *s, size_t body);

/* "a.a.O.", "ebd.", "op. cit.", "(Anm. 3)", "(n 12)": what is before was named before. */
bool several_refers_back(const struct scan *s, size_t i);

#endif
