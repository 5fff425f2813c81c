#include "model/msbib.h"
#include "base/text.h"
#include "model/document.h"
#include "model/identifier.h"
#include "read/formats.h"
#include "read/xml-works.h"

#include <stdlib.h>

#include "base/banned.h"

/* Word's bibliography: the <b:Sources> of its Sources.xml and of documents. */

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
read_people(
    struct work *w, struct arena *a, struct arena *s, const xmlNode *source)
{
	XML_EACH(outer, source, "Author")
	for (size_t i = 0; i < msbib_people_len; i++)
		XML_EACH(role, outer, msbib_people[i].element)
		{
			struct name_list *l =
			    work_names(w, msbib_people[i].field);
			const xmlNode *list = xml_child(role, "NameList");

			fill_literal_name(
			    l, a, xml_span_at(s, role, "Corporate"));
			XML_EACH(person, list, "Person")
			{
				struct span given =
				    xml_span_at(s, person, "First");
				struct span middle =
				    xml_span_at(s, person, "Middle");

				if (middle.len)
					given = span_of(arena_printf(s,
					    "%s%s%s", given.ptr,
					    given.len ? " " : "", middle.ptr));
				fill_name_parts(l, a,
				    xml_span_at(s, person, "Last"), given,
				    (struct span){ "", 0 });
			}
		}
}

static void
read_date(struct date *out, struct arena *a, struct arena *s,
    const xmlNode *source, const char *of)
{
	struct span year =
	    xml_span_at(s, source, arena_printf(s, "Year%s", of));
	struct span month =
	    xml_span_at(s, source, arena_printf(s, "Month%s", of));
	struct span day = xml_span_at(s, source, arena_printf(s, "Day%s", of));

	fill_date(out, a, year);
	fill_month(out, day.len && month.len ? span_of(arena_printf(s, "%s %s",
						   month.ptr, day.ptr))
					     : month);
}

static void
read_container(
    struct work *w, struct arena *a, struct arena *s, const xmlNode *source)
{
	static const char *const elements[] = { "JournalName", "BookTitle",
		"PeriodicalTitle", "PublicationTitle", "InternetSiteTitle",
		"AlbumTitle", "BroadcastTitle" };
	struct span conference = xml_span_at(s, source, "ConferenceName");

	for (size_t i = 0; i < LENGTH(elements); i++)
		fill_text(w, a, WORK_container_title,
		    xml_span_at(s, source, elements[i]),
		    i == 2 ? "msbib-periodical" : NULL);
	/* Word has one field for the conference and its proceedings. */
	if (!w->container_title && w->type == WORK_TYPE_PAPER_CONFERENCE)
		fill_text(w, a, WORK_container_title, conference, NULL);
	else
		fill_text(w, a, WORK_event_title, conference, NULL);
}

static void
read_place(
    struct work *w, struct arena *a, struct arena *s, const xmlNode *source)
{
	static const char *const elements[] = { "City", "StateProvince",
		"CountryRegion" };
	struct sbuf all = SBUF_INIT;

	for (size_t i = 0; i < LENGTH(elements); i++) {
		struct span part = xml_span_at(s, source, elements[i]);

		if (part.len && all.len)
			sbuf_add(&all, SPAN_LIT(", "));
		sbuf_add(&all, part);
	}
	fill_text(w, a, WORK_publisher_place, (struct span){ all.buf, all.len },
	    NULL);
	sbuf_release(&all);
}

static void
read_language(struct work *w, struct arena *a, struct span lcid)
{
	long number =
	    lcid.len /* 0: none is said */ ? strtol(lcid.ptr, NULL, 10) : 0;

	for (size_t i = 0; i < msbib_languages_len; i++)
		if (number && msbib_languages[i].lcid == number) {
			w->language = msbib_languages[i].tag;
			return;
		}
	if (number)
		fill_custom(w, a, "msbib-lcid", lcid);
	else if (lcid.len && lcid.ptr[0] != '0')
		fill_text(w, a, WORK_language, lcid, NULL);
}

