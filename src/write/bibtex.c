#include "write/bibtex.h"
#include "base/text.h"
#include "model/bibtex.h"
#include "model/identifier.h"
#include "model/language.h"
#include "model/latex.h"
#include "write/bibtex-output.h"
#include "write/latex.h"
#include "write/write.h"

#include "base/banned.h"

/*
 * Entries for BibTeX's own styles, with the fields that everybody adds (doi,
 * url, eprint). Always in braces: in a quoted value, "\"" at brace level 0
 * would end it.
 */

static bool
is_type(const struct bibtex_output *e, const char *name)
{
	return !strcmp(e->type, name);
}

/* Does the work come from the user's file, not from a record? */
static bool
is_own(const struct work *w)
{
	return work_custom(w, "bibtex-type") ||
	       (w->source && !strcmp(w->source, "document"));
}

/* --- single fields ------------------------------------------------------------------ */

/* A title as the entry has it, maybe with a subtitle, if it still says this. */
static bool
add_kept_title_as(struct bibtex_output *e, const char *was, const char *name,
    const char *sub, const char *text)
{
	const char *raw = bibtex_latex_of(e, was),
		   *rest = bibtex_latex_of(e, sub);
	const char *title, *all;
	bool main = !strcmp(name, "title");

	if (!raw)
		return false;
	all = title = latex_to_unicode(e->a, span_of(raw));
	if (rest)
		all = title_with_subtitle(
		    e->a, title, latex_to_unicode(e->a, span_of(rest)));
	if (rest && !strcmp(all, text)) {
		/* BibTeX's styles have no subtitles */
		if (e->standard) {
			bibtex_add_braced(
			    e, name, title_with_subtitle(e->a, raw, rest));
			return true;
		}
		bibtex_add_braced(e, name, raw);
		bibtex_add_braced(e, sub, rest);
		return true;
	}
	if (strcmp(title, text) != 0 ||
	    (main && !bibtex_same(
			 latex_to_rich(e->a, span_of(raw)), e->w->title_rich)))
		return false;
	bibtex_add_braced(e, name, raw);
	return true;
}

static bool
add_kept_title(struct bibtex_output *e, const char *name, const char *sub,
    const char *text)
{
	return add_kept_title_as(e, name, name, sub, text);
}

static void
add_title(struct bibtex_output *e)
{
	const struct work *w = e->w;

	if (!w->title || add_kept_title(e, "title", "subtitle", w->title))
		return;
	bibtex_add_braced(e, "title",
	    latex_title(e->a, w->title, w->title_rich,
		bibtex_is_foreign(w->language), e->ascii));
}

/* Entries of works that are in nothing else: no container, no pages in it. */
static bool
is_standalone(const char *type)
{
	static const char *const names[] = { "book", "mvbook", "booklet",
		"manual", "proceedings", "mvproceedings", "collection",
		"mvcollection", "reference", "mvreference", "periodical",
		"thesis", "phdthesis", "mastersthesis", "techreport", "report",
		"unpublished" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(names[i], type))
			return true;
	return false;
}

/* What a service files books under, not a series: "MIT Press eBooks". */
static bool
is_platform(const struct work *w, const char *title)
{
	return bibtex_contains(title, "ebook") ||
	       bibtex_contains(title, "e-book") ||
	       (w->title && !strcmp(w->title, title)) ||
	       (w->publisher &&
		   text_starts_nocase(span_of(title), w->publisher));
}

static const char *
journal(const struct bibtex_output *e)
{
	return e->biblatex ? "journaltitle" : "journal";
}

static void
add_container(struct bibtex_output *e)
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
	if (!title)
		return;
	/* Whatever the entry had. */
	if (add_kept_title(e, "booktitle", "booksubtitle", title) ||
	    add_kept_title_as(e, "maintitle",
		e->standard && book ? "booktitle" : "maintitle", "booksubtitle",
		title) ||
	    add_kept_title_as(e, "journal",
		e->biblatex ? "journaltitle" : "journal", "journalsubtitle",
		title) ||
	    add_kept_title_as(e, "journaltitle",
		e->standard ? "journal" : "journaltitle", "journalsubtitle",
		title))
		return;
	if (book) {
		bibtex_add_text(e, "booktitle", title);
	} else if (is_type(e, "misc")) {
		/* What styles print of such an entry. */
		if (!bibtex_custom(e->w, "howpublished"))
			bibtex_add_text(e, "howpublished", title);
	} else if (!is_standalone(e->type)) {
		bibtex_add_text(e, journal(e), title);
	} else if (!e->w->collection_title && !is_platform(e->w, title)) {
		bibtex_add_text(e, "series", title);
	}
}

