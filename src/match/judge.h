#ifndef MATCH_JUDGE_H
#define MATCH_JUDGE_H

/* Shared by judge.c, where nothing contradicts a record, and conflicts.c. */

#include "match/view.h"

/* Everything of one judging. */
struct judge {
	struct judgement *out;
	struct arena *a;
	const struct match_input *in;
	struct claim_view claim;
	struct comparison *items; /* best first */
	size_t len;
};

/* "Hochreiter and Schmidhuber", "Jumper et al."; "nobody named". */
const char *judge_plain_name(struct arena *a, const struct work *w);
/* The best of what was found, and why each is not the work. */
void judge_list_candidates(struct judge *j);
/* Is one of its people nobody ("Jane Doe", "A. Author")? */
bool judge_has_placeholder(const struct work *w);
/* Retractions and the like of a work's versions. */
void judge_add_alerts(struct judge *j, const struct cluster *cluster);
void judge_list_versions(
    struct judge *j, const struct cluster *cluster, size_t from);
/*
 * Judge a reference whose parts belong to different works, a verdict of conflict.
 * False if it is none; then nothing was written.
 */
bool judge_conflict(struct judge *j);
/*
 * The same where m would be accepted by title and people: the place that is claimed
 * is another work's, of the same title.
 */
bool judge_place_of_namesake(struct judge *j, const struct comparison *m);

#endif
