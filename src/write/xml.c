#include "write/xml.h"

#include "base/banned.h"

static void
add(struct sbuf *out, const char *text, bool quoted)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '&')
			sbuf_add(out, SPAN_LIT("&amp;"));
		else if (c == '<')
			sbuf_add(out, SPAN_LIT("&lt;"));
		else if (c == '>')
			sbuf_add(out, SPAN_LIT("&gt;"));
		else if (c == '"' && quoted)
			sbuf_add(out, SPAN_LIT("&quot;"));
		else if (c == '\n' && quoted)
			sbuf_add(out, SPAN_LIT("&#10;"));
		/* XML 1.0, production 2 */
		else if (c >= ' ' || c == '\t' || c == '\n')
			sbuf_addc(out, (char)c);
	}
}

void
xml_add_text(struct sbuf *out, const char *text)
{
	add(out, text, false);
}

void
xml_add_value(struct sbuf *out, const char *text)
{
	add(out, text, true);
}

void
xml_add_element(
    struct sbuf *out, unsigned indent, const char *name, const char *text)
{
	if (!text || !*text)
		return;
	sbuf_addf(out, "%*s<%s>", (int)indent, "", name);
	xml_add_text(out, text);
	sbuf_addf(out, "</%.*s>\n", (int)strcspn(name, " "), name);
}
