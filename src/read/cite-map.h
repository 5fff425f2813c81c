#ifndef READ_CITE_MAP_H
#define READ_CITE_MAP_H

#include "model/document.h"

/*
 * What the bytes of a Markdown document are, so that citations are looked for where
 * there is text, and nowhere else.
 */
enum {
	BYTE_MARKUP, /* and code, mathematics, addresses */
	BYTE_TEXT,
	BYTE_HTML
};

/* A note's text: [^label]: ... */
struct note_definition {
	const char *label;
	size_t open;        /* its bracket */
	struct range place; /* behind the colon */
};

struct cite_map {
	size_t start;              /* behind a YAML block */
	const unsigned char *kind; /* of each byte of the text */
	struct range
	    *leaves; /* paragraphs, headings, cells: from first to last text */
	size_t len;
	struct note_definition *notes;
	size_t notes_len;
};

int cite_map_make(struct cite_map *out, struct document *d, struct err *err);

/* Is that byte text, and not escaped by a backslash? */
bool cite_map_is(const struct cite_map *m, struct span text, size_t at, char c);

#endif
