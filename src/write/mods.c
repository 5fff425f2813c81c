#include "base/text.h"
#include "model/relator.h"
#include "write/formats.h"
#include "write/xml.h"

#include "base/banned.h"

/* MODS 3.7 (Metadata Object Description Schema, Library of Congress). */

static const struct {
	const char *name;
	enum work_type type;
} genres[] = {
#define X(name, type, of_part) { name, WORK_TYPE_##type },
#include "model/mods-genres.def"
#undef X
};

static void
begin(struct work_writer *w)
{
	sbuf_add(w->out,
	    SPAN_LIT(
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<modsCollection xmlns=\"http://www.loc.gov/mods/v3\">\n"));
}

static void
add_title(struct sbuf *out, const char *type, const char *title)
{
	if (!title)
		return;
	sbuf_addf(out, "  <titleInfo%s%s%s>\n", type ? " type=\"" : "",
	    type ? type : "", type ? "\"" : "");
	xml_add_element(out, 4, "title", title);
	sbuf_add(out, SPAN_LIT("  </titleInfo>\n"));
}

static void
add_part_of_name(struct sbuf *out, const char *type, const char *text)
{
	if (!text)
		return;
	if (type)
		sbuf_addf(out, "    <namePart type=\"%s\">", type);
	else
		sbuf_add(out, SPAN_LIT("    <namePart>"));
	xml_add_text(out, text);
	sbuf_add(out, SPAN_LIT("</namePart>\n"));
}

static void
add_names(struct work_writer *w, const struct name_list *l, const char *role)
{
	for (size_t i = 0; role && i < l->len; i++) {
		const struct name n = l->items[i];

		sbuf_addf(w->out, "  <name type=\"%s\">\n",
		    n.literal ? "corporate" : "personal");
		if (n.literal) {
			add_part_of_name(w->out, NULL, n.literal);
		} else {
			add_part_of_name(w->out, "family",
			    name_family_full(&w->scratch, &n));
			add_part_of_name(
			    w->out, "given", name_given_full(&w->scratch, &n));
			add_part_of_name(w->out, "termsOfAddress", n.suffix);
		}
		sbuf_addf(w->out,
		    "    <role><roleTerm type=\"code\" "
		    "authority=\"marcrelator\">%s</roleTerm></role>\n"
		    "  </name>\n",
		    role);
	}
}

/* The roles of a book are those of what a chapter is in. */
static bool
is_of_host(const struct work *work, enum work_name_field f)
{
	return work->container_title &&
	       (f == WORK_editor || f == WORK_container_author);
}

static void
add_people(struct work_writer *w, const struct work *work, bool host)
{
	for (int i = 0; i < WORK_NAME_FIELDS; i++) {
		enum work_name_field f = (enum work_name_field)i;
		struct work copy = *work;
		const char *role = relator_code(f);

		if (is_of_host(work, f) != host)
			continue;
		if (f == WORK_container_author)
			role = "aut";
		if (f != WORK_collection_editor)
			add_names(w, work_names(&copy, f), role ? role : "ctb");
	}
}

static void
add_date(struct work_writer *w, const char *element, const struct date *d)
{
	struct sbuf text = SBUF_INIT;

	if (date_is_empty(d))
		return;
	date_add_edtf(&text, d);
	xml_add_element(
	    w->out, 4, element, text.len ? text.buf : date_words(d));
	sbuf_release(&text);
}

static void
add_origin(struct work_writer *w, const struct work *work)
{
	if (!work->publisher && !work->publisher_place && !work->edition &&
	    date_is_empty(&work->issued) && date_is_empty(&work->accessed))
		return;
	sbuf_add(w->out, SPAN_LIT("  <originInfo>\n"));
	if (work->publisher_place) {
		sbuf_add(
		    w->out, SPAN_LIT("    <place><placeTerm type=\"text\">"));
		xml_add_text(w->out, work->publisher_place);
		sbuf_add(w->out, SPAN_LIT("</placeTerm></place>\n"));
	}
	xml_add_element(w->out, 4, "publisher", work->publisher);
	xml_add_element(w->out, 4, "edition", work->edition);
	add_date(w, "dateIssued encoding=\"edtf\"", &work->issued);
	add_date(w, "dateCaptured encoding=\"edtf\"", &work->accessed);
	sbuf_add(w->out, SPAN_LIT("  </originInfo>\n"));
}

