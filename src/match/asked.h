#ifndef MATCH_ASKED_H
#define MATCH_ASKED_H

#include "match/judge.h"

/*
 * What may be said when not everybody who was to be asked has answered. A failure
 * turns no verdict into another than "unresolved": what is missing may be the one
 * record, or the one version, that is cited.
 */

/*
 * An identifier of the reference could not be asked for: nothing contradicts it
 * yet. *who is the source that did not answer.
 */
bool asked_identifier_is_pending(const struct judge *j, const char **who);
/* Of a reference that nobody has: why that does not say that there is no such
 * work, in j->a; NULL: it does. */
const char *asked_too_little(const struct judge *j);
/* "; works.idx has 18374 books": of works of a kind that no index has all of, how
 * many those had that were asked; or "". */
const char *asked_of_how_many(const struct judge *j);
/* Take back a judgement that an answer still to come may change. found is the
 * record that was accepted, or NULL: the verdict is a conflict. */
void asked_hold_back(struct judge *j, const struct comparison *found);

#endif
