#ifndef READ_HTML_H
#define READ_HTML_H

#include "read/builder.h"

/*
 * Private to the document readers: HTML inside of Markdown. Tags that mean what
 * Markdown has marks for are runs; items, paragraphs and headings are blocks.
 */

/* An inline tag of the document's text at from. "<i>" is matched with the "</i>" that
 * follows in the same text; a run that is never closed is no run. */
void html_inline(struct builder *b, struct span tag, size_t from);
/* "&amp;", at from. */
void html_entity(struct builder *b, struct span entity, size_t from);

/* Has it items or paragraphs, and nothing whose text is none? */
bool html_has_blocks(struct span html);
/* Its blocks: place is in the document's text. */
void html_blocks(struct blocks *out, struct document *d, struct builder *b,
    struct range place);

#endif
