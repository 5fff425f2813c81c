#ifndef READ_YAML_H
#define READ_YAML_H

#include "base/span.h"

#include <stdbool.h>

/* Private to the readers of YAML: does a line at the margin begin with one of these
 * (NULL-ended)? Never of a document with metadata in front of its text. */
bool yaml_head_has(struct span text, const char *const *keys);

#endif
