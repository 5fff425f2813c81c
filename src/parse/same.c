/* "In: Ders.: Reden": the author once more, as the editor of what the work stands in. */

#include "base/text.h"
#include "parse/after.h"

#include "base/banned.h"

static size_t
skip_same(struct span s, size_t at)
{
	static const char *const words[] = { "ders.", "dies.", "derselbe",
		"dieselbe", "dieselben", "idem", "id.", "eadem" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t end = at + strlen(words[i]);

		if (!text_starts_nocase(span_skip(s, at), words[i]) ||
		    end >= s.len)
			continue;
		/* "(Hrsg.)", "(Ed.)" */
		if (s.ptr[end] == ' ' && end + 1 < s.len &&
		    s.ptr[end + 1] == '(') {
			const char *close =
			    memchr(s.ptr + end, ')', s.len - end);

			if (close)
				end = (size_t)(close - s.ptr) + 1;
		}
		if (end < s.len && strchr(":,", s.ptr[end]))
			return end + 1;
	}
	return at;
}

void
same_read(struct after *r)
{
	struct work *w = r->parse->work;
	struct range container = after_place(r, CLAIM_CONTAINER_TITLE);
	const struct place *p = parse_place(r->parse, CLAIM_CONTAINER_TITLE);
	size_t end;

	if (!p || !w->author.len)
		return;
	end = skip_same(span_sub(r->text, 0, container.to), container.from);
	if (end == container.from)
		return;
	container.from = end;
	after_set(r, CLAIM_CONTAINER_TITLE, WORK_container_title,
	    after_trim(r->text, container), p->confidence);
	if (!w->editor.len)
		w->editor = w->author;
}
