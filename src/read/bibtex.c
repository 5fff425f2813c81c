#include "read/bibtex.h"
#include "base/text.h"
#include "model/document.h"
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
	INHERITED_MAX = 256,
	ENTRIES_MAX = INT_MAX / 2,
};

/* --- a table of names ----------------------------------------------------------- */

/* From a name, ASCII case aside, to a number. Grows; nothing is taken out. */
struct name_row {
	const char *name; /* lower case; NULL: free */
	size_t value;
};

struct name_table {
	struct name_row *rows;
	size_t size, len;
};

static struct name_row *
table_slot(const struct name_table *t, struct span lower)
{
	size_t i = text_hash(lower) & (t->size - 1);

	while (t->rows[i].name && !span_eq(span_of(t->rows[i].name), lower))
		i = (i + 1) & (t->size - 1);
	return &t->rows[i];
}

static struct span
lower_case(struct arena *a, struct span s)
{
	char *out = arena_strdup_span(a, s);

	for (size_t i = 0; i < s.len; i++)
		out[i] = s.ptr[i] ? text_ascii_lower(s.ptr[i]) : ' ';
	return (struct span){ out, s.len };
}

/* The row of a name, whether it is new or not; a new one has no name yet. */
static struct name_row *
table_find(struct name_table *t, struct arena *a, struct span lower)
{
	if (t->len * 2 >= t->size) {
		struct name_table old = *t;

		t->size = old.size ? old.size * 4 : 256;
		t->rows = ARENA_ARRAY(a, struct name_row, t->size);
		for (size_t i = 0; i < old.size; i++)
			if (old.rows[i].name)
				*table_slot(t, span_of(old.rows[i].name)) =
				    old.rows[i];
	}
	return table_slot(t, lower);
}

static struct name_row *
table_get(const struct name_table *t, struct arena *a, struct span name)
{
	struct name_row *row =
	    t->size ? table_slot(t, lower_case(a, name)) : NULL;

	return row && row->name ? row : NULL;
}

/* --- reading ----------------------------------------------------------------------- */

struct reader {
	struct references *out;
	struct document *d;
	struct arena *a;      /* the document's */
	struct arena scratch; /* one entry's */
	struct arena lasting; /* tables, until the file is read */
	struct bibtex_scanner scanner;
	bool again; /* this entry was read before: its faults are told */
	struct name_table macros; /* name -> index of values */
	struct span *values;
	size_t values_len;
	struct name_table unknown; /* macros told of */
	struct name_table keys;    /* key -> index of references */
	/* Entries that need another one, done when all are read. */
	size_t *waiting;
	size_t waiting_len;
	/* Parents that were parsed again, by reference. */
	struct bibtex_entry **parents;
	size_t expanded; /* bytes made by macros so far */
	bool unresolved; /* the last value names a macro that is not defined */
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
unknown_macro(
    struct reader *r, struct span name, size_t offset, const char *key)
{
	struct span lower = lower_case(&r->lasting, name);
	struct name_row *row = table_find(&r->unknown, &r->lasting, lower);

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
	row = table_get(&r->macros, &r->scratch, s);
	if (row)
		return r->values[row->value];
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

