#include "base/xml.h"
#include "base/sbuf.h"
#include "base/text.h"

#include <libxml/parser.h>
#include <limits.h>
#include <stdlib.h>

#include "base/banned.h"

#if LIBXML_VERSION >= 21200
typedef const xmlError *error_ptr;
#else
typedef xmlError *error_ptr;
#endif

static void
be_silent(void *ctx, error_ptr e)
{
	(void)ctx;
	(void)e;
}

static int
read_with(xmlDoc **out, xmlParserCtxt *ctxt, struct span text, bool record,
    struct err *err)
{
	/* No XML_PARSE_NOENT, no XML_PARSE_DTDLOAD, no XML_PARSE_HUGE. */
	const int options = XML_PARSE_NONET | XML_PARSE_NOERROR |
			    XML_PARSE_NOWARNING | XML_PARSE_NOCDATA |
			    XML_PARSE_COMPACT;
	/* Damaged encodings are told to the thread's handler, which prints,
	 * whatever the options say; it may be another's, so it comes back. */
	xmlStructuredErrorFunc handler = xmlStructuredError;
	void *handler_ctx = xmlStructuredErrorContext;
	const xmlError *e;

	*out = NULL;
	if (text.len > INT_MAX)
		return err_set(err, ERR_LIMIT, "XML of more than 2 GiB");
	xmlSetStructuredErrorFunc(NULL, be_silent);
	*out = xmlCtxtReadMemory(
	    ctxt, text.ptr ? text.ptr : "", (int)text.len, NULL, NULL, options);
	xmlSetStructuredErrorFunc(handler_ctx, handler);
	if (!*out) {
		const char *what;

		e = xmlCtxtGetLastError(ctxt);
		what = e && e->message ? e->message : "unreadable";
		err_set(err, ERR_SYNTAX, "not XML: %.*s (line %d%s)",
		    (int)strcspn(what, "\n"), what, e ? e->line : 0,
		    record ? " of the record" : "");
	}
	return *out ? OK : ERR_SYNTAX;
}

static xmlParserCtxt *
new_parser(void)
{
	xmlParserCtxt *ctxt = xmlNewParserCtxt();

	if (!ctxt)
		die_oom(sizeof(*ctxt));
	return ctxt;
}

int
xml_read(xmlDoc **out, struct span text, struct err *err)
{
	xmlParserCtxt *ctxt = new_parser();
	int rc = read_with(out, ctxt, text, false, err);

	xmlFreeParserCtxt(ctxt);
	return rc;
}

/* A parser keeps every name it has met, so it is not used for ever. */
enum { TEXTS_MAX = 20000 };

struct xml_reader {
	xmlParserCtxt *ctxt;
	xmlDoc *doc;
	size_t used;
};

struct xml_reader *
xml_reader_new(void)
{
	struct xml_reader *r = calloc(1, sizeof(*r));

	if (!r)
		die_oom(sizeof(*r));
	r->ctxt = new_parser();
	return r;
}

int
xml_reader_read(struct xml_reader *r, const xmlNode **root, struct span text,
    struct err *err)
{
	int rc;

	xmlFreeDoc(r->doc);
	if (++r->used % TEXTS_MAX == 0) {
		xmlFreeParserCtxt(r->ctxt);
		r->ctxt = new_parser();
	}
	rc = read_with(&r->doc, r->ctxt, text, true, err);
	*root = rc ? NULL : xmlDocGetRootElement(r->doc);
	return rc ? rc : *root ? OK : err_set(err, ERR_SYNTAX, "no element");
}

void
xml_reader_free(struct xml_reader *r)
{
	if (!r)
		return;
	xmlFreeDoc(r->doc);
	xmlFreeParserCtxt(r->ctxt);
	free(r);
}

bool
xml_is(const xmlNode *node, const char *name)
{
	const char *own, *colon;

	if (!node || node->type != XML_ELEMENT_NODE)
		return false;
	own = (const char *)node->name;
	if (!strcmp(own, name))
		return true;
	/* A record on its own has left the declaration of its prefix behind. */
	colon = node->ns ? NULL : strchr(own, ':');
	return colon && !strcmp(colon + 1, name);
}

static xmlNode *
named(xmlNode *n, const char *name)
{
	for (; n; n = n->next)
		if (xml_is(n, name))
			return n;
	return NULL;
}

xmlNode *
xml_child(const xmlNode *parent, const char *name)
{
	return parent ? named(parent->children, name) : NULL;
}

xmlNode *
xml_next(const xmlNode *node, const char *name)
{
	return node ? named(node->next, name) : NULL;
}

static char *
cleaned(struct arena *a, xmlChar *s)
{
	char *out = NULL;

	if (s) {
		out = text_clean(a, span_of((const char *)s));
		if (!*out)
			out = NULL;
		xmlFree(s);
	}
	return out;
}

char *
xml_text(struct arena *a, const xmlNode *node)
{
	return node ? cleaned(a, xmlNodeGetContent(node)) : NULL;
}

char *
xml_attr(struct arena *a, const xmlNode *node, const char *name)
{
	return node ? cleaned(a, xmlGetProp(node, (const xmlChar *)name))
		    : NULL;
}
