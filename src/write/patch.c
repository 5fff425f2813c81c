#include "write/write.h"

#include <stdlib.h>

#include "base/banned.h"

/* Edits in the order of their places; insertions at one place stay in the
 * order in which they were asked for. */
struct ordered {
	const struct edit *edit;
	size_t index;
};

static int
compare_edits(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;

	if (x->edit->range.from != y->edit->range.from)
		return x->edit->range.from < y->edit->range.from ? -1 : 1;
	/* an insertion goes before what is replaced at the same place */
	if (x->edit->range.to != y->edit->range.to)
		return x->edit->range.to < y->edit->range.to ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

int
write_patched(struct sbuf *out, const struct document *d,
    const struct edits *edits, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct ordered *order = ARENA_ARRAY(&a, struct ordered, edits->len);
	size_t at = 0;
	int rc = OK;

	for (size_t i = 0; i < edits->len; i++) {
		order[i].edit = &edits->items[i];
		order[i].index = i;
	}
	if (edits->len)
		qsort(order, edits->len, sizeof(*order), compare_edits);
	for (size_t i = 0; i < edits->len && !rc; i++) {
		const struct edit *e = order[i].edit;
		struct span text;

		if (e->range.from < at || e->range.to < e->range.from ||
		    e->range.to > d->bytes.len)
			die_bug("write_patched: edits overlap");
		rc = document_encode(&text, &a, d, span_of(e->text), err);
		if (rc)
			break;
		sbuf_add(out, span_sub(d->bytes, at, e->range.from));
		sbuf_add(out, text);
		at = e->range.to;
	}
	if (!rc)
		sbuf_add(out, span_skip(d->bytes, at));
	if (!rc && out->full)
		rc = err_set(err, ERR_LIMIT, "%s: too long to write", d->path);
	arena_release(&a);
	return rc;
}
