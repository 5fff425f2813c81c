#include "app/formats.h"
#include "app/journals.h"
#include "app/tidy-parts.h"
#include "base/text.h"
#include "model/latex.h"
#include "read/name-table.h"
#include "read/read.h"
#include "write/key-pattern.h"
#include "write/write.h"

#include <stdlib.h>

#include "base/banned.h"

/* --- what is changed ---------------------------------------------------------------- */

struct tidy_field *
tidy_add_field(struct tidier *t, size_t i, const char *name, const char *value)
{
	struct tidy_field *f = ARENA_NEW(t->a, struct tidy_field),
			  **end = &t->edits[i].added;

	*f = (struct tidy_field){ .name = name, .value = value };
	while (*end)
		end = &(*end)->next;
	*end = f;
	return f;
}

bool
tidy_scan_entry(struct bibtex_entry *e, struct tidier *t, size_t i)
{
	const struct reference *ref = &t->refs.items[i];
	struct bibtex_scanner s = {
		.text = { ref->body.text, ref->body.len },
	};

	return bibtex_next(e, t->a, &s);
}

void
tidy_keep_alias(struct tidier *t, size_t i, const char *old)
{
	ARENA_PUSH(t->a, t->aliases, t->aliases_len) =
	    (struct tidy_alias){ old, i };
}

/* One after the other behind what ids has: of an entry that many others went into they
 * are many. */
static void
write_aliases(
    struct tidier *t, size_t i, const struct tidy_alias *aliases, size_t len)
{
	const struct reference *ref = &t->refs.items[i];
	struct span text = { ref->body.text, ref->body.len };
	const struct bibtex_field *ids;
	struct sbuf sb = SBUF_INIT;
	struct bibtex_entry e;

	ids = tidy_scan_entry(&e, t, i) ? bibtex_field(&e, text, "ids") : NULL;
	if (ids && ids->pieces_len == 1)
		sbuf_add(&sb, bibtex_span(text, ids->pieces[0].inside));
	for (size_t k = 0; k < len; k++)
		sbuf_addf(&sb, "%s%s", sb.len ? "," : "", aliases[k].key);
	(void)tidy_add_field(t, i, "ids", arena_strdup(t->a, sb.buf));
	sbuf_release(&sb);
}

