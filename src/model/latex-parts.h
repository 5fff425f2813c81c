#ifndef MODEL_LATEX_PARTS_H
#define MODEL_LATEX_PARTS_H

#include "base/sbuf.h"

#include <stdbool.h>
#include <stdint.h>

/* Private to latex*.c. */

/*
 * The text between the bracket or brace at in.ptr[*at] and its partner, and *at
 * behind it. false if there is no partner; then *at is where the search ended.
 */
bool latex_argument(struct span *out, size_t *at, struct span in);

/* Append a URL or the like: escapes undone, braces that only protect dropped. */
void latex_add_verbatim(struct sbuf *out, struct span s);

/* For bsearch(): a span against the name that a row starts with. */
int latex_compare_name(const void *key, const void *row);

/* From i on, past what is text as it is, with single blanks in it. *wide: NFC could
 * change something of it. */
size_t latex_skip_text(struct span s, size_t i, bool *wide);

/* The character that a command of text is, or 0. */
uint32_t latex_symbol(struct span name);

/* The character that an entity garbled by Crossref is, "{\\&}amp$\\mathsemicolon$",
 * and its length; 0: it is none. */
uint32_t latex_garbled_entity(struct span s, size_t *len);

/* The character that a ligature of TeX's text fonts is ("---"), and its length, or 0. */
uint32_t latex_ligature(struct span s, size_t *len);

/* The apostrophe behind a word that ends what a quotation mark "‘" begins is its other
 * half. */
void latex_close_quotes(struct sbuf *text);

/* A program's name, which its command sets in letters that jump. */
bool latex_is_logo(struct span name);

/*
 * Append a formula, without its dollars, as text, with CSL's markup or with Unicode's
 * indices. false, and nothing is appended, if text cannot say it. *capital: it has
 * letters whose case counts; *tags: markup was written.
 */
bool latex_add_math(
    struct sbuf *out, struct span inside, bool rich, bool *capital, bool *tags);

#endif
