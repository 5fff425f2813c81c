/* Files into the library. */

#include "app/check.h"
#include "app/library.h"

#include "base/banned.h"

/* How often progress is told. */
enum { TELL_EVERY = 100 };

struct import {
	struct store *s;
	const struct library_import_options *o;
	struct err *err;
	/* What was put into the library, told once it is safe there. */
	struct {
		const char *key;
		bool merged;
	} * items;
	size_t len;
	size_t done;
	bool begun, stopped, guess_told;
	struct arena arena;
	struct arena scratch; /* of one work */
};

/* An entry keeps its key; a reference of a list gets one from what it says. */
static const char *
wanted_key(struct arena *a, const struct reference *r, const struct work *w)
{
	if (reference_has_key(r))
		return r->key;
	return write_citation_key(a, w);
}

static int
import_reference(struct import *m, const char *path, const struct reference *r)
{
	struct arena *a = &m->scratch;
	const struct work *w = checked_claim(a, r);
	enum store_add_result result;
	const char *record, *key;
	int rc;

	record = reference_has_key(r) ? r->key
				      : arena_printf(a, "line %zu", r->line);
	rc = store_add_work(m->s, w, wanted_key(a, r, reference_work(r)), path,
	    record, &key, a, &result, m->err);
	if (rc)
		return rc;
	(void)ARENA_PUSH(&m->arena, m->items, m->len);
	m->items[m->len - 1].key = arena_strdup(&m->arena, key);
	m->items[m->len - 1].merged = result == STORE_MERGED;
	return OK;
}

static void
tell_problems(const struct import *m, const struct references *refs)
{
	const char *path = refs->document->path;

	for (size_t i = 0; m->o->problem && i < refs->problems_len; i++)
		m->o->problem(path, refs->problems[i].line,
		    refs->problems[i].key, refs->problems[i].text, m->o->ctx);
	for (size_t i = 0; m->o->left && i < refs->left_len; i++)
		m->o->left(
		    path, refs->left[i].line, refs->left[i].text, m->o->ctx);
}

static void
tell_progress(const struct import *m, const struct references *refs, size_t i)
{
	const struct document *d = refs->document;

	if (m->o->progress && m->done % TELL_EVERY == 0 && d->bytes.len)
		m->o->progress(m->done,
		    (double)refs->items[i].span.from / (double)d->bytes.len,
		    m->o->ctx);
}

/* The works of a part of a file, and its references as they are printed, beside
 * what was made of them. */
static int
import_batch(void *ctx, const struct references *refs)
{
	struct import *m = ctx;
	const char *path = refs->document->path;
	bool first = !m->begun;
	int rc = OK;

	tell_problems(m, refs);
	if (refs->document->guessed && m->o->guessed && !m->guess_told)
		m->o->guessed(path, refs->document->encoding_name, m->o->ctx);
	m->guess_told = true;
	if (!refs->len)
		return OK;
	if (first)
		rc = store_begin_whole(
		    m->s, arena_printf(&m->arena, "import %s", path), m->err);
	m->begun = true;
	for (size_t i = 0; !rc && i < refs->len; i++, m->done++) {
		const struct reference *r = &refs->items[i];

		if (m->o->stop && *m->o->stop) {
			m->stopped = true;
			return ERR_AGAIN;
		}
		tell_progress(m, refs, i);
		if (r->skip && m->o->problem && r->form == REFERENCE_ENTRY)
			m->o->problem(path, r->line, r->key,
			    arena_printf(
				&m->scratch, "not imported: it %s", r->skip),
			    m->o->ctx);
		if (!r->skip && reference_work(r))
			rc = import_reference(m, path, r);
		arena_reset(&m->scratch);
	}
	if (!rc && first)
		rc = store_put_document(m->s, refs, NULL, m->err);
	else if (!rc)
		rc = store_add_references(m->s, refs, m->err);
	return rc;
}

/* A file is one transaction: all of it is in the library, or nothing; but what was
 * done before the user stopped it stays. */
int
library_import(struct store *s, const char *path,
    const struct library_import_options *o, struct err *err)
{
	struct import m = { .s = s, .o = o, .err = err };
	int rc = checked_file_each(
	    path, o->from, o->encoding, import_batch, &m, err);

	if (m.stopped)
		rc = OK;
	if (!rc && m.begun)
		rc = store_end(s, err);
	store_cancel(s);
	if (o->progress && m.begun)
		o->progress(m.done, 1, o->ctx);
	for (size_t i = 0; !rc && o->imported && i < m.len; i++)
		o->imported(m.items[i].key, m.items[i].merged, o->ctx);
	arena_release(&m.scratch);
	arena_release(&m.arena);
	return rc;
}
