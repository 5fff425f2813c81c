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

/* babel's name of a tag ("de-AT" -> "naustrian", "en" -> "english"), or
 * NULL. */
const char *language_babel(const char *tag);

#endif
