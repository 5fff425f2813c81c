#include "app/index-parts.h"

#include "app/index-queue.h"
#include "source/local-holdings.h"
#include "source/local-record.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/banned.h"

/*
 * Between reading and writing: one thread reads files and encodes works, which
 * is half of all there is to do; this one makes keys of the records, sorts
 * them, and spools the records. Records come in the order of the input,
 * whatever the threads do, so the same input still makes the same bytes.
 */
struct index_intake {
	struct index_sorter *sorter;
	struct index_spool *spool;
	struct index_surroundings *surroundings;
	struct local_holdings *holdings;
	struct index_queue *queue;
	pthread_t thread;
	bool running;
	struct sbuf encoded; /* by the thread that reads */
	/* Of the thread that makes keys. */
	struct arena scratch;
	struct sbuf record;
	int rc;
	struct err err;
};

static int
take_record(struct index_intake *in, struct span encoded, struct err *err)
{
	struct work *w;
	unsigned terms;
	uint32_t id = in->spool->first + in->spool->len;
	int rc;

	arena_reset(&in->scratch);
	rc = local_record_decode(&w, &in->scratch, encoded, err);
	if (!rc)
		rc = index_keys_add(
		    &terms, in->sorter, &in->scratch, w, id, err);
	if (rc)
		return rc;
	index_surroundings_add(in->surroundings, &in->scratch, w);
	local_holdings_count(in->holdings, w, 1);
	sbuf_reset(&in->record);
	sbuf_add(&in->record, encoded);
	local_record_set_terms(&in->record, terms);
	return index_spool_add(
	    in->spool, (struct span){ in->record.buf, in->record.len }, err);
}

static void *
work_on(void *ctx)
{
	struct index_intake *in = ctx;
	struct span record;
	uint32_t id;
	int more;

	while (
	    (more = index_queue_next(in->queue, &id, &record, &in->err)) == 1) {
		in->rc = take_record(in, record, &in->err);
		if (in->rc)
			break;
	}
	if (more < 0)
		in->rc = more;
	if (in->rc)
		index_queue_stop(in->queue);
	return NULL;
}

int
index_intake_open(struct index_intake **out, struct index_sorter *sorter,
    struct index_spool *spool, struct index_surroundings *surroundings,
    struct local_holdings *holdings, struct err *err)
{
	struct index_intake *in = calloc(1, sizeof(*in));

	if (!in)
		die_oom(sizeof(*in));
	in->sorter = sorter;
	in->spool = spool;
	in->surroundings = surroundings;
	in->holdings = holdings;
	in->encoded = in->record = (struct sbuf)SBUF_INIT;
	in->queue = index_queue_new();
	*out = in;
	if (pthread_create(&in->thread, NULL, work_on, in))
		return err_set(err, ERR_IO, "no thread could be started");
	in->running = true;
	return 0;
}

int
index_intake_record(struct index_intake *in, struct span record)
{
	/* What failed is told when the thread has ended. */
	return index_queue_put(in->queue, 0, record) ? 0 : ERR_IO;
}

int
index_intake_work(struct index_intake *in, const struct work *w)
{
	sbuf_reset(&in->encoded);
	local_record_encode(&in->encoded, w, 0);
	return index_intake_record(
	    in, (struct span){ in->encoded.buf, in->encoded.len });
}

int
index_intake_finish(struct index_intake *in, struct err *err)
{
	if (in->running) {
		index_queue_end(in->queue, 0, NULL);
		(void)pthread_join(in->thread, NULL);
	}
	in->running = false;
	return in->rc ? err_set(err, (enum err_code)in->rc, "%s", in->err.text)
		      : 0;
}

void
index_intake_close(struct index_intake *in)
{
	if (!in)
		return;
	if (in->running) {
		index_queue_stop(in->queue);
		(void)index_intake_finish(in, NULL);
	}
	index_queue_free(in->queue);
	sbuf_release(&in->encoded);
	sbuf_release(&in->record);
	arena_release(&in->scratch);
	free(in);
}
