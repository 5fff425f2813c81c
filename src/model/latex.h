#ifndef MODEL_LATEX_H
#define MODEL_LATEX_H

#include "base/arena.h"
#include "base/span.h"

#include <stdbool.h>

/*
 * LaTeX as it stands in values of .bib files. It is in the model because the
 * writer must know what a value that it has kept means.
 */

/* LaTeX text as Unicode: accents, macros, braces, "~" and HTML's entities
 * resolved, math and unknown macros kept as they are. */
char *latex_to_unicode(struct arena *a, struct span s);

/*
 * The same text with CSL's markup (model/rich.h): italics, bold, small capitals,
 * super- and subscript; words in braces, which BibTeX keeps from lower-casing, as
 * class nocase. NULL if there is no markup.
 */
char *latex_to_rich(struct arena *a, struct span s);

/*
 * The title of a record that is no TeX, but has some: publishers deposit what
 * authors who write LaTeX gave them ("$V_{k}D$", "\\textit{in vivo}"). As CSL's
 * markup, for rich_plain() and rich_csl(); text itself where there is no TeX in it,
 * or HTML beside it. NULL for NULL.
 */
const char *latex_title_to_rich(struct arena *a, const char *text);

/*
 * A URL, DOI or the like: escapes undone ("\_", "\%", "\~{}", "$\sim$"), \url{}
 * taken off, line breaks inside dropped; nothing else is changed.
 */
char *latex_verbatim(struct arena *a, struct span s);

/*
 * Where the character that is written as a command at s.ptr[at] ends ("\'{e}",
 * "{\H u}", "\ss{}", "\&"), or at, if there is none. latex_to_unicode() of these
 * bytes is the character.
 */
size_t latex_character(struct span s, size_t at);
/* The same of whatever makes text there: such a character, a formula, "---", "``", a
 * character as it is. */
size_t latex_unit(struct span s, size_t at);

/* Are there commands in it other than accents and letters: something that gets
 * lost when it becomes text ("\noopsort{b}", "\kern.1em")? */
bool latex_has_command(struct span s);

/* The argument of the first \url{} or the target of the first \href{}, without
 * the braces; an empty span if there is none. */
struct span latex_find_url(struct span s);

#endif
