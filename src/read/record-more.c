#include "read/record-more.h"
#include "base/json.h"
#include "base/text.h"
#include "model/rich.h"
#include "read/fill.h"
#include "read/keywords.h"
#include "read/xml-works.h"

#include <stdlib.h>

#include "base/banned.h"

/* Text with JATS or HTML mark-up, paragraphs as lines. */
static void
fill_markup(struct work *w, struct arena *a, enum work_field f, const char *s)
{
	if (s && !work_get(w, f))
		work_set(
		    w, f, fill_clean(a, span_of(rich_plain(a, span_of(s)))));
}

static void
fill_json(struct work *w, struct arena *a, enum work_field f, const json_t *o,
    const char *key)
{
	const char *s = json_text(a, o, key);

	if (s && !work_get(w, f))
		work_set(w, f, fill_clean(a, span_of(s)));
}

/* Strings, or objects with the string under that key. */
static void
fill_keywords(
    struct work *w, struct arena *a, const json_t *array, const char *key)
{
	struct keywords keywords = { .a = a };
	const json_t *item;
	size_t i;

	json_array_foreach(array, i, item)
	{
		const char *s = json_is_string(item) ? json_string_value(item)
						     : json_str(item, key);

		if (s)
			keywords_add(&keywords, span_of(s));
	}
	if (!w->keyword)
		keywords_set(&keywords, w);
}

/* All the ISBN or ISSN of a list, or of one string; the first that passes its check is
 * the work's already. In old records they are links. */
static void
fill_numbers(
    struct work *w, struct arena *a, enum work_field f, const json_t *value)
{
	size_t n = json_is_string(value) ? 1 : json_array_size(value);

	for (size_t i = 0; i < n; i++) {
		const char *s = json_string_value(
		    json_is_string(value) ? value : json_array_get(value, i));
		const char *slash = s ? strrchr(s, '/') : NULL;

		if (s)
			fill_identifier(
			    w, a, f, span_of(slash ? slash + 1 : s));
	}
}

/* The last day of a meeting, whose first is known. */
static void
fill_event_end(struct date *d, const json_t *end)
{
	const json_t *parts =
	    json_array_get(json_object_get(end, "date-parts"), 0);
	json_int_t n[3] = { 0 };

	for (size_t i = 0; i < 3; i++)
		n[i] = json_integer_value(json_array_get(parts, i));
	if (!d->from.year || d->to.year || n[0] < d->from.year || n[0] > 9999)
		return;
	d->to.year = (int)n[0];
	if (n[1] >= 1 && n[1] <= 12)
		d->to.month = (int)n[1];
	if (d->to.month && n[2] >= 1 && n[2] <= 31)
		d->to.day = (int)n[2];
	if (!memcmp(&d->to, &d->from, sizeof(d->to)))
		d->to = (struct date_point){ 0 };
}

/* The publisher, or under that name if there is another one. */
static void
fill_publisher(
    struct work *w, struct arena *a, const char *name, const char *key)
{
	if (name)
		fill_text(w, a, WORK_publisher,
		    span_of(rich_plain(a, span_of(name))), key);
}

/* Who is behind it, beside the publisher: the university of a thesis, bioRxiv of a
 * preprint. One of the two is the work's publisher. */
static void
fill_institutions(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *list = json_object_get(o, "institution"), *item;
	size_t i;

	if (json_is_object(list))
		fill_publisher(w, a, json_str(list, "name"), "institution");
	json_array_foreach(list, i, item)
	    fill_publisher(w, a, json_str(item, "name"), "institution");
	fill_publisher(w, a, json_str(o, "publisher"), "publisher");
}

/* "European Commission, 654039", a line each. */
static void
fill_funder(
    struct work *w, struct arena *a, const char *name, const char *award)
{
	if (name && award && *award)
		name = arena_printf(a, "%s, %s", name, award);
	if (name)
		fill_custom(w, a, "funder", span_of(name));
}

static void
fill_crossref_funders(struct work *w, struct arena *a, const json_t *list)
{
	const json_t *item, *award;
	size_t i, k;

	json_array_foreach(list, i, item)
	{
		const json_t *awards = json_object_get(item, "award");

		if (!json_array_size(awards))
			fill_funder(w, a, json_str(item, "name"), NULL);
		json_array_foreach(awards, k, award) fill_funder(
		    w, a, json_str(item, "name"), json_string_value(award));
	}
}

