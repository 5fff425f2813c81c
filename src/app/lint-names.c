/* What BibTeX makes of a list of names that was not meant. */

#include "app/lint.h"
#include "base/text.h"

#include "base/banned.h"

/* A name has two at most: "von Last, Jr, First" (btxdoc, section 4). */
enum { COMMAS_MAX = 2, SHOWN_MAX = 60 };

struct name_scan {
	size_t commas;
	bool named_parts; /* "family=Roe, given=Ann": biblatex manual, 3.4 */
};

/* Is the word "and" at i, outside braces, with blanks or the value's ends around? */
static bool
is_and(struct span s, size_t i)
{
	return text_starts_nocase(span_skip(s, i), "and") &&
	       (!i || text_is_blank(s.ptr[i - 1])) &&
	       (i + 3 == s.len || text_is_blank(s.ptr[i + 3]));
}

/* Where the name that starts at from ends. */
static size_t
name_end(struct name_scan *n, struct span s, size_t from)
{
	int depth = 0;
	size_t i = from;

	*n = (struct name_scan){ 0 };
	for (; i < s.len && (depth || !is_and(s, i)); i++) {
		char c = s.ptr[i];

		if (c == '\\')
			i++;
		else if (c == '{')
			depth++;
		else if (c == '}')
			depth--;
		else if (c == ',' && !depth)
			n->commas++;
		else if (c == '=' && !depth)
			n->named_parts = true;
	}
	return i < s.len ? i : s.len;
}

void
lint_names(struct lint *l, struct span list, size_t at, const char *key)
{
	size_t from = 0;

	for (;;) {
		struct name_scan n;
		size_t end = name_end(&n, list, from);
		struct span name = text_trim(span_sub(list, from, end));
		bool last = end >= list.len;

		if (!name.len)
			lint_add(l, FINDING_NAMES, at + (last ? from : end),
			    key, "no name stands %s \"and\"",
			    last    ? "behind the last"
			    : !from ? "before the first"
				    : "before this");
		else if (n.commas > COMMAS_MAX && !n.named_parts)
			lint_add(l, FINDING_NAMES,
			    at + (size_t)(name.ptr - list.ptr), key,
			    "a name has too many commas: write \" and \" "
			    "between names: \"%.*s\"",
			    (int)(name.len > SHOWN_MAX ? SHOWN_MAX : name.len),
			    name.ptr);
		if (last)
			return;
		from = end + 3;
	}
}
