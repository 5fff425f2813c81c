#ifndef READ_DATACITE_XML_H
#define READ_DATACITE_XML_H

#include "base/json.h"
#include "base/xml.h"

/*
 * DataCite's XML (schema.datacite.org, kernels 2.1 to 4) as the JSON that DataCite
 * gives for it ("DataCite REST API Guide", "JSON representation"): one reader then
 * serves both. What JSON calls "container" is in the XML a relatedItem that the work
 * IsPublishedIn or, before kernel 4.4, a description of type SeriesInformation.
 * The arena is for scratch; the object is the caller's, to json_decref().
 */
json_t *datacite_xml_record(struct arena *scratch, const xmlNode *resource);

#endif
