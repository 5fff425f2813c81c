#include "read/mods.h"
#include "base/text.h"
#include "model/document.h"
#include "model/identifier.h"
#include "read/extent.h"
#include "read/formats.h"
#include "read/keywords.h"

#include "base/banned.h"

/* MODS (Metadata Object Description Schema 3, Library of Congress). */

static const struct {
	const char *name;
	enum work_type type;
	enum work_type of_part; /* in a host of that genre */
} genres[] = {
#define X(name, type, of_part) { name, WORK_TYPE_##type, WORK_TYPE_##of_part },
#include "model/mods-genres.def"
#undef X
};

/* typeOfResource, where no genre says more. */
static const struct {
	const char *name;
	enum work_type type;
} resources[] = {
	{ "cartographic", WORK_TYPE_MAP },
	{ "notated music", WORK_TYPE_MUSICAL_SCORE },
	{ "sound recording", WORK_TYPE_SONG },
	{ "sound recording-musical", WORK_TYPE_SONG },
	{ "sound recording-nonmusical", WORK_TYPE_SONG },
	{ "still image", WORK_TYPE_GRAPHIC },
	{ "moving image", WORK_TYPE_MOTION_PICTURE },
	{ "software, multimedia", WORK_TYPE_SOFTWARE },
	{ "three dimensional object", WORK_TYPE_GRAPHIC },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* --- titles ------------------------------------------------------------------------ */

/* "The" + "title" + "subtitle"; "L'" has no blank behind it. */
static const char *
title_of_all_parts(struct arena *s, const xmlNode *info)
{
	struct span article = xml_span_at(s, info, "nonSort"),
		    title = xml_span_at(s, info, "title"),
		    sub = xml_span_at(s, info, "subTitle");
	bool elided = article.len &&
		      (article.ptr[article.len - 1] == '\'' ||
			  (article.len > 2 &&
			      !strcmp(article.ptr + article.len - 3, "’")));
	const char *text = arena_printf(s, "%s%s%s", article.ptr,
	    article.len && !elided ? " " : "", title.ptr);

	return sub.len ? title_with_subtitle(s, text, sub.ptr) : text;
}

/* The same, and the part. */
static struct span
title_text(struct arena *s, const xmlNode *info)
{
	struct span number = xml_span_at(s, info, "partNumber"),
		    name = xml_span_at(s, info, "partName");
	const char *text = title_of_all_parts(s, info);

	if (number.len)
		text = arena_printf(s, "%s. %s", text, number.ptr);
	if (name.len)
		text = arena_printf(
		    s, "%s%s %s", text, number.len ? "," : ".", name.ptr);
	return span_of(text);
}

/* The main one: without a type. NULL: there is none but others. */
static const xmlNode *
main_title(const xmlNode *mods)
{
	XML_EACH(info, mods, "titleInfo")
	{
		xmlChar *type = xmlGetProp(info, (const xmlChar *)"type");

		if (!type)
			return info;
		xmlFree(type);
	}
	return xml_child(mods, "titleInfo");
}

static void
read_titles(struct mods *m, const xmlNode *mods)
{
	const xmlNode *main = main_title(mods);

	if (main)
		fill_title(m->w, m->a, title_text(m->s, main));
	XML_EACH(info, mods, "titleInfo")
	{
		struct span text = title_text(m->s, info);

		if (info == main)
			continue;
		if (xml_attr_is(info, "type", "abbreviated"))
			fill_text(m->w, m->a, WORK_title_short, text, NULL);
		else if (xml_attr_is(info, "type", "translated"))
			fill_custom(m->w, m->a, "translated-title", text);
		else if (xml_attr_is(info, "type", "uniform"))
			fill_text(m->w, m->a, WORK_original_title, text, NULL);
		else
			fill_custom(m->w, m->a, "alternative-title", text);
	}
}

/* --- where it came out ------------------------------------------------------------------ */

/* "2001-22" is a summer then, and "-0379" 380 BC. */
static bool
is_edtf(const xmlNode *date)
{
	return xml_attr_is(date, "encoding", "edtf");
}

/* "c1968": the year of copyright (AACR2, 1.4F6; RDA has "©1968"). It is "ca. 1968" that
 * is about then. */
static struct span
without_copyright(struct span text)
{
	text = text_trim(text);
	return text.len > 1 && (text.ptr[0] == 'c' || text.ptr[0] == 'p') &&
		       text.ptr[1] >= '0' && text.ptr[1] <= '9'
		   ? span_skip(text, 1)
		   : text;
}

static void
read_date(struct mods *m, struct date *out, const xmlNode *origin,
    const char *element)
{
	XML_EACH(node, origin, element)
	{
		struct span text = without_copyright(xml_span(m->s, node));

		struct date end = { 0 };

		if (xml_attr_is(node, "point", "end") && out->from.year) {
			fill_date(&end, m->a, text);
			out->to = end.from;
		} else if (!is_edtf(node) || !date_is_empty(out) ||
			   !date_parse_edtf(out, text)) {
			fill_date(out, m->a, text);
		}
	}
}

/* The one that the record itself is filed by. */
static void
read_key_date(struct mods *m, const xmlNode *origin)
{
	for (const xmlNode *n = origin->children; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE &&
		    xml_attr_is(n, "keyDate", "yes") &&
		    !xml_is(n, "dateCaptured") &&
		    date_is_empty(&m->w->issued) &&
		    !xml_attr_is(n, "point", "start"))
			fill_date(&m->w->issued, m->a,
			    without_copyright(xml_span(m->s, n)));
}

static void
read_origin(struct mods *m, const xmlNode *of)
{
	struct work *w = m->w;

	XML_EACH(origin, of, "originInfo")
	{
		XML_EACH(place, origin, "place")
		{
			XML_EACH(term, place, "placeTerm")
			if (!xml_attr_is(term, "type", "code"))
				fill_text(w, m->a, WORK_publisher_place,
				    xml_span(m->s, term), NULL);
		}
		fill_text(w, m->a, WORK_publisher,
		    xml_span_at(m->s, origin, "publisher"), NULL);
		fill_text(w, m->a, WORK_edition,
		    xml_span_at(m->s, origin, "edition"), NULL);
		read_key_date(m, origin);
		if (date_is_empty(&w->issued))
			read_date(m, &w->issued, origin, "dateIssued");
		if (date_is_empty(&w->issued))
			read_date(m, &w->issued, origin, "copyrightDate");
		if (date_is_empty(&w->issued))
			read_date(m, &w->issued, origin, "dateCreated");
		if (date_is_empty(&w->issued))
			read_date(m, &w->issued, origin, "dateOther");
		read_date(m, &w->accessed, origin, "dateCaptured");
	}
}

/* --- identifiers -------------------------------------------------------------------------- */

static void
read_identifier(struct mods *m, const xmlNode *node)
{
	struct span text = xml_span(m->s, node);
	struct work *w = m->w;
	char *type = xml_attr(m->s, node, "type");
	struct span kind = span_of(type ? type : "");

	if (!text.len)
		return;
	if (xml_attr_is(node, "invalid", "yes")) {
		fill_custom(w, m->a,
		    arena_printf(
			m->a, "invalid-%s", kind.len ? type : "identifier"),
		    text);
	} else if (text_eq_nocase(kind, "doi")) {
		fill_identifier(w, m->a, WORK_DOI, text);
	} else if (text_starts_nocase(kind, "isbn")) {
		fill_identifier(w, m->a, WORK_ISBN, text);
	} else if (text_starts_nocase(kind, "issn")) {
		fill_identifier(w, m->a, WORK_ISSN, text);
	} else if (text_eq_nocase(kind, "lccn")) {
		fill_custom(w, m->a, "lccn", text);
	} else if (text_eq_nocase(kind, "pmid") ||
		   text_eq_nocase(kind, "pubmed")) {
		w->PMID = pmid_normal(m->a, text);
	} else if (text_starts_nocase(kind, "pmc")) {
		w->PMCID = pmcid_normal(m->a, text);
	} else if (text_eq_nocase(kind, "arxiv")) {
		w->arXiv = arxiv_normal(m->a, text, NULL);
	} else if (text_eq_nocase(kind, "citekey")) {
		w->id = fill_clean(m->a, text);
	} else if (text_eq_nocase(kind, "uri") || text_eq_nocase(kind, "url") ||
		   text_eq_nocase(kind, "hdl")) {
		if (text_starts_nocase(text, "http"))
			fill_url(w, m->a, text);
		else
			fill_custom(w, m->a, type, text);
	} else if (text_starts_nocase(kind, "report") ||
		   text_starts_nocase(kind, "patent") ||
		   text_eq_nocase(kind, "technical report")) {
		fill_text(w, m->a, WORK_number, text, NULL);
	} else {
		fill_custom(w, m->a,
		    arena_printf(
			m->a, "mods-%s", kind.len ? type : "identifier"),
		    text);
	}
}

/* --- host and series --------------------------------------------------------------------- */

static void
read_extent(struct mods *m, const xmlNode *extent)
{
	char *unit = xml_attr(m->s, extent, "unit");
	struct span list = xml_span_at(m->s, extent, "list"),
		    total = xml_span_at(m->s, extent, "total");

	if (unit && !text_starts_nocase(span_of(unit), "page"))
		return;
	fill_page_range(m->w, m->a, xml_span_at(m->s, extent, "start"),
	    xml_span_at(m->s, extent, "end"));
	if (!m->w->page && list.len)
		fill_pages(m->w, m->a,
		    text_starts_nocase(list, "pp. ") ? span_skip(list, 4)
						     : list);
	if (!m->w->page && total.len)
		fill_text(m->w, m->a, WORK_number_of_pages, total, NULL);
}

static void
read_part(struct mods *m, const xmlNode *of)
{
	XML_EACH(part, of, "part")
	{
		XML_EACH(detail, part, "detail")
		{
			struct span number =
			    xml_span_at(m->s, detail, "number");

			if (!number.len)
				number = xml_span_at(m->s, detail, "caption");
			if (xml_attr_is(detail, "type", "volume"))
				fill_text(
				    m->w, m->a, WORK_volume, number, NULL);
			else if (xml_attr_is(detail, "type", "issue") ||
				 xml_attr_is(detail, "type", "number"))
				fill_text(m->w, m->a, WORK_issue, number, NULL);
			else if (xml_attr_is(detail, "type", "chapter"))
				fill_text(m->w, m->a, WORK_chapter_number,
				    number, NULL);
			else if (xml_attr_is(detail, "type", "section"))
				fill_text(
				    m->w, m->a, WORK_section, number, NULL);
			else if (xml_attr_is(detail, "type", "article"))
				fill_text(
				    m->w, m->a, WORK_number, number, NULL);
			else if (xml_attr_is(detail, "type", "page"))
				fill_pages(m->w, m->a, number);
		}
		XML_EACH(extent, part, "extent")
		read_extent(m, extent);
		read_date(m, &m->w->issued, part, "date");
	}
}

static void
read_host(struct mods *m, const xmlNode *host)
{
	const xmlNode *main = main_title(host);

	if (main)
		fill_text(m->w, m->a, WORK_container_title,
		    title_text(m->s, main), NULL);
	XML_EACH(info, host, "titleInfo")
	if (info != main && xml_attr_is(info, "type", "abbreviated"))
		fill_text(m->w, m->a, WORK_container_title_short,
		    title_text(m->s, info), NULL);
	mods_read_people(m, host, WORK_editor);
	read_part(m, host);
	XML_EACH(id, host, "identifier")
	if (!xml_attr_is(id, "type", "citekey") &&
	    !xml_attr_is(id, "type", "doi"))
		read_identifier(m, id);
	read_origin(m, host);
}

static void
read_series(struct mods *m, const xmlNode *series)
{
	const xmlNode *info = xml_child(series, "titleInfo");

	if (info)
		fill_text(m->w, m->a, WORK_collection_title,
		    span_of(title_of_all_parts(m->s, info)), NULL);
	fill_text(m->w, m->a, WORK_collection_number,
	    xml_span_at(m->s, info, "partNumber"), NULL);
	XML_EACH(part, series, "part")
	{
		XML_EACH(detail, part, "detail")
		if (!m->w->collection_number)
			fill_text(m->w, m->a, WORK_collection_number,
			    xml_span_at(m->s, detail, "number"), NULL);
	}
	XML_EACH(name, series, "name")
	mods_read_name(m, &m->w->collection_editor, name);
	XML_EACH(id, series, "identifier")
	if (xml_attr_is(id, "type", "issn"))
		fill_identifier(m->w, m->a, WORK_ISSN, xml_span(m->s, id));
	else if (!m->w->ISSN)
		(void)fill_standard_number(m->w, m->a, xml_span(m->s, id));
}

static void
read_original(struct mods *m, const xmlNode *origin)
{
	read_date(m, &m->w->original_date, origin, "dateIssued");
	fill_text(m->w, m->a, WORK_original_publisher,
	    xml_span_at(m->s, origin, "publisher"), NULL);
	fill_text(m->w, m->a, WORK_original_publisher_place,
	    xml_span_at(m->s, origin, "place/placeTerm"), NULL);
}

static void
read_reviewed(struct mods *m, const xmlNode *reviewed)
{
	const xmlNode *main = main_title(reviewed);

	if (main)
		fill_text(m->w, m->a, WORK_reviewed_title,
		    title_text(m->s, main), NULL);
	XML_EACH(name, reviewed, "name")
	mods_read_name(m, &m->w->reviewed_author, name);
}

/* --- type ---------------------------------------------------------------------------------- */

static enum work_type
type_of_genres(struct mods *m, const xmlNode *of, bool host)
{
	XML_EACH(genre, of, "genre")
	{
		struct span text = xml_span(m->s, genre);

		for (size_t i = 0; i < LENGTH(genres); i++)
			if (text_eq_nocase(text, genres[i].name))
				return host ? genres[i].of_part
					    : genres[i].type;
	}
	return WORK_TYPE_NONE;
}

static bool
is_continuing(struct mods *m, const xmlNode *of)
{
	struct span issuance = xml_span_at(m->s, of, "originInfo/issuance");

	if (text_eq_nocase(issuance, "continuing") ||
	    text_eq_nocase(issuance, "serial"))
		return true;
	XML_EACH(id, of, "identifier")
	if (xml_attr_is(id, "type", "issn"))
		return true;
	return false;
}

static enum work_type
type_of(struct mods *m, const xmlNode *mods, const xmlNode *host)
{
	enum work_type own = type_of_genres(m, mods, false), of_host;
	struct span resource = xml_span_at(m->s, mods, "typeOfResource");

	/* "periodical" of an article says what it is in. */
	if (own &&
	    !(host && (own == WORK_TYPE_PERIODICAL || own == WORK_TYPE_BOOK)))
		return own;
	of_host = host ? type_of_genres(m, host, true) : WORK_TYPE_NONE;
	if (of_host)
		return of_host;
	if (host && xml_child(host, "titleInfo"))
		return is_continuing(m, host) ? WORK_TYPE_ARTICLE_JOURNAL
					      : WORK_TYPE_CHAPTER;
	if (own)
		return own;
	for (size_t i = 0; i < LENGTH(resources); i++)
		if (text_eq_nocase(resource, resources[i].name))
			return resources[i].type;
	if (is_continuing(m, mods))
		return WORK_TYPE_PERIODICAL;
	if (text_eq_nocase(xml_span_at(m->s, mods, "originInfo/issuance"),
		"monographic") ||
	    text_eq_nocase(resource, "text"))
		return WORK_TYPE_BOOK;
	return WORK_TYPE_DOCUMENT;
}

/* --- the record ------------------------------------------------------------------------------ */

static void
read_subjects(struct mods *m, const xmlNode *mods)
{
	struct keywords keywords = { .a = m->a };
	struct sbuf all = SBUF_INIT;

	XML_EACH(subject, mods, "subject")
	{
		sbuf_reset(&all);
		for (const xmlNode *n = subject->children; n; n = n->next) {
			struct span text;

			if (n->type != XML_ELEMENT_NODE)
				continue;
			fill_text(m->w, m->a, WORK_scale,
			    xml_is(n, "cartographics")
				? xml_span_at(m->s, n, "scale")
				: (struct span){ "", 0 },
			    NULL);
			if (xml_is(n, "cartographics"))
				continue;
			text = xml_is(n, "titleInfo")
				   ? xml_span_at(m->s, n, "title")
				   : xml_span(m->s, n);
			if (text.len && all.len)
				sbuf_add(&all, SPAN_LIT(" / "));
			sbuf_add(&all, text);
		}
		keywords_add(&keywords, (struct span){ all.buf, all.len });
	}
	keywords_set(&keywords, m->w);
	sbuf_release(&all);
}

/* "ddc: 863"; without a shelf mark it is the call number. */
static void
read_classification(struct mods *m, const xmlNode *class)
{
	const char *authority = xml_attr(m->s, class, "authority");
	struct span text = xml_span(m->s, class);

	if (!m->w->call_number)
		fill_text(m->w, m->a, WORK_call_number, text, NULL);
	else if (text.len && strcmp(m->w->call_number, text.ptr) != 0)
		fill_custom(m->w, m->a, "mods-classification",
		    authority ? span_of(arena_printf(
				    m->s, "%s: %s", authority, text.ptr))
			      : text);
}

static void
read_location(struct mods *m, const xmlNode *mods)
{
	XML_EACH(location, mods, "location")
	{
		fill_text(m->w, m->a, WORK_archive,
		    xml_span_at(m->s, location, "physicalLocation"), NULL);
		fill_text(m->w, m->a, WORK_call_number,
		    xml_span_at(m->s, location, "shelfLocator"), NULL);
		XML_EACH(url, location, "url")
		{
			char *when = xml_attr(m->s, url, "dateLastAccessed");

			if (xml_attr_is(url, "access", "preview") ||
			    xml_attr_is(url, "access", "raw object"))
				fill_custom(
				    m->w, m->a, "url", xml_span(m->s, url));
			else
				fill_url(m->w, m->a, xml_span(m->s, url));
			if (when)
				fill_date(&m->w->accessed, m->a, span_of(when));
		}
	}
	XML_EACH(class, mods, "classification")
	read_classification(m, class);
}

static void
read_language(struct mods *m, const xmlNode *mods)
{
	const xmlNode *language = xml_child(mods, "language");
	struct span first = { "", 0 };

	XML_EACH(term, language, "languageTerm")
	if (!first.len || xml_attr_is(term, "type", "code"))
		first = xml_span(m->s, term);
	if (!first.len)
		first = xml_span(m->s, language);
	fill_text(m->w, m->a, WORK_language, first, NULL);
}

/* The texts of elements of that name, a line each, but for notes that are more than that.
 * A record may have very many. */
static void
append_all(
    struct mods *m, enum work_field f, const xmlNode *mods, const char *element)
{
	struct sbuf all = SBUF_INIT;

	XML_EACH(node, mods, element)
	{
		struct span text = xml_span(m->s, node);

		if (!text.len)
			continue;
		if (xml_attr_is(node, "type", "venue")) {
			fill_text(m->w, m->a, WORK_event_place, text, NULL);
		} else if (xml_attr_is(
			       node, "type", "version identification")) {
			fill_text(m->w, m->a, WORK_version, text, NULL);
		} else if (xml_attr_is(
			       node, "type", "statement of responsibility")) {
			fill_custom(
			    m->w, m->a, "statement-of-responsibility", text);
		} else {
			if (all.len)
				sbuf_addc(&all, '\n');
			sbuf_add(&all, text);
		}
	}
	fill_append(m->w, m->a, f, (struct span){ all.buf, all.len }, "\n");
	sbuf_release(&all);
}

static bool
is_genre(struct span text)
{
	for (size_t i = 0; i < LENGTH(genres); i++)
		if (text_eq_nocase(text, genres[i].name))
			return true;
	return false;
}

/* What kind of thesis or report it is, beside the genre that says its type; a catalogue's
 * words for what is in it ("Bibliographies", lcgft) are kept, but none of CSL's. */
static void
read_genres(struct mods *m, const xmlNode *mods)
{
	bool typed = false;

	XML_EACH(node, mods, "genre")
	{
		struct span text = xml_span(m->s, node);
		bool known = is_genre(text);

		if (m->w->type == WORK_TYPE_THESIS &&
		    (text_starts_nocase(text, "master") ||
			text_starts_nocase(text, "ph")))
			fill_text(m->w, m->a, WORK_genre, text, NULL);
		else if (!xml_attr(m->s, node, "authority") &&
			 (typed || !known))
			fill_text(m->w, m->a, WORK_genre, text, "mods-genre");
		else if (!known)
			fill_custom(m->w, m->a, "mods-genre", text);
		typed |= known;
	}
}

static void
read_record(struct references *out, const xmlNode *mods, size_t line, void *ctx)
{
	struct arena *a = &out->document->arena;
	struct mods m = { .a = a, .s = ctx, .w = ARENA_NEW(a, struct work) };
	const xmlNode *host = NULL;
	struct work *w = m.w;

	arena_reset(ctx);
	XML_EACH(related, mods, "relatedItem")
	if (!host && xml_attr_is(related, "type", "host"))
		host = related;
	w->type = type_of(&m, mods, host);
	read_titles(&m, mods);
	mods_read_people(&m, mods, WORK_author);
	read_origin(&m, mods);
	read_part(&m, mods);
	XML_EACH(id, mods, "identifier")
	read_identifier(&m, id);
	if (host)
		read_host(&m, host);
	XML_EACH(related, mods, "relatedItem")
	{
		if (xml_attr_is(related, "type", "series"))
			read_series(&m, related);
		else if (xml_attr_is(related, "type", "original"))
			read_original(&m, xml_child(related, "originInfo"));
		else if (xml_attr_is(related, "type", "reviewOf"))
			read_reviewed(&m, related);
	}
	read_location(&m, mods);
	read_subjects(&m, mods);
	read_language(&m, mods);
	append_all(&m, WORK_abstract, mods, "abstract");
	append_all(&m, WORK_note, mods, "note");
	XML_EACH(physical, mods, "physicalDescription")
	{
		XML_EACH(extent, physical, "extent")
		extent_read(w, a, xml_span(m.s, extent));
		fill_text(w, a, WORK_medium, xml_span_at(m.s, physical, "form"),
		    NULL);
	}
	fill_custom(
	    w, a, "contents", xml_span_at(m.s, mods, "tableOfContents"));
	mods_read_affiliations(&m, mods);
	XML_EACH(info, mods, "recordInfo")
	{
		fill_custom(w, a, "source",
		    xml_span_at(m.s, info, "recordContentSource"));
		fill_custom(w, a, "record-id",
		    xml_span_at(m.s, info, "recordIdentifier"));
	}
	fill_custom(
	    w, a, "copyright", xml_span_at(m.s, mods, "accessCondition"));
	read_genres(&m, mods);
	if (!w->id) {
		char *id = xml_attr(m.s, mods, "ID");

		w->id = fill_clean(a, span_of(id ? id : ""));
	}
	fill_reference(out, w, line);
}

bool
mets_is(struct span text)
{
	return xml_root_is(text, "mets") && xml_head_has(text, "mods");
}

bool
mods_is(struct span text)
{
	return xml_root_is(text, "mods") ||
	       xml_root_is(text, "modsCollection") ||
	       (text_trim(span_sub(text, 0, 64)).len &&
		   *text_trim(text).ptr == '<' && xml_head_has(text, "mods"));
}

int
read_mods(struct references *out, struct document *d, struct err *err)
{
	static const char *const names[] = { "mods", NULL };
	struct arena scratch = ARENA_INIT;
	int rc = xml_works_read(out, d, names, read_record, &scratch, err);

	arena_release(&scratch);
	return rc;
}
