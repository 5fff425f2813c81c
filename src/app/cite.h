#ifndef APP_CITE_H
#define APP_CITE_H

#include "csl/csl.h"
#include "model/document.h"
#include "store/store.h"

/*
 * A Markdown document with its citations written out in a style, and the list of
 * references added: into ::: {#refs} if it has that, else at its end. All other bytes
 * are as they were.
 */
struct cite_options {
	/* Bibliographies; without any, those that the document's metadata names; without
	 * those, the library. */
	const char *const *bibliographies;
	size_t bibliographies_len;
	/* Asked for the library when nothing else says where the works are. */
	int (*open_library)(struct store **out, void *ctx, struct err *err);
	const char *style; /* NULL: the metadata's csl, else CITE_STYLE */
	const char *lang;  /* NULL: the metadata's lang, else the style's */
	/* Told of what is wrong: of a bibliography that has faults, of a key that no work
	 * has. The citation is left as it is. key may be NULL. */
	void (*problem)(const char *path, size_t line, const char *key,
	    const char *text, void *ctx);
	/* Told what of the style is passed over; may be NULL. */
	void (*warning)(
	    const char *path, size_t line, const char *text, void *ctx);
	void *ctx;
};

#define CITE_STYLE "chicago-author-date"

int cite_document(struct sbuf *out, struct document *d,
    const struct cite_options *o, struct err *err);

#endif
