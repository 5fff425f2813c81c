#include "write/tidy.h"
#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

enum { SORT_MAX = 8 };

/* The order in which styles and people expect fields; others follow as they
 * stand. */
static const char *const field_order[] = { "author", "editor", "translator",
	"title", "subtitle", "titleaddon", "maintitle", "booktitle",
	"booksubtitle", "journal", "journaltitle", "shortjournal", "series",
	"edition", "volume", "volumes", "number", "issue", "part", "chapter",
	"pages", "eid", "pagetotal", "date", "year", "month", "day",
	"publisher", "school", "institution", "organization", "address",
	"location", "eventtitle", "venue", "eventdate", "howpublished", "type",
	"doi", "isbn", "issn", "eprint", "archiveprefix", "eprinttype",
	"primaryclass", "eprintclass", "pmid", "pmcid", "url", "urldate",
	"langid", "language", "note", "keywords", "abstract", "annote" };

enum { ORDERED = sizeof(field_order) / sizeof(field_order[0]) };

/* An entry and what stands between it and the one before. */
struct item {
	struct range gap, place;
	size_t number;     /* among the entries */
	size_t seq;        /* in the file */
	const char **by;   /* what it is sorted by */
	bool head, parent; /* @string, @preamble; others take fields from it */
	bool faulty;
	bool
	    open; /* its end is missing: nothing may come behind it that did not */
	enum bibtex_entry_kind kind;
};

struct tidy {
	struct sbuf *out;
	struct arena scratch; /* one entry's */
	struct arena lasting;
	struct span text;
	const char *eol;
	const struct tidy_options *o;
	const struct tidy_edits *edits;
	struct tidy_counts *counts;
	const char *sort[SORT_MAX];
	size_t sort_len;
	bool touches;
	bibtex_problem_fn *problem;
	void *ctx;
	bool quiet;       /* its faults are told */
	bool faulty;      /* the entry scanned last */
	bool after_macro; /* the last one written is an @string */
	bool blank;       /* out ends with a blank line */
	bool written;     /* something stands in out */
};

static void
on_problem(void *ctx, size_t offset, struct span key, const char *what)
{
	struct tidy *t = ctx;

	t->faulty = true;
	if (!t->quiet && t->problem)
		t->problem(t->ctx, offset, key, what);
}

bool
tidy_listed(const char *list, struct span word)
{
	while (list && *list) {
		size_t n = strcspn(list, ", "), i = 0;

		while (
		    n == word.len && i < n &&
		    text_ascii_lower(list[i]) == text_ascii_lower(word.ptr[i]))
			i++;
		if (n && i == n)
			return true;
		list += n;
		list += strspn(list, ", ");
	}
	return false;
}

/* --- one entry ----------------------------------------------------------------- */

static bool
is_filling(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] > ' ' && s.ptr[i] != ',')
			return false;
	return true;
}

/* Is there something between the fields that a new layout would lose? */
static bool
has_comments(const struct tidy *t, const struct bibtex_entry *e)
{
	size_t at = e->fields_len ? e->fields[0].name.from : e->close;

	if (e->kind == BIBTEX_ENTRY &&
	    !is_filling(span_sub(t->text, e->key.to, at)))
		return true;
	for (size_t i = 0; i < e->fields_len; i++) {
		size_t next = i + 1 < e->fields_len ? e->fields[i + 1].name.from
						    : e->close;

		if (!is_filling(span_sub(t->text, e->fields[i].value.to, next)))
			return true;
		/* "year = 2000 % about": read as bare words. */
		for (size_t k = 0; k < e->fields[i].pieces_len; k++) {
			const struct bibtex_piece *p = &e->fields[i].pieces[k];
			struct span inside = bibtex_span(t->text, p->inside);

			if (p->kind == BIBTEX_MACRO &&
			    memchr(inside.ptr, '%', inside.len))
				return true;
		}
		for (size_t k = 0; k + 1 < e->fields[i].pieces_len; k++) {
			struct span between =
			    span_sub(t->text, e->fields[i].pieces[k].inside.to,
				e->fields[i].pieces[k + 1].inside.from);

			if (memchr(between.ptr, '%', between.len))
				return true;
		}
	}
	return false;
}

static const struct tidy_edit *
edit_of(const struct tidy *t, const struct item *it)
{
	return t->edits && it->kind == BIBTEX_ENTRY &&
		       it->number < t->edits->len
		   ? &t->edits->items[it->number]
		   : NULL;
}

