#include "write/bibtex.h"
#include "base/text.h"
#include "model/identifier.h"
#include "write/latex.h"
#include "write/write.h"

#include "base/banned.h"

/*
 * Entries for BibTeX's own styles, with the fields that everybody adds (doi,
 * url, eprint). Always in braces: in a quoted value, "\"" at brace level 0
 * would end it.
 */

enum { NAME_WIDTH = 13, EMITTED_MAX = 64 };

static const struct {
	const char *name;
	enum work_type type;
} read_types[] = {
#define X(name, csl) { name, WORK_TYPE_##csl },
#include "model/bibtex-types.def"
#undef X
};

/* What a type is written as if the work does not come from a .bib. */
static const struct {
	enum work_type type;
	const char *name;
} written_types[] = {
	{ WORK_TYPE_ARTICLE_JOURNAL, "article" },
	{ WORK_TYPE_ARTICLE_MAGAZINE, "article" },
	{ WORK_TYPE_ARTICLE_NEWSPAPER, "article" },
	{ WORK_TYPE_BOOK, "book" },
	{ WORK_TYPE_CLASSIC, "book" },
	{ WORK_TYPE_COLLECTION, "book" },
	{ WORK_TYPE_PAMPHLET, "booklet" },
	{ WORK_TYPE_ENTRY, "incollection" },
	{ WORK_TYPE_ENTRY_DICTIONARY, "incollection" },
	{ WORK_TYPE_ENTRY_ENCYCLOPEDIA, "incollection" },
	{ WORK_TYPE_PAPER_CONFERENCE, "inproceedings" },
	{ WORK_TYPE_REPORT, "techreport" },
	{ WORK_TYPE_REVIEW, "article" },
	{ WORK_TYPE_REVIEW_BOOK, "article" },
	{ WORK_TYPE_MANUSCRIPT, "unpublished" },
	{ WORK_TYPE_SPEECH, "unpublished" },
};

struct entry {
	struct sbuf *out;
	struct arena *a;
	const struct work *w;
	const char *type;
	bool ascii;
	const char *emitted[EMITTED_MAX];
	size_t emitted_len;
};

/* --- types ------------------------------------------------------------------------- */

/* Does the type the entry had still say what the work is? */
static bool
type_fits(const char *name, enum work_type t)
{
	for (size_t i = 0; i < sizeof(read_types) / sizeof(read_types[0]);
	     i++) {
		if (strcmp(read_types[i].name, name) != 0)
			continue;
		return t == WORK_TYPE_NONE || read_types[i].type == t ||
		       (read_types[i].type == WORK_TYPE_ARTICLE_JOURNAL &&
			   (t == WORK_TYPE_ARTICLE ||
			       t == WORK_TYPE_ARTICLE_MAGAZINE ||
			       t == WORK_TYPE_ARTICLE_NEWSPAPER)) ||
		       (t == WORK_TYPE_ARTICLE &&
			   (read_types[i].type == WORK_TYPE_NONE ||
			       read_types[i].type == WORK_TYPE_WEBPAGE ||
			       read_types[i].type == WORK_TYPE_MANUSCRIPT));
	}
	return t == WORK_TYPE_NONE;
}

static const char *
type_of(const struct work *w)
{
	const char *was = work_custom(w, "bibtex-type");

	if (was && type_fits(was, w->type))
		return was;
	if (w->type == WORK_TYPE_THESIS)
		return w->genre && bibtex_contains(w->genre, "master")
			   ? "mastersthesis"
			   : "phdthesis";
	if (w->type == WORK_TYPE_CHAPTER)
		return w->editor.len ? "incollection" : "inbook";
	/* A preprint elsewhere than on arXiv needs its server named. */
	if (w->type == WORK_TYPE_ARTICLE && !w->arXiv && w->container_title)
		return "article";
	for (size_t i = 0; i < sizeof(written_types) / sizeof(written_types[0]);
	     i++)
		if (written_types[i].type == w->type)
			return written_types[i].name;
	return "misc";
}

