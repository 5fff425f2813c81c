/*
 * A document with references is mended by made-up judgements: Markdown, plain text or,
 * if the first byte is "L", LaTeX. Whatever
 * they say, the edits must not overlap, must lie inside the references, and the
 * rest of the document must come out as it went in.
 */

#include "parse/parse.h"
#include "read/read.h"
#include "write/write.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Values that are hard on markup, dashes, quotation marks. */
static const char *const values[] = { "Deep learning", "A* \"search\" [1]_",
	"2015", "521", "436-444", "10.1002/(sici)1<23::aid>3.0.co;2-2",
	"\xe6\xb7\xb1\xe5\xba\xa6\xe5\xad\xa6\xe4\xb9\xa0", "&amp; <i>x</i>" };

enum { VALUES = sizeof(values) / sizeof(values[0]) };

static void
make_up(struct judgement *j, struct arena *a, const struct reference *ref,
    uint64_t *seed)
{
	struct work *w = ARENA_NEW(a, struct work);

	*j = (struct judgement){
		.verdict = VERDICT_DIFFERS,
		.work = w,
		.parse = ref->parses,
	};
	w->type = (enum work_type)(1 + *seed % (WORK_TYPES - 1));
	for (int i = 0; i < CLAIMS; i++) {
		struct change *c;
		struct name_list *l;

		*seed = *seed * 6364136223846793005U + 1442695040888963407U;
		if (*seed >> 62 == 0)
			continue;
		c = &ARENA_PUSH(a, j->changes, j->changes_len);
		*c = (struct change){
			.field = (enum claim)i,
			.kind = *seed >> 61 & 1 ? CHANGE_WRONG : CHANGE_MISSING,
			.to = values[(*seed >> 40) % VALUES],
		};
		if (i != CLAIM_AUTHOR && i != CLAIM_EDITOR)
			continue;
		c->to = NULL;
		l = ARENA_NEW(a, struct name_list);
		for (uint64_t k = 0; k < (*seed >> 33) % 5; k++)
			name_list_add(a, l,
			    (struct name){
				.family = values[(k + *seed) % VALUES],
				.given = k % 2 ? "Jean-Paul M." : NULL,
			    });
		c->to_names = l;
	}
}

static void
check_outside(const struct document *d, const struct edits *edits,
    const struct references *refs)
{
	for (size_t i = 0; i < edits->len; i++) {
		struct range r = edits->items[i].range;
		bool inside = false;

		for (size_t k = 0; k < refs->len; k++)
			inside |= refs->items[k].span.from <= r.from &&
				  r.to <= refs->items[k].span.to;
		if (!inside || r.to > d->bytes.len || r.from > r.to)
			abort();
	}
}

static void
mend(struct document *d, struct references *refs, uint64_t seed)
{
	struct write_policy policy = {
		.apply = APPLY_ALL,
		.complete = true,
		.normalize = true,
	};
	struct arena a = ARENA_INIT;
	struct edits edits = { 0 };
	struct sbuf out = SBUF_INIT;
	struct list_form form;
	struct err err = ERR_INIT;

	write_list_form(&form, &a, refs);
	policy.form = &form;
	for (size_t i = 0; i < refs->len; i++) {
		struct judgement j;

		make_up(&j, &a, &refs->items[i], &seed);
		write_reference_edits(
		    &edits, &a, d, &refs->items[i], &j, &policy);
	}
	check_outside(d, &edits, refs);
	(void)write_patched(&out, d, &edits, &err);
	sbuf_release(&out);
	arena_release(&a);
}

static int
read_blocks(struct blocks *out, struct document *d, struct err *err)
{
	if (d->format == DOCUMENT_LATEX)
		return read_latex(out, d, err);
	if (d->format == DOCUMENT_MARKDOWN)
		return read_markdown(out, d, err);
	return read_text(out, d, err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct references refs = { 0 };
	struct blocks blocks = { 0 };
	struct document *d;
	struct err err = ERR_INIT;
	const char *name;
	uint64_t seed = 1;

	if (size < 2)
		return 0;
	for (size_t i = 0; i < size; i++)
		seed = seed * 31 + data[i];
	name = data[0] == 'L' ? "x.tex" : data[0] & 1 ? "x.md" : "x.txt";
	if (document_from_bytes(&d, name,
		(struct span){ (const char *)data + 1, size - 1 }, &err))
		return 0;
	refs.document = d;
	if (!read_blocks(&blocks, d, &err) &&
	    !parse_find(&refs, &blocks, &err)) {
		parse_references(&refs);
		mend(d, &refs, seed);
	}
	document_close(d);
	return 0;
}