static int
compare_aliases(const void *x, const void *y)
{
	const struct tidy_alias *a = *(const struct tidy_alias *const *)x,
				*b = *(const struct tidy_alias *const *)y;

	if (a->entry != b->entry)
		return a->entry < b->entry ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* An old key stays findable (biblatex manual, section 2.2.3, ids). */
static void
add_aliases(struct tidier *t)
{
	size_t n = t->aliases_len;
	const struct tidy_alias **sorted =
	    ARENA_ARRAY(t->a, const struct tidy_alias *, n + 1);
	struct tidy_alias *all = ARENA_ARRAY(t->a, struct tidy_alias, n + 1);

	for (size_t i = 0; i < n; i++)
		sorted[i] = &t->aliases[i];
	if (n)
		qsort(sorted, n, sizeof(const struct tidy_alias *),
		    compare_aliases);
	for (size_t i = 0; i < n; i++)
		all[i] = *sorted[i];
	for (size_t from = 0, to; from < n; from = to) {
		for (to = from; to < n && all[to].entry == all[from].entry;)
			to++;
		write_aliases(t, all[from].entry, all + from, to - from);
	}
}

/* --- entries and macros of the file --------------------------------------------------- */

static void
on_entry_fault(void *ctx, size_t offset, struct span key, const char *what)
{
	struct tidier *t = ctx;

	(void)offset;
	(void)key;
	(void)what;
	t->fault = true;
}

/* Which entries stay as they are, for a fault, and which macros there are. */
static void
look_through(struct tidier *t)
{
	struct arena scratch = ARENA_INIT;
	struct span text = t->out->document->text;
	struct bibtex_scanner s = {
		.text = text, .problem = on_entry_fault, .ctx = t
	};
	struct bibtex_entry e;
	size_t n = 0;

	t->faulty = ARENA_ARRAY(t->a, bool, t->refs.len + 1);
	t->offsets = ARENA_ARRAY(t->a, size_t, t->refs.len + 1);
	while (bibtex_next(&e, &scratch, &s)) {
		if (e.kind == BIBTEX_ENTRY && n < t->refs.len) {
			t->offsets[n] = e.place.from;
			t->faulty[n++] = t->fault;
		}
		for (size_t i = 0; e.kind == BIBTEX_STRING && i < e.fields_len;
		     i++)
			ARENA_PUSH(t->a, t->macros, t->macros_len) =
			    (struct tidy_macro){ bibtex_span(
						     text, e.fields[i].name),
				    e.place.from };
		t->fault = false;
		arena_reset(&scratch);
	}
	/* The reader and the scanner count alike; if not, nothing is sure. */
	for (; n < t->refs.len; n++)
		t->faulty[n] = true;
	arena_release(&scratch);
}

/* --- keys ----------------------------------------------------------------------------- */

struct wanted {
	const char *base, *title;
	size_t index;
	bool known; /* an entry before it has that key, too */
};

static int
compare_wanted(const void *x, const void *y)
{
	const struct wanted *a = x, *b = y;
	int order = strcmp(a->base, b->base);

	if (!order)
		order = strcmp(a->title, b->title);
	return order ? order : (a->index < b->index ? -1 : 1);
}

/* A key that the pattern could have given stays: keys are stable. */
static bool
is_of_base(const char *key, const char *base)
{
	size_t len = strlen(base), letters = 0;

	if (strncmp(key, base, len) != 0)
		return false;
	while (key[len] >= 'a' && key[len] <= 'z') {
		len++;
		letters++;
	}
	return !key[len] && letters <= 2;
}

static int
make_keys(struct tidier *t, struct err *err)
{
	struct key_pattern *p;
	struct key_set *set = key_set_new(t->a), *old = key_set_new(t->a);
	struct wanted *all = ARENA_ARRAY(t->a, struct wanted, t->refs.len + 1);
	size_t n = 0;
	int rc = key_pattern_parse(&p, t->a, t->r->keys, err);

	for (size_t i = 0; !rc && i < t->refs.len; i++) {
		const struct reference *ref = &t->refs.items[i];
		const struct work *w = reference_work(ref);
		const char *base;

		/* Of two of one key the first one is meant by it. */
		bool known = !key_set_add(old, ref->key);

		if (t->edits[i].drop)
			continue;
		base = w && !ref->skip && !t->faulty[i]
			   ? key_pattern_apply(p, t->a, w)
			   : "";
		/* Nothing to make a key of: it stays, and nobody gets it. */
		if (!*base || (is_of_base(ref->key, base) &&
				  key_set_add(set, ref->key))) {
			if (!*base)
				(void)key_set_add(set, ref->key);
			continue;
		}
		all[n++] = (struct wanted){ base,
			w->title ? text_fold(t->a, span_of(w->title)) : "", i,
			known };
	}
	if (n)
		qsort(all, n, sizeof(*all), compare_wanted);
	for (size_t i = 0; i < n; i++) {
		size_t k = all[i].index;

		t->edits[k].key = key_set_unique(set, all[i].base);
		if (!all[i].known)
			tidy_keep_alias(t, k, t->refs.items[k].key);
	}
	return rc;
}

/* Does any key change? If so, the entries are listed by their keys. */
static bool
renames(struct tidier *t)
{
	bool any = false;

	for (size_t i = 0; i < t->refs.len; i++) {
		struct span lower =
		    name_lower(t->a, span_of(t->refs.items[i].key));
		struct name_row *row = name_table_find(&t->keys, t->a, lower);

		any |= t->edits[i].key || t->edits[i].drop;
		if (row->name)
			continue;
		row->name = lower.ptr;
		row->value = i;
		t->keys.len++;
	}
	return any;
}

/*
 * What an entry that is named by that key is called now, or NULL. As for the reader it
 * is the first of that key: if that one keeps its key, it is meant, though another of
 * the same key has a new one.
 */
static const char *
renamed(void *ctx, struct span key)
{
	struct tidier *t = ctx;
	const struct name_row *row = name_table_get(&t->keys, t->a, key);
	size_t i;

	if (!key.len || !row)
		return NULL;
	/* A duplicate may have been merged into one that was merged itself. */
	for (i = row->value; t->edits[i].drop && t->instead[i] != i;)
		i = t->instead[i];
	if (t->edits[i].key)
		return t->edits[i].key;
	return i == row->value ? NULL : t->refs.items[i].key;
}

/* --- all together ----------------------------------------------------------------------- */

static void
on_fault(void *ctx, size_t offset, struct span key, const char *what)
{
	struct tidier *t = ctx;
	size_t line, column;

	t->faults++;
	document_position(t->out->document, offset, &line, &column);
	if (t->problem)
		t->problem(t->ctx, line,
		    key.len ? arena_strdup_span(t->a, key) : NULL, what);
}

static const char *
other_name(void *ctx, struct arena *a, const char *title, bool abbreviate)
{
	return abbreviate ? journals_abbreviate(ctx, a, title)
			  : journals_expand(ctx, a, title);
}

/* One definition of a macro that has text. */
struct macro {
	struct span value;
	size_t at;
	bool told;
};

static void
add_macros(struct macro **macros, size_t *len, struct name_table *names,
    struct tidier *t, const struct bibtex_entry *e)
{
	struct span text = t->out->document->text;

	for (size_t i = 0; i < e->fields_len; i++) {
		const struct bibtex_field *f = &e->fields[i];
		struct span lower =
		    name_lower(t->a, bibtex_span(text, f->name));
		struct name_row *row = name_table_find(names, t->a, lower);

		if (!row->name) {
			row->name = lower.ptr;
			names->len++;
		}
		/* the last one counts */
		row->value = *len;
		ARENA_PUSH(t->a, *macros, *len) = (struct macro){
			.value = f->pieces_len == 1 &&
					 f->pieces[0].kind != BIBTEX_MACRO
				     ? text_trim(bibtex_span(
					   text, f->pieces[0].inside))
				     : (struct span){ "", 0 },
			.at = f->name.from,
		};
	}
}

/*
 * Journals that stand as macros are not renamed, since a macro may serve for more than
 * journals: it is said, once a macro, what to write where it is defined.
 */
static void
tell_macros(struct tidier *t, const struct tidy_options *o)
{
	static const char *const fields[] = { "journal", "journaltitle" };
	struct span text = t->out->document->text;
	struct bibtex_scanner s = { .text = text };
	struct arena scratch = ARENA_INIT;
	struct name_table names = { 0 };
	struct macro *macros = NULL;
	struct bibtex_entry e;
	size_t len = 0;

	while (bibtex_next(&e, &scratch, &s)) {
		if (e.kind == BIBTEX_STRING)
			add_macros(&macros, &len, &names, t, &e);
		for (size_t i = 0; e.kind == BIBTEX_ENTRY && i < 2; i++) {
			const struct bibtex_field *f =
			    bibtex_field(&e, text, fields[i]);
			const struct name_row *row = NULL;
			struct macro *m;
			const char *now;

			if (f && f->pieces_len == 1 &&
			    f->pieces[0].kind == BIBTEX_MACRO)
				row = name_table_get(&names, &scratch,
				    bibtex_span(text, f->pieces[0].inside));
			if (!row || macros[row->value].told)
				continue;
			m = &macros[row->value];
			m->told = true;
			now = o->journal(o->journal_ctx, &scratch,
			    latex_to_unicode(&scratch, m->value),
			    o->abbreviate);
			if (now)
				on_fault(t, m->at, (struct span){ "", 0 },
				    arena_printf(t->a,
					"the journal's macro \"%s\" is left "
					"as it is: write \"%s\" here",
					row->name, now));
		}
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}

/* What is UTF-8 now does not go on declaring another encoding. */
static struct span
declare_utf8(struct tidied *out)
{
	struct span text = { out->text.buf, out->text.len };
	struct range name = document_declared(text);
	struct sbuf sb = SBUF_INIT;

	if (range_empty(name))
		return text;
	sb.limit = out->text.limit;
	sbuf_add(&sb, span_sub(text, 0, name.from));
	sbuf_add(&sb, SPAN_LIT("utf-8"));
	sbuf_add(&sb, span_skip(text, name.to));
	sbuf_release(&out->text);
	out->text = sb;
	return (struct span){ sb.buf, sb.len };
}

static int
encode(struct tidied *out, bool utf8, struct err *err)
{
	const struct document *d = out->document;
	struct span text = { out->text.buf, out->text.len };
	struct sbuf sb = SBUF_INIT, lf = SBUF_INIT;
	struct span encoded;
	int rc = OK;

	out->before = d->bytes;
	if (span_eq(text, d->text) && !(utf8 && d->encoding != ENCODING_UTF8)) {
		out->after = d->bytes;
		return OK;
	}
	if (d->damaged)
		return err_set(err, ERR_SYNTAX,
		    "%s: some bytes are no text in any encoding, so they "
		    "could not be written again: mend them first",
		    d->path);
	if (utf8 || (d->encoding == ENCODING_UTF8 && !d->bom)) {
		out->after = utf8 ? declare_utf8(out) : text;
		return OK;
	}
	lf.limit = sb.limit = UINT32_MAX;
	/* The mark that says the encoding, as it stands there. */
	if (d->bom)
		sbuf_add(&sb, span_sub(d->bytes, 0, d->shift));
	if (d->encoding == ENCODING_UTF8) {
		sbuf_add(&sb, text);
	} else {
		for (size_t i = 0; i < text.len; i++)
			if (text.ptr[i] != '\r' || i + 1 >= text.len ||
			    text.ptr[i + 1] != '\n')
				sbuf_addc(&lf, text.ptr[i]);
		rc = document_encode(&encoded, &out->arena, d,
		    (struct span){ lf.buf, lf.len }, err);
		if (!rc)
			sbuf_add(&sb, encoded);
		sbuf_release(&lf);
	}
	sbuf_release(&out->text);
	out->text = sb;
	out->after = (struct span){ sb.buf, sb.len };
	return rc;
}

/* The text in out->text; *faults: how many were told. */
static int
tidy_once(struct tidied *out, size_t *faults, struct document *d,
    const struct tidy_request *r, tidy_problem_fn *problem, void *ctx,
    struct err *err)
{
	struct tidier t = { .out = out,
		.a = &out->arena,
		.r = r,
		.problem = problem,
		.ctx = ctx };
	struct tidy_options o = r->options;
	struct tidy_edits edits = { .ctx = &t };
	int rc = OK;

	*out = (struct tidied){ .document = d, .text = SBUF_INIT };
	out->text.limit = UINT32_MAX;
	if (r->journals != JOURNALS_KEEP) {
		t.journals = journals_new(&out->arena);
		for (size_t i = 0; !rc && i < r->lists_len; i++)
			rc = journals_read(t.journals, r->lists[i], err);
		o.journal = other_name;
		o.journal_ctx = t.journals;
		o.abbreviate = r->journals == JOURNALS_ABBREV;
	}
	if (!rc && (r->keys || r->merge || r->same_len)) {
		rc = read_bibtex(&t.refs, out->document, err);
		t.edits =
		    ARENA_ARRAY(&out->arena, struct tidy_edit, t.refs.len + 1);
		t.instead = ARENA_ARRAY(&out->arena, size_t, t.refs.len + 1);
		if (!rc)
			look_through(&t);
		if (!rc && (r->merge || r->same_len))
			rc = tidy_merge(&t, err);
		if (!rc && r->keys)
			rc = make_keys(&t, err);
		add_aliases(&t);
		edits.items = t.edits;
		edits.len = t.refs.len;
		edits.renamed = !rc && renames(&t) ? renamed : NULL;
	}
	if (!rc)
		rc = write_tidy(&out->text, &out->counts, out->document->text,
		    out->document->crlf, &o, edits.items ? &edits : NULL,
		    on_fault, &t, err);
	*faults = t.faults;
	if (!rc && o.journal)
		tell_macros(&t, &o);
	return rc;
}

/*
 * In a file with faults an entry may mean something else in another layout, under
 * another key or behind another entry. Is what was written read as what it was, and is
 * it tidy?
 */
static int
holds(bool *yes, const struct tidied *t, const struct tidy_request *r,
    struct err *err)
{
	struct span text = { t->text.buf, t->text.len };
	struct tidied again;
	struct document *d;
	size_t faults;
	int rc = document_from_bytes(&d, t->document->path, text, err);

	if (rc)
		return rc;
	rc = tidy_once(&again, &faults, d, r, NULL, NULL, err);
	*yes = !rc && again.counts.entries == t->counts.entries &&
	       span_eq(text, (struct span){ again.text.buf, again.text.len });
	tidy_close(&again);
	return rc;
}

/*
 * The fields that an entry got from another one are written as they stood there, at its
 * end: the options are for them, too. What is merged is tidied once more.
 */
static int
tidy_merged(
    struct tidied *out, const struct tidy_request *request, struct err *err)
{
	struct span text = { out->text.buf, out->text.len };
	struct tidy_request r = *request;
	struct tidied again;
	struct document *d;
	size_t faults;
	int rc = document_from_bytes(&d, out->document->path, text, err);

	if (rc)
		return rc;
	r.merge = false;
	r.same_len = 0;
	r.keys = NULL;
	rc = tidy_once(&again, &faults, d, &r, NULL, NULL, err);
	if (!rc && !faults) {
		sbuf_release(&out->text);
		out->text = again.text;
		again.text = (struct sbuf)SBUF_INIT;
	}
	tidy_close(&again);
	return rc;
}

static void
leave_all(struct tidied *out, tidy_problem_fn *problem, void *ctx)
{
	const size_t entries = out->counts.entries;

	sbuf_reset(&out->text);
	sbuf_add(&out->text, out->document->text);
	out->counts =
	    (struct tidy_counts){ .entries = entries, .left = entries };
	if (problem)
		problem(ctx, 1, NULL,
		    "the file is left as it is, because with its faults it "
		    "would be read as something else if it were tidied: mend "
		    "them first");
}

int
tidy_document(struct tidied *out, struct document *d,
    const struct tidy_request *r, tidy_problem_fn *problem, void *ctx,
    struct err *err)
{
	size_t faults;
	bool sure = true;
	int rc = tidy_once(out, &faults, d, r, problem, ctx, err);

	if (!rc && faults && !r->merge && !r->same_len)
		rc = holds(&sure, out, r, err);
	if (!rc && !faults && out->counts.dropped)
		rc = tidy_merged(out, r, err);
	if (!rc && !sure)
		leave_all(out, problem, ctx);
	if (!rc && r->distinct_len)
		rc = tidy_add_distinct(out, r, err);
	if (!rc)
		rc = encode(out, r->utf8, err);
	if (rc)
		tidy_close(out);
	return rc;
}

int
tidy_open(struct tidied *out, const char *path, const struct tidy_request *r,
    tidy_problem_fn *problem, void *ctx, struct err *err)
{
	struct document *d;
	int rc = document_open(&d, path, err);

	*out = (struct tidied){ .text = SBUF_INIT };
	if (rc)
		return rc;
	rc = format_must_be_bibtex(d, err);
	if (rc) {
		document_close(d);
		return rc;
	}
	return tidy_document(out, d, r, problem, ctx, err);
}

void
tidy_close(struct tidied *t)
{
	if (t->document)
		document_close(t->document);
	t->document = NULL;
	sbuf_release(&t->text);
	arena_release(&t->arena);
}
