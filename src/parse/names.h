#ifndef PARSE_NAMES_H
#define PARSE_NAMES_H

#include "parse/model.h"
#include "parse/tokens.h"

/*
 * The names in tokens from..to (to not included), all of which are names and what
 * parts them: the likeliest way to part them and to say which words are family names,
 * by the forms of the list and by what the words mostly are in records. Adds to out;
 * leaves nothing out but "et al.".
 */
void names_read(struct name_list *out, struct scan *s, const struct model *m,
    size_t from, size_t to);
/* By how much a word is rather a family name (above 0) than a given name. */
double names_lean(const struct scan *s, const struct model *m, size_t token);

/* "And" of languages in which it is no other word within names: "ve", "és", "ja", "та". */
bool names_is_far_and(const struct scan *s, size_t i);

#endif
