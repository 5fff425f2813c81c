#ifndef WRITE_REPORT_H
#define WRITE_REPORT_H

#include "write/write.h"

/* Private to report*.c. All of these clean what they add. */

/* What could not be read of the file, and the gaps in the numbers of its lists:
 * every report tells them. */
size_t report_problems(
    struct problem **out, struct arena *a, const struct report_file *f);
/* "key: what is wrong" */
void report_add_problem(struct sbuf *out, const struct problem *p);

bool report_is_retracted(const struct judgement *j);
/* "error", "warning", "note" (SARIF's words); NULL: nothing to say. */
const char *report_level(const struct judgement *j);
/* The reason, and each wrong field: "year: 2010 -> 2015". */
void report_add_message(struct sbuf *out, const struct judgement *j);
/* The order of reports for people, the worst first; the last one is verified. */
enum { REPORT_RANKS = 7 };
int report_rank(const struct judgement *j);
/* Is the work the right one, but two or more of what says where it stands are not
 * confirmed? */
bool report_place_is_open(const struct judgement *j);
/* What an alert says. */
const char *report_alert_words(enum alert a);

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
