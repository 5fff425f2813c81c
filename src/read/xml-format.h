#ifndef READ_XML_FORMAT_H
#define READ_XML_FORMAT_H

#include "base/xml.h"
#include "model/work.h"

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
extern const struct xml_format xml_format_pubmed;

/* The format whose files, or whose lone records, have that root, or NULL. */
const struct xml_format *xml_format_of(const char *root);

/* --- private to these readers ---------------------------------------------- */

/* Text of an element, with blanks put right, or NULL. */
char *xml_plain(struct arena *a, const xmlNode *node);
/* xml_plain() of the first child of that name. */
char *xml_child_plain(struct arena *a, const xmlNode *parent, const char *name);
/* Title of a work: *rich gets CSL's mark-up, or NULL if there is none. */
char *xml_title(const char **rich, struct arena *a, const xmlNode *node);
/* The title without the full stop that the source puts behind every one. */
char *xml_title_without_stop(
    const char **rich, struct arena *a, const xmlNode *node);
bool xml_is(const xmlNode *node, const char *name);
/* The text between from and to, joined as pages are. */
char *xml_pages(struct arena *a, const char *from, const char *to);

#endif
