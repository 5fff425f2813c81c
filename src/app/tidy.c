#include "app/tidy.h"
#include "app/duplicates.h"
#include "app/journals.h"
#include "base/text.h"
#include "model/bibtex.h"
#include "read/read.h"
#include "write/key-pattern.h"
#include "write/write.h"

#include <stdlib.h>

#include "base/banned.h"

static const char distinct_mark[] = "@comment{refmend-distinct:";

struct tidier {
	struct tidied *out;
	struct arena *a;
	const struct tidy_request *r;
	tidy_problem_fn *problem;
	void *ctx;
	struct references refs;
	struct tidy_edit *edits;
	/* old -> new keys, sorted by old */
	struct renamed {
		const char *old, *now;
	} * renamed;
	size_t renamed_len;
	struct journals *journals;
};

/* --- pairs that are two works ------------------------------------------------------ */

size_t
tidy_distinct(struct distinct **out, struct arena *a, struct span text)
{
	const size_t len = sizeof(distinct_mark) - 1;
	size_t n = 0;

	*out = NULL;
	for (size_t i = 0; i + len < text.len; i++) {
		const char *at = memchr(text.ptr + i, '@', text.len - i);
		struct span rest;
		const char *end, *comma;

		if (!at)
			break;
		i = (size_t)(at - text.ptr);
		rest = span_skip(text, i);
		if (rest.len < len || memcmp(at, distinct_mark, len) != 0)
			continue;
		rest = span_skip(rest, len);
		end = memchr(rest.ptr, '}', rest.len);
		comma = memchr(rest.ptr, ',', rest.len);
		if (!end || !comma || comma > end)
			continue;
		ARENA_PUSH(a, *out, n) = (struct distinct){
			arena_strdup_span(a, text_trim(span_sub(rest, 0,
						 (size_t)(comma - rest.ptr)))),
			arena_strdup_span(a, text_trim(span_sub(rest,
						 (size_t)(comma - rest.ptr) + 1,
						 (size_t)(end - rest.ptr)))),
		};
	}
	return n;
}

/* --- what is changed ---------------------------------------------------------------- */

static void
add_field(struct tidier *t, size_t i, const char *name, const char *value)
{
	struct tidy_field *f = ARENA_NEW(t->a, struct tidy_field),
			  **end = &t->edits[i].added;

	*f = (struct tidy_field){ name, value, NULL };
	while (*end)
		end = &(*end)->next;
	*end = f;
}

static bool
scan(struct bibtex_entry *e, struct tidier *t, size_t i)
{
	const struct reference *ref = &t->refs.items[i];
	struct bibtex_scanner s = {
		.text = { ref->body.text, ref->body.len },
	};

	return bibtex_next(e, t->a, &s);
}

/* An old key stays findable (biblatex manual, section 2.2.3, ids). */
static void
keep_alias(struct tidier *t, size_t i, const char *old)
{
	const struct reference *ref = &t->refs.items[i];
	struct span text = { ref->body.text, ref->body.len };
	struct tidy_field *f = t->edits[i].added;
	const struct bibtex_field *ids;
	struct bibtex_entry e;

	while (f && strcmp(f->name, "ids") != 0)
		f = f->next;
	if (f) {
		f->value = arena_printf(t->a, "%s,%s", f->value, old);
		return;
	}
	ids = scan(&e, t, i) ? bibtex_field(&e, text, "ids") : NULL;
	if (ids && ids->pieces_len == 1) {
		struct span was = bibtex_span(text, ids->pieces[0].inside);

		old = arena_printf(t->a, "%.*s,%s", (int)was.len, was.ptr, old);
	}
	add_field(t, i, "ids", old);
}

static void
rename_key(struct tidier *t, const char *old, const char *now)
{
	ARENA_PUSH(t->a, t->renamed, t->renamed_len) =
	    (struct renamed){ old, now };
}

