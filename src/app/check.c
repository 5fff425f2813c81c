#include "app/check.h"
#include "base/text.h"
#include "parse/parse.h"
#include "read/read.h"

#include "base/banned.h"

/*
 * An array of objects or an object, whatever the file's name: a list in prose may
 * start with a bracket ("[1] ..."), but never like this.
 */
static bool
is_json(const struct document *d)
{
	struct span s = text_trim(d->text);
	struct span rest = text_trim(span_skip(s, 1));

	if (s.len < 2 || !rest.len)
		return false;
	return (s.ptr[0] == '[' &&
		   (rest.ptr[0] == '{' ||
		       (rest.ptr[0] == ']' && rest.len == 1))) ||
	       (s.ptr[0] == '{' && rest.ptr[0] == '"');
}

static int
read_references(struct references *out, struct document *d, struct err *err)
{
	struct blocks blocks = { 0 };
	int rc;

	out->document = d;
	if (d->format == DOCUMENT_BIBTEX)
		return read_bibtex(out, d, err);
	if (is_json(d))
		return read_csl_json(out, d, err);
	if (d->format == DOCUMENT_MARKDOWN)
		rc = read_markdown(&blocks, d, err);
	else
		rc = read_text(&blocks, d, err);
	if (!rc)
		rc = parse_find(out, &blocks, err);
	if (!rc)
		parse_references(out);
	return rc;
}

static int
open_read(struct checked_file *f, struct err *err)
{
	int rc;

	f->references.document = f->document;
	rc = read_references(&f->references, f->document, err);
	if (!rc && !f->references.len)
		rc = err_set(err, ERR_ABSENT,
		    "%s: no reference list found in it", f->document->path);
	return rc;
}

int
checked_file_open(struct checked_file *out, const char *path, struct err *err)
{
	int rc;

	*out = (struct checked_file){ 0 };
	rc = document_open(&out->document, path, err);
	return rc ? rc : open_read(out, err);
}

int
checked_file_from_bytes(struct checked_file *out, const char *name,
    struct span bytes, struct err *err)
{
	int rc;

	*out = (struct checked_file){ 0 };
	rc = document_from_bytes(&out->document, name, bytes, err);
	return rc ? rc : open_read(out, err);
}

void
checked_file_close(struct checked_file *f)
{
	if (f->document)
		document_close(f->document);
	f->document = NULL;
	arena_release(&f->arena);
}

int
checked_file_resolve(
    struct checked_file *f, const struct resolve_options *o, struct err *err)
{
	return resolve_references(
	    &f->result, &f->arena, &f->references, o, err);
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
	for (size_t i = 0; i < f->references.len; i++) {
		const struct reference *ref = &f->references.items[i];
		struct judgement *j = &f->result.judgements[i];

		if (ref->form == REFERENCE_ENTRY &&
		    f->document->format != DOCUMENT_BIBTEX)
			continue; /* CSL-JSON is judged, not patched */
		if (ref->form == REFERENCE_ENTRY)
			write_bibtex_edits(
			    &edits, &f->arena, f->document, ref, j, &with_form);
		else
			write_reference_edits(
			    &edits, &f->arena, f->document, ref, j, &with_form);
	}
	return write_patched(out, f->document, &edits, err);
}
