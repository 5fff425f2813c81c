#ifndef MATCH_VIEW_H
#define MATCH_VIEW_H

#include "match/compare.h"
#include "match/match.h"

/*
 * A work made ready for comparing: everything that is folded or looked up
 * once, however often it is compared.
 */
struct view {
	const struct work *work;
	struct title title;
	struct folded_names names;
	struct container container;
	int year;
	bool preprint;
};

void view_prepare(struct view *out, struct arena *a, const struct work *w);

/* Readings of a reference that are looked at, the best ones. */
enum { PARSES_TRIED = 4 };

/* What a reference claims, in one of its readings. */
struct claim_view {
	struct view view;
	const struct reference *reference;
	const struct parse *parse;
	const char *raw_letters; /* of the whole reference, folded; or NULL */
	const char
	    *raw_fold;       /* the same with blanks, one in front and behind */
	struct span raw;     /* what they were made of */
	unsigned part;       /* number of a part right behind the title, or 0 */
	unsigned loose_part; /* the same, if it is none of a name's initials */
	bool goes_on;        /* a colon is behind the title that was read */
};

void claim_prepare(struct claim_view *out, struct arena *a,
    const struct reference *reference, const struct parse *parse);
/* Was this field read with enough confidence to be held against a record? */
bool claim_trusted(const struct claim_view *c, enum claim field);
/* Do these folded letters stand in the reference's own text? Long enough ones only. */
bool claim_raw_has(const struct claim_view *c, const char *letters);
/* Is this folded word, or run of words, in the reference's own text? */
bool claim_raw_has_word(const struct claim_view *c, const char *word);

/* Does a family name stand in the reference's own text, even with a loose
 * accent in it ("Arbel´aez")? */
bool claim_raw_has_name(
    const struct claim_view *c, const struct folded_name *name);

/* Does the title that was read stand between quotation marks, as those of chapters
 * and articles do, and what they stand in does not? */
bool claim_title_is_quoted(const struct claim_view *c);

/*
 * Does a blank in the reference's own text cut this identifier short ("10.1145/
 * 3292500.3330919", "10.1016/j.patcog. 2019.107")? What is left of it may be another
 * work's.
 */
bool claim_identifier_is_torn(const struct claim_view *c, const char *value);

/* Where a title stands in the reference's own text, and what is around it. */
struct raw_title {
	bool stands;
	bool is_container; /* behind "in:" or "//" */
	bool runs_on;      /* words of a longer title before or behind it */
	bool comma;        /* behind it */
	bool goes_on;      /* a colon is behind it */
	bool number;       /* a number is right behind it, without a sign */
	bool reviewed; /* "Review of" is in front of it, and names perhaps */
	size_t letters_before; /* letters, no digits, in front of it */
	unsigned part;         /* behind it: "II", "Part 2", "no. IV"; or 0 */
	unsigned loose_part; /* "I", "V", "X", unless it is an initial; or 0 */
};

/* Look for a title, long enough to tell; the place that speaks most for it. */
void claim_find_title(struct raw_title *out, struct arena *a,
    const struct claim_view *c, const struct title *t);

/* A candidate, compared with the claim. */
struct comparison {
	struct view view;
	struct title_match title;
	bool
	    title_in_raw; /* the record's title stands in the reference's text */
	bool reviewed;    /* ... as that of what is reviewed */
	/* nobody was read, and what stands in front of the title is not the
	 * record's people */
	bool by_unread;
	struct names_match names;
	enum agreement container, volume, pages;
	bool same_house; /* of two of the same title: the publisher */
	bool
	    same_identifier; /* an identifier of the claim is the record's own */
	int year_distance; /* claimed - recorded; meaningless if has_years is false */
	bool has_years;
	bool nickname; /* see comparison_is_by_nickname() */
	double score;  /* 0..1 */
};

void comparison_make(struct comparison *out, struct arena *a,
    const struct claim_view *c, const struct work *record);

/* The title is the same work's, markup, case, slips and subtitle aside. */
bool comparison_title_agrees(const struct comparison *m);
/* Some claimed author is one of the record's (more than a common family name). */
bool comparison_shares_author(const struct comparison *m);
/*
 * A later reading that finds another title than the first must be borne out by
 * the people: else every chapter could be read as the book that it stands in.
 */
bool comparison_is_read_into(
    const struct claim_view *first, const struct comparison *m);
/*
 * Is the record's title, by this reading, that of what the reference stands in:
 * read as its container, or outside of the quotation marks around its title?
 */
bool comparison_is_container_of(
    struct arena *a, const struct claim_view *c, const struct comparison *m);
/*
 * "Adam" by Kingma and Ba, 2015: what stands before the mark in the record's title,
 * too short to tell a work, but people, year and place leave no other.
 */
bool comparison_is_by_nickname(
    const struct claim_view *c, const struct comparison *m);
/* Is this record the work that is cited, beyond doubt? */
bool comparison_accepts(const struct claim_view *c, const struct comparison *m);

bool view_same_work(
    struct arena *a, const struct view *x, const struct view *y);

/*
 * All records of one work; members[0] is the version that fits the claim best,
 * with what its own record (original) lacks and another record of the same
 * printing has.
 */
struct cluster {
	const struct comparison **members;
	size_t len;
	const struct work *original;
};

void cluster_make(struct cluster *out, struct arena *a,
    const struct comparison *items, size_t len, const struct comparison *seed,
    const struct claim_view *c, int prefer, bool conflict);

/*
 * Is a preprint on arXiv cited, and nothing else, where the record has what was
 * published from it, too? Citing it is right, and where the other stood is not its.
 */
bool claim_cites_preprint(struct arena *a, const struct claim_view *c,
    const struct comparison *m, int prefer);

/* The differences between a claim and the cluster, to out->changes. *unpinned
 * is set when the cited version is none of the cluster's. */
void changes_find(struct judgement *out, struct arena *a,
    const struct claim_view *c, const struct cluster *cluster,
    const struct match_input *in, bool conflict, bool *unpinned);

#endif
