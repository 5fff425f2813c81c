#include "read/bibtex.h"
#include "base/text.h"
#include "model/document.h"
#include "read/name-table.h"
#include "read/read.h"

#include <limits.h>
#include <stdint.h>

#include "base/banned.h"

/*
 * Macros can double each other, so what they expand to is bounded: one value,
 * and all of a file together in proportion to its size.
 */
enum {
	VALUE_MAX = 1 << 20,
	EXPANSION_FACTOR = 8,
	EXPANSION_FREE = 1 << 22,
	CROSSREF_DEPTH = 8,
	BATCH = 256,
	INHERITED_MAX = 256,
	ENTRIES_MAX = INT_MAX / 2,
};

/* --- reading ----------------------------------------------------------------------- */

struct macros {
	struct name_table table; /* name -> index of values */
	struct span *values;
	size_t len;
};

/* An entry of the file, by its number. */
struct head {
	const char *key;
	struct range body; /* without the blanks at its end */
};

struct reader {
	struct references *out;
	struct document *d;
	struct arena *a;      /* what is read; the document's, or a batch's */
	struct arena scratch; /* one entry's */
	struct arena lasting; /* tables, until the file is read */
	struct bibtex_scanner scanner;
	bool again; /* this entry was read before: its faults are told */
	struct macros macros;
	struct name_table unknown; /* macros told of */
	struct name_table keys;    /* key -> index of heads */
	struct head *heads;
	size_t heads_len, count; /* known; read */
	/* Entries that need another one, done when all are read. */
	size_t *waiting;
	size_t waiting_len;
	/* Parents that were parsed again, by head. */
	struct bibtex_entry **parents;
	size_t expanded; /* bytes made by macros so far */
	bool unresolved; /* the last value names a macro that is not defined */
	/* In batches: for whom, and the macros as the whole file defines them. */
	read_batch_fn *each;
	void *ctx;
	struct macros all_macros;
};

static size_t
line_of(const struct reader *r, size_t offset)
{
	size_t line, column;

	document_position(r->d, offset, &line, &column);
	return line;
}

static void
on_problem(void *ctx, size_t offset, struct span key, const char *what)
{
	struct reader *r = ctx;
	const char *name = key.len ? arena_strdup_span(&r->scratch, key) : NULL;

	references_add_problem(r->out, line_of(r, offset), name, "%s", what);
}

static void
on_comment(void *ctx, size_t offset)
{
	struct reader *r = ctx;

	references_add_left(r->out, line_of(r, offset), "@comment");
}

static void
unknown_macro(
    struct reader *r, struct span name, size_t offset, const char *key)
{
	struct span lower = name_lower(&r->lasting, name);
	struct name_row *row = name_table_find(&r->unknown, &r->lasting, lower);

	if (row->name || r->again)
		return; /* once a name is enough */
	row->name = lower.ptr;
	r->unknown.len++;
	references_add_problem(r->out, line_of(r, offset), key,
	    "no macro \"%.*s\" is defined before this line: put braces around "
	    "it, or add an @string for it",
	    (int)(name.len > 60 ? 60 : name.len), name.ptr);
}

static size_t
expansion_limit(const struct reader *r)
{
	return r->d->text.len / 2 * EXPANSION_FACTOR + EXPANSION_FREE;
}

/* What another file may define (IEEEabrv.bib), unlike "Nature Physics", "12a". */
static bool
is_macro_name(struct span s)
{
	return s.len && !(s.ptr[0] >= '0' && s.ptr[0] <= '9') &&
	       !memchr(s.ptr, ' ', s.len);
}

/* The text of one piece, macros resolved. */
static struct span
piece_text(struct reader *r, struct span text, const struct bibtex_piece *p,
    size_t base, const char *key)
{
	struct span s = bibtex_span(text, p->inside);
	const struct name_row *row;

	if (p->kind != BIBTEX_MACRO)
		return s;
	row = name_table_get(&r->macros.table, &r->scratch, s);
	if (row)
		return r->macros.values[row->value];
	/*
	 * Month macros are built into every style (btxdoc, appendix A); plain
	 * words that were left unquoted are told of and taken as they are.
	 */
	if (date_month(s) == 0) {
		unknown_macro(r, s, base + p->inside.from, key);
		r->unresolved |= is_macro_name(s);
	}
	return s;
}

