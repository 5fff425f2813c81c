#ifndef WRITE_XML_H
#define WRITE_XML_H

#include "base/sbuf.h"

/* Private to the writers of XML: text escaped, control characters that XML 1.0
 * does not allow left out. */
void xml_add_text(struct sbuf *out, const char *text);
/* The same inside of double quotes. */
void xml_add_value(struct sbuf *out, const char *text);
/* Blanks, <name>text</name> and a line end; nothing for NULL or "". */
void xml_add_element(
    struct sbuf *out, unsigned indent, const char *name, const char *text);

#endif
