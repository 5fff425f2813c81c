#ifndef MODEL_LATEX_PARTS_H
#define MODEL_LATEX_PARTS_H

#include "base/sbuf.h"

#include <stdbool.h>

/* Private to latex*.c. */

/*
 * The text between the bracket or brace at in.ptr[*at] and its partner, and *at
 * behind it. false if there is no partner; then *at is where the search ended.
 */
bool latex_argument(struct span *out, size_t *at, struct span in);

/* Append a URL or the like: escapes undone, braces that only protect dropped. */
void latex_add_verbatim(struct sbuf *out, struct span s);

#endif