static void
add_identifier(struct sbuf *out, const char *type, const char *value)
{
	if (!value)
		return;
	sbuf_addf(out, "  <identifier type=\"%s\">", type);
	xml_add_text(out, value);
	sbuf_add(out, SPAN_LIT("</identifier>\n"));
}

/* An element each, since blanks and breaks in one are the layout's. */
static void
add_lines(struct work_writer *w, const char *element, const char *lines)
{
	while (lines && *lines) {
		size_t n = strcspn(lines, "\n");

		if (n)
			xml_add_element(w->out, 2, element,
			    arena_strdup_span(
				&w->scratch, (struct span){ lines, n }));
		lines += n + (lines[n] == '\n');
	}
}

/* One a line. */
static void
add_identifiers(struct work_writer *w, const char *type, const char *lines)
{
	while (lines && *lines) {
		size_t n = strcspn(lines, "\n");

		add_identifier(w->out, type,
		    arena_strdup_span(&w->scratch, (struct span){ lines, n }));
		lines += n + (lines[n] == '\n');
	}
}

static void
add_detail(struct sbuf *out, const char *type, const char *number)
{
	if (!number)
		return;
	sbuf_addf(out, "    <detail type=\"%s\"><number>", type);
	xml_add_text(out, number);
	sbuf_add(out, SPAN_LIT("</number></detail>\n"));
}

static void
add_pages(struct work_writer *w, const char *page)
{
	const char *dash = page ? strchr(page, '-') : NULL;

	if (!page)
		return;
	sbuf_add(w->out, SPAN_LIT("    <extent unit=\"pages\">\n"));
	if (dash && dash > page && dash[1] && !strchr(dash + 1, '-') &&
	    !strchr(page, ',')) {
		xml_add_element(w->out, 6, "start",
		    arena_strdup_span(&w->scratch,
			span_sub(span_of(page), 0, (size_t)(dash - page))));
		xml_add_element(w->out, 6, "end", dash + 1);
	} else {
		xml_add_element(w->out, 6, "list", page);
	}
	sbuf_add(w->out, SPAN_LIT("    </extent>\n"));
}

static void
add_part(struct work_writer *w, const struct work *work)
{
	if (!work->volume && !work->issue && !work->page &&
	    !work->chapter_number && !work->section)
		return;
	sbuf_add(w->out, SPAN_LIT("  <part>\n"));
	add_detail(w->out, "volume", work->volume);
	add_detail(w->out, "issue", work->issue);
	add_detail(w->out, "chapter", work->chapter_number);
	add_detail(w->out, "section", work->section);
	add_pages(w, work->page);
	sbuf_add(w->out, SPAN_LIT("  </part>\n"));
}

static void
add_host(struct work_writer *w, const struct work *work)
{
	if (!work->container_title)
		return;
	sbuf_add(w->out, SPAN_LIT("  <relatedItem type=\"host\">\n"));
	add_title(w->out, NULL, work->container_title);
	add_title(w->out, "abbreviated", work->container_title_short);
	add_people(w, work, true);
	add_part(w, work);
	add_identifier(w->out, "issn", work->ISSN);
	add_identifiers(w, "issn", work_custom(work, "issn"));
	sbuf_add(w->out, SPAN_LIT("  </relatedItem>\n"));
}

static void
add_series(struct work_writer *w, const struct work *work)
{
	if (!work->collection_title)
		return;
	sbuf_add(w->out, SPAN_LIT("  <relatedItem type=\"series\">\n"
				  "  <titleInfo>\n"));
	xml_add_element(w->out, 4, "title", work->collection_title);
	xml_add_element(w->out, 4, "partNumber", work->collection_number);
	sbuf_add(w->out, SPAN_LIT("  </titleInfo>\n"));
	add_names(w, &work->collection_editor, "edt");
	sbuf_add(w->out, SPAN_LIT("  </relatedItem>\n"));
}

static void
add_subjects(struct work_writer *w, const char *words)
{
	const char *separator = words && strchr(words, ';') ? ";" : ",";

	while (words && *words) {
		size_t n = strcspn(words, separator);
		struct span word = text_trim((struct span){ words, n });

		sbuf_add(w->out, SPAN_LIT("  <subject><topic>"));
		xml_add_text(w->out, arena_strdup_span(&w->scratch, word));
		sbuf_add(w->out, SPAN_LIT("</topic></subject>\n"));
		words += n + (words[n] != '\0');
	}
}

