#ifndef MODEL_REFERENCE_H
#define MODEL_REFERENCE_H

#include "model/block.h"
#include "model/work.h"

enum claim {
#define X(member, name) CLAIM_##member,
#include "model/claim.def"
#undef X
	CLAIMS
};

const char *claim_name(enum claim c);
enum claim claim_from_name(const char *name); /* CLAIMS if there is none */

/* One field that a parse found in the reference's text. */
struct place {
	enum claim field;
	struct range range; /* in the reference's body text, value only */
	double
	    confidence; /* 0..1; below 0.5 it is no evidence against a record */
};

/* One way to read a reference. */
struct parse {
	struct work *work; /* what is claimed */
	struct place *places;
	size_t places_len;
	double confidence; /* of the whole reading */
};

enum reference_form {
	REFERENCE_STRING, /* prose, as a list prints it */
	REFERENCE_ENTRY,  /* an entry of a structured format (.bib) */
};

/*
 * What a document holds: one item of a list, or one entry. What it claims is
 * in parses (best first); what was found is in its judgement
 * (model/judgement.h), never here.
 */
struct reference {
	enum reference_form form;
	unsigned list;     /* 1.. */
	unsigned seq;      /* 1.. in the file */
	const char *key;   /* entry's or \bibitem's key, else "r" + seq */
	const char *label; /* what the list prints: "[1]", "3."; or NULL */
	long number;       /* the label's number, or -1 */
	struct range
	    span; /* original bytes: the reference without label, notes */
	/* the same piece by piece, where it is in several of a column: else NULL */
	const struct range *pieces;
	size_t pieces_len;
	size_t line; /* 1-based, of its start */
	/* STRING: text without markup. ENTRY: the entry's own text, all of it. */
	struct mapped_text body;
	struct parse *parses;
	size_t parses_len;
	/* It ends in the middle of something, its rest not found, or in another
	 * work: nothing is to be completed in it. */
	bool cut;
	/* Where in the body another work of the entry begins, or 0. Parses are of the
	 * first alone. */
	size_t rest;
	/* It is one of several works that an entry of the list holds. */
	bool part;
	/* It stands in HTML: what is written into it is, too. */
	bool html;
	/* Why it is no reference to check ("see note 12", "ibid."), or NULL. */
	const char *skip;
};

/* A list found in the document. */
struct reference_list {
	const char *heading; /* or NULL */
	struct range span;   /* original bytes, heading to last item */
	size_t first;        /* index into references.items */
	size_t len;
	long
	    missing_from; /* numbering gap: first number that is absent, or 0 */
	long highest;     /* highest number printed, or 0 */
	long missing_to;  /* last number of that gap, or 0 */
	long missing;     /* how many numbers are absent in all, or 0 */
};

/* Something in the file that could not be read, told with its place. */
struct problem {
	size_t line;
	const char *key;  /* entry, or NULL */
	const char *text; /* what is wrong and what to do */
	bool entry_read;  /* the entry could be read whole all the same */
};

/* All references of one document, in its arena. */
struct references {
	struct document *document; /* borrowed */
	struct reference *items;
	size_t len;
	struct reference_list *lists;
	size_t lists_len;
	struct problem *problems;
	size_t problems_len;
	/* What is right in the file and has no place in a work: text is its name. */
	struct problem *left;
	size_t left_len;
};

/* Original bytes of a range of a reference's body, without markup at its ends. */
struct range reference_original(
    const struct document *d, const struct reference *r, struct range body);
/*
 * Is a range of a STRING's body in several pieces in the file, or followed on its line by
 * text that is another column's? Then it cannot be replaced without doing that harm.
 */
bool reference_is_beside_others(
    const struct document *d, const struct reference *r, struct range body);
/*
 * Do the original bytes of a range of a STRING's body hold its text, markup and line
 * breaks only? Not when a page's end stands inside, or another column, which no change
 * may take along.
 */
bool reference_is_whole(
    const struct document *d, const struct reference *r, struct range body);
/* Does a dash, or "Ders.", stand where the authors of the entry before would be
 * repeated? */
bool reference_repeats_author(const struct reference *r);
/* The best parse's work, or NULL. */
const struct work *reference_work(const struct reference *r);
/* Is its key "r" and its number? It must have one. */
bool reference_key_is_made_up(const struct reference *r);
/* Is it a footnote's, and so the citation of a place in a work, not of the work alone? */
bool reference_is_note(const struct reference *r);
/* Is its key the entry's own, and none that was made up because it has none? */
bool reference_has_key(const struct reference *r);
/* The place of a field in a parse, or NULL. */
const struct place *parse_place(const struct parse *p, enum claim field);
void references_add_problem(struct references *r, size_t line, const char *key,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* name lives as long as the program. */
void references_add_left(struct references *r, size_t line, const char *name);

#endif
