#ifndef MODEL_RICH_MARKDOWN_H
#define MODEL_RICH_MARKDOWN_H

#include "base/arena.h"
#include "base/span.h"

/*
 * Rich text (model/rich.h) as pandoc's Markdown, which values of CSL-YAML are (pandoc's
 * manual, "Specifying bibliographic data"): *italics*, **bold**, ^superscript^,
 * ~subscript~, [small capitals]{.smallcaps}, [as it is]{.nocase}, and a backslash in
 * front of signs that would be markup.
 */

/* Of rich text, and of text that is escaped as rich_escaped() does it. A line end is a
 * hard one: pandoc makes a blank of others. */
char *rich_to_markdown(struct arena *a, struct span rich);

/*
 * For rich_plain() and rich_csl(). Tags and entities that stand in the Markdown go
 * through: other programs write YAML with CSL-JSON's tags. "--", "---" and "..." are
 * dashes and an ellipsis (pandoc's extension "smart"), formulae in dollars what
 * model/latex.h makes of them; a link's address stands behind its text.
 */
char *rich_from_markdown(struct arena *a, struct span markdown);

/* Backslashes in front of signs taken off, "<" and ">" around an address too: for what
 * has no markup. */
char *markdown_unescaped(struct arena *a, struct span markdown);

#endif
