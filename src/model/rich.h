#ifndef MODEL_RICH_H
#define MODEL_RICH_H

#include "base/arena.h"
#include "base/span.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Rich text in titles is CSL-JSON's HTML: <i> <b> <sup> <sub>
 * <span style="font-variant:small-caps;"> <span class="nocase">. Sources send
 * more than that: JATS face markup (<italic>, <jats:sub>, <scp>), MathML,
 * entities, also doubled ("&amp;lt;i&amp;gt;").
 */

/* Markup gone, entities decoded, NFC, blanks collapsed: what is compared. A tag
 * that parts words ("<scp>T</scp>ree") leaves no blank. */
char *rich_plain(struct arena *a, struct span s);

/* Is that what rich_plain() makes of it? */
bool rich_says(struct arena *a, struct span s, const char *text);
/* The same text with CSL's markup only, escaped; NULL if it has none, so that
 * plain text is enough. */
char *rich_csl(struct arena *a, struct span s);

/* Entities decoded, also doubled ones; nothing else changes. */
struct span rich_decode(struct arena *a, struct span s);
/* Would an "&" in front of it begin an entity? */
bool rich_opens_entity(struct span s);
/* The sign that rich_csl() wrote as an entity at the start of s, and the entity's length;
 * 0: none. */
size_t rich_sign(struct span s, char *sign);
/* CSL's markup with "&", "<" and ">" as they are, wherever they cannot be taken for
 * an entity or a tag: for programs that show what is there, and for CSL-JSON, whose
 * markup has tags and no entities (citeproc-js' manual, "HTML-like formatting tags"). */
char *rich_bare(struct arena *a, struct span s);

/* CSL's markup but for class nocase, which nobody sees; NULL if nothing else is
 * marked, so that plain text is enough. */
char *rich_visible(struct arena *a, struct span s);

/* Plain text as rich text: what looks like markup is text. NULL for NULL. */
const char *rich_escaped(struct arena *a, const char *s);

/* The character that "&name;" or "&#number;" at the start of s is, and its length;
 * 0 if that is none that we know. */
uint32_t rich_entity(struct span s, size_t *len);

#endif
