/* Files into the library. */

#include "app/check.h"
#include "app/library.h"

#include "base/banned.h"

/* How often progress is told. */
enum { TELL_EVERY = 100 };

/* What was put into the library, told once it is safe there. */
struct told {
	struct {
		const char *key;
		bool merged;
	} * items;
	size_t len;
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
import_reference(struct store *s, struct told *t, const char *path,
    const struct reference *r, struct err *err)
{
	const struct work *w = checked_claim(&t->scratch, r);
	enum store_add_result result;
	const char *record, *key;
	int rc;

	record = reference_has_key(r)
		     ? r->key
		     : arena_printf(&t->scratch, "line %zu", r->line);
	rc = store_add_work(s, w, wanted_key(&t->scratch, r, reference_work(r)),
	    path, record, &key, &t->scratch, &result, err);
	if (rc)
		return rc;
	(void)ARENA_PUSH(&t->arena, t->items, t->len);
	t->items[t->len - 1].key = arena_strdup(&t->arena, key);
	t->items[t->len - 1].merged = result == STORE_MERGED;
	arena_reset(&t->scratch);
	return OK;
}

static bool
stopped(const struct library_import_options *o)
{
	return o->stop && *o->stop;
}

/* A file is one transaction: all of it is in the library, or nothing. */
static int
import_all(struct store *s, const struct checked_file *f,
    const struct library_import_options *o, struct err *err)
{
	struct told t = { .len = 0 };
	const struct references *refs = &f->references;
	const char *path = f->document->path;
	int rc = store_begin(s, arena_printf(&t.arena, "import %s", path), err);

	for (size_t i = 0; !rc && i < refs->len && !stopped(o); i++) {
		if (o->progress && i % TELL_EVERY == 0)
			o->progress(i, refs->len, o->ctx);
		if (refs->items[i].skip && o->problem &&
		    refs->items[i].form == REFERENCE_ENTRY)
			o->problem(path, refs->items[i].line,
			    refs->items[i].key,
			    arena_printf(&t.scratch, "not imported: it %s",
				refs->items[i].skip),
			    o->ctx);
		if (refs->items[i].skip || !reference_work(&refs->items[i]))
			continue;
		rc = import_reference(s, &t, path, &refs->items[i], err);
	}
	/* The references as they are printed, beside what was made of them. */
	if (!rc && !stopped(o))
		rc = store_put_document(s, refs, NULL, err);
	if (!rc)
		rc = store_end(s, err);
	store_cancel(s);
	if (o->progress)
		o->progress(refs->len, refs->len, o->ctx);
	for (size_t i = 0; !rc && o->imported && i < t.len; i++)
		o->imported(t.items[i].key, t.items[i].merged, o->ctx);
	arena_release(&t.scratch);
	arena_release(&t.arena);
	return rc;
}

int
library_import(struct store *s, const char *path,
    const struct library_import_options *o, struct err *err)
{
	struct checked_file f;
	int rc = checked_file_open_as(&f, path, o->from, err);

	for (size_t i = 0; o->problem && i < f.references.problems_len; i++) {
		const struct problem *p = &f.references.problems[i];

		o->problem(path, p->line, p->key, p->text, o->ctx);
	}
	if (!rc)
		rc = import_all(s, &f, o, err);
	checked_file_close(&f);
	return rc;
}
