/* "[J]", "[M/OL]": what GB/T 7714 says of a work's kind. */

#include "parse/numbers.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* GB/T 7714-2015, annex B: marks of document types. */
static const struct {
	char mark;
	enum work_type type;
} markers[] = {
	{ 'M', WORK_TYPE_BOOK },
	{ 'C', WORK_TYPE_PAPER_CONFERENCE },
	{ 'G', WORK_TYPE_COLLECTION },
	{ 'N', WORK_TYPE_ARTICLE_NEWSPAPER },
	{ 'J', WORK_TYPE_ARTICLE_JOURNAL },
	{ 'D', WORK_TYPE_THESIS },
	{ 'R', WORK_TYPE_REPORT },
	{ 'S', WORK_TYPE_STANDARD },
	{ 'P', WORK_TYPE_PATENT },
	{ 'A', WORK_TYPE_ARTICLE },
};

void
numbers_find_marker(struct scan *s)
{
	for (size_t i = s->body; i + 2 < s->len; i++) {
		size_t end = i + 2;

		if ((s->tokens[i].c != '[' && s->tokens[i].c != 0xff3b &&
			s->tokens[i].c != 0x3010) ||
		    !token_is_free(s, i) || !s->tokens[i + 1].upper)
			continue;
		if (token_is_point(s, end, "/"))
			end += 2;
		if (end >= s->len ||
		    (s->tokens[end].c != ']' && s->tokens[end].c != 0xff3d &&
			s->tokens[end].c != 0x3011))
			continue;
		if (s->tokens[i + 1].letters == 1) {
			for (size_t k = 0; k < COUNT(markers); k++)
				if (markers[k].mark ==
				    (char)s->tokens[i + 1].c) {
					s->marker = markers[k].mark;
					s->type = markers[k].type;
				}
			if (!s->marker)
				continue;
		} else if (token_is(s, i + 1, "eb") ||
			   token_is(s, i + 1, "db") ||
			   token_is(s, i + 1, "cp")) {
			s->marker = 'E';
			s->type = WORK_TYPE_WEBPAGE;
		} else {
			continue;
		}
		s->markers = i + 1;
		scan_mark(s, PART_NOTE, i, end + 1);
		return;
	}
}
