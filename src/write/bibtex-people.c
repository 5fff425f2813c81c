/* Whom an entry names. */

#include "base/text.h"
#include "model/bibtex.h"
#include "model/latex.h"
#include "write/bibtex-output.h"
#include "write/bibtex.h"
#include "write/latex.h"

#include "base/banned.h"

static bool
same_names(const struct name_list *x, const struct name_list *y)
{
	if (x->len != y->len || x->others != y->others)
		return false;
	for (size_t i = 0; i < x->len; i++) {
		const struct name *a = &x->items[i], *b = &y->items[i];

		if (!bibtex_same(a->family, b->family) ||
		    !bibtex_same(a->given, b->given) ||
		    !bibtex_same(a->suffix, b->suffix) ||
		    !bibtex_same(a->literal, b->literal) ||
		    !bibtex_same(a->dropping_particle, b->dropping_particle) ||
		    !bibtex_same(
			a->non_dropping_particle, b->non_dropping_particle))
			return false;
	}
	return true;
}

static void
add_names(struct bibtex_output *e, const char *field, const struct name_list *l)
{
	struct sbuf sb = SBUF_INIT;
	const char *raw = bibtex_latex_of(e, field);
	struct name_list was;

	if (raw) {
		read_bibtex_names(&was, e->a, span_of(raw));
		if (same_names(&was, l)) {
			bibtex_add_braced(e, field, raw);
			return;
		}
	}

	/* A cut in the middle ("A, B, ... & C") has no form in BibTeX, where
	 * "others" is only known at the end. */
	for (size_t i = 0; i < l->len; i++) {
		if (i)
			sbuf_add(&sb, SPAN_LIT(" and "));
		bibtex_add_name(
		    &sb, &l->items[i], BIBTEX_NAME_SORTED, e->ascii);
	}
	if (l->others)
		sbuf_add(&sb, span_of(l->len ? " and others" : "others"));
	if (sb.len)
		bibtex_add_braced(e, field, sb.buf);
	sbuf_release(&sb);
}

/*
 * All of whom the work names, by what .bib calls them; who was an editor with a type
 * in the .bib it comes from is one again. What .bib has no field for goes by CSL's
 * name.
 */
void
bibtex_add_people(struct bibtex_output *e)
{
	static const char *const editors[][2] = {
		{ "editor", "editortype" },
		{ "editora", "editoratype" },
		{ "editorb", "editorbtype" },
		{ "editorc", "editorctype" },
	};
	bool written[WORK_NAME_FIELDS] = { false };

	add_names(e, "author", &e->w->author);
	written[WORK_author] = true;
	for (size_t i = 0; i < 4; i++) {
		const char *type = bibtex_custom(e->w, editors[i][1]);
		enum work_name_field role;

		if (i == 0 && e->w->editor.len) {
			add_names(e, "editor", &e->w->editor);
			written[WORK_editor] = true;
			continue;
		}
		if (!type || bibtex_custom(e->w, editors[i][0]) ||
		    !bibtex_role(&role, text_trim(span_of(latex_to_unicode(
					    e->a, span_of(type))))) ||
		    written[role])
			continue;
		add_names(
		    e, editors[i][0], work_names((struct work *)e->w, role));
		written[role] = true;
	}
	for (int i = 0; i < WORK_NAME_FIELDS; i++) {
		enum work_name_field f = (enum work_name_field)i;
		const char *name = f == WORK_container_author
				       ? "bookauthor"
				       : work_name_field_csl(f);

		if (f == WORK_contributor && bibtex_latex_of(e, "collaborator"))
			name = "collaborator";
		if (!written[f])
			add_names(e, name, work_names((struct work *)e->w, f));
	}
}