/*
 * A whole value, with the blanks at its ends, which count where it is a macro's.
 * Of one piece it is a part of the text (or of a macro's value), else it is put
 * together in the arena.
 */
static struct span
whole_text(struct reader *r, struct arena *a, struct span text,
    const struct bibtex_field *f, size_t base, const char *key)
{
	struct sbuf sb = SBUF_INIT;
	struct span out;

	if (f->pieces_len == 1)
		return piece_text(r, text, &f->pieces[0], base, key);
	sb.limit = VALUE_MAX + (f->value.to - f->value.from);
	if (r->expanded > expansion_limit(r))
		sb.limit = f->value.to - f->value.from;
	for (size_t i = 0; i < f->pieces_len && !sb.full; i++)
		sbuf_add(&sb, piece_text(r, text, &f->pieces[i], base, key));
	if (sb.full && !r->again)
		references_add_problem(r->out, line_of(r, base + f->value.from),
		    key,
		    "the macros of this value make it too long: it is cut");
	r->expanded += sb.len;
	out = (struct span){
		arena_strdup_span(a, (struct span){ sb.buf, sb.len }), sb.len
	};
	sbuf_release(&sb);
	return out;
}

static struct span
field_text(struct reader *r, struct arena *a, struct span text,
    const struct bibtex_field *f, size_t base, const char *key)
{
	return text_trim(whole_text(r, a, text, f, base, key));
}

static void
define_macros(struct reader *r, const struct bibtex_entry *e)
{
	struct span text = r->scanner.text;
	struct macros *all = &r->macros;

	for (size_t i = 0; i < e->fields_len; i++) {
		const struct bibtex_field *f = &e->fields[i];
		struct span name =
		    name_lower(&r->lasting, bibtex_span(text, f->name));
		struct span m = whole_text(r, &r->lasting, text, f, 0, NULL);
		struct name_row *row =
		    name_table_find(&all->table, &r->lasting, name);

		if (!row->name) {
			row->name = name.ptr;
			row->value = all->len;
			all->table.len++;
			ARENA_PUSH(&r->lasting, all->values, all->len) = m;
		} else {
			all->values[row->value] = m;
		}
	}
}

/* The place of a value that is one piece between delimiters, or a number. */
static struct range
value_place(struct span text, const struct bibtex_field *f)
{
	const struct bibtex_piece *p = &f->pieces[0];
	struct range none = { 0, 0 }, out = p->inside;

	if (f->pieces_len != 1 || p->kind == BIBTEX_MACRO || p->open)
		return none;
	while (out.from < out.to && (unsigned char)text.ptr[out.from] <= ' ')
		out.from++;
	while (out.from < out.to && (unsigned char)text.ptr[out.to - 1] <= ' ')
		out.to--;
	return out;
}

/* --- the fields of an entry ---------------------------------------------------------- */

static void
add_value(struct bibtex_values *out, struct arena *a, struct bibtex_value v)
{
	ARENA_PUSH(a, out->items, out->len) = v;
}

/* known[] points into items, which moves while it grows: set it at the end. */
static void
index_values(struct bibtex_values *values)
{
	memset(values->known, 0, sizeof(values->known));
	for (size_t i = 0; i < values->len; i++) {
		struct bibtex_value *v = &values->items[i];

		if (v->id < FIELD_IDS && !values->known[v->id] && v->raw.len)
			values->known[v->id] = v;
	}
}

/* The values that stand in the entry itself; places count from its start. */
static void
own_values(struct bibtex_values *out, struct reader *r, struct span text,
    const struct bibtex_entry *e, size_t base, const char *key)
{
	bool seen[FIELD_IDS] = { false };

	*out = (struct bibtex_values){ .type = bibtex_span(text, e->type) };
	for (size_t i = 0; i < e->fields_len; i++) {
		const struct bibtex_field *f = &e->fields[i];
		struct bibtex_value v = {
			.name = bibtex_span(text, f->name),
			.place = value_place(text, f),
		};

		v.id = bibtex_field_id(v.name);
		r->unresolved = false;
		v.raw = field_text(r, &r->scratch, text, f, base, key);
		if (r->unresolved) {
			v.unknown.from = f->value.from - e->place.from;
			v.unknown.to = f->value.to - e->place.from;
		}
		if (!range_empty(v.place)) {
			v.place.from -= e->place.from;
			v.place.to -= e->place.from;
		}
		if (v.id < FIELD_IDS && seen[v.id] && !r->again)
			references_add_problem(r->out,
			    line_of(r, base + f->name.from), key,
			    "the field \"%.*s\" stands twice: the first one "
			    "counts",
			    (int)(v.name.len > 60 ? 60 : v.name.len),
			    v.name.ptr);
		if (v.id < FIELD_IDS)
			seen[v.id] = true;
		add_value(out, &r->scratch, v);
	}
	index_values(out);
}

