#ifndef TRAIN_GOLD_H
#define TRAIN_GOLD_H

#include "base/err.h"
#include "parse/unit.h"

#include <jansson.h>

/*
 * References whose fields somebody marked, one JSON object a line:
 * {"text": ..., "spans": [[from, to, field], ...], "fields": {...}}, places in code
 * points. Guides of marking differ in what belongs to a field ("In", "pp.",
 * "(Eds.)", the comma behind): here all are made to follow one.
 */

/* What a line marks, as a label for each unit. False for what is no line of that
 * kind, or marks nothing. */
bool gold_labels(unsigned char *out, const struct units *u, const json_t *line);

#endif
