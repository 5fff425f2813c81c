#include "read/datacite-xml.h"
#include "base/text.h"
#include "read/xml-works.h"

#include "base/banned.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
put(json_t *o, const char *key, struct span value)
{
	if (value.len)
		json_object_set_new(o, key, json_stringn(value.ptr, value.len));
}

static void
put_attribute(json_t *o, const char *key, struct arena *s, const xmlNode *node,
    const char *name)
{
	const char *value = xml_attr(s, node, name);

	if (value)
		put(o, key, text_trim(span_of(value)));
}

/* Lists whose elements are a text with attributes. */
static const struct {
	const char *list;
	const char *element;
	const char *key; /* of the list in JSON */
	const char *text;
	struct {
		const char *attribute;
		const char *key;
	} attributes[2];
} lists[] = {
	{ "titles", "title", "titles", "title",
	    { { "titleType", "titleType" }, { "lang", "lang" } } },
	{ "subjects", "subject", "subjects", "subject", { { 0 } } },
	{ "dates", "date", "dates", "date", { { "dateType", "dateType" } } },
	{ "alternateIdentifiers", "alternateIdentifier", "alternateIdentifiers",
	    "alternateIdentifier",
	    { { "alternateIdentifierType", "alternateIdentifierType" } } },
	{ "relatedIdentifiers", "relatedIdentifier", "relatedIdentifiers",
	    "relatedIdentifier",
	    { { "relationType", "relationType" },
		{ "relatedIdentifierType", "relatedIdentifierType" } } },
	{ "rightsList", "rights", "rightsList", "rights",
	    { { "rightsURI", "rightsUri" } } },
	{ "descriptions", "description", "descriptions", "description",
	    { { "descriptionType", "descriptionType" } } },
};

/* Descriptions may have <br/> and nothing else in them: as JSON has it. */
static struct span
text_with_breaks(struct arena *s, const xmlNode *node)
{
	struct sbuf all = SBUF_INIT;
	struct span text;

	if (!xml_child(node, "br"))
		return xml_span(s, node);
	for (const xmlNode *n = node->children; n; n = n->next) {
		if (n->type == XML_TEXT_NODE ||
		    n->type == XML_CDATA_SECTION_NODE)
			sbuf_add(&all, span_of((const char *)n->content));
		else if (n->type == XML_ELEMENT_NODE)
			sbuf_add(&all, xml_is(n, "br") ? SPAN_LIT("<br>")
						       : xml_span(s, n));
	}
	text = span_of(arena_strdup_span(s, (struct span){ all.buf, all.len }));
	sbuf_release(&all);
	return text;
}

static void
put_lists(json_t *out, struct arena *s, const xmlNode *resource)
{
	for (size_t i = 0; i < LENGTH(lists); i++) {
		json_t *all = json_array();

		XML_EACH(
		    n, xml_child(resource, lists[i].list), lists[i].element)
		{
			json_t *o = json_object();

			put(o, lists[i].text, text_with_breaks(s, n));
			for (size_t k = 0; k < 2; k++)
				if (lists[i].attributes[k].key)
					put_attribute(o,
					    lists[i].attributes[k].key, s, n,
					    lists[i].attributes[k].attribute);
			json_array_append_new(all, o);
		}
		json_object_set_new(out, lists[i].key, all);
	}
}

/*
 * The people of a list. One is a <creator>, or begins at each name in it: deposits
 * with several names in one are known.
 */
static void
put_people(json_t *out, const char *key, struct arena *s,
    const xmlNode *resource, const char *list, const char *element,
    const char *name)
{
	json_t *all = json_array();

	XML_EACH(person, xml_child(resource, list), element)
	{
		json_t *o = NULL, *ids = NULL, *places = NULL;

		for (const xmlNode *n = person->children; n; n = n->next) {
			if (n->type != XML_ELEMENT_NODE)
				continue;
			if (!o || (xml_is(n, name) && json_str(o, "name"))) {
				o = json_object();
				ids = json_array();
				json_object_set_new(o, "nameIdentifiers", ids);
				places = json_array();
				json_object_set_new(o, "affiliation", places);
				put_attribute(o, "contributorType", s, person,
				    "contributorType");
				json_array_append_new(all, o);
			}
			if (xml_is(n, name)) {
				put(o, "name", xml_span(s, n));
				put_attribute(o, "nameType", s, n, "nameType");
			} else if (xml_is(n, "givenName") ||
				   xml_is(n, "familyName")) {
				put(o, (const char *)n->name, xml_span(s, n));
			} else if (xml_is(n, "affiliation")) {
				struct span place = xml_span(s, n);

				json_array_append_new(
				    places, json_stringn(place.ptr, place.len));
			} else if (xml_is(n, "nameIdentifier")) {
				json_t *id = json_object();

				put(id, "nameIdentifier", xml_span(s, n));
				put_attribute(id, "nameIdentifierScheme", s, n,
				    "nameIdentifierScheme");
				json_array_append_new(ids, id);
			}
		}
	}
	json_object_set_new(out, key, all);
}

