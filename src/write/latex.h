#ifndef WRITE_LATEX_H
#define WRITE_LATEX_H

#include "base/arena.h"
#include "base/sbuf.h"
#include "base/span.h"

/* unicode_to_latex() is in write/write.h. */

/* Append text as LaTeX. Math and macros stay as they are; accents as macros if
 * ascii. What is appended has as many closing braces as opening ones. */
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

/* A text with CSL's markup, no capital of it protected. */
char *latex_marked(struct arena *a, const char *rich, bool ascii);

/*
 * Where the LaTeX that starts at text[at] ends, which the reader keeps as it is
 * and so does the writer: math (but not "$5 to $10"), a macro with its arguments.
 * 0 if none does.
 */
size_t latex_raw_end(struct span text, size_t at);

#endif
