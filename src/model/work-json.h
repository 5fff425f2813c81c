#ifndef MODEL_WORK_JSON_H
#define MODEL_WORK_JSON_H

#include "base/sbuf.h"
#include "model/work.h"

#include <jansson.h>

/*
 * Works and their parts as JSON text, without loss: what the library keeps in
 * its rows. The shapes are CSL-JSON's where it has one (csl-data.json); beyond
 * it, a name list cut by "et al." has the element {"others": true} where the
 * cut is, and a date may have "open-end", "state" and "year-suffix". Files of
 * other programs are read by read/csl-json.c and written by write/csl-json.c,
 * which forgive and smooth; this pair only has to give back what it was given.
 *
 * The *_from_json() forgive anything: what has the wrong shape is absent.
 */
void name_list_add_json(struct sbuf *out, const struct name_list *l);
struct name_list name_list_from_json(struct arena *a, const json_t *array);

void date_add_json(struct sbuf *out, const struct date *d);
struct date date_from_json(struct arena *a, const json_t *object);

/* [["key", "value"], ...], in order. */
void custom_add_json(struct sbuf *out, const struct custom_field *first);
struct custom_field *custom_from_json(struct arena *a, const json_t *array);

/* [{"kind": "preprint-of", "id": ..., "note": ...}, ...], in order. */
void relations_add_json(struct sbuf *out, const struct relation *first);
struct relation *relations_from_json(struct arena *a, const json_t *array);

/* The whole of a work but source and record, as one object. */
void work_add_json(struct sbuf *out, const struct work *w);
struct work *work_from_json(struct arena *a, const json_t *object);

#endif
