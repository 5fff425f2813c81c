#ifndef PARSE_LOOK_WORD_H
#define PARSE_LOOK_WORD_H

#include "base/text.h"

/* The characters and words of a text that is looked at; parse/look only. */

/* The character at a place, 0 at the end. */
uint32_t look_peek(struct span s, size_t at);

struct look_word {
	struct span text;
	size_t letters;
	bool capital;  /* starts with one */
	bool capitals; /* all of it */
};

/* The word of letters at *at, with the hyphens and apostrophes inside; none if
 * it has no letters. *at is behind it then. */
struct look_word look_word(struct span s, size_t *at);

/* --- look-scripts.c: Hebrew, Arabic, Persian, Thai */
bool look_is_script(uint32_t c);
/* A text in one of them: as look_author(). */
int look_script_author(struct span s);
/* Has it a year, in digits of any script? A place and a publisher? */
bool look_script_year(struct span s);
bool look_script_imprint(struct span s);

#endif