/* Dashes and blanks aside. */
static bool
same_pages(struct arena *a, const char *raw, const char *page)
{
	struct span pages = bibtex_pages(a, span_of(raw));

	return !strcmp(text_fold(a, span_of(latex_to_unicode(a, pages))),
	    text_fold(a, span_of(page)));
}

/* What the .bib had as pages, with bookpagination telling that they are sections. */
static bool
are_sections(const struct bibtex_output *e)
{
	const char *unit = bibtex_custom(e->w, "bookpagination");

	return unit && text_eq_nocase(span_of(unit), "section") &&
	       e->w->section && !e->w->page;
}

static void
add_pages(struct bibtex_output *e)
{
	static const char *const others[] = { "eid", "articleno",
		"article-number" };
	struct sbuf sb = SBUF_INIT;
	const char *raw;

	if (are_sections(e)) {
		bibtex_add_pages(&sb, e->w->section, "--", e->ascii);
		bibtex_add_braced(e, "pages", sb.buf);
		sbuf_release(&sb);
		return;
	}
	if (!e->w->page)
		return;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (bibtex_kept_latex(e, others[i], e->w->page)) {
			bibtex_add_text(e, others[i], e->w->page);
			return;
		}
	raw = bibtex_latex_of(e, "pages");
	if (raw &&
	    (is_standalone(e->type) || (!e->standard && strchr(raw, '\\'))) &&
	    same_pages(e->a, raw, e->w->page)) {
		bibtex_add_braced(e, "pages", raw);
		return;
	}
	if (is_standalone(e->type)) {
		if (!strpbrk(e->w->page, "-,;")) {
			if (!e->w->number_of_pages)
				bibtex_add_text(e, "pagetotal", e->w->page);
			return;
		}
	}
	bibtex_add_pages(&sb, e->w->page, "--", e->ascii);
	bibtex_add_braced(e, "pages", sb.buf);
	sbuf_release(&sb);
}

/* In these entries "number" is the work's own, not that of an issue. */
static bool
is_numbered(const struct bibtex_output *e)
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
add_numbers(struct bibtex_output *e)
{
	static const char *const issue[] = { "issue", NULL };
	static const char *const number[] = { "number", "issue", NULL };
	static const char *const article[] = { "eid", "articleno",
		"article-number", NULL };
	static const char *const own[] = { "number", NULL };
	const struct work *w = e->w;

	bibtex_add_text(e, "volume", w->volume);
	/* "number" of an article is that of the issue (biblatex manual, 2.2.2). */
	bibtex_add_text_as(e,
	    is_numbered(e) || (w->collection_number && !is_type(e, "article"))
		? issue
		: number,
	    w->issue);
	bibtex_add_text(e,
	    w->issue && is_type(e, "article") ? "collection-number" : "number",
	    w->collection_number);
	add_pages(e);
	/* DataCite's "arXiv:1706.03762" is the eprint once more. */
	if (!w->arXiv || !w->number || !bibtex_contains(w->number, "arxiv"))
		bibtex_add_text_as(
		    e, is_type(e, "article") ? article : own, w->number);
	bibtex_add_text(e, "chapter", w->chapter_number);
	bibtex_add_text(e, "edition", w->edition);
}

/* CSL has it where the publisher is; in a .bib it has its own field. */
static bool
is_how_published(const struct bibtex_output *e)
{
	const char *how = bibtex_custom(e->w, "howpublished");

	return how && e->w->publisher &&
	       !strcmp(latex_to_unicode(e->a, span_of(how)), e->w->publisher);
}

/* In .bib, the place of what nobody publishes says where it holds. */
static bool
is_where_it_holds(const struct bibtex_output *e)
{
	return bibtex_is_legal(e->w->type) && !e->w->publisher &&
	       !e->w->publisher_place;
}

/*
 * What biblatex prints by other names than those that tell the reader what it is: the
 * site of @online, who holds a @patent (manual, 2.1.1). A .bib's own entries have theirs.
 */
