#ifndef MODEL_BIBTEX_H
#define MODEL_BIBTEX_H

#include "base/arena.h"
#include "base/span.h"
#include "model/work.h"

#include <stdbool.h>

/*
 * The grammar of .bib files, and nothing of what they mean: where in the text
 * entries, fields and the pieces of values are. The reader builds works on it,
 * the editor finds with it what to replace. Grammar: btxdoc (Patashnik 1988)
 * and bibtex.web; where files in the wild break it, the scanner reports the
 * fault and goes on with what was most likely meant.
 *
 * All ranges are bytes of the text scanned.
 */
enum bibtex_piece_kind {
	BIBTEX_BRACED, /* {...} */
	BIBTEX_QUOTED, /* "..." */
	BIBTEX_NUMBER, /* bare digits */
	BIBTEX_MACRO,  /* a bare name, or bare words that were left unquoted */
};

struct bibtex_piece {
	enum bibtex_piece_kind kind;
	bool open;           /* its closing delimiter is missing */
	struct range inside; /* between the delimiters */
};

/* name = piece # piece ... */
struct bibtex_field {
	struct range name;
	struct range value; /* delimiters and all */
	struct bibtex_piece *pieces;
	size_t pieces_len;
};

enum bibtex_entry_kind {
	BIBTEX_ENTRY,
	BIBTEX_STRING,   /* its fields are the definitions */
	BIBTEX_PREAMBLE, /* one field without a name */
};

struct bibtex_entry {
	enum bibtex_entry_kind kind;
	struct range type;  /* "article" */
	struct range key;   /* empty if there is none */
	struct range place; /* from '@' to behind the closing delimiter */
	size_t close; /* of the closing delimiter; place.to if it is missing */
	struct bibtex_field *fields;
	size_t fields_len;
};

/* Told of every @comment: its offset. */
typedef void bibtex_comment_fn(void *ctx, size_t offset);
/* Told of every fault: its offset, the entry's key or an empty span. */
typedef void bibtex_problem_fn(
    void *ctx, size_t offset, struct span key, const char *what);

struct bibtex_scanner {
	struct span text;
	size_t at;                  /* where to go on; 0 to start with */
	bibtex_problem_fn *problem; /* or NULL */
	bibtex_comment_fn *comment; /* or NULL */
	void *ctx;
	/* A @comment that never closes was met: take no more of them whole. */
	bool comment_open;
	size_t told_to; /* garbage on this line is told of */
	/* The head of an entry stands here, whatever is before it: the entry above is
	 * not closed and ends with it. 0: nowhere. */
	size_t head;
	size_t wasted; /* bytes looked through in vain for delimiters */
};

/*
 * The next entry, its fields in the arena. false at the end of the text.
 * @comment{...} and all text between entries is passed over. Linear in the text.
 */
bool bibtex_next(
    struct bibtex_entry *out, struct arena *a, struct bibtex_scanner *s);

/* The field of that name (ASCII case aside), or NULL. */
const struct bibtex_field *bibtex_field(
    const struct bibtex_entry *e, struct span text, const char *name);

/* BibTeX's name list ("A and B and others"), from LaTeX. */
void read_bibtex_names(
    struct name_list *out, struct arena *a, struct span value);

/* The CSL type of an entry type (bibtex-types.def), WORK_TYPE_NONE if that says
 * nothing; false if it is not known. */
bool bibtex_type(enum work_type *out, struct span entry_type);

/* Whom an editor of that type is among (bibtex-roles.def); false for an editor. */
bool bibtex_role(enum work_name_field *out, struct span editortype);

/* What an entry of that type is by its entrysubtype (bibtex-subtypes.def);
 * WORK_TYPE_NONE if that does not say. */
enum work_type bibtex_subtype(struct span entry_type, struct span subtype);

/* May an entry of that type be this, given its entrysubtype? */
bool bibtex_has_subtype(const char *entry_type, enum work_type type);

/* What biblatex prints for a localisation key in that field, "inpress" in
 * "pubstate" (bibtex-strings.def); NULL if it is none there. */
const char *bibtex_string(const char *field, struct span key);
/* The same of all that a field may have instead of text: a key, a list of countries
 * ("countryfr and countryuk"), the number of a journal's series. */
const char *bibtex_printed(
    struct arena *a, const char *field, struct span value);
/* The ISSN of a value, each once, ", " between: EndNote has "0028-0836 (Print)" and
 * another in the next line. NULL: there is none. */
const char *bibtex_issn(struct arena *a, struct span value);
/* LaTeX of a field pages without biblatex's commands for them: \psqq is "sqq.". */
struct span bibtex_pages(struct arena *a, struct span value);

/* Fields that other formats have several of, where a .bib has one: the others are in
 * it with numbers ("url-2"), in custom a line each. */
bool bibtex_is_repeated(const char *name);

/* Is the institution of such a work the court, the parliament or the office that
 * made it, CSL's authority (CSL 1.0.2, appendix IV)? */
bool bibtex_is_legal(enum work_type t);

/* A note with what stands at the end of the entry (biblatex manual, 2.2.2,
 * addendum) behind it; the note may be NULL. */
const char *bibtex_with_addendum(
    struct arena *a, const char *note, const char *addendum);

/* The number of "5" or "30th": at most two digits, with an English ordinal's ending or
 * without; 0 of anything else. */
int bibtex_ordinal(struct span word);

/* An edition as CSL has it: "2nd" as the number that it is, which styles have an ordinal
 * of in any language; anything else as it is. */
const char *bibtex_edition(struct arena *a, const char *text);

/* Is s one brace group, "{Deep Learning}", and nothing else? A special character
 * ("{\"o}") is none. */
bool bibtex_is_group(struct span s);

static inline struct span
bibtex_span(struct span text, struct range r)
{
	return span_sub(text, r.from, r.to);
}

#endif
