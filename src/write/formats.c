#include "write/formats.h"
#include "write/bibtex.h"
#include "write/write.h"

#include "base/banned.h"

void
work_writer_begin(
    struct work_writer *w, const struct writer_kind *kind, struct sbuf *out)
{
	*w = (struct work_writer){ .kind = kind, .out = out };
	if (kind->begin)
		kind->begin(w);
}

void
work_writer_add(struct work_writer *w, const struct work *work, const char *key)
{
	struct work shown;

	if (!w->kind->keeps_custom) {
		shown = *work;
		shown.publisher = work_publisher_shown(&w->scratch, work);
		shown.note = work_note_shown(&w->scratch, work);
		work = &shown;
	}
	w->kind->add(w, work, key);
	w->written++;
	arena_reset(&w->scratch);
}

void
work_writer_end(struct work_writer *w)
{
	if (w->kind->end)
		w->kind->end(w);
	arena_release(&w->scratch);
	arena_release(&w->arena);
}

/* --- .bib ---------------------------------------------------------------------- */

/* By the keys of a .bib documents cite: they stay, if BibTeX can read them. */
static const char *
key_of_bib(struct arena *a, const struct work *work, const char *key)
{
	return work_custom(work, "bibtex-type") ? bibtex_key(a, key)
						: bibtex_key_anywhere(a, key);
}

static void
add_bibtex(struct work_writer *w, const struct work *work, const char *key)
{
	if (w->written)
		sbuf_addc(w->out, '\n');
	if (w->strict)
		write_bibtex_entry_standard(w->out, &w->scratch, work, key);
	else
		write_bibtex_entry(w->out, &w->scratch, work, key);
}

const struct writer_kind writer_bibtex = { .add = add_bibtex,
	.keeps_custom = true,
	.needs_key = true,
	.folds_keys = true,
	.key = key_of_bib };

static void
add_biblatex(struct work_writer *w, const struct work *work, const char *key)
{
	if (w->written)
		sbuf_addc(w->out, '\n');
	write_biblatex_entry(w->out, &w->scratch, work, key);
}

const struct writer_kind writer_biblatex = {
	.add = add_biblatex,
	.keeps_custom = true,
	.keeps_sets = true,
	.needs_key = true,
	.key = key_of_bib,
};
