#ifndef READ_PAGE_H
#define READ_PAGE_H

#include "model/document.h"

/*
 * Private to the reader of plain text: its lines, without what pages add to a
 * text (running heads, page numbers, form feeds).
 */
struct page_line {
	size_t from, to;   /* text offsets, blanks at both ends cut */
	unsigned indent;   /* columns before from; a tab goes to the next 8th */
	bool blank_before; /* a blank line, the start, or a page's end */
};

/*
 * The lines that hold text, in the document's arena. Lines that stand at the top or the
 * bottom of several pages, their digits aside, lone page numbers, and what a page's end
 * puts between the halves of an entry are left out; where that or a blank line
 * cuts a sentence or an entry in two, the halves follow without a blank line.
 */
size_t page_lines(const struct page_line **out, struct document *d);

/*
 * Puts a text's columns that stand side by side one below the other (document_arrange()).
 */
void columns_unfold(struct document *d);

/*
 * How many bytes each line of a document has in front that only number the lines, as
 * manuscripts for reviewers have them; 0 where none do. skip has room for all lines.
 */
void line_numbers_find(size_t *skip, const struct document *d);

/* "Proceedings of the Workshop      3", "17" (alone), "3      Smith and Jones" */
bool page_has_number(struct span s, bool *alone);

#endif
