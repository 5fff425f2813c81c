#ifndef WRITE_SARIF_H
#define WRITE_SARIF_H

#include "base/sbuf.h"

/*
 * SARIF 2.1.0 (OASIS), what editors and code hosts show of a checker's findings: a log
 * of one run. In this order: begin, the rules, the results, end.
 */
void sarif_begin(struct sbuf *out);
/* n: how many rules were written before. */
void sarif_add_rule(
    struct sbuf *out, size_t n, const char *id, const char *text);
void sarif_begin_results(struct sbuf *out);
/* n: how many results were written before. level: "error", "warning" or "note";
 * line and column (of code points) from 1, column 0: none. */
void sarif_add_result(struct sbuf *out, size_t n, const char *rule,
    const char *level, struct span text, const char *path, size_t line,
    size_t column);
void sarif_end(struct sbuf *out);

#endif
