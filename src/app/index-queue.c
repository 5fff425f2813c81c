#include "app/index-queue.h"

#include "source/local-blob.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/banned.h"

enum {
	BATCHES = 8,
	BATCH_BYTES = 512 << 10, /* full, more or less, at so many */
	HEAD_LEN = 8,            /* id and length, before each record */
};

struct index_queue {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct sbuf batches[BATCHES];
	/* Counted from the start, not wrapped: what is in between is full. */
	size_t filled, emptied;
	size_t at; /* in the batch that is being emptied */
	bool ended, stopped;
	int rc;
	struct err err;
};

struct index_queue *
index_queue_new(void)
{
	struct index_queue *q = calloc(1, sizeof(*q));

	if (!q)
		die_oom(sizeof(*q));
	if (pthread_mutex_init(&q->lock, NULL) ||
	    pthread_cond_init(&q->changed, NULL))
		die_bug("no lock");
	for (size_t i = 0; i < BATCHES; i++) {
		q->batches[i] = (struct sbuf)SBUF_INIT;
		/* One record may be as long as a record can be. */
		q->batches[i].limit = SIZE_MAX / 4;
	}
	return q;
}

void
index_queue_free(struct index_queue *q)
{
	if (!q)
		return;
	for (size_t i = 0; i < BATCHES; i++)
		sbuf_release(&q->batches[i]);
	(void)pthread_cond_destroy(&q->changed);
	(void)pthread_mutex_destroy(&q->lock);
	free(q);
}

/* The batch at hand is full: wait until the next one is empty. */
static bool
turn_over(struct index_queue *q)
{
	bool go_on;

	(void)pthread_mutex_lock(&q->lock);
	q->filled++;
	(void)pthread_cond_broadcast(&q->changed);
	while (q->filled - q->emptied == BATCHES && !q->stopped)
		(void)pthread_cond_wait(&q->changed, &q->lock);
	go_on = !q->stopped;
	(void)pthread_mutex_unlock(&q->lock);
	return go_on;
}

bool
index_queue_put(struct index_queue *q, uint32_t id, struct span record)
{
	struct sbuf *b = &q->batches[q->filled % BATCHES];
	unsigned char head[HEAD_LEN];

	if (record.len > UINT32_MAX)
		die_bug("a record is too long");
	blob_put_u32(head, id);
	blob_put_u32(head + 4, (uint32_t)record.len);
	sbuf_add(b, (struct span){ (char *)head, HEAD_LEN });
	sbuf_add(b, record);
	return b->len < BATCH_BYTES || turn_over(q);
}

void
index_queue_end(struct index_queue *q, int rc, const struct err *err)
{
	(void)pthread_mutex_lock(&q->lock);
	if (!q->stopped && q->batches[q->filled % BATCHES].len)
		q->filled++;
	q->ended = true;
	q->rc = rc;
	if (rc && err)
		q->err = *err;
	(void)pthread_cond_broadcast(&q->changed);
	(void)pthread_mutex_unlock(&q->lock);
}

/* Wait for a batch, the one before it being done with. False at the end. */
static bool
next_batch(struct index_queue *q, bool done)
{
	bool there;

	(void)pthread_mutex_lock(&q->lock);
	if (done) {
		sbuf_reset(&q->batches[q->emptied % BATCHES]);
		q->emptied++;
		(void)pthread_cond_broadcast(&q->changed);
	}
	while (q->filled == q->emptied && !q->ended)
		(void)pthread_cond_wait(&q->changed, &q->lock);
	there = q->filled != q->emptied;
	(void)pthread_mutex_unlock(&q->lock);
	q->at = 0;
	return there;
}

int
index_queue_next(
    struct index_queue *q, uint32_t *id, struct span *record, struct err *err)
{
	const struct sbuf *b = &q->batches[q->emptied % BATCHES];
	const unsigned char *head;

	if (!q->at || q->at == b->len) {
		if (!next_batch(q, q->at != 0))
			return q->rc ? err_set(err, (enum err_code)q->rc, "%s",
					   q->err.text)
				     : 0;
		b = &q->batches[q->emptied % BATCHES];
	}
	head = (const unsigned char *)b->buf + q->at;
	*id = blob_u32(head);
	*record =
	    (struct span){ b->buf + q->at + HEAD_LEN, blob_u32(head + 4) };
	q->at += HEAD_LEN + record->len;
	return 1;
}

void
index_queue_stop(struct index_queue *q)
{
	(void)pthread_mutex_lock(&q->lock);
	q->stopped = true;
	(void)pthread_cond_broadcast(&q->changed);
	(void)pthread_mutex_unlock(&q->lock);
}
