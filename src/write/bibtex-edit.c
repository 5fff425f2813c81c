#include "base/text.h"
#include "model/bibtex.h"
#include "model/key.h"
#include "write/bibtex-inherited.h"
#include "write/bibtex-layout.h"
#include "write/bibtex.h"
#include "write/latex.h"
#include "write/write.h"

#include "base/banned.h"

/*
 * Mending an entry where it stands: a value is replaced between its own
 * delimiters, a field that is missing goes behind the last one in the entry's
 * own layout; no other byte changes.
 */

enum { FIELD_NAMES = 4 };

/* Where a claim can stand, best first. */
static const char *const claim_fields[CLAIMS][FIELD_NAMES] = {
	[CLAIM_AUTHOR] = { "author" },
	[CLAIM_EDITOR] = { "editor" },
	[CLAIM_TITLE] = { "title" },
	[CLAIM_CONTAINER_TITLE] = { "journaltitle", "journal", "booktitle" },
	[CLAIM_YEAR] = { "date", "year" },
	[CLAIM_VOLUME] = { "volume" },
	[CLAIM_ISSUE] = { "number", "issue" },
	[CLAIM_PAGES] = { "pages", "eid", "articleno", "article-number" },
	[CLAIM_PUBLISHER] = { "publisher", "institution", "school",
	    "organization" },
	[CLAIM_PUBLISHER_PLACE] = { "location", "address" },
	[CLAIM_EDITION] = { "edition" },
	[CLAIM_DOI] = { "doi" },
	[CLAIM_ARXIV] = { "eprint", "arxiv", "arxivid" },
	[CLAIM_ISBN] = { "isbn" },
	[CLAIM_PMID] = { "pmid" },
	[CLAIM_URL] = { "url" },
	/* The type is no field; another one would want other fields. */
};

struct editor {
	struct edits *out;
	struct arena *a;
	const struct document *d;
	const struct reference *ref;
	const struct judgement *j;
	struct span text; /* the entry */
	struct bibtex_entry entry;
	struct bibtex_layout layout;
	struct sbuf inserted;
	bool ascii;
	bool *edited; /* by field */
};

/* --- what the entry has ----------------------------------------------------------- */

/* The field a claim was read from: by its place, else by its name. */
static const struct bibtex_field *
field_of(const struct editor *ed, enum claim c)
{
	const struct bibtex_entry *e = &ed->entry;
	const struct place *place =
	    ed->ref->parses_len ? parse_place(&ed->ref->parses[0], c) : NULL;

	/* An unsure one may be that of the crossref it was inherited by. */
	if (place && place->confidence < 0.5)
		place = NULL;
	for (size_t i = 0; place && i < e->fields_len; i++)
		if (e->fields[i].value.from <= place->range.from &&
		    place->range.to <= e->fields[i].value.to)
			return &e->fields[i];
	for (size_t i = 0; i < FIELD_NAMES && claim_fields[c][i]; i++) {
		const struct bibtex_field *f =
		    bibtex_field(e, ed->text, claim_fields[c][i]);

		/* Without a place, an eprint is another archive's. */
		if (f && strcmp(claim_fields[c][i], "eprint") != 0)
			return f;
	}
	return NULL;
}

static struct span
trimmed(struct span text, struct range *r)
{
	while (r->from < r->to && (unsigned char)text.ptr[r->from] <= ' ')
		r->from++;
	while (r->from < r->to && (unsigned char)text.ptr[r->to - 1] <= ' ')
		r->to--;
	return bibtex_span(text, *r);
}

/* The value as it is written, without delimiters; empty if in pieces. */
static struct span
old_value(const struct editor *ed, const struct bibtex_field *f)
{
	struct range r = { 0, 0 };

	if (f && f->pieces_len == 1)
		r = f->pieces[0].inside;
	return trimmed(ed->text, &r);
}

static bool
has(struct span s, const char *word)
{
	for (; s.len; s = span_skip(s, 1))
		if (text_starts_nocase(s, word))
			return true;
	return false;
}

/* --- the new value ------------------------------------------------------------------ */

struct raw_names {
	struct span *items;
	size_t len;
	struct span between; /* the first two: " and ", or with a line break */
};

