#include "app/cite-works.h"
#include "app/formats.h"
#include "base/text.h"
#include "write/write.h"

#include "base/banned.h"

static size_t *
bucket_of(const struct cite_works *w, const char *key)
{
	size_t i = text_hash(span_of(key)) & (w->bucket_count - 1);

	while (
	    w->buckets[i] && strcmp(w->items[w->buckets[i] - 1].key, key) != 0)
		i = (i + 1) & (w->bucket_count - 1);
	return &w->buckets[i];
}

static void
make_room(struct cite_works *w)
{
	if (w->bucket_count > 2 * w->len)
		return;
	w->bucket_count = w->bucket_count ? 2 * w->bucket_count : 256;
	w->buckets = ARENA_ARRAY(&w->arena, size_t, w->bucket_count);
	for (size_t i = 0; i < w->len; i++)
		*bucket_of(w, w->items[i].key) = i + 1;
}

/* Of two with the same key, the first one counts. */
static void
add_work(struct cite_works *w, const char *key, const struct work *work)
{
	size_t *bucket;

	make_room(w);
	bucket = bucket_of(w, key);
	if (*bucket)
		return;
	ARENA_PUSH(&w->arena, w->items, w->len) =
	    (struct cite_work){ key, work };
	*bucket = w->len;
}

int
cite_works_add_file(struct cite_works *w, const char *path,
    void (*problem)(const char *path, size_t line, const char *key,
	const char *text, void *ctx),
    void *ctx, struct err *err)
{
	struct references refs = { 0 };
	const struct format *format;
	struct document *d;
	int rc = document_open(&d, path, err);

	if (rc)
		return rc;
	ARENA_PUSH(&w->arena, w->documents, w->documents_len) = d;
	if (!w->keys)
		w->keys = key_set_new(&w->arena);
	format = format_of_document(d);
	if (!format || !format->read)
		return err_set(err, ERR_SYNTAX,
		    "%s: this is no bibliography that can be read", path);
	refs.document = d;
	rc = format->read(&refs, d, err);
	for (size_t i = 0; i < refs.problems_len; i++)
		problem(path, refs.problems[i].line, refs.problems[i].key,
		    refs.problems[i].text, ctx);
	for (size_t i = 0; !rc && i < refs.len; i++) {
		const struct reference *r = &refs.items[i];
		const struct work *work = r->skip ? NULL : reference_work(r);

		if (!work)
			continue;
		if (reference_has_key(r)) {
			(void)key_set_add(w->keys, r->key);
			add_work(w, r->key, work);
		} else {
			/* as 'refmend convert' makes it */
			add_work(w,
			    key_set_unique(
				w->keys, write_citation_key(&w->arena, work)),
			    work);
		}
	}
	return rc;
}

int
cite_works_find(const struct work **out, struct cite_works *w, const char *key,
    struct err *err)
{
	struct store_work found;
	size_t bucket = w->bucket_count ? *bucket_of(w, key) : 0;
	int rc;

	*out = NULL;
	if (bucket) {
		*out = w->items[bucket - 1].work;
		return OK;
	}
	if (!w->store)
		return ERR_ABSENT;
	rc = store_get(&found, &w->arena, w->store, key, err);
	if (rc)
		return rc;
	add_work(w, arena_strdup(&w->arena, key), found.work);
	*out = found.work;
	return OK;
}

void
cite_works_release(struct cite_works *w)
{
	for (size_t i = 0; i < w->documents_len; i++)
		document_close(w->documents[i]);
	arena_release(&w->arena);
}