static bool
is_type(const struct entry *e, const char *name)
{
	return !strcmp(e->type, name);
}

/* --- fields ------------------------------------------------------------------------ */

static bool
was_emitted(const struct entry *e, const char *name)
{
	for (size_t i = 0; i < e->emitted_len; i++)
		if (text_eq_nocase(span_of(name), e->emitted[i]))
			return true;
	return false;
}

/* name = value, where value is LaTeX with its delimiters or a macro. */
static void
add_field(struct entry *e, const char *name, const char *value)
{
	if (e->emitted_len < EMITTED_MAX)
		e->emitted[e->emitted_len++] = name;
	sbuf_addf(e->out, "  %-*s = ", NAME_WIDTH, name);
	sbuf_add(e->out, span_of(value));
	sbuf_add(e->out, SPAN_LIT(",\n"));
}

static void
add_braced(struct entry *e, const char *name, const char *latex)
{
	add_field(e, name, arena_printf(e->a, "{%s}", latex));
}

static void
add_text(struct entry *e, const char *name, const char *text)
{
	if (text && !was_emitted(e, name))
		add_braced(e, name, unicode_to_latex(e->a, text, e->ascii));
}

/* A field that styles print with \url or as a link: no escapes. */
static void
add_verbatim(struct entry *e, const char *name, const char *text)
{
	struct sbuf sb = SBUF_INIT;

	if (!text)
		return;
	bibtex_add_verbatim(&sb, text);
	add_braced(e, name, sb.buf);
	sbuf_release(&sb);
}

/* --- names ------------------------------------------------------------------------- */

static void
add_names(struct entry *e, const char *field, const struct name_list *l)
{
	struct sbuf sb = SBUF_INIT;
	size_t cut =
	    l->others && l->last_follows_cut && l->len ? l->len - 1 : l->len;

	for (size_t i = 0; i < l->len; i++) {
		if (i == cut)
			sbuf_add(&sb, SPAN_LIT(" and others"));
		if (i)
			sbuf_add(&sb, SPAN_LIT(" and "));
		bibtex_add_name(
		    &sb, &l->items[i], BIBTEX_NAME_SORTED, e->ascii);
	}
	if (l->others && cut == l->len)
		sbuf_add(&sb, span_of(l->len ? " and others" : "others"));
	if (sb.len)
		add_braced(e, field, sb.buf);
	sbuf_release(&sb);
}

/* --- single fields ------------------------------------------------------------------ */

static void
add_title(struct entry *e)
{
	const struct work *w = e->w;

	if (w->title)
		add_braced(e, "title",
		    latex_title(e->a, w->title, w->title_rich,
			bibtex_is_foreign(w->language), e->ascii));
}

static void
add_container(struct entry *e)
{
	const char *title = e->w->container_title;
	bool book = is_type(e, "inproceedings") || is_type(e, "conference") ||
		    is_type(e, "incollection") || is_type(e, "inbook") ||
		    is_type(e, "inreference") || is_type(e, "suppcollection") ||
		    is_type(e, "suppbook") || is_type(e, "bookinbook");

	/* The eprint fields say it better. */
	if (title && e->w->arXiv && is_type(e, "misc") &&
	    text_starts_nocase(span_of(title), "arxiv"))
		return;
	add_text(e, book ? "booktitle" : "journal", title);
}

static void
add_pages(struct entry *e)
{
	struct sbuf sb = SBUF_INIT;

	if (!e->w->page)
		return;
	bibtex_add_pages(&sb, e->w->page, "--", e->ascii);
	add_braced(e, "pages", sb.buf);
	sbuf_release(&sb);
}

/* More is known than year, month and day can say. */
static bool
needs_edtf(const struct date *d)
{
	return d->from.year &&
	       (d->to.month || d->open_end || d->circa || d->from.month > 12);
}

