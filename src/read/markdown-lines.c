#include "read/markdown-lines.h"
#include "base/text.h"

#include "base/banned.h"

size_t
markdown_line_end(struct span s, size_t at)
{
	while (at < s.len && s.ptr[at] != '\n' && s.ptr[at] != '\r')
		at++;
	return at;
}

size_t
markdown_next_line(struct span s, size_t at)
{
	at = markdown_line_end(s, at);
	if (at + 1 < s.len && s.ptr[at] == '\r' && s.ptr[at + 1] == '\n')
		return at + 2;
	return at < s.len ? at + 1 : at;
}

/* The line there, without the blanks at its end. */
static struct span
line_at(struct span s, size_t at)
{
	size_t end = markdown_line_end(s, at);

	while (end > at && (s.ptr[end - 1] == ' ' || s.ptr[end - 1] == '\t'))
		end--;
	return span_sub(s, at, end);
}

size_t
markdown_front_matter(struct span s)
{
	size_t at = markdown_next_line(s, 0);

	if (!span_eq(line_at(s, 0), SPAN_LIT("---")))
		return 0;
	for (; at < s.len; at = markdown_next_line(s, at)) {
		struct span line = line_at(s, at);

		if (span_eq(line, SPAN_LIT("---")) ||
		    span_eq(line, SPAN_LIT("...")))
			return markdown_next_line(s, at);
	}
	return 0;
}
