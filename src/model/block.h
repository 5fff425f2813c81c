#ifndef MODEL_BLOCK_H
#define MODEL_BLOCK_H

#include "model/document.h"

/*
 * A document's text, block by block, whatever its format: what a document
 * reader gives and the finder of reference lists takes.
 */
enum block_kind {
	BLOCK_HEADING,
	BLOCK_PARAGRAPH,
	BLOCK_ITEM,      /* first paragraph of a list item */
	BLOCK_ITEM_MORE, /* a further paragraph inside the item before it */
	BLOCK_CODE,
	BLOCK_TABLE,
	BLOCK_HTML,
	BLOCK_QUOTE, /* paragraph in a quotation */
};

/* Inline markup over a part of a text. */
enum run_kind {
	RUN_EMPHASIS,
	RUN_STRONG,
	RUN_LINK, /* href is the target */
	RUN_CODE,
	RUN_CELL, /* a cell of a table's row */
	RUN_LINE, /* a line break of the source was here (a blank in the text) */
};

struct run {
	enum run_kind kind;
	struct range place; /* in the block's text */
	const char *href;
};

/*
 * Text with markup taken out, and the way back. map[i] is the offset in the
 * document's UTF-8 text (struct document.text) of byte i of text; map[len] is the
 * end of the last character. A wrapped line's break and indent are one blank,
 * whose map entry is the break's place.
 *
 * Where nothing was taken out (a .bib entry), map is NULL, and byte i of text is
 * byte start + i of the document's.
 */
struct mapped_text {
	const char *text;
	size_t len;
	const size_t *map;
	size_t start;
	struct run *runs;
	size_t runs_len;
};

/*
 * A part of a text with its runs (without those of cells), its own copy in a; the map
 * is the whole text's. first_run: none before it reaches into the part; 0 is safe.
 */
void mapped_text_part(struct mapped_text *out, struct arena *a,
    const struct mapped_text *t, struct range part, size_t first_run);

struct block {
	enum block_kind kind;
	unsigned level;    /* heading level 1..6; item: nesting depth from 1 */
	bool ordered;      /* item of a numbered list */
	const char *label; /* as printed: "1.", "[1]", "-"; NULL if none */
	const char *key;   /* by which LaTeX cites it; NULL if none */
	long number;       /* of a numbered item or label, else -1 */
	unsigned
	    indent; /* columns before the text: hanging indents (plain text) */
	struct range span; /* original bytes, label and all */
	struct mapped_text body;
	bool html;         /* in HTML, whatever the document is */
	bool blank_before; /* a blank line parts it from the block before */
};

struct blocks {
	struct block *items;
	size_t len;
};

#endif
