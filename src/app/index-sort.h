#ifndef APP_INDEX_SORT_H
#define APP_INDEX_SORT_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Sorts any number of (key, id) pairs in bounded memory: full buffers are
 * sorted and go to a file as runs, which are merged at the end. Pairs of one
 * key come out in the order in which they were added.
 */
struct index_sorter;

/* memory: bytes for the buffers. The file is made beside `path`, without name. */
int index_sorter_open(struct index_sorter **out, const char *path,
    size_t memory, struct err *err);
int index_sorter_add(
    struct index_sorter *s, uint64_t key, uint32_t id, struct err *err);
/* No more pairs; now they can be read. */
int index_sorter_finish(struct index_sorter *s, struct err *err);
/* 1: *key, *id are the next. 0: end. */
int index_sorter_next(
    struct index_sorter *s, uint64_t *key, uint32_t *id, struct err *err);
void index_sorter_close(struct index_sorter *s);

/* A file beside path that vanishes when it is closed; its number, or ERR_IO. */
int index_scratch_file(const char *path, struct err *err);

#endif
