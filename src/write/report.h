#ifndef WRITE_REPORT_H
#define WRITE_REPORT_H

#include "write/write.h"

/* Private to report*.c. All of these clean what they add. */

/* What could not be read of the file, and the gaps in the numbers of its lists:
 * every report tells them. */
size_t report_problems(
    struct problem **out, struct arena *a, const struct report_file *f);

/* At most max code points, then an ellipsis. */
void report_add_cut(struct sbuf *out, const char *s, size_t max);
/* "Family, Given; ..." of at most max names. */
void report_add_names(struct sbuf *out, const struct name_list *l, size_t max);
/* Escaped for a workflow command; property: inside its parameters. */
void report_add_github(struct sbuf *out, const char *text, bool property);
/* One side of a change. */
void report_add_value(struct sbuf *out, const char *text,
    const struct name_list *names, size_t max_names);
/* Where people can look at the record. */
void report_add_address(struct sbuf *out, const struct work *w);
/* "not found": a verdict for people. */
const char *report_verdict_words(enum verdict v);

#endif
