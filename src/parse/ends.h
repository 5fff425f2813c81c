#ifndef PARSE_ENDS_H
#define PARSE_ENDS_H

#include "parse/tokens.h"

/*
 * Where the text of a field begins and ends, in the tokens that were taken for it: without
 * the words, quotation marks and points around it.
 */

/* "vol. 12", "pp. 1-12 S.": the number alone. */
void ends_of_number(const struct scan *s, size_t *from, size_t *to);
/* A title without the quotation marks around it, what GB/T 7714 says of its kind, and what
 * ends it; part says which field. */
void ends_of_text(
    const struct scan *s, enum part part, size_t *from, size_t *to);
/* "CoRL'24", "SIGCOMM ’97": the year of a conference belongs to its name. The token behind
 * it, or i. */
size_t ends_skip_short_year(const struct scan *s, size_t i);
/* "521, n. 7553", "3):4-5" read as one: where the second number begins; or to. */
size_t ends_second_number(const struct scan *s, size_t from, size_t to);
/* "464 с. – ISBN 978-5", "443–551. MR1333035": pages end before what names the work to a
 * database. */
size_t ends_before_identifier(const struct scan *s, size_t from, size_t to);
bool ends_is_chapter(const struct scan *s, size_t i);
/* "no.", "Band", "chapter": what introduces a number. */
bool ends_introduces(const struct scan *s, size_t i);
/* "Per un riesame dell'idea, «Rivista storica italiana», 68": where a title ends in what
 * alone is quoted, that is the journal. The token of the mark that opens it, or to. */
size_t ends_quoted_journal(const struct scan *s, size_t from, size_t to);
/* Names without the full stop that ends their field: "OpenAI.", "Li, Bo.", "Mário de.", not
 * "Hinton, G." */
size_t ends_without_stop(const struct scan *s, size_t from, size_t to);

#endif