/* "retraction: 10.1000/x" */
static void
fill_related(struct work *w, struct arena *a, const char *key,
    const char *relation, const char *id)
{
	if (relation && id)
		fill_custom(w, a, key,
		    span_of(arena_printf(a, "%s: %s", relation, id)));
}

/* What it corrects or retracts, and what it is a version or a part of; the licenses. */
static void
fill_crossref_relations(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *item, *list;
	const char *relation;
	size_t i;

	json_array_foreach(json_object_get(o, "update-to"), i, item)
	    fill_related(w, a, "crossref-update-to", json_str(item, "type"),
		json_str(item, "DOI"));
	json_object_foreach(json_object_get(o, "relation"), relation, list)
	    json_array_foreach(list, i, item) fill_related(
		w, a, "crossref-relation", relation, json_str(item, "id"));
	json_array_foreach(json_object_get(o, "license"), i, item)
	{
		const char *license = json_str(item, "URL");

		if (license)
			fill_custom(w, a, "copyright", span_of(license));
	}
}

void
crossref_more(struct work *w, struct arena *a, const json_t *o)
{
	const char *doi = json_str(o, "DOI"), *group, *number;

	if (doi)
		fill_identifier(w, a, WORK_DOI, span_of(doi));
	fill_numbers(w, a, WORK_ISBN, json_object_get(o, "ISBN"));
	fill_numbers(w, a, WORK_ISSN, json_object_get(o, "ISSN"));
	fill_event_end(&w->event_date,
	    json_object_get(json_object_get(o, "event"), "end"));
	fill_institutions(w, a, o);
	fill_crossref_funders(w, a, json_object_get(o, "funder"));
	fill_crossref_relations(w, a, o);
	group = json_str(o, "group-title");
	if (group)
		fill_custom(w, a, "group-title", span_of(group));
	number = json_str(o, "article-number");
	if (number && w->page && strcmp(w->page, number) != 0)
		fill_text(w, a, WORK_number, span_of(number), NULL);
	fill_markup(w, a, WORK_abstract, json_str(o, "abstract"));
	fill_json(w, a, WORK_language, o, "language");
	fill_json(w, a, WORK_URL, o, "URL");
	fill_keywords(w, a, json_object_get(o, "subject"), "name");
}

/* What DataCite has lists of, and CSL nothing: a line each, "Collected: 2016-04-25". */
static const struct {
	const char *list;
	const char *text;
	const char *type;
	const char *without; /* of this type it is told elsewhere */
	const char *custom;
} datacite_lists[] = {
	{ "titles", "title", "titleType", "Subtitle", "datacite-title" },
	{ "contributors", "name", "contributorType", "Editor",
	    "datacite-contributor" },
	{ "dates", "date", "dateType", "Issued", "datacite-date" },
	{ "descriptions", "description", "descriptionType", "Abstract",
	    "datacite-description" },
	{ "alternateIdentifiers", "alternateIdentifier",
	    "alternateIdentifierType", NULL, "datacite-alternate-identifier" },
	{ "relatedIdentifiers", "relatedIdentifier", "relationType", NULL,
	    "datacite-related-identifier" },
};

static void
fill_datacite_lists(struct work *w, struct arena *a, const json_t *o)
{
	struct sbuf all = SBUF_INIT;

	for (size_t k = 0; k < sizeof(datacite_lists) / sizeof(*datacite_lists);
	     k++) {
		const json_t *item;
		size_t i;

		sbuf_reset(&all);
		json_array_foreach(
		    json_object_get(o, datacite_lists[k].list), i, item)
		{
			const char *type =
			    json_str(item, datacite_lists[k].type);
			const char *text =
			    json_str(item, datacite_lists[k].text);
			const char *clean = fill_clean(a, span_of(text));

			if (!type || !*type || !clean ||
			    (datacite_lists[k].without &&
				!strcmp(type, datacite_lists[k].without)))
				continue;
			sbuf_addf(
			    &all, "%s%s: %s", all.len ? "\n" : "", type, clean);
		}
		fill_custom(w, a, datacite_lists[k].custom,
		    (struct span){ all.buf, all.len });
	}
	sbuf_release(&all);
}

