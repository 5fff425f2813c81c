#include "app/lint.h"
#include "app/duplicates.h"
#include "app/formats.h"
#include "app/tidy.h"
#include "base/text.h"
#include "read/read.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

static const struct {
	const char *type, *fields;
} required[] = {
#define X(type, fields) { type, fields },
#include "model/bibtex-required.def"
#undef X
};

/* What btxdoc, section 3.1, requires beyond that. */
static const struct {
	const char *type, *field;
} bibtex_required[] = {
	{ "book", "publisher" },
	{ "inbook", "publisher" },
	{ "incollection", "publisher" },
	{ "unpublished", "note" },
};

static const char *const known_types[] = {
#define X(name, csl) name,
#include "model/bibtex-types.def"
#undef X
};

void
lint_add(struct lint *l, enum finding_rule rule, size_t at, const char *key,
    const char *fmt, ...)
{
	struct finding f = { .rule = rule, .key = key };
	char text[512];
	va_list ap;

	if (l->ignored[rule])
		return;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	document_position(l->refs.document, at, &f.line, &f.column);
	f.text = arena_strdup(&l->arena, text);
	ARENA_PUSH(&l->arena, l->items, l->len) = f;
}

/* --- required fields --------------------------------------------------------------- */

/* By any of its names, or inherited: as the work has it. */
static bool
has(const struct work *w, struct span field)
{
	static const struct {
		const char *field;
		enum work_field member;
	} texts[] = {
		{ "title", WORK_title },
		{ "journal", WORK_container_title },
		{ "booktitle", WORK_container_title },
		{ "institution", WORK_publisher },
		{ "publisher", WORK_publisher },
		{ "url", WORK_URL },
		{ "doi", WORK_DOI },
		{ "eprint", WORK_arXiv },
		{ "number", WORK_number },
		{ "note", WORK_note },
	};

	if (text_eq_nocase(field, "author"))
		return w->author.len || w->author.others;
	if (text_eq_nocase(field, "editor"))
		return w->editor.len || w->editor.others;
	if (text_eq_nocase(field, "year"))
		return !date_is_empty(&w->issued);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (text_eq_nocase(field, texts[i].field) &&
		    work_get(w, texts[i].member))
			return true;
	/* What the work has no place for. */
	return work_custom(w, field.len == 6 ? "eprint" : "url") &&
	       (text_eq_nocase(field, "eprint") ||
		   text_eq_nocase(field, "url"));
}

static void
check_required(struct lint *l, const struct reference *ref, const char *type)
{
	const struct work *w = reference_work(ref);
	struct span rest = { "", 0 };

	for (size_t i = 0; i < sizeof(required) / sizeof(required[0]); i++)
		if (!strcmp(required[i].type, type))
			rest = span_of(required[i].fields);
	while (rest.len) {
		size_t n = strcspn(rest.ptr, " ");
		struct span group = span_sub(rest, 0, n), left = group;
		bool found = false;

		while (left.len && !found) {
			size_t m = 0;

			while (m < left.len && left.ptr[m] != '|')
				m++;
			found = has(w, span_sub(left, 0, m));
			left = span_skip(left, m + 1);
		}
		if (!found) {
			char *names = arena_strdup_span(&l->arena, group);

			for (char *p = names; *p; p++)
				if (*p == '|')
					*p = '/';
			lint_add(l, FINDING_MISSING_FIELD, ref->body.start,
			    ref->key, "@%s has no %s", type, names);
		}
		rest = span_skip(rest, n + 1);
	}
}

