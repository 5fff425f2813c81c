#include "base/text.h"
#include "write/tidy-parts.h"

#include <stdlib.h>

#include "base/banned.h"

/* What tidy and dedup keep of what was said (app/tidy.h): no remark. */
static const char lasting_mark[] = "@comment{refmend-";

static void
on_problem(void *ctx, size_t offset, struct span key, const char *what)
{
	struct tidy *t = ctx;

	if (!t->faulty)
		t->fault = offset;
	t->faulty = true;
	if (!t->quiet && t->problem)
		t->problem(t->ctx, offset, key, what);
}

static const struct tidy_edit *
edit_of(const struct tidy *t, const struct tidy_item *it)
{
	return t->edits && it->kind == BIBTEX_ENTRY &&
		       it->number < t->edits->len
		   ? &t->edits->items[it->number]
		   : NULL;
}

/* --- what stands between entries -------------------------------------------------- */

/* The comments in a gap, and whether a blank line follows them. */
static struct span
comments(bool *apart, struct span gap)
{
	struct span lines = text_trim(gap);
	size_t ends = 0;

	*apart = false;
	if (!lines.len)
		return lines;
	for (const char *p = lines.ptr + lines.len; p < gap.ptr + gap.len; p++)
		ends += *p == '\n';
	*apart = ends > 1;
	return lines;
}

/* What is no remark but was said to us stays when remarks go. */
static void
add_said(struct tidy *t, struct span gap)
{
	const size_t len = sizeof(lasting_mark) - 1;

	for (size_t i = 0; i + len <= gap.len; i++) {
		struct span rest = span_skip(gap, i);
		const char *end;

		if (memcmp(rest.ptr, lasting_mark, len) != 0)
			continue;
		end = memchr(rest.ptr, '}', rest.len);
		if (!end)
			return;
		rest.len = (size_t)(end - rest.ptr) + 1;
		if (t->written)
			sbuf_add(t->out, span_of(t->eol));
		sbuf_add(t->out, rest);
		sbuf_add(t->out, span_of(t->eol));
		t->written = true;
		i += rest.len - 1;
	}
	t->blank = false;
}

/* The gap without its remarks, in the file's own layout. */
static void
add_stripped(struct tidy *t, struct range gap)
{
	if (t->written)
		sbuf_add(t->out, span_of(t->eol));
	add_said(t, bibtex_span(t->text, gap));
	if (t->written && gap.to < t->text.len)
		sbuf_add(t->out, span_of(t->eol));
}

/* So many blank lines between two things, but none between macros. strip: leave
 * remarks out. */
static void
add_gap(struct tidy *t, struct range gap, bool joined, bool strip)
{
	bool apart;
	struct span s = bibtex_span(t->text, gap), lines = comments(&apart, s);

	strip = strip && lines.len;
	if (t->o->layout == TIDY_KEEP) {
		if (strip)
			add_stripped(t, gap);
		else
			sbuf_add(t->out, s);
		return;
	}
	if (strip) {
		add_said(t, s);
		lines.len = 0;
	}
	for (unsigned i = 0; t->written && !t->blank &&
			     (lines.len || !joined) && i < t->o->blank_lines;
	     i++)
		sbuf_add(t->out, span_of(t->eol));
	t->blank = false;
	if (!lines.len)
		return;
	sbuf_add(t->out, lines);
	sbuf_add(t->out, span_of(t->eol));
	if (apart)
		sbuf_add(t->out, span_of(t->eol));
	t->blank = apart;
	t->written = true;
}

/* e: the entry, or NULL if it must stay as it is. */
static void
add_item(struct tidy *t, const struct tidy_item *it, struct bibtex_entry *e)
{
	const struct tidy_edit *edit = edit_of(t, it);
	bool uniform = t->o->layout == TIDY_UNIFORM,
	     /* What is told of may be an entry that was not recognized. */
	    strip = t->o->strip_comments && !it->gap_faulty;

	if (edit && edit->drop) {
		t->counts->dropped++;
		/* A remark may be about more than this entry. */
		if (uniform ? text_trim(bibtex_span(t->text, it->gap)).len > 0
			    : t->written)
			add_gap(t, it->gap, true, strip);
		return;
	}
	add_gap(t, it->gap, t->after_macro && it->kind == BIBTEX_STRING, strip);
	if (!e) {
		struct span whole = bibtex_span(t->text, it->place);

		t->counts->left++;
		sbuf_add(t->out, uniform ? text_trim(whole) : whole);
	} else if (!uniform || tidy_has_comments(t, e)) {
		tidy_add_kept(t, e, edit);
	} else {
		tidy_add_uniform(t, e, edit);
	}
	if (uniform)
		sbuf_add(t->out, span_of(t->eol));
	t->written = true;
	t->blank = false;
	t->after_macro = it->kind == BIBTEX_STRING;
}

/* The entry once more, or NULL if it cannot be read as it was. */
static struct bibtex_entry *
read_item(struct tidy *t, struct bibtex_entry *e, const struct tidy_item *it)
{
	struct bibtex_scanner s = { .text = t->text,
		.at = it->place.from,
		.head = it->place.from,
		.problem = on_problem,
		.ctx = t };

	t->faulty = false;
	if (it->faulty || !bibtex_next(e, &t->scratch, &s) || t->faulty ||
	    e->place.from != it->place.from || e->place.to != it->place.to)
		return NULL;
	return e;
}

