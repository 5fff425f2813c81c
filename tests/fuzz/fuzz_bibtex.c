/*
 * The reader of .bib files, and the writer on what it read. Read in batches, a file has
 * the same entries as read at once.
 */

#include "base/err.h"
#include "read/read.h"
#include "write/write.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_places(const struct reference *ref)
{
	for (size_t i = 0; i < ref->parses_len; i++)
		for (size_t k = 0; k < ref->parses[i].places_len; k++) {
			struct range r = ref->parses[i].places[k].range;

			if (r.from >= r.to || r.to > ref->body.len)
				die_bug("a place is outside its entry");
		}
}

/* An edit changes its own entry: the others are read as before. */
static void
check_others(
    struct span patched, const struct references *before, size_t edited)
{
	struct document *d;
	struct references refs;
	struct err err = ERR_INIT;

	if (document_from_bytes(&d, "x.bib", patched, &err))
		return;
	if (read_bibtex(&refs, d, &err))
		die_bug("what was edited cannot be read");
	if (refs.len != before->len)
		die_bug("an edit made another number of entries");
	for (size_t i = 0; i < refs.len; i++)
		if (i != edited && strcmp(refs.items[i].body.text,
				       before->items[i].body.text) != 0)
			die_bug("an edit changed another entry");
	document_close(d);
}

/* Each field is edited, so that the editor has seen every entry. */
static void
edit(struct document *d, const struct references *refs, size_t at)
{
	const struct reference *ref = &refs->items[at];
	const struct write_policy policy = {
		.apply = APPLY_ALL, .complete = true, .normalize = true
	};
	struct name name = { .family = "Müller", .given = "Ä" };
	struct name_list names = { .items = &name, .len = 1 };
	struct work work = { .title = "Tïtle \"x\" and {y" };
	struct change changes[CLAIMS];
	struct judgement j = { .verdict = VERDICT_DIFFERS,
		.work = &work,
		.changes = changes,
		.changes_len = CLAIMS };
	struct sbuf out = SBUF_INIT;
	struct edits edits = { 0 };
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;

	for (int i = 0; i < CLAIMS; i++)
		changes[i] = (struct change){ .field = (enum claim)i,
			.kind = CHANGE_WRONG,
			.to = i == CLAIM_YEAR ? "2016" : work.title,
			.to_names = &names };
	write_bibtex_edits(&edits, &a, d, ref, &j, &policy);
	if (!write_patched(&out, d, &edits, &err) && !refs->problems_len &&
	    !d->damaged && d->encoding == ENCODING_UTF8)
		check_others((struct span){ out.buf, out.len }, refs, at);
	sbuf_release(&out);
	arena_release(&a);
}

static size_t
read_back(struct span text)
{
	struct document *d;
	struct references refs;
	struct err err = ERR_INIT;
	size_t len;

	if (document_from_bytes(&d, "x.bib", text, &err))
		return SIZE_MAX;
	if (read_bibtex(&refs, d, &err))
		die_bug("what was written cannot be read");
	len = refs.len;
	document_close(d);
	return len;
}

struct seen {
	const struct references *whole;
	size_t len, problems;
};

static bool
same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static int
compare_batch(void *ctx, const struct references *batch)
{
	struct seen *seen = ctx;
	struct arena a = ARENA_INIT;
	struct sbuf once = SBUF_INIT, again = SBUF_INIT;

	for (size_t i = 0; i < batch->len; i++) {
		const struct reference *x = &batch->items[i], *y;

		if (seen->len >= seen->whole->len)
			die_bug("batches have more entries than the file");
		y = &seen->whole->items[seen->len++];
		if (!same_text(x->key, y->key) || x->line != y->line ||
		    x->seq != y->seq || !same_text(x->skip, y->skip) ||
		    !same_text(x->body.text, y->body.text))
			die_bug("an entry of a batch is another");
		sbuf_reset(&once);
		sbuf_reset(&again);
		write_bibtex_entry(&once, &a, reference_work(x), "k");
		write_bibtex_entry(&again, &a, reference_work(y), "k");
		if (!same_text(once.buf, again.buf))
			die_bug("the work of a batch is another");
	}
	seen->problems += batch->problems_len;
	sbuf_release(&once);
	sbuf_release(&again);
	arena_release(&a);
	return OK;
}

static void
read_in_batches(struct span text, const struct references *whole)
{
	struct document *d;
	struct seen seen = { .whole = whole };
	struct err err = ERR_INIT;

	if (document_from_bytes(&d, "x.bib", text, &err))
		return;
	if (read_bibtex_each(d, compare_batch, &seen, &err))
		die_bug("what is read at once cannot be read in batches");
	if (seen.len != whole->len)
		die_bug("batches have fewer entries than the file");
	if (seen.problems != whole->problems_len)
		die_bug("batches have other problems than the file");
	document_close(d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct document *d;
	struct references refs;
	struct err err = ERR_INIT;
	struct sbuf out = SBUF_INIT;
	struct arena a = ARENA_INIT;

	if (document_from_bytes(
		&d, "x.bib", (struct span){ (const char *)data, size }, &err))
		return 0;
	if (!read_bibtex(&refs, d, &err)) {
		for (size_t i = 0; i < refs.len; i++) {
			const struct work *w = reference_work(&refs.items[i]);
			const char *key = arena_printf(&a, "k%zu", i);

			check_places(&refs.items[i]);
			if (i % 2)
				write_bibtex_entry(&out, &a, w, key);
			else
				write_bibtex_entry_ascii(&out, &a, w, key);
			(void)write_citation_key(&a, w);
			if (i < 8)
				edit(d, &refs, i);
		}
		read_in_batches(
		    (struct span){ (const char *)data, size }, &refs);
		if (refs.len &&
		    read_back((struct span){ out.buf, out.len }) != refs.len)
			die_bug("another number of entries was read back");
	}
	sbuf_release(&out);
	arena_release(&a);
	document_close(d);
	return 0;
}
