#ifndef MODEL_IDENTIFIER_H
#define MODEL_IDENTIFIER_H

#include "base/arena.h"
#include "base/span.h"

#include <stdbool.h>

enum identifier_kind {
	IDENTIFIER_DOI,
	IDENTIFIER_ARXIV,
	IDENTIFIER_ISBN,
	IDENTIFIER_ISSN,
	IDENTIFIER_PMID,
	IDENTIFIER_PMCID,
	IDENTIFIER_ACL,
	IDENTIFIER_URL,
	IDENTIFIER_KINDS,
};

/* An identifier found in a text. */
struct identifier {
	enum identifier_kind kind;
	struct range place; /* of the bare identifier, in the text searched */
	/* The same with what introduces it and goes with it: "doi:10...",
	 * "https://doi.org/10...", "arXiv:1706.03762v5 [cs.CL]". */
	struct range whole;
	const char *value; /* normal form, in the arena */
};

/* "DOI", "arXiv", ...: CSL's variable names where CSL has one. */
const char *identifier_name(enum identifier_kind kind);

/*
 * All identifiers in text, left to right, none inside another (a doi.org link
 * is a DOI and not a URL as well). *out is an array in the arena.
 */
size_t identifier_find_all(
    struct identifier **out, struct arena *a, struct span text);

/* The kind of a lone string such as the user types after `add`, and its normal
 * form; false if it is none. Resolver URLs are taken apart. */
bool identifier_parse(enum identifier_kind *kind, const char **value,
    struct arena *a, struct span s);

/*
 * DOI (ISO 26324; doi.org handbook section 2.2). Normal form: percent-decoded,
 * LaTeX escapes undone ("\_"), ASCII lower case, without the resolver, without
 * the sentence's punctuation, without what publishers' links add ("/full",
 * "/pdf", "/abstract", ".pdf", "?...", "#..."). NULL if s holds none.
 */
struct range doi_find(struct span text);
char *doi_normal(struct arena *a, struct span s);
/* The same with its capitals as they stand there. */
char *doi_given(struct arena *a, struct span s);
/* Same characters but the punctuation and case that do not matter. */
bool doi_equal(const char *a, const char *b);
/*
 * Was this normal form typed to fill a gap? "10.99999/nonexistent.00000",
 * "10.xxxx/yyyy" and "10.1234/placeholder" say so themselves.
 */
bool doi_is_placeholder(const char *doi);
/*
 * The year of the conference whose paper this normal form is of, where the
 * registrant writes it into the DOI, as the year or as the number of a volume:
 * ACL's, AAAI's, IEEE's, IJCAI's and Interspeech's. 0 if it does not say.
 * *deposited is set if records of it tell the year of their deposit at times; may
 * be NULL.
 */
int doi_conference_year(const char *doi, bool *deposited);
/* Prefix 10.5555: kept free for tests and used by ACM's library for what others
 * publish. No resolver knows such a DOI. */
bool doi_is_unregistered(const char *doi);

/*
 * arXiv id: "1706.03762" (0704-1412: four digits after the point, later five) or
 * "hep-th/9901001". Normal form: without "arXiv:", without the subject class
 * of old ids ("math.GT/0309136" -> "math/0309136"), without version. *version gets the
 * number after v or 0; may be NULL. NULL if s holds none.
 */
char *arxiv_normal(struct arena *a, struct span s, int *version);
/* The id that an address of arXiv's has ("https://arxiv.org/pdf/1706.03762v5"), or NULL. */
char *arxiv_of_url(struct arena *a, const char *url);
/* Year and month an id was given out; false if the id cannot exist. */
bool arxiv_date(const char *id, int *year, int *month);

/* ISBN: 13 digits, without hyphens, an ISBN-10 converted; NULL if s is none or
 * its check digit (ISO 2108, annex C) is wrong. */
char *isbn_normal(struct arena *a, struct span s);
/* "0000-000X" if the check digit (ISO 3297) is right, else NULL. */
char *issn_normal(struct arena *a, struct span s);
/* Shape only: would be an ISBN but for a wrong check digit. */
bool isbn_has_shape(struct span s);
/* Bare digits. */
char *pmid_normal(struct arena *a, struct span s);
/* "PMC" and digits. */
char *pmcid_normal(struct arena *a, struct span s);
/* "N19-1423" or "2020.acl-main.1", from id or aclanthology.org link. */
char *acl_normal(struct arena *a, struct span s);
/* For comparing: scheme, "www.", trailing slash dropped, host lower-cased. */
char *url_normal(struct arena *a, struct span s);

#endif
