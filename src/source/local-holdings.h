#ifndef SOURCE_LOCAL_HOLDINGS_H
#define SOURCE_LOCAL_HOLDINGS_H

#include "base/sbuf.h"
#include "model/work.h"

#include <stdint.h>

/*
 * How many works an index has, by kind, by the script of their titles and by decade:
 * what tells whether a miss in it means anything. An index of half a million works
 * may have no book in Russian.
 */
enum holding_kind {
	HOLDING_ARTICLE, /* in journals; reviews, too */
	HOLDING_PAPER,   /* in proceedings */
	HOLDING_PREPRINT,
	HOLDING_BOOK,
	HOLDING_CHAPTER, /* and entries of reference works */
	HOLDING_THESIS,
	HOLDING_REPORT,
	HOLDING_OTHER,
	HOLDING_KINDS
};

enum holding_script {
	HOLDING_LATIN, /* and titles without letters */
	HOLDING_CYRILLIC,
	HOLDING_GREEK,
	HOLDING_ARABIC,
	HOLDING_HEBREW,
	HOLDING_INDIC,
	HOLDING_THAI,
	HOLDING_CHINESE, /* Chinese and Japanese: titles in kanji may be either */
	HOLDING_KOREAN,
	HOLDING_OTHER_SCRIPT,
	HOLDING_SCRIPTS
};

/* Before 1500, in one; from 1500 to 2099; and without a year. */
enum { HOLDING_DECADES = 62 };

struct local_holdings {
	uint32_t works[HOLDING_KINDS][HOLDING_SCRIPTS][HOLDING_DECADES];
};

/* Count a work in (by 1) or out (by -1). */
void local_holdings_count(
    struct local_holdings *h, const struct work *w, int by);
/* Lines "KIND SCRIPT DECADE COUNT", of what there is. */
void local_holdings_write(struct sbuf *out, const struct local_holdings *h);
/* Add what such lines say; lines that say nothing are skipped. */
void local_holdings_read(struct local_holdings *h, const char *lines);
/* "336532 conference papers, 18374 books; 92 in Chinese or Japanese characters". */
void local_holdings_tell(struct sbuf *out, const struct local_holdings *h);

/*
 * Are there so many works of this kind, script and time that the lack of one means
 * something? What has no kind is held against all of its script. *why is a line of
 * words for what there is: "16 books in Cyrillic letters", in the arena.
 */
bool local_holdings_suffice(const char **why, struct arena *a,
    const struct local_holdings *h, const struct work *claimed);

#endif
