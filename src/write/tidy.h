#ifndef WRITE_TIDY_H
#define WRITE_TIDY_H

#include "base/err.h"
#include "base/sbuf.h"
#include "model/bibtex.h"
#include "model/document.h"

/*
 * A .bib file written again: in one layout, sorted, its values in one spelling;
 * or, with TIDY_KEEP and nothing else asked, byte for byte. It works on the
 * text and knows no works, so that nothing of an entry can get lost: macros,
 * comments, unknown fields and types stay. An entry with a fault, or with
 * comments inside, stays as it is.
 */
enum tidy_layout { TIDY_UNIFORM, TIDY_KEEP };
enum tidy_delimiters { DELIMITERS_KEEP, DELIMITERS_BRACES, DELIMITERS_QUOTES };
enum tidy_escape {
	ESCAPE_KEEP,
	ESCAPE_UNICODE, /* accents and letters as such */
	ESCAPE_LATEX,   /* as LaTeX's macros, where it has one */
};
enum tidy_protect { PROTECT_KEEP, PROTECT_NONE, PROTECT_WORDS };

struct tidy_options {
	enum tidy_layout layout;
	enum tidy_delimiters delimiters;
	enum tidy_escape escape;
	enum tidy_protect protect; /* braces in titles */
	unsigned indent;           /* blanks before a field; 0: a tab */
	unsigned align; /* column of '=' behind the indent; 0: none */
	bool normalize; /* month macros, page ranges, bare DOIs */
	bool unwrap;    /* line breaks inside values become blanks */
	bool drop_empty;
	bool sort_fields;
	const char *sort;   /* "type,year,key", or NULL */
	const char *remove; /* fields to leave out: "file,abstract", or NULL */
	/* A journal's other name, or NULL; with its context. */
	const char *(*journal)(
	    void *ctx, struct arena *a, const char *title, bool abbreviate);
	void *journal_ctx;
	bool abbreviate;
};

/* A field that is added: LaTeX, without delimiters; expression: with them, pieces
 * and macros as they are written. */
struct tidy_field {
	const char *name, *value;
	bool expression;
	struct tidy_field *next;
};

/* What is changed in one entry beyond the options. */
struct tidy_edit {
	const char *key;          /* a new key, or NULL */
	bool drop;                /* leave the entry out */
	struct tidy_field *added; /* or NULL */
};

/* Changes by entry (@string and @preamble are not counted), and keys that are
 * now called otherwise; either may be NULL. */
struct tidy_edits {
	const struct tidy_edit *items;
	size_t len;
	const char *(*renamed)(void *ctx, struct span key);
	void *ctx;
};

struct tidy_counts {
	size_t entries, dropped, left; /* left: as they were, for a fault */
};

/*
 * Append the file, in UTF-8. problem: told of faults, as bibtex_scanner's. ERR_USAGE:
 * sort names a field that nothing is sorted by.
 */
int write_tidy(struct sbuf *out, struct tidy_counts *counts, struct span text,
    bool crlf, const struct tidy_options *o, const struct tidy_edits *edits,
    bibtex_problem_fn *problem, void *ctx, struct err *err);

/* --- inside (tidy-value.c) -------------------------------------------------- */

/* The value of one piece by the options, in the arena; the span itself where
 * nothing changes. *bare: it needs no delimiters. */
struct span tidy_value(bool *bare, struct arena *a, struct span name,
    struct span value, const struct tidy_options *o,
    const struct tidy_edits *edits);

/* Do the options touch values at all? */
bool tidy_touches_values(
    const struct tidy_options *o, const struct tidy_edits *edits);

/* Is the word in a comma-separated list, ASCII case aside? */
bool tidy_listed(const char *list, struct span word);

#endif