static void
add_what_prints(struct bibtex_output *e)
{
	if (!e->biblatex || work_custom(e->w, "bibtex-type"))
		return;
	if (is_type(e, "patent") && e->w->publisher &&
	    !bibtex_custom(e->w, "holder"))
		bibtex_add_braced(e, "holder",
		    arena_printf(e->a, "{%s}",
			unicode_to_latex(e->a, e->w->publisher, e->ascii)));
	if (is_type(e, "online") && !e->w->publisher)
		bibtex_add_text(e, "organization", e->w->container_title);
}

static void
add_publisher(struct bibtex_output *e)
{
	static const char *const authority[] = { "institution", "organization",
		"authority", NULL };
	static const char *const location[] = { "location", "jurisdiction",
		NULL };
	static const char *const address[] = { "address", "jurisdiction",
		NULL };
	const char *names[] = { "publisher", "publisher", "organization",
		"institution", "school", NULL };

	if (is_type(e, "phdthesis") || is_type(e, "mastersthesis"))
		names[0] = "school";
	else if (is_type(e, "techreport") || is_type(e, "report") ||
		 is_type(e, "thesis"))
		names[0] = "institution";
	else if (e->biblatex && is_type(e, "manual"))
		names[0] = "organization";
	/* these print no other */
	if (e->standard &&
	    (strcmp(names[0], "publisher") != 0 || is_type(e, "book")))
		names[1] = NULL;
	if (!is_how_published(e))
		bibtex_add_text_as(e, names, e->w->publisher);
	add_what_prints(e);
	if (bibtex_is_legal(e->w->type))
		bibtex_add_text_as(e, authority, e->w->authority);
	bibtex_add_text(
	    e, e->biblatex ? "location" : "address", e->w->publisher_place);
	if (is_where_it_holds(e))
		bibtex_add_text_as(
		    e, e->biblatex ? location : address, e->w->jurisdiction);
	bibtex_add_text(e, "origpublisher", e->w->original_publisher);
	bibtex_add_text(e, "origlocation", e->w->original_publisher_place);
}

/* Does the entry have one of biblatex's localisation keys there? */
static bool
is_key(const struct bibtex_output *e, const char *name)
{
	const char *raw = bibtex_latex_of(e, name);

	return raw && bibtex_printed(e->a, name, span_of(raw));
}

/* What the entry type itself says need not be said. */
static void
add_genre(struct bibtex_output *e)
{
	const char *genre = e->w->genre;

	/* biblatex's way to tell them from journals. */
	if (is_type(e, "article") && e->w->type == WORK_TYPE_ARTICLE_MAGAZINE)
		bibtex_add_field(e, "entrysubtype", "{magazine}");
	if (is_type(e, "article") && e->w->type == WORK_TYPE_ARTICLE_NEWSPAPER)
		bibtex_add_field(e, "entrysubtype", "{newspaper}");
	if (genre && is_type(e, "thesis") && !bibtex_latex_of(e, "type") &&
	    (bibtex_contains(genre, "phd") ||
		bibtex_contains(genre, "master"))) {
		/* biblatex's keys, which it prints in any language. */
		bibtex_add_braced(e, "type",
		    bibtex_contains(genre, "phd") ? "phdthesis" : "mathesis");
		return;
	}
	if (!genre ||
	    (is_type(e, "phdthesis") && !strcmp(genre, "PhD thesis")) ||
	    (is_type(e, "mastersthesis") && !strcmp(genre, "Master's thesis")))
		return;
	if (!e->standard || !is_key(e, "type")) {
		bibtex_add_text(e, "type", genre);
		return;
	}
	/* the text of biblatex's key, unless it is what @techreport says */
	if (!is_type(e, "techreport") ||
	    !text_eq_nocase(span_of(genre), "technical report"))
		bibtex_add_braced(
		    e, "type", unicode_to_latex(e->a, genre, e->ascii));
}

static void
add_arxiv(struct bibtex_output *e)
{
	const struct work *w = e->w;
	/* With its version, as the entry had it. */
	const char *raw = bibtex_custom(w, "eprint");

	if (!w->arXiv)
		return;
	bibtex_add_verbatim_field(
	    e, "eprint", raw && strstr(raw, w->arXiv) ? raw : w->arXiv);
	if (!bibtex_custom(w, "eprinttype"))
		bibtex_add_field(e,
		    e->biblatex ? "eprinttype" : "archivePrefix",
		    e->biblatex ? "{arxiv}" : "{arXiv}");
}

