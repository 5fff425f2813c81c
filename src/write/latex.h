#ifndef WRITE_LATEX_H
#define WRITE_LATEX_H

#include "base/arena.h"
#include "base/sbuf.h"
#include "base/span.h"

/* unicode_to_latex() is in write/write.h. */

/* Append text as LaTeX. Math stays as it is; accents as macros if ascii. */
void latex_add(struct sbuf *out, struct span text, bool ascii);

/*
 * A title as LaTeX: CSL's markup (rich, or NULL) as commands, and braces round
 * the words that styles must not lower-case: those that were in braces (class
 * nocase), words with a capital inside, lone capitals, names in a title
 * that is otherwise in small letters. whole: braces round all of it, for
 * languages whose capitals mean something.
 */
char *latex_title(struct arena *a, const char *title, const char *rich,
    bool whole, bool ascii);

/* Where the math that starts at text[at], a dollar, ends; 0 if it is no math
 * ("$5 to $10"). */
size_t latex_math_end(struct span text, size_t at);

#endif