/* The names as they are written, parted as BibTeX does. */
static void
split_names(struct raw_names *out, struct arena *a, struct span s)
{
	size_t depth = 0, from = 0;

	*out = (struct raw_names){ .between = SPAN_LIT(" and ") };
	for (size_t i = 0; i <= s.len; i++) {
		struct span word = span_skip(s, i + 1), name;
		char c = i < s.len ? s.ptr[i] : '\0';

		if (c == '{')
			depth++;
		else if (c == '}' && depth)
			depth--;
		if (i < s.len &&
		    (depth || (unsigned char)c > ' ' ||
			!text_starts_nocase(word, "and") || word.len < 4 ||
			(unsigned char)word.ptr[3] > ' '))
			continue;
		name = text_trim(span_sub(s, from, i));
		ARENA_PUSH(a, out->items, out->len) = name;
		if (out->len == 2) {
			const char *end = out->items[0].ptr + out->items[0].len;

			out->between =
			    (struct span){ end, (size_t)(name.ptr - end) };
		}
		from = i + 4;
		i += i < s.len ? 3 : 0;
	}
}

/* Has the first name a comma outside braces? */
static enum bibtex_name_form
name_form(struct span s)
{
	size_t depth = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '{')
			depth++;
		else if (s.ptr[i] == '}' && depth)
			depth--;
		else if (s.ptr[i] == ',' && !depth)
			return BIBTEX_NAME_SORTED;
	}
	return BIBTEX_NAME_NATURAL;
}

/*
 * The old spelling of a name that stays: the same family name at the same
 * position, or else once among the others.
 */
static const struct span *
kept_name(const struct editor *ed, const struct raw_names *raw,
    const struct name_list *from, const struct name *n, size_t at)
{
	const char *key = key_family(ed->a, n);
	const struct span *found = NULL;

	for (size_t i = 0; i < from->len; i++) {
		if (strcmp(key_family(ed->a, &from->items[i]), key) != 0)
			continue;
		if (i == at)
			return &raw->items[i];
		if (found)
			return NULL;
		found = &raw->items[i];
	}
	return found;
}

static void
new_names(struct sbuf *out, const struct editor *ed, const struct change *c,
    struct span old)
{
	const struct name_list *from = c->from_names, *to = c->to_names;
	struct raw_names raw = { .between = SPAN_LIT(" and ") };
	enum bibtex_name_form form = BIBTEX_NAME_SORTED;
	size_t len = to->len;
	bool cut = to->others, kept;

	if (old.len) {
		split_names(&raw, ed->a, old);
		form = name_form(raw.items[0]);
	}
	/* Only where our splitting agrees with the reader's is a name's old
	 * spelling known. */
	kept = from && raw.len == from->len + (from->others ? 1 : 0) &&
	       !from->last_follows_cut && from->len < 1000;
	/* A list that is cut stays as long as it was. */
	if (from && from->others && from->len && from->len < len) {
		len = from->len;
		cut = true;
	}
	for (size_t i = 0; i < len; i++) {
		const struct span *same =
		    kept ? kept_name(ed, &raw, from, &to->items[i], i) : NULL;

		if (i)
			sbuf_add(out, raw.between);
		if (same)
			sbuf_add(out, *same);
		else
			bibtex_add_name(out, &to->items[i], form, ed->ascii);
	}
	if (cut) {
		sbuf_add(out, raw.between);
		sbuf_add(out, SPAN_LIT("others"));
	}
}

/* A page range's dash as the entry has it. */
static const char *
page_dash(struct span old)
{
	if (has(old, "\xe2\x80\x93"))
		return "\xe2\x80\x93";
	return has(old, "-") && !has(old, "--") ? "-" : "--";
}

/* An identifier; what stands before it in the field stays ("https://doi.org/"). */
static void
new_identifier(struct sbuf *out, const char *to, struct span old)
{
	static const char *const prefixes[] = { "https://doi.org/",
		"http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/",
		"doi:", "arXiv:", "https://arxiv.org/abs/",
		"http://arxiv.org/abs/" };

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (text_starts_nocase(old, prefixes[i]))
			sbuf_add(out, span_sub(old, 0, strlen(prefixes[i])));
	bibtex_add_verbatim(out, to);
}