/* Strings, or since schema 4.3 objects with an identifier of the place. */
static void
fill_datacite_affiliations(
    struct work *w, struct arena *a, const json_t *people)
{
	const json_t *person, *place;
	size_t i, k;

	json_array_foreach(people, i, person)
	    json_array_foreach(json_object_get(person, "affiliation"), k, place)
	{
		const char *name = json_is_string(place)
				       ? json_string_value(place)
				       : json_str(place, "name");

		if (name)
			fill_custom(w, a, "affiliation", span_of(name));
	}
}

/* "15 pages", "1.2 GB": free text, of which pages are CSL's. */
static void
fill_datacite_sizes(struct work *w, struct arena *a, const json_t *list)
{
	const json_t *item;
	size_t i;

	json_array_foreach(list, i, item)
	{
		const char *size = json_string_value(item);
		struct span s = text_trim(span_of(size ? size : ""));
		size_t n = 0;

		while (n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9')
			n++;
		if (n && !w->number_of_pages &&
		    (text_eq_nocase(text_trim(span_skip(s, n)), "pages") ||
			text_eq_nocase(text_trim(span_skip(s, n)), "p.")))
			fill_text(w, a, WORK_number_of_pages, span_sub(s, 0, n),
			    NULL);
		else
			fill_custom(w, a, "datacite-size", s);
	}
}

/* The ISSN or ISBN of what the work is published in or part of. */
static void
fill_datacite_numbers(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *item;
	size_t i;

	json_array_foreach(json_object_get(o, "relatedIdentifiers"), i, item)
	{
		const char *how = json_str(item, "relationType");
		const char *kind = json_str(item, "relatedIdentifierType");
		const char *id = json_str(item, "relatedIdentifier");

		if (!how || !kind || !id ||
		    (strcmp(how, "IsPublishedIn") != 0 &&
			strcmp(how, "IsPartOf") != 0) ||
		    (strcmp(kind, "ISSN") != 0 && strcmp(kind, "ISBN") != 0 &&
			strcmp(kind, "EISSN") != 0))
			continue;
		(void)fill_standard_number(w, a, span_of(id));
	}
}

void
datacite_more(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *attributes = json_object_get(o, "attributes"), *item;
	size_t i;

	if (json_is_object(attributes))
		o = attributes;
	json_array_foreach(json_object_get(o, "descriptions"), i, item)
	{
		const char *type = json_str(item, "descriptionType");

		if (!type || !strcmp(type, "Abstract"))
			fill_markup(
			    w, a, WORK_abstract, json_str(item, "description"));
	}
	fill_keywords(w, a, json_object_get(o, "subjects"), "subject");
	fill_json(w, a, WORK_language, o, "language");
	fill_json(w, a, WORK_version, o, "version");
	fill_json(w, a, WORK_URL, o, "url");
	if (json_str(o, "doi"))
		fill_identifier(w, a, WORK_DOI, span_of(json_str(o, "doi")));
	fill_datacite_numbers(w, a, o);
	fill_datacite_lists(w, a, o);
	fill_datacite_affiliations(w, a, json_object_get(o, "creators"));
	json_array_foreach(json_object_get(o, "fundingReferences"), i, item)
	    fill_funder(w, a, json_str(item, "funderName"),
		json_text(a, item, "awardNumber"));
	fill_datacite_sizes(w, a, json_object_get(o, "sizes"));
	json_array_foreach(json_object_get(o, "rightsList"), i, item)
	{
		const char *rights = json_str(item, "rightsUri");

		if (!rights)
			rights = json_str(item, "rights");
		if (rights && !work_custom(w, "copyright"))
			fill_custom(w, a, "copyright", span_of(rights));
	}
}

/* --- OpenAlex --------------------------------------------------------------------- */

enum { WORDS_MAX = 1 << 16 };

/* {"word": [0, 17], ...} */
static void
fill_inverted(struct work *w, struct arena *a, json_t *index)
{
	struct arena s = ARENA_INIT;
	const char **words = ARENA_ARRAY(&s, const char *, WORDS_MAX);
	struct sbuf all = SBUF_INIT;
	const char *word;
	json_t *places;

	json_object_foreach(index, word, places)
	{
		const json_t *place;
		size_t i;

		json_array_foreach(places, i, place)
		{
			json_int_t n = json_is_integer(place)
					   ? json_integer_value(place)
					   : -1;

			if (n >= 0 && n < WORDS_MAX)
				words[n] = word;
		}
	}
	for (size_t i = 0; i < WORDS_MAX; i++) {
		if (!words[i])
			continue;
		if (all.len)
			sbuf_addc(&all, ' ');
		sbuf_add(&all, span_of(words[i]));
	}
	if (all.len && !w->abstract)
		w->abstract = fill_clean(a, (struct span){ all.buf, all.len });
	sbuf_release(&all);
	arena_release(&s);
}

void
openalex_more(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *place = json_object_get(o, "primary_location");
	const char *host = json_str(
	    json_object_get(place, "source"), "host_organization_name");
	const char *license = json_str(place, "license"),
		   *id = json_str(o, "id");

	fill_numbers(w, a, WORK_ISSN,
	    json_object_get(json_object_get(place, "source"), "issn"));
	if (json_is_object(json_object_get(o, "abstract_inverted_index")))
		fill_inverted(
		    w, a, json_object_get(o, "abstract_inverted_index"));
	fill_json(w, a, WORK_language, o, "language");
	fill_keywords(w, a, json_object_get(o, "keywords"), "display_name");
	fill_json(w, a, WORK_URL, place, "landing_page_url");
	if (json_str(place, "pdf_url"))
		fill_url(w, a, span_of(json_str(place, "pdf_url")));
	if (host && !w->publisher)
		fill_text(w, a, WORK_publisher, span_of(host), NULL);
	fill_custom(w, a, "copyright", span_of(license ? license : ""));
	/* "https://openalex.org/W2741809807" */
	if (id)
		fill_custom(w, a, "openalex",
		    span_of(strrchr(id, '/') ? strrchr(id, '/') + 1 : id));
}

/* --- PubMed ------------------------------------------------------------------------- */

static void
fill_abstract(struct work *w, struct arena *a, const xmlNode *abstract)
{
	struct sbuf all = SBUF_INIT;

	XML_EACH(text, abstract, "AbstractText")
	{
		char *label = xml_attr(a, text, "Label");
		struct span s = xml_span(a, text);

		if (!s.len)
			continue;
		if (all.len)
			sbuf_addc(&all, '\n');
		if (label && !text_eq_nocase(span_of(label), "UNLABELLED"))
			sbuf_addf(&all, "%s: ", label);
		sbuf_add(&all, s);
	}
	if (all.len)
		w->abstract = fill_lines(a, (struct span){ all.buf, all.len });
	sbuf_release(&all);
}

/* The star that PubMed puts behind what an article is mainly about, as in .nbib. */
static const char *
star(const xmlNode *subject)
{
	return xml_attr_is(subject, "MajorTopicYN", "Y") ? "*" : "";
}

static void
fill_subjects(struct work *w, struct arena *a, const xmlNode *citation)
{
	struct keywords all = { .a = a };

	XML_EACH(heading, xml_child(citation, "MeshHeadingList"), "MeshHeading")
	{
		const xmlNode *descriptor =
				  xml_child(heading, "DescriptorName"),
			      *qualifier = xml_child(heading, "QualifierName");
		const char *name;

		if (!descriptor)
			continue;
		name = arena_printf(
		    a, "%s%s", xml_span(a, descriptor).ptr, star(descriptor));
		if (!qualifier)
			keywords_add(&all, span_of(name));
		for (; qualifier;
		     qualifier = xml_next(qualifier, "QualifierName"))
			keywords_add(&all,
			    span_of(arena_printf(a, "%s/%s%s", name,
				xml_span(a, qualifier).ptr, star(qualifier))));
	}
	XML_EACH(list, citation, "KeywordList")
	{
		XML_EACH(word, list, "Keyword")
		keywords_add(&all, xml_span(a, word));
	}
	keywords_set(&all, w);
}

/* The elements whose text is kept under a name, NLM's for the same in .nbib. */
static const struct {
	const char *path;
	const char *name;
} kept[] = {
	{ "MedlineJournalInfo/NlmUniqueID", "nlm-unique-id" },
	{ "Article/Abstract/CopyrightInformation", "copyright" },
	{ "Abstract/CopyrightInformation", "copyright" },
	{ "MedlineJournalInfo/ISSNLinking", "issn-linking" },
	{ "MedlineJournalInfo/Country", "country" },
	{ "NumberOfReferences", "number-of-references" },
	{ "CitationSubset", "subset" },
	{ "CoiStatement", "conflict-of-interest" },
	{ "SpaceFlightMission", "space-flight-mission" },
};

static void
fill_day(struct work *w, struct arena *a, const xmlNode *date, const char *key)
{
	const char *month, *day;

	if (!date)
		return;
	month = xml_span_at(a, date, "Month").ptr;
	day = xml_span_at(a, date, "Day").ptr;
	fill_custom(w, a, key,
	    span_of(arena_printf(a, "%s-%s%s-%s%s",
		xml_span_at(a, date, "Year").ptr, strlen(month) == 1 ? "0" : "",
		month, strlen(day) == 1 ? "0" : "", day)));
}

/* Lines of a custom field, each once. */
struct lines {
	struct work *w;
	struct arena *a;
	const char *name;
};

static void
add_text_line(void *ctx, const xmlNode *element)
{
	struct lines *l = ctx;

	fill_custom(l->w, l->a, l->name, xml_span(l->a, element));
}

/* "Wood, D L" */
static void
add_people(struct work *w, struct arena *a, const char *name,
    const xmlNode *list, const char *element)
{
	XML_EACH(person, list, element)
	{
		struct span family = xml_span_at(a, person, "LastName");
		struct span given = xml_span_at(a, person, "ForeName");

		fill_custom(w, a, name,
		    span_of(arena_printf(a, "%s%s%s", family.ptr,
			given.len ? ", " : "", given.ptr)));
	}
}

/* "076053/WT/Wellcome Trust/United Kingdom" */
static void
add_grants(struct work *w, struct arena *a, const xmlNode *list)
{
	static const char *const parts[] = { "GrantID", "Acronym", "Agency",
		"Country" };

	XML_EACH(grant, list, "Grant")
	{
		const char *line = "";

		for (size_t i = 0; i < 4; i++) {
			struct span s = xml_span_at(a, grant, parts[i]);

			if (s.len)
				line = arena_printf(
				    a, "%s%s%s", line, *line ? "/" : "", s.ptr);
		}
		fill_custom(w, a, "grantno", span_of(line));
	}
}

/* Elements that come more than once, under NLM's name for the same in .nbib. */
static void
fill_lists(struct work *w, struct arena *a, const xmlNode *citation)
{
	static const struct {
		const char *path;
		const char *name;
	} lists[] = {
		{ "Article/AuthorList/Author/AffiliationInfo/Affiliation",
		    "affiliation" },
		{ "Article/AuthorList/Author/Affiliation", "affiliation" },
		{ "Article/Affiliation", "affiliation" },
		{ "AuthorList/Author/AffiliationInfo/Affiliation",
		    "affiliation" },
		{ "ChemicalList/Chemical/NameOfSubstance", "substance-name" },
		{ "GeneSymbolList/GeneSymbol", "gene-symbol" },
		{ "OtherAbstract/AbstractText", "other-abstract" },
		{ "OtherID", "other-id" },
		{ "Sections/Section/SectionTitle", "sections" },
	};
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct lines lines = { w, a, lists[i].name };

		xml_each_at(citation, lists[i].path, add_text_line, &lines);
	}
	add_people(w, a, "investigator",
	    xml_child(citation, "InvestigatorList"), "Investigator");
	add_people(w, a, "personal-name-as-subject",
	    xml_child(citation, "PersonalNameSubjectList"),
	    "PersonalNameSubject");
	add_grants(w, a, xml_at(citation, "Article/GrantList"));
}

