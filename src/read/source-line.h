#ifndef READ_SOURCE_LINE_H
#define READ_SOURCE_LINE_H

#include "model/work.h"

/*
 * Private to readers: where an article stands, in one line: "Nursing Science
 * Quarterly. 28(2):103-106, April 2015.", "J Biol Chem. 2004 Jan 2;279(1):12-5".
 * Fields that are set stay.
 */
void read_source_line(struct work *w, struct arena *a, struct span line);

#endif
