#ifndef BASE_YAML_H
#define BASE_YAML_H

#include "base/err.h"
#include "base/span.h"

#include <jansson.h>

/*
 * One YAML document as JSON, the caller's to json_decref(): plain scalars of the
 * core schema (YAML 1.2, section 10.3) become null, booleans and integers, all others
 * strings (a date stays as it is written). Anchors and aliases are resolved; size and
 * depth are limited. ERR_SYNTAX with the line.
 */
int yaml_read(json_t **out, struct span text, struct err *err);

#endif
