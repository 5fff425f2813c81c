/* Entries that hold several works: "(a) ... (b) ...", a note's "X 1990; Y 1991". */

#include "parse/parts.h"
#include "base/text.h"
#include "parse/parse.h"

#include "base/banned.h"

/* Behind the label that a work has in its entry: "(b) ", "(ii) ", "b) ". */
static size_t
skip_label(const struct mapped_text *t, size_t from)
{
	enum { LETTERS = 4 };
	bool open = t->text[from] == '(';
	size_t at = open ? from + 1 : from, n = 0;

	while (at + n < t->len && n <= LETTERS && t->text[at + n] >= 'a' &&
	       t->text[at + n] <= 'z')
		n++;
	if (!n || n > LETTERS || (n > 1 && !open) ||
	    (n > 1 && strspn(t->text + at, "ivx") < n) || at + n >= t->len ||
	    t->text[at + n] != ')')
		return from;
	at += n + 1;
	while (at < t->len && t->text[at] == ' ')
		at++;
	return at < t->len ? at : from;
}

/* That part of the entry is the reference's body; line and span are the part's. */
static void
set_body(struct reference *work, const struct document *d,
    const struct reference *entry, struct arena *a, struct range part)
{
	struct range span;
	size_t column, last;

	while (part.to > part.from && entry->body.text[part.to - 1] == ' ')
		part.to--;
	span = reference_original(d, entry, part);
	mapped_text_part(&work->body, a, &entry->body, part, 0);
	/* markup at the entry's ends is the first's and the last's */
	work->span = (struct range){ part.from ? span.from : entry->span.from,
		part.to < entry->body.len ? span.to : entry->span.to };
	if (!d->order || part.to <= part.from) {
		document_position(d, document_text_offset(d, work->span.from),
		    &work->line, &column);
		return;
	}
	last = entry->body.map[part.to - 1];
	(void)text_next(d->text, &last);
	document_position(d, entry->body.map[part.from], &work->line, &column);
	work->pieces = document_pieces(&work->pieces_len, a, d,
	    (struct range){ entry->body.map[part.from], last });
}

/* "Phys. Rev. Lett. 62, 1813; Phys. Rev. A 45, 7002": the second's people are the
 * first's. */
static void
share_authors(struct reference *work, const struct reference *before)
{
	if (!before->parses_len)
		return;
	for (size_t k = 0; k < work->parses_len; k++) {
		struct work *w = work->parses[k].work;

		if (!w->author.len && !w->title)
			w->author = before->parses[0].work->author;
	}
}

/*
 * The works of an entry, one after the other. None is ever completed: what is behind
 * one may be the end of the entry, or another work.
 */
static void
add_works(struct references *out, const struct reference *entry)
{
	struct arena *a = &out->document->arena;
	struct reference work = *entry;
	size_t from = 0, to = entry->rest, number = 1;

	for (;;) {
		work.part = work.cut = true;
		work.rest = 0;
		set_body(&work, out->document, entry, a,
		    (struct range){ from, to ? to : entry->body.len });
		ARENA_PUSH(a, out->items, out->len) = work;
		if (!to)
			return;
		from = skip_label(&entry->body, to);
		work = *entry;
		work.parses = NULL;
		work.parses_len = 0;
		work.rest = 0;
		if (!reference_key_is_made_up(entry))
			work.key =
			    arena_printf(a, "%s-%zu", entry->key, ++number);
		mapped_text_part(&work.body, a, &entry->body,
		    (struct range){ from, entry->body.len }, 0);
		parse_reference(a, &work);
		share_authors(&work, &out->items[out->len - 1]);
		to = work.rest ? from + work.rest : 0;
	}
}

static bool
holds_several(const struct reference *ref)
{
	return ref->form == REFERENCE_STRING && ref->rest && !ref->skip &&
	       ref->rest < ref->body.len;
}

void
part_entries(struct references *refs)
{
	struct arena *a = &refs->document->arena;
	struct references out = *refs;
	unsigned last = 0;
	bool any = false;

	for (size_t i = 0; i < refs->len && !any; i++)
		any = holds_several(&refs->items[i]);
	if (!any)
		return;
	out.items = NULL;
	out.len = 0;
	for (size_t i = 0; i < refs->len; i++) {
		const struct reference *ref = &refs->items[i];
		size_t first = out.len;

		struct reference_list *list =
		    ref->list && ref->list <= out.lists_len
			? &out.lists[ref->list - 1]
			: NULL;

		if (list && ref->list != last)
			list->first = first;
		last = ref->list;
		if (holds_several(ref))
			add_works(&out, ref);
		else
			ARENA_PUSH(a, out.items, out.len) = *ref;
		for (size_t k = first; k < out.len; k++) {
			struct reference *r = &out.items[k];

			if (reference_key_is_made_up(ref))
				r->key = arena_printf(a, "r%zu", k + 1);
			r->seq = (unsigned)k + 1;
		}
		if (list)
			list->len = out.len - list->first;
	}
	*refs = out;
}
