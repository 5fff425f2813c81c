#ifndef MODEL_LANGUAGE_H
#define MODEL_LANGUAGE_H

#include "base/arena.h"
#include "base/span.h"

/*
 * The BCP 47 tag (RFC 5646) of a language's name as .bib files have it
 * ("ngerman", "French"); CSL's variable language is such a tag. What is a tag
 * already, or no language that we know, comes back as it is.
 */
const char *language_tag(struct arena *a, struct span name);

/*
 * The tag of what a work has for its language, a tag or words of another format than a
 * .bib ("English", "eng", "German"), which name no country; NULL: it is none that we know
 * ("English; French").
 */
const char *language_code(struct arena *a, const char *language);

/* The MARC code, which MEDLINE has, too (ISO 639-2/B: "ger", "chi"), of the same; NULL:
 * there is none. */
const char *language_marc(struct arena *a, const char *language);

/* babel's name of a tag ("de-AT" -> "naustrian", "en" -> "english"), or
 * NULL. */
const char *language_babel(const char *tag);

#endif
