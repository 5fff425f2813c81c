#ifndef WRITE_TIDY_PARTS_H
#define WRITE_TIDY_PARTS_H

#include "base/arena.h"
#include "write/tidy.h"

/* Shared by the files that write a tidy .bib file and seen by nobody else. */

enum { TIDY_SORT_MAX = 8 };

/* An entry and what stands between it and the one before. */
struct tidy_item {
	struct range gap, place;
	size_t number;   /* among the entries */
	size_t seq;      /* in the file */
	const char **by; /* what it is sorted by */
	const struct tidy_order *order;
	bool head, parent; /* @string, @preamble; others take fields from it */
	bool faulty;
	bool
	    gap_faulty; /* what is told of stands in the gap, or right above it */
	bool open;      /* its end is missing */
	enum bibtex_entry_kind kind;
};

/* A key of an item, or another one that it goes by, in lower case. */
struct tidy_name {
	const char *name;
	size_t item;
};

struct tidy {
	struct sbuf *out;
	struct arena scratch; /* one entry's */
	struct arena lasting;
	struct span text;
	const char *eol;
	const struct tidy_options *o;
	const struct tidy_edits *edits;
	struct tidy_counts *counts;
	struct tidy_order {
		const char *by;
		bool descending;
	} sort[TIDY_SORT_MAX];
	size_t sort_len;
	bool touches;
	bibtex_problem_fn *problem;
	void *ctx;
	bool quiet;       /* its faults are told */
	bool faulty;      /* the entry scanned last, or the gap before it */
	size_t fault;     /* where the first of its faults is */
	bool after_macro; /* the last one written is an @string */
	bool blank;       /* out ends with a blank line */
	bool written;     /* something stands in out */
};

/* --- tidy-fields.c ------------------------------------------------------------- */

/* Is it one of the fields that --sort-fields has an order for? */
bool tidy_is_usual_field(struct span name);
/* The fields of an entry in the order that the options say. */
void tidy_sort_fields(struct tidy *t, struct bibtex_entry *e);
/* Do the options leave that field out? */
bool tidy_is_left_out(
    const struct tidy *t, const struct bibtex_entry *e, size_t field);

/* --- tidy-entry.c -------------------------------------------------------------- */

/* Is there something between the fields that a new layout would lose? */
bool tidy_has_comments(const struct tidy *t, const struct bibtex_entry *e);
/* Append the entry in one layout; its fields are put in order. edit may be NULL. */
void tidy_add_uniform(
    struct tidy *t, struct bibtex_entry *e, const struct tidy_edit *edit);
/* Append it in its own layout: only values that change are written anew. */
void tidy_add_kept(
    struct tidy *t, const struct bibtex_entry *e, const struct tidy_edit *edit);

/* --- tidy-value.c, tidy-forms.c ------------------------------------------------- */

/* The value of one piece by the options, in the arena; the span itself where
 * nothing changes. *bare: it needs no delimiters. */
struct span tidy_value(bool *bare, struct arena *a, struct span name,
    struct span value, const struct tidy_options *o,
    const struct tidy_edits *edits);
/* What a macro's name that stands alone becomes; itself, if nothing else. */
struct span tidy_macro_value(struct arena *a, struct span name,
    struct span macro, const struct tidy_options *o);
/* Do the options touch values at all? */
bool tidy_touches_values(
    const struct tidy_options *o, const struct tidy_edits *edits);
/* Does TeX not typeset the field (a link, a file), or is it a list of keys? */
bool tidy_is_verbatim(struct span name);
/* What the sbuf holds, in the arena; it is released. */
struct span tidy_kept(struct arena *a, struct sbuf *sb);
/* One blank wherever there are some, line ends among them. */
struct span tidy_unwrapped(struct arena *a, struct span s);
/* Lines of so many columns at most, where there are blanks to break at; the
 * first one begins at `first`, the others at `indent`. */
struct span tidy_wrapped(struct arena *a, struct span s, size_t columns,
    size_t first, size_t indent, const char *eol);
/* Values in one form. people: of more than max, "and others". */
struct span tidy_month(
    bool *bare, struct arena *a, struct span s, const struct tidy_options *o);
struct span tidy_pages(struct arena *a, struct span s);
struct span tidy_bare_doi(struct span s);
struct span tidy_encoded_url(struct arena *a, struct span s);
struct span tidy_people(struct arena *a, struct span s, unsigned max);
/* A title that is all in capitals with capitals at the words' starts. */
struct span tidy_without_caps(struct arena *a, struct span s);

/* --- tidy-protect.c ------------------------------------------------------------- */

/* Braces round the words of a title whose capitals mean something; all else stays. */
struct span tidy_protected_words(struct arena *a, struct span s);

/* --- tidy-sort.c ---------------------------------------------------------------- */

/* Read options->sort into t->sort. */
int tidy_set_sort(struct tidy *t, struct err *err);
/* What the entry is sorted by; with t->lasting. */
const char **tidy_sort_values(
    struct tidy *t, const struct bibtex_entry *e, const struct tidy_edit *edit);
/* Say which items others take fields from; parents: the keys that these name, in
 * lower case. */
void tidy_set_parents(struct tidy_item *items, const struct tidy_name *names,
    size_t names_len, const char **parents, size_t parents_len);
/* By t->sort, the parents last. */
void tidy_sort_items(struct tidy *t, struct tidy_item *items, size_t len);

#endif
