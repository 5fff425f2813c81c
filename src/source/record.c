#include "source/record.h"
#include "source/answer.h"

#include "base/banned.h"

static bool
begins(const char *s, const char *with)
{
	return s && !strncmp(s, with, strlen(with));
}

static bool
is_arxiv(const json_t *o)
{
	return json_is_array(json_object_get(o, "authors_parsed")) ||
	       (json_is_array(json_object_get(o, "versions")) &&
		   json_is_string(json_object_get(o, "categories")));
}

static bool
is_datacite(const json_t *o)
{
	const json_t *attributes = json_object_get(o, "attributes");

	return json_is_array(json_object_get(attributes, "titles")) ||
	       json_is_array(json_object_get(attributes, "creators")) ||
	       (json_is_array(json_object_get(o, "titles")) &&
		   json_is_array(json_object_get(o, "creators")));
}

static bool
is_openalex(const json_t *o)
{
	return begins(json_str(o, "id"), "https://openalex.org/W") ||
	       json_is_array(json_object_get(o, "authorships"));
}

/* CSL-JSON, which is like it, has no arrays of titles and no deposits. */
static bool
is_crossref(const json_t *o)
{
	return json_str(o, "DOI") &&
	       (json_is_array(json_object_get(o, "title")) ||
		   json_object_get(o, "deposited") ||
		   json_object_get(o, "prefix"));
}

record_reader
record_reader_of(const json_t *o)
{
	static const struct {
		bool (*is)(const json_t *o);
		record_reader read;
	} kinds[] = {
		{ is_crossref, crossref_record },
		{ is_openalex, openalex_record },
		{ is_datacite, datacite_record },
		{ is_arxiv, arxiv_record },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i].is(o))
			return kinds[i].read;
	return NULL;
}
