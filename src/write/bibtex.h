#ifndef WRITE_BIBTEX_H
#define WRITE_BIBTEX_H

#include "base/sbuf.h"
#include "model/work.h"

/* Values of .bib fields as LaTeX, for whole entries and for edits in them. */

/* What the fields and types are called. */
enum bibtex_dialect {
	BIBTEX_CLASSIC, /* what the entry has of biblatex's own stays */
	BIBTEX_BIBLATEX,
	BIBTEX_STANDARD, /* it is put into what BibTeX's styles print */
};

/* The one that the entry had, if the work is still such a one; else the dialect's
 * for its CSL type. BIBTEX_STANDARD knows none of biblatex's own. */
const char *bibtex_entry_type(
    const struct work *w, enum bibtex_dialect dialect);

enum bibtex_name_form {
	BIBTEX_NAME_SORTED,  /* von Last, Jr, First: nothing can misread it */
	BIBTEX_NAME_NATURAL, /* First von Last, where that can be read back */
};

void bibtex_add_name(struct sbuf *out, const struct name *n,
    enum bibtex_name_form form, bool ascii);

/* The key of a .bib, without what would end it in the entry's head (BibTeX reads it to
 * a blank, a comma or a brace). */
const char *bibtex_key(struct arena *a, const char *key);
/* A key of another format, without all that BibTeX, biber or LaTeX's \cite cannot
 * have in one. */
const char *bibtex_key_anywhere(struct arena *a, const char *key);

/* CSL's page text with that dash for ranges. */
void bibtex_add_pages(
    struct sbuf *out, const char *page, const char *dash, bool ascii);

/* A URL or identifier: no escapes, but a brace or a backslash, which no URL
 * may hold bare, is percent-encoded. */
void bibtex_add_verbatim(struct sbuf *out, const char *text);

/* A language whose titles keep their capitals: any but English. */
bool bibtex_is_foreign(const char *language);

/* A word that says nothing at the start of a title ("the", "der", "les"). */
bool bibtex_is_filler(struct span word);

/* ASCII case aside. */
bool bibtex_contains(const char *text, const char *word);

#endif