static void
add_lower(struct sbuf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		sbuf_addc(out, text_ascii_lower(s.ptr[i]));
}

static void
add_name(struct tidy *t, struct span name)
{
	const struct tidy_options *o = t->o;
	size_t pad = o->align > name.len ? o->align - name.len : 1;

	if (!o->indent)
		sbuf_addc(t->out, '\t');
	for (unsigned i = 0; i < o->indent; i++)
		sbuf_addc(t->out, ' ');
	add_lower(t->out, name);
	while (pad--)
		sbuf_addc(t->out, ' ');
	sbuf_add(t->out, SPAN_LIT("= "));
}

/* Would a quotation mark end it too early? */
static bool
can_be_quoted(struct span s)
{
	size_t depth = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '{')
			depth++;
		else if (s.ptr[i] == '}')
			depth -= depth > 0;
		else if (s.ptr[i] == '"' && !depth)
			return false;
	}
	return true;
}

static void
add_delimited(struct tidy *t, struct span value, bool quoted)
{
	switch (t->o->delimiters) {
	case DELIMITERS_BRACES: quoted = false; break;
	case DELIMITERS_QUOTES: quoted = can_be_quoted(value); break;
	default: quoted = quoted && can_be_quoted(value);
	}
	sbuf_addc(t->out, quoted ? '"' : '{');
	sbuf_add(t->out, value);
	sbuf_addc(t->out, quoted ? '"' : '}');
}

/* A value as it goes out. */
static void
add_value(struct tidy *t, const struct bibtex_field *f)
{
	const struct bibtex_piece *p = &f->pieces[0];
	struct span name = bibtex_span(t->text, f->name), value, inside;
	bool bare = false;

	if (f->pieces_len != 1 || p->kind == BIBTEX_MACRO) {
		for (size_t i = 0; i < f->pieces_len; i++) {
			p = &f->pieces[i];
			inside = bibtex_span(t->text, p->inside);
			if (i)
				sbuf_add(t->out, SPAN_LIT(" # "));
			if (p->kind == BIBTEX_BRACED ||
			    p->kind == BIBTEX_QUOTED)
				add_delimited(
				    t, inside, p->kind == BIBTEX_QUOTED);
			else
				sbuf_add(t->out, inside);
		}
		return;
	}
	inside = bibtex_span(t->text, p->inside);
	value = t->touches ? tidy_value(&bare, &t->scratch, name, inside, t->o,
				 t->edits)
			   : inside;
	/* Blanks at the ends of a value say nothing. */
	if (t->o->layout == TIDY_UNIFORM)
		value = text_trim(value);
	if (bare || (p->kind == BIBTEX_NUMBER && span_eq(value, inside) &&
			t->o->delimiters == DELIMITERS_KEEP))
		sbuf_add(t->out, value);
	else
		add_delimited(t, value, p->kind == BIBTEX_QUOTED);
}

/* The value that an edit gives a field, or NULL. */
static const struct tidy_field *
given(const struct tidy *t, const struct tidy_edit *edit,
    const struct bibtex_field *f)
{
	const struct tidy_field *given = edit ? edit->added : NULL;

	while (given &&
	       !text_eq_nocase(bibtex_span(t->text, f->name), given->name))
		given = given->next;
	return given;
}

static bool
is_left_out(const struct tidy *t, const struct bibtex_field *f)
{
	struct span name = bibtex_span(t->text, f->name);

	if (t->o->remove && tidy_listed(t->o->remove, name))
		return true;
	return t->o->drop_empty && f->pieces_len == 1 &&
	       (f->pieces[0].kind == BIBTEX_BRACED ||
		   f->pieces[0].kind == BIBTEX_QUOTED) &&
	       !text_trim(bibtex_span(t->text, f->pieces[0].inside)).len;
}

static unsigned
rank(const struct tidy *t, const struct bibtex_field *f)
{
	unsigned i = 0;

	while (i < ORDERED &&
	       !text_eq_nocase(bibtex_span(t->text, f->name), field_order[i]))
		i++;
	return i;
}

/* By insertion: entries are short, and equal ones stay in order. */
static void
sort_fields(struct tidy *t, struct bibtex_entry *e)
{
	unsigned *ranks = ARENA_ARRAY(&t->scratch, unsigned, e->fields_len + 1);

	for (size_t i = 0; i < e->fields_len; i++) {
		struct bibtex_field f = e->fields[i];
		unsigned r = rank(t, &f);
		size_t k = i;

		for (; k && ranks[k - 1] > r; k--) {
			ranks[k] = ranks[k - 1];
			e->fields[k] = e->fields[k - 1];
		}
		ranks[k] = r;
		e->fields[k] = f;
	}
}