/* Fields of a duplicate that the first of them lacks. */
static void
merge(struct tidier *t, size_t into, size_t from)
{
	const struct reference *a = &t->refs.items[into],
			       *b = &t->refs.items[from];
	struct span to_text = { a->body.text, a->body.len },
		    text = { b->body.text, b->body.len };
	struct bibtex_entry to, e;

	if (!scan(&to, t, into) || !scan(&e, t, from))
		return;
	for (size_t i = 0; i < e.fields_len; i++) {
		const struct bibtex_field *f = &e.fields[i];
		const char *name =
		    arena_strdup_span(t->a, bibtex_span(text, f->name));
		bool there = bibtex_field(&to, to_text, name) != NULL ||
			     !strcmp(name, "ids") || f->pieces_len != 1 ||
			     f->pieces[0].kind == BIBTEX_MACRO;

		for (const struct tidy_field *x = t->edits[into].added;
		     x && !there; x = x->next)
			there = text_eq_nocase(span_of(x->name), name);
		if (!there)
			add_field(t, into, name,
			    arena_strdup_span(
				t->a, bibtex_span(text, f->pieces[0].inside)));
	}
	t->edits[from].drop = true;
	if (strcmp(a->key, b->key) != 0) {
		keep_alias(t, into, b->key);
		rename_key(t, b->key, a->key);
	}
}

static void
merge_duplicates(struct tidier *t)
{
	size_t len = t->refs.len, n, pairs_len;
	const struct work **works =
	    ARENA_ARRAY(t->a, const struct work *, len + 1);
	const char **keys = ARENA_ARRAY(t->a, const char *, len + 1);
	struct duplicate *found;
	struct distinct *pairs;

	for (size_t i = 0; i < len; i++) {
		works[i] = t->refs.items[i].skip
			       ? NULL
			       : reference_work(&t->refs.items[i]);
		keys[i] = t->refs.items[i].key;
	}
	pairs_len = tidy_distinct(&pairs, t->a, t->out->document->text);
	n = duplicates_find(&found, t->a, works, keys, len, pairs, pairs_len);
	for (size_t i = 0; i < n; i++)
		if (found[i].kind == DUPLICATE_SURE)
			merge(t, found[i].first, found[i].second);
}

/* --- keys ----------------------------------------------------------------------------- */

struct wanted {
	const char *base, *title;
	size_t index;
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
	size_t len = strlen(base);

	return !strncmp(key, base, len) &&
	       (!key[len] ||
		   (key[len] >= 'a' && key[len] <= 'z' && !key[len + 1]));
}

static int
make_keys(struct tidier *t, struct err *err)
{
	struct key_pattern *p;
	struct key_set *set = key_set_new(t->a);
	struct wanted *all = ARENA_ARRAY(t->a, struct wanted, t->refs.len + 1);
	size_t n = 0;
	int rc = key_pattern_parse(&p, t->a, t->r->keys, err);

	for (size_t i = 0; !rc && i < t->refs.len; i++) {
		const struct reference *ref = &t->refs.items[i];
		const struct work *w = reference_work(ref);
		const char *base;

		if (t->edits[i].drop)
			continue;
		base = w && !ref->skip ? key_pattern_apply(p, t->a, w) : "";
		/* Nothing to make a key of: it stays, and nobody gets it. */
		if (!*base || (is_of_base(ref->key, base) &&
				  key_set_add(set, ref->key))) {
			if (!*base)
				(void)key_set_add(set, ref->key);
			continue;
		}
		all[n++] = (struct wanted){ base,
			w->title ? text_fold(t->a, span_of(w->title)) : "", i };
	}
	if (n)
		qsort(all, n, sizeof(*all), compare_wanted);
	for (size_t i = 0; i < n; i++) {
		size_t k = all[i].index;
		const char *old = t->refs.items[k].key,
			   *now = key_set_unique(set, all[i].base);

		t->edits[k].key = now;
		keep_alias(t, k, old);
		rename_key(t, old, now);
	}
	return rc;
}

static int
compare_renamed(const void *x, const void *y)
{
	return strcmp(
	    ((const struct renamed *)x)->old, ((const struct renamed *)y)->old);
}

static const char *
renamed(void *ctx, struct span key)
{
	struct tidier *t = ctx;
	struct renamed want = { arena_strdup_span(t->a, key), NULL }, *found;

	/* A duplicate may have been merged into one that has a new key. */
	for (int i = 0; i < 2; i++) {
		found = bsearch(&want, t->renamed, t->renamed_len, sizeof(want),
		    compare_renamed);
		if (!found)
			break;
		want = (struct renamed){ found->now, found->now };
	}
	return want.now;
}

/* --- all together ----------------------------------------------------------------------- */

