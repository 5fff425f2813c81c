#ifndef READ_CITES_H
#define READ_CITES_H

#include "model/document.h"

#include <jansson.h>

/*
 * The citations of a Markdown document, in pandoc's syntax (Pandoc User's Guide,
 * "Citation syntax"):
 *	[see @key, pp. 3-5 and elsewhere; also -@other]
 *	@key says ...     @key [p. 3] says ...      @{key of any bytes}
 * Code, HTML, mathematics, addresses of links and what is escaped have none. All
 * places count bytes of the document's text; all strings are in its arena.
 */

struct cited {
	const char *key;
	struct span prefix,
	    suffix; /* Markdown, trimmed but for a blank towards the key; the
		     * locator is in suffix */
	bool suppress_author; /* -@key */
	size_t at;            /* of the key, for messages */
};

struct citation_place {
	struct range place; /* all of it, brackets included */
	size_t start;       /* where the text of its paragraph begins */
	struct cited *cites;
	size_t len;
	bool in_text; /* @key: the first cite is part of the sentence */
	bool in_note; /* it stands in a note of the document */
	/* Number of the note that it stands in, or would be if it became one: notes
	 * are counted in the order in which the text refers to them. */
	size_t note;
};

struct cited_document {
	struct citation_place *items; /* in the order of their notes */
	size_t len;
	bool has_list;     /* there is a place for the list: ::: {#refs} */
	struct range list; /* what is in it now, fences not included */
	json_t *
	    metadata; /* of the YAML block at the start; NULL if there is none */
	size_t problem_line; /* of a YAML block that cannot be read; else 0 */
	const char *problem;
	const char **labels; /* of the document's notes: "1" of [^1] */
	size_t labels_len;
};

int read_cites(struct cited_document *out, struct document *d, struct err *err);
/* Give back what is not the document's. */
void cited_document_release(struct cited_document *c);

/* Where a key ends that starts there ("@" not included): at if there is none. */
size_t cites_key_end(struct span s, size_t at);

/* Markdown of an affix as the rich text that CSL has (<i>, <b>, ...). */
char *cites_rich(struct arena *a, struct span markdown);

#endif