/* Fields that only biblatex has. */
static bool
is_biblatex(const struct bibtex_entry *e, struct span text)
{
	static const char *const names[] = { "date", "location", "subtitle",
		"langid", "eventtitle", "journaltitle", "maintitle",
		"booksubtitle", "origdate", "pagetotal", "pubstate" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (bibtex_field(e, text, names[i]))
			return true;
	return false;
}

static void
check_bibtex_required(
    struct lint *l, const struct reference *ref, const char *type)
{
	for (size_t i = 0;
	     i < sizeof(bibtex_required) / sizeof(bibtex_required[0]); i++) {
		const char *field = bibtex_required[i].field;

		if (!strcmp(bibtex_required[i].type, type) &&
		    !has(reference_work(ref), span_of(field)))
			lint_add(l, FINDING_MISSING_BIBTEX, ref->body.start,
			    ref->key,
			    "@%s has no %s, which BibTeX's styles ask for",
			    type, field);
	}
}

/* --- entries ------------------------------------------------------------------------- */

static bool
is_known_type(const char *type)
{
	for (size_t i = 0; i < sizeof(known_types) / sizeof(known_types[0]);
	     i++)
		if (!strcmp(known_types[i], type))
			return true;
	return false;
}

/* Is something told of one of the entry's lines? */
static bool
is_broken(const struct lint *l, const struct reference *ref)
{
	size_t last, column;

	document_position(
	    l->refs.document, ref->body.start + ref->body.len, &last, &column);
	for (size_t i = ref->line;
	     i <= last && i <= l->refs.document->lines_len; i++)
		if (l->faulty[i])
			return true;
	return false;
}

static void
check_entry(struct lint *l, const struct reference *ref, struct arena *scratch)
{
	struct span text = { ref->body.text, ref->body.len };
	struct bibtex_scanner s = { .text = text };
	struct bibtex_entry e;
	char *type;

	if (!bibtex_next(&e, scratch, &s))
		return;
	type = arena_strdup_span(scratch, bibtex_span(text, e.type));
	for (char *p = type; *p; p++)
		*p = text_ascii_lower(*p);
	for (size_t i = 0; i < e.fields_len; i++)
		lint_value(l, &e.fields[i], text, ref->body.start, ref->key);
	if (ref->skip || !reference_work(ref))
		return;
	if (is_broken(l, ref))
		return; /* what it lacks may be in what could not be read */
	if (!is_known_type(type))
		lint_add(l, FINDING_UNKNOWN_TYPE, ref->body.start + e.type.from,
		    ref->key, "no such entry type: \"%.40s\"", type);
	check_required(l, ref, type);
	if (!is_biblatex(&e, text))
		check_bibtex_required(l, ref, type);
}

static void
check_duplicates(struct lint *l)
{
	size_t len = l->refs.len, n, pairs_len;
	const struct work **works =
	    ARENA_ARRAY(&l->arena, const struct work *, len + 1);
	const char **keys = ARENA_ARRAY(&l->arena, const char *, len + 1);
	struct duplicate *found;
	struct key_pair *pairs;

	for (size_t i = 0; i < len; i++) {
		const struct reference *ref = &l->refs.items[i];

		works[i] = ref->skip ? NULL : reference_work(ref);
		keys[i] = ref->key;
	}
	pairs_len = tidy_distinct(&pairs, &l->arena, l->refs.document->text);
	n = duplicates_find(&found, &l->arena,
	    &(struct duplicates_request){ .works = works,
		.keys = keys,
		.len = len,
		.distinct = pairs,
		.distinct_len = pairs_len });
	for (size_t i = 0; i < n; i++) {
		const struct reference *a = &l->refs.items[found[i].first],
				       *b = &l->refs.items[found[i].second];
		bool sure = found[i].kind == DUPLICATE_SURE;

		lint_add(l, sure ? FINDING_DUPLICATE : FINDING_SIMILAR,
		    b->body.start, b->key,
		    "%s the same work as \"%.80s\" in line %zu (same %s)",
		    sure ? "is" : "may be", a->key, a->line, found[i].why);
	}
}

static int
compare(const void *x, const void *y)
{
	const struct finding *a = x, *b = y;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	if (a->rule != b->rule)
		return a->rule < b->rule ? -1 : 1;
	return strcmp(a->text, b->text);
}

int
lint_open(struct lint *l, const char *path, struct err *err)
{
	struct arena scratch = ARENA_INIT;
	struct document *d;
	int rc = document_open(&d, path, err);

	if (rc)
		return rc;
	rc = format_must_be_bibtex(d, err);
	if (!rc)
		rc = read_bibtex(&l->refs, d, err);
	l->refs.document = d;
	if (d->damaged)
		lint_add(l, FINDING_ENCODING, 0, NULL,
		    "some bytes are not %s: write the file again in UTF-8",
		    d->encoding_name);
	l->faulty = ARENA_ARRAY(&l->arena, bool, d->lines_len + 2);
	for (size_t i = 0; !rc && i < l->refs.problems_len; i++) {
		const struct problem *p = &l->refs.problems[i];
		size_t line = p->line ? p->line - 1 : 0;

		if (line < d->lines_len && !p->entry_read)
			l->faulty[line + 1] = true;
		lint_add(l, FINDING_SYNTAX,
		    line < d->lines_len ? d->lines[line] : 0, p->key, "%s",
		    p->text);
	}
	for (size_t i = 0; !rc && i < l->refs.len; i++) {
		check_entry(l, &l->refs.items[i], &scratch);
		arena_reset(&scratch);
	}
	if (!rc &&
	    !(l->ignored[FINDING_DUPLICATE] && l->ignored[FINDING_SIMILAR]))
		check_duplicates(l);
	if (l->len)
		qsort(l->items, l->len, sizeof(*l->items), compare);
	arena_release(&scratch);
	return rc;
}

void
lint_close(struct lint *l)
{
	if (l->refs.document)
		document_close((struct document *)l->refs.document);
	arena_release(&l->arena);
}