static void
add_uniform(
    struct tidy *t, struct bibtex_entry *e, const struct tidy_edit *edit)
{
	struct span key = edit && edit->key ? span_of(edit->key)
					    : bibtex_span(t->text, e->key);

	sbuf_addc(t->out, '@');
	add_lower(t->out, bibtex_span(t->text, e->type));
	sbuf_addc(t->out, '{');
	if (e->kind == BIBTEX_PREAMBLE || e->kind == BIBTEX_STRING) {
		for (size_t i = 0; i < e->fields_len; i++) {
			if (i)
				sbuf_add(t->out, SPAN_LIT(", "));
			if (e->kind == BIBTEX_STRING) {
				sbuf_add(t->out,
				    bibtex_span(t->text, e->fields[i].name));
				sbuf_add(t->out, SPAN_LIT(" = "));
			}
			add_value(t, &e->fields[i]);
		}
		sbuf_addc(t->out, '}');
		return;
	}
	sbuf_add(t->out, key);
	sbuf_addc(t->out, ',');
	sbuf_add(t->out, span_of(t->eol));
	if (t->o->sort_fields)
		sort_fields(t, e);
	for (size_t i = 0; i < e->fields_len; i++) {
		if (is_left_out(t, &e->fields[i]) ||
		    given(t, edit, &e->fields[i]))
			continue;
		add_name(t, bibtex_span(t->text, e->fields[i].name));
		add_value(t, &e->fields[i]);
		sbuf_addc(t->out, ',');
		sbuf_add(t->out, span_of(t->eol));
	}
	for (const struct tidy_field *f = edit ? edit->added : NULL; f;
	     f = f->next) {
		add_name(t, span_of(f->name));
		if (f->expression)
			sbuf_add(t->out, span_of(f->value));
		else
			add_delimited(t, span_of(f->value), false);
		sbuf_addc(t->out, ',');
		sbuf_add(t->out, span_of(t->eol));
	}
	sbuf_addc(t->out, '}');
}

/* The entry in its own layout: only values that change are written anew. */
static void
add_kept(
    struct tidy *t, const struct bibtex_entry *e, const struct tidy_edit *edit)
{
	size_t from = e->place.from;

