#ifndef READ_READ_H
#define READ_READ_H

#include "model/bibtex.h"
#include "model/latex.h"
#include "model/reference.h"
#include "read/formats.h"

#include <jansson.h>

/*
 * Readers: one file a format. What is wrong with the input goes to
 * out->problems with its line, and the rest is still read; a negative return
 * means that nothing could be read at all. All results live in the document's
 * arena.
 */

/* Blocks of a Markdown document (CommonMark and tables, by md4c), of a web page, of a
 * plain text, of a LaTeX document: headings, paragraphs, items; each list of \bibitem under a heading
 * "References", whether it has one or not. */
int read_latex(struct blocks *out, struct document *d, struct err *err);
int read_markdown(struct blocks *out, struct document *d, struct err *err);
int read_html(struct blocks *out, struct document *d, struct err *err);
int read_text(struct blocks *out, struct document *d, struct err *err);

/*
 * A .bib file, both dialects. Each entry becomes a reference of form
 * REFERENCE_ENTRY: key, body (the entry's text), one parse with the work and
 * the places of the values (inside their delimiters; for a value joined with #
 * no place). @string, crossref (BibTeX's inheritance), @comment and @preamble are
 * understood; LaTeX in values becomes Unicode.
 */
int read_bibtex(struct references *out, struct document *d, struct err *err);

/*
 * The .bbl file that biber makes for biblatex: each \entry becomes a reference of form
 * REFERENCE_ENTRY, once, however often lists and parts of the document repeat it. Its fields
 * have no places, since nothing is to be written into what is made anew.
 */
int read_bbl(struct references *out, struct document *d, struct err *err);
/* Is a text such a file? */
bool read_is_bbl(struct span text);

/* A part of what a file has, in its order, with the faults met meanwhile. It is the
 * caller's until it returns; anything but OK ends the reading. */
typedef int read_batch_fn(void *ctx, const struct references *batch);
/* As read_bibtex(), in memory that does not grow with the works: some hundred
 * references at a time, in no list. What each() returned, or its own error. */
int read_bibtex_each(
    struct document *d, read_batch_fn *each, void *ctx, struct err *err);

/* One CSL-JSON item. Never fails on odd values: what fits nowhere is custom. */
struct work *read_csl_item(struct arena *a, const json_t *item);
/* The same from its text, as one line of a .jsonl file holds it. */
int read_csl_line(
    struct work **out, struct arena *a, struct span line, struct err *err);
/* Whole files of CSL-JSON and of other formats: read/formats.h. */

#endif