/* "Watson, James; Crick, Francis": as the writer puts people into one element. */
static void
read_names(struct name_list *l, struct arena *a, struct span value)
{
	for (size_t from = 0, at = 0; at <= value.len; at++) {
		if (at < value.len && value.ptr[at] != ';')
			continue;
		fill_name(
		    l, a, span_sub(value, from, at), FILL_NAMES_SUFFIX_LAST);
		from = at + 1;
	}
}

/* What the writer has no other element for: CSL's own variables. False: none. */
static bool
read_variable(
    struct work *w, struct arena *a, const char *key, struct span value)
{
	for (int f = 0; f < WORK_FIELDS; f++) {
		enum work_field field = (enum work_field)f;

		if (!text_eq_nocase(span_of(key), work_field_csl(field)))
			continue;
		if (field == WORK_ISBN || field == WORK_ISSN)
			fill_identifier(w, a, field, value);
		else
			fill_text(w, a, field, value, NULL);
		return true;
	}
	for (int f = 0; f < WORK_NAME_FIELDS; f++) {
		enum work_name_field field = (enum work_name_field)f;

		if (strcmp(key, work_name_field_csl(field)) != 0)
			continue;
		read_names(work_names(w, field), a, value);
		return true;
	}
	for (int f = 0; f < WORK_DATE_FIELDS; f++) {
		struct date *d = work_date(w, (enum work_date_field)f);

		if (strcmp(key, work_date_field_csl(f)) != 0)
			continue;
		if (!date_parse_edtf(d, value))
			fill_date(d, a, value);
		return true;
	}
	return false;
}

/* Elements that the schema has not: JabRef's BIBTEX_Keywords and others'. */
static void
read_others(
    struct work *w, struct arena *a, struct arena *s, const xmlNode *source)
{
	for (const xmlNode *n = source->children; n; n = n->next) {
		const char *name = (const char *)n->name;
		struct span value;
		bool known = false;
		char *key;

		if (n->type != XML_ELEMENT_NODE)
			continue;
		for (size_t i = 0; !known && i < msbib_fields_len; i++)
			known = xml_is(n, msbib_fields[i].element);
		if (known)
			continue;
		value = xml_span(s, n);
		key = arena_strdup(
		    a, strrchr(name, ':') ? strrchr(name, ':') + 1 : name);
		for (char *p = key; *p; p++)
			*p = text_ascii_lower(*p);
		if (!strncmp(key, "bibtex_", 7))
			key += 7;
		else
			key = arena_printf(a, "msbib-%s", key);
		if ((!strcmp(key, "msbib-issn") ||
			!strcmp(key, "msbib-isbn")) &&
		    fill_standard_number(w, a, value))
			continue;
		if (strncmp(key, "msbib-", 6) != 0 &&
		    read_variable(w, a, key, value))
			continue;
		if (!strcmp(key, "keywords"))
			fill_text(w, a, WORK_keyword, value, NULL);
		else if (!strcmp(key, "abstract"))
			fill_text(w, a, WORK_abstract, value, NULL);
		else if (!strcmp(key, "series"))
			fill_text(w, a, WORK_collection_title, value, NULL);
		else if (strcmp(key, "entry") != 0 &&
			 strcmp(key, MSBIB_CSL_TYPE) != 0)
			fill_custom(w, a, key, value);
	}
}

/* "1234-5678", whatever its check digit says. */
static bool
has_shape_of_issn(struct span s)
{
	if (s.len != 9 || s.ptr[4] != '-')
		return false;
	for (size_t i = 0; i < 9; i++)
		if (i != 4 && (s.ptr[i] < '0' || s.ptr[i] > '9') &&
		    !(i == 8 && (s.ptr[i] | 32) == 'x'))
			return false;
	return true;
}

/* What only works of some types have: first, since it is theirs. */
static void
read_typed(
    struct work *w, struct arena *a, struct arena *s, const xmlNode *source)
{
	for (size_t i = 0; i < msbib_fields_len; i++) {
		const struct msbib_field *f = &msbib_fields[i];
		struct span value;

		if (f->handling != MSBIB_TYPED)
			continue;
		value = xml_span_at(s, source, f->element);
		if (msbib_is_of_type(f->element, w->type))
			fill_text(w, a, f->field, value, f->name);
		else
			fill_custom(w, a, f->name, value);
	}
}

