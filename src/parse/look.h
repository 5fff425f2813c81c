#ifndef PARSE_LOOK_H
#define PARSE_LOOK_H

#include "model/block.h"

/*
 * How much a text looks like a reference, before anybody parses it: cheap
 * signals, counted. No single one decides; a sentence that cites has a year and
 * a name too.
 */
struct look {
	int score;
	int author;      /* how its start looks like names: 0..4 */
	bool year;       /* 4 digits, or "n.d.", "in press" */
	bool work_id;    /* DOI, arXiv id, ISBN, PMID */
	bool identifier; /* one of these, or an URL */
	bool mark;       /* GB/T 7714's "[J]" */
	bool title;      /* something in quotes or emphasis */
	int prose;       /* how much it reads like sentences: 0..3 */
	int verbs;       /* words that sentences have: what prose counts */
};

enum {
	LOOK_LOW = 3,    /* will do in a list under its heading */
	LOOK_MIDDLE = 5, /* under a heading, without label */
	LOOK_HIGH = 8,   /* without any heading */
};

/*
 * The first run that can lie in a part of a text that starts at from, by
 * search: bodies of a million lines have a million runs. Runs that start before
 * it and reach into it are among them, unless others hide them.
 */
size_t look_run(const struct mapped_text *body, size_t from);

void look_at(
    struct look *out, const struct mapped_text *body, struct range part);
/* Only how the start looks like names (0..4), to tell entries apart. */
int look_author(struct span text);
/* Does it start with names and, behind them, the year: "Smith, J., & Wu, L. (2016)"? */
bool look_dated(struct span text);
/* With a family name, a comma and an initial: "Smith, J."? */
bool look_inverted(struct span text);
/* "von Glasersfeld, E.": the same, and the family name begins in small letters. */
bool look_inverted_particle(struct span text);
/* Does a footnote, read to its first semicolon, name a work: names, a title, and a year
 * with a page or at the end; behind a "See", a "Vgl."? */
bool look_cites(struct span note);
/* Does a text end as an entry may: a full stop, a bracket, a digit, an URL? */
bool look_complete(struct span text);
/* Does a line begin as somebody's note on the reference above: "Note:", "注："? */
bool look_is_note(struct span line);
/* Does it begin as what papers have behind their lists: "Received", "Figure 1", "©"? */
bool look_is_matter(struct span text);
/* Nothing but names: the authors in a running head. */
bool look_is_names(struct span text);
/* Does it end where nothing can: in a comma, a hyphen, an "and"? */
bool look_is_cut(struct span text);
/* Why this is no reference to check ("ibid.", "see note 3", empty), or NULL. */
const char *look_skip(struct span text);

#endif
