#ifndef PARSE_LEXICON_H
#define PARSE_LEXICON_H

#include <stdbool.h>
#include <stdint.h>

/* What a word alone says about the field it stands in. */
enum lexicon {
	LEX_ABBREVIATION = 1 << 0, /* "Phys", with a point behind */
	LEX_JOURNAL = 1 << 1,
	LEX_CONFERENCE = 1 << 2,
	LEX_PUBLISHER = 1 << 3,
	LEX_PLACE = 1 << 4,
	LEX_GENRE = 1 << 5,
	LEX_GIVEN = 1 << 6,
	LEX_FUNCTION = 1 << 7,
	LEX_WEAK_JOURNAL = 1 << 8, /* "History", "Cell" */
};

/* The lists that a word, in small letters and of that text_hash(), is on. */
unsigned lexicon_find(const char *small, uint64_t hash);
/* For the test: no word is twice on a list, and there is room for all. */
bool lexicon_is_sorted(void);

#endif