/* BibTeX has no field for links, so many are in howpublished. */
static void
add_link(struct bibtex_output *e)
{
	static const char *const names[] = { "howpublished", "bdsk-url-1" };

	for (size_t i = 0; e->w->URL && i < 2; i++) {
		const char *raw = bibtex_latex_of(e, names[i]);

		if (!raw ||
		    strcmp(latex_verbatim(e->a, span_of(raw)), e->w->URL) != 0)
			continue;
		bibtex_add_braced(e, names[i], raw);
		return;
	}
	bibtex_add_verbatim_field(e, "url", e->w->URL);
}

/* As it was given, as long as that is the same number in any form. */
static void
add_isbn(struct bibtex_output *e)
{
	const char *isbn = work_isbn_given(e->w);

	if (isbn && isbn != e->w->ISBN && bibtex_latex_of(e, "isbn"))
		bibtex_add_braced(e, "isbn", isbn);
	else
		bibtex_add_verbatim_field(e, "isbn", e->w->ISBN);
}

static void
add_identifiers(struct bibtex_output *e)
{
	const struct work *w = e->w;
	const char *issn;
	/* Of a record, that says the DOI twice; what the user's file has, stays. */
	const char *link = w->URL && w->DOI && !is_own(w) &&
				   bibtex_contains(w->URL, "doi.org/")
			       ? doi_normal(e->a, span_of(w->URL))
			       : NULL;

	bibtex_add_verbatim_field(e, "doi", work_doi_given(w));
	add_isbn(e);
	issn = w->ISSN ? bibtex_latex_of(e, "issn") : NULL;
	if (issn && bibtex_issn(e->a, span_of(issn)) &&
	    !strcmp(bibtex_issn(e->a, span_of(issn)), w->ISSN))
		bibtex_add_braced(e, "issn", issn);
	else
		bibtex_add_verbatim_field(e, "issn", w->ISSN);
	/* biblatex's name for it, if the entry had it */
	bibtex_add_verbatim_field(e,
	    bibtex_latex_of(e, "eprint") && !w->arXiv ? "eprint" : "pmid",
	    w->PMID);
	bibtex_add_verbatim_field(e, "pmcid", w->PMCID);
	add_arxiv(e);
	if (!link || !doi_equal(link, w->DOI))
		add_link(e);
	bibtex_add_edtf(e, "urldate", &w->accessed);
}

/* By the name that the entry had for it, if it still says the same language; which of
 * its variants that is, langidopts may have said. */
static void
add_language(struct bibtex_output *e)
{
	static const char *const names[] = { "langid", "hyphenation",
		"language" };
	const char *tag = e->w->language, *babel;

	for (size_t i = 0; tag && i < sizeof(names) / sizeof(names[0]); i++) {
		const char *raw = bibtex_latex_of(e, names[i]), *was;
		bool variants = bibtex_custom(e->w, "langidopts");

		if (!raw)
			continue;
		was = language_tag(
		    e->a, span_of(latex_to_unicode(e->a, span_of(raw))));
		if (!strcmp(was, tag) ||
		    (variants && strcspn(was, "-") == strcspn(tag, "-") &&
			!strncmp(was, tag, strcspn(tag, "-")))) {
			bibtex_add_braced(e, names[i], raw);
			return;
		}
	}
	/* "English" of other formats: biblatex's styles go by babel's name */
	if (tag && e->biblatex && language_code(e->a, tag))
		tag = language_code(e->a, tag);
	babel = tag && e->biblatex ? language_babel(tag) : NULL;
	if (babel) {
		bibtex_add_text(e, "langid", babel);
		/* babel's names are those of countries */
		if (strcmp(language_tag(e->a, span_of(babel)), tag) != 0)
			bibtex_add_text(e, "language-tag", tag);
	} else {
		bibtex_add_text(e, "language", e->w->language);
	}
}

/* In the two fields that the entry had for it, if they still say the same. */
static void
add_note(struct bibtex_output *e)
{
	static const char *const names[] = { "note", "addendum", NULL };
	const char *note = bibtex_latex_of(e, "note"),
		   *addendum = bibtex_latex_of(e, "addendum"), *all;

	if (e->w->note && note && addendum) {
		all = bibtex_with_addendum(e->a,
		    latex_to_unicode(e->a, span_of(note)),
		    latex_to_unicode(e->a, span_of(addendum)));
		if (!strcmp(all, e->w->note)) {
			bibtex_add_braced(e, "note", note);
			bibtex_add_braced(e, "addendum", addendum);
			return;
		}
	}
	bibtex_add_text_as(e, names, e->w->note);
}