	for (size_t i = 0; i < e->fields_len; i++) {
		const struct bibtex_field *f = &e->fields[i];
		struct span name =
		    lower_case(&r->lasting, bibtex_span(text, f->name));
		struct span m = whole_text(r, &r->lasting, text, f, 0, NULL);
		struct name_row *row =
		    table_find(&r->macros, &r->lasting, name);

		if (!row->name) {
			row->name = name.ptr;
			row->value = r->values_len;
			r->macros.len++;
			ARENA_PUSH(&r->lasting, r->values, r->values_len) = m;
		} else {
			r->values[row->value] = m;
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
entry_key(struct reader *r, const struct bibtex_entry *e, size_t seq)
{
	struct span key = bibtex_span(r->scanner.text, e->key);

	return key.len ? arena_strdup_span(r->a, key)
		       : arena_printf(r->a, "r%zu", seq);
}

static void
register_key(struct reader *r, const struct reference *ref, size_t index)
{
	struct span lower = lower_case(&r->lasting, span_of(ref->key));
	struct name_row *row = table_find(&r->keys, &r->lasting, lower);

	if (!row->name) {
		row->name = lower.ptr;
		row->value = index;
		r->keys.len++;
		return;
	}
	references_add_problem(r->out, ref->line, ref->key,
	    "the key is used in line %zu already%s: give this entry another",
	    r->out->items[row->value].line,
	    strcmp(r->out->items[row->value].key, ref->key) != 0
		? " (but for upper and lower case)"
		: "");
}

static void
set_skip(struct reference *ref, struct span type)
{
	if (text_eq_nocase(type, "xdata"))
		ref->skip = "holds fields for other entries (xdata)";
	else if (text_eq_nocase(type, "set"))
		ref->skip = "only groups other entries (set)";
}

/* Only what the work comes to is kept, not what it took to read it: of fifty
 * thousand entries that is much. */
static void
make_parse(
    struct reader *r, struct reference *ref, struct bibtex_values *values)
{
	struct parse made = { 0 }, *kept = ARENA_NEW(r->a, struct parse);

	bibtex_work(&made, &r->scratch, values);
	*kept = made;
	kept->work = work_copy(r->a, made.work);
	kept->work->id = ref->key;
	kept->work->source = "document";
	kept->places = ARENA_ARRAY(r->a, struct place, made.places_len);
	for (size_t i = 0; i < made.places_len; i++)
		kept->places[i] = made.places[i];
	ref->parses = kept;
	ref->parses_len = 1;
}

static void
read_entry(struct reader *r, const struct bibtex_entry *e)
{
	struct references *out = r->out;
	struct span text = r->scanner.text;
	struct reference ref = { .form = REFERENCE_ENTRY,
		.list = 1,
		.seq = (unsigned)out->len + 1,
		.number = -1 };
	struct bibtex_values values;
	struct span body;

	/* An entry that was cut off ends with its last text. */
	body = span_sub(text, e->place.from, e->place.to);
	while (body.len && (unsigned char)body.ptr[body.len - 1] <= ' ')
		body.len--;
	ref.key = entry_key(r, e, out->len + 1);
	ref.line = line_of(r, e->place.from);
	ref.span = document_original_range(
	    r->d, (struct range){ e->place.from, e->place.from + body.len });
	ref.body.text = arena_strdup_span(r->a, body);
	ref.body.len = body.len;
	ref.body.start = e->place.from;
	set_skip(&ref, bibtex_span(text, e->type));
	own_values(&values, r, text, e, 0, ref.key);
	if (values.known[FIELD_CROSSREF] || values.known[FIELD_XDATA])
		ARENA_PUSH(&r->lasting, r->waiting, r->waiting_len) = out->len;
	else
		make_parse(r, &ref, &values);
	/* While it grows; read_bibtex() keeps it. */
	ARENA_PUSH(&r->lasting, out->items, out->len) = ref;
	register_key(r, &out->items[out->len - 1], out->len - 1);
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
	enum work_type t = bibtex_type(child->type);
	bool article = t == WORK_TYPE_ARTICLE_JOURNAL;

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

/* The parsed entry of a reference; kept, since many children share a parent. */
static struct bibtex_entry *
read_again(struct reader *r, size_t index)
{
	const struct reference *ref = &r->out->items[index];
	struct bibtex_scanner s = {
		.text = { ref->body.text, ref->body.len },
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
	const struct reference *ref = &r->out->items[index];
	struct bibtex_entry e = *read_again(r, index);

	if (e.fields_len > max)
		e.fields_len = max;
	own_values(out, r, (struct span){ ref->body.text, ref->body.len }, &e,
	    ref->body.start, ref->key);
}

static bool
find_parent(size_t *out, struct reader *r, size_t child, struct span key)
{
	const struct name_row *row = table_get(&r->keys, &r->scratch, key);
	const struct reference *ref = &r->out->items[child];

	if (row && row->value != child) {
		*out = row->value;
		return true;
	}
	references_add_problem(r->out, ref->line, ref->key,
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

static void
read_waiting(struct reader *r)
{
	r->parents =
	    ARENA_ARRAY(&r->lasting, struct bibtex_entry *, r->out->len + 1);
	for (size_t i = 0; i < r->waiting_len; i++) {
		size_t index = r->waiting[i];
		struct reference *ref = &r->out->items[index];
		struct bibtex_values values;

		values_of(&values, r, index, SIZE_MAX);
		inherit_xdata(r, &values, index);
		inherit_crossref(r, &values, index);
		make_parse(r, ref, &values);
		arena_reset(&r->scratch);
	}
}

/* --- the file --------------------------------------------------------------------------- */

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

int
read_bibtex(struct references *out, struct document *d, struct err *err)
{
	struct reader r = {
		.out = out,
		.d = d,
		.a = &d->arena,
		.scanner = { .text = d->text, .problem = on_problem },
	};
	struct bibtex_entry e;
	int rc = OK;

	*out = (struct references){ .document = d };
	r.scanner.ctx = &r;
	while (bibtex_next(&e, &r.scratch, &r.scanner)) {
		if (out->len >= ENTRIES_MAX) {
			rc = err_set(err, ERR_LIMIT, "too many entries");
			break;
		}
		if (e.kind == BIBTEX_STRING)
			define_macros(&r, &e);
		else if (e.kind == BIBTEX_ENTRY)
			read_entry(&r, &e);
		arena_reset(&r.scratch);
	}
	read_waiting(&r);
	add_list(&r);
	keep_items(&r);
	arena_release(&r.scratch);
	arena_release(&r.lasting);
	return rc;
}
