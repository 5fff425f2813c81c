#ifndef WRITE_FINDINGS_H
#define WRITE_FINDINGS_H

#include "base/sbuf.h"
#include "model/finding.h"

/*
 * Findings of one file after the other, in the forms that editors and machines
 * read: "path:line:column: level: text [rule]" (errorformat, as GCC prints it),
 * GitHub's workflow commands, SARIF 2.1.0 (OASIS), JSON lines.
 */
enum findings_form {
	FINDINGS_TEXT,
	FINDINGS_GITHUB,
	FINDINGS_SARIF,
	FINDINGS_JSON,
};

void findings_begin(struct sbuf *out, enum findings_form form);
/* n: how many were written before, of all files. */
void findings_add(struct sbuf *out, enum findings_form form, const char *path,
    const struct finding *f, size_t n);
void findings_end(struct sbuf *out, enum findings_form form);

#endif
