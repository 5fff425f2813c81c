#include "base/text.h"
#include "model/language.h"
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

enum { LIVES_LOOKED_AT = 16384 };

/* When they lived, of "Borges, Jorge Luis, 1899-1986" among the lines; NULL: not there. */
static const char *
life_of(
    struct arena *a, const char *lines, const char *family, const char *given)
{
	const char *heading = family
				  ? arena_printf(a, "%s%s%s, ", family,
					given ? ", " : "", given ? given : "")
				  : NULL;
	size_t n = heading ? strlen(heading) : 0;
	const char *start = lines;

	/* of very many only the first, since each name looks for its own */
	while (n && lines && *lines && lines - start < LIVES_LOOKED_AT) {
		size_t len = strcspn(lines, "\n");

		if (len > n && !strncmp(lines, heading, n))
			return arena_strdup_span(
			    a, (struct span){ lines + n, len - n });
		lines += len + (lines[len] == '\n');
	}
	return NULL;
}

static void
add_names(struct work_writer *w, const struct name_list *l, const char *role,
    const char *lives)
{
	for (size_t i = 0; role && i < l->len; i++) {
		const struct name n = l->items[i];

		sbuf_addf(w->out, "  <name type=\"%s\">\n",
		    n.literal ? "corporate" : "personal");
		if (n.literal) {
			add_part_of_name(w->out, NULL, n.literal);
			add_part_of_name(w->out, "date",
			    life_of(&w->scratch, lives, n.literal, NULL));
		} else {
			add_part_of_name(w->out, "family",
			    name_family_full(&w->scratch, &n));
			add_part_of_name(
			    w->out, "given", name_given_full(&w->scratch, &n));
			add_part_of_name(w->out, "termsOfAddress", n.suffix);
			add_part_of_name(w->out, "date",
			    life_of(&w->scratch, lives,
				name_family_full(&w->scratch, &n),
				name_given_full(&w->scratch, &n)));
		}
		if (n.ORCID)
			xml_add_element(w->out, 4,
			    "nameIdentifier type=\"orcid\"", n.ORCID);
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
		/* as RIS has it: the thesis's advisor */
		if (f == WORK_contributor && work->type == WORK_TYPE_THESIS)
			role = "ths";
		if (f != WORK_collection_editor && f != WORK_reviewed_author)
			add_names(w, work_names(&copy, f), role ? role : "ctb",
			    work_custom(work, "name-dates"));
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
add_place(struct sbuf *out, const char *place)
{
	sbuf_add(out, SPAN_LIT("    <place><placeTerm type=\"text\">"));
	xml_add_text(out, place);
	sbuf_add(out, SPAN_LIT("</placeTerm></place>\n"));
}

static void
add_origin(struct work_writer *w, const struct work *work)
{
	if (!work->publisher && !work->publisher_place && !work->edition &&
	    date_is_empty(&work->issued) && date_is_empty(&work->accessed))
		return;
	sbuf_add(w->out, SPAN_LIT("  <originInfo>\n"));
	if (work->publisher_place)
		add_place(w->out, work->publisher_place);
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

/* Is the number that of the article in its volume, and no report's or patent's? */
static bool
has_article_number(const struct work *work)
{
	return work->type == WORK_TYPE_ARTICLE_JOURNAL ||
	       work->type == WORK_TYPE_ARTICLE_MAGAZINE ||
	       work->type == WORK_TYPE_REVIEW ||
	       work->type == WORK_TYPE_REVIEW_BOOK;
}

static void
add_part(struct work_writer *w, const struct work *work)
{
	const char *article = has_article_number(work) ? work->number : NULL;

	if (!work->volume && !work->issue && !work->page &&
	    !work->chapter_number && !work->section && !article)
		return;
	sbuf_add(w->out, SPAN_LIT("  <part>\n"));
	add_detail(w->out, "article", article);
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
	add_names(w, &work->collection_editor, "edt", NULL);
	sbuf_add(w->out, SPAN_LIT("  </relatedItem>\n"));
}

/* What a review is of. */
static void
add_reviewed(struct work_writer *w, const struct work *work)
{
	if (!work->reviewed_title && !work->reviewed_author.len)
		return;
	sbuf_add(w->out, SPAN_LIT("  <relatedItem type=\"reviewOf\">\n"));
	add_title(w->out, NULL, work->reviewed_title);
	add_names(w, &work->reviewed_author, "aut", NULL);
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

/* That of the type first, and then what the work says of itself. */
static void
add_genre(struct work_writer *w, const struct work *work)
{
	for (size_t i = 0; i < sizeof(genres) / sizeof(genres[0]); i++)
		if (genres[i].type == work->type) {
			xml_add_element(w->out, 2, "genre", genres[i].name);
			break;
		}
	xml_add_element(w->out, 2, "genre", work->genre);
	add_lines(
	    w, "genre authority=\"local\"", work_custom(work, "mods-genre"));
}

/* Bodies that are nobody of the work's people. */
static void
add_bodies(struct work_writer *w, const struct work *work)
{
	struct sbuf when = SBUF_INIT;

	if (work->event_title || !date_is_empty(&work->event_date)) {
		sbuf_add(w->out, SPAN_LIT("  <name type=\"conference\">\n"));
		add_part_of_name(w->out, NULL, work->event_title);
		if (!date_is_empty(&work->event_date))
			date_add_edtf(&when, &work->event_date);
		add_part_of_name(w->out, "date",
		    when.len ? when.buf : date_words(&work->event_date));
		sbuf_add(w->out, SPAN_LIT("  </name>\n"));
	}
	sbuf_release(&when);
	if (work->authority) {
		sbuf_add(w->out, SPAN_LIT("  <name type=\"corporate\">\n"));
		add_part_of_name(w->out, NULL, work->authority);
		sbuf_add(w->out,
		    SPAN_LIT("    <role><roleTerm type=\"code\" "
			     "authority=\"marcrelator\">isb</roleTerm></role>\n"
			     "  </name>\n"));
	}
}

/* Does the catalogue's extent say it as well? */
static bool
has_number(const char *words, const char *number)
{
	return words && strstr(words, number);
}

static void
add_physical(struct work_writer *w, const struct work *work)
{
	const char *words = work_custom(work, "extent");

	if (!work->number_of_pages && !work->number_of_volumes &&
	    !work->medium && !words)
		return;
	sbuf_add(w->out, SPAN_LIT("  <physicalDescription>\n"));
	xml_add_element(w->out, 4, "form", work->medium);
	add_lines(w, "extent", words);
	if (work->number_of_pages && !has_number(words, work->number_of_pages))
		xml_add_element(w->out, 4, "extent",
		    arena_printf(
			&w->scratch, "%s pages", work->number_of_pages));
	if (work->number_of_volumes &&
	    !has_number(words, work->number_of_volumes))
		xml_add_element(w->out, 4, "extent",
		    arena_printf(
			&w->scratch, "%s volumes", work->number_of_volumes));
	sbuf_add(w->out, SPAN_LIT("  </physicalDescription>\n"));
}

/* "ddc: 863" */
static void
add_classifications(struct work_writer *w, const char *lines)
{
	while (lines && *lines) {
		size_t n = strcspn(lines, "\n"), name = strcspn(lines, ": \n");
		const char *text =
		    arena_strdup_span(&w->scratch, (struct span){ lines, n });
		bool named = name + 2 < n && lines[name] == ':' &&
			     lines[name + 1] == ' ';

		sbuf_add(w->out, SPAN_LIT("  <classification"));
		if (named) {
			sbuf_add(w->out, SPAN_LIT(" authority=\""));
			xml_add_value(
			    w->out, arena_strdup_span(&w->scratch,
					(struct span){ lines, name }));
			sbuf_addc(w->out, '"');
		}
		sbuf_addc(w->out, '>');
		xml_add_text(w->out, named ? text + name + 2 : text);
		sbuf_add(w->out, SPAN_LIT("</classification>\n"));
		lines += n + (lines[n] == '\n');
	}
}

/* What catalogues call wrong, and numbers that only MODS has. */
static void
add_other_identifiers(struct work_writer *w, const struct work *work)
{
	static const char *const own[] = { "mods-genre",
		"mods-classification" };
	static const char *const invalid[] = { "isbn", "issn", "doi" };

	add_identifiers(w, "lccn", work_custom(work, "lccn"));
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++)
		add_identifiers(w,
		    arena_printf(&w->scratch, "%s\" invalid=\"yes", invalid[i]),
		    work_custom(work,
			arena_printf(&w->scratch, "invalid-%s", invalid[i])));
	for (const struct custom_field *c = work->custom; c; c = c->next) {
		struct sbuf type = SBUF_INIT;

		if (strncmp(c->key, "mods-", 5) != 0 || c->is_json ||
		    !strcmp(c->key, own[0]) || !strcmp(c->key, own[1]))
			continue;
		xml_add_value(&type, c->key + 5);
		add_identifiers(w, type.len ? type.buf : "", c->value);
		sbuf_release(&type);
	}
}

static void
add_original(struct work_writer *w, const struct work *work)
{
	if (date_is_empty(&work->original_date) && !work->original_publisher &&
	    !work->original_publisher_place)
		return;
	sbuf_add(w->out, SPAN_LIT("  <relatedItem type=\"original\">\n"
				  "  <originInfo>\n"));
	if (work->original_publisher_place)
		add_place(w->out, work->original_publisher_place);
	xml_add_element(w->out, 4, "publisher", work->original_publisher);
	add_date(w, "dateIssued encoding=\"edtf\"", &work->original_date);
	sbuf_add(w->out, SPAN_LIT("  </originInfo>\n  </relatedItem>\n"));
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
	add_bodies(w, work);
	add_genre(w, work);
	add_origin(w, work);
	if (work->language) {
		const char *tag = language_code(&w->scratch, work->language);
		size_t n = strlen(work->language);

		sbuf_add(w->out, SPAN_LIT("  <language><languageTerm type="));
		/* a tag, a catalogue's code, or words */
		sbuf_add(
		    w->out, tag && !strcmp(tag, work->language)
				? SPAN_LIT("\"code\" authority=\"rfc5646\">")
			    : tag && n == 3
				? SPAN_LIT("\"code\" authority=\"iso639-2b\">")
				: SPAN_LIT("\"text\">"));
		xml_add_text(w->out, work->language);
		sbuf_add(w->out, SPAN_LIT("</languageTerm></language>\n"));
	}
	add_physical(w, work);
	add_lines(w, "abstract", work->abstract);
	xml_add_element(
	    w->out, 2, "tableOfContents", work_custom(work, "contents"));
	add_lines(w, "note", work->note);
	xml_add_element(w->out, 2, "note type=\"statement of responsibility\"",
	    work_custom(work, "statement-of-responsibility"));
	xml_add_element(w->out, 2, "note type=\"venue\"", work->event_place);
	xml_add_element(
	    w->out, 2, "note type=\"version identification\"", work->version);
	if (work->scale) {
		sbuf_add(w->out, SPAN_LIT("  <subject><cartographics>\n"));
		xml_add_element(w->out, 4, "scale", work->scale);
		sbuf_add(w->out, SPAN_LIT("  </cartographics></subject>\n"));
	}
	add_subjects(w, work->keyword);
	add_host(w, work);
	add_series(w, work);
	add_original(w, work);
	add_reviewed(w, work);
	add_classifications(w, work_custom(work, "mods-classification"));
	add_identifier(w->out, "doi", work_doi_given(work));
	add_identifier(w->out, "isbn", work_isbn_given(work));
	if (!in_host) {
		add_identifier(w->out, "issn", work->ISSN);
		add_identifiers(w, "issn", work_custom(work, "issn"));
	}
	add_identifiers(w, "doi", work_custom(work, "doi"));
	add_identifiers(w, "isbn", work_custom(work, "isbn"));
	add_other_identifiers(w, work);
	add_identifier(w->out, "pmid", work->PMID);
	add_identifier(w->out, "pmc", work->PMCID);
	add_identifier(w->out, "arxiv", work->arXiv);
	if (!has_article_number(work))
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
	if (work_custom(work, "record-id")) {
		sbuf_add(w->out, SPAN_LIT("  <recordInfo>\n"));
		xml_add_element(w->out, 4, "recordIdentifier",
		    work_custom(work, "record-id"));
		sbuf_add(w->out, SPAN_LIT("  </recordInfo>\n"));
	}
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