/* The publisher's number, in the article or among its identifiers. */
static void
fill_pii(struct work *w, struct arena *a, const xmlNode *element,
    const xmlNode *citation)
{
	const xmlNode *data = xml_child(element, "PubmedData");

	XML_EACH(n, xml_child(citation, "Article"), "ELocationID")
	if (xml_attr_is(n, "EIdType", "pii"))
		fill_custom(w, a, "pii", xml_span(a, n));
	XML_EACH(n, xml_child(data, "ArticleIdList"), "ArticleId")
	if (xml_attr_is(n, "IdType", "pii") && !work_custom(w, "pii"))
		fill_custom(w, a, "pii", xml_span(a, n));
}

static void
fill_kept(struct work *w, struct arena *a, const xmlNode *element,
    const xmlNode *citation)
{
	const char *owner = xml_attr(a, citation, "Owner");
	const char *status = xml_attr(a, citation, "Status");
	const char *model =
	    xml_attr(a, xml_child(citation, "Article"), "PubModel");
	struct span published =
	    xml_span_at(a, element, "PubmedData/PublicationStatus");

	if (!published.len)
		published =
		    xml_span_at(a, element, "PubmedBookData/PublicationStatus");
	fill_day(w, a, xml_child(citation, "DateCompleted"), "completed");
	fill_day(w, a, xml_child(citation, "DateRevised"), "revised");
	fill_day(w, a, xml_child(citation, "DateCreated"), "created");
	fill_day(
	    w, a, xml_child(citation, "ContributionDate"), "contribution-date");
	fill_pii(w, a, element, citation);
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		fill_custom(
		    w, a, kept[i].name, xml_span_at(a, citation, kept[i].path));
	fill_custom(w, a, "owner", span_of(owner ? owner : ""));
	fill_custom(w, a, "status", span_of(status ? status : ""));
	fill_custom(w, a, "pubmodel", span_of(model ? model : ""));
	fill_custom(w, a, "publication-status", published);
}