static const char *
entry_key(const struct reader *r, struct arena *a, const struct bibtex_entry *e,
    size_t seq)
{
	struct span key = bibtex_span(r->scanner.text, e->key);

	return key.len ? arena_strdup_span(a, key)
		       : arena_printf(a, "r%zu", seq);
}

/* The text of an entry; one that was cut off ends with its last text. */
static struct range
body_of(const struct reader *r, const struct bibtex_entry *e)
{
	struct span text = r->scanner.text;
	struct range body = e->place;

	while (
	    body.to > body.from && (unsigned char)text.ptr[body.to - 1] <= ' ')
		body.to--;
	return body;
}

static void
add_head(struct reader *r, const struct bibtex_entry *e, const char *key)
{
	struct span lower = name_lower(&r->lasting, span_of(key));
	struct name_row *row = name_table_find(&r->keys, &r->lasting, lower);

	if (!row->name) {
		row->name = lower.ptr;
		row->value = r->heads_len;
		r->keys.len++;
	}
	ARENA_PUSH(&r->lasting, r->heads, r->heads_len) =
	    (struct head){ key, body_of(r, e) };
}

static void
tell_repeated(struct reader *r, const struct reference *ref, size_t index)
{
	const struct name_row *row =
	    name_table_get(&r->keys, &r->scratch, span_of(ref->key));

	if (row && row->value != index) {
		references_add_problem(r->out, ref->line, ref->key,
		    "the key is used in line %zu already%s: give this entry "
		    "another",
		    line_of(r, r->heads[row->value].body.from),
		    strcmp(r->heads[row->value].key, ref->key) != 0
			? " (but for upper and lower case)"
			: "");
		r->out->problems[r->out->problems_len - 1].entry_read = true;
	}
}

/* Only what the work comes to is kept, not what it took to read it: of fifty
 * thousand entries that is much, of a batch it is not. */
static void
make_parse(
    struct reader *r, struct reference *ref, struct bibtex_values *values)
{
	struct parse made = { 0 }, *kept = ARENA_NEW(r->a, struct parse);

	bibtex_work(&made, r->each ? r->a : &r->scratch, values);
	*kept = made;
	if (!r->each) {
		kept->work = work_copy(r->a, made.work);
		kept->places = ARENA_ARRAY(r->a, struct place, made.places_len);
		for (size_t i = 0; i < made.places_len; i++)
			kept->places[i] = made.places[i];
	}
	kept->work->id = ref->key;
	kept->work->source = "document";
	ref->parses = kept;
	ref->parses_len = 1;
}

/* --- inheritance --------------------------------------------------------------------- */

/*
 * Never inherited: what belongs to the parent alone. biblatex's list (manual,
 * section 4.5.11, \DeclareDataInheritance{*}{*}{\noinherit...}), and beyond it
 * the parent's identifiers and pages, which would make of every chapter its
 * book.
 */
