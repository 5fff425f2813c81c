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
enum tidy_protect {
	PROTECT_KEEP,
	PROTECT_NONE,
	PROTECT_WORDS,
	PROTECT_ALL, /* the whole title */
};
enum tidy_case { CASE_LOWER, CASE_KEEP, CASE_UPPER, CASE_TITLE };
enum tidy_months { MONTHS_KEEP, MONTHS_MACRO, MONTHS_NUMBER };

struct tidy_options {
	enum tidy_layout layout;

	/* Of the uniform layout alone. */
	unsigned indent;      /* blanks before a field; 0: a tab */
	unsigned align;       /* column of '=' behind the indent; 0: none */
	unsigned wrap;        /* columns of a line; 0: any */
	unsigned blank_lines; /* between entries */
	enum tidy_case names; /* of entry types and fields */
	bool no_trailing_comma;
	bool sort_fields;        /* in the usual order */
	const char *field_order; /* these first: "title,author", or NULL */

	enum tidy_delimiters delimiters;
	enum tidy_escape escape;
	enum tidy_protect protect; /* braces in titles */
	enum tidy_months months;
	unsigned max_authors; /* of more, "and others"; 0: any */
	bool normalize;       /* month macros, page ranges, bare DOIs */
	bool numeric;         /* no delimiters around numbers */
	bool unwrap;          /* line breaks inside values become blanks */
	bool strip_enclosing; /* {{value}} as {value}, but for names */
	bool drop_all_caps;   /* in titles that have nothing else */
	bool encode_urls;

	bool strip_comments; /* all that is no entry */
	bool drop_empty;
	bool drop_repeated; /* fields that stand in the entry already */
	const char *sort;   /* "type,-year,key", or NULL */
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

/* Is the word in a comma-separated list, ASCII case aside? */
bool tidy_listed(const char *list, struct span word);

#endif
