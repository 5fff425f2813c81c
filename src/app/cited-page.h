#ifndef APP_CITED_PAGE_H
#define APP_CITED_PAGE_H

#include "model/reference.h"

/*
 * The page that a reference cites within its work: "52" of "(Chicago, 1962), 52", "440"
 * of "436-444, at 440", and of an article on pages 436-444 that is cited by its page 440
 * alone. NULL: it cites the whole. found is the work's record; neither the pages that
 * this stands on nor how many it has ("117 pp.") are such a page. In the arena.
 */
const char *cited_page(
    struct arena *a, const struct reference *ref, const struct work *found);

#endif
