#ifndef APP_CITE_LOCATOR_H
#define APP_CITE_LOCATOR_H

#include "csl/locale.h"

/*
 * The locator at the start of what follows a key: ", pp. 3-5 and more" is page 3-5
 * and " and more". Labels are the terms of the locales (NULL ones are passed over),
 * long and short; a number without one is a page. In braces, anything is a locator: "{p. A, B}".
 */
struct cite_locator {
	const char *label; /* CSL's name; NULL: no locator */
	struct span value; /* as written */
	struct span rest;  /* the suffix */
};

enum { CITE_LOCALES = 2 };
void cite_locator_read(struct cite_locator *out,
    struct csl_locale *const locales[CITE_LOCALES], struct span suffix);

#endif