/* --- sorted ------------------------------------------------------------------------ */

/* The entries of a file, to be put in order. */
struct collection {
	struct tidy_item *items;
	struct tidy_name *names; /* of the items: keys, and others they go by */
	const char **parents;    /* keys that others take fields from */
	size_t items_len, names_len, parents_len;
	bool any_faulty;
	bool rest;    /* what stands behind one may be of it */
	size_t fault; /* where the first one begins */
};

static const char *
folded_key(struct arena *a, struct span s)
{
	char *out = arena_strdup_span(a, s);

	for (size_t i = 0; i < s.len; i++)
		out[i] = text_ascii_lower(out[i]);
	return out;
}

static void
add_name(struct collection *c, struct tidy *t, struct span name)
{
	ARENA_PUSH(&t->lasting, c->names, c->names_len) =
	    (struct tidy_name){ .name = folded_key(&t->lasting, name),
		    .item = c->items_len };
}

/* biblatex's ids = {a, b}: keys that the entry had before. */
static void
add_aliases(struct collection *c, struct tidy *t, const struct bibtex_entry *e)
{
	const struct bibtex_field *f = bibtex_field(e, t->text, "ids");
	struct span rest = f && f->pieces_len
			       ? bibtex_span(t->text, f->pieces[0].inside)
			       : (struct span){ "", 0 };

	while (rest.len) {
		const char *comma = memchr(rest.ptr, ',', rest.len);
		size_t n = comma ? (size_t)(comma - rest.ptr) : rest.len;

		add_name(c, t, text_trim(span_sub(rest, 0, n)));
		rest = span_skip(rest, n + 1);
	}
}

/* What the entry that a key means is called when this is done; NULL: as it was. */
static const char *
now_called(const struct tidy *t, struct span key)
{
	return t->edits && t->edits->renamed
		   ? t->edits->renamed(t->edits->ctx, key)
		   : NULL;
}

/* The entry's new key, and its old one if that means it: of two entries with one key, it
 * means the first. */
static void
add_keys(struct collection *c, struct tidy *t, const struct tidy_edit *edit,
    struct span key)
{
	const char *means = now_called(t, key);

	if (!edit || !edit->key) {
		add_name(c, t, key);
		return;
	}
	add_name(c, t, span_of(edit->key));
	if (means && !strcmp(means, edit->key))
		add_name(c, t, key);
}

static void
collect(struct collection *c, struct tidy *t, struct tidy_item *it,
    const struct bibtex_entry *e)
{
	const struct bibtex_field *f = bibtex_field(e, t->text, "crossref");
	const struct tidy_edit *edit = edit_of(t, it);
	struct arena *a = &t->lasting;

	it->head = e->kind != BIBTEX_ENTRY;
	it->by = it->head ? NULL : tidy_sort_values(t, e, edit);
	if (it->faulty && !c->any_faulty) {
		c->any_faulty = true;
		c->fault = it->place.from;
	}
	add_keys(c, t, edit, bibtex_span(t->text, e->key));
	add_aliases(c, t, e);
	if (f && f->pieces_len) {
		struct span key =
		    text_trim(bibtex_span(t->text, f->pieces[0].inside));
		const char *now = now_called(t, key);

		ARENA_PUSH(a, c->parents, c->parents_len) =
		    folded_key(a, now ? span_of(now) : key);
	}
	ARENA_PUSH(a, c->items, c->items_len) = *it;
}

/*
 * What stands before the first entry is the file's, up to its last blank line;
 * only what is right above the entry moves with it.
 */
static size_t
file_head(const struct tidy *t, size_t first)
{
	struct span s = span_sub(t->text, 0, first);

	for (size_t i = s.len; i > 1; i--) {
		size_t before = i - 2;

		if (s.ptr[before] == '\r' && before)
			before--;
		if (s.ptr[i - 1] == '\n' && s.ptr[before] == '\n' &&
		    text_trim(span_sub(s, 0, i)).len)
			return i;
	}
	return 0;
}

/* The scanner finds in what was written what was to be written there. */
static bool
reads_back(struct tidy *t, const struct collection *c, size_t start)
{
	struct span text = { t->out->buf + start, t->out->len - start };
	struct bibtex_scanner s = {
		.text = text, .problem = on_problem, .ctx = t
	};
	struct bibtex_entry e;

	for (size_t i = 0; i < c->items_len; i++) {
		const struct tidy_item *it = &c->items[i];
		const struct tidy_edit *edit = edit_of(t, it);

		if (edit && edit->drop)
			continue;
		t->faulty = false;
		arena_reset(&t->scratch);
		if (!bibtex_next(&e, &t->scratch, &s) || e.kind != it->kind ||
		    t->faulty != it->faulty ||
		    (e.close >= e.place.to) != it->open)
			return false;
		/* It is written as it was. */
		if (it->faulty &&
		    !span_eq(text_trim(bibtex_span(text, e.place)),
			text_trim(bibtex_span(t->text, it->place))))
			return false;
	}
	return !bibtex_next(&e, &t->scratch, &s);
}

