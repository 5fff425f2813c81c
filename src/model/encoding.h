#ifndef MODEL_ENCODING_H
#define MODEL_ENCODING_H

#include "model/document.h"

/*
 * Private to the document: telling a file's encoding, and the ways between it
 * and UTF-8.
 */

/* What a file's bytes are: its encoding, and the length of its BOM (0: none). */
struct encoding_guess {
	enum document_encoding encoding;
	size_t bom;
};

/*
 * By BOM, else by the bytes: UTF-8 if it is, UTF-16 by where the zeros are, the
 * two legacy encodings by how their high bytes pair. ERR_SYNTAX for what is no
 * text (a PDF, a ZIP, zeros all over) or another encoding.
 */
int encoding_guess(
    struct encoding_guess *out, struct span bytes, struct err *err);

/*
 * bytes (behind the BOM) as UTF-8 in a, NUL-terminated. *map is the original
 * offset of each text byte and of the end, base being that of bytes[0]; NULL
 * if bytes are already well-formed UTF-8 without NULs: then *out is bytes.
 * *damaged: some bytes meant nothing and became U+FFFD.
 */
void encoding_decode(struct span *out, const uint32_t **map, bool *damaged,
    struct arena *a, struct span bytes, size_t base,
    enum document_encoding encoding);

/* Well-formed UTF-8 in that encoding, in a. See document_encode(). */
int encoding_encode(struct span *out, struct arena *a, struct span utf8,
    enum document_encoding encoding, struct err *err);

#endif
