#ifndef CLI_CSL_FIXTURE_H
#define CLI_CSL_FIXTURE_H

#include "base/err.h"
#include "base/sbuf.h"

/*
 * Render a fixture of the CSL test suite (github.com/citation-style-language/
 * test-suite): a text file of sections MODE, CSL, INPUT, CITATION-ITEMS, CITATIONS.
 * out gets what belongs into its section RESULT. locales is the folder with
 * locales-xx-YY.xml, or NULL.
 */
int csl_fixture_render(
    struct sbuf *out, const char *path, const char *locales, struct err *err);

#endif
