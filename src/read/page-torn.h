#ifndef READ_PAGE_TORN_H
#define READ_PAGE_TORN_H

#include "read/page.h"

/*
 * Private to page.c: what stands between the halves of a sentence or an entry that the end
 * of a page, or a blank line, has torn.
 */

/* A line as it stands, blank ones too. */
struct page_raw {
	struct page_line line;
	bool blank;
	bool page_start; /* a form feed stands before it */
	bool furniture;
	bool intruder; /* furniture without blank lines around it */
	uint64_t mask; /* hash of its text with digits made one: 0 none */
};

enum { FURNITURE_BYTES = 120, FURNITURE_DEPTH = 2 };

static inline struct span
page_raw_text(const struct document *d, const struct page_raw *l)
{
	return span_sub(d->text, l->line.from, l->line.to);
}

static inline struct span
page_line_text(const struct document *d, const struct page_line *l)
{
	return span_sub(d->text, l->from, l->to);
}

/* --- page.c */

/* Does a line begin with a label: "[12]", "3."? */
bool page_is_labelled(struct span s);
/* May a line that no blank one parts from the text be a running head? */
bool page_may_be_head(struct span s);

/* --- page-torn.c */

/* Are there such numbers on lines of their own close by that count the entries? */
bool page_is_label_of_row(
    const struct document *d, const struct page_raw *lines, size_t n, size_t i);
/* A running head or a page number among an entry's lines, without blank ones. */
bool page_is_intruder(
    const struct document *d, const struct page_raw *lines, size_t n, size_t i);
/* Makes furniture of lines between blank ones that stand between an entry's line and the
 * one that goes on from it. */
void page_mark_between(
    const struct document *d, struct page_raw *lines, size_t n);
/* The indent of lines that hang under the one before, as far as is known. */
unsigned page_hang(unsigned hang, const struct page_line *before,
    const struct page_line *line, bool blank);
/*
 * Does the line raw[i] of n, which a blank line or (page_break) a page's end parts from the
 * last of len lines that were kept, go on from it? hang is the indent of lines that hang.
 */
bool page_goes_on(const struct document *d, const struct page_line *lines,
    size_t len, const struct page_raw *raw, size_t n, size_t i, bool page_break,
    unsigned hang);

#endif
