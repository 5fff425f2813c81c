#ifndef MODEL_ENCODING_H
#define MODEL_ENCODING_H

#include "model/document.h"

/*
 * Private to the document: telling a file's encoding, and the ways between it
 * and UTF-8.
 */

/* The characters of the bytes 80 to 9F. */
extern const uint16_t encoding_windows_1252[32];

enum { ENCODING_NAME_SIZE = 64 };

/* What a file's bytes are: its encoding, and the length of its BOM (0: none). */
struct encoding_guess {
	enum document_encoding encoding;
	char name[ENCODING_NAME_SIZE]; /* of an ENCODING_NAMED */
	bool declared;                 /* the file says so itself, */
	struct range said;             /* there, if so */
	size_t bom;
};

/*
 * By BOM, else by the bytes: UTF-8 if it is, UTF-16 by where the zeros are; else what
 * the file declares, else one of two legacy encodings by how their high bytes pair.
 * ERR_SYNTAX for what is no text (a PDF, a ZIP, zeros all over) or another encoding.
 */
int encoding_guess(
    struct encoding_guess *out, struct span bytes, struct err *err);

/* What a file's bytes are in the encoding of that name, as ICU knows it. ERR_USAGE: it
 * knows none of that name. */
int encoding_named(
    struct encoding_guess *out, const char *name, struct span bytes);

/*
 * The encoding that a file declares: XML's declaration (XML 1.0, 4.3.3), HTML's meta
 * charset, JabRef's "% Encoding:", Emacs's and Vim's "coding:", LaTeX's inputenc. Only
 * one that is ASCII where ASCII is; false: none, or UTF-8.
 */
bool encoding_declared(struct encoding_guess *out, struct span bytes);

struct encoding_text {
	struct span text; /* UTF-8, NUL-terminated if it is not the bytes */
	/* The original offset of each text byte and of the end; NULL if the bytes
	 * are already well-formed UTF-8 without NULs. */
	const uint32_t *map;
	/* The bytes that mean nothing in the encoding, by their original offsets, the
	 * first of them. */
	size_t damage_len;
	uint32_t damage[DOCUMENT_DAMAGE];
};

/* bytes (behind the BOM) as UTF-8 in a; base is the original offset of bytes[0]. name:
 * that of an ENCODING_NAMED. */
void encoding_decode(struct encoding_text *out, struct arena *a,
    struct span bytes, size_t base, enum document_encoding encoding,
    const char *name);

/* Well-formed UTF-8 in that encoding, in a; name as above. See document_encode(). */
int encoding_encode(struct span *out, struct arena *a, struct span utf8,
    enum document_encoding encoding, const char *name, struct err *err);

#endif
