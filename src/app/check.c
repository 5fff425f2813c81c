#include "app/check.h"
#include "app/formats.h"
#include "base/file.h"
#include "base/text.h"
#include "parse/parse.h"
#include "read/read.h"

#include "base/banned.h"

/* What a file is said to be. */
struct said {
	const struct format *format; /* NULL: a document, or nothing is said */
	bool document;
	enum document_format as;
	bool html;
};

static int
read_said(struct said *out, const char *from, struct err *err)
{
	struct err unknown = ERR_INIT;

	*out = (struct said){ .format = NULL };
	if (!from || !strcmp(from, "auto"))
		return OK;
	if (!strcmp(from, "markdown") || !strcmp(from, "text") ||
	    !strcmp(from, "latex") || !strcmp(from, "html")) {
		out->document = true;
		out->html = *from == 'h';
		out->as = *from == 'm' || *from == 'h' ? DOCUMENT_MARKDOWN
			  : *from == 'l'               ? DOCUMENT_LATEX
						       : DOCUMENT_TEXT;
		return OK;
	}
	if (format_from_name(&out->format, from, FORMAT_READ, &unknown))
		return err_set(err, ERR_USAGE,
		    "%s; of documents there are 'html', 'latex', 'markdown' "
		    "and 'text'",
		    unknown.text);
	return OK;
}

int
checked_from(const char *from, const char *encoding, struct err *err)
{
	struct said said;
	int rc = read_said(&said, from, err);

	return rc || !encoding ? rc : document_encoding_named(encoding, err);
}

/* Does an entry of a .bib file start a line? */
static bool
has_entries(struct span text)
{
	for (size_t at = 0; at < text.len;) {
		const char *end = memchr(text.ptr + at, '\n', text.len - at);
		size_t next = end ? (size_t)(end - text.ptr) + 1 : text.len;

		if (text.ptr[at] == '@' && document_format_of(span_sub(text, at,
					       next)) == DOCUMENT_BIBTEX)
			return true;
		at = next;
	}
	return false;
}

/* What the document is to be read as. */
static void
set_format(struct document *d, const struct said *said)
{
	const struct format *format = said->format;

	if (said->document) {
		d->format = said->as;
		d->html = d->html || said->html;
	} else if (format) {
		d->format = format->read == read_bibtex ? DOCUMENT_BIBTEX
							: DOCUMENT_TEXT;
	}
	/* a .tex file may hold its .bib file, too, and no list */
	if (!said->document && d->format == DOCUMENT_LATEX &&
	    !memmem(
		d->text.ptr, d->text.len, "\\bibitem", strlen("\\bibitem")) &&
	    has_entries(d->text))
		d->format = DOCUMENT_BIBTEX;
}

static int
read_references(struct references *out, struct document *d,
    const struct said *said, struct err *err)
{
	const struct format *format = said->format;
	struct blocks blocks = { 0 };
	int rc;

	out->document = d;
	set_format(d, said);
	if (d->format == DOCUMENT_BIBTEX) {
		rc = read_bibtex(out, d, err);
		format_add_damage(out, d);
		return rc;
	}
	if (d->format == DOCUMENT_LATEX && read_is_bbl(d->text))
		return read_bbl(out, d, err);
	if (!format && !said->document && d->format != DOCUMENT_LATEX)
		format = format_of_text(d->text);
	if (format && format->read)
		return format_read(out, format, d, err);
	if (d->format == DOCUMENT_MARKDOWN && d->html)
		rc = read_html(&blocks, d, err);
	else if (d->format == DOCUMENT_MARKDOWN)
		rc = read_markdown(&blocks, d, err);
	else if (d->format == DOCUMENT_LATEX)
		rc = read_latex(&blocks, d, err);
	else
		rc = read_text(&blocks, d, err);
	if (!rc)
		rc = parse_find(out, &blocks, err);
	if (!rc)
		parse_references(out);
	return rc;
}

static int
none_found(struct arena *a, const struct document *d, const struct said *said,
    struct err *err)
{
	const char *bib = checked_cites_from(a, d);

	if (said->format && format_must_be(said->format, d, err))
		return ERR_SYNTAX;
	if (bib)
		return err_set(err, ERR_ABSENT,
		    file_exists(bib)
			? "%s: no reference list found in it: it has its "
			  "references from %s: give that file instead"
			: "%s: no reference list found in it: it has its "
			  "references from %s, which is not there",
		    d->path, bib);
	return err_set(err, ERR_ABSENT,
	    d->format == DOCUMENT_BIBTEX
		? "%s: no reference list found in it: it has no entry"
		: "%s: no reference list found in it: looked for are a "
		  "heading such as 'References', and numbered or "
		  "marked items; what stands under a line "
		  "'References' is taken for a list",
	    d->path);
}

static int
open_read(struct checked_file *f, const struct said *said, struct err *err)
{
	int rc;

	f->references.document = f->document;
	rc = read_references(&f->references, f->document, said, err);
	if (!rc && !f->references.len)
		rc = none_found(&f->arena, f->document, said, err);
	return rc;
}

int
checked_file_open_as(struct checked_file *out, const char *path,
    const char *from, const char *encoding, struct err *err)
{
	struct said said;
	int rc;

	*out = (struct checked_file){ 0 };
	rc = read_said(&said, from, err);
	if (!rc)
		rc = format_open_document_in(
		    &out->document, path, encoding, err);
	return rc ? rc : open_read(out, &said, err);
}

