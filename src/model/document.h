#ifndef MODEL_DOCUMENT_H
#define MODEL_DOCUMENT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/sbuf.h"
#include "base/span.h"

#include <stdbool.h>
#include <stdint.h>

enum document_encoding {
	ENCODING_UTF8,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_WINDOWS_1252, /* and Latin-1, which it extends */
	ENCODING_GB18030,      /* and GBK, GB2312 */
	ENCODING_NAMED, /* another, which the file or who opened it names */
};

/* Of how many damaged bytes the places are kept. */
enum { DOCUMENT_DAMAGE = 10 };

enum document_format {
	DOCUMENT_TEXT,
	DOCUMENT_MARKDOWN,
	DOCUMENT_BIBTEX,
	DOCUMENT_LATEX, /* a document, or a .bbl that BibTeX has made */
};

/*
 * A file as it is: its bytes, never changed, and beside them the same as UTF-8
 * for everybody to read. Offsets that leave a reader count bytes of the original
 * file; document_original() makes them. What is built from a document lives in
 * its arena and dies with it.
 */
struct document {
	struct arena arena;
	const char *path; /* "-" for standard input */
	enum document_format format;
	enum document_encoding encoding;
	const char *encoding_name; /* as it is shown, and as ICU knows it */
	bool bom;
	bool crlf; /* most lines end in CR LF */
	bool html; /* a web page: what Markdown may have anywhere, alone */
	/*
	 * Some bytes are ill-formed. In UTF-8 one that stands alone reads as the
	 * character that it is in Windows-1252, else as U+FFFD. Their original
	 * offsets, the first of them.
	 */
	bool damaged;
	size_t damage_len;
	uint32_t damage[DOCUMENT_DAMAGE];
	bool guessed;      /* the encoding is none that says so itself */
	struct sbuf file;  /* as it was read; empty if the bytes were a copy */
	struct span bytes; /* the original */
	struct span text;  /* UTF-8, without BOM; line ends as in the file */
	const uint32_t *map; /* text offset -> original offset; NULL: + shift */
	size_t shift;        /* length of a UTF-8 BOM */
	const size_t *lines; /* text offsets of line starts */
	size_t lines_len;
	/* NULL: the text is in the file's order (see document_arrange()) */
	const struct document_order *order;
};

/* A stretch of the text that stays in one piece. */
struct document_part {
	struct range text; /* of the text as it was */
	bool line_end;     /* one is put behind it */
	bool
	    followed; /* more stands behind it on its line, in another column */
};

/* Read path ("-": standard input), find encoding and format (by name, then by
 * content). ERR_ABSENT (no such file), ERR_IO, ERR_LIMIT (4 GiB and more),
 * ERR_SYNTAX for what is no text. */
int document_open(struct document **out, const char *path, struct err *err);
/* The same from memory; bytes are copied. path only names it. */
int document_from_bytes(struct document **out, const char *path,
    struct span bytes, struct err *err);
/* The same of a file that was read: the document takes its bytes, and file is empty
 * then. On an error the caller still has them. */
int document_from_file(struct document **out, const char *path,
    struct sbuf *file, struct err *err);
/* The same in the encoding of that name, as ICU knows it ("Shift_JIS"); NULL: by the
 * bytes. ERR_USAGE: there is none of that name. */
int document_from_file_in(struct document **out, const char *path,
    struct sbuf *file, const char *encoding, struct err *err);
/* ERR_USAGE: no encoding has that name. */
int document_encoding_named(const char *name, struct err *err);
void document_close(struct document *d);
/* The format of a text by how its lines start. */
enum document_format document_format_of(struct span text);

/*
 * Puts the text in the order of these parts, which hold all of it but blanks: columns
 * side by side are then read one below the other. Once a document, before anything of it
 * is read. Offsets, places and encoding go on counting by the file.
 */
void document_arrange(
    struct document *d, const struct document_part *parts, size_t n);
/* Does a range of the text stand in one piece in the file? */
bool document_is_one_piece(const struct document *d, struct range text);
/* Does more stand behind a place of the text on its line, in another column? */
bool document_is_followed(const struct document *d, size_t text_offset);
/* A range of the text as the pieces that it has in the file, in original bytes. In a. */
struct range *document_pieces(
    size_t *n, struct arena *a, const struct document *d, struct range text);

/* Original offset of a text offset (both may be the end). */
size_t document_original(const struct document *d, size_t text_offset);
/* Of several pieces, from the first byte of the file to the last. */
struct range document_original_range(const struct document *d, struct range r);
/* Text offset of an original offset. */
size_t document_text_offset(const struct document *d, size_t original);
/* 1-based line and column (code points) of a text offset. */
void document_position(
    const struct document *d, size_t text_offset, size_t *line, size_t *column);

/*
 * UTF-8 in the document's own encoding, without BOM; LF becomes CR LF where the
 * document has that. A character the encoding lacks is written as ASCII
 * look-alike by ICU transliteration, else ERR_SYNTAX with the character named. *out is in a.
 */
int document_encode(struct span *out, struct arena *a, const struct document *d,
    struct span utf8, struct err *err);
/* The name of an encoding other than UTF-8 that a text declares ("% Encoding: latin2"),
 * for who writes it as UTF-8; empty: it declares none. */
struct range document_declared(struct span text);

#endif