	if (edit && edit->key && e->kind == BIBTEX_ENTRY) {
		sbuf_add(t->out, span_sub(t->text, from, e->key.from));
		sbuf_add(t->out, span_of(edit->key));
		from = e->key.to;
	}
	for (size_t i = 0; (t->touches || edit) && i < e->fields_len; i++) {
		const struct bibtex_field *f = &e->fields[i];
		const struct tidy_field *now = given(t, edit, f);
		const struct bibtex_piece *p = &f->pieces[0];
		struct span was = bibtex_span(t->text, p->inside), value;
		bool bare = false;

		if (f->pieces_len != 1 || p->kind == BIBTEX_MACRO || p->open ||
		    e->kind == BIBTEX_PREAMBLE)
			continue;
		value = now ? span_of(now->value)
			    : tidy_value(&bare, &t->scratch,
				  bibtex_span(t->text, f->name), was, t->o,
				  t->edits);
		if (span_eq(value, was) && !bare)
			continue;
		if (bare || p->kind == BIBTEX_NUMBER ||
		    (p->kind == BIBTEX_QUOTED && !can_be_quoted(value))) {
			sbuf_add(
			    t->out, span_sub(t->text, from, f->value.from));
			from = f->value.to;
			if (bare)
				sbuf_add(t->out, value);
			else
				sbuf_addf(t->out, "{%.*s}", (int)value.len,
				    value.ptr);
		} else {
			sbuf_add(
			    t->out, span_sub(t->text, from, p->inside.from));
			sbuf_add(t->out, value);
			from = p->inside.to;
		}
	}
	if (edit && edit->added) {
		size_t last = e->fields_len
				  ? e->fields[e->fields_len - 1].value.to
				  : e->key.to;

		if (last > from) {
			sbuf_add(t->out, span_sub(t->text, from, last));
			from = last;
		}
		for (const struct tidy_field *f = edit->added; f; f = f->next)
			if (!bibtex_field(e, t->text, f->name))
				sbuf_addf(t->out,
				    f->expression ? ",%s  %s = %s"
						  : ",%s  %s = {%s}",
				    t->eol, f->name, f->value);
	}
	sbuf_add(t->out, span_sub(t->text, from, e->place.to));
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

/* One blank line between two things, but none between macros. */
static void
add_gap(struct tidy *t, struct range gap, bool joined)
{
	bool apart;
	struct span s = bibtex_span(t->text, gap), lines = comments(&apart, s);

	if (t->o->layout == TIDY_KEEP) {
		sbuf_add(t->out, s);
		return;
	}
	if (t->written && !t->blank && (lines.len || !joined))
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
add_item(struct tidy *t, const struct item *it, struct bibtex_entry *e)
{
	const struct tidy_edit *edit = edit_of(t, it);
	bool uniform = t->o->layout == TIDY_UNIFORM;

	if (edit && edit->drop) {
		t->counts->dropped++;
		/* A remark may be about more than this entry. */
		if (uniform ? text_trim(bibtex_span(t->text, it->gap)).len > 0
			    : t->written)
			add_gap(t, it->gap, true);
		return;
	}
	add_gap(t, it->gap, t->after_macro && it->kind == BIBTEX_STRING);
	if (!e) {
		struct span whole = bibtex_span(t->text, it->place);

		t->counts->left++;
		sbuf_add(t->out, uniform ? text_trim(whole) : whole);
	} else if (!uniform || has_comments(t, e)) {
		add_kept(t, e, edit);
	} else {
		add_uniform(t, e, edit);
	}
	if (uniform)
		sbuf_add(t->out, span_of(t->eol));
	t->written = true;
	t->blank = false;
	t->after_macro = it->kind == BIBTEX_STRING;
}

/* The entry once more, or NULL if it cannot be read as it was. */
static struct bibtex_entry *
read_item(struct tidy *t, struct bibtex_entry *e, const struct item *it)
{
	struct bibtex_scanner s = { .text = t->text,
		.at = it->place.from,
		.problem = on_problem,
		.ctx = t };

	t->faulty = false;
	if (it->faulty || !bibtex_next(e, &t->scratch, &s) || t->faulty ||
	    e->place.from != it->place.from || e->place.to != it->place.to)
		return NULL;
	return e;
}

/* --- sorting ----------------------------------------------------------------------- */

static const char *
sort_value(struct tidy *t, const struct bibtex_entry *e, const char *by)
{
	const struct bibtex_field *f;
	struct span raw;

	if (!strcmp(by, "key"))
		raw = bibtex_span(t->text, e->key);
	else if (!strcmp(by, "type"))
		raw = bibtex_span(t->text, e->type);
	else {
		f = bibtex_field(e, t->text, by);
		if (!f && !strcmp(by, "year"))
			f = bibtex_field(e, t->text, "date");
		if (!f && !strcmp(by, "author"))
			f = bibtex_field(e, t->text, "editor");
		if (!f || !f->pieces_len)
			return "";
		raw = bibtex_span(t->text, f->pieces[0].inside);
		if (!strcmp(by, "author")) {
			struct name_list l = { 0 };
			const char *family;

			read_bibtex_names(&l, &t->scratch, raw);
			family =
			    l.len ? name_family_full(&t->scratch, &l.items[0])
				  : NULL;
			if (family)
				raw = span_of(family);
		}
	}
	return arena_strdup(&t->lasting, text_fold(&t->scratch, raw));
}

static int
compare_items(const void *x, const void *y)
{
	const struct item *a = x, *b = y;

	/* What is not closed would take what follows for its own. */
	if (a->open != b->open)
		return a->open ? 1 : -1;
	if (a->head != b->head)
		return a->head ? -1 : 1;
	if (a->parent != b->parent)
		return a->parent ? 1 : -1;
	for (size_t i = 0; !a->head && a->by[i] && b->by[i]; i++) {
		int order = strcmp(a->by[i], b->by[i]);

		if (order)
			return order;
	}
	return a->seq < b->seq ? -1 : a->seq > b->seq;
}

static int
set_sort(struct tidy *t, struct err *err)
{
	static const char *const known[] = { "key", "type", "author", "year",
		"title", "journal", "doi" };
	const char *p = t->o->sort;

	while (p && *p) {
		size_t n = strcspn(p, ","), i = 0;

		while (i < sizeof(known) / sizeof(known[0]) &&
		       (strlen(known[i]) != n || memcmp(known[i], p, n) != 0))
			i++;
		if (i == sizeof(known) / sizeof(known[0]) ||
		    t->sort_len == SORT_MAX)
			return err_set(err, ERR_USAGE,
			    "entries are sorted by key, type, author, year, "
			    "title, journal, doi, not by '%.*s'",
			    (int)n, p);
		t->sort[t->sort_len++] = known[i];
		p += n + (p[n] == ',');
	}
	return OK;
}

/* Keys that others take fields from: BibTeX wants those behind. */
struct parents {
	const char **keys;
	size_t len;
};

static int
compare_keys(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* --- the file ------------------------------------------------------------------------ */

static const char *
folded_key(struct arena *a, struct span s)
{
	char *out = arena_strdup_span(a, s);

	for (size_t i = 0; i < s.len; i++)
		out[i] = text_ascii_lower(out[i]);
	return out;
}

static void
collect(struct tidy *t, struct item *it, const struct bibtex_entry *e,
    const char **key, struct parents *parents)
{
	const struct bibtex_field *f = bibtex_field(e, t->text, "crossref");

	it->head = e->kind != BIBTEX_ENTRY;
	it->by = ARENA_ARRAY(&t->lasting, const char *, t->sort_len + 1);
	for (size_t i = 0; !it->head && i < t->sort_len; i++)
		it->by[i] = sort_value(t, e, t->sort[i]);
	*key = folded_key(&t->lasting, bibtex_span(t->text, e->key));
	if (f && f->pieces_len)
		ARENA_PUSH(&t->lasting, parents->keys, parents->len) =
		    folded_key(&t->lasting,
			text_trim(bibtex_span(t->text, f->pieces[0].inside)));
}

static void
sort_items(struct item *items, const char *const *keys, size_t len,
    struct parents *parents)
{
	if (parents->len)
		qsort(
		    parents->keys, parents->len, sizeof(char *), compare_keys);
	for (size_t i = 0; parents->len && i < len; i++)
		items[i].parent = !items[i].head &&
				  bsearch(&keys[i], parents->keys, parents->len,
				      sizeof(char *), compare_keys) != NULL;
	if (len)
		qsort(items, len, sizeof(*items), compare_items);
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
	struct item it = { 0 }, *items = NULL;
	const char **keys = NULL, *key;
	struct parents parents = { 0 };
	size_t at = 0, len = 0, keys_len = 0, start = out->len;
	int rc = set_sort(&t, err);

	*counts = (struct tidy_counts){ 0 };
	s.ctx = &t;
	while (!rc && bibtex_next(&e, &t.scratch, &s)) {
		it.gap = (struct range){ at, e.place.from };
		it.place = e.place;
		it.kind = e.kind;
		it.faulty = t.faulty;
		it.open = e.close >= e.place.to;
		at = e.place.to;
		if (!t.sort_len) {
			add_item(&t, &it, t.faulty ? NULL : &e);
		} else {
			if (!it.seq) {
				size_t head = file_head(&t, e.place.from);

				add_gap(&t, (struct range){ 0, head }, true);
				it.gap.from = head;
			}
			collect(&t, &it, &e, &key, &parents);
			ARENA_PUSH(&t.lasting, items, len) = it;
			ARENA_PUSH(&t.lasting, keys, keys_len) = key;
		}
		counts->entries += e.kind == BIBTEX_ENTRY;
		it.number += e.kind == BIBTEX_ENTRY;
		it.seq++;
		t.faulty = false;
		arena_reset(&t.scratch);
	}
	t.quiet = true;
	if (t.sort_len)
		sort_items(items, keys, len, &parents);
	for (size_t i = 0; i < len; i++) {
		add_item(&t, &items[i], read_item(&t, &e, &items[i]));
		arena_reset(&t.scratch);
	}
	if (!rc)
		add_gap(&t, (struct range){ at, text.len }, true);
	if (!rc && o->layout == TIDY_UNIFORM) {
		size_t eol = strlen(t.eol);

		/* The last remark is followed by nothing. */
		while (out->len >= start + 2 * eol &&
		       !memcmp(out->buf + out->len - eol, t.eol, eol) &&
		       out->buf[out->len - eol - 1] == '\n')
			out->len -= eol;
		if (out->len > start)
			out->buf[out->len] = '\0';
	}
	if (!rc && out->full)
		rc = err_set(err, ERR_LIMIT, "too much to write at once");
	arena_release(&t.scratch);
	arena_release(&t.lasting);
	return rc;
}