/* biblatex's date: the record's month and day go with its year. */
static void
new_date(struct sbuf *out, const struct editor *ed, const char *to)
{
	const struct work *w = ed->j->work;
	struct sbuf year = SBUF_INIT;

	if (w && w->issued.from.year && !w->issued.to.year) {
		sbuf_addf(&year, "%d", w->issued.from.year);
		if (!strcmp(year.buf, to)) {
			date_add_edtf(out, &w->issued);
			sbuf_release(&year);
			return;
		}
	}
	sbuf_release(&year);
	sbuf_add(out, span_of(to));
}

static void
new_title(
    struct sbuf *out, const struct editor *ed, const char *to, bool in_braces)
{
	const struct work *w = ed->j->work, *own = reference_work(ed->ref);
	bool rich = w && w->title && !strcmp(w->title, to);

	if (in_braces && !(rich && w->title_rich)) {
		latex_add(out, span_of(to), ed->ascii);
		return;
	}
	sbuf_add(
	    out, span_of(latex_title(ed->a, to, rich ? w->title_rich : NULL,
		     !in_braces && own && bibtex_is_foreign(own->language),
		     ed->ascii)));
}

/* The new value as LaTeX, without delimiters. */
static void
new_value(struct sbuf *out, const struct editor *ed, const struct change *c,
    const struct bibtex_field *f, bool in_braces)
{
	struct span old = old_value(ed, f);

	switch (c->field) {
	case CLAIM_AUTHOR:
	case CLAIM_EDITOR: new_names(out, ed, c, old); break;
	case CLAIM_TITLE: new_title(out, ed, c->to, in_braces); break;
	case CLAIM_PAGES:
		bibtex_add_pages(out, c->to, page_dash(old), ed->ascii);
		break;
	case CLAIM_YEAR:
		if (f && text_eq_nocase(bibtex_span(ed->text, f->name), "date"))
			new_date(out, ed, c->to);
		else
			latex_add(out, span_of(c->to), ed->ascii);
		break;
	case CLAIM_DOI:
	case CLAIM_ARXIV:
	case CLAIM_ISBN:
	case CLAIM_PMID:
	case CLAIM_URL: new_identifier(out, c->to, old); break;
	default: latex_add(out, span_of(c->to), ed->ascii);
	}
}

/* --- edits ------------------------------------------------------------------------------ */

static bool
is_number(const char *s)
{
	return *s && strspn(s, "0123456789") == strlen(s);
}

/* A '"' inside a quoted value must be in braces. */
static char *
for_quotes(struct arena *a, const char *s)
{
	struct sbuf sb = SBUF_INIT;
	size_t depth = 0;
	char *out;

	for (; *s; s++) {
		if (*s == '{')
			depth++;
		else if (*s == '}' && depth)
			depth--;
		if (*s == '"' && !depth)
			sbuf_add(&sb, SPAN_LIT("{\"}"));
		else
			sbuf_addc(&sb, *s);
	}
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}

static bool
replace(struct editor *ed, const struct change *c, const struct bibtex_field *f)
{
	const struct bibtex_piece *p = &f->pieces[0];
	struct range where = f->value;
	struct sbuf value = SBUF_INIT;
	bool in_braces = false;
	const char *text;
	struct edit edit;

	if (f->pieces_len == 1 &&
	    (p->kind == BIBTEX_BRACED || p->kind == BIBTEX_QUOTED)) {
		where = p->inside;
		in_braces = bibtex_is_group(trimmed(ed->text, &where)) &&
			    c->field == CLAIM_TITLE;
		if (in_braces) {
			where.from++;
			where.to--;
		}
	}
	new_value(&value, ed, c, f, in_braces);
	text = arena_strdup(ed->a, value.buf);
	if (f->pieces_len > 1 || p->kind == BIBTEX_MACRO ||
	    (p->kind == BIBTEX_NUMBER && !is_number(text)))
		text = arena_printf(ed->a, "{%s}", text);
	else if (p->kind == BIBTEX_QUOTED && !in_braces)
		text = for_quotes(ed->a, text);
	sbuf_release(&value);
	edit.range = reference_original(ed->d, ed->ref, where);
	/* An empty value has no byte of its own: its place is known all the
	 * same. */
	if (range_empty(where))
		edit.range = document_original_range(
		    ed->d, (struct range){ ed->ref->body.start + where.from,
			       ed->ref->body.start + where.from });
	edit.text = text;
	ARENA_PUSH(ed->a, ed->out->items, ed->out->len) = edit;
	ed->edited[f - ed->entry.fields] = true;
	return true;
}

