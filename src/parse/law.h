#ifndef PARSE_LAW_H
#define PARSE_LAW_H

#include "parse/tokens.h"

/*
 * Citations of law, that have forms of their own: cases of common law by their parties
 * ("Donoghue v Stevenson [1932] AC 562", OSCOLA 4 section 2.1; Bluebook 10), judgments by
 * court and date ("BGH, Urteil vom 12.7.2018 – III ZR 183/17", "Conseil d'État, 19 mai
 * 1933"), acts ("Human Rights Act 1998"), and articles that are found by the volume
 * before the journal ("73 Yale L.J. 733 (1964)", "(2005) 121 LQR 657").
 */

/* Legal case or legislation, if the words in their order say so; else none. */
enum work_type law_type(const struct scan *s);
/* What was found of a reference, set right where it has one of these forms. */
void law_settle(struct scan *s);

#endif
