#include "app/index-parts.h"

#include "app/index-queue.h"
#include "source/local-file.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/banned.h"

/*
 * Compressing the records takes as long as writing all the rest, so it has a
 * thread of its own. That thread also merges, and alone reads the spool.
 */
struct index_packing {
	struct index_records records;
	const struct index_merges *merges;
	struct sbuf dictionary;
	bool train;
	struct index_queue *queue;
	pthread_t thread;
	bool running;
	struct arena scratch; /* of the thread */
};

enum {
	LEVEL = 3, /* zstd's: 9 takes half as long again for 2 % */
	DICTIONARY_SAMPLES = 8 << 20, /* bytes to train on */
};

/* Train on every k-th record, as many as are useful. */
static int
make_dictionary(struct index_packing *p, struct err *err)
{
	struct index_spool *spool = p->records.spool;
	uint64_t step = spool->bytes / DICTIONARY_SAMPLES + 1, n = 0;
	struct sbuf record = SBUF_INIT, samples = SBUF_INIT;
	size_t *sizes = calloc(spool->len / step + 1, sizeof(*sizes));
	size_t len = 0;
	int more;

	if (!sizes)
		die_oom(spool->len * sizeof(*sizes));
	while ((more = index_spool_next(spool, &record, err)) == 1) {
		if (n++ % step)
			continue;
		/* The packer leaves the first byte out, too. */
		sizes[len] = record.len - 1;
		sbuf_add(
		    &samples, (struct span){ record.buf + 1, sizes[len++] });
	}
	if (!more && !samples.full)
		local_dictionary_train(&p->dictionary,
		    (struct span){ samples.buf, samples.len }, sizes, len);
	free(sizes);
	sbuf_release(&record);
	sbuf_release(&samples);
	return more ? more : index_spool_rewind(spool, err);
}

/* A record that went into another is no work of its own. */
static int
count_out(struct index_packing *p, const struct sbuf *record, struct err *err)
{
	struct work *w;
	int rc;

	arena_reset(&p->scratch);
	rc = local_record_decode(
	    &w, &p->scratch, (struct span){ record->buf, record->len }, err);
	if (!rc)
		local_holdings_count(p->records.holdings, w, -1);
	return rc;
}

/* 0, or why not. *go_on: somebody still wants them. */
static int
pack_one(struct index_packing *p, struct local_packer *packer,
    struct sbuf *record, struct sbuf *packed, uint32_t id, bool *go_on,
    struct err *err)
{
	int rc;

	if (index_merges_kept(p->merges, id) != id)
		return count_out(p, record, err);
	rc = index_merges_fill(record, p->merges, id, &p->records, err);
	if (rc)
		return rc;
	sbuf_reset(packed);
	local_packer_pack(
	    packer, packed, (struct span){ record->buf, record->len });
	*go_on = index_queue_put(
	    p->queue, id, (struct span){ packed->buf, packed->len });
	return 0;
}

static int
pack_all(struct index_packing *p, struct err *err)
{
	struct index_spool *spool = p->records.spool;
	struct sbuf record = SBUF_INIT, packed = SBUF_INIT;
	struct local_packer *packer = local_packer_new(
	    (struct span){ p->dictionary.buf, p->dictionary.len }, LEVEL);
	const struct index_merges *m = p->merges;
	uint32_t id = spool->first, last = 0;
	bool go_on = true;
	int rc = 0;

	/* Records of the index that is updated, which got something. */
	for (size_t i = 0;
	     !rc && go_on && i < m->len && m->by_kept[i].kept < id; i++) {
		if (m->by_kept[i].kept == last)
			continue;
		last = m->by_kept[i].kept;
		rc = index_records_get(&p->records, &record, last, err);
		if (!rc)
			rc = pack_one(
			    p, packer, &record, &packed, last, &go_on, err);
	}
	while (
	    !rc && go_on && (rc = index_spool_next(spool, &record, err)) == 1)
		rc = pack_one(p, packer, &record, &packed, id++, &go_on, err);
	local_packer_free(packer);
	sbuf_release(&record);
	sbuf_release(&packed);
	return rc;
}

static void *
work_on(void *ctx)
{
	struct index_packing *p = ctx;
	struct err err = ERR_INIT;
	int rc = p->train ? make_dictionary(p, &err) : 0;

	if (!rc)
		rc = pack_all(p, &err);
	index_queue_end(p->queue, rc, &err);
	return NULL;
}

int
index_packing_start(struct index_packing **out,
    const struct index_records *records, const struct index_merges *merges,
    struct err *err)
{
	struct index_packing *p = calloc(1, sizeof(*p));

	if (!p)
		die_oom(sizeof(*p));
	*out = p;
	p->records = *records;
	p->merges = merges;
	p->dictionary = (struct sbuf)SBUF_INIT;
	p->train = !records->old;
	if (records->old)
		sbuf_add(&p->dictionary, records->old->dictionary);
	p->queue = index_queue_new();
	if (pthread_create(&p->thread, NULL, work_on, p))
		return err_set(err, ERR_IO, "no thread could be started");
	p->running = true;
	return 0;
}

int
index_packing_next(
    struct index_packing *p, uint32_t *id, struct span *packed, struct err *err)
{
	return index_queue_next(p->queue, id, packed, err);
}

struct span
index_packing_end(struct index_packing *p)
{
	if (p->running) {
		index_queue_stop(p->queue);
		(void)pthread_join(p->thread, NULL);
	}
	p->running = false;
	return (struct span){ p->dictionary.buf, p->dictionary.len };
}

void
index_packing_close(struct index_packing *p)
{
	if (!p)
		return;
	(void)index_packing_end(p);
	index_queue_free(p->queue);
	sbuf_release(&p->dictionary);
	arena_release(&p->scratch);
	free(p);
}
