#ifndef CSL_FLATTEN_H
#define CSL_FLATTEN_H

#include "csl/node.h"

/*
 * A tree of nodes as a line of tokens: text, and where markup opens and closes.
 * Here affixes meet delimiters: punctuation that is there twice is dropped,
 * periods and commas go into or out of quotation marks, quotation marks within
 * quotation marks change, markup of a field within the same markup is turned off.
 */

enum csl_token_kind {
	TOKEN_TEXT,
	TOKEN_OPEN, /* font */
	TOKEN_CLOSE,
	TOKEN_QUOTE_OPEN, /* text is the mark */
	TOKEN_QUOTE_CLOSE,
	TOKEN_DISPLAY_OPEN, /* display */
	TOKEN_DISPLAY_CLOSE,
};

struct csl_token {
	enum csl_token_kind kind;
	struct span text;
	struct csl_font font; /* of CLOSE too */
	unsigned char display;
	bool term, no_decoration, literal;
	short variable; /* the field it came from, or -1 */
};

struct csl_tokens {
	struct csl_token *items;
	size_t len;
};

void csl_flatten(struct csl_tokens *out, struct arena *a,
    const struct csl_locale *l, const struct csl_node *n);

enum csl_output {
	CSL_OUTPUT_TEXT,
	CSL_OUTPUT_HTML,
	CSL_OUTPUT_MARKDOWN,
	CSL_OUTPUT_LATEX,
	CSL_OUTPUT_RTF,
	CSL_OUTPUT_TYPST,
	CSL_OUTPUT_ORG,
	/* text with the escape sequences of ECMA-48 for fonts, and without any other
	 * control characters */
	CSL_OUTPUT_TERMINAL,
	/* JSON: [{"text": ..., "field": ..., "italic": true, ...}, ...], so that
	 * each piece of text tells the variable that it came from */
	CSL_OUTPUT_RUNS,
	CSL_OUTPUTS
};
/* "text", "html", "markdown", "latex", "rtf", "typst", "org", "terminal", "runs" */
const char *csl_output_name(enum csl_output o);

/* With links, a DOI, a URL, a PMID or PMCID is one, where the format has links
 * (CSL 1.0.2, appendix VI). */
void csl_tokens_write(struct sbuf *out, const struct csl_tokens *t,
    enum csl_output format, bool links);

#endif
