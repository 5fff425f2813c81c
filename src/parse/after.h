#ifndef PARSE_AFTER_H
#define PARSE_AFTER_H

#include "parse/tokens.h"

/*
 * Private to fields.c: what is done to a text before it is read, and to a reading when the
 * chain has ended. Nothing of it is seen in training, so that it may change without a new
 * model.
 */

/* A reading, and the text that it was made of. */
struct after {
	struct arena *a;
	struct parse *parse;
	const struct scan *scan;
	struct span text; /* scan->text */
};

/* --- after.c */

/* Fields whose place overlaps bytes of the text were never there. */
void after_clear(struct after *r, struct range bytes);
void after_clear_all(struct after *r);
/* Puts a text field at bytes of the text, as it stands there; claim CLAIMS: the field
 * is kept without a place. Nothing for an empty range. */
void after_set(struct after *r, enum claim claim, enum work_field field,
    struct range bytes, double confidence);
/* The bytes of the text that a field was read from; empty if it was not. */
struct range after_place(const struct after *r, enum claim claim);
/* Where `word` stands in the text as a whole word, case aside, from `from` on, or the
 * text's length. */
size_t after_find(struct span text, const char *word, size_t from);
/* Bytes without blanks and separators at both ends. */
struct range after_trim(struct span text, struct range r);
/* Where the reference begins, behind the list's own label. */
size_t after_start(const struct after *r);
/* Digits at `at`: where they end. */
size_t after_digits(struct span text, size_t at);

/* --- copied.c: LaTeX's accents ("Heged{\H u}s") become letters, dblp's serial numbers
 * ("Wei Wang 0001") and the second letter of "2019a/b" go. The offset in the body of each byte of out's text, and of its end;
 * NULL, and out is not set, where nothing had to be done. */
const size_t *copied_mend(
    struct mapped_text *out, struct arena *a, const struct mapped_text *body);

/* --- apart.c: laws by ECLI, patents, trials, archives, programs. */
void apart_read(struct after *r);
/* Why the text is nothing that can be looked up ("Title withheld for review.",
 * "Pl. Resp. 514a"), or NULL. */
const char *apart_skip(struct span text);

/* --- classics.c: does all of a text cite places in works of antiquity by their usual
 * abbreviations ("Hom. Il. 1.1-7; Verg. Aen. 6.847")? */
bool classics_cite(struct span text);

/* --- calendar.c: a year of another calendar, where no other was read. */
void calendar_read(struct after *r);

/* --- torn.c: a DOI that a blank or the end of a line has torn. */
void torn_read(struct after *r);

/* --- same.c: "Ders.:" before the title of what the work stands in. */
void same_read(struct after *r);

/* --- scripts.c: references in Hebrew, Arabic, Persian, Thai, of which the model has
 * seen none. */
void scripts_read(struct after *r);

#endif
