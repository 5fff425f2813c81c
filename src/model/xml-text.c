#include "model/xml-text.h"
#include "base/sbuf.h"
#include "base/text.h"
#include "model/rich.h"

#include "base/banned.h"

enum { DEPTH_MAX = 40 };

/* The text of an element that holds nothing else; false: it does. */
static bool
lone_text(struct span *out, const xmlNode *node)
{
	const xmlNode *child = node->children;

	if (!child) {
		*out = SPAN_LIT("");
		return true;
	}
	if (child->next || child->type != XML_TEXT_NODE)
		return false;
	*out = span_of((const char *)child->content);
	return true;
}

static char *
clean(struct arena *a, struct span s)
{
	char *out;

	if (!s.len)
		return NULL;
	out = text_clean(a, s);
	return *out ? out : NULL;
}

char *
xml_plain(struct arena *a, const xmlNode *node)
{
	struct span s;

	if (!node)
		return NULL;
	return lone_text(&s, node) ? clean(a, s) : xml_text(a, node);
}

char *
xml_child_plain(struct arena *a, const xmlNode *parent, const char *name)
{
	return xml_plain(a, xml_child(parent, name));
}

/* --- titles -------------------------------------------------------------------- */

/* Elements that mean something in a title, and what model/rich.h calls them. */
static const struct {
	const char *name;
	const char *html;
} faces[] = {
	{ "i", "i" },
	{ "it", "i" },
	{ "italic", "i" },
	{ "b", "b" },
	{ "bf", "b" },
	{ "bold", "b" },
	{ "sc", "sc" },
	{ "sub", "sub" },
	{ "sup", "sup" },
};

static const char *
html_name(const xmlNode *node)
{
	for (size_t i = 0; i < sizeof(faces) / sizeof(faces[0]); i++)
		if (xml_is(node, faces[i].name))
			return faces[i].html;
	return NULL;
}

static void
add_escaped(struct sbuf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '&')
			sbuf_add(out, SPAN_LIT("&amp;"));
		else if (s.ptr[i] == '<')
			sbuf_add(out, SPAN_LIT("&lt;"));
		else
			sbuf_addc(out, s.ptr[i]);
	}
}

static void
add_html(struct sbuf *out, const xmlNode *node, unsigned depth)
{
	if (depth > DEPTH_MAX)
		return;
	for (const xmlNode *n = node->children; n; n = n->next) {
		const char *html;
		bool math;

		if (n->type == XML_TEXT_NODE ||
		    n->type == XML_CDATA_SECTION_NODE)
			add_escaped(out, span_of((const char *)n->content));
		if (n->type != XML_ELEMENT_NODE)
			continue;
		html = html_name(n);
		math = xml_is(n, "tex-math"); /* as .bib files have it */
		if (html)
			sbuf_addf(out, "<%s>", html);
		else if (math)
			sbuf_addc(out, '$');
		add_html(out, n, depth + 1);
		if (html)
			sbuf_addf(out, "</%s>", html);
		else if (math)
			sbuf_addc(out, '$');
	}
}

char *
xml_title(const char **rich, struct arena *a, const xmlNode *node)
{
	struct sbuf html = SBUF_INIT;
	struct span s;
	char *text;

	*rich = NULL;
	if (!node)
		return NULL;
	if (lone_text(&s, node) && !memchr(s.ptr, '<', s.len) &&
	    !memchr(s.ptr, '&', s.len))
		return clean(a, s);
	add_html(&html, node, 0);
	s = (struct span){ html.buf, html.len };
	text = rich_plain(a, s);
	*rich = rich_csl(a, s);
	sbuf_release(&html);
	return text && *text ? text : NULL;
}

static bool
ends_with_stop(const char *s)
{
	size_t n = strlen(s);

	return n > 1 && s[n - 1] == '.' && s[n - 2] != '.';
}

char *
xml_title_without_stop(const char **rich, struct arena *a, const xmlNode *node)
{
	char *title = xml_title(rich, a, node);

	if (!title || !ends_with_stop(title))
		return title;
	title[strlen(title) - 1] = '\0';
	if (*rich && ends_with_stop(*rich))
		*rich = arena_strdup_span(
		    a, span_sub(span_of(*rich), 0, strlen(*rich) - 1));
	return title;
}

char *
xml_pages(struct arena *a, const char *from, const char *to)
{
	if (!from || !to || !strcmp(from, to))
		return arena_strdup(a, from);
	return arena_printf(a, "%s-%s", from, to);
}
