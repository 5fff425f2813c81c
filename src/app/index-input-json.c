#include "app/index-input.h"

#include "app/index-queue.h"
#include "base/json-records.h"
#include "base/json.h"
#include "model/latex.h"
#include "model/rich.h"
#include "read/read.h"
#include "source/record.h"

#include <pthread.h>

#include "base/banned.h"

/*
 * A thread of its own unpacks the file, takes it apart into records and drops what
 * nobody reads; this one makes works of them.
 */
struct json_reader {
	struct stream *in;
	struct index_queue *queue;
	struct sbuf text;
};

/* Most of a service's record, and nothing that an index keeps. */
static const char *const unread[] = {
	"abstract",
	"affiliation",
	"assertion",
	"content-domain",
	"funder",
	"indexed",
	"license",
	"link",
	"reference",
	"resource", /* Crossref, and arXiv's abstract */
	"contentUrl",
	"descriptions",
	"formats",
	"fundingReferences",
	"geoLocations",
	"relationships",
	"rightsList",
	"sizes",
	"subjects",
	"xml", /* DataCite */
	"abstract_inverted_index",
	"affiliations",
	"best_oa_location",
	"concepts",
	"counts_by_year",
	"grants",
	"institutions",
	"keywords",
	"locations",
	"mesh",
	"open_access",
	"primary_topic",
	"raw_affiliation_strings",
	"referenced_works",
	"related_works",
	"sustainable_development_goals",
	"topics", /* OpenAlex */
	NULL,
};

/* A lone record as an answer wraps it: {"message": {...}}, {"data": {...}}. */
static const json_t *
unwrapped(const json_t *o)
{
	static const char *const names[] = { "message", "data" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const json_t *inner = json_object_get(o, names[i]);

		if (json_is_object(inner) && record_reader_of(inner))
			return inner;
	}
	return o;
}

/* The title as the services' readers have it; a user's own file keeps its own. */
static void
read_tex(struct work *w, struct arena *a)
{
	const char *rich;

	if (!w || !w->title || w->title_rich)
		return;
	rich = latex_title_to_rich(a, w->title);
	if (rich == w->title)
		return;
	w->title = rich_plain(a, span_of(rich));
	w->title_rich = rich_csl(a, span_of(rich));
}

static int
take(struct index_input *in, struct arena *a, const char *path, uint32_t line,
    struct span text, struct err *err)
{
	struct err why = ERR_INIT;
	const json_t *item, *o;
	record_reader read;
	struct work *w;

	arena_reset(a);
	if (json_read_into(&item, a, text, &why)) {
		index_input_skip(in, path, line, why.text);
		return 0;
	}
	if (!json_is_object(item)) {
		index_input_skip(in, path, line, "not an object");
		return 0;
	}
	o = unwrapped(item);
	read = record_reader_of(o);
	w = read ? read(a, o) : read_csl_item(a, o);
	read_tex(w, a);
	if (w)
		return in->take(in->ctx, w, err);
	in->left_out++;
	return 0;
}

static void *
read_records(void *ctx)
{
	struct json_reader *reader = ctx;
	struct err why = ERR_INIT;
	struct json_records records;
	struct json_record r;
	bool go_on = true;
	int rc = 0;

	json_records_init(&records, reader->in);
	while (go_on && (rc = json_records_next(&records, &r, &why)) == 1) {
		sbuf_reset(&reader->text);
		json_drop_members(&reader->text, r.text, unread);
		go_on = index_queue_put(reader->queue,
		    r.line < UINT32_MAX ? (uint32_t)r.line : UINT32_MAX,
		    (struct span){ reader->text.buf, reader->text.len });
	}
	index_queue_end(reader->queue, rc == 1 ? 0 : rc, &why);
	return NULL;
}

int
index_input_json(struct index_input *in, struct stream *s, struct err *err)
{
	struct json_reader reader = { s, index_queue_new(), SBUF_INIT };
	struct arena a = ARENA_INIT;
	struct err why = ERR_INIT;
	struct span text;
	uint32_t line;
	pthread_t thread;
	int rc = 0, taken = 0;

	if (pthread_create(&thread, NULL, read_records, &reader)) {
		index_queue_free(reader.queue);
		return err_set(err, ERR_IO, "no thread could be started");
	}
	while (!taken &&
	       (rc = index_queue_next(reader.queue, &line, &text, &why)) == 1)
		taken = take(in, &a, stream_name(s), line, text, err);
	index_queue_stop(reader.queue);
	(void)pthread_join(thread, NULL);
	index_queue_free(reader.queue);
	sbuf_release(&reader.text);
	arena_release(&a);
	if (taken)
		return taken;
	return rc ? index_input_break(in, rc, &why, err) : 0;
}
