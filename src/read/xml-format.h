#ifndef READ_XML_FORMAT_H
#define READ_XML_FORMAT_H

#include "model/work.h"
#include "model/xml-text.h"

/*
 * XML files that a source's whole stock comes in. A reader gets one record at a
 * time, as base/xml-records.h parts them, and gives the work that it tells.
 */
struct xml_format {
	const char *name;           /* "dblp": the source of its works */
	const char *root;           /* element */
	const char *const *records; /* elements that are records; NULL-ended */
	/* What is remembered from one record to another; NULL: nothing. */
	void *(*state_new)(void);
	void (*state_free)(void *state);
	/*
	 * A record, or the start tag of an element around records. The work in
	 * the arena, without source; NULL: nothing that anybody cites. Never fails:
	 * what is odd in a record is absent from the work.
	 */
	struct work *(*read)(
	    void *state, struct arena *a, const xmlNode *element);
};

extern const struct xml_format xml_format_acl;
extern const struct xml_format xml_format_dblp;

#endif
