/* Files into the library. */

#include "app/check.h"
#include "app/library.h"

#include "base/banned.h"

/* Works that are made sure of at once: losing the program loses less than these,
 * and no key is told before. */
enum { BATCH = 500 };

struct batch {
	struct {
		const char *key;
		bool merged;
	} items[BATCH];
	size_t len;
	struct arena arena;
};

static int
save(struct store *s, struct batch *b, const struct library_import_options *o,
    struct err *err)
{
	int rc = store_save(s, err);

	for (size_t i = 0; !rc && i < b->len; i++)
		if (o->imported)
			o->imported(
			    b->items[i].key, b->items[i].merged, o->ctx);
	b->len = 0;
	arena_reset(&b->arena);
	return rc;
}

/* An entry keeps its key; a reference of a list gets one from what it says. */
static const char *
wanted_key(struct arena *a, const struct reference *r, const struct work *w)
{
	if (r->form == REFERENCE_ENTRY && r->key && *r->key)
		return r->key;
	return write_citation_key(a, w);
}

static int
import_reference(struct store *s, struct batch *b, const char *path,
    const struct reference *r, struct err *err)
{
	const struct work *w = checked_claim(&b->arena, r);
	enum store_add_result result;
	const char *record, *key;
	int rc;

	record = r->form == REFERENCE_ENTRY
		     ? r->key
		     : arena_printf(&b->arena, "line %zu", r->line);
	rc = store_add_work(s, w, wanted_key(&b->arena, r, reference_work(r)),
	    path, record, &key, &b->arena, &result, err);
	if (rc)
		return rc;
	b->items[b->len].key = key;
	b->items[b->len].merged = result == STORE_MERGED;
	b->len++;
	return OK;
}

static bool
stopped(const struct library_import_options *o)
{
	return o->stop && *o->stop;
}

static int
import_all(struct store *s, const struct checked_file *f,
    const struct library_import_options *o, struct err *err)
{
	struct batch b = { .len = 0 };
	const struct references *refs = &f->references;
	const char *path = f->document->path;
	int rc = store_begin(s, arena_printf(&b.arena, "import %s", path), err);

	for (size_t i = 0; !rc && i < refs->len && !stopped(o); i++) {
		if (refs->items[i].skip && o->problem &&
		    refs->items[i].form == REFERENCE_ENTRY)
			o->problem(path, refs->items[i].line,
			    refs->items[i].key,
			    arena_printf(&b.arena, "not imported: it %s",
				refs->items[i].skip),
			    o->ctx);
		if (refs->items[i].skip || !reference_work(&refs->items[i]))
			continue;
		rc = import_reference(s, &b, path, &refs->items[i], err);
		if (!rc && b.len == BATCH)
			rc = save(s, &b, o, err);
	}
	/* The references as they are printed, beside what was made of them. */
	if (!rc && !stopped(o))
		rc = store_put_document(s, refs, NULL, err);
	if (!rc)
		rc = save(s, &b, o, err);
	if (!rc)
		rc = store_end(s, err);
	store_cancel(s);
	arena_release(&b.arena);
	return rc;
}

int
library_import(struct store *s, const char *path,
    const struct library_import_options *o, struct err *err)
{
	struct checked_file f;
	int rc = checked_file_open(&f, path, err);

	for (size_t i = 0; o->problem && i < f.references.problems_len; i++) {
		const struct problem *p = &f.references.problems[i];

		o->problem(path, p->line, p->key, p->text, o->ctx);
	}
	if (!rc)
		rc = import_all(s, &f, o, err);
	checked_file_close(&f);
	return rc;
}
