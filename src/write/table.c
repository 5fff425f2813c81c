#include "write/formats.h"
#include "write/write.h"

#include "base/banned.h"

/* Tables for spreadsheets and scripts: CSV (RFC 4180) and TSV (text/tab-separated-
 * values), a work a line, CSL's variables as columns, UTF-8. */

static const char *const columns[] = { "id", "type", "author", "editor",
	"translator", "title", "container-title", "volume", "issue", "page",
	"issued", "publisher", "publisher-place", "edition", "DOI", "arXiv",
	"PMID", "ISBN", "ISSN", "URL", "language", "keyword", "abstract",
	"note" };

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static void
add_cell(struct sbuf *out, const char *text, bool tabs)
{
	if (!text)
		return;
	/* TSV has no quotes: what would end a cell is a blank there. */
	if (tabs) {
		for (; *text; text++)
			sbuf_addc(
			    out, *text == '\t' || *text == '\n' || *text == '\r'
				     ? ' '
				     : *text);
		return;
	}
	/* Spreadsheets run what begins so; an apostrophe is how they say that it is
	 * text. */
	if (!strpbrk(text, "\",\n\r") && !(*text && strchr("=+@", *text))) {
		sbuf_add(out, span_of(text));
		return;
	}
	sbuf_addc(out, '"');
	if (*text && strchr("=+@", *text))
		sbuf_addc(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			sbuf_addc(out, '"');
		sbuf_addc(out, *text);
	}
	sbuf_addc(out, '"');
}

/* "Family, Given; Family, Given" */
static const char *
names(struct arena *a, const struct name_list *l)
{
	struct sbuf all = SBUF_INIT;
	const char *text;

	for (size_t i = 0; i < l->len; i++) {
		const struct name *n = &l->items[i];

		if (i)
			sbuf_add(&all, SPAN_LIT("; "));
		sbuf_add(&all, span_of(name_family_full(a, n)));
		if (n->given && !n->literal)
			sbuf_addf(&all, ", %s", n->given);
		if (n->suffix && !n->literal)
			sbuf_addf(&all, ", %s", n->suffix);
	}
	if (l->others)
		sbuf_add(&all, span_of(l->len ? "; et al." : "et al."));
	text = arena_strdup_span(a, (struct span){ all.buf, all.len });
	sbuf_release(&all);
	return text;
}

static const char *
date(struct arena *a, const struct date *d)
{
	struct sbuf text = SBUF_INIT;
	const char *out;

	date_add_edtf(&text, d);
	out = text.len
		  ? arena_strdup_span(a, (struct span){ text.buf, text.len })
		  : date_words(d);
	sbuf_release(&text);
	return out;
}

static const char *
value_of(struct arena *a, const struct work *work, const char *column,
    const char *key)
{
	if (!strcmp(column, "id"))
		return key;
	if (!strcmp(column, "type"))
		return work_type_csl(work->type);
	if (!strcmp(column, "author"))
		return names(a, &work->author);
	if (!strcmp(column, "editor"))
		return names(a, &work->editor);
	if (!strcmp(column, "translator"))
		return names(a, &work->translator);
	if (!strcmp(column, "issued"))
		return date(a, &work->issued);
	return work_get(work, work_field_from_csl(column));
}

static void
add_row(
    struct work_writer *w, const struct work *work, const char *key, bool tabs)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		if (i)
			sbuf_addc(w->out, tabs ? '\t' : ',');
		add_cell(w->out,
		    work ? value_of(&w->scratch, work, columns[i], key)
			 : columns[i],
		    tabs);
	}
	sbuf_add(w->out, span_of(tabs ? "\n" : "\r\n"));
}

static void
begin_csv(struct work_writer *w)
{
	add_row(w, NULL, NULL, false);
}

static void
add_csv(struct work_writer *w, const struct work *work, const char *key)
{
	add_row(w, work, key, false);
}

static void
begin_tsv(struct work_writer *w)
{
	add_row(w, NULL, NULL, true);
}

static void
add_tsv(struct work_writer *w, const struct work *work, const char *key)
{
	add_row(w, work, key, true);
}

const struct writer_kind writer_csv = {
	.begin = begin_csv, .add = add_csv, .needs_key = true
};
const struct writer_kind writer_tsv = {
	.begin = begin_tsv, .add = add_tsv, .needs_key = true
};
