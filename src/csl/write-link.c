#include "csl/write-link.h"
#include "base/text.h"
#include "csl/item.h"

#include "base/banned.h"

/* Where identifiers lead (CSL 1.0.2, appendix VI), and what styles print in front of
 * them: that is part of the link. */
static const struct {
	short variable;
	const char *start; /* what its value begins with; "": a digit */
	const char *base;
	const char *printed[4];
} kinds[] = {
	{ CSL_VAR_DOI, "10.", "https://doi.org/",
	    { "https://doi.org/", "http://doi.org/", "https://dx.doi.org/",
		"http://dx.doi.org/" } },
	{ CSL_VAR_URL, "http", "", { NULL } },
	{ CSL_VAR_PMID, "", "https://www.ncbi.nlm.nih.gov/pubmed/",
	    { "https://www.ncbi.nlm.nih.gov/pubmed/",
		"https://pubmed.ncbi.nlm.nih.gov/", NULL } },
	{ CSL_VAR_PMCID, "PMC", "https://www.ncbi.nlm.nih.gov/pmc/articles/",
	    { "https://www.ncbi.nlm.nih.gov/pmc/articles/", NULL } },
};

static void
add_encoded(struct sbuf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];

		if (c <= ' ' || c >= 0x7f || strchr("\"<>\\^`{|}", c))
			sbuf_addf(out, "%%%02X", c);
		else
			sbuf_addc(out, (char)c);
	}
}

static bool
ends_with(struct span s, const char *end)
{
	size_t n = strlen(end);

	return s.len >= n && !memcmp(s.ptr + s.len - n, end, n);
}

bool
csl_link_target(
    struct sbuf *url, size_t *shown, const struct csl_tokens *t, size_t token)
{
	const struct csl_token *x = &t->items[token];
	size_t k = 0, n = sizeof(kinds) / sizeof(*kinds);

	*shown = 0;
	if (x->kind != TOKEN_TEXT || !x->text.len || x->variable < 0)
		return false;
	while (k < n && kinds[k].variable != x->variable)
		k++;
	if (k == n || !text_starts_nocase(x->text, kinds[k].start) ||
	    (!*kinds[k].start && (*x->text.ptr < '0' || *x->text.ptr > '9')) ||
	    (x->variable == CSL_VAR_URL &&
		!memmem(x->text.ptr, x->text.len, "://", 3)))
		return false;
	sbuf_reset(url);
	sbuf_add(url, span_of(kinds[k].base));
	add_encoded(url, x->text);
	for (size_t i = 0; token && i < 4 && kinds[k].printed[i]; i++)
		if (t->items[token - 1].kind == TOKEN_TEXT &&
		    ends_with(t->items[token - 1].text, kinds[k].printed[i]))
			*shown = strlen(kinds[k].printed[i]);
	return true;
}

bool
csl_link_in(enum csl_output format)
{
	return format != CSL_OUTPUT_TEXT && format != CSL_OUTPUT_TERMINAL &&
	       format != CSL_OUTPUT_RUNS;
}

bool
csl_link_is_all(enum csl_output format, struct span url, struct span text)
{
	return format == CSL_OUTPUT_MARKDOWN && span_eq(url, text);
}

/* In an attribute of HTML; in the argument of \href, where hyperref reads a
 * backslash before what TeX would act upon. */
static void
add_url(struct sbuf *out, enum csl_output format, struct span url)
{
	for (size_t i = 0; i < url.len; i++) {
		char c = url.ptr[i];

		if (format == CSL_OUTPUT_HTML && c == '&')
			sbuf_add(out, SPAN_LIT("&#38;"));
		else if (format == CSL_OUTPUT_LATEX && strchr("%#&", c))
			sbuf_addf(out, "\\%c", c);
		else if (format == CSL_OUTPUT_ORG && (c == '[' || c == ']'))
			sbuf_addf(out, "%%%02X", (unsigned char)c);
		else if (format == CSL_OUTPUT_MARKDOWN &&
			 (c == '(' || c == ')'))
			sbuf_addf(out, "%%%02X", (unsigned char)c);
		else
			sbuf_addc(out, c);
	}
}

void
csl_link_open(
    struct sbuf *out, enum csl_output format, struct span url, struct span text)
{
	switch (format) {
	case CSL_OUTPUT_HTML:
		sbuf_add(out, SPAN_LIT("<a href=\""));
		add_url(out, format, url);
		sbuf_add(out, SPAN_LIT("\">"));
		break;
	case CSL_OUTPUT_MARKDOWN:
		sbuf_addc(out, csl_link_is_all(format, url, text) ? '<' : '[');
		break;
	case CSL_OUTPUT_LATEX:
		sbuf_add(out, SPAN_LIT("\\href{"));
		add_url(out, format, url);
		sbuf_add(out, SPAN_LIT("}{"));
		break;
	case CSL_OUTPUT_RTF:
		sbuf_add(out, SPAN_LIT("{\\field{\\*\\fldinst HYPERLINK \""));
		add_url(out, format, url);
		sbuf_add(out, SPAN_LIT("\"}{\\fldrslt "));
		break;
	case CSL_OUTPUT_TYPST:
		sbuf_add(out, SPAN_LIT("#link(\""));
		add_url(out, format, url);
		sbuf_add(out, SPAN_LIT("\")["));
		break;
	case CSL_OUTPUT_ORG:
		sbuf_add(out, SPAN_LIT("[["));
		add_url(out, format, url);
		sbuf_add(out, SPAN_LIT("]["));
		break;
	default: break;
	}
}

void
csl_link_close(
    struct sbuf *out, enum csl_output format, struct span url, struct span text)
{
	switch (format) {
	case CSL_OUTPUT_HTML: sbuf_add(out, SPAN_LIT("</a>")); break;
	case CSL_OUTPUT_MARKDOWN:
		if (csl_link_is_all(format, url, text)) {
			sbuf_addc(out, '>');
			break;
		}
		sbuf_add(out, SPAN_LIT("]("));
		add_url(out, format, url);
		sbuf_addc(out, ')');
		break;
	case CSL_OUTPUT_LATEX: sbuf_addc(out, '}'); break;
	case CSL_OUTPUT_RTF: sbuf_add(out, SPAN_LIT("}}")); break;
	case CSL_OUTPUT_TYPST: sbuf_addc(out, ']'); break;
	case CSL_OUTPUT_ORG: sbuf_add(out, SPAN_LIT("]]")); break;
	default: break;
	}
}
