#ifndef MODEL_HAYAGRIVA_H
#define MODEL_HAYAGRIVA_H

#include "model/work.h"

/* Entry types of Hayagriva's YAML, from model/hayagriva.def. */

/* In custom: the entry's own type, where its work would be written with another one
 * ("exhibition", "anthos"). */
#define HAYAGRIVA_TYPE "hayagriva-type"

/* The table's spelling of a type's name, ASCII case aside; NULL: there is none such. */
const char *hayagriva_name(struct span name);
/* The type of a work whose entry is called so and is in one that is called parent. */
enum work_type hayagriva_work_type(struct span name, struct span parent);
/*
 * What the entry of a work of that type is called, and in *parent the type of what it is in
 * (NULL: of any). alone: it is in nothing, so a name that does without is better.
 */
const char *hayagriva_type(
    const char **parent, enum work_type type, bool alone);

#endif