/* Written with the publisher or the pages. */
static bool
is_in_other_field(const struct bibtex_output *e, enum work_field f)
{
	return (f == WORK_authority && bibtex_is_legal(e->w->type)) ||
	       (f == WORK_section && are_sections(e)) ||
	       (f == WORK_jurisdiction && is_where_it_holds(e));
}

static void
add_rest(struct bibtex_output *e)
{
	static const struct {
		const char *names[3];
		enum work_field field;
	} rest[] = {
		{ { "shorttitle" }, WORK_title_short },
		{ { "shortjournal" }, WORK_container_title_short },
		{ { "origtitle" }, WORK_original_title },
		{ { "eventtitle" }, WORK_event_title },
		{ { "venue", "eventvenue" }, WORK_event_place },
		{ { "part" }, WORK_part_number },
		{ { "volumes" }, WORK_number_of_volumes },
		{ { "pagetotal", "numpages" }, WORK_number_of_pages },
		{ { "version" }, WORK_version },
		{ { "pubstate" }, WORK_status },
		{ { "library", "call-number" }, WORK_call_number },
		{ { "keywords" }, WORK_keyword },
		{ { "abstract" }, WORK_abstract },
		{ { "annote", "annotation" }, WORK_annote },
		/* what no dialect has a field for, by CSL's name */
		{ { "archive" }, WORK_archive },
		{ { "archive_collection" }, WORK_archive_collection },
		{ { "archive_location" }, WORK_archive_location },
		{ { "archive-place" }, WORK_archive_place },
		{ { "authority" }, WORK_authority },
		{ { "dimensions" }, WORK_dimensions },
		{ { "division" }, WORK_division },
		{ { "jurisdiction" }, WORK_jurisdiction },
		{ { "medium" }, WORK_medium },
		{ { "part-title" }, WORK_part_title },
		{ { "printing-number" }, WORK_printing_number },
		{ { "reviewed-genre" }, WORK_reviewed_genre },
		{ { "reviewed-title" }, WORK_reviewed_title },
		{ { "scale" }, WORK_scale },
		{ { "section" }, WORK_section },
		{ { "supplement-number" }, WORK_supplement_number },
	};

	static const char *const issue[] = { "issuetitle", "volume-title",
		NULL };
	static const char *const volume[] = { "volume-title", "issuetitle",
		NULL };

	add_language(e);
	add_note(e);
	bibtex_add_text_as(e,
	    e->biblatex && (is_type(e, "article") || is_type(e, "periodical"))
		? issue
		: volume,
	    e->w->volume_title);
	for (size_t i = 0; i < sizeof(rest) / sizeof(rest[0]); i++)
		if (!is_in_other_field(e, rest[i].field))
			bibtex_add_text_as(
			    e, rest[i].names, work_get(e->w, rest[i].field));
	bibtex_add_edtf(e, "origdate", &e->w->original_date);
	bibtex_add_edtf(e, "eventdate", &e->w->event_date);
	if (is_own(e->w)) {
		bibtex_add_edtf(e, "submitted", &e->w->submitted);
		bibtex_add_edtf(e, "available-date", &e->w->available_date);
	}
}

/* Is it a field's name, and LaTeX that leaves the entry whole? */
static bool
is_field(const char *name, const char *value)
{
	if (!*name || (*name >= '0' && *name <= '9'))
		return false;
	for (; *name; name++)
		if ((unsigned char)*name <= ' ' ||
		    strchr("\"#%'(),={}\\~@", *name))
			return false;
	return bibtex_is_whole(value);
}

