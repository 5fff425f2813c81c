#include "write/sarif.h"
#include "base/json.h"
#include "write/report.h"

#include "base/banned.h"

/* SARIF 2.1.0, section 3.4: a URI; an absolute path has a scheme then. */
static void
add_uri(struct sbuf *out, const char *path)
{
	if (*path == '/')
		sbuf_add(out, SPAN_LIT("file://"));
	for (const char *p = path; *p; p++) {
		unsigned char c = (unsigned char)*p;

		/* A colon would make a scheme of what stands before it. */
		if (c <= ' ' || c >= 0x7f || strchr("%\"<>\\^`{|}#?:[]", c))
			sbuf_addf(out, "%%%02X", c);
		else
			sbuf_addc(out, *p);
	}
}

static void
add_message(struct sbuf *out, const char *name, struct span text)
{
	sbuf_addf(out, "\"%s\":{\"text\":", name);
	sbuf_add_json(out, text);
	sbuf_addc(out, '}');
}

void
sarif_begin(struct sbuf *out)
{
	sbuf_add(out,
	    SPAN_LIT("{\"$schema\":\"https://json.schemastore.org/"
		     "sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
		     "\"tool\":{\"driver\":{\"name\":\"refmend\",\"version\":"
		     "\"" PACKAGE_VERSION "\",\"rules\":["));
}

void
sarif_add_rule(struct sbuf *out, size_t n, const char *id, const char *text)
{
	sbuf_addf(out, "%s{\"id\":\"%s\",", n ? "," : "", id);
	add_message(out, "shortDescription", span_of(text));
	sbuf_addc(out, '}');
}

void
sarif_begin_results(struct sbuf *out)
{
	sbuf_add(out,
	    SPAN_LIT("]}},\"columnKind\":\"unicodeCodePoints\",\"results\":["));
}

/* Sections 3.27 (result), 3.28 (location), 3.30 (region). */
void
sarif_add_result(struct sbuf *out, size_t n, const char *rule,
    const char *level, struct span text, const char *path, size_t line,
    size_t column)
{
	struct sbuf clean = SBUF_INIT, uri = SBUF_INIT;

	report_add_clean(&clean, text);
	add_uri(&uri, path);
	sbuf_addf(out, "%s{\"ruleId\":\"%s\",\"level\":\"%s\",",
	    n ? ",\n" : "\n", rule, level);
	add_message(out, "message", (struct span){ clean.buf, clean.len });
	sbuf_add(out, SPAN_LIT(",\"locations\":[{\"physicalLocation\":{"
			       "\"artifactLocation\":{\"uri\":"));
	sbuf_add_json(out, (struct span){ uri.buf, uri.len });
	sbuf_addf(out, "},\"region\":{\"startLine\":%zu", line ? line : 1);
	if (column)
		sbuf_addf(out, ",\"startColumn\":%zu", column);
	sbuf_add(out, SPAN_LIT("}}}]}"));
	sbuf_release(&clean);
	sbuf_release(&uri);
}

void
sarif_end(struct sbuf *out)
{
	sbuf_add(out, SPAN_LIT("\n]}]}\n"));
}
