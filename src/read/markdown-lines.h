#ifndef READ_MARKDOWN_LINES_H
#define READ_MARKDOWN_LINES_H

#include "base/span.h"

/* Private to the readers of Markdown. Lines end in LF, CR LF or CR. */

/* Where the line that at is in ends, before its line end. */
size_t markdown_line_end(struct span s, size_t at);
/* Where the next one starts. */
size_t markdown_next_line(struct span s, size_t at);
/* Where YAML front matter ends, or 0. It would pass for a heading. */
size_t markdown_front_matter(struct span s);

#endif
