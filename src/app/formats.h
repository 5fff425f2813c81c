#ifndef APP_FORMATS_H
#define APP_FORMATS_H

#include "model/document.h"
#include "model/reference.h"
#include "write/formats.h"

/* The formats of bibliographies that are read and written. */
struct format {
	const char *name;       /* "csl-json": of --from and --to */
	const char *title;      /* "CSL-JSON": for people */
	const char *extensions; /* ".bib .bibtex" */
	const char *media_type;
	/* Knows it by the text that a file starts with; NULL: nothing can. */
	bool (*is)(struct span text);
	/* NULL: it is only written. */
	int (*read)(
	    struct references *out, struct document *d, struct err *err);
	const struct writer_kind *writer; /* NULL: it is only read */
};

/* All of them, to one with a name of NULL. */
extern const struct format formats[];

/* ERR_USAGE: there is none of that name; the story says where they are listed. */
enum format_use { FORMAT_READ, FORMAT_WRITTEN };
int format_from_name(const struct format **out, const char *name,
    enum format_use use, struct err *err);
/* The format of a bibliography, known by its text; NULL: it is none that we know. */
const struct format *format_of_text(struct span text);
/* As document_open(); of a ZIP archive (Citavi's .ctv6bak) the first file in it
 * that is a bibliography. */
int format_open_document(
    struct document **out, const char *path, struct err *err);
/* As document_from_file_in(), but of an archive. */
int format_open_document_in(struct document **out, const char *path,
    const char *encoding, struct err *err);
/* What of its bytes is no text in its encoding, as problems with their lines. */
void format_add_damage(struct references *out, const struct document *d);
/*
 * As its reader; and references that the format has as strings alone (JATS) are
 * parsed as those of a document. ERR_SYNTAX for a file of another format.
 */
int format_read(struct references *out, const struct format *f,
    struct document *d, struct err *err);
/* The same, of a format that can be read so a part at a time; else at once. */
int format_read_each(const struct format *f, struct document *d,
    int (*each)(void *ctx, const struct references *batch), void *ctx,
    struct err *err);
/* Of a .bib file whatever is in it, what is wrong with its bytes first; *len: how many
 * entries there were. */
int format_read_bibtex_each(struct document *d, size_t *len,
    int (*each)(void *ctx, const struct references *batch), void *ctx,
    struct err *err);
/*
 * Of a file in which no reference of that format was found: ERR_SYNTAX, with what it
 * looks like, unless it is empty, or a list of that format which has no record.
 */
int format_must_be(
    const struct format *f, const struct document *d, struct err *err);
/* ERR_SYNTAX: its text is of another format than .bib, which is named. For what
 * works on .bib files alone. */
int format_must_be_bibtex(const struct document *d, struct err *err);
/* By the end of a file's name; NULL if that says nothing. */
const struct format *format_of_name(const char *path, enum format_use use);
/* By its text, else by its name. NULL: neither tells. */
const struct format *format_of_document(const struct document *d);

#endif
