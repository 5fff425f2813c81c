#include "write/formats.h"
#include "write/ris.h"

#include "base/banned.h"

/* Refer/BibIX as EndNote writes and reads it (.enw). */

static const struct {
	char letter;
	const char *ris;
} tags[] = {
#define X(letter, path, ris) { letter, ris },
#include "model/refer-tags.def"
#undef X
};

static void
add(struct sbuf *out, char letter, const char *value)
{
	sbuf_addf(out, "%%%c ", letter);
	/* A line that begins with "%" would be a field, and a blank one the end of
	 * the entry. */
	while (*value) {
		size_t n = strcspn(value, "\r\n");

		sbuf_add(out, (struct span){ value, n });
		value += n + strspn(value + n, "\r\n");
		if (n && *value)
			sbuf_add(out, SPAN_LIT("\n   "));
	}
	sbuf_addc(out, '\n');
}

static bool
is_article(const struct work *w)
{
	return w->type == WORK_TYPE_ARTICLE_JOURNAL ||
	       w->type == WORK_TYPE_ARTICLE_MAGAZINE ||
	       w->type == WORK_TYPE_ARTICLE_NEWSPAPER ||
	       w->type == WORK_TYPE_ARTICLE;
}

static void
add_refer(struct work_writer *w, const struct work *work, const char *key)
{
	struct ris_fields f;

	if (w->written)
		sbuf_addc(w->out, '\n');
	ris_fields_of_endnote(&f, &w->scratch, work);
	sbuf_addf(w->out, "%%0 %s\n", ris_type_of_work(work)->endnote);
	for (size_t k = 0; k < sizeof(tags) / sizeof(tags[0]); k++)
		for (size_t i = 0; tags[k].letter && i < f.len; i++) {
			bool journal =
			    is_article(work) && !strcmp(f.items[i].tag, "T2");

			if (strcmp(tags[k].ris,
				journal ? "JF" : f.items[i].tag) != 0)
				continue;
			add(w->out, tags[k].letter, f.items[i].value);
		}
	if (key && *key)
		add(w->out, 'F', key);
}

const struct writer_kind writer_refer = { .add = add_refer };
