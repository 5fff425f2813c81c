#ifndef APP_STYLE_ALIASES_H
#define APP_STYLE_ALIASES_H

#include "base/arena.h"

/*
 * The i-th other name by which a style may be there: of our table, of the file
 * renamed-styles.json in one of the folders (NULL at the end), with "the-" in front or
 * without. NULL: there are no more.
 */
const char *style_alias(
    struct arena *a, const char *name, const char *const *folders, size_t i);

#endif
