#ifndef CSL_WRITE_LINK_H
#define CSL_WRITE_LINK_H

#include "base/sbuf.h"
#include "csl/flatten.h"

/* Identifiers as links (CSL 1.0.2, appendix VI "Links"): between the writers. */

/*
 * The target of the identifier that the token is, percent-encoded; false: it is none.
 * *shown: how many bytes at the end of the token before belong to it, since the style
 * prints "https://doi.org/" in front.
 */
bool csl_link_target(
    struct sbuf *url, size_t *shown, const struct csl_tokens *t, size_t token);

/* What stands before and behind the text of a link. text: as it shows. */
void csl_link_open(struct sbuf *out, enum csl_output format, struct span url,
    struct span text);
void csl_link_close(struct sbuf *out, enum csl_output format, struct span url,
    struct span text);
/* Does the format have links? */
bool csl_link_in(enum csl_output format);
/* The text of such a link is the link: Markdown's <https://...>. */
bool csl_link_is_all(enum csl_output format, struct span url, struct span text);

#endif
