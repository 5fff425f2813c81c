#ifndef APP_FORMAT_RECORDS_H
#define APP_FORMAT_RECORDS_H

#include "model/reference.h"

/*
 * Bibliographies that are records of a service: what identifies a work is read
 * where answers of services are (source/record.h), the rest by read/record-more.h.
 * As read/formats.h.
 */
bool pubmed_xml_is(struct span text);
int read_pubmed_xml(
    struct references *out, struct document *d, struct err *err);
bool crossref_json_is(struct span text);
int read_crossref_json(
    struct references *out, struct document *d, struct err *err);
bool datacite_json_is(struct span text);
int read_datacite_json(
    struct references *out, struct document *d, struct err *err);
bool datacite_xml_is(struct span text);
int read_datacite_xml(
    struct references *out, struct document *d, struct err *err);
bool schema_org_is(struct span text);
int read_schema_org(
    struct references *out, struct document *d, struct err *err);
bool openalex_json_is(struct span text);
int read_openalex_json(
    struct references *out, struct document *d, struct err *err);

#endif
