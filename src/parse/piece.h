#ifndef PARSE_PIECE_H
#define PARSE_PIECE_H

#include "model/block.h"
#include "model/label.h"
#include "parse/heading.h"
#include "parse/look.h"

/*
 * Private to the finder: blocks cut into pieces that are one entry or none.
 * Lines that follow one another without a blank line ("[1] ...", "[2] ...")
 * are one paragraph to Markdown and several pieces here.
 */
enum piece_kind {
	PIECE_HEADING,
	PIECE_ITEM, /* of a list, or a paragraph with a label */
	PIECE_TEXT, /* a paragraph without */
	PIECE_NOTE, /* inside an item, or deeper */
	PIECE_OTHER,
};

struct piece {
	enum piece_kind kind;
	const struct block *block;
	struct range part;   /* of the block's text, without label */
	bool parted;         /* the next one begins in its last line */
	struct label label;  /* kind NONE: see printed */
	const char *printed; /* the label as printed, or NULL */
	long number;
	unsigned level; /* ITEM: depth from 1. HEADING: 1..6, 7 for a line that
			   only looks like one */
	enum heading_strength heading;
	struct span title; /* HEADING: its text */
	struct look look;
};

/* INSIDE: a heading within a list, which does not end it. */
enum { PIECE_LEVEL_PSEUDO = 7, PIECE_LEVEL_INSIDE = 8 };

struct pieces {
	struct piece *items;
	size_t len;
};

/* Blocks of that document. */
void pieces_of(struct pieces *out, struct arena *a, const struct blocks *blocks,
    const struct document *document);

/* The text of a piece. */
struct span piece_text(const struct piece *p);

#endif