/* A number at *at, letters and all ("12", "e123", "IV"), up to one of these. */
static struct span
number_at(struct span s, size_t *at, const char *end)
{
	size_t from = *at;

	while (*at < s.len && !strchr(end, s.ptr[*at]))
		(*at)++;
	return text_trim(span_sub(s, from, *at));
}

/* "DataCite Blog, 2(9), 3-4": title, volume, issue and pages, as DataCite itself
 * takes them apart. What is not so is a title whole. */
static void
put_series(json_t *out, struct span s)
{
	size_t at = 0, volume;
	struct span part;

	while (at < s.len && s.ptr[at] != ',')
		at++;
	volume = at + 1;
	while (volume < s.len && s.ptr[volume] == ' ')
		volume++;
	if (volume >= s.len || s.ptr[volume] < '0' || s.ptr[volume] > '9') {
		put(out, "title", s);
		return;
	}
	put(out, "title", text_trim(span_sub(s, 0, at)));
	at = volume;
	put(out, "volume", number_at(s, &at, "(,"));
	if (at < s.len && s.ptr[at] == '(') {
		at++;
		put(out, "issue", number_at(s, &at, ")"));
		at += at < s.len;
	}
	at += at < s.len;
	part = number_at(s, &at, "-");
	put(out, "firstPage", part);
	at += at < s.len;
	put(out, "lastPage", number_at(s, &at, ","));
}

static void
put_container(json_t *out, struct arena *s, const xmlNode *resource)
{
	static const struct {
		const char *path;
		const char *key;
	} parts[] = {
		{ "titles/title", "title" },
		{ "volume", "volume" },
		{ "issue", "issue" },
		{ "firstPage", "firstPage" },
		{ "lastPage", "lastPage" },
	};
	json_t *container = json_object();

	XML_EACH(item, xml_child(resource, "relatedItems"), "relatedItem")
	{
		if (!xml_attr_is(item, "relationType", "IsPublishedIn") ||
		    json_object_size(container))
			continue;
		put_attribute(container, "type", s, item, "relatedItemType");
		for (size_t i = 0; i < LENGTH(parts); i++)
			put(container, parts[i].key,
			    xml_span_at(s, item, parts[i].path));
	}
	XML_EACH(n, xml_child(resource, "descriptions"), "description")
	if (xml_attr_is(n, "descriptionType", "SeriesInformation") &&
	    !json_object_size(container))
		put_series(container, xml_span(s, n));
	json_object_set_new(out, "container", container);
}

static void
put_funders(json_t *out, struct arena *s, const xmlNode *resource)
{
	json_t *all = json_array();

	XML_EACH(
	    n, xml_child(resource, "fundingReferences"), "fundingReference")
	{
		json_t *o = json_object();

		put(o, "funderName", xml_span_at(s, n, "funderName"));
		put(o, "awardNumber", xml_span_at(s, n, "awardNumber"));
		json_array_append_new(all, o);
	}
	json_object_set_new(out, "fundingReferences", all);
}

static void
put_sizes(json_t *out, struct arena *s, const xmlNode *resource)
{
	json_t *all = json_array();

	XML_EACH(n, xml_child(resource, "sizes"), "size")
	{
		struct span size = xml_span(s, n);

		json_array_append_new(all, json_stringn(size.ptr, size.len));
	}
	json_object_set_new(out, "sizes", all);
}

json_t *
datacite_xml_record(struct arena *scratch, const xmlNode *resource)
{
	static const char *const texts[] = { "publisher", "publicationYear",
		"language", "version" };
	const xmlNode *id = xml_child(resource, "identifier");
	const xmlNode *type = xml_child(resource, "resourceType");
	json_t *out = json_object(), *types = json_object();

	if (xml_attr_is(id, "identifierType", "DOI"))
		put(out, "doi", xml_span(scratch, id));
	for (size_t i = 0; i < LENGTH(texts); i++)
		put(out, texts[i], xml_span_at(scratch, resource, texts[i]));
	put_attribute(
	    types, "resourceTypeGeneral", scratch, type, "resourceTypeGeneral");
	put(types, "resourceType", xml_span(scratch, type));
	json_object_set_new(out, "types", types);
	put_people(out, "creators", scratch, resource, "creators", "creator",
	    "creatorName");
	put_people(out, "contributors", scratch, resource, "contributors",
	    "contributor", "contributorName");
	put_lists(out, scratch, resource);
	put_container(out, scratch, resource);
	put_funders(out, scratch, resource);
	put_sizes(out, scratch, resource);
	return out;
}
