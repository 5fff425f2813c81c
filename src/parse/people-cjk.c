/* Names in Chinese, Japanese and Korean letters. */

#include "parse/people.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

size_t
people_cjk_name(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];
	size_t end = i + 1;

	if (!token_is_free(s, i) || !t->cjk)
		return i;
	/* "然，K": a mangled name of two scripts */
	if (t->letters == 1 && token_is_comma(s, end) &&
	    token_is_initial(s, end + 1)) {
		end += 2;
		if (token_is_point(s, end, "."))
			end++;
		return end;
	}
	/* a point inside spells a foreign name out */
	if ((s->tokens[end].c == 0xb7 || s->tokens[end].c == 0x30fb) &&
	    s->tokens[end + 1].cjk && !token_parts_persons(s, end))
		return end + 2;
	if (t->letters == 1 && s->tokens[end].cjk && s->tokens[end].letters < 4)
		return end + 1;
	return t->letters >= 2 && t->letters <= 5 ? end : i;
}

struct span
people_cjk_without_role(struct span name)
{
	static const char *const roles[] = { "編", "编", "著", "訳", "譯",
		"译" };

	for (size_t k = 0; k < COUNT(roles); k++) {
		size_t n = strlen(roles[k]);

		if (name.len > 2 * n &&
		    !memcmp(name.ptr + name.len - n, roles[k], n))
			return span_sub(name, 0, name.len - n);
	}
	return name;
}