/* "2014 Oct-Nov", "Winter 2014-2015": the reader of records takes the year, if it
 * stands in front. The day of the electronic version is NBIB's DEP. */
static void
fill_dates(struct work *w, struct arena *a, const xmlNode *article)
{
	static const char *const dates[] = {
		"Journal/JournalIssue/PubDate/MedlineDate",
		"Book/PubDate/MedlineDate",
	};
	const xmlNode *electronic = xml_child(article, "ArticleDate");
	struct span day = xml_span_at(a, electronic, "Day"),
		    month = xml_span_at(a, electronic, "Month");

	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		struct date d = { 0 };

		fill_date(&d, a, xml_span_at(a, article, dates[i]));
		if (d.from.year)
			w->issued = d;
	}
	if (electronic)
		fill_custom(w, a, "electronic-publication",
		    span_of(arena_printf(a, "%s%s%s%s%s",
			xml_span_at(a, electronic, "Year").ptr,
			month.len == 1 ? "0" : "", month.ptr,
			day.len == 1 ? "0" : "", day.ptr)));
}

/* What fails its check; a book's number at the Bookshelf, as in .nbib. */
static void
fill_pubmed_numbers(struct work *w, struct arena *a, const xmlNode *article)
{
	struct span issn = xml_span_at(a, article, "Journal/ISSN");

	if (issn.len)
		fill_identifier(w, a, WORK_ISSN, issn);
	XML_EACH(isbn, xml_child(article, "Book"), "Isbn")
	fill_identifier(w, a, WORK_ISBN, xml_span(a, isbn));
	XML_EACH(id, article, "ELocationID")
	if (xml_attr_is(id, "EIdType", "doi"))
		fill_identifier(w, a, WORK_DOI, xml_span(a, id));
	XML_EACH(id, xml_child(article, "ArticleIdList"), "ArticleId")
	if (xml_attr_is(id, "IdType", "bookaccession"))
		fill_custom(w, a, "nbib-aid",
		    span_of(arena_printf(
			a, "%s [bookaccession]", xml_span(a, id).ptr)));
}

void
pubmed_more(struct work *w, struct arena *a, const xmlNode *element)
{
	const xmlNode *citation = xml_child(element, "MedlineCitation");
	const xmlNode *article = xml_child(citation, "Article");

	if (!citation)
		citation = article = xml_child(element, "BookDocument");
	fill_dates(w, a, article);
	fill_pubmed_numbers(w, a, article);
	fill_abstract(w, a, xml_child(article, "Abstract"));
	fill_subjects(w, a, citation);
	fill_text(
	    w, a, WORK_language, xml_span_at(a, article, "Language"), NULL);
	XML_EACH(note, citation, "GeneralNote")
	fill_append(w, a, WORK_note, xml_span(a, note), "\n");
	fill_kept(w, a, element, citation);
	fill_lists(w, a, citation);
}
