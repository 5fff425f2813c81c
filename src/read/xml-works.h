#ifndef READ_XML_WORKS_H
#define READ_XML_WORKS_H

#include "model/document.h"
#include "model/xml-text.h"
#include "read/fill.h"

/*
 * Private to the readers of XML bibliographies: the file in records, which are
 * parsed one by one (base/xml-records.h), so that a broken one costs no other and
 * a big file no memory.
 */
typedef void xml_work_fn(
    struct references *out, const xmlNode *element, size_t line, void *ctx);

/* Elements of these local names (NULL-ended), whatever prefix they have. */
int xml_works_read(struct references *out, struct document *d,
    const char *const *names, xml_work_fn *read, void *ctx, struct err *err);

/*
 * For formats whose records refer to one another: a tree of all records in the elements
 * around them (<References>), the caller's to xmlFreeDoc(). A record's line is that of
 * the file. What is broken is told of, and costs itself.
 */
xmlDoc *xml_tables_read(struct references *out, struct document *d,
    const char *root, const char *const *names);

/* Is that the local name of the text's root element? */
bool xml_root_is(struct span text, const char *name);
/* Is there a start tag of that local name, or such text, at the file's start? */
bool xml_head_has(struct span text, const char *word);

/* The element at the end of a path of local names ("titles/title"), or NULL. */
const xmlNode *xml_at(const xmlNode *node, const char *path);
/* Its text, cleaned; empty if there is none. */
struct span xml_span_at(struct arena *a, const xmlNode *node, const char *path);
/* The element's own text, cleaned; empty for NULL. */
struct span xml_span(struct arena *a, const xmlNode *node);
/* Each of the elements at the end of such a path, in the order of the file. */
typedef void xml_each_fn(void *ctx, const xmlNode *element);
void xml_each_at(
    const xmlNode *node, const char *path, xml_each_fn *each, void *ctx);
/* Does the attribute (any namespace) have that value, ASCII case aside? */
bool xml_attr_is(const xmlNode *node, const char *name, const char *value);

#define XML_EACH(child, parent, name)                                   \
	for (const xmlNode *child = xml_child((parent), (name)); child; \
	     child = xml_next(child, (name)))

#endif