static void
add_genre(struct sbuf *out, const struct work *work)
{
	if (work->type == WORK_TYPE_THESIS && work->genre)
		xml_add_element(out, 2, "genre", work->genre);
	for (size_t i = 0; i < sizeof(genres) / sizeof(genres[0]); i++)
		if (genres[i].type == work->type) {
			xml_add_element(out, 2, "genre", genres[i].name);
			return;
		}
}

static void
add_mods(struct work_writer *w, const struct work *work, const char *key)
{
	bool in_host = work->container_title != NULL;

	sbuf_add(w->out, SPAN_LIT("<mods version=\"3.7\">\n"));
	add_title(w->out, NULL, work->title);
	add_title(w->out, "abbreviated", work->title_short);
	add_title(w->out, "uniform", work->original_title);
	add_title(w->out, "translated", work_custom(work, "translated-title"));
	add_title(
	    w->out, "alternative", work_custom(work, "alternative-title"));
	add_people(w, work, false);
	if (work->event_title) {
		sbuf_add(w->out, SPAN_LIT("  <name type=\"conference\">\n"));
		add_part_of_name(w->out, NULL, work->event_title);
		sbuf_add(w->out, SPAN_LIT("  </name>\n"));
	}
	add_genre(w->out, work);
	add_origin(w, work);
	if (work->language) {
		sbuf_add(w->out, SPAN_LIT("  <language><languageTerm>"));
		xml_add_text(w->out, work->language);
		sbuf_add(w->out, SPAN_LIT("</languageTerm></language>\n"));
	}
	if (work->number_of_pages || work->medium) {
		sbuf_add(w->out, SPAN_LIT("  <physicalDescription>\n"));
		xml_add_element(w->out, 4, "form", work->medium);
		if (work->number_of_pages)
			xml_add_element(w->out, 4, "extent",
			    arena_printf(&w->scratch, "%s pages",
				work->number_of_pages));
		sbuf_add(w->out, SPAN_LIT("  </physicalDescription>\n"));
	}
	add_lines(w, "abstract", work->abstract);
	xml_add_element(
	    w->out, 2, "tableOfContents", work_custom(work, "contents"));
	add_lines(w, "note", work->note);
	add_subjects(w, work->keyword);
	add_host(w, work);
	add_series(w, work);
	add_identifier(w->out, "doi", work_doi_given(work));
	add_identifier(w->out, "isbn", work_isbn_given(work));
	if (!in_host) {
		add_identifier(w->out, "issn", work->ISSN);
		add_identifiers(w, "issn", work_custom(work, "issn"));
	}
	add_identifiers(w, "doi", work_custom(work, "doi"));
	add_identifiers(w, "isbn", work_custom(work, "isbn"));
	add_identifier(w->out, "pmid", work->PMID);
	add_identifier(w->out, "pmc", work->PMCID);
	add_identifier(w->out, "arxiv", work->arXiv);
	add_identifier(w->out, "report", work->number);
	if (key && *key)
		add_identifier(w->out, "citekey", key);
	if (work->URL || work->archive || work->call_number) {
		sbuf_add(w->out, SPAN_LIT("  <location>\n"));
		xml_add_element(w->out, 4, "physicalLocation", work->archive);
		xml_add_element(w->out, 4, "shelfLocator", work->call_number);
		xml_add_element(w->out, 4, "url", work->URL);
		for (const char *url = work_custom(work, "url"); url && *url;) {
			size_t n = strcspn(url, "\n");

			xml_add_element(w->out, 4, "url",
			    arena_strdup_span(
				&w->scratch, (struct span){ url, n }));
			url += n + (url[n] == '\n');
		}
		sbuf_add(w->out, SPAN_LIT("  </location>\n"));
	}
	xml_add_element(
	    w->out, 2, "accessCondition", work_custom(work, "copyright"));
	if (!in_host)
		add_part(w, work);
	sbuf_add(w->out, SPAN_LIT("</mods>\n"));
}

static void
end(struct work_writer *w)
{
	sbuf_add(w->out, SPAN_LIT("</modsCollection>\n"));
}

const struct writer_kind writer_mods = {
	.begin = begin, .add = add_mods, .end = end
};
