#ifndef APP_INDEX_QUEUE_H
#define APP_INDEX_QUEUE_H

#include "base/err.h"
#include "base/sbuf.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Records on their way from one thread to another, in order and in bounded
 * memory: a producer fills batches and waits when all are full, a consumer
 * empties them. One thread each.
 */
struct index_queue;

struct index_queue *index_queue_new(void);
void index_queue_free(struct index_queue *q);

/* --- the producer --- */

/* Give a record on. False: the consumer has failed, and nothing is taken any
 * more. */
bool index_queue_put(struct index_queue *q, uint32_t id, struct span record);
/* There are no more; or, with rc not 0, this is why there will be none. */
void index_queue_end(struct index_queue *q, int rc, const struct err *err);

/* --- the consumer --- */

/* 1: the next, which is valid until the following call; 0: the end; else why
 * the producer failed. */
int index_queue_next(
    struct index_queue *q, uint32_t *id, struct span *record, struct err *err);
/* Nothing more is wanted: the producer is not to wait for room. */
void index_queue_stop(struct index_queue *q);

#endif
