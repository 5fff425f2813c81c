#ifndef MODEL_XML_TEXT_H
#define MODEL_XML_TEXT_H

#include "base/xml.h"

#include <stdbool.h>

/* Text of XML elements, as the readers of records want it. */

/* Text of an element, with blanks put right, or NULL. */
char *xml_plain(struct arena *a, const xmlNode *node);
/* xml_plain() of the first child of that name. */
char *xml_child_plain(struct arena *a, const xmlNode *parent, const char *name);
/* Title of a work: *rich gets CSL's mark-up, or NULL if there is none. */
char *xml_title(const char **rich, struct arena *a, const xmlNode *node);
/* The title without the full stop that the source puts behind every one. */
char *xml_title_without_stop(
    const char **rich, struct arena *a, const xmlNode *node);
/* The text between from and to, joined as pages are. */
char *xml_pages(struct arena *a, const char *from, const char *to);

#endif
