#ifndef WRITE_KEY_PATTERN_H
#define WRITE_KEY_PATTERN_H

#include "base/err.h"
#include "model/work.h"

/*
 * Patterns of citation keys. Two ways to write one:
 *
 * - JabRef's (docs.jabref.org, "Customize the citation key generator"): markers
 *   in brackets among literal text, "[auth:lower][year][veryshorttitle]";
 * - Better BibTeX's formulas (retorque.re/zotero-better-bibtex/citing, common
 *   core): "auth.lower + shorttitle(3, 3) + year", alternatives after ";".
 *
 * What a marker or a function gives is words; keys are ASCII letters, digits and
 * "-_:./+", other letters transliterated by ICU, each word with its capitals.
 */
struct key_pattern;

/* ERR_USAGE: it has a marker, function or modifier that is not known; the story
 * names it. The pattern is borrowed and lives in the arena. */
int key_pattern_parse(struct key_pattern **out, struct arena *a,
    const char *pattern, struct err *err);

/* The key of a work: never NULL; "" if the work has nothing that it names. */
const char *key_pattern_apply(
    const struct key_pattern *p, struct arena *a, const struct work *w);

#endif