/* Read without TeX's rules (biblatex manual, 2.2.1, verbatim and uri fields). */
static bool
is_verbatim(const char *name)
{
	static const char *const names[] = { "file", "pdf", "uri", "url" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (text_eq_nocase(span_of(name), names[i]))
			return true;
	return false;
}

/* "url-2": further ones of what an entry has one of, each line a field, which the
 * reader knows again. */
static void
add_numbered(struct bibtex_output *e, const struct custom_field *c)
{
	int number = 2;

	for (const char *at = c->value; *at;) {
		size_t n = strcspn(at, "\n");
		const char *name =
		    arena_printf(e->a, "%s-%d", c->key, number++);

		bibtex_add_verbatim_field(
		    e, name, arena_strdup_span(e->a, (struct span){ at, n }));
		at += n + (at[n] == '\n');
	}
}

/* The name as one that a .bib can have: "Call No." is "Call-No."; NULL if it is the
 * program's own, or nothing is left. */
static const char *
field_name(struct arena *a, const char *key)
{
	char *name, *at;

	if (!strncmp(key, "rich:", 5) || !strncmp(key, "bibtex:", 7))
		return NULL;
	if (!strchr(key, ':') && is_field(key, ""))
		return key;
	name = at = arena_alloc(a, strlen(key) + 1);
	for (; *key; key++)
		if ((unsigned char)*key > ' ' &&
		    !strchr(":\"#%'(),={}\\~@", *key))
			*at++ = *key;
		else if (at > name && at[-1] != '-')
			*at++ = '-';
	*at = '\0';
	if (at > name && at[-1] == '-')
		at[-1] = '\0';
	return is_field(name, "") ? name : NULL;
}

/* ["a", "b"] is "a, b"; anything else as it is. */
static const char *
plain_value(struct arena *a, const struct custom_field *c)
{
	json_t *v = c->is_json ? json_loads(c->value, 0, NULL) : NULL, *item;
	const char *out = c->value;
	struct sbuf all = SBUF_INIT;
	size_t i;
	bool texts = json_array_size(v) > 0;

	json_array_foreach(v, i, item)
	{
		texts = texts && json_is_string(item);
		if (texts)
			sbuf_addf(&all, "%s%s", i ? ", " : "",
			    json_string_value(item));
	}
	if (texts)
		out = arena_strdup_span(a, (struct span){ all.buf, all.len });
	sbuf_release(&all);
	json_decref(v);
	return out;
}

/* What another format has: plain text, not LaTeX. */
static void
add_foreign(struct bibtex_output *e)
{
	for (const struct custom_field *c = e->w->custom; c; c = c->next) {
		const char *name = field_name(e->a, c->key);

		if (!name)
			continue;
		if (bibtex_was_emitted(e, name)) {
			if (bibtex_is_repeated(name))
				add_numbered(e, c);
			continue;
		}
		if (is_verbatim(name) && bibtex_is_whole(c->value) &&
		    !strchr(c->value, '\n'))
			bibtex_add_braced(e, name, c->value);
		else
			bibtex_add_text(e, name, plain_value(e->a, c));
	}
}

/* The fields of the .bib that the work comes from and that only .bib has. */
static void
add_custom(struct bibtex_output *e)
{
	if (!work_custom(e->w, "bibtex-type")) {
		add_foreign(e);
		return;
	}
	for (const struct custom_field *c = e->w->custom; c; c = c->next) {
		if (bibtex_is_repeated(c->key) && bibtex_was_emitted(e, c->key))
			add_numbered(e, c);
		if (strcmp(c->key, "bibtex-type") != 0 &&
		    strncmp(c->key, "rich:", 5) != 0 &&
		    !text_starts_nocase(span_of(c->key), "bibtex:") &&
		    !bibtex_was_emitted(e, c->key) &&
		    is_field(c->key, c->value))
			bibtex_add_braced(e, c->key, c->value);
	}
}

static void
write_entry(struct sbuf *out, struct arena *a, const struct work *w,
    const char *key, enum bibtex_dialect dialect, bool ascii)
{
	struct bibtex_output e = {
		.out = out,
		.a = a,
		.w = w,
		.type = bibtex_entry_type(w, dialect),
		.ascii = ascii,
		.biblatex = dialect == BIBTEX_BIBLATEX,
		.standard = dialect == BIBTEX_STANDARD,
	};

	bibtex_index_latex(&e);
	sbuf_addf(out, "@%s{%s,\n", e.type, bibtex_key(a, key));
	bibtex_add_people(&e);
	add_title(&e);
	add_container(&e);
	bibtex_add_text(&e, "series", w->collection_title);
	add_numbers(&e);
	add_publisher(&e);
	bibtex_add_date(&e);
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
	write_entry(out, a, w, key, BIBTEX_CLASSIC, false);
}

void
write_bibtex_entry_ascii(
    struct sbuf *out, struct arena *a, const struct work *w, const char *key)
{
	write_entry(out, a, w, key, BIBTEX_CLASSIC, true);
}

void
write_bibtex_entry_standard(
    struct sbuf *out, struct arena *a, const struct work *w, const char *key)
{
	write_entry(out, a, w, key, BIBTEX_STANDARD, false);
}

void
write_biblatex_entry(
    struct sbuf *out, struct arena *a, const struct work *w, const char *key)
{
	write_entry(out, a, w, key, BIBTEX_BIBLATEX, false);
}
