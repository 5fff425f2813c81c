#ifndef MATCH_TITLE_TEXT_H
#define MATCH_TITLE_TEXT_H

#include "base/arena.h"

/*
 * A title without what services put in front ("RETRACTED:") and catalogues behind it:
 * its form in another script ("Языки и диалекты Люксембурга / IAzyki i dialekty
 * Liuksemburga"), that it is a translation, or in which language it is
 * ("[translation]", "[In Chinese]"). It is text itself, a part of it, or a copy.
 */
const char *title_without_additions(struct arena *a, const char *text);
/* Without what is left of TeX, and with "and" for "&". */
const char *title_without_signs(struct arena *a, const char *text);
/* "β-catenin" as "beta-catenin", folded; NULL if nothing is to be spelt out. */
const char *title_with_greek_names(struct arena *a, const char *fold);

#endif
