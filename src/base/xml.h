#ifndef BASE_XML_H
#define BASE_XML_H

#include "base/arena.h"
#include "base/err.h"

#include <libxml/tree.h>
#include <stdbool.h>

/*
 * Parse XML without network, DTD loading or entity expansion, with libxml2's
 * size limits on. *out is the caller's, to xmlFreeDoc(). ERR_SYNTAX with line.
 */
int xml_read(xmlDoc **out, struct span text, struct err *err);

/*
 * The same for many small texts: one parser is used again and again. A document
 * is the parser's, until the next one is read.
 */
struct xml_reader;
struct xml_reader *xml_reader_new(void);
/* The root element. ERR_SYNTAX. */
int xml_reader_read(struct xml_reader *r, const xmlNode **root,
    struct span text, struct err *err);
void xml_reader_free(struct xml_reader *r);

/* An element of that local name, in any namespace; NULL is none. */
bool xml_is(const xmlNode *node, const char *name);
/* First child element of that local name (any namespace), or NULL. */
xmlNode *xml_child(const xmlNode *parent, const char *name);
/* Next sibling element of that local name, or NULL. */
xmlNode *xml_next(const xmlNode *node, const char *name);
/* The text inside, white space made single blanks, or NULL if none. */
char *xml_text(struct arena *a, const xmlNode *node);
/* An attribute's value in the arena, or NULL. */
char *xml_attr(struct arena *a, const xmlNode *node, const char *name);

#endif