int
checked_file_each(const char *path, const char *from, const char *encoding,
    read_batch_fn *each, void *ctx, struct err *err)
{
	struct checked_file f = { 0 };
	struct said said;
	size_t len;
	int rc = read_said(&said, from, err), told;

	if (!rc)
		rc = format_open_document_in(&f.document, path, encoding, err);
	if (rc)
		goto out;
	set_format(f.document, &said);
	if (f.document->format == DOCUMENT_BIBTEX) {
		rc = format_read_bibtex_each(f.document, &len, each, ctx, err);
		if (!rc && !len)
			rc = none_found(&f.arena, f.document, &said, err);
		goto out;
	}
	rc = open_read(&f, &said, err);
	if (rc)
		f.references.len = 0;
	told = each(ctx, &f.references);
	rc = rc ? rc : told;
out:
	checked_file_close(&f);
	return rc;
}

int
checked_file_open(struct checked_file *out, const char *path, struct err *err)
{
	return checked_file_open_as(out, path, NULL, NULL, err);
}

int
checked_file_from_bytes(struct checked_file *out, const char *name,
    struct span bytes, struct err *err)
{
	int rc;

	*out = (struct checked_file){ 0 };
	rc = document_from_bytes(&out->document, name, bytes, err);
	return rc ? rc : open_read(out, &(struct said){ .format = NULL }, err);
}

void
checked_file_close(struct checked_file *f)
{
	if (f->document)
		document_close(f->document);
	f->document = NULL;
	arena_release(&f->arena);
}

static int
see_protection(struct checked_file *f, struct store *library, struct err *err)
{
	const struct references *refs = &f->references;
	struct arena scratch = ARENA_INIT;
	int rc = OK;

	f->protected_fields = ARENA_ARRAY(&f->arena, unsigned, refs->len);
	for (size_t i = 0; !rc && i < refs->len; i++) {
		const struct reference *ref = &refs->items[i];
		const struct work *w = reference_work(ref);
		struct store_work found = { 0 };
		struct err unused = ERR_INIT;

		if (!w || ref->skip)
			continue;
		rc = store_find(&found, &scratch, library, w,
		    ref->form == REFERENCE_ENTRY ? ref->key : NULL, &unused);
		if (!rc)
			f->protected_fields[i] = found.protected_fields;
		else if (rc == ERR_ABSENT)
			rc = OK;
		else
			rc = err_set(err, rc, "%s", unused.text);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return rc;
}

int
checked_file_resolve(
    struct checked_file *f, const struct resolve_options *o, struct err *err)
{
	int rc = OK;

	if (o->library)
		rc = see_protection(f, o->library, err);
	return rc ? rc
		  : resolve_references(
			&f->result, &f->arena, &f->references, o, err);
}

static bool
has_own_form(enum work_type t)
{
	switch (t) {
	case WORK_TYPE_BILL:
	case WORK_TYPE_HEARING:
	case WORK_TYPE_INTERVIEW:
	case WORK_TYPE_LEGAL_CASE:
	case WORK_TYPE_LEGISLATION:
	case WORK_TYPE_PERSONAL_COMMUNICATION:
	case WORK_TYPE_REGULATION:
	case WORK_TYPE_TREATY: return true;
	default: return false;
	}
}

const struct work *
checked_claim(struct arena *a, const struct reference *ref)
{
	const struct work *w = reference_work(ref);
	struct work *kept;

	if (!w || ref->form == REFERENCE_ENTRY || !has_own_form(w->type))
		return w;
	kept = ARENA_NEW(a, struct work);
	kept->type = w->type;
	kept->title =
	    text_clean(a, (struct span){ ref->body.text, ref->body.len });
	kept->issued = w->issued;
	kept->URL = w->URL;
	return kept;
}

struct write_policy
checked_file_policy(const struct checked_file *f, size_t number,
    const struct write_policy *policy)
{
	struct write_policy p = *policy;

	if (f->protected_fields)
		p.protected_fields |= f->protected_fields[number];
	return p;
}

void
checked_file_hold_one(const struct checked_file *f, size_t number,
    struct judgement *j, const struct write_policy *policy)
{
	struct write_policy own = checked_file_policy(f, number, policy);
	unsigned protected = own.protected_fields;

	own.protected_fields = 0;
	for (size_t i = 0; i < j->changes_len; i++) {
		struct change *c = &j->changes[i];

		if (protected & 1U << c->field && write_applies(&own, j, c))
			c->refused = "protected";
	}
}

void
checked_file_hold(struct checked_file *f, const struct write_policy *policy)
{
	for (size_t i = 0; i < f->references.len; i++)
		checked_file_hold_one(f, i, &f->result.judgements[i], policy);
}

int
checked_file_mend(struct sbuf *out, struct checked_file *f,
    const struct write_policy *policy, struct err *err)
{
	struct write_policy with_form = *policy;
	struct list_form form;
	struct edits edits = { 0 };

	if (!policy->form) {
		write_list_form(&form, &f->arena, &f->references);
		with_form.form = &form;
	}
	checked_file_hold(f, policy);
	for (size_t i = 0; i < f->references.len; i++) {
		const struct reference *ref = &f->references.items[i];
		struct judgement *j = &f->result.judgements[i];
		struct write_policy own = checked_file_policy(f, i, &with_form);

		if (ref->form == REFERENCE_ENTRY &&
		    f->document->format != DOCUMENT_BIBTEX)
			continue; /* CSL-JSON is judged, not patched */
		if (ref->form == REFERENCE_ENTRY)
			write_bibtex_edits(
			    &edits, &f->arena, f->document, ref, j, &own);
		else
			write_reference_edits(
			    &edits, &f->arena, f->document, ref, j, &own);
	}
	return write_patched(out, f->document, &edits, err);
}
