#ifndef APP_RESTYLE_LOSS_H
#define APP_RESTYLE_LOSS_H

#include "model/judgement.h"

/*
 * Does a reference say more than its work ("cited on pp. 3, 5", a remark, a second
 * work), so that something would be gone if it became `found`? A few words that
 * are nobody's are let go, such as the town of a publisher.
 */
bool restyle_loses(struct arena *a, const struct reference *ref,
    const struct judgement *j, const struct work *found);

#endif
