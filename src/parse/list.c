/* What only a list as a whole tells: its style, and who a dash stands for. */

#include "base/text.h"
#include "parse/fields.h"
#include "parse/parts.h"

#include "base/banned.h"

enum { STYLE_FROM = 4 }; /* references that a style is learned from, at least */

static void
keep_parses(struct arena *a, struct reference *ref, const struct parse *parses,
    size_t len)
{
	ref->parses = ARENA_ARRAY(a, struct parse, len);
	ref->parses_len = len;
	for (size_t i = 0; i < len; i++) {
		struct parse *p = &ref->parses[i];

		*p = parses[i];
		p->work = work_copy(a, parses[i].work);
		p->places = ARENA_ARRAY(a, struct place, p->places_len);
		if (p->places_len)
			memcpy(p->places, parses[i].places,
			    p->places_len * sizeof(*p->places));
	}
}

/* What reading needs is given back; what was read is kept in a. */
static void
read_one(struct arena *a, struct arena *scratch, struct reference *ref,
    const struct style *style, struct style *learn)
{
	struct reference read = *ref;

	read.parses = NULL;
	read.parses_len = 0;
	fields_read(scratch, &read, style, learn);
	ref->cut = read.cut;
	ref->skip = read.skip;
	ref->rest = read.rest;
	keep_parses(a, ref, read.parses, read.parses_len);
	arena_reset(scratch);
}

static bool
is_in_doubt(const struct reference *ref)
{
	return ref->form == REFERENCE_STRING && ref->parses_len &&
	       fields_doubt(&ref->parses[0]) <= FIELDS_SURE;
}

void
parse_list(struct arena *a, struct reference *refs, size_t len)
{
	const struct model *model = model_built_in();
	struct arena scratch = ARENA_INIT, kept = ARENA_INIT;
	struct style style;
	bool styled = model && len > STYLE_FROM;

	if (styled)
		style_open(&style, &kept, model);
	for (size_t i = 0; i < len; i++)
		if (refs[i].form == REFERENCE_STRING && !refs[i].parses_len)
			read_one(a, &scratch, &refs[i], NULL,
			    styled ? &style : NULL);
	if (styled && style.references >= STYLE_FROM) {
		style_settle(&style);
		for (size_t i = 0; i < len; i++)
			if (is_in_doubt(&refs[i]))
				read_one(a, &scratch, &refs[i], &style, NULL);
	}
	arena_release(&scratch);
	arena_release(&kept);
}

static void
repeat_authors(struct reference *ref, const struct reference *before)
{
	if (!before->parses_len || !reference_repeats_author(ref))
		return;
	for (size_t k = 0; k < ref->parses_len; k++)
		if (!ref->parses[k].work->author.len)
			ref->parses[k].work->author =
			    before->parses[0].work->author;
}

void
parse_references(struct references *refs)
{
	struct arena *a = &refs->document->arena;

	for (size_t i = 0, to; i < refs->len; i = to) {
		for (to = i + 1; to < refs->len &&
				 refs->items[to].list == refs->items[i].list;)
			to++;
		parse_list(a, &refs->items[i], to - i);
		for (size_t k = i + 1; k < to; k++)
			if (refs->items[k].form == REFERENCE_STRING)
				repeat_authors(
				    &refs->items[k], &refs->items[k - 1]);
	}
	part_entries(refs);
}