static void
on_fault(void *ctx, size_t offset, struct span key, const char *what)
{
	struct tidier *t = ctx;
	size_t line, column;

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

static int
encode(struct tidied *out, struct err *err)
{
	const struct document *d = out->document;
	struct span text = { out->text.buf, out->text.len };
	struct sbuf lf = SBUF_INIT;
	int rc;

	out->before = d->bytes;
	if (span_eq(text, d->text)) {
		out->after = d->bytes;
		return OK;
	}
	if (d->damaged)
		return err_set(err, ERR_SYNTAX,
		    "%s: some bytes are no text in any encoding, so they "
		    "could not be written again: mend them first",
		    d->path);
	if (d->encoding == ENCODING_UTF8 && !d->bom) {
		out->after = text;
		return OK;
	}
	if (d->encoding == ENCODING_UTF8) {
		struct sbuf sb = SBUF_INIT;

		sb.limit = UINT32_MAX;
		sbuf_add(&sb, SPAN_LIT("\xef\xbb\xbf"));
		sbuf_add(&sb, text);
		sbuf_release(&out->text);
		out->text = sb;
		out->after = (struct span){ sb.buf, sb.len };
		return OK;
	}
	lf.limit = UINT32_MAX;
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != '\r' || i + 1 >= text.len ||
		    text.ptr[i + 1] != '\n')
			sbuf_addc(&lf, text.ptr[i]);
	rc = document_encode(
	    &out->after, &out->arena, d, (struct span){ lf.buf, lf.len }, err);
	sbuf_release(&lf);
	return rc;
}

/* "a,b" as a comment of the file's, which BibTeX passes over. */
static int
add_distinct(struct tidied *out, const char *pair, struct err *err)
{
	const char *comma = strchr(pair, ',');

	if (!comma || comma == pair || !comma[1] || strpbrk(pair, "{}"))
		return err_set(err, ERR_USAGE,
		    "two keys, parted by a comma, are needed, not '%s'", pair);
	if (out->text.len && out->text.buf[out->text.len - 1] != '\n')
		sbuf_addc(&out->text, '\n');
	sbuf_addf(&out->text, "\n%s %.*s, %s}\n", distinct_mark,
	    (int)(comma - pair), pair, comma + 1);
	return OK;
}

int
tidy_open(struct tidied *out, const char *path, const struct tidy_request *r,
    tidy_problem_fn *problem, void *ctx, struct err *err)
{
	struct tidier t = { .out = out,
		.a = &out->arena,
		.r = r,
		.problem = problem,
		.ctx = ctx };
	struct tidy_options o = r->options;
	struct tidy_edits edits = { .ctx = &t };
	int rc;

	*out = (struct tidied){ .text = SBUF_INIT };
	out->text.limit = UINT32_MAX;
	rc = document_open(&out->document, path, err);
	if (rc)
		return rc;
	if (r->journals != JOURNALS_KEEP) {
		t.journals = journals_new(&out->arena);
		for (size_t i = 0; !rc && i < r->lists_len; i++)
			rc = journals_read(t.journals, r->lists[i], err);
		o.journal = other_name;
		o.journal_ctx = t.journals;
		o.abbreviate = r->journals == JOURNALS_ABBREV;
	}
	if (!rc && (r->keys || r->merge)) {
		rc = read_bibtex(&t.refs, out->document, err);
		t.edits =
		    ARENA_ARRAY(&out->arena, struct tidy_edit, t.refs.len + 1);
		if (!rc && r->merge)
			merge_duplicates(&t);
		if (!rc && r->keys)
			rc = make_keys(&t, err);
		if (t.renamed_len)
			qsort(t.renamed, t.renamed_len, sizeof(*t.renamed),
			    compare_renamed);
		edits.items = t.edits;
		edits.len = t.refs.len;
		edits.renamed = t.renamed_len ? renamed : NULL;
	}
	if (!rc)
		rc = write_tidy(&out->text, &out->counts, out->document->text,
		    out->document->crlf, &o, edits.items ? &edits : NULL,
		    on_fault, &t, err);
	if (!rc && r->distinct)
		rc = add_distinct(out, r->distinct, err);
	if (!rc)
		rc = encode(out, err);
	if (rc)
		tidy_close(out);
	return rc;
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