static void
add_date(struct entry *e)
{
	const struct date *d = &e->w->issued;
	struct sbuf sb = SBUF_INIT;

	if (d->literal) {
		add_text(e, "year", d->literal);
	} else if (d->from.year) {
		sbuf_addf(&sb, "%d", d->from.year);
		if (d->year_suffix)
			sbuf_addc(&sb, d->year_suffix);
		if (d->to.year && d->to.year != d->from.year)
			sbuf_addf(&sb, "--%d", d->to.year);
		add_braced(e, "year", sb.buf);
	} else if (d->state != DATE_PLAIN) {
		add_text(
		    e, "year", d->state == DATE_IN_PRESS ? "in press" : "n.d.");
	}
	if (d->from.year && d->from.month >= 1 && d->from.month <= 12) {
		add_field(e, "month", date_month_macro(d->from.month));
		if (d->from.day)
			add_braced(
			    e, "day", arena_printf(e->a, "%d", d->from.day));
	}
	if (needs_edtf(d)) {
		sbuf_reset(&sb);
		date_add_edtf(&sb, d);
		add_braced(e, "date", sb.buf);
	}
	sbuf_release(&sb);
}

static void
add_edtf(struct entry *e, const char *name, const struct date *d)
{
	struct sbuf sb = SBUF_INIT;

	if (d->from.year) {
		date_add_edtf(&sb, d);
		add_braced(e, name, sb.buf);
	} else {
		add_text(e, name, d->literal);
	}
	sbuf_release(&sb);
}

/* In these entries "number" is the work's own, not that of an issue. */
static bool
is_numbered(const struct entry *e)
{
	static const char *const names[] = { "misc", "techreport", "report",
		"patent", "standard", "unpublished", "thesis", "phdthesis",
		"mastersthesis", "legislation", "jurisdiction" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is_type(e, names[i]))
			return true;
	return false;
}

static void
add_numbers(struct entry *e)
{
	const struct work *w = e->w;

	add_text(e, "volume", w->volume);
	add_text(e, is_numbered(e) || w->collection_number ? "issue" : "number",
	    w->issue);
	add_text(e, "number", w->collection_number);
	/* DataCite's "arXiv:1706.03762" is the eprint once more. */
	if (!w->arXiv || !w->number || !bibtex_contains(w->number, "arxiv"))
		add_text(e, "number", w->number);
	add_pages(e);
	add_text(e, "chapter", w->chapter_number);
	add_text(e, "edition", w->edition);
}

static void
add_publisher(struct entry *e)
{
	const char *name = "publisher";

	if (is_type(e, "phdthesis") || is_type(e, "mastersthesis"))
		name = "school";
	else if (is_type(e, "techreport") || is_type(e, "report") ||
		 is_type(e, "thesis"))
		name = "institution";
	add_text(e, name, e->w->publisher);
	add_text(e, "address", e->w->publisher_place);
}

/* What the entry type itself says need not be said. */
static void
add_genre(struct entry *e)
{
	const char *genre = e->w->genre;

	/* biblatex's way to tell them from journals. */
	if (is_type(e, "article") && e->w->type == WORK_TYPE_ARTICLE_MAGAZINE)
		add_field(e, "entrysubtype", "{magazine}");
	if (is_type(e, "article") && e->w->type == WORK_TYPE_ARTICLE_NEWSPAPER)
		add_field(e, "entrysubtype", "{newspaper}");
	if (!genre ||
	    (is_type(e, "phdthesis") && !strcmp(genre, "PhD thesis")) ||
	    (is_type(e, "mastersthesis") && !strcmp(genre, "Master's thesis")))
		return;
	add_text(e, "type", genre);
}

static void
add_arxiv(struct entry *e)
{
	const struct work *w = e->w;
	/* With its version, as the entry had it. */
	const char *raw = work_custom(w, "eprint");

	if (!w->arXiv)
		return;
	add_verbatim(
	    e, "eprint", raw && strstr(raw, w->arXiv) ? raw : w->arXiv);
	add_field(e, "archivePrefix", "{arXiv}");
}