/*
 * Fields that entries of a type have no use for (btxdoc, section 3.1), whatever
 * a record says: a book has no journal, its number of pages is no page range.
 */
static bool
type_lacks(struct span type, enum claim c)
{
	enum {
		PERIODICAL = 1U << CLAIM_CONTAINER_TITLE | 1U << CLAIM_ISSUE |
			     1U << CLAIM_PAGES,
		NUMBERS = PERIODICAL | 1U << CLAIM_VOLUME,
		BOOK = 1U << CLAIM_PUBLISHER | 1U << CLAIM_PUBLISHER_PLACE |
		       1U << CLAIM_EDITION | 1U << CLAIM_ISBN,
	};
	static const struct {
		const char *type;
		unsigned claims;
	} rows[] = {
		{ "article", BOOK },
		{ "book", PERIODICAL },
		{ "mvbook", PERIODICAL },
		{ "booklet", NUMBERS },
		{ "collection", PERIODICAL },
		{ "manual", NUMBERS },
		{ "mastersthesis", NUMBERS },
		{ "misc", NUMBERS },
		{ "online", NUMBERS },
		{ "phdthesis", NUMBERS },
		{ "proceedings", PERIODICAL },
		{ "report", NUMBERS },
		{ "techreport", NUMBERS },
		{ "thesis", NUMBERS },
		{ "unpublished", NUMBERS | BOOK },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (text_eq_nocase(type, rows[i].type))
			return rows[i].claims >> c & 1;
	return false;
}

/* What a missing field is to be called here; NULL if there is no good name. */
static const char *
missing_name(const struct editor *ed, enum claim c)
{
	struct span type = bibtex_span(ed->text, ed->entry.type);
	bool biblatex = ed->layout.biblatex;

	if (type_lacks(type, c))
		return NULL;
	switch (c) {
	case CLAIM_CONTAINER_TITLE:
		if (text_eq_nocase(type, "article"))
			return biblatex ? "journaltitle" : "journal";
		return text_starts_nocase(type, "in") ||
			       text_eq_nocase(type, "conference")
			   ? "booktitle"
			   : NULL;
	case CLAIM_PUBLISHER:
		if (text_eq_nocase(type, "phdthesis") ||
		    text_eq_nocase(type, "mastersthesis"))
			return "school";
		if (text_eq_nocase(type, "techreport") ||
		    text_eq_nocase(type, "report") ||
		    text_eq_nocase(type, "thesis"))
			return "institution";
		return "publisher";
	case CLAIM_PUBLISHER_PLACE: return biblatex ? "location" : "address";
	case CLAIM_YEAR: return biblatex ? "date" : "year";
	default: return claim_fields[c][0];
	}
}

static bool
insert(struct editor *ed, const struct change *c)
{
	const char *name = missing_name(ed, c->field);
	struct sbuf value = SBUF_INIT;

	if (!name || !ed->layout.can_insert ||
	    bibtex_field(&ed->entry, ed->text, name))
		return false;
	new_value(&value, ed, c, NULL, false);
	if (value.len) {
		bibtex_layout_add(&ed->inserted, &ed->layout, name,
		    ed->layout.quoted ? for_quotes(ed->a, value.buf)
				      : value.buf);
		if (c->field == CLAIM_ARXIV &&
		    !bibtex_field(&ed->entry, ed->text, "archiveprefix") &&
		    !bibtex_field(&ed->entry, ed->text, "eprinttype"))
			bibtex_layout_add(&ed->inserted, &ed->layout,
			    ed->layout.biblatex ? "eprinttype"
						: "archivePrefix",
			    ed->layout.biblatex ? "arxiv" : "arXiv");
	}
	sbuf_release(&value);
	return true;
}

static bool
has_value(const char *text, const struct name_list *names)
{
	return text || (names && names->len);
}

static const char *
inherited_place(const struct editor *ed, enum claim c)
{
	/* What is a parent's title is the child's container (biblatex manual, B). */
	const char *names[FIELD_NAMES + 1] = { NULL };
	size_t len = 0;

	while (len < FIELD_NAMES && claim_fields[c][len]) {
		names[len] = claim_fields[c][len];
		len++;
	}
	if (c == CLAIM_CONTAINER_TITLE)
		names[len++] = "title";
	return bibtex_inherited_place(
	    ed->a, ed->d, &ed->entry, ed->text, names, len);
}

static bool
mend(struct editor *ed, struct change *c)
{
	const struct bibtex_field *f;
	bool is_names = c->field == CLAIM_AUTHOR || c->field == CLAIM_EDITOR;

	if (c->field == CLAIM_TYPE ||
	    (is_names ? !c->to_names || !c->to_names->len : !c->to))
		return false;
	f = field_of(ed, c->field);
	/* One edit a field; what has a value is not missing. */
	if (f && ed->edited[f - ed->entry.fields])
		return false;
	if (f && c->kind == CHANGE_MISSING && old_value(ed, f).len)
		return false;
	if (f)
		return replace(ed, c, f);
	/*
	 * It is claimed, yet not by a field of this entry: inherited from
	 * another one, which other entries share, or told in passing.
	 */
	if (has_value(c->from, c->from_names)) {
		c->refused = inherited_place(ed, c->field);
		return false;
	}
	return insert(ed, c);
}

/* Where a value or the entry ends is a guess: any change could move it. */
static bool
is_damaged(const struct bibtex_entry *e)
{
	for (size_t i = 0; i < e->fields_len; i++)
		for (size_t k = 0; k < e->fields[i].pieces_len; k++)
			if (e->fields[i].pieces[k].open)
				return true;
	return e->close >= e->place.to;
}

/* Accents as macros where the entry has them so, or its encoding lacks letters. */
static bool
wants_ascii(const struct editor *ed)
{
	bool accents = false;

	for (size_t i = 0; i + 1 < ed->text.len; i++) {
		if ((unsigned char)ed->text.ptr[i] >= 0x80)
			return false;
		if (ed->text.ptr[i] == '\\' &&
		    strchr("\"'`^~=.", ed->text.ptr[i + 1]))
			accents = true;
	}
	return accents || ed->d->encoding == ENCODING_WINDOWS_1252;
}

void
write_bibtex_edits(struct edits *out, struct arena *a, const struct document *d,
    const struct reference *ref, struct judgement *j,
    const struct write_policy *policy)
{
	struct editor ed = { .out = out,
		.a = a,
		.d = d,
		.ref = ref,
		.j = j,
		.text = { ref->body.text, ref->body.len },
		.inserted = SBUF_INIT };
	struct bibtex_scanner scanner = { .text = ed.text };

	if (!j->changes_len || !bibtex_next(&ed.entry, a, &scanner))
		return;
	bibtex_layout_read(&ed.layout, a, &ed.entry, ed.text);
	ed.ascii = wants_ascii(&ed);
	ed.edited = ARENA_ARRAY(a, bool, ed.entry.fields_len + 1);
	for (size_t i = 0; i < j->changes_len; i++) {
		struct change *c = &j->changes[i];

		if (!write_applies(policy, j, c))
			continue;
		if (is_damaged(&ed.entry))
			c->refused = "a closing delimiter is missing";
		else if (mend(&ed, c))
			c->applied = true;
	}
	if (ed.inserted.len) {
		size_t at = ref->body.start + ed.layout.at;
		struct edit edit = {
			.range = document_original_range(
			    d, (struct range){ at, at }),
			.text = arena_strdup(a, ed.inserted.buf),
		};

		ARENA_PUSH(a, out->items, out->len) = edit;
	}
	sbuf_release(&ed.inserted);
}