static bool
is_private(struct span name)
{
	static const char *const names[] = { "crossref", "xref", "xdata", "ids",
		"entryset", "entrysubtype", "execute", "label", "options",
		"presort", "related", "relatedoptions", "relatedstring",
		"relatedtype", "shortauthor", "shorteditor", "shorthand",
		"shorthandintro", "sortkey", "sorttitle", "doi", "url",
		"urldate", "eprint", "eprinttype", "archiveprefix", "pmid",
		"pmcid", "abstract", "keywords", "note", "annote", "annotation",
		"file", "pages", "pagetotal", "numpages" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (text_eq_nocase(name, names[i]))
			return true;
	return false;
}

/* What the parent's title is called in a part of it (biblatex manual, appendix
 * B); BibTeX has the parent say booktitle itself. */
static enum bibtex_field_id
inherited_id(enum bibtex_field_id id, const struct bibtex_values *child)
{
	enum work_type t;
	bool article;

	(void)bibtex_type(&t, child->type);
	article = t == WORK_TYPE_ARTICLE_JOURNAL;
	/* a version of a program is called as the program (biblatex-software) */
	if (t == WORK_TYPE_SOFTWARE)
		return id;
	if (t == WORK_TYPE_BOOK)
		return id == FIELD_TITLE && child->known[FIELD_TITLE]
			   ? FIELD_MAINTITLE
		       : id == FIELD_SUBTITLE ? FIELD_IDS
					      : id;
	if (id == FIELD_TITLE)
		return article ? FIELD_JOURNALTITLE : FIELD_BOOKTITLE;
	if (id == FIELD_SUBTITLE)
		return article ? FIELD_JOURNALSUBTITLE : FIELD_BOOKSUBTITLE;
	if (id == FIELD_AUTHOR && (child->known[FIELD_AUTHOR] ||
				      !text_eq_nocase(child->type, "inbook")))
		return FIELD_BOOKAUTHOR;
	return id;
}

/* The same of what is added to its title. */
static struct span
inherited_name(struct span name, const struct bibtex_values *child)
{
	enum work_type t;

	if (!text_eq_nocase(name, "titleaddon"))
		return name;
	(void)bibtex_type(&t, child->type);
	return span_of(t == WORK_TYPE_BOOK              ? "maintitleaddon"
		       : t == WORK_TYPE_ARTICLE_JOURNAL ? "journaltitleaddon"
							: "booktitleaddon");
}

/* Add what `from` has and `to` lacks. `all`: xdata, where nothing is private. */
static void
inherit(struct bibtex_values *to, struct reader *r,
    const struct bibtex_values *from, bool all)
{
	size_t own = to->len;
	/* A parent's booktitle goes before its title under that name. */
	bool has_booktitle = from->known[FIELD_BOOKTITLE] != NULL;
	const struct bibtex_value *by =
	    to->known[all ? FIELD_XDATA : FIELD_CROSSREF];

	for (size_t i = 0; i < from->len; i++) {
		struct bibtex_value v = from->items[i];
		bool there = false;

		v.place = (struct range){ 0, 0 };
		if (!range_empty(v.unknown))
			v.unknown = by ? by->place : v.place;
		if (!all && is_private(v.name))
			continue;
		if (!all && v.id < FIELD_IDS) {
			enum bibtex_field_id id = inherited_id(v.id, to);

			if (id == FIELD_IDS ||
			    (id != v.id && id == FIELD_BOOKTITLE &&
				has_booktitle))
				continue;
			if (id != v.id)
				v.name = bibtex_field_name(id);
			v.id = id;
		} else if (!all) {
			v.name = inherited_name(v.name, to);
		}
		if (v.id < FIELD_IDS)
			there = to->known[v.id] != NULL;
		for (size_t k = 0; v.id == FIELD_IDS && k < own && !there; k++)
			there = span_eq(to->items[k].name, v.name);
		if (there || r->expanded > expansion_limit(r))
			continue;
		r->expanded += v.raw.len;
		add_value(to, &r->scratch, v);
	}
	index_values(to);
}

/* The parsed entry of a parent; kept, since many children share one. */
static struct bibtex_entry *
read_again(struct reader *r, size_t index)
{
	struct bibtex_scanner s = {
		.text = bibtex_span(r->d->text, r->heads[index].body),
	};
	struct bibtex_entry *e = r->parents[index];

	if (!e) {
		e = ARENA_NEW(&r->lasting, struct bibtex_entry);
		if (!bibtex_next(e, &r->lasting, &s))
			die_bug("an entry that was read cannot be read again");
		r->parents[index] = e;
	}
	return e;
}

/* The first so many fields of an entry: however much a parent has, each of its
 * children is cheap. */
static void
values_of(struct bibtex_values *out, struct reader *r, size_t index, size_t max)
{
	const struct head *h = &r->heads[index];
	struct bibtex_entry e = *read_again(r, index);

	if (e.fields_len > max)
		e.fields_len = max;
	own_values(
	    out, r, bibtex_span(r->d->text, h->body), &e, h->body.from, h->key);
}

static bool
find_parent(size_t *out, struct reader *r, size_t child, struct span key)
{
	const struct name_row *row = name_table_get(&r->keys, &r->scratch, key);
	const struct head *h = &r->heads[child];

	if (row && row->value != child) {
		*out = row->value;
		return true;
	}
	references_add_problem(r->out, line_of(r, h->body.from), h->key,
	    "there is no other entry \"%.*s\" to take fields from",
	    (int)(key.len > 60 ? 60 : key.len), key.ptr);
	return false;
}

/* xdata = {a, b}: all their fields, the first that has one. */
static void
inherit_xdata(struct reader *r, struct bibtex_values *values, size_t child)
{
	struct bibtex_value *list = values->known[FIELD_XDATA];
	struct span rest = list ? list->raw : (struct span){ "", 0 };
	unsigned left = CROSSREF_DEPTH;

	while (rest.len && left--) {
		const char *comma = memchr(rest.ptr, ',', rest.len);
		size_t n = comma ? (size_t)(comma - rest.ptr) : rest.len,
		       parent;
		struct bibtex_values from;

		if (find_parent(
			&parent, r, child, text_trim(span_sub(rest, 0, n)))) {
			values_of(&from, r, parent, INHERITED_MAX);
			inherit(values, r, &from, true);
		}
		rest = span_skip(rest, n + 1);
	}
	if (list && (list = values->known[FIELD_XDATA]))
		list->used = true;
}

static void
inherit_crossref(struct reader *r, struct bibtex_values *values, size_t child)
{
	struct span key = values->known[FIELD_CROSSREF]
			      ? values->known[FIELD_CROSSREF]->raw
			      : (struct span){ "", 0 };
	unsigned left = CROSSREF_DEPTH;
	size_t parent = child;

	while (key.len && left--) {
		struct bibtex_values from;

		if (!find_parent(&parent, r, parent, key))
			return;
		values_of(&from, r, parent, INHERITED_MAX);
		inherit_xdata(r, &from, parent);
		inherit(values, r, &from, false);
		values->known[FIELD_CROSSREF]->used = true;
		key = from.known[FIELD_CROSSREF]
			  ? from.known[FIELD_CROSSREF]->raw
			  : (struct span){ "", 0 };
	}
}

/* An entry that takes fields from others; its faults are told. */
static void
read_child(struct reader *r, struct reference *ref, size_t index)
{
	struct span body = bibtex_span(r->d->text, r->heads[index].body);
	struct bibtex_scanner s = { .text = body };
	struct bibtex_values values;
	struct bibtex_entry e;
	struct macros so_far = r->macros;

	if (!bibtex_next(&e, &r->scratch, &s))
		die_bug("an entry that was read cannot be read again");
	if (r->each)
		r->macros = r->all_macros;
	r->again = true;
	own_values(&values, r, body, &e, ref->body.start, ref->key);
	inherit_xdata(r, &values, index);
	inherit_crossref(r, &values, index);
	r->again = false;
	r->macros = so_far;
	make_parse(r, ref, &values);
}

/* --- entries ------------------------------------------------------------------------ */

static void
set_skip(struct reference *ref, struct span type)
{
	if (text_eq_nocase(type, "xdata"))
		ref->skip = "holds fields for other entries (xdata)";
	else if (text_eq_nocase(type, "set"))
		ref->skip = "only groups other entries (set)";
}

static void
read_entry(struct reader *r, const struct bibtex_entry *e)
{
	struct references *out = r->out;
	struct span text = r->scanner.text;
	size_t index = r->count++;
	struct reference ref = { .form = REFERENCE_ENTRY,
		.list = 1,
		.seq = (unsigned)index + 1,
		.number = -1 };
	struct range body = body_of(r, e);
	struct bibtex_values values;

	ref.key = entry_key(r, r->a, e, index + 1);
	ref.line = line_of(r, e->place.from);
	ref.span = document_original_range(r->d, body);
	ref.body.text = arena_strdup_span(r->a, bibtex_span(text, body));
	ref.body.len = body.to - body.from;
	ref.body.start = body.from;
	set_skip(&ref, bibtex_span(text, e->type));
	if (!r->each)
		add_head(r, e, ref.key);
	tell_repeated(r, &ref, index);
	own_values(&values, r, text, e, 0, ref.key);
	if (!values.known[FIELD_CROSSREF] && !values.known[FIELD_XDATA])
		make_parse(r, &ref, &values);
	else if (r->each)
		read_child(r, &ref, index);
	else
		ARENA_PUSH(&r->lasting, r->waiting, r->waiting_len) = out->len;
	/* While it grows; read_bibtex() keeps it. */
	ARENA_PUSH(r->each ? r->a : &r->lasting, out->items, out->len) = ref;
}

/* --- the file --------------------------------------------------------------------------- */

static void
read_waiting(struct reader *r)
{
	r->parents =
	    ARENA_ARRAY(&r->lasting, struct bibtex_entry *, r->heads_len + 1);
	for (size_t i = 0; i < r->waiting_len; i++) {
		size_t index = r->waiting[i];

		read_child(r, &r->out->items[index], index);
		arena_reset(&r->scratch);
	}
}

static void
add_list(struct reader *r)
{
	struct references *out = r->out;
	struct reference_list list = { .len = out->len };

	if (!out->len)
		return;
	list.span.from = out->items[0].span.from;
	list.span.to = out->items[out->len - 1].span.to;
	ARENA_PUSH(r->a, out->lists, out->lists_len) = list;
}

static void
keep_items(struct reader *r)
{
	struct references *out = r->out;
	const struct reference *grown = out->items;

	out->items = ARENA_ARRAY(r->a, struct reference, out->len);
	for (size_t i = 0; i < out->len; i++)
		out->items[i] = grown[i];
}

/* Give away what was read since the last time. */
static int
give(struct reader *r)
{
	int rc = r->each(r->ctx, r->out);

	*r->out = (struct references){ .document = r->d };
	arena_reset(r->a);
	return rc;
}

static int
read_entries(struct reader *r, struct err *err)
{
	struct bibtex_entry e;
	int rc = OK;

	while (!rc && bibtex_next(&e, &r->scratch, &r->scanner)) {
		if (r->count >= ENTRIES_MAX)
			return err_set(err, ERR_LIMIT, "too many entries");
		if (e.kind == BIBTEX_STRING)
			define_macros(r, &e);
		else if (e.kind == BIBTEX_ENTRY)
			read_entry(r, &e);
		else
			references_add_left(
			    r->out, line_of(r, e.place.from), "@preamble");
		arena_reset(&r->scratch);
		if (r->each && r->out->len == BATCH)
			rc = give(r);
	}
	return rc;
}

int
read_bibtex(struct references *out, struct document *d, struct err *err)
{
	struct reader r = {
		.out = out,
		.d = d,
		.a = &d->arena,
		.scanner = { .text = d->text,
		    .problem = on_problem,
		    .comment = on_comment },
	};
	int rc;

	*out = (struct references){ .document = d };
	r.scanner.ctx = &r;
	rc = read_entries(&r, err);
	read_waiting(&r);
	add_list(&r);
	keep_items(&r);
	arena_release(&r.scratch);
	arena_release(&r.lasting);
	return rc;
}

/* Where the entries are that others may take fields from, and all macros. */
static void
look_ahead(struct reader *r)
{
	struct bibtex_scanner s = { .text = r->d->text };
	struct bibtex_entry e;

	r->again = true;
	while (bibtex_next(&e, &r->scratch, &s) && r->heads_len < ENTRIES_MAX) {
		if (e.kind == BIBTEX_STRING)
			define_macros(r, &e);
		else if (e.kind == BIBTEX_ENTRY)
			add_head(r, &e,
			    entry_key(r, &r->lasting, &e, r->heads_len + 1));
		arena_reset(&r->scratch);
	}
	r->again = false;
	r->expanded = 0;
	r->all_macros = r->macros;
	r->macros = (struct macros){ 0 };
	r->parents =
	    ARENA_ARRAY(&r->lasting, struct bibtex_entry *, r->heads_len + 1);
}

int
read_bibtex_each(
    struct document *d, read_batch_fn *each, void *ctx, struct err *err)
{
	struct references out = { .document = d };
	struct arena batch = ARENA_INIT;
	struct reader r = {
		.out = &out,
		.d = d,
		.a = &batch,
		.scanner = { .text = d->text,
		    .problem = on_problem,
		    .comment = on_comment },
		.each = each,
		.ctx = ctx,
	};
	int rc;

	r.scanner.ctx = &r;
	look_ahead(&r);
	rc = read_entries(&r, err);
	if (!rc)
		rc = give(&r);
	arena_release(&r.scratch);
	arena_release(&r.lasting);
	arena_release(&batch);
	return rc;
}