static void
add_identifiers(struct entry *e)
{
	const struct work *w = e->w;
	const char *link =
	    w->URL && w->DOI && bibtex_contains(w->URL, "doi.org/")
		? doi_normal(e->a, span_of(w->URL))
		: NULL;

	add_verbatim(e, "doi", w->DOI);
	add_verbatim(e, "isbn", w->ISBN);
	add_verbatim(e, "issn", w->ISSN);
	add_verbatim(e, "pmid", w->PMID);
	add_verbatim(e, "pmcid", w->PMCID);
	add_arxiv(e);
	if (!link || !doi_equal(link, w->DOI))
		add_verbatim(e, "url", w->URL);
	add_edtf(e, "urldate", &w->accessed);
}

static void
add_rest(struct entry *e)
{
	static const struct {
		const char *name;
		enum work_field field;
	} rest[] = {
		{ "shorttitle", WORK_title_short },
		{ "shortjournal", WORK_container_title_short },
		{ "origtitle", WORK_original_title },
		{ "eventtitle", WORK_event_title },
		{ "venue", WORK_event_place },
		{ "volumes", WORK_number_of_volumes },
		{ "pagetotal", WORK_number_of_pages },
		{ "version", WORK_version },
		{ "pubstate", WORK_status },
		{ "library", WORK_call_number },
		{ "language", WORK_language },
		{ "note", WORK_note },
		{ "keywords", WORK_keyword },
		{ "abstract", WORK_abstract },
		{ "annote", WORK_annote },
	};

	for (size_t i = 0; i < sizeof(rest) / sizeof(rest[0]); i++)
		add_text(e, rest[i].name, work_get(e->w, rest[i].field));
	add_edtf(e, "origdate", &e->w->original_date);
	add_edtf(e, "eventdate", &e->w->event_date);
}

/* Is it a field's name, and LaTeX that leaves the entry whole? */
static bool
is_field(const char *name, const char *value)
{
	size_t depth = 0;

	if (!*name || (*name >= '0' && *name <= '9'))
		return false;
	for (; *name; name++)
		if ((unsigned char)*name <= ' ' ||
		    strchr("\"#%'(),={}\\~@", *name))
			return false;
	for (; *value; value++) {
		if (*value == '{')
			depth++;
		else if (*value == '}' && depth-- == 0)
			return false;
	}
	return depth == 0;
}

/* The fields of the .bib that the work comes from and that only .bib has. */
static void
add_custom(struct entry *e)
{
	if (!work_custom(e->w, "bibtex-type"))
		return;
	for (const struct custom_field *c = e->w->custom; c; c = c->next)
		if (strcmp(c->key, "bibtex-type") != 0 &&
		    !was_emitted(e, c->key) && is_field(c->key, c->value))
			add_braced(e, c->key, c->value);
}

static void
write_entry(struct sbuf *out, struct arena *a, const struct work *w,
    const char *key, bool ascii)
{
	struct entry e = { .out = out, .a = a, .w = w, .ascii = ascii };

	e.type = type_of(w);
	sbuf_addf(out, "@%s{%s,\n", e.type, key);
	add_names(&e, "author", &w->author);
	add_names(&e, "editor", &w->editor);
	add_names(&e, "translator", &w->translator);
	add_names(&e, "bookauthor", &w->container_author);
	add_names(&e, "director", &w->director);
	add_title(&e);
	add_container(&e);
	add_text(&e, "series", w->collection_title);
	add_numbers(&e);
	add_publisher(&e);
	add_date(&e);
	add_genre(&e);
	add_identifiers(&e);
	add_rest(&e);
	add_custom(&e);
	sbuf_add(out, SPAN_LIT("}\n"));
}

void
write_bibtex_entry(
    struct sbuf *out, struct arena *a, const struct work *w, const char *key)
{
	write_entry(out, a, w, key, false);
}

void
write_bibtex_entry_ascii(
    struct sbuf *out, struct arena *a, const struct work *w, const char *key)
{
	write_entry(out, a, w, key, true);
}