static void
add_items(
    struct tidy *t, const struct collection *c, struct range end, bool strip)
{
	struct bibtex_entry e;

	*t->counts = (struct tidy_counts){ .entries = t->counts->entries };
	for (size_t i = 0; i < c->items_len; i++) {
		add_item(t, &c->items[i], read_item(t, &e, &c->items[i]));
		arena_reset(&t->scratch);
	}
	add_gap(t, end, true, strip);
}

static int
compare_seq(const void *x, const void *y)
{
	const struct tidy_item *a = x, *b = y;

	return a->seq < b->seq ? -1 : a->seq > b->seq;
}

/* An entry with a fault may mean something else behind another one, and what stands
 * behind it may be its own: then the entries stay in the file's order. */
static void
add_sorted(struct tidy *t, struct collection *c, struct range end, bool strip)
{
	size_t start = t->out->len;
	bool blank = t->blank, written = t->written;

	t->quiet = true;
	tidy_set_parents(
	    c->items, c->names, c->names_len, c->parents, c->parents_len);
	tidy_sort_items(t, c->items, c->items_len);
	add_items(t, c, end, strip);
	if (!c->any_faulty || (!c->rest && reads_back(t, c, start)))
		return;
	if (t->problem)
		t->problem(t->ctx, c->fault, SPAN_LIT(""),
		    "the entries are not sorted, because with this fault it is "
		    "not sure where one ends: mend it first");
	t->out->len = start;
	t->blank = blank;
	t->written = written;
	t->after_macro = false;
	qsort(c->items, c->items_len, sizeof(*c->items), compare_seq);
	add_items(t, c, end, strip);
}

/* --- the file ------------------------------------------------------------------------ */

/* The last remark is followed by nothing. */
static void
cut_end(struct tidy *t, size_t start)
{
	size_t eol = strlen(t->eol);
	struct sbuf *out = t->out;

	while (out->len >= start + 2 * eol &&
	       !memcmp(out->buf + out->len - eol, t->eol, eol) &&
	       out->buf[out->len - eol - 1] == '\n')
		out->len -= eol;
	if (out->len > start)
		out->buf[out->len] = '\0';
}

static bool
has_text(struct span text, struct range r)
{
	return text_trim(bibtex_span(text, r)).len > 0;
}

int
write_tidy(struct sbuf *out, struct tidy_counts *counts, struct span text,
    bool crlf, const struct tidy_options *o, const struct tidy_edits *edits,
    bibtex_problem_fn *problem, void *ctx, struct err *err)
{
	struct tidy t = {
		.out = out,
		.text = text,
		.eol = crlf ? "\r\n" : "\n",
		.o = o,
		.edits = edits,
		.counts = counts,
		.touches = tidy_touches_values(o, edits),
		.problem = problem,
		.ctx = ctx,
	};
	struct bibtex_scanner s = { .text = text, .problem = on_problem };
	struct bibtex_entry e;
	struct tidy_item it = { 0 };
	struct collection c = { 0 };
	size_t at = 0, start = out->len;
	bool strip, behind_fault = false;
	int rc = tidy_set_sort(&t, err);

	*counts = (struct tidy_counts){ 0 };
	s.ctx = &t;
	while (!rc && bibtex_next(&e, &t.scratch, &s)) {
		it.gap = (struct range){ at, e.place.from };
		it.place = e.place;
		it.kind = e.kind;
		it.faulty = t.faulty;
		c.rest |= behind_fault && has_text(text, it.gap);
		it.gap_faulty =
		    behind_fault || (t.faulty && t.fault < e.place.from);
		behind_fault = t.faulty;
		it.open = e.close >= e.place.to;
		at = e.place.to;
		if (!t.sort_len) {
			add_item(&t, &it, t.faulty ? NULL : &e);
		} else {
			if (!it.seq) {
				it.gap.from = file_head(&t, e.place.from);
				add_gap(&t, (struct range){ 0, it.gap.from },
				    true, o->strip_comments && !it.gap_faulty);
			}
			collect(&c, &t, &it, &e);
		}
		counts->entries += e.kind == BIBTEX_ENTRY;
		it.number += e.kind == BIBTEX_ENTRY;
		it.seq++;
		t.faulty = false;
		arena_reset(&t.scratch);
	}
	c.rest |=
	    behind_fault && has_text(text, (struct range){ at, text.len });
	c.rest &= o->strip_comments;
	strip = o->strip_comments && !t.faulty && !behind_fault;
	if (t.sort_len)
		add_sorted(&t, &c, (struct range){ at, text.len }, strip);
	else if (!rc)
		add_gap(&t, (struct range){ at, text.len }, true, strip);
	if (!rc && o->layout == TIDY_UNIFORM)
		cut_end(&t, start);
	if (!rc && out->full)
		rc = err_set(err, ERR_LIMIT, "too much to write at once");
	arena_release(&t.scratch);
	arena_release(&t.lasting);
	return rc;
}
