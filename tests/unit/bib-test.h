#ifndef UNIT_BIB_TEST_H
#define UNIT_BIB_TEST_H

#include "base/sbuf.h"
#include "model/reference.h"
#include "model/work-json.h"
#include "read/read.h"

/* Helpers of the tests of .bib files. */

static inline struct document *
bib_open(struct references *out, const char *text)
{
	struct document *d;
	struct err err = ERR_INIT;

	if (document_from_bytes(&d, "test.bib", span_of(text), &err) ||
	    read_bibtex(out, d, &err))
		die_bug(err.text);
	return d;
}

/* A work as one line; if plain, its title's markup and the LaTeX kept of its
 * fields aside. */
static inline const char *
bib_shown(struct arena *a, const struct work *w, bool plain)
{
	struct work copy = *w;
	struct sbuf sb = SBUF_INIT;
	const char *out;

	copy.source = NULL;
	if (plain) {
		copy.title_rich = NULL;
		copy.custom = NULL;
		for (const struct custom_field *c = w->custom; c; c = c->next)
			if (strncmp(c->key, "bibtex:", 7) != 0)
				work_add_custom(a, &copy, c->key, c->value);
	}
	work_add_json(&sb, &copy);
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}

#endif