static void
read_details(
    struct work *w, struct arena *a, struct arena *s, const xmlNode *source)
{
	static const struct {
		const char *element;
		enum work_field field;
		const char *key; /* of another one than the work has */
	} texts[] = {
		{ "Publisher", WORK_publisher, NULL },
		{ "Institution", WORK_publisher, "institution" },
		{ "ThesisType", WORK_genre, NULL },
		{ "PatentNumber", WORK_number, NULL },
	};
	struct span number = xml_span_at(s, source, "StandardNumber");

	read_typed(w, a, s, source);
	fill_pages(w, a, xml_span_at(s, source, "Pages"));
	for (size_t i = 0; i < LENGTH(texts); i++)
		fill_text(w, a, texts[i].field,
		    xml_span_at(s, source, texts[i].element), texts[i].key);
	if (!fill_standard_number(w, a, number) && !fill_doi(w, a, number)) {
		if (isbn_has_shape(number))
			fill_custom(w, a, "isbn", number);
		else if (has_shape_of_issn(number))
			fill_custom(w, a, "issn", number);
		else
			fill_text(w, a, WORK_number, number, NULL);
	}
	fill_url(w, a, xml_span_at(s, source, "URL"));
	fill_identifier(w, a, WORK_DOI, xml_span_at(s, source, "DOI"));
	for (size_t i = 0; i < msbib_fields_len; i++) {
		struct span value;

		if (msbib_fields[i].handling == MSBIB_SPECIAL ||
		    msbib_fields[i].handling == MSBIB_TYPED)
			continue;
		value = xml_span_at(s, source, msbib_fields[i].element);
		if (msbib_fields[i].handling == MSBIB_TEXT)
			fill_text(w, a, msbib_fields[i].field, value, NULL);
		else
			fill_custom(w, a, msbib_fields[i].name, value);
	}
}

static void
read_source(
    struct references *out, const xmlNode *source, size_t line, void *ctx)
{
	struct arena *a = &out->document->arena, *s = ctx;
	struct work *w = ARENA_NEW(a, struct work);
	enum work_type said;
	struct span type;

	arena_reset(s);
	type = xml_span_at(s, source, "SourceType");
	w->type = WORK_TYPE_DOCUMENT;
	for (size_t i = 0; i < msbib_types_len; i++)
		if (text_eq_nocase(type, msbib_types[i].name)) {
			w->type = msbib_types[i].type;
			break;
		}
	if (w->type == WORK_TYPE_REPORT &&
	    xml_span_at(s, source, "ThesisType").len &&
	    !msbib_is_report(xml_span_at(s, source, "ThesisType").ptr))
		w->type = WORK_TYPE_THESIS;
	/* of our own files: what it was, where Word has no such type */
	said = work_type_from_csl(
	    xml_span_at(s, source, "BIBTEX_" MSBIB_CSL_TYPE).ptr);
	if (said)
		w->type = said;
	w->id = fill_clean(a, xml_span_at(s, source, "Tag"));
	fill_title(w, a, xml_span_at(s, source, "Title"));
	read_people(w, a, s, source);
	read_date(&w->issued, a, s, source, "");
	read_date(&w->accessed, a, s, source, "Accessed");
	read_container(w, a, s, source);
	read_place(w, a, s, source);
	read_details(w, a, s, source);
	read_language(w, a, xml_span_at(s, source, "LCID"));
	read_others(w, a, s, source);
	fill_reference(out, w, line);
}

bool
msbib_is(struct span text)
{
	return xml_root_is(text, "Sources");
}

int
read_msbib(struct references *out, struct document *d, struct err *err)
{
	static const char *const names[] = { "Source", NULL };
	struct arena scratch = ARENA_INIT;
	int rc = xml_works_read(out, d, names, read_source, &scratch, err);

	arena_release(&scratch);
	return rc;
}
